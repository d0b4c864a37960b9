//! What can be wrong with a document, before anybody knows which file of a register it is.
//!
//! The loader makes a `Diagnostic` of it: it knows the file; the reader does not.

use crate::diagnostic::Level;

/// Something wrong with a document or a part of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// Stable code, kebab-case.
    pub code: &'static str,
    /// Error: nothing could be read. Warning: something was left out or is doubtful.
    pub level: Level,
    /// One sentence without a full stop.
    pub message: String,
    /// What to do about it.
    pub help: Option<String>,
}

impl Fault {
    /// An error: the document could not be read.
    #[must_use]
    pub fn error(code: &'static str, message: impl Into<String>) -> Self {
        Self { code, level: Level::Error, message: message.into(), help: None }
    }

    /// A warning: the document was read, with a doubt.
    #[must_use]
    pub fn warning(code: &'static str, message: impl Into<String>) -> Self {
        Self { code, level: Level::Warning, message: message.into(), help: None }
    }

    /// The same with a help.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    pub(super) fn too_large(limit: u64) -> Self {
        Self::error(
            "document-too-large",
            format!("the document is larger than {} MB and was not read", limit / 1024 / 1024),
        )
        .help(
            "split it; a list of documents may also be given as a `.jsonl` file, which is read line by line",
        )
    }

    pub(super) fn too_long(limit: usize) -> Self {
        let limit = limit / 1024 / 1024;
        Self::error("document-too-large", format!("its words are more than {limit} MB and were not read"))
            .help("split it into its parts")
    }

    pub(super) fn too_many_values() -> Self {
        Self::error("document-too-large", "this JSON holds too many values to be read at once")
            .help("split it, or give it as a `.jsonl` file, which is read line by line")
    }

    pub(super) fn json(error: &serde_json::Error) -> Self {
        Self::error("document-unreadable", format!("this JSON is not what it seems to be: {error}"))
    }

    pub(super) fn json_line(error: &serde_json::Error) -> Self {
        Self::error("document-part-unreadable", format!("no JSON object ({error})"))
    }

    pub(super) fn damaged(error: &std::io::Error) -> Self {
        Self::error("document-damaged", format!("the document cannot be read to its end: {error}"))
            .help("fetch it again")
    }

    pub(super) fn panicked(format: &str) -> Self {
        Self::error("document-unreadable", format!("the reader of {format} gave up on this document"))
            .help("save it again from the program that made it, or paste its words into a text file")
    }

    pub(super) fn unknown_format() -> Self {
        Self::error("document-unreadable", "no reader knows this format")
            .help("save it as text, HTML, PDF, DOCX or ODT, or paste its words into a `.txt` file beside it")
    }
}
