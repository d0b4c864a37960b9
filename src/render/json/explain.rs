//! The proofs in JSON, version 1: a report's pledges, each with its evidence and its sayings. Nothing may be renamed or
//! removed here; fields may be added.

use super::pledge::CiteV1;
use super::{DiagnosticV1, PledgeV1, Shown, write_head, write_list};
use crate::assessment::{Assessment, EvidenceUse, Item, SayingRef, TermsChange};
use crate::date::{Date, Window};
use crate::diagnostic::Diagnostic;
use crate::model::{Measure, Pledge, Register};
use crate::quantity::Decimal;
use crate::report::Report;
use serde::Serialize;
use std::io::{self, Write};

#[derive(Serialize)]
struct ProofV1<'a> {
    #[serde(flatten)]
    pledge: PledgeV1<'a>,
    evidence: Vec<EvidenceV1<'a>>,
    sayings: Vec<SayingV1<'a>>,
}

#[derive(Serialize)]
struct WindowV1 {
    first: Shown<Date>,
    last: Shown<Date>,
}

#[derive(Serialize)]
struct EvidenceV1<'a> {
    on: WindowV1,
    published_on: Shown<Date>,
    step: Option<&'static str>,
    value: Option<Shown<Decimal>>,
    add: Option<Shown<Decimal>>,
    unit: Option<&'a str>,
    quote: Option<&'a str>,
    counted: bool,
    why: &'a str,
    self_reported: bool,
    does_not_show: Vec<&'a str>,
    title: &'a str,
    publisher: &'a str,
    kind: &'static str,
    url: Option<&'a str>,
    archived_url: Option<&'a str>,
    #[serde(flatten)]
    place: CiteV1<'a>,
}

#[derive(Serialize)]
struct SayingV1<'a> {
    on: WindowV1,
    changes: Vec<&'static str>,
    correction: bool,
    quote: Option<&'a str>,
    note: Option<&'a str>,
    #[serde(flatten)]
    place: CiteV1<'a>,
}

/// Writes `kept/explain/1`: the head of a report, and its pledges with their evidence and sayings.
///
/// # Errors
/// When writing fails.
pub fn explain(report: &Report<'_>, diagnostics: &[Diagnostic], out: &mut dyn Write) -> io::Result<()> {
    let register = report.register;
    writeln!(out, "{{\"schema\":\"kept/explain/1\",")?;
    write_head(report, out)?;
    write!(out, "\"pledges\":[")?;
    let rows: Vec<_> = report.rows().collect();
    let mut written = Ok(());
    let mut separator = "\n";
    report.evidence_in_turn(&rows, &mut |pledge, assessment, used| {
        if written.is_err() {
            return;
        }
        let proposals = report.proposals.get(&assessment.pledge).copied();
        let head = PledgeV1::new(register, pledge, assessment, proposals);
        let proof = ProofV1::new(register, head, pledge, assessment, &used);
        written = write!(out, "{separator}").and_then(|()| Ok(serde_json::to_writer(&mut *out, &proof)?));
        separator = ",\n";
    });
    written?;
    write!(out, "]")?;
    write!(out, ",\n\"diagnostics\":")?;
    write_list(out, diagnostics.iter().map(|one| DiagnosticV1::new(one, &register.sources)))?;
    writeln!(out, "}}")
}

impl<'a> ProofV1<'a> {
    fn new(
        register: &'a Register,
        row: PledgeV1<'a>,
        pledge: &'a Pledge,
        assessment: &'a Assessment,
        used: &'a [EvidenceUse],
    ) -> Self {
        Self {
            pledge: row,
            evidence: used.iter().filter_map(|used| EvidenceV1::new(register, used)).collect(),
            sayings: assessment
                .terms_changes
                .iter()
                .map(|one| SayingV1::new(register, pledge, one))
                .collect(),
        }
    }
}

impl From<Window> for WindowV1 {
    fn from(window: Window) -> Self {
        Self { first: Shown(window.first), last: Shown(window.last) }
    }
}

impl<'a> EvidenceV1<'a> {
    fn new(register: &'a Register, used: &'a EvidenceUse) -> Option<Self> {
        let record = register.records.get(used.record)?;
        let mut evidence = Self {
            on: used.on.into(),
            published_on: Shown(used.published_on),
            step: None,
            value: None,
            add: None,
            unit: None,
            quote: None,
            counted: used.counted,
            why: &used.why,
            self_reported: used.self_reported,
            does_not_show: Vec::new(),
            title: &record.title,
            publisher: &record.publisher,
            kind: record.kind.word(),
            url: record.url.as_deref(),
            archived_url: record.archived_url.as_deref(),
            place: CiteV1::new(used.place, &register.sources),
        };
        let warning = match used.item {
            Item::Act(at) => {
                let act = record.acts.get(at)?;
                evidence.step = Some(act.step.word());
                evidence.quote = act.quote.as_deref();
                act.does_not_show.as_deref()
            }
            Item::Observation(at) => {
                let seen = record.observations.get(at)?;
                match seen.measure {
                    Measure::Value(value) => evidence.value = Some(Shown(value.normalize())),
                    Measure::Add(add) => evidence.add = Some(Shown(add.normalize())),
                }
                evidence.unit = seen.unit.as_deref();
                evidence.quote = seen.quote.as_deref();
                seen.does_not_show.as_deref()
            }
        };
        evidence.does_not_show = [warning, record.does_not_show.as_deref()].into_iter().flatten().collect();
        Some(evidence)
    }
}

impl<'a> SayingV1<'a> {
    fn new(register: &'a Register, pledge: &'a Pledge, change: &'a TermsChange) -> Self {
        let saying = match change.saying {
            SayingRef::Earlier(at) => pledge.earlier.get(at),
            SayingRef::Restated(at) => pledge.restated.get(at),
            SayingRef::Entered => None,
        };
        Self {
            on: change.on.full_window().into(),
            changes: change.changes.iter().map(|change| change.word()).collect(),
            correction: change.correction,
            quote: saying.map_or(Some(&*pledge.quote), |saying| saying.quote.as_deref()),
            note: saying.and_then(|saying| saying.note.as_deref()),
            place: CiteV1::new(change.place, &register.sources),
        }
    }
}
