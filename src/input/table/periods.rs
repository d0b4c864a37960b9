//! Days and periods as the cells of tables have them, in a register's notation.
//!
//! It must not guess: what it does not know it leaves as it is.

use chrono::{Days, NaiveDate, Weekday};

use crate::date::month_named;

/// What has the days of one year: two years do not say of which, and a day beside it says more.
const OF_ONE_YEAR: [&str; 7] =
    ["week ", "calendar year", "reporting year", "annual", "full year", "year", "q"];

/// A `time_period` with its `time_identifier`, as Explore Education Statistics writes them, in a register's notation. Of terms
/// and the quarters of a school year nobody outside the publisher knows the days.
pub(super) fn notation(period: &str, identifier: &str) -> Option<String> {
    let year = period.get(..4)?;
    let first: i32 = year.parse().ok()?;
    let next = first + 1;
    let second =
        period.get(4..).filter(|rest| !rest.is_empty()).map(|rest| rest.trim_start_matches(['/', '-']));
    let kind = identifier.trim().to_ascii_lowercase();
    let two_years = |prefix: &str| match second {
        Some(second) => format!("{prefix}{year}-{second}"),
        None => format!("{prefix}{year}-{:02}", next % 100),
    };
    if second.is_some() && OF_ONE_YEAR.iter().any(|start| kind.starts_with(start)) {
        return None;
    }
    if let Some(month) = month_named(&kind) {
        // Of two years the first begins in April or September: what lies between may be of either.
        return match (second, month) {
            (None, _) | (Some(_), 9..) => Some(format!("{year}-{month:02}")),
            (Some(_), ..4) => Some(format!("{next}-{month:02}")),
            (Some(_), _) => None,
        };
    }
    if let Some(week) = kind.strip_prefix("week ") {
        let monday = NaiveDate::from_isoywd_opt(first, week.parse().ok()?, Weekday::Mon)?;
        return Some(format!("{monday}/{}", monday.checked_add_days(Days::new(6))?));
    }
    Some(match kind.as_str() {
        "academic year" => two_years("AY"),
        "financial year" => two_years("FY"),
        "tax year" => format!("{year}-04-06/{next}-04-05"),
        "calendar year" | "reporting year" | "annual" | "full year" | "year" => year.to_owned(),
        "calendar year q1" | "q1" => format!("{year}-Q1"),
        "calendar year q2" | "q2" | "financial year q1" => format!("{year}-Q2"),
        "calendar year q3" | "q3" | "financial year q2" => format!("{year}-Q3"),
        "calendar year q4" | "q4" | "financial year q3" => format!("{year}-Q4"),
        "financial year q4" => format!("{next}-Q1"),
        "part 1 (april to september)" => format!("{year}-04/{year}-09"),
        "part 2 (october to march)" => format!("{year}-10/{next}-03"),
        _ => return None,
    })
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

/// `03/31/2025`, with the month first, as a record would write it; nothing where the day might be a month.
pub(super) fn month_first(cell: &str) -> Option<String> {
    let as_day_first = day_first(cell)?;
    let [year, month, day] = as_day_first.split('-').collect::<Vec<_>>().try_into().ok()?;
    let is_swapped = ("13"..="31").contains(&month) && ("01"..="12").contains(&day);
    is_swapped.then(|| format!("{year}-{day}-{month}"))
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
            ("2021", "Annual", Some("2021")),
            ("2022", "Year", Some("2022")),
            ("202021", "Annual", None),
            ("202021", "Calendar year", None),
            ("202021", "Calendar year Q1", None),
            ("202021", "Week 5", None),
            ("2021-03-31", "Calendar year", None),
            ("2024", "January", Some("2024-01")),
            ("2024", "October", Some("2024-10")),
            ("202021", "November", Some("2020-11")),
            ("202021", "January", Some("2021-01")),
            ("202021", "June", None),
            ("2020", "Week 13", Some("2020-03-23/2020-03-29")),
            ("2021", "Week 53", None),
            ("202425", "Financial year Q1", Some("2024-Q2")),
            ("202425", "Financial year Q4", Some("2025-Q1")),
            ("202425", "Part 1 (April to September)", Some("2024-04/2024-09")),
            ("202425", "Part 2 (October to March)", Some("2024-10/2025-03")),
            ("202425", "Tax year", Some("2024-04-06/2025-04-05")),
            ("202425", "Autumn term", None),
            ("202425", "Academic year Q1", None),
        ];
        for (period, identifier, expected) in cases {
            assert_eq!(notation(period, identifier).as_deref(), expected, "{period} {identifier}");
        }
        assert_eq!(day_first("23/03/2020").as_deref(), Some("2020-03-23"));
        assert_eq!(day_first("2020-03-23"), None);
        assert_eq!(month_first("3/31/2025").as_deref(), Some("2025-03-31"));
        assert_eq!(month_first("12/11/2025"), None);
        assert_eq!(month_first("32/01/2025"), None);
    }
}
