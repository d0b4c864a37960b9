//! `kept questions [IDS]…`: drafts of parliamentary questions, or with `--foi` of freedom-of-information requests. It must
//! not word them itself.

use super::exit::Exit;
use super::invocation::Invocation;
use super::loading::Loaded;
use super::{options, selection};
use clap::builder::PossibleValuesParser;
use clap::{Arg, ArgAction};
use kept::render::page::{self, questions as layout};
use kept::report::questions::{House, questions, requests};

pub(super) fn arguments(command: clap::Command) -> clap::Command {
    selection::arguments(command)
        .arg(options::format(["text", "markdown", "html", "docx", "json"]))
        .arg(
            Arg::new("house")
                .long("house")
                .value_name("HOUSE")
                .value_parser(PossibleValuesParser::new(House::ALL.map(House::word)))
                .default_value(House::Commons.word())
                .ignore_case(true)
                .help("The House whose form the drafts take"),
        )
        .arg(
            Arg::new("foi")
                .long("foi")
                .action(ArgAction::SetTrue)
                .conflicts_with("house")
                .help("Draft freedom-of-information requests instead"),
        )
}

pub(super) fn run(invocation: &Invocation<'_>) -> anyhow::Result<Exit> {
    let loaded = Loaded::reliable(invocation)?;
    let report = loaded.report(invocation)?;
    let asked = invocation.matches.get_one::<String>("house").map(String::as_str);
    let is_asked = |house: &House| asked.is_some_and(|asked| asked.eq_ignore_ascii_case(house.word()));
    let house = House::ALL.into_iter().find(is_asked).unwrap_or(House::Commons);
    let foi = invocation.matches.get_flag("foi");
    let format = invocation.format();
    if format == "json" {
        let json = if foi {
            kept::render::json::requests(&report, &requests(&report))
        } else {
            let (drafts, not_asked) = questions(&report, house);
            kept::render::json::questions(&report, house, &drafts, &not_asked)
        };
        invocation.write(|out| Ok(out.write_all(json.as_bytes())?))?;
        return Ok(Exit::Fine);
    }
    let page = if foi {
        layout::requests(&report, &requests(&report))
    } else {
        let (drafts, not_asked) = questions(&report, house);
        layout::questions(&report, house, &drafts, &not_asked)
    };
    invocation.write(|out| match format {
        "html" => Ok(page::html::write(&page.into(), out)?),
        "docx" => Ok(page::docx::write(&page.into(), out)?),
        "markdown" => Ok(page::markdown::write(&page.into(), out)?),
        _ => Ok(page::text::write(&page.into(), invocation.screen(), out)?),
    })?;
    Ok(Exit::Fine)
}
