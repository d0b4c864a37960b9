//! Fits and measures `kept::matching` on written answers: `cargo run --release --example matching -- TASK ANSWERS`.
//!
//! ANSWERS is a `.jsonl.gz` with one answer a line (`question`, `answer`, `heading`, `dept`, `month`). TASK is
//! `background` (prints the table of general shares), `related` (prints the table of related words), `fit` (prints weights),
//! `measure` (prints figures), `pledges` (the links of the pledges in `pledges.toml`), `read` (how right scores are on what was
//! read one by one) or `steps` (the precision of "delivered"). `asked` measures what is read of questions and answers; a set's name
//! after ANSWERS prints its pairs. March, July and November fit; April, August and December measure. `promises PAIRS` measures on
//! a `.jsonl` of `promise` and `outcome`. It must not write files.
#![allow(
    clippy::print_stdout,
    clippy::float_arithmetic,
    clippy::print_stderr,
    clippy::cast_precision_loss,
    reason = "a measuring tool"
)]

mod asked;
mod cases;
mod fit;
mod read;
mod related;
mod steps;

use std::collections::BTreeSet;
use std::io::BufRead;

use anyhow::{Context, Result};
use kept::matching::{Corpus, Link, MODEL, Model, Paper, Search, links};
use serde::Deserialize;

use cases::{Case, cases, crowds};

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
    #[serde(default)]
    says: Vec<Vec<String>>,
    #[serde(default)]
    about: Vec<String>,
}

fn main() -> Result<()> {
    let mut args = std::env::args().skip(1);
    let task = args
        .next()
        .context("name a task: background, related, fit, measure, pledges, read, steps or promises")?;
    let path = args.next().context("name a file of answers")?;
    if task == "promises" {
        return promises(&path);
    }
    if task == "asked" {
        return asked::asked(&path, args.next().as_deref());
    }
    let answers = answers(&path)?;
    match task.as_str() {
        "background" => background(&answers),
        "related" => {
            let asked = relating(&answers).into_iter().flat_map(|answer| [question(answer), paper(answer)]);
            related::related(&Corpus::new(asked.collect()));
        }
        "fit" => fit::fit(&answers)?,
        "measure" => measure(&answers)?,
        "steps" => steps::steps(&answers)?,
        "read" => read::read(&answers)?,
        "pledges" => show_pledges(&answers, true, &MODEL)?,
        other => anyhow::bail!("no task {other}"),
    }
    Ok(())
}

fn answers(path: &str) -> Result<Vec<Answer>> {
    let file = std::fs::File::open(path).with_context(|| path.to_owned())?;
    let lines = std::io::BufReader::new(flate2::read::GzDecoder::new(file)).lines();
    lines.map(|line| Ok(serde_json::from_str(&line?)?)).collect()
}

/// The lines of a file of answers as they stand there, with the ids of the answers.
fn lines(path: &str) -> Result<Vec<(u64, String)>> {
    #[derive(Deserialize)]
    struct Id {
        id: u64,
    }
    let file = std::fs::File::open(path).with_context(|| path.to_owned())?;
    let lines = std::io::BufReader::new(flate2::read::GzDecoder::new(file)).lines();
    lines
        .map(|line| {
            let line = line?;
            Ok((serde_json::from_str::<Id>(&line)?.id, line))
        })
        .collect()
}

fn paper(answer: &Answer) -> Paper {
    let text = answer.answer.split_whitespace().collect::<Vec<_>>().join(" ");
    Paper { id: Some(answer.id.to_string()), body: answer.dept.clone(), text, ..Paper::default() }
        .answering(&answer.question)
}

/// A question as a document.
fn question(answer: &Answer) -> Paper {
    Paper { text: cases::asked(&answer.question).to_owned(), ..Paper::default() }
}

fn background(answers: &[Answer]) {
    let corpus = Corpus::new(answers.iter().map(paper).collect());
    for (key, share) in corpus.shares(0.001) {
        println!("{key} {}", (share * 10_000.0).round());
    }
}

/// Which words are related is learned from the answers of odd months.
fn relating(answers: &[Answer]) -> Vec<&Answer> {
    of_months(answers, &["01", "03", "05", "07", "09", "11"])
}

/// March, July and November fit: from January, February, May, June, September and October it is learned what words mean.
fn fitting(answers: &[Answer]) -> Vec<&Answer> {
    of_months(answers, &["03", "07", "11"])
}

/// April, August and December measure.
fn measuring(answers: &[Answer]) -> Vec<&Answer> {
    of_months(answers, &["04", "08", "12"])
}

fn of_months<'a>(answers: &'a [Answer], months: &[&str]) -> Vec<&'a Answer> {
    let of = |answer: &&Answer| months.iter().any(|month| answer.month.ends_with(&format!("-{month}")));
    answers.iter().filter(of).collect()
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

/// Measures on a `.jsonl` file of promises with what became of them, first with all outcomes, then with either half.
fn promises(path: &str) -> Result<()> {
    let lines = std::fs::read_to_string(path).with_context(|| path.to_owned())?;
    for (name, half) in [("all outcomes", None), ("half of them", Some(0)), ("the other half", Some(1))] {
        figures_of(&cases::promises(name, &lines, half)?, &MODEL);
    }
    Ok(())
}

fn measure(answers: &[Answer]) -> Result<()> {
    let apart = measuring(answers);
    let mut table: Vec<(f32, bool)> = Vec::new();
    for case in cases(&apart, 7).into_iter().chain(crowds(&apart, 7)) {
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
    Ok(toml::from_str::<Pledges>(include_str!("pledges.toml"))?.pledge)
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
