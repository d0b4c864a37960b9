//! `kept explain ID…`, `--rules`, `--diagnostics`: the whole proof, and the tables behind it. It must not reason itself.

use super::exit::{Exit, Usage};
use super::invocation::Invocation;
use super::loading::Loaded;
use super::{options, selection};
use clap::{Arg, ArgAction};
use kept::render;
use kept::render::page::{self, Page, Paper};

pub(super) fn arguments(command: clap::Command) -> clap::Command {
    let table =
        |name: &'static str| Arg::new(name).long(name).action(ArgAction::SetTrue).conflicts_with("ids");
    selection::arguments(command)
        .mut_arg("ids", |ids| ids.help("Ids of pledges; these or another selection must be given"))
        .arg(options::format(["text", "markdown", "json"]))
        .arg(table("rules").conflicts_with("diagnostics").help("Print the rule book"))
        .arg(table("diagnostics").help("Print every code that a diagnostic can carry, and how to mend it"))
}

pub(super) fn run(invocation: &Invocation<'_>) -> anyhow::Result<Exit> {
    if invocation.matches.get_flag("rules") {
        let rules = kept::assessment::rule_book();
        return tables(invocation, render::explain::rule_book(&rules, invocation.as_of()), |out| {
            render::json::rules(&rules, out)
        });
    }
    if invocation.matches.get_flag("diagnostics") {
        let codes = kept::input::CODES;
        return tables(invocation, render::explain::diagnostic_codes(codes, invocation.as_of()), |out| {
            render::json::codes(codes, out)
        });
    }
    if invocation.selection(&[]) == kept::report::Selection::default() {
        let how = "which pledge? `kept explain ID`, or `--status`, `--topic`, `--by`, `--flag`; `kept status` lists the ids";
        return Err(Usage(how.to_owned()).into());
    }
    let loaded = Loaded::new(invocation);
    if loaded.has_errors() {
        return loaded.refuse(invocation, render::json::explain);
    }
    loaded.mention_warnings(invocation);
    let mut report = loaded.report(invocation)?;
    report.proposals = loaded.proposals(invocation);
    if invocation.format() == "json" {
        invocation.write(|out| Ok(render::json::explain(&report, &loaded.diagnostics, out)?))?;
        return Ok(Exit::Fine);
    }
    write(invocation, &render::explain::paper(&report))
}

fn tables(
    invocation: &Invocation<'_>,
    page: Page,
    json: impl FnOnce(&mut dyn std::io::Write) -> std::io::Result<()>,
) -> anyhow::Result<Exit> {
    if invocation.format() == "json" {
        invocation.write(|out| Ok(json(out)?))?;
        return Ok(Exit::Fine);
    }
    write(invocation, &page.into())
}

fn write(invocation: &Invocation<'_>, paper: &Paper<'_>) -> anyhow::Result<Exit> {
    invocation.write(|out| match invocation.format() {
        "markdown" => Ok(page::markdown::write(paper, out)?),
        _ => Ok(page::text::write(paper, invocation.screen(), out)?),
    })?;
    Ok(Exit::Fine)
}
