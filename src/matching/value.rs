//! Which value of a pledge's indicator a passage seems to give: another number in the same unit, of the same things,
//! said of what is and not of what will be.
//!
//! It must not read a value into a passage that only repeats the promise.

use super::profile::Profile;
use super::tokens::{self, Number, Sort, Token, Unit};
use crate::date::Date;
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

/// The first other number of the same things whose distance to words of what is and of what will be is as wanted.
pub(super) fn other(
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
}
