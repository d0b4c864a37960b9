//! The JSON Schemas of the files that people write, held to the loader: what loads is valid, and plain faults of form
//! are not.

use kept::diagnostic::Level;
use kept::input::{self, schema};
use serde_json::Value;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// TOML as an editor's checker sees it: dates are texts.
fn json(value: toml::Value) -> Value {
    match value {
        toml::Value::String(text) => text.into(),
        toml::Value::Integer(number) => number.into(),
        toml::Value::Float(number) => number.into(),
        toml::Value::Boolean(truth) => truth.into(),
        toml::Value::Datetime(date) => date.to_string().into(),
        toml::Value::Array(list) => list.into_iter().map(json).collect(),
        toml::Value::Table(table) => table.into_iter().map(|(key, value)| (key, json(value))).collect(),
    }
}

/// The TOML files of a register and the schema of each.
fn files(folder: &Path) -> Vec<(PathBuf, &'static str)> {
    let mut found = vec![(folder.join("pledges.toml"), "pledges")];
    let evidence = walkdir::WalkDir::new(folder.join("evidence")).sort_by_file_name();
    for entry in evidence.into_iter().flatten() {
        if entry.path().extension().is_some_and(|suffix| suffix == "toml") {
            found.push((entry.into_path(), "evidence"));
        }
    }
    found
}

/// Each schema, made ready once.
struct Schemas {
    pledges: jsonschema::Validator,
    evidence: jsonschema::Validator,
}

impl Schemas {
    fn new() -> Self {
        let ready = |schema: &Value| jsonschema::validator_for(schema).expect("the schema is one");
        Self { pledges: ready(&schema::pledges()), evidence: ready(&schema::evidence()) }
    }
}

fn valid(schemas: &Schemas, path: &Path, name: &str) -> Option<bool> {
    let text = fs::read_to_string(path).ok()?;
    let value: toml::Value = toml::from_str(text.trim_start_matches('\u{FEFF}')).ok()?;
    let validator = if name == "pledges" { &schemas.pledges } else { &schemas.evidence };
    Some(validator.is_valid(&json(value)))
}

fn golden_cases() -> Vec<PathBuf> {
    let mut cases: Vec<PathBuf> = fs::read_dir(root().join("tests/diagnostics"))
        .expect("golden files")
        .flatten()
        .map(|entry| entry.path())
        .collect();
    cases.sort();
    cases
}

#[test]
fn every_file_that_loads_is_valid() {
    let schemas = Schemas::new();
    let mut folders = vec![root().to_owned()];
    folders.extend(golden_cases());
    let mut checked = 0;
    for folder in folders {
        let (register, faults) = input::load(&folder);
        for (path, name) in files(&folder) {
            let relative = path.strip_prefix(&folder).expect("below").to_string_lossy().into_owned();
            let faulty = faults
                .iter()
                .filter(|fault| fault.level == Level::Error)
                .any(|fault| fault.place.is_none_or(|place| register.sources.path(place.file) == relative));
            if !faulty {
                assert_eq!(valid(&schemas, &path, name), Some(true), "{}", path.display());
                checked += 1;
            }
        }
    }
    assert!(checked > 100, "{checked}");
}

#[test]
fn plain_faults_of_form_are_not_valid() {
    let faults_of_form = BTreeSet::from([
        "unknown-key", "missing-key", "unknown-word", "two-targets", "wrong-type", "invalid-id", "bad-url",
        "exactly-one", "untestable-with-target",
    ]);
    let schemas = Schemas::new();
    let mut refused = 0;
    for case in golden_cases() {
        let name = case.file_name().expect("a name").to_string_lossy().into_owned();
        if faults_of_form.contains(name.as_str()) {
            let invalid =
                files(&case).into_iter().any(|(path, name)| valid(&schemas, &path, name) == Some(false));
            assert!(invalid, "{name}");
            refused += 1;
        }
    }
    assert_eq!(refused, faults_of_form.len());
}

#[test]
fn every_key_is_described_for_completion() {
    let mut described = 0;
    for schema in [schema::pledges(), schema::evidence()] {
        let sections = schema["$defs"].as_object().expect("definitions");
        for (section, definition) in sections {
            for (key, property) in definition["properties"].as_object().expect("properties") {
                let text = property["description"].as_str().unwrap_or_default();
                assert!(text.ends_with('.'), "{section} {key}");
                described += 1;
            }
        }
    }
    assert!(described > 120, "{described}");
}
