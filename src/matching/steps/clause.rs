//! The words of a sentence, and what in it is named: the thing that a verb is done to, and how many of it.
//!
//! It must not know what is promised or judge what is said.

use super::one_of;
use crate::language::past;
use crate::matching::tokens::{self, Sort, stemmer};

/// Words at which the name of a thing ends.
const ENDS_A_NAME: &str = "\
    for in on to by that which who with from as during over through across at under when once so including setting \
    of outlining covering detailing using providing alongside into per following is are was were has have had will \
    would can should be been within between against after before where whose shortly later soon this next today \
    and/or because while this";
/// The most words of a name that are looked at.
const NAME: usize = 12;

/// Words that say how much of what follows an "of": "a quarter of the 13,000 officers", "2,383 of the officers".
const QUANTITY: &str = "\
    half quarter third fifth fraction part parts first tens dozens hundreds thousands per cent percent around nearly almost \
    majority half-dozen many two three four five";

/// A word of a sentence.
pub(super) struct Word {
    pub(super) text: String,
    pub(super) stem: String,
    pub(super) start: usize,
    /// A mark stands before it.
    pub(super) parted: bool,
    /// The key of a number.
    pub(super) number: Option<String>,
}

/// A name in a sentence, and how many it says that there are.
pub(super) struct Thing {
    /// The stems by which it is named.
    pub(super) heads: Vec<String>,
    /// The key of the number that counts it.
    pub(super) number: Option<String>,
    /// Only a part of what is named is meant, or not quite as many.
    pub(super) less: bool,
}

/// Words before a number, within its name, that take some of it away.
const LESS: &str = "fewer less under below almost nearly half barely";

/// What is named from here on. Where a name has several heads, each with its number, that of one of the `own` heads counts.
pub(super) fn thing(words: &[Word], own: &[String]) -> Thing {
    let name = name(words);
    let quantity =
        |word: &Word| word.number.is_some() || tokens::is_stop(&word.text) || one_of(QUANTITY, &word.text);
    let rest = words.iter().position(|word| word.text == "of").map_or(words.len(), |of| of + 1);
    let is_share = rest < words.len() && !name.is_empty() && words[..rest].iter().all(quantity);
    if !is_share {
        return counted(name, own);
    }
    let whole = counted(self::name(words.get(rest..).unwrap_or_default()), own);
    let all = words[..rest].iter().all(|word| one_of("all of", &word.text));
    Thing { less: whole.less || !all, ..whole }
}

/// The heads of a name with the number that counts those of them that are the pledge's own.
fn counted(name: &[Word], own: &[String]) -> Thing {
    let parts = name.split(|word| one_of("and or", &word.text));
    let of_own = |part: &&[Word]| heads(part).iter().any(|head| own.contains(head));
    let first = |part: &[Word]| part.iter().position(|word| word.number.is_some());
    let (part, at) = parts
        .filter(of_own)
        .find_map(|part| Some((part, first(part)?)))
        .or_else(|| Some((name, first(name)?)))
        .unwrap_or((name, 0));
    Thing {
        heads: heads(name),
        number: part.get(at).and_then(|word| word.number.clone()),
        less: part[..at.min(part.len())].iter().any(|word| one_of(LESS, &word.text)),
    }
}

/// The words of the name that begins here: "a full response to the review" is `a full response`.
pub(super) fn name(words: &[Word]) -> &[Word] {
    // "A leaflet about the plan" is no plan; "about 150 stations" are stations.
    let is_topic = |at: usize, word: &Word| {
        word.text == "about" && at > 0 && words.get(at + 1).is_some_and(|next| next.number.is_none())
    };
    let ends = |(at, word): &(usize, &Word)| {
        (*at > 0 && word.parted) || one_of(ENDS_A_NAME, &word.text) || is_topic(*at, word) || *at >= NAME
    };
    let end = words.iter().enumerate().find(ends).map_or(words.len(), |(at, _)| at);
    &words[..end]
}

/// The name that a clause ending before its verb begins with: "a summary of responses" is `a summary`.
pub(super) fn subject(words: &[Word]) -> &[Word] {
    name(clause(words))
}

/// The clause before a verb, from its subject on.
pub(super) fn clause(words: &[Word]) -> &[Word] {
    let start = words.iter().rposition(|word| word.parted).unwrap_or(0);
    let (before, clause) = words.split_at_checked(start).unwrap_or_default();
    // "The plan, which was published": the clause before says what.
    if start > 0 && clause.first().is_some_and(|first| first.text == "which") {
        return self::clause(before);
    }
    // "I can tell the House that all lamps were replaced."
    let told = clause.iter().rposition(|word| word.text == "that").filter(|_| {
        clause.first().is_some_and(|first| one_of("i we it they he she ministers government", &first.text))
    });
    clause.get(told.map_or(0, |that| that + 1)..).unwrap_or_default()
}

/// The stems by which a name says what it is: its last word, and the last before an `and`.
pub(super) fn heads(name: &[Word]) -> Vec<String> {
    let says = |word: &&Word| !tokens::is_stop(&word.text) && word.number.is_none();
    let mut heads: Vec<String> = name.iter().rfind(says).map(|word| word.stem.clone()).into_iter().collect();
    for and in (0..name.len()).filter(|at| one_of("and or", &name[*at].text)) {
        heads.extend(name[..and].iter().rfind(says).map(|word| word.stem.clone()));
    }
    heads
}

/// The words of a folded sentence.
pub(super) fn read(folded: &str) -> Vec<Word> {
    let stemmer = stemmer();
    let mut key = String::new();
    let mut end = 0;
    tokens::tokens(folded, &[])
        .filter_map(|token| {
            let text = folded[token.start..token.end].to_owned();
            let gap = folded.get(end..token.start).unwrap_or_default();
            let parted = gap.contains([',', ';', ':', '(', ')', '\u{2013}', '.']);
            end = token.end;
            // "The regulator (IFR) has been established": its short name parts nothing.
            if gap.ends_with('(') && folded.get(end..).is_some_and(|rest| rest.starts_with(')')) {
                end += 1;
                return None;
            }
            let number = matches!(token.sort, Sort::Number(_)).then(|| {
                tokens::key(folded, &token, &stemmer, &mut key);
                key.clone()
            });
            Some(Word { stem: stemmer.stem(&text).into_owned(), text, start: token.start, parted, number })
        })
        .collect()
}

/// The stem of the verb that a word is a past form of.
pub(super) fn stem_of_past(word: &Word) -> Option<String> {
    match past::base(&word.text) {
        Some(base) => Some(stemmer().stem(base).into_owned()),
        None => word.text.ends_with("ed").then(|| word.stem.clone()),
    }
}
