//! Indexes as bytes, and back.
//!
//! Whatever the bytes are, reading them must end without harm: every length is held against what is left.

use std::ops::Range;

use crate::date::{Date, Window};
use crate::matching::acronym::Meaning;
use crate::matching::cite::Cite;
use crate::matching::corpus::{Corpus, Entry, Posting, Reference, Sentence, narrow};

impl Writer {
    /// Writes a corpus.
    pub(super) fn corpus(&mut self, corpus: &Corpus) {
        self.count(corpus.entries.len());
        corpus.entries.iter().for_each(|entry| self.entry(entry));
        self.count(corpus.keys.len());
        corpus.keys.iter().for_each(|key| self.text(key));
        self.list(&corpus.terms_in_order);
        self.count(corpus.sentences.len());
        self.numbers(corpus.sentences.iter().flat_map(|one| [one.terms, one.start, one.end]));
        self.list(&corpus.starts);
        self.count(corpus.postings.len());
        self.numbers(corpus.postings.iter().flat_map(|one| [one.entry, one.times]));
        self.count(corpus.acronyms.len());
        for meaning in &corpus.acronyms {
            self.numbers([meaning.acronym, meaning.times]);
            self.list(&meaning.long);
        }
    }

    fn entry(&mut self, entry: &Entry) {
        self.count(entry.references.len());
        for reference in &entry.references {
            self.text(&reference.path);
            self.maybe(reference.id.as_deref());
            self.count(reference.numbers.len());
            reference.numbers.iter().for_each(|number| self.text(number));
            self.maybe(reference.title.as_deref());
            self.maybe(reference.caution.as_deref());
            self.maybe(reference.known.map(|known| format!("{}/{}", known.first, known.last)).as_deref());
        }
        self.maybe(entry.body.as_deref());
        self.maybe(entry.asked.as_deref());
        self.0.extend_from_slice(&entry.hash);
        self.text(&entry.text);
        self.numbers([entry.terms.start, entry.terms.end, entry.sentences.start, entry.sentences.end]);
        self.0.push(u8::from(entry.titled));
        self.count(entry.cites.len());
        for cite in &entry.cites {
            self.numbers([cite.at]);
            self.text(&cite.number);
        }
    }
}

impl Reader<'_> {
    /// Reads a corpus.
    pub(super) fn corpus(&mut self) -> Option<Corpus> {
        let mut corpus = Corpus::default();
        for _ in 0..self.count()? {
            corpus.entries.push(self.entry()?);
        }
        for _ in 0..self.count()? {
            corpus.keys.push(self.text()?.into());
        }
        corpus.lookup = (0_u32..).zip(&corpus.keys).map(|(at, key)| (key.clone(), at)).collect();
        let is_term = |term: &u32| corpus.keys.get(*term as usize).is_some();
        corpus.terms_in_order = self.list().filter(|terms| terms.iter().all(is_term))?;
        for _ in 0..self.count()? {
            let [terms, start, end] = self.numbers()?;
            corpus.sentences.push(Sentence { terms, start, end });
        }
        corpus.starts = self.list()?;
        for _ in 0..self.count()? {
            let [entry, times] = self.numbers()?;
            corpus.postings.push(Posting { entry, times });
        }
        for _ in 0..self.count()? {
            let [acronym, times] = self.numbers()?;
            corpus.acronyms.push(Meaning { acronym, long: self.list()?, times });
        }
        Some(corpus)
    }
}

/// Bytes that are written one value after the other.
#[derive(Default)]
pub(super) struct Writer(pub(super) Vec<u8>);

impl Writer {
    pub(super) fn numbers(&mut self, numbers: impl IntoIterator<Item = u32>) {
        for number in numbers {
            self.0.extend_from_slice(&number.to_le_bytes());
        }
    }

    pub(super) fn count(&mut self, count: usize) {
        self.numbers([narrow(count)]);
    }

    fn list(&mut self, numbers: &[u32]) {
        self.count(numbers.len());
        self.numbers(numbers.iter().copied());
    }

    pub(super) fn text(&mut self, text: &str) {
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

/// Bytes that are read in the same order; `None` where they do not hold what is asked for.
pub(super) struct Reader<'a>(pub(super) &'a [u8]);

impl<'a> Reader<'a> {
    pub(super) fn take(&mut self, size: usize) -> Option<&'a [u8]> {
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

    pub(super) fn count(&mut self) -> Option<usize> {
        let [count] = self.numbers()?;
        // Nothing takes less than a byte: a count beyond what is left is no count.
        Some(count as usize).filter(|count| *count <= self.0.len())
    }

    fn list(&mut self) -> Option<Vec<u32>> {
        let count = self.count()?;
        let bytes = self.take(count.checked_mul(4)?)?;
        bytes.chunks_exact(4).map(|bytes| Some(u32::from_le_bytes(bytes.try_into().ok()?))).collect()
    }

    pub(super) fn text(&mut self) -> Option<&'a str> {
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
            let mut numbers = Vec::new();
            for _ in 0..self.count()? {
                numbers.push(self.text()?.to_owned());
            }
            let (title, caution) = (self.maybe()?, self.maybe()?);
            let known = self.maybe()?.and_then(|text| window(&text));
            references.push(Reference { path, id, numbers, title, known, caution });
        }
        let (body, asked) = (self.maybe()?, self.maybe()?);
        let hash = self.take(32)?.try_into().ok()?;
        let text = self.text()?.to_owned();
        let (terms, sentences) = (self.range()?, self.range()?);
        let titled = self.take(1)? == [1];
        let mut cites = Vec::new();
        for _ in 0..self.count()? {
            let [at] = self.numbers()?;
            cites.push(Cite { number: self.text()?.into(), at });
        }
        Some(Entry { references, body, asked, hash, text, terms, sentences, titled, cites })
    }
}

fn window(text: &str) -> Option<Window> {
    let (first, last) = text.split_once('/')?;
    Window::new(first.parse::<Date>().ok()?, last.parse::<Date>().ok()?)
}
