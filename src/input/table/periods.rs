//! Days and periods as the cells of tables have them, in a register's notation.
//!
//! It must not guess: what it does not know it leaves as it is.

use crate::date::month_named;

/// A `time_period` with its `time_identifier`, as Explore Education Statistics writes them, in a register's notation.
pub(super) fn notation(period: &str, identifier: &str) -> Option<String> {
    let year = period.get(..4)?;
    let second =
        period.get(4..).filter(|rest| !rest.is_empty()).map(|rest| rest.trim_start_matches(['/', '-']));
    let kind = identifier.trim().to_ascii_lowercase();
    let two_years = |prefix: &str| match second {
        Some(second) => Some(format!("{prefix}{year}-{second}")),
        None => year.parse::<u32>().ok().map(|first| format!("{prefix}{year}-{:02}", (first + 1) % 100)),
    };
    if let Some(month) = month_named(&kind) {
        return Some(format!("{year}-{month:02}"));
    }
    match kind.as_str() {
        "academic year" => two_years("AY"),
        "financial year" => two_years("FY"),
        "calendar year" | "reporting year" => Some(year.to_owned()),
        "calendar year q1" | "q1" => Some(format!("{year}-Q1")),
        "calendar year q2" | "q2" => Some(format!("{year}-Q2")),
        "calendar year q3" | "q3" => Some(format!("{year}-Q3")),
        "calendar year q4" | "q4" => Some(format!("{year}-Q4")),
        _ => None,
    }
}

/// `23/03/2020`, as British tables write a day.
pub(super) fn day_first(cell: &str) -> Option<String> {
    let mut parts = cell.split('/');
    let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
    let digits = |text: &str, most: usize| {
        !text.is_empty() && text.len() <= most && text.bytes().all(|b| b.is_ascii_digit())
    };
    let all =
        digits(day, 2) && digits(month, 2) && year.len() == 4 && digits(year, 4) && parts.next().is_none();
    all.then(|| format!("{year}-{month:0>2}-{day:0>2}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periods_of_official_statistics_are_read() {
        let cases = [
            ("202425", "Academic year", Some("AY2024-25")),
            ("2024", "Academic year", Some("AY2024-25")),
            ("199900", "Financial year", Some("FY1999-00")),
            ("2019", "Calendar year", Some("2019")),
            ("2025", "Reporting year", Some("2025")),
            ("2024", "January", Some("2024-01")),
            ("2024", "Week 13", None),
        ];
        for (period, identifier, expected) in cases {
            assert_eq!(notation(period, identifier).as_deref(), expected, "{period} {identifier}");
        }
        assert_eq!(day_first("23/03/2020").as_deref(), Some("2020-03-23"));
        assert_eq!(day_first("2020-03-23"), None);
    }
}
