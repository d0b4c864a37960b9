//! Records of evidence as written: in TOML, in Markdown with front matter, several in one file.
//!
//! It must not know pledges or open other files; tables and stored copies are asked for and read later.

mod parts;

use super::codes;
use super::keys::{EVIDENCE_FILE, RECORD};
use super::long;
use super::reader::{Fields, Reader, Span};
use super::syntax;
use super::words::{self, shown};
use crate::date::{Calendar, Date, When};
use crate::diagnostic::{Diagnostic, FileId, Place, SourceFile};
use crate::model::{
    Act, GovernmentId, IndicatorId, Kind, Measure, Observation, PledgeId, Record, Step, Subject,
};
use std::ops::Range;
use std::sync::Arc;

/// A record, and where in the file things stand that are checked against the rest of the register.
#[derive(Debug)]
pub(super) struct Draft {
    pub(super) record: Record,
    pub(super) header: Span,
    pub(super) url: Span,
    pub(super) publisher: Span,
    /// The stored copy as written, beside the record.
    pub(super) document: Option<Named>,
    pub(super) sha256: Option<Named>,
    pub(super) observations: Vec<FactAt>,
    pub(super) acts: Vec<FactAt>,
    pub(super) table: Option<Box<TableDraft>>,
    /// Whether it says that it shows anything, be it rightly written or not.
    pub(super) has_facts: bool,
    /// Whether it stands alone in its file; only then may it share its name with a document.
    pub(super) alone: bool,
}

/// A text as written, and where.
#[derive(Debug, Clone)]
pub(super) struct Named {
    pub(super) text: Box<str>,
    pub(super) at: Span,
}

/// Where the parts of an observation or an act stand.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct FactAt {
    pub(super) subject: Span,
    pub(super) on: Span,
    pub(super) measure: Span,
    pub(super) unit: Span,
    pub(super) quote: Span,
    pub(super) by: Span,
}

/// A `[table]` as written.
#[derive(Debug)]
pub(super) struct TableDraft {
    pub(super) file: Named,
    pub(super) date: Named,
    pub(super) value: Named,
    /// Whether the values are increments.
    pub(super) add: bool,
    pub(super) filter: Vec<(Box<str>, Box<str>, Span)>,
    pub(super) subject: Subject,
    pub(super) at: FactAt,
    pub(super) unit: Option<Arc<str>>,
    pub(super) does_not_show: Option<Box<str>>,
    pub(super) note: Option<Box<str>>,
}

/// Everything that one evidence file says.
pub(super) fn read_file(
    file: FileId,
    source: &SourceFile,
    calendar: &Calendar,
) -> (Vec<Draft>, Vec<Diagnostic>, bool) {
    let is_long = source.text.len() > 2 * long::PART_BYTES && !is_markdown(&source.path);
    if let Some((drafts, faults)) =
        is_long.then(|| parts::read(file, source, calendar, long::PART_BYTES)).flatten()
    {
        return (drafts, faults, false);
    }
    let mut r = Reader::new(file, source, calendar);
    let merged = is_markdown(&source.path).then(|| syntax::merged(&source.text)).flatten();
    if let Some(fault) = merged {
        r.report(fault.code, fault.span.into(), fault.message, Some(fault.help));
        return (Vec::new(), r.faults, true);
    }
    let (toml, prose) = match front_matter(&r.source.text, is_markdown(&r.source.path)) {
        Ok(parts) => parts,
        Err(opening) => {
            let help = "close the front matter with a line `+++`".to_owned();
            r.report(
                &codes::FRONT_MATTER,
                opening.into(),
                "the front matter does not end".to_owned(),
                Some(help),
            );
            return (Vec::new(), r.faults, true);
        }
    };
    let prose = r.source.text.get(prose).map(str::trim).filter(|prose| !prose.is_empty());
    let parsed = r.parse(toml);
    let table = parsed.get_ref();
    let mut drafts = Vec::new();
    if table.is_empty() && !r.broken {
        let help =
            "write a record (`title`, `publisher`, `kind`, `published_on`), or delete the file".to_owned();
        r.report(&codes::MISSING_KEY, (0..0).into(), "the file holds no record".to_owned(), Some(help));
        return (drafts, r.faults, false);
    }
    // `[[records]]` is several records too, and told as misspelt.
    if table.iter().any(|(key, _)| words::nearest(key.get_ref(), ["record"]).is_some()) {
        let file = r.file(table, &EVIDENCE_FILE);
        for fields in file.tables(&mut r, "record") {
            drafts.push(record(&mut r, &fields, false, None));
        }
    } else {
        let fields = r.file(table, &RECORD);
        drafts.push(record(&mut r, &fields, true, prose));
    }
    (drafts, r.faults, r.broken)
}

/// Whether a file of evidence is Markdown.
pub(super) fn is_markdown(path: &str) -> bool {
    path.rsplit_once('.').is_some_and(|(_, suffix)| suffix.eq_ignore_ascii_case("md"))
}

/// Whether a Markdown file begins with front matter.
pub(super) fn has_front_matter(text: &str) -> bool {
    text.lines().next().is_some_and(|line| line.trim_end() == "+++")
}

/// The bytes of the TOML and of the prose below it; the opening line if the front matter does not end.
fn front_matter(text: &str, markdown: bool) -> Result<(Range<usize>, Range<usize>), Range<usize>> {
    if !markdown {
        return Ok((0..text.len(), text.len()..text.len()));
    }
    let opening = text.find('\n').map_or(text.len(), |end| end + 1);
    let mut at = opening;
    for line in text.get(opening..).unwrap_or_default().split_inclusive('\n') {
        if line.trim_end() == "+++" {
            return Ok((opening..at, at + line.len()..text.len()));
        }
        at += line.len();
    }
    Err(0..opening.min(3))
}

/// The day of a record whose own cannot be read: nothing that it says is later.
pub(super) const UNDATED: Date = Date::MAX;

fn record<'a>(r: &mut Reader<'a>, fields: &Fields<'a>, alone: bool, prose: Option<&str>) -> Draft {
    let published_on = fields.when(r, "published_on", None);
    let retrieved_on = fields.last_day(r, "retrieved_on");
    let tabled = fields.when(r, "tabled_on", None);
    let tabled_on = tabled.as_ref().map(|tabled| tabled.full_window().last);
    let table = fields.table(r, "table").and_then(|table| table_draft(r, &table)).map(Box::new);
    let (observations, observations_at) = facts(r, fields, "observation", observation);
    let (acts, acts_at) = facts(r, fields, "act", act);
    let note = match (fields.text("note"), prose) {
        (Some(note), Some(prose)) => Some(format!("{note}\n\n{prose}").into()),
        (note, prose) => note.or(prose).map(Box::from),
    };
    // Without its kind or its day, which has been told, the rest of it is looked at all the same.
    let kind = fields.word("kind", Kind::ALL, Kind::word);
    let record = Record {
        title: fields.boxed("title").unwrap_or_default(),
        publisher: fields.boxed("publisher").unwrap_or_default(),
        kind: kind.unwrap_or(Kind::Publication),
        published_on: published_on.unwrap_or_else(|| When::day(UNDATED)),
        url: fields.boxed("url"),
        seen_at: fields.boxed("seen_at"),
        archived_url: fields.boxed("archived_url"),
        retrieved_on,
        licence: fields.boxed("licence"),
        house: fields.boxed("house"),
        uin: fields.boxed("uin"),
        tabled_on,
        answered_by: fields.boxed("answered_by"),
        document: 0,
        does_not_show: fields.boxed("does_not_show"),
        self_reported: fields.truth("self_reported"),
        note,
        observations,
        acts,
        absent_cells: 0,
        place: r.place(fields.span()),
    };
    if kind.is_some() {
        statement_or_not(r, fields, &record);
    }
    if record.self_reported.is_some() && record.note.is_none() {
        let message = "`self_reported` is a ruling, and no `note` says why".to_owned();
        let help = "add `note = \"…\"`".to_owned();
        r.report(&codes::EXPECTED_KEY, fields.span_of("self_reported"), message, Some(help));
    }
    if let Some(tabled) = tabled.filter(|tabled| begins_after(tabled, &record.published_on)) {
        let message =
            format!("published on {}, before it was tabled ({})", record.published_on.text(), tabled.text());
        let help = "an answer is not older than its question: correct the date that is wrong".to_owned();
        r.report(&codes::ANSWERED_BEFORE_TABLED, fields.span_of("published_on"), message, Some(help));
    }
    Draft {
        header: r.in_file(fields.span()),
        url: r.in_file(fields.span_of("url")),
        publisher: r.in_file(fields.span_of("publisher")),
        document: named(r, fields, "document"),
        sha256: named(r, fields, "sha256"),
        observations: observations_at,
        acts: acts_at,
        table,
        has_facts: ["observation", "act", "table"].iter().any(|name| fields.has(name)),
        alone,
        record,
    }
}

fn named<'a>(r: &Reader<'a>, fields: &Fields<'a>, name: &str) -> Option<Named> {
    Some(Named { text: fields.text(name)?.into(), at: r.in_file(fields.span_of(name)) })
}

/// Reads each table of a list, keeping facts and their places side by side.
fn facts<'a, T>(
    r: &mut Reader<'a>,
    fields: &Fields<'a>,
    name: &str,
    read: fn(&mut Reader<'a>, &Fields<'a>) -> Option<T>,
) -> (Vec<T>, Vec<FactAt>) {
    let tables = fields.tables(r, name);
    let mut found = (Vec::with_capacity(tables.len()), Vec::with_capacity(tables.len()));
    for fields in &tables {
        if let Some(fact) = read(r, fields) {
            found.0.push(fact);
            found.1.push(fact_at(r, fields));
        }
    }
    found
}

fn fact_at(r: &Reader<'_>, fields: &Fields<'_>) -> FactAt {
    let at = |names: &[&str]| {
        let written = names.iter().find(|name| fields.section.key(name).is_some() && fields.has(name));
        r.in_file(written.map_or(fields.span(), |name| fields.span_of(name)))
    };
    FactAt {
        subject: at(&["indicator", "pledge"]),
        on: at(&["on"]),
        measure: at(&["value", "add"]),
        unit: at(&["unit"]),
        quote: at(&["quote"]),
        by: at(&["by"]),
    }
}

fn observation<'a>(r: &mut Reader<'a>, fields: &Fields<'a>) -> Option<Observation> {
    let subject = subject(r, fields);
    let measure = fields.exactly_one(r, &["value", "add"]);
    let number = measure.and_then(|name| fields.number(r, name));
    let on = fields.when(r, "on", None);
    Some(Observation {
        subject: subject?,
        on: on?,
        measure: if measure? == "add" { Measure::Add(number?) } else { Measure::Value(number?) },
        unit: fields.shared(r, "unit"),
        quote: fields.boxed("quote"),
        around: fields.around(),
        does_not_show: fields.boxed("does_not_show"),
        note: fields.boxed("note"),
        place: r.place(fields.span()),
    })
}

fn subject<'a>(r: &mut Reader<'a>, fields: &Fields<'a>) -> Option<Subject> {
    let name = fields.exactly_one(r, &["indicator", "pledge"])?;
    let text = fields.shared(r, name)?;
    Some(if name == "pledge" {
        Subject::Pledge(PledgeId(text))
    } else {
        Subject::Indicator(IndicatorId(text))
    })
}

fn act<'a>(r: &mut Reader<'a>, fields: &Fields<'a>) -> Option<Act> {
    let on = fields.when(r, "on", None);
    let written = fields.word("step", Step::ALL, Step::word);
    if let Some(step) = written.filter(|step| !matches!(step, Step::Adopted | Step::Withdrawn))
        && fields.has("by")
    {
        let message = format!("`by` has no effect on the step `{}`", step.word());
        let help = "it names the successor government that adopted or withdrew".to_owned();
        r.report(&codes::IDLE_KEY, fields.span_of("by"), message, Some(help));
    }
    Some(Act {
        pledge: PledgeId(fields.shared(r, "pledge")?),
        step: written.unwrap_or(Step::Announced),
        on: on?,
        by: fields.shared(r, "by").map(GovernmentId),
        quote: fields.boxed("quote"),
        around: fields.around(),
        does_not_show: fields.boxed("does_not_show"),
        note: fields.boxed("note"),
        place: r.place(fields.span()),
    })
}

fn table_draft<'a>(r: &mut Reader<'a>, fields: &Fields<'a>) -> Option<TableDraft> {
    let subject = subject(r, fields);
    let column = fields.exactly_one(r, &["value", "add"]);
    let filter = fields.cells(r, "where");
    Some(TableDraft {
        file: named(r, fields, "file")?,
        date: named(r, fields, "date")?,
        value: named(r, fields, column?)?,
        add: column? == "add",
        filter: filter
            .into_iter()
            .map(|(column, cell, at)| (column.into(), cell.into(), r.in_file(at)))
            .collect(),
        subject: subject?,
        at: fact_at_table(r, fields),
        unit: fields.shared(r, "unit"),
        does_not_show: fields.boxed("does_not_show"),
        note: fields.boxed("note"),
    })
}

fn fact_at_table(r: &Reader<'_>, fields: &Fields<'_>) -> FactAt {
    let header = r.in_file(fields.span());
    let subject = if fields.has("indicator") { "indicator" } else { "pledge" };
    FactAt {
        subject: r.in_file(fields.span_of(subject)),
        on: r.in_file(fields.span_of("date")),
        measure: r.in_file(fields.span_of(if fields.has("add") { "add" } else { "value" })),
        unit: r.in_file(fields.span_of("unit")),
        quote: header,
        by: header,
    }
}

/// What a minister or department says is a statement, whatever it is about.
fn statement_or_not<'a>(r: &mut Reader<'a>, fields: &Fields<'a>, record: &Record) {
    if record.kind == Kind::Statement {
        return;
    }
    let address = record.url.as_deref().into_iter().chain(record.seen_at.as_deref());
    let sign = if let Some(uin) = &record.uin {
        format!("it has the number {}", shown(uin))
    } else if record.answered_by.is_some() {
        "it says who answered".to_owned()
    } else if let Some(number) = statement_number(&record.title) {
        format!("its title has the number {number}")
    } else if address.into_iter().any(|url| url.contains("://questions-statements.parliament.uk/written-")) {
        "its address is that of a written question or statement".to_owned()
    } else {
        return;
    };
    let message = format!("what a minister or department says is no `{}`: {sign}", record.kind.word());
    r.report(
        &codes::STATEMENT_MISFILED,
        fields.span_of("kind"),
        message,
        Some("write `kind = \"statement\"`".to_owned()),
    );
}

/// The number of a written statement in a title: `HCWS282`, `HLWS11`.
fn statement_number(title: &str) -> Option<&str> {
    title.split(|letter: char| !letter.is_ascii_alphanumeric()).find(|word| {
        let digits = word.strip_prefix("HCWS").or_else(|| word.strip_prefix("HLWS"));
        digits.is_some_and(|digits| !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit()))
    })
}

/// Whether a fact is dated wholly after its publication.
pub(super) fn begins_after(on: &When, published_on: &When) -> bool {
    on.planned_window().first > published_on.full_window().last
}

/// A place in a file that has no TOML.
pub(super) fn row_place(file: FileId, line: u32) -> Place {
    Place { file, line, column: 1 }
}
