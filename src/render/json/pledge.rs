//! One pledge of a report in JSON, version 1. Nothing may be renamed or removed here; fields may be added.

use super::Shown;
use crate::assessment::{Assessment, Due, Finding, Overruling, Progress, Turn};
use crate::date::Date;
use crate::diagnostic::{Place, Sources};
use crate::model::{Pledge, Register};
use crate::quantity::Decimal;
use serde::Serialize;
use std::borrow::Cow;

/// A pledge and what became of it.
#[derive(Serialize)]
pub(super) struct PledgeV1<'a> {
    id: &'a str,
    title: &'a str,
    responsible: &'a str,
    made_by: Option<&'a str>,
    made_on: Cow<'a, str>,
    source: Option<&'a str>,
    quote: &'a str,
    topics: Vec<&'a str>,
    deadline: Option<DeadlineV1<'a>>,
    status: &'static str,
    rule: &'static str,
    reason: &'a str,
    flags: Vec<&'static str>,
    #[serde(rename = "override")]
    overridden: Option<OverrideV1<'a>>,
    delivered_on: Option<Shown<Date>>,
    days_late: Option<i64>,
    days_left: Option<i64>,
    progress: Option<ProgressV1<'a>>,
    terms: TermsV1,
    strict: &'static str,
    lenient: &'static str,
    findings: Vec<FindingV1<'a>>,
    timeline: Vec<TurnV1>,
    next_change_on: Option<Shown<Date>>,
    would_change: &'a str,
    extent: Option<&'a str>,
    test: Option<&'a str>,
    part_of: Option<&'a str>,
    path: &'a str,
    line: u32,
    proposals: Option<usize>,
}

#[derive(Serialize)]
struct DeadlineV1<'a> {
    text: Cow<'a, str>,
    quote: Option<&'a str>,
    first: Shown<Date>,
    last: Shown<Date>,
}

/// A person's overruling, with the engine's own verdict beside it.
#[derive(Serialize)]
pub(in crate::render) struct OverrideV1<'a> {
    status: &'static str,
    on: Shown<Date>,
    by: &'a str,
    reason: &'a str,
    computed: &'static str,
    computed_rule: &'static str,
}

#[derive(Serialize)]
struct ProgressV1<'a> {
    indicator: Option<&'a str>,
    unit: &'a str,
    baseline: Option<Shown<Decimal>>,
    target: Shown<Decimal>,
    latest: Option<Shown<Decimal>>,
    on: Option<Shown<Date>>,
    reached: Option<Shown<Decimal>>,
    time_gone: Option<Shown<Decimal>>,
    pace: Option<Shown<Decimal>>,
    pace_needed: Option<Shown<Decimal>>,
    projected: Option<Shown<Decimal>>,
}

/// The statuses on the original terms and on those in force.
#[derive(Serialize)]
pub(in crate::render) struct TermsV1 {
    original: &'static str,
    current: &'static str,
}

#[derive(Serialize)]
struct FindingV1<'a> {
    rule: &'static str,
    decisive: bool,
    sentence: &'a str,
    cites: Vec<CiteV1<'a>>,
}

/// A place in a file of the register.
#[derive(Serialize)]
pub(super) struct CiteV1<'a> {
    path: &'a str,
    line: u32,
}

#[derive(Serialize)]
struct TurnV1 {
    on: Shown<Date>,
    status: &'static str,
    rule: &'static str,
}

impl<'a> PledgeV1<'a> {
    /// Takes a pledge of the register, its assessment, and how many proposals wait for it, if that is known.
    pub(super) fn new(
        register: &'a Register,
        pledge: &'a Pledge,
        assessment: &'a Assessment,
        proposals: Option<usize>,
    ) -> Self {
        let sources = &register.sources;
        let source = pledge.source.and_then(|document| register.documents.get(document));
        Self {
            id: pledge.id.as_str(),
            title: &pledge.title,
            responsible: &pledge.responsible,
            made_by: pledge.made_by.as_deref(),
            made_on: pledge.made_on.text(),
            source: source.map(|document| document.stem.as_str()),
            quote: &pledge.quote,
            topics: pledge.topics.iter().map(|topic| &**topic).collect(),
            deadline: assessment.deadline.as_ref().map(DeadlineV1::from),
            status: assessment.status.word(),
            rule: assessment.rule.code(),
            reason: &assessment.reason,
            flags: assessment.flags.iter().map(|raised| raised.flag.code()).collect(),
            overridden: assessment.overridden.as_ref().map(OverrideV1::from),
            delivered_on: assessment.delivered_on.map(Shown),
            days_late: assessment.days_late,
            days_left: assessment.days_left,
            progress: assessment.progress.as_ref().map(ProgressV1::from),
            terms: TermsV1::from(assessment),
            strict: assessment.strict.status.word(),
            lenient: assessment.lenient.status.word(),
            findings: assessment.findings.iter().map(|finding| FindingV1::new(finding, sources)).collect(),
            timeline: assessment.timeline.iter().map(TurnV1::from).collect(),
            next_change_on: assessment.next_change_shown().map(|turn| Shown(turn.on)),
            would_change: &assessment.would_change,
            extent: pledge.extent.as_deref(),
            test: pledge.test.as_deref(),
            part_of: pledge.part_of.as_ref().map(crate::model::PledgeId::as_str),
            path: sources.path(pledge.place.file),
            line: pledge.place.line,
            proposals,
        }
    }
}

impl<'a> From<&'a Due> for DeadlineV1<'a> {
    fn from(due: &'a Due) -> Self {
        Self {
            text: due.when.text(),
            quote: due.quote.as_deref(),
            first: Shown(due.window.first),
            last: Shown(due.window.last),
        }
    }
}

impl From<&Assessment> for TermsV1 {
    fn from(assessment: &Assessment) -> Self {
        Self { original: assessment.original.status.word(), current: assessment.current.status.word() }
    }
}

impl<'a> From<&'a Overruling> for OverrideV1<'a> {
    fn from(ruling: &'a Overruling) -> Self {
        Self {
            status: ruling.status.word(),
            on: Shown(ruling.on),
            by: &ruling.by,
            reason: &ruling.reason,
            computed: ruling.computed.word(),
            computed_rule: ruling.computed_rule.code(),
        }
    }
}

impl<'a> From<&'a Progress> for ProgressV1<'a> {
    fn from(progress: &'a Progress) -> Self {
        let exact = |value: Option<Decimal>| value.map(|value| Shown(value.normalize()));
        Self {
            indicator: progress.indicator.as_ref().map(crate::model::IndicatorId::as_str),
            unit: &progress.unit,
            baseline: exact(progress.baseline),
            target: Shown(progress.target.normalize()),
            latest: exact(progress.latest),
            on: progress.on.map(Shown),
            reached: exact(progress.reached),
            time_gone: exact(progress.time_gone),
            pace: exact(progress.pace),
            pace_needed: exact(progress.pace_needed),
            projected: exact(progress.projected),
        }
    }
}

impl<'a> FindingV1<'a> {
    fn new(finding: &'a Finding, sources: &'a Sources) -> Self {
        Self {
            rule: finding.rule.code(),
            decisive: finding.decisive,
            sentence: &finding.sentence,
            cites: finding.cites.iter().map(|place| CiteV1::new(*place, sources)).collect(),
        }
    }
}

impl<'a> CiteV1<'a> {
    /// Takes a place and the files it refers to.
    pub(super) fn new(place: Place, sources: &'a Sources) -> Self {
        Self { path: sources.path(place.file), line: place.line }
    }
}

impl From<&Turn> for TurnV1 {
    fn from(turn: &Turn) -> Self {
        Self { on: Shown(turn.on), status: turn.status.word(), rule: turn.rule.code() }
    }
}
