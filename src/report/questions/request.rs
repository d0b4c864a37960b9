//! A freedom-of-information request: it asks an authority for recorded information and knows the cost limit.
//!
//! It is no question: it asks for no opinion, no reason and no statement.

use super::{answers, office};
use crate::assessment::{Assessment, EvidenceUse};
use crate::date::long;
use crate::model::{Pledge, Status, TargetForm};
use crate::report::Report;
use crate::report::briefing::window_words;

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

/// Cost limits under the Freedom of Information and Data Protection (Appropriate Limit and Fees) Regulations 2004: £600
/// for central government and Parliament, £450 for others, at £25 an hour.
const CENTRAL: (&str, &str) = ("£600", "24 hours");
const OTHERS: (&str, &str) = ("£450", "18 hours");

/// Drafts a request about a pending or lapsed pledge; nothing where there is nothing to ask for.
pub(super) fn request(
    report: &Report<'_>,
    pledge: &Pledge,
    assessment: &Assessment,
    evidence: &[EvidenceUse],
) -> Option<Request> {
    let settled =
        matches!(assessment.rule, "untestable" | "withdrawn" | "breached" | "reversed" | "overridden");
    if assessment.status == Status::Delivered || settled {
        return None;
    }
    let target = pledge.terms.target.as_ref()?;
    let authority = office::answering(pledge, report.as_of).name;
    let central = office::minister(&authority).is_some();
    let (limit, hours) = if central { CENTRAL } else { OTHERS };
    let made = pledge.made_on.full_window();
    let since = made.first;
    let subject = format!("Request for recorded information: {}", pledge.title);
    let numeric = target.form.number().is_some();
    let unit = target.unit.as_deref().filter(|unit| *unit != "£").unwrap_or("amounts");
    let mut asks = vec![match &target.form {
        _ if numeric => format!(
            "The most recent figures held for the number or sum of {unit} counted towards this commitment, with the dates to which they relate and the definition used."
        ),
        TargetForm::Keep(what) => format!("Documents that record whether the following went on, and until what date: {}.", what.trim_end_matches('.')),
        TargetForm::Act(_)
        | TargetForm::AtLeast(_)
        | TargetForm::AtMost(_)
        | TargetForm::Change(_)
        | TargetForm::Total(_)
        | TargetForm::Parts => "Documents that record the date on which this was done or, if it has not been done, the date planned for it.".to_owned(),
    }];
    asks.push(format!(
        "The latest delivery plan, milestone report or risk assessment for this commitment, dated after {}.",
        long(since)
    ));
    let paragraphs = vec![
        "Under the Freedom of Information Act 2000, please send me the recorded information described below."
            .to_owned(),
        format!(
            "The commitment it concerns was made on {} in these words: “{}”",
            window_words(made),
            pledge.quote
        ),
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
