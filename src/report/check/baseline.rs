//! The baseline: what a project has accepted for now, so that one old lapse does not keep its pipeline red. A plain list
//! of fingerprints, one a line. It must not be read or written here, only understood.

use std::collections::BTreeMap;

/// Accepted fingerprints, each with a note for people.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Baseline(BTreeMap<String, String>);

/// What stands at the top of a baseline.
const HEAD: &str = "\
# Accepted by `kept check --baseline`: pledge and rule, one a line. Only what is not listed fails.
# `kept check --write-baseline` writes this file; `kept check` reports lines that are no longer needed.
";

impl Baseline {
    /// Takes fingerprints and notes.
    pub fn new(entries: impl IntoIterator<Item = (String, String)>) -> Self {
        Self(entries.into_iter().collect())
    }

    /// Reads the text of a baseline; what follows `#` is for people.
    ///
    /// # Errors
    /// The number, from 1, of a line that is no fingerprint.
    pub fn parse(text: &str) -> Result<Self, usize> {
        let mut entries = BTreeMap::new();
        for (at, line) in text.trim_start_matches('\u{feff}').lines().enumerate() {
            let (entry, note) = line.split_once('#').unwrap_or((line, ""));
            let entry = entry.trim();
            if entry.is_empty() {
                continue;
            }
            let is_fingerprint = entry.split_once(':').is_some_and(|(pledge, code)| {
                !pledge.is_empty() && !code.is_empty() && !entry.contains(char::is_whitespace)
            });
            if !is_fingerprint {
                return Err(at + 1);
            }
            entries.insert(entry.to_owned(), note.trim().to_owned());
        }
        Ok(Self(entries))
    }

    /// Whether it is listed.
    #[must_use]
    pub fn accepts(&self, fingerprint: &str) -> bool {
        self.0.contains_key(fingerprint)
    }

    /// Entries that none of these is, in order.
    pub(super) fn unneeded(&self, hits: impl Iterator<Item = String>) -> Vec<String> {
        let mut left: BTreeMap<&str, ()> = self.0.keys().map(|entry| (entry.as_str(), ())).collect();
        for hit in hits {
            left.remove(hit.as_str());
        }
        left.into_keys().map(ToOwned::to_owned).collect()
    }

    /// The text of the file, in the order of the fingerprints.
    #[must_use]
    pub fn to_text(&self) -> String {
        let mut text = HEAD.to_owned();
        for (entry, note) in &self.0 {
            // A note is somebody's title: it stays on its line.
            let note = note.replace(char::is_control, " ");
            text.push_str(&if note.is_empty() {
                format!("{entry}\n")
            } else {
                format!("{entry}  # {note}\n")
            });
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_baseline_is_read_as_it_is_written() {
        let baseline = Baseline::new([
            ("b:deadline-passed".to_owned(), "Plant trees\nand more".to_owned()),
            ("a:withdrawn".to_owned(), String::new()),
        ]);
        let text = baseline.to_text();
        assert!(text.ends_with("a:withdrawn\nb:deadline-passed  # Plant trees and more\n"), "{text}");
        let read = Baseline::parse(&text).expect("what was written");
        assert!(
            read.accepts("a:withdrawn") && read.accepts("b:deadline-passed") && !read.accepts("b:withdrawn")
        );
        assert_eq!(read.unneeded(["a:withdrawn".to_owned()].into_iter()), ["b:deadline-passed"]);
    }

    #[test]
    fn what_is_no_fingerprint_is_told_by_its_line() {
        assert_eq!(Baseline::parse("a:b\r\n\nno fingerprint\n"), Err(3));
        assert_eq!(Baseline::parse("a:\n"), Err(1));
        assert_eq!(Baseline::parse("\u{feff}# only words\n"), Ok(Baseline::default()));
    }
}
