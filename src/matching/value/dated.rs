//! When a number was true that a person takes from a passage.
//!
//! It must not choose the number.

use super::{Dates, shown};
use crate::date::Date;
use crate::language::dates::DateMention;
use crate::matching::tokens::{self, Sort, Token};
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
