//! What somebody only asks, foretells or says of another: it is neither undertaken nor claimed by who tells it.
//!
//! It must not weigh anything.

use super::{is_to_come, run};
use crate::language::speech::actors::Actor;
use crate::language::speech::clauses::{Group, main_of};
use crate::language::speech::symbols::Symbol;
use crate::language::speech::verbs::forms_of;
use crate::language::tokens::{WordHash, hash, word, words};

/// `We recommend that the Department publish a plan`, `We call on Ministers to`: who asks it of another undertakes nothing.
pub(super) fn asks_of_others(row: &[Symbol], groups: &[Group]) -> bool {
    let asks = main_of(groups).is_some_and(|main| {
        let calls = main.verb == word!("call") && row.get(main.end).is_some_and(|on| on.word == word!("on"));
        !is_to_come(main) && (words!["recommend", "urge"].contains(&main.verb) || calls)
    });
    asks && !undertakes_besides(row, groups)
}

/// `The OBR forecasts that 1.3 million homes will be built`: what is foretold is not undertaken.
pub(super) fn foretells(row: &[Symbol], groups: &[Group]) -> bool {
    let before = main_of(groups).and_then(|main| row.get(..main.at)).unwrap_or_default();
    let is_foretold = ["forecasts", "predicts", "predicted"]
        .iter()
        .any(|foretold| run(before, &[hash(foretold), word!("that")]));
    is_foretold && !undertakes_besides(row, groups)
}

/// `The review recommended a regulator and we will legislate`: what was asked or foretold says nothing of what follows it.
/// Not `that the Government and Ministers will`, which are one subject.
fn undertakes_besides(row: &[Symbol], groups: &[Group]) -> bool {
    let acts = |symbol: &Symbol| symbol.actor.is_some_and(|actor| actor != Actor::Other);
    groups.iter().filter(|group| is_to_come(group)).any(|group| {
        let Some((subject, before)) = row.get(..group.at).and_then(<[_]>::split_last) else { return false };
        let joined = matches!(without_article(before), [.., other, and]
            if words!["and", "but", "so", ":", ";"].contains(&and.word) && !acts(other));
        joined && acts(subject)
    })
}

/// What stands before a subject, but for its article.
fn without_article(before: &[Symbol]) -> &[Symbol] {
    match before {
        [before @ .., article] if article.word == word!("the") => before,
        _ => before,
    }
}

/// `Critics say that we have closed 800 libraries`: what others say of a body it does not claim.
pub(super) fn is_said_by_others(row: &[Symbol], groups: &[Group]) -> bool {
    let says = words!["say", "claim", "complain", "suggest"];
    let is_said = |symbol: &Symbol| forms_of(symbol.word).is_some_and(|forms| says.contains(&forms.lemma));
    // Behind another verb they are whom something is done for: `We will help charities claim Gift Aid`.
    let first_verb = groups.iter().map(|group| group.at).min().unwrap_or(row.len());
    let opens = row.get(..row.len().min(8)).unwrap_or_default();
    let others = opens.windows(3).take(first_verb).any(|three| {
        matches!(three, [who, next @ ..] if OTHERS_SAY.contains(&who.word) && next.iter().any(is_said))
    });
    others && !undertakes_besides(row, groups)
}

/// `The Member says that we will cut posts; we will not.`, `It is simply false that we will cut posts`: what is taken back.
pub(super) fn is_taken_back(row: &[Symbol], groups: &[Group]) -> bool {
    let marks = words![".", "!", "</s>"];
    let end = row.iter().rposition(|symbol| !marks.contains(&symbol.word)).map_or(0, |last| last + 1);
    let said = row.get(..end).unwrap_or_default();
    let length = match said {
        [.., will, not] if not.word == word!("not") && words!["will", "shall"].contains(&will.word) => 2,
        [.., not] if words!["won't", "won’t"].contains(&not.word) => 1,
        _ => 0,
    };
    // A subject of its own with a mark or a `but` before it: not `why we will not` or `but others will not`.
    let denies = end - length;
    let subject = said.get(..denies).and_then(<[_]>::split_last);
    let opens = subject.is_some_and(|(subject, before)| {
        let own = words!["we", "it", "they", "government"].contains(&subject.word);
        own && without_article(before)
            .last()
            .is_some_and(|mark| words![";", ",", "but", "-", "–"].contains(&mark.word))
    });
    // Each promise before it is told behind a `that`: `We will build 300 homes; some fear that we will sell the park, but we
    // will not` is a pledge.
    let told = || {
        let mut promises = groups.iter().filter(|group| is_to_come(group) && group.end < denies).peekable();
        promises.peek().is_some() && promises.all(|group| is_told(row, group))
    };
    let denied = length > 0 && opens && told();
    let is_false = ["false", "untrue", "incorrect", "nonsense"]
        .iter()
        .any(|wrong| run(row, &[hash(wrong), word!("that")]));
    let is_untrue = is_false || run(row, words!["not", "true", "that"]);
    denied || is_untrue && !undertakes_besides(row, groups)
}

/// `that the Government will abolish`
fn is_told(row: &[Symbol], group: &Group) -> bool {
    let before = row.get(group.at.saturating_sub(4)..group.at).unwrap_or_default();
    before.iter().any(|symbol| symbol.word == word!("that"))
}

/// Who speaks of what a public body does, and not for it.
const OTHERS_SAY: &[WordHash] = words![
    "critics", "campaigners", "opponents", "commentators", "sceptics", "detractors", "protesters", "unions",
    "charities", "newspapers", "some", "others"
];
