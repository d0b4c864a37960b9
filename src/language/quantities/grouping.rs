//! Digits grouped as other countries group them: `1,00,000`, and beside a currency `22,90 €`, `€1.234,56`, `1 234,56 €`.
//!
//! It must not touch what British notation reads: `£1,234.56`, and lists such as `22, 90`.

use crate::language::quantities::number::Number;
use crate::language::scan::Scan;
use crate::language::tokens::{Kind, word};
use crate::language::words::Lex;
use crate::quantity::Decimal;

impl Scan<'_> {
    /// A number in digits that a comma parts where no thousand ends.
    pub(super) fn grouped_otherwise(&self, at: usize, money: bool) -> Option<Number> {
        if let Some((digits, tail)) = self.grouped_by_points(at) {
            let value = Decimal::from_str_exact(&digits).ok()?;
            return Some(self.scaled(Number::exact(value, tail, false, true), money));
        }
        let parted = |at: usize| self.is(at, word!(",")) && self.joined(at) && self.joined(at + 1);
        if !(1..=3).any(|ahead| parted(at + ahead)) {
            return None;
        }
        let (mut written, mut tail) = (self.text_at(at).to_owned(), at + 1);
        while self.is_group_of_three(tail, at) || self.is_whole_group_before_a_comma(tail, at) {
            written.push_str(self.text_at(tail));
            tail += 1;
        }
        let grouped = tail > at + 1;
        let mut parts = 0;
        while parted(tail) && parts < 8 {
            let next = self.tokens.get(tail + 1).filter(|next| next.kind == Kind::Number)?;
            written.push(',');
            written.push_str(next.text(self.text));
            tail += 2;
            parts += 1;
        }
        if parts == 0 {
            return None;
        }
        let digits = if is_indian(&written) && !grouped {
            written.replace(',', "")
        } else {
            // `1,5 million`
            let beside_scale =
                matches!(self.meaning(tail), Lex::Scale(_)) && self.text_at(tail - 1).len() < 3;
            let beside_money = money || self.currency_after(tail).is_some();
            if !beside_money && !beside_scale {
                return None;
            }
            decimal_comma(&written)?
        };
        let value = Decimal::from_str_exact(&digits).ok()?;
        Some(self.scaled(Number::exact(value, tail, false, true), money))
    }

    /// The digits of `1.500.000` and the index after them: two points can only part thousands.
    fn grouped_by_points(&self, at: usize) -> Option<(String, usize)> {
        let goes_on = |tail: usize| {
            let number = self.tokens.get(tail + 1).is_some_and(|next| next.kind == Kind::Number);
            number && self.is(tail, word!(".")) && self.joined(tail) && self.joined(tail + 1)
        };
        let (mut written, mut tail) = (self.text_at(at).to_owned(), at + 1);
        while goes_on(tail) && tail < at + 8 {
            written.push('.');
            written.push_str(self.text_at(tail + 1));
            tail += 2;
        }
        let groups: Vec<&str> = written.split('.').collect();
        let [first, rest @ ..] = &groups[..] else { return None };
        let digits = |group: &&str| group.bytes().all(|byte| byte.is_ascii_digit());
        let thousands = groups.iter().all(digits) && rest.iter().all(|group| group.len() == 3);
        (thousands && rest.len() > 1 && (1..=3).contains(&first.len())).then(|| (groups.concat(), tail))
    }

    /// `234` in `1 234,56`: right before a comma and two digits.
    fn is_whole_group_before_a_comma(&self, at: usize, first: usize) -> bool {
        let text = self.text_at(at);
        let head = self.text_at(first);
        at == first + 1
            && text.len() == 3
            && self.digits(at).is_some()
            && (1..=3).contains(&head.len())
            && self.digits(first).is_some()
            && self.is(at + 1, word!(","))
            && self.joined(at + 1)
            && self.joined(at + 2)
            && self.text_at(at + 2).len() == 2
    }
}

/// `1,00,000`, `12,34,56,789.50`: pairs of digits, then three.
fn is_indian(written: &str) -> bool {
    let whole = written.split_once('.').map_or(written, |(whole, _)| whole);
    let groups: Vec<&str> = whole.split(',').collect();
    let [first, middle @ .., last] = &groups[..] else { return false };
    let digits = |group: &&str| group.bytes().all(|byte| byte.is_ascii_digit());
    groups.iter().all(digits)
        && (1..=2).contains(&first.len())
        && !middle.is_empty()
        && middle.iter().all(|pair| pair.len() == 2)
        && last.len() == 3
}

/// The digits of `1.234,56` or `22,90` with a decimal point: one comma, and one or two digits behind it.
fn decimal_comma(written: &str) -> Option<String> {
    let (whole, hundredths) = written.split_once(',')?;
    let groups: Vec<&str> = whole.split('.').collect();
    let thousands = groups.iter().skip(1).all(|group| group.len() == 3);
    let plain = |digits: &str| !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    (thousands && groups.iter().all(|group| plain(group)) && plain(hundredths) && hundredths.len() <= 2)
        .then(|| format!("{}.{hundredths}", groups.concat()))
}
