//! A briefing laid out as a page, in the order of a House of Commons Library paper: the summary first and on its own, then
//! the parts, sources and licences, and last the command that makes it again.
//!
//! It arranges what `report` gives; no status, sentence of proof or count is made here.

use std::collections::BTreeSet;

use super::{Block, Entry, Inline, Later, Line, Notes, Page, Paper, Table, Words};
use crate::assessment::{Assessment, Flag};
use crate::date::{Date, long};
use crate::model::{Pledge, Status};
use crate::render::GENERATOR;
use crate::report::briefing::{Briefing, as_written, capitalised, sentence};
use crate::report::{Report, brief_reason, days_in_words, reading_words};

mod closing;
mod entry;
mod sources;

/// What only the caller knows.
#[derive(Debug, Clone, Default)]
pub struct About {
    /// Whose paper it is, for the document's properties; the program's name where nobody signs.
    pub author: Option<String>,
    /// The command that makes this page again.
    pub command: String,
}

/// What every part of a page is made from.
struct Setting<'a> {
    briefing: Briefing<'a>,
    about: About,
    /// Short hash of the register.
    version: String,
}

/// Lays a briefing out: one page for one pledge; summary, table and a page each for many.
#[must_use]
pub fn layout<'a>(briefing: Briefing<'a>, about: About) -> Paper<'a> {
    let report = briefing.report;
    let version = sources::version(report.register);
    let title = match briefing.rows.as_slice() {
        [(only, _)] => &*only.title,
        _ => &report.register.title,
    };
    let author = about.author.as_deref().unwrap_or(GENERATOR);
    let description = format!("{}. As of {}: {}.", report.register.title, long(report.as_of), counts(report));
    let mut front = Page::new(title, &subtitle(report, &version), author, &description, report.as_of);
    front.compact = briefing.rows.len() == 1;
    let (mut headings, mut facets) = (Vec::new(), Vec::new());
    if !front.compact {
        if briefing.rows.is_empty() {
            let words = "No pledge that had been made by that day is selected: there is nothing to brief on.";
            front.blocks.push(Block::Paragraph(vec![Inline::text(words)]));
        } else {
            front.blocks = summary(report);
            front.blocks.push(status_table(&briefing));
        }
        front.blocks.push(Block::Contents);
        headings = groups(&briefing).flat_map(|(group, pledge, _)| titles(group, pledge)).collect();
        headings.extend(closing::HEADINGS.map(|(anchor, words)| (1, anchor.to_owned(), Words::new(words))));
        facets =
            briefing.rows.iter().flat_map(|(pledge, assessment)| facets_of(pledge, assessment)).collect();
    }
    let setting = Setting { briefing, about, version };
    let make = Box::new(move |notes: &mut Notes, each: &mut dyn FnMut(Block)| blocks(&setting, notes, each));
    Paper::new(front, Later { headings, facets, make })
}

/// Every pledge's part, then what ends the paper.
fn blocks(setting: &Setting<'_>, notes: &mut Notes, each: &mut dyn FnMut(Block)) {
    let briefing = &setting.briefing;
    let compact = briefing.rows.len() == 1;
    let mut used = BTreeSet::new();
    let mut rows = groups(briefing);
    briefing.each_entry(&mut |shown| {
        let Some((group, pledge, assessment)) = rows.next() else { return };
        let mut own = Notes::default();
        let mut inner = Vec::new();
        let mut facets = Vec::new();
        if !compact {
            // The group's heading with its first pledge, so that no sheet holds a heading alone.
            let heads = titles(group, pledge);
            inner.extend(heads.map(|(level, anchor, words)| Block::Heading { level, anchor, words }));
            facets = facets_of(pledge, assessment).collect();
        }
        inner.extend(entry::blocks(&mut own, setting, shown, if compact { 1 } else { 3 }));
        notes.adopt(&mut inner, &own);
        used.extend(sources::used(briefing.report.register, shown));
        let anchor = anchor(pledge.id.as_str());
        each(Block::Entry(Entry { anchor, begins_page: !compact, facets, blocks: inner }));
    });
    closing::blocks(setting, notes.count(), &used).into_iter().for_each(each);
}

/// The pledges in order; the first of a group with the group's number and name.
fn groups<'b, 'a>(
    briefing: &'b Briefing<'a>,
) -> impl Iterator<Item = (Option<(usize, &'b str)>, &'a Pledge, &'a Assessment)> {
    let begin = briefing.groups.iter().enumerate().flat_map(|(at, (name, count))| {
        (0..*count).map(move |place| (place == 0 && !name.is_empty()).then_some((at + 1, name.as_str())))
    });
    begin.zip(&briefing.rows).map(|(group, (pledge, assessment))| (group, *pledge, *assessment))
}

/// The headings that a pledge's part begins with.
fn titles(group: Option<(usize, &str)>, pledge: &Pledge) -> impl Iterator<Item = (u8, String, Words)> {
    let group = group.map(|(number, name)| {
        (1, format!("group-{number}"), Words::new(&format!("{number}. {}", capitalised(name))))
    });
    let own = (2, format!("{}--title", anchor(pledge.id.as_str())), Words::new(&pledge.title));
    group.into_iter().chain([own])
}

/// What a pledge can be filtered by.
fn facets_of(pledge: &Pledge, assessment: &Assessment) -> impl Iterator<Item = (&'static str, Words)> {
    let topics = pledge.topics.iter().map(|topic| ("Topic", Words::new(topic)));
    let status = ("Status", Words::new(assessment.status.word()));
    [status, ("Responsible", Words::new(as_written(&pledge.responsible)))].into_iter().chain(topics)
}

fn subtitle(report: &Report<'_>, version: &str) -> String {
    let known = if report.known_by == report.as_of {
        String::new()
    } else {
        format!(", by what was published by {}", long(report.known_by))
    };
    let reading = reading_words(report.mode).map(|words| format!(" {}", sentence(words))).unwrap_or_default();
    format!(
        "As of {}{known}. Register “{}”, version {version}.{reading}",
        long(report.as_of),
        report.register.title
    )
}

/// The counts in words, with their denominator.
fn counts(report: &Report<'_>) -> String {
    format!("of {} pledges, {}", report.summary.counts.total(), report.summary.in_words())
}

fn summary(report: &Report<'_>) -> Vec<Block> {
    let of = report.summary.counts.total();
    let mut lines: Vec<Line> = vec![vec![Inline::text(&capitalised(&format!("{}.", counts(report))))]];
    let lenient = report.summary.lenient;
    lines.push(vec![Inline::text(&format!(
        "By original terms and without self-reported evidence in favour: {}, of {of}. By the terms in force and all evidence: \
         {} delivered, {} pending, {} lapsed, of {of}.",
        report.summary.strict_in_words(),
        lenient.delivered,
        lenient.pending,
        lenient.lapsed
    ))]);
    if report.summary.not_yet_made > 0 {
        lines.push(vec![Inline::text(&format!(
            "Not yet made by that day, and not counted: {}.",
            report.summary.not_yet_made
        ))]);
    }
    // What is delivered, or was ruled to have lapsed, may have no deadline either; the mark is for those that are open.
    let open = |assessment: &&Assessment| {
        assessment.status == Status::Pending
            && assessment.flags.iter().any(|raised| raised.flag == Flag::Undated)
    };
    let marked = report.summary.flags.iter().map(|(flag, count)| {
        if *flag == Flag::Undated {
            ("pending without a deadline", report.assessments.iter().filter(open).count())
        } else {
            (flag.words(), *count)
        }
    });
    let flags: Vec<String> =
        marked.filter(|(_, count)| *count > 0).map(|(words, count)| format!("{words} {count}")).collect();
    if !flags.is_empty() {
        lines.push(vec![Inline::text(&format!(
            "Marks, by the number of pledges that have them (one may have several): {}.",
            flags.join("; ")
        ))]);
    }
    let mut blocks = vec![heading(1, "summary", "Summary"), Block::List(lines)];
    blocks.push(Block::Aside(vec![Inline::text(
        "“Lapsed” says what this register holds: a day that has passed with no delivery recorded by then, or a recorded withdrawal, stop or \
         reversal. It does not say that nothing was done.",
    )]));
    blocks
}

/// The pledges in the order in which they ask for attention; the parts that follow keep their own.
fn status_table(briefing: &Briefing<'_>) -> Block {
    let report = briefing.report;
    let mut rows = briefing.rows.clone();
    rows.sort_by_key(|(_, assessment)| urgency(assessment, report.as_of));
    let has_topics = rows.iter().any(|(pledge, _)| !pledge.topics.is_empty());
    let columns: [(&str, u32); 6] =
        [("Pledge", 22), ("Topic", 14), ("Status", 10), ("Deadline", 15), ("Why", 19), ("Marks", 20)];
    let columns: Vec<_> = columns.into_iter().filter(|(name, _)| has_topics || *name != "Topic").collect();
    Block::Table(Table {
        caption: Words::new(&format!(
            "Status of {} pledges as of {}: overdue first, then those that lapsed otherwise, those due next, those without a \
             deadline, and those delivered",
            rows.len(),
            long(report.as_of)
        )),
        head: columns.iter().map(|(name, _)| Words::new(name)).collect(),
        widths: columns.iter().map(|(_, width)| *width).collect(),
        rows: rows
            .iter()
            .map(|(pledge, assessment)| status_row(report, pledge, assessment, has_topics))
            .collect(),
    })
}

/// Overdue first, the longest of them first; then lapsed for another reason, due, without a deadline, delivered.
fn urgency(assessment: &Assessment, as_of: Date) -> (u8, Option<Date>) {
    let last = assessment.deadline.as_ref().map(|due| due.window.last);
    match (assessment.status, last) {
        (Status::Delivered, _) => (4, None),
        (Status::Pending | Status::Lapsed, Some(last)) if last < as_of => (0, Some(last)),
        (Status::Lapsed, _) => (1, last),
        (Status::Pending, Some(last)) => (2, Some(last)),
        (Status::Pending, None) => (3, None),
    }
}

fn status_row(report: &Report<'_>, pledge: &Pledge, assessment: &Assessment, has_topics: bool) -> Vec<Line> {
    let deadline =
        assessment.deadline.as_ref().map_or_else(|| "no deadline".to_owned(), |due| long(due.window.last));
    let flags: Vec<&str> = assessment.flags.iter().map(|raised| raised.words.as_str()).collect();
    let when = match days_in_words(assessment) {
        Some(days) => format!("{deadline} ({days})"),
        None => deadline,
    };
    let mut cells = vec![vec![Inline::link(&pledge.title, &format!("#{}", anchor(pledge.id.as_str())))]];
    if has_topics {
        cells.push(vec![Inline::text(&pledge.topics.join(", "))]);
    }
    cells.extend([
        vec![Inline::strong(assessment.status.word())],
        vec![Inline::text(&when)],
        vec![Inline::text(&brief_reason(report.register, assessment))],
        vec![Inline::text(&flags.join("; "))],
    ]);
    cells
}

/// The anchor of a pledge: its id, which never changes.
fn anchor(id: &str) -> String {
    let clean: String =
        id.chars().map(|c| if c.is_ascii_alphanumeric() || c == '-' { c } else { '-' }).collect();
    format!("pledge-{clean}")
}

fn heading(level: u8, anchor: &str, words: &str) -> Block {
    Block::Heading { level, anchor: anchor.to_owned(), words: words.into() }
}
