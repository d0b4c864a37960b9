//! The rule `target-met`: the target was met in time. Meeting it late is another rule's business.

use crate::assessment::case::{Case, Dispute};
use crate::assessment::docket::Seen;
use crate::assessment::rule::{Remark, Rule, Say};
use crate::assessment::rule_code::RuleCode;
use crate::assessment::sentence;
use crate::date::long;
use crate::model::{Status, Step};
use crate::quantity::grouped;

pub(super) const RULE: Rule = Rule {
    code: RuleCode::TargetMet,
    summary: "the target was met by the deadline's last day, or there is no deadline: delivered",
    documentation: "What meets a target depends on its form: a step `delivered` (or `started`, where the deadline says \
        from when), a figure that reaches the number, increments that sum to it, or `kept` recorded for the window \
        once it is over. It is late only if its first day is after the deadline's last. Nothing true before the \
        baseline, or without one before the pledge, meets a target; a \
        figure for a window counts as a whole if the window ends no earlier. What was undone and redone keeps the day on \
        which it was first done. Where sources differ, what is not self-reported \
        prevails over what is, whichever is later; otherwise the later fact, then the later publication.",
    decide,
    say: Say::Always(say),
};

fn decide(case: &Case<'_>) -> Option<Status> {
    let met = case.outcome.met.filter(|_| !case.is_whole())?;
    met.delivery.days_late.is_none().then_some(Status::Delivered)
}

fn say(case: &Case<'_>) -> Vec<Remark> {
    let mut remarks = Vec::new();
    if let (Some(met), Some(_)) = (case.outcome.met, decide(case)) {
        let went_on = met.by.is_some_and(|seen| seen.step() == Some(Step::Kept));
        let delivery = sentence::with_redoing(case, sentence::delivery(case, &met));
        let (reason, detail) = if went_on {
            (sentence::gone_by(case, &delivery), sentence::due(case))
        } else {
            (delivery, sentence::met_against(case, &met))
        };
        remarks.push(Remark { reason, detail, cites: sentence::cites(case, met.by) });
    }
    remarks.extend(case.outcome.dispute.map(|dispute| overruled(case, &dispute)));
    remarks
}

/// The losing side of a dispute stays on record.
fn overruled(case: &Case<'_>, dispute: &Dispute<'_>) -> Remark {
    let Dispute { prevails, overruled } = dispute;
    let shows = |seen: &Seen<'_>| match (seen.step(), seen.number()) {
        (Some(Step::NotDelivered), _) => "not delivered".to_owned(),
        (Some(step), _) => step.word().to_owned(),
        (None, Some(number)) => {
            case.aim.map_or_else(|| grouped(number), |aim| sentence::amount(&aim, number))
        }
        (None, None) => String::new(),
    };
    let why = if prevails.self_reported != overruled.self_reported {
        "because it is not self-reported".to_owned()
    } else if prevails.fact.on.last != overruled.fact.on.last {
        format!("being the later fact ({})", long(prevails.fact.on.last))
    } else {
        format!("being published later, {}", sentence::published(case, prevails))
    };
    Remark {
        reason: format!(
            "Sources differ: {} has it as {} {}, {} has it as {} {}.",
            sentence::source(case, overruled),
            shows(overruled),
            sentence::on(overruled.fact.on),
            sentence::source(case, prevails),
            shows(prevails),
            sentence::on(prevails.fact.on),
        ),
        detail: format!("The second prevails, {why}."),
        cites: vec![overruled.fact.place, prevails.fact.place],
    }
}
