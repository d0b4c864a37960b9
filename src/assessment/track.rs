//! A pledge through time: how it stood on every day on which that could change, and how it will stand if nothing more
//! is recorded. The past is told by what was known then.

use super::case::{Case, Evidence, Part, Standing};
use super::docket::{Clock, Docket};
use super::hearing::hear;
use super::{rules, target};
use crate::date::{Date, Days, When};
use crate::model::{Terms, TermsChoice};

/// Under one choice of terms and evidence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Reading {
    pub(super) terms: TermsChoice,
    pub(super) evidence: Evidence,
}

/// The days on which the standing changed, each with the standing from then on.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Track {
    /// Up to the day asked about, which is the last entry's or later; empty: not made yet.
    pub(super) past: Vec<(Date, Standing)>,
    /// After it, with no new evidence.
    pub(super) future: Vec<(Date, Standing)>,
}

impl Track {
    /// How it stood on a day up to the one asked about; nothing before it was made.
    fn stood(&self, day: Date) -> Option<Standing> {
        at(&self.past, day)
    }

    /// How it will stand on a day after the one asked about.
    fn will_stand(&self, day: Date) -> Option<Standing> {
        at(&self.future, day).or(self.past.last().map(|(_, standing)| *standing))
    }
}

fn at(entries: &[(Date, Standing)], day: Date) -> Option<Standing> {
    let after = entries.partition_point(|(since, _)| *since <= day);
    after.checked_sub(1).and_then(|at| entries.get(at)).map(|(_, standing)| *standing)
}

/// The standing under one reading, by one clock.
pub(super) fn standing(docket: &Docket<'_>, reading: Reading, clock: Clock, parts: Vec<Part>) -> Standing {
    rules::decide(&case(docket, reading, clock, parts))
}

/// The case under one reading, by one clock.
pub(super) fn case<'c>(docket: &'c Docket<'c>, reading: Reading, clock: Clock, parts: Vec<Part>) -> Case<'c> {
    let terms = docket.terms(reading.terms, clock.said_by());
    hear(docket, terms, reading.evidence, clock, parts)
}

/// Follows a pledge from its earliest saying to the day asked about, and on to its last deadline. `now` is how it
/// stands on that day.
pub(super) fn follow(
    docket: &Docket<'_>,
    reading: Reading,
    clock: Clock,
    now: Standing,
    parts: &[(usize, &Track)],
) -> Track {
    let mut track = Track::default();
    let push = |entries: &mut Vec<(Date, Standing)>, before: Option<Standing>, day, standing| {
        if before != Some(standing) {
            entries.push((day, standing));
        }
    };
    for day in past_days(docket, clock, parts) {
        let parts = parts_on(parts, |track| track.stood(day));
        let then = Clock::on(day, day.min(clock.known_by));
        let stood = standing(docket, reading, then, parts);
        let before = track.past.last().map(|(_, standing)| *standing);
        push(&mut track.past, before, day, stood);
    }
    let before = track.past.last().map(|(_, standing)| *standing);
    push(&mut track.past, before, clock.today, now);
    for day in future_days(docket, docket.terms(reading.terms, clock.said_by()), clock, parts) {
        let parts = parts_on(parts, |track| track.will_stand(day));
        let stands = standing(docket, reading, clock.later(day), parts);
        let before = track.future.last().map_or(now, |(_, standing)| *standing);
        push(&mut track.future, Some(before), day, stands);
    }
    track
}

fn parts_on(parts: &[(usize, &Track)], standing: impl Fn(&Track) -> Option<Standing>) -> Vec<Part> {
    let made = parts.iter().filter_map(|(pledge, track)| Some((*pledge, standing(track)?)));
    made.map(|(pledge, standing)| Part { pledge, standing }).collect()
}

/// Every day before the one asked about on which the standing can change: sayings, publications of what can tell, the day
/// after a deadline, and whenever a part's changed.
fn past_days(docket: &Docket<'_>, clock: Clock, parts: &[(usize, &Track)]) -> Vec<Date> {
    let mut days: Vec<Date> = docket.history.iter().map(|state| state.since).collect();
    for state in &docket.history {
        turning_days(&state.original, &mut days);
        turning_days(&state.current, &mut days);
    }
    let facts = docket.acts.iter().chain(target::telling(docket));
    days.extend(facts.filter(|seen| seen.fact.published <= clock.known_by).map(|seen| seen.fact.published));
    days.extend(parts.iter().flat_map(|(_, track)| track.past.iter().map(|(day, _)| *day)));
    let (first, today) = (docket.said_on(), clock.today);
    days.retain(|day| (first..today).contains(day));
    days.sort_unstable();
    days.dedup();
    days
}

fn future_days(docket: &Docket<'_>, terms: &Terms, clock: Clock, parts: &[(usize, &Track)]) -> Vec<Date> {
    let mut days = Vec::new();
    turning_days(terms, &mut days);
    days.extend(parts.iter().flat_map(|(_, track)| track.future.iter().map(|(day, _)| *day)));
    days.retain(|day| *day > clock.today.max(docket.said_on()));
    days.sort_unstable();
    days.dedup();
    days
}

/// The days on which time alone can change a standing: after the deadline, and after the figures were due.
fn turning_days(terms: &Terms, days: &mut Vec<Date>) {
    let Some(deadline) = &terms.deadline else { return };
    for when in [Some(&deadline.when), deadline.report_by.as_ref()].into_iter().flatten() {
        ends_of(when, days);
    }
}

fn ends_of(when: &When, days: &mut Vec<Date>) {
    let mut after = |day: Date| days.extend(day.checked_add_days(Days::new(1)));
    after(when.planned_window().last);
    if let Some(ended) = when.ended() {
        after(ended.end);
        days.push(ended.known_on);
    }
}
