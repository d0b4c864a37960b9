//! What would change a status, said without the words of a register.
//!
//! It adds nothing: each sentence is the assessment's.

use super::words::{capitalised, without_ticks};
use crate::assessment::{Assessment, Shown};
use crate::model::IndicatorId;

/// What the assessment says to those who keep the register, and what a paper says in its place.
const PLAINLY: [(&str, &str); 5] = [
    ("a record of the step `delivered`", "evidence of delivery"),
    ("a record of the step `started`", "evidence of a start"),
    ("a record that it went on", "evidence that it went on"),
    ("an observation", "a figure"),
    ("increments", "further figures"),
];

/// The assessment's sentences on what would change the status, without the words of a register.
pub(super) fn settling(assessment: &Assessment) -> String {
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
            words = words.replace(term, plain).replace(&capitalised(term), &capitalised(plain));
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
