//! What is written of a pledge, key by key, so that an edit can be told where it changes no status. What bears on nothing (a
//! place in a file, a note) is left out; what an edit means is not judged.

use crate::assessment::TermsChange;
use crate::date::When;
use crate::model::{Deadline, Pledge, Register, Saying, Target, TargetForm, TargetKeys, TargetPatch};
use crate::quantity::percent;

/// A key of which something else is written, or that is written on one side only.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// The key in words: `test`, `indicator`, `saying of 2025-01-01: deadline as written`, `register: terms`; a whole saying is
    /// `saying of 2025-01-01`.
    pub what: String,
    /// What was written.
    pub before: Option<String>,
    /// What is written.
    pub after: Option<String>,
}

/// Keys with what is written, in the order in which they are told; each once.
#[derive(Debug, Default)]
pub(super) struct Written {
    /// The saying, response or body that the keys to come are of; empty: the pledge or fact itself.
    of: String,
    rows: Vec<Row>,
}

#[derive(Debug)]
struct Row {
    of: String,
    key: String,
    value: String,
}

impl Written {
    /// From here on keys are of this: a saying, a response, a body.
    pub(super) fn of(&mut self, of: &str) {
        of.clone_into(&mut self.of);
    }

    pub(super) fn add(&mut self, key: &str, value: Option<impl ToString>) {
        let Some(value) = value else { return };
        let mut key = key.to_owned();
        // Two replies of one body on one day have the same words before them.
        while self.find(&self.of, &key).is_some() {
            key.push_str(", again");
        }
        self.rows.push(Row { of: self.of.clone(), key, value: value.to_string() });
    }

    fn find(&self, of: &str, key: &str) -> Option<&Row> {
        self.rows.iter().find(|row| row.of == of && row.key == key)
    }

    fn has(&self, of: &str) -> bool {
        of.is_empty() || self.rows.iter().any(|row| row.of == of)
    }

    /// Everything in one text: the same where the same is written.
    pub(super) fn joined(&self) -> String {
        self.rows.iter().map(|row| format!("{} {} = {}\n", row.of, row.key, row.value)).collect()
    }

    /// What differs from an earlier state, in the order of this one; what is no longer written comes last. A saying that only one
    /// state has is one edit.
    pub(super) fn edits_since(&self, before: &Self) -> Vec<Edit> {
        let mut edits = Vec::new();
        for row in &self.rows {
            let old = before.find(&row.of, &row.key);
            if before.has(&row.of) && old.is_none_or(|old| old.value != row.value) {
                let old = old.map(|old| old.value.clone());
                edits.push(Edit { what: row.what(), before: old, after: Some(row.value.clone()) });
            }
        }
        for (what, after) in self.groups_without(before) {
            edits.push(Edit { what, before: None, after: Some(after) });
        }
        for row in &before.rows {
            if self.has(&row.of) && self.find(&row.of, &row.key).is_none() {
                edits.push(Edit { what: row.what(), before: Some(row.value.clone()), after: None });
            }
        }
        for (what, before) in before.groups_without(self) {
            edits.push(Edit { what, before: Some(before), after: None });
        }
        edits
    }

    /// All that is written of these sayings.
    pub(super) fn said_in(&self, sayings: &[&TermsChange]) -> Vec<Edit> {
        let wanted: Vec<String> = sayings.iter().map(|saying| saying_of(&saying.on)).collect();
        let groups = self.groups_without(&Self::default()).into_iter();
        let said = groups.filter(|(of, _)| wanted.contains(of));
        said.map(|(what, after)| Edit { what, before: None, after: Some(after) }).collect()
    }

    /// The sayings, responses and bodies that another state has not, and all that is written of each.
    fn groups_without(&self, other: &Self) -> Vec<(String, String)> {
        let mut groups: Vec<(String, String)> = Vec::new();
        for row in self.rows.iter().filter(|row| !other.has(&row.of)) {
            let words = format!("{}: {}", row.key, row.value);
            match groups.last_mut().filter(|(of, _)| *of == row.of) {
                Some((_, all)) => *all = format!("{all}; {words}"),
                None => groups.push((row.of.clone(), words)),
            }
        }
        groups
    }
}

impl Row {
    fn what(&self) -> String {
        if self.of.is_empty() { self.key.clone() } else { format!("{}: {}", self.of, self.key) }
    }
}

/// What is written of a pledge.
pub(super) fn pledge(register: &Register, pledge: &Pledge) -> Written {
    let mut written = Written::default();
    let source =
        |at: Option<usize>| at.and_then(|at| register.documents.get(at)).map(|document| &document.stem);
    written.add("title", Some(&pledge.title));
    written.add("quote", Some(&pledge.quote));
    written.add("made by", pledge.made_by.as_ref());
    written.add("responsible", Some(&pledge.responsible));
    written.add("made on", Some(pledge.made_on.text()));
    written.add("extent", pledge.extent.as_ref());
    written.add("government", pledge.government.as_ref());
    written.add("source", source(pledge.source));
    written.add("topics", Some(pledge.topics.join(", ")).filter(|topics| !topics.is_empty()));
    written.add("test", pledge.test.as_ref());
    written.add("untestable", pledge.untestable.as_ref());
    written.add("part of", pledge.part_of.as_ref());
    written.add("searched to", pledge.searched_to);
    if let Some(target) = &pledge.terms.target {
        add_target(&mut written, target);
    }
    if let Some(deadline) = &pledge.terms.deadline {
        add_deadline(&mut written, deadline);
    }
    for saying in pledge.earlier.iter().chain(&pledge.restated) {
        written.of = saying_of(&saying.on);
        written.add("source", source(saying.source));
        add_saying(&mut written, saying);
    }
    for response in &pledge.responses {
        written.of = format!("response of {}", response.on.text());
        written.add(&response.by, Some(&response.text));
    }
    written.of.clear();
    let ruling = pledge.overridden.as_ref();
    let ruling =
        ruling.map(|it| format!("{} from {}, by {}: {}", it.status.word(), it.on.text(), it.by, it.reason));
    written.add("override", ruling);
    written
}

/// What a saying is called in an [`Edit`].
#[must_use]
pub fn saying_of(on: &When) -> String {
    format!("saying of {}", on.text())
}

fn add_saying(written: &mut Written, saying: &Saying) {
    written.add("correction", saying.correction.then_some("yes"));
    written.add("quote", saying.quote.as_ref());
    written.add("source title", saying.source_title.as_ref());
    written.add("address", saying.url.as_ref());
    let declared: Vec<&str> = saying.declared.iter().map(|change| change.word()).collect();
    written.add("declared", Some(declared.join(", ")).filter(|declared| !declared.is_empty()));
    match &saying.patch.target {
        None => {}
        Some(TargetPatch::Replace(target)) => add_target(written, target),
        Some(TargetPatch::Amend(keys)) => add_keys(written, keys),
    }
    match &saying.patch.deadline {
        None => {}
        Some(None) => written.add("deadline", Some("none")),
        Some(Some(deadline)) => add_deadline(written, deadline),
    }
    written.add("figures out by", saying.patch.report_by.as_ref().map(|when| when.text()));
}

fn add_target(written: &mut Written, target: &Target) {
    let form = match &target.form {
        TargetForm::Act(words) | TargetForm::Keep(words) => words.to_string(),
        TargetForm::Number(_, number) => number.normalize().to_string(),
        TargetForm::Parts => "all".to_owned(),
    };
    written.add("target", Some(format!("{} {form}", target.form.key())));
    let keys = TargetKeys {
        baseline: target.baseline.clone(),
        indicator: target.indicator.clone(),
        unit: target.unit.clone(),
        within: target.within,
        at_deadline: target.at_deadline.then_some(true),
        hedge: target.hedge,
    };
    add_keys(written, &keys);
}

fn add_keys(written: &mut Written, keys: &TargetKeys) {
    let baseline = keys.baseline.as_ref().map(|baseline| {
        let source = baseline.source.as_ref().map(|source| format!(" ({source})")).unwrap_or_default();
        format!("{} on {}{source}", baseline.value.normalize(), baseline.on.text())
    });
    written.add("baseline", baseline);
    written.add("indicator", keys.indicator.as_ref());
    written.add("unit", keys.unit.as_ref());
    written.add("within", keys.within.map(percent));
    written.add("measured", keys.at_deadline.map(|at| if at { "at-deadline" } else { "by-deadline" }));
    written.add("hedge", keys.hedge.map(|hedge| hedge.words()));
}

fn add_deadline(written: &mut Written, deadline: &Deadline) {
    written.add("deadline as written", Some(format!("{} {}", deadline.kind.key(), deadline.when.text())));
    written.add("deadline's quote", deadline.quote.as_ref());
    written.add("report by", deadline.report_by.as_ref().map(|when| when.text()));
}
