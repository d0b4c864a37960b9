//! The ways in which a date binds what is said.
//!
//! It must not look at words.

/// How a date binds what is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Done by its last day.
    By,
    /// In force from its first day.
    From,
    /// Done in it.
    In,
    /// Going on until its last day.
    Until,
    /// Going on, or spread, over it.
    Over,
}

impl Kind {
    /// The word that JSON and registers use.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::By => "by",
            Self::From => "from",
            Self::In => "in",
            Self::Until => "until",
            Self::Over => "over",
        }
    }
}
