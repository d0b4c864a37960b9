//! `kept completions SHELL`: a completion script made from the tree of commands. It must not name any command itself.

use super::exit::Exit;
use super::invocation::Invocation;
use clap_complete::Shell;

pub(super) fn arguments(command: clap::Command) -> clap::Command {
    command.arg(
        clap::Arg::new("shell")
            .value_name("SHELL")
            .required(true)
            .value_parser(clap::value_parser!(Shell))
            .help("The shell to complete for"),
    )
}

pub(super) fn run(invocation: &Invocation<'_>) -> anyhow::Result<Exit> {
    let Some(shell) = invocation.matches.get_one::<Shell>("shell").copied() else { return Ok(Exit::Usage) };
    invocation.write(|out| {
        // The generator takes a failed write for a bug, so it writes to memory.
        let mut script = Vec::new();
        clap_complete::generate(shell, &mut super::tree(), "kept", &mut script);
        Ok(out.write_all(&script)?)
    })?;
    Ok(Exit::Fine)
}
