//! The unit written right at a number: a currency before or after it, a percentage, a sign of a measure.
//!
//! It must not read the number, nor decide what is counted.

use crate::language::quantities::number::Measure;
use crate::language::quantities::units::{self, Named, Sort};
use crate::language::scan::Scan;
use crate::language::tokens::{Kind, hash, word, words};

impl Scan<'_> {
    /// A currency written before a number, and the index after it: `£`, `US$`, `CHF`, `Rs.`.
    pub(super) fn currency_before(&self, at: usize) -> Option<(&'static str, usize)> {
        let token = self.tokens.get(at)?;
        let code = |text: &str| -> Option<&'static str> {
            units::named(hash(&text.to_lowercase()))
                .filter(|named| named.sort == Sort::Currency)
                .map(|named| named.unit)
        };
        match token.kind {
            Kind::Mark(sign) => {
                let named = units::named(token.word).filter(|named| named.sort == Sort::Currency)?;
                // `Hong Kong $9.3 billion`, `Canadian $ 5 million`
                let country = at.checked_sub(1).and_then(|before| self.tokens.get(before));
                let dollar =
                    country.filter(|_| sign == '$').and_then(|word| units::national_dollar(word.word));
                Some((dollar.unwrap_or(named.unit), at + 1))
            }
            Kind::Word if token.end - token.start <= 4 => {
                let sign = self.tokens.get(at + 1);
                if sign.is_some_and(|sign| matches!(sign.kind, Kind::Mark('$' | '£' | '¥')) && !sign.spaced)
                {
                    let whole = self.text.get(token.start..sign?.end)?.replace('.', "");
                    return code(&whole).map(|unit| (unit, at + 2));
                }
                let text = token.text(self.text);
                // `CAD $120`
                if let Some(unit) = code(text).filter(|_| sign.is_some_and(|sign| sign.is_mark('$')))
                    && self.is_upper(at)
                    && self.tokens.get(at + 2).is_some_and(|next| next.kind == Kind::Number)
                {
                    return Some((unit, at + 2));
                }
                let upper = text.chars().all(|letter| letter.is_uppercase() || letter == '.')
                    || matches!(text, "Rs" | "Fr" | "Rs." | "Fr.");
                let number_at =
                    at + 1 + usize::from(self.is(at + 1, word!(".")) && matches!(text, "Rs" | "Fr"));
                let number = self.tokens.get(number_at).is_some_and(|next| next.kind == Kind::Number);
                (upper && number && text.len() >= 2)
                    .then(|| code(text))
                    .flatten()
                    .map(|unit| (unit, number_at))
            }
            Kind::Word | Kind::Number | Kind::Address => None,
        }
    }

    /// The currency of `£5` in `£5-6m` and `£5m to 6m`, seen from the second number: a letter stands for its scale.
    pub(super) fn currency_of_range(&self, at: usize) -> Option<&'static str> {
        let link = at.checked_sub(1).filter(|link| self.dash(*link) || self.is(*link, word!("to")))?;
        let letter = |at: usize| self.joined(at) && self.short_scale(at, true).is_some();
        let first = link.checked_sub(1).map(|before| before - usize::from(letter(before) && before > 0))?;
        let number = |at: usize| self.tokens.get(at).is_some_and(|token| token.kind == Kind::Number);
        if !number(at) || !number(first) || !letter(at + 1) || self.counted_noun(at + 2) {
            return None;
        }
        let sign = first.checked_sub(1)?;
        self.currency_before(sign).filter(|(_, after)| *after == first).map(|(unit, _)| unit)
    }

    /// `US$ 5 dollars`, `£5 GBP`: a currency that is named twice.
    pub(super) fn units_again(&self, measure: &Measure) -> Option<usize> {
        let mut next = measure.tail;
        if self.tokens.get(next).is_some_and(|token| units::is_adjective(token.word)) {
            next += 1;
        }
        let named = units::named(self.tokens.get(next)?.word)?;
        let same = measure.unit == Some(named.unit);
        let stands =
            named.sort == Sort::CurrencyName || (named.sort == Sort::Currency && self.is_upper(next));
        // In `£5m £6m` the second sign is that of the next sum.
        let of_next = self.currency_before(next).is_some_and(|(_, after)| {
            self.tokens.get(after).is_some_and(|number| number.kind == Kind::Number)
        });
        (same && stands && !of_next).then_some(next + 1)
    }

    pub(super) fn is_upper(&self, at: usize) -> bool {
        let text = self.text_at(at);
        !text.is_empty() && !text.chars().any(char::is_lowercase)
    }

    /// A unit written right after the number: `%`, `per cent`, `dollars`, `Canadian dollars`, `p`, `MW`.
    pub(super) fn unit_after(&self, measure: &mut Measure) {
        let next = measure.tail;
        if self.is(next, word!("%")) {
            (measure.unit, measure.tail) = (Some("%"), next + 1);
            return;
        }
        let dash = usize::from(self.dash(next) && self.joined(next) && self.joined(next + 1));
        // `50 per cent`, `50-per-cent`
        let per = next + dash;
        let cent = per + 1 + usize::from(dash == 1 && self.dash(per + 1) && self.joined(per + 1));
        if self.is(per, word!("per")) && self.is(cent, word!("cent")) {
            (measure.unit, measure.tail) = (Some("%"), cent + 1);
        } else if self.any(next, words!["percent", "pc"]) {
            (measure.unit, measure.tail) = (Some("%"), next + 1);
        } else if self.is(next, word!("percentage")) && self.any(next + 1, words!["point", "points"]) {
            (measure.unit, measure.tail) = (Some("%"), next + 2);
        } else if let Some(unit) = self.degrees(next) {
            (measure.unit, measure.tail) = (Some(unit), next + 2);
        } else if let Some((unit, tail)) = self.currency_after(next + dash) {
            (measure.unit, measure.tail, measure.money) = (Some(unit), tail, true);
        } else if let Some(unit) = self.measure_sign(next) {
            (measure.unit, measure.tail) = (Some(unit), next + 1);
        } else {
            return;
        }
        let point = self.any(measure.tail, words!["point", "points"])
            || (self.is(measure.tail, word!("age")) && self.is(measure.tail + 1, word!("points")));
        if measure.unit == Some("%") && point {
            measure.tail += 1;
        }
    }

    /// A currency after a number, and the index after it.
    pub(super) fn currency_after(&self, at: usize) -> Option<(&'static str, usize)> {
        let token = self.tokens.get(at)?;
        if token.kind == Kind::Word {
            for names in 1..=2usize {
                let name_at = at + names;
                let adjective = self.tokens.get(name_at - 1).filter(|word| units::is_adjective(word.word));
                let name = self
                    .tokens
                    .get(name_at)
                    .and_then(|word| units::named(word.word))
                    .filter(|named| matches!(named.sort, Sort::CurrencyName | Sort::NationalName));
                if let (Some(adjective), Some(name)) = (adjective, name) {
                    return Some((units::national(adjective.word, name).unwrap_or(name.unit), name_at + 1));
                }
            }
        }
        let named: Named = units::named(token.word)?;
        let (hong, new) = (self.is(at, word!("hong")) || self.is(at, word!("new")), at + 2);
        if hong && let Some(name) = self.tokens.get(new).and_then(|word| units::named(word.word)) {
            return Some((name.unit, new + 1));
        }
        let stands = match named.sort {
            Sort::CurrencyName => !token.capital || self.is_upper(at) || token.spaced,
            Sort::Currency => {
                // `22,90 €`, `5 £`, but not the sign of the next number: `5 €10`.
                let next = self.tokens.get(at + 1).is_some_and(|next| next.kind == Kind::Number);
                let behind = token.is_mark('€') && !self.joined(at + 1)
                    || matches!(token.kind, Kind::Mark('£' | '$')) && !next;
                matches!(token.kind, Kind::Mark(_)) && (!token.spaced || behind)
                    || self.is_upper(at) && token.kind == Kind::Word
            }
            Sort::Hundredth => {
                matches!(self.text_at(at), "p" | "¢") && !token.spaced || self.text_at(at).len() > 2
            }
            Sort::Adjective | Sort::NationalName | Sort::Measure => false,
        };
        stands.then_some((named.unit, at + 1))
    }

    /// `°C`, `°F`.
    fn degrees(&self, at: usize) -> Option<&'static str> {
        let degree = self.tokens.get(at).is_some_and(|token| token.is_mark('°')) && self.joined(at + 1);
        match self.text_at(at + 1) {
            "C" if degree => Some("°C"),
            "F" if degree => Some("°F"),
            _ => None,
        }
    }

    /// A sign of a measure, in its own case.
    fn measure_sign(&self, at: usize) -> Option<&'static str> {
        let token = self.tokens.get(at)?;
        let named = units::named(token.word).filter(|named| named.sort == Sort::Measure)?;
        (token.kind == Kind::Word && named.unit == token.text(self.text)).then_some(named.unit)
    }
}
