//! What changed between two reports: two days of one register, or two states of its files on one day. Statuses, terms,
//! quotes, evidence, and the keys that all are read by. Nothing is assessed anew: both sides are reports.

mod alike;
mod evidence;
mod settings;
mod written;

pub use evidence::Fact;
pub use written::{Edit, saying_of};

use super::Report;
use crate::assessment::{Assessment, TermsChange};
use crate::model::{Pledge, Register, Status, Target};
use alike::take_edited;
use evidence::fact;
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
    /// Keys of the pledge of which something else is written.
    pub edits: Vec<Edit>,
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

    /// Whether the last day of the deadline assessed differs. How else it is written is told as an edit.
    #[must_use]
    pub fn deadline_differs(&self) -> bool {
        self.both(|side| side.assessment.deadline.as_ref().map(|due| due.window.last))
    }

    /// Whether the target that the pledge is entered with differs, its place aside.
    #[must_use]
    pub fn target_differs(&self) -> bool {
        self.both(|side| side.pledge.terms.target.as_ref().map(Target::without_places))
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
        let no_words = self.sayings.is_empty() && self.edits.is_empty();
        unmoved && no_facts && no_flags && no_words && !self.deadline_differs()
    }
}

/// What changed from one report to another, new lapses first, then by id.
#[derive(Debug, Clone)]
pub struct Difference<'a> {
    /// The earlier side.
    pub before: &'a Report<'a>,
    /// The later side.
    pub after: &'a Report<'a>,
    /// Keys by which all pledges are read, of which something else is written.
    pub settings: Vec<Edit>,
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
        Self { before, after, settings: settings_edits(before.register, after.register), changes }
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
    let figures: BTreeMap<_, _> = old
        .into_iter()
        .flat_map(|old| old.facts.values())
        .filter(|fact| fact.used.counted)
        .filter_map(Fact::figure)
        .collect();
    for fact in &mut evidence_added {
        fact.before = fact.figure().and_then(|(figure, _)| figures.get(&figure).copied());
    }
    let sayings = new_sayings(before, after);
    Changed {
        kind,
        before,
        after,
        flags_raised: flags_of_first_only(after, before),
        flags_dropped: flags_of_first_only(before, after),
        edits: edits(before, after, &sayings),
        sayings,
        evidence_added,
        evidence_removed,
        evidence_edited,
    }
}

/// What is written otherwise of the register itself. On two days it is the same one; where there was none yet everything is new.
fn settings_edits(before: &Register, after: &Register) -> Vec<Edit> {
    if std::ptr::eq(before, after) || before.sources.files.is_empty() {
        return Vec::new();
    }
    settings::register(after).edits_since(&settings::register(before))
}

/// What is written otherwise; of a pledge of the same files what is said anew.
fn edits(before: Option<Side<'_>>, after: Option<Side<'_>>, sayings: &[&TermsChange]) -> Vec<Edit> {
    let (Some(before), Some(after)) = (before, after) else { return Vec::new() };
    let written = |side: Side<'_>| written::pledge(side.register, side.pledge);
    if std::ptr::eq(before.pledge, after.pledge) {
        return if sayings.is_empty() { Vec::new() } else { written(after).said_in(sayings) };
    }
    written(after).edits_since(&written(before))
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
