//! What few annotated sentences show and a reader would settle without a figure: phrases that decide, the future
//! perfect, extensions that reach into the future.
//!
//! It must not grow into a second model: what annotated sentences can teach is in the weights.

mod climate;
mod items;
mod plain;
mod told;

use crate::language::speech::actors::Actor;
use crate::language::speech::clauses::{Group, main_of};
use crate::language::speech::subject::subject_phrase;
use crate::language::speech::symbols::Symbol;
use crate::language::speech::verbs::forms_of;
use crate::language::tokens::{WordHash, hash, word, words};

pub(crate) use items::correct_item;
pub(crate) use plain::correct_lone_item;

/// A phrase and what it adds, in hundredths, to pledge, aspiration and claim.
struct Phrase(&'static [WordHash], [i32; 3]);

/// Phrases that decide. `|` has no place here: each spelling has its line.
const PHRASES: &[Phrase] = &[
    Phrase(words!["aspire", "to"], [0, 250, 0]),
    Phrase(words!["aspires", "to"], [0, 250, 0]),
    Phrase(words!["<s>", "we", "hope", "that"], [0, 150, 0]),
    Phrase(words!["hopes", "that"], [0, 400, 0]),
    // Who pledges in the present does so by saying it, whoever it is.
    Phrase(words!["pledges", "to"], [300, 0, 0]),
    Phrase(words!["resolves", "to"], [300, 0, 0]),
    Phrase(words!["undertakes", "to"], [300, 0, 0]),
    Phrase(words!["parties", "undertake", "to"], [300, 0, 0]),
    Phrase(words!["we", "promise", "to"], [300, 0, 0]),
    Phrase(words!["i", "promise", "to"], [300, 0, 0]),
    Phrase(words!["we", "pledge", "to"], [300, 0, 0]),
    Phrase(words!["i", "pledge", "to"], [300, 0, 0]),
    Phrase(words!["we", "undertake", "to"], [300, 0, 0]),
    // A decision is told as made, whatever it is about.
    Phrase(words!["decided", "not", "to"], [0, 0, 200]),
];

/// Corrects the sums of a sentence where a rule settles what it does.
pub(crate) fn correct(row: &[Symbol], groups: &[Group], sums: &mut [i32; 4]) {
    for Phrase(phrase, additions) in PHRASES {
        if run(row, phrase) {
            for (sum, addition) in sums.iter_mut().zip(additions) {
                *sum += addition;
            }
        }
    }
    // `We will:`, `We will deliver:` and `What we will do next` say nothing yet: their items do.
    let asks = has(row, words!["what"]);
    let said = row.get(..row.len().saturating_sub(1)).unwrap_or_default();
    let colon = said.last().is_some_and(|last| last.word == word!(":"));
    let said = if colon { &said[..said.len() - 1] } else { said };
    let end: Vec<WordHash> = said.iter().rev().take(2).rev().map(|symbol| symbol.word).collect();
    if said.last().is_some_and(|last| {
        words!["will", "to"].contains(&last.word) || asks && words!["do", "next"].contains(&last.word)
    }) || colon && (items::gives(row) == Some(0) || end.ends_with(words!["will", "also"]))
    {
        sums[0] -= 400;
        sums[1] -= 400;
    }
    let [pledge, _, claim, _] = sums;
    let will_have = hash("will+have");
    if groups.iter().any(|group| group.frame == will_have) && has(row, words!["since"]) {
        *claim += 300;
        *pledge -= 200;
    }
    // An extension undertakes what it announces.
    let extends = |main: &&Group| is_done(main) && main.verb == word!("extend");
    if has(row, words!["<future>"]) && main_of(groups).filter(extends).is_some() {
        *pledge += 350;
    }
    plain::correct_plain(row, groups, sums);
    let [pledge, aspiration, claim, _] = sums;
    *pledge += carried_on(row, groups);
    if spent_before(row, groups) {
        *claim += 200;
        *pledge -= 200;
    }
    if is_of_others(row, groups)
        || is_an_occasion(row)
        || hears_evidence(row, groups)
        || is_what_a_law_does(row, groups)
        || told::asks_of_others(row, groups)
    {
        // Whatever else speaks for a pledge, it is none of theirs.
        *pledge = (*pledge).min(0) - 100;
    }
    if is_a_forecast(row, groups) || told::foretells(row, groups) {
        (*pledge, *aspiration) = ((*pledge).min(0) - 100, (*aspiration).min(0) - 100);
    }
    climate::correct_target(row, groups, sums);
    if is_asked(row) || told::is_said_by_others(row, groups) || told::is_taken_back(row, groups) {
        sums[..3].iter_mut().for_each(|sum| *sum = (*sum).min(0) - 300);
    }
}

/// `Will he confirm that the money will reach us?`: who asks says nothing of what is done.
fn is_asked(row: &[Symbol]) -> bool {
    row.iter().rev().take(3).any(|symbol| symbol.word == word!("?"))
}

/// Whether a claim also undertakes what its money or its numbers are for: `has approved 76 schools to create places`,
/// announces something new, or goes on to a day to come: `has extended the programme to March 2025`.
pub(crate) fn undertakes_too(row: &[Symbol], groups: &[Group]) -> bool {
    let Some(main) = main_of(groups).filter(|main| is_done(main)) else { return false };
    let spends = words!["approve", "launch", "provide", "extend", "fund", "register", "announce"]
        .contains(&main.verb)
        && has(row, words!["<money>", "<count>"])
        && purpose(row, main.end).is_some_and(|verb| {
            words!["create", "build", "train", "test", "pilot", "support", "recruit", "boost"].contains(&verb)
        });
    let tail = row.get(main.end..).unwrap_or_default();
    let announces_new = main.verb == word!("announce")
        && matches!(tail, [article, new, ..] if article.word == word!("a") && new.word == word!("new"));
    let goes_on = main.verb == word!("extend") && has(tail, words!["<future>"]);
    spends || announces_new || goes_on
}

fn is_done(group: &Group) -> bool {
    !group.denied && ["has+ed", "ed", "n+ed"].iter().any(|frame| hash(frame) == group.frame)
}

/// The verb of the first `to …` after a place.
fn purpose(row: &[Symbol], after: usize) -> Option<WordHash> {
    row.get(after..)?.windows(2).find_map(|pair| match pair {
        [to, verb] if to.word == word!("to") => {
            forms_of(verb.word).filter(|forms| forms.base).map(|forms| forms.lemma)
        }
        _ => None,
    })
}

fn has(row: &[Symbol], wanted: &[WordHash]) -> bool {
    row.iter().any(|symbol| wanted.contains(&symbol.word))
}

/// Whether these words follow each other somewhere.
fn run(row: &[Symbol], wanted: &[WordHash]) -> bool {
    row.windows(wanted.len())
        .any(|window| window.iter().zip(wanted).all(|(symbol, word)| symbol.word == *word))
}

/// What an undertaking to carry on adds: one of the labellings to learn from calls it a pledge half as often as the others.
fn carried_on(row: &[Symbol], groups: &[Group]) -> i32 {
    let goes_on = |group: &&Group| {
        group.frame == hash("will+base")
            && group.verb == word!("continue")
            && group.inner != 0
            && !group.denied
    };
    let Some(group) = groups.iter().find(goes_on) else { return 0 };
    let before = row.get(..group.at).unwrap_or_default();
    if before.iter().any(is_abroad) {
        return 0;
    }
    // `have met the council and will continue to do so`: what was done is what is undertaken.
    let is_the_same = row.get(group.end).is_some_and(|so| so.word == word!("so"));
    if group.inner != word!("do") || !is_the_same {
        return 120;
    }
    // Not `Landlords have raised rents and will continue to do so`.
    let ours = |symbol: &Symbol| {
        symbol.actor.is_some_and(|actor| actor != Actor::Other) || symbol.word == word!("officers")
    };
    if before.iter().any(ours) { 400 } else { 0 }
}

/// Whether somebody who answers to no British public body will do what a sentence says: `The developer will fund`, `The
/// Israeli Government will open`.
fn is_of_others(row: &[Symbol], groups: &[Group]) -> bool {
    let will = main_of(groups).is_some_and(is_to_come);
    let Some(subject) = subject_phrase(row, groups).filter(|_| will) else { return false };
    let said = row.get(subject.first..=subject.last).unwrap_or_default();
    let last = said.last().map_or(0, |symbol| symbol.word);
    // A name is `European`, not whatever is `European`: `European funding will be replaced`.
    let acts = said.last().is_some_and(|symbol| symbol.actor.is_some() || symbol.shape == word!("~Cap"))
        || last == word!("authorities");
    OTHERS.contains(&last) || acts && said.iter().any(is_abroad)
}

/// `Israeli`, `the US`
fn is_abroad(symbol: &Symbol) -> bool {
    ABROAD.contains(&symbol.word) || symbol.word == word!("us") && symbol.shape == word!("~Cap")
}

/// `there will be a debate`: what Parliament holds is undertaken by nobody.
fn is_an_occasion(row: &[Symbol]) -> bool {
    let occasions = words!["debate", "debates", "vote", "votes", "election", "elections"];
    row.windows(7).any(|window| {
        matches!(window, [there, will, be, rest @ ..]
            if [there.word, will.word, be.word] == *words!["there", "will", "be"] && has(rest, occasions))
    })
}

/// `The inquiry will hear evidence`: who hears it judges, and undertakes nothing.
fn hears_evidence(row: &[Symbol], groups: &[Group]) -> bool {
    let heard = words!["evidence", "appeal", "appeals", "case", "cases", "witnesses", "submissions"];
    main_of(groups).is_some_and(|main| {
        let what = row.get(main.end..).unwrap_or_default();
        let near = what.get(..what.len().min(3)).unwrap_or_default();
        main.verb == word!("hear") && has(near, heard)
            || main.verb == word!("take") && what.first().is_some_and(|what| what.word == word!("evidence"))
    })
}

/// `Rainfall will increase by 10 %`, `the population will reach 70 million`: what nobody makes so is foretold.
fn is_a_forecast(row: &[Symbol], groups: &[Group]) -> bool {
    let changes =
        words!["increase", "grow", "rise", "fall", "decline", "drop", "peak", "double", "reach", "exceed"];
    let is_changed = |main: &&Group| {
        changes.contains(&main.verb) || main.verb == word!("continue") && changes.contains(&main.inner)
    };
    let Some(main) = main_of(groups).filter(is_changed) else { return false };
    let before = row.get(1..main.at).unwrap_or_default();
    let subject = before.iter().take_while(|symbol| !words!["of", "for", "in"].contains(&symbol.word));
    subject.last().is_some_and(|head| UNMADE.contains(&head.word))
}

fn is_to_come(group: &Group) -> bool {
    ["will+base", "will+be", "will+be+ed", "will+be+ing"].iter().any(|frame| hash(frame) == group.frame)
}

/// Whether a law that has been passed is said to do something, on no day to come: `the Act will require platforms to`.
fn is_what_a_law_does(row: &[Symbol], groups: &[Group]) -> bool {
    let law = |symbol: &Symbol| symbol.word == word!("act") && symbol.shape == word!("~Cap");
    let begins = words!["come", "enter", "commence", "bring"];
    let does =
        main_of(groups).is_some_and(|main| main.frame == hash("will+base") && !begins.contains(&main.verb));
    // Not `legislation to implement the Act will`.
    let of_a_law = || {
        subject_phrase(row, groups).is_some_and(|subject| {
            let before = subject.first.checked_sub(1).and_then(|at| row.get(at));
            let opens = before.is_some_and(|before| words!["<s>", ","].contains(&before.word));
            opens && row.get(subject.last).is_some_and(law)
        })
    };
    does && !has(row, words!["<future>"]) && of_a_law()
}

/// `has committed over £714 million between 2016 and 2022`: money of years gone by.
fn spent_before(row: &[Symbol], groups: &[Group]) -> bool {
    let committed =
        main_of(groups).is_some_and(|main| main.verb == word!("commit") && main.inner == 0 && is_done(main));
    let money = row.iter().position(|symbol| symbol.word == word!("<money>"));
    committed
        && !has(row, words!["<future>", "<vague>"])
        && money.is_some_and(|at| has(row.get(at..).unwrap_or_default(), words!["<past>"]))
}

/// Who is no public body, or judges what others do.
#[rustfmt::skip]
const OTHERS: &[WordHash] = words![
    "company", "companies", "developer", "developers", "contractor", "contractors", "firm", "firms", "court", "courts",
    "university", "universities", "airline", "airlines", "retailer", "retailers", "allies", "inspectors",
];

/// What no public body makes rise or fall, whatever it does about it.
#[rustfmt::skip]
const UNMADE: &[WordHash] = words![
    "population", "populations", "rainfall", "temperature", "temperatures", "demand", "inflation",
    "unemployment", "economy", "gdp", "prices", "caseload", "weather",
];

/// What belongs to another state, or to several.
#[rustfmt::skip]
const ABROAD: &[WordHash] = words![
    "eu", "european", "nato", "israeli", "israel", "american", "french", "france", "german", "germany", "chinese", "china",
    "russian", "russia", "ukrainian", "ukraine", "irish", "indian", "turkish", "egyptian", "iranian", "iran", "syrian",
    "emirati", "saudi", "jordanian", "lebanese", "rwandan", "mauritian", "polish", "italian", "spanish", "dutch", "belgian",
    "norwegian", "canadian", "australian", "japanese", "hamas", "taliban",
];

#[cfg(test)]
mod tests {
    use crate::language::canonical::from_plain;
    use crate::language::speech::{self, Act};

    #[test]
    #[rustfmt::skip]
    fn what_few_annotated_sentences_show_is_settled() {
        let mut wrong = Vec::new();
        for (said, act) in [
            ("The developer will fund 300 homes by 2028.", Act::Other),
            ("The company will invest £40 million in the site over three years.", Act::Other),
            ("The Israeli Government will open the crossing in March 2025.", Act::Other),
            ("The European Commission will publish its proposal in June.", Act::Other),
            ("The Government will publish its proposal in June.", Act::Pledge),
            ("The Government introduced settlements with two areas from 2026, which aims to support net zero.", Act::Claim),
            ("Inspectors will look at how schools support pupils with SEND.", Act::Other),
            ("There will be a debate in the House next week.", Act::Other),
            ("Rainfall will increase by 10 per cent by 2050.", Act::Other),
            ("The UK population will reach 70 million by 2030.", Act::Other),
            ("Demand for places will rise by 500 by 2028.", Act::Other),
            ("Spending on places will rise by £500 million by 2028.", Act::Pledge),
            ("The number of teachers will increase by 6,500 by 2029.", Act::Pledge),
            ("There will be a public consultation in June.", Act::Pledge),
            ("We recommend that the Government publish its strategy by September 2025.", Act::Other),
            ("The Committee recommends that Ministers set a target to halve rough sleeping by 2029.", Act::Other),
            ("We call on the Government to publish the strategy by July 2026.", Act::Other),
            ("We accept the recommendation and will publish a timetable by the end of 2025.", Act::Pledge),
            ("The Office for Budget Responsibility forecasts that 1.3 million homes will be built by 2029-30.", Act::Other),
            ("The inquiry recommended that a regulator be set up, and we will legislate by May 2027.", Act::Pledge),
            ("We urge landlords to act, and we will legislate by May 2027.", Act::Pledge),
            ("We recommend that schools take part and we will fund 500 places by May 2027.", Act::Pledge),
            ("The OBR forecasts that inflation will fall and we will raise benefits by 4% in April 2027.", Act::Pledge),
            ("The review recommended a new regulator and we will legislate by May 2027.", Act::Pledge),
            ("Ministers urged caution but we will open 20 hubs by May 2027.", Act::Pledge),
            ("The Online Safety Act will require platforms to remove it.", Act::Other),
            ("The Act will come into force on 1 August 2026.", Act::Pledge),
            ("The department has committed over £714 million between 2016 and 2022 in music education.", Act::Claim),
            ("The Climate Change Act 2008 sets a target of net zero by 2050.", Act::Other),
            ("Our target of net zero by 2045 was adopted in 2019.", Act::Claim),
            ("We have set a target of net zero by 2045.", Act::Pledge),
            ("By 2040, the Council's operations will have net zero emissions.", Act::Pledge),
            ("We want Swindon to be net zero by 2040.", Act::Pledge),
            ("Reaching net zero by 2050 will have costs for consumers.", Act::Other),
            ("No later than 2030, the Council's operations will have net zero emissions.", Act::Pledge),
            ("By 2030 the Council will have cut emissions by 50% since 2009.", Act::Pledge),
            ("To make the area carbon neutral by 2040, building on the 40% cut made by 2017.", Act::Pledge),
            ("In 2021 the Council adopted a plan to make its operations carbon neutral by 2030.", Act::Pledge),
            ("The inquiry will hear evidence next month.", Act::Other),
            ("Will he confirm that the money will reach Ashford Vale?", Act::Other),
            ("Will she commit to publishing the plan by July?", Act::Other),
            ("The Bill was introduced in September.", Act::Claim),
            ("The Government aspires to end homelessness.", Act::Aspiration),
            ("We aspire to a country where nobody sleeps rough.", Act::Aspiration),
            ("We hope that bus fares fall.", Act::Aspiration),
            ("The council hopes that the market will flourish.", Act::Aspiration),
            ("The levy was introduced in April 2022.", Act::Other),
            ("Officials have met the council on several occasions and will continue to do so.", Act::Pledge),
            ("Officers have inspected 40 sites this year and will continue to do so.", Act::Pledge),
            ("Critics say that we have already planted 400 trees.", Act::Other),
            ("Opponents say we have cut 500 jobs.", Act::Other),
            ("Critics say that we have cut 500 jobs, and we will recruit 600 staff by May 2027.", Act::Pledge),
            ("We will help charities claim Gift Aid online by April 2027.", Act::Pledge),
            ("We will ensure charities can suggest names by May 2027.", Act::Pledge),
            ("The Member says that we will cut 500 jobs; we will not.", Act::Other),
            ("It has been claimed that the Government will abolish the grant, but it won't.", Act::Other),
            ("It is simply false that the council will cut £80 million from schools.", Act::Other),
            ("It is not true that nothing is being done: we will recruit 500 nurses by May 2027.", Act::Pledge),
            ("We will build 300 homes by May 2027; some fear that we will sell the park, but we will not.", Act::Pledge),
            ("We will recruit 500 nurses by May 2027, and those who say otherwise will not.", Act::Pledge),
            ("We will raise pay for 500 staff by May 2027, though agency workers will not.", Act::Pledge),
            ("Families will receive £150 by May 2027, but others will not.", Act::Pledge),
            ("It is not true that we will cut posts, and we will recruit 500 nurses by May 2027.", Act::Pledge),
            ("I am pleased to say that we have already planted 400 trees.", Act::Claim),
            ("The Company undertakes to divest 47 stores by May 2027.", Act::Pledge),
            ("The Secretary of State undertakes to lay the regulations within 28 days.", Act::Pledge),
            ("The Parties undertake to meet at least once a year.", Act::Pledge),
            ("We regularly publish the number of arrests and will continue to do so.", Act::Pledge),
            ("Landlords have raised rents and will continue to do so.", Act::Other),
            ("Hamas has fired rockets and will continue to do so.", Act::Other),
            ("The population will continue to grow to 70 million.", Act::Other),
            ("We will continue to monitor waiting times at the four hospitals.", Act::Pledge),
            ("We will continue to stand up for families.", Act::Aspiration),
        ] {
            let text = from_plain(said);
            let reading = speech::read(&text.text, &text.blocks, "2025-02-12".parse().ok());
            let found = reading.verdicts.first().map(|verdict| verdict.act);
            if found != Some(act) {
                wrong.push(format!("{said}: {found:?}"));
            }
        }
        // Of the deeds of others a hope may be told.
        let text = from_plain("The EU will launch its entry system in October 2025.");
        let reading = speech::read(&text.text, &text.blocks, "2025-02-12".parse().ok());
        assert!(reading.verdicts.iter().all(|verdict| verdict.act != Act::Pledge));
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }
}
