//! A check in JSON, version 1. Nothing may be renamed or removed here; fields may be added.

use super::Checked;
use crate::diagnostic::Level;
use crate::render::json::{DiagnosticV1, OverrideV1, TermsV1, member, write_head, write_list};
use crate::report::check::{Hit, Severity};
use serde::Serialize;
use std::io::{self, Write};

#[derive(Serialize)]
struct SummaryV1 {
    errors: usize,
    warnings: usize,
    denied: usize,
    warned: usize,
    accepted: usize,
    denied_warnings: usize,
    quotations_verified: usize,
    quotations_without_copy: usize,
}

#[derive(Serialize)]
struct HitV1<'a> {
    pledge: &'a str,
    title: &'a str,
    severity: &'static str,
    condition: &'a str,
    code: &'static str,
    fingerprint: String,
    status: &'static str,
    rule: &'static str,
    reason: &'a str,
    #[serde(rename = "override")]
    overridden: Option<OverrideV1<'a>>,
    terms: TermsV1,
    days_left: Option<i64>,
    would_change: &'a str,
    path: &'a str,
    line: u32,
    column: u32,
}

pub(super) fn write(checked: &Checked<'_>, out: &mut dyn Write) -> io::Result<()> {
    let check = checked.check;
    let sources = &check.report.register.sources;
    writeln!(out, "{{\"schema\":\"kept/check/1\",")?;
    write_head(check.report, out)?;
    member(out, "exit", &checked.exit)?;
    member(
        out,
        "summary",
        &SummaryV1 {
            errors: checked.faults(Level::Error),
            warnings: checked.faults(Level::Warning),
            denied: check.count(Severity::Denied),
            warned: check.count(Severity::Warned),
            accepted: check.count(Severity::Accepted),
            denied_warnings: checked.denied_warnings(),
            quotations_verified: check.report.register.quotes.verified,
            quotations_without_copy: check.report.register.quotes.unverifiable,
        },
    )?;
    write!(out, "\"pledges\":")?;
    write_list(out, check.hits.iter().map(|hit| HitV1::new(hit, sources.path(hit.pledge.place.file))))?;
    write!(out, ",\n\"unneeded_in_baseline\":")?;
    write_list(out, check.unneeded.iter())?;
    write!(out, ",\n\"notes\":")?;
    write_list(out, checked.notes.iter())?;
    write!(out, ",\n\"diagnostics\":")?;
    write_list(out, checked.diagnostics.iter().map(|one| DiagnosticV1::new(one, sources)))?;
    writeln!(out, "}}")
}

impl<'a> HitV1<'a> {
    fn new(hit: &Hit<'a>, path: &'a str) -> Self {
        Self {
            pledge: hit.pledge.id.as_str(),
            title: &hit.pledge.title,
            severity: hit.severity.word(),
            condition: &hit.condition.text,
            code: hit.code(),
            fingerprint: hit.fingerprint(),
            status: hit.assessment.status.word(),
            rule: hit.assessment.rule.code(),
            reason: &hit.assessment.reason,
            overridden: hit.assessment.overridden.as_ref().map(OverrideV1::from),
            terms: TermsV1::from(hit.assessment),
            days_left: hit.assessment.days_left,
            would_change: &hit.assessment.would_change,
            path,
            line: hit.pledge.place.line,
            column: hit.pledge.place.column,
        }
    }
}
