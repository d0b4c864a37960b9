//! The decisive reason in a few words, for a cell of a table, from the assessment's own figures. The whole reason is the
//! finding's sentence; nothing is decided here.

use crate::assessment::{Assessment, Flag, Mode, Progress, RuleCode};
use crate::date::{Window, long, on_or_between};
use crate::model::{Register, Status};
use crate::quantity::{grouped, is_sign, with_unit};
use std::borrow::Cow;

/// Why the status is what it is, in a few words.
#[must_use]
pub fn brief_reason(register: &Register, assessment: &Assessment) -> String {
    if is_unfinished(register, assessment) {
        return NOT_COMPLETED.to_owned();
    }
    match assessment.rule {
        RuleCode::Overridden => match &assessment.overridden {
            Some(ruling) => format!(
                "ruled {} by {}; computed: {}",
                ruling.status.word(),
                ruling.by,
                ruling.computed.word()
            ),
            None => "overruled by a person".to_owned(),
        },
        RuleCode::Untestable => "no evidence could settle it".to_owned(),
        RuleCode::Withdrawn | RuleCode::Breached | RuleCode::Reversed => opening(&assessment.reason),
        RuleCode::PartLapsed | RuleCode::PartsDelivered => by_whose_word(assessment, parts(assessment)),
        RuleCode::TargetMet | RuleCode::TargetMetLate => by_whose_word(assessment, met(assessment)),
        RuleCode::AwaitingData => {
            match assessment.deadline.as_ref().and_then(|deadline| deadline.report_by) {
                Some(day) => format!("decisive figures are due by {}", long(day)),
                None => "decisive figures are not out yet".to_owned(),
            }
        }
        RuleCode::Unchecked => match assessment.searched_to {
            Some(day) => format!("searched to {} only", long(day)),
            None => "not searched beyond the deadline".to_owned(),
        },
        RuleCode::DeadlinePassed => match (figures(assessment.progress.as_ref()), assessment.searched_to) {
            (Some(figures), _) => figures,
            (None, Some(day)) if assessment.deadline.as_ref().is_some_and(|due| day < due.window.last) => {
                format!("{} by what was known on {}", none_recorded(assessment), long(day))
            }
            (None, Some(day)) => format!("{}, searched to {}", none_recorded(assessment), long(day)),
            (None, None) => none_recorded(assessment),
        },
        RuleCode::NotYetDue | RuleCode::Undated => open(assessment),
    }
}

/// What a reason says first, to stand within a line: `withdrawn on 1 May 2024 by the Department`.
fn opening(reason: &str) -> String {
    let words = reason.split_once("; ").map_or(reason, |(words, _)| words).trim_end_matches('.');
    let mut letters = words.chars();
    letters.next().into_iter().flat_map(char::to_lowercase).chain(letters).collect()
}

/// Said of a pending pledge before anything else.
pub(super) const NOT_COMPLETED: &str = "entry not completed";

/// Pending, and something of it is still to be written in the register.
pub(super) fn is_unfinished(register: &Register, assessment: &Assessment) -> bool {
    let pledge = register.pledges.get(assessment.pledge);
    assessment.status == Status::Pending && pledge.is_some_and(|pledge| !pledge.unfinished.is_empty())
}

/// That there is no delivery, in a few words.
pub(super) fn none_recorded(assessment: &Assessment) -> String {
    format!("{} recorded here", assessment.lacking.words())
}

/// By which reading the statuses are, where it is not the usual one: a status stands nowhere without it.
#[must_use]
pub fn reading_words(mode: Mode) -> Option<&'static str> {
    match mode {
        Mode::Standard => None,
        Mode::Strict => Some("strict: original terms, self-reported evidence only against the pledge"),
        Mode::Lenient => Some("lenient: current terms, all evidence"),
    }
}

/// Where a person overruled: who, and what the engine says itself. It stands wherever the status does.
#[must_use]
pub fn computed_beside(assessment: &Assessment) -> Option<String> {
    assessment.overridden.as_ref().map(|ruling| {
        format!(
            "Ruled by {}; the computed status is {} (rule {}).",
            ruling.by,
            ruling.computed.word(),
            ruling.computed_rule
        )
    })
}

/// The reason in full: where a person overruled, with [`computed_beside`].
#[must_use]
pub fn full_reason(assessment: &Assessment) -> Cow<'_, str> {
    match computed_beside(assessment) {
        Some(beside) => Cow::Owned(format!("{} {beside}", super::words::sentence(&assessment.reason))),
        None => Cow::Borrowed(&assessment.reason),
    }
}

/// The reason in full, and both statuses where the original terms and those in force give different ones: who reads of a
/// lapse alone should see that the deadline was moved, and the other way round.
#[must_use]
pub fn reason_on_both_terms(assessment: &Assessment) -> Cow<'_, str> {
    let reason = full_reason(assessment);
    match assessment.flags.iter().find(|raised| raised.flag == Flag::TermsDiffer) {
        Some(differ) => Cow::Owned(format!(
            "{} {}",
            super::words::sentence(&reason),
            super::words::sentence(&differ.words)
        )),
        None => reason,
    }
}

/// `957 days left`, `143 days over`, `61 days late`, as a table and a briefing say it; nothing where nothing is to be said.
#[must_use]
pub fn days_in_words(assessment: &Assessment) -> Option<String> {
    let days =
        |count: i64| if count == 1 { "1 day".to_owned() } else { format!("{} days", grouped(count.into())) };
    if let Some(late) = assessment.days_late {
        let up_to = if assessment.delivered_in.is_none_or(Window::is_day) { "" } else { "up to " };
        return Some(format!("{up_to}{} late", days(late)));
    }
    match assessment.days_left? {
        0 => Some("due today".to_owned()),
        left if left > 0 => Some(format!("{} left", days(left))),
        over => Some(format!("{} over", days(-over))),
    }
}

fn parts(assessment: &Assessment) -> String {
    match assessment.parts {
        Some(parts) => {
            format!("{} of {} delivered", parts.delivered, with_unit(parts.counted.into(), "parts"))
        }
        None => "decided by its parts".to_owned(),
    }
}

/// What rests on self-report alone has a mark of its own.
fn by_whose_word(assessment: &Assessment, words: String) -> String {
    if is_partly_claimed(assessment) { format!("{words}; in part self-reported") } else { words }
}

fn met(assessment: &Assessment) -> String {
    let straddles = |on: Window| assessment.delivered_on.is_some_and(|day| day < on.last);
    let day = match assessment.delivered_in {
        None => "met".to_owned(),
        Some(on) if straddles(on) => format!("met {}", on_or_between(on)),
        Some(on) if on.is_day() => format!("met on {}", long(on.last)),
        // Of a window its last day is the latest that it can have been.
        Some(on) => format!("met by {}", long(on.last)),
    };
    match figures(assessment.progress.as_ref()) {
        Some(figures) => format!("{day}; {figures}"),
        None => day,
    }
}

/// Pending on a deadline, or without one: how far it has come.
fn open(assessment: &Assessment) -> String {
    if let Some(figures) = figures(assessment.progress.as_ref()) {
        return figures;
    }
    if assessment.parts.is_some() {
        return parts(assessment);
    }
    // That no evidence is recorded, or no deadline given, its flags say.
    match assessment.deadline {
        Some(_) => "not due yet".to_owned(),
        None => "no delivery recorded yet".to_owned(),
    }
}

/// `286,972 now, 291,126 FTE teachers needed`; nothing without an observation.
fn figures(progress: Option<&Progress>) -> Option<String> {
    let progress = progress?;
    let latest = progress.latest?;
    let latest = if is_sign(&progress.unit) { with_unit(latest, &progress.unit) } else { grouped(latest) };
    Some(format!("{latest} now, {} needed", with_unit(progress.meets, &progress.unit)))
}

/// From when time and pace are reckoned, where that is not when it began; a sentence, with the space before it.
#[must_use]
pub fn reckoned_from(progress: &Progress) -> String {
    let from = progress.baseline_on.filter(|_| progress.pace.is_some());
    let elsewhere = from.filter(|from| progress.baseline_in.is_some_and(|began| began.last != *from));
    elsewhere.map_or_else(String::new, |from| format!(" Time and pace are reckoned from {}.", long(from)))
}

/// The level to be reached, with what is enough where the test allows less: `£1 billion (£950 million is enough)`.
#[must_use]
pub fn level_asked(progress: &Progress) -> String {
    let target = with_unit(progress.target, &progress.unit);
    if progress.meets == progress.target {
        target
    } else {
        format!("{target} ({} is enough)", with_unit(progress.meets, &progress.unit))
    }
}

/// The status; of a delivery with by whose word it is, where it is that of the body itself: `delivered, self-reported`.
#[must_use]
pub fn status_by_whose_word(assessment: &Assessment) -> String {
    let is_claimed = assessment.flags.iter().any(|raised| raised.flag == Flag::Claimed);
    let whose = match assessment.status {
        Status::Delivered if is_claimed => ", self-reported",
        Status::Delivered if is_partly_claimed(assessment) => ", in part self-reported",
        Status::Delivered | Status::Pending | Status::Lapsed => "",
    };
    format!("{}{whose}", assessment.status.word())
}

/// The flags in words, with the mark of a delivery that rests on self-report in part, for which there is no flag.
#[must_use]
pub fn marks_in_words(assessment: &Assessment) -> Vec<&str> {
    let flags = assessment.flags.iter().map(|raised| raised.words.as_str());
    is_partly_claimed(assessment).then_some("in part self-reported").into_iter().chain(flags).collect()
}

/// Delivered, and without what is self-reported it would not be, though not all of it is: neither confirmed nor claimed.
pub(super) fn is_partly_claimed(assessment: &Assessment) -> bool {
    let is_delivered = |status: Status| status == Status::Delivered;
    is_delivered(assessment.status)
        && assessment.overridden.is_none()
        && assessment.flags.iter().all(|raised| raised.flag != Flag::Claimed)
        && !is_delivered(assessment.confirmed.status)
}
