//! Which value of a pledge's indicator a passage seems to give: another number in the same unit, of the same things,
//! said of what is and not of what will be.
//!
//! It must not read a value into a passage that only repeats the promise.

use super::profile::Profile;
use super::steps;
use super::tokens::{self, Number, Sort, Token, Unit};
use crate::date::{Date, Window};
use crate::language::dates::{self, Form, Kind};
use crate::language::{quantities, tokens as words};
use crate::quantity::Decimal;

/// A value that a passage seems to give.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Value {
    /// As it is written there.
    pub text: String,
    /// The number, exactly.
    pub value: Decimal,
    /// `£`, `%`, or the noun that is counted; empty for a bare number.
    pub unit: String,
    /// When it was true, in a notation of registers (`2024-11`, `2025-03-31`), where the sentence says so.
    pub on: Option<String>,
    /// The last day of that.
    pub last: Option<Date>,
}

/// A passage that says the pledge again, otherwise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Restated {
    /// With this number in place of the pledge's.
    Number(Value),
    /// With this date in place of the pledge's, as written, and its last day.
    Date(String, Date),
    /// The same number, of these things.
    Noun(String),
}

/// How many terms after a number may name what is counted.
const NEAR: usize = 5;

/// Words by which a passage says what has come about.
const HAS_COME: &[&str] =
    &["have", "has", "was", "were", "had", "been", "is", "are", "reached", "rose", "now", "delivered"];
/// Words by which it says what was added: "by" after them is no promise.
const GREW: &[&str] = &["increased", "grew", "grown", "risen", "rose", "rise", "up", "gained", "growth"];
/// Words by which it compares a number with an earlier one, which a promise said again does not.
const COMPARES: &[&str] = &["than", "compared", "since"];
/// Words by which it says what is to come.
const TO_COME: &[&str] = &[
    "will",
    "would",
    "to",
    "plan",
    "plans",
    "target",
    "aim",
    "committed",
    "commitment",
    "expected",
    "forecast",
    "pledge",
    "by",
];

/// The first value in a passage that fits the pledge's number but is not it. `known`: when the passage came out.
pub(super) fn value(passage: &str, profile: &Profile, known: Option<Date>) -> Option<Value> {
    let (at, value) = other(passage, profile, |has, will| match (has, will) {
        (Some(has), Some(will)) => has < will,
        (Some(_), None) => true,
        (None, _) => false,
    })?;
    let dated = dated(passage, at, known);
    Some(Value { on: dated.as_ref().map(|(on, _)| on.clone()), last: dated.map(|(_, last)| last), ..value })
}

/// When what stands at a place in a passage was true, by the nearest date of its sentence that is over.
fn dated(passage: &str, at: usize, known: Option<Date>) -> Option<(String, Date)> {
    let ends = tokens::tokens(passage, &[]).filter_map(|token| token.opens);
    let (mut start, mut end) = (0, passage.len());
    for open in ends {
        if open <= at {
            start = open;
        } else {
            end = end.min(open);
        }
    }
    let sentence = passage.get(start..end)?;
    let at = at - start;
    // Dates of names ("the 2010 Act") are none of these; "as of 31 March 2025" looks like one.
    let is_as_of = |start: usize| {
        let (before, rest) = sentence.split_at_checked(start).unwrap_or_default();
        let before = before.trim_end().to_lowercase();
        before.ends_with("as of") || before.ends_with("as at") || rest.to_lowercase().starts_with("as ")
    };
    dates::recognise(sentence, &words::tokenize(sentence), known)
        .into_iter()
        .filter(|date| !date.vague && (!(date.named || date.kind == Kind::From) || is_as_of(date.start)))
        .filter(|date| !matches!(date.form, None | Some(Form::Open(_))))
        .filter(|date| date.last.is_some_and(|last| known.is_none_or(|known| last <= known)))
        .min_by_key(|date| if date.start > at { date.start - at } else { at.saturating_sub(date.end) })
        .and_then(|date| Some((date.value()?, date.last?)))
}

/// A sentence without this share of the pledge's wording is no other saying of it.
const SAID_AGAIN: f32 = 0.4;

/// Words by which a passage promises once more.
const AGAIN: &[&str] =
    &["recruit", "committed", "commitment", "will", "pledge", "pledged", "target", "aim", "plan", "promise"];

/// The pledge said again with another number, for other things, or for another date than `deadline`.
pub(super) fn restated(
    passage: &str,
    promised: &str,
    profile: &Profile,
    deadline: Option<Window>,
    known: Option<Date>,
) -> Option<Restated> {
    let folded = passage.to_lowercase();
    if !folded.split(|letter: char| !letter.is_alphanumeric()).any(|word| AGAIN.contains(&word)) {
        return None;
    }
    let number = other(passage, profile, |has, will| match (has, will) {
        (Some(has), Some(will)) => will < has,
        (None, Some(_)) => true,
        (_, None) => false,
    });
    number
        .map(|(_, value)| Restated::Number(value))
        .or_else(|| other_date(passage, promised, profile, deadline?, known))
        .or_else(|| other_noun(passage, profile))
}

/// A date by which the pledge's own number, or, of a pledge without one, its deed, is promised: later or earlier than the
/// pledge's.
fn other_date(
    passage: &str,
    promised: &str,
    profile: &Profile,
    deadline: Window,
    known: Option<Date>,
) -> Option<Restated> {
    if profile.terms.iter().all(|term| !term.number) {
        return steps::sentences(passage).find_map(|sentence| {
            let again = profile.share(sentence) >= SAID_AGAIN && steps::is_promised(sentence, promised);
            other_day(sentence, deadline, known).filter(|_| again)
        });
    }
    let at = own_number(passage, profile)?.0;
    let mentions = dates::recognise(passage, &words::tokenize(passage), known);
    let due = mentions.into_iter().find(|date| {
        let after = date.start > at && !passage.get(at..date.start).unwrap_or_default().contains(". ");
        let binds = matches!(date.kind, Kind::By | Kind::Over | Kind::Until);
        let apart = |last: Date| last < deadline.first || last > deadline.last;
        after && binds && !date.vague && !date.named && date.last.is_some_and(apart)
    })?;
    Some(Restated::Date(passage.get(due.start..due.end)?.to_owned(), due.last?))
}

/// The first date to come that a sentence names, if it is apart from the pledge's.
fn other_day(sentence: &str, deadline: Window, known: Option<Date>) -> Option<Restated> {
    let mentions = dates::recognise(sentence, &words::tokenize(sentence), known);
    let is_ahead = |last: Date| known.is_none_or(|known| last >= known);
    let due = mentions.into_iter().find(|date| {
        let binds = matches!(date.kind, Kind::By | Kind::Over | Kind::Until | Kind::In);
        binds && !date.vague && !date.named && date.last.is_some_and(is_ahead)
    })?;
    let last = due.last.filter(|last| *last < deadline.first || *last > deadline.last)?;
    Some(Restated::Date(sentence.get(due.start..due.end)?.to_owned(), last))
}

/// How many words that the pledge has not make another noun.
const OTHER_WORDS: usize = 2;

/// The things that a passage counts with the pledge's own number, if it names them otherwise.
fn other_noun(passage: &str, profile: &Profile) -> Option<Restated> {
    let (_, tokens) = own_number(passage, profile)?;
    let stemmer = tokens::stemmer();
    let mut key = String::new();
    // The name ends with what the pledge counts; words after that are of something else.
    let (mut new, mut name) = (0, None);
    let start = tokens.first()?.start;
    for token in &tokens {
        let word = &passage[token.start..token.end];
        let lower = word.to_lowercase();
        if ENDS_A_NAME.contains(&lower.as_str()) || token.opens.is_some() {
            break;
        }
        if !tokens::is_stop(&lower) {
            tokens::key(passage, token, &stemmer, &mut key);
            let known = profile.terms.iter().find(|term| term.key == key);
            new += usize::from(known.is_none());
            // What is counted is named in the plural, and ends the name, whether it is another or the pledge's own.
            if known.is_some_and(|term| term.counted) && lower.ends_with('s') {
                name = passage.get(start..token.end).filter(|_| new >= OTHER_WORDS);
                break;
            }
        }
    }
    name.filter(|name| !name.starts_with("of ")).map(|name| Restated::Noun(name.to_owned()))
}

/// Words at which the name of what is counted ends.
const ENDS_A_NAME: &[&str] = &[
    "for",
    "in",
    "by",
    "that",
    "which",
    "who",
    "with",
    "from",
    "as",
    "during",
    "over",
    "through",
    "across",
    "at",
    "to",
    "when",
    "so",
    "including",
    "will",
    "have",
    "has",
    "are",
    "is",
    "was",
    "were",
    "this",
    "before",
    "after",
];

/// Where a passage has a number of the pledge, and the few tokens after it.
fn own_number(passage: &str, profile: &Profile) -> Option<(usize, Vec<Token>)> {
    let stemmer = tokens::stemmer();
    let mut key = String::new();
    let all: Vec<Token> = tokens::tokens(passage, &[]).collect();
    let at = all.iter().position(|token| {
        tokens::key(passage, token, &stemmer, &mut key);
        matches!(token.sort, Sort::Number(_))
            && profile.terms.iter().any(|term| term.number && term.key == key)
    })?;
    Some((all.get(at)?.end, all.into_iter().skip(at + 1).take(OF_A_NAME).collect()))
}

/// The most words that name what is counted.
const OF_A_NAME: usize = 10;

/// The first other number of the same things whose distance to words of what is and of what will be is as wanted.
fn other(
    passage: &str,
    profile: &Profile,
    wanted: impl Fn(Option<usize>, Option<usize>) -> bool,
) -> Option<(usize, Value)> {
    let stemmer = tokens::stemmer();
    let mut key = String::new();
    let tokens: Vec<Token> = tokens::tokens(passage, &[]).collect();
    let key_of = |token: &Token, key: &mut String| {
        tokens::key(passage, token, &stemmer, key);
        profile.terms.iter().position(|term| term.key == *key)
    };
    let promised = profile.terms.iter().filter(|term| term.number);
    let keys: Vec<&str> = promised.map(|term| term.key.as_str()).collect();
    for (at, token) in tokens.iter().enumerate() {
        let Sort::Number(number) = token.sort else { continue };
        tokens::key(passage, token, &stemmer, &mut key);
        if keys.contains(&key.as_str()) || !keys.iter().any(|key| unit_of(key) == number.unit) {
            continue;
        }
        let named =
            tokens.iter().skip(at + 1).take(NEAR).take_while(|next| next.opens.is_none()).any(|next| {
                next.sort == Sort::Word && key_of(next, &mut key).is_some_and(|at| profile.terms[at].counted)
            });
        let before: Vec<String> = tokens
            .iter()
            .take(at)
            .rev()
            .take_while(|before| before.opens.is_none())
            .take(NEAR)
            .map(|before| passage[before.start..before.end].to_lowercase())
            .collect();
        let said = |list: &[&str]| before.iter().position(|word| list.contains(&word.as_str()));
        // "2,400 of the 6,500 teachers had been recruited": the verb comes after.
        let rest = || tokens.iter().skip(at + 1).take_while(|next| next.opens.is_none());
        let of_it = rest().take(3).any(|next| {
            tokens::key(passage, next, &stemmer, &mut key);
            keys.contains(&key.as_str())
        }) && passage.get(token.end..).is_some_and(|rest| rest.starts_with(" of "));
        let after = || rest().position(|next| HAS_COME.contains(&&passage[next.start..next.end]));
        let grew = said(GREW);
        let has = said(HAS_COME).or(grew).or_else(|| if of_it { after() } else { None });
        let will = before
            .iter()
            .position(|word| TO_COME.contains(&word.as_str()) && !(grew.is_some() && word.as_str() == "by"));
        let compares = rest().any(|next| COMPARES.contains(&&passage[next.start..next.end]));
        let has = if compares { has.map(|_| 0) } else { has };
        if (named || of_it) && wanted(has, will) {
            return Some((token.start, shown(passage, token, number)?));
        }
    }
    None
}

/// The unit in the key of a number's term.
fn unit_of(key: &str) -> Unit {
    let sign = key.trim_start_matches('#');
    [Unit::Pound, Unit::Dollar, Unit::Euro, Unit::Percent]
        .into_iter()
        .find(|unit| sign.starts_with(unit.sign()))
        .unwrap_or(Unit::Count)
}

/// The unit of a number: its sign, or the noun that it counts.
fn counted(passage: &str, token: &Token, unit: Unit) -> String {
    if unit != Unit::Count {
        return unit.sign().to_owned();
    }
    let tokens = words::tokenize(passage);
    let found = quantities::recognise(passage, &tokens, &dates::recognise(passage, &tokens, None));
    let Some(own) = found.iter().position(|one| (one.start..one.end).contains(&token.start)) else {
        return String::new();
    };
    // "2,346 of the 6,500 teachers" are teachers.
    let whole = found.get(own + 1).filter(|whole| {
        let between = passage.get(found[own].end..whole.start).unwrap_or_default();
        matches!(between, " of " | " of the " | " of these ")
    });
    let own = found[own].unit(passage);
    if own.is_empty() { whole.map_or("", |whole| whole.unit(passage)) } else { own }.to_owned()
}

fn shown(passage: &str, token: &Token, number: Number) -> Option<Value> {
    let money = matches!(number.unit, Unit::Pound | Unit::Dollar | Unit::Euro);
    let start = if money { token.start.checked_sub(number.unit.sign().len())? } else { token.start };
    let value = Decimal::try_from_i128_with_scale(i128::try_from(number.value).ok()?, 4).ok()?.normalize();
    Some(Value {
        text: passage.get(start..token.end)?.to_owned(),
        value,
        unit: counted(passage, token, number.unit),
        on: None,
        last: None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::matching::{Corpus, Paper, Search};

    fn profile() -> Profile {
        let corpus = Corpus::new(vec![Paper { text: "teachers recruited".into(), ..Paper::default() }]);
        let search = Search {
            texts: vec![(
                1.0,
                "recruiting an additional 6,500 new expert teachers over this parliament".into(),
            )],
            ..Search::default()
        };
        Profile::new(&search, &corpus)
    }

    #[test]
    fn a_value_is_another_number_of_the_same_things_that_is_said_to_be() {
        let profile = profile();
        let cases = [
            ("We have recruited 2,346 teachers since then.", Some("2346")),
            ("We will recruit 6,500 teachers.", None),
            ("We will recruit 7,000 teachers.", None),
            ("We will recruit 7,000 more teachers than before.", None),
            ("Of these, 2,346 of the 6,500 new expert teachers had been recruited.", Some("2346")),
            ("There are now 2,346 more prison places.", None),
            ("The workforce has increased by 2,346 teachers.", Some("2346")),
            ("We have spent \u{a3}3 million on teachers.", None),
        ];
        for (passage, expected) in cases {
            let found = value(passage, &profile, None);
            let number = found.as_ref().map(|value| value.value.to_string());
            assert_eq!(number.as_deref(), expected, "{passage}");
            assert!(found.is_none_or(|value| value.unit == "teachers"), "{passage}");
        }
    }

    #[test]
    fn a_value_has_the_date_of_its_sentence() {
        let known = Date::from_ymd_opt(2025, 6, 5);
        let cases = [
            ("In November 2024 there were 2,346 teachers more. It is June 2025.", Some("2024-11")),
            ("We have recruited 2,346 teachers as of 31 March 2025.", Some("2025-03-31")),
            ("We have recruited 2,346 teachers and will go on until 2029.", None),
            ("We have recruited 2,346 teachers.", None),
        ];
        for (passage, expected) in cases {
            let found = value(passage, &profile(), known).expect("a value").on;
            assert_eq!(found.as_deref(), expected, "{passage}");
        }
    }

    #[test]
    fn a_deed_promised_for_another_day_is_the_pledge_said_otherwise() {
        let day = |year, month, day| Date::from_ymd_opt(year, month, day).expect("a day");
        let deadline = Window::new(day(2025, 9, 1), day(2025, 11, 30));
        let promised = "We will publish a Schools White Paper setting out SEND reform this autumn.";
        let search = Search { texts: vec![(1.0, promised.to_owned())], ..Search::default() };
        let profile = Profile::new(&search, &Corpus::default());
        let cases = [
            ("We will now publish the Schools White Paper on SEND in the new year.", Some("in the new year")),
            (
                "The Schools White Paper on SEND reform will be published by March 2026.",
                Some("by March 2026"),
            ),
            ("We will publish the Schools White Paper on SEND reform in October 2025.", None),
            ("We will publish a response to the Schools White Paper on SEND reform by March 2026.", None),
            ("The Schools White Paper on SEND reform was published in February 2025.", None),
            ("We will publish the rules in March 2026.", None),
        ];
        for (passage, expected) in cases {
            let found = restated(passage, promised, &profile, deadline, Some(day(2025, 9, 20)));
            let found = found.map(|one| match one {
                Restated::Number(value) => value.text,
                Restated::Date(text, _) | Restated::Noun(text) => text,
            });
            assert_eq!(found.as_deref(), expected, "{passage}");
        }
    }

    #[test]
    fn goalposts_move_by_number_by_date_and_by_noun() {
        let day = |year, month, day| Date::from_ymd_opt(year, month, day).expect("a day");
        let deadline = Window::new(day(2029, 7, 8), day(2029, 7, 8));
        let cases = [
            ("We will recruit 7,000 teachers.", Some("7,000")),
            ("We have recruited 2,346 teachers.", None),
            ("We will recruit 6,500 new expert teachers over the course of this parliament.", None),
            ("We will recruit 6,500 teachers by 2031.", Some("by 2031")),
            ("We recruited 6,500 teachers in 2031.", None),
            (
                "We are committed to recruiting 6,500 secondary, special school and further education teachers.",
                Some("secondary, special school and further education teachers"),
            ),
            ("We are committed to 6,500 prison places.", None),
            ("We will recruit 6,500 expert teachers and launch the Curriculum Review.", None),
            (
                "We have committed to recruiting 6,500 expert teachers and launched an independent, expert review.",
                None,
            ),
            ("Our plan works: the number has increased by 2,346 teachers.", None),
            ("We are on target, with 2,346 more teachers than the year before.", None),
        ];
        for (passage, expected) in cases {
            let found =
                restated(passage, "", &profile(), deadline, Some(day(2025, 7, 4))).map(|one| match one {
                    Restated::Number(value) => value.text,
                    Restated::Date(text, _) | Restated::Noun(text) => text,
                });
            assert_eq!(found.as_deref(), expected, "{passage}");
        }
    }
}
