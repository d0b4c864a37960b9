//! Where the number stands: in words, and as a chart against the straight path to its target.
//!
//! It computes no pace; the assessment has.

use crate::assessment::Progress;
use crate::date::{on_or_between, window_words};
use crate::model::{Status, TermsChoice, is_to_complete};
use crate::quantity::{Decimal, difference, grouped, is_share, is_sign, with_unit};
use crate::render::chart::target;
use crate::render::page::briefing::sources;
use crate::render::page::{Block, Figure, Inline, Notes, Words};
use crate::report::briefing::{Briefing, Entry, baseline_source, capitalised, target_words};
use crate::report::{level_asked, reckoned_from};

/// Words and chart; nothing where the lead has said all there is.
pub(super) fn blocks(
    notes: &mut Notes,
    briefing: &Briefing<'_>,
    entry: &Entry<'_>,
    name: &str,
) -> Vec<Block> {
    let Some(progress) = &entry.assessment.progress else { return Vec::new() };
    let drawing = chart(briefing, entry, progress).as_ref().and_then(target::draw);
    if drawing.is_none() && progress.pace.is_none() && entry.assessment.status == Status::Delivered {
        return Vec::new();
    }
    let mut line = vec![Inline::text(&start_words(progress))];
    let terms = briefing.report.terms(entry.pledge);
    let start = terms.target.as_ref().filter(|target| {
        let value = target.baseline.as_ref().map(|baseline| baseline.value);
        value.is_some() && value == progress.baseline
    });
    let source = start.and_then(|target| baseline_source(briefing.report.register, target));
    line.extend(source.and_then(|source| sources::of_source(notes, briefing.report.register, source)));
    line.push(Inline::text(&pace_words(progress)));
    line.extend(other_number(briefing, entry).map(|words| Inline::text(&words)));
    let mut out = vec![Block::Paragraph(line)];
    if let Some(drawing) = drawing {
        let indicator = progress.indicator.as_ref().filter(|indicator| !is_to_complete(indicator.as_str()));
        let indicator = indicator.map(|indicator| format!(" (indicator {indicator})")).unwrap_or_default();
        out.push(Block::Figure(Figure {
            anchor: format!("{name}--chart"),
            caption: Words::new(&format!(
                "{} against the target{indicator}",
                measured_words(progress, entry)
            )),
            drawing,
        }));
    }
    out
}

/// What the number is on the terms that the figures above are not by, where it is another.
fn other_number(briefing: &Briefing<'_>, entry: &Entry<'_>) -> Option<String> {
    let on = |choice| target_words(briefing.report.chosen_terms(entry.pledge, choice).target.as_ref());
    let (original, current) = (on(TermsChoice::Original), on(TermsChoice::Current));
    let shown = target_words(briefing.report.terms(entry.pledge).target.as_ref());
    const NAMES: [&str; 2] = ["original terms", "terms in force"];
    let ([own, name], other) =
        if shown == original { (NAMES, current) } else { ([NAMES[1], NAMES[0]], original) };
    (other != shown).then(|| format!(" These figures are by the {own}; by the {name} the target is {other}."))
}

/// Latest value and target, and from where.
fn start_words(progress: &Progress) -> String {
    let shown = |value: Decimal| with_unit(value, &progress.unit);
    let mut words = match (progress.latest, progress.measured_in) {
        (Some(latest), Some(on)) => format!("The latest figure is {} ({})", shown(latest), window_words(on)),
        _ => "No figure since the start is recorded".to_owned(),
    };
    words.push_str(&format!("; the target is {}", level_asked(progress)));
    if let (Some(base), Some(on)) = (progress.baseline, progress.baseline_in) {
        words.push_str(&format!(", from {} {}", with_sign(base, &progress.unit), on_or_between(on)));
    }
    words.push('.');
    words.push_str(&reckoned_from(progress));
    words
}

/// Change so far and needed, pace so far and needed, and where the pace so far would end.
fn pace_words(progress: &Progress) -> String {
    let shown = |value: Decimal| with_unit(value, &progress.unit);
    let mut words = String::new();
    if let (Some(change), Some(needed)) = (progress.change, progress.needed) {
        let (moved, asked) = (moved(change, &progress.unit), asked_move(needed, &progress.unit));
        words.push_str(&format!(" So far it has {moved}; {asked} is needed."));
    }
    match (progress.pace, progress.pace_needed) {
        (Some(pace), Some(needed)) => words.push_str(&format!(
            " That is {} a year so far; {} a year is needed from the latest figure on.",
            signed(pace, &progress.unit),
            signed(needed, &progress.unit)
        )),
        (Some(pace), None) => {
            words.push_str(&format!(" That is {} a year so far.", signed(pace, &progress.unit)))
        }
        (None, Some(needed)) => words.push_str(&format!(
            " From the latest figure on {} a year is needed.",
            signed(needed, &progress.unit)
        )),
        (None, None) => {}
    }
    if let Some(end) = progress.projected {
        // Between two shares there is less room than between two counts.
        let ended = if is_share(&progress.unit) { end.round_dp(1).normalize() } else { rounded(end) };
        words.push_str(&format!(" At the pace so far it would end at {}.", shown(ended)));
    }
    words
}

/// A number whose unit was named before: only a sign is written again.
fn with_sign(value: Decimal, unit: &str) -> String {
    if is_sign(unit) { with_unit(value, unit) } else { grouped(value) }
}

/// The same of what lies between two numbers.
fn gap(value: Decimal, unit: &str) -> String {
    if is_sign(unit) { difference(value, unit) } else { grouped(value) }
}

fn moved(change: Decimal, unit: &str) -> String {
    if change.is_zero() {
        return "not changed".to_owned();
    }
    let way = if change.is_sign_negative() { "fallen" } else { "risen" };
    format!("{way} by {}", gap(change.abs(), unit))
}

fn asked_move(needed: Decimal, unit: &str) -> String {
    let way = if needed.is_sign_negative() { "fall" } else { "rise" };
    format!("a {way} of {}", gap(needed.abs(), unit))
}

/// With its sign, a pace of 10 or more without decimals, one in millions in four digits: it is an average, and more digits would
/// say more than it knows.
fn signed(pace: Decimal, unit: &str) -> String {
    let shown = gap(rounded(pace.abs()), unit);
    if pace.is_zero() {
        return shown;
    }
    if pace.is_sign_negative() { format!("−{shown}") } else { format!("+{shown}") }
}

fn rounded(value: Decimal) -> Decimal {
    match value.abs() {
        many if many >= Decimal::ONE_THOUSAND * Decimal::ONE_THOUSAND => value.round_sf(4).unwrap_or(value),
        some if some >= Decimal::TEN => value.round(),
        _ => value,
    }
}

fn measured_words(progress: &Progress, entry: &Entry<'_>) -> String {
    // Neither nothing nor a sign says what is measured.
    if progress.unit.is_empty() || is_sign(&progress.unit) {
        return entry.pledge.title.to_string();
    }
    capitalised(&progress.unit)
}

fn needed_words(progress: &Progress) -> Option<String> {
    progress.pace_needed.map(|needed| {
        format!("Pace needed from the latest figure on: {} a year.", signed(needed, &progress.unit))
    })
}

fn chart(briefing: &Briefing<'_>, entry: &Entry<'_>, progress: &Progress) -> Option<target::Progress> {
    let end = entry.assessment.deadline.as_ref()?.window.last;
    let begun = progress.baseline_in?;
    let since = entry.measured.iter().filter(|(on, _)| on.last > begun.last).copied();
    Some(target::Progress {
        indicator: measured_words(progress, entry),
        unit: progress.unit.to_string(),
        baseline: (begun, progress.baseline?),
        target: (end, progress.target),
        observed: since.collect(),
        as_of: briefing.report.as_of,
        needed: needed_words(progress).filter(|_| entry.assessment.status == Status::Pending),
    })
}
