//! What ends every briefing: licences of what it quotes, the method, and the command that makes it again.
//!
//! It must not repeat what the pledges' own pages say.

use std::collections::BTreeSet;

use super::{Setting, heading, sources};
use crate::assessment::Mode;
use crate::model::TermsChoice;
use crate::render::page::{Block, Inline, Line, Page, Words};
use crate::report::briefing::{Briefing, Source};

/// Licences, method, command.
pub(super) fn blocks(page: &Page, setting: &Setting<'_>) -> Vec<Block> {
    let Setting { briefing, about, .. } = setting;
    let mut out = vec![heading(1, "sources", "Sources and licences")];
    let notes = page.notes().len();
    let stored = briefing.report.register.quotes;
    let mut lines: Vec<Line> = vec![vec![Inline::text(&format!(
        "Sources are given in {notes} numbered notes. Of the register’s quotations, {} were found word for word in a stored copy; of {} no \
         copy is stored.",
        stored.verified, stored.unverifiable
    ))]];
    lines.extend(licences(briefing).iter().map(|line| vec![Inline::text(line)]));
    out.push(Block::List(lines));
    out.push(heading(1, "method", "Method"));
    out.push(Block::Paragraph(method(setting)));
    if !about.command.is_empty() {
        out.push(Block::Paragraph(vec![Inline::text(
            "The same register and this command make the same briefing, byte for byte:",
        )]));
        out.push(Block::Command(Words::new(&about.command)));
    }
    out
}

fn licences(briefing: &Briefing<'_>) -> Vec<String> {
    let register = briefing.report.register;
    let mut used = BTreeSet::new();
    for entry in &briefing.entries {
        used.extend(entry.evidence.iter().map(|fact| fact.record));
        for wording in &entry.wordings {
            if let Source::Document(at) = wording.source {
                used.extend(register.documents.get(at).and_then(|document| document.record));
            }
        }
    }
    sources::licences(used.into_iter().filter_map(|at| register.records.get(at)))
}

fn method(setting: &Setting<'_>) -> Line {
    let Setting { briefing, about, version } = setting;
    let terms = match (briefing.report.mode, briefing.report.register.terms) {
        (Mode::Strict, _) => "on the original terms, without self-reported evidence in favour",
        (Mode::Lenient, _) | (Mode::Standard, TermsChoice::Current) => "on the terms in force",
        (Mode::Standard, TermsChoice::Original) => "on the original terms",
    };
    vec![
        Inline::text(&format!(
            "No status here was typed in. Each was computed by {} from the register (version {version}), {terms}, by rules that ",
            about.generator
        )),
        Inline::code("kept explain --rules"),
        Inline::text(" prints; "),
        Inline::code("kept explain"),
        Inline::text(" with a pledge’s id prints the whole proof."),
    ]
}
