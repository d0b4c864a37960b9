//! The rule `untestable`: no evidence could settle the pledge. It must not look at any evidence.

use crate::assessment::case::Case;
use crate::assessment::rule::{Remark, Rule, Say};
use crate::assessment::rule_code::RuleCode;
use crate::model::Status;

pub(super) const RULE: Rule = Rule {
    code: RuleCode::Untestable,
    summary: "no evidence could settle it: pending, and left out of every rate",
    documentation: "The register says why no evidence could settle this pledge, or every part of it that has been \
        made is of that sort. It is listed and quoted, and never counted as delivered or lapsed.",
    decide,
    say: Say::Deciding(say),
};

fn decide(case: &Case<'_>) -> Option<Status> {
    let untestable =
        case.docket.entry.untestable.is_some() || (case.is_whole() && case.only_untestable_parts);
    untestable.then_some(Status::Pending)
}

fn say(case: &Case<'_>) -> Option<Remark> {
    let reason = match &case.docket.entry.untestable {
        Some(why) => format!("No evidence could settle it: {}.", why.trim_end_matches('.')),
        None => "No evidence could settle it: none of its parts can be tested.".to_owned(),
    };
    Some(Remark { reason, detail: String::new(), cites: vec![case.docket.entry.place] })
}
