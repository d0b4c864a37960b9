//! When a step was taken that a passage tells of: by the date in its words, else by that of its document.
//!
//! It must not choose between dates: of two that are over nobody can tell here which is meant.

use crate::date::{Date, Window, day_or_month};
use crate::language::dates::{self, DateMention, Form, Kind};
use crate::language::tokens::tokenize;

/// When a step was taken that a quote tells of, in a notation of registers: on the one day or in the one month that it names,
/// if that is over and not from before `said`, the day of the pledge; else when its document could be known.
#[must_use]
pub fn taken_on(quote: &str, said: Date, known: Window) -> String {
    // What is relative to the day of the document has no day where that is not known.
    let reference = known.is_day().then_some(known.first);
    let is_over = |date: &DateMention| {
        let in_time = date.last.is_some_and(|last| (said..=known.last).contains(&last));
        in_time && date.kind == Kind::In && !date.vague && !date.named
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
