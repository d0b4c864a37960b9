//! OpenDocument texts: paragraphs, list items, headings, tables; notes come at the end, tracked deletions and comments not
//! at all.
//!
//! It must not read styles or pictures.

use super::docx::{reading, title};
use super::package::{Package, each_event, is_package};
use super::{Fault, Format, Head, Reading, Source};
use crate::language::canonical::{BlockKind, Builder};
use crate::language::markup::{Event, Tag};

/// OpenDocument texts.
pub(super) const FORMAT: Format = Format {
    name: "odt",
    about: "an OpenDocument text",
    suffixes: &["odt"],
    sniff: |head: &Head<'_>| is_package(head, "odt", "application/vnd.oasis.opendocument.text"),
    read,
};

fn read(source: &Source<'_>) -> Reading {
    document(source.bytes).unwrap_or_else(Reading::from)
}

fn document(bytes: &[u8]) -> Result<Reading, Fault> {
    let mut package = Package::open(bytes)?;
    let Some(content) = package.part("content.xml")? else {
        return Err(Fault::error("document-unreadable", "the package has no OpenDocument text in it"));
    };
    let mut words = Words::default();
    // What stands before the body are styles and scripts.
    words.read(content.split_once("<office:body").map_or(content.as_str(), |(_, body)| body));
    // Two passes over one list: the words of the page, then the notes, each in its order.
    let notes = std::mem::take(&mut words.notes).finish();
    for block in &notes.blocks {
        words.page.begin(BlockKind::Paragraph);
        words.page.push_str(notes.block(block));
    }
    let title = package.part("meta.xml")?.and_then(|meta| title(&meta));
    Ok(reading(words.page.finish(), title))
}

#[derive(Default)]
struct Words {
    page: Builder,
    notes: Builder,
    in_note: bool,
    paragraphs: u32,
    items: u32,
    cells: u32,
}

/// Elements that are not on the page; the number of a note is only its mark.
const PASSED: [&str; 4] = ["text:tracked-changes", "office:annotation", "text:note-citation", "office:forms"];

impl Words {
    fn read(&mut self, xml: &str) {
        each_event(xml, &PASSED, |event| match event {
            Event::Open(tag) => self.open(&tag),
            Event::Close(name) => self.close(name),
            Event::Text(text) if self.paragraphs > 0 => self.builder().push_raw(text),
            Event::Text(_) => {}
        });
    }

    fn builder(&mut self) -> &mut Builder {
        if self.in_note { &mut self.notes } else { &mut self.page }
    }

    fn open(&mut self, tag: &Tag<'_>) {
        match tag.name {
            "text:note-body" => self.in_note = true,
            "text:list-item" => self.items += 1,
            "table:table-cell" => self.cells += 1,
            "text:p" | "text:h" => {
                self.paragraphs += 1;
                let kind = match (tag.name, self.cells > 0, self.items > 0) {
                    ("text:h", _, _) => BlockKind::Heading,
                    (_, true, _) => BlockKind::Cell,
                    (_, false, true) => BlockKind::Bullet,
                    (_, false, false) => BlockKind::Paragraph,
                };
                self.builder().begin(kind);
            }
            "text:s" | "text:tab" | "text:line-break" => self.builder().push(' '),
            _ => {}
        }
    }

    fn close(&mut self, name: &str) {
        match name {
            "text:note-body" => self.in_note = false,
            "text:list-item" => self.items = self.items.saturating_sub(1),
            "table:table-cell" => self.cells = self.cells.saturating_sub(1),
            "text:p" | "text:h" => {
                self.paragraphs = self.paragraphs.saturating_sub(1);
                // The end of a note's paragraph does not end the paragraph that the note stands in.
                self.builder().begin(BlockKind::Paragraph);
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Write};

    use zip::CompressionMethod;
    use zip::result::ZipResult;
    use zip::write::{SimpleFileOptions, ZipWriter};

    use crate::document::read;

    #[test]
    fn paragraphs_lists_tables_and_notes() -> ZipResult<()> {
        let content = r#"<?xml version="1.0"?><office:document-content><office:automatic-styles><style:style/></office:automatic-styles>
            <office:body><office:text><text:tracked-changes><text:p>old words</text:p></text:tracked-changes>
            <text:h text:outline-level="1">Places</text:h><text:p>We will<text:s text:c="2"/>create<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>A note.</text:p></text:note-body></text:note> 10,000<text:tab/>places.</text:p>
            <text:list><text:list-item><text:p>One</text:p></text:list-item></text:list>
            <table:table><table:table-row><table:table-cell><text:p>2025</text:p></table:table-cell></table:table-row></table:table>
            </office:text></office:body></office:document-content>"#;
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
        for (name, text) in
            [("mimetype", "application/vnd.oasis.opendocument.text"), ("content.xml", content)]
        {
            writer.start_file(name, stored)?;
            writer.write_all(text.as_bytes())?;
        }
        let bytes = writer.finish()?.into_inner();
        let (documents, faults) = read("plan", &bytes);
        assert!(faults.is_empty(), "{faults:?}");
        assert_eq!(documents[0].format, "odt");
        assert_eq!(documents[0].text.text, "Places We will create 10,000 places. One 2025 A note.");
        assert_eq!(documents[0].text.blocks.len(), 5);
        Ok(())
    }
}
