//! Which value of a pledge's indicator a passage seems to give: another number in the same unit, of the same things,
//! said of what is and not of what will be.
//!
//! It must not read a value into a passage that only repeats the promise.

use super::profile::Profile;
use super::tokens::{self, Number, Sort, Token, Unit};
use crate::quantity::Decimal;

/// A value that a passage seems to give.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Value {
    /// As it is written there.
    pub text: String,
    /// The number, exactly.
    pub value: Decimal,
    /// `£`, `%` or nothing for counts.
    pub unit: &'static str,
}

/// How many terms after a number may name what is counted.
const NEAR: usize = 5;

/// Words by which a passage says what has come about.
const HAS_COME: &[&str] =
    &["have", "has", "was", "were", "had", "been", "is", "are", "reached", "rose", "now", "delivered"];
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

/// The first value in a passage that fits the pledge's number but is not it.
pub(super) fn value(passage: &str, profile: &Profile) -> Option<Value> {
    other(passage, profile, |has, will| match (has, will) {
        (Some(has), Some(will)) => has < will,
        (Some(_), None) => true,
        (None, _) => false,
    })
}

/// The first number in a passage that stands where the pledge's stood, promised once more.
pub(super) fn restated(passage: &str, profile: &Profile) -> Option<Value> {
    let again = ["recruit", "committed", "commitment", "will", "pledge", "target"];
    let folded = passage.to_lowercase();
    if !again.iter().any(|word| folded.contains(word)) {
        return None;
    }
    other(passage, profile, |has, will| match (has, will) {
        (Some(has), Some(will)) => will < has,
        (None, Some(_)) => true,
        (_, None) => false,
    })
}

/// The first other number of the same things whose distance to words of what is and of what will be is as wanted.
fn other(
    passage: &str,
    profile: &Profile,
    wanted: impl Fn(Option<usize>, Option<usize>) -> bool,
) -> Option<Value> {
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
        if named && wanted(said(HAS_COME), said(TO_COME)) {
            return shown(passage, token, number);
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

fn shown(passage: &str, token: &Token, number: Number) -> Option<Value> {
    let money = matches!(number.unit, Unit::Pound | Unit::Dollar | Unit::Euro);
    let start = if money { token.start.checked_sub(number.unit.sign().len())? } else { token.start };
    let value = Decimal::try_from_i128_with_scale(i128::try_from(number.value).ok()?, 4).ok()?.normalize();
    Some(Value { text: passage.get(start..token.end)?.to_owned(), value, unit: number.unit.sign() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::matching::{Corpus, Paper, Search};

    #[test]
    fn a_value_is_another_number_of_the_same_things_that_is_said_to_be() {
        let corpus = Corpus::new(vec![Paper { text: "teachers recruited".into(), ..Paper::default() }]);
        let search = Search {
            texts: vec![(1.0, "recruiting an additional 6,500 new expert teachers".into())],
            ..Search::default()
        };
        let profile = Profile::new(&search, &corpus);
        let cases = [
            ("We have recruited 2,346 teachers since then.", Some("2346")),
            ("We will recruit 6,500 teachers.", None),
            ("We will recruit 7,000 teachers.", None),
            ("There are now 2,346 more prison places.", None),
            ("We have spent \u{a3}3 million on teachers.", None),
        ];
        for (passage, expected) in cases {
            let found = value(passage, &profile).map(|value| value.value.to_string());
            assert_eq!(found.as_deref(), expected, "{passage}");
        }
        let again = restated("We will recruit 7,000 teachers.", &profile).map(|value| value.text);
        assert_eq!(again.as_deref(), Some("7,000"));
        assert_eq!(restated("We have recruited 2,346 teachers.", &profile), None);
    }
}
