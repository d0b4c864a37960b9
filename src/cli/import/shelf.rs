//! What already stands in `evidence/`, and writing to it: beside first, then under its name, never over anything.
//!
//! It must not decide what a record says.

use super::super::folder;
use anyhow::Context;
use kept::document::{self, Document, House, filing};
use kept::language::canonical::sha256_hex;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

/// Larger copies are compared by their bytes only.
const MOST_COMPARED: u64 = 16 * 1024 * 1024;

/// House, day and number, as words.
type Identity = (String, String, String);

/// A stored copy and the SHA-256 of its bytes.
pub(super) type Copy = (String, String);

/// The documents and records of a register by what they are.
pub(super) struct Shelf {
    folder: PathBuf,
    dry_run: bool,
    /// Stored copies by the SHA-256 of their bytes.
    by_bytes: HashMap<String, String>,
    /// Stored copies by the SHA-256 of their words and the number of their question: some words answer thousands.
    by_words: HashMap<String, BTreeMap<Option<String>, Vec<Copy>>>,
    by_identity: HashMap<Identity, String>,
    /// Records by the stored copy that they name.
    records: HashMap<String, String>,
    /// The identity of a stored copy.
    identities: HashMap<String, Identity>,
    /// When the words of a stored copy could be known.
    dates: HashMap<String, String>,
    /// What was written since.
    written: BTreeSet<String>,
    /// What a dry run would have written.
    promised: HashSet<String>,
    /// The number last given to a name that was taken.
    numbers: HashMap<String, u32>,
}

impl Shelf {
    /// Reads what stands in a register.
    pub(super) fn read(folder: &Path, dry_run: bool) -> anyhow::Result<Self> {
        let mut shelf = Self {
            folder: folder.to_owned(),
            dry_run,
            by_bytes: HashMap::new(),
            by_words: HashMap::new(),
            by_identity: HashMap::new(),
            records: HashMap::new(),
            identities: HashMap::new(),
            dates: HashMap::new(),
            written: BTreeSet::new(),
            promised: HashSet::new(),
            numbers: HashMap::new(),
        };
        let mut copies = Vec::new();
        for file in folder::files(&folder.join("evidence")) {
            let length = fs::metadata(&file).map_or(u64::MAX, |metadata| metadata.len());
            if length > document::MOST_BYTES {
                continue;
            }
            let Ok(relative) = file.strip_prefix(folder) else { continue };
            let path: Vec<_> = relative.components().map(|part| part.as_os_str().to_string_lossy()).collect();
            let path = path.join("/");
            let bytes = fs::read(&file).with_context(|| path.clone())?;
            if path.ends_with(".toml") {
                shelf.note_record(&path, &String::from_utf8_lossy(&bytes));
            } else {
                copies.extend(shelf.note_copy(&path, &bytes, length));
            }
        }
        // The number of some stands in their records alone.
        for (words, copy) in copies {
            shelf.note_words(words, copy);
        }
        Ok(shelf)
    }

    /// The files that were written since the shelf was read: paths relative to the register.
    pub(super) fn written(&self) -> &BTreeSet<String> {
        &self.written
    }

    fn note_record(&mut self, path: &str, text: &str) {
        let keys = filing::keys_of(text);
        let Some(document) = keys.get("document") else { return };
        let beside = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        let stored = format!("{beside}/{document}");
        if let (Some(house), Some(tabled_on), Some(uin)) =
            (keys.get("house"), keys.get("tabled_on"), keys.get("uin"))
        {
            self.know((house.clone(), tabled_on.clone(), uin.clone()), &stored);
        }
        if let Some(on) = keys.get("published_on") {
            self.dates.insert(stored.clone(), on.clone());
        }
        self.records.insert(stored, path.to_owned());
    }

    /// Notes what a stored copy is; gives the SHA-256 of its words, if they are to be compared.
    fn note_copy(&mut self, path: &str, bytes: &[u8], length: u64) -> Option<(String, Copy)> {
        let sha256 = sha256_hex(bytes);
        self.by_bytes.insert(sha256.clone(), path.to_owned());
        // A PDF takes long to read; it is the same if its bytes are.
        if length > MOST_COMPARED || bytes.starts_with(b"%PDF") {
            return None;
        }
        let (documents, _) = document::read(path, bytes);
        let [document] = documents.as_slice() else { return None };
        self.note(document, path);
        Some((document.sha256(), (path.to_owned(), sha256)))
    }

    fn note_words(&mut self, words: String, copy: Copy) {
        let number = self.identities.get(&copy.0).map(|(_, _, uin)| uin.clone());
        self.by_words.entry(words).or_default().entry(number).or_default().push(copy);
    }

    fn know(&mut self, identity: Identity, stored: &str) {
        self.by_identity.entry(identity.clone()).or_insert_with(|| stored.to_owned());
        self.identities.entry(stored.to_owned()).or_insert(identity);
    }

    /// The stored copy that has these bytes, and their SHA-256.
    pub(super) fn same_file(&self, bytes: &[u8]) -> Option<Copy> {
        let sha256 = sha256_hex(bytes);
        self.by_bytes.get(&sha256).map(|path| (path.clone(), sha256))
    }

    /// Whether a stored copy has the lines of a file, whatever mark is at its start and whatever ends them.
    pub(super) fn has_lines_of(&self, copy: &Copy, bytes: &[u8]) -> bool {
        let text =
            |bytes: Vec<u8>| String::from_utf8_lossy(&document::statistics::in_utf8(bytes)).into_owned();
        let (there, here) =
            (text(fs::read(self.folder.join(&copy.0)).unwrap_or_default()), text(bytes.to_owned()));
        let [there, here] = [&there, &here].map(|text| text.trim_start_matches('\u{feff}').lines());
        there.eq(here)
    }

    /// The stored copy that has the bytes of the file, or is the same document by its words, and the SHA-256 of its bytes.
    pub(super) fn same(&self, document: &Document, file: Option<&[u8]>) -> Option<Copy> {
        if let Some(copy) = file.and_then(|bytes| self.same_file(bytes)) {
            return Some(copy);
        }
        if document.text.text.is_empty() {
            return None;
        }
        let (this, on) = (identity(document), document.meta.known_as_written());
        // Where the words are the same, the documents are not: of another question, unless one reply was given to both, or
        // of another day.
        let is_same = |(path, _): &&Copy| {
            let other =
                self.identities.get(path).filter(|(_, _, uin)| !document.meta.also_uins.contains(uin));
            let differ = other.zip(this.as_ref()).is_some_and(|(other, this)| other != this);
            let another_day = self.dates.get(path).zip(on.as_ref()).is_some_and(|(there, on)| there != on);
            !differ && !another_day
        };
        let alike = self.by_words.get(&document.sha256())?;
        let Some((_, _, uin)) = &this else { return alike.values().flatten().find(is_same).cloned() };
        let numbers = std::iter::once(uin).chain(&document.meta.also_uins).cloned().map(Some).chain([None]);
        numbers.filter_map(|number| alike.get(&number)).flatten().find(is_same).cloned()
    }

    /// The stored copy of the same question or statement.
    pub(super) fn of_identity(&self, document: &Document) -> Option<String> {
        self.by_identity.get(&identity(document)?).cloned()
    }

    /// Whether a stored copy has the words of a document.
    pub(super) fn has_words_of(&self, stored: &str, document: &Document) -> bool {
        self.by_words
            .get(&document.sha256())
            .is_some_and(|alike| alike.values().flatten().any(|(path, _)| path == stored))
    }

    /// Remembers what was placed, so that the next document is compared with it too.
    pub(super) fn remember(&mut self, document: &Document, copy: &Copy) {
        self.note(document, &copy.0);
        self.note_words(document.sha256(), copy.clone());
    }

    /// Notes what a stored copy is, as far as that was not known: what has no record yet says little of itself.
    pub(super) fn note(&mut self, document: &Document, stored: &str) {
        if let Some(on) = document.meta.known_as_written() {
            self.dates.entry(stored.to_owned()).or_insert(on);
        }
        if let Some(identity) = identity(document) {
            self.know(identity, stored);
        }
    }

    /// Writes a copy below `evidence/` under a name that is free, and gives its path relative to the register, and the
    /// SHA-256 of its bytes.
    pub(super) fn place(&mut self, name: &str, suffix: &str, bytes: &[u8]) -> anyhow::Result<Copy> {
        let stored = self.placed(name, suffix, bytes)?;
        let sha256 = sha256_hex(bytes);
        self.by_bytes.insert(sha256.clone(), stored.clone());
        Ok((stored, sha256))
    }

    fn placed(&mut self, name: &str, suffix: &str, bytes: &[u8]) -> anyhow::Result<String> {
        anyhow::ensure!(
            !name.is_empty()
                && name.split('/').all(|part| !part.is_empty() && part != "." && part != "..")
                && !name.contains(['\\', ':', '\0']),
            "`{name}` is no path below evidence/"
        );
        anyhow::ensure!(
            name.split('/').all(is_free_on_windows),
            "Windows could not have a file `{name}`; name it otherwise with --name"
        );
        let first = self.numbers.get(name).copied().unwrap_or(0) + 1;
        for attempt in first..first.saturating_add(10_000) {
            let numbered = if attempt == 1 { name.to_owned() } else { format!("{name}-{attempt}") };
            let path = format!("evidence/{numbered}.{suffix}");
            // A record of that name would be taken for this document's.
            let taken = |path: &str| {
                self.folder.join(path).symlink_metadata().is_ok() || self.promised.contains(path)
            };
            if taken(&path) || taken(&format!("evidence/{numbered}.toml")) {
                continue;
            }
            self.numbers.insert(name.to_owned(), attempt);
            if self.dry_run {
                self.promised.insert(path.clone());
                return Ok(path);
            }
            if write_new(&self.folder.join(&path), bytes)? {
                self.written.insert(path.clone());
                return Ok(path);
            }
        }
        anyhow::bail!("evidence/{name}: there are too many of that name")
    }

    /// Writes the record of a stored copy, or completes the one there is; says what it did.
    pub(super) fn record(
        &mut self,
        stored: &str,
        keys: Vec<(&'static str, toml_edit::Value)>,
        missing: &[&str],
    ) -> anyhow::Result<Vec<String>> {
        let Some(path) = self.records.get(stored).cloned() else {
            if missing.is_empty() {
                return self.new_record(stored, &filing::written(keys));
            }
            return Ok(vec![format!("  no record was written; say {}", missing.join(", and "))]);
        };
        let whole = self.folder.join(&path);
        if self.dry_run && !whole.exists() {
            // It would have been written by then.
            return Ok(Vec::new());
        }
        let existing = fs::read_to_string(whole).with_context(|| path.clone())?;
        self.complete(&path, &existing, keys)
    }

    /// Adds to a record what it lacks; says what it did, and what stays.
    fn complete(
        &mut self,
        path: &str,
        existing: &str,
        keys: Vec<(&'static str, toml_edit::Value)>,
    ) -> anyhow::Result<Vec<String>> {
        let differing = filing::differing(existing, &keys);
        let stays = match differing.is_empty() {
            true => String::new(),
            false => format!("; what it says otherwise stays: {}", differing.join(", ")),
        };
        let Some((completed, added)) = filing::completed(existing, keys) else {
            return Ok(vec![format!("  {path}: nothing to add{stays}")]);
        };
        if !self.dry_run {
            replace(&self.folder.join(path), completed.as_bytes()).with_context(|| path.to_owned())?;
            self.written.insert(path.to_owned());
        }
        Ok(vec![format!("  {path}: added {}{stays}", added.join(", "))])
    }

    /// Writes a new record beside a stored copy.
    fn new_record(&mut self, stored: &str, text: &str) -> anyhow::Result<Vec<String>> {
        let stem = stored.strip_prefix("evidence/").unwrap_or(stored);
        let stem = stem.strip_suffix(".gz").unwrap_or(stem);
        let stem = stem.rsplit_once('.').map_or(stem, |(stem, _)| stem).to_owned();
        let path = format!("evidence/{stem}.toml");
        if self.dry_run || write_new(&self.folder.join(&path), text.as_bytes())? {
            self.records.insert(stored.to_owned(), path.clone());
            if !self.dry_run {
                self.written.insert(path.clone());
            }
            return Ok(vec![format!("  record {path}")]);
        }
        Ok(vec![format!("  {path}: is there already and names another document; nothing was changed")])
    }

    /// Writes the record of a table under a name that is free, or completes the one that reads the same of it already.
    pub(super) fn table_record(
        &mut self,
        name: &str,
        text: &str,
        keys: Vec<(&'static str, toml_edit::Value)>,
    ) -> anyhow::Result<Vec<String>> {
        for attempt in 1..10_000 {
            let numbered = if attempt == 1 { name.to_owned() } else { format!("{name}-{attempt}") };
            let path = format!("{numbered}.toml");
            match fs::read_to_string(self.folder.join(&path)) {
                Ok(there) if filing::reads_the_same(&there, text) => {
                    return self.complete(&path, &there, keys);
                }
                Ok(_) => {}
                Err(_) => return self.new_record(&format!("{numbered}.csv"), text),
            }
        }
        anyhow::bail!("{name}: there are too many of that name")
    }
}

/// Whether a part of a path is a name that Windows can have, so that a register can be checked out there.
fn is_free_on_windows(part: &str) -> bool {
    let stem = part.split('.').next().unwrap_or_default().trim_end().to_ascii_lowercase();
    let is_numbered = |device: &str| {
        stem.strip_prefix(device)
            .is_some_and(|number| number.len() == 1 && number.parse::<u8>().is_ok_and(|n| n > 0))
    };
    let is_device =
        ["con", "prn", "aux", "nul"].contains(&&*stem) || is_numbered("com") || is_numbered("lpt");
    !is_device && !part.contains(['<', '>', '"', '|', '?', '*']) && !part.ends_with([' ', '.'])
}

fn identity(document: &Document) -> Option<Identity> {
    let (house, tabled_on, uin) = document.meta.identity()?;
    Some((House::word(house).to_owned(), tabled_on.to_string(), uin.to_owned()))
}

/// Writes a file that is not there yet, whole or not at all. Returns whether it was free.
fn write_new(path: &Path, bytes: &[u8]) -> anyhow::Result<bool> {
    if path.symlink_metadata().is_ok() {
        return Ok(false);
    }
    let beside = written_beside(path, bytes)?;
    // A link fails where a file of that name has come meanwhile; a rename would not.
    let placed = match fs::hard_link(&beside, path) {
        Ok(()) => Ok(true),
        Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => Ok(false),
        // A disk without links.
        Err(_) => fs::rename(&beside, path).map(|()| true),
    };
    let _ = fs::remove_file(&beside);
    placed.with_context(|| format!("cannot write {}", path.display()))
}

/// Replaces a file, whole or not at all.
fn replace(path: &Path, bytes: &[u8]) -> anyhow::Result<()> {
    let beside = written_beside(path, bytes)?;
    fs::rename(&beside, path)
        .inspect_err(|_| drop(fs::remove_file(&beside)))
        .with_context(|| format!("cannot write {}", path.display()))
}

/// Writes to a name that nobody reads; what breaks off is taken away.
fn written_beside(path: &Path, bytes: &[u8]) -> anyhow::Result<PathBuf> {
    let folder = path.parent().context("no folder to write to")?;
    fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
    let name = path.file_name().context("no name to write under")?.to_string_lossy().into_owned();
    let beside = folder.join(format!(".{name}.{}.part", std::process::id()));
    fs::write(&beside, bytes)
        .inspect_err(|_| drop(fs::remove_file(&beside)))
        .with_context(|| format!("cannot write {}", path.display()))?;
    Ok(beside)
}

/// The bytes of a file that stands beside another, if it is there and small.
pub(super) fn beside(path: &Path, name: &str) -> Option<Vec<u8>> {
    let path = path.with_file_name(name);
    if !fs::metadata(&path).ok()?.is_file() {
        return None;
    }
    let mut bytes = Vec::new();
    fs::File::open(path).ok()?.take(MOST_COMPARED).read_to_end(&mut bytes).ok()?;
    Some(bytes)
}
