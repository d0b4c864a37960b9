//! A Frictionless Data Package: the CSV tables with their schemas, hashes, keys and licences described in one JSON file.
//!
//! The description follows Data Package 2.0. It must describe exactly the bytes that stand beside it.

use std::collections::BTreeSet;
use std::io::{self, Write};

use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::{Basis, Kind, TABLES, Table, csv, slug};
use crate::date::long;
use crate::language::canonical::hex;
use crate::render::GENERATOR;
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

/// What writes one file of the package.
pub type Content<'c> = dyn FnMut(&mut dyn Write) -> io::Result<()> + 'c;

/// Hands over the package file by file: one CSV file a table under `data/`, then `datapackage.json`. Each has its path within
/// the package, with `/` between the parts, and what writes it.
///
/// # Errors
/// The first error of `put`.
pub fn files<E>(
    basis: &Basis<'_>,
    put: &mut dyn FnMut(&str, &mut Content<'_>) -> Result<(), E>,
) -> Result<(), E> {
    let report = basis.report;
    let mut resources = Vec::new();
    for table in TABLES {
        let path = format!("data/{}.csv", table.name);
        let mut described = Value::Null;
        put(&path, &mut |out| {
            let mut summed = Summed { out, hash: Sha256::new(), bytes: 0 };
            csv::table(table, basis, &mut summed)?;
            described = resource(table, &path, summed);
            Ok(())
        })?;
        resources.push(described);
    }
    let package = json!({
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": slug(report.register),
        "title": report.register.title,
        "description": format!(
            "Pledges with their computed statuses, evidence and wordings as of {}, by what was published by {}. Computed by {GENERATOR}; \
             no status was typed in.",
            long(report.as_of),
            long(report.known_by)
        ),
        "created": format!("{}T00:00:00Z", report.as_of),
        "licenses": licences(report),
        "resources": resources,
    });
    put("datapackage.json", &mut |out| writeln!(out, "{package:#}"))
}

/// Hashes and counts what passes through it.
struct Summed<'w> {
    out: &'w mut dyn Write,
    hash: Sha256,
    bytes: u64,
}

impl Write for Summed<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.write_all(bytes)?;
        Ok(bytes.len())
    }

    fn write_all(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.out.write_all(bytes)?;
        self.hash.update(bytes);
        self.bytes += bytes.len() as u64;
        Ok(())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
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

fn resource(table: &Table, path: &str, summed: Summed<'_>) -> Value {
    let hash = hex(&summed.hash.finalize());
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
        "bytes": summed.bytes,
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
