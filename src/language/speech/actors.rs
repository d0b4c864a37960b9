//! Who acts: names by which the government, its departments, its ministers and other public bodies go.
//!
//! A table and its look-up. Whether the actor of a sentence undertakes anything is not decided here.

use std::sync::OnceLock;

use crate::language::tokens::{Token, WordHash, hash};
use crate::language::words::WordMap;

/// Whose act a sentence is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Actor {
    /// The government or one of its departments or agencies under ministers.
    Government,
    /// A minister, or ministers and officials together.
    Minister,
    /// A public body at arm's length.
    Body,
    /// A council.
    Council,
    /// `we`.
    We,
    /// `I`.
    I,
    /// Somebody or something else.
    Other,
}

impl Actor {
    /// The class by which the tables know it.
    #[must_use]
    pub fn class(self) -> &'static str {
        match self {
            Self::Government => "<gov>",
            Self::Minister => "<min>",
            Self::Body => "<body>",
            Self::Council => "<council>",
            Self::We => "we",
            Self::I => "i",
            Self::Other => "<other>",
        }
    }
}

/// Names of the government and its departments.
const GOVERNMENT: &[&str] = &[
    "government",
    "uk government",
    "british government",
    "hm government",
    "his majesty's government",
    "his majesty government",
    "hmg",
    "his majesty's treasury",
    "hm treasury",
    "hmt",
    "treasury",
    "department",
    "departments",
    "departmental officials",
    "ministry",
    "home office",
    "cabinet office",
    "foreign office",
    "foreign commonwealth and development office",
    "foreign , commonwealth and development office",
    "foreign , commonwealth & development office",
    "fcdo",
    "ministry of defence",
    "mod",
    "ministry of justice",
    "moj",
    "ministry of housing , communities and local government",
    "mhclg",
    "dluhc",
    "department for levelling up , housing and communities",
    "department for levelling up , housing & communities",
    "department for education",
    "dfe",
    "department for transport",
    "dft",
    "department of health and social care",
    "department for health and social care",
    "dhsc",
    "department for work and pensions",
    "dwp",
    "department for environment , food and rural affairs",
    "department for environment , food & rural affairs",
    "defra",
    "department for energy security and net zero",
    "desnz",
    "department for business and trade",
    "dbt",
    "department for science , innovation and technology",
    "dsit",
    "department for culture , media and sport",
    "department for culture , media & sport",
    "dcms",
    "northern ireland office",
    "scotland office",
    "wales office",
    "attorney general's office",
    "hm revenue and customs",
    "hm revenue & customs",
    "hmrc",
    "hmpps",
    "hm prison and probation service",
    "his majesty's prison and probation service",
    "dvsa",
    "dvla",
    "office for equality and opportunity",
    "equality hub",
    "government property agency",
    "uk visas and immigration",
    "border force",
    "hmcts",
    "hm courts and tribunals service",
    "beis",
    "central government",
    "welsh government",
    "scottish government",
    "northern ireland executive",
];

const MINISTERS: &[&str] = &[
    "secretary of state",
    "minister",
    "ministers",
    "prime minister",
    "deputy prime minister",
    "chancellor",
    "chancellor of the exchequer",
    "home secretary",
    "foreign secretary",
    "defence secretary",
    "lord chancellor",
    "officials",
    "my officials",
    "my department",
    "parliamentary under secretary",
    "chief secretary to the treasury",
    "minister of state",
    "education secretary",
    "health secretary",
    "culture secretary",
    "energy secretary",
    "business secretary",
    "transport secretary",
    "attorney general",
    "solicitor general",
    "paymaster general",
];

const BODIES: &[&str] = &[
    "nhs england",
    "nhs",
    "nhse",
    "environment agency",
    "ea",
    "ofsted",
    "ofcom",
    "ofgem",
    "ofwat",
    "ofqual",
    "uk health security agency",
    "ukhsa",
    "great british energy",
    "great british railways",
    "network rail",
    "national highways",
    "homes england",
    "natural england",
    "transport for london",
    "transport for the north",
    "transport for wales",
    "transport for greater manchester",
    "transport for west midlands",
    "transport scotland",
    "historic england",
    "arts council england",
    "sport england",
    "uk sport",
    "uk research and innovation",
    "ukri",
    "innovate uk",
    "building digital uk",
    "bduk",
    "care quality commission",
    "cqc",
    "mhra",
    "nice",
    "financial conduct authority",
    "fca",
    "competition and markets authority",
    "cma",
    "equality and human rights commission",
    "ehrc",
    "electoral commission",
    "church commissioners",
    "legal aid agency",
    "laa",
    "crown prosecution service",
    "cps",
    "skills england",
    "student loans company",
    "office for students",
    "ofs",
    "youth custody service",
    "insolvency service",
    "companies house",
    "rural payments agency",
    "rpa",
    "animal and plant health agency",
    "apha",
    "marine management organisation",
    "health and safety executive",
    "hse",
    "law commission",
    "uk export finance",
    "british business bank",
    "national wealth fund",
    "crown commercial service",
    "government digital service",
    "gds",
    "valuation office agency",
    "voa",
    "planning inspectorate",
    "national energy system operator",
    "neso",
    "uk space agency",
    "met office",
    "civil aviation authority",
    "caa",
    "maritime and coastguard agency",
    "mca",
    "taskforce",
    "commission",
    "review",
    "programme",
];

const COUNCILS: &[&str] = &[
    "council", "the council", "city council", "county council", "borough council", "district council",
    "combined authority", "authority", "borough",
];

/// The actor that a name stands for and how many tokens it has.
pub(crate) fn actor_at(tokens: &[Token], at: usize) -> Option<(Actor, usize)> {
    let names = table().get(&tokens.get(at)?.word)?;
    let fits = |rest: &[WordHash]| {
        rest.iter()
            .enumerate()
            .all(|(ahead, word)| tokens.get(at + 1 + ahead).is_some_and(|token| token.word == *word))
    };
    names.iter().find(|(rest, _)| fits(rest)).map(|(rest, actor)| (*actor, rest.len() + 1))
}

type Names = WordMap<Vec<(Vec<WordHash>, Actor)>>;

fn table() -> &'static Names {
    static TABLE: OnceLock<Names> = OnceLock::new();
    TABLE.get_or_init(|| {
        let mut table = Names::default();
        for (names, actor) in [
            (GOVERNMENT, Actor::Government),
            (MINISTERS, Actor::Minister),
            (BODIES, Actor::Body),
            (COUNCILS, Actor::Council),
        ] {
            for name in names {
                let mut words = name.split(' ').map(stem);
                if let Some(first) = words.next() {
                    let rest: Vec<WordHash> = words.collect();
                    let known = table.entry(first).or_default();
                    // The longest name that fits is meant.
                    let place = known.partition_point(|(other, _)| other.len() >= rest.len());
                    known.insert(place, (rest, actor));
                }
            }
        }
        table
    })
}

/// A word as the tokenizer knows it: without its closing `'s`.
fn stem(word: &str) -> WordHash {
    hash(word.strip_suffix("'s").unwrap_or(word))
}
