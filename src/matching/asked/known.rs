//! What a reader of an answer knows already, so that it is no news.
//!
//! It must not look at the answer.

use super::words;
use crate::language::tokens::tokenize;
use crate::language::{dates, quantities};
use crate::quantity::Decimal;

/// What a reader knows already: the numbers of the question and of the pledge, and the stems of the pledge's words.
pub(super) struct Known {
    pub(super) numbers: Vec<Decimal>,
    pub(super) pledge: Vec<String>,
}

impl Known {
    pub(super) fn new(question: &str, pledge: &str) -> Self {
        let quantities = |text: &str| {
            let tokens = tokenize(text);
            let dates = dates::recognise(text, &tokens, None);
            quantities::recognise(text, &tokens, &dates)
        };
        let numbers = [question, pledge].into_iter().flat_map(quantities).filter_map(|one| one.value);
        Self { numbers: numbers.collect(), pledge: words::stems(pledge) }
    }
}
