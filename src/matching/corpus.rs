//! The documents that are searched, as terms: which occur where, which sentences there are, which acronym stands for
//! what. Identical texts are one entry with several references.
//!
//! It knows no pledge and weighs nothing; it reads no file.

mod chunk;

use std::collections::HashMap;
use std::ops::Range;

use rayon::prelude::*;

use super::acronym::{self, Meaning};
use super::cite::Cite;
use super::paper::Paper;
use crate::date::Window;
use crate::language::canonical::hex;
use chunk::{Chunk, Merged, merge};

/// One of the places where a text was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reference {
    /// Where it was read from.
    pub path: String,
    /// The source's own id.
    pub id: Option<String>,
    /// Its numbers in Parliament, by which others cite it.
    pub numbers: Vec<String>,
    /// Title or heading.
    pub title: Option<String>,
    /// When it could be known.
    pub known: Option<Window>,
    /// What is to be borne in mind of what it says.
    pub caution: Option<String>,
}

/// One text with everything that is known about it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Entry {
    /// Where it was found, in the order of reading.
    pub(super) references: Vec<Reference>,
    pub(super) body: Option<String>,
    /// What the department is for that was asked.
    pub(super) asked: Option<String>,
    /// SHA-256 of the text: its identity.
    pub(super) hash: [u8; 32],
    pub(super) text: String,
    /// Its terms: a range of [`Corpus::terms_in_order`].
    pub(super) terms: Range<u32>,
    /// Its sentences: a range of [`Corpus::sentences`].
    pub(super) sentences: Range<u32>,
    /// Whether the first sentence is the title, which is not part of the text.
    pub(super) titled: bool,
    /// The documents that it names by their numbers.
    pub(super) cites: Vec<Cite>,
}

/// A sentence: where its terms begin and where it stands in the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Sentence {
    /// Offset of its first term in [`Corpus::terms_in_order`].
    pub(super) terms: u32,
    /// Byte offset in the text.
    pub(super) start: u32,
    /// Byte offset of its end.
    pub(super) end: u32,
}

/// A term that occurs in an entry, and how often.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Posting {
    pub(super) entry: u32,
    pub(super) times: u32,
}

/// Everything that is searched, indexed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Corpus {
    pub(super) entries: Vec<Entry>,
    pub(super) keys: Vec<Box<str>>,
    pub(super) lookup: HashMap<Box<str>, u32>,
    pub(super) terms_in_order: Vec<u32>,
    pub(super) sentences: Vec<Sentence>,
    /// Where each term's postings begin; one more than there are terms.
    pub(super) starts: Vec<u32>,
    pub(super) postings: Vec<Posting>,
    /// What acronyms stand for; of each acronym, the most often seen first.
    pub(super) acronyms: Vec<Meaning>,
}

impl Corpus {
    /// Indexes documents. Those with the same text become one entry, in the order of the first.
    #[must_use]
    pub fn new(papers: Vec<Paper>) -> Self {
        let merged = merge(papers);
        let size = merged.len().div_ceil(rayon::current_num_threads() * 4).clamp(64, 4_000);
        let chunks: Vec<Chunk> = merged.par_chunks(size).map(Chunk::read).collect();
        let mut corpus = Self::default();
        let mut acronyms = acronym::Table::default();
        for chunk in chunks {
            corpus.append(chunk, &mut acronyms);
        }
        for (Merged { paper, references, hash }, entry) in merged.into_iter().zip(&mut corpus.entries) {
            entry.hash = hash;
            entry.references = references;
            entry.body = paper.body;
            entry.asked = paper.asked;
            entry.text = paper.text;
        }
        corpus.acronyms = acronyms.into_sorted();
        corpus.post();
        corpus
    }

    /// Puts corpora together as if their documents had been read one after the other.
    #[must_use]
    pub fn join(parts: Vec<Self>) -> Self {
        let mut parts = parts.into_iter();
        let mut whole = parts.next().unwrap_or_default();
        if parts.len() == 0 {
            return whole;
        }
        let mut seen: HashMap<[u8; 32], usize> =
            whole.entries.iter().enumerate().map(|(at, entry)| (entry.hash, at)).collect();
        let mut acronyms = acronym::Table::default();
        whole.acronyms.drain(..).for_each(|meaning| acronyms.note(meaning));
        for part in parts {
            whole.take(part, &mut seen, &mut acronyms);
        }
        whole.acronyms = acronyms.into_sorted();
        whole.post();
        whole
    }

    /// Adds the documents of another corpus; of a text that is there already only where it was found.
    fn take(&mut self, part: Self, seen: &mut HashMap<[u8; 32], usize>, acronyms: &mut acronym::Table) {
        let global: Vec<u32> = part.keys.iter().map(|key| self.number(key.clone())).collect();
        for mut entry in part.entries {
            if let Some(at) = seen.get(&entry.hash) {
                self.entries[*at].references.append(&mut entry.references);
                continue;
            }
            seen.insert(entry.hash, self.entries.len());
            let (terms, sentences) = (narrow(self.terms_in_order.len()), narrow(self.sentences.len()));
            let own = entry.terms.start as usize..entry.terms.end as usize;
            let own = part.terms_in_order.get(own).unwrap_or_default();
            self.terms_in_order.extend(own.iter().filter_map(|local| global.get(*local as usize)));
            let own = entry.sentences.start as usize..entry.sentences.end as usize;
            let own = part.sentences.get(own).unwrap_or_default();
            self.sentences.extend(own.iter().map(|sentence| Sentence {
                terms: sentence.terms.saturating_sub(entry.terms.start) + terms,
                ..*sentence
            }));
            entry.terms = terms..narrow(self.terms_in_order.len());
            entry.sentences = sentences..narrow(self.sentences.len());
            self.entries.push(entry);
        }
        for meaning in part.acronyms {
            let long = meaning.long.iter().filter_map(|local| global.get(*local as usize).copied()).collect();
            if let Some(acronym) = global.get(meaning.acronym as usize) {
                acronyms.note(Meaning { acronym: *acronym, long, ..meaning });
            }
        }
    }

    /// The number of a term, new if the key is.
    fn number(&mut self, key: Box<str>) -> u32 {
        let next = narrow(self.keys.len());
        *self.lookup.entry(key).or_insert_with_key(|key| {
            self.keys.push(key.clone());
            next
        })
    }

    /// How many different texts there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there is nothing to search.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// The canonical text of an entry.
    #[must_use]
    pub fn text(&self, entry: usize) -> &str {
        self.entries.get(entry).map_or("", |entry| entry.text.as_str())
    }

    /// SHA-256 of an entry's canonical text, in hexadecimal: its identity.
    #[must_use]
    pub fn sha256(&self, entry: usize) -> String {
        hex(&self.entries.get(entry).map(|entry| entry.hash).unwrap_or_default())
    }

    /// Where the text of an entry was found, in the order of reading; the first is the document's own.
    #[must_use]
    pub fn references(&self, entry: usize) -> &[Reference] {
        self.entries.get(entry).map_or(&[], |entry| entry.references.as_slice())
    }

    /// The terms that at least a share `least` of the texts have, with that share, by name. Numbers are left out.
    #[must_use]
    pub fn shares(&self, least: f32) -> Vec<(&str, f32)> {
        let all = super::background::count(self.len().max(1));
        let mut shares: Vec<(&str, f32)> = (0_u32..)
            .zip(&self.keys)
            .filter(|(_, key)| !key.starts_with('#'))
            .map(|(term, key)| (&**key, super::background::count(self.postings(term).len()) / all))
            .filter(|(_, share)| *share >= least)
            .collect();
        shares.sort_unstable_by(|one, other| one.0.cmp(other.0));
        shares
    }

    /// The terms of a text in order, by name, without words that carry no meaning.
    pub fn words(&self, entry: usize) -> impl Iterator<Item = &str> {
        let terms = self.entries.get(entry).map_or(&[][..], |entry| self.terms(entry));
        terms.iter().filter_map(|term| self.keys.get(*term as usize)).map(|key| &**key)
    }

    /// The terms of an entry in order, without words that carry no meaning.
    pub(super) fn terms(&self, entry: &Entry) -> &[u32] {
        self.terms_in_order.get(entry.terms.start as usize..entry.terms.end as usize).unwrap_or_default()
    }

    /// The sentences of an entry; the first may be its title.
    pub(super) fn sentences(&self, entry: &Entry) -> &[Sentence] {
        self.sentences.get(entry.sentences.start as usize..entry.sentences.end as usize).unwrap_or_default()
    }

    /// The terms of the sentences `range` of an entry.
    pub(super) fn window(&self, entry: &Entry, range: Range<usize>) -> &[u32] {
        let sentences = self.sentences(entry);
        let from = sentences.get(range.start).map_or(entry.terms.end, |sentence| sentence.terms);
        let to = sentences.get(range.end).map_or(entry.terms.end, |sentence| sentence.terms);
        self.terms_in_order.get(from as usize..to as usize).unwrap_or_default()
    }

    /// Where a term occurs.
    pub(super) fn postings(&self, term: u32) -> &[Posting] {
        let at = term as usize;
        let (Some(from), Some(to)) = (self.starts.get(at), self.starts.get(at + 1)) else { return &[] };
        self.postings.get(*from as usize..*to as usize).unwrap_or_default()
    }

    fn append(&mut self, chunk: Chunk, acronyms: &mut acronym::Table) {
        let global: Vec<u32> = chunk.keys.into_iter().map(|key| self.number(key)).collect();
        let terms_before = narrow(self.terms_in_order.len());
        let sentences_before = narrow(self.sentences.len());
        self.terms_in_order.extend(chunk.terms.iter().map(|local| global[*local as usize]));
        self.sentences.extend(
            chunk
                .sentences
                .iter()
                .map(|sentence| Sentence { terms: sentence.terms + terms_before, ..*sentence }),
        );
        self.entries.extend(chunk.entries.into_iter().map(|entry| Entry {
            terms: entry.terms.start + terms_before..entry.terms.end + terms_before,
            sentences: entry.sentences.start + sentences_before..entry.sentences.end + sentences_before,
            ..entry
        }));
        for (acronym, long) in chunk.acronyms {
            let long = long.into_iter().map(|local| global[local as usize]).collect();
            acronyms.note(Meaning { acronym: global[acronym as usize], long, times: 1 });
        }
    }

    /// Builds the postings from the terms of the entries.
    fn post(&mut self) {
        let mut distinct: Vec<Vec<(u32, u32)>> = Vec::new();
        self.entries
            .par_iter()
            .map(|entry| {
                let mut terms = self.terms(entry).to_vec();
                terms.sort_unstable();
                terms.chunk_by(|one, other| one == other).map(|run| (run[0], narrow(run.len()))).collect()
            })
            .collect_into_vec(&mut distinct);
        let mut starts = vec![0_u32; self.keys.len() + 1];
        for (term, _) in distinct.iter().flatten() {
            starts[*term as usize + 1] += 1;
        }
        for at in 1..starts.len() {
            starts[at] += starts[at - 1];
        }
        let mut next = starts.clone();
        let total = starts.last().copied().unwrap_or_default();
        let mut postings = vec![Posting { entry: 0, times: 0 }; total as usize];
        for (entry, terms) in distinct.iter().enumerate() {
            for (term, times) in terms {
                let slot = &mut next[*term as usize];
                postings[*slot as usize] = Posting { entry: narrow(entry), times: *times };
                *slot += 1;
            }
        }
        self.starts = starts;
        self.postings = postings;
    }
}

/// An offset or count that is known to fit: texts together stay far below 4 GiB.
pub(super) fn narrow(size: usize) -> u32 {
    u32::try_from(size).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paper(id: &str, text: &str) -> Paper {
        Paper { id: Some(id.into()), text: text.into(), ..Paper::default() }
    }

    #[test]
    fn one_text_from_two_places_is_one_entry() {
        let corpus =
            Corpus::new(vec![paper("1", "We will act."), paper("2", "Other."), paper("3", "We will act.")]);
        assert_eq!(corpus.len(), 2);
        let ids: Vec<_> = corpus.entries[0].references.iter().filter_map(|one| one.id.as_deref()).collect();
        assert_eq!(ids, ["1", "3"]);
    }

    #[test]
    fn postings_and_sentences_lead_back_to_the_words() {
        let corpus = Corpus::new(vec![
            paper("1", "Teachers came. Teachers left \u{a3}5m."),
            Paper { title: Some("Teachers".into()), ..paper("2", "No more. ") },
        ]);
        let term = corpus.lookup["teacher"];
        assert_eq!(corpus.postings(term), [Posting { entry: 0, times: 2 }, Posting { entry: 1, times: 1 }]);
        let first = &corpus.entries[0];
        let quotes: Vec<&str> = corpus
            .sentences(first)
            .iter()
            .map(|sentence| &first.text[sentence.start as usize..sentence.end as usize])
            .collect();
        assert_eq!(quotes, ["Teachers came.", "Teachers left \u{a3}5m."]);
        assert!(corpus.window(first, 1..2).contains(&corpus.lookup["#\u{a3}50000000000"]));
        assert!(corpus.entries[1].titled);
    }

    #[test]
    fn corpora_put_together_are_one_corpus() {
        let papers = [
            paper("1", "The National Health Service (NHS) has \u{a3}5m."),
            paper("2", "Nothing. See Question 37501."),
            Paper { title: Some("Money".into()), ..paper("3", "The NHS has more. And more.") },
            paper("4", "Nothing. See Question 37501."),
        ];
        let parts = papers.iter().map(|paper| Corpus::new(vec![paper.clone()])).collect();
        assert_eq!(Corpus::join(parts), Corpus::new(papers.to_vec()));
        assert_eq!(Corpus::join(Vec::new()), Corpus::default());
    }

    #[test]
    fn an_acronym_is_learned_where_it_is_introduced() {
        let corpus = Corpus::new(vec![paper(
            "1",
            "A new National Professional Qualification for Special Educational Needs Co-ordinators (SENCOs) began.",
        )]);
        let Meaning { acronym, long, .. } = &corpus.acronyms[0];
        let words: Vec<&str> = long.iter().map(|term| &*corpus.keys[*term as usize]).collect();
        assert_eq!(
            (&*corpus.keys[*acronym as usize], words),
            ("^SENCO", vec!["special", "educ", "need", "coordin"])
        );
    }
}
