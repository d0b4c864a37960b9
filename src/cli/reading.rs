//! Reading the documents that are named on the command line, one after the other, several at a time in work.
//!
//! It must not know what is done with them.

use super::exit::Usage;
use super::folder;
use super::invocation::Invocation;
use super::progress::Progress;
use clap::{Arg, ArgAction};
use kept::date::Date;
use kept::diagnostic::Level;
use kept::document::{self, Document, Fault};
use kept::language::dates::{self, Form, Kind};
use kept::language::tokens::tokenize;
use rayon::prelude::*;
use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::fs::File;
use std::io::Write;
use std::path::{Path, PathBuf};

/// How many documents are worked on together: enough for all cores, few enough to stay small.
const TOGETHER: usize = 256;

/// `FILE…` and `--reference`.
pub(super) fn arguments(command: clap::Command) -> clap::Command {
    command
        .arg(
            Arg::new("files")
                .value_name("FILE")
                .action(ArgAction::Append)
                .required(true)
                .value_parser(clap::value_parser!(PathBuf))
                .value_hint(clap::ValueHint::FilePath)
                .help("Documents of any format that is read, or folders of them; `-` is standard input, a .jsonl file (or .jsonl.gz) is many"),
        )
        .arg(
            Arg::new("reference")
                .long("reference")
                .value_name("DATE")
                .value_parser(super::options::parse_day)
                .help("The day of documents that carry no date; relative dates are resolved against it"),
        )
}

/// The day of a document without one, where it is named: `--reference`, else `--as-of`. It is never today's: a page that
/// is read today may be years old, and what it says is past or to come by its own day.
pub(super) fn reference(invocation: &Invocation<'_>) -> Option<Date> {
    let named = |name: &str| invocation.matches.try_get_one::<Date>(name).ok().flatten().copied();
    named("reference").or_else(|| named("as-of"))
}

/// Whether the day was named, and so stands for documents that have their own too.
pub(super) fn is_reference_named(invocation: &Invocation<'_>) -> bool {
    invocation.matches.get_one::<Date>("reference").is_some()
}

/// The record beside a document: the same name, ending in `.toml`, that says `document = "…"`.
fn record_beside(file: &Path) -> Option<toml::Table> {
    let text = std::fs::read_to_string(file.with_extension("toml")).ok()?;
    let record: toml::Table = toml::from_str(&text).ok()?;
    let is_of_it = record.get("document").and_then(toml::Value::as_str) == file.file_name()?.to_str();
    is_of_it.then_some(record)
}

/// The records of the folders that were looked at, by the stored copies that they name.
#[derive(Default)]
pub(super) struct Beside(HashMap<PathBuf, HashMap<String, toml::Table>>);

impl Beside {
    /// The record of a document: the one of its name, else one of another name in its folder.
    fn record(&mut self, file: &Path) -> Option<toml::Table> {
        let own = record_beside(file);
        if own.is_some() || is_stdin(file) {
            return own;
        }
        let (folder, name) = (file.parent()?, file.file_name()?.to_str()?);
        let named = self.0.entry(folder.to_owned()).or_insert_with(|| records_in(folder));
        named.get(name).cloned()
    }

    /// When a document came out by its record. Of a month, which is told, its first day.
    pub(super) fn published(&mut self, file: &Path) -> Option<(Date, bool)> {
        published(&self.record(file)?)
    }
}

fn records_in(folder: &Path) -> HashMap<String, toml::Table> {
    let here = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    let entries = std::fs::read_dir(here).into_iter().flatten().flatten().map(|entry| entry.path());
    let mut files: Vec<PathBuf> =
        entries.filter(|path| path.extension().is_some_and(|suffix| suffix == "toml")).collect();
    files.sort();
    let mut named = HashMap::new();
    for record in files.iter().flat_map(|file| records_of(file)) {
        let Some(document) = record.get("document").and_then(toml::Value::as_str) else { continue };
        // Of several records of one document only that is known in which they agree.
        match named.entry(document.to_owned()) {
            Entry::Vacant(first) => _ = first.insert(record),
            Entry::Occupied(mut first) => first.get_mut().retain(|key, value| record.get(key) == Some(value)),
        }
    }
    named
}

/// The records that a file holds: it is one, or it has several.
fn records_of(file: &Path) -> Vec<toml::Table> {
    let read = std::fs::read_to_string(file).ok().and_then(|text| toml::from_str(&text).ok());
    let mut table: toml::Table = read.unwrap_or_default();
    let several = table.remove("record").and_then(|several| several.try_into::<Vec<toml::Table>>().ok());
    several.unwrap_or_default().into_iter().chain([table]).collect()
}

fn published(record: &toml::Table) -> Option<(Date, bool)> {
    let published_on = record.get("published_on")?;
    let written = match published_on.as_datetime() {
        Some(day) => day.to_string(),
        None => published_on.as_str()?.to_owned(),
    };
    let day = written.parse::<Date>().ok().map(|day| (day, false));
    day.or_else(|| Some((format!("{written}-01").parse().ok()?, true)))
}

/// Who speaks in a document by the record beside it: the publisher of a statement; others report what somebody said.
fn speaker(record: &toml::Table) -> Option<String> {
    let is_statement = record.get("kind").and_then(toml::Value::as_str) == Some("statement");
    let publisher = record.get("publisher").filter(|_| is_statement)?;
    publisher.as_str().map(ToOwned::to_owned)
}

/// Gives a document what it lacks and the record beside it has. The office held then is what a page never has. One of
/// several in a file is not given what is of one alone, or the name of another would stand beside its words.
fn complete(document: &mut Document, record: &toml::Table, is_alone: bool) {
    let said = |key: &str| record.get(key).and_then(toml::Value::as_str).map(ToOwned::to_owned);
    date(document, published(record));
    let meta = &mut document.meta;
    meta.body = meta.body.take().or_else(|| speaker(record));
    if is_alone {
        meta.minister = said("answered_by").or(meta.minister.take());
        meta.uin = meta.uin.take().or_else(|| said("uin"));
        meta.url = meta.url.take().or_else(|| said("url"));
        if meta.heading.is_none() {
            meta.title = meta.title.take().or_else(|| said("title"));
        }
    }
}

/// Gives a document without a date the one that its record has.
pub(super) fn date(document: &mut Document, recorded: Option<(Date, bool)>) {
    if let (None, Some((day, month_only))) = (document.meta.known_on(), recorded) {
        document.meta.published_on = Some(day);
        document.meta.month_only = month_only;
    }
}

/// The files that are named, or that stand below a folder that is, but for records, which are left out and said to be.
///
/// # Errors
/// When nothing else is named, so that nothing would be read.
fn documents_named(invocation: &Invocation<'_>) -> Result<Vec<PathBuf>, Usage> {
    let files = invocation.matches.get_many::<PathBuf>("files").into_iter().flatten();
    let files = files.flat_map(|file| with_those_below(file));
    // `kept extract evidence/answers/*` names the records beside the documents too.
    let (records, documents): (Vec<PathBuf>, Vec<PathBuf>) =
        files.partition(|file| file.extension().is_some_and(|suffix| suffix == "toml"));
    let named = match records.as_slice() {
        [] if documents.is_empty() => {
            return Err(Usage("nothing to read: the folder has no documents".to_owned()));
        }
        [] => return Ok(documents),
        [record] => kept::render::visible_line(&record.to_string_lossy()).into_owned(),
        [..] => format!("{} files", records.len()),
    };
    let why = "a .toml file is a record of a document, not a document";
    if documents.is_empty() {
        return Err(Usage(format!("nothing to read in {named}: {why}")));
    }
    invocation.note(&format!("note: {named} left out: {why}"));
    Ok(documents)
}

/// A file; of a folder the documents below it.
fn with_those_below(file: &Path) -> Vec<PathBuf> {
    if file.is_dir() { folder::documents(file) } else { vec![file.to_owned()] }
}

/// Documents that carry no date, of which nothing says when they came out.
#[derive(Default)]
struct Undated {
    count: usize,
    /// The file of the first.
    first: String,
    /// A day that the beginning of the first names.
    named: String,
}

impl Undated {
    fn push(&mut self, file: &str, text: &str) {
        if self.count == 0 {
            file.clone_into(&mut self.first);
            self.named = day_named(text);
        }
        self.count += 1;
    }

    /// Says that there are some, and how to name their day.
    fn tell(&self, invocation: &Invocation<'_>) {
        let first = match self.first.as_str() {
            "-" => "the text".into(),
            file => kept::render::visible_line(file),
        };
        let whose = match self.count {
            0 => return,
            1 => format!("{first} has no date"),
            more => format!("{more} documents have no date, {first} the first of them"),
        };
        invocation.note(&match reference(invocation) {
            Some(day) => {
                format!("note: {whose}; read as of {} (`--reference` names another day)", kept::date::long(day))
            }
            None => format!(
                "note: {whose}, so `next year` or `this Parliament` is given no day there; `--reference DATE` tells when it was said{}",
                if self.count == 1 { &self.named } else { "" }
            ),
        });
    }
}

/// What to add where the day of a document is asked for: the day that its first few lines name, if they do, and not as one by
/// which something is to be done. Whether that is when it came out, only a person can tell.
pub(super) fn day_named(text: &str) -> String {
    let end = text.char_indices().nth(300).map_or(text.len(), |(at, _)| at);
    let opening = text.get(..end).unwrap_or_default();
    let dates = dates::recognise(opening, &tokenize(opening), None);
    let day = dates.iter().filter(|date| date.kind == Kind::In).find_map(|date| {
        let Some(Form::Day(day)) = date.form else { return None };
        Some(day)
    });
    day.map_or_else(String::new, |day| {
        format!(" (its beginning names {}: `--reference {day}`)", kept::date::long(day))
    })
}

/// Works on every document of all files and hands over the results in order.
///
/// # Errors
/// When nothing is named that could be read, or `each` fails. What is wrong with files and documents is told on stderr, and
/// the result is then `false` where something of them cannot be relied on.
pub(super) fn each<T: Send>(
    invocation: &Invocation<'_>,
    progress: &Progress,
    work: impl Fn(Document) -> T + Sync,
    mut each: impl FnMut(T) -> anyhow::Result<()>,
) -> anyhow::Result<bool> {
    let files = documents_named(invocation)?;
    if files.iter().filter(|file| is_stdin(file)).count() > 1 {
        return Err(Usage("standard input can be read once only".to_owned()).into());
    }
    let mut failed = None;
    let mut sound = true;
    let mut undated = Undated::default();
    let mut beside = Beside::default();
    let mut waiting: Vec<Document> = Vec::with_capacity(TOGETHER);
    let mut pass = |waiting: &mut Vec<Document>, failed: &mut Option<anyhow::Error>| {
        let results: Vec<T> = std::mem::take(waiting).into_par_iter().map(&work).collect();
        for result in results {
            if failed.is_none() {
                *failed = each(result).err();
            }
        }
    };
    for path in &files {
        let file = &*path.to_string_lossy();
        let record = beside.record(path);
        let mut take = |mut document: Document, is_alone: bool| {
            if let Some(record) = &record {
                complete(&mut document, record, is_alone);
            }
            if document.meta.known_on().is_none() {
                undated.push(file, &document.text.text);
            }
            waiting.push(document);
            progress.step();
            if waiting.len() >= TOGETHER {
                pass(&mut waiting, &mut failed);
            }
        };
        // Each is held back until it is known whether another follows.
        let (mut held, mut is_alone) = (None, true);
        let mut hold = |document: Document| {
            if let Some(before) = held.replace(document) {
                is_alone = false;
                take(before, false);
            }
        };
        let read = if is_stdin(path) {
            document::read_each("-", std::io::stdin().lock(), &mut hold)
        } else {
            File::open(path).and_then(|opened| document::read_each(file, opened, &mut hold))
        };
        if let Some(last) = held {
            take(last, is_alone);
        }
        // What is printed of the others must not end in the middle because of one.
        let unreadable = |error| vec![Fault::error("unreadable", format!("cannot be read: {error}"))];
        for fault in read.unwrap_or_else(unreadable) {
            sound = sound && fault.level != Level::Error;
            progress.aside(|| tell(file, &fault));
        }
    }
    pass(&mut waiting, &mut failed);
    if !is_reference_named(invocation) {
        progress.aside(|| undated.tell(invocation));
    }
    failed.map_or(Ok(sound), Err)
}

fn is_stdin(file: &Path) -> bool {
    file.as_os_str() == "-"
}

/// Prints what is made of every document as a list in JSON; nothing where nothing is named that could be read.
///
/// # Errors
/// As [`each`], and when it cannot be written.
pub(super) fn print_json(
    invocation: &Invocation<'_>,
    schema: &str,
    work: impl Fn(Document) -> String + Sync,
) -> anyhow::Result<bool> {
    let mut sound = true;
    invocation.write(|out| {
        let opening = format!("{{\"schema\":\"{schema}\",\"documents\":[");
        let mut before = opening.as_str();
        let progress = Progress::beside_results(invocation);
        sound = each(invocation, &progress, work, |text| {
            write!(out, "{before}\n{text}")?;
            before = ",";
            Ok(())
        })?;
        if before == opening {
            out.write_all(opening.as_bytes())?;
        }
        Ok(out.write_all(b"\n]}\n")?)
    })?;
    Ok(sound)
}

/// Says what is wrong with a document, also when notes are unwanted.
fn tell(file: &str, fault: &Fault) {
    let shown = kept::render::visible_line;
    let help = fault.help.as_deref().map(|help| format!("\n  help: {}", shown(help))).unwrap_or_default();
    let (level, message) = (fault.level.word(), shown(&fault.message));
    let told = kept::render::no_command(&format!("{level}: {}: {message}{help}", shown(file)));
    // Nobody is left to tell when stderr is closed.
    let _ = writeln!(std::io::stderr(), "{told}");
}
