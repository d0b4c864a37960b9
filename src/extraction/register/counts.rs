//! What a sentence counts: each number with its unit and with the words that say of what.
//!
//! It must not compare sentences.

use std::collections::BTreeSet;

use super::{meaning, stem};
use crate::language::dates;
use crate::language::quantities::{self, Hedge, QuantityMention, Unit};
use crate::language::tokens::tokenize;
use crate::quantity::Decimal;

/// A number of a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::extraction) struct Count {
    pub(in crate::extraction) value: Decimal,
    pub(in crate::extraction) hedge: Option<Hedge>,
    /// The number as it is written, its unit included where that is a sign.
    pub(in crate::extraction) written: String,
    /// A sign (`£`, `%`) or the counted noun without its plural ending; empty for a bare number.
    unit: String,
    /// The words that say what is counted: `teacher`, `secondary`, `school`.
    pub(super) words: BTreeSet<String>,
    /// Whether it only says of how many a part is meant.
    pub(super) is_whole: bool,
}

impl Count {
    /// Whether another number may stand in its place: it counts the same things, or money as this does.
    pub(super) fn is_like(&self, other: &Self) -> bool {
        match (self.is_of_things(), other.is_of_things()) {
            (true, true) => {
                self.unit == other.unit || self.words.contains(&other.unit) || self.is_of_like_people(other)
            }
            (false, false) => self.unit == other.unit,
            (true, false) | (false, true) => false,
        }
    }

    /// `mental health workers` are `mental health staff`: the words before a noun for anybody say who they are.
    fn is_of_like_people(&self, other: &Self) -> bool {
        let who = |count: &Self| count.words.iter().filter(|word| **word != count.unit).cloned().collect();
        let (own, others): (BTreeSet<String>, BTreeSet<String>) = (who(self), who(other));
        let anybody = |count: &Self| ANYBODY.contains(&count.unit.as_str());
        anybody(self) && anybody(other) && !own.is_empty() && own == others
    }

    /// What it counts: a sign, or the stem of a noun.
    pub(super) fn unit(&self) -> &str {
        &self.unit
    }

    /// Whether it counts things, not money or shares.
    pub(super) fn is_of_things(&self) -> bool {
        self.unit.chars().next().is_some_and(char::is_alphabetic)
    }
}

/// Stems of nouns for anybody who is employed.
const ANYBODY: [&str; 7] = ["staff", "worker", "people", "personnel", "post", "role", "job"];

/// Words before a noun that do not say which of its things are meant.
pub(super) const MORE: [&str; 6] = ["additional", "more", "extra", "further", "expert", "another"];

/// Each number of a text with the words that say what is counted: `teachers`, `secondary school teachers in England`.
pub(super) fn counted(text: &str) -> Vec<Count> {
    let tokens = tokenize(text);
    let dates = dates::recognise(text, &tokens, None);
    let count = |quantity: &QuantityMention| {
        let dated =
            dates.iter().find(|date| date.start >= quantity.end).map_or(text.len(), |date| date.start);
        let unit = match quantity.unit {
            Unit::Noun(start, end) => text.get(start..end).unwrap_or_default(),
            Unit::Known(_) | Unit::None => quantity.unit(text),
        };
        Some(Count {
            value: quantity.value?,
            hedge: quantity.hedge,
            written: text.get(quantity.start..quantity.end).unwrap_or_default().to_owned(),
            unit: stem(unit),
            words: words_of(text, quantity, dated),
            is_whole: is_whole_of_a_part(text, quantity.start),
        })
    };
    let quantities = quantities::recognise(text, &tokens, &dates);
    quantities.iter().filter(|quantity| !quantity.duration).filter_map(count).collect()
}

/// Whether the number at `start` says of how many a part is meant: `half of the 6,500 teachers`, `2,300 of those 6,500`.
pub(in crate::extraction) fn is_whole_of_a_part(text: &str, start: usize) -> bool {
    let before = text.get(..start).unwrap_or_default();
    let mut before = before.rsplit(' ').filter(|word| !word.is_empty());
    let pointed = ["the", "these", "those", "our", "all"];
    let Some(of) = before.find(|word| !pointed.contains(word)) else { return false };
    let parts = [
        "half", "third", "thirds", "quarter", "quarters", "cent", "some", "most", "many", "majority", "part",
        "thousand", "million", "billion", "first", "second", "fourth", "fifth",
    ];
    let is_part = |part: &str| {
        parts.contains(&part) || part.starts_with(|first: char| first.is_ascii_digit() || first == '£')
    };
    of == "of" && before.next().is_some_and(is_part)
}

/// The words that say what a quantity counts, up to the next date.
fn words_of(text: &str, quantity: &QuantityMention, dated: usize) -> BTreeSet<String> {
    let noun = match quantity.unit {
        Unit::Noun(start, end) => (start, end),
        Unit::Known(_) | Unit::None => (quantity.start, quantity.end),
    };
    let (start, end) = quantity.of.unwrap_or(noun);
    let behind = text.get(end..dated.max(end)).unwrap_or_default();
    // A few words are enough, and a sentence may be very long.
    let behind = behind.char_indices().nth(400).and_then(|(far, _)| behind.get(..far)).unwrap_or(behind);
    // `teachers in secondary schools`: where they are is part of what is counted, up to the next mark.
    let place = behind.split([',', '.', ';', ':', '(']).next().unwrap_or_default().trim_start();
    // `in our schools` are all of them.
    let narrows = ["in ", "for "]
        .iter()
        .any(|word| place.strip_prefix(word).is_some_and(|rest| !rest.starts_with("our ")));
    let place = if narrows { place } else { "" };
    let mut words = meaning(text.get(start..end).unwrap_or_default());
    let until_time = |word: &&str| !["by", "over", "until", "from", "to", "across", "before"].contains(word);
    words.extend(place.split(' ').take(6).take_while(until_time).flat_map(meaning));
    words
        .retain(|word| !word.chars().any(|letter| letter.is_ascii_digit()) && !MORE.contains(&word.as_str()));
    words
}
