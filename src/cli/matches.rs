//! `kept match [IDS]…`: which documents bear on which pledge, and with `--accept` a record of it. It must not score.

use super::exit::Exit;
use super::invocation::Invocation;
use super::loading::Loaded;
use super::papers::Papers;
use super::{accepting, options, selection};
use clap::{Arg, ArgAction, ValueHint};
use kept::matching::{self, Proposal, Rejected, Search};
use kept::quantity::with_unit;
use kept::render;
use std::path::PathBuf;

pub(super) fn arguments(command: clap::Command) -> clap::Command {
    let command = sources(selection::arguments(command)).arg(options::format(["text", "json"]));
    command
        .arg(
            Arg::new("all")
                .long("all")
                .action(ArgAction::SetTrue)
                .help("Print the doubtful ones too, marked as held back"),
        )
        .arg(Arg::new("accept").long("accept").value_name("DOCUMENT").action(ArgAction::Append).help(
            "Write a record of what this document (its id or path) is proposed for, on the pledges selected",
        ))
        .arg(
            Arg::new("step")
                .long("step")
                .value_name("STEP")
                .requires("accept")
                .value_parser(clap::builder::PossibleValuesParser::new(
                    kept::model::Step::ALL.map(kept::model::Step::word),
                ))
                .help("The step to record, where the passage does not say it or is misread"),
        )
        .arg(
            Arg::new("value")
                .long("value")
                .value_name("NUMBER")
                .requires("accept")
                .value_parser(accepting::number)
                .help("The value to record, like 612,500, where the passage gives it in words or is misread"),
        )
}

/// Adds `--documents` and `--no-cache`, which every command that matches has.
pub(super) fn sources(command: clap::Command) -> clap::Command {
    command
        .arg(
            Arg::new("documents")
                .long("documents")
                .value_name("PATH")
                .num_args(1..)
                .action(ArgAction::Append)
                .value_hint(ValueHint::AnyPath)
                .value_parser(clap::value_parser!(PathBuf))
                .help("Documents to search: files, folders, .jsonl, .jsonl.gz [default: those in evidence/ without a record]"),
        )
        .arg(
            Arg::new("no-cache")
                .long("no-cache")
                .action(ArgAction::SetTrue)
                .help("Read everything anew and keep nothing"),
        )
}

pub(super) fn run(invocation: &Invocation<'_>) -> anyhow::Result<Exit> {
    let loaded = Loaded::reliable(invocation)?;
    let papers = Papers::read(invocation)?;
    let all = invocation.matches.get_flag("all");
    let searches = matching::searches(&loaded.register);
    let proposals = proposals(invocation, &loaded, &papers, &searches, all)?;
    let accepted: Vec<&String> = invocation.matches.get_many("accept").into_iter().flatten().collect();
    if !accepted.is_empty() {
        return accepting::accept(invocation, &loaded, &papers, &proposals, &accepted);
    }
    if invocation.format() == "json" {
        invocation.write(|out| Ok(render::proposals::json(&papers.corpus, &searches, &proposals, out)?))?;
    } else {
        let text = render::proposals::text(&papers.corpus, &searches, &proposals, invocation.screen());
        invocation.write(|out| Ok(out.write_all(text.as_bytes())?))?;
        let count: usize = proposals.iter().map(Vec::len).sum();
        invocation.note(&format!(
            "{} from {}; a proposal counts for nothing until you accept it (`kept review`)",
            with_unit(count.into(), "proposals"),
            with_unit(papers.corpus.len().into(), "documents")
        ));
    }
    Ok(papers.exit())
}

/// The proposals for the selected pledges, without what was rejected before or came after the day asked about; all pledges
/// compete.
pub(super) fn proposals(
    invocation: &Invocation<'_>,
    loaded: &Loaded,
    papers: &Papers,
    searches: &[Search],
    all: bool,
) -> anyhow::Result<Vec<Vec<Proposal>>> {
    let report = loaded.report(invocation)?;
    let unmade = report.not_yet_made.iter().copied();
    let chosen: std::collections::BTreeSet<usize> =
        report.assessments.iter().map(|assessment| assessment.pledge).chain(unmade).collect();
    let rejected = Rejected::load(&invocation.register()).map_err(anyhow::Error::msg)?;
    let mut proposals = matching::propose(&papers.corpus, searches, all);
    papers.remember(invocation, searches, &proposals);
    let day = invocation.asked_day();
    let in_time = |proposal: &Proposal| {
        let known = papers.reference(proposal).and_then(|reference| reference.known);
        day.zip(known).is_none_or(|(day, known)| known.last <= day)
    };
    for (pledge, found) in proposals.iter_mut().enumerate() {
        let id = searches.get(pledge).map_or("", |search| search.id.as_str());
        found.retain(|proposal| {
            chosen.contains(&pledge)
                && in_time(proposal)
                && !rejected.has(id, &papers.corpus.sha256(proposal.entry))
        });
    }
    Ok(proposals)
}
