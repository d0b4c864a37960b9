//! Words that more than one kind of report has.
//!
//! It must not look at an assessment.

use crate::document::is_statement;
use crate::model::{Pledge, Record};

/// Begun with a capital.
#[must_use]
pub fn capitalised(text: &str) -> String {
    // A symbol keeps its letters: a megatonne is no millitonne.
    // `pre-COVID levels` begins with a word all the same.
    let first = text.split([' ', '-']).next();
    let symbol = first.is_some_and(|word| word.chars().skip(1).any(char::is_uppercase));
    if symbol {
        return text.to_owned();
    }
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// Closed by a full stop, begun with a capital.
#[must_use]
pub fn sentence(text: &str) -> String {
    let mut out = capitalised(text.trim());
    if !out.ends_with(['.', '!', '?', '”']) {
        out.push('.');
    }
    out
}

/// What a source is called in a sentence, with its number in Parliament where it has one.
#[must_use]
pub fn record_name(record: &Record) -> String {
    match number_in_parliament(record) {
        Some(number) => format!("{}, {number}", record.title),
        None => record.title.to_string(),
    }
}

/// What a paper of Parliament is cited by, as its House numbers it: a question by its UIN, a written statement by its own
/// number. Nothing where the title has the number already.
#[must_use]
pub fn number_in_parliament(record: &Record) -> Option<String> {
    let uin = record.uin.as_deref().filter(|uin| !record.title.contains(uin))?;
    Some(match (&record.house, is_statement(uin)) {
        (_, true) => format!("written statement {uin}"),
        (Some(house), false) => format!("{house} UIN {uin}"),
        (None, false) => format!("UIN {uin}"),
    })
}

/// That the entry of a pledge in the register is not completed, and what is lacking.
#[must_use]
pub fn still_to_write(pledge: &Pledge) -> String {
    format!(
        "Its entry in the register is not completed (still to be written: {}).",
        pledge.unfinished.join(", ")
    )
}
