//! A page as a Word document: real heading styles, footnotes, captions, header rows, bookmarks and properties.
//!
//! The package is written here part by part (ECMA-376), because footnotes cited twice, table descriptions, the language
//! and drawings as vectors need more than the crates that write such files offer. No font is embedded and no macro
//! exists; all text is escaped by the template library's type.

use std::collections::BTreeSet;
use std::io::{self, Write};

use maud::{Markup, PreEscaped, html};

use super::{Page, Paper, Words};
use crate::render::archive::Archive;

mod body;
mod metafile;
mod run;
mod styles;

/// What the parts share while they are written.
struct Writer<'a> {
    paper: &'a Paper<'a>,
    /// Addresses that the part's own text links to, and its drawings: relationship ids in this order.
    relations: Vec<Relation>,
    /// Footnotes cited so far: later citations refer to the first.
    cited: BTreeSet<usize>,
    /// Bookmarks and drawings need numbers of their own.
    next_id: u32,
    tables: u32,
    figures: u32,
    /// The archive, which takes each drawing as it is made.
    pictures: Archive,
    /// Whether it took them all.
    packed: io::Result<()>,
}

enum Relation {
    Address(String),
    /// The drawing with this number.
    Picture(usize),
}

impl Writer<'_> {
    fn id(&mut self) -> u32 {
        self.next_id += 1;
        self.next_id
    }

    /// The relationship id of something outside the part.
    fn relate(&mut self, relation: Relation) -> String {
        self.relations.push(relation);
        format!("rId{}", self.relations.len() + 100)
    }

    /// Packs a drawing; its relationship id.
    fn picture(&mut self, bytes: &[u8]) -> String {
        let number = self.relations.len();
        let packed = self.pictures.add(&format!("word/media/drawing{number}.emf"), bytes);
        self.packed = std::mem::replace(&mut self.packed, Ok(())).and(packed);
        self.relate(Relation::Picture(number))
    }
}

/// Writes the document.
///
/// # Errors
/// When writing fails, or a part is longer than an archive can hold.
pub fn write(paper: &Paper<'_>, out: &mut dyn Write) -> io::Result<()> {
    let page = &paper.front;
    let mut archive = Archive::new();
    let part =
        |archive: &mut Archive, name: &str, content: Markup| archive.add(name, xml(content).as_bytes());
    part(&mut archive, "[Content_Types].xml", content_types())?;
    part(&mut archive, "_rels/.rels", package_relations())?;
    part(&mut archive, "docProps/core.xml", core_properties(page))?;
    part(&mut archive, "docProps/app.xml", app_properties())?;
    part(&mut archive, "word/styles.xml", styles::styles(page.language, page.compact))?;
    part(&mut archive, "word/numbering.xml", styles::numbering())?;
    part(&mut archive, "word/settings.xml", styles::settings(page.language))?;
    part(&mut archive, "word/footer1.xml", body::footer(&page.title))?;
    let mut writer = Writer {
        paper,
        relations: Vec::new(),
        cited: BTreeSet::new(),
        next_id: 0,
        tables: 0,
        figures: 0,
        pictures: archive,
        packed: Ok(()),
    };
    // The text and the drawings in it are made together, and a file is packed whole before the next begins.
    let mut text = Archive::new();
    let notes = body::document(&mut writer, text.begin("word/document.xml")?)?;
    let relations = std::mem::take(&mut writer.relations);
    body::footnotes(&mut writer, &notes, text.begin("word/footnotes.xml")?)?;
    part(&mut text, "word/_rels/document.xml.rels", relations_part(&relations, true))?;
    part(&mut text, "word/_rels/footnotes.xml.rels", relations_part(&writer.relations, false))?;
    writer.packed?;
    let mut archive = writer.pictures;
    archive.append(text)?;
    archive.finish(out)
}

/// How every part begins.
const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

fn xml(content: Markup) -> String {
    format!("{DECLARATION}{}", content.into_string())
}

const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";

fn content_types() -> Markup {
    let word = "application/vnd.openxmlformats-officedocument.wordprocessingml";
    let parts = ["document.main", "footnotes", "styles", "numbering", "settings", "footer"];
    let names = ["document", "footnotes", "styles", "numbering", "settings", "footer1"];
    html! {
        Types xmlns={ (PACKAGE) "/content-types" } {
            Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml" {}
            Default Extension="xml" ContentType="application/xml" {}
            Default Extension="emf" ContentType="image/x-emf" {}
            @for (part, name) in parts.iter().zip(names) {
                Override PartName={ "/word/" (name) ".xml" } ContentType={ (word) "." (part) "+xml" } {}
            }
            Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml" {}
            Override PartName="/docProps/app.xml" ContentType="application/vnd.openxmlformats-officedocument.extended-properties+xml" {}
        }
    }
}

fn package_relations() -> Markup {
    html! {
        Relationships xmlns={ (PACKAGE) "/relationships" } {
            Relationship Id="rId1" Type={ (OFFICE) "/officeDocument" } Target="word/document.xml" {}
            Relationship Id="rId2" Type={ (PACKAGE) "/relationships/metadata/core-properties" } Target="docProps/core.xml" {}
            Relationship Id="rId3" Type={ (OFFICE) "/extended-properties" } Target="docProps/app.xml" {}
        }
    }
}

fn core_properties(page: &Page) -> Markup {
    let stamp = format!("{}T00:00:00Z", page.date);
    html! {
        cp:coreProperties xmlns:cp={ (PACKAGE) "/metadata/core-properties" } xmlns:dc="http://purl.org/dc/elements/1.1/"
            xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" {
            dc:title { (page.title) }
            dc:subject { (page.subtitle) }
            dc:creator { (page.author) }
            dc:description { (page.description) }
            dc:language { (page.language) }
            dcterms:created xsi:type="dcterms:W3CDTF" { (stamp) }
            dcterms:modified xsi:type="dcterms:W3CDTF" { (stamp) }
        }
    }
}

fn app_properties() -> Markup {
    html! {
        Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties" {
            Application { "kept" }
        }
    }
}

fn relations_part(relations: &[Relation], main: bool) -> Markup {
    let fixed = [
        ("styles", "styles.xml"),
        ("numbering", "numbering.xml"),
        ("settings", "settings.xml"),
        ("footnotes", "footnotes.xml"),
        ("footer", "footer1.xml"),
    ];
    let fixed = if main { &fixed[..] } else { &[] };
    html! {
        Relationships xmlns={ (PACKAGE) "/relationships" } {
            @for (at, (kind, target)) in fixed.iter().enumerate() {
                Relationship Id={ "rId" (at + 1) } Type={ (OFFICE) "/" (kind) } Target=(target) {}
            }
            @for (at, relation) in relations.iter().enumerate() {
                @match relation {
                    Relation::Address(to) => Relationship Id={ "rId" (at + 101) } Type={ (OFFICE) "/hyperlink" }
                        Target=(to) TargetMode="External" {},
                    Relation::Picture(number) => Relationship Id={ "rId" (at + 101) } Type={ (OFFICE) "/image" }
                        Target={ "media/drawing" (number) ".emf" } {},
                }
            }
        }
    }
}

/// Text as Word reads it: spaces at the ends kept.
fn text(words: &Words) -> Markup {
    html! { w:t xml:space="preserve" { (words) } }
}

/// A whole field: instruction and the text shown until Word computes it anew.
fn field(instruction: &str, properties: &Markup, shown: &Words) -> Markup {
    let mark = |kind: &str| html! { w:r { (properties) w:fldChar w:fldCharType=(kind) {} } };
    html! {
        (mark("begin"))
        w:r { (properties) w:instrText xml:space="preserve" { " " (instruction) " " } }
        (mark("separate"))
        w:r { (properties) (text(shown)) }
        (mark("end"))
    }
}

const NO_PROPERTIES: PreEscaped<String> = PreEscaped(String::new());
