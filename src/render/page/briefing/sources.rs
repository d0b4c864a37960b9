//! Footnotes of sources, the register's version, and the licence statements that follow from what is quoted.
//!
//! It invents no source: what has no address or no stored copy is said to have none.

use std::collections::BTreeSet;

use sha2::{Digest, Sha256};

use crate::date::long;
use crate::language::canonical::hex;
use crate::model::{Record, Register};
use crate::render::page::{Inline, Line, Notes};
use crate::report::briefing::{Entry, Source, number_in_parliament, window_words};

/// As much of a hash as tells two texts apart; the whole stands in the register and in its exports.
const HASH_DIGITS: usize = 10;

/// The first twelve digits of a hash of everything the register says: two briefings with one version had one register.
pub(super) fn version(register: &Register) -> String {
    let mut hash = Sha256::new();
    let mut part = |bytes: &[u8]| {
        hash.update(bytes.len().to_le_bytes());
        hash.update(bytes);
    };
    for file in &register.sources.files {
        part(file.path.as_bytes());
        part(&file.digest);
    }
    for document in &register.documents {
        part(document.text_sha256.as_deref().unwrap_or(&document.stem).as_bytes());
    }
    hex(&hash.finalize()[..6])
}

/// The footnote mark of where a wording was read; nothing where nothing was entered.
pub(super) fn of_source(notes: &mut Notes, register: &Register, source: Source<'_>) -> Option<Inline> {
    match source {
        Source::Document(at) => {
            let document = register.documents.get(at)?;
            if let Some(record) = document.record {
                return of_record(notes, register, record);
            }
            Some(notes.note(vec![
                Inline::text("Document "),
                Inline::code(document.stored.as_deref().unwrap_or(&document.stem)),
                Inline::text(" of the register."),
            ]))
        }
        Source::Named(title, url) => {
            let mut note = vec![Inline::text(&format!("{}.", title.trim_end_matches('.')))];
            note.extend(address(" ", url));
            Some(notes.note(note))
        }
        Source::Unnamed => None,
    }
}

/// Whether what is quoted from a source could not be checked, where other quotations of the register are: where none is,
/// the paper says so once.
pub(super) fn is_unchecked(register: &Register, source: Source<'_>) -> bool {
    let is_stored = match source {
        Source::Document(at) => register.documents.get(at).is_some_and(|document| document.stored.is_some()),
        Source::Named(..) | Source::Unnamed => false,
    };
    !is_stored && register.quotes.verified > 0
}

/// The footnote mark of a record.
pub(super) fn of_record(notes: &mut Notes, register: &Register, record: usize) -> Option<Inline> {
    let note = note(register, register.records.get(record)?);
    Some(notes.note(note))
}

fn note(register: &Register, record: &Record) -> Line {
    let mut line = vec![Inline::emphasis(&record.title)];
    if !record.publisher.is_empty() {
        line.push(Inline::text(&format!(". {}", record.publisher)));
    }
    if let Some(by) = &record.answered_by {
        // "…, Department for Education" after the department's own name says it twice.
        let by = by.strip_suffix(&*record.publisher).map_or(&**by, |by| by.trim_end_matches([',', ' ']));
        line.push(Inline::text(&format!(" ({by})")));
    }
    line.push(Inline::text(&format!(", {}", window_words(record.published_on.full_window()))));
    line.extend(number_in_parliament(record).map(|number| Inline::text(&format!(", {number}"))));
    line.push(Inline::text("."));
    line.extend(address(" ", record.url.as_deref()));
    if record.url.is_none() {
        line.extend(address(" Read at ", record.seen_at.as_deref()));
    }
    line.extend(address(" Archived: ", record.archived_url.as_deref()));
    if let Some(day) = record.retrieved_on {
        line.push(Inline::text(&format!(" Read on {}.", long(day))));
    }
    if let Some(document) = register.documents.get(record.document) {
        if let (Some(stored), Some(hash)) = (&document.stored, &document.text_sha256) {
            line.extend([
                Inline::text(" Copy: "),
                Inline::code(stored),
                Inline::text(", SHA-256 of its text "),
                Inline::code(hash.get(..HASH_DIGITS).unwrap_or(hash)),
                Inline::text("…."),
            ]);
        }
        if !document.cautions.is_empty() {
            line.push(Inline::text(&format!(" Mind: {}.", document.cautions.join("; "))));
        }
    }
    line
}

fn address(before: &str, url: Option<&str>) -> Line {
    url.map(|url| vec![Inline::text(before), Inline::link(url, url), Inline::text(".")]).unwrap_or_default()
}

/// The records that a pledge's part quotes.
pub(super) fn used(register: &Register, entry: &Entry<'_>) -> Vec<usize> {
    let mut used: Vec<usize> = entry.evidence.iter().map(|fact| fact.record).collect();
    for wording in &entry.wordings {
        if let Source::Document(at) = wording.source {
            used.extend(register.documents.get(at).and_then(|document| document.record));
        }
    }
    used
}

/// The statements that the licences of the records ask for.
pub(super) fn licences<'a>(records: impl Iterator<Item = &'a Record>) -> Vec<String> {
    let found: BTreeSet<&str> = records.filter_map(|record| record.licence.as_deref()).collect();
    let statement = |code: &&str| match *code {
        "OPL-UK-3.0" => {
            "Contains Parliamentary information licensed under the Open Parliament Licence v3.0.".to_owned()
        }
        "OGL-UK-3.0" => {
            "Contains public sector information licensed under the Open Government Licence v3.0.".to_owned()
        }
        other => format!("Contains material under {other}, quoted briefly with its source."),
    };
    found.iter().map(statement).collect()
}
