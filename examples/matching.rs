//! Fits and measures `kept::matching` on written answers: `cargo run --release --example matching -- TASK ANSWERS`.
//!
//! ANSWERS is a `.jsonl.gz` with one answer a line (`question`, `answer`, `heading`, `dept`, `month`). TASK is
//! `background` (prints the table of general shares), `fit` (prints weights) or `measure` (prints figures). Odd
//! months fit, even months measure. It must not write files.
#![allow(
    clippy::print_stdout,
    clippy::float_arithmetic,
    clippy::print_stderr,
    clippy::cast_precision_loss,
    reason = "a measuring tool"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::io::BufRead;

use anyhow::{Context, Result};
use kept::matching::{Corpus, Link, MODEL, Model, Paper, Search, links};
use serde::Deserialize;

#[derive(Debug, Clone, Deserialize)]
struct Answer {
    id: u64,
    month: String,
    dept: Option<String>,
    question: String,
    answer: String,
}

#[derive(Debug, Deserialize)]
struct Pledges {
    pledge: Vec<Pledge>,
}

#[derive(Debug, Deserialize)]
struct Pledge {
    title: String,
    quote: String,
    body: String,
    says: Vec<Vec<String>>,
    about: Vec<String>,
}

fn main() -> Result<()> {
    let mut args = std::env::args().skip(1);
    let task = args.next().context("name a task: background, fit or measure")?;
    let path = args.next().context("name a file of answers")?;
    let answers = read(&path)?;
    match task.as_str() {
        "background" => background(&answers),
        "fit" => fit(&answers)?,
        "measure" => measure(&answers)?,
        "pledges" => show_pledges(&answers, true, &MODEL)?,
        other => anyhow::bail!("no task {other}"),
    }
    Ok(())
}

fn read(path: &str) -> Result<Vec<Answer>> {
    let file = std::fs::File::open(path).with_context(|| path.to_owned())?;
    let lines = std::io::BufReader::new(flate2::read::GzDecoder::new(file)).lines();
    lines.map(|line| Ok(serde_json::from_str(&line?)?)).collect()
}

fn paper(answer: &Answer) -> Paper {
    let text = answer.answer.split_whitespace().collect::<Vec<_>>().join(" ");
    Paper { id: Some(answer.id.to_string()), body: answer.dept.clone(), text, ..Paper::default() }
}

fn background(answers: &[Answer]) {
    let corpus = Corpus::new(answers.iter().map(paper).collect());
    for (key, share) in corpus.shares(0.001) {
        println!("{key} {}", (share * 10_000.0).round());
    }
}

/// A small generator of numbers that are the same on every machine.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, below: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap_or_default() % below.max(1)
    }
}

/// Pledges, documents and which document is right for which pledge.
struct Case {
    name: String,
    searches: Vec<Search>,
    papers: Vec<Paper>,
    truth: BTreeMap<usize, String>,
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

fn cases(answers: &[&Answer], seed: u64) -> Vec<Case> {
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

fn half_of(answers: &[Answer], odd: bool) -> Vec<&Answer> {
    answers.iter().filter(|answer| (answer.month.ends_with(['1', '3', '5', '7', '9'])) == odd).collect()
}

fn ids<'a>(corpus: &'a Corpus, link: &Link) -> Vec<&'a str> {
    corpus.references(link.entry).iter().filter_map(|one| one.id.as_deref()).collect()
}

/// Figures of a ranking: hit@1, recall@5, F1 at a threshold, the best F1 and its threshold.
struct Figures {
    hit: f32,
    five: f32,
    f1: f32,
    best: (f32, f32),
}

fn figures(
    corpus: &Corpus,
    case: &Case,
    found: &[Vec<Link>],
    score: impl Fn(&Link) -> f32,
    threshold: f32,
) -> Figures {
    let (mut hit, mut five) = (0.0, 0.0);
    let mut scored: Vec<(f32, bool)> = Vec::new();
    for (at, links) in found.iter().enumerate() {
        let mut links: Vec<&Link> = links.iter().collect();
        links.sort_by(|one, other| score(other).total_cmp(&score(one)));
        let truth = case.truth.get(&at);
        let right = |link: &&Link| truth.is_some_and(|truth| ids(corpus, link).contains(&truth.as_str()));
        hit += f32::from(u8::from(links.first().is_some_and(right)));
        five += f32::from(u8::from(links.iter().take(5).any(right)));
        scored.extend(links.iter().map(|link| (score(link), right(link))));
    }
    let true_links = case.truth.len() as f32;
    let f1 =
        |right: f32, proposed: f32| if right == 0.0 { 0.0 } else { 2.0 * right / (proposed + true_links) };
    let proposed = scored.iter().filter(|(score, _)| *score >= threshold).count() as f32;
    let right = scored.iter().filter(|(score, right)| *score >= threshold && *right).count() as f32;
    scored.sort_by(|one, other| other.0.total_cmp(&one.0));
    let (mut best, mut so_far) = ((0.0, 0.0), 0.0);
    for (at, (score, right)) in scored.iter().enumerate() {
        so_far += f32::from(u8::from(*right));
        let value = f1(so_far, (at + 1) as f32);
        if value > best.0 {
            best = (value, *score);
        }
    }
    Figures { hit: hit / true_links, five: five / true_links, f1: f1(right, proposed), best }
}

fn measure(answers: &[Answer]) -> Result<()> {
    let even = half_of(answers, false);
    let mut table: Vec<(f32, bool)> = Vec::new();
    for case in cases(&even, 7) {
        table.extend(figures_of(&case, &MODEL));
    }
    calibration("questions and their answers", &table);
    show_pledges(answers, false, &MODEL)
}

/// Prints the figures of one case; gives the scores with whether they are right.
fn figures_of(case: &Case, model: &Model) -> Vec<(f32, bool)> {
    let corpus = Corpus::new(case.papers.clone());
    let found = links(&corpus, &case.searches, model);
    let ours = figures(&corpus, case, &found, |link| link.score, kept::matching::THRESHOLD);
    let plain = figures(&corpus, case, &found, |link| link.signals[1], 2.0);
    println!(
        "{:75} hit@1 {:.3} (lexical {:.3})  R@5 {:.3} ({:.3})  F1 {:.3}  best {:.3} at {:.2} (lexical best {:.3})",
        case.name,
        ours.hit,
        plain.hit,
        ours.five,
        plain.five,
        ours.f1,
        ours.best.0,
        ours.best.1,
        plain.best.0
    );
    let mut table = Vec::new();
    for (at, links) in found.iter().enumerate() {
        let truth = case.truth.get(&at);
        table.extend(links.iter().map(|link| {
            (link.score, truth.is_some_and(|truth| ids(&corpus, link).contains(&truth.as_str())))
        }));
    }
    table
}

fn calibration(name: &str, table: &[(f32, bool)]) {
    println!("calibration, {name}:");
    for tenth in 2..10 {
        let low = tenth as f32 / 10.0;
        let inside: Vec<_> = table.iter().filter(|(score, _)| *score >= low && *score < low + 0.1).collect();
        let right = inside.iter().filter(|(_, right)| *right).count();
        println!(
            "  {low:.1} to {:.1}: {right:5} of {:5} right = {:.2}",
            low + 0.1,
            inside.len(),
            right as f32 / inside.len().max(1) as f32
        );
    }
}

fn pledges() -> Result<Vec<Pledge>> {
    Ok(toml::from_str::<Pledges>(include_str!("matching-pledges.toml"))?.pledge)
}

fn search(pledge: &Pledge) -> Search {
    Search {
        id: pledge.title.clone(),
        texts: vec![(1.0, pledge.quote.clone()), (0.7, pledge.title.clone())],
        bodies: vec![pledge.body.clone()],
        ..Search::default()
    }
}

/// Whether an answer bears on a pledge; `None` where it may.
fn bears(pledge: &Pledge, text: &str) -> Option<bool> {
    let sentence =
        |part: &str| pledge.says.iter().all(|group| group.iter().any(|one| part.contains(one.as_str())));
    if text.split(". ").any(sentence) {
        return Some(true);
    }
    if pledge.about.iter().any(|one| text.contains(one.as_str())) { None } else { Some(false) }
}

fn show_pledges(answers: &[Answer], long: bool, model: &Model) -> Result<()> {
    let pledges = pledges()?;
    let papers: Vec<Paper> = answers.iter().map(paper).collect();
    let corpus = Corpus::new(papers);
    let found = links(&corpus, &pledges.iter().map(search).collect::<Vec<_>>(), model);
    let (mut all_right, mut all_found, mut all_wrong, mut all_maybe) = (0, 0, 0, 0);
    let mut table = Vec::new();
    for (pledge, links) in pledges.iter().zip(&found) {
        let truth: BTreeSet<usize> =
            (0..corpus.len()).filter(|at| bears(pledge, corpus.text(*at)) == Some(true)).collect();
        let (mut right, mut wrong, mut maybe) = (0, 0, 0);
        for link in links {
            let bears = bears(pledge, corpus.text(link.entry));
            if let Some(bears) = bears {
                table.push((link.score, bears));
            }
            if link.score >= kept::matching::THRESHOLD {
                match bears {
                    Some(true) => right += 1,
                    Some(false) => wrong += 1,
                    None => maybe += 1,
                }
            }
            if long
                && ((bears == Some(true)) != (link.score >= kept::matching::THRESHOLD))
                && (bears.is_some() || link.score >= kept::matching::THRESHOLD)
            {
                let quote = &corpus.text(link.entry)[link.passage.clone()];
                println!(
                    "   {:.2} {:?} {:?} {} {:.200}",
                    link.score,
                    bears,
                    link.signals.iter().map(|s| (s * 100.0).round() / 100.0).collect::<Vec<_>>(),
                    ids(&corpus, link)[0],
                    quote.chars().take(200).collect::<String>()
                );
            }
        }
        println!(
            "{:55} {right:4} of {:4} found, {wrong:3} wrong, {maybe:3} that may bear",
            pledge.title,
            truth.len()
        );
        all_right += right;
        all_found += truth.len();
        all_wrong += wrong;
        all_maybe += maybe;
    }
    println!(
        "recall {:.3}, {all_wrong} wrong, {all_maybe} that may bear, {all_right} right",
        all_right as f32 / all_found as f32
    );
    calibration("pledges in all answers", &table);
    Ok(())
}

/// Signals with whether the link is right, and how much the example counts.
type Example = (Vec<f32>, bool, f32);

/// The examples of all cases under a model.
fn examples(answers: &[Answer], model: &Model) -> Result<Vec<Example>> {
    let odd = half_of(answers, true);
    let mut examples: Vec<Example> = Vec::new();
    for seed in [1, 2, 3] {
        for case in cases(&odd, seed * 1000) {
            let corpus = Corpus::new(case.papers.clone());
            for (at, links) in links(&corpus, &case.searches, model).into_iter().enumerate() {
                let truth = case.truth.get(&at);
                for link in links.iter().take(30) {
                    let right = truth.is_some_and(|truth| ids(&corpus, link).contains(&truth.as_str()));
                    examples.push((link.signals.to_vec(), right, 1.0));
                }
            }
        }
    }
    let asked = examples.iter().filter(|one| one.1).count() as f32;
    let pledges = pledges()?;
    let corpus = Corpus::new(answers.iter().map(paper).collect());
    let found = links(&corpus, &pledges.iter().map(search).collect::<Vec<_>>(), model);
    let mut known: Vec<Example> = Vec::new();
    for (pledge, links) in pledges.iter().zip(&found) {
        for link in links {
            if let Some(right) = bears(pledge, corpus.text(link.entry)) {
                known.push((link.signals.to_vec(), right, 1.0));
            }
        }
    }
    let right = known.iter().filter(|one| one.1).count() as f32;
    eprintln!(
        "{asked} right of {} from questions, {right} right of {} from pledges",
        examples.len(),
        known.len()
    );
    for one in &mut known {
        one.2 = asked / right;
    }
    examples.extend(known);
    Ok(examples)
}

fn fit(answers: &[Answer]) -> Result<()> {
    let mut model = MODEL;
    let own = model.first.len();
    let first: Vec<Example> = examples(answers, &model)?
        .into_iter()
        .map(|(signals, right, share)| (signals[..own].to_vec(), right, share))
        .collect();
    for (weight, fitted) in model.first.iter_mut().zip(regression(&first)) {
        *weight = fitted as f32;
    }
    let second = regression(&examples(answers, &model)?);
    for (weight, fitted) in model.second.iter_mut().zip(second) {
        *weight = fitted as f32;
    }
    for (name, weights) in [("first", &model.first[..]), ("second", &model.second[..])] {
        println!("    {name}: [");
        for (weight, name) in weights.iter().zip(kept::matching::NAMES) {
            println!("        {weight:.3}, // {name}");
        }
        println!("    ],");
    }
    for case in cases(&half_of(answers, false), 7) {
        figures_of(&case, &model);
    }
    show_pledges(answers, false, &model)
}

/// Logistic regression by Newton's method, with a little shrinking so that no weight runs away.
fn regression(examples: &[Example]) -> Vec<f64> {
    let size = examples[0].0.len();
    let mut weights = vec![0.0_f64; size];
    for _ in 0..30 {
        let mut gradient = vec![0.0_f64; size];
        let mut curvature = vec![vec![0.0_f64; size]; size];
        for (signals, right, share) in examples {
            let sum: f64 =
                signals.iter().zip(&weights).map(|(signal, weight)| f64::from(*signal) * weight).sum();
            let chance = 1.0 / (1.0 + (-sum).exp());
            let share = f64::from(*share);
            let miss = share * (f64::from(u8::from(*right)) - chance);
            let steep = share * chance * (1.0 - chance);
            for (row, one) in signals.iter().enumerate() {
                gradient[row] += miss * f64::from(*one);
                for (column, other) in signals.iter().enumerate() {
                    curvature[row][column] += steep * f64::from(*one) * f64::from(*other);
                }
            }
        }
        for at in 0..size {
            gradient[at] -= weights[at];
            curvature[at][at] += 1.0;
        }
        for (weight, step) in weights.iter_mut().zip(solve(curvature, gradient)) {
            *weight += step;
        }
    }
    weights
}

/// Solves a small system of equations by elimination.
fn solve(mut matrix: Vec<Vec<f64>>, mut right: Vec<f64>) -> Vec<f64> {
    let size = right.len();
    for pivot in 0..size {
        let best = (pivot..size)
            .max_by(|one, other| matrix[*one][pivot].abs().total_cmp(&matrix[*other][pivot].abs()));
        let best = best.unwrap_or(pivot);
        matrix.swap(pivot, best);
        right.swap(pivot, best);
        for row in pivot + 1..size {
            let factor = matrix[row][pivot] / matrix[pivot][pivot];
            let above = matrix[pivot].clone();
            for (cell, above) in matrix[row].iter_mut().zip(&above).skip(pivot) {
                *cell -= factor * above;
            }
            right[row] -= factor * right[pivot];
        }
    }
    for row in (0..size).rev() {
        let known: f64 = (row + 1..size).map(|column| matrix[row][column] * right[column]).sum();
        right[row] = (right[row] - known) / matrix[row][row];
    }
    right
}
