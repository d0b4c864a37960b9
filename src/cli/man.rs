//! `kept man [COMMAND]`: the manual page, made from the tree of commands. It must not name any command itself.

use super::exit::{Exit, Usage};
use super::invocation::Invocation;

pub(super) fn arguments(command: clap::Command) -> clap::Command {
    command.arg(
        clap::Arg::new("of")
            .value_name("COMMAND")
            .help("Print the page of one command instead of the program's"),
    )
}

pub(super) fn run(invocation: &Invocation<'_>) -> anyhow::Result<Exit> {
    let mut tree = super::tree();
    // Building spreads the global options over the commands, so that each page lists them.
    tree.build();
    let page = match invocation.matches.get_one::<String>("of") {
        None => tree,
        Some(name) => match tree.find_subcommand(name) {
            Some(command) => command.clone().display_name(format!("kept-{name}")),
            None => return Err(Usage(format!("there is no command `{name}`")).into()),
        },
    };
    let mut text = Vec::new();
    // No date in the page: the same program prints the same page on any day.
    clap_mangen::Man::new(page).date("").render(&mut text)?;
    invocation.write(|out| Ok(out.write_all(&text)?))?;
    Ok(Exit::Fine)
}
