//! What must hold between the parts of a register: evidence and the pledges it bears on, wholes and parts, indicators
//! and their units; and the lints of records.
//!
//! Run only when every file could be read; what a broken file hides must not be reported as missing.

mod bodies;
mod facts;
mod lints;
mod newer;
mod parts;

use super::pledges::Read;
use super::record::Draft;
use super::source::Texts;
use crate::diagnostic::Diagnostic;

/// Runs every check.
pub(super) fn run(read: &Read, records: &[Draft], texts: &Texts<'_>, faults: &mut Vec<Diagnostic>) {
    parts::check(read, texts, faults);
    bodies::check(read, records, texts, faults);
    facts::check(read, records, texts, faults);
    lints::check(read, records, texts, faults);
    newer::check(read, records, texts, faults);
}
