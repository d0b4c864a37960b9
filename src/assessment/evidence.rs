//! Every fact on record for a pledge, and whether it counted: the list that a sceptic reads.
//!
//! It tells in words what `case`, `target` and the rules did; it decides nothing of its own.

use super::case::{Case, Evidence};
use super::docket::{Bar, Seen};
use super::outcome::EvidenceUse;
use super::sentence;
use super::target::{self, Aim, Unfit};
use crate::date::{Date, long};
use crate::model::{Step, TargetForm};
use std::borrow::Cow;

const OTHER_INDICATOR: &str = "it measures something else than these terms name";

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

/// What counts, without the words.
pub(super) fn tally(case: &Case<'_>) -> Tally {
    let mut tally = Tally::default();
    for seen in case.docket.acts.iter().chain(&case.docket.observations) {
        if case.is_known(seen) && counts(case, seen) {
            tally.counted += 1;
            tally.newest = tally.newest.max(Some(seen.fact.published));
        }
    }
    tally
}

/// Whether a known fact counts at all, whatever it gives way to.
pub(super) fn counts(case: &Case<'_>, seen: &Seen<'_>) -> bool {
    refusal(case, case.aim.as_ref(), seen).is_none()
}

/// Every fact that could be known, by date, with what it counted for or why it did not.
pub(super) fn uses(case: &Case<'_>) -> Vec<EvidenceUse> {
    let aim = case.aim;
    let known = case.docket.acts.iter().chain(&case.docket.observations).filter(|seen| case.is_known(seen));
    let mut uses: Vec<EvidenceUse> = known
        .map(|seen| {
            let refused = refusal(case, aim.as_ref(), seen).or_else(|| outdone(case, aim.as_ref(), seen));
            let (counted, why) = match refused {
                Some(why) => (false, why),
                None => (true, counts_for(case, aim.as_ref(), seen)),
            };
            let fact = seen.fact;
            EvidenceUse {
                record: fact.record,
                item: fact.item,
                on: fact.on,
                published_on: fact.published,
                counted,
                why,
                self_reported: seen.self_reported,
                place: fact.place,
            }
        })
        .collect();
    uses.sort_by_key(|used| (used.on.last, used.published_on, used.on.first, used.place));
    uses
}

/// Why a fact does not count, whatever else is on record.
fn refusal(case: &Case<'_>, aim: Option<&Aim<'_>>, seen: &Seen<'_>) -> Option<Cow<'static, str>> {
    match seen.barred(case.clock) {
        Some(Bar::Premature) => return Some("it begins after it was published".into()),
        Some(Bar::MadeHere) => {
            return Some("recorded from the document that the pledge was made in".into());
        }
        Some(Bar::RestatedHere(_)) => {
            return Some("the document restates the pledge; announcing it again is no evidence".into());
        }
        None => {}
    }
    match (seen.step(), aim) {
        (Some(step), _) => refused_step(case, step, seen),
        (None, Some(aim)) => refused_figure(case, aim, seen),
        (None, None) if seen.fact.indicator.is_some() => Some(OTHER_INDICATOR.into()),
        (None, None) => before(case, seen, case.docket.first_said),
    }
}

fn before(case: &Case<'_>, seen: &Seen<'_>, limit: Date) -> Option<Cow<'static, str>> {
    let what = if limit == case.docket.first_said { "the pledge was first made" } else { "the baseline" };
    (seen.fact.on.last < limit).then(|| format!("true before {what} ({})", long(limit)).into())
}

fn refused_step(case: &Case<'_>, step: Step, seen: &Seen<'_>) -> Option<Cow<'static, str>> {
    let by_steps = match step {
        Step::Delivered => matches!(case.form(), Some(TargetForm::Act(_)) | None),
        Step::NotDelivered => matches!(case.form(), Some(TargetForm::Act(_) | TargetForm::Keep(_)) | None),
        Step::Kept | Step::Breached => matches!(case.form(), Some(TargetForm::Keep(_))),
        Step::Announced
        | Step::Started
        | Step::Progressed
        | Step::Delayed
        | Step::Adopted
        | Step::Withdrawn
        | Step::Reversed
        | Step::Reinstated => true,
    };
    if !by_steps {
        return Some(Cow::Borrowed(match case.form() {
            Some(TargetForm::Parts) => "the parts decide, not a step recorded for the whole",
            Some(TargetForm::Keep(_)) => "what must go on is met by `kept`",
            Some(TargetForm::Act(_)) | None => "only what must go on can be kept or breached",
            Some(
                TargetForm::AtLeast(_) | TargetForm::AtMost(_) | TargetForm::Change(_) | TargetForm::Total(_),
            ) => "a numeric target is decided by observations alone",
        }));
    }
    if let Some(why) = before(case, seen, case.docket.first_said) {
        return Some(why);
    }
    if case.is_set_aside(seen) {
        return Some("self-reported, and set aside by the strict reading".into());
    }
    if !case.is_by_who_governs(seen) {
        return Some("the government that it names was not in office then".into());
    }
    let due = case.due?;
    if step == Step::Kept && seen.fact.on.last < due.first {
        let opens = if due.is_day() {
            "the only day that the deadline names"
        } else {
            "when the deadline's window opens"
        };
        return Some(format!("before {}, {opens}", long(due.first)).into());
    }
    (step == Step::Breached && seen.fact.on.first > due.last)
        .then(|| format!("after {}, until when it had to go on", long(due.last)).into())
}

fn refused_figure(case: &Case<'_>, aim: &Aim<'_>, seen: &Seen<'_>) -> Option<Cow<'static, str>> {
    let number = match aim.fits(seen) {
        Ok(number) => number,
        Err(Unfit::Indicator) => return Some(OTHER_INDICATOR.into()),
        Err(Unfit::Unit) => return Some("it is in another unit than the target".into()),
        Err(Unfit::Measure) if aim.sums => return Some("a total is summed from increments only".into()),
        Err(Unfit::Measure) => return Some("an increment is no value of its own".into()),
    };
    if let Some(why) = before(case, seen, case.not_before()) {
        return Some(why);
    }
    if case.evidence == Evidence::Confirmed && seen.self_reported && aim.is_favoured_by(number) {
        return Some("self-reported, and set aside by the strict reading".into());
    }
    let due = case.due.filter(|due| aim.target.at_deadline && seen.fact.on.first > due.last)?;
    Some(format!("after {}, the day that decides", long(due.last)).into())
}

/// What a fact gave way to: a revision of the same figure, or the side that prevails.
fn outdone(case: &Case<'_>, aim: Option<&Aim<'_>>, seen: &Seen<'_>) -> Option<Cow<'static, str>> {
    if let Some(aim) = aim.filter(|_| seen.number().is_some()) {
        let same_figure = |other: &&Seen<'_>| {
            other.fact.written == seen.fact.written
                && other.fact.publisher.who == seen.fact.publisher.who
                && case.is_known(other)
                && refusal(case, Some(aim), other).is_none()
        };
        let newer = |other: &&Seen<'_>| other.fact.published > seen.fact.published;
        let newest = case.docket.observations.iter().filter(same_figure).filter(newer);
        if let Some(newest) = newest.max_by_key(|other| other.fact.published) {
            return Some(
                format!("replaced by the figure published {}", sentence::published(case, newest)).into(),
            );
        }
    }
    disputed(case, seen).or_else(|| not_added(case, aim?, seen))
}

fn disputed(case: &Case<'_>, seen: &Seen<'_>) -> Option<Cow<'static, str>> {
    let dispute = case.outcome.dispute?;
    is_same(dispute.overruled, seen).then(|| {
        let published = sentence::published(case, dispute.prevails);
        format!("overruled by what {} published {published}", publisher(case, dispute.prevails)).into()
    })
}

/// A total has one increment for a day or period: what is beside the one that stands is not added.
fn not_added(case: &Case<'_>, aim: &Aim<'_>, seen: &Seen<'_>) -> Option<Cow<'static, str>> {
    if !aim.sums || seen.number().is_none() {
        return None;
    }
    let stands = target::stands_for(case, aim, seen).filter(|stands| !is_same(stands, seen))?;
    let (by, published) = (publisher(case, stands), sentence::published(case, stands));
    Some(format!("not added: for the same days stands what {by} published {published}").into())
}

fn is_same(one: &Seen<'_>, other: &Seen<'_>) -> bool {
    one.fact.record == other.fact.record && one.fact.item == other.fact.item
}

fn publisher<'c>(case: &Case<'c>, seen: &Seen<'_>) -> &'c str {
    let record = case.docket.index.register.records.get(seen.fact.record);
    record.map_or("", |record| &*record.publisher)
}

fn counts_for(case: &Case<'_>, aim: Option<&Aim<'_>>, seen: &Seen<'_>) -> Cow<'static, str> {
    let Some(step) = seen.step() else {
        let number = aim.and_then(|aim| Some((aim, aim.fits(seen).ok()?)));
        return Cow::Borrowed(match number {
            Some((aim, _)) if aim.sums => "adds to the total",
            Some((aim, number)) if aim.is_reached_by(number) => "reaches the target",
            Some(_) => "does not reach the target",
            None => "bears on it, and settles nothing by itself",
        });
    };
    Cow::Borrowed(match step {
        Step::Delivered => "meets the target",
        Step::Started if case.asks_only_for_a_start() => "meets the target: it was to begin",
        Step::Kept => "shows that it went on",
        Step::NotDelivered => "finds that it is not done",
        Step::Breached => "shows that it stopped",
        Step::Withdrawn => "takes the pledge back",
        Step::Reversed => "undoes a delivery",
        Step::Reinstated => "takes it up again",
        Step::Adopted => "a successor took it on; that settles nothing by itself",
        Step::Announced | Step::Started | Step::Progressed | Step::Delayed => {
            "bears on it, and settles nothing by itself"
        }
    })
}
