//! The rule book: one file a rule, in order of precedence. The first rule that decides gives the status.
//!
//! A rule compares what `case` found and says so in words; it must not look at other rules, and never at a flag.

mod awaiting_data;
mod breached;
mod deadline_passed;
mod not_yet_due;
mod part_lapsed;
mod parts_delivered;
mod reversed;
mod target_met;
mod target_met_late;
mod unchecked;
mod undated;
mod untestable;
mod withdrawn;

use super::case::{Case, Standing};
use super::hearing;
use super::outcome::Finding;
use super::rule::{Remark, Rule, Say};
use super::rule_code::RuleCode;
use crate::date::Window;
use crate::model::Status;

/// In order of precedence.
pub(super) const RULES: [Rule; 13] = [
    untestable::RULE,
    withdrawn::RULE,
    breached::RULE,
    reversed::RULE,
    part_lapsed::RULE,
    parts_delivered::RULE,
    target_met::RULE,
    target_met_late::RULE,
    awaiting_data::RULE,
    unchecked::RULE,
    deadline_passed::RULE,
    not_yet_due::RULE,
    undated::RULE,
];

/// The status and the rule that gives it.
pub(super) fn decide(case: &Case<'_>) -> Standing {
    let decided = RULES.iter().find_map(|rule| Some((rule.code, (rule.decide)(case)?)));
    // The last rule holds wherever there is no deadline, the one before it wherever there is one: some rule decides.
    let (rule, status) = decided.unwrap_or((RuleCode::Undated, Status::Pending));
    let met = case.outcome.met.filter(|_| status == Status::Delivered);
    Standing {
        status,
        rule,
        due: case.due.map(|due| due.last),
        delivered: met.map(|met| Window { first: met.on.first.min(met.delivery.on), last: met.delivery.on }),
        claimed: case.outcome.claimed,
        renewed: hearing::renewed(case).filter(|_| status == Status::Delivered),
    }
}

/// What every rule has to say, and the decisive reason.
pub(super) fn findings(case: &Case<'_>) -> (Vec<Finding>, String) {
    let mut findings = Vec::new();
    let mut reason = None;
    for rule in &RULES {
        let decides = (rule.decide)(case).is_some();
        let said = match rule.say {
            Say::Always(say) => say(case),
            Say::Deciding(say) if decides => say(case).into_iter().collect(),
            Say::Deciding(_) => Vec::new(),
        };
        for (at, remark) in said.into_iter().enumerate() {
            let decisive = decides && at == 0 && reason.is_none();
            let Remark { reason: first, detail, cites } = remark;
            let sentence = if detail.is_empty() { first.clone() } else { format!("{first} {detail}") };
            if decisive {
                reason = Some(first);
            }
            findings.push(Finding { rule: rule.code, decisive, sentence, cites });
        }
    }
    (findings, reason.unwrap_or_default())
}
