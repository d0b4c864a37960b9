//! Where a file that is not there may stand instead: under a name that only looks the same, or elsewhere with the same bytes.
//!
//! It must not tell faults, nor take one file for another.

use super::files::{Fetch, suffix};
use super::source::is_document;
use super::words::shown;
use crate::document::MOST_BYTES;
use crate::language::canonical::sha256_hex;
use std::collections::HashMap;
use std::sync::OnceLock;
use unicode_normalization::UnicodeNormalization;

/// The files of a register, looked through only where one is missing.
pub(super) struct Elsewhere<'p> {
    paths: &'p [String],
    pub(super) fetch: Fetch<'p>,
    by_hash: OnceLock<HashMap<String, &'p str>>,
}

impl<'p> Elsewhere<'p> {
    pub(super) fn new(paths: &'p [String], fetch: Fetch<'p>) -> Self {
        Self { paths, fetch, by_hash: OnceLock::new() }
    }

    /// What to do where one of the files is the one that is missing, by its name or by a hash that it should have.
    pub(super) fn help<'h>(
        &self,
        missing: &str,
        mut hashes: impl Iterator<Item = &'h str>,
    ) -> Option<String> {
        let wanted = letters(missing);
        if let Some(path) = self.paths.iter().find(|path| *path != missing && letters(path) == wanted) {
            return Some(looks_alike(path));
        }
        let moved = hashes.find_map(|hash| self.by_hash().get(&hash.trim().to_ascii_lowercase()))?;
        Some(format!(
            "`{}` has the same bytes: name it in `document`, or put a copy of it where this one is to be",
            shown(moved)
        ))
    }

    fn by_hash(&self) -> &HashMap<String, &'p str> {
        self.by_hash.get_or_init(|| {
            let documents = self.paths.iter().filter(|path| is_document(&suffix(path)));
            documents
                .filter_map(|path| Some((sha256_hex(&(self.fetch)(path, MOST_BYTES).ok()?), path.as_str())))
                .collect()
        })
    }
}

/// What is said of a name that only looks like the one that is written.
pub(super) fn looks_alike(path: &str) -> String {
    let differs = "is there, and its name has other capitals, or accents of another make";
    format!("`{}` {differs}: name it as it is written here", shown(path))
}

/// A name as it looks to who does not tell capitals, nor letters with an accent from letters before one.
pub(super) fn letters(path: &str) -> String {
    path.nfc().flat_map(char::to_lowercase).collect()
}
