//! A page as a PDF: A4, tagged for screen readers (PDF/UA-1), with bookmarks, links, repeated header rows and its own fonts.
//!
//! The layout is simple and its own: paragraphs, lists, tables over pages, drawings; notes stand at the end, linked both
//! ways. Letters that the fonts have not (they have Latin, Greek and Cyrillic) are shown as question marks.

use super::Page;

mod blocks;
mod draw;
mod flow;

/// Writes the document.
///
/// # Errors
/// The library's own words, where a document would break the standard; no page made here is known to.
pub fn render(page: &Page) -> Result<Vec<u8>, String> {
    // The first layout finds on which page each heading stands; the second prints those numbers.
    let first = blocks::lay_out(page, &flow::Known::default());
    let known = first.known();
    draw::document(page, &blocks::lay_out(page, &known))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::date::Date;
    use crate::render::chart::Drawing;
    use crate::render::page::{Block, Entry, Figure, Inline, Table, Words};

    fn sample() -> Page {
        let mut page = Page::new("Title", "Subtitle", "Author", "What it is", Date::MIN);
        let note = page.note(vec![Inline::text("Source, "), Inline::link("site", "https://example.org/")]);
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
        let bytes = render(&sample()).expect("it keeps to the standard");
        assert!(bytes.starts_with(b"%PDF-1.7"));
        assert_eq!(bytes, render(&sample()).expect("again"));
    }
}
