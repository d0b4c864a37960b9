//! What a sentence shows besides its act: who acts, how firmly, with which verb, and whether it does a second thing.
//!
//! It must not weigh anything.

use crate::language::sentences::Sentence;
use crate::language::speech::features::{next_word, verb_places};
use crate::language::speech::rules::Row;
use crate::language::speech::symbols::Symbol;
use crate::language::speech::{Act, Reading, Verdict};
use crate::language::tokens::{WordHash, word, words};

/// How firmly something is undertaken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Strength {
    /// `will`, `is committed to recruiting`.
    Firm,
    /// `plans to`, `intends to`, `expects to`, `aims to`.
    Planned,
    /// `subject to`, `if`, `where possible`.
    Conditional,
}

impl Strength {
    /// The word that JSON uses.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Firm => "firm",
            Self::Planned => "planned",
            Self::Conditional => "conditional",
        }
    }
}

/// The second act of a sentence that does two things: it claims to have announced what it thereby pledges.
#[must_use]
pub fn second_act(reading: &Reading, at: usize, verdict: &Verdict) -> Option<(Act, u32)> {
    let row = Row(reading.symbols.get(at)?);
    let done = row.has(words![
        "announced",
        "launched",
        "approved",
        "provided",
        "extended",
        "confirmed",
        "committed",
        "introduced",
        "allocated",
        "registered",
        "opened"
    ]);
    let purpose = row
        .0
        .windows(2)
        .any(|pair| matches!(pair, [to, verb] if to.word == word!("to") && verb.shape == word!("~x")));
    let counted = row.has(words!["<money>", "<count>"]);
    let share = |act: Act| {
        Act::ALL.iter().zip(verdict.chances).find(|(known, _)| **known == act).map_or(0, |(_, chance)| chance)
    };
    match verdict.act {
        Act::Claim if done && counted && (purpose || row.has(words!["<future>"])) => {
            Some((Act::Pledge, share(Act::Pledge).clamp(300, 500)))
        }
        Act::Claim if done && row.has(words!["<future>"]) => {
            Some((Act::Pledge, share(Act::Pledge).clamp(300, 500)))
        }
        Act::Pledge if done && row.has(words!["has", "have", "<past>"]) => {
            Some((Act::Claim, share(Act::Claim).clamp(250, 500)))
        }
        Act::Pledge | Act::Aspiration | Act::Claim | Act::Other => None,
    }
}

/// Where the words stand that name who acts in a sentence.
#[must_use]
pub fn actor_of(reading: &Reading, at: usize) -> Option<(usize, usize)> {
    let row = reading.symbols.get(at)?;
    let verb = verb_places(row).next().unwrap_or(row.len());
    let known = |symbol: &&Symbol| symbol.actor.is_some();
    let actor = row.get(..verb)?.iter().rev().find(known).or_else(|| row.iter().find(known))?;
    let next =
        row.iter().find(|symbol| symbol.token > actor.token).map_or(actor.token + 1, |symbol| symbol.token);
    let mut first = actor.token;
    let articles = words!["the", "my", "this", "our"];
    if first > 0 && reading.tokens.get(first - 1).is_some_and(|token| articles.contains(&token.word)) {
        first -= 1;
    }
    let start = reading.tokens.get(first)?.start;
    Some((start, reading.tokens.get(next.saturating_sub(1).max(actor.token))?.end))
}

/// How firmly a sentence undertakes what it does.
#[must_use]
pub fn strength_of(reading: &Reading, sentence: &Sentence) -> Strength {
    let tokens = reading.tokens.get(sentence.first..sentence.last).unwrap_or_default();
    let has = |wanted: &[WordHash]| tokens.iter().any(|token| wanted.contains(&token.word));
    let run = |wanted: &[WordHash]| {
        tokens
            .windows(wanted.len())
            .any(|window| window.iter().zip(wanted).all(|(token, word)| token.word == *word))
    };
    if has(words!["if", "unless"])
        || run(words!["subject", "to"])
        || run(words!["where", "possible"])
        || run(words!["when", "parliamentary", "time"])
    {
        return Strength::Conditional;
    }
    let planned = words![
        "plan",
        "plans",
        "planning",
        "intend",
        "intends",
        "intending",
        "intention",
        "expect",
        "expects",
        "expected",
        "aim",
        "aims",
        "aiming",
        "hope",
        "hopes",
        "anticipate",
        "anticipates",
        "propose",
        "proposes",
        "proposing",
        "seek",
        "seeks"
    ];
    if has(planned) { Strength::Planned } else { Strength::Firm }
}

/// Where the words stand that carry the act of a sentence: its verb and the word after it.
#[must_use]
pub fn verb_of(reading: &Reading, at: usize) -> Option<(usize, usize)> {
    let row = reading.symbols.get(at)?;
    let telling = |verb: &usize| {
        row.get(*verb).is_some_and(|symbol| {
            words!["will", "committed", "plans", "plan", "intends", "intend", "announced"]
                .contains(&symbol.word)
        })
    };
    let verb = verb_places(row).find(telling).or_else(|| verb_places(row).next())?;
    let start = reading.tokens.get(row.get(verb)?.token)?.start;
    let last = row.get(next_word(row, verb)).filter(|symbol| symbol.token < reading.tokens.len())?;
    let sentence = reading.sentences.get(at)?;
    let end = reading.tokens.get(last.token)?.end.min(sentence.end);
    (start < end).then_some((start, end))
}
