//! The rule `reversed`: what was delivered was undone. A later fall of a number is not this; only a recorded step is.

use crate::assessment::case::{Case, Reversal};
use crate::assessment::rule::{Remark, Rule, Say};
use crate::assessment::rule_code::RuleCode;
use crate::assessment::sentence;
use crate::date::long;
use crate::model::Status;

pub(super) const RULE: Rule = Rule {
    code: RuleCode::Reversed,
    summary: "delivered, then undone, and not redone: lapsed",
    documentation: "The target had been met, a step `reversed` comes after that, and neither a new delivery nor a \
        `reinstated` comes after the reversal. A reversal with no delivery before it on record decides nothing: \
        what is judged at the deadline is delivered by nothing before that day is over, and what must go on is not \
        before its last day. Where sources differ on what was \
        done before the reversal, or on what was done after it, each is weighed by what is on record of its own time. \
        A total is met again once it falls short and is reached anew, or once the increments since the reversal sum to \
        it; a whole, once a part of it is done again. The strict reading sets self-reported deliveries aside, but not \
        those before a reversal, where that would favour the pledge.",
    decide,
    say: Say::Always(say),
};

fn decide(case: &Case<'_>) -> Option<Status> {
    let undone = |reversal: Reversal<'_>| reversal.delivered.is_some() && reversal.redone.is_none();
    case.reversal.is_some_and(undone).then_some(Status::Lapsed)
}

fn say(case: &Case<'_>) -> Vec<Remark> {
    let Some(reversal) = case.reversal else { return Vec::new() };
    let day = sentence::on(reversal.act.fact.on);
    // It was met more than once before that: it was delivered when it first was.
    let first = case.outcome.met.map(|met| met.delivery.on);
    let delivered = reversal.delivered.map(|last| first.map_or(last, |first| first.min(last)));
    let reason = match (delivered, reversal.redone) {
        (Some(delivered), None) => {
            format!("Delivered on {}, undone {day}, and not recorded as redone.", long(delivered))
        }
        (Some(delivered), Some((redone, _))) => {
            format!("Delivered on {}, undone {day}, and taken up again on {}.", long(delivered), long(redone))
        }
        (None, _) => format!("A reversal is recorded {day}, but no delivery before it."),
    };
    let detail = format!("The reversal is read in {}.", sentence::source(case, reversal.act));
    vec![Remark { reason, detail, cites: vec![reversal.act.fact.place] }]
}
