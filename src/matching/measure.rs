//! How a pledge is measured, and an observation of it that a person may accept.
//!
//! It must not read a passage.

mod observing;

use super::steps::Promise;
use crate::model::{Measure, Pledge, Reach, Register, Subject, Target};
use crate::quantity::Decimal;

/// How a pledge is measured.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Measured {
    /// What observations bear on.
    pub subject: Subject,
    /// The unit, as written; empty for plain counts.
    pub unit: String,
    /// What an observation of it is.
    pub counts: Counts,
    /// A level below this is none: half of the value before.
    pub least: Option<Decimal>,
    /// The level that the pledge starts from.
    pub start: Option<Decimal>,
}

/// What an observation of a pledge is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Counts {
    /// What was added, and is summed.
    Added,
    /// How many came about since the pledge was made.
    SoFar,
    /// A level, whoever brought it about.
    Level,
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
    let subject = subject(pledge, target);
    let baseline = target.baseline.as_ref().map(|baseline| baseline.value);
    let share = target.unit.as_deref().is_some_and(|unit| unit.contains('%'));
    let reached = if share || !promises_deeds(&pledge.quote) { Counts::Level } else { Counts::SoFar };
    let (counts, least) = match target.form.reach()? {
        Reach::AtLeast => (reached, None),
        Reach::AtMost => (Counts::Level, None),
        Reach::Change => (Counts::Level, Some(baseline? / Decimal::TWO)),
        Reach::Total => (Counts::Added, None),
    };
    let counted = |one: &Subject| *one == subject || *one == Subject::Pledge(pledge.id.clone());
    let has_figures =
        || register.records.iter().flat_map(|record| &record.observations).any(|one| counted(&one.subject));
    if counts == Counts::Added && has_figures() {
        return None;
    }
    let unit = target.unit.as_deref().unwrap_or_default().to_owned();
    Some(Measured { subject, unit, counts, least, start: baseline })
}

/// What observations of a target bear on.
fn subject(pledge: &Pledge, target: &Target) -> Subject {
    match &target.indicator {
        Some(indicator) => Subject::Indicator(indicator.clone()),
        None => Subject::Pledge(pledge.id.clone()),
    }
}

/// A value that a person says, true `on` a day or in a span, as an observation; nothing where no number decides.
#[must_use]
pub fn as_said(pledge: &Pledge, number: Decimal, on: String) -> Option<Observed> {
    let target = pledge.terms.target.as_ref()?;
    let measure = match target.form.reach()? {
        Reach::AtLeast | Reach::AtMost | Reach::Change => Measure::Value(number),
        Reach::Total => Measure::Add(number),
    };
    Some(Observed { subject: subject(pledge, target), measure, on, dated: true })
}

/// Words by which a pledge promises that things come about, so that a number of all there are is another.
const DEEDS: &str = "\
    additional extra more new further another recruit recruiting build building create creating deliver delivering train \
    training hire hiring open opening plant planting provide providing install installing upgrade upgrading introduce \
    introducing invest investing appoint appointing add adding insulate connect connecting";

fn promises_deeds(quote: &str) -> bool {
    if Promise::new(quote, &[]).counts_deeds() {
        return true;
    }
    let lower = quote.to_lowercase();
    let mut words = lower.split(|letter: char| !letter.is_alphanumeric());
    words.any(|word| DEEDS.split(' ').any(|deed| deed == word))
}
