//! How much of a pledge's wording a text has, whichever way it is put: an acronym for the words that it stands for, the words
//! for an acronym, and for a part the words that often stand for others.
//!
//! It must not decide what a text is about.

use std::collections::{HashMap, HashSet};

use crate::matching::corpus::narrow;
use crate::matching::profile::Profile;
use crate::matching::term;
use crate::matching::tokens::{self, Sort};
use crate::matching::{Corpus, Search};

/// The wording of a pledge, ready for reading questions.
#[derive(Debug)]
pub(super) struct Wording {
    profile: Profile,
    /// Of a term's key, the positions of the pledge's terms that it stands for and what it is worth of them.
    stands_for: HashMap<String, Vec<(u32, f32)>>,
    /// Acronyms of the pledge: their position, and the keys of the long form.
    spelled: Vec<(u32, Vec<String>)>,
    /// The words of the pledge's title, which say what it is about: their positions, and how rare they are.
    title: Vec<(u32, f32)>,
}

/// What the long form of one of its acronyms is worth of it: such words stand in much that is about something else.
const SPELLED: f32 = 0.5;

/// What a text has of the wording.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Has {
    /// The share of the pledge's words, by rarity; none of a pledge that has no words.
    pub(super) share: f32,
    /// Whether two words stand side by side as they do in the pledge, or an acronym for two.
    pub(super) pair: bool,
    /// The share of the words of its title, by rarity; all of a pledge without one.
    pub(super) title: f32,
}

impl Wording {
    pub(super) fn new(search: &Search, corpus: &Corpus) -> Self {
        let texts = search.texts.iter().map(|(share, text)| (*share, without(text, &search.bodies)));
        let profile = Profile::new(&Search { texts: texts.collect(), ..search.clone() }, corpus);
        let key = |term: u32| corpus.keys.get(term as usize).map_or("", |key| &**key).to_owned();
        let mut stands_for: HashMap<String, Vec<(u32, f32)>> = HashMap::new();
        for (at, wanted) in (0_u32..).zip(&profile.terms) {
            stands_for.entry(wanted.key.clone()).or_default().push((at, 1.0));
            for (term, worth) in &wanted.related {
                stands_for.entry(key(*term)).or_default().push((at, *worth));
            }
        }
        for (acronym, positions) in &profile.stands_for {
            let whole = positions.iter().map(|at| (*at, 1.0));
            stands_for.entry(key(*acronym)).or_default().extend(whole);
        }
        let long = |terms: &Vec<u32>| terms.iter().map(|term| key(*term)).collect();
        let spelled = profile.spelled.iter().map(|(at, terms)| (*at, long(terms))).collect();
        let title = title(&without(&search.title, &search.bodies), &profile, corpus);
        Self { profile, stands_for, spelled, title }
    }

    pub(super) fn read(&self, text: &str) -> Has {
        let stemmer = tokens::stemmer();
        let mut worth = vec![0.0_f32; self.profile.terms.len()];
        let mut seen: HashSet<String> = HashSet::new();
        let (mut key, mut pair, mut before): (String, bool, Vec<u32>) = (String::new(), false, Vec::new());
        for token in tokens::tokens(text, &[]) {
            let word = text.get(token.start..token.end).unwrap_or_default();
            if token.sort == Sort::Word && tokens::is_stop(&word.to_lowercase()) {
                continue;
            }
            tokens::key(text, &token, &stemmer, &mut key);
            let stands = self.stands_for.get(&key).map_or(&[][..], Vec::as_slice);
            for (at, of_it) in stands {
                if let Some(worth) = worth.get_mut(*at as usize) {
                    *worth = worth.max(*of_it);
                }
            }
            let whole: Vec<u32> = stands.iter().filter(|one| one.1 >= 1.0).map(|one| one.0).collect();
            pair |= token.sort == Sort::Acronym && whole.len() > 1;
            pair |= token.opens.is_none() && self.has_pair(&before, &whole);
            before = whole;
            seen.insert(std::mem::take(&mut key));
        }
        for (at, long) in &self.spelled {
            if let Some(worth) = worth.get_mut(*at as usize)
                && long.iter().all(|key| seen.contains(key))
            {
                *worth = worth.max(SPELLED);
            }
        }
        let share = |of: &mut dyn Iterator<Item = (usize, f32)>| {
            let (mut found, mut all) = (0.0, 0.0);
            for (at, weight) in of {
                all += weight;
                found += weight * worth.get(at).copied().unwrap_or_default();
            }
            (all > 0.0).then(|| found / all)
        };
        let mut terms = self.profile.terms.iter().map(|term| term.weight).enumerate();
        let mut title = self.title.iter().map(|(at, rarity)| (*at as usize, *rarity));
        Has { share: share(&mut terms).unwrap_or(0.0), pair, title: share(&mut title).unwrap_or(1.0) }
    }

    /// Whether one of some terms stands beside one of others in the pledge; a number between them parts no pair: "upgrade
    /// 300,000 homes".
    fn has_pair(&self, before: &[u32], here: &[u32]) -> bool {
        let beside =
            |one: u32, other: u32| self.profile.pairs.contains_key(&(one.min(other), one.max(other)));
        let numbers = (0_u32..).zip(&self.profile.terms).filter(|(_, term)| term.number).map(|(at, _)| at);
        let numbers: Vec<u32> = numbers.collect();
        let around = |one: u32, other: u32| {
            one != other && numbers.iter().any(|number| beside(one, *number) && beside(*number, other))
        };
        before.iter().any(|one| here.iter().any(|other| beside(*one, *other) || around(*one, *other)))
    }
}

/// A text without the names of some bodies: a question to a department says its name, whatever it is about.
fn without(text: &str, bodies: &[String]) -> String {
    bodies
        .iter()
        .filter(|name| name.len() > 3)
        .fold(text.to_owned(), |text, name| text.replace(name.as_str(), " "))
}

/// The words of a title: their positions among the pledge's, and how rare they are.
fn title(title: &str, profile: &Profile, corpus: &Corpus) -> Vec<(u32, f32)> {
    let stemmer = tokens::stemmer();
    let (mut found, mut key): (Vec<(u32, f32)>, String) = (Vec::new(), String::new());
    for token in tokens::tokens(title, &[]) {
        tokens::key(title, &token, &stemmer, &mut key);
        if let Some(at) = profile.terms.iter().position(|term| term.key == key).map(narrow)
            && found.iter().all(|(known, _)| *known != at)
        {
            found.push((at, term::rarity(corpus, &key)));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::matching::Paper;

    #[test]
    fn an_acronym_is_the_words_that_it_stands_for() {
        let paper = |text: &str| Paper { text: text.to_owned(), ..Paper::default() };
        let corpus = Corpus::new(vec![
            paper("Education, health and care plans (EHCPs) are made by councils."),
            paper("The special educational needs co-ordinator (SENCO) leads."),
            paper("We hire and recruit."),
        ]);
        let wording = |quote: &str| {
            Wording::new(&Search { texts: vec![(1.0, quote.to_owned())], ..Search::default() }, &corpus)
        };
        let plans = wording("digitise education, health and care plans");
        assert!(plans.read("how many EHCPs there are").share > 0.3);
        assert!(plans.read("how many EHCPs there are").pair);
        assert!(!plans.read("how many plans there are").pair);
        let homes = wording("upgrade 300,000 homes through the scheme");
        assert!(homes.read("how many homes were upgraded").pair);
        assert!(!homes.read("how many homes beside roads were upgraded").pair);
        assert!(wording("train every SENCO").read("special educational needs co-ordinators").share > 0.2);
        assert_eq!(wording("of the").read("how many plans there are").share, 0.0);
        let hired = wording("hire teachers").read("how many were recruited").share;
        assert!(hired > 0.0 && hired < wording("hire teachers").read("how many were hired").share);
    }
}
