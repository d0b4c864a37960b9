//! What one saying changed against the one before, so far as that can be told from the terms alone.
//!
//! What only a reader can tell (narrowed, widened, reworded) is declared in the register.

use crate::date::Date;
use crate::model::{Change, Deadline, Target, Terms};

/// The deadline moved, given or dropped; more or less to be reached.
pub(super) fn computed_changes(before: &Terms, after: &Terms) -> Vec<Change> {
    let mut changes = Vec::new();
    match (&before.deadline, &after.deadline) {
        (Some(before), Some(after)) if last_day(after) > last_day(before) => changes.push(Change::Delayed),
        (Some(before), Some(after)) if last_day(after) < last_day(before) => changes.push(Change::Hastened),
        (None, Some(_)) => changes.push(Change::Dated),
        (Some(_), None) => changes.push(Change::Undated),
        (Some(_), Some(_)) | (None, None) => {}
    }
    if let (Some(before), Some(after)) = (&before.target, &after.target) {
        match asks_more(before, after) {
            Some(true) => changes.push(Change::Raised),
            Some(false) => changes.push(Change::Lowered),
            None => {}
        }
    }
    changes
}

pub(super) fn last_day(deadline: &Deadline) -> Date {
    deadline.when.planned_window().last
}

/// Whether the second target asks for more than the first; nothing where they ask the same or cannot be compared.
pub(super) fn asks_more(before: &Target, after: &Target) -> Option<bool> {
    if before.unit != after.unit || before.form.key() != after.form.key() {
        return None;
    }
    // Levels compare only while the same thing is measured; else the change asked for does.
    let asked = |target: &Target| {
        target.level().filter(|_| before.indicator == after.indicator).or(target.form.number())
    };
    let (old, new) = (asked(before)?, asked(after)?);
    if old != new {
        return Some((new > old) == after.is_upwards());
    }
    let (old, new) = (before.within.unwrap_or_default(), after.within.unwrap_or_default());
    (old != new).then_some(new < old)
}
