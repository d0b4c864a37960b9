//! What the lead-in of a list makes of its items: undertaken under `We will:`, hoped under `We hope to:`, done under `We have:`.
//!
//! It must not look at a sentence that no lead-in has.

use super::OTHERS;
use crate::language::speech::actors::Actor;
use crate::language::speech::symbols::Symbol;
use crate::language::speech::verbs::forms_of;
use crate::language::tokens::{WordHash, word, words};

/// Corrects the sums of an item by the sentence that introduces its list: under `We will:` and `The council plans to:` a line
/// that begins with a verb is undertaken, under `We hope to:` it is hoped.
pub(crate) fn correct_item(lead_in: &[Symbol], row: &[Symbol], sums: &mut [i32; 4]) {
    let said: Vec<WordHash> =
        lead_in.iter().map(|symbol| symbol.word).filter(|word| !words![":", "</s>"].contains(word)).collect();
    let heading = is_heading(&said);
    let undertaken = match said.as_slice() {
        _ if heading => Some(0),
        [.., verb, to] if *to == word!("to") && HOPING.contains(verb) => Some(1),
        [.., verb, to] if *to == word!("to") && PLANNING.contains(verb) => Some(0),
        [.., will] if *will == word!("will") => Some(0),
        // `By 2027 we will have: opened two hubs`
        [.., will, have] if [*will, *have] == *words!["will", "have"] => Some(0),
        [.., will, done] if *will == word!("will") && *done == word!("do") => Some(0),
        [.., will, done, next] if [*will, *done, *next] == *words!["will", "do", "next"] => Some(0),
        [.., will, also] if *will == word!("will") && *also == word!("also") => Some(0),
        // `What will we do?`
        [_, what, will, .., done, asked]
            if [*what, *will, *done, *asked] == *words!["what", "will", "do", "?"] =>
        {
            Some(0)
        }
        _ => None,
    };
    let others = said
        .iter()
        .any(|word| words!["you", "they", "schools", "parents"].contains(word) || OTHERS.contains(word));
    if let Some(act) = gives(lead_in)
        && let Some(most) = sums.iter().copied().max()
        && let Some(sum) = sums.get_mut(act)
    {
        *sum = most + 150;
        return;
    }
    if has_done(&said) && !others && row.get(1).is_some_and(is_participle) {
        sums[2] = sums.iter().copied().max().unwrap_or(0) + 150;
    }
    let acts = row.get(1).is_some_and(|first| {
        let forms = forms_of(first.word).unwrap_or_default();
        // Behind `will` and `plan to` nothing but a verb can stand, known or not; behind `committed to` a thing can.
        let allows_things = matches!(said.as_slice(), [.., verb, to]
            if *to == word!("to") && words!["committed", "commit", "commits", "agreed"].contains(verb));
        let leads_to_verbs = !heading && !allows_things;
        let thing = words!["the", "a", "an", "our", "this", "these", "your", "their", "no", "all", "more"]
            .contains(&first.word)
            || row.len() < 4;
        forms.base
            || said.ends_with(words!["will", "have"]) && is_participle(first)
            || forms.progressive && !leads_to_verbs
            || leads_to_verbs && !thing && (first.actor.is_none() || row.get(2).is_some_and(opens_a_thing))
    });
    if let Some(act) = undertaken.filter(|_| acts && !others) {
        let most = sums.iter().copied().max().unwrap_or(0);
        if let Some(sum) = sums.get_mut(act) {
            *sum = most + 150;
        }
    }
}

/// What is done with the things of a list whose lead-in ends with the verb: undertaken under `We will deliver:`, done under `We
/// have delivered:`. Only what a body gives by doing it: under `We will consider:` nothing is.
pub(super) fn gives(lead_in: &[Symbol]) -> Option<usize> {
    let said = lead_in.strip_suffix(end_of(lead_in)).unwrap_or(lead_in);
    let [before @ .., will, verb] = said else { return None };
    let acts = before.iter().any(|symbol| symbol.actor.is_some_and(|actor| actor != Actor::Other));
    let others = before.iter().any(|symbol| OTHERS.contains(&symbol.word));
    let forms = forms_of(verb.word).filter(|forms| acts && !others && GIVING.contains(&forms.lemma))?;
    let words: Vec<WordHash> = said.iter().map(|symbol| symbol.word).collect();
    if forms.base && will.word == word!("will") {
        return Some(0);
    }
    (forms.past && has_done(words.get(..words.len() - 1)?)).then_some(2)
}

/// The marks that close a lead-in.
fn end_of(lead_in: &[Symbol]) -> &[Symbol] {
    let marks = words![":", "</s>"];
    let words = lead_in.iter().rposition(|symbol| !marks.contains(&symbol.word)).map_or(0, |last| last + 1);
    lead_in.get(words..).unwrap_or_default()
}

/// What a body does to the things that it promises.
#[rustfmt::skip]
const GIVING: &[WordHash] = words![
    "deliver", "provide", "build", "introduce", "publish", "create", "open", "recruit", "train", "launch", "invest", "fund",
    "establish", "bring", "plant", "install", "offer", "hire", "spend", "make", "give", "develop", "appoint", "allocate",
];

/// What follows a verb and no name: `Review the scheme`.
fn opens_a_thing(symbol: &Symbol) -> bool {
    words!["the", "a", "an", "our", "all", "each", "every", "how", "whether"].contains(&symbol.word)
}

/// Whether a lead-in is a heading of what is undertaken: `Next steps:`, `Our key commitments:`.
fn is_heading(said: &[WordHash]) -> bool {
    let headings: [&[WordHash]; 4] =
        [words!["next", "steps"], words!["commitments"], words!["pledges"], words!["promises"]];
    let [_, heading @ ..] = said else { return false };
    let own = words!["our", "key", "next", "new", "commitments", "pledges", "promises"];
    heading.len() <= 3
        && heading.first().is_some_and(|first| own.contains(first))
        && headings.iter().any(|words| heading.ends_with(words))
}

/// Whether a lead-in says that what follows was done: `Since 2024 we have:`, `What we have done so far:`.
fn has_done(said: &[WordHash]) -> bool {
    let late: [&[WordHash]; 4] = [words!["so", "far"], words!["already"], words!["also"], words!["recently"]];
    let told = late.iter().find_map(|late| said.strip_suffix(*late)).unwrap_or(said);
    // `What we have done since the election:`, but not `Since the election we have:`
    let since = told.iter().rposition(|word| *word == word!("since")).filter(|since| *since > 2);
    let told = since.and_then(|since| told.get(..since)).unwrap_or(told);
    let idle = words![
        "must", "should", "may", "could", "would", "if", "who", "whether", "not", "never", "that", "will"
    ];
    let done = match told {
        [.., have] => words!["has", "have"].contains(have) || has_done_verb(told),
        [] => false,
    };
    done && !told.iter().any(|word| idle.contains(word))
}

/// `what we have done`, `the department has delivered`
fn has_done_verb(said: &[WordHash]) -> bool {
    matches!(said, [.., have, verb] if words!["has", "have"].contains(have)
        && words!["done", "achieved", "delivered", "completed"].contains(verb))
}

fn is_participle(symbol: &Symbol) -> bool {
    symbol.shape == word!("~ed") || forms_of(symbol.word).is_some_and(|forms| forms.past)
}

/// What stands before `to:` where the items of a list are hoped.
const HOPING: &[WordHash] = words!["hope", "hopes", "aspire", "aspires", "want", "wants"];

/// What stands before `to:` where the items of a list are undertaken.
#[rustfmt::skip]
const PLANNING: &[WordHash] = words![
    "plan", "plans", "intend", "intends", "aim", "aims", "pledge", "pledges", "promise", "promises", "commit",
    "commits", "committed", "going", "propose", "proposes", "agreed", "resolved", "continue", "pledged", "decided",
];

#[cfg(test)]
mod tests {
    use crate::language::canonical::from_plain;
    use crate::language::speech::{self, Act};

    #[test]
    fn items_do_what_their_lead_in_says() {
        let rows = [
            ("What we have done:", "planted 4,300 trees", Act::Claim),
            ("Since 2024 we have:", "recruited 6,500 teachers", Act::Claim),
            ("So far the Government has:", "published the Road Safety Strategy", Act::Claim),
            ("What we have delivered so far:", "opened two family hubs", Act::Claim),
            ("What we have done since 2022:", "opened two family hubs", Act::Claim),
            ("We have already:", "set up two family hubs", Act::Claim),
            ("By April 2027 the Board will have:", "opened two family hubs", Act::Pledge),
            ("What we will do:", "plant 4,300 trees", Act::Pledge),
            ("What we'll do next:", "publish a plan", Act::Pledge),
            ("We will:", "Review the allocations scheme every year", Act::Pledge),
            ("Next steps:", "publish a list of our factories", Act::Pledge),
            ("Next steps", "publish a list of our factories", Act::Pledge),
            ("What we will do", "plant 4,300 trees", Act::Pledge),
            ("What will we do?", "publish a strategy", Act::Pledge),
            ("What will schools do?", "publish a strategy", Act::Other),
            ("What we have done", "planted 4,300 trees", Act::Claim),
            ("Our key commitments:", "open two family hubs", Act::Pledge),
            ("The council has agreed a plan, and it will:", "plant 4,300 trees", Act::Pledge),
            ("This year we will deliver:", "500 new homes", Act::Pledge),
            ("The council will invest:", "a further £3m in roads", Act::Pledge),
            ("We will introduce:", "a ban on no-fault evictions", Act::Pledge),
            ("We have delivered:", "500 new homes", Act::Claim),
            ("Residents will pay:", "£50 for a permit", Act::Other),
            ("We will lose:", "£40 million of grant", Act::Other),
            ("We will consider:", "20 applications", Act::Other),
            ("We have lost:", "500 nurses", Act::Other),
            ("The developer will provide:", "500 new homes", Act::Other),
            ("Next steps:", "the public consultation", Act::Other),
            ("Their commitments:", "open two family hubs", Act::Other),
            ("Every home should have:", "insulated walls", Act::Other),
            ("We will support schools that have:", "improved attendance", Act::Other),
            ("What we have not done:", "planted 4,300 trees", Act::Other),
        ];
        let mut wrong = Vec::new();
        let lists =
            rows.iter().flat_map(|row| [("-", "-"), ("1.", "2."), ("(a)", "(b)")].map(|marks| (row, marks)));
        for ((lead_in, item, act), (first, second)) in lists {
            let text = from_plain(&format!("{lead_in}\n\n{first} {item}\n{second} {item}"));
            let reading = speech::read(&text.text, &text.blocks, "2026-01-12".parse().ok());
            let found: Vec<Act> = reading.verdicts.iter().skip(1).map(|verdict| verdict.act).collect();
            if found != [*act, *act] {
                wrong.push(format!("{lead_in} {first} {item}: {found:?}"));
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }
}
