//! A value that a passage gives, as an observation that a person may accept: of what, how much, and when it was true.
//!
//! It must not make an observation that could mean something else: a unit that does not fit, an increment where a level
//! is measured, a sum that would be counted twice.

use super::value::Value;
use crate::date::{Window, day_or_month};
use crate::model::{Measure, Pledge, Register, Subject, TargetForm};
use crate::quantity::Decimal;

/// How a pledge is measured.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Measured {
    /// What observations bear on.
    pub subject: Subject,
    /// The unit, as written; empty for plain counts.
    pub unit: String,
    /// Whether increments are summed, and since when nothing has been counted.
    pub adds: bool,
    /// A level below this is none: half of the value before.
    pub least: Option<Decimal>,
}

/// A measured value, as it would be recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Observed {
    /// What it bears on.
    pub subject: Subject,
    /// The number.
    pub measure: Measure,
    /// When it was true, in a notation of registers.
    pub on: String,
    /// Whether the passage itself names that time; else it is the day of the document.
    pub dated: bool,
}

/// How a pledge of a register is measured; nothing where no number decides, or where another figure would be added to
/// those that are recorded.
pub(super) fn measured(register: &Register, pledge: &Pledge) -> Option<Measured> {
    let target = pledge.terms.target.as_ref()?;
    let subject = match &target.indicator {
        Some(indicator) => Subject::Indicator(indicator.clone()),
        None => Subject::Pledge(pledge.id.clone()),
    };
    let baseline = target.baseline.as_ref().map(|baseline| baseline.value);
    let (adds, least) = match target.form {
        TargetForm::AtLeast(_) | TargetForm::AtMost(_) => (false, None),
        TargetForm::Change(_) => (false, Some(baseline? / Decimal::TWO)),
        TargetForm::Total(_) => (true, None),
        TargetForm::Act(_) | TargetForm::Keep(_) | TargetForm::Parts => return None,
    };
    let counted = |one: &Subject| *one == subject || *one == Subject::Pledge(pledge.id.clone());
    let has_figures =
        || register.records.iter().flat_map(|record| &record.observations).any(|one| counted(&one.subject));
    if adds && has_figures() {
        return None;
    }
    let unit = target.unit.as_deref().unwrap_or_default().to_owned();
    Some(Measured { subject, unit, adds, least })
}

impl Measured {
    /// A value as an observation, if it can be one. `said` is when the pledge was made, `known` when the document came out.
    pub(super) fn observed(
        &self,
        value: &Value,
        said: Option<Window>,
        known: Option<Window>,
    ) -> Option<Observed> {
        let signs = ["£", "$", "€", "%"];
        let unit = signs.into_iter().find(|sign| self.unit.contains(sign)).unwrap_or_default();
        // A unit like `£ million` would want the number rescaled.
        let scaled = !unit.is_empty() && self.unit != unit;
        let given = signs.into_iter().find(|sign| value.unit == **sign).unwrap_or_default();
        if scaled || unit != given || self.least.is_some_and(|least| value.value < least) {
            return None;
        }
        let on = value.on.clone().or_else(|| known.map(day_or_month))?;
        let dated = value.on.is_some();
        if !self.adds {
            let measure = Measure::Value(value.value);
            return Some(Observed { subject: self.subject.clone(), measure, on, dated });
        }
        // What came about so far came about since the pledge was made.
        let (last, end) = match (value.last, known) {
            (Some(last), _) => (last, last.to_string()),
            (None, known) => (known?.last, day_or_month(known?)),
        };
        let from = said?.first;
        let on = if from < last { format!("{from}/{end}") } else { on };
        Some(Observed { subject: self.subject.clone(), measure: Measure::Add(value.value), on, dated })
    }
}
