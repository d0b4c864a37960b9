//! Whether a question is about a pledge, and not only its answer mentions it.
//!
//! It must not weigh answers: that is done like all matching.

/// To be filled.
pub fn bears() -> bool {
    true
}
