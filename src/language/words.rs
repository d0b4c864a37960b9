//! What single words can mean to the recognisers of dates and quantities: months, seasons, units of time, numerals.
//!
//! A word may turn out to mean something else where it stands (`may`, `second`); that is not decided here.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::sync::OnceLock;

use crate::date::Season;
use crate::language::tokens::{Token, WordHash, hash, words};

/// The possible meaning of a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Lex {
    /// Nothing that these recognisers know.
    Other,
    /// A month, 1 to 12, and whether the word is an abbreviation.
    Month(u32, bool),
    /// A season of the year.
    Season(Season),
    /// A day of the week.
    Weekday,
    /// A unit of time.
    Unit(Unit),
    /// A numeral from zero to ninety.
    Cardinal(u32),
    /// `hundred`.
    Hundred,
    /// `thousand`, `million`: the power of ten.
    Scale(u32),
    /// `dozen`, `score`, `couple`: a numeral that is counted itself.
    Group(u32),
    /// `first` to `thirtieth`; `third` to `tenth` are fractions too.
    Ordinal(u32),
    /// A fraction by name: `half`, `thirds`, `quarter`: its denominator.
    Part(u32),
    /// Any other word that a date may begin with.
    Head,
}

/// Units of time that are counted in dates.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Unit {
    Day,
    Week,
    Fortnight,
    Month,
    Year,
    Decade,
    Century,
}

/// What stands between a number and the unit of time that it counts.
pub(crate) const KINDS_OF_YEARS: &[WordHash] = words![
    "calendar", "working", "business", "academic", "school", "financial", "fiscal", "tax", "full",
    "consecutive"
];

const MEANINGS: &[(&str, Lex)] = &[
    ("january", Lex::Month(1, false)),
    ("february", Lex::Month(2, false)),
    ("march", Lex::Month(3, false)),
    ("april", Lex::Month(4, false)),
    ("may", Lex::Month(5, false)),
    ("june", Lex::Month(6, false)),
    ("july", Lex::Month(7, false)),
    ("august", Lex::Month(8, false)),
    ("september", Lex::Month(9, false)),
    ("october", Lex::Month(10, false)),
    ("november", Lex::Month(11, false)),
    ("december", Lex::Month(12, false)),
    ("jan", Lex::Month(1, true)),
    ("feb", Lex::Month(2, true)),
    ("mar", Lex::Month(3, true)),
    ("apr", Lex::Month(4, true)),
    ("jun", Lex::Month(6, true)),
    ("jul", Lex::Month(7, true)),
    ("aug", Lex::Month(8, true)),
    ("sep", Lex::Month(9, true)),
    ("sept", Lex::Month(9, true)),
    ("oct", Lex::Month(10, true)),
    ("nov", Lex::Month(11, true)),
    ("dec", Lex::Month(12, true)),
    ("spring", Lex::Season(Season::Spring)),
    ("summer", Lex::Season(Season::Summer)),
    ("autumn", Lex::Season(Season::Autumn)),
    ("winter", Lex::Season(Season::Winter)),
    ("monday", Lex::Weekday),
    ("mon", Lex::Weekday),
    ("tuesday", Lex::Weekday),
    ("tue", Lex::Weekday),
    ("tues", Lex::Weekday),
    ("wednesday", Lex::Weekday),
    ("wed", Lex::Weekday),
    ("thursday", Lex::Weekday),
    ("thu", Lex::Weekday),
    ("thur", Lex::Weekday),
    ("thurs", Lex::Weekday),
    ("friday", Lex::Weekday),
    ("fri", Lex::Weekday),
    ("saturday", Lex::Weekday),
    ("sunday", Lex::Weekday),
    ("day", Lex::Unit(Unit::Day)),
    ("days", Lex::Unit(Unit::Day)),
    ("week", Lex::Unit(Unit::Week)),
    ("weeks", Lex::Unit(Unit::Week)),
    ("fortnight", Lex::Unit(Unit::Fortnight)),
    ("fortnights", Lex::Unit(Unit::Fortnight)),
    ("month", Lex::Unit(Unit::Month)),
    ("months", Lex::Unit(Unit::Month)),
    ("quarters", Lex::Part(4)),
    ("year", Lex::Unit(Unit::Year)),
    ("years", Lex::Unit(Unit::Year)),
    ("decade", Lex::Unit(Unit::Decade)),
    ("decades", Lex::Unit(Unit::Decade)),
    ("century", Lex::Unit(Unit::Century)),
    ("centuries", Lex::Unit(Unit::Century)),
    ("zero", Lex::Cardinal(0)),
    ("nil", Lex::Cardinal(0)),
    ("nought", Lex::Cardinal(0)),
    ("naught", Lex::Cardinal(0)),
    ("one", Lex::Cardinal(1)),
    ("two", Lex::Cardinal(2)),
    ("three", Lex::Cardinal(3)),
    ("four", Lex::Cardinal(4)),
    ("five", Lex::Cardinal(5)),
    ("six", Lex::Cardinal(6)),
    ("seven", Lex::Cardinal(7)),
    ("eight", Lex::Cardinal(8)),
    ("nine", Lex::Cardinal(9)),
    ("ten", Lex::Cardinal(10)),
    ("eleven", Lex::Cardinal(11)),
    ("twelve", Lex::Cardinal(12)),
    ("thirteen", Lex::Cardinal(13)),
    ("fourteen", Lex::Cardinal(14)),
    ("fifteen", Lex::Cardinal(15)),
    ("sixteen", Lex::Cardinal(16)),
    ("seventeen", Lex::Cardinal(17)),
    ("eighteen", Lex::Cardinal(18)),
    ("nineteen", Lex::Cardinal(19)),
    ("twenty", Lex::Cardinal(20)),
    ("thirty", Lex::Cardinal(30)),
    ("forty", Lex::Cardinal(40)),
    ("fourty", Lex::Cardinal(40)),
    ("fifty", Lex::Cardinal(50)),
    ("sixty", Lex::Cardinal(60)),
    ("seventy", Lex::Cardinal(70)),
    ("eighty", Lex::Cardinal(80)),
    ("ninety", Lex::Cardinal(90)),
    ("hundred", Lex::Hundred),
    ("hundreds", Lex::Hundred),
    ("thousand", Lex::Scale(3)),
    ("thousands", Lex::Scale(3)),
    ("million", Lex::Scale(6)),
    ("millions", Lex::Scale(6)),
    ("billion", Lex::Scale(9)),
    ("billions", Lex::Scale(9)),
    ("trillion", Lex::Scale(12)),
    ("trillions", Lex::Scale(12)),
    ("quadrillion", Lex::Scale(15)),
    ("lakh", Lex::Scale(5)),
    ("lakhs", Lex::Scale(5)),
    ("crore", Lex::Scale(7)),
    ("crores", Lex::Scale(7)),
    ("dozen", Lex::Group(12)),
    ("dozens", Lex::Group(12)),
    ("score", Lex::Group(20)),
    ("couple", Lex::Group(2)),
    ("first", Lex::Ordinal(1)),
    ("second", Lex::Ordinal(2)),
    ("latter", Lex::Ordinal(2)),
    ("third", Lex::Ordinal(3)),
    ("fourth", Lex::Ordinal(4)),
    ("fifth", Lex::Ordinal(5)),
    ("sixth", Lex::Ordinal(6)),
    ("seventh", Lex::Ordinal(7)),
    ("eighth", Lex::Ordinal(8)),
    ("ninth", Lex::Ordinal(9)),
    ("tenth", Lex::Ordinal(10)),
    ("eleventh", Lex::Ordinal(11)),
    ("twelfth", Lex::Ordinal(12)),
    ("thirteenth", Lex::Ordinal(13)),
    ("fourteenth", Lex::Ordinal(14)),
    ("fifteenth", Lex::Ordinal(15)),
    ("sixteenth", Lex::Ordinal(16)),
    ("seventeenth", Lex::Ordinal(17)),
    ("eighteenth", Lex::Ordinal(18)),
    ("nineteenth", Lex::Ordinal(19)),
    ("twentieth", Lex::Ordinal(20)),
    ("thirtieth", Lex::Ordinal(30)),
    ("final", Lex::Ordinal(99)),
    ("half", Lex::Part(2)),
    ("halves", Lex::Part(2)),
    ("thirds", Lex::Part(3)),
    ("quarter", Lex::Part(4)),
    ("fourths", Lex::Part(4)),
    ("fifths", Lex::Part(5)),
    ("sixths", Lex::Part(6)),
    ("sevenths", Lex::Part(7)),
    ("eighths", Lex::Part(8)),
    ("ninths", Lex::Part(9)),
    ("tenths", Lex::Part(10)),
    ("this", Lex::Head),
    ("next", Lex::Head),
    ("last", Lex::Head),
    ("coming", Lex::Head),
    ("forthcoming", Lex::Head),
    ("upcoming", Lex::Head),
    ("current", Lex::Head),
    ("previous", Lex::Head),
    ("past", Lex::Head),
    ("later", Lex::Head),
    ("budget", Lex::Head),
    ("spending", Lex::Head),
    ("sr", Lex::Head),
    ("sr21", Lex::Head),
    ("sr25", Lex::Head),
    ("following", Lex::Head),
    ("without", Lex::Head),
    ("early", Lex::Head),
    ("earlier", Lex::Head),
    ("mid", Lex::Head),
    ("late", Lex::Head),
    ("end", Lex::Head),
    ("close", Lex::Head),
    ("start", Lex::Head),
    ("beginning", Lex::Head),
    ("middle", Lex::Head),
    ("financial", Lex::Head),
    ("fiscal", Lex::Head),
    ("academic", Lex::Head),
    ("school", Lex::Head),
    ("calendar", Lex::Head),
    ("fy", Lex::Head),
    ("ay", Lex::Head),
    ("q1", Lex::Head),
    ("q2", Lex::Head),
    ("q3", Lex::Head),
    ("q4", Lex::Head),
    ("h1", Lex::Head),
    ("h2", Lex::Head),
    ("parliament", Lex::Head),
    ("parliamentary", Lex::Head),
    ("due", Lex::Head),
    ("shortly", Lex::Head),
    ("soon", Lex::Head),
    ("imminently", Lex::Head),
    ("urgently", Lex::Head),
    ("today", Lex::Head),
    ("tomorrow", Lex::Head),
    ("yesterday", Lex::Head),
    ("tonight", Lex::Head),
    ("christmas", Lex::Head),
    ("easter", Lex::Head),
    ("good", Lex::Head),
    ("new", Lex::Head),
    ("as", Lex::Head),
    ("in", Lex::Head),
    ("at", Lex::Head),
    ("when", Lex::Head),
    ("within", Lex::Head),
    ("over", Lex::Head),
    ("during", Lex::Head),
    ("across", Lex::Head),
    ("through", Lex::Head),
    ("ahead", Lex::Head),
    ("before", Lex::Head),
    ("after", Lex::Head),
    ("near", Lex::Head),
    ("weeks'", Lex::Unit(Unit::Week)),
];

/// Passes on a word's hash, which is one already.
#[derive(Debug, Default, Clone, Copy)]
pub(crate) struct Identity(u64);

impl Hasher for Identity {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = self.0.rotate_left(8) ^ u64::from(*byte);
        }
    }

    fn write_u64(&mut self, value: u64) {
        self.0 = value;
    }
}

/// A map from words to something.
pub(crate) type WordMap<T> = HashMap<WordHash, T, BuildHasherDefault<Identity>>;

fn meanings() -> &'static WordMap<Lex> {
    static TABLE: OnceLock<WordMap<Lex>> = OnceLock::new();
    TABLE.get_or_init(|| MEANINGS.iter().map(|(word, meaning)| (hash(word), *meaning)).collect())
}

/// The number that a word in lower case means, from `one` to `ninety`.
pub(crate) fn cardinal(word: &str) -> Option<u32> {
    let Lex::Cardinal(number) = meanings().get(&hash(word))? else { return None };
    (*number > 0).then_some(*number)
}

/// The possible meaning of each token. `FY24` and its like count as heads of a date.
pub(crate) fn meanings_of(text: &str, tokens: &[Token]) -> Vec<Lex> {
    let table = meanings();
    tokens
        .iter()
        .map(|token| match table.get(&token.word) {
            Some(meaning) => *meaning,
            None if token.capital && is_prefixed_year(token.text(text)) => Lex::Head,
            None => Lex::Other,
        })
        .collect()
}

/// `FY24`, `FY2024`, `AY2024`.
fn is_prefixed_year(word: &str) -> bool {
    matches!(word.as_bytes(), [b'F' | b'A', b'Y', digits @ ..] if matches!(digits.len(), 2 | 4) && digits.iter().all(u8::is_ascii_digit))
}
