//! The day that a text says it was published on: a line at its head that is a date and nothing else, but for a label.
//!
//! It must not take a date out of a sentence, and it reads numbers in the British order, day before month.

use crate::date::{Date, month_named};

/// How many lines, not counting empty ones, are the head of a text.
const HEAD: usize = 12;

/// Words that may stand before the date.
const LABELS: &[&str] = &[
    "published", "publication", "date", "dated", "issued", "released", "release", "posted", "for",
    "immediate", "press", "news", "media", "on", "of", "monday", "tuesday", "wednesday", "thursday",
    "friday", "saturday", "sunday",
];

/// The day in the first line at the head of a text that is nothing but a date.
pub(super) fn day(text: &str) -> Option<Date> {
    text.lines().map(str::trim).filter(|line| !line.is_empty()).take(HEAD).find_map(day_alone)
}

/// `Published: 15 January 2026`, `For immediate release: 15/01/2026`, `Wednesday 14th January 2025`, `2026-01-15`.
fn day_alone(line: &str) -> Option<Date> {
    if line.len() > 80 {
        return None;
    }
    let mut words =
        line.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()).peekable();
    while words.next_if(|word| LABELS.contains(&word.to_lowercase().as_str())).is_some() {}
    let (one, two, three) = (words.next()?, words.next()?, words.next()?);
    if words.next().is_some() {
        return None;
    }
    if one.len() == 4 {
        return Date::from_ymd_opt(one.parse().ok()?, two.parse().ok()?, three.parse().ok()?);
    }
    let day = ["st", "nd", "rd", "th"].iter().find_map(|end| one.strip_suffix(end)).unwrap_or(one);
    let month = month_named(two).or_else(|| two.parse().ok())?;
    let year = if three.len() == 4 { three.parse().ok()? } else { return None };
    Date::from_ymd_opt(year, month, day.parse().ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_alone_at_the_head_is_the_day_of_the_text() {
        for (text, expected) in [
            ("Press release\nFor immediate release: 15/01/2026\n\nWe will", Some("2026-01-15")),
            ("Anytown\nPublished: 15 January 2026\nWe will", Some("2026-01-15")),
            ("Statement\n14 January 2025\n", Some("2025-01-14")),
            ("Wednesday 3rd December 2025", Some("2025-12-03")),
            ("2026-01-15", Some("2026-01-15")),
            ("We will open it on 15 January 2026.", None),
            ("15 January 2026 was the day", None),
            ("Last updated 15 January 2026", None),
            ("31/02/2026", None),
            ("15/01/26", None),
            ("", None),
        ] {
            assert_eq!(day(text).map(|day| day.to_string()), expected.map(str::to_owned), "{text}");
        }
    }
}
