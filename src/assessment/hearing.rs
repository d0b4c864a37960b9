//! Hears a case: looks among the evidence that one reading admits for what meets the target, takes the pledge back, breaks
//! it or undoes it.
//!
//! What follows from that is for the rules.

use super::case::{Case, Evidence, Part, Reversal};
use super::docket::{Clock, Docket, Seen};
use super::target;
use crate::date::Date;
use crate::model::{Step, TargetForm, Terms};

/// A pledge under one reading, with all that the rules look at.
pub(super) fn hear<'c>(
    docket: &'c Docket<'c>,
    terms: &'c Terms,
    evidence: Evidence,
    clock: Clock,
    made_parts: Vec<Part>,
) -> Case<'c> {
    let mut case = Case::unheard(docket, terms, evidence, clock, made_parts);
    case.outcome = target::outcome(&case);
    case.withdrawal = withdrawal(&case);
    case.breach = breach(&case);
    case.reversal = reversal(&case);
    case
}

fn withdrawal<'c>(case: &Case<'c>) -> Option<(&'c Seen<'c>, Option<&'c Seen<'c>>)> {
    let is = |step: Step| move |seen: &&Seen<'_>| seen.step() == Some(step);
    let withdrawn = case.acts().filter(|seen| case.is_by_who_governs(seen)).rfind(is(Step::Withdrawn))?;
    let reinstated = case.acts().rfind(is(Step::Reinstated));
    Some((withdrawn, reinstated.filter(|seen| seen.order() > withdrawn.order())))
}

/// The first breach of what must go on; one that begins after the deadline's last day breaks nothing.
fn breach<'c>(case: &Case<'c>) -> Option<&'c Seen<'c>> {
    let Some(TargetForm::Keep(_)) = case.form() else { return None };
    case.acts().find(|seen| {
        seen.step() == Some(Step::Breached) && case.due.is_none_or(|due| seen.fact.on.first <= due.last)
    })
}

fn reversal<'c>(case: &Case<'c>) -> Option<Reversal<'c>> {
    let act = target::reversal(case)?;
    let reinstated = case.acts().rfind(|seen| seen.step() == Some(Step::Reinstated));
    let reinstated =
        reinstated.filter(|seen| seen.order() > act.order() && !target::is_taken_up_in_vain(case, act));
    let reinstated = reinstated.map(|seen| (seen.fact.on.last, seen.fact.published));
    let around = target::around(case, act);
    Some(Reversal { act, delivered: around.before, redone: around.after.or(reinstated) })
}

/// Of a part that is delivered: the last day on which it was done, or done again, and when that was published. Nobody else asks.
pub(super) fn renewed(case: &Case<'_>) -> Option<(Date, Date)> {
    case.docket.entry.part_of.as_ref()?;
    let step = match case.form() {
        Some(TargetForm::Act(_) | TargetForm::Keep(_)) => target::last_done(case),
        Some(TargetForm::Parts) => case.parts.iter().filter_map(|part| part.standing.renewed).max(),
        Some(_) | None => None,
    };
    step.max(case.reversal.and_then(|reversal| reversal.redone))
}
