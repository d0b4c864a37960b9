//! `kept extract FILE…`: proposes pledges from documents, as a list, JSON or TOML, or writes them to `pledges.toml`.
//!
//! It must not decide what a pledge is.

use super::appending;
use super::exit::Exit;
use super::invocation::Invocation;
use super::progress::Progress;
use super::{options, reading};
use clap::parser::ValueSource;
use clap::{Arg, ArgAction};
use kept::document::Document;
use kept::extraction::{self, Extract};
use kept::render::extracts;

pub(super) fn arguments(command: clap::Command) -> clap::Command {
    reading::arguments(command)
        .arg(options::format(["text", "json", "toml"]))
        .arg(
            Arg::new("append")
                .long("append")
                .action(ArgAction::SetTrue)
                .help("Write pledges to pledges.toml of the register, whose comments and layout stay; on a terminal, without --min-confidence, each is asked about"),
        )
        .arg(
            Arg::new("least")
                .long("min-confidence")
                .value_name("0..1")
                .value_parser(thousandths)
                .default_value("0")
                .help("Leave out what is less sure than this"),
        )
        .arg(
            Arg::new("kind")
                .long("kind")
                .value_name("KIND")
                .action(ArgAction::Append)
                .value_delimiter(',')
                .value_parser(["pledge", "aspiration", "claim"])
                .help("Only these kinds"),
        )
}

/// A share between 0 and 1, in thousandths.
fn thousandths(text: &str) -> Result<u32, String> {
    let wrong = || "a share between 0 and 1, such as 0.8".to_owned();
    let share = kept::quantity::parse(text).ok_or_else(wrong)?;
    let thousand = share.checked_mul(kept::quantity::Decimal::from(1000)).ok_or_else(wrong)?;
    u32::try_from(thousand.trunc()).ok().filter(|share| *share <= 1000).ok_or_else(wrong)
}

pub(super) fn run(invocation: &Invocation<'_>) -> anyhow::Result<Exit> {
    let otherwise = reading::reference(invocation);
    let named = reading::is_reference_named(invocation);
    let least = invocation.matches.get_one::<u32>("least").copied().unwrap_or(0);
    let kinds: Vec<&String> = invocation.matches.get_many("kind").into_iter().flatten().collect();
    let work = |mut document: Document| {
        if named && document.meta.known_on().is_none() {
            document.meta.published_on = otherwise;
        }
        let mut extract = extraction::extract(document, otherwise);
        extract.candidates.retain(|candidate| {
            candidate.confidence >= least
                && (kinds.is_empty() || kinds.iter().any(|kind| *kind == candidate.act.word()))
        });
        extract
    };
    if invocation.matches.get_flag("append") {
        let asked = invocation.matches.value_source("least") != Some(ValueSource::DefaultValue);
        let (extracts, sound) = all(invocation, work)?;
        appending::append(invocation, extracts, !asked)?;
        return Ok(ending(sound));
    }
    match invocation.format() {
        "json" => {
            let json = |document| extracts::extract_json(&work(document));
            Ok(ending(reading::print_json(invocation, "kept/extract/1", json)?))
        }
        "toml" => {
            let (extracts, sound) = all(invocation, work)?;
            invocation.write(|out| Ok(out.write_all(extraction::draft(&extracts, least).as_bytes())?))?;
            Ok(ending(sound))
        }
        _ => text(invocation, work),
    }
}

fn ending(sound: bool) -> Exit {
    if sound { Exit::Fine } else { Exit::Unreliable }
}

fn all(
    invocation: &Invocation<'_>,
    work: impl Fn(Document) -> Extract + Sync,
) -> anyhow::Result<(Vec<Extract>, bool)> {
    let mut extracts = Vec::new();
    let progress = Progress::start(invocation);
    let sound = reading::each(invocation, &progress, work, |extract| {
        extracts.push(extract);
        Ok(())
    })?;
    Ok((extracts, sound))
}

fn text(invocation: &Invocation<'_>, work: impl Fn(Document) -> Extract + Sync) -> anyhow::Result<Exit> {
    let mut sound = true;
    invocation.write(|out| {
        let mut first = true;
        let progress = Progress::beside_results(invocation);
        sound = reading::each(invocation, &progress, work, |extract| {
            if extract.candidates.is_empty() {
                return Ok(());
            }
            if !first {
                writeln!(out)?;
            }
            first = false;
            Ok(extracts::extract_text(&extract, out)?)
        })?;
        if first && sound {
            writeln!(out, "No pledge, aspiration or claim found.")?;
        }
        Ok(())
    })?;
    Ok(ending(sound))
}
