//! The options that every command has, and the builders for those that several share. It must not act on any of them.

use clap::builder::PossibleValuesParser;
use clap::{Arg, ArgAction, Command, ValueHint};
use kept::date::Date;

/// Adds the options that stand before or after every command.
pub(super) fn global(root: Command) -> Command {
    root.arg(
        Arg::new("register")
            .long("register")
            .value_name("DIR")
            .global(true)
            .help_heading("Global options")
            .value_hint(ValueHint::DirPath)
            .value_parser(clap::value_parser!(std::path::PathBuf))
            .help("The folder with pledges.toml [default: here, or the nearest parent that has one]"),
    )
    .arg(day("as-of").help("The day asked about [default: today]"))
    .arg(day("known-by").help("What the public could know by this day [default: the day asked about]"))
    .arg(
        flag("strict")
            .conflicts_with("lenient")
            .help("Assess by original terms; self-reported evidence counts only against the pledge"),
    )
    .arg(flag("lenient").help("Assess by current terms; all evidence counts"))
    .arg(flag("quiet").short('q').help("Print no notes and no warnings; `check` then prints only what fails"))
    .arg(
        flag("no-color")
            .help("No colours (also by NO_COLOR in the environment, and whenever output is no terminal)"),
    )
    .arg(
        Arg::new("output")
            .short('o')
            .long("output")
            .value_name("FILE")
            .global(true)
            .help_heading("Global options")
            .value_hint(ValueHint::AnyPath)
            .value_parser(clap::value_parser!(std::path::PathBuf))
            .help("Write to this file instead of stdout (`-` is stdout)"),
    )
}

/// `--format` of one command; the first format is the default.
pub(super) fn format(formats: impl IntoIterator<Item = &'static str>) -> Arg {
    let formats: Vec<&'static str> = formats.into_iter().collect();
    let default = formats.first().copied().unwrap_or("text");
    Arg::new("format")
        .long("format")
        .value_name("FORMAT")
        .value_parser(PossibleValuesParser::new(formats))
        .default_value(default)
        .help("How to print it")
}

fn day(name: &'static str) -> Arg {
    Arg::new(name)
        .long(name)
        .value_name("DATE")
        .global(true)
        .help_heading("Global options")
        .value_parser(parse_day)
}

fn flag(name: &'static str) -> Arg {
    Arg::new(name).long(name).global(true).help_heading("Global options").action(ArgAction::SetTrue)
}

/// A day on the command line: `2026-11-21` and nothing else, four digits of year.
pub(super) fn parse_day(text: &str) -> Result<Date, String> {
    let shaped = text.len() == 10
        && text.bytes().enumerate().all(|(at, byte)| match at {
            4 | 7 => byte == b'-',
            _ => byte.is_ascii_digit(),
        });
    if !shaped {
        let meant = kept::input::day_meant(text).map(|meant| format!("; {meant}")).unwrap_or_default();
        return Err(format!("a day is written like 2026-11-21{meant}"));
    }
    text.parse::<Date>().map_err(|_| "the calendar has no such day".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_ten_characters_and_exists() {
        assert!(parse_day("2026-11-21").is_ok());
        for wrong in ["2026-02-30", "2026-1-1", "21/11/2026", "+2026-11-2", "", "２０２６-11-21", "today"]
        {
            assert!(parse_day(wrong).is_err(), "{wrong}");
        }
        let meant = "a day is written like 2026-11-21; if 18 October 2022 is meant, write 2022-10-18";
        for written in ["18/10/2022", "18 October 2022"] {
            assert_eq!(parse_day(written), Err(meant.to_owned()));
        }
        assert_eq!(parse_day("2026-02-30"), Err("the calendar has no such day".to_owned()));
    }
}
