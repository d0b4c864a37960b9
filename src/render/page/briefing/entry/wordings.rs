//! The goalposts as a table: each wording, what changed in it, and what had to be done by when from then on.
//!
//! It marks what moved; whether that matters is for the reader.

use crate::assessment::Verdict;
use crate::language::alignment::Piece;
use crate::render::chart::wording::compared;
use crate::render::page::briefing::entry::UNCHECKED;
use crate::render::page::briefing::sources;
use crate::render::page::{Block, Inline, Line, Notes, Table, Words};
use crate::report::briefing::{Briefing, Entry, Wording, sentence, verdict_words};

/// The goalposts: each wording, what was struck and added in it, and what had to be done by when from then on.
pub(super) fn blocks(notes: &mut Notes, briefing: &Briefing<'_>, entry: &Entry<'_>) -> Vec<Block> {
    let mut before: Option<&str> = None;
    let (mut due, mut asked) = ("", "");
    let mut rows = Vec::new();
    let mut marked = false;
    let quoted = entry.wordings.iter().filter(|wording| wording.quote.is_some()).count();
    for wording in &entry.wordings {
        let repeats = quoted == 1 && wording.quote == Some(&*entry.pledge.quote);
        let mut said = if repeats { as_quoted(wording) } else { words_of(wording, before) };
        marked |= said.iter().any(|run| matches!(run, Inline::Added(_) | Inline::Removed(_)));
        let register = briefing.report.register;
        said.extend(sources::of_source(notes, register, wording.source));
        if sources::is_unchecked(register, wording.source) {
            said.extend(unchecked(wording).map(Inline::text));
        }
        before = wording.quote.or(before);
        let change = match (wording.correction, wording.changes.is_empty()) {
            (true, _) => format!("corrected {}", wording.changes),
            (false, true) => String::new(),
            (false, false) => wording.changes.clone(),
        };
        rows.push(vec![
            vec![Inline::text(&wording.date)],
            said,
            vec![Inline::text(&what_moved(wording, &mut asked, &mut due))],
            vec![Inline::text(change.trim())],
        ]);
    }
    let assessment = entry.assessment;
    // Compared words need room; where there are none, what was asked for does.
    let widths = if marked { vec![31, 100, 46, 23] } else { vec![31, 89, 57, 23] };
    let mut out = vec![Block::Table(Table {
        caption: Words::new(&format!("Wordings of “{}”, by date", entry.pledge.title)),
        head: ["Date", "Words", "What, and by when", "Change"].map(Words::new).to_vec(),
        widths,
        rows,
    })];
    let mut line = Vec::new();
    if marked {
        line.extend([
            Inline::text("Words "),
            Inline::Added("marked so".into()),
            Inline::text(" were added, words "),
        ]);
        line.extend([
            Inline::Removed("struck through".into()),
            Inline::text(" were in the wording before. "),
        ]);
    }
    line.push(Inline::text(&verdicts(assessment.original, assessment.current)));
    out.push(Block::Aside(line));
    out
}

/// What is said of words that are quoted where no copy is stored.
fn unchecked(wording: &Wording<'_>) -> Option<&'static str> {
    match (wording.quote, wording.quotes_deadline) {
        (Some(_), _) => Some(UNCHECKED),
        (None, true) => Some(" (The words that give the deadline are quoted unchecked: no copy is stored.)"),
        (None, false) => None,
    }
}

fn verdicts(original: Verdict, current: Verdict) -> String {
    let (original, current) = (verdict_words(original), verdict_words(current));
    if original == current {
        return format!("On the original terms and on the terms in force it is {original}.");
    }
    format!("On the original terms it is {original}; on the terms in force it is {current}.")
}

/// What is asked and by when, or of these what the row above does not say: what moved is what the table is for.
fn what_moved<'a>(wording: &'a Wording<'_>, asked: &mut &'a str, due: &mut &'a str) -> String {
    let (target, deadline) = (wording.target.trim_end_matches('.'), wording.deadline.as_str());
    let words = match (*asked == target, *due == deadline) {
        (true, true) => "as before".to_owned(),
        (true, false) => deadline.to_owned(),
        (false, true) => target.to_owned(),
        (false, false) => format!("{target}; {deadline}"),
    };
    (*asked, *due) = (target, deadline);
    words
}

/// With no other wording to compare, the words that stand above are not printed twice.
fn as_quoted(wording: &Wording<'_>) -> Line {
    let note = wording.note.map(|note| format!(" {}", sentence(note))).unwrap_or_default();
    vec![Inline::text(&format!("The pledge, in the words quoted above.{note}"))]
}

fn words_of(wording: &Wording<'_>, before: Option<&str>) -> Line {
    let mut line = Vec::new();
    if let Some(quote) = wording.quote {
        line.push(Inline::text("“"));
        match before.and_then(|before| compared(before, quote)) {
            None => line.push(Inline::text(quote)),
            Some(pieces) => {
                for (at, piece) in pieces.iter().enumerate() {
                    if at > 0 {
                        line.push(Inline::text(" "));
                    }
                    line.push(match piece {
                        Piece::Same(words) => Inline::text(words),
                        Piece::Removed(words) => Inline::Removed(words.as_str().into()),
                        Piece::Added(words) => Inline::Added(words.as_str().into()),
                    });
                }
            }
        }
        line.push(Inline::text("”"));
    }
    if let Some(note) = wording.note {
        let gap = if wording.quote.is_some() { " " } else { "" };
        line.push(Inline::text(&format!("{gap}{}", sentence(note))));
    }
    if line.is_empty() {
        line.push(Inline::text("No words recorded."));
    }
    line
}
