//! The tables of what is on record: wordings, evidence, sources, replies. It must not skip a fact, and copies text verbatim: each
//! format makes it harmless in its own way.

use super::{Basis, Cell, Column, Kind, Link, OF_PLEDGE, Table, columns};
use crate::assessment::{Assessment, EvidenceUse, Item};
use crate::model::{Measure, Pledge, Record, Response};
use crate::report::Report;
use crate::report::briefing::{Source, Wording, wordings as sayings};
use std::collections::BTreeSet;

const OF_PLEDGE_AND_SOURCE: &[Link] =
    &[Link { column: "pledge", table: "pledges" }, Link { column: "source", table: "sources" }];

pub(super) const WORDINGS: Table = Table {
    name: "wordings",
    meaning: "One saying of one pledge: the goalposts by date",
    columns: WORDINGS_COLUMNS,
    key: &["pledge", "number"],
    links: OF_PLEDGE_AND_SOURCE,
    rows: wordings,
};

columns! {
    WORDINGS_COLUMNS, wording_cells(basis: &Basis<'_>, pledge: &Pledge, number: usize, wording: &Wording<'_>) {
        let (record, title) = match wording.source {
            Source::Document(at) => {
                let document = basis.report.register.documents.get(at);
                let record = document.and_then(|document| basis.name(document.record?));
                (record, document.map(|document| document.stem.as_str()))
            }
            Source::Named(title, _) => (None, Some(title)),
            Source::Unnamed => (None, None),
        };
    }
    "pledge", Text, "Id of the pledge" => Cell::text(pledge.id.as_str());
    "number", Integer, "Order by date, from 1" => Cell::count(number);
    "said_on", Day, "When it was said" => Cell::Day(wording.on);
    "quote", Text, "The words, verbatim" => Cell::maybe(wording.quote);
    "note", Text, "The register's note" => Cell::maybe(wording.note);
    "changes", Text, "How it changed the terms" => Cell::text(&wording.changes);
    "correction", Flag, "Whether it is a ministerial correction" => Cell::Flag(wording.correction);
    "deadline", Text, "By when, from then on" => Cell::text(&wording.deadline);
    "target", Text, "What or how much, from then on" => Cell::text(&wording.target);
    "source", Text, "Id of the source" => Cell::maybe(record);
    "source_title", Text, "What the source is called, where it has no record" => Cell::maybe(title);
}

fn wordings(basis: &Basis<'_>, each: &mut dyn FnMut(Vec<Cell>)) {
    for (pledge, assessment) in basis.report.rows() {
        for (wording, number) in sayings(basis.report, pledge, assessment).iter().zip(1..) {
            each(wording_cells(basis, pledge, number, wording));
        }
    }
}

pub(super) const EVIDENCE: Table = Table {
    name: "evidence",
    meaning: "One fact that bears on one pledge, and whether it counted",
    columns: EVIDENCE_COLUMNS,
    key: &["pledge", "number"],
    links: OF_PLEDGE_AND_SOURCE,
    rows: evidence,
};

columns! {
    EVIDENCE_COLUMNS, evidence_cells(basis: &Basis<'_>, pledge: &Pledge, number: usize, used: &EvidenceUse, record: &Record) {
        let (act, seen) = match used.item {
            Item::Act(at) => (record.acts.get(at), None),
            Item::Observation(at) => (None, record.observations.get(at)),
        };
        let unit = || pledge.terms.target.as_ref()?.unit.as_deref();
        let quote = act.map(|act| &act.quote).or(seen.map(|seen| &seen.quote));
        let caution = act.map(|act| &act.does_not_show).or(seen.map(|seen| &seen.does_not_show));
    }
    "pledge", Text, "Id of the pledge" => Cell::text(pledge.id.as_str());
    "number", Integer, "Order by date, from 1" => Cell::count(number);
    "source", Text, "Id of the source" => Cell::maybe(basis.name(used.record));
    "true_from", Day, "First day on which it was true" => Cell::Day(used.on.first);
    "true_to", Day, "Last day on which it was true" => Cell::Day(used.on.last);
    "published_on", Day, "When it could be known: the last day of its publication" => Cell::Day(used.published_on);
    "step", Text, "The step recorded, where it is one" => Cell::maybe(act.map(|act| act.step.word()));
    "value", Number, "The value measured, where it is one" => Cell::number(seen.map(|seen| seen.measure.number()));
    "increment", Flag, "Whether the value adds to a total" => seen.map_or(Cell::Empty, |seen| Cell::Flag(matches!(seen.measure, Measure::Add(_))));
    "unit", Text, "Unit of the value" => Cell::maybe(seen.and_then(|seen| seen.unit.as_deref().or_else(unit)));
    "quote", Text, "The source's words" => Cell::maybe(quote.and_then(|quote| quote.as_deref()));
    "does_not_show", Text, "What must not be read into it" => Cell::maybe(caution.and_then(|caution| caution.as_deref()).or(record.does_not_show.as_deref()));
    "self_reported", Flag, "Whether it is the responsible body's own word" => Cell::Flag(used.self_reported);
    "counted", Flag, "Whether it counted" => Cell::Flag(used.counted);
    "why", Text, "What it counted for, or why it did not" => Cell::text(&used.why);
    "place", Text, "Path and line in the register" => Cell::Text(basis.place(used.place));
}

fn evidence(basis: &Basis<'_>, each: &mut dyn FnMut(Vec<Cell>)) {
    let rows: Vec<_> = basis.report.rows().collect();
    basis.report.evidence_in_turn(&rows, &mut |pledge, _, used| {
        for (used, number) in used.iter().zip(1..) {
            let Some(record) = basis.report.register.records.get(used.record) else { continue };
            each(evidence_cells(basis, pledge, number, used, record));
        }
    });
}

pub(super) const SOURCES: Table = Table {
    name: "sources",
    meaning: "One record of evidence: what was published, by whom, when and where",
    columns: SOURCES_COLUMNS,
    key: &["id"],
    links: &[],
    rows: sources,
};

columns! {
    SOURCES_COLUMNS, source_cells(basis: &Basis<'_>, name: &str, record: &Record) {
        let document = basis.report.register.documents.get(record.document);
        let published = basis.report.window(&record.published_on);
    }
    "id", Text, "Path of the record below evidence/, without suffix" => Cell::text(name);
    "title", Text, "What the source is called" => Cell::text(&record.title);
    "publisher", Text, "Who published it" => Cell::text(&record.publisher);
    "kind", Text, "What sort of source it is" => Cell::text(record.kind.word());
    "published_from", Day, "First day of its publication" => Cell::Day(published.first);
    "published_to", Day, "Last day of its publication" => Cell::Day(published.last);
    "house", Text, "House of Parliament, for answers and statements" => Cell::maybe(record.house.as_deref());
    "uin", Text, "Number of the question or statement" => Cell::maybe(record.uin.as_deref());
    "answered_by", Text, "Who answered" => Cell::maybe(record.answered_by.as_deref());
    "url", Text, "The publisher's own address" => Cell::maybe(record.url.as_deref());
    "seen_at", Text, "The copy that was read" => Cell::maybe(record.seen_at.as_deref());
    "archived_url", Text, "A dated copy" => Cell::maybe(record.archived_url.as_deref());
    "licence", Text, "Licence of the source" => Cell::maybe(record.licence.as_deref());
    "stored", Text, "Path of the stored copy" => Cell::maybe(document.and_then(|document| document.stored.as_deref()));
    "text_sha256", Text, "SHA-256 of the stored copy's text" => Cell::maybe(document.and_then(|document| document.text_sha256.as_deref()));
    "does_not_show", Text, "What must not be read into it" => Cell::maybe(record.does_not_show.as_deref());
    "place", Text, "Path and line in the register" => Cell::Text(basis.place(record.place));
}

/// The documents that a pledge was made in and said again in.
fn said_in(report: &Report<'_>, pledge: &Pledge, assessment: &Assessment) -> Vec<usize> {
    let wordings = sayings(report, pledge, assessment);
    let documents = wordings.iter().filter_map(|wording| match wording.source {
        Source::Document(at) => Some(at),
        Source::Named(..) | Source::Unnamed => None,
    });
    documents.chain(pledge.source).collect()
}

/// What had been published by then; and what another table refers to, as a pledge does to words that came later.
fn sources(basis: &Basis<'_>, each: &mut dyn FnMut(Vec<Cell>)) {
    let (report, register) = (basis.report, basis.report.register);
    let named: BTreeSet<usize> =
        report.rows().flat_map(|(pledge, assessment)| said_in(report, pledge, assessment)).collect();
    for (record, name) in register.records.iter().zip(&basis.names) {
        let is_known = record.published_on.full_window().last <= report.known_by;
        if !is_known && !named.contains(&record.document) {
            continue;
        }
        each(source_cells(basis, name, record));
    }
}

pub(super) const RESPONSES: Table = Table {
    name: "responses",
    meaning: "What a responsible body replied when it was asked",
    columns: RESPONSES_COLUMNS,
    key: &["pledge", "number"],
    links: OF_PLEDGE,
    rows: responses,
};

columns! {
    RESPONSES_COLUMNS, response_cells(pledge: &Pledge, number: usize, response: &Response) {}
    "pledge", Text, "Id of the pledge" => Cell::text(pledge.id.as_str());
    "number", Integer, "Order as entered, from 1" => Cell::count(number);
    "replied_on", Day, "When the body replied" => Cell::Day(response.on.full_window().last);
    "by", Text, "Who replied" => Cell::text(&response.by);
    "text", Text, "The reply, verbatim" => Cell::text(&response.text);
}

fn responses(basis: &Basis<'_>, each: &mut dyn FnMut(Vec<Cell>)) {
    for (pledge, _) in basis.report.rows() {
        let known_by = basis.report.known_by;
        let known = pledge.responses.iter().filter(|response| response.on.full_window().last <= known_by);
        for (response, number) in known.zip(1..) {
            each(response_cells(pledge, number, response));
        }
    }
}
