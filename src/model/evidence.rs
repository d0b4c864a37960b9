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

/// What sort of source a record describes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// Statistics published under a code of practice.
    OfficialStatistics,
    /// An Act, regulations, an order.
    Law,
    /// The promised thing itself: the paper, the data set.
    Publication,
    /// An auditor or inspectorate.
    Audit,
    /// Research.
    Research,
    /// A reply under freedom of information.
    Foi,
    /// Press and broadcasters.
    Media,
    /// What a minister or department says.
    Statement,
    /// A campaign or interest group.
    Campaign,
}

impl Kind {
    /// All of them.
    pub const ALL: [Self; 9] = [
        Self::OfficialStatistics,
        Self::Law,
        Self::Publication,
        Self::Audit,
        Self::Research,
        Self::Foi,
        Self::Media,
        Self::Statement,
        Self::Campaign,
    ];

    /// The word as written in a record.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::OfficialStatistics => "official-statistics",
            Self::Law => "law",
            Self::Publication => "publication",
            Self::Audit => "audit",
            Self::Research => "research",
            Self::Foi => "foi",
            Self::Media => "media",
            Self::Statement => "statement",
            Self::Campaign => "campaign",
        }
    }
}

/// What an observation bears on.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Subject {
    /// Every pledge with this indicator.
    Indicator(IndicatorId),
    /// This pledge alone.
    Pledge(PledgeId),
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

/// The steps that can be recorded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Step {
    /// It was said that it will be done.
    Announced,
    /// It has begun.
    Started,
    /// Some of it is done.
    Progressed,
    /// It is done.
    Delivered,
    /// It went on (a `keep` target).
    Kept,
    /// Somebody found that it is not done.
    NotDelivered,
    /// It stopped (a `keep` target).
    Breached,
    /// It was put off.
    Delayed,
    /// A successor government took it on.
    Adopted,
    /// It was withdrawn.
    Withdrawn,
    /// What was delivered was undone.
    Reversed,
    /// What was withdrawn or reversed was taken up again.
    Reinstated,
}

impl Step {
    /// All of them.
    pub const ALL: [Self; 12] = [
        Self::Announced,
        Self::Started,
        Self::Progressed,
        Self::Delivered,
        Self::Kept,
        Self::NotDelivered,
        Self::Breached,
        Self::Delayed,
        Self::Adopted,
        Self::Withdrawn,
        Self::Reversed,
        Self::Reinstated,
    ];

    /// The word as written in a record.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Announced => "announced",
            Self::Started => "started",
            Self::Progressed => "progressed",
            Self::Delivered => "delivered",
            Self::Kept => "kept",
            Self::NotDelivered => "not-delivered",
            Self::Breached => "breached",
            Self::Delayed => "delayed",
            Self::Adopted => "adopted",
            Self::Withdrawn => "withdrawn",
            Self::Reversed => "reversed",
            Self::Reinstated => "reinstated",
        }
    }
}
