//! The tables of what the engine says: statuses, flags, findings, turns. It must not skip one, and copies text verbatim: each
//! format makes it harmless in its own way.

use super::{Basis, Cell, Column, Kind, OF_PLEDGE, Table, column};
use crate::quantity::Decimal;
use crate::report::briefing::sentence;

use Kind::{Day, Flag, Integer, Number, Text};

pub(super) const PLEDGES: Table = Table {
    name: "pledges",
    meaning: "One pledge and what became of it on the day asked about",
    columns: PLEDGES_COLUMNS,
    key: &["id"],
    links: &[],
    rows: pledges,
};

const PLEDGES_COLUMNS: &[Column] = &[
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
    column("delivered_on", Day, "Day of delivery; where a window is all that is known, its last day"),
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
    column("computed_status", Text, "The engine's own status, whatever a person ruled"),
    column("computed_rule", Text, "Code of the rule behind it"),
    column("overruled_by", Text, "Who overruled the computed status"),
    column("mode", Text, "The reading of `status`: standard, strict or lenient"),
];

fn pledges(basis: &Basis<'_>, each: &mut dyn FnMut(Vec<Cell>)) {
    let report = basis.report;
    for (pledge, assessment) in report.rows() {
        let terms = report.terms(pledge);
        let target = terms.target.as_ref();
        let due = assessment.deadline.as_ref();
        let ruling = assessment.overridden.as_ref();
        let progress = assessment.progress.as_ref();
        let source = pledge.source.and_then(|at| report.register.documents.get(at));
        let whole = |days: Option<i64>| days.map_or(Cell::Empty, |days| Cell::Number(Decimal::from(days)));
        each(vec![
            Cell::text(pledge.id.as_str()),
            Cell::text(&pledge.title),
            Cell::maybe(pledge.made_by.as_deref()),
            Cell::text(&pledge.responsible),
            Cell::Day(report.window(&pledge.made_on).last),
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
            Cell::maybe(due.map(|due| due.when.text()).as_deref()),
            Cell::day(due.map(|due| due.window.first)),
            Cell::day(due.map(|due| due.window.last)),
            Cell::maybe(due.and_then(|due| due.quote.as_deref())),
            Cell::text(assessment.status.word()),
            Cell::text(assessment.rule.code()),
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
            Cell::day(assessment.next_change_shown().map(|turn| turn.on)),
            Cell::text(&assessment.would_change),
            Cell::Text(basis.place(pledge.place)),
            Cell::text(ruling.map_or(assessment.status, |ruling| ruling.computed).word()),
            Cell::text(ruling.map_or(assessment.rule, |ruling| ruling.computed_rule).code()),
            Cell::maybe(ruling.map(|ruling| ruling.by.as_str())),
            Cell::text(report.mode.word()),
        ]);
    }
}

pub(super) const FLAGS: Table = Table {
    name: "flags",
    meaning: "One flag raised on one pledge: what three statuses leave unsaid",
    columns: FLAGS_COLUMNS,
    key: &["pledge", "flag"],
    links: OF_PLEDGE,
    rows: flags,
};

const FLAGS_COLUMNS: &[Column] = &[
    column("pledge", Text, "Id of the pledge"),
    column("flag", Text, "Code of the flag"),
    column("words", Text, "What it says of this pledge"),
];

fn flags(basis: &Basis<'_>, each: &mut dyn FnMut(Vec<Cell>)) {
    for (pledge, assessment) in basis.report.rows() {
        for raised in &assessment.flags {
            each(vec![
                Cell::text(pledge.id.as_str()),
                Cell::text(raised.flag.code()),
                Cell::text(&raised.words),
            ]);
        }
    }
}

pub(super) const FINDINGS: Table = Table {
    name: "findings",
    meaning: "What one rule had to say of one pledge",
    columns: FINDINGS_COLUMNS,
    key: &["pledge", "number"],
    links: OF_PLEDGE,
    rows: findings,
};

const FINDINGS_COLUMNS: &[Column] = &[
    column("pledge", Text, "Id of the pledge"),
    column("number", Integer, "Order of precedence among its findings, from 1"),
    column("rule", Text, "Code of the rule"),
    column("decisive", Flag, "Whether it gave the status"),
    column("sentence", Text, "What the rule says, with the date arithmetic"),
    column("cites", Text, "Paths and lines that say so, parted by semicolons"),
];

fn findings(basis: &Basis<'_>, each: &mut dyn FnMut(Vec<Cell>)) {
    for (pledge, assessment) in basis.report.rows() {
        for (finding, number) in assessment.findings.iter().zip(1..) {
            let cites: Vec<String> = finding.cites.iter().map(|place| basis.place(*place)).collect();
            each(vec![
                Cell::text(pledge.id.as_str()),
                Cell::count(number),
                Cell::text(finding.rule.code()),
                Cell::Flag(finding.decisive),
                Cell::text(&sentence(&finding.sentence)),
                Cell::text(&cites.join("; ")),
            ]);
        }
    }
}

pub(super) const TIMELINE: Table = Table {
    name: "timeline",
    meaning: "From one day on, one verdict on one pledge",
    columns: TIMELINE_COLUMNS,
    key: &["pledge", "since"],
    links: OF_PLEDGE,
    rows: timeline,
};

const TIMELINE_COLUMNS: &[Column] = &[
    column("pledge", Text, "Id of the pledge"),
    column("since", Day, "The first day of this verdict"),
    column("status", Text, "The computed status from then on"),
    column("rule", Text, "Code of the rule"),
];

fn timeline(basis: &Basis<'_>, each: &mut dyn FnMut(Vec<Cell>)) {
    for (pledge, assessment) in basis.report.rows() {
        for turn in &assessment.timeline {
            each(vec![
                Cell::text(pledge.id.as_str()),
                Cell::Day(turn.on),
                Cell::text(turn.status.word()),
                Cell::text(turn.rule.code()),
            ]);
        }
    }
}
