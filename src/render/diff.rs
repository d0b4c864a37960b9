//! What changed, for people and for machines: text, Markdown short enough for a comment, and JSON. What all pledges are read by
//! comes first, then new lapses.
//!
//! It tells what two reports say; nothing is compared or assessed here.

mod json;

pub use json::json;

use super::explain::{act_or_figure, when_words};
use super::page::{self, Block, Inline, Line, Page};
use crate::assessment::{Assessment, Flag, TermsChange};
use crate::date::{long, window_in_days};
use crate::model::{Change, Status};
use crate::quantity::{grouped, with_unit};
use crate::report::briefing::sentence;
use crate::report::difference::{Changed, Difference, Edit, Fact, Kind, Side, saying_of};
use crate::report::{Report, full_reason, pledges, reading_words, status_by_whose_word};
use std::fmt::Write;

/// The difference as a page; `from` and `to` name its sides as people call them.
#[must_use]
pub fn page(difference: &Difference<'_>, from: &str, to: &str) -> Page {
    let mut page = head(difference, from, to);
    for changed in &difference.changes {
        push_changed(&mut page.blocks, changed);
    }
    page
}

/// The difference as Markdown for a comment: status moves in full, everything else behind a fold.
#[must_use]
pub fn markdown(difference: &Difference<'_>, from: &str, to: &str) -> String {
    let mut page = head(difference, from, to);
    let (moves, others): (Vec<_>, Vec<_>) =
        difference.changes.iter().partition(|changed| changed.kind < Kind::Changed);
    for changed in moves {
        push_changed(&mut page.blocks, changed);
    }
    let mut text = page::markdown::render(&page);
    if !others.is_empty() {
        let mut folded = Vec::new();
        for changed in &others {
            push_changed(&mut folded, changed);
        }
        let count = pledges(others.len());
        let inside = page::markdown::render_blocks(&page, &folded);
        // Writing to a String cannot fail. The blank line lets Markdown be read inside the fold.
        let _ = write!(
            text,
            "\n<details><summary>{count} with other changes</summary>\n\n{}\n\n</details>\n",
            inside.trim_end()
        );
    }
    text
}

fn head(difference: &Difference<'_>, from: &str, to: &str) -> Page {
    let after = difference.after;
    let title = format!("What changed: {}", after.register.title);
    let reading = reading_words(after.mode).map(|words| format!("; {words}")).unwrap_or_default();
    let subtitle = format!("from {from} to {to}{reading}");
    let mut page = Page::new(&title, &subtitle, "kept", "What changed between two reports", after.as_of);
    page.blocks.push(Block::Lead(vec![Inline::text(&counts(difference))]));
    let line = |name: &str, report: &Report<'_>| {
        vec![Inline::text(&format!(
            "{name}: {}: {}.",
            pledges(report.summary.counts.total()),
            report.summary.in_words()
        ))]
    };
    page.blocks.push(Block::List(vec![line("Before", difference.before), line("After", after)]));
    // What every pledge is read by comes before what became of any.
    if !difference.settings.is_empty() {
        let words = "The register itself".into();
        page.blocks.push(Block::Heading { level: 2, anchor: "the-register-itself".to_owned(), words });
        let lines = difference.settings.iter().map(|edit| vec![Inline::text(&edit_words(edit))]);
        page.blocks.push(Block::List(lines.collect()));
    }
    page
}

fn counts(difference: &Difference<'_>) -> String {
    let settings = match difference.settings.len() {
        0 => None,
        1 => Some("1 change of the register itself".to_owned()),
        count => Some(format!("{count} changes of the register itself")),
    };
    let of_pledges = [
        (Kind::Lapsed, "newly lapsed"),
        (Kind::Moved, "with another change of status"),
        (Kind::Added, "added"),
        (Kind::Removed, "removed"),
        (Kind::Changed, "with other changes"),
    ]
    .into_iter()
    .map(|(kind, words)| (difference.count(kind), words))
    .filter(|(count, _)| *count > 0)
    .map(|(count, words)| format!("{} {words}", pledges(count)));
    let parts: Vec<String> = settings.into_iter().chain(of_pledges).collect();
    if parts.is_empty() { "Nothing changed.".to_owned() } else { format!("{}.", parts.join(", ")) }
}

fn push_changed(blocks: &mut Vec<Block>, changed: &Changed<'_>) {
    let Some(side) = changed.side() else { return };
    let id = side.pledge.id.as_str();
    blocks.push(Block::Heading { level: 2, anchor: id.to_owned(), words: (*side.pledge.title).into() });
    let mut lead = vec![Inline::code(id), Inline::text(": ")];
    lead.extend(movement(changed));
    blocks.push(Block::Lead(lead));
    let mut lines: Vec<Line> = Vec::new();
    let needs_a_reason = |after: &Side<'_>| {
        let waits = changed.kind == Kind::Added && after.assessment.status == Status::Pending;
        changed.kind != Kind::Changed && !waits
    };
    if let Some(after) = changed.after.filter(needs_a_reason) {
        lines.push(plain(decisive(after)));
    }
    if let (Some(before), Some(after), true) = (changed.before, changed.after, changed.deadline_differs()) {
        lines.push(plain(format!("Deadline: {}; before: {}.", deadline(after), deadline(before))));
    }
    // What a new saying says is told with what it changes.
    let of_new = |edit: &&Edit| changed.sayings.iter().any(|saying| says(edit, saying));
    let edits = changed.edits.iter().filter(|edit| !of_new(edit));
    lines.extend(edits.map(|edit| plain(edit_words(edit))));
    lines.extend(changed.sayings.iter().map(|saying| new_saying(changed, saying)));
    lines.extend(evidence(changed, &side));
    lines.extend(flags(changed, &side));
    if !lines.is_empty() {
        blocks.push(Block::List(lines));
    }
}

fn plain(words: String) -> Line {
    vec![Inline::text(&words)]
}

/// A saying that is new, with what it changes and what it says.
fn new_saying(changed: &Changed<'_>, saying: &TermsChange) -> Line {
    let corrected = saying.correction.then_some("corrected");
    let words: Vec<&str> =
        corrected.into_iter().chain(saying.changes.iter().copied().map(Change::word)).collect();
    let words = match (words.is_empty(), saying.asks_the_same) {
        (true, true) => "terms unchanged".to_owned(),
        (true, false) => "other terms".to_owned(),
        (false, _) => words.join(", "),
    };
    let on = window_in_days(saying.on.full_window());
    let new = changed.edits.iter().find(|edit| says(edit, saying));
    let said = new.and_then(|edit| edit.after.as_ref()).map(|said| format!(" ({said})"));
    plain(format!("Saying of {on}: {words}{}.", said.unwrap_or_default()))
}

/// The evidence that is new, that was edited and that is gone.
fn evidence(changed: &Changed<'_>, side: &Side<'_>) -> Vec<Line> {
    let unit = side.assessment.progress.as_ref().map_or("", |progress| &*progress.unit);
    let (again, new): (Vec<_>, Vec<_>) = changed.evidence_added.iter().partition(|fact| fact.is_repeated());
    let new = new.into_iter().map(|fact| format!("New evidence: {}", fact_words(fact, unit)));
    let of_a_record = again.chunk_by(|one, other| std::ptr::eq(one.record, other.record));
    let again = of_a_record.filter_map(|facts| {
        let figures = with_unit(facts.len().into(), "figures");
        Some(format!("Published again, unchanged: {figures} ({}).", whence(facts.first()?)))
    });
    let edited = changed.evidence_edited.iter().map(|(before, after)| {
        let edits: Vec<String> = after.edits_since(before).iter().map(edit_words).collect();
        format!("Evidence edited: {} {}", fact_words(after, unit), edits.join(" "))
    });
    let removed = changed.evidence_removed.iter();
    let removed = removed.map(|fact| format!("No longer there: {}", fact_words(fact, unit)));
    new.chain(again).chain(edited).chain(removed).map(plain).collect()
}

/// The flags that were raised and dropped. A new flag says what it says of this pledge; one that is gone has nothing left to
/// say.
fn flags(changed: &Changed<'_>, side: &Side<'_>) -> impl Iterator<Item = Line> {
    let raised =
        side.assessment.flags.iter().filter(|raised| changed.flags_raised.contains(&raised.flag.code()));
    let raised: Vec<&str> = raised.map(|raised| raised.words.as_str()).collect();
    let dropped = changed.flags_dropped.iter().map(|code| Flag::from_code(code).map_or(*code, Flag::words));
    let dropped: Vec<&str> = dropped.collect();
    let told = [("raised", raised), ("dropped", dropped)].into_iter();
    told.filter(|(_, words)| !words.is_empty())
        .map(|(what, words)| plain(format!("Flags {what}: {}.", words.join("; "))))
}

/// Whether an edit is the whole of a saying that is new.
fn says(edit: &Edit, saying: &TermsChange) -> bool {
    edit.before.is_none() && edit.what == saying_of(&saying.on)
}

/// `Test: “…”; before: “…”.`
fn edit_words(edit: &Edit) -> String {
    let side = |value: &Option<String>| {
        value.as_ref().map_or_else(|| "nothing".to_owned(), |value| format!("“{value}”"))
    };
    sentence(&format!("{}: {}; before: {}.", edit.what, side(&edit.after), side(&edit.before)))
}

fn movement(changed: &Changed<'_>) -> Line {
    let status =
        |side: Side<'_>| format!("{} ({})", status_by_whose_word(side.assessment), side.assessment.rule);
    match (changed.before, changed.after) {
        (Some(before), Some(after)) if changed.kind == Kind::Changed => {
            let words = if before.assessment.rule == after.assessment.rule {
                format!("still {}.", status(after))
            } else {
                format!("still {}, now by the rule {}.", status(before), after.assessment.rule)
            };
            vec![Inline::text(&words)]
        }
        (Some(before), Some(after)) => {
            vec![Inline::strong(&status(after)), Inline::text(&format!(", was {}.", status(before)))]
        }
        (None, Some(after)) => {
            vec![Inline::text("added; "), Inline::strong(&status(after)), Inline::text(".")]
        }
        (Some(before), None) => vec![Inline::text(&format!("no longer there; was {}.", status(before)))],
        (None, None) => Vec::new(),
    }
}

/// Who overruled and why, and what the engine says itself.
fn ruled(assessment: &Assessment) -> Option<String> {
    assessment.overridden.is_some().then(|| full_reason(assessment).into_owned())
}

/// The decisive finding's sentence; where a person overruled, their words.
fn decisive(side: Side<'_>) -> String {
    if let Some(ruled) = ruled(side.assessment) {
        return ruled;
    }
    let finding = side.assessment.findings.iter().find(|finding| finding.decisive);
    finding.map_or_else(|| side.assessment.reason.clone(), |finding| finding.sentence.clone())
}

fn deadline(side: Side<'_>) -> String {
    side.assessment.deadline.as_ref().map_or_else(|| "none given".to_owned(), |due| long(due.window.last))
}

/// `5 June 2025: 468,258 FTE teachers (School workforce in England, Department for Education, published …), counted.`
fn fact_words(fact: &Fact<'_>, unit: &str) -> String {
    let what = act_or_figure(fact.record, fact.used.item, unit).unwrap_or_default();
    let counted = if fact.used.counted { "counted" } else { "not counted" };
    let before = fact
        .before
        .filter(|_| fact.used.counted)
        .map(|number| format!("; before: {}", grouped(number)))
        .unwrap_or_default();
    format!("{}: {what} ({}), {counted}{before}.", when_words(fact.record, &fact.used), whence(fact))
}

/// `School workforce in England, Department for Education, published 5 June 2025`
fn whence(fact: &Fact<'_>) -> String {
    let published = window_in_days(fact.record.published_on.full_window());
    format!("{}, {}published {published}", fact.record.title, fact.record.publisher_and())
}
