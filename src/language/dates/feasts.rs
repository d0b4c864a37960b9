//! Feasts that the calendar names: Christmas, Easter, and the days about them.
//!
//! It must not read a clock: without a reference they have no day, save where a year stands by.

use crate::date::{Date, Datelike};
use crate::language::dates::expression::Expression;
use crate::language::dates::form::Form;
use crate::language::dates::tense::Tense;
use crate::language::scan::Scan;
use crate::language::tokens::{word, words};

/// A feast whose day is known in any year.
#[derive(Clone, Copy)]
enum Feast {
    /// On this day of this month.
    Fixed(u32, u32),
    /// So many days from Easter Sunday.
    Easter(i64),
}

impl Feast {
    fn in_year(self, year: i32) -> Option<Date> {
        match self {
            Self::Fixed(month, day) => Date::from_ymd_opt(year, month, day),
            Self::Easter(days) => easter(year)?.checked_add_signed(chrono::TimeDelta::days(days)),
        }
    }
}

impl Scan<'_> {
    /// `Christmas`, `Easter 2026`, `Good Friday`, where a preposition makes a date of it.
    pub(super) fn feast(&self, at: usize) -> Option<Expression> {
        let (feast, mut tail) = self.named_feast(at)?;
        let days = words!["on", "from"];
        let before = at.wrapping_sub(1);
        let bound = words!["by", "before", "until", "after", "over", "at"];
        if at == 0 || !(self.any(before, bound) || self.any(before, days) && tail > at + 1) {
            return None;
        }
        if self.any(tail, words!["recess", "break", "holidays", "period"]) {
            tail += 1;
        }
        // `Good Friday, 3 April 2026`
        let spelled = tail + usize::from(self.is(tail, word!(",")));
        if let Some(day) = self.day_month(spelled).filter(|day| matches!(day.form, Some(Form::Day(_)))) {
            return Some(day);
        }
        if let Some(year) = self.year(tail) {
            return Some(Expression::of(Form::Day(feast.in_year(year)?), tail + 1));
        }
        // `the Good Friday Agreement`
        if tail > at + 1 && self.tokens.get(tail).is_some_and(|next| next.capital) {
            return None;
        }
        let past = self.any(before, days) && self.tense(at, tail) == Tense::Past;
        Some(self.counted_from_reference(tail, |day| {
            let this_year = feast.in_year(day.year())?;
            let step = if past { -i32::from(this_year > day) } else { i32::from(this_year < day) };
            Some(Form::Day(feast.in_year(day.year() + step)?))
        }))
    }

    /// The feast that is named here, and the index after its name.
    fn named_feast(&self, at: usize) -> Option<(Feast, usize)> {
        let (first, second) = (|word| self.is(at, word), |words| self.any(at + 1, words));
        let capital = self.tokens.get(at + 1).is_some_and(|second| second.capital);
        let named = match () {
            () if !capital => None,
            () if first(word!("good")) && second(words!["friday"]) => Some(Feast::Easter(-2)),
            () if first(word!("easter")) && second(words!["monday"]) => Some(Feast::Easter(1)),
            () if first(word!("easter")) && second(words!["sunday"]) => Some(Feast::Easter(0)),
            () if first(word!("christmas")) && second(words!["eve"]) => Some(Feast::Fixed(12, 24)),
            () if first(word!("christmas")) && second(words!["day"]) => Some(Feast::Fixed(12, 25)),
            () => None,
        };
        if let Some(feast) = named {
            return Some((feast, at + 2));
        }
        match () {
            () if first(word!("christmas")) => Some((Feast::Fixed(12, 25), at + 1)),
            () if first(word!("easter")) => Some((Feast::Easter(0), at + 1)),
            () => None,
        }
    }
}

/// Easter Sunday of a year of the Gregorian calendar (the anonymous computus).
fn easter(year: i32) -> Option<Date> {
    let (a, b, c) = (year % 19, year / 100, year % 100);
    let (d, e, g) = (b / 4, b % 4, (8 * b + 13) / 25);
    let h = (19 * a + b - d - g + 15) % 30;
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k) % 7;
    let m = (a + 11 * h + 19 * l) / 433;
    let n = h + l - 7 * m;
    let month = (n + 90) / 25;
    let day = (n + 33 * month + 19) % 32;
    Date::from_ymd_opt(year, u32::try_from(month).ok()?, u32::try_from(day).ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::dates::recognise;
    use crate::language::tokens::tokenize;

    #[test]
    fn easter_falls_on_known_sundays() {
        for (year, month, day) in [(2024, 3, 31), (2025, 4, 20), (2026, 4, 5), (2000, 4, 23)] {
            assert_eq!(easter(year), Date::from_ymd_opt(year, month, day));
        }
    }

    #[test]
    fn feasts_are_days_where_something_is_bound_to_them() {
        for (text, last) in [
            ("publish it by Good Friday.", Some("2026-04-03")),
            ("publish it before Good Friday", Some("2026-04-02")),
            ("publish it by Good Friday, 3 April 2026", Some("2026-04-03")),
            ("publish it on Easter Monday 2027", Some("2027-03-29")),
            ("On Christmas Eve, they were told of it", Some("2025-12-24")),
            ("publish it by Easter", Some("2026-04-05")),
            ("publish it before Christmas", Some("2026-12-24")),
            ("publish it by Christmas Eve", Some("2026-12-24")),
            ("stand by Good Friday Agreement institutions", None),
            ("the Good Friday Agreement", None),
            ("a Christmas bonus", None),
            ("do good by Friday", Some("2026-01-16")),
        ] {
            let found = recognise(text, &tokenize(text), "2026-01-12".parse().ok());
            let last_day = found.first().and_then(|date| date.last).map(|day| day.to_string());
            assert_eq!(last_day.as_deref(), last, "{text}: {found:?}");
        }
    }
}
