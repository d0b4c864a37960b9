//! Whether what a text tells was so before the pledge was made.
//!
//! It must not know what is told.

use crate::date::{Date, Datelike};
use crate::language::dates::{self, Form};
use crate::language::tokens as words;

/// Whether all days that a text names are before the pledge, or it tells of a time that began long before: what was done then,
/// or since then, is not what was promised.
pub(super) fn is_older(text: &str, said: Option<Date>) -> bool {
    let Some(said) = said else { return false };
    let found = dates::recognise(text, &words::tokenize(text), Some(said));
    let begins = |one: &dates::DateMention, word: &str| {
        text.get(one.start..).unwrap_or_default().to_lowercase().starts_with(word)
    };
    // "Last month" and "20 February" are of a year that is not told here.
    let tells_year = |one: &dates::DateMention| {
        let text = text.get(one.start..one.end).unwrap_or_default().as_bytes();
        text.windows(4).any(|four| four.iter().all(u8::is_ascii_digit))
    };
    // "Since July 2024" is since a pledge of that month.
    let month = said.with_day(1).unwrap_or(said);
    // A span that lasts is read from the pledge's day on; its first year stands in what it is written as.
    let year = |one: &dates::DateMention| one.value()?.get(..4)?.parse::<i32>().ok();
    let begins_before = |one: &&dates::DateMention| {
        one.first.is_some_and(|first| first < month) || year(one).is_some_and(|year| year < said.year())
    };
    let is_of_a_year = |one: &&dates::DateMention| {
        tells_year(one) || !matches!(one.form, Some(Form::Day(_) | Form::Month(..)))
    };
    let goes_back =
        |one: &dates::DateMention| ["since ", "between ", "from "].iter().any(|word| begins(one, word));
    let mut since = found.iter().filter(|one| goes_back(one) && is_of_a_year(one));
    if since.any(|one| begins_before(&one)) {
        return true;
    }
    let days = found.iter().filter(|one| !one.vague && !one.named && tells_year(one));
    let last = days.filter_map(|one| one.last).max();
    last.is_some_and(|last| last < said)
}

#[cfg(test)]
mod tests {
    use crate::date::Date;
    use crate::matching::steps::{Grounds, told};
    use crate::model::Step::{Delivered, Progressed};

    #[test]
    fn what_was_done_since_before_the_pledge_is_not_what_was_promised() {
        let said = Date::from_ymd_opt(2024, 8, 15);
        let grounds = Grounds { said, has_number: true, number_agrees: true, ..Grounds::sure() };
        let homes = "We will build at least 100,000 social homes in England by March 2029.";
        let cases = [
            ("We have built 100,000 social homes in England since 2010.", None),
            ("Since June 2024 we have built 100,000 social homes in England.", None),
            ("Since August 2024 we have built 100,000 social homes in England.", Some(Delivered)),
            ("Between 2010 and 2024 we built 100,000 social homes in England.", None),
            ("In 2020, 100,000 social homes were built in England.", None),
            ("By 20 July, 100,000 social homes in England had been built.", Some(Delivered)),
            (
                "On 20 July we opened the gates: 100,000 social homes have been built in England.",
                Some(Delivered),
            ),
            ("We have now built at least 100,000 social homes in England.", Some(Delivered)),
            ("We have now built over 100,000 social homes in England.", Some(Delivered)),
            ("We have now built over 12,000 social homes in England.", Some(Progressed)),
        ];
        for (passage, expected) in cases {
            assert_eq!(told(passage, homes, grounds).map(|(step, _)| step), expected, "{passage}");
        }
    }
}
