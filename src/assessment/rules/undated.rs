//! The rule `undated`: no deadline was given. No deadline never lapses by itself.

use crate::assessment::case::Case;
use crate::assessment::rule::{Remark, Rule, Say};
use crate::assessment::rule_code::RuleCode;
use crate::assessment::sentence;
use crate::model::Status;

pub(super) const RULE: Rule = Rule {
    code: RuleCode::Undated,
    summary: "no deadline: pending, and never lapsed by the passing of time",
    documentation: "No deadline was given and nothing on record decides. Such a pledge stays pending until it is \
        delivered, withdrawn, breached or reversed; time alone never lapses it.",
    decide,
    say: Say::Deciding(say),
};

fn decide(case: &Case<'_>) -> Option<Status> {
    let waits = case.follows_its_parts()
        && [RuleCode::AwaitingData, RuleCode::Unchecked, RuleCode::NotYetDue]
            .into_iter()
            .any(|rule| case.a_part_is(rule));
    (case.is_open() && case.due.is_none() && !waits).then_some(Status::Pending)
}

fn say(case: &Case<'_>) -> Option<Remark> {
    let reason = format!("No deadline was given; {}.", sentence::absence(case));
    Some(Remark {
        reason,
        detail: sentence::join(&[sentence::lacking(case), sentence::latest(case)]),
        cites: vec![case.docket.entry.place],
    })
}
