//! Runs of words that name something, and how they hang on one another: `the Minister of State` `for` `Schools`.
//!
//! It must not ask whether what is named could act.

use crate::language::quantities::STOPS;
use crate::language::speech::actors::Actor;
use crate::language::speech::clauses::{ADVERBS, Group};
use crate::language::speech::symbols::Symbol;
use crate::language::tokens::{WordHash, word, words};

/// A run of symbols that names something: places of its first and last in the row, both of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::language::speech) struct Phrase {
    pub(in crate::language::speech) first: usize,
    pub(in crate::language::speech) last: usize,
}

/// Where what a verb is said of ends: before its adverbs, and before what is told in passing (`(DfT)`, `, with partners,`).
pub(super) fn before_verb(row: &[Symbol], verb: usize) -> usize {
    let mut end = verb;
    for _ in 0..6 {
        let Some(symbol) = end.checked_sub(1).and_then(|at| row.get(at)) else { break };
        let opened_by = |open: WordHash| {
            (end.saturating_sub(14)..end - 1)
                .rev()
                .find(|at| row.get(*at).is_some_and(|symbol| symbol.word == open))
        };
        end = if ADVERBS.contains(&symbol.word) || symbol.shape == word!("~ly") {
            end - 1
        } else if symbol.word == word!(")") {
            let Some(open) = opened_by(word!("(")) else { break };
            open
        } else if symbol.word == word!(",") {
            let Some(open) = opened_by(word!(",")) else { break };
            open
        } else {
            break;
        };
    }
    end
}

/// The phrases that end at `end`, the last one first, each hung on the one before it: `the Minister of State` `for` `Schools`.
pub(super) fn chain(row: &[Symbol], groups: &[Group], mut end: usize) -> Vec<Phrase> {
    let mut phrases = Vec::new();
    let is_word =
        |at: usize, wanted: &[WordHash]| row.get(at).is_some_and(|symbol| wanted.contains(&symbol.word));
    while let Some(mut found) = phrase(row, groups, end) {
        // `advice for Laos and Indonesia`: both hang on the advice; `the Minister for Schools and the Department` do not.
        let and = found
            .first
            .checked_sub(1)
            .filter(|and| is_word(*and, words!["and"]) && !is_word(found.first, ARTICLES));
        if let Some(other) = and.and_then(|and| phrase(row, groups, and))
            && other.first.checked_sub(1).is_some_and(|link| is_word(link, PREPOSITIONS))
        {
            found.first = other.first;
        }
        phrases.push(found);
        let link = found.first.checked_sub(1).filter(|link| is_word(*link, PREPOSITIONS));
        let Some(link) = link else { return phrases };
        end = link;
    }
    // What hangs on nothing says where or when, not who.
    Vec::new()
}

/// The words without a verb, a date or a small word that end at `end`, with their article.
fn phrase(row: &[Symbol], groups: &[Group], end: usize) -> Option<Phrase> {
    let is_verb = |at: usize| groups.iter().any(|group| (group.at..group.end).contains(&at));
    let mut first = end;
    while let Some(at) = first.checked_sub(1).filter(|at| *at > 0) {
        let symbol = row.get(at)?;
        if ARTICLES.contains(&symbol.word) && first < end {
            return Some(Phrase { first: at, last: end - 1 });
        }
        if matches!(symbol.actor, Some(Actor::We | Actor::I)) {
            return Some(Phrase { first: at, last: at }).filter(|_| first == end);
        }
        let joins = words!["&", "-"].contains(&symbol.word) && first < end;
        let country = symbol.word == word!("us") && symbol.shape == word!("~Cap");
        let noun = words!["new", "plan", "plans", "commitment", "support", "work"].contains(&symbol.word);
        let small = symbol.shape == symbol.word && !noun || STOPS.contains(&symbol.word);
        let is_word = symbol.actor.is_some() || country || !small;
        if !(is_word || joins) || is_verb(at) {
            break;
        }
        first = at;
    }
    (first < end).then(|| Phrase { first, last: end - 1 })
}

pub(super) const ARTICLES: &[WordHash] =
    words!["the", "my", "this", "our", "a", "an", "his", "her", "their", "its"];

const PREPOSITIONS: &[WordHash] = words![
    "of", "for", "in", "at", "on", "from", "with", "by", "to", "within", "across", "under", "between",
    "into", "via",
];
