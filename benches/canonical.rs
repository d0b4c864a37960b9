//! How fast answers in HTML become canonical text, on one core: `cargo bench --bench canonical -- FILE.jsonl`.
//!
//! `benches/against_beautifulsoup.py FILE` runs it beside BeautifulSoup with lxml on the same file. A line of the file is a
//! JSON object with the HTML under `html`.
#![allow(clippy::print_stdout, reason = "a benchmark prints its figures")]

use kept::language::canonical::from_html;
use std::time::Instant;

fn main() {
    let Some(path) = std::env::args().skip(1).find(|argument| !argument.starts_with('-')) else {
        println!("usage: cargo bench --bench canonical -- FILE.jsonl");
        return;
    };
    let answers: Vec<String> = match std::fs::read_to_string(&path) {
        Ok(text) => text.lines().filter_map(html).collect(),
        Err(error) => {
            println!("{path}: {error}");
            return;
        }
    };
    let bytes: usize = answers.iter().map(String::len).sum();
    let mut best = f64::INFINITY;
    let mut characters = 0;
    for _ in 0..5 {
        let start = Instant::now();
        characters = answers.iter().map(|html| from_html(html).text.chars().count()).sum();
        best = best.min(start.elapsed().as_secs_f64());
    }
    println!(
        "{{\"answers\": {}, \"bytes\": {bytes}, \"characters\": {characters}, \"seconds\": {best:.6}}}",
        answers.len()
    );
}

fn html(line: &str) -> Option<String> {
    serde_json::from_str::<serde_json::Value>(line).ok()?.get("html")?.as_str().map(str::to_owned)
}
