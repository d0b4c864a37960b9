//! Whether what is pledged is that something goes on, or that nothing is done to it, up to a day.
//!
//! It must not look at which number is promised.

use super::direction::{COMPARED, is_denied};
use crate::date::Date;
use crate::extraction::toml::quote_of;
use crate::extraction::{Candidate, Extract};
use crate::language::dates::{DateMention, Form, Kind};
use crate::language::quantities::{Hedge, QuantityMention, Unit};
use crate::language::tokens::{Token, WordHash, tokenize, words};
use crate::quantity::Decimal;

/// Whether a pledge is that something stays: `We will maintain 30 hours of childcare until August 2028`, `will keep it open
/// throughout 2026-27`, `will not close it before 2028`, `will not close it during this Parliament`. What is spent `each year
/// to 2027/28` is a number to be reached.
pub(super) fn goes_on(extract: &Extract, candidate: &Candidate) -> bool {
    let Some(deadline) = &candidate.deadline else { return false };
    let text = extract.document.text.text.as_str();
    let phrase = text.get(deadline.start..deadline.end).unwrap_or_default().to_ascii_lowercase();
    let quote = quote_of(extract, candidate);
    let tokens = tokenize(quote);
    let says = |words: &[WordHash]| tokens.iter().any(|token| words.contains(&token.word));
    // What is less is given to each: `fares of £3 are available until March 2028`.
    let is_money = |quantity: &QuantityMention| {
        quantity.unit == Unit::Known("£")
            && quantity.hedge != Some(Hedge::UpTo)
            && quantity.value.is_some_and(|value| value >= Decimal::from(10_000))
    };
    // `£57 million is allocated until March 2025`, but not `The fund, of £57 million, is extended until March 2025`.
    let is_given =
        || candidate.quantities.iter().any(is_money) && says(GIVING) && !says(STAYING) && !says(LASTING);
    let counts = !candidate.quantities.is_empty();
    let lasts = || {
        phrase.starts_with("throughout ") || !counts && THROUGH.iter().any(|words| phrase.starts_with(words))
    };
    let is_span = matches!(
        deadline.form,
        Some(Form::Year(_) | Form::Years(..) | Form::Financial(_) | Form::Academic(_) | Form::Open(_))
    );
    match deadline.kind {
        Kind::Until => !is_given() && (!phrase.starts_with("to ") || candidate.quantities.is_empty()),
        // Of `500 firms will pay less next year and see no change` the 500 are promised.
        Kind::Over | Kind::In if is_span && is_spared(&tokens) && (!counts || is_denied(quote)) => true,
        Kind::By | Kind::In | Kind::Over => lasts() && says(STAYING),
        // `will not open until May 2027` tells of a beginning.
        Kind::From => is_spared(&tokens) && kept_until(extract, deadline).is_some(),
    }
}

/// The last day of what is not done until a day `from` which it may be done: the eve of `before 2028`, and of `before the end
/// of 2027` its last day. None of a time that has begun: its first day is that of the document.
pub(in crate::extraction::toml) fn kept_until(extract: &Extract, deadline: &DateMention) -> Option<Date> {
    let text = extract.document.text.text.as_str();
    let said = text.get(deadline.start..deadline.end).unwrap_or_default().to_ascii_lowercase();
    let is_not_before = NOT_BEFORE.iter().any(|words| said.starts_with(words));
    if deadline.kind != Kind::From || !is_not_before {
        return None;
    }
    if said.contains("end of ") {
        return deadline.last;
    }
    let said_on = extract.document.meta.known_on();
    deadline.first.filter(|first| said_on.is_none_or(|said_on| *first > said_on))?.pred_opt()
}

/// What the date of something begins with that is not done before it.
const NOT_BEFORE: [&str; 6] = ["before", "until", "till", "prior to", "ahead of", "in advance of"];

/// Whether what ends something is denied where it is said: `will not be closed`, `No library will close`, `there will be no
/// closures`, `close no library`; not of `changes will not be made`.
fn is_spared(tokens: &[Token]) -> bool {
    let is = |at: usize, words: &[WordHash]| tokens.get(at).is_some_and(|token| words.contains(&token.word));
    let ends = |at: usize, reach: usize| (at..at + reach).any(|at| is(at, ENDING));
    (0..tokens.len()).any(|at| {
        let next = at + 1;
        is(at, words!["not", "won't", "won’t"]) && ends(next, 3)
            || is(at, words!["no", "none", "neither", "nobody"])
                && !is(next, COMPARED)
                && (ends(next, 6) || at > 0 && ends(at - 1, 1))
    })
}

/// How a time is said that something fills from its beginning to its end.
const THROUGH: &[&str] =
    &["for the rest of ", "for the remainder of ", "for the duration of ", "for the next "];

/// What is done to what goes on where it is not done: `will not close before 2028`, `There will be no closures before 2028`.
#[rustfmt::skip]
const ENDING: &[WordHash] = words![
    "close", "closes", "closed", "cut", "cuts", "raise", "raises", "raised", "increase", "increases", "increased", "rise",
    "charge", "charged", "remove", "removed", "scrap", "scrapped", "reduce", "reduced", "sell", "sold", "end", "ends",
    "ended", "stop", "stops", "withdraw", "withdrawn", "demolish", "demolished", "abolish", "abolished", "lose", "change",
    "closing", "raising", "cutting", "increasing", "closure", "closures", "rises", "reduction", "reductions",
    "redundancies", "changes", "worse",
];

/// Verbs of what is kept up.
const STAYING: &[WordHash] = words![
    "maintain", "keep", "retain", "preserve", "sustain", "protect", "continue", "remain", "remains", "stay",
    "freeze", "frozen", "hold"
];

/// Words of what lasts until a day, whatever it costs.
#[rustfmt::skip]
const LASTING: &[WordHash] = words![
    "maintaining", "kept", "continues", "continuing", "extend", "extended", "extending", "extension", "run", "runs", "open",
    "place", "cap", "limit", "freezing", "guarantee", "guaranteed", "maintained", "protected", "retained", "preserved",
    "sustained", "continued", "remaining",
];

/// Verbs of what money is given with.
#[rustfmt::skip]
const GIVING: &[WordHash] = words![
    "invest", "invested", "investing", "allocate", "allocated", "allocating", "spend", "spent", "spending", "provide",
    "provided", "providing", "deploy", "announced", "funding", "available", "committed", "delivered",
];
