//! Workflow commands that GitHub shows as annotations.
//!
//! GitHub shows ten annotations of a kind a step and drops the rest without a word, so the gravest come first and the
//! number of the others is told. Everything quoted is escaped: `::` in a quote must not become a command.

use super::{Checked, hit_words};
use crate::render::visible_line;
use crate::report::check::Severity;
use std::io::{self, Write};

/// Annotations of one kind that GitHub shows for a step.
const SHOWN: usize = 10;

/// One annotation before it is written.
pub(super) struct Annotation {
    pub(super) kind: &'static str,
    pub(super) path: String,
    pub(super) line: u32,
    column: u32,
    title: String,
    pub(super) message: String,
    /// What to do about it.
    pub(super) help: Option<String>,
}

pub(super) fn write(checked: &Checked<'_>, out: &mut dyn Write) -> io::Result<()> {
    // What was asked for comes before what nobody asked about.
    let all: Vec<Annotation> = hits(checked).chain(faults(checked)).collect();
    for kind in ["error", "warning"] {
        let of_kind: Vec<&Annotation> = all.iter().filter(|annotation| annotation.kind == kind).collect();
        for annotation in of_kind.iter().take(SHOWN) {
            writeln!(
                out,
                "::{kind} file={},line={},col={},title={}::{}",
                property(&annotation.path),
                annotation.line,
                annotation.column,
                property(&annotation.title),
                data(&with_help(annotation))
            )?;
        }
        let hidden = of_kind.len().saturating_sub(SHOWN);
        if hidden > 0 {
            let more = if hidden == 1 { format!("1 more {kind}") } else { format!("{hidden} more {kind}s") };
            let where_to =
                if checked.has_summary { "the step summary has them all" } else { "not shown here" };
            writeln!(out, "::notice title=kept::{more}; {where_to}")?;
        }
    }
    for told in checked.told() {
        writeln!(out, "::notice title=kept::{}", data(&told))?;
    }
    writeln!(out, "kept check: {}", data(&checked.in_words()))
}

/// What kept the check from being made at all, as an annotation without a place.
#[must_use]
pub fn failure(words: &str) -> String {
    format!("::error title=kept::{}\n", data(words))
}

pub(super) fn faults<'a>(checked: &'a Checked<'_>) -> impl Iterator<Item = Annotation> + 'a {
    let sources = &checked.check.report.register.sources;
    checked.each_fault().map(move |(fault, fails)| {
        let place = fault.place.unwrap_or_default();
        let path = fault.place.map_or("pledges.toml", |place| sources.path(place.file));
        Annotation {
            kind: if fails { "error" } else { "warning" },
            path: format!("{}{path}", checked.prefix),
            line: place.line.max(1),
            column: place.column.max(1),
            title: fault.code.to_owned(),
            message: fault.message.clone(),
            help: fault.help.clone(),
        }
    })
}

fn hits<'a>(checked: &'a Checked<'_>) -> impl Iterator<Item = Annotation> + 'a {
    let sources = &checked.check.report.register.sources;
    let open = checked.check.hits.iter().filter(|hit| hit.severity != Severity::Accepted);
    open.map(move |hit| Annotation {
        kind: if hit.severity == Severity::Denied { "error" } else { "warning" },
        path: format!("{}{}", checked.prefix, sources.path(hit.pledge.place.file)),
        line: hit.pledge.place.line,
        column: hit.pledge.place.column,
        title: format!("{} ({})", hit.pledge.title, hit.code()),
        message: hit_words(checked, hit),
        help: None,
    })
}

fn with_help(annotation: &Annotation) -> String {
    match &annotation.help {
        Some(help) => format!("{}\nhelp: {help}", annotation.message),
        None => annotation.message.clone(),
    }
}

/// What stands after `::`: percent signs and line breaks are escaped, other control characters shown.
fn data(text: &str) -> String {
    let escaped = text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A");
    visible_line(&escaped).into_owned()
}

/// The value of a property, which ends at a comma and a colon.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_quote_becomes_a_command() {
        assert_eq!(data("50%\n::error::x\u{1b}[0m"), "50%25%0A::error::x␛[0m");
        assert_eq!(property("a: b, c\r\n"), "a%3A b%2C c%0D%0A");
    }
}
