//! What one saying changed against the one before, so far as that can be told from the terms alone.
//!
//! What only a reader can tell (narrowed, widened, reworded) is declared in the register.

use crate::date::Date;
use crate::model::{Change, Deadline, Target, TargetForm, Terms};
use crate::quantity::Decimal;

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
    if before.unit != after.unit {
        return None;
    }
    let level = |target: &Target, number: Decimal| match &target.baseline {
        // Levels compare only while the same thing is measured; else the change asked for does.
        Some(baseline) if before.indicator == after.indicator => baseline.value.checked_add(number),
        Some(_) | None => Some(number),
    };
    if before.form.key() != after.form.key() {
        return None;
    }
    let (old, new) = (before.form.number()?, after.form.number()?);
    let (old, new, upwards) = match after.form {
        TargetForm::AtLeast(_) | TargetForm::Total(_) => (old, new, true),
        TargetForm::AtMost(_) => (old, new, false),
        TargetForm::Change(_) => (level(before, old)?, level(after, new)?, !new.is_sign_negative()),
        TargetForm::Act(_) | TargetForm::Keep(_) | TargetForm::Parts => return None,
    };
    if old != new {
        return Some((new > old) == upwards);
    }
    let (old, new) = (before.within.unwrap_or_default(), after.within.unwrap_or_default());
    (old != new).then_some(new < old)
}
