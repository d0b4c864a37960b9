//! What speaks for and against a link between a pledge and a document, as numbers between about -2 and 2.
//!
//! It measures only; how much each signal counts is in `weights`.

mod number;

use std::collections::HashMap;
use std::ops::Range;

use rayon::prelude::*;

use super::background::count;
use super::corpus::{Corpus, Entry, narrow};
use super::meaning::{Meanings, Near, Nearness};
use super::profile::Profile;
use super::ranking::Ranked;
use super::term;
use number::bits_of;

/// How many sentences a passage may have.
const WIDEST: usize = 3;
/// A word that is worth so much of another may stand for it.
const AKIN: f32 = 0.26;
/// What a passage pays for each sentence more, as a share of the pledge's wording.
const PRICE: f32 = 0.05;

/// A document looked at closely for one pledge.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Close {
    pub(super) entry: u32,
    /// Lexical score as a share of the ideal.
    pub(super) lexical: f32,
    /// The sentences of the best passage.
    pub(super) passage: Range<usize>,
    /// Share of the pledge's wording in the passage.
    pub(super) covered: f32,
    /// Share of the pledge's wording in the document.
    pub(super) covered_anywhere: f32,
    /// The share of its wording that only stands there in words related to it.
    pub(super) related: f32,
    /// How much of the document's wording is the pledge's: the cosine of both.
    pub(super) alike: f32,
    /// How near to each other the words of both are in meaning.
    pub(super) near: Nearness,
    /// Share of the pledge's pairs of words.
    pub(super) paired: f32,
    /// Share of what the pledge is called that the passage has, in its words or such as may stand for them.
    pub(super) called: f32,
    /// The rarest word shared, as a rarity.
    pub(super) rarest: f32,
    /// How many different terms of the pledge the passage has.
    pub(super) shared: u32,
    /// The pledge's number that agrees best.
    pub(super) number: Option<Agreement>,
    /// Positions of the pledge's terms that the passage has, as bits.
    pub(super) bits: u128,
    /// Acronyms in the passage that stand for words of the pledge.
    pub(super) acronyms: Vec<u32>,
}

/// A number of the pledge that stands in the passage.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Agreement {
    /// Position of the number in the profile's terms.
    pub(super) position: usize,
    /// How far what is counted is the same, 0 to 1.
    pub(super) counted: f32,
    /// Whether it is of the same.
    pub(super) of: Same,
}

/// Whether a number in a passage is of what the pledge's is.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd)]
pub(super) enum Same {
    /// It is named as something else, or nothing in the document names what the pledge counts.
    No,
    /// It counts such things, of which kind nothing tells.
    Untold,
    /// A sum of money, whose passage has nothing of what the pledge's is for; the document has this share of it.
    Unsaid(f32),
    /// It is, or nobody can tell.
    Yes,
}

/// What the corpus' terms are to a pledge, for looking through documents.
pub(super) struct Lens<'a> {
    corpus: &'a Corpus,
    profile: &'a Profile,
    /// Of each term of the corpus its position among the pledge's terms, or [`NO_TERM`]; and [`STANDS`] for an acronym.
    /// A table, for it is asked for every word of every document that is looked at.
    marks: Vec<u16>,
    acronyms: HashMap<u32, u128>,
    /// Of terms marked [`RELATED`], the positions that they may stand for and what they are worth of them.
    related: HashMap<u32, Vec<(usize, f32)>>,
    /// Of numbers that are told to be of something, by their position: the positions of what that is, as bits.
    of: HashMap<usize, u128>,
    norms: &'a Norms,
    /// How near words are to the pledge's in meaning.
    near: Near,
    /// Weight that counts as full agreement around a number.
    enough: f32,
}

/// The mark of a term that the pledge has not; positions are smaller.
const NO_TERM: u16 = 255;
/// The mark of an acronym, besides.
const STANDS: u16 = 256;
/// The mark of a term that is related to one of the pledge's, besides.
const RELATED: u16 = 512;

/// What is the same for all pledges: the rarity and the meaning of every term, and the length of every entry in rarities.
pub(super) struct Norms {
    meanings: Meanings,
    rarities: Vec<f32>,
    lengths: Vec<f32>,
}

impl Norms {
    pub(super) fn new(corpus: &Corpus) -> Self {
        let terms = (0..narrow(corpus.keys.len())).into_par_iter();
        let rarities: Vec<f32> = terms.map(|term| term::rarity_of(corpus, term)).collect();
        let mut lengths = vec![0.0; corpus.len()];
        for (term, rarity) in (0_u32..).zip(&rarities) {
            for posting in corpus.postings(term) {
                if let Some(length) = lengths.get_mut(posting.entry as usize) {
                    *length += rarity * rarity;
                }
            }
        }
        lengths.iter_mut().for_each(|length: &mut f32| *length = length.sqrt());
        Self { meanings: Meanings::new(corpus), rarities, lengths }
    }
}

impl<'a> Lens<'a> {
    /// A lens for the documents of `ranked`.
    pub(super) fn new(corpus: &'a Corpus, profile: &'a Profile, norms: &'a Norms, ranked: &[Ranked]) -> Self {
        let mut marks = vec![NO_TERM; corpus.keys.len()];
        for (at, wanted) in (0_u16..).zip(&profile.terms) {
            if let Some(mark) = wanted.term.and_then(|term| marks.get_mut(term as usize)) {
                *mark = at;
            }
        }
        let mut acronyms: HashMap<u32, u128> = HashMap::new();
        for (acronym, stands) in &profile.stands_for {
            *acronyms.entry(*acronym).or_default() |= stands.iter().fold(0, |bits, at| bits | 1 << at);
            if let Some(mark) = marks.get_mut(*acronym as usize) {
                *mark |= STANDS;
            }
        }
        let mut related: HashMap<u32, Vec<(usize, f32)>> = HashMap::new();
        for (at, wanted) in profile.terms.iter().enumerate() {
            for (term, worth) in &wanted.related {
                related.entry(*term).or_default().push((at, *worth));
                if let Some(mark) = marks.get_mut(*term as usize) {
                    *mark |= RELATED;
                }
            }
        }
        let of = profile.terms.iter().enumerate().map(|(at, wanted)| {
            (at, bits_of(profile, wanted.of.things().iter().map(|thing| thing.key.as_str())))
        });
        let of = of.filter(|(_, bits)| *bits != 0).collect();
        let top: f32 =
            profile.terms.iter().filter(|wanted| !wanted.number).take(3).map(|wanted| wanted.weight).sum();
        let enough = (top * 0.6).max(f32::MIN_POSITIVE);
        let words = profile.terms.iter().map(|wanted| (wanted.key.as_str(), wanted.share));
        let near = Near::new(words, &norms.meanings, corpus, ranked.iter().map(|one| one.entry));
        Self { corpus, profile, marks, acronyms, related, of, norms, near, enough }
    }

    /// Looks at one document.
    pub(super) fn look(&self, ranked: Ranked) -> Option<Close> {
        let entry = self.corpus.entries.get(ranked.entry as usize)?;
        let sentences = self.corpus.sentences(entry);
        let bits: Vec<u128> =
            (0..sentences.len()).map(|at| self.bits(self.corpus.window(entry, at..at + 1))).collect();
        let first = usize::from(entry.titled);
        let title = if entry.titled { bits.first().copied().unwrap_or_default() } else { 0 };
        let (mut passage, mut best, mut best_bits) = (first..(first + 1).min(bits.len()), f32::MIN, 0);
        for start in first..bits.len() {
            let mut together = 0;
            for end in start + 1..=(start + WIDEST).min(bits.len()) {
                together |= bits[end - 1];
                let worth = self.worth(together) - PRICE * count(end - start - 1);
                if worth > best {
                    (passage, best, best_bits) = (start..end, worth, together);
                }
            }
        }
        let anywhere = bits.iter().fold(0, |all, one| all | one);
        let named = title & !best_bits;
        let rarest = self.each(best_bits).map(|wanted| wanted.weight).fold(0.0, f32::max);
        Some(Close {
            entry: ranked.entry,
            lexical: ranked.score,
            covered: self.worth(best_bits) + self.worth(named) / 2.0,
            covered_anywhere: self.worth(anywhere),
            related: self.related(entry, anywhere),
            alike: self.alike(ranked.entry, anywhere),
            near: self.near.to(&self.norms.meanings, self.corpus, ranked.entry),
            paired: self.paired(self.corpus.terms(entry)),
            called: self.called(entry, &passage, best_bits | named),
            rarest,
            shared: best_bits.count_ones(),
            number: self.number(entry, &passage, &bits),
            acronyms: self.standing(self.corpus.window(entry, passage.clone())),
            bits: best_bits,
            passage,
        })
    }

    /// The position of a term among the pledge's.
    fn position(&self, term: u32) -> Option<u32> {
        let mark = self.marks.get(term as usize)? & NO_TERM;
        (mark != NO_TERM).then(|| u32::from(mark))
    }

    /// Whether a term is an acronym that stands for words of the pledge.
    fn stands(&self, term: u32) -> bool {
        self.marks.get(term as usize).is_some_and(|mark| mark & STANDS != 0)
    }

    /// The pledge's terms that a stretch of terms has, by itself or by an acronym or its long form.
    fn bits(&self, terms: &[u32]) -> u128 {
        let mut bits = 0_u128;
        for term in terms {
            if let Some(at) = self.position(*term) {
                bits |= 1 << at;
            }
            if self.stands(*term)
                && let Some(stands) = self.acronyms.get(term)
            {
                bits |= stands;
            }
        }
        for (at, long) in &self.profile.spelled {
            if bits & (1 << at) == 0 && long.iter().all(|term| terms.contains(term)) {
                bits |= 1 << at;
            }
        }
        bits
    }

    /// Acronyms among some terms that stand for words of the pledge.
    fn standing(&self, terms: &[u32]) -> Vec<u32> {
        let mut found: Vec<u32> = terms.iter().copied().filter(|term| self.stands(*term)).collect();
        found.sort_unstable();
        found.dedup();
        found
    }

    /// The terms that bits stand for, in order.
    fn each(&self, mut bits: u128) -> impl Iterator<Item = &super::term::Wanted> {
        std::iter::from_fn(move || {
            let at = bits.trailing_zeros();
            bits &= bits.checked_sub(1)?;
            self.profile.terms.get(at as usize)
        })
    }

    /// The share of the pledge's wording that some of its terms are.
    fn worth(&self, bits: u128) -> f32 {
        self.each(bits).map(|wanted| wanted.weight).sum::<f32>() / self.profile.weight.max(f32::MIN_POSITIVE)
    }

    /// The share of what the pledge is called that a passage with these of its terms has; all, where it is called nothing.
    fn called(&self, entry: &Entry, passage: &Range<usize>, bits: u128) -> f32 {
        let called = self.profile.called;
        if called == 0 {
            return 1.0;
        }
        let akin = |term: &u32| {
            let stands = self.related.get(term).into_iter().flatten().filter(|(_, worth)| *worth >= AKIN);
            stands.fold(0, |bits, (at, _)| bits | 1 << at)
        };
        let related = |term: &&u32| self.marks.get(**term as usize).is_some_and(|mark| mark & RELATED != 0);
        let terms = self.corpus.window(entry, passage.clone()).iter();
        let bits = terms.filter(related).fold(bits, |bits, term| bits | akin(term));
        let alone = |bits| self.each(bits).map(|wanted| wanted.alone).sum::<f32>();
        alone(bits & called) / alone(called).max(f32::MIN_POSITIVE)
    }

    /// The share of the pledge's wording that a document has only in words related to it.
    fn related(&self, entry: &Entry, has: u128) -> f32 {
        let mut best = vec![0.0_f32; self.profile.terms.len()];
        for term in self.corpus.terms(entry) {
            if self.marks.get(*term as usize).is_none_or(|mark| mark & RELATED == 0) {
                continue;
            }
            for (at, worth) in self.related.get(term).into_iter().flatten() {
                if has & (1 << at) == 0
                    && let Some(best) = best.get_mut(*at)
                {
                    *best = best.max(*worth);
                }
            }
        }
        let worth = self.profile.terms.iter().zip(best).map(|(wanted, best)| wanted.weight * best);
        worth.sum::<f32>() / self.profile.weight.max(f32::MIN_POSITIVE)
    }

    /// The cosine of a pledge's wording and a document's.
    fn alike(&self, entry: u32, has: u128) -> f32 {
        let rarity = |term: u32| self.norms.rarities.get(term as usize).copied().unwrap_or_default();
        // A word that no document has, but an acronym for it, is as rare as the pledge takes it to be.
        let rare = |wanted: &super::term::Wanted| wanted.term.map_or(wanted.weight, rarity);
        let both: f32 = self.each(has).map(|wanted| wanted.weight * rare(wanted)).sum();
        let own = self.profile.terms.iter().map(|wanted| wanted.weight * wanted.weight).sum::<f32>().sqrt();
        let length = self.norms.lengths.get(entry as usize).copied().unwrap_or_default();
        (both / (own * length).max(f32::MIN_POSITIVE)).min(1.0)
    }

    /// The share of the pledge's pairs that stand close together in the document, or behind an acronym.
    fn paired(&self, terms: &[u32]) -> f32 {
        let at: Vec<Option<u32>> = terms.iter().map(|term| self.position(*term)).collect();
        let mut found: Vec<((u32, u32), f32)> = Vec::new();
        for stands in self.standing(terms).iter().filter_map(|acronym| self.acronyms.get(acronym)) {
            let within = |(one, other): &(u32, u32)| stands >> one & stands >> other & 1 == 1;
            found.extend(
                self.profile
                    .pairs
                    .iter()
                    .filter(|(pair, _)| within(pair))
                    .map(|(pair, weight)| (*pair, *weight)),
            );
        }
        for (here, one) in at.iter().enumerate() {
            let Some(one) = one else { continue };
            for other in at.iter().skip(here + 1).take(2).flatten() {
                let pair = (*one.min(other), *one.max(other));
                if let Some(weight) = self.profile.pairs.get(&pair) {
                    found.push((pair, *weight));
                }
            }
        }
        found.sort_unstable_by_key(|(pair, _)| *pair);
        found.dedup_by_key(|(pair, _)| *pair);
        found.iter().map(|(_, weight)| weight).sum::<f32>() / self.profile.pair_weight.max(f32::MIN_POSITIVE)
    }
}
