//! The text files of a register, read and decoded: TOML, Markdown with front matter, tables as they are needed.
//!
//! What is of no known sort is said once. Nothing is parsed here.

use super::codes::{self, Code};
use super::files::{self, EVIDENCE, Fetch, MOST_TEXT_BYTES, PLEDGES};
use super::{record, unreadable, words};
use crate::diagnostic::{Diagnostic, FileId, Place, SourceFile, Sources};
use crate::document;
use crate::model::Pledge;
use rayon::prelude::*;
use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::{Arc, Mutex, PoisonError};

/// What a file of a register is, by its path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sort {
    Pledges,
    Record,
    Markdown,
    Table,
    Document,
    Unknown,
}

/// The text files, and which of them may be read as what. A text is forgotten once it has been parsed, and read again
/// where a fault is to be placed or shown that was found afterwards: most files have none, and they may be long.
pub(super) struct Texts<'f> {
    fetch: Fetch<'f>,
    sources: Vec<Mutex<Arc<SourceFile>>>,
    sorts: Vec<Sort>,
    /// Which files could be read; the faults of the others have been reported.
    good: Vec<bool>,
}

/// At most so many names are listed of what is not read.
const MOST_LISTED: usize = 5;

/// Reads every text file but the tables, which are read when a record asks for them.
pub(super) fn read<'f>(
    paths: &[String],
    unopened: &BTreeSet<String>,
    fetch: Fetch<'f>,
) -> (Texts<'f>, Vec<Diagnostic>) {
    let listed: Vec<(&String, Sort)> = paths.iter().map(|path| (path, sort(path))).collect();
    let texts: Vec<(&String, Sort)> = listed
        .iter()
        .copied()
        .filter(|(_, sort)| matches!(sort, Sort::Pledges | Sort::Record | Sort::Markdown | Sort::Table))
        .collect();
    let read: Vec<(SourceFile, Vec<Diagnostic>)> = texts
        .par_iter()
        .enumerate()
        .map(|(at, (path, sort))| {
            if *sort == Sort::Table {
                return (SourceFile::new((*path).clone(), String::new()), Vec::new());
            }
            text(path, file_id(at), fetch)
        })
        .collect();
    let mut found = Texts { fetch, sources: Vec::new(), sorts: Vec::new(), good: Vec::new() };
    let mut faults = Vec::new();
    // A record that cannot be opened is an error of its own.
    let is_unread = |path: &String, sort: Sort| match sort {
        Sort::Unknown => true,
        Sort::Document | Sort::Table => unopened.contains(path),
        Sort::Pledges | Sort::Record | Sort::Markdown => false,
    };
    let mut unread: Vec<&str> =
        listed.iter().filter(|(path, sort)| is_unread(path, *sort)).map(|(path, _)| path.as_str()).collect();
    for ((path, sort), (source, mut fault)) in texts.into_iter().zip(read) {
        let plain = sort == Sort::Markdown && !record::has_front_matter(&source.text);
        if plain && fault.is_empty() {
            unread.push(path);
        }
        found.good.push(fault.is_empty() && !plain);
        found.sorts.push(sort);
        found.sources.push(Mutex::new(Arc::new(source)));
        faults.append(&mut fault);
    }
    if found.pledges_listed().is_none() {
        let help = "make a register with `kept init`, or name its folder with `--register`".to_owned();
        faults.push(without_place(&codes::NO_REGISTER, "there is no `pledges.toml`".to_owned(), Some(help)));
    }
    if !unread.is_empty() {
        let is_odd = unread.iter().any(|path| unopened.contains(*path));
        faults.push(not_read(&mut unread, is_odd));
    }
    (found, faults)
}

fn not_read(unread: &mut Vec<&str>, is_odd: bool) -> Diagnostic {
    unread.sort_unstable();
    let names = unread.iter().take(MOST_LISTED).map(|path| format!("`{}`", words::shown(path)));
    let more = unread.len().saturating_sub(MOST_LISTED);
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    let names = names.collect::<Vec<_>>().join(", ");
    let message = match unread.len() {
        1 => format!("1 file in `evidence/` is not read: {names}"),
        count => format!("{count} files in `evidence/` are not read: {names}{more}"),
    };
    let odd = if is_odd {
        "; pipes, devices, and links to folders or out of the register are not opened: put the files themselves here"
    } else {
        ""
    };
    let help = format!(
        "records are `.toml`, or `.md` that begins with a line `+++`; save notes as `.txt`, move other files elsewhere{odd}"
    );
    let counted = unread.iter().map(|path| (*path).to_owned()).collect();
    Diagnostic { counted, ..without_place(&codes::NOT_READ, message, Some(help)) }
}

pub(super) fn sort(path: &str) -> Sort {
    if path == PLEDGES {
        return Sort::Pledges;
    }
    if !path.starts_with(EVIDENCE) {
        return Sort::Unknown;
    }
    let suffix = files::suffix(path);
    match suffix.as_str() {
        "toml" => Sort::Record,
        "csv" => Sort::Table,
        _ if record::is_markdown(path) => Sort::Markdown,
        _ if is_document(&suffix) => Sort::Document,
        _ => Sort::Unknown,
    }
}

/// Suffixes of documents that this build may have no reader for: they are known, and said to be unreadable when a
/// quote needs them.
const DOCUMENTS: [&str; 12] =
    ["txt", "html", "htm", "pdf", "docx", "odt", "json", "jsonl", "xml", "gz", "xhtml", "text"];

/// Whether a file with this suffix is a document, table or not.
pub(super) fn is_document(suffix: &str) -> bool {
    DOCUMENTS.contains(&suffix)
        || document::FORMATS.iter().any(|format| format.suffixes.contains(&suffix) && suffix != "md")
}

/// Reads and decodes one text file.
pub(super) fn text(path: &str, file: FileId, fetch: Fetch<'_>) -> (SourceFile, Vec<Diagnostic>) {
    let bytes = match fetch(path, MOST_TEXT_BYTES) {
        Ok(bytes) => bytes,
        Err(why) => {
            let source = SourceFile::new(path.to_owned(), String::new());
            let (code, message, help) = unreadable::why(path, &why);
            let place = Place { file, line: 1, column: 1 };
            return (source, vec![fault(code, place, 0..0, message, help)]);
        }
    };
    let is_table = matches!(sort(path), Sort::Table);
    if let Some(program) = document::made_by(&bytes) {
        let source = SourceFile::new(path.to_owned(), String::new());
        let message = format!("`{}` is no plain text but {program}", words::shown(path));
        let what = if is_table { "its sheet as CSV" } else { "it as plain text" };
        let help = Some(format!("save {what}, in UTF-8"));
        let place = Place { file, line: 1, column: 1 };
        return (source, vec![fault(&codes::UNREADABLE, place, 0..0, message, help)]);
    }
    match String::from_utf8(if is_table { document::statistics::in_utf8(bytes) } else { bytes }) {
        Ok(mut text) => {
            if text.starts_with('\u{FEFF}') {
                text.drain(..'\u{FEFF}'.len_utf8());
            }
            (SourceFile::new(path.to_owned(), text), Vec::new())
        }
        Err(error) => {
            let at = error.utf8_error().valid_up_to();
            let source =
                SourceFile::new(path.to_owned(), String::from_utf8_lossy(error.as_bytes()).into_owned());
            let (line, column) = source.position(at);
            let message = format!("the file is not UTF-8: byte {} cannot be read", at + 1);
            let help = Some("save it again as UTF-8".to_owned());
            let end = at + '\u{FFFD}'.len_utf8();
            let fault = fault(&codes::NOT_UTF8, Place { file, line, column }, at..end, message, help);
            (source, vec![fault])
        }
    }
}

/// A fault at a place.
pub(super) fn fault(
    code: &'static Code,
    place: Place,
    span: Range<usize>,
    message: String,
    help: Option<String>,
) -> Diagnostic {
    Diagnostic {
        code: code.code,
        level: code.level,
        message,
        place: Some(place),
        span,
        help,
        related: Vec::new(),
        counted: Vec::new(),
    }
}

/// A fault of the register as a whole.
pub(super) fn without_place(code: &'static Code, message: String, help: Option<String>) -> Diagnostic {
    Diagnostic {
        code: code.code,
        level: code.level,
        message,
        place: None,
        span: 0..0,
        help,
        related: Vec::new(),
        counted: Vec::new(),
    }
}

fn file_id(at: usize) -> FileId {
    FileId(u32::try_from(at).unwrap_or(u32::MAX))
}

impl Texts<'_> {
    /// `pledges.toml`, if it could be read.
    pub(super) fn pledges(&self) -> Option<FileId> {
        self.pledges_listed().filter(|file| self.is_good(*file))
    }

    fn pledges_listed(&self) -> Option<FileId> {
        self.sorts.iter().position(|sort| *sort == Sort::Pledges).map(file_id)
    }

    fn is_good(&self, file: FileId) -> bool {
        self.good.get(file.0 as usize).copied().unwrap_or(false)
    }

    /// The files that hold records and could be read.
    pub(super) fn records(&self) -> Vec<FileId> {
        let records =
            self.sorts.iter().enumerate().filter(|(_, sort)| matches!(sort, Sort::Record | Sort::Markdown));
        records.map(|(at, _)| file_id(at)).filter(|file| self.is_good(*file)).collect()
    }

    /// The table with this path.
    pub(super) fn table(&self, path: &str) -> Option<FileId> {
        let at = self.listed(path)?;
        (self.sorts.get(at) == Some(&Sort::Table)).then(|| file_id(at))
    }

    /// Whether the file with this path holds records.
    pub(super) fn is_record(&self, path: &str) -> bool {
        self.listed(path).is_some_and(|at| match self.sorts.get(at) {
            Some(Sort::Record) => true,
            Some(Sort::Markdown) => self.is_good(file_id(at)),
            Some(Sort::Pledges | Sort::Table | Sort::Document | Sort::Unknown) | None => false,
        })
    }

    fn listed(&self, path: &str) -> Option<usize> {
        // Files stand in order of path.
        self.sources.binary_search_by(|slot| held(slot).path.as_str().cmp(path)).ok()
    }

    /// The paths of all files that are looked at.
    pub(super) fn paths(&self) -> impl Iterator<Item = String> {
        self.sources.iter().map(|slot| held(slot).path.clone())
    }

    /// Puts the text of a table in its place.
    pub(super) fn fill(&self, file: FileId, source: SourceFile) {
        if let Some(slot) = self.sources.get(file.0 as usize) {
            *slot.lock().unwrap_or_else(PoisonError::into_inner) = Arc::new(source);
        }
    }

    /// A fault that counts some records, with their files.
    pub(super) fn counting(&self, fault: Diagnostic, files: impl Iterator<Item = FileId>) -> Diagnostic {
        Diagnostic { counted: files.map(|file| self.path(file)).collect(), ..fault }
    }

    /// The path of a file.
    pub(super) fn path(&self, file: FileId) -> String {
        self.sources.get(file.0 as usize).map(|slot| held(slot).path.clone()).unwrap_or_default()
    }

    /// A file with its whole text. Where that was forgotten and the file has changed meanwhile, what is still known of it.
    pub(super) fn get(&self, file: FileId) -> Option<Arc<SourceFile>> {
        let known = held(self.sources.get(file.0 as usize)?);
        if known.is_whole() {
            return Some(known);
        }
        let (again, _) = text(&known.path, file, self.fetch);
        if again.digest != known.digest {
            return Some(known);
        }
        self.fill(file, again);
        self.sources.get(file.0 as usize).map(held)
    }

    /// Forgets all of a file but the lines of these places.
    pub(super) fn forget(&self, file: FileId, places: impl Iterator<Item = Place>) {
        let Some(slot) = self.sources.get(file.0 as usize) else { return };
        let mut lines: Vec<u32> = places.filter(|place| place.file == file).map(|place| place.line).collect();
        lines.sort_unstable();
        lines.dedup();
        let kept = held(slot).with_lines(&lines);
        self.fill(file, kept);
    }

    /// A fault at bytes of a file.
    pub(super) fn fault(
        &self,
        code: &'static Code,
        file: FileId,
        span: Range<usize>,
        message: String,
        help: Option<String>,
    ) -> Diagnostic {
        let (line, column) = self.get(file).map_or((1, 1), |source| source.position(span.start));
        fault(code, Place { file, line, column }, span, message, help)
    }

    /// Gives the files away, each with the lines that a fault may show (one of the search too, which is judged by the day), or
    /// a check, which shows where pledges stand.
    pub(super) fn into_sources(
        self,
        faults: &[Diagnostic],
        searched: Option<Place>,
        pledges: &[Pledge],
    ) -> Sources {
        let mut shown: Vec<Vec<Place>> = vec![Vec::new(); self.sources.len()];
        let mut show = |place: Place| shown.get_mut(place.file.0 as usize).map(|places| places.push(place));
        for place in faults.iter().filter_map(|fault| fault.place).chain(searched) {
            show(place);
        }
        for pledge in pledges {
            show(pledge.place);
        }
        for (file, span, _) in faults.iter().flat_map(|fault| &fault.related) {
            let (line, column) = self.get(*file).map_or((1, 1), |source| source.position(span.start));
            show(Place { file: *file, line, column });
        }
        for (at, places) in shown.into_iter().enumerate() {
            let file = file_id(at);
            let known = |place: &Place| {
                self.sources.get(at).is_some_and(|slot| held(slot).line(place.line).is_some())
            };
            if !places.iter().all(known) {
                self.get(file);
            }
            self.forget(file, places.into_iter());
        }
        let file = |slot: Mutex<Arc<SourceFile>>| slot.into_inner().unwrap_or_else(PoisonError::into_inner);
        Sources { files: self.sources.into_iter().map(|slot| Arc::unwrap_or_clone(file(slot))).collect() }
    }
}

/// What is known of a file.
fn held(slot: &Mutex<Arc<SourceFile>>) -> Arc<SourceFile> {
    Arc::clone(&slot.lock().unwrap_or_else(PoisonError::into_inner))
}
