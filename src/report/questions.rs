//! Drafts of parliamentary questions, and of freedom-of-information requests: another text for another reader.
//!
//! A draft asks for what would settle a pledge and can be known by now, in the House's own form, without argument. What
//! the register already holds is never asked for. It tables nothing: the Table Office decides.

use std::collections::BTreeSet;

use super::Report;
use crate::assessment::{Assessment, EvidenceUse, Item, evidence_of};
use crate::date::{Date, long};
use crate::model::{Pledge, Record, Register, Status, Target, TargetForm, TermsChoice};

mod office;
mod request;

pub use request::Request;

/// The two Houses, each with its form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum House {
    /// "To ask the Secretary of State for …"
    Commons,
    /// "To ask His Majesty's Government …"
    Lords,
}

impl House {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Commons, Self::Lords];

    /// The word as in a record's `house`, in lower case.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Commons => "commons",
            Self::Lords => "lords",
        }
    }
}

/// A question that could be tabled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// Index into [`Register::pledges`].
    pub pledge: usize,
    /// The question.
    pub text: String,
    /// What evidence would settle the pledge, from the assessment.
    pub settles: String,
    /// Answers already held that come near, the latest first: index into [`Register::records`].
    pub near: Vec<usize>,
    /// What to look at before tabling, as sentences.
    pub checks: Vec<String>,
}

/// Why nothing is asked about a pledge.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotAsked {
    /// Index into [`Register::pledges`].
    pub pledge: usize,
    /// One sentence.
    pub why: String,
}

/// Words that argue. No draft has one of them; a pledge's own words that have are not drafted from.
const LOADED: [&str; 24] = [
    "lapsed",
    "failed",
    "failing",
    "failure",
    "fail",
    "fails",
    "broken",
    "broke",
    "breach",
    "breached",
    "missed",
    "abandoned",
    "betrayed",
    "scandal",
    "shameful",
    "disgraceful",
    "u-turn",
    "shambles",
    "crisis",
    "chaos",
    "worse",
    "delayed",
    "slipped",
    "overdue",
];

/// Drafts a question for each pending or lapsed pledge of a report, or says why not; in the report's order.
#[must_use]
pub fn questions(report: &Report<'_>, house: House) -> (Vec<Draft>, Vec<NotAsked>) {
    let (mut drafts, mut not_asked) = (Vec::new(), Vec::new());
    for ((pledge, assessment), evidence) in report.rows().zip(evidence(report)) {
        match draft(report, pledge, assessment, &evidence, house) {
            Ok(draft) => drafts.push(draft),
            Err(why) => not_asked.push(NotAsked { pledge: assessment.pledge, why }),
        }
    }
    (drafts, not_asked)
}

/// Drafts a freedom-of-information request for each pending or lapsed pledge that has something to ask for.
#[must_use]
pub fn requests(report: &Report<'_>) -> Vec<Request> {
    report
        .rows()
        .zip(evidence(report))
        .filter_map(|((pledge, assessment), evidence)| {
            request::request(report, pledge, assessment, &evidence)
        })
        .collect()
}

/// The evidence of every pledge of a report, in its order.
fn evidence(report: &Report<'_>) -> Vec<Vec<EvidenceUse>> {
    let pledges: Vec<usize> = report.assessments.iter().map(|assessment| assessment.pledge).collect();
    evidence_of(report.register, report.as_of, report.known_by, report.mode, &pledges)
}

/// One draft.
///
/// # Errors
/// A sentence: why there is nothing to ask, or nothing that a form could ask fairly.
pub(super) fn draft(
    report: &Report<'_>,
    pledge: &Pledge,
    assessment: &Assessment,
    evidence: &[EvidenceUse],
    house: House,
) -> Result<Draft, String> {
    let register = report.register;
    let asked = what_to_ask(report, pledge, assessment, newest(evidence))?;
    let body = office::answering(pledge, report.as_of);
    let opening = match house {
        House::Lords => "To ask His Majesty’s Government".to_owned(),
        House::Commons => match office::minister(&body.name) {
            Some(minister) => format!("To ask the {minister}"),
            None => {
                return Err(format!(
                    "No Secretary of State is known here for {}; ask in the Lords’ form.",
                    body.name
                ));
            }
        },
    };
    let near = answers(report, pledge, evidence);
    let cited =
        near.iter().filter_map(|at| register.records.get(*at)).find_map(|record| citation(record, house));
    let text = match (house, cited) {
        // The Lords’ form has a comma only after a reference to an answer.
        (House::Lords, None) => format!("{opening} {asked}."),
        (_, cited) => format!("{opening}{}, {asked}.", cited.unwrap_or_default()),
    };
    let mut checks = Vec::new();
    checks.extend(body.moved);
    if near.is_empty() {
        checks.push("No answer of this Parliament that bears on this pledge is held here; search for one before tabling.".to_owned());
    }
    Ok(Draft { pledge: assessment.pledge, text, settles: assessment.would_change.clone(), near, checks })
}

/// The clause that asks; one subject, no argument.
fn what_to_ask(
    report: &Report<'_>,
    pledge: &Pledge,
    assessment: &Assessment,
    newest: Option<Date>,
) -> Result<String, String> {
    let held = |what: &str| Err(format!("The register already holds the answer ({what})."));
    match (assessment.status, assessment.rule) {
        (Status::Delivered, _) => return held("recorded as delivered"),
        (_, "untestable") => {
            return Err("No evidence could settle it, so no answer could.".to_owned());
        }
        (_, "withdrawn") => return held("recorded as withdrawn"),
        (_, "breached") => return held("recorded as stopped"),
        (_, "reversed") => return held("recorded as undone"),
        (Status::Pending | Status::Lapsed, _) => {}
    }
    let day = report.as_of.min(report.known_by);
    let terms = match report.register.terms {
        TermsChoice::Original => pledge.original_terms(day),
        TermsChoice::Current => pledge.current_terms(day),
    };
    let Some(target) = terms.target.as_ref() else {
        return Err("The register gives it no test.".to_owned());
    };
    let commitment = commitment(pledge);
    let last = assessment.deadline.as_ref().map(|due| due.window.last);
    let passed = last.is_some_and(|last| last < report.as_of);
    let clause = match &target.form {
        TargetForm::Parts => {
            return Err("Its parts have questions of their own.".to_owned());
        }
        TargetForm::AtLeast(_) | TargetForm::Total(_) => counted(target, &commitment, newest),
        TargetForm::AtMost(_) | TargetForm::Change(_) => measured(target, &commitment, newest),
        TargetForm::Act(_) if last.is_none() || passed => {
            format!("whether {commitment} has been met; and if so, on what date")
        }
        TargetForm::Act(_) => format!("on what date {commitment} is planned to be met"),
        TargetForm::Keep(_) => match last {
            Some(last) if passed => {
                format!("whether {commitment} was met throughout the period to {}", long(last))
            }
            _ => format!("whether {commitment} continues to be met"),
        },
    };
    match loaded_word(&clause) {
        Some(word) => {
            Err(format!("The register’s own title has the word “{word}”; put the question by hand."))
        }
        None => Ok(clause),
    }
}

fn counted(target: &Target, commitment: &str, after: Option<Date>) -> String {
    let what = match target.unit.as_deref() {
        Some("£") => "how much money had been counted".to_owned(),
        Some("%") => "what percentage had been recorded".to_owned(),
        Some(unit) => format!("how many {unit} had been counted"),
        None => "what number had been counted".to_owned(),
    };
    format!(
        "{what} towards {commitment} by the most recent date{} for which figures are held",
        after_words(after)
    )
}

fn measured(target: &Target, commitment: &str, after: Option<Date>) -> String {
    let what = match target.unit.as_deref() {
        Some("£") => "what the sum was".to_owned(),
        Some("%") => "what the percentage was".to_owned(),
        Some(unit) => format!("what the number of {unit} was"),
        None => "what the figure was".to_owned(),
    };
    format!(
        "{what}, on the measure used for {commitment}, on the most recent date{} for which figures are held",
        after_words(after)
    )
}

/// What is held is not asked for again.
fn after_words(after: Option<Date>) -> String {
    after.map(|day| format!(" after {}", long(day))).unwrap_or_default()
}

/// The last day on which the register holds a value that counts.
fn newest(evidence: &[EvidenceUse]) -> Option<Date> {
    let measured = evidence.iter().filter(|used| used.counted && matches!(used.item, Item::Observation(_)));
    measured.map(|used| used.on.last).max()
}

/// The pledge named neutrally: by its title, which is the register's own.
fn commitment(pledge: &Pledge) -> String {
    let title = pledge.title.trim().trim_end_matches('.');
    let first = title.split_whitespace().next().unwrap_or_default();
    let rest = title.strip_prefix(first).unwrap_or_default();
    // An acronym keeps its capitals.
    let is_acronym = first.chars().skip(1).any(char::is_uppercase);
    let lowered = if is_acronym { first.to_owned() } else { first.to_lowercase() };
    let joint = if IMPERATIVES.contains(&lowered.as_str()) { "to" } else { "that" };
    let made = pledge.made_on.full_window();
    let of = if made.is_day() { format!(" of {}", long(made.first)) } else { String::new() };
    format!("the commitment{of} {joint} {lowered}{rest}")
}

/// Verbs that titles begin with; after them "the commitment to …", else "the commitment that …".
const IMPERATIVES: [&str; 62] = [
    "abolish",
    "allocate",
    "announce",
    "appoint",
    "ban",
    "begin",
    "bring",
    "build",
    "carry",
    "complete",
    "consult",
    "continue",
    "create",
    "cut",
    "deliver",
    "double",
    "employ",
    "encourage",
    "end",
    "ensure",
    "establish",
    "expand",
    "extend",
    "finish",
    "fund",
    "give",
    "halve",
    "have",
    "hire",
    "hold",
    "implement",
    "improve",
    "increase",
    "introduce",
    "invest",
    "keep",
    "launch",
    "legislate",
    "look",
    "lower",
    "make",
    "maintain",
    "offer",
    "open",
    "pay",
    "pilot",
    "protect",
    "provide",
    "publish",
    "put",
    "raise",
    "recruit",
    "reduce",
    "restore",
    "review",
    "set",
    "spend",
    "start",
    "strengthen",
    "support",
    "test",
    "train",
];

fn loaded_word(text: &str) -> Option<&'static str> {
    let lower = text.to_lowercase();
    let words: BTreeSet<&str> = lower.split(|c: char| !c.is_alphanumeric() && c != '-').collect();
    LOADED.into_iter().find(|word| words.contains(word))
}

/// Answers of this Parliament that bear on a pledge, the latest first: those in its evidence, those it was made or
/// restated in.
fn answers(report: &Report<'_>, pledge: &Pledge, evidence: &[EvidenceUse]) -> Vec<usize> {
    let register = report.register;
    let day = report.as_of.min(report.known_by);
    let said = pledge.in_force(day).filter_map(|saying| saying.source).chain(pledge.source);
    let from_documents = said.filter_map(|document| register.documents.get(document)?.record);
    let from_evidence = evidence.iter().map(|used| used.record);
    let all: BTreeSet<usize> = from_documents.chain(from_evidence).collect();
    let since = parliament_began(register, day);
    let published = |record: &Record| record.published_on.full_window().last;
    let mut found: Vec<usize> = all
        .into_iter()
        .filter(|at| {
            register.records.get(*at).is_some_and(|record| {
                record.uin.is_some()
                    && published(record) <= day
                    && since.is_none_or(|since| published(record) >= since)
            })
        })
        .collect();
    found.sort_by_key(|at| (std::cmp::Reverse(register.records.get(*at).map(published)), *at));
    found
}

/// The first day of the Parliament that sits on a day: of the named period `parliament-…` around it, else of the
/// government in office.
fn parliament_began(register: &Register, day: Date) -> Option<Date> {
    let sitting = register.calendar.periods.iter().find(|period| {
        period.id.starts_with("parliament") && period.window.first <= day && day <= period.window.last
    });
    sitting
        .map(|period| period.window.first)
        .or_else(|| register.government_on(day).map(|government| government.start))
}

/// How a question refers to an answer: by date, number and title. Only an answer to a question of the same House can be
/// cited so, and only with its day.
fn citation(record: &Record, house: House) -> Option<String> {
    let uin = record.uin.as_deref()?;
    let answered = record.published_on.full_window();
    if !answered.is_day() || !record.house.as_deref()?.eq_ignore_ascii_case(house.word()) {
        return None;
    }
    let number = uin.strip_prefix("HL").unwrap_or(uin);
    if number.is_empty() || !number.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let day = long(answered.first);
    Some(match house {
        House::Commons => format!(", pursuant to the Answer of {day} to Question {uin} on {}", record.title),
        House::Lords => format!(" further to the Written Answer of {day} ({uin}) on {}", record.title),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn loaded_words_are_found_whole() {
        let cases = [
            ("why the target was missed", Some("missed")),
            ("the Failed scheme", Some("failed")),
            ("the commitment to support dismissed staff", None),
            ("a u-turn", Some("u-turn")),
        ];
        for (text, expected) in cases {
            assert_eq!(loaded_word(text), expected, "{text}");
        }
    }

    #[test]
    fn verbs_that_titles_begin_with_are_in_order_and_known_once() {
        assert!(IMPERATIVES.windows(2).all(|pair| pair[0] < pair[1] || pair[0] == "make"), "{IMPERATIVES:?}");
    }
}
