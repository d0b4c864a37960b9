//! A difference in JSON, version 1. Nothing may be renamed or removed here; fields may be added.

use crate::assessment::{Item, TermsChange};
use crate::model::Measure;
use crate::render::GENERATOR;
use crate::render::json::{CountsV1, member, write_list};
use crate::report::Report;
use crate::report::difference::{Changed, Difference, Edit, Fact, Side};
use serde::Serialize;
use std::io::{self, Write};

#[derive(Serialize)]
struct EndV1<'a> {
    name: &'a str,
    as_of: String,
    known_by: String,
    assessed: usize,
    counts: CountsV1,
}

#[derive(Serialize)]
struct ChangedV1<'a> {
    pledge: &'a str,
    title: &'a str,
    kind: &'static str,
    before: Option<SideV1<'a>>,
    after: Option<SideV1<'a>>,
    flags_raised: &'a [&'static str],
    flags_dropped: &'a [&'static str],
    deadline_differs: bool,
    target_differs: bool,
    quote_differs: bool,
    edits: Vec<EditV1>,
    sayings: Vec<SayingV1>,
    evidence_added: Vec<FactV1<'a>>,
    evidence_removed: Vec<FactV1<'a>>,
    evidence_edited: Vec<EditedV1<'a>>,
}

#[derive(Serialize)]
struct EditedV1<'a> {
    before: FactV1<'a>,
    after: FactV1<'a>,
    edits: Vec<EditV1>,
}

#[derive(Serialize)]
struct EditV1 {
    what: String,
    before: Option<String>,
    after: Option<String>,
}

#[derive(Serialize)]
struct SideV1<'a> {
    status: &'static str,
    rule: &'static str,
    reason: &'a str,
    deadline: Option<String>,
    quote: &'a str,
}

#[derive(Serialize)]
struct SayingV1 {
    first: String,
    last: String,
    changes: Vec<&'static str>,
}

#[derive(Serialize)]
struct FactV1<'a> {
    first: String,
    last: String,
    published_on: String,
    step: Option<&'static str>,
    value: Option<String>,
    add: Option<String>,
    counted: bool,
    before: Option<String>,
    title: &'a str,
    publisher: &'a str,
    url: Option<&'a str>,
    path: &'a str,
    line: u32,
}

/// Writes `kept/diff/1`; `from` and `to` name the sides as people call them.
///
/// # Errors
/// When writing fails.
pub fn json(difference: &Difference<'_>, from: &str, to: &str, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "{{\"schema\":\"kept/diff/1\",")?;
    member(out, "generator", &GENERATOR)?;
    member(out, "register", &difference.after.register.title)?;
    member(out, "mode", &difference.after.mode.word())?;
    member(out, "before", &EndV1::new(from, difference.before))?;
    member(out, "after", &EndV1::new(to, difference.after))?;
    write!(out, "\"register_edits\":")?;
    write_list(out, difference.settings.iter().cloned().map(EditV1::from))?;
    write!(out, ",\n\"changes\":")?;
    write_list(out, difference.changes.iter().filter_map(ChangedV1::new))?;
    writeln!(out, "}}")
}

impl<'a> EndV1<'a> {
    fn new(name: &'a str, report: &Report<'_>) -> Self {
        Self {
            name,
            as_of: report.as_of.to_string(),
            known_by: report.known_by.to_string(),
            assessed: report.summary.counts.total(),
            counts: report.summary.counts.into(),
        }
    }
}

impl<'a> ChangedV1<'a> {
    fn new(changed: &'a Changed<'a>) -> Option<Self> {
        let side = changed.side()?;
        Some(Self {
            pledge: side.pledge.id.as_str(),
            title: &side.pledge.title,
            kind: changed.kind.word(),
            before: changed.before.map(SideV1::from),
            after: changed.after.map(SideV1::from),
            flags_raised: &changed.flags_raised,
            flags_dropped: &changed.flags_dropped,
            deadline_differs: changed.deadline_differs(),
            target_differs: changed.target_differs(),
            quote_differs: changed.quote_differs(),
            edits: changed.edits.iter().cloned().map(EditV1::from).collect(),
            sayings: changed.sayings.iter().map(|saying| SayingV1::new(saying)).collect(),
            evidence_added: changed.evidence_added.iter().map(FactV1::new).collect(),
            evidence_removed: changed.evidence_removed.iter().map(FactV1::new).collect(),
            evidence_edited: changed
                .evidence_edited
                .iter()
                .map(|(before, after)| EditedV1 {
                    before: FactV1::new(before),
                    after: FactV1::new(after),
                    edits: after.edits_since(before).into_iter().map(EditV1::from).collect(),
                })
                .collect(),
        })
    }
}

impl From<Edit> for EditV1 {
    fn from(edit: Edit) -> Self {
        Self { what: edit.what, before: edit.before, after: edit.after }
    }
}

impl<'a> From<Side<'a>> for SideV1<'a> {
    fn from(side: Side<'a>) -> Self {
        Self {
            status: side.assessment.status.word(),
            rule: side.assessment.rule.code(),
            reason: &side.assessment.reason,
            deadline: side.assessment.deadline.as_ref().map(|due| due.window.last.to_string()),
            quote: &side.pledge.quote,
        }
    }
}

impl SayingV1 {
    fn new(saying: &TermsChange) -> Self {
        let window = saying.on.full_window();
        Self {
            first: window.first.to_string(),
            last: window.last.to_string(),
            changes: saying.changes.iter().map(|change| change.word()).collect(),
        }
    }
}

impl<'a> FactV1<'a> {
    fn new(fact: &'a Fact<'a>) -> Self {
        let (mut step, mut value, mut add) = (None, None, None);
        match fact.used.item {
            Item::Act(at) => step = fact.record.acts.get(at).map(|act| act.step.word()),
            Item::Observation(at) => match fact.record.observations.get(at).map(|seen| seen.measure) {
                Some(Measure::Value(number)) => value = Some(number.normalize().to_string()),
                Some(Measure::Add(number)) => add = Some(number.normalize().to_string()),
                None => {}
            },
        }
        Self {
            first: fact.used.on.first.to_string(),
            last: fact.used.on.last.to_string(),
            published_on: fact.used.published_on.to_string(),
            step,
            value,
            add,
            counted: fact.used.counted,
            before: fact.before.map(|number| number.normalize().to_string()),
            title: &fact.record.title,
            publisher: &fact.record.publisher,
            url: fact.record.url.as_deref(),
            path: fact.register.sources.path(fact.used.place.file),
            line: fact.used.place.line,
        }
    }
}
