//! Quantities in the language of British public bodies: a number, its scale, its unit, what it counts, and its hedge.
//!
//! Values are exact decimals, or fractions where no decimal is exact. Years, ages, references, list numbers, times and
//! telephone numbers are not quantities. Which quantities belong to a pledge is not decided here.

mod frame;
mod grouping;
mod nouns;
mod number;
mod scientific;
mod sieve;
mod spelled;
mod unit_at;
mod units;

use crate::language::dates::{self, DateMention};
use crate::language::scan::Scan;
use crate::language::tokens::Token;
use crate::language::words;
use crate::quantity::Decimal;

pub use frame::Hedge;
pub(crate) use nouns::STOPS;

/// A quantity found in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QuantityMention {
    /// Byte offset of its first character, its currency sign included, its hedge not.
    pub start: usize,
    /// Byte offset after the last character of its number and unit (after the number, where things are counted).
    pub end: usize,
    /// Its exact value; nothing for a fraction that no decimal equals.
    pub value: Option<Decimal>,
    /// Numerator and denominator of a fraction that no decimal equals: `one third` is (1, 3).
    pub fraction: Option<(u32, u32)>,
    /// Its unit.
    pub unit: Unit,
    /// Where the words stand that say what is counted or what the money is for: `new expert teachers`, `capital funding`.
    pub of: Option<(usize, usize)>,
    /// How exact it claims to be.
    pub hedge: Option<Hedge>,
    /// Whether it is a length of time, which seldom is what a pledge promises.
    pub duration: bool,
}

/// What a number is a number of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// A currency sign, an ISO 4217 code, `%`, `p`, or the symbol of a measure.
    Known(&'static str),
    /// The noun in the text that is counted: its bytes.
    Noun(usize, usize),
    /// A bare number.
    None,
}

impl QuantityMention {
    /// The unit in words of the text or as a sign: `£`, `%`, `teachers`; empty for a bare number.
    #[must_use]
    pub fn unit<'t>(&self, text: &'t str) -> &'t str {
        match self.unit {
            Unit::Known(unit) => unit,
            Unit::Noun(start, end) => text.get(start..end).unwrap_or_default(),
            Unit::None => "",
        }
    }

    /// What is counted or paid for, in words of the text.
    #[must_use]
    pub fn of<'t>(&self, text: &'t str) -> Option<&'t str> {
        self.of.and_then(|(start, end)| text.get(start..end))
    }
}

/// Finds every quantity in a text; what is part of one of the `dates` is none.
#[must_use]
pub fn recognise(text: &str, tokens: &[Token], dates: &[DateMention]) -> Vec<QuantityMention> {
    let meanings = words::meanings_of(text, tokens);
    recognise_from(&Scan::new(text, tokens, &meanings, None), 0, dates)
}

/// The quantities that begin at or after a token, of which none is part of one of the `dates` there.
pub(crate) fn recognise_from(
    scan: &Scan<'_>,
    first: usize,
    dates: &[dates::DateMention],
) -> Vec<QuantityMention> {
    let mut found: Vec<QuantityMention> = Vec::new();
    let mut dates = dates.iter().peekable();
    let mut at = first;
    let mut labelled_until = 0;
    while at < scan.tokens.len() {
        while dates.next_if(|date| date.tail <= at).is_some() {}
        if let Some(date) = dates.peek().filter(|date| date.head <= at) {
            at = date.tail;
            continue;
        }
        let limit = dates.peek().map_or(scan.tokens.len(), |date| date.head);
        let Some(measure) = scan.measure(at, limit) else {
            at += 1;
            continue;
        };
        if scan.is_label(&measure, labelled_until) {
            labelled_until = measure.tail;
        } else if !scan.is_something_else(&measure, &found) {
            let mention = scan.quantity(&measure, limit);
            frame::join_ranges(scan, &measure, &mention, &mut found);
        }
        at = measure.tail.max(at + 1);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::tokens::tokenize;

    /// `value unit (of) hedge` of every quantity in a text.
    fn read(text: &str) -> Vec<String> {
        let tokens = tokenize(text);
        let dates = dates::recognise(text, &tokens, "2024-12-17".parse().ok());
        let describe = |found: &QuantityMention| {
            let value = match (found.value, found.fraction) {
                (Some(value), _) => value.to_string(),
                (None, Some((top, bottom))) => format!("{top}/{bottom}"),
                (None, None) => "?".to_owned(),
            };
            let hedge = found.hedge.map(|hedge| format!("{} ", hedge.words())).unwrap_or_default();
            format!("{hedge}{value} {}", found.unit(text)).trim().to_owned()
        };
        recognise(text, &tokens, &dates).iter().map(describe).collect()
    }

    #[test]
    #[rustfmt::skip]
    fn quantities_of_public_language() {
        let rows: &[(&str, &[&str])] = &[
            ("an additional 6,500 new expert teachers over the course of this parliament", &["6500 teachers"]),
            ("announced £740 million of capital funding", &["740000000 £"]),
            ("worth £2.6bn", &["2600000000 £"]), ("£500m", &["500000000 £"]), ("£1.4 billion", &["1400000000 £"]),
            ("£5m £6m £7m", &["5000000 £", "6000000 £", "7000000 £"]), ("**500 homes** by *2027*", &["500 homes"]),
            ("£ 1.2 million", &["1200000 £"]), ("£2bn", &["2000000000 £"]),
            ("increase by almost £1 billion in 2025/26", &["almost 1000000000 £"]),
            ("support up to 1680 primary schools to better", &["up to 1680 schools"]),
            ("2487 school places", &["2487 places"]),
            ("or one third, since 2019-20", &["1/3"]), ("two-thirds of schools", &["2/3"]), ("a third of pupils", &["1/3"]),
            ("60%", &["60 %"]), ("75 per cent", &["75 %"]), ("an increase of 60% over five years", &["60 %"]),
            ("half a million homes", &["500000 homes"]), ("6½ million people", &["6500000 people"]),
            ("at least 200 EPs per year in 2026 and 2027", &["at least 200 EPs"]),
            ("opened 15 new special schools and one AP free school", &["15 schools", "1 school"]),
            ("over 5,000 online training modules", &["over 5000 modules"]),
            ("around £26 million and £30 million", &["around 26000000 £", "30000000 £"]),
            ("between £3.5 and £10.5bn", &["3500000000 £", "10500000000 £"]),
            ("by 5% to £38 million", &["5 %", "38000000 £"]), ("by 10% to 220 by 2027", &["10 %", "220"]), ("by a quarter to 25 million", &["0.25", "25000000"]),
            ("1,000 new homes¹ by", &["1000 homes"]), ("500 m² of it", &["500 m²"]),
            ("£300, £400 and £1.2 billion", &["300 £", "400 £", "1200000000 £"]),
            ("£12, £14 and £16 million", &["12000000 £", "14000000 £", "16000000 £"]), ("£500 and £2 million", &["500 £", "2000000 £"]),
            ("3,000 low-carbon, low-energy affordable homes", &["3000 homes"]), ("the phase two report", &[]), ("review of PAS 1899", &[]), ("for South Shields (900886)", &[]),
            ("£5-10 million", &["5000000 £", "10000000 £"]), ("10 to 15 per cent", &["10 %", "15 %"]),
            ("a further £21 million to train 400 more education psychologists", &["21000000 £", "400 psychologists"]),
            ("two hundred and five people", &["205 people"]), ("a dozen eggs", &["12 eggs"]), ("three dozen", &["36"]),
            ("minus five", &["-5"]), ("1/3", &["1/3"]), ("one and a half million", &["1500000"]), ("2 1/2 days", &["2.5 days"]),
            ("$3.5 million", &["3500000 $"]), ("3 million dollars", &["3000000 $"]), ("20p", &["20 p"]), ("€5", &["5 €"]),
            ("US$ 40bn", &["40000000000 $"]), ("CAD $120.00", &["120 CAD"]), ("200 million US dollars", &["200000000 $"]), ("500 yen", &["500 JPY"]), ("CHF 250", &["250 CHF"]), ("5 Canadian dollars", &["5 CAD"]),
            ("c$ 98.5 million", &["98500000 CAD"]), ("Hong Kong $ 9.3 billion", &["9300000000 HKD"]), ("Canadian $5m", &["5000000 CAD"]),
            ("5 million Finnish marks", &["5000000 FIM"]), ("pass with 5 marks", &["5 marks"]), ("12 million Israeli shekels", &["12000000 ILS"]),
            ("11 guilders", &["11 NLG"]), ("All 14 of the Council's diesel vehicles", &["14 vehicles"]), ("gives us $3 million", &["3000000 $"]), ("a $ 500 million loan", &["500000000 $"]),
            ("three quarters of it", &["0.75"]), ("twenty-one schools", &["21 schools"]), ("seven million three hundred thousand", &["7300000"]),
            ("a hundred thousand homes", &["100000 homes"]), ("8,500 mental health workers to reduce", &["8500 workers"]),
            ("3 dollars and 50 cents", &["3.5 $"]),
            ("a loss of $-99.99", &["-99.99 $"]),
            ("It cost €1.234,56 in all", &["1234.56 €"]), ("1 234,56 €", &["1234.56 €"]), ("22,90 €", &["22.9 €"]),
            ("₹ 1,00,000", &["100000 INR"]), ("1,00,000 people", &["100000 people"]), ("3m GBP", &["3000000 £"]),
            ("$1.5MM", &["1500000 $"]), ("a couple of million pounds", &["2000000 £"]),
            ("£1,234,567.89", &["1234567.89 £"]),
            ("10 000 dollars", &["10000 $"]), ("-504", &["-504"]), (".77", &["0.77"]), ("100 MW of capacity", &["100 MW"]),
            ("5.97×10^24 kg", &["5970000000000000000000000 kg"]), ("1.5e6 tonnes", &["1500000 tonnes"]), ("10^6 pupils", &["1000000 pupils"]),
            ("1.500.000 pupils", &["1500000 pupils"]), ("€2.500.000", &["2500000 €"]), ("paragraph 4.2.1 pupils", &[]), ("1.50.000 pupils", &[]),
            ("2.5 ± 0.3 per cent", &["2.5 %"]), ("£10 ± 2 million", &["10000000 £"]), ("plus or minus 5%", &["5 %"]),
            ("1.5m high-quality homes", &["1500000 homes"]), ("2m extra appointments", &["2000000 appointments"]), ("1,250 highly-skilled jobs", &["1250 jobs"]),
            ("two 25m six-lane pools", &["6 lane"]), ("two 25m pools", &[]), ("500 homes fully-funded by us", &["500 homes"]), ("500 homes on-site", &["500 homes"]),
            ("200 on-street parking bays", &["200 bays"]), ("calls to 999", &[]), ("95% of 999 calls", &["95 %"]), ("the cohort 2 schools", &[]), ("As a priority 300 schools", &["300 schools"]),
            ("one in five children", &["0.2"]), ("nine out of ten patients", &["0.9"]), ("1 in 3 adults", &["1/3"]),
            ("10 percentage points", &["10 %"]), ("keep warming to 1.5°C", &["1.5 °C"]), ("a 24-hour service", &["24 hour"]),
            ("a 30 mile radius", &["30 mile"]), ("500k people", &["500000 people"]),
            ("a million and a half homes", &["1500000 homes"]), ("a billion and a quarter pounds", &["1250000000 £"]),
            ("£1 and a half million", &["1500000 £"]), ("£30 million to 12 councils", &["30000000 £", "12 councils"]), ("£5-6m", &["5000000 £", "6000000 £"]), ("£5m-6m", &["5000000 £", "6000000 £"]),
            ("one in every five children", &["0.2"]), ("a couple of hundred people", &["200 people"]),
            ("one thousand, two hundred and fifty homes", &["1250 homes"]), ("20-30,000 homes", &["20000 homes", "30000 homes"]),
            ("1.5 m homes", &["1500000 homes"]), ("cut it by half.", &["0.5"]), ("half the homes", &["0.5"]), ("half a per cent", &["0.5 %"]),
            ("EUR27.9 mln", &["27900000 €"]), ("GBP740m", &["740000000 £"]), ("£.5 million", &["500000 £"]), ("5 £", &["5 £"]),
            ("£5 000", &["5000 £"]), ("a 50-per-cent cut", &["50 %"]), ("25bps", &["25 bps"]),
            ("200 affordable, energy-efficient homes", &["200 homes"]), ("200, 300 and 400 homes", &["200 homes", "300 homes", "400 homes"]),
            ("10,000+ places", &["at least 10000 places"]), ("≥200 places", &["at least 200 places"]), ("no higher than 20", &["up to 20"]), ("as few as 200 places", &["at least 200 places"]),
            ("nought point seven per cent", &["0.7 %"]), ("two-thirds of a million pounds", &["2000000/3 £"]),
            ("two and three-quarter million people", &["2750000 people"]), ("66⅔% of them", &["200/3 %"]), ("1,5 million homes", &["1500000 homes"]),
            ("2,346 teachers towards our commitment", &["2346 teachers"]), ("500 nurses thanks to the levy", &["500 nurses"]),
            ("1.5 million safe and decent homes", &["1500000 homes"]), ("500 highly skilled nurses", &["500 nurses"]),
            ("five to six thousand homes", &["5000 homes", "6000 homes"]), ("1.3 bln euros", &["1300000000 €"]),
            ("thirty first aiders", &["30 aiders"]), ("one-hundred-and-fifty homes", &["150 homes"]),
            ("400 Band 6 nurses", &["400 nurses"]), ("20,000 disadvantaged year 6 pupils", &["20000 pupils"]),
            ("20,000 Year 6 pupils", &["20000 pupils"]), ("500 Level 3 apprenticeships", &["500 apprenticeships"]),
            ("2,000 3-bedroom homes", &["2000 homes"]), ("part 3 of it", &[]), ("the backlog of Gateway 2 cases", &[]), ("in CRSTS 2 funding", &[]), ("gives the NHS 12 scanners", &["12 scanners"]), ("a 70-bed unit", &["70 bed"]),
            ("300 or more homes", &["at least 300 homes"]),
            ("3 ½ million people", &["3500000 people"]), ("2 dozen schools", &["24 schools"]), ("point five per cent", &["0.5 %"]),
            ("at that point two people", &["2 people"]), ("will go up to £10,500", &["10500 £"]),
            ("4,000 hard-to-treat homes", &["4000 homes"]), ("20 state-of-the-art hospitals", &["20 hospitals"]),
            ("3,000 face-to-face advisers", &["3000 advisers"]), ("25 drop-in centres", &["25 centres"]),
            ("12 not-for-profit nurseries", &["12 nurseries"]), ("700 on-street parking bays", &["700 bays"]),
            ("500 electric vehicle (EV) charge points", &["500 points"]), ("10,000 (native) trees", &["10000 trees"]),
            ("9 liquified natural gas (LNG) vessels", &["9 vessels"]), ("1,000 general practitioners (GPs) by June", &["1000 practitioners"]),
            ("300 special educational needs and disabilities (SEND) places", &["300 places"]), ("50 Young Futures Hubs", &["50 Hubs"]),
            ("13,000 neighbourhood police officers", &["13000 officers"]),
            ("two-and-a-half billion pounds", &["2500000000 £"]), ("a half million dollars", &["500000 $"]),
            ("thirty - one nurses", &["31 nurses"]), ("10 000 nurses", &["10000 nurses"]), ("6 500 teachers", &["6500 teachers"]),
            ("£6 500 for them", &["6500 £"]), ("£6 500 homes", &["6 £", "500 homes"]), ("9 or fewer employees", &["up to 9 employees"]),
            ("300,000 new safe, decent and affordable homes", &["300000 homes"]), ("899 damp and mould packages", &["899 packages"]),
            ("500 staff and volunteers", &["500 staff"]), ("one school and nurseries", &[]),
            ("open c.500 shelters", &["around 500 shelters"]), ("open c500 shelters", &["around 500 shelters"]), ("approx.500 homes", &["around 500 homes"]),
            ("300-plus homes", &["at least 300 homes"]), ("wards 1, 2 and 3", &["1", "2", "3"]),
            ("£110,0000 for it", &[]), ("£1,000,00 for it", &[]), ("1,000,00 homes", &[]), ("£1,0000,000 for it", &[]),
            ("one-hundred and twenty-five homes", &["125 homes"]),
            ("one thousand, two-hundred and fifty homes", &["1250 homes"]), ("half million pounds", &["500000 £"]),
            ("nearly quarter of a million pounds", &["almost 250000 £"]), ("a half-million pounds", &["500000 £"]),
            ("between two and three million pounds", &["2000000 £", "3000000 £"]), ("£17 940.00 each", &["17940 £"]),
            ("12,34,567.89 rupees", &["1234567.89 INR"]), ("CHF20m", &["20000000 CHF"]), ("thirty first-time buyers", &["30 buyers"]),
            ("deliver 1.5 million homes", &["1500000 homes"]), ("by more than £2 billion", &["over 2000000000 £"]),
        ];
        let mut wrong = Vec::new();
        for (text, expected) in rows {
            let found = read(text);
            if found != *expected {
                wrong.push(format!("{text:?}: {found:?}"));
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    #[test]
    fn numbers_that_are_no_quantities() {
        let mut wrong = Vec::new();
        for text in [
            "in 2024",
            "UIN 12429",
            "Question 87723",
            "Section 251 returns",
            "The code of practice: 0-25 Years (2015)",
            "call 020 7946 0991",
            "on 31 March 2025",
            "1. First",
            "COVID-19",
            "Sections 2 and 3 of it",
            "aged 16-18",
            "Year 7 pupils",
            "at 19:00",
            "at 7am",
            "the 24th",
            "Key Stages 3 and 4",
            "the twenty-fifth anniversary",
            "the one hundred and fiftieth year",
            "one of them",
            "no one",
            "the third sector",
            "a 16-year-old",
            "the first half",
            "Phase 2 of it",
            "(2) that",
            "the over 65s",
            "5G",
            "G7",
            "£",
            "the A14",
            "HC 825",
            "one another",
            "18 to 21 year olds",
            "two-year-olds",
            "three and four-year-olds",
            "3- and 4-year-olds",
            "£100s of millions",
            "the Couch to 5K app",
            "call 999",
            "the NHS 111 service",
            "Ofsted's 4-point scale",
            "a 5-yearly review",
            "people aged between 50 and 65",
            "Scope 3 emissions",
            "24/7 care",
            "9/11",
            "the Big Four accountancy firms",
            "the Rule of 6",
            "at the age of 16",
            "at No. 11",
            "of 16 Air Assault Brigade",
            "with a Plan 2 loan",
            "the Price Review 24 programme will run",
            "zone 1",
            "Article 50",
            "the A30",
            "Band 8a",
            "T Level",
            "Type 1 diabetes",
            "COP26",
            "the F-35",
            "Channel 4",
            "+44 20 7946 0958",
            "020-7946-0958",
            "978-0-306-40615-7",
            "children under 5",
            "adults over 65",
            "every child under five",
            "in year 11",
            "in the second half of this Parliament",
        ] {
            let found = read(text);
            if !found.is_empty() {
                wrong.push(format!("{text:?}: {found:?}"));
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }
}
