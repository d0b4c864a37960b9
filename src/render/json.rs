//! JSON for machines, version 1: structs of its own, which the model may change under. One pledge a line, written as it
//! is made, so that a long report needs no memory. Nothing may be renamed or removed here; fields may be added.

mod explain;
mod pledge;
mod questions;
mod tables;

pub use explain::explain;
pub use questions::{questions, requests};
pub use tables::{codes, rules};

use pledge::PledgeV1;

use crate::diagnostic::{Diagnostic, Sources};
use crate::report::{Counts, Report, Summary};
use serde::{Serialize, Serializer};
use std::collections::BTreeMap;
use std::io::{self, Write};

/// Who made the output, as every format names it.
pub const GENERATOR: &str = concat!("kept ", env!("CARGO_PKG_VERSION"));

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
    writeln!(out, "{{\"schema\":\"kept/report/1\",")?;
    write_head(report, out)?;
    member(out, "summary", &SummaryV1::from(&report.summary))?;
    write!(out, "\"pledges\":")?;
    write_list(
        out,
        report.rows().map(|(pledge, assessment)| PledgeV1::new(report.register, pledge, assessment)),
    )?;
    write!(out, ",\n\"diagnostics\":")?;
    let sources = &report.register.sources;
    write_list(out, diagnostics.iter().map(|one| DiagnosticV1::new(one, sources)))?;
    writeln!(out, "}}")
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
