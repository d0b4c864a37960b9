//! Numbers in digits and in words, with their sign and scale: `1.4 billion`, `two hundred and five`, `6½ million`.
//!
//! It must not decide whether a number is a quantity.
#![allow(
    clippy::wildcard_enum_match_arm,
    reason = "a rule of grammar names the few meanings of a word that it takes"
)]

use crate::language::quantities::Unit;
use crate::language::quantities::units::{self, Sort};
use crate::language::scan::Scan;
use crate::language::tokens::{Kind, word, words};
use crate::language::words::Lex;
use crate::quantity::Decimal;

/// A number with its sign, scale, and the unit written right at it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Measure {
    /// Index of the first token, sign and currency included.
    pub(crate) head: usize,
    /// Index of the first token of the number.
    pub(crate) number: usize,
    /// Index after the number and its scale.
    pub(crate) end_of_number: usize,
    /// Index after its unit.
    pub(crate) tail: usize,
    /// The value, unless it is a fraction that no decimal equals.
    pub(crate) value: Option<Decimal>,
    /// The fraction that no decimal equals.
    pub(crate) fraction: Option<(u32, u32)>,
    /// The unit at the number: a currency, `%`, a measure.
    pub(crate) unit: Option<&'static str>,
    /// Whether the unit is a currency.
    pub(crate) money: bool,
    /// Whether a scale was written (`million`, `bn`).
    pub(crate) scaled: bool,
    /// Whether it was written in digits.
    pub(crate) digits: bool,
}

/// A number alone.
#[derive(Debug, Clone, Copy)]
pub(super) struct Number {
    pub(super) value: Option<Decimal>,
    pub(super) fraction: Option<(u32, u32)>,
    pub(super) tail: usize,
    pub(super) scaled: bool,
    pub(super) digits: bool,
}

impl Number {
    pub(super) fn exact(value: Decimal, tail: usize, scaled: bool, digits: bool) -> Self {
        Self { value: Some(value), fraction: None, tail, scaled, digits }
    }

    /// A fraction: a decimal where one is exact.
    pub(super) fn part(top: u32, bottom: u32, tail: usize, digits: bool) -> Option<Self> {
        if bottom == 0 {
            return None;
        }
        let mut rest = bottom;
        for factor in [2, 5] {
            while rest.is_multiple_of(factor) {
                rest /= factor;
            }
        }
        if rest == 1 || top.is_multiple_of(bottom) {
            let value = Decimal::from(top).checked_div(Decimal::from(bottom))?;
            return Some(Self::exact(value, tail, false, digits));
        }
        Some(Self { value: None, fraction: Some((top, bottom)), tail, scaled: false, digits })
    }
}

impl Scan<'_> {
    /// The number that begins at this token, before token `limit`, with its sign, currency and unit.
    pub(crate) fn measure(&self, at: usize, limit: usize) -> Option<Measure> {
        let token = self.tokens.get(at)?;
        let starts = match token.kind {
            Kind::Number | Kind::Mark(_) => true,
            Kind::Word => {
                token.capital
                    || self.meaning(at) != Lex::Other
                    || self.any(at, words!["a", "an", "minus", "negative", "point"])
                    || self.joined(at + 1) && self.is(at + 1, word!("$"))
            }
            Kind::Address => false,
        };
        if !starts {
            return None;
        }
        let (mut next, mut negative) = self.sign(at);
        let currency = self.currency_before(next);
        if let Some((_, after)) = currency {
            // `$-99.99`: between a currency and its digits a hyphen can only be a sign.
            let hyphen = self.dash(after) && self.joined(after) && self.joined(after + 1);
            let (after_sign, sign) = if hyphen { (after + 1, true) } else { self.sign(after) };
            next = after_sign;
            negative = negative || sign;
        }
        if next >= limit {
            return None;
        }
        let ranged = currency.is_none().then(|| self.currency_of_range(next)).flatten();
        let number = self.number(next, currency.is_some() || ranged.is_some())?;
        let number = if number.digits { self.raised(number) } else { number };
        let number = self.with_tolerance(number, currency.is_some());
        let part = if currency.is_none() { self.one_in_so_many(number) } else { None };
        let number = part.unwrap_or(number);
        let mut measure = Measure {
            head: at,
            number: next,
            end_of_number: number.tail,
            tail: number.tail,
            value: number.value.map(|value| if negative { -value } else { value }),
            fraction: number.fraction,
            unit: currency.map(|(unit, _)| unit).or(ranged),
            money: currency.is_some() || ranged.is_some(),
            scaled: number.scaled,
            digits: number.digits,
        };
        if measure.unit.is_none() {
            self.unit_after(&mut measure);
        } else if let Some(after) = self.units_again(&measure) {
            measure.tail = after;
        }
        (measure.end_of_number <= limit).then_some(measure)
    }

    /// The index after a minus sign, and whether there is one.
    pub(super) fn sign(&self, at: usize) -> (usize, bool) {
        let next_is_number = |at: usize| {
            self.tokens.get(at).is_some_and(|token| token.kind == Kind::Number)
                || self.currency_before(at).is_some()
        };
        // `plus or minus 5%` is not below nought.
        let either = self.is(at, word!("minus")) && self.is(at.wrapping_sub(1), word!("or"));
        if self.any(at, words!["minus", "negative"]) && !either {
            let word = matches!(self.meaning(at + 1), Lex::Cardinal(_) | Lex::Part(_));
            return if word || next_is_number(at + 1) { (at + 1, true) } else { (at, false) };
        }
        let dash = self
            .tokens
            .get(at)
            .is_some_and(|token| matches!(token.kind, Kind::Mark('-' | '−')) && token.spaced);
        if dash && self.joined(at + 1) && next_is_number(at + 1) { (at + 1, true) } else { (at, false) }
    }

    pub(super) fn number(&self, at: usize, money: bool) -> Option<Number> {
        if self.tokens.get(at)?.kind == Kind::Number {
            return self.in_digits(at, money);
        }
        if self.tokens.get(at).is_some_and(|token| vulgar(token.kind).is_some()) {
            let (top, bottom) = vulgar(self.tokens.get(at)?.kind)?;
            return Number::part(top, bottom, at + 1, true).map(|number| self.scaled(number, money));
        }
        self.in_words(at)
    }

    /// `6,500`, `1.4 billion`, `500m`, `6½ million`, `2 1/2`, `1/3`.
    pub(super) fn in_digits(&self, at: usize, money: bool) -> Option<Number> {
        if let Some(number) = self.grouped_otherwise(at, money) {
            return Some(number);
        }
        let text = self.text_at(at);
        let clean: std::borrow::Cow<'_, str> =
            if text.contains(',') { text.replace(',', "").into() } else { text.into() };
        let padded: std::borrow::Cow<'_, str> =
            if clean.starts_with('.') { format!("0{clean}").into() } else { clean };
        if padded.len() > 24 {
            return None;
        }
        let mut value = Decimal::from_str_exact(&padded).ok()?;
        let mut tail = at + 1;
        let thousand = |tail: usize| {
            if money { self.is_thousand_of_money(tail, at) } else { self.is_thousand_of_things(tail, at) }
        };
        while self.is_group_of_three(tail, at) || thousand(tail) {
            let group = Decimal::from_str_exact(self.text_at(tail)).ok()?;
            value = value.checked_mul(Decimal::from(1000))?.checked_add(group)?;
            tail += 1;
        }
        // `3 ½ million`, parted by a space
        let is_short = tail == at + 1 && text.len() <= 3 && text.bytes().all(|byte| byte.is_ascii_digit());
        if let Some((top, bottom)) =
            self.tokens.get(tail).filter(|next| !next.spaced || is_short).and_then(|next| vulgar(next.kind))
        {
            let part = Number::part(top, bottom, tail + 1, true)?;
            let Some(more) = part.value else {
                // `66⅔`
                let whole: u32 = text.parse().ok()?;
                let top = whole.checked_mul(bottom)?.checked_add(top)?;
                return Some(Number { fraction: Some((top, bottom)), ..part });
            };
            value = value.checked_add(more)?;
            return Some(self.scaled(Number::exact(value, tail + 1, false, true), money));
        }
        // `£1 and a half million`
        let half = self.with_half(Number::exact(value, tail, false, true), Decimal::ONE);
        if half.scaled && half.tail > tail && self.is(tail, word!("and")) {
            return Some(half);
        }
        if let Some(fraction) = self.slashed_fraction(tail.wrapping_sub(1), at) {
            return Some(self.scaled(fraction, money));
        }
        if let Some(part) = self
            .slashed_fraction(tail, tail)
            .filter(|_| self.tokens.get(tail).is_some_and(|next| next.spaced))
        {
            value = value.checked_add(part.value?)?;
            return Some(self.scaled(Number::exact(value, part.tail, false, true), money));
        }
        Some(self.scaled(Number::exact(value, tail, false, true), money))
    }

    /// `500` in `1 500 000`: groups of three that a narrow space parted.
    pub(super) fn is_group_of_three(&self, at: usize, first: usize) -> bool {
        let text = self.text_at(at);
        let three = text.len() == 3 && text.bytes().all(|byte| byte.is_ascii_digit());
        let head = self.text_at(first);
        let more = self.text_at(at + 1).len() == 3 && self.digits(at + 1).is_some();
        let plain = (1..=3).contains(&head.len()) && self.digits(first).is_some() && !head.starts_with('0');
        let money = self.currency_after(at + 1).is_some();
        three && plain && (more || money || at > first + 1)
    }

    /// `000` in `10 000`, `500` in `6 500 teachers`: no number stands alone as `000`, and few others that are meant so are
    /// round.
    fn is_thousand_of_things(&self, at: usize, first: usize) -> bool {
        let head = self.text_at(first);
        let plain = (1..=3).contains(&head.len()) && self.digits(first).is_some() && !head.starts_with('0');
        let round =
            self.text_at(at).len() == 3 && self.digits(at).is_some() && self.text_at(at).ends_with("00");
        let counted = || self.noun_after(at + 1).is_some_and(|(_, noun, _)| self.is_plural(noun));
        at == first + 1
            && plain
            && round
            && self.parted_by_a_space(first, at)
            && (self.text_at(at) == "000" || counted())
    }

    /// Whether no more than a space is between two tokens. Two cells of a table are parted by more.
    fn parted_by_a_space(&self, first: usize, at: usize) -> bool {
        let (first, at) = (self.tokens.get(first), self.tokens.get(at));
        first.zip(at).and_then(|(before, here)| self.text.get(before.end..here.start)) == Some(" ")
    }

    /// `000` in `£5 000`, `940.00` in `£17 940.00`: what follows is no number of things.
    fn is_thousand_of_money(&self, at: usize, first: usize) -> bool {
        let digits =
            |text: &str, count| text.len() == count && text.bytes().all(|byte| byte.is_ascii_digit());
        let head = (1..=3).contains(&self.text_at(first).len()) && self.digits(first).is_some();
        let round = match self.text_at(at).split_once('.') {
            Some((three, pence)) => digits(three, 3) && digits(pence, 2),
            None => digits(self.text_at(at), 3) && self.text_at(at).ends_with("00"),
        };
        let parted = self.parted_by_a_space(first, at);
        at == first + 1 && head && round && parted && self.noun_after(at + 1).is_none()
    }

    fn slashed_fraction(&self, at: usize, first: usize) -> Option<Number> {
        if at != first || !self.is(at + 1, word!("/")) || !self.joined(at + 1) || !self.joined(at + 2) {
            return None;
        }
        let (top, bottom) = (self.digits(at)?, self.digits(at + 2)?);
        let runs_on = self.joined(at + 3)
            && self
                .tokens
                .get(at + 3)
                .is_some_and(|next| !matches!(next.kind, Kind::Mark('.' | ',' | ')' | '%')));
        // `24/7`, `9/11`, `an 80/20 split` are no parts of anything.
        let part = top < bottom && (top, bottom) != (9, 11);
        (bottom > 1 && !runs_on && part && bottom <= 1000)
            .then(|| Number::part(top, bottom, at + 3, true))
            .flatten()
    }

    /// The number times the scale written after it.
    pub(super) fn scaled(&self, number: Number, money: bool) -> Number {
        let Some(value) = number.value else { return number };
        let mut next = number.tail;
        if self.dash(next) && matches!(self.meaning(next + 1), Lex::Scale(_)) {
            next += 1;
        }
        // `2 dozen`
        if number.digits && matches!(self.meaning(next), Lex::Group(12)) && self.is_group(next) {
            let dozens = value.checked_mul(Decimal::from(12));
            return dozens.map_or(number, |value| Number {
                value: Some(value.normalize()),
                tail: next + 1,
                ..number
            });
        }
        let power = match self.meaning(next) {
            Lex::Scale(power) => Some(power),
            Lex::Hundred if !self.text_at(next).ends_with('s') => Some(2),
            _ => self.short_scale(next, money),
        };
        let Some(product) = power.and_then(|power| value.checked_mul(ten_to(power))) else {
            return number;
        };
        // `hundred thousand`, `million million`.
        let scaled = Number { value: Some(product.normalize()), tail: next + 1, scaled: true, ..number };
        match self.meaning(next + 1) {
            Lex::Scale(more) => match product.checked_mul(ten_to(more)) {
                Some(value) => Number { value: Some(value.normalize()), tail: next + 2, ..scaled },
                None => scaled,
            },
            _ => scaled,
        }
    }

    /// `m`, `bn`, `k` at a number; without a currency only where they cannot be a measure.
    pub(super) fn short_scale(&self, at: usize, money: bool) -> Option<u32> {
        let token = self.tokens.get(at).filter(|token| token.kind == Kind::Word)?;
        let text = token.text(self.text);
        let joined = !token.spaced;
        let money_after = self.tokens.get(at + 1).is_some_and(|next| {
            units::named(next.word).is_some_and(|named| named.sort == Sort::CurrencyName)
                || matches!(next.kind, Kind::Mark('€' | '£' | '$'))
                || (self.is_upper(at + 1)
                    && units::named(next.word).is_some_and(|named| named.sort == Sort::Currency))
        });
        let money = money || money_after;
        match text {
            "bn" | "Bn" | "BN" | "bln" => Some(9),
            "tn" | "trn" | "tr" | "TN" if money || joined => Some(12),
            "mn" | "mln" | "Mn" | "mil" | "MN" if money || joined => Some(6),
            "MM" | "mm" if money && joined => Some(6),
            "m" | "M" if money => Some(6),
            "M" if joined => Some(6),
            "m" if self.is_a_length(at) => None,
            "m" if self.counted_noun(at + 1) || joined && self.describes_many(at + 1) => Some(6),
            "b" | "B" if money && joined => Some(9),
            "t" | "T" if money && joined => Some(12),
            // `Couch to 5K`, `a 10k race`
            "k" | "K" if joined && !money && self.is_of_a_race(at) => None,
            "k" | "K" if joined => Some(3),
            "K" | "k" if money => Some(3),
            _ => None,
        }
    }

    /// Whether `5` or `10` thousand counts nothing: it is how far one runs.
    fn is_of_a_race(&self, at: usize) -> bool {
        let run = at.checked_sub(1).is_some_and(|number| matches!(self.text_at(number), "5" | "10"));
        run && !self.counted_noun(at + 1)
    }

    pub(super) fn counted_noun(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|next| {
            let text = next.text(self.text);
            next.kind == Kind::Word
                && next.spaced
                && !next.capital
                && (text.ends_with('s') && text.len() > 4
                    || matches!(text, "people" | "children" | "more" | "new"))
        })
    }
}

impl Measure {
    /// What it measures, if that is written at the number.
    pub(crate) fn known(&self) -> Option<Unit> {
        self.unit.map(Unit::Known)
    }
}

pub(super) fn ten_to(power: u32) -> Decimal {
    Decimal::from(10u64.saturating_pow(power))
}

/// Numerator and denominator of a vulgar fraction.
fn vulgar(kind: Kind) -> Option<(u32, u32)> {
    let Kind::Mark(mark) = kind else { return None };
    let table = [
        ('½', 1, 2),
        ('⅓', 1, 3),
        ('⅔', 2, 3),
        ('¼', 1, 4),
        ('¾', 3, 4),
        ('⅕', 1, 5),
        ('⅖', 2, 5),
        ('⅗', 3, 5),
        ('⅘', 4, 5),
        ('⅙', 1, 6),
        ('⅚', 5, 6),
        ('⅛', 1, 8),
        ('⅜', 3, 8),
        ('⅝', 5, 8),
        ('⅞', 7, 8),
    ];
    table.iter().find(|(sign, _, _)| *sign == mark).map(|(_, top, bottom)| (*top, *bottom))
}
