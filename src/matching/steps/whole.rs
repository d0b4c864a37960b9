//! Whether what a sentence says is done is all of what a pledge promises: as many, of every one, everywhere.
//!
//! It must not look for the verb.

use super::clause::{Thing, Word, is_less, name, read};
use super::deed::{DEALINGS, Deed, OF_TIME};
use super::doubt;
use super::place::names_a_place;
use crate::matching::tokens::{is_stop, one_of};

/// What is closed to somebody is not closed.
const CLOSE: &str = "close";
/// Words that open a name after "to": "to new arrivals" and not "to save".
const OPENS_A_NAME: &str = "the a an all any some new most many its their our other further";

/// Words before places of which not all are meant, and after a number that is a time.
const SOME_OF_THEM: &str =
    "two three four five six seven eight nine ten eleven twelve some several many most few";
/// The most words of such a name that are looked at.
const PLACES: usize = 4;

/// Whether all of the pledge is said to be done; `thing` is what it is done to, where it is the pledge's own deed, and `end` is
/// where the sentence goes on after the verb.
pub(super) fn is_whole(
    words: &[Word],
    thing: Option<&Thing>,
    end: usize,
    deed: &Deed,
    own_words: &str,
) -> bool {
    let is_part = is_somewhere(words, end, deed, own_words)
        || has_other_number(words, &deed.numbers)
        || has_other_number(clause_after(words, end), &deed.numbers)
        || is_of_others(words, end, deed, own_words)
        || deed.every && is_for_some(words);
    is_all(words, thing, deed) && !is_part
}

/// Words after "for" that name nobody, and after "in" that name no field.
const NOBODY: &str = "\
    example free consultation use good full response line partnership spring summer autumn winter time place force law principle \
    order part practice statute legislation";

/// Whether the pledge's thing, or what is done to it up to a byte, is said to be of others, and not by all words that the pledge has
/// for it: "a qualification for headteachers" or "in leading mathematics" is none for co-ordinators, "the sale of alcohol" none of
/// vapes, and what is "ended for families" not ended.
fn is_of_others(words: &[Word], end: usize, deed: &Deed, own_words: &str) -> bool {
    let own = read(own_words.lines().next().unwrap_or_default());
    let lacks = |word: &Word| !is_stop(&word.text) && !words.iter().any(|one| one.stem == word.stem);
    let is_own = |word: &Word| own.iter().any(|one| one.stem == word.stem);
    let names = |word: &Word| {
        let number = word.number.is_some() || word.text.starts_with(|first: char| first.is_ascii_digit());
        !word.parted && !word.capital && !number && !is_stop(&word.text) && !one_of(NOBODY, &word.text)
    };
    let of_others = |pair: usize| {
        let (thing, word) = (&words[pair], &words[pair + 1]);
        let is_its = match word.text.as_str() {
            "for" => deed.heads.contains(&thing.stem) || (thing.start < end && end <= word.start),
            "in" => deed.heads.contains(&thing.stem),
            "of" => one_of(DEALINGS, &thing.text),
            _ => false,
        };
        // "In early years" is a field, "in early 2025" a time.
        let early = words.get(pair + 2).is_some_and(|next| one_of("early mid late", &next.text));
        let named = words.get(pair + 2 + usize::from(early)..).unwrap_or_default();
        let told = name(named);
        let told = if word.text == "in" { told.get(..1).unwrap_or_default() } else { told };
        is_its && named.first().is_some_and(names) && !told.iter().any(is_own)
    };
    read(&deed.named).iter().any(lacks) && (0..words.len().saturating_sub(1)).any(of_others)
}

/// Whether as many are said to be done as the pledge counts: by the number of the verb's own object, where it has one.
fn is_all(words: &[Word], thing: Option<&Thing>, deed: &Deed) -> bool {
    let whole = |at: usize| !doubt::is_set_against(words, at) && !is_less(words, at);
    let says = |number: &String| {
        words.iter().enumerate().any(|(at, word)| word.number.as_ref() == Some(number) && whole(at))
    };
    let around = deed.around.as_ref().is_none_or(says);
    match (thing, &deed.number) {
        (Some(thing), Some(_)) => around && !thing.less && deed.is_reached_by(thing.number.as_ref()),
        (Some(thing), None) => {
            let fewer = deed.many && (thing.number.is_some() || thing.few) || deed.plural && thing.single;
            around && !thing.less && (!fewer || thing.all) && (!deed.all || thing.all)
        }
        (None, Some(number)) => around && says(number),
        (None, None) => around,
    }
}

/// Whether a sentence speaks of most or some, where all were promised: "extended to most pupils".
fn is_for_some(words: &[Word]) -> bool {
    let at = |at: usize| words.get(at).map_or("", |word| word.text.as_str());
    (0..words.len()).any(|one| {
        let but = at(one.wrapping_sub(1)) == "at";
        (one_of("most some several many few majority half", at(one)) && !but)
            || (one_of("nearly almost not", at(one)) && one_of("all every each", at(one + 1)))
    })
}

/// Whether what is done to many things is done in a place that the pledge does not name, or only to keep somebody out.
fn is_somewhere(words: &[Word], end: usize, deed: &Deed, own_words: &str) -> bool {
    let to = |(at, word): (usize, &Word)| {
        let next = words.get(at + 1).filter(|next| !next.parted).map_or("", |next| next.text.as_str());
        word.start >= end && word.text == "to" && (one_of(OPENS_A_NAME, next) || next.ends_with('s'))
    };
    // "In eight provinces", where so many are not promised; "in two years" is no place.
    let some = |(at, word): (usize, &Word)| {
        let next = words.get(at + 1);
        let counted = |next: &Word| match &next.number {
            Some(number) => !deed.numbers.contains(number) && deed.number.as_ref() != Some(number),
            None => one_of(SOME_OF_THEM, &next.text),
        };
        one_of("in at across throughout", &word.text)
            && next.is_some_and(|next| !next.parted && counted(next))
            && is_of_places(words.get(at + 2..).unwrap_or_default())
    };
    let many = words.iter().enumerate();
    ((deed.many || deed.placed) && names_a_place(words, own_words))
        || (deed.many && many.clone().any(some))
        || (deed.stem == CLOSE && many.clone().any(to))
}

/// Whether some words begin with the name of things that are no time: "primary schools", "police forces".
fn is_of_places(words: &[Word]) -> bool {
    let name = words
        .iter()
        .take(PLACES)
        .take_while(|word| !word.parted)
        .take_while(|word| !one_of("in at for of and or to on by from with", &word.text));
    let mut plural = name.filter(|word| word.text.ends_with('s') && !word.text.ends_with("ss"));
    plural.next().is_some_and(|word| !one_of(OF_TIME, &word.text))
}

/// What a sentence says in the same breath as the verb that ends at a byte: "to £11.44 in April, and will rise".
fn clause_after(words: &[Word], end: usize) -> &[Word] {
    let start = words.iter().position(|word| word.start >= end).unwrap_or(words.len());
    let after = words.get(start..).unwrap_or_default();
    let stop = after.iter().skip(1).position(|word| word.parted || one_of("and but which", &word.text));
    after.get(..stop.map_or(after.len(), |stop| stop + 1)).unwrap_or_default()
}

/// Whether a sentence has shares or sums of money where the pledge has others.
fn has_other_number(words: &[Word], promised: &[String]) -> bool {
    ["#%", "#£", "#$", "#€"].into_iter().any(|unit| {
        let numbers = words.iter().enumerate().filter(|(at, _)| !doubt::is_set_against(words, *at));
        let mut said = numbers
            .filter_map(|(_, word)| word.number.as_ref())
            .filter(|key| key.starts_with(unit))
            .peekable();
        let wanted = || promised.iter().filter(|key| key.starts_with(unit));
        wanted().next().is_some() && said.peek().is_some() && !said.any(|key| wanted().any(|one| one == key))
    })
}
