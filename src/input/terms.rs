//! Targets and deadlines as written, for pledges and for what later sayings changed.
//!
//! It must not compare sayings with one another; that is `pledge`'s and the engine's business.

use super::codes;
use super::keys::TARGET_FORMS;
use super::reader::{Fields, Reader, Span};
use super::words::{self, shown};
use crate::date::{Date, Datelike, When};
use crate::language::dates::{self, Form};
use crate::language::tokens::tokenize;
use crate::model::{
    Baseline, Deadline, DeadlineKind, Hedge, IndicatorId, Reach, Target, TargetForm, TargetKeys, TargetPatch,
};
use crate::quantity::{self, Decimal};
use std::sync::Arc;

/// What a target measures, for checks across the register.
#[derive(Debug, Clone)]
pub(super) struct Measured {
    pub(super) indicator: Option<IndicatorId>,
    pub(super) unit: Option<Arc<str>>,
    /// Whether it counts increments; `None` where no numeric form is given.
    pub(super) total: Option<bool>,
    pub(super) span: Span,
}

/// A whole target: exactly one form is needed.
pub(super) fn target<'a>(r: &mut Reader<'a>, fields: &Fields<'a>) -> Option<Target> {
    let name = form_name(r, fields)?;
    let keys = target_keys(r, fields);
    let form = form(r, fields, name)?;
    idle_keys(r, fields, &form);
    asks_for_nothing(r, fields, &form);
    if form.reach() == Some(Reach::Change) && keys.baseline.is_none() && !fields.has("baseline") {
        let help = "add `baseline = { value = …, on = …, source = \"…\" }`".to_owned();
        r.report(
            &codes::NO_BASELINE,
            fields.span_of("change"),
            "a `change` needs its `baseline`".to_owned(),
            Some(help),
        );
    }
    Some(Target {
        form,
        indicator: keys.indicator,
        unit: keys.unit,
        baseline: keys.baseline,
        within: keys.within,
        at_deadline: keys.at_deadline.unwrap_or(false),
        hedge: keys.hedge,
        place: r.place(fields.span()),
    })
}

/// The target of a saying: a form replaces the whole target, otherwise only the keys that are given change.
pub(super) fn target_patch<'a>(r: &mut Reader<'a>, fields: &Fields<'a>) -> Option<TargetPatch> {
    if TARGET_FORMS.iter().any(|form| fields.has(form)) {
        return target(r, fields).map(TargetPatch::Replace);
    }
    Some(TargetPatch::Amend(target_keys(r, fields)))
}

/// The day of the decisive figures, where a saying changed nothing else in the deadline.
pub(super) fn report_by_alone<'a>(r: &mut Reader<'a>, fields: &Fields<'a>) -> Option<When> {
    let others = ["by", "from", "until", "quote"];
    if others.iter().any(|name| fields.has(name)) { None } else { fields.when(r, "report_by", None) }
}

/// Warns where a saying gives a new number and not what is measured, which the terms before it name: the form replaces the
/// whole target, so that no figure of that indicator, or in that unit, bears on it any more.
pub(super) fn lost_keys<'a>(r: &mut Reader<'a>, fields: &Fields<'a>, now: &Measured, before: &[Measured]) {
    if now.total.is_none() {
        return;
    }
    let indicator = before.iter().find_map(|one| one.indicator.as_ref()).filter(|_| now.indicator.is_none());
    let unit = before.iter().find_map(|one| one.unit.as_deref()).filter(|_| now.unit.is_none());
    let lost = [("indicator", indicator.map(|id| id.as_str())), ("unit", unit)];
    for (key, value) in lost.into_iter().filter_map(|(key, value)| Some((key, value?))) {
        let message = format!("this target has no `{key}`, and that of another saying has");
        let help = format!("add `{key} = \"{}\"`: a form replaces the whole target", shown(value));
        r.report(&codes::EXPECTED_KEY, fields.span(), message, Some(help));
    }
}

/// What a target or a patch measures.
pub(super) fn measured<'a>(r: &mut Reader<'a>, fields: &Fields<'a>) -> Measured {
    let numeric = ["at_least", "at_most", "change"].iter().any(|form| fields.has(form));
    Measured {
        indicator: fields.shared(r, "indicator").map(IndicatorId),
        unit: fields.shared(r, "unit"),
        total: if fields.has("total") { Some(true) } else { numeric.then_some(false) },
        span: r.in_file(if fields.has("unit") { fields.span_of("unit") } else { fields.span() }),
    }
}

fn form_name<'a>(r: &mut Reader<'a>, fields: &Fields<'a>) -> Option<&'static str> {
    let written: Vec<&'static str> = TARGET_FORMS.iter().copied().filter(|form| fields.has(form)).collect();
    match written.as_slice() {
        [one] => return Some(one),
        [] if r.may_hide(fields.span(), TARGET_FORMS) => {}
        [] => {
            let help =
                format!("give one of {}", words::list(TARGET_FORMS.iter().map(|form| format!("`{form}`"))));
            r.report(&codes::NO_TARGET, fields.span(), "the target has no form".to_owned(), Some(help));
        }
        [first, second, ..] => {
            let message = format!("the target has two forms, `{first}` and `{second}`");
            let help = "one pledge has one test: keep one, and make the other a pledge of its own".to_owned();
            r.report(&codes::TWO_TARGETS, fields.span_of(second), message, Some(help));
            r.relate(fields.span_of(first), "the other form");
        }
    }
    None
}

fn form<'a>(r: &mut Reader<'a>, fields: &Fields<'a>, name: &'static str) -> Option<TargetForm> {
    let reach = Reach::ALL.into_iter().find(|reach| reach.key() == name);
    Some(match (name, reach) {
        (_, Some(reach)) => TargetForm::Number(reach, fields.number(r, name)?),
        ("act", None) => TargetForm::Act(fields.boxed(name)?),
        ("keep", None) => TargetForm::Keep(fields.boxed(name)?),
        (_, None) => TargetForm::Parts,
    })
}

fn target_keys<'a>(r: &mut Reader<'a>, fields: &Fields<'a>) -> TargetKeys {
    TargetKeys {
        baseline: fields.table(r, "baseline").and_then(|baseline| {
            let (value, on) = (baseline.number(r, "value"), baseline.when(r, "on", None));
            let place = r.place(baseline.span());
            Some(Box::new(Baseline { value: value?, on: on?, source: baseline.boxed("source"), place }))
        }),
        indicator: fields.shared(r, "indicator").map(IndicatorId),
        unit: fields.shared(r, "unit"),
        within: share(r, fields),
        at_deadline: fields.text("measured").map(|word| word == "at-deadline"),
        hedge: fields.word("hedge", Hedge::ALL, Hedge::words),
    }
}

/// Says which keys do nothing with this form.
fn idle_keys<'a>(r: &mut Reader<'a>, fields: &Fields<'a>, form: &TargetForm) {
    let idle: &[&str] = match form.reach() {
        None => &["baseline", "indicator", "unit", "within", "measured"],
        Some(Reach::Total) => &["baseline"],
        Some(Reach::AtLeast | Reach::AtMost | Reach::Change) => &[],
    };
    for name in idle.iter().filter(|name| fields.has(name)) {
        let message = format!("`{name}` has no effect on a target `{}`", form.key());
        let help = "delete it, or give the target the form that it belongs to".to_owned();
        r.report(&codes::IDLE_KEY, fields.span_of(name), message, Some(help));
    }
}

/// Says where a number is met before anything has happened.
fn asks_for_nothing<'a>(r: &mut Reader<'a>, fields: &Fields<'a>, form: &TargetForm) {
    let (number, help) = match form {
        TargetForm::Number(Reach::Total, number) if *number <= Decimal::ZERO => {
            (number, "write the sum that was promised")
        }
        TargetForm::Number(Reach::Change, number) if number.is_zero() => (
            number,
            "write by how much it was to rise or fall; where it was not to fall, write `at_least` and the number it had",
        ),
        TargetForm::Number(..) | TargetForm::Act(_) | TargetForm::Keep(_) | TargetForm::Parts => return,
    };
    let message = format!("`{} = {number}` asks for nothing", form.key());
    r.report(&codes::EMPTY_TARGET, fields.span_of(form.key()), message, Some(help.to_owned()));
}

/// Warns of a baseline that is dated after the deadline: nothing from before it counts, so nothing could be in time.
pub(super) fn late_baseline(r: &mut Reader<'_>, at: Span, target: &Target, deadline: &Deadline) {
    let Some(baseline) = &target.baseline else { return };
    if baseline.on.full_window().first > deadline.when.planned_window().last {
        let (on, by) = (baseline.on.text(), deadline.when.text());
        let message = format!("the baseline is of {on}, after the deadline {by}: no figure could be in time");
        let help = "one of the two dates is wrong: a baseline is what the number was when the pledge began";
        r.report(&codes::LATE_BASELINE, at, message, Some(help.to_owned()));
    }
}

/// A tolerance as a share: `"5%"` is 0.05.
fn share<'a>(r: &mut Reader<'a>, fields: &Fields<'a>) -> Option<Decimal> {
    let text = fields.text("within")?;
    let percent = text.trim().strip_suffix('%').and_then(|number| quantity::parse(number.trim()));
    let share = percent.and_then(|percent| percent.checked_div(Decimal::ONE_HUNDRED));
    let share = share.filter(|share| (Decimal::ZERO..=Decimal::ONE).contains(share));
    if share.is_none() {
        let message = format!("`{}` is no share", shown(text));
        let help = "write a share between 0% and 100%, such as \"5%\"".to_owned();
        r.report(&codes::NOT_A_NUMBER, fields.span_of("within"), message, Some(help));
    }
    share
}

/// A deadline. `begins`: the day on which `../B` begins.
pub(super) fn deadline<'a>(
    r: &mut Reader<'a>,
    fields: &Fields<'a>,
    begins: Option<Date>,
) -> Option<Deadline> {
    let name = fields.exactly_one(r, &["by", "from", "until"]);
    let report_by = fields.when(r, "report_by", None);
    let name = name?;
    let kind = match name {
        "by" => DeadlineKind::By,
        "from" => DeadlineKind::From,
        _ => DeadlineKind::Until,
    };
    let when = fields.when(r, name, begins)?;
    if let Some(early) = report_by.as_ref().filter(|on| on.full_window().last < when.full_window().last) {
        let message =
            format!("`report_by` has no effect: {} is before the deadline, {}", early.text(), when.text());
        let help = "write the day by which the decisive figures come out, or delete it".to_owned();
        r.report(&codes::IDLE_KEY, fields.span_of("report_by"), message, Some(help));
    }
    let quote = fields.boxed("quote");
    if let Some(words) = quote.as_deref()
        && last_day_said(words).is_some_and(|last| is_of_another_year(last, when.planned_window().last))
    {
        let (on, words) = (when.text(), shown(words));
        let message = format!("`{name} = {on}` is of another year than its words, “{words}”");
        let help =
            "one of the two may be wrong: a mistyped year makes a pledge lapse before it is due, or too late";
        r.report(&codes::ANOTHER_YEAR, fields.span_of(name), message, Some(help.to_owned()));
    }
    Some(Deadline { kind, when, quote, report_by, place: r.place(fields.span()) })
}

/// The last day of the only date of some words, where it is a plain day, month, quarter or year: seasons and financial years are
/// counted in more than one way, and `before the 2028 Olympics` is in 2028.
fn last_day_said(words: &str) -> Option<Date> {
    let mut found = dates::recognise(words, &tokenize(words), None);
    let said = found.pop().filter(|date| found.is_empty() && !date.vague && !date.named)?;
    let is_plain = matches!(said.form?, Form::Day(_) | Form::Month(..) | Form::Quarter(..) | Form::Year(_));
    said.last.filter(|_| is_plain)
}

/// Whether two days are of different years, and not only around a new year: `by the beginning of 2027` is the end of 2026.
fn is_of_another_year(one: Date, other: Date) -> bool {
    one.year() != other.year() && one.signed_duration_since(other).num_days().abs() > 31
}
