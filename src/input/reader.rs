//! Reading one TOML file: its syntax, and tables whose keys are checked against [`super::keys`] before they are used.
//!
//! Every fault is reported and reading goes on. A getter gives nothing where the value is absent or was reported.
//! Nothing is known here of pledges or evidence.

mod fields;
mod sorts;

use super::codes::{self, Code};
use super::keys::{self, Elsewhere, Key, Need, Section, Shape};
use super::syntax::{self, Unread};
use super::words::{self, shown};
use super::written::{self, Dated};
use crate::date::{Calendar, DateError};
use crate::diagnostic::{Diagnostic, FileId, Place, SourceFile};
use crate::model::{Status, is_to_complete};
use std::collections::HashSet;
use std::ops::Range;
use std::sync::Arc;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

pub(super) use fields::Fields;

/// Bytes of a file, as offsets; files are far smaller than 4 GB.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Span {
    pub(super) start: u32,
    pub(super) end: u32,
}

impl Span {
    pub(super) fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

impl From<Range<usize>> for Span {
    fn from(range: Range<usize>) -> Self {
        let small = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        Self { start: small(range.start), end: small(range.end) }
    }
}

/// What to do about a day that the calendar does not have.
pub(super) const AS_IN_THE_SOURCE: &str = "write the date that the source gives";

/// A file being read, and the faults found in it so far.
pub(super) struct Reader<'a> {
    pub(super) file: FileId,
    pub(super) source: &'a SourceFile,
    pub(super) calendar: &'a Calendar,
    /// Where the TOML begins in the file (front matter begins after its first line).
    base: usize,
    /// Set when the syntax is broken.
    pub(super) broken: bool,
    /// Keys that a table seems to lack and only misspells, each with where the table stands.
    misspelt: Vec<(Span, &'static str)>,
    /// What of the text that was parsed cannot be read.
    unread: Vec<Unread>,
    pub(super) faults: Vec<Diagnostic>,
    /// Texts that are written many times, such as names of bodies: each is held once.
    shared: HashSet<Arc<str>>,
}

impl<'a> Reader<'a> {
    pub(super) fn new(file: FileId, source: &'a SourceFile, calendar: &'a Calendar) -> Self {
        Self {
            file,
            source,
            calendar,
            base: 0,
            broken: false,
            misspelt: Vec::new(),
            unread: Vec::new(),
            faults: Vec::new(),
            shared: HashSet::new(),
        }
    }

    /// A text in memory that it shares with all others like it in what is read.
    pub(super) fn shared(&mut self, text: &str) -> Arc<str> {
        if let Some(known) = self.shared.get(text) {
            return Arc::clone(known);
        }
        let new = Arc::<str>::from(text);
        self.shared.insert(Arc::clone(&new));
        new
    }

    /// Goes on reading the same file with another calendar.
    pub(super) fn with_calendar<'b>(self, calendar: &'b Calendar) -> Reader<'b>
    where
        'a: 'b,
    {
        Reader { calendar, ..self }
    }

    /// Parses the TOML of the file, or the part of it that `within` names, and reports every statement that is broken.
    pub(super) fn parse(&mut self, within: Range<usize>) -> Spanned<DeTable<'a>> {
        self.base = within.start;
        let text = self.source.text.get(within).unwrap_or_default();
        let (mut table, errors) = DeTable::parse_recoverable(text);
        if errors.is_empty() && syntax::merged(text).is_none() {
            return table;
        }
        self.broken = true;
        let faults = syntax::faults(text, &errors, self.calendar);
        let astray = syntax::headless(text).chain(syntax::astray(text));
        self.unread = faults.iter().map(|fault| fault.unread.clone()).chain(astray).collect();
        for fault in faults {
            self.report(fault.code, fault.span.into(), fault.message, Some(fault.help));
        }
        leave_out(table.get_mut(), &self.unread);
        table
    }

    /// Reports a fault at bytes of the text that was parsed.
    pub(super) fn report(&mut self, code: &'static Code, span: Span, message: String, help: Option<String>) {
        let range = self.base + span.range().start..self.base + span.range().end;
        self.faults.push(Diagnostic {
            code: code.code,
            level: code.level,
            message,
            place: Some(self.place_at(range.start)),
            span: range,
            help,
            related: Vec::new(),
            counted: Vec::new(),
        });
    }

    /// Adds another place to the fault reported last.
    pub(super) fn relate(&mut self, span: Span, label: &str) {
        let (file, range) = (self.file, self.in_file(span).range());
        if let Some(fault) = self.faults.last_mut() {
            fault.related.push((file, range, label.to_owned()));
        }
    }

    /// The place of bytes of the text that was parsed.
    pub(super) fn place(&self, span: Span) -> Place {
        self.place_at(self.base + span.start as usize)
    }

    /// The bytes in the file of bytes of the text that was parsed.
    pub(super) fn in_file(&self, span: Span) -> Span {
        Span::from(self.base + span.range().start..self.base + span.range().end)
    }

    fn place_at(&self, offset: usize) -> Place {
        let (line, column) = self.source.position(offset);
        Place { file: self.file, line, column }
    }

    /// Checks the keys of the whole file against a section.
    pub(super) fn file(&mut self, table: &'a DeTable<'a>, section: &'static Section) -> Fields<'a> {
        self.open(table, Span::default(), section)
    }

    /// Checks every key of a table: that it is known, and that its value is of the right sort.
    pub(super) fn open(
        &mut self,
        table: &'a DeTable<'a>,
        span: Span,
        section: &'static Section,
    ) -> Fields<'a> {
        for (name, value) in table {
            match section.key(name.get_ref()) {
                None => {
                    let meant = self.unknown_key(name.get_ref(), name.span().into(), section);
                    self.misspelt.extend(meant.map(|meant| (span, meant)));
                }
                Some(key) => self.check(key, value),
            }
        }
        for key in
            section.keys.iter().filter(|key| key.need != Need::Optional && !table.contains_key(key.name))
        {
            if self.may_hide(span, &[key.name]) {
                continue;
            }
            if key.need == Need::Expected {
                let message = format!("{} has no `{}`", section.name, key.name);
                self.report(&codes::EXPECTED_KEY, span, message, Some(add_help(key)));
            } else {
                let message = format!("{} needs `{}`", section.name, key.name);
                self.report(&codes::MISSING_KEY, span, message, Some(add_help(key)));
            }
        }
        Fields::new(table, span, section)
    }

    /// The text at bytes of what was parsed.
    fn text_at(&self, span: Span) -> &'a str {
        self.source.text.get(self.in_file(span).range()).unwrap_or_default()
    }

    /// Whether one of these keys, if it seems to be missing from a table, may only be misspelt or unreadable: it, or what
    /// follows up to the next of its sort, is broken.
    pub(super) fn may_hide(&self, span: Span, names: &[&str]) -> bool {
        if self.misspelt.iter().any(|(table, meant)| *table == span && names.contains(meant)) {
            return true;
        }
        if self.unread.is_empty() {
            return false;
        }
        let heading = self.text_at(span);
        let text = self.source.text.get(self.base..).unwrap_or_default();
        let end = match heading.starts_with('[') {
            true => {
                let rest = text.get(span.range().end..).unwrap_or_default();
                rest.find(&format!("\n{heading}")).map_or(text.len(), |next| span.range().end + next + 1)
            }
            false if heading.is_empty() => text.len(),
            false => span.range().end,
        };
        let overlaps = |range: &Range<usize>| range.start < end && range.end > span.range().start;
        self.unread.iter().any(|unread| overlaps(&unread.range) && unread.may_hold(names))
    }

    /// Reports a key that a table does not take; gives the one that was meant, if one is near.
    fn unknown_key(&mut self, name: &str, span: Span, section: &'static Section) -> Option<&'static str> {
        let word = name.to_ascii_lowercase();
        if word == "status" || Status::from_word(&word).is_some() {
            let message = format!("`{}` is a status; statuses are computed, never stored", shown(name));
            let help = "delete it, and record what happened as evidence; \
                        to overrule the engine, write `[pledge.override]` with `status`, `on`, `by` and `reason`";
            self.report(&codes::STORED_STATUS, span, message, Some(help.to_owned()));
            return None;
        }
        let message = format!("{} has no key `{}`", section.name, shown(name));
        if let Some(elsewhere) = keys::elsewhere(section, name) {
            self.report(
                &codes::UNKNOWN_KEY,
                span,
                message,
                Some(where_it_belongs(name, section, &elsewhere)),
            );
            // `[target]` is that of the pledge above it.
            self.unread.push(Unread::of(name, span.range()));
            return None;
        }
        let known = section.keys.iter().map(|key| key.name);
        let meant = words::nearest(name, known.clone());
        let help = meant.map_or_else(
            || format!("its keys are {}", words::list(known.map(|key| format!("`{key}`")))),
            |near| format!("did you mean `{near}`?"),
        );
        self.report(&codes::UNKNOWN_KEY, span, message, Some(help));
        meant
    }

    fn impossible(&mut self, error: &DateError, text: &str, span: Span, help: &str) {
        let message = format!("`{text}` is no date: {error}");
        self.report(&codes::IMPOSSIBLE_DATE, span, message, Some(help.to_owned()));
    }

    /// Warns of what is a season or a quarter here, and a pair of years to many: `2022-23`.
    fn warn_of_years(&mut self, text: &str, span: Span) {
        for years in text.split('/').map(str::trim) {
            let read = self.calendar.resolve(years, None).ok();
            let Some((message, help)) = read.and_then(|read| written::two_readings(years, &read)) else {
                continue;
            };
            self.report(&codes::SEASON_OR_YEAR, span, message, Some(help));
        }
    }

    /// Reports why the date of a key could not be resolved.
    pub(super) fn bad_date(&mut self, error: &DateError, key: &Key, text: &str, span: Span) {
        if is_to_complete(text) {
            return self.placeholder(key, text, span);
        }
        let name = key.name;
        let meant = if *error == DateError::Unknown { written::date(text, self.calendar) } else { None };
        let text = shown(text);
        match error {
            DateError::Impossible(_) if written::is_two_years(&text) => {
                let help = format!(
                    "write `{name} = \"FY{text}\"` for the financial year, `{name} = \"AY{text}\"` for the school year"
                );
                self.impossible(error, &text, span, &help);
            }
            DateError::Impossible(_) => self.impossible(error, &text, span, AS_IN_THE_SOURCE),
            DateError::Backwards => self.impossible(error, &text, span, "write the earlier date first"),
            DateError::OpenStart => {
                self.impossible(error, &text, span, "write the first day too, if the source gives it");
            }
            DateError::Unknown if meant == Some(Dated::Impossible) => {
                let message = format!("there is no such date: `{text}`");
                let help = written::instead_of(&text).to_owned();
                self.report(&codes::IMPOSSIBLE_DATE, span, message, Some(help));
            }
            DateError::Unknown => {
                if let Some(help) = meant.and_then(|it| it.help(|value| format!("`{name} = {value}`"))) {
                    let message = format!("`{text}` is not how a date is written here");
                    return self.report(&codes::UNKNOWN_DATE, span, message, Some(help));
                }
                let near = words::nearest(&text, self.calendar.periods.iter().map(|period| &*period.id));
                let help = near.map_or_else(
                    || "write 2026-03-31, \"2026-03\", \"2026\", \"2026-Q1\", \"spring 2026\", \"FY2025-26\", \"AY2024-25\", \"A/B\", or the id of a [[period]]".to_owned(),
                    |near| format!("did you mean `{near}`?"),
                );
                let message = format!("`{text}` is neither a date nor the id of a [[period]]");
                self.report(&codes::UNKNOWN_DATE, span, message, Some(help));
            }
        }
    }
}

fn add_help(key: &Key) -> String {
    let mut doc = key.doc.trim_end_matches('.').chars();
    let first = doc.next().map(|first| first.to_lowercase().collect::<String>()).unwrap_or_default();
    format!("add `{} = …`: {first}{}", key.name, doc.as_str())
}

/// What to do with a key that another table takes.
fn where_it_belongs(name: &str, section: &'static Section, elsewhere: &Elsewhere) -> String {
    match elsewhere {
        Elsewhere::Above(above) => {
            let another = above.name.strip_prefix("[[").map_or_else(String::new, |_| {
                format!("; another entry begins with its own `{}`", above.name)
            });
            format!("it is a key of {}: write it before the headings of its parts{another}", above.name)
        }
        Elsewhere::Below(below) => {
            let holds = |key: &&Key| matches!(key.shape, Shape::Tables(part) if part.name == below.name);
            let of_a_file = section.keys.iter().find(holds);
            match (of_a_file, below.key(name).map(|key| key.shape)) {
                (Some(part), Some(Shape::Tables(_))) => format!("write `[[{}.{name}]]`", part.name),
                (Some(part), Some(Shape::Table(_))) => format!("write `[{}.{name}]`", part.name),
                _ => format!("it is a key of {}: write it below that heading", below.name),
            }
        }
    }
}

/// Removes what stands in a part of the text that cannot be relied on: its fault has been told.
fn leave_out(table: &mut DeTable<'_>, unread: &[Unread]) {
    let is_unread = |at: usize| unread.iter().any(|unread| unread.range.contains(&at));
    let gone: Vec<String> = table
        .iter()
        .filter(|(key, value)| is_unread(key.span().start) || is_unread(value.span().start))
        .map(|(key, _)| key.get_ref().to_string())
        .collect();
    for key in gone {
        table.remove(key.as_str());
    }
    for (_, value) in table.iter_mut() {
        leave_out_of(value, unread);
    }
}

fn leave_out_of(value: &mut Spanned<DeValue<'_>>, unread: &[Unread]) {
    match value.get_mut() {
        DeValue::Table(table) => leave_out(table, unread),
        DeValue::Array(list) => {
            for item in list.iter_mut() {
                leave_out_of(item, unread);
            }
        }
        DeValue::String(_)
        | DeValue::Integer(_)
        | DeValue::Float(_)
        | DeValue::Boolean(_)
        | DeValue::Datetime(_) => {}
    }
}
