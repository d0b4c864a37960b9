//! Numeric targets: decided by observations alone. Which figure stands for a day, and whether the target is reached.
//!
//! All arithmetic is exact and checked; a level that no decimal can hold is reached by nothing.

use crate::assessment::aim::Aim;
use crate::assessment::case::{Case, Dispute, Evidence, Latest, Met, Outcome};
use crate::assessment::docket::Seen;
use crate::date::{Date, Window};
use crate::quantity::Decimal;
use std::cmp::Ordering;

/// The figure that stands for one day or period, after revisions and between publishers.
#[derive(Debug, Clone, Copy)]
pub(super) struct Figure<'c> {
    pub(super) seen: &'c Seen<'c>,
    pub(super) number: Decimal,
    /// Another publisher's figure for the same day, the one furthest from it.
    rival: Option<(&'c Seen<'c>, Decimal)>,
    /// Whether it is the one that stands, or only bears out that it reaches the target.
    pub(super) stands: bool,
}

/// Whether, when and by what the target is reached.
pub(super) fn reached<'c>(case: &Case<'c>) -> Outcome<'c> {
    let Some(aim) = case.aim else { return Outcome::default() };
    let mut scan = Scan::new(case, aim);
    figures(case, &aim, case.evidence, |figure| scan.take(figure));
    scan.finish()
}

/// Of what is judged at the deadline, whether a figure comes too late to decide, that day being over.
pub(super) fn is_past_judging(case: &Case<'_>, aim: &Aim<'_>, on: Window) -> bool {
    aim.target.at_deadline && case.is_over() && case.due.is_some_and(|due| on.first > due.last)
}

/// A sum, and whether it meets the target: a later fall undoes nothing but what is judged at the deadline.
#[derive(Default)]
struct Tally {
    sum: Decimal,
    met: bool,
}

impl Tally {
    fn add(&mut self, aim: &Aim<'_>, number: Decimal) {
        self.sum = self.sum.checked_add(number).unwrap_or(self.sum);
        self.met = aim.is_reached_by(self.sum) || (self.met && !aim.target.at_deadline);
    }
}

/// One pass over the figures, by date.
struct Scan<'c, 'k> {
    case: &'k Case<'c>,
    aim: Aim<'c>,
    sum: Decimal,
    /// If every disputed figure were the lower, and the higher one.
    lowest: Tally,
    highest: Tally,
    rival: Option<Dispute<'c>>,
    /// Of a total: what is not self-reported in it.
    confirmed: Decimal,
    all_self_reported: bool,
    outcome: Outcome<'c>,
}

impl<'c, 'k> Scan<'c, 'k> {
    fn new(case: &'k Case<'c>, aim: Aim<'c>) -> Self {
        let zero = Decimal::ZERO;
        Self {
            case,
            aim,
            sum: zero,
            lowest: Tally::default(),
            highest: Tally::default(),
            rival: None,
            confirmed: zero,
            all_self_reported: true,
            outcome: Outcome::default(),
        }
    }

    fn take(&mut self, figure: Figure<'c>) {
        let on = figure.seen.fact.on;
        if is_past_judging(self.case, &self.aim, on) {
            return;
        }
        let number = if self.aim.sums { self.add(&figure) } else { self.compare(&figure) };
        let newer = |latest: Latest<'_>| {
            let at = |seen: &Seen<'_>| (seen.fact.on.last, seen.fact.on.first, seen.fact.published);
            at(latest.seen) <= at(figure.seen)
        };
        if figure.stands && self.outcome.latest.is_none_or(newer) {
            self.outcome.latest = Some(Latest { seen: figure.seen, number });
        }
        if self.aim.is_reached_by(number) && !self.aim.target.at_deadline {
            if !self.aim.sums {
                self.all_self_reported &= figure.seen.self_reported;
            }
            self.meet(figure.seen, number);
        }
    }

    fn add(&mut self, figure: &Figure<'c>) -> Decimal {
        let add = |sum: &mut Decimal, number: Decimal| *sum = sum.checked_add(number).unwrap_or(*sum);
        let rival = figure.rival.map_or(figure.number, |(_, number)| number);
        let before = self.sum;
        add(&mut self.sum, figure.number);
        self.lowest.add(&self.aim, figure.number.min(rival));
        self.highest.add(&self.aim, figure.number.max(rival));
        if !figure.seen.self_reported {
            add(&mut self.confirmed, figure.number);
            // What is added to a total that is met already meets it only by itself.
            let was_met = self.aim.is_reached_by(before);
            self.all_self_reported &= !self.aim.is_favoured_by(figure.number)
                || (was_met && !self.aim.is_reached_by(self.confirmed));
        }
        if let Some((seen, _)) = figure.rival {
            self.rival = Some(Dispute { prevails: figure.seen, overruled: seen });
        }
        self.sum
    }

    fn compare(&mut self, figure: &Figure<'c>) -> Decimal {
        if let Some((seen, number)) = figure.rival
            && self.aim.is_reached_by(number) != self.aim.is_reached_by(figure.number)
        {
            self.outcome.dispute = Some(Dispute { prevails: figure.seen, overruled: seen });
        }
        figure.number
    }

    fn meet(&mut self, seen: &'c Seen<'c>, number: Decimal) {
        let delivery = self.case.judged(seen.fact.on);
        // Of deliveries on one day, what is not self-reported is the better proof.
        let claimed = |met: Met<'_>| met.by.is_some_and(|seen| seen.self_reported);
        let later = |met: Met<'_>| {
            (met.delivery.days_late, met.delivery.on, claimed(met), met.on.first)
                > (delivery.days_late, delivery.on, seen.self_reported, seen.fact.on.first)
        };
        if self.outcome.met.is_none_or(later) {
            self.outcome.met = Some(Met { by: Some(seen), on: seen.fact.on, number: Some(number), delivery });
        }
    }

    fn finish(mut self) -> Outcome<'c> {
        if self.aim.target.at_deadline
            && self.case.is_over()
            && let Some(latest) = self.outcome.latest
            && self.aim.is_reached_by(latest.number)
        {
            if !self.aim.sums {
                self.all_self_reported = latest.seen.self_reported;
            }
            self.meet(latest.seen, latest.number);
        }
        if self.lowest.met != self.highest.met {
            self.outcome.dispute = self.outcome.dispute.or(self.rival);
        }
        self.outcome.claimed = self.all_self_reported && self.outcome.met.is_some();
        self.outcome
    }
}

/// The observation that stands for the day or period of another, if one does.
pub(in crate::assessment) fn stands_for<'c>(
    case: &Case<'c>,
    aim: &Aim<'c>,
    seen: &Seen<'_>,
) -> Option<&'c Seen<'c>> {
    let day = case.docket.observed_in(seen.fact.written);
    let not_before = case.not_before();
    settle(day, aim, |seen| admitted(case, aim, case.evidence, not_before, seen)).map(|figure| figure.seen)
}

/// Calls `take` with the figure that stands for each day or period, by date, and before it with those of other publishers that
/// reach the target as it does: sources that agree all count.
pub(super) fn figures<'c>(
    case: &Case<'c>,
    aim: &Aim<'c>,
    evidence: Evidence,
    mut take: impl FnMut(Figure<'c>),
) {
    let not_before = case.not_before();
    let mut rest = case.docket.observations.as_slice();
    while let Some(head) = rest.first() {
        let alike = rest.iter().take_while(|seen| seen.fact.written == head.fact.written).count();
        let (day, after) = rest.split_at(alike);
        rest = after;
        let admitted = |seen: &Seen<'_>| admitted(case, aim, evidence, not_before, seen);
        let Some(figure) = settle(day, aim, admitted) else { continue };
        if !aim.sums && aim.is_reached_by(figure.number) {
            let others = currents(day, aim, admitted).filter(|(_, number)| aim.is_reached_by(*number));
            for (seen, number) in others.filter(|(seen, _)| !std::ptr::eq(*seen, figure.seen)) {
                take(Figure { seen, number, rival: None, stands: false });
            }
        }
        take(figure);
    }
}

/// The number of an observation, if it counts.
fn admitted(
    case: &Case<'_>,
    aim: &Aim<'_>,
    evidence: Evidence,
    not_before: Date,
    seen: &Seen<'_>,
) -> Option<Decimal> {
    let number = aim.fits(seen).ok()?;
    let aside = evidence == Evidence::Confirmed && seen.self_reported && aim.is_favoured_by(number);
    let counts =
        case.is_known(seen) && seen.barred(case.clock).is_none() && !aside && seen.fact.on.last >= not_before;
    counts.then_some(number)
}

/// Of one day's observations, the one that stands: each publisher's newest, then the weightiest publisher's.
fn settle<'c>(
    day: &'c [Seen<'c>],
    aim: &Aim<'c>,
    admitted: impl Fn(&Seen<'_>) -> Option<Decimal>,
) -> Option<Figure<'c>> {
    currents(day, aim, admitted).fold(None, |standing, (seen, number)| {
        Some(match standing {
            None => Figure { seen, number, rival: None, stands: true },
            Some(figure) => contest(aim, figure, (seen, number)),
        })
    })
}

/// Of one day's observations, each publisher's newest.
fn currents<'c>(
    day: &'c [Seen<'c>],
    aim: &Aim<'c>,
    admitted: impl Fn(&Seen<'_>) -> Option<Decimal>,
) -> impl Iterator<Item = (&'c Seen<'c>, Decimal)> {
    let publishers = day.chunk_by(|one, other| one.fact.publisher.who == other.fact.publisher.who);
    publishers.filter_map(move |own| {
        let admitted = own.iter().filter_map(|seen| Some((seen, admitted(seen)?)));
        admitted.reduce(|one, other| if replaces(aim, one, other) { other } else { one })
    })
}

/// Of two figures of one publisher for one day the one published last stands. Of two published on one day it is the one
/// that favours the pledge, or of two that decide alike what is not self-reported.
fn replaces<'c>(aim: &Aim<'c>, one: (&'c Seen<'c>, Decimal), other: (&'c Seen<'c>, Decimal)) -> bool {
    let decides = |(seen, number): (&Seen<'_>, Decimal)| {
        (!aim.sums && aim.is_reached_by(number), !aim.sums && !seen.self_reported)
    };
    let order = one.0.fact.published.cmp(&other.0.fact.published);
    let order =
        order.then_with(|| decides(one).cmp(&decides(other))).then_with(|| aim.compare(one.1, other.1));
    order != Ordering::Greater && !repeats(other.0, one.0)
}

/// Whether a body's own statement only says again what its statistics, say, have shown: it takes no proof away.
pub(in crate::assessment) fn repeats(newer: &Seen<'_>, older: &Seen<'_>) -> bool {
    newer.self_reported && !older.self_reported && newer.number() == older.number()
}

/// What is not self-reported prevails over what is; otherwise the later fact, then the later publication.
fn contest<'c>(aim: &Aim<'c>, figure: Figure<'c>, other: (&'c Seen<'c>, Decimal)) -> Figure<'c> {
    let weight = |seen: &Seen<'_>| (!seen.self_reported, seen.fact.on.last, seen.fact.published);
    let (seen, number) = other;
    let order = weight(seen).cmp(&weight(figure.seen)).then_with(|| aim.compare(number, figure.number));
    let (winner, loser) = if order == Ordering::Greater {
        (other, (figure.seen, figure.number))
    } else {
        ((figure.seen, figure.number), other)
    };
    // The rival to name is the one that would decide otherwise, then the one furthest off.
    let differs = |number: Decimal| aim.is_reached_by(number) != aim.is_reached_by(winner.1);
    let gap = |number: Decimal| number.checked_sub(winner.1).map(|gap| gap.abs());
    let rivals = figure.rival.into_iter().chain([loser]).filter(|(_, number)| *number != winner.1);
    let rival = rivals.max_by_key(|(_, number)| (differs(*number), gap(*number)));
    Figure { seen: winner.0, number: winner.1, rival, stands: true }
}
