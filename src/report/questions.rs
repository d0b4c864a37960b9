//! Drafts of parliamentary questions, and of freedom-of-information requests: another text for another reader.
//!
//! A draft asks for what would settle a pledge and can be known by now, in the House's own form, without argument. What
//! the register already holds is never asked for. It tables nothing: the Table Office decides.

use super::{Report, words};
use crate::assessment::{Assessment, EvidenceUse};
use crate::date::window_words;
use crate::model::{Pledge, Register};

mod answers;
mod clause;
mod office;
mod request;
mod voice;

use answers::{answers, citation, lacking_to_cite};

pub use request::Request;

closed_set! {
    /// The two Houses, each with its form.
    pub enum House {
        /// "To ask the Secretary of State for …"
        Commons = "commons",
        /// "To ask His Majesty's Government …"
        Lords = "lords",
    }
    /// Both.
    ALL
    /// The word as in a record's `house`, in lower case.
    word
}

/// A question that could be tabled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// Index into [`crate::model::Register::pledges`].
    pub pledge: usize,
    /// The question.
    pub text: String,
    /// What evidence would settle the pledge, from the assessment.
    pub settles: String,
    /// Answers already held that come near, the latest first: index into [`crate::model::Register::records`].
    pub near: Vec<usize>,
    /// What to look at before tabling, as sentences.
    pub checks: Vec<String>,
}

/// Why nothing is asked about a pledge.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotAsked {
    /// Index into [`crate::model::Register::pledges`].
    pub pledge: usize,
    /// One sentence.
    pub why: String,
}

/// Drafts a question for each pending or lapsed pledge of a report, or says why not; in the report's order.
#[must_use]
pub fn questions(report: &Report<'_>, house: House) -> (Vec<Draft>, Vec<NotAsked>) {
    let (mut drafts, mut not_asked) = (Vec::new(), Vec::new());
    let rows: Vec<_> = report.rows().collect();
    report.evidence_in_turn(&rows, &mut |pledge, assessment, evidence| match draft(
        report, pledge, assessment, &evidence, house,
    ) {
        Ok(draft) => drafts.push(draft),
        Err(why) => not_asked.push(NotAsked { pledge: assessment.pledge, why }),
    });
    (drafts, not_asked)
}

/// Drafts a freedom-of-information request for each pending or lapsed pledge that has something to ask for.
#[must_use]
pub fn requests(report: &Report<'_>) -> Vec<Request> {
    let mut requests = Vec::new();
    let rows: Vec<_> = report.rows().collect();
    report.evidence_in_turn(&rows, &mut |pledge, assessment, evidence| {
        requests.extend(request::request(report, pledge, assessment, &evidence));
    });
    requests
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
    if !pledge.unfinished.is_empty() {
        return Err(words::still_to_write(pledge));
    }
    let register = report.register;
    let body = office::answering(register, pledge, report.as_of);
    let near = answers(report, pledge, evidence);
    let cited =
        near.iter().filter_map(|at| register.records.get(*at)).find_map(|record| citation(record, house));
    let minister = office::minister_for(register, &body.name);
    let is_department = office::minister(&body.name).is_some();
    // A minister is asked about an agency by its name.
    let is_asked = match house {
        House::Commons => is_department || minister.is_none() && office::is_governments(register, &body.name),
        House::Lords => is_department || office::is_governments(register, &body.name),
    };
    let other_body = Some(body.name.as_str()).filter(|_| !is_asked);
    let asked = clause::asked(report, pledge, assessment, evidence, (house, other_body), cited.is_some())?;
    let opening = match house {
        House::Lords => "To ask His Majesty’s Government".to_owned(),
        House::Commons => match minister {
            Some(minister) => format!("To ask the {minister}"),
            None => return Err(office::unknown(register, &body.name)),
        },
    };
    let text = match (house, cited) {
        // The Lords’ form has a comma only around a reference.
        (House::Lords, None) if !asked.starts_with("with reference") => format!("{opening} {asked}."),
        (_, cited) => format!("{opening}{}, {asked}.", cited.unwrap_or_default()),
    };
    let mut checks = uncited(register, &near, house);
    if let Some(body) = other_body {
        checks.push(format!(
            "{body} is no government department: ministers answer only for what they are responsible for; check whether they are."
        ));
    }
    checks.extend(body.moved);
    if near.is_empty() {
        checks.push("No answer of this Parliament on this pledge is recorded here with its number or House; search for one before tabling.".to_owned());
    }
    Ok(Draft {
        pledge: assessment.pledge,
        text,
        settles: assessment.would_change_on_paper.clone(),
        near,
        checks,
    })
}

/// The answers that are later than the one cited, or that none stands for, and what is lacking to cite them.
fn uncited(register: &Register, near: &[usize], house: House) -> Vec<String> {
    let records: Vec<_> = near.iter().filter_map(|at| register.records.get(*at)).collect();
    let is_cited = records.iter().any(|record| citation(record, house).is_some());
    let lead = if is_cited { "The later " } else { "" };
    let later = records.into_iter().take_while(|record| citation(record, house).is_none());
    let of_the_house = later
        .filter(|record| record.house.as_deref().is_none_or(|said| said.eq_ignore_ascii_case(house.word())));
    let sentences = of_the_house.filter_map(|record| {
        let lacking = lacking_to_cite(record)?;
        Some(format!(
            "{lead}“{}” ({}) is not cited: the register gives {lacking} for it.",
            words::record_name(record),
            window_words(record.published_on.full_window())
        ))
    });
    sentences.collect()
}
