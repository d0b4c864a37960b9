//! SARIF 2.1.0 as code scanning takes it: a rule for every code that occurs, a result for every hit and fault, and an
//! empty list when all is well, so that alerts close. Fingerprints are pledge and rule: an alert lives as long as its fact.
//!
//! They are given under a name of our own and under `primaryLocationLineHash`, the only one that GitHub's code scanning looks
//! at: without it, it would know an alert by the lines around its place, which move.

use super::{Checked, hit_words};
use crate::assessment::{Flag, rule_book};
use crate::diagnostic::{Diagnostic, Level};
use crate::input::CODES;
use crate::language::canonical::sha256_hex;
use crate::report::check::{Hit, Severity};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::{self, Write};

/// Where the schema of the format is published; the name that tools know it by.
const SCHEMA: &str = "https://json.schemastore.org/sarif-2.1.0.json";

pub(super) fn write(checked: &Checked<'_>, out: &mut dyn Write) -> io::Result<()> {
    let codes: BTreeMap<&str, usize> =
        codes(checked).into_iter().enumerate().map(|(at, code)| (code, at)).collect();
    let mut alike: BTreeMap<String, usize> = BTreeMap::new();
    let faults = checked.diagnostics.iter().map(|fault| {
        let of_its_kind = alike.entry(fault_key(checked, fault)).and_modify(|count| *count += 1).or_insert(1);
        fault_result(checked, fault, &codes, *of_its_kind)
    });
    let hits = checked.check.hits.iter().map(|hit| hit_result(checked, hit, &codes));
    let results: Vec<Value> = faults.chain(hits).collect();
    let rules: Vec<Value> = codes.keys().map(|code| rule(code)).collect();
    let log = json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": { "name": "kept", "semanticVersion": env!("CARGO_PKG_VERSION"), "rules": rules } },
            "automationDetails": { "id": "kept/" },
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    serde_json::to_writer_pretty(&mut *out, &log)?;
    writeln!(out)
}

/// The codes that occur, in alphabetical order.
fn codes<'a>(checked: &'a Checked<'_>) -> Vec<&'a str> {
    let faults = checked.diagnostics.iter().map(|fault| fault.code);
    let mut codes: Vec<&str> = faults.chain(checked.check.hits.iter().map(Hit::code)).collect();
    codes.sort_unstable();
    codes.dedup();
    codes
}

/// A rule with the texts that code scanning shows: from the rule book, the flags, or the table of diagnostics.
fn rule(code: &str) -> Value {
    let (short, full) = texts(code);
    json!({
        "id": code,
        "name": name(code),
        "shortDescription": { "text": short },
        "fullDescription": { "text": full },
        "help": { "text": full, "markdown": full },
    })
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
    if let Some(rule) = rule_book().into_iter().find(|rule| rule.code == code) {
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

fn hit_result(checked: &Checked<'_>, hit: &Hit<'_>, codes: &BTreeMap<&str, usize>) -> Value {
    let sources = &checked.check.report.register.sources;
    let place = hit.pledge.place;
    let mut result = json!({
        "ruleId": hit.code(),
        "ruleIndex": codes.get(hit.code()),
        "level": if hit.severity == Severity::Denied { "error" } else { "warning" },
        "message": { "text": format!("{} ({})", hit_words(hit), hit.pledge.title) },
        "locations": [location(checked, sources.path(place.file), place.line, place.column)],
        "partialFingerprints": {
            "pledgeAndRule/v1": hit.fingerprint(),
            "primaryLocationLineHash": hit.fingerprint(),
        },
    });
    if hit.severity == Severity::Accepted {
        result["suppressions"] =
            json!([{ "kind": "external", "justification": "accepted by the baseline, or not new" }]);
    }
    result
}

fn fault_path<'c>(checked: &'c Checked<'_>, fault: &Diagnostic) -> &'c str {
    fault.place.map_or("pledges.toml", |place| checked.check.report.register.sources.path(place.file))
}

/// What a fault is, wherever in its file it stands.
fn fault_key(checked: &Checked<'_>, fault: &Diagnostic) -> String {
    format!("{}:{}:{}", fault_path(checked, fault), fault.code, fault.message)
}

/// A fault of the files, the `of_its_kind`-th in its file with these words.
fn fault_result(
    checked: &Checked<'_>,
    fault: &Diagnostic,
    codes: &BTreeMap<&str, usize>,
    of_its_kind: usize,
) -> Value {
    let place = fault.place.unwrap_or_default();
    let path = fault_path(checked, fault);
    let fingerprint = format!("{}:{of_its_kind}", sha256_hex(fault_key(checked, fault).as_bytes()));
    let is_error = fault.level == Level::Error || checked.deny_warnings;
    let help = fault.help.as_ref().map(|help| format!(" Help: {help}.")).unwrap_or_default();
    json!({
        "ruleId": fault.code,
        "ruleIndex": codes.get(fault.code),
        "level": if is_error { "error" } else { "warning" },
        "message": { "text": format!("{}.{help}", fault.message) },
        "locations": [location(checked, path, place.line.max(1), place.column.max(1))],
        "partialFingerprints": { "fileAndFault/v2": fingerprint, "primaryLocationLineHash": fingerprint },
    })
}

fn location(checked: &Checked<'_>, path: &str, line: u32, column: u32) -> Value {
    let uri = uri(&format!("{}{path}", checked.prefix));
    json!({ "physicalLocation": {
        "artifactLocation": { "uri": uri },
        "region": { "startLine": line, "startColumn": column },
    } })
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
        for code in rule_book().iter().map(|rule| rule.code).chain(CODES.iter().map(|found| found.code)) {
            let (short, full) = texts(code);
            assert!(!short.is_empty() && !full.is_empty() && !short.starts_with("Flag:"), "{code}");
        }
        assert_eq!(texts("due-soon").0, "Flag: due soon");
    }
}
