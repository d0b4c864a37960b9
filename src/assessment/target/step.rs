//! Targets that are met by a step taken: something is done, or goes on. Numbers are not looked at.

use crate::assessment::case::{Case, Delivery, Dispute, Evidence, Met, Outcome};
use crate::assessment::docket::Seen;
use crate::date::{Date, Window};
use crate::model::{Step, TargetForm};

/// What is not self-reported prevails over what is; otherwise the later fact, then the later publication.
type Weight = (bool, Date, Date, bool);

fn weight(seen: &Seen<'_>) -> Weight {
    let (last, published, favours) = seen.order();
    (!seen.self_reported, last, published, favours)
}

/// Something has to be done: met by `delivered`, and by `started` where the deadline says from when; or must go on: met once
/// the deadline's last day has gone by and `kept` is recorded for its window. Each stretch from one undoing to the next is
/// weighed by what is on record of it: a finding from after it was undone that it is not done says only that it stayed
/// undone, and denies nothing of what was done before.
pub(super) fn taken<'c>(case: &Case<'c>) -> Outcome<'c> {
    if must_go_on(case) && case.due.is_none() {
        return Outcome::default();
    }
    let limits: Vec<_> = undoings(case).iter().map(|undoing| undoing.act.order()).collect();
    let Some(undone) = limits.last() else { return done_among(case, |_| true) };
    let last = done_among(case, |seen| seen.order() >= *undone);
    let stretch = |nth: usize| {
        let (from, to) = (nth.checked_sub(1).and_then(|before| limits.get(before)), limits.get(nth));
        done_among(case, |seen| {
            from.is_none_or(|from| seen.order() >= *from) && to.is_none_or(|to| seen.order() < *to)
        })
    };
    let dispute = last.dispute;
    let stretches = (0..limits.len()).rev().map(stretch);
    let met = std::iter::once(last).chain(stretches).filter(|stretch| stretch.met.is_some());
    let outcome = met.reduce(|again, first| {
        let when = |one: &Outcome<'_>| one.met.map(|met| (met.delivery.days_late, met.delivery.on));
        let met = if when(&again) < when(&first) { again.met } else { first.met };
        let claimed = first.claimed && again.claimed;
        Outcome { met, claimed, dispute: again.dispute.or(first.dispute), ..again }
    });
    let outcome = outcome.unwrap_or_default();
    Outcome { dispute: dispute.or(outcome.dispute), ..outcome }
}

/// Whether what has to be done was taken up again after it was undone, and a finding since then that it is not done
/// outweighs that.
pub(in crate::assessment) fn is_taken_up_in_vain(case: &Case<'_>, undone: &Seen<'_>) -> bool {
    let since = |seen: &Seen<'_>| seen.order() >= undone.order();
    let taken_up = case.acts().filter(|seen| seen.step() == Some(Step::Reinstated) && since(seen));
    let is_step = matches!(case.form(), Some(TargetForm::Act(_) | TargetForm::Keep(_)));
    let weights = taken_up.map(weight).max().zip(against(case, since).map(weight));
    is_step && weights.is_some_and(|(taken_up, found)| found > taken_up)
}

/// A reversal that undid what had been done.
#[derive(Debug, Clone, Copy)]
pub(super) struct Undoing<'c> {
    pub(super) act: &'c Seen<'c>,
    /// The last day before it on which it was done.
    pub(super) done: Date,
}

/// The reversals that undid something, in order, whoever reported what they undid. What was never done, or was undone
/// already and not taken up again, is undone by nothing: such a reversal leaves every finding its weight. What must go on
/// is done only once its last day has gone by.
pub(super) fn undoings<'c>(case: &Case<'c>) -> Vec<Undoing<'c>> {
    let mut undoings: Vec<Undoing<'c>> = Vec::new();
    for act in case.acts().filter(|seen| seen.step() == Some(Step::Reversed)) {
        let last = undoings.last().copied();
        let since = |seen: &Seen<'_>| {
            last.is_none_or(|last| seen.order() >= last.act.order()) && seen.order() < act.order()
        };
        let done = prevailing(case, Evidence::All, since)
            .filter_map(|seen| if must_go_on(case) { last_day(case) } else { Some(seen.fact.on.last) })
            .filter(|done| *done <= act.fact.on.last)
            .max();
        let taken_up = || case.acts().any(|seen| seen.step() == Some(Step::Reinstated) && since(seen));
        let still = || last.map(|last| last.done).filter(|_| taken_up());
        undoings.extend(done.or_else(still).map(|done| Undoing { act, done }));
    }
    undoings
}

fn done_among<'c>(case: &Case<'c>, among: impl Fn(&Seen<'_>) -> bool) -> Outcome<'c> {
    let meeting = meeting(case, case.evidence).filter(|seen| among(seen));
    let at_the_end = |day| (Window::day(day), Delivery { on: day, days_late: None });
    weigh(meeting, against(case, &among), |seen| match must_go_on(case) {
        true => last_day(case).map(at_the_end),
        false => Some((seen.fact.on, case.judged(seen.fact.on))),
    })
}

fn must_go_on(case: &Case<'_>) -> bool {
    matches!(case.form(), Some(TargetForm::Keep(_)))
}

/// The deadline's last day, once it has gone by.
fn last_day(case: &Case<'_>) -> Option<Date> {
    case.due.filter(|_| case.is_over()).map(|due| due.last)
}

/// The last day on which a recorded step did it, whatever was undone before, and when that was published; of numbers and
/// wholes none does.
pub(in crate::assessment) fn last_done(case: &Case<'_>) -> Option<(Date, Date)> {
    prevailing(case, case.evidence, |_| true).map(|seen| (seen.fact.on.last, seen.fact.published)).max()
}

/// The weightiest finding on record that it is not done.
pub(in crate::assessment) fn found_not_done<'c>(case: &Case<'c>) -> Option<&'c Seen<'c>> {
    against(case, |_| true)
}

/// Of some of the facts: the recorded steps that meet the target, in order, where no finding among those facts that it is
/// not done outweighs them.
pub(super) fn prevailing<'c>(
    case: &Case<'c>,
    evidence: Evidence,
    among: impl Fn(&Seen<'_>) -> bool,
) -> impl DoubleEndedIterator<Item = &'c Seen<'c>> {
    let against = against(case, &among).map(weight);
    meeting(case, evidence)
        .filter(move |seen| among(seen) && against.is_none_or(|against| against <= weight(seen)))
}

/// The recorded steps that meet the target, in order, whether or not something stands against them.
fn meeting<'c>(case: &Case<'c>, evidence: Evidence) -> impl DoubleEndedIterator<Item = &'c Seen<'c>> {
    let (step, other) = match case.form() {
        Some(TargetForm::Act(_)) if case.asks_only_for_a_start() => (Step::Delivered, Some(Step::Started)),
        Some(TargetForm::Keep(_)) => (Step::Kept, None),
        Some(_) | None => (Step::Delivered, None),
    };
    let opens = case.due.filter(|_| step == Step::Kept).map(|due| due.first);
    let not_before = opens.map_or(case.not_before(), |opens| opens.max(case.not_before()));
    let docket = case.docket;
    docket.acts.iter().filter(move |seen| {
        let set_aside = evidence == Evidence::Confirmed && case.is_set_aside(seen);
        let meets = seen.step().is_some_and(|taken| taken == step || Some(taken) == other);
        meets
            && case.is_known(seen)
            && seen.barred(case.clock).is_none()
            && !set_aside
            && seen.fact.on.last >= not_before
    })
}

/// The weightiest finding that it is not done, of some of the facts.
fn against<'c>(case: &Case<'c>, among: impl Fn(&Seen<'_>) -> bool) -> Option<&'c Seen<'c>> {
    case.acts()
        .filter(|seen| seen.step() == Some(Step::NotDelivered) && among(seen))
        .max_by_key(|seen| weight(seen))
}

fn weigh<'c>(
    meeting: impl Iterator<Item = &'c Seen<'c>>,
    against: Option<&'c Seen<'c>>,
    delivery: impl Fn(&'c Seen<'c>) -> Option<(Window, Delivery)>,
) -> Outcome<'c> {
    let mut outcome = Outcome { claimed: true, ..Outcome::default() };
    let mut weightiest: Option<&Seen<'_>> = None;
    for seen in meeting {
        if weightiest.is_none_or(|other| weight(other) <= weight(seen)) {
            weightiest = Some(seen);
        }
        if against.is_some_and(|against| weight(against) > weight(seen)) {
            continue;
        }
        outcome.claimed &= seen.self_reported;
        if let Some((on, delivery)) = delivery(seen) {
            // Of deliveries on one day, what is not self-reported is the better proof.
            let claimed = |met: Met<'_>| met.by.is_some_and(|seen| seen.self_reported);
            let earlier = |met: Met<'_>| {
                (met.delivery.days_late, met.delivery.on, claimed(met), met.on.first)
                    > (delivery.days_late, delivery.on, seen.self_reported, on.first)
            };
            if outcome.met.is_none_or(earlier) {
                outcome.met = Some(Met { by: Some(seen), on, number: None, delivery });
            }
        }
    }
    outcome.claimed &= outcome.met.is_some();
    if let (Some(one), Some(other)) = (weightiest, against) {
        let (prevails, overruled) = if weight(other) > weight(one) { (other, one) } else { (one, other) };
        outcome.dispute = Some(Dispute { prevails, overruled });
    }
    outcome
}
