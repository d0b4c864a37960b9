//! A long file of evidence in parts: many records, or one record with many facts. Where that could make a difference
//! nothing is read, and the file is to be read as one.
//!
//! It must not read anything in another way than the whole would be read.

use super::{Draft, act, facts, observation, record};
use crate::date::Calendar;
use crate::diagnostic::{Diagnostic, FileId, SourceFile};
use crate::input::keys::{ACT, EVIDENCE_FILE, Key, Need, OBSERVATION, RECORD, Section, Shape};
use crate::input::long;
use crate::input::reader::Reader;
use std::ops::Range;
use toml::de::DeTable;

const RECORDS: [&str; 1] = ["[[record]]"];
const FACTS: [&str; 2] = ["[[observation]]", "[[act]]"];

/// A part of a file that holds facts of one record and nothing else.
static PART: Section = Section {
    name: "record",
    doc: "A part of a record's facts.",
    keys: &[
        Key {
            name: "observation",
            shape: Shape::Tables(&OBSERVATION),
            need: Need::Optional,
            doc: "Measured values.",
        },
        Key {
            name: "act",
            shape: Shape::Tables(&ACT),
            need: Need::Optional,
            doc: "Steps that somebody took.",
        },
    ],
    exactly_one: &[],
};

/// What a TOML file of evidence says, read in parts of at least so many bytes.
pub(super) fn read(
    file: FileId,
    source: &SourceFile,
    calendar: &Calendar,
    part_bytes: usize,
) -> Option<(Vec<Draft>, Vec<Diagnostic>)> {
    let text = &source.text;
    let first_record = long::next_header(text, 0, &RECORDS);
    if first_record < text.len() {
        several(file, source, calendar, &long::parts(text, first_record, &RECORDS, part_bytes))
    } else {
        let first_fact = long::next_header(text, 0, &FACTS);
        one(file, source, calendar, &long::parts(text, first_fact, &FACTS, part_bytes))
    }
}

fn several(
    file: FileId,
    source: &SourceFile,
    calendar: &Calendar,
    parts: &[Range<usize>],
) -> Option<(Vec<Draft>, Vec<Diagnostic>)> {
    let mut r = Reader::new(file, source, calendar);
    let head = r.parse(0..parts.first()?.start);
    if r.broken || !head.get_ref().is_empty() {
        return None;
    }
    let part = |within: Range<usize>| {
        let mut r = Reader::new(file, source, calendar);
        let parsed = r.parse(within);
        let fields = alone(&mut r, parsed.get_ref(), &EVIDENCE_FILE)?;
        let tables = fields.tables(&mut r, "record");
        let drafts: Vec<Draft> = tables.iter().map(|fields| record(&mut r, fields, false, None)).collect();
        Some((drafts, r.faults))
    };
    let (mut drafts, mut faults) = (Vec::new(), Vec::new());
    long::read(parts, part, |(mut more, mut wrong)| {
        drafts.append(&mut more);
        faults.append(&mut wrong);
    })?;
    Some((drafts, faults))
}

fn one(
    file: FileId,
    source: &SourceFile,
    calendar: &Calendar,
    parts: &[Range<usize>],
) -> Option<(Vec<Draft>, Vec<Diagnostic>)> {
    let mut r = Reader::new(file, source, calendar);
    let head = r.parse(0..parts.first()?.start);
    if r.broken || PART.keys.iter().any(|key| head.get_ref().contains_key(key.name)) {
        return None;
    }
    let fields = r.file(head.get_ref(), &RECORD);
    let mut draft = record(&mut r, &fields, true, None);
    let part = |within: Range<usize>| {
        let mut r = Reader::new(file, source, calendar);
        let parsed = r.parse(within);
        let fields = alone(&mut r, parsed.get_ref(), &PART)?;
        let observations = facts(&mut r, &fields, "observation", observation);
        let acts = facts(&mut r, &fields, "act", act);
        Some((observations, acts, r.faults))
    };
    draft.has_facts = true;
    long::read(parts, part, |(mut observations, mut acts, mut faults)| {
        draft.record.observations.append(&mut observations.0);
        draft.observations.append(&mut observations.1);
        draft.record.acts.append(&mut acts.0);
        draft.acts.append(&mut acts.1);
        r.faults.append(&mut faults);
    })?;
    Some((vec![draft], r.faults))
}

/// The fields of a part, if it parses alone and holds nothing but what such a part holds.
fn alone<'a>(
    r: &mut Reader<'a>,
    table: &'a DeTable<'a>,
    section: &'static Section,
) -> Option<crate::input::reader::Fields<'a>> {
    let known = |name: &str| section.keys.iter().any(|key| key.name == name);
    let whole = !r.broken && table.keys().all(|name| known(name.get_ref()));
    whole.then(|| r.file(table, section))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input::record::read_file;

    const ONE: &str = r#"
title = "T"
publisher = "P"
kind = "audit"
published_on = 2025-01-15

[[act]]
pledge = "a"
step = "startet"
on = 2022-03-02

[[observation]]
indicator = "places"
value = 3
on = 2022-03-02
note = """
TRICK
"""

[[act]]
pledge = "a"
step = "delivered"
on = 2024-03-02
"#;

    const SEVERAL: &str = r#"# two records
[[record]]
title = "T"
publisher = "P"
kind = "audit"
published_on = 2025-01-15
[[record.act]]
pledge = "a"
step = "delivered"
on = 2024-03-02

[[record]]
titel = "U"
publisher = "P"
kind = "audit"
published_on = 2025-01-15
"#;

    #[test]
    fn in_parts_and_as_one_the_file_says_the_same() {
        for text in [ONE.to_owned(), SEVERAL.to_owned(), ONE.replace("kind = \"audit\"", "")] {
            let source = SourceFile::new("evidence/a.toml".to_owned(), text);
            let calendar = Calendar::default();
            let (drafts, faults) = read(FileId(0), &source, &calendar, 1).expect("it can be read in parts");
            let (whole, whole_faults, _) = read_file(FileId(0), &source, &calendar);
            assert_eq!(format!("{drafts:?}"), format!("{whole:?}"));
            let sorted = |faults: Vec<Diagnostic>| {
                let mut lines: Vec<String> = faults.iter().map(|fault| format!("{fault:?}")).collect();
                lines.sort();
                lines
            };
            assert_eq!(sorted(faults), sorted(whole_faults));
        }
    }

    #[test]
    fn what_could_read_differently_in_parts_is_read_as_one() {
        for text in [
            ONE.replace("TRICK", "\n[[act]]\npledge = 'c'"),
            ONE.replace("[[observation]]", "[table]\nfile = 'x.csv'\n\n[[observation]]"),
            ONE.replace("kind = \"audit\"", "kind = \"audit\"\nact = []"),
            SEVERAL.replace("# two records", "title = \"T\""),
            SEVERAL.replace("titel", "titel = \""),
        ] {
            let source = SourceFile::new("evidence/a.toml".to_owned(), text.clone());
            assert!(read(FileId(0), &source, &Calendar::default(), 1).is_none(), "{text}");
        }
    }
}
