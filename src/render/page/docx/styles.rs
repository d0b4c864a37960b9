//! The look of the Word document: styles, bullets, settings. It holds no content.

use maud::{Markup, html};

use super::WORD;

/// One paragraph style: id, name as Word knows it, the style it follows, spacing and letters.
struct Style {
    id: &'static str,
    name: &'static str,
    /// Twentieths of a point before and after.
    space: (u32, u32),
    /// Half points.
    size: u32,
    bold: bool,
    italic: bool,
    /// Twentieths of a point from the left margin.
    indent: u32,
    /// Kept on one page with what follows.
    keep: bool,
    /// Level in the outline, for headings.
    outline: Option<u32>,
    /// A line beside or below, as Word calls the side.
    line: Option<&'static str>,
}

const PLAIN: Style = Style {
    id: "Normal",
    name: "Normal",
    space: (0, 60),
    size: 18,
    bold: false,
    italic: false,
    indent: 0,
    keep: false,
    outline: None,
    line: None,
};

/// A bold paragraph that stays with what follows.
const HEAD: Style = Style { bold: true, keep: true, ..PLAIN };

const STYLES: &[Style] = &[
    PLAIN,
    Style { id: "Title", name: "Title", size: 36, space: (0, 30), ..HEAD },
    Style { id: "Subtitle", name: "Subtitle", size: 17, space: (0, 100), line: Some("bottom"), ..PLAIN },
    Style { id: "Heading1", name: "heading 1", size: 29, space: (240, 80), outline: Some(0), ..HEAD },
    Style { id: "Heading2", name: "heading 2", size: 26, space: (200, 60), outline: Some(1), ..HEAD },
    Style { id: "Heading3", name: "heading 3", size: 20, space: (90, 25), outline: Some(2), ..HEAD },
    Style { id: "Lead", name: "Lead", size: 21, indent: 200, space: (40, 80), line: Some("left"), ..PLAIN },
    Style { id: "Aside", name: "Aside", size: 16, ..PLAIN },
    Style {
        id: "Quote",
        name: "Quote",
        size: 19,
        italic: true,
        indent: 300,
        space: (20, 20),
        keep: true,
        ..PLAIN
    },
    Style { id: "QuoteSource", name: "Quote Source", size: 16, indent: 300, ..PLAIN },
    Style { id: "Caption", name: "caption", size: 16, space: (40, 30), ..HEAD },
    Style { id: "FigureCaption", name: "Figure Caption", size: 16, bold: true, space: (20, 80), ..PLAIN },
    Style { id: "Figure", name: "Figure", space: (60, 0), keep: true, ..PLAIN },
    Style { id: "TableHead", name: "Table Head", size: 16, space: (10, 10), ..HEAD },
    Style { id: "TableText", name: "Table Text", size: 15, space: (10, 10), ..PLAIN },
    Style { id: "AfterTable", name: "After Table", size: 4, space: (0, 40), ..PLAIN },
    Style { id: "Command", name: "Command", size: 17, indent: 200, space: (60, 120), ..PLAIN },
    Style { id: "ContentsTitle", name: "Contents Title", size: 26, space: (240, 80), ..HEAD },
    Style { id: "TOC1", name: "toc 1", bold: true, space: (50, 10), ..PLAIN },
    Style { id: "TOC2", name: "toc 2", indent: 280, space: (0, 10), ..PLAIN },
    Style { id: "FootnoteText", name: "footnote text", size: 14, space: (0, 10), ..PLAIN },
    Style { id: "Footer", name: "footer", size: 16, space: (0, 0), ..PLAIN },
    Style { id: "ListBullet", name: "List Bullet", size: 17, space: (0, 20), ..PLAIN },
];

/// The section headings of a paper of a sheet or two, which have no ranks to tell apart.
const COMPACT_HEADING: Style =
    Style { id: "Heading1", name: "heading 1", size: 20, space: (80, 20), outline: Some(0), ..HEAD };

/// The styles part.
pub(super) fn styles(language: &str, compact: bool) -> Markup {
    let arial = html! { w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:eastAsia="Arial" w:cs="Arial" {} };
    html! {
        w:styles xmlns:w=(WORD) {
            w:docDefaults {
                w:rPrDefault { w:rPr { (arial) w:sz w:val="18" {} w:szCs w:val="18" {} w:lang w:val=(language) w:eastAsia=(language) {} } }
                w:pPrDefault { w:pPr { w:spacing w:after="60" w:line="245" w:lineRule="auto" {} } }
            }
            @for style in STYLES {
                @if compact && style.id == COMPACT_HEADING.id { (paragraph_style(&COMPACT_HEADING)) }
                @else { (paragraph_style(style)) }
            }
            (character_style("FootnoteReference", "footnote reference", &html! { w:vertAlign w:val="superscript" {} }))
            (character_style("Hyperlink", "Hyperlink", &html! { w:color w:val="0B3D91" {} w:u w:val="single" {} }))
            (character_style("Code", "Code", &html! {
                w:rFonts w:ascii="Courier New" w:hAnsi="Courier New" w:cs="Courier New" {}
            }))
            w:style w:type="table" w:styleId="Register" {
                w:name w:val="Register" {}
                w:tblPr {
                    w:tblBorders {
                        w:top w:val="single" w:sz="4" w:space="0" w:color="808080" {}
                        w:bottom w:val="single" w:sz="4" w:space="0" w:color="808080" {}
                        w:insideH w:val="single" w:sz="4" w:space="0" w:color="808080" {}
                    }
                    w:tblCellMar { w:left w:w="0" w:type="dxa" {} w:right w:w="110" w:type="dxa" {} }
                }
                w:tblStylePr w:type="firstRow" {
                    w:tcPr { w:tcBorders { w:bottom w:val="single" w:sz="12" w:space="0" w:color="000000" {} } }
                }
            }
        }
    }
}

fn paragraph_style(style: &Style) -> Markup {
    let is_code = style.id == "Command";
    html! {
        w:style w:type="paragraph" w:default=[(style.id == "Normal").then_some("1")] w:styleId=(style.id) {
            w:name w:val=(style.name) {}
            @if style.id != "Normal" { w:basedOn w:val="Normal" {} }
            @if style.outline.is_some() || style.id == "Title" { w:next w:val="Normal" {} }
            w:qFormat {}
            w:pPr {
                @if style.keep { w:keepNext {} }
                @if style.id == "ListBullet" { w:numPr { w:numId w:val="1" {} } }
                @match style.line {
                    Some("left") => w:pBdr { w:left w:val="single" w:sz="36" w:space="8" w:color="000000" {} },
                    Some(_) => w:pBdr { w:bottom w:val="single" w:sz="6" w:space="3" w:color="808080" {} },
                    None => {},
                }
                @if style.id == "Footer" { w:tabs { w:tab w:val="right" w:pos="9866" {} } }
                w:spacing w:before=(style.space.0) w:after=(style.space.1) {}
                @if style.id == "ListBullet" { w:ind w:left="360" w:hanging="260" {} }
                @else if style.indent > 0 { w:ind w:left=(style.indent) {} }
                @if let Some(level) = style.outline { w:outlineLvl w:val=(level) {} }
            }
            w:rPr {
                @if is_code { w:rFonts w:ascii="Courier New" w:hAnsi="Courier New" w:cs="Courier New" {} }
                @if style.bold { w:b {} }
                @if style.italic { w:i {} }
                w:sz w:val=(style.size) {}
                w:szCs w:val=(style.size) {}
            }
        }
    }
}

fn character_style(id: &str, name: &str, properties: &Markup) -> Markup {
    html! {
        w:style w:type="character" w:styleId=(id) { w:name w:val=(name) {} w:rPr { (properties) } }
    }
}

/// The bullets.
pub(super) fn numbering() -> Markup {
    html! {
        w:numbering xmlns:w=(WORD) {
            w:abstractNum w:abstractNumId="0" {
                w:multiLevelType w:val="hybridMultilevel" {}
                w:lvl w:ilvl="0" {
                    w:start w:val="1" {}
                    w:numFmt w:val="bullet" {}
                    w:lvlText w:val="•" {}
                    w:lvlJc w:val="left" {}
                    w:pPr { w:ind w:left="360" w:hanging="260" {} }
                }
            }
            w:num w:numId="1" { w:abstractNumId w:val="0" {} }
        }
    }
}

/// The settings part.
pub(super) fn settings(language: &str) -> Markup {
    html! {
        w:settings xmlns:w=(WORD) {
            w:defaultTabStop w:val="720" {}
            w:footnotePr { w:footnote w:id="-1" {} w:footnote w:id="0" {} }
            w:compat { w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15" {} }
            w:themeFontLang w:val=(language) {}
        }
    }
}
