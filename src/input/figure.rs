//! A figure in a cell of a table: the number as publishers print it, the sign of its unit, and the marks behind it.
//!
//! It must not guess: what may be read in two ways is no figure.

use crate::language::tokens::is_raised;
use crate::quantity::{self, Decimal};

/// What a cell says.
#[derive(Debug)]
pub(super) struct Figure<'a> {
    pub(super) number: Decimal,
    /// The sign of a unit that stands with the number.
    pub(super) sign: Option<&'static str>,
    /// The marks behind it, as the table has them; empty where there are none.
    marks: &'a str,
}

/// Marks of the Government Statistical Service behind a number that stands all the same: a break in the series, estimated,
/// provisional, revised, of low reliability. `[f]` is none of them: what is forecast was not measured.
const MARKS: [&str; 9] = ["b", "e", "p", "r", "u", "estimated", "provisional", "revised", "low reliability"];

/// Spaces that stand between thousands.
const SPACES: [char; 4] = [' ', '\u{A0}', '\u{2009}', '\u{202F}'];

impl<'a> Figure<'a> {
    /// `1,234.5`, `1 234`, `£740`, `60%`, `1,234 [p]`. Commas and spaces stand between thousands and nowhere else: what
    /// looks like a decimal comma is no number.
    pub(super) fn read(cell: &'a str) -> Option<Self> {
        let (cell, marks) = parted(cell);
        if !are_notes(marks) {
            return None;
        }
        let (cell, sign) = match (cell.strip_prefix('£'), cell.strip_suffix('%')) {
            (Some(rest), None) => (rest.trim_start(), Some("£")),
            (None, Some(rest)) => (rest.trim_end(), Some("%")),
            (None, None) => (cell, None),
            (Some(_), Some(_)) => return None,
        };
        let cell = cell.replace(SPACES, ",").replace('\u{2212}', "-");
        if !is_grouped(&cell) || has_power(&cell) {
            return None;
        }
        Some(Self { number: quantity::parse(&cell.replace(',', ""))?, sign, marks })
    }

    /// A note for readers: that of the record and what the table marks.
    pub(super) fn note(&self, of_record: Option<&str>) -> Option<Box<str>> {
        let marked = (!self.marks.is_empty()).then(|| format!("Marked {} in the table", self.marks));
        match (of_record, marked) {
            (Some(note), Some(marked)) => Some(format!("{marked}. {note}").into()),
            (note, marked) => note.map(Into::into).or_else(|| marked.map(Into::into)),
        }
    }
}

/// Whether a spreadsheet shows so, and saves so, what it has rounded: `1.2E+04`. Programs that write a power of ten in full
/// have `1e+05`.
pub(super) fn is_rounded(cell: &str) -> bool {
    has_power(cell) && Figure::read(&cell.replace('E', "e")).is_some()
}

fn has_power(cell: &str) -> bool {
    cell.contains("E+") || cell.contains("E-")
}

/// A cell before and from the first mark behind its number.
fn parted(cell: &str) -> (&str, &str) {
    let at = cell.find(|c: char| matches!(c, '[' | '(') || is_raised(c)).filter(|at| *at > 0);
    let (number, marks) = cell.split_at(at.unwrap_or(cell.len()));
    (number.trim_end(), marks)
}

/// Whether what stands behind a number are marks that leave it as it is, and numbers of notes.
fn are_notes(marks: &str) -> bool {
    let marks = marks.trim_start_matches(|c: char| is_raised(c) || c.is_whitespace());
    let Some(open) = marks.chars().next() else { return true };
    let square = open == '[';
    let Some((inside, rest)) =
        marks.strip_prefix(['[', '(']).and_then(|rest| rest.split_once(if square { ']' } else { ')' }))
    else {
        return false;
    };
    let is_number = |note: &str| !note.is_empty() && note.bytes().all(|byte| byte.is_ascii_digit());
    let is_note = |note: &str| {
        let note = note.trim().to_ascii_lowercase();
        let named = note.strip_prefix("note").map(|note| note.trim_start_matches('s').trim_start());
        // A bare number between round brackets may be another figure.
        MARKS.contains(&&*note) || named.is_some_and(is_number) || square && is_number(&note)
    };
    inside.split(',').all(is_note) && are_notes(rest)
}

/// Whether commas, where there are any, stand between thousands.
fn is_grouped(number: &str) -> bool {
    let whole = number.split('.').next().unwrap_or_default();
    let mut groups = whole.trim_start_matches(['-', '+']).split(',');
    let first = groups.next().unwrap_or_default();
    !number.contains(',')
        || (1..=3).contains(&first.len())
            && groups.all(|group| group.len() == 3)
            && number.matches(',').count() == whole.matches(',').count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_figure_is_read_as_tables_print_it() {
        let cases = [
            ("12", Some("12")),
            ("-1,234.5", Some("-1234.5")),
            ("\u{2212}1,234", Some("-1234")),
            ("12,345,678", Some("12345678")),
            ("1\u{202F}234", Some("1234")),
            ("12 345", Some("12345")),
            ("12 34", None),
            ("2024 25", None),
            ("£1,200", Some("1200 £")),
            ("60.5 %", Some("60.5 %")),
            ("1e+05", Some("100000")),
            ("1.2E+04", None),
            ("1E-05", None),
            ("1,5", None),
            ("0,5", None),
            ("12,50", None),
            ("1.000,5", None),
            ("1.000,500", None),
            ("1,2,3", None),
            ("1234,567", None),
            (",123", None),
            ("1,", None),
            ("£5%", None),
            ("££5", None),
            ("1,234 [p]", Some("1234 [p]")),
            ("60%[r, p]", Some("60 % [r, p]")),
            ("1,234 [r] [note 1, 2]", Some("1234 [r] [note 1, 2]")),
            ("1,234(P)", Some("1234 (P)")),
            ("1,234 (provisional)", Some("1234 (provisional)")),
            ("1,234¹", Some("1234 ¹")),
            ("5 [2]", Some("5 [2]")),
            // Another figure, a forecast, a mark of what is not there, and what nobody knows.
            ("5 (2)", None),
            ("1,234 [f]", None),
            ("1,234 [c]", None),
            ("1,234 [p", None),
            ("1,234*", None),
            ("(1,234)", None),
            ("[p]", None),
            ("<5", None),
        ];
        for (cell, expected) in cases {
            let read = Figure::read(cell).map(|figure| {
                let parts = [
                    figure.number.to_string(),
                    figure.sign.unwrap_or_default().to_owned(),
                    figure.marks.to_owned(),
                ];
                parts.join(" ").split_whitespace().collect::<Vec<_>>().join(" ")
            });
            assert_eq!(read.as_deref(), expected, "{cell}");
        }
    }

    #[test]
    fn only_a_number_is_rounded() {
        for cell in ["1.2E+04", "-1E-05", "£1.2E+03 [p]"] {
            assert!(is_rounded(cell), "{cell}");
        }
        for cell in ["PRE-2019", "SEE-NOTE", "12,345 (SEE-NOTE)", "1e+05", "12"] {
            assert!(!is_rounded(cell), "{cell}");
        }
    }

    #[test]
    fn what_a_table_marks_is_noted() {
        let note = |cell, of_record| Figure::read(cell).and_then(|figure| figure.note(of_record));
        assert_eq!(note("1,234 [p]", None).as_deref(), Some("Marked [p] in the table"));
        assert_eq!(note("1,234 [p]", Some("England")).as_deref(), Some("Marked [p] in the table. England"));
        assert_eq!(note("1,234", Some("England")).as_deref(), Some("England"));
        assert_eq!(note("1,234", None), None);
    }
}
