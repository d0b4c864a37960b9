//! Exact decimals and their units, and how both are printed. No floats: a status must not depend on rounding.
//!
//! Units are words that compare equal or not at all; nothing is converted.

pub use rust_decimal::Decimal;

/// Reads a decimal as people and TOML write it: `6_500`, `-12.5`, `1e6`, `11.9`. Underscores may part digits. Nothing where
/// it is no number, or has more digits than the 28 or so that a [`Decimal`] holds: none is rounded away.
#[must_use]
pub fn parse(text: &str) -> Option<Decimal> {
    let clean: std::borrow::Cow<'_, str> =
        if text.contains('_') { text.replace('_', "").into() } else { text.into() };
    let clean = clean.strip_prefix('+').unwrap_or(&clean);
    if let Some((digits, _)) = clean.split_once(['e', 'E']) {
        // Read with its power of ten, what is too long would be rounded.
        Decimal::from_str_exact(digits).ok()?;
        return Decimal::from_scientific(clean).ok().map(|value| value.normalize());
    }
    Decimal::from_str_exact(clean).ok()
}

/// A number with commas between thousands and no needless zeros: `286,972`, `-0.5`.
#[must_use]
pub fn grouped(value: Decimal) -> String {
    let plain = value.normalize().to_string();
    let (sign, digits) = plain.strip_prefix('-').map_or(("", plain.as_str()), |digits| ("-", digits));
    let (whole, fraction) =
        digits.split_once('.').map_or((digits, None), |(whole, fraction)| (whole, Some(fraction)));
    let mut out = String::from(sign);
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at) % 3 == 0 {
            out.push(',');
        }
        out.push(digit);
    }
    if let Some(fraction) = fraction {
        out.push('.');
        out.push_str(fraction);
    }
    out
}

/// A share as a percentage: `5%`; one whose hundredfold no number can hold as what it is: `7,000 times`.
#[must_use]
pub fn percent(share: Decimal) -> String {
    match share.checked_mul(Decimal::ONE_HUNDRED) {
        Some(hundredfold) => format!("{}%", grouped(hundredfold)),
        None => format!("{} times", grouped(share)),
    }
}

/// A number with its unit where a reader expects it: `£740 million`, `60%`, `6,500 FTE teachers`.
///
/// Money of a million and more is said in millions or billions where three decimals suffice to be exact; it is never rounded.
#[must_use]
pub fn with_unit(value: Decimal, unit: &str) -> String {
    let number = grouped(value);
    // `£`, and `£ per pupil` with what it is of.
    let (sign, of) = unit.split_at(unit.find(' ').unwrap_or(unit.len()));
    match unit {
        "" => number,
        share if is_share(share) => format!("{number}{share}"),
        _ if is_sign(unit) => {
            let (minus, digits) =
                number.strip_prefix('-').map_or(("", number.as_str()), |digits| ("-", digits));
            match in_millions(value.abs()).filter(|_| of.is_empty()) {
                Some(words) => format!("{minus}{sign}{words}"),
                None => format!("{minus}{sign}{digits}{of}"),
            }
        }
        other if value == Decimal::ONE => format!("{number} {}", single(other)),
        other => format!("{number} {other}"),
    }
}

/// Whether a unit is a sign that belongs to its number, or money per something, and no noun after it.
#[must_use]
pub fn is_sign(unit: &str) -> bool {
    is_share(unit) || unit.split(' ').next().is_some_and(|sign| matches!(sign, "£" | "$" | "€"))
}

/// Whether a unit is a percentage, of whatever: `%`, `% of homes`.
#[must_use]
pub fn is_share(unit: &str) -> bool {
    unit.starts_with('%')
}

/// What lies between two numbers of a unit: of two percentages it is `7.7 percentage points`, for 7.7% would be a share.
#[must_use]
pub fn difference(value: Decimal, unit: &str) -> String {
    with_unit(value, if is_share(unit) { "percentage points" } else { unit })
}

/// What no ending tells: the plural, and the singular.
const IRREGULAR: [(&str, &str); 4] =
    [("people", "person"), ("children", "child"), ("women", "woman"), ("buses", "bus")];

/// The unit of one: `school` for `schools`, where it is a noun with nothing after it.
fn single(unit: &str) -> String {
    let last = unit.rsplit(' ').next().unwrap_or_default();
    // `Mbps` and `series` are no plurals, and one of the `headquarters` or `works` is called as many are.
    let unchanged = ["series", "species", "means", "premises", "headquarters", "works"];
    let is_as_it_is = last.contains(char::is_uppercase) || unchanged.contains(&last);
    if is_as_it_is
        || unit.split(' ').any(|word| matches!(word, "a" | "an" | "for" | "in" | "of" | "per" | "with"))
    {
        return unit.to_owned();
    }
    if let Some(one) =
        IRREGULAR.iter().find_map(|(many, one)| Some(unit.strip_suffix(many)?.to_owned() + one))
    {
        return one;
    }
    if let Some(stem) = unit.strip_suffix("ies") {
        return format!("{stem}y");
    }
    let hissing = ["ss", "ch", "sh", "x"];
    match unit.strip_suffix("es").filter(|stem| hissing.iter().any(|end| stem.ends_with(end))) {
        Some(stem) => stem.to_owned(),
        None => unit.strip_suffix('s').filter(|stem| !stem.ends_with('s')).unwrap_or(unit).to_owned(),
    }
}

/// A number in millions or billions, where at most three decimals say it exactly.
fn in_millions(value: Decimal) -> Option<String> {
    let scales = [(Decimal::from(1_000_000_000), "billion"), (Decimal::from(1_000_000), "million")];
    let (scale, word) = scales.into_iter().find(|(scale, _)| value >= *scale)?;
    let scaled = value.checked_div(scale)?.normalize();
    (scaled.scale() <= 3).then(|| format!("{} {word}", grouped(scaled)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_exact_and_printed_with_their_unit() {
        let cases = [
            ("6_500", "FTE teachers", "6,500 FTE teachers"),
            ("740000000", "£", "£740 million"),
            ("61.6e9", "£", "£61.6 billion"),
            ("-4700000000", "£", "-£4.7 billion"),
            ("740000001", "£", "£740,000,001"),
            ("740000000", "people", "740,000,000 people"),
            ("-1000.50", "£", "-£1,000.5"),
            ("3.5", "£ million", "£3.5 million"),
            ("-2000", "£ per pupil", "-£2,000 per pupil"),
            ("60", "%", "60%"),
            ("60", "% of homes", "60% of homes"),
            ("1", "schools", "1 school"),
            ("1", "local authorities", "1 local authority"),
            ("1", "hours a week", "1 hours a week"),
            ("1", "small businesses", "1 small business"),
            ("1", "churches", "1 church"),
            ("1", "houses", "1 house"),
            ("1", "disabled people", "1 disabled person"),
            ("1", "electric buses", "1 electric bus"),
            ("1", "children", "1 child"),
            ("1", "women", "1 woman"),
            ("1", "species", "1 species"),
            ("1", "premises", "1 premises"),
            ("1", "electricity works", "1 electricity works"),
            ("1", "Mbps", "1 Mbps"),
            ("1.5", "places", "1.5 places"),
            ("1e6", "", "1,000,000"),
            ("0.1", "", "0.1"),
        ];
        for (text, unit, printed) in cases {
            assert_eq!(with_unit(parse(text).expect(text), unit), printed);
        }
        assert_eq!(difference(parse("7.7").expect("a number"), "%"), "7.7 percentage points");
        assert_eq!(difference(parse("3").expect("a number"), "£"), "£3");
        assert_eq!(percent(parse("12.5").expect("a number")), "1,250%");
        assert_eq!(percent(Decimal::MAX), "79,228,162,514,264,337,593,543,950,335 times");
        assert_eq!(parse("nan"), None);
        assert_eq!(parse("1.2.3"), None);
        // Neither has a digit too many dropped without a word.
        assert_eq!(parse("1.00000000000000000000000000000001"), None);
        assert_eq!(parse("1.00000000000000000000000000000001e0"), None);
    }
}
