//! Paragraphs, tables, drawings and footnotes in Word's markup. It decides no words.

use std::borrow::Cow;
use std::io::{self, Write};

use maud::{Markup, html};

use super::{DECLARATION, NO_PROPERTIES, OFFICE, WORD, Writer, field, metafile, run, text};
use crate::render::chart::WIDTH;
use crate::render::page::{Block, Entry, Figure, Line, Table, Words};

/// A4 less the margins, in twentieths of a point.
const TEXT_WIDTH: u32 = 9866;
const MARGIN: u32 = 1020;
/// English Metric Units in a tenth of a point.
const EMU: i32 = 1270;

/// Writes the document part block by block; gives the notes that it cites.
pub(super) fn document<'a>(writer: &mut Writer<'a>, out: &mut dyn Write) -> io::Result<Cow<'a, [Line]>> {
    let paper = writer.paper;
    let page = &paper.front;
    let drawing = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing";
    let title = styled("Title", &html! { w:r { (text(&page.title)) } }).into_string();
    let subtitle = styled("Subtitle", &html! { w:r { (text(&page.subtitle)) } }).into_string();
    write!(
        out,
        "{DECLARATION}<w:document xmlns:w=\"{WORD}\" xmlns:r=\"{OFFICE}\" xmlns:wp=\"{drawing}\"><w:body>{title}{subtitle}"
    )?;
    let notes = paper.each_block(|block| out.write_all(one(writer, block).into_string().as_bytes()))?;
    let section = html! {
        w:sectPr {
            w:footerReference w:type="default" r:id="rId5" {}
            w:pgSz w:w="11906" w:h="16838" {}
            w:pgMar w:top="850" w:right=(MARGIN) w:bottom="850" w:left=(MARGIN) w:header="450" w:footer="450" w:gutter="0" {}
        }
    };
    write!(out, "{}</w:body></w:document>", section.into_string())?;
    Ok(notes)
}

/// Writes the footnotes part: two separators that Word asks for, then the notes.
pub(super) fn footnotes(writer: &mut Writer<'_>, notes: &[Line], out: &mut dyn Write) -> io::Result<()> {
    let separators = html! {
        w:footnote w:type="separator" w:id="-1" { w:p { w:r { w:separator {} } } }
        w:footnote w:type="continuationSeparator" w:id="0" { w:p { w:r { w:continuationSeparator {} } } }
    };
    let separators = separators.into_string();
    write!(out, "{DECLARATION}<w:footnotes xmlns:w=\"{WORD}\" xmlns:r=\"{OFFICE}\">{separators}")?;
    for (note, number) in notes.iter().zip(1..) {
        let note = html! {
            w:footnote w:id=(number) {
                w:p {
                    w:pPr { w:pStyle w:val="FootnoteText" {} }
                    w:r { w:rPr { w:rStyle w:val="FootnoteReference" {} } w:footnoteRef {} }
                    w:r { w:t xml:space="preserve" { " " } }
                    (run::line(writer, note))
                }
            }
        };
        out.write_all(note.into_string().as_bytes())?;
    }
    out.write_all(b"</w:footnotes>")
}

/// The foot of every page: title and page number.
pub(super) fn footer(title: &Words) -> Markup {
    html! {
        w:ftr xmlns:w=(WORD) {
            w:p {
                w:pPr { w:pStyle w:val="Footer" {} }
                w:r { (text(title)) }
                w:r { w:tab {} }
                (field("PAGE", &NO_PROPERTIES, &Words::new("1")))
            }
        }
    }
}

fn styled(style: &str, content: &Markup) -> Markup {
    html! { w:p { w:pPr { w:pStyle w:val=(style) {} } (content) } }
}

fn blocks(writer: &mut Writer<'_>, list: &[Block]) -> Markup {
    let parts: Vec<Markup> = list.iter().map(|block| one(writer, block)).collect();
    html! { @for part in parts { (part) } }
}

fn one(writer: &mut Writer<'_>, block: &Block) -> Markup {
    match block {
        Block::Heading { level, anchor, words } => heading(writer, *level, anchor, words, false),
        Block::Paragraph(line) => paragraph(writer, "Normal", line),
        Block::Lead(line) => paragraph(writer, "Lead", line),
        Block::Aside(line) => paragraph(writer, "Aside", line),
        Block::Quotation { words, from } => html! {
            @for words in words { (paragraph(writer, "Quote", words)) }
            (paragraph(writer, "QuoteSource", from))
        },
        Block::List(items) => {
            let items: Vec<Markup> = items.iter().map(|item| paragraph(writer, "ListBullet", item)).collect();
            html! { @for item in items { (item) } }
        }
        Block::Table(shown) => table(writer, shown),
        Block::Figure(shown) => figure(writer, shown),
        Block::Command(words) => styled("Command", &html! { w:r { (text(words)) } }),
        Block::Contents => contents(writer),
        Block::Entry(shown) => entry(writer, shown),
    }
}

fn paragraph(writer: &mut Writer<'_>, style: &str, line: &Line) -> Markup {
    let runs = run::line(writer, line);
    styled(style, &runs)
}

fn heading(writer: &mut Writer<'_>, level: u8, anchor: &str, words: &Words, new_page: bool) -> Markup {
    let id = writer.id();
    html! {
        w:p {
            w:pPr {
                w:pStyle w:val={ "Heading" (level) } {}
                @if new_page { w:pageBreakBefore {} }
            }
            w:bookmarkStart w:id=(id) w:name=(run::bookmark_name(anchor)) {}
            w:r { (text(words)) }
            w:bookmarkEnd w:id=(id) {}
        }
    }
}

/// The entry's heading begins a page and carries both its own bookmark and the entry's.
fn entry(writer: &mut Writer<'_>, entry: &Entry) -> Markup {
    let id = writer.id();
    let name = run::bookmark_name(&entry.anchor);
    let (first, rest) = match entry.blocks.split_first() {
        Some((Block::Heading { level, anchor, words }, rest)) => {
            (heading(writer, *level, anchor, words, entry.begins_page), rest)
        }
        _ if entry.begins_page => (html! { w:p { w:r { w:br w:type="page" {} } } }, entry.blocks.as_slice()),
        _ => (html! {}, entry.blocks.as_slice()),
    };
    html! {
        w:bookmarkStart w:id=(id) w:name=(name) {}
        w:bookmarkEnd w:id=(id) {}
        (first)
        (blocks(writer, rest))
    }
}

/// A contents field: links at once, page numbers as soon as Word is asked to update it.
fn contents(writer: &Writer<'_>) -> Markup {
    let entries = writer.paper.contents();
    let last = entries.len().saturating_sub(1);
    html! {
        (styled("ContentsTitle", &html! { w:r { w:t { "Contents" } } }))
        @for (at, (level, anchor, words)) in entries.into_iter().enumerate() {
            w:p {
                w:pPr { w:pStyle w:val={ "TOC" (level) } {} }
                @if at == 0 {
                    w:r { w:fldChar w:fldCharType="begin" {} }
                    w:r { w:instrText xml:space="preserve" { " TOC \\o \"1-2\" \\h \\z \\u " } }
                    w:r { w:fldChar w:fldCharType="separate" {} }
                }
                w:hyperlink w:anchor=(run::bookmark_name(anchor)) { w:r { (text(words)) } }
                @if at == last { w:r { w:fldChar w:fldCharType="end" {} } }
            }
        }
    }
}

fn caption(kind: &str, number: u32, words: &Words, style: &str) -> Markup {
    let number = Words::new(&number.to_string());
    html! {
        w:p {
            w:pPr { w:pStyle w:val=(style) {} }
            w:r { w:t xml:space="preserve" { (kind) " " } }
            (field(&format!("SEQ {kind} \\* ARABIC"), &NO_PROPERTIES, &number))
            w:r { w:t xml:space="preserve" { ". " (words) } }
        }
    }
}

fn table(writer: &mut Writer<'_>, table: &Table) -> Markup {
    writer.tables += 1;
    let total = table.widths.iter().sum::<u32>().max(1);
    let widths: Vec<u32> = table.widths.iter().map(|share| share * TEXT_WIDTH / total).collect();
    let rows: Vec<Markup> = table.rows.iter().map(|row| table_row(writer, &widths, row)).collect();
    html! {
        (caption("Table", writer.tables, &table.caption, "Caption"))
        w:tbl {
            w:tblPr {
                w:tblStyle w:val="Register" {}
                w:tblW w:w=(TEXT_WIDTH) w:type="dxa" {}
                w:tblLayout w:type="fixed" {}
                w:tblLook w:val="00A0" w:firstRow="1" w:lastRow="0" w:firstColumn="1" w:lastColumn="0" w:noHBand="1" w:noVBand="1" {}
                w:tblCaption w:val=(table.caption) {}
            }
            w:tblGrid { @for width in &widths { w:gridCol w:w=(width) {} } }
            w:tr {
                w:trPr { w:cantSplit {} w:tblHeader {} }
                @for (words, width) in table.head.iter().zip(&widths) {
                    w:tc {
                        w:tcPr { w:tcW w:w=(width) w:type="dxa" {} }
                        (styled("TableHead", &html! { w:r { (text(words)) } }))
                    }
                }
            }
            @for row in rows { (row) }
        }
        (styled("AfterTable", &html! {}))
    }
}

fn table_row(writer: &mut Writer<'_>, widths: &[u32], row: &[Line]) -> Markup {
    let cells: Vec<Markup> = row.iter().map(|cell| paragraph(writer, "TableText", cell)).collect();
    html! {
        w:tr {
            w:trPr { w:cantSplit {} }
            @for (cell, width) in cells.into_iter().zip(widths) {
                w:tc { w:tcPr { w:tcW w:w=(width) w:type="dxa" {} } (cell) }
            }
        }
    }
}

fn figure(writer: &mut Writer<'_>, figure: &Figure) -> Markup {
    writer.figures += 1;
    let drawing = &figure.drawing;
    let relation = writer.picture(&metafile::render(drawing));
    let id = writer.id();
    let (width, height) = (WIDTH * EMU, drawing.height * EMU);
    let main = "http://schemas.openxmlformats.org/drawingml/2006/main";
    let picture = "http://schemas.openxmlformats.org/drawingml/2006/picture";
    html! {
        w:p {
            w:pPr { w:pStyle w:val="Figure" {} }
            w:r {
                w:drawing {
                    wp:inline distT="0" distB="0" distL="0" distR="0" {
                        wp:extent cx=(width) cy=(height) {}
                        wp:docPr id=(id) name={ "Figure " (writer.figures) } descr=(drawing.description) title=(drawing.title) {}
                        a:graphic xmlns:a=(main) {
                            a:graphicData uri=(picture) {
                                pic:pic xmlns:pic=(picture) {
                                    pic:nvPicPr {
                                        pic:cNvPr id=(id) name={ "drawing" (id) ".emf" } descr=(drawing.description) {}
                                        pic:cNvPicPr {}
                                    }
                                    pic:blipFill { a:blip r:embed=(relation) {} a:stretch { a:fillRect {} } }
                                    pic:spPr {
                                        a:xfrm { a:off x="0" y="0" {} a:ext cx=(width) cy=(height) {} }
                                        a:prstGeom prst="rect" { a:avLst {} }
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
        (caption("Figure", writer.figures, &figure.caption, "FigureCaption"))
    }
}
