//! JSON Schemas of the files that people write, made from [`super::keys`], for editors that complete and check.
//!
//! A schema says less than the loader: it cannot know other files. It must not refuse what the loader takes.

use super::keys::{EVIDENCE_FILE, Key, Need, PLEDGES_FILE, RECORD, Section, Shape};
use serde_json::{Map, Value, json};

/// A kind of file that has a schema.
#[derive(Debug)]
pub struct Schema {
    /// Its name: `pledges` or `evidence`.
    pub name: &'static str,
    /// Makes it.
    pub schema: fn() -> Value,
}

/// Every schema.
pub const SCHEMAS: &[Schema] =
    &[Schema { name: "pledges", schema: pledges }, Schema { name: "evidence", schema: evidence }];

/// Where the schemas live; an address that names them, not one to be fetched.
const ID: &str = "urn:kept:schema";

/// The schema of `pledges.toml`.
#[must_use]
pub fn pledges() -> Value {
    let mut definitions = Map::new();
    let root = reference(&PLEDGES_FILE, &mut definitions);
    whole("pledges", PLEDGES_FILE.doc, root, definitions)
}

/// The schema of a record, or of a file of several.
#[must_use]
pub fn evidence() -> Value {
    let mut definitions = Map::new();
    let several = reference(&EVIDENCE_FILE, &mut definitions);
    let one = reference(&RECORD, &mut definitions);
    let either = json!({ "if": { "required": ["record"] }, "then": several, "else": one });
    whole("evidence", RECORD.doc, either, definitions)
}

fn whole(name: &str, doc: &str, root: Value, definitions: Map<String, Value>) -> Value {
    let mut schema = Map::new();
    schema.insert("$schema".to_owned(), json!("https://json-schema.org/draft/2020-12/schema"));
    schema.insert("$id".to_owned(), json!(format!("{ID}:{name}:1")));
    schema.insert("title".to_owned(), json!(name));
    schema.insert("description".to_owned(), json!(doc));
    schema.insert("type".to_owned(), json!("object"));
    if let Value::Object(root) = root {
        schema.extend(root);
    }
    schema.insert("$defs".to_owned(), Value::Object(definitions));
    Value::Object(schema)
}

/// A reference to a section, which is defined once.
fn reference(section: &'static Section, definitions: &mut Map<String, Value>) -> Value {
    let name = section.name.trim_matches(['[', ']', '`']).replace(['`', '[', ']'], "").replace(' ', "-");
    if !definitions.contains_key(&name) {
        definitions.insert(name.clone(), Value::Null);
        let defined = table(section, definitions);
        definitions.insert(name.clone(), defined);
    }
    json!({ "$ref": format!("#/$defs/{name}") })
}

fn table(section: &'static Section, definitions: &mut Map<String, Value>) -> Value {
    let mut properties = Map::new();
    for key in section.keys {
        properties.insert(key.name.to_owned(), property(key, definitions));
    }
    let required: Vec<&str> =
        section.keys.iter().filter(|key| key.need == Need::Required).map(|key| key.name).collect();
    let choices: Vec<Value> = section
        .exactly_one
        .iter()
        .map(|names| json!({ "oneOf": names.iter().map(|name| json!({ "required": [name] })).collect::<Vec<_>>() }))
        .collect();
    let mut schema = json!({
        "type": "object",
        "description": section.doc,
        "properties": properties,
        "required": required,
        "additionalProperties": false,
    });
    if let (Value::Object(schema), false) = (&mut schema, choices.is_empty()) {
        schema.insert("allOf".to_owned(), Value::Array(choices));
    }
    schema
}

fn property(key: &'static Key, definitions: &mut Map<String, Value>) -> Value {
    let mut schema = shape(key.shape, definitions);
    if let Value::Object(schema) = &mut schema {
        schema.insert("description".to_owned(), json!(key.doc));
    }
    schema
}

fn shape(shape: Shape, definitions: &mut Map<String, Value>) -> Value {
    match shape {
        Shape::Text | Shape::Verbatim | Shape::Path => json!({ "type": "string", "minLength": 1 }),
        // Editors hand a TOML date over as a string.
        Shape::Date => json!({ "type": "string", "examples": ["2026-03-31", "2026-Q1", "FY2025-26"] }),
        Shape::Span(example) => json!({ "type": "string", "examples": [example] }),
        Shape::Id => json!({ "type": "string", "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$" }),
        Shape::Url => json!({ "type": "string", "pattern": "^https?://" }),
        Shape::Sha256 => json!({ "type": "string", "pattern": "^\\s*[0-9A-Fa-f]{64}\\s*$" }),
        Shape::Share => json!({ "type": "string", "pattern": "%\\s*$", "examples": ["5%"] }),
        Shape::Number => json!({ "type": ["number", "string"] }),
        Shape::Truth => json!({ "type": "boolean" }),
        Shape::Texts => json!({ "type": "array", "items": { "type": "string", "minLength": 1 } }),
        Shape::Word(words) => json!({ "type": "string", "enum": words() }),
        Shape::Words(words) => json!({ "type": "array", "items": { "type": "string", "enum": words() } }),
        Shape::DaysOfYear => {
            let day = json!({ "type": "string", "pattern": "^\\d{1,2}-\\d{1,2}$" });
            json!({ "type": "array", "items": day, "minItems": 2, "maxItems": 2 })
        }
        Shape::Cells => json!({ "type": "object", "additionalProperties": { "type": ["string", "number"] } }),
        Shape::Table(section) => reference(section, definitions),
        Shape::Tables(section) => json!({ "type": "array", "items": reference(section, definitions) }),
    }
}
