//! What a briefing says of each pledge: the answer in one sentence, the test, the evidence that counted and that did not,
//! what was said before and since, and what is not known. Words and references, in reading order.
//!
//! It repeats what the assessment left behind and decides nothing; how a page looks is `render`'s affair.

use super::brief::{NOT_COMPLETED, is_unfinished, marks_in_words, none_recorded};
use super::questions::{Draft, House, draft};
pub use super::words::{capitalised, number_in_parliament, record_name, sentence, still_to_write};
use super::{Report, computed_beside};
use crate::assessment::{Assessment, EvidenceUse, RuleCode, Turn, Verdict};
pub use crate::date::window_words;
use crate::date::{Window, long};
use crate::model::{Kind, Pledge, Record, Register, Status, TermsChoice, is_to_complete};
use crate::quantity::{Decimal, grouped};
use std::borrow::Cow;

mod facts;
mod gaps;
mod wordings;

pub use facts::Fact;
pub use gaps::Gap;
pub use wordings::{
    Source, Wording, baseline_source, deadline_words, level_words, said_later, target_words, wordings,
};

/// What stands before a note on a pledge: it has no date, so that it may tell of what came after the day of a paper.
pub const NOTE_WORDS: &str = "Note of this register, as it reads now";

/// What is said of the evidence of a whole.
pub const WITH_ITS_PARTS: &str = "What is recorded stands with its parts, which decide.";

/// A briefing on some pledges of a register, on one day.
#[derive(Debug, Clone)]
pub struct Briefing<'a> {
    /// The report that it briefs on: register, days, mode, counts.
    pub report: &'a Report<'a>,
    /// The pledges with what the engine says, group after group.
    pub rows: Vec<(&'a Pledge, &'a Assessment)>,
    /// Names of the groups and how many of the entries each has; one nameless group where there is nothing to part.
    pub groups: Vec<(String, usize)>,
}

/// What is said of one pledge.
#[derive(Debug, Clone)]
pub struct Entry<'a> {
    /// The pledge.
    pub pledge: &'a Pledge,
    /// What the engine says.
    pub assessment: &'a Assessment,
    /// The answer in one sentence or two.
    pub answer: String,
    /// The evidence, by date: of much, what counted and the newest.
    pub evidence: Vec<Fact<'a>>,
    /// How many facts are not among it because they only restate the pledge; the wordings have them.
    pub restating: usize,
    /// How many others are not among it.
    pub left_out: usize,
    /// Values that counted, by day: what a chart shows as measured.
    pub measured: Vec<(Window, Decimal)>,
    /// Every wording, by date.
    pub wordings: Vec<Wording<'a>>,
    /// What is not known.
    pub unknown: Vec<Gap>,
    /// What evidence would settle it; nothing where none could, or where it is settled.
    pub would_settle: Option<String>,
    /// The latest statement that the responsible body itself made, where it stands in the evidence.
    pub position: Option<usize>,
    /// A question that could be tabled in the Commons, or why none is drafted.
    pub question: Result<Draft, String>,
}

/// By what the entries of a briefing are grouped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Grouping {
    /// By the body that answers for the pledge.
    Body,
    /// By the first topic.
    Topic,
}

/// Puts a briefing together from a report; within a group the pledges stand as [`Report::by_status`] has them.
#[must_use]
pub fn briefing<'a>(report: &'a Report<'a>, grouping: Grouping) -> Briefing<'a> {
    let mut rows = report.by_status();
    let group_of = |pledge: &Pledge| group_of(report.register, pledge, grouping);
    rows.sort_by_cached_key(|(pledge, _)| {
        let group = group_of(pledge);
        (group.to_lowercase(), group)
    });
    let mut groups: Vec<(String, usize)> = Vec::new();
    for (pledge, _) in &rows {
        let name = group_of(pledge);
        match groups.last_mut() {
            Some((last, count)) if *last == name => *count += 1,
            _ => groups.push((name, 1)),
        }
    }
    Briefing { report, rows, groups }
}

impl<'a> Briefing<'a> {
    /// Hands over what is said of each pledge, in the order of the rows; nothing of it is kept.
    pub fn each_entry(&self, act: &mut dyn FnMut(&Entry<'a>)) {
        self.report.evidence_in_turn(&self.rows, &mut |pledge, assessment, evidence| {
            act(&entry(self.report, pledge, assessment, &evidence));
        });
    }
}

fn group_of(register: &Register, pledge: &Pledge, grouping: Grouping) -> String {
    match grouping {
        Grouping::Body => as_written(register.body_name(&pledge.responsible)).to_owned(),
        Grouping::Topic => pledge.topics.first().map_or_else(|| "other".to_owned(), |topic| in_words(topic)),
    }
}

/// What a hyphen joins to the number behind it.
const JOINED: [&str; 6] = ["covid", "over", "post", "pre", "sub", "under"];

/// A topic as a heading: `early-years` and `key-stage-2` are written for words that stand apart; `post-16`, `0-25` and
/// `follow-up visits` are words as they are.
fn in_words(topic: &str) -> String {
    if topic.contains(|c: char| c == ' ' || c.is_uppercase()) {
        return topic.to_owned();
    }
    let mut words = String::new();
    for part in topic.split('-') {
        let before = words.rsplit([' ', '-']).next().unwrap_or_default();
        let joins = JOINED.contains(&before) || before.ends_with(|c: char| c.is_ascii_digit());
        let is_joined = joins && part.starts_with(|c: char| c.is_ascii_digit());
        let between = if words.is_empty() {
            ""
        } else if is_joined {
            "-"
        } else {
            " "
        };
        words = format!("{words}{between}{part}");
    }
    words
}

fn entry<'a>(
    report: &'a Report<'a>,
    pledge: &'a Pledge,
    assessment: &'a Assessment,
    used: &[EvidenceUse],
) -> Entry<'a> {
    let register = report.register;
    let wordings = wordings(report, pledge, assessment);
    let facts::Listed { shown, restating, left_out } = facts::listed(register, pledge, &wordings, used);
    let position = used
        .iter()
        .filter(|used| used.published_on >= pledge.first_said() && is_own_statement(register, pledge, used))
        .max_by_key(|used| (used.published_on, used.record))
        .map(|used| used.record);
    Entry {
        pledge,
        assessment,
        answer: answer(report, pledge, assessment),
        unknown: gaps::gaps(report, assessment, &shown),
        would_settle: gaps::would_settle(assessment),
        evidence: shown,
        restating,
        left_out,
        measured: facts::measured(register, used),
        wordings,
        position,
        question: draft(report, pledge, assessment, used, House::Commons),
    }
}

/// Whether the responsible body, or another of its government, makes the statement itself: what others pass on of its words
/// is theirs, and its own statement stays its own where the register rules that it is no self-report.
fn is_own_statement(register: &Register, pledge: &Pledge, used: &EvidenceUse) -> bool {
    let is_own = |record: &Record| {
        record.self_reported.is_none() && used.self_reported
            || register.body_name(&record.publisher) == register.body_name(&pledge.responsible)
    };
    register.records.get(used.record).is_some_and(|record| record.kind == Kind::Statement && is_own(record))
}

/// Status and reason, how other terms judge the day of delivery, and how the day asked about stands to the deadline.
fn answer(report: &Report<'_>, pledge: &Pledge, assessment: &Assessment) -> String {
    let mut sentence = assessment.reason.trim_end_matches('.').to_owned();
    sentence.push('.');
    if let Some(lacking) = not_completed(pledge, assessment) {
        sentence.push_str(&format!(" {lacking}"));
    }
    sentence.push_str(&on_other_terms(report, pledge, assessment).unwrap_or_default());
    let last = assessment.deadline.as_ref().map(|due| long(due.window.last));
    // The reason of a pledge that is not due yet counts them, up to its last day.
    let counts_days = assessment.rule == RuleCode::NotYetDue && assessment.days_left != Some(0);
    if let (Some(last), Some(left), false) = (&last, assessment.days_left, counts_days) {
        let more = match left {
            0 => format!(" The deadline is the day asked about, {last}."),
            1 => format!(" One day is left to the deadline, {last}."),
            2.. => format!(" {} days are left to the deadline, {last}.", grouped(left.into())),
            -1 => format!(" The deadline, {last}, was one day ago."),
            ..-1 => format!(" The deadline, {last}, was {} days ago.", grouped((-left).into())),
        };
        sentence.push_str(&more);
    }
    if let Some(beside) = computed_beside(assessment) {
        sentence.push(' ');
        sentence.push_str(&beside);
    }
    sentence
}

/// That something of it is still to be written, where the reason does not say so.
#[must_use]
pub fn not_completed(pledge: &Pledge, assessment: &Assessment) -> Option<String> {
    // What is due says it already.
    let is_said = pledge.unfinished.is_empty() || assessment.rule == RuleCode::Unchecked;
    (!is_said).then(|| still_to_write(pledge))
}

/// What a paper says in the place of a value that is still to be written in the register.
pub const NOT_WRITTEN: &str = "not written yet";

/// A value of the register as a paper has it; the placeholder of one that is still to be written is no such value.
#[must_use]
pub fn as_written(text: &str) -> &str {
    if is_to_complete(text) { NOT_WRITTEN } else { text }
}

/// What is late on the terms shown and in time on the others, or the other way round: the words quoted are of one of them.
fn on_other_terms(report: &Report<'_>, pledge: &Pledge, assessment: &Assessment) -> Option<String> {
    let in_time = assessment.rule.met_in_time()?;
    let is_other = |verdict: Verdict| verdict.rule.met_in_time() == Some(!in_time);
    let (choice, name) = if is_other(assessment.current) {
        (TermsChoice::Current, "terms in force")
    } else if is_other(assessment.original) {
        (TermsChoice::Original, "original terms")
    } else {
        return None;
    };
    let judged = if in_time { "late" } else { "in time" };
    let terms = report.chosen_terms(pledge, choice);
    Some(format!(" On the {name} ({}) that was {judged}.", deadline_words(report, &terms)))
}

/// A verdict in a word or two: what is delivered late is not called delivered alone beside a verdict on other terms.
#[must_use]
pub fn verdict_words(verdict: Verdict) -> &'static str {
    if verdict.rule.met_in_time() == Some(false) { "delivered late" } else { verdict.status.word() }
}

/// The status as an adjective in words that can stand alone; never "lapsed" without what that means.
#[must_use]
pub fn status_words(register: &Register, assessment: &Assessment) -> Cow<'static, str> {
    if is_unfinished(register, assessment) {
        return Cow::Owned(format!("{}: {NOT_COMPLETED}", assessment.status.word()));
    }
    Cow::Borrowed(match (assessment.status, assessment.rule) {
        (Status::Pending, RuleCode::Overridden) => "pending: overruled by a person",
        (Status::Delivered, RuleCode::Overridden) => "delivered: overruled by a person",
        (Status::Lapsed, rule) => match lapsed_words(rule) {
            Some(words) => words,
            None => return Cow::Owned(format!("lapsed: deadline passed, {}", none_recorded(assessment))),
        },
        (Status::Pending, _) => "pending",
        (Status::Delivered, _) => "delivered",
    })
}

/// The same of a status of the past, of which only the rule is known.
#[must_use]
pub fn turn_words(turn: &Turn) -> &'static str {
    match (turn.status, turn.rule) {
        (Status::Lapsed, rule) => {
            lapsed_words(rule).unwrap_or("lapsed: deadline passed, no delivery that counts recorded by then")
        }
        (status @ (Status::Pending | Status::Delivered), rule) => verdict_words(Verdict { status, rule }),
    }
}

/// Lapsed by something that is on record, not by a day that has passed.
fn lapsed_words(rule: RuleCode) -> Option<&'static str> {
    match rule {
        RuleCode::Overridden => Some("lapsed: overruled by a person"),
        RuleCode::Withdrawn => Some("lapsed: withdrawn"),
        RuleCode::Breached => Some("lapsed: recorded as stopped"),
        RuleCode::Reversed => Some("lapsed: delivered, then undone"),
        RuleCode::PartLapsed => Some("lapsed: in a part"),
        // By a day that has passed; and by the others nothing lapses.
        RuleCode::DeadlinePassed
        | RuleCode::Untestable
        | RuleCode::PartsDelivered
        | RuleCode::TargetMet
        | RuleCode::TargetMetLate
        | RuleCode::AwaitingData
        | RuleCode::Unchecked
        | RuleCode::NotYetDue
        | RuleCode::Undated => None,
    }
}

/// The flags in words, and how the status stands on other readings: what three statuses leave unsaid.
#[must_use]
pub fn marks(assessment: &Assessment) -> String {
    let flags = marks_in_words(assessment);
    let shown = shown_words(assessment);
    let (strict, lenient) = (strict_words(assessment), verdict_words(assessment.lenient));
    let mut words = if flags.is_empty() { String::new() } else { format!("Marks: {}. ", flags.join("; ")) };
    if strict == shown && lenient == shown {
        words.push_str("Its status is the same by the strict and by the lenient reading.");
    } else {
        words.push_str(&format!(
            "By original terms and without self-reported evidence in favour: {}. By the terms in force and all evidence: {}.",
            strict, lenient
        ));
    }
    words
}

/// The strict verdict beside the one shown. What is delivered by self-reported evidence alone is there said to be
/// unconfirmed: the word "lapsed" is for those who ask for the strict reading.
#[must_use]
pub fn strict_words(assessment: &Assessment) -> &'static str {
    if is_unconfirmed(assessment) { "delivery not confirmed" } else { verdict_words(assessment.strict) }
}

/// On the original terms and all evidence it is delivered, so that the strict reading lacks only what is self-reported.
pub(super) fn is_unconfirmed(assessment: &Assessment) -> bool {
    let delivered = |status: Status| status == Status::Delivered;
    let strict = assessment.strict.status;
    delivered(assessment.status) && delivered(assessment.original.status) && strict == Status::Lapsed
}

/// The status shown, told from the late delivery that another reading may have in time.
fn shown_words(assessment: &Assessment) -> &'static str {
    if assessment.days_late.is_some() { "delivered late" } else { assessment.status.word() }
}

#[cfg(test)]
mod tests {
    use super::in_words;

    #[test]
    fn a_topic_keeps_the_hyphens_of_its_words() {
        for (topic, words) in [
            ("early-years", "early years"),
            ("key-stage-2", "key stage 2"),
            ("net-zero-2050", "net zero 2050"),
            ("post-16", "post-16"),
            ("post-16-education", "post-16 education"),
            ("send-0-25", "send 0-25"),
            ("A-levels", "A-levels"),
            ("follow-up visits", "follow-up visits"),
        ] {
            assert_eq!(in_words(topic), words);
        }
    }
}
