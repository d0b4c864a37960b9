//! What happens with no new evidence, and the smallest evidence that would change it.
//!
//! Nothing is promised that was not tried: the facts proposed are added to what is on record and the rules decide again.

use super::case::{Case, Part, Standing};
use super::docket::{Clock, Docket, Seen};
use super::index::{Fact, Shows};
use super::outcome::{Shown, Turn, Wanted};
use super::rules;
use super::sentence;
use super::track::{self, Reading};
use crate::date::{Date, Days, long};
use crate::model::{Status, Step, TargetForm};
use std::collections::{HashMap, HashSet};

/// The smallest evidence that changes a status.
#[derive(Debug, Clone)]
pub(super) struct Change {
    pub(super) facts: Vec<Wanted>,
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
    if now.rule == rules::UNTESTABLE {
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
        let standing = suppose(case, reading, clock, &facts)?;
        (standing.status != without.status && standing.status != now.status).then_some(Change {
            facts,
            effective_on,
            standing,
        })
    })
}

/// How the pledge would stand with these facts on record.
fn suppose(case: &Case<'_>, reading: Reading, clock: Clock, wanted: &[Wanted]) -> Option<Standing> {
    let facts = supposed(case, wanted);
    let docket = with_facts(case.docket.clone(), facts.iter());
    Some(track::standing(&docket, reading, clock, case.parts.clone()))
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
        TargetForm::AtLeast(_) | TargetForm::AtMost(_) | TargetForm::Change(_) | TargetForm::Total(_) => {
            let aim = case.aim?;
            let (on, effective) =
                if target.at_deadline { (case.due?.last, after_due()?) } else { (on, today) };
            let threshold = aim.threshold?;
            let indicator = target.indicator.clone();
            if aim.sums {
                let sum = case.outcome.latest.map(|latest| latest.number).unwrap_or_default();
                let missing = threshold.checked_sub(sum)?.normalize();
                (Shown::Add(indicator, missing), free_day(case, on), effective)
            } else {
                (Shown::Value(indicator, threshold.normalize()), on, effective)
            }
        }
    };
    Some((Wanted { pledge: case.docket.pledge, shows, on }, effective))
}

/// The day itself, or the nearest before it for which no increment is on record: a second one would replace the first.
fn free_day(case: &Case<'_>, on: Date) -> Date {
    let known =
        case.docket.observations.iter().filter(|seen| case.is_known(seen)).map(|seen| seen.fact.written);
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
        let mut facts = Vec::new();
        for part in case.parts.iter().filter(|part| chosen(part)) {
            let change = changes.get(&part.pledge)?;
            if change.effective_on > case.clock.today {
                return None;
            }
            facts.extend(change.facts.iter().cloned());
        }
        let told = supposed(case, &facts);
        let changed = case.parts.iter().map(|part| {
            let change =
                parts.iter().find(|other| other.part.pledge == part.pledge).and_then(|one| one.change);
            let standing = part_with(case, reading, part, &facts, &told)
                .or_else(|| change.filter(|_| chosen(part)).map(|change| change.standing));
            Part { standing: standing.unwrap_or(part.standing), ..*part }
        });
        let standing = track::standing(case.docket, reading, case.clock, changed.collect());
        (!facts.is_empty() && standing.status != now.status).then_some(Change {
            facts,
            effective_on: case.clock.today,
            standing,
        })
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

/// The sentences: what time does, and what evidence would do.
pub(super) fn sentences(
    case: &Case<'_>,
    now: Standing,
    next: Option<Turn>,
    change: Option<&Change>,
) -> String {
    sentence::join(&[by_time(case, now, next), by_evidence(case, now, change)])
}

fn by_time(case: &Case<'_>, now: Standing, next: Option<Turn>) -> String {
    let Some(next) = next else {
        return match (case.due, now.rule == rules::UNCHECKED) {
            (Some(_), true) if case.is_unfinished() => {
                "Time alone does not change it while its entry is not completed.".to_owned()
            }
            (Some(due), true) => {
                let awaited = awaited(case);
                let until = long(awaited.unwrap_or(due.last));
                let why =
                    if awaited.is_some() { ", up to which day the decisive figures are awaited" } else { "" };
                format!(
                    "With no new evidence it lapses once the search for evidence reaches past {until}{why}."
                )
            }
            (Some(_) | None, _) => "Time alone does not change it.".to_owned(),
        };
    };
    let searched = case.searched_to.filter(|searched| *searched < next.on && next.status == Status::Lapsed);
    // Of a past day only so much of a search is known.
    let provided = searched.and_then(|_| case.search_known()).map_or_else(String::new, |searched| {
        format!(", provided that the search for evidence, now up to {}, is kept up", long(searched))
    });
    let becomes = match next.status {
        Status::Lapsed => "it lapses on",
        Status::Delivered => "it counts as delivered from",
        Status::Pending => "it is pending again from",
    };
    let awaited = awaited(case).filter(|awaited| next.status == Status::Lapsed && *awaited < next.on);
    let why = awaited.map_or_else(String::new, |awaited| {
        format!(", as the decisive figures are awaited until {}", long(awaited))
    });
    format!("With no new evidence {becomes} {}{why}{provided}.", long(next.on))
}

/// The day until which the decisive figures are awaited, where that is later than the deadline.
fn awaited(case: &Case<'_>) -> Option<Date> {
    case.report_by.filter(|report_by| case.due.is_some_and(|due| *report_by > due.last))
}

fn by_evidence(case: &Case<'_>, now: Standing, change: Option<&Change>) -> String {
    let Some(change) = change else {
        return match (now.status, case.is_whole()) {
            _ if now.rule == rules::UNTESTABLE => "No evidence could change it.".to_owned(),
            (Status::Lapsed, false) => "Only a correction of what is recorded would change it.".to_owned(),
            (Status::Pending | Status::Lapsed, true) => {
                "Its parts decide: see what would change them.".to_owned()
            }
            (Status::Pending, false) | (Status::Delivered, _) => {
                "No evidence dated by now would change it.".to_owned()
            }
        };
    };
    let is_late = change.standing.rule == "target-met-late";
    let wanted: Vec<String> = change.facts.iter().map(|fact| describe(case, fact, is_late)).collect();
    let late = if is_late { ", late" } else { "" };
    let later = if is_late_afterwards(case, change) { "; dated later, delivered late" } else { "" };
    let when = if change.effective_on > case.clock.today {
        format!(" from {}", long(change.effective_on))
    } else {
        String::new()
    };
    let sentence = format!(
        "{} would make it {}{late}{when}{later}.",
        wanted.join(" and "),
        change.standing.status.word()
    );
    let mut letters = sentence.chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
}

/// Whether what would meet a deadline that is over would also deliver it, late, if it were dated after it.
fn is_late_afterwards(case: &Case<'_>, change: &Change) -> bool {
    let [wanted] = change.facts.as_slice() else { return false };
    let judged_later = case.terms.target.as_ref().is_some_and(|target| target.at_deadline);
    let meets = match wanted.shows {
        Shown::Step(step) => matches!(step, Step::Delivered | Step::Started),
        Shown::Value(..) | Shown::Add(..) => !judged_later,
    };
    let own = wanted.pledge == case.docket.pledge;
    let timely = case.due.is_some_and(|due| wanted.on <= due.last);
    own && timely && meets && case.is_over() && change.standing.rule == "target-met"
}

/// One fact in words, with the days by which it would have to be dated; of what makes it late whenever it is dated, none.
fn describe(case: &Case<'_>, wanted: &Wanted, is_late: bool) -> String {
    let own = wanted.pledge == case.docket.pledge;
    let title = case.docket.index.register.pledges.get(wanted.pledge).map_or("", |pledge| &*pledge.title);
    let of_part = if own { String::new() } else { format!(" of the part “{title}”") };
    let by = match case.due {
        Some(due) if own && wanted.on <= due.last && is_late => String::new(),
        Some(due) if own && wanted.on <= due.last => format!(" dated by {}", long(due.last)),
        Some(due) if own => format!(" dated after {}", long(due.last)),
        Some(_) | None => String::new(),
    };
    let aim = case.aim.filter(|_| own);
    let number = |number| match &aim {
        Some(aim) => sentence::amount(aim, number),
        None => crate::quantity::grouped(number),
    };
    match &wanted.shows {
        Shown::Step(Step::Kept) => match case.due {
            Some(due) if own => {
                format!("a record that it went on, dated {} or later,", long(due.first))
            }
            Some(_) | None => format!("a record that it went on{of_part}"),
        },
        Shown::Step(step @ (Step::Delivered | Step::Started | Step::Breached)) => {
            format!("a record of the step `{}`{of_part}{by}", step.word())
        }
        Shown::Step(step) => format!("a record of the step `{}`{of_part}", step.word()),
        Shown::Value(indicator, value) => {
            let least = match &aim {
                Some(aim) if !aim.upwards => "at most",
                Some(_) | None => "at least",
            };
            let of = indicator.as_ref().map_or_else(String::new, |id| format!(" of {id}"));
            format!("an observation{of}{of_part} of {least} {}{by}", number(*value))
        }
        Shown::Add(indicator, value) => {
            let of = indicator.as_ref().map_or_else(String::new, |id| format!(" of {id}"));
            format!("increments{of}{of_part} of at least {} more{by}", number(*value))
        }
    }
}
