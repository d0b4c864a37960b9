//! What texts are about, whatever their words: each stem has a place among the others, learned so that texts that say the
//! same lie in one direction.
//!
//! `meaning.words.txt` names the stems and `meaning.bin` holds a row of [`WIDTH`] whole numbers for each. They begin with
//! what a sentence encoder makes of the words and were learned from written questions and their answers by
//! `benches/matching/learn_meaning.py` (`docs/matching.md`). It must not know a register, and must not judge.

use std::collections::HashMap;
use std::sync::{LazyLock, OnceLock};

use super::corpus::Corpus;

/// How many numbers stand for a stem.
const WIDTH: usize = 256;
/// No more stems than this are learned.
const STEMS_AT_MOST: usize = 1 << 14;

/// The rows, one after the other, a byte a number.
static ROWS: &[u8] = include_bytes!("meaning.bin");

/// Where the row of a stem begins.
static STEMS: LazyLock<HashMap<&'static str, usize>> = LazyLock::new(|| {
    let stems = include_str!("meaning.words.txt").lines().enumerate();
    stems.map(|(at, stem)| (stem, at * WIDTH)).collect()
});

/// What the documents of a corpus are about.
pub(super) struct Meanings {
    /// Where the rows of the corpus' terms begin; `None` for a term that was not learned.
    rows: Vec<Option<usize>>,
    /// By document, once it has been asked for: many are looked at for several pledges, and most for none.
    known: Vec<OnceLock<Box<Meaning>>>,
}

impl Meanings {
    pub(super) fn new(corpus: &Corpus) -> Self {
        Self {
            rows: corpus.keys.iter().map(|key| STEMS.get(&**key).copied()).collect(),
            known: std::iter::repeat_with(OnceLock::new).take(corpus.len()).collect(),
        }
    }

    /// What a document is about, if there is one; a term said twice counts once.
    pub(super) fn of(&self, corpus: &Corpus, entry: u32) -> Option<&Meaning> {
        let terms = corpus.terms(corpus.entries.get(entry as usize)?);
        let meaning = self.known.get(entry as usize)?.get_or_init(|| {
            let mut seen = [0_u64; STEMS_AT_MOST / 64];
            let rows = terms.iter().filter_map(|term| self.rows.get(*term as usize).copied().flatten());
            Box::new(Meaning::of_rows(rows.filter(|row| {
                let at = row / WIDTH;
                let bit = 1 << (at % 64);
                let word = seen.get_mut(at / 64);
                word.is_some_and(|word| std::mem::replace(word, *word | bit) & bit == 0)
            })))
        });
        Some(meaning)
    }
}

/// The sum of some rows, and how long it is. A sum is kept within 16 bits: it would take hundreds of words that agree to
/// leave them.
pub(super) struct Meaning {
    sum: [i16; WIDTH],
    length: f32,
}

impl Meaning {
    /// What some different stems are about.
    pub(super) fn of_keys<'k>(keys: impl Iterator<Item = &'k str>) -> Self {
        Self::of_rows(keys.filter_map(|key| STEMS.get(key).copied()))
    }

    fn of_rows(rows: impl Iterator<Item = usize>) -> Self {
        let mut sum = [0_i16; WIDTH];
        for row in rows.filter_map(|start| ROWS.get(start..start + WIDTH)) {
            for (sum, byte) in sum.iter_mut().zip(row) {
                *sum = sum.saturating_add(i16::from(byte.cast_signed()));
            }
        }
        Self { length: product(&sum, &sum).sqrt(), sum }
    }

    /// How near another is: the cosine of both, 0 where nothing is known of one.
    pub(super) fn near(&self, other: &Self) -> f32 {
        let lengths = self.length * other.length;
        if lengths > 0.0 { product(&self.sum, &other.sum) / lengths } else { 0.0 }
    }
}

fn product(one: &[i16; WIDTH], other: &[i16; WIDTH]) -> f32 {
    let exact: i64 =
        one.iter().zip(other).map(|(one, other)| i64::from(i32::from(*one) * i32::from(*other))).sum();
    #[expect(clippy::cast_precision_loss, reason = "it is only weighed")]
    let product = exact as f32;
    product
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::matching::tokens;

    fn meaning(words: &str) -> Meaning {
        let stemmer = tokens::stemmer();
        let keys: Vec<String> = words.split(' ').map(|word| stemmer.stem(word).into_owned()).collect();
        Meaning::of_keys(keys.iter().map(String::as_str))
    }

    #[test]
    fn every_stem_has_a_row() {
        assert_eq!(STEMS.len() * WIDTH, ROWS.len());
        assert!(STEMS.len() <= STEMS_AT_MOST);
    }

    #[test]
    fn what_says_the_same_in_other_words_is_near_and_what_is_not_known_is_not() {
        let promise = meaning("hire more physicians");
        let near = promise.near(&meaning("extra doctors were recruited"));
        assert!(near > promise.near(&meaning("potholes were repaired")) + 0.2, "{near}");
        assert_eq!(promise.near(&meaning("xqzw")), 0.0);
    }
}
