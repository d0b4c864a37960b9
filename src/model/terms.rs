//! Terms: what was promised (the target) and by when (the deadline), and how a later saying changes them.

use super::IndicatorId;
use crate::date::{Date, When, Window};
use crate::diagnostic::Place;
use crate::quantity::Decimal;
use std::sync::Arc;

/// Which terms the headline status is assessed on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum TermsChoice {
    /// Those of the earliest saying recorded, corrections applied.
    #[default]
    Original,
    /// Those in force on the day asked about.
    Current,
}

/// What was promised, and by when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Terms {
    /// The test. Absent only for untestable pledges.
    pub target: Option<Target>,
    /// By when. Absent: no deadline was given.
    pub deadline: Option<Deadline>,
}

impl Terms {
    /// These terms with a later (or earlier) saying's changes applied.
    #[must_use]
    pub fn patched(&self, patch: &TermsPatch) -> Self {
        let target = match &patch.target {
            None => self.target.clone(),
            Some(TargetPatch::Replace(target)) => Some(target.clone()),
            Some(TargetPatch::Amend(keys)) => self.target.as_ref().map(|target| keys.applied_to(target)),
        };
        let mut deadline = match &patch.deadline {
            None => self.deadline.clone(),
            Some(deadline) => deadline.clone(),
        };
        if let (Some(deadline), Some(report_by)) = (&mut deadline, &patch.report_by) {
            deadline.report_by = Some(report_by.clone());
        }
        Self { target, deadline }
    }

    /// Whether they ask the same as others, wherever and in whatever words it is written.
    #[must_use]
    pub fn ask_the_same(&self, other: &Self) -> bool {
        let due = |terms: &Self| {
            let due = terms.deadline.as_ref();
            due.map(|due| (due.due(), due.report_by.as_ref().map(|when| when.planned_window().last)))
        };
        let test = |terms: &Self| terms.target.as_ref().map(Target::asked);
        due(self) == due(other) && test(self) == test(other)
    }

    /// These terms as they could be told on a day: a value to start from that was measured only later is left out.
    #[must_use]
    pub fn measured_by(mut self, day: Date) -> Self {
        if let Some(target) = &mut self.target {
            target.baseline.take_if(|baseline| baseline.on.full_window().first > day);
        }
        self
    }
}

/// What a saying changed in the terms.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TermsPatch {
    /// The new target or the keys that changed in it.
    pub target: Option<TargetPatch>,
    /// `Some(None)`: this saying gave no deadline. `None`: nothing said of it.
    pub deadline: Option<Option<Deadline>>,
    /// When the decisive figures come out, where that is all that is said of the deadline.
    pub report_by: Option<When>,
}

/// A changed target.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TargetPatch {
    /// It names a form: the whole target is replaced.
    Replace(Target),
    /// Only the keys that were given.
    Amend(TargetKeys),
}

/// The keys of a target other than its form; those that are absent stay as they were.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TargetKeys {
    /// A new baseline.
    pub baseline: Option<Box<Baseline>>,
    /// Another indicator.
    pub indicator: Option<IndicatorId>,
    /// Another unit.
    pub unit: Option<Arc<str>>,
    /// Another tolerance, as a share (`0.05` for 5%).
    pub within: Option<Decimal>,
    /// Whether the value at the deadline decides.
    pub at_deadline: Option<bool>,
    /// Another hedge.
    pub hedge: Option<Hedge>,
}

impl TargetKeys {
    fn applied_to(&self, target: &Target) -> Target {
        let mut changed = target.clone();
        changed.baseline = self.baseline.clone().or(changed.baseline);
        changed.indicator = self.indicator.clone().or(changed.indicator);
        changed.unit = self.unit.clone().or(changed.unit);
        changed.within = self.within.or(changed.within);
        changed.at_deadline = self.at_deadline.unwrap_or(changed.at_deadline);
        changed.hedge = self.hedge.or(changed.hedge);
        changed
    }
}

/// The test of a pledge.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Target {
    /// Exactly one of the forms.
    pub form: TargetForm,
    /// What is measured. Numeric forms only; absent: only observations that name the pledge itself bear on it.
    pub indicator: Option<IndicatorId>,
    /// The unit of the number, as written; absent: unitless.
    pub unit: Option<Arc<str>>,
    /// Where the measured value stood before. Required for `change`; allowed for `at_least` and `at_most`.
    pub baseline: Option<Box<Baseline>>,
    /// An explicit tolerance as a share (`0.05` for 5%) of the number as written.
    pub within: Option<Decimal>,
    /// The latest observation dated up to the last day decides, once that day is over, instead of any.
    pub at_deadline: bool,
    /// The hedge in the wording. It is shown and loosens nothing.
    pub hedge: Option<Hedge>,
    /// Where it stands.
    pub place: Place,
}

impl Target {
    /// Whether its number is reached from below.
    #[must_use]
    pub fn is_upwards(&self) -> bool {
        match self.form {
            TargetForm::Number(Reach::AtMost, _) => false,
            TargetForm::Number(Reach::Change | Reach::Total, number) => !number.is_sign_negative(),
            TargetForm::Number(Reach::AtLeast, _)
            | TargetForm::Act(_)
            | TargetForm::Keep(_)
            | TargetForm::Parts => true,
        }
    }

    /// The level to be reached, as written: a `change` counts from its baseline.
    #[must_use]
    pub fn level(&self) -> Option<Decimal> {
        match self.form {
            TargetForm::Number(Reach::Change, number) => self.baseline.as_ref()?.value.checked_add(number),
            TargetForm::Number(Reach::AtLeast | Reach::AtMost | Reach::Total, number) => Some(number),
            TargetForm::Act(_) | TargetForm::Keep(_) | TargetForm::Parts => None,
        }
    }

    /// The level that meets it: `within` loosens it by that share of the number as written.
    #[must_use]
    pub fn threshold(&self) -> Option<Decimal> {
        let slack = self.form.number()?.abs().checked_mul(self.within.unwrap_or_default().abs())?;
        if self.is_upwards() { self.level()?.checked_sub(slack) } else { self.level()?.checked_add(slack) }
    }

    /// The same test wherever it is written: two of them are equal if they ask the same.
    #[must_use]
    pub fn without_places(&self) -> Self {
        let mut bare = self.clone();
        bare.place = Place::default();
        if let Some(baseline) = &mut bare.baseline {
            baseline.place = Place::default();
        }
        bare
    }

    /// The target without what asks for nothing: places, sources, the hedge of the wording and a tolerance of zero.
    pub(super) fn asked(&self) -> Self {
        let mut asked = Self { hedge: None, ..self.without_places() };
        asked.within.take_if(|within| within.is_zero());
        if let Some(baseline) = &mut asked.baseline {
            baseline.source = None;
        }
        asked
    }
}

/// The forms of a target.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TargetForm {
    /// Something has to be done; met by a recorded step `delivered`.
    Act(Box<str>),
    /// This number has to be reached.
    Number(Reach, Decimal),
    /// Something must go on until the deadline's last day.
    Keep(Box<str>),
    /// Every part is delivered.
    Parts,
}

impl TargetForm {
    /// The key under which it is written.
    #[must_use]
    pub fn key(&self) -> &'static str {
        match self {
            Self::Act(_) => "act",
            Self::Number(reach, _) => reach.key(),
            Self::Keep(_) => "keep",
            Self::Parts => "parts",
        }
    }

    /// How its number is reached, where it has one.
    #[must_use]
    pub fn reach(&self) -> Option<Reach> {
        match self {
            Self::Number(reach, _) => Some(*reach),
            Self::Act(_) | Self::Keep(_) | Self::Parts => None,
        }
    }

    /// The number of a numeric form, as written (a `change` is without its baseline).
    #[must_use]
    pub fn number(&self) -> Option<Decimal> {
        match self {
            Self::Number(_, number) => Some(*number),
            Self::Act(_) | Self::Keep(_) | Self::Parts => None,
        }
    }
}

closed_set! {
    /// How a number is reached.
    pub enum Reach {
        /// An observation is this number or more.
        AtLeast = "at_least",
        /// An observation is this number or less.
        AtMost = "at_most",
        /// An observation reaches the baseline plus this (signed) number.
        Change = "change",
        /// The increments observed sum to this number.
        Total = "total",
    }
    /// All of them.
    ALL
    /// The key under which the number is written.
    key
}

/// Where the measured value stood when the pledge began.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Baseline {
    /// The value.
    pub value: Decimal,
    /// When it was true.
    pub on: When,
    /// Where it was read, as written.
    pub source: Option<Box<str>>,
    /// Where it stands.
    pub place: Place,
}

closed_set! {
    /// The hedge in a pledge's wording.
    pub enum Hedge {
        /// "almost", "nearly"
        Almost = "almost",
        /// "around", "about"
        Around = "around",
        /// "up to"
        UpTo = "up to",
        /// "over", "more than"
        Over = "over",
        /// "at least"
        AtLeast = "at least",
    }
    /// All of them.
    ALL
    /// The words as written in a register.
    words
}

/// What a deadline asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DeadlineKind {
    /// Done by the window's last day.
    By,
    /// Started or done by the window's last day.
    From,
    /// Still running when the window's last day comes.
    Until,
}

impl DeadlineKind {
    /// The key under which it is written.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::By => "by",
            Self::From => "from",
            Self::Until => "until",
        }
    }
}

/// By when a pledge is to be kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deadline {
    /// By, from or until.
    pub kind: DeadlineKind,
    /// The window; its last day is the charitable reading.
    pub when: When,
    /// The words of the pledge that give it.
    pub quote: Option<Box<str>>,
    /// When the decisive figures come out; until then a passed deadline is `awaiting-data`.
    pub report_by: Option<When>,
    /// Where it stands.
    pub place: Place,
}

impl Deadline {
    /// What is asked by when, whichever words give it.
    #[must_use]
    pub fn asked(&self) -> (DeadlineKind, Window) {
        (self.kind, self.when.planned_window())
    }

    /// What of it decides: by when something is to be done, its last day says; since when it must have gone on, the first
    /// says too.
    pub(super) fn due(&self) -> (DeadlineKind, Option<Date>, Date) {
        let (kind, window) = self.asked();
        (kind, (kind == DeadlineKind::Until).then_some(window.first), window.last)
    }
}

closed_set! {
    /// How a saying differs from the one before it.
    pub enum Change {
        /// Computed: the deadline is later.
        Delayed = "delayed",
        /// Computed: the deadline is earlier.
        Hastened = "hastened",
        /// Computed: a deadline was given where there was none.
        Dated = "dated",
        /// Computed: the deadline was dropped.
        Undated = "undated",
        /// Computed: less is to be reached.
        Lowered = "lowered",
        /// Computed: more is to be reached.
        Raised = "raised",
        /// Declared: fewer things count.
        Narrowed = "narrowed",
        /// Declared: more things count.
        Widened = "widened",
        /// Declared: other words for the same.
        Reworded = "reworded",
    }
    /// All of them, in the order in which they are printed.
    ALL
    /// The word that people and machines read.
    word
}

impl Change {
    /// The same in a sentence: "dated" alone says nothing to who does not know the register.
    #[must_use]
    pub fn plain_words(self) -> &'static str {
        match self {
            Self::Dated => "given a date",
            Self::Undated => "left without a date",
            Self::Delayed
            | Self::Hastened
            | Self::Lowered
            | Self::Raised
            | Self::Narrowed
            | Self::Widened
            | Self::Reworded => self.word(),
        }
    }

    /// Whether a person declares it; the others are computed from the terms.
    #[must_use]
    pub fn is_declared(self) -> bool {
        match self {
            Self::Narrowed | Self::Widened | Self::Reworded => true,
            Self::Delayed | Self::Hastened | Self::Dated | Self::Undated | Self::Lowered | Self::Raised => {
                false
            }
        }
    }
}
