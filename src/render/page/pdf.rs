//! A page as a PDF: A4, tagged for screen readers (PDF/UA-1), with bookmarks, links, repeated header rows and its own fonts.
//!
//! The layout is simple and its own: paragraphs, lists, tables over pages, drawings; notes stand at the end, linked both
//! ways. Letters that the fonts have not (they have Latin, Greek and Cyrillic) are shown as question marks.

use super::Paper;

mod blocks;
mod draw;
mod flow;

/// The document.
///
/// # Errors
/// The library's own words, where a document would break the standard; no paper made here is known to.
pub fn render(paper: &Paper<'_>) -> Result<Vec<u8>, String> {
    // The first layout finds on which page each heading stands; the second prints those numbers. Only where a number makes
    // a line of the contents longer than it was does another have to follow.
    let mut known = blocks::lay_out(paper, &flow::Known::default(), &mut |_| {});
    for _ in 0..MOST_LAYOUTS {
        let mut drawing = draw::Drawing::begin(&paper.front, &known)?;
        let found = blocks::lay_out(paper, &known, &mut |sheet| drawing.sheet(sheet));
        if found == known {
            return drawing.end(&paper.front);
        }
        known = found;
    }
    Err("the page numbers of the contents do not settle".to_owned())
}

/// Numbers that grow by a digit move what follows at most a few times.
const MOST_LAYOUTS: usize = 6;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::date::Date;
    use crate::render::chart::Drawing;
    use crate::render::page::{Block, Entry, Figure, Inline, Page, Table, Words};

    fn sample() -> Page {
        let mut page = Page::new("Title", "Subtitle", "Author", "What it is", Date::MIN);
        let note =
            page.notes.note(vec![Inline::text("Source, "), Inline::link("site", "https://example.org/")]);
        let cell = |text: &str| vec![Inline::text(text)];
        let rows =
            (0..120).map(|row| vec![cell(&format!("row {row}")), cell("עברית =1+1 \u{202e}")]).collect();
        page.blocks = vec![
            Block::Contents,
            Block::Heading { level: 1, anchor: "a".into(), words: Words::new("One") },
            Block::Paragraph(vec![Inline::text("Words"), note, Inline::link(" there", "#a")]),
            Block::List(vec![cell("an item"), cell(&"x".repeat(5000))]),
            Block::Entry(Entry {
                anchor: "e".into(),
                begins_page: true,
                facets: Vec::new(),
                blocks: vec![
                    Block::Table(Table {
                        caption: Words::new("Rows"),
                        head: ["A", "B"].map(Words::new).to_vec(),
                        widths: vec![1, 1],
                        rows,
                    }),
                    Block::Figure(Figure {
                        anchor: "f".into(),
                        caption: Words::new("Fig"),
                        drawing: Drawing { description: Words::new("A drawing"), ..Drawing::new("d", 500) },
                    }),
                ],
            }),
        ];
        page
    }

    #[test]
    fn any_page_becomes_an_accessible_document_and_always_the_same() {
        let bytes = render(&sample().into()).expect("it keeps to the standard");
        assert!(bytes.starts_with(b"%PDF-1.7"));
        assert_eq!(bytes, render(&sample().into()).expect("again"));
    }

    #[test]
    fn a_letter_that_the_fonts_have_not_is_written_another_way_or_shown_to_be_missing() {
        assert_eq!(
            flow::covered("eﬃcient ﬁrst, CO₂, cafe\u{301}, 5 m², 中 ✓"),
            "efficient first, CO2, café, 5 m², ? ?"
        );
    }
}
