//! Tables as CSV (RFC 4180, UTF-8): for spreadsheets, which take some text for formulas, and for programs.
//!
//! Text that begins like a formula gets an apostrophe before it. It must change nothing else; numbers stay as they are.

use std::io::{self, Write};

use super::{Basis, Cell, Table};

/// Writes one table; the first line names the columns.
///
/// # Errors
/// When writing fails.
pub fn table(table: &Table, basis: &Basis<'_>, out: &mut dyn Write) -> io::Result<()> {
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(out);
    writer.write_record(table.columns.iter().map(|column| column.name))?;
    table.each_row(basis, |row| writer.write_record(row.iter().map(written)))?;
    writer.flush()
}

fn written(cell: &Cell) -> String {
    match cell {
        Cell::Empty => String::new(),
        Cell::Text(text) => harmless(text),
        Cell::Number(number) => number.to_string(),
        Cell::Day(day) => day.to_string(),
        Cell::Flag(flag) => flag.to_string(),
    }
}

/// Text that no spreadsheet takes for a formula: `=`, `+`, `-`, `@`, tab and carriage return begin one.
fn harmless(text: &str) -> String {
    if begins_formula(text) { format!("'{text}") } else { text.to_owned() }
}

/// Whether a spreadsheet would try to compute the text. Some take full-width signs for plain ones, and drop what is
/// blank or invisible before them.
pub(super) fn begins_formula(text: &str) -> bool {
    let seen = text.trim_start_matches([' ', '\u{feff}', '\u{a0}', '\0']);
    seen.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_never_begins_like_a_formula() {
        let cases = [
            ("=1+1", "'=1+1"),
            ("  =cmd|' /C calc'!A0", "'  =cmd|' /C calc'!A0"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("-2", "'-2"),
            ("+44", "'+44"),
            ("\t=1", "'\t=1"),
            ("6,500 teachers", "6,500 teachers"),
        ];
        for (text, expected) in cases {
            assert_eq!(written(&Cell::Text(text.to_owned())), expected);
        }
        assert_eq!(written(&Cell::Number((-2).into())), "-2");
    }
}
