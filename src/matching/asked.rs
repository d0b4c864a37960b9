//! Was this asked before, and was it answered? What an answer does with a question, in its own words.
//!
//! It must not blame: "held off" and "did not answer" are said of the text, which is quoted. A figure counts as given
//! only where a sentence or a table states it of the thing that was asked about.

mod bearing;
mod figure;
mod question;
mod reply;
mod verdict;
mod withheld;
mod words;

use crate::document::{Document, Flag};
use crate::language::tokens::tokenize;
use crate::language::{dates, quantities};
use crate::quantity::Decimal;
use question::Ask;
use reply::Reply;

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
        (Outcome::Silent, verdict::first(&reply), None)
    } else {
        let parts: Vec<&Ask> = asks.iter().filter(|ask| ask.wanted == wanted).collect();
        match wanted {
            Wanted::Figure => verdict::of_a_figure(&parts, &reply, &known(question, pledge)),
            Wanted::Date => verdict::of_a_date(&parts, &reply),
            Wanted::Whether | Wanted::Words => verdict::in_words(&asks.iter().collect::<Vec<_>>(), &reply),
        }
    };
    Reading { wanted, outcome, quote, withheld }
}

/// The numbers of the pledge and of the question.
fn known(question: &str, pledge: &str) -> Vec<Decimal> {
    let quantities = |text: &str| {
        let tokens = tokenize(text);
        let dates = dates::recognise(text, &tokens, None);
        quantities::recognise(text, &tokens, &dates)
    };
    [question, pledge].into_iter().flat_map(quantities).filter_map(|one| one.value).collect()
}
