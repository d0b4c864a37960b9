//! A freedom-of-information request: it asks an authority for recorded information and knows the cost limit.
//!
//! It is no question: it asks for no opinion, no reason and no statement.

use super::{answers, clause, office};
use crate::assessment::{Assessment, EvidenceUse};
use crate::date::{long, on_or_between};
use crate::model::{Pledge, Target, TargetForm};
use crate::quantity::is_share;
use crate::report::Report;

/// A request that could be sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// Index into [`crate::model::Register::pledges`].
    pub pledge: usize,
    /// The authority it goes to.
    pub authority: String,
    /// The subject line.
    pub subject: String,
    /// The paragraphs.
    pub paragraphs: Vec<String>,
    /// The numbered descriptions of what is asked for.
    pub asks: Vec<String>,
    /// Answers already held that come near: index into [`crate::model::Register::records`].
    pub near: Vec<usize>,
}

/// Cost limits under regulation 3 of the Freedom of Information and Data Protection (Appropriate Limit and Fees)
/// Regulations 2004: £600 for what Part I of Schedule 1 to the Act lists (government departments, Parliament, the devolved
/// legislatures, the Welsh Government), £450 for others, at £25 an hour.
const CENTRAL: (&str, &str) = ("£600", "24 hours");
const OTHERS: (&str, &str) = ("£450", "18 hours");

/// Drafts a request about a pending or lapsed pledge; nothing where there is nothing to ask for.
pub(super) fn request(
    report: &Report<'_>,
    pledge: &Pledge,
    assessment: &Assessment,
    evidence: &[EvidenceUse],
) -> Option<Request> {
    if clause::settled(assessment).is_some() || !pledge.unfinished.is_empty() {
        return None;
    }
    let target = report.terms(pledge).target?;
    let authority = office::answering(report.register, pledge, report.as_of).name;
    let central = office::is_central(report.register, &authority);
    let (limit, hours) = if central { CENTRAL } else { OTHERS };
    let (made, words) = pledge.saying_known(report.said_by());
    let made = made.full_window();
    let words = words.map_or_else(
        || format!(": {}", pledge.title.trim_end_matches('.')),
        |words| format!(" in these words: “{words}”"),
    );
    let since = made.first;
    let subject = format!("Request for recorded information: {}", pledge.title);
    let mut asks = vec![first_ask(&target)];
    asks.push(format!(
        "The latest delivery plan, milestone report or risk assessment for this commitment, dated after {}.",
        long(since)
    ));
    let paragraphs = vec![
        "Under the Freedom of Information Act 2000, please send me the recorded information described below."
            .to_owned(),
        format!("The commitment it concerns was made {}{words}", on_or_between(made)),
    ];
    let near = answers(report, pledge, evidence);
    let mut request = Request { pledge: assessment.pledge, authority, subject, paragraphs, asks, near };
    request.paragraphs.push(format!(
        "I believe that this can be found within the appropriate limit ({limit}, or {hours} at £25 an hour). If not, please answer item 1 \
         alone, and tell me under section 16 how the rest could be narrowed. Please send tables as a spreadsheet or CSV file."
    ));
    request.paragraphs.push(
        "If any of it is exempt, please send the rest and name the exemption. If it is already published, the address is enough.".to_owned(),
    );
    Some(request)
}

/// What would settle the pledge, as a description of a document.
fn first_ask(target: &Target) -> String {
    let figures = |of: &str| {
        let basis = match clause::is_count(target) {
            true => "counted towards this commitment",
            false => "on the basis on which this commitment is measured",
        };
        format!("The most recent {of} {basis}, with the date to which it relates and the definition used.")
    };
    match &target.form {
        TargetForm::Number(..) => match target.unit.as_deref() {
            Some("£") => figures("sum held"),
            Some(unit) if is_share(unit) => figures("percentage held"),
            Some(unit) => figures(&format!("number held of {}", clause::in_full(unit))),
            None => figures("figure held"),
        },
        TargetForm::Keep(what) => format!(
            "Documents that record whether this was so, and over what period: {}.",
            what.trim_end_matches('.')
        ),
        TargetForm::Act(act) => match clause::infinitive(act) {
            Some(act) => format!(
                "Documents that record the date on which the following was done or, if it has not been done, the date planned for it: to {act}."
            ),
            None => UNNAMED_ACT.to_owned(),
        },
        TargetForm::Parts => UNNAMED_ACT.to_owned(),
    }
}

const UNNAMED_ACT: &str = "Documents that record the date on which this was done or, if it has not been done, the date planned for it.";
