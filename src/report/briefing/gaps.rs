//! What is not known of a pledge, and what evidence would settle it.
//!
//! It adds no doubt of its own: each sentence is the register's or the assessment's.

use std::collections::BTreeSet;

use crate::assessment::{Assessment, Shown};
use crate::date::long;
use crate::model::{IndicatorId, Status};
use crate::report::Report;

use super::{Fact, sentence, without_ticks};

/// One thing that is not known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gap {
    /// A sentence.
    pub words: String,
    /// The source that leaves it open: index into [`crate::model::Register::records`].
    pub record: Option<usize>,
}

/// What the listed evidence does not show, and what was not looked for.
pub(super) fn gaps(report: &Report<'_>, assessment: &Assessment, evidence: &[Fact<'_>]) -> Vec<Gap> {
    let plain = |words: String| Gap { words, record: None };
    let mut found = Vec::new();
    if !evidence.iter().any(|fact| fact.counted) {
        found.push(plain(
            "No evidence that counts is recorded here. That is a statement about this register, not about what was done."
                .to_owned(),
        ));
    }
    let mut seen = BTreeSet::new();
    for fact in evidence {
        if let Some(caution) = fact.does_not_show
            && seen.insert(caution)
        {
            found.push(Gap {
                words: format!("Not shown: {}", sentence(&lowered(caution))),
                record: Some(fact.record),
            });
        }
    }
    let delivered = assessment.status == Status::Delivered;
    if let Some(why) = assessment.progress.as_ref().and_then(|progress| progress.no_pace)
        && !delivered
    {
        found.push(plain(sentence(why)));
    }
    if let Some(searched) = assessment.searched_to
        && searched < report.as_of
    {
        found.push(plain(format!(
            "Evidence was looked for up to {}; later events are not known here.",
            long(searched)
        )));
    }
    found
}

/// What would change the status, for a pledge that is not settled and can be.
pub(super) fn would_settle(assessment: &Assessment) -> Option<String> {
    let open = assessment.status != Status::Delivered && assessment.rule != "untestable";
    let words = settling(assessment);
    (open && !words.is_empty()).then(|| sentence(&words))
}

/// What the assessment says to those who keep the register, and what a paper says in its place.
const PLAINLY: [(&str, &str); 5] = [
    ("a record of the step `delivered`", "evidence of delivery"),
    ("a record of the step `started`", "evidence of a start"),
    ("a record that it went on", "evidence that it went on"),
    ("an observation", "a figure"),
    ("increments", "further figures"),
];

/// The assessment's sentences on what would change the status, without the words of a register.
pub(in crate::report) fn settling(assessment: &Assessment) -> String {
    let facts = assessment.minimal_evidence.iter().flat_map(|evidence| &evidence.facts);
    let indicators = facts.filter_map(|fact| match &fact.shows {
        Shown::Value(indicator, _) | Shown::Add(indicator, _) => indicator.as_ref(),
        Shown::Step(_) => None,
    });
    in_plain_words(assessment.would_change.trim(), &indicators.map(IndicatorId::as_str).collect::<Vec<_>>())
}

/// Sentences with [`PLAINLY`] for the register's terms and without its indicators. The titles that they quote stay as they
/// are: they may well hold such words.
fn in_plain_words(sentences: &str, indicators: &[&str]) -> String {
    let plain = |words: &str| {
        let mut words = words.to_owned();
        for indicator in indicators {
            words = words.replace(&format!(" of {indicator} of "), " of ");
        }
        for (term, plain) in PLAINLY {
            words = words.replace(term, plain).replace(&capital(term), &capital(plain));
        }
        without_ticks(&words)
    };
    let mut parts = sentences.split('“');
    let mut out = plain(parts.next().unwrap_or_default());
    for part in parts {
        let (title, rest) = part.split_at(part.find('”').unwrap_or(part.len()));
        out.push('“');
        out.push_str(title);
        out.push_str(&plain(rest));
    }
    out
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
}

/// Begun in the middle of a sentence: a capital that is not part of a name or an acronym goes.
fn lowered(text: &str) -> String {
    const OPENINGS: [&str; 13] =
        ["a", "all", "an", "any", "how", "that", "the", "what", "when", "where", "whether", "which", "who"];
    let first = text.split_whitespace().next().unwrap_or_default();
    let small = first.to_lowercase();
    if OPENINGS.contains(&small.as_str()) {
        return text.replacen(first, &small, 1);
    }
    text.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_words_leave_titles_as_they_are() {
        let cases = [
            (
                "An observation of homes of at least 5 dated by 1 May 2026 would make it delivered.",
                "A figure of at least 5 dated by 1 May 2026 would make it delivered.",
            ),
            (
                "Increments of homes-let of the part “Restore pay increments of homes of old” of at least 2 more would make it delivered.",
                "Further figures of the part “Restore pay increments of homes of old” of at least 2 more would make it delivered.",
            ),
            (
                "A record of the step `delivered` of the part “Say `when`” and a record of the step `started` would make it delivered.",
                "Evidence of delivery of the part “Say `when`” and evidence of a start would make it delivered.",
            ),
        ];
        for (sentences, expected) in cases {
            assert_eq!(in_plain_words(sentences, &["homes", "homes-let"]), expected);
        }
    }
}
