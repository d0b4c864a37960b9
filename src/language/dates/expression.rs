//! Dates that name their day, month, season or year, and what may stand around them (`early`, `the end of`).
//!
//! It must not look at prepositions: how a date binds the sentence is the work of `frame`.

use crate::date::{Date, Datelike};
use crate::language::dates::Scan;
use crate::language::dates::form::{Form, first_of, last_of};
use crate::language::dates::frame::Kind;
use crate::language::tokens::{Kind as TokenKind, hash};
use crate::language::words::{Lex, Season, Unit};

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
        match self.meaning(at) {
            Lex::Other if self.tokens.get(at)?.kind == TokenKind::Number => self.numeric(at),
            Lex::Month(month, short) => self.month(at, month, short),
            Lex::Season(season) => self.season(at, season),
            Lex::Weekday => self.weekday(at),
            Lex::Unit(Unit::Year) => self.year_ending(at),
            Lex::Unit(Unit::Month) if at > 0 && self.is(at + 1, hash("to")) => self.year_ending(at),
            Lex::Ordinal(ordinal) => self.part_of(at, ordinal),
            Lex::Part(4) => self.quarter_by_number(at),
            Lex::Head => self.headed(at),
            Lex::Other
            | Lex::Unit(_)
            | Lex::Cardinal(_)
            | Lex::Hundred
            | Lex::Scale(_)
            | Lex::Group(_)
            | Lex::Part(_) => None,
        }
    }

    /// A date that begins with one of the words that only sometimes begin one.
    fn headed(&self, at: usize) -> Option<Expression> {
        if self.any(at, &[hash("end"), hash("close")]) {
            return self.end_of(at);
        }
        if self.any(at, &[hash("start"), hash("beginning")]) {
            return self.start_of(at);
        }
        if self.any(at, &[hash("early"), hash("earlier"), hash("mid"), hash("middle"), hash("late")]) {
            return self.third_of(at);
        }
        if self.any(at, &[hash("financial"), hash("fiscal"), hash("academic"), hash("school")]) {
            return self.year_kind(at);
        }
        if let Some(found) = self.short_year(at).or_else(|| self.quarter_or_half(at)) {
            return Some(found);
        }
        self.relative(at)
    }

    fn numeric(&self, at: usize) -> Option<Expression> {
        if at > 0 && self.is_label_before(at) {
            return None;
        }
        self.iso(at)
            .or_else(|| self.slashed(at))
            .or_else(|| self.day_month(at))
            .or_else(|| self.year_pair(at))
            .or_else(|| self.two_digit_pair(at))
            .or_else(|| self.single_year(at))
    }

    /// Whether the number is said to be something else: `UIN 2024`, `Section 2010`, `£2025`.
    fn is_label_before(&self, at: usize) -> bool {
        let labels = [
            hash("uin"), hash("pq"), hash("question"), hash("questions"), hash("section"), hash("paragraph"),
            hash("no"), hash("number"), hash("hcws"), hash("article"), hash("£"), hash("$"), hash("€"), hash("iso"),
            hash("page"), hash("table"), hash("row"), hash("rule"), hash("cp"), hash("regulation"),
        ];
        self.any(at - 1, &labels) || (self.joined(at) && self.is(at - 1, hash("/")) && self.joined(at - 1))
    }

    /// `2025-03-31`.
    fn iso(&self, at: usize) -> Option<Expression> {
        let year = self.year(at)?;
        let spelled = self.dash(at + 1) && self.dash(at + 3) && (1..=4).all(|ahead| self.joined(at + ahead));
        let day = Date::from_ymd_opt(year, self.digits(at + 2)?, self.digits(at + 4)?)?;
        spelled.then(|| Expression::of(Form::Day(day), at + 5))
    }

    /// `31/03/2025`.
    fn slashed(&self, at: usize) -> Option<Expression> {
        let slashes = self.is(at + 1, hash("/")) && self.is(at + 3, hash("/")) && (1..=4).all(|ahead| self.joined(at + ahead));
        if !slashes {
            return None;
        }
        let year = self.year(at + 4).or_else(|| self.two_digit_year(at + 4))?;
        let day = Date::from_ymd_opt(year, self.digits(at + 2)?, self.digits(at)?)?;
        Some(Expression::of(Form::Day(day), at + 5))
    }

    fn two_digit_year(&self, at: usize) -> Option<i32> {
        let two = self.text_at(at).len() == 2;
        self.digits(at).filter(|_| two).and_then(|year| i32::try_from(year).ok()).map(|year| 2000 + year)
    }

    /// The index after a day of the month (`24th`, `21 st`) and that day.
    fn day_number(&self, at: usize) -> Option<(u32, usize)> {
        let day = self.digits(at).filter(|day| (1..=31).contains(day) && self.text_at(at).len() <= 2)?;
        let suffixed = self.any(at + 1, &[hash("st"), hash("nd"), hash("rd"), hash("th")]);
        Some((day, at + 1 + usize::from(suffixed)))
    }

    /// `31 March 2025`, `24th of October`, `7-9 October 2024`, `1 April to 30 June 2025`.
    fn day_month(&self, at: usize) -> Option<Expression> {
        let (day, mut next) = self.day_number(at)?;
        let mut last_day = None;
        let joins = self.dash(next) || self.any(next, &[hash("to"), hash("and"), hash("&")]);
        if joins && let Some((later, after)) = self.day_number(next + 1) && later > day {
            last_day = Some(later);
            next = after;
        }
        if self.is(next, hash("of")) {
            next += 1;
        }
        let Lex::Month(month, short) = self.meaning(next) else { return None };
        if !self.tokens.get(next)?.capital && (short || matches!(month, 3 | 5)) {
            return None;
        }
        let mut tail = next + 1;
        if short && self.is(tail, hash(".")) {
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
    fn yearless_day(&self, at: usize, day: u32, last_day: Option<u32>, month: u32, tail: usize) -> Option<Expression> {
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
                let year = tense.year(reference, |year| Date::from_ymd_opt(year, month, day).map(|day| (day, day)))?;
                Date::from_ymd_opt(year, month, day)?
            }
        };
        Some(match last_day {
            None => Expression::of(Form::Day(first), tail),
            Some(later) => Expression::of(Form::Span(first, Date::from_ymd_opt(first.year(), month, later)?), tail),
        })
    }

    /// A year that closes a date: `2025`, `, 2025`, `of this year`, `next year`, and in tables `24`.
    fn year_after(&self, at: usize) -> Option<(i32, usize)> {
        let comma = usize::from(self.is(at, hash(",")));
        if let Some(year) = self.year(at + comma) {
            let pair = self.is(at + comma + 1, hash("/")) || (self.dash(at + comma + 1) && self.joined(at + comma + 1));
            return (!pair || self.year_pair(at + comma).is_none()).then_some((year, at + comma + 1));
        }
        let of = usize::from(self.is(at, hash("of")));
        let reference = self.reference?.year();
        if self.is(at + of + 1, hash("year")) {
            let offset = [(hash("this"), 0), (hash("next"), 1), (hash("last"), -1), (hash("following"), 1)];
            let found = offset.iter().find(|(word, _)| self.is(at + of, *word));
            return found.map(|(_, years)| (reference + years, at + of + 2));
        }
        let year = self.two_digit_year(at).filter(|year| (reference - 8..=reference + 8).contains(year))?;
        (self.meaning(at.wrapping_sub(1)) != Lex::Other).then_some((year, at + 1))
    }

    /// `March 2025`, `March 31, 2025`, `April to June 2025`, `October`.
    fn month(&self, at: usize, month: u32, short: bool) -> Option<Expression> {
        let token = self.tokens.get(at)?;
        let risky = short || matches!(month, 3 | 5);
        if !token.capital && risky {
            return None;
        }
        let mut tail = at + 1;
        if short && self.is(tail, hash(".")) {
            tail += 1;
        }
        if let Some((day, after)) = self.day_number(tail)
            && let Some((year, end)) = self.year_after(after)
            && (self.is(after, hash(",")) || after > tail + 1)
        {
            return Some(Expression::of(Form::Day(Date::from_ymd_opt(year, month, day)?), end));
        }
        if let Some((year, end)) = self.year_after(tail) {
            return Some(self.month_range(at, month, year, end));
        }
        if let Some((day, after)) = self.day_number(tail).filter(|_| !self.joined(tail) && !self.dash(tail + 1)) {
            return self.yearless_day(at, day, None, month, after);
        }
        if risky && !self.is_time_word_before(at) {
            return None;
        }
        if let Some(next) = self.joins_range(tail)
            && let Lex::Month(later, false) = self.meaning(next)
            && let Some((year, end)) = self.year_after(next + 1)
        {
            let first = if month <= later { year } else { year - 1 };
            return Some(Expression::of(Form::Months((first, month), (year, later)), end));
        }
        let Some(reference) = self.reference else {
            return Some(Expression { form: None, vague: false, tail, kind: None, period: false });
        };
        let tense = self.tense(at, tail);
        let year = tense.year(reference, |year| Some((first_of(year, month)?, last_of(year, month)?)))?;
        Some(Expression::of(Form::Month(year, month), tail))
    }

    /// A month with its year, or the range it begins: `April 2024 to March 2025`.
    fn month_range(&self, at: usize, month: u32, year: i32, end: usize) -> Expression {
        let Some(next) = self.joins_range(end) else { return Expression::of(Form::Month(year, month), end) };
        let Lex::Month(later, _) = self.meaning(next) else { return Expression::of(Form::Month(year, month), end) };
        match self.year_after(next + 1) {
            Some((second, after)) if (second, later) > (year, month) && (!self.is(end, hash("and")) || self.is_between(at)) => {
                Expression::of(Form::Months((year, month), (second, later)), after)
            }
            Some(_) | None => Expression::of(Form::Month(year, month), end),
        }
    }

    /// The index after `to`, `and` or a dash.
    pub(crate) fn joins_range(&self, at: usize) -> Option<usize> {
        let joins = self.dash(at) || self.any(at, &[hash("to"), hash("and"), hash("until"), hash("through"), hash("/")]);
        joins.then_some(at + 1)
    }

    fn is_time_word_before(&self, at: usize) -> bool {
        let words = [
            hash("in"), hash("by"), hash("from"), hash("since"), hash("until"), hash("before"), hash("after"),
            hash("this"), hash("next"), hash("last"), hash("early"), hash("mid"), hash("late"), hash("of"), hash("on"),
            hash("to"), hash("and"), hash("during"), hash("between"), hash("-"), hash("to"), hash("end"), hash("for"),
        ];
        at > 0 && self.any(at - 1, &words)
    }

    /// `spring 2025`, `the autumn of next year`, `this summer`; not `Spring Budget`, `winter fuel`.
    fn season(&self, at: usize, season: Season) -> Option<Expression> {
        let mut tail = at + 1;
        if self.any(tail, &[hash("budget"), hash("statement"), hash("fuel"), hash("conference"), hash("school"), hash("schools")]) {
            return None;
        }
        let term = self.any(tail, &[hash("term"), hash("terms")]);
        tail += usize::from(term);
        if let Some((year, end)) = self.year_after(tail) {
            let following = self.year_pair(end - 1).filter(|_| self.is(end, hash("/")));
            let end = following.map_or(end, |pair| pair.tail);
            return Some(Expression::of(if term { term_of(season, year)? } else { Form::Season(year, season) }, end));
        }
        if self.is(tail, hash("/"))
            && let Lex::Season(later) = self.meaning(tail + 1)
            && let Some((year, end)) = self.year_after(tail + 2)
        {
            let window = (Form::Season(year, season).window(None)?, Form::Season(year, later).window(None)?);
            return Some(Expression::of(Form::Span(window.0.0, window.1.1), end));
        }
        let anchored = at > 0 && (self.is_time_word_before(at) || (self.any(at - 1, &[hash("the"), hash("coming")])));
        let followed_by_name = self.tokens.get(tail).is_some_and(|next| {
            next.kind == TokenKind::Word && !self.any(tail, SENTENCE_WORDS) && self.is(at - 1, hash("the"))
        });
        if !anchored || followed_by_name {
            return None;
        }
        let Some(reference) = self.reference else {
            return Some(Expression { form: None, vague: false, tail, kind: None, period: false });
        };
        let next_year = self.is(at - 1, hash("next"));
        let tense = self.tense(at, tail);
        let year = tense.year(reference, |year| Form::Season(year, season).window(None))?;
        let begun = Form::Season(year, season).window(None).is_some_and(|(first, _)| first <= reference);
        let year = if next_year && begun { year + 1 } else { year };
        Some(Expression::of(if term { term_of(season, year)? } else { Form::Season(year, season) }, tail))
    }

    /// `Thursday 24th October`, `Monday, 3 March 2025`.
    fn weekday(&self, at: usize) -> Option<Expression> {
        let mut next = at + 1;
        while self.any(next, &[hash(","), hash("the")]) && next < at + 3 {
            next += 1;
        }
        match self.meaning(next) {
            Lex::Month(month, short) => self.month(next, month, short),
            Lex::Other if self.digits(next).is_some() => self.day_month(next),
            _ => None,
        }
    }

    /// `the year ending March 2024`, `the 12 months to June 2023`.
    fn year_ending(&self, at: usize) -> Option<Expression> {
        if !self.any(at + 1, &[hash("ending"), hash("ended"), hash("to")]) {
            return None;
        }
        let date = self.expression(at + 2).filter(|date| date.kind.is_none())?;
        let (_, last) = date.form?.window(None)?;
        let first = last.checked_sub_months(crate::date::Months::new(12))?.succ_opt()?;
        Some(Expression { period: true, ..Expression::of(Form::Span(first, last), date.tail) })
    }

    /// `2025/26`, `2025-26`, `2025/2026`, `2021-2027`, `2022-25`, with what says which sort of year it is.
    pub(crate) fn year_pair(&self, at: usize) -> Option<Expression> {
        let (start, end, mut tail, short) = self.pair(at)?;
        let academic = self.is_academic(at, tail);
        tail = self.after_year_words(tail);
        if let Some(next) = self.joins_range(tail).filter(|next| !self.joined(*next) || self.pair(*next).is_some())
            && let Some((later, later_end, after, _)) = self.pair(next)
            && later > start
        {
            let academic = academic || self.is_academic(next, after);
            let month = if academic { 9 } else { 4 };
            let span = Form::Span(first_of(start, month)?, last_of(later_end, month - 1)?);
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

    /// Both years of a pair, the index after it, and whether the second has two digits.
    fn pair(&self, at: usize) -> Option<(i32, i32, usize, bool)> {
        let start = self.year(at)?;
        let tight = self.joined(at + 1) && self.joined(at + 2) && (self.is(at + 1, hash("/")) || self.dash(at + 1));
        let loose = (self.dash(at + 1) || self.is(at + 1, hash("/")) || self.is(at + 1, hash("to"))) && self.year(at + 2).is_some();
        if !tight && !loose {
            return None;
        }
        let (end, short) = match self.year(at + 2) {
            Some(end) => (end, false),
            None => (start - start.rem_euclid(100) + self.two_digit_year(at + 2)? - 2000, true),
        };
        let end = if short && end < start { end + 100 } else { end };
        let runs_on = self.joined(at + 3) && (self.is(at + 3, hash("/")) || (self.dash(at + 3) && self.digits(at + 4).is_some()));
        (end > start && end - start <= 60 && !runs_on).then_some((start, end, at + 3, short))
    }

    /// Whether the words around a pair of years say that they are academic ones.
    fn is_academic(&self, at: usize, tail: usize) -> bool {
        let academic = [hash("academic"), hash("school")];
        let year = [hash("year"), hash("years")];
        let before = at >= 2 && self.any(at - 1, &year) && self.any(at - 2, &academic);
        let after = self.any(tail, &academic) && self.any(tail + 1, &year);
        before || after || (at >= 1 && self.is(at - 1, hash("ay")))
    }

    /// The index after `financial year`, `academic years`, `tax year` or nothing.
    fn after_year_words(&self, at: usize) -> usize {
        let kinds = [hash("financial"), hash("fiscal"), hash("academic"), hash("school"), hash("tax"), hash("spending")];
        let year = [hash("year"), hash("years")];
        if self.any(at, &kinds) && self.any(at + 1, &year) { at + 2 } else { at }
    }

    /// `24/25` where a preposition or `financial year` says that it is one.
    fn two_digit_pair(&self, at: usize) -> Option<Expression> {
        let (start, end) = (self.two_digit_year(at)?, self.two_digit_year(at + 2)?);
        let tight = self.joined(at + 1) && self.joined(at + 2) && (self.is(at + 1, hash("/")) || self.dash(at + 1));
        let tail = self.after_year_words(at + 3);
        let sure = tail > at + 3 || (self.is(at + 1, hash("/")) && self.is_time_word_before(at));
        if !tight || !sure || end != start + 1 || start < 2010 || self.joined(at + 3) && self.is(at + 3, hash("/")) {
            return None;
        }
        let form = if self.is_academic(at, at + 3) { Form::Academic(start) } else { Form::Financial(start) };
        Some(Expression::of(form, tail))
    }

    /// `FY25/26`, `FY 2025-26`, `FY2025`, `AY24/25`.
    fn short_year(&self, at: usize) -> Option<Expression> {
        let text = self.text_at(at);
        let academic = text.starts_with(['A', 'a']);
        let make = |year: i32| if academic { Form::Academic(year) } else { Form::Financial(year) };
        let digits = text.get(2..).unwrap_or_default();
        if self.any(at, &[hash("fy"), hash("ay")]) {
            if let Some(pair) = self.year_pair(at + 1) {
                return Some(pair);
            }
            let (start, end) = (self.two_digit_year(at + 1)?, self.two_digit_year(at + 3));
            let two = end == Some(start + 1) && self.joined(at + 2);
            return Some(Expression::of(make(if two { start } else { start - 1 }), if two { at + 4 } else { at + 2 }));
        }
        if !text.starts_with("FY") && !text.starts_with("AY") {
            return None;
        }
        let start = match digits.len() {
            2 => 2000 + digits.parse::<i32>().ok()?,
            4 => digits.parse::<i32>().ok()?,
            _ => return None,
        };
        let paired = self.joined(at + 1) && (self.is(at + 1, hash("/")) || self.dash(at + 1)) && self.digits(at + 2).is_some();
        Some(Expression::of(make(if paired { start } else { start - 1 }), if paired { at + 3 } else { at + 1 }))
    }

    /// `financial year 2025-26`, `academic years 2024 and 2025`, `academic year 2025`.
    fn year_kind(&self, at: usize) -> Option<Expression> {
        if !self.any(at + 1, &[hash("year"), hash("years")]) {
            return None;
        }
        let academic = self.any(at, &[hash("academic"), hash("school")]);
        if self.any(at + 2, &[hash("ending"), hash("ended")]) {
            return self.year_ending(at + 1).map(|found| Expression { period: false, ..found });
        }
        let next = at + 2 + usize::from(self.any(at + 2, &[hash("of"), hash("for"), hash("to")]));
        if let Some(pair) = self.year_pair(next) {
            return Some(pair);
        }
        if let Some(pair) = self.two_digit_pair(next) {
            return Some(pair);
        }
        let year = self.year(next)?;
        let month = if academic { 9 } else { 4 };
        if let Some(after) = self.joins_range(next + 1) && let Some(later) = self.year(after).filter(|later| *later > year) {
            return Some(Expression::of(Form::Span(first_of(year, month)?, last_of(later + 1, month - 1)?), after + 1));
        }
        Some(Expression::of(if academic { Form::Academic(year) } else { Form::Financial(year) }, next + 1))
    }

    /// A calendar year that stands alone, or a range of them.
    fn single_year(&self, at: usize) -> Option<Expression> {
        let year = self.year(at)?;
        let token = self.tokens.get(at)?;
        let attached = (!token.spaced && at > 0 && self.tokens.get(at - 1).is_some_and(|before| {
            matches!(before.kind, TokenKind::Word | TokenKind::Number) || (before.is_dash() && !self.any(at - 2, &[hash("mid"), hash("end"), hash("post"), hash("pre"), hash("early"), hash("late")]) && self.joined(at - 1))
        })) || (self.joined(at + 1) && self.tokens.get(at + 1).is_some_and(|next| next.kind == TokenKind::Word && !self.is(at + 1, hash("s"))))
            || (self.joined(at + 1) && self.is(at + 1, hash("%")));
        if attached || self.counts_things(at) {
            return None;
        }
        if self.joined(at + 1) && self.is(at + 1, hash("s")) {
            return Some(Expression::of(Form::Years(year, year + 9), at + 2));
        }
        let academic_after = self.any(at + 1, &[hash("academic"), hash("school")]) && self.is(at + 2, hash("year"));
        if academic_after {
            return Some(Expression::of(Form::Academic(year), at + 3));
        }
        let tail = at + 1;
        let range = self.joins_range(tail).filter(|_| !self.is(tail, hash("/")));
        if let Some(next) = range && let Some(later) = self.year(next).filter(|later| *later > year && later - year <= 60) {
            let runs_on = self.pair(next).is_some() || (self.dash(tail) && self.dash(next + 1) && self.joined(next + 1));
            let list = self.is(tail, hash("and")) && later > year + 1 && !self.is_between(at);
            if !runs_on && !list && !self.counts_things(next) {
                return Some(Expression::of(Form::Years(year, later), next + 1));
            }
        }
        if self.is(tail, hash("/")) && self.joined(tail) && let Some(later) = self.year(tail + 1).filter(|later| *later > year) {
            return Some(Expression::of(Form::Years(year, later), tail + 2));
        }
        Some(Expression::of(Form::Year(year), tail))
    }

    fn is_between(&self, at: usize) -> bool {
        (1..=3).any(|back| at >= back && self.any(at - back, &[hash("between"), hash("both")]))
    }

    /// Whether four digits count what follows: `2000 homes`, but not `2019 levels` or `in 2025 schools will`.
    fn counts_things(&self, at: usize) -> bool {
        let Some(next) = self.tokens.get(at + 1) else { return false };
        if next.kind != TokenKind::Word || next.capital || !next.spaced {
            return false;
        }
        let name_before = at > 0 && self.tokens.get(at - 1).is_some_and(|before| before.capital);
        let after_time_word = name_before || self.is_time_word_before(at) || self.any(at.wrapping_sub(1), &[hash("the"), hash("our"), hash("mid")]);
        let word = next.text(self.text);
        let plural = word.len() > 3 && word.ends_with('s') && !word.ends_with("ss") || self.any(at + 1, &[hash("people"), hash("children"), hash("new"), hash("additional"), hash("more")]);
        plural && !after_time_word && !self.any(at + 1, NOUNS_OF_YEARS)
    }

    /// `Q3 2025`, `Q3 of 2025/26`, `H1 2025`.
    fn quarter_or_half(&self, at: usize) -> Option<Expression> {
        let parts = [(hash("q1"), 1), (hash("q2"), 2), (hash("q3"), 3), (hash("q4"), 4), (hash("h1"), 5), (hash("h2"), 6)];
        let part = parts.iter().find(|(word, _)| self.is(at, *word)).map(|(_, part)| *part)?;
        let of = usize::from(self.any(at + 1, &[hash("of"), hash("in"), hash(",")]));
        let year = self.expression(at + 1 + of)?;
        let form = quarter_of(year.form?, part)?;
        Some(Expression::of(form, year.tail))
    }

    /// `quarter 3 of 2025`, `quarter four of 2024/25`.
    fn quarter_by_number(&self, at: usize) -> Option<Expression> {
        let part = match self.meaning(at + 1) {
            Lex::Cardinal(part) => part,
            _ => self.digits(at + 1)?,
        };
        let of = usize::from(self.any(at + 2, &[hash("of"), hash("in")]));
        let year = self.expression(at + 2 + of)?;
        let form = quarter_of(year.form?, part).filter(|_| part <= 4)?;
        Some(Expression::of(form, year.tail))
    }

    /// `the first half of 2025`, `first three months of 2022`, `second quarter of this year`.
    fn part_of(&self, at: usize, ordinal: u32) -> Option<Expression> {
        let mut next = at + 1;
        let count = match self.meaning(next) {
            Lex::Cardinal(count) => Some(count),
            _ => self.digits(next).filter(|count| *count <= 12),
        };
        next += usize::from(count.is_some());
        let part = match (self.meaning(next), count) {
            (Lex::Unit(Unit::Month), Some(months)) if ordinal == 1 => return self.months_of(next, months),
            (Lex::Part(2), None) => 4 + ordinal.min(2),
            (Lex::Part(4), None) => ordinal.min(4),
            _ => return None,
        };
        let mut year_at = next + 1;
        while self.any(year_at, &[hash("of"), hash("in"), hash("the")]) && year_at < next + 4 {
            year_at += 1;
        }
        let year = self.expression(year_at)?;
        Some(Expression::of(quarter_of(self.whole_year(year.form?), part)?, year.tail))
    }

    /// `[first] three months of 2022`.
    fn months_of(&self, at: usize, months: u32) -> Option<Expression> {
        let mut next = at + 1;
        while self.any(next, &[hash("of"), hash("the")]) && next < at + 3 {
            next += 1;
        }
        let year = self.expression(next)?;
        let (first, _) = self.whole_year(year.form?).window(self.reference)?;
        if first.month() == 1 && months == 3 {
            return Some(Expression::of(Form::Quarter(first.year(), 1), year.tail));
        }
        let last = first.checked_add_months(crate::date::Months::new(months))?.pred_opt()?;
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
    fn end_of(&self, at: usize) -> Option<Expression> {
        let mut next = at + 1;
        if self.is(next, hash("of")) {
            next += 1;
        } else if !(self.dash(next) || self.year(next).is_some() || matches!(self.meaning(next), Lex::Month(..))) {
            return None;
        } else if self.dash(next) {
            next += 1;
        }
        while self.any(next, &[hash("the"), hash("calendar"), hash("a")]) {
            next += 1;
        }
        if let Some(found) = self.bare_span(next) {
            return Some(found);
        }
        self.expression(next).filter(|found| !found.vague || found.form.is_none())
    }

    fn start_of(&self, at: usize) -> Option<Expression> {
        if !self.is(at + 1, hash("of")) {
            return None;
        }
        let mut next = at + 2;
        while self.any(next, &[hash("the"), hash("calendar")]) {
            next += 1;
        }
        let found = self.bare_span(next).or_else(|| self.expression(next))?;
        let (first, _) = self.whole_year(found.form?).window(self.reference)?;
        Some(Expression::of(Form::Day(first), found.tail))
    }

    /// `early 2023`, `mid-2025`, `late spring`, `early in the new year`, `earlier this year`.
    fn third_of(&self, at: usize) -> Option<Expression> {
        let mut next = at + 1;
        while self.dash(next) || self.any(next, &[hash("in"), hash("of"), hash("the"), hash("to")]) && next < at + 4 {
            next += 1;
        }
        let found = self.expression(next)?;
        let form = self.whole_year(found.form?);
        let (first, last) = form.window(self.reference)?;
        let whole_year = matches!(form, Form::Year(_) | Form::Financial(_) | Form::Academic(_));
        let part = if self.is(at, hash("earlier")) {
            return Some(Expression::of(Form::Span(first, self.reference.unwrap_or(last).max(first)), found.tail));
        } else if !whole_year {
            return Some(Expression { form: Some(form), ..found });
        } else if self.is(at, hash("early")) {
            (0, 4)
        } else if self.is(at, hash("late")) {
            (8, 12)
        } else {
            (4, 8)
        };
        let day = |months: u32| first.checked_add_months(crate::date::Months::new(months));
        Some(Expression::of(Form::Span(day(part.0)?, day(part.1)?.pred_opt()?), found.tail))
    }
}

/// Words that may follow a season that is a date, not the first half of a name.
const SENTENCE_WORDS: &[u64] = &[
    hash("and"), hash("to"), hash("of"), hash("when"), hash("with"), hash("which"), hash("following"), hash("as"),
    hash("subject"), hash("this"), hash("we"), hash("will"), hash("for"), hash("in"), hash("after"), hash("alongside"),
    hash("before"), hash("or"), hash("but"), hash("on"), hash("by"), hash("setting"), hash("including"), hash("once"),
    hash("the"), hash("at"), hash("from"), hash("where"), hash("that"), hash("is"), hash("was"), hash("has"),
];

/// Plurals that a year describes rather than counts.
const NOUNS_OF_YEARS: &[u64] = &[
    hash("levels"), hash("prices"), hash("rates"), hash("figures"), hash("targets"), hash("elections"), hash("is"),
    hash("regulations"), hash("reforms"), hash("budgets"), hash("statistics"), hash("standards"), hash("was"),
    hash("results"), hash("estimates"), hash("allocations"), hash("settlements"), hash("games"), hash("has"),
    hash("guidelines"), hash("rules"), hash("rounds"), hash("plans"), hash("goals"), hash("includes"), hash("commitments"),
];

/// The term of a school year that is called after a season.
fn term_of(season: Season, year: i32) -> Option<Form> {
    let (first, last) = match season {
        Season::Autumn => (9, 12),
        Season::Spring | Season::Winter => (1, 4),
        Season::Summer => (4, 7),
    };
    Some(Form::Months((year, first), (year, last)))
}

/// A quarter (1 to 4) or half (5 and 6) of a calendar, financial or academic year.
fn quarter_of(year: Form, part: u32) -> Option<Form> {
    let (first, calendar) = match year {
        Form::Year(year) => (first_of(year, 1)?, true),
        Form::Financial(year) => (first_of(year, 4)?, false),
        Form::Academic(year) => (first_of(year, 9)?, false),
        Form::Day(_) | Form::Month(..) | Form::Quarter(..) | Form::Season(..) | Form::Span(..) | Form::Years(..) | Form::Months(..) | Form::Open(_) => return None,
    };
    if calendar && part <= 4 {
        return Some(Form::Quarter(first.year(), part.max(1)));
    }
    let (skip, length) = if part <= 4 { ((part.max(1) - 1) * 3, 3) } else { ((part - 5) * 6, 6) };
    let start = first.checked_add_months(crate::date::Months::new(skip))?;
    let end = start.checked_add_months(crate::date::Months::new(length))?.pred_opt()?;
    Some(Form::Span(start, end))
}
