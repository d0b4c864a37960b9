//! A later saying of a pledge as `[[pledge.restated]]`; two sentences of one document and day make one.
//!
//! It must not decide whether a sentence restates a pledge.

use toml_edit::{Array, ArrayOfTables, DocumentMut, InlineTable, Item, Table, Value, value};

use crate::date::Date;
use crate::extraction::register::{Before, Count};
use crate::extraction::toml::{add_source, comment, date_value, deadline_table, hedge_value, number_value};
use crate::extraction::{Candidate, Change, Extract, Known};
use crate::model::{Pledge, Target, TargetForm};
use crate::quantity::Decimal;

/// A later saying, with what it changed.
pub(super) struct Restating<'a> {
    pub(super) pledge: &'a Pledge,
    pub(super) day: Date,
    extract: &'a Extract,
    /// The sentences that say it, and what each changed.
    said: Vec<(&'a Candidate, Vec<Change>)>,
    /// The sentence that gives another deadline.
    dated: Option<&'a Candidate>,
    /// Numbers that may stand in place of the one before; of several a person has to choose.
    numbers: Vec<Count>,
    /// The numbers and the last day that it says, changed or not.
    says: (Vec<Decimal>, Option<Date>),
    /// The target that the number stands in.
    target: Option<Target>,
}

impl<'a> Restating<'a> {
    pub(super) fn new(
        known: &Known<'a>,
        before: Before,
        extract: &'a Extract,
        candidate: &'a Candidate,
        changes: Vec<Change>,
        day: Date,
    ) -> Self {
        let moved =
            [Change::Later, Change::Sooner, Change::Dated].iter().any(|moved| changes.contains(moved));
        let quote = extract.quote(candidate);
        Self {
            pledge: known.pledge,
            day,
            extract,
            dated: moved.then_some(candidate),
            numbers: before.restated(quote),
            says: (before.numbers_in(quote), candidate.deadline.as_ref().and_then(|deadline| deadline.last)),
            target: before.target,
            said: vec![(candidate, changes)],
        }
    }

    /// Whether both are of one pledge and one day.
    pub(super) fn is_of(&self, other: &Self) -> bool {
        self.pledge.id == other.pledge.id && self.day == other.day
    }

    /// Whether another saying of the day can be joined with this one, or why nothing is written of it.
    pub(super) fn check(&self, other: &Self) -> Result<(), &'static str> {
        let is_new =
            |change: Change| change != Change::Reworded && !self.changes().any(|known| known == change);
        let ((numbers, last), (other_numbers, other_last)) = (&self.says, &other.says);
        let other_day = last.zip(*other_last).is_some_and(|(one, two)| one != two);
        let other_number = !numbers.is_empty() && !other_numbers.is_empty() && numbers != other_numbers;
        let has = |one: &Self, wanted: Change| one.changes().any(|change| change == wanted);
        let opposite = has(self, Change::Narrower) && has(other, Change::Wider)
            || has(self, Change::Wider) && has(other, Change::Narrower);
        if other_day || other_number || opposite {
            Err("not written, another sentence of that day says otherwise; restates")
        } else if !other.changes().any(is_new) {
            Err("already there")
        } else if std::ptr::eq(self.extract, other.extract) {
            Ok(())
        } else {
            Err("not written, another document of that day restates it too; restates")
        }
    }

    /// Takes in another sentence of the same document.
    pub(super) fn join(&mut self, other: Self) {
        self.dated = self.dated.or(other.dated);
        if self.numbers.is_empty() {
            self.numbers = other.numbers;
        }
        if self.says.0.is_empty() {
            self.says.0 = other.says.0;
        }
        self.says.1 = self.says.1.or(other.says.1);
        self.said.extend(other.said);
        // What the first changed comes first; a sentence that changed nothing does not stand for the others.
        self.said.sort_by_key(|(_, changes)| *changes == [Change::Reworded]);
    }

    /// The terms after this saying.
    pub(super) fn apply_to(&self, before: Before) -> Before {
        before.changed(self.dated.and_then(|dated| dated.deadline.as_ref()?.last), self.number())
    }

    /// What is told of it.
    pub(super) fn told(&self) -> String {
        let mut words: Vec<&str> = Vec::new();
        for word in self.changes().map(Change::word) {
            words.extend(Some(word).filter(|word| !words.contains(word)));
        }
        let quotes: Vec<&str> = self.said.iter().map(|(said, _)| self.extract.quote(said)).collect();
        format!("restates {}, {}: {}", self.pledge.id, words.join(", "), quotes.join(" / "))
    }

    /// It as TOML, with the header `[[pledge.restated]]`.
    pub(super) fn written(&self) -> String {
        let mut saying = Table::new();
        let mut above = self.said.first().map(|(first, _)| comment(first)).unwrap_or_default();
        above.push_str(&self.advice());
        saying.decor_mut().set_prefix(above);
        if let Some(on) = self.extract.document.meta.known_as_written() {
            saying.insert("on", value(date_value(&on)));
        }
        add_source(&mut saying, self.extract);
        let mut quotes = self.said.iter().map(|(said, _)| self.extract.quote(said));
        saying.insert("quote", value(quotes.next().unwrap_or_default()));
        let declared = self.declared();
        if !declared.is_empty() {
            saying.insert("change", value(Array::from_iter(declared)));
        }
        if let Some(deadline) = self.dated.and_then(|dated| deadline_table(self.extract, dated, self.keeps()))
        {
            saying.insert("deadline", value(deadline.into_inline_table()));
        }
        if let (Some(number), Some(target)) = (self.number(), &self.target) {
            saying.insert("target", value(target_with(target, number)));
        }
        let others: Vec<String> = quotes.map(|quote| format!("“{quote}”")).collect();
        if !others.is_empty() {
            saying.insert("note", value(format!("It also says: {}", others.join(" "))));
        }
        let mut pledge = Table::new();
        pledge.set_implicit(true);
        pledge.insert("restated", Item::ArrayOfTables(ArrayOfTables::from_iter([saying])));
        let mut file = DocumentMut::new();
        file.insert("pledge", Item::Table(pledge));
        file.to_string()
    }

    /// Whether what it says again is to go on.
    fn keeps(&self) -> bool {
        let terms = self.pledge.current_terms(self.day);
        terms.target.is_some_and(|target| matches!(target.form, TargetForm::Keep(_)))
    }

    fn changes(&self) -> impl Iterator<Item = Change> {
        let all = || self.said.iter().flat_map(|(_, changes)| changes.iter().copied());
        let any = all().any(|change| change != Change::Reworded);
        all().filter(move |change| !any || *change != Change::Reworded)
    }

    /// The words of the register for what its fields do not show: a number that stands in no target only narrows or widens.
    fn declared(&self) -> Vec<&'static str> {
        let is_written = self.number().is_some() && self.target.is_some();
        let mut words: Vec<&'static str> = Vec::new();
        for change in self.changes() {
            let word = match change {
                Change::Narrower => Some("narrowed"),
                Change::Wider => Some("widened"),
                Change::Lower => (!is_written).then_some("narrowed"),
                Change::Higher => (!is_written).then_some("widened"),
                Change::Reworded => Some("reworded"),
                Change::Later | Change::Sooner | Change::Dated | Change::Dropped => None,
            };
            words.extend(word.filter(|word| !words.contains(word)));
        }
        words
    }

    /// What a person has to do about numbers that are not written as a target.
    fn advice(&self) -> String {
        let numbers: Vec<&str> = self.numbers.iter().map(|number| number.written.as_str()).collect();
        match (numbers.as_slice(), self.target.is_some()) {
            ([], _) | ([_], true) => String::new(),
            ([one], false) => format!("# It counts {one}: say in `target` what is to be reached now.\n"),
            (several, _) => format!(
                "# It counts {}: say in `target` which is to be reached now.\n",
                several.join(" and ")
            ),
        }
    }

    /// The number that stands in place of the one before.
    fn number(&self) -> Option<&Count> {
        match self.numbers.as_slice() {
            [one] => Some(one),
            [] | [..] => None,
        }
    }
}

/// A target with another number: one that names a form replaces the whole, so everything else is said again.
fn target_with(target: &Target, number: &Count) -> InlineTable {
    let falls = target.form.number().is_some_and(|before| before.is_sign_negative());
    let mut table = InlineTable::new();
    table.insert(target.form.key(), number_value(if falls { -number.value.abs() } else { number.value }));
    if let Some(baseline) = &target.baseline {
        let mut stood = InlineTable::new();
        stood.insert("value", number_value(baseline.value));
        stood.insert("on", date_value(&baseline.on.text()));
        if let Some(source) = &baseline.source {
            stood.insert("source", Value::from(&**source));
        }
        table.insert("baseline", stood.into());
    }
    if let Some(indicator) = &target.indicator {
        table.insert("indicator", Value::from(&*indicator.0));
    }
    if let Some(unit) = &target.unit {
        table.insert("unit", Value::from(&**unit));
    }
    if let Some(percent) = target.within.and_then(|within| within.checked_mul(Decimal::ONE_HUNDRED)) {
        table.insert("within", Value::from(format!("{}%", percent.normalize())));
    }
    if target.at_deadline {
        table.insert("measured", Value::from("at-deadline"));
    }
    if let Some(hedge) = hedge_value(number.hedge) {
        table.insert("hedge", hedge);
    }
    table
}
