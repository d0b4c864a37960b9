//! OpenDocument texts: paragraphs, list items, headings, tables; notes come at the end, tracked deletions and comments not
//! at all.
//!
//! It must not read pictures, nor styles but for what they hide.

use std::collections::HashSet;

use super::docx::{reading, title};
use super::package::{Package, each_event, is_package};
use super::{Fault, Format, Head, Reader, Reading};
use crate::language::canonical::{BlockKind, Builder};
use crate::language::markup::{self, Event, Tag};

/// OpenDocument texts.
pub(super) const FORMAT: Format = Format {
    name: "odt",
    suffixes: &["odt"],
    sniff: |head: &Head<'_>| is_package(head, "odt", "application/vnd.oasis.opendocument.text"),
    read: Reader::Bytes(|bytes| document(bytes).unwrap_or_else(Reading::from)),
};

fn document(bytes: &[u8]) -> Result<Reading, Fault> {
    let mut package = Package::open(bytes)?;
    if package.part("META-INF/manifest.xml")?.is_some_and(|parts| parts.contains("encryption-data")) {
        return Err(Fault::error("document-unreadable", "the document is locked with a password")
            .help("save it without one"));
    }
    let Some(content) = package.part("content.xml")? else {
        return Err(Fault::error("document-unreadable", "the package has no OpenDocument text in it"));
    };
    // What stands before the body are styles and scripts.
    let (styles, body) = content.split_once("<office:body").unwrap_or(("", &content));
    let mut words = Words::default();
    words.read(body, &Styles::of(styles));
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
    /// The paragraph is hidden.
    hidden: bool,
}

/// The names of the styles that change what is read.
#[derive(Default)]
struct Styles<'a> {
    hiding: HashSet<&'a str>,
    raising: HashSet<&'a str>,
}

impl<'a> Styles<'a> {
    fn of(xml: &'a str) -> Self {
        let (mut styles, mut style) = (Self::default(), None);
        for event in markup::events(xml) {
            let Event::Open(tag) = event else { continue };
            match tag.name {
                "style:style" => style = tag.attribute("style:name"),
                "style:text-properties" if is_undisplayed(&tag) => styles.hiding.extend(style),
                "style:text-properties" if is_raised(&tag) => styles.raising.extend(style),
                _ => {}
            }
        }
        styles
    }

    fn hide(&self, tag: &Tag<'_>) -> bool {
        style_of(tag).is_some_and(|style| self.hiding.contains(style))
    }

    fn raise(&self, tag: &Tag<'_>) -> bool {
        style_of(tag).is_some_and(|style| self.raising.contains(style))
    }
}

fn style_of<'a>(tag: &Tag<'a>) -> Option<&'a str> {
    tag.attribute("text:style-name")
}

fn is_raised(tag: &Tag<'_>) -> bool {
    tag.attribute("style:text-position").is_some_and(|position| position.starts_with("super"))
}

/// Elements that are not on the page; the number of a note is only its mark, and a picture's title and description are
/// for those who do not see it.
const PASSED: [&str; 6] = [
    "text:tracked-changes", "office:annotation", "text:note-citation", "office:forms", "svg:title",
    "svg:desc",
];

/// Whether an element and all it holds are not on the page.
fn is_passed(tag: &Tag<'_>) -> bool {
    let is_paragraph = tag.name == HIDDEN_PARAGRAPH;
    PASSED.contains(&tag.name) || is_undisplayed(tag) || is_hidden(tag) && !is_paragraph
}

fn is_undisplayed(tag: &Tag<'_>) -> bool {
    tag.attribute("text:display") == Some("none")
}

/// It hides the paragraph it stands in, of which it is the first.
const HIDDEN_PARAGRAPH: &str = "text:hidden-paragraph";

/// Whether a condition that the writer set hides what an element holds.
fn is_hidden(tag: &Tag<'_>) -> bool {
    tag.attribute("text:is-hidden") == Some("true")
}

impl Words {
    fn read(&mut self, xml: &str, styles: &Styles<'_>) {
        each_event(
            xml,
            |tag| is_passed(tag) || styles.hide(tag),
            |event| match event {
                Event::Open(tag) if tag.name == "text:span" && styles.raise(&tag) => self.builder().raise(),
                Event::Open(tag) => self.open(&tag),
                Event::Close("text:span") => self.builder().lower(),
                Event::Close(name) => self.close(name),
                Event::Text(text) if self.paragraphs > 0 && !self.hidden => self.builder().push_raw(text),
                Event::Text(_) => {}
            },
        );
    }

    fn builder(&mut self) -> &mut Builder {
        if self.in_note { &mut self.notes } else { &mut self.page }
    }

    fn open(&mut self, tag: &Tag<'_>) {
        match tag.name {
            "text:note-body" => self.in_note = true,
            HIDDEN_PARAGRAPH => self.hidden = is_hidden(tag),
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
                self.hidden = false;
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

    fn packed(parts: &[(&str, &str)]) -> ZipResult<Vec<u8>> {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
        for (name, text) in parts {
            writer.start_file(*name, stored)?;
            writer.write_all(text.as_bytes())?;
        }
        Ok(writer.finish()?.into_inner())
    }

    const MIME: (&str, &str) = ("mimetype", "application/vnd.oasis.opendocument.text");

    #[test]
    fn only_what_is_on_the_page_is_text() -> ZipResult<()> {
        let cases = [
            (
                "<text:p>Seen <draw:frame><svg:title>Chart</svg:title><svg:desc>Alt</svg:desc></draw:frame>more.</text:p>",
                "Seen more.",
            ),
            (
                "<text:p>Seen <text:hidden-text text:is-hidden=\"true\">not </text:hidden-text>more.</text:p>",
                "Seen more.",
            ),
            (
                "<text:section text:display=\"none\"><text:p>Hidden.</text:p></text:section><text:p>Seen.</text:p>",
                "Seen.",
            ),
            (
                "<text:p><text:hidden-paragraph text:is-hidden=\"true\"/>Hidden.</text:p><text:p>Seen.</text:p>",
                "Seen.",
            ),
            ("<text:p><text:hidden-paragraph text:is-hidden=\"false\"/>Seen.</text:p>", "Seen."),
            (
                "<text:p text:style-name=\"T2\">Seen <text:span text:style-name=\"T1\">not </text:span>more.</text:p>",
                "Seen more.",
            ),
            (
                "<text:p>6,500<text:span text:style-name=\"T3\">1</text:span> homes of 50 m<text:span text:style-name=\"T3\">2</text:span></text:p>",
                "6,500 homes of 50 m2",
            ),
        ];
        let styles = "<style:style style:name=\"T1\"><style:text-properties text:display=\"none\"/></style:style>\
                      <style:style style:name=\"T2\"><style:text-properties fo:color=\"#000\"/></style:style>\
                      <style:style style:name=\"T3\"><style:text-properties style:text-position=\"super 58%\"/></style:style>";
        for (body, expected) in cases {
            let content = format!(
                "<office:document-content>{styles}<office:body>{body}</office:body></office:document-content>"
            );
            let (documents, _) = read("a.odt", &packed(&[MIME, ("content.xml", &content)])?);
            assert_eq!(documents[0].text.text, expected, "{body}");
        }
        let locked =
            packed(&[MIME, ("content.xml", "x"), ("META-INF/manifest.xml", "<manifest:encryption-data/>")])?;
        let (documents, faults) = read("a.odt", &locked);
        assert!(documents.is_empty() && faults[0].message.contains("password"), "{faults:?}");
        Ok(())
    }

    #[test]
    fn paragraphs_lists_tables_and_notes() -> ZipResult<()> {
        let content = r#"<?xml version="1.0"?><office:document-content><office:automatic-styles><style:style/></office:automatic-styles>
            <office:body><office:text><text:tracked-changes><text:p>old words</text:p></text:tracked-changes>
            <text:h text:outline-level="1">Places</text:h><text:p>We will<text:s text:c="2"/>create<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>A note.</text:p></text:note-body></text:note> 10,000<text:tab/>places.</text:p>
            <text:list><text:list-item><text:p>One</text:p></text:list-item></text:list>
            <table:table><table:table-row><table:table-cell><text:p>2025</text:p></table:table-cell></table:table-row></table:table>
            </office:text></office:body></office:document-content>"#;
        let bytes = packed(&[MIME, ("content.xml", content)])?;
        let (documents, faults) = read("plan", &bytes);
        assert!(faults.is_empty(), "{faults:?}");
        assert_eq!(documents[0].format, "odt");
        assert_eq!(documents[0].text.text, "Places We will create 10,000 places. One 2025 A note.");
        assert_eq!(documents[0].text.blocks.len(), 5);
        Ok(())
    }
}
