//! What a check found, for people and for the services that run it: one file a format, and one table of them.
//!
//! The order is the check's: what fails first. Nothing is found or judged here.

mod github;
mod json;
mod junit;
mod markdown;
mod sarif;
mod text;

pub use github::failure;
pub use markdown::markdown;

use super::Screen;
use super::explain::with_stop;
use crate::diagnostic::{Diagnostic, Level};
use crate::report::check::{Check, Hit, Severity};
use crate::report::reading_words;
use std::io::{self, Write};

/// What is to be rendered.
#[derive(Debug, Clone, Copy)]
pub struct Checked<'a> {
    /// The hits. Empty where an error is among the diagnostics.
    pub check: &'a Check<'a>,
    /// What is wrong with the files.
    pub diagnostics: &'a [Diagnostic],
    /// Of each of them, whether it fails the check.
    pub failing: &'a [bool],
    /// What else is to be known of this run, a sentence each.
    pub notes: &'a [String],
    /// What stands before a path of the register to make it one of the repository: empty, or ending with `/`.
    pub prefix: &'a str,
    /// Where text will be read.
    pub screen: Screen,
    /// Whether people want to read of nothing but what fails; what programs read is the same.
    pub quiet: bool,
    /// Whether everything is written to the step summary as well.
    pub has_summary: bool,
    /// What the program is about to exit with.
    pub exit: u8,
}

impl Checked<'_> {
    /// How many diagnostics of a level there are.
    #[must_use]
    pub fn faults(&self, level: Level) -> usize {
        self.diagnostics.iter().filter(|diagnostic| diagnostic.level == level).count()
    }

    /// Whether something is denied, errors of the files aside.
    #[must_use]
    pub fn is_denied(&self) -> bool {
        self.check.count(Severity::Denied) > 0 || self.denied_warnings() > 0
    }

    /// How many warnings about the files fail the check.
    #[must_use]
    pub fn denied_warnings(&self) -> usize {
        self.each_fault().filter(|(fault, fails)| *fails && fault.level == Level::Warning).count()
    }

    /// Each fault of the files, and whether it fails the check.
    pub(super) fn each_fault(&self) -> impl Iterator<Item = (&Diagnostic, bool)> {
        self.diagnostics.iter().zip(self.failing.iter().copied())
    }

    /// The words, with the reading where it is not the usual one.
    #[must_use]
    pub fn with_reading(&self, words: &str) -> String {
        match reading_words(self.check.report.mode) {
            Some(reading) => format!("{words} ({reading})"),
            None => words.to_owned(),
        }
    }

    /// What is to be known of this run, and what the baseline lists and nothing hits any more, a sentence each.
    pub(super) fn told(&self) -> impl Iterator<Item = String> {
        let unneeded = self.check.unneeded.iter();
        let unneeded = unneeded.map(|entry| format!("the baseline no longer needs `{entry}`"));
        self.notes.iter().cloned().chain(unneeded)
    }

    /// `2 errors, 1 warning; 3 denied, 1 warned of, 2 accepted`.
    #[must_use]
    pub fn in_words(&self) -> String {
        let some = |count: usize, one: &str, more: &str| match count {
            0 => None,
            1 => Some(format!("1 {one}")),
            count => Some(format!("{count} {more}")),
        };
        let parts: Vec<String> = [
            some(self.faults(Level::Error), "error in the files", "errors in the files"),
            some(self.faults(Level::Warning), "warning about the files", "warnings about the files"),
            some(self.check.pledges(Severity::Denied), "pledge denied", "pledges denied"),
            some(self.denied_warnings(), "warning denied", "warnings denied"),
            some(self.check.pledges(Severity::Warned), "pledge warned of", "pledges warned of"),
            some(self.check.pledges(Severity::Accepted), "accepted", "accepted"),
        ]
        .into_iter()
        .flatten()
        .collect();
        let found =
            if parts.is_empty() { "nothing denied, nothing warned of".to_owned() } else { parts.join(", ") };
        self.with_reading(&found)
    }
}

/// A format of a check.
#[derive(Debug, Clone, Copy)]
pub struct Format {
    /// Its name on the command line.
    pub name: &'static str,
    /// Writes it.
    pub write: fn(&Checked<'_>, &mut dyn Write) -> io::Result<()>,
}

/// Every format; the first is the default.
pub const FORMATS: &[Format] = &[
    Format { name: "text", write: text::write },
    Format { name: "github", write: github::write },
    Format { name: "sarif", write: sarif::write },
    Format { name: "junit", write: junit::write },
    Format { name: "markdown", write: markdown::write },
    Format { name: "json", write: json::write },
];

/// A fault of the files in sentences: what is wrong, and what to do.
fn in_sentences(message: &str, help: Option<&str>) -> String {
    let help = help.map(|help| format!(" Help: {}", with_stop(help)));
    with_stop(message) + &help.unwrap_or_default()
}

/// The hit in one line: `teachers-6500, lapsed: Deadline passed on …`.
fn hit_words(checked: &Checked<'_>, hit: &Hit<'_>) -> String {
    let mode = checked.check.report.mode;
    let reading = reading_words(mode).map(|_| format!(" by the {} reading", mode.word()));
    format!(
        "{}, {}{}: {}",
        hit.pledge.id,
        hit.assessment.status.word(),
        reading.unwrap_or_default(),
        hit.why()
    )
}
