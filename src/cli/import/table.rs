//! Bringing in a table of official statistics: without an indicator its choices are listed; with one, the table is stored
//! with a record that reads it. It must not read values: loading the register does.

use super::super::exit::{Exit, Usage};
use super::Request;
use super::shelf::{Copy, Shelf, beside};
use super::source::tell;
use kept::document::filing;
use kept::document::statistics::{Column, NoSeries, Sort, Statistics};
use kept::document::{self, Document, Flag};
use kept::quantity::with_unit;
use kept::render::visible_line;
use std::collections::BTreeSet;
use std::path::Path;

pub(super) fn import(
    request: &Request<'_>,
    path: &Path,
    stem: &str,
    bytes: &[u8],
    shelf: &mut Shelf,
    lines: &mut Vec<String>,
) -> anyhow::Result<Exit> {
    let described = beside(path, &format!("{stem}.meta.csv"));
    let table = match Statistics::read(bytes, described.as_deref()) {
        Ok(table) => table,
        Err(fault) => {
            return Ok(tell(request.invocation, &path.to_string_lossy(), &[fault]).max(Exit::Unreliable));
        }
    };
    let matches = request.invocation.matches;
    let Some(indicator) = matches.get_one::<String>("indicator") else {
        lines.extend(choices(&table));
        return Ok(Exit::Fine);
    };
    let filter = filter(matches.get_many::<String>("where").into_iter().flatten())?;
    let date = matches.get_one::<String>("date-column").map_or("time_period", String::as_str);
    if table.column(date).is_none() {
        let columns: Vec<_> = table.columns.iter().map(|column| visible_line(&column.name)).collect();
        return Err(Usage(format!(
            "there is no column `{date}`; name the one that holds the dates with --date-column: {}",
            columns.join(" | ")
        ))
        .into());
    }
    let rows = table.choose(date, indicator, &filter).map_err(|error| Usage(why(&error)))?;
    let id = matches.get_one::<String>("as").cloned().unwrap_or_else(|| filing::slug(indicator));

    let (mut documents, _) = document::read("table.csv", bytes);
    let Some(document) = documents.first_mut() else { return Ok(Exit::Unreliable) };
    document.flags.retain(|flag| *flag == Flag::NoText);
    let mut given = request.given.clone();
    given.title = given.title.or_else(|| Some(stem.to_owned()));
    given.complete(document);
    let (_, missing) = filing::record(document, &given, "", "");
    if !missing.is_empty() {
        return Err(Usage(format!("a table needs a record; say {}", missing.join(", and "))).into());
    }
    let name = || request.name.clone().unwrap_or_else(|| format!("statistics/{}", filing::slug(stem)));
    let ((stored, sha256), there) = stored(document, bytes, shelf, &name)?;
    let size = with_unit(table.rows.into(), "rows");
    lines.push(format!("{stored}: {size}{there}, SHA-256 {sha256}"));
    let file_name = stored.rsplit('/').next().unwrap_or(&stored);
    let (mut keys, _) = filing::record(document, &given, file_name, &sha256);
    let unit = match table.column(indicator).map(|column| &column.sort) {
        Some(Sort::Indicator { unit }) => unit.as_str(),
        _ => "",
    };
    let reads =
        [("file", file_name), ("date", date), ("value", indicator), ("unit", unit), ("indicator", &id)];
    let text = filing::with_table(&keys, &reads, &filter);
    // The title that it has from its file was not given.
    keys.retain(|(key, _)| *key != "title" || request.given.title.is_some());
    // One table may feed several indicators, and one indicator be fed by a table each month: each has a record of its own.
    let folder = stored.rsplit_once('/').map_or("evidence", |(folder, _)| folder);
    lines.extend(shelf.table_record(&format!("{folder}/{}", filing::slug(&id)), &text, keys)?);
    lines.push(format!("  {} of `{id}`, one for each {date}", with_unit(rows.into(), "values")));
    Ok(Exit::Fine)
}

/// Where the table is kept, the hash of that copy, and what to say of one that was there before: it may have other bytes, a
/// mark at its start or other line ends.
fn stored(
    document: &Document,
    bytes: &[u8],
    shelf: &mut Shelf,
    name: &dyn Fn() -> String,
) -> anyhow::Result<(Copy, &'static str)> {
    // Of a long table only the beginning are words.
    let same = || shelf.same(document, None).filter(|copy| shelf.has_lines_of(copy, bytes));
    if let Some(copy) = shelf.same_file(bytes).or_else(same) {
        return Ok((copy, ", already there"));
    }
    let copy = shelf.place(&name(), "csv", bytes)?;
    shelf.remember(document, &copy);
    Ok((copy, ""))
}

fn filter<'a>(written: impl Iterator<Item = &'a String>) -> Result<Vec<(String, String)>, Usage> {
    let parted = |text: &'a String| {
        let (column, cell) =
            text.split_once('=').ok_or_else(|| Usage(format!("`--where {text}` is not COLUMN=CELL")))?;
        Ok((column.trim().to_owned(), cell.trim().to_owned()))
    };
    written.map(parted).collect()
}

fn why(error: &NoSeries) -> String {
    match error {
        NoSeries::Unknown(what) => format!("{what}; without --indicator the choices are listed"),
        NoSeries::Empty => "no row of the table is chosen".to_owned(),
        NoSeries::Ambiguous(columns) if columns.is_empty() => {
            "several rows stand for one date, and no column tells them apart: leave all but one out, or name another column with --date-column"
                .to_owned()
        }
        NoSeries::Ambiguous(columns) => {
            let narrow: Vec<String> = columns
                .iter()
                .map(|(column, values)| {
                    format!("  --where '{}=…'   {}", visible_line(column), listed(values))
                })
                .collect();
            format!("several rows stand for one date; narrow them:\n{}", narrow.join("\n"))
        }
    }
}

fn choices(table: &Statistics) -> Vec<String> {
    let mut lines = vec![format!(
        "{}. Choose --indicator and, where rows are told apart, --where:",
        with_unit(table.rows.into(), "rows")
    )];
    lines.extend(table.too_long.map(|line| {
        format!("line {line} has more cells than there are columns: put a cell with a comma in quotation marks, `\"12,345\"`")
    }));
    let name = |column: &Column| match &column.label {
        Some(label) => format!("{} ({})", visible_line(&column.name), visible_line(label)),
        None => visible_line(&column.name).into_owned(),
    };
    lines.push("indicators".to_owned());
    for column in &table.columns {
        if let Sort::Indicator { unit } = &column.sort {
            let unit = if unit.is_empty() { String::new() } else { format!(", in {}", visible_line(unit)) };
            lines.push(format!("  {}{unit}", name(column)));
        }
    }
    lines.push("filters".to_owned());
    for column in &table.columns {
        if let Sort::Filter { values } | Sort::Place { values } = &column.sort
            && values.len() > 1
        {
            lines.push(format!("  {}: {}", name(column), listed(values)));
        }
    }
    lines
}

/// The first values, and how many more there are.
fn listed(values: &BTreeSet<String>) -> String {
    const SHOWN: usize = 12;
    let first: Vec<String> =
        values.iter().take(SHOWN).map(|value| visible_line(value).into_owned()).collect();
    match values.len().checked_sub(SHOWN) {
        None | Some(0) => first.join(" | "),
        Some(more) => format!("{} | and {more} more", first.join(" | ")),
    }
}
