//! A term that a pledge has, and how rare terms are. It must not know what a whole pledge weighs.

use super::background;
use super::corpus::Corpus;
use super::counted::Of;
use super::related;
use super::tokens::{Number, Sort, Unit};

/// One term of a pledge.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Wanted {
    /// The corpus' number of the term; `None` if no document has it.
    pub(super) term: Option<u32>,
    /// Other terms of the corpus that may stand for it, and what they are worth of it.
    pub(super) related: Vec<(u32, f32)>,
    /// The key, for reasons.
    pub(super) key: String,
    /// The word as the pledge writes it, for reasons.
    pub(super) word: String,
    /// The weight of the text it is from.
    pub(super) share: f32,
    /// Its rarity times the weight of the text it is from.
    pub(super) weight: f32,
    /// The same, whatever stands beside it.
    pub(super) alone: f32,
    /// The same with its rarity in public English, whatever documents are searched.
    pub(super) in_public: f32,
    /// Whether it is a number that counts or measures.
    pub(super) number: bool,
    /// What such a number is of.
    pub(super) of: Of,
    /// Whether it stands right after such a number, and so may name what is counted.
    pub(super) counted: bool,
    /// Whether it stands in the pledge's title.
    pub(super) titled: bool,
}

impl Wanted {
    /// A term as it is first met, in a text of this weight; what it weighs is yet to be told.
    pub(super) fn new(corpus: &Corpus, key: &str, word: &str, sort: Sort, share: f32) -> Self {
        Self {
            term: corpus.lookup.get(key).copied(),
            related: related(corpus, key),
            key: key.to_owned(),
            word: shown(word, sort),
            share,
            weight: 0.0,
            alone: 0.0,
            in_public: 0.0,
            number: matches!(sort, Sort::Number(_)),
            of: Of::Anything,
            counted: false,
            titled: false,
        }
    }
}

/// A word as a reason shows it: a sum of money with its sign, which stands before the token.
fn shown(word: &str, sort: Sort) -> String {
    match sort {
        Sort::Number(Number { unit: unit @ (Unit::Pound | Unit::Dollar | Unit::Euro), .. }) => {
            format!("{}{word}", unit.sign())
        }
        Sort::Number(_) | Sort::Word | Sort::Acronym | Sort::Year(_) | Sort::DoubleYear(_) => word.to_owned(),
    }
}

/// The terms of the corpus that may stand for a term.
fn related(corpus: &Corpus, key: &str) -> Vec<(u32, f32)> {
    related::related(key)
        .iter()
        .filter_map(|(other, worth)| Some((*corpus.lookup.get(other.as_str())?, *worth)))
        .collect()
}

/// How rare a term of the corpus is.
pub(super) fn rarity_of(corpus: &Corpus, term: u32) -> f32 {
    let key = corpus.keys.get(term as usize).map_or("", |key| &**key);
    background::rarity(key, corpus.postings(term).len(), corpus.len())
}

/// How rare a term is, from the documents at hand and from public English in general: a handful of documents
/// tell little alone.
pub(super) fn rarity(corpus: &Corpus, key: &str) -> f32 {
    let here = corpus.lookup.get(key).map_or(0, |term| corpus.postings(*term).len());
    background::rarity(key, here, corpus.len())
}
