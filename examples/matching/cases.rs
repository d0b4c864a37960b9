//! Questions as pledges and their own answers as evidence, made harder: words forgotten, answers lengthened or taken away.
//!
//! It must not measure anything.

use std::collections::{BTreeMap, BTreeSet};

use kept::matching::{Corpus, Paper, Search, links};

use super::{Answer, paper};

/// A small generator of numbers that are the same on every machine.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, below: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap_or_default() % below.max(1)
    }
}

/// Pledges, documents and which document is right for which pledge.
pub(crate) struct Case {
    pub(crate) name: String,
    pub(crate) searches: Vec<Search>,
    pub(crate) papers: Vec<Paper>,
    pub(crate) truth: BTreeMap<usize, String>,
}

/// The wording of a question without its form of address.
pub(crate) fn asked(question: &str) -> &str {
    question.split_once(", ").map_or(question, |(_, rest)| rest)
}

/// `size` questions against their own answers; of every question `forget` percent of the words that its answer
/// repeats are left out, as promises and outcomes are worded apart. With `half`, every second answer is gone.
fn case(answers: &[&Answer], size: usize, forget: usize, near: bool, half: bool, seed: u64) -> Case {
    let mut dice = Dice(seed);
    let mut picked: BTreeMap<u64, &Answer> = BTreeMap::new();
    let depts: Vec<&str> = answers.iter().filter_map(|answer| addressed(&answer.question)).collect();
    let dept = depts[dice.roll(depts.len())];
    let mut tries = 0;
    while picked.len() < size && tries < 100_000 {
        tries += 1;
        let answer = answers[dice.roll(answers.len())];
        let usable =
            answer.answer.len() > 300 && answer.question.len() > 60 && !answer.answer.starts_with("I refer");
        if usable && (!near || addressed(&answer.question) == Some(dept)) {
            picked.insert(answer.id, answer);
        }
    }
    let mut searches = Vec::new();
    let mut papers = Vec::new();
    let mut truth = BTreeMap::new();
    for (at, answer) in picked.values().enumerate() {
        let paper = paper(answer);
        let said: BTreeSet<String> = words(&paper.text).map(|word| word.to_lowercase()).collect();
        let kept: Vec<&str> = asked(&answer.question)
            .split_whitespace()
            .filter(|word| {
                let bare: String = word.chars().filter(|letter| letter.is_alphanumeric()).collect();
                !said.contains(&bare.to_lowercase()) || dice.roll(100) >= forget
            })
            .collect();
        searches.push(Search {
            id: answer.id.to_string(),
            texts: vec![(1.0, kept.join(" "))],
            ..Search::default()
        });
        if !half || at % 2 == 0 {
            truth.insert(at, answer.id.to_string());
            papers.push(paper);
        }
    }
    let name = format!(
        "{size} questions, {forget}% of shared words forgotten{}{}",
        if near { ", one department" } else { "" },
        if half { ", half the answers gone" } else { "" }
    );
    Case { name, searches, papers, truth }
}

fn addressed(question: &str) -> Option<&str> {
    question.split_once(", ").map(|(address, _)| address)
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty())
}

/// Every document with the two answers appended that are most like it: outcomes are told at greater length.
fn lengthened(mut case: Case, answers: &[&Answer]) -> Case {
    let corpus = Corpus::new(answers.iter().map(|answer| paper(answer)).collect());
    let alike: Vec<Search> = case
        .papers
        .iter()
        .map(|paper| Search {
            texts: vec![(1.0, paper.text.chars().take(400).collect())],
            ..Search::default()
        })
        .collect();
    for (paper, links) in case.papers.iter_mut().zip(links(&corpus, &alike, &super::fit::plain())) {
        for link in
            links.iter().filter(|link| corpus.text(link.entry) != paper.text).take(2).collect::<Vec<_>>()
        {
            paper.text = format!("{} {}", paper.text, corpus.text(link.entry));
        }
    }
    case.name = format!("{}, lengthened", case.name);
    case
}

/// Of every document only a few sentences: trackers tell outcomes shortly.
fn shortened(mut case: Case, seed: u64) -> Case {
    let mut dice = Dice(seed);
    for paper in &mut case.papers {
        let sentences: Vec<&str> = paper.text.split_inclusive(". ").collect();
        let many = 2 + dice.roll(3);
        let from = dice.roll(sentences.len().saturating_sub(many) + 1);
        paper.text = sentences[from..sentences.len().min(from + many)].concat();
    }
    case.name = format!("{}, shortened", case.name);
    case
}

/// With other answers that bear on nothing that is looked for.
fn crowded(mut case: Case, answers: &[&Answer], others: usize, seed: u64) -> Case {
    let mut dice = Dice(seed);
    for _ in 0..others {
        let other = paper(answers[dice.roll(answers.len())]);
        if !case.searches.iter().any(|search| other.id.as_ref() == Some(&search.id)) {
            case.papers.push(other);
        }
    }
    case.name = format!("{}, among {others} others", case.name);
    case
}

/// Promises against outcomes, of which `half` (0 or 1) keeps every second.
pub(crate) fn promises(name: &str, lines: &str, half: Option<usize>) -> anyhow::Result<Case> {
    let mut case =
        Case { name: name.to_owned(), searches: Vec::new(), papers: Vec::new(), truth: BTreeMap::new() };
    for (at, line) in lines.lines().enumerate() {
        let pair: Pair = serde_json::from_str(line)?;
        let gone = !pair.promise.is_empty() && half.is_some_and(|half| at % 2 != half);
        if !pair.promise.is_empty() {
            if !gone {
                case.truth.insert(case.searches.len(), at.to_string());
            }
            case.searches.push(Search {
                id: at.to_string(),
                texts: vec![(1.0, pair.promise)],
                ..Search::default()
            });
        }
        if !gone {
            case.papers.push(Paper { id: Some(at.to_string()), text: pair.outcome, ..Paper::default() });
        }
    }
    Ok(case)
}

#[derive(serde::Deserialize)]
struct Pair {
    promise: String,
    outcome: String,
}

pub(crate) fn cases(answers: &[&Answer], seed: u64) -> Vec<Case> {
    let mut all = Vec::new();
    for (forget, half) in [(30, false), (55, false), (30, true), (55, true)] {
        all.push(lengthened(case(answers, 347, forget, false, half, seed + 77 + forget as u64), answers));
    }
    for (forget, half) in [(15, false), (40, false), (15, true), (40, true)] {
        all.push(shortened(case(answers, 347, forget, false, half, seed + 177 + forget as u64), seed));
    }
    for (forget, half) in [(30, false), (30, true), (55, true)] {
        let case = case(answers, 100, forget, false, half, seed + 277 + forget as u64);
        all.push(crowded(case, answers, 300, seed));
    }
    for half in [false, true] {
        for (forget, near) in [(0, true), (30, false), (50, false), (60, false), (40, true)] {
            all.push(case(answers, 347, forget, near, half, seed + forget as u64));
        }
    }
    all
}

/// Cases where most documents bear on nothing.
pub(crate) fn crowds(answers: &[&Answer], seed: u64) -> Vec<Case> {
    let of = [(100, 300, 55, false), (40, 300, 30, true), (40, 1000, 40, true), (150, 300, 30, true)];
    of.into_iter()
        .map(|(size, others, forget, half)| {
            let case = case(answers, size, forget, false, half, seed + 577 + (forget + others) as u64);
            crowded(case, answers, others, seed)
        })
        .collect()
}
