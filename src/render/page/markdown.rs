//! A page as Markdown: CommonMark with the tables and footnotes that GitHub and Pandoc read alike.
//!
//! Everything quoted is escaped, so that no source's text becomes markup. Drawings are given by their words.

use std::fmt::Write;
use std::io;

use super::{Block, Inline, Line, Page, Paper, Table, Words};

/// What a contents list says: level, anchor, words.
type Contents<'a> = [(u8, &'a str, &'a Words)];

/// Writes the paper, block by block; ends with a line break.
///
/// # Errors
/// When writing fails.
pub fn write(paper: &Paper<'_>, out: &mut dyn io::Write) -> io::Result<()> {
    let contents = paper.contents();
    // What is held back: the last line breaks of all are not written.
    let mut held = head(&paper.front);
    let notes = paper.each_block(|block| {
        one(&mut held, &contents, block);
        let ready = held.trim_end().len();
        out.write_all(&held.as_bytes()[..ready])?;
        held.drain(..ready);
        Ok::<(), io::Error>(())
    })?;
    push_notes(&mut held, &notes);
    writeln!(out, "{}", held.trim_end())
}

/// The page as text; ends with a line break.
#[must_use]
pub fn render(page: &Page) -> String {
    let mut out = head(page);
    blocks(&mut out, &page.contents(), &page.blocks);
    push_notes(&mut out, page.notes());
    out.truncate(out.trim_end().len());
    out.push('\n');
    out
}

/// Blocks that stand apart from the page they belong to, such as those behind a fold.
#[must_use]
pub fn render_blocks(page: &Page, list: &[Block]) -> String {
    let mut out = String::new();
    blocks(&mut out, &page.contents(), list);
    out
}

fn head(page: &Page) -> String {
    format!("# {}\n\n{}\n\n", escaped(page.title.as_str()), escaped(page.subtitle.as_str()))
}

fn push_notes(out: &mut String, notes: &[Line]) {
    if !notes.is_empty() {
        out.push_str("## Notes\n\n");
    }
    for (at, note) in notes.iter().enumerate() {
        let _ = writeln!(out, "[^{}]: {}", at + 1, line(note));
    }
}

fn blocks(out: &mut String, contents: &Contents<'_>, list: &[Block]) {
    for block in list {
        one(out, contents, block);
    }
}

fn one(out: &mut String, contents: &Contents<'_>, block: &Block) {
    match block {
        Block::Heading { level, words, .. } => {
            let marks = "#".repeat(usize::from(*level) + 1);
            let _ = write!(out, "{marks} {}\n\n", escaped(words.as_str()));
        }
        Block::Paragraph(words) | Block::Aside(words) | Block::Lead(words) => paragraph(out, words),
        Block::Quotation { words, from } => {
            for words in words {
                let _ = write!(out, "> {}\n>\n", paragraph_start(&line(words)));
            }
            let _ = write!(out, "> — {}\n\n", line(from));
        }
        Block::List(items) => {
            for item in items {
                let _ = writeln!(out, "- {}", paragraph_start(&line(item)));
            }
            out.push('\n');
        }
        Block::Table(shown) => table(out, shown),
        Block::Figure(figure) => {
            let caption = escaped(figure.caption.as_str());
            let _ = write!(out, "*{caption}.* {}\n\n", escaped(figure.drawing.description.as_str()));
        }
        Block::Command(words) => {
            let _ = write!(out, "{}\n\n", fenced(words.as_str()));
        }
        Block::Contents => {
            out.push_str("## Contents\n\n");
            for (level, _, words) in contents {
                let indent = "  ".repeat(usize::from(*level) - 1);
                let _ = writeln!(out, "{indent}- {}", paragraph_start(&escaped(words.as_str())));
            }
            out.push('\n');
        }
        Block::Entry(entry) => {
            if entry.begins_page {
                out.push_str("---\n\n");
            }
            blocks(out, contents, &entry.blocks);
        }
    }
}

fn paragraph(out: &mut String, words: &Line) {
    let _ = write!(out, "{}\n\n", paragraph_start(&line(words)));
}

fn table(out: &mut String, table: &Table) {
    let head: Vec<String> = table.head.iter().map(|cell| escaped(cell.as_str())).collect();
    let rule = vec!["---"; table.head.len()].join(" | ");
    let _ = write!(out, "*{}*\n\n| {} |\n| {rule} |\n", escaped(table.caption.as_str()), head.join(" | "));
    for row in &table.rows {
        let cells: Vec<String> = row.iter().map(cell).collect();
        let _ = writeln!(out, "| {} |", cells.join(" | "));
    }
    out.push('\n');
}

fn line(words: &Line) -> String {
    words.iter().map(run).collect()
}

/// A cell of a table ends at a `|`, in code too. Elsewhere a backslash in code would be read as one.
fn cell(words: &Line) -> String {
    let in_cell = |inline: &Inline| {
        let shown = run(inline);
        if matches!(inline, Inline::Code(_)) { shown.replace('|', "\\|") } else { shown }
    };
    words.iter().map(in_cell).collect()
}

fn run(inline: &Inline) -> String {
    match inline {
        Inline::Text(words) => escaped(words.as_str()),
        Inline::Strong(words) => marked("**", words.as_str()),
        Inline::Emphasis(words) => marked("*", words.as_str()),
        Inline::Removed(words) => marked("~~", words.as_str()),
        // Markdown has no underlining; bold is what remains beside the struck words.
        Inline::Added(words) => marked("**", words.as_str()),
        Inline::Code(words) => code(words.as_str()),
        Inline::Link { words, to } if to.starts_with('#') => escaped(words.as_str()),
        Inline::Link { words, to } => format!("[{}](<{}>)", escaped(words.as_str()), to.replace('|', "\\|")),
        Inline::Note(number) => format!("[^{number}]"),
    }
}

/// Emphasis binds only to words, so the spaces around stay outside.
fn marked(mark: &str, text: &str) -> String {
    let trimmed = text.trim();
    if trimmed.is_empty() {
        return text.to_owned();
    }
    let before = &text[..text.len() - text.trim_start().len()];
    let after = &text[text.trim_end().len()..];
    format!("{before}{mark}{}{mark}{after}", escaped(trimmed))
}

/// What keeps GitHub from writing to whoever has the name after an `@`, and into the issue with a number: an empty comment,
/// which no reader sees. A backslash does not keep it.
const NO_MENTION: &str = "<!-- -->";

/// Backslashes before every character that Markdown, its tables or HTML inside it could take for markup. The `@` of an
/// address is none.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 8);
    let mut in_word = false;
    for (at, c) in text.char_indices() {
        if c.is_ascii_digit() && names_issue(&text[..at]) {
            out.push_str(NO_MENTION);
        }
        if matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '~' | '$' | '^') {
            out.push('\\');
        }
        if c == '&' {
            out.push_str("&amp;");
        } else {
            out.push(c);
        }
        if c == '@' && !in_word {
            out.push_str(NO_MENTION);
        }
        in_word = c.is_alphanumeric();
    }
    out
}

/// Whether what ends here is an issue of GitHub's with the number that follows: `#12`, `owner/name#12`, `GH-12`.
fn names_issue(until: &str) -> bool {
    let word = until.strip_suffix('-').and_then(|head| head.rsplit(|c: char| !c.is_alphanumeric()).next());
    until.ends_with('#') || word.is_some_and(|word| word.eq_ignore_ascii_case("gh"))
}

/// At the start of a line, `#`, `-`, `+`, `=`, `:` and `1.` are markup too, and four spaces are code.
fn paragraph_start(text: &str) -> String {
    let text = text.trim_start();
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    if text.starts_with(['#', '-', '+', '=', ':']) {
        return format!("\\{text}");
    }
    match text[digits..].chars().next() {
        Some('.' | ')') if digits > 0 => format!("{}\\{}", &text[..digits], &text[digits..]),
        _ => text.to_owned(),
    }
}

/// A code span with a fence longer than any inside.
fn code(text: &str) -> String {
    let fence = "`".repeat(longest_fence(text) + 1);
    let pad = if text.starts_with('`') || text.ends_with('`') { " " } else { "" };
    format!("{fence}{pad}{text}{pad}{fence}")
}

fn fenced(text: &str) -> String {
    let fence = "`".repeat(longest_fence(text).max(2) + 1);
    format!("{fence}\n{text}\n{fence}")
}

fn longest_fence(text: &str) -> usize {
    text.split(|c| c != '`').map(str::len).max().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::page::Words;

    #[test]
    fn what_sources_wrote_never_becomes_markup() {
        let cases = [
            ("<script>alert(1)</script>", "\\<script\\>alert(1)\\</script\\>"),
            ("[x](javascript:y)", "\\[x\\](javascript:y)"),
            ("a | b", "a \\| b"),
            ("1. one", "1\\. one"),
            ("- item", "\\- item"),
            ("# head", "\\# head"),
            ("AT&amp;T", "AT&amp;amp;T"),
            ("$x$ ~~y~~ `z`", "\\$x\\$ \\~\\~y\\~\\~ \\`z\\`"),
            ("@dfe, a@b.uk", "@<!-- -->dfe, a@b.uk"),
            ("#12, dfe/send#3 and GH-4", "\\#<!-- -->12, dfe/send#<!-- -->3 and GH-<!-- -->4"),
            ("high-5 # 6", "high-5 # 6"),
            ("6,500 teachers", "6,500 teachers"),
        ];
        for (text, expected) in cases {
            assert_eq!(paragraph_start(&line(&vec![Inline::text(text)])), expected);
        }
    }

    #[test]
    fn emphasis_leaves_spaces_outside_and_code_outgrows_its_content() {
        let struck = vec![Inline::Removed(Words::new("in key subjects ")), Inline::text("now")];
        assert_eq!(line(&struck), "~~in key subjects~~ now");
        assert_eq!(code("a``b"), "```a``b```");
        let command = vec![Inline::code("kept status --topic 'a|b'"), Inline::text(" a|b")];
        assert_eq!(line(&command), "`kept status --topic 'a|b'` a\\|b");
        assert_eq!(cell(&command), "`kept status --topic 'a\\|b'` a\\|b");
        assert_eq!(cell(&vec![Inline::link("a|b", "https://a.uk/?a|b")]), "[a\\|b](<https://a.uk/?a\\|b>)");
        assert_eq!(fenced("kept brief"), "```\nkept brief\n```");
    }
}
