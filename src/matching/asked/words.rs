//! The words of questions and answers as weighted stems, and how much of a question a sentence speaks of.
//!
//! It must not decide what a question asks or an answer gives.

use crate::matching::background;
use crate::matching::tokens::{self, Sort};

/// A word of a question: its stem and how rare it is in public English.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Term {
    pub(super) key: String,
    pub(super) weight: f32,
}

/// Words that every question has, whatever it is about.
#[rustfmt::skip]
const GENERIC: &[&str] = &[
    "department", "departments", "secretary", "state", "minister", "ministers", "government", "office", "recent",
    "year", "years", "month", "months", "week", "weeks", "period", "date", "last", "latest", "available", "number",
    "numbers", "total", "information", "data", "held", "hold", "holds", "made", "make", "estimate", "assessment",
    "financial", "since", "current", "currently", "many", "much", "proportion", "percentage", "average", "steps",
    "taken", "taking", "take", "plans", "plan", "planned", "potential", "merits", "answer", "question",
    "including", "like", "figure", "figures", "statistics", "pursuant", "reference", "per", "level", "levels",
    "of", "cost", "costs", "amount",
];

/// The terms of a text that say what it is about, each once.
pub(super) fn terms(text: &str) -> Vec<Term> {
    let stemmer = tokens::stemmer();
    let (mut terms, mut key): (Vec<Term>, String) = (Vec::new(), String::new());
    for token in tokens::tokens(text, &[]) {
        let lower = text.get(token.start..token.end).unwrap_or_default().to_lowercase();
        let says = matches!(token.sort, Sort::Word | Sort::Acronym)
            && lower.len() > 1
            && !tokens::is_stop(&lower)
            && !GENERIC.contains(&lower.as_str());
        if !says {
            continue;
        }
        tokens::key(text, &token, &stemmer, &mut key);
        if terms.iter().all(|term| term.key != key) {
            terms.push(Term { key: key.clone(), weight: background::rarity(&key, 0, 0) });
        }
    }
    terms
}

/// A question has said enough of what it is about with this much weight: about five rare words.
const ENOUGH: f32 = 24.0;

/// The share of a question's words that some stems have.
pub(super) fn covered(question: &[Term], stems: &[String]) -> f32 {
    let all: f32 = question.iter().map(|term| term.weight).sum();
    let found: f32 = question.iter().filter(|term| stems.contains(&term.key)).map(|term| term.weight).sum();
    (found / all.clamp(f32::MIN_POSITIVE, ENOUGH)).min(1.0)
}

/// The stems of a text.
pub(super) fn stems(text: &str) -> Vec<String> {
    terms(text).into_iter().map(|term| term.key).collect()
}
