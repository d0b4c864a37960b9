//! The documents that are searched, as terms: which occur where, which sentences there are, which acronym stands for
//! what. Identical texts are one entry with several references.
//!
//! It knows no pledge and weighs nothing; it reads no file.

use std::collections::HashMap;
use std::ops::Range;

use rayon::prelude::*;

use super::acronym;
use super::paper::Paper;
use super::tokens::{self, Sort, Token};
use crate::date::Window;

/// One of the places where a text was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reference {
    /// Where it was read from.
    pub path: String,
    /// The source's own id.
    pub id: Option<String>,
    /// When it could be known.
    pub known: Option<Window>,
}

/// One text with everything that is known about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Entry {
    /// Where it was found, in the order of reading.
    pub(super) references: Vec<Reference>,
    pub(super) body: Option<String>,
    /// SHA-256 of the text: its identity.
    pub(super) hash: [u8; 32],
    pub(super) text: String,
    /// Its terms: a range of [`Corpus::terms_in_order`].
    pub(super) terms: Range<u32>,
    /// Its sentences: a range of [`Corpus::sentences`].
    pub(super) sentences: Range<u32>,
    /// Whether the first sentence is the title, which is not part of the text.
    pub(super) titled: bool,
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
    /// Acronyms and the terms they stand for, most often seen first.
    pub(super) acronyms: Vec<(u32, Vec<u32>)>,
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
            entry.text = paper.text;
        }
        corpus.acronyms = acronyms.into_sorted();
        corpus.post();
        corpus
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
        let hash = self.entries.get(entry).map(|entry| entry.hash).unwrap_or_default();
        hash.iter().map(|byte| format!("{byte:02x}")).collect()
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
        let global: Vec<u32> = chunk
            .keys
            .into_iter()
            .map(|key| {
                let next = narrow(self.keys.len());
                *self.lookup.entry(key).or_insert_with_key(|key| {
                    self.keys.push(key.clone());
                    next
                })
            })
            .collect();
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
        for (acronym, expansion) in chunk.acronyms {
            let expansion = expansion.into_iter().map(|local| global[local as usize]).collect();
            acronyms.note(global[acronym as usize], expansion);
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

/// A text, found in one place or several.
struct Merged {
    paper: Paper,
    references: Vec<Reference>,
    hash: [u8; 32],
}

/// Papers with the same text become one, in the order of the first.
fn merge(papers: Vec<Paper>) -> Vec<Merged> {
    let mut merged: Vec<Merged> = Vec::with_capacity(papers.len());
    let mut seen: HashMap<[u8; 32], usize> = HashMap::with_capacity(papers.len());
    let hashes: Vec<[u8; 32]> = papers
        .par_iter()
        .map(|paper| <sha2::Sha256 as sha2::Digest>::digest(paper.text.as_bytes()).into())
        .collect();
    for (mut paper, hash) in papers.into_iter().zip(hashes) {
        let reference =
            Reference { path: std::mem::take(&mut paper.path), id: paper.id.take(), known: paper.known };
        match seen.get(&hash) {
            Some(at) => merged[*at].references.push(reference),
            None => {
                seen.insert(hash, merged.len());
                merged.push(Merged { paper, references: vec![reference], hash });
            }
        }
    }
    merged
}

/// A part of the corpus, read by one thread, with its own numbering of terms.
#[derive(Default)]
struct Chunk {
    entries: Vec<Entry>,
    keys: Vec<Box<str>>,
    terms: Vec<u32>,
    sentences: Vec<Sentence>,
    acronyms: Vec<(u32, Vec<u32>)>,
}

/// What a chunk remembers while it reads: words as written and keys, with their term; `None` for empty words.
struct Known {
    words: HashMap<Box<str>, Option<u32>>,
    terms: HashMap<Box<str>, u32>,
    stemmer: frostem::Stemmer,
    key: String,
}

impl Chunk {
    fn read(papers: &[Merged]) -> Self {
        let mut chunk = Self::default();
        let mut known = Known {
            words: HashMap::new(),
            terms: HashMap::new(),
            stemmer: tokens::stemmer(),
            key: String::new(),
        };
        for merged in papers {
            chunk.paper(&merged.paper, &mut known);
        }
        chunk
    }

    fn paper(&mut self, paper: &Paper, known: &mut Known) {
        let (terms, sentences) = (narrow(self.terms.len()), narrow(self.sentences.len()));
        let titled = paper.title.as_ref().is_some_and(|title| !title.trim().is_empty());
        if let Some(title) = paper.title.as_ref().filter(|_| titled) {
            self.sentences.push(Sentence { terms, start: 0, end: 0 });
            self.text(title, &[], known, false);
        }
        self.text(&paper.text, &paper.blocks, known, true);
        self.entries.push(Entry {
            references: Vec::new(),
            body: None,
            hash: [0; 32],
            text: String::new(),
            terms: terms..narrow(self.terms.len()),
            sentences: sentences..narrow(self.sentences.len()),
            titled,
        });
    }

    fn text(&mut self, text: &str, blocks: &[usize], known: &mut Known, sentences: bool) {
        let first = self.sentences.len();
        let mut recent = acronym::Recent::default();
        for token in tokens::tokens(text, blocks) {
            if let Some(start) = token.opens.filter(|_| sentences) {
                if self.sentences.len() > first
                    && let Some(before) = self.sentences.last_mut()
                {
                    before.end = narrow(text[..start].trim_end().len());
                }
                self.sentences.push(Sentence {
                    terms: narrow(self.terms.len()),
                    start: narrow(start),
                    end: 0,
                });
            }
            let term = self.term(text, &token, known);
            if token.sort == Sort::Acronym
                && let Some(term) = term
                && let Some(expansion) = recent.expansion(text, &token)
            {
                self.acronyms.push((term, expansion));
            }
            recent.push(text, &token, term);
            self.terms.extend(term);
        }
        if self.sentences.len() > first
            && let Some(last) = self.sentences.last_mut()
        {
            last.end = narrow(text.trim_end().len());
        }
    }

    /// The number of a token's term; `None` for words that carry no meaning.
    fn term(&mut self, text: &str, token: &Token, known: &mut Known) -> Option<u32> {
        let word = &text[token.start..token.end];
        let plain = matches!(token.sort, Sort::Word | Sort::Acronym);
        if plain && let Some(term) = known.words.get(word) {
            return *term;
        }
        let stop = token.sort == Sort::Word && tokens::is_stop(&word.to_lowercase());
        let term = (!stop).then(|| {
            tokens::key(text, token, &known.stemmer, &mut known.key);
            match known.terms.get(known.key.as_str()) {
                Some(term) => *term,
                None => {
                    let term = narrow(self.keys.len());
                    let key: Box<str> = known.key.as_str().into();
                    self.keys.push(key.clone());
                    known.terms.insert(key, term);
                    term
                }
            }
        });
        if plain {
            known.words.insert(word.into(), term);
        }
        term
    }
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
    fn an_acronym_is_learned_where_it_is_introduced() {
        let corpus = Corpus::new(vec![paper(
            "1",
            "A new National Professional Qualification for Special Educational Needs Co-ordinators (SENCOs) began.",
        )]);
        let (acronym, expansion) = &corpus.acronyms[0];
        let words: Vec<&str> = expansion.iter().map(|term| &*corpus.keys[*term as usize]).collect();
        assert_eq!(
            (&*corpus.keys[*acronym as usize], words),
            ("^SENCO", vec!["special", "educ", "need", "coordin"])
        );
    }
}
