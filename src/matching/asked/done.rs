//! Whether a line says that the deed that a question asks about is done, still to come, or denied.
//!
//! It must not look for figures or days.

use super::question::Ask;
use super::reply::Line;
use crate::language::past;
use crate::matching::tokens;

/// Words shortly before a past form that make it no finished deed.
const NOT_DONE: &[&str] = &[
    "be", "being", "to", "will", "not", "never", "would", "could", "should", "may", "might", "must", "if",
    "no", "until",
];
/// How far before it they stand.
const NEAR: usize = 3;
/// Words that may stand between a denial and its verb.
const BETWEEN: &[&str] = &["yet", "been", "be", "now", "currently", "also", "so", "far"];

fn words<'l>(line: &'l Line<'_>) -> Vec<&'l str> {
    let parts = line.lower.split(|letter: char| !letter.is_alphanumeric());
    parts.filter(|word| !word.is_empty()).collect()
}

/// Whether a line tells one of some deeds, told by their stems, as finished.
pub(super) fn is_done(line: &Line<'_>, deed: impl Fn(&str) -> bool) -> bool {
    let words = words(line);
    words.iter().enumerate().any(|(at, word)| {
        let near = words.get(at.saturating_sub(NEAR)..at).unwrap_or_default();
        past::verb(word).is_some_and(|stem| deed(&stem)) && !near.iter().any(|word| NOT_DONE.contains(word))
    })
}

/// Stems of verbs that leave what is asked about still to be done: "we remain committed to it".
const UNDERTAKES: &[&str] = &["commit", "expect", "intend", "plan", "pledg", "promis"];

/// Whether a line tells what a question asks about as done.
pub(super) fn does(line: &Line<'_>, ask: &Ask) -> bool {
    is_done(line, |stem| !UNDERTAKES.contains(&stem) && ask.terms.iter().any(|term| term.key == stem))
}

/// Whether a line speaks of what is to come.
pub(super) fn is_to_come(line: &Line<'_>) -> bool {
    let words = words(line);
    // "A plan to recover" is there.
    let meant = |three: &[&str]| {
        matches!(three[0], "we" | "i" | "they")
            && matches!(three[1], "expect" | "plan" | "aim" | "intend")
            && three[2] == "to"
    };
    words.iter().any(|word| matches!(*word, "will" | "shall")) || words.windows(3).any(meant)
}

/// Whether a line denies the deed that is asked about: "have not yet been published", "will not publish".
pub(super) fn denies(line: &Line<'_>, ask: &Ask) -> bool {
    let words = words(line);
    let stemmer = tokens::stemmer();
    let asked = |stem: &str| ask.terms.iter().any(|term| term.key == stem);
    words.windows(2).enumerate().any(|(at, pair)| {
        let ahead = matches!(pair[0], "will" | "shall" | "did");
        let told = matches!(pair[0], "has" | "have" | "had" | "was" | "were");
        let verb = words.iter().skip(at + 2).find(|word| !BETWEEN.contains(word));
        let is_it = verb.is_some_and(|verb| match past::verb(verb) {
            Some(stem) => asked(&stem),
            None => ahead && asked(&stemmer.stem(verb)),
        });
        pair[1] == "not" && (ahead || told) && is_it
    })
}
