//! Years and pairs of years: calendar, financial and academic, in all the notations that departments use.
//!
//! It must not look at prepositions.

use crate::date::Datelike;
use crate::language::dates::expression::Expression;
use crate::language::dates::form::{Form, first_of, last_of};
use crate::language::quantities::STOPS;
use crate::language::scan::Scan;
use crate::language::tokens::{Kind as TokenKind, Token, word, words};
use crate::language::words::Lex;

impl Scan<'_> {
    /// `the year ending March 2024`, `the 12 months to June 2023`.
    pub(super) fn year_ending(&self, at: usize) -> Option<Expression> {
        // `by year end`, `by the year end`
        let bound = at.checked_sub(1).map(|at| at - usize::from(at > 0 && self.is(at, word!("the"))));
        if bound.is_some_and(|bound| self.any(bound, words!["by", "before", "calendar"]))
            && let Some(tail) = self.end_behind(at + 1)
        {
            // `by year end 2025`
            let year = self.year(tail).filter(|_| self.pair(tail).is_none());
            return Some(match year {
                Some(year) => Expression::of(Form::Year(year), tail + 1),
                None => self.counted_from_reference(tail, |day| Some(Form::Year(day.year()))),
            });
        }
        if let Some(found) = self.year_beginning(at) {
            return Some(found);
        }
        // `£54 million each year to 2027/28`
        if !self.any(at + 1, words!["ending", "ended", "to"])
            || self.any(at.wrapping_sub(1), words!["each", "every", "per", "a"])
        {
            return None;
        }
        // `extend it by two years to March 2028`
        let lengthened = words!["by", "for", "further", "additional", "another", "extra", "more"];
        if self.any(at.wrapping_sub(2), lengthened)
            && at.checked_sub(1).and_then(|count| self.small_number(count)).is_some_and(|(_, end)| end == at)
        {
            return None;
        }
        let date = self.expression(at + 2).filter(|date| date.kind.is_none())?;
        let (_, last) = date.form?.window(None)?;
        let first = last.checked_sub_months(crate::date::Months::new(12))?.succ_opt()?;
        // A year that is yet to begin has no statistics.
        let period = self.reference.is_none_or(|reference| first <= reference);
        Some(Expression { period, ..Expression::of(Form::Span(first, last), date.tail) })
    }

    /// `the financial year beginning April 2027`, `the year starting on 1 September 2026`: twelve months from there.
    fn year_beginning(&self, at: usize) -> Option<Expression> {
        // `every year starting in April`: no year in particular.
        let recurs = self.any(at.wrapping_sub(1), words!["each", "every", "per", "a"]);
        if recurs
            || self.text_at(at) != "year"
            || !self.any(at + 1, words!["beginning", "starting", "commencing"])
        {
            return None;
        }
        let what = at + 2 + usize::from(self.any(at + 2, words!["on", "in", "from"]));
        let begun = self.expression(what).filter(|date| date.kind.is_none())?;
        let (first, _) = begun.form?.window(self.reference)?;
        let form = match (first.month(), first.day()) {
            (4, 1) => Form::Financial(first.year()),
            (9, 1) => Form::Academic(first.year()),
            _ => Form::Span(first, first.checked_add_months(crate::date::Months::new(12))?.pred_opt()?),
        };
        Some(Expression::of(form, begun.tail))
    }

    /// The index after `end` or `-end`.
    fn end_behind(&self, at: usize) -> Option<usize> {
        let end = at + usize::from(self.dash(at));
        self.is(end, word!("end")).then_some(end + 1)
    }

    /// `2025/26`, `2025-26`, `2025/2026`, `2021-2027`, `2022-25`, with what says which sort of year it is.
    pub(crate) fn year_pair(&self, at: usize) -> Option<Expression> {
        let (start, end, mut tail, short) = self.pair(at)?;
        let academic = self.is_academic(at, tail);
        tail = self.after_year_words(tail);
        if let Some(next) =
            self.joins_range(tail).filter(|next| !self.joined(*next) || self.pair(*next).is_some())
            && let Some((later, later_end, after, _)) = self.pair(next)
            && later > start
        {
            let academic = academic || self.is_academic(next, after);
            let month = if academic { 9 } else { 4 };
            let span = Form::Span(first_of(start, month)?, last_of(later_end, month - 1)?);
            return Some(Expression::of(span, self.after_year_words(after)));
        }
        let read = |at: usize| self.pair(at).map(|(_, end, after, _)| (end, after));
        if let Some((last, after)) = self.row(tail, end, read) {
            let month = if academic || self.is_academic(tail, after) { 9 } else { 4 };
            let span = Form::Span(first_of(start, month)?, last_of(last, month - 1)?);
            return Some(Expression::of(span, self.after_year_words(after)));
        }
        let form = match end - start {
            1 if academic => Form::Academic(start),
            1 => Form::Financial(start),
            _ if academic => Form::Span(first_of(start, 9)?, last_of(end, 8)?),
            _ if short => Form::Span(first_of(start, 4)?, last_of(end, 3)?),
            _ => Form::Years(start, end),
        };
        Some(Expression::of(form, tail))
    }

    /// The last of a row of years that goes on at `at`, and the index after it: `, 2027 and 2028`. Every one is later than
    /// the one before it, and the last is joined by a word.
    pub(super) fn row(
        &self,
        at: usize,
        first: i32,
        read: impl Fn(usize) -> Option<(i32, usize)>,
    ) -> Option<(i32, usize)> {
        let (mut last, mut at) = (first, at);
        while self.is(at, word!(",")) {
            let closes = self.any(at + 1, words!["and", "or", "&"]);
            let (next, tail) = read(at + 1 + usize::from(closes)).filter(|(next, _)| *next > last)?;
            if closes {
                return Some((next, tail));
            }
            (last, at) = (next, tail);
        }
        let closes = last > first && self.any(at, words!["and", "or", "&"]);
        closes.then(|| read(at + 1).filter(|(next, _)| *next > last))?
    }

    /// Both years of a pair, the index after it, and whether the second has two digits.
    pub(super) fn pair(&self, at: usize) -> Option<(i32, i32, usize, bool)> {
        let start = self.year(at)?;
        let tight =
            self.joined(at + 1) && self.joined(at + 2) && (self.is(at + 1, word!("/")) || self.dash(at + 1));
        let loose = (self.dash(at + 1) || self.is(at + 1, word!("/")) || self.is(at + 1, word!("to")))
            && self.year(at + 2).is_some();
        // `2025 to 26`, `2025 - 26`
        let joins = self.any(at + 1, words!["to", "/"]) || self.dash(at + 1);
        let to = joins && self.two_digit_year(at + 2) == Some(start + 1);
        if !tight && !loose && !to {
            return None;
        }
        let (end, short) = match self.year(at + 2) {
            Some(end) => (end, false),
            None => match self.two_digit_year(at + 2) {
                Some(end) => (start - start.rem_euclid(100) + end - 2000, true),
                // `2026/7`, `2026-7`
                None => {
                    let digit = i32::try_from(self.digits(at + 2).filter(|digit| *digit < 10)?).ok()?;
                    let follows = (start + 1).rem_euclid(10) == digit && self.text_at(at + 2).len() == 1;
                    (follows.then_some(start + 1)?, true)
                }
            },
        };
        let end = if short && end < start { end + 100 } else { end };
        let runs_on = self.joined(at + 3)
            && (self.is(at + 3, word!("/")) || (self.dash(at + 3) && self.digits(at + 4).is_some()));
        (end > start && end - start <= 60 && !runs_on).then_some((start, end, at + 3, short))
    }

    /// Whether the words around a pair of years say that they are academic ones.
    fn is_academic(&self, at: usize, tail: usize) -> bool {
        let academic = words!["academic", "school"];
        let year = words!["year", "years"];
        let before = at >= 2 && self.any(at.wrapping_sub(1), year) && self.any(at.wrapping_sub(2), academic);
        let after = self.any(tail, academic) && self.any(tail + 1, year);
        before || after || (at >= 1 && self.is(at.wrapping_sub(1), word!("ay")))
    }

    /// The index after `financial year`, `academic years`, `tax year` or nothing.
    fn after_year_words(&self, at: usize) -> usize {
        let kinds = words!["financial", "fiscal", "academic", "school", "tax", "spending"];
        let year = words!["year", "years"];
        if self.any(at, kinds) && self.any(at + 1, year) { at + 2 } else { at }
    }

    /// `24/25` where a preposition or `financial year` says that it is one.
    pub(super) fn two_digit_pair(&self, at: usize) -> Option<Expression> {
        let (start, end) = (self.two_digit_year(at)?, self.two_digit_year(at + 2)?);
        let tight =
            self.joined(at + 1) && self.joined(at + 2) && (self.is(at + 1, word!("/")) || self.dash(at + 1));
        let tail = self.after_year_words(at + 3);
        let said = at >= 2
            && self.any(at - 1, words!["year", "years"])
            && self.any(at - 2, words!["financial", "fiscal", "tax", "academic", "school"]);
        let sure = said
            || tail > at + 3
            || (self.is(at + 1, word!("/")) && self.is_time_word_before(at))
            // `the 24/25 report`, but not `24/25 schools`, `the 24/25 of them` or `the 24/25 March`
            || self.is_near(start)
                && self.is(at + 1, word!("/"))
                && self.any(at.wrapping_sub(1), words!["the", "our", "its"])
                && !self.is(tail, word!("of"))
            || self.is_near(start) && self.counts_nothing_in_time(at, tail);
        let of_days = matches!(self.meaning(tail), Lex::Month(..));
        if !tight
            || !sure
            || of_days
            || end != start + 1
            || start < 2010
            || self.joined(at + 3) && self.is(at + 3, word!("/"))
        {
            return None;
        }
        let academic = self.is_academic(at, at + 3);
        // `26/27-29/30`
        let later = |next: usize| {
            let (first, last) = (self.two_digit_year(next)?, self.two_digit_year(next + 2)?);
            let same = self.is(next + 1, self.tokens.get(at + 1)?.word) && self.joined(next + 1);
            (same && first > start && last == first + 1).then_some((last, next + 3))
        };
        if let Some((last, after)) = self.joins_range(tail).and_then(later) {
            let month = if academic { 9 } else { 4 };
            let span = Form::Span(first_of(start, month)?, last_of(last, month - 1)?);
            return Some(Expression::of(span, self.after_year_words(after)));
        }
        let form = if academic { Form::Academic(start) } else { Form::Financial(start) };
        Some(Expression::of(form, tail))
    }

    /// Whether a year is within ten of the document's.
    fn is_near(&self, year: i32) -> bool {
        self.reference.is_some_and(|reference| (reference.year() - year).abs() <= 10)
    }

    /// `in 24-25 we spent`, `in 24-25 HMRC will`, but not `in 24-25 weeks`, `by 24-25%` or `in 24-25 London boroughs`.
    fn counts_nothing_in_time(&self, at: usize, tail: usize) -> bool {
        let bound = words!["in", "by", "for", "from", "until", "since", "during", "throughout"];
        let next = self.tokens.get(tail).filter(|next| next.kind == TokenKind::Word);
        let acts = words!["will", "shall", "has", "have", "is", "are", "was", "were", "must", "should"];
        let begins = |next: &Token| {
            let stops = self.any(tail, STOPS) && !self.is(tail, word!("per"));
            if next.capital { self.any(tail + 1, acts) } else { stops }
        };
        at > 0 && self.any(at - 1, bound) && !self.is(tail, word!("%")) && next.is_none_or(begins)
    }

    /// `FY25/26`, `FY 2025-26`, `FY2025`, `AY24/25`.
    pub(super) fn short_year(&self, at: usize) -> Option<Expression> {
        let text = self.text_at(at);
        let academic = text.starts_with(['A', 'a']);
        let make = |year: i32| if academic { Form::Academic(year) } else { Form::Financial(year) };
        let digits = text.get(2..).unwrap_or_default();
        if self.any(at, words!["fy", "ay"]) {
            if let Some(pair) = self.year_pair(at + 1) {
                return Some(pair);
            }
            let (start, end) = (self.two_digit_year(at + 1)?, self.two_digit_year(at + 3));
            let two = end == Some(start + 1) && self.joined(at + 2);
            return Some(Expression::of(
                make(if two { start } else { start - 1 }),
                if two { at + 4 } else { at + 2 },
            ));
        }
        if !text.starts_with("FY") && !text.starts_with("AY") {
            return None;
        }
        let start = match digits.len() {
            2 => 2000 + digits.parse::<i32>().ok()?,
            4 => digits.parse::<i32>().ok()?,
            _ => return None,
        };
        let paired = self.joined(at + 1)
            && (self.is(at + 1, word!("/")) || self.dash(at + 1))
            && self.digits(at + 2).is_some();
        Some(Expression::of(
            make(if paired { start } else { start - 1 }),
            if paired { at + 3 } else { at + 1 },
        ))
    }

    /// `financial year 2025-26`, `academic years 2024 and 2025`, `academic year 2025`.
    pub(super) fn year_kind(&self, at: usize) -> Option<Expression> {
        if !self.any(at + 1, words!["year", "years"]) {
            return None;
        }
        let academic = self.any(at, words!["academic", "school"]);
        // `by the financial year end`
        if let Some(tail) = self.end_behind(at + 2).filter(|tail| self.year(*tail).is_none()) {
            return self.bare_span(at).map(|found| Expression { tail, ..found });
        }
        if self.any(at + 2, words!["ending", "ended", "beginning", "starting", "commencing"]) {
            return self.year_ending(at + 1).map(|found| Expression { period: false, ..found });
        }
        let next = at + 2 + usize::from(self.any(at + 2, words!["of", "for", "to"]));
        if let Some(pair) = self.year_pair(next) {
            return Some(pair);
        }
        if let Some(pair) = self.two_digit_pair(next) {
            return Some(pair);
        }
        let year = self.year(next)?;
        let month = if academic { 9 } else { 4 };
        if let Some(after) = self.joins_range(next + 1)
            && let Some(later) = self.year(after).filter(|later| *later > year)
        {
            return Some(Expression::of(
                Form::Span(first_of(year, month)?, last_of(later + 1, month - 1)?),
                after + 1,
            ));
        }
        Some(Expression::of(if academic { Form::Academic(year) } else { Form::Financial(year) }, next + 1))
    }

    /// A calendar year that stands alone, or a range of them.
    pub(super) fn single_year(&self, at: usize) -> Option<Expression> {
        let year = self.year(at)?;
        let token = self.tokens.get(at)?;
        let attached = (!token.spaced
            && at > 0
            && self.tokens.get(at - 1).is_some_and(|before| {
                matches!(before.kind, TokenKind::Word | TokenKind::Number)
                    || (before.is_dash()
                        && !self
                            .any(at.wrapping_sub(2), words!["mid", "end", "post", "pre", "early", "late"])
                        && self.joined(at - 1))
            }))
            || (self.joined(at + 1)
                && self
                    .tokens
                    .get(at + 1)
                    .is_some_and(|next| next.kind == TokenKind::Word && !self.is(at + 1, word!("s"))))
            || (self.joined(at + 1) && self.is(at + 1, word!("%")));
        if attached || self.counts_things(at) {
            return None;
        }
        if self.joined(at + 1) && self.is(at + 1, word!("s")) {
            return Some(Expression::of(Form::Years(year, year + 9), at + 2));
        }
        let academic_after = self.any(at + 1, words!["academic", "school"]) && self.is(at + 2, word!("year"));
        if academic_after {
            return Some(Expression::of(Form::Academic(year), at + 3));
        }
        let tail = at + 1;
        let read = |at: usize| {
            let plain = self.pair(at).is_none() && !self.counts_things(at);
            self.year(at).filter(|_| plain).map(|year| (year, at + 1))
        };
        if let Some((last, end)) = self.row(tail, year, read) {
            return Some(Expression::of(Form::Years(year, last), end));
        }
        let range = self.joins_range(tail).filter(|_| !self.is(tail, word!("/")));
        if let Some(next) = range
            && let Some(later) = self.year(next).filter(|later| *later > year && later - year <= 60)
        {
            let runs_on = self.pair(next).is_some()
                || (self.dash(tail) && self.dash(next + 1) && self.joined(next + 1));
            let list = self.is(tail, word!("and")) && later > year + 1 && !self.is_between(at);
            if !runs_on && !list && !self.counts_things(next) {
                return Some(Expression::of(Form::Years(year, later), next + 1));
            }
        }
        if self.is(tail, word!("/"))
            && self.joined(tail)
            && let Some(later) = self.year(tail + 1).filter(|later| *later > year)
        {
            return Some(Expression::of(Form::Years(year, later), tail + 2));
        }
        Some(Expression::of(Form::Year(year), tail))
    }

    pub(super) fn is_between(&self, at: usize) -> bool {
        (1..=3).any(|back| at >= back && self.any(at - back, words!["between", "both"]))
    }

    /// Whether four digits count what follows: `2000 homes`, but not `2019 levels` or `in 2025 schools will`.
    pub(super) fn counts_things(&self, at: usize) -> bool {
        let Some(next) = self.tokens.get(at + 1) else { return false };
        if next.kind != TokenKind::Word || next.capital || !next.spaced {
            return false;
        }
        let name_before = at > 0 && self.tokens.get(at - 1).is_some_and(|before| before.capital);
        let after_time_word = name_before
            || self.is_time_word_before(at)
            || self.any(at.wrapping_sub(1), words!["the", "our", "mid"]);
        let word = next.text(self.text);
        let plural = word.len() > 3 && word.ends_with('s') && !word.ends_with("ss")
            || self.any(at + 1, words!["people", "children", "new", "additional", "more"]);
        plural && !after_time_word && !self.any(at + 1, NOUNS_OF_YEARS)
    }
}

/// Plurals that a year describes rather than counts.
#[rustfmt::skip]
const NOUNS_OF_YEARS: &[u64] = words![
    "levels", "prices", "rates", "figures", "targets", "elections", "is", "regulations", "reforms",
    "budgets", "statistics", "standards", "was", "results", "estimates", "allocations", "settlements",
    "games", "has", "guidelines", "rules", "rounds", "plans", "goals", "includes", "commitments",
];
