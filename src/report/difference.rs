//! What changed between two reports: two days of one register, or two states of its files on one day. Statuses, terms,
//! quotes, evidence. Nothing is assessed anew: both sides are reports.

use super::Report;
use crate::assessment::{Assessment, EvidenceUse, Item, TermsChange};
use crate::model::{Measure, Pledge, Record, Register, Status};
use std::collections::BTreeMap;

/// A pledge on one side.
#[derive(Debug, Clone, Copy)]
pub struct Side<'a> {
    /// The register it stands in.
    pub register: &'a Register,
    /// The pledge.
    pub pledge: &'a Pledge,
    /// What became of it.
    pub assessment: &'a Assessment,
}

/// A fact that only one side has, with the register it stands in.
#[derive(Debug, Clone)]
pub struct Fact<'a> {
    /// The register it stands in.
    pub register: &'a Register,
    /// The record.
    pub record: &'a Record,
    /// The fact, and whether it counted.
    pub used: EvidenceUse,
}

/// Which sort of change it is; the order is that in which they are told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// It has newly lapsed.
    Lapsed,
    /// Its status moved otherwise.
    Moved,
    /// It is only on the later side.
    Added,
    /// It is only on the earlier side.
    Removed,
    /// Its status stands; its evidence, terms, words or flags changed.
    Changed,
}

impl Kind {
    /// `lapsed`, `moved`, `added`, `removed`, `changed`.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Lapsed => "lapsed",
            Self::Moved => "moved",
            Self::Added => "added",
            Self::Removed => "removed",
            Self::Changed => "changed",
        }
    }
}

/// What changed about one pledge.
#[derive(Debug, Clone)]
pub struct Changed<'a> {
    /// Which sort of change.
    pub kind: Kind,
    /// The earlier side, where it was there.
    pub before: Option<Side<'a>>,
    /// The later side, where it is there.
    pub after: Option<Side<'a>>,
    /// Codes of flags that only the later side has.
    pub flags_raised: Vec<&'static str>,
    /// Codes of flags that only the earlier side has.
    pub flags_dropped: Vec<&'static str>,
    /// Sayings that only the later side has.
    pub sayings: Vec<&'a TermsChange>,
    /// Evidence that only the later side has.
    pub evidence_added: Vec<Fact<'a>>,
    /// Evidence that only the earlier side has.
    pub evidence_removed: Vec<Fact<'a>>,
    /// Evidence that somebody has edited: as it was, and as it is.
    pub evidence_edited: Vec<(Fact<'a>, Fact<'a>)>,
}

impl<'a> Changed<'a> {
    /// The side to name it by: the later where there is one.
    #[must_use]
    pub fn side(&self) -> Option<Side<'a>> {
        self.after.or(self.before)
    }

    /// Whether the words of the pledge differ.
    #[must_use]
    pub fn quote_differs(&self) -> bool {
        self.both(|side| &*side.pledge.quote)
    }

    /// Whether the deadline assessed differs.
    #[must_use]
    pub fn deadline_differs(&self) -> bool {
        self.both(|side| side.assessment.deadline.as_ref().map(|due| due.window))
    }

    /// Whether the target of the original or the current terms differs, its place aside.
    #[must_use]
    pub fn target_differs(&self) -> bool {
        self.both(|side| {
            let target = side.pledge.terms.target.as_ref();
            target
                .map(|target| (target.form.clone(), target.baseline.as_ref().map(|baseline| baseline.value)))
        })
    }

    fn both<T: PartialEq>(&self, of: impl Fn(Side<'a>) -> T) -> bool {
        matches!((self.before, self.after), (Some(before), Some(after)) if of(before) != of(after))
    }

    fn is_empty(&self) -> bool {
        let unmoved = self.kind == Kind::Changed;
        let no_facts = self.evidence_added.is_empty()
            && self.evidence_removed.is_empty()
            && self.evidence_edited.is_empty();
        let no_flags = self.flags_raised.is_empty() && self.flags_dropped.is_empty();
        let no_words = self.sayings.is_empty() && !self.quote_differs();
        unmoved && no_facts && no_flags && no_words && !self.deadline_differs() && !self.target_differs()
    }
}

/// What changed from one report to another, new lapses first, then by id.
#[derive(Debug, Clone)]
pub struct Difference<'a> {
    /// The earlier side.
    pub before: &'a Report<'a>,
    /// The later side.
    pub after: &'a Report<'a>,
    /// Pledges about which something changed.
    pub changes: Vec<Changed<'a>>,
}

impl<'a> Difference<'a> {
    /// Compares two reports.
    #[must_use]
    pub fn new(before: &'a Report<'a>, after: &'a Report<'a>) -> Self {
        // Of one side all evidence is at hand, of the other a pledge's at a time.
        let mut old = BTreeMap::new();
        each_side(before, &mut |id, side| {
            old.insert(id, side);
        });
        let mut found: Vec<(&str, Changed<'a>)> = Vec::new();
        each_side(after, &mut |id, side| found.push((id, changed(old.remove(id).as_ref(), Some(&side)))));
        found.extend(old.iter().map(|(id, side)| (*id, changed(Some(side), None))));
        found.retain(|(_, changed)| !changed.is_empty());
        found.sort_by_key(|(id, changed)| (changed.kind, *id));
        let changes = found.into_iter().map(|(_, changed)| changed).collect();
        Self { before, after, changes }
    }

    /// How many changes there are of a kind.
    #[must_use]
    pub fn count(&self, kind: Kind) -> usize {
        self.changes.iter().filter(|changed| changed.kind == kind).count()
    }
}

/// A side with its evidence, each fact under what it says, so that the same fact is recognised wherever it stands.
struct Evidenced<'a> {
    side: Side<'a>,
    facts: BTreeMap<String, Fact<'a>>,
}

/// Hands over each pledge of a report with its evidence.
fn each_side<'a>(report: &'a Report<'a>, each: &mut dyn FnMut(&'a str, Evidenced<'a>)) {
    let rows: Vec<_> = report.rows().collect();
    report.evidence_in_turn(&rows, &mut |pledge, assessment, used| {
        let side = Side { register: report.register, pledge, assessment };
        let facts = used.into_iter().filter_map(|used| fact(report.register, used)).collect();
        each(pledge.id.as_str(), Evidenced { side, facts });
    });
}

fn fact(register: &Register, used: EvidenceUse) -> Option<(String, Fact<'_>)> {
    let record = register.records.get(used.record)?;
    let on = used.on;
    let key = format!(
        "{}\n{}\n{}\n{} {} {}\n{}",
        used.published_on,
        record.title,
        record.publisher,
        record.kind.word(),
        on.first,
        on.last,
        shows(record, used.item)?
    );
    Some((key, Fact { register, record, used }))
}

/// The step, or the figure and whether it adds.
fn shows(record: &Record, item: Item) -> Option<String> {
    Some(match item {
        Item::Act(at) => record.acts.get(at)?.step.word().to_owned(),
        Item::Observation(at) => match record.observations.get(at)?.measure {
            Measure::Value(value) => format!("={}", value.normalize()),
            Measure::Add(value) => format!("+{}", value.normalize()),
        },
    })
}

/// Takes out the facts that are the same one before and after an edit, those that are most alike first taken.
fn take_edited<'a>(removed: &mut Vec<Fact<'a>>, added: &mut Vec<Fact<'a>>) -> Vec<(Fact<'a>, Fact<'a>)> {
    let mut edited = Vec::new();
    let mut unpaired = Vec::new();
    for before in removed.drain(..) {
        let alike = added.iter().enumerate().filter_map(|(at, after)| Some((likeness(&before, after)?, at)));
        // Of those equally alike the first is taken: records stand in the order of their files.
        match alike.max_by_key(|(likeness, at)| (*likeness, std::cmp::Reverse(*at))) {
            Some((_, at)) => edited.push((before, added.remove(at))),
            None => unpaired.push(before),
        }
    }
    *removed = unpaired;
    edited
}

/// In how many respects two facts agree, if one may be an edit of the other: it stands in the same file or comes from the same
/// address, is of the same sort, and agrees in something of its content.
fn likeness(before: &Fact<'_>, after: &Fact<'_>) -> Option<usize> {
    let (one, other) = (before.record, after.record);
    let path = |fact: &Fact<'_>| fact.register.sources.path(fact.used.place.file).to_owned();
    let same_path = path(before) == path(after);
    let same_url = one.url.is_some() && one.url == other.url;
    let same_sort = std::mem::discriminant(&before.used.item) == std::mem::discriminant(&after.used.item);
    let content = [
        one.title == other.title,
        before.used.published_on == after.used.published_on,
        before.used.on == after.used.on,
        shows(one, before.used.item) == shows(other, after.used.item),
    ];
    let agreeing = content.into_iter().filter(|agrees| *agrees).count();
    let is_edit = same_sort && (same_path || same_url) && agreeing > 0;
    is_edit.then_some(agreeing + usize::from(same_path) + usize::from(same_url))
}

fn changed<'a>(old: Option<&Evidenced<'a>>, new: Option<&Evidenced<'a>>) -> Changed<'a> {
    let (before, after) = (old.map(|old| old.side), new.map(|new| new.side));
    let kind = match (before, after) {
        (Some(_), None) => Kind::Removed,
        (None, Some(_) | None) => Kind::Added,
        (Some(before), Some(after)) => match (before.assessment.status, after.assessment.status) {
            (one, other) if one == other => Kind::Changed,
            (_, Status::Lapsed) => Kind::Lapsed,
            (_, Status::Delivered | Status::Pending) => Kind::Moved,
        },
    };
    let (mut evidence_removed, mut evidence_added) =
        (facts_of_first_only(old, new), facts_of_first_only(new, old));
    let evidence_edited = take_edited(&mut evidence_removed, &mut evidence_added);
    Changed {
        kind,
        before,
        after,
        flags_raised: flags_of_first_only(after, before),
        flags_dropped: flags_of_first_only(before, after),
        sayings: new_sayings(before, after),
        evidence_added,
        evidence_removed,
        evidence_edited,
    }
}

/// Flags of the first side that the second has not; where one side is missing nothing is told.
fn flags_of_first_only(first: Option<Side<'_>>, second: Option<Side<'_>>) -> Vec<&'static str> {
    let (Some(first), Some(second)) = (first, second) else { return Vec::new() };
    let has =
        |side: Side<'_>, code: &str| side.assessment.flags.iter().any(|raised| raised.flag.code() == code);
    let codes = first.assessment.flags.iter().map(|raised| raised.flag.code());
    codes.filter(|code| !has(second, code)).collect()
}

fn facts_of_first_only<'a>(first: Option<&Evidenced<'a>>, second: Option<&Evidenced<'a>>) -> Vec<Fact<'a>> {
    let (Some(first), Some(second)) = (first, second) else { return Vec::new() };
    let only = first.facts.iter().filter(|(key, _)| !second.facts.contains_key(*key));
    only.map(|(_, fact)| fact.clone()).collect()
}

fn new_sayings<'a>(before: Option<Side<'a>>, after: Option<Side<'a>>) -> Vec<&'a TermsChange> {
    let (Some(before), Some(after)) = (before, after) else { return Vec::new() };
    let known = |change: &TermsChange| {
        let same = |old: &&TermsChange| old.on.text() == change.on.text() && old.changes == change.changes;
        before.assessment.terms_changes.iter().find(same).is_some()
    };
    after.assessment.terms_changes.iter().filter(|change| !known(change)).collect()
}
