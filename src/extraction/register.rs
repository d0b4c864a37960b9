//! How a candidate stands to the pledges that a register has already: the same, a restatement, or new.
//!
//! It must not change the register.

use std::collections::BTreeSet;

use crate::date::Date;
use crate::extraction::Candidate;
use crate::language::canonical::fold_for_matching;
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
    /// The last day of its deadline, if it has one.
    last: Option<Date>,
    /// The number of its target, if it has one.
    number: Option<Decimal>,
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
            sayings.chain([pledge.quote.as_str()]).filter(|quote| !quote.is_empty()).map(folded).collect();
        let mut words = meaning(&pledge.quote);
        words.extend(meaning(&pledge.title));
        let last = pledge.terms.deadline.as_ref().map(|deadline| deadline.when.full_window().last);
        Self { pledge, quotes, words, last, number: number_of(pledge) }
    }
}

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
    match best.filter(|known| likeness(known) >= 60) {
        Some(known) => Relation::Restated(known.pledge, changes(candidate, known)),
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

fn changes(candidate: &Candidate, known: &Known<'_>) -> Vec<Change> {
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
    if changes.is_empty() {
        changes.push(Change::Reworded);
    }
    changes
}

fn folded(text: &str) -> String {
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
