//! What ends every briefing: licences of what it quotes, the method, and the command that makes it again.
//!
//! It must not repeat what the pledges' own pages say.

use std::collections::BTreeSet;

use super::{Setting, heading, sources};
use crate::assessment::Mode;
use crate::model::TermsChoice;
use crate::render::page::{Block, Inline, Line, Page, Words};
use crate::report::briefing::{Briefing, Source};

/// Licences, method, command; for one pledge in small print.
pub(super) fn blocks(page: &Page, setting: &Setting<'_>) -> Vec<Block> {
    let Setting { briefing, about, .. } = setting;
    let notes = page.notes().len();
    let stored = briefing.report.register.quotes;
    let mut sources = if notes == 1 {
        "The source stands in a note.".to_owned()
    } else {
        format!("Sources stand in {notes} notes.")
    };
    sources.push_str(&match (stored.verified, stored.unverifiable) {
        (0, 0) => String::new(),
        (found, 0) => format!(" Each of the register’s {found} quotations is word for word in a stored copy."),
        (found, missing) => format!(
            " Of the register’s quotations, {found} are word for word in a stored copy; of {missing} no copy is stored."
        ),
    });
    let licences = licences(briefing);
    let same = "The same register and this command make the same paper, byte for byte:";
    if page.compact {
        let mut line = vec![Inline::text(&format!("{sources} {} ", licences.join(" ")))];
        line.extend(method(setting));
        let mut out = vec![heading(1, "sources", "Sources and method")];
        if about.command.is_empty() {
            out.push(Block::Aside(line));
        } else {
            line.push(Inline::text(&format!(" {same} ")));
            line.push(Inline::code(&about.command));
            out.push(Block::Aside(line));
        }
        return out;
    }
    let mut out = vec![heading(1, "sources", "Sources and licences")];
    let mut lines: Vec<Line> = vec![vec![Inline::text(&sources)]];
    lines.extend(licences.iter().map(|line| vec![Inline::text(line)]));
    out.push(Block::List(lines));
    out.push(heading(1, "method", "Method"));
    out.push(Block::Paragraph(method(setting)));
    if !about.command.is_empty() {
        out.push(Block::Paragraph(vec![Inline::text(same)]));
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
    let Setting { briefing, about, .. } = setting;
    let terms = match (briefing.report.mode, briefing.report.register.terms) {
        (Mode::Strict, _) => "on the original terms, without self-reported evidence in favour",
        (Mode::Lenient, _) | (Mode::Standard, TermsChoice::Current) => "on the terms in force",
        (Mode::Standard, TermsChoice::Original) => "on the original terms",
    };
    vec![
        Inline::text(&format!(
            "No status is typed in: each was computed by {} {terms}, by rules that ",
            about.generator
        )),
        Inline::code("kept explain --rules"),
        Inline::text(" prints; "),
        Inline::code("kept explain"),
        Inline::text(" with a pledge’s id prints the whole proof."),
    ]
}
