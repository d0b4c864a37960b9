//! One pledge under one reading: given terms, given evidence, a given day, and what was found of it. Everything the rules
//! look at stands here, so that a rule only compares; nothing is searched for and no status is chosen here.

use super::aim::Aim;
use super::docket::{Clock, Docket, Seen, favours};
use super::rule_code::RuleCode;
use crate::date::{Date, Window};
use crate::model::{Deadline, DeadlineKind, Reach, Status, TargetForm, Terms};
use crate::quantity::Decimal;
use std::cell::OnceCell;

/// Which evidence is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Evidence {
    All,
    /// Without what is self-reported where it favours the pledge.
    Confirmed,
}

/// How a pledge stands on a day under one reading: all that a whole must know of its parts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Standing {
    pub(super) status: Status,
    pub(super) rule: RuleCode,
    /// The last day of its deadline.
    pub(super) due: Option<Date>,
    /// When delivered: the fact's first day, and the day of delivery.
    pub(super) delivered: Option<Window>,
    /// All evidence that meets the target is self-reported.
    pub(super) claimed: bool,
    /// Of a part: the last day on which it was done, or done again after it was undone, and when that was published.
    pub(super) renewed: Option<(Date, Date)>,
}

impl Standing {
    /// No evidence could settle it: its whole leaves it out.
    pub(super) fn is_untestable(&self) -> bool {
        self.rule == RuleCode::Untestable
    }
}

/// A part as its whole sees it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Part {
    /// Index of the pledge.
    pub(super) pledge: usize,
    pub(super) standing: Standing,
}

/// What was delivered was undone.
#[derive(Debug, Clone, Copy)]
pub(super) struct Reversal<'c> {
    pub(super) act: &'c Seen<'c>,
    /// When it had been delivered; absent: no delivery before it is on record.
    pub(super) delivered: Option<Date>,
    /// When it was done again, and when that was published.
    pub(super) redone: Option<(Date, Date)>,
}

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

/// How many facts count, and when the newest of them was published.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Tally {
    pub(super) counted: usize,
    pub(super) newest: Option<Date>,
}

impl Tally {
    pub(super) fn and(self, other: Self) -> Self {
        Self { counted: self.counted + other.counted, newest: self.newest.max(other.newest) }
    }
}

/// One pledge under one reading.
pub(super) struct Case<'c> {
    pub(super) docket: &'c Docket<'c>,
    pub(super) terms: &'c Terms,
    pub(super) evidence: Evidence,
    pub(super) clock: Clock,
    /// The deadline's window by what was known.
    pub(super) due: Option<Window>,
    /// The last day on which the decisive figures may still come out.
    pub(super) report_by: Option<Date>,
    /// Up to when evidence was looked for.
    pub(super) searched_to: Option<Date>,
    /// The parts that have been made, untestable ones left out.
    pub(super) parts: Vec<Part>,
    /// Parts there are, and none can be tested.
    pub(super) only_untestable_parts: bool,
    /// What has to be measured, where the target is a number.
    pub(super) aim: Option<Aim<'c>>,
    pub(super) outcome: Outcome<'c>,
    /// The last withdrawal, and the reinstatement after it.
    pub(super) withdrawal: Option<(&'c Seen<'c>, Option<&'c Seen<'c>>)>,
    pub(super) breach: Option<&'c Seen<'c>>,
    pub(super) reversal: Option<Reversal<'c>>,
    /// Counted when first asked for.
    pub(super) tally: OnceCell<Tally>,
}

impl<'c> Case<'c> {
    /// A case of which nothing has been found yet.
    pub(super) fn unheard(
        docket: &'c Docket<'c>,
        terms: &'c Terms,
        evidence: Evidence,
        clock: Clock,
        made_parts: Vec<Part>,
    ) -> Self {
        let deadline = terms.deadline.as_ref();
        let mut parts = made_parts;
        let any_made = !parts.is_empty();
        parts.retain(|part| !part.standing.is_untestable());
        Self {
            docket,
            terms,
            evidence,
            clock,
            due: deadline.map(|deadline| clock.window(&deadline.when)),
            report_by: deadline
                .and_then(|deadline| deadline.report_by.as_ref())
                .map(|when| clock.window(when).last),
            searched_to: docket.index.register.searched_for(docket.entry),
            only_untestable_parts: any_made && parts.is_empty(),
            parts,
            aim: terms.target.as_ref().and_then(|target| Aim::of(docket.index, target)),
            outcome: Outcome::default(),
            withdrawal: None,
            breach: None,
            reversal: None,
            tally: OnceCell::new(),
        }
    }

    /// Whether a fact may be looked at on this day, under this reading, for anything.
    fn admits(&self, seen: &Seen<'_>) -> bool {
        self.is_known(seen) && seen.barred(self.clock).is_none() && !self.is_set_aside(seen)
    }

    /// Whether a fact was true and published in time.
    pub(super) fn is_known(&self, seen: &Seen<'_>) -> bool {
        let known = seen.fact.on.last <= self.clock.true_by && seen.fact.published <= self.clock.known_by;
        known || seen.fact.supposed
    }

    /// Whether the strict reading sets a step aside. Of observations, `target` can tell which favour the pledge.
    pub(super) fn is_set_aside(&self, seen: &Seen<'_>) -> bool {
        self.evidence == Evidence::Confirmed && seen.self_reported && seen.step().is_some_and(favours)
    }

    /// Nothing true before this day meets the target: the baseline's, else the earliest saying's. A baseline stands beside
    /// a level or a change only; anywhere else it has no effect, as the loader warns.
    pub(super) fn not_before(&self) -> Date {
        let measured = self.aim.filter(|aim| !aim.sums);
        let baseline = measured.and_then(|aim| aim.target.baseline.as_ref());
        baseline.map_or(self.docket.first_said, |baseline| self.clock.window(&baseline.on).first)
    }

    /// The deadline as written.
    pub(super) fn deadline(&self) -> Option<&'c Deadline> {
        self.terms.deadline.as_ref()
    }

    /// No evidence could settle it.
    pub(super) fn is_untestable(&self) -> bool {
        self.docket.entry.untestable.is_some() || (self.is_whole() && self.only_untestable_parts)
    }

    /// Up to when evidence was looked for, so far as that could be known: nobody knew then of a later search.
    pub(super) fn search_known(&self) -> Option<Date> {
        self.searched_to.map(|searched| searched.min(self.clock.known_by))
    }

    /// Something of it is still to be written, so that nobody can have looked for evidence of it.
    pub(super) fn is_unfinished(&self) -> bool {
        !self.docket.entry.unfinished.is_empty()
    }

    /// It can be settled and nothing that meets the target is on record: time decides.
    pub(super) fn is_open(&self) -> bool {
        self.outcome.met.is_none() && !self.is_untestable()
    }

    /// The deadline's last day has gone by.
    pub(super) fn is_over(&self) -> bool {
        self.due.is_some_and(|due| self.clock.today > due.last)
    }

    pub(super) fn asks_only_for_a_start(&self) -> bool {
        self.deadline().is_some_and(|deadline| deadline.kind == DeadlineKind::From)
    }

    pub(super) fn is_whole(&self) -> bool {
        self.form() == Some(&TargetForm::Parts)
    }

    pub(super) fn form(&self) -> Option<&'c TargetForm> {
        self.terms.target.as_ref().map(|target| &target.form)
    }

    /// The pledge has parts' deadlines only.
    pub(super) fn follows_its_parts(&self) -> bool {
        self.is_whole() && self.due.is_none() && !self.parts.is_empty()
    }

    /// Whether a part stands under this rule. Beside a deadline of its own, a whole heeds only parts due by then:
    /// a part that falls due later is late for the whole, whatever comes of it.
    pub(super) fn a_part_is(&self, rule: RuleCode) -> bool {
        let heeded = |due: Option<Date>| self.due.is_none_or(|own| due.is_some_and(|due| due <= own.last));
        self.parts.iter().any(|part| part.standing.rule == rule && heeded(part.standing.due))
    }

    /// Late is what begins after the deadline's last day; what straddles it was done by that day.
    pub(super) fn judged(&self, on: Window) -> Delivery {
        match self.due {
            Some(due) if on.first > due.last => {
                Delivery { on: on.last, days_late: Some(crate::date::days_between(due.last, on.last)) }
            }
            Some(due) => Delivery { on: on.last.min(due.last), days_late: None },
            None => Delivery { on: on.last, days_late: None },
        }
    }

    /// Whether the value that a change starts from was measured by the day asked about; of other targets none is needed.
    pub(super) fn knows_start(&self, aim: &Aim<'_>) -> bool {
        let starts = aim.target.baseline.as_ref().filter(|_| aim.is(Reach::Change));
        starts.is_none_or(|baseline| baseline.on.full_window().first <= self.clock.said_by())
    }

    /// Acts that count, in order. Nothing that was done before the pledge was made is done about it.
    pub(super) fn acts(&self) -> impl DoubleEndedIterator<Item = &'c Seen<'c>> {
        let docket = self.docket;
        docket.acts.iter().filter(|seen| self.admits(seen) && seen.fact.on.last >= docket.first_said)
    }

    /// A step names no government, or one that was in office when it was taken: nobody else can take a pledge on or back.
    pub(super) fn is_by_who_governs(&self, seen: &Seen<'_>) -> bool {
        let register = self.docket.index.register;
        let by = seen.act(register).and_then(|act| act.by.as_ref());
        by.is_none_or(|by| register.governed(by, seen.fact.on))
    }
}

/// A delivery against the deadline.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Delivery {
    /// The day of delivery: the fact's last day, or the deadline's where the fact straddles it.
    pub(super) on: Date,
    /// Days after the deadline's last day.
    pub(super) days_late: Option<i64>,
}
