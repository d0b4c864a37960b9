//! The whole proof of a pledge, as a careful researcher would note it down: the words, the test, every finding with the
//! arithmetic, the evidence that counted and that did not and why, and what would change the answer.
//!
//! It lays out what the assessment left behind and must not add a reason of its own. As a [`Paper`] it becomes text or
//! Markdown; for machines there is [`json`](fn@crate::render::json::explain).

mod evidence;
mod rules;
mod terms;

pub(super) use evidence::{act_or_figure, when_words};
pub use rules::{diagnostic_codes, rule_book};

use super::page::{Block, Entry, Inline, Later, Line, Notes, Page, Paper, in_lines};
use super::text::heading_days;
use crate::assessment::{Assessment, Finding, Progress};
use crate::date::{long, on_or_between, window_in_days};
use crate::diagnostic::{Place, Sources};
use crate::model::{Pledge, is_to_complete};
use crate::quantity::{Decimal, difference, grouped, is_sign, percent, with_unit};
use crate::report::briefing::{
    NOTE_WORDS, capitalised, not_completed, said_later, strict_words, verdict_words,
};
use crate::report::{Report, days_in_words, level_asked, marks_in_words, reckoned_from};
use evidence::push_evidence;
use terms::push_terms;

/// The proofs of all pledges of a report, each made when it is read.
#[must_use]
pub fn paper<'a>(report: &'a Report<'a>) -> Paper<'a> {
    let title = &report.register.title;
    let front =
        Page::new(title, &heading_days(report), "kept", "Why each status is what it is", report.as_of);
    let make = Box::new(move |notes: &mut Notes, each: &mut dyn FnMut(Block)| blocks(report, notes, each));
    // Neither text nor Markdown lists the contents of proofs, or filters them.
    Paper::new(front, Later { headings: Vec::new(), facets: Vec::new(), make })
}

/// One proof after the other, then the pledges that were not made yet.
fn blocks(report: &Report<'_>, notes: &mut Notes, each: &mut dyn FnMut(Block)) {
    let rows: Vec<_> = report.rows().collect();
    report.evidence_in_turn(&rows, &mut |pledge, assessment, used| {
        let mut blocks = Vec::new();
        push_answer(&mut blocks, pledge, assessment);
        push_words(notes, &mut blocks, report, pledge);
        push_terms(notes, &mut blocks, report, pledge, assessment);
        push_findings(&mut blocks, assessment, &report.register.sources);
        let unit = assessment.progress.as_ref().map_or("", |progress| &*progress.unit);
        push_evidence(notes, &mut blocks, report, assessment, &used, unit);
        push_progress(&mut blocks, assessment);
        push_outlook(&mut blocks, assessment);
        push_waiting(&mut blocks, report.proposals.get(&assessment.pledge).copied());
        let anchor = pledge.id.as_str().to_owned();
        each(Block::Entry(Entry { anchor, begins_page: true, facets: Vec::new(), blocks }));
    });
    if report.assessments.is_empty() && report.not_yet_made.is_empty() {
        each(Block::Paragraph(vec![Inline::text("No pledge is selected: there is nothing to explain.")]));
    }
    for pledge in report.not_yet_made.iter().filter_map(|at| report.register.pledges.get(*at)) {
        let day = long(pledge.first_said());
        let words =
            format!("{} ({}) was made on {day}: nothing can be said of it yet.", pledge.title, pledge.id);
        each(Block::Paragraph(vec![Inline::text(&words)]));
    }
}

fn heading(blocks: &mut Vec<Block>, words: &str) {
    blocks.push(Block::Heading {
        level: 2,
        anchor: words.to_lowercase().replace(' ', "-"),
        words: words.into(),
    });
}

fn push_answer(blocks: &mut Vec<Block>, pledge: &Pledge, assessment: &Assessment) {
    let anchor = format!("{}-title", pledge.id);
    blocks.push(Block::Heading { level: 1, anchor, words: (*pledge.title).into() });
    let mut line = vec![
        Inline::code(pledge.id.as_str()),
        Inline::text(" is "),
        Inline::strong(assessment.status.word()),
    ];
    if let Some(days) = days_in_words(assessment) {
        line.push(Inline::text(&format!(", {days}")));
    }
    line.push(Inline::text(&format!(" (rule {}).", assessment.rule)));
    let flags = marks_in_words(assessment);
    if !flags.is_empty() {
        line.extend([
            Inline::text(" "),
            Inline::emphasis(&capitalised(&flags.join("; "))),
            Inline::text("."),
        ]);
    }
    blocks.push(Block::Lead(line));
    let mut reason = with_stop(&assessment.reason);
    if let Some(lacking) = not_completed(pledge, assessment) {
        reason.push_str(&format!(" {lacking}"));
    }
    blocks.push(Block::Paragraph(vec![Inline::text(&reason)]));
    if let Some(ruling) = &assessment.overridden {
        let words = format!(
            "A person overruled: {} from {}, by {}: {} The engine's own answer is {} (rule {}).",
            ruling.status.word(),
            long(ruling.on),
            ruling.by,
            with_stop(&ruling.reason),
            ruling.computed.word(),
            ruling.computed_rule
        );
        blocks.push(Block::Paragraph(vec![Inline::text(&words)]));
    }
}

/// Who promised what, where, in which words, and what the responsible body replied.
fn push_words(notes: &mut Notes, blocks: &mut Vec<Block>, report: &Report<'_>, pledge: &Pledge) {
    heading(blocks, "The pledge");
    let mut from: Line = Vec::new();
    if let Some(person) = &pledge.made_by {
        from.push(Inline::text(&format!("{person}, ")));
    }
    from.push(Inline::text(&window_in_days(pledge.made_on.full_window())));
    if let Some(note) = evidence::document_note(notes, report.register, pledge.source) {
        from.push(note);
    }
    blocks
        .push(Block::Quotation { words: vec![vec![Inline::text(&format!("“{}”", pledge.quote))]], from });
    if let Some(later) = said_later(pledge, report.said_by()) {
        blocks.push(Block::Paragraph(vec![Inline::text(&later)]));
    }
    let mut whose = if is_to_complete(&pledge.responsible) {
        "Who answers for it is still to be written.".to_owned()
    } else {
        format!("{} answers for it.", report.register.body_name(&pledge.responsible))
    };
    if let Some(extent) = &pledge.extent {
        whose.push_str(&format!(" It applies to {extent}."));
    }
    if let Some(whole) = &pledge.part_of {
        whose.push_str(&format!(" It is a part of {whole}."));
    }
    blocks.push(Block::Paragraph(vec![Inline::text(&whose)]));
    if let Some(note) = &pledge.note {
        blocks.push(Block::Aside(vec![Inline::text(&format!("{NOTE_WORDS}: {note}"))]));
    }
    let day = report.said_by();
    for reply in pledge.responses.iter().filter(|reply| reply.on.full_window().last <= day) {
        let from = format!("{}, when asked, {}", reply.by, window_in_days(reply.on.full_window()));
        let words = in_lines(&reply.text);
        blocks.push(Block::Quotation { words, from: vec![Inline::text(&from)] });
    }
}

fn push_findings(blocks: &mut Vec<Block>, assessment: &Assessment, sources: &Sources) {
    heading(blocks, "Findings");
    blocks.push(Block::List(
        assessment
            .findings
            .iter()
            .map(|finding| finding_line(finding, assessment.overridden.is_some(), sources))
            .collect(),
    ));
}

fn finding_line(finding: &Finding, overruled: bool, sources: &Sources) -> Line {
    let mark = match (finding.decisive, overruled) {
        (true, false) => "This decides",
        (true, true) => "This decides the computed status",
        (false, _) => "Also found",
    };
    let mut line = vec![
        if finding.decisive { Inline::strong(mark) } else { Inline::text(mark) },
        Inline::text(&format!(" ({}): {} ", finding.rule, finding.sentence)),
    ];
    let places: Vec<String> = finding.cites.iter().map(|place| place_words(*place, sources)).collect();
    if !places.is_empty() {
        line.push(Inline::text(&format!("[{}]", places.join(", "))));
    }
    line
}

/// `evidence/teachers/2024.toml:12`
fn place_words(place: Place, sources: &Sources) -> String {
    format!("{}:{}", sources.path(place.file), place.line)
}

/// Where the number stands, how fast it has moved and how fast it would have to.
fn push_progress(blocks: &mut Vec<Block>, assessment: &Assessment) {
    let Some(progress) = &assessment.progress else { return };
    heading(blocks, "The number");
    let unit = |value: Decimal| with_unit(value, &progress.unit);
    let mut lines: Vec<String> = Vec::new();
    match (progress.latest, progress.measured_in) {
        (Some(latest), Some(on)) => {
            lines.push(format!(
                "Latest: {} {}; target: {}.",
                unit(latest),
                on_or_between(on),
                level_asked(progress)
            ));
        }
        _ => lines.push(format!("Nothing measured yet; target: {}.", level_asked(progress))),
    }
    if let (Some(baseline), Some(on)) = (progress.baseline, progress.baseline_in) {
        lines.push(format!(
            "It began at {} {}.{}",
            unit(baseline),
            on_or_between(on),
            reckoned_from(progress)
        ));
    }
    if let (Some(change), Some(needed)) = (progress.change, progress.needed) {
        lines.push(format!(
            "Change so far: {}; change needed: {}.",
            signed(change, &progress.unit),
            signed(needed, &progress.unit)
        ));
    }
    lines.extend(pace_lines(progress));
    blocks.push(Block::List(lines.into_iter().map(|line| vec![Inline::text(&line)]).collect()));
}

fn pace_lines(progress: &Progress) -> Vec<String> {
    let mut lines = Vec::new();
    if let (Some(reached), Some(gone)) = (progress.reached, progress.time_gone) {
        let than = match progress.on_track {
            Some(true) => "at or above",
            // By less than the shares are printed to.
            _ if reached == gone => "just below",
            _ => "below",
        };
        let change = if reached.is_sign_negative() {
            format!("The number has moved by {} of the change, away from the target,", percent(-reached))
        } else {
            format!("{} of the change reached", percent(reached))
        };
        lines.push(format!("{change} with {} of the time gone: {than} straight-line pace.", percent(gone)));
    }
    if let Some(pace) = progress.pace {
        let needed = progress
            .pace_needed
            .map(|needed| format!("; needed from here: {}", signed(needed, &progress.unit)));
        lines.push(format!(
            "Pace so far, a year: {}{}.",
            signed(pace, &progress.unit),
            needed.unwrap_or_default()
        ));
    }
    if let Some(end) = progress.projected {
        lines.push(format!("The pace so far would end at {}.", with_unit(end, &progress.unit)));
    }
    lines.extend(progress.no_pace.map(ToOwned::to_owned));
    lines
}

fn signed(value: Decimal, unit: &str) -> String {
    let sign = if value > Decimal::ZERO { "+" } else { "" };
    let size = if is_sign(unit) { difference(value, unit) } else { grouped(value) };
    format!("{sign}{size}")
}

/// How the status came about, and what would change it.
fn push_outlook(blocks: &mut Vec<Block>, assessment: &Assessment) {
    heading(blocks, "Timeline");
    let turn =
        |turn: &crate::assessment::Turn| format!("{}: {} ({})", long(turn.on), turn.status.word(), turn.rule);
    let lines = assessment.timeline.iter().map(|each| vec![Inline::text(&turn(each))]);
    blocks.push(Block::List(lines.collect()));
    heading(blocks, "What would change it");
    blocks.push(Block::Paragraph(vec![Inline::text(&assessment.would_change)]));
    let modes = format!(
        "Strict (original terms, self-reported evidence only against the pledge): {}. Lenient (current terms, all evidence): {}.",
        strict_words(assessment),
        verdict_words(assessment.lenient)
    );
    blocks.push(Block::Aside(vec![Inline::text(&modes)]));
}

/// How many documents wait to be reviewed, if that is known and there are any.
fn push_waiting(blocks: &mut Vec<Block>, proposals: Option<usize>) {
    let words = match proposals {
        None | Some(0) => return,
        Some(1) => {
            "1 document was proposed for it and waits for review; it counts for nothing until then".to_owned()
        }
        Some(more) => {
            format!(
                "{more} documents were proposed for it and wait for review; they count for nothing until then"
            )
        }
    };
    blocks.push(Block::Aside(vec![
        Inline::text(&format!("{words} (")),
        Inline::code("kept review"),
        Inline::text(")."),
    ]));
}

/// The sentence with a full stop, which people leave out.
pub(super) fn with_stop(sentence: &str) -> String {
    let sentence = sentence.trim_end();
    if sentence.ends_with(['.', '!', '?']) { sentence.to_owned() } else { format!("{sentence}.") }
}
