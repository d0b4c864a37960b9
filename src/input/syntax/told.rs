//! What is told of a statement or a value that cannot be read, and what it is told of.
//!
//! It must not know what people meant.

use super::super::codes::{self, Code};
use super::super::keys::Shape;
use super::statement::{Statement, Statements};
use crate::date::Calendar;
use std::ops::Range;
use toml::de::DeTable;

/// Lines that are longer are not written out again.
const MOST_LETTERS: usize = 240;

/// The parser reads headings and keys of fewer parts than this.
const MOST_PARTS: usize = 80;

/// What is wrong with a statement, and what to do.
pub(super) struct Told {
    pub(super) code: &'static Code,
    pub(super) message: String,
    /// What to do, without the line as it should be.
    pub(super) help: String,
    /// The line, or the part of it, as it should be.
    pub(super) line: Option<String>,
    /// What to mark; the whole statement where nothing is said.
    pub(super) span: Option<Range<usize>>,
}

impl Told {
    pub(super) fn new(message: impl Into<String>, help: impl Into<String>) -> Self {
        Self { code: &codes::TOML_SYNTAX, message: message.into(), help: help.into(), line: None, span: None }
    }

    pub(super) fn of(self, code: &'static Code) -> Self {
        Self { code, ..self }
    }

    /// With the line as it should be, if it can be read so.
    pub(super) fn line(self, line: String) -> Self {
        let reads = line.chars().count() <= MOST_LETTERS && DeTable::parse(&line).is_ok();
        Self { line: reads.then_some(line), ..self }
    }

    /// What is too long to be shown as it should be written is shown by an example.
    fn or_like(self, example: impl FnOnce() -> String) -> Self {
        if self.line.is_some() || self.help != "write" {
            return self;
        }
        Self { help: format!("write it as in {}", example()), ..self }
    }

    pub(super) fn at(self, span: Range<usize>) -> Self {
        Self { span: Some(span), ..self }
    }
}

/// Where a text stopped making sense, by the parser.
pub(super) struct Stop {
    pub(super) at: usize,
    pub(super) says: String,
}

/// Where a heading or key of more parts stands than the parser reads: it names no place for one.
pub(super) fn too_deep(text: &str) -> usize {
    let is_too_deep = |one: &Statement<'_>| {
        let own = text.get(one.range.clone()).unwrap_or_default();
        own.matches('.').count() >= MOST_PARTS && DeTable::parse(own).is_err()
    };
    Statements::new(text).find(is_too_deep).map_or(0, |one| one.range.start)
}

impl Stop {
    pub(super) fn is_duplicate(&self) -> bool {
        self.says.contains("duplicate key")
    }
}

/// A statement in its text, and why the parser stopped in it.
pub(super) struct Broken<'t> {
    pub(super) text: &'t str,
    pub(super) statement: Statement<'t>,
    pub(super) stop: Stop,
    pub(super) calendar: &'t Calendar,
}

impl<'t> Broken<'t> {
    pub(super) fn line(&self) -> &'t str {
        self.text.get(self.statement.range.clone()).unwrap_or_default()
    }
}

/// A value as it stands.
pub(super) struct Written<'b> {
    /// Its key, as it should be.
    pub(super) name: &'b str,
    /// What the key takes, where it is known.
    pub(super) shape: Option<Shape>,
    pub(super) text: &'b str,
    /// Where it begins in the whole text.
    pub(super) at: usize,
    /// Whether it ends before the next heading.
    pub(super) closed: bool,
    pub(super) broken: &'b Broken<'b>,
}

impl Written<'_> {
    /// With the line that has this value instead.
    pub(super) fn line(&self, told: Told, value: &str) -> Told {
        let told = told.line(format!("{} = {value}", self.name)).at(self.at..self.at + self.text.len());
        let shape = self.shape.map_or_else(|| "…".to_owned(), Shape::example);
        told.or_like(|| format!("`{} = {shape}`", self.name))
    }

    pub(super) fn span(&self) -> Range<usize> {
        let first = self.text.lines().next().unwrap_or_default();
        self.at..self.at + first.trim_end().len()
    }
}
