//! Scoring the documents of every pledge against their rivals: what bears more on another pledge, or says less than
//! another document, is doubted.
//!
//! It must not put anything into words.

use std::collections::BTreeMap;
use std::ops::Range;

use rayon::prelude::*;

use super::background;
use super::corpus::{Corpus, narrow};
use super::profile::{Profile, Search};
use super::ranking::{self, Ranked};
use super::signals::{Close, Lens, Norms};
use super::standing::Standing;
use super::weighed::Weighed;
use super::weights::{self, Model, Rivals, SIGNALS};

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
    /// What spoke for and against it, in the order of [`super::NAMES`].
    pub signals: [f32; SIGNALS],
    /// Position of the document among those that were looked at for the pledge.
    pub(super) looked: usize,
}

/// Scores every document that shares enough with a pledge; per pledge, best first.
#[must_use]
pub fn links(corpus: &Corpus, searches: &[Search], model: &Model) -> Vec<Vec<Link>> {
    Field::new(corpus, searches, model).links(corpus, model)
}

/// All pledges with the documents that were looked at closely for them.
pub(super) struct Field {
    pub(super) profiles: Vec<Profile>,
    /// Per pledge, in the order of ranking.
    pub(super) weighed: Vec<Vec<Weighed>>,
    contest: Contest,
    norms: Norms,
    standing: Standing,
    crowd: f32,
}

impl Field {
    /// Ranks documents for every pledge and looks closely at the first.
    pub(super) fn new(corpus: &Corpus, searches: &[Search], model: &Model) -> Self {
        let norms = Norms::new(corpus);
        let profiles: Vec<Profile> = searches.par_iter().map(|search| Profile::new(search, corpus)).collect();
        let looked: Vec<Vec<Close>> = profiles
            .par_iter()
            .map_init(ranking::Scores::default, |scores, profile| {
                let ranked = ranking::rank(corpus, profile, scores);
                let lens = Lens::new(corpus, profile, &norms, &ranked);
                ranked.into_iter().filter_map(|ranked| lens.look(ranked)).collect()
            })
            .collect();
        let standing = Standing::new(corpus, &looked);
        let pledges = profiles.par_iter().zip(searches).zip(looked).enumerate();
        let weighed: Vec<Vec<Weighed>> = pledges
            .map(|(pledge, ((profile, search), looked))| {
                let weigh = |close: Close| {
                    let shares = standing.shares(pledge, &close);
                    Weighed::new(corpus, search, profile, model, shares, close)
                };
                looked.into_iter().map(weigh).collect()
            })
            .collect();
        let contest = Contest::new(&weighed);
        let crowd = weights::crowd(corpus.len(), searches.len());
        Self { profiles, weighed, contest, norms, standing, crowd }
    }

    /// The score of every document that was looked at; per pledge, best first.
    pub(super) fn links(&self, corpus: &Corpus, model: &Model) -> Vec<Vec<Link>> {
        let mut links: Vec<Vec<Link>> = self
            .weighed
            .par_iter()
            .enumerate()
            .map(|(pledge, found)| {
                let looked = found.iter().enumerate();
                looked.map(|(looked, one)| self.link(corpus, model, pledge, looked, one)).collect()
            })
            .collect();
        self.yield_to_likelier(&mut links);
        links.iter_mut().flatten().for_each(|link| self.settle(link, model));
        links.par_iter_mut().for_each(|links| {
            links.sort_by(|one, other| other.score.total_cmp(&one.score).then(one.entry.cmp(&other.entry)));
        });
        links
    }

    /// Lowers the scores of links whose document is likelier another pledge's; which it is, is known only when all have
    /// scores.
    fn yield_to_likelier(&self, links: &mut [Vec<Link>]) {
        let close = |link: &Link| Some(&self.weighed.get(link.pledge)?.get(link.looked)?.close);
        let mut likeliest: BTreeMap<usize, Best> = BTreeMap::new();
        for link in links.iter().flatten() {
            let passage = close(link).map(|close| close.passage.clone()).unwrap_or_default();
            let stand = Stand { holder: link.pledge, sum: link.score, passage };
            likeliest.entry(link.entry).or_default().note(stand);
        }
        let odds = |score: f32| score.min(NO_MORE) / (1.0 - score.min(NO_MORE));
        for link in links.iter_mut().flatten() {
            let other = likeliest.get(&link.entry).and_then(|best| best.other(link.pledge));
            let (Some(other), Some(close)) = (other, close(link)) else { continue };
            if other.sum > link.score && !has_its_own_passage(close, other) {
                link.score *= (odds(link.score) / odds(other.sum)).powf(YIELDS);
            }
        }
    }

    fn link(&self, corpus: &Corpus, model: &Model, pledge: usize, looked: usize, one: &Weighed) -> Link {
        let signals = weights::all(&one.own, one.sum, &self.contest.rivals(pledge, one));
        let score = one.doubt() * weights::probability(weights::sum(&signals, &model.second));
        let entry = one.close.entry as usize;
        Link { pledge, entry, score, passage: passage(corpus, &one.close), signals, looked }
    }

    /// Settles the score of a link by how many documents there are to a pledge.
    fn settle(&self, link: &mut Link, model: &Model) {
        let looked = self.weighed.get(link.pledge).and_then(|weighed| weighed.get(link.looked));
        let doubt = looked.map_or(1.0, |looked| looked.doubt_among(self.crowd));
        link.score = doubt * weights::settled(link.score, self.crowd, &link.signals, model);
    }

    /// Looks at documents that ranking had not brought up, for other reasons than their words.
    pub(super) fn also(
        &mut self,
        corpus: &Corpus,
        search: &Search,
        model: &Model,
        pledge: usize,
        entries: &[usize],
    ) -> Vec<Link> {
        let Some(profile) = self.profiles.get(pledge) else { return Vec::new() };
        let ranked = entries.iter().map(|entry| Ranked { entry: narrow(*entry), score: 0.0 });
        let ranked: Vec<Ranked> = ranked.collect();
        let lens = Lens::new(corpus, profile, &self.norms, &ranked);
        let new: Vec<Weighed> = ranked
            .into_iter()
            .filter_map(|ranked| lens.look(ranked))
            .map(|close| {
                let shares = self.standing.shares(pledge, &close);
                Weighed::new(corpus, search, profile, model, shares, close)
            })
            .collect();
        let before = self.weighed.get(pledge).map_or(0, Vec::len);
        let looked = before..before + new.len();
        if let Some(weighed) = self.weighed.get_mut(pledge) {
            weighed.extend(new);
        }
        let links = looked.filter_map(|looked| {
            let one = self.weighed.get(pledge)?.get(looked)?;
            let mut link = self.link(corpus, model, pledge, looked, one);
            self.settle(&mut link, model);
            Some(link)
        });
        links.collect()
    }

    /// What a document of a pledge is compared with.
    pub(super) fn rivals(&self, pledge: usize, one: &Weighed) -> Rivals {
        self.contest.rivals(pledge, one)
    }

    /// The pledge that has most of a document, if it is not this one.
    pub(super) fn better_pledge(&self, pledge: usize, one: &Weighed) -> Option<usize> {
        let best = self.contest.pledges.get(&one.close.entry)?.first.as_ref()?;
        Some(best.holder).filter(|holder| *holder != pledge && best.passage == one.close.passage)
    }
}

/// The passage as byte offsets in the text.
fn passage(corpus: &Corpus, close: &Close) -> Range<usize> {
    let Some(entry) = corpus.entries.get(close.entry as usize) else { return 0..0 };
    let sentences = corpus.sentences(entry);
    let start = sentences.get(close.passage.start).map_or(0, |sentence| sentence.start as usize);
    let last = close.passage.end.checked_sub(1).and_then(|last| sentences.get(last));
    start..last.map_or(start, |last| last.end as usize).max(start)
}

/// Who competes with whom: the best documents of each pledge and the best pledges of each document.
struct Contest {
    documents: Vec<Best>,
    field: Vec<Option<f32>>,
    pledges: BTreeMap<u32, Best>,
}

/// The best sum with its holder and passage, and the second.
#[derive(Default, Clone)]
struct Best {
    first: Option<Stand>,
    second: Option<Stand>,
}

/// One sum, whose it is, and the sentences it rests on.
#[derive(Clone)]
struct Stand {
    holder: usize,
    sum: f32,
    passage: Range<usize>,
}

impl Best {
    fn note(&mut self, stand: Stand) {
        if self.first.as_ref().is_none_or(|first| stand.sum > first.sum) {
            self.second = self.first.replace(stand);
        } else if self.second.as_ref().is_none_or(|second| stand.sum > second.sum) {
            self.second = Some(stand);
        }
    }

    /// The best that is not `holder`'s own.
    fn other(&self, holder: usize) -> Option<&Stand> {
        self.first.as_ref().filter(|first| first.holder != holder).or(self.second.as_ref())
    }
}

impl Contest {
    fn new(weighed: &[Vec<Weighed>]) -> Self {
        let mut contest = Self { documents: Vec::new(), field: Vec::new(), pledges: BTreeMap::new() };
        for (pledge, found) in weighed.iter().enumerate() {
            let mut best = Best::default();
            let mut sums: Vec<f32> = Vec::with_capacity(found.len());
            for one in found {
                let stand = |holder| Stand { holder, sum: one.sum, passage: one.close.passage.clone() };
                best.note(stand(one.close.entry as usize));
                contest.pledges.entry(one.close.entry).or_default().note(stand(pledge));
                sums.push(one.sum);
            }
            sums.sort_by(|one, other| other.total_cmp(one));
            let field = sums.get(5..sums.len().min(20)).filter(|field| !field.is_empty());
            contest.field.push(field.map(|field| field.iter().sum::<f32>() / background::count(field.len())));
            contest.documents.push(best);
        }
        contest
    }

    fn rivals(&self, pledge: usize, one: &Weighed) -> Rivals {
        let entry = one.close.entry as usize;
        let other = self.documents.get(pledge).and_then(|best| best.other(entry));
        let other_pledge = self.pledges.get(&one.close.entry).and_then(|best| best.other(pledge));
        Rivals {
            other_document: other.map(|other| other.sum),
            field: self.field.get(pledge).copied().flatten(),
            other_pledge: other_pledge.map(|other| {
                if has_its_own_passage(&one.close, other) { other.sum.min(one.sum) } else { other.sum }
            }),
        }
    }
}

/// A document may well speak of two pledges, in two passages: one that stands by itself has no rival there.
fn has_its_own_passage(close: &Close, other: &Stand) -> bool {
    let elsewhere = other.passage.end <= close.passage.start || close.passage.end <= other.passage.start;
    let by_itself = close.covered >= STANDS || close.number.is_some_and(|number| number.counted >= STANDS);
    elsewhere && by_itself
}

/// How far a link yields to a likelier one of its document (a power of how much less likely it is), and the score from
/// which another is as sure as any.
const YIELDS: f32 = 0.4;
const NO_MORE: f32 = 0.99;

/// A passage with this share of a pledge's wording, or this agreement on what its number counts, stands by itself.
const STANDS: f32 = 0.5;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::matching::{MODEL, Paper};

    fn found(promises: &[&str], texts: &[&str]) -> Vec<Vec<Link>> {
        let paper = |text: &&str| Paper { text: (*text).to_owned(), ..Paper::default() };
        let search =
            |promise: &&str| Search { texts: vec![(1.0, (*promise).to_owned())], ..Search::default() };
        let searches: Vec<Search> = promises.iter().map(search).collect();
        links(&Corpus::new(texts.iter().map(paper).collect()), &searches, &MODEL)
    }

    #[test]
    fn words_of_one_family_find_what_is_worded_otherwise() {
        let links = found(&["We will hire physicians"], &["Roads were mended.", "Doctors were recruited."]);
        let entries: Vec<usize> = links[0].iter().map(|link| link.entry).collect();
        assert_eq!(entries, [1]);
    }

    #[test]
    fn a_number_of_something_else_proposes_nothing_though_nothing_else_comes_close() {
        let teachers =
            "We will recruit an additional 6,500 new expert teachers over the course of this Parliament.";
        let places = "We will invest £740 million of capital funding to create new specialist places in mainstream schools in 2025-26.";
        let train = "We have provided a further £21 million to train 400 more educational psychologists.";
        let (education, other) = ("Department for Education", "Ministry of Justice");
        let cases = [
            (teachers, other, "We will deliver 6,500 additional new prison places.", false),
            (
                teachers,
                other,
                "We will recruit an additional 6,500 new officers over the course of this Parliament.",
                false,
            ),
            (teachers, education, "The department funded 6,500 new teaching assistant apprentices.", false),
            (teachers, education, "There were 6,500 new expert witnesses in tribunals.", false),
            (
                teachers,
                education,
                "We are recruiting 6,500 secondary, special school and college teachers.",
                true,
            ),
            (
                teachers,
                education,
                "We have recruited 2,346 more teachers. That goes towards the 6,500.",
                true,
            ),
            (
                places,
                other,
                "We will invest £740 million of capital funding to fix potholes in 2025-26.",
                false,
            ),
            (
                places,
                other,
                "We will invest £740 million of capital funding to create a new housing fund.",
                false,
            ),
            (places, other, "In 2025-26, £740 million goes to specialist places.", true),
            (
                places,
                education,
                "The department has published £740 million of high needs capital for 2025-26.",
                true,
            ),
            (places, other, "We will invest £740 million to create new hospital places in 2025-26.", false),
            (train, other, "We will train 400 more driving examiners.", false),
            (train, other, "We provide £21 million to train 400 more clinical psychologists.", false),
            (train, education, "We provide £21 million to train 400 more experts for nurseries.", false),
            (
                train,
                education,
                "We are investing over £21 million to train 400 more educational psychologists.",
                true,
            ),
        ];
        for (pledge, body, text, expected) in cases {
            let search = Search {
                texts: vec![(1.0, pledge.to_owned())],
                bodies: vec![education.to_owned()],
                ..Search::default()
            };
            let paper = |body: &str, text: &str| Paper {
                body: Some(body.into()),
                text: text.into(),
                ..Paper::default()
            };
            let others =
                ["Roads were mended.", "We will write to the hon. Member.", "Ships were built in Fife."];
            let mut papers: Vec<Paper> = others.iter().map(|text| paper(other, text)).collect();
            papers.push(paper(body, text));
            let links = links(&Corpus::new(papers), &[search], &MODEL);
            let score = links[0].iter().find(|link| link.entry == 3).map_or(0.0, |link| link.score);
            assert_eq!(score >= crate::matching::THRESHOLD, expected, "{text} {score}");
        }
    }

    #[test]
    fn a_pledge_yields_a_document_to_the_one_it_fits_better() {
        let (better, worse) = ("open a dental hospital in Leeds", "open a hospital in every county");
        let text = "The dental hospital in Leeds was opened in May.";
        let alone = found(&[worse], &[text])[0][0].score;
        let both = found(&[better, worse], &[text]);
        assert!(both[0][0].score > both[1][0].score);
        assert!(both[1][0].score < alone);
        let twice = found(&[better, better], &[text]);
        assert!((twice[0][0].score - twice[1][0].score).abs() < 1e-6);
    }
}
