//! Which step a passage says was taken, from its own words.
//!
//! Saying too little is the safe side: what will be done is not done, and "delivered" needs the pledge's own verb in
//! the past or words that mean nothing else. It must not judge whether what is said is true.

mod actor;
mod clause;
mod cue;
mod deed;
mod done;
mod doubt;
mod fulfilled;
mod own;
mod place;
mod sentence;
mod setback;
mod voice;
mod when;
mod whole;

pub(super) use sentence::sentences;
pub(super) use voice::own_voice;

use crate::date::Date;
use crate::language::dates::{self, Kind};
use crate::language::tokens::tokenize;
use crate::matching::tokens::one_of;
use crate::model::Step;
use deed::Deed;
use sentence::{Sentence, contains_any, fold};

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
    /// The day from which something done counts for the pledge.
    pub(super) said: Option<Date>,
    /// The day on which the passage was known.
    pub(super) known: Option<Date>,
    /// Who says "we" in it is another than who promised.
    pub(super) of_others: bool,
}

#[cfg(test)]
impl Grounds<'_> {
    /// A passage that bears on a pledge without a number for sure and has most of its wording.
    fn sure() -> Self {
        let share = &|_: &str| 0.8;
        let (has_number, number_agrees, specific) = (false, false, true);
        Self {
            score: 0.95,
            share,
            has_number,
            number_agrees,
            specific,
            said: None,
            known: None,
            of_others: false,
        }
    }
}

/// Words by which a passage promises something.
const PROMISES: &str = "\
    will shall aim aims goal target targets ambition plan plans committed commitment commitments pledge pledged promise promised \
    intend intends going";

/// What a pledge promises, and in which words: read once, held against many passages.
pub(super) struct Promise<'a> {
    pub(super) quote: &'a str,
    deed: Option<Deed>,
    /// Its words and those of who answers for it.
    own: String,
    /// It is promised that something shall not be.
    negative: bool,
    /// The day from which it is to be so, where the quote names one: "from April 2025".
    begins: Option<Date>,
}

impl<'a> Promise<'a> {
    /// The promise of a quote; `bodies` are the names of who answers for it.
    pub(super) fn new(quote: &'a str, bodies: &[String]) -> Self {
        let negative = contains_any(&fold(quote), " not | no | never ");
        let dates = dates::recognise(quote, &tokenize(quote), None);
        // "Bring forward the ban from 2035 to 2030": it does not begin where it is moved from.
        let moved =
            contains_any(&fold(quote), " bring forward | bringing forward | delay | postpone | defer ");
        let is_moved = |end: usize| moved && quote.get(end..).is_some_and(|rest| rest.starts_with(" to "));
        let begins = dates.iter().find(|date| date.kind == Kind::From && !is_moved(date.end));
        let begins = begins.and_then(|date| date.first);
        Self { quote, deed: deed::deed(quote), own: doubt::own_words(quote, bodies), negative, begins }
    }

    /// Whether a passage promises the pledge's own deed, or, where its quote tells none, anything.
    pub(super) fn is_said_again_in(&self, passage: &str) -> bool {
        if self.deed.is_none() {
            let lower = passage.to_lowercase();
            return lower.split(|letter: char| !letter.is_alphanumeric()).any(|word| one_of(PROMISES, word));
        }
        sentences(passage).any(|sentence| self.is_promised_in(sentence))
    }

    /// Whether it promises that so many things shall come about by a deed.
    pub(super) fn counts_deeds(&self) -> bool {
        self.deed.as_ref().is_some_and(|deed| deed.number.is_some())
    }

    /// Whether words in lower case name one of the bodies that answer for it: "northvale council", "the council".
    pub(super) fn names_its_body(&self, name: &[&str]) -> bool {
        actor::names_own_body(name, &self.own)
    }

    /// Whether a word in lower case is one of those bodies' names.
    pub(super) fn is_of_its_body(&self, word: &str) -> bool {
        let mut bodies = self.own.lines().skip(1);
        bodies.any(|body| body.split(|letter: char| !letter.is_alphanumeric()).any(|one| one == word))
    }

    /// Whether a sentence promises the pledge's own deed, to its own thing: "we will now publish the paper".
    pub(super) fn is_promised_in(&self, sentence: &str) -> bool {
        self.deed.as_ref().is_some_and(|deed| deed::is_promised(sentence, deed))
    }
}

/// With less of the pledge's wording in its sentence, what is said is said of something else.
const SOME: f32 = 0.25;
/// That something went wrong or was given up is not proposed on less wording than this, nor on a link less likely.
const MUCH: f32 = 0.4;
const LIKELY: f32 = 0.6;

/// The step that a passage says was taken on a pledge, with the words that say so; `None`: it does not say.
pub(super) fn step(passage: &str, promise: &Promise<'_>, grounds: Grounds<'_>) -> Option<(Step, String)> {
    let Promise { deed, own, .. } = promise;
    let named = deed.as_ref().map_or("", |deed| deed.named.as_str());
    let passage = own_voice(passage);
    let passage = if grounds.of_others { voice::of_another(&passage) } else { passage };
    // A question tells nothing.
    let sentences: Vec<Sentence> = sentences(&passage)
        .filter(|text| !text.trim_end().ends_with('?'))
        .map(|text| Sentence::new(text, named, (grounds.share)(text)))
        .collect();
    // What is to be so from a day on is before it only decided.
    let early = promise.begins.zip(grounds.known).is_some_and(|(begins, known)| known < begins);
    let done = deed.as_ref().and_then(|deed| done::done(&sentences, deed, own, grounds));
    let done = done
        .map(|(step, words)| (if early && step == Step::Delivered { Step::Progressed } else { step }, words));
    if let Some((Step::Delivered, _)) = done {
        return done;
    }
    let said = |step: Step, least: f32| {
        let mut enough = sentences.iter().filter(|sentence| sentence.share >= least);
        enough.find_map(|sentence| cue::told(sentence, step, promise, grounds.said))
    };
    let against = [Step::Withdrawn, Step::Reversed, Step::Delayed, Step::NotDelivered];
    let mut against = against.into_iter().filter(|_| grounds.score >= LIKELY);
    against
        .find_map(|step| said(step, MUCH))
        .or(done)
        .or_else(|| [Step::Started, Step::Progressed].into_iter().find_map(|step| said(step, SOME)))
        .or_else(|| said(Step::Announced, 0.0))
}

/// Whether the sentence after a passage takes back what is told there, or says that it was undone.
pub(super) fn goes_against(next: &str, promise: &Promise<'_>) -> bool {
    let is_undone =
        |deed: &Deed| done::is_undone(&[clause::read(&sentence::tidy(next))], (0, 0), deed).is_some();
    voice::speaks_on(next) && (voice::takes_back(next) || promise.deed.as_ref().is_some_and(is_undone))
}

/// The step that a passage says was taken on a pledge that nobody is said to answer for.
#[cfg(test)]
fn told(passage: &str, pledge: &str, grounds: Grounds<'_>) -> Option<(Step, String)> {
    step(passage, &Promise::new(pledge, &[]), grounds)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_begins_where_it_is_moved_from() {
        let moved = Promise::new("We will bring forward the ban on new petrol cars from 2035 to 2030.", &[]);
        assert_eq!(moved.begins, None);
        let new = Promise::new("We will introduce the ban on new petrol cars from 2035.", &[]);
        assert!(new.begins.is_some());
    }

    #[test]
    fn a_promise_is_said_again_where_its_deed_is_promised() {
        let knives = Promise::new("We will ban zombie-style knives and machetes.", &[]);
        let cases = [
            ("We will be banning zombie-style knives.", true),
            ("The Government seeks to ban large knives and machetes.", true),
            ("Zombie-style knives and machetes will be banned.", true),
            ("Police have seized 400 zombie-style knives and machetes.", false),
            ("We will not ban zombie-style knives and machetes.", false),
        ];
        for (passage, expected) in cases {
            assert_eq!(knives.is_said_again_in(passage), expected, "{passage}");
        }
        let cladding = Promise::new("By 2029 every building above 18 metres will have been remediated.", &[]);
        assert!(cladding.is_said_again_in("We are committed to remediation of buildings above 18 metres."));
        assert!(!cladding.is_said_again_in("The fund is open to remediation of buildings above 18 metres."));
    }

    #[test]
    fn a_step_is_what_the_passage_says_and_no_more() {
        let npq = "We will introduce a new leadership level SENCO qualification";
        let teachers = "committed to recruiting an additional 6,500 teachers";
        let share = |sentence: &str| if sentence.contains("pledge") { 0.0 } else { 0.8 };
        let full = Grounds { share: &share, ..Grounds::sure() };
        let number = Grounds { has_number: true, number_agrees: true, ..full };
        let other = Grounds { number_agrees: false, ..number };
        let unsure = Grounds { score: 0.6, ..full };
        let wage = "We will raise the wage floor to £12.21 from April 2025";
        let union = Grounds { of_others: true, ..full };
        let known = |day: &str| Grounds { known: day.parse().ok(), ..number };
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
                npq,
                "The Minister abandoned the commitment to change the qualification",
                Grounds { score: 0.5, ..full },
                None,
            ),
            (npq, "We have no current plans to change the leadership qualification", full, None),
            (npq, "To date, the department has not collected data on the qualification", full, None),
            (
                npq,
                "No target for the qualification was set to date, but we will introduce it",
                full,
                Some(Step::Announced),
            ),
            (npq, "The qualification is the most ambitious so far", full, None),
            (npq, "Has the qualification been introduced?", full, None),
            (npq, "Standards will rise by rolling out the qualification by March 2026", full, None),
            (npq, "We are rolling out the qualification", full, Some(Step::Started)),
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
                "We will publish a revised Environmental Improvement Plan later this year.",
                "The revised Environmental Improvement Plan was published on 1 December 2025.",
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
            (
                wage,
                "We have increased the wage floor to £12.21.",
                known("2024-12-10"),
                Some(Step::Progressed),
            ),
            (npq, "We have introduced the qualification.", union, None),
            (npq, "We\u{2019}ve introduced the qualification.", union, None),
            (npq, "The Government has introduced the qualification.", union, Some(Step::Delivered)),
            (wage, "We have increased the wage floor to £12.21.", known("2025-04-01"), Some(Step::Delivered)),
        ];
        for (pledge, passage, grounds, expected) in cases {
            assert_eq!(told(passage, pledge, *grounds).map(|(step, _)| step), *expected, "{passage}");
        }
    }
}
