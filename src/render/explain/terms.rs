//! Terms in words: what has to be done, by when, and how that changed from saying to saying. Nothing is decided here.

use super::evidence::{baseline_note, document_note, saying_note};
use super::{heading, with_stop};
use crate::assessment::{Assessment, SayingRef, TermsChange, Verdict};
use crate::date::{Form, When, long, window_in_days};
use crate::model::{Deadline, DeadlineKind, Hedge, Pledge, Reach, Target, TargetForm, Terms, TermsChoice};
use crate::quantity::{Decimal, difference, percent, with_unit};
use crate::render::page::{Block, Inline, Line, Notes};
use crate::report::Report;
use crate::report::briefing::level_words;

/// The test, the target, the deadline, and the sayings that changed them.
pub(super) fn push_terms(
    notes: &mut Notes,
    blocks: &mut Vec<Block>,
    report: &Report<'_>,
    pledge: &Pledge,
    assessment: &Assessment,
) {
    heading(blocks, "The test");
    if let Some(why) = &pledge.untestable {
        blocks.push(Block::Paragraph(vec![Inline::text(&with_stop(why))]));
        return;
    }
    if let Some(test) = &pledge.test {
        blocks.push(Block::Paragraph(vec![Inline::text(&with_stop(test))]));
    }
    let original = report.chosen_terms(pledge, TermsChoice::Original);
    let current = report.chosen_terms(pledge, TermsChoice::Current);
    let verdict = |verdict: Verdict| format!("{} ({})", verdict.status.word(), verdict.rule);
    if original == current {
        blocks.push(Block::List(terms_lines(notes, report, &original)));
    } else {
        let mut line = |name: &str, terms: &Terms, of: Verdict| {
            let mut line = vec![Inline::strong(name), Inline::text(": ")];
            for part in terms_lines(notes, report, terms) {
                line.extend(part);
                line.push(Inline::text(" "));
            }
            line.push(Inline::text(&format!("On these terms: {}.", verdict(of))));
            line
        };
        blocks.push(Block::List(vec![
            line("Original terms", &original, assessment.original),
            line("Terms in force", &current, assessment.current),
        ]));
    }
    if !assessment.terms_changes.is_empty() || !pledge.words_said_by(report.said_by()) {
        let mut lines = vec![first_line(notes, report, pledge)];
        lines
            .extend(assessment.terms_changes.iter().map(|change| change_line(notes, report, pledge, change)));
        heading(blocks, "What was said when");
        blocks.push(Block::List(lines));
    }
}

/// The target, with where its baseline was read, and the deadline.
fn terms_lines(notes: &mut Notes, report: &Report<'_>, terms: &Terms) -> Vec<Line> {
    let target = terms.target.as_ref().map(|target| {
        let mut line = vec![Inline::text(&format!("Target: {}", target_words(target)))];
        line.extend(baseline_note(notes, report.register, target));
        line.push(Inline::text("."));
        line
    });
    let deadline = match &terms.deadline {
        Some(deadline) => format!("Deadline: {}.", deadline_words(report, deadline)),
        None => "No deadline was given.".to_owned(),
    };
    target.into_iter().chain([vec![Inline::text(&deadline)]]).collect()
}

/// What has to be done or reached, without a full stop.
fn target_words(target: &Target) -> String {
    let of =
        target.indicator.as_ref().map(|indicator| format!(", measured by {indicator}")).unwrap_or_default();
    let mut words = match &target.form {
        TargetForm::Act(what) => format!("it is recorded that this was done: {}", what.trim_end_matches('.')),
        TargetForm::Number(Reach::AtLeast, _) => format!("{}{of}", level_words(target, "at least ", "")),
        TargetForm::Number(Reach::AtMost, _) => format!("{}{of}", level_words(target, "at most ", "")),
        TargetForm::Number(Reach::Change, by) => change_words(target, *by, &of),
        TargetForm::Number(Reach::Total, _) => format!("{}{of}", level_words(target, "", " in total")),
        TargetForm::Keep(what) => format!("this goes on until the deadline: {}", what.trim_end_matches('.')),
        TargetForm::Parts => "every part of it is delivered".to_owned(),
    };
    // The other forms have it beside their number.
    if let (Some(share), Some(Reach::Change)) = (target.within, target.form.reach()) {
        words.push_str(&format!(", within {}", percent(share)));
    }
    if target.at_deadline {
        words.push_str(", as it stands at the deadline");
    }
    if let Some(hedge) = target.hedge {
        let alone = if target.within.is_none() { "; that loosens nothing" } else { "" };
        words.push_str(&format!(" (the wording says “{}”{alone})", Hedge::words(hedge)));
    }
    words
}

fn change_words(target: &Target, by: Decimal, of: &str) -> String {
    let unit = target.unit.as_deref().unwrap_or_default();
    let sign = if by > Decimal::ZERO { "+" } else { "" };
    let change = format!("a change of {sign}{}", difference(by, unit));
    let Some(baseline) = &target.baseline else { return format!("{change}{of}") };
    let bound = if by < Decimal::ZERO { "at most" } else { "at least" };
    let from = with_unit(baseline.value, unit);
    let on = window_in_days(baseline.on.full_window());
    let reach = baseline.value.checked_add(by).map(|level| format!(": {bound} {}", with_unit(level, unit)));
    format!("{change} from {from} ({on}){}{of}", reach.unwrap_or_default())
}

/// By when, with how the day was arrived at, without a full stop.
fn deadline_words(report: &Report<'_>, deadline: &Deadline) -> String {
    let window = report.window(&deadline.when);
    let kind = match deadline.kind {
        DeadlineKind::By => "by",
        DeadlineKind::From => "started by",
        DeadlineKind::Until => "kept up until",
    };
    let mut words = format!("{kind} {}", long(window.last));
    if deadline.when.form() != Form::Day {
        let period = report.register.calendar.period(&deadline.when.text());
        let name =
            period.map_or_else(|| format!("“{}”", deadline.when.text()), |period| period.name.to_string());
        words.push_str(&format!(", the last day of {name}"));
    }
    if let Some(quote) = &deadline.quote {
        words.push_str(&format!(" (“{quote}”)"));
    }
    if let Some(report_by) = &deadline.report_by {
        words
            .push_str(&format!("; the decisive figures come out by {}", long(report.window(report_by).last)));
    }
    words
}

/// The earliest saying, which the others are set against.
fn first_line(notes: &mut Notes, report: &Report<'_>, pledge: &Pledge) -> Line {
    match pledge.earlier.first() {
        Some(saying) => saying_line(notes, report, pledge, SayingRef::Earlier(0), &saying.on, "first said"),
        None => saying_line(notes, report, pledge, SayingRef::Entered, &pledge.made_on, "first said"),
    }
}

/// A later saying and what it changed.
fn change_line(notes: &mut Notes, report: &Report<'_>, pledge: &Pledge, change: &TermsChange) -> Line {
    let words: Vec<&str> = change.changes.iter().map(|change| change.plain_words()).collect();
    let what = match (change.correction, words.is_empty()) {
        (true, true) => "corrected".to_owned(),
        (true, false) => format!("corrected: {}", words.join(", ")),
        (false, true) if change.asks_the_same => "said again, terms unchanged".to_owned(),
        (false, true) => "said again, in other terms".to_owned(),
        (false, false) => words.join(", "),
    };
    let mut line = saying_line(notes, report, pledge, change.saying, &change.on, &what);
    if change.correction {
        let words = corrected(report, pledge, change).filter(|words| !words.is_empty());
        line.extend(words.map(|words| Inline::text(&words)));
    }
    line
}

/// What a correction took the place of: both are shown.
fn corrected(report: &Report<'_>, pledge: &Pledge, change: &TermsChange) -> Option<String> {
    let history = pledge.history();
    let at = history.iter().position(|state| state.saying == change.saying)?;
    let (before, after) = (history.get(at.checked_sub(1)?)?, history.get(at)?);
    let (old, new) = (&before.current, &after.current);
    let due = |terms: &Terms| terms.deadline.as_ref().map(Deadline::asked);
    let asked = |terms: &Terms| terms.target.as_ref().map(Target::without_places);
    let deadline = (due(old) != due(new)).then(|| match &old.deadline {
        Some(deadline) => format!(" The deadline had been given as {}.", deadline_words(report, deadline)),
        None => " No deadline had been given.".to_owned(),
    });
    let target = (asked(old) != asked(new)).then_some(old.target.as_ref()).flatten();
    let target = target.map(|target| format!(" The target had been given as {}.", target_words(target)));
    Some(format!("{}{}", deadline.unwrap_or_default(), target.unwrap_or_default()))
}

/// One saying: when, what it did, the words, the source.
fn saying_line(
    notes: &mut Notes,
    report: &Report<'_>,
    pledge: &Pledge,
    saying: SayingRef,
    on: &When,
    what: &str,
) -> Line {
    let on = window_in_days(on.full_window());
    let mut line = vec![Inline::strong(&on), Inline::text(&format!(": {what}."))];
    let saying = match saying {
        SayingRef::Earlier(at) => pledge.earlier.get(at),
        SayingRef::Restated(at) => pledge.restated.get(at),
        SayingRef::Entered => None,
    };
    let (quote, note) = match saying {
        Some(saying) => (saying.quote.as_deref(), saying.note.as_deref()),
        None => (Some(&*pledge.quote), None),
    };
    if let Some(quote) = quote {
        line.push(Inline::text(&format!(" “{quote}”")));
    }
    let source = match saying {
        Some(saying) => saying_note(notes, report.register, saying),
        None => document_note(notes, report.register, pledge.source),
    };
    line.extend(source);
    if let Some(note) = note {
        line.push(Inline::text(&format!(" {}", with_stop(note))));
    }
    line
}
