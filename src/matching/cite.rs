//! References to other documents by their number: "Question 37501", "PQ 1234", "UIN HL4321", "HCWS510".
//!
//! It must not decide which document is meant: numbering starts again every session, so a number is joined with the day
//! that stands beside it, where one does.

use super::tokens::{Sort, Token};
use crate::date::{Date, Window, days_between};
use crate::language::{dates, tokens as words};

/// A reference to another document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Cite {
    /// The number as Parliament writes it: `37501`, `HL4321`, `HCWS510`.
    pub(super) number: Box<str>,
    /// Byte offset of the number in the text.
    pub(super) at: u32,
}

/// Goes along with the tokens of a text and tells the numbers that name other documents.
#[derive(Debug, Default)]
pub(super) struct Citing {
    /// The words before were `Question`, `Questions 123 and` or the like.
    open: bool,
}

/// Words that say that a number names a question.
const NAMES_A_QUESTION: &[&str] = &["question", "questions", "pq", "pqs", "uin", "uins"];
/// Words that may stand between such a word and a number.
const BETWEEN: &[&str] = &["number", "numbers", "no", "nos", "uin", "and", "s"];
/// What the numbers of statements and of questions in the Lords begin with.
const PREFIXES: &[&str] = &["HCWS", "HLWS", "HL", "PQ"];

impl Citing {
    /// The number of a document that this token is.
    pub(super) fn number(&mut self, text: &str, token: &Token) -> Option<Box<str>> {
        let word = &text[token.start..token.end];
        match token.sort {
            Sort::Number(_) | Sort::Year(_) => {
                let plain = word.len() >= 2 && word.bytes().all(|byte| byte.is_ascii_digit());
                self.open &= plain;
                self.open.then(|| word.into())
            }
            Sort::DoubleYear(_) => {
                self.open = false;
                None
            }
            Sort::Word | Sort::Acronym => {
                let is = |list: &[&str]| list.iter().any(|one| word.eq_ignore_ascii_case(one));
                if let Some(number) = prefixed(word) {
                    return Some(number);
                }
                self.open = is(NAMES_A_QUESTION) || (self.open && is(BETWEEN));
                None
            }
        }
    }
}

/// `HCWS510`, `HL4321`, `PQ12429`: a number with its prefix in one word; that of a question in the Commons goes without.
fn prefixed(word: &str) -> Option<Box<str>> {
    let first = word.find(|letter: char| letter.is_ascii_digit())?;
    let (prefix, digits) = word.split_at(first);
    let known = PREFIXES.iter().find(|one| prefix.eq_ignore_ascii_case(one))?;
    let plain = digits.bytes().all(|byte| byte.is_ascii_digit());
    plain.then(|| if *known == "PQ" { digits.into() } else { format!("{known}{digits}").into() })
}

/// How far from a number its day may stand, in bytes.
const BESIDE: usize = 70;
/// Without a day beside it a number is that of a document at most so many days older: about a session.
const SESSION: i64 = 400;
/// An answer is dated by the day it was given, corrected or printed.
const ABOUT: i64 = 3;

/// Whether a reference in `text`, which was known on `citing`, can be to a document of which no more is known than that it
/// came out in `cited`: a day, or its month.
pub(super) fn agrees(text: &str, cite: &Cite, citing: Option<Date>, cited: Option<Window>) -> bool {
    let Some(cited) = cited else { return true };
    let near = |day: Date| days_between(day, cited.first) <= ABOUT && days_between(cited.last, day) <= ABOUT;
    let days = beside(text, cite.at as usize, citing);
    if !days.is_empty() {
        return days.into_iter().any(near);
    }
    citing.is_none_or(|citing| {
        days_between(citing, cited.first) <= ABOUT && days_between(cited.last, citing) <= SESSION
    })
}

/// The days that stand beside a place in a text: "the Answer of 12 March 2025 to Question 37501".
fn beside(text: &str, at: usize, reference: Option<Date>) -> Vec<Date> {
    let is_boundary = |at: &usize| text.is_char_boundary(*at);
    let from = (0..=at.saturating_sub(BESIDE)).rev().find(is_boundary).unwrap_or(0);
    let to = (at.saturating_add(BESIDE)..text.len()).find(is_boundary).unwrap_or(text.len());
    let part = text.get(from..to).unwrap_or_default();
    let found = dates::recognise(part, &words::tokenize(part), reference);
    found
        .into_iter()
        .filter(|mention| !mention.vague)
        .filter_map(|mention| mention.form)
        .filter_map(|form| form.to_string().parse().ok())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::matching::tokens;

    fn cites(text: &str) -> Vec<Cite> {
        let mut citing = Citing::default();
        tokens::tokens(text, &[])
            .filter_map(|token| {
                let number = citing.number(text, &token)?;
                Some(Cite { number, at: u32::try_from(token.start).expect("short") })
            })
            .collect()
    }

    #[test]
    fn numbers_that_name_documents_are_told_from_others() {
        let cases: &[(&str, &[&str])] = &[
            ("Pursuant to the Answer of 12 March 2025 to Question 37501, on", &["37501"]),
            ("the answers to Questions 50185, 50186 and 50191.", &["50185", "50186", "50191"]),
            ("I refer to the answer to PQ 14099 and UIN: HL221", &["14099", "HL221"]),
            ("my Statement of 21 November 2024 ( HCWS244 )", &["HCWS244"]),
            ("The question of 6,500 teachers", &[]),
            ("In answer to your question, 2,346 were recruited.", &[]),
            ("Question UIN 20753 on 2 April 2025", &["20753"]),
        ];
        for (text, expected) in cases {
            let found: Vec<String> = cites(text).into_iter().map(|cite| cite.number.into()).collect();
            assert_eq!(&found, expected, "{text}");
        }
    }

    #[test]
    fn a_number_is_that_of_a_document_of_the_day_beside_it() {
        let day = |text: &str| text.parse::<Date>().expect("a day");
        let answer = "Pursuant to the Answer of 12 March 2025 to Question 37501, on schools";
        let bare = "I refer to PQ 14099.";
        let cases = [
            (answer, "2025-04-01", Some(Window::day(day("2025-03-12"))), true),
            (answer, "2025-04-01", Some(Window::day(day("2025-03-15"))), true),
            (answer, "2025-04-01", Some(Window::day(day("2024-03-12"))), false),
            // Of many an answer only the month is known.
            (answer, "2025-04-01", Window::new(day("2025-03-01"), day("2025-03-31")), true),
            (answer, "2025-04-01", Window::new(day("2025-02-01"), day("2025-02-28")), false),
            (bare, "2025-01-09", Some(Window::day(day("2024-12-01"))), true),
            (bare, "2025-01-09", Some(Window::day(day("2022-12-01"))), false),
            (bare, "2025-01-09", Window::new(day("2025-01-01"), day("2025-01-31")), true),
        ];
        for (text, citing, cited, expected) in cases {
            let cite = cites(text).remove(0);
            assert_eq!(agrees(text, &cite, Some(day(citing)), cited), expected, "{text} {cited:?}");
        }
    }
}
