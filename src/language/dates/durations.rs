//! Lengths of time that make a date: `within 12 months`, `over the next three years`, `in six months' time`.
//!
//! It must not read a clock: without a reference these have no days.
#![allow(
    clippy::wildcard_enum_match_arm,
    reason = "a rule of grammar names the few meanings of a word that it takes"
)]

use crate::date::{Date, Days, Months};
use crate::language::dates::expression::Expression;
use crate::language::dates::form::{Form, academic_year, financial_year, last_of};
use crate::language::dates::kind::Kind;
use crate::language::dates::tense::Tense;
use crate::language::scan::Scan;
use crate::language::tokens::{word, words};
use crate::language::words::{KINDS_OF_YEARS, Lex, Unit};

/// What stands before a length of time: `within the next`.
struct LeadIn {
    /// Its first token.
    at: usize,
    within: bool,
    over: bool,
    /// It counts from the day of the text: `next`, `coming`.
    from_now: bool,
}

impl LeadIn {
    fn kind(&self) -> Kind {
        match (self.within, self.over) {
            (true, _) => Kind::By,
            (false, true) => Kind::Over,
            (false, false) => Kind::In,
        }
    }
}

impl Scan<'_> {
    /// `next three years`, `last five years`, `next 12 to 18 months`, `next decade` counted from the document.
    pub(super) fn counted(&self, at: usize) -> Option<Expression> {
        // `is expected to last six to nine months`
        let verb = self.is(at, word!("last")) && self.any(at.wrapping_sub(1), words!["to", "will", "would"]);
        if verb && !self.any(at.wrapping_sub(2), words!["compared", "relative", "prior", "up"]) {
            return None;
        }
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

    /// `six months from now`.
    pub(super) fn counted_from_now(&self, at: usize) -> Option<Expression> {
        let (count, unit, tail) = self.duration_of(at)?;
        let now = self.is(tail, word!("from")) && self.any(tail + 1, words!["now", "today"]);
        now.then(|| {
            self.counted_from_reference(tail + 2, |day| Some(Form::Open(moved(day, count, unit, false)?)))
                .binding(Kind::In)
        })
    }

    /// `half a year`, `two and a half years`, `2.5 years`, `a year and a half`: in units of which halves are whole.
    fn duration_with_half(&self, at: usize) -> Option<(u32, Unit, usize)> {
        let halved = |count: u32, unit_at: usize, tail: usize| match self.meaning(unit_at) {
            Lex::Unit(Unit::Year) => Some((count.checked_mul(12)?.checked_add(6)?, Unit::Month, tail)),
            Lex::Unit(Unit::Decade) => Some((count.checked_mul(10)?.checked_add(5)?, Unit::Year, tail)),
            _ => None,
        };
        let half = |at: usize| self.any(at, words!["a", "one"]) && self.is(at + 1, word!("half"));
        if self.is(at, word!("half")) && self.any(at + 1, words!["a", "an"]) {
            return halved(0, at + 2, at + 3);
        }
        if let Some(whole) = self.text_at(at).strip_suffix(".5") {
            return halved(whole.parse().ok()?, at + 1, at + 2);
        }
        let (count, next) = self.small_number(at)?;
        if self.is(next, word!("and")) && half(next + 1) {
            return halved(count, next + 3, next + 4);
        }
        (self.is(next + 1, word!("and")) && half(next + 2)).then(|| halved(count, next, next + 4))?
    }

    /// A count and a unit of time: how many, of what, and the index after them.
    fn duration_of(&self, at: usize) -> Option<(u32, Unit, usize)> {
        if let Some(found) = self.duration_with_half(at) {
            return Some(found);
        }
        let (mut count, mut next) = self.small_number(at)?;
        if (self.dash(next) || self.any(next, words!["to", "or"]))
            && let Some((more, after)) = self.small_number(next + 1)
        {
            count = more;
            next = after;
        }
        let (mut dashed, mut working) = (false, false);
        while self.dash(next) || self.any(next, KINDS_OF_YEARS) && next < at + 6 {
            dashed |= self.dash(next);
            working |= self.any(next, words!["working", "business"]);
            next += 1;
        }
        let Lex::Unit(unit) = self.meaning(next) else { return None };
        // Five working days take a week; holidays are not known here.
        count += if working && unit == Unit::Day { 2 * count.div_ceil(5) } else { 0 };
        // `its next four-year strategy` says how long the strategy is.
        let period = usize::from(dashed && self.is(next + 1, word!("period")));
        if dashed && count > 1 && !self.text_at(next).ends_with('s') && period == 0 {
            return None;
        }
        Some((count, unit, next + 1 + period))
    }

    pub(crate) fn small_number(&self, at: usize) -> Option<(u32, usize)> {
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
        let (within, over) = (self.is(at, word!("within")), self.any(at, words!["over", "across"]));
        let mut next = at + 1;
        next += usize::from(self.any(next, words!["the", "about", "around", "approximately", "roughly"]));
        let from_now = self.is(next, word!("following")) || self.is_to_come(next);
        let lead_in = LeadIn { at, within, over, from_now };
        let kind = lead_in.kind();
        if let Some(found) = self.years_of_a_kind(next).filter(|_| from_now) {
            return Some(found.binding(kind));
        }
        next += usize::from(from_now);
        if let Some(unit) = self.one_unit(next).filter(|_| from_now) {
            let plural = self.text_at(next).ends_with('s');
            let rolling = over || within || matches!(unit, Unit::Decade | Unit::Fortnight);
            return (!plural && rolling).then(|| {
                self.counted_from_reference(next + 1, |day| Some(Form::Open(moved(day, 1, unit, false)?)))
                    .binding(kind)
            });
        }
        // `in the year ahead`
        if next == at + 2 && self.is(next, word!("year")) && self.is(next + 1, word!("ahead")) {
            let year = |day| Some(Form::Open(moved(day, 1, Unit::Year, false)?));
            return Some(self.counted_from_reference(next + 2, year).binding(kind));
        }
        // `within the year`: before it ends.
        if within
            && next == at + 2
            && !self.is(next, word!("parliament"))
            && let Some(year) = self.bare_span(next)
            && self.year(year.tail).is_none()
            && !self.names_what_follows(year.tail)
        {
            return Some(year.binding(kind));
        }
        self.counted_duration(&lead_in, next)
    }

    /// So many units of time at `next`, behind what leads them in.
    fn counted_duration(&self, lead_in: &LeadIn, mut next: usize) -> Option<Expression> {
        let LeadIn { at, within, over, from_now } = *lead_in;
        // `over a period of three years`
        let period = self.is(next, word!("a")) && self.is(next + 1, word!("period"));
        next += if period && self.is(next + 2, word!("of")) { 3 } else { 0 };
        // `over a three-year period`
        next += usize::from(over && self.is(next, word!("a")) && self.dash(next + 2));
        let article = self.any(next, words!["a", "an", "one"]);
        let (count, unit, mut tail) = self.duration_of(next)?;
        let time = self.is(tail, word!("'")) && self.is(tail + 1, word!("time"))
            || self.is(tail, word!("’")) && self.is(tail + 1, word!("time"));
        let time = if time { 2 } else { usize::from(self.is(tail, word!("time"))) };
        let qualified = self.any(tail, words!["of", "after", "following", "before", "a", "per"])
            || self.is(tail, word!("from")) && !over;
        let elsewhere = self.any(tail, words!["ago", "old", "later"]);
        let allowed = match (within, over) {
            (true, _) => !qualified,
            // `waits over 104 weeks`, `for over 18 months`, `the largest in over 20 years`: longer than that.
            (_, true) => {
                let longer = self.any(at.wrapping_sub(1), words!["for", "in"]) || !is_long(unit);
                // `halve knife crime over a decade`
                let goal = article && unit == Unit::Decade && self.is_told_ahead(at, tail);
                from_now || !(article && !goal || qualified || elsewhere || longer)
            }
            // `halve it in a decade`, `will review it in five years`
            _ => {
                let ahead = (article && (unit == Unit::Decade || unit == Unit::Fortnight))
                    || (!article && is_long(unit) && self.is_told_ahead(at, tail));
                from_now || time > 0 || (ahead && !qualified && !elsewhere)
            }
        };
        if over
            && !from_now
            && unit == Unit::Year
            && let Some(begins) = self.beginning_behind(tail)
        {
            return self.years_from(begins, count);
        }
        let runs_on = within && self.any(tail, words!["of", "after", "following", "from"]);
        if let Some(found) = runs_on.then(|| self.counted_from_end(tail + 1, count, unit)).flatten() {
            return Some(found);
        }
        // `within six months of Royal Assent`: how long is said, but not from when.
        if within && is_long(unit) && self.any(tail, words!["of", "after", "following"]) {
            return Some(Expression::vague(tail).binding(Kind::By));
        }
        if !allowed {
            return None;
        }
        tail += time;
        Some(
            self.counted_from_reference(tail, |day| Some(Form::Open(moved(day, count, unit, false)?)))
                .binding(lead_in.kind()),
        )
    }

    /// A unit of time that stands alone, of a week or longer.
    fn one_unit(&self, at: usize) -> Option<Unit> {
        match self.meaning(at) {
            Lex::Unit(
                unit @ (Unit::Decade
                | Unit::Year
                | Unit::Month
                | Unit::Week
                | Unit::Fortnight
                | Unit::Century),
            ) => Some(unit),
            _ => None,
        }
    }

    /// `over three years from 2026-27`, `over four years, starting in 2026-27`: the years from where they begin.
    fn years_from(&self, begins: usize, count: u32) -> Option<Expression> {
        let begun = self.expression(begins).filter(|date| date.kind.is_none())?;
        let (first, _) = begun.form?.window(self.reference)?;
        let last = moved(first, count, Unit::Year, false)?.pred_opt()?;
        Some(Expression::of(Form::Span(first, last), begun.tail).binding(Kind::Over))
    }

    /// `within two months of the end of the financial year`: so long after the last day of the date at `at`.
    fn counted_from_end(&self, at: usize, count: u32, unit: Unit) -> Option<Expression> {
        let begun = self
            .expression(at + usize::from(self.is(at, word!("the"))))
            .or_else(|| self.day_of_what_is_named(at))?;
        let (_, last) = begun.form?.window(self.reference)?;
        // By the day after, so that the end of March becomes the end of May.
        let end = moved(last.succ_opt()?, count, unit, false)?.pred_opt()?;
        Some(Expression::of(Form::Open(end), begun.tail).binding(Kind::By))
    }

    /// `its launch on 1 June 2026`, `the closing date of 3 March`: the day that stands behind what is named at `at`.
    fn day_of_what_is_named(&self, at: usize) -> Option<Expression> {
        let ends = words![".", ";", ":", ",", "we", "will", "and", "to", "by", "but", "is", "are"];
        (at + 1..at + 8)
            .take_while(|next| !self.any(*next, ends))
            .filter(|next| self.any(*next, words!["on", "of"]))
            .find_map(|next| self.expression(next + 1).filter(|day| matches!(day.form, Some(Form::Day(_)))))
    }

    /// What is counted from a date whose words begin at `start`: `for three years from April 2025`, `three years after they
    /// took effect on 1 August 2023`, `two years after April 2025`. Where its own words begin, how it binds, and its first
    /// and last day: what is counted from a month is known no closer than to the month.
    pub(super) fn counted_from_date(
        &self,
        start: usize,
        (first, last): (Date, Date),
    ) -> Option<(usize, Kind, (Date, Date))> {
        let length = |unit_at: usize| {
            let Lex::Unit(unit) = self.meaning(unit_at) else { return None };
            let number = unit_at.checked_sub(1)?;
            let (count, after) = self.small_number(number)?;
            (after == unit_at).then_some((number, count, unit))
        };
        if self.is(start, word!("from")) {
            // `for 12 weeks from 2 February`, but not from a month
            let (number, count, unit) =
                length(start.checked_sub(1)?).filter(|(.., unit)| is_long(*unit) || first == last)?;
            let end = moved(first, count, unit, false)?.pred_opt()?;
            return self.bound_before(number).map(|bound| (bound, Kind::Over, (first, end)));
        }
        let after = (0..=8)
            .filter_map(|back| start.checked_sub(back))
            .take_while(|at| !self.any(*at, words![".", ";", ":", ","]))
            .find(|at| self.is(*at, word!("after")))?;
        let (number, count, unit) = length(after.checked_sub(1)?)?;
        let begins = moved(first, count, unit, false)?;
        // By the day after, so that the last of February becomes the last of May.
        let ends = moved(last.succ_opt()?, count, unit, false)?.pred_opt()?.max(begins);
        if self.is(number.wrapping_sub(1), word!("within")) {
            return Some((number - 1, Kind::By, (first, ends)));
        }
        Some((number, Kind::In, (begins, ends)))
    }

    /// Where the date stands from which on a length of time runs: behind `from`, `, starting in`, `beginning on`.
    fn beginning_behind(&self, at: usize) -> Option<usize> {
        if self.is(at, word!("from")) {
            return Some(at + 1);
        }
        let at = at + usize::from(self.is(at, word!(",")));
        let opens = self.any(at, words!["starting", "beginning", "commencing"]);
        opens.then(|| at + 1 + usize::from(self.any(at + 1, words!["in", "on", "from", "with"])))
    }

    /// Whether what is said to happen `in five years` lies ahead, and is no record (`the highest in five years`).
    fn is_told_ahead(&self, at: usize, tail: usize) -> bool {
        let record = (1..=4).any(|back| {
            let word = at.checked_sub(back).map_or("", |at| self.text_at(at));
            matches!(word, "first" | "time" | "record" | "once") || word.ends_with("est")
        });
        // `the biggest boost to social housing in ten years`, `the first settlement for local government in 10 years`
        let no_degree =
            words!["latest", "rest", "west", "forest", "interest", "request", "test", "best", "invest"];
        let record = record
            || (5..=12).any(|back| {
                let most = at
                    .checked_sub(back)
                    .filter(|most| self.text_at(*most).ends_with("est") || self.is(*most, word!("first")));
                most.is_some_and(|most| {
                    // `the first 40 hospitals in five years` are so many, `the first phase` one of several
                    let is_counted = self.text_at(most + 1).starts_with(|first: char| first.is_ascii_digit())
                        || self.any(most + 1, words!["phase", "stage", "tranche", "wave", "part"]);
                    self.is(most.wrapping_sub(1), word!("the")) && !self.any(most, no_degree) && !is_counted
                })
            });
        !record && self.tense(at, tail) == Tense::Future
    }
}

/// Whether spans of this unit are said of what is undertaken, rather than of how long things take.
fn is_long(unit: Unit) -> bool {
    match unit {
        Unit::Month | Unit::Year | Unit::Decade | Unit::Century => true,
        Unit::Day | Unit::Week | Unit::Fortnight => false,
    }
}

/// A day so many units away.
pub(super) fn moved(day: Date, count: u32, unit: Unit, back: bool) -> Option<Date> {
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
