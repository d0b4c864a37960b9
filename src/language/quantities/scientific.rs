//! Numbers as laboratories write them: powers of ten (`5.97×10^24`, `1.5e6`), and how far they may be out (`2.5 ± 0.3`).
//!
//! It must not decide whether a number is a quantity.

use crate::language::quantities::number::Number;
use crate::language::scan::Scan;
use crate::language::tokens::{Kind, word, words};
use crate::quantity::Decimal;

impl Scan<'_> {
    /// The number times the power of ten that is written after it.
    pub(super) fn raised(&self, number: Number) -> Number {
        // `10^6`
        let of_ten = number.value == Some(Decimal::TEN)
            && self.is(number.tail, word!("^"))
            && self.joined(number.tail);
        let power = if of_ten { self.signed(number.tail + 1) } else { None };
        let power = power.map(|(power, tail)| (power - 1, tail)).or_else(|| self.power_after(number.tail));
        let Some((power, tail)) = power else { return number };
        let product = number.value.and_then(|value| raise(value, power));
        match product {
            Some(value) => Number { value: Some(value.normalize()), tail, ..number },
            None => number,
        }
    }

    /// The power of ten written at `at`, and the index after it: `e6`, `E-3`, `×10^24`, `x 10-3`.
    fn power_after(&self, at: usize) -> Option<(i32, usize)> {
        if !self.joined(at) || self.tokens.get(at)?.kind != Kind::Word {
            return self.times_ten(at);
        }
        let text = self.text_at(at);
        if let Some(power) = text.strip_prefix(['e', 'E']).filter(|power| (1..=2).contains(&power.len())) {
            return power.parse().ok().map(|power| (power, at + 1));
        }
        if matches!(text, "e" | "E") && self.joined(at + 1) {
            return self.signed(at + 1);
        }
        self.times_ten(at)
    }

    fn times_ten(&self, at: usize) -> Option<(i32, usize)> {
        let times = self.tokens.get(at).is_some_and(|token| token.is_mark('×')) || self.is(at, word!("x"));
        if !times || !self.is(at + 1, word!("10")) || !self.joined(at + 2) {
            return None;
        }
        let raised = self.is(at + 2, word!("^"));
        if raised { self.signed(at + 3) } else { self.dash(at + 2).then(|| self.signed(at + 2))? }
    }

    /// `24`, `-3`: at most two digits.
    fn signed(&self, at: usize) -> Option<(i32, usize)> {
        let minus = self.dash(at);
        let at = at + usize::from(minus || self.is(at, word!("+")));
        let power = self.digits(at).filter(|_| self.joined(at) && self.text_at(at).len() <= 2)?;
        let power = i32::try_from(power).ok()?;
        Some((if minus { -power } else { power }, at + 1))
    }

    /// The number with how far it may be out behind it: its scale is that of both.
    pub(super) fn with_tolerance(&self, number: Number, money: bool) -> Number {
        let at = number.tail;
        let spelled =
            self.is(at, word!("plus")) && self.is(at + 1, word!("or")) && self.is(at + 2, word!("minus"));
        let slashed = self.is(at, word!("+")) && self.is(at + 1, word!("/")) && self.dash(at + 2);
        let next = if self.tokens.get(at).is_some_and(|token| token.is_mark('±')) {
            at + 1
        } else if spelled || slashed {
            at + 3
        } else {
            return number;
        };
        if !self.tokens.get(next).is_some_and(|token| token.kind == Kind::Number) {
            return number;
        }
        let Some(tolerance) = self.in_digits(next, money) else { return number };
        let scale = self.scale_behind(next, &tolerance).filter(|_| !number.scaled);
        let value = match (number.value, scale) {
            (Some(value), Some(scale)) => value.checked_mul(scale).map(|value| value.normalize()),
            (value, _) => value,
        };
        Number { value, tail: tolerance.tail, scaled: number.scaled || scale.is_some(), ..number }
    }

    /// What the digits at `at` were multiplied by.
    fn scale_behind(&self, at: usize, number: &Number) -> Option<Decimal> {
        let plain =
            crate::quantity::parse(&self.text_at(at).replace(',', "")).filter(|plain| !plain.is_zero())?;
        number.value.filter(|_| number.scaled)?.checked_div(plain)
    }

    /// `1 in 4`, `two in five`, `nine out of ten`: a part of all.
    pub(super) fn one_in_so_many(&self, number: Number) -> Option<Number> {
        let top = number.value.filter(|_| !number.scaled)?;
        let next = if self.is(number.tail, word!("in")) {
            number.tail + 1
        } else if self.is(number.tail, word!("out")) && self.is(number.tail + 1, word!("of")) {
            number.tail + 2
        } else {
            return None;
        };
        // `one in every five`
        let next = next + usize::from(self.is(next, word!("every")));
        let (bottom, tail) = match self.small_number(next)? {
            (bottom, tail) if !self.any(next, words!["a", "an", "couple"]) => (bottom, tail),
            _ => return None,
        };
        let ten = self.unit_of_time(tail)
            || self.any(tail, words!["%", ",", "million", "thousand", "billion", "percent"])
            || self.dash(tail) && self.joined(tail)
            || self.is(tail, word!("per"));
        let top = u32::try_from(top).ok().filter(|top| (1..=9).contains(top) && *top < bottom)?;
        (!ten && bottom <= 1000).then(|| Number::part(top, bottom, tail, false)).flatten()
    }
}

/// A value times a power of ten, where that can be held exactly.
fn raise(value: Decimal, power: i32) -> Option<Decimal> {
    let ten = Decimal::TEN;
    (0..power.unsigned_abs())
        .try_fold(value, |value, _| if power > 0 { value.checked_mul(ten) } else { value.checked_div(ten) })
}
