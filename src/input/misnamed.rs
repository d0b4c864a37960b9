//! Files that are not what their names or places make of them: records that an editor gave the suffix of a document, so that what
//! they say would not count, or that stand outside `evidence/`, and a `pledges.toml` of another name.
//!
//! A document that a record describes is one. Nothing is read as a record here.

use super::codes;
use super::files::{self, EVIDENCE, Fetch};
use super::source;
use super::words::shown;
use crate::diagnostic::Diagnostic;
use crate::model::SourceDocument;
use rayon::prelude::*;
use std::collections::HashSet;
use std::path::Path;

/// Suffixes that editors add to a text that has another already.
const ADDED: [&str; 2] = ["txt", "text"];

/// Records are short; what is longer is a document.
const MOST_BYTES: u64 = 64 * 1024;

pub(super) fn check(
    paths: &[String],
    documents: &[SourceDocument],
    fetch: Fetch<'_>,
    faults: &mut Vec<Diagnostic>,
) {
    let described: HashSet<&str> = documents
        .iter()
        .filter(|document| document.record.is_some())
        .filter_map(|document| document.stored.as_deref())
        .collect();
    let misnamed: Vec<&String> = paths
        .par_iter()
        .filter(|path| path.starts_with(EVIDENCE) && ADDED.contains(&files::suffix(path).as_str()))
        .filter(|path| !described.contains(path.as_str()))
        .filter(|path| fetch(path, MOST_BYTES).is_ok_and(|bytes| is_record(&bytes)))
        .collect();
    faults.extend(misnamed.into_iter().map(|path| {
        let message = format!("`{}` looks like a record, but its name makes it a document", shown(path));
        let stem = path.rsplit_once('.').map_or(path.as_str(), |(stem, _)| stem);
        let help = format!("rename it to `{}.toml`", shown(stem.strip_suffix(".toml").unwrap_or(stem)));
        source::without_place(&codes::MISNAMED_RECORD, message, Some(help))
    }));
}

/// A file that an editor, or somebody in haste, has given nearly the name of the register's: `pledges.toml.txt`.
pub(super) fn pledges(folder: &Path) -> Option<String> {
    let nearly = names(folder).filter(|name| {
        let name = name.to_ascii_lowercase();
        ["pledges.toml", "pledges.toml.txt", "pledge.toml", "pledges.txt"].contains(&name.as_str())
    });
    // A folder gives its names in any order.
    nearly.min()
}

/// Records that stand beside `pledges.toml`, where nothing looks for them.
pub(super) fn beside(folder: &Path) -> Vec<Diagnostic> {
    let of_records = names(folder).filter(|name| name != files::PLEDGES && name.ends_with(".toml"));
    let mut found: Vec<String> = of_records
        .filter(|name| {
            let path = folder.join(name);
            let short = path.metadata().is_ok_and(|data| data.is_file() && data.len() <= MOST_BYTES);
            short && std::fs::read(path).is_ok_and(|bytes| is_record(&bytes))
        })
        .collect();
    found.sort_unstable();
    let told = found.into_iter().map(|name| {
        let name = shown(&name);
        let message =
            format!("`{name}` looks like a record, and is not read: records stand below `evidence/`");
        let help = format!("move it to `evidence/{name}`");
        source::without_place(&codes::MISNAMED_RECORD, message, Some(help))
    });
    told.collect()
}

fn names(folder: &Path) -> impl Iterator<Item = String> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    entries.filter_map(|entry| entry.file_name().into_string().ok())
}

/// Whether a text is TOML with what every record has, or with facts.
fn is_record(bytes: &[u8]) -> bool {
    let Ok(text) = std::str::from_utf8(bytes) else { return false };
    let text = text.trim_start_matches('\u{FEFF}');
    // Most documents are told by a look, without a parse.
    if !["published_on", "[[observation]]", "[[act]]"].iter().any(|sign| text.contains(sign)) {
        return false;
    }
    let Ok(table) = text.parse::<toml::Table>() else { return false };
    let has = |key: &str| table.contains_key(key);
    (has("published_on") && has("publisher")) || has("observation") || has("act")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_record_is_told_by_its_keys() {
        let cases = [
            ("title = 'A'\npublisher = 'B'\npublished_on = 2024-01-01\n", true),
            ("\u{FEFF}[[act]]\npledge = 'a'\nstep = 'delivered'\n", true),
            ("We write published_on = and publisher, and nothing of it is data.\n", false),
            ("published_on = 2024-01-01\n", false),
            ("[[act]] was how the speaker began.\n", false),
        ];
        for (text, is) in cases {
            assert_eq!(is_record(text.as_bytes()), is, "{text}");
        }
        assert!(!is_record(b"published_on \xff"));
    }
}
