//! Which document bears on which pledge: proposals with a score, a quote, reasons, and what they seem to show.
//!
//! A proposal is nothing until a person accepts it. Matching must not set a status, read a file or write one.
#![allow(clippy::float_arithmetic, reason = "scores are estimates; no status depends on them")]

mod acronym;
mod background;
mod corpus;
mod profile;
mod ranking;
mod signals;
mod tokens;
mod weights;

use std::collections::BTreeMap;
use std::ops::Range;

use rayon::prelude::*;

pub use corpus::{Corpus, Paper, Reference};
pub use profile::Search;
pub use weights::{NAMES, WEIGHTS};

use profile::Profile;
use signals::{Close, Lens};
use weights::{Rivals, SIGNALS};

/// Proposals with a lower score are held back unless all are asked for.
pub const THRESHOLD: f32 = 0.4;

/// A document that may bear on a pledge.
#[derive(Debug, Clone, PartialEq)]
pub struct Link {
    /// Position of the pledge in the list that was searched for.
    pub pledge: usize,
    /// Position of the text in the corpus.
    pub entry: usize,
    /// How likely it is right, 0 to 1.
    pub score: f32,
    /// The passage, as byte offsets in the canonical text.
    pub passage: Range<usize>,
    /// What spoke for and against it, in the order of [`NAMES`].
    pub signals: [f32; SIGNALS],
}

/// Scores every document that shares enough with a pledge; per pledge, best first.
#[must_use]
pub fn links(corpus: &Corpus, searches: &[Search]) -> Vec<Vec<Link>> {
    let profiles: Vec<Profile> = searches.par_iter().map(|search| Profile::new(search, corpus)).collect();
    let close: Vec<Vec<Close>> = profiles
        .par_iter()
        .map_init(ranking::Scores::default, |scores, profile| {
            let lens = Lens::new(corpus, profile);
            ranking::rank(corpus, profile, scores).into_iter().filter_map(|ranked| lens.look(ranked)).collect()
        })
        .collect();
    let strengths: Vec<f32> = profiles.iter().map(|profile| profile.weight.sqrt()).collect();
    let contest = Contest::new(&close, &strengths);
    close
        .par_iter()
        .enumerate()
        .map(|(pledge, found)| {
            let mut links: Vec<Link> =
                found.iter().map(|one| link(corpus, &profiles, searches, &contest, pledge, one)).collect();
            links.sort_by(|one, other| other.score.total_cmp(&one.score).then(one.entry.cmp(&other.entry)));
            links
        })
        .collect()
}

fn link(
    corpus: &Corpus,
    profiles: &[Profile],
    searches: &[Search],
    contest: &Contest,
    pledge: usize,
    close: &Close,
) -> Link {
    let entry = &corpus.entries[close.entry as usize];
    let same_body = entry.body.as_ref().filter(|_| !searches[pledge].bodies.is_empty()).map(|body| {
        searches[pledge].bodies.iter().any(|name| name.eq_ignore_ascii_case(body))
    });
    let rivals = Rivals {
        has_number: profiles[pledge].terms.iter().any(|wanted| wanted.number),
        same_body,
        ..contest.rivals(pledge, close)
    };
    let signals = weights::signals(close, &rivals);
    let sentences = corpus.sentences(entry);
    let start = sentences.get(close.passage.start).map_or(0, |sentence| sentence.start as usize);
    let end = close.passage.end.checked_sub(1).and_then(|last| sentences.get(last)).map_or(0, |last| last.end as usize);
    Link {
        pledge,
        entry: close.entry as usize,
        score: weights::probability(&signals),
        passage: start..end.max(start),
        signals,
    }
}

/// Who competes with whom: the best documents of each pledge and the best pledges of each document.
struct Contest {
    strengths: Vec<f32>,
    /// Per pledge: its two best documents' scores and the field's.
    documents: Vec<(f32, f32, f32)>,
    /// Per entry: the best pledge with its score, and the second score.
    pledges: BTreeMap<u32, (usize, f32, f32)>,
}

impl Contest {
    fn new(close: &[Vec<Close>], strengths: &[f32]) -> Self {
        let mut pledges: BTreeMap<u32, (usize, f32, f32)> = BTreeMap::new();
        for (pledge, found) in close.iter().enumerate() {
            for one in found {
                let own = one.lexical * strengths[pledge];
                let slot = pledges.entry(one.entry).or_insert((pledge, 0.0, 0.0));
                if own > slot.1 {
                    *slot = (pledge, own, slot.1);
                } else if own > slot.2 {
                    slot.2 = own;
                }
            }
        }
        let documents = close
            .iter()
            .map(|found| {
                let score = |at: usize| found.get(at).map_or(0.0, |one| one.lexical);
                let field: Vec<f32> = found.iter().skip(5).take(15).map(|one| one.lexical).collect();
                let mean = field.iter().sum::<f32>() / background::count(field.len().max(1));
                (score(0), score(1), mean)
            })
            .collect();
        Self { strengths: strengths.to_vec(), documents, pledges }
    }

    fn rivals(&self, pledge: usize, close: &Close) -> Rivals {
        let (best, second, field) = self.documents[pledge];
        let own = close.lexical;
        let strength = self.strengths[pledge].max(f32::MIN_POSITIVE);
        let other_pledge = self.pledges.get(&close.entry).map_or(0.0, |(holder, best, second)| {
            if *holder == pledge { *second } else { *best }
        });
        Rivals {
            other_document: if own >= best { second } else { best },
            field,
            other_pledge: other_pledge / strength,
            own,
            ..Rivals::default()
        }
    }
}
