//! CSV for spreadsheets: one pledge a row, RFC 4180, safe against formulas in somebody else's text. No counts: a
//! spreadsheet makes its own.

use crate::report::Report;
use std::borrow::Cow;
use std::io::{self, Write};

/// The columns, in order; adding one at the end is allowed, moving or renaming one is not.
const COLUMNS: [&str; 26] = [
    "id", "title", "responsible", "made_by", "made_on", "source", "quote", "topics", "deadline",
    "deadline_first", "deadline_last", "status", "rule", "reason", "flags", "delivered_on", "days_late",
    "days_left", "terms_original", "terms_current", "strict", "lenient", "computed", "computed_rule",
    "overruled_by", "mode",
];

/// Writes one row a pledge, after a row of names.
///
/// # Errors
/// When writing fails.
pub fn report(report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    let mut rows = csv::Writer::from_writer(out);
    rows.write_record(COLUMNS)?;
    for (pledge, assessment) in report.rows() {
        let source = pledge.source.and_then(|document| report.register.documents.get(document));
        let deadline = assessment.deadline.as_ref();
        let ruling = assessment.overridden.as_ref();
        let flags: Vec<&str> = assessment.flags.iter().map(|raised| raised.flag.code()).collect();
        let number = |days: Option<i64>| days.map(|days| days.to_string()).unwrap_or_default();
        let day = |day: Option<crate::date::Date>| day.map(|day| day.to_string()).unwrap_or_default();
        rows.write_record([
            &*cell(pledge.id.as_str()),
            &*cell(&pledge.title),
            &*cell(&pledge.responsible),
            &*cell(pledge.made_by.as_deref().unwrap_or_default()),
            &*cell(&pledge.made_on.text()),
            &*cell(source.map_or("", |document| document.stem.as_str())),
            &*cell(&pledge.quote),
            &*cell(&pledge.topics.join("; ")),
            &*cell(&deadline.map(|due| due.when.text()).unwrap_or_default()),
            &day(deadline.map(|due| due.window.first)),
            &day(deadline.map(|due| due.window.last)),
            assessment.status.word(),
            assessment.rule.code(),
            &*cell(&assessment.reason),
            &flags.join(" "),
            &day(assessment.delivered_on),
            &number(assessment.days_late),
            &number(assessment.days_left),
            assessment.original.status.word(),
            assessment.current.status.word(),
            assessment.strict.status.word(),
            assessment.lenient.status.word(),
            ruling.map_or(assessment.status, |ruling| ruling.computed).word(),
            ruling.map_or(assessment.rule, |ruling| ruling.computed_rule).code(),
            &*cell(ruling.map_or("", |ruling| &ruling.by)),
            report.mode.word(),
        ])?;
    }
    rows.flush()
}

/// Text as a cell: a beginning that a spreadsheet would take for a formula is set off by an apostrophe, and characters
/// that no cell should hold are made visible.
fn cell(text: &str) -> Cow<'_, str> {
    let visible = super::visible_block(text);
    let begins = visible.trim_start().chars().next();
    if begins.is_some_and(|first| matches!(first, '=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠')) {
        return Cow::Owned(format!("'{visible}"));
    }
    visible
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_looks_like_a_formula_is_text() {
        let cases = [
            ("=HYPERLINK(\"x\")", "'=HYPERLINK(\"x\")"),
            (" +1", "' +1"),
            ("-2", "'-2"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("\t=1", "'    =1"),
            ("\r=1", "'=1"),
            ("2021 = 2022", "2021 = 2022"),
            ("a\u{1b}b", "a␛b"),
        ];
        for (text, expected) in cases {
            assert_eq!(cell(text), expected, "{text:?}");
        }
    }
}
