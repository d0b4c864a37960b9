//! Which number of a pledge's sentence its target is made of.
//!
//! It must not choose the form of the target.

use crate::extraction::register::is_whole_of_a_part;
use crate::extraction::toml::quote_of;
use crate::extraction::{Candidate, Extract};
use crate::language::dates;
use crate::language::quantities::{QuantityMention, Unit};
use crate::language::tokens::{Kind, Token, WordHash, tokenize, word, words};
use crate::quantity::Decimal;

/// Words between `to` and its number that say how exact the number is.
pub(super) const HEDGING: &[WordHash] = words![
    "around", "about", "approximately", "roughly", "just", "only", "some", "nearly", "almost", "over",
    "under", "below", "above", "more", "less", "fewer", "than", "at", "least", "most", "a", "an", "the",
    "estimated", "no", "average", "total", "of"
];

/// The words before a number, but for those that say how exact it is or that it is more.
pub(super) fn words_before(text: &str) -> Vec<WordHash> {
    let mut said: Vec<_> = tokenize(text).iter().map(|token| token.word).collect();
    let beside = [HEDGING, MORE, words![","]];
    while said.pop_if(|word| beside.iter().any(|words| words.contains(word))).is_some() {}
    said
}

/// Where the undertaking begins behind what has been done: `We have recruited 1,000 officers and will recruit a further 1,300`.
fn undertaken_after(quote: &str) -> Option<usize> {
    let tokens = tokenize(quote);
    if let Some(behind) = behind_what_was(&tokens) {
        return Some(behind);
    }
    let done = tokens.iter().position(|token| words!["has", "have"].contains(&token.word))?;
    let wills = words!["will", "shall", "plan", "plans", "intend", "intends", "aim", "aims"];
    let will = tokens.iter().position(|token| wills.contains(&token.word)).filter(|will| *will > done)?;
    let joined =
        tokens.get(done..will)?.iter().rposition(|token| words!["and", "but", ";"].contains(&token.word))?;
    // Between the two stands a subject at most.
    (will - done - joined <= 3).then(|| tokens.get(will).map(|will| will.start))?
}

/// Where the undertaking begins behind what it goes beyond: `Building on the 40 hubs, we will open 20`, `Having planted 4,000
/// trees, we will`, `Of the 61 recommendations, the Department will`.
fn behind_what_was(tokens: &[Token]) -> Option<usize> {
    let will = tokens.iter().position(|token| words!["will", "shall", "is", "are"].contains(&token.word))?;
    let comma = tokens.get(..will)?.iter().position(|token| token.is_mark(','))?;
    let opened = words!["besides", "beyond", "having", "after", "following", "of", "alongside"];
    let opens = tokens.first().is_some_and(|first| opened.contains(&first.word))
        || matches!(tokens, [first, next, ..]
            if first.word == word!("as") && next.word == word!("well")
                || first.word == word!("building") && words!["on", "upon"].contains(&next.word));
    (will - comma <= 5 && opens).then(|| tokens.get(comma).map(|comma| comma.end))?
}

/// Whether a number only says how soon or how often each is dealt with, what a rate is held against, or of what sort things
/// are, or what there is: `90% within ten minutes`, `one officer for every 500 residents`, `CPI+1%`, `buildings over 18 metres`.
fn only_describes(text: &str, candidate: &Candidate, quantity: &QuantityMention) -> bool {
    let before = said_before(text, candidate, quantity.start);
    let behind: String =
        text.get(quantity.end..candidate.end).unwrap_or_default().chars().take(200).collect();
    let (said, behind) = (tokenize(before), tokenize(&behind));
    let behind: Vec<WordHash> = behind.iter().map(|token| token.word).collect();
    let beside = words!["within", "every", "plus", "+"];
    let is_beside = said.last().is_some_and(|last| beside.contains(&last.word))
        || said
            .iter()
            .rfind(|token| token.word != word!("of") && !token.is_mark(':'))
            .is_some_and(|token| token.word == word!("baseline"));
    // `in addition to the £163 million`, `on top of over £8 billion`, `with 400 homes already built`
    let is_there = match words_before(before).as_slice() {
        [.., on, top] if *top == word!("top") => *on == word!("on"),
        [.., addition, to] if *to == word!("to") => words!["addition", "additional"].contains(addition),
        _ => false,
    };
    let is_done = behind
        .windows(2)
        .take(4)
        .any(|pair| matches!(pair, [already, done] if *already == word!("already") && THERE.contains(done)));
    is_beside || is_there || is_done || is_of_a_sort(before, &said, &behind, quantity, quantity.unit(text))
}

/// What behind `already` says that things are there: `400 homes already built`, but not `the 40 hospitals already announced`.
const THERE: &[WordHash] = words![
    "built", "open", "opened", "in", "recruited", "planted", "delivered", "completed", "trained",
    "installed", "working", "operating", "created", "there", "running", "established", "employed",
    "provided"
];

/// The words of a sentence before a place, as far as they are near: a sentence may be very long.
fn said_before<'t>(text: &'t str, candidate: &Candidate, start: usize) -> &'t str {
    let said = text.get(candidate.start..start).unwrap_or_default();
    let from = said.char_indices().rev().nth(200).map_or(0, |(at, _)| at);
    said.get(from..).unwrap_or_default()
}

/// `firms with more than 250 employees`, `homes with values below £36,000`, `developments of 10 or more homes`: a bound that
/// says which of them are meant. What a verb bounds is promised: `recruit over 500`, `keep bills below £1,800`.
fn is_of_a_sort(
    text: &str,
    said: &[Token],
    behind: &[WordHash],
    quantity: &QuantityMention,
    unit: &str,
) -> bool {
    let bounds =
        words!["over", "under", "above", "below", "more", "less", "fewer", "than", "exceeding", "up", "to"];
    let or_more = matches!(behind, [or, more, ..]
        if words!["or", "and"].contains(or) && bounds.contains(more) && *more != word!("to"));
    let length = said.iter().rev().take_while(|token| bounds.contains(&token.word)).count();
    let (before, bound) = said.split_at(said.len() - length);
    // `cut emissions to under 5 million tonnes`, `support schools with over 500 new teachers`: they are promised.
    let is_promised = bound.first().is_some_and(|first| first.word == word!("to"))
        || behind.first().is_some_and(|next| MORE.contains(next));
    if is_promised {
        return false;
    }
    let links = words!["with", "having", "employing", "worth", "earning", "of"];
    let link = before.last().map(|token| token.word).filter(|word| links.contains(word));
    let before = before.get(..before.len() - usize::from(link.is_some())).unwrap_or_default();
    let Some(noun) = before.last().filter(|noun| noun.kind == Kind::Word) else { return false };
    let article = before.iter().rev().nth(1).map_or(0, |token| token.word);
    let name = noun.text(text);
    let is_any = words!["any", "each", "every"].contains(&article);
    let is_thing = name.ends_with('s') && !name.ends_with("ss")
        || words!["people", "those", "anyone"].contains(&noun.word)
        || words!["a", "an"].contains(&article)
        || is_any;
    let owned = words!["turnover", "income", "incomes", "value", "values"].contains(&noun.word);
    let wills = words!["will", "shall", "must"];
    let is_subject = || {
        let when_or_where = words!["in", "over", "across", "within", "during"];
        !before.iter().rev().take(5).any(|token| when_or_where.contains(&token.word))
            && !said.iter().any(|token| wills.contains(&token.word))
            && behind.iter().any(|word| wills.contains(word))
    };
    let is_small = bound.iter().any(|token| words!["under", "below", "less", "fewer"].contains(&token.word));
    let is_with = || before.iter().rev().take(4).any(|token| token.word == word!("with"));
    let bounded = !bound.is_empty();
    match link {
        Some(of) if of == word!("of") => {
            (or_more || bounded) && (owned && is_with() || is_any)
                || or_more && is_thing && matches!(quantity.unit, Unit::Noun(..))
        }
        Some(worth) if worth == word!("worth") => is_thing && is_small,
        Some(earning) if earning == word!("earning") => is_thing && bounded,
        Some(_) => is_thing && bounded && matches!(quantity.unit, Unit::Noun(..)),
        None => {
            let measured = ["metres", "tonnes", "storeys", "m"].contains(&unit);
            is_thing && bounded && (measured || is_with() && is_small || is_subject())
        }
    }
}

/// Whether a number tells of each year, and another of where that leads: `400 miles a year, reaching 2,000 by 2034`.
fn is_a_rate(text: &str, quantity: &QuantityMention) -> bool {
    let behind: String = text.get(quantity.end..).unwrap_or_default().chars().take(60).collect();
    let behind = tokenize(&behind);
    behind.split(|token| token.is_mark(',')).next().unwrap_or_default().windows(2).take(6).any(is_each)
}

/// `a year`, `each week`
pub(super) fn is_each(pair: &[Token]) -> bool {
    let spans = words!["day", "week", "month", "quarter", "year", "annum"];
    matches!(pair, [each, span]
        if words!["a", "per", "each", "every"].contains(&each.word) && spans.contains(&span.word))
}

/// Whether the words before a number say that something leads to it: `reaching 2,000`, `to reach 1,000`, `rising to 500`.
fn leads(said: &str) -> bool {
    let ends: [&[WordHash]; 3] = [words!["reaching"], words!["to", "reach"], words!["rising", "to"]];
    let said = words_before(said);
    let is_hoped = said.iter().rev().take(5).any(|word| *word == word!("ambition"));
    !is_hoped && ends.iter().any(|end| said.ends_with(end))
}

/// What says of things that they come to those there are.
pub(super) const MORE: &[WordHash] = words!["additional", "new", "more", "extra", "further", "another"];

/// The quantity that a target is made of: the first that counts things, but not those that money is spent on or in, else the
/// first. Of like ones it is the one that the
/// deadline belongs to: `£740 million in 2025-26 and £800 million in 2026-27`.
pub(super) fn decisive<'c>(extract: &Extract, candidate: &'c Candidate) -> Option<&'c QuantityMention> {
    let text = extract.document.text.text.as_str();
    let quote = quote_of(extract, candidate);
    // Of `half of the 6,500 teachers` neither is to be reached.
    let is_share = |quantity: &QuantityMention| {
        let is_half = quantity.unit == Unit::None && quantity.value.is_some_and(|value| value < Decimal::ONE);
        let behind = candidate.quantities.iter().find(|behind| behind.start > quantity.start);
        is_half && behind.is_some_and(|behind| is_whole_of_a_part(text, behind.start))
    };
    let from = undertaken_after(quote).map_or(0, |after| candidate.start + after);
    // Of `a 24-bed hub` the hub is promised.
    let is_size = |quantity: &QuantityMention| {
        let behind = text.get(quantity.end..).unwrap_or_default();
        matches!(quantity.unit, Unit::Noun(..)) && behind.starts_with('-')
    };
    let numbers = || {
        let reached = |quantity: &&QuantityMention| {
            quantity.value.is_some()
                && quantity.start >= from
                && !is_size(quantity)
                && !is_share(quantity)
                && !is_whole_of_a_part(text, quantity.start)
                && !only_describes(text, candidate, quantity)
        };
        candidate.quantities.iter().filter(reached)
    };
    let counts = |quantity: &&QuantityMention| matches!(quantity.unit, Unit::Noun(..));
    // `invest £200 million in 12 projects`: where the money goes. `In 26-27 London boroughs` both are.
    let is_where = |quantity: &&QuantityMention| {
        let range = |other: &&QuantityMention| {
            text.get(other.end..quantity.start).is_some_and(|link| ["-", "–"].contains(&link))
        };
        let start = candidate.quantities.iter().find(range).map_or(quantity.start, |first| first.start);
        let said = words_before(said_before(text, candidate, start));
        counts(quantity) && said.last().is_some_and(|last| words!["in", "across"].contains(last))
    };
    // `in 12 towns and 30 villages`
    let is_joined = |quantity: &&QuantityMention| {
        words_before(said_before(text, candidate, quantity.start)).last() == Some(&word!("and"))
    };
    let first = numbers()
        .find(counts)
        .filter(|quantity| !is_where(quantity))
        .or_else(|| numbers().find(|quantity| !is_where(quantity) && !is_joined(quantity)))
        .or_else(|| numbers().next())?;
    let until = candidate.deadline.as_ref().map_or(0, |deadline| deadline.start);
    let dates = dates::recognise(quote, &tokenize(quote), None);
    let is_of_another_date = |quantity: &QuantityMention| {
        let starts = dates.iter().filter(|date| !date.vague).map(|date| candidate.start + date.start);
        quantity.end <= until && starts.clone().any(|start| (quantity.end..until).contains(&start))
    };
    let is_alike = |quantity: &&QuantityMention| quantity.unit(text) == first.unit(text);
    let bound =
        || numbers().filter(is_alike).find(|quantity| !is_of_another_date(quantity) && quantity.end <= until);
    // `By March 2026 we will open 10 hubs, and by March 2029 100 hubs`: the number of the deadline stands behind it.
    let behind = || {
        let said = text.get(candidate.start..until)?.trim_end();
        let fronted = dates.iter().any(|date| candidate.start + date.end <= first.start);
        let parts = said.ends_with(" and") && fronted && first.end <= until;
        let deed = |from, to| words_before(text.get(from..to)?).pop();
        let (opened, day) = (deed(candidate.start, first.start), candidate.deadline.as_ref()?.end);
        let is_same = |start| deed(day, start).is_none_or(|deed| Some(deed) == opened);
        numbers().filter(is_alike).find(|number| number.start > until && parts && is_same(number.start))
    };
    let is_led_to = |start| leads(said_before(text, candidate, start));
    // `cover 35% of pupils and are expected to reach 50% by March`
    let leads_to = || {
        let leads = |number: &&QuantityMention| number.end <= until && is_led_to(number.start);
        numbers().filter(|number| is_a_rate(text, first) || is_alike(number)).rfind(leads)
    };
    Some(if is_of_another_date(first) { bound() } else { behind().or_else(leads_to) }.unwrap_or(first))
}
