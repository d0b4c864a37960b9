//! What a pledge's numbers are of, and whether a number in a passage is named as something else: 6,500 prison places are
//! no 6,500 teachers, and £740 million to mend roads is none for schools.
//!
//! It must not weigh anything.

use super::related;
use super::tokens::{self, Sort, Token};
use crate::language::quantities::{self, QuantityMention, Unit};
use crate::language::{dates, tokens as words};

/// What a number of a pledge is of, as keys of terms.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) enum Of {
    /// Nothing that would tell it from the same number elsewhere.
    #[default]
    Anything,
    /// It counts these.
    Things(Vec<String>),
    /// It is a sum of money for these.
    Purpose(Vec<String>),
}

impl Of {
    /// What another text says that the same number is of, besides.
    pub(super) fn add(&mut self, other: &Self) {
        match (self, other) {
            (Self::Things(own), Self::Things(more)) | (Self::Purpose(own), Self::Purpose(more)) => {
                own.extend(more.iter().cloned());
            }
            (own @ Self::Anything, other) => *own = other.clone(),
            (Self::Things(_) | Self::Purpose(_), _) => {}
        }
    }

    /// The keys of what it is of.
    pub(super) fn keys(&self) -> &[String] {
        match self {
            Self::Anything => &[],
            Self::Things(keys) | Self::Purpose(keys) => keys,
        }
    }
}

/// Things that stand for whatever is counted.
#[rustfmt::skip]
const ANYTHING: &[&str] = &[
    "people", "persons", "individuals", "staff", "recruits", "posts", "roles", "jobs", "cases", "times", "more",
    "extra", "additional", "further", "new", "target", "pledge", "commitment", "goal", "ambition", "figure", "total",
    "number", "promise", "of", "them", "these", "those", "others", "members", "units", "items", "figures", "promised",
    "pledged", "net", "fte", "personnel",
];

/// Words around a sum of money that any sum may have, and words of promising.
#[rustfmt::skip]
const ANY_SUM: &[&str] = &[
    "capital", "funding", "fund", "funds", "investment", "invest", "grant", "grants", "money", "budget",
    "spending", "support", "package", "programme", "scheme", "new", "additional", "extra", "further", "year", "years",
    "financial", "revenue", "course", "parliament", "next", "total", "allocation", "allocations", "including", "help",
    "deliver", "provide", "create", "improve", "government", "department", "million", "worth", "commit", "spend",
    "increase", "investing", "providing", "announce", "back", "put", "give", "make", "end", "one", "two", "three",
    "four", "five", "ten", "first", "last", "january", "march", "april", "september", "almost", "nearly", "around",
    "approximately", "roughly", "least", "overall", "compared", "comparison", "previous", "previously", "plan", "plans", "already",
    "record", "level", "levels", "cash", "real", "terms", "rise", "rising", "average", "per", "annum", "annual", "annually", "draw",
    "drawn", "uplift", "amount", "sum", "sums", "average", "ensure", "begin", "continue", "autumn", "spring", "statement", "review",
    "backed", "public", "national",
];

/// What each number in a pledge's text is of, with the bytes where it stands.
pub(super) fn of_numbers(text: &str) -> Vec<(std::ops::Range<usize>, Of)> {
    if !text.bytes().any(|byte| byte.is_ascii_digit()) {
        return Vec::new();
    }
    let tokens = words::tokenize(text);
    let dates = dates::recognise(text, &tokens, None);
    let found = quantities::recognise(text, &tokens, &dates);
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
            let mut goes_on = true;
            Of::Things(keys(text.get(start..).unwrap_or_default(), |token, lower| {
                goes_on &= token.start == 0 || lower == "and" || lower == "or" || !tokens::is_stop(lower);
                goes_on && (token.start == 0 || (lower.ends_with('s') && !lower.ends_with("ss")))
            }))
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
            Of::Purpose(keys(&sides.join(" … "), is_of_it))
        }
        Unit::Noun(..) | Unit::Known(_) | Unit::None => Of::Anything,
    }
}

/// The keys of the chosen words in the first sentence of a text.
fn keys(text: &str, mut chosen: impl FnMut(&Token, &str) -> bool) -> Vec<String> {
    let stemmer = tokens::stemmer();
    let mut keys: Vec<String> = Vec::new();
    for token in tokens::tokens(text, &[]).take_while(|token| token.opens.is_none_or(|opens| opens == 0)) {
        let lower = text[token.start..token.end].to_lowercase();
        if chosen(&token, &lower)
            && matches!(token.sort, Sort::Word | Sort::Acronym)
            && !tokens::is_stop(&lower)
        {
            let mut key = String::new();
            tokens::key(text, &token, &stemmer, &mut key);
            keys.push(key);
        }
    }
    keys
}

/// How many words after a number may name what it counts.
const NAME: usize = 12;
/// What a word of the same family is worth, at least.
const FAMILY: f32 = 0.5;
/// Nouns that stand for whatever is counted, by which the words before them name it: "mental health staff".
#[rustfmt::skip]
const ANYBODY: &[&str] = &[
    "people", "individuals", "staff", "personnel", "recruits", "posts", "roles", "jobs", "members", "units",
];

/// Words besides at which such a name ends.
#[rustfmt::skip]
const ENDS: &[&str] = &[
    "across", "including", "within", "throughout", "during", "over", "under", "between", "among", "since", "towards", "until",
    "against", "despite", "nationally", "currently", "already",
];

/// What a sentence says that a number in it counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Named {
    /// Things that the pledge counts.
    Same,
    /// Other things, which it names by their own noun.
    Other,
    /// Something that is not the pledge's, though nobody can tell whether that is what is counted.
    Strange,
    /// It names nothing: "towards the 6,500".
    Nothing,
}

/// What a sentence counts with the number of a key, where the pledge counts `things`; `own`: whether a key is of its words.
pub(super) fn named(sentence: &str, number: &str, things: &[&str], own: &dyn Fn(&str) -> bool) -> Named {
    let stemmer = tokens::stemmer();
    let mut key = String::new();
    let tokens: Vec<Token> = tokens::tokens(sentence, &[]).collect();
    let mut found = Named::Nothing;
    for (at, token) in tokens.iter().enumerate() {
        tokens::key(sentence, token, &stemmer, &mut key);
        if matches!(token.sort, Sort::Number(_)) && key == number {
            match called(sentence, &tokens[at..], things, own) {
                Named::Same => return Named::Same,
                Named::Nothing => {}
                other @ (Named::Other | Named::Strange) => found = other,
            }
        }
    }
    found
}

/// What the first of some tokens, a number, counts by the words after it.
fn called(sentence: &str, tokens: &[Token], things: &[&str], own: &dyn Fn(&str) -> bool) -> Named {
    let text = |token: &Token| sentence[token.start..token.end].to_lowercase();
    let ends = |at: usize| {
        let (Some(before), Some(next)) = (tokens.get(at - 1), tokens.get(at)) else { return true };
        let gap = sentence.get(before.end..next.start).unwrap_or_default();
        let lower = text(next);
        let goes_on = ANYTHING.contains(&lower.as_str()) || lower == "and";
        gap.contains(['.', ';', ':', '('])
            || (tokens::is_stop(&lower) && !goes_on)
            || ENDS.contains(&lower.as_str())
    };
    let (stemmer, mut key) = (tokens::stemmer(), String::new());
    let (mut own_words, mut anybody, mut listed, mut found) = (false, false, false, Named::Nothing);
    for at in (1..=NAME).take_while(|at| !ends(*at)) {
        let lower = text(&tokens[at]);
        listed |= sentence.get(tokens[at - 1].end..tokens[at].start).is_some_and(|gap| gap.contains(','));
        // "Operations, scans and appointments", but "places and train teachers".
        if lower == "and" && found == Named::Other && !listed {
            break;
        }
        anybody |= ANYBODY.contains(&lower.as_str());
        if ANYTHING.contains(&lower.as_str()) || lower == "and" {
            continue;
        }
        tokens::key(sentence, &tokens[at], &stemmer, &mut key);
        let is_of = |thing: &&str| {
            related::related(thing).iter().any(|(other, worth)| *worth >= FAMILY && *other == key)
        };
        // "6,500 teaching assistants" are no teachers; "units of social housing" are homes.
        let tells = !lower.ends_with("ing") || ends(at + 1);
        if things.contains(&key.as_str()) || (tells && things.iter().any(is_of)) {
            return Named::Same;
        }
        let common =
            tokens[at].sort == Sort::Word && sentence[tokens[at].start..].starts_with(char::is_lowercase);
        let noun = common && lower.ends_with('s') && !lower.ends_with("ss");
        own_words |= own(&key);
        if noun || found == Named::Other {
            found = Named::Other;
        } else if !own(&key) {
            found = Named::Strange;
        }
    }
    match found {
        Named::Nothing if own_words && anybody => Named::Same,
        Named::Nothing if own_words => Named::Strange,
        Named::Same | Named::Other | Named::Strange | Named::Nothing => found,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_of_what_the_pledge_names() {
        let of = |text: &str| of_numbers(text).into_iter().map(|(_, of)| of).collect::<Vec<_>>();
        let things = |keys: &[&str]| Of::Things(keys.iter().map(|key| (*key).to_owned()).collect());
        let purpose = |keys: &[&str]| Of::Purpose(keys.iter().map(|key| (*key).to_owned()).collect());
        assert_eq!(of("recruit an additional 6,500 new expert teachers"), [things(&["teacher"])]);
        assert_eq!(of("train 400 more education psychologists"), [things(&["psycholog"])]);
        assert_eq!(of("train 400 more people"), [Of::Anything]);
        assert_eq!(
            of("deliver 40,000 extra operations, scans and appointments each week for patients"),
            [things(&["oper", "scan", "appoint"])]
        );
        assert_eq!(of("a farming budget of £5 billion over two years")[..1], [purpose(&["farm"])]);
        assert_eq!(
            of("invest £740 million of capital funding to create specialist places in 2025-26. All will."),
            [purpose(&["specialist", "place"])]
        );
        assert_eq!(of("cut waiting times to 18 weeks"), [Of::Anything]);
    }

    #[test]
    fn a_sentence_names_what_it_counts_or_nothing() {
        let own = |key: &str| ["secondari", "school", "mental", "health", "social"].contains(&key);
        let named = |sentence: &str, thing: &str| named(sentence, "#65000000", &[thing], &own);
        for (sentence, thing, expected) in [
            ("We will create 6,500 more prison places.", "teacher", Named::Other),
            ("We will create 6,500 prison places and train teachers.", "teacher", Named::Other),
            ("We have 6,500 teaching assistants.", "teacher", Named::Other),
            ("We have 6,500 secondary schools.", "teacher", Named::Other),
            ("We have 6,500 extra police.", "teacher", Named::Strange),
            ("That is 2,346 towards the 6,500.", "teacher", Named::Nothing),
            ("Some 6,500 are in Leicestershire.", "teacher", Named::Nothing),
            ("It counts towards the 6,500 target.", "teacher", Named::Nothing),
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
}
