//! The tables of what is on record: wordings, evidence, sources, replies. It must not skip a fact, and copies text verbatim: each
//! format makes it harmless in its own way.

use super::{Basis, Cell, Column, Kind, Link, OF_PLEDGE, Table, column};
use crate::assessment::{Assessment, Item};
use crate::model::{Measure, Pledge};
use crate::report::Report;
use crate::report::briefing::{Source, wordings as sayings};
use std::collections::BTreeSet;

use Kind::{Day, Flag, Integer, Number, Text};

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

const WORDINGS_COLUMNS: &[Column] = &[
    column("pledge", Text, "Id of the pledge"),
    column("number", Integer, "Order by date, from 1"),
    column("said_on", Day, "When it was said"),
    column("quote", Text, "The words, verbatim"),
    column("note", Text, "The register's note"),
    column("changes", Text, "How it changed the terms"),
    column("correction", Flag, "Whether it is a ministerial correction"),
    column("deadline", Text, "By when, from then on"),
    column("target", Text, "What or how much, from then on"),
    column("source", Text, "Id of the source"),
    column("source_title", Text, "What the source is called, where it has no record"),
];

fn wordings(basis: &Basis<'_>, each: &mut dyn FnMut(Vec<Cell>)) {
    let (report, register) = (basis.report, basis.report.register);
    for (pledge, assessment) in report.rows() {
        for (wording, number) in sayings(report, pledge, assessment).iter().zip(1..) {
            let (record, title) = match wording.source {
                Source::Document(at) => {
                    let document = register.documents.get(at);
                    let record = document.and_then(|document| basis.name(document.record?));
                    (record, document.map(|document| document.stem.as_str()))
                }
                Source::Named(title, _) => (None, Some(title)),
                Source::Unnamed => (None, None),
            };
            each(vec![
                Cell::text(pledge.id.as_str()),
                Cell::count(number),
                Cell::Day(wording.on),
                Cell::maybe(wording.quote),
                Cell::maybe(wording.note),
                Cell::text(&wording.changes),
                Cell::Flag(wording.correction),
                Cell::text(&wording.deadline),
                Cell::text(&wording.target),
                Cell::maybe(record),
                Cell::maybe(title),
            ]);
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

const EVIDENCE_COLUMNS: &[Column] = &[
    column("pledge", Text, "Id of the pledge"),
    column("number", Integer, "Order by date, from 1"),
    column("source", Text, "Id of the source"),
    column("true_from", Day, "First day on which it was true"),
    column("true_to", Day, "Last day on which it was true"),
    column("published_on", Day, "When it could be known: the last day of its publication"),
    column("step", Text, "The step recorded, where it is one"),
    column("value", Number, "The value measured, where it is one"),
    column("increment", Flag, "Whether the value adds to a total"),
    column("unit", Text, "Unit of the value"),
    column("quote", Text, "The source's words"),
    column("does_not_show", Text, "What must not be read into it"),
    column("self_reported", Flag, "Whether it is the responsible body's own word"),
    column("counted", Flag, "Whether it counted"),
    column("why", Text, "What it counted for, or why it did not"),
    column("place", Text, "Path and line in the register"),
];

fn evidence(basis: &Basis<'_>, each: &mut dyn FnMut(Vec<Cell>)) {
    let register = basis.report.register;
    let rows: Vec<_> = basis.report.rows().collect();
    basis.report.evidence_in_turn(&rows, &mut |pledge, _, used| {
        for (used, number) in used.iter().zip(1..) {
            let Some(record) = register.records.get(used.record) else { continue };
            let (step, value, increment, unit, quote, caution) = match used.item {
                Item::Act(at) => {
                    let Some(act) = record.acts.get(at) else { continue };
                    (
                        Cell::text(act.step.word()),
                        Cell::Empty,
                        Cell::Empty,
                        Cell::Empty,
                        &act.quote,
                        &act.does_not_show,
                    )
                }
                Item::Observation(at) => {
                    let Some(seen) = record.observations.get(at) else { continue };
                    let unit = seen.unit.as_deref().or_else(|| pledge.terms.target.as_ref()?.unit.as_deref());
                    let adds = matches!(seen.measure, Measure::Add(_));
                    let value = Cell::number(Some(seen.measure.number()));
                    (
                        Cell::Empty,
                        value,
                        Cell::Flag(adds),
                        Cell::maybe(unit),
                        &seen.quote,
                        &seen.does_not_show,
                    )
                }
            };
            each(vec![
                Cell::text(pledge.id.as_str()),
                Cell::count(number),
                Cell::maybe(basis.name(used.record)),
                Cell::Day(used.on.first),
                Cell::Day(used.on.last),
                Cell::Day(used.published_on),
                step,
                value,
                increment,
                unit,
                Cell::maybe(quote.as_deref()),
                Cell::maybe(caution.as_deref().or(record.does_not_show.as_deref())),
                Cell::Flag(used.self_reported),
                Cell::Flag(used.counted),
                Cell::text(&used.why),
                Cell::Text(basis.place(used.place)),
            ]);
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

const SOURCES_COLUMNS: &[Column] = &[
    column("id", Text, "Path of the record below evidence/, without suffix"),
    column("title", Text, "What the source is called"),
    column("publisher", Text, "Who published it"),
    column("kind", Text, "What sort of source it is"),
    column("published_from", Day, "First day of its publication"),
    column("published_to", Day, "Last day of its publication"),
    column("house", Text, "House of Parliament, for answers and statements"),
    column("uin", Text, "Number of the question or statement"),
    column("answered_by", Text, "Who answered"),
    column("url", Text, "The publisher's own address"),
    column("seen_at", Text, "The copy that was read"),
    column("archived_url", Text, "A dated copy"),
    column("licence", Text, "Licence of the source"),
    column("stored", Text, "Path of the stored copy"),
    column("text_sha256", Text, "SHA-256 of the stored copy's text"),
    column("does_not_show", Text, "What must not be read into it"),
    column("place", Text, "Path and line in the register"),
];

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
        let document = register.documents.get(record.document);
        let [first, last] = Cell::window(report, &record.published_on);
        each(vec![
            Cell::text(name),
            Cell::text(&record.title),
            Cell::text(&record.publisher),
            Cell::text(record.kind.word()),
            first,
            last,
            Cell::maybe(record.house.as_deref()),
            Cell::maybe(record.uin.as_deref()),
            Cell::maybe(record.answered_by.as_deref()),
            Cell::maybe(record.url.as_deref()),
            Cell::maybe(record.seen_at.as_deref()),
            Cell::maybe(record.archived_url.as_deref()),
            Cell::maybe(record.licence.as_deref()),
            Cell::maybe(document.and_then(|document| document.stored.as_deref())),
            Cell::maybe(document.and_then(|document| document.text_sha256.as_deref())),
            Cell::maybe(record.does_not_show.as_deref()),
            Cell::Text(basis.place(record.place)),
        ]);
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

const RESPONSES_COLUMNS: &[Column] = &[
    column("pledge", Text, "Id of the pledge"),
    column("number", Integer, "Order as entered, from 1"),
    column("replied_on", Day, "When the body replied"),
    column("by", Text, "Who replied"),
    column("text", Text, "The reply, verbatim"),
];

fn responses(basis: &Basis<'_>, each: &mut dyn FnMut(Vec<Cell>)) {
    for (pledge, _) in basis.report.rows() {
        let known_by = basis.report.known_by;
        let known = pledge.responses.iter().filter(|response| response.on.full_window().last <= known_by);
        for (response, number) in known.zip(1..) {
            each(vec![
                Cell::text(pledge.id.as_str()),
                Cell::count(number),
                Cell::Day(response.on.full_window().last),
                Cell::text(&response.by),
                Cell::text(&response.text),
            ]);
        }
    }
}
