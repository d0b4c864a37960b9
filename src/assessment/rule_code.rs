//! By which rule a status is: the names that everything outside the rule book knows the rules by. What a rule says stands in
//! its own file.

use std::fmt;

closed_set! {
    /// The rule that decided, or that a person did. Whoever says something of some rules says so of each, without a catch-all:
    /// a new rule does not compile until every such place has heard of it.
    pub enum RuleCode {
        /// No evidence could settle it.
        Untestable = "untestable",
        /// Taken back.
        Withdrawn = "withdrawn",
        /// What must go on was stopped.
        Breached = "breached",
        /// Delivered and undone.
        Reversed = "reversed",
        /// A part lapsed.
        PartLapsed = "part-lapsed",
        /// All parts are delivered.
        PartsDelivered = "parts-delivered",
        /// The target was met in time.
        TargetMet = "target-met",
        /// The target was met after the deadline.
        TargetMetLate = "target-met-late",
        /// The figures that decide are not due yet.
        AwaitingData = "awaiting-data",
        /// Nobody has looked since the deadline.
        Unchecked = "unchecked",
        /// The deadline has passed, and no delivery is on record.
        DeadlinePassed = "deadline-passed",
        /// There is time left.
        NotYetDue = "not-yet-due",
        /// No deadline was given.
        Undated = "undated",
        /// No rule: a person overruled what the rules say.
        Overridden = "overridden",
    }
    /// All of them, in the order of the rule book.
    ALL
    /// Stable kebab-case code.
    code
}

impl RuleCode {
    /// Whether what it finds met was met in time; nothing of rules that do not say.
    #[must_use]
    pub fn met_in_time(self) -> Option<bool> {
        match self {
            Self::TargetMet => Some(true),
            Self::TargetMetLate => Some(false),
            Self::Untestable
            | Self::Withdrawn
            | Self::Breached
            | Self::Reversed
            | Self::PartLapsed
            | Self::PartsDelivered
            | Self::AwaitingData
            | Self::Unchecked
            | Self::DeadlinePassed
            | Self::NotYetDue
            | Self::Undated
            | Self::Overridden => None,
        }
    }
}

impl fmt::Display for RuleCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}
