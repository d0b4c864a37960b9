//! Of what kind a thing is, by the words right beside it: prison places are no specialist places, and clinical psychologists are
//! no educational ones.
//!
//! It must not weigh anything.

use super::related;
use super::tokens::{self, Sort, Token};
use std::cell::OnceCell;

/// What is counted, or what a sum is for, with the words beside it that tell of what kind it is.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Thing {
    /// The key of its noun.
    pub(super) key: String,
    /// Keys of the words right before it: "prison" of prison places.
    pub(super) before: Vec<String>,
    /// The key of the word right after it: "schools" of mainstream schools.
    pub(super) after: Vec<String>,
}

impl Thing {
    /// A thing by its noun alone, of whatever kind.
    #[cfg(test)]
    pub(super) fn of_any_kind(key: &str) -> Self {
        Self { key: key.to_owned(), ..Self::default() }
    }

    /// Whether a word, which names such things, names some of this kind; `own`: whether a key is of the pledge's words.
    pub(super) fn kind(&self, words: &Words<'_>, at: usize, own: &dyn Fn(&str) -> bool) -> Kind {
        if self.before.is_empty() && self.after.is_empty() {
            return Kind::Same;
        }
        let before: Vec<usize> = if self.before.is_empty() { Vec::new() } else { words.before(at) };
        if before.iter().any(|at| is_one(words.key(*at), &self.before)) {
            return Kind::Same;
        }
        let after = if self.after.is_empty() { None } else { words.after(at) };
        if after.is_some_and(|at| is_one(words.key(at), &self.after)) {
            return Kind::Same;
        }
        // "Encourages schools": what ends in an s is a deed more often than a kind.
        let nearest = before.first().copied().filter(|at| !ends_in_s(&words.lower(*at)));
        let is_other = |at: usize| words.tokens[at].sort == Sort::Word && !own(words.key(at));
        if nearest.into_iter().chain(after).any(is_other) { Kind::Other } else { Kind::Untold }
    }
}

/// Whether things are of the pledge's kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// They are, or the pledge names none.
    Same,
    /// No kind is named.
    Untold,
    /// They are of another.
    Other,
}

/// What a word of the same family is worth, at least.
pub(super) const FAMILY: f32 = 0.5;

/// Whether a word in lower case ends as plurals and many verbs do.
pub(super) fn ends_in_s(lower: &str) -> bool {
    lower.ends_with('s') && !lower.ends_with("ss")
}

/// Whether a key is one of some, or of the family of one.
fn is_one(key: &str, keys: &[String]) -> bool {
    let akin =
        |one: &String| related::related(one).iter().any(|(other, worth)| *worth >= FAMILY && *other == key);
    keys.iter().any(|one| one == key || akin(one))
}

/// Things that stand for whatever is counted.
#[rustfmt::skip]
pub(super) const ANYTHING: &[&str] = &[
    "people", "persons", "individuals", "staff", "recruits", "posts", "roles", "jobs", "cases", "times", "more",
    "extra", "additional", "further", "new", "target", "pledge", "commitment", "goal", "ambition", "figure", "total",
    "number", "promise", "of", "them", "these", "those", "others", "members", "units", "items", "figures", "promised",
    "pledged", "net", "fte", "personnel",
];

/// Words around a sum of money that any sum may have, and words of promising.
#[rustfmt::skip]
pub(super) const ANY_SUM: &[&str] = &[
    "capital", "funding", "fund", "funds", "investment", "invest", "grant", "grants", "money", "budget",
    "spending", "support", "package", "programme", "scheme", "new", "additional", "extra", "further", "year", "years",
    "financial", "revenue", "course", "parliament", "next", "total", "allocation", "allocations", "including", "help",
    "deliver", "provide", "create", "improve", "government", "department", "million", "worth", "commit", "spend",
    "increase", "investing", "providing", "announce", "back", "put", "give", "make", "end", "one", "two", "three",
    "four", "five", "ten", "first", "last", "january", "march", "april", "september", "almost", "nearly", "around",
    "approximately", "roughly", "least", "overall", "compared", "comparison", "previous", "previously", "plan", "plans", "already",
    "record", "level", "levels", "cash", "real", "terms", "rise", "rising", "average", "per", "annum", "annual", "annually", "draw",
    "drawn", "uplift", "amount", "sum", "sums", "average", "ensure", "begin", "continue", "autumn", "spring", "statement", "review",
    "backed", "public", "national", "across", "country", "nation", "uk", "england", "britain", "british", "united", "kingdom", "world",
];

/// Words that say how good, how new or how many things are, and not of what kind.
#[rustfmt::skip]
const QUALITIES: &[&str] = &[
    "able", "available", "best", "big", "bigger", "different", "effective", "eligible", "entire", "equivalent", "excellent",
    "existing", "expert", "few", "fewer", "free", "fresh", "full", "good", "great", "greater", "high", "hon", "important",
    "individual", "key", "large", "larger", "local", "long", "low", "main", "major", "many", "modern", "original", "other",
    "outstanding", "own", "part", "permanent", "potential", "quality", "remaining", "significant", "similar", "single",
    "skilful", "small", "strong", "successful", "such", "talented", "temporary", "time", "trainee", "training", "various",
    "vital", "whole", "wide", "world",
];

/// A text in words.
pub(super) struct Words<'a> {
    text: &'a str,
    pub(super) tokens: Vec<Token>,
    /// The keys that were asked for: each word is stemmed once.
    keys: Vec<OnceCell<String>>,
}

impl<'a> Words<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        let tokens: Vec<Token> = tokens::tokens(text, &[]).collect();
        Self { text, keys: vec![OnceCell::new(); tokens.len()], tokens }
    }

    pub(super) fn lower(&self, at: usize) -> String {
        let token = &self.tokens[at];
        self.text[token.start..token.end].to_lowercase()
    }

    pub(super) fn is_lower(&self, at: usize) -> bool {
        self.text[self.tokens[at].start..].starts_with(char::is_lowercase)
    }

    pub(super) fn key(&self, at: usize) -> &str {
        self.keys[at].get_or_init(|| {
            let mut key = String::new();
            tokens::key(self.text, &self.tokens[at], &tokens::stemmer(), &mut key);
            key
        })
    }

    /// What stands between a word and the one before it.
    pub(super) fn gap(&self, at: usize) -> &'a str {
        let before = at.checked_sub(1).and_then(|before| self.tokens.get(before));
        let gap = before.zip(self.tokens.get(at));
        gap.and_then(|(before, next)| self.text.get(before.end..next.start)).unwrap_or(".")
    }

    /// Whether a word stands right behind the one before it.
    fn is_beside(&self, at: usize) -> bool {
        matches!(self.gap(at), " " | "-")
    }

    /// The words right before a noun that tell its kind, the nearest first. What stands behind "to" or "will" is a deed.
    fn before(&self, noun: usize) -> Vec<usize> {
        let run = (1..=noun).rev().take_while(|at| self.is_beside(*at)).map(|at| at - 1);
        let mut run: Vec<usize> = run.take_while(|at| self.is_content(*at)).collect();
        let leads = |at: usize| self.is_beside(at) && matches!(&*self.lower(at - 1), "to" | "will");
        if run.last().is_some_and(|first| leads(*first)) {
            run.pop();
        }
        run.retain(|at| self.tells_kind(*at));
        run
    }

    /// The word right after a noun, where that is told of what kind by it.
    fn after(&self, noun: usize) -> Option<usize> {
        let next = noun + 1;
        (next < self.tokens.len() && self.is_beside(next) && self.is_content(next) && self.tells_kind(next))
            .then_some(next)
    }

    fn is_content(&self, at: usize) -> bool {
        matches!(self.tokens[at].sort, Sort::Word | Sort::Acronym) && !tokens::is_stop(&self.lower(at))
    }

    fn tells_kind(&self, at: usize) -> bool {
        let lower = self.lower(at);
        let says_how = lower.ends_with("ed") || lower.ends_with("ly");
        !says_how && ![ANYTHING, ANY_SUM, QUALITIES].iter().any(|list| list.contains(&&*lower))
    }

    /// What a noun of the pledge names. Only what a sum is for may be named with the word after it: behind what is counted the
    /// sentence goes on.
    pub(super) fn thing(&self, noun: usize, with_after: bool) -> Thing {
        let key = |at: usize| self.key(at).to_owned();
        let before = self.before(noun).into_iter().map(key).collect();
        let after = self.after(noun).filter(|_| with_after).map(key);
        Thing { key: key(noun), before, after: after.into_iter().collect() }
    }
}
