//! What is not known of a pledge, and what evidence would settle it.
//!
//! It adds no doubt of its own: each sentence is the register's or the assessment's.

use std::collections::BTreeSet;

use crate::assessment::{Assessment, RuleCode};
use crate::date::long;
use crate::model::Status;
use crate::report::Report;

use super::{Fact, sentence};

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
    if !evidence.iter().any(|fact| fact.counted) && !assessment.rests_on_parts() {
        found.push(plain(
            "No evidence that counts is recorded here. That is a statement about this register, not about what was done."
                .to_owned(),
        ));
    }
    let mut seen = BTreeSet::new();
    for fact in evidence {
        for caution in fact.does_not_show.into_iter().flatten().filter(|caution| seen.insert(*caution)) {
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
    let open = assessment.status != Status::Delivered && assessment.rule != RuleCode::Untestable;
    let words = &assessment.would_change_on_paper;
    (open && !words.is_empty()).then(|| sentence(words))
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
