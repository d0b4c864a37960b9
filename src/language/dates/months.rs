//! Dates that begin with the name of a month: `March 2025`, `March 31, 2025`, `April to June 2025`, `October`.
//!
//! It must not look at prepositions.
#![allow(
    clippy::wildcard_enum_match_arm,
    reason = "a rule of grammar names the few meanings of a word that it takes"
)]

use crate::date::{Date, Datelike};
use crate::language::dates::expression::Expression;
use crate::language::dates::form::{Form, first_of, last_of};
use crate::language::scan::Scan;
use crate::language::tokens::{word, words};
use crate::language::words::Lex;

impl Scan<'_> {
    /// `March 2025`, `March 31, 2025`, `April to June 2025`, `October`.
    pub(super) fn month(&self, at: usize, month: u32, short: bool) -> Option<Expression> {
        let token = self.tokens.get(at)?;
        let risky = short || matches!(month, 3 | 5);
        // `by march 2026`
        let dated = self.is_time_word_before(at) && self.year(at + 1).is_some();
        if !token.capital && risky && !dated {
            return None;
        }
        let mut tail = at + 1;
        if short && self.is(tail, word!(".")) {
            tail += 1;
        }
        let on = self.is(at.wrapping_sub(1), word!("on"));
        if let Some((day, after)) = self.day_number(tail)
            && let Some((year, end)) = self.year_after(after)
            && (self.is(after, word!(",")) || after > tail + 1 || self.year(after).is_some())
            && (on || !self.counts_things(after))
        {
            return Some(Expression::of(Form::Day(Date::from_ymd_opt(year, month, day)?), end));
        }
        // `October 30th` and `on October 30` are days, not years.
        let suffixed = self.any(tail + 1, words!["st", "nd", "rd", "th"]) && self.joined(tail + 1)
            || on && self.day_number(tail).is_some()
            || !short && self.is_last_day(tail, month);
        if let Some((year, end)) = self.year_after(tail).filter(|_| !suffixed) {
            return Some(self.month_range(at, month, year, end));
        }
        if let Some((day, after)) =
            self.day_number(tail).filter(|_| !self.joined(tail) && !self.dash(tail + 1))
        {
            return self.yearless_day(at, day, None, month, after);
        }
        // `changes to APR`: letters that stand for other words.
        let is_short_form = short && self.text_at(at).bytes().all(|letter| letter.is_ascii_uppercase());
        if is_short_form || risky && !self.is_time_word_before(at) {
            return None;
        }
        if let Some(next) = self.joins_range(tail)
            && let Lex::Month(later, abbreviated) = self.meaning(next)
            && (!abbreviated || short)
            && let Some((year, end)) = self.year_after(next + 1)
        {
            let first = if month <= later { year } else { year - 1 };
            return Some(Expression::of(Form::Months((first, month), (year, later)), end));
        }
        self.month_of_no_year(at, tail, month)
    }

    /// `in October`, `over November and December`, `January to March`, `November/December`; the first ends before `tail`.
    fn month_of_no_year(&self, at: usize, tail: usize, month: u32) -> Option<Expression> {
        let later = self.joins_range(tail).and_then(|next| {
            let Lex::Month(later, false) = self.meaning(next) else { return None };
            let capital = self.tokens.get(next)?.capital;
            (capital && self.day_number(next + 1).is_none()).then_some((later, next + 1))
        });
        let tail = later.map_or(tail, |(_, tail)| tail);
        let Some(reference) = self.reference else {
            return Some(Expression { form: None, vague: false, tail, kind: None, period: false });
        };
        let tense = self.tense(at, tail);
        let year = tense.year(reference, |year| Some((first_of(year, month)?, last_of(year, month)?)))?;
        Some(Expression::of(
            match later {
                Some((later, _)) => {
                    Form::Months((year, month), (if later > month { year } else { year + 1 }, later))
                }
                None => Form::Month(year, month),
            },
            tail,
        ))
    }

    /// `March 31`, where 2031 is more than a year away.
    fn is_last_day(&self, at: usize, month: u32) -> bool {
        let soon = |year: i32| self.reference.is_none_or(|day| year <= day.year() + 1);
        // Of February it is the 28th, whatever the year.
        let last = self.two_digit_year(at).filter(|year| !soon(*year)).and_then(|_| last_of(2025, month));
        self.tokens.get(at).is_some_and(|day| day.spaced)
            && last.is_some_and(|last| self.digits(at) == Some(last.day()))
    }

    /// A month with its year, or the range it begins: `April 2024 to March 2025`.
    fn month_range(&self, at: usize, month: u32, year: i32, end: usize) -> Expression {
        // `September 2026, 2027 and 2028`
        let read = |at: usize| self.year(at).filter(|_| self.pair(at).is_none()).map(|year| (year, at + 1));
        if let Some((last, tail)) = self.row(end, year, read) {
            return Expression::of(Form::Months((year, month), (last, month)), tail);
        }
        let Some(next) = self.joins_range(end) else { return Expression::of(Form::Month(year, month), end) };
        let Lex::Month(later, _) = self.meaning(next) else {
            return Expression::of(Form::Month(year, month), end);
        };
        match self.year_after(next + 1) {
            Some((second, after))
                if (second, later) > (year, month)
                    && (!self.is(end, word!("and")) || self.is_between(at)) =>
            {
                Expression::of(Form::Months((year, month), (second, later)), after)
            }
            Some(_) | None => Expression::of(Form::Month(year, month), end),
        }
    }
}
