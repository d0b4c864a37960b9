//! Rules that need no weighing: what no learned table should have to know of pledges, hopes and claims.
//!
//! It must not be a second model: each rule is one that a reader would accept without a figure.

use crate::language::speech::actors::Actor;
use crate::language::speech::features::{next_word, verb_places};
use crate::language::speech::symbols::Symbol;
use crate::language::tokens::{WordHash, word, words};

/// What a row of symbols shows by itself.
pub(crate) struct Row<'s>(pub(crate) &'s [Symbol]);

impl Row<'_> {
    pub(crate) fn has(&self, wanted: &[WordHash]) -> bool {
        self.0.iter().any(|symbol| wanted.contains(&symbol.word))
    }

    /// Whether these words follow each other somewhere.
    pub(crate) fn run(&self, wanted: &[WordHash]) -> bool {
        self.0
            .windows(wanted.len())
            .any(|window| window.iter().zip(wanted).all(|(symbol, word)| symbol.word == *word))
    }

    /// Whether a verb has the government for its subject: in the same clause, nothing else between them.
    fn of_government(&self, verb: usize) -> bool {
        let before = self.0.get(verb.saturating_sub(3)..verb).unwrap_or_default();
        before.iter().rev().any(|symbol| {
            matches!(
                symbol.actor,
                Some(Actor::Government | Actor::Minister | Actor::We | Actor::I | Actor::Council)
            )
        })
    }
}

/// Corrects the sums of a sentence where a rule settles what it does.
pub(crate) fn correct(symbols: &[Vec<Symbol>], at: usize, sums: &mut [i32; 4]) {
    let Some(symbols) = symbols.get(at) else { return };
    let row = Row(symbols);
    let [pledge, aspiration, claim, _] = sums;
    let climate = row.run(words!["net", "zero"])
        || row.run(words!["net", "-", "zero"])
        || row.run(words!["carbon", "neutral"])
        || row.run(words!["carbon", "-", "neutral"])
        || row.run(words!["zero", "carbon"])
        || row.has(words!["emissions", "neutrality"]);
    let to_come = row.has(words!["<future>"]);
    let reports = row.has(words!["has", "have", "was", "were", "will", "is", "are"]);
    if climate
        && to_come
        && (!reports
            || row.has(words![
                "committed",
                "pledged",
                "pledge",
                "target",
                "declared",
                "commitment",
                "aim",
                "ambition",
                "goal"
            ]))
    {
        // A bare target (`Net zero by 2038`) has no verb for the weights to go by.
        *pledge = (*pledge).max(*aspiration).max(*claim).max(0) + 200;
    }
    let money = row.has(words!["<money>"]);
    let dated = to_come || row.has(words!["<vague>"]);
    let dull = row.run(words!["no", "plans"])
        || row.run(words!["no", "current", "plans"])
        || row.run(words!["no", "immediate", "plans"])
        || row.run(words!["not", "plan"])
        || row.run(words!["not", "intend"])
        || row.run(words!["matter", "for"])
        || row.run(words!["responsible", "for"]);
    let first_word = symbols.get(1).map_or(0, |symbol| symbol.word);
    let conditional = words!["if", "where", "should", "when", "any"].contains(&first_word);
    for verb in verb_places(symbols) {
        let this = symbols.get(verb).map_or(0, |symbol| symbol.word);
        let after = next_word(symbols, verb);
        let next = symbols.get(after);
        let (next_word, next_shape) = next.map_or((0, 0), |symbol| (symbol.word, symbol.shape));
        let then_shape = symbols.get(after + 1).map_or(0, |symbol| symbol.shape);
        let then_word = symbols.get(after + 1).map_or(0, |symbol| symbol.word);
        let ours = row.of_government(verb);
        let others =
            symbols.get(verb.saturating_sub(1)).is_some_and(|subject| OTHERS.contains(&subject.word));
        if words!["will", "shall"].contains(&this) {
            if next_word == word!("have") && then_shape == word!("~ed") {
                *claim += 300;
                *pledge -= 300;
            } else if next_word == word!("be") && then_shape == word!("~ed") && !others {
                *pledge += if dated || DONE_TO.contains(&then_word) { 180 } else { 100 };
            } else if BENEFITS.contains(&next_word) {
                *aspiration += 30;
            } else if ours {
                *pledge += 190;
            } else if !others {
                *pledge += if dated { 190 } else { 140 };
            }
        }
        if words!["is", "are"].contains(&this) && ours && UNDERWAY.contains(&next_word) {
            *pledge += if money || dated { 170 } else { 110 };
        }
        if words![
            "plan",
            "plans",
            "intend",
            "intends",
            "aim",
            "aims",
            "expect",
            "expects",
            "anticipate",
            "anticipates",
            "hope",
            "hopes"
        ]
        .contains(&this)
            && ours
            && words!["to", "publishing"].contains(&next_word)
        {
            *pledge += 130;
        }
        let reports = words!["has", "have"].contains(&this)
            && (next_shape == word!("~ed") || (next_word == word!("been") && then_shape == word!("~ed")));
        if reports && next_word != word!("committed") && !words!["asked", "made"].contains(&then_word) {
            *claim += if ours { 190 } else { 100 };
        }
    }
    for pair in symbols.windows(2) {
        if let [who, verb] = pair
            && matches!(
                who.actor,
                Some(Actor::Government | Actor::Minister | Actor::We | Actor::I | Actor::Body)
            )
            && verb.shape == word!("~ed")
            && verb.word != word!("committed")
        {
            *claim += 170;
        }
    }
    for run in symbols.windows(3) {
        if let [committed, to, verb] = run
            && words!["committed", "commitment"].contains(&committed.word)
            && to.word == word!("to")
        {
            if RESOLVES.contains(&verb.word) && !to_come {
                *aspiration = (*aspiration + 120).max(*pledge + 40);
            } else if verb.shape == word!("~ing") || verb.shape == word!("~x") {
                *pledge += 120;
            }
        }
    }
    for expected in [
        words!["due", "to"],
        words!["scheduled", "for"],
        words!["to", "be"],
        words!["set", "to"],
        words!["expected", "to"],
    ] {
        if row.run(expected) && to_come {
            *pledge += 90;
            break;
        }
    }
    if row.has(words![
        "forecast",
        "forecasts",
        "projected",
        "predicts",
        "estimated",
        "estimates",
        "affected",
        "unaffected"
    ]) {
        *pledge -= 170;
    }
    if row.has(words!["announced", "committed", "allocates", "allocated"])
        && money
        && (to_come || row.has(words!["further", "additional", "uplift"]))
    {
        *pledge += 130;
    }
    // `announced £X to create Y`: the announcing is past, the places are promised.
    let for_a_purpose = symbols
        .windows(2)
        .any(|pair| matches!(pair, [to, verb] if to.word == word!("to") && verb.shape == word!("~x")));
    if row.has(words!["announced"]) && money && for_a_purpose && *claim > 0 {
        *pledge = (*pledge).max(*claim + 20);
    }
    if money && to_come {
        *pledge += 100;
    }
    if conditional {
        *pledge -= 70;
    }
    if dull {
        *pledge -= 350;
    }
    if symbols.len() < 7 && !climate && !row.has(words!["will", "has", "have"]) {
        *pledge -= 200;
        *claim -= 200;
    }
    if words!["no", "while"].contains(&first_word)
        || row.run(words!["not", "made"])
        || row.run(words!["has", "not"])
        || row.run(words!["have", "not"])
    {
        *claim -= 150;
    }
    if row.run(words!["came", "into", "force"])
        || row.run(words!["was", "introduced"])
        || row.run(words!["just", "commenced"])
    {
        *claim += 200;
    }
    if row.run(words!["key", "role"]) || row.run(words!["remains", "a", "priority"]) {
        *aspiration = (*aspiration).max(*pledge).max(0) + 60;
    }
    if row.run(words!["ambition", "is"])
        || row.has(words!["determined"])
        || (first_word == word!("we") && row.run(words!["we", "need", "to"]))
    {
        *aspiration = (*aspiration).max(0) + 150;
    }
    if row.has(words!["?"]) {
        *pledge -= 200;
    }
}

/// What others than the government are called, where they stand right before `will`.
const OTHERS: &[WordHash] = words![
    "schools",
    "authorities",
    "firms",
    "companies",
    "providers",
    "employers",
    "claimants",
    "customers",
    "individuals",
    "people",
    "patients",
    "students",
    "apprentices",
    "councils",
    "police",
    "courts",
    "members",
    "businesses",
    "families",
    "pupils",
    "learners",
    "applicants",
    "suppliers",
    "platforms",
    "services",
    "councillors",
    "operators",
    "farmers",
    "employees",
    "users",
    "consumers",
    "inspectors",
    "forces",
    "trusts",
    "teachers",
    "landlords",
    "tenants",
    "veterans",
    "households",
    "pensioners",
    "parents",
    "children",
    "debate",
    "eu",
    "commission"
];

/// What is hoped of a thing, not undertaken.
const BENEFITS: &[WordHash] = words![
    "help",
    "enable",
    "allow",
    "benefit",
    "mean",
    "depend",
    "vary",
    "require",
    "affect",
    "need",
    "play",
    "support",
    "ensure",
    "make",
    "improve",
    "also",
    "always",
    "not",
    "never",
    "strengthen",
    "reduce"
];

/// What is done to a thing when a pledge about it is kept.
const DONE_TO: &[WordHash] = words![
    "published",
    "announced",
    "introduced",
    "provided",
    "confirmed",
    "launched",
    "delivered",
    "set",
    "made",
    "updated",
    "completed",
    "established",
    "allocated",
    "invested",
    "funded",
    "extended",
    "rolled",
    "implemented",
    "laid",
    "held",
    "given",
    "created",
    "opened",
    "built",
    "recruited"
];

/// Acts under way that bind the government to finish them.
const UNDERWAY: &[WordHash] = words![
    "implementing",
    "introducing",
    "investing",
    "providing",
    "creating",
    "establishing",
    "publishing",
    "launching",
    "expanding",
    "legislating",
    "replacing",
    "reforming",
    "putting",
    "setting",
    "bringing",
    "rolling",
    "delivering",
    "funding",
    "strengthening",
    "recruiting",
    "allocating",
    "increasing",
    "building",
    "forming",
    "planning",
    "developing",
    "abolishing",
    "opening",
    "extending",
    "committing"
];

/// What one is committed to without an act that could be seen.
const RESOLVES: &[WordHash] = words![
    "ensuring",
    "supporting",
    "improving",
    "protecting",
    "tackling",
    "working",
    "making",
    "helping",
    "promoting",
    "upholding",
    "championing",
    "addressing",
    "driving",
    "ensure",
    "support",
    "improve",
    "building",
    "the",
    "a",
    "our",
    "this",
    "transparency",
    "high",
    "reducing",
    "combating",
    "advancing",
    "creating"
];
