//! A term that a pledge has, and how rare terms are. It must not know what a whole pledge weighs.

use super::background;
use super::corpus::Corpus;
use super::counted::Of;

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
