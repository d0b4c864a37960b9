//! `kept status [IDS]…`: what became of the pledges. It must not compute anything itself.

use super::exit::Exit;
use super::invocation::Invocation;
use super::loading::Loaded;
use super::{options, selection};
use kept::render;
use kept::report::Report;
use std::io::Write;

pub(super) fn arguments(command: clap::Command) -> clap::Command {
    selection::arguments(command).arg(options::format(["text", "markdown", "csv", "json"]))
}

pub(super) fn run(invocation: &Invocation<'_>) -> anyhow::Result<Exit> {
    let loaded = Loaded::new(invocation);
    if loaded.has_errors() {
        return loaded.refuse(invocation, render::json::report);
    }
    if invocation.format() == "json" {
        loaded.check_selection(invocation)?;
        invocation.write(|out| write_json(invocation, &loaded, out))?;
    } else {
        let mut report = loaded.report(invocation)?;
        // That some wait is a note to those who keep the register.
        if !invocation.is_quiet() {
            report.proposals = loaded.proposals(invocation);
        }
        invocation.write(|out| write(invocation, &report, out))?;
    }
    loaded.mention_warnings(invocation);
    Ok(Exit::Fine)
}

/// Writes each pledge as it is assessed: a register may be long.
fn write_json(invocation: &Invocation<'_>, loaded: &Loaded, out: &mut dyn Write) -> anyhow::Result<()> {
    let mut asked = loaded.nothing_assessed(invocation);
    asked.proposals = loaded.proposals(invocation);
    let mut writer = render::json::ReportWriter::begin(&asked, out)?;
    let report = loaded.report_in_turn(invocation, &mut |assessment| writer.pledge(&assessment))?;
    Ok(writer.end(&report.summary, &loaded.diagnostics)?)
}

fn write(invocation: &Invocation<'_>, report: &Report<'_>, out: &mut dyn Write) -> anyhow::Result<()> {
    match invocation.format() {
        "csv" => render::csv::report(report, out)?,
        "markdown" => out.write_all(render::markdown::report(report).as_bytes())?,
        _ => render::text::status(report, invocation.screen(), out)?,
    }
    Ok(())
}
