//! A register's calendar: its named periods and its seasons, and the resolution of any date written in it.
//!
//! It resolves notations; it must not read natural language or know today's date.

use super::notation::{self, Form, Notation};
use super::{Date, When, Window};
use chrono::{Datelike, Days};

closed_set! {
    /// A season of the year. Meteorological unless a register redefines it: spring is March to May.
    pub enum Season {
        /// March to May
        Spring = "spring",
        /// June to August
        Summer = "summer",
        /// September to November
        Autumn = "autumn",
        /// December to February of the next year
        Winter = "winter",
    }
    /// All four, in the order of a year.
    ALL
    /// The season's English name in lower case.
    word
}

impl Season {
    /// Reads a season's name in any case.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|season| word.eq_ignore_ascii_case(season.word()))
    }
}

/// The early end of a period: when it ended, and from which day on that was known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ended {
    /// The last day it turned out to have.
    pub end: Date,
    /// Until this day the planned end stands.
    pub known_on: Date,
}

/// A span that deadlines may refer to by its id, such as a Parliament.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamedPeriod {
    /// Unique id, as written in deadlines.
    pub id: Box<str>,
    /// What people call it: "this Parliament (elected 2024)".
    pub name: Box<str>,
    /// First day and the latest last day.
    pub window: Window,
    /// Set when it ended early.
    pub ended: Option<Ended>,
}

/// Why a date could not be resolved.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DateError {
    /// It looks like a date, but there is none such; the text says why.
    #[error("{0}")]
    Impossible(&'static str),
    /// It is in no notation, and no period has this id.
    #[error("neither a date nor the id of a period")]
    Unknown,
    /// `A/B` where B ends before A begins.
    #[error("the span ends before it begins")]
    Backwards,
    /// `../B` where nothing says on which day it begins.
    #[error("a span that begins with `..` is for deadlines only")]
    OpenStart,
}

/// Month and day (1-based) on which a redefined season begins and ends.
type SeasonDays = [(u32, u32); 2];

/// What dates of one register refer to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Calendar {
    /// The named periods.
    pub periods: Vec<NamedPeriod>,
    /// Redefined seasons, in the order of [`Season::ALL`].
    pub seasons: [Option<SeasonDays>; 4],
}

impl Calendar {
    /// Resolves a date as written. `begins`: the day on which `../B` begins, where that is allowed.
    ///
    /// # Errors
    /// When the text is in no notation, names no period, or gives days that do not exist.
    pub fn resolve(&self, text: &str, begins: Option<Date>) -> Result<When, DateError> {
        let text = text.trim();
        let Some((from, to)) = text.split_once('/') else { return self.single(text) };
        let last = self.single(to.trim())?;
        let (form, first) = match from.trim() {
            ".." => (Form::OpenStart, begins.ok_or(DateError::OpenStart)?),
            from => (Form::Span, self.single(from)?.window.first),
        };
        let window = Window::new(first, last.window.last).ok_or(DateError::Backwards)?;
        Ok(When::new(text, form, window, last.ended()))
    }

    /// The period with this id.
    #[must_use]
    pub fn period(&self, id: &str) -> Option<&NamedPeriod> {
        self.periods.iter().find(|period| &*period.id == id)
    }

    fn single(&self, text: &str) -> Result<When, DateError> {
        if let Some(period) = self.period(text) {
            return Ok(When::new(text, Form::Period, period.window, period.ended));
        }
        let (form, window) = match notation::read(text).map_err(DateError::Impossible)? {
            None => return Err(DateError::Unknown),
            Some(Notation::Fixed(form, window)) => (form, window),
            Some(Notation::Season(season, year)) => (
                Form::Season,
                self.season(season, year).ok_or(DateError::Impossible("the year is out of range"))?,
            ),
        };
        // A year has four digits, where a date is read and where it is told.
        if window.last.year() > 9999 {
            return Err(DateError::Impossible("the year is out of range"));
        }
        Ok(When::new(text, form, window, None))
    }

    /// First and last day of a season; winter 2023 is 1 December 2023 to 29 February 2024.
    #[must_use]
    pub fn season(&self, season: Season, year: i32) -> Option<Window> {
        if let Some([(from_month, from_day), (to_month, to_day)]) = self.seasons[season as usize] {
            let first = Date::from_ymd_opt(year, from_month, from_day)?;
            let same_year = (from_month, from_day) <= (to_month, to_day);
            let last_year = if same_year { year } else { year + 1 };
            // 29 February in a year without one means the last day of that February.
            let last = Date::from_ymd_opt(last_year, to_month, to_day)
                .or_else(|| Date::from_ymd_opt(last_year, to_month, to_day.checked_sub(1)?))?;
            return Window::new(first, last);
        }
        match season {
            Season::Spring => notation::months(year, 3, 5).ok(),
            Season::Summer => notation::months(year, 6, 8).ok(),
            Season::Autumn => notation::months(year, 9, 11).ok(),
            Season::Winter => {
                let first = Date::from_ymd_opt(year, 12, 1)?;
                let last = Date::from_ymd_opt(year + 1, 3, 1)?.checked_sub_days(Days::new(1))?;
                Window::new(first, last)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn calendar() -> Calendar {
        let window = Window { first: day("2024-07-09"), last: day("2029-07-08") };
        let ended = Some(Ended { end: day("2028-05-01"), known_on: day("2028-04-10") });
        let period =
            NamedPeriod { id: "parliament-2024".into(), name: "this Parliament".into(), window, ended };
        Calendar { periods: vec![period], ..Calendar::default() }
    }

    fn day(text: &str) -> Date {
        text.parse().expect("a day")
    }

    #[test]
    fn every_notation_has_its_first_and_last_day() {
        let cases = [
            ("2026-03-31", "2026-03-31", "2026-03-31"),
            ("2026-03", "2026-03-01", "2026-03-31"),
            ("2026", "2026-01-01", "2026-12-31"),
            ("2026-Q1", "2026-01-01", "2026-03-31"),
            ("2026-36", "2026-10-01", "2026-12-31"),
            ("spring 2026", "2026-03-01", "2026-05-31"),
            ("Winter 2023", "2023-12-01", "2024-02-29"),
            ("2026-23", "2026-09-01", "2026-11-30"),
            ("FY2025-26", "2025-04-01", "2026-03-31"),
            ("FY1999-00", "1999-04-01", "2000-03-31"),
            ("AY2024-25", "2024-09-01", "2025-08-31"),
            ("parliament-2024", "2024-07-09", "2028-05-01"),
            ("2026-04/2027-03", "2026-04-01", "2027-03-31"),
            ("AY2024-25/AY2025-26", "2024-09-01", "2026-08-31"),
            ("../2025-03-31", "2023-02-01", "2025-03-31"),
        ];
        for (text, first, last) in cases {
            let when = calendar().resolve(text, Some(day("2023-02-01"))).expect(text);
            assert_eq!(when.full_window(), Window { first: day(first), last: day(last) }, "{text}");
        }
    }

    #[test]
    fn what_is_no_date_says_why() {
        let calendar = calendar();
        assert!(matches!(calendar.resolve("2026-02-30", None), Err(DateError::Impossible(_))));
        assert!(matches!(calendar.resolve("2026-13", None), Err(DateError::Impossible(_))));
        assert!(matches!(calendar.resolve("2026-Q5", None), Err(DateError::Impossible(_))));
        assert!(matches!(calendar.resolve("FY2025-27", None), Err(DateError::Impossible(_))));
        assert!(matches!(calendar.resolve("winter 9999", None), Err(DateError::Impossible(_))));
        assert_eq!(calendar.resolve("parliament-2042", None), Err(DateError::Unknown));
        assert_eq!(calendar.resolve("2026/2025", None), Err(DateError::Backwards));
        assert_eq!(calendar.resolve("../2025", None), Err(DateError::OpenStart));
    }

    #[test]
    fn an_early_end_is_known_only_from_the_day_it_was_known() {
        let when = calendar().resolve("parliament-2024", None).expect("a period");
        assert_eq!(when.window(day("2028-04-09")).last, day("2029-07-08"));
        assert_eq!(when.window(day("2028-04-10")).last, day("2028-05-01"));
    }

    #[test]
    fn a_register_may_redefine_its_seasons() {
        let mut calendar = calendar();
        calendar.seasons[Season::Autumn as usize] = Some([(9, 1), (12, 21)]);
        let when = calendar.resolve("autumn 2025", None).expect("a season");
        assert_eq!(when.full_window().last, day("2025-12-21"));
    }
}
