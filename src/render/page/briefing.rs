//! A briefing laid out as a page, in the order of a House of Commons Library paper: the summary first and on its own, then
//! the parts, sources and licences, and last the command that makes it again.
//!
//! It arranges what `report` gives; no status, sentence of proof or count is made here.

use super::{Block, Entry, Inline, Line, Page, Table, Words};
use crate::date::long;
use crate::report::briefing::Briefing;
use crate::report::{Report, brief_reason, days_in_words};

mod closing;
mod entry;
mod sources;

/// What only the caller knows.
#[derive(Debug, Clone, Default)]
pub struct About {
    /// Program and version.
    pub generator: String,
    /// Whose paper it is, for the document's properties; the program's name where nobody signs.
    pub author: Option<String>,
    /// The command that makes this page again.
    pub command: String,
}

/// What every part of a page is made from.
struct Setting<'a> {
    briefing: &'a Briefing<'a>,
    about: &'a About,
    /// Short hash of the register.
    version: String,
}

/// Lays a briefing out: one page for one pledge; summary, table and a page each for many.
#[must_use]
pub fn layout(briefing: &Briefing<'_>, about: &About) -> Page {
    let report = briefing.report;
    let setting = Setting { briefing, about, version: sources::version(report.register) };
    let title = match briefing.entries.as_slice() {
        [only] => only.pledge.title.to_string(),
        _ => report.register.title.clone(),
    };
    let subtitle = subtitle(report, &setting.version);
    let author = about.author.clone().unwrap_or_else(|| about.generator.clone());
    let description = format!("{}. As of {}: {}.", report.register.title, long(report.as_of), counts(report));
    let mut page = Page::new(&title, &subtitle, &author, &description, report.as_of);
    if let [only] = briefing.entries.as_slice() {
        page.compact = true;
        let blocks = entry::blocks(&mut page, &setting, only, 1);
        let anchor = anchor(only.pledge.id.as_str());
        page.blocks = vec![Block::Entry(Entry { anchor, begins_page: false, facets: Vec::new(), blocks })];
    } else {
        page.blocks = many(&mut page, &setting);
    }
    let end = closing::blocks(&page, &setting);
    page.blocks.extend(end);
    page.in_reading_order()
}

fn subtitle(report: &Report<'_>, version: &str) -> String {
    let known = if report.known_by == report.as_of {
        String::new()
    } else {
        format!(", by what was published by {}", long(report.known_by))
    };
    format!("As of {}{known}. Register “{}”, version {version}.", long(report.as_of), report.register.title)
}

/// The counts in words, with their denominator.
fn counts(report: &Report<'_>) -> String {
    format!("of {} pledges, {}", report.summary.counts.total(), report.summary.in_words())
}

fn many(page: &mut Page, setting: &Setting<'_>) -> Vec<Block> {
    let briefing = setting.briefing;
    let mut blocks = summary(briefing.report);
    blocks.push(status_table(briefing));
    blocks.push(Block::Contents);
    let mut entries = briefing.entries.iter();
    for (at, (name, count)) in briefing.groups.iter().enumerate() {
        for (place, shown) in entries.by_ref().take(*count).enumerate() {
            let anchor = anchor(shown.pledge.id.as_str());
            let mut inner = Vec::new();
            if place == 0 && !name.is_empty() {
                // With its first pledge, so that no sheet holds a heading alone.
                inner.push(heading(1, &format!("group-{}", at + 1), &capitalised(name)));
            }
            inner.push(heading(2, &format!("{anchor}-title"), &shown.pledge.title));
            inner.extend(entry::blocks(page, setting, shown, 3));
            let mut facets = vec![
                ("Status", Words::new(shown.assessment.status.word())),
                ("Responsible", Words::new(&shown.pledge.responsible)),
            ];
            facets.extend(shown.pledge.topics.iter().map(|topic| ("Topic", Words::new(topic))));
            blocks.push(Block::Entry(Entry { anchor, begins_page: true, facets, blocks: inner }));
        }
    }
    blocks
}

fn summary(report: &Report<'_>) -> Vec<Block> {
    let of = report.summary.counts.total();
    let mut lines: Vec<Line> = vec![vec![Inline::text(&capitalised(&format!("{}.", counts(report))))]];
    let (strict, lenient) = (report.summary.strict, report.summary.lenient);
    lines.push(vec![Inline::text(&format!(
        "By original terms and without self-reported evidence in favour: {} delivered, {} pending, {} lapsed, of {of}. By the \
         terms in force and all evidence: {} delivered, {} pending, {} lapsed, of {of}.",
        strict.delivered, strict.pending, strict.lapsed, lenient.delivered, lenient.pending, lenient.lapsed
    ))]);
    if report.summary.not_yet_made > 0 {
        lines.push(vec![Inline::text(&format!(
            "Not yet made by that day, and not counted: {}.",
            report.summary.not_yet_made
        ))]);
    }
    let flags: Vec<String> =
        report.summary.flags.iter().map(|(flag, count)| format!("{} {count}", flag.words())).collect();
    if !flags.is_empty() {
        lines.push(vec![Inline::text(&format!(
            "Of the {of}, so many have these marks (a pledge may have several): {}.",
            flags.join("; ")
        ))]);
    }
    let mut blocks = vec![heading(1, "summary", "Summary"), Block::List(lines)];
    blocks.push(Block::Aside(vec![Inline::text(
        "“Lapsed” says that a day has passed and what this register holds: no delivery recorded by then, or a recorded withdrawal. It \
         does not say that nothing was done.",
    )]));
    blocks
}

fn status_table(briefing: &Briefing<'_>) -> Block {
    let report = briefing.report;
    let rows = briefing
        .entries
        .iter()
        .map(|shown| {
            let assessment = shown.assessment;
            let deadline = assessment
                .deadline
                .as_ref()
                .map_or_else(|| "no deadline".to_owned(), |due| long(due.window.last));
            let flags: Vec<&str> = assessment.flags.iter().map(|raised| raised.words.as_str()).collect();
            let when = match days_in_words(assessment) {
                Some(days) => format!("{deadline} ({days})"),
                None => deadline,
            };
            vec![
                vec![Inline::link(&shown.pledge.title, &format!("#{}", anchor(shown.pledge.id.as_str())))],
                vec![Inline::strong(assessment.status.word())],
                vec![Inline::text(&when)],
                vec![Inline::text(&brief_reason(report.register, assessment))],
                vec![Inline::text(&flags.join("; "))],
            ]
        })
        .collect();
    Block::Table(Table {
        caption: Words::new(&format!(
            "Status of {} pledges as of {}",
            briefing.entries.len(),
            long(report.as_of)
        )),
        head: ["Pledge", "Status", "Deadline", "Why", "Marks"].map(Words::new).to_vec(),
        widths: vec![27, 11, 18, 22, 22],
        rows,
    })
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

fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().to_string()).unwrap_or_default() + letters.as_str()
}
