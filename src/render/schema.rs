//! JSON Schemas of the files people write, made from the tables of keys, with which an editor completes and checks them.
//! It must not know any key by itself, but for the choices that a list of keys cannot express.

use crate::input::keys::{
    DEADLINE, EVIDENCE_FILE, Key, Need, OBSERVATION, PLEDGES_FILE, RECORD, Section, Shape,
};
use serde_json::{Map, Value, json};

/// The draft of JSON Schema that all of them are written in.
const DRAFT: &str = "https://json-schema.org/draft/2020-12/schema";

/// JSON Schema of `pledges.toml`.
#[must_use]
pub fn pledges() -> Value {
    document("pledges.toml of a kept register", &reference(&PLEDGES_FILE), &[&PLEDGES_FILE])
}

/// JSON Schema of a file of evidence: one record, or a list of records.
#[must_use]
pub fn evidence() -> Value {
    let root = json!({
        "if": { "required": ["record"] },
        "then": reference(&EVIDENCE_FILE),
        "else": reference(&RECORD),
    });
    document("A file of evidence in a kept register", &root, &[&EVIDENCE_FILE, &RECORD])
}

fn document(title: &str, root: &Value, sections: &[&'static Section]) -> Value {
    let mut definitions = Map::new();
    for section in sections {
        define(section, &mut definitions);
    }
    let mut schema = json!({ "$schema": DRAFT, "title": title });
    if let (Value::Object(schema), Value::Object(root)) = (&mut schema, root) {
        schema.extend(root.clone());
        schema.insert("$defs".into(), Value::Object(definitions));
    }
    schema
}

fn define(section: &'static Section, definitions: &mut Map<String, Value>) {
    let name = definition_name(section);
    if definitions.contains_key(&name) {
        return;
    }
    // Entered before its keys are looked at, so that a section may hold itself.
    definitions.insert(name.clone(), Value::Null);
    let mut properties = Map::new();
    for key in section.keys {
        properties.insert(key.name.into(), property(key));
        if let Shape::Table(inner) | Shape::Tables(inner) = key.shape {
            define(inner, definitions);
        }
    }
    let required: Vec<&str> =
        section.keys.iter().filter(|key| key.need == Need::Required).map(|key| key.name).collect();
    let mut schema = json!({
        "type": "object",
        "title": section.name,
        "description": section.doc,
        "properties": properties,
        "additionalProperties": false,
    });
    if !required.is_empty() {
        schema["required"] = json!(required);
    }
    if let Some(choice) = exactly_one(section) {
        schema["oneOf"] = choice.iter().map(|name| json!({ "required": [name] })).collect();
    }
    definitions.insert(name, schema);
}

/// The keys of which exactly one must be there.
fn exactly_one(section: &'static Section) -> Option<&'static [&'static str]> {
    if std::ptr::eq(section, &raw const DEADLINE) {
        return Some(&["by", "from", "until"]);
    }
    std::ptr::eq(section, &raw const OBSERVATION).then_some(&["value", "add"])
}

fn reference(section: &Section) -> Value {
    json!({ "$ref": format!("#/$defs/{}", definition_name(section)) })
}

/// The section's name as a JSON pointer takes it: letters, digits and hyphens.
fn definition_name(section: &Section) -> String {
    let words = section.name.split(|character: char| !character.is_ascii_alphanumeric());
    words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join("-")
}

fn property(key: &Key) -> Value {
    let mut schema = match key.shape {
        Shape::Text | Shape::Verbatim | Shape::Path => json!({ "type": "string" }),
        Shape::Id => json!({ "type": "string", "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$" }),
        Shape::Url => json!({ "type": "string", "pattern": "^https?://" }),
        Shape::Sha256 => json!({ "type": "string", "pattern": "^[0-9a-fA-F]{64}$" }),
        // Editors hand a TOML date over as a string.
        Shape::Date => json!({ "type": "string", "examples": ["2026-03-31", "2026-Q1", "FY2025-26"] }),
        Shape::Number => json!({ "type": "number" }),
        Shape::Share => json!({ "type": "string", "pattern": "^[0-9.]+ ?%$", "examples": ["5%"] }),
        Shape::Span => json!({ "type": "string", "examples": ["12 months"] }),
        Shape::Truth => json!({ "type": "boolean" }),
        Shape::Texts => json!({ "type": "array", "items": { "type": "string" } }),
        Shape::Word(words) => json!({ "enum": words() }),
        Shape::Words(words) => json!({ "type": "array", "items": { "enum": words() } }),
        Shape::DaysOfYear => json!({
            "type": "array", "minItems": 2, "maxItems": 2,
            "items": { "type": "string", "pattern": "^[0-9]{2}-[0-9]{2}$" },
        }),
        Shape::Cells => json!({ "type": "object", "additionalProperties": { "type": "string" } }),
        Shape::Table(inner) => reference(inner),
        Shape::Tables(inner) => json!({ "type": "array", "items": reference(inner) }),
    };
    schema["description"] = json!(key.doc);
    schema
}

/// JSON Schema of `kept/report/1`, the JSON of `kept status`; the file is the documentation, and a test holds it against
/// what is printed.
#[must_use]
pub fn report() -> Value {
    // The file is part of the program and a test reads it; there is nothing to say where it could not be parsed.
    serde_json::from_str(include_str!("../../docs/report.schema.json")).unwrap_or_default()
}
