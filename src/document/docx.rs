//! Word documents: paragraphs, list items, headings, tables, and the notes at their end. Words deleted under track changes,
//! field codes and hidden text are left out, as they are on the printed page.
//!
//! It must not read styles, pictures or macros.

use super::package::{Package, each_event, is_package};
use super::{Document, Fault, Flag, Format, Head, Meta, Reader, Reading};
use crate::language::canonical::{BlockKind, Builder, CanonicalText, from_html};
use crate::language::markup::{Event, Tag};

/// Word documents.
pub(super) const FORMAT: Format = Format {
    name: "docx",
    suffixes: &["docx"],
    sniff: |head: &Head<'_>| is_package(head, "docx", "word/document"),
    read: Reader::Bytes(|bytes| document(bytes).unwrap_or_else(Reading::from)),
};

fn document(bytes: &[u8]) -> Result<Reading, Fault> {
    let mut package = Package::open(bytes)?;
    let main = package.related("", "officeDocument")?.unwrap_or_else(|| "word/document.xml".to_owned());
    let Some(body) = package.part(&main)? else {
        return Err(Fault::error("document-unreadable", "the package has no Word document in it"));
    };
    let mut words = Words::default();
    words.read(&body);
    for sort in ["footnotes", "endnotes"] {
        if let Some(name) = package.related(&main, sort)?
            && let Some(notes) = package.part(&name)?
        {
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
        faults.push(Fault::error("document-empty", "the document has no text, perhaps only pictures of it"));
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

/// Elements whose content is a second copy, is not on the page, or says how it looked before a tracked change.
const PASSED: [&str; 11] = [
    "Fallback", "del", "moveFrom", "rPrChange", "pPrChange", "sectPrChange", "tblPrChange", "tblPrExChange",
    "trPrChange", "tcPrChange", "numberingChange",
];

/// The name of an element without the prefix, which programs choose as they like.
fn local(name: &str) -> &str {
    name.split_once(':').map_or(name, |(_, local)| local)
}

/// The value of a property: its attribute `val` has the prefix of the element.
fn value<'a>(tag: &Tag<'a>) -> Option<&'a str> {
    let prefix = tag.name.strip_suffix(local(tag.name)).unwrap_or_default();
    tag.attribute(&format!("{prefix}val"))
}

impl Words {
    fn read(&mut self, xml: &str) {
        each_event(
            xml,
            |tag| PASSED.contains(&local(tag.name)),
            |event| match event {
                Event::Open(tag) => self.open(&tag),
                Event::Close(name) => self.close(name),
                Event::Text(text) if self.in_text && !self.hidden => self.builder.push_raw(text),
                Event::Text(_) => {}
            },
        );
    }

    fn open(&mut self, tag: &Tag<'_>) {
        match local(tag.name) {
            "p" => self.builder.begin(if self.cells > 0 { BlockKind::Cell } else { BlockKind::Paragraph }),
            "tc" => self.cells += 1,
            "numPr" if self.cells == 0 => self.builder.begin(BlockKind::Bullet),
            "pStyle" if is_heading(tag) => self.builder.begin(BlockKind::Heading),
            "t" => self.in_text = true,
            "r" => self.hidden = false,
            "vertAlign" if value(tag) == Some("superscript") => self.builder.raise(),
            "vanish" => self.hidden = !matches!(value(tag), Some("0" | "false" | "off")),
            "tab" | "br" | "cr" => self.builder.push(' '),
            "noBreakHyphen" => self.builder.push('-'),
            _ => {}
        }
    }

    fn close(&mut self, name: &str) {
        match local(name) {
            "t" => self.in_text = false,
            "r" => {
                self.hidden = false;
                self.builder.lower();
            }
            "p" => self.builder.begin(BlockKind::Paragraph),
            "tc" => self.cells = self.cells.saturating_sub(1),
            _ => {}
        }
    }
}

fn is_heading(tag: &Tag<'_>) -> bool {
    value(tag).is_some_and(|style| style.starts_with("Heading") || style == "Title")
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Write};

    use zip::result::ZipResult;
    use zip::write::{SimpleFileOptions, ZipWriter};

    use crate::diagnostic::Level;
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

    const RELATIONS: &str = r#"<Relationships><Relationship Id="a" Type="http://a/relationships/core-properties" Target="docProps/core.xml"/><Relationship Id="b" Type="http://a/relationships/officeDocument" Target="/word/document2.xml"/></Relationships>"#;
    const NOTES: &str = r#"<Relationships><Relationship Id="a" Type="http://a/relationships/footnotes" Target="notes.xml"/></Relationships>"#;

    #[test]
    fn what_is_on_the_page_is_read_however_it_is_written() -> ZipResult<()> {
        let page = |body: &str| format!("<w:document><w:body><w:p>{body}</w:p></w:body></w:document>");
        let run = |property: &str| page(&format!("<w:r><w:rPr>{property}</w:rPr><w:t>Now.</w:t></w:r>"));
        let cases = [
            (run("<w:rPrChange><w:rPr><w:vanish/></w:rPr></w:rPrChange>"), "Now."),
            (run("<w:vanish w:val=\"off\"/>"), "Now."),
            (run("<w:vanish w:val=\"on\"/>"), ""),
            (run("").replace("w:", "ns0:"), "Now."),
            (run("").replace("w:", ""), "Now."),
            (
                page(
                    "<w:r><w:t>6,500</w:t></w:r><w:r><w:rPr><w:vertAlign w:val=\"superscript\"/></w:rPr><w:t>1</w:t></w:r>\
                     <w:r><w:t> homes of 50 m</w:t></w:r><w:r><w:rPr><w:vertAlign w:val=\"superscript\"/></w:rPr><w:t>2</w:t></w:r>",
                ),
                "6,500 homes of 50 m2",
            ),
            (page("<w:r><w:t><![CDATA[R&D]]></w:t></w:r>"), "R&D"),
        ];
        for (body, expected) in cases {
            let utf16: Vec<u8> =
                format!("\u{FEFF}{body}").encode_utf16().flat_map(u16::to_le_bytes).collect();
            for bytes in [body.as_bytes(), &utf16] {
                let (documents, faults) = read("a.docx", &packed(&[("word/document.xml", bytes)])?);
                assert_eq!(documents[0].text.text, expected, "{body}");
                assert_eq!(faults.iter().any(|fault| fault.level == Level::Error), expected.is_empty());
            }
        }
        Ok(())
    }

    #[test]
    fn paragraphs_lists_tables_and_notes() -> ZipResult<()> {
        let notes =
            "<w:footnotes><w:footnote><w:p><w:r><w:t>A note.</w:t></w:r></w:p></w:footnote></w:footnotes>";
        let core = "<cp:coreProperties><dc:title>The plan</dc:title></cp:coreProperties>";
        let bytes = packed(&[
            ("_rels/.rels", RELATIONS.as_bytes()),
            ("word/document2.xml", BODY.as_bytes()),
            ("word/_rels/document2.xml.rels", NOTES.as_bytes()),
            ("word/notes.xml", notes.as_bytes()),
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
