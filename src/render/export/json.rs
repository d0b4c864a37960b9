//! All tables as one JSON document, `kept/export/1`: decimals as strings, so that no reader rounds them.
//!
//! Tables and rows keep their order, keys are in the order of the alphabet. It is not the report of `kept status --format json`.

use std::io::{self, Write};

use serde::ser::{Serialize, SerializeMap, SerializeSeq, Serializer};
use serde_json::Value;

use super::{Basis, Cell, Kind, TABLES, Table};
use crate::render::GENERATOR;

/// Writes the document; ends with a line break.
///
/// # Errors
/// When writing fails.
pub fn write(basis: &Basis<'_>, out: &mut dyn Write) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut *out, &Whole(basis))?;
    writeln!(out)
}

/// The document, made while it is written.
struct Whole<'a>(&'a Basis<'a>);

impl Serialize for Whole<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let report = self.0.report;
        let tables: Vec<_> = TABLES.iter().map(|table| Listed(table, self.0)).collect();
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("as_of", &report.as_of.to_string())?;
        map.serialize_entry("generator", GENERATOR)?;
        map.serialize_entry("known_by", &report.known_by.to_string())?;
        map.serialize_entry("mode", report.mode.word())?;
        map.serialize_entry("register", &report.register.title)?;
        map.serialize_entry("schema", "kept/export/1")?;
        map.serialize_entry("tables", &tables)?;
        map.end()
    }
}

struct Listed<'a>(&'a Table, &'a Basis<'a>);

impl Serialize for Listed<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("key", self.0.key)?;
        map.serialize_entry("meaning", self.0.meaning)?;
        map.serialize_entry("name", self.0.name)?;
        map.serialize_entry("rows", &Rows(self.0, self.1))?;
        map.end()
    }
}

struct Rows<'a>(&'a Table, &'a Basis<'a>);

impl Serialize for Rows<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut order: Vec<usize> = (0..self.0.columns.len()).collect();
        order.sort_by_key(|at| self.0.columns.get(*at).map(|column| column.name));
        let mut rows = serializer.serialize_seq(None)?;
        self.0
            .each_row(self.1, |cells| rows.serialize_element(&Row { table: self.0, order: &order, cells }))?;
        rows.end()
    }
}

/// A row, its columns in the order of the alphabet.
struct Row<'a> {
    table: &'a Table,
    order: &'a [usize],
    cells: &'a [Cell],
}

impl Serialize for Row<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        for at in self.order {
            if let (Some(column), Some(cell)) = (self.table.columns.get(*at), self.cells.get(*at)) {
                map.serialize_entry(column.name, &value(column.kind, cell))?;
            }
        }
        map.end()
    }
}

fn value(kind: Kind, cell: &Cell) -> Value {
    match cell {
        Cell::Empty => Value::Null,
        Cell::Text(text) => Value::from(text.as_str()),
        Cell::Number(number) if kind == Kind::Integer => {
            number.to_string().parse::<i64>().map_or_else(|_| Value::from(number.to_string()), Value::from)
        }
        Cell::Number(number) => Value::from(number.to_string()),
        Cell::Day(day) => Value::from(day.to_string()),
        Cell::Flag(flag) => Value::from(*flag),
    }
}
