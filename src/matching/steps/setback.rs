//! Whether a word by which something went wrong tells that of the pledge, and tells what came after it; and whether what is
//! announced is the end of it.
//!
//! It must not look for such words.

use super::clause::{Word, clause, heads, name, read};
use super::sentence::Sentence;
use super::{Promise, doubt, place, when};
use crate::date::Date;
use crate::language::past;
use crate::matching::tokens::{one_of, stemmer};
use crate::model::Step;

/// Whether a sentence tells nothing of the pledge by the words of a cue.
pub(super) fn is_none(
    step: Step,
    cue: &str,
    sentence: &Sentence,
    promise: &Promise<'_>,
    said: Option<Date>,
) -> bool {
    let (before, after) = sentence.plain.split_once(cue).unwrap_or_default();
    let of_others = match step {
        Step::Withdrawn | Step::Reversed | Step::Delayed => {
            is_promised(cue, promise.quote)
                || is_ended_as_promised(cue, promise)
                || is_conceded_of_another(before, promise)
                || is_of_another(cue, sentence.tidied.get(..before.len()).unwrap_or_default(), promise)
        }
        // What others failed to do before is why it is promised, and may be named there.
        Step::NotDelivered => {
            doubt::is_by_others(before, after, promise.own.split_once('\n').map_or("", |own| own.1))
        }
        Step::Announced => return is_of_its_end(after, promise.quote),
        Step::Started | Step::Progressed => return when::is_older(&sentence.tidied, said),
        Step::Delivered | Step::Kept | Step::Breached | Step::Adopted | Step::Reinstated => return false,
    };
    let rest = sentence.tidied.get(before.len() + cue.len()..).unwrap_or_default();
    of_others || when::is_older(rest, said) || place::names_a_place(&read(rest), &promise.own)
}

/// What is called by one of these is the deed itself.
const ITSELF: &str = "publication introduction delivery launch rollout implementation work progress start completion construction";
/// What is called by one of these may be the promise of it.
const PROMISED: &str =
    "plan plans proposal proposals policy pledge commitment promise target date deadline timetable";
/// What is called by one of these may be the promise, where its deed follows.
const UNDERTAKEN: &str = "scheme project programme";
/// Words by which a clause concedes something.
const CONCEDES: &str = "although though while whilst";

/// Whether something was put off or given up that is not the pledge's own: "a debate on the Bill was postponed", "routes with the cap
/// have been cancelled".
fn is_of_another(cue: &str, before: &str, promise: &Promise<'_>) -> bool {
    let Some(deed) = promise.deed.as_ref() else { return false };
    let words = read(before);
    let that = words.iter().rposition(|word| word.text == "that").map_or(0, |that| that + 1);
    let clause = clause(words.get(that..).unwrap_or_default());
    let concedes = clause.first().is_some_and(|first| one_of(CONCEDES, &first.text));
    let rest = clause.get(usize::from(concedes)..).unwrap_or_default();
    let name = name(rest);
    // "The scheme to reopen the line was cancelled."
    let is_to_do_it = matches!(rest.get(name.len()..), Some([to, verb, ..])
        if to.text == "to" && verb.stem == deed.stem && name.last().is_some_and(|last| one_of(UNDERTAKEN, &last.text)));
    let own = |head: &String| {
        deed.heads.contains(head)
            || deed.is_done_by(head, &words, words.len())
            || [ITSELF, PROMISED]
                .iter()
                .flat_map(|list| list.split(' '))
                .any(|one| stemmer().stem(one) == head.as_str())
    };
    // "The £2 cap was scrapped", where one of £3 was promised.
    let other = |word: &Word| word.number.as_ref().is_some_and(|number| !deed.numbers.contains(number));
    let passive = ["been ", "was ", "were "].into_iter().any(|be| cue.starts_with(be));
    // "The plan for a pool beside the school was dropped."
    let of_own = |name: &[Word]| heads(name).iter().any(&own);
    let is_for_another = matches!((name, rest.get(name.len()..)), ([.., plan], Some([purpose, aim @ ..]))
        if one_of(PROMISED, &plan.text) && purpose.text == "for" && !of_own(self::name(aim)));
    let of_other = |head: &String| !own(head) || is_for_another || name.iter().any(other);
    passive && !is_to_do_it && heads(name).first().is_some_and(of_other)
}

/// Whether the pledge itself speaks of that: where elections were to be postponed, that they were is no delay of it, and
/// what was to be scrapped is not given up when it is. That it is "committed" to it is what every pledge may say.
fn is_promised(cue: &str, pledge: &str) -> bool {
    let promised = stems(pledge);
    cue.split(' ').filter_map(past::verb).any(|stem| stem != "commit" && promised.contains(&stem))
}

/// The same in another word: what was to be abolished is not given up when it is axed.
fn is_ended_as_promised(cue: &str, promise: &Promise<'_>) -> bool {
    let ends = cue.split(' ').any(|word| one_of("axed scrapped cancelled discontinued", word));
    let is_of = |stem: &str| ENDING.split(' ').any(|verb| stemmer().stem(verb) == stem);
    ends && promise.deed.as_ref().is_some_and(|deed| is_of(&deed.stem))
}

/// Deeds by which a thing ends.
const ENDING: &str = "abolish ban close cut end remove repeal scrap";

/// Whether it went wrong with another thing, which a sentence concedes before it comes to the pledge's: "although the reform has
/// been delayed, we will publish the paper".
fn is_conceded_of_another(before: &str, promise: &Promise<'_>) -> bool {
    let clause = before.rsplit([',', ';', ':']).next().unwrap_or_default();
    let concedes = clause.split_whitespace().next().is_some_and(|first| one_of(CONCEDES, first));
    let named = stems(clause);
    // "Although this has been delayed", "although publication has been delayed" speak of the deed itself.
    let of_itself = clause
        .split_whitespace()
        .any(|word| one_of("this it that they these those", word) || one_of(ITSELF, word));
    concedes
        && !of_itself
        && promise.deed.as_ref().is_some_and(|deed| !deed.heads.iter().any(|head| named.contains(head)))
}

/// The stems of a text's words, of past forms those of their verbs.
fn stems(text: &str) -> Vec<String> {
    let stemmer = stemmer();
    let lower = text.to_lowercase();
    let words = lower.split(|letter: char| !letter.is_alphanumeric());
    words.map(|word| past::verb(word).unwrap_or_else(|| stemmer.stem(word).into_owned())).collect()
}

/// How many words after what announces something may stand before its verb: "plan to now", "will be".
const BEFORE_A_VERB: usize = 3;

/// Whether what is announced is that the thing will be undone: "we plan to scrap the cap".
fn is_of_its_end(after: &str, pledge: &str) -> bool {
    let promised = stems(pledge);
    let words = after.split_whitespace().take(BEFORE_A_VERB);
    let verb = words.take_while(|word| !one_of("the a an our its", word)).collect::<Vec<_>>().join(" ");
    stems(&verb).iter().any(|stem| doubt::undoes(stem) && !promised.contains(stem))
}

#[cfg(test)]
mod tests {
    use crate::date::Date;
    use crate::matching::steps::{Grounds, told};
    use crate::model::Step::{
        self, Announced, Delayed, Delivered, NotDelivered, Reversed, Started, Withdrawn,
    };

    #[test]
    fn what_went_wrong_before_or_for_others_is_nothing_against_the_pledge() {
        let grounds = Grounds { said: Date::from_ymd_opt(2024, 8, 1), ..Grounds::sure() };
        let waits = "92% of patients will wait no longer than 18 weeks by the end of this Parliament";
        let places = "We will build 14,000 new prison places by 2031";
        let promised = "We will deliver the 14,000 prison places the previous Government promised, by 2031";
        let paper = "We will publish a summary of responses on the safeguards.";
        let councils = "Where elections are postponed, we will work with areas to move to new councils";
        let fees = "We will scrap tuition fees in England";
        let cap = "We will introduce a £3 bus fare cap";
        let committed = "We are committed to introducing a £3 bus fare cap";
        let cases: [(&str, &str, Option<Step>); 56] = [
            (cap, "We plan to scrap the £3 bus fare cap.", None),
            (cap, "The £3 bus fare cap will be scrapped in December 2025.", None),
            (cap, "We plan to introduce the £3 bus fare cap.", Some(Announced)),
            (cap, "The £3 bus fare cap was launched in 2020.", None),
            (cap, "The £3 bus fare cap was launched in 2025.", Some(Started)),
            (cap, "The Government has cancelled plans to introduce a £3 bus fare cap.", Some(Withdrawn)),
            (cap, "Plans to introduce a £3 bus fare cap were cancelled in July 2025.", Some(Withdrawn)),
            (
                cap,
                "The Government has withdrawn its commitment to introduce a £3 bus fare cap.",
                Some(Withdrawn),
            ),
            (cap, "The Government dropped its pledge to introduce a £3 bus fare cap.", Some(Withdrawn)),
            (cap, "We are no longer committed to introducing a £3 bus fare cap.", Some(Withdrawn)),
            (committed, "We are no longer committed to introducing a £3 bus fare cap.", Some(Withdrawn)),
            (cap, "The money no longer committed to a £3 bus fare cap went to trams.", None),
            (cap, "Labour dropped its pledge to introduce a £3 bus fare cap.", None),
            (cap, "The Scottish Government dropped its pledge to introduce a £3 bus fare cap.", None),
            (cap, "We withdrew the pledge to introduce a £3 bus fare cap.", Some(Withdrawn)),
            (
                cap,
                "It is wrong to say that we are no longer committed to introducing a £3 bus fare cap.",
                None,
            ),
            (
                cap,
                "The Prime Minister denied it had dropped its pledge to introduce a £3 bus fare cap.",
                None,
            ),
            (cap, "We have not withdrawn the commitment to introduce a £3 bus fare cap.", None),
            (
                waits,
                "We will ensure that 92% of patients wait no longer than 18 weeks, a standard which has not been met since September 2015.",
                Some(Announced),
            ),
            (
                waits,
                "The standard that 92% of patients wait no longer than 18 weeks was not met in 2016.",
                None,
            ),
            (
                waits,
                "The standard that 92% of patients wait no longer than 18 weeks was not met in March 2029.",
                Some(NotDelivered),
            ),
            (waits, "The target of 92% has not been met.", Some(NotDelivered)),
            (
                places,
                "The strategy sets out the 14,000 prison places the previous Government promised but failed to deliver.",
                None,
            ),
            (
                promised,
                "The strategy is to deliver the 14,000 prison places the previous Government promised but failed to deliver.",
                None,
            ),
            (places, "The 14,000 new prison places have been delayed.", Some(Delayed)),
            (
                paper,
                "Although the safeguards have been delayed, we still intend to publish a summary of responses.",
                Some(Announced),
            ),
            (
                paper,
                "Although the summary of responses on the safeguards has been delayed, we intend to publish it.",
                Some(Delayed),
            ),
            (
                paper,
                "Although this has been delayed, we still intend to publish a summary of responses on the safeguards.",
                Some(Delayed),
            ),
            (
                paper,
                "Although publication has been delayed, we still intend to publish a summary of responses on the safeguards.",
                Some(Delayed),
            ),
            (
                cap,
                "The £3 bus fare cap for those who do not own a car will be introduced as planned.",
                Some(Announced),
            ),
            (councils, "We work with areas where elections have been postponed to new councils.", None),
            (councils, "Work with areas on new councils has been cancelled.", Some(Withdrawn)),
            (fees, "Tuition fees in England have been scrapped.", Some(Delivered)),
            (cap, "The £2 bus fare cap was scrapped, not the £3 one.", None),
            (cap, "Routes with the £3 bus fare cap have been cancelled.", None),
            (cap, "It is clear that the £3 bus fare cap has been scrapped.", Some(Withdrawn)),
            (paper, "A debate on the summary of responses on the safeguards was postponed.", None),
            (paper, "The summary of responses on the safeguards has been delayed in Wales.", None),
            (waits, "The target of 92% was not met under the previous Government.", None),
            (waits, "The target of 92% was not met at Hull.", None),
            (fees, "The end of tuition fees in England was reversed in 2025.", Some(Reversed)),
            (fees, "Tuition fees in England were axed.", None),
            (cap, "Plans for the introduction of a £3 bus fare cap were dropped.", Some(Withdrawn)),
            (cap, "The Government abandoned its opposition to a £3 bus fare cap.", None),
            (fees, "The plan to scrap tuition fees in England was abandoned.", Some(Withdrawn)),
            (cap, "The £3 bus fare cap was dropped.", Some(Withdrawn)),
            (cap, "Plans to introduce a £3 bus fare cap were dropped.", Some(Withdrawn)),
            (cap, "We abandoned our plan to introduce a £3 bus fare cap.", Some(Withdrawn)),
            (cap, "The scheme to introduce a £3 bus fare cap was axed.", Some(Withdrawn)),
            (cap, "The campaign to introduce a £3 bus fare cap was axed.", None),
            (cap, "A bus company abandoned its plan to fight the £3 bus fare cap.", None),
            (cap, "Other fares have dropped under the £3 bus fare cap.", None),
            (cap, "The demand for the £3 bus fare cap was dropped.", None),
            (cap, "Plans for new leaflets on the £3 bus fare cap were dropped.", None),
            (cap, "Plans for a leaflet beside the £3 bus fare cap were dropped.", None),
            (cap, "Plans for a £3 bus fare cap were dropped.", Some(Withdrawn)),
        ];
        for (pledge, passage, expected) in cases {
            assert_eq!(told(passage, pledge, grounds).map(|(step, _)| step), expected, "{passage}");
        }
    }
}
