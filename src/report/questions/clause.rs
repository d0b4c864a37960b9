//! The clause of a question that asks: for what would settle a pledge, one subject, in words without argument.
//!
//! It knows no form of a House but whom the House calls what; what is already held it does not ask for.

use std::collections::BTreeSet;

use super::House;
use super::voice::Voice;
use crate::assessment::{Assessment, EvidenceUse, Item, RuleCode};
use crate::date::{Date, Window, long};
use crate::model::{Pledge, Reach, SayingRef, Status, Target, TargetForm, Terms, TermsSince};
use crate::quantity::is_share;
use crate::report::Report;

/// Words that argue. No draft has one of them; a pledge's own words that have are not drafted from.
const LOADED: [&str; 24] = [
    "lapsed", "failed", "failing", "failure", "fail", "fails", "broken", "broke", "breach", "breached",
    "missed", "abandoned", "betrayed", "scandal", "shameful", "disgraceful", "u-turn", "shambles", "crisis",
    "chaos", "worse", "delayed", "slipped", "overdue",
];

/// The clause. `cited`: the question refers to an answer, so that the pledge need not be named as well. `other_body`: the
/// body that pledged, where that is no part of the government that is asked.
///
/// # Errors
/// A sentence: why there is nothing to ask, or nothing that a form could ask fairly.
pub(super) fn asked(
    report: &Report<'_>,
    pledge: &Pledge,
    assessment: &Assessment,
    evidence: &[EvidenceUse],
    (house, other_body): (House, Option<&str>),
    cited: bool,
) -> Result<String, String> {
    if let Some(why) = settled(assessment) {
        return Err(why);
    }
    let terms = report.terms(pledge);
    let Some(target) = terms.target.as_ref() else {
        return Err("The register gives it no test.".to_owned());
    };
    let voice = Voice::of(house, other_body);
    // A clause with an act names the body that is to do it.
    let is_named = matches!(&target.form, TargetForm::Act(act) if infinitive(act).is_some());
    let made = made(pledge, &terms, report.said_by());
    let commitment = commitment(pledge, made, other_body.filter(|_| !is_named));
    let after = newest(evidence);
    let last = assessment.deadline.as_ref().map(|due| due.window.last);
    let passed = last.filter(|last| *last < report.as_of);
    // A later figure decides nothing where the deadline's own does.
    if target.at_deadline && after.zip(passed).is_some_and(|(figure, last)| figure.last == last) {
        return Err("The register already holds the figure for the last day of the deadline.".to_owned());
    }
    let clause = match &target.form {
        TargetForm::Parts => {
            return Err("Its parts have questions of their own.".to_owned());
        }
        TargetForm::Number(..) => match is_count(target) {
            true => counted(target, &commitment, after),
            false => measured(target, &commitment, &voice, after),
        },
        TargetForm::Act(act) => match infinitive(act) {
            // Named once, by its date, where the title says what is to be done.
            Some(act) if !cited && infinitive(&pledge.title).as_ref() == Some(&act) => {
                step(&format!("meet {commitment}"), &voice, passed)
            }
            Some(act) => {
                let reference =
                    if cited { String::new() } else { format!("with reference to {commitment}, ") };
                format!("{reference}{}", step(&act, &voice, passed))
            }
            None => format!("on what date {commitment} was met or is expected to be met"),
        },
        TargetForm::Keep(_) => kept_up(&commitment, passed),
    };
    match loaded_word(&clause) {
        Some(word) => {
            Err(format!("The register’s own title has the word “{word}”; put the question by hand."))
        }
        None => Ok(clause),
    }
}

/// Whether what was to go on does, or did to its last day.
fn kept_up(commitment: &str, passed: Option<Date>) -> String {
    let when = match passed {
        Some(last) => format!("was met over the whole period to {}", long(last)),
        None => "is still being met".to_owned(),
    };
    format!("whether {commitment} {when}; and on what data that assessment is based")
}

/// Why a pledge needs no question and no request, if so.
pub(super) fn settled(assessment: &Assessment) -> Option<String> {
    let held = |what: &str| Some(format!("The register already holds the answer ({what})."));
    match (assessment.status, &assessment.overridden) {
        (Status::Delivered, Some(ruling)) => {
            return Some(format!(
                "A person ruled it delivered; the computed status is {}.",
                ruling.computed.word()
            ));
        }
        (Status::Delivered, None) => return held("recorded as delivered"),
        (Status::Pending | Status::Lapsed, _) => {}
    }
    match assessment.rule {
        RuleCode::Untestable => Some("No evidence could settle it, so no answer could.".to_owned()),
        RuleCode::Withdrawn => held("recorded as withdrawn"),
        RuleCode::Breached => held("recorded as stopped"),
        RuleCode::Reversed => held("recorded as undone"),
        RuleCode::PartLapsed
        | RuleCode::PartsDelivered
        | RuleCode::TargetMet
        | RuleCode::TargetMetLate
        | RuleCode::AwaitingData
        | RuleCode::Unchecked
        | RuleCode::DeadlinePassed
        | RuleCode::NotYetDue
        | RuleCode::Undated
        | RuleCode::Overridden => None,
    }
}

/// Of an act: whether and when. The words take any verb as it stands in the register.
fn step(act: &str, voice: &Voice<'_>, passed: Option<Date>) -> String {
    let Voice { subject, pronoun, expects, has, was, .. } = voice;
    match passed {
        Some(last) => format!(
            "whether {subject} {was} able to {act} by {}; and on what date {pronoun} did so or {expects} to do so",
            long(last)
        ),
        None => format!(
            "when {subject} {expects} to {act}; and, if {pronoun} {has} already done so, on what date"
        ),
    }
}

/// Whether what is asked for is counted up: shares, and what is to fall or change, are measured.
pub(super) fn is_count(target: &Target) -> bool {
    matches!(target.form, TargetForm::Number(Reach::AtLeast | Reach::Total, _))
        && !target.unit.as_deref().is_some_and(is_share)
}

fn counted(target: &Target, commitment: &str, after: Option<Window>) -> String {
    let what = match target.unit.as_deref() {
        Some("£") => "how much money has".to_owned(),
        Some(unit) => format!("how many {} have", in_full(unit)),
        None => "what number has".to_owned(),
    };
    format!("{what} been counted towards {commitment}, {}", latest(after))
}

fn measured(target: &Target, commitment: &str, voice: &Voice<'_>, after: Option<Window>) -> String {
    let what = match target.unit.as_deref() {
        Some("£") => "what the sum is".to_owned(),
        Some(unit) if is_share(unit) => "what the percentage is".to_owned(),
        Some(unit) => format!("what the number of {} is", in_full(unit)),
        None => "what the figure is".to_owned(),
    };
    let Voice { subject, judges, .. } = voice;
    format!("{what} on the basis on which {subject} {judges} {commitment}, {}", latest(after))
}

/// Abbreviations of units, and what an answer calls them at first.
const IN_FULL: [(&str, &str); 2] = [("FTE", "full-time equivalent"), ("WTE", "whole-time equivalent")];

/// A unit without the abbreviations that only those who count by it know: whoever reads the order paper need not.
pub(super) fn in_full(unit: &str) -> String {
    let full = |word: &str| IN_FULL.iter().find(|(short, _)| *short == word).map(|(_, full)| *full);
    if let Some(full) = full(unit) {
        return format!("{full}s");
    }
    unit.split(' ').map(|word| full(word).unwrap_or(word)).collect::<Vec<_>>().join(" ")
}

/// What is held is not asked for again.
fn latest(after: Option<Window>) -> String {
    match after {
        Some(on) => {
            let which = if on.is_day() { "for" } else { "up to" };
            format!(
                "on the latest figures after those {which} {}; and to what date those figures relate",
                long(on.last)
            )
        }
        None => "on the latest figures held; and to what date those figures relate".to_owned(),
    }
}

/// The latest day or window of which the register holds a value that counts.
fn newest(evidence: &[EvidenceUse]) -> Option<Window> {
    let measured = evidence.iter().filter(|used| used.counted && matches!(used.item, Item::Observation(_)));
    measured.map(|used| used.on).max_by_key(|on| on.last)
}

/// The pledge named neutrally: by its title, which is the register's own.
fn commitment(pledge: &Pledge, made: Window, body: Option<&str>) -> String {
    let title = pledge.title.trim().trim_end_matches('.');
    let of = if made.is_day() { format!(" of {}", long(made.first)) } else { String::new() };
    let by = body.map(|body| format!(" by {body}")).unwrap_or_default();
    match infinitive(title) {
        Some(deed) => format!("the commitment{by}{of} to {deed}"),
        // A title may be a clause or a mere name: only set off does it read well either way. In quotation marks it would
        // pass for the words of whoever made the commitment.
        None => format!("the commitment{by}{of} ({title})"),
    }
}

/// When what is asked about was said: in the words entered, unless another saying gave the deadline that is asked about.
fn made(pledge: &Pledge, terms: &Terms, day: Date) -> Window {
    let due = |terms: &Terms| terms.deadline.as_ref().map(|deadline| deadline.when.full_window());
    let history = pledge.history();
    let gives = |state: &&TermsSince<'_>| state.since <= day && due(&state.current) == due(terms);
    let entered = history.iter().filter(|state| matches!(state.saying, SayingRef::Entered));
    let giving = entered.chain(&history).filter(|_| terms.deadline.is_some()).find(gives);
    giving.map_or(pledge.saying_known(day).0, |state| state.on).full_window()
}

/// A phrase that begins with a verb, as it stands after "to"; nothing where its first word is no verb known here.
pub(super) fn infinitive(phrase: &str) -> Option<String> {
    let phrase = decapitalised(phrase.trim().trim_end_matches('.'));
    let first = phrase.split_whitespace().next()?;
    IMPERATIVES.binary_search(&first).is_ok().then_some(phrase)
}

/// An acronym keeps its capitals.
fn decapitalised(phrase: &str) -> String {
    let mut letters = phrase.chars();
    let (first, second) = (letters.next(), letters.next());
    match (first, second) {
        (Some(first), second) if !second.is_some_and(char::is_uppercase) => {
            let rest = phrase.get(first.len_utf8()..).unwrap_or_default();
            format!("{}{rest}", first.to_lowercase())
        }
        _ => phrase.to_owned(),
    }
}

/// Verbs that titles begin with; after them "the commitment to …", else "the commitment (…)".
const IMPERATIVES: [&str; 152] = [
    "abolish", "add", "agree", "allocate", "amend", "announce", "appoint", "approve", "ask", "assess",
    "award", "ban", "begin", "bring", "build", "carry", "collect", "commission", "complete", "conduct",
    "connect", "consult", "continue", "convert", "create", "cut", "decarbonise", "decide", "define",
    "deliver", "develop", "digitise", "divest", "double", "ease", "electrify", "eliminate", "employ",
    "enable", "enact", "encourage", "end", "ensure", "eradicate", "establish", "evaluate", "examine",
    "expand", "explore", "extend", "finish", "fund", "give", "halve", "have", "help", "hire", "hold",
    "identify", "implement", "improve", "increase", "install", "insulate", "integrate", "introduce",
    "invest", "issue", "keep", "launch", "lay", "legislate", "lend", "lift", "look", "lower", "maintain",
    "make", "meet", "mend", "merge", "modernise", "nationalise", "negotiate", "offer", "open", "pay",
    "pilot", "plant", "prepare", "preserve", "prevent", "procure", "produce", "prohibit", "promote",
    "protect", "provide", "publish", "put", "raise", "ratify", "reach", "rebuild", "recruit", "recycle",
    "reduce", "reform", "refurbish", "regulate", "reinstate", "remove", "repair", "repeal", "replace",
    "require", "resettle", "respond", "restore", "retain", "review", "revise", "roll", "run", "save",
    "scrap", "secure", "send", "set", "settle", "simplify", "spend", "start", "stop", "streamline",
    "strengthen", "submit", "support", "suspend", "tackle", "take", "test", "tighten", "train", "transfer",
    "treat", "update", "upgrade", "widen", "withdraw", "work", "write",
];

fn loaded_word(text: &str) -> Option<&'static str> {
    let lower = text.to_lowercase();
    let words: BTreeSet<&str> = lower.split(|c: char| !c.is_alphanumeric() && c != '-').collect();
    LOADED.into_iter().find(|word| words.contains(word))
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
    fn a_unit_stands_in_full() {
        assert_eq!(in_full("FTE teachers"), "full-time equivalent teachers");
        assert_eq!(in_full("FTE"), "full-time equivalents");
        assert_eq!((in_full("places"), in_full("FTEs")), ("places".to_owned(), "FTEs".to_owned()));
    }

    #[test]
    fn verbs_that_titles_begin_with_are_in_order_and_known_once() {
        assert!(IMPERATIVES.is_sorted_by(|one, next| one < next), "{IMPERATIVES:?}");
    }

    #[test]
    fn a_phrase_that_begins_with_a_verb_stands_after_to() {
        let cases = [
            ("Publish the SEND Review.", Some("publish the SEND Review")),
            ("SENCO training", None),
            ("Insulate 900 homes", Some("insulate 900 homes")),
            ("400 more psychologists begin training", None),
        ];
        for (phrase, expected) in cases {
            assert_eq!(infinitive(phrase).as_deref(), expected, "{phrase}");
        }
    }
}
