//! Learns what an acronym stands for from the place where a text introduces it: "Special Educational Needs
//! Co-ordinators (SENCOs)".
//!
//! It must not guess: without a pair of brackets and fitting initials nothing is learned. A name of three words or more may be
//! written by its initials all the same ("National Anti-Corruption Commission", NACC): whoever asks for those must see that they
//! stand for nothing else.

use std::collections::{BTreeMap, VecDeque};

use super::tokens::{self, Sort, Token};

/// How far back the words of an acronym may stand.
const REACH: usize = 12;
/// How many meanings of one acronym are kept.
const MEANINGS: usize = 3;

/// The words just read.
#[derive(Default)]
pub(super) struct Recent {
    words: VecDeque<Word>,
}

struct Word {
    /// Its first letters, in lower case.
    initials: Vec<char>,
    term: Option<u32>,
}

impl Recent {
    /// Notes a token and its term; words that carry no meaning have none.
    pub(super) fn push(&mut self, text: &str, token: &Token, term: Option<u32>) {
        if self.words.len() == REACH {
            self.words.pop_front();
        }
        let letters = text[token.start..token.end].chars().filter(|letter| letter.is_alphanumeric());
        let initials = letters.take(3).flat_map(char::to_lowercase).collect();
        self.words.push_back(Word { initials, term });
    }

    /// The terms that a bracketed acronym stands for, if the words before it fit its letters.
    pub(super) fn expansion(&self, text: &str, token: &Token) -> Option<Vec<u32>> {
        if !text[..token.start].ends_with('(') || !text[token.end..].starts_with(')') {
            return None;
        }
        let word = &text[token.start..token.end];
        let word = word.strip_suffix('s').filter(|rest| rest.len() >= 2).unwrap_or(word);
        let letters: Vec<char> = word.chars().map(|letter| letter.to_ascii_lowercase()).collect();
        let from = self.fit(&letters, self.words.len())?;
        let terms: Vec<u32> = self.words.range(from..).filter_map(|word| word.term).collect();
        (terms.len() >= 2).then_some(terms)
    }

    /// Where the words begin whose initials, up to `end`, spell `letters`. A word that carries meaning gives at
    /// least one letter and at most three, others may give none.
    fn fit(&self, letters: &[char], end: usize) -> Option<usize> {
        if letters.is_empty() {
            return Some(end);
        }
        let word = self.words.get(end.checked_sub(1)?)?;
        for taken in 1..=word.initials.len().min(letters.len()) {
            let (rest, last) = letters.split_at(letters.len() - taken);
            if word.initials.starts_with(last)
                && let Some(from) = self.fit(rest, end - 1)
            {
                return Some(from);
            }
        }
        if word.term.is_none() && letters.len() > 1 { self.fit(letters, end - 1) } else { None }
    }
}

/// What an acronym stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Meaning {
    /// Its term.
    pub(super) acronym: u32,
    /// The terms of the long form.
    pub(super) long: Vec<u32>,
    /// How often it was introduced so.
    pub(super) times: u32,
}

/// What acronyms stand for, with how often each meaning was seen.
#[derive(Default)]
pub(super) struct Table {
    seen: BTreeMap<u32, BTreeMap<Vec<u32>, u32>>,
}

impl Table {
    /// Notes what an acronym was introduced for.
    pub(super) fn note(&mut self, meaning: Meaning) {
        *self.seen.entry(meaning.acronym).or_default().entry(meaning.long).or_default() += meaning.times;
    }

    /// Every acronym with its most frequent meanings, the most frequent first.
    pub(super) fn into_sorted(self) -> Vec<Meaning> {
        let mut sorted = Vec::new();
        for (acronym, meanings) in self.seen {
            let mut meanings: Vec<(Vec<u32>, u32)> = meanings.into_iter().collect();
            meanings.sort_by_key(|(_, times)| std::cmp::Reverse(*times));
            let kept = meanings.into_iter().take(MEANINGS);
            sorted.extend(kept.map(|(long, times)| Meaning { acronym, long, times }));
        }
        sorted
    }
}

/// Words with capitals that follow each other: the first letter of each, and its key.
type Run = Vec<(char, String)>;

/// The fewest words of a name that is written by its initials, and the most.
const NAME: std::ops::RangeInclusive<usize> = 3..=7;

/// The acronyms that the names in a text would have, as keys, with the keys of their words.
pub(super) fn of_names(text: &str) -> Vec<(String, Vec<String>)> {
    let stemmer = tokens::stemmer();
    let (mut runs, mut run): (Vec<Run>, Run) = (Vec::new(), Vec::new());
    let mut end = 0;
    for token in tokens::tokens(text, &[]) {
        let word = text.get(token.start..token.end).unwrap_or_default();
        let between = text.get(end..token.start).unwrap_or_default();
        end = token.end;
        if token.opens.is_some() || !between.chars().all(|mark| matches!(mark, ' ' | '-')) {
            runs.push(std::mem::take(&mut run));
        }
        if tokens::is_stop(&word.to_lowercase()) {
            continue;
        }
        let initial = word.chars().next().filter(|first| first.is_ascii_uppercase());
        match initial.filter(|_| token.sort == Sort::Word) {
            Some(initial) => {
                let mut key = String::new();
                tokens::key(text, &token, &stemmer, &mut key);
                run.push((initial, key));
            }
            None => runs.push(std::mem::take(&mut run)),
        }
    }
    runs.push(run);
    runs.iter()
        .flat_map(|run| NAME.flat_map(move |length| run.windows(length)))
        .map(|name| {
            let acronym = std::iter::once('^').chain(name.iter().map(|(initial, _)| *initial)).collect();
            (acronym, name.iter().map(|(_, key)| key.clone()).collect())
        })
        .collect()
}

/// The acronyms that a single text introduces, as keys: for a pledge, whose words are numbered later.
pub(super) fn introduced(text: &str) -> Vec<(String, Vec<String>)> {
    let stemmer = tokens::stemmer();
    let mut recent = Recent::default();
    let mut keys: Vec<String> = Vec::new();
    let mut found = Vec::new();
    for token in tokens::tokens(text, &[]) {
        let mut key = String::new();
        tokens::key(text, &token, &stemmer, &mut key);
        if let Some(expansion) = recent.expansion(text, &token) {
            let expansion = expansion.into_iter().filter_map(|at| keys.get(at as usize).cloned()).collect();
            found.push((key.clone(), expansion));
        }
        let stop = tokens::is_stop(&text[token.start..token.end].to_lowercase());
        recent.push(text, &token, u32::try_from(keys.len()).ok().filter(|_| !stop));
        keys.push(key);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_may_be_written_by_its_initials() {
        let acronyms =
            |text: &str| -> Vec<String> { of_names(text).into_iter().map(|(acronym, _)| acronym).collect() };
        assert_eq!(
            acronyms("We will create a National Anti-Corruption Commission."),
            ["^NAC", "^ACC", "^NACC"]
        );
        assert_eq!(acronyms("the Immigration and Refugee Board"), ["^IRB"]);
        assert_eq!(
            acronyms("Education, Health, Care. We train teachers of Paris and London"),
            Vec::<String>::new()
        );
    }
}
