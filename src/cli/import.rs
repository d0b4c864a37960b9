//! `kept import FILE…`: brings documents into `evidence/`, each with a record of what is known of it. It never overwrites and
//! never changes what stands in a record. What a document is and what its record says is the library's to decide.

mod outcome;
mod shelf;
mod source;
mod table;

use super::exit::{Exit, Usage};
use super::invocation::Invocation;
use super::progress::Progress;
use clap::{Arg, ArgAction, ValueHint};
use kept::date::Date;
use kept::document::filing::{self, Given};
use kept::document::{self, Document, Flag, House};
use kept::language::address::is_web_address;
use kept::language::canonical::{BlockKind, CanonicalText, hides};
use kept::model::Kind;
use kept::quantity::with_unit;
use kept::render::{no_command, visible_block, visible_line};
use shelf::Shelf;
use source::{bytes_of, bytes_of_file, open, suffix, tell};
use std::io::Read;
use std::path::{Path, PathBuf};

pub(super) fn arguments(command: clap::Command) -> clap::Command {
    let text = |name: &'static str, value: &'static str, help: &'static str| {
        Arg::new(name).long(name).value_name(value).value_parser(said).help(help)
    };
    let day = |name: &'static str, help: &'static str| {
        text(name, "DATE", help).value_parser(super::options::parse_day)
    };
    command
        .arg(
            Arg::new("files")
                .value_name("FILE")
                .required(true)
                .num_args(1..)
                .value_hint(ValueHint::FilePath)
                .value_parser(clap::value_parser!(PathBuf))
                .help("What to bring in, of any format; `-` reads stdin"),
        )
        .arg(
            Arg::new("split")
                .long("split")
                .action(ArgAction::SetTrue)
                .help("Make a document of each answer in a file of many, instead of keeping the file whole"),
        )
        .arg(
            Arg::new("dry-run")
                .long("dry-run")
                .action(ArgAction::SetTrue)
                .help("Say what would be written, and write nothing"),
        )
        .arg(text("name", "PATH", "Where to put it: the path below evidence/, without suffix"))
        .arg(day("answered", "When the question was answered, if the text does not say"))
        .arg(day("tabled", "When it was tabled"))
        .arg(day("published", "When it was published"))
        .arg(day("retrieved", "When it was fetched from its address"))
        .arg(text("house", "HOUSE", "Commons or Lords").value_parser(["Commons", "Lords"]).ignore_case(true))
        .arg(text("uin", "UIN", "The number of the question or statement"))
        .arg(text("answered-by", "NAME", "Who answered, with the office held then"))
        .arg(text("publisher", "NAME", "Who published it"))
        .arg(text("title", "TITLE", "What it is called"))
        .arg(text("url", "URL", "The publisher's own address").value_parser(address))
        .arg(text("kind", "KIND", "What sort of source it is").value_parser(Kind::ALL.map(Kind::word)))
        .arg(text("licence", "SPDX", "Its licence, such as OGL-UK-3.0"))
        .arg(text("indicator", "COLUMN", "Of a table of statistics: the column to read values from"))
        .arg(text("where", "COLUMN=CELL", "The rows to read; once for each column").action(ArgAction::Append))
        .arg(
            text("date-column", "COLUMN", "The column that says when a value was true")
                .default_value("time_period"),
        )
        .arg(text("as", "ID", "What the register calls the indicator [default: the column's name]"))
}

/// A text that is no variable which nobody set, and hides nothing.
fn said(text: &str) -> Result<String, String> {
    match text {
        _ if text.trim().is_empty() => Err("it is empty; leave it out where nothing is known".to_owned()),
        _ if text.chars().any(|letter| letter.is_control() || hides(letter)) => {
            Err("it holds control characters".to_owned())
        }
        _ => Ok(text.to_owned()),
    }
}

/// An address as a record may have it.
fn address(text: &str) -> Result<String, String> {
    if is_web_address(text) {
        said(text)
    } else {
        Err("an address begins with https:// or http:// and holds no blanks".to_owned())
    }
}

/// What was asked for.
struct Request<'a> {
    invocation: &'a Invocation<'a>,
    given: Given,
    name: Option<String>,
    split: bool,
    dry_run: bool,
}

pub(super) fn run(invocation: &Invocation<'_>) -> anyhow::Result<Exit> {
    let request = Request {
        invocation,
        given: given(invocation),
        name: invocation.matches.get_one::<String>("name").cloned(),
        split: invocation.matches.get_flag("split"),
        dry_run: invocation.matches.get_flag("dry-run"),
    };
    invocation.mention_register();
    let folder = invocation.register();
    if !folder.join("pledges.toml").is_file() {
        return Err(Usage(format!(
            "there is no pledges.toml in {}; `kept init` makes a register",
            folder.display()
        ))
        .into());
    }
    let files: Vec<&PathBuf> = invocation.matches.get_many("files").into_iter().flatten().collect();
    if request.name.is_some() && (files.len() > 1 || request.split) {
        return Err(Usage("--name is for one file at a time, without --split".to_owned()).into());
    }
    let mut shelf = Shelf::read(&folder, request.dry_run)?;
    let mut worst = Exit::Fine;
    let mut lines = Vec::new();
    for file in files {
        let exit = import(&request, file, &mut shelf, &mut lines).unwrap_or_else(|error| {
            let told = format!("error: {}: {error:#}", file.display());
            invocation.complain(&visible_block(&told));
            Exit::of(&error)
        });
        worst = worst.max(exit);
    }
    let (told, exit) = outcome::told(invocation, shelf.written());
    lines.extend(told);
    worst = worst.max(exit);
    invocation.write(|out| {
        for line in &lines {
            writeln!(out, "{}", no_command(&visible_line(line)))?;
        }
        Ok(())
    })?;
    Ok(worst)
}

fn given(invocation: &Invocation<'_>) -> Given {
    let text = |name: &str| invocation.matches.get_one::<String>(name).cloned();
    let day = |name: &str| invocation.matches.get_one::<Date>(name).copied();
    Given {
        answered_on: day("answered"),
        tabled_on: day("tabled"),
        published_on: day("published"),
        retrieved_on: day("retrieved"),
        house: text("house").and_then(|house| House::parse(&house.to_lowercase())),
        uin: text("uin"),
        answered_by: text("answered-by"),
        publisher: text("publisher"),
        title: text("title"),
        url: text("url"),
        kind: text("kind").and_then(|word| Kind::ALL.into_iter().find(|kind| kind.word() == word)),
        licence: text("licence"),
    }
}

/// Brings in one file. Faults of it are told; the others are still brought in.
fn import(
    request: &Request<'_>,
    path: &Path,
    shelf: &mut Shelf,
    lines: &mut Vec<String>,
) -> anyhow::Result<Exit> {
    let from_stdin = path.as_os_str() == "-";
    let shown = if from_stdin { "stdin".to_owned() } else { path.to_string_lossy().into_owned() };
    if is_web_address(&shown) {
        let help = format!("save the page as a file, and import that with `--url {shown}`");
        return Err(Usage(format!("nothing is fetched from the web: {help}")).into());
    }
    if request.split && !from_stdin {
        return split(request, &shown, open(path)?, shelf, lines);
    }
    let bytes = if from_stdin { bytes_of(std::io::stdin().lock())? } else { bytes_of_file(path)? };
    if request.split {
        return split(request, &shown, bytes.as_slice(), shelf, lines);
    }
    let stem = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).filter(|_| !from_stdin);
    if document::format_of(&shown, &bytes).is_some_and(|format| format.name == "csv") {
        return table::import(request, path, stem.as_deref().unwrap_or("table"), &bytes, shelf, lines);
    }
    let (mut documents, faults) = document::read(&shown, &bytes);
    let exit = tell(request.invocation, &shown, &faults);
    match documents.as_mut_slice() {
        [] => Ok(Exit::Unreliable),
        // Nothing in it can be quoted, now or later.
        [document] if exit == Exit::Unreliable && document.text.text.is_empty() => Ok(exit),
        [document] => {
            let suffix = suffix(&shown, document.format);
            file(
                request,
                document,
                &Copy { bytes: &bytes, suffix: &suffix, stem: stem.as_deref(), is_file: true },
                shelf,
                lines,
            )?;
            Ok(exit)
        }
        many => {
            let format = many.first().map_or("txt", |document| document.format);
            let suffix = suffix(&shown, format);
            let copy = Copy { bytes: &bytes, suffix: &suffix, stem: stem.as_deref(), is_file: true };
            keep_whole(request, many, &copy, shelf, lines)?;
            Ok(exit)
        }
    }
}

/// Keeps a file of many documents as it is, with one record.
fn keep_whole(
    request: &Request<'_>,
    many: &[Document],
    copy: &Copy<'_>,
    shelf: &mut Shelf,
    lines: &mut Vec<String>,
) -> anyhow::Result<()> {
    let name = || format!("bulk/{}", filing::slug(copy.stem.unwrap_or("documents")));
    let (stored, sha256) = match shelf.same_file(copy.bytes) {
        Some(there) => {
            lines.push(format!("{}: already there", there.0));
            there
        }
        None => {
            let name = request.name.clone().unwrap_or_else(name);
            let placed = shelf.place(&name, copy.suffix, copy.bytes)?;
            let count = many.len();
            lines.push(format!(
                "{}: {count} documents, kept whole; --split makes a document of each",
                placed.0
            ));
            placed
        }
    };
    let mut whole = filing::whole(many, copy.stem);
    request.given.complete(&mut whole);
    let file_name = stored.rsplit('/').next().unwrap_or(&stored);
    let (keys, missing) = filing::record(&whole, &request.given, file_name, &sha256);
    lines.extend(shelf.record(&stored, keys, &missing)?);
    Ok(())
}

/// Makes a document of each answer in a stream of many.
fn split(
    request: &Request<'_>,
    shown: &str,
    stream: impl Read,
    shelf: &mut Shelf,
    lines: &mut Vec<String>,
) -> anyhow::Result<Exit> {
    let (mut filed, mut passed) = (0_usize, 0_usize);
    let mut failed = None;
    let progress = Progress::start(request.invocation);
    let faults = document::read_each(shown, stream, &mut |mut document| {
        progress.step();
        let useless = [Flag::Truncated, Flag::Unanswered, Flag::NoText].iter().any(|flag| document.is(*flag));
        if useless || failed.is_some() {
            passed += usize::from(useless);
            return;
        }
        let text = as_text(&document.text);
        let copy = Copy { bytes: text.as_bytes(), suffix: "txt", stem: None, is_file: false };
        match file(request, &mut document, &copy, shelf, lines) {
            Ok(()) => filed += 1,
            Err(error) => failed = Some(error),
        }
    })?;
    drop(progress);
    if let Some(error) = failed {
        return Err(error);
    }
    let exit = tell(request.invocation, shown, &faults);
    let filed_in_words = with_unit(filed.into(), "documents");
    lines.push(format!("{shown}: {filed_in_words}; {passed} cut off or not answered, passed over"));
    Ok(if filed == 0 { Exit::Unreliable } else { exit })
}

/// The words of a document as a person would paste them: a paragraph a block, a bullet an item.
fn as_text(text: &CanonicalText) -> String {
    let mut written = String::new();
    for block in &text.blocks {
        if block.kind == BlockKind::Bullet {
            written.push_str("  • ");
        }
        written.push_str(text.block(block));
        written.push_str("\n\n");
    }
    written
}

/// The copy of a document that is to be stored.
struct Copy<'a> {
    bytes: &'a [u8],
    suffix: &'a str,
    /// The name of the file it comes from, without its suffix.
    stem: Option<&'a str>,
    /// Whether it is that file itself, with all that it says, and not the words of one answer in it.
    is_file: bool,
}

/// Files one document and its record, or completes the record of the same document that is already there.
fn file(
    request: &Request<'_>,
    document: &mut Document,
    copy: &Copy<'_>,
    shelf: &mut Shelf,
    lines: &mut Vec<String>,
) -> anyhow::Result<()> {
    request.given.complete(document);
    in_order(&request.given, document)?;
    let (stored, sha256) = match shelf.same(document, copy.is_file.then_some(copy.bytes)) {
        Some((stored, sha256)) => {
            shelf.note(document, &stored);
            lines.push(format!("{stored}: already there, with the same words"));
            (stored, sha256)
        }
        None => {
            let name = request.name.clone().unwrap_or_else(|| filing::name(document, copy.stem));
            if let Some(other) = shelf.of_identity(document) {
                let how = if shelf.has_words_of(&other, document) {
                    "the same words of another day"
                } else {
                    "other words"
                };
                lines.push(format!("{other}: the same question with {how}; both are kept"));
            }
            let placed = shelf.place(&name, copy.suffix, copy.bytes)?;
            shelf.remember(document, &placed);
            lines.push(format!("{}: {}", placed.0, described(document)));
            placed
        }
    };
    let file_name = stored.rsplit('/').next().unwrap_or(&stored).to_owned();
    let (keys, missing) = filing::record(document, &request.given, &file_name, &sha256);
    lines.extend(shelf.record(&stored, keys, &missing)?);
    Ok(())
}

/// No question is answered before it is tabled: one of the days that were given is that of another question.
fn in_order(given: &Given, document: &Document) -> anyhow::Result<()> {
    let is_given = given.answered_on.is_some() || given.tabled_on.is_some();
    if let (Some(tabled), Some(answered), true) =
        (document.meta.tabled_on, document.meta.answered_on, is_given)
    {
        anyhow::ensure!(
            tabled <= answered,
            "answered on {answered}, before the question was tabled, on {tabled}: nothing is written; correct --answered or --tabled"
        );
    }
    Ok(())
}

/// What was made of a document, in one line.
fn described(document: &Document) -> String {
    let meta = &document.meta;
    let mut parts = vec![document.format.to_owned()];
    let number = meta.uin.as_deref().map(|uin| match meta.house {
        Some(house) => format!("{uin} of the {}", house.word()),
        None => format!("{uin} (House not known: `--house`)"),
    });
    parts.extend(number);
    parts.extend(meta.title.clone().or_else(|| meta.heading.clone()).map(|title| format!("“{title}”")));
    parts.extend(meta.tabled_on.map(|on| format!("tabled {on}")));
    let known = match (meta.corrected_on, meta.answered_on) {
        (Some(_), _) => "corrected",
        (None, Some(_)) => "answered",
        (None, None) => "published",
    };
    parts.extend(meta.known_as_written().map(|on| format!("{known} {on}")));
    parts.extend(meta.minister.clone());
    parts.extend(meta.body.clone());
    parts.push(with_unit(document.text.text.chars().count().into(), "characters"));
    parts.extend(document.flags.iter().map(|flag| flag.word().to_owned()));
    visible_line(&parts.join(", ")).into_owned()
}
