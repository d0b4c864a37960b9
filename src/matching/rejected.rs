//! Proposals that a person declined, so that none is made twice: `rejected.toml` beside `pledges.toml`.
//!
//! It must not decide anything: it remembers.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::{fs, io};

use serde::Deserialize;

use crate::date::Date;

/// The file's name.
const FILE: &str = "rejected.toml";

/// What was declined: pairs of a pledge's id and the SHA-256 of a canonical text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Rejected {
    pairs: BTreeSet<(String, String)>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawFile {
    #[serde(default)]
    rejected: Vec<RawPair>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawPair {
    pledge: String,
    text_sha256: String,
    #[serde(rename = "on")]
    _on: Option<toml::value::Datetime>,
    #[serde(rename = "quote")]
    _quote: Option<String>,
}

impl Rejected {
    /// Reads what was declined; a register without the file has declined nothing.
    ///
    /// # Errors
    /// When the file is there and cannot be read: what was declined must not come back unnoticed.
    pub fn load(register: &Path) -> Result<Self, String> {
        let text = match fs::read_to_string(path(register)) {
            Ok(text) => text,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Self::default()),
            Err(error) => return Err(format!("{FILE} cannot be read: {error}")),
        };
        let told = |error: toml::de::Error| {
            format!(
                "{FILE} cannot be read: {error}help: mend the entry, or remove it, and it is proposed again"
            )
        };
        let raw: RawFile = toml::from_str(&text).map_err(told)?;
        Ok(Self { pairs: raw.rejected.into_iter().map(|pair| (pair.pledge, pair.text_sha256)).collect() })
    }

    /// Whether this text was declined for this pledge.
    #[must_use]
    pub fn has(&self, pledge: &str, text_sha256: &str) -> bool {
        !self.pairs.is_empty() && self.pairs.contains(&(pledge.to_owned(), text_sha256.to_owned()))
    }
}

/// Where a register's file of declined proposals is.
#[must_use]
pub fn path(register: &Path) -> PathBuf {
    register.join(FILE)
}

/// What to add to the file for one declined proposal; the quote is for people who read it.
#[must_use]
pub fn entry(pledge: &str, text_sha256: &str, on: Date, quote: &str) -> String {
    let shown = |text: &str| toml_edit::Value::from(text).to_string().trim().to_owned();
    let mut out = String::from("\n[[rejected]]\n");
    let _ = writeln!(out, "pledge = {}", shown(pledge));
    let _ = writeln!(out, "text_sha256 = {}", shown(text_sha256));
    let _ = writeln!(out, "on = {on}");
    let _ = writeln!(out, "quote = {}", shown(&quote.chars().take(120).collect::<String>()));
    out
}

/// What the file begins with.
pub const HEADING: &str =
    "# Proposals of `kept match` that were declined. Remove an entry to have it proposed again.\n";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_declined_is_remembered() {
        let folder = tempfile::tempdir().expect("a folder");
        assert_eq!(Rejected::load(folder.path()), Ok(Rejected::default()));
        let day = Date::from_ymd_opt(2026, 11, 21).expect("a day");
        let text = format!("{HEADING}{}", entry("p", "00ff", day, "he said \"no\"\n"));
        fs::write(path(folder.path()), text).expect("written");
        let rejected = Rejected::load(folder.path()).expect("read");
        assert!(rejected.has("p", "00ff") && !rejected.has("q", "00ff") && !rejected.has("p", "00fe"));
        fs::write(path(folder.path()), "[[rejected]]\npledge = 1\n").expect("written");
        assert!(Rejected::load(folder.path()).is_err());
    }
}
