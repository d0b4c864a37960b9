//! An SQLite file of the tables: typed columns, keys, foreign keys, indexes, views to begin with, and full-text search.
//!
//! It is made in memory: its pages refer to one another. Text is bound, never put into a statement.

use std::io::{self, Write};

use rusqlite::types::Value;
use rusqlite::{Connection, params_from_iter};
use rust_decimal::prelude::ToPrimitive;

use super::{Basis, Cell, Kind, TABLES, Table};
use crate::render::GENERATOR;
use crate::report::Report;

/// What people look for first, ready to open.
const VIEWS: &str = "
CREATE VIEW open_pledges AS
  SELECT id, title, responsible, status, deadline_last, days_left, reason FROM pledges
  WHERE status <> 'delivered' ORDER BY deadline_last IS NULL, deadline_last, id;
CREATE VIEW counted_evidence AS
  SELECT e.pledge, p.title, e.true_to, e.step, e.value, e.unit, e.self_reported, e.why, s.title AS source_title, s.url
  FROM evidence e JOIN pledges p ON p.id = e.pledge LEFT JOIN sources s ON s.id = e.source
  WHERE e.counted ORDER BY e.pledge, e.true_to;
CREATE VIEW status_counts AS
  SELECT status, count(*) AS pledges, (SELECT count(*) FROM pledges) AS of_all FROM pledges GROUP BY status;
CREATE VIRTUAL TABLE pledges_fts USING fts5(title, quote, test, reason, content='pledges', content_rowid='rowid');
INSERT INTO pledges_fts(pledges_fts) VALUES ('rebuild');
CREATE VIRTUAL TABLE sources_fts USING fts5(title, publisher, content='sources', content_rowid='rowid');
INSERT INTO sources_fts(sources_fts) VALUES ('rebuild');
";

/// Writes the database.
///
/// # Errors
/// When writing fails, or SQLite refuses a statement, which only a fault of the tables' descriptions can cause.
pub fn write(basis: &Basis<'_>, out: &mut dyn Write) -> io::Result<()> {
    let mut database = filled(basis).map_err(io::Error::other)?;
    out.write_all(&database.serialize("main").map_err(io::Error::other)?)
}

fn filled(basis: &Basis<'_>) -> rusqlite::Result<Connection> {
    let mut database = Connection::open_in_memory()?;
    let writing = database.transaction()?;
    writing.execute_batch("CREATE TABLE about (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;")?;
    for (name, value) in about(basis.report) {
        writing.execute("INSERT INTO about VALUES (?1, ?2)", [name, value.as_str()])?;
    }
    for table in TABLES {
        writing.execute_batch(&definition(table))?;
        let marks = vec!["?"; table.columns.len()].join(", ");
        let mut insert = writing.prepare(&format!("INSERT INTO {} VALUES ({marks})", table.name))?;
        table.each_row(basis, |row| insert.execute(params_from_iter(row.iter().map(value))).map(drop))?;
    }
    writing.execute_batch(VIEWS)?;
    writing.commit()?;
    Ok(database)
}

fn about(report: &Report<'_>) -> [(&'static str, String); 5] {
    [
        ("register", report.register.title.clone()),
        ("as_of", report.as_of.to_string()),
        ("known_by", report.known_by.to_string()),
        ("mode", report.mode.word().to_owned()),
        ("generator", GENERATOR.to_owned()),
    ]
}

/// The statements that make a table and the indexes of its references. All names are the program's own.
fn definition(table: &Table) -> String {
    let mut lines: Vec<String> = table
        .columns
        .iter()
        .map(|column| {
            let required = if table.key.contains(&column.name) { " NOT NULL" } else { "" };
            format!("  \"{}\" {}{required}", column.name, type_word(column.kind))
        })
        .collect();
    lines.push(format!("  PRIMARY KEY ({})", table.key.join(", ")));
    let mut indexes = String::new();
    for link in table.links {
        lines.push(format!("  FOREIGN KEY ({}) REFERENCES {} (id)", link.column, link.table));
        indexes.push_str(&format!("CREATE INDEX {0}_{1} ON {0} ({1});\n", table.name, link.column));
    }
    format!("CREATE TABLE {} (\n{}\n);\n{indexes}", table.name, lines.join(",\n"))
}

fn type_word(kind: Kind) -> &'static str {
    match kind {
        Kind::Text | Kind::Day => "TEXT",
        Kind::Number => "NUMERIC",
        Kind::Integer | Kind::Flag => "INTEGER",
    }
}

/// Whole numbers exactly; others as SQLite holds numbers. The CSV and JSON exports have every digit.
fn value(cell: &Cell) -> Value {
    match cell {
        Cell::Empty => Value::Null,
        Cell::Text(text) => Value::Text(text.clone()),
        Cell::Day(day) => Value::Text(day.to_string()),
        Cell::Flag(flag) => Value::Integer(i64::from(*flag)),
        Cell::Number(number) if number.is_integer() => {
            number.to_i64().map_or_else(|| Value::Text(number.to_string()), Value::Integer)
        }
        Cell::Number(number) => number.to_f64().map_or_else(|| Value::Text(number.to_string()), Value::Real),
    }
}
