//! The rule `parts-delivered`: every part of a whole is delivered. How each was delivered is told with the part.

use crate::assessment::case::Case;
use crate::assessment::rule::{Remark, Rule, Say};
use crate::assessment::rule_code::RuleCode;
use crate::assessment::sentence;
use crate::model::Status;

pub(super) const RULE: Rule = Rule {
    code: RuleCode::PartsDelivered,
    summary: "all of its parts are delivered: delivered",
    documentation: "The target is all of its parts, and each is delivered on the same evidence and terms. The last \
        part's date is tested against the whole's own deadline, if it has one: after it, the whole is delivered late. \
        Parts that no evidence could settle, or that have not been made yet, are left out.",
    decide,
    say: Say::Deciding(say),
};

fn decide(case: &Case<'_>) -> Option<Status> {
    (case.is_whole() && case.outcome.met.is_some()).then_some(Status::Delivered)
}

fn say(case: &Case<'_>) -> Option<Remark> {
    let met = case.outcome.met?;
    let up_to = if met.on.is_day() { "" } else { "up to " };
    let late = met.delivery.days_late;
    let late = late.map_or_else(String::new, |late| format!(", {up_to}{} late", sentence::days(late)));
    let on = sentence::on(met.on);
    let reason = match case.parts.len() {
        1 => format!("Its one part is delivered, {on}{late}."),
        count => format!("All {count} parts are delivered, the last {on}{late}."),
    };
    let reason = sentence::with_redoing(case, reason);
    let named: Vec<String> =
        case.parts.iter().map(|part| sentence::part(case, part.pledge, &part.standing)).collect();
    let detail = [format!("{}.", named.join(", ")), sentence::deadline_against(case, met.delivery.on)];
    let pledges = &case.docket.index.register.pledges;
    let places = case.parts.iter().filter_map(|part| Some(pledges.get(part.pledge)?.place));
    let cites = places.chain(case.deadline().map(|deadline| deadline.place)).collect();
    Some(Remark { reason, detail: sentence::join(&detail), cites })
}
