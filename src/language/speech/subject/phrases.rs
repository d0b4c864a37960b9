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
        // `the Minister for Safety, Care and Health`: so do all of a list.
        let and = found
            .first
            .checked_sub(1)
            .filter(|and| is_word(*and, words!["and"]) && !is_word(found.first, ARTICLES));
        let hung = |one: &Phrase| one.first.checked_sub(1).filter(|link| is_word(*link, PREPOSITIONS));
        let listed = |one: Phrase| {
            let comma = one.first.checked_sub(1).filter(|comma| is_word(*comma, words![","]))?;
            let bare = !is_word(one.first, ARTICLES);
            let before = phrase(row, groups, comma).filter(|_| bare)?;
            hung(&before).filter(|link| *link > 1 && is_word(*link, words!["for"])).map(|_| before)
        };
        let other = and.and_then(|and| phrase(row, groups, and));
        let opens = other.and_then(|other| if hung(&other).is_some() { Some(other) } else { listed(other) });
        found.first = opens.map_or(found.first, |opens| opens.first);
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
    let is_capital = |at: usize| row.get(at).is_some_and(|symbol| symbol.shape == word!("~Cap"));
    // `the Norfolk Integrated Care Board`: a part of the name.
    let is_in_name = |at: usize| at > 1 && at + 1 < end && is_capital(at) && is_capital(at + 1);
    let is_verb =
        |at: usize| groups.iter().any(|group| (group.at..group.end).contains(&at)) && !is_in_name(at);
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
        // `the Under-Secretary`
        let hyphened = row.get(at + 1).is_some_and(|next| next.word == word!("-"));
        let small = (symbol.shape == symbol.word && !noun || STOPS.contains(&symbol.word)) && !hyphened;
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

#[rustfmt::skip]
const PREPOSITIONS: &[WordHash] = words![
    "of", "for", "in", "at", "on", "from", "with", "by", "to", "within", "across", "under", "between",
    "into", "via", "through", "throughout", "during", "against", "among", "over", "since", "about", "around", "towards",
    "following", "regarding", "concerning", "pending", "alongside",
];
