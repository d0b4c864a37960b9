//! The tables of an export: what columns there are, of what type, and how tables refer to one another.
//!
//! Values are typed here once; no format decides what a number is. No format's syntax is known here.

use std::collections::BTreeMap;

use crate::date::Date;
use crate::diagnostic::Place;
use crate::model::Register;
use crate::quantity::Decimal;
use crate::report::Report;

mod records;
mod verdicts;

const OF_PLEDGE: &[Link] = &[Link { column: "pledge", table: "pledges" }];

/// The columns of a table and the cells of a row, line by line: none can be without the other.
macro_rules! columns {
    (
        $columns:ident, $cells:ident($($given:ident: $type:ty),+) { $($setup:tt)* }
        $($name:literal, $kind:ident, $meaning:literal => $cell:expr;)+
    ) => {
        const $columns: &[Column] = &[$(Column { name: $name, kind: Kind::$kind, meaning: $meaning }),+];

        fn $cells($($given: $type),+) -> Vec<Cell> {
            $($setup)*
            vec![$($cell),+]
        }
    };
}
use columns;

/// One value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell {
    /// Nothing was recorded.
    Empty,
    /// Text, somebody else's more often than not.
    Text(String),
    /// An exact number.
    Number(Decimal),
    /// A day.
    Day(Date),
    /// Yes or no.
    Flag(bool),
}

impl Cell {
    fn text(text: &str) -> Self {
        Self::Text(text.to_owned())
    }

    fn maybe(text: Option<&str>) -> Self {
        text.map_or(Self::Empty, Self::text)
    }

    fn day(day: Option<Date>) -> Self {
        day.map_or(Self::Empty, Self::Day)
    }

    fn number(number: Option<Decimal>) -> Self {
        number.map_or(Self::Empty, |number| Self::Number(number.normalize()))
    }

    fn count(count: usize) -> Self {
        Self::Number(Decimal::from(count))
    }
}

/// The type of a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Text.
    Text,
    /// An exact number.
    Number,
    /// A whole number.
    Integer,
    /// A day.
    Day,
    /// Yes or no.
    Flag,
}

/// A column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    /// Its name: lower-case words joined by underscores.
    pub name: &'static str,
    /// Its type.
    pub kind: Kind,
    /// What it holds, in one sentence without a full stop.
    pub meaning: &'static str,
}

/// A column whose values are ids of another table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Link {
    /// The column.
    pub column: &'static str,
    /// The other table; it is referred to by its first key column.
    pub table: &'static str,
}

/// A table: what it is, and where its rows come from.
pub struct Table {
    /// Its name.
    pub name: &'static str,
    /// What a row is, in one sentence without a full stop.
    pub meaning: &'static str,
    /// Columns.
    pub columns: &'static [Column],
    /// Columns that together are unique and never empty.
    pub key: &'static [&'static str],
    /// References to other tables.
    pub links: &'static [Link],
    /// Hands over the rows, each as long as `columns`.
    rows: fn(&Basis<'_>, &mut dyn FnMut(Vec<Cell>)),
}

impl Table {
    /// Makes the rows one after another and keeps none: tables may be far longer than what they are made from.
    ///
    /// # Errors
    /// The first error of `act`, which is given no more rows then.
    pub fn each_row<E>(
        &self,
        basis: &Basis<'_>,
        mut act: impl FnMut(&[Cell]) -> Result<(), E>,
    ) -> Result<(), E> {
        let mut done = Ok(());
        (self.rows)(basis, &mut |row| {
            if done.is_ok() {
                done = act(&row);
            }
        });
        done
    }
}

/// All tables of an export, those referred to before those that refer.
pub const TABLES: &[Table] = &[
    records::SOURCES,
    verdicts::PLEDGES,
    verdicts::FLAGS,
    verdicts::FINDINGS,
    verdicts::TIMELINE,
    records::WORDINGS,
    records::EVIDENCE,
    records::RESPONSES,
];

/// What an export is made from.
pub struct Basis<'a> {
    /// The report.
    pub report: &'a Report<'a>,
    /// The id of each record.
    names: Vec<String>,
}

impl<'a> Basis<'a> {
    /// Takes a report.
    #[must_use]
    pub fn new(report: &'a Report<'a>) -> Self {
        Self { report, names: record_ids(report.register) }
    }

    /// The id of a record.
    fn name(&self, record: usize) -> Option<&str> {
        self.names.get(record).map(String::as_str)
    }

    /// Path and line as text.
    fn place(&self, place: Place) -> String {
        format!("{}:{}", self.report.register.sources.path(place.file), place.line)
    }
}

/// An id of each record that stays the same while its file does: the path below `evidence/` without suffix, with the line
/// where a file holds several.
fn record_ids(register: &Register) -> Vec<String> {
    let stem = |place: Place| {
        let path = register.sources.path(place.file);
        let path = path.strip_prefix("evidence/").unwrap_or(path);
        path.rsplit_once('.').map_or(path, |(stem, _)| stem).to_owned()
    };
    let mut times: BTreeMap<String, usize> = BTreeMap::new();
    for record in &register.records {
        *times.entry(stem(record.place)).or_default() += 1;
    }
    let id = |place: Place| {
        let stem = stem(place);
        if times.get(&stem).is_some_and(|times| *times > 1) { format!("{stem}:{}", place.line) } else { stem }
    };
    register.records.iter().map(|record| id(record.place)).collect()
}
