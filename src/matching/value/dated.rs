//! When a number in a passage was true: which of the dates of its sentence tells.
//!
//! It must not choose the number.

use super::shown;
use crate::date::Date;
use crate::language::dates::{self, DateMention, Form, Kind};
use crate::language::tokens as words;
use crate::matching::tokens::{self, Sort, Token, one_of};
use crate::quantity::Decimal;

/// The date nearest to a number in its sentence, or in the passage's first where the number is in words, in a notation of
/// registers; nothing where that names none that was over when the passage was `known`.
#[must_use]
pub fn dated(passage: &str, number: Decimal, known: Date) -> Option<String> {
    let is_it = |token: &Token| {
        let Sort::Number(written) = token.sort else { return false };
        shown(passage, token, written).is_some_and(|value| value.value == number)
    };
    let at = tokens::tokens(passage, &[]).find(is_it).map_or(0, |token| token.start);
    Dates::new(passage, at, Some(known)).nearest(Some(known)).and_then(DateMention::value)
}

/// Words by which a paper came out on a day, and how many may stand between: "published by NHS England on".
const PUBLISHED: &str = "published released publication release";
const PUBLISHER: usize = 6;

/// The dates of the sentence around a place.
pub(super) struct Dates<'a> {
    pub(super) sentence: &'a str,
    at: usize,
    found: Vec<DateMention>,
}

impl<'a> Dates<'a> {
    pub(super) fn new(passage: &'a str, at: usize, known: Option<Date>) -> Self {
        let ends = tokens::tokens(passage, &[]).filter_map(|token| token.opens);
        let (mut start, mut end) = (0, passage.len());
        for open in ends {
            if open <= at {
                start = open;
            } else {
                end = end.min(open);
            }
        }
        let sentence = passage.get(start..end).unwrap_or_default();
        let found = dates::recognise(sentence, &words::tokenize(sentence), known);
        Self { sentence, at: at - start, found }
    }

    /// Dates of names ("the 2010 Act") are none of a figure; "as of 31 March 2025" looks like one.
    fn is_as_of(&self, date: &DateMention) -> bool {
        let (before, rest) = self.sentence.split_at_checked(date.start).unwrap_or_default();
        let before = before.trim_end().to_lowercase();
        before.ends_with("as of") || before.ends_with("as at") || rest.to_lowercase().starts_with("as ")
    }

    /// Whether something is compared with what was in a date: "190 more than in March 2024".
    fn is_compared(&self, date: &DateMention) -> bool {
        let before = self.sentence.get(..date.start).unwrap_or_default().trim_end().to_lowercase();
        let compares = ["than", "than in", "than at", "compared with", "compared to", "up from", "down from"];
        compares.into_iter().any(|words| before.ends_with(words))
    }

    /// Whether it is the day of what the number stands in, and not of the number: "data published on 7 April show that 2,346",
    /// and "today", which the document's own date tells as well as that is known.
    fn is_of_its_source(&self, date: &DateMention) -> bool {
        let text = self.sentence.get(date.start..date.end).unwrap_or_default();
        let before = self.sentence.get(..date.start).filter(|_| date.end <= self.at).unwrap_or_default();
        let clause = before.rsplit([',', ';', ':']).next().unwrap_or_default();
        let mut near = clause.split_whitespace().rev().take(PUBLISHER);
        let is_of_a_paper = near.any(|word| one_of(PUBLISHED, &word.to_lowercase()));
        text.to_lowercase().ends_with("today") || (is_of_a_paper && !self.is_as_of(date))
    }

    /// The nearest date that is over when the passage is `known`.
    pub(super) fn nearest(&self, known: Option<Date>) -> Option<&DateMention> {
        let distance = |date: &&DateMention| {
            if date.start > self.at { date.start - self.at } else { self.at.saturating_sub(date.end) }
        };
        self.found
            .iter()
            .filter(|date| !date.vague && (!(date.named || date.kind == Kind::From) || self.is_as_of(date)))
            .filter(|date| !matches!(date.form, None | Some(Form::Open(_))) && !self.is_compared(date))
            .filter(|date| !self.is_of_its_source(date))
            .filter(|date| date.last.is_some_and(|last| known.is_none_or(|known| last <= known)))
            .min_by_key(distance)
    }

    /// The day or month from which something holds that came about then: "were introduced in 750 schools from 22 April 2025",
    /// but not "since".
    pub(super) fn began(&self, known: Option<Date>) -> Option<&DateMention> {
        let exact = |date: &&DateMention| matches!(date.form, Some(Form::Day(_) | Form::Month(..)));
        let from = self.found.iter().filter(|date| date.kind == Kind::From && !date.vague && !date.named);
        from.filter(exact)
            .filter(|date| {
                !self.is_since(date) && date.last.zip(known).is_some_and(|(last, known)| last <= known)
            })
            .min_by_key(|date| date.start)
    }

    fn is_since(&self, date: &DateMention) -> bool {
        let text = self.sentence.get(date.start..date.end).unwrap_or_default();
        text.to_lowercase().starts_with("since ")
    }

    /// Whether something came about in a date, and not by it.
    pub(super) fn is_span(&self, date: &DateMention) -> bool {
        matches!(date.kind, Kind::In | Kind::Over) && !self.is_as_of(date)
    }

    /// Whether it names a span that is not over: what came about in it so far is of that span alone. That of a parliament is
    /// the pledge's own.
    pub(super) fn is_going_on(&self, known: Option<Date>) -> bool {
        let text =
            |date: &DateMention| self.sentence.get(date.start..date.end).unwrap_or_default().to_lowercase();
        let spans = self.found.iter().filter(|date| self.is_span(date) && !date.vague && !date.named);
        let ahead = |date: &DateMention| date.last.zip(known).is_some_and(|(last, known)| last > known);
        spans.into_iter().any(|date| ahead(date) && !text(date).contains("parliament"))
    }

    /// The first day that is named, leaving aside the years of names; "since 2010" is compared with one, and counts.
    pub(super) fn earliest(&self) -> Option<Date> {
        let counts = |date: &DateMention| !date.named || self.is_as_of(date) || self.is_since(date);
        let days = self.found.iter().filter(|date| !date.vague && counts(date));
        days.filter(|date| matches!(date.kind, Kind::In | Kind::Over | Kind::From) || self.is_as_of(date))
            .filter_map(|date| date.first)
            .chain(self.found.iter().filter(|date| !date.vague && !date.named).filter_map(|date| date.last))
            .min()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_has_the_date_of_its_sentence() {
        let cases = [
            ("As of 31 March 2026, 1,243 further co-ordinators had completed it.", Some("2026-03-31")),
            ("It began on 3 May 2025. By January 2026, 1,243 had completed it.", Some("2026-01")),
            ("Twelve hundred and forty-three had completed it by 31 March 2026.", Some("2026-03-31")),
            ("1,243 have completed it, and it goes on until July 2027.", None),
            ("1,243 have completed it.", None),
        ];
        let known = "2026-04-20".parse().expect("a day");
        for (passage, on) in cases {
            assert_eq!(dated(passage, Decimal::from(1_243), known).as_deref(), on, "{passage}");
        }
    }
}
