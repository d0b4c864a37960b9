//! The index kept between runs: bytes beside the register that can be thrown away at any time.
//!
//! Each file's part is found by the file's name and content, so that a run reads only what changed. The whole is proved by a
//! hash of itself, and never needed: whatever is wrong with it, it is made anew. Runs at the same time do no harm: a
//! file is written beside its final name and then renamed.

mod bytes;

use std::collections::HashMap;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use super::corpus::{Corpus, narrow};
use crate::date::Date;
use crate::language::canonical::hex;
use bytes::{Reader, Writer};

/// Where a register's cache stands, below its folder.
pub const FOLDER: &str = ".kept-cache";
/// What the bytes begin with; another version of the index is another word.
const MAGIC: &[u8] = b"kept-index-9 ";
/// No more indexes than these are kept.
const MOST_FILES: usize = 4;

/// A file that was read: the name by which its documents are known, and the SHA-256 of its bytes, and of the day that
/// was known of them from elsewhere.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Source {
    /// The name.
    pub name: String,
    /// The hash.
    pub sha256: [u8; 32],
}

impl Source {
    /// A file under the name by which its documents are known, and the day on which they came out, where something else
    /// than the file says it.
    #[must_use]
    pub fn new(name: &str, bytes: &[u8], known_on: Option<Date>) -> Self {
        let mut hash = Sha256::new_with_prefix(bytes);
        if let Some(day) = known_on {
            hash.update(day.to_string());
        }
        Self { name: name.to_owned(), sha256: hash.finalize().into() }
    }
}

/// The indexes of single files that one kind of run keeps.
#[derive(Debug, Default)]
pub struct Shelf {
    path: PathBuf,
    parts: HashMap<Source, Corpus>,
}

impl Shelf {
    /// What was kept for the runs that search `sources` (as they were named) in one `kind` of way; nothing, if
    /// anything is wrong with it.
    #[must_use]
    pub fn open(register: &Path, kind: &str, sources: &[String]) -> Self {
        let path = register.join(FOLDER).join(format!("{}.index", key(kind, sources)));
        let parts = fs::read(&path).ok().and_then(|bytes| from_bytes(&bytes)).unwrap_or_default();
        Self { path, parts }
    }

    /// Takes the index of a file out, if it is here and the file is still the same.
    pub fn take(&mut self, source: &Source) -> Option<Corpus> {
        self.parts.remove(source)
    }

    /// Keeps the indexes of files in place of what was there. Where that cannot be done nothing is lost but time, so
    /// nothing is reported.
    pub fn keep(&self, parts: &[(&Source, &Corpus)]) {
        if let Some(folder) = self.path.parent()
            && write(folder, &self.path, &to_bytes(parts)).is_ok()
        {
            forget(folder);
        }
    }
}

/// The name under which something is kept for runs that search `sources`.
pub(super) fn key(kind: &str, sources: &[String]) -> String {
    let mut digest = Sha256::new();
    for text in std::iter::once(kind).chain(sources.iter().map(String::as_str)) {
        digest.update(narrow(text.len()).to_le_bytes());
        digest.update(text.as_bytes());
    }
    hex(&digest.finalize()[..16])
}

/// The name of the file that is held while a register is written to.
const LOCK: &str = "lock";

/// Waits until nobody else writes what they accepted or declined into a register, and keeps others waiting until the file that
/// it gives is dropped.
///
/// # Errors
/// When the file cannot be made beside the register.
pub fn alone(register: &Path) -> io::Result<fs::File> {
    let folder = register.join(FOLDER);
    make(&folder)?;
    let file = fs::File::create(folder.join(LOCK))?;
    file.lock()?;
    Ok(file)
}

/// Makes the cache's folder, of which git is to know nothing.
fn make(folder: &Path) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    let ignore = folder.join(".gitignore");
    if !ignore.exists() {
        fs::write(&ignore, "*\n")?;
    }
    Ok(())
}

/// Writes a file of the cache beside its name and renames it.
pub(super) fn write(folder: &Path, path: &Path, bytes: &[u8]) -> io::Result<()> {
    make(folder)?;
    // Another run may write the same file now; one of the names is free, and whose is renamed last does not matter.
    let (beside, mut new) = (0..8)
        .map(|attempt| path.with_extension(format!("part{attempt}")))
        .find_map(|beside| fs::File::create_new(&beside).ok().map(|new| (beside, new)))
        .ok_or_else(|| io::Error::from(io::ErrorKind::AlreadyExists))?;
    let written = new.write_all(bytes).and_then(|()| fs::rename(&beside, path));
    if written.is_err() {
        fs::remove_file(&beside)?;
    }
    written
}

/// Removes the oldest indexes beyond the few that are kept, and what broken runs left.
fn forget(folder: &Path) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    let mut found: Vec<_> = entries
        .flatten()
        .filter(|entry| {
            entry
                .path()
                .extension()
                .is_some_and(|suffix| suffix == "index" || suffix.to_string_lossy().starts_with("part"))
        })
        .filter_map(|entry| Some((entry.metadata().ok()?.modified().ok()?, entry.path())))
        .collect();
    found.sort();
    for (_, path) in found.iter().rev().skip(MOST_FILES) {
        // Another run may have removed it already.
        let _ = fs::remove_file(path);
    }
}

/// Indexes as bytes: the magic word, a hash of the rest, the rest.
fn to_bytes(parts: &[(&Source, &Corpus)]) -> Vec<u8> {
    let mut out = Writer(vec![0; MAGIC.len() + 32]);
    out.count(parts.len());
    for (source, corpus) in parts {
        out.text(&source.name);
        out.0.extend_from_slice(&source.sha256);
        out.corpus(corpus);
    }
    let mut bytes = out.0;
    let (head, rest) = bytes.split_at_mut(MAGIC.len() + 32);
    head[..MAGIC.len()].copy_from_slice(MAGIC);
    head[MAGIC.len()..].copy_from_slice(&Sha256::digest(rest));
    bytes
}

fn from_bytes(bytes: &[u8]) -> Option<HashMap<Source, Corpus>> {
    let rest = bytes.strip_prefix(MAGIC)?;
    let (hash, rest) = rest.split_at_checked(32)?;
    // Reading harms nothing whatever the bytes are, so that their proof need not come first.
    let (proved, parts) = rayon::join(|| Sha256::digest(rest).as_slice() == hash, || parts(Reader(rest)));
    parts.filter(|_| proved)
}

fn parts(mut from: Reader<'_>) -> Option<HashMap<Source, Corpus>> {
    let mut parts = HashMap::new();
    for _ in 0..from.count()? {
        let name = from.text()?.to_owned();
        let sha256 = from.take(32)?.try_into().ok()?;
        parts.insert(Source { name, sha256 }, from.corpus()?);
    }
    from.0.is_empty().then_some(parts)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::date::{Date, Window};
    use crate::matching::Paper;

    fn corpus() -> Corpus {
        let paper = |id: &str, text: &str| Paper {
            path: "a.jsonl".into(),
            id: Some(id.into()),
            numbers: vec!["12".into(), "13".into()],
            title: Some("Hospitals".into()),
            known: Date::from_ymd_opt(2024, 2, 1).map(Window::day),
            caution: Some("corrected".into()),
            text: text.into(),
            ..Paper::default()
        };
        Corpus::new(vec![
            paper("1", "The National Health Service (NHS) has \u{a3}5m. See Question 37501."),
            paper("2", "Nothing."),
            paper("3", "Nothing."),
        ])
    }

    #[test]
    fn what_is_kept_comes_back_the_same() {
        let (one, other) = (Source::new("a", b"x", None), Source::new("b", b"x", None));
        let mut back =
            from_bytes(&to_bytes(&[(&one, &corpus()), (&other, &Corpus::default())])).expect("whole");
        assert_eq!(back.remove(&one), Some(corpus()));
        assert_eq!(back.remove(&other), Some(Corpus::default()));
    }

    #[test]
    fn a_broken_index_is_no_index() {
        let bytes = to_bytes(&[(&Source::new("a", b"x", None), &corpus())]);
        for cut in 0..bytes.len() {
            assert!(from_bytes(&bytes[..cut]).is_none());
        }
        let mut changed = bytes.clone();
        let last = changed.len() - 3;
        changed[last] ^= 1;
        assert!(from_bytes(&changed).is_none());
        // Bytes that prove themselves and mean nothing.
        let mut forged = MAGIC.to_vec();
        forged.extend_from_slice(&Sha256::digest([255; 9]));
        forged.extend_from_slice(&[255; 9]);
        assert!(from_bytes(&forged).is_none());
        let mut unlike = corpus();
        unlike.terms_in_order[1] = narrow(unlike.keys.len());
        assert!(from_bytes(&to_bytes(&[(&Source::new("a", b"x", None), &unlike)])).is_none());
    }

    #[test]
    fn a_file_that_changed_is_another_file() {
        let folder = tempfile::tempdir().expect("a folder");
        let sources = ["a".to_owned()];
        let shelf = Shelf::open(folder.path(), "match", &sources);
        shelf.keep(&[(&Source::new("a", b"x", None), &corpus())]);
        let mut again = Shelf::open(folder.path(), "match", &sources);
        assert_eq!(again.take(&Source::new("a", b"y", None)), None);
        assert_eq!(again.take(&Source::new("b", b"x", None)), None);
        assert_eq!(again.take(&Source::new("a", b"x", None)), Some(corpus()));
        assert!(Shelf::open(folder.path(), "asked", &sources).parts.is_empty());
    }
}
