//! The words around a number: its sentence, the name of what it counts, and how the pledge names the same.
//!
//! It must not judge what is said of the number.

use crate::matching::profile::Profile;
use crate::matching::steps::Promise;
use crate::matching::tokens::{self, Number, Sort, Token, one_of};

/// A word of a sentence.
#[derive(Debug, Clone)]
pub(super) struct Word {
    pub(super) lower: String,
    /// The key by which it is compared.
    pub(super) key: String,
    pub(super) number: Option<Number>,
    pub(super) capital: bool,
    /// A mark stands before it.
    pub(super) parted: bool,
}

/// A sentence around a number.
pub(super) struct Phrase {
    pub(super) words: Vec<Word>,
    /// Which of them is the number.
    pub(super) here: usize,
    /// Its words in lower case, with a space before and after each.
    pub(super) folded: String,
}

/// The sentence around the token `at`.
pub(super) fn phrase(passage: &str, found: &[Token], at: usize) -> Phrase {
    let from = (0..=at).rev().find(|one| found[*one].opens.is_some()).unwrap_or(0);
    let to = (at + 1..found.len()).find(|one| found[*one].opens.is_some()).unwrap_or(found.len());
    let words = words(passage, &found[from..to]);
    let folded = folded(&words);
    Phrase { words, here: at - from, folded }
}

/// The words that some tokens are.
pub(super) fn words(passage: &str, found: &[Token]) -> Vec<Word> {
    let stemmer = tokens::stemmer();
    let mut key = String::new();
    let mut end = found.first().map_or(0, |first| first.start);
    let word = |token: &Token| {
        let text = passage.get(token.start..token.end).unwrap_or_default();
        tokens::key(passage, token, &stemmer, &mut key);
        let gap = passage.get(end..token.start).unwrap_or_default();
        end = token.end;
        let number = match token.sort {
            Sort::Number(number) => Some(number),
            Sort::Word | Sort::Acronym | Sort::Year(_) | Sort::DoubleYear(_) => None,
        };
        Word {
            lower: text.to_lowercase(),
            key: key.clone(),
            number,
            capital: text.starts_with(char::is_uppercase),
            parted: gap.contains([',', ';', ':', '(', ')', '\u{2013}', '\u{2014}']),
        }
    };
    found.iter().map(word).collect()
}

fn folded(words: &[Word]) -> String {
    words.iter().fold(String::from(" "), |folded, word| folded + &word.lower + " ")
}

/// Whether some words stand in a folded sentence.
pub(super) fn stands(folded: &str, words: &str) -> bool {
    folded
        .match_indices(words)
        .any(|(at, _)| folded[..at].ends_with(' ') && folded[at + words.len()..].starts_with(' '))
}

/// Whether a key is of a number of the pledge.
pub(super) fn is_number_of(profile: &Profile, key: &str) -> bool {
    profile.terms.iter().any(|term| term.number && term.key == key)
}

/// Whether a pledge has a term.
pub(super) fn has(profile: &Profile, key: &str) -> bool {
    profile.terms.iter().any(|term| !term.number && term.key == key)
}

/// Words by which a clause tells what the one before it leads to: "our goal is full coverage, ensuring at least 99%".
const LEADS_TO: &str = "ensuring meaning bringing giving allowing enabling so with";

/// Where the clause of a number begins, or the one that governs it.
pub(super) fn governing_clause(words: &[Word], here: usize) -> usize {
    let begins = |end: usize| (0..=end).rev().find(|one| words[*one].parted).unwrap_or(0);
    let mut clause = begins(here);
    while clause > 0 && one_of(LEADS_TO, &words[clause].lower) {
        clause = begins(clause - 1);
    }
    clause
}

/// The name of what a number counts.
pub(super) struct Name {
    /// The keys of its words that say something.
    pub(super) keys: Vec<String>,
    /// Which word comes after it.
    pub(super) end: usize,
}

/// Words at which a name ends.
const ENDS: &str = "\
    for in on to by that which who whom whose with from as during over through across at under when once so including of into \
    per following is are was were has have had will would can should could must be been being within between against \
    before after where while since and or but than not instead rather compared did do does this next";
/// The most words of a name.
const LONGEST: usize = 9;
/// Words that say nothing of what is counted, or only praise it.
const SAYS_NOTHING: &str = "\
    new additional extra more further net fte full-time full time equivalent the our these those such total of expert skilled \
    excellent outstanding brilliant talented dedicated modern vital now already";

/// Whether a word tells nothing of what is counted: "2,346 full-time equivalent".
pub(super) fn says_nothing(word: &str) -> bool {
    one_of(SAYS_NOTHING, &word.to_lowercase())
}

/// The name that begins after the word `at`; it ends at a verb of the pledge too.
pub(super) fn name(words: &[Word], at: usize, is_verb: impl Fn(&Word) -> bool) -> Name {
    let lower = |one: usize| words.get(one).map_or("", |word| word.lower.as_str());
    let mut first = at + 1;
    // "2,346 of the 6,500 teachers", "61.8% of patients".
    if lower(first) == "of" && words.get(first).is_some_and(|word| !word.parted) {
        first += 1;
        while one_of("the our these those its promised pledged planned", lower(first)) {
            first += 1;
        }
        first += usize::from(words.get(first).is_some_and(|word| word.number.is_some()));
    }
    let mut end = first;
    while let Some(word) = words.get(end)
        && end < first + LONGEST
        && !word.parted
        && word.number.is_none()
        && !one_of(ENDS, &word.lower)
        && !is_verb(word)
    {
        end += 1;
    }
    let own = words.get(first..end).unwrap_or_default();
    let keys = own.iter().filter(|word| !one_of(SAYS_NOTHING, &word.lower)).map(|word| word.key.clone());
    Name { keys: keys.collect(), end }
}

/// Whether what is counted is named before a number: "the number of teachers recruited was 2,346".
pub(super) fn counted_before(words: &[Word], here: usize, name: &[String]) -> bool {
    let of = words[..here]
        .windows(2)
        .position(|pair| matches!(pair[0].lower.as_str(), "number" | "total") && pair[1].lower == "of");
    of.is_some_and(|of| {
        let own = self::name(words, of + 1, |word| word.lower.ends_with("ed"));
        own.keys.last().is_some_and(|head| name.last() == Some(head))
    })
}

/// How a pledge names what it counts.
pub(super) struct Pledged<'a> {
    pub(super) promise: &'a Promise<'a>,
    /// The keys of the name of what its number counts.
    pub(super) name: Vec<String>,
    /// The keys by which that is called: the last of the name, and others that are counted with it.
    pub(super) heads: Vec<String>,
    /// The keys of all its words.
    pub(super) all: Vec<String>,
    /// The keys of its other numbers.
    pub(super) others: Vec<String>,
    /// The preposition before its number.
    pub(super) before: Option<String>,
    pub(super) folded: String,
}

/// Reads a pledge's own words.
pub(super) fn pledged<'a>(promise: &'a Promise<'a>, profile: &Profile) -> Pledged<'a> {
    let found: Vec<Token> = tokens::tokens(promise.quote, &[]).collect();
    let words = words(promise.quote, &found);
    let is_its = |word: &Word| word.number.is_some() && is_number_of(profile, &word.key);
    let at = words.iter().position(is_its);
    let before = at.and_then(|at| at.checked_sub(1)).map(|at| words[at].lower.clone());
    let others = words.iter().enumerate().filter(|(one, word)| Some(*one) != at && word.number.is_some());
    let name = at.map_or_else(Vec::new, |at| name(&words, at, |_| false).keys);
    let counted = profile.terms.iter().filter(|term| term.number).flat_map(|term| term.of.things());
    Pledged {
        promise,
        heads: name.last().into_iter().chain(counted.map(|thing| &thing.key)).cloned().collect(),
        name,
        others: others.map(|(_, word)| word.key.clone()).collect(),
        before: before.filter(|word| one_of("in to across", word)),
        folded: folded(&words),
        all: words.into_iter().map(|word| word.key).collect(),
    }
}

/// On which side of a limit what is said is: `Some(true)` within it. "At least 85%" is a share and no limit.
pub(super) fn limit(folded: &str) -> Option<bool> {
    let is_share = |rest: &str| {
        let mut after = rest.split_whitespace();
        let number = after.next().unwrap_or_default();
        let cent = after.take(2).eq(["per", "cent"]);
        number.starts_with(|first: char| first.is_ascii_digit()) && (number.ends_with('%') || cent)
    };
    let limits = |words: &str| {
        folded.match_indices(words).any(|(at, _)| {
            let rest = &folded[at + words.len()..];
            folded[..at].ends_with(' ') && rest.starts_with(' ') && !is_share(rest)
        })
    };
    let any = |list: &str| list.split('|').any(limits);
    if any(
        "no longer than|no more than|not more than|within|or less|or fewer|less than|under|fewer than|at most",
    ) {
        Some(true)
    } else if any("longer than|more than|over|or more|at least|above") {
        Some(false)
    } else {
        None
    }
}
