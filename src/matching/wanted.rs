//! What a register's pledge gives matching to look for: its words with their weights, its number, its body, its date,
//! and the documents that already stand in the register for it.
//!
//! It must not look at the documents that are searched.

use super::measure;
use super::profile::Search;
use crate::date::Window;
use crate::model::{Pledge, Record, Register, Subject, Target, TargetForm};
use crate::quantity;

/// Weights of a pledge's texts. What was said counts in full; what the register adds in its own words counts less, and
/// a test least, for it names sources and methods too.
const QUOTE: f32 = 1.0;
const TITLE: f32 = 0.7;
const OTHER_SAYING: f32 = 0.5;
const TARGET: f32 = 0.5;
const TEST: f32 = 0.2;

/// What is looked for, for each pledge of a register in its order.
#[must_use]
pub fn searches(register: &Register) -> Vec<Search> {
    register.pledges.iter().map(|pledge| search(register, pledge)).collect()
}

fn search(register: &Register, pledge: &Pledge) -> Search {
    let mut texts = vec![(QUOTE, pledge.quote.to_string()), (TITLE, pledge.title.to_string())];
    texts.extend(pledge.test.iter().map(|test| (TEST, test.to_string())));
    let sayings = pledge.earlier.iter().chain(&pledge.restated);
    texts.extend(
        sayings.filter_map(|saying| saying.quote.as_ref()).map(|quote| (OTHER_SAYING, quote.to_string())),
    );
    texts.extend(pledge.terms.target.iter().map(|target| (TARGET, target_words(target, &pledge.quote))));
    let mut bodies = vec![pledge.responsible.to_string()];
    if let Some(body) = register.body(&pledge.responsible) {
        bodies.push(body.name.clone());
        bodies.extend(body.aliases.iter().cloned());
    }
    let recorded = recorded(register, pledge);
    Search {
        id: pledge.id.to_string(),
        title: pledge.title.to_string(),
        texts,
        bodies,
        said: Some(pledge.made_on.full_window()),
        first_said: Some(pledge.first_said()),
        recorded: hashes(register, &recorded),
        measured: measure::measured(register, pledge),
        due: pledge.terms.deadline.as_ref().map(|deadline| deadline.when.full_window()),
        numbers: numbers(register, pledge, &recorded),
        again: false,
        source: pledge.source.and_then(|at| register.documents.get(at)?.text_sha256.clone()),
    }
}

/// A target below this, that the quote does not write in digits, is a number that any document may have or lack.
const FEW: i64 = 100;

fn target_words(target: &Target, quote: &str) -> String {
    match &target.form {
        TargetForm::Act(words) | TargetForm::Keep(words) => words.to_string(),
        TargetForm::Number(_, number) => {
            let unit = target.unit.as_deref().unwrap_or_default();
            let written = number.normalize().to_string();
            let said = || quote.split(|letter: char| !letter.is_alphanumeric()).any(|word| word == written);
            let few = !quantity::is_sign(unit) && number.abs() < quantity::Decimal::from(FEW);
            if few && !said() { unit.to_owned() } else { quantity::with_unit(*number, unit) }
        }
        TargetForm::Parts => String::new(),
    }
}

/// The documents that are recorded for a pledge already: as evidence or as another saying.
fn recorded(register: &Register, pledge: &Pledge) -> Vec<usize> {
    let indicator = pledge.terms.target.as_ref().and_then(|target| target.indicator.as_ref());
    let bears = |record: &&Record| {
        record.acts.iter().any(|act| act.pledge == pledge.id)
            || record.observations.iter().any(|observation| match &observation.subject {
                Subject::Pledge(id) => *id == pledge.id,
                Subject::Indicator(id) => Some(id) == indicator,
            })
    };
    let sayings = pledge.earlier.iter().chain(&pledge.restated);
    let evidence = register.records.iter().filter(bears).map(|record| record.document);
    evidence.chain(sayings.filter_map(|saying| saying.source)).collect()
}

/// The hashes of some documents' texts, in order.
fn hashes(register: &Register, documents: &[usize]) -> Vec<String> {
    let texts = documents.iter().filter_map(|at| register.documents.get(*at)?.text_sha256.clone());
    let mut hashes: Vec<String> = texts.collect();
    hashes.sort_unstable();
    hashes.dedup();
    hashes
}

/// The numbers of the questions and statements among a pledge's documents, its source included.
fn numbers(register: &Register, pledge: &Pledge, documents: &[usize]) -> Vec<(String, Option<Window>)> {
    let all: Vec<usize> = documents.iter().copied().chain(pledge.source).collect();
    let mut numbers: Vec<(String, Option<Window>)> = register
        .records
        .iter()
        .filter(|record| all.iter().any(|at| register.same_document(*at, record.document)))
        .filter_map(|record| {
            Some((record.uin.as_deref()?.to_owned(), Some(record.published_on.full_window())))
        })
        .collect();
    numbers.sort_unstable();
    numbers.dedup();
    numbers
}
