//! Words that mean a step, and whether a sentence tells it by one of them.
//!
//! It must not know which step outweighs which, nor what is delivered: that is told in [`done`](super::done).

use super::sentence::{Sentence, contains_any, stands, stands_anywhere};
use super::{Promise, actor, doubt, setback};
use crate::date::Date;
use crate::matching::tokens::one_of;
use crate::model::Step;
use memchr::memmem;
use std::sync::LazyLock;

/// Words that mean a step in a sentence about the pledge, unless something before them takes it back; `|` parts them.
/// The first that is found in this order wins.
const CUES: &[(Step, &str)] = &[
    (
        Step::Withdrawn,
        "\
         been cancelled|was cancelled|been scrapped|was scrapped|been shelved|was shelved|were shelved|been abandoned|was abandoned|no longer \
         proceed|no longer be taken forward|no longer going ahead|not be taken forward|not be taking \
         forward|not be proceeding|will not proceed|not going ahead|been dropped|been withdrawn|have decided \
         not to|has decided not to|been discontinued|was discontinued|did not become law|died in \
         committee|abandoned the|were cancelled|has cancelled|have cancelled|cancelled plans|were scrapped|has scrapped|have \
         scrapped|scrapped plans|has shelved|have shelved|shelved plans|were abandoned|has abandoned|have abandoned|abandoned plans|will not now|no longer intend|no longer intends|no longer plan|no longer plans|no \
         longer planning|not being taken forward|withdrawn the proposal|withdrawn proposals|withdrawn the plan|withdrawn plans|\
         withdrawn its commitment|withdrawn our commitment|withdrawn the commitment|withdrawn its pledge|withdrawn our pledge|withdrawn the \
         pledge|withdrew its commitment|withdrew our commitment|withdrew the commitment|withdrew its pledge|withdrew our pledge|withdrew \
         the pledge|dropped our pledge|dropped the pledge|dropped its commitment|dropped our commitment|dropped the commitment|dropped its pledge|dropped its \
         target|dropped the target|is no longer committed|are no longer committed|was dropped|were dropped|has \
         dropped the|have dropped the|has dropped its|have dropped our|dropped plans|dropped the plan|dropped the plans|dropped its plan|dropped its plans|dropped \
         our plan|dropped our plans|dropped our target|abandoned its plan|abandoned its plans|abandoned our plan|abandoned our plans|abandoned its pledge|abandoned our \
         pledge|abandoned its commitment|abandoned our commitment|abandoned its target|abandoned our target|axed plans|axed the plan|been axed|was axed|were axed|has axed|have axed",
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
         the|is being rolled out|are being rolled out|is rolling out|are rolling out|also rolling out|now rolling out|currently \
         rolling out|broken ground|broke ground|begun rolling out|started rolling out|started to roll out|begun to roll out|is being implemented|are implementing|is \
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

/// A cue, ready to be looked for: in most sentences it is not.
struct Cue {
    words: &'static str,
    finder: memmem::Finder<'static>,
}

/// The cues of a step, in order.
fn cues(step: Step) -> &'static [Cue] {
    static READY: LazyLock<Vec<(Step, Vec<Cue>)>> = LazyLock::new(|| {
        let ready = |words: &'static str| Cue { words, finder: memmem::Finder::new(words) };
        CUES.iter().map(|(step, cues)| (*step, cues.split('|').map(ready).collect())).collect()
    });
    READY.iter().find(|(one, _)| *one == step).map_or(&[], |(_, cues)| cues)
}

/// Words that, denied, say that it did not come in time.
const IN_TIME: &str = "as planned|as originally planned|as promised|as scheduled|on schedule|on time|in time";

/// The step that a sentence tells by one of some cues, and by which. What is put off only "until" or "before" a day is not
/// given up; what is denied is not promised, unless that is what was; and what went wrong before the pledge was `said` is nothing
/// against it.
pub(super) fn told(
    sentence: &Sentence,
    step: Step,
    promise: &Promise<'_>,
    said: Option<Date>,
) -> Option<(Step, String)> {
    let folded = sentence.plain.as_str();
    let denied = |cue: &str| {
        let has = |no: &&str| stands_anywhere(folded, &format!("{cue} {no}"));
        !promise.negative && !has(&"not only") && DENIALS.iter().any(has)
    };
    let by_others = |cue: &str| {
        let (before, after) = folded.split_once(cue).unwrap_or_default();
        let given_up = matches!(step, Step::Withdrawn) && gives_up(cue);
        let verb = before.len() + if given_up { 1 } else { cue.len() };
        (given_up || matches!(step, Step::Started | Step::Progressed | Step::Announced))
            && (doubt::is_by_others(before, after, &promise.own)
                || ((given_up || is_a_deed(cue))
                    && actor::is_anothers_deed(&sentence.tidied, verb, &promise.own)))
    };
    let tells = |cue: &Cue| {
        let is_there = cue.finder.find(folded.as_bytes()).is_some();
        let cue = cue.words;
        let nothing = || is_no_amount(folded, cue) || setback::is_none(step, cue, sentence, promise, said);
        is_there && stands(folded, cue) && !denied(cue) && !by_others(cue) && !nothing()
    };
    if let Some(cue) = cues(step).iter().find(|cue| tells(cue)).map(|cue| cue.words) {
        let after = folded.split_once(cue).map_or("", |(_, after)| after);
        let put_off = matches!(step, Step::Withdrawn)
            && (cue.contains("not ") || cue.contains("no longer"))
            && contains_any(after, " until | before ");
        return Some((if put_off { Step::Delayed } else { step }, cue.to_owned()));
    }
    let late = |words: &&str| {
        let clause = folded.split_once(words).and_then(|(before, _)| before.rsplit([',', ';', ':']).next());
        // "Those who did not claim will get it as planned": another verb is what is planned.
        let denied = clause.and_then(|clause| clause.rsplit_once(" not "));
        stands_anywhere(folded, words)
            && denied
                .is_some_and(|(_, verb)| !contains_any(verb, " will | is | are | was | were | has | have "))
    };
    let late = IN_TIME.split('|').find(late).filter(|_| matches!(step, Step::Delayed));
    late.map(|words| (step, format!("not … {words}")))
}

/// Whether a cue says that somebody has done something to a thing, and not that the thing goes on.
fn is_a_deed(cue: &str) -> bool {
    cue.ends_with(" published") || cue.ends_with(" allocated")
}

/// Whether a cue begins with the verb by which somebody gives a thing up, who is named before it: "Labour dropped its pledge".
fn gives_up(cue: &str) -> bool {
    let verbs = "withdrawn withdrew dropped cancelled scrapped shelved abandoned axed has have is are";
    cue.split(' ').next().is_some_and(|verb| one_of(verbs, verb))
}

/// Words that tell how much is done by now.
const BY_NOW: &str = "so far|to date";
/// Words by which, before one of those, a thing is compared with all others: "the most ambitious so far".
const SUPERLATIVES: &str =
    "most best worst first last largest biggest greatest highest lowest longest strongest";
/// How far before.
const OF_ALL: usize = 4;

/// Whether nothing is said to be done by now: "to date, no data has been collected", "the largest so far".
fn is_no_amount(folded: &str, cue: &str) -> bool {
    let Some((before, after)) = folded.split_once(cue).filter(|_| BY_NOW.split('|').any(|one| one == cue))
    else {
        return false;
    };
    let before = before.rsplit(" but ").next().unwrap_or_default();
    let after = after.split(" but ").next().unwrap_or_default();
    let words: Vec<&str> = before.split_whitespace().chain(after.split_whitespace()).collect();
    let denied = words
        .windows(2)
        .any(|pair| one_of("not no never none", pair[0]) && !one_of("only just fewer less", pair[1]));
    denied || before.split_whitespace().rev().take(OF_ALL).any(|word| one_of(SUPERLATIVES, word))
}

/// Words that deny the cue that they follow.
const DENIALS: &[&str] = &["not", "never", "no longer"];
