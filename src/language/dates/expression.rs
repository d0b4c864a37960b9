//! Dates that name their day, month, season or year, and what may stand around them (`early`, `the end of`).
//!
//! It must not look at prepositions: how a date binds the sentence is the work of `frame`.
#![allow(
    clippy::wildcard_enum_match_arm,
    reason = "a rule of grammar names the few meanings of a word that it takes"
)]

use crate::date::{Date, Datelike, Months};
use crate::language::dates::form::Form;
use crate::language::dates::kind::Kind;
use crate::language::dates::tense::Tense;
use crate::language::scan::Scan;
use crate::language::tokens::{Kind as TokenKind, word, words};
use crate::language::words::{Lex, Unit};

/// A date as it was read, before its preposition is known.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Expression {
    /// What it resolves to; nothing for a vague one, or for a relative one without a reference.
    pub(crate) form: Option<Form>,
    /// Whether it is vague.
    pub(crate) vague: bool,
    /// The index after its last token.
    pub(crate) tail: usize,
    /// How it binds, where its own words say so.
    pub(crate) kind: Option<Kind>,
    /// Whether it is a statistical period (`the year ending March 2024`), which is never a deadline.
    pub(crate) period: bool,
}

impl Expression {
    pub(crate) fn of(form: Form, tail: usize) -> Self {
        Self { form: Some(form), vague: false, tail, kind: None, period: false }
    }

    pub(crate) fn vague(tail: usize) -> Self {
        Self { form: None, vague: true, tail, kind: None, period: false }
    }

    pub(crate) fn binding(self, kind: Kind) -> Self {
        Self { kind: Some(kind), ..self }
    }
}

/// Small words that may follow a date which is not the beginning of a name.
#[rustfmt::skip]
pub(super) const AFTER_A_DATE: &[u64] = words![
    "and", "to", "of", "when", "with", "which", "following", "as", "subject", "this", "we", "will", "for", "in",
    "after", "alongside", "before", "or", "but", "on", "by", "setting", "including", "once", "the", "at", "from",
    "where", "that", "is", "was", "has", "financial", "academic", "onwards", "have", "are", "were", "if", "regarding",
    "concerning", "about", "while", "whilst", "through", "until", "so", "because", "since", "during", "into", "under",
    "via", "pending", "they", "it", "he", "she", "our", "their", "who", "would", "may", "can", "should", "could", "had",
];

impl Scan<'_> {
    /// The date that begins at this token, if one does. Dates nest only so deep: text may be hostile.
    pub(crate) fn expression(&self, at: usize) -> Option<Expression> {
        if self.depth.get() > 4 {
            return None;
        }
        self.depth.set(self.depth.get() + 1);
        let found = self.expression_at(at);
        self.depth.set(self.depth.get() - 1);
        found
    }

    fn expression_at(&self, at: usize) -> Option<Expression> {
        let spans = [Scan::rest_of, Scan::after_next, Scan::is_over];
        if let Some(span) = spans.iter().find_map(|span| span(self, at)) {
            return Some(span);
        }
        match self.meaning(at) {
            Lex::Other if self.tokens.get(at)?.kind == TokenKind::Number => self.numeric(at),
            Lex::Month(month, short) => self.month(at, month, short),
            Lex::Season(season) => self.season(at, season),
            Lex::Weekday => self.weekday(at),
            Lex::Unit(Unit::Year) => self.year_ending(at),
            Lex::Unit(Unit::Month) if at > 0 && self.is(at + 1, word!("to")) => self.year_ending(at),
            Lex::Ordinal(ordinal) => self.part_of(at, ordinal),
            Lex::Cardinal(_) => self.day_in_words(at).or_else(|| self.counted_from_now(at)),
            Lex::Part(4) => self.quarter_by_number(at),
            Lex::Head => self.headed(at),
            Lex::Other | Lex::Unit(_) | Lex::Hundred | Lex::Scale(_) | Lex::Group(_) | Lex::Part(_) => None,
        }
    }

    /// A date that begins with one of the words that only sometimes begin one.
    pub(super) fn headed(&self, at: usize) -> Option<Expression> {
        if self.any(at, words!["end", "close"]) {
            return self.end_of(at);
        }
        if self.any(at, words!["start", "beginning"]) {
            return self.start_of(at);
        }
        if self.any(at, words!["early", "earlier", "mid", "middle", "late"]) {
            return self.third_of(at);
        }
        if self.any(at, words!["financial", "fiscal", "academic", "school"]) {
            return self.year_kind(at);
        }
        if let Some(found) = self.short_year(at).or_else(|| self.quarter_or_half(at)) {
            return Some(found);
        }
        self.relative(at)
    }

    pub(super) fn numeric(&self, at: usize) -> Option<Expression> {
        if at > 0 && self.is_label_before(at) {
            return None;
        }
        let day = self
            .iso(at)
            .or_else(|| self.slashed(at))
            .or_else(|| self.dotted(at))
            .or_else(|| self.day_month(at));
        if let Some(day) = day {
            return Some(self.through_a_dash(&day).unwrap_or(day));
        }
        self.iso_month(at)
            .or_else(|| self.month_number(at))
            .or_else(|| self.quarter_behind(at))
            .or_else(|| self.winter_of_years(at))
            .or_else(|| self.year_pair(at))
            .or_else(|| self.two_digit_pair(at))
            .or_else(|| self.single_year(at))
            .or_else(|| self.counted_from_now(at))
            .or_else(|| self.day_alone(at))
    }

    /// `by the 31st`: the nearest such day that the tense allows; not `on the 1st floor`.
    fn day_alone(&self, at: usize) -> Option<Expression> {
        let (day, tail) = self.day_number(at).filter(|(_, tail)| *tail == at + 2)?;
        let bound = self.is(at.wrapping_sub(1), word!("the"))
            && self.any(at.wrapping_sub(2), words!["by", "on", "until", "before"]);
        let goes_on = self.any(tail, words!["of", "and", "or", "to"])
            || !self.any(tail, AFTER_A_DATE)
                && self.tokens.get(tail).is_some_and(|next| next.kind == TokenKind::Word);
        let past = self.tense(at, tail) == Tense::Past;
        (bound && !goes_on && !self.dash(tail)).then(|| {
            self.counted_from_reference(tail, |reference| {
                let begins = Date::from_ymd_opt(reference.year(), reference.month(), 1)?;
                let months = [0, 1, 2].map(Months::new);
                let mut days = months.into_iter().filter_map(|months| {
                    if past { begins.checked_sub_months(months) } else { begins.checked_add_months(months) }
                        .and_then(|month| month.with_day(day))
                });
                days.find(|day| if past { *day <= reference } else { *day >= reference }).map(Form::Day)
            })
        })
    }

    /// `1 April 2025 - 31 March 2026`: from one day to another.
    fn through_a_dash(&self, begun: &Expression) -> Option<Expression> {
        let Form::Day(first) = begun.form.filter(|_| self.dash(begun.tail))? else { return None };
        let closing = self.digits(begun.tail + 1).and_then(|_| self.expression(begun.tail + 1))?;
        let Form::Day(last) = closing.form? else { return None };
        (first < last).then(|| Expression::of(Form::Span(first, last), closing.tail))
    }

    /// Whether the number is said to be something else: `UIN 2024`, `Section 2010`, `£2025`.
    fn is_label_before(&self, at: usize) -> bool {
        let labels = words![
            "uin", "pq", "question", "questions", "section", "paragraph", "no", "number", "hcws", "article",
            "£", "$", "€", "iso", "page", "table", "row", "rule", "cp", "regulation"
        ];
        self.any(at.wrapping_sub(1), labels)
            || (self.joined(at) && self.is(at.wrapping_sub(1), word!("/")) && self.joined(at - 1))
    }

    /// `2025-03-31`.
    pub(super) fn iso(&self, at: usize) -> Option<Expression> {
        let year = self.year(at)?;
        let spelled = self.dash(at + 1) && self.dash(at + 3) && (1..=4).all(|ahead| self.joined(at + ahead));
        let day = Date::from_ymd_opt(year, self.digits(at + 2)?, self.digits(at + 4)?)?;
        spelled.then(|| Expression::of(Form::Day(day), at + 5))
    }

    /// `31/03/2025`, `31-03-2025`.
    pub(super) fn slashed(&self, at: usize) -> Option<Expression> {
        let tight = (1..=4).all(|ahead| self.joined(at + ahead));
        let slashes = self.is(at + 1, word!("/")) && self.is(at + 3, word!("/"));
        let dashes = self.dash(at + 1) && self.dash(at + 3);
        if !tight || !(slashes || dashes) {
            return None;
        }
        let year = self.year(at + 4).or_else(|| self.two_digit_year(at + 4).filter(|_| slashes))?;
        let day = Date::from_ymd_opt(year, self.digits(at + 2)?, self.digits(at)?)?;
        Some(Expression::of(Form::Day(day), at + 5))
    }

    /// `31.03.2025`, and `31.3.25` after a preposition: the day and the month are one number with a point.
    fn dotted(&self, at: usize) -> Option<Expression> {
        let glued = |at: usize| {
            let kind = self.tokens.get(at).filter(|next| !next.spaced).map(|next| next.kind);
            matches!(kind, Some(TokenKind::Word | TokenKind::Number))
        };
        let runs_on = glued(at + 3) || self.is(at + 3, word!(".")) && glued(at + 4);
        let tight = self.is(at + 1, word!(".")) && self.joined(at + 1) && self.joined(at + 2);
        let (day, month) = self.text_at(at).split_once('.').filter(|_| tight)?;
        let short = || self.two_digit_year(at + 2).filter(|_| self.is_time_word_before(at));
        let year = self.year(at + 2).or_else(short).filter(|_| day.len() <= 2 && month.len() <= 2)?;
        let day = Date::from_ymd_opt(year, month.parse().ok()?, day.parse().ok()?)?;
        (!runs_on).then(|| Expression::of(Form::Day(day), at + 3))
    }

    /// `the thirty-first of March 2025`.
    fn day_in_words(&self, at: usize) -> Option<Expression> {
        let Lex::Cardinal(tens @ (20 | 30)) = self.meaning(at) else { return None };
        let Lex::Ordinal(ones @ 1..=9) = self.meaning(at + 2) else { return None };
        self.dash(at + 1).then(|| self.spelled_day(at, tens + ones, at + 3))?
    }

    /// `of March 2025` and `of March`, behind the word for a day of the month.
    pub(super) fn spelled_day(&self, at: usize, day: u32, of: usize) -> Option<Expression> {
        let Lex::Month(month, false) = self.meaning(of + 1) else { return None };
        if !self.is(of, word!("of")) || !(1..=31).contains(&day) || !self.tokens.get(of + 1)?.capital {
            return None;
        }
        match self.year_after(of + 2) {
            Some((year, end)) => Some(Expression::of(Form::Day(Date::from_ymd_opt(year, month, day)?), end)),
            None => self.yearless_day(at, day, None, month, of + 2),
        }
    }

    /// `2026-10`, where it is no pair of years: `2009-10`, `2007-11`.
    fn iso_month(&self, at: usize) -> Option<Expression> {
        let (year, month) = (self.year(at)?, self.digits(at + 2)?);
        let tight = self.joined(at + 1) && self.dash(at + 1) && self.joined(at + 2);
        let pair = i32::try_from(month).is_ok_and(|second| second > year.rem_euclid(100));
        let ends = !(self.joined(at + 3) && (self.dash(at + 3) || self.is(at + 3, word!("/"))));
        let is_month = (1..=12).contains(&month) && self.text_at(at + 2).len() == 2;
        (tight && is_month && !pair && ends).then(|| Expression::of(Form::Month(year, month), at + 3))
    }

    /// `03/2026` after a preposition.
    fn month_number(&self, at: usize) -> Option<Expression> {
        let tight = self.joined(at + 1) && self.is(at + 1, word!("/")) && self.joined(at + 2);
        let bound = self.any(at.wrapping_sub(1), words!["by", "in", "from", "until", "before"]);
        let month =
            self.digits(at).filter(|month| (1..=12).contains(month) && self.text_at(at).len() == 2)?;
        (tight && bound)
            .then(|| self.year(at + 2))?
            .map(|year| Expression::of(Form::Month(year, month), at + 3))
    }

    pub(super) fn two_digit_year(&self, at: usize) -> Option<i32> {
        let two = self.text_at(at).len() == 2;
        self.digits(at).filter(|_| two).and_then(|year| i32::try_from(year).ok()).map(|year| 2000 + year)
    }

    /// The index after a day of the month (`24th`, `21 st`) and that day.
    pub(super) fn day_number(&self, at: usize) -> Option<(u32, usize)> {
        let day = self.digits(at).filter(|day| (1..=31).contains(day) && self.text_at(at).len() <= 2)?;
        let suffixed = self.any(at + 1, words!["st", "nd", "rd", "th"]);
        Some((day, at + 1 + usize::from(suffixed)))
    }

    /// `31 March 2025`, `24th of October`, `7-9 October 2024`, `1 April to 30 June 2025`.
    pub(super) fn day_month(&self, at: usize) -> Option<Expression> {
        let (day, mut next) = self.day_number(at)?;
        let mut last_day = None;
        let joins = self.dash(next) || self.any(next, words!["to", "and", "&", "or", "/"]);
        if joins
            && let Some((later, after)) = self.day_number(next + 1)
            && later > day
        {
            last_day = Some(later);
            next = after;
        }
        if self.is(next, word!("of")) {
            next += 1;
        }
        // `5-Apr-2025`
        let dashed = self.dash(next) && self.joined(next) && self.joined(next + 1);
        next += usize::from(dashed);
        let Lex::Month(month, short) = self.meaning(next) else { return None };
        if !self.tokens.get(next)?.capital && (short || matches!(month, 3 | 5)) {
            return None;
        }
        let mut tail = next + 1;
        if short && self.is(tail, word!(".")) || dashed && self.dash(tail) && self.joined(tail + 1) {
            tail += 1;
        }
        let year = match self.year_after(tail) {
            Some((year, after)) => {
                tail = after;
                year
            }
            None => return self.yearless_day(at, day, last_day, month, tail),
        };
        let first = Date::from_ymd_opt(year, month, day)?;
        Some(match last_day {
            None => Expression::of(Form::Day(first), tail),
            Some(later) => Expression::of(Form::Span(first, Date::from_ymd_opt(year, month, later)?), tail),
        })
    }

    /// A day and month whose year is that of the date after `to` or `and`, or the nearest that the tense allows.
    pub(super) fn yearless_day(
        &self,
        at: usize,
        day: u32,
        last_day: Option<u32>,
        month: u32,
        tail: usize,
    ) -> Option<Expression> {
        let inherited = self.joins_range(tail).and_then(|next| {
            let other = self.expression(next)?.form?.window(None)?;
            Date::from_ymd_opt(other.0.year(), month, day).filter(|first| *first <= other.0)
        });
        let first = match inherited {
            Some(first) => first,
            None => {
                let Some(reference) = self.reference else {
                    return Some(Expression { form: None, vague: false, tail, kind: None, period: false });
                };
                let tense = self.tense(at, tail);
                let year = tense
                    .year(reference, |year| Date::from_ymd_opt(year, month, day).map(|day| (day, day)))?;
                Date::from_ymd_opt(year, month, day)?
            }
        };
        Some(match last_day {
            None => Expression::of(Form::Day(first), tail),
            Some(later) => {
                Expression::of(Form::Span(first, Date::from_ymd_opt(first.year(), month, later)?), tail)
            }
        })
    }

    /// A year that closes a date: `2025`, `, 2025`, `of this year`, `next year`, and in tables `24`.
    pub(super) fn year_after(&self, at: usize) -> Option<(i32, usize)> {
        let of_a_year = self.is(at, word!("of")) && !self.counts_things(at + 1);
        let comma = usize::from(self.is(at, word!(",")) || of_a_year);
        if let Some(year) = self.year(at + comma) {
            let pair = self.is(at + comma + 1, word!("/"))
                || (self.dash(at + comma + 1) && self.joined(at + comma + 1));
            return (!pair || self.year_pair(at + comma).is_none()).then_some((year, at + comma + 1));
        }
        let of = usize::from(self.is(at, word!("of")));
        let reference = self.reference?.year();
        if self.is(at + of + 1, word!("year")) {
            let offset =
                [(word!("this"), 0), (word!("next"), 1), (word!("last"), -1), (word!("following"), 1)];
            let found = offset.iter().find(|(word, _)| self.is(at + of, *word));
            return found.map(|(_, years)| (reference + years, at + of + 2));
        }
        let year = self.two_digit_year(at).filter(|year| (reference - 8..=reference + 8).contains(year))?;
        (self.meaning(at.wrapping_sub(1)) != Lex::Other).then_some((year, at + 1))
    }

    /// The index after `to`, `and`, `or`, a stroke or a dash.
    pub(crate) fn joins_range(&self, at: usize) -> Option<usize> {
        let joins = self.dash(at) || self.any(at, words!["to", "and", "or", "until", "through", "/"]);
        joins.then_some(at + 1)
    }

    pub(super) fn is_time_word_before(&self, at: usize) -> bool {
        let words = words![
            "in", "by", "from", "since", "until", "before", "after", "this", "next", "last", "early", "mid",
            "late", "of", "on", "to", "and", "during", "between", "-", "end", "for", "either", "coming"
        ];
        at > 0 && self.any(at.wrapping_sub(1), words)
    }
}
