//! The rule `part-lapsed`: a whole cannot be kept once a part has lapsed. Why the part lapsed is told with the part.

use crate::assessment::case::Case;
use crate::assessment::rule::{Remark, Rule, Say};
use crate::assessment::rule_code::RuleCode;
use crate::assessment::sentence;
use crate::model::Status;

pub(super) const RULE: Rule = Rule {
    code: RuleCode::PartLapsed,
    summary: "some part of it lapsed: lapsed",
    documentation: "The target is all of its parts, and at least one of them lapsed on the same evidence and terms. \
        Parts that no evidence could settle, or that have not been made yet, are left out.",
    decide,
    say: Say::Deciding(say),
};

fn decide(case: &Case<'_>) -> Option<Status> {
    let lapsed = case.parts.iter().any(|part| part.standing.status == Status::Lapsed);
    (case.is_whole() && lapsed).then_some(Status::Lapsed)
}

fn say(case: &Case<'_>) -> Option<Remark> {
    let lapsed: Vec<_> = case.parts.iter().filter(|part| part.standing.status == Status::Lapsed).collect();
    let verb = if lapsed.len() == 1 { "has" } else { "have" };
    let reason = match case.parts.len() {
        1 => "Its one part has lapsed.".to_owned(),
        count => format!("{} of its {count} parts {verb} lapsed.", lapsed.len()),
    };
    let named: Vec<String> =
        lapsed.iter().map(|part| sentence::part(case, part.pledge, &part.standing)).collect();
    let pledges = &case.docket.index.register.pledges;
    let cites = lapsed.iter().filter_map(|part| Some(pledges.get(part.pledge)?.place)).collect();
    Some(Remark { reason, detail: format!("{}.", named.join(", ")), cites })
}
