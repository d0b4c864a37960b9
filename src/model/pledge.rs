//! A pledge: who promised what, where, in which words, with which test, and what was said of it before and after.

use super::{Change, GovernmentId, PledgeId, Status, Terms, TermsPatch};
use crate::date::{Date, When};
use crate::diagnostic::Place;
use std::sync::Arc;

/// One pledge.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pledge {
    /// Its id.
    pub id: PledgeId,
    /// The register's own neutral words.
    pub title: Box<str>,
    /// Who said it, with the office held then.
    pub made_by: Option<Arc<str>>,
    /// The body that answers for it, as written.
    pub responsible: Arc<str>,
    /// When the saying that is quoted was made.
    pub made_on: When,
    /// Where it applies: "England".
    pub extent: Option<Arc<str>>,
    /// Index into [`super::Register::documents`] of the document it was made in.
    pub source: Option<usize>,
    /// The words, verbatim; may be empty only where the loader has reported it.
    pub quote: Box<str>,
    /// What parts the quote from others alike.
    pub around: Option<Box<Around>>,
    /// Topics, as written.
    pub topics: Box<[Arc<str>]>,
    /// What would count, in one plain sentence.
    pub test: Option<Box<str>>,
    /// Why no evidence could settle it; such a pledge is listed and never counted as delivered or lapsed.
    pub untestable: Option<Box<str>>,
    /// The pledge it is a part of.
    pub part_of: Option<PledgeId>,
    /// The terms of the saying that is quoted.
    pub terms: Terms,
    /// Sayings before it, by date; the first holds the original terms.
    pub earlier: Vec<Saying>,
    /// Sayings after it, by date.
    pub restated: Vec<Saying>,
    /// A person's overruling.
    pub overridden: Option<Box<Override>>,
    /// What the responsible body replied when asked, by date.
    pub responses: Vec<Response>,
    /// Up to when evidence for this pledge was looked for, where it differs from the register's.
    pub searched_to: Option<Date>,
    /// A note for readers.
    pub note: Option<Box<str>>,
    /// The government it was made under is looked up by date; a register may name it where dates do not tell.
    pub government: Option<GovernmentId>,
    /// Keys under which a value is still to be written (see [`is_to_complete`]); nobody has looked for evidence of it yet.
    pub unfinished: Box<[Box<str>]>,
    /// Where it stands (the `[[pledge]]` header).
    pub place: Place,
}

/// Another saying of a pledge, earlier or later than the one it is entered by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Saying {
    /// When it was said.
    pub on: When,
    /// Index into [`super::Register::documents`].
    pub source: Option<usize>,
    /// What the source is called, where no document is named.
    pub source_title: Option<Box<str>>,
    /// Its address, where no document is named.
    pub url: Option<Box<str>>,
    /// The words, verbatim.
    pub quote: Option<Box<str>>,
    /// What parts the quote from others alike.
    pub around: Option<Box<Around>>,
    /// Changes that a person declares.
    pub declared: Vec<Change>,
    /// The terms that differ.
    pub patch: TermsPatch,
    /// A ministerial correction: it replaces the terms it corrects from the start.
    pub correction: bool,
    /// A note for readers.
    pub note: Option<Box<str>>,
    /// Where it stands.
    pub place: Place,
}

/// Words before and after a quote; either may be empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Around {
    /// Words before it.
    pub prefix: Box<str>,
    /// Words after it.
    pub suffix: Box<str>,
}

/// A person overruled the engine; shown with the engine's own status beside it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Override {
    /// The status that is shown.
    pub status: Status,
    /// From when it is in force.
    pub on: When,
    /// Who overruled.
    pub by: String,
    /// Why.
    pub reason: String,
    /// Where it stands.
    pub place: Place,
}

/// What the responsible body replied when it was asked. It settles nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Response {
    /// When it replied.
    pub on: When,
    /// Who replied.
    pub by: String,
    /// The reply, verbatim.
    pub text: String,
    /// Where it stands.
    pub place: Place,
}

/// Whether a value is one that `kept extract --append` left to a person.
#[must_use]
pub fn is_to_complete(text: &str) -> bool {
    text.starts_with("TO COMPLETE") || text.starts_with("to-complete-")
}

impl Pledge {
    /// The first day of the earliest saying recorded: before it nothing can meet the target.
    #[must_use]
    pub fn first_said(&self) -> Date {
        let made = self.made_on.full_window().first;
        self.earlier.iter().map(|saying| saying.on.full_window().first).fold(made, Date::min)
    }

    /// The day on which the earliest saying recorded had been made: its last day. Before it there is nothing to assess.
    #[must_use]
    pub fn said_on(&self) -> Date {
        let sayings = self.earlier.iter().chain(&self.restated).map(|saying| &saying.on);
        let made = self.made_on.full_window().last;
        sayings.map(|on| on.full_window().last).fold(made, Date::min)
    }

    /// Whether the words entered had been said by a day; earlier sayings may have been.
    #[must_use]
    pub fn words_said_by(&self, day: Date) -> bool {
        self.made_on.full_window().last <= day
    }

    /// The saying that a paper of `day` can name, when and in which words: the one entered or, where that came later, the
    /// last before `day`.
    #[must_use]
    pub fn saying_known(&self, day: Date) -> (&When, Option<&str>) {
        let date = |saying: &&Saying| saying.on.full_window().last;
        let before = self.earlier.iter().filter(|saying| date(saying) <= day).max_by_key(date);
        match before {
            Some(saying) if !self.words_said_by(day) => (&saying.on, saying.quote.as_deref()),
            Some(_) | None => (&self.made_on, Some(&self.quote)),
        }
    }

    /// The restatements in force on `day`, by date.
    pub fn in_force(&self, day: Date) -> impl Iterator<Item = &Saying> {
        self.restated.iter().filter(move |saying| saying.on.full_window().last <= day)
    }
}
