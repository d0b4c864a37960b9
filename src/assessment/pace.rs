//! The measured number against its target, and the straight line from the baseline to the deadline.
//!
//! Figures lag, so the pace is judged at the latest observation's date, not today's; once the deadline has passed none is told.
//! Comparisons are exact; only what is shown is rounded. No status depends on anything here.

use super::aim::Aim;
use super::case::{Case, Latest};
use super::outcome::Progress;
use super::refusal;
use crate::date::{Date, Window, days_between};
use crate::quantity::Decimal;
use std::cmp::Ordering;

/// Where a numeric target stands; nothing for other targets.
pub(super) fn progress(case: &Case<'_>) -> Option<Progress> {
    let target = case.terms.target.as_ref()?;
    let aim = case.aim.filter(|aim| case.knows_start(aim))?;
    let latest = case.outcome.latest;
    let began = begins(case, &aim);
    let mut progress = Progress {
        indicator: target.indicator.clone(),
        unit: target.unit.clone().unwrap_or_default(),
        baseline: aim.from,
        baseline_on: began.map(|began| began.last),
        baseline_in: began.map(|began| counted_since(case, &aim, began)),
        target: aim.level?.normalize(),
        meets: aim.threshold.or(aim.level)?.normalize(),
        latest: latest.map(|latest| latest.number.normalize()),
        on: latest.map(|latest| latest.seen.fact.on.last),
        measured_in: latest.map(|latest| {
            let fact = latest.seen.fact;
            if aim.sums { Window::day(fact.on.last) } else { fact.written }
        }),
        change: None,
        needed: None,
        reached: None,
        time_gone: None,
        pace: None,
        pace_needed: None,
        projected: None,
        on_track: None,
        no_pace: None,
        cite: latest.map(|latest| latest.seen.fact.place),
    };
    progress.no_pace = draw(case, &aim, began.map(|began| began.last), latest, &mut progress).err();
    Some(progress)
}

/// When the change begins: on the baseline's date; a total starts on `made_on`.
fn begins(case: &Case<'_>, aim: &Aim<'_>) -> Option<Window> {
    let when = match &aim.target.baseline {
        _ if aim.sums => &case.docket.entry.made_on,
        Some(baseline) => &baseline.on,
        None => return None,
    };
    Some(case.clock.window(when))
}

/// A total at which something was added before it was said as entered stood at 0 when it was first said; so does one
/// that has not been said as entered yet.
fn counted_since(case: &Case<'_>, aim: &Aim<'_>, began: Window) -> Window {
    let mut added = case.docket.observations.iter().filter(|seen| aim.sums && case.is_known(seen));
    let is_before = added.any(|seen| seen.fact.on.first < began.first && refusal::counts(case, seen));
    let unsaid = aim.sums && began.first > case.clock.said_by();
    if is_before || unsaid { Window::day(case.not_before().min(began.first)) } else { began }
}

/// Fills in what can be told, in order; `Err` says why it ends there.
fn draw(
    case: &Case<'_>,
    aim: &Aim<'_>,
    began: Option<Date>,
    latest: Option<Latest<'_>>,
    progress: &mut Progress,
) -> Result<(), &'static str> {
    const TOO_LARGE: &str = "The numbers are too large to compare.";
    const NONE_SINCE: &str = "No observation after the baseline is recorded yet.";
    let (Some(from), Some(began)) = (aim.from, began) else {
        return Err("No baseline is recorded, so no pace can be told.");
    };
    if aim.compare(from, progress.target) != Ordering::Less {
        return Err("The baseline meets the target already: no change is needed, and no pace can be told.");
    }
    let needed = progress.target.checked_sub(from).ok_or(TOO_LARGE)?;
    progress.needed = Some(needed.normalize());
    // All that counts to a total was added to it, however early; of a value only what came after the baseline has moved.
    let is_since = |latest: &Latest<'_>| latest.seen.fact.on.last > began;
    let latest = latest.filter(|latest| aim.sums || is_since(latest)).ok_or(NONE_SINCE)?;
    let change = latest.number.checked_sub(from).ok_or(TOO_LARGE)?;
    progress.change = Some(change.normalize());
    let reached = change.checked_div(needed).ok_or(TOO_LARGE)?;
    progress.reached = Some(below_one(round(reached), !aim.is_reached_by(latest.number)));
    let on = latest.seen.fact.on.last;
    if is_settled(case, on) {
        return Ok(());
    }
    if !is_since(&latest) {
        return Err(NONE_SINCE);
    }
    let gone = Decimal::from(days_between(began, on));
    progress.pace = a_year(change, gone);
    let Some(due) = case.due else { return Err("There is no deadline, so no pace is needed.") };
    let all = Decimal::from(days_between(began, due.last));
    if all <= Decimal::ZERO {
        return Err("The deadline is no later than the baseline, so no pace can be told.");
    }
    progress.time_gone = gone.checked_div(all).map(round);
    let left = Decimal::from(days_between(on, due.last));
    progress.pace_needed = progress.target.checked_sub(latest.number).and_then(|rest| a_year(rest, left));
    let line = change.checked_mul(all).ok_or(TOO_LARGE)?;
    progress.projected = line.checked_div(gone).and_then(|gain| from.checked_add(gain)).map(round);
    let due_by_now = needed.checked_mul(gone).ok_or(TOO_LARGE)?;
    let ahead = if needed.is_sign_positive() { line >= due_by_now } else { line <= due_by_now };
    progress.on_track = Some(ahead);
    Ok(())
}

/// Once the deadline has passed there is no pace left to keep, unless later figures up to it are still awaited or unsearched.
fn is_settled(case: &Case<'_>, measured_to: Date) -> bool {
    let Some(due) = case.due.filter(|_| case.is_over()) else { return false };
    let awaited = case.report_by.is_some_and(|report_by| case.clock.today <= report_by);
    let unsearched = case.searched_to.is_some_and(|searched| searched < due.last);
    measured_to >= due.last || !(awaited || unsearched)
}

/// A change over some days as a change a year of 365.25 days; nothing over no days.
fn a_year(change: Decimal, days: Decimal) -> Option<Decimal> {
    if days <= Decimal::ZERO {
        return None;
    }
    change.checked_mul(Decimal::new(36525, 2))?.checked_div(days).map(round)
}

fn round(number: Decimal) -> Decimal {
    number.round_dp(2).normalize()
}

/// A target that is not reached never reads as reached by rounding.
fn below_one(share: Decimal, short: bool) -> Decimal {
    if short { share.min(Decimal::new(99, 2)) } else { share }
}
