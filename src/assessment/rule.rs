//! What a rule is, and what it says. It must not know any rule.

use super::case::Case;
use super::rule_code::RuleCode;
use crate::diagnostic::Place;
use crate::model::Status;

/// One rule.
pub(super) struct Rule {
    /// Its code, equal to the file's name.
    pub(super) code: RuleCode,
    /// One line for the rule book.
    pub(super) summary: &'static str,
    /// The whole rule in plain words.
    pub(super) documentation: &'static str,
    /// The status, where the rule decides.
    pub(super) decide: fn(&Case<'_>) -> Option<Status>,
    /// What the rule has to say.
    pub(super) say: Say,
}

/// When a rule has something to say.
#[derive(Clone, Copy)]
pub(super) enum Say {
    /// Where it decides: why.
    Deciding(fn(&Case<'_>) -> Option<Remark>),
    /// Also where it does not. Where it does, the first remark says why; others tell what was overruled.
    Always(fn(&Case<'_>) -> Vec<Remark>),
}

/// Something a rule says.
pub(super) struct Remark {
    /// One plain sentence.
    pub(super) reason: String,
    /// The arithmetic behind it, and what else should be known; may be empty.
    pub(super) detail: String,
    /// Where it can be read; never empty.
    pub(super) cites: Vec<Place>,
}
