//! The document model of a briefing: headings, paragraphs, footnotes, tables and figures, rendered by one file a format.
//!
//! It holds words and their order. It decides nothing about pledges (`report` does), knows no format's syntax, and
//! writes no file. Whatever text enters a [`Page`] is made harmless here once, so that no format has to remember it.

use std::collections::BTreeMap;

use crate::date::Date;
use crate::render::chart::Drawing;

pub mod briefing;
pub mod docx;
pub mod html;
mod inline;
pub mod markdown;
mod paper;
#[cfg(feature = "pdf")]
pub mod pdf;
pub mod questions;
pub mod text;

pub use crate::render::visible::Words;
pub use inline::{Inline, Line};
pub use paper::{Later, Make, Paper};

/// One block of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// A heading, level 1 to 3 (the page's title stands above level 1).
    Heading {
        /// 1, 2 or 3.
        level: u8,
        /// Unique on the page; letters, digits and hyphens.
        anchor: String,
        /// The heading.
        words: Words,
    },
    /// A paragraph.
    Paragraph(Line),
    /// The answer in one sentence, set off from what follows.
    Lead(Line),
    /// Small print: how to cite, what a table leaves out.
    Aside(Line),
    /// Verbatim words of a source, with who said it and where.
    Quotation {
        /// The words, in the lines that they have.
        words: Vec<Line>,
        /// Who, when, where.
        from: Line,
    },
    /// An unordered list.
    List(Vec<Line>),
    /// A table.
    Table(Table),
    /// A drawing.
    Figure(Figure),
    /// A command line to type.
    Command(Words),
    /// The headings of level 1 and 2 with links; formats with pages leave the numbers to the program that opens them.
    Contents,
    /// One pledge: begins on a new page where there are pages, can be cited and filtered where there are anchors.
    Entry(Entry),
}

/// A text of others in quotation marks, in the lines that it has.
#[must_use]
pub fn in_lines(text: &str) -> Vec<Line> {
    let quoted = format!("“{}”", text.trim());
    quoted.lines().filter(|line| !line.trim().is_empty()).map(|line| vec![Inline::text(line)]).collect()
}

/// The blocks of one pledge.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Unique on the page.
    pub anchor: String,
    /// Whether it begins on a new page of paper.
    pub begins_page: bool,
    /// What it can be filtered by: name of the facet and value, such as `status` and `lapsed`.
    pub facets: Vec<(&'static str, Words)>,
    /// Its content; no entries among them.
    pub blocks: Vec<Block>,
}

/// A table with a caption and a header row; the first cell of each row heads the row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// What it shows.
    pub caption: Words,
    /// Heads of the columns.
    pub head: Vec<Words>,
    /// Shares of the width, one a column.
    pub widths: Vec<u32>,
    /// Rows of cells, each as long as `head`.
    pub rows: Vec<Vec<Line>>,
}

/// A drawing with its caption; the alternative for those who do not see it is the drawing's description.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figure {
    /// Unique on the page.
    pub anchor: String,
    /// What it shows.
    pub caption: Words,
    /// The drawing.
    pub drawing: Drawing,
}

/// A whole document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// The title.
    pub title: Words,
    /// Below the title: as-of date, register, version.
    pub subtitle: Words,
    /// BCP 47 language of all that is not quoted.
    pub language: &'static str,
    /// For the document's properties.
    pub author: Words,
    /// One sentence for the document's properties.
    pub description: Words,
    /// The only date a file may carry: the day it speaks of, never the day it was made.
    pub date: Date,
    /// Whether it is to fit a sheet or two: sections with small heads close upon each other.
    pub compact: bool,
    /// The content.
    pub blocks: Vec<Block>,
    notes: Notes,
}

impl Page {
    /// A page without content.
    #[must_use]
    pub fn new(title: &str, subtitle: &str, author: &str, description: &str, date: Date) -> Self {
        Self {
            title: title.into(),
            subtitle: subtitle.into(),
            language: "en-GB",
            author: author.into(),
            description: description.into(),
            date,
            compact: false,
            blocks: Vec::new(),
            notes: Notes::default(),
        }
    }

    /// The footnotes; number 1 is the first.
    #[must_use]
    pub fn notes(&self) -> &[Line] {
        &self.notes.lines
    }

    /// Headings of level 1 and 2 in order, those inside entries among them.
    #[must_use]
    pub fn contents(&self) -> Vec<(u8, &str, &Words)> {
        let mut found = Vec::new();
        collect(&self.blocks, &mut found);
        found
    }
}

/// Footnotes, numbered once.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Notes {
    lines: Vec<Line>,
    numbers: BTreeMap<Line, usize>,
}

impl Notes {
    /// The mark of a footnote. The same note cited again keeps its number.
    pub fn note(&mut self, note: Line) -> Inline {
        Inline::Note(self.number(&note))
    }

    fn number(&mut self, note: &Line) -> usize {
        if let Some(number) = self.numbers.get(note) {
            return *number;
        }
        self.lines.push(note.clone());
        self.numbers.insert(note.clone(), self.lines.len());
        self.lines.len()
    }

    /// How many there are.
    #[must_use]
    pub fn count(&self) -> usize {
        self.lines.len()
    }

    /// Takes over the notes of blocks that were made with notes of their own, in the order in which a reader meets them.
    pub fn adopt(&mut self, blocks: &mut [Block], own: &Notes) {
        each_line(blocks, &mut |line| {
            for run in line.iter_mut() {
                if let Inline::Note(number) = run
                    && let Some(note) = own.lines.get(*number - 1)
                {
                    *number = self.number(note);
                }
            }
        });
    }
}

fn collect<'a>(blocks: &'a [Block], found: &mut Vec<(u8, &'a str, &'a Words)>) {
    for block in blocks {
        match block {
            Block::Heading { level, anchor, words } if *level <= 2 => found.push((*level, anchor, words)),
            Block::Entry(entry) => collect(&entry.blocks, found),
            Block::Heading { .. }
            | Block::Paragraph(_)
            | Block::Lead(_)
            | Block::Aside(_)
            | Block::Quotation { .. }
            | Block::List(_)
            | Block::Table(_)
            | Block::Figure(_)
            | Block::Command(_)
            | Block::Contents => {}
        }
    }
}

/// Every line of a page, in reading order.
fn each_line(blocks: &mut [Block], act: &mut impl FnMut(&mut Line)) {
    for block in blocks {
        match block {
            Block::Paragraph(line) | Block::Lead(line) | Block::Aside(line) => act(line),
            Block::Quotation { words, from } => {
                words.iter_mut().chain([from]).for_each(&mut *act);
            }
            Block::List(items) => items.iter_mut().for_each(&mut *act),
            Block::Table(table) => table.rows.iter_mut().flatten().for_each(&mut *act),
            Block::Entry(entry) => each_line(&mut entry.blocks, act),
            Block::Heading { .. } | Block::Figure(_) | Block::Command(_) | Block::Contents => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn footnotes_are_numbered_once_in_reading_order() {
        let (mut own, mut all) = (Notes::default(), Notes::default());
        let (_unused, second, first) = (
            own.note(vec![Inline::text("0")]),
            own.note(vec![Inline::text("b")]),
            own.note(vec![Inline::text("a")]),
        );
        assert_eq!(own.note(vec![Inline::text("b")]), second);
        let mut blocks =
            vec![Block::Paragraph(vec![first.clone()]), Block::List(vec![vec![second], vec![first]])];
        all.adopt(&mut blocks, &own);
        assert_eq!(all.lines, [vec![Inline::text("a")], vec![Inline::text("b")]]);
        assert_eq!(blocks[1], Block::List(vec![vec![Inline::Note(2)], vec![Inline::Note(1)]]));
    }
}
