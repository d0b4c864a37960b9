//! What a pledge's numbers are of, and whether a number in a passage is named as something else: 6,500 prison places are
//! no 6,500 teachers, and £740 million to mend roads is none for schools.
//!
//! It must not weigh anything.

use super::kinds::{ANY_SUM, ANYTHING, FAMILY, Kind, Thing, Words, ends_in_s};
use super::related;
use super::tokens::{self, Sort, Token};
use crate::language::dates::DateMention;
use crate::language::quantities::{self, QuantityMention, Unit};
use crate::language::tokens as words;

/// What a number of a pledge is of.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) enum Of {
    /// Nothing that would tell it from the same number elsewhere.
    #[default]
    Anything,
    /// It counts these.
    Things(Vec<Thing>),
    /// It is a sum of money for these.
    Purpose(Vec<Thing>),
}

impl Of {
    /// What another text says that the same number is of, besides.
    pub(super) fn add(&mut self, other: &Self) {
        match (self, other) {
            (Self::Things(own), Self::Things(more)) | (Self::Purpose(own), Self::Purpose(more)) => {
                for thing in more {
                    match own.iter_mut().find(|one| one.key == thing.key) {
                        Some(one) => {
                            one.before.extend(thing.before.iter().cloned());
                            one.after.extend(thing.after.iter().cloned());
                        }
                        None => own.push(thing.clone()),
                    }
                }
            }
            (own @ Self::Anything, other) => *own = other.clone(),
            (Self::Things(_) | Self::Purpose(_), _) => {}
        }
    }

    /// What it is of.
    pub(super) fn things(&self) -> &[Thing] {
        match self {
            Self::Anything => &[],
            Self::Things(things) | Self::Purpose(things) => things,
        }
    }
}

/// What each number in a pledge's text, of these tokens and dates, is of, with the bytes where it stands.
pub(super) fn of_numbers(
    text: &str,
    tokens: &[words::Token],
    dates: &[DateMention],
) -> Vec<(std::ops::Range<usize>, Of)> {
    if !text.bytes().any(|byte| byte.is_ascii_digit())
        && !text.contains("illion")
        && !text.contains("housand")
    {
        return Vec::new();
    }
    let found = quantities::recognise(text, tokens, dates);
    found.iter().map(|one| (one.start..one.end, of(text, one))).collect()
}

fn of(text: &str, one: &QuantityMention) -> Of {
    match one.unit {
        Unit::Noun(start, end) if !one.duration => {
            let noun = text.get(start..end).unwrap_or_default().to_lowercase();
            if ANYTHING.contains(&noun.as_str()) {
                return Of::Anything;
            }
            // "Operations, scans and appointments": all of them are counted.
            let (mut goes_on, first) = (true, start - one.end);
            let is_counted = |token: &Token, lower: &str| {
                goes_on &= token.start <= first || lower == "and" || lower == "or" || !tokens::is_stop(lower);
                goes_on && (token.start == first || (token.start > first && ends_in_s(lower)))
            };
            Of::Things(things(text.get(one.end..).unwrap_or_default(), false, is_counted))
        }
        Unit::Known("£" | "$" | "€") => {
            let before = text.get(..one.start).unwrap_or_default();
            let opens =
                tokens::tokens(before, &[]).filter_map(|token| token.opens).last().unwrap_or_default();
            let mut after_to = false;
            let is_of_it = |_: &Token, lower: &str| {
                let is_verb = std::mem::replace(&mut after_to, lower == "to");
                !is_verb && !lower.ends_with("ed") && !ANY_SUM.contains(&lower)
            };
            let sides = [before.get(opens..), text.get(one.end..)].map(Option::unwrap_or_default);
            Of::Purpose(things(&sides.join(" … "), true, is_of_it))
        }
        Unit::Noun(..) | Unit::Known(_) | Unit::None => Of::Anything,
    }
}

/// What the chosen words name in the first sentence of a text.
fn things(text: &str, is_sum: bool, mut chosen: impl FnMut(&Token, &str) -> bool) -> Vec<Thing> {
    let words = Words::new(text);
    let mut things = Of::Things(Vec::new());
    let first = words.tokens.iter().take_while(|token| token.opens.is_none_or(|opens| opens == 0));
    for (at, token) in first.enumerate() {
        let lower = words.lower(at);
        if chosen(token, &lower)
            && matches!(token.sort, Sort::Word | Sort::Acronym)
            && !tokens::is_stop(&lower)
        {
            things.add(&Of::Things(vec![words.thing(at, is_sum)]));
        }
    }
    things.things().to_vec()
}

/// How many words after a number may name what it counts.
const NAME: usize = 12;
/// Nouns that stand for whatever is counted, by which the words before them name it: "mental health staff".
#[rustfmt::skip]
const ANYBODY: &[&str] = &[
    "people", "individuals", "staff", "personnel", "recruits", "posts", "roles", "jobs", "members", "units",
];

/// Words besides at which such a name ends.
#[rustfmt::skip]
const ENDS: &[&str] = &[
    "across", "including", "within", "throughout", "during", "over", "under", "between", "among", "since", "towards", "until",
    "against", "despite", "nationally", "currently", "already", "because", "although", "though", "whereas",
];

/// What a sentence says that a number in it counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Named {
    /// Things that the pledge counts.
    Same,
    /// Such things, of which kind it does not say.
    Untold,
    /// Other things, which it names by their own noun.
    Other,
    /// Something that is not the pledge's, though nobody can tell whether that is what is counted.
    Strange,
    /// It names nothing: "towards the 6,500".
    Nothing,
}

/// What a sentence counts with the number of a key, where the pledge counts `things`; `own`: whether a key is of its words.
pub(super) fn named(sentence: &str, number: &str, things: &[Thing], own: &dyn Fn(&str) -> bool) -> Named {
    let words = Words::new(sentence);
    let mut found = Named::Nothing;
    for (at, token) in words.tokens.iter().enumerate() {
        if matches!(token.sort, Sort::Number(_)) && words.key(at) == number {
            match called(&words, at, things, own) {
                Named::Same => return Named::Same,
                Named::Nothing => {}
                other @ (Named::Untold | Named::Other | Named::Strange) => found = other,
            }
        }
    }
    found
}

/// What a number counts by the words after it.
fn called(words: &Words<'_>, number: usize, things: &[Thing], own: &dyn Fn(&str) -> bool) -> Named {
    let ends = |at: usize| {
        if at >= words.tokens.len() {
            return true;
        }
        let lower = words.lower(at);
        let goes_on = ANYTHING.contains(&lower.as_str()) || lower == "and";
        words.gap(at).contains(['.', ';', ':', '('])
            || (tokens::is_stop(&lower) && !goes_on)
            || ENDS.contains(&lower.as_str())
    };
    let (mut own_words, mut anybody, mut listed, mut found) = (false, false, false, Named::Nothing);
    for at in (number + 1..=number + NAME).take_while(|at| !ends(*at)) {
        let (lower, key) = (words.lower(at), words.key(at));
        listed |= words.gap(at).contains(',');
        // "Operations, scans and appointments", but "places and train teachers".
        if lower == "and" && found == Named::Other && !listed {
            break;
        }
        anybody |= ANYBODY.contains(&lower.as_str());
        if ANYTHING.contains(&lower.as_str()) || lower == "and" {
            continue;
        }
        let is_of = |thing: &Thing| {
            related::related(&thing.key).iter().any(|(other, worth)| *worth >= FAMILY && *other == key)
        };
        // "6,500 teaching assistants" are no teachers; "units of social housing" are homes.
        let tells = !lower.ends_with("ing") || ends(at + 1);
        let thing = things.iter().find(|thing| thing.key == key);
        if let Some(thing) = thing.or_else(|| things.iter().find(|thing| tells && is_of(thing))) {
            return of_kind(thing, words, at, own);
        }
        let common = words.tokens[at].sort == Sort::Word && words.is_lower(at);
        let noun = common && ends_in_s(&lower);
        own_words |= own(key);
        if noun || found == Named::Other {
            found = Named::Other;
        } else if !own(key) {
            found = Named::Strange;
        }
    }
    match found {
        Named::Nothing if own_words && anybody => Named::Same,
        Named::Nothing if own_words => Named::Strange,
        Named::Same | Named::Untold | Named::Other | Named::Strange | Named::Nothing => found,
    }
}

/// Things of another kind are other things, unless the sentence names the pledge's kind too.
fn of_kind(thing: &Thing, words: &Words<'_>, at: usize, own: &dyn Fn(&str) -> bool) -> Named {
    let is_told =
        || (0..words.tokens.len()).any(|at| thing.before.iter().any(|before| before == words.key(at)));
    match thing.kind(words, at, own) {
        Kind::Same => Named::Same,
        Kind::Untold | Kind::Other if is_told() => Named::Same,
        Kind::Untold => Named::Untold,
        Kind::Other => Named::Other,
    }
}

/// What a sum is for, of which a text names only another kind.
pub(super) fn of_another_kind<'a>(
    text: &str,
    things: &'a [Thing],
    own: &dyn Fn(&str) -> bool,
) -> impl Iterator<Item = &'a str> {
    let words = Words::new(text);
    let is_other = move |thing: &&Thing| {
        let mut named = (0..words.tokens.len()).filter(|at| words.key(*at) == thing.key).peekable();
        named.peek().is_some() && named.all(|at| thing.kind(&words, at, own) == Kind::Other)
    };
    things.iter().filter(is_other).map(|thing| thing.key.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::dates;

    /// What the numbers of a text are of.
    fn all_of(text: &str) -> Vec<Of> {
        let tokens = words::tokenize(text);
        let dates = dates::recognise(text, &tokens, None);
        of_numbers(text, &tokens, &dates).into_iter().map(|(_, of)| of).collect()
    }

    #[test]
    fn a_number_is_of_what_the_pledge_names() {
        let names = |of: Of| {
            let names = of.things().iter().map(|thing| thing.key.clone()).collect::<Vec<_>>();
            (matches!(of, Of::Purpose(_)), names)
        };
        let of = |text: &str| all_of(text).into_iter().map(names).collect::<Vec<_>>();
        let things = |keys: &[&str]| (false, keys.iter().map(|key| (*key).to_owned()).collect::<Vec<_>>());
        let purpose = |keys: &[&str]| (true, things(keys).1);
        assert_eq!(of("recruit an additional 6,500 new expert teachers"), [things(&["teacher"])]);
        assert_eq!(of("train 400 more education psychologists"), [things(&["psycholog"])]);
        assert_eq!(of("train 400 more people"), [things(&[])]);
        assert_eq!(
            of("deliver 40,000 extra operations, scans and appointments each week for patients"),
            [things(&["oper", "scan", "appoint"])]
        );
        assert_eq!(of("a farming budget of £5 billion over two years")[..1], [purpose(&["farm"])]);
        assert_eq!(
            of("invest £740 million of capital funding to create specialist places in 2025-26. All will."),
            [purpose(&["specialist", "place"])]
        );
        assert_eq!(of("cut waiting times to 18 weeks"), [things(&[])]);
    }

    #[test]
    fn a_sentence_names_what_it_counts_or_nothing() {
        let own = |key: &str| ["secondari", "school", "mental", "health", "social"].contains(&key);
        let named =
            |sentence: &str, thing: &str| named(sentence, "#65000000", &[Thing::of_any_kind(thing)], &own);
        for (sentence, thing, expected) in [
            ("We will create 6,500 more prison places.", "teacher", Named::Other),
            ("We will create 6,500 prison places and train teachers.", "teacher", Named::Other),
            ("We have 6,500 teaching assistants.", "teacher", Named::Other),
            ("We have 6,500 secondary schools.", "teacher", Named::Other),
            ("We have 6,500 extra police.", "teacher", Named::Strange),
            ("That is 2,346 towards the 6,500.", "teacher", Named::Nothing),
            ("Some 6,500 are in Leicestershire.", "teacher", Named::Nothing),
            ("It counts towards the 6,500 target.", "teacher", Named::Nothing),
            ("It does not count towards the 6,500, because pupil numbers fall.", "teacher", Named::Nothing),
            ("We will deliver 6,500 scans, tests and appointments.", "appoint", Named::Same),
            ("The 6,500 secondary, special school and further education teachers.", "teacher", Named::Same),
            ("We will recruit 6,500 mental health staff.", "worker", Named::Same),
            ("We will recruit 6,500 prison staff.", "worker", Named::Strange),
            ("We will recruit 6,500 health personnel across England and Wales.", "worker", Named::Same),
            ("We have delivered 6,500 units of social housing.", "home", Named::Same),
        ] {
            assert_eq!(named(sentence, thing), expected, "{sentence}");
        }
    }

    #[test]
    fn things_of_another_kind_are_other_things() {
        let named = |pledge: &str, sentence: &str| {
            let of = all_of(pledge).into_iter().next().unwrap_or_default();
            named(sentence, "#4000000", of.things(), &|_| false)
        };
        let psychologists = "train 400 more educational psychologists";
        for (pledge, sentence, expected) in [
            (psychologists, "We train 400 more education psychologists.", Named::Same),
            (psychologists, "We train 400 clinical and education psychologists.", Named::Same),
            (psychologists, "We train 400 school psychologists.", Named::Same),
            (psychologists, "We train 400 clinical psychologists.", Named::Other),
            (psychologists, "We train 400 trainee psychologists.", Named::Untold),
            (psychologists, "The 400 newly qualified psychologists in education.", Named::Same),
            ("build 400 new prison places", "We build 400 hospital places.", Named::Other),
            ("build 400 new prison places", "We build 400 modern places.", Named::Untold),
            ("recruit 400 new expert teachers", "We recruit 400 secondary teachers.", Named::Same),
        ] {
            assert_eq!(named(pledge, sentence), expected, "{sentence}");
        }
    }

    #[test]
    fn a_sum_is_for_things_of_its_kind() {
        let of = all_of("announced £740 million to create specialist places in mainstream schools");
        let of = &of[0];
        for (text, expected) in [
            ("£740 million for places and for schools", vec![]),
            ("£740 million for hospital places", vec!["place"]),
            ("£740 million for hospital places and places for pupils", vec![]),
            ("£740 million for specialist machinery in private schools", vec!["specialist", "school"]),
        ] {
            let found: Vec<&str> = of_another_kind(text, of.things(), &|_| false).collect();
            assert_eq!(found, expected, "{text}");
        }
    }
}
