//! `pledges.toml` as a whole: its settings, its calendar, its pledges.
//!
//! A long file is read in parts, side by side, each beginning with a `[[pledge]]`; where that could make a difference it
//! is read as one. It must not look at evidence.

use super::codes;
use super::keys::{Key, Need, PLEDGE, PLEDGES_FILE, Section, Shape};
use super::long;
use super::pledge::{self, Draft};
use super::reader::{Fields, Reader};
use super::settings;
use super::source::Texts;
use super::words::shown;
use crate::date::Calendar;
use crate::diagnostic::{Diagnostic, FileId, SourceFile};
use crate::model::Register;
use std::collections::HashMap;
use std::ops::Range;
use toml::de::DeTable;

/// What `pledges.toml` says.
pub(super) struct Read {
    /// Everything but pledges and evidence.
    pub(super) register: Register,
    pub(super) drafts: Vec<Draft>,
    pub(super) faults: Vec<Diagnostic>,
    /// Whether its syntax is broken.
    pub(super) broken: bool,
    pub(super) file: FileId,
}

/// Where a part may begin.
const HEADERS: [&str; 1] = ["[[pledge]]"];

/// A part of the file that holds nothing but pledges.
static PART: Section = Section {
    name: "pledges.toml",
    doc: "A part of a register's pledges.",
    keys: &[Key { name: "pledge", shape: Shape::Tables(&PLEDGE), need: Need::Optional, doc: "The pledges." }],
    exactly_one: &[],
};

/// The calendar in the part of the file before the first pledge; where that is all of it, it is the calendar.
pub(super) fn calendar_of_head(texts: &Texts<'_>, file: FileId) -> Calendar {
    let Some(source) = texts.get(file) else { return Calendar::default() };
    as_one(file, &source, 0..head_end(&source)).0.register.calendar
}

fn head_end(source: &SourceFile) -> usize {
    long::next_header(&source.text, 0, &HEADERS)
}

/// Reads the whole file.
pub(super) fn read(texts: &Texts<'_>, file: FileId) -> Read {
    let Some(source) = texts.get(file) else {
        return Read {
            register: Register::default(),
            drafts: Vec::new(),
            faults: Vec::new(),
            broken: false,
            file,
        };
    };
    let in_parts = in_parts(file, &source, long::PART_BYTES);
    let mut read = in_parts.unwrap_or_else(|| as_one(file, &source, 0..source.text.len()).0);
    duplicates(&mut read, texts);
    let says_nothing = |line: &str| line.trim().is_empty() || line.trim_start().starts_with('#');
    if !read.broken && source.text.lines().all(says_nothing) {
        let message = "`pledges.toml` holds nothing".to_owned();
        let help = "restore it, or begin with `[register]` and a `title`".to_owned();
        read.faults.push(texts.fault(&codes::EMPTY_REGISTER, file, 0..0, message, Some(help)));
        // What it held is not missed anywhere else.
        read.broken = true;
    }
    let places = read.faults.iter().filter_map(|fault| fault.place);
    texts.forget(file, places.chain(read.drafts.iter().map(|draft| draft.pledge.place)));
    read
}

/// Reads bytes of the file as if they were all of it, and says whether pledges were among them.
fn as_one(file: FileId, source: &SourceFile, within: Range<usize>) -> (Read, bool) {
    let empty = Calendar::default();
    let mut r = Reader::new(file, source, &empty);
    let parsed = r.parse(within);
    let fields = r.file(parsed.get_ref(), &PLEDGES_FILE);
    let settings = fields.table(&mut r, "register");
    let calendar = settings::calendar(&mut r, settings.as_ref(), &fields);
    let mut r = r.with_calendar(&calendar);
    let mut register = Register::default();
    settings::read(&mut r, settings.as_ref(), &fields, &mut register);
    let drafts = pledges_in(&mut r, &fields);
    let (faults, broken) = (r.faults, r.broken);
    register.calendar = calendar;
    (Read { register, drafts, faults, broken, file }, fields.has("pledge"))
}

fn pledges_in<'a>(r: &mut Reader<'a>, fields: &Fields<'a>) -> Vec<Draft> {
    let tables = fields.tables(r, "pledge");
    let mut drafts = Vec::with_capacity(tables.len());
    for fields in &tables {
        drafts.extend(pledge::read(r, fields));
    }
    drafts
}

/// Reads the file in parts of at least so many bytes; nothing where that could read it differently from the whole: a
/// part that does not parse alone (a header may stand inside a text), or that holds more than pledges.
fn in_parts(file: FileId, source: &SourceFile, part_bytes: usize) -> Option<Read> {
    let head_end = head_end(source);
    let (mut read, has_pledges) = as_one(file, source, 0..head_end);
    if read.broken || has_pledges {
        return None;
    }
    let calendar = std::mem::take(&mut read.register.calendar);
    read.drafts.reserve_exact(source.text.matches(HEADERS[0]).count());
    long::read(
        &long::parts(&source.text, head_end, &HEADERS, part_bytes),
        |within| part_of(file, source, &calendar, within),
        |(mut drafts, mut faults)| {
            read.drafts.append(&mut drafts);
            read.faults.append(&mut faults);
        },
    )?;
    read.register.calendar = calendar;
    Some(read)
}

fn part_of(
    file: FileId,
    source: &SourceFile,
    calendar: &Calendar,
    within: Range<usize>,
) -> Option<(Vec<Draft>, Vec<Diagnostic>)> {
    let mut r = Reader::new(file, source, calendar);
    let parsed = r.parse(within);
    let table: &DeTable<'_> = parsed.get_ref();
    if r.broken || table.keys().any(|key| key.get_ref() != "pledge") {
        return None;
    }
    let fields = r.file(table, &PART);
    let drafts = pledges_in(&mut r, &fields);
    Some((drafts, r.faults))
}

/// Reports every id that stands twice.
fn duplicates(read: &mut Read, texts: &Texts<'_>) {
    let mut first: HashMap<&str, Range<usize>> = HashMap::with_capacity(read.drafts.len());
    for draft in &read.drafts {
        let (id, at) = (draft.pledge.id.as_str(), draft.id.range());
        match first.get(id) {
            None => {
                first.insert(id, at);
            }
            Some(other) => {
                let message = format!("the id `{}` stands twice", shown(id));
                let help = "ids are unique and never reused; give this one another".to_owned();
                let mut fault = texts.fault(&codes::DUPLICATE_ID, read.file, at, message, Some(help));
                fault.related.push((read.file, other.clone(), "first here".to_owned()));
                read.faults.push(fault);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = r#"[register]
title = "T"

[[period]]
id = "term"
start = 2024-01-01
end = 2028-01-01

[[pledge]]
id = "a"
title = "A"
responsible = "B"
made_on = 2024-02-01
quote = "é"
target = { act = "x" }
deadline = { by = "term" }

[[pledge]]
id = "b"
titel = "B"
made_on = 2024-02-01

[pledge.target]
total = 5

[[pledge.restated]]
on = 2024-03-01
quote = """
TRICK
"""
"#;

    fn both(text: &str) -> (Option<Read>, Read) {
        let source = SourceFile::new("pledges.toml".to_owned(), text.to_owned());
        (in_parts(FileId(0), &source, 1), as_one(FileId(0), &source, 0..text.len()).0)
    }

    #[test]
    fn in_parts_and_as_one_the_file_says_the_same() {
        let (parts, one) = both(TEXT);
        let parts = parts.expect("it can be read in parts");
        assert_eq!(format!("{:?}", parts.drafts), format!("{:?}", one.drafts));
        let sorted = |faults: Vec<Diagnostic>| {
            let mut lines: Vec<String> =
                faults.iter().map(|fault| format!("{:?} {fault:?}", fault.place)).collect();
            lines.sort();
            lines
        };
        assert_eq!(sorted(parts.faults), sorted(one.faults));
        assert_eq!((parts.drafts.len(), parts.register.calendar), (2, one.register.calendar));
    }

    #[test]
    fn what_could_read_differently_in_parts_is_read_as_one() {
        for text in [
            TEXT.replace("TRICK", "\n[[pledge]]\nid = 'c'"),
            TEXT.replace("[[pledge.restated]]", "[[body]]\nid = 'z'\n\n[[pledge.restated]]"),
            TEXT.replace("[[period]]", "[pledge]\nx = 1\n[[period]]"),
        ] {
            assert!(both(&text).0.is_none(), "{text}");
        }
    }
}
