//! Reading one TOML file: its syntax, and tables whose keys are checked against [`super::keys`] before they are used.
//!
//! Every fault is reported and reading goes on. A getter gives nothing where the value is absent or was reported.
//! Nothing is known here of pledges or evidence.

mod fields;

use super::codes::{self, Code};
use super::keys::{Key, Need, Section, Shape};
use super::words::{self, shown};
use crate::date::{Calendar, DateError};
use crate::diagnostic::{Diagnostic, FileId, Place, SourceFile};
use crate::model::Status;
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

/// More syntax errors than this in one file are one error that echoes.
const MOST_SYNTAX_ERRORS: usize = 20;

/// A file being read, and the faults found in it so far.
pub(super) struct Reader<'a> {
    pub(super) file: FileId,
    pub(super) source: &'a SourceFile,
    pub(super) calendar: &'a Calendar,
    /// Where the TOML begins in the file (front matter begins after its first line).
    base: usize,
    /// Set when the syntax is broken: what is missing then may only be unreadable.
    pub(super) broken: bool,
    pub(super) faults: Vec<Diagnostic>,
    /// Texts that are written many times, such as names of bodies: each is held once.
    shared: HashSet<Arc<str>>,
}

impl<'a> Reader<'a> {
    pub(super) fn new(file: FileId, source: &'a SourceFile, calendar: &'a Calendar) -> Self {
        Self { file, source, calendar, base: 0, broken: false, faults: Vec::new(), shared: HashSet::new() }
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

    /// Parses the TOML of the file, or the part of it that `within` names, and reports every syntax error.
    pub(super) fn parse(&mut self, within: Range<usize>) -> Spanned<DeTable<'a>> {
        self.base = within.start;
        let text = self.source.text.get(within).unwrap_or_default();
        let (table, errors) = DeTable::parse_recoverable(text);
        self.broken = !errors.is_empty();
        for error in errors.iter().take(MOST_SYNTAX_ERRORS) {
            let range = error.span().unwrap_or(0..0);
            let wrong = text.get(range.clone()).unwrap_or_default();
            if looks_like_a_day(wrong) {
                let message = format!("there is no such date: `{}`", shown(wrong));
                let help = Some(AS_IN_THE_SOURCE.to_owned());
                self.report(&codes::IMPOSSIBLE_DATE, range.into(), message, help);
            } else {
                self.report(
                    &codes::TOML_SYNTAX,
                    range.into(),
                    error.message().to_owned(),
                    syntax_help(error.message()),
                );
            }
        }
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
                None => self.unknown_key(name.get_ref(), name.span().into(), section),
                Some(key) => self.check(key, value),
            }
        }
        for key in
            section.keys.iter().filter(|key| key.need != Need::Optional && !table.contains_key(key.name))
        {
            // In a file whose syntax is broken, what seems to be missing may only be unreadable.
            if self.broken {
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

    fn unknown_key(&mut self, name: &str, span: Span, section: &'static Section) {
        let word = name.to_ascii_lowercase();
        if word == "status" || Status::from_word(&word).is_some() {
            let message = format!("`{}` is a status; statuses are computed, never stored", shown(name));
            let help = "delete it, and record what happened as evidence; \
                        to overrule the engine, write `[pledge.override]` with `status`, `on`, `by` and `reason`";
            return self.report(&codes::STORED_STATUS, span, message, Some(help.to_owned()));
        }
        let message = format!("{} has no key `{}`", section.name, shown(name));
        let known = section.keys.iter().map(|key| key.name);
        let help = words::nearest(name, known.clone()).map_or_else(
            || format!("its keys are {}", words::list(known.map(|key| format!("`{key}`")))),
            |near| format!("did you mean `{near}`?"),
        );
        self.report(&codes::UNKNOWN_KEY, span, message, Some(help));
    }

    fn check(&mut self, key: &'static Key, value: &'a Spanned<DeValue<'a>>) {
        let span = Span::from(value.span());
        let fits = match (key.shape, value.get_ref()) {
            (Shape::Table(_) | Shape::Cells, DeValue::Table(_))
            | (Shape::Number, DeValue::Integer(_) | DeValue::Float(_))
            | (Shape::Truth, DeValue::Boolean(_))
            | (Shape::Date, DeValue::Datetime(_)) => true,
            (Shape::Table(_) | Shape::Tables(_) | Shape::Cells | Shape::Truth, _) => {
                matches!((key.shape, value.get_ref()), (Shape::Tables(_), DeValue::Array(list)) if all_tables(list))
            }
            (Shape::Texts | Shape::Words(_) | Shape::DaysOfYear, DeValue::Array(list)) => {
                list.iter().all(|item| {
                    item.get_ref().as_str().is_some_and(|text| self.text(key, text, item.span().into()))
                })
            }
            (Shape::Texts | Shape::Words(_) | Shape::DaysOfYear, _) => false,
            (_, DeValue::String(text)) => self.text(key, text, span),
            (_, _) => false,
        };
        if !fits {
            let message = format!("`{}` wants {}", key.name, key.shape.wanted());
            let help = match (key.shape, value.get_ref()) {
                (Shape::Date, DeValue::Integer(year)) => Some(format!("write \"{year}\" in quotation marks")),
                (Shape::Tables(_), DeValue::Table(_)) => {
                    Some(format!("write [[…{}]] with two brackets", key.name))
                }
                (_, _) => None,
            };
            self.report(&codes::WRONG_TYPE, span, message, help);
        }
    }

    /// Checks a text of a key; what is wrong with it is reported here, so that its sort is always right.
    fn text(&mut self, key: &'static Key, text: &str, span: Span) -> bool {
        if text.trim().is_empty() {
            self.report(&codes::EMPTY_VALUE, span, format!("`{}` is empty", key.name), None);
        }
        if let Some(bad) = words::control(text) {
            let message = format!("`{}` holds the control character U+{:04X}", key.name, u32::from(bad));
            self.report(&codes::CONTROL_CHARACTER, span, message, Some("remove it".to_owned()));
        }
        match key.shape {
            Shape::Text | Shape::Texts | Shape::Id if words::is_placeholder(text) => {
                self.placeholder(&format!("`{}`", key.name), text, span);
            }
            Shape::Id if !words::is_id(text) => {
                let message = format!("`{}` is no id", shown(text));
                let help = words::as_id(text).map(|id| format!("write `{id}`"));
                self.report(&codes::INVALID_ID, span, message, help);
            }
            Shape::Url if !words::is_web_address(text) => {
                let message = format!("`{}` is no web address", shown(text));
                self.report(&codes::BAD_URL, span, message, Some("it begins with `https://`".to_owned()));
            }
            Shape::Word(allowed) | Shape::Words(allowed) if !allowed().contains(&text) => {
                self.unknown_word(key, text, span, &allowed());
            }
            Shape::Text | Shape::Texts if Status::from_word(&text.trim().to_ascii_lowercase()).is_some() => {
                self.status_word(text, span);
            }
            Shape::Text
            | Shape::Texts
            | Shape::Verbatim
            | Shape::Id
            | Shape::Url
            | Shape::Path
            | Shape::Sha256
            | Shape::Date
            | Shape::Number
            | Shape::Share
            | Shape::Span
            | Shape::Truth
            | Shape::Word(_)
            | Shape::Words(_)
            | Shape::DaysOfYear
            | Shape::Cells
            | Shape::Table(_)
            | Shape::Tables(_) => {}
        }
        true
    }

    /// Reports a value that `kept extract --append` left to a person, and what it asks for.
    fn placeholder(&mut self, name: &str, text: &str, span: Span) {
        let message = format!("{name} is still to be completed");
        let help = match text.split_once(':') {
            Some((_, wanted)) => format!("write in its place: {}", shown(wanted.trim())),
            None => "write an id of your own in its place".to_owned(),
        };
        self.report(&codes::PLACEHOLDER, span, message, Some(help));
    }

    fn status_word(&mut self, text: &str, span: Span) {
        let message = format!("`{}` is a status; statuses are computed, never stored", shown(text));
        let help = "record what happened as evidence; only `[pledge.override]` may hold a status".to_owned();
        self.report(&codes::STORED_STATUS, span, message, Some(help));
    }

    fn unknown_word(&mut self, key: &Key, text: &str, span: Span, allowed: &[&'static str]) {
        if Status::from_word(text).is_some() {
            return self.status_word(text, span);
        }
        let message = format!("`{}` is no {}", shown(text), key.name);
        let all = words::list(allowed.iter().map(|word| format!("`{word}`")));
        let help = words::nearest(text, allowed.iter().copied()).map_or_else(
            || format!("write one of {all}"),
            |near| format!("did you mean `{near}`? It is one of {all}"),
        );
        self.report(&codes::UNKNOWN_WORD, span, message, Some(help));
    }

    fn impossible(&mut self, error: &DateError, text: &str, span: Span, help: &str) {
        let message = format!("`{text}` is no date: {error}");
        self.report(&codes::IMPOSSIBLE_DATE, span, message, Some(help.to_owned()));
    }

    /// Reports why a date could not be resolved.
    pub(super) fn bad_date(&mut self, error: &DateError, text: &str, span: Span) {
        if words::is_placeholder(text) {
            return self.placeholder("the date", text, span);
        }
        let text = shown(text);
        match error {
            DateError::Impossible(_) => self.impossible(error, &text, span, AS_IN_THE_SOURCE),
            DateError::Backwards => self.impossible(error, &text, span, "write the earlier date first"),
            DateError::OpenStart => {
                self.impossible(error, &text, span, "write the first day too, if the source gives it");
            }
            DateError::Unknown => {
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

fn all_tables(list: &toml::de::DeArray<'_>) -> bool {
    list.iter().all(|item| item.get_ref().is_table())
}

fn add_help(key: &Key) -> String {
    let mut doc = key.doc.trim_end_matches('.').chars();
    let first = doc.next().map(|first| first.to_lowercase().collect::<String>()).unwrap_or_default();
    format!("add `{} = …`: {first}{}", key.name, doc.as_str())
}

fn looks_like_a_day(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.len() == 10
        && bytes
            .iter()
            .enumerate()
            .all(|(at, byte)| if at == 4 || at == 7 { *byte == b'-' } else { byte.is_ascii_digit() })
}

fn syntax_help(message: &str) -> Option<String> {
    let help = if message.contains("duplicate key") {
        "a key or table stands once; a list of tables is written [[…]] with two brackets"
    } else if message.contains("string values must be quoted") {
        "put text in quotation marks"
    } else if message.contains("invalid basic string") {
        "close the text with `\"` on its own line, or write a text of several lines between `\"\"\"` and `\"\"\"`"
    } else if message.contains("key with no value") {
        "write `key = value`; a line that is a remark begins with `#`"
    } else {
        return None;
    };
    Some(help.to_owned())
}
