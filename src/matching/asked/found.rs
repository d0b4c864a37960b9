//! A figure that an answer seems to give, in a sentence or in a table.
//!
//! It must not read either.

/// A figure that an answer seems to give.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Found {
    /// The line that is quoted.
    pub(super) line: usize,
    /// How sure it is that it is what was asked for.
    pub(super) score: f32,
    /// How much of the question's words the line has, with what introduces it.
    pub(super) covered: f32,
    /// How many lines give one.
    pub(super) lines: usize,
}

/// In an answer of more than two sentences, the one with the figure has this share of the question's words.
pub(super) const SPEAKS: f32 = 0.3;
