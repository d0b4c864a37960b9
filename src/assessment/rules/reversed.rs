//! The rule `reversed`: what was delivered was undone. A later fall of a number is not this; only a recorded step is.

use super::{Remark, Rule};
use crate::assessment::case::{Case, Reversal};
use crate::assessment::sentence;
use crate::date::long;
use crate::model::Status;

pub(super) const RULE: Rule = Rule {
    code: "reversed",
    summary: "delivered, then undone, and not redone: lapsed",
    documentation: "The target had been met, a step `reversed` comes after that, and neither a new delivery nor a \
        `reinstated` comes after the reversal. A reversal with no delivery before it on record decides nothing. The \
        strict reading sets self-reported deliveries aside, but not here, where that would favour the pledge.",
    decide,
    say,
};

fn decide(case: &Case<'_>) -> Option<Status> {
    let undone = |reversal: Reversal<'_>| reversal.delivered.is_some() && reversal.redone.is_none();
    case.reversal.is_some_and(undone).then_some(Status::Lapsed)
}

fn say(case: &Case<'_>) -> Vec<Remark> {
    let Some(reversal) = case.reversal else { return Vec::new() };
    let day = sentence::on(reversal.act.fact.on);
    let reason = match (reversal.delivered, reversal.redone) {
        (Some(delivered), None) => {
            format!("Delivered on {}, undone {day}, and not recorded as redone.", long(delivered))
        }
        (Some(delivered), Some(redone)) => {
            format!("Delivered on {}, undone {day}, and taken up again on {}.", long(delivered), long(redone))
        }
        (None, _) => format!("A reversal is recorded {day}, but no delivery before it."),
    };
    let detail = format!("The reversal is read in {}.", sentence::source(case, reversal.act));
    vec![Remark { reason, detail, cites: vec![reversal.act.fact.place] }]
}
