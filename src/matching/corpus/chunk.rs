//! Reads a stretch of documents into terms and sentences, with a numbering of its own, so that several are read at once.
//!
//! It must not see other stretches: the corpus puts them together.

use std::collections::HashMap;

use rayon::prelude::*;

use super::{Entry, Reference, Sentence, narrow};
use crate::matching::acronym;
use crate::matching::cite::{Cite, Citing};
use crate::matching::paper::Paper;
use crate::matching::tokens::{self, Sort, Token};

/// A text, found in one place or several.
pub(super) struct Merged {
    pub(super) paper: Paper,
    pub(super) references: Vec<Reference>,
    pub(super) hash: [u8; 32],
}

/// Papers with the same text become one, in the order of the first.
pub(super) fn merge(papers: Vec<Paper>) -> Vec<Merged> {
    let mut merged: Vec<Merged> = Vec::with_capacity(papers.len());
    let mut seen: HashMap<[u8; 32], usize> = HashMap::with_capacity(papers.len());
    let hashes: Vec<[u8; 32]> = papers
        .par_iter()
        .map(|paper| <sha2::Sha256 as sha2::Digest>::digest(paper.text.as_bytes()).into())
        .collect();
    for (mut paper, hash) in papers.into_iter().zip(hashes) {
        let reference = Reference {
            path: std::mem::take(&mut paper.path),
            id: paper.id.take(),
            numbers: std::mem::take(&mut paper.numbers),
            title: paper.title.clone(),
            known: paper.known,
            caution: paper.caution.take(),
        };
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
pub(super) struct Chunk {
    pub(super) entries: Vec<Entry>,
    pub(super) keys: Vec<Box<str>>,
    pub(super) terms: Vec<u32>,
    pub(super) sentences: Vec<Sentence>,
    /// Acronyms with what they stand for, wherever one is introduced.
    pub(super) acronyms: Vec<(u32, Vec<u32>)>,
}

/// What a chunk remembers while it reads: words as written and keys, with their term; `None` for empty words.
struct Known {
    words: HashMap<Box<str>, Option<u32>>,
    terms: HashMap<Box<str>, u32>,
    stemmer: frostem::Stemmer,
    key: String,
}

impl Chunk {
    pub(super) fn read(papers: &[Merged]) -> Self {
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
        let cites = self.text(&paper.text, &paper.blocks, known, true);
        self.entries.push(Entry {
            terms: terms..narrow(self.terms.len()),
            sentences: sentences..narrow(self.sentences.len()),
            titled,
            cites,
            ..Entry::default()
        });
    }

    fn text(&mut self, text: &str, blocks: &[usize], known: &mut Known, sentences: bool) -> Vec<Cite> {
        let first = self.sentences.len();
        let mut recent = acronym::Recent::default();
        let mut citing = Citing::default();
        let mut cites = Vec::new();
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
            if let Some(number) = citing.number(text, &token) {
                cites.push(Cite { number, at: narrow(token.start) });
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
        cites
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
