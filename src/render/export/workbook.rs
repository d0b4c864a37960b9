//! An Excel workbook: one sheet a table, typed days and numbers, the head row frozen, a filter on every column.
//!
//! Written here part by part (ECMA-376): inline text is never a formula, and the bytes depend on nothing but the tables.

use std::io::{self, Write};

use maud::{Markup, html};
use rust_decimal::prelude::ToPrimitive;

use super::csv::begins_formula;
use super::{Basis, Cell, Kind, TABLES, Table};
use crate::date::{Date, days_between, long};
use crate::quantity::{Decimal, with_unit};
use crate::render::GENERATOR;
use crate::render::archive::Archive;
use crate::render::visible_block;
use crate::report::Report;

/// What a cell can hold.
const MOST_CHARACTERS: usize = 32_767;
/// What a sheet can hold, the head row not counted.
const MOST_ROWS: usize = 1_048_575;

const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";

/// Writes the workbook. The sheets are packed row by row, before the parts that say how many rows they have.
///
/// # Errors
/// When writing fails, or a sheet is longer than an archive can hold.
pub fn write(basis: &Basis<'_>, out: &mut dyn Write) -> io::Result<()> {
    let mut archive = Archive::new();
    let part =
        |archive: &mut Archive, name: &str, content: Markup| archive.add(name, xml(content).as_bytes());
    let sheets = TABLES.len() + 1;
    part(&mut archive, "[Content_Types].xml", content_types(sheets))?;
    part(&mut archive, "_rels/.rels", package_relations())?;
    part(&mut archive, "docProps/core.xml", core_properties(basis.report))?;
    let mut counts = Vec::with_capacity(TABLES.len());
    for (at, table) in TABLES.iter().enumerate() {
        let out = archive.begin(&format!("xl/worksheets/sheet{}.xml", at + 2))?;
        counts.push(sheet(table, basis, out)?);
    }
    part(&mut archive, "xl/workbook.xml", workbook(&counts))?;
    part(&mut archive, "xl/_rels/workbook.xml.rels", workbook_relations(sheets))?;
    part(&mut archive, "xl/styles.xml", styles())?;
    part(&mut archive, "xl/worksheets/sheet1.xml", about(basis, &counts))?;
    archive.finish(out)
}

/// How every part begins.
const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

fn xml(content: Markup) -> String {
    format!("{DECLARATION}{}", content.into_string())
}

fn content_types(sheets: usize) -> Markup {
    let sheet = "application/vnd.openxmlformats-officedocument.spreadsheetml";
    html! {
        Types xmlns={ (PACKAGE) "/content-types" } {
            Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml" {}
            Default Extension="xml" ContentType="application/xml" {}
            Override PartName="/xl/workbook.xml" ContentType={ (sheet) ".sheet.main+xml" } {}
            Override PartName="/xl/styles.xml" ContentType={ (sheet) ".styles+xml" } {}
            @for at in 1..=sheets {
                Override PartName={ "/xl/worksheets/sheet" (at) ".xml" } ContentType={ (sheet) ".worksheet+xml" } {}
            }
            Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml" {}
        }
    }
}

fn package_relations() -> Markup {
    html! {
        Relationships xmlns={ (PACKAGE) "/relationships" } {
            Relationship Id="rId1" Type={ (OFFICE) "/officeDocument" } Target="xl/workbook.xml" {}
            Relationship Id="rId2" Type={ (PACKAGE) "/relationships/metadata/core-properties" } Target="docProps/core.xml" {}
        }
    }
}

fn core_properties(report: &Report<'_>) -> Markup {
    let stamp = format!("{}T00:00:00Z", report.as_of);
    html! {
        cp:coreProperties xmlns:cp={ (PACKAGE) "/metadata/core-properties" } xmlns:dc="http://purl.org/dc/elements/1.1/"
            xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" {
            dc:title { (visible(&report.register.title)) }
            dc:creator { (GENERATOR) }
            dc:language { "en-GB" }
            dcterms:created xsi:type="dcterms:W3CDTF" { (stamp) }
            dcterms:modified xsi:type="dcterms:W3CDTF" { (stamp) }
        }
    }
}

/// The sheets, and for each the hidden name by which Excel knows its filter.
fn workbook(counts: &[usize]) -> Markup {
    html! {
        workbook xmlns=(MAIN) xmlns:r=(OFFICE) {
            sheets {
                sheet name="about" sheetId="1" r:id="rId1" {}
                @for (at, table) in TABLES.iter().enumerate() {
                    sheet name=(table.name) sheetId=(at + 2) r:id={ "rId" (at + 2) } {}
                }
            }
            definedNames {
                @for ((at, table), count) in TABLES.iter().enumerate().zip(counts) {
                    definedName name="_xlnm._FilterDatabase" localSheetId=(at + 1) hidden="1" {
                        "'" (table.name) "'!$A$1:$" (letters(table.columns.len())) "$" (count.min(&MOST_ROWS) + 1)
                    }
                }
                @for (at, table) in TABLES.iter().enumerate() {
                    definedName name="_xlnm.Print_Titles" localSheetId=(at + 1) { "'" (table.name) "'!$1:$1" }
                }
            }
        }
    }
}

fn workbook_relations(sheets: usize) -> Markup {
    html! {
        Relationships xmlns={ (PACKAGE) "/relationships" } {
            @for at in 1..=sheets {
                Relationship Id={ "rId" (at) } Type={ (OFFICE) "/worksheet" } Target={ "worksheets/sheet" (at) ".xml" } {}
            }
            Relationship Id={ "rId" (sheets + 1) } Type={ (OFFICE) "/styles" } Target="styles.xml" {}
        }
    }
}

/// Numbers of the cell formats below.
const PLAIN: usize = 0;
const HEAD: usize = 1;
const DAY: usize = 2;
const QUOTED: usize = 3;

fn styles() -> Markup {
    html! {
        styleSheet xmlns=(MAIN) {
            numFmts count="1" { numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd" {} }
            fonts count="2" {
                font { sz val="10" {} name val="Arial" {} }
                font { b {} sz val="10" {} name val="Arial" {} }
            }
            fills count="2" { fill { patternFill patternType="none" {} } fill { patternFill patternType="gray125" {} } }
            borders count="2" {
                border { left {} right {} top {} bottom {} diagonal {} }
                border { left {} right {} top {} bottom style="medium" {} diagonal {} }
            }
            cellStyleXfs count="1" { xf numFmtId="0" fontId="0" fillId="0" borderId="0" {} }
            cellXfs count="4" {
                xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0" applyAlignment="1" { alignment vertical="top" wrapText="1" {} }
                xf numFmtId="0" fontId="1" fillId="0" borderId="1" xfId="0" applyFont="1" applyBorder="1" { alignment vertical="top" wrapText="1" {} }
                xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" { alignment vertical="top" horizontal="left" {} }
                xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0" quotePrefix="1" applyAlignment="1" { alignment vertical="top" wrapText="1" {} }
            }
            cellStyles count="1" { cellStyle name="Normal" xfId="0" builtinId="0" {} }
        }
    }
}

fn about(basis: &Basis<'_>, counts: &[usize]) -> Markup {
    let report = basis.report;
    let mut lines = vec![
        ("Register".to_owned(), report.register.title.clone()),
        ("As of".to_owned(), long(report.as_of)),
        ("Known by".to_owned(), long(report.known_by)),
        ("Mode".to_owned(), report.mode.word().to_owned()),
        ("Computed by".to_owned(), GENERATOR.to_owned()),
    ];
    for (table, count) in TABLES.iter().zip(counts) {
        lines.push((
            format!("Sheet “{}”", table.name),
            format!("{}. {}.", table.meaning, with_unit((*count).into(), "rows")),
        ));
        lines.extend(
            table
                .columns
                .iter()
                .map(|column| (format!("{}.{}", table.name, column.name), column.meaning.to_owned())),
        );
    }
    html! {
        worksheet xmlns=(MAIN) {
            cols { col min="1" max="1" width="34" customWidth="1" {} col min="2" max="2" width="90" customWidth="1" {} }
            sheetData {
                @for (at, (name, value)) in lines.iter().enumerate() {
                    row r=(at + 1) {
                        (text_cell(&format!("A{}", at + 1), name, HEAD))
                        (text_cell(&format!("B{}", at + 1), value, PLAIN))
                    }
                }
            }
        }
    }
}

/// Writes a sheet row by row; how many rows the table has, which may be more than the sheet.
fn sheet(table: &Table, basis: &Basis<'_>, out: &mut dyn Write) -> io::Result<usize> {
    let before = html! {
        sheetViews {
            sheetView workbookViewId="0" {
                pane xSplit="1" ySplit="1" topLeftCell="B2" activePane="bottomRight" state="frozen" {}
            }
        }
        cols {
            @for (at, column) in table.columns.iter().enumerate() {
                col min=(at + 1) max=(at + 1) width=(width(column.kind, column.name)) customWidth="1" {}
            }
        }
    };
    let head = html! {
        row r="1" {
            @for (at, column) in table.columns.iter().enumerate() {
                (text_cell(&format!("{}1", letters(at + 1)), column.name, HEAD))
            }
        }
    };
    let (before, head) = (before.into_string(), head.into_string());
    write!(out, "{DECLARATION}<worksheet xmlns=\"{MAIN}\">{before}<sheetData>{head}")?;
    let columns: Vec<String> = (1..=table.columns.len()).map(letters).collect();
    let mut count = 0;
    table.each_row(basis, |cells| {
        count += 1;
        if count > MOST_ROWS {
            return Ok(());
        }
        let shown = html! {
            row r=(count + 1) {
                @for (value, column) in cells.iter().zip(&columns) {
                    (cell(&format!("{column}{}", count + 1), value))
                }
            }
        };
        out.write_all(shown.into_string().as_bytes())
    })?;
    let after = html! {
        autoFilter ref={ "A1:" (letters(table.columns.len())) (count.min(MOST_ROWS) + 1) } {}
        pageSetup paperSize="9" orientation="landscape" {}
    };
    write!(out, "</sheetData>{}</worksheet>", after.into_string())?;
    Ok(count)
}

fn width(kind: Kind, name: &str) -> usize {
    match kind {
        Kind::Text
            if matches!(
                name,
                "quote" | "reason" | "sentence" | "test" | "would_change" | "note" | "text" | "title"
            ) =>
        {
            48
        }
        Kind::Text => 22,
        Kind::Number | Kind::Integer | Kind::Day | Kind::Flag => 13,
    }
}

fn cell(at: &str, cell: &Cell) -> Markup {
    match cell {
        Cell::Empty => html! {},
        Cell::Text(text) => text_cell(at, text, if begins_formula(text) { QUOTED } else { PLAIN }),
        Cell::Number(number) if is_exact(*number) => html! { c r=(at) s=(PLAIN) { v { (number) } } },
        Cell::Number(number) => text_cell(at, &number.to_string(), PLAIN),
        Cell::Day(day) => match serial(*day) {
            Some(serial) => html! { c r=(at) s=(DAY) { v { (serial) } } },
            None => text_cell(at, &day.to_string(), PLAIN),
        },
        Cell::Flag(flag) => html! { c r=(at) s=(PLAIN) t="b" { v { (u8::from(*flag)) } } },
    }
}

fn text_cell(at: &str, text: &str, style: usize) -> Markup {
    html! { c r=(at) s=(style) t="inlineStr" { is { t xml:space="preserve" { (visible(text)) } } } }
}

/// Text that XML and Excel take, cut with a word about it where it is longer than a cell.
fn visible(text: &str) -> String {
    let shown = visible_block(text).replace(['\u{fffe}', '\u{ffff}'], "\u{fffd}");
    // Excel counts UTF-16 units; half of its limit in characters is always safe.
    if shown.encode_utf16().count() <= MOST_CHARACTERS {
        return shown;
    }
    let mut cut: String = shown.chars().take(MOST_CHARACTERS / 2 - 60).collect();
    cut.push_str(" [cut: longer than a cell can be]");
    cut
}

/// Excel keeps fifteen digits; a number with more stays text.
fn is_exact(number: Decimal) -> bool {
    number.mantissa().unsigned_abs().to_u64().is_some_and(|digits| digits < 1_000_000_000_000_000)
}

/// Days since the day before 1 January 1900, as Excel counts them; its count is wrong before March 1900.
fn serial(day: Date) -> Option<i64> {
    let origin = Date::from_ymd_opt(1899, 12, 30)?;
    Some(days_between(origin, day)).filter(|days| *days > 60)
}

/// The letters of a column, from 1.
fn letters(mut column: usize) -> String {
    let mut out = Vec::new();
    while column > 0 {
        let letter = (column - 1) % 26;
        out.push(char::from(b'A' + u8::try_from(letter).unwrap_or(0)));
        column = (column - 1) / 26;
    }
    out.iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_days_and_numbers_are_excels() {
        let named: Vec<String> = [1, 26, 27, 52, 703].into_iter().map(letters).collect();
        assert_eq!(named, ["A", "Z", "AA", "AZ", "AAA"]);
        assert_eq!(Date::from_ymd_opt(2024, 12, 17).and_then(serial), Some(45643));
        assert_eq!(Date::from_ymd_opt(1890, 1, 1).and_then(serial), None);
        assert!(
            is_exact(Decimal::from(740_000_000)) && !is_exact("1234567890.123456".parse().expect("a number"))
        );
    }

    #[test]
    fn what_begins_like_a_formula_stays_text() {
        let shown = cell("A1", &Cell::Text("=HYPERLINK(\"x\")".to_owned())).into_string();
        assert_eq!(
            shown,
            "<c r=\"A1\" s=\"3\" t=\"inlineStr\"><is><t xml:space=\"preserve\">=HYPERLINK(&quot;x&quot;)</t></is></c>"
        );
        assert!(visible(&"😀".repeat(40_000)).encode_utf16().count() <= MOST_CHARACTERS);
    }
}
