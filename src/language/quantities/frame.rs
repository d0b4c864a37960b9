//! What stands around a number: what it counts, how it is hedged, and what shows that it is no quantity at all.

use crate::language::quantities::nouns::QUANTIFIERS;
use crate::language::quantities::number::{Measure, ten_to};
use crate::language::quantities::{QuantityMention, Unit};
use crate::language::scan::Scan;
use crate::language::tokens::{hash, word, words};
use crate::language::words::{KINDS_OF_YEARS, Lex};
use crate::quantity::Decimal;

/// How exact a quantity claims to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Hedge {
    /// A little less.
    Almost,
    /// More or less.
    Around,
    /// That or less.
    UpTo,
    /// More.
    Over,
    /// That or more.
    AtLeast,
    /// Less.
    Under,
}

impl Hedge {
    /// As it is printed; but for `under` registers use the same words.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Almost => "almost",
            Self::Around => "around",
            Self::UpTo => "up to",
            Self::Over => "over",
            Self::AtLeast => "at least",
            Self::Under => "under",
        }
    }
}

/// Words before a number, the last one nearest to it, and what they make of it.
const HEDGES: &[(&[&str], Hedge)] = &[
    (&["up", "to"], Hedge::UpTo),
    (&["at", "most"], Hedge::UpTo),
    (&["no", "more", "than"], Hedge::UpTo),
    (&["not", "more", "than"], Hedge::UpTo),
    (&["no", "higher", "than"], Hedge::UpTo),
    (&["no", "greater", "than"], Hedge::UpTo),
    (&["no", "larger", "than"], Hedge::UpTo),
    (&["no", "longer", "than"], Hedge::UpTo),
    (&["maximum", "of"], Hedge::UpTo),
    (&["as", "many", "as"], Hedge::UpTo),
    (&["as", "much", "as"], Hedge::UpTo),
    (&["≤"], Hedge::UpTo),
    (&["at", "least"], Hedge::AtLeast),
    (&["as", "few", "as"], Hedge::AtLeast),
    (&["as", "little", "as"], Hedge::AtLeast),
    (&["≥"], Hedge::AtLeast),
    (&["minimum", "of"], Hedge::AtLeast),
    (&["no", "less", "than"], Hedge::AtLeast),
    (&["no", "fewer", "than"], Hedge::AtLeast),
    (&["no", "lower", "than"], Hedge::AtLeast),
    (&["not", "less", "than"], Hedge::AtLeast),
    (&["more", "than"], Hedge::Over),
    (&["in", "excess", "of"], Hedge::Over),
    (&["upwards", "of"], Hedge::Over),
    (&["over"], Hedge::Over),
    (&[">"], Hedge::Over),
    (&["above"], Hedge::Over),
    (&["exceeding"], Hedge::Over),
    (&["less", "than"], Hedge::Under),
    (&["fewer", "than"], Hedge::Under),
    (&["under"], Hedge::Under),
    (&["<"], Hedge::Under),
    (&["below"], Hedge::Under),
    (&["almost"], Hedge::Almost),
    (&["nearly"], Hedge::Almost),
    (&["just", "under"], Hedge::Almost),
    (&["close", "to"], Hedge::Almost),
    (&["approaching"], Hedge::Almost),
    (&["around"], Hedge::Around),
    (&["about"], Hedge::Around),
    (&["approximately"], Hedge::Around),
    (&["approx"], Hedge::Around),
    (&["approx", "."], Hedge::Around),
    (&["ca", "."], Hedge::Around),
    (&["roughly"], Hedge::Around),
    (&["circa"], Hedge::Around),
    (&["c"], Hedge::Around),
    (&["c", "."], Hedge::Around),
    (&["~"], Hedge::Around),
    (&["some"], Hedge::Around),
    (&["estimated"], Hedge::Around),
];

impl Scan<'_> {
    /// A quantity from a number, with what it counts and how it is hedged.
    pub(crate) fn quantity(&self, measure: &Measure, limit: usize) -> QuantityMention {
        let plus = self.is(measure.tail, word!("+")) && self.joined(measure.tail);
        let plus_in_words = self.is_plus_in_words(measure.tail);
        let noun = self
            .noun_after(measure.tail + if plus_in_words { 2 } else { usize::from(plus) })
            .filter(|(_, head, _)| *head < limit.max(measure.tail + 1));
        let (start, mut end) = self.reach(measure.head, measure.tail.saturating_sub(1));
        let (mut unit, of) = self.unit_and_noun(measure, noun);
        if measure.fraction.is_some()
            || (measure.value.is_some_and(|value| value.fract() != Decimal::ZERO)
                && !measure.digits
                && !measure.scaled)
        {
            unit = measure.known().unwrap_or(if noun.is_some() && self.any(measure.tail, words!["of"]) {
                unit
            } else {
                Unit::None
            });
        }
        let counted = measure.tail + usize::from(self.dash(measure.tail));
        let duration = self.unit_of_time(counted + usize::from(self.any(counted, KINDS_OF_YEARS)));
        let hedge = self.hedge(measure);
        if plus {
            end += 1;
        }
        QuantityMention {
            start,
            end,
            value: measure.value.map(|value| value.normalize()),
            fraction: measure.fraction,
            unit,
            of,
            hedge,
            duration,
        }
    }

    /// The unit of a number, and the words for what it counts, given the noun after it: first word, head, last word.
    fn unit_and_noun(
        &self,
        measure: &Measure,
        noun: Option<(usize, usize, usize)>,
    ) -> (Unit, Option<(usize, usize)>) {
        let of = self.is(measure.tail, word!("of"));
        let first = measure.tail + 1;
        let after_link = (of || self.is(measure.tail, word!("in")))
            .then(|| self.noun_after(first + usize::from(self.any(first, words!["the", "all", "our"]))))
            .flatten();
        let phrase = |(first, _, last): (usize, usize, usize)| {
            let mut first = first;
            // `full` of `full-time` says what is counted.
            while first < last
                && (self.any(first, QUANTIFIERS) || self.is(first, word!(",")))
                && !self.dash(first + 1)
            {
                first += 1;
            }
            self.reach(first, last)
        };
        let head = |(_, head, _): (usize, usize, usize)| {
            let (start, end) = self.reach(head, head);
            Unit::Noun(start, end)
        };
        if let Some(known) = measure.known() {
            (known, after_link.filter(|_| of).or(noun).map(phrase))
        } else if let Some(noun) = noun {
            let (start, end) = phrase(noun);
            let adds = start < self.reach(noun.1, noun.1).0;
            (head(noun), adds.then_some((start, end)))
        } else if of {
            (after_link.map_or(Unit::None, head), after_link.map(phrase))
        } else {
            (Unit::None, None)
        }
    }

    /// From where to where some tokens stand in the text.
    fn reach(&self, first: usize, last: usize) -> (usize, usize) {
        let start = self.tokens.get(first).map_or(0, |token| token.start);
        (start, self.tokens.get(last).map_or(start, |token| token.end))
    }

    /// `300-plus homes`
    fn is_plus_in_words(&self, tail: usize) -> bool {
        self.dash(tail) && self.joined(tail) && self.joined(tail + 1) && self.is(tail + 1, word!("plus"))
    }

    /// The hedge before or after a number.
    pub(super) fn hedge(&self, measure: &Measure) -> Option<Hedge> {
        let mut at = measure.head;
        while at > 0
            && self.any(
                at.wrapping_sub(1),
                words!["an", "a", "the", "additional", "further", "extra", "total", "of"],
            )
            && measure.head - at < 3
        {
            if self.is(at.wrapping_sub(1), word!("of")) && !self.is(at.wrapping_sub(2), word!("total")) {
                break;
            }
            at -= 1;
        }
        for place in [measure.head, at] {
            let fits = |words: &[&str]| {
                place >= words.len()
                    && words
                        .iter()
                        .enumerate()
                        .all(|(back, word)| self.is(place - words.len() + back, hash(word)))
            };
            if let Some((words, hedge)) =
                HEDGES.iter().filter(|(words, _)| fits(words)).max_by_key(|(words, _)| words.len())
            {
                let from = place - words.len();
                let before = from.wrapping_sub(1);
                let just_under = self.is(from, word!("under")) && self.is(before, word!("just"));
                // `will go up to £10,500`: where it goes, not how far at most.
                let moves = self
                    .any(before, words!["go", "goes", "going", "went", "gone", "move", "moves", "moving"]);
                if *hedge == Hedge::UpTo && moves && words.len() == 2 {
                    return None;
                }
                return Some(if just_under { Hedge::Almost } else { *hedge });
            }
        }
        let tail = measure.tail;
        let or = |words: &[u64]| self.is(tail, word!("or")) && self.any(tail + 1, words);
        if self.is(tail, word!("+")) || self.is_plus_in_words(tail) || or(words!["more"]) {
            return Some(Hedge::AtLeast);
        }
        or(words!["fewer", "less"]).then_some(Hedge::UpTo)
    }
}

/// Adds a quantity; in a range the two share scale and unit, and cents are added to their dollars.
pub(crate) fn join_ranges(
    scan: &Scan<'_>,
    measure: &Measure,
    mention: &QuantityMention,
    found: &mut Vec<QuantityMention>,
) {
    let mut mention = mention.clone();
    if let Some(last) = found.last_mut() {
        let link = scan.text.get(last.end..mention.start).unwrap_or_default().trim();
        let links = matches!(link, "-" | "–" | "—" | "to" | "or")
            || (link == "and" && scan.any_before(last.start, words!["between"]));
        if links && !is_how_far(scan, last, &mention) {
            share(scan, measure, link, last, &mut mention);
        } else if let Some(sum) = with_pence(link, last, &mention) {
            (last.value, last.end) = (Some(sum), mention.end);
            return;
        }
    }
    share_scale(scan, measure, &mention, found);
    // `200, 300 and 400 homes`: homes all.
    let mut counted = mention.start;
    for earlier in found.iter_mut().rev() {
        let link = scan.text.get(earlier.end..counted).unwrap_or_default().trim();
        let listed = matches!(link, "," | "and" | "or" | ", and" | ", or");
        if !listed || earlier.unit != Unit::None || !matches!(mention.unit, Unit::Noun(..)) {
            break;
        }
        (earlier.unit, earlier.of, counted) = (mention.unit, mention.of, earlier.start);
    }
    found.push(mention);
}

/// Gives each end of a range the scale and the unit that only the other has.
fn share(
    scan: &Scan<'_>,
    measure: &Measure,
    link: &str,
    last: &mut QuantityMention,
    mention: &mut QuantityMention,
) {
    let thousand = Decimal::from(1000);
    // `20-30,000 homes`: thousands both.
    let thousands = matches!(link, "-" | "–") && scan.text_at(measure.number).ends_with(",000");
    let unitless = matches!(last.unit, Unit::None)
        || (matches!(last.unit, Unit::Noun(..)) && last.end >= mention.start.saturating_sub(5));
    let in_thousands = || {
        let fits = last.value?.checked_mul(thousand)? < mention.value?;
        (thousands && fits).then_some(thousand)
    };
    let ratio = scan.scale_of(measure).or_else(in_thousands);
    if let (Some(first), Some(second), Some(scale)) = (last.value, mention.value, ratio)
        && first < thousand
        && (unitless || matches!(last.unit, Unit::Known(_)))
        && first <= second
    {
        last.value = first.checked_mul(scale).map(|value| value.normalize());
    }
    if unitless && !matches!(mention.unit, Unit::None) {
        last.unit = mention.unit;
        last.of = last.of.or(mention.of);
        last.duration = mention.duration;
    }
    // "£30 million to 12 councils" is a sum and who gets it.
    let other =
        matches!(mention.unit, Unit::Known(_)) || (link == "to" && matches!(mention.unit, Unit::Noun(..)));
    if let (Unit::Known(unit), false) = (last.unit, other) {
        mention.unit = Unit::Known(unit);
    }
}

/// A sum of money with the pence or cents that follow it.
fn with_pence(link: &str, last: &QuantityMention, mention: &QuantityMention) -> Option<Decimal> {
    let (Unit::Known("p" | "c"), Unit::Known(unit)) = (mention.unit, last.unit) else { return None };
    let part = mention.value.filter(|part| *part < Decimal::ONE_HUNDRED)?;
    let joined = matches!(link, "and" | "" | ",") && !matches!(unit, "%" | "p" | "c");
    let sum = last.value?.checked_add(part.checked_div(Decimal::ONE_HUNDRED)?)?;
    joined.then(|| sum.normalize())
}

/// `£12, £14 and £16 million`: in a list of three or more like sums the scale of the last is that of all; of `£300, £400 and £1.2
/// billion` it is not.
fn share_scale(scan: &Scan, measure: &Measure, mention: &QuantityMention, found: &mut [QuantityMention]) {
    let Some(scale) = scan.scale_of(measure).filter(|_| matches!(mention.unit, Unit::Known(_))) else {
        return;
    };
    let mut next = mention.start;
    let is_listed = |earlier: &&mut QuantityMention| {
        let link = scan.text.get(earlier.end..next).unwrap_or_default().trim();
        next = earlier.start;
        let plain = scan
            .text
            .get(..earlier.end)
            .is_some_and(|said| said.ends_with(|last: char| last.is_ascii_digit()));
        let scaled = earlier.value.and_then(|value| value.checked_mul(scale));
        let most = mention.value.and_then(|last| last.checked_mul(Decimal::TEN));
        let alike = scaled.zip(most).is_some_and(|(scaled, most)| scaled <= most);
        plain && alike && earlier.unit == mention.unit && matches!(link, "," | "and" | ", and")
    };
    let listed: Vec<_> = found.iter_mut().rev().take_while(is_listed).collect();
    if listed.len() < 2 {
        return;
    }
    for earlier in listed {
        earlier.value =
            earlier.value.and_then(|value| value.checked_mul(scale)).map(|value| value.normalize());
    }
}

/// Whether a number says how far something goes and the next where that leads: `by 5% to £38 million`, `by 10% to 220`, `by
/// a quarter to 25 million`.
fn is_how_far(scan: &Scan, number: &QuantityMention, next: &QuantityMention) -> bool {
    let spelled = scan.text_at(scan.tokens.partition_point(|token| token.start < number.start));
    let in_words = spelled.starts_with(char::is_alphabetic);
    let is_part = number.value.is_some_and(|value| value < Decimal::ONE);
    let parted = matches!((number.unit, next.unit), (Unit::Known(one), Unit::Known(other)) if one != other);
    let by = number.unit == Unit::Known("%") && next.unit == Unit::None && scan.is_by(number.start);
    parted || by || in_words && is_part
}

impl Scan<'_> {
    /// Whether one of these words stands right before, or one word before, the byte `start`.
    fn any_before(&self, start: usize, words: &[u64]) -> bool {
        let at = self.tokens.partition_point(|token| token.start < start);
        (1..=2).any(|back| at >= back && self.any(at - back, words))
    }

    /// Whether `by` leads to the byte `start`, right before it or before a hedge: `by at least 10%`.
    fn is_by(&self, start: usize) -> bool {
        let hedges = words![
            "at", "least", "most", "more", "than", "around", "about", "over", "up", "to", "nearly", "almost",
            "some", "approximately", "roughly", "just", "a"
        ];
        let mut before = self.tokens.partition_point(|token| token.start < start);
        while before > 0 && self.any(before - 1, hedges) {
            before -= 1;
        }
        before > 0 && self.is(before - 1, word!("by"))
    }

    /// The scale written after a number: a million for `10.5m`.
    pub(super) fn scale_of(&self, measure: &Measure) -> Option<Decimal> {
        if !measure.digits {
            // `five to six thousand`
            let short = measure.end_of_number == measure.number + 2;
            let Lex::Scale(power) = self.meaning(measure.number + 1) else { return None };
            return (measure.scaled && short).then(|| ten_to(power));
        }
        let value = measure.value?;
        let plain = crate::quantity::parse(&self.text_at(measure.number).replace(',', ""))
            .filter(|plain| !plain.is_zero())?;
        measure.scaled.then(|| value.checked_div(plain)).flatten()
    }
}
