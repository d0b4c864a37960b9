//! Faults in what people wrote: where they are, what is wrong, and what to type instead.
//!
//! A diagnostic is about the files, never about a pledge's status (that is a finding of `assessment`). This module
//! holds the values; it reads no file and prints nothing.

use sha2::{Digest, Sha256};
use std::ops::Range;

/// A file of the register (or an input document), by its position in [`Sources`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct FileId(pub u32);

/// A place in a file that a person can open: 1-based line and column, the column counted in characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Place {
    /// The file.
    pub file: FileId,
    /// The line, from 1.
    pub line: u32,
    /// The column in characters, from 1.
    pub column: u32,
}

/// One text file that was read, kept so that diagnostics can show its lines.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SourceFile {
    /// Path relative to the register, with `/` between its parts on every system.
    pub path: String,
    /// The text as it was read, without a byte order mark. Empty for binary documents, and once it is forgotten.
    pub text: String,
    /// SHA-256 of the text; it stays when the text is forgotten.
    pub digest: [u8; 32],
    /// Byte offset at which each line begins; the first is 0.
    line_starts: Vec<u32>,
}

impl SourceFile {
    /// Takes a path relative to the register and the text of the file.
    #[must_use]
    pub fn new(path: String, text: String) -> Self {
        let breaks = || memchr::memchr_iter(b'\n', text.as_bytes());
        let mut line_starts = Vec::with_capacity(breaks().count() + 1);
        line_starts.push(0);
        line_starts.extend(breaks().filter_map(|at| u32::try_from(at + 1).ok()));
        let digest = Sha256::digest(text.as_bytes()).into();
        Self { path, text, digest, line_starts }
    }

    /// Gives back the memory of a text of which no line will be shown.
    pub fn forget_text(&mut self) {
        self.text = String::new();
        self.line_starts = Vec::new();
    }

    /// The 1-based line and column (in characters) of a byte offset; offsets past the end give the last place.
    #[must_use]
    pub fn position(&self, offset: usize) -> (u32, u32) {
        let offset = offset.min(self.text.len());
        let line = self.line_starts.partition_point(|start| (*start as usize) <= offset).saturating_sub(1);
        let start = self.line_starts.get(line).map_or(0, |start| *start as usize);
        let column = self.text.get(start..offset).map_or(0, |before| before.chars().count());
        (u32::try_from(line + 1).unwrap_or(u32::MAX), u32::try_from(column + 1).unwrap_or(u32::MAX))
    }
}

impl SourceFile {
    /// The bytes of a line (from 1) without its line break; empty past the end.
    #[must_use]
    pub fn line_range(&self, line: u32) -> Range<usize> {
        let start_of = |line: u32| {
            let at = usize::try_from(line).ok()?.checked_sub(1)?;
            self.line_starts.get(at).map(|start| *start as usize)
        };
        let end = self.text.len();
        let Some(start) = start_of(line) else { return end..end };
        let next = start_of(line.saturating_add(1)).unwrap_or(end);
        let trimmed = self.text.get(start..next).map_or(0, |line| line.trim_end_matches(['\n', '\r']).len());
        start..start + trimmed
    }
}

/// All files that were read, in the order of their paths.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sources {
    /// The files; a [`FileId`] is an index into this list.
    pub files: Vec<SourceFile>,
}

impl Sources {
    /// The path of a file relative to the register.
    #[must_use]
    pub fn path(&self, file: FileId) -> &str {
        self.files.get(file.0 as usize).map_or("", |source| source.path.as_str())
    }

    /// The file itself.
    #[must_use]
    pub fn get(&self, file: FileId) -> Option<&SourceFile> {
        self.files.get(file.0 as usize)
    }
}

/// How grave a fault is. With an error the register cannot be relied on, and no status is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// Nothing that is computed from the files can be relied on until it is mended.
    Error,
    /// Worth mending; statuses stand.
    Warning,
}

impl Level {
    /// `error` or `warning`, as printed and as in JSON.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
        }
    }
}

/// One fault, with the place, what to do, and a stable code (kebab-case, documented by `kept explain --diagnostics`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// Stable code, for example `unknown-key`.
    pub code: &'static str,
    /// Error or warning.
    pub level: Level,
    /// One sentence: what is wrong, in plain words, without a full stop.
    pub message: String,
    /// Where it is. A fault of a whole folder (a missing `pledges.toml`) has none.
    pub place: Option<Place>,
    /// The bytes of the file it is about, for the caret; empty range: only the place is known.
    pub span: Range<usize>,
    /// What to type, or what to do, as a plain sentence.
    pub help: Option<String>,
    /// Another place that explains the fault ("first defined here"), with its label.
    pub related: Vec<(FileId, Range<usize>, String)>,
}
