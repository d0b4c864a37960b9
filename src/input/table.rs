//! Observations out of a CSV: the rows that a `[table]` asks for, with their dates; suppressed cells are absent values.
//!
//! It must not guess: a column that is not there, a cell that is no number, two rows for one date are faults.

mod periods;

use super::codes::{self, Code};
use super::figure::{Figure, is_rounded};
use super::record::{TableDraft, row_place};
use super::source::{Texts, fault};
use super::words::{self, shown};
use super::written;
use crate::date::{Calendar, When, Window};
use crate::diagnostic::{Diagnostic, FileId, Place, SourceFile};
use crate::document::statistics;
use crate::model::{Measure, Observation};
use std::collections::BTreeMap;
use std::sync::Arc;

/// More faults than this in one table are one fault that echoes.
const MOST_FAULTS: usize = 20;

/// What a table gave.
#[derive(Debug, Default)]
pub(super) struct Rows {
    pub(super) observations: Vec<Observation>,
    pub(super) absent: usize,
    pub(super) faults: Vec<Diagnostic>,
}

/// A table being read.
struct Table<'a> {
    draft: &'a TableDraft,
    record: Place,
    texts: &'a Texts<'a>,
    file: FileId,
    source: &'a SourceFile,
    calendar: &'a Calendar,
    rows: Rows,
    /// The first cell that reads like a pair of years and is a season, and how many such cells there are.
    two_readings: Option<TwoReadings>,
}

/// What is told of cells like `2022-23`, where the first of them stands.
struct TwoReadings {
    line: u32,
    message: String,
    help: String,
    cells: usize,
}

/// Which columns hold what.
struct Columns {
    date: usize,
    value: usize,
    /// The column that says what sort of period `time_period` is, in statistics by Explore Education Statistics.
    identifier: Option<usize>,
    filter: Vec<(usize, String)>,
}

/// Reads the rows that a record's `[table]` asks for.
pub(super) fn read(
    draft: &TableDraft,
    record: Place,
    texts: &Texts<'_>,
    file: FileId,
    source: &SourceFile,
    calendar: &Calendar,
) -> Rows {
    let table =
        Table { draft, record, texts, file, source, calendar, rows: Rows::default(), two_readings: None };
    table.read()
}

impl Table<'_> {
    fn read(mut self) -> Rows {
        let mut csv = csv::ReaderBuilder::new().flexible(true).from_reader(self.source.text.as_bytes());
        let header = csv.headers().cloned().unwrap_or_default();
        let Some(columns) = self.columns(&header) else { return self.rows };
        let mut seen: BTreeMap<Window, u32> = BTreeMap::new();
        let mut chosen = 0_usize;
        let mut last = 0;
        for row in csv.records() {
            if self.rows.faults.len() >= MOST_FAULTS {
                break;
            }
            let row = match row {
                Ok(row) => row,
                Err(error) => {
                    let message = format!("the table breaks off: {error}");
                    let help = Some("save it again as a CSV file, in UTF-8".to_owned());
                    self.fault_at_row(&codes::BAD_TABLE, 1, message, help);
                    break;
                }
            };
            last = row.position().map_or(0, csv::Position::byte);
            let cell = |at: usize| row.get(at).unwrap_or_default().trim();
            if columns.filter.iter().any(|(at, wanted)| cell(*at) != wanted) {
                continue;
            }
            chosen += 1;
            let line = self.line_of(last);
            if row.iter().skip(header.len()).any(|cell| !cell.trim().is_empty()) {
                let message = format!("the row has {} cells, the table {} columns", row.len(), header.len());
                let help = "a comma parts cells: put a cell that has one in quotation marks, `\"12,345\"`; where a column has no name, give it one in the first line";
                self.fault_at_row(&codes::BAD_TABLE, line, message, Some(help.to_owned()));
                continue;
            }
            let Some(figure) = self.figure(cell(columns.value), line) else { continue };
            let identifier = columns.identifier.map(cell);
            let Some(on) = self.date(cell(columns.date), identifier, line) else { continue };
            if let Some(first) = seen.get(&on.planned_window()) {
                let message = format!("a second row for {}; the first is in line {first}", shown(&on.text()));
                let help = "narrow the rows with `where`, so that each date has one".to_owned();
                self.fault_at_row(&codes::BAD_TABLE, line, message, Some(help));
                continue;
            }
            seen.insert(on.planned_window(), line);
            self.observe(on, &figure, line);
        }
        self.tell_of_years();
        self.tell_of_an_open_quotation(last);
        if chosen == 0 && self.rows.faults.is_empty() {
            let message = "no row of the table is chosen".to_owned();
            let help = "`where` names columns and the cell each must hold, letter for letter".to_owned();
            self.fault_at_record(&codes::BAD_TABLE, self.draft.file.at.range(), message, Some(help));
        }
        self.rows
    }

    /// The line in which the row begins that the reader met at an offset.
    fn line_of(&self, row: u64) -> u32 {
        // The reader's own count is one short after a line end of two bytes; its offset is right but for them.
        let at = usize::try_from(row).unwrap_or(0);
        let breaks = self.source.text.as_bytes().get(at..).unwrap_or_default();
        let breaks = breaks.iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
        self.source.position(at + breaks).0
    }

    /// A quotation mark that is never closed makes one cell of all the rows that follow it, which would be lost.
    fn tell_of_an_open_quotation(&mut self, last: u64) {
        let row = usize::try_from(last).ok().and_then(|at| self.source.text.get(at..)).unwrap_or_default();
        if row.trim().contains('\n') && row.matches('"').count() % 2 == 1 {
            let message =
                "a quotation mark opens in this row and nothing closes it: all that follows is one cell";
            let help = "write the mark that closes it, or `\"\"` for one that is part of a cell";
            let line = self.line_of(last);
            self.fault_at_row(&codes::BAD_TABLE, line, message.to_owned(), Some(help.to_owned()));
        }
    }

    fn columns(&mut self, header: &csv::StringRecord) -> Option<Columns> {
        let draft = self.draft;
        let date = self.column(header, &draft.date.text, draft.date.at.range());
        let value = self.column(header, &draft.value.text, draft.value.at.range());
        let mut filter = Vec::new();
        for (name, wanted, at) in &draft.filter {
            filter.push((self.column(header, name, at.range())?, wanted.trim().to_owned()));
        }
        if let Some(scale) = scale_of(&draft.value.text).filter(|_| value.is_some() && draft.unit.is_none()) {
            let name = shown(&draft.value.text);
            let message = format!(
                "the figures under `{name}` count as they stand, and the name says `{}`",
                shown(scale)
            );
            let help = "say what they are in, under `[table]` and in the target that they decide: `unit = \"£m\"`; or write them out in full";
            self.fault_at_record(
                &codes::SCALED_COLUMN,
                draft.value.at.range(),
                message,
                Some(help.to_owned()),
            );
        }
        let identifier = (&*draft.date.text == "time_period")
            .then(|| header.iter().position(|name| name.trim() == "time_identifier"))
            .flatten();
        Some(Columns { date: date?, value: value?, identifier, filter })
    }

    fn column(
        &mut self,
        header: &csv::StringRecord,
        name: &str,
        at: std::ops::Range<usize>,
    ) -> Option<usize> {
        let mut alike = header.iter().enumerate().filter(|(_, column)| column.trim() == name);
        let found = alike.next().map(|(at, _)| at);
        if alike.next().is_some() {
            let message = format!("`{}` has several columns `{}`", self.source.path, shown(name));
            let help = "give each column of the table a name of its own".to_owned();
            self.fault_at_record(&codes::BAD_TABLE, at.clone(), message, Some(help));
        }
        if found.is_none() {
            let near = words::nearest(name, header.iter().map(str::trim));
            let help = near.map_or_else(
                || {
                    let names: Vec<String> =
                        header.iter().take(40).map(|column| format!("`{}`", shown(column.trim()))).collect();
                    match names.is_empty() {
                        true => "it is empty: its first line holds the names of its columns".to_owned(),
                        false => format!("its columns are {}", words::list(names)),
                    }
                },
                |near| format!("did you mean `{}`?", shown(near)),
            );
            let message = format!("`{}` has no column `{}`", self.source.path, shown(name));
            self.fault_at_record(&codes::BAD_TABLE, at, message, Some(help));
        }
        found
    }

    /// The figure in a cell; nothing for an absent value, which is counted.
    fn figure<'c>(&mut self, cell: &'c str, line: u32) -> Option<Figure<'c>> {
        if statistics::is_absent(cell) {
            self.rows.absent += 1;
            return None;
        }
        let figure = Figure::read(cell);
        let unit = self.draft.unit.as_deref();
        let message = match (&figure, unit) {
            (Some(Figure { sign: Some(sign), .. }), Some(unit)) if !unit.trim().starts_with(sign) => {
                format!("`{}` is not in the unit `{}`", shown(cell), shown(unit))
            }
            (Some(_), _) => return figure,
            (None, _) if is_rounded(cell) => {
                format!("`{}` is what a spreadsheet has rounded: the number is not in the table", shown(cell))
            }
            (None, _) => format!("`{}` is neither a number nor a mark of an absent value", shown(cell)),
        };
        let help = "write the number as the source has it, or leave the cell empty where it gives none";
        self.fault_at_row(&codes::BAD_CELL, line, message, Some(help.to_owned()));
        None
    }

    fn date(&mut self, cell: &str, identifier: Option<&str>, line: u32) -> Option<When> {
        let identifier = identifier.filter(|identifier| !identifier.is_empty());
        let notation = identifier
            .and_then(|identifier| periods::notation(cell, identifier))
            .or_else(|| periods::day_first(cell));
        let is_year = !cell.is_empty() && cell.bytes().all(|b| b.is_ascii_digit());
        if let (Some(part), None, true) = (identifier, &notation, is_year) {
            let message = format!("which days the `{}` of `{}` has is not known", shown(part), shown(cell));
            let help = "give the table a column with the first and the last day, such as 2024-09-01/2024-12-31, and name it under `date`";
            self.fault_at_row(&codes::BAD_TABLE, line, message, Some(help.to_owned()));
            return None;
        }
        match self.calendar.resolve(notation.as_deref().unwrap_or(cell), None) {
            Ok(on) => {
                self.note_years(cell, &on, line);
                Some(on)
            }
            Err(error) => {
                let what =
                    identifier.map(|identifier| format!(" ({})", shown(identifier))).unwrap_or_default();
                let message = format!("`{}`{what} is no date: {error}", shown(cell));
                let help = if written::is_two_years(cell) {
                    format!("write FY{cell} for the financial year, AY{cell} for the school year")
                } else if let Some(meant) = periods::month_first(cell) {
                    format!(
                        "the day is read before the month: if {meant} is meant, write every day of the column so, or others are read wrongly"
                    )
                } else {
                    let meant = written::date(cell, self.calendar);
                    let meant =
                        meant.and_then(|meant| meant.help(|value| value.trim_matches('"').to_owned()));
                    meant.unwrap_or_else(|| {
                        "write 2026-03-31, 2026-03, 2026-Q1 or another date as in a record".to_owned()
                    })
                };
                self.fault_at_row(&codes::BAD_TABLE, line, message, Some(help));
                None
            }
        }
    }

    fn note_years(&mut self, cell: &str, on: &When, line: u32) {
        let Some((message, help)) = written::two_readings(cell, on) else { return };
        let first = self.two_readings.get_or_insert(TwoReadings { line, message, help, cells: 0 });
        first.cells += 1;
    }

    /// Once a table: a column of years has many such cells.
    fn tell_of_years(&mut self) {
        let Some(TwoReadings { line, mut message, help, cells }) = self.two_readings.take() else { return };
        match cells - 1 {
            0 => {}
            1 => message.push_str("; so is 1 more cell of the column"),
            more => message.push_str(&format!("; so are {more} more cells of the column")),
        }
        self.fault_at_row(&codes::SEASON_OR_YEAR, line, message, Some(help));
    }

    fn observe(&mut self, on: When, figure: &Figure<'_>, line: u32) {
        let draft = self.draft;
        // A cell that names a unit is held to it, as if it stood in the record.
        let unit = draft.unit.clone().or_else(|| figure.sign.map(Arc::from));
        self.rows.observations.push(Observation {
            subject: draft.subject.clone(),
            on,
            measure: if draft.add { Measure::Add(figure.number) } else { Measure::Value(figure.number) },
            unit,
            quote: None,
            around: None,
            does_not_show: draft.does_not_show.clone(),
            note: figure.note(draft.note.as_deref()),
            place: row_place(self.file, line),
        });
    }

    fn fault_at_row(&mut self, code: &'static Code, line: u32, message: String, help: Option<String>) {
        let place = row_place(self.file, line);
        self.rows.faults.push(fault(code, place, self.source.line_range(line), message, help));
    }

    fn fault_at_record(
        &mut self,
        code: &'static Code,
        at: std::ops::Range<usize>,
        message: String,
        help: Option<String>,
    ) {
        self.rows.faults.push(self.texts.fault(code, self.record.file, at, message, help));
    }
}

/// The words by which the name of a column says that its figures are in thousands, millions or billions: `Funding (£m)`. What
/// is counted per thousand is not.
fn scale_of(column: &str) -> Option<&str> {
    let words = column.split(|letter: char| letter.is_whitespace() || "()[],/".contains(letter));
    let mut before = "";
    for word in words.filter(|word| !word.is_empty()) {
        let plain = word.trim_end_matches('.').to_lowercase().replace(['\'', '’', '£'], "");
        let of_money = word.starts_with('£') && ["m", "mn", "b", "bn", "k"].contains(&&*plain);
        if (of_money || SCALES.contains(&&*plain)) && !before.eq_ignore_ascii_case("per") {
            return Some(word);
        }
        before = word;
    }
    None
}

/// Words for a scale in the name of a column.
const SCALES: [&str; 9] =
    ["000", "000s", "thousand", "thousands", "million", "millions", "billion", "billions", "bn"];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_of_a_column_says_its_scale() {
        for (column, scale) in [
            ("Funding (£m)", Some("£m")),
            ("Cost, £ million", Some("million")),
            ("Homes (000s)", Some("000s")),
            ("Spend £'000", Some("£'000")),
            ("Homes per thousand households", None),
            ("Metres (m)", None),
            ("Funding", None),
        ] {
            assert_eq!(scale_of(column), scale, "{column}");
        }
    }
}
