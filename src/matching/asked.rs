//! Was this asked before, and was it answered? What an answer does with a question, in its own words.
//!
//! It must not blame: "held off" and "did not answer" are said of the text, which is quoted. A figure counts as given
//! only where a sentence or a table states it of the thing that was asked about.

mod bearing;
mod figure;
mod question;
mod reply;
mod withheld;
mod words;

use crate::document::{Document, Flag};
use crate::language::dates::Kind;
use crate::quantity::Decimal;
use question::Ask;
use reply::{Line, Reply};

pub use bearing::{Subject, names};
pub use question::Wanted;
pub use withheld::Reason;

/// What an answer does with its question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Outcome {
    /// It states the figure that was asked for.
    GaveAFigure,
    /// It states no figure, but points to where figures are published, or attaches them.
    Published,
    /// No figure was asked for, and it answers.
    Answered(Manner),
    /// It puts the answer off, refers elsewhere, or says that the figure is not held or costs too much.
    HeldOff(Reason),
    /// A figure or a date was asked for, and it gives none and says no reason.
    NotGiven,
    /// Nothing was answered: a holding answer, the end of a session, no answer yet.
    Silent,
}

/// How an answer answers where no figure was asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Manner {
    /// It gives the date asked for.
    Date,
    /// It says yes.
    Yes,
    /// It says no, or that none was made or is planned.
    No,
    /// In words.
    Words,
}

impl Manner {
    /// The word for it in JSON.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Date => "date",
            Self::Yes => "yes",
            Self::No => "no",
            Self::Words => "words",
        }
    }
}

impl Outcome {
    /// The word for it in JSON.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::GaveAFigure => "gave-figure",
            Self::Published => "referred-to-published",
            Self::Answered(_) => "answered",
            Self::HeldOff(_) => "held-off",
            Self::NotGiven | Self::Silent => "did-not-answer",
        }
    }
}

/// A question and its answer, read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// What was asked for, of several things the most exact.
    pub wanted: Wanted,
    /// What the answer does.
    pub outcome: Outcome,
    /// Where the words stand in the answer's text that show it, in bytes.
    pub quote: std::ops::Range<usize>,
    /// Why a part was withheld, and where that stands, though a figure was given.
    pub withheld: Option<(Reason, std::ops::Range<usize>)>,
}

impl Reading {
    /// What the answer does, in words that say what was asked for.
    #[must_use]
    pub fn words(&self) -> String {
        match (self.outcome, self.wanted) {
            (Outcome::GaveAFigure, _) => "gave the figure asked for".to_owned(),
            (Outcome::Published, _) => "gave no figure itself, referred to published figures".to_owned(),
            (Outcome::Answered(Manner::Date), _) => "gave a date".to_owned(),
            (Outcome::Answered(Manner::Yes), _) => "said yes".to_owned(),
            (Outcome::Answered(Manner::No), _) => "said no".to_owned(),
            (Outcome::Answered(Manner::Words), _) => "answered in words; no figure was asked for".to_owned(),
            (Outcome::HeldOff(reason), _) => format!("held off: {}", reason.words()),
            (Outcome::NotGiven, Wanted::Date) => "did not give the date asked for".to_owned(),
            (Outcome::NotGiven, Wanted::Figure | Wanted::Whether | Wanted::Words) => {
                "did not give the figure asked for".to_owned()
            }
            (Outcome::Silent, _) => "did not answer".to_owned(),
        }
    }
}

/// Reads what an answer does with its question. A number that stands in the `pledge` or the question is no news.
#[must_use]
pub fn read(document: &Document, pledge: &str) -> Reading {
    let question = document.meta.question.as_deref().unwrap_or_default();
    let asks = question::asks(question);
    let wanted = asks.iter().map(|ask| ask.wanted).min().unwrap_or(Wanted::Words);
    let reply = Reply::new(document);
    let silent =
        [Flag::Holding, Flag::Prorogation, Flag::Unanswered].into_iter().any(|flag| document.is(flag));
    let (outcome, quote, withheld) = if silent || reply.lines.is_empty() {
        (Outcome::Silent, first(&reply), None)
    } else {
        let parts: Vec<&Ask> = asks.iter().filter(|ask| ask.wanted == wanted).collect();
        match wanted {
            Wanted::Figure => of_a_figure(&parts, &reply, &known(question, pledge)),
            Wanted::Date => of_a_date(&parts, &reply),
            Wanted::Whether | Wanted::Words => in_words(&asks, &reply),
        }
    };
    Reading { wanted, outcome, quote, withheld }
}

type Verdict = (Outcome, std::ops::Range<usize>, Option<(Reason, std::ops::Range<usize>)>);

fn first(reply: &Reply<'_>) -> std::ops::Range<usize> {
    reply.lines.first().map_or(0..0, |line| line.start..line.end)
}

/// The numbers of the pledge and of the question.
fn known(question: &str, pledge: &str) -> Vec<Decimal> {
    [question, pledge]
        .into_iter()
        .flat_map(|text| {
            let tokens = crate::language::tokens::tokenize(text);
            let dates = crate::language::dates::recognise(text, &tokens, None);
            crate::language::quantities::recognise(text, &tokens, &dates)
        })
        .filter_map(|one| one.value)
        .collect()
}

/// A line that withholds something, why, and how much of the question it speaks of.
struct Withheld {
    line: usize,
    reason: Reason,
    about: f32,
}

/// What was asked of a figure.
fn of_a_figure(asks: &[&Ask], reply: &Reply<'_>, known: &[Decimal]) -> Verdict {
    let found = asks.iter().filter_map(|ask| figure::find(ask, reply, known)).fold(
        None,
        |best: Option<figure::Found>, one| match best {
            Some(best) if best.score >= one.score => Some(best),
            _ => Some(one),
        },
    );
    let held = withheld(asks, reply, Reason::is_firm, 0.2);
    let place = |line: usize| range(reply, line);
    if let Some(found) = found {
        let sooner = held
            .as_ref()
            .filter(|held| held.line < found.line || (held.line == found.line && reply.sentences() <= 2));
        if let Some(held) = sooner.filter(|held| held.about + 0.3 >= found.score - 0.3) {
            return (Outcome::HeldOff(held.reason), place(held.line), None);
        }
        return (
            Outcome::GaveAFigure,
            shown(reply, found.line),
            held.map(|held| (held.reason, place(held.line))),
        );
    }
    if let Some(held) = held {
        return (Outcome::HeldOff(held.reason), place(held.line), None);
    }
    if let Some(line) = pointer(asks, reply) {
        return (Outcome::Published, place(line), None);
    }
    match withheld(asks, reply, |_| true, 0.2).or_else(|| withheld(asks, reply, Reason::is_firm, 0.05)) {
        Some(held) => (Outcome::HeldOff(held.reason), place(held.line), None),
        None => (Outcome::NotGiven, place(nearest(asks, reply)), None),
    }
}

/// What was asked of a date.
fn of_a_date(asks: &[&Ask], reply: &Reply<'_>) -> Verdict {
    let best = (0..reply.lines.len())
        .filter(|at| gives_a_day(asks, reply, &reply.lines[*at]))
        .map(|at| (at, about(asks, &reply.lines[at])))
        .max_by(|one, other| one.1.total_cmp(&other.1).then(other.0.cmp(&one.0)));
    let enough = if reply.sentences() <= 3 { 0.1 } else { 0.3 };
    let held = withheld(asks, reply, |_| true, 0.05);
    match (best.filter(|best| best.1 >= enough), held) {
        (Some((line, share)), held)
            if held.as_ref().is_none_or(|held| held.about <= share || held.line == line) =>
        {
            (Outcome::Answered(Manner::Date), range(reply, line), None)
        }
        (_, Some(held)) => (Outcome::HeldOff(held.reason), range(reply, held.line), None),
        (Some((line, _)), None) => (Outcome::Answered(Manner::Date), range(reply, line), None),
        (None, None) => (Outcome::NotGiven, range(reply, nearest(asks, reply)), None),
    }
}

/// Whether a line names a day that can be the one asked for: still to come, where that was asked.
fn gives_a_day(asks: &[&Ask], reply: &Reply<'_>, line: &Line<'_>) -> bool {
    let ahead = asks.iter().any(|ask| ask.ahead);
    let mut dates = reply.dates_of(line).filter(|date| date.kind != Kind::Over);
    dates.any(|date| !ahead || reply.said_on.is_none_or(|said| date.last.is_some_and(|last| last >= said)))
}

/// What was asked in words, or with whether.
fn in_words(asks: &[Ask], reply: &Reply<'_>) -> Verdict {
    let asks: Vec<&Ask> = asks.iter().collect();
    let line = nearest(&asks, reply);
    let said = |at: &usize| reply.lines.get(*at);
    let opening: Vec<usize> = (0..reply.lines.len().min(2)).chain([line]).collect();
    let says = |test: fn(&str) -> bool| {
        opening.iter().copied().find(|at| said(at).is_some_and(|line| test(&line.lower)))
    };
    if let Some(yes) = says(withheld::says_yes) {
        return (Outcome::Answered(Manner::Yes), range(reply, yes), None);
    }
    if let Some(no) = says(withheld::says_no) {
        return (Outcome::Answered(Manner::No), range(reply, no), None);
    }
    if let Some(held) = withheld(&asks, reply, Reason::is_firm, 0.35) {
        return (Outcome::HeldOff(held.reason), range(reply, held.line), None);
    }
    if reply.sentences() <= 2
        && let Some(held) = withheld(&asks, reply, |_| true, 0.1)
    {
        return (Outcome::HeldOff(held.reason), range(reply, held.line), None);
    }
    (Outcome::Answered(Manner::Words), range(reply, line), None)
}

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
            let mut about = about(asks, line);
            if [
                "requested",
                "this information",
                "the information",
                "this data",
                "this question",
                "asking for",
            ]
            .iter()
            .any(|words| line.lower.contains(words))
            {
                about += 0.4;
            }
            if reply.sentences() <= 3 || at == 0 {
                about += 0.2;
            }
            if line.lower.starts_with("i refer") || line.lower.starts_with("i would refer") {
                about += 0.4;
            }
            Some(Withheld { line: at, reason, about })
        })
        .filter(|held| held.about >= enough)
        .max_by(|one, other| one.about.total_cmp(&other.about).then(other.line.cmp(&one.line)))
}

/// Words by which figures are told to be of many places.
const OF_PLACES: &[&str] =
    &["requested", "attached", "constituenc", "local authorit", "region", "each ", "by area", "trust"];

/// Whether the question is of places which the answer does not name, so that it points to figures of others.
fn elsewhere(asks: &[&Ask], reply: &Reply<'_>, line: &Line<'_>) -> bool {
    let named = |places: &[String]| {
        reply.lines.iter().any(|line| places.iter().any(|place| line.stems.contains(place)))
    };
    asks.iter().all(|ask| !ask.places.is_empty() && !named(&ask.places))
        && !OF_PLACES.iter().any(|words| line.lower.contains(words))
}

/// The line that points to published figures of what was asked.
fn pointer(asks: &[&Ask], reply: &Reply<'_>) -> Option<usize> {
    (0..reply.lines.len())
        .filter(|at| withheld::points_to_figures(&reply.lines[*at].lower))
        .filter(|at| !elsewhere(asks, reply, &reply.lines[*at]))
        .map(|at| {
            let line = &reply.lines[at];
            let requested = line.lower.contains("requested") || line.lower.contains("attached");
            let figures =
                ["figures", "statistics", "data", "number of"].iter().any(|word| line.lower.contains(word));
            let more = [(requested, 0.3), (figures, 0.1), (reply.sentences() <= 3, 0.15)];
            (at, about(asks, line) + more.iter().filter(|(is, _)| *is).map(|(_, more)| more).sum::<f32>())
        })
        .filter(|(_, about)| *about >= 0.2)
        .max_by(|one, other| one.1.total_cmp(&other.1).then(other.0.cmp(&one.0)))
        .map(|(at, _)| at)
}

/// The line that speaks most of what was asked.
fn nearest(asks: &[&Ask], reply: &Reply<'_>) -> usize {
    (0..reply.lines.len())
        .map(|at| (at, about(asks, &reply.lines[at])))
        .max_by(|one, other| one.1.total_cmp(&other.1).then(other.0.cmp(&one.0)))
        .map_or(0, |(at, _)| at)
}

/// How much of any part of the question a line speaks of.
fn about(asks: &[&Ask], line: &Line<'_>) -> f32 {
    asks.iter().map(|ask| words::covered(&ask.terms, &line.stems)).fold(0.0, f32::max)
}

fn range(reply: &Reply<'_>, line: usize) -> std::ops::Range<usize> {
    reply.lines.get(line).map_or(0..0, |line| line.start..line.end)
}

/// The longest stretch that is quoted with a table, in bytes.
const LONGEST: usize = 400;

/// A line with the figure in it; what introduces a table is quoted to its first number.
fn shown(reply: &Reply<'_>, line: usize) -> std::ops::Range<usize> {
    let own = range(reply, line);
    let has_one = reply.lines.get(line).is_some_and(|line| reply.quantities_of(line).next().is_some());
    let cell = reply.cells.iter().find(|cell| **cell >= line).map(|cell| range(reply, *cell));
    match cell.filter(|cell| !has_one && cell.end - own.start <= LONGEST) {
        Some(cell) => own.start..cell.end,
        None => own,
    }
}
