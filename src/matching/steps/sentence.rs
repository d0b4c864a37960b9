//! A sentence of a passage, and whether words stand in it without being taken back.
//!
//! It must not know which step words mean, or what a pledge promises but for the words that name it.

use crate::matching::tokens::{self, one_of};

/// Words at which a clause begins that denies what it tells, or only supposes it: "no teachers have been recruited", "had we
/// published".
const OPENS_WITHOUT: &str = "no none neither nothing had should";

/// Words before a cue that take it back: what is to come, doubted, denied or asked.
const TAKEN_BACK: &str = "\
    will would to not never yet could should may might must shall if when once until unless expected \
    expect expects plan plans planned due before after whether hope hopes aim aims half partly partially \
    nearly almost largely cannot can no nor neither without ensure abandoned cancelled dropped scrapped broke broken failed reneged";

/// Whether one of some words, `|` between them, stands in a text as it is.
pub(super) fn contains_any(folded: &str, list: &str) -> bool {
    list.split('|').any(|words| places(folded, words).next().is_some())
}

/// A sentence of a passage.
pub(super) struct Sentence {
    /// With straight apostrophes and single spaces.
    pub(super) tidied: String,
    /// The same in lower case.
    pub(super) folded: String,
    /// The same without the small words of the pledge's own name, which tell nothing: a "national plan to end" it.
    pub(super) plain: String,
    /// The share of the pledge's wording that it has.
    pub(super) share: f32,
}

impl Sentence {
    /// A sentence as it is written; `named` are the folded words by which the pledge names what it promises.
    pub(super) fn new(text: &str, named: &str, share: f32) -> Self {
        let tidied = tidy(text);
        let folded = tidied.to_lowercase();
        Self { plain: without_name(&folded, named), tidied, folded, share }
    }
}

/// A folded sentence in which the words that could tell or take back a step are blotted out wherever they stand in the name
/// of what is promised: where at least [`RUN`] words run as they do there.
fn without_name(folded: &str, named: &str) -> String {
    let names: Vec<&str> = named.split_whitespace().map(bare).collect();
    let mut words: Vec<(usize, &str)> = Vec::new();
    let mut start = 0;
    for word in folded.split(' ') {
        words.push((start, bare(word)));
        start += word.len() + 1;
    }
    let mut plain = folded.to_owned();
    for at in 0..words.len() {
        let run = |from: usize| {
            let same = words[at..].iter().zip(&names[from..]).take_while(|((_, one), other)| one == *other);
            same.count()
        };
        let longest = (0..names.len()).map(run).max().unwrap_or_default();
        if longest < RUN {
            continue;
        }
        for (start, word) in words.iter().skip(at).take(longest) {
            if one_of(TAKEN_BACK, word) {
                plain.replace_range(*start..*start + word.len(), &"_".repeat(word.len()));
            }
        }
    }
    plain
}

/// The fewest words that are a name.
const RUN: usize = 3;

/// A word without the marks after it.
fn bare(word: &str) -> &str {
    word.trim_end_matches([',', '.', ';', ':'])
}

/// The sentences of a passage, parted at semicolons too.
pub(in crate::matching) fn sentences(passage: &str) -> impl Iterator<Item = &str> {
    let mut starts: Vec<usize> = tokens::tokens(passage, &[]).filter_map(|token| token.opens).collect();
    starts.push(passage.len());
    let ranges: Vec<(usize, usize)> = starts.windows(2).map(|pair| (pair[0], pair[1])).collect();
    ranges
        .into_iter()
        .filter_map(|(start, end)| passage.get(start..end))
        .flat_map(|sentence| sentence.split(';'))
}

/// A text with straight apostrophes, single spaces and "and" for an ampersand.
pub(super) fn tidy(text: &str) -> String {
    let plain = text.replace(['\u{2018}', '\u{2019}'], "'");
    let words = plain.split_whitespace().map(|word| if word == "&" { "and" } else { word });
    format!(" {} ", words.collect::<Vec<_>>().join(" "))
}

/// The same in lower case.
pub(super) fn fold(text: &str) -> String {
    tidy(text).to_lowercase()
}

/// Where some words stand in a text.
fn places(folded: &str, words: &str) -> impl Iterator<Item = usize> {
    memchr::memmem::find_iter(folded.as_bytes(), words)
}

pub(super) fn stands_anywhere(folded: &str, words: &str) -> bool {
    places(folded, words).any(|at| bounded(folded, at, at + words.len()))
}

/// Whether a cue stands in a text, in whole words and not taken back by what is before it.
pub(super) fn stands(folded: &str, cue: &str) -> bool {
    // "Of the 8,500 that we committed to": nothing is told to be done.
    let goes_on =
        |end: usize| !cue.ends_with(" to") || folded[end..].trim_start().starts_with(char::is_alphanumeric);
    places(folded, cue).any(|at| {
        let end = at + cue.len();
        bounded(folded, at, end) && goes_on(end) && !taken_back(&folded[..at], cue)
    })
}

fn bounded(text: &str, start: usize, end: usize) -> bool {
    let letter = |letter: Option<char>| letter.is_some_and(char::is_alphanumeric);
    !letter(text[..start].chars().next_back()) && !letter(text[end..].chars().next())
}

/// Whether one of the four words before takes a cue back, within its clause, or a condition anywhere in it. A cue that
/// says so itself is meant so, but nobody has "no current plans to" do what he will do.
pub(super) fn taken_back(before: &str, cue: &str) -> bool {
    if cue == "to date" && before.ends_with("up ") {
        return true;
    }
    if cue.starts_with("plan") {
        return before.split_whitespace().rev().take(4).any(|word| one_of("no not any without", word));
    }
    if cue.contains("will") || cue.contains("no longer") || cue.contains(" not ") || cue.starts_with("is ") {
        return false;
    }
    let clause = before.rsplit([',', ';', ':']).next().unwrap_or_default();
    let first = clause.split_whitespace().next();
    if first.is_some_and(|first| one_of(OPENS_WITHOUT, first)) {
        return true;
    }
    let words: Vec<&str> = clause.split_whitespace().collect();
    let near = |many: usize| words.len().saturating_sub(many)..words.len();
    near(4).any(|at| one_of(TAKEN_BACK, words[at]) && !is_month(&words, at))
        // "Should by now have been published".
        || near(6).any(|at| one_of("should would could ought", words[at]))
        || words.iter().any(|word| one_of("until unless if whether", word))
}

/// Whether a word is the month of May: "on 1 May 2026", "in May".
fn is_month(words: &[&str], at: usize) -> bool {
    let day =
        |word: Option<&&str>| word.is_some_and(|word| word.starts_with(|one: char| one.is_ascii_digit()));
    let before = at.checked_sub(1).and_then(|before| words.get(before));
    words[at] == "may"
        && (day(before) || day(words.get(at + 1)) || before.is_some_and(|word| one_of("in since last", word)))
}
