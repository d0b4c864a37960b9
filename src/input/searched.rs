//! Days that have not come: searches for evidence that nobody can have made yet, and records of what is not out.
//!
//! It must not read a clock: its caller says which day it is.

use super::codes;
use super::record::UNDATED;
use super::source::fault;
use crate::date::Date;
use crate::diagnostic::Diagnostic;
use crate::model::Register;
use chrono::Days;

/// A warning for each `searched_to` and each `published_on` of a register that ends after `day`, the latest that may be meant:
/// today, or the day asked about where that is later. The next day has begun elsewhere.
#[must_use]
pub fn ahead(register: &Register, day: Date) -> Vec<Diagnostic> {
    let latest = day.checked_add_days(Days::new(1)).unwrap_or(day);
    let ahead = |searched: Option<Date>| searched.filter(|searched| *searched > latest);
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
    let records = register.records.iter().filter_map(|record| {
        let published = record.published_on.full_window();
        let is_ahead = published.last > latest && published.first != UNDATED;
        let how = if published.first > latest { "is in the future" } else { "is not over yet" };
        let message =
            format!("`published_on` {how}: nothing of this record counts before {}", published.last);
        let help = "write the day on which it came out".to_owned();
        is_ahead.then(|| fault(&codes::PUBLISHED_AHEAD, record.place, 0..0, message, Some(help)))
    });
    whole.into_iter().chain(pledges).chain(records).collect()
}
