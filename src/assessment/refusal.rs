//! Whether a fact counts at all in a case, and if not, why.
//!
//! What it gives way to, though it would count, is told in `evidence`.

use super::aim::{Aim, Unfit};
use super::case::{Case, Evidence, Tally};
use super::docket::{Bar, Seen};
use crate::date::{Date, long};
use crate::model::{Step, TargetForm};
use std::borrow::Cow;

const OTHER_INDICATOR: &str = "it measures something else than these terms name";

/// How much of the evidence counts.
pub(super) fn tally(case: &Case<'_>) -> Tally {
    *case.tally.get_or_init(|| count(case))
}

fn count(case: &Case<'_>) -> Tally {
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

/// Why a fact does not count, whatever else is on record.
pub(super) fn refusal(case: &Case<'_>, aim: Option<&Aim<'_>>, seen: &Seen<'_>) -> Option<Cow<'static, str>> {
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
            Some(TargetForm::Number(..)) => "a numeric target is decided by observations alone",
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
