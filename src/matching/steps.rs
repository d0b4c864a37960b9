//! Which step a passage says was taken, from its own words.
//!
//! Saying too little is the safe side: what will be done is not done, and "delivered" needs the pledge's own verb in
//! the past or words that mean nothing else. It must not judge whether what is said is true.

use super::tokens::{self, stemmer};
use crate::model::Step;

/// Words that mean a step wherever they stand, unless something before them takes it back; `|` parts them. The first that
/// is found in this order wins.
const CUES: &[(Step, &str)] = &[
    (
        Step::Withdrawn,
        "\
         been cancelled|was cancelled|been scrapped|was scrapped|been abandoned|was abandoned|will no \
         longer|no longer proceed|not be taken forward|not be taking forward|not be proceeding|will not \
         proceed|not going ahead|been dropped|been withdrawn|have decided not to|has decided not to|been \
         discontinued|was discontinued|did not become law|died in committee|abandoned the",
    ),
    (
        Step::Reversed,
        "\
         been reversed|was reversed|been repealed|was repealed|been revoked|was revoked|been overturned|was \
         overturned",
    ),
    (
        Step::Delayed,
        "\
         been delayed|was delayed|been postponed|was postponed|been deferred|was deferred|been pushed \
         back|later than planned|later than expected|behind schedule|been paused|was paused|has slipped|have \
         slipped",
    ),
    (
        Step::NotDelivered,
        "\
         was not met|has not been met|were not met|not been delivered|was missed|missed the target|missed its \
         target|failed to meet|failed to deliver|has not happened|never happened|was not achieved|not been \
         achieved|fell short|was not delivered",
    ),
    (
        Step::Delivered,
        "\
         came into force|come into force on|came into effect|has come into force|have come into force|royal \
         assent on|received royal assent|signed into law|became law|was enacted|has been enacted|been met|was \
         met|met the target|met our target|met our commitment|met its commitment|been fulfilled|was \
         fulfilled|been delivered in full|delivered on our commitment|delivered on its commitment|delivered \
         on our manifesto commitment|has been delivered|have been delivered|was delivered|has been \
         completed|have been completed|was completed|has completed|have completed|has been achieved|was \
         achieved",
    ),
    (
        Step::Started,
        "\
         has started|have started|work has begun|has begun|have begun|began|commenced|beginning work|begun \
         work|started work|under way|underway|has launched|have launched|was launched|launched a|launched \
         the|is being rolled out|are being rolled out|rolling out|is being implemented|are implementing|is \
         implementing|now open|opened for",
    ),
    (
        Step::Progressed,
        "\
         so far|to date|on track|made progress|making progress|good progress|significant \
         progress|published allocations|has allocated|have allocated|were allocated|has \
         published|have published|of the way",
    ),
    (
        Step::Announced,
        "\
         announced|confirmed that|committed to|is committed|are committed|commitment to|has pledged|have \
         pledged|we will|government will|department will|plans to|plan to|intends to|intend to|set out|is \
         investing|are investing|will be",
    ),
];

/// Words before a cue that take it back: what is to come, doubted, denied or asked.
const TAKEN_BACK: &str = "\
    will would to not never yet could should may might must shall if when once until unless expected \
    expect expects plan plans planned due before after whether hope hopes aim aims half partly partially \
    nearly almost largely cannot can no nor neither without ensure";

/// Words that show a share is done and not the whole.
const IN_PART: &str = "\
    so far|to date|first phase|first tranche|first wave|towards|in part|partially|interim|pilot|some \
    of|ongoing|continue|remaining|by the end of|in progress|on track|more needs";

/// Past forms that no rule gives.
const IRREGULAR: &str = "\
    built=build made=make gave=give given=give spent=spend began=begin begun=begin brought=bring \
    held=hold paid=pay cut=cut kept=keep withdrew=withdraw rebuilt=rebuild met=meet \
    sent=send taught=teach wrote=write";

/// Verbs that pledges are made with; done, they are delivery. Others (support, improve, work) have no end.
const DEEDS: &str = "\
    abolish appoint ban build close create cut deliver double enact end establish extend fund halve hire \
    increase introduce legislate lift open pass pay publish recruit reduce remove repeal replace restore \
    scrap sign train triple";

/// Words after which a past form is a finished action.
const BEFORE_A_DEED: &str = "\
    has have had was were been we i government department he she they it congress ministers president \
    minister secretary administration and";

/// What a passage is known to have of its pledge.
#[derive(Clone, Copy)]
pub(super) struct Grounds<'a> {
    /// The likelihood that the passage bears on the pledge at all.
    pub(super) score: f32,
    /// The share of the pledge's wording that a sentence has.
    pub(super) share: &'a dyn Fn(&str) -> f32,
    /// The pledge has a number.
    pub(super) has_number: bool,
    /// The passage has it and counts the same.
    pub(super) number_agrees: bool,
}

/// "Delivered" is not proposed on a link less likely than this.
const SURE: f32 = 0.85;
/// Nor where the sentence that says so has less of the pledge's wording.
const MOST: f32 = 0.42;
/// The same where it says so without the pledge's own deed.
const MOST_WITHOUT_DEED: f32 = 0.57;
/// With less than this, what was done is something else.
const SOME: f32 = 0.25;

/// The step that a passage says was taken on a pledge, with the words that say so; `None`: it does not say.
pub(super) fn step(passage: &str, pledge: &str, grounds: Grounds<'_>) -> Option<(Step, String)> {
    let folded = fold(passage);
    for (step, cues) in CUES {
        let cue = cues.split('|').find(|cue| stands(&folded, cue));
        match step {
            Step::Delivered => {
                if let Some((step, words)) = delivered(&folded, pledge, cues, grounds) {
                    return Some((step, words));
                }
            }
            Step::Announced
            | Step::Started
            | Step::Progressed
            | Step::Kept
            | Step::NotDelivered
            | Step::Breached
            | Step::Delayed
            | Step::Adopted
            | Step::Withdrawn
            | Step::Reversed
            | Step::Reinstated => {
                if let Some(cue) = cue {
                    return Some((*step, cue.to_owned()));
                }
            }
        }
    }
    None
}

/// Whether one sentence of the passage says that the pledge itself is done, or a part of it.
fn delivered(folded: &str, pledge: &str, cues: &str, grounds: Grounds<'_>) -> Option<(Step, String)> {
    let deed = deed(pledge)?;
    let mut part = None;
    for sentence in folded.split_inclusive(['.', ';']) {
        let done = done(sentence, &deed);
        // Words that say something is complete do not say what: the sentence must have more of the pledge itself.
        let most = if done.is_some() { MOST } else { MOST_WITHOUT_DEED };
        let words = done.or_else(|| cues.split('|').find(|cue| stands(sentence, cue)).map(str::to_owned));
        let Some(words) = words else { continue };
        let share = (grounds.share)(sentence);
        let bill = stands_anywhere(sentence, "bill") && !pledge.to_lowercase().contains("bill");
        let still_to_come = to_come(folded, &deed);
        let in_part = IN_PART.split('|').any(|words| stands_anywhere(folded, words));
        let whole = grounds.score >= SURE && share >= most && (!grounds.has_number || grounds.number_agrees);
        if whole && !bill && !in_part && !still_to_come {
            return Some((Step::Delivered, words));
        }
        if share >= SOME && !still_to_come {
            part.get_or_insert((Step::Progressed, words));
        }
    }
    part
}

/// Lower case, with straight apostrophes and single spaces.
fn fold(text: &str) -> String {
    let lower = text.to_lowercase().replace(['\u{2018}', '\u{2019}'], "'");
    format!(" {} ", lower.split_whitespace().collect::<Vec<_>>().join(" "))
}

fn stands_anywhere(folded: &str, words: &str) -> bool {
    folded.match_indices(words).any(|(at, _)| bounded(folded, at, at + words.len()))
}

/// Whether a cue stands in a text, in whole words and not taken back by what is before it.
fn stands(folded: &str, cue: &str) -> bool {
    folded
        .match_indices(cue)
        .any(|(at, _)| bounded(folded, at, at + cue.len()) && !taken_back(&folded[..at], cue))
}

fn bounded(text: &str, start: usize, end: usize) -> bool {
    let letter = |letter: Option<char>| letter.is_some_and(char::is_alphanumeric);
    !letter(text[..start].chars().next_back()) && !letter(text[end..].chars().next())
}

/// Whether one of the four words before takes a cue back, within its clause. A cue that says so itself is meant so.
fn taken_back(before: &str, cue: &str) -> bool {
    if cue == "to date" && before.ends_with("up ") {
        return true;
    }
    if cue.contains("will") || cue.contains(" not ") || cue.starts_with("plan") || cue.starts_with("is ") {
        return false;
    }
    let clause = before.rsplit([',', ';', '.', ':']).next().unwrap_or_default();
    clause.split_whitespace().rev().take(4).any(|word| one_of(TAKEN_BACK, word))
}

/// The stem of the verb that a pledge is made with: its first deed that is not told as done.
fn deed(pledge: &str) -> Option<String> {
    let stemmer = stemmer();
    let deeds: Vec<String> = DEEDS.split(' ').map(|verb| stemmer.stem(verb).into_owned()).collect();
    tokens::tokens(pledge, &[])
        .map(|token| pledge[token.start..token.end].to_lowercase())
        .filter(|word| !word.ends_with("ed"))
        .map(|word| stemmer.stem(&word).into_owned())
        .find(|stem| deeds.contains(stem))
}

/// The past form of a deed in a sentence, not taken back.
fn done(sentence: &str, deed: &str) -> Option<String> {
    let stemmer = stemmer();
    tokens::tokens(sentence, &[]).find_map(|token| {
        let word = &sentence[token.start..token.end];
        let past = word.ends_with("ed") || base(word).is_some();
        let stem = stemmer.stem(&base(word).unwrap_or_else(|| word.to_owned())).into_owned();
        let before = &sentence[..token.start];
        (past && stem == deed && !taken_back(before, "") && is_verb(before)).then(|| word.to_owned())
    })
}

/// Whether the deed is still to come somewhere in the passage: "will be published in due course".
fn to_come(folded: &str, deed: &str) -> bool {
    let stemmer = stemmer();
    tokens::tokens(folded, &[]).any(|token| {
        let word = &folded[token.start..token.end];
        let stem = stemmer.stem(&base(word).unwrap_or_else(|| word.to_owned())).into_owned();
        let mut before = folded[..token.start].split_whitespace().rev().take(3);
        stem == deed && before.any(|word| ["will", "shall"].contains(&word))
    })
}

/// Whether a word is one of those in a list with spaces between.
fn one_of(list: &str, word: &str) -> bool {
    list.split(' ').any(|one| one == word)
}

/// The base of an irregular past form.
fn base(word: &str) -> Option<String> {
    IRREGULAR
        .split(' ')
        .filter_map(|pair| pair.split_once('='))
        .find(|(past, _)| *past == word)
        .map(|(_, base)| base.to_owned())
}

/// Whether a past form after these words is a finished action: "has introduced", "the government introduced", "was
/// published"; not "the increased budget", "is being introduced", "recently introduced rules".
fn is_verb(before: &str) -> bool {
    let Some(last) = before.split_whitespace().next_back() else { return false };
    one_of(BEFORE_A_DEED, last.trim_matches(|letter: char| !letter.is_alphanumeric()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_step_is_what_the_passage_says_and_no_more() {
        let npq = "We will introduce a new leadership level SENCO qualification";
        let teachers = "committed to recruiting an additional 6,500 teachers";
        let share = |sentence: &str| if sentence.contains("pledge") { 0.0 } else { 0.8 };
        let full = Grounds { score: 0.95, share: &share, has_number: false, number_agrees: false };
        let number = Grounds { has_number: true, number_agrees: true, ..full };
        let other = Grounds { number_agrees: false, ..number };
        let unsure = Grounds { score: 0.6, ..full };
        let cases: &[(&str, &str, Grounds<'_>, Option<Step>)] = &[
            (
                npq,
                "On 1 September 2024, the government introduced a new mandatory qualification",
                full,
                Some(Step::Delivered),
            ),
            (npq, "The qualification will be introduced in autumn 2024", full, Some(Step::Announced)),
            (npq, "We have not introduced the qualification", full, None),
            (npq, "The qualification has been delayed until 2026", full, Some(Step::Delayed)),
            (npq, "The qualification is popular with schools", full, None),
            (npq, "Plans for the qualification have been scrapped.", full, Some(Step::Withdrawn)),
            (
                teachers,
                "by beginning work to recruit an additional 6,500 expert teachers",
                number,
                Some(Step::Started),
            ),
            (teachers, "We have recruited 6,500 teachers", number, Some(Step::Delivered)),
            (teachers, "We have recruited 2,346 teachers so far", other, Some(Step::Progressed)),
            (teachers, "We have recruited 2,346 teachers", other, Some(Step::Progressed)),
            (
                teachers,
                "This is why the department will recruit 6,500 new expert teachers.",
                number,
                Some(Step::Announced),
            ),
            ("publish a green paper", "The green paper has not been published yet.", full, None),
            (
                "publish a green paper",
                "The green paper was published on 29 March 2022.",
                full,
                Some(Step::Delivered),
            ),
            (
                "publish a green paper",
                "A green paper was published. Another will be published.",
                full,
                Some(Step::Announced),
            ),
            (
                "publish a green paper",
                "The green paper was published on 29 March 2022.",
                unsure,
                Some(Step::Progressed),
            ),
            (
                "establish a register",
                "We have established a register in the Schools Bill.",
                full,
                Some(Step::Progressed),
            ),
            ("sign a bill", "The bill was signed into law in March.", full, Some(Step::Delivered)),
        ];
        for (pledge, passage, grounds, expected) in cases {
            assert_eq!(step(passage, pledge, *grounds).map(|(step, _)| step), *expected, "{passage}");
        }
    }
}
