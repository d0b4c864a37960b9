//! Why a candidate is proposed, in words that quote the sentence.
//!
//! It must not decide anything: it tells what was found.

use super::Candidate;
use crate::language::speech::{self, Act, Reading, Strength};

/// The reasons of a candidate in the sentence `at`, the weightiest first.
pub(super) fn of(text: &str, reading: &Reading, at: usize, found: &Candidate) -> Vec<String> {
    let words = |start: usize, end: usize| text.get(start..end).unwrap_or_default();
    let mut reasons = Vec::new();
    if let Some((start, end)) = speech::verb_of(reading, at) {
        let sense = match found.act {
            Act::Pledge => "undertakes",
            Act::Aspiration => "hopes or resolves",
            Act::Claim => "says what was done",
            Act::Other => "says",
        };
        reasons.push(format!("{sense}: “{}”", words(start, end)));
    }
    match found.actor {
        Some((start, end)) => reasons.push(format!("the actor is “{}”", words(start, end))),
        None => reasons.push("names no actor of the government".to_owned()),
    }
    if let Some(date) = &found.deadline {
        let sort = match (date.vague, date.form) {
            (true, _) => "a time without a day",
            (false, Some(_)) => "a time to come",
            (false, None) => "a time counted from the day of the document, which is not known",
        };
        let place = if date.end <= found.start {
            ", as the lead-in says"
        } else if date.start >= found.end {
            ", as its row says"
        } else {
            ""
        };
        reasons.push(format!("{sort}: “{}”{place}", words(date.start, date.end)));
    }
    if let [quantity, others @ ..] = found.quantities.as_slice() {
        let more = if others.is_empty() { String::new() } else { format!(" and {} more", others.len()) };
        reasons.push(format!("counts something: “{}”{more}", words(quantity.start, quantity.end)));
    }
    match (found.act, found.strength) {
        (Act::Pledge, Strength::Planned) => {
            reasons.push("planned or expected, not promised outright".to_owned())
        }
        (Act::Pledge, Strength::Conditional) => reasons.push("depends on a condition".to_owned()),
        (Act::Pledge | Act::Aspiration | Act::Claim | Act::Other, _) => {}
    }
    if let Some(lead_in) =
        reading.sentences.get(at).and_then(|sentence| reading.sentences.get(sentence.lead_in?))
    {
        reasons.push(format!("an item under “{}”", words(lead_in.start, lead_in.end)));
    }
    // What else the sentence may be was decided by neither reading.
    let verdict = reading.verdicts.get(at).filter(|verdict| verdict.act == found.act);
    if let Some(weighed) = verdict.and_then(|verdict| verdict.overruled) {
        let what = match weighed {
            Act::Pledge => "a pledge",
            Act::Aspiration => "an aspiration",
            Act::Claim => "a claim",
            Act::Other => "none of these",
        };
        reasons.push(format!("decided by reading its words together: one by one they speak for {what}"));
    }
    reasons
}
