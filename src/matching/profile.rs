//! What is looked for: the words of a pledge as weighted terms, the pairs in which they stand, its numbers, and the
//! acronyms that may stand for its words.
//!
//! It must not look at a document beyond the corpus' table of terms.

use std::collections::{BTreeSet, HashMap};

use super::acronym::Meaning;
use super::background;
use super::corpus::Corpus;
use super::counted;
use super::measure::Measured;
use super::term::{Wanted, rarity};
use super::together;
use super::tokens::{self, Sort};
use crate::date::{Date, Window, days_between};
use crate::language::dates;
use crate::language::tokens::tokenize;

/// A pledge as matching sees it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Search {
    /// The pledge's id.
    pub id: String,
    /// Its title, for reasons that name another pledge.
    pub title: String,
    /// Its texts, each with its weight: first the quote, 1, then the title, and what only describes it less.
    pub texts: Vec<(f32, String)>,
    /// Names of the body that answers for it.
    pub bodies: Vec<String>,
    /// When the saying that is quoted was made.
    pub said: Option<Window>,
    /// The first day of the earliest saying; nothing older can be evidence for it.
    pub first_said: Option<Date>,
    /// SHA-256 of the canonical texts that are recorded for it already, in hexadecimal, in order.
    pub recorded: Vec<String>,
    /// SHA-256 of the canonical text it was made in.
    pub source: Option<String>,
    /// How it is measured, where a number decides.
    pub measured: Option<Measured>,
    /// The window by which it is due.
    pub due: Option<Window>,
    /// The numbers of the questions and statements that the register has for it, each with when it could be known.
    pub numbers: Vec<(String, Option<Window>)>,
    /// Whether what has one of these numbers is proposed again all the same.
    pub again: bool,
}

/// The register dates a document by the day when it was answered, made or printed, which are not a month apart; a number comes
/// again in another session.
const SAME_DOCUMENT: i64 = 31;

impl Search {
    /// What was said: the first of its texts.
    pub(super) fn quote(&self) -> &str {
        self.texts.first().map_or("", |(_, text)| text.as_str())
    }

    /// Whether the register has this text (by its SHA-256) for the pledge already: as evidence, as another saying, or as
    /// its source.
    pub(super) fn has(&self, text_sha256: &str) -> bool {
        self.recorded.binary_search_by(|one| one.as_str().cmp(text_sha256)).is_ok()
            || self.source.as_deref() == Some(text_sha256)
    }

    /// Whether the register has, for the pledge, a document with one of these numbers that was known at that time: of most there
    /// is a record and no stored copy.
    #[must_use]
    pub fn has_numbered(&self, numbers: &[String], known: Option<Window>) -> bool {
        let near = |one: Window, other: Window| {
            days_between(one.last, other.first) <= SAME_DOCUMENT
                && days_between(other.last, one.first) <= SAME_DOCUMENT
        };
        let is_it = |(number, when): &(String, Option<Window>)| {
            numbers.contains(number) && known.zip(*when).is_none_or(|(one, other)| near(one, other))
        };
        !self.again && self.numbers.iter().any(is_it)
    }

    /// Forgets what the register has for the pledge, so that it is proposed like anything else.
    pub fn propose_again(&mut self) {
        self.recorded.clear();
        self.source = None;
        self.again = true;
    }
}

/// The most terms of a pledge that count, the weightiest: enough for a quote, a title and a test.
pub(super) const MOST_TERMS: usize = 128;

/// A text with less weight describes how a pledge is tested: what it counts may be something else.
const SAYS: f32 = 0.4;

/// Which of the texts is the title, and the weight of the quote.
const TITLE: usize = 1;
const QUOTED: f32 = 1.0;

/// How many terms after a number may name what is counted.
const COUNTED: usize = 4;

/// A pledge ready for scoring against one corpus.
#[derive(Debug, Clone, Default)]
pub(super) struct Profile {
    /// Its terms, the weightiest first; at most [`MOST_TERMS`].
    pub(super) terms: Vec<Wanted>,
    /// Pairs of its terms (as positions in `terms`, the smaller first) that stand side by side, with their weight.
    pub(super) pairs: HashMap<(u32, u32), f32>,
    /// Acronyms in the corpus for some of its words: the acronym's term and the positions it stands for.
    pub(super) stands_for: Vec<(u32, Vec<u32>)>,
    /// Acronyms of its own that the corpus spells out: position, and the terms of the long form.
    pub(super) spelled: Vec<(u32, Vec<u32>)>,
    /// The positions of what it is called, as bits.
    pub(super) called: u128,
    /// The sum of the terms' weights.
    pub(super) weight: f32,
    /// The sum of the pairs' weights.
    pub(super) pair_weight: f32,
}

impl Profile {
    /// Weighs the words of a pledge by how rare they are here and in general.
    pub(super) fn new(search: &Search, corpus: &Corpus) -> Self {
        let stemmer = tokens::stemmer();
        let mut by_key: HashMap<String, usize> = HashMap::new();
        let mut wanted: Vec<Wanted> = Vec::new();
        let mut pairs: HashMap<(usize, usize), f32> = HashMap::new();
        let mut key = String::new();
        for (nth, (share, text)) in search.texts.iter().enumerate() {
            let mut before: Option<usize> = None;
            let mut since_number = COUNTED;
            let read = tokenize(text);
            let dates = dates::recognise(text, &read, None);
            let of = if *share >= SAYS { counted::of_numbers(text, &read, &dates) } else { Vec::new() };
            // Where it puts off to no day: `as soon as parliamentary time allows` is said of anything.
            let is_vague =
                |at: usize| dates.iter().any(|date| date.vague && (date.start..date.end).contains(&at));
            for token in tokens::tokens(text, &[]) {
                if is_vague(token.start) {
                    continue;
                }
                let word = &text[token.start..token.end];
                if token.sort == Sort::Word && tokens::is_stop(&word.to_lowercase()) {
                    continue;
                }
                tokens::key(text, &token, &stemmer, &mut key);
                let at = *by_key.entry(key.clone()).or_insert_with(|| {
                    wanted.push(Wanted::new(corpus, &key, word, token.sort, *share));
                    wanted.len() - 1
                });
                let weight = share * rarity(corpus, &key);
                wanted[at].titled |= nth == TITLE;
                wanted[at].share = wanted[at].share.max(*share);
                wanted[at].weight = wanted[at].weight.max(weight);
                wanted[at].alone = wanted[at].weight;
                wanted[at].in_public = wanted[at].in_public.max(share * background::rarity(&key, 0, 0));
                if let Some(before) = before.filter(|before| *before != at && token.opens.is_none()) {
                    let weight = (wanted[before].weight * weight).sqrt();
                    let slot = pairs.entry((before.min(at), before.max(at))).or_default();
                    *slot = slot.max(weight);
                }
                before = Some(at);
                since_number = if wanted[at].number { 0 } else { since_number + 1 };
                wanted[at].counted |= (1..=COUNTED).contains(&since_number);
                if let Some((_, of)) = of.iter().find(|(range, _)| range.contains(&token.start)) {
                    wanted[at].of.add(of);
                }
            }
        }
        let own: BTreeSet<u32> = wanted.iter().filter_map(|wanted| wanted.term).collect();
        for wanted in &mut wanted {
            wanted.related.retain(|(term, _)| !own.contains(term));
        }
        together::discount(corpus, &mut wanted, &mut pairs);
        let mut profile = Self::ordered(wanted, &pairs);
        profile.learn(search, corpus);
        // What was only cut from the quote, as drafts are titled, was chosen by nobody.
        let title = search.texts.get(TITLE).map_or("", |(_, title)| title.trim_end_matches('…'));
        profile.called = if search.quote().contains(title) { 0 } else { profile.called() };
        profile
    }

    /// The positions of the words (no numbers) of its title that its quote has too, and of acronyms there that the documents spell out; none where
    /// they are less than half of the title, which is then no name for what is quoted.
    fn called(&self) -> u128 {
        let spelled = |at: usize| self.spelled.iter().any(|(position, _)| *position as usize == at);
        let (mut called, mut has, mut all) = (0, 0.0, 0.0);
        let of_title = |(_, term): &(usize, &Wanted)| term.titled && !term.number;
        for (at, term) in self.terms.iter().enumerate().filter(of_title) {
            all += term.alone;
            if term.share >= QUOTED || spelled(at) {
                called |= 1 << at;
                has += term.alone;
            }
        }
        if has * 2.0 >= all { called } else { 0 }
    }

    /// Puts the weightiest terms first and renumbers the pairs.
    fn ordered(wanted: Vec<Wanted>, pairs: &HashMap<(usize, usize), f32>) -> Self {
        let mut order: Vec<usize> = (0..wanted.len()).collect();
        order
            .sort_by(|one, other| wanted[*other].weight.total_cmp(&wanted[*one].weight).then(one.cmp(other)));
        let mut position = vec![None; wanted.len()];
        for (new, old) in order.iter().take(MOST_TERMS).enumerate() {
            position[*old] = Some(super::corpus::narrow(new));
        }
        let pairs: HashMap<(u32, u32), f32> = pairs
            .iter()
            .filter_map(|((one, other), weight)| {
                let (one, other) = (position[*one]?, position[*other]?);
                Some(((one.min(other), one.max(other)), *weight))
            })
            .collect();
        let terms: Vec<Wanted> = order.iter().take(MOST_TERMS).map(|old| wanted[*old].clone()).collect();
        let mut weights: Vec<f32> = pairs.values().copied().collect();
        weights.sort_by(f32::total_cmp);
        Self {
            weight: terms.iter().map(|term| term.weight).sum(),
            pair_weight: weights.iter().sum(),
            terms,
            pairs,
            ..Self::default()
        }
    }

    /// The share of this pledge's wording that a text has, whatever documents are searched; acronyms left aside.
    pub(super) fn share(&self, text: &str) -> f32 {
        let stemmer = tokens::stemmer();
        let mut key = String::new();
        let mut has = vec![false; self.terms.len()];
        for token in tokens::tokens(text, &[]) {
            tokens::key(text, &token, &stemmer, &mut key);
            if let Some(at) = self.terms.iter().position(|term| term.key == key) {
                has[at] = true;
            }
        }
        let all: f32 = self.terms.iter().map(|term| term.in_public).sum();
        let found = self.terms.iter().zip(has).filter(|(_, has)| *has).map(|(term, _)| term.in_public);
        found.sum::<f32>() / all.max(f32::MIN_POSITIVE)
    }

    /// How rare in public English the rarest of some of its terms is.
    pub(super) fn rarest(&self, bits: u128) -> f32 {
        let has = self.terms.iter().enumerate().filter(|(at, _)| bits & (1 << at) != 0);
        has.map(|(_, term)| term.in_public).fold(0.0, f32::max)
    }

    /// Finds the acronyms that may stand for this pledge's words, and the long forms of its own.
    fn learn(&mut self, search: &Search, corpus: &Corpus) {
        let positions: HashMap<&str, u32> = self
            .terms
            .iter()
            .enumerate()
            .map(|(at, term)| (term.key.as_str(), super::corpus::narrow(at)))
            .collect();
        let (mut stands_for, mut spelled) = (Vec::new(), Vec::new());
        // Every acronym of the corpus is asked for by every pledge: the first word that does not fit ends it.
        let mut note = |acronym: &str, long: &mut dyn Iterator<Item = &str>| {
            let at = positions.get(acronym);
            let long: Vec<&str> = match at {
                Some(_) => long.collect(),
                None => match long.map(|key| positions.contains_key(key).then_some(key)).collect() {
                    Some(long) => long,
                    None => return,
                },
            };
            let all: Option<Vec<u32>> = long.iter().map(|key| positions.get(key).copied()).collect();
            if let Some(all) = all
                && let Some(term) = corpus.lookup.get(acronym)
            {
                stands_for.push((*term, all));
            }
            if let Some(at) = at {
                let long: Option<Vec<u32>> =
                    long.iter().map(|key| corpus.lookup.get(*key).copied()).collect();
                spelled.extend(long.map(|long| (*at, long)));
            }
        };
        for (acronym, long) in search.texts.iter().flat_map(|(_, text)| super::acronym::introduced(text)) {
            note(&acronym, &mut long.iter().map(String::as_str));
        }
        for (acronym, long) in search.texts.iter().flat_map(|(_, text)| super::acronym::of_names(text)) {
            let means = |term: &u32| corpus.acronyms.iter().any(|meaning| meaning.acronym == *term);
            if corpus.lookup.get(acronym.as_str()).is_some_and(|term| !means(term)) {
                note(&acronym, &mut long.iter().map(String::as_str));
            }
        }
        let key = |term: &u32| corpus.keys.get(*term as usize).map_or("", |key| &**key);
        for Meaning { acronym, long, .. } in &corpus.acronyms {
            note(key(acronym), &mut long.iter().map(key));
        }
        stands_for.sort_unstable();
        stands_for.dedup();
        spelled.sort_unstable();
        spelled.dedup();
        self.stands_for = stands_for;
        self.spelled = spelled;
    }
}

#[cfg(test)]
impl Profile {
    /// A promise among documents that have some of its words.
    pub(super) fn of_promise(promised: &str) -> Self {
        let paper = super::Paper { text: "teachers recruited".into(), ..super::Paper::default() };
        let search = Search { texts: vec![(1.0, promised.into())], ..Search::default() };
        Self::new(&search, &Corpus::new(vec![paper]))
    }
}
