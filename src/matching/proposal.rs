//! Proposals as people and machines read them: the passage quoted, reasons, and the step it seems to show.
//!
//! What is recorded for a pledge already is not proposed again. Nothing is accepted here.

use std::collections::BTreeSet;
use std::ops::Range;

use rayon::prelude::*;

use super::contest::{Field, Link};
use super::corpus::{Corpus, Entry};
use super::follow::{self, Followed};
use super::measure::Observed;
use super::office;
use super::profile::{Profile, Search};
use super::reasons::{self, Setting};
use super::restated::{self, Restated};
use super::steps::{self, Grounds, Promise};
use super::value::{self, Value};
use super::weighed::{self, Weighed};
use super::weights;
use super::{MODEL, THRESHOLD};
use crate::date::{Date, Window};
use crate::language::canonical::hex;
use crate::model::Step;

/// How much older than a pledge an earlier saying of it may be, in days.
const EARLIER_SAYING: i64 = 730;
/// A document older than the pledge keeps this much of its score unless it says the very same.
const OLD: f32 = 0.2;

/// A word in fewer than one of 120 documents (as a rarity) tells a pledge from others; so do this many words.
const RARE: f32 = 4.35;
const MANY: u32 = 8;

/// A passage must be as likely as this to bear on a pledge before a number is read from it.
const STATED: f32 = 0.5;

/// A document that may bear on a pledge, for a person to accept or reject.
#[derive(Debug, Clone, PartialEq)]
pub struct Proposal {
    /// Position of the pledge in the list that was searched for.
    pub pledge: usize,
    /// Position of the text in the corpus.
    pub entry: usize,
    /// Which of the places where it was found is meant: the first that is not older than the pledge.
    pub reference: usize,
    /// How likely the link is right, 0 to 1.
    pub score: f32,
    /// How well it stands up before it is asked how many documents there are to a pledge: by this it is held back.
    pub(super) strength: f32,
    /// Whether it is held back: too doubtful to be proposed unasked.
    pub abstained: bool,
    /// First character of the passage in the canonical text, counted in Unicode scalar values.
    pub start: usize,
    /// The character after its last.
    pub end: usize,
    /// The passage, verbatim.
    pub quote: String,
    /// The step that the passage says was taken, if it says so.
    pub step: Option<Step>,
    /// The value of the pledge's indicator that the passage seems to give.
    pub value: Option<Value>,
    /// That value as an observation of the register, where it can be one.
    pub observed: Option<Observed>,
    /// The passage restates the pledge otherwise, if it seems to.
    pub restates: Option<Restated>,
    /// Whether the body that speaks answers for the pledge; `None`: not known.
    pub self_reported: Option<bool>,
    /// Whether it is older than the pledge, and so no evidence.
    pub older: bool,
    /// Why it is proposed, or doubted, in plain words.
    pub reasons: Vec<String>,
}

/// Proposes documents for pledges; per pledge, best first. With `all`, the doubtful ones too.
#[must_use]
pub fn propose(corpus: &Corpus, searches: &[Search], all: bool) -> Vec<Vec<Proposal>> {
    let mut field = Field::new(corpus, searches, &MODEL);
    let mut links = field.links(corpus, &MODEL);
    let followed = follow::follow(corpus, searches, &links);
    for (pledge, (search, followed)) in searches.iter().zip(&followed).enumerate() {
        let looked: BTreeSet<usize> = links[pledge].iter().map(|link| link.entry).collect();
        let others: Vec<usize> = followed.keys().copied().filter(|entry| !looked.contains(entry)).collect();
        if !others.is_empty() {
            links[pledge].extend(field.also(corpus, search, &MODEL, pledge, &others));
        }
    }
    links
        .par_iter()
        .enumerate()
        .map(|(pledge, links)| {
            let search = &searches[pledge];
            let promise = Promise::new(search.quote(), &search.bodies);
            let case = Case { corpus, field: &field, searches, search, promise };
            let mut proposals: Vec<Proposal> = links
                .iter()
                .filter_map(|link| case.proposal(link, followed[pledge].get(&link.entry), all))
                .collect();
            proposals
                .sort_by(|one, other| other.score.total_cmp(&one.score).then(one.entry.cmp(&other.entry)));
            proposals
        })
        .collect()
}

/// What is known when the links of one pledge are put into words.
struct Case<'a> {
    corpus: &'a Corpus,
    field: &'a Field,
    searches: &'a [Search],
    search: &'a Search,
    promise: Promise<'a>,
}

impl Case<'_> {
    /// A link as a proposal; nothing where it is recorded already, or too doubtful and not `all` are wanted.
    fn proposal(&self, link: &Link, followed: Option<&Followed>, all: bool) -> Option<Proposal> {
        let entry = self.corpus.entries.get(link.entry)?;
        let weighed = self.field.weighed.get(link.pledge)?.get(link.looked)?;
        let profile = self.field.profiles.get(link.pledge)?;
        let reference = meant(entry, self.search.first_said);
        let known = known(entry, reference);
        let older = self.search.first_said.zip(known).is_some_and(|(said, known)| known.last < said);
        let says =
            || entry.text.get(link.passage.clone()).is_some_and(|text| self.promise.is_said_again_in(text));
        let keeps =
            if older && !is_earlier_saying(self.search, profile, known, weighed, says) { OLD } else { 1.0 };
        let raised = |score| keeps * followed.map_or(score, |followed| followed.raise(score));
        let score = raised(link.score);
        let abstained = score < THRESHOLD;
        if (abstained && !all) || is_recorded(self.search, entry) {
            return None;
        }
        let passage = self.with_next(entry, link.passage.clone(), profile);
        let own_body = weighed::same_body(self.corpus, self.search, weighed.close.entry);
        let quote = entry.text.get(passage.clone()).unwrap_or_default();
        let speaker = entry.body.as_deref().filter(|_| own_body == Some(false));
        let of_others = speaker.is_some_and(|speaker| !office::speaks_for(speaker, &self.search.bodies));
        let said = Said::new(
            quote,
            profile,
            (self.search, &self.promise),
            weighed,
            score,
            (known, older),
            (own_body, of_others),
        );
        let told = weights::told(link.score, self.corpus.len(), self.searches.len());
        let mut reasons =
            reasons::reasons(weighed, &self.setting(link, weighed, entry, profile, (known, older)));
        reasons.extend(followed.map(reasons::followed));
        reasons.extend(said.reasons());
        let before = entry.text.get(..passage.start).unwrap_or_default().chars().count();
        Some(Proposal {
            pledge: link.pledge,
            entry: link.entry,
            reference,
            score: (raised(told) * 1_000.0).round() / 1_000.0,
            strength: score,
            abstained,
            start: before,
            end: before + quote.chars().count(),
            quote: quote.to_owned(),
            step: said.step.map(|(step, _)| step),
            value: said.value,
            observed: said.observed,
            restates: said.restates,
            self_reported: own_body,
            older,
            reasons,
        })
    }

    /// The passage with the sentence after it, where that goes against it, or gives a value that the passage does not.
    fn with_next(&self, entry: &Entry, passage: Range<usize>, profile: &Profile) -> Range<usize> {
        let own = entry.text.get(passage.clone()).unwrap_or_default();
        let sentences = self.corpus.sentences(entry);
        let next = sentences.iter().find(|sentence| sentence.start as usize >= passage.end.max(1));
        let Some(next) = next else { return passage };
        let after = entry.text.get(next.start as usize..next.end as usize).unwrap_or_default();
        let gives = |text: &str| value::value(text, &self.promise, profile, None).is_some();
        let adds = steps::goes_against(after, &self.promise) || (!gives(own) && gives(after));
        if adds { passage.start..next.end as usize } else { passage }
    }

    fn setting<'a>(
        &'a self,
        link: &Link,
        weighed: &Weighed,
        entry: &'a Entry,
        profile: &'a Profile,
        (known, older): (Option<Window>, bool),
    ) -> Setting<'a> {
        Setting {
            profile,
            search: self.search,
            body: entry.body.as_deref(),
            same_body: weighed::same_body(self.corpus, self.search, weighed.close.entry),
            rivals: self.field.rivals(link.pledge, weighed),
            better_pledge: self
                .field
                .better_pledge(link.pledge, weighed)
                .and_then(|other| self.searches.get(other))
                .map(|other| other.title.as_str()),
            known,
            older,
            caution: entry.references.iter().find_map(|one| one.caution.as_deref()),
            copies: entry.references.len(),
        }
    }
}

/// What a passage seems to say.
struct Said {
    step: Option<(Step, String)>,
    value: Option<Value>,
    observed: Option<Observed>,
    /// Why a value is none that would be recorded.
    unrecorded: Option<&'static str>,
    restates: Option<Restated>,
}

impl Said {
    fn new(
        quote: &str,
        profile: &Profile,
        (search, promise): (&Search, &Promise<'_>),
        weighed: &Weighed,
        score: f32,
        (known, older): (Option<Window>, bool),
        (own_body, of_others): (Option<bool>, bool),
    ) -> Self {
        if older {
            return Self { step: None, value: None, observed: None, unrecorded: None, restates: None };
        }
        let grounds = Grounds {
            score,
            share: &|sentence: &str| profile.share(sentence),
            has_number: profile.terms.iter().any(|term| term.number),
            number_agrees: weighed.close.number.is_some_and(|number| number.counted >= 0.5),
            specific: weighed.close.shared >= MANY || profile.rarest(weighed.close.bits) >= RARE,
            said: search.first_said,
            known: known.map(|known| known.last),
            of_others,
        };
        let stated = score >= STATED;
        let day = grounds.known;
        let value = stated.then(|| value::value(quote, promise, profile, day)).flatten();
        let measured = value.as_ref().zip(search.measured.as_ref());
        let observed = measured.map(|(value, measured)| measured.observed(value, search, known, own_body));
        let unrecorded = observed.as_ref().and_then(|observed| observed.as_ref().err().copied());
        Self {
            step: steps::step(quote, promise, grounds),
            observed: observed.and_then(Result::ok),
            unrecorded,
            value,
            restates: (stated && own_body != Some(false))
                .then(|| restated::restated(quote, promise, profile, search.due, day))
                .flatten(),
        }
    }

    fn reasons(&self) -> Vec<String> {
        let mut reasons = vec![match &self.step {
            Some((step, words)) => format!("seems to say {}: \"{words}\"", step.word()),
            None => "does not say that a step was taken".to_owned(),
        }];
        if let Some(value) = &self.value {
            let on = value.on.as_ref().map_or_else(String::new, |on| format!(" ({on})"));
            reasons.push(format!("seems to give a value: {}{on}", value.text));
        }
        reasons.extend(self.unrecorded.map(|why| format!("that value would not be recorded: {why}")));
        match &self.restates {
            Some(Restated::Number(value)) => {
                reasons.push(format!("seems to restate the pledge with another number: {}", value.text));
            }
            Some(Restated::Date(text, _)) => {
                reasons.push(format!("seems to restate the pledge with another date: {text}"));
            }
            Some(Restated::Noun(text)) => {
                reasons.push(format!("seems to restate the pledge, counting: {text}"));
            }
            None => {}
        }
        reasons
    }
}

/// Which of the places where a text was found is meant: the first that is not older than the pledge, so that a repetition
/// after it counts; else the latest.
fn meant(entry: &Entry, first_said: Option<Date>) -> usize {
    let known = |at: &usize| known(entry, *at).map(|known| known.last);
    let in_time = |at: &usize| known(at).is_some_and(|last| first_said.is_none_or(|said| last >= said));
    let all = 0..entry.references.len();
    all.clone().find(in_time).or_else(|| all.max_by_key(known)).unwrap_or_default()
}

/// When a text could be known where it was found at one place.
fn known(entry: &Entry, reference: usize) -> Option<Window> {
    entry.references.get(reference)?.known
}

/// A document that has most of the pledge's wording says the same; one that lacks its number has to have nearly all.
const MOST_OF_IT: f32 = 0.6;
const NEARLY_ALL: f32 = 0.7;

/// Whether a document older than the pledge says the very same: then it is worth showing as an earlier saying. What only has
/// words of the pledge has to promise its deed: `says`.
fn is_earlier_saying(
    search: &Search,
    profile: &Profile,
    known: Option<Window>,
    weighed: &Weighed,
    says: impl Fn() -> bool,
) -> bool {
    let near = |known: Window, said: Date| crate::date::days_between(known.last, said) <= EARLIER_SAYING;
    let has_number = profile.terms.iter().any(|term| term.number);
    let enough = if has_number { NEARLY_ALL } else { MOST_OF_IT };
    let same = weighed.close.number.is_some_and(|number| number.counted >= 0.6)
        || (weighed.close.covered >= enough && says());
    same && known.zip(search.first_said).is_some_and(|(known, said)| near(known, said))
}

/// Whether the register has this document for the pledge already: its text, or one of its numbers.
fn is_recorded(search: &Search, entry: &Entry) -> bool {
    let by_number = || entry.references.iter().any(|one| search.has_numbered(&one.numbers, one.known));
    let any = !search.recorded.is_empty() || search.source.is_some();
    by_number() || (any && search.has(&hex(&entry.hash)))
}
