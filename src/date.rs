//! Dates that are not days: windows with a first and a last day, and the notations that registers use for them.
//!
//! The last day of a window is the charitable reading: nothing lapses before it has gone by. No clock is read here.

mod calendar;
mod length;
mod notation;

pub use calendar::{Calendar, DateError, Ended, NamedPeriod, Season};
pub use chrono::{Datelike, Days, Months};
pub use length::Length;
pub use notation::Form;

use std::borrow::Cow;
use std::sync::Arc;

/// A day of the Gregorian calendar, without time or zone.
pub type Date = chrono::NaiveDate;

/// A span of whole days; `first` is never after `last`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Window {
    /// The first day.
    pub first: Date,
    /// The last day, itself included.
    pub last: Date,
}

impl Window {
    /// A window of one day.
    #[must_use]
    pub fn day(day: Date) -> Self {
        Self { first: day, last: day }
    }

    /// A window from its first to its last day, or nothing when they are the wrong way round.
    #[must_use]
    pub fn new(first: Date, last: Date) -> Option<Self> {
        (first <= last).then_some(Self { first, last })
    }

    /// Whether the window is a single day.
    #[must_use]
    pub fn is_day(self) -> bool {
        self.first == self.last
    }

    /// Whether the window is of whole months.
    fn is_of_months(self) -> bool {
        self.first.day() == 1 && self.last.succ_opt().is_some_and(|next| next.day() == 1)
    }

    /// Whether two windows share a day.
    #[must_use]
    pub fn overlaps(self, other: Self) -> bool {
        self.first <= other.last && other.first <= self.last
    }
}

/// A date as somebody wrote it in a register, resolved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct When {
    /// First and last day, by the latest that it can be.
    window: Window,
    /// How it was written, where that is not as the day itself. A register holds many days, so they take no more than that.
    written: Option<Arc<Written>>,
}

/// A date in words.
#[derive(Debug, PartialEq, Eq)]
struct Written {
    text: Box<str>,
    form: Form,
    /// Set when the last day is that of a period which ended early: the end, and the day from which that was known.
    ended: Option<Ended>,
}

impl When {
    /// A single day.
    #[must_use]
    pub fn day(day: Date) -> Self {
        Self { window: Window::day(day), written: None }
    }

    /// A date with its text, the notation that is in, its first and last day, and the early end of its period.
    fn new(text: &str, form: Form, window: Window, ended: Option<Ended>) -> Self {
        if form == Form::Day && ended.is_none() && text == window.first.to_string() {
            return Self::day(window.first);
        }
        Self { window, written: Some(Arc::new(Written { text: text.into(), form, ended })) }
    }

    /// As written: `2022-Q1`, `parliament-2024`, `2026-03-31`.
    #[must_use]
    pub fn text(&self) -> Cow<'_, str> {
        match &self.written {
            Some(written) => Cow::Borrowed(&written.text),
            None => Cow::Owned(self.window.first.to_string()),
        }
    }

    /// Which notation it is in.
    #[must_use]
    pub fn form(&self) -> Form {
        self.written.as_ref().map_or(Form::Day, |written| written.form)
    }

    /// First and last day by what was known on `known_by`: a period that ended early has its planned end until then.
    fn window(&self, known_by: Date) -> Window {
        match self.ended() {
            Some(ended) if ended.known_on <= known_by => {
                Window { first: self.window.first.min(ended.end), last: ended.end.min(self.window.last) }
            }
            Some(_) | None => self.window,
        }
    }

    /// First and last day as of a day, by what was known on `known_by`. A period that ended early has its planned end until
    /// the early one was known, and either announced or come.
    #[must_use]
    pub fn window_as_of(&self, as_of: Date, known_by: Date) -> Window {
        match self.ended() {
            Some(ended) if ended.known_on.min(ended.end) <= as_of => self.window(known_by),
            Some(_) | None => self.window,
        }
    }

    /// First and last day by everything the register knows.
    #[must_use]
    pub fn full_window(&self) -> Window {
        self.window(Date::MAX)
    }

    /// First and last day, by the latest that it can be (an early end of a period left aside).
    #[must_use]
    pub fn planned_window(&self) -> Window {
        self.window
    }

    /// The early end of the period it refers to, if one is recorded.
    #[must_use]
    pub fn ended(&self) -> Option<Ended> {
        self.written.as_ref().and_then(|written| written.ended)
    }
}

/// The months' English names.
pub(crate) const MONTHS: [&str; 12] = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December",
];

/// Which month an English name means, 1 to 12, however it is capitalised; no abbreviations.
#[must_use]
pub fn month_named(name: &str) -> Option<u32> {
    (1..).zip(MONTHS).find_map(|(number, month)| month.eq_ignore_ascii_case(name).then_some(number))
}

/// A day as people in Britain write it: `31 March 2022`.
#[must_use]
pub fn long(day: Date) -> String {
    // Written out, because a format string is read anew for every date, and briefings are full of them.
    let month = MONTHS.get(day.month0() as usize).copied().unwrap_or_default();
    format!("{} {month} {}", day.day(), day.year())
}

/// When something was, in a sentence: `on 29 March 2022`, `in March 2022`, `between 1 November 2024 and 31 December 2024`. Of
/// a window the day is not known, so none is named as if it were.
#[must_use]
pub fn on_or_between(window: Window) -> String {
    let Window { first, last } = window;
    match (window.is_day(), window.is_of_months() && is_within_a_month(window)) {
        (true, _) => format!("on {}", long(last)),
        (false, true) => format!("in {}", last.format("%B %Y")),
        (false, false) => format!("between {} and {}", long(first), long(last)),
    }
}

/// A window of days as people write it: a day, a month, or from when to when, by whole months where it is of such.
#[must_use]
pub fn window_words(window: Window) -> String {
    let Window { first, last } = window;
    if window.is_day() {
        return long(first);
    }
    let ends = last.format("%B %Y");
    match (window.is_of_months(), is_within_a_month(window)) {
        (true, true) => ends.to_string(),
        (true, false) => format!("{} to {ends}", first.format("%B %Y")),
        (false, _) => format!("{} to {}", long(first), long(last)),
    }
}

/// The same with its first and last day where it is more than one month: `1 April 2025 to 31 March 2026`.
#[must_use]
pub fn window_in_days(window: Window) -> String {
    if is_within_a_month(window) {
        return window_words(window);
    }
    format!("{} to {}", long(window.first), long(window.last))
}

fn is_within_a_month(Window { first, last }: Window) -> bool {
    (first.year(), first.month()) == (last.year(), last.month())
}

/// A date in a register's notation that is known to the day or else to the month only: `2025-01-13`, `2025-01`.
#[must_use]
pub fn day_or_month(window: Window) -> String {
    if window.is_day() { window.first.to_string() } else { window.first.format("%Y-%m").to_string() }
}

/// The same in words: `13 January 2025`, `January 2025`.
#[must_use]
pub fn long_day_or_month(window: Window) -> String {
    if window.is_day() { long(window.first) } else { window.first.format("%B %Y").to_string() }
}

/// Whole days from `from` to `to`; negative when `to` is earlier.
#[must_use]
pub fn days_between(from: Date, to: Date) -> i64 {
    (to - from).num_days()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_written_out() {
        let cases = [("2022-03-31", "31 March 2022"), ("2024-12-01", "1 December 2024")];
        for (day, written) in cases {
            assert_eq!(long(day.parse().expect("a day")), written);
        }
    }

    #[test]
    fn a_day_that_is_not_known_is_not_named() {
        let cases = [
            ("2022-03-29", "2022-03-29", "on 29 March 2022"),
            ("2024-02-01", "2024-02-29", "in February 2024"),
            ("2024-11-01", "2024-12-31", "between 1 November 2024 and 31 December 2024"),
            ("2025-01-13", "2025-01-31", "between 13 January 2025 and 31 January 2025"),
        ];
        for (first, last, words) in cases {
            let day = |day: &str| day.parse().expect("a day");
            assert_eq!(on_or_between(Window { first: day(first), last: day(last) }), words);
        }
    }

    #[test]
    fn a_date_known_to_the_month_is_written_without_a_day() {
        let window = |first: &str, last: &str| Window {
            first: first.parse().expect("a day"),
            last: last.parse().expect("a day"),
        };
        let month = window("2025-01-13", "2025-01-31");
        assert_eq!(
            (day_or_month(month), long_day_or_month(month)),
            ("2025-01".into(), "January 2025".into())
        );
        let day = window("2025-01-01", "2025-01-01");
        assert_eq!(
            (day_or_month(day), long_day_or_month(day)),
            ("2025-01-01".into(), "1 January 2025".into())
        );
    }
}
