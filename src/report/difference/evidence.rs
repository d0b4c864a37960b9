//! Facts of two states of a register: which is the same, and which was edited. Whether one counts, `assessment` has said.

use super::written::{Edit, Written};
use crate::assessment::{EvidenceUse, Item};
use crate::date::Window;
use crate::model::{Measure, Record, Register};
use crate::quantity::Decimal;

/// A fact that only one side has, with the register it stands in.
#[derive(Debug, Clone)]
pub struct Fact<'a> {
    /// The register it stands in.
    pub register: &'a Register,
    /// The record.
    pub record: &'a Record,
    /// The fact, and whether it counted.
    pub used: EvidenceUse,
    /// Of a figure that the other side has from the same publisher for the same day or period: that figure.
    pub before: Option<Decimal>,
}

/// Whose figure it is, in what sort of source (a statement and statistics are two), for when, and whether it is added up.
pub(super) type Figure<'a> = (&'a str, &'static str, Window, bool);

/// A fact under what is written of it, so that the same fact is recognised wherever it stands.
pub(super) fn fact(register: &Register, used: EvidenceUse) -> Option<(String, Fact<'_>)> {
    let record = register.records.get(used.record)?;
    shows(record, used.item)?;
    let fact = Fact { register, record, used, before: None };
    Some((fact.written().joined(), fact))
}

impl<'a> Fact<'a> {
    /// The number that it measures, and what makes it that figure; nothing for steps.
    pub(super) fn figure(&self) -> Option<(Figure<'a>, Decimal)> {
        let Item::Observation(at) = self.used.item else { return None };
        let seen = self.record.observations.get(at)?;
        let (number, adds) = match seen.measure {
            Measure::Value(value) => (value, false),
            Measure::Add(value) => (value, true),
        };
        let publisher = self.register.body_name(&self.record.publisher);
        Some(((publisher, self.record.kind.word(), seen.on.full_window(), adds), number))
    }

    /// Whether its publisher only gives the figure again that the other side has, and it counts as that did.
    #[must_use]
    pub fn is_repeated(&self) -> bool {
        self.used.counted && self.before.is_some() && self.before == self.figure().map(|(_, number)| number)
    }

    /// What differs from an earlier state of it.
    #[must_use]
    pub fn edits_since(&self, before: &Self) -> Vec<Edit> {
        let with_use = |fact: &Self| {
            let mut written = fact.written();
            written.add("counted", Some(if fact.used.counted { "yes" } else { "no" }));
            written
        };
        with_use(self).edits_since(&with_use(before))
    }

    /// What an edit may have left as it was: where it comes from, the file and the address, and four things that it says.
    pub(super) fn respects(&self) -> [Option<String>; 6] {
        let (record, used) = (self.record, &self.used);
        let sort = match used.item {
            Item::Act(_) => "act",
            Item::Observation(_) => "observation",
        };
        let file = self.register.sources.path(used.place.file);
        [
            Some(format!("{sort} {file}")),
            record.url.as_ref().map(|url| format!("{sort} {url}")),
            Some(record.title.to_string()),
            Some(used.published_on.to_string()),
            Some(format!("{}/{}", used.on.first, used.on.last)),
            shows(record, used.item),
        ]
    }

    fn written(&self) -> Written {
        let (record, used) = (self.record, &self.used);
        let mut written = Written::default();
        // Facts are told in this order: by day of publication.
        written.add("published on", Some(used.published_on));
        written.add("title", Some(&record.title));
        written.add("publisher", Some(&record.publisher));
        written.add("kind", Some(record.kind.word()));
        let on = used.on;
        written.add(
            "on",
            Some(if on.is_day() { on.last.to_string() } else { format!("{}/{}", on.first, on.last) }),
        );
        written.add("shows", shows(record, used.item));
        written.add("does not show", record.does_not_show.as_ref());
        written.add("self-reported", record.self_reported);
        written.add("address", record.url.as_ref());
        written.add("House", record.house.as_ref());
        written.add("number", record.uin.as_ref());
        written.add("answered by", record.answered_by.as_ref());
        let (quote, does_not_show) = match used.item {
            Item::Act(at) => {
                let act = record.acts.get(at);
                written.add("by", act.and_then(|act| act.by.as_ref()));
                (act.map(|act| &act.quote), act.map(|act| &act.does_not_show))
            }
            Item::Observation(at) => {
                let seen = record.observations.get(at);
                written.add("unit", seen.and_then(|seen| seen.unit.as_ref()));
                (seen.map(|seen| &seen.quote), seen.map(|seen| &seen.does_not_show))
            }
        };
        written.add("quote", quote.and_then(Option::as_ref));
        written.add("fact does not show", does_not_show.and_then(Option::as_ref));
        written
    }
}

/// The step, or the figure and whether it adds.
fn shows(record: &Record, item: Item) -> Option<String> {
    Some(match item {
        Item::Act(at) => record.acts.get(at)?.step.word().to_owned(),
        Item::Observation(at) => match record.observations.get(at)?.measure {
            Measure::Value(value) => format!("={}", value.normalize()),
            Measure::Add(value) => format!("+{}", value.normalize()),
        },
    })
}
