//! Whether and when the target is met: one file for each way of meeting it, one for what cannot bear on that, and what
//! they share.
//!
//! Deadlines only sort deliveries into timely and late here; which status follows is for the rules.

mod number;
mod parts;
mod reversal;
mod step;
mod telling;

pub(super) use number::{Aim, Unfit, stands_for};
pub(super) use reversal::around;
pub(super) use step::last_done;
pub(super) use telling::telling;

use super::case::{Case, Delivery};
use super::docket::Seen;
use crate::date::Window;
use crate::model::TargetForm;
use crate::quantity::Decimal;

/// What the evidence says about the target.
#[derive(Debug, Clone, Default)]
pub(super) struct Outcome<'c> {
    /// The first delivery, timely ones before late ones.
    pub(super) met: Option<Met<'c>>,
    /// Everything that meets the target is self-reported.
    pub(super) claimed: bool,
    /// Evidence disagrees on whether the target is met.
    pub(super) dispute: Option<Dispute<'c>>,
    /// Of a numeric target: where the measured number stands.
    pub(super) latest: Option<Latest<'c>>,
}

/// A delivery.
#[derive(Debug, Clone, Copy)]
pub(super) struct Met<'c> {
    /// The fact that meets the target; parts have their own.
    pub(super) by: Option<&'c Seen<'c>>,
    /// First and last day of that fact.
    pub(super) on: Window,
    /// The measured number (of a total: the sum) that reached the target.
    pub(super) number: Option<Decimal>,
    pub(super) delivery: Delivery,
}

/// Two sides that disagree.
#[derive(Debug, Clone, Copy)]
pub(super) struct Dispute<'c> {
    pub(super) prevails: &'c Seen<'c>,
    pub(super) overruled: &'c Seen<'c>,
}

/// The latest measured number.
#[derive(Debug, Clone, Copy)]
pub(super) struct Latest<'c> {
    pub(super) seen: &'c Seen<'c>,
    /// The value, or the sum of the increments.
    pub(super) number: Decimal,
}

/// What the admitted evidence says about the target.
pub(super) fn outcome<'c>(case: &Case<'c>) -> Outcome<'c> {
    match case.form() {
        Some(TargetForm::Act(_)) => step::done(case),
        Some(TargetForm::Keep(_)) => step::kept(case),
        Some(TargetForm::Parts) => parts::all_delivered(case),
        Some(
            TargetForm::AtLeast(_) | TargetForm::AtMost(_) | TargetForm::Change(_) | TargetForm::Total(_),
        ) => number::reached(case),
        None => Outcome::default(),
    }
}
