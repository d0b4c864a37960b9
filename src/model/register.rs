//! The register as a whole: its settings, who is who, and everything that was written in it.

use super::{Bodies, Body, GovernmentId, Pledge, Record, TermsChoice};
use crate::date::{Calendar, Date, Length, Window};
use crate::diagnostic::{Place, Sources};

/// Everything a register's files say, valid and resolved.
#[derive(Debug, Clone, Default)]
pub struct Register {
    /// The title.
    pub title: String,
    /// Up to when evidence was looked for; nothing later lapses by its deadline. Absent: the rule `unchecked` is off.
    pub searched_to: Option<Date>,
    /// Where that stands.
    pub searched_place: Option<Place>,
    /// Which terms the headline status is assessed on.
    pub terms: TermsChoice,
    /// When flags such as `stale` and `due-soon` are raised; no status depends on them.
    pub thresholds: Thresholds,
    /// Named periods and seasons.
    pub calendar: Calendar,
    /// Who is who.
    pub bodies: Bodies,
    /// Who was in office when, by start.
    pub governments: Vec<Government>,
    /// The pledges, in the order in which they are written.
    pub pledges: Vec<Pledge>,
    /// The records of evidence, by path (and by place within a file).
    pub records: Vec<Record>,
    /// The documents that records and pledges refer to; an index into this list is a document's identity.
    pub documents: Vec<SourceDocument>,
    /// How many quotes were checked against stored documents.
    pub quotes: QuoteTally,
    /// The files that were read.
    pub sources: Sources,
}

/// When a flag is raised.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Thresholds {
    /// A pending pledge whose newest counted publication is older than this is `stale`. Absent: never.
    pub stale_after: Option<Length>,
    /// A pending pledge with at most this long left is `due-soon`.
    pub due_soon: Length,
}

impl Default for Thresholds {
    fn default() -> Self {
        Self { stale_after: None, due_soon: Length::Days(90) }
    }
}

/// A government and the day from which it was in office.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Government {
    /// Its id.
    pub id: GovernmentId,
    /// What it is called, neutrally: "the government elected in 2024".
    pub name: String,
    /// Its first day in office.
    pub start: Date,
    /// Where it stands.
    pub place: Place,
}

/// A document that something was said or recorded in, whether a copy is stored or not.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SourceDocument {
    /// Path below `evidence/` without suffix: `answers/pq-18850`.
    pub stem: String,
    /// Path of the stored copy relative to the register, where there is one.
    pub stored: Option<String>,
    /// SHA-256 of the stored copy's canonical text, in hexadecimal; the identity of the same text from another place.
    pub text_sha256: Option<String>,
    /// Why it must not settle anything, in words: `a holding answer, the real one is still to come`, `withdrawn`, ….
    pub cautions: Vec<String>,
    /// Index into [`Register::records`] of the record that describes it.
    pub record: Option<usize>,
}

/// Quotes in pledges, sayings and evidence, by whether a stored document proves them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct QuoteTally {
    /// Found exactly once in the stored document.
    pub verified: usize,
    /// Quoted from a document of which no copy is stored.
    pub unverifiable: usize,
}

impl Register {
    /// Up to when evidence for a pledge was looked for: its own day, else the register's. For one that is not completed
    /// nobody can have looked: what would count is not said yet.
    #[must_use]
    pub fn searched_for(&self, pledge: &Pledge) -> Option<Date> {
        pledge.searched_to.or(self.searched_to).filter(|_| pledge.unfinished.is_empty())
    }

    /// The body that a publisher or responsible body is written as.
    #[must_use]
    pub fn body(&self, name: &str) -> Option<&Body> {
        self.bodies.get(self.bodies.called(name)?)
    }

    /// The name in full of a body that is named by its id or an alias; a name that no body has stands as it is.
    #[must_use]
    pub fn body_name<'a>(&'a self, name: &'a str) -> &'a str {
        self.body(name).map_or(name, |body| &body.name)
    }

    /// The pledge with this id.
    #[must_use]
    pub fn pledge(&self, id: &str) -> Option<&Pledge> {
        self.pledges.iter().find(|pledge| pledge.id.as_str() == id)
    }

    /// The government with this id.
    #[must_use]
    pub fn government(&self, id: &GovernmentId) -> Option<&Government> {
        self.governments.iter().find(|government| government.id == *id)
    }

    /// The government in office on a day: the last that began by then.
    #[must_use]
    pub fn government_on(&self, day: Date) -> Option<&Government> {
        self.governments
            .iter()
            .filter(|government| government.start <= day)
            .max_by_key(|government| government.start)
    }

    /// Whether a government was in office on some day of a window; also where no `[[government]]` says who it was.
    #[must_use]
    pub fn governed(&self, id: &GovernmentId, window: Window) -> bool {
        let Some(named) = self.government(id) else { return true };
        let succeeded = |other: &Government| other.start > named.start && other.start <= window.first;
        named.start <= window.last && !self.governments.iter().any(succeeded)
    }

    /// Whether two documents are one: the same path, or the same canonical text.
    #[must_use]
    pub fn same_document(&self, one: usize, other: usize) -> bool {
        if one == other {
            return true;
        }
        match (self.documents.get(one), self.documents.get(other)) {
            (Some(one), Some(other)) => one.text_sha256.is_some() && one.text_sha256 == other.text_sha256,
            _ => false,
        }
    }
}
