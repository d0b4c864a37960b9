//! Which way a number is to go: up to it, down to it, or nobody can tell.
//!
//! It must not choose the number.

use super::wording::{HEDGING, is_time, said_before, said_behind, words_before};
use crate::extraction::{Candidate, Extract};
use crate::language::denial::{denied_to, is_not};
use crate::language::quantities::{Hedge, QuantityMention, Unit};
use crate::language::tokens::{Kind, Token, WordHash, tokenize, word, words};

/// What a number is changed from, if that is said, and to, where it is one of the two or how far they lie apart: `from 40 per
/// cent to 25 per cent`, `by £700,000 to £3.2 million`, `by 20 per cent, from 410 to 492`.
pub(super) fn change_of<'c>(
    extract: &Extract,
    candidate: &'c Candidate,
    number: &QuantityMention,
) -> Option<(Option<&'c QuantityMention>, &'c QuantityMention)> {
    let text = extract.document.text.text.as_str();
    let leads = |start: usize, end: usize, with: WordHash| {
        let said = text.get(start..end).unwrap_or_default().trim_end();
        let tokens = tokenize(said.strip_suffix("up to").unwrap_or(said));
        let parted = tokens.iter().any(|token| token.is_mark('.') || token.is_mark(';'));
        let last = tokens.iter().rev().find(|token| !HEDGING.contains(&token.word));
        last.is_some_and(|token| token.word == with) && (tokens.len() < 12 || with != word!("to")) && !parted
    };
    let by = leads(candidate.start, number.start, word!("by"));
    candidate.quantities.windows(2).find_map(|pair| {
        let [left, reached] = pair else { return None };
        let gap = text.get(number.end..left.start).filter(|gap| by && gap.len() < 60);
        let behind = gap.map(tokenize).is_some_and(|gap| gap.len() <= 3);
        let is_one = std::ptr::eq(left, number) || std::ptr::eq(reached, number) || behind;
        let is_to = is_one && leads(left.end, reached.start, word!("to"));
        let from = is_to && leads(candidate.start, left.start, word!("from"));
        let goes = from || by && std::ptr::eq(left, number) && !is_range(text, left, reached);
        (is_to && goes).then_some((Some(left).filter(|_| from), reached))
    })
}

/// Whether two numbers are the ends of one: `by 50% to 60%`, `by 10 to 15 minutes`.
fn is_range(text: &str, low: &QuantityMention, high: &QuantityMention) -> bool {
    let alike = low.unit == Unit::None || low.unit(text) == high.unit(text);
    let near = low.value.zip(high.value).is_some_and(|(low, high)| low < high && high - low <= low);
    alike && near
}

/// The unit of what a sentence lowers to none, `cut the number of families from 64 to nil by March`, where it says one. Of
/// `recruit 500 inspectors and reduce vacancies to zero` the 500 are promised; `zero-rated` is not none.
pub(super) fn unit_of_none<'t>(extract: &'t Extract, candidate: &Candidate) -> Option<&'t str> {
    let text = extract.document.text.text.as_str();
    let tokens = tokenize(extract.quote(candidate));
    let ends = words!["by", "in", "before", "from", "within", "over", "at", "and", ",", ".", ";"];
    let none = tokens.windows(2).position(|pair| {
        matches!(pair, [to, none] if to.word == word!("to") && words!["nil", "zero", "none", "nought"].contains(&none.word))
    })?;
    let lowered = tokens.iter().take(none).rfind(|token| LOWERING.contains(&token.word))?;
    let to = candidate.start + tokens.get(none)?.start;
    let is_from = |quantity: &&QuantityMention| {
        let between = text.get(quantity.end..to).map_or("-", str::trim);
        let said = words_before(text.get(candidate.start..quantity.start).unwrap_or_default());
        ["", "down", quantity.unit(text)].contains(&between) && said.ends_with(words!["from"])
    };
    let lowered = candidate.start + lowered.start;
    let is_all = candidate.quantities.iter().all(|other| other.start > lowered || is_from(&other));
    let is_last = tokens.get(none + 2).is_none_or(|next| ends.contains(&next.word));
    (is_all && is_last).then(|| candidate.quantities.iter().find(is_from).map_or("", |from| from.unit(text)))
}

/// Whether a sentence says what will not be done: its numbers are none to be reached. `No overflow will spill more than 10
/// times` says it with its subject, `no later than March` does not.
pub(super) fn is_denied(quote: &str) -> bool {
    let tokens = tokenize(quote);
    let words: Vec<WordHash> = tokens.iter().map(|token| token.word).collect();
    // `ensure that reserves do not fall below £10 million`
    let moves = words!["fall", "drop", "go", "rise", "increase", "decrease", "exceed"];
    let is_kept = |three: &[WordHash]| {
        matches!(three, [does, not, verb]
            if words!["do", "does"].contains(does) && *not == word!("not") && moves.contains(verb))
    };
    // `There will be no closures`, but not `There will be no delay and we will`, nor `We will not only build 40 but`
    let is = |at: usize, any: &[WordHash]| words.get(at).is_some_and(|word| any.contains(word));
    let denied = |at: usize| denied_to(&tokens, at).filter(|_| is(at, words!["no", "none"]));
    let is_of_none = |at: usize| {
        let is_all = is(at - 1, words!["be"]) && denied(at).is_some_and(|end| end + 1 >= words.len());
        is_all || is(at - 1, words!["will"]) && (is(at, words!["no"]) || is_not(&tokens, at))
    };
    let is_apart = || words.iter().any(|word| words![":", ";"].contains(word));
    (denied(0).is_some() && !is_apart())
        || (1..words.len()).any(is_of_none)
        || words.iter().any(|word| words!["won't", "won’t"].contains(word))
        || words.windows(3).any(is_kept)
}

/// Which way a number is to go.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    /// It is to be reached.
    Up,
    /// It may not be passed: `limit fees to £9,535`, `bring the rate down to 5%`.
    Down,
    /// A sentence does not say whether more would keep it or less: `held at 10%`, `an average of 30 minutes`.
    Open,
}

/// Which way a number is to go by the words before it; of `cut` and `raise` the one nearer to the number is meant.
pub(super) fn way_of(extract: &Extract, candidate: &Candidate, quantity: &QuantityMention) -> Way {
    let text = extract.document.text.text.as_str();
    let said = said_before(text, candidate, quantity.start);
    let mut tokens = tokenize(said);
    let mean = words!["average", "averages", "averaging", "mean"];
    let is_mean = tokens.iter().rev().take(3).any(|token| mean.contains(&token.word));
    let behind = said_behind(text, candidate, quantity.end);
    let is_mean_time =
        is_mean && is_time(quantity.unit(text)) && !behind.iter().take(2).any(|of| of.word == word!("of"));
    // Not of `90% in 10 minutes or less`.
    let own = behind.iter().position(|token| token.kind == Kind::Number).map_or(6, |next| next.min(6));
    let or_less = behind.get(..own.min(behind.len())).unwrap_or_default().windows(2).any(|pair| {
        matches!(pair, [or, less] if or.word == word!("or")
            && words!["lower", "less", "fewer", "below"].contains(&less.word))
    });
    // `cap it at 5%`, but `cut it by at least 5%`
    let is_at = |token: &Token| token.word == word!("at");
    while let Some(last) = tokens.pop_if(|token| HEDGING.contains(&token.word) && !is_at(token)) {
        if words!["least", "most"].contains(&last.word) {
            tokens.pop_if(|token| is_at(token));
        }
    }
    match led_way(&tokens, quantity.hedge) {
        _ if or_less => Way::Down,
        Some(Way::Down) => Way::Down,
        _ if is_mean_time => Way::Open,
        way => way.unwrap_or(Way::Up),
    }
}

/// Which way the verb points that leads to a number with `to` or `at`.
fn led_way(tokens: &[Token], hedge: Option<Hedge>) -> Option<Way> {
    let link = tokens.last().map(|link| link.word).filter(|link| words!["to", "at"].contains(link))?;
    let mut is_of_a_rise = false;
    for (at, token) in tokens.iter().enumerate().rev().take(20) {
        // `raise the limit to`: what is raised, not how.
        let before = at.checked_sub(1).and_then(|before| tokens.get(before));
        // `hold events and offer training to 2,000 staff`: what another verb leads to is not held.
        let object = tokens.get(at + 1..).unwrap_or_default();
        let parted = |token: &Token| words!["and", "by", ","].contains(&token.word);
        let is_near = object.len() < 8 && !object.iter().any(parted);
        let is_verb = is_near && before.is_none_or(|before| BARE.contains(&before.word));
        if CAPPING.contains(&token.word) && is_verb {
            return Some(Way::Down);
        }
        if HOLDING.contains(&token.word) && is_verb {
            // `hold the increase at 3%`, `keep it to 3%`, but `hold funding at £3 million`
            if matches!(hedge, Some(Hedge::AtLeast | Hedge::Over)) {
                return Some(Way::Up);
            }
            let is_limit = is_of_a_rise || link == word!("to");
            return Some(if is_limit { Way::Down } else { Way::Open });
        }
        // `restrict rent increases to`: what is limited, not how.
        if RISES.contains(&token.word) && !is_verb {
            is_of_a_rise = true;
        } else if LOWERING.contains(&token.word) {
            return Some(Way::Down);
        } else if RAISING.contains(&token.word) || PROMISES.contains(&token.word) {
            return Some(Way::Up);
        }
    }
    None
}

/// What may stand right before a verb.
const BARE: &[WordHash] = words!["will", "shall", "to", "and", "also", "we", ",", "be", "is", "are", "being"];

const CAPPING: &[WordHash] = words!["limit", "cap", "restrict"];

const HOLDING: &[WordHash] = words![
    "hold", "holding", "held", "keep", "keeping", "kept", "freeze", "freezing", "frozen", "peg", "pegged"
];

/// What goes up, where it is a noun.
const RISES: &[WordHash] = words!["increase", "increases", "rise", "rises"];

/// What `keep` keeps without limiting it: `keep our commitment to 0.7%`.
const PROMISES: &[WordHash] = words!["commitment", "commitments", "promise", "pledge", "target", "ambition"];

#[rustfmt::skip]
const LOWERING: &[WordHash] = words![
    "limiting", "limited", "capping", "capped", "restricting", "restricted", "cut", "cuts", "cutting", "reduce", "reduces",
    "reducing", "reduced", "reduction", "lower", "lowering", "lowered", "fall", "falls", "falling", "drop", "drops",
    "dropping", "decrease", "decreases", "decreasing", "decreased", "decline", "shrink", "shrinks", "shrinking", "halve",
    "halves", "halving", "slash", "slashing", "down",
];

#[rustfmt::skip]
const RAISING: &[WordHash] = words![
    "raise", "raises", "raising", "raised", "increase", "increases", "increasing", "increased", "rise", "rises",
    "rising", "grow", "grows", "growing", "expand", "expands", "expanding", "expanded", "boost", "lift", "lifting",
    "improve", "improving", "double", "doubling", "up",
];
