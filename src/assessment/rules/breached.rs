//! The rule `breached`: what must go on was recorded as stopped. It must not look at other forms of target.

use crate::assessment::case::Case;
use crate::assessment::rule::{Remark, Rule, Say};
use crate::assessment::rule_code::RuleCode;
use crate::assessment::sentence;
use crate::model::Status;

pub(super) const RULE: Rule = Rule {
    code: RuleCode::Breached,
    summary: "what must go on is recorded as stopped: lapsed",
    documentation: "The target is to `keep` something going, and a step `breached` is on record that begins no later \
        than the deadline's last day. Nothing recorded later undoes it.",
    decide,
    say: Say::Deciding(say),
};

fn decide(case: &Case<'_>) -> Option<Status> {
    case.breach.map(|_| Status::Lapsed)
}

fn say(case: &Case<'_>) -> Option<Remark> {
    let seen = case.breach?;
    let reason = format!("Recorded as stopped {}.", sentence::on(seen.fact.on));
    let detail = [
        format!("Read in {}.", sentence::source(case, seen)),
        sentence::deadline_against(case, seen.fact.on.first),
    ];
    Some(Remark { reason, detail: sentence::join(&detail), cites: sentence::cites(case, Some(seen)) })
}
