//! Cues that need no weighing: what no learned table should have to know, the strength of a pledge, and reasons in words.
//!
//! It must not be a second model: each rule is one that a reader would accept without a figure.

use crate::language::sentences::Sentence;
use crate::language::speech::symbols::Symbol;
use crate::language::tokens::Token;

/// How firmly something is undertaken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Strength {
    /// `will`, `is committed to recruiting`.
    Firm,
    /// `plans to`, `intends to`, `expects to`, `aims to`.
    Planned,
    /// `subject to`, `if`, `when parliamentary time allows`.
    Conditional,
}

impl Strength {
    /// The word that JSON uses.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Firm => "firm",
            Self::Planned => "planned",
            Self::Conditional => "conditional",
        }
    }
}

/// Corrects the sums of a sentence where a rule settles what it does.
pub(crate) fn correct(_text: &str, _tokens: &[Token], _sentences: &[Sentence], _symbols: &[Vec<Symbol>], _at: usize, _sums: &mut [i32; 4]) {}
