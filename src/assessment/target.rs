//! Whether and when the target is met: one file for each way of meeting it, and one for what cannot bear on that.
//!
//! Deadlines only sort deliveries into timely and late here; which status follows is for the rules.

mod number;
mod parts;
mod reversal;
mod step;
mod telling;

pub(super) use number::{repeats, stands_for};
pub(super) use reversal::{around, reversal, undid};
pub(super) use step::{found_not_done, is_taken_up_in_vain, last_done};
pub(super) use telling::telling;

use super::case::{Case, Outcome};
use crate::model::TargetForm;

/// What the admitted evidence says about the target.
pub(super) fn outcome<'c>(case: &Case<'c>) -> Outcome<'c> {
    match case.form() {
        Some(TargetForm::Act(_) | TargetForm::Keep(_)) => step::taken(case),
        Some(TargetForm::Parts) => parts::all_delivered(case),
        Some(TargetForm::Number(..)) => number::reached(case),
        None => Outcome::default(),
    }
}
