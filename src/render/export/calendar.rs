//! Deadlines and report dates as an iCalendar (RFC 5545) of whole days.
//!
//! Its stamp is the day asked about, never the clock's; its ids are the pledges', so that a newer file replaces entries.

use std::io::{self, Write};

use super::{Basis, slug};
use crate::assessment::Assessment;
use crate::date::{Date, long};
use crate::model::{Pledge, Status};
use crate::render::GENERATOR;
use crate::render::visible_line;
use crate::report::{Report, reading_words, reason_on_both_terms, status_by_whose_word};

/// Writes the calendar.
///
/// # Errors
/// When writing fails.
pub fn write(basis: &Basis<'_>, out: &mut dyn Write) -> io::Result<()> {
    let report = basis.report;
    let mut put = |name: &str, value: &str| line(out, name, value);
    put("BEGIN", "VCALENDAR")?;
    put("VERSION", "2.0")?;
    put("PRODID", &format!("-//{GENERATOR}//EN"))?;
    put("CALSCALE", "GREGORIAN")?;
    put("X-WR-CALNAME", &escaped(&report.register.title))?;
    let register = slug(report.register);
    for (pledge, assessment) in report.rows() {
        for (key, what, day) in days(assessment) {
            let Some(next) = day.succ_opt() else { continue };
            put("BEGIN", "VEVENT")?;
            put("UID", &format!("{}-{key}@{register}.kept.invalid", pledge.id))?;
            put("DTSTAMP", &format!("{}T000000Z", report.as_of.format("%Y%m%d")))?;
            put("DTSTART;VALUE=DATE", &day.format("%Y%m%d").to_string())?;
            put("DTEND;VALUE=DATE", &next.format("%Y%m%d").to_string())?;
            put("SUMMARY", &escaped(&format!("{what}: {}", pledge.title)))?;
            put("DESCRIPTION", &escaped(&description(report, pledge, assessment)))?;
            put("CATEGORIES", &categories(pledge, assessment.status))?;
            put("TRANSP", "TRANSPARENT")?;
            put("END", "VEVENT")?;
        }
    }
    put("END", "VCALENDAR")
}

/// The days of a pledge that stand in a calendar: key, what it is, day.
fn days(assessment: &Assessment) -> Vec<(&'static str, &'static str, Date)> {
    let mut found = Vec::new();
    if let Some(due) = &assessment.deadline {
        found.push(("deadline", "Deadline", due.window.last));
        found.extend(due.report_by.map(|day| ("report", "Figures due", day)));
    }
    found
}

fn description(report: &Report<'_>, pledge: &Pledge, assessment: &Assessment) -> String {
    let words = pledge.saying_known(report.said_by()).1.map(|words| format!("“{words}” "));
    format!(
        "{}Responsible: {}. As of {}{}: {}. {}",
        words.unwrap_or_default(),
        report.register.body_name(&pledge.responsible),
        long(report.as_of),
        reading_words(report.mode).map(|words| format!(" ({words})")).unwrap_or_default(),
        status_by_whose_word(assessment),
        reason_on_both_terms(assessment)
    )
}

fn categories(pledge: &Pledge, status: Status) -> String {
    let mut words = vec![status.word().to_owned()];
    words.extend(pledge.topics.iter().map(|topic| escaped(topic)));
    words.join(",")
}

/// Text as a calendar holds it: backslash, semicolon, comma and line breaks marked, controls made visible.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in visible_line(text).chars() {
        if matches!(c, '\\' | ';' | ',') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// A content line, folded so that no line is longer than 75 octets and no character is cut.
fn line(out: &mut dyn Write, name: &str, value: &str) -> io::Result<()> {
    let whole = format!("{name}:{value}");
    let mut folded = String::with_capacity(whole.len() + whole.len() / 24 + 2);
    let mut used = 0;
    for c in whole.chars() {
        if used + c.len_utf8() > 75 {
            folded.push_str("\r\n ");
            used = 1;
        }
        folded.push(c);
        used += c.len_utf8();
    }
    folded.push_str("\r\n");
    out.write_all(folded.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_folded_between_characters() {
        let mut out = Vec::new();
        line(&mut out, "SUMMARY", &"£".repeat(60)).expect("memory takes it");
        let text = String::from_utf8(out).expect("no character is cut");
        assert!(text.lines().all(|line| line.len() <= 75));
        assert_eq!(text.replace("\r\n ", ""), format!("SUMMARY:{}\r\n", "£".repeat(60)));
    }

    #[test]
    fn quotes_cannot_add_lines() {
        assert_eq!(escaped("a\r\nEND:VCALENDAR;b,c\\"), "a END:VCALENDAR\\;b\\,c\\\\");
    }
}
