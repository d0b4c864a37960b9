//! Whether a passage tells of a place that the pledge does not name.
//!
//! It must not know what a pledge promises, nor what follows of the place.

use super::actor;
use super::clause::Word;
use crate::matching::tokens::one_of;

/// What is done at one of these, called by so many words at most, is done then and not there.
const EVENTS: &str = "review budget statement summit conference";
const EVENT: usize = 4;
/// What ends the name of an event before it has one.
const FOLLOWS: &str = "following after before since with for";

/// Whether something is said to be done in a place that the pledge does not name.
pub(super) fn names_a_place(words: &[Word], own_words: &str) -> bool {
    let place = |(at, word): (usize, &Word)| {
        let next = || words[at + 1..].iter().find(|next| next.text != "the");
        // "£740 million in Capital Allocations" names what a sum is for.
        let sum = at > 0 && words[at - 1].number.is_some();
        let event = || {
            // "In Belfast following the review" is a place.
            let name = words[at + 1..].iter().take(EVENT);
            let mut name = name.take_while(|word| !word.parted && !one_of(FOLLOWS, &word.text));
            name.any(|word| one_of(EVENTS, &word.text))
        };
        one_of("in at across throughout near around outside", &word.text)
            && !sum
            && !event()
            && next().is_some_and(|next| actor::is_strange(next, own_words))
    };
    words.iter().enumerate().any(place)
}
