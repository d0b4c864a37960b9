//! The keys of evidence records. Only names, sorts and meanings: nothing is read here.

use super::Shape::{Cells, Date, Number, Path, Sha256, Table, Tables, Text, Truth, Url, Verbatim, Word};
use super::{Section, may, must, should};
use crate::model::{Kind, Step};

/// A record file that holds several records.
pub static EVIDENCE_FILE: Section = Section {
    name: "a file of several records",
    doc: "Several records in one file.",
    keys: &[must("record", Tables(&RECORD), "The records, each with the keys of a record file.")],
    exactly_one: &[],
};

/// A record.
pub static RECORD: Section = Section {
    name: "a record",
    doc: "One source, and what it shows.",
    keys: &[
        should("title", Text, "What the source is called."),
        should("publisher", Text, "Who published it."),
        must("kind", Word(kinds), "What sort of source it is."),
        must("published_on", Date, "When it could be known."),
        may("url", Url, "The publisher's own address, never a mirror's."),
        may("seen_at", Url, "The copy that was read, where that is another address."),
        may("archived_url", Url, "A dated copy in an archive."),
        may("retrieved_on", Date, "When the address was read."),
        may("licence", Text, "Licence of the source, such as `OGL-UK-3.0`."),
        may("house", Text, "The House, for answers and statements."),
        may("uin", Text, "Number of the question or statement."),
        may("tabled_on", Date, "When the question was tabled."),
        may("answered_by", Text, "Who answered, with the office held then."),
        may("document", Path, "The stored copy, beside the record."),
        may("sha256", Sha256, "SHA-256 of the stored copy, as `sha256sum` prints it."),
        may("self_reported", Truth, "A ruling on whether it is self-reported, with a `note` that says why."),
        may("does_not_show", Text, "What must not be read into it."),
        may("note", Text, "A note for readers."),
        may("observation", Tables(&OBSERVATION), "Measured values."),
        may("act", Tables(&ACT), "Steps that somebody took."),
        may("table", Table(&TABLE), "Measured values, read from a CSV beside the record."),
    ],
    exactly_one: &[],
};

/// `[[observation]]`
pub static OBSERVATION: Section = Section {
    name: "[[observation]]",
    doc: "A measured value.",
    keys: &[
        may("indicator", Text, "What was measured; it bears on every pledge with this indicator."),
        may("pledge", Text, "The one pledge it bears on, instead of an indicator."),
        must("on", Date, "When it was true."),
        may("value", Number, "How much there was."),
        may("add", Number, "How much came, for a `total` target."),
        may("unit", Text, "The unit; left out, it is the pledges'."),
        may("quote", Verbatim, "The words of the document, verbatim."),
        may("prefix", Verbatim, "The words just before the quote, where it stands more than once."),
        may("suffix", Verbatim, "The words just after the quote, where it stands more than once."),
        may("does_not_show", Text, "What must not be read into it."),
        may("note", Text, "A note for readers."),
    ],
    exactly_one: &[&["indicator", "pledge"], &["value", "add"]],
};

/// `[[act]]`
pub static ACT: Section = Section {
    name: "[[act]]",
    doc: "A step that somebody took.",
    keys: &[
        must("pledge", Text, "The pledge it bears on."),
        must("step", Word(steps), "Which step."),
        must("on", Date, "When it was taken."),
        may("by", Text, "The successor government that acted, for `adopted` and `withdrawn`."),
        may("quote", Verbatim, "The words of the document, verbatim."),
        may("prefix", Verbatim, "The words just before the quote, where it stands more than once."),
        may("suffix", Verbatim, "The words just after the quote, where it stands more than once."),
        may("does_not_show", Text, "What must not be read into it."),
        may("note", Text, "A note for readers."),
    ],
    exactly_one: &[],
};

/// `[table]`
pub static TABLE: Section = Section {
    name: "[table]",
    doc: "Measured values, one a row of a CSV.",
    keys: &[
        must("file", Path, "The CSV, beside the record."),
        must("date", Text, "The column that says when a value was true."),
        may("value", Text, "The column that holds the values."),
        may("add", Text, "The column that holds increments, for a `total` target."),
        may("where", Cells, "Which rows: the cell that each named column must hold."),
        may("indicator", Text, "What was measured."),
        may("pledge", Text, "The one pledge it bears on, instead of an indicator."),
        may("unit", Text, "The unit; left out, it is the pledges'."),
        may("does_not_show", Text, "What must not be read into it."),
        may("note", Text, "A note for readers."),
    ],
    exactly_one: &[&["indicator", "pledge"], &["value", "add"]],
};

fn kinds() -> Vec<&'static str> {
    Kind::ALL.into_iter().map(Kind::word).collect()
}

fn steps() -> Vec<&'static str> {
    Step::ALL.into_iter().map(Step::word).collect()
}
