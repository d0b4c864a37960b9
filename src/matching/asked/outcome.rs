//! What an answer does with a question, in the words that are printed.
//!
//! It must not read the answer.

use super::clause::Wanted;
use super::withheld::Reason;

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
