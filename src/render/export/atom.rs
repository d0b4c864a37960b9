//! A feed (Atom, RFC 4287) of changes of content: statuses that moved, evidence that came out, wordings that changed.
//!
//! It knows no commits and no clock: an entry's time is the day of what it tells. The newest come first.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::io::{self, Write};

use maud::{Markup, html};
use sha2::{Digest, Sha256};

use super::{Basis, slug};
use crate::assessment::{Assessment, EvidenceUse, Mode, Turn};
use crate::date::{Date, long, on_or_between};
use crate::language::address::is_web_address;
use crate::language::canonical::hex;
use crate::model::{Pledge, Status};
use crate::render::GENERATOR;
use crate::render::page::Words;
use crate::report::briefing::{sentence, turn_words, wordings};
use crate::report::{Report, full_reason, reading_words};

/// A feed is for what is new; older changes stand in the tables.
const MOST_ENTRIES: usize = 500;

/// One change.
struct Change {
    on: Date,
    id: String,
    title: String,
    words: String,
    link: Option<String>,
    category: &'static str,
}

/// Writes the feed.
///
/// # Errors
/// When writing fails.
pub fn write(basis: &Basis<'_>, out: &mut dyn Write) -> io::Result<()> {
    let report = basis.report;
    let changes = newest(report);
    // Another reading is another feed: its statuses are not those that readers know by these ids.
    let register = match report.mode {
        Mode::Standard => slug(report.register),
        Mode::Strict | Mode::Lenient => format!("{}:{}", slug(report.register), report.mode.word()),
    };
    let reading = reading_words(report.mode).map(|words| format!(" ({words})")).unwrap_or_default();
    let feed = html! {
        feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en-GB" {
            id { "urn:kept:" (register) }
            title { (Words::new(&report.register.title)) }
            subtitle { "What became of each pledge: statuses, evidence and wordings that changed" (reading) }
            updated { (stamp(report.as_of)) }
            author { name { (Words::new(&report.register.title)) } }
            generator { (GENERATOR) }
            @for change in &changes { (entry(change, &register)) }
        }
    };
    writeln!(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n{}", feed.into_string())
}

fn entry(change: &Change, register: &str) -> Markup {
    html! {
        entry {
            id { "urn:kept:" (register) ":" (change.id) }
            title { (Words::new(&change.title)) }
            updated { (stamp(change.on)) }
            category term=(change.category) {}
            @if let Some(link) = &change.link { link rel="related" href=(link) {} }
            content type="text" { (Words::new(&change.words)) }
        }
    }
}

fn stamp(day: Date) -> String {
    format!("{day}T00:00:00Z")
}

/// The newest changes of a report, the newest first.
fn newest(report: &Report<'_>) -> Vec<Change> {
    let mut found = Vec::new();
    let rows: Vec<_> = report.rows().collect();
    report.evidence_in_turn(&rows, &mut |pledge, assessment, used| {
        said(report, pledge, assessment, &mut found);
        came_out(report, pledge, &used, &mut found);
        // What is too old now will be so at the end.
        if found.len() > 4 * MOST_ENTRIES {
            cut(&mut found);
        }
    });
    cut(&mut found);
    found
}

fn cut(changes: &mut Vec<Change>) {
    changes.sort_by(|one, other| (Reverse(one.on), &one.id).cmp(&(Reverse(other.on), &other.id)));
    changes.dedup_by(|one, other| one.id == other.id);
    changes.truncate(MOST_ENTRIES);
}

/// Statuses that moved and wordings.
fn said(report: &Report<'_>, pledge: &Pledge, assessment: &Assessment, found: &mut Vec<Change>) {
    let id = pledge.id.as_str();
    let mut turns: Vec<&Turn> = assessment.timeline.iter().collect();
    // Another rule for the same status is no news.
    turns.dedup_by_key(|turn| turn.status);
    for turn in turns {
        let is_own_word = turn.claimed && turn.status == Status::Delivered;
        let whose = if is_own_word { ", self-reported" } else { "" };
        let status = format!("{}{whose}", turn_words(turn));
        found.push(Change {
            on: turn.on,
            id: format!("{id}:status:{}:{}", turn.on, turn.rule),
            title: format!("{}: {status}", pledge.title),
            words: format!("From {} the computed status is {status} (rule {}).", long(turn.on), turn.rule),
            link: None,
            category: "status",
        });
    }
    if let Some(ruling) = &assessment.overridden {
        let words = full_reason(assessment).into_owned();
        found.push(Change {
            on: ruling.on,
            id: format!("{id}:override:{}:{}", ruling.on, digest(&words)),
            title: format!("{}: {} (overruled by a person)", pledge.title, ruling.status.word()),
            words,
            link: None,
            category: "status",
        });
    }
    for wording in wordings(report, pledge, assessment) {
        let quote = wording.quote.map(|quote| format!("“{quote}” ")).unwrap_or_default();
        let note = wording.note.map(sentence).unwrap_or_default();
        let corrected = wording.correction.then_some("corrected");
        let changes: Vec<&str> =
            corrected.into_iter().chain(wording.changes.split_terminator(", ")).collect();
        let changes = if changes.is_empty() { "said".to_owned() } else { changes.join(", ") };
        found.push(Change {
            on: wording.on,
            id: format!("{id}:wording:{}:{}", wording.on, digest(&format!("{quote}{note}"))),
            title: format!("{}: {changes}", pledge.title),
            words: format!("{quote}{note}").trim_end().to_owned(),
            link: None,
            category: "wording",
        });
    }
}

/// Evidence, each record once: it is known by what it is, so that it stays the same news wherever somebody moves it to.
fn came_out(report: &Report<'_>, pledge: &Pledge, used: &[EvidenceUse], found: &mut Vec<Change>) {
    let register = report.register;
    let mut records: Vec<(usize, Date)> = used.iter().map(|used| (used.record, used.published_on)).collect();
    records.sort_unstable();
    records.dedup();
    let mut alike: BTreeMap<String, usize> = BTreeMap::new();
    for (at, on) in records {
        let Some(record) = register.records.get(at) else { continue };
        let uin = record.uin.as_deref().unwrap_or_default();
        let mut what = digest(&format!("{}\n{}\n{on}{uin}", record.title, record.publisher));
        let before = alike.entry(what.clone()).or_default();
        *before += 1;
        if *before > 1 {
            what.push_str(&format!("-{before}"));
        }
        found.push(Change {
            on,
            id: format!("{}:evidence:{what}", pledge.id),
            title: format!("{}: new evidence", pledge.title),
            words: format!(
                "{} ({}published {}).",
                record.title,
                record.publisher_and(),
                on_or_between(record.published_on.full_window())
            ),
            link: record.url.as_deref().filter(|url| is_web_address(url)).map(str::to_owned),
            category: "evidence",
        });
    }
}

/// The first twelve digits of a hash, for ids that must not carry other people's text.
fn digest(text: &str) -> String {
    hex(&Sha256::digest(text.as_bytes())[..6])
}
