//! JSON for machines, version 1: structs of its own, which the model may change under. One pledge a line. Nothing may be renamed or removed here; fields may be added.

mod explain;
mod pledge;
mod questions;
mod tables;

pub use explain::explain;
pub use questions::{questions, requests};
pub use tables::{codes, rules};

use pledge::PledgeV1;
pub(super) use pledge::{OverrideV1, TermsV1};

use crate::assessment::Assessment;
use crate::diagnostic::{Diagnostic, Sources};
use crate::model::Register;
use crate::render::GENERATOR;
use crate::report::{Counts, Report, Summary};
use serde::{Serialize, Serializer};
use std::collections::BTreeMap;
use std::io::{self, Write};

/// JSON Schema of `kept/report/1`: the documentation, which a test holds against what is printed.
pub const REPORT_SCHEMA: &str = include_str!("../../docs/report.schema.json");

/// A value that is written in JSON as it is printed: days and exact decimals.
struct Shown<T>(T);

impl<T: std::fmt::Display> Serialize for Shown<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0)
    }
}

#[derive(Serialize)]
pub(super) struct CountsV1 {
    delivered: usize,
    pending: usize,
    lapsed: usize,
}

impl From<Counts> for CountsV1 {
    fn from(counts: Counts) -> Self {
        Self { delivered: counts.delivered, pending: counts.pending, lapsed: counts.lapsed }
    }
}

#[derive(Serialize)]
struct SummaryV1 {
    assessed: usize,
    #[serde(flatten)]
    counts: CountsV1,
    not_yet_made: usize,
    flags: BTreeMap<&'static str, usize>,
    strict: CountsV1,
    lenient: CountsV1,
    confirmed: usize,
    self_reported: usize,
    partly_self_reported: usize,
    ruled_delivered: usize,
    untestable: usize,
}

impl From<&Summary> for SummaryV1 {
    fn from(summary: &Summary) -> Self {
        Self {
            assessed: summary.counts.total(),
            counts: summary.counts.into(),
            not_yet_made: summary.not_yet_made,
            flags: summary.flags.iter().map(|(flag, count)| (flag.code(), *count)).collect(),
            strict: summary.strict.into(),
            lenient: summary.lenient.into(),
            confirmed: summary.confirmed,
            self_reported: summary.self_reported,
            partly_self_reported: summary.partly_self_reported,
            ruled_delivered: summary.ruled_delivered,
            untestable: summary.untestable,
        }
    }
}

/// A diagnostic; `path`, `line` and `column` are null where it is about the register as a whole.
#[derive(Serialize)]
pub(super) struct DiagnosticV1<'a> {
    code: &'a str,
    level: &'a str,
    message: &'a str,
    path: Option<&'a str>,
    line: Option<u32>,
    column: Option<u32>,
    help: Option<&'a str>,
}

impl<'a> DiagnosticV1<'a> {
    /// Takes a diagnostic and the files its place refers to.
    pub(super) fn new(diagnostic: &'a Diagnostic, sources: &'a Sources) -> Self {
        Self {
            code: diagnostic.code,
            level: diagnostic.level.word(),
            message: &diagnostic.message,
            path: diagnostic.place.map(|place| sources.path(place.file)),
            line: diagnostic.place.map(|place| place.line),
            column: diagnostic.place.map(|place| place.column),
            help: diagnostic.help.as_deref(),
        }
    }
}

/// Writes `kept/report/1`.
///
/// # Errors
/// When writing fails.
pub fn report(report: &Report<'_>, diagnostics: &[Diagnostic], out: &mut dyn Write) -> io::Result<()> {
    let mut writer = ReportWriter::begin(report, out)?;
    report.assessments.iter().for_each(|assessment| writer.pledge(assessment));
    writer.end(&report.summary, diagnostics)
}

/// Writes `kept/report/1` while the pledges are assessed, so that a long report needs no memory. The summary comes last.
pub struct ReportWriter<'w> {
    register: &'w Register,
    out: &'w mut dyn Write,
    proposals: BTreeMap<usize, usize>,
    separator: &'static str,
    written: io::Result<()>,
}

impl<'w> ReportWriter<'w> {
    /// Writes what was asked.
    ///
    /// # Errors
    /// When writing fails.
    pub fn begin(asked: &Report<'w>, out: &'w mut dyn Write) -> io::Result<Self> {
        writeln!(out, "{{\"schema\":\"kept/report/1\",")?;
        write_head(asked, out)?;
        write!(out, "\"pledges\":[")?;
        let proposals = asked.proposals.clone();
        Ok(Self { register: asked.register, out, proposals, separator: "\n", written: Ok(()) })
    }

    /// Writes a pledge and what became of it. Where that fails, [`ReportWriter::end`] says so.
    pub fn pledge(&mut self, assessment: &Assessment) {
        if self.written.is_ok() {
            self.written = self.try_pledge(assessment);
        }
    }

    fn try_pledge(&mut self, assessment: &Assessment) -> io::Result<()> {
        let Some(pledge) = self.register.pledges.get(assessment.pledge) else { return Ok(()) };
        write!(self.out, "{}", self.separator)?;
        let proposals = self.proposals.get(&assessment.pledge).copied();
        let row = PledgeV1::new(self.register, pledge, assessment, proposals);
        serde_json::to_writer(&mut *self.out, &row)?;
        self.separator = ",\n";
        Ok(())
    }

    /// Writes the counts and what is wrong with the register's files.
    ///
    /// # Errors
    /// When writing failed, now or before.
    pub fn end(self, summary: &Summary, diagnostics: &[Diagnostic]) -> io::Result<()> {
        self.written?;
        let (out, sources) = (self.out, &self.register.sources);
        writeln!(out, "],")?;
        member(out, "summary", &SummaryV1::from(summary))?;
        write!(out, "\"diagnostics\":")?;
        write_list(out, diagnostics.iter().map(|one| DiagnosticV1::new(one, sources)))?;
        writeln!(out, "}}")
    }
}

/// The fields that say what was asked: generator, register, days, mode. Each line ends with a comma.
pub(super) fn write_head(report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    member(out, "generator", &GENERATOR)?;
    member(out, "register", &report.register.title)?;
    member(out, "as_of", &Shown(report.as_of))?;
    member(out, "known_by", &Shown(report.known_by))?;
    member(out, "mode", &report.mode.word())
}

/// One member of an object on a line of its own, with a comma.
pub(super) fn member(out: &mut dyn Write, name: &str, value: &impl Serialize) -> io::Result<()> {
    write!(out, "\"{name}\":")?;
    serde_json::to_writer(&mut *out, value)?;
    writeln!(out, ",")
}

/// A list with one item a line.
pub(super) fn write_list<T: Serialize>(
    out: &mut dyn Write,
    items: impl Iterator<Item = T>,
) -> io::Result<()> {
    write!(out, "[")?;
    let mut separator = "\n";
    for item in items {
        write!(out, "{separator}")?;
        serde_json::to_writer(&mut *out, &item)?;
        separator = ",\n";
    }
    write!(out, "]")
}
