//! The evidence of a proof: what counted, what did not and why, what it does not show, and the sources as numbered
//! notes. Whether a fact counts the engine has said; nothing is weighed here.

use super::{heading, with_stop};
use crate::assessment::{Assessment, EvidenceUse, Item};
use crate::date::{long, window_in_days};
use crate::model::{Act, Kind, Measure, Observation, Record, Register, Saying, Target};
use crate::quantity::with_unit;
use crate::render::page::{Block, Inline, Line, Notes};
use crate::report::Report;
use crate::report::briefing::{Source, WITH_ITS_PARTS, baseline_source, capitalised, number_in_parliament};

/// Both lists; where there is no evidence it says so, and up to when somebody looked.
///
/// An observation without a unit of its own has the pledge's, which is given.
pub(super) fn push_evidence(
    notes: &mut Notes,
    blocks: &mut Vec<Block>,
    report: &Report<'_>,
    assessment: &Assessment,
    used: &[EvidenceUse],
    unit: &str,
) {
    let (counted, set_aside): (Vec<_>, Vec<_>) = used.iter().partition(|used| used.counted);
    heading(blocks, "Evidence that counted");
    if counted.is_empty() {
        blocks.push(Block::Paragraph(vec![Inline::text(&nothing(assessment, used))]));
    }
    push_list(notes, blocks, report.register, &counted, unit);
    if !set_aside.is_empty() {
        heading(blocks, "Evidence that did not count");
        push_list(notes, blocks, report.register, &set_aside, unit);
    }
}

fn nothing(assessment: &Assessment, used: &[EvidenceUse]) -> String {
    if assessment.rests_on_parts() {
        return WITH_ITS_PARTS.to_owned();
    }
    let none = if used.is_empty() { "No evidence recorded." } else { "None of the evidence recorded." };
    match assessment.searched_to {
        Some(day) => format!("{none} Evidence was looked for up to {}.", long(day)),
        None => none.to_owned(),
    }
}

fn push_list(
    notes: &mut Notes,
    blocks: &mut Vec<Block>,
    register: &Register,
    used: &[&EvidenceUse],
    unit: &str,
) {
    let lines: Vec<Line> = used.iter().filter_map(|used| line(notes, register, used, unit)).collect();
    if !lines.is_empty() {
        blocks.push(Block::List(lines));
    }
}

fn line(notes: &mut Notes, register: &Register, used: &EvidenceUse, unit: &str) -> Option<Line> {
    let record = register.records.get(used.record)?;
    let (what, quote, item_warning, note) = match used.item {
        Item::Act(at) => act_words(record.acts.get(at)?),
        Item::Observation(at) => observation_words(record.observations.get(at)?, unit),
    };
    let mut line = vec![Inline::strong(&when_words(record, used)), Inline::text(&format!(": {what}"))];
    if let Some(quote) = quote {
        line.push(Inline::text(&format!(", “{quote}”")));
    }
    line.push(source_note(notes, register, record));
    let voice = if used.self_reported { "self-reported" } else { "not self-reported" };
    let published = window_in_days(record.published_on.full_window());
    let why = with_stop(&capitalised(&used.why));
    line.push(Inline::text(&format!(
        " ({}, published {published}, {voice}). {why}",
        kind_words(record.kind)
    )));
    if let Some(note) = note {
        line.push(Inline::text(&format!(" {}", with_stop(note))));
    }
    for warning in [item_warning, record.does_not_show.as_deref()].into_iter().flatten() {
        line.push(Inline::emphasis(&format!(" It does not show: {}", with_stop(warning))));
    }
    Some(line)
}

type FactWords<'a> = (String, Option<&'a str>, Option<&'a str>, Option<&'a str>);

/// What a fact of a record shows, in a few words: `recorded as delivered`, `468,258 FTE teachers`.
pub(in crate::render) fn act_or_figure(record: &Record, item: Item, unit: &str) -> Option<String> {
    Some(match item {
        Item::Act(at) => act_words(record.acts.get(at)?).0,
        Item::Observation(at) => observation_words(record.observations.get(at)?, unit).0,
    })
}

/// When a fact was true. A figure for a year is one, however early in that year it came out: it is not one for fewer days.
pub(in crate::render) fn when_words(record: &Record, used: &EvidenceUse) -> String {
    let written = match used.item {
        Item::Observation(at) => record.observations.get(at).map(|seen| seen.on.full_window()),
        Item::Act(_) => None,
    };
    match written.filter(|written| used.on.last < written.last) {
        Some(written) => format!("{}, as it stood on {}", window_in_days(written), long(used.on.last)),
        None => window_in_days(used.on),
    }
}

fn act_words(act: &Act) -> FactWords<'_> {
    let words = format!("recorded as {}", act.step.word().replace('-', " "));
    (words, act.quote.as_deref(), act.does_not_show.as_deref(), act.note.as_deref())
}

fn observation_words<'a>(seen: &'a Observation, unit: &str) -> FactWords<'a> {
    let unit = seen.unit.as_deref().unwrap_or(unit);
    let number = with_unit(seen.measure.number(), unit);
    let words = match seen.measure {
        Measure::Value(_) => number,
        Measure::Add(_) => format!("{number} more"),
    };
    (words, seen.quote.as_deref(), seen.does_not_show.as_deref(), seen.note.as_deref())
}

fn kind_words(kind: Kind) -> String {
    match kind {
        Kind::Foi => "freedom of information".to_owned(),
        Kind::OfficialStatistics
        | Kind::Law
        | Kind::Publication
        | Kind::Audit
        | Kind::Research
        | Kind::Media
        | Kind::Statement
        | Kind::Campaign => kind.word().replace('-', " "),
    }
}

/// The mark of the note that names a document, if anything is known of it.
pub(super) fn document_note(
    notes: &mut Notes,
    register: &Register,
    document: Option<usize>,
) -> Option<Inline> {
    let document = register.documents.get(document?)?;
    match document.record.and_then(|record| register.records.get(record)) {
        Some(record) => Some(source_note(notes, register, record)),
        None => {
            let path = document.stored.clone().unwrap_or_else(|| format!("evidence/{}", document.stem));
            Some(notes.note(vec![Inline::text(&path)]))
        }
    }
}

/// The mark of the note that names where something was said.
pub(super) fn saying_note(notes: &mut Notes, register: &Register, saying: &Saying) -> Option<Inline> {
    if let Some(note) = document_note(notes, register, saying.source) {
        return Some(note);
    }
    let mut line = vec![Inline::text(saying.source_title.as_deref()?)];
    if let Some(url) = &saying.url {
        line.extend([Inline::text(", "), Inline::link(url, url)]);
    }
    Some(notes.note(line))
}

/// The mark of the note that says where the value that a target starts from was read.
pub(super) fn baseline_note(notes: &mut Notes, register: &Register, target: &Target) -> Option<Inline> {
    match baseline_source(register, target)? {
        Source::Document(document) => document_note(notes, register, Some(document)),
        Source::Named(title, url) => {
            let mut line = vec![Inline::text(title)];
            line.extend(url.into_iter().flat_map(|url| [Inline::text(", "), Inline::link(url, url)]));
            Some(notes.note(line))
        }
        Source::Unnamed => None,
    }
}

/// The mark of the note that names a record: title, publisher, day, number, addresses, licence, and where it stands here.
fn source_note(notes: &mut Notes, register: &Register, record: &Record) -> Inline {
    let publisher =
        if record.publisher.is_empty() { String::new() } else { format!(". {}", record.publisher) };
    let mut words =
        format!("{}{publisher}, {}", record.title, window_in_days(record.published_on.full_window()));
    if let Some(number) = number_in_parliament(record) {
        words.push_str(&format!(", {number}"));
    }
    if let Some(person) = &record.answered_by {
        words.push_str(&format!(", answered by {person}"));
    }
    let mut line = vec![Inline::text(&words)];
    for (label, url) in
        [("", &record.url), ("archived: ", &record.archived_url), ("seen at: ", &record.seen_at)]
    {
        if let Some(url) = url {
            line.extend([Inline::text(&format!(", {label}")), Inline::link(url, url)]);
        }
    }
    if let Some(licence) = &record.licence {
        line.push(Inline::text(&format!(", licence {licence}")));
    }
    let cautions = register.documents.get(record.document).map_or(&[][..], |document| &document.cautions);
    line.extend(cautions.iter().map(|caution| Inline::text(&format!(", mind: {caution}"))));
    line.push(Inline::text(&format!(" [{}]", register.sources.path(record.place.file))));
    notes.note(line)
}
