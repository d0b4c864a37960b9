//! Evidence: what somebody has read in a source and confirmed, as measured values and as steps taken.

use super::{Around, GovernmentId, IndicatorId, PledgeId};
use crate::date::{Date, When};
use crate::diagnostic::Place;
use crate::quantity::Decimal;
use std::sync::Arc;

/// One source and what it shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// What the source is called.
    pub title: Box<str>,
    /// Who published it, as written.
    pub publisher: Box<str>,
    /// What sort of source it is.
    pub kind: Kind,
    /// When it could be known: the last day of the window.
    pub published_on: When,
    /// The publisher's own address.
    pub url: Option<Box<str>>,
    /// The copy that was read, where that is another address.
    pub seen_at: Option<Box<str>>,
    /// A dated copy in an archive.
    pub archived_url: Option<Box<str>>,
    /// When the address was read.
    pub retrieved_on: Option<Date>,
    /// Licence of the source, as an SPDX-like identifier: `OGL-UK-3.0`.
    pub licence: Option<Box<str>>,
    /// The House, for answers and statements.
    pub house: Option<Box<str>>,
    /// Question or statement number: `18850`, `HL8261`, `HCWS282`. Unique only with House and day of tabling.
    pub uin: Option<Box<str>>,
    /// When the question was tabled.
    pub tabled_on: Option<Date>,
    /// Who answered, with the office held then.
    pub answered_by: Option<Box<str>>,
    /// Index into [`super::Register::documents`]: the stored copy, or the record itself as a document.
    pub document: usize,
    /// What must not be read into it, in plain words.
    pub does_not_show: Option<Box<str>>,
    /// A person's ruling on whether it is self-reported, against the computed one.
    pub self_reported: Option<bool>,
    /// A note for readers.
    pub note: Option<Box<str>>,
    /// Measured values.
    pub observations: Vec<Observation>,
    /// Steps taken.
    pub acts: Vec<Act>,
    /// Cells of a table that the publisher left out or suppressed; absent values, never 0.
    pub absent_cells: usize,
    /// Where it stands.
    pub place: Place,
}

impl Record {
    /// `Department for Education, `, as it stands before when it was published; nothing where nobody is known to have.
    #[must_use]
    pub fn publisher_and(&self) -> String {
        if self.publisher.is_empty() { String::new() } else { format!("{}, ", self.publisher) }
    }
}

closed_set! {
    /// What sort of source a record describes.
    pub enum Kind {
        /// Statistics published under a code of practice.
        OfficialStatistics = "official-statistics",
        /// An Act, regulations, an order.
        Law = "law",
        /// The promised thing itself: the paper, the data set.
        Publication = "publication",
        /// An auditor or inspectorate.
        Audit = "audit",
        /// Research.
        Research = "research",
        /// A reply under freedom of information.
        Foi = "foi",
        /// Press and broadcasters.
        Media = "media",
        /// What a minister or department says.
        Statement = "statement",
        /// A campaign or interest group.
        Campaign = "campaign",
    }
    /// All of them.
    ALL
    /// The word as written in a record.
    word
}

/// What an observation bears on.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Subject {
    /// Every pledge with this indicator.
    Indicator(IndicatorId),
    /// This pledge alone.
    Pledge(PledgeId),
}

impl Subject {
    /// The id as written.
    #[must_use]
    pub fn id(&self) -> &str {
        match self {
            Self::Indicator(id) => id.as_str(),
            Self::Pledge(id) => id.as_str(),
        }
    }
}

/// A measured number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Measure {
    /// The value as it stood.
    Value(Decimal),
    /// An increment, for a `total` target.
    Add(Decimal),
}

impl Measure {
    /// The number itself.
    #[must_use]
    pub fn number(self) -> Decimal {
        match self {
            Self::Value(number) | Self::Add(number) => number,
        }
    }
}

/// A measured value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Observation {
    /// What it bears on.
    pub subject: Subject,
    /// When it was true, as written: `assessment` ends a window that was still running at publication with
    /// [`Record::published_on`].
    pub on: When,
    /// The number.
    pub measure: Measure,
    /// The unit where it is written; absent: the pledges'.
    pub unit: Option<Arc<str>>,
    /// The words of the document that say so.
    pub quote: Option<Box<str>>,
    /// What parts the quote from others alike.
    pub around: Option<Box<Around>>,
    /// What must not be read into it.
    pub does_not_show: Option<Box<str>>,
    /// A note for readers.
    pub note: Option<Box<str>>,
    /// Where it stands; of a table's row, the row in the CSV.
    pub place: Place,
}

/// A step that somebody took.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Act {
    /// The pledge it bears on.
    pub pledge: PledgeId,
    /// Which step.
    pub step: Step,
    /// When it was taken.
    pub on: When,
    /// The successor government that acted, for `adopted` and `withdrawn`.
    pub by: Option<GovernmentId>,
    /// The words of the document that say so.
    pub quote: Option<Box<str>>,
    /// What parts the quote from others alike.
    pub around: Option<Box<Around>>,
    /// What must not be read into it.
    pub does_not_show: Option<Box<str>>,
    /// A note for readers.
    pub note: Option<Box<str>>,
    /// Where it stands.
    pub place: Place,
}

closed_set! {
    /// The steps that can be recorded.
    pub enum Step {
        /// It was said that it will be done.
        Announced = "announced",
        /// It has begun.
        Started = "started",
        /// Some of it is done.
        Progressed = "progressed",
        /// It is done.
        Delivered = "delivered",
        /// It went on (a `keep` target).
        Kept = "kept",
        /// Somebody found that it is not done.
        NotDelivered = "not-delivered",
        /// It stopped (a `keep` target).
        Breached = "breached",
        /// It was put off.
        Delayed = "delayed",
        /// A successor government took it on.
        Adopted = "adopted",
        /// It was withdrawn.
        Withdrawn = "withdrawn",
        /// What was delivered was undone.
        Reversed = "reversed",
        /// What was withdrawn or reversed was taken up again.
        Reinstated = "reinstated",
    }
    /// All of them.
    ALL
    /// The word as written in a record.
    word
}
