//! Whether an answer gives a figure of the thing asked for: a quantity in the right unit, of what is counted, in a
//! sentence or a table that speaks of the question.
//!
//! It must not take a figure of something else for the one asked for, nor say why none is given.

use super::clause::Measure;
use super::found::{Found, SPEAKS};
use super::known::Known;
use super::question::Ask;
use super::reply::{Line, Reply};
use super::words::{self, Term};
use super::{done, table, withheld};
use crate::language::quantities::{QuantityMention, Unit};
use crate::matching::steps::own_voice;
use crate::matching::value::is_of_predecessors;
use crate::quantity::Decimal;

/// A figure is taken for the one asked for from this score on; in a long answer, which has more to mistake, from a higher.
const ENOUGH: f32 = 0.5;
const ENOUGH_IN_A_LONG_ONE: f32 = 0.55;
/// An answer of more sentences is long.
const LONG: usize = 6;

/// The line of an answer that gives the figure asked for most surely. Numbers that are `known` are no news.
pub(super) fn find(ask: &Ask, reply: &Reply<'_>, known: &Known) -> Option<Found> {
    let by_lines = (0..reply.lines.len()).filter_map(|at| in_line(ask, reply, at, known));
    let found = by_lines.chain(table::in_table(ask, reply));
    let enough = if reply.sentences() > LONG { ENOUGH_IN_A_LONG_ONE } else { ENOUGH };
    let found: Vec<Found> = found.filter(|found| found.score >= enough).collect();
    let lines = found.iter().map(|found| found.lines).sum();
    surest(found.into_iter()).map(|found| Found { lines, ..found })
}

/// The surest of some figures, the first of those that are as sure.
pub(super) fn surest(found: impl Iterator<Item = Found>) -> Option<Found> {
    found.fold(None, |best: Option<Found>, one| match best {
        Some(best) if best.score >= one.score => Some(best),
        _ => Some(one),
    })
}

/// A figure in one sentence.
fn in_line(ask: &Ask, reply: &Reply<'_>, at: usize, known: &Known) -> Option<Found> {
    let line = reply.lines.get(at)?;
    if (reply.cells.contains(&at) && reply.lines.len() > 1) || own_voice(line.text) != line.text {
        return None;
    }
    let own = words::covered(&ask.terms, &line.stems);
    let around = context(ask, reply, at, line);
    let introduced = around >= INTRODUCED && line.text.split_whitespace().count() <= FRAGMENT;
    // What was pledged is news where it is said to be done.
    let kept = !done::is_to_come(line)
        && done::is_done(line, |stem| {
            ask.terms.iter().any(|term| term.key == stem) || known.pledge.iter().any(|one| one == stem)
        });
    let fits = reply
        .quantities_of(line)
        .filter(|one| one.value.is_none_or(|value| !known.numbers.contains(&value) || kept))
        .filter(|one| !is_label(reply.text, one))
        .filter_map(|one| fit(ask, reply.text, one, introduced))
        .fold(None, |best: Option<f32>, one| Some(best.map_or(one, |best| best.max(one))));
    let fit = match fits {
        Some(fit) if withheld::reason(&line.lower).is_some_and(withheld::Reason::is_firm) => fit - 0.25,
        Some(fit) => fit,
        None if says_none_or_one(ask, line) && withheld::reason(&line.lower).is_none() => 0.3,
        None => return None,
    };
    if reply.sentences() <= A_FEW && says_nothing_else(line) {
        return Some(Found { line: at, score: SURE, covered: own.max(SPEAKS), lines: 1 });
    }
    let speaks = own.max(around);
    if speaks < SPEAKS && reply.sentences() > A_FEW {
        return None;
    }
    let mut score = speaks + fit;
    let few = reply.sentences() <= A_FEW;
    if few {
        score += 0.15;
    }
    let untold = |one: &QuantityMention| is_untold(ask, reply.text, one);
    if few && ask.measure == Measure::Count && reply.quantities_of(line).any(untold) {
        score += UNTOLD;
    } else {
        score -= missing(ask, line);
    }
    if withheld::points_to_figures(&line.lower) {
        score -= POINTS_ELSEWHERE;
    }
    if few && ask.of_cost && line.lower.contains("cost") {
        score += UNTOLD;
    }
    score -= strangeness(ask, reply, at);
    let dated = || reply.dates_of(line).filter_map(|date| date.last);
    if ask.since.is_some_and(|since| dated().next().is_some() && dated().all(|last| last < since)) {
        score -= 0.4;
    }
    // What has been is not told by what will be, nor what has come about by what others had.
    let another = (ask.behind && done::is_to_come(line)) || (ask.so_far && is_of_predecessors(&line.lower));
    if another && !done::does(line, ask) {
        return None;
    }
    if PROMISES.iter().any(|words| line.lower.contains(words)) {
        // A sum that is promised is no cost, and what is announced is not spent.
        if (ask.of_cost && !line.lower.contains("cost")) || (ask.is_of_spending() && !done::does(line, ask)) {
            return None;
        }
        score -= PROMISED;
    }
    Some(Found { line: at, score, covered: speaks, lines: 1 })
}

/// An answer of so few sentences is about what was asked.
const A_FEW: usize = 2;

/// Whether a line is a figure and no more: "None.", "The number is 2,346."
fn says_nothing_else(line: &Line<'_>) -> bool {
    line.stems.iter().all(|stem| matches!(stem.as_str(), "none" | "zero" | "nil"))
}
/// How sure such a line is.
const SURE: f32 = 0.7;

/// Words after a bare number that it is the subject of, or a part.
const GOES_ON: &[&str] = &["have", "has", "had", "were", "was", "are", "is", "of"];

/// What a bare number is worth that goes without the name of what it counts, for the question has it: "The Department has
/// recruited 2,346", "2,346 have been recruited".
const UNTOLD: f32 = 0.2;

/// Whether a bare number stands where the question's own word needs what was asked for.
fn is_untold(ask: &Ask, text: &str, one: &QuantityMention) -> bool {
    let asked =
        |word: &str| words::stems(word).iter().any(|stem| ask.terms.iter().any(|term| term.key == *stem));
    matches!(one.unit, Unit::None)
        && (asked(word_before(text, one)) || GOES_ON.contains(&word_after(text, one)))
}

/// The word right before a quantity; empty after a mark.
fn word_before<'t>(text: &'t str, one: &QuantityMention) -> &'t str {
    let before = text.get(..one.start).unwrap_or_default().trim_end();
    before.rsplit(|letter: char| !letter.is_alphanumeric()).next().unwrap_or_default()
}

/// The word right after a quantity; empty before a mark.
fn word_after<'t>(text: &'t str, one: &QuantityMention) -> &'t str {
    let after = text.get(one.end..).unwrap_or_default().trim_start();
    after.split(|letter: char| !letter.is_alphanumeric()).next().unwrap_or_default()
}

/// What it costs a sentence to speak of what is promised.
const PROMISED: f32 = 0.4;

/// What it costs a sentence to lack some of the words that name what is counted: pupils are not all pupils with SEN.
fn missing(ask: &Ask, line: &Line<'_>) -> f32 {
    if ask.measure != Measure::Count || ask.counted.is_empty() {
        return 0.0;
    }
    let named = ask.terms.iter().filter(|term| ask.counted.contains(&term.key));
    let (mut all, mut lacking, mut acronym) = (0.0_f32, 0.0, 0.0);
    for term in named {
        all += term.weight;
        if !line.stems.contains(&term.key) {
            lacking += term.weight;
            acronym = if term.key.starts_with('^') { NO_ACRONYM } else { acronym };
        }
    }
    let told: Vec<Term> = ask.terms.iter().filter(|term| !ask.counted.contains(&term.key)).cloned().collect();
    let weight: f32 = told.iter().map(|term| term.weight).sum();
    let untold = weight >= TOLD && words::covered(&told, &line.stems) <= 0.0;
    MISSING * lacking / all.max(f32::MIN_POSITIVE) + acronym + if untold { NOTHING_TOLD } else { 0.0 }
}

/// What it costs a sentence to point to figures that stand elsewhere.
const POINTS_ELSEWHERE: f32 = 0.2;

/// What it costs to lack all of them.
const MISSING: f32 = 0.25;
/// What it costs to lack an acronym among them, which tells them from others: SEN pupils from all.
const NO_ACRONYM: f32 = 0.45;

/// What it costs to have none of the words that say what of the things counted is asked, where there are that many.
const NOTHING_TOLD: f32 = 0.2;
const TOLD: f32 = 4.0;

/// Words by which a sentence speaks of what is meant to be, which is seldom what was asked for.
#[rustfmt::skip]
const PROMISES: &[&str] = &[
    "committed to", "we will", "will provide", "will invest", "investing", "being invested", "investment of",
    "ambition", "pledge", "has announced", "have committed", "has committed", "announced", "target of",
    "is providing", "are providing", "will recruit", "will deliver", "made available", "over the next",
    "not exceed", "rounded",
];

/// How much of the question stands in a sentence together with the one that introduces it, or the one before.
fn context(ask: &Ask, reply: &Reply<'_>, at: usize, line: &Line<'_>) -> f32 {
    let before = line.lead_in.or_else(|| at.checked_sub(1)).and_then(|before| reply.lines.get(before));
    let Some(before) = before else { return 0.0 };
    let together: Vec<String> = before.stems.iter().chain(&line.stems).cloned().collect();
    let share = if line.lead_in.is_some() { 1.0 } else { 0.7 };
    share * words::covered(&ask.terms, &together)
}

/// What it costs a sentence to name none of the places and bodies that the question names.
fn strangeness(ask: &Ask, reply: &Reply<'_>, at: usize) -> f32 {
    let line = reply.lines.get(at);
    let before =
        line.and_then(|line| line.lead_in).or_else(|| at.checked_sub(1)).and_then(|at| reply.lines.get(at));
    let has = |names: &[String], line: &Line<'_>| names.iter().any(|name| line.stems.contains(name));
    let near = |names: &[String]| [line, before].into_iter().flatten().any(|line| has(names, line));
    let elsewhere = if ask.places.is_empty() || near(&ask.places) { 0.0 } else { 0.3 };
    let unnamed = if ask.names.is_empty() || near(&ask.names) {
        0.0
    } else if reply.lines.iter().any(|line| has(&ask.names, line)) {
        0.1
    } else if reply.sentences() <= 3 {
        0.15
    } else {
        0.35
    };
    f32::max(elsewhere, unnamed)
}

/// Words before a number that is the name of something: `code 3.1.1`, `Table 2`.
#[rustfmt::skip]
const NUMBERED: &[&str] = &[
    "code", "section", "paragraph", "version", "table", "figure", "page", "clause", "regulation", "article",
    "annex", "phase", "stage", "tier", "class", "band", "category", "schedule", "chapter", "question", "wave",
    "round", "part", "step", "uin", "objective", "option", "type",
];

/// Whether a number is a name.
fn is_label(text: &str, one: &QuantityMention) -> bool {
    let word = word_before(text, one).to_lowercase();
    let mut after = text.get(one.end..).unwrap_or_default().chars();
    let goes_on = after.next() == Some('.') && after.next().is_some_and(|next| next.is_ascii_digit());
    matches!(one.unit, Unit::None) && (goes_on || NUMBERED.contains(&word.as_str()))
}

/// Words right before a percentage that is a change, not a share.
#[rustfmt::skip]
const CHANGES: &[&str] = &[
    " by ", " down ", " up ", "increase of ", "decrease of ", "rise of ", "fall of ", "reduction of ",
    "growth of ", "by around ", "by over ", "by almost ", "by nearly ",
];

/// Words right before a bare number that tell it: "the total was 30", "of which 12".
#[rustfmt::skip]
const TELLS: &[&str] = &[
    "was", "were", "is", "are", "of", "total", "totalled", "totalling", "by", "been", "had", "has", "these",
    "which", "only", "just", "approximately", "around", "about", "over", "than", "under", "nearly", "almost",
    "least", "received", "issued", "made", "stood",
];

/// Whether a bare number is told, by the word before it, by opening a line, or by the question's own words.
fn is_told(ask: &Ask, text: &str, one: &QuantityMention) -> bool {
    let word = word_before(text, one).to_lowercase();
    word.is_empty() || TELLS.contains(&word.as_str()) || is_untold(ask, text, one)
}

/// Whether a quantity is told as the number of what stands before it: "the number who qualified was 232 principals".
fn tells_the_number(text: &str, one: &QuantityMention) -> bool {
    let before = text.get(..one.start).unwrap_or_default();
    let sentence = before.rsplit(". ").next().unwrap_or_default();
    matches!(word_before(text, one), "was" | "is" | "were" | "are") && sentence.contains("number of ")
}

/// Whether a name follows right after a number: "the three Crown Dependencies".
fn is_of_a_name(text: &str, one: &QuantityMention) -> bool {
    let after = text.get(one.end..).and_then(|rest| rest.strip_prefix(' '));
    after.and_then(|rest| rest.chars().next()).is_some_and(char::is_uppercase)
}

/// Stems of words that stand for whatever is counted.
#[rustfmt::skip]
const ANYTHING: &[&str] = &[
    "peopl", "individu", "person", "time", "occas", "case", "instanc", "staff", "member", "employe", "item",
    "claim", "claimant", "household", "applic", "incid", "patient", "pupil", "children", "figur", "respons",
    "meet", "visit", "place", "role", "post", "record", "user", "particip", "learner",
];

/// Stems of words for grown people, that people stand for whole; children are others.
const GROWN: &[&str] = &["adult", "peopl", "individu", "person"];

/// Whether a question and an answer count grown people, by whichever word.
fn is_of_people(counted: &[String], names: &[String]) -> bool {
    let grown = |all: &[String]| all.iter().any(|stem| GROWN.contains(&stem.as_str()));
    counted.len() == 1 && grown(counted) && grown(names)
}

/// What stands before a sentence introduces it if both have so much of the question: it may then count by another noun.
const INTRODUCED: f32 = 0.5;
/// The most words of an item of a list or of a row.
const FRAGMENT: usize = 9;

/// How well a quantity is one of what was asked for; nothing where its unit cannot be.
fn fit(ask: &Ask, text: &str, one: &QuantityMention, introduced: bool) -> Option<f32> {
    let unit = one.unit(text);
    let money = matches!(unit, "£" | "$" | "€" | "p")
        || matches!(one.unit, Unit::Known(code) if code.len() == 3 && code.bytes().all(|byte| byte.is_ascii_uppercase()));
    let share = unit == "%" || one.fraction.is_some();
    let names = words::stems(&format!("{unit} {}", one.of(text).unwrap_or_default()));
    let named = ask.counted.iter().any(|stem| names.contains(stem)) || is_of_people(&ask.counted, &names);
    match ask.measure {
        Measure::Count => {
            if money || share || (one.duration && !named) {
                None
            } else if named {
                Some(0.35)
            } else if matches!(one.unit, Unit::None) && !is_of_a_name(text, one) && is_told(ask, text, one) {
                Some(0.15)
            } else if tells_the_number(text, one) {
                Some(0.2)
            } else if introduced || names.iter().any(|name| ANYTHING.contains(&name.as_str())) {
                Some(0.0)
            } else {
                None
            }
        }
        Measure::Money => money.then_some(0.25),
        Measure::Share => (share || one.value.is_some_and(|value| value < Decimal::ONE))
            .then_some(if named { 0.35 } else { 0.2 }),
        Measure::Time => one.duration.then_some(0.3),
        Measure::Any => {
            let worth = if named {
                0.3
            } else if money || share {
                0.15
            } else {
                0.1
            };
            (!one.duration || asks_for_time(ask) || named).then_some(worth)
        }
    }
    .map(|worth| {
        let before = text.get(..one.start).unwrap_or_default().to_lowercase();
        // "recipients of the £100 million": a sum that was spoken of before.
        let definite = if before.ends_with(" the ") { 0.2 } else { 0.0 };
        let change = if share && !ask.of_change && CHANGES.iter().any(|words| before.ends_with(words)) {
            0.35
        } else {
            0.0
        };
        worth - definite - change
    })
}

fn asks_for_time(ask: &Ask) -> bool {
    ["time", "wait", "durat", "length", "long", "day"]
        .iter()
        .any(|stem| ask.counted.iter().any(|one| one == stem))
}

/// Words after `no` that are no figure.
#[rustfmt::skip]
const NO_FIGURE: &[&str] = &[
    "plans", "plan", "estimate", "data", "information", "assessment", "decision", "decisions", "record", "records",
    "central", "specific", "such", "requirement", "longer", "single", "one", "discussions", "figures", "legal",
    "national", "statistics", "breakdown", "evidence", "formal", "other", "further", "fault", "doubt",
];

/// How near to `no` or `any` the things must stand that there were none of.
const NEAR: usize = 5;

/// Whether a sentence says that there were none of the things asked for, or one.
fn says_none_or_one(ask: &Ask, line: &Line<'_>) -> bool {
    let counts = matches!(ask.measure, Measure::Count | Measure::Money | Measure::Any);
    let words: Vec<&str> =
        line.lower.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let denied =
        |at: usize| words.iter().take(at).rev().take(4).any(|word| matches!(*word, "not" | "without"));
    let opens = |at: usize, word: &str| match word {
        "none" | "zero" | "nil" => true,
        "one" => words.get(at + 1).is_some_and(|next| !matches!(*next, "of" | "or" | "another")),
        "no" => words.get(at + 1).is_some_and(|next| !NO_FIGURE.contains(next)),
        "any" => {
            denied(at)
                && !words.contains(&"whether")
                && words.get(at + 1).is_some_and(|next| !NO_FIGURE.contains(next))
        }
        _ => false,
    };
    let things = |at: usize| {
        let near = words.get(at..words.len().min(at + 1 + NEAR)).unwrap_or_default().join(" ");
        let near = words::stems(&near);
        let one = words.get(at) == Some(&"one");
        let others = ask.terms.iter().map(|term| &term.key).filter(|_| !one);
        ask.counted.iter().chain(others).any(|stem| near.contains(stem))
    };
    // "The number recruited is nil."
    let is_all = |at: usize| {
        matches!(words.get(at), Some(&("nil" | "zero" | "none")))
            && at.checked_sub(1).is_some_and(|is| matches!(words[is], "is" | "was" | "are" | "were"))
            && ask.terms.iter().any(|term| line.stems.contains(&term.key))
    };
    counts
        && words
            .iter()
            .enumerate()
            .any(|(at, word)| opens(at, word) && (*word != "any" && at == 0 || things(at) || is_all(at)))
}
