//! What a sentence says of a number in it: that so many of the pledge's things came about, that so many there are, or that
//! there are so many more; and what makes it doubtful that it is the whole of what was pledged.
//!
//! Saying nothing is the safe side: a number counts only by the words that stand right around it. It must not know dates.

use super::phrase::{self, Name, Phrase, Word, has, stands};
use super::unreal;
use crate::language::past;
use crate::matching::profile::Profile;
use crate::matching::steps::Promise;
use crate::matching::tokens::{self, Unit, one_of};

/// What a sentence says of a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sense {
    /// So many came about: "have recruited 2,346", "2,346 were recruited".
    CameAbout(When),
    /// So many there are: "there are 2,346", "61.8% waited no longer".
    Stands(When),
    /// So many more or fewer than at another time: "increased by 2,346", "2,346 more than".
    Changed,
}

/// When that is true, by the tense.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum When {
    /// As the passage is said: "have recruited", "there are".
    Now,
    /// By a time that the sentence has to tell: "had recruited".
    ByThen,
    /// At one: "recruited", "there were".
    Then,
}

impl When {
    fn of(auxiliary: &str) -> Self {
        match auxiliary {
            "has" | "have" | "is" | "are" | "stands" | "now" | "can" => Self::Now,
            "had" => Self::ByThen,
            _ => Self::Then,
        }
    }
}

/// Why a number that is said to be is not recorded as what became of the pledge.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Doubt {
    /// The sentence does not say by its own build that so many came about, or that there are so many.
    Untold,
    /// It names other things, or fewer of the words by which the pledge names them.
    OtherThings,
    /// It is of a place, a body or a programme that the pledge does not name, or of a part.
    Part,
    /// It is of a year or another span, and not of the time since the pledge.
    Span,
}

/// What is read of a number; nothing where it is no fact: a target, what is funded or needed, what others did before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Read {
    pub(super) sense: Option<Sense>,
    pub(super) doubt: Option<Doubt>,
}

/// Words before a number in its clause that make it no fact.
const NO_FACT_BEFORE: &str = "\
    target targets aim aims ambition goal goals planned forecast forecasts projected projection funded funding fund funds \
    permission permissions consent approved approval need needs require requires required requirement could would should \
    may might if unless whether hope hoped hopes expected expects expect ensure committed applications vacancies capacity budget budgets";
/// Words after its name, or right after it, that do.
const NO_FACT_AFTER: &str = "\
    needed required expected planned projected forecast promised pledged applied left resigned vacant vacancies unfilled \
    applications applicants surveyed";
/// Words of those who governed before the pledge was made.
const BEFORE_US: &str = "\
    previous government|last government|former government|previous administration|last administration|former \
    administration|last parliament|previous parliament|predecessor|predecessors|the conservatives|conservative \
    government|coalition government|party opposite|last conservative|previous conservative|previous labour|last labour";
/// Words of a part of what there is.
const OF_A_PART: &str = "\
    pilot|pilots|region|regional|constituency|county|city|borough|locally|of whom|of which|first phase|one of|part of|in \
    part|partially|or are in training|only in|some of";
/// Words of a span that a date does not show: what came about in it is not what came about since the pledge.
const OF_A_SPAN: &str = "\
    in the year to|in the quarter|in the month|in the last|over the last|in the past|over the past|last year|last \
    month|last week|last quarter|this year|each year|every year|per year|a year|annually|each week|per week|a week|each \
    month|per month|a month|each day|a day|on average|year on year|in the first|in the second|between";

/// Names that are no place or body that would make a number one of a part.
const OF_ALL: &str = "\
    government department secretary state minister ministers parliament house england uk united kingdom great britain nhs \
    i january february march april may june july august september october november december fte office treasury \
    ministry we hm";

/// Words of a subject that is some of many, or another.
const SOME_ONLY: &str =
    "some several many few most other those these certain two three four five six ten private";
/// Who acts for a pledge, besides plural nouns.
const WHO: &str = "we i it they government department ministry ministers treasury office";

/// Words between a verb and its number.
const BEFORE_A_NUMBER: &str = "\
    about around approximately roughly some over more than at least a an additional another estimated just \
    already the first extra further now net";
/// Words before those by which a number is a whole of which a part is meant, or not reached.
const A_WHOLE_OR_LESS: &str = "of fewer less almost nearly close under to half no not without below";
/// Words between an auxiliary and its verb.
const BETWEEN: &str = "also now already recently since successfully formally today then so far";
/// Verbs that say of any counted thing that it is there.
const COUNTED_AS_DONE: &[&str] = &["deliv", "complet", "achiev", "creat", "deliver"];
/// Words by which the pledge is only said again: "we have committed £5 billion".
const SAID_AGAIN: &str = "committed pledged promised announced confirmed";
/// Words by which a thing changes.
const CHANGES: &str =
    "increased grew grown risen rose rise up fell fallen fall down decreased reduced growth gained";

/// Reads a number of a passage, `at` among its tokens; `None`: it is no fact.
pub(super) fn read(
    passage: &str,
    found: &[tokens::Token],
    at: usize,
    profile: &Profile,
    promise: &Promise<'_>,
) -> Option<Read> {
    let Phrase { words, here, folded, .. } = phrase::phrase(passage, found, at);
    if is_of_predecessors(&folded) || unreal::is_unreal(&words, here, before_number(&words, here)) {
        return None;
    }
    let pledged = phrase::pledged(promise, profile);
    let unit = words[here].number?.unit;
    let verbs = Verbs { profile };
    let name = phrase::name(&words, here, |word| verbs.own(word));
    let part = before_number(&words, here).is_some_and(|one| {
        words[one + 1..=here].iter().all(|word| !word.parted) && one_of(A_WHOLE_OR_LESS, &words[one].lower)
    });
    let sense = match unit {
        _ if part => None,
        Unit::Percent => share(&words, here, &name, &verbs),
        Unit::Count | Unit::Pound | Unit::Dollar | Unit::Euro => active(&words, here, &verbs, &pledged)
            .or_else(|| passive(&words, here, &name, &verbs))
            .or_else(|| number_of(&words, here, &verbs))
            .or_else(|| there_are(&words, here, &name, &verbs)),
    };
    let clause = phrase::governing_clause(&words, here);
    let came_about = matches!(sense, Some(Sense::CameAbout(_)));
    let before = |list: &str| words[..here].iter().any(|word| one_of(list, &word.lower));
    let governed = || before(SUPPOSED) || (before("that") && before(NO_FACT_BEFORE));
    let planned = || words[clause..here].iter().any(|word| one_of(NO_FACT_BEFORE, &word.lower));
    let after = words.iter().skip(here + 1).take(name.end.saturating_sub(here) + 2);
    let undone = after
        .take_while(|word| !word.parted)
        .any(|word| one_of(NO_FACT_AFTER, &word.lower) || unreal::is_undone(word, &pledged));
    if before_number(&words, here).is_some_and(|verb| unreal::is_undone(&words[verb], &pledged)) {
        return None;
    }
    if (came_about && governed()) || (!came_about && (planned() || undone)) {
        return None;
    }
    let doubt = if sense.is_none() {
        Some(Doubt::Untold)
    } else if !is_of_the_same(unit, &words, &name, here, &pledged, &folded) {
        Some(Doubt::OtherThings)
    } else if is_of_a_part(&words, here, &folded, &pledged) {
        Some(Doubt::Part)
    } else if OF_A_SPAN.split('|').any(|one| stands(&folded, one) && !stands(&pledged.folded, one)) {
        Some(Doubt::Span)
    } else {
        None
    };
    Some(Read { sense, doubt })
}

/// Whether a text in lower case speaks of those who governed before.
pub(in crate::matching) fn is_of_predecessors(lower: &str) -> bool {
    BEFORE_US.split('|').any(|one| lower.contains(one))
}

/// Words before a finished deed that only suppose it, deny it or leave it to others to say.
const SUPPOSED: &str = "\
    if unless whether until once when not never no hoped expected claims claimed claim said says reported alleged suggests \
    suggested should could would will must might target forecast planned suppose supposing imagine nobody denied denies deny doubts";

/// The verbs that say that the pledge's things came about.
struct Verbs<'a> {
    profile: &'a Profile,
}

impl Verbs<'_> {
    /// Whether a word is the past form of one of the pledge's own verbs, or of one that says of anything that it is there.
    fn own(&self, word: &Word) -> bool {
        let stem = past::verb(&word.lower).filter(|_| !one_of(SAID_AGAIN, &word.lower));
        stem.is_some_and(|stem| COUNTED_AS_DONE.contains(&stem.as_str()) || has(self.profile, &stem))
    }
}

/// The word that a number with what hedges it follows: `recruited` of "recruited a total of some 2,346".
fn before_number(words: &[Word], here: usize) -> Option<usize> {
    let mut at = here;
    while let Some(before) = at.checked_sub(1) {
        let total = words[before].lower == "of" && before > 0 && words[before - 1].lower == "total";
        if !total && !one_of(BEFORE_A_NUMBER, &words[before].lower) {
            return Some(before);
        }
        at = before - usize::from(total);
    }
    None
}

/// "We have recruited 2,346": the verb right before the number, done by one who answers for all of it.
fn active(words: &[Word], here: usize, verbs: &Verbs<'_>, pledged: &phrase::Pledged<'_>) -> Option<Sense> {
    let mut verb = before_number(words, here)?;
    // "Introduced in 750 schools", where that was pledged.
    if pledged.before.as_deref() == Some(words[verb].lower.as_str()) {
        verb = verb.checked_sub(1)?;
    }
    let joined = words[verb + 1..=here].iter().all(|word| !word.parted);
    if !joined || !verbs.own(&words[verb]) {
        return None;
    }
    let aux = (0..verb).rev().find(|one| !one_of(BETWEEN, &words[*one].lower))?;
    let aux_word = words[aux].lower.as_str();
    if words[aux + 1..=verb].iter().any(|word| word.parted) {
        return None;
    }
    let answers = |end: usize| is_one_of_all(words, end, pledged.promise);
    match aux_word {
        "has" | "have" | "had" => answers(aux).then_some(Sense::CameAbout(When::of(aux_word))),
        "was" | "were" => Some(Sense::CameAbout(When::Then)),
        "been" => Some(Sense::CameAbout(When::of(aux.checked_sub(1).map_or("", |one| &words[one].lower)))),
        _ => answers(aux + 1).then_some(Sense::CameAbout(When::Then)),
    }
}

/// Whether the subject that ends before `end` is the government, the body that answers for the pledge, or many: "Police
/// forces", not "London".
fn is_one_of_all(words: &[Word], end: usize, promise: &Promise<'_>) -> bool {
    let Some(subject) = (0..end).rev().find(|one| !one_of(BETWEEN, &words[*one].lower)) else { return false };
    let word = &words[subject];
    let from = (0..=subject).rev().find(|one| words[*one].parted).unwrap_or(0);
    let is_some = |word: &Word| one_of(SOME_ONLY, &word.lower) || word.number.is_some();
    let some = words[from..subject].iter().any(is_some);
    let many =
        word.lower.ends_with('s') && !word.lower.ends_with("ss") && (!word.capital || subject == 0) && !some;
    let name = || words[from..=subject].iter().map(|word| word.lower.as_str()).collect::<Vec<_>>();
    one_of(WHO, &word.lower) || many || promise.names_its_body(&name())
}

/// "2,346 teachers have been recruited".
fn passive(words: &[Word], here: usize, name: &Name, verbs: &Verbs<'_>) -> Option<Sense> {
    let after = |at: usize| words.get(at).filter(|word| !word.parted).map(|word| word.lower.as_str());
    let aux = after(name.end)?;
    let been = (name.end + 1..words.len()).find(|one| !one_of(BETWEEN, &words[*one].lower))?;
    let at = match aux {
        "was" | "were" => name.end + 1,
        "has" | "have" | "had" if words[been].lower == "been" => been + 1,
        _ => return None,
    };
    let verb = (at..words.len()).find(|one| !one_of(BETWEEN, &words[*one].lower))?;
    let joined = words[here + 1..=verb].iter().all(|word| !word.parted);
    let goes_on = after(verb + 1).is_some_and(|next| next == "or");
    // Of a bare number nobody knows what it counts; a sum is one of money.
    let counts = !name.keys.is_empty() || words[here].number.is_some_and(|number| number.unit != Unit::Count);
    (joined && !goes_on && verbs.own(&words[verb]) && counts).then(|| Sense::CameAbout(When::of(aux)))
}

/// "The number of teachers recruited by then was 2,346".
fn number_of(words: &[Word], here: usize, verbs: &Verbs<'_>) -> Option<Sense> {
    let is = before_number(words, here)?;
    let number = (0..is).rev().find(|one| matches!(words[*one].lower.as_str(), "number" | "total"))?;
    let counts = one_of("was is were stood stands reached", &words[is].lower)
        && words.get(number + 1).is_some_and(|word| word.lower == "of");
    let done = words[number..is].iter().any(|word| verbs.own(word));
    let when = When::of(&words[is].lower);
    counts.then_some(if done { Sense::CameAbout(when) } else { Sense::Stands(when) })
}

/// "There are now 2,346 teachers", "2,346 more teachers than", "increased by 2,346".
fn there_are(words: &[Word], here: usize, name: &Name, verbs: &Verbs<'_>) -> Option<Sense> {
    let before = &words[here.saturating_sub(5)..here];
    let compares = words[here + 1..].iter().any(|word| one_of("than compared", &word.lower));
    let more =
        words[here + 1..name.end.max(here + 1)].iter().any(|word| one_of("more fewer less", &word.lower));
    if before.iter().any(|word| one_of(CHANGES, &word.lower)) || compares || more {
        return Some(Sense::Changed);
    }
    let is = before_number(words, here)?;
    if !one_of("are were is was", &words[is].lower) {
        return None;
    }
    let there = is.checked_sub(1).is_some_and(|one| words[one].lower == "there");
    let done = words.get(name.end).is_some_and(|word| !word.parted && verbs.own(word));
    match (there, done) {
        (true, true) => Some(Sense::CameAbout(When::Then)),
        (true, false) => Some(Sense::Stands(When::of(&words[is].lower))),
        (false, _) => None,
    }
}

/// How far the verb may stand behind the name of what a share is of.
const NEAR: usize = 8;

/// "61.8% of patients waited no longer than 18 weeks"; but "rose by 2.5%".
fn share(words: &[Word], here: usize, name: &Name, verbs: &Verbs<'_>) -> Option<Sense> {
    let before = &words[here.saturating_sub(4)..here];
    if before.iter().any(|word| one_of(CHANGES, &word.lower)) {
        return Some(Sense::Changed);
    }
    let of = words.get(here + 1).is_some_and(|word| word.lower == "of");
    let is_verb =
        |word: &&Word| verbs.own(word) || one_of("is are was were has have had do does did can", &word.lower);
    // "79.6% of premises in Wales can access": a place stands between.
    let placed = words.get(name.end).is_some_and(|word| one_of("in at across of from", &word.lower));
    let within = if placed { NEAR } else { 1 };
    let verb = words.iter().skip(name.end).take(within).take_while(|word| !word.parted).find(is_verb);
    verb.filter(|_| of).map(|verb| Sense::Stands(When::of(&verb.lower)))
}

/// Words before a verb in the perfect or the passive.
const AUXILIARIES: &str = "has have had was were been also now already since";

/// Whether a number is of what the pledge counts, by the same words.
fn is_of_the_same(
    unit: Unit,
    words: &[Word],
    name: &Name,
    here: usize,
    pledged: &phrase::Pledged<'_>,
    folded: &str,
) -> bool {
    match unit {
        Unit::Pound | Unit::Dollar | Unit::Euro => {
            // "£740 million for places", "£740 million has been spent on places".
            let mut joined = words.iter().enumerate().skip(here + 1).take_while(|(_, word)| !word.parted);
            let said = |word: &Word| one_of(AUXILIARIES, &word.lower) || past::verb(&word.lower).is_some();
            let into = joined.find(|(_, word)| !said(word));
            let into = into.filter(|(_, word)| one_of("in for on to", &word.lower)).map(|(at, _)| at);
            let purpose = phrase::name(words, into.unwrap_or(here + 1), |_| false);
            let goes_on =
                words.get(purpose.end).is_some_and(|word| !word.parted && one_of("and or", &word.lower));
            into.is_some()
                && !goes_on
                && purpose.keys.iter().all(|key| pledged.all.contains(key))
                && !purpose.keys.is_empty()
        }
        Unit::Percent => {
            let limit = |text: &str| phrase::limit(text);
            let known = |key: &String| pledged.all.contains(key);
            let numbers = pledged.others.iter().all(|key| words.iter().any(|word| word.key == *key));
            name.keys.iter().all(known)
                && !name.keys.is_empty()
                && numbers
                && limit(folded) == limit(&pledged.folded)
        }
        Unit::Count => {
            let of = name.keys.as_slice();
            let goes_on =
                words.get(name.end).is_some_and(|word| !word.parted && one_of("and or", &word.lower));
            let counted = of.is_empty() && phrase::counted_before(words, here, &pledged.name);
            let head = of.last().is_some_and(|head| pledged.heads.contains(head));
            let foreign = of.iter().any(|key| !pledged.all.contains(key));
            // Of another number with its own words it tells something else: "12,000 homes, 4,000 of them affordable".
            let another = words.iter().skip(name.end).position(|word| word.number.is_some());
            let told = &words[..another.map_or(words.len(), |at| name.end + at)];
            let missing = pledged.name.iter().any(|key| !told.iter().any(|word| word.key == *key));
            !goes_on && (counted || (head && !foreign)) && !missing
        }
    }
}

/// Whether a sentence names a place, a body or a programme that the pledge does not, or a part.
pub(super) fn is_of_a_part(words: &[Word], here: usize, folded: &str, pledged: &phrase::Pledged<'_>) -> bool {
    let wales = |at: usize| {
        words[at].lower == "wales"
            && at >= 2
            && words[at - 1].lower == "and"
            && words[at - 2].lower == "england"
    };
    let strange = (1..words.len()).any(|at| {
        let word = &words[at];
        let own = || pledged.all.contains(&word.key) || pledged.promise.is_of_its_body(&word.lower);
        let known = one_of(OF_ALL, &word.lower) || wales(at) || own();
        word.capital && word.number.is_none() && at != here && !known
    });
    // "Across the UK", where it is promised for England: more than a part, and as little what was pledged.
    let wider = stands(&pledged.folded, "england")
        && !stands(folded, "england")
        && ["uk", "britain", "united kingdom"].iter().any(|one| stands(folded, one));
    strange || wider || OF_A_PART.split('|').any(|one| stands(folded, one) && !stands(&pledged.folded, one))
}
