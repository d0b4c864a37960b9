//! A page as plain text for a terminal: headings stand out by blank lines and weight, lists hang, notes are numbered.
//!
//! It lays out words that are harmless already; it must not know what they say.

use super::{Block, Inline, Line, Paper, Table, Words};
use crate::render::Screen;
use crate::render::paint;
use crate::render::wrap::push_wrapped;
use comfy_table::{ContentArrangement, LineStyle, TableStyle};
use std::io;

/// Text is easier to read in lines that are not as wide as a wide screen.
const WIDEST: usize = 100;

/// Blanks before everything that is no heading.
const INDENT: &str = "  ";

/// What a contents list says: level, anchor, words.
type Contents<'a> = [(u8, &'a str, &'a Words)];

/// Writes the paper, block by block; ends with a line break.
///
/// # Errors
/// When writing fails.
pub fn write(paper: &Paper<'_>, screen: Screen, out: &mut dyn io::Write) -> io::Result<()> {
    let width = screen.width.min(WIDEST);
    let contents = paper.contents();
    let mut laid_out = String::new();
    push_wrapped(&mut laid_out, &paint::bold(paper.front.title.as_str()), width, "", "");
    push_wrapped(&mut laid_out, paper.front.subtitle.as_str(), width, "", "");
    let notes = paper.each_block(|block| {
        one(&mut laid_out, &contents, block, width);
        out.write_all(paint::finished(&laid_out, screen.colour).as_bytes())?;
        laid_out.clear();
        Ok::<(), io::Error>(())
    })?;
    if !notes.is_empty() {
        head(&mut laid_out, "Sources", width);
    }
    for (at, note) in notes.iter().enumerate() {
        let mark = format!("{INDENT}[{}] ", at + 1);
        push_wrapped(&mut laid_out, &line(note), width, &mark, &" ".repeat(mark.len()));
    }
    out.write_all(paint::finished(&laid_out, screen.colour).as_bytes())
}

fn one(out: &mut String, contents: &Contents<'_>, block: &Block, width: usize) {
    match block {
        Block::Heading { level: 1, words, .. } => {
            out.push_str(&format!("\n{}\n", "─".repeat(width)));
            push_wrapped(out, &paint::bold(words.as_str()), width, "", "");
        }
        Block::Heading { words, .. } => head(out, words.as_str(), width),
        Block::Paragraph(words) | Block::Lead(words) | Block::Aside(words) => {
            push_wrapped(out, &line(words), width, INDENT, INDENT);
        }
        Block::Quotation { words, from } => {
            for words in words {
                push_wrapped(out, &line(words), width, "    ", "    ");
            }
            push_wrapped(out, &line(from), width, "    — ", "      ");
        }
        Block::List(items) => {
            for item in items {
                push_wrapped(out, &line(item), width, "  - ", "    ");
            }
        }
        Block::Table(shown) => table(out, shown, width),
        Block::Figure(figure) => {
            let words = format!("{}: {}", figure.caption, figure.drawing.description);
            push_wrapped(out, &words, width, INDENT, INDENT);
        }
        Block::Command(words) => out.push_str(&format!("\n      {words}\n")),
        Block::Contents => {
            head(out, "Contents", width);
            for (level, _, words) in contents {
                let indent = INDENT.repeat(usize::from(*level));
                push_wrapped(out, words.as_str(), width, &indent, &indent);
            }
        }
        Block::Entry(entry) => entry.blocks.iter().for_each(|inner| one(out, contents, inner, width)),
    }
}

fn head(out: &mut String, words: &str, width: usize) {
    out.push('\n');
    push_wrapped(out, &paint::bold(words), width, "", "");
}

fn table(out: &mut String, shown: &Table, width: usize) {
    let rule = LineStyle::none().fill('─').junction('─');
    let mut table = comfy_table::Table::new();
    table
        .load_style(TableStyle::new().header_separator(rule))
        .set_content_arrangement(ContentArrangement::Dynamic)
        .set_width(u16::try_from(width).unwrap_or(u16::MAX))
        .set_header(shown.head.iter().map(|cell| paint::bold(cell.as_str())));
    for row in &shown.rows {
        table.add_row(row.iter().map(line));
    }
    push_wrapped(out, shown.caption.as_str(), width, INDENT, INDENT);
    for each in table.lines() {
        out.push_str(each.trim_end());
        out.push('\n');
    }
}

fn line(words: &Line) -> String {
    words.iter().map(inline).collect()
}

fn inline(run: &Inline) -> String {
    match run {
        Inline::Text(words) | Inline::Code(words) | Inline::Emphasis(words) => words.as_str().to_owned(),
        Inline::Strong(words) => paint::bold(words.as_str()),
        Inline::Removed(words) => format!("[-{words}-]"),
        Inline::Added(words) => format!("[+{words}+]"),
        Inline::Link { words, to } if to.starts_with('#') || words.as_str() == to => {
            words.as_str().to_owned()
        }
        Inline::Link { words, to } => format!("{words} <{to}>"),
        Inline::Note(number) => format!(" [{number}]"),
    }
}
