//! Dates that depend on the day of the document: `later this year`, `over the next three years`, `this Parliament`.
//!
//! It must not read a clock: without a reference these have no days.
#![allow(
    clippy::wildcard_enum_match_arm,
    reason = "a rule of grammar names the few meanings of a word that it takes"
)]

use crate::date::{Date, Datelike, Days, Months};
use crate::language::dates::durations::moved;
use crate::language::dates::expression::Expression;
use crate::language::dates::form::{Form, academic_year, financial_year};
use crate::language::dates::kind::Kind;
use crate::language::quantities::STOPS;
use crate::language::scan::Scan;
use crate::language::tokens::{Kind as TokenKind, Token, word, words};
use crate::language::words::{Lex, Unit};

impl Scan<'_> {
    /// A date that begins with a word of relation.
    pub(crate) fn relative(&self, at: usize) -> Option<Expression> {
        if let Some(found) = self.without_day(at) {
            return Some(found);
        }
        if self.is(at, word!("when")) {
            return self.when_done(at);
        }
        if self.is_to_come(at) || self.any(at, words!["this", "last", "current", "previous", "past"]) {
            // `we will do this six months after`: nothing is counted by `this`.
            let counted = || (!self.is(at, word!("this"))).then(|| self.counted(at))?;
            return self.last_of_a_span(at).or_else(|| self.pointed(at)).or_else(counted);
        }
        if self.is(at, word!("later")) {
            return self.later(at);
        }
        if self.any(at, words!["within", "over", "across", "in"]) {
            return self.duration(at);
        }
        if self.any(at, words!["parliament", "christmas", "easter", "good", "new"]) {
            return self.new_year_of_a_kind(at).or_else(|| self.occasion(at));
        }
        if let Some(tail) = self.review_period(at) {
            return Some(self.spending_review(tail));
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

    /// `next`, and the words that say no more than that something is to come.
    pub(super) fn is_to_come(&self, at: usize) -> bool {
        self.any(at, words!["next", "coming", "forthcoming", "upcoming"])
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
        let step: i32 = if past { -1 } else { i32::from(self.is_to_come(at)) };
        let mut next = at + 1;
        if step == 0 && self.any(next, words!["coming", "calendar", "current"]) {
            next += 1;
        }
        // `by this time next year`
        if self.is(next, word!("time"))
            && self.is(next + 1, word!("next"))
            && let Lex::Unit(unit) = self.meaning(next + 2)
        {
            let ahead = |day| Some(Form::Open(moved(day, 1, unit, false)?));
            return Some(self.counted_from_reference(next + 3, ahead));
        }
        if let Some(tail) = self.review_period(next) {
            // When the next one begins and ends is not known yet.
            return Some(match step {
                0 => self.spending_review(tail),
                1 => Expression::vague(tail).binding(Kind::Over),
                _ => Expression { period: true, ..self.spending_review(tail) },
            });
        }
        match self.meaning(next) {
            // `past April 2024` is after it.
            Lex::Season(_) | Lex::Month(..)
                if !self.is(at, word!("past"))
                    && (self.tokens.get(next)?.capital || matches!(self.meaning(next), Lex::Season(_))) =>
            {
                let found = self.expression(next)?;
                Some(if past { Expression { kind: Some(Kind::In), ..found } } else { found })
            }
            Lex::Unit(unit) => self.whole_unit(next, unit, step, step > 0 && !self.is(at, word!("next"))),
            // `by next Friday`
            Lex::Weekday if !past && next == at + 1 => self.weekday(next),
            _ if self.any(next, words!["financial", "fiscal", "tax"]) && self.is(next + 1, word!("year")) => {
                Some(self.year_and_next(next + 2, step, |day| Form::Financial(financial_year(day) + step)))
            }
            _ if self.any(next, words!["academic", "school"]) && self.is(next + 1, word!("year")) => {
                Some(self.year_and_next(next + 2, step, |day| Form::Academic(academic_year(day) + step)))
            }
            _ if self.is(next, word!("calendar")) && self.is(next + 1, word!("year")) => {
                self.whole_unit(next + 1, Unit::Year, step, false)
            }
            // The latest day of the election is not known; the Parliament before it has a latest day.
            _ if step > 0
                && self.election(next).is_some()
                && self.any(at.wrapping_sub(2), words!["by", "before"]) =>
            {
                self.election(next).map(|tail| self.parliament(tail, 0))
            }
            _ if self.is(next, word!("parliament")) && !past => Some(self.parliament(next + 1, step)),
            Lex::Part(4) if !self.is(next + 1, word!("of")) => Some(self.quarter_pointed(next + 1, step)),
            _ => None,
        }
    }

    /// A year that is no calendar year, up to the token `tail`, or `this financial year and next`.
    fn year_and_next(&self, tail: usize, step: i32, year: impl Fn(Date) -> Form) -> Expression {
        let Some(tail) = self.next_said(tail).filter(|_| step == 0) else {
            return self.counted_from_reference(tail, |day| Some(year(day)));
        };
        self.counted_from_reference(tail, |day| {
            let (first, last) = year(day).window(None)?;
            Some(Form::Span(first, last.checked_add_months(Months::new(12))?))
        })
    }

    /// `the week after next`
    pub(super) fn after_next(&self, at: usize) -> Option<Expression> {
        let Lex::Unit(unit) = self.meaning(at) else { return None };
        let said = self.is(at + 1, word!("after")) && self.is(at + 2, word!("next"));
        // `the week after next Tuesday`
        let goes_on = !matches!(self.meaning(at + 3), Lex::Other | Lex::Head);
        // Nobody can say which day a fortnight of the calendar begins on.
        let is_one = said && !goes_on && unit != Unit::Fortnight;
        let found = is_one.then(|| self.whole_unit(at, unit, 2, false))??;
        Some(Expression { tail: at + 3, ..found })
    }

    /// `before the year is out`: read at what ends.
    pub(super) fn is_over(&self, at: usize) -> Option<Expression> {
        let before =
            self.is(at.wrapping_sub(1), word!("the")) && self.is(at.wrapping_sub(2), word!("before"));
        let is_out = self.is(at + 1, word!("is")) && self.is(at + 2, word!("out"));
        let tail = if is_out { at + 3 } else { at + 2 };
        if !before || !(is_out || self.is(at + 1, word!("ends"))) {
            return None;
        }
        let found = self.bare_span(at)?;
        Some(Expression { tail, ..found })
    }

    /// The index after `and next` with nothing that tells what is next but what is before, and after `and next year` where
    /// the phrase ends: `this year and next year`, not `this year and next year councils will`.
    fn next_said(&self, at: usize) -> Option<usize> {
        let next = self.any(at, words!["and", "or"]) && self.is(at + 1, word!("next"));
        let ends = |token: &Token| token.kind != TokenKind::Word || self.any(at + 2, STOPS);
        let bare = self.tokens.get(at + 2).is_none_or(ends);
        #[rustfmt::skip]
        let closing = words![
            ".", ",", ";", ":", ")", "to", "for", "from", "in", "on", "at", "by", "with", "as", "and", "or", "but", "under",
            "through", "across", "via", "within", "while", "that", "which", "so", "because",
        ];
        let year =
            self.is(at + 2, word!("year")) && (at + 3 >= self.tokens.len() || self.any(at + 3, closing));
        (next && (bare || year)).then(|| at + 2 + usize::from(year))
    }

    /// `this quarter`, `next quarter`, by the calendar.
    fn quarter_pointed(&self, tail: usize, step: i32) -> Expression {
        self.counted_from_reference(tail, |day| {
            let quarter = day.year() * 4 + i32::try_from(day.month0() / 3).ok()? + step;
            Some(Form::Quarter(quarter.div_euclid(4), u32::try_from(quarter.rem_euclid(4)).ok()? + 1))
        })
    }

    /// One whole unit of time by the calendar.
    fn whole_unit(&self, at: usize, unit: Unit, step: i32, coming: bool) -> Option<Expression> {
        let plural = self.text_at(at).ends_with('s');
        if plural {
            return None;
        }
        let next = self.next_said(at + 1).filter(|_| unit == Unit::Year && step == 0);
        let (and_next, tail) = (next.is_some(), next.unwrap_or(at + 1));
        Some(self.counted_from_reference(tail, |day| match unit {
            Unit::Year if coming => Some(Form::Open(day.checked_add_months(Months::new(12))?)),
            Unit::Year if and_next => Some(Form::Years(day.year(), day.year() + 1)),
            Unit::Year if step == 0 => Some(Form::Year(day.year())),
            Unit::Year => Some(Form::Year(day.year() + step)),
            Unit::Month => {
                let month = day.year() * 12 + i32::try_from(day.month0()).ok()? + step;
                Some(Form::Month(month.div_euclid(12), u32::try_from(month.rem_euclid(12)).ok()? + 1))
            }
            Unit::Week => {
                let monday =
                    day.checked_sub_days(Days::new(u64::from(day.weekday().num_days_from_monday())))?;
                let first = monday.checked_add_signed(chrono_days(step * 7))?;
                Some(Form::Span(first, first.checked_add_days(Days::new(6))?))
            }
            // No calendar has fortnights: one is counted from the day of the document.
            Unit::Fortnight if step < 0 => Some(Form::Span(day.checked_sub_days(Days::new(14))?, day)),
            Unit::Fortnight => Some(Form::Open(day.checked_add_days(Days::new(14))?)),
            Unit::Decade => {
                let start = day.year() - day.year().rem_euclid(10) + 10 * step;
                Some(Form::Years(start, start + 9))
            }
            Unit::Day | Unit::Century => None,
        }))
        .filter(|found| found.form.is_some() || self.reference.is_none())
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

    /// `the rest of the year`, `the course of the financial year`: read at the last words of it.
    pub(super) fn rest_of(&self, at: usize) -> Option<Expression> {
        let of = at.checked_sub(2).filter(|of| self.is(*of, word!("of")) && self.is(of + 1, word!("the")))?;
        let parts = words!["rest", "remainder", "course"];
        // `around the turn of the year`: December and January
        if self.is(of.wrapping_sub(1), word!("turn")) && self.is(at, word!("year")) {
            return Some(self.counted_from_reference(at + 1, |day| {
                let year = day.year() - i32::from(day.month() == 1);
                Some(Form::Months((year, 12), (year + 1, 1)))
            }));
        }
        self.any(of.wrapping_sub(1), parts).then(|| self.bare_span(at))?
    }

    /// What only `the` or `end of the` makes a date: `the year`, `the financial year`, `the Parliament`, `the decade`.
    pub(crate) fn bare_span(&self, at: usize) -> Option<Expression> {
        if let Some(found) = self.after_next(at) {
            return Some(found);
        }
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
        let numbered = self.digits(at + 1).is_some() || matches!(self.meaning(at + 1), Lex::Cardinal(_));
        if self.text_at(at) == "quarter" && !self.is(at + 1, word!("of")) && !numbered {
            return Some(self.quarter_pointed(at + 1, 0));
        }
        if let Some(tail) = self.review_period(at) {
            return Some(self.spending_review(tail));
        }
        let Lex::Unit(unit @ (Unit::Year | Unit::Month | Unit::Week | Unit::Decade)) = self.meaning(at)
        else {
            return None;
        };
        if self.any(at + 1, words!["ending", "ended", "of"]) || self.runs_to_a_date(at + 1) {
            return None;
        }
        self.whole_unit(at, unit, 0, false)
    }

    /// Whether `to` at this token closes what stands before it: `the year to March 2024`, `the year to date`, but not
    /// `by the end of the year to support schools`.
    pub(super) fn runs_to_a_date(&self, at: usize) -> bool {
        let what = at + 1 + usize::from(self.is(at + 1, word!("the")));
        self.is(at, word!("to")) && (self.is(what, word!("date")) || self.expression(what).is_some())
    }
}

fn chrono_days(days: i32) -> chrono::TimeDelta {
    chrono::TimeDelta::days(i64::from(days))
}
