//! What a sentence shows besides its act: how firmly, with which verb, and whether it does a second thing.
//!
//! It must not weigh anything.

use crate::language::sentences::Sentence;
use crate::language::speech::reported::carrier;
use crate::language::speech::rules::undertakes_too;
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

/// The second act of a sentence that does two things: a claim whose money or numbers are for something yet to be done
/// also pledges that. The chance of the pledge says how sure that is.
#[must_use]
pub fn second_act(reading: &Reading, at: usize, verdict: &Verdict) -> Option<(Act, u32)> {
    let (row, groups) = (reading.symbols.get(at)?, reading.groups.get(at)?);
    let chance = |act: Act| {
        Act::ALL.iter().position(|known| *known == act).and_then(|at| verdict.chances.get(at).copied())
    };
    match verdict.act {
        Act::Claim if undertakes_too(row, groups) => Some((Act::Pledge, chance(Act::Pledge)?.max(AT_LEAST))),
        Act::Pledge if chance(Act::Claim)? >= LIKELY => Some((Act::Claim, chance(Act::Claim)?)),
        Act::Claim if chance(Act::Pledge)? >= LIKELY => Some((Act::Pledge, chance(Act::Pledge)?)),
        Act::Pledge | Act::Aspiration | Act::Claim | Act::Other => None,
    }
}

/// How often, in thousandths, such a second pledge is one on the labelled answers.
const AT_LEAST: u32 = 450;

/// How likely, in thousandths, a second act must be where nothing else speaks for it.
const LIKELY: u32 = 400;

/// How firmly a sentence undertakes what it does.
#[must_use]
pub fn strength_of(reading: &Reading, at: usize, sentence: &Sentence) -> Strength {
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
    let planned = words!["plan", "intend", "expect", "aim", "hope", "anticipate", "propose", "seek"];
    let groups = reading.groups.get(at).map_or(&[][..], Vec::as_slice);
    let aims = tokens.windows(2).any(|pair| {
        matches!(pair, [aim, to] if to.word == word!("to")
            && words!["aim", "aims", "aiming", "hoping", "plans", "intends"].contains(&aim.word))
    });
    let introduced =
        sentence.lead_in.and_then(|lead_in| reading.sentences.get(lead_in)).is_some_and(|lead_in| {
            let tokens = reading.tokens.get(lead_in.first..lead_in.last).unwrap_or_default();
            // A heading only names the plan in which they stand: `Our plan for 2026`.
            let colon = tokens.last().is_some_and(|last| last.is_mark(':'));
            colon && tokens.iter().any(|token| planned.contains(&token.word))
        });
    // `nationals who are planning to travel`: what others plan.
    let of_others = words!["who", "whose"];
    let says_so = aims
        || introduced
        || groups
            .iter()
            .filter(|group| !of_others.contains(&group.opened))
            .any(|group| planned.contains(&group.verb))
        || has(words!["intention"]);
    if says_so { Strength::Planned } else { Strength::Firm }
}

/// Where the words stand that carry the act of a sentence: its main verb with its auxiliaries.
#[must_use]
pub fn verb_of(reading: &Reading, at: usize) -> Option<(usize, usize)> {
    let row = reading.symbols.get(at)?;
    let main = carrier(row, reading.groups.get(at)?, reading.verdicts.get(at)?.act)?;
    let token = |place: usize| reading.tokens.get(row.get(place)?.token);
    let sentence = reading.sentences.get(at)?;
    let start = token(main.at)?.start;
    let end = token(main.end - 1)?.end.min(sentence.end);
    (start < end).then_some((start, end))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::canonical::from_plain;
    use crate::language::speech;

    #[test]
    fn what_is_planned_is_told_by_a_verb() {
        for (said, strength) in [
            ("We will appoint 300 planning officers by March 2026.", Strength::Firm),
            ("We will reform the planning system by the end of 2025.", Strength::Firm),
            ("We will reach 5,000 British nationals who are planning to travel.", Strength::Firm),
            ("We are planning to appoint 300 officers by March 2026.", Strength::Planned),
            ("The council plans to plant 300 trees.", Strength::Planned),
            ("Subject to consultation, we will plant 300 trees.", Strength::Conditional),
        ] {
            let text = from_plain(said);
            let reading = speech::read(&text.text, &text.blocks, None);
            let found = reading.sentences.first().map(|sentence| strength_of(&reading, 0, sentence));
            assert_eq!(found, Some(strength), "{said}");
        }
    }
}
