//! What turns a preposition round or narrows it: `not` ahead of `before`, a time of day, `at the earliest`, `between`.
//!
//! It must not resolve a date: it only says which of its days are meant.

use crate::date::Date;
use crate::language::dates::Form;
use crate::language::dates::kind::Kind;
use crate::language::denial::{NOTS, denied_to, is_not};
use crate::language::scan::Scan;
use crate::language::tokens::{Kind as TokenKind, word, words};
use crate::language::words::Lex;

impl Scan<'_> {
    /// The day before what a thing is to be done before: `before April 2025`, `before 1 May`, `ahead of the new academic
    /// year`. What has begun, and `the end of` anything, has no such eve, nor have `on or before` and a day with a time.
    pub(super) fn eve(
        &self,
        start: usize,
        head: usize,
        form: Option<Form>,
        window: Option<(Date, Date)>,
    ) -> Option<Date> {
        let or_on =
            self.is(start.wrapping_sub(1), word!("or")) && self.is(start.wrapping_sub(2), word!("on"));
        let before = self.any(start, words!["before", "ahead", "prior", "advance"]);
        let before = (before || self.is(start, word!("in")) && self.is(start + 1, word!("advance")))
            && start < head
            && !or_on;
        let whole = match form? {
            Form::Month(..) | Form::Season(..) | Form::Quarter(..) | Form::Year(_) => true,
            Form::Financial(_) | Form::Academic(_) => true,
            Form::Day(_) => !(start..head).any(|at| self.is(at, word!("on"))),
            Form::Span(..) | Form::Years(..) | Form::Months(..) | Form::Open(_) => false,
        };
        let of_its_end = self.any(head, words!["end", "close", "late", "mid", "middle"]);
        let eve = window?.0.pred_opt()?;
        (before && whole && !of_its_end && self.reference.is_none_or(|reference| eve >= reference))
            .then_some(eve)
    }

    /// Where `for` stands before the number of a length of time: `for three years`, `for a further three years`.
    pub(super) fn bound_before(&self, number: usize) -> Option<usize> {
        let mut at = number.checked_sub(1)?;
        if self.any(at, words!["further", "another", "additional"]) {
            at = at.checked_sub(1)?;
            at -= usize::from(at > 0 && self.any(at, words!["a", "an"]));
        }
        self.any(at, words!["for", "last", "of"]).then_some(at)
    }

    /// Whether the preposition at `start` is an `after` that says of no day how long: `soon after Easter` is near it.
    pub(super) fn is_any_time_after(&self, start: usize, head: usize) -> bool {
        let near =
            words!["shortly", "soon", "immediately", "straight", "directly", "week", "day", "month", "year"];
        start < head && self.is(start, word!("after")) && !self.any(start.wrapping_sub(1), near)
    }

    /// `planned for the start of 2027`: whether the `for` at `at` says when.
    pub(super) fn is_planned_for(&self, at: usize) -> bool {
        let planned = words!["planned", "scheduled", "expected", "due", "slated", "set"];
        self.is(at, word!("for")) && self.any(at.wrapping_sub(1), planned)
    }

    /// The week whose day begins at `head`, and where its words begin: `w/c 8 September`, `the week of 6 October`.
    pub(super) fn week_of(&self, head: usize, form: Option<Form>) -> Option<(usize, Form)> {
        let Form::Day(first) = form? else { return None };
        let mut at = head;
        while at > 0 && (self.any(at - 1, words!["on", "the"]) || self.meaning(at - 1) == Lex::Weekday) {
            at -= 1;
        }
        let back = |steps: usize, word: u64| at >= steps && self.is(at - steps, word);
        let begins = match () {
            () if back(1, word!("commencing")) || back(1, word!("beginning")) || back(1, word!("of")) => 2,
            () if back(1, word!("c")) && back(2, word!("/")) && back(3, word!("w")) => 3,
            () => return None,
        };
        let is_week = begins == 3 || back(2, word!("week"));
        let last = first.checked_add_days(crate::date::Days::new(6))?;
        is_week.then(|| (at - begins, Form::Span(first, last)))
    }

    /// How what stands at `at`, in the sense of `before`, binds the verb it belongs to: what is not to be done before a day may
    /// be done from it.
    pub(super) fn not_before(&self, at: usize) -> Kind {
        if self.is_denied(at) { Kind::From } else { Kind::By }
    }

    /// Whether the verb that `before` at `at` belongs to is denied: `will not be cut before 2030`, `No library will close before`,
    /// `There will be no closures before`.
    pub(super) fn is_denied(&self, at: usize) -> bool {
        let ends = words![".", ",", ";", ":", "?", "!", "but", "will", "shall"];
        let clause = |ends: &'static [u64]| {
            (1..=12).map_while(move |back| at.checked_sub(back)).take_while(|at| !self.any(*at, ends))
        };
        if let Some(not) = clause(ends).find(|back| self.any(*back, NOTS)) {
            return is_not(self.tokens, not);
        }
        clause(words![".", ",", ";", ":", "?", "!", "but", "and"])
            .any(|no| denied_to(self.tokens, no).is_some_and(|end| end >= at))
    }

    /// Where a time of day begins that stands right before `on` at `at`: `5pm`, `11:59 pm`, `noon`.
    pub(super) fn clock_before(&self, at: usize) -> Option<usize> {
        let hour = words!["am", "pm", "noon", "midday", "midnight"];
        let on = at.checked_sub(1).filter(|_| self.is(at, word!("on")))?;
        let mut from = if self.any(on, hour) { on } else { at };
        while from > 0
            && at - from < 4
            && (self.any(from - 1, words![":", "."])
                || self.tokens.get(from - 1).is_some_and(|token| token.kind == TokenKind::Number))
        {
            from -= 1;
        }
        let spelled = from <= on && (self.any(on, hour) || (from..on).any(|at| self.is(at, word!(":"))));
        spelled.then_some(from)
    }

    /// `at the earliest` and `at the very latest` behind a date: what they make of it, and the index after them.
    pub(super) fn bound_behind(&self, tail: usize) -> Option<(Kind, usize)> {
        let at = tail + usize::from(self.is(tail, word!(",")));
        let last = at + 2 + usize::from(self.is(at + 2, word!("very")));
        let goes_on = words!["opportunity", "possible", "available", "date", "moment", "point", "stage"];
        if !self.is(at, word!("at")) || !self.is(at + 1, word!("the")) || self.any(last + 1, goes_on) {
            return None;
        }
        let kinds = [(word!("earliest"), Kind::From), (word!("latest"), Kind::By)];
        kinds.iter().find(|(word, _)| self.is(last, *word)).map(|(_, kind)| (*kind, last + 1))
    }

    /// The last day, and the index after it, of the date that closes what `between` has opened: `between the end of 2025
    /// and spring 2026`.
    pub(super) fn closing_behind(&self, start: usize, head: usize, tail: usize) -> Option<(Date, usize)> {
        if start >= head || !self.is(start, word!("between")) || !self.is(tail, word!("and")) {
            return None;
        }
        let closing = self.expression(tail + 1 + usize::from(self.is(tail + 1, word!("the"))))?;
        Some((closing.form?.window(self.reference)?.1, closing.tail))
    }
}

#[cfg(test)]
mod tests {
    use crate::language::dates::kind::Kind;
    use crate::language::dates::recognise;
    use crate::language::tokens::tokenize;

    #[test]
    fn what_is_said_of_nobody_is_denied() {
        for (text, kind) in [
            ("No library will close before May 2027", Kind::From),
            ("No more than 20 libraries will close before May 2027", Kind::By),
            ("There will be no closures before May 2027", Kind::From),
            ("We will close no library prior to May 2027", Kind::From),
            ("We will not close it ahead of May 2027", Kind::From),
            ("We will ensure that no library closes before May 2027", Kind::From),
            ("We will ensure there are no closures before May 2027", Kind::From),
            ("There is no reason for delay and we will open it before May 2027", Kind::By),
            ("It will be built at no cost to the council before May 2027", Kind::By),
            ("We will spare no effort to open it before May 2027", Kind::By),
            ("No 10 will reply before May 2027", Kind::By),
            ("We will publish the no-deal plan before May 2027", Kind::By),
            ("We will scrap the no-smoking zone before May 2027", Kind::By),
            ("We will end no-fault evictions before May 2027", Kind::By),
            ("We will not hesitate to close failing schools before May 2027", Kind::By),
            ("Families who have no broadband will be connected before May 2027", Kind::By),
            ("Areas that have no dentist will get one before March 2027", Kind::By),
            ("Where no plan exists the council will publish one before May 2027", Kind::By),
            ("The 40 schools where no nurse works will have one before May 2027", Kind::By),
            ("We will find homes for those who have none before May 2027", Kind::By),
            ("Children who have no school place will get one ahead of September 2026", Kind::By),
            ("As there is no bridge the Department will build one before May 2027", Kind::By),
            ("The library will not close before May 2027", Kind::From),
            ("The library will close before May 2027", Kind::By),
        ] {
            let dates = recognise(text, &tokenize(text), "2025-07-10".parse().ok());
            assert_eq!(dates.first().map(|date| date.kind), Some(kind), "{text}");
        }
    }
}
