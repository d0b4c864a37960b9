//! What had been met before a reversal, and what was met again after it, each by what is on record for its own time.
//!
//! Whether the pledge lapses by that is the rule's to say.

use super::{number, step};
use crate::assessment::case::{Case, Evidence};
use crate::assessment::docket::Seen;
use crate::date::Date;
use crate::model::{Step, TargetForm};
use crate::quantity::Decimal;

/// Around one act: the last day before it on which the target was met, and the first one after it, with its publication.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(in crate::assessment) struct Around {
    pub(in crate::assessment) before: Option<Date>,
    pub(in crate::assessment) after: Option<(Date, Date)>,
}

/// The reversal to judge by: the last one, and of what is done by a step the last that undid something.
pub(in crate::assessment) fn reversal<'c>(case: &Case<'c>) -> Option<&'c Seen<'c>> {
    let undid = match case.form() {
        Some(TargetForm::Act(_) | TargetForm::Keep(_)) => {
            step::undoings(case).pop().map(|undoing| undoing.act)
        }
        Some(_) | None => None,
    };
    undid.or_else(|| case.acts().rfind(|seen| seen.step() == Some(Step::Reversed)))
}

/// Whether a reversal undid what was done; of what is done by no step, all do where the last one does.
pub(in crate::assessment) fn undid(case: &Case<'_>, act: &Seen<'_>) -> bool {
    match case.form() {
        Some(TargetForm::Act(_) | TargetForm::Keep(_)) => {
            let is_same =
                |other: &Seen<'_>| (other.fact.record, other.fact.item) == (act.fact.record, act.fact.item);
            step::undoings(case).iter().any(|undoing| is_same(undoing.act))
        }
        Some(_) | None => case.reversal.is_some_and(|reversal| reversal.delivered.is_some()),
    }
}

/// Before the act whoever reported it counts: the strict reading turns no admission into a favour. After it only what
/// the reading admits does.
pub(in crate::assessment) fn around(case: &Case<'_>, act: &Seen<'_>) -> Around {
    match case.form() {
        Some(TargetForm::Act(_) | TargetForm::Keep(_)) => steps_around(case, act),
        Some(TargetForm::Parts) => parts_around(case, act),
        Some(TargetForm::Number(..)) => {
            let all = figures_around(case, Evidence::All, act);
            let admitted = figures_around(case, case.evidence, act);
            // What does not redo it with all evidence does not with less. What the deadline is judged by may have done so
            // since, and be set aside: then the figure before it decides, which the reversal undid.
            let after = all.after.and(admitted.after);
            Around { before: all.before.or(admitted.before), after }
        }
        None => Around::default(),
    }
}

/// A finding that it is not done speaks of its own time: one from before the reversal says nothing of what came after.
fn steps_around(case: &Case<'_>, act: &Seen<'_>) -> Around {
    let limit = act.order();
    let before = step::undoings(case).last().map(|undoing| undoing.done);
    let after = step::prevailing(case, case.evidence, |seen| seen.order() >= limit).next();
    Around { before, after: after.map(|seen| (seen.fact.on.last, seen.fact.published)) }
}

/// A whole is done again when it is all delivered and some part of it was done after the reversal.
fn parts_around(case: &Case<'_>, act: &Seen<'_>) -> Around {
    let Some(met) = case.outcome.met else { return Around::default() };
    let (day, published, _) = act.order();
    let renewed = case.parts.iter().filter_map(|part| part.standing.renewed).max();
    Around {
        before: Some(met.delivery.on).filter(|on| *on <= day),
        after: renewed.filter(|renewed| *renewed >= (day, published)),
    }
}

/// Figures dated like the act favour the pledge, so they come after it. A total is reached again once it falls short and
/// is reached anew, or once what was added since is enough by itself. What is judged at the deadline is met by nothing
/// before that day is over, and then by the figure that decides, or the sum up to it.
fn figures_around(case: &Case<'_>, evidence: Evidence, act: &Seen<'_>) -> Around {
    let Some(aim) = case.aim else { return Around::default() };
    let at_deadline = aim.target.at_deadline;
    if at_deadline && !case.is_over() {
        return Around::default();
    }
    let limit = act.order();
    let (mut sum, mut since) = (Decimal::ZERO, Decimal::ZERO);
    let mut around = Around::default();
    let mut decisive = None;
    number::figures(case, &aim, evidence, |figure| {
        let fact = figure.seen.fact;
        if number::is_past_judging(case, &aim, fact.on) {
            return;
        }
        let day = fact.on.last;
        let after = (day, fact.published) >= (limit.0, limit.1);
        let before = sum;
        sum = sum.checked_add(figure.number).unwrap_or(sum);
        if after {
            since = since.checked_add(figure.number).unwrap_or(since);
        }
        let reached = if aim.sums {
            let anew = !after || !aim.is_reached_by(before);
            (anew && aim.is_reached_by(sum)) || (after && aim.is_reached_by(since))
        } else {
            aim.is_reached_by(figure.number)
        };
        let this = match (reached, after) {
            (true, true) => Around { before: None, after: Some((day, fact.published)) },
            (true, false) => Around { before: Some(day), after: None },
            (false, _) => Around::default(),
        };
        around = Around {
            before: around.before.max(this.before),
            after: around.after.into_iter().chain(this.after).min(),
        };
        let at = (day, fact.on.first, fact.published);
        if figure.stands && decisive.is_none_or(|(latest, _)| latest <= at) {
            decisive = Some((at, this));
        }
    });
    match decisive {
        Some((_, latest)) if at_deadline && !aim.sums => latest,
        Some(_) | None if at_deadline && !aim.is_reached_by(sum) => Around::default(),
        Some(_) | None => around,
    }
}
