//! What has to be measured where the target is a number: which observations can be compared with it, and which reach it.
//!
//! It must not choose between observations, nor look at days.

use super::docket::Seen;
use super::index::{Index, Shows};
use crate::model::{Reach, Target};
use crate::quantity::Decimal;
use std::cmp::Ordering;

/// What has to be measured.
#[derive(Debug, Clone, Copy)]
pub(super) struct Aim<'c> {
    pub(super) target: &'c Target,
    /// The number as written; of a `change` without its baseline.
    pub(super) written: Decimal,
    /// Where a total or a change begins.
    pub(super) from: Option<Decimal>,
    /// The level to be reached, as written.
    pub(super) level: Option<Decimal>,
    /// The level that meets the target: `within` loosens it by that share of the number as written.
    pub(super) threshold: Option<Decimal>,
    /// Reached from below.
    pub(super) upwards: bool,
    /// Increments are summed.
    pub(super) sums: bool,
    /// What is measured, and in which unit, by their numbers in the index.
    indicator: Option<u32>,
    unit: Option<u32>,
}

/// Why an observation cannot be compared with the target.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unfit {
    /// It measures something else than these terms name.
    Indicator,
    /// It is in another unit.
    Unit,
    /// A total needs increments, the other forms need values.
    Measure,
}

impl<'c> Aim<'c> {
    pub(super) fn of(index: &Index<'_>, target: &'c Target) -> Option<Self> {
        let written = target.form.number()?;
        let baseline = target.baseline.as_ref().map(|baseline| baseline.value);
        let sums = target.form.reach()? == Reach::Total;
        Some(Self {
            target,
            written,
            from: if sums { Some(Decimal::ZERO) } else { baseline },
            level: target.level(),
            threshold: target.threshold(),
            upwards: target.is_upwards(),
            sums,
            indicator: target.indicator.as_ref().and_then(|id| index.number_of(id.as_str())),
            unit: index.number_of(target.unit.as_deref().unwrap_or("")),
        })
    }

    /// Whether its number is reached so.
    pub(super) fn is(&self, reach: Reach) -> bool {
        self.target.form.reach() == Some(reach)
    }

    pub(super) fn is_reached_by(&self, number: Decimal) -> bool {
        self.threshold.is_some_and(|level| if self.upwards { number >= level } else { number <= level })
    }

    /// Which of two numbers is nearer to the target, or further beyond it.
    pub(super) fn compare(&self, one: Decimal, other: Decimal) -> Ordering {
        if self.upwards { one.cmp(&other) } else { other.cmp(&one) }
    }

    /// The number, where the observation can be compared with the target.
    pub(super) fn fits(&self, seen: &Seen<'_>) -> Result<Decimal, Unfit> {
        let fact = seen.fact;
        if fact.indicator.is_some() && fact.indicator != self.indicator {
            return Err(Unfit::Indicator);
        }
        if fact.unit.is_some() && fact.unit != self.unit {
            return Err(Unfit::Unit);
        }
        match fact.shows {
            Shows::Value(number) if !self.sums => Ok(number),
            Shows::Add(number) if self.sums => Ok(number),
            Shows::Value(_) | Shows::Add(_) | Shows::Step(_) => Err(Unfit::Measure),
        }
    }

    /// Whether an observation speaks for the pledge: it reaches the target, or adds to the total.
    pub(super) fn is_favoured_by(&self, number: Decimal) -> bool {
        if self.sums {
            !number.is_zero() && number.is_sign_positive() == self.upwards
        } else {
            self.is_reached_by(number)
        }
    }
}
