//! Following references: a document that names, by its number, one that bears on a pledge bears on it too.
//!
//! It must not follow a number alone where the days do not fit, and it puts nothing into words.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use super::cite::{self, Cite};
use super::contest::Link;
use super::corpus::{Corpus, Entry};
use super::profile::Search;
use crate::date::{Date, Window};

/// What a document names that bears on a pledge.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Followed {
    /// Its number.
    pub(super) number: String,
    /// When it could be known.
    pub(super) known: Option<Window>,
    /// How likely it bears on the pledge; 1 where the register has it.
    pub(super) score: f32,
    /// Whether the register has it for the pledge.
    pub(super) recorded: bool,
}

/// A document named by another is followed if it is as likely as this to bear on the pledge.
const LIKELY: f32 = 0.5;
/// The share of the named document's likelihood that the one which names it has at least.
const INHERITED: f32 = 0.6;
/// By how much the logarithm of the odds rises.
const GAIN: f32 = 2.0;

impl Followed {
    /// The likelihood of a link, having followed the reference.
    pub(super) fn raise(&self, score: f32) -> f32 {
        let odds = score / (1.0 - score).max(f32::MIN_POSITIVE) * GAIN.exp();
        (odds / (1.0 + odds)).max(INHERITED * self.score)
    }
}

/// Per pledge, the entries that name something which bears on it.
pub(super) fn follow(
    corpus: &Corpus,
    searches: &[Search],
    links: &[Vec<Link>],
) -> Vec<BTreeMap<usize, Followed>> {
    let citing: Vec<(usize, &Entry)> =
        corpus.entries.iter().enumerate().filter(|(_, entry)| !entry.cites.is_empty()).collect();
    let named = named(corpus, &citing);
    searches
        .iter()
        .zip(links)
        .map(|(search, links)| {
            let mut found: BTreeMap<usize, Followed> = BTreeMap::new();
            let mut note = |entry: usize, followed: Followed| {
                let better = found.get(&entry).is_none_or(|known| known.score < followed.score);
                if better {
                    found.insert(entry, followed);
                }
            };
            for link in links.iter().take_while(|link| link.score >= LIKELY) {
                for (entry, number, known) in named.get(&link.entry).into_iter().flatten() {
                    let number = (*number).to_owned();
                    note(*entry, Followed { number, known: *known, score: link.score, recorded: false });
                }
            }
            for (at, entry) in &citing {
                for (number, known) in &search.numbers {
                    if entry.cites.iter().any(|cite| *cite.number == **number && is_it(entry, cite, *known)) {
                        note(
                            *at,
                            Followed { number: number.clone(), known: *known, score: 1.0, recorded: true },
                        );
                    }
                }
            }
            found
        })
        .collect()
}

/// Who names an entry, by which number, and when the document that has it could be known.
type Naming<'a> = (usize, &'a str, Option<Window>);

/// For every entry that is named by its number: who names it.
fn named<'a>(corpus: &Corpus, citing: &[(usize, &'a Entry)]) -> HashMap<usize, Vec<Naming<'a>>> {
    let has = numbered(corpus, citing);
    let mut named: HashMap<usize, Vec<Naming<'a>>> = HashMap::new();
    for (at, entry) in citing {
        for cite in &entry.cites {
            for (target, known) in has.get(&*cite.number).into_iter().flatten() {
                if target != at && is_it(entry, cite, *known) {
                    named.entry(*target).or_default().push((*at, &cite.number, *known));
                }
            }
        }
    }
    named
}

/// The entries that have the numbers which some entries name, each with when it could be known.
fn numbered<'a>(
    corpus: &'a Corpus,
    citing: &[(usize, &'a Entry)],
) -> HashMap<&'a str, Vec<(usize, Option<Window>)>> {
    let numbers: HashSet<&str> =
        citing.iter().flat_map(|(_, entry)| &entry.cites).map(|cite| &*cite.number).collect();
    let mut has: HashMap<&str, Vec<(usize, Option<Window>)>> = HashMap::new();
    for (at, entry) in corpus.entries.iter().enumerate().filter(|_| !numbers.is_empty()) {
        for reference in &entry.references {
            for number in reference.numbers.iter().filter(|number| numbers.contains(number.as_str())) {
                has.entry(number).or_default().push((at, reference.known));
            }
        }
    }
    has
}

/// A document that another names by its number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Target {
    /// The number.
    pub number: String,
    /// Its position in the corpus; absent where it is not among the documents.
    pub entry: Option<usize>,
}

/// What some entries of a corpus name by number, in the order of naming.
#[must_use]
pub fn targets(corpus: &Corpus, entries: &BTreeSet<usize>) -> BTreeMap<usize, Vec<Target>> {
    let citing: Vec<(usize, &Entry)> =
        entries.iter().filter_map(|at| Some((*at, corpus.entries.get(*at)?))).collect();
    let has = numbered(corpus, &citing);
    let found = citing.iter().map(|(at, entry)| {
        let mut targets: Vec<Target> = Vec::new();
        for cite in &entry.cites {
            let known = has.get(&*cite.number).into_iter().flatten();
            let target = known.filter(|(one, _)| one != at).find(|(_, known)| is_it(entry, cite, *known));
            let target = Target { number: cite.number.to_string(), entry: target.map(|(one, _)| *one) };
            if !targets.contains(&target) {
                targets.push(target);
            }
        }
        (*at, targets)
    });
    found.collect()
}

/// Whether a reference in an entry can be to a document known at some time.
fn is_it(entry: &Entry, cite: &Cite, known: Option<Window>) -> bool {
    cite::agrees(&entry.text, cite, last_known(entry), known)
}

fn last_known(entry: &Entry) -> Option<Date> {
    entry.references.iter().filter_map(|reference| reference.known).map(|known| known.last).max()
}
