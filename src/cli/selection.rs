//! The options that select pledges, the same for every command that lists them. It must not look at a register.
#![allow(dead_code, reason = "the commands that select pledges come with the assessment")]

use clap::builder::PossibleValuesParser;
use clap::{Arg, ArgAction, ArgMatches, Command};
use kept::date::Date;
use kept::model::Status;

/// Which pledges are asked about; everything that is given must hold, and of each list one is enough.
#[derive(Debug, Clone, Default)]
pub(crate) struct Selection {
    /// Ids of pledges; empty: all.
    pub(crate) ids: Vec<String>,
    /// Statuses; empty: all.
    pub(crate) statuses: Vec<Status>,
    /// Topics; empty: all.
    pub(crate) topics: Vec<String>,
    /// Responsible bodies: name, alias or id; empty: all.
    pub(crate) bodies: Vec<String>,
    /// Codes of flags; empty: all.
    pub(crate) flags: Vec<String>,
    /// Only pledges whose deadline's last day is before this day.
    pub(crate) due_before: Option<Date>,
}

/// Adds `[IDS]…` and the selecting options to a command.
pub(super) fn arguments(command: Command) -> Command {
    command
        .arg(Arg::new("ids").value_name("IDS").num_args(0..).help("Ids of pledges [default: all]"))
        .arg(
            list("status", "STATUS")
                .value_parser(PossibleValuesParser::new(Status::ALL.map(Status::word)))
                .help("Only pledges with this status"),
        )
        .arg(list("topic", "TOPIC").help("Only pledges on this topic"))
        .arg(list("by", "BODY").help("Only pledges this body answers for (name, alias or id)"))
        .arg(list("flag", "FLAG").help("Only pledges with this flag"))
        .arg(
            Arg::new("due-before")
                .long("due-before")
                .value_name("DATE")
                .help_heading("Selection")
                .value_parser(super::options::parse_day)
                .help("Only pledges whose deadline ends before this day"),
        )
}

/// Reads what [`arguments`] added.
pub(super) fn read(matches: &ArgMatches) -> Selection {
    let all = |name: &str| -> Vec<String> {
        matches.get_many::<String>(name).into_iter().flatten().cloned().collect()
    };
    Selection {
        ids: all("ids"),
        statuses: all("status").iter().filter_map(|word| Status::from_word(word)).collect(),
        topics: all("topic"),
        bodies: all("by"),
        flags: all("flag"),
        due_before: matches.get_one("due-before").copied(),
    }
}

fn list(name: &'static str, value: &'static str) -> Arg {
    Arg::new(name)
        .long(name)
        .value_name(value)
        .help_heading("Selection")
        .action(ArgAction::Append)
        .value_delimiter(',')
}
