//! The table of statuses: pledge, status, deadline and days, the decisive reason in a few words, flags; then the counts,
//! which sum, and the strict and lenient line. How wide the screen is decides how many columns the same cells take.

use crate::assessment::Assessment;
use crate::date::{Date, long};
use crate::model::Pledge;
use crate::render::paint::{self, bold, faint, finished};
use crate::render::wrap::push_wrapped;
use crate::render::{Screen, visible_line};
use crate::report::{Counts, Report, Summary, brief_reason, days_in_words, pledges, reading_words};
use comfy_table::{ColumnConstraint, ContentArrangement, LineStyle, Table, TableStyle, Width};
use std::io::{self, Write};

/// From this width on, flags have a column of their own and months are written out.
const WIDE: usize = 132;

/// One line under the names, a blank one between pledges, none upright: it reads well in a mail and on paper. The
/// junction is a blank between two columns; each column adds another on its right.
const LINES: TableStyle = TableStyle::new()
    .header_separator(LineStyle::none().fill('─').junction('─'))
    .row_separator(LineStyle::none().fill(' ').junction(' '));

/// Writes the table, the counts and the strict and lenient line.
///
/// # Errors
/// When writing fails.
pub fn status(report: &Report<'_>, screen: Screen, out: &mut dyn Write) -> io::Result<()> {
    let mut text = heading(report, screen);
    if !report.assessments.is_empty() {
        text.push_str(&table(report, screen));
        text.push('\n');
    }
    push_counts(&mut text, report, screen);
    out.write_all(finished(&text, screen.colour).as_bytes())
}

fn heading(report: &Report<'_>, screen: Screen) -> String {
    let mut text = String::new();
    push_wrapped(&mut text, &bold(&visible_line(&report.register.title)), screen.width, "", "");
    push_wrapped(&mut text, &heading_days(report), screen.width, "", "");
    text.push('\n');
    text
}

/// `as of 21 November 2026`, with what was known and the mode where they are not the usual ones.
#[must_use]
pub fn heading_days(report: &Report<'_>) -> String {
    let known = if report.known_by == report.as_of {
        String::new()
    } else {
        format!(", from what was known by {}", long(report.known_by))
    };
    let mode = reading_words(report.mode).map(|words| format!("; {words}")).unwrap_or_default();
    format!("as of {}{known}{mode}", long(report.as_of))
}

fn table(report: &Report<'_>, screen: Screen) -> String {
    let is_wide = screen.width >= WIDE;
    let names: &[&str] = if is_wide {
        &["Pledge", "Status", "Deadline", "Why", "Flags"]
    } else {
        &["Pledge", "Status", "Deadline", "Why"]
    };
    let widths = widths(screen.width, is_wide);
    let mut table = Table::new();
    table.load_style(LINES).set_content_arrangement(ContentArrangement::Dynamic);
    table.set_header(names.iter().map(|name| bold(name)));
    for (pledge, assessment) in report.by_status() {
        table.add_row(cells(report, pledge, assessment, is_wide, widths[0]));
    }
    for (at, (column, width)) in table.column_iter_mut().zip(&widths).enumerate() {
        let blank = u16::from(at + 1 < names.len());
        let width = u16::try_from(*width).unwrap_or(u16::MAX).saturating_add(blank);
        column.set_padding((0, blank)).set_constraint(ColumnConstraint::Absolute(Width::Fixed(width)));
    }
    table.lines().map(|line| format!("{}\n", line.trim_end())).collect()
}

fn cells(
    report: &Report<'_>,
    pledge: &Pledge,
    assessment: &Assessment,
    is_wide: bool,
    pledge_width: usize,
) -> Vec<String> {
    let title = bold(&visible_line(&pledge.title));
    let id = faint(&broken_id(&visible_line(pledge.id.as_str()), pledge_width));
    let deadline = match &assessment.deadline {
        None => "none given".to_owned(),
        Some(due) if is_wide => long(due.window.last),
        Some(due) => short(due.window.last),
    };
    let deadline = match days_in_words(assessment) {
        Some(days) => format!("{deadline}\n{}", faint(&days)),
        None => deadline,
    };
    let why = visible_line(&brief_reason(report.register, assessment)).into_owned();
    let flags: Vec<String> =
        assessment.flags.iter().map(|raised| visible_line(&raised.words).into_owned()).collect();
    let flags = faint(&flags.join("; "));
    let status = paint::status(assessment.status);
    let pledge = format!("{title}\n{id}");
    if is_wide {
        return vec![pledge, status, deadline, why, flags];
    }
    let why = if assessment.flags.is_empty() { why } else { format!("{why}\n{flags}") };
    vec![pledge, status, deadline, why]
}

/// An id in lines of at most `width` columns, broken after hyphens where it can be.
fn broken_id(id: &str, width: usize) -> String {
    let mut out = String::new();
    let mut column = 0;
    for part in id.split_inclusive('-') {
        let length = part.chars().count();
        if column > 0 && column + length > width {
            out.push('\n');
            column = 0;
        }
        out.push_str(part);
        column += length;
    }
    out
}

/// A day in a narrow column: `31 Mar 2022`.
fn short(day: Date) -> String {
    day.format("%-d %b %Y").to_string()
}

/// Columns of each cell; with two blanks between any two they fill the screen.
fn widths(screen: usize, is_wide: bool) -> Vec<usize> {
    let status = "delivered".len();
    let deadline = if is_wide { "30 September 2026".len() } else { "1,000 days left".len() };
    if is_wide {
        // Titles need about 44 columns and flags 32; what is left over is for the reason.
        let rest = screen.saturating_sub(status + deadline + 8);
        let (pledge, flags) = (rest * 36 / 100, rest * 26 / 100);
        return vec![pledge, status, deadline, rest - pledge - flags, flags];
    }
    let rest = screen.saturating_sub(status + deadline + 6);
    let pledge = rest / 2;
    vec![pledge, status, deadline, rest - pledge]
}

fn push_counts(text: &mut String, report: &Report<'_>, screen: Screen) {
    let summary = &report.summary;
    let total = summary.counts.total();
    let mut push = |line: &str| push_wrapped(text, line, screen.width, "", "  ");
    push(&format!("{}: {}.", pledges(total), summary.in_words()));
    match summary.not_yet_made {
        0 => {}
        1 => push("1 more had not been made yet; it is not counted."),
        more => push(&format!("{more} more had not been made yet; they are not counted.")),
    }
    if total > 0 {
        push(&strict_and_lenient(summary));
    }
    if let Some(line) = waiting(report) {
        push(&line);
    }
}

/// How many documents wait to be reviewed, as far as it is known and if there are any.
fn waiting(report: &Report<'_>) -> Option<String> {
    let counts = report.assessments.iter().filter_map(|one| report.proposals.get(&one.pledge));
    let waiting: Vec<usize> = counts.copied().filter(|count| *count > 0).collect();
    let total: usize = waiting.iter().sum();
    let documents = if total == 1 { "document waits" } else { "documents wait" };
    (total > 0).then(|| {
        format!(
            "{total} proposed {documents} for review, for {}; counted for nothing: `kept review`.",
            pledges(waiting.len())
        )
    })
}

/// What the counts are in the two other modes, which answer attacks on definitions.
#[must_use]
pub fn strict_and_lenient(summary: &Summary) -> String {
    format!("Strict: {}. Lenient: {}.", summary.strict_in_words(), in_words(summary.lenient))
}

fn in_words(counts: Counts) -> String {
    format!("{} delivered, {} pending, {} lapsed", counts.delivered, counts.pending, counts.lapsed)
}
