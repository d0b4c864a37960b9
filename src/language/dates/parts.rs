//! Parts of a span: quarters, halves, `the first three months of`, `early`, `the end of`.
//!
//! It must not look at prepositions.
#![allow(
    clippy::wildcard_enum_match_arm,
    reason = "a rule of grammar names the few meanings of a word that it takes"
)]

use crate::date::{Date, Datelike, Days, Months};
use crate::language::dates::durations::moved;
use crate::language::dates::expression::Expression;
use crate::language::dates::form::{Form, first_of};
use crate::language::scan::Scan;
use crate::language::tokens::{Kind as TokenKind, word, words};
use crate::language::words::{Lex, Unit};

impl Scan<'_> {
    /// The quarter (1 to 4) or half (5 and 6) that a sign such as `Q3` stands for.
    fn part_by_sign(&self, at: usize) -> Option<u32> {
        let parts = [
            (word!("q1"), 1),
            (word!("q2"), 2),
            (word!("q3"), 3),
            (word!("q4"), 4),
            (word!("h1"), 5),
            (word!("h2"), 6),
        ];
        parts.iter().find(|(word, _)| self.is(at, *word)).map(|(_, part)| *part)
    }

    /// `2025 Q3`, `2025/26 Q3`, `2025Q3`.
    pub(super) fn quarter_behind(&self, at: usize) -> Option<Expression> {
        let year = self.year(at)?;
        let (year, tail) = match self.pair(at) {
            Some((.., tail, _)) => (self.year_pair(at)?.form?, tail),
            None => (Form::Year(year), at + 1),
        };
        let sign = tail + usize::from(self.dash(tail) || self.is(tail, word!(",")));
        Some(Expression::of(quarter_of(year, self.part_by_sign(sign)?)?, sign + 1))
    }

    /// `Q3 2025`, `Q3 of 2025/26`, `H1 2025`.
    pub(super) fn quarter_or_half(&self, at: usize) -> Option<Expression> {
        let part = self.part_by_sign(at)?;
        let of = usize::from(self.any(at + 1, words!["of", "in", ","]));
        let of = of + usize::from(of == 1 && self.is(at + 2, word!("the")));
        let dated =
            self.expression(at + 1 + of).and_then(|year| Some((quarter_of(year.form?, part)?, year.tail)));
        match dated {
            Some((form, tail)) => Some(Expression::of(form, tail)),
            None => self.quarter_without_year(at, at + 1, part),
        }
    }

    /// `by the end of Q4`: by the calendar, the nearest that the tense allows.
    fn quarter_without_year(&self, at: usize, tail: usize, part: u32) -> Option<Expression> {
        let numbered = self.tokens.get(tail).is_some_and(|next| next.kind == TokenKind::Number);
        let before = at.wrapping_sub(1);
        let of_its_end = self.any(before, words!["of", "end"])
            && (1..=2).any(|back| at > back && self.any(at - 1 - back, words!["end", "by", "until"]));
        let bound = of_its_end || self.any(before, words!["in", "by", "until", "during", "before"]);
        let tense = self.tense(at, tail);
        (bound && !numbered).then(|| {
            self.counted_from_reference(tail, |day| {
                let form = |year: i32| quarter_of(Form::Year(year), part);
                form(tense.year(day, |year| form(year)?.window(None))?)
            })
        })
    }

    /// `quarter 3 of 2025`, `quarter four of 2024/25`, `by the end of quarter two`.
    pub(super) fn quarter_by_number(&self, at: usize) -> Option<Expression> {
        let part = match self.meaning(at + 1) {
            Lex::Cardinal(part) => part,
            _ => self.digits(at + 1)?,
        };
        let of = usize::from(self.any(at + 2, words!["of", "in"]));
        match self.expression(at + 2 + of) {
            _ if part > 4 => None,
            Some(year) => Some(Expression::of(quarter_of(year.form?, part)?, year.tail)),
            None => self.quarter_without_year(at, at + 2, part),
        }
    }

    /// `the first half of 2025`, `the second half of the financial year`, `first three months of 2022`, `second quarter of this year`.
    pub(super) fn part_of(&self, at: usize, ordinal: u32) -> Option<Expression> {
        let mut next = at + 1;
        // `the first of April 2026`
        if let Some(day) = self.spelled_day(at, ordinal, next) {
            return Some(day);
        }
        let count = match self.meaning(next) {
            Lex::Cardinal(count) => Some(count),
            _ => self.digits(next).filter(|count| *count <= 12),
        };
        next += usize::from(count.is_some());
        let part = match (self.meaning(next), count) {
            (Lex::Unit(Unit::Month), Some(months)) if ordinal == 1 => return self.months_of(next, months),
            (Lex::Unit(Unit::Week), None) => return self.week_of_a_month(next, ordinal),
            (Lex::Weekday, None) => return self.weekday_of_a_month(next, Some(ordinal)),
            (Lex::Part(2), None) => 4 + ordinal.min(2),
            (Lex::Part(4), None) => ordinal.min(4),
            _ => return None,
        };
        let mut year_at = next + 1;
        while self.any(year_at, words!["of", "in", "the"]) && year_at < next + 4 {
            year_at += 1;
        }
        // `the second half of the year`: of the one that the document is of.
        let is_nameless = self.is(year_at, word!("year"))
            && !self.any(year_at + 1, words!["ending", "ended"])
            && !self.runs_to_a_date(year_at + 1);
        if is_nameless && self.is(year_at - 1, word!("the")) {
            let form = |day: Date| quarter_of(Form::Year(day.year()), part);
            return Some(self.counted_from_reference(year_at + 1, form));
        }
        let of_a_kind = |year: &Expression| matches!(year.form, Some(Form::Financial(_) | Form::Academic(_)));
        let year = self.expression(year_at).or_else(|| self.bare_span(year_at).filter(of_a_kind))?;
        Some(Expression::of(quarter_of(self.whole_year(year.form?), part)?, year.tail))
    }

    /// `last three months of 2025`, `last week of January`, `last quarter of this financial year`: so much of its end.
    pub(super) fn last_of_a_span(&self, at: usize) -> Option<Expression> {
        let last = self.is(at, word!("last"));
        if let Some(day) = last.then(|| self.weekday_of_a_month(at + 1, None)).flatten() {
            return Some(day);
        }
        let (count, unit_at) = self.small_number(at + 1).unwrap_or((1, at + 1));
        if !last || !self.is(unit_at + 1, word!("of")) {
            return None;
        }
        let (count, unit) = match self.meaning(unit_at) {
            Lex::Unit(unit) => (count, unit),
            Lex::Part(4) => (3, Unit::Month),
            Lex::Part(2) => (6, Unit::Month),
            _ => return None,
        };
        let what = unit_at + 2 + usize::from(self.is(unit_at + 2, word!("the")));
        let found = self.bare_span(what).or_else(|| self.expression(what))?;
        let (first, last) = self.whole_year(found.form?).window(self.reference)?;
        // By the day after, so that the last month of February is February.
        let begins = moved(last.succ_opt()?, count, unit, true)?;
        (first <= begins).then(|| Expression::of(Form::Span(begins, last), found.tail))
    }

    /// `[first] three months of 2022`.
    fn months_of(&self, at: usize, months: u32) -> Option<Expression> {
        let mut next = at + 1;
        while self.any(next, words!["of", "the"]) && next < at + 3 {
            next += 1;
        }
        let year = self.expression(next)?;
        let (first, _) = self.whole_year(year.form?).window(self.reference)?;
        if first.month() == 1 && months == 3 {
            return Some(Expression::of(Form::Quarter(first.year(), 1), year.tail));
        }
        let last = first.checked_add_months(Months::new(months))?.pred_opt()?;
        Some(Expression::of(Form::Span(first, last), year.tail))
    }

    /// `this year` means the whole year where a part of it is taken.
    pub(crate) fn whole_year(&self, form: Form) -> Form {
        match form {
            Form::Open(last) if last.month() == 12 => Form::Year(last.year()),
            other => other,
        }
    }

    /// `the end of March 2025`: its last day is the last of what it names.
    pub(super) fn end_of(&self, at: usize) -> Option<Expression> {
        let mut next = at + 1;
        if self.is(next, word!("of")) {
            next += 1;
        } else if !(self.dash(next)
            || self.year(next).is_some()
            || matches!(self.meaning(next), Lex::Month(..)))
        {
            return None;
        } else if self.dash(next) {
            next += 1;
        }
        while self.any(next, words!["the", "calendar", "a"]) {
            next += 1;
        }
        if let Some(found) = self.bare_span(next) {
            return Some(found);
        }
        let ends = self.any(at.wrapping_sub(1), words!["by", "before", "until"])
            || self.is(at.wrapping_sub(1), word!("the"))
                && self.any(at.wrapping_sub(2), words!["by", "before", "until"]);
        let what = next + usize::from(self.any(next, words!["this", "that", "its", "our", "their"]));
        // `by the end of this Senedd term`
        let sits = self.any(what, words!["parliamentary", "senedd", "council"])
            && self.any(what + 1, words!["term", "year", "session"]);
        if ends && (sits || self.any(what, WHAT_ENDS)) {
            return Some(Expression::vague(what + 1 + usize::from(sits)));
        }
        self.expression(next).filter(|found| !found.vague || found.form.is_none())
    }

    pub(super) fn start_of(&self, at: usize) -> Option<Expression> {
        if !self.is(at + 1, word!("of")) {
            return None;
        }
        let mut next = at + 2;
        while self.any(next, words!["the", "calendar"]) {
            next += 1;
        }
        let found = self.bare_span(next).or_else(|| self.expression(next))?;
        let (first, _) = self.whole_year(found.form?).window(self.reference)?;
        // `before the start of the financial year`: of the next one, where this one has begun.
        let ahead =
            (1..=3).any(|back| at >= back && self.any(at - back, words!["before", "ahead", "prior", "by"]));
        let begun = self.reference.is_some_and(|reference| first <= reference);
        let yearly = matches!(found.form, Some(Form::Financial(_) | Form::Academic(_)));
        let next_year = Months::new(12 * u32::from(ahead && begun && yearly));
        let first = first.checked_add_months(next_year)?;
        // `at the start of 2027`, `in the beginning of April` is early in it; `by the start of 2027` is before it.
        let bound = at.wrapping_sub(1 + usize::from(self.is(at.wrapping_sub(1), word!("the"))));
        // Schools begin in September, and not all on its first day: `from the start of the academic year`.
        let term = matches!(found.form, Some(Form::Academic(_) | Form::Months(..)));
        let within = self.any(bound, words!["at", "in", "around"]) || self.is_planned_for(bound);
        let within = within || term && self.is(bound, word!("from"));
        let early = match found.form.map(|form| self.whole_year(form)) {
            Some(Form::Year(_)) => first.checked_add_months(Months::new(4)),
            Some(Form::Academic(_) | Form::Months(..)) => first.checked_add_months(Months::new(1)),
            Some(Form::Month(..)) => first.checked_add_days(Days::new(10)),
            _ => None,
        };
        let early = early.filter(|_| within).and_then(|after| after.pred_opt());
        let form = early.map_or(Form::Day(first), |last| Form::Span(first, last));
        Some(Expression::of(form, found.tail))
    }

    /// `early 2023`, `mid-2025`, `late spring`, `early in the new year`, `earlier this year`.
    pub(super) fn third_of(&self, at: usize) -> Option<Expression> {
        let mut next = at + 1;
        let some = words!["months", "part", "stages"];
        next += usize::from(self.any(next, some) && self.is(next + 1, word!("of")));
        while self.dash(next) || self.any(next, words!["in", "of", "the", "to"]) && next < at + 5 {
            next += 1;
        }
        let found = self.expression(next)?;
        let form = self.whole_year(found.form?);
        let (first, last) = form.window(self.reference)?;
        if let Form::Years(start, end) = form
            && end == start + 9
        {
            let (from, to) = match () {
                () if self.is(at, word!("early")) => (0, 3),
                () if self.is(at, word!("late")) => (7, 9),
                () => (4, 6),
            };
            return Some(Expression::of(Form::Years(start + from, start + to), found.tail));
        }
        if let Some(form) = self.third_of_months(at, form) {
            // `late spring or early summer`
            let closing =
                self.joins_range(found.tail).filter(|next| self.any(*next, words!["early", "mid", "late"]));
            let closing = closing.and_then(|next| self.expression(next)).and_then(|closing| {
                let ((first, _), (_, last)) = (form.window(None)?, closing.form?.window(self.reference)?);
                // A year that stands behind the second is that of both.
                let first = [0, 1]
                    .iter()
                    .find_map(|back| first.with_year(last.year() - back).filter(|first| *first < last))?;
                Some(Expression::of(Form::Span(first, last), closing.tail))
            });
            return Some(closing.unwrap_or_else(|| Expression::of(form, found.tail)));
        }
        let whole_year = matches!(form, Form::Year(_) | Form::Financial(_) | Form::Academic(_));
        let part = if self.is(at, word!("earlier")) {
            return Some(Expression::of(
                Form::Span(first, self.reference.unwrap_or(last).max(first)),
                found.tail,
            ));
        } else if !whole_year {
            return Some(Expression { form: Some(form), ..found });
        } else if self.is(at, word!("early")) {
            (0, 4)
        } else if self.is(at, word!("late")) {
            (8, 12)
        } else {
            (4, 8)
        };
        let day = |months: u32| first.checked_add_months(Months::new(months));
        Some(Expression::of(Form::Span(day(part.0)?, day(part.1)?.pred_opt()?), found.tail))
    }
}

impl Scan<'_> {
    /// The first ten days of a month, the next ten or the rest; the first month of a season, the second or the third.
    fn third_of_months(&self, at: usize, form: Form) -> Option<Form> {
        let third = match () {
            () if self.is(at, word!("early")) => 0,
            () if self.is(at, word!("late")) => 2,
            () if self.any(at, words!["mid", "middle"]) => 1,
            () => return None,
        };
        match form {
            Form::Month(year, month) => {
                let (first, last) = form.window(None)?;
                let day = |day: u32| Date::from_ymd_opt(year, month, day);
                Some(match third {
                    0 => Form::Span(first, day(10)?),
                    1 => Form::Span(day(11)?, day(20)?),
                    _ => Form::Span(day(21)?, last),
                })
            }
            Form::Season(..) => {
                let first = form.window(None)?.0.checked_add_months(Months::new(third))?;
                Some(Form::Month(first.year(), first.month()))
            }
            Form::Day(_)
            | Form::Year(_)
            | Form::Quarter(..)
            | Form::Financial(_)
            | Form::Academic(_)
            | Form::Span(..)
            | Form::Years(..)
            | Form::Months(..)
            | Form::Open(_) => None,
        }
    }
}

/// What ends on a day that is not said: `by the end of the process`.
const WHAT_ENDS: &[u64] = words![
    "consultation", "contract", "cycle", "inquiry", "investigation", "mandate", "phase", "pilot", "process",
    "programme", "project", "review", "scheme", "scorecard", "senedd", "session", "transition", "trial"
];

/// A quarter (1 to 4) or half (5 and 6) of a calendar, financial or academic year.
fn quarter_of(year: Form, part: u32) -> Option<Form> {
    let (first, calendar) = match year {
        Form::Year(year) => (first_of(year, 1)?, true),
        Form::Financial(year) => (first_of(year, 4)?, false),
        Form::Academic(year) => (first_of(year, 9)?, false),
        Form::Day(_)
        | Form::Month(..)
        | Form::Quarter(..)
        | Form::Season(..)
        | Form::Span(..)
        | Form::Years(..)
        | Form::Months(..)
        | Form::Open(_) => return None,
    };
    if calendar && part <= 4 {
        return Some(Form::Quarter(first.year(), part.max(1)));
    }
    let (skip, length) = if part <= 4 { ((part.max(1) - 1) * 3, 3) } else { ((part - 5) * 6, 6) };
    let start = first.checked_add_months(Months::new(skip))?;
    let end = start.checked_add_months(Months::new(length))?.pred_opt()?;
    Some(Form::Span(start, end))
}

#[cfg(test)]
mod tests {
    use crate::language::dates::recognise;
    use crate::language::tokens::tokenize;

    #[test]
    #[rustfmt::skip]
    fn parts_of_spans_and_days_that_leave_something_unsaid() {
        for (text, words, last) in [
            ("will publish it by the end of Q4.", "by the end of Q4", Some("2026-12-31")),
            ("will publish it by end of Q1", "by end of Q1", Some("2026-03-31")),
            ("was published in Q3.", "in Q3", Some("2025-09-30")),
            ("will publish it by the 31st.", "by the 31st", Some("2026-01-31")),
            ("will publish it by the 31st March", "by the 31st March", Some("2026-03-31")),
            ("it was published on the 20th.", "on the 20th", Some("2025-12-20")),
            ("in the early part of next year", "in the early part of next year", Some("2027-04-30")),
            ("in the early months of 2027", "in the early months of 2027", Some("2027-04-30")),
            ("by the end of this Senedd term", "by the end of this Senedd term", None),
            ("by the end of this parliamentary year", "by the end of this parliamentary year", None),
            ("in this Senedd we will", "in this Senedd", None),
            ("before the summer holidays", "before the summer holidays", None),
            ("will open at the start of 2027", "at the start of 2027", Some("2027-04-30")),
            ("will open at the beginning of April", "at the beginning of April", Some("2026-04-10")),
            ("will open by the start of 2027", "by the start of 2027", Some("2027-01-01")),
            ("in the New Year 2027", "in the New Year 2027", Some("2027-03-31")),
            ("will reply by next Friday", "by next Friday", Some("2026-01-16")),
            ("in the year ahead we will", "in the year ahead", Some("2027-01-12")),
            ("over a period of three years", "over a period of three years", Some("2029-01-12")),
            ("over the course of the Spending Review", "over the course of the Spending Review", Some("2029-03-31")),
            ("fund it for a further three years from April 2026", "for a further three years from April 2026", Some("2029-03-31")),
            ("open for 12 weeks from 2 February", "for 12 weeks from 2 February", Some("2026-04-26")),
            ("will lay it before summer recess", "before summer recess", None),
            ("will lay it by the summer recess", "by the summer recess", None),
        ] {
            let found = recognise(text, &tokenize(text), "2026-01-12".parse().ok());
            let date = found.first().expect(text);
            assert_eq!(&text[date.start..date.end], words, "{found:?}");
            assert_eq!(date.last.map(|day| day.to_string()).as_deref(), last, "{text}: {found:?}");
            assert_eq!(date.vague, last.is_none(), "{text}");
        }
        for text in ["on the 1st floor", "on the 2nd and 3rd floors", "in the 31st place", "Q4 results", "the Q2 team", "run for a further two years"] {
            assert_eq!(recognise(text, &tokenize(text), "2026-01-12".parse().ok()), [], "{text}");
        }
    }
}
