//! When a step was taken that a passage tells of: by the date in its words, else by that of its document.
//!
//! It must not choose between dates: of two that are over nobody can tell here which is meant.

use crate::date::{Date, Window, day_or_month};
use crate::language::dates::{self, DateMention, Form, Kind};
use crate::language::tokens::tokenize;

/// Words of a clause whose day is that of something said: "as promised in the statement of 3 February 2025".
const SAYING: &[&str] = &[
    "as", "announced", "answer", "answered", "letter", "promised", "refer", "said", "speech", "stated",
    "statement", "told",
];

/// When a step was taken that a quote tells of, in a notation of registers: on the one day, in the one month or from the one
/// day that it names, if that is over and not from before `said`, the day of the pledge, nor of something else; else when its
/// document could be known.
#[must_use]
pub fn taken_on(quote: &str, said: Date, known: Window) -> String {
    // What is relative to the day of the document has no day where that is not known.
    let reference = known.is_day().then_some(known.first);
    let is_over = |date: &DateMention| {
        let in_time = date.last.is_some_and(|last| (said..=known.last).contains(&last));
        let binds = match date.kind {
            Kind::In => true,
            Kind::From => quote.get(..date.end).is_some_and(|to| starts_from(to, date.start)),
            Kind::By | Kind::Until | Kind::Over => false,
        };
        in_time && binds && !date.vague && !date.named && !is_of_something_said(quote, date.start)
    };
    let mut found: Vec<String> = dates::recognise(quote, &tokenize(quote), reference)
        .iter()
        .filter(|date| is_over(date) && matches!(date.form, Some(Form::Day(_) | Form::Month(..))))
        .filter_map(DateMention::value)
        .collect();
    found.dedup();
    match found.as_slice() {
        [on] => on.clone(),
        [] | [_, _, ..] => day_or_month(known),
    }
}

/// Whether a date is written with "from": what is done "since" a day was not done on it.
fn starts_from(to: &str, start: usize) -> bool {
    let (before, date) = to.split_at_checked(start).unwrap_or_default();
    let first = date.split_whitespace().next().unwrap_or_default();
    first.eq_ignore_ascii_case("from") || last_word(before).is_some_and(|word| word == "from")
}

/// Whether the day at a place belongs to a thing ("the statement of 3 February 2025") or to what somebody said on it.
fn is_of_something_said(quote: &str, start: usize) -> bool {
    let before = quote.get(..start).unwrap_or_default();
    let clause = before.rsplit([',', '.', ';', ':', '(']).next().unwrap_or_default().to_lowercase();
    last_word(&clause).is_some_and(|word| word == "of")
        || clause.split(|letter: char| !letter.is_alphanumeric()).any(|word| SAYING.contains(&word))
}

/// The last word of a text, in lower case.
fn last_word(text: &str) -> Option<String> {
    text.split_whitespace().next_back().map(str::to_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_step_is_dated_by_its_words_and_else_by_its_document() {
        let day = |text: &str| text.parse::<Date>().expect("a day");
        let month = Window { first: day("2025-01-13"), last: day("2025-01-31") };
        let known = Window::day(day("2025-01-20"));
        let cases = [
            ("On 1 September 2024, we introduced a qualification.", month, "2024-09-01"),
            ("The first course opened in October 2024.", known, "2024-10"),
            ("We introduced a qualification.", month, "2025-01"),
            ("We introduced a qualification.", known, "2025-01-20"),
            ("We introduced a qualification today.", month, "2025-01"),
            (
                "Breakfast clubs were introduced in early adopter schools from 22 October 2024.",
                known,
                "2024-10-22",
            ),
            ("The sale has been banned from 1 September 2025.", known, "2025-01-20"),
            // The day of something else.
            ("It has been published, as promised in the statement of 3 September 2024.", known, "2025-01-20"),
            ("As I told the House on 3 September 2024, it was published.", known, "2025-01-20"),
            (
                "In answer to the letter of 3 September 2024, it was published on 5 December 2024.",
                known,
                "2024-12-05",
            ),
            ("The plan was published on 5 December 2024, as promised.", known, "2024-12-05"),
            ("As of 3 September 2024, it was published.", known, "2025-01-20"),
            // Still to come, older than the pledge, or one of two.
            ("The qualification will be introduced on 1 September 2025.", month, "2025-01"),
            ("On 1 September 2021 we opened a consultation.", month, "2025-01"),
            ("On 1 September 2024 it opened, and on 3 December 2024 it closed.", known, "2025-01-20"),
            ("More has been done since 4 July 2024.", known, "2025-01-20"),
        ];
        for (quote, known, on) in cases {
            assert_eq!(taken_on(quote, day("2023-07-25"), known), on, "{quote}");
        }
    }
}
