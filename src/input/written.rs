//! Dates and numbers as people write them, and how a register wants them written.
//!
//! It suggests; nothing that is loaded is read by it.

use crate::date::{Calendar, Form, When, window_words};
use crate::language::{dates, tokens};
use crate::quantity::{self, Decimal};

/// A date that people write otherwise than a register does.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Dated {
    /// How a register writes it, as a value: a day as it is, anything else in quotation marks; and what it says in words.
    Written(String, Option<String>),
    /// It looks like a date, and there is no such day.
    Impossible,
}

/// A date in figures or words, the day before the month as in Britain; nothing where a text is none.
pub(super) fn date(text: &str, calendar: &Calendar) -> Option<Dated> {
    let text = without_time(text.trim());
    if text.is_empty() || text.len() > 60 || !text.contains(|letter: char| letter.is_ascii_digit()) {
        return None;
    }
    if let Ok(when) = calendar.resolve(text, None) {
        return Some(written(text, &when));
    }
    let parted = |by: &str| text.replace(['.', '/', '-', '–', '‑', '−'], by);
    let found = [text.to_owned(), parted("-"), parted("/"), parted(" ")].into_iter().find_map(|text| {
        let value = whole(&text)?;
        let when = calendar.resolve(&value, None).ok()?;
        Some(written(&value, &when))
    });
    let found = found.or_else(|| with_short_year(text, calendar)).or_else(|| span(text, calendar));
    found.or_else(|| in_figures(text).then_some(Dated::Impossible))
}

/// A day as data bases print it, without its time: `2025-03-31 00:00:00`, `2025-03-31T00:00:00Z`.
fn without_time(text: &str) -> &str {
    let is_time = |rest: &str| rest.starts_with(|first: char| first.is_ascii_digit()) && rest.contains(':');
    text.split_once([' ', 'T']).filter(|(_, rest)| is_time(rest)).map_or(text, |(day, _)| day)
}

/// A month in words with the last two digits of a year, as spreadsheets print it: `Mar-25`, `03-Apr-25`.
fn with_short_year(text: &str, calendar: &Calendar) -> Option<Dated> {
    let (before, year) = text.rsplit_once(['-', ' ', '/'])?;
    let is_short = year.len() == 2 && year.bytes().all(|byte| byte.is_ascii_digit());
    let in_words = before.contains(|letter: char| letter.is_alphabetic());
    let value =
        whole(&format!("{} 20{year}", before.replace(['-', '/'], " "))).filter(|_| is_short && in_words)?;
    let when = calendar.resolve(&value, None).ok()?;
    let Dated::Written(value, _) = written(&value, &when) else { return None };
    Some(Dated::Written(value, Some(window_words(when.full_window()))))
}

/// From one date to another: `1 April 2024 to 31 March 2025`.
fn span(text: &str, calendar: &Calendar) -> Option<Dated> {
    let (first, last) = [" to ", " - ", " – "].iter().find_map(|between| text.split_once(between))?;
    let end = |text: &str| match date(text, calendar)? {
        Dated::Written(value, _) => Some(value.trim_matches('"').to_owned()),
        Dated::Impossible => None,
    };
    let value = format!("{}/{}", end(first)?, end(last)?);
    calendar.resolve(&value, None).ok()?;
    Some(Dated::Written(format!("\"{value}\""), None))
}

fn written(value: &str, when: &When) -> Dated {
    let window = when.full_window();
    if window.is_day() {
        Dated::Written(window.first.to_string(), Some(crate::date::long(window.first)))
    } else {
        Dated::Written(format!("\"{value}\""), None)
    }
}

/// The notation of a text that is one date from end to end.
fn whole(text: &str) -> Option<String> {
    let found = dates::recognise(text, &tokens::tokenize(text), None);
    let [one] = found.as_slice() else { return None };
    let is_all = one.start == 0 && one.end == text.len() && !one.vague;
    // What begins with the day of the document is a span to it, not the date that was written.
    one.value().filter(|value| is_all && !value.contains('/'))
}

impl Dated {
    /// What to do: `if 18 October 2022 is meant, write 2022-10-18`, what is to be written put in a place of its own.
    pub(super) fn help(&self, place: impl Fn(&str) -> String) -> Option<String> {
        let Self::Written(value, said) = self else { return None };
        let said = said.as_ref().map(|said| format!("if {said} is meant, ")).unwrap_or_default();
        Some(format!("{said}write {}", place(value)))
    }
}

/// Of a day that is written as people write it, how to write it where only a day is taken.
#[must_use]
pub fn day_meant(text: &str) -> Option<String> {
    let meant = date(text, &Calendar::default())?;
    let is_day = matches!(&meant, Dated::Written(value, _) if !value.starts_with('"'));
    meant.help(str::to_owned).filter(|_| is_day)
}

/// Whether a text is a year and the last two digits of the next, as people write financial and school years: `2022-23`.
pub(super) fn is_two_years(text: &str) -> bool {
    let Some((first, next)) =
        text.split_once('-').filter(|(first, next)| (first.len(), next.len()) == (4, 2))
    else {
        return false;
    };
    let is_number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let number = |text: &str| text.parse::<u32>().ok().filter(|_| is_number(text));
    number(first).zip(number(next)).is_some_and(|(first, next)| (first + 1) % 100 == next)
}

/// Of a season or quarter that reads like a pair of years: what it is taken for, and what to write for either.
pub(super) fn two_readings(years: &str, read: &When) -> Option<(String, String)> {
    if !is_two_years(years) || !matches!(read.form(), Form::Season | Form::Quarter) {
        return None;
    }
    let whole = read.full_window();
    let window = window_words(whole);
    let message = format!("`{years}` is read as {window}, since EDTF writes seasons and quarters so");
    let help = format!(
        "write \"FY{years}\" for the financial year, \"AY{years}\" for the school year; if {window} is meant, write the months: \"{}/{}\"",
        whole.first.format("%Y-%m"),
        whole.last.format("%Y-%m")
    );
    Some((message, help))
}

/// Whether a text is three numbers with the marks of a date between them, one of them a year.
fn in_figures(text: &str) -> bool {
    let parts: Vec<&str> = text.split(['.', '/', '-']).collect();
    let number =
        |part: &&str| part.len() <= 4 && part.bytes().all(|byte| byte.is_ascii_digit()) && !part.is_empty();
    parts.len() == 3 && parts.iter().all(number) && parts.iter().any(|part| part.len() == 4)
}

/// A number that people write otherwise than a register does.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Numbered {
    /// Its digits as a register writes them.
    pub(super) digits: String,
    /// The unit that stood with it, which belongs under `unit`.
    pub(super) unit: Option<String>,
    /// Why it was no number as it stood.
    pub(super) why: &'static str,
}

/// Signs of units that people write with a number.
const SIGNS: [(&str, &str); 6] =
    [("£", "£"), ("$", "$"), ("€", "€"), ("%", "%"), ("per cent", "%"), ("percent", "%")];

/// Words for many, and how many zeros they stand for.
const MANY: [(&str, u32); 8] = [
    ("thousand", 3),
    ("million", 6),
    ("billion", 9),
    ("trillion", 12),
    ("bn", 9),
    ("tn", 12),
    ("k", 3),
    ("m", 6),
];

/// A number with the marks and words that people put to it; nothing where a text is none.
pub(super) fn number(text: &str) -> Option<Numbered> {
    let text = text.trim();
    let with_minus = text.strip_prefix(['\u{2212}', '–']).map(|rest| format!("-{}", rest.trim_start()));
    let mut rest = with_minus.as_deref().unwrap_or(text);
    let mut unit = None;
    for (sign, name) in SIGNS {
        if let Some(without) = rest.strip_prefix(sign).or_else(|| rest.strip_suffix(sign)) {
            (rest, unit) = (without.trim(), Some(name.to_owned()));
            break;
        }
    }
    if let Some((number, counted)) = counted(rest) {
        (rest, unit) = (number, unit.or(Some(counted.to_owned())));
    }
    let lower = rest.to_ascii_lowercase();
    let many = MANY.into_iter().find_map(|(word, zeros)| Some((lower.strip_suffix(word)?.len(), zeros)));
    if let Some((end, _)) = many {
        rest = rest.get(..end)?.trim();
    }
    let (plain, marks) = plain(rest)?;
    let mut value = quantity::parse(&plain)?;
    if let Some((_, zeros)) = many {
        value = value.checked_mul(Decimal::from(10_i64.checked_pow(zeros)?))?;
    }
    let why = match (&unit, many, marks) {
        (Some(_), _, _) => "a value is the number alone",
        (None, Some(_), _) => "a number is written in digits",
        (None, None, Marks::Decimal) => "decimals follow a point, not a comma",
        (None, None, Marks::Thousands) => "thousands are parted by `_` or not at all",
        (None, None, Marks::Zeros) => "a number does not begin with a needless zero",
        (None, None, Marks::None) if with_minus.is_some() => "a minus is written `-`",
        (None, None, Marks::None) => return None,
    };
    let digits = quantity::grouped(value).replace(',', "_");
    Some(Numbered { digits, unit, why })
}

/// A number and the words behind it that say what it counts: `10,000 trees`, `£2 million a year`.
fn counted(text: &str) -> Option<(&str, &str)> {
    let is_word = |word: &str| word.starts_with(char::is_alphabetic) && !is_many(word);
    let (at, _) = text.match_indices(' ').find(|(at, _)| text[at + 1..].split(' ').all(is_word))?;
    let (number, words) = text.split_at(at);
    number.ends_with(|last: char| last.is_ascii_alphanumeric()).then_some((number, words.trim()))
}

fn is_many(word: &str) -> bool {
    MANY.iter().any(|(many, _)| many.eq_ignore_ascii_case(word))
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Marks {
    None,
    Decimal,
    Thousands,
    Zeros,
}

/// Digits with one decimal point, and what stood between them.
fn plain(text: &str) -> Option<(String, Marks)> {
    let is_number = |text: &str| {
        text.starts_with(|letter: char| letter.is_ascii_digit() || "+-.".contains(letter))
            && text.bytes().all(|byte| byte.is_ascii_digit() || b"+-._".contains(&byte))
    };
    let spaces = [' ', '\u{a0}', '\u{202f}', '\u{2009}', '\''];
    let without_spaces = text.replace(spaces, "");
    let groups: Vec<&str> = without_spaces.split(',').collect();
    let three = |group: &&str| group.split('.').next().is_some_and(|whole| whole.len() == 3);
    let (plain, marks) = match groups.as_slice() {
        [one] if *one != text => ((*one).to_owned(), Marks::Thousands),
        [one] => ((*one).to_owned(), Marks::None),
        [_, more @ ..] if more.iter().all(three) => (groups.concat(), Marks::Thousands),
        [whole, part] => (format!("{whole}.{part}"), Marks::Decimal),
        _ => return None,
    };
    if !is_number(&plain) {
        return None;
    }
    let digits = plain.trim_start_matches(['+', '-']);
    let needless = digits.len() > 1 && digits.starts_with('0') && !digits.starts_with("0.");
    Some(if marks == Marks::None && needless { (plain, Marks::Zeros) } else { (plain, marks) })
}

/// What to do about a text that looks like a date that there is not.
pub(super) fn instead_of(text: &str) -> &'static str {
    let year_first = text.get(..5).is_some_and(|head| head.ends_with('-'));
    if year_first {
        "write the date that the source gives"
    } else {
        "write the year first, as in 2026-03-31 for 31 March 2026"
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_as_in_britain() {
        let calendar = Calendar::default();
        for (text, wanted) in [
            ("05.04.2026", "2026-04-05"),
            ("05/04/2026", "2026-04-05"),
            ("05-04-2026", "2026-04-05"),
            ("5/4/26", "2026-04-05"),
            ("2026/04/05", "2026-04-05"),
            ("2026-4-5", "2026-04-05"),
            ("2026–04–05", "2026-04-05"),
            ("3 September 2025", "2025-09-03"),
            ("3rd Sept 2025", "2025-09-03"),
            ("3-Sep-2025", "2025-09-03"),
            ("September 3, 2025", "2025-09-03"),
            ("September 2025", "\"2025-09\""),
            ("2026-Q1", "\"2026-Q1\""),
            ("Q1 2026", "\"2026-Q1\""),
            ("Spring 2026", "\"Spring 2026\""),
            ("2025/26", "\"FY2025-26\""),
            ("Mar-25", "\"2025-03\""),
            ("03-Apr-25", "2025-04-03"),
            ("2025-03-31 00:00:00", "2025-03-31"),
            ("31/03/2025T00:00", "2025-03-31"),
            ("2024-04-01 to 2025-03-31", "\"2024-04-01/2025-03-31\""),
            ("1 April 2024 - 31 March 2025", "\"2024-04-01/2025-03-31\""),
        ] {
            match date(text, &calendar) {
                Some(Dated::Written(value, _)) => assert_eq!(value, wanted, "{text}"),
                other => panic!("{text}: {other:?}"),
            }
        }
        assert_eq!(date("13/25/2026", &calendar), Some(Dated::Impossible));
        assert!(instead_of("13/25/2026").contains("first") && instead_of("2026-02-30").contains("source"));
        for none in ["", "soon", "12", "A report of 2026", "parliament-2042"] {
            assert!(!matches!(date(none, &calendar), Some(Dated::Written(..))), "{none}");
        }
    }

    #[test]
    fn a_pair_of_years_is_told_from_a_month() {
        for (text, is) in [
            ("2022-23", true),
            ("2025-26", true),
            ("2026-12", false),
            ("2022-24", false),
            ("FY2022-23", false),
        ] {
            assert_eq!(is_two_years(text), is, "{text}");
        }
    }

    #[test]
    fn numbers_are_read_with_their_marks() {
        for (text, digits, unit) in [
            ("31,5", "31.5", None),
            ("6,500", "6_500", None),
            ("1,006,500", "1_006_500", None),
            ("1,006,500.5", "1_006_500.5", None),
            ("6 500", "6_500", None),
            ("5%", "5", Some("%")),
            ("5 per cent", "5", Some("%")),
            ("£5.5 million", "5_500_000", Some("£")),
            ("1.5bn", "1_500_000_000", None),
            ("05", "5", None),
            ("10000 trees", "10_000", Some("trees")),
            ("2.5 million new homes", "2_500_000", Some("new homes")),
            ("−4_210", "-4_210", None),
            ("–5%", "-5", Some("%")),
        ] {
            let found = number(text).unwrap_or_else(|| panic!("{text}"));
            assert_eq!((found.digits.as_str(), found.unit.as_deref()), (digits, unit), "{text}");
        }
        for none in ["", "five", "5", "0.5", "1,2,3", "m", "5x", "£"] {
            assert_eq!(number(none), None, "{none}");
        }
    }
}
