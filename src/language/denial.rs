//! Whether something is said not to be, or of nothing: `will not close`, `No library will close`, `close no library`.
//!
//! It must not know of dates. Where it is in doubt, nothing is denied.

use crate::language::tokens::{Kind, Token, WordHash, words};

/// The index after what the word at `at` denies, where it denies anything: up to what follows from it or is said against it,
/// and to another `will`.
pub(crate) fn denied_to(tokens: &[Token], at: usize) -> Option<usize> {
    let is = |at: usize, words: &[WordHash]| tokens.get(at).is_some_and(|token| words.contains(&token.word));
    let of_none = is_of_none(tokens, at);
    if !of_none && !is_not(tokens, at) {
        return None;
    }
    let opens = of_none && !at.checked_sub(2).is_some_and(|will| is(will, WILLS));
    let mut wills = usize::from(!opens);
    let ends = |at: &usize| {
        wills += usize::from(is(*at, WILLS));
        wills > 1 || is(*at, ENDS) || of_none && is(*at, RELATIVES)
    };
    Some((at + 1..tokens.len()).find(ends).unwrap_or(tokens.len()))
}

/// Whether `not` at `at` denies the verb behind it: not in `will not only cut it`, `will not hesitate to close it`.
pub(crate) fn is_not(tokens: &[Token], at: usize) -> bool {
    let is = |at: usize, words: &[WordHash]| tokens.get(at).is_some_and(|token| words.contains(&token.word));
    let stops = is(at + 1, words!["stop", "wait", "rest"]) && is(at + 2, words!["at", "to", "there"]);
    is(at, NOTS) && !is(at + 1, words!["only", "just", "simply", "merely", "hesitate"]) && !stops
}

/// Whether `no` at `at` opens a clause (`No library will close`, `ensure that no library closes`) or is what the verb has
/// (`There will be no closures`, `We will close no library`). `no later than` compares, `no-fault evictions` are a sort, and of
/// `families who have no broadband` nothing is denied.
fn is_of_none(tokens: &[Token], at: usize) -> bool {
    let before = |back: usize, words: &[WordHash]| {
        at.checked_sub(back).and_then(|at| tokens.get(at)).is_some_and(|token| words.contains(&token.word))
    };
    let assures = words!["ensure", "guarantee", "sure"];
    let marks = words![".", ",", ";", ":", "?", "!", "and", "but"];
    let assured =
        |back: usize| before(back, assures) || before(back, words!["that"]) && before(back + 1, assures);
    let there_are = before(1, words!["are", "is"]) && before(2, words!["there"]);
    let opens = at == 0 || before(1, marks) || assured(if there_are { 3 } else { 1 });
    let how = before(1, words!["at", "with", "in", "under", "by", "for", "of", "on"]);
    let none = tokens.get(at).is_some_and(|no| words!["no", "none", "neither", "nobody"].contains(&no.word));
    let compares = tokens
        .get(at + 1)
        .is_some_and(|next| next.is_dash() || next.kind == Kind::Number || NOT_DENIED.contains(&next.word));
    none && (opens || before(2, WILLS) && !how) && !compares
}

/// Words that deny the verb behind them.
pub(crate) const NOTS: &[WordHash] = words!["not", "never", "won't", "won’t", "cannot"];

/// Verbs of which each has a subject of its own.
const WILLS: &[WordHash] = words!["will", "shall", "won't", "won’t"];

/// What is said behind one of these is not denied with what is said before it.
const ENDS: &[WordHash] = words![".", ";", ":", "?", "!", "but", "so"];

/// What opens a clause of something that is named.
const RELATIVES: &[WordHash] = words!["who", "that", "which", "where", "as", "when", "while"];

/// What behind `no` compares, or makes a phrase of it: `no later than`, `leave no stone unturned`.
const NOT_DENIED: &[WordHash] = words![
    "more", "less", "fewer", "later", "longer", "earlier", "sooner", "doubt", "matter", "stone", "effort",
    "time", "expense", "option", "choice", "alternative", "question", "fault",
];
