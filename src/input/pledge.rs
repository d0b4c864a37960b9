//! One `[[pledge]]` as written: its sayings in order of date, and what must hold within it.
//!
//! It must not look at other pledges or at evidence.

use super::codes;
use super::reader::{Fields, Reader, Span};
use super::terms::{self, Measured};
use crate::date::{Date, When};
use crate::model::{
    Change, Deadline, GovernmentId, Override, Pledge, PledgeId, Response, Saying, Status, TargetForm, Terms,
    TermsPatch,
};

/// A pledge, and where in the file things stand that are checked against the rest of the register.
#[derive(Debug)]
pub(super) struct Draft {
    pub(super) pledge: Pledge,
    pub(super) header: Span,
    pub(super) id: Span,
    pub(super) part_of: Span,
    pub(super) government: Span,
    pub(super) responsible: Span,
    pub(super) quoted: Quoted,
    pub(super) earlier: Vec<Quoted>,
    pub(super) restated: Vec<Quoted>,
    /// What its targets measure, those of its sayings too.
    pub(super) measured: Vec<Measured>,
}

/// Where a quote and its source are named.
#[derive(Debug, Default)]
pub(super) struct Quoted {
    /// The document as written: path below `evidence/`, without suffix.
    pub(super) source: Option<Box<str>>,
    pub(super) source_at: Span,
    pub(super) quote_at: Span,
    /// The words that give the deadline.
    pub(super) deadline_at: Span,
}

/// Reads one pledge. Nothing without an id: that has been reported then.
pub(super) fn read<'a>(r: &mut Reader<'a>, fields: &Fields<'a>) -> Option<Draft> {
    let written = fields.when(r, "made_on", None);
    // Without that day, which has been told, any day keeps its deadline and its evidence from being told too.
    let is_dated = written.is_some();
    let made_on = written.unwrap_or_else(|| When::day(Date::MIN));
    let begins = Some(made_on.full_window().first);
    // Most pledges have one target and no restatement; room for more would be paid for by each of them.
    let mut measured = Vec::with_capacity(1);
    let (terms, deadline_at) = own_terms(r, fields, begins, &mut measured);
    let (earlier, earlier_at) = sayings(r, fields, "earlier", begins, &mut measured);
    let (restated, restated_at) = sayings(r, fields, "restated", begins, &mut measured);
    let overridden = fields.table(r, "override").and_then(|fields| overruling(r, &fields));
    let responses = responses(r, fields);
    let searched_to = fields.last_day(r, "searched_to");
    check_named(r, fields);
    let pledge = Pledge {
        id: PledgeId::new(fields.text("id")?),
        title: fields.boxed("title").unwrap_or_default(),
        made_by: fields.shared(r, "made_by"),
        responsible: fields.shared(r, "responsible").unwrap_or_default(),
        made_on,
        extent: fields.shared(r, "extent"),
        source: None,
        quote: fields.boxed("quote").unwrap_or_default(),
        around: fields.around(),
        topics: fields.texts("topics").into_iter().map(|topic| r.shared(topic)).collect(),
        test: fields.boxed("test"),
        untestable: fields.boxed("untestable"),
        part_of: fields.text("part_of").map(PledgeId::new),
        terms,
        earlier,
        restated,
        overridden: overridden.map(Box::new),
        responses,
        searched_to,
        note: fields.boxed("note"),
        government: fields.text("government").map(GovernmentId::new),
        unfinished: fields.unfinished(),
        place: r.place(fields.span()),
    };
    let draft = Draft {
        header: r.in_file(fields.span()),
        id: r.in_file(fields.span_of("id")),
        part_of: r.in_file(fields.span_of("part_of")),
        government: r.in_file(fields.span_of("government")),
        responsible: r.in_file(fields.span_of("responsible")),
        quoted: quoted(r, fields, deadline_at),
        earlier: earlier_at.iter().map(|(fields, deadline)| quoted(r, fields, *deadline)).collect(),
        restated: restated_at.iter().map(|(fields, deadline)| quoted(r, fields, *deadline)).collect(),
        measured,
        pledge,
    };
    if is_dated {
        check_order(r, fields, &draft.pledge, &earlier_at, &restated_at);
    }
    check_deadlines(r, fields, &draft.pledge, deadline_at.table, &earlier_at, &restated_at);
    Some(draft)
}

/// Whether a pledge names the document it was made in, and what would count.
fn check_named<'a>(r: &mut Reader<'a>, fields: &Fields<'a>) {
    if !fields.has("source") && !r.may_hide(fields.span(), &["source"]) {
        let message = format!("the pledge `{}` has no `source`", fields.text("id").unwrap_or("?"));
        let help =
            "add `source = \"…\"`: the path of the document below `evidence/`, without suffix".to_owned();
        r.report(&codes::NO_SOURCE, fields.span(), message, Some(help));
    }
    if !fields.has("test") && !fields.has("untestable") && !r.may_hide(fields.span(), &["test", "untestable"])
    {
        let message = format!("the pledge `{}` has no `test`", fields.text("id").unwrap_or("?"));
        let help = "add `test = \"…\"`: what would count, in one plain sentence".to_owned();
        r.report(&codes::NO_TEST, fields.span(), message, Some(help));
    }
}

/// Where a deadline stands, and where the words that give it do.
#[derive(Debug, Clone, Copy)]
struct DeadlineAt {
    table: Span,
    quote: Span,
}

impl DeadlineAt {
    fn of<'a>(table: Option<Fields<'a>>, saying: &Fields<'a>) -> Self {
        let table = table.as_ref().unwrap_or(saying);
        Self { table: table.span(), quote: table.span_of("quote") }
    }
}

fn quoted<'a>(r: &Reader<'a>, fields: &Fields<'a>, deadline: DeadlineAt) -> Quoted {
    Quoted {
        source: fields.text("source").map(Into::into),
        source_at: r.in_file(fields.span_of("source")),
        quote_at: r.in_file(fields.span_of("quote")),
        deadline_at: r.in_file(deadline.quote),
    }
}

/// The terms of the saying that is quoted, and where its deadline stands.
fn own_terms<'a>(
    r: &mut Reader<'a>,
    fields: &Fields<'a>,
    begins: Option<Date>,
    measured: &mut Vec<Measured>,
) -> (Terms, DeadlineAt) {
    let written = fields.table(r, "target");
    let target = written.and_then(|target| {
        measured.push(terms::measured(r, &target));
        terms::target(r, &target)
    });
    match (written, fields.has("untestable")) {
        (Some(target), true) => {
            let message = "an untestable pledge has no target".to_owned();
            let help = "delete one: `untestable` if no evidence could settle it, the target if some could"
                .to_owned();
            r.report(&codes::EXACTLY_ONE, fields.span_of("untestable"), message, Some(help));
            r.relate(target.span(), "the target");
        }
        (None, false) if !fields.has("target") && !r.may_hide(fields.span(), &["target", "untestable"]) => {
            let message = format!("the pledge `{}` has no target", fields.text("id").unwrap_or("?"));
            let help = "add `target = { act = \"…\" }` or another form, or `untestable = \"why\"`".to_owned();
            r.report(&codes::NO_TARGET, fields.span(), message, Some(help));
        }
        (Some(_), false) | (None, true | false) => {}
    }
    let deadline_table = fields.table(r, "deadline");
    let deadline = deadline_table.and_then(|deadline| terms::deadline(r, &deadline, begins));
    if let (Some(table), Some(target), Some(deadline)) = (written, &target, &deadline) {
        terms::late_baseline(r, table.span_of("baseline"), target, deadline);
    }
    (Terms { target, deadline }, DeadlineAt::of(deadline_table, fields))
}

/// A saying's table and where its deadline stands.
type SayingAt<'a> = (Fields<'a>, DeadlineAt);

/// Sayings by date, each with its table.
fn sayings<'a>(
    r: &mut Reader<'a>,
    pledge: &Fields<'a>,
    name: &str,
    begins: Option<Date>,
    measured: &mut Vec<Measured>,
) -> (Vec<Saying>, Vec<SayingAt<'a>>) {
    let mut found: Vec<(Saying, SayingAt<'a>)> = Vec::new();
    for fields in pledge.tables(r, name) {
        let on = fields.when(r, "on", None);
        let said = on.as_ref().map(|on| on.full_window().first);
        let (patch, deadline_at) = patch(r, &fields, said.min(begins).or(begins), measured);
        let Some(on) = on else { continue };
        let correction = name == "restated" && fields.truth("correction").unwrap_or(false);
        let words = fields.texts("change");
        let saying = Saying {
            on,
            source: None,
            source_title: fields.boxed("source_title"),
            url: fields.boxed("url"),
            quote: fields.boxed("quote"),
            around: fields.around(),
            declared: Change::ALL.into_iter().filter(|change| words.contains(&change.word())).collect(),
            patch,
            correction,
            note: fields.boxed("note"),
            place: r.place(fields.span()),
        };
        found.push((saying, (fields, deadline_at)));
    }
    found.sort_by_key(|(saying, _)| saying.on.full_window().last);
    let (mut sayings, tables): (Vec<Saying>, _) = found.into_iter().unzip();
    sayings.shrink_to_fit();
    (sayings, tables)
}

fn patch<'a>(
    r: &mut Reader<'a>,
    fields: &Fields<'a>,
    begins: Option<Date>,
    measured: &mut Vec<Measured>,
) -> (TermsPatch, DeadlineAt) {
    let target = fields.table(r, "target").and_then(|target| {
        let now = terms::measured(r, &target);
        terms::lost_keys(r, &target, &now, measured);
        measured.push(now);
        terms::target_patch(r, &target)
    });
    let table = fields.table(r, "deadline");
    let report_by = table.and_then(|deadline| terms::report_by_alone(r, &deadline));
    let dated =
        table.filter(|_| report_by.is_none()).and_then(|deadline| terms::deadline(r, &deadline, begins));
    let undated = fields.truth("undated").unwrap_or(false);
    if undated && fields.has("deadline") {
        let message = "a saying with a deadline is not undated".to_owned();
        let help = "delete `undated`, or the deadline".to_owned();
        r.report(&codes::EXACTLY_ONE, fields.span_of("undated"), message, Some(help));
    }
    let deadline = match (dated, undated) {
        (Some(deadline), _) => Some(Some(deadline)),
        (None, true) => Some(None),
        (None, false) => None,
    };
    (TermsPatch { target, deadline, report_by }, DeadlineAt::of(table, fields))
}

fn overruling<'a>(r: &mut Reader<'a>, fields: &Fields<'a>) -> Option<Override> {
    let on = fields.when(r, "on", None);
    Some(Override {
        status: fields.word("status", Status::ALL, Status::word)?,
        on: on?,
        by: fields.string("by")?,
        reason: fields.string("reason")?,
        place: r.place(fields.span()),
    })
}

fn responses<'a>(r: &mut Reader<'a>, fields: &Fields<'a>) -> Vec<Response> {
    let mut responses = Vec::new();
    for fields in fields.tables(r, "response") {
        let on = fields.when(r, "on", None);
        let (Some(on), Some(by), Some(text)) = (on, fields.string("by"), fields.string("text")) else {
            continue;
        };
        responses.push(Response { on, by, text, place: r.place(fields.span()) });
    }
    responses.sort_by_key(|response| response.on.full_window());
    responses
}

/// Earlier sayings come before the pledge, restatements after it, and no two of a sort on one day.
fn check_order<'a>(
    r: &mut Reader<'a>,
    fields: &Fields<'a>,
    pledge: &Pledge,
    earlier_at: &[SayingAt<'a>],
    restated_at: &[SayingAt<'a>],
) {
    let made = pledge.made_on.full_window();
    let earlier = pledge.earlier.iter().zip(earlier_at);
    let restated = pledge.restated.iter().zip(restated_at);
    let late = earlier
        .filter(|(saying, _)| saying.on.full_window().first > made.last)
        .map(|said| (said, "an earlier saying", "after", "restated"));
    let early = restated
        .filter(|(saying, _)| saying.on.full_window().last < made.first)
        .map(|said| (said, "a restatement", "before", "earlier"));
    for ((saying, (at, _)), what, when, list) in late.chain(early) {
        let (on, made_on) = (saying.on.text(), pledge.made_on.text());
        let message = format!("{what} is dated {on}, {when} the pledge ({made_on})");
        let help = format!("write it as [[pledge.{list}]]");
        r.report(&codes::SAYING_ORDER, at.span_of("on"), message, Some(help));
        r.relate(fields.span_of("made_on"), "the pledge");
    }
    for (sayings, at) in [(&pledge.earlier, earlier_at), (&pledge.restated, restated_at)] {
        for (pair, at) in sayings.windows(2).zip(at.windows(2)) {
            if let ([one, other], [(first, _), (second, _)]) = (pair, at)
                && one.on.full_window().last == other.on.full_window().last
            {
                let message = format!("two sayings on one day, {}", other.on.text());
                let help = "join them, or date them as they were said: changes accumulate by date".to_owned();
                r.report(&codes::TWO_ON_ONE_DAY, second.span_of("on"), message, Some(help));
                r.relate(first.span_of("on"), "the other");
            }
        }
    }
}

/// No deadline had passed when it was set, and what needs a deadline has one.
fn check_deadlines<'a>(
    r: &mut Reader<'a>,
    fields: &Fields<'a>,
    pledge: &Pledge,
    own: Span,
    earlier_at: &[SayingAt<'a>],
    restated_at: &[SayingAt<'a>],
) {
    if let Some(deadline) = &pledge.terms.deadline {
        passed(r, deadline, &pledge.made_on, own);
        let keeps = matches!(
            pledge.terms.target.as_ref().map(|target| &target.form),
            Some(TargetForm::Keep(_)) | None
        );
        if deadline.kind == crate::model::DeadlineKind::Until && !keeps {
            let message = "`until` belongs with a `keep` target".to_owned();
            let help = "write `by` for what must be done by then".to_owned();
            r.report(&codes::UNTIL_WITHOUT_KEEP, own, message, Some(help));
        }
    }
    let said = |saying: &Saying| saying.patch.deadline.clone().flatten();
    for (saying, (_, at)) in pledge.earlier.iter().zip(earlier_at) {
        if let Some(deadline) = said(saying) {
            passed(r, &deadline, &saying.on, at.table);
        }
    }
    let first = pledge.earlier.first().map_or(&pledge.made_on, |saying| &saying.on);
    for (saying, (_, at)) in pledge.restated.iter().zip(restated_at) {
        if let Some(deadline) = said(saying) {
            passed(r, &deadline, first, at.table);
        }
    }
    let undated = |terms: &Terms| {
        terms.deadline.is_none() && terms.target.as_ref().is_some_and(|target| target.at_deadline)
    };
    let original = pledge.earlier.first().map(|first| pledge.terms.patched(&first.patch));
    let mut terms = pledge.terms.clone();
    let mut fault = undated(&terms) || original.is_some_and(|terms| undated(&terms));
    for saying in &pledge.restated {
        terms = terms.patched(&saying.patch);
        fault |= undated(&terms);
    }
    if fault
        && !r.may_hide(fields.span(), &["deadline", "undated"])
        && !(fields.has("deadline") && pledge.terms.deadline.is_none())
    {
        let message = "`measured = \"at-deadline\"` needs a deadline".to_owned();
        let help = "add `deadline = { by = 2026-03-31 }` with the day of the source, or delete `measured`"
            .to_owned();
        r.report(&codes::NO_DEADLINE_TO_MEASURE, fields.span_of("target"), message, Some(help));
    }
}

fn passed(r: &mut Reader<'_>, deadline: &Deadline, said: &When, at: Span) {
    let (last, said_first) = (deadline.when.planned_window().last, said.full_window().first);
    if last < said_first {
        let message =
            format!("the deadline {} had passed when it was set, on {}", deadline.when.text(), said.text());
        let help = "one of the two dates is wrong".to_owned();
        r.report(&codes::DEADLINE_BEFORE_PLEDGE, at, message, Some(help));
    }
}
