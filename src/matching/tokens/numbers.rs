//! Numbers in a text: with their currency sign, scale and per cent, or as years.
//!
//! It must not decide what is counted.

use super::{Scanner, Sort, Token};
use crate::date;
use crate::language::cardinal;

/// A number as it was written, scaled and with its unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(in crate::matching) struct Number {
    /// The value in ten-thousandths.
    pub(in crate::matching) value: u128,
    /// The unit.
    pub(in crate::matching) unit: Unit,
}

/// Units that are written with the number itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(in crate::matching) enum Unit {
    /// `£`
    Pound,
    /// `$`
    Dollar,
    /// `€`
    Euro,
    /// `%`, `per cent`
    Percent,
    /// Counts what follows.
    Count,
}

impl Unit {
    /// The sign, as in keys and output; empty for counts.
    pub(in crate::matching) fn sign(self) -> &'static str {
        match self {
            Self::Pound => "£",
            Self::Dollar => "$",
            Self::Euro => "€",
            Self::Percent => "%",
            Self::Count => "",
        }
    }
}

/// One, in the ten-thousandths that values are counted in.
pub(super) const ONE: u128 = 10_000;

const SCALES: &[(&str, u128)] = &[
    ("million", 1_000_000),
    ("billion", 1_000_000_000),
    ("thousand", 1_000),
    ("trillion", 1_000_000_000_000),
    ("bn", 1_000_000_000),
    ("mn", 1_000_000),
    ("m", 1_000_000),
    ("k", 1_000),
    ("tn", 1_000_000_000_000),
];

impl Scanner<'_> {
    /// `two million`, where the word ends at `end`.
    pub(super) fn number_in_words(&self, start: usize, end: usize) -> Option<Token> {
        // Every word of every document is asked.
        let scale = self.bytes.get(end + 1)?.to_ascii_lowercase();
        let word = self.text.get(start..end).filter(|_| matches!(scale, b'm' | b'b' | b't'))?;
        let (factor, end) = self.scale(end)?;
        let count = cardinal(&word.to_lowercase()).filter(|_| !self.ends_a_number(start)).map(u128::from)?;
        let number = Number { value: count * factor * ONE, unit: Unit::Count };
        Some(Token { start, end, sort: Sort::Number(number), opens: None })
    }

    /// Whether a number in words goes on at a place: `twenty-two million` and `one hundred and two million` are not two.
    fn ends_a_number(&self, at: usize) -> bool {
        let mut before =
            self.text[..at].split([' ', '-', '\u{a0}']).rev().skip(1).map(str::to_ascii_lowercase);
        let last = before.next().unwrap_or_default();
        let last = if last == "and" { before.next().unwrap_or_default() } else { last };
        self.text[..at].ends_with('-')
            || matches!(&*last, "hundred" | "thousand" | "million" | "billion")
            || cardinal(&last).is_some()
    }

    /// A number with its currency sign, scale and per cent; or a year; or, if letters follow at once, a word.
    pub(super) fn number(&self, start: usize) -> Token {
        let (value, mut end, plain) = self.digits(start);
        if let Some(first) = plain.and_then(|year| self.double_year(year, end)) {
            return Token { start, end: first.1, sort: Sort::DoubleYear(first.0), opens: None };
        }
        let unit = currency_before(&self.text[..start]);
        let mut value = value;
        let mut scaled = false;
        if let Some((factor, after)) = self.scale(end) {
            value = value.saturating_mul(factor);
            end = after;
            scaled = true;
        } else if self.bytes.get(end).is_some_and(u8::is_ascii_alphabetic) {
            return Token { start, end: self.run(end), sort: Sort::Word, opens: None };
        }
        let rest = &self.text[end..];
        let (unit, end) = match unit {
            Some(unit) => (unit, end),
            None if rest.starts_with('%') => (Unit::Percent, end + 1),
            None => match ["per cent", "percent"].iter().find(|words| {
                // Percentage points are another unit.
                rest.strip_prefix(' ')
                    .and_then(|rest| rest.strip_prefix(**words))
                    .is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
            }) {
                Some(words) => (Unit::Percent, end + 1 + words.len()),
                None => (Unit::Count, end),
            },
        };
        if let (Some(year @ 1900..=2099), Unit::Count, false) = (plain, unit, scaled) {
            return Token { start, end, sort: Sort::Year(year), opens: None };
        }
        if unit == Unit::Count && value <= LAST_DAY && self.is_day_of_month(start, end) {
            return Token { start, end, sort: Sort::Word, opens: None };
        }
        Token { start, end, sort: Sort::Number(Number { value, unit }), opens: None }
    }

    /// Whether a month stands beside a number: "18 March", "March 18". That counts nothing.
    fn is_day_of_month(&self, start: usize, end: usize) -> bool {
        let after = self.text[end..].strip_prefix(' ').unwrap_or_default();
        let after = after.split(|letter: char| !letter.is_alphabetic()).next();
        let before = self.text[..start].strip_suffix(' ').unwrap_or_default();
        let before = before.rsplit(|letter: char| !letter.is_alphabetic()).next();
        [after, before].into_iter().flatten().any(is_month)
    }

    /// Digits with commas and a decimal point: the value in ten-thousandths, the end, and the plain number if
    /// it is four digits and nothing else.
    fn digits(&self, start: usize) -> (u128, usize, Option<u32>) {
        let digit = |at: usize| {
            self.bytes.get(at).filter(|byte| byte.is_ascii_digit()).map(|byte| u128::from(byte - b'0'))
        };
        let (mut whole, mut at, mut plain) = (0_u128, start, true);
        loop {
            if let Some(next) = digit(at) {
                whole = whole.saturating_mul(10).saturating_add(next);
                at += 1;
            } else if self.bytes.get(at) == Some(&b',')
                && (1..4).all(|more| digit(at + more).is_some())
                && digit(at + 4).is_none()
            {
                plain = false;
                at += 1;
            } else {
                break;
            }
        }
        let digits = at - start;
        let mut value = whole.saturating_mul(ONE);
        if self.bytes.get(at) == Some(&b'.') && digit(at + 1).is_some() {
            plain = false;
            at += 1;
            let mut place = 1_000;
            while let Some(next) = digit(at) {
                value = value.saturating_add(next * place);
                place /= 10;
                at += 1;
            }
        }
        let plain = (plain && digits == 4).then(|| u32::try_from(whole).ok()).flatten();
        (value, at, plain)
    }

    /// `2025/26`, `2025-26`, `2025-2026`: the first year and the end.
    fn double_year(&self, first: u32, end: usize) -> Option<(u32, usize)> {
        let rest = &self.text[end..];
        let dash = rest.chars().next().filter(|sign| matches!(sign, '/' | '-' | '–'))?;
        let from = end + dash.len_utf8();
        let digits = self.text[from..].bytes().take_while(u8::is_ascii_digit).count();
        let second: u32 = self.text.get(from..from + digits)?.parse().ok()?;
        let follows = match digits {
            2 => (first + 1) % 100 == second,
            4 => first + 1 == second,
            _ => false,
        };
        ((1900..=2099).contains(&first) && follows).then_some((first, from + digits))
    }

    /// A word of scale after the digits, at once or after one space.
    fn scale(&self, end: usize) -> Option<(u128, usize)> {
        let spaced = usize::from(self.bytes.get(end) == Some(&b' '));
        let from = end + spaced;
        let to = self.run(from);
        let word = self.text.get(from..to)?;
        let (name, factor) = SCALES.iter().find(|(name, _)| word.eq_ignore_ascii_case(name))?;
        // "5 m wide" is no five million.
        (spaced == 0 || name.len() > 1).then_some((*factor, to))
    }
}

/// The last day of a month, in ten-thousandths.
const LAST_DAY: u128 = 310_000;
/// Whether a word is the name of a month; "may" and "march" are words too.
fn is_month(word: &str) -> bool {
    let lower = word.starts_with(char::is_lowercase) && matches!(word, "may" | "march");
    !lower && date::MONTHS.iter().any(|month| month.eq_ignore_ascii_case(word))
}

fn currency_before(before: &str) -> Option<Unit> {
    match before.chars().next_back()? {
        '£' => Some(Unit::Pound),
        '$' => Some(Unit::Dollar),
        '€' => Some(Unit::Euro),
        _ => None,
    }
}

/// The key of a number's term.
pub(super) fn key(number: Number) -> String {
    format!("#{}{}", number.unit.sign(), number.value)
}
