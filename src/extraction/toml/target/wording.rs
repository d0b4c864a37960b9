//! The words around a number that more than one question about a target looks at.
//!
//! It must not judge what a number is.

use crate::extraction::Candidate;
use crate::language::tokens::{Kind, Token, WordHash, tokenize, words};

/// Words between `to` and its number that say how exact the number is.
pub(super) const HEDGING: &[WordHash] = words![
    "around", "about", "approximately", "roughly", "just", "only", "some", "nearly", "almost", "over",
    "under", "below", "above", "more", "less", "fewer", "than", "at", "least", "most", "a", "an", "the",
    "estimated", "equivalent", "no", "average", "total", "of"
];

/// What says of things that they come to those there are.
pub(super) const MORE: &[WordHash] = words!["additional", "new", "more", "extra", "further", "another"];

/// Verbs of what is to be done without more ado.
pub(super) const WILLS: &[WordHash] = words!["will", "shall", "must"];

/// What is done to a thing that is yet to come.
pub(super) const PROMISED: &[WordHash] =
    words!["announced", "committed", "confirmed", "allocated", "pledged", "promised", "agreed", "set"];

/// How far from a number its words are looked for: a sentence may be very long.
const NEAR: usize = 200;

/// The words of a sentence before a place, as far as they are near.
pub(super) fn said_before<'t>(text: &'t str, candidate: &Candidate, start: usize) -> &'t str {
    let said = text.get(candidate.start..start).unwrap_or_default();
    let from = said.char_indices().rev().nth(NEAR).map_or(0, |(at, _)| at);
    said.get(from..).unwrap_or_default()
}

/// The words of a sentence behind a place, as far as they are near.
pub(super) fn said_behind(text: &str, candidate: &Candidate, end: usize) -> Vec<Token> {
    let said: String = text.get(end..candidate.end).unwrap_or_default().chars().take(NEAR).collect();
    tokenize(&said)
}

/// The words before a number, but for those that say how exact it is or that it is more.
pub(super) fn words_before(text: &str) -> Vec<WordHash> {
    let mut said: Vec<_> = tokenize(text).iter().map(|token| token.word).collect();
    let beside = [HEDGING, MORE, words![","]];
    while said.pop_if(|word| beside.iter().any(|words| words.contains(word))).is_some() {}
    said
}

/// `a year`, `each week`
pub(super) fn is_each(pair: &[Token]) -> bool {
    let spans = words!["day", "week", "month", "quarter", "year", "annum"];
    matches!(pair, [each, span]
        if words!["a", "per", "each", "every"].contains(&each.word) && spans.contains(&span.word))
}

/// Whether what follows the name of a counted thing says that there are so many in each span of time, also behind further things
/// of a list: `(40,000 operations), scans and appointments per week`.
pub(super) fn is_of_each(behind: &[Token]) -> bool {
    let Some(each) = behind.windows(2).position(is_each) else { return false };
    let (list, _) = behind.split_at(each);
    let ands = words!["and", "or"];
    let mut things = list.split(|token| token.is_mark(',') || ands.contains(&token.word)).enumerate();
    // One word for each further thing: of `20 hubs and support families every day` the hubs are not daily.
    let is_list = list.iter().any(|token| ands.contains(&token.word))
        && things.all(|(at, thing)| {
            thing.len() <= if at == 0 { 2 } else { 1 } && thing.iter().all(|token| token.kind == Kind::Word)
        });
    each < 2 || is_list
}

/// Whether a unit is one of time.
pub(super) fn is_time(unit: &str) -> bool {
    ["minutes", "hours", "days", "weeks", "months"].contains(&unit)
}
