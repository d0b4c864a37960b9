//! The goalpost card of one pledge: each wording by date, what was struck and added in it, what had to be done by when, and
//! the verdicts on both terms. For those who saw only the latest wording.
//!
//! It draws given wordings and verdicts; it judges no change.

use super::wording::compared;
use super::{Align, Drawing, Manner, Stroke, WIDTH, advance, text_width, wrapped};
use crate::language::alignment::Piece;
use crate::model::Register;
use crate::report::briefing::{Entry, Source, Wording, record_name, sentence, status_words, verdict_words};
use crate::report::{Report, full_reason, reading_words};

const EDGE: i32 = 150;
/// Columns: date, words, by when and how much.
const WORDS: i32 = 900;
const TERMS: i32 = 3500;
const SIZE: i32 = 90;
const LEADING: i32 = 125;
/// A card is to be taken in at a glance; of longer wordings the beginning is shown.
const MOST_LINES: usize = 12;

/// Draws the card.
#[must_use]
pub fn draw(entry: &Entry<'_>, report: &Report<'_>) -> Drawing {
    let mut drawing = Drawing::new(&format!("Goalposts: {}", entry.pledge.title), 0);
    let mut y = 260;
    y = block(&mut drawing, (EDGE, y), 150, Manner::Bold, &entry.pledge.title, WIDTH - 2 * EDGE);
    for (x, words) in
        [(EDGE, "Said on"), (WORDS, "In these words, or noted here"), (TERMS, "What, and by when")]
    {
        drawing.text((x, y + 60), 80, Align::Start, Manner::Bold, words);
    }
    y += 100;
    let mut before: Option<&str> = None;
    let mut told = Vec::new();
    for wording in &entry.wordings {
        drawing.path(&[(EDGE, y), (WIDTH - EDGE, y)], Stroke::Thin);
        y = row(&mut drawing, report.register, wording, before, y + 140);
        before = wording.quote.or(before);
        told.push(format!("{}: {}", wording.date, in_words(wording)));
    }
    drawing.path(&[(EDGE, y), (WIDTH - EDGE, y)], Stroke::Thick);
    let assessment = entry.assessment;
    let reading = reading_words(report.mode).map(|words| format!(" ({words})")).unwrap_or_default();
    let verdicts = [
        format!("On the original terms: {}.", verdict_words(assessment.original)),
        format!("On the terms in force: {}.", verdict_words(assessment.current)),
        format!(
            "Shown as {}{reading}. {}",
            status_words(report.register, assessment),
            sentence(&full_reason(assessment))
        ),
    ];
    y += 160;
    for verdict in &verdicts {
        y = block(&mut drawing, (EDGE, y), 95, Manner::Plain, verdict, WIDTH - 2 * EDGE) + 20;
    }
    drawing.text(
        (EDGE, y + 10),
        75,
        Align::Start,
        Manner::Plain,
        "Underlined: added. Struck through: in the wording before.",
    );
    drawing.height = y + 120;
    frame(&mut drawing);
    drawing.description = format!("{}. {}", told.join(". "), verdicts.join(" ")).as_str().into();
    drawing
}

fn frame(drawing: &mut Drawing) {
    let (right, bottom) = (WIDTH - 20, drawing.height - 20);
    drawing.path(&[(20, 20), (right, 20), (right, bottom), (20, bottom), (20, 20)], Stroke::Thin);
}

fn row(
    drawing: &mut Drawing,
    register: &Register,
    wording: &Wording<'_>,
    before: Option<&str>,
    top: i32,
) -> i32 {
    let date_end = block(drawing, (EDGE, top), SIZE, Manner::Bold, &wording.date, WORDS - EDGE - 60);
    let change = match (wording.correction, wording.changes.as_str()) {
        (true, _) => "corrected",
        (false, changes) => changes,
    };
    let change_end = block(drawing, (EDGE, date_end), 80, Manner::Plain, change, WORDS - EDGE - 60);
    let mut pieces = Vec::new();
    if let Some(quote) = wording.quote {
        pieces = before
            .and_then(|before| compared(before, quote))
            .unwrap_or_else(|| vec![Piece::Same(quote.to_owned())]);
    }
    let mut words_end = flowed(drawing, &pieces, (WORDS, top), TERMS - WORDS - 100);
    if let Some(note) = wording.note {
        words_end = block(drawing, (WORDS, words_end), 80, Manner::Plain, &noted(note), TERMS - WORDS - 100);
    }
    let source = source_words(register, wording);
    words_end = block(drawing, (WORDS, words_end), 75, Manner::Plain, &source, TERMS - WORDS - 100);
    let target_end = block(drawing, (TERMS, top), SIZE, Manner::Plain, &wording.target, WIDTH - TERMS - EDGE);
    let terms_end =
        block(drawing, (TERMS, target_end), SIZE, Manner::Bold, &wording.deadline, WIDTH - TERMS - EDGE);
    change_end.max(words_end).max(terms_end) + 10
}

fn source_words(register: &Register, wording: &Wording<'_>) -> String {
    let words = match wording.source {
        Source::Document(at) => register.documents.get(at).map(|document| {
            let record = document.record.and_then(|record| register.records.get(record));
            record.map_or_else(|| document.stem.clone(), record_name)
        }),
        Source::Named(title, _) => Some(title.to_owned()),
        Source::Unnamed => None,
    };
    words.map(|words| format!("Source: {words}")).unwrap_or_default()
}

fn in_words(wording: &Wording<'_>) -> String {
    let said = match (wording.quote, wording.note) {
        (Some(quote), _) => format!("“{}”", quote.trim_end_matches('.')),
        (None, Some(note)) => noted(note).trim_end_matches('.').to_owned(),
        (None, None) => "no words recorded".to_owned(),
    };
    let changes = if wording.changes.is_empty() { String::new() } else { format!(", {}", wording.changes) };
    format!("{said} ({}, {}{changes})", wording.target, wording.deadline)
}

/// What the register notes of a saying: no words of whoever spoke.
fn noted(note: &str) -> String {
    format!("Noted here: {}", sentence(note))
}

/// Words in one manner, broken into lines; the base line below the last.
fn block(drawing: &mut Drawing, at: (i32, i32), size: i32, manner: Manner, words: &str, width: i32) -> i32 {
    if words.is_empty() {
        return at.1;
    }
    let leading = size * LEADING / SIZE;
    let lines = wrapped(words, size, manner == Manner::Bold, width, 0);
    let shown = lines.len().min(MOST_LINES);
    for (line, words) in lines.iter().take(shown).enumerate() {
        let cut = if line + 1 == MOST_LINES && lines.len() > MOST_LINES { " …" } else { "" };
        let y = at.1 + leading * i32::try_from(line).unwrap_or(0);
        drawing.text((at.0, y), size, Align::Start, manner, &format!("{}{cut}", words.trim_end()));
    }
    at.1 + leading * i32::try_from(shown).unwrap_or(0)
}

/// Pieces of several manners in one running text.
fn flowed(drawing: &mut Drawing, pieces: &[Piece], at: (i32, i32), width: i32) -> i32 {
    if pieces.is_empty() {
        return at.1;
    }
    let space = advance(' ', SIZE, false);
    let (mut x, mut y, mut lines) = (0, at.1, 1);
    for piece in pieces {
        let manner = match piece {
            Piece::Same(_) => Manner::Plain,
            Piece::Removed(_) => Manner::Removed,
            Piece::Added(_) => Manner::Added,
        };
        for (line, words) in wrapped(piece.words(), SIZE, false, width, x).iter().enumerate() {
            if line > 0 {
                lines += 1;
                (x, y) = (0, y + LEADING);
            }
            if lines > MOST_LINES {
                drawing.text((at.0 + x, y), SIZE, Align::Start, Manner::Plain, "…");
                return y + LEADING;
            }
            let words = words.trim_end();
            if !words.is_empty() {
                drawing.text((at.0 + x, y), SIZE, Align::Start, manner, words);
                x += text_width(words, SIZE, false) + space;
            }
        }
    }
    y + LEADING
}
