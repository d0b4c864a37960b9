//! The rule `deadline-passed`: a date has gone by and no delivery is on record. It is a fact about both, never about
//! what nobody recorded, and it never stands alone: the search is named with it.

use crate::assessment::case::Case;
use crate::assessment::rule::{Remark, Rule, Say};
use crate::assessment::rule_code::RuleCode;
use crate::assessment::sentence;
use crate::date::long;
use crate::model::Status;

pub(super) const RULE: Rule = Rule {
    code: RuleCode::DeadlinePassed,
    summary: "the deadline's last day has passed and nothing above holds: lapsed",
    documentation: "The deadline's last day, the charitable reading of its window, has gone by, and nothing on record \
        meets the target. That is a fact about a date and a record, not about what was or was not done. A whole \
        without a deadline of its own never lapses by this rule; its parts may.",
    decide,
    say: Say::Deciding(say),
};

fn decide(case: &Case<'_>) -> Option<Status> {
    (case.is_over() && case.is_open()).then_some(Status::Lapsed)
}

fn say(case: &Case<'_>) -> Option<Remark> {
    let due = case.due?;
    let reason = format!("Deadline passed on {}; {}.", long(due.last), sentence::absence(case));
    let detail =
        [sentence::deadline_against(case, case.clock.today), sentence::lacking(case), sentence::latest(case)];
    Some(Remark { reason, detail: sentence::join(&detail), cites: sentence::cites(case, None) })
}
