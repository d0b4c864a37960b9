//! Flags: what three statuses leave unsaid, each on its own axis. This file names them; `flags` decides when each is
//! raised. No status ever depends on a flag.

/// A flag's kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Flag {
    /// Delivered after the deadline.
    Late,
    /// All evidence that meets the target is self-reported.
    Claimed,
    /// Lapsed or pending, with measured progress above zero or some parts delivered.
    Partial,
    /// No evidence at all counts.
    Unevidenced,
    /// No deadline.
    Undated,
    /// No test possible.
    Untestable,
    /// The deadline has passed, the decisive figures are not out.
    AwaitingData,
    /// The deadline passed after the search for evidence ended.
    Unchecked,
    /// The wording names a season, "early", "mid" or "late", not a day.
    SoftDeadline,
    /// Made under an earlier government than the one in office.
    Inherited,
    /// Said again with a difference.
    Restated,
    /// Original and current terms give different statuses.
    TermsDiffer,
    /// Sources differ on whether the target is met.
    Disputed,
    /// Pending, and nothing newer than the register's `stale_after`.
    Stale,
    /// Pending, and the deadline is near.
    DueSoon,
    /// At or above straight-line pace.
    OnTrack,
    /// Below straight-line pace.
    Behind,
    /// A person overruled the engine.
    Overridden,
}

impl Flag {
    /// All of them, in the order in which they are listed.
    pub const ALL: [Self; 18] = [
        Self::Late,
        Self::Claimed,
        Self::Partial,
        Self::Unevidenced,
        Self::Undated,
        Self::Untestable,
        Self::AwaitingData,
        Self::Unchecked,
        Self::SoftDeadline,
        Self::Inherited,
        Self::Restated,
        Self::TermsDiffer,
        Self::Disputed,
        Self::Stale,
        Self::DueSoon,
        Self::OnTrack,
        Self::Behind,
        Self::Overridden,
    ];

    /// The code for machines: `soft-deadline`.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Late => "late",
            Self::Claimed => "claimed",
            Self::Partial => "partial",
            Self::Unevidenced => "unevidenced",
            Self::Undated => "undated",
            Self::Untestable => "untestable",
            Self::AwaitingData => "awaiting-data",
            Self::Unchecked => "unchecked",
            Self::SoftDeadline => "soft-deadline",
            Self::Inherited => "inherited",
            Self::Restated => "restated",
            Self::TermsDiffer => "terms-differ",
            Self::Disputed => "disputed",
            Self::Stale => "stale",
            Self::DueSoon => "due-soon",
            Self::OnTrack => "on-track",
            Self::Behind => "behind",
            Self::Overridden => "overridden",
        }
    }

    /// The words for people: "self-reported".
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Late => "late",
            Self::Claimed => "self-reported",
            Self::Partial => "in part",
            Self::Unevidenced => "no evidence recorded",
            Self::Undated => "no deadline",
            Self::Untestable => "no test possible",
            Self::AwaitingData => "figures not out yet",
            Self::Unchecked => "due, not yet checked",
            Self::SoftDeadline => "soft deadline",
            Self::Inherited => "made under an earlier government",
            Self::Restated => "restated",
            Self::TermsDiffer => "original and current terms differ",
            Self::Disputed => "sources differ",
            Self::Stale => "no recent evidence",
            Self::DueSoon => "due soon",
            Self::OnTrack => "at or above straight-line pace",
            Self::Behind => "below straight-line pace",
            Self::Overridden => "overruled by a person",
        }
    }

    /// Reads a code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|flag| flag.code() == code)
    }
}

/// A flag on one pledge, with what it says there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RaisedFlag {
    /// Which.
    pub flag: Flag,
    /// The flag's words with this pledge's particulars: "late by 61 days", "restated: delayed, lowered".
    pub words: String,
}
