//! Which way the verbs around a date point: a date without a year is looked for there.
//!
//! It must not resolve a date: it only says whether what is told lies ahead or behind.

use std::ops::Range;

use crate::date::{Date, Datelike};
use crate::language::scan::Scan;
use crate::language::tokens::{word, words};
use crate::language::words::Lex;

/// Where a date without a year is to be looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tense {
    Future,
    Past,
    Unknown,
}

impl Tense {
    /// The year in which a window that comes every year is meant.
    pub(crate) fn year(self, reference: Date, window: impl Fn(i32) -> Option<(Date, Date)>) -> Option<i32> {
        let this = reference.year();
        let years = [this - 1, this, this + 1];
        let windows = years.iter().filter_map(|year| Some((*year, window(*year)?)));
        match self {
            Self::Future => windows.filter(|(_, (_, last))| *last >= reference).map(|(year, _)| year).min(),
            Self::Past => windows.filter(|(_, (first, _))| *first <= reference).map(|(year, _)| year).max(),
            Self::Unknown => windows
                .min_by_key(|(_, (first, last))| {
                    if *last < reference {
                        (reference - *last).num_days()
                    } else {
                        (*first - reference).num_days().max(0)
                    }
                })
                .map(|(year, _)| year),
        }
    }
}

const FUTURE: &[u64] = words![
    "will", "shall", "due", "expect", "expects", "expected", "intend", "intends", "plan", "plans", "planned",
    "scheduled", "forthcoming", "would", "aim", "aims", "aiming", "by", "next", "until", "anticipate",
    "hope", "later", "upcoming", "anticipated", "intention", "planning", "intending", "goes", "opens",
    "reopens", "starts", "begins", "launches", "commences"
];

const PAST: &[u64] = words![
    "was", "were", "had", "since", "last", "wrote", "met", "made", "gave", "held", "took", "began", "came",
    "went", "spoke", "set", "been", "recently", "laid", "ran", "said", "brought", "told", "saw"
];

/// What was done on a day that stands right behind.
pub(crate) const TOLD: &[u64] =
    words!["announced", "published", "launched", "confirmed", "outlined", "unveiled", "issued"];

/// What began, ended or was agreed on a day that stands right behind.
const BEGUN: &[u64] =
    words!["began", "opened", "closed", "started", "commenced", "concluded", "ended", "signed", "held"];

/// What somebody did who is yet to do what stands behind it: `have committed to publishing it in the spring`.
const UNDERTAKEN: &[u64] =
    words!["committed", "agreed", "promised", "pledged", "undertaken", "decided", "resolved"];

impl Scan<'_> {
    /// Which way the verbs around a date point; the nearest one decides.
    pub(crate) fn tense(&self, head: usize, tail: usize) -> Tense {
        if head > 0 && self.any(head - 1, words!["next", "coming"]) {
            return Tense::Future;
        }
        if head > 0 && self.any(head - 1, words!["last", "since", "previous"]) {
            return Tense::Past;
        }
        if self.told_on(head).is_some_and(|at| !self.is_awaited(at)) {
            return Tense::Past;
        }
        let told = self.tense_within(head, tail, self.clause_of(head, tail));
        if told == Tense::Unknown { self.tense_within(head, tail, 0..self.tokens.len()) } else { told }
    }

    /// The tokens that say how a date is meant, where they are a clause of their own: `, which received Royal Assent on 26
    /// October, will`, `We started work on 19 December and will`, `are aware that in April the Department announced`.
    fn clause_of(&self, head: usize, tail: usize) -> Range<usize> {
        let bound = words!["in", "on", "early", "late", "mid", "the"];
        let begins = (0..head).rev().find(|at| !self.any(*at, bound)).unwrap_or(0);
        let known = words!["aware", "know", "recall", "remember", "note"];
        // `is committed to it, and in July the Chancellor announced a review`
        let joins = self.any(begins, words!["and", "but"]);
        if joins || self.is(begins, word!("that")) && self.any(begins.wrapping_sub(1), known) {
            return begins..self.tokens.len();
        }
        let is_set_off = self.is(tail, word!(","));
        let relative = head.saturating_sub(12)..head;
        let comma = relative.rev().find(|at| self.is(*at, word!(","))).filter(|_| is_set_off);
        if let Some(comma) = comma.filter(|comma| self.any(comma + 1, words!["which", "who"])) {
            return comma..tail;
        }
        // `on 15 June confirming that it will`
        let joined = tail + usize::from(is_set_off);
        let turns = self.any(joined, words!["and", "but"]) && self.any(joined + 1, words!["will", "shall"])
            || self.text_at(joined).ends_with("ing");
        let turns = turns && begins + 1 < head;
        0..if turns { tail } else { self.tokens.len() }
    }

    /// Which way the verbs around a date point that stand within a clause.
    fn tense_within(&self, head: usize, tail: usize, clause: Range<usize>) -> Tense {
        let ends = |at: usize| self.ends_a_clause(at);
        let mut otherwise = Tense::Unknown;
        let mut until = clause.end;
        for distance in 1..30 {
            let back_at =
                head.checked_sub(distance).filter(|at| clause.contains(at) && !(*at..head).any(ends));
            // `will take time, and in the interim it published new guidance in March`
            let another = |at: usize| self.is(at, word!(",")) && self.any(at + 1, words!["and", "but"]);
            if otherwise == Tense::Past && back_at.is_some_and(another) {
                return Tense::Past;
            }
            // `are due to start in July and have made an offer`
            let turns = |at: usize| {
                self.any(at, words!["and", "but"]) && self.any(at + 1, words!["have", "has", "had"])
            };
            let ahead_at = Some(tail + distance - 1)
                .filter(|at| *at < until && !(tail..=*at).any(|at| ends(at) || turns(at)));
            if back_at.is_some_and(|at| self.undertakes(at)) {
                return Tense::Future;
            }
            let told = |at: Option<usize>| at.and_then(|at| self.told_by(at));
            let finite = |at: &usize| !self.is_attributive(*at, tail) && !self.is_of_an_agent(*at, head);
            let ahead_at = ahead_at.filter(|at| finite(at) && !self.is_set_off(*at));
            let past_at = match (told(back_at.filter(finite)), told(ahead_at)) {
                (Some(Tense::Future), _) | (_, Some(Tense::Future)) => return Tense::Future,
                (Some(Tense::Past), _) => head - distance,
                (_, Some(Tense::Past)) => tail + distance - 1,
                _ => continue,
            };
            // `will be published`, `once it is completed`: the participle is nearer than what it hangs on.
            if self.is_passive_future(past_at) {
                return Tense::Future;
            }
            // `will publish the data collected at the time in March`: a participle tells only of a date close to it.
            if distance <= 3 || !self.is_participle(past_at) {
                return Tense::Past;
            }
            otherwise = Tense::Past;
            // `In March the Department announced that it will`, but `will begin it in March, with 200 members already trained`
            until = if past_at < head { until } else { until.min(past_at) };
        }
        otherwise
    }

    /// What was announced on a day: `the trial announced on 19 November will run`, `the review launched by the Prime
    /// Minister on 16 July will report`, `the work began on 26 March and will take a year`.
    fn told_on(&self, head: usize) -> Option<usize> {
        if !self.is(head.wrapping_sub(1), word!("on")) {
            return None;
        }
        let mut near =
            (2..=7).filter_map(|back| head.checked_sub(back)).take_while(|at| !self.ends_a_clause(*at));
        // `The hearing is held on 3 June`
        let is_told = |at: &usize| self.any(*at, BEGUN) && !self.any(at.wrapping_sub(1), words!["is", "are"]);
        let begun = head.checked_sub(2).filter(is_told);
        near.find(|at| self.any(*at, TOLD) && (at + 2 == head || self.is(at + 1, word!("by")))).or(begun)
    }

    /// `From August, places, backed by a budget, will open`: what is set off by commas tells of no day.
    fn is_set_off(&self, at: usize) -> bool {
        self.is(at.wrapping_sub(1), word!(",")) && self.is(at + 1, word!("by"))
    }

    /// `the associated impact`, `of estimated costs`, `the armed forces`: such a participle is no verb of a date.
    fn is_attributive(&self, at: usize, tail: usize) -> bool {
        let article = words![
            "the", "a", "an", "any", "all", "of", "our", "their", "its", "for", "with", "these", "those",
            "such", "new"
        ];
        // `discussed it on 23 July and stressed the need`
        let joined = self.is(at.wrapping_sub(1), word!("and")) && at > tail + 1;
        self.is_participle(at) && (joined || self.any(at.wrapping_sub(1), article))
    }

    /// The `by` of `announced by the Government in March`, which says by whom.
    fn is_of_an_agent(&self, at: usize, head: usize) -> bool {
        let who = at + 1 + usize::from(self.is(at + 1, word!("the")));
        let named = who < head && self.tokens.get(who).is_some_and(|name| name.capital);
        self.is(at, word!("by")) && (at > head || named)
    }

    /// Which way one word points.
    fn told_by(&self, at: usize) -> Option<Tense> {
        let token = self.tokens.get(at)?;
        // `3,000 apprenticeship starts in November`
        let things = words!["housing", "apprenticeship", "programme", "training", "course"];
        let counted = self.is(at, word!("starts")) && self.any(at.wrapping_sub(1), things);
        if FUTURE.contains(&token.word) && !counted {
            return Some(Tense::Future);
        }
        // `will confirm it and set out`
        if self.is(at, word!("set")) && self.any(at.wrapping_sub(1), words!["and", "to", "will"]) {
            return None;
        }
        // `which is held on 3 June`
        let present = self.any(at, words!["held", "made", "set", "laid", "brought"])
            && self.any(at.wrapping_sub(1), words!["is", "are"]);
        if present {
            return None;
        }
        // `the last week of January`, `the last Friday in October`
        let of_a_span = self.is(at, word!("last"))
            && ((2..=3).any(|ahead| self.is(at + ahead, word!("of")))
                || self.meaning(at + 1) == Lex::Weekday && self.is(at + 2, word!("in")));
        (PAST.contains(&token.word) && !of_a_span || self.is_participle(at)).then_some(Tense::Past)
    }

    /// `has agreed to it in January` tells of no deed to come.
    fn undertakes(&self, at: usize) -> bool {
        let thing = words!["it", "this", "that", "these", "those", "the", "a", "an", "its", "our", "their"];
        self.any(at, UNDERTAKEN) && self.is(at + 1, word!("to")) && !self.any(at + 2, thing)
    }

    fn is_participle(&self, at: usize) -> bool {
        let text = self.text_at(at);
        text.len() > 4 && text.ends_with("ed") && self.tokens.get(at).is_some_and(|token| !token.capital)
    }

    fn ends_a_clause(&self, at: usize) -> bool {
        self.any(at, words![".", "?", "!", ";"]) && self.tokens.get(at + 1).is_none_or(|next| next.spaced)
    }

    /// Whether what is told at `at` is yet to be done: `will be published`, `once it is completed`, `after the window has closed`.
    fn is_passive_future(&self, at: usize) -> bool {
        let mut near =
            (1..=4).filter_map(|back| at.checked_sub(back)).take_while(|at| !self.ends_a_clause(*at));
        self.is_awaited(at) || near.any(|at| self.is(at, word!("to")))
    }

    /// The same without what `to` may lead to: in `Support to Get Britain Working published on 18 March` it does not.
    fn is_awaited(&self, at: usize) -> bool {
        let near =
            |reach: usize, words: &[u64]| (1..=reach).any(|back| at >= back && self.any(at - back, words));
        let has = self.any(at.wrapping_sub(1), words!["has", "have"]);
        let aimed_at = has && self.is(at.wrapping_sub(2), word!("to"));
        aimed_at || has && near(6, words!["after", "when"]) || near(4, words!["will", "be", "once", "until"])
    }
}
