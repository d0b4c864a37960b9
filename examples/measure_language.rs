//! Prints how well speech acts, deadlines and quantities are recognised.
//!
//! `measure_language` judges the short texts of `benches/annotated/sentences.jsonl`; `measure_language ANSWERS.jsonl
//! LABELS.tsv` judges written answers by labels such as `benches/annotated/held-out.tsv`.
#![allow(clippy::float_arithmetic, clippy::print_stdout, reason = "a tool that prints figures")]

use std::collections::BTreeMap;
use std::io::BufRead;

use kept::extraction::candidates;
use kept::language::canonical::from_plain;
use kept::language::speech::{self, Act};
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
        _ => anyhow::bail!("measure_language [ANSWERS.jsonl LABELS.tsv]"),
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

/// Written answers, by labelled sentences.
fn answers_by(answers: &str, labels: &str) -> anyhow::Result<()> {
    let mut known: BTreeMap<String, Vec<(usize, usize, String)>> = BTreeMap::new();
    for line in std::fs::read_to_string(labels)?.lines().filter(|line| !line.starts_with('#')) {
        let mut columns = line.split('\t');
        let sentences = known.entry(columns.next().unwrap_or_default().to_owned()).or_default();
        if let (Some(start), Some(end), Some(kind)) = (columns.next(), columns.next(), columns.next()) {
            sentences.push((start.parse()?, end.parse()?, kind.to_owned()));
        }
    }
    let mut tally = Tally::default();
    for line in std::io::BufReader::new(std::fs::File::open(answers)?).lines() {
        let answer: Value = serde_json::from_str(&line?)?;
        let Some(labels) = known.get(&answer["id"].to_string()) else { continue };
        let text = from_plain(answer["answer"].as_str().unwrap_or_default());
        let date = answer["dateAnswered"].as_str().or(answer["month"].as_str()).unwrap_or_default();
        let date = date.get(..10).map_or_else(|| format!("{date}-15"), str::to_owned);
        let reading = speech::read(&text.text, &text.blocks, date.parse().ok());
        for (sentence, verdict) in reading.sentences.iter().zip(&reading.verdicts) {
            let scalars = |byte: usize| text.text.get(..byte).unwrap_or_default().chars().count();
            let (start, end) = (scalars(sentence.start), scalars(sentence.end));
            let truth = labels.iter().find(|(from, to, _)| {
                let shared = (*to).min(end).saturating_sub((*from).max(start));
                shared * 2 > (end - start).min(to - from)
            });
            tally.count(truth.map_or("other", |(_, _, kind)| kind), verdict.act.word());
        }
    }
    tally.print();
    Ok(())
}
