//! The rows of each table. It must not skip a fact, and copies text verbatim: each format makes it harmless in its own way.

use super::{Cell, Column, Kind, Link, Places, Table};
use crate::assessment::{Item, evidence_of};
use crate::model::Measure;
use crate::quantity::Decimal;
use crate::report::Report;
use crate::report::briefing::{Source, sentence, wordings as sayings};

const fn column(name: &'static str, kind: Kind, meaning: &'static str) -> Column {
    Column { name, kind, meaning }
}

use Kind::{Day, Flag, Integer, Number, Text};

const OF_PLEDGE: &[Link] = &[Link { column: "pledge", table: "pledges" }];

const PLEDGES: &[Column] = &[
    column("id", Text, "Id of the pledge, never reused"),
    column("title", Text, "The register's own neutral words"),
    column("made_by", Text, "Who made it, with the office held then"),
    column("responsible", Text, "The body that answers for it"),
    column("made_on", Day, "Day on which the words quoted were said (the last day, where a window is known)"),
    column("extent", Text, "Where it applies"),
    column("source", Text, "Document it was made in, below evidence/"),
    column("quote", Text, "The words, verbatim"),
    column("topics", Text, "Topics, parted by semicolons"),
    column("test", Text, "What would count"),
    column("untestable", Text, "Why no evidence could settle it"),
    column("part_of", Text, "The pledge it is a part of"),
    column("target", Text, "Form of the target"),
    column("target_value", Number, "Number of the target as written"),
    column("unit", Text, "Unit of the number"),
    column("indicator", Text, "What is measured"),
    column("deadline", Text, "Deadline as written"),
    column("deadline_first", Day, "First day of the deadline's window"),
    column("deadline_last", Day, "Last day of the deadline's window"),
    column("deadline_quote", Text, "Words that give the deadline"),
    column("status", Text, "delivered, pending or lapsed, computed"),
    column("rule", Text, "Code of the rule that decided"),
    column("reason", Text, "Why, in one sentence"),
    column("delivered_on", Day, "Day of delivery"),
    column("days_late", Integer, "Days from the deadline to a late delivery"),
    column("days_left", Integer, "Days to the deadline, negative when over"),
    column("baseline", Number, "Where the measured value began"),
    column("target_level", Number, "Level to be reached"),
    column("latest", Number, "Latest measured value"),
    column("latest_on", Day, "Day of the latest value"),
    column("pace", Number, "Change a year so far"),
    column("pace_needed", Number, "Change a year needed from the latest value on"),
    column("original_status", Text, "Status on the original terms"),
    column("current_status", Text, "Status on the terms in force"),
    column("strict_status", Text, "Original terms, without self-reported evidence in favour"),
    column("lenient_status", Text, "Terms in force, all evidence"),
    column("next_change_on", Day, "Day of the next change if nothing new is recorded"),
    column("would_change", Text, "What would change the status"),
    column("place", Text, "Path and line in the register"),
];

pub(super) fn pledges(report: &Report<'_>, places: &Places<'_>) -> Table {
    let rows = report.rows().map(|(pledge, assessment)| {
        let target = pledge.terms.target.as_ref();
        let due = assessment.deadline.as_ref();
        let progress = assessment.progress.as_ref();
        let source = pledge.source.and_then(|at| report.register.documents.get(at));
        let whole = |days: Option<i64>| days.map_or(Cell::Empty, |days| Cell::Number(Decimal::from(days)));
        vec![
            Cell::text(pledge.id.as_str()),
            Cell::text(&pledge.title),
            Cell::maybe(pledge.made_by.as_deref()),
            Cell::text(&pledge.responsible),
            Cell::Day(pledge.made_on.window(report.known_by).last),
            Cell::maybe(pledge.extent.as_deref()),
            Cell::maybe(source.map(|source| source.stem.as_str())),
            Cell::text(&pledge.quote),
            Cell::text(&pledge.topics.join("; ")),
            Cell::maybe(pledge.test.as_deref()),
            Cell::maybe(pledge.untestable.as_deref()),
            Cell::maybe(pledge.part_of.as_ref().map(crate::model::PledgeId::as_str)),
            Cell::maybe(target.map(|target| target.form.key())),
            Cell::number(target.and_then(|target| target.form.number())),
            Cell::maybe(target.and_then(|target| target.unit.as_deref())),
            Cell::maybe(
                target.and_then(|target| target.indicator.as_ref()).map(crate::model::IndicatorId::as_str),
            ),
            Cell::maybe(due.map(|due| &*due.when.text)),
            Cell::day(due.map(|due| due.window.first)),
            Cell::day(due.map(|due| due.window.last)),
            Cell::maybe(due.and_then(|due| due.quote.as_deref())),
            Cell::text(assessment.status.word()),
            Cell::text(assessment.rule),
            Cell::text(&assessment.reason),
            Cell::day(assessment.delivered_on),
            whole(assessment.days_late),
            whole(assessment.days_left),
            Cell::number(progress.and_then(|progress| progress.baseline)),
            Cell::number(progress.map(|progress| progress.target)),
            Cell::number(progress.and_then(|progress| progress.latest)),
            Cell::day(progress.and_then(|progress| progress.on)),
            Cell::number(progress.and_then(|progress| progress.pace)),
            Cell::number(progress.and_then(|progress| progress.pace_needed)),
            Cell::text(assessment.original.status.word()),
            Cell::text(assessment.current.status.word()),
            Cell::text(assessment.strict.status.word()),
            Cell::text(assessment.lenient.status.word()),
            Cell::day(assessment.next_change.map(|turn| turn.on)),
            Cell::text(&assessment.would_change),
            Cell::Text(places.words(pledge.place)),
        ]
    });
    Table {
        name: "pledges",
        meaning: "One pledge and what became of it on the day asked about",
        columns: PLEDGES,
        key: &["id"],
        links: &[],
        rows: rows.collect(),
    }
}

const FLAGS: &[Column] = &[
    column("pledge", Text, "Id of the pledge"),
    column("flag", Text, "Code of the flag"),
    column("words", Text, "What it says of this pledge"),
];

pub(super) fn flags(report: &Report<'_>) -> Table {
    let rows = report.rows().flat_map(|(pledge, assessment)| {
        assessment.flags.iter().map(|raised| {
            vec![Cell::text(pledge.id.as_str()), Cell::text(raised.flag.code()), Cell::text(&raised.words)]
        })
    });
    Table {
        name: "flags",
        meaning: "One flag raised on one pledge: what three statuses leave unsaid",
        columns: FLAGS,
        key: &["pledge", "flag"],
        links: OF_PLEDGE,
        rows: rows.collect(),
    }
}

const FINDINGS: &[Column] = &[
    column("pledge", Text, "Id of the pledge"),
    column("number", Integer, "Order of precedence among its findings, from 1"),
    column("rule", Text, "Code of the rule"),
    column("decisive", Flag, "Whether it gave the status"),
    column("sentence", Text, "What the rule says, with the date arithmetic"),
    column("cites", Text, "Paths and lines that say so, parted by semicolons"),
];

pub(super) fn findings(report: &Report<'_>, places: &Places<'_>) -> Table {
    let rows = report.rows().flat_map(|(pledge, assessment)| {
        assessment.findings.iter().zip(1..).map(|(finding, number)| {
            let cites: Vec<String> = finding.cites.iter().map(|place| places.words(*place)).collect();
            vec![
                Cell::text(pledge.id.as_str()),
                Cell::count(number),
                Cell::text(finding.rule),
                Cell::Flag(finding.decisive),
                Cell::text(&sentence(&finding.sentence)),
                Cell::text(&cites.join("; ")),
            ]
        })
    });
    Table {
        name: "findings",
        meaning: "What one rule had to say of one pledge",
        columns: FINDINGS,
        key: &["pledge", "number"],
        links: OF_PLEDGE,
        rows: rows.collect(),
    }
}

const TIMELINE: &[Column] = &[
    column("pledge", Text, "Id of the pledge"),
    column("since", Day, "The first day of this verdict"),
    column("status", Text, "The computed status from then on"),
    column("rule", Text, "Code of the rule"),
];

pub(super) fn timeline(report: &Report<'_>) -> Table {
    let rows = report.rows().flat_map(|(pledge, assessment)| {
        assessment.timeline.iter().map(|turn| {
            vec![
                Cell::text(pledge.id.as_str()),
                Cell::Day(turn.on),
                Cell::text(turn.status.word()),
                Cell::text(turn.rule),
            ]
        })
    });
    Table {
        name: "timeline",
        meaning: "From one day on, one verdict on one pledge",
        columns: TIMELINE,
        key: &["pledge", "since"],
        links: OF_PLEDGE,
        rows: rows.collect(),
    }
}

const WORDINGS: &[Column] = &[
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

fn wording_rows(report: &Report<'_>, names: &[String]) -> Vec<Vec<Cell>> {
    let register = report.register;
    let day = report.as_of.min(report.known_by);
    let mut rows = Vec::new();
    for (pledge, assessment) in report.rows() {
        for (wording, number) in sayings(pledge, assessment, day).iter().zip(1..) {
            let (record, title) = match wording.source {
                Source::Document(at) => {
                    let document = register.documents.get(at);
                    let record = document.and_then(|document| names.get(document.record?));
                    (record.map(String::as_str), document.map(|document| document.stem.as_str()))
                }
                Source::Named(title, _) => (None, Some(title)),
                Source::Unnamed => (None, None),
            };
            rows.push(vec![
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
    rows
}

pub(super) fn wordings(report: &Report<'_>, names: &[String]) -> Table {
    Table {
        name: "wordings",
        meaning: "One saying of one pledge: the goalposts by date",
        columns: WORDINGS,
        key: &["pledge", "number"],
        links: &[Link { column: "pledge", table: "pledges" }, Link { column: "source", table: "sources" }],
        rows: wording_rows(report, names),
    }
}

const EVIDENCE: &[Column] = &[
    column("pledge", Text, "Id of the pledge"),
    column("number", Integer, "Order by date, from 1"),
    column("source", Text, "Id of the source"),
    column("true_from", Day, "First day on which it was true"),
    column("true_to", Day, "Last day on which it was true"),
    column("published_on", Day, "When it could be known"),
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

pub(super) fn evidence(report: &Report<'_>, names: &[String], places: &Places<'_>) -> Table {
    let register = report.register;
    let pledges: Vec<usize> = report.assessments.iter().map(|assessment| assessment.pledge).collect();
    let mut rows = Vec::new();
    // Some at a time: thousands of pledges may share one long series.
    let assessed = pledges.chunks(64).flat_map(|some| {
        let evidence = evidence_of(register, report.as_of, report.known_by, report.mode, some);
        some.iter().filter_map(|at| register.pledges.get(*at)).zip(evidence)
    });
    for (pledge, used) in assessed {
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
            rows.push(vec![
                Cell::text(pledge.id.as_str()),
                Cell::count(number),
                Cell::maybe(names.get(used.record).map(String::as_str)),
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
                Cell::Text(places.words(used.place)),
            ]);
        }
    }
    Table {
        name: "evidence",
        meaning: "One fact that bears on one pledge, and whether it counted",
        columns: EVIDENCE,
        key: &["pledge", "number"],
        links: &[Link { column: "pledge", table: "pledges" }, Link { column: "source", table: "sources" }],
        rows,
    }
}

const SOURCES: &[Column] = &[
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

pub(super) fn sources(report: &Report<'_>, names: &[String], places: &Places<'_>) -> Table {
    let register = report.register;
    let rows = register.records.iter().zip(names).map(|(record, name)| {
        let document = register.documents.get(record.document);
        let [first, last] = Cell::window(&record.published_on, report.known_by);
        vec![
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
            Cell::Text(places.words(record.place)),
        ]
    });
    Table {
        name: "sources",
        meaning: "One record of evidence: what was published, by whom, when and where",
        columns: SOURCES,
        key: &["id"],
        links: &[],
        rows: rows.collect(),
    }
}

const RESPONSES: &[Column] = &[
    column("pledge", Text, "Id of the pledge"),
    column("number", Integer, "Order as entered, from 1"),
    column("replied_on", Day, "When the body replied"),
    column("by", Text, "Who replied"),
    column("text", Text, "The reply, verbatim"),
];

pub(super) fn responses(report: &Report<'_>) -> Table {
    let rows = report.rows().flat_map(|(pledge, _)| {
        let known =
            pledge.responses.iter().filter(|response| response.on.full_window().last <= report.known_by);
        known.zip(1..).map(|(response, number)| {
            vec![
                Cell::text(pledge.id.as_str()),
                Cell::count(number),
                Cell::Day(response.on.full_window().last),
                Cell::text(&response.by),
                Cell::text(&response.text),
            ]
        })
    });
    Table {
        name: "responses",
        meaning: "What a responsible body replied when it was asked before publication",
        columns: RESPONSES,
        key: &["pledge", "number"],
        links: OF_PLEDGE,
        rows: rows.collect(),
    }
}
