//! Every wording of a pledge by date, with what had to be done by when from then on.
//!
//! It compares no words: how a change is drawn is `render`'s affair.

use crate::assessment::Assessment;
use crate::date::{Date, When, long};
use crate::language::address::is_web_address;
use crate::model::{DeadlineKind, Pledge, Reach, Register, Saying, Target, TargetForm, Terms};
use crate::quantity::{difference, grouped, is_sign, percent, with_unit};
use crate::report::Report;

use super::{as_written, window_words};

/// Where a wording was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Source<'a> {
    /// Index into [`crate::model::Register::documents`].
    Document(usize),
    /// A title and an address, no document being named.
    Named(&'a str, Option<&'a str>),
    /// Nothing was entered.
    Unnamed,
}

/// Where the value that a target starts from was read: a document of the register, an address, or a title in words.
#[must_use]
pub fn baseline_source<'a>(register: &Register, target: &'a Target) -> Option<Source<'a>> {
    let source = target.baseline.as_ref()?.source.as_deref()?;
    if let Some(at) = register.documents.iter().position(|document| document.stem == source) {
        return Some(Source::Document(at));
    }
    Some(if is_web_address(source) {
        Source::Named("Source of the baseline", Some(source))
    } else {
        Source::Named(source, None)
    })
}

/// One saying of a pledge.
#[derive(Debug, Clone)]
pub struct Wording<'a> {
    /// The last day of its date, by which sayings are ordered.
    pub on: Date,
    /// Its date in words.
    pub date: String,
    /// Verbatim.
    pub quote: Option<&'a str>,
    /// The register's note on it.
    pub note: Option<&'a str>,
    /// How it changed the terms, in words: "delayed, narrowed".
    pub changes: String,
    /// A ministerial correction.
    pub correction: bool,
    /// By when, from then on.
    pub deadline: String,
    /// How much or what, from then on.
    pub target: String,
    /// Where it was read.
    pub source: Source<'a>,
    /// Whether the words that give its deadline are quoted.
    pub quotes_deadline: bool,
}

/// Of words that a paper quotes and that are of a later day than the paper: that they are. Nothing of others.
#[must_use]
pub fn said_later(pledge: &Pledge, day: Date) -> Option<String> {
    (!pledge.words_said_by(day))
        .then(|| format!("These words came after {}; what had been said by then stands below.", long(day)))
}

/// Every wording of a pledge said by the day asked about, by date.
#[must_use]
pub fn wordings<'a>(report: &Report<'_>, pledge: &'a Pledge, assessment: &Assessment) -> Vec<Wording<'a>> {
    let day = report.said_by();
    let changes = |on: &When| {
        let change = assessment.terms_changes.iter().find(|change| &change.on == on);
        let words: Vec<&str> = change
            .into_iter()
            .flat_map(|change| &change.changes)
            .map(|change| change.plain_words())
            .collect();
        words.join(", ")
    };
    let mut found: Vec<Wording<'a>> = pledge
        .earlier
        .iter()
        .map(|saying| {
            said(report, saying, &pledge.terms.patched(&saying.patch).measured_by(day), changes(&saying.on))
        })
        .collect();
    let entered = pledge.terms.clone().measured_by(day);
    found.push(Wording {
        on: pledge.made_on.full_window().last,
        date: window_words(pledge.made_on.full_window()),
        quote: Some(&pledge.quote),
        note: None,
        changes: if pledge.earlier.is_empty() { String::new() } else { changes(&pledge.made_on) },
        correction: false,
        deadline: deadline_words(report, &entered),
        target: target_words(entered.target.as_ref()),
        source: pledge.source.map_or(Source::Unnamed, Source::Document),
        quotes_deadline: pledge.terms.deadline.as_ref().is_some_and(|deadline| deadline.quote.is_some()),
    });
    for saying in pledge.in_force(day) {
        let terms = pledge.current_terms(saying.on.full_window().last).measured_by(day);
        found.push(said(report, saying, &terms, changes(&saying.on)));
    }
    found.sort_by_key(|wording| wording.on);
    found.retain(|wording| wording.on <= day);
    found
}

fn said<'a>(report: &Report<'_>, saying: &'a Saying, terms: &Terms, changes: String) -> Wording<'a> {
    let source = match (saying.source, &saying.source_title) {
        (Some(document), _) => Source::Document(document),
        (None, Some(title)) => Source::Named(title, saying.url.as_deref()),
        (None, None) => Source::Unnamed,
    };
    Wording {
        on: saying.on.full_window().last,
        date: window_words(saying.on.full_window()),
        quote: saying.quote.as_deref(),
        note: saying.note.as_deref(),
        changes,
        correction: saying.correction,
        deadline: deadline_words(report, terms),
        target: target_words(terms.target.as_ref()),
        source,
        quotes_deadline: saying.patch.deadline.iter().flatten().any(|deadline| deadline.quote.is_some()),
    }
}

/// By when, in words, by what was known on the day asked about.
#[must_use]
pub fn deadline_words(report: &Report<'_>, terms: &Terms) -> String {
    terms.deadline.as_ref().map_or_else(
        || "no deadline".to_owned(),
        |deadline| {
            let last = long(report.window(&deadline.when).last);
            match deadline.kind {
                DeadlineKind::By => format!("by {last}"),
                // "From autumn" is met by a start in autumn: the day is the last for a start, not the first.
                DeadlineKind::From => format!("begun by {last}"),
                DeadlineKind::Until => format!("until {last}"),
            }
        },
    )
}

/// How much or what, in words.
#[must_use]
pub fn target_words(target: Option<&Target>) -> String {
    let Some(target) = target else { return "no test possible".to_owned() };
    let unit = target.unit.as_deref().unwrap_or("");
    match &target.form {
        TargetForm::Act(what) | TargetForm::Keep(what) => as_written(what).to_owned(),
        TargetForm::Number(Reach::AtLeast, _) => level_words(target, "at least ", ""),
        TargetForm::Number(Reach::AtMost, _) => level_words(target, "at most ", ""),
        TargetForm::Number(Reach::Total, _) => level_words(target, "", " in all"),
        TargetForm::Number(Reach::Change, number) => {
            let size = difference(number.abs(), unit);
            let mut words = match &target.baseline {
                Some(base) if base.value.is_zero() && number.is_sign_positive() => {
                    format!("growth of {size}")
                }
                Some(base) => {
                    let on = window_words(base.on.full_window());
                    let from = if is_sign(unit) { with_unit(base.value, unit) } else { grouped(base.value) };
                    if number.is_sign_negative() {
                        format!("a fall of {size} from the {from} of {on}")
                    } else {
                        format!("{size} more than the {from} of {on}")
                    }
                }
                None if number.is_sign_negative() => format!("a fall of {size}"),
                None => format!("{size} more"),
            };
            if let Some(share) = target.within {
                words.push_str(&format!(", within {}", percent(share)));
            }
            words
        }
        TargetForm::Parts => "every part of it".to_owned(),
    }
}

/// The level that meets a target of one number; where the test is looser than the words, what is written stands beside it:
/// `at least £950 million (within 5% of £1 billion)`.
#[must_use]
pub fn level_words(target: &Target, bound: &str, whole: &str) -> String {
    let unit = target.unit.as_deref().unwrap_or("");
    let written = target.form.number().unwrap_or_default();
    let loose = target.threshold().filter(|level| *level != written);
    let (Some(level), Some(share)) = (loose, target.within) else {
        return format!("{bound}{}{whole}", with_unit(written, unit));
    };
    let bound = if bound.is_empty() { "at least " } else { bound };
    let (level, written) = (with_unit(level, unit), with_unit(written, unit));
    format!("{bound}{level}{whole} (within {} of {written})", percent(share))
}
