//! `kept export --format …`: the report as tables, a calendar or a feed. Formats of several files need a folder; the others
//! go where `-o` says or to stdout. It must not know what is in a file.

use super::exit::{Exit, Usage};
use super::invocation::Invocation;
use super::loading::Loaded;
use super::{brief, options, output, selection};
use anyhow::Context;
use kept::render::export::{self, File, Table};
use kept::report::Report;
use std::path::Path;

const FORMATS: &[&str] = &["csv", "datapackage", "sqlite", "xlsx", "ics", "atom", "json"];

pub(super) fn arguments(command: clap::Command) -> clap::Command {
    selection::arguments(command).arg(options::format(FORMATS).help(
        "Format; csv and datapackage write a folder (-o DIR), csv without -o prints the table of pledges, the others write one file",
    ))
}

pub(super) fn run(invocation: &Invocation<'_>) -> anyhow::Result<Exit> {
    let loaded = match Loaded::reliable(invocation) {
        Ok(loaded) => loaded,
        Err(exit) => return Ok(exit),
    };
    let report = loaded.report(invocation)?;
    let generator = brief::generator();
    let whole = || export::tables(&report);
    match invocation.format() {
        "ics" => one(invocation, export::calendar::render(&report, &generator).as_bytes()),
        "atom" => one(invocation, export::atom::render(&report, &generator).as_bytes()),
        "json" => one(invocation, export::json::render(&report, &whole(), &generator).as_bytes()),
        "xlsx" => one(invocation, &export::workbook::render(&report, &whole(), &generator)),
        "sqlite" => one(invocation, &sqlite(&report, &whole(), &generator)?),
        "datapackage" => match invocation.output() {
            Some(folder) => many(folder, &export::datapackage::files(&report, &whole(), &generator)),
            None => Err(Usage("a data package is a folder of files: name it with -o DIR".to_owned()).into()),
        },
        _ => csv(invocation, &whole()),
    }
}

/// A folder gets every table; a file or stdout gets the pledges.
fn csv(invocation: &Invocation<'_>, tables: &[Table]) -> anyhow::Result<Exit> {
    match invocation.output() {
        Some(folder) if folder.is_dir() || folder.extension().is_none() => {
            many(folder, &export::csv::files(tables))
        }
        Some(_) | None => {
            let pledges = tables.iter().find(|table| table.name == "pledges");
            one(invocation, &pledges.map(export::csv::table).unwrap_or_default())
        }
    }
}

fn one(invocation: &Invocation<'_>, bytes: &[u8]) -> anyhow::Result<Exit> {
    invocation.write(|out| Ok(out.write_all(bytes)?))?;
    Ok(Exit::Fine)
}

fn many(folder: &Path, files: &[File]) -> anyhow::Result<Exit> {
    for (name, bytes) in files {
        let path = folder.join(name);
        if let Some(parent) = path.parent() {
            std::fs::create_dir_all(parent).with_context(|| format!("cannot make {}", parent.display()))?;
        }
        output::deliver(Some(&path), |out| Ok(out.write_all(bytes)?))?;
    }
    Ok(Exit::Fine)
}

#[cfg(feature = "sqlite")]
fn sqlite(report: &Report<'_>, tables: &[Table], generator: &str) -> anyhow::Result<Vec<u8>> {
    export::sqlite::render(report, tables, generator).context("cannot make the database")
}

#[cfg(not(feature = "sqlite"))]
fn sqlite(_report: &Report<'_>, _tables: &[Table], _generator: &str) -> anyhow::Result<Vec<u8>> {
    Err(Usage(
        "this program was built without SQLite; build it with `cargo install --path . --features sqlite`, or export a datapackage"
            .to_owned(),
    )
    .into())
}
