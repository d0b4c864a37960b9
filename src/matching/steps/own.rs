//! The past form of a pledge's own verb in a sentence, done to the pledge's own thing.
//!
//! It must not judge whether all of the pledge is done.

use super::clause::{
    Thing, Word, antecedent, clause, heads, name, number_alone, part_of_before, subject, thing,
};
use super::deed::{Deed, Said};
use super::sentence::{Sentence, taken_back};
use super::{actor, doubt};
use crate::language::past;
use crate::matching::tokens::one_of;

/// Verbs by which a thing is said to do itself what is done to it: "the clubs have opened".
const BY_ITSELF: &str = "open reopen close launch end";
/// Verbs that say of any counted thing that it is there.
const COUNTED_AS_DONE: &[&str] = &["deliver", "achiev", "complet", "reach"];

/// Words after which a past form is a finished action.
const BEFORE_A_DEED: &str = "\
    has have had was were been we i government department he she they it congress ministers president \
    minister secretary chancellor administration and england dfe dhsc defra ofsted ofcom office agency";
/// Words that may stand between.
const BETWEEN: &str = "also now already recently since successfully formally today then both";
/// Words after a participle that stands by its noun: "the plan, published in July".
const WHEN_OR_WHERE: &str = "on in at last earlier this yesterday today";

/// The stem of the verb after which an office is named with "as", and how many words the holder's name may have.
const APPOINT: &str = "appoint";
const OFFICE: usize = 8;

/// The past form of the pledge's deed in a sentence, done to the pledge's own thing, by one who can be meant.
pub(super) fn own_deed(sentence: &Sentence, words: &[Word], deed: &Deed, own_words: &str) -> Option<Said> {
    words.iter().enumerate().find_map(|(at, word)| {
        let stem = past::verb(&word.text)?;
        let own = deed.is_done_by(&stem, words, at)
            || (deed.number.is_some() && COUNTED_AS_DONE.contains(&stem.as_str()));
        let (before, after) = sentence.plain.split_at_checked(word.start)?;
        // "(published in July)" is said of whatever stands before.
        if !own
            || before.ends_with('(')
            || taken_back(before, "")
            || doubt::is_by_others(before, after, own_words)
        {
            return None;
        }
        let things = done_to(words, at, deed, own_words)?;
        let own = things.into_iter().find(|one| one.heads.iter().any(|head| deed.heads.contains(head)))?;
        (!own.none).then(|| Said {
            words: word.text.clone(),
            end: word.start + word.text.len(),
            thing: Some(own),
        })
    })
}

/// What may be meant by that to which the past verb `at` is done; nothing where it is no past, or another's deed.
fn done_to(words: &[Word], at: usize, deed: &Deed, own_words: &str) -> Option<Vec<Thing>> {
    let word = &words[at];
    let aux = (0..at).rev().find(|before| !one_of(BETWEEN, &words[*before].text))?;
    // "We cut" may be the present; "has cut" is not.
    let as_in_the_present = past::base(&word.text) == Some(&word.text);
    let before = if as_in_the_present { "has have had was were been" } else { BEFORE_A_DEED };
    let particle = usize::from(words.get(at + 1).is_some_and(|next| next.text == "up"));
    let rest = words.get(at + 1 + particle..).unwrap_or_default();
    let of_own = |aux: &Word| deed.heads.contains(&aux.stem);
    // "The hub at Mill Lane opened": what did it is named before its place.
    let is_own = || heads(subject(&words[..at])).iter().any(|head| deed.heads.contains(head));
    // "6,500 teachers recruited in 2029" is a target's name as often as a fact.
    if !as_in_the_present
        && deed.number.is_none()
        && (word.parted || of_own(&words[at - 1]))
        && rest.first().is_some_and(|next| !next.parted && one_of(WHEN_OR_WHERE, &next.text))
        && !one_of(BY_ITSELF, &deed.stem)
    {
        let by_ours = actor::is_by_ours(rest, own_words, deed.many);
        return by_ours.then(|| vec![thing(antecedent(&words[..at]), &deed.heads)]);
    }
    let by_itself = one_of(BY_ITSELF, &deed.stem)
        && (name(rest).is_empty() && !becomes_another(rest) || are_its_doors(rest))
        && (one_of("has have had", &words[aux].text) || of_own(&words[aux]) || is_own());
    let named = || !as_in_the_present && actor::is_named_ours(words, at, own_words);
    if word.parted || !(by_itself || one_of(before, &words[aux].text) || named()) {
        return None;
    }
    let passive = one_of("was were been", &words[aux].text);
    let mut things = Vec::with_capacity(2);
    if passive || by_itself {
        let aux = if one_of("was were been has have had", &words[aux].text) { aux } else { aux + 1 };
        let first = (0..=aux).rev().take_while(|one| one_of("was were been has have had", &words[*one].text));
        let subject = before_aside(words, first.last().unwrap_or(aux));
        things.push(thing(clause(subject), &deed.heads));
        things.extend(part_of_before(subject, &deed.heads));
        things.extend(number_alone(subject, &deed.heads));
    } else {
        things.push(thing(rest, &deed.heads));
        // "The plan, which we published": what it is said of stands before.
        let which = (aux.saturating_sub(2)..aux).rev().find(|which| words[*which].text == "which");
        things.extend(which.map(|which| thing(antecedent(&words[..which]), &deed.heads)));
    }
    let is_ours = if passive {
        actor::is_by_ours(rest, own_words, deed.many)
    } else {
        by_itself || actor::is_ours(words, at, own_words, deed.many)
    };
    // "Appointed Jane Doe as Commissioner": the office is what was promised.
    let office = words.iter().enumerate().skip(at + 1).take(OFFICE).find(|(_, word)| word.text == "as");
    if let Some((office, _)) = office.filter(|_| deed.stem == APPOINT) {
        things.push(thing(words.get(office + 1..).unwrap_or_default(), &deed.heads));
    }
    is_ours.then_some(things)
}

/// The words before the verb `at`, without what is said of its subject between commas: "the commission, led by a peer, was".
fn before_aside(words: &[Word], at: usize) -> &[Word] {
    let aside = words
        .get(at)
        .filter(|verb| verb.parted)
        .and_then(|_| words[..at].iter().rposition(|word| word.parted));
    &words[..aside.unwrap_or(at)]
}

/// Whether what opens is another thing then: "the library has reopened as flats".
fn becomes_another(words: &[Word]) -> bool {
    words.first().is_some_and(|first| first.text == "as")
}

/// Whether what is opened or closed are one's own doors: what "opened its doors" has opened.
fn are_its_doors(words: &[Word]) -> bool {
    matches!(words, [its, doors, ..] if one_of("its their", &its.text) && doors.text == "doors")
}

#[cfg(test)]
mod tests {
    use crate::date::Date;
    use crate::matching::steps::{Grounds, told};
    use crate::model::Step::{Announced, Delivered, Progressed};

    #[test]
    fn the_pledges_deed_is_told_in_many_ways() {
        let grounds = Grounds { said: Date::from_ymd_opt(2023, 4, 1), ..Grounds::sure() };
        let levy = "We will introduce a statutory levy paid by gambling operators to fund treatment.";
        let plan = "We will publish a 10-Year Health Plan in spring 2025.";
        let rates = "We will raise Local Housing Allowance rates to the 30th percentile.";
        let strikes = "We will repeal the Strikes (Minimum Service Levels) Act 2023.";
        let vapes = "We will ban the sale of single-use vapes from June 2025.";
        let fees = "We will end the VAT exemption for private school fees.";
        let evictions = "We will abolish section 21 no-fault evictions.";
        let nofault = "We will abolish no-fault evictions immediately.";
        let hub = "Open a 24-bed assessment hub at Mill Lane by autumn 2025";
        let energy = "We will set up Great British Energy.";
        let peers = "We will remove the right of the remaining hereditary peers to vote.";
        let cap = "We will extend the £3 bus fare cap.";
        let ofwat = "We will give Ofwat the power to stop bonuses.";
        let care = "We will launch an independent commission into adult social care.";
        let premium = "We will introduce a new premium for dentists whose patients were away for two years.";
        let boilers = "We will raise the Boiler Upgrade Scheme grant for heat pumps to £7,500.";
        let case = "We will continue to raise our concerns with the government of India.";
        let slots = "We will provide 700 more dental appointments a year.";
        let staff = "We will recruit more than 200 practitioners.";
        for (pledge, passage, expected) in [
            (
                care,
                "The independent commission into adult social care, chaired by a peer, was launched.",
                Some(Delivered),
            ),
            (
                care,
                "On 3 May 2025 the independent commission into adult social care was launched.",
                Some(Delivered),
            ),
            (
                premium,
                "We introduced a new premium for dentists whose patients were away for two years.",
                Some(Delivered),
            ),
            (
                boilers,
                "In October 2023 the Boiler Upgrade Scheme grant was increased to £7,500.",
                Some(Delivered),
            ),
            (
                boilers,
                "In October 2023 the Boiler Upgrade Scheme grant was increased to £6,000.",
                Some(Progressed),
            ),
            (case, "We have raised our concerns with the government of India.", None),
            (slots, "We have delivered 700 more dental appointments, as we promised.", Some(Delivered)),
            (slots, "We have delivered 600 more dental appointments, as we promised.", Some(Progressed)),
            (staff, "We have recruited 214 practitioners.", Some(Delivered)),
            (staff, "We have recruited 87 practitioners.", Some(Progressed)),
            (staff, "We have recruited nearly 214 practitioners.", Some(Progressed)),
            (levy, "The Government has introduced a statutory levy on gambling operators.", Some(Delivered)),
            (levy, "The statutory levy paid by gambling operators was introduced in 2025.", Some(Delivered)),
            (
                plan,
                "The 10-Year Health Plan, published in July 2025, sets out three shifts.",
                Some(Delivered),
            ),
            (plan, "The 10-Year Health Plan published in July 2025 sets out three shifts.", Some(Delivered)),
            (
                plan,
                "As we said in the 10-Year Health Plan, which we published in July, it will move.",
                Some(Delivered),
            ),
            (plan, "A summary of replies on the 10-Year Health Plan, published in July, is here.", None),
            (plan, "The response, published in July, led to the 10-Year Health Plan.", None),
            (plan, "The 10-Year Health Plan, published by a union in July 2025, is here.", None),
            (
                rates,
                "We have spent more and raised Local Housing Allowance rates to the 30th percentile.",
                Some(Delivered),
            ),
            (rates, "Local Housing Allowance rates were increased to the 30th percentile.", Some(Delivered)),
            (strikes, "The Strikes (Minimum Service Levels) Act 2023 has been repealed.", Some(Delivered)),
            (
                strikes,
                "The Act of 2025 has repealed the Strikes (Minimum Service Levels) Act 2023.",
                Some(Delivered),
            ),
            (vapes, "Single-use vapes have been banned since 1 June 2025.", Some(Delivered)),
            (
                vapes,
                "The sale was banned in June, and return schemes come in England, Wales and Scotland.",
                Some(Delivered),
            ),
            (vapes, "The sale of single-use vapes was banned in Scotland in June.", Some(Progressed)),
            (fees, "The VAT exemption for private school fees was removed in January 2025.", Some(Delivered)),
            (fees, "The VAT exemption for private school fees has ended.", Some(Delivered)),
            (fees, "The Government has scrapped the VAT exemption for private school fees.", Some(Delivered)),
            (evictions, "On 1 May 2026 we abolished section 21 no-fault evictions.", Some(Delivered)),
            (evictions, "We may have abolished section 21 evictions by then.", None),
            (evictions, "Section 21 no-fault evictions were abolished on 1 May 2026.", Some(Delivered)),
            (nofault, "Section 21 no-fault evictions were abolished on 1 May 2026.", Some(Delivered)),
            (hub, "The assessment hub at Mill Lane opened on 1 December 2025.", Some(Delivered)),
            (hub, "The waste hub at Mill Lane opened a shop on 1 December 2025.", None),
            (hub, "The assessment hub at Mill Lane has opened as flats.", None),
            (energy, "We have established Great British Energy.", Some(Delivered)),
            (energy, "We have set out what Great British Energy is for.", Some(Announced)),
            (energy, "Great British Energy will be established in May.", Some(Announced)),
            (peers, "The right of the remaining hereditary peers to vote has been removed.", Some(Delivered)),
            (peers, "The Act removed the right of most hereditary peers to vote.", Some(Progressed)),
            (cap, "At the Spending Review the £3 bus fare cap was extended.", Some(Delivered)),
            (ofwat, "The Act has given Ofwat the power to stop bonuses.", Some(Delivered)),
            (ofwat, "Ofwat has stopped bonuses.", None),
        ] {
            assert_eq!(told(passage, pledge, grounds).map(|(step, _)| step), expected, "{passage}");
        }
    }
}
