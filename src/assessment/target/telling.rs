//! Which observations can change how a pledge stands on the day they are published. Most figures of a long series cannot:
//! they reach nothing, or come after the one that did.
//!
//! It leaves out only what surely changes nothing, so that a timeline need not be decided anew for it; it decides nothing.

use crate::assessment::aim::Aim;
use crate::assessment::docket::{Docket, Seen};
use crate::model::{Step, Terms};

/// The observations after whose publication a pledge may stand otherwise, under some of its terms.
pub(in crate::assessment) fn telling<'d, 'r>(docket: &'d Docket<'r>) -> impl Iterator<Item = &'d Seen<'r>> {
    // What was undone may be done again by any figure.
    let undone = docket.acts.iter().any(|seen| seen.step() == Some(Step::Reversed));
    let mut tells = vec![undone; docket.observations.len()];
    for state in &docket.history {
        mark(docket, &state.original, &mut tells);
        mark(docket, &state.current, &mut tells);
    }
    docket.observations.iter().zip(tells).filter(|(_, tells)| *tells).map(|(seen, _)| seen)
}

/// Marks the observations that may tell under these terms.
fn mark(docket: &Docket<'_>, terms: &Terms, tells: &mut [bool]) {
    let Some(target) = &terms.target else { return };
    let Some(aim) = Aim::of(docket.index, target) else { return };
    if aim.sums || target.at_deadline {
        tells.fill(true);
        return;
    }
    let reaches = |seen: &Seen<'_>| aim.fits(seen).is_ok_and(|number| aim.is_reached_by(number));
    let baseline = target.baseline.as_ref().map(|baseline| baseline.on.full_window().first);
    let not_before = baseline.unwrap_or(docket.first_said);
    // Nothing revises such a figure or contradicts it, and nobody can call it a claim: once known, it meets the target.
    let settles = |(at, seen): &(usize, &Seen<'_>)| {
        is_alone(docket, *at)
            && reaches(seen)
            && seen.bar.is_none()
            && !seen.self_reported
            && seen.fact.on.last >= not_before
    };
    let settled = docket.observations.iter().enumerate().filter(settles);
    let first = settled.map(|(_, seen)| seen.fact).min_by_key(|fact| (fact.published, fact.on.last));
    for ((at, seen), tells) in docket.observations.iter().enumerate().zip(tells) {
        let after = |first: &crate::assessment::index::Fact| {
            first.published <= seen.fact.published && first.on.last < seen.fact.on.first
        };
        *tells |= !is_alone(docket, at) || (reaches(seen) && !first.is_some_and(after));
    }
}

/// Whether no other observation is of the same day or period.
fn is_alone(docket: &Docket<'_>, at: usize) -> bool {
    let written = |at: usize| docket.observations.get(at).map(|seen| seen.fact.written);
    let before = at.checked_sub(1).and_then(written);
    before != written(at) && written(at + 1) != written(at)
}
