//! Which step a passage says was taken, from its own words.
//!
//! Saying too little is the safe side: what will be done is not done, and "delivered" needs the pledge's own verb in
//! the past or words that mean nothing else. It must not judge whether what is said is true.

mod actor;
mod clause;
mod deed;
mod done;
mod doubt;

pub(super) use deed::is_promised;

use super::tokens;
use crate::date::Date;
use crate::model::Step;

/// Words that mean a step in a sentence about the pledge, unless something before them takes it back; `|` parts them.
/// The first that is found in this order wins. What is delivered is told in [`done`].
const CUES: &[(Step, &str)] = &[
    (
        Step::Withdrawn,
        "\
         been cancelled|was cancelled|been scrapped|was scrapped|been shelved|was shelved|were shelved|been abandoned|was abandoned|no longer \
         proceed|no longer be taken forward|no longer going ahead|not be taken forward|not be taking \
         forward|not be proceeding|will not proceed|not going ahead|been dropped|been withdrawn|have decided \
         not to|has decided not to|been discontinued|was discontinued|did not become law|died in \
         committee|abandoned the|will not now|no longer intend|no longer intends|no longer plan|no longer plans|no \
         longer planning",
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
         back|later than planned|later than expected|later than intended|later than promised|later than originally|behind schedule|been paused|was paused|has slipped|have \
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
         so far|to date|remain on track|is on track|are on track|made progress|making progress|good \
         progress|significant progress|published allocations|has allocated|have allocated|were allocated|has \
         published|have published|of the way",
    ),
    (
        Step::Announced,
        "\
         announced|confirmed that|committed to|is committed|are committed|commitment to|has pledged|have \
         pledged|we will|government will|department will|plans to|we plan to|ministers plan to|also plan to|and plan to|intends to|intend to|set out|is \
         investing|are investing|will be|will now be",
    ),
];

/// Words that, denied, say that it did not come in time.
const IN_TIME: &str = "as planned|as originally planned|as promised|as scheduled|on schedule|on time|in time";

/// Words by which others are said to say something, or that it is wrong.
const SAID_BY_OTHERS: &str = "\
    hoped that|believed that|thought that|assumed that|been reported that|reports that|said it|said they|said that it|said that \
    they|wrong to|incorrect to|untrue|not true that|not the case that|claim that|claims that|claimed that|alleges that|alleged \
    that|suggests that|suggested that|denied that|denies that|deny that|denying that|doubt that|doubts that|doubted that|disputes \
    that|disputed that|rumours that|nobody|no one can|suppose|supposing|imagine|pretend that|pretends that";

/// Words at which a clause begins that denies what it tells, or only supposes it: "no teachers have been recruited", "had we
/// published".
const OPENS_WITHOUT: &str = "no none neither nothing had should";

/// Words before a cue that take it back: what is to come, doubted, denied or asked.
const TAKEN_BACK: &str = "\
    will would to not never yet could should may might must shall if when once until unless expected \
    expect expects plan plans planned due before after whether hope hopes aim aims half partly partially \
    nearly almost largely cannot can no nor neither without ensure";

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
    /// What passage and pledge share tells the pledge from others: rare words, or many.
    pub(super) specific: bool,
    /// Names of who answers for the pledge.
    pub(super) bodies: &'a [String],
    /// The day from which something done counts for the pledge.
    pub(super) said: Option<Date>,
}

#[cfg(test)]
impl Grounds<'_> {
    /// A passage that bears on a pledge without a number for sure and has most of its wording.
    fn sure() -> Self {
        let share = &|_: &str| 0.8;
        let (has_number, number_agrees, specific) = (false, false, true);
        Self { score: 0.95, share, has_number, number_agrees, specific, bodies: &[], said: None }
    }
}

/// With less of the pledge's wording in its sentence, what is said is said of something else.
const SOME: f32 = 0.25;
/// That something went wrong or was given up is not proposed on less wording than this, nor on a link less likely.
const MUCH: f32 = 0.4;
const LIKELY: f32 = 0.6;

/// The step that a passage says was taken on a pledge, with the words that say so; `None`: it does not say.
pub(super) fn step(passage: &str, pledge: &str, grounds: Grounds<'_>) -> Option<(Step, String)> {
    let named = deed::named(pledge);
    let sentences: Vec<Sentence> = sentences(passage)
        .map(|text| {
            let folded = fold(text);
            let plain = without_name(&folded, &named);
            Sentence { plain, tidied: tidy(text), folded, share: (grounds.share)(text) }
        })
        .collect();
    let own = doubt::own_words(pledge, grounds.bodies);
    let done = done::done(&sentences, pledge, grounds);
    if let Some((Step::Delivered, _)) = done {
        return done;
    }
    let negative = any_of(&fold(pledge), " not | no | never ");
    let said = |step: &Step, least: f32| {
        let cues = CUES.iter().find(|(one, _)| one == step).map_or("", |(_, cues)| *cues);
        sentences
            .iter()
            .filter(|sentence| sentence.share >= least)
            .find_map(|sentence| told(sentence, step, cues, negative, &own))
    };
    let against = [Step::Withdrawn, Step::Reversed, Step::Delayed, Step::NotDelivered];
    let against = against.iter().find_map(|step| said(step, MUCH)).filter(|_| grounds.score >= LIKELY);
    against
        .or(done)
        .or_else(|| [Step::Started, Step::Progressed].iter().find_map(|step| said(step, SOME)))
        .or_else(|| said(&Step::Announced, 0.0))
}

/// The step that a sentence tells by one of some cues, and by which. What is put off only "until" or "before" a day is not
/// given up; and what is denied is not promised, unless that is what was.
fn told(sentence: &Sentence, step: &Step, cues: &str, negative: bool, own: &str) -> Option<(Step, String)> {
    let folded = sentence.plain.as_str();
    let denied = |cue: &str| {
        let has = |no: &&str| stands_anywhere(folded, &format!("{cue} {no}"));
        !negative && !has(&"not only") && DENIALS.iter().any(has)
    };
    let by_others = |cue: &str| {
        let (before, after) = folded.split_once(cue).unwrap_or_default();
        matches!(step, Step::Started | Step::Progressed | Step::Announced)
            && (doubt::is_by_others(before, after, own)
                || (is_a_deed(cue)
                    && actor::is_anothers_deed(&sentence.tidied, before.len() + cue.len(), own)))
    };
    if let Some(cue) = cues.split('|').find(|cue| stands(folded, cue) && !denied(cue) && !by_others(cue)) {
        let after = folded.split_once(cue).map_or("", |(_, after)| after);
        let put_off = matches!(step, Step::Withdrawn)
            && (cue.contains("not ") || cue.starts_with("no longer"))
            && any_of(after, " until | before ");
        return Some((if put_off { Step::Delayed } else { *step }, cue.to_owned()));
    }
    let late = |words: &&str| {
        let clause = folded.split_once(words).map(|(before, _)| before.rsplit([',', ';', ':']).next());
        stands_anywhere(folded, words) && clause.flatten().is_some_and(|clause| clause.contains(" not "))
    };
    let late = IN_TIME.split('|').find(late).filter(|_| matches!(step, Step::Delayed));
    late.map(|words| (*step, format!("not … {words}")))
}

/// Whether a cue says that somebody has done something to a thing, and not that the thing goes on.
fn is_a_deed(cue: &str) -> bool {
    cue.ends_with(" published") || cue.ends_with(" allocated")
}

/// Words that deny the cue that they follow.
const DENIALS: &[&str] = &["not", "never", "no longer"];

/// Whether one of some words, `|` between them, stands in a text as it is.
fn any_of(folded: &str, list: &str) -> bool {
    list.split('|').any(|words| folded.contains(words))
}

/// A sentence of a passage.
struct Sentence {
    /// With straight apostrophes and single spaces.
    tidied: String,
    /// The same in lower case.
    folded: String,
    /// The same without the small words of the pledge's own name, which tell nothing: a "national plan to end" it.
    plain: String,
    /// The share of the pledge's wording that it has.
    share: f32,
}

/// A folded sentence in which the words that could tell or take back a step are blotted out wherever they stand in the name
/// of what is promised: where at least [`RUN`] words run as they do there.
fn without_name(folded: &str, named: &str) -> String {
    let names: Vec<&str> = named.split_whitespace().map(bare).collect();
    let mut words: Vec<(usize, &str)> = Vec::new();
    let mut start = 0;
    for word in folded.split(' ') {
        words.push((start, bare(word)));
        start += word.len() + 1;
    }
    let mut plain = folded.to_owned();
    for at in 0..words.len() {
        let run = |from: usize| {
            let same = words[at..].iter().zip(&names[from..]).take_while(|((_, one), other)| one == *other);
            same.count()
        };
        let longest = (0..names.len()).map(run).max().unwrap_or_default();
        if longest < RUN {
            continue;
        }
        for (start, word) in words.iter().skip(at).take(longest) {
            if one_of(TAKEN_BACK, word) {
                plain.replace_range(*start..*start + word.len(), &"_".repeat(word.len()));
            }
        }
    }
    plain
}

/// The fewest words that are a name.
const RUN: usize = 3;

/// A word without the marks after it.
fn bare(word: &str) -> &str {
    word.trim_end_matches([',', '.', ';', ':'])
}

/// The sentences of a passage, parted at semicolons too.
pub(super) fn sentences(passage: &str) -> impl Iterator<Item = &str> {
    let mut starts: Vec<usize> = tokens::tokens(passage, &[]).filter_map(|token| token.opens).collect();
    starts.push(passage.len());
    let ranges: Vec<(usize, usize)> = starts.windows(2).map(|pair| (pair[0], pair[1])).collect();
    ranges
        .into_iter()
        .filter_map(|(start, end)| passage.get(start..end))
        .flat_map(|sentence| sentence.split(';'))
}

/// A text with straight apostrophes and single spaces.
fn tidy(text: &str) -> String {
    let plain = text.replace(['\u{2018}', '\u{2019}'], "'");
    format!(" {} ", plain.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// The same in lower case.
fn fold(text: &str) -> String {
    tidy(text).to_lowercase()
}

fn stands_anywhere(folded: &str, words: &str) -> bool {
    folded.match_indices(words).any(|(at, _)| bounded(folded, at, at + words.len()))
}

/// Whether a cue stands in a text, in whole words and not taken back by what is before it.
fn stands(folded: &str, cue: &str) -> bool {
    // "Of the 8,500 that we committed to": nothing is told to be done.
    let goes_on =
        |end: usize| !cue.ends_with(" to") || folded[end..].trim_start().starts_with(char::is_alphanumeric);
    folded.match_indices(cue).any(|(at, _)| {
        let end = at + cue.len();
        bounded(folded, at, end) && goes_on(end) && !taken_back(&folded[..at], cue)
    })
}

fn bounded(text: &str, start: usize, end: usize) -> bool {
    let letter = |letter: Option<char>| letter.is_some_and(char::is_alphanumeric);
    !letter(text[..start].chars().next_back()) && !letter(text[end..].chars().next())
}

/// Whether one of the four words before takes a cue back, within its clause, or a condition anywhere in it. A cue that
/// says so itself is meant so.
fn taken_back(before: &str, cue: &str) -> bool {
    if cue == "to date" && before.ends_with("up ") {
        return true;
    }
    if cue.contains("will") || cue.contains(" not ") || cue.starts_with("plan") || cue.starts_with("is ") {
        return false;
    }
    let clause = before.rsplit([',', ';', ':']).next().unwrap_or_default();
    let first = clause.split_whitespace().next();
    if first.is_some_and(|first| one_of(OPENS_WITHOUT, first))
        || SAID_BY_OTHERS.split('|').any(|words| stands_anywhere(before, words))
    {
        return true;
    }
    clause.split_whitespace().rev().take(4).any(|word| one_of(TAKEN_BACK, word))
        || clause.split_whitespace().any(|word| one_of("until unless if whether", word))
}

/// Whether a word is one of those in a list with spaces between.
fn one_of(list: &str, word: &str) -> bool {
    list.split(' ').any(|one| one == word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_step_is_what_the_passage_says_and_no_more() {
        let npq = "We will introduce a new leadership level SENCO qualification";
        let teachers = "committed to recruiting an additional 6,500 teachers";
        let share = |sentence: &str| if sentence.contains("pledge") { 0.0 } else { 0.8 };
        let full = Grounds { share: &share, ..Grounds::sure() };
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
            (npq, "No such qualification has been introduced", full, None),
            (npq, "Had we introduced the qualification, schools would use it", full, None),
            (npq, "It is wrong to say that we have introduced the qualification", full, None),
            (npq, "We will not now introduce the qualification", full, Some(Step::Withdrawn)),
            (npq, "We no longer intend to introduce the qualification", full, Some(Step::Withdrawn)),
            (npq, "We will not now introduce the qualification before 2027", full, Some(Step::Delayed)),
            (
                npq,
                "The qualification was not introduced in autumn 2024 as planned",
                full,
                Some(Step::Delayed),
            ),
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
