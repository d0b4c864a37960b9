//! What the engine says about one pledge: the status, the rule that decided it, and everything it left behind.
//!
//! Plain values in words and exact numbers. Nothing is computed here, and nothing is laid out for a reader.

use super::flag::{Flag, RaisedFlag};
use super::rule_code::RuleCode;
use crate::date::{Date, When, Window};
use crate::diagnostic::Place;
use crate::model::{Change, IndicatorId, SayingRef, Status, Step};
use crate::quantity::Decimal;
use std::borrow::Cow;
use std::sync::Arc;

/// Everything that can be said about one pledge on one day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assessment {
    /// Index into [`crate::model::Register::pledges`].
    pub pledge: usize,
    /// The status that is shown: the engine's own, or an override in force.
    pub status: Status,
    /// The rule that decided, or that a person overruled.
    pub rule: RuleCode,
    /// Why, in one plain sentence.
    pub reason: String,
    /// The flags raised, in the order of [`super::Flag::ALL`].
    pub flags: Vec<RaisedFlag>,
    /// Set when a person overruled: what they said, and what the engine says.
    pub overridden: Option<Overruling>,
    /// The deadline of the terms assessed, by what was known. Absent: they have none (a whole may have its parts').
    pub deadline: Option<Due>,
    /// The day of delivery, where delivered: of a delivery that is known to a window only, its last.
    pub delivered_on: Option<Date>,
    /// First and last day of what delivered it, where delivered.
    pub delivered_in: Option<Window>,
    /// Days from the deadline's last day to the delivery, where delivered late.
    pub days_late: Option<i64>,
    /// Days to the deadline's last day, negative when it is over; absent once delivered, or without a deadline.
    pub days_left: Option<i64>,
    /// The measured number against the target; numeric targets only.
    pub progress: Option<Progress>,
    /// The verdict on the original terms.
    pub original: Verdict,
    /// The verdict on the terms in force.
    pub current: Verdict,
    /// Original terms, without self-reported evidence in favour.
    pub strict: Verdict,
    /// The terms of the status shown, without self-reported evidence in favour.
    pub confirmed: Verdict,
    /// All evidence, current terms.
    pub lenient: Verdict,
    /// What each rule had to say, in order of precedence; exactly one is decisive.
    pub findings: Vec<Finding>,
    /// Every change of the engine's own status or rule from the earliest saying to the day asked about.
    pub timeline: Vec<Turn>,
    /// The next change of the engine's own status if nothing new is recorded.
    pub next_change: Option<Turn>,
    /// What happens with no new evidence, and the smallest evidence that would change it, in plain sentences.
    pub would_change: String,
    /// The same for a paper, whose readers know no register.
    pub would_change_on_paper: String,
    /// That smallest evidence, where some evidence would.
    pub minimal_evidence: Option<MinimalEvidence>,
    /// How the terms changed from saying to saying, by date; only sayings in force.
    pub terms_changes: Vec<TermsChange>,
    /// What is not on record of a delivery, where none counts.
    pub lacking: Lacking,
    /// Of a whole: its parts that are neither untestable nor yet to be made, and how many of them are delivered.
    pub parts: Option<PartsTally>,
    /// Up to when evidence was looked for, so far as that could be known; nothing where nobody says, or could have looked.
    pub searched_to: Option<Date>,
}

impl Assessment {
    /// The next change of the status that is shown: what a person ruled stands until it is taken out.
    #[must_use]
    pub fn next_change_shown(&self) -> Option<Turn> {
        self.next_change.filter(|_| self.overridden.is_none())
    }

    /// Whether it is a whole with evidence that stands with its parts.
    #[must_use]
    pub fn rests_on_parts(&self) -> bool {
        self.parts.is_some_and(|parts| parts.counted > 0)
            && self.flags.iter().all(|raised| raised.flag != Flag::Unevidenced)
    }
}

/// A status and the rule behind it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Verdict {
    /// The engine's own status.
    pub status: Status,
    /// The rule.
    pub rule: RuleCode,
}

/// A person's overruling in force, with the engine's own verdict beside it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Overruling {
    /// The status shown.
    pub status: Status,
    /// From when.
    pub on: Date,
    /// Who overruled.
    pub by: String,
    /// Why.
    pub reason: String,
    /// The engine's own status.
    pub computed: Status,
    /// The rule behind it.
    pub computed_rule: RuleCode,
    /// Where it stands.
    pub place: Place,
}

/// A deadline by what was known on the day asked about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Due {
    /// As written: `2022-Q1`.
    pub when: When,
    /// The words of the pledge that give it.
    pub quote: Option<Box<str>>,
    /// First and last day.
    pub window: Window,
    /// The last day of `report_by`.
    pub report_by: Option<Date>,
    /// Where it stands.
    pub place: Place,
}

/// The measured number against its target. Shares and rates are rounded to two places; comparisons never are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Progress {
    /// What is measured.
    pub indicator: Option<IndicatorId>,
    /// Its unit; empty where unitless.
    pub unit: Arc<str>,
    /// Where it began: the baseline's value, 0 for a total.
    pub baseline: Option<Decimal>,
    /// From when time and pace are reckoned.
    pub baseline_on: Option<Date>,
    /// The day or window that the beginning is of, as written; of a total, the first day from which increments counted.
    pub baseline_in: Option<Window>,
    /// The level to be reached (of a `change`: baseline and change together), as written, without tolerance.
    pub target: Decimal,
    /// The level that meets the target: the same but for an explicit tolerance.
    pub meets: Decimal,
    /// The latest value (of a `total`: the sum so far).
    pub latest: Option<Decimal>,
    /// The last day of the latest observation.
    pub on: Option<Date>,
    /// The day or window that it is of, as written; of a sum, the last day of its latest increment.
    pub measured_in: Option<Window>,
    /// Change so far: latest less baseline.
    pub change: Option<Decimal>,
    /// Change needed: target less baseline.
    pub needed: Option<Decimal>,
    /// Share of the change reached at the latest observation.
    pub reached: Option<Decimal>,
    /// Share of the time from baseline to deadline gone at that observation's date.
    pub time_gone: Option<Decimal>,
    /// Change a year so far.
    pub pace: Option<Decimal>,
    /// Change a year needed from the latest observation to the deadline.
    pub pace_needed: Option<Decimal>,
    /// Where the pace so far would end on the deadline's last day.
    pub projected: Option<Decimal>,
    /// Whether the share reached is not smaller than the share of time gone.
    pub on_track: Option<bool>,
    /// Why no pace can be told, as a sentence; absent where one is given, and once the deadline has passed.
    pub no_pace: Option<&'static str>,
    /// Where the latest observation stands.
    pub cite: Option<Place>,
}

/// What a rule had to say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The rule.
    pub rule: RuleCode,
    /// Whether it gave the status.
    pub decisive: bool,
    /// Plain words, with the date arithmetic written out.
    pub sentence: String,
    /// The places that say so; never empty.
    pub cites: Vec<Place>,
}

/// Which fact of a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Item {
    /// Index into [`crate::model::Record::acts`].
    Act(usize),
    /// Index into [`crate::model::Record::observations`].
    Observation(usize),
}

/// One fact, and whether it counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EvidenceUse {
    /// Index into [`crate::model::Register::records`].
    pub record: usize,
    /// Which fact of it.
    pub item: Item,
    /// When it was true: a window still running at publication is cut to end with it.
    pub on: Window,
    /// When it could be known.
    pub published_on: Date,
    /// Whether it counted.
    pub counted: bool,
    /// What it counted for, or why it did not count: plain words without a full stop.
    pub why: Cow<'static, str>,
    /// Whether it is the responsible body's own word.
    pub self_reported: bool,
    /// Where it stands.
    pub place: Place,
}

/// From this day on, this verdict.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Turn {
    /// The first day.
    pub on: Date,
    /// The engine's own status.
    pub status: Status,
    /// The rule.
    pub rule: RuleCode,
    /// Whether all evidence that met the target then was self-reported.
    pub claimed: bool,
}

/// One saying that changed the terms.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TermsChange {
    /// When it was said.
    pub on: When,
    /// Which saying.
    pub saying: SayingRef,
    /// Declared and computed, in the order of [`Change::ALL`]; empty: nothing for which there is a word.
    pub changes: Vec<Change>,
    /// It asks what the saying before it asked.
    pub asks_the_same: bool,
    /// A ministerial correction: it replaces what it corrects from the start.
    pub correction: bool,
    /// Where it stands.
    pub place: Place,
}

/// The smallest evidence that would change the engine's own status: all of it together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MinimalEvidence {
    /// The facts, each published on the day on which it was true, by a source that is not self-reported.
    pub facts: Vec<Wanted>,
    /// The first day on which the status is the new one.
    pub effective_on: Date,
    /// The status it would be.
    pub status: Status,
    /// The rule that would decide.
    pub rule: RuleCode,
}

/// One fact that would have to be recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted {
    /// Index of the pledge it bears on.
    pub pledge: usize,
    /// What it shows.
    pub shows: Shown,
    /// When it is true.
    pub on: Date,
}

/// What a wanted fact shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Shown {
    /// A step taken.
    Step(Step),
    /// A value of the indicator, or of the pledge itself where it names none.
    Value(Option<IndicatorId>, Decimal),
    /// An increment for a total.
    Add(Option<IndicatorId>, Decimal),
}

/// What is not on record where no delivery counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lacking {
    /// Any delivery.
    Delivery,
    /// One that counts: what is recorded gives way to something else, or the reading sets it aside.
    DeliveryThatCounts,
    /// That of the whole: some part is delivered.
    DeliveryOfTheWhole,
}

impl Lacking {
    /// `no delivery`, as it stands before `recorded here`.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Delivery => "no delivery",
            Self::DeliveryThatCounts => "no delivery that counts",
            Self::DeliveryOfTheWhole => "no delivery of the whole",
        }
    }
}

/// How many parts of a whole are delivered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PartsTally {
    /// Parts that are neither untestable nor yet to be made.
    pub counted: usize,
    /// Those delivered.
    pub delivered: usize,
}
