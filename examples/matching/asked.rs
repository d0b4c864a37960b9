//! How often `kept asked` reads rightly what an answer does with its question, by the pairs that a person labelled in
//! `asked.tsv`.
//!
//! A label is what the answer does; where readers may differ it is several, parted by `|`. What is read otherwise is
//! printed. It must not label anything itself.

use std::collections::BTreeMap;

use anyhow::{Context, Result};
use kept::document::read_each;
use kept::matching::asked::{self, Manner, Outcome, Reading};

/// Prints what is read against what was labelled, of the pairs to learn from and of those held out.
pub(crate) fn asked(path: &str, show: Option<&str>) -> Result<()> {
    let mut labels: BTreeMap<u64, (&str, &str)> = BTreeMap::new();
    let table = std::fs::read_to_string("examples/matching/asked.tsv")?;
    for line in table.lines().filter(|line| !line.starts_with('#')) {
        let mut fields = line.split('\t');
        let (id, set, label) = (fields.next(), fields.next(), fields.next());
        let id = id.context("an id")?.parse()?;
        labels.insert(id, (set.context("a set")?, label.context("a label")?));
    }
    let chosen: Vec<String> = super::lines(path)?
        .into_iter()
        .filter(|(id, _)| labels.contains_key(id))
        .map(|(_, line)| line)
        .collect();
    let mut read: Vec<(u64, Reading, String)> = Vec::new();
    read_each("chosen.jsonl", chosen.join("\n").as_bytes(), &mut |document| {
        let reading = asked::read(&document, "");
        let quote = document.text.text.get(reading.quote.clone()).unwrap_or_default().to_owned();
        read.extend(document.meta.id.and_then(|id| id.parse().ok()).map(|id| (id, reading, quote)));
    })?;
    for set in ["learned", "held-out"] {
        let of_set = read.iter().filter(|(id, ..)| labels[id].0 == set);
        let rows: Vec<_> =
            of_set.map(|(id, reading, quote)| (*id, word(reading), labels[id].1, quote)).collect();
        println!("{set}: {} pairs", rows.len());
        confusion(&rows.iter().map(|(_, read, label, _)| (*read, *label)).collect::<Vec<_>>());
        if show == Some(set) {
            for (id, read, label, quote) in &rows {
                let mark = if agrees(read, label) { " " } else { "!" };
                println!("{mark} {id} {read} (labelled {label}): {quote:.200}");
            }
        }
    }
    Ok(())
}

/// What is read, in the words of the labels.
fn word(reading: &Reading) -> &'static str {
    match reading.outcome {
        Outcome::GaveAFigure => "gave",
        Outcome::Published => "published",
        Outcome::Answered(Manner::Words) => "words",
        Outcome::Answered(manner) => manner.code(),
        Outcome::HeldOff(reason) => reason.code(),
        Outcome::NotGiven => "not",
        Outcome::Silent => "silent",
    }
}

fn agrees(read: &str, label: &str) -> bool {
    label.split('|').any(|one| one == read)
}

/// Prints the counts of what is read against what was labelled.
fn confusion(rows: &[(&str, &str)]) {
    let mut counts: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for (read, label) in rows {
        let label = if agrees(read, label) { read } else { label.split('|').next().unwrap_or(label) };
        *counts.entry((read, label)).or_default() += 1;
    }
    let right = |test: &dyn Fn(&str) -> bool| {
        let of: Vec<_> = rows.iter().filter(|(read, _)| test(read)).collect();
        (of.iter().filter(|(read, label)| agrees(read, label)).count(), of.len())
    };
    for ((read, label), count) in &counts {
        println!("  read {read:22} labelled {label:22} {count:3}");
    }
    let print = |name: &str, (right, all): (usize, usize)| println!("  {name}: {right} of {all} right");
    print("gave the figure", right(&|read| read == "gave"));
    print("withheld", right(&is_withheld));
    print("all", right(&|_| true));
    let missed = rows
        .iter()
        .filter(|(read, label)| label.split('|').all(|one| one == "gave") && *read != "gave")
        .count();
    println!("  figures given but not seen: {missed}");
}

fn is_withheld(word: &str) -> bool {
    matches!(
        word,
        "not-held"
            | "disproportionate-cost"
            | "not-available"
            | "not-disclosed"
            | "will-write"
            | "referred"
            | "later"
    )
}
