//! `kept schema [pledges|evidence|report]`: JSON Schemas of the files people write and of the JSON that `status` prints.
//! It must not know any key.

use super::exit::Exit;
use super::invocation::Invocation;
use clap::builder::PossibleValuesParser;
use kept::render::schema;
use serde_json::{Value, json};

/// A schema that can be asked for by name.
type Named = (&'static str, fn() -> Value);

const SCHEMAS: [Named; 3] =
    [("pledges", schema::pledges), ("evidence", schema::evidence), ("report", schema::report)];

pub(super) fn arguments(command: clap::Command) -> clap::Command {
    command.arg(
        clap::Arg::new("of")
            .value_name("OF")
            .value_parser(PossibleValuesParser::new(SCHEMAS.map(|(name, _)| name)))
            .help("pledges.toml, a file of evidence, or the JSON of `kept status` [default: all, by name]"),
    )
}

pub(super) fn run(invocation: &Invocation<'_>) -> anyhow::Result<Exit> {
    let asked = invocation.matches.get_one::<String>("of");
    let printed = match SCHEMAS.iter().find(|(name, _)| asked.is_some_and(|asked| asked == name)) {
        Some((_, schema)) => schema(),
        None => json!(
            SCHEMAS
                .iter()
                .map(|(name, schema)| (*name, schema()))
                .collect::<std::collections::BTreeMap<_, _>>()
        ),
    };
    invocation.write(|out| {
        serde_json::to_writer_pretty(&mut *out, &printed)?;
        Ok(writeln!(out)?)
    })?;
    Ok(Exit::Fine)
}
