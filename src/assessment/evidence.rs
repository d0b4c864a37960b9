//! Every fact on record for a pledge, and whether it counted: the list that a sceptic reads.
//!
//! It tells in words what `case`, `target` and the rules did; it decides nothing of its own.

use super::aim::Aim;
use super::case::Case;
use super::docket::Seen;
use super::outcome::EvidenceUse;
use super::refusal::refusal;
use super::sentence;
use super::target;
use crate::model::{Step, TargetForm};
use std::borrow::Cow;

/// Every fact that could be known, by date, with what it counted for or why it did not.
pub(super) fn uses(case: &Case<'_>) -> Vec<EvidenceUse> {
    let aim = case.aim;
    let known = case.docket.acts.iter().chain(&case.docket.observations).filter(|seen| case.is_known(seen));
    let mut uses: Vec<EvidenceUse> = known
        .map(|seen| {
            let refused = refusal(case, aim.as_ref(), seen).or_else(|| outdone(case, aim.as_ref(), seen));
            let (counted, why) = match refused {
                Some(why) => (false, why),
                None => (true, counts_for(case, aim.as_ref(), seen)),
            };
            let fact = seen.fact;
            EvidenceUse {
                record: fact.record,
                item: fact.item,
                on: fact.on,
                published_on: fact.published,
                counted,
                why,
                self_reported: seen.self_reported,
                place: fact.place,
            }
        })
        .collect();
    uses.sort_by_key(|used| (used.on.last, used.published_on, used.on.first, used.place));
    uses
}

/// What a fact gave way to: a revision of the same figure, or the side that prevails.
fn outdone(case: &Case<'_>, aim: Option<&Aim<'_>>, seen: &Seen<'_>) -> Option<Cow<'static, str>> {
    if let Some(aim) = aim.filter(|_| seen.number().is_some()) {
        let same_figure = |other: &&Seen<'_>| {
            other.fact.publisher.who == seen.fact.publisher.who
                && case.is_known(other)
                && refusal(case, Some(aim), other).is_none()
        };
        let newer =
            |other: &&Seen<'_>| other.fact.published > seen.fact.published && !target::repeats(other, seen);
        let newest = case.docket.observed_in(seen.fact.written).iter().filter(same_figure).filter(newer);
        if let Some(newest) = newest.max_by_key(|other| other.fact.published) {
            return Some(
                format!("replaced by the figure published {}", sentence::published(case, newest)).into(),
            );
        }
    }
    disputed(case, seen).or_else(|| not_added(case, aim?, seen))
}

fn disputed(case: &Case<'_>, seen: &Seen<'_>) -> Option<Cow<'static, str>> {
    let dispute = case.outcome.dispute?;
    is_same(dispute.overruled, seen).then(|| {
        let published = sentence::published(case, dispute.prevails);
        format!("overruled by what {} published {published}", publisher(case, dispute.prevails)).into()
    })
}

/// A total has one increment for a day or period: what is beside the one that stands is not added.
fn not_added(case: &Case<'_>, aim: &Aim<'_>, seen: &Seen<'_>) -> Option<Cow<'static, str>> {
    if !aim.sums || seen.number().is_none() {
        return None;
    }
    let stands = target::stands_for(case, aim, seen).filter(|stands| !is_same(stands, seen))?;
    let (by, published) = (publisher(case, stands), sentence::published(case, stands));
    Some(format!("not added: for the same days stands what {by} published {published}").into())
}

fn is_same(one: &Seen<'_>, other: &Seen<'_>) -> bool {
    one.fact.record == other.fact.record && one.fact.item == other.fact.item
}

fn publisher<'c>(case: &Case<'c>, seen: &Seen<'_>) -> &'c str {
    let record = case.docket.index.register.records.get(seen.fact.record);
    record.map_or("", |record| &*record.publisher)
}

fn counts_for(case: &Case<'_>, aim: Option<&Aim<'_>>, seen: &Seen<'_>) -> Cow<'static, str> {
    let Some(step) = seen.step() else {
        let number = aim.and_then(|aim| Some((aim, aim.fits(seen).ok()?)));
        return Cow::Borrowed(match number {
            Some((aim, _)) if aim.sums => "adds to the total",
            Some((aim, number)) if aim.is_reached_by(number) => "reaches the target",
            Some(_) => "does not reach the target",
            None => "bears on it, and settles nothing by itself",
        });
    };
    Cow::Borrowed(match step {
        Step::Delivered => "meets the target",
        Step::Started if case.asks_only_for_a_start() => "meets the target: it was to begin",
        Step::Kept => "shows that it went on",
        Step::NotDelivered => "finds that it is not done",
        Step::Breached => "shows that it stopped",
        Step::Withdrawn => "takes the pledge back",
        // What became of the parts is not looked at here.
        Step::Reversed if matches!(case.form(), Some(TargetForm::Parts)) => {
            "undoes what its parts had delivered by then"
        }
        Step::Reversed if !target::undid(case, seen) => "undoes no delivery that is on record",
        Step::Reversed => "undoes a delivery",
        Step::Reinstated => "takes it up again",
        Step::Adopted => "a successor took it on; that settles nothing by itself",
        Step::Announced | Step::Started | Step::Progressed | Step::Delayed => {
            "bears on it, and settles nothing by itself"
        }
    })
}
