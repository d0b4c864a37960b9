//! The options that select pledges, the same for every command that lists them. It must not look at a register.

use clap::builder::PossibleValuesParser;
use clap::{Arg, ArgAction, ArgMatches, Command};
use kept::assessment::Flag;
use kept::model::{Register, Status};
use kept::report::Selection;

/// Adds `[IDS]…` and the selecting options to a command.
pub(super) fn arguments(command: Command) -> Command {
    command
        .arg(Arg::new("ids").value_name("IDS").num_args(0..).help("Ids of pledges [default: all]"))
        .arg(
            list("status", "STATUS")
                .value_delimiter(',')
                .value_parser(PossibleValuesParser::new(Status::ALL.map(Status::word)))
                .help("Only pledges with this status"),
        )
        .arg(list("topic", "TOPIC").help("Only pledges on this topic"))
        .arg(list("by", "BODY").help("Only pledges this body answers for (name, alias or id)"))
        .arg(
            list("flag", "FLAG")
                .value_delimiter(',')
                .value_parser(PossibleValuesParser::new(Flag::ALL.map(Flag::code)))
                .help("Only pledges with this flag"),
        )
        .arg(
            Arg::new("due-before")
                .long("due-before")
                .value_name("DATE")
                .help_heading("Selection")
                .value_parser(super::options::parse_day)
                .help("Only pledges whose deadline ends before this day"),
        )
}

/// Reads what [`arguments`] added; the registers are those whose names may be asked for.
pub(super) fn read(matches: &ArgMatches, registers: &[&Register]) -> Selection {
    let all = |name: &str| -> Vec<String> {
        matches.get_many::<String>(name).into_iter().flatten().cloned().collect()
    };
    let asked = Selection {
        ids: all("ids"),
        statuses: all("status").iter().filter_map(|word| Status::from_word(word)).collect(),
        topics: all("topic"),
        bodies: all("by"),
        flags: all("flag").iter().filter_map(|code| Flag::from_code(code)).collect(),
        due_before: matches.get_one("due-before").copied(),
    };
    asked.parted(registers)
}

fn list(name: &'static str, value: &'static str) -> Arg {
    Arg::new(name).long(name).value_name(value).help_heading("Selection").action(ArgAction::Append)
}
