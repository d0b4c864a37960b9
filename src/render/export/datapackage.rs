//! A Frictionless Data Package: the CSV tables with their schemas, hashes, keys and licences described in one JSON file.
//!
//! The description follows Data Package 2.0. It must describe exactly the bytes that stand beside it.

use std::collections::BTreeSet;

use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::{File, Kind, Table, csv, slug};
use crate::date::long;
use crate::report::Report;

/// Licences as Data Package names them; others are given by their code alone.
const LICENCES: [(&str, &str, &str); 2] = [
    (
        "OGL-UK-3.0",
        "Open Government Licence v3.0",
        "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/",
    ),
    (
        "OPL-UK-3.0",
        "Open Parliament Licence v3.0",
        "https://www.parliament.uk/site-information/copyright-parliament/open-parliament-licence/",
    ),
];

/// The package: `datapackage.json` and one CSV file a table under `data/`.
#[must_use]
pub fn files(report: &Report<'_>, tables: &[Table], generator: &str) -> Vec<File> {
    let data: Vec<File> =
        csv::files(tables).into_iter().map(|(name, bytes)| (format!("data/{name}"), bytes)).collect();
    let resources: Vec<Value> =
        tables.iter().zip(&data).map(|(table, (path, bytes))| resource(table, path, bytes)).collect();
    let package = json!({
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": slug(report.register),
        "title": report.register.title,
        "description": format!(
            "Pledges with their computed statuses, evidence and wordings as of {}, by what was published by {}. Computed by {generator}; \
             no status was typed in.",
            long(report.as_of),
            long(report.known_by)
        ),
        "created": format!("{}T00:00:00Z", report.as_of),
        "licenses": licences(report),
        "resources": resources,
    });
    let mut all = vec![("datapackage.json".to_owned(), format!("{package:#}\n").into_bytes())];
    all.extend(data);
    all
}

fn licences(report: &Report<'_>) -> Vec<Value> {
    let found: BTreeSet<&str> =
        report.register.records.iter().filter_map(|record| record.licence.as_deref()).collect();
    let known = |code: &&str| LICENCES.iter().find(|(known, _, _)| known == code);
    found
        .iter()
        .filter_map(known)
        .map(|(code, title, path)| json!({ "name": code, "title": title, "path": path }))
        .collect()
}

fn resource(table: &Table, path: &str, bytes: &[u8]) -> Value {
    let hash: String = Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect();
    let fields: Vec<Value> = table
        .columns
        .iter()
        .map(|column| {
            let required = table.key.contains(&column.name);
            json!({
                "name": column.name,
                "type": type_word(column.kind),
                "description": column.meaning,
                "constraints": { "required": required },
            })
        })
        .collect();
    let links: Vec<Value> = table
        .links
        .iter()
        .map(|link| json!({ "fields": [link.column], "reference": { "resource": link.table, "fields": ["id"] } }))
        .collect();
    json!({
        "name": table.name,
        "type": "table",
        "path": path,
        "title": table.meaning,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": bytes.len(),
        "hash": format!("sha256:{hash}"),
        "schema": { "fields": fields, "primaryKey": table.key, "foreignKeys": links, "missingValues": [""] },
    })
}

fn type_word(kind: Kind) -> &'static str {
    match kind {
        Kind::Text => "string",
        Kind::Number => "number",
        Kind::Integer => "integer",
        Kind::Day => "date",
        Kind::Flag => "boolean",
    }
}
