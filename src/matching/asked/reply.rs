//! An answer taken apart: its sentences with what each speaks of, the quantities and dates in them, and its tables.
//!
//! It must not judge what the answer does.

use super::words;
use crate::date::Date;
use crate::document::Document;
use crate::language::dates::{self, DateMention};
use crate::language::quantities::{self, QuantityMention};
use crate::language::sentences::split;
use crate::language::tokens::tokenize;

/// An answer, taken apart.
pub(super) struct Reply<'d> {
    pub(super) text: &'d str,
    pub(super) lines: Vec<Line<'d>>,
    pub(super) quantities: Vec<QuantityMention>,
    pub(super) dates: Vec<DateMention>,
    /// The day it was given, or the first of its month.
    pub(super) said_on: Option<Date>,
    /// Indexes of the lines that hold a number and nothing else, or little else: cells of a table.
    pub(super) cells: Vec<usize>,
}

/// A sentence of an answer, or a cell of a table in it.
pub(super) struct Line<'d> {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) text: &'d str,
    /// In lower case, with straight quotation marks.
    pub(super) lower: String,
    pub(super) stems: Vec<String>,
    /// The line that introduces it, for an item of a list.
    pub(super) lead_in: Option<usize>,
}

impl<'d> Reply<'d> {
    pub(super) fn new(document: &'d Document) -> Self {
        let text = document.text.text.as_str();
        let tokens = tokenize(text);
        let lines: Vec<Line<'d>> = split(text, &tokens, &document.text.blocks)
            .into_iter()
            .map(|sentence| {
                let own = text.get(sentence.start..sentence.end).unwrap_or_default();
                Line {
                    start: sentence.start,
                    end: sentence.end,
                    text: own,
                    lower: own.to_lowercase().replace(['’', '‘'], "'"),
                    stems: words::stems(own),
                    lead_in: sentence.lead_in,
                }
            })
            .collect();
        let dates = dates::recognise(text, &tokens, document.meta.known_on());
        let quantities = quantities::recognise(text, &tokens, &dates);
        let cells = (0..lines.len()).filter(|at| is_cell(lines[*at].text)).collect();
        Self { text, lines, quantities, dates, said_on: document.meta.known_on(), cells }
    }

    /// The quantities of a line.
    pub(super) fn quantities_of(&self, line: &Line<'_>) -> impl Iterator<Item = &QuantityMention> {
        let (start, end) = (line.start, line.end);
        self.quantities.iter().filter(move |one| one.start >= start && one.end <= end)
    }

    /// The dates of a line that name a day, a month or a year, and are part of no name.
    pub(super) fn dates_of(&self, line: &Line<'_>) -> impl Iterator<Item = &DateMention> {
        let (start, end) = (line.start, line.end);
        self.dates.iter().filter(move |one| {
            one.start >= start && one.end <= end && !one.vague && !one.named && one.last.is_some()
        })
    }

    /// How many sentences it has that are no cells.
    pub(super) fn sentences(&self) -> usize {
        self.lines.len() - self.cells.len()
    }
}

/// What may stand after the number of a cell.
#[rustfmt::skip]
const UNITS: &[&str] = &[
    "", "m", "bn", "k", "p", "km", "fte", "gwh", "mwh", "mw", "gw", "hrs", "days", "ha", "r", "e", "c", "x",
];

/// Whether a line is a number of a table: digits, and no more letters than a unit has.
fn is_cell(text: &str) -> bool {
    let letters = text.chars().filter(|letter| letter.is_alphabetic()).count();
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let dated = text.matches('/').count() >= 2
        || (digits == 4
            && letters == 0
            && !text.contains([',', '.', '£', '%'])
            && text.starts_with(['1', '2']));
    let span = text.len() <= 9
        && text.starts_with(['1', '2'])
        && text.get(3..6).is_some_and(|inner| inner.contains(['-', '/', '–']));
    let unit = text.trim_start_matches(|letter: char| !letter.is_alphabetic()).to_lowercase();
    let plain = UNITS.contains(&unit.trim_end_matches(|letter: char| !letter.is_alphanumeric()));
    is_row(text) || digits > 0 && plain && letters <= 4 && text.len() <= 24 && !dated && !span
}

/// Whether a line is a row of numbers: at least half of its words are numbers, and one of them is no part of a date.
fn is_row(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    let number = |word: &str| {
        word.trim_start_matches(['£', '(', '-']).starts_with(|first: char| first.is_ascii_digit())
    };
    let dated = |word: &str| {
        let plain = word.parse::<u32>().is_ok_and(|value| value <= 31 || (1900..2100).contains(&value));
        plain || word.matches('/').count() == 2 || word.contains(['/', '-', '–'])
    };
    let numbers = words.iter().filter(|word| number(word)).count();
    (2..=12).contains(&words.len())
        && numbers * 2 >= words.len()
        && words.iter().any(|word| number(word) && !dated(word))
        && text.len() <= 90
}
