//! A check as Markdown, for an issue, a comment or a step summary: what is open in a table, what was accepted behind a fold.
//! It must not shorten anything: where room is short is for its caller to know.

use super::{Checked, github, in_sentences};
use crate::diagnostic::Level;
use crate::render::page::{self, Block, Inline, Page, Table};
use crate::report::briefing::sentence;
use crate::report::check::{Hit, Severity};
use std::io::{self, Write};

pub(super) fn write(checked: &Checked<'_>, out: &mut dyn Write) -> io::Result<()> {
    out.write_all(markdown(checked).as_bytes())
}

/// Everything that was found as Markdown.
#[must_use]
pub fn markdown(checked: &Checked<'_>) -> String {
    let report = checked.check.report;
    let days = crate::render::text::heading_days(report);
    // What cannot be read has no title.
    let title =
        Some(&*report.register.title).filter(|title| !title.trim().is_empty()).unwrap_or("kept check");
    let mut page = Page::new(title, &days, "kept", &checked.in_words(), report.as_of);
    page.blocks.push(Block::Lead(vec![Inline::text(&format!("Check: {}.", checked.in_words()))]));
    // With errors in the files no status was worked out, and there is nothing to count.
    if checked.faults(Level::Error) == 0 {
        page.blocks.push(Block::Paragraph(vec![Inline::text(&format!("{}.", report.summary.in_words()))]));
    }
    let (accepted, open): (Vec<_>, Vec<_>) =
        checked.check.hits.iter().partition(|hit| hit.severity == Severity::Accepted);
    page.blocks.extend(table("Pledges that meet a condition of the check", &open));
    if !checked.diagnostics.is_empty() {
        page.blocks.push(faults(checked));
    }
    let told: Vec<page::Line> = checked.told().map(|words| vec![Inline::text(&sentence(&words))]).collect();
    if !told.is_empty() {
        page.blocks.push(Block::List(told));
    }
    let mut text = page::markdown::render(&page);
    if let Some(table) = table("Accepted by the baseline, or not new", &accepted) {
        let inside = page::markdown::render_blocks(&page, &[table]);
        // The blank line lets Markdown be read inside the fold.
        let fold = format!("{} accepted", checked.check.pledges(Severity::Accepted));
        text += &format!("\n<details><summary>{fold}</summary>\n\n{}\n\n</details>\n", inside.trim_end());
    }
    text
}

fn table(caption: &str, hits: &[&Hit<'_>]) -> Option<Block> {
    let table = Table {
        caption: caption.into(),
        head: ["Pledge", "Found", "Status", "Why"].map(Into::into).to_vec(),
        widths: vec![3, 2, 2, 5],
        rows: hits.iter().map(|hit| row(hit)).collect(),
    };
    (!hits.is_empty()).then_some(Block::Table(table))
}

fn row(hit: &Hit<'_>) -> Vec<page::Line> {
    let found = match hit.severity {
        Severity::Warned => format!("{} (a warning)", hit.code()),
        Severity::Denied | Severity::Accepted => hit.code().to_owned(),
    };
    vec![
        vec![Inline::text(&hit.pledge.title), Inline::text(" "), Inline::code(hit.pledge.id.as_str())],
        vec![Inline::text(&found)],
        vec![Inline::strong(hit.assessment.status.word())],
        vec![Inline::text(&hit.why())],
    ]
}

fn faults(checked: &Checked<'_>) -> Block {
    let one = |fault: github::Annotation| {
        let place = format!("{}:{}", fault.path, fault.line);
        let words = in_sentences(&fault.message, fault.help.as_deref());
        vec![
            Inline::strong(fault.kind),
            Inline::text(" "),
            Inline::code(&place),
            Inline::text(&format!(": {words}")),
        ]
    };
    Block::List(github::faults(checked).map(one).collect())
}
