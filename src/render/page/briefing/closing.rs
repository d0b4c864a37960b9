//! What ends every briefing: licences of what it quotes, the method, and the command that makes it again.
//!
//! It must not repeat what the pledges' own pages say.

use std::collections::BTreeSet;

use super::{Setting, entry, heading, sources};
use crate::assessment::Mode;
use crate::model::{QuoteTally, TermsChoice};
use crate::quantity::with_unit;
use crate::render::GENERATOR;
use crate::render::page::{Block, Inline, Line, Words};

/// The headings of a paper of several pledges: anchor and words.
pub(super) const HEADINGS: [(&str, &str); 2] = [("sources", "Sources and licences"), ("method", "Method")];

/// Licences of the records used, method, command; for one pledge in small print. `notes`: how many there are.
pub(super) fn blocks(setting: &Setting<'_>, notes: usize, used: &BTreeSet<usize>) -> Vec<Block> {
    let Setting { briefing, about, .. } = setting;
    let register = briefing.report.register;
    let copies = copies(register.quotes);
    let licences = sources::licences(used.iter().filter_map(|at| register.records.get(*at)));
    let same = "The same register and this command make the same paper, byte for byte:";
    if let [(only, _)] = briefing.rows.as_slice() {
        let mut line = vec![Inline::text(&copies)];
        line.extend(licences.iter().map(|licence| Inline::text(&format!("{licence} "))));
        line.extend([
            Inline::text(&format!("The status is not typed in: {} ", computed(setting, "it"))),
            Inline::code(&format!("kept explain {}", only.id)),
            Inline::text(" prints the whole proof, "),
            Inline::code("kept explain --rules"),
            Inline::text(" the rules."),
        ]);
        line.push(Inline::text(" "));
        line.extend(entry::cite(setting, only));
        if !about.command.is_empty() {
            line.extend([Inline::text(&format!(" {same} ")), Inline::code(&about.command)]);
        }
        return vec![heading(1, "sources", "Sources and method"), Block::Aside(line)];
    }
    let [sources_head, method_head] = HEADINGS.map(|(anchor, words)| heading(1, anchor, words));
    let mut out = vec![sources_head];
    let notes = match notes {
        0 => "No source is quoted.".to_owned(),
        1 => "The source stands in a note.".to_owned(),
        more => format!("Sources stand in {more} notes."),
    };
    let mut lines: Vec<Line> = vec![vec![Inline::text(format!("{notes} {copies}").trim_end())]];
    lines.extend(licences.iter().map(|line| vec![Inline::text(line)]));
    out.push(Block::List(lines));
    out.push(method_head);
    out.push(Block::Paragraph(method(setting)));
    if !about.command.is_empty() {
        out.push(Block::Paragraph(vec![Inline::text(same)]));
        out.push(Block::Command(Words::new(&about.command)));
    }
    out
}

/// How many quotations were found in the stored copies; ends with a space, so that a sentence can follow.
fn copies(quotes: QuoteTally) -> String {
    match (quotes.verified, quotes.unverifiable) {
        (0, 0) => String::new(),
        (1, 0) => "The register’s one quotation is word for word in a stored copy. ".to_owned(),
        (found, 0) => {
            format!("Each of the register’s {found} quotations is word for word in a stored copy. ")
        }
        (0, missing) => {
            let quotations = with_unit(missing.into(), "quotations");
            format!("The register’s {quotations} could not be checked: no copy of what is quoted is stored. ")
        }
        (found, missing) => format!(
            "Of the register’s {} quotations, {found} {} word for word in a stored copy; of the {} no copy is stored. ",
            found + missing,
            if found == 1 { "is" } else { "are" },
            if missing == 1 { "other" } else { "rest" }
        ),
    }
}

fn method(setting: &Setting<'_>) -> Line {
    vec![
        Inline::text(&format!("No status is typed in: {} ", computed(setting, "each"))),
        Inline::code("kept explain"),
        Inline::text(" with a pledge’s id prints the whole proof, "),
        Inline::code("kept explain --rules"),
        Inline::text(" the rules."),
    ]
}

/// Which program computed a status, and on what terms: a sentence but for its beginning.
fn computed(setting: &Setting<'_>, what: &str) -> String {
    let report = setting.briefing.report;
    let terms = match (report.mode, report.register.terms) {
        (Mode::Strict, _) => "on the original terms, without self-reported evidence in favour",
        (Mode::Lenient, _) | (Mode::Standard, TermsChoice::Current) => "on the terms in force",
        (Mode::Standard, TermsChoice::Original) => "on the original terms",
    };
    let notes = if register_is_later(setting) {
        " The register’s own notes have no date: they stand as they read now."
    } else {
        ""
    };
    format!("{GENERATOR} computed {what} {terms}.{notes}")
}

/// Whether the paper is of a day after which the register was still worked on.
fn register_is_later(setting: &Setting<'_>) -> bool {
    let report = setting.briefing.report;
    report.register.searched_to.is_some_and(|searched| report.said_by() < searched)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotations_are_counted_in_words_that_fit() {
        let cases = [
            ((0, 0), ""),
            ((1, 0), "The register’s one quotation is word for word in a stored copy. "),
            ((3, 0), "Each of the register’s 3 quotations is word for word in a stored copy. "),
            (
                (0, 1),
                "The register’s 1 quotation could not be checked: no copy of what is quoted is stored. ",
            ),
            (
                (1, 2),
                "Of the register’s 3 quotations, 1 is word for word in a stored copy; of the rest no copy is stored. ",
            ),
            (
                (2, 1),
                "Of the register’s 3 quotations, 2 are word for word in a stored copy; of the other no copy is stored. ",
            ),
            (
                (2, 2),
                "Of the register’s 4 quotations, 2 are word for word in a stored copy; of the rest no copy is stored. ",
            ),
        ];
        for ((verified, unverifiable), words) in cases {
            assert_eq!(copies(QuoteTally { verified, unverifiable }), words);
        }
    }
}
