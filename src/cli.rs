//! The command line: which commands there are, how one is found in the arguments, and what a failure exits with.
//!
//! A command is one file and one line in [`COMMANDS`]. This is the outermost layer: it alone reads the clock, the
//! environment and the terminal, prints, and chooses the exit code. It must hold no domain logic.

mod accepting;
mod annotate;
mod appending;
mod asked;
mod brief;
mod check;
mod completions;
mod diff;
mod exit;
mod explain;
mod export;
mod extract;
mod folder;
mod import;
mod init;
mod invocation;
mod loading;
mod man;
mod matches;
mod options;
mod output;
mod papers;
mod progress;
mod questions;
mod reading;
mod review;
mod revision;
mod schema;
mod selection;
mod status;

use clap::ColorChoice::{Auto, Never};
use exit::{Exit, Told};
use invocation::Invocation;
use std::io::Write;
use std::process::ExitCode;

/// One command of the program.
pub(crate) struct Command {
    /// The word that people type.
    name: &'static str,
    /// One line for the list of commands.
    summary: &'static str,
    /// Adds the command's own arguments to an empty clap command of that name.
    arguments: fn(clap::Command) -> clap::Command,
    /// Does it, and says what to exit with.
    run: fn(&Invocation<'_>) -> anyhow::Result<Exit>,
}

/// Every command, in the order in which help lists them.
const COMMANDS: &[Command] = &[
    Command {
        name: "status",
        summary: "Print what became of every pledge",
        arguments: status::arguments,
        run: status::run,
    },
    Command {
        name: "explain",
        summary: "Print the whole proof of a pledge, or the rule book",
        arguments: explain::arguments,
        run: explain::run,
    },
    Command {
        name: "check",
        summary: "Fail on faults of the files and on pledges that lapsed, for CI",
        arguments: check::arguments,
        run: check::run,
    },
    Command {
        name: "diff",
        summary: "Print what changed since a day, a git revision, or another folder",
        arguments: diff::arguments,
        run: diff::run,
    },
    Command {
        name: "brief",
        summary: "Write a briefing: Markdown, HTML, Word, PDF, or a pledge's card as a picture",
        arguments: brief::arguments,
        run: brief::run,
    },
    Command {
        name: "questions",
        summary: "Draft the next parliamentary questions, or freedom-of-information requests",
        arguments: questions::arguments,
        run: questions::run,
    },
    Command {
        name: "export",
        summary: "Write the data: CSV, data package, SQLite, Excel, calendar, feed, JSON",
        arguments: export::arguments,
        run: export::run,
    },
    Command {
        name: "extract",
        summary: "Propose pledges from documents, or write them to the register",
        arguments: extract::arguments,
        run: extract::run,
    },
    Command {
        name: "annotate",
        summary: "Mark every date, quantity, pledge and claim in a text",
        arguments: annotate::arguments,
        run: annotate::run,
    },
    Command {
        name: "match",
        summary: "Propose which documents bear on which pledge, and record what is accepted",
        arguments: matches::arguments,
        run: matches::run,
    },
    Command {
        name: "review",
        summary: "Go through the proposals one at a time: accept, edit, reject or skip",
        arguments: review::arguments,
        run: review::run,
    },
    Command {
        name: "asked",
        summary: "Print the questions asked about a pledge, and whether the answers gave the figure",
        arguments: asked::arguments,
        run: asked::run,
    },
    Command {
        name: "init",
        summary: "Make a new register that loads and teaches by its comments",
        arguments: init::arguments,
        run: init::run,
    },
    Command {
        name: "schema",
        summary: "Print JSON Schemas of the register's files and of the JSON that is printed",
        arguments: schema::arguments,
        run: schema::run,
    },
    Command {
        name: "import",
        summary: "Bring in documents: saved pages, Parliament's and GOV.UK's JSON, statistics, PDF",
        arguments: import::arguments,
        run: import::run,
    },
    Command {
        name: "completions",
        summary: "Print a completion script for a shell",
        arguments: completions::arguments,
        run: completions::run,
    },
    Command { name: "man", summary: "Print the manual page", arguments: man::arguments, run: man::run },
];

/// What is done when no command is named.
const DEFAULT_COMMAND: &str = "status";

/// The whole tree of commands and options, as clap, completions and the manual page need it.
pub(crate) fn tree() -> clap::Command {
    let root = clap::Command::new("kept")
        .version(env!("CARGO_PKG_VERSION"))
        .about("Was it kept? Every pledge delivered, pending or lapsed, with its proof")
        .after_help(
            "Without a command, the status of every pledge is printed (`kept status`).\n\
             Exit codes: 0 fine; 1 `check` found something denied; 2 wrong usage; \
             3 the register or an input cannot be relied on.",
        )
        .arg_required_else_help(true)
        .subcommand_required(true)
        .disable_help_subcommand(true)
        .infer_long_args(true);
    let root = options::global(root);
    COMMANDS.iter().fold(root, |root, command| {
        root.subcommand((command.arguments)(clap::Command::new(command.name).about(command.summary)))
    })
}

/// Runs the program with the process's own arguments.
pub(crate) fn run() -> ExitCode {
    let mut given: Vec<std::ffi::OsString> = std::env::args_os().collect();
    // `kept help COMMAND` is `kept COMMAND --help`.
    if given.get(1).is_some_and(|word| word == "help") {
        given.remove(1);
        given.push("--help".into());
    }
    let (matches, names_none) = match parsed(given) {
        Ok(parsed) => parsed,
        Err(error) => return clap_exit(&error),
    };
    let Some((name, of_command)) = matches.subcommand() else { return Exit::Usage.into() };
    let Some(command) = COMMANDS.iter().find(|command| command.name == name) else {
        return Exit::Usage.into();
    };
    let outcome = (command.run)(&Invocation::new(of_command, today()));
    outcome
        .unwrap_or_else(|error| {
            let exit = failed(&error);
            if names_none && exit == Exit::Usage && of_command.contains_id("ids") {
                let words = "no command was named, so each word is the id of a pledge; `kept --help` lists the commands";
                let _ = writeln!(std::io::stderr(), "note: {words}");
            }
            exit
        })
        .into()
}

/// Today in UTC: the same moment gives the same output in every time zone.
fn today() -> kept::date::Date {
    chrono::Utc::now().date_naive()
}

/// The words as clap takes them, and whether no command is named: `kept` and `kept --format json` mean `kept status …`.
fn parsed(given: Vec<std::ffi::OsString>) -> Result<(clap::ArgMatches, bool), clap::Error> {
    // Help is printed before the options are read.
    let colour = if given.iter().any(|word| word == "--no-color") { Never } else { Auto };
    let read = |words: &[std::ffi::OsString]| tree().color(colour).try_get_matches_from(words);
    let error = match read(&given) {
        Ok(matches) => return Ok((matches, false)),
        Err(error) => error,
    };
    let first_is_option = given.get(1).is_none_or(|first| first.to_string_lossy().starts_with('-'));
    if !(first_is_option && error.use_stderr()) {
        return Err(error);
    }
    let mut with_default = given.clone();
    with_default.insert(1.min(given.len()), DEFAULT_COMMAND.into());
    // A command's name may be the value of an option, so only where neither reading holds does it say which was meant.
    let names_one = COMMANDS.iter().any(|command| given.iter().any(|word| word == command.name));
    read(&with_default).map(|matches| (matches, true)).map_err(|later| if names_one { error } else { later })
}

/// Prints clap's own message where it belongs: help and version to stdout, usage errors to stderr.
fn clap_exit(error: &clap::Error) -> ExitCode {
    let plain = error.render().to_string();
    let tame = harmless(&plain);
    // Printing fails only when nobody listens any more. What quotes nothing that could do harm keeps its colours.
    let _ =
        if error.use_stderr() && tame != plain { write!(std::io::stderr(), "{tame}") } else { error.print() };
    if error.use_stderr() { Exit::Usage.into() } else { Exit::Fine.into() }
}

/// Says what went wrong, with its causes, unless it was told already.
fn failed(error: &anyhow::Error) -> Exit {
    if error.is::<Told>() {
        return Exit::of(error);
    }
    let mut message = format!("{error:#}");
    if !message.ends_with('\n') {
        message.push('\n');
    }
    let _ = write!(std::io::stderr(), "error: {}", harmless(&message));
    Exit::of(error)
}

/// A message that may quote what it was given, for a terminal and for the log of a CI service.
fn harmless(message: &str) -> String {
    kept::render::no_command(&kept::render::visible_block(message))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_command_is_well_formed_and_named_once() {
        tree().debug_assert();
        for (at, command) in COMMANDS.iter().enumerate() {
            assert!(COMMANDS[..at].iter().all(|other| other.name != command.name), "{} twice", command.name);
            assert!(!command.summary.ends_with('.'), "{}: a summary is no sentence", command.name);
        }
    }
}
