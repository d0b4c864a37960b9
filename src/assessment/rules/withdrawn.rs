//! The rule `withdrawn`: the pledge was taken back. It must not judge what had been done before.

use crate::assessment::case::Case;
use crate::assessment::docket::Seen;
use crate::assessment::rule::{Remark, Rule, Say};
use crate::assessment::rule_code::RuleCode;
use crate::assessment::sentence;
use crate::model::Status;

pub(super) const RULE: Rule = Rule {
    code: RuleCode::Withdrawn,
    summary: "withdrawn by the responsible body or a successor government, and not reinstated: lapsed",
    documentation: "A step `withdrawn` is on record, by the responsible body or by the successor government it \
        names, and no `reinstated` comes after it. Steps are ordered by their last day, then by publication; if still \
        equal, the one that favours the pledge comes last. What happened before the pledge was made is no withdrawal.",
    decide,
    say: Say::Always(say),
};

fn decide(case: &Case<'_>) -> Option<Status> {
    matches!(case.withdrawal, Some((_, None))).then_some(Status::Lapsed)
}

fn say(case: &Case<'_>) -> Vec<Remark> {
    let Some((withdrawn, reinstated)) = case.withdrawal else { return Vec::new() };
    let by = withdrawn_by(case, withdrawn);
    let day = sentence::on(withdrawn.fact.on);
    let (reason, seen) = match reinstated {
        None => (format!("Withdrawn {day} by {by}; no reinstatement recorded."), withdrawn),
        Some(reinstated) => (
            format!("Withdrawn {day} by {by}, and reinstated {}.", sentence::on(reinstated.fact.on)),
            reinstated,
        ),
    };
    let detail = [
        format!("Read in {}.", sentence::source(case, seen)),
        sentence::deadline_against(case, withdrawn.fact.on.last),
    ];
    let cites = [withdrawn].into_iter().chain(reinstated).map(|seen| seen.fact.place).collect();
    vec![Remark { reason, detail: sentence::join(&detail), cites }]
}

/// The successor government that the step names, else the body that answers for the pledge.
fn withdrawn_by<'c>(case: &Case<'c>, seen: &Seen<'c>) -> &'c str {
    let register = case.docket.index.register;
    let government = seen.act(register).and_then(|act| register.government(act.by.as_ref()?));
    government.map_or(&case.docket.entry.responsible, |government| government.name.as_str())
}
