//! Writes what `benches/annotated/learn_network.py` learns from; see `docs/language.md`.
//!
//! `speech_rows ANSWERS.jsonl > ROWS.jsonl`: a line an answer, with its sentences: `start` and `end` in Unicode scalars of
//! the canonical text, `text`, `lead_in` (index of the sentence that introduces a list, or null), `words` and `shapes` of
//! its symbols, and the thousandths of each act as the program gives them. It is a tool of maintainers.
#![allow(clippy::unwrap_used, reason = "a tool of maintainers")]

#[path = "speech/answers.rs"]
mod answers;

use std::collections::HashMap;
use std::io::Write;

use answers::scalars;
use kept::language::speech;
use kept::language::tokens::{WordHash, hash};

/// The words behind the hashes that were met.
type Names = HashMap<WordHash, String>;

fn written(names: &Names, hashes: impl Iterator<Item = WordHash>) -> String {
    let spelled =
        hashes.map(|hash| names.get(&hash).map_or_else(|| "<unk>".into(), |name| name.replace(' ', "_")));
    spelled.collect::<Vec<_>>().join(" ")
}

fn main() {
    let path = std::env::args().nth(1).expect("name a file of answers");
    let known = speech::CLASSES.iter().chain(speech::FRAMES).copied().chain(speech::lemmas());
    let mut names: Names = known.map(|word| (hash(word), word.to_owned())).collect();
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for answer in answers::in_file(&path).unwrap() {
        let answer = answer.unwrap();
        let (text, _, reading) = answer.read();
        for token in &reading.tokens {
            if let Some(spelled) = token.spelled(&text.text) {
                names.entry(token.word).or_insert(spelled);
            }
        }
        let sentences = reading.sentences.iter().enumerate().map(|(at, sentence)| {
            let (start, end) = scalars(&text, sentence.start, sentence.end);
            serde_json::json!({
                "start": start,
                "end": end,
                "text": &text.text[sentence.start..sentence.end],
                "lead_in": sentence.lead_in,
                "words": written(&names, reading.symbols[at].iter().map(|symbol| symbol.word)),
                "shapes": written(&names, reading.symbols[at].iter().map(|symbol| symbol.shape)),
                "chances": reading.verdicts[at].chances,
            })
        });
        let sentences: Vec<_> = sentences.collect();
        writeln!(out, "{}", serde_json::json!({"id": answer.id(), "sentences": sentences})).unwrap();
    }
}
