//! Which value of a pledge's indicator a passage seems to give: another number in the same unit, of the same things,
//! said of what is and not of what will be.
//!
//! It must not read a value into a passage that only repeats the promise.

mod dated;
mod fact;
mod phrase;
mod same;
mod unreal;

use super::counted::{self, Named, Of};
use super::kinds::Thing;
use super::profile::Profile;
use super::steps::{Promise, own_voice};
use super::tokens::{self, Number, Sort, Token, Unit};
use crate::date::Date;
use crate::language::dates::{self, DateMention};
use crate::language::{quantities, tokens as words};
use crate::quantity::Decimal;

use dated::Dates;
pub use dated::dated;
pub(super) use fact::is_of_predecessors;
pub use fact::{Doubt, Sense, When};
pub(super) use same::{can_replace, counts_the_same};

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
    /// The first day of it, where it is a span in which this came about, and not a day by which it had.
    pub within: Option<Date>,
    /// The first day that the sentence names at all.
    pub earliest: Option<Date>,
    /// What the sentence says of the number by its own build.
    pub sense: Option<Sense>,
    /// Why it may not be of the whole of what was pledged.
    pub doubt: Option<Doubt>,
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
    "will", "would", "to", "plan", "plans", "target", "aim", "committed", "commitment", "expected",
    "forecast", "pledge", "by",
];

/// The first value in a passage that fits the pledge's number: another one, or the pledge's own where the sentence says by
/// its build that so many came about. `known`: when the passage came out.
pub(super) fn value(
    passage: &str,
    promise: &Promise<'_>,
    profile: &Profile,
    known: Option<Date>,
) -> Option<Value> {
    let own = own_voice(passage);
    let passage = own.as_str();
    let tokens: Vec<Token> = tokens::tokens(passage, &[]).collect();
    candidates(passage, &tokens, profile).into_iter().find_map(|one| {
        if counts_others(passage, &tokens[one.at], profile) {
            return None;
        }
        let read = fact::read(passage, &tokens, one.at, profile, promise)?;
        let told = matches!(read.sense, Some(Sense::CameAbout(_) | Sense::Stands(_)));
        let sure = told && read.doubt.is_none();
        let came_about = matches!(read.sense, Some(Sense::CameAbout(_)));
        let said = one.named
            && match (one.has, one.will) {
                (Some(has), Some(will)) => has < will || came_about,
                (Some(_), None) => true,
                (None, Some(_)) => came_about,
                (None, None) => read.sense.is_some(),
            };
        if !(sure || (said && !one.own)) {
            return None;
        }
        let token = &tokens[one.at];
        let value = shown(passage, token, one.number)?;
        let dates = Dates::new(passage, token.start, known);
        let began = || dates.began(known).filter(|_| read.sense == Some(Sense::CameAbout(When::Then)));
        let nearest = dates.nearest(known).or_else(began);
        Some(Value {
            on: nearest.and_then(DateMention::value),
            last: nearest.and_then(|date| date.last),
            within: nearest.filter(|date| dates.is_span(date)).and_then(|date| date.first),
            earliest: dates.earliest(),
            sense: read.sense,
            doubt: read.doubt.or_else(|| dates.is_going_on(known).then_some(Doubt::Span)),
            ..value
        })
    })
}

/// Whether a number counts other things than the pledge by their own noun: "waiting over 6 weeks" are no centres.
fn counts_others(passage: &str, token: &Token, profile: &Profile) -> bool {
    let of = profile.terms.iter().filter(|term| term.number).map(|term| &term.of);
    let things = of.filter_map(|of| if let Of::Things(things) = of { Some(things.iter()) } else { None });
    let things: Vec<Thing> = things.flatten().cloned().collect();
    let Sort::Number(Number { unit: Unit::Count, .. }) = token.sort else { return false };
    let mut key = String::new();
    tokens::key(passage, token, &tokens::stemmer(), &mut key);
    let own = |key: &str| profile.terms.iter().any(|term| term.key == key);
    let sentence = Dates::new(passage, token.start, None).sentence;
    !things.is_empty() && counted::named(sentence, &key, &things, &own) == Named::Other
}

/// The first other number, in the place of the pledge's, whose distance to words of what is and of what will be is as wanted.
pub(super) fn other(
    passage: &str,
    promise: &Promise<'_>,
    profile: &Profile,
    wanted: impl Fn(Option<usize>, Option<usize>) -> bool,
) -> Option<Value> {
    let tokens: Vec<Token> = tokens::tokens(passage, &[]).collect();
    let found = candidates(passage, &tokens, profile);
    let is_it = |one: &Candidate| {
        let said = !one.own && one.named && wanted(one.has, one.will);
        said && can_replace(passage, &tokens, one.at, profile, promise)
    };
    let found = found.into_iter().find(is_it)?;
    shown(passage, &tokens[found.at], found.number)
}

/// A number in the pledge's unit.
struct Candidate {
    /// Which token it is.
    at: usize,
    number: Number,
    /// It is the pledge's own.
    own: bool,
    /// What the pledge counts is named near.
    named: bool,
    /// How far the nearest word of what is stands, and that of what will be.
    has: Option<usize>,
    will: Option<usize>,
}

/// The numbers of a passage in the unit of one of the pledge's.
fn candidates(passage: &str, tokens: &[Token], profile: &Profile) -> Vec<Candidate> {
    let stemmer = tokens::stemmer();
    let mut key = String::new();
    let key_of = |token: &Token, key: &mut String| {
        tokens::key(passage, token, &stemmer, key);
        profile.terms.iter().position(|term| term.key == *key)
    };
    let promised = profile.terms.iter().filter(|term| term.number);
    let keys: Vec<&str> = promised.map(|term| term.key.as_str()).collect();
    let mut found = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        let Sort::Number(number) = token.sort else { continue };
        tokens::key(passage, token, &stemmer, &mut key);
        let own = keys.contains(&key.as_str());
        if !keys.iter().any(|key| unit_of(key) == number.unit) {
            continue;
        }
        let named =
            tokens.iter().skip(at + 1).take(NEAR).take_while(|next| next.opens.is_none()).any(|next| {
                next.sort == Sort::Word && key_of(next, &mut key).is_some_and(|at| profile.terms[at].counted)
            });
        let before: Vec<String> = tokens
            .iter()
            .take(at + 1)
            .rev()
            .scan(false, |over, before| {
                let is_over = std::mem::replace(over, before.opens.is_some());
                (!is_over).then(|| passage[before.start..before.end].to_lowercase())
            })
            .skip(1)
            .take(NEAR)
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
        found.push(Candidate { at, number, own, named: named || of_it, has, will });
    }
    found
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
    let own = if phrase::says_nothing(own) { "" } else { own };
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
        within: None,
        earliest: None,
        sense: None,
        doubt: None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const PROMISED: &str = "recruiting an additional 6,500 new expert teachers over this parliament";

    #[test]
    fn a_value_is_another_number_of_the_same_things_that_is_said_to_be() {
        let profile = Profile::of_promise(PROMISED);
        let cases = [
            ("We have recruited 2,346 teachers since then.", Some("2346")),
            ("We will recruit 6,500 teachers.", None),
            ("We will recruit 7,000 teachers.", None),
            ("We will recruit 7,000 more teachers than before.", None),
            ("Of these, 2,346 of the 6,500 new expert teachers had been recruited.", Some("2346")),
            ("There are now 2,346 more prison places.", None),
            ("Expert teachers were away for 6 weeks on average, or 2,346 hours of teachers.", None),
            ("The workforce has increased by 2,346 teachers.", Some("2346")),
            ("We have spent \u{a3}3 million on teachers.", None),
        ];
        for (passage, expected) in cases {
            let found = value(passage, &Promise::new(PROMISED, &[]), &profile, None);
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
            ("There are now 2,346 teachers, 190 more than in March 2024.", None),
        ];
        for (passage, expected) in cases {
            let (promise, profile) = (Promise::new(PROMISED, &[]), Profile::of_promise(PROMISED));
            let found = value(passage, &promise, &profile, known).expect("a value").on;
            assert_eq!(found.as_deref(), expected, "{passage}");
        }
    }
}
