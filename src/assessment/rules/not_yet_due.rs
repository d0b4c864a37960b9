//! The rule `not-yet-due`: there is time left. Whether it is used well is a matter of flags.

use crate::assessment::case::Case;
use crate::assessment::rule::{Remark, Rule, Say};
use crate::assessment::rule_code::RuleCode;
use crate::assessment::sentence;
use crate::model::Status;

pub(super) const RULE: Rule = Rule {
    code: RuleCode::NotYetDue,
    summary: "there is a deadline and it has not passed: pending",
    documentation: "The deadline's last day has not gone by, and nothing on record decides before it. A whole without \
        a deadline of its own has its parts' only: it is not yet due while one of them is not.",
    decide,
    say: Say::Deciding(say),
};

fn decide(case: &Case<'_>) -> Option<Status> {
    let own = case.due.is_some() && !case.is_over();
    let part = case.follows_its_parts() && case.a_part_is(RuleCode::NotYetDue);
    (case.is_open() && (own || part)).then_some(Status::Pending)
}

fn say(case: &Case<'_>) -> Option<Remark> {
    let today = case.clock.today;
    let (reason, detail) = match case.due {
        Some(due) => (
            format!("Due {}; {}.", sentence::still_by(due.last, today), sentence::absence(case)),
            [sentence::deadline_against(case, today), sentence::lacking(case), sentence::latest(case)],
        ),
        None => (
            "It has no deadline of its own, and not all of its parts are due yet.".to_owned(),
            [String::new(), String::new(), String::new()],
        ),
    };
    Some(Remark { reason, detail: sentence::join(&detail), cites: sentence::cites(case, None) })
}
