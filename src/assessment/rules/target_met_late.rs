//! The rule `target-met-late`: the target was met after the deadline. The days late are always shown.

use crate::assessment::case::Case;
use crate::assessment::rule::{Remark, Rule, Say};
use crate::assessment::rule_code::RuleCode;
use crate::assessment::sentence;
use crate::model::Status;

pub(super) const RULE: Rule = Rule {
    code: RuleCode::TargetMetLate,
    summary: "the target was met after the deadline: delivered, late",
    documentation: "The first thing on record that meets the target begins after the deadline's last day. The pledge \
        is delivered and late, and the days late are always shown: from the deadline's last day to the delivery's.",
    decide,
    say: Say::Deciding(say),
};

fn decide(case: &Case<'_>) -> Option<Status> {
    let met = case.outcome.met.filter(|_| !case.is_whole())?;
    met.delivery.days_late.map(|_| Status::Delivered)
}

fn say(case: &Case<'_>) -> Option<Remark> {
    let met = case.outcome.met?;
    let late = met.delivery.days_late.map_or_else(String::new, sentence::days);
    // Of a window the days are counted to its last.
    let up_to = if met.on.is_day() { "" } else { "up to " };
    let days = sentence::deadline_against(case, met.delivery.on);
    Some(Remark {
        reason: format!("Delivered {up_to}{late} late, {}.", sentence::on(met.on)),
        detail: sentence::join(&[sentence::with_redoing(case, sentence::delivery(case, &met)), days]),
        cites: sentence::cites(case, met.by),
    })
}
