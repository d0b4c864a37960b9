//! How fast English is read, on one core: `cargo bench --bench language`, with `-- FILE.jsonl` on answers of one's own.
//!
//! Without a file the text is made of the annotated short texts, each with another number. A line of a file is a JSON
//! object with the text under `answer` or `text`.
#![allow(clippy::print_stdout, clippy::float_arithmetic, reason = "a benchmark prints its figures")]

use kept::extraction::candidates;
use kept::language::canonical::{CanonicalText, from_plain};
use kept::language::dates;
use kept::language::quantities;
use kept::language::speech;
use kept::language::tokens::tokenize;
use std::time::Instant;

fn main() {
    let named = std::env::args().skip(1).find(|argument| !argument.starts_with('-'));
    let texts: Vec<CanonicalText> = match named.map(std::fs::read_to_string) {
        None => made(),
        Some(Ok(text)) => text.lines().filter_map(|line| of_line(line, &["answer", "text"])).collect(),
        Some(Err(error)) => {
            println!("{error}");
            return;
        }
    };
    let day = "2024-12-17".parse().ok();
    let bytes: usize = texts.iter().map(|text| text.text.len()).sum();
    let sentences: usize =
        texts.iter().map(|text| speech::read(&text.text, &text.blocks, day).sentences.len()).sum();
    println!("{} texts, {sentences} sentences, {bytes} bytes", texts.len());
    time("tokens", sentences, bytes, &texts, |text| tokenize(&text.text).len());
    time("dates", sentences, bytes, &texts, |text| {
        dates::recognise(&text.text, &tokenize(&text.text), day).len()
    });
    time("quantities", sentences, bytes, &texts, |text| {
        quantities::recognise(&text.text, &tokenize(&text.text), &[]).len()
    });
    time("speech acts", sentences, bytes, &texts, |text| {
        speech::read(&text.text, &text.blocks, day).verdicts.len()
    });
    time("candidates", sentences, bytes, &texts, |text| candidates(text, day).len());
}

/// The best of three runs of one recogniser over all texts.
fn time(
    name: &str,
    sentences: usize,
    bytes: usize,
    texts: &[CanonicalText],
    run: impl Fn(&CanonicalText) -> usize,
) {
    let mut best = f64::INFINITY;
    let mut found = 0;
    for _ in 0..3 {
        let start = Instant::now();
        found = texts.iter().map(&run).sum();
        best = best.min(start.elapsed().as_secs_f64());
    }
    println!(
        "{name:>12}  {:>9.0} sentences/s  {:>6.1} MB/s  {found} found",
        sentences as f64 / best,
        bytes as f64 / best / 1e6
    );
}

/// 2,000 texts of ten sentences.
fn made() -> Vec<CanonicalText> {
    let short: Vec<CanonicalText> = include_str!("annotated/sentences.jsonl")
        .lines()
        .filter_map(|line| of_line(line, &["text"]))
        .collect();
    (0..2000_usize)
        .map(|number| {
            let sentences: Vec<String> = (0..10)
                .map(|at| {
                    let text = &short[(number * 7 + at) % short.len()].text;
                    text.replace("400", &(number + 400).to_string())
                })
                .collect();
            from_plain(&sentences.join(" "))
        })
        .collect()
}

fn of_line(line: &str, keys: &[&str]) -> Option<CanonicalText> {
    let value: serde_json::Value = serde_json::from_str(line).ok()?;
    keys.iter().find_map(|key| value.get(key)?.as_str()).map(from_plain)
}
