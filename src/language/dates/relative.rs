//! Dates that depend on the day of the document: `later this year`, `over the next three years`, `this Parliament`.
//!
//! It must not read a clock: without a reference these have no days.
#![allow(
    clippy::wildcard_enum_match_arm,
    reason = "a rule of grammar names the few meanings of a word that it takes"
)]

use crate::date::{Date, Datelike, Days, Months};
use crate::language::dates::Scan;
use crate::language::dates::expression::Expression;
use crate::language::dates::form::{Form, academic_year, financial_year, last_of};
use crate::language::dates::frame::Kind;
use crate::language::tokens::{word, words};
use crate::language::words::{Lex, Unit};

impl Scan<'_> {
    /// A date that begins with a word of relation.
    pub(crate) fn relative(&self, at: usize) -> Option<Expression> {
        if let Some(found) = self.without_day(at) {
            return Some(found);
        }
        if self.any(at, words!["this", "next", "last", "current", "previous", "past", "coming"]) {
            return self.pointed(at).or_else(|| self.counted(at));
        }
        if self.is(at, word!("later")) {
            return self.later(at);
        }
        if self.any(at, words!["within", "over", "in"]) {
            return self.duration(at);
        }
        if self.any(at, words!["parliament", "christmas", "easter", "new"]) {
            return self.new_year_of_a_kind(at).or_else(|| self.occasion(at));
        }
        if self.any(at, words!["budget", "spending"]) {
            return self.fiscal_event(at, None);
        }
        let days = [(word!("today"), 0), (word!("tonight"), 0), (word!("tomorrow"), 1)];
        if let Some((_, ahead)) = days.iter().find(|(word, _)| self.is(at, *word)) {
            return Some(self.counted_from_reference(at + 1, |day| {
                Some(Form::Day(day.checked_add_days(Days::new(*ahead))?))
            }));
        }
        if self.is(at, word!("yesterday")) {
            return Some(self.counted_from_reference(at + 1, |day| Some(Form::Day(day.pred_opt()?))));
        }
        None
    }

    pub(super) fn counted_from_reference(
        &self,
        tail: usize,
        make: impl Fn(Date) -> Option<Form>,
    ) -> Expression {
        let form = self.reference.and_then(make);
        Expression { form, vague: false, tail, kind: None, period: false }
    }

    /// `this year`, `next spring`, `last month`, `the current financial year`, `this Parliament`.
    pub(super) fn pointed(&self, at: usize) -> Option<Expression> {
        let past = self.any(at, words!["last", "previous", "past"]);
        let step: i32 = if past { -1 } else { i32::from(self.any(at, words!["next", "coming"])) };
        let mut next = at + 1;
        if step == 0 && self.any(next, words!["coming", "calendar"]) {
            next += 1;
        }
        match self.meaning(next) {
            Lex::Season(_) | Lex::Month(..)
                if self.tokens.get(next)?.capital || matches!(self.meaning(next), Lex::Season(_)) =>
            {
                let found = self.expression(next)?;
                Some(if past { Expression { kind: Some(Kind::In), ..found } } else { found })
            }
            Lex::Unit(unit) => self.whole_unit(next, unit, step, self.is(at, word!("coming"))),
            _ if self.any(next, words!["financial", "fiscal", "tax"]) && self.is(next + 1, word!("year")) => {
                Some(self.counted_from_reference(next + 2, |day| {
                    Some(Form::Financial(financial_year(day) + step))
                }))
            }
            _ if self.any(next, words!["academic", "school"]) && self.is(next + 1, word!("year")) => Some(
                self.counted_from_reference(next + 2, |day| Some(Form::Academic(academic_year(day) + step))),
            ),
            _ if self.is(next, word!("calendar")) && self.is(next + 1, word!("year")) => {
                self.whole_unit(next + 1, Unit::Year, step, false)
            }
            _ if self.is(next, word!("parliament")) && !past => Some(self.parliament(next + 1, step)),
            _ => None,
        }
    }

    /// One whole unit of time by the calendar.
    pub(super) fn whole_unit(&self, at: usize, unit: Unit, step: i32, coming: bool) -> Option<Expression> {
        let plural = self.text_at(at).ends_with('s');
        if plural {
            return None;
        }
        let tail = at + 1;
        Some(self.counted_from_reference(tail, |day| match unit {
            Unit::Year if coming => Some(Form::Open(day.checked_add_months(Months::new(12))?)),
            Unit::Year if step == 0 => Some(Form::Year(day.year())),
            Unit::Year => Some(Form::Year(day.year() + step)),
            Unit::Month => {
                let month = day.year() * 12 + i32::try_from(day.month0()).ok()? + step;
                Some(Form::Month(month.div_euclid(12), u32::try_from(month.rem_euclid(12)).ok()? + 1))
            }
            Unit::Week | Unit::Fortnight => {
                let monday =
                    day.checked_sub_days(Days::new(u64::from(day.weekday().num_days_from_monday())))?;
                let days = chrono_days(if unit == Unit::Week { step * 7 } else { step * 14 });
                let first = monday.checked_add_signed(days)?;
                Some(Form::Span(
                    first,
                    first.checked_add_days(Days::new(if unit == Unit::Week { 6 } else { 13 }))?,
                ))
            }
            Unit::Decade => {
                let start = day.year() - day.year().rem_euclid(10) + 10 * step;
                Some(Form::Years(start, start + 9))
            }
            Unit::Day | Unit::Century => None,
        }))
        .filter(|found| found.form.is_some() || self.reference.is_none())
    }

    /// `next three years`, `last five years`, `next 12 to 18 months`, `next decade` counted from the document.
    pub(super) fn counted(&self, at: usize) -> Option<Expression> {
        let past = self.any(at, words!["last", "past", "previous"]);
        if let Some(found) = self.years_of_a_kind(at).filter(|_| !past) {
            return Some(found);
        }
        let (count, unit, tail) = self.duration_of(at + 1)?;
        Some(self.counted_from_reference(tail, |day| {
            if past {
                Some(Form::Span(moved(day, count, unit, true)?, day))
            } else {
                Some(Form::Open(moved(day, count, unit, false)?))
            }
        }))
    }

    /// `next two academic years`: up to the end of the second that is yet to begin.
    fn years_of_a_kind(&self, at: usize) -> Option<Expression> {
        let (count, kind_at) = self.small_number(at + 1)?;
        let academic = self.any(kind_at, words!["academic", "school"]);
        if !(academic || self.any(kind_at, words!["financial", "fiscal", "tax"]))
            || !self.any(kind_at + 1, words!["year", "years"])
        {
            return None;
        }
        let count = i32::try_from(count).ok()?;
        Some(self.counted_from_reference(kind_at + 2, |day| {
            let last = if academic {
                last_of(academic_year(day) + count + 1, 8)
            } else {
                last_of(financial_year(day) + count + 1, 3)
            };
            last.map(Form::Open)
        }))
    }

    /// A count and a unit of time: how many, of what, and the index after them.
    pub(super) fn duration_of(&self, at: usize) -> Option<(u32, Unit, usize)> {
        let (mut count, mut next) = self.small_number(at)?;
        if (self.dash(next) || self.any(next, words!["to", "or"]))
            && let Some((more, after)) = self.small_number(next + 1)
        {
            count = more;
            next = after;
        }
        let mut dashed = false;
        while self.dash(next)
            || self.any(next, words!["calendar", "working", "academic", "financial", "full"]) && next < at + 6
        {
            dashed |= self.dash(next);
            next += 1;
        }
        let Lex::Unit(unit) = self.meaning(next) else { return None };
        // `its next four-year strategy` says how long the strategy is.
        if dashed && count > 1 && !self.text_at(next).ends_with('s') && !self.any(next + 1, words!["period"])
        {
            return None;
        }
        Some((count, unit, next + 1))
    }

    pub(super) fn small_number(&self, at: usize) -> Option<(u32, usize)> {
        if self.any(at, words!["a", "an"]) {
            return Some((1, at + 1));
        }
        if self.is(at, word!("couple")) && self.is(at + 1, word!("of")) {
            return Some((2, at + 2));
        }
        if let Lex::Cardinal(count) = self.meaning(at) {
            return (count > 0).then_some((count, at + 1));
        }
        self.digits(at).filter(|count| (1..=999).contains(count)).map(|count| (count, at + 1))
    }

    /// `within 12 months`, `in the next five years`, `in six months' time`, `over three years`.
    pub(super) fn duration(&self, at: usize) -> Option<Expression> {
        let within = self.is(at, word!("within"));
        let over = self.is(at, word!("over"));
        let mut next = at + 1;
        next += usize::from(self.is(next, word!("the")));
        let from_now = self.any(next, words!["next", "coming", "following"]);
        if let Some(found) = self.years_of_a_kind(next).filter(|_| from_now) {
            return Some(found.binding(if within {
                Kind::By
            } else if over {
                Kind::Over
            } else {
                Kind::In
            }));
        }
        next += usize::from(from_now);
        if from_now
            && let Lex::Unit(
                unit @ (Unit::Decade
                | Unit::Year
                | Unit::Month
                | Unit::Week
                | Unit::Fortnight
                | Unit::Century),
            ) = self.meaning(next)
        {
            let plural = self.text_at(next).ends_with('s');
            let rolling = over || within || unit == Unit::Decade;
            let kind = if within {
                Kind::By
            } else if over {
                Kind::Over
            } else {
                Kind::In
            };
            return (!plural && rolling).then(|| {
                self.counted_from_reference(next + 1, |day| Some(Form::Open(moved(day, 1, unit, false)?)))
                    .binding(kind)
            });
        }
        let article = self.any(next, words!["a", "an", "one"]);
        let (count, unit, mut tail) = self.duration_of(next)?;
        let time = self.is(tail, word!("'")) && self.is(tail + 1, word!("time"))
            || self.is(tail, word!("’")) && self.is(tail + 1, word!("time"));
        let time = if time { 2 } else { usize::from(self.is(tail, word!("time"))) };
        let qualified = self.any(tail, words!["of", "after", "from", "following", "before", "a", "per"]);
        let allowed = match (within, over) {
            (true, _) => !qualified,
            (_, true) => {
                from_now || (!article && !qualified && !self.any(tail, words!["ago", "old", "later"]))
            }
            // `halve it in a decade`
            _ => from_now || time > 0 || (article && unit == Unit::Decade && !qualified),
        };
        if !allowed {
            return None;
        }
        tail += time;
        let kind = if within {
            Kind::By
        } else if over {
            Kind::Over
        } else {
            Kind::In
        };
        Some(
            self.counted_from_reference(tail, |day| Some(Form::Open(moved(day, count, unit, false)?)))
                .binding(kind),
        )
    }

    /// `later this year`, `later in the year`, `later in 2025`.
    pub(super) fn later(&self, at: usize) -> Option<Expression> {
        let mut next = at + 1;
        while self.any(next, words!["in", "on", "the"]) && next < at + 3 {
            next += 1;
        }
        let found =
            if next > at + 1 { self.bare_span(next) } else { None }.or_else(|| self.expression(next))?;
        let Some(form) = found.form else { return self.reference.is_none().then_some(found) };
        let (first, last) = self.whole_year(form).window(self.reference)?;
        let begun = self.reference.is_some_and(|day| first <= day && day <= last);
        let form =
            if begun && matches!(form, Form::Year(_) | Form::Open(_)) { Form::Open(last) } else { form };
        Some(Expression::of(form, found.tail).binding(Kind::In))
    }

    /// What only `the` or `end of the` makes a date: `the year`, `the financial year`, `the Parliament`, `the decade`.
    pub(crate) fn bare_span(&self, at: usize) -> Option<Expression> {
        if self.is(at, word!("parliament")) {
            return Some(self.parliament(at + 1, 0));
        }
        if self.any(at, words!["financial", "fiscal", "tax"])
            && self.is(at + 1, word!("year"))
            && self.year(at + 2).is_none()
        {
            return Some(
                self.counted_from_reference(at + 2, |day| Some(Form::Financial(financial_year(day)))),
            );
        }
        if self.any(at, words!["academic", "school"])
            && self.is(at + 1, word!("year"))
            && self.year(at + 2).is_none()
        {
            return Some(self.counted_from_reference(at + 2, |day| Some(Form::Academic(academic_year(day)))));
        }
        let Lex::Unit(unit @ (Unit::Year | Unit::Month | Unit::Week | Unit::Decade)) = self.meaning(at)
        else {
            return None;
        };
        if self.any(at + 1, words!["ending", "ended", "to", "of"]) {
            return None;
        }
        self.whole_unit(at, unit, 0, false)
    }
}

fn chrono_days(days: i32) -> chrono::TimeDelta {
    chrono::TimeDelta::days(i64::from(days))
}

/// A day so many units away.
fn moved(day: Date, count: u32, unit: Unit, back: bool) -> Option<Date> {
    let months = match unit {
        Unit::Month => Some(count),
        Unit::Year => count.checked_mul(12),
        Unit::Decade => count.checked_mul(120),
        Unit::Century => count.checked_mul(1200),
        Unit::Day | Unit::Week | Unit::Fortnight => None,
    };
    if let Some(months) = months.map(Months::new) {
        return if back { day.checked_sub_months(months) } else { day.checked_add_months(months) };
    }
    let days = match unit {
        Unit::Week => u64::from(count) * 7,
        Unit::Fortnight => u64::from(count) * 14,
        Unit::Day => u64::from(count),
        Unit::Month | Unit::Year | Unit::Decade | Unit::Century => return None,
    };
    if back { day.checked_sub_days(Days::new(days)) } else { day.checked_add_days(Days::new(days)) }
}
