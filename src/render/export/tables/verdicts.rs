//! The tables of what the engine says: statuses, flags, findings, turns. It must not skip one, and copies text verbatim: each
//! format makes it harmless in its own way.

use super::{Basis, Cell, Column, Kind, OF_PLEDGE, Table, columns};
use crate::assessment::{Assessment, Finding, RaisedFlag, Turn};
use crate::model::{IndicatorId, Pledge, PledgeId};
use crate::quantity::Decimal;
use crate::report::briefing::sentence;

pub(super) const PLEDGES: Table = Table {
    name: "pledges",
    meaning: "One pledge and what became of it on the day asked about",
    columns: PLEDGES_COLUMNS,
    key: &["id"],
    links: &[],
    rows: pledges,
};

columns! {
    PLEDGES_COLUMNS, pledge_cells(basis: &Basis<'_>, pledge: &Pledge, assessment: &Assessment) {
        let report = basis.report;
        let terms = report.terms(pledge);
        let target = terms.target.as_ref();
        let due = assessment.deadline.as_ref();
        let ruling = assessment.overridden.as_ref();
        let progress = assessment.progress.as_ref();
        let source = pledge.source.and_then(|at| report.register.documents.get(at));
        let whole = |days: Option<i64>| days.map_or(Cell::Empty, |days| Cell::Number(Decimal::from(days)));
    }
    "id", Text, "Id of the pledge, never reused" => Cell::text(pledge.id.as_str());
    "title", Text, "The register's own neutral words" => Cell::text(&pledge.title);
    "made_by", Text, "Who made it, with the office held then" => Cell::maybe(pledge.made_by.as_deref());
    "responsible", Text, "The body that answers for it" => Cell::text(&pledge.responsible);
    "made_on", Day, "Day on which the words quoted were said (the last day, where a window is known)" => Cell::Day(report.window(&pledge.made_on).last);
    "extent", Text, "Where it applies" => Cell::maybe(pledge.extent.as_deref());
    "source", Text, "Document it was made in, below evidence/" => Cell::maybe(source.map(|source| source.stem.as_str()));
    "quote", Text, "The words, verbatim" => Cell::text(&pledge.quote);
    "topics", Text, "Topics, parted by semicolons" => Cell::text(&pledge.topics.join("; "));
    "test", Text, "What would count" => Cell::maybe(pledge.test.as_deref());
    "untestable", Text, "Why no evidence could settle it" => Cell::maybe(pledge.untestable.as_deref());
    "part_of", Text, "The pledge it is a part of" => Cell::maybe(pledge.part_of.as_ref().map(PledgeId::as_str));
    "target", Text, "Form of the target" => Cell::maybe(target.map(|target| target.form.key()));
    "target_value", Number, "Number of the target as written" => Cell::number(target.and_then(|target| target.form.number()));
    "unit", Text, "Unit of the number" => Cell::maybe(target.and_then(|target| target.unit.as_deref()));
    "indicator", Text, "What is measured" => Cell::maybe(target.and_then(|target| target.indicator.as_ref()).map(IndicatorId::as_str));
    "deadline", Text, "Deadline as written" => Cell::maybe(due.map(|due| due.when.text()).as_deref());
    "deadline_first", Day, "First day of the deadline's window" => Cell::day(due.map(|due| due.window.first));
    "deadline_last", Day, "Last day of the deadline's window" => Cell::day(due.map(|due| due.window.last));
    "deadline_quote", Text, "Words that give the deadline" => Cell::maybe(due.and_then(|due| due.quote.as_deref()));
    "status", Text, "delivered, pending or lapsed, computed" => Cell::text(assessment.status.word());
    "rule", Text, "Code of the rule that decided" => Cell::text(assessment.rule.code());
    "reason", Text, "Why, in one sentence" => Cell::text(&assessment.reason);
    "delivered_on", Day, "Day of delivery; where a window is all that is known, its last day" => Cell::day(assessment.delivered_on);
    "days_late", Integer, "Days from the deadline to a late delivery" => whole(assessment.days_late);
    "days_left", Integer, "Days to the deadline, negative when over" => whole(assessment.days_left);
    "baseline", Number, "Where the measured value began" => Cell::number(progress.and_then(|progress| progress.baseline));
    "target_level", Number, "Level to be reached" => Cell::number(progress.map(|progress| progress.target));
    "latest", Number, "Latest measured value" => Cell::number(progress.and_then(|progress| progress.latest));
    "latest_on", Day, "Day of the latest value" => Cell::day(progress.and_then(|progress| progress.on));
    "pace", Number, "Change a year so far" => Cell::number(progress.and_then(|progress| progress.pace));
    "pace_needed", Number, "Change a year needed from the latest value on" => Cell::number(progress.and_then(|progress| progress.pace_needed));
    "original_status", Text, "Status on the original terms" => Cell::text(assessment.original.status.word());
    "current_status", Text, "Status on the terms in force" => Cell::text(assessment.current.status.word());
    "strict_status", Text, "Original terms, without self-reported evidence in favour" => Cell::text(assessment.strict.status.word());
    "lenient_status", Text, "Terms in force, all evidence" => Cell::text(assessment.lenient.status.word());
    "next_change_on", Day, "Day of the next change if nothing new is recorded" => Cell::day(assessment.next_change_shown().map(|turn| turn.on));
    "would_change", Text, "What would change the status" => Cell::text(&assessment.would_change);
    "place", Text, "Path and line in the register" => Cell::Text(basis.place(pledge.place));
    "computed_status", Text, "The engine's own status, whatever a person ruled" => Cell::text(ruling.map_or(assessment.status, |ruling| ruling.computed).word());
    "computed_rule", Text, "Code of the rule behind it" => Cell::text(ruling.map_or(assessment.rule, |ruling| ruling.computed_rule).code());
    "overruled_by", Text, "Who overruled the computed status" => Cell::maybe(ruling.map(|ruling| ruling.by.as_str()));
    "mode", Text, "The reading of `status`: standard, strict or lenient" => Cell::text(report.mode.word());
}

fn pledges(basis: &Basis<'_>, each: &mut dyn FnMut(Vec<Cell>)) {
    for (pledge, assessment) in basis.report.rows() {
        each(pledge_cells(basis, pledge, assessment));
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

columns! {
    FLAGS_COLUMNS, flag_cells(pledge: &Pledge, raised: &RaisedFlag) {}
    "pledge", Text, "Id of the pledge" => Cell::text(pledge.id.as_str());
    "flag", Text, "Code of the flag" => Cell::text(raised.flag.code());
    "words", Text, "What it says of this pledge" => Cell::text(&raised.words);
}

fn flags(basis: &Basis<'_>, each: &mut dyn FnMut(Vec<Cell>)) {
    for (pledge, assessment) in basis.report.rows() {
        for raised in &assessment.flags {
            each(flag_cells(pledge, raised));
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

columns! {
    FINDINGS_COLUMNS, finding_cells(basis: &Basis<'_>, pledge: &Pledge, number: usize, finding: &Finding) {
        let cites: Vec<String> = finding.cites.iter().map(|place| basis.place(*place)).collect();
    }
    "pledge", Text, "Id of the pledge" => Cell::text(pledge.id.as_str());
    "number", Integer, "Order of precedence among its findings, from 1" => Cell::count(number);
    "rule", Text, "Code of the rule" => Cell::text(finding.rule.code());
    "decisive", Flag, "Whether it gave the status" => Cell::Flag(finding.decisive);
    "sentence", Text, "What the rule says, with the date arithmetic" => Cell::text(&sentence(&finding.sentence));
    "cites", Text, "Paths and lines that say so, parted by semicolons" => Cell::text(&cites.join("; "));
}

fn findings(basis: &Basis<'_>, each: &mut dyn FnMut(Vec<Cell>)) {
    for (pledge, assessment) in basis.report.rows() {
        for (finding, number) in assessment.findings.iter().zip(1..) {
            each(finding_cells(basis, pledge, number, finding));
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

columns! {
    TIMELINE_COLUMNS, turn_cells(pledge: &Pledge, turn: &Turn) {}
    "pledge", Text, "Id of the pledge" => Cell::text(pledge.id.as_str());
    "since", Day, "The first day of this verdict" => Cell::Day(turn.on);
    "status", Text, "The computed status from then on" => Cell::text(turn.status.word());
    "rule", Text, "Code of the rule" => Cell::text(turn.rule.code());
}

fn timeline(basis: &Basis<'_>, each: &mut dyn FnMut(Vec<Cell>)) {
    for (pledge, assessment) in basis.report.rows() {
        for turn in &assessment.timeline {
            each(turn_cells(pledge, turn));
        }
    }
}
