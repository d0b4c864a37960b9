//! The values of a table whose keys have been checked, each as the sort that its key takes.
//!
//! A getter gives nothing where a value is absent or was reported; it reports what can only be told by reading it.

use super::super::codes;
use super::super::keys::{Key, Section, Shape};
use super::super::words::{self, shown};
use super::super::written;
use super::{AS_IN_THE_SOURCE, Reader, Span};
use crate::date::{Date, When};
use crate::model::{Around, is_to_complete};
use crate::quantity::{self, Decimal};
use std::sync::Arc;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// A table whose keys have been checked.
#[derive(Clone, Copy)]
pub(in super::super) struct Fields<'a> {
    table: &'a DeTable<'a>,
    span: Span,
    pub(in super::super) section: &'static Section,
}

impl<'a> Fields<'a> {
    pub(super) fn new(table: &'a DeTable<'a>, span: Span, section: &'static Section) -> Self {
        Self { table, span, section }
    }

    /// Where the table stands: its header, or the whole of an inline table.
    pub(in super::super) fn span(&self) -> Span {
        self.span
    }

    /// Where a key's value stands; where the table stands if the key is absent.
    pub(in super::super) fn span_of(&self, name: &str) -> Span {
        self.value(name).map_or(self.span, |value| value.span().into())
    }

    /// Whether the key was written at all.
    pub(in super::super) fn has(&self, name: &str) -> bool {
        self.value(name).is_some()
    }

    fn value(&self, name: &str) -> Option<&'a Spanned<DeValue<'a>>> {
        debug_assert!(self.section.key(name).is_some(), "{} has no key {name}", self.section.name);
        self.table.get(name)
    }

    /// A text that is not empty.
    pub(in super::super) fn text(&self, name: &str) -> Option<&'a str> {
        self.value(name)?.get_ref().as_str().filter(|text| !text.trim().is_empty())
    }

    /// The same, owned.
    pub(in super::super) fn string(&self, name: &str) -> Option<String> {
        self.text(name).map(str::to_owned)
    }

    /// The same, in as little memory as can be: there are many facts.
    pub(in super::super) fn boxed(&self, name: &str) -> Option<Box<str>> {
        self.text(name).map(Box::from)
    }

    /// The same, shared with all texts like it.
    pub(in super::super) fn shared(&self, r: &mut Reader<'a>, name: &str) -> Option<Arc<str>> {
        self.text(name).map(|text| r.shared(text))
    }

    /// What parts a quote from others alike.
    pub(in super::super) fn around(&self) -> Option<Box<Around>> {
        let (prefix, suffix) = (self.boxed("prefix"), self.boxed("suffix"));
        let some = prefix.is_some() || suffix.is_some();
        some.then(|| {
            Box::new(Around { prefix: prefix.unwrap_or_default(), suffix: suffix.unwrap_or_default() })
        })
    }

    /// A list of texts.
    pub(in super::super) fn texts(&self, name: &str) -> Vec<&'a str> {
        let list = self.value(name).and_then(|value| value.get_ref().as_array());
        list.map(|list| list.iter().filter_map(|item| item.get_ref().as_str()).collect()).unwrap_or_default()
    }

    /// The keys under which a value is left to be completed, those of inner tables too: `test`, `target.act`.
    pub(in super::super) fn unfinished(&self) -> Box<[Box<str>]> {
        let mut keys = Vec::new();
        gather_unfinished(self.table, self.section, "", &mut keys);
        keys.into()
    }

    /// True or false.
    pub(in super::super) fn truth(&self, name: &str) -> Option<bool> {
        self.value(name)?.get_ref().as_bool()
    }

    /// One of an enum's words.
    pub(in super::super) fn word<T: Copy, const N: usize>(
        &self,
        name: &str,
        all: [T; N],
        word: fn(T) -> &'static str,
    ) -> Option<T> {
        let text = self.text(name)?;
        all.into_iter().find(|one| word(*one) == text)
    }

    /// An exact decimal, written as a number or as text.
    pub(in super::super) fn number(&self, r: &mut Reader<'a>, name: &str) -> Option<Decimal> {
        let value = self.value(name)?;
        let (text, radix) = match value.get_ref() {
            DeValue::Integer(number) => (number.as_str(), number.radix()),
            DeValue::Float(number) => (number.as_str(), 10),
            DeValue::String(text) if text.trim().is_empty() => return None,
            DeValue::String(text) => (text.trim(), 10),
            DeValue::Boolean(_) | DeValue::Datetime(_) | DeValue::Array(_) | DeValue::Table(_) => {
                return None;
            }
        };
        let number = if radix == 10 {
            quantity::parse(text)
        } else {
            i64::from_str_radix(text, radix).ok().map(Decimal::from)
        };
        if number.is_none() {
            let message = format!("`{}` is no exact decimal", shown(text));
            let help = written::number(text).map_or_else(
                || {
                    "write digits, with `_` between thousands if you like and one decimal point: 6_500 or 0.5"
                        .to_owned()
                },
                |meant| format!("{}: write `{name} = {}`", meant.why, meant.digits),
            );
            r.report(&codes::NOT_A_NUMBER, value.span().into(), message, Some(help));
        }
        number
    }

    /// A date in any notation. `begins`: the day on which `../B` begins, where that is allowed.
    pub(in super::super) fn when(
        &self,
        r: &mut Reader<'a>,
        name: &str,
        begins: Option<Date>,
    ) -> Option<When> {
        let value = self.value(name)?;
        let span = Span::from(value.span());
        match value.get_ref() {
            DeValue::Datetime(day) => {
                let date = day.date?;
                if day.time.is_some() {
                    let message = format!("`{name}` wants a day, without a time");
                    r.report(&codes::WRONG_TYPE, span, message, Some(format!("write {date}")));
                }
                let day = Date::from_ymd_opt(date.year.into(), date.month.into(), date.day.into());
                if day.is_none() {
                    let help = Some(AS_IN_THE_SOURCE.to_owned());
                    r.report(&codes::IMPOSSIBLE_DATE, span, format!("there is no such date: `{date}`"), help);
                }
                day.map(When::day)
            }
            DeValue::String(text) if !text.trim().is_empty() => match r.calendar.resolve(text, begins) {
                Ok(when) => {
                    r.warn_of_years(text, span);
                    Some(when)
                }
                Err(error) => {
                    r.bad_date(&error, self.section.key(name)?, text, span);
                    None
                }
            },
            DeValue::String(_)
            | DeValue::Integer(_)
            | DeValue::Float(_)
            | DeValue::Boolean(_)
            | DeValue::Array(_)
            | DeValue::Table(_) => None,
        }
    }

    /// The first day of a date in any notation.
    pub(in super::super) fn first_day(&self, r: &mut Reader<'a>, name: &str) -> Option<Date> {
        self.when(r, name, None).map(|when| when.full_window().first)
    }

    /// The last day of a date in any notation.
    pub(in super::super) fn last_day(&self, r: &mut Reader<'a>, name: &str) -> Option<Date> {
        self.when(r, name, None).map(|when| when.full_window().last)
    }

    /// An inner table, its keys checked.
    pub(in super::super) fn table(&self, r: &mut Reader<'a>, name: &str) -> Option<Fields<'a>> {
        let Shape::Table(section) = self.section.key(name)?.shape else { return None };
        let value = self.value(name)?;
        let table = value.get_ref().as_table()?;
        Some(r.open(table, value.span().into(), section))
    }

    /// A list of inner tables, each with its keys checked.
    pub(in super::super) fn tables(&self, r: &mut Reader<'a>, name: &str) -> Vec<Fields<'a>> {
        let Some(Key { shape: Shape::Tables(section), .. }) = self.section.key(name) else {
            return Vec::new();
        };
        let list = self.value(name).and_then(|value| value.get_ref().as_array());
        let tables = list.into_iter().flat_map(|list| list.iter());
        tables
            .filter_map(|item| Some(r.open(item.get_ref().as_table()?, item.span().into(), section)))
            .collect()
    }

    /// Column names and the cell each must hold; numbers as they are written.
    pub(in super::super) fn cells(&self, r: &mut Reader<'a>, name: &str) -> Vec<(&'a str, &'a str, Span)> {
        let table = self.value(name).and_then(|value| value.get_ref().as_table());
        let mut cells = Vec::new();
        for (column, cell) in table.into_iter().flat_map(|table| table.iter()) {
            let span = Span::from(cell.span());
            let text = match cell.get_ref() {
                DeValue::String(text) => text,
                DeValue::Integer(number) => number.as_str(),
                DeValue::Float(number) => number.as_str(),
                DeValue::Boolean(_) | DeValue::Datetime(_) | DeValue::Array(_) | DeValue::Table(_) => {
                    let message = format!("the cell of `{}` is wanted as text", shown(column.get_ref()));
                    let help =
                        format!("write `{} = \"…\"`, the cell letter for letter", shown(column.get_ref()));
                    r.report(&codes::WRONG_TYPE, span, message, Some(help));
                    continue;
                }
            };
            cells.push((&**column.get_ref(), text, span));
        }
        cells
    }

    /// Which of several keys that exclude each other was written; reports when there is not exactly one.
    pub(in super::super) fn exactly_one(
        &self,
        r: &mut Reader<'a>,
        names: &'static [&'static str],
    ) -> Option<&'static str> {
        let listed = self.section.exactly_one;
        debug_assert!(listed.is_empty() || listed.contains(&names), "{} {names:?}", self.section.name);
        let written: Vec<&'static str> = names.iter().copied().filter(|name| self.has(name)).collect();
        let all = words::list(names.iter().map(|name| format!("`{name}`")));
        match written.as_slice() {
            [one] => return Some(one),
            [] if r.may_hide(self.span, names) => {}
            [] => r.report(
                &codes::EXACTLY_ONE,
                self.span,
                format!("{} needs one of {all}", self.section.name),
                self.section
                    .key(names.first()?)
                    .map(|key| format!("add `{} = {}`, for instance", key.name, key.shape.example())),
            ),
            [_, .., last] => {
                let message = format!("{} takes only one of {all}", self.section.name);
                let help = "keep the one that the source gives, and delete the others".to_owned();
                r.report(&codes::EXACTLY_ONE, self.span_of(last), message, Some(help));
            }
        }
        None
    }
}

fn gather_unfinished(table: &DeTable<'_>, section: &Section, path: &str, keys: &mut Vec<Box<str>>) {
    for key in section.keys {
        let Some(value) = table.get(key.name).map(Spanned::get_ref) else { continue };
        let path = || format!("{path}{}", key.name);
        let is_left = |value: &DeValue<'_>| value.as_str().is_some_and(is_to_complete);
        let list = || value.as_array().into_iter().flat_map(|list| list.iter().map(Spanned::get_ref));
        if let Shape::Table(inner) = key.shape {
            let table = value.as_table();
            table.into_iter().for_each(|table| gather_unfinished(table, inner, &(path() + "."), keys));
        } else if let Shape::Tables(inner) = key.shape {
            let tables = list().filter_map(DeValue::as_table);
            tables.for_each(|table| gather_unfinished(table, inner, &(path() + "."), keys));
        } else if matches!(key.shape, Shape::Text | Shape::Id | Shape::Date) && is_left(value)
            || matches!(key.shape, Shape::Texts) && list().any(is_left)
        {
            keys.push(path().into());
        }
    }
}
