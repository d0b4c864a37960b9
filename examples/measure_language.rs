//! Prints how well speech acts, deadlines and quantities are recognised.
//!
//! `measure_language` judges the short texts of `benches/annotated/sentences.jsonl`; `measure_language ANSWERS.jsonl
//! LABELS.tsv` judges written answers by labels such as `benches/annotated/held-out.tsv` (by `benches/annotated/deadlines.tsv`,
//! which has some pledges of an answer only, their deadlines); with the labels of a second pass after the first, it prints
//! how far the two agree.
#![allow(clippy::float_arithmetic, clippy::print_stdout, reason = "a tool that prints figures")]

#[path = "speech/answers.rs"]
mod answers;

use std::collections::BTreeMap;

use answers::scalars;
use kept::date::Date;
use kept::extraction::{candidates, deadline};
use kept::language::canonical::{CanonicalText, from_plain};
use kept::language::dates::DateMention;
use kept::language::speech::{self, Act, Reading};
use serde_json::Value;

/// Right, said and to be found, of each act.
#[derive(Default)]
struct Tally([[u32; 3]; 3]);

impl Tally {
    fn count(&mut self, truth: &str, said: &str) {
        for (act, row) in Act::ALL.iter().zip(&mut self.0) {
            let (is, says) = (truth == act.word(), said == act.word());
            row[0] += u32::from(is && says);
            row[1] += u32::from(says);
            row[2] += u32::from(is);
        }
    }

    fn print(&self) {
        for (act, [right, said, truth]) in Act::ALL.iter().zip(self.0) {
            let share = |of: u32| f64::from(right) / f64::from(of.max(1));
            let f1 = 2.0 * f64::from(right) / f64::from((said + truth).max(1));
            println!(
                "{:>10}  precision {:.3}  recall {:.3}  F1 {f1:.3}  ({truth} to find)",
                act.word(),
                share(said),
                share(truth)
            );
        }
    }
}

fn main() -> anyhow::Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match &arguments[..] {
        [] => written(),
        [answers, labels] => answers_by(answers, labels),
        [answers, one, other] => agreement(answers, one, other),
        _ => anyhow::bail!("measure_language [ANSWERS.jsonl LABELS.tsv [LABELS.tsv]]"),
    }
}

/// Short texts, one sentence each.
fn written() -> anyhow::Result<()> {
    let mut tally = Tally::default();
    let (mut deadlines, mut quantities, mut pledges) = (0, 0, 0);
    for line in include_str!("../benches/annotated/sentences.jsonl").lines() {
        let case: Value = serde_json::from_str(line)?;
        let text = from_plain(case["text"].as_str().unwrap_or_default());
        let date = case["date"].as_str().and_then(|date| date.parse().ok());
        let reading = speech::read(&text.text, &text.blocks, date);
        let said = reading.verdicts.first().map_or("other", |verdict| verdict.act.word());
        let truth = case["kind"].as_str().unwrap_or_default();
        tally.count(truth, said);
        if said != truth {
            println!("{truth} taken for {said}: {}", text.text);
        }
        if truth != "pledge" {
            continue;
        }
        pledges += 1;
        let found = candidates(&text, date);
        let Some(candidate) = found.iter().find(|candidate| candidate.act == Act::Pledge) else { continue };
        let deadline = candidate
            .deadline
            .as_ref()
            .map(|date| date.last.map_or("vague".to_owned(), |last| last.to_string()));
        let counted: Vec<String> = candidate
            .quantities
            .iter()
            .map(|found| format!("{} {}", found.value.unwrap_or_default(), found.unit(&text.text)))
            .collect();
        deadlines += i32::from(deadline.as_deref() == case["deadline"].as_str());
        quantities += i32::from(serde_json::to_value(counted)? == case["quantities"]);
    }
    tally.print();
    println!("  deadlines  {deadlines} of {pledges} right\n quantities  {quantities} of {pledges} right");
    Ok(())
}

/// A labelled sentence.
struct Label {
    start: usize,
    end: usize,
    kind: String,
    /// Of a pledge: the last day of its deadline, `vague`, or `-`.
    last: Option<String>,
    /// Of a pledge: the values of what it counts.
    values: Vec<String>,
}

/// The labelled sentences of each answer.
type Labels = BTreeMap<String, Vec<Label>>;

fn labels_of(path: &str) -> anyhow::Result<Labels> {
    let mut known = Labels::new();
    for line in std::fs::read_to_string(path)?.lines().filter(|line| !line.starts_with('#')) {
        let columns: Vec<&str> = line.split('\t').collect();
        let sentences = known.entry(columns[0].to_owned()).or_default();
        if let [_, start, end, kind, rest @ ..] = &columns[..] {
            let values = rest.get(3).filter(|all| **all != "-").map_or_else(Vec::new, |all| {
                all.split("; ").filter_map(|one| Some(one.split('|').next()?.to_owned())).collect()
            });
            sentences.push(Label {
                start: start.parse()?,
                end: end.parse()?,
                kind: (*kind).to_owned(),
                last: rest.get(2).map(|last| (*last).to_owned()),
                values,
            });
        }
    }
    Ok(known)
}

fn label(labels: &[Label], start: usize, end: usize) -> Option<&Label> {
    labels.iter().find(|label| {
        let shared = label.end.min(end).saturating_sub(label.start.max(start));
        shared * 2 > (end - start).min(label.end - label.start)
    })
}

/// Calls `each` with the text, the day and the reading of every answer that is labelled.
fn each_answer(
    path: &str,
    labels: &Labels,
    mut each: impl FnMut(&str, &CanonicalText, Option<Date>, &Reading),
) -> anyhow::Result<()> {
    for answer in answers::in_file(path)? {
        let answer = answer?;
        let id = answer.id();
        if labels.contains_key(&id) {
            let (text, date, reading) = answer.read();
            each(&id, &text, date, &reading);
        }
    }
    Ok(())
}

/// Written answers, by labelled sentences; deadlines and quantities of the pledges that were found.
fn answers_by(answers: &str, labels: &str) -> anyhow::Result<()> {
    let known = labels_of(labels)?;
    let mut tally = Tally::default();
    let (mut pledges, mut deadlines, mut quantities) = (0, 0, 0);
    let (mut labelled, mut dated) = (0, 0);
    let said = |deadline: Option<&DateMention>| {
        deadline.map_or("-".to_owned(), |deadline| {
            deadline.last.map_or("vague".to_owned(), |last| last.to_string())
        })
    };
    each_answer(answers, &known, |id, text, date, reading| {
        for (at, (sentence, verdict)) in reading.sentences.iter().zip(&reading.verdicts).enumerate() {
            let (start, end) = scalars(text, sentence.start, sentence.end);
            let truth = label(&known[id], start, end);
            tally.count(truth.map_or("other", |label| &label.kind), verdict.act.word());
            if let Some(last) = truth.and_then(|label| label.last.as_ref()) {
                labelled += 1;
                dated += i32::from(said(deadline(reading, at, date).as_ref()) == *last);
            }
        }
        for candidate in candidates(text, date).iter().filter(|one| one.act == Act::Pledge) {
            let (start, end) = scalars(text, candidate.start, candidate.end);
            let Some(label) = label(&known[id], start, end).filter(|label| label.kind == "pledge") else {
                continue;
            };
            let Some(last) = &label.last else { continue };
            let counted: Vec<String> = candidate
                .quantities
                .iter()
                .map(|found| match (found.value, found.fraction) {
                    (Some(value), _) => value.normalize().to_string(),
                    (None, fraction) => {
                        fraction.map_or(String::new(), |(top, bottom)| format!("{top}/{bottom}"))
                    }
                })
                .collect();
            pledges += 1;
            deadlines += i32::from(said(candidate.deadline.as_ref()) == *last);
            quantities += i32::from(label.values.iter().all(|value| counted.contains(value)));
        }
    })?;
    if known.values().flatten().all(|label| label.kind == "pledge" && label.values.is_empty()) {
        println!("  deadlines  {dated} of all {labelled}");
        return Ok(());
    }
    tally.print();
    println!(
        "  deadlines  {deadlines} of {pledges} pledges found, {dated} of all {labelled}\n quantities  {quantities} of {pledges} pledges found"
    );
    Ok(())
}

/// How far two labellings of the same answers agree.
fn agreement(answers: &str, one: &str, other: &str) -> anyhow::Result<()> {
    let (one, other) = (labels_of(one)?, labels_of(other)?);
    let mut tally = Tally::default();
    let mut both: BTreeMap<(String, String), f64> = BTreeMap::new();
    each_answer(answers, &one, |id, text, _, reading| {
        let Some(others) = other.get(id) else { return };
        for sentence in &reading.sentences {
            let (start, end) = scalars(text, sentence.start, sentence.end);
            let kind = |labels| label(labels, start, end).map_or("other", |label| label.kind.as_str());
            let (first, second) = (kind(&one[id]), kind(others));
            tally.count(first, second);
            *both.entry((first.to_owned(), second.to_owned())).or_default() += 1.0;
        }
    })?;
    tally.print();
    let all: f64 = both.values().sum();
    let share = |of: &dyn Fn(&(String, String)) -> bool| {
        both.iter().filter(|(pair, _)| of(pair)).map(|(_, count)| count).sum::<f64>() / all.max(1.0)
    };
    let same = share(&|(first, second)| first == second);
    let chance: f64 = Act::ALL
        .iter()
        .map(|act| share(&|(first, _)| first == act.word()) * share(&|(_, second)| second == act.word()))
        .sum();
    println!(
        "{all} sentences, the same label for {same:.3} of them, kappa {:.3}",
        (same - chance) / (1.0 - chance)
    );
    Ok(())
}
