//! Documents as people have them, read into one canonical text with its metadata.
//!
//! One table, [`FORMATS`], one file per format. What a document is, is told by its content; its name only
//! breaks ties. A reader takes bytes, or text that was decoded before, and gives documents and faults; it cannot fail and must
//! not panic, whatever it is given.
//!
//! It must not open files, must not know the register, and must not decide what a document shows.

mod api;
mod bulk;
mod dateline;
mod docx;
mod encoding;
mod fault;
pub mod filing;
mod foreign;
mod govuk;
mod html;
mod json;
mod meta;
mod object;
mod odt;
mod package;
mod parlparse;
mod pasted;
mod pdf;
mod plain;
mod record;
pub mod statistics;

use crate::language::canonical::CanonicalText;

pub use bulk::read_each;
pub use fault::Fault;
pub(crate) use foreign::made_by;
pub(crate) use meta::points_elsewhere;
pub use meta::{Flag, House, Meta, is_statement, office_asked, parliament_url};

/// A document that was read.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Document {
    /// The path it was read from, as given.
    pub path: String,
    /// The name of the format, from [`FORMATS`].
    pub format: &'static str,
    /// What was said: of a written answer the answer only, for the question is no ministerial statement.
    pub text: CanonicalText,
    /// What is known about it.
    pub meta: Meta,
    /// What keeps it from settling anything.
    pub flags: Vec<Flag>,
}

impl Document {
    /// SHA-256 of the canonical text: one answer from three places is one document.
    #[must_use]
    pub fn sha256(&self) -> String {
        self.text.sha256()
    }

    /// Whether a flag was set.
    #[must_use]
    pub fn is(&self, flag: Flag) -> bool {
        self.flags.contains(&flag)
    }
}

/// A format that can be read.
#[derive(Debug, Clone, Copy)]
pub struct Format {
    /// Its name, as printed.
    pub name: &'static str,
    /// The suffixes its files usually have, without the dot; the first is the one to write.
    pub suffixes: &'static [&'static str],
    /// Whether a document begins like this format: given its first kilobytes.
    pub sniff: fn(&Head<'_>) -> bool,
    /// Reads a whole document.
    pub read: Reader,
}

/// What reads a whole document.
#[derive(Debug, Clone, Copy)]
pub enum Reader {
    /// Reads the bytes as they are.
    Bytes(fn(&[u8]) -> Reading),
    /// Reads text, which is decoded before.
    Text(fn(&Source<'_>) -> Reading),
}

/// The beginning of a document, for telling its format.
#[derive(Debug, Clone, Copy)]
pub struct Head<'a> {
    /// The bytes, at most [`HEAD_BYTES`] of them.
    pub bytes: &'a [u8],
    /// The same as text, if it is text, in whatever encoding.
    pub text: &'a str,
    /// The suffix of the path in lower case, without the dot.
    pub suffix: &'a str,
}

/// How much of a document is looked at to tell its format.
pub const HEAD_BYTES: usize = 64 * 1024;

/// A text to be read.
#[derive(Debug, Clone, Copy)]
pub struct Source<'a> {
    /// The path, for the date that some file names carry.
    pub path: &'a str,
    /// All of it.
    pub text: &'a str,
}

/// What reading gave: documents, and what was wrong.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reading {
    /// The documents, in the order of the file.
    pub documents: Vec<Document>,
    /// What was wrong.
    pub faults: Vec<Fault>,
}

/// Nothing could be read.
impl From<Fault> for Reading {
    fn from(fault: Fault) -> Self {
        Self { documents: Vec::new(), faults: vec![fault] }
    }
}

/// The formats, those that are told most surely first; the last takes any text.
pub const FORMATS: &[Format] = &[
    pdf::FORMAT,
    docx::FORMAT,
    odt::FORMAT,
    parlparse::FORMAT,
    govuk::FORMAT,
    api::FORMAT,
    bulk::FORMAT,
    statistics::FORMAT,
    pasted::FORMAT,
    html::FORMAT,
    plain::FORMAT,
];

/// No document of more bytes is read: nobody publishes one, and it would fill the memory.
pub const MOST_BYTES: u64 = 256 * 1024 * 1024;

/// No page or text of more bytes is read; of a table only the beginning is, and a list may hold many pages.
const MOST_TEXT_BYTES: u64 = 64 * 1024 * 1024;
/// The words of three thousand pages: more are no document, and to find what is said in them would fill the memory.
const MOST_WORDS_BYTES: usize = 10 * 1024 * 1024;

/// Reads a document of any format, gzipped or not. `path` is only used for its name. What is many documents in one
/// file is better read with [`read_each`].
#[must_use]
pub fn read(path: &str, bytes: &[u8]) -> (Vec<Document>, Vec<Fault>) {
    let mut documents = Vec::new();
    let faults = bulk::read_limited(path, bytes, MOST_BYTES, &mut |document| documents.push(document));
    (documents, faults.unwrap_or_else(|error| vec![Fault::damaged(&error)]))
}

/// Reads a document that is not packed.
fn read_whole(path: &str, bytes: &[u8]) -> (Vec<Document>, Vec<Fault>) {
    let format = format_of(path, bytes);
    let is_page = format.is_some_and(|format| {
        let is_list = format.suffixes.iter().any(|suffix| ["csv", "json"].contains(suffix));
        matches!(format.read, Reader::Text(_)) && !is_list
    });
    let most = if is_page { MOST_TEXT_BYTES } else { MOST_BYTES };
    if u64::try_from(bytes.len()).unwrap_or(u64::MAX) > most {
        return (Vec::new(), vec![Fault::too_large(most)]);
    }
    let Some(format) = format else {
        return (Vec::new(), vec![with_head(path, bytes, |head| foreign::fault(head, bytes))]);
    };
    let read = || match format.read {
        Reader::Bytes(read) => read(bytes),
        Reader::Text(read) => {
            let decoded = encoding::read(bytes);
            let mut reading = read(&Source { path, text: &decoded.text });
            reading.faults.extend(decoded.doubt);
            reading
        }
    };
    // Decoders of binary formats are other people's code: one bad file must be one fault.
    let mut reading = std::panic::catch_unwind(read).unwrap_or_else(|_| Fault::panicked(format.name).into());
    complete(&mut reading, format);
    for document in &mut reading.documents {
        path.clone_into(&mut document.path);
    }
    (reading.documents, reading.faults)
}

/// Completes the documents that a reader gave, without those that have more words than any.
fn complete(reading: &mut Reading, format: &Format) {
    let all = reading.documents.len();
    reading.documents.retain(|document| document.text.text.len() <= MOST_WORDS_BYTES);
    if reading.documents.len() < all {
        reading.faults.push(Fault::too_long(MOST_WORDS_BYTES));
    }
    for document in &mut reading.documents {
        document.format = format.name;
        meta::complete(document);
    }
}

/// The format of a document, told by its content and then by its name; `None` if no reader knows it.
#[must_use]
pub fn format_of(path: &str, bytes: &[u8]) -> Option<&'static Format> {
    with_head(path, bytes, |head| FORMATS.iter().find(|format| (format.sniff)(head)))
}

/// Looks at the beginning of a document.
fn with_head<T>(path: &str, bytes: &[u8], look: impl FnOnce(&Head<'_>) -> T) -> T {
    let bytes = bytes.get(..HEAD_BYTES).unwrap_or(bytes);
    let suffix = suffix_of(path);
    let text = encoding::head(bytes);
    look(&Head { bytes, text: &text, suffix: &suffix })
}

/// The suffix of a path in lower case, without the dot; empty if there is none.
fn suffix_of(path: &str) -> String {
    let name = path.rsplit(['/', '\\']).next().unwrap_or(path);
    name.rsplit_once('.').map(|(_, suffix)| suffix.to_ascii_lowercase()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A packed file of some kilobytes may hold all of this.
    #[test]
    fn what_is_longer_than_any_document_is_told_and_not_read() {
        let words = "We will build a school. ".repeat(MOST_WORDS_BYTES / 24);
        let more = format!("{words}We will build a school by May.");
        let line = |text: &str| format!("{{\"text\": \"{text}\"}}\n");
        let blank = " ".repeat(usize::try_from(MOST_TEXT_BYTES).expect("it fits"));
        let cases = [
            ("a.txt", words.clone(), 1),
            ("a.txt", more.clone(), 0),
            ("a.html", format!("<p>{more}</p>"), 0),
            ("a.jsonl", line("We met.") + &line(&more) + &line("We spoke."), 2),
            ("a.html", format!("<p>{blank}</p>"), 0),
        ];
        for (name, text, count) in cases {
            let (documents, faults) = read(name, text.as_bytes());
            let codes: Vec<&str> = faults.iter().map(|fault| fault.code).collect();
            let is_whole = text.len() == words.len();
            assert_eq!(documents.len(), count, "{name} of {}", text.len());
            assert_eq!(
                codes,
                if is_whole { vec![] } else { vec!["document-too-large"] },
                "{name} of {}",
                text.len()
            );
        }
    }
}
