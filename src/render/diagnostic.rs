//! Diagnostics as a person reads them: the place, the line itself, a caret under the fault, and what to type instead.
//!
//! Only the lines that matter are handed to the renderer, and of long lines only a window: a file of a hundred
//! megabytes costs no more than a short one.

use super::visible::is_hazard;
use super::{Screen, visible_line};
use crate::diagnostic::{Diagnostic, FileId, Level, Line, Sources};
use annotate_snippets::{AnnotationKind, Group, Origin, Renderer, Snippet};
use std::ops::Range;

/// Characters of a line that are handed to the renderer on each side of the fault; it shows what fits the screen.
const SIDE: usize = 2_000;

/// One diagnostic as text that ends with a line break.
pub(super) fn diagnostic(diagnostic: &Diagnostic, sources: &Sources, screen: Screen) -> String {
    let level = match diagnostic.level {
        Level::Error => annotate_snippets::Level::ERROR,
        Level::Warning => annotate_snippets::Level::WARNING,
    };
    let title = level.primary_title(visible_line(&diagnostic.message)).id(diagnostic.code);
    let mut group = Group::with_title(title);
    if let Some(place) = diagnostic.place {
        group =
            with_line(group, sources, place.file, &span_of(diagnostic, sources), AnnotationKind::Primary, "");
    }
    for (file, span, label) in &diagnostic.related {
        group = with_line(group, sources, *file, span, AnnotationKind::Primary, label);
    }
    if let Some(help) = &diagnostic.help {
        group = group.element(annotate_snippets::Level::HELP.message(visible_line(help)));
    }
    let renderer = if screen.colour { Renderer::styled() } else { Renderer::plain() };
    // In the log of a CI service `##[` would begin a command, wherever it stands in a line.
    let mut text = renderer.term_width(screen.width).render(&[group]).replace("##[", "## [");
    text.push_str("\n\n");
    text
}

/// The bytes of the fault; where only its place is known, the rest of the word that stands there.
fn span_of(diagnostic: &Diagnostic, sources: &Sources) -> Range<usize> {
    if !diagnostic.span.is_empty() {
        return diagnostic.span.clone();
    }
    let word = diagnostic.place.and_then(|place| {
        let line = sources.get(place.file)?.line(place.line)?;
        let column = usize::try_from(place.column).ok()?.saturating_sub(1);
        let within = line.text.char_indices().nth(column).map_or(line.text.len(), |(at, _)| at);
        let word = line.text[within..].find(char::is_whitespace).unwrap_or(line.text.len() - within);
        Some(line.start + within..line.start + within + word)
    });
    word.unwrap_or(diagnostic.span.clone())
}

fn with_line<'a>(
    group: Group<'a>,
    sources: &'a Sources,
    file: FileId,
    span: &Range<usize>,
    kind: AnnotationKind,
    label: &'a str,
) -> Group<'a> {
    let Some(source) = sources.get(file) else { return group };
    let (line, column) = source.position(span.start);
    let path = visible_line(&source.path);
    let (line, column) = (line as usize, column as usize);
    let origin = Origin::path(path.clone()).line(line).char_column(column);
    // A binary document has no text, and so no line to show.
    let Some(text) = source.line_at(span.start).filter(|_| !source.text.is_empty()) else {
        return group.element(origin);
    };
    let shown = Shown::of(text, span);
    let mut annotation = kind.span(shown.marked);
    if !label.is_empty() {
        annotation = annotation.label(visible_line(label));
    }
    let snippet = Snippet::source(shown.line).line_start(line).annotation(annotation);
    // The renderer counts columns in what it is given, so of a line that is cut the true column is told beside it.
    if shown.is_cut { group.element(origin).element(snippet) } else { group.element(snippet.path(path)) }
}

/// The part of a line that is shown, and the bytes of it that are marked.
struct Shown {
    line: String,
    marked: Range<usize>,
    is_cut: bool,
}

impl Shown {
    fn of(line: Line<'_>, span: &Range<usize>) -> Self {
        let text = line.text;
        let within = |at: usize| at.saturating_sub(line.start).min(text.len());
        let start = floor_boundary(text, within(span.start));
        let end = floor_boundary(text, within(span.end).max(start));
        let before = &text[..start];
        let cut = before.char_indices().rev().nth(SIDE).map_or(0, |(at, _)| at);
        let mut line = one_for_one(&before[cut..], usize::MAX);
        let from = line.len();
        line.push_str(&one_for_one(&text[start..end], SIDE));
        let to = line.len();
        line.push_str(&one_for_one(text[end..].trim_end_matches('\r'), SIDE));
        Self { line, marked: from..to, is_cut: cut > 0 }
    }
}

/// At most `most` characters, each hazard replaced by one other character, so that columns stay what they are. Tabs,
/// control characters and bidirectional marks are shown by the renderer itself, in the same way.
fn one_for_one(text: &str, most: usize) -> String {
    text.chars()
        .take(most)
        .map(|c| if c != '\t' && is_hazard(c) && !c.is_ascii() { '\u{fffd}' } else { c })
        .collect()
}

fn floor_boundary(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{Place, SourceFile};

    fn shown(text: &str, span: Range<usize>) -> String {
        let sources = Sources { files: vec![SourceFile::new("pledges.toml".into(), text.into())] };
        let (line, column) = sources.files[0].position(span.start);
        let fault = Diagnostic {
            code: "unknown-key",
            level: Level::Error,
            message: "`titel` is no key of a pledge".into(),
            place: Some(Place { file: FileId(0), line, column }),
            span,
            help: Some("did you mean `title`?".into()),
            related: Vec::new(),
            counted: Vec::new(),
        };
        diagnostic(&fault, &sources, Screen::PIPE)
    }

    #[test]
    fn the_line_the_caret_and_the_help_are_shown() {
        let text = "[[pledge]]\r\nid = \"a\"\r\ntitel = \"x\"\r\n";
        assert_eq!(
            shown(text, 22..27),
            "error[unknown-key]: `titel` is no key of a pledge\n --> pledges.toml:3:1\n  |\n3 | titel = \"x\"\n  | \
             ^^^^^\n  |\n  = help: did you mean `title`?\n\n"
        );
    }

    #[test]
    fn a_long_line_is_cut_and_a_hostile_one_is_harmless() {
        let text = format!("{}FAULT{}", "a".repeat(1_000_000), "b".repeat(1_000_000));
        let out = shown(&text, 1_000_000..1_000_005);
        assert!(
            out.contains("pledges.toml:1:1000001") && out.contains("FAULT") && out.len() < 2_000,
            "{out}"
        );
        let out = shown("x = \"\u{1b}[2J\u{202e}\"", 4..8);
        assert!(out.contains('␛') && out.contains('\u{fffd}') && !out.contains('\u{1b}'), "{out}");
    }

    #[test]
    fn odd_spans_do_no_harm() {
        for span in [0..0, 3..900, 900..901, 1..2, 7..7] {
            assert!(shown("é = “x”\ny", span).contains("pledges.toml:"));
        }
        assert!(shown("", 0..0).contains("pledges.toml:1:1"));
    }
}
