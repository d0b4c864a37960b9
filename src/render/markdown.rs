//! The table of statuses as Markdown, for an issue, a wiki or a step summary: the counts first, then a real table.
//!
//! What stands in it is a [`Page`]; how Markdown is written, that file knows.

use super::page::{self, Block, Inline, Line, Page, Table};
use super::text::{heading_days, strict_and_lenient};
use crate::assessment::Assessment;
use crate::date::long;
use crate::model::Pledge;
use crate::report::{Report, brief_reason, days_in_words, pledges};

/// The report as Markdown.
#[must_use]
pub fn report(report: &Report<'_>) -> String {
    let title = &report.register.title;
    let days = heading_days(report);
    let mut page = Page::new(title, &days, "kept", &report.summary.in_words(), report.as_of);
    let total = report.summary.counts.total();
    page.blocks.push(Block::Lead(vec![Inline::text(&format!(
        "{}: {}.",
        pledges(total),
        report.summary.in_words()
    ))]));
    if total > 0 {
        page.blocks.push(Block::Aside(vec![Inline::text(&strict_and_lenient(&report.summary))]));
        page.blocks.push(Block::Table(Table {
            caption: "Every pledge and what became of it".into(),
            head: ["Pledge", "Status", "Deadline", "Why", "Flags"].map(Into::into).to_vec(),
            widths: vec![4, 2, 3, 4, 3],
            rows: report.by_status().into_iter().map(|(pledge, row)| cells(report, pledge, row)).collect(),
        }));
    }
    page::markdown::render(&page)
}

fn cells(report: &Report<'_>, pledge: &Pledge, assessment: &Assessment) -> Vec<Line> {
    let deadline =
        assessment.deadline.as_ref().map_or_else(|| "none given".to_owned(), |due| long(due.window.last));
    let deadline = match days_in_words(assessment) {
        Some(days) => format!("{deadline} ({days})"),
        None => deadline,
    };
    let flags: Vec<&str> = assessment.flags.iter().map(|raised| raised.words.as_str()).collect();
    vec![
        vec![Inline::text(&pledge.title), Inline::text(" "), Inline::code(pledge.id.as_str())],
        vec![Inline::strong(assessment.status.word())],
        vec![Inline::text(&deadline)],
        vec![Inline::text(&brief_reason(report.register, assessment))],
        vec![Inline::emphasis(&flags.join("; "))],
    ]
}
