//! A check as a compiler would print it: the faults of the files, then the pledges, then one line that sums up.

use super::{Checked, hit_words};
use crate::diagnostic::{Diagnostic, Level};
use crate::render::{diagnostic, visible_line};
use crate::report::check::{Hit, Severity};
use std::io::{self, Write};

pub(super) fn write(checked: &Checked<'_>, out: &mut dyn Write) -> io::Result<()> {
    let sources = &checked.check.report.register.sources;
    for fault in checked.diagnostics {
        write!(out, "{}", diagnostic(fault, sources, checked.screen))?;
    }
    for hit in checked.check.hits.iter().filter(|hit| hit.severity != Severity::Accepted) {
        write!(out, "{}", diagnostic(&as_diagnostic(hit), sources, checked.screen))?;
    }
    for entry in &checked.check.unneeded {
        writeln!(out, "note: the baseline no longer needs `{}`", visible_line(entry))?;
    }
    if checked.faults(Level::Error) == 0 && checked.check.report.assessments.is_empty() {
        writeln!(out, "warning: no pledge is checked")?;
    }
    writeln!(out, "check: {}", checked.in_words())
}

/// A hit borrows the looks of a diagnostic: its place is the pledge, its help what would change it.
fn as_diagnostic(hit: &Hit<'_>) -> Diagnostic {
    let level = match hit.severity {
        Severity::Denied => Level::Error,
        Severity::Warned | Severity::Accepted => Level::Warning,
    };
    Diagnostic {
        code: hit.code(),
        level,
        message: hit_words(hit),
        place: Some(hit.pledge.place),
        span: 0..0,
        help: Some(format!(
            "`kept explain {}` shows the proof. {}",
            hit.pledge.id, hit.assessment.would_change
        )),
        related: Vec::new(),
    }
}
