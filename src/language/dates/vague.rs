//! Times that name no day: `in due course`, `shortly`, `when parliamentary time allows`.
//!
//! A table; a phrase that stands for a span of days belongs to `relative`.

use std::sync::OnceLock;

use crate::language::dates::expression::Expression;
use crate::language::dates::kind::Kind;
use crate::language::scan::Scan;
use crate::language::tokens::{WordHash, hash, word, words};
use crate::language::words::WordMap;

/// Times without a day. `|` parts words that may stand in one place.
const VAGUE: &[&str] = &[
    "in due course|time",
    "in early course",
    "in time",
    "shortly",
    "soon",
    "imminently",
    "as soon|quickly|swiftly|rapidly as possible|practicable|feasible|practical",
    "as soon|quickly as reasonably|practically practicable|possible|practical",
    "as soon as parliamentary time allows|permits",
    "as soon as it|they is|are ready",
    "when parliamentary time is available",
    "when|once time allows|permits",
    "at the earliest opportunity",
    "at the earliest possible opportunity|date|moment",
    "at the earliest date|moment|opportunity possible",
    "at the earliest available opportunity",
    "at the appropriate|right time|point|moment|juncture",
    "at an appropriate time|point|moment",
    "at the appropriate|right|relevant|necessary points|times",
    "at appropriate|relevant|necessary points|times",
    "at a later date|stage|point|time",
    "at a future date|point",
    "in the near future",
    "in the very near future",
    "in the not too distant future",
    "in the coming weeks|months|days|period|years",
    "over|during|within|across|through the coming weeks|months|days|period|years",
    "in coming weeks|months|days|years",
    "over coming weeks|months|days|years",
    "in the weeks|months|days|period|years ahead",
    "over the weeks|months|days|period|years ahead",
    "in the weeks|months|days and weeks|months ahead",
    "in the weeks|months to come",
    "in a few days|weeks|months",
    "in|over|within|during|across|through the next few weeks|months|days|years",
    "in|over|within|during|across|through the next several weeks|months|years",
    "later this|in session",
    "later in this|the session",
    "this session",
    "this parliamentary session",
    "in this|the session",
    "in the first|second|third|next session",
    "in the first|second|third|next parliamentary session",
    "in this|the parliamentary session",
    "in|during|within the current session",
    "in|during|within the current parliamentary session",
    "during this|the session",
    "in|during|over|within this|the senedd|council|parliamentary term",
    "in|during|over|within this|the parliamentary year",
    "in|during|over|within this senedd",
    "before|after the summer|autumn recess",
    "before|after the summer break|holiday|holidays",
    "at|in the next|upcoming|forthcoming budget|statement",
    "at|in the next|upcoming|forthcoming autumn|spring budget|statement",
    "ahead of the budget",
    "ahead of the spending review",
    "ahead of the next|upcoming|forthcoming|autumn|spring budget|statement",
    "ahead of the next|upcoming|forthcoming spending review",
    "at|in the next|upcoming|forthcoming spending review|round",
    "at fiscal events",
    "at a|the future|next|upcoming|forthcoming fiscal event",
    "at future|upcoming fiscal events",
    "as soon as",
    "as a matter of urgency",
    "without further|undue delay",
    "without delay",
    "before long",
    "before recess",
    "before the recess",
    "before|after the christmas|easter|whitsun|november|february recess",
    "before the house rises",
    "before parliament rises",
    "before the relevant|next|upcoming finance bill",
    "after the election",
    "after the next|general election",
    "after the next general election",
    "following|after royal assent",
    "following|after completion|conclusion|publication of",
    "following|after its|their completion|conclusion|publication|signature",
    "following|after the completion|conclusion|publication|end|signature|enactment of",
    "following|after the budget",
    "following|after the autumn|spring budget",
    "following|after the spending review",
    "in|at phase one|two|1|2 of the spending review",
    "following upcoming|future|forthcoming fiscal events",
    "in|within a matter of days|weeks|months",
    "within days|weeks|months",
    "in the fullness of time",
    "when|once legislative|parliamentary time allows|permits",
];

type Patterns = WordMap<Vec<Vec<Vec<WordHash>>>>;

fn patterns() -> &'static Patterns {
    static TABLE: OnceLock<Patterns> = OnceLock::new();
    TABLE.get_or_init(|| {
        let mut table = Patterns::default();
        for line in VAGUE {
            let places: Vec<Vec<WordHash>> =
                line.split(' ').map(|place| place.split('|').map(hash).collect()).collect();
            if let Some((first, rest)) = places.split_first() {
                for word in first {
                    table.entry(*word).or_default().push(rest.to_vec());
                }
            }
        }
        table
    })
}

impl Scan<'_> {
    /// `will be published when the Bill is introduced.`: something is to be told when something else is done.
    pub(super) fn when_done(&self, at: usize) -> Option<Expression> {
        let told = words![
            "publish", "published", "confirm", "confirmed", "announce", "announced", "set", "provide",
            "provided", "share", "shared", "update", "updated", "respond", "response", "laid"
        ];
        let before = |back: usize| at.checked_sub(back);
        let verb = (1..=8).filter_map(before).find(|at| self.any(*at, told))?;
        let ahead = (1..=4).any(|back| verb >= back && self.any(verb - back, words!["will", "be", "to"]));
        let participle = |at: usize| {
            let text = self.text_at(at);
            text.len() > 4 && text.ends_with("ed")
                || matches!(text, "laid" | "taken" | "made" | "known" | "complete" | "done" | "ready")
        };
        let is = (at + 2..at + 9).find(|at| self.any(*at, words!["is", "are", "has", "have"]))?;
        let been = is + 1 + usize::from(self.is(is + 1, word!("been")));
        let adverb = self.text_at(been).ends_with("ly");
        let tail = been + usize::from(adverb) + 1;
        let closed = self.tokens.get(tail).is_none_or(|next| next.is_mark('.') || next.is_mark(','));
        let in_one_sentence = !(verb..tail).any(|at| self.any(at, words![".", ";", "?", "!"]));
        (ahead && closed && in_one_sentence && participle(tail - 1))
            .then(|| Expression::vague(tail).binding(Kind::In))
    }

    /// The longest vague phrase that begins here.
    pub(super) fn without_day(&self, at: usize) -> Option<Expression> {
        let rests = patterns().get(&self.tokens.get(at)?.word)?;
        let fits = |rest: &&Vec<Vec<WordHash>>| {
            rest.iter().enumerate().all(|(ahead, words)| self.any(at + 1 + ahead, words))
        };
        let rest = rests.iter().filter(fits).max_by_key(|rest| rest.len())?;
        // `shortly after it`, `soon as`; `shortly as part of the programme` says when.
        let goes_on = self.tokens.get(at + 1).is_some_and(|next| !next.capital)
            && (self.any(at + 1, words!["after", "before", "enough"])
                || self.is(at, word!("soon")) && self.is(at + 1, word!("as")));
        if rest.is_empty() && goes_on {
            return None;
        }
        let purpose = words!["for", "to", "with", "of"];
        if rest.len() == 1 && self.is(at + 1, word!("time")) && self.any(at + 2, purpose) {
            return None;
        }
        // `following the publication of its report in September 2023` is no promise of a time.
        let event = self.any(at, words!["following", "after", "ahead"]);
        let end = at + 1 + rest.len();
        if event
            && (end..end + 10)
                .map_while(|ahead| self.tokens.get(ahead).map(|_| ahead))
                .any(|ahead| self.year(ahead).is_some())
        {
            return None;
        }
        // `after the end of the financial year`: what ends has days of its own.
        let ends = end + usize::from(self.is(end, word!("the")));
        if self.is(at, word!("after"))
            && self.is(end - 2, word!("end"))
            && (self.expression(ends).is_some() || self.bare_span(ends).is_some())
        {
            return None;
        }
        let over = self.any(at, words!["over", "during", "across", "through"]);
        let found = Expression::vague(end - usize::from(self.is(end - 1, word!("of"))));
        Some(found.binding(if over { Kind::Over } else { Kind::In }))
    }
}
