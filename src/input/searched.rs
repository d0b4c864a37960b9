//! Searches for evidence that nobody can have made yet.
//!
//! It must not read a clock: its caller says which day it is.

use super::codes;
use super::source::fault;
use crate::date::Date;
use crate::diagnostic::Diagnostic;
use crate::model::Register;

/// A warning for each `searched_to` of a register that lies after `day`, the latest that may be meant: today, or the
/// day asked about where that is later.
#[must_use]
pub fn searched_ahead(register: &Register, day: Date) -> Vec<Diagnostic> {
    let ahead = |searched: Option<Date>| searched.filter(|searched| *searched > day);
    let message = |searched: Date, whose: &str| {
        format!("`searched_to` is in the future: {whose} cannot have been searched to {searched} yet")
    };
    let help = || Some("write the day up to which somebody has looked for evidence".to_owned());
    let whole = ahead(register.searched_to)
        .zip(register.searched_place)
        .map(|(to, place)| fault(&codes::SEARCHED_AHEAD, place, 0..0, message(to, "the register"), help()));
    let pledges = register.pledges.iter().filter_map(|pledge| {
        let message = message(ahead(pledge.searched_to)?, &format!("`{}`", pledge.id));
        Some(fault(&codes::SEARCHED_AHEAD, pledge.place, 0..0, message, help()))
    });
    whole.into_iter().chain(pledges).collect()
}
