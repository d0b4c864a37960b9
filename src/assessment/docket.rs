//! Everything on record about one pledge, sorted once: its terms from saying to saying, and the facts that bear on it.
//!
//! What holds on every day is settled here: who reported a fact, and whether it may count for this pledge at all. What
//! depends on the day asked about is not (that is `case`).

use super::index::{Fact, Index, Shows};
use super::outcome::Item;
use crate::date::{Date, When, Window};
use crate::model::{Act, Pledge, Register, Step, Terms, TermsChoice, TermsSince};
use crate::quantity::Decimal;

/// The day asked about, in three parts that differ only when somebody looks back or ahead.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Clock {
    /// The day by which deadlines are judged.
    pub(super) today: Date,
    /// Facts and sayings count if they were true by this day,
    pub(super) true_by: Date,
    /// and published by this one.
    pub(super) known_by: Date,
    /// Looking ahead, the search for evidence is taken to be kept up, and to find nothing.
    pub(super) ahead: bool,
}

impl Clock {
    pub(super) fn on(as_of: Date, known_by: Date) -> Self {
        Self { today: as_of, true_by: as_of, known_by, ahead: false }
    }

    /// The same evidence on a later day.
    pub(super) fn later(self, today: Date) -> Self {
        Self { today, ahead: true, ..self }
    }

    /// Pledges, restatements and overrides are in force when dated by this day.
    pub(super) fn said_by(self) -> Date {
        self.true_by.min(self.known_by)
    }

    /// First and last day of a date as written.
    pub(super) fn window(self, when: &When) -> Window {
        when.window_as_of(self.true_by, self.known_by)
    }
}

/// Why a fact can never count for this pledge.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Bar {
    /// It begins after it was published.
    Premature,
    /// It was recorded from the document that the pledge was made in.
    MadeHere,
    /// It is announced in a document that restates the pledge, which has done so since this day.
    RestatedHere(Date),
}

/// A fact as it bears on one pledge.
#[derive(Debug, Clone)]
pub(super) struct Seen<'r> {
    pub(super) fact: &'r Fact,
    /// The word of the body that answers for the pledge, or of its government.
    pub(super) self_reported: bool,
    /// See [`Seen::barred`].
    pub(super) bar: Option<Bar>,
}

impl Seen<'_> {
    /// The step it records; nothing for observations.
    pub(super) fn step(&self) -> Option<Step> {
        match self.fact.shows {
            Shows::Step(step) => Some(step),
            Shows::Value(_) | Shows::Add(_) => None,
        }
    }

    /// Why it cannot count on this day whatever else is on record.
    pub(super) fn barred(&self, clock: Clock) -> Option<Bar> {
        self.bar.filter(|bar| match bar {
            Bar::Premature | Bar::MadeHere => true,
            Bar::RestatedHere(since) => *since <= clock.said_by(),
        })
    }

    /// The number it measures; nothing for acts.
    pub(super) fn number(&self) -> Option<Decimal> {
        self.fact.number()
    }

    /// The act itself; nothing for observations.
    pub(super) fn act<'r>(&self, register: &'r Register) -> Option<&'r Act> {
        match self.fact.item {
            Item::Act(at) => register.records.get(self.fact.record)?.acts.get(at),
            Item::Observation(_) => None,
        }
    }

    /// Acts are ordered by last day, then by publication; if still equal, the one that favours the pledge comes last.
    pub(super) fn order(&self) -> (Date, Date, bool) {
        (self.fact.on.last, self.fact.published, self.step().is_none_or(favours))
    }
}

/// Whether a step speaks for the pledge. Admissions do not: they count in every mode.
pub(super) fn favours(step: Step) -> bool {
    match step {
        Step::Announced
        | Step::Started
        | Step::Progressed
        | Step::Delivered
        | Step::Kept
        | Step::Adopted
        | Step::Reinstated => true,
        Step::NotDelivered | Step::Breached | Step::Delayed | Step::Withdrawn | Step::Reversed => false,
    }
}

/// One pledge with everything that bears on it.
#[derive(Clone)]
pub(super) struct Docket<'r> {
    pub(super) index: &'r Index<'r>,
    /// Index of the pledge.
    pub(super) pledge: usize,
    pub(super) entry: &'r Pledge,
    /// Acts, in order.
    pub(super) acts: Vec<Seen<'r>>,
    /// Observations by what they are about: date as written, publisher, publication.
    pub(super) observations: Vec<Seen<'r>>,
    /// Never empty.
    pub(super) history: Vec<TermsSince<'r>>,
    /// First day of the earliest saying: before it nothing can meet the target.
    pub(super) first_said: Date,
}

impl<'r> Docket<'r> {
    pub(super) fn new(index: &'r Index<'r>, pledge: usize, entry: &'r Pledge) -> Self {
        let made_in: Vec<usize> = entry.source.into_iter().chain(first_source(entry)).collect();
        let sayings = entry.restated.iter().chain(&entry.earlier);
        let restated_in: Vec<(usize, Date)> =
            sayings.filter_map(|saying| Some((saying.source?, saying.on.full_window().last))).collect();
        let mut docket = Self {
            index,
            pledge,
            entry,
            acts: Vec::new(),
            observations: Vec::new(),
            history: entry.history(),
            first_said: entry.first_said(),
        };
        for fact in index.bearing_on(pledge) {
            let document = index.register.records.get(fact.record).map(|record| record.document);
            let is = |other: usize| document.is_some_and(|one| index.register.same_document(one, other));
            let restated =
                || restated_in.iter().filter(|(source, _)| is(*source)).map(|(_, since)| *since).min();
            let bar = if fact.premature {
                Some(Bar::Premature)
            } else if made_in.iter().any(|source| is(*source)) {
                Some(Bar::MadeHere)
            } else if fact.shows == Shows::Step(Step::Announced) {
                restated().map(Bar::RestatedHere)
            } else {
                None
            };
            let seen = Seen { fact, self_reported: index.is_self_reported(pledge, fact), bar };
            match fact.shows {
                Shows::Step(_) => docket.acts.push(seen),
                Shows::Value(_) | Shows::Add(_) => docket.observations.push(seen),
            }
        }
        docket.sort();
        docket
    }

    /// The observations of one day or period, by publisher. A series may be long: what is asked for each of it looks here only.
    pub(super) fn observed_in(&self, written: Window) -> &[Seen<'r>] {
        let all = &self.observations;
        let from = all.partition_point(|seen| seen.fact.written < written);
        let until = all.partition_point(|seen| seen.fact.written <= written);
        all.get(from..until).unwrap_or_default()
    }

    /// Puts facts in their order, whatever the order of files.
    pub(super) fn sort(&mut self) {
        self.acts.sort_by_key(|seen| (seen.order(), seen.step(), seen.fact.place));
        self.observations.sort_by_key(|seen| seen.fact.order());
    }

    /// The day on which it was first said; on earlier days there is nothing to assess.
    pub(super) fn said_on(&self) -> Date {
        self.history.first().map_or(self.first_said, |state| state.since)
    }

    /// The terms by what was known on `day`.
    pub(super) fn terms(&self, choice: TermsChoice, day: Date) -> &Terms {
        let state = self.history.iter().rev().find(|state| state.since <= day).or(self.history.first());
        match (state, choice) {
            (Some(state), TermsChoice::Original) => &state.original,
            (Some(state), TermsChoice::Current) => &state.current,
            (None, _) => &self.entry.terms,
        }
    }
}

/// The document of the earliest saying, where the pledge was not first made in the one it is entered by.
fn first_source(entry: &Pledge) -> Option<usize> {
    entry.earlier.iter().min_by_key(|saying| saying.on.full_window().last)?.source
}
