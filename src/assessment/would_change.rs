//! What happens with no new evidence, and the smallest evidence that would change it.
//!
//! Nothing is promised that was not tried: the facts proposed are added to what is on record and the rules decide again.

mod words;

use super::case::{Case, Part, Standing};
use super::docket::{Clock, Docket, Seen};
use super::index::{Fact, Shows};
use super::outcome::{Shown, Wanted};
use super::track::{self, Reading};
use crate::date::{Date, Days};
use crate::model::{Status, Step, Target, TargetForm};
use std::collections::{HashMap, HashSet};
use words::Words;

pub(super) use words::{Manner, sentences};

/// The smallest evidence that changes a status.
#[derive(Debug, Clone)]
pub(super) struct Change {
    pub(super) facts: Vec<Wanted>,
    /// The same in words, each as the pledge it bears on would have it.
    words: Vec<Words>,
    pub(super) effective_on: Date,
    pub(super) standing: Standing,
}

/// A part with what would change it.
pub(super) struct PartChange<'c> {
    pub(super) part: Part,
    pub(super) change: Option<&'c Change>,
}

/// Of what could be recorded, smallest first, the first that changes the status as the rules decide.
pub(super) fn smallest(
    case: &Case<'_>,
    reading: Reading,
    now: Standing,
    parts: &[PartChange<'_>],
) -> Option<Change> {
    if now.is_untestable() {
        return None;
    }
    if case.is_whole()
        && let Some(change) = through_parts(case, reading, now, parts)
    {
        return Some(change);
    }
    proposals(case, now).into_iter().find_map(|(facts, effective_on)| {
        let clock = if effective_on > case.clock.today { case.clock.later(effective_on) } else { case.clock };
        let without = match clock == case.clock {
            true => now,
            false => track::standing(case.docket, reading, clock, case.parts.clone()),
        };
        let standing = suppose(case, reading, clock, &facts);
        (standing.status != without.status && standing.status != now.status).then(|| {
            let words = facts.iter().map(|fact| words::describe(case, fact, standing)).collect();
            Change { facts, words, effective_on, standing }
        })
    })
}

/// How the pledge would stand with these facts on record.
fn suppose(case: &Case<'_>, reading: Reading, clock: Clock, wanted: &[Wanted]) -> Standing {
    let facts = supposed(case, wanted);
    let docket = with_facts(case.docket.clone(), facts.iter());
    track::standing(&docket, reading, clock, case.parts.clone())
}

fn supposed(case: &Case<'_>, wanted: &[Wanted]) -> Vec<Fact> {
    wanted
        .iter()
        .map(|wanted| {
            let (shows, indicator) = match &wanted.shows {
                Shown::Step(step) => (Shows::Step(*step), None),
                Shown::Value(indicator, number) => (Shows::Value(*number), indicator.as_ref()),
                Shown::Add(indicator, number) => (Shows::Add(*number), indicator.as_ref()),
            };
            let indicator = indicator.and_then(|id| case.docket.index.number_of(id.as_str()));
            Fact::supposed(wanted.on, shows, indicator)
        })
        .collect()
}

/// The docket as it would be with these facts on record.
fn with_facts<'r>(mut docket: Docket<'r>, facts: impl Iterator<Item = &'r Fact>) -> Docket<'r> {
    for fact in facts {
        let seen = Seen { fact, self_reported: false, bar: None };
        match fact.shows {
            Shows::Step(_) => docket.acts.push(seen),
            Shows::Value(_) | Shows::Add(_) => docket.observations.push(seen),
        }
    }
    docket.sort();
    docket
}

/// What could be recorded, smallest first, each with the day on which it would tell.
fn proposals(case: &Case<'_>, now: Standing) -> Vec<(Vec<Wanted>, Date)> {
    let (today, latest) = (case.clock.today, case.clock.said_by());
    let step = |step: Step, on: Date| Wanted { pledge: case.docket.pledge, shows: Shown::Step(step), on };
    let mut proposals = Vec::new();
    if now.status == Status::Delivered {
        let undone = match (case.form(), case.due) {
            (Some(TargetForm::Keep(_)), Some(due)) => step(Step::Breached, due.last.min(latest)),
            (Some(_) | None, _) => step(Step::Reversed, latest),
        };
        return vec![(vec![undone], today)];
    }
    let mut first = Vec::new();
    if matches!(case.withdrawal, Some((_, None))) {
        first.push(step(Step::Reinstated, latest));
        proposals.push((first.clone(), today));
    }
    if case.reversal.is_some_and(|reversal| reversal.redone.is_none()) && first.is_empty() {
        proposals.push((vec![step(Step::Reinstated, latest)], today));
    }
    let timely = case.due.map_or(latest, |due| due.last.min(latest)).max(case.not_before().min(latest));
    // What was added after the deadline is part of the sum: the little that is then missing comes late, whenever it is dated.
    let sums_late = case.aim.is_some_and(|aim| aim.sums)
        && case.is_over()
        && case.due.zip(case.outcome.latest).is_some_and(|(due, sum)| sum.seen.fact.on.first > due.last);
    let days = if sums_late { vec![latest] } else { vec![timely, latest] };
    for on in days {
        proposals.extend(
            delivery(case, on)
                .map(|(wanted, effective)| (first.iter().cloned().chain([wanted]).collect(), effective)),
        );
    }
    if let Some(TargetForm::Keep(_)) = case.form() {
        proposals.push((vec![step(Step::Breached, latest)], today));
    }
    proposals
}

/// A fact that meets the target, dated on a day if the target can be met then, and when it would tell.
fn delivery(case: &Case<'_>, on: Date) -> Option<(Wanted, Date)> {
    let today = case.clock.today;
    let target = case.terms.target.as_ref()?;
    let after_due = || Some(case.due?.last.checked_add_days(Days::new(1))?.max(today));
    let (shows, on, effective) = match &target.form {
        TargetForm::Act(_) if case.asks_only_for_a_start() => (Shown::Step(Step::Started), on, today),
        TargetForm::Act(_) => (Shown::Step(Step::Delivered), on, today),
        TargetForm::Keep(_) => {
            let due = case.due?;
            (Shown::Step(Step::Kept), on.clamp(due.first, due.last), after_due()?)
        }
        TargetForm::Parts => return None,
        TargetForm::Number(..) => {
            let aim = case.aim?;
            let (on, effective) =
                if target.at_deadline { (case.due?.last, after_due()?) } else { (on, today) };
            let threshold = aim.threshold?;
            let indicator = target.indicator.clone();
            if aim.sums {
                let sum = case.outcome.latest.map(|latest| latest.number).unwrap_or_default();
                let missing = threshold.checked_sub(sum)?.normalize();
                (Shown::Add(indicator, missing), free_day(case, target, on), effective)
            } else {
                (Shown::Value(indicator, threshold.normalize()), on, effective)
            }
        }
    };
    Some((Wanted { pledge: case.docket.pledge, shows, on }, effective))
}

/// The day itself, or the nearest before it for which no increment is on record: a second one would replace the first. What was
/// counted of another indicator, which a later saying may name, is none.
fn free_day(case: &Case<'_>, target: &Target, on: Date) -> Date {
    let indicator = target.indicator.as_ref().and_then(|id| case.docket.index.number_of(id.as_str()));
    let bears = |fact: &Fact| fact.indicator.is_none() || fact.indicator == indicator;
    let known = case.docket.observations.iter().filter(|seen| case.is_known(seen) && bears(seen.fact));
    let known = known.map(|seen| seen.fact.written);
    let taken: HashSet<Date> =
        known.filter(|written| written.first == written.last).map(|day| day.first).collect();
    let days = (0..=366).filter_map(|back| on.checked_sub_days(Days::new(back)));
    days.take_while(|day| *day >= case.not_before()).find(|day| !taken.contains(day)).unwrap_or(on)
}

/// A whole changes through its parts: those that lapsed, else all that are still open; a delivered one through any.
fn through_parts(
    case: &Case<'_>,
    reading: Reading,
    now: Standing,
    parts: &[PartChange<'_>],
) -> Option<Change> {
    let lapsed = |part: &Part| part.standing.status == Status::Lapsed;
    let open = |part: &Part| part.standing.status != Status::Delivered;
    let first_delivered = case.parts.iter().find(|part| !open(part)).map(|part| part.pledge);
    let attempts: [&dyn Fn(&Part) -> bool; 2] = match now.status {
        Status::Delivered => [&|part| Some(part.pledge) == first_delivered, &|_| false],
        Status::Pending | Status::Lapsed => [&lapsed, &open],
    };
    let changes: HashMap<usize, &Change> =
        parts.iter().filter_map(|part| Some((part.part.pledge, part.change?))).collect();
    attempts.into_iter().find_map(|chosen| {
        let chosen = case.parts.iter().filter(|part| chosen(part));
        let mut chosen: Vec<(usize, &Change)> =
            chosen.map(|part| Some((part.pledge, *changes.get(&part.pledge)?))).collect::<Option<_>>()?;
        if chosen.iter().any(|(_, change)| change.effective_on > case.clock.today) {
            return None;
        }
        // One part that lapses takes the whole with it, whatever becomes of the others.
        let lapses = |(_, change): &&(usize, &Change)| change.standing.status == Status::Lapsed;
        if let Some(one) = chosen.iter().find(lapses).filter(|_| now.status == Status::Pending) {
            chosen = vec![*one];
        }
        together(case, reading, now, &chosen)
    })
}

/// What the changes of some of its parts make of a whole, all of them together.
fn together(case: &Case<'_>, reading: Reading, now: Standing, chosen: &[(usize, &Change)]) -> Option<Change> {
    let facts: Vec<Wanted> = chosen.iter().flat_map(|(_, change)| change.facts.iter().cloned()).collect();
    let told = supposed(case, &facts);
    let changed = case.parts.iter().map(|part| {
        let own = chosen.iter().find(|(pledge, _)| *pledge == part.pledge);
        let standing = part_with(case, reading, part, &facts, &told)
            .or_else(|| own.map(|(_, change)| change.standing))
            .unwrap_or(part.standing);
        Part { standing, ..*part }
    });
    let standing = track::standing(case.docket, reading, case.clock, changed.collect());
    let words = chosen.iter().flat_map(|(part, change)| words::of_part(case, *part, change)).collect();
    (!facts.is_empty() && standing.status != now.status).then_some(Change {
        facts,
        words,
        effective_on: case.clock.today,
        standing,
    })
}

/// How a part would stand with all of these facts on record: what is measured for one part may bear on another. Of a
/// part that is a whole itself, its own change is taken as it was found.
fn part_with(
    case: &Case<'_>,
    reading: Reading,
    part: &Part,
    wanted: &[Wanted],
    facts: &[Fact],
) -> Option<Standing> {
    let index = case.docket.index;
    if !index.parts_of(part.pledge).is_empty() {
        return None;
    }
    let docket = Docket::new(index, part.pledge, index.register.pledges.get(part.pledge)?);
    let bearing = wanted.iter().zip(facts).filter(|(wanted, _)| match &wanted.shows {
        Shown::Value(Some(indicator), _) | Shown::Add(Some(indicator), _) => {
            index.names(part.pledge, indicator)
        }
        Shown::Value(None, _) | Shown::Add(None, _) | Shown::Step(_) => wanted.pledge == part.pledge,
    });
    let docket = with_facts(docket, bearing.map(|(_, fact)| fact));
    Some(track::standing(&docket, reading, case.clock, Vec::new()))
}
