//! Official statistics as CSV, with the file that describes its columns where there is one: which indicators there are, by
//! which columns rows are told apart, and whether a choice of them gives one value for each date.
//!
//! It must not take a suppressed cell for a number, and must not read values: that is done when a register is loaded.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use super::{Document, Fault, Format, Head, Meta, Reader, Reading, Source, encoding};
use crate::language::canonical::{BlockKind, Builder};

/// Statistics as CSV.
pub(super) const FORMAT: Format = Format {
    name: "csv",
    suffixes: &["csv"],
    sniff: |head: &Head<'_>| head.suffix == "csv" || head.text.starts_with("time_period,"),
    read: Reader::Text(read),
};

/// The cells of a large table beyond this are not kept as text: tables are read by records, not by quotes.
const MOST_TEXT_BYTES: usize = 1024 * 1024;

fn read(source: &Source<'_>) -> Reading {
    let is_end = |at: &usize| source.text.is_char_boundary(*at);
    let end = (0..=MOST_TEXT_BYTES.min(source.text.len())).rev().find(is_end).unwrap_or_default();
    let text = source.text.get(..end).unwrap_or_default().as_bytes();
    let mut csv = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text);
    let mut builder = Builder::default();
    let mut official = false;
    for row in csv.records() {
        let row = match row {
            Ok(row) => row,
            Err(error) => {
                return Fault::error("document-damaged", format!("the table breaks off: {error}")).into();
            }
        };
        official |= builder.so_far().is_empty() && row.iter().any(|cell| cell.trim() == "time_period");
        for cell in &row {
            builder.begin(BlockKind::Cell);
            builder.push_str(cell);
        }
    }
    // Of any other table nobody knows whose figures it holds: taken for official ones, a body's own would confirm what it says.
    let kind = official.then(|| "official_statistics".to_owned());
    let meta = Meta { kind, ..Meta::default() };
    Reading {
        documents: vec![Document { text: builder.finish(), meta, ..Document::default() }],
        faults: Vec::new(),
    }
}

/// Cells by which publishers mark a value that is not there, in lower case. The marks of the Government Statistical
/// Service, which stand in brackets too, and of Explore Education Statistics; and what other departments write.
const ABSENT: [&str; 20] = [
    "", "x", "z", "c", "k", "u", "w", "low", "~", ":", ".", "..", "...", "…", "-", "–", "—", "*", "n/a", "na",
];

/// Whether a cell says that its value is not there.
#[must_use]
pub fn is_absent(cell: &str) -> bool {
    let within = |open, close| cell.strip_prefix(open).and_then(|rest| rest.strip_suffix(close));
    let mark = within('[', ']').or_else(|| within('(', ')')).unwrap_or(cell);
    ABSENT.contains(&mark.trim().to_ascii_lowercase().as_str())
}

/// The bytes of a table in UTF-8, whatever encoding it was published in; as they are where not every letter can be read.
#[must_use]
pub fn in_utf8(bytes: Vec<u8>) -> Vec<u8> {
    let read = encoding::read(&bytes);
    let text = if read.doubt.is_none() { Some(read.text) } else { None };
    match text {
        Some(Cow::Owned(text)) => text.into_bytes(),
        Some(Cow::Borrowed(_)) | None => bytes,
    }
}

/// A table of statistics: its columns and their sorts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statistics {
    /// The columns, in the order of the file.
    pub columns: Vec<Column>,
    /// How many rows there are.
    pub rows: usize,
    /// The first line whose row has more cells than there are columns: a number may be parted at its comma.
    pub too_long: Option<u64>,
    cells: Vec<Vec<String>>,
}

/// A column of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Its name in the header.
    pub name: String,
    /// Its name in words, from the file that describes the columns.
    pub label: Option<String>,
    /// What it holds.
    pub sort: Sort,
}

/// What a column holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Sort {
    /// The period a row is about.
    Period,
    /// A place, or its code.
    Place {
        /// The values, each once.
        values: BTreeSet<String>,
    },
    /// What rows are told apart by.
    Filter {
        /// The values, each once.
        values: BTreeSet<String>,
    },
    /// Measured values.
    Indicator {
        /// The unit, as the publisher writes it; empty for a count.
        unit: String,
    },
}

/// Why a choice gives no series.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NoSeries {
    /// There is no such column, or it has no such value.
    Unknown(String),
    /// No row is chosen.
    Empty,
    /// Several rows for one date: these columns must be narrowed to one of their values.
    Ambiguous(BTreeMap<String, BTreeSet<String>>),
}

/// Columns that say where, with their codes, in every table of Explore Education Statistics.
const PLACES: [&str; 14] = [
    "geographic_level", "country_code", "country_name", "region_code", "region_name", "old_la_code",
    "new_la_code", "la_name", "lad_code", "lad_name", "school_urn", "school_laestab", "school_name",
    "trust_name",
];

impl Statistics {
    /// Reads a table, and the file that describes its columns (`NAME.meta.csv`) where there is one.
    ///
    /// # Errors
    /// When it is no CSV with a header and a row.
    pub fn read(csv: &[u8], described: Option<&[u8]>) -> Result<Self, Fault> {
        let text = encoding::decode(csv);
        let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(text.as_bytes());
        let broken = |error: csv::Error| {
            Fault::error("document-damaged", format!("the table cannot be read: {error}"))
        };
        let header: Vec<String> =
            reader.headers().map_err(broken)?.iter().map(|name| name.trim().to_owned()).collect();
        let mut cells = Vec::new();
        let mut too_long = None;
        for row in reader.records() {
            let row = row.map_err(broken)?;
            let line = row.position().map(csv::Position::line).filter(|_| row.len() > header.len());
            let row: Vec<String> = row.iter().map(|cell| cell.trim().to_owned()).collect();
            // Spreadsheets save empty rows below a table.
            if row.iter().any(|cell| !cell.is_empty()) {
                too_long = too_long.or(line);
                cells.push(row);
            }
        }
        if header.len() < 2 || cells.is_empty() {
            let parted = [(';', "`;`"), ('\t', "tabs")];
            let first = text.lines().next().unwrap_or_default();
            let help = match parted.iter().find(|(mark, _)| first.contains(*mark)) {
                Some((_, name)) => {
                    format!("its cells are parted by {name}: save it with commas between them")
                }
                None => "save it as CSV, with the names of the columns in its first line".to_owned(),
            };
            let fault = Fault::error("document-unreadable", "the file is no table with a header and rows");
            return Err(fault.help(help));
        }
        let descriptions = described.map(descriptions).unwrap_or_default();
        let columns = header
            .into_iter()
            .enumerate()
            .map(|(at, name)| {
                let description = descriptions.get(&name);
                let sort = sort(&name, description, &|| {
                    cells.iter().filter_map(|row| row.get(at)).map(String::as_str)
                });
                Column {
                    label: description
                        .map(|description| description.label.clone())
                        .filter(|label| !label.is_empty()),
                    name,
                    sort,
                }
            })
            .collect();
        Ok(Self { columns, rows: cells.len(), too_long, cells })
    }

    /// The column with a name.
    #[must_use]
    pub fn column(&self, name: &str) -> Option<&Column> {
        self.columns.iter().find(|column| column.name == name)
    }

    /// How many rows a choice of an indicator and of cells gives, one for each date.
    ///
    /// # Errors
    /// When it gives none, or several for one date.
    pub fn choose(
        &self,
        date: &str,
        indicator: &str,
        filter: &[(String, String)],
    ) -> Result<usize, NoSeries> {
        let at = |name: &str| {
            let found = self.columns.iter().position(|column| column.name == name);
            found.ok_or_else(|| NoSeries::Unknown(format!("there is no column `{name}`")))
        };
        // A period is told by its kind too: `2024` of the second quarter, of June.
        let kind = if date == "time_period" { at("time_identifier").ok() } else { None };
        let date = at(date)?;
        at(indicator)?;
        let mut wanted = Vec::new();
        for (name, cell) in filter {
            let column = at(name)?;
            if !self.cells.iter().any(|row| row.get(column).is_some_and(|found| found == cell)) {
                return Err(NoSeries::Unknown(format!("the column `{name}` has no cell `{cell}`")));
            }
            wanted.push((column, cell.as_str()));
        }
        let chosen: Vec<&Vec<String>> = self
            .cells
            .iter()
            .filter(|row| {
                wanted.iter().all(|(column, cell)| row.get(*column).is_some_and(|found| found == cell))
            })
            .collect();
        if chosen.is_empty() {
            return Err(NoSeries::Empty);
        }
        let dates: BTreeSet<_> =
            chosen.iter().map(|row| (row.get(date), kind.and_then(|kind| row.get(kind)))).collect();
        if dates.len() == chosen.len() {
            return Ok(chosen.len());
        }
        let mut loose = BTreeMap::new();
        for (column, held) in self.columns.iter().enumerate() {
            let values: BTreeSet<String> = chosen.iter().filter_map(|row| row.get(column).cloned()).collect();
            let tells_apart = column != date && matches!(held.sort, Sort::Place { .. } | Sort::Filter { .. });
            if tells_apart && values.len() > 1 {
                loose.insert(held.name.clone(), values);
            }
        }
        Err(NoSeries::Ambiguous(loose))
    }
}

/// One line of the file that describes the columns.
struct Description {
    is_indicator: bool,
    label: String,
    unit: String,
}

fn descriptions(described: &[u8]) -> BTreeMap<String, Description> {
    let text = encoding::decode(described);
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(text.as_bytes());
    let header: Vec<String> =
        reader.headers().map(|header| header.iter().map(str::to_owned).collect()).unwrap_or_default();
    let place = |name: &str| header.iter().position(|column| column == name);
    let (name, sort, label, unit) =
        (place("col_name"), place("col_type"), place("label"), place("indicator_unit"));
    let mut found = BTreeMap::new();
    for row in reader.records().flatten() {
        let cell = |at: Option<usize>| at.and_then(|at| row.get(at)).unwrap_or_default().trim().to_owned();
        let description = Description {
            is_indicator: cell(sort).eq_ignore_ascii_case("indicator"),
            label: cell(label),
            // A way to print numbers, and no unit.
            unit: Some(cell(unit)).filter(|unit| unit != "numberstring").unwrap_or_default(),
        };
        found.insert(cell(name), description);
    }
    found
}

fn sort<'a, I: Iterator<Item = &'a str>>(
    name: &str,
    description: Option<&Description>,
    cells: &dyn Fn() -> I,
) -> Sort {
    let values = || cells().filter(|cell| !cell.is_empty()).map(str::to_owned).collect();
    if matches!(name, "time_period" | "time_identifier") {
        return Sort::Period;
    }
    if PLACES.contains(&name) {
        return Sort::Place { values: values() };
    }
    let is_indicator = match description {
        Some(description) => description.is_indicator,
        // Without a description: numbers, with or without the marks of suppressed cells.
        None => {
            cells().any(is_number)
                && cells().all(|cell| is_number(cell) || is_absent(cell) || cell.len() <= 4)
        }
    };
    if is_indicator {
        Sort::Indicator { unit: description.map(|description| description.unit.clone()).unwrap_or_default() }
    } else {
        Sort::Filter { values: values() }
    }
}

fn is_number(cell: &str) -> bool {
    let number = cell.split_once(" [").map_or(cell, |(number, _)| number);
    let digits = number.trim_start_matches(['-', '£']).trim_end_matches('%');
    !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.' || byte == b',')
}

#[cfg(test)]
mod tests {
    use super::*;

    const CSV: &str = "\u{FEFF}time_period,time_identifier,geographic_level,country_name,breakdown,plans,pc_plans\n\
                       2023,Calendar year,National,England,All,10,50.3\n2024,Calendar year,National,England,All,12,46.4\n\
                       2024,Calendar year,National,England,Boys,x,c\n";
    const META: &str = "col_name,col_type,label,indicator_grouping,indicator_unit\nbreakdown,Filter,Breakdown,,\n\
                        plans,Indicator,Plans issued,,\npc_plans,Indicator,Share in 20 weeks,,%\n";

    #[test]
    fn of_a_table_only_the_beginning_is_text_however_wide_it_is() {
        for row in ["2024,1\n", "2024,"] {
            let text = format!("time_period,v\n{}", row.repeat(MOST_TEXT_BYTES / 3));
            let reading = read(&Source { path: "a.csv", text: &text });
            let length = reading.documents[0].text.text.len();
            assert!(length <= MOST_TEXT_BYTES && length + 9 > MOST_TEXT_BYTES, "{row}: {length}");
        }
    }

    #[test]
    fn columns_have_sorts_with_and_without_their_description() {
        for described in [None, Some(META.as_bytes())] {
            let table = Statistics::read(CSV.as_bytes(), described);
            let Ok(table) = table else { panic!("{table:?}") };
            assert_eq!(table.rows, 3);
            let sorts: Vec<char> = table
                .columns
                .iter()
                .map(|column| match column.sort {
                    Sort::Period => 't',
                    Sort::Place { .. } => 'p',
                    Sort::Filter { .. } => 'f',
                    Sort::Indicator { .. } => 'i',
                })
                .collect();
            assert_eq!(sorts, ['t', 't', 'p', 'p', 'f', 'i', 'i']);
        }
        let table = Statistics::read(CSV.as_bytes(), Some(META.as_bytes()));
        let column = table.as_ref().ok().and_then(|table| table.column("pc_plans"));
        assert_eq!(column.and_then(|column| column.label.as_deref()), Some("Share in 20 weeks"));
        assert_eq!(column.map(|column| &column.sort), Some(&Sort::Indicator { unit: "%".to_owned() }));
    }

    #[test]
    fn a_choice_gives_one_value_for_each_date_or_says_why_not() {
        let Ok(table) = Statistics::read(CSV.as_bytes(), None) else { panic!() };
        let all = [("breakdown".to_owned(), "All".to_owned())];
        assert_eq!(table.choose("time_period", "plans", &all), Ok(2));
        let loose =
            BTreeMap::from([("breakdown".to_owned(), BTreeSet::from(["All".to_owned(), "Boys".to_owned()]))]);
        assert_eq!(table.choose("time_period", "plans", &[]), Err(NoSeries::Ambiguous(loose)));
        assert!(matches!(table.choose("time_period", "places", &[]), Err(NoSeries::Unknown(_))));
        let padded = format!("{CSV},,,,,,\n,,,,,,\n");
        assert_eq!(Statistics::read(padded.as_bytes(), None), Ok(table.clone()));
        let girls = [("breakdown".to_owned(), "Girls".to_owned())];
        assert!(matches!(table.choose("time_period", "plans", &girls), Err(NoSeries::Unknown(_))));
    }

    #[test]
    fn marks_of_absent_values_are_no_numbers() {
        for mark in ["", "x", "[c]", "[Low]", "[w]", "..", "–", "*", "N/A"] {
            assert!(is_absent(mark), "{mark}");
        }
        for cell in ["0", "[0]", "5*", "[note 1]", "1,234 [p]"] {
            assert!(!is_absent(cell), "{cell}");
        }
    }

    #[test]
    fn no_table_is_a_fault() {
        for bytes in [&b""[..], b"a", b"a,b\n", b"a,b\n,\n", b"\x00\xFF\xFE"] {
            assert!(Statistics::read(bytes, None).is_err());
        }
    }
}
