//! Word documents: paragraphs, list items, headings, tables, and the notes at their end. Words deleted under track changes,
//! field codes and hidden text are left out, as they are on the printed page.
//!
//! It must not read styles, pictures or macros.

use super::package::{Package, each_event, is_package};
use super::{Document, Fault, Flag, Format, Head, Meta, Reading, Source};
use crate::language::canonical::{BlockKind, Builder, CanonicalText, from_html};
use crate::language::markup::{Event, Tag};

/// Word documents.
pub(super) const FORMAT: Format = Format {
    name: "docx",
    about: "a Word document",
    suffixes: &["docx"],
    sniff: |head: &Head<'_>| is_package(head, "docx", "word/document.xml"),
    read,
};

const NOTES: [&str; 2] = ["word/footnotes.xml", "word/endnotes.xml"];

fn read(source: &Source<'_>) -> Reading {
    document(source.bytes).unwrap_or_else(Reading::from)
}

fn document(bytes: &[u8]) -> Result<Reading, Fault> {
    let mut package = Package::open(bytes)?;
    let Some(body) = package.part("word/document.xml")? else {
        return Err(Fault::error("document-unreadable", "the package has no Word document in it"));
    };
    let mut words = Words::default();
    words.read(&body);
    for name in NOTES {
        if let Some(notes) = package.part(name)? {
            words.read(&notes);
        }
    }
    let text = words.builder.finish();
    let title = package.part("docProps/core.xml")?.and_then(|core| title(&core));
    Ok(reading(text, title))
}

/// A document of a word processor, with a fault if it is empty.
pub(super) fn reading(text: CanonicalText, title: Option<String>) -> Reading {
    let mut faults = Vec::new();
    let mut flags = Vec::new();
    if text.text.is_empty() {
        flags.push(Flag::NoText);
        faults
            .push(Fault::warning("document-empty", "the document has no text, perhaps only pictures of it"));
    }
    let meta = Meta { title, ..Meta::default() };
    Reading { documents: vec![Document { text, meta, flags, ..Document::default() }], faults }
}

/// The title in a package's core properties, if somebody gave one.
pub(super) fn title(core: &str) -> Option<String> {
    let (_, rest) = core.split_once("<dc:title>")?;
    let (title, _) = rest.split_once("</dc:title>")?;
    let title = from_html(title).text;
    (!title.is_empty()).then_some(title)
}

/// The words of a part, as they are met.
#[derive(Default)]
struct Words {
    builder: Builder,
    /// Inside `w:t`: the only element whose text is text.
    in_text: bool,
    /// How many table cells are open.
    cells: u32,
    /// The run is hidden.
    hidden: bool,
}

/// Elements whose content is a second copy, or is not on the page.
const PASSED: [&str; 3] = ["mc:Fallback", "w:del", "w:moveFrom"];

impl Words {
    fn read(&mut self, xml: &str) {
        each_event(xml, &PASSED, |event| match event {
            Event::Open(tag) => self.open(&tag),
            Event::Close(name) => self.close(name),
            Event::Text(text) if self.in_text && !self.hidden => self.builder.push_raw(text),
            Event::Text(_) => {}
        });
    }

    fn open(&mut self, tag: &Tag<'_>) {
        match tag.name {
            "w:p" => self.builder.begin(if self.cells > 0 { BlockKind::Cell } else { BlockKind::Paragraph }),
            "w:tc" => self.cells += 1,
            "w:numPr" if self.cells == 0 => self.builder.begin(BlockKind::Bullet),
            "w:pStyle" if is_heading(tag) => self.builder.begin(BlockKind::Heading),
            "w:t" => self.in_text = true,
            "w:r" => self.hidden = false,
            "w:vanish" => self.hidden = !matches!(tag.attribute("w:val"), Some("0" | "false")),
            "w:tab" | "w:br" | "w:cr" => self.builder.push(' '),
            "w:noBreakHyphen" => self.builder.push('-'),
            _ => {}
        }
    }

    fn close(&mut self, name: &str) {
        match name {
            "w:t" => self.in_text = false,
            "w:r" => self.hidden = false,
            "w:p" => self.builder.begin(BlockKind::Paragraph),
            "w:tc" => self.cells = self.cells.saturating_sub(1),
            _ => {}
        }
    }
}

fn is_heading(tag: &Tag<'_>) -> bool {
    tag.attribute("w:val").is_some_and(|style| style.starts_with("Heading") || style == "Title")
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Write};

    use zip::result::ZipResult;
    use zip::write::{SimpleFileOptions, ZipWriter};

    use crate::document::read;
    use crate::language::canonical::BlockKind;

    fn packed(parts: &[(&str, &[u8])]) -> ZipResult<Vec<u8>> {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, bytes) in parts {
            writer.start_file(
                *name,
                SimpleFileOptions::default().compression_method(zip::CompressionMethod::Deflated),
            )?;
            writer.write_all(bytes)?;
        }
        Ok(writer.finish()?.into_inner())
    }

    const BODY: &str = r#"<?xml version="1.0"?><w:document><w:body>
        <w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:r><w:t>Places</w:t></w:r></w:p>
        <w:p><w:r><w:t xml:space="preserve">We will create </w:t></w:r><w:del><w:r><w:delText>5,000</w:delText><w:t>5,000</w:t></w:r></w:del><w:ins><w:r><w:t>10,000</w:t></w:r></w:ins><w:r><w:tab/><w:t>high</w:t><w:noBreakHyphen/><w:t>needs places &amp; more</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t> secret</w:t></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>.</w:p>
        <w:p/><w:p><w:pPr><w:numPr><w:ilvl w:val="0"/></w:numPr></w:pPr><w:r><w:t>One</w:t></w:r></w:p>
        <w:tbl><w:tr><w:tc><w:p><w:r><w:t>2025</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>£740 million</w:t></w:r></w:p></w:tc></w:tr></w:tbl>
        <mc:AlternateContent><mc:Choice><w:p><w:r><w:t>Box</w:t></w:r></w:p></mc:Choice><mc:Fallback><w:p><w:r><w:t>Box</w:t></w:r></w:p></mc:Fallback></mc:AlternateContent>
        </w:body></w:document>"#;

    #[test]
    fn paragraphs_lists_tables_and_notes() -> ZipResult<()> {
        let notes =
            "<w:footnotes><w:footnote><w:p><w:r><w:t>A note.</w:t></w:r></w:p></w:footnote></w:footnotes>";
        let core = "<cp:coreProperties><dc:title>The plan</dc:title></cp:coreProperties>";
        let bytes = packed(&[
            ("word/document.xml", BODY.as_bytes()),
            ("word/footnotes.xml", notes.as_bytes()),
            ("docProps/core.xml", core.as_bytes()),
        ])?;
        let (documents, faults) = read("plan.docx", &bytes);
        assert!(faults.is_empty(), "{faults:?}");
        let document = &documents[0];
        assert_eq!(document.format, "docx");
        assert_eq!(
            document.text.text,
            "Places We will create 10,000 high-needs places & more One 2025 £740 million Box A note."
        );
        use BlockKind::{Bullet, Cell, Heading, Paragraph};
        let kinds: Vec<BlockKind> = document.text.blocks.iter().map(|block| block.kind).collect();
        assert_eq!(kinds, [Heading, Paragraph, Bullet, Cell, Cell, Paragraph, Paragraph]);
        assert_eq!(document.meta.title.as_deref(), Some("The plan"));
        Ok(())
    }

    #[test]
    fn a_bomb_is_one_fault() -> ZipResult<()> {
        let bomb = packed(&[("word/document.xml", &vec![b'a'; 65 * 1024 * 1024])])?;
        assert!(bomb.len() < 1024 * 1024);
        let (documents, faults) = read("bomb.docx", &bomb);
        assert!(documents.is_empty());
        assert_eq!(faults[0].code, "document-too-large");
        Ok(())
    }

    #[test]
    fn damaged_packages_are_faults() -> ZipResult<()> {
        let bytes = packed(&[("word/document.xml", BODY.as_bytes())])?;
        for at in 0..bytes.len() {
            let mut flipped = bytes.clone();
            flipped[at] ^= 0x55;
            let _ = read("flipped.docx", &flipped);
            let (documents, faults) = read("cut.docx", &bytes[..at]);
            assert!(!faults.is_empty() || documents.iter().all(|document| document.format == "text"));
        }
        Ok(())
    }
}
