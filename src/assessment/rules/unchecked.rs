//! The rule `unchecked`: nobody has looked since the deadline. Ignorance never lapses anything.

use crate::assessment::case::Case;
use crate::assessment::rule::{Remark, Rule, Say};
use crate::assessment::rule_code::RuleCode;
use crate::assessment::sentence;
use crate::date::long;
use crate::model::Status;

pub(super) const RULE: Rule = Rule {
    code: RuleCode::Unchecked,
    summary: "the deadline passed after the search for evidence ended: pending, due and not yet checked",
    documentation: "The deadline's last day has gone by, and it is later than `searched_to`, the pledge's own or the \
        register's: nobody has looked whether it was met. The same holds where the decisive figures were due \
        (`report_by`) only after the search ended. Where `searched_to` is set nowhere the rule is off. A pledge in which \
        something is still to be written, as `kept extract --append` leaves it, is unchecked whatever was searched: nobody \
        can look for what is not said yet. A whole is also unchecked while a part is that was due by the whole's own deadline.",
    decide,
    say: Say::Deciding(say),
};

fn decide(case: &Case<'_>) -> Option<Status> {
    let own = case.is_over() && unsearched(case);
    let part = (case.is_over() || case.follows_its_parts()) && case.a_part_is(RuleCode::Unchecked);
    let waits = case.follows_its_parts() && case.a_part_is(RuleCode::AwaitingData);
    (case.is_open() && (own || (part && !waits))).then_some(Status::Pending)
}

fn unsearched(case: &Case<'_>) -> bool {
    if case.is_unfinished() {
        return true;
    }
    let (Some(due), Some(searched)) = (case.due, case.searched_to) else { return false };
    let decided_by = case.report_by.map_or(due.last, |report_by| report_by.max(due.last));
    // Looking ahead, the search is taken to be kept up: only what is over already can stay unchecked.
    let will_be_searched = case.clock.ahead && decided_by >= case.clock.true_by;
    decided_by > searched && !will_be_searched
}

fn say(case: &Case<'_>) -> Option<Remark> {
    let reason = match (case.due, case.searched_to) {
        (Some(due), _) if case.is_unfinished() => {
            format!("Due on {}, not yet checked: {}.", long(due.last), sentence::unfinished(case))
        }
        (Some(due), Some(searched)) if unsearched(case) => {
            let awaited =
                case.report_by.filter(|_| due.last <= searched).map_or_else(String::new, |report_by| {
                    format!("the decisive figures come out by {}, and ", long(report_by))
                });
            format!(
                "Due on {}, not yet checked: {awaited}evidence was looked for up to {} only.",
                long(due.last),
                long(searched)
            )
        }
        (Some(_) | None, _) => "A part of it is due and not yet checked.".to_owned(),
    };
    let detail = [sentence::deadline_against(case, case.clock.today), sentence::latest(case)];
    Some(Remark { reason, detail: sentence::join(&detail), cites: sentence::cites(case, None) })
}
