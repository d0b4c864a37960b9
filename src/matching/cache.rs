//! The index kept between runs: bytes beside the register that can be thrown away at any time.
//!
//! It is found by what it was made from, proved by a hash of itself, and never needed: whatever is wrong with it, it is
//! made anew. Runs at the same time do no harm: a file is written beside its final name and then renamed.

use std::fs;
use std::io::{self, Write};
use std::ops::Range;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use super::corpus::{Corpus, Entry, Posting, Reference, Sentence, narrow};
use crate::date::{Date, Window};

/// Where a register's cache stands, below its folder.
pub const FOLDER: &str = ".kept-cache";
/// What the bytes begin with; another version of the index is another word.
const MAGIC: &[u8] = b"kept-index-1 ";
/// No more indexes than these are kept.
const MOST_FILES: usize = 4;

/// What an index is made from: the bytes of every file, in order.
#[derive(Debug, Clone, Default)]
pub struct Key(Sha256);

impl Key {
    /// Adds a file under the name by which its documents are known.
    pub fn file(&mut self, path: &str, bytes: &[u8]) {
        self.0.update(narrow(path.len()).to_le_bytes());
        self.0.update(path.as_bytes());
        self.0.update(Sha256::digest(bytes));
    }

    /// The name of the index.
    fn name(&self) -> String {
        let mut digest = self.0.clone();
        digest.update(MAGIC);
        digest.finalize().iter().take(16).map(|byte| format!("{byte:02x}")).collect()
    }
}

/// The index made from these files, if the cache has it whole.
#[must_use]
pub fn load(register: &Path, key: &Key) -> Option<Corpus> {
    let bytes = fs::read(file(register, key)).ok()?;
    from_bytes(&bytes)
}

/// Keeps an index. Where that cannot be done nothing is lost but time, so nothing is reported.
pub fn store(register: &Path, key: &Key, corpus: &Corpus) {
    let folder = register.join(FOLDER);
    let kept = fs::create_dir_all(&folder).and_then(|()| {
        let ignore = folder.join(".gitignore");
        if !ignore.exists() {
            fs::write(&ignore, "*\n")?;
        }
        let path = file(register, key);
        // Another run may write the same index now; one of the names is free, and whose is renamed last does not matter.
        let (beside, mut new) = (0..8)
            .map(|attempt| path.with_extension(format!("part{attempt}")))
            .find_map(|beside| fs::File::create_new(&beside).ok().map(|new| (beside, new)))
            .ok_or_else(|| io::Error::from(io::ErrorKind::AlreadyExists))?;
        let written = new.write_all(&to_bytes(corpus)).and_then(|()| fs::rename(&beside, &path));
        if written.is_err() {
            fs::remove_file(&beside)?;
        }
        written
    });
    if kept.is_ok() {
        forget(&folder);
    }
}

fn file(register: &Path, key: &Key) -> PathBuf {
    register.join(FOLDER).join(format!("{}.index", key.name()))
}

/// Removes the oldest indexes beyond the few that are kept.
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

/// An index as bytes: the magic word, a hash of the rest, the rest.
fn to_bytes(corpus: &Corpus) -> Vec<u8> {
    let mut out = Writer(Vec::new());
    out.count(corpus.entries.len());
    for entry in &corpus.entries {
        out.count(entry.references.len());
        for reference in &entry.references {
            out.text(&reference.path);
            out.maybe(reference.id.as_deref());
            out.maybe(reference.known.map(|known| format!("{}/{}", known.first, known.last)).as_deref());
        }
        out.maybe(entry.body.as_deref());
        out.0.extend_from_slice(&entry.hash);
        out.text(&entry.text);
        out.numbers([entry.terms.start, entry.terms.end, entry.sentences.start, entry.sentences.end]);
        out.0.push(u8::from(entry.titled));
    }
    out.count(corpus.keys.len());
    corpus.keys.iter().for_each(|key| out.text(key));
    out.list(&corpus.terms_in_order);
    out.count(corpus.sentences.len());
    out.numbers(corpus.sentences.iter().flat_map(|one| [one.terms, one.start, one.end]));
    out.list(&corpus.starts);
    out.count(corpus.postings.len());
    out.numbers(corpus.postings.iter().flat_map(|one| [one.entry, one.times]));
    out.count(corpus.acronyms.len());
    for (acronym, long) in &corpus.acronyms {
        out.numbers([*acronym]);
        out.list(long);
    }
    let mut bytes = MAGIC.to_vec();
    bytes.extend_from_slice(&Sha256::digest(&out.0));
    bytes.append(&mut out.0);
    bytes
}

fn from_bytes(bytes: &[u8]) -> Option<Corpus> {
    let rest = bytes.strip_prefix(MAGIC)?;
    let (hash, rest) = rest.split_at_checked(32)?;
    if Sha256::digest(rest).as_slice() != hash {
        return None;
    }
    let mut from = Reader(rest);
    let mut corpus = Corpus::default();
    for _ in 0..from.count()? {
        corpus.entries.push(from.entry()?);
    }
    for _ in 0..from.count()? {
        corpus.keys.push(from.text()?.into());
    }
    corpus.lookup = (0_u32..).zip(&corpus.keys).map(|(at, key)| (key.clone(), at)).collect();
    corpus.terms_in_order = from.list()?;
    for _ in 0..from.count()? {
        let [terms, start, end] = from.numbers()?;
        corpus.sentences.push(Sentence { terms, start, end });
    }
    corpus.starts = from.list()?;
    for _ in 0..from.count()? {
        let [entry, times] = from.numbers()?;
        corpus.postings.push(Posting { entry, times });
    }
    for _ in 0..from.count()? {
        let [acronym] = from.numbers()?;
        corpus.acronyms.push((acronym, from.list()?));
    }
    from.0.is_empty().then_some(corpus)
}

struct Writer(Vec<u8>);

impl Writer {
    fn numbers(&mut self, numbers: impl IntoIterator<Item = u32>) {
        for number in numbers {
            self.0.extend_from_slice(&number.to_le_bytes());
        }
    }

    fn count(&mut self, count: usize) {
        self.numbers([narrow(count)]);
    }

    fn list(&mut self, numbers: &[u32]) {
        self.count(numbers.len());
        self.numbers(numbers.iter().copied());
    }

    fn text(&mut self, text: &str) {
        self.count(text.len());
        self.0.extend_from_slice(text.as_bytes());
    }

    fn maybe(&mut self, text: Option<&str>) {
        self.0.push(u8::from(text.is_some()));
        if let Some(text) = text {
            self.text(text);
        }
    }
}

struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    fn take(&mut self, size: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(size)?;
        self.0 = rest;
        Some(taken)
    }

    fn numbers<const N: usize>(&mut self) -> Option<[u32; N]> {
        let mut numbers = [0; N];
        for (number, bytes) in numbers.iter_mut().zip(self.take(N * 4)?.chunks_exact(4)) {
            *number = u32::from_le_bytes(bytes.try_into().ok()?);
        }
        Some(numbers)
    }

    fn count(&mut self) -> Option<usize> {
        let [count] = self.numbers()?;
        // Nothing takes less than a byte: a count beyond what is left is no count.
        Some(count as usize).filter(|count| *count <= self.0.len())
    }

    fn list(&mut self) -> Option<Vec<u32>> {
        let count = self.count()?;
        let bytes = self.take(count.checked_mul(4)?)?;
        bytes.chunks_exact(4).map(|bytes| Some(u32::from_le_bytes(bytes.try_into().ok()?))).collect()
    }

    fn text(&mut self) -> Option<&'a str> {
        let count = self.count()?;
        std::str::from_utf8(self.take(count)?).ok()
    }

    fn maybe(&mut self) -> Option<Option<String>> {
        match self.take(1)? {
            [0] => Some(None),
            _ => Some(Some(self.text()?.to_owned())),
        }
    }

    fn range(&mut self) -> Option<Range<u32>> {
        let [start, end] = self.numbers()?;
        Some(start..end)
    }

    fn entry(&mut self) -> Option<Entry> {
        let mut references = Vec::new();
        for _ in 0..self.count()? {
            let (path, id) = (self.text()?.to_owned(), self.maybe()?);
            let known = self.maybe()?.and_then(|text| window(&text));
            references.push(Reference { path, id, known });
        }
        let body = self.maybe()?;
        let hash = self.take(32)?.try_into().ok()?;
        let text = self.text()?.to_owned();
        let (terms, sentences) = (self.range()?, self.range()?);
        let titled = self.take(1)? == [1];
        Some(Entry { references, body, hash, text, terms, sentences, titled })
    }
}

fn window(text: &str) -> Option<Window> {
    let (first, last) = text.split_once('/')?;
    Window::new(first.parse::<Date>().ok()?, last.parse::<Date>().ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::matching::Paper;

    fn corpus() -> Corpus {
        let paper = |id: &str, text: &str| Paper {
            path: "a.jsonl".into(),
            id: Some(id.into()),
            known: Date::from_ymd_opt(2024, 2, 1).map(Window::day),
            text: text.into(),
            ..Paper::default()
        };
        Corpus::new(vec![
            paper("1", "The National Health Service (NHS) has \u{a3}5m."),
            paper("2", "Nothing."),
            paper("3", "Nothing."),
        ])
    }

    #[test]
    fn what_is_kept_comes_back_the_same() {
        let corpus = corpus();
        assert_eq!(from_bytes(&to_bytes(&corpus)), Some(corpus));
    }

    #[test]
    fn a_broken_index_is_no_index() {
        let bytes = to_bytes(&corpus());
        for cut in 0..bytes.len() {
            assert_eq!(from_bytes(&bytes[..cut]), None);
        }
        let mut changed = bytes.clone();
        let last = changed.len() - 3;
        changed[last] ^= 1;
        assert_eq!(from_bytes(&changed), None);
    }

    #[test]
    fn another_file_is_another_index() {
        let name = |path: &str, bytes: &[u8]| {
            let mut key = Key::default();
            key.file(path, bytes);
            key.name()
        };
        assert_eq!(name("a", b"x"), name("a", b"x"));
        assert_ne!(name("a", b"x"), name("a", b"y"));
        assert_ne!(name("a", b"x"), name("b", b"x"));
    }
}
