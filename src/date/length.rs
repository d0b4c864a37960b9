//! A length of time, as registers and conditions of a check give it: `12 months`, `30d`. No clock is read here.

use super::{Date, Days, Months};
use std::fmt;

/// A length of time: days, or months of the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Length {
    /// So many days.
    Days(u32),
    /// So many months, however long each is.
    Months(u32),
}

impl Length {
    /// Reads `30d`, `30 days`, `2w`, `6m`, `6 months`, `1y`.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let text = text.trim();
        let digits = text.bytes().take_while(u8::is_ascii_digit).count();
        let number: u32 = text[..digits].parse().ok()?;
        match text[digits..].trim() {
            "d" | "day" | "days" => Some(Self::Days(number)),
            "w" | "week" | "weeks" => number.checked_mul(7).map(Self::Days),
            "m" | "month" | "months" => Some(Self::Months(number)),
            "y" | "year" | "years" => number.checked_mul(12).map(Self::Months),
            _ => None,
        }
    }

    /// The day that is so much later; the last day there is where that is none.
    #[must_use]
    pub fn after(self, day: Date) -> Date {
        match self {
            Self::Days(days) => day.checked_add_days(Days::new(days.into())),
            Self::Months(months) => day.checked_add_months(Months::new(months)),
        }
        .unwrap_or(Date::MAX)
    }
}

impl fmt::Display for Length {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (number, unit) = match self {
            Self::Days(days) => (days, "day"),
            Self::Months(months) => (months, "month"),
        };
        write!(f, "{number} {unit}{}", if *number == 1 { "" } else { "s" })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_are_counted_as_people_count_them() {
        let day = Date::from_ymd_opt(2026, 1, 31).expect("a day");
        let cases = [
            ("30d", "2026-03-02", "30 days"),
            ("2 weeks", "2026-02-14", "14 days"),
            ("1m", "2026-02-28", "1 month"),
            ("1y", "2027-01-31", "12 months"),
        ];
        for (text, expected, words) in cases {
            let length = Length::read(text).expect(text);
            assert_eq!(
                (length.after(day).to_string().as_str(), length.to_string().as_str()),
                (expected, words)
            );
        }
        assert_eq!(Length::Days(u32::MAX).after(Date::MAX), Date::MAX);
    }
}
