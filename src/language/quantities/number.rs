//! Numbers in digits and in words, with their sign and scale: `1.4 billion`, `two hundred and five`, `6½ million`.
//!
//! It must not decide whether a number is a quantity.

use crate::language::dates::Scan;
use crate::language::quantities::Unit;
use crate::language::quantities::units::{self, Named, Sort};
use crate::language::tokens::{Kind, hash};
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
struct Number {
    value: Option<Decimal>,
    fraction: Option<(u32, u32)>,
    tail: usize,
    scaled: bool,
    digits: bool,
}

impl Number {
    fn exact(value: Decimal, tail: usize, scaled: bool, digits: bool) -> Self {
        Self { value: Some(value), fraction: None, tail, scaled, digits }
    }

    /// A fraction: a decimal where one is exact.
    fn part(top: u32, bottom: u32, tail: usize, digits: bool) -> Option<Self> {
        if bottom == 0 {
            return None;
        }
        let mut rest = bottom;
        for factor in [2, 5] {
            while rest % factor == 0 {
                rest /= factor;
            }
        }
        if rest == 1 || top % bottom == 0 {
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
            Kind::Word => token.capital || self.meaning(at) != Lex::Other || self.any(at, &[hash("a"), hash("an"), hash("minus"), hash("negative")]),
            Kind::Address => false,
        };
        if !starts {
            return None;
        }
        let (mut next, mut negative) = self.sign(at);
        let currency = self.currency_before(next);
        if let Some((_, after)) = currency {
            let (after_sign, sign) = self.sign(after);
            next = after_sign;
            negative = negative || sign;
        }
        if next >= limit {
            return None;
        }
        let number = self.number(next, currency.is_some())?;
        let mut measure = Measure {
            head: at,
            number: next,
            end_of_number: number.tail,
            tail: number.tail,
            value: number.value.map(|value| if negative { -value } else { value }),
            fraction: number.fraction,
            unit: currency.map(|(unit, _)| unit),
            money: currency.is_some(),
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
    fn sign(&self, at: usize) -> (usize, bool) {
        let next_is_number = |at: usize| {
            self.tokens.get(at).is_some_and(|token| token.kind == Kind::Number) || self.currency_before(at).is_some()
        };
        if self.any(at, &[hash("minus"), hash("negative")]) {
            let word = matches!(self.meaning(at + 1), Lex::Cardinal(_) | Lex::Part(_));
            return if word || next_is_number(at + 1) { (at + 1, true) } else { (at, false) };
        }
        let dash = self.tokens.get(at).is_some_and(|token| matches!(token.kind, Kind::Mark('-' | '−')) && token.spaced);
        if dash && self.joined(at + 1) && next_is_number(at + 1) { (at + 1, true) } else { (at, false) }
    }

    /// A currency written before a number, and the index after it: `£`, `US$`, `CHF`, `Rs.`.
    fn currency_before(&self, at: usize) -> Option<(&'static str, usize)> {
        let token = self.tokens.get(at)?;
        let code = |text: &str| -> Option<&'static str> {
            units::named(hash(&text.to_lowercase())).filter(|named| named.sort == Sort::Currency).map(|named| named.unit)
        };
        match token.kind {
            Kind::Mark(_) => {
                let named = units::named(token.word).filter(|named| named.sort == Sort::Currency)?;
                Some((named.unit, at + 1))
            }
            Kind::Word if token.capital && token.end - token.start <= 4 => {
                let sign = self.tokens.get(at + 1);
                if sign.is_some_and(|sign| matches!(sign.kind, Kind::Mark('$' | '£' | '¥')) && !sign.spaced) {
                    let whole = self.text.get(token.start..sign?.end)?.replace('.', "");
                    return code(&whole).map(|unit| (unit, at + 2));
                }
                let text = token.text(self.text);
                let upper = text.chars().all(|letter| letter.is_uppercase() || letter == '.') || matches!(text, "Rs" | "Fr" | "Rs." | "Fr.");
                let number_at = at + 1 + usize::from(self.is(at + 1, hash(".")) && matches!(text, "Rs" | "Fr"));
                let number = self.tokens.get(number_at).is_some_and(|next| next.kind == Kind::Number);
                (upper && number && text.len() >= 2).then(|| code(text)).flatten().map(|unit| (unit, number_at))
            }
            Kind::Word | Kind::Number | Kind::Address => None,
        }
    }

    /// `US$ 5 dollars`, `£5 GBP`: a currency that is named twice.
    fn units_again(&self, measure: &Measure) -> Option<usize> {
        let mut next = measure.tail;
        if self.tokens.get(next).is_some_and(|token| units::is_adjective(token.word)) {
            next += 1;
        }
        let named = units::named(self.tokens.get(next)?.word)?;
        let same = measure.unit == Some(named.unit) || (named.unit == "$" && measure.unit == Some("USD"));
        let stands = named.sort == Sort::CurrencyName || (named.sort == Sort::Currency && self.is_upper(next));
        (same && stands).then_some(next + 1)
    }

    fn is_upper(&self, at: usize) -> bool {
        let text = self.text_at(at);
        !text.is_empty() && !text.chars().any(char::is_lowercase)
    }

    fn number(&self, at: usize, money: bool) -> Option<Number> {
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
    fn in_digits(&self, at: usize, money: bool) -> Option<Number> {
        let text = self.text_at(at);
        let clean: std::borrow::Cow<'_, str> = if text.contains(',') { text.replace(',', "").into() } else { text.into() };
        let padded: std::borrow::Cow<'_, str> = if clean.starts_with('.') { format!("0{clean}").into() } else { clean };
        if padded.len() > 24 {
            return None;
        }
        let mut value = Decimal::from_str_exact(&padded).ok()?;
        let mut tail = at + 1;
        while self.is_group_of_three(tail, at) {
            value = value.checked_mul(Decimal::from(1000))?.checked_add(Decimal::from(self.digits(tail)?))?;
            tail += 1;
        }
        if let Some((top, bottom)) = self.tokens.get(tail).filter(|next| !next.spaced).and_then(|next| vulgar(next.kind)) {
            let part = Number::part(top, bottom, tail + 1, true)?;
            value = value.checked_add(part.value?)?;
            return Some(self.scaled(Number::exact(value, tail + 1, false, true), money));
        }
        if let Some(fraction) = self.slashed_fraction(tail.wrapping_sub(1), at) {
            return Some(self.scaled(fraction, money));
        }
        if let Some(part) = self.slashed_fraction(tail, tail).filter(|_| self.tokens.get(tail).is_some_and(|next| next.spaced)) {
            value = value.checked_add(part.value?)?;
            return Some(self.scaled(Number::exact(value, part.tail, false, true), money));
        }
        Some(self.scaled(Number::exact(value, tail, false, true), money))
    }

    /// `500` in `1 500 000`: groups of three that a narrow space parted.
    fn is_group_of_three(&self, at: usize, first: usize) -> bool {
        let text = self.text_at(at);
        let three = text.len() == 3 && text.bytes().all(|byte| byte.is_ascii_digit());
        let head = self.text_at(first);
        let more = self.text_at(at + 1).len() == 3 && self.digits(at + 1).is_some();
        let plain = (1..=3).contains(&head.len()) && self.digits(first).is_some() && !head.starts_with('0');
        three && plain && (more || at > first + 1)
    }

    fn slashed_fraction(&self, at: usize, first: usize) -> Option<Number> {
        if at != first || !self.is(at + 1, hash("/")) || !self.joined(at + 1) || !self.joined(at + 2) {
            return None;
        }
        let (top, bottom) = (self.digits(at)?, self.digits(at + 2)?);
        let runs_on = self.joined(at + 3) && self.tokens.get(at + 3).is_some_and(|next| !matches!(next.kind, Kind::Mark('.' | ',' | ')' | '%')));
        (bottom > 1 && !runs_on && top < 1000 && bottom <= 1000).then(|| Number::part(top, bottom, at + 3, true)).flatten()
    }

    /// The number times the scale written after it.
    fn scaled(&self, number: Number, money: bool) -> Number {
        let Some(value) = number.value else { return number };
        let mut next = number.tail;
        if self.dash(next) && matches!(self.meaning(next + 1), Lex::Scale(_)) {
            next += 1;
        }
        let power = match self.meaning(next) {
            Lex::Scale(power) => Some(power),
            Lex::Hundred if !self.text_at(next).ends_with('s') => Some(2),
            Lex::Group(12) if !number.digits => None,
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
    fn short_scale(&self, at: usize, money: bool) -> Option<u32> {
        let token = self.tokens.get(at).filter(|token| token.kind == Kind::Word)?;
        let text = token.text(self.text);
        let joined = !token.spaced;
        let money_after = self.tokens.get(at + 1).is_some_and(|next| {
            units::named(next.word).is_some_and(|named| named.sort == Sort::CurrencyName) || matches!(next.kind, Kind::Mark('€' | '£' | '$'))
        });
        let money = money || money_after;
        match text {
            "bn" | "Bn" | "BN" => Some(9),
            "tn" | "trn" | "tr" | "TN" if money || joined => Some(12),
            "mn" | "mln" | "Mn" | "mil" | "MN" if money || joined => Some(6),
            "m" | "M" if money => Some(6),
            "M" if joined => Some(6),
            "m" if joined && self.counted_noun(at + 1) => Some(6),
            "b" | "B" if money && joined => Some(9),
            "t" | "T" if money && joined => Some(12),
            "k" | "K" if joined => Some(3),
            "K" | "k" if money => Some(3),
            _ => None,
        }
    }

    fn counted_noun(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|next| {
            let text = next.text(self.text);
            next.kind == Kind::Word && next.spaced && !next.capital && (text.ends_with('s') && text.len() > 4 || matches!(text, "people" | "children" | "more" | "new"))
        })
    }

    /// `two hundred and five`, `a dozen`, `half a million`, `one and a half million`, `three quarters`, `two thirds`.
    fn in_words(&self, at: usize) -> Option<Number> {
        if let Some(part) = self.part_in_words(at) {
            return Some(part);
        }
        let article = self.any(at, &[hash("a"), hash("an")]);
        let mut next = at + usize::from(article);
        if article && !(self.is_hundred(next) || self.is_scale(next) || self.is_group(next)) {
            return None;
        }
        let (mut total, mut current, mut seen, mut scaled) = (Decimal::ZERO, None::<u64>, article, false);
        let mut last_scale = u32::MAX;
        loop {
            match self.meaning(next) {
                Lex::Cardinal(small) => {
                    let small = u64::from(small);
                    let fits = match current {
                        None => true,
                        Some(value) => small > 0 && small < 100 && (value % 100 == 0 || (value % 10 == 0 && value % 100 >= 20 && small < 10)),
                    };
                    if !fits {
                        break;
                    }
                    current = Some(current.unwrap_or(0) + small);
                }
                Lex::Hundred if seen && self.is_hundred(next) && current.unwrap_or(1) < 100 => current = Some(current.unwrap_or(1).max(1) * 100),
                Lex::Scale(power) if seen && power < last_scale && !(current.is_none() && !article) => {
                    total = total.checked_add(Decimal::from(current.unwrap_or(1)).checked_mul(ten_to(power))?)?;
                    current = None;
                    scaled = true;
                    last_scale = power;
                }
                Lex::Group(count) if seen || article => {
                    let value = u64::from(count) * current.unwrap_or(1).max(1);
                    return Some(Number::exact(Decimal::from(value), next + 1, false, false));
                }
                _ => break,
            }
            seen = true;
            next += 1;
            let linked = self.dash(next) && self.joined(next) && matches!(self.meaning(next + 1), Lex::Cardinal(1..=9) | Lex::Scale(_));
            let and = self.is(next, hash("and")) && matches!(self.meaning(next + 1), Lex::Cardinal(_)) && (current.is_some_and(|value| value % 100 == 0 && value > 0) || (current.is_none() && scaled));
            next += usize::from(linked || and);
        }
        if !seen || next == at + usize::from(article) {
            return None;
        }
        let value = total.checked_add(Decimal::from(current.unwrap_or(0)))?;
        let number = Number::exact(value, next, scaled, false);
        Some(self.with_half(number))
    }

    /// `one and a half million`, `three point five`.
    fn with_half(&self, number: Number) -> Number {
        let (Some(value), next) = (number.value, number.tail) else { return number };
        if self.is(next, hash("point")) && let Lex::Cardinal(_) = self.meaning(next + 1) {
            let mut digits = String::from("0.");
            let mut at = next + 1;
            while let Lex::Cardinal(digit @ 0..=9) = self.meaning(at) {
                digits.push_str(&digit.to_string());
                at += 1;
                if digits.len() > 12 {
                    break;
                }
            }
            if let Some(sum) = Decimal::from_str_exact(&digits).ok().and_then(|part| value.checked_add(part)) {
                return self.scaled(Number::exact(sum, at, number.scaled, false), false);
            }
        }
        let article = usize::from(self.any(next + 1, &[hash("a"), hash("one")]));
        let part_at = next + 1 + article;
        if !self.is(next, hash("and")) {
            return number;
        }
        let (top, part_at) = match self.meaning(part_at) {
            Lex::Cardinal(top) if article == 0 && matches!(self.meaning(part_at + 1), Lex::Part(_)) => (top, part_at + 1),
            _ => (1, part_at),
        };
        let Lex::Part(bottom) = self.meaning(part_at) else { return number };
        let sum = Number::part(top, bottom, part_at + 1, false).and_then(|part| value.checked_add(part.value?));
        match sum {
            Some(sum) => self.scaled(Number::exact(sum, part_at + 1, number.scaled, false), false),
            None => number,
        }
    }

    fn is_hundred(&self, at: usize) -> bool {
        self.meaning(at) == Lex::Hundred && !self.text_at(at).ends_with('s')
    }

    fn is_scale(&self, at: usize) -> bool {
        matches!(self.meaning(at), Lex::Scale(_)) && !self.text_at(at).ends_with('s')
    }

    fn is_group(&self, at: usize) -> bool {
        matches!(self.meaning(at), Lex::Group(_)) && !self.text_at(at).ends_with("ns")
    }

    /// `half a million`, `one third`, `two-thirds`, `three quarters`, `a third of`.
    fn part_in_words(&self, at: usize) -> Option<Number> {
        let article = self.any(at, &[hash("a"), hash("an"), hash("one")]);
        let count = match self.meaning(at) {
            Lex::Cardinal(count) => Some(count),
            _ if article => Some(1),
            _ => None,
        };
        if let Some(count) = count {
            let next = at + 1 + usize::from(self.dash(at + 1));
            let bottom = match self.meaning(next) {
                Lex::Part(bottom) => bottom,
                Lex::Ordinal(bottom @ 3..=10) if count == 1 => bottom,
                _ => return None,
            };
            let named = self.any(next + 1, &[hash("party"), hash("sector"), hash("of"), hash("time")]) && !self.is(next + 1, hash("of"));
            let sure = self.is(at, hash("one")) || !article || self.is(next + 1, hash("of")) || self.any(at.wrapping_sub(1), &[hash("by"), hash("than"), hash("around"), hash("almost"), hash("nearly"), hash("about"), hash("over")]);
            // `a quarter` of a year, `a third reading`, `one half-day` are no parts of anything.
            let hyphened = self.dash(next + 1) && self.joined(next + 1);
            if named || !sure || hyphened || (self.is(at, hash("one")) && !self.ends_a_part(next + 1)) {
                return None;
            }
            if self.is(next + 1, hash("of")) && self.any(next + 2, &[hash("a"), hash("an")]) && self.is_scale(next + 3) {
                let Lex::Scale(power) = self.meaning(next + 3) else { return None };
                let value = Number::part(count, bottom, next + 4, false)?.value?.checked_mul(ten_to(power))?;
                return Some(Number::exact(value.normalize(), next + 4, true, false));
            }
            return Number::part(count, bottom, next + 1, false);
        }
        if self.meaning(at) != Lex::Part(2) || self.text_at(at).ends_with('s') {
            return None;
        }
        let next = at + 1 + usize::from(self.any(at + 1, &[hash("a"), hash("an")]));
        let half = Decimal::new(5, 1);
        match self.meaning(next) {
            Lex::Scale(power) if next > at + 1 => Some(Number::exact(half.checked_mul(ten_to(power))?.normalize(), next + 1, true, false)),
            Lex::Group(count) if next > at + 1 => Some(Number::exact(half.checked_mul(Decimal::from(count))?.normalize(), next + 1, false, false)),
            _ => self.is(at + 1, hash("of")).then(|| Number::exact(half, at + 1, false, false)),
        }
    }

    /// Whether a fraction in words may end here: no noun follows that `third` would merely order.
    fn ends_a_part(&self, at: usize) -> bool {
        let Some(next) = self.tokens.get(at) else { return true };
        next.kind != Kind::Word || self.any(at, &[hash("of"), hash("in"), hash("to"), hash("by"), hash("since"), hash("and"), hash("from"), hash("over"), hash("more"), hash("less"), hash("higher"), hash("lower")])
    }

    /// A unit written right after the number: `%`, `per cent`, `dollars`, `Canadian dollars`, `p`, `MW`.
    fn unit_after(&self, measure: &mut Measure) {
        let next = measure.tail;
        if self.is(next, hash("%")) {
            (measure.unit, measure.tail) = (Some("%"), next + 1);
            return;
        }
        let dash = usize::from(self.dash(next) && self.joined(next) && self.joined(next + 1));
        if self.is(next, hash("per")) && self.is(next + 1, hash("cent")) {
            (measure.unit, measure.tail) = (Some("%"), next + 2);
        } else if self.any(next, &[hash("percent"), hash("pc")]) {
            (measure.unit, measure.tail) = (Some("%"), next + 1);
        } else if let Some((unit, tail)) = self.currency_after(next + dash) {
            (measure.unit, measure.tail, measure.money) = (Some(unit), tail, true);
        } else if let Some(unit) = self.measure_sign(next) {
            (measure.unit, measure.tail) = (Some(unit), next + 1);
        } else {
            return;
        }
        let point = self.any(measure.tail, &[hash("point"), hash("points")]) || (self.is(measure.tail, hash("age")) && self.is(measure.tail + 1, hash("points")));
        if measure.unit == Some("%") && point {
            measure.tail += 1;
        }
    }

    /// A currency after a number, and the index after it.
    fn currency_after(&self, at: usize) -> Option<(&'static str, usize)> {
        let token = self.tokens.get(at)?;
        if token.kind == Kind::Word {
            for names in 1..=2usize {
                let name_at = at + names;
                let adjective = self.tokens.get(name_at - 1).filter(|word| units::is_adjective(word.word));
                let name = self.tokens.get(name_at).and_then(|word| units::named(word.word)).filter(|named| named.sort == Sort::CurrencyName);
                if let (Some(adjective), Some(name)) = (adjective, name) {
                    return Some((units::national(adjective.word, name).unwrap_or(name.unit), name_at + 1));
                }
            }
        }
        let named: Named = units::named(token.word)?;
        let (hong, new) = (self.is(at, hash("hong")) || self.is(at, hash("new")), at + 2);
        if hong && let Some(name) = self.tokens.get(new).and_then(|word| units::named(word.word)) {
            return Some((name.unit, new + 1));
        }
        let stands = match named.sort {
            Sort::CurrencyName => !token.capital || self.is_upper(at) || token.spaced,
            Sort::Currency => matches!(token.kind, Kind::Mark(_)) && !token.spaced || self.is_upper(at) && token.kind == Kind::Word,
            Sort::Hundredth => matches!(self.text_at(at), "p" | "¢") && !token.spaced || self.text_at(at).len() > 2,
            Sort::Adjective | Sort::Measure => false,
        };
        stands.then_some((named.unit, at + 1))
    }

    /// A sign of a measure, in its own case.
    fn measure_sign(&self, at: usize) -> Option<&'static str> {
        let token = self.tokens.get(at)?;
        let named = units::named(token.word).filter(|named| named.sort == Sort::Measure)?;
        (token.kind == Kind::Word && named.unit == token.text(self.text)).then_some(named.unit)
    }
}

impl Measure {
    /// What it measures, if that is written at the number.
    pub(crate) fn known(&self) -> Option<Unit> {
        self.unit.map(Unit::Known)
    }
}

fn ten_to(power: u32) -> Decimal {
    Decimal::from(10u64.saturating_pow(power))
}

/// Numerator and denominator of a vulgar fraction.
fn vulgar(kind: Kind) -> Option<(u32, u32)> {
    let Kind::Mark(mark) = kind else { return None };
    let table = [
        ('½', 1, 2), ('⅓', 1, 3), ('⅔', 2, 3), ('¼', 1, 4), ('¾', 3, 4), ('⅕', 1, 5), ('⅖', 2, 5), ('⅗', 3, 5), ('⅘', 4, 5),
        ('⅙', 1, 6), ('⅚', 5, 6), ('⅛', 1, 8), ('⅜', 3, 8), ('⅝', 5, 8), ('⅞', 7, 8),
    ];
    table.iter().find(|(sign, _, _)| *sign == mark).map(|(_, top, bottom)| (*top, *bottom))
}
