//! `kept export --format …`: the report as tables, a calendar or a feed. Formats of several files need a folder; the others
//! go where `-o` says or to stdout. It must not know what is in a file.

use super::exit::{Exit, Usage};
use super::invocation::Invocation;
use super::loading::Loaded;
use super::{options, output, selection};
use anyhow::Context;
use kept::render::export::{self, Basis, TABLES, Table};
use std::io;
use std::path::Path;

type Write = fn(&Invocation<'_>, &Basis<'_>) -> anyhow::Result<()>;

const FORMATS: &[(&str, Write)] = &[
    ("csv", csv),
    ("datapackage", package),
    ("sqlite", sqlite),
    ("xlsx", |call, basis| one(call, basis, export::workbook::write)),
    ("ics", |call, basis| one(call, basis, export::calendar::write)),
    ("atom", |call, basis| one(call, basis, export::atom::write)),
    ("json", |call, basis| one(call, basis, export::json::write)),
];

pub(super) fn arguments(command: clap::Command) -> clap::Command {
    selection::arguments(command).arg(options::format(FORMATS.iter().map(|(name, _)| *name)).help(
        "Format; csv and datapackage write a folder (-o DIR), csv without -o prints the table of pledges, the others write one file",
    ))
}

pub(super) fn run(invocation: &Invocation<'_>) -> anyhow::Result<Exit> {
    let loaded = Loaded::reliable(invocation)?;
    let report = loaded.report(invocation)?;
    let write = invocation.writer(FORMATS)?;
    write(invocation, &Basis::new(&report))?;
    Ok(Exit::Fine)
}

fn one(
    invocation: &Invocation<'_>,
    basis: &Basis<'_>,
    write: fn(&Basis<'_>, &mut dyn io::Write) -> io::Result<()>,
) -> anyhow::Result<()> {
    invocation.write(|out| Ok(write(basis, out)?))
}

/// A folder gets every table; a file or stdout gets the pledges.
fn csv(invocation: &Invocation<'_>, basis: &Basis<'_>) -> anyhow::Result<()> {
    match invocation.output() {
        Some(folder) if folder.is_dir() || folder.extension().is_none() => {
            invocation.spare_register(folder)?;
            for table in TABLES {
                into(folder, &format!("{}.csv", table.name), &mut |out| {
                    export::csv::table(table, basis, out)
                })?;
            }
        }
        Some(_) | None => {
            let is_pledges = |table: &&Table| table.name == "pledges";
            if let Some(table) = TABLES.iter().find(is_pledges) {
                invocation.write(|out| Ok(export::csv::table(table, basis, out)?))?;
            }
        }
    }
    Ok(())
}

fn package(invocation: &Invocation<'_>, basis: &Basis<'_>) -> anyhow::Result<()> {
    let Some(folder) = invocation.output() else {
        return Err(Usage("a data package is a folder of files: name it with -o DIR".to_owned()).into());
    };
    invocation.spare_register(folder)?;
    export::datapackage::files(basis, &mut |name, content| into(folder, name, content))
}

/// Writes one file of a folder.
fn into(folder: &Path, name: &str, content: &mut export::datapackage::Content<'_>) -> anyhow::Result<()> {
    let path = folder.join(name);
    if let Some(parent) = path.parent() {
        anyhow::ensure!(!folder.is_file(), "{} is a file; name a folder with `-o`", folder.display());
        std::fs::create_dir_all(parent).with_context(|| format!("cannot make {}", parent.display()))?;
    }
    output::deliver(Some(&path), |out| Ok(content(out)?))
}

#[cfg(feature = "sqlite")]
fn sqlite(invocation: &Invocation<'_>, basis: &Basis<'_>) -> anyhow::Result<()> {
    one(invocation, basis, export::sqlite::write)
}

#[cfg(not(feature = "sqlite"))]
fn sqlite(_invocation: &Invocation<'_>, _basis: &Basis<'_>) -> anyhow::Result<()> {
    Err(Usage(
        "this program was built without SQLite; build it with `cargo install --path . --features sqlite`, or export a datapackage"
            .to_owned(),
    )
    .into())
}
