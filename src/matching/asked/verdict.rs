//! What an answer does with what was asked of it: gives, points to, withholds or passes over a figure or a date, or
//! answers in words.
//!
//! It must not read the question: what is asked for is told.

use std::ops::Range;

use super::clause::Wanted;
use super::figure;
use super::found::Found;
use super::known::Known;
use super::outcome::{Manner, Outcome};
use super::question::Ask;
use super::reply::{Line, Reply};
use super::withheld::{self, Reason};
use super::{done, words};
use crate::language::dates::Kind;

/// What an answer does, and where the words stand that show it; beside a figure, what is withheld and where.
pub(super) type Verdict = (Outcome, Range<usize>, Option<(Reason, Range<usize>)>);

/// A line that withholds something.
struct Withheld {
    line: usize,
    reason: Reason,
    /// How much it is about what was asked, by its words and by where it stands.
    about: f32,
    /// How much of the question's words it has; much, where it says that it speaks of what was asked.
    covered: f32,
}

/// A line withholds what was asked if it is as much about it as this; where nothing else answers, a firm word does with less.
const ABOUT: f32 = 0.2;
/// Of an answer of more sentences than this a line points to figures if it is about what was asked as much as that.
const LONG: usize = 6;
const ABOUT_IN_A_LONG_ONE: f32 = 0.3;
const BARELY: f32 = 0.05;

/// What was asked of a figure. Numbers that are `known` are no news.
pub(super) fn of_a_figure(asks: &[&Ask], reply: &Reply<'_>, known: &Known) -> Verdict {
    let found = figure::surest(asks.iter().filter_map(|ask| figure::find(ask, reply, known)));
    let held = withheld(asks, reply, Reason::is_firm, ABOUT);
    match (found, held) {
        (Some(found), Some(held))
            if is_of_it(&held, &found)
                || is_of_parts(asks, reply, &held, &found)
                || is_background(reply, &held, &found) =>
        {
            held_off(reply, &held)
        }
        (Some(found), held) => {
            let rest = held.map(|held| (held.reason, range(reply, held.line)));
            (Outcome::GaveAFigure, shown(reply, found.line), rest)
        }
        (None, Some(held)) => match pointer(asks, reply) {
            Some((line, share)) if line < held.line && share > held.about => {
                (Outcome::Published, range(reply, line), Some((held.reason, range(reply, held.line))))
            }
            Some(_) | None => held_off(reply, &held),
        },
        (None, None) => without(asks, reply),
    }
}

/// Whether what is withheld is what was asked for, and the figure found only something beside it: if it has as much of the
/// question's words.
fn is_of_it(held: &Withheld, found: &Found) -> bool {
    let sooner = held.line < found.line;
    if found.lines >= MANY {
        return held.covered >= found.covered + SOONER;
    }
    let more = held.covered >= found.covered && (sooner || found.lines == 1);
    more || (sooner && held.covered + SOONER >= found.covered)
}

/// Whether what is withheld is how a figure is made up, and the figure found only the whole of it: not that of a place which
/// was asked about.
fn is_of_parts(asks: &[&Ask], reply: &Reply<'_>, held: &Withheld, found: &Found) -> bool {
    let parts = ["breakdown", "broken down", "disaggregat", "break down", "split"];
    let line = reply.lines.get(held.line);
    let of_a_place = reply
        .lines
        .get(found.line)
        .is_some_and(|line| asks.iter().flat_map(|ask| &ask.places).any(|place| line.stems.contains(place)));
    found.lines == 1
        && !of_a_place
        && line.is_some_and(|line| parts.iter().any(|word| line.lower.contains(word)))
}

/// Whether an answer says itself, after what is withheld, that the figure is only told as background.
fn is_background(reply: &Reply<'_>, held: &Withheld, found: &Found) -> bool {
    let between = reply.lines.get(held.line..=found.line).unwrap_or_default();
    let says =
        |line: &Line<'_>| ["as background", "is background"].iter().any(|words| line.lower.contains(words));
    between.iter().any(says)
}

/// So many lines or cells with figures are seldom beside what was asked for.
const MANY: usize = 4;

/// What it is worth to be said first.
const SOONER: f32 = 0.2;

/// An answer without a figure and without a firm word why.
fn without(asks: &[&Ask], reply: &Reply<'_>) -> Verdict {
    let later = withheld(asks, reply, |reason| reason == Reason::Later, ABOUT);
    match (pointer(asks, reply), later) {
        (Some((line, share)), Some(later)) if later.about > share && later.line != line => {
            return held_off(reply, &later);
        }
        (Some((line, _)), _) => return (Outcome::Published, range(reply, line), None),
        (None, _) => {}
    }
    let held = withheld(asks, reply, |_| true, ABOUT)
        .or_else(|| withheld(asks, reply, Reason::is_firm, BARELY))
        .or_else(|| withheld(asks, reply, |reason| reason == Reason::Confidential, 0.0))
        .or_else(|| {
            withheld(asks, reply, |reason| reason == Reason::Later, BARELY)
                .filter(|held| is_of_data(reply, held))
        });
    let denies = |line: &Line<'_>| {
        DENIES.iter().any(|words| line.lower.contains(words)) && about(asks, line) >= DENIED
    };
    match held {
        Some(held) => held_off(reply, &held),
        None if reply.lines.first().is_some_and(denies) => {
            (Outcome::Answered(Manner::No), range(reply, 0), None)
        }
        None => (Outcome::NotGiven, range(reply, nearest(asks, reply)), None),
    }
}

/// Words by which an answer says at once that there is nothing to count, and how much it is then about what was asked.
const DENIES: &[&str] = &[" do not ", " does not "];
const DENIED: f32 = 0.3;

/// Whether a line that puts something off speaks of figures.
fn is_of_data(reply: &Reply<'_>, held: &Withheld) -> bool {
    let data = ["data", "figures", "statistics", "estimates", "breakdown", "numbers", "publish"];
    reply.lines.get(held.line).is_some_and(|line| data.iter().any(|word| line.lower.contains(word)))
}

/// What was asked of a date.
pub(super) fn of_a_date(asks: &[&Ask], reply: &Reply<'_>) -> Verdict {
    let best = (0..reply.lines.len())
        .filter(|at| gives_a_day(asks, reply, &reply.lines[*at]))
        .map(|at| (at, about(asks, &reply.lines[at])))
        .max_by(most);
    let few = reply.sentences() <= LONG && asks.iter().all(|ask| ask.ahead);
    let enough = if few || reply.sentences() <= SHORT { 0.1 } else { 0.3 };
    let held = withheld(asks, reply, |_| true, 0.0);
    let best = best.filter(|(at, share)| *share >= enough || says_a_day_only(reply, *at));
    match (best, held) {
        (Some((line, share)), Some(held)) if held.about > share && held.line != line => {
            held_off(reply, &held)
        }
        (Some((line, _)), _) => (Outcome::Answered(Manner::Date), range(reply, line), None),
        (None, Some(held)) => held_off(reply, &held),
        (None, None) => (Outcome::NotGiven, range(reply, nearest(asks, reply)), None),
    }
}

/// Whether a line names a day that can be the one asked for: still to come, where that was asked, unless it is done.
fn gives_a_day(asks: &[&Ask], reply: &Reply<'_>, line: &Line<'_>) -> bool {
    let ahead = asks.iter().any(|ask| ask.ahead);
    let mut dates = reply.dates_of(line).filter(|date| date.kind != Kind::Over);
    let done = asks.iter().any(|ask| done::does(line, ask));
    dates.any(|date| {
        !ahead || done || reply.said_on.is_none_or(|said| date.last.is_some_and(|last| last >= said))
    })
}

/// Words by which a line speaks of what was asked without naming it.
const NAMES_IT: &[&str] = &["they", "it", "this", "these", "both"];

/// Whether a short answer is a day and no more, or says one of what was asked.
fn says_a_day_only(reply: &Reply<'_>, at: usize) -> bool {
    let Some(line) = reply.lines.get(at).filter(|_| reply.sentences() <= SHORT) else { return false };
    let first = line.lower.split_whitespace().next().unwrap_or_default();
    let rest = reply.dates_of(line).fold(line.text.to_owned(), |text, date| {
        text.replace(reply.text.get(date.start..date.end).unwrap_or_default(), " ")
    });
    words::stems(&rest).is_empty() || NAMES_IT.contains(&first)
}

/// What was asked in words, or with whether.
pub(super) fn in_words(asks: &[&Ask], reply: &Reply<'_>) -> Verdict {
    let line = nearest(asks, reply);
    let opening = if reply.sentences() <= SHORT { SHORT } else { 2 };
    let opening: Vec<usize> = (0..reply.lines.len().min(opening)).chain([line]).collect();
    let says = |test: fn(&str) -> bool| {
        opening.iter().copied().find(|at| reply.lines.get(*at).is_some_and(|line| test(&line.lower)))
    };
    if let Some(yes) = says(withheld::says_yes) {
        return (Outcome::Answered(Manner::Yes), range(reply, yes), None);
    }
    if let Some(no) = says(withheld::says_no) {
        return (Outcome::Answered(Manner::No), range(reply, no), None);
    }
    let denied = |at: &usize| {
        let whether = asks.iter().filter(|ask| ask.wanted == Wanted::Whether);
        reply.lines.get(*at).is_some_and(|line| whether.into_iter().any(|ask| done::denies(line, ask)))
    };
    if let Some(no) = opening.iter().copied().find(denied) {
        return (Outcome::Answered(Manner::No), range(reply, no), None);
    }
    let held = withheld(asks, reply, Reason::is_firm, 0.35)
        .or_else(|| withheld(asks, reply, |_| true, BARELY).filter(|_| reply.sentences() < SHORT));
    match held {
        Some(held) if reply.lines.get(held.line).is_some_and(|line| withheld::says_no(&line.lower)) => {
            (Outcome::Answered(Manner::No), range(reply, held.line), None)
        }
        Some(held) => held_off(reply, &held),
        None => (Outcome::Answered(Manner::Words), range(reply, line), None),
    }
}

/// An answer of so many sentences is short: what it says is about what was asked.
const SHORT: usize = 3;

/// Words by which a line says that it speaks of what was asked.
#[rustfmt::skip]
const OF_IT: &[&str] = &[
    "requested", "this information", "the information", "this data", "this question", "asking for",
    "this analysis", "this breakdown", "such data", "these figures", "these statistics", "information sought", "comment further",
];

/// The line that withholds what was asked, the one that speaks most of it first.
fn withheld(
    asks: &[&Ask],
    reply: &Reply<'_>,
    wanted: impl Fn(Reason) -> bool,
    enough: f32,
) -> Option<Withheld> {
    (0..reply.lines.len())
        .filter_map(|at| {
            let line = &reply.lines[at];
            let reason = withheld::reason(&line.lower).filter(|reason| wanted(*reason))?;
            let mut covered = about(asks, line);
            let mut about = covered;
            if OF_IT.iter().any(|words| line.lower.contains(words)) {
                about += 0.4;
                covered = covered.max(0.5);
            }
            if reply.sentences() <= SHORT || at == 0 {
                about += 0.2;
            }
            if line.lower.starts_with("i refer") || line.lower.starts_with("i would refer") {
                about += 0.4;
            }
            Some(Withheld { line: at, reason, about, covered })
        })
        .filter(|held| held.about >= enough)
        .max_by(|one, other| most(&(one.line, one.about), &(other.line, other.about)))
}

fn held_off(reply: &Reply<'_>, held: &Withheld) -> Verdict {
    (Outcome::HeldOff(held.reason), range(reply, held.line), None)
}

/// Words by which figures are told to be of many places.
#[rustfmt::skip]
const OF_PLACES: &[&str] = &[
    "requested", "attached", "constituenc", "local authorit", "region", "each ", "by area", "trust",
];

/// Whether the question is of places which the answer does not name, so that a line points to figures of others.
fn elsewhere(asks: &[&Ask], reply: &Reply<'_>, at: usize) -> bool {
    let named = |places: &[String]| {
        reply.lines.iter().any(|line| places.iter().any(|place| line.stems.contains(place)))
    };
    let near = reply.lines.iter().skip(at).take(2);
    let of_places = near.flat_map(|line| OF_PLACES.iter().map(|words| line.lower.contains(words)));
    asks.iter().all(|ask| !ask.places.is_empty() && !named(&ask.places))
        && !of_places.into_iter().any(|is| is)
}

/// The line that points to published figures of what was asked, and how much it is about that.
fn pointer(asks: &[&Ask], reply: &Reply<'_>) -> Option<(usize, f32)> {
    (0..reply.lines.len())
        .filter(|at| withheld::points_to_figures(&reply.lines[*at].lower) && !elsewhere(asks, reply, *at))
        .map(|at| {
            let line = &reply.lines[at];
            let says = |list: &[&str]| list.iter().any(|words| line.lower.contains(words));
            let requested = says(&["requested", "attached", "alongside this"]);
            let given = says(&["provided", "found", "attached", "available at", "alongside"]);
            let figures = says(&["figures", "statistics", "data", "number of", "estimates"]);
            let more = [
                (requested, 0.3),
                (requested && given, 0.6),
                (figures, 0.1),
                (reply.sentences() <= SHORT, 0.15),
            ];
            (at, about(asks, line) + more.iter().filter(|(is, _)| *is).map(|(_, more)| more).sum::<f32>())
        })
        .filter(|(_, about)| *about >= if reply.sentences() > LONG { ABOUT_IN_A_LONG_ONE } else { ABOUT })
        .max_by(most)
}

/// The line that speaks most of what was asked.
fn nearest(asks: &[&Ask], reply: &Reply<'_>) -> usize {
    (0..reply.lines.len()).map(|at| (at, about(asks, &reply.lines[at]))).max_by(most).map_or(0, |(at, _)| at)
}

/// How much of any part of the question a line speaks of.
fn about(asks: &[&Ask], line: &Line<'_>) -> f32 {
    asks.iter().map(|ask| words::covered(&ask.terms, &line.stems)).fold(0.0, f32::max)
}

/// The line with more is the greater, and of two with as much the first.
fn most(one: &(usize, f32), other: &(usize, f32)) -> std::cmp::Ordering {
    one.1.total_cmp(&other.1).then(other.0.cmp(&one.0))
}

/// The first line.
pub(super) fn first(reply: &Reply<'_>) -> Range<usize> {
    range(reply, 0)
}

fn range(reply: &Reply<'_>, line: usize) -> Range<usize> {
    reply.lines.get(line).map_or(0..0, |line| line.start..line.end)
}

/// The longest stretch that is quoted with a table, in bytes.
const LONGEST: usize = 400;

/// A line with the figure in it; what introduces a table is quoted to its first number.
fn shown(reply: &Reply<'_>, line: usize) -> Range<usize> {
    let own = range(reply, line);
    let has_one = reply.lines.get(line).is_some_and(|line| reply.quantities_of(line).next().is_some());
    let cell = reply.cells.iter().find(|cell| **cell >= line).map(|cell| range(reply, *cell));
    match cell.filter(|cell| !has_one && cell.end - own.start <= LONGEST) {
        Some(cell) => own.start..cell.end,
        None => own,
    }
}
