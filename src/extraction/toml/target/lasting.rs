//! Whether what is pledged is that something goes on, or that nothing is done to it, up to a day.
//!
//! It must not look at which number is promised.

use std::ops::Range;

use super::direction::is_denied;
use crate::date::Date;
use crate::extraction::{Candidate, Extract};
use crate::language::dates::{DateMention, Form, Kind};
use crate::language::denial::{NOTS, denied_to};
use crate::language::quantities::{Hedge, QuantityMention, Unit};
use crate::language::tokens::{WordHash, tokenize, words};
use crate::quantity::Decimal;

/// Whether a pledge is that something stays: `We will maintain 30 hours of childcare until August 2028`, `will keep it open
/// throughout 2026-27`, `will not close it before 2028`, `will not close it during this Parliament`. What is spent `each year
/// to 2027/28` is a number to be reached.
pub(super) fn goes_on(extract: &Extract, candidate: &Candidate) -> bool {
    let Some(deadline) = &candidate.deadline else { return false };
    let text = extract.document.text.text.as_str();
    let phrase = text.get(deadline.start..deadline.end).unwrap_or_default().to_ascii_lowercase();
    let quote = extract.quote(candidate);
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
    let when = deadline.start.saturating_sub(candidate.start)..deadline.end.saturating_sub(candidate.start);
    match deadline.kind {
        Kind::Until => !is_given() && (!phrase.starts_with("to ") || candidate.quantities.is_empty()),
        Kind::Over | Kind::In if is_span && is_spared(quote, &when) && (!counts || is_denied(quote)) => true,
        Kind::By | Kind::In | Kind::Over => lasts() && says(STAYING),
        // `will not open until May 2027` tells of a beginning.
        Kind::From => is_spared(quote, &when) && kept_until(extract, deadline).is_some(),
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
/// closures`, `close no library`; not of `changes will not be made`. It is denied of the time that follows it or opens the
/// sentence: `In 2027 we will end it so that nobody is charged twice` tells of an end.
fn is_spared(quote: &str, when: &Range<usize>) -> bool {
    let tokens = tokenize(quote);
    let index = |place: usize| tokens.partition_point(|token| token.start < place);
    let (begins, behind) = (index(when.start), index(when.end));
    let opens = begins == 0;
    let comma = tokens.get(behind).is_some_and(|comma| comma.is_mark(','));
    let said = tokens.get(if opens { behind + usize::from(comma) } else { 0 }..).unwrap_or_default();
    let any = |range: Range<usize>, words: &[WordHash]| {
        said.get(range).is_some_and(|said| said.iter().any(|token| words.contains(&token.word)))
    };
    (0..said.len()).any(|at| {
        let Some(end) = denied_to(said, at) else { return false };
        let is_not = any(at..at + 1, NOTS);
        let ended = any(at + 1..end.min(at + if is_not { 4 } else { 7 }), ENDING);
        let meant = if opens {
            !any(0..at, words![",", ":", ";", "and", "so"])
        } else {
            (at..=end).contains(&begins)
        };
        meant && (ended || !is_not && any(at.saturating_sub(1)..at, ENDING))
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
    "freeze", "frozen"
];

/// Words of what lasts until a day, whatever it costs.
#[rustfmt::skip]
const LASTING: &[WordHash] = words![
    "maintaining", "kept", "continues", "continuing", "extend", "extended", "extending", "extension", "run", "runs", "open",
    "place", "cap", "limit", "freezing", "guarantee", "guaranteed", "maintained", "protected", "retained", "preserved",
    "sustained", "continued", "remaining", "hold",
];

/// Verbs of what money is given with.
#[rustfmt::skip]
const GIVING: &[WordHash] = words![
    "invest", "invested", "investing", "allocate", "allocated", "allocating", "spend", "spent", "spending", "provide",
    "provided", "providing", "deploy", "announced", "funding", "available", "committed", "delivered",
];

#[cfg(test)]
pub(super) mod tests {
    use crate::document::Document;
    use crate::extraction::{draft, extract};
    use crate::language::canonical::from_plain;

    pub(crate) fn drafted(sentence: &str) -> String {
        let mut document =
            Document { path: "a.txt".into(), text: from_plain(sentence), ..Document::default() };
        document.meta.answered_on = "2026-01-12".parse().ok();
        draft(&[extract(document, None)], 0)
    }

    #[test]
    fn what_is_ended_does_not_go_on_for_a_denial_elsewhere() {
        for (sentence, time) in [
            ("We will end no-fault evictions in 2027.", "by = \"2027\""),
            ("We will end no-fault evictions before May 2027.", "by = \"../2027-04-30\""),
            ("We will abolish no-fault evictions ahead of April 2027.", "by = \"../2027-03-31\""),
            ("With no further delay we will close the coal plant in 2027.", "by = \"2027\""),
            ("At no cost to taxpayers we will cut emissions in 2027.", "by = \"2027\""),
            ("No ifs, no buts: we will cut taxes in 2027.", "by = \"2027\""),
            ("There will be no delay and we will raise the minimum wage in 2027.", "by = \"2027\""),
            ("We will not only cut waiting times in 2027 but publish a plan.", "by = \"2027\""),
            ("The Government will not just raise wages in 2027 but extend leave.", "by = \"2027\""),
            ("We will not hesitate to close failing schools in 2027.", "by = \"2027\""),
            ("We will not stop at that: we will scrap fees in 2027.", "by = \"2027\""),
            ("It was not right to cut the scheme, so we will restore it in 2027.", "by = \"2027\""),
            ("We will reduce the tax in 2027 and there will be no change to benefits.", "by = \"2027\""),
            ("In 2027 we will end the practice so that nobody is charged twice.", "by = \"2027\""),
            ("No child will lose out: we will open 40 hubs in 2027.", "at_least = 40\n"),
            ("We will hold 40 public meetings throughout 2026/27.", "at_least = 40\n"),
            ("We will hold open surgeries throughout 2026/27.", "by = "),
            ("There will be no delay and we will open 40 hubs in 2027.", "at_least = 40\n"),
            ("In 2027, the Government will not close any library.", "until = \"2027\""),
            ("We will not raise income tax, VAT or National Insurance during this Parliament.", "until = "),
        ] {
            let draft = drafted(sentence);
            assert!(
                draft.contains(time) && (!time.starts_with("by") || draft.contains("act = ")),
                "{sentence}: {draft}"
            );
        }
    }
}
