//! All tables as one JSON document, `kept/export/1`: decimals as strings, so that no reader rounds them.
//!
//! Tables and rows keep their order, keys are in the order of the alphabet. It is not the report of `kept status --format json`.

use serde_json::{Map, Value, json};

use super::{Cell, Kind, Table};
use crate::report::Report;

/// Writes the document; ends with a line break.
#[must_use]
pub fn render(report: &Report<'_>, tables: &[Table], generator: &str) -> String {
    let listed: Vec<Value> = tables.iter().map(table).collect();
    let whole = json!({
        "schema": "kept/export/1",
        "generator": generator,
        "register": report.register.title,
        "as_of": report.as_of.to_string(),
        "known_by": report.known_by.to_string(),
        "mode": report.mode.word(),
        "tables": listed,
    });
    format!("{whole:#}\n")
}

fn table(table: &Table) -> Value {
    let rows: Vec<Value> = table
        .rows
        .iter()
        .map(|row| {
            let pairs = table.columns.iter().zip(row);
            Value::Object(
                pairs
                    .map(|(column, cell)| (column.name.to_owned(), value(column.kind, cell)))
                    .collect::<Map<_, _>>(),
            )
        })
        .collect();
    json!({ "name": table.name, "meaning": table.meaning, "key": table.key, "rows": rows })
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
