//! Which numbers of a pledge's sentence are not what is promised: those that it is held against or taken from, and lengths of
//! time, unless it is the time that is to change.
//!
//! It must not recognise numbers.

use crate::language::quantities::{QuantityMention, Unit};
use crate::language::speech::Reading;
use crate::language::tokens::{word, words};

/// Whether a number is one that the promised one is held against or taken from: `500 nurses, up from 300 last year`, `as
/// part of the £36 billion programme`, `£90 million of the £1 billion`.
pub(super) fn is_of_comparison(reading: &Reading, quantity: &QuantityMention) -> bool {
    let mut at = reading.token_at(quantity.start);
    let word = |at: usize, back: usize| {
        at.checked_sub(back).and_then(|at| reading.tokens.get(at)).map_or(0, |token| token.word)
    };
    let small = words!["the", "our", "its", "this", "that", "around", "about", "almost", "nearly"];
    while small.contains(&word(at, 1)) {
        at -= 1;
    }
    match word(at, 1) {
        from if from == word!("from") => words!["up", "down"].contains(&word(at, 2)),
        of if of == word!("of") => {
            let before = at.checked_sub(2).and_then(|at| reading.tokens.get(at)).map_or(0, |token| token.end);
            let share = |other: &QuantityMention| {
                other.end == before
                    && other.unit == quantity.unit
                    && matches!(other.unit, Unit::Known("£" | "€" | "$"))
            };
            words!["top", "part"].contains(&word(at, 2)) || reading.quantities.iter().any(share)
        }
        with => words!["with", "to"].contains(&with) && word(at, 2) == word!("compared"),
    }
}

/// Whether a length of time is itself what is to change: `from 42 weeks to 18 weeks`. Of two units a person has to say which is
/// more: `from 6 months to 2 years`.
pub(super) fn is_changed_time(text: &str, reading: &Reading, quantity: &QuantityMention) -> bool {
    let at = reading.quantities.partition_point(|other| other.start < quantity.start);
    let is_led_by = |quantity: &QuantityMention, lead| {
        let at = reading.token_at(quantity.start);
        reading
            .tokens
            .get(at.saturating_sub(2)..at)
            .unwrap_or_default()
            .iter()
            .any(|token| token.word == lead)
    };
    let changes = |from: usize| {
        let Some([from, to]) = reading.quantities.get(from..from + 2) else { return false };
        let near = reading.token_at(to.start) - reading.token_at(from.end) <= 3;
        let alike = from.unit(text) == to.unit(text) || from.unit == Unit::None;
        near && alike
            && from.duration
            && to.duration
            && is_led_by(from, word!("from"))
            && is_led_by(to, word!("to"))
    };
    changes(at) || at.checked_sub(1).is_some_and(changes)
}
