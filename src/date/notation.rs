//! The notations of a date in a register: which form a string is in, and its first and last day. Named periods and
//! redefined seasons are the calendar's business; no natural language is read here (that is `language`).

use super::{Date, Season, Window};
use chrono::Days;

/// Which notation a date is written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Form {
    /// `2026-03-31`
    Day,
    /// `2026-03`
    Month,
    /// `2026`
    Year,
    /// `2026-Q1`, or EDTF `2026-33`
    Quarter,
    /// `spring 2026`, or EDTF `2026-21`
    Season,
    /// `FY2025-26`: 1 April to 31 March
    FinancialYear,
    /// `AY2024-25`: 1 September to 31 August
    AcademicYear,
    /// The id of a `[[period]]`
    Period,
    /// `A/B`
    Span,
    /// `../B`: begins with the pledge
    OpenStart,
}

/// A notation before the register's own seasons and periods are applied.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Notation {
    /// A form whose days are the same in every register.
    Fixed(Form, Window),
    /// A season of a year; the register may redefine its days.
    Season(Season, i32),
}

/// Reads one date that is neither a span nor a named period.
///
/// `Ok(None)`: not in any of the forms, so it may name a period. `Err`: in a form, but there is no such date.
pub(super) fn read(text: &str) -> Result<Option<Notation>, &'static str> {
    if let Some(rest) = text.strip_prefix("FY") {
        return financial_or_academic(rest, Form::FinancialYear, 4);
    }
    if let Some(rest) = text.strip_prefix("AY") {
        return financial_or_academic(rest, Form::AcademicYear, 9);
    }
    if let Some((word, year)) = text.split_once(' ') {
        let Some(season) = Season::from_word(word) else { return Ok(None) };
        return year4(year.trim()).map_or(Ok(None), |year| Ok(Some(Notation::Season(season, year))));
    }
    let mut parts = text.split('-');
    let Some(year) = parts.next().and_then(year4) else { return Ok(None) };
    let (second, third, more) = (parts.next(), parts.next(), parts.next());
    match (second, third, more) {
        (None, None, None) => Ok(Some(fixed(Form::Year, months(year, 1, 12)?))),
        (Some(part), None, None) => month_quarter_or_season(year, part),
        (Some(month), Some(day), None) => {
            let (Some(month), Some(day)) = (two_digits(month), two_digits(day)) else { return Ok(None) };
            let date = Date::from_ymd_opt(year, month, day).ok_or("there is no such day in the calendar")?;
            Ok(Some(fixed(Form::Day, Window::day(date))))
        }
        (_, _, Some(_)) | (None, Some(_), None) => Ok(None),
    }
}

fn month_quarter_or_season(year: i32, part: &str) -> Result<Option<Notation>, &'static str> {
    if let Some(quarter) = part.strip_prefix('Q') {
        return match quarter {
            "1" | "2" | "3" | "4" => {
                let first = quarter.parse::<u32>().map_or(1, |quarter| quarter * 3 - 2);
                Ok(Some(fixed(Form::Quarter, months(year, first, first + 2)?)))
            }
            _ => Err("a quarter is Q1, Q2, Q3 or Q4"),
        };
    }
    let Some(number) = two_digits(part) else { return Ok(None) };
    match number {
        1..=12 => Ok(Some(fixed(Form::Month, months(year, number, number)?))),
        21 => Ok(Some(Notation::Season(Season::Spring, year))),
        22 => Ok(Some(Notation::Season(Season::Summer, year))),
        23 => Ok(Some(Notation::Season(Season::Autumn, year))),
        24 => Ok(Some(Notation::Season(Season::Winter, year))),
        33..=36 => {
            let first = (number - 33) * 3 + 1;
            Ok(Some(fixed(Form::Quarter, months(year, first, first + 2)?)))
        }
        _ => Err("a month is 01 to 12, an EDTF season 21 to 24, an EDTF quarter 33 to 36"),
    }
}

fn financial_or_academic(rest: &str, form: Form, month: u32) -> Result<Option<Notation>, &'static str> {
    let Some((start, end)) = rest.split_once('-') else { return Ok(None) };
    let Some(start) = year4(start) else { return Ok(None) };
    let next = match end.len() {
        2 => two_digits(end).is_some_and(|end| i64::from(end) == i64::from(start + 1) % 100),
        4 => year4(end) == Some(start + 1),
        _ => return Ok(None),
    };
    if !next {
        return Err("the second year must be the one after the first, as in FY2025-26");
    }
    let first = Date::from_ymd_opt(start, month, 1).ok_or("the year is out of range")?;
    let last = Date::from_ymd_opt(start + 1, month, 1).and_then(|day| day.checked_sub_days(Days::new(1)));
    Ok(Some(fixed(form, Window { first, last: last.ok_or("the year is out of range")? })))
}

fn fixed(form: Form, window: Window) -> Notation {
    Notation::Fixed(form, window)
}

/// From the first day of month `from` to the last day of month `to` of one year.
pub(super) fn months(year: i32, from: u32, to: u32) -> Result<Window, &'static str> {
    let after =
        if to == 12 { Date::from_ymd_opt(year + 1, 1, 1) } else { Date::from_ymd_opt(year, to + 1, 1) };
    let last = after.and_then(|day| day.checked_sub_days(Days::new(1)));
    match (Date::from_ymd_opt(year, from, 1), last) {
        (Some(first), Some(last)) => Ok(Window { first, last }),
        _ => Err("the year is out of range"),
    }
}

fn year4(text: &str) -> Option<i32> {
    (text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit())).then(|| text.parse().ok()).flatten()
}

fn two_digits(text: &str) -> Option<u32> {
    (text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_digit())).then(|| text.parse().ok()).flatten()
}
