//! `kept brief [IDS]…`: a briefing to put before a Member, as Markdown, HTML, Word, PDF, or its card as a picture.
//! It must not word or lay out anything itself.

use super::exit::{Exit, Usage};
use super::invocation::Invocation;
use super::loading::Loaded;
use super::{options, selection};
use clap::builder::PossibleValuesParser;
use clap::{Arg, ArgMatches};
use kept::render::page::{self, Paper, briefing};
use kept::report::briefing::{Briefing, Grouping, briefing as brief_on};
use std::io;

type Write = fn(&Invocation<'_>, Briefing<'_>) -> anyhow::Result<()>;

const FORMATS: &[(&str, Write)] = &[
    ("markdown", |call, briefing| one(call, briefing, page::markdown::write)),
    ("html", |call, briefing| one(call, briefing, page::html::write)),
    ("docx", |call, briefing| one(call, briefing, page::docx::write)),
    ("pdf", pdf),
    ("svg", card),
];

pub(super) fn arguments(command: clap::Command) -> clap::Command {
    selection::arguments(command)
        .arg(
            options::format(FORMATS.iter().map(|(name, _)| *name))
                .help("Format; svg is the card of one pledge: its wordings, marked"),
        )
        .arg(
            Arg::new("group-by")
                .long("group-by")
                .value_name("WHAT")
                .value_parser(PossibleValuesParser::new(["topic", "body"]))
                .default_value("topic")
                .help("Group the pages of several pledges by topic or by responsible body"),
        )
        .arg(
            Arg::new("author")
                .long("author")
                .value_name("NAME")
                .help("Whose paper it is, for the document's properties"),
        )
}

pub(super) fn run(invocation: &Invocation<'_>) -> anyhow::Result<Exit> {
    let loaded = Loaded::reliable(invocation)?;
    let report = loaded.report(invocation)?;
    let grouping = match invocation.matches.get_one::<String>("group-by").map(String::as_str) {
        Some("body") => Grouping::Body,
        _ => Grouping::Topic,
    };
    let write = invocation.writer(FORMATS)?;
    write(invocation, brief_on(&report, grouping))?;
    Ok(Exit::Fine)
}

fn paper<'r>(invocation: &Invocation<'_>, briefing: Briefing<'r>) -> Paper<'r> {
    let about = briefing::About {
        author: invocation.matches.get_one::<String>("author").cloned(),
        command: command_line(invocation, "brief"),
    };
    briefing::layout(briefing, about)
}

fn one(
    invocation: &Invocation<'_>,
    briefing: Briefing<'_>,
    write: fn(&Paper<'_>, &mut dyn io::Write) -> io::Result<()>,
) -> anyhow::Result<()> {
    let paper = paper(invocation, briefing);
    invocation.write(|out| Ok(write(&paper, out)?))
}

/// The card of one pledge as a picture.
fn card(invocation: &Invocation<'_>, briefing: Briefing<'_>) -> anyhow::Result<()> {
    match (briefing.rows.len(), briefing.report.not_yet_made.is_empty()) {
        (1, _) => {}
        (0, false) => {
            return Err(Usage(
                "nothing that had been made by that day is selected: there is no card".to_owned(),
            )
            .into());
        }
        (_, _) => return Err(Usage("a card shows one pledge: name its id".to_owned()).into()),
    }
    let mut svg = String::new();
    briefing.each_entry(&mut |only| {
        let card = kept::render::chart::goalposts::draw(only, briefing.report);
        svg = kept::render::chart::svg_file(&card);
    });
    invocation.write(|out| Ok(out.write_all(svg.as_bytes())?))
}

#[cfg(feature = "pdf")]
fn pdf(invocation: &Invocation<'_>, briefing: Briefing<'_>) -> anyhow::Result<()> {
    let rendered = page::pdf::render(&paper(invocation, briefing));
    let bytes = rendered.map_err(|error| anyhow::anyhow!("cannot write the PDF: {error}"))?;
    invocation.write(|out| Ok(out.write_all(&bytes)?))
}

#[cfg(not(feature = "pdf"))]
fn pdf(_invocation: &Invocation<'_>, _briefing: Briefing<'_>) -> anyhow::Result<()> {
    Err(Usage(
        "this program was built without PDF; build it with `cargo install --path . --features pdf`, or print `--format html` from a browser"
            .to_owned(),
    )
    .into())
}

/// The command that makes the same output again: the days are written out, since today is another day tomorrow.
fn command_line(invocation: &Invocation<'_>, command: &str) -> String {
    let matches = invocation.matches;
    let mut words = vec!["kept".to_owned(), command.to_owned()];
    for id in matches.get_many::<String>("ids").into_iter().flatten() {
        words.push(quoted(id));
    }
    for list in ["status", "topic", "by", "flag"] {
        for value in matches.get_many::<String>(list).into_iter().flatten() {
            words.push(format!("--{list} {}", quoted(value)));
        }
    }
    if let Some(day) = matches.get_one::<kept::date::Date>("due-before") {
        words.push(format!("--due-before {day}"));
    }
    for flag in ["strict", "lenient"] {
        if matches.get_flag(flag) {
            words.push(format!("--{flag}"));
        }
    }
    words.push(format!("--as-of {}", invocation.as_of()));
    if invocation.known_by() != invocation.as_of() {
        words.push(format!("--known-by {}", invocation.known_by()));
    }
    words.extend(own_options(matches));
    words.push(format!("--format {}", invocation.format()));
    words.join(" ")
}

/// The options of this command alone, where they are not the default.
fn own_options(matches: &ArgMatches) -> Vec<String> {
    let mut words = Vec::new();
    if matches.get_one::<String>("group-by").is_some_and(|what| what != "topic") {
        words.push("--group-by body".to_owned());
    }
    if let Some(author) = matches.get_one::<String>("author") {
        words.push(format!("--author {}", quoted(author)));
    }
    words
}

/// A word as a shell reads it back.
fn quoted(word: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || "-_.,/:".contains(c);
    if !word.is_empty() && word.chars().all(plain) {
        word.to_owned()
    } else {
        format!("'{}'", word.replace('\'', r"'\''"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_survive_a_shell() {
        for (word, expected) in
            [("teachers-6500", "teachers-6500"), ("a b", "'a b'"), ("it's", r"'it'\''s'"), ("", "''")]
        {
            assert_eq!(quoted(word), expected);
        }
    }
}
