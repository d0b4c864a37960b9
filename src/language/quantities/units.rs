//! Currencies and measures, and the words and signs for them. A table, and nothing but look-ups in it.

use std::sync::OnceLock;

use crate::language::tokens::hash;
use crate::language::words::WordMap;

/// A unit that a word or sign names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Named {
    /// How it is written in the output.
    pub(crate) unit: &'static str,
    /// What the word is.
    pub(crate) sort: Sort,
}

/// Where a word for a unit may stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sort {
    /// A currency sign or code, before the number or after it.
    Currency,
    /// The name of a currency, after the number only.
    CurrencyName,
    /// A name that is a currency's only after a country's adjective: "Finnish marks", but not the marks of an examination.
    NationalName,
    /// A hundredth of a currency: after the number.
    Hundredth,
    /// A country's adjective, which decides between currencies of one name.
    Adjective,
    /// A measure, after the number; the word is exact (`MW`), case included.
    Measure,
}

/// `words unit`: signs and codes of currencies.
const CURRENCIES: &[(&str, &str)] = &[
    ("£ gbp ukp", "£"),
    ("€ eur", "€"),
    ("$ us$ usd", "$"),
    ("a$ au$ aud", "AUD"),
    ("c$ ca$ cad", "CAD"),
    ("nz$ nzd", "NZD"),
    ("hk$ hkd", "HKD"),
    ("s$ sg$ sgd", "SGD"),
    ("nt$ twd", "TWD"),
    ("r$ brl", "BRL"),
    ("mx$ mxn", "MXN"),
    ("z$ zwd", "ZWD"),
    ("¥ jpy jp¥", "JPY"),
    ("cny rmb cn¥", "CNY"),
    ("₹ inr rs rs.", "INR"),
    ("₽ rub", "RUB"),
    ("₩ krw", "KRW"),
    ("₺ try", "TRY"),
    ("₦ ngn", "NGN"),
    ("₪ ils nis", "ILS"),
    ("₫ vnd", "VND"),
    ("฿ thb", "THB"),
    ("₴ uah", "UAH"),
    ("₱ php", "PHP"),
    ("₡ crc", "CRC"),
    ("chf fr. sfr", "CHF"),
    ("sek", "SEK"),
    ("nok", "NOK"),
    ("dkk", "DKK"),
    ("kr", "kr"),
    ("pln zł", "PLN"),
    ("czk", "CZK"),
    ("huf", "HUF"),
    ("zar", "ZAR"),
    ("aed", "AED"),
    ("sar", "SAR"),
    ("qar", "QAR"),
    ("kwd", "KWD"),
    ("egp e£", "EGP"),
    ("pkr", "PKR"),
    ("bdt ৳", "BDT"),
    ("lkr", "LKR"),
    ("kes ksh", "KES"),
    ("ghs gh₵", "GHS"),
    ("idr rp", "IDR"),
    ("myr rm", "MYR"),
    ("btc ₿ xbt", "BTC"),
    ("iep ir£", "IEP"),
    ("dm dem", "DEM"),
    ("frf", "FRF"),
    ("isk", "ISK"),
];

/// `names unit`: names of currencies.
const NAMES: &[(&str, &str)] = &[
    ("pound pounds quid sterling", "£"),
    ("euro euros", "€"),
    ("dollar dollars buck bucks", "$"),
    ("yen", "JPY"),
    ("yuan renminbi", "CNY"),
    ("rupee rupees", "INR"),
    ("rouble roubles ruble rubles", "RUB"),
    ("won", "KRW"),
    ("lira liras", "TRY"),
    ("lire", "ITL"),
    ("naira nairas", "NGN"),
    ("shekel shekels", "ILS"),
    ("dong", "VND"),
    ("baht bahts", "THB"),
    ("hryvnia hryvnias hryvnya", "UAH"),
    ("peso pesos", "MXN"),
    ("franc francs", "CHF"),
    ("krona kronor", "SEK"),
    ("krone kroner", "NOK"),
    ("zloty zlotys zlotych", "PLN"),
    ("koruna korunas", "CZK"),
    ("forint forints", "HUF"),
    ("rand rands", "ZAR"),
    ("dirham dirhams", "AED"),
    ("riyal riyals", "SAR"),
    ("rial rials", "IRR"),
    ("dinar dinars", "KWD"),
    ("taka takas", "BDT"),
    ("shilling shillings", "KES"),
    ("cedi cedis", "GHS"),
    ("rupiah rupiahs", "IDR"),
    ("ringgit ringgits", "MYR"),
    ("reais", "BRL"),
    ("bitcoin bitcoins", "BTC"),
    ("leu lei", "RON"),
    ("lev leva", "BGN"),
    ("kuna kunas", "HRK"),
    ("tenge", "KZT"),
    ("lari", "GEL"),
    ("bolivar bolivars bolivares", "VES"),
    ("birr", "ETB"),
    ("kwacha", "ZMW"),
    ("afghani afghanis", "AFN"),
    ("kyat kyats", "MMK"),
    ("riel riels", "KHR"),
    ("tugrik tugriks", "MNT"),
    ("manat manats", "AZN"),
    ("gourde gourdes", "HTG"),
    ("quetzal quetzals quetzales", "GTQ"),
    ("lempira lempiras", "HNL"),
    ("colones", "CRC"),
    ("pataca patacas", "MOP"),
    ("guilder guilders gulden", "NLG"),
    ("peseta pesetas", "ESP"),
    ("drachma drachmas drachmae", "GRD"),
    ("escudo escudos", "PTE"),
    ("schilling schillings", "ATS"),
    ("markka markkas markkaa", "FIM"),
    ("denar denars", "MKD"),
    ("guarani guaranis", "PYG"),
    ("balboa balboas", "PAB"),
    ("cordoba cordobas", "NIO"),
    ("metical meticais", "MZN"),
    ("dalasi dalasis", "GMD"),
    ("ngultrum ngultrums", "BTN"),
];

/// `names unit`: names of currencies only after an adjective, with the commonest of that name.
const NATIONAL_NAMES: &[(&str, &str)] =
    &[("mark marks", "DEM"), ("crown crowns", "SEK"), ("real", "BRL"), ("pula", "BWP"), ("sol soles", "PEN")];

const HUNDREDTHS: &[(&str, &str)] = &[
    ("p pence penny pennies", "p"),
    ("cent cents c ¢", "c"),
    ("kopeck kopecks kopek kopeks", "kopecks"),
    ("paise", "paise"),
];

/// `country name unit`: currencies that share a name.
const ADJECTIVES: &[(&str, &str, &str)] = &[
    ("us u.s. american united", "dollar", "$"),
    ("canadian", "dollar", "CAD"),
    ("australian", "dollar", "AUD"),
    ("zealand", "dollar", "NZD"),
    ("kong", "dollar", "HKD"),
    ("singapore singaporean", "dollar", "SGD"),
    ("taiwan taiwanese", "dollar", "TWD"),
    ("jamaican", "dollar", "JMD"),
    ("namibian", "dollar", "NAD"),
    ("zimbabwean zimbabwe", "dollar", "ZWD"),
    ("british uk", "pound", "£"),
    ("egyptian", "pound", "EGP"),
    ("irish", "pound", "IEP"),
    ("lebanese", "pound", "LBP"),
    ("syrian", "pound", "SYP"),
    ("sudanese", "pound", "SDG"),
    ("cypriot cyprus", "pound", "CYP"),
    ("swiss", "franc", "CHF"),
    ("french", "franc", "FRF"),
    ("belgian", "franc", "BEF"),
    ("cfa", "franc", "XAF"),
    ("rwandan", "franc", "RWF"),
    ("japanese", "yen", "JPY"),
    ("chinese", "yuan", "CNY"),
    ("indian", "rupee", "INR"),
    ("pakistani pakistan", "rupee", "PKR"),
    ("lankan", "rupee", "LKR"),
    ("nepalese nepali", "rupee", "NPR"),
    ("russian", "rouble", "RUB"),
    ("belarusian", "rouble", "BYN"),
    ("korean", "won", "KRW"),
    ("turkish", "lira", "TRY"),
    ("italian", "lira", "ITL"),
    ("mexican", "peso", "MXN"),
    ("argentine argentinian", "peso", "ARS"),
    ("chilean", "peso", "CLP"),
    ("colombian", "peso", "COP"),
    ("philippine philippines", "peso", "PHP"),
    ("cuban", "peso", "CUP"),
    ("swedish", "krona", "SEK"),
    ("icelandic", "krona", "ISK"),
    ("norwegian", "krone", "NOK"),
    ("danish", "krone", "DKK"),
    ("czech", "koruna", "CZK"),
    ("iraqi", "dinar", "IQD"),
    ("jordanian", "dinar", "JOD"),
    ("kuwaiti", "dinar", "KWD"),
    ("bahraini", "dinar", "BHD"),
    ("serbian", "dinar", "RSD"),
    ("algerian", "dinar", "DZD"),
    ("tunisian", "dinar", "TND"),
    ("libyan", "dinar", "LYD"),
    ("saudi", "riyal", "SAR"),
    ("qatari", "riyal", "QAR"),
    ("iranian", "rial", "IRR"),
    ("omani", "rial", "OMR"),
    ("moroccan", "dirham", "MAD"),
    ("emirati", "dirham", "AED"),
    ("kenyan", "shilling", "KES"),
    ("ugandan", "shilling", "UGX"),
    ("tanzanian", "shilling", "TZS"),
    ("somali", "shilling", "SOS"),
    ("brazilian", "reais", "BRL"),
    ("african", "rand", "ZAR"),
    ("israeli", "shekel", "ILS"),
    ("polish", "zloty", "PLN"),
    ("hungarian", "forint", "HUF"),
    ("thai", "baht", "THB"),
    ("vietnamese", "dong", "VND"),
    ("ukrainian", "hryvnia", "UAH"),
    ("nigerian", "naira", "NGN"),
    ("ghanaian ghanian", "cedi", "GHS"),
    ("zambian", "kwacha", "ZMW"),
    ("malawian", "kwacha", "MWK"),
    ("indonesian", "rupiah", "IDR"),
    ("malaysian", "ringgit", "MYR"),
    ("romanian", "leu", "RON"),
    ("moldovan", "leu", "MDL"),
    ("bulgarian", "lev", "BGN"),
    ("bangladeshi bangladesh", "taka", "BDT"),
    ("kuwait", "dinar", "KWD"),
    ("macedonian", "denar", "MKD"),
    ("yugoslav", "dinar", "YUM"),
    ("ethiopian", "birr", "ETB"),
    ("kazakh", "tenge", "KZT"),
    ("croatian", "kuna", "HRK"),
    ("dutch", "guilder", "NLG"),
    ("spanish", "peseta", "ESP"),
    ("greek", "drachma", "GRD"),
    ("portuguese", "escudo", "PTE"),
    ("austrian", "schilling", "ATS"),
    ("finnish", "mark", "FIM"),
    ("finnish", "markka", "FIM"),
    ("german deutsche", "mark", "DEM"),
    ("swedish", "crown", "SEK"),
    ("norwegian", "crown", "NOK"),
    ("danish", "crown", "DKK"),
    ("czech", "crown", "CZK"),
    ("estonian", "crown", "EEK"),
    ("brazilian", "real", "BRL"),
    ("botswana", "pula", "BWP"),
    ("peruvian", "sol", "PEN"),
    ("maltese", "lira", "MTL"),
    ("luxembourg", "franc", "LUF"),
    ("bermudian bermuda", "dollar", "BMD"),
    ("bahamian", "dollar", "BSD"),
    ("fijian fiji", "dollar", "FJD"),
    ("barbadian barbados", "dollar", "BBD"),
    ("mauritian", "rupee", "MUR"),
    ("uruguayan", "peso", "UYU"),
    ("dominican", "peso", "DOP"),
    ("yemeni", "rial", "YER"),
];

/// Signs of measures, in the case in which they are written.
const MEASURES: &[&str] = &[
    "km", "cm", "mm", "kg", "mg", "kW", "MW", "GW", "TW", "kWh", "KWh", "MWh", "GWh", "TWh", "Mt", "Mbps",
    "Gbps", "ha", "mph", "kV", "MtCO2e", "tCO2e", "ktCO2e", "GB", "TB", "MB", "Hz", "GHz", "MHz", "ft",
    "FTE", "bps", "dB", "Wh", "eV", "kJ", "MJ", "cl", "ml", "sqm", "lb", "lbs", "oz", "mi", "g",
];

pub(crate) struct Table {
    by_word: WordMap<Named>,
    adjectives: WordMap<Vec<(&'static str, &'static str)>>,
}

fn table() -> &'static Table {
    static TABLE: OnceLock<Table> = OnceLock::new();
    TABLE.get_or_init(|| {
        let mut by_word = WordMap::default();
        let mut add = |rows: &'static [(&'static str, &'static str)], sort: Sort| {
            for (words, unit) in rows {
                for word in words.split(' ') {
                    by_word.insert(hash(word), Named { unit, sort });
                }
            }
        };
        add(CURRENCIES, Sort::Currency);
        add(NAMES, Sort::CurrencyName);
        add(NATIONAL_NAMES, Sort::NationalName);
        add(HUNDREDTHS, Sort::Hundredth);
        for unit in MEASURES {
            by_word.entry(hash(&unit.to_lowercase())).or_insert(Named { unit, sort: Sort::Measure });
        }
        let mut adjectives: WordMap<Vec<_>> = WordMap::default();
        for (words, name, unit) in ADJECTIVES {
            for word in words.split(' ') {
                adjectives.entry(hash(word)).or_default().push((*name, *unit));
                by_word.entry(hash(word)).or_insert(Named { unit, sort: Sort::Adjective });
            }
        }
        Table { by_word, adjectives }
    })
}

/// The unit that a word or sign names.
pub(crate) fn named(word: u64) -> Option<Named> {
    table().by_word.get(&word).copied()
}

/// The currency of a country: `canadian`, `dollars` is `CAD`.
pub(crate) fn national(adjective: u64, name: Named) -> Option<&'static str> {
    let candidates = table().adjectives.get(&adjective)?;
    let common = |word: &str| named(hash(word)).map(|other| other.unit);
    candidates.iter().find(|(word, _)| common(word) == Some(name.unit)).map(|(_, unit)| *unit)
}

/// Which dollar is meant behind a country's name or adjective: `canadian` before `$` is `CAD`.
pub(crate) fn national_dollar(adjective: u64) -> Option<&'static str> {
    national(adjective, named(hash("dollar"))?)
}

/// Whether a word is a country's adjective, which may stand before the name of its currency.
pub(crate) fn is_adjective(word: u64) -> bool {
    table().adjectives.contains_key(&word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn currencies_of_one_name_are_told_apart_by_the_country() {
        let dollars = named(hash("dollars")).expect("a currency");
        assert_eq!(national(hash("canadian"), dollars), Some("CAD"));
        assert_eq!(national(hash("swiss"), dollars), None);
        assert_eq!(dollars.unit, "$");
    }
}
