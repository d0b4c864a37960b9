//! What words mean: each stem has a direction, learned so that those which may stand for each other point the same way.
//!
//! A pledge and a document are near where each word of the one has a word of the other near it. `meaning.words.txt` names
//! the stems; `meaning.bin` holds for each [`WIDTH`] whole numbers, of a byte each, and how much it weighs. They begin with what
//! a sentence encoder makes of the words and were learned from written questions and their answers by
//! `benches/matching/learn_meaning.py` (`docs/matching.md`). It must not know a register, and must not judge.

use std::collections::HashMap;
use std::sync::{LazyLock, OnceLock};

use super::corpus::Corpus;

/// Numbers that are a stem's direction.
const WIDTH: usize = 64;
/// No more stems than this are learned.
const STEMS_AT_MOST: usize = 1 << 14;
/// The words of a pledge that are compared, the weightiest: enough for a quote and a title.
const WORDS: usize = 32;
/// By how many bits the product of two directions, each 127 long, is too long for a byte.
const LONGER: u32 = 6;
/// A word that is the same is this near.
const SAME: u8 = 252;

/// A learned stem.
struct Stem {
    direction: [i16; WIDTH],
    weight: f32,
}

/// The stems in the order of their names.
static STEMS: LazyLock<Vec<Stem>> = LazyLock::new(|| {
    let rows = include_bytes!("meaning.bin").as_chunks::<{ WIDTH + 1 }>().0.iter();
    let stem = |row: &[u8; WIDTH + 1]| Stem {
        direction: std::array::from_fn(|at| i16::from(row[at].cast_signed())),
        weight: f32::from(row[WIDTH]),
    };
    rows.map(stem).collect()
});

/// Which stem a word's key is.
static NAMED: LazyLock<HashMap<&'static str, u16>> =
    LazyLock::new(|| include_str!("meaning.words.txt").lines().zip(0..).collect());

/// The learned stems of a corpus.
pub(super) struct Meanings {
    /// Of each term the stem; `None` for one that was not learned.
    stems: Vec<Option<u16>>,
    /// The different stems of each document, once it has been asked for: many are looked at for several pledges, most for none.
    known: Vec<OnceLock<Box<[u16]>>>,
}

impl Meanings {
    pub(super) fn new(corpus: &Corpus) -> Self {
        Self {
            stems: corpus.keys.iter().map(|key| NAMED.get(&**key).copied()).collect(),
            known: std::iter::repeat_with(OnceLock::new).take(corpus.len()).collect(),
        }
    }

    /// The different stems of a document.
    fn of(&self, corpus: &Corpus, entry: u32) -> &[u16] {
        let (Some(document), Some(known)) =
            (corpus.entries.get(entry as usize), self.known.get(entry as usize))
        else {
            return &[];
        };
        known.get_or_init(|| self.different(corpus.terms(document)))
    }

    fn different(&self, terms: &[u32]) -> Box<[u16]> {
        let mut seen = [0_u64; STEMS_AT_MOST / 64];
        let stems = terms.iter().filter_map(|term| self.stems.get(*term as usize).copied().flatten());
        let first = stems.filter(|stem| {
            let bit = 1 << (stem % 64);
            let word = seen.get_mut(usize::from(stem / 64));
            word.is_some_and(|word| std::mem::replace(word, *word | bit) & bit == 0)
        });
        first.collect()
    }
}

/// How near a pledge and a document are, 0 to 1.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) struct Nearness {
    /// How much of the pledge has a word near it in the document.
    pub(super) of_pledge: f32,
    /// How much of the document has a word near it in the pledge.
    pub(super) of_document: f32,
}

/// How near each stem is to each word of one pledge.
pub(super) struct Near {
    /// What each word counts; nothing behind the pledge's last.
    weights: [f32; WORDS],
    weight: f32,
    /// Of each stem the position in `met`, from 1; 0 where it has not been met.
    place: Vec<u16>,
    met: Vec<Met>,
}

/// A stem that was met, by itself: what is read for every word of every document lies close together.
struct Met {
    /// How near it is to each word of the pledge.
    near: [u8; WORDS],
    weight: f32,
    /// Its weight times how near it is to the nearest.
    nearest: f32,
}

impl Near {
    /// Compares the words of a pledge, with what the text that each is from counts, to those of the documents that are to be
    /// looked at.
    pub(super) fn new<'k>(
        words: impl Iterator<Item = (&'k str, f32)>,
        meanings: &Meanings,
        corpus: &Corpus,
        entries: impl Iterator<Item = u32>,
    ) -> Self {
        let known = words.filter_map(|(key, share)| {
            let stem = *NAMED.get(key)?;
            Some((stem, share * STEMS.get(usize::from(stem))?.weight))
        });
        let mut known: Vec<(u16, f32)> = known.collect();
        known.sort_by(|one, other| other.1.total_cmp(&one.1).then(one.0.cmp(&other.0)));
        known.truncate(WORDS);
        let mut weights = [0.0; WORDS];
        weights.iter_mut().zip(&known).for_each(|(weight, (_, known))| *weight = *known);
        let own: Vec<&Stem> = known.iter().filter_map(|(stem, _)| STEMS.get(usize::from(*stem))).collect();
        let mut near =
            Self { weights, weight: weights.iter().sum(), place: vec![0; STEMS.len()], met: Vec::new() };
        if !own.is_empty() {
            entries.for_each(|entry| near.compare(&own, meanings.of(corpus, entry)));
        }
        near
    }

    /// Compares the stems of a document that no other document had.
    fn compare(&mut self, own: &[&Stem], stems: &[u16]) {
        for stem in stems {
            let (Some(place), Some(other)) =
                (self.place.get_mut(usize::from(*stem)), STEMS.get(usize::from(*stem)))
            else {
                continue;
            };
            if *place == 0 {
                let mut near = [0; WORDS];
                near.iter_mut()
                    .zip(own)
                    .for_each(|(near, own)| *near = nearness(&own.direction, &other.direction));
                let nearest = near.iter().copied().fold(0, u8::max);
                self.met.push(Met { near, weight: other.weight, nearest: other.weight * f32::from(nearest) });
                *place = u16::try_from(self.met.len()).unwrap_or(0);
            }
        }
    }

    /// How near a document is.
    pub(super) fn to(&self, meanings: &Meanings, corpus: &Corpus, entry: u32) -> Nearness {
        let mut best = [0_u8; WORDS];
        let (mut shared, mut whole) = (0.0, 0.0);
        for stem in meanings.of(corpus, entry) {
            let place = self.place.get(usize::from(*stem)).copied().unwrap_or(0);
            let Some(met) = usize::from(place).checked_sub(1).and_then(|at| self.met.get(at)) else {
                continue;
            };
            best.iter_mut().zip(met.near).for_each(|(best, near)| *best = (*best).max(near));
            shared += met.nearest;
            whole += met.weight;
        }
        let of_pledge: f32 =
            self.weights.iter().zip(best).map(|(weight, near)| weight * f32::from(near)).sum();
        let share = |part: f32, whole: f32| part / (whole * f32::from(SAME)).max(f32::MIN_POSITIVE);
        Nearness { of_pledge: share(of_pledge, self.weight), of_document: share(shared, whole) }
    }
}

/// How near two stems are: nothing if they point apart, [`SAME`] if they are one.
///
/// A plain sum of products of sixteen bits is what compilers turn into the processor's own instruction for it, if the loop
/// stands alone.
#[inline(never)]
fn nearness(one: &[i16; WIDTH], other: &[i16; WIDTH]) -> u8 {
    let product: i32 = one.iter().zip(other).map(|(one, other)| i32::from(*one) * i32::from(*other)).sum();
    u8::try_from(product.max(0) >> LONGER).unwrap_or(SAME).min(SAME)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::matching::{Paper, tokens};

    /// How near a pledge is to each of some documents.
    fn near<const MANY: usize>(pledge: &str, documents: [&str; MANY]) -> [Nearness; MANY] {
        let paper = |text: &str| Paper { text: text.into(), ..Paper::default() };
        let corpus = Corpus::new(documents.map(paper).into());
        let stemmer = tokens::stemmer();
        let keys: Vec<String> = pledge.split(' ').map(|word| stemmer.stem(word).into_owned()).collect();
        let meanings = Meanings::new(&corpus);
        let words = keys.iter().map(|key| (key.as_str(), 1.0));
        let entries = 0..u32::try_from(MANY).expect("few");
        let near = Near::new(words, &meanings, &corpus, entries);
        std::array::from_fn(|at| near.to(&meanings, &corpus, u32::try_from(at).expect("few")))
    }

    #[test]
    fn every_stem_has_a_direction_of_one_length() {
        assert_eq!(STEMS.len(), NAMED.len());
        assert!(STEMS.len() <= STEMS_AT_MOST);
        for stem in STEMS.iter() {
            assert!(nearness(&stem.direction, &stem.direction) >= SAME - 8, "{:?}", stem.direction);
        }
    }

    #[test]
    fn what_says_the_same_in_other_words_is_near_and_what_is_not_known_is_not() {
        let [other_words, same_words, another_thing, unknown] = near(
            "hire more physicians",
            [
                "Extra doctors were recruited.",
                "More physicians for hire.",
                "Potholes were repaired.",
                "Xqzw.",
            ],
        );
        assert!(other_words.of_pledge > another_thing.of_pledge + 0.2, "{other_words:?} {another_thing:?}");
        assert!(same_words.of_pledge > 0.9 && same_words.of_document > 0.9, "{same_words:?}");
        assert_eq!(unknown, Nearness::default());
    }
}
