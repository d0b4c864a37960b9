//! A check as a compiler would print it: the faults of the files, then the pledges, then one line that says what was
//! checked and what came of it. Where people want quiet, only what fails is told.

use super::{Checked, hit_words};
use crate::date::long;
use crate::diagnostic::{Diagnostic, Level};
use crate::model::{QuoteTally, Status};
use crate::quantity::with_unit;
use crate::render::diagnostic::diagnostic;
use crate::render::{folded, paint, visible_line};
use crate::report::Report;
use crate::report::check::{Hit, Severity};
use std::io::{self, Write};

pub(super) fn write(checked: &Checked<'_>, out: &mut dyn Write) -> io::Result<()> {
    let sources = &checked.check.report.register.sources;
    let faults = checked.each_fault().filter(|(_, fails)| !checked.quiet || *fails).map(|(fault, _)| fault);
    for text in folded(faults, sources, checked.screen) {
        write!(out, "{text}")?;
    }
    let told = |hit: &&Hit<'_>| match hit.severity {
        Severity::Denied => true,
        Severity::Warned => !checked.quiet,
        Severity::Accepted => false,
    };
    for hit in checked.check.hits.iter().filter(told) {
        write!(out, "{}", diagnostic(&as_diagnostic(checked, hit), sources, checked.screen))?;
    }
    if checked.quiet {
        return Ok(());
    }
    for told in checked.told() {
        writeln!(out, "note: {}", visible_line(&told))?;
    }
    if checked.faults(Level::Error) == 0 && checked.check.report.assessments.is_empty() {
        writeln!(out, "warning: no pledge is checked{}", why_none(checked.check.report))?;
    }
    writeln!(out, "{}", result(checked))
}

/// Why there is nothing to check, where the day that is asked about tells it.
fn why_none(report: &Report<'_>) -> String {
    match report.not_yet_made.len() {
        0 => String::new(),
        unmade => {
            format!(": {} had not been made by {}", with_unit(unmade.into(), "pledges"), long(report.as_of))
        }
    }
}

/// What was checked, and what came of it: `36 pledges, 52 records of evidence, 43 of 44 quotations checked: no errors, 3 warnings,
/// nothing denied`.
fn result(checked: &Checked<'_>) -> String {
    let report = checked.check.report;
    let (errors, warnings) = (checked.faults(Level::Error), checked.faults(Level::Warning));
    let files = format!("{}, {}", counted(errors, "error"), counted(warnings, "warning"));
    let text = if errors > 0 {
        let until = "no pledge is checked until the errors are mended";
        paint::in_colour_of(Status::Lapsed, &format!("{files}: {until}"))
    } else {
        let denied =
            [(checked.check.pledges(Severity::Denied), "pledge"), (checked.denied_warnings(), "warning")];
        let denied = denied.into_iter().filter(|(count, _)| *count > 0);
        let denied: Vec<String> =
            denied.map(|(count, word)| format!("{} denied", counted(count, word))).collect();
        let found = if denied.is_empty() { "nothing denied".to_owned() } else { denied.join(", ") };
        let others = [(Severity::Warned, "warned of"), (Severity::Accepted, "accepted")];
        let others = others.map(|(severity, word)| match checked.check.pledges(severity) {
            0 => String::new(),
            count => format!(", {count} {word}"),
        });
        let pledges = counted(report.assessments.len(), "pledge");
        let records = match report.register.records.len() {
            0 => "no records of evidence".to_owned(),
            1 => "1 record of evidence".to_owned(),
            count => format!("{count} records of evidence"),
        };
        let status = if checked.is_denied() { Status::Lapsed } else { Status::Delivered };
        let quotations = quotations(report.register.quotes);
        let line = format!("{pledges}, {records}{quotations}: {files}, {found}{}", others.concat());
        paint::in_colour_of(status, &checked.with_reading(&line))
    };
    paint::finished(&text, checked.screen.colour)
}

/// How many quotations were looked up; of the others no copy is stored.
fn quotations(quotes: QuoteTally) -> String {
    match (quotes.verified, quotes.unverifiable) {
        (0, 0) => String::new(),
        (verified, 0) => format!(", {} checked", with_unit(verified.into(), "quotations")),
        (verified, others) => {
            format!(", {verified} of {} checked", with_unit((verified + others).into(), "quotations"))
        }
    }
}

fn counted(count: usize, word: &str) -> String {
    match count {
        0 => format!("no {word}s"),
        1 => format!("1 {word}"),
        count => format!("{count} {word}s"),
    }
}

/// A hit borrows the looks of a diagnostic: its place is the pledge, its help what would change it.
fn as_diagnostic(checked: &Checked<'_>, hit: &Hit<'_>) -> Diagnostic {
    let level = match hit.severity {
        Severity::Denied => Level::Error,
        Severity::Warned | Severity::Accepted => Level::Warning,
    };
    Diagnostic {
        code: hit.code(),
        level,
        message: hit_words(checked, hit),
        place: Some(hit.pledge.place),
        span: 0..0,
        help: Some(format!(
            "`kept explain {}` shows the proof. {}",
            hit.pledge.id, hit.assessment.would_change
        )),
        related: Vec::new(),
        counted: Vec::new(),
    }
}
