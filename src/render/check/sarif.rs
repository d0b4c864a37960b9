//! SARIF 2.1.0 as code scanning takes it: a rule for every code that occurs, a result for every hit and fault, and an
//! empty list when all is well, so that alerts close. Fingerprints are pledge and rule: an alert lives as long as its fact.
//!
//! They are given under a name of our own and under `primaryLocationLineHash`, the only one that GitHub's code scanning looks
//! at: without it, it would know an alert by the lines around its place, which move.

use super::{Checked, hit_words, in_sentences};
use crate::assessment::{Flag, rule_book};
use crate::diagnostic::Diagnostic;
use crate::input::CODES;
use crate::language::canonical::sha256_hex;
use crate::report::check::{Hit, Severity};
use crate::report::reading_words;
use serde::Serialize;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::{self, Write};

/// Where the schema of the format is published; the name that tools know it by.
const SCHEMA: &str = "https://json.schemastore.org/sarif-2.1.0.json";

#[derive(Serialize)]
struct Log<'a> {
    #[serde(rename = "$schema")]
    schema: &'static str,
    version: &'static str,
    runs: [Run<'a>; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Run<'a> {
    tool: Tool<'a>,
    automation_details: AutomationDetails,
    column_kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    invocations: Option<[Ran; 1]>,
    results: Vec<Found<'a>>,
}

#[derive(Serialize)]
struct Tool<'a> {
    driver: Driver<'a>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Driver<'a> {
    name: &'static str,
    semantic_version: &'static str,
    rules: Vec<Rule<'a>>,
}

/// How the program ran; it stands there only where there is something to tell of it.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Ran {
    execution_successful: bool,
    tool_execution_notifications: Vec<Notification>,
}

#[derive(Serialize)]
struct Notification {
    level: &'static str,
    message: Message,
}

#[derive(Serialize)]
struct AutomationDetails {
    id: &'static str,
}

/// A rule with the texts that code scanning shows.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Rule<'a> {
    id: &'a str,
    name: String,
    short_description: Message,
    full_description: Message,
    help: Message,
}

#[derive(Serialize)]
struct Message {
    text: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    markdown: Option<String>,
}

/// A hit or a fault: what SARIF calls a result.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Found<'a> {
    rule_id: &'a str,
    rule_index: Option<&'a usize>,
    level: &'static str,
    message: Message,
    locations: [Location; 1],
    partial_fingerprints: Fingerprints,
    #[serde(skip_serializing_if = "Option::is_none")]
    suppressions: Option<[Suppression; 1]>,
}

#[derive(Serialize)]
struct Fingerprints {
    #[serde(rename = "kept/v1")]
    own: String,
    #[serde(rename = "primaryLocationLineHash")]
    of_code_scanning: String,
}

#[derive(Serialize)]
struct Suppression {
    kind: &'static str,
    justification: &'static str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Location {
    physical_location: PhysicalLocation,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct PhysicalLocation {
    artifact_location: ArtifactLocation,
    region: Region,
}

#[derive(Serialize)]
struct ArtifactLocation {
    uri: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Region {
    start_line: u32,
    start_column: u32,
}

pub(super) fn write(checked: &Checked<'_>, out: &mut dyn Write) -> io::Result<()> {
    let codes: BTreeMap<&str, usize> =
        codes(checked).into_iter().enumerate().map(|(at, code)| (code, at)).collect();
    let mut alike: BTreeMap<String, usize> = BTreeMap::new();
    let faults = checked.each_fault().map(|(fault, fails)| {
        let of_its_kind = alike.entry(fault_key(checked, fault)).and_modify(|count| *count += 1).or_insert(1);
        of_fault(checked, (fault, fails), &codes, *of_its_kind)
    });
    let hits = checked.check.hits.iter().map(|hit| of_hit(checked, hit, &codes));
    let results: Vec<Found<'_>> = faults.chain(hits).collect();
    let rules = codes.keys().map(|code| rule(code)).collect();
    let driver = Driver { name: "kept", semantic_version: env!("CARGO_PKG_VERSION"), rules };
    let run = Run {
        tool: Tool { driver },
        automation_details: AutomationDetails { id: "kept/" },
        column_kind: "unicodeCodePoints",
        invocations: ran(checked),
        results,
    };
    let log = Log { schema: SCHEMA, version: "2.1.0", runs: [run] };
    serde_json::to_writer_pretty(&mut *out, &log)?;
    writeln!(out)
}

fn ran(checked: &Checked<'_>) -> Option<[Ran; 1]> {
    let note = |text: String| Notification { level: "note", message: Message { text, markdown: None } };
    let notes =
        reading_words(checked.check.report.mode).map(|words| format!("Statuses by the reading {words}."));
    let notes: Vec<Notification> = notes.into_iter().chain(checked.told()).map(note).collect();
    let ran = Ran { execution_successful: true, tool_execution_notifications: notes };
    (!ran.tool_execution_notifications.is_empty()).then_some([ran])
}

/// The codes that occur, in alphabetical order.
fn codes<'a>(checked: &'a Checked<'_>) -> Vec<&'a str> {
    let faults = checked.diagnostics.iter().map(|fault| fault.code);
    let mut codes: Vec<&str> = faults.chain(checked.check.hits.iter().map(Hit::code)).collect();
    codes.sort_unstable();
    codes.dedup();
    codes
}

/// The texts of a rule are from the rule book, the flags, or the table of diagnostics.
fn rule(code: &str) -> Rule<'_> {
    let (short, full) = texts(code);
    let message = |text: &str| Message { text: text.to_owned(), markdown: None };
    Rule {
        id: code,
        name: name(code),
        short_description: message(&short),
        full_description: message(&full),
        help: Message { text: full.clone(), markdown: Some(full.clone()) },
    }
}

/// The name that people read beside the id: `DeadlinePassed`.
fn name(code: &str) -> String {
    let capital = |word: &str| {
        let mut letters = word.chars();
        letters
            .next()
            .map(|first| first.to_ascii_uppercase().to_string() + letters.as_str())
            .unwrap_or_default()
    };
    code.split('-').map(capital).collect()
}

fn texts(code: &str) -> (String, String) {
    if let Some(rule) = rule_book().into_iter().find(|rule| rule.code.code() == code) {
        return (rule.summary.to_owned(), rule.documentation.to_owned());
    }
    if let Some(found) = CODES.iter().find(|found| found.code == code) {
        return (found.summary.to_owned(), format!("{} For example: {}", found.explanation, found.example));
    }
    let words = Flag::from_code(code).map_or_else(|| code.to_owned(), |flag| flag.words().to_owned());
    (
        format!("Flag: {words}"),
        format!("A pledge with this flag is shown as “{words}”; no status depends on it."),
    )
}

fn of_hit<'a>(checked: &Checked<'_>, hit: &Hit<'_>, codes: &'a BTreeMap<&str, usize>) -> Found<'a> {
    let path = checked.check.report.register.sources.path(hit.pledge.place.file);
    let text = format!("{} ({})", hit_words(checked, hit), hit.pledge.title);
    let accepted = Suppression { kind: "external", justification: "accepted by the baseline, or not new" };
    Found {
        rule_id: hit.code(),
        rule_index: codes.get(hit.code()),
        level: if hit.severity == Severity::Denied { "error" } else { "warning" },
        message: Message { text, markdown: None },
        locations: [location(checked, path, hit.pledge.place.line, hit.pledge.place.column)],
        partial_fingerprints: Fingerprints::new(hit.fingerprint()),
        suppressions: (hit.severity == Severity::Accepted).then_some([accepted]),
    }
}

impl Fingerprints {
    fn new(fingerprint: String) -> Self {
        Self { own: fingerprint.clone(), of_code_scanning: fingerprint }
    }
}

fn fault_path<'c>(checked: &'c Checked<'_>, fault: &Diagnostic) -> &'c str {
    fault.place.map_or("pledges.toml", |place| checked.check.report.register.sources.path(place.file))
}

/// What a fault is, wherever in its file it stands.
fn fault_key(checked: &Checked<'_>, fault: &Diagnostic) -> String {
    format!("{}:{}:{}", fault_path(checked, fault), fault.code, fault.message)
}

/// A fault of the files and whether it fails the check, the `of_its_kind`-th in its file with these words.
fn of_fault<'a>(
    checked: &Checked<'_>,
    (fault, fails): (&Diagnostic, bool),
    codes: &'a BTreeMap<&str, usize>,
    of_its_kind: usize,
) -> Found<'a> {
    let place = fault.place.unwrap_or_default();
    let key = sha256_hex(fault_key(checked, fault).as_bytes());
    Found {
        rule_id: fault.code,
        rule_index: codes.get(fault.code),
        level: if fails { "error" } else { "warning" },
        message: Message { text: in_sentences(&fault.message, fault.help.as_deref()), markdown: None },
        locations: [location(checked, fault_path(checked, fault), place.line.max(1), place.column.max(1))],
        partial_fingerprints: Fingerprints::new(format!("{key}:{of_its_kind}")),
        suppressions: None,
    }
}

fn location(checked: &Checked<'_>, path: &str, line: u32, column: u32) -> Location {
    Location {
        physical_location: PhysicalLocation {
            artifact_location: ArtifactLocation { uri: uri(&format!("{}{path}", checked.prefix)) },
            region: Region { start_line: line, start_column: column },
        },
    }
}

/// A relative path as a URI: all but unreserved characters and `/` as percent and two digits.
fn uri(path: &str) -> String {
    let mut uri = String::with_capacity(path.len());
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            uri.push(char::from(byte));
        } else {
            // Writing to a String cannot fail.
            let _ = write!(uri, "%{byte:02X}");
        }
    }
    uri
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_becomes_a_relative_uri() {
        assert_eq!(uri("evidence/é b:c.toml"), "evidence/%C3%A9%20b%3Ac.toml");
    }

    #[test]
    fn every_code_has_texts() {
        for code in
            rule_book().iter().map(|rule| rule.code.code()).chain(CODES.iter().map(|found| found.code))
        {
            let (short, full) = texts(code);
            assert!(!short.is_empty() && !full.is_empty() && !short.starts_with("Flag:"), "{code}");
        }
        assert_eq!(texts("due-soon").0, "Flag: due soon");
    }
}
