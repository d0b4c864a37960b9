//! What is the same in all forms of a word: `recruit` of `recruits`, `recruiting` and `recruited`.
//!
//! It must not know irregular forms: that is for [`past`](super::past).

use frostem::{Algorithm, Stemmer};

/// The stemmer that all words are compared by.
pub(crate) fn stemmer() -> Stemmer {
    Stemmer::new(Algorithm::English)
}
