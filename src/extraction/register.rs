//! How a candidate stands to the pledges that a register has already: the same, a restatement, or new.
//!
//! It must not change the register.

use std::collections::BTreeSet;

use crate::date::Date;
use crate::extraction::Candidate;
use crate::language::canonical::fold_for_matching;
use crate::language::dates;
use crate::language::quantities::{self, QuantityMention, Unit};
use crate::language::tokens::tokenize;
use crate::model::{Pledge, Register, TargetForm};
use crate::quantity::Decimal;

/// A pledge of the register that a candidate may repeat: what matters for the comparison.
#[derive(Debug, Clone)]
pub struct Known<'r> {
    /// The pledge.
    pub pledge: &'r Pledge,
    /// Its quotes, folded: the original and all restatements.
    quotes: Vec<String>,
    /// The words of its original quote and of its title that carry meaning.
    words: BTreeSet<String>,
    terms: Before,
}

/// The terms that a later saying may change.
#[derive(Debug, Clone, Default)]
struct Before {
    /// The last day of the deadline, if there is one.
    last: Option<Date>,
    /// The number of the target, if there is one.
    number: Option<Decimal>,
    /// What the quote counts: each number with the words that say of what.
    counted: Vec<(Decimal, BTreeSet<String>)>,
}

impl<'r> Known<'r> {
    /// The pledges of a register, ready to be compared with.
    #[must_use]
    pub fn all(register: &'r Register) -> Vec<Self> {
        register.pledges.iter().map(Self::of).collect()
    }

    fn of(pledge: &'r Pledge) -> Self {
        let sayings =
            pledge.earlier.iter().chain(&pledge.restated).filter_map(|saying| saying.quote.as_deref());
        let quotes: Vec<String> =
            sayings.chain([&*pledge.quote]).filter(|quote| !quote.is_empty()).map(folded).collect();
        let mut words = meaning(&pledge.quote);
        words.extend(meaning(&pledge.title));
        let last = pledge.terms.deadline.as_ref().map(|deadline| deadline.when.full_window().last);
        let terms = Before { last, number: number_of(pledge), counted: counted_in(&pledge.quote) };
        Self { pledge, quotes, words, terms }
    }
}

fn counted_in(quote: &str) -> Vec<(Decimal, BTreeSet<String>)> {
    let tokens = tokenize(quote);
    let dates = dates::recognise(quote, &tokens, None);
    counted(quote, &quantities::recognise(quote, &tokens, &dates))
}

/// Each number of a text with the words that say what is counted: `teachers`, `secondary school teachers in England`.
fn counted(text: &str, quantities: &[QuantityMention]) -> Vec<(Decimal, BTreeSet<String>)> {
    let phrase = |quantity: &QuantityMention| {
        let noun = match quantity.unit {
            Unit::Noun(start, end) => (start, end),
            Unit::Known(_) | Unit::None => (quantity.start, quantity.end),
        };
        let (start, end) = quantity.of.unwrap_or(noun);
        let behind = text.get(end..).unwrap_or_default();
        // `teachers in secondary schools`: where they are is part of what is counted, up to the next mark.
        let place = behind.split([',', '.', ';', ':', '(']).next().unwrap_or_default().trim_start();
        let place = if place.starts_with("in ") || place.starts_with("for ") { place } else { "" };
        let mut words = meaning(text.get(start..end).unwrap_or_default());
        let until_time =
            |word: &&str| !["by", "over", "until", "from", "to", "across", "before"].contains(word);
        words.extend(place.split(' ').take(6).take_while(until_time).flat_map(meaning));
        words.retain(|word| {
            !word.chars().any(|letter| letter.is_ascii_digit()) && !MORE.contains(&word.as_str())
        });
        words
    };
    quantities.iter().filter_map(|quantity| Some((quantity.value?, phrase(quantity)))).collect()
}

/// Words before a noun that do not say which of its things are meant.
const MORE: [&str; 6] = ["additional", "more", "extra", "further", "expert", "another"];

fn number_of(pledge: &Pledge) -> Option<Decimal> {
    match &pledge.terms.target.as_ref()?.form {
        TargetForm::AtLeast(value)
        | TargetForm::AtMost(value)
        | TargetForm::Change(value)
        | TargetForm::Total(value) => Some(*value),
        TargetForm::Act(_) | TargetForm::Keep(_) | TargetForm::Parts => None,
    }
}

/// What a later saying changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    /// A later day.
    Later,
    /// An earlier day.
    Sooner,
    /// A smaller number.
    Lower,
    /// A greater number.
    Higher,
    /// The same number of fewer sorts of things.
    Narrower,
    /// The same number of more sorts of things.
    Wider,
    /// Other words only.
    Reworded,
}

impl Change {
    /// The word for it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Later => "later",
            Self::Sooner => "sooner",
            Self::Lower => "lower",
            Self::Higher => "higher",
            Self::Narrower => "narrower",
            Self::Wider => "wider",
            Self::Reworded => "reworded",
        }
    }
}

/// How a candidate stands to a register.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Relation<'r> {
    /// The register has this sentence.
    Same(&'r Pledge),
    /// It says again what the register has, with these changes.
    Restated(&'r Pledge, Vec<Change>),
    /// The register has nothing like it.
    New,
}

/// How a candidate of a text stands to known pledges.
#[must_use]
pub fn relation<'r>(text: &str, candidate: &Candidate, known: &[Known<'r>]) -> Relation<'r> {
    let sentence = text.get(candidate.start..candidate.end).unwrap_or_default();
    let words_folded = folded(sentence);
    if let Some(same) = known.iter().find(|known| {
        known
            .quotes
            .iter()
            .any(|quote| words_folded.contains(quote.as_str()) || quote.contains(&words_folded))
    }) {
        return Relation::Same(same.pledge);
    }
    let words = meaning(sentence);
    let likeness = |known: &Known<'r>| {
        let shared = known.words.intersection(&words).count();
        // In hundredths: how much of the shorter of the two the other has.
        shared * 100 / known.words.len().min(words.len()).max(1)
    };
    let best = known.iter().filter(|known| known.words.len() >= 4).max_by_key(|known| likeness(known));
    // What so few words share may be said of anything.
    match best.filter(|known| words.len() >= 4 && likeness(known) >= 60) {
        Some(known) => Relation::Restated(known.pledge, changes(text, candidate, &known.terms)),
        None => Relation::New,
    }
}

/// The pledge that a claim of delivery may be evidence for.
#[must_use]
pub fn evidence_for<'r>(text: &str, claim: &Candidate, known: &[Known<'r>]) -> Option<&'r Pledge> {
    let words = meaning(text.get(claim.start..claim.end).unwrap_or_default());
    let likeness = |known: &Known<'r>| {
        known.words.intersection(&words).count() * 100 / known.words.len().min(words.len()).max(1)
    };
    let best = known.iter().filter(|known| known.words.len() >= 4).max_by_key(|known| likeness(known))?;
    (words.len() >= 4 && likeness(best) >= 45).then_some(best.pledge)
}

fn changes(text: &str, candidate: &Candidate, known: &Before) -> Vec<Change> {
    let mut changes = Vec::new();
    if let (Some(before), Some(now)) =
        (known.last, candidate.deadline.as_ref().and_then(|deadline| deadline.last))
    {
        match now.cmp(&before) {
            std::cmp::Ordering::Greater => changes.push(Change::Later),
            std::cmp::Ordering::Less => changes.push(Change::Sooner),
            std::cmp::Ordering::Equal => {}
        }
    }
    let numbers = || candidate.quantities.iter().filter_map(|quantity| quantity.value);
    if let Some(before) = known.number
        && numbers().all(|now| now != before)
        && let Some(now) = numbers().next()
    {
        changes.push(if now < before { Change::Lower } else { Change::Higher });
    }
    for (number, now) in counted(text, &candidate.quantities) {
        let before = known.counted.iter().find(|(before, _)| *before == number).map(|(_, words)| words);
        match before.filter(|before| !before.is_empty() && **before != now) {
            Some(before) if before.is_subset(&now) => changes.push(Change::Narrower),
            Some(before) if now.is_subset(before) && !now.is_empty() => changes.push(Change::Wider),
            Some(_) | None => {}
        }
    }
    changes.dedup();
    if changes.is_empty() {
        changes.push(Change::Reworded);
    }
    changes
}

pub(super) fn folded(text: &str) -> String {
    fold_for_matching(text).text.to_lowercase()
}

/// The longer words of a text, in lower case and without plural endings.
fn meaning(text: &str) -> BTreeSet<String> {
    text.split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| word.len() > 3 || word.chars().any(|letter| letter.is_ascii_digit()))
        .map(|word| word.to_lowercase().trim_end_matches('s').to_owned())
        .filter(|word| {
            ![
                "will",
                "that",
                "with",
                "have",
                "been",
                "thi",
                "their",
                "which",
                "from",
                "department",
                "government",
            ]
            .contains(&word.as_str())
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extraction::candidates;
    use crate::language::canonical::from_plain;

    #[test]
    fn what_a_later_saying_changed() {
        let before = Before {
            last: "2029-07-08".parse().ok(),
            number: Some(Decimal::from(6500)),
            counted: counted_in("We will recruit 6,500 new teachers over the course of this parliament."),
        };
        for (now, expected) in [
            ("We will recruit 6,500 new secondary teachers over the course of this parliament.", "narrower"),
            ("We will recruit 6,500 new teachers in secondary schools over this parliament.", "narrower"),
            ("We will recruit an additional 6,500 teachers over the course of this parliament.", "reworded"),
            ("We will recruit 5,000 new teachers over the course of this parliament.", "lower"),
            ("We will recruit 6,500 new teachers by March 2030.", "later"),
        ] {
            let text = from_plain(now);
            let found = candidates(&text, "2025-06-05".parse().ok());
            let changes = changes(&text.text, found.first().expect("a candidate"), &before);
            let words: Vec<&str> = changes.iter().map(|change| change.word()).collect();
            assert_eq!(words, [expected], "{now}");
        }
    }
}
