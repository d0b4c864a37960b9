//! Questions as pledges and their own answers as evidence, made harder: words forgotten, answers lengthened or taken away.
//!
//! It must not measure anything.

use std::collections::{BTreeMap, BTreeSet};

use kept::matching::{Corpus, MODEL, Paper, Search, links};

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
fn asked(question: &str) -> &str {
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
    for (paper, links) in case.papers.iter_mut().zip(links(&corpus, &alike, &MODEL)) {
        for link in
            links.iter().filter(|link| corpus.text(link.entry) != paper.text).take(2).collect::<Vec<_>>()
        {
            paper.text = format!("{} {}", paper.text, corpus.text(link.entry));
        }
    }
    case.name = format!("{}, lengthened", case.name);
    case
}

pub(crate) fn cases(answers: &[&Answer], seed: u64) -> Vec<Case> {
    let mut all = Vec::new();
    for (forget, half) in [(30, false), (55, false), (30, true), (55, true)] {
        all.push(lengthened(case(answers, 347, forget, false, half, seed + 77 + forget as u64), answers));
    }
    for half in [false, true] {
        for (forget, near) in [(0, true), (30, false), (50, false), (60, false), (40, true)] {
            all.push(case(answers, 347, forget, near, half, seed + forget as u64));
        }
    }
    all
}
