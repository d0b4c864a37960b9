//! What stands around a date: the preposition that says how it binds, the tense, and whether it is part of a name.

use crate::date::Date;
use crate::language::dates::expression::Expression;
use crate::language::dates::kind::Kind;
use crate::language::dates::{DateMention, Form};
use crate::language::scan::Scan;
use crate::language::tokens::{word, words};
use crate::language::words::Lex;

impl Scan<'_> {
    /// The mention of a date, with the preposition before it if that is at or after token `free_from`.
    pub(crate) fn mention(&self, head: usize, found: &Expression, free_from: usize) -> DateMention {
        let (mut start, kind, compared) = self.preposition(head, found, free_from);
        let mut form = found.form;
        let mut window = form.and_then(|form| form.window(self.reference));
        let mut tail = found.tail;
        let mut kind = found.kind.or(kind).unwrap_or(Kind::In);
        // `as of 1 January 2026`, said before that day, is when something begins; said later, it dates a figure.
        let begins_then = self.is(start, word!("as"))
            && window.zip(self.reference).is_some_and(|((first, _), reference)| first > reference);
        if begins_then {
            kind = Kind::From;
        }
        let named = (compared && !begins_then)
            || found.period
            || self.is_outlasted(head)
            || self.is_named(head, start, found);
        if self.any(tail, words!["onwards", "onward"]) {
            kind = Kind::From;
            tail += 1;
        }
        if let Some((bound, after)) = self.bound_behind(tail).filter(|_| kind != Kind::Until) {
            (kind, tail) = (bound, after);
        }
        if let Some((last, after)) = self.closing_behind(start, head, tail)
            && let Some((first, _)) = window.filter(|(first, end)| *first < last && *end <= last)
        {
            (window, form, tail) = (Some((first, last)), Some(Form::Span(first, last)), after);
        }
        let counted = window.and_then(|days| self.counted_from_date(start, days));
        if let Some((opened, binds, days)) = counted.filter(|(opened, ..)| *opened >= free_from) {
            (start, kind, window) = (opened, binds, Some(days));
            form = Some(if days.0 == days.1 { Form::Day(days.0) } else { Form::Span(days.0, days.1) });
        }
        if let Some((opened, week)) = self.week_of(head, form).filter(|(opened, _)| *opened >= free_from) {
            let the = usize::from(self.is(opened.wrapping_sub(1), word!("the")));
            let open = opened.checked_sub(the + 1).filter(|at| *at >= free_from);
            let open = open.and_then(|at| self.preposition_at(at, free_from, opened));
            (start, kind) = open.map_or((opened, Kind::In), |(start, kind, _)| (start, kind));
            (form, window) = (Some(week), week.window(self.reference));
        }
        // `after April 2026` is on no day that is said.
        let open_ended = counted.is_none() && kind == Kind::From && self.is_any_time_after(start, head);
        if open_ended {
            (form, window) = (None, None);
        }
        let begins = self.tokens.get(start).map_or(0, |token| token.start);
        let ends = self.tokens.get(tail.saturating_sub(1)).map_or(begins, |token| token.end);
        let (first, last) = match window {
            None => (None, None),
            Some((first, last)) => (Some(self.opening(kind, first, last)), Some(last)),
        };
        let eve = if kind == Kind::By { self.eve(start, head, form, window) } else { None };
        let (form, first, last) = match eve {
            Some(eve) => (Some(Form::Open(eve)), Some(self.opening(kind, eve, eve)), Some(eve)),
            None => (form, first, last),
        };
        DateMention {
            start: begins,
            end: ends,
            head,
            tail,
            kind,
            form,
            first,
            last,
            vague: found.vague || open_ended,
            named,
        }
    }

    /// `post-2027`, `pre-2019`: what comes after or before a year is of no year.
    fn is_outlasted(&self, head: usize) -> bool {
        head >= 2 && self.dash(head - 1) && self.any(head - 2, words!["post", "pre"])
    }

    /// The first day of a window seen from the day of the document.
    pub(super) fn opening(&self, kind: Kind, first: Date, last: Date) -> Date {
        let Some(reference) = self.reference else { return first };
        match kind {
            Kind::By | Kind::Until if reference <= last => reference,
            Kind::In | Kind::Over | Kind::From if first < reference && reference <= last => reference,
            Kind::By | Kind::Until | Kind::From | Kind::In | Kind::Over => first,
        }
    }

    /// Where the preposition of a date begins, what it says, and whether it makes the date a mere comparison.
    fn preposition(&self, head: usize, found: &Expression, free_from: usize) -> (usize, Option<Kind>, bool) {
        if found.kind.is_some() && !self.any(head, words!["later", "last", "past", "previous"]) {
            return (head, found.kind, false);
        }
        let skipped = words![
            "the", "course", "of", "lifetime", "rest", "remainder", "duration", "life", "both", "either",
            "each", "at", "about", "around", "period", "term", "a", "whole", "full", "entire", "winter",
            "end", "turn"
        ];
        let mut at = head;
        for _ in 0..5 {
            if at <= free_from {
                break;
            }
            // `by around 2030`
            let bound = at >= free_from + 2 && self.any(at - 2, words!["by", "before", "until", "from"]);
            let nearest = at - 1 - usize::from(bound && self.any(at - 1, words!["around", "about"]));
            if let Some((start, kind, compared)) = self.preposition_at(nearest, free_from, head) {
                // `until 5pm on 12 September`
                let clock = self.clock_before(start).filter(|clock| *clock > free_from && kind == Kind::In);
                let bound = clock.and_then(|clock| self.preposition_at(clock - 1, free_from, head));
                let (start, kind, compared) =
                    bound.filter(|(_, kind, _)| *kind != Kind::In).unwrap_or((start, kind, compared));
                return (start, Some(kind), compared);
            }
            // `from as early as January 2026`
            if at >= free_from + 3
                && self.is(at - 3, word!("as"))
                && self.is(at - 2, word!("early"))
                && self.is(at - 1, word!("as"))
            {
                let from = at > free_from + 3 && self.is(at - 4, word!("from"));
                return (at - 3 - usize::from(from), Some(Kind::From), false);
            }
            // `until at least 2026`
            if self.is(at - 1, word!("least")) && at >= free_from + 2 && self.is(at - 2, word!("at")) {
                at -= 2;
                continue;
            }
            // `by the year 2030`
            if self.is(at - 1, word!("year")) && at == head && self.year(head).is_some() {
                at -= 1;
                continue;
            }
            if !self.any(at.wrapping_sub(1), skipped)
                || (self.is(at.wrapping_sub(1), word!("of")) && at - 1 == free_from)
            {
                break;
            }
            at -= 1;
        }
        let the = head > free_from && self.is(head.wrapping_sub(1), word!("the"));
        (head - usize::from(the), None, false)
    }

    /// The preposition that ends at `at`: where it begins, its kind, and whether it compares or looks back.
    fn preposition_at(&self, at: usize, free_from: usize, head: usize) -> Option<(usize, Kind, bool)> {
        let before = |steps: usize, words: &[u64]| at >= free_from + steps && self.any(at - steps, words);
        let compared = before(1, words!["compared", "comparison", "relative", "versus", "against", "than"]);
        if self.any(at, words!["of", "at"]) && before(1, words!["as"]) {
            return Some((at - 1, Kind::In, true));
        }
        if self.is(at, word!("of")) && before(1, words!["ahead", "advance"]) {
            let in_advance = before(1, words!["advance"]) && before(2, words!["in"]);
            let start = at - 1 - usize::from(in_advance);
            return Some((start, self.not_before(start), false));
        }
        if self.is(at, word!("to")) {
            return Some(match () {
                () if compared || before(1, words!["relating", "back"]) => (at, Kind::In, true),
                () if before(1, words!["up"]) => (at - 1, Kind::Until, false),
                () if before(1, words!["prior"]) => (at - 1, self.not_before(at - 1), false),
                // `to the June meeting`
                () if head == at + 2 && self.is_held_then(head, head + 1) => (at, Kind::In, false),
                () => (at, Kind::Until, false),
            });
        }
        if self.any(at, words!["versus", "against", "above", "below"])
            || self.any(at, words!["with", "on"]) && compared
        {
            return Some((at, Kind::In, true));
        }
        let (_, kind, looks_back) = PREPOSITIONS.iter().find(|(word, _, _)| self.is(at, *word))?;
        if self.is(at, word!("than")) {
            let denied = before(2, words!["no", "not"]);
            return Some(match () {
                () if denied && before(1, words!["later"]) => (at - 2, Kind::By, false),
                () if denied && before(1, words!["earlier", "sooner"]) => (at - 2, Kind::From, false),
                () => (at, Kind::In, true),
            });
        }
        if self.is(at, word!("on"))
            && at + 1 == head
            && matches!(self.meaning(head), Lex::Other)
            && self.year(head).is_some()
            && self.iso(head).is_none()
        {
            return Some((at, Kind::In, true));
        }
        // `not before 2026`, `will not be cut before 2026`, `will not start until 2026`: nothing is to come earlier.
        if self.any(at, words!["before", "until", "till"]) && self.is_denied(at) {
            return Some((at - usize::from(before(1, words!["not"])), Kind::From, false));
        }
        // `a 2% increase from this year`, `an increase of £2.9 billion from this year` compare.
        let grown = words!["increase", "rise", "reduction", "fall", "decrease"];
        if self.is(at, word!("from"))
            && (1..=5).any(|back| at >= free_from + back && self.any(at - back, grown))
            && (at + 1..=head).any(|next| self.any(next, words!["this", "current", "last", "present"]))
        {
            return Some((at, Kind::In, true));
        }
        // `on or after 3 March`: from that day. Of `courses starting on or after` it tells which courses are meant.
        let own = before(3, words!["starting", "beginning", "commencing"]);
        if self.any(at, words!["after", "before"])
            && before(1, words!["or"])
            && before(2, words!["on"])
            && !own
        {
            return Some((at - 2, *kind, *looks_back));
        }
        if self.is(at, word!("until")) && before(1, words!["up"]) {
            return Some((at - 1, Kind::Until, false));
        }
        Some((at, *kind, *looks_back))
    }
}

/// Prepositions of one word with their kind, and whether they look back.
const PREPOSITIONS: &[(u64, Kind, bool)] = &[
    (word!("by"), Kind::By, false),
    (word!("before"), Kind::By, false),
    (word!("within"), Kind::By, false),
    (word!("from"), Kind::From, false),
    (word!("starting"), Kind::From, false),
    (word!("beginning"), Kind::From, false),
    (word!("effective"), Kind::From, false),
    (word!("after"), Kind::From, false),
    (word!("since"), Kind::From, true),
    (word!("until"), Kind::Until, false),
    (word!("till"), Kind::Until, false),
    (word!("through"), Kind::Until, false),
    (word!("over"), Kind::Over, false),
    (word!("during"), Kind::Over, false),
    (word!("throughout"), Kind::Over, false),
    (word!("across"), Kind::Over, false),
    (word!("between"), Kind::Over, false),
    (word!("for"), Kind::Over, false),
    (word!("in"), Kind::In, false),
    (word!("on"), Kind::In, false),
    (word!("at"), Kind::In, false),
    (word!("around"), Kind::In, false),
    (word!("than"), Kind::By, false),
    (word!("beyond"), Kind::From, true),
    (word!("past"), Kind::From, true),
    (word!("into"), Kind::In, true),
];
