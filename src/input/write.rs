//! Writing back: entries as TOML in the words of the key tables, appended to a file whose comments and layout stay.
//!
//! Nothing that a person wrote is changed: what is new goes below it, and the whole is put in place in one step.
//! What an entry should say is decided elsewhere.

use super::keys::{Section, Shape};
use crate::quantity::Decimal;
use std::fmt::Write as _;
use std::fs;
use std::io::{self, Write as _};
use std::path::Path;
use toml::de::DeTable;

/// A table to be written, its keys in the order in which they are given.
#[derive(Debug, Clone)]
pub struct Entry {
    section: &'static Section,
    keys: Vec<(&'static str, Value)>,
}

/// What a key is given.
#[derive(Debug, Clone)]
pub enum Value {
    /// Text of any kind; it is quoted and escaped.
    Text(String),
    /// A date in a register's notation: a day is written as a TOML date, the rest as text.
    Date(String),
    /// An exact decimal.
    Number(Decimal),
    /// True or false.
    Truth(bool),
    /// A list of texts.
    Texts(Vec<String>),
    /// A table, written inline.
    Table(Entry),
    /// A list of tables, each with its own header below the entry.
    Tables(Vec<Entry>),
}

/// Why something was not written.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// The file that is to be added to is not valid TOML.
    #[error("the file has syntax errors; mend them first")]
    Broken,
    /// The file writes its list in another way (`pledge = [ … ]`), so that nothing can be added below it.
    #[error("the file does not take `{0}` at its end; write its list with [[…]] headers")]
    DoesNotFit(&'static str),
    /// Reading or writing failed.
    #[error(transparent)]
    Io(#[from] io::Error),
}

impl Entry {
    /// An entry of a section without keys.
    #[must_use]
    pub fn new(section: &'static Section) -> Self {
        Self { section, keys: Vec::new() }
    }

    /// The same with one more key of its section.
    #[must_use]
    pub fn with(mut self, key: &'static str, value: Value) -> Self {
        debug_assert!(self.section.key(key).is_some(), "{} has no key {key}", self.section.name);
        self.keys.push((key, value));
        self
    }

    /// The same with one more key, if there is a value for it.
    #[must_use]
    pub fn with_some(self, key: &'static str, value: Option<Value>) -> Self {
        match value {
            Some(value) => self.with(key, value),
            None => self,
        }
    }

    /// The entry as TOML below a header such as `[[pledge]]`; without a header, as the beginning of a file.
    #[must_use]
    pub fn to_toml(&self, header: Option<&str>) -> String {
        let mut out = String::new();
        if let Some(header) = header {
            let _ = writeln!(out, "[[{header}]]");
        }
        let mut below = Vec::new();
        for (key, value) in &self.keys {
            if let Value::Tables(entries) = value {
                let path = header.map_or_else(|| (*key).to_owned(), |header| format!("{header}.{key}"));
                below.extend(entries.iter().map(|entry| entry.to_toml(Some(&path))));
            } else {
                let _ = writeln!(out, "{key} = {}", value.to_toml());
            }
        }
        for table in below {
            let _ = write!(out, "\n{table}");
        }
        out
    }
}

impl Value {
    fn to_toml(&self) -> String {
        match self {
            Self::Text(text) => quoted(text),
            Self::Date(date) if is_day(date) => date.clone(),
            Self::Date(date) => quoted(date),
            Self::Number(number) => number.normalize().to_string(),
            Self::Truth(truth) => truth.to_string(),
            Self::Texts(texts) => {
                format!("[{}]", texts.iter().map(|text| quoted(text)).collect::<Vec<_>>().join(", "))
            }
            Self::Table(entry) => {
                let keys: Vec<String> =
                    entry.keys.iter().map(|(key, value)| format!("{key} = {}", value.to_toml())).collect();
                format!("{{ {} }}", keys.join(", "))
            }
            Self::Tables(entries) => {
                let tables: Vec<String> =
                    entries.iter().map(|entry| Self::Table(entry.clone()).to_toml()).collect();
                format!("[{}]", tables.join(", "))
            }
        }
    }
}

/// Text as a TOML string on one line.
fn quoted(text: &str) -> String {
    toml_edit::Value::from(text.replace("\r\n", "\n").split('\n').collect::<Vec<_>>().join(" ")).to_string()
}

fn is_day(date: &str) -> bool {
    date.len() == 10 && date.parse::<crate::date::Date>().is_ok()
}

/// A file's text with entries added below everything that stands there.
///
/// # Errors
/// When the text is not valid TOML, or cannot take another `[[key]]`.
pub fn appended(text: &str, key: &'static str, entries: &[Entry]) -> Result<String, WriteError> {
    let is_list =
        |section: &Section| section.key(key).is_some_and(|key| matches!(key.shape, Shape::Tables(_)));
    debug_assert!(is_list(&super::keys::PLEDGES_FILE) || is_list(&super::keys::EVIDENCE_FILE));
    let plain = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    if !DeTable::parse_recoverable(plain).1.is_empty() {
        return Err(WriteError::Broken);
    }
    let line_end = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let mut whole = text.to_owned();
    if !text.is_empty() && !text.ends_with('\n') {
        whole.push_str(line_end);
    }
    for entry in entries {
        let table = entry.to_toml(Some(key)).replace('\n', line_end);
        if !whole.is_empty() {
            whole.push_str(line_end);
        }
        whole.push_str(&table);
    }
    if !DeTable::parse_recoverable(whole.strip_prefix('\u{FEFF}').unwrap_or(&whole)).1.is_empty() {
        return Err(WriteError::DoesNotFit(key));
    }
    Ok(whole)
}

/// Adds entries to a file on disk. It is written beside and then renamed, so that it is never half written.
///
/// # Errors
/// As [`appended`]; and when the file changed while this was going on, or cannot be read or written.
pub fn append(path: &Path, key: &'static str, entries: &[Entry]) -> Result<(), WriteError> {
    let before = fs::read_to_string(path)?;
    let whole = appended(&before, key, entries)?;
    if fs::read_to_string(path)? != before {
        return Err(io::Error::other("the file changed while it was being written; nothing was done").into());
    }
    replace(path, whole.as_bytes())?;
    Ok(())
}

/// Puts a new text in place of a file in one step. A link is followed, and the file keeps its permissions.
fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let path = fs::canonicalize(path)?;
    let permissions = fs::metadata(&path)?.permissions();
    let mut name = path.file_name().map(std::ffi::OsStr::to_os_string).unwrap_or_default();
    name.push(".kept-new");
    let beside = path.with_file_name(name);
    let mut file = fs::OpenOptions::new().write(true).create_new(true).open(&beside)?;
    let written = file.write_all(bytes).and_then(|()| file.sync_all());
    let placed = written
        .and_then(|()| fs::set_permissions(&beside, permissions))
        .and_then(|()| fs::rename(&beside, &path));
    if placed.is_err() {
        // What matters is told; a leftover is no second error.
        let _ = fs::remove_file(&beside);
    }
    placed
}

/// Writes a file that is not there yet, with the folders it needs. It never overwrites.
///
/// # Errors
/// When something stands there already, or writing fails.
pub fn create(path: &Path, bytes: &[u8]) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    let mut file = fs::OpenOptions::new().write(true).create_new(true).open(path)?;
    file.write_all(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input::keys::{ACT, DEADLINE, PLEDGE, RECORD, TARGET};
    use crate::input::load_files;

    fn pledge() -> Entry {
        Entry::new(&PLEDGE)
            .with("id", Value::Text("new-places".to_owned()))
            .with("title", Value::Text("New \"places\"\\ and more".to_owned()))
            .with("responsible", Value::Text("A department".to_owned()))
            .with("made_on", Value::Date("2025-01-14".to_owned()))
            .with("quote", Value::Text("We’ll add\nplaces".to_owned()))
            .with("topics", Value::Texts(vec!["places".to_owned()]))
            .with(
                "target",
                Value::Table(Entry::new(&TARGET).with("at_least", Value::Number(Decimal::new(65, 1)))),
            )
            .with(
                "deadline",
                Value::Table(Entry::new(&DEADLINE).with("by", Value::Date("2026-Q1".to_owned()))),
            )
            .with_some("extent", None)
    }

    #[test]
    fn what_is_appended_loads_and_what_stood_there_stays() {
        for before in ["[register]\ntitle = \"T\"  # a comment", "\u{FEFF}[register]\r\ntitle = \"T\"\r\n"] {
            let whole = appended(before, "pledge", &[pledge()]).expect("it fits");
            assert!(whole.starts_with(before));
            let (register, _) = load_files(vec![("pledges.toml".to_owned(), whole.into_bytes())]);
            let found = register.pledge("new-places").expect("it is there");
            assert_eq!(
                (found.title.as_str(), found.quote.as_str()),
                ("New \"places\"\\ and more", "We’ll add places")
            );
            assert_eq!(found.terms.deadline.as_ref().map(|deadline| &*deadline.when.text), Some("2026-Q1"));
        }
    }

    #[test]
    fn what_does_not_fit_is_refused() {
        assert!(matches!(appended("a = [", "pledge", &[pledge()]), Err(WriteError::Broken)));
        assert!(matches!(
            appended("pledge = []", "pledge", &[pledge()]),
            Err(WriteError::DoesNotFit("pledge"))
        ));
    }

    #[test]
    fn a_record_is_the_beginning_of_a_file() {
        let act = Entry::new(&ACT)
            .with("pledge", Value::Text("p".to_owned()))
            .with("step", Value::Text("started".to_owned()))
            .with("on", Value::Date("2025-02".to_owned()));
        let record = Entry::new(&RECORD)
            .with("title", Value::Text("T".to_owned()))
            .with("act", Value::Tables(vec![act]))
            .with("self_reported", Value::Truth(true));
        let expected = "title = \"T\"\nself_reported = true\n\n[[act]]\npledge = \"p\"\nstep = \"started\"\non = \"2025-02\"\n";
        assert_eq!(record.to_toml(None), expected);
    }

    #[test]
    fn a_file_is_replaced_whole_and_never_overwritten_as_new() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("deep/pledges.toml");
        create(&path, b"[register]\ntitle = \"T\"\n").expect("it is new");
        assert!(create(&path, b"").is_err());
        append(&path, "pledge", &[pledge()]).expect("it fits");
        assert!(fs::read_to_string(&path).expect("it is there").contains("[[pledge]]"));
        assert_eq!(fs::read_dir(path.parent().expect("a folder")).expect("it is there").count(), 1);
    }
}
