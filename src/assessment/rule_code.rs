//! By which rule a status is: the names that everything outside the rule book knows the rules by. What a rule says stands in
//! its own file.

use std::fmt;

/// The rule that decided, or that a person did. Whoever says something of some rules says so of each, without a catch-all:
/// a new rule does not compile until every such place has heard of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RuleCode {
    /// No evidence could settle it.
    Untestable,
    /// Taken back.
    Withdrawn,
    /// What must go on was stopped.
    Breached,
    /// Delivered and undone.
    Reversed,
    /// A part lapsed.
    PartLapsed,
    /// All parts are delivered.
    PartsDelivered,
    /// The target was met in time.
    TargetMet,
    /// The target was met after the deadline.
    TargetMetLate,
    /// The figures that decide are not due yet.
    AwaitingData,
    /// Nobody has looked since the deadline.
    Unchecked,
    /// The deadline has passed, and no delivery is on record.
    DeadlinePassed,
    /// There is time left.
    NotYetDue,
    /// No deadline was given.
    Undated,
    /// No rule: a person overruled what the rules say.
    Overridden,
}

impl RuleCode {
    /// Stable kebab-case code.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Untestable => "untestable",
            Self::Withdrawn => "withdrawn",
            Self::Breached => "breached",
            Self::Reversed => "reversed",
            Self::PartLapsed => "part-lapsed",
            Self::PartsDelivered => "parts-delivered",
            Self::TargetMet => "target-met",
            Self::TargetMetLate => "target-met-late",
            Self::AwaitingData => "awaiting-data",
            Self::Unchecked => "unchecked",
            Self::DeadlinePassed => "deadline-passed",
            Self::NotYetDue => "not-yet-due",
            Self::Undated => "undated",
            Self::Overridden => "overridden",
        }
    }

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
