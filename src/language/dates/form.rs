//! What a date is once it is resolved, and how registers write it. It must not know any words.

use std::fmt;

use crate::date::{Date, Datelike, Season};

/// A resolved date, in the precision in which it was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// One day.
    Day(Date),
    /// A month: year, month.
    Month(i32, u32),
    /// A calendar year.
    Year(i32),
    /// A quarter of a calendar year, 1 to 4.
    Quarter(i32, u32),
    /// A meteorological season; winter begins in the December of its year.
    Season(i32, Season),
    /// The financial year that begins on 1 April of this year.
    Financial(i32),
    /// The academic year that begins on 1 September of this year.
    Academic(i32),
    /// From one day to another.
    Span(Date, Date),
    /// From the beginning of one to the end of another of the same precision: years, or months.
    Years(i32, i32),
    /// From one month to another: year and month, twice.
    Months((i32, u32), (i32, u32)),
    /// From the day of the document to this day.
    Open(Date),
}

impl Form {
    /// First and last day; an open form begins on `reference`.
    pub(crate) fn window(self, reference: Option<Date>) -> Option<(Date, Date)> {
        match self {
            Self::Day(day) => Some((day, day)),
            Self::Month(year, month) => Some((first_of(year, month)?, last_of(year, month)?)),
            Self::Year(year) => Some((first_of(year, 1)?, last_of(year, 12)?)),
            Self::Quarter(year, quarter) => {
                Some((first_of(year, quarter * 3 - 2)?, last_of(year, quarter * 3)?))
            }
            Self::Season(year, season) => match season {
                Season::Spring => Some((first_of(year, 3)?, last_of(year, 5)?)),
                Season::Summer => Some((first_of(year, 6)?, last_of(year, 8)?)),
                Season::Autumn => Some((first_of(year, 9)?, last_of(year, 11)?)),
                Season::Winter => Some((first_of(year, 12)?, last_of(year + 1, 2)?)),
            },
            Self::Financial(year) => Some((first_of(year, 4)?, last_of(year + 1, 3)?)),
            Self::Academic(year) => Some((first_of(year, 9)?, last_of(year + 1, 8)?)),
            Self::Span(first, last) => Some((first, last)),
            Self::Years(first, last) => Some((first_of(first, 1)?, last_of(last, 12)?)),
            Self::Months(first, last) => Some((first_of(first.0, first.1)?, last_of(last.0, last.1)?)),
            Self::Open(last) => Some((reference.filter(|day| *day <= last).unwrap_or(last), last)),
        }
    }
}

impl fmt::Display for Form {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Day(day) => write!(out, "{day}"),
            Self::Month(year, month) => write!(out, "{year:04}-{month:02}"),
            Self::Year(year) => write!(out, "{year:04}"),
            Self::Quarter(year, quarter) => write!(out, "{year:04}-Q{quarter}"),
            Self::Season(year, season) => write!(out, "{} {year:04}", season.word()),
            Self::Financial(year) => write!(out, "FY{year:04}-{:02}", (year + 1) % 100),
            Self::Academic(year) => write!(out, "AY{year:04}-{:02}", (year + 1) % 100),
            Self::Span(first, last) => write!(out, "{first}/{last}"),
            Self::Years(first, last) => write!(out, "{first:04}/{last:04}"),
            Self::Months(first, last) => {
                write!(out, "{:04}-{:02}/{:04}-{:02}", first.0, first.1, last.0, last.1)
            }
            Self::Open(last) => write!(out, "../{last}"),
        }
    }
}

/// The first day of a month.
pub(crate) fn first_of(year: i32, month: u32) -> Option<Date> {
    Date::from_ymd_opt(year, month, 1)
}

/// The last day of a month.
pub(crate) fn last_of(year: i32, month: u32) -> Option<Date> {
    let (year, month) = if month == 12 { (year + 1, 1) } else { (year, month + 1) };
    first_of(year, month)?.pred_opt()
}

/// The financial year in which a day lies.
pub(crate) fn financial_year(day: Date) -> i32 {
    if day.month() >= 4 { day.year() } else { day.year() - 1 }
}

/// The academic year in which a day lies.
pub(crate) fn academic_year(day: Date) -> i32 {
    if day.month() >= 9 { day.year() } else { day.year() - 1 }
}
