//! Whether a word by which something went wrong tells that of the pledge, and tells what came after it; and whether what is
//! announced is the end of it.
//!
//! It must not look for such words.

use super::sentence::Sentence;
use super::{Promise, doubt, when};
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
            is_promised(cue, promise.quote) || is_conceded_of_another(before, promise)
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
    of_others || when::is_older(rest, said)
}

/// Whether the pledge itself speaks of that: where elections were to be postponed, that they were is no delay of it, and
/// what was to be scrapped is not given up when it is.
fn is_promised(cue: &str, pledge: &str) -> bool {
    let promised = stems(pledge);
    cue.split(' ').filter_map(past::verb).any(|stem| promised.contains(&stem))
}

/// Whether it went wrong with another thing, which a sentence concedes before it comes to the pledge's: "although the reform has
/// been delayed, we will publish the paper".
fn is_conceded_of_another(before: &str, promise: &Promise<'_>) -> bool {
    let clause = before.rsplit([',', ';', ':']).next().unwrap_or_default();
    let concedes =
        clause.split_whitespace().next().is_some_and(|first| one_of("although though while whilst", first));
    let named = stems(clause);
    // "Although this has been delayed", "although publication has been delayed" speak of the deed itself.
    let own = "this it that they these those publication introduction delivery launch rollout implementation work progress";
    let of_itself = clause.split_whitespace().any(|word| one_of(own, word));
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
        let cases: [(&str, &str, Option<Step>); 27] = [
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
            (fees, "The end of tuition fees in England was reversed in 2025.", Some(Reversed)),
        ];
        for (pledge, passage, expected) in cases {
            assert_eq!(told(passage, pledge, grounds).map(|(step, _)| step), expected, "{passage}");
        }
    }
}
