//! Dates that name a season: `spring 2025`, `the autumn of next year`, `throughout the autumn and winter`.
//!
//! It must not look at prepositions beyond asking whether one stands there.

use crate::date::{Date, Season};
use crate::language::dates::expression::AFTER_A_DATE;
use crate::language::dates::expression::Expression;
use crate::language::dates::form::Form;
use crate::language::scan::Scan;
use crate::language::tokens::{Kind as TokenKind, word, words};
use crate::language::words::Lex;

impl Scan<'_> {
    /// `spring 2025`, `the autumn of next year`, `this summer`; not `Spring Budget`, `winter fuel`.
    pub(super) fn season(&self, at: usize, season: Season) -> Option<Expression> {
        if let Some(found) = self.fiscal_event(at, Some(season)) {
            return Some(found);
        }
        let mut tail = at + 1;
        if self.any(tail, NAMED_BY_SEASONS) {
            return None;
        }
        // When a recess begins the House decides from year to year: `before summer recess`, `by the summer recess`.
        if self.is(tail, word!("recess")) {
            let the = usize::from(self.is(at.wrapping_sub(1), word!("the")));
            let bound = self.any(at.wrapping_sub(1 + the), words!["by", "before", "until", "after"]);
            return bound.then(|| Expression::vague(tail + 1));
        }
        let term = self.any(tail, words!["term", "terms"]);
        tail += usize::from(term);
        // `winter 2025/26`, `the autumn term of 2025-26`, `spring term 2025/26`: the year in which it begins.
        let of = usize::from(self.is(tail, word!("of")));
        let later = matches!(season, Season::Spring | Season::Summer);
        if let Some((first, last, end, _)) = self.pair(tail + of).filter(|_| term || !later) {
            let year = if later { last } else { first };
            let form = in_year(season, year, term);
            return (last == first + 1).then(|| Expression::of(form, end));
        }
        if let Some((year, end)) = self.year_after(tail) {
            // `summer 2025 to spring 2026`
            if let Some((later, after)) = self.later_season(end)
                && let Some((closing, close)) = self.year_after(after)
                && let Some(span) = seasons(Form::Season(year, season), Form::Season(closing, later))
            {
                return Some(Expression::of(span, close));
            }
            let following = self.year_pair(end - 1).filter(|_| self.is(end, word!("/")));
            let end = following.map_or(end, |pair| pair.tail);
            return Some(Expression::of(in_year(season, year, term), end));
        }
        // `spring/summer 2026`, `winter or spring 2026`
        if let Some((later, after)) = self.later_season(tail)
            && let Some((year, end)) = self.year_after(after)
        {
            let closing = Form::Season(year, later);
            let both =
                [year, year - 1].into_iter().find_map(|year| seasons(Form::Season(year, season), closing))?;
            return Some(Expression::of(both, end));
        }
        self.season_of_no_year(at, tail, season, term)
    }

    /// `this summer`, `in the autumn term`, `throughout the autumn and winter`; it ends before `tail`.
    fn season_of_no_year(&self, at: usize, tail: usize, season: Season, term: bool) -> Option<Expression> {
        let anchored = at > 0
            && (self.is_time_word_before(at)
                || (self.any(at.wrapping_sub(1), words!["the", "coming", "over", "throughout"])));
        let followed_by_name = anchored
            && self.tokens.get(tail).is_some_and(|next| {
                next.kind == TokenKind::Word
                    && !self.any(tail, AFTER_A_DATE)
                    && self.is(at.wrapping_sub(1), word!("the"))
            });
        if !anchored || followed_by_name {
            return None;
        }
        let Some(reference) = self.reference else {
            return Some(Expression { form: None, vague: false, tail, kind: None, period: false });
        };
        let next_year = self.is(at.wrapping_sub(1), word!("next"));
        let tense = self.tense(at, tail);
        let year = tense.year(reference, |year| Form::Season(year, season).window(None))?;
        let begun = Form::Season(year, season).window(None).is_some_and(|(first, _)| first <= reference);
        // `this autumn`, said in December, is the one that has just ended.
        let far = |(first, _): (Date, Date)| (first - reference).num_days() > 240;
        let just_ended = self.is(at.wrapping_sub(1), word!("this"))
            && Form::Season(year, season).window(None).is_some_and(far);
        let year = year + i32::from(next_year && begun) - i32::from(just_ended);
        let form = in_year(season, year, term);
        // `throughout the autumn and winter`
        let closing = self.later_season(tail).filter(|(_, after)| !term && self.year_after(*after).is_none());
        let span = closing.and_then(|(later, after)| {
            let both =
                [year, year + 1].into_iter().find_map(|year| seasons(form, Form::Season(year, later)))?;
            Some(Expression::of(both, after))
        });
        Some(span.unwrap_or_else(|| Expression::of(form, tail)))
    }

    /// `the 2026-27 winter`
    pub(super) fn winter_of_years(&self, at: usize) -> Option<Expression> {
        let (first, last, tail, _) = self.pair(at)?;
        let is_winter = self.meaning(tail) == Lex::Season(Season::Winter) && last == first + 1;
        (is_winter && !self.any(tail + 1, NAMED_BY_SEASONS))
            .then(|| Expression::of(Form::Season(first, Season::Winter), tail + 1))
    }

    /// The season that closes a range which another has opened, and the index after it.
    fn later_season(&self, at: usize) -> Option<(Season, usize)> {
        let next = self.joins_range(at)?;
        let next = next + usize::from(self.is(next, word!("the")));
        let Lex::Season(later) = self.meaning(next) else { return None };
        (!self.any(next + 1, NAMED_BY_SEASONS)).then_some((later, next + 1))
    }
}

/// What is called after a season and is none.
const NAMED_BY_SEASONS: &[u64] = words!["budget", "statement", "fuel", "conference", "school", "schools"];

/// From the first day of a season to the last of a later one.
fn seasons(first: Form, last: Form) -> Option<Form> {
    let (first, last) = (first.window(None)?.0, last.window(None)?.1);
    (first < last).then_some(Form::Span(first, last))
}

/// A season of a year, or the term of a school year that is called after it.
fn in_year(season: Season, year: i32, term: bool) -> Form {
    let (first, last) = match season {
        _ if !term => return Form::Season(year, season),
        Season::Autumn => (9, 12),
        Season::Spring | Season::Winter => (1, 4),
        Season::Summer => (4, 7),
    };
    Form::Months((year, first), (year, last))
}
