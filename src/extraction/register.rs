//! How a candidate stands to the pledges that a register has already: the same, a restatement, or new.
//!
//! It must not change the register.

mod before;
mod changes;
mod counts;
mod parting;

use std::collections::BTreeSet;

use crate::date::{Date, Window};
use crate::extraction::Candidate;
use crate::language::canonical::fold_for_matching;
use crate::language::dates;
use crate::language::past;
use crate::language::stem::stemmer;
use crate::language::tokens::tokenize;
use crate::model::{Pledge, Register};
use crate::quantity::Decimal;

pub(super) use before::Before;
pub use changes::Change;
pub(super) use changes::changes;
use counts::counted;
pub(super) use counts::{Count, is_whole_of_a_part};
use parting::Promise;

/// A pledge of the register that a candidate may repeat: what matters for the comparison.
#[derive(Debug, Clone)]
pub struct Known<'r> {
    /// The pledge.
    pub pledge: &'r Pledge,
    /// Its sayings: when, and in which words, folded.
    sayings: Vec<(Window, String)>,
    /// The words of its original quote and of its title that carry meaning.
    words: BTreeSet<String>,
    /// Those of them that say what is promised.
    subject: BTreeSet<String>,
    /// The same of the quote alone.
    quoted: BTreeSet<String>,
    /// What its quote counts.
    counted: Vec<Count>,
    /// What parts it from other pledges in like words.
    promise: Promise,
}

impl<'r> Known<'r> {
    /// The pledges of a register, ready to be compared with.
    #[must_use]
    pub fn all(register: &'r Register) -> Vec<Self> {
        register.pledges.iter().map(Self::of).collect()
    }

    fn of(pledge: &'r Pledge) -> Self {
        let others = pledge.earlier.iter().chain(&pledge.restated);
        let others = others.filter_map(|saying| Some((&saying.on, saying.quote.as_deref()?)));
        let sayings = others
            .chain([(&pledge.made_on, &*pledge.quote)])
            .filter(|(_, quote)| !quote.is_empty())
            .map(|(on, quote)| (on.full_window(), folded(quote)))
            .collect();
        let of = |words_of: fn(&str) -> BTreeSet<String>| &words_of(&pledge.quote) | &words_of(&pledge.title);
        let (quoted, counted) = (subject(&pledge.quote), counted(&pledge.quote));
        let (words, subject, promise) = (of(meaning), of(subject), Promise::of_pledge(pledge));
        Self { pledge, sayings, words, subject, quoted, counted, promise }
    }

    /// Whether a sentence has the words of one of its sayings, or they have it.
    fn is_said_in(&self, sentence: &str) -> bool {
        self.sayings.iter().any(|(_, quote)| sentence.contains(quote.as_str()) || quote.contains(sentence))
    }

    /// Whether the register has a saying of this day.
    fn has_saying_of(&self, day: Date) -> bool {
        self.sayings.iter().any(|(on, _)| on.last == day)
    }

    /// Whether a sentence of few words has all of them and counts the same things: `open 8 schools`, `open 9 schools`.
    fn is_briefly_said(&self, words: &BTreeSet<String>, counts: &[Count]) -> bool {
        let counts_alike = || counts.iter().any(|now| self.counted.iter().any(|known| known.is_like(now)));
        (2..4).contains(&words.len()) && self.quoted == *words && counts_alike()
    }

    /// Whether a sentence has as many of the same things: few numbers so great are said of two promises.
    fn counts_the_same(&self, counts: &[Count]) -> bool {
        let is_telling = |count: &&Count| count.is_of_things() && count.value.abs() > Decimal::from(20);
        counts.iter().filter(is_telling).any(|now| {
            self.counted.iter().any(|known| known.value.abs() == now.value.abs() && known.is_like(now))
        })
    }

    /// Whether a sentence promises a part of what it counts: `half of the 6,500 teachers by 2026`.
    fn is_partly_said(&self, counts: &[Count]) -> bool {
        counts.iter().filter(|now| now.is_whole).any(|whole| {
            self.counted.iter().any(|known| !known.is_whole && (known.is_like(whole) || whole.is_like(known)))
        })
    }

    /// Whether it and a sentence in like words promise two things: another number of other things, another paper,
    /// another deed, another body.
    fn is_parted_from(&self, promise: &Promise, subject: &BTreeSet<String>, counts: &[Count]) -> bool {
        let things = |counts: &[Count]| counts.iter().any(Count::is_of_things);
        let counts_alike = || {
            counts.iter().any(|now| self.counted.iter().any(|known| known.is_like(now) || now.is_like(known)))
        };
        // `1.5 million safe and decent homes`, `8,500 mental health workers` for `staff to treat mental ill health`
        let as_many = || {
            let named = |known: &Count| subject.contains(known.unit());
            let again = |known: &&Count| counts.iter().any(|now| now.value.abs() == known.value.abs());
            let telling = parting::shared_beyond_the_usual(&self.subject, subject);
            self.counted.iter().filter(again).any(|known| named(known) || telling > 1)
        };
        things(counts) && things(&self.counted) && !counts_alike() && !as_many()
            || parting::share_only_the_usual(&self.subject, subject)
            || self.promise.is_parted_from(promise)
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

/// How alike two must be, in hundredths.
const ALIKE: usize = 60;

/// How alike they must be in what they promise, whatever their numbers and dates.
const ALIKE_IN_SUBJECT: usize = 75;

/// How much both must share of all their words where nobody has completed the pledge yet: its quote is all that is known of it,
/// and may be a sentence of few words such as many documents have.
const ALIKE_IN_ALL: usize = 50;

/// How much of the shorter of two the other has, in hundredths. What so few words share may be said of anything.
fn likeness(one: &BTreeSet<String>, other: &BTreeSet<String>) -> usize {
    let shorter = one.len().min(other.len());
    if shorter < 4 { 0 } else { one.intersection(other).count() * 100 / shorter }
}

/// How much of the longer of two the other has, in hundredths.
fn likeness_of_all(one: &BTreeSet<String>, other: &BTreeSet<String>) -> usize {
    one.intersection(other).count() * 100 / one.len().max(other.len()).max(1)
}

/// The pledge that a candidate of a text says again.
pub(super) fn likest<'k, 'r>(sentence: &str, known: &'k [Known<'r>]) -> Option<&'k Known<'r>> {
    let words_folded = folded(sentence);
    if let Some(same) = known.iter().find(|known| known.is_said_in(&words_folded)) {
        return Some(same);
    }
    let (words, subject, counts) = (meaning(sentence), subject(sentence), counted(sentence));
    let promise = Promise::of(sentence);
    let alike = known.iter().filter(|known| {
        let is_close = || {
            // What nobody has completed and may be said of anything is said again by those words alone.
            if !known.pledge.unfinished.is_empty() && parting::is_of_anything(&known.quoted) {
                return known.quoted == subject;
            }
            known.pledge.unfinished.is_empty()
                || likeness_of_all(&known.words, &words) >= ALIKE_IN_ALL
                || likeness_of_all(&known.subject, &subject) >= ALIKE_IN_ALL
        };
        let is_alike = (likeness(&known.words, &words) >= ALIKE
            || likeness(&known.subject, &subject) >= ALIKE_IN_SUBJECT)
            && is_close()
            || known.is_briefly_said(&subject, &counts)
            || known.counts_the_same(&counts);
        is_alike && !known.is_parted_from(&promise, &subject, &counts) && !known.is_partly_said(&counts)
    });
    alike.max_by_key(|known| {
        (known.counts_the_same(&counts), likeness(&known.words, &words), likeness(&known.subject, &subject))
    })
}

/// How a candidate of a text that was written on some day stands to a pledge whose terms were `before` until then.
pub(super) fn relation<'r>(
    text: &str,
    candidate: &Candidate,
    known: &Known<'r>,
    before: &Before,
    day: Date,
) -> Relation<'r> {
    let folded = folded(text.get(candidate.start..candidate.end).unwrap_or_default());
    let changes = changes(text, candidate, known, before);
    let is_said = known.is_said_in(&folded);
    let is_unchanged = changes == [Change::Reworded] && (is_said || known.has_saying_of(day));
    // On its first day a person has read the sentence, if perhaps otherwise.
    if is_unchanged || is_said && known.pledge.made_on.full_window().last == day {
        return Relation::Same(known.pledge);
    }
    Relation::Restated(known.pledge, changes)
}

/// The pledge that a claim of delivery may be evidence for.
#[must_use]
pub fn evidence_for<'r>(text: &str, claim: &Candidate, known: &[Known<'r>]) -> Option<&'r Pledge> {
    let sentence = text.get(claim.start..claim.end).unwrap_or_default();
    let (words, subject, counts) = (meaning(sentence), subject(sentence), counted(sentence));
    let promise = Promise::of(sentence);
    // `We have built 200,000 homes`: another number of what was promised.
    let counts_alike = |known: &Known<'_>| {
        let alike = |now: &Count| now.is_of_things() && known.counted.iter().any(|known| known.is_like(now));
        known.promise.does_the_same(&promise) && counts.iter().any(alike)
    };
    let told = known.iter().filter(|known| {
        (likeness(&known.words, &words) >= 45 || counts_alike(known))
            && !known.is_parted_from(&promise, &subject, &counts)
    });
    told.max_by_key(|known| (counts_alike(known), likeness(&known.words, &words))).map(|best| best.pledge)
}

pub(super) fn folded(text: &str) -> String {
    fold_for_matching(text).text.to_lowercase()
}

/// The words of a text that say what is promised: those that carry meaning, but for its numbers and dates, which a later
/// saying may change.
fn subject(text: &str) -> BTreeSet<String> {
    let dates = dates::recognise(text, &tokenize(text), None);
    let mut words = BTreeSet::new();
    let mut from = 0;
    for date in dates.iter().filter(|date| !date.named) {
        words.extend(meaning(text.get(from..date.start).unwrap_or_default()));
        from = date.end;
    }
    words.extend(meaning(text.get(from..).unwrap_or_default()));
    words.retain(|word| {
        // `1.5m` leaves `5m`.
        !word.starts_with(|first: char| first.is_ascii_digit())
            && !["million", "billion", "thousand", "hundr"].contains(&word.as_str())
    });
    words
}

/// The stems of the longer words of a text.
fn meaning(text: &str) -> BTreeSet<String> {
    text.split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| word.len() > 3 || word.chars().any(|letter| letter.is_ascii_digit()))
        .filter(|word| {
            let small = ["will", "that", "with", "have", "been", "this", "their", "which", "from"];
            let dull = ["department", "government", "departments", "governments"];
            let word = word.to_lowercase();
            !small.contains(&word.as_str()) && !dull.contains(&word.as_str())
        })
        .map(stem)
        .collect()
}

/// The stem of a word: `recruiting` and `recruited` are `recruit`.
fn stem(word: &str) -> String {
    let word = word.to_lowercase();
    let regular = past::base(&word).unwrap_or(&word);
    stemmer().stem(regular).into_owned()
}
