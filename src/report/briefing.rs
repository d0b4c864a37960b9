//! What a briefing says of each pledge: the answer in one sentence, the test, the evidence that counted and that did not,
//! what was said before and since, and what is not known. Words and references, in reading order.
//!
//! It repeats what the assessment left behind and decides nothing; how a page looks is `render`'s affair.

use std::collections::BTreeSet;

use super::Report;
use super::questions::{Draft, House, draft};
use crate::assessment::{Assessment, EvidenceUse, Item, evidence_of};
use crate::date::{Date, When, Window, long};
use crate::model::{
    Kind, Measure, Pledge, Record, Register, Saying, Status, Step, Target, TargetForm, Terms,
};
use crate::quantity::{Decimal, grouped, with_unit};

/// A table longer than this helps nobody on paper; the newest facts stay, and the rest is counted.
const MOST_FACTS: usize = 30;

/// A briefing on some pledges of a register, on one day.
#[derive(Debug, Clone)]
pub struct Briefing<'a> {
    /// The report that it briefs on: register, days, mode, counts.
    pub report: &'a Report<'a>,
    /// One entry a pledge, group after group.
    pub entries: Vec<Entry<'a>>,
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
    /// The evidence, by date: of very much, the newest.
    pub evidence: Vec<Fact<'a>>,
    /// How many earlier facts are not among it.
    pub left_out: usize,
    /// Values that counted, by day: what a chart shows as measured.
    pub measured: Vec<(Date, Decimal)>,
    /// Every wording, by date.
    pub wordings: Vec<Wording<'a>>,
    /// What is not known, as sentences.
    pub unknown: Vec<String>,
    /// The latest thing that the responsible body itself said, where it stands in the evidence.
    pub position: Option<usize>,
    /// A question that could be tabled in the Commons, or why none is drafted.
    pub question: Result<Draft, String>,
}

/// One fact on record.
#[derive(Debug, Clone)]
pub struct Fact<'a> {
    /// When it was true.
    pub on: String,
    /// What it shows, in a few words.
    pub shows: String,
    /// The words of the source.
    pub quote: Option<&'a str>,
    /// What must not be read into it.
    pub does_not_show: Option<&'a str>,
    /// The register's note on it.
    pub note: Option<&'a str>,
    /// Who says so: "self-reported" or what kind of source it is.
    pub whose: &'static str,
    /// Whether it counted.
    pub counted: bool,
    /// What for, or why not.
    pub why: std::borrow::Cow<'static, str>,
    /// Index into [`Register::records`].
    pub record: usize,
}

/// Where a wording was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Source<'a> {
    /// Index into [`Register::documents`].
    Document(usize),
    /// A title and an address, no document being named.
    Named(&'a str, Option<&'a str>),
    /// Nothing was entered.
    Unnamed,
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
    let rows = report.by_status();
    let mut entries: Vec<(String, Entry<'a>)> = Vec::new();
    // Some at a time: thousands of pledges may share one long series.
    for some in rows.chunks(64) {
        let pledges: Vec<usize> = some.iter().map(|(_, assessment)| assessment.pledge).collect();
        let evidence = evidence_of(report.register, report.as_of, report.known_by, report.mode, &pledges);
        entries.extend(some.iter().zip(evidence).map(|((pledge, assessment), evidence)| {
            (group_of(pledge, grouping), entry(report, pledge, assessment, &evidence))
        }));
    }
    entries.sort_by(|one, other| one.0.cmp(&other.0));
    let mut groups: Vec<(String, usize)> = Vec::new();
    for (name, _) in &entries {
        match groups.last_mut() {
            Some((last, count)) if last == name => *count += 1,
            _ => groups.push((name.clone(), 1)),
        }
    }
    let entries = entries.into_iter().map(|(_, entry)| entry).collect();
    Briefing { report, entries, groups }
}

fn group_of(pledge: &Pledge, grouping: Grouping) -> String {
    match grouping {
        Grouping::Body => pledge.responsible.clone(),
        Grouping::Topic => {
            pledge.topics.first().map_or_else(|| "other".to_owned(), |topic| topic.replace('-', " "))
        }
    }
}

fn entry<'a>(
    report: &'a Report<'a>,
    pledge: &'a Pledge,
    assessment: &'a Assessment,
    used: &[EvidenceUse],
) -> Entry<'a> {
    let register = report.register;
    let mut evidence: Vec<Fact<'a>> = used.iter().filter_map(|used| fact(register, pledge, used)).collect();
    evidence
        .dedup_by(|one, other| one.record == other.record && one.shows == other.shows && one.on == other.on);
    let left_out = evidence.len().saturating_sub(MOST_FACTS);
    evidence.drain(..left_out);
    let position = used
        .iter()
        .filter(|used| used.self_reported)
        .max_by_key(|used| (used.published_on, used.record))
        .map(|used| used.record);
    Entry {
        pledge,
        assessment,
        answer: answer(assessment),
        unknown: unknown(report, assessment, &evidence),
        evidence,
        left_out,
        measured: measured(register, used),
        wordings: wordings(pledge, assessment, report.as_of.min(report.known_by)),
        position,
        question: draft(report, pledge, assessment, used, House::Commons),
    }
}

/// Status and reason, and how the day stands to the deadline.
fn answer(assessment: &Assessment) -> String {
    let mut sentence = assessment.reason.trim_end_matches('.').to_owned();
    sentence.push('.');
    let last = assessment.deadline.as_ref().map(|due| long(due.window.last));
    // The reason of a pending pledge counts the days already.
    let counts_days = assessment.reason.contains(" days ");
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
    if let Some(overruling) = &assessment.overridden {
        sentence.push_str(&format!(
            " A person overruled the computed status ({}) on {}: {} ({}).",
            overruling.computed.word(),
            long(overruling.on),
            overruling.reason.trim_end_matches('.'),
            overruling.by
        ));
    }
    sentence
}

/// The status as an adjective in words that can stand alone; never "lapsed" without what that means.
#[must_use]
pub fn status_words(assessment: &Assessment) -> &'static str {
    match (assessment.status, assessment.rule) {
        (Status::Lapsed, "withdrawn") => "lapsed: withdrawn",
        (Status::Lapsed, "breached") => "lapsed: recorded as stopped",
        (Status::Lapsed, "reversed") => "lapsed: delivered, then undone",
        (Status::Lapsed, "part-lapsed") => "lapsed: in a part",
        (Status::Lapsed, _) => "lapsed: deadline passed, no delivery recorded here",
        (Status::Pending, _) => "pending",
        (Status::Delivered, _) => "delivered",
    }
}

/// The flags in words, and how the status stands on other readings: what three statuses leave unsaid.
#[must_use]
pub fn marks(assessment: &Assessment) -> String {
    let flags: Vec<&str> = assessment.flags.iter().map(|raised| raised.words.as_str()).collect();
    let (strict, lenient) = (assessment.strict.status, assessment.lenient.status);
    let mut words = if flags.is_empty() { String::new() } else { format!("Marks: {}. ", flags.join("; ")) };
    if strict == assessment.status && lenient == assessment.status {
        words.push_str("The same by the strict and by the lenient reading.");
    } else {
        words.push_str(&format!(
            "By original terms and without self-reported evidence in favour: {}. By the terms in force and all evidence: {}.",
            strict.word(),
            lenient.word()
        ));
    }
    words
}

fn fact<'a>(register: &'a Register, pledge: &Pledge, used: &EvidenceUse) -> Option<Fact<'a>> {
    let record = register.records.get(used.record)?;
    let (shows, quote, caution, note) = match used.item {
        Item::Act(at) => {
            let act = record.acts.get(at)?;
            (
                step_words(act.step).to_owned(),
                act.quote.as_deref(),
                act.does_not_show.as_deref(),
                act.note.as_deref(),
            )
        }
        Item::Observation(at) => {
            let seen = record.observations.get(at)?;
            let unit =
                seen.unit.as_deref().or_else(|| pledge.terms.target.as_ref()?.unit.as_deref()).unwrap_or("");
            let shown = match seen.measure {
                Measure::Value(value) => with_unit(value, unit),
                Measure::Add(value) => format!("{} more", with_unit(value, unit)),
            };
            (shown, seen.quote.as_deref(), seen.does_not_show.as_deref(), seen.note.as_deref())
        }
    };
    Some(Fact {
        on: window_words(used.on),
        shows,
        quote,
        does_not_show: caution.or(record.does_not_show.as_deref()),
        note,
        whose: if used.self_reported { "self-reported" } else { kind_words(record.kind) },
        counted: used.counted,
        why: used.why.clone(),
        record: used.record,
    })
}

/// The counted values in order of their days; increments are summed up, as the target they count for is a sum.
fn measured(register: &Register, used: &[EvidenceUse]) -> Vec<(Date, Decimal)> {
    let mut found = Vec::new();
    let mut sum = Decimal::ZERO;
    for used in used.iter().filter(|used| used.counted) {
        let Item::Observation(at) = used.item else { continue };
        let Some(seen) = register.records.get(used.record).and_then(|record| record.observations.get(at))
        else {
            continue;
        };
        let value = match seen.measure {
            Measure::Value(value) => value,
            Measure::Add(value) => {
                sum = sum.saturating_add(value);
                sum
            }
        };
        found.push((used.on.last, value));
    }
    found
}

/// What a recorded step says, for a table.
fn step_words(step: Step) -> &'static str {
    match step {
        Step::Announced => "announced",
        Step::Started => "begun",
        Step::Progressed => "done in part",
        Step::Delivered => "done",
        Step::Kept => "went on",
        Step::NotDelivered => "found not done",
        Step::Breached => "stopped",
        Step::Delayed => "put off",
        Step::Adopted => "adopted by a later government",
        Step::Withdrawn => "withdrawn",
        Step::Reversed => "undone",
        Step::Reinstated => "taken up again",
    }
}

/// What kind of source speaks, for a table.
#[must_use]
pub fn kind_words(kind: Kind) -> &'static str {
    match kind {
        Kind::OfficialStatistics => "official statistics",
        Kind::Law => "law",
        Kind::Publication => "the publication itself",
        Kind::Audit => "audit or inspection",
        Kind::Research => "research",
        Kind::Foi => "freedom-of-information reply",
        Kind::Media => "press",
        Kind::Statement => "statement by another body",
        Kind::Campaign => "campaign",
    }
}

/// A window of days as people write it: a day, a month, a year, or from when to when.
#[must_use]
pub fn window_words(window: Window) -> String {
    if window.is_day() {
        return long(window.first);
    }
    let next = window.last.succ_opt();
    let begins = window.first.format("%d").to_string() == "01";
    let ends = next.is_some_and(|next| next.format("%d").to_string() == "01");
    let (first, last) = (window.first.format("%B %Y").to_string(), window.last.format("%B %Y").to_string());
    match (begins && ends, first == last) {
        (true, true) => first,
        (true, false) => format!("{first} to {last}"),
        (false, _) => format!("{} to {}", long(window.first), long(window.last)),
    }
}

fn unknown(report: &Report<'_>, assessment: &Assessment, evidence: &[Fact<'_>]) -> Vec<String> {
    let register = report.register;
    let mut found = Vec::new();
    if !evidence.iter().any(|fact| fact.counted) {
        found.push("No evidence that counts is recorded here. That is a statement about this register, not about what was done.".to_owned());
    }
    let mut seen = BTreeSet::new();
    for fact in evidence {
        if let Some(caution) = fact.does_not_show
            && seen.insert(caution)
        {
            let title = register.records.get(fact.record).map_or("", |record| record.title.as_str());
            found.push(format!("Not shown by “{title}”: {}", sentence(caution)));
        }
    }
    if let Some(why) = assessment.progress.as_ref().and_then(|progress| progress.no_pace) {
        found.push(sentence(why));
    }
    if let Some(searched) = register.searched_to
        && searched < report.as_of
    {
        found.push(format!(
            "Evidence was looked for up to {}; later events are not known here.",
            long(searched)
        ));
    }
    found.push(sentence(&assessment.would_change));
    found.retain(|line| line.len() > 1);
    found
}

/// Closed by a full stop, begun with a capital.
#[must_use]
pub fn sentence(text: &str) -> String {
    let text = text.trim();
    let mut letters = text.chars();
    let mut out: String = letters.next().map(|first| first.to_uppercase().to_string()).unwrap_or_default();
    out.push_str(letters.as_str());
    if !out.ends_with(['.', '!', '?', '”']) {
        out.push('.');
    }
    out
}

/// Every wording of a pledge said by a day, by date.
#[must_use]
pub fn wordings<'a>(pledge: &'a Pledge, assessment: &Assessment, day: Date) -> Vec<Wording<'a>> {
    let changes = |on: &When| {
        let change = assessment.terms_changes.iter().find(|change| &change.on == on);
        let words: Vec<&str> =
            change.into_iter().flat_map(|change| &change.changes).map(|change| change.word()).collect();
        words.join(", ")
    };
    let mut found: Vec<Wording<'a>> = pledge
        .earlier
        .iter()
        .map(|saying| said(saying, &pledge.terms.patched(&saying.patch), String::new()))
        .collect();
    found.push(Wording {
        on: pledge.made_on.full_window().last,
        date: window_words(pledge.made_on.full_window()),
        quote: Some(&pledge.quote),
        note: None,
        changes: if pledge.earlier.is_empty() { String::new() } else { changes(&pledge.made_on) },
        correction: false,
        deadline: deadline_words(&pledge.terms),
        target: target_words(pledge.terms.target.as_ref()),
        source: pledge.source.map_or(Source::Unnamed, Source::Document),
    });
    for saying in pledge.in_force(day) {
        let terms = pledge.current_terms(saying.on.full_window().last);
        found.push(said(saying, &terms, changes(&saying.on)));
    }
    found.sort_by_key(|wording| wording.on);
    found.retain(|wording| wording.on <= day);
    found
}

fn said<'a>(saying: &'a Saying, terms: &Terms, changes: String) -> Wording<'a> {
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
        deadline: deadline_words(terms),
        target: target_words(terms.target.as_ref()),
        source,
    }
}

/// By when, in words.
#[must_use]
pub fn deadline_words(terms: &Terms) -> String {
    terms.deadline.as_ref().map_or_else(
        || "no deadline".to_owned(),
        |deadline| format!("{} {}", deadline.kind.key(), long(deadline.when.full_window().last)),
    )
}

/// How much or what, in words.
#[must_use]
pub fn target_words(target: Option<&Target>) -> String {
    let Some(target) = target else { return "no test possible".to_owned() };
    let unit = target.unit.as_deref().unwrap_or("");
    match &target.form {
        TargetForm::Act(what) | TargetForm::Keep(what) => what.clone(),
        TargetForm::AtLeast(number) => format!("at least {}", with_unit(*number, unit)),
        TargetForm::AtMost(number) => format!("at most {}", with_unit(*number, unit)),
        TargetForm::Total(number) => format!("{} in all", with_unit(*number, unit)),
        TargetForm::Change(number) => {
            let (size, way) = if number.is_sign_negative() { (-*number, "fewer") } else { (*number, "more") };
            let size = with_unit(size, unit);
            match &target.baseline {
                Some(base) if base.value.is_zero() => format!("growth of {size}"),
                Some(base) => {
                    let on = window_words(base.on.full_window());
                    format!("{size} {way} than the {} of {on}", grouped(base.value))
                }
                None => format!("{size} {way}"),
            }
        }
        TargetForm::Parts => "every part of it".to_owned(),
    }
}

/// What a source is called in a sentence, with its number in Parliament where it has one.
#[must_use]
pub fn record_name(record: &Record) -> String {
    match (&record.house, &record.uin) {
        (Some(house), Some(uin)) => format!("{}, {house} {uin}", record.title),
        _ => record.title.clone(),
    }
}
