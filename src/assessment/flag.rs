//! Flags: what three statuses leave unsaid, each on its own axis. This file names them; `flags` decides when each is
//! raised. No status ever depends on a flag.

closed_set! {
    /// A flag's kind.
    pub enum Flag {
        /// Delivered after the deadline.
        Late = "late",
        /// All evidence that meets the target is self-reported.
        Claimed = "claimed",
        /// Lapsed or pending, with measured progress above zero or some parts delivered.
        Partial = "partial",
        /// No evidence at all counts.
        Unevidenced = "unevidenced",
        /// No deadline.
        Undated = "undated",
        /// No test possible.
        Untestable = "untestable",
        /// The deadline has passed, the decisive figures are not out.
        AwaitingData = "awaiting-data",
        /// The deadline passed after the search for evidence ended.
        Unchecked = "unchecked",
        /// The wording names a season, "early", "mid" or "late", not a day.
        SoftDeadline = "soft-deadline",
        /// Made under an earlier government than the one in office.
        Inherited = "inherited",
        /// Said again with a difference.
        Restated = "restated",
        /// Original and current terms give different statuses.
        TermsDiffer = "terms-differ",
        /// Sources differ on whether the target is met.
        Disputed = "disputed",
        /// Pending, and no evidence newer than the register's `stale_after`.
        Stale = "stale",
        /// Pending, and the deadline is near.
        DueSoon = "due-soon",
        /// At or above straight-line pace.
        OnTrack = "on-track",
        /// Below straight-line pace.
        Behind = "behind",
        /// A person overruled the engine.
        Overridden = "overridden",
    }
    /// All of them, in the order in which they are listed.
    ALL
    /// The code for machines: `soft-deadline`.
    code
}

impl Flag {
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
