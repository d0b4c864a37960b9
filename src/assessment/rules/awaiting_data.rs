//! The rule `awaiting-data`: the deadline has passed, the figures that decide are not out. It guesses at none of them.

use crate::assessment::case::Case;
use crate::assessment::rule::{Remark, Rule, Say};
use crate::assessment::rule_code::RuleCode;
use crate::assessment::sentence;
use crate::date::long;
use crate::model::Status;

pub(super) const RULE: Rule = Rule {
    code: RuleCode::AwaitingData,
    summary: "the deadline has passed, the figures that decide are not due yet: pending",
    documentation: "The deadline's last day has gone by, and the deadline's `report_by`, the day by which the decisive \
        figures come out, has not. A whole also waits while a part does that was due by the whole's own deadline.",
    decide,
    say: Say::Deciding(say),
};

fn decide(case: &Case<'_>) -> Option<Status> {
    let own = case.is_over() && case.report_by.is_some_and(|report_by| case.clock.today <= report_by);
    let part = (case.is_over() || case.follows_its_parts()) && case.a_part_is(RuleCode::AwaitingData);
    (case.is_open() && (own || part)).then_some(Status::Pending)
}

fn say(case: &Case<'_>) -> Option<Remark> {
    let today = case.clock.today;
    let reason = match (case.due, case.report_by) {
        (Some(due), Some(report_by)) if today <= report_by => format!(
            "The deadline passed on {}; the figures that decide are due {}.",
            long(due.last),
            sentence::still_by(report_by, today)
        ),
        (Some(_) | None, _) => "The figures that decide on a part of it are not out yet.".to_owned(),
    };
    let detail = [sentence::deadline_against(case, today), sentence::latest(case)];
    Some(Remark { reason, detail: sentence::join(&detail), cites: sentence::cites(case, None) })
}
