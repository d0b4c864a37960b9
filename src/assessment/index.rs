//! Who bears on whom: every fact once, with the pledges and indicators it bears on, and which publishers are one side.
//!
//! Built once for a register, before any day is asked about. It decides nothing.

use super::outcome::Item;
use crate::date::{Date, Window};
use crate::diagnostic::Place;
use crate::model::{IndicatorId, Pledge, Record, Register, Step, Subject, TargetPatch, plain_name};
use crate::quantity::Decimal;
use std::collections::HashMap;

/// A publisher or a responsible body: equal `who` is one body, equal `side` is one government.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Party {
    /// The body; names that no `[[body]]` explains are bodies of their own.
    pub(super) who: u32,
    /// The whole it belongs to, through every `part_of`.
    pub(super) side: u32,
}

/// What a fact shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shows {
    /// A step taken.
    Step(Step),
    /// A value.
    Value(Decimal),
    /// An increment.
    Add(Decimal),
}

/// One act or observation.
#[derive(Debug, Clone)]
pub(super) struct Fact {
    pub(super) record: usize,
    pub(super) item: Item,
    /// When it was true, cut to end with its publication.
    pub(super) on: Window,
    /// When it was true, as written.
    pub(super) written: Window,
    /// The last day of the record's `published_on`.
    pub(super) published: Date,
    /// It begins after it was published; the loader has reported it.
    pub(super) premature: bool,
    pub(super) shows: Shows,
    /// By its number, as [`Index::number_of`] gives it.
    pub(super) unit: Option<u32>,
    /// By its number; absent: it names the pledge itself.
    pub(super) indicator: Option<u32>,
    pub(super) publisher: Party,
    pub(super) place: Place,
    /// Not on record: it is tried what it would change.
    pub(super) supposed: bool,
}

/// A register, ready to be asked about any day.
pub(super) struct Index<'r> {
    pub(super) register: &'r Register,
    pub(super) facts: Vec<Fact>,
    /// Of each pledge: facts that name it.
    own: Vec<Vec<u32>>,
    /// Of each indicator: its observations.
    measured: HashMap<&'r str, Vec<u32>>,
    /// Of each pledge: its parts.
    parts: Vec<Vec<usize>>,
    responsible: Vec<Party>,
    /// Indicators and units, numbered: comparing numbers is cheap, and it is done for each fact on each day.
    numbers: HashMap<&'r str, u32>,
}

impl<'r> Index<'r> {
    pub(super) fn new(register: &'r Register) -> Self {
        let mut parties = Parties::new(register);
        let mut by_id = HashMap::with_capacity(register.pledges.len());
        for (at, pledge) in register.pledges.iter().enumerate() {
            by_id.entry(pledge.id.as_str()).or_insert(at);
        }
        let facts = register.records.iter().map(|record| record.acts.len() + record.observations.len()).sum();
        let mut index = Self {
            register,
            facts: Vec::with_capacity(facts),
            own: vec![Vec::new(); register.pledges.len()],
            measured: HashMap::new(),
            parts: vec![Vec::new(); register.pledges.len()],
            responsible: register.pledges.iter().map(|pledge| parties.named(&pledge.responsible)).collect(),
            numbers: HashMap::new(),
        };
        for (at, pledge) in register.pledges.iter().enumerate() {
            for indicator in indicators(pledge) {
                index.number(indicator.as_str());
            }
            let whole = pledge.part_of.as_ref().and_then(|whole| by_id.get(whole.as_str()));
            if let Some(parts) = whole.and_then(|whole| index.parts.get_mut(*whole)) {
                parts.push(at);
            }
        }
        // Wherever they stand in the files, parts are told in the order of their ids.
        for parts in &mut index.parts {
            parts.sort_by_key(|part| register.pledges.get(*part).map(|pledge| &pledge.id));
        }
        for (at, record) in register.records.iter().enumerate() {
            index.take(at, record, parties.named(&record.publisher), &by_id);
        }
        // Many pledges may share a long series; it is put in order once, not for each of them.
        let facts = &index.facts;
        let in_order = |series: &mut Vec<u32>| {
            series.sort_by_key(|number| facts.get(*number as usize).map(Fact::order));
        };
        index.measured.values_mut().for_each(in_order);
        index
    }

    fn number(&mut self, name: &'r str) -> u32 {
        let next = u32::try_from(self.numbers.len()).unwrap_or(u32::MAX);
        *self.numbers.entry(name.trim()).or_insert(next)
    }

    /// The number of an indicator or a unit; nothing where neither a fact nor, of indicators, a pledge names it.
    pub(super) fn number_of(&self, name: &str) -> Option<u32> {
        self.numbers.get(name.trim()).copied()
    }

    fn take(&mut self, at: usize, record: &'r Record, publisher: Party, by_id: &HashMap<&str, usize>) {
        let published = record.published_on.full_window().last;
        for (number, act) in record.acts.iter().enumerate() {
            let pledge = by_id.get(act.pledge.as_str()).copied();
            let fact = Fact {
                record: at,
                item: Item::Act(number),
                shows: Shows::Step(act.step),
                unit: None,
                indicator: None,
                publisher,
                place: act.place,
                ..Fact::dated(act.on.full_window(), published)
            };
            self.keep(fact, pledge, None);
        }
        for (number, observation) in record.observations.iter().enumerate() {
            let (pledge, indicator) = match &observation.subject {
                Subject::Pledge(id) => (by_id.get(id.as_str()).copied(), None),
                Subject::Indicator(id) => (None, Some(id)),
            };
            let unit = observation.unit.as_deref().map(|unit| self.number(unit));
            let fact = Fact {
                record: at,
                item: Item::Observation(number),
                shows: match observation.measure {
                    crate::model::Measure::Value(value) => Shows::Value(value),
                    crate::model::Measure::Add(value) => Shows::Add(value),
                },
                unit,
                indicator: indicator.map(|id| self.number(id.as_str())),
                publisher,
                place: observation.place,
                ..Fact::dated(observation.on.full_window(), published)
            };
            self.keep(fact, pledge, indicator);
        }
    }

    fn keep(&mut self, fact: Fact, pledge: Option<usize>, indicator: Option<&'r IndicatorId>) {
        let number = u32::try_from(self.facts.len()).unwrap_or(u32::MAX);
        if let Some(own) = pledge.and_then(|pledge| self.own.get_mut(pledge)) {
            own.push(number);
        } else if let Some(indicator) = indicator {
            self.measured.entry(indicator.as_str()).or_default().push(number);
        } else {
            return;
        }
        self.facts.push(fact);
    }

    /// Every fact that bears on a pledge under any of its terms.
    pub(super) fn bearing_on(&self, pledge: usize) -> impl Iterator<Item = &Fact> {
        let own = self.own.get(pledge).into_iter().flatten();
        let indicators = self.register.pledges.get(pledge).map(indicators).unwrap_or_default();
        let measured = indicators.into_iter().filter_map(|id| self.measured.get(id.as_str())).flatten();
        own.chain(measured).filter_map(|number| self.facts.get(*number as usize))
    }

    /// Whether any of a pledge's terms name an indicator.
    pub(super) fn names(&self, pledge: usize, indicator: &IndicatorId) -> bool {
        self.register.pledges.get(pledge).is_some_and(|pledge| indicators(pledge).contains(&indicator))
    }

    /// The parts of a pledge.
    pub(super) fn parts_of(&self, pledge: usize) -> &[usize] {
        self.parts.get(pledge).map_or(&[], Vec::as_slice)
    }

    /// Whether a record is the word of the body that answers for a pledge, or of the same government's.
    pub(super) fn is_self_reported(&self, pledge: usize, fact: &Fact) -> bool {
        let Some(record) = self.register.records.get(fact.record) else { return false };
        record.self_reported.unwrap_or_else(|| {
            record.kind == crate::model::Kind::Statement
                && self
                    .responsible
                    .get(pledge)
                    .is_some_and(|body| body.who == fact.publisher.who || body.side == fact.publisher.side)
        })
    }
}

impl Fact {
    /// The dates of a fact: a window still running when it was published ends with its publication.
    fn dated(written: Window, published: Date) -> Self {
        let premature = written.first > published;
        let last = if premature { written.last } else { written.last.min(published) };
        Self {
            record: 0,
            item: Item::Act(0),
            on: Window { first: written.first, last },
            written,
            published,
            premature,
            shows: Shows::Step(Step::Announced),
            unit: None,
            indicator: None,
            publisher: Party { who: 0, side: 0 },
            place: Place::default(),
            supposed: false,
        }
    }

    /// The number it measures; nothing for acts.
    pub(super) fn number(&self) -> Option<Decimal> {
        match self.shows {
            Shows::Step(_) => None,
            Shows::Value(number) | Shows::Add(number) => Some(number),
        }
    }

    /// Observations are ordered by what they are about: date as written, publisher, publication.
    pub(super) fn order(&self) -> (Window, u32, Date, Option<Decimal>, Place) {
        (self.written, self.publisher.who, self.published, self.number(), self.place)
    }

    /// A fact that nobody recorded, true and published on one day, by a publisher of its own.
    pub(super) fn supposed(day: Date, shows: Shows, indicator: Option<u32>) -> Self {
        let publisher = Party { who: u32::MAX, side: u32::MAX };
        Self { shows, indicator, publisher, supposed: true, ..Self::dated(Window::day(day), day) }
    }
}

/// Every indicator that any of a pledge's terms name, each once.
fn indicators(pledge: &Pledge) -> Vec<&IndicatorId> {
    let entered = pledge.terms.target.as_ref().and_then(|target| target.indicator.as_ref());
    let sayings = pledge.earlier.iter().chain(&pledge.restated);
    let others = sayings.filter_map(|saying| match saying.patch.target.as_ref()? {
        TargetPatch::Replace(target) => target.indicator.as_ref(),
        TargetPatch::Amend(keys) => keys.indicator.as_ref(),
    });
    let mut all: Vec<&IndicatorId> = entered.into_iter().chain(others).collect();
    all.sort();
    all.dedup();
    all
}

/// Names resolved to parties, each name once.
struct Parties<'r> {
    register: &'r Register,
    /// Of each body.
    bodies: Vec<Party>,
    /// Names that no body has, as names are compared.
    others: HashMap<String, Party>,
    /// As they are written, so that a name that stands with many facts is folded once.
    written: HashMap<&'r str, Party>,
    /// Wholes that bodies are part of, by name: the whole itself speaks for them all.
    sides: HashMap<String, u32>,
    next: u32,
}

impl<'r> Parties<'r> {
    fn new(register: &'r Register) -> Self {
        let mut parties = Self {
            register,
            bodies: Vec::with_capacity(register.bodies.len()),
            others: HashMap::new(),
            written: HashMap::new(),
            sides: HashMap::new(),
            next: 0,
        };
        for body in 0..register.bodies.len() {
            let who = parties.number();
            let side = *parties.sides.entry(whole(register, body)).or_insert(who);
            parties.bodies.push(Party { who, side });
        }
        parties
    }

    fn number(&mut self) -> u32 {
        self.next += 1;
        self.next
    }

    fn named(&mut self, name: &'r str) -> Party {
        // Of two things that nobody is known to have said nothing tells that one said both.
        if name.trim().is_empty() {
            let who = self.number();
            return Party { who, side: who };
        }
        if let Some(party) = self.written.get(name) {
            return *party;
        }
        let body = self.register.bodies.called(name).and_then(|body| self.bodies.get(body));
        let party = body.copied().unwrap_or_else(|| self.other(plain_name(name)));
        self.written.insert(name, party);
        party
    }

    fn other(&mut self, folded: String) -> Party {
        if let Some(party) = self.others.get(&folded) {
            return *party;
        }
        let who = self.number();
        let party = Party { who, side: self.sides.get(&folded).copied().unwrap_or(who) };
        self.others.insert(folded, party);
        party
    }
}

/// The outermost whole that a body is part of, by name; itself where it is part of none. A circle ends where it began.
fn whole(register: &Register, body: usize) -> String {
    let mut at = body;
    for _ in 0..register.bodies.len() {
        let Some(body) = register.bodies.get(at) else { break };
        let Some(whole) = body.part_of.as_deref() else {
            return plain_name(body.id.as_str());
        };
        match register.bodies.called(whole) {
            Some(next) if next != at => at = next,
            Some(_) | None => return plain_name(whole),
        }
    }
    // Bodies that are part of each other in a circle have no outermost whole; they count as one side.
    String::new()
}
