//! `kept status [IDS]…`: what became of the pledges. It must not compute anything itself.

use super::exit::Exit;
use super::invocation::Invocation;
use super::loading::Loaded;
use super::{options, selection};
use kept::diagnostic::Diagnostic;
use kept::render;
use kept::report::Report;
use std::io::Write;

pub(super) fn arguments(command: clap::Command) -> clap::Command {
    selection::arguments(command).arg(options::format(&["text", "markdown", "csv", "json"]))
}

pub(super) fn run(invocation: &Invocation<'_>) -> anyhow::Result<Exit> {
    let loaded = Loaded::new(invocation);
    if loaded.has_errors() {
        loaded.complain(invocation);
        if invocation.format() == "json" {
            let (as_of, known_by, mode) = (invocation.as_of(), invocation.known_by(), invocation.mode());
            let nothing = Report::without_assessments(&loaded.register, as_of, known_by, mode);
            invocation.write(|out| Ok(render::json::report(&nothing, &loaded.diagnostics, out)?))?;
        }
        return Ok(Exit::Unreliable);
    }
    let report = loaded.report(invocation)?;
    invocation.write(|out| write(invocation, &report, &loaded.diagnostics, out))?;
    loaded.mention_warnings(invocation);
    Ok(Exit::Fine)
}

fn write(
    invocation: &Invocation<'_>,
    report: &Report<'_>,
    diagnostics: &[Diagnostic],
    out: &mut dyn Write,
) -> anyhow::Result<()> {
    match invocation.format() {
        "json" => render::json::report(report, diagnostics, out)?,
        "csv" => render::csv::report(report, out)?,
        "markdown" => out.write_all(render::markdown::report(report).as_bytes())?,
        _ => render::text::status(report, invocation.screen(), out)?,
    }
    Ok(())
}
