//! Lexical ranking (BM25): which documents are worth a closer look for a pledge.
//!
//! It must not decide anything: it only says how much of a pledge's wording a document has.

use super::background::count;
use super::corpus::{Corpus, Entry, Posting, narrow};
use super::profile::Profile;
use super::term::Wanted;

/// How soon repeating a word stops to count.
const SATURATION: f32 = 1.2;
/// How far long documents are held back.
const LENGTH: f32 = 0.6;
/// How many documents of a pledge are looked at more closely, besides those that have its rare numbers.
const CLOSER: usize = 100;
/// A related word in more documents than this is common, and says little.
const RARE: usize = 1_000;
/// A number in more documents than this is common, and alone no reason to look.
const RARE_NUMBER: usize = 100;

/// A document that shares words with a pledge.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Ranked {
    /// Which entry of the corpus.
    pub(super) entry: u32,
    /// Its score as a share of what the pledge's own text would get.
    pub(super) score: f32,
}

/// Scores by entry, kept between pledges so that nothing is allocated twice.
#[derive(Debug, Default)]
pub(super) struct Scores {
    by_entry: Vec<f32>,
    touched: Vec<u32>,
    /// The best of a term and of those that may stand for it, by entry, and the entries that have one.
    best: Vec<f32>,
    with_best: Vec<u32>,
    /// How far each entry is held back by its length: by itself, for it is read for every posting.
    held: Vec<f32>,
}

/// The documents that share most with a pledge, best first.
pub(super) fn rank(corpus: &Corpus, profile: &Profile, scores: &mut Scores) -> Vec<Ranked> {
    scores.ready(corpus);
    let mut ideal = 0.0;
    for wanted in &profile.terms {
        ideal += wanted.weight;
        if wanted.related.is_empty() {
            wanted.term.into_iter().for_each(|term| scores.add(corpus, term, wanted.weight));
        } else {
            scores.add_best(corpus, wanted);
        }
    }
    // A long form for an acronym and the other way round, at half weight: it may mean something else.
    for (acronym, positions) in &profile.stands_for {
        let weight: f32 =
            positions.iter().filter_map(|at| profile.terms.get(*at as usize)).map(|term| term.weight).sum();
        scores.add(corpus, *acronym, weight / 2.0);
    }
    for (at, long) in &profile.spelled {
        let weight = profile.terms.get(*at as usize).map_or(0.0, |term| term.weight);
        for term in long {
            scores.add(corpus, *term, weight / 2.0 / count(long.len()));
        }
    }
    let numbers: Vec<u32> = profile
        .terms
        .iter()
        .filter(|wanted| wanted.number)
        .filter_map(|wanted| wanted.term)
        .filter(|term| corpus.postings(*term).len() <= RARE_NUMBER)
        .collect();
    let mut ranked = scores.take(ideal.max(f32::MIN_POSITIVE));
    let best_first =
        |one: &Ranked, other: &Ranked| other.score.total_cmp(&one.score).then(one.entry.cmp(&other.entry));
    let mut kept = Vec::new();
    if ranked.len() > CLOSER {
        ranked.select_nth_unstable_by(CLOSER, best_first);
        let rest = ranked.split_off(CLOSER);
        let with_number: std::collections::BTreeSet<u32> =
            numbers.iter().flat_map(|term| corpus.postings(*term)).map(|posting| posting.entry).collect();
        kept = rest.into_iter().filter(|one| with_number.contains(&one.entry)).collect();
    }
    ranked.append(&mut kept);
    ranked.sort_unstable_by(best_first);
    ranked
}

impl Scores {
    /// Makes room for the scores of a corpus; once for all pledges.
    fn ready(&mut self, corpus: &Corpus) {
        if self.held.len() == corpus.len() {
            return;
        }
        let mean = count(corpus.terms_in_order.len()) / count(corpus.len().max(1));
        let held = |entry: &Entry| SATURATION * (1.0 - LENGTH + LENGTH * count(entry.terms.len()) / mean);
        self.held = corpus.entries.iter().map(held).collect();
        self.by_entry = vec![0.0; corpus.len()];
        self.best = vec![0.0; corpus.len()];
    }

    /// Adds for every entry the best of a term and of those that may stand for it.
    fn add_best(&mut self, corpus: &Corpus, wanted: &Wanted) {
        let related = wanted.related.iter().filter(|(term, _)| corpus.postings(*term).len() <= RARE);
        for (term, worth) in related.copied().chain(wanted.term.map(|term| (term, 1.0))) {
            for posting in corpus.postings(term) {
                let at = posting.entry as usize;
                let (Some(held), Some(best)) = (self.held.get(at), self.best.get_mut(at)) else { continue };
                if *best == 0.0 {
                    self.with_best.push(posting.entry);
                }
                *best = best.max(worth * saturated(posting, *held));
            }
        }
        for entry in self.with_best.drain(..) {
            let at = entry as usize;
            let (Some(best), Some(score)) = (self.best.get_mut(at), self.by_entry.get_mut(at)) else {
                continue;
            };
            if *score == 0.0 {
                self.touched.push(entry);
            }
            *score += wanted.weight * std::mem::take(best);
        }
    }

    fn add(&mut self, corpus: &Corpus, term: u32, weight: f32) {
        for posting in corpus.postings(term) {
            let at = posting.entry as usize;
            let (Some(held), Some(score)) = (self.held.get(at), self.by_entry.get_mut(at)) else { continue };
            if *score == 0.0 {
                self.touched.push(posting.entry);
            }
            *score += weight * saturated(posting, *held);
        }
    }

    /// The scores as shares of `ideal`; everything is zero afterwards.
    fn take(&mut self, ideal: f32) -> Vec<Ranked> {
        let mut ranked = Vec::with_capacity(self.touched.len());
        for entry in self.touched.drain(..) {
            if let Some(score) = self.by_entry.get_mut(entry as usize) {
                ranked.push(Ranked { entry: narrow(entry as usize), score: *score / ideal });
                *score = 0.0;
            }
        }
        ranked
    }
}

/// How much the occurrences of a term count in a text that is held back by `held`.
fn saturated(posting: &Posting, held: f32) -> f32 {
    let times = count(posting.times as usize);
    times * (SATURATION + 1.0) / (times + held)
}
