//! A page as plain text for a terminal: headings stand out by blank lines and weight, lists hang, notes are numbered.
//!
//! It lays out words that are harmless already; it must not know what they say.

use super::{Block, Inline, Line, Page, Table};
use crate::render::Screen;
use crate::render::paint;
use crate::render::wrap::push_wrapped;
use comfy_table::{ContentArrangement, LineStyle, TableStyle};

/// Text is easier to read in lines that are not as wide as a wide screen.
const WIDEST: usize = 100;

/// Blanks before everything that is no heading.
const INDENT: &str = "  ";

/// Writes the page; ends with a line break.
#[must_use]
pub fn render(page: &Page, screen: Screen) -> String {
    let width = screen.width.min(WIDEST);
    let mut out = String::new();
    push_wrapped(&mut out, &paint::bold(page.title.as_str()), width, "", "");
    push_wrapped(&mut out, page.subtitle.as_str(), width, "", "");
    blocks(&mut out, page, &page.blocks, width);
    if !page.notes().is_empty() {
        head(&mut out, "Sources", width);
    }
    for (at, note) in page.notes().iter().enumerate() {
        let mark = format!("{INDENT}[{}] ", at + 1);
        push_wrapped(&mut out, &line(note), width, &mark, &" ".repeat(mark.len()));
    }
    paint::finished(&out, screen.colour)
}

fn blocks(out: &mut String, page: &Page, list: &[Block], width: usize) {
    for block in list {
        one(out, page, block, width);
    }
}

fn one(out: &mut String, page: &Page, block: &Block, width: usize) {
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
            push_wrapped(out, &line(words), width, "    ", "    ");
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
            for (level, _, words) in page.contents() {
                let indent = INDENT.repeat(usize::from(level));
                push_wrapped(out, words.as_str(), width, &indent, &indent);
            }
        }
        Block::Entry(entry) => blocks(out, page, &entry.blocks, width),
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
