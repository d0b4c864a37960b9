//! Numbers in words: `two hundred and five`, `half a million`, `two thirds`.
//!
//! It must not decide whether a number is a quantity.
#![allow(
    clippy::wildcard_enum_match_arm,
    reason = "a rule of grammar names the few meanings of a word that it takes"
)]

use crate::language::quantities::number::{Number, ten_to};
use crate::language::scan::Scan;
use crate::language::tokens::{Kind, word, words};
use crate::language::words::Lex;
use crate::quantity::Decimal;

/// A number while its words are read.
struct Sum {
    /// What stands before and with the last scale: of `two million six hundred`, two million.
    total: Decimal,
    /// What stands after it: six hundred.
    current: Option<u64>,
    /// The power of ten of the last scale.
    last_scale: Option<u32>,
}

impl Sum {
    /// Whether a small number may follow: `twenty` and `five`, `two hundred` and `six`, but not `two` and `five`.
    fn takes(&self, small: u64) -> bool {
        self.current.is_none_or(|value| {
            small > 0
                && small < 100
                && (value % 100 == 0 || (value % 10 == 0 && value % 100 >= 20 && small < 10))
        })
    }

    fn add(&mut self, small: u64) {
        self.current = Some(self.current.unwrap_or(0) + small);
    }

    /// Whether a scale is smaller than the one before it.
    fn may_scale(&self, power: u32) -> bool {
        self.last_scale.is_none_or(|last| power < last)
    }

    /// Nothing where the number is too great.
    fn scale(&mut self, power: u32) -> Option<()> {
        let scaled = Decimal::from(self.current.unwrap_or(1)).checked_mul(ten_to(power))?;
        self.total = self.total.checked_add(scaled)?;
        (self.current, self.last_scale) = (None, Some(power));
        Some(())
    }
}

impl Scan<'_> {
    /// `two hundred and five`, `a dozen`, `half a million`, `one and a half million`, `three quarters`, `two thirds`.
    pub(super) fn in_words(&self, at: usize) -> Option<Number> {
        if let Some(part) = self.part_in_words(at) {
            return Some(part);
        }
        // `point five per cent`
        if self.is(at, word!("point")) {
            let part = self.with_half(Number::exact(Decimal::ZERO, at, false, false), Decimal::ONE);
            let measured = part.scaled || self.any(part.tail, words!["per", "percent", "percentage"]);
            return (part.tail > at && measured).then_some(part);
        }
        let article = self.any(at, words!["a", "an"]);
        let first = at + usize::from(article);
        if article && !(self.is_hundred(first) || self.is_scale(first) || self.is_group(first)) {
            return None;
        }
        let mut sum = Sum { total: Decimal::ZERO, current: None, last_scale: None };
        let mut next = first;
        loop {
            let seen = article || next > first;
            match self.meaning(next) {
                Lex::Cardinal(small) if sum.takes(u64::from(small)) => sum.add(u64::from(small)),
                Lex::Hundred if seen && self.is_hundred(next) && sum.current.unwrap_or(1) < 100 => {
                    sum.current = Some(sum.current.unwrap_or(1).max(1) * 100);
                }
                Lex::Scale(power) if seen && (article || sum.current.is_some()) && sum.may_scale(power) => {
                    sum.scale(power)?;
                }
                Lex::Group(count) if seen => {
                    return self.group(next, u64::from(count) * sum.current.unwrap_or(1).max(1));
                }
                _ => break,
            }
            next += 1;
            next += self.links(next, &sum);
        }
        if next == first {
            return None;
        }
        let value = sum.total.checked_add(Decimal::from(sum.current.unwrap_or(0)))?;
        let number = Number::exact(value, next, sum.last_scale.is_some(), false);
        // `a million and a half`: half of the scale that stands last.
        let scale = sum.last_scale.filter(|_| sum.current.is_none());
        Some(self.with_half(number, scale.map_or(Decimal::ONE, ten_to)))
    }

    /// So many dozens or couples: `two dozen`, `a couple of million`.
    fn group(&self, at: usize, value: u64) -> Option<Number> {
        let power = match self.meaning(at + 2) {
            Lex::Scale(power) => Some(power),
            Lex::Hundred if self.is_hundred(at + 2) => Some(2),
            _ => None,
        };
        if let Some(power) = power.filter(|_| self.is(at + 1, word!("of"))) {
            let value = Decimal::from(value).checked_mul(ten_to(power))?;
            return Some(Number::exact(value, at + 3, true, false));
        }
        Some(Number::exact(Decimal::from(value), at + 1, false, false))
    }

    /// How many tokens, a hyphen, an `and` or both, join what was read to a further part of the same number.
    fn links(&self, at: usize, sum: &Sum) -> usize {
        let linked = self.dash(at)
            && self.joined(at)
            && (matches!(self.meaning(at + 1), Lex::Cardinal(1..=9) | Lex::Scale(_))
                || self.is_hundred(at + 1));
        // `thirty - one`: where a dash parts two thoughts, it is a longer one.
        let tens = sum.current.is_some_and(|value| value % 10 == 0 && value % 100 >= 20);
        let hyphen = self.tokens.get(at).is_some_and(|token| token.is_mark('-'));
        let parted =
            tens && hyphen && !self.joined(at + 1) && matches!(self.meaning(at + 1), Lex::Cardinal(1..=9));
        let hundreds = |value: u64| value > 0 && value.is_multiple_of(100);
        // `one hundred and fifty`, `one-hundred-and-fifty`
        let hyphened = |at: usize| usize::from(self.dash(at) && self.joined(at));
        let and_at = at + hyphened(at);
        let behind = and_at + 1 + hyphened(and_at + 1);
        let and = self.any(and_at, words!["and", "&"])
            && matches!(self.meaning(behind), Lex::Cardinal(_))
            && sum.current.map_or(sum.last_scale.is_some(), hundreds);
        if and {
            return behind - at;
        }
        // `one thousand, two hundred and fifty`, `one thousand, two-hundred and fifty`
        let power_at = at + 2 + usize::from(self.dash(at + 2));
        let comma = self.is(at, word!(","))
            && sum.last_scale.is_some_and(|power| power >= 3)
            && sum.current.is_none()
            && matches!(self.meaning(at + 1), Lex::Cardinal(_))
            && (self.is_hundred(power_at) || self.is_scale(power_at))
            && sum.may_scale(if let Lex::Scale(power) = self.meaning(power_at) { power } else { 2 });
        usize::from(linked || parted || comma)
    }

    /// `one and a half million`, `a million and a half`, `three point five`: a part is one of `whole`.
    pub(super) fn with_half(&self, number: Number, whole: Decimal) -> Number {
        let (Some(value), next) = (number.value, number.tail) else { return number };
        if self.is(next, word!("point"))
            && let Lex::Cardinal(_) = self.meaning(next + 1)
        {
            let mut digits = String::from("0.");
            let mut at = next + 1;
            while let Lex::Cardinal(digit @ 0..=9) = self.meaning(at) {
                digits.push_str(&digit.to_string());
                at += 1;
                if digits.len() > 12 {
                    break;
                }
            }
            if let Some(sum) = Decimal::from_str_exact(&digits).ok().and_then(|part| value.checked_add(part))
            {
                return self.scaled(Number::exact(sum, at, number.scaled, false), false);
            }
        }
        // `two-and-a-half billion`
        let behind_hyphen =
            |at: usize| at + usize::from(self.dash(at) && self.joined(at) && self.joined(at + 1));
        let and = behind_hyphen(next);
        if !self.is(and, word!("and")) {
            return number;
        }
        let article = behind_hyphen(and + 1);
        let part_at = behind_hyphen(article + usize::from(self.any(article, words!["a", "one"])));
        let article = self.any(article, words!["a", "one"]);
        let (top, part_at) = match self.meaning(part_at) {
            // `two and three-quarter million`
            Lex::Cardinal(top) if !article => {
                let part = part_at + 1 + usize::from(self.dash(part_at + 1));
                if matches!(self.meaning(part), Lex::Part(_)) { (top, part) } else { (1, part_at) }
            }
            _ => (1, part_at),
        };
        let Lex::Part(bottom) = self.meaning(part_at) else { return number };
        let sum = Number::part(top, bottom, part_at + 1, false)
            .and_then(|part| value.checked_add(part.value?.checked_mul(whole)?));
        match sum {
            Some(sum) => {
                let sum = Number::exact(sum.normalize(), part_at + 1, number.scaled, number.digits);
                self.scaled(sum, false)
            }
            None => number,
        }
    }

    fn is_hundred(&self, at: usize) -> bool {
        self.meaning(at) == Lex::Hundred && !self.text_at(at).ends_with('s')
    }

    pub(super) fn is_scale(&self, at: usize) -> bool {
        matches!(self.meaning(at), Lex::Scale(_)) && !self.text_at(at).ends_with('s')
    }

    pub(super) fn is_group(&self, at: usize) -> bool {
        matches!(self.meaning(at), Lex::Group(_)) && !self.text_at(at).ends_with("ns")
    }

    /// `half a million`, `one third`, `two-thirds`, `three quarters`, `a third of`.
    fn part_in_words(&self, at: usize) -> Option<Number> {
        let article = self.any(at, words!["a", "an", "one"]);
        let count = match self.meaning(at) {
            Lex::Cardinal(count) => Some(count),
            _ if article => Some(1),
            _ => None,
        };
        if let Some(count) = count {
            return self.counted_part(at, at + 1 + usize::from(self.dash(at + 1)), count);
        }
        // `the second half of this Parliament` is a time.
        let is_ordered = matches!(self.meaning(at.wrapping_sub(1)), Lex::Ordinal(_))
            || self.any(at.wrapping_sub(1), words!["latter", "other", "final", "last", "next"]);
        let is_part = matches!(self.meaning(at), Lex::Part(2 | 4)) && !self.text_at(at).ends_with('s');
        if !is_part || is_ordered {
            return None;
        }
        // `quarter of a million`, `half million`
        if let Some(part) = self.counted_part(at, at, 1).filter(|part| part.scaled) {
            return Some(part);
        }
        if self.meaning(at) != Lex::Part(2) {
            return None;
        }
        let next = at + 1 + usize::from(self.any(at + 1, words!["a", "an"]));
        let half = Decimal::new(5, 1);
        match self.meaning(next) {
            Lex::Scale(power) if next > at + 1 => {
                Some(Number::exact(half.checked_mul(ten_to(power))?.normalize(), next + 1, true, false))
            }
            Lex::Group(count) if next > at + 1 => Some(Number::exact(
                half.checked_mul(Decimal::from(count))?.normalize(),
                next + 1,
                false,
                false,
            )),
            // `half a per cent`
            _ if next > at + 1 && self.any(next, words!["per", "percent", "percentage"]) => {
                Some(Number::exact(half, next, false, false))
            }
            // `half of it`, `half the homes`, `cut it by half`
            _ => (self.any(at + 1, words!["of", "the", "its", "our", "their", "these"])
                || self.is(at.wrapping_sub(1), word!("by")) && self.ends_a_part(at + 1))
            .then(|| Number::exact(half, at + 1, false, false)),
        }
    }

    /// `one third`, `three quarters of a million`: so many of the part named at `next`, with or without an article for the
    /// number, or with nothing before the part.
    fn counted_part(&self, at: usize, next: usize, count: u32) -> Option<Number> {
        let article = self.any(at, words!["a", "an", "one"]);
        let bottom = match self.meaning(next) {
            Lex::Part(bottom) => bottom,
            Lex::Ordinal(bottom @ 3..=10) if count == 1 => bottom,
            _ => return None,
        };
        let of = self.is(next + 1, word!("of"));
        // `a half million`, `three quarters of a million`
        let scale_at = next + 1 + if of && self.any(next + 2, words!["a", "an"]) { 2 } else { 0 };
        let scale_at = scale_at + usize::from(self.dash(scale_at) && self.joined(scale_at + 1));
        let scale = if let Lex::Scale(power) = self.meaning(scale_at) { Some(power) } else { None };
        let scale = scale.filter(|_| self.is_scale(scale_at));
        let named = self.any(next + 1, words!["party", "sector", "time"]);
        let sure = self.is(at, word!("one"))
            || !article
            || of
            || scale.is_some()
            || self
                .any(at.wrapping_sub(1), words!["by", "than", "around", "almost", "nearly", "about", "over"]);
        // `a quarter` of a year, `a third reading`, `one half-day` are no parts of anything.
        let hyphened = self.dash(next + 1) && self.joined(next + 1) && scale.is_none();
        let orders = self.is(at, word!("one")) && scale.is_none() && !self.ends_a_part(next + 1);
        if named || !sure || hyphened || orders {
            return None;
        }
        if let Some(power) = scale {
            let part = Number::part(count, bottom, scale_at + 1, false)?;
            if let Some(value) = part.value {
                let value = value.checked_mul(ten_to(power))?;
                return Some(Number::exact(value.normalize(), scale_at + 1, true, false));
            }
            // `two-thirds of a million`
            let top = 10u32.checked_pow(power).and_then(|scale| count.checked_mul(scale))?;
            return Some(Number { fraction: Some((top, bottom)), scaled: true, ..part });
        }
        Number::part(count, bottom, next + 1, false)
    }

    /// Whether a fraction in words may end here: no noun follows that `third` would merely order.
    fn ends_a_part(&self, at: usize) -> bool {
        let Some(next) = self.tokens.get(at) else { return true };
        next.kind != Kind::Word
            || self.any(
                at,
                words![
                    "of", "in", "to", "by", "since", "and", "from", "over", "more", "less", "higher", "lower"
                ],
            )
    }
}
