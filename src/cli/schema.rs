//! `kept schema [pledges|evidence|report]`: JSON Schemas of the files people write and of the JSON that `status` prints.
//! It must not know any key.

use super::exit::Exit;
use super::invocation::Invocation;
use clap::builder::PossibleValuesParser;
use kept::input::schema::SCHEMAS;
use serde_json::{Map, Value};

/// The schema of what `kept status --format json` prints stands beside those of the files.
const REPORT: &str = "report";

pub(super) fn arguments(command: clap::Command) -> clap::Command {
    command.arg(
        clap::Arg::new("of")
            .value_name("OF")
            .value_parser(PossibleValuesParser::new(names()))
            .help("pledges.toml, a file of evidence, or the JSON of `kept status` [default: all, by name]"),
    )
}

pub(super) fn run(invocation: &Invocation<'_>) -> anyhow::Result<Exit> {
    let printed = match invocation.matches.get_one::<String>("of") {
        Some(name) => schema(name)?,
        None => {
            let all: anyhow::Result<Map<String, Value>> =
                names().map(|name| Ok((name.to_owned(), schema(name)?))).collect();
            Value::Object(all?)
        }
    };
    invocation.write(|out| {
        serde_json::to_writer_pretty(&mut *out, &printed)?;
        Ok(writeln!(out)?)
    })?;
    Ok(Exit::Fine)
}

fn names() -> impl Iterator<Item = &'static str> {
    SCHEMAS.iter().map(|schema| schema.name).chain([REPORT])
}

fn schema(name: &str) -> anyhow::Result<Value> {
    match SCHEMAS.iter().find(|schema| schema.name == name) {
        Some(found) => Ok((found.schema)()),
        None => Ok(serde_json::from_str(kept::render::json::REPORT_SCHEMA)?),
    }
}
