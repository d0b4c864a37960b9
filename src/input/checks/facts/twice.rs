//! Two figures of one publisher for the same days, published at once: neither is newer, so one is lost without a word.
//!
//! Of rows of a table each has its date to itself, and that is told there.

use super::super::super::codes;
use super::super::super::record::Draft;
use super::super::super::words::shown;
use super::{Check, FactAt};
use crate::date::Window;
use crate::diagnostic::FileId;
use crate::model::{Measure, Observation, Subject};
use std::collections::HashMap;
use std::collections::hash_map::Entry;

/// What a figure is of: an indicator or a pledge, its days, its publisher, and when that was published.
type Of<'a> = (&'a Subject, Window, &'a str, Window);

pub(super) fn check(records: &[Draft], check: &mut Check<'_>) {
    let mut first: HashMap<Of<'_>, (FileId, FactAt, Measure)> = HashMap::new();
    for draft in records {
        let file = draft.record.place.file;
        for (observation, at) in draft.record.observations.iter().zip(&draft.observations) {
            if observation.place.file != file {
                continue;
            }
            match first.entry(of(draft, observation)) {
                Entry::Vacant(entry) => {
                    entry.insert((file, *at, observation.measure));
                }
                Entry::Occupied(entry) => {
                    let (other, other_at, measure) = *entry.get();
                    let told = match (measure, observation.measure) {
                        // The same figure may stand in two records; two increments in one are two.
                        (Measure::Add(one), Measure::Add(another)) => one != another || other == file,
                        (Measure::Value(one), Measure::Value(another)) => one != another,
                        (Measure::Add(_), Measure::Value(_)) | (Measure::Value(_), Measure::Add(_)) => false,
                    };
                    if told {
                        report(check, observation, (file, *at), (other, other_at));
                    }
                }
            }
        }
    }
}

fn of<'a>(draft: &'a Draft, observation: &'a Observation) -> Of<'a> {
    let published = draft.record.published_on.planned_window();
    (&observation.subject, observation.on.planned_window(), draft.record.publisher.trim(), published)
}

fn report(
    check: &mut Check<'_>,
    observation: &Observation,
    (file, at): (FileId, FactAt),
    (other, other_at): (FileId, FactAt),
) {
    let (name, on) = (shown(observation.subject.id()), observation.on.text());
    let message = format!("a second figure of `{name}` for {on}, published at once");
    let help = match observation.measure {
        Measure::Add(_) => "it is not added to the first: write their sum, or give each its own days",
        Measure::Value(_) => "only one can count: keep the one that the source gives",
    };
    check.fault(&codes::TWO_FIGURES, file, at.measure, message, Some(help.to_owned()));
    check.relate(other, other_at.measure, "the first");
}
