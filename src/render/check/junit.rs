//! JUnit's XML, which every CI service reads: one test case a pledge. Lapsed is a failure, a fault in the files an error,
//! pending is skipped, delivered passes. Some services do not fail a job on it: the exit code does.

use super::Checked;
use crate::assessment::Assessment;
use crate::model::{Pledge, Status};
use crate::render::{visible_block, visible_line};
use crate::report::check::{Hit, Severity};
use crate::report::reason_on_both_terms;
use std::collections::BTreeMap;
use std::io::{self, Write};

/// What became of a test case.
enum Outcome {
    Passed,
    Failed(String, String),
    Skipped(String),
}

pub(super) fn write(checked: &Checked<'_>, out: &mut dyn Write) -> io::Result<()> {
    let hits = by_pledge(checked);
    let cases: Vec<(&Pledge, &Assessment, Outcome)> = checked
        .check
        .report
        .rows()
        .map(|(pledge, assessment)| (pledge, assessment, outcome(assessment, hits.get(pledge.id.as_str()))))
        .collect();
    let failures = cases.iter().filter(|(_, _, outcome)| matches!(outcome, Outcome::Failed(..))).count();
    let skipped = cases.iter().filter(|(_, _, outcome)| matches!(outcome, Outcome::Skipped(_))).count();
    let errors = checked.each_fault().filter(|(_, fails)| *fails).count();
    let counts = format!("tests=\"{}\" failures=\"{failures}\" errors=\"{errors}\"", cases.len() + errors);
    let name = attribute(&checked.with_reading(&checked.check.report.register.title));
    writeln!(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>")?;
    writeln!(out, "<testsuites name=\"kept\" {counts}>")?;
    writeln!(out, "  <testsuite name=\"{name}\" {counts} skipped=\"{skipped}\">")?;
    write_faults(checked, out)?;
    for (pledge, assessment, outcome) in &cases {
        write_case(checked, pledge, assessment, outcome, out)?;
    }
    let told: Vec<String> = checked.told().map(|words| content(&words)).collect();
    if !told.is_empty() {
        writeln!(out, "    <system-out>{}</system-out>", told.join("\n"))?;
    }
    writeln!(out, "  </testsuite>\n</testsuites>")
}

/// The gravest hit of each pledge.
fn by_pledge<'c>(checked: &'c Checked<'_>) -> BTreeMap<&'c str, &'c Hit<'c>> {
    let mut found = BTreeMap::new();
    for hit in &checked.check.hits {
        found.entry(hit.pledge.id.as_str()).or_insert(hit);
    }
    found
}

fn outcome(assessment: &Assessment, hit: Option<&&Hit<'_>>) -> Outcome {
    let reason = || hit.map_or_else(|| reason_on_both_terms(assessment).into_owned(), |hit| hit.why());
    match (hit.map(|hit| hit.severity), assessment.status) {
        (Some(Severity::Denied), _) => {
            Outcome::Failed(hit.map_or("denied", |hit| hit.code()).to_owned(), reason())
        }
        (Some(Severity::Accepted), _) => Outcome::Skipped(format!("accepted, not new: {}", reason())),
        (_, Status::Lapsed) => Outcome::Failed(assessment.rule.code().to_owned(), reason()),
        (_, Status::Pending) => Outcome::Skipped(reason()),
        (_, Status::Delivered) => Outcome::Passed,
    }
}

fn write_case(
    checked: &Checked<'_>,
    pledge: &Pledge,
    assessment: &Assessment,
    outcome: &Outcome,
    out: &mut dyn Write,
) -> io::Result<()> {
    let path = format!("{}{}", checked.prefix, checked.check.report.register.sources.path(pledge.place.file));
    let name = attribute(&format!("{}: {}", pledge.id, pledge.title));
    let begin = format!("    <testcase classname=\"pledges\" name=\"{name}\" time=\"0\"");
    match outcome {
        Outcome::Passed => writeln!(out, "{begin}/>"),
        Outcome::Skipped(why) => {
            writeln!(out, "{begin}><skipped message=\"{}\"/></testcase>", attribute(why))
        }
        Outcome::Failed(kind, why) => {
            let text = format!("{}:{}\n{}", path, pledge.place.line, assessment.would_change);
            let (kind, why) = (attribute(kind), attribute(why));
            writeln!(
                out,
                "{begin}><failure type=\"{kind}\" message=\"{why}\">{}</failure></testcase>",
                content(&text)
            )
        }
    }
}

/// A case for every fault that fails the check, named by its place, so that names are unique.
fn write_faults(checked: &Checked<'_>, out: &mut dyn Write) -> io::Result<()> {
    let sources = &checked.check.report.register.sources;
    let failing = checked.each_fault().filter(|(_, fails)| *fails);
    for (at, (fault, _)) in failing.enumerate() {
        let place = fault.place.map_or_else(
            || "the register".to_owned(),
            |place| format!("{}{}:{}:{}", checked.prefix, sources.path(place.file), place.line, place.column),
        );
        let name = attribute(&format!("{}. {place} {}", at + 1, fault.code));
        let (kind, message) = (attribute(fault.code), attribute(&fault.message));
        let help = content(fault.help.as_deref().unwrap_or_default());
        writeln!(
            out,
            "    <testcase classname=\"files\" name=\"{name}\" time=\"0\"><error type=\"{kind}\" message=\"{message}\">{help}</error></testcase>"
        )?;
    }
    Ok(())
}

/// Text in an attribute on one line.
fn attribute(text: &str) -> String {
    escaped(&visible_line(text))
}

/// Text that XML may hold.
fn content(text: &str) -> String {
    escaped(&visible_block(text))
}

/// Markup escaped; the two characters left that XML forbids are left out.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    for character in text.chars() {
        match character {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '"' => out.push_str("&quot;"),
            // In the log of a CI service `##[` is a command, and so is `::` where a line begins.
            '[' if out.ends_with("##") => out.push_str("&#91;"),
            ':' if out.trim_end_matches(' ').ends_with('\n') => out.push_str("&#58;"),
            '\u{fffe}' | '\u{ffff}' => {}
            character => out.push(character),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_quote_becomes_markup_and_what_is_hidden_is_shown() {
        assert_eq!(content("a<b>&\"\u{1b}\u{0}\u{ffff}c\n"), "a&lt;b&gt;&amp;&quot;␛␀c\n");
        assert_eq!(attribute("a\u{202e}b\nc"), "a&lt;U+202E&gt;b c");
        assert_eq!(attribute("two\nlines"), "two lines");
        assert_eq!(content("a ##[b]:c\n  ::error::d"), "a ##&#91;b]:c\n  &#58;:error::d");
    }
}
