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

/// One text file that was read, so that diagnostics can show its lines: all of them while its register is loaded, and
/// then only those that may be shown.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SourceFile {
    /// Path relative to the register, with `/` between its parts on every system.
    pub path: String,
    /// The text as it was read, without a byte order mark, or the lines of it that are kept. Empty for binary documents.
    pub text: String,
    /// SHA-256 of the whole text, with LF for line ends: git hands out those of the system.
    pub digest: [u8; 32],
    /// Byte offset in `text` at which each line begins; the first is 0.
    line_starts: Vec<u32>,
    /// Of each line its number, from 1, and the byte offset in the file at which it begins; nothing where all are kept.
    kept: Option<Vec<(u32, u32)>>,
}

/// One line of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Line<'a> {
    /// Its number, from 1.
    pub number: u32,
    /// Byte offset in the file at which it begins.
    pub start: usize,
    /// Its text without the line break.
    pub text: &'a str,
}

impl SourceFile {
    /// Takes a path relative to the register and the text of the file.
    #[must_use]
    pub fn new(path: String, text: String) -> Self {
        let breaks = || memchr::memchr_iter(b'\n', text.as_bytes());
        let mut line_starts = Vec::with_capacity(breaks().count() + 1);
        line_starts.push(0);
        line_starts.extend(breaks().filter_map(|at| u32::try_from(at + 1).ok()));
        let mut digest = Sha256::new();
        for (at, part) in text.split("\r\n").enumerate() {
            digest.update(if at > 0 { "\n" } else { "" });
            digest.update(part);
        }
        Self { path, text, digest: digest.finalize().into(), line_starts, kept: None }
    }

    /// The same file with these lines only (from 1, in order), so that the memory of the others is given back.
    #[must_use]
    pub fn with_lines(&self, numbers: &[u32]) -> Self {
        if self.text.is_empty() {
            return self.clone();
        }
        let lines = || numbers.iter().filter_map(|number| self.line(*number));
        let mut text = String::with_capacity(lines().map(|line| line.text.len() + 1).sum());
        let mut line_starts = Vec::with_capacity(numbers.len());
        let mut kept = Vec::with_capacity(numbers.len());
        for line in lines() {
            line_starts.push(u32::try_from(text.len()).unwrap_or(u32::MAX));
            kept.push((line.number, u32::try_from(line.start).unwrap_or(u32::MAX)));
            text.push_str(line.text);
            text.push('\n');
        }
        Self { path: self.path.clone(), text, digest: self.digest, line_starts, kept: Some(kept) }
    }

    /// Whether every line is kept.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.kept.is_none()
    }

    /// A line by its number, from 1; nothing past the end and where it is not kept.
    #[must_use]
    pub fn line(&self, number: u32) -> Option<Line<'_>> {
        match &self.kept {
            None => self.nth(usize::try_from(number).ok()?.checked_sub(1)?),
            Some(kept) => self.nth(kept.binary_search_by_key(&number, |(number, _)| *number).ok()?),
        }
    }

    /// The line in which a byte of the file stands; of bytes past the end the last line. Nothing where it is not kept.
    #[must_use]
    pub fn line_at(&self, offset: usize) -> Option<Line<'_>> {
        match &self.kept {
            None => {
                let offset = offset.min(self.text.len());
                self.nth(self.line_starts.partition_point(|start| *start as usize <= offset).checked_sub(1)?)
            }
            Some(kept) => {
                let at = kept.partition_point(|(_, start)| *start as usize <= offset).checked_sub(1)?;
                self.nth(at).filter(|line| offset <= line.start + line.text.len())
            }
        }
    }

    fn nth(&self, at: usize) -> Option<Line<'_>> {
        let from = *self.line_starts.get(at)? as usize;
        let to = self.line_starts.get(at + 1).map_or(self.text.len(), |next| *next as usize);
        let text = self.text.get(from..to)?;
        let (number, start) = match &self.kept {
            None => (u32::try_from(at + 1).unwrap_or(u32::MAX), from),
            Some(kept) => kept.get(at).map(|(number, start)| (*number, *start as usize))?,
        };
        Some(Line { number, start, text: text.strip_suffix('\n').unwrap_or(text) })
    }

    /// The 1-based line and column (in characters) of a byte of the file; of bytes past the end the last place.
    #[must_use]
    pub fn position(&self, offset: usize) -> (u32, u32) {
        let Some(line) = self.line_at(offset) else { return (1, 1) };
        let within = offset.saturating_sub(line.start).min(line.text.len());
        let before = line.text.get(..within).map_or(0, |before| before.chars().count());
        (line.number, u32::try_from(before + 1).unwrap_or(u32::MAX))
    }

    /// The bytes of a line (from 1) without its line break; empty past the end.
    #[must_use]
    pub fn line_range(&self, line: u32) -> Range<usize> {
        let end = self.text.len();
        self.line(line)
            .map_or(end..end, |line| line.start..line.start + line.text.trim_end_matches('\r').len())
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
    /// Of a fault that counts what it is about (`3 records have …`), the files of all of them.
    pub counted: Vec<String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn line_ends_are_no_part_of_what_a_file_says() {
        let digest = |text: &str| SourceFile::new("a.toml".into(), text.into()).digest;
        assert_eq!(digest("one\r\ntwo\r\n"), digest("one\ntwo\n"));
        assert_ne!(digest("one\ntwo\n"), digest("onetwo\n"));
    }

    #[test]
    fn a_line_that_is_kept_is_found_where_it_stood() {
        let text = "one\r\n\nthrée\nfour";
        let whole = SourceFile::new("a.toml".into(), text.into());
        let some = whole.with_lines(&[2, 3, 9]);
        assert_eq!((some.digest, some.text.as_str()), (whole.digest, "\nthrée\n"));
        for offset in 0..text.len() + 2 {
            let line = whole.line_at(offset).expect("some line");
            let is_kept = [2, 3].contains(&line.number);
            assert_eq!(some.line_at(offset), is_kept.then_some(line), "{offset}");
            assert_eq!(
                some.position(offset),
                if is_kept { whole.position(offset) } else { (1, 1) },
                "{offset}"
            );
            assert_eq!(some.line(line.number), is_kept.then_some(line));
        }
        assert_eq!((whole.position(11), whole.line_range(1)), ((3, 5), 0..3));
    }
}
