//! What parts two sentences in like words: the paper that they speak of, what is done with things, where, and by whom.
//!
//! It must not decide whether they are alike: what it does not know parts nothing.

use std::collections::BTreeSet;

use super::{folded, meaning, stem};
use crate::language::quantities::STOPS;
use crate::language::tokens::{Kind, Token, tokenize, word, words};
use crate::model::Pledge;

/// What a sentence promises, beside what it counts.
#[derive(Debug, Clone, Default)]
pub(super) struct Promise {
    /// The papers it speaks of: what they are, and the words before that say which.
    papers: Vec<(String, BTreeSet<String>)>,
    /// The stems of its deeds, and of which sort they are.
    deeds: BTreeSet<(&'static str, Deed)>,
    /// Towns and regions where it is done.
    places: BTreeSet<String>,
    /// The words before its verb, or for a pledge all that names who promises.
    bodies: String,
    /// Whether it says that it is more than there is: `6,500 additional teachers`.
    is_more: bool,
    /// Whether it comes on top of what was promised before: `a further 1,200`.
    is_on_top: bool,
}

/// What is done with a thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Deed {
    /// There will be more of it.
    Make,
    /// What there is will be better.
    Mend,
    /// There will be less of it.
    End,
}

/// Stems of deeds. `deliver`, `provide` and `fund` may be said of any.
const DEEDS: [(&str, Deed); 28] = [
    ("build", Deed::Make),
    ("construct", Deed::Make),
    ("creat", Deed::Make),
    ("open", Deed::Make),
    ("recruit", Deed::Make),
    ("hire", Deed::Make),
    ("plant", Deed::Make),
    ("publish", Deed::Make),
    ("insul", Deed::Mend),
    ("retrofit", Deed::Mend),
    ("upgrad", Deed::Mend),
    ("repair", Deed::Mend),
    ("refurbish", Deed::Mend),
    ("renov", Deed::Mend),
    ("modernis", Deed::Mend),
    ("retrain", Deed::Mend),
    ("retain", Deed::Mend),
    ("inspect", Deed::Mend),
    ("review", Deed::Mend),
    ("decarbonis", Deed::Mend),
    ("close", Deed::End),
    ("scrap", Deed::End),
    ("demolish", Deed::End),
    ("abolish", Deed::End),
    ("sell", Deed::End),
    ("withdraw", Deed::End),
    ("remov", Deed::End),
    ("reduc", Deed::End),
];

/// Stems of papers and of what makes them.
const PAPERS: [&str; 14] = [
    "paper", "plan", "strategi", "report", "respons", "consult", "framework", "bill", "guidanc", "review",
    "evalu", "statement", "standard", "code",
];

/// Stems that two unlike promises may share: what is done with papers and money, and what is said of anything new.
const USUAL: [&str; 46] = [
    "publish", "releas", "issu", "launch", "produc", "deliv", "provid", "introduc", "build", "open", "creat",
    "fund", "invest", "bring", "forward", "commit", "ensur", "continu", "support", "work", "white", "green",
    "final", "full", "addit", "more", "further", "countri", "nation", "year", "parliament", "england",
    "also", "recruit", "area", "need", "detail", "updat", "inform", "step", "respond", "announc", "confirm",
    "share", "next", "later",
];

/// Words before a paper that do not say which it is.
const ANY_PAPER: &[u64] = words![
    "new", "full", "updated", "revised", "comprehensive", "detailed", "forthcoming", "upcoming", "planned",
    "promised", "government", "long", "term", "year", "official", "ambitious", "bold", "clear", "formal",
    "publish", "publishing", "release", "produce", "launch", "issue", "introduce", "develop", "complete",
    "laying", "lay", "bring", "forward", "deliver", "delivering", "provide", "consult", "update", "s"
];

/// Words for who acts that part it from a promise of others, and by what beginnings of words those may be named.
const BODIES: [(&str, &[&str]); 7] = [
    ("scottish", &["scot", "holyrood"]),
    ("welsh", &["welsh", "wales", "senedd"]),
    ("northern", &["northern", "stormont"]),
    ("conservatives", &["conservative"]),
    ("democrats", &["democrat"]),
    ("council", &["council", "borough", "authority"]),
    ("mayor", &["mayor", "authority"]),
];

/// Whether the words of two promises have nothing in common but what may be said of any.
pub(super) fn share_only_the_usual(one: &BTreeSet<String>, other: &BTreeSet<String>) -> bool {
    !is_of_anything(one) && shared_beyond_the_usual(one, other) == 0
}

/// How many words two promises share that are not said of any.
pub(super) fn shared_beyond_the_usual(one: &BTreeSet<String>, other: &BTreeSet<String>) -> usize {
    one.intersection(other).filter(|word| !is_usual(word)).count()
}

/// Whether a promise has no word but what may be said of any: `We will publish further details in due course`.
pub(super) fn is_of_anything(words: &BTreeSet<String>) -> bool {
    words.iter().all(|word| is_usual(word))
}

fn is_usual(word: &str) -> bool {
    USUAL.contains(&word) || PAPERS.contains(&word) || super::counts::MORE.contains(&word)
}

impl Promise {
    /// What a sentence promises.
    pub(super) fn of(sentence: &str) -> Self {
        let tokens = tokenize(sentence);
        let said = |token: &Token| {
            words!["will", "would", "shall", "has", "have", "is", "are"].contains(&token.word)
        };
        let subject = tokens.iter().find(|token| said(token)).map_or(0, |verb| verb.start);
        let stems = tokens.iter().map(|token| stem(token.text(sentence)));
        Self {
            papers: papers(sentence, &tokens),
            deeds: stems.filter_map(|stem| DEEDS.into_iter().find(|(deed, _)| *deed == stem)).collect(),
            places: places(sentence, &tokens),
            bodies: folded(sentence.get(..subject).unwrap_or_default()),
            is_more: tokens.iter().any(|token| {
                let word = token.text(sentence).to_lowercase();
                word == "new" || super::counts::MORE.contains(&word.as_str())
            }),
            is_on_top: tokens.windows(2).any(|pair| {
                matches!(pair, [further, number] if words!["further", "another"].contains(&further.word)
                    && number.kind == Kind::Number)
            }),
        }
    }

    /// What a pledge promises; who does so is told by its fields too.
    pub(super) fn of_pledge(pledge: &Pledge) -> Self {
        let mut promise = Self::of(&pledge.quote);
        let titled = Self::of(&pledge.title);
        if promise.papers.is_empty() {
            promise.papers = titled.papers;
        }
        promise.deeds.extend(titled.deeds);
        promise.is_more |= titled.is_more;
        let made_by = pledge.made_by.as_deref().unwrap_or_default();
        promise.bodies =
            folded(&format!("{} {} {made_by} {}", pledge.quote, pledge.title, pledge.responsible));
        promise
    }

    /// Whether both do the same with things.
    pub(super) fn does_the_same(&self, other: &Self) -> bool {
        !self.deeds.is_disjoint(&other.deeds)
    }

    /// Whether a pledge and a sentence are of two things.
    pub(super) fn is_parted_from(&self, said: &Self) -> bool {
        self.is_of_other_papers(said)
            || self.does_otherwise(said)
            || !self.places.is_empty() && !said.places.is_empty() && self.places.is_disjoint(&said.places)
            || self.is_of_others(said)
            || said.is_on_top && !self.is_more
    }

    /// Another sort of paper, or one that other words name: neither is the other with more said of it.
    fn is_of_other_papers(&self, said: &Self) -> bool {
        let is_like = |(one, its): &(String, BTreeSet<String>)| {
            said.papers
                .iter()
                .any(|(other, their)| one == other && (its.is_subset(their) || their.is_subset(its)))
        };
        !self.papers.is_empty() && !said.papers.is_empty() && !self.papers.iter().any(is_like)
    }

    fn does_otherwise(&self, said: &Self) -> bool {
        let sorts =
            |deeds: &BTreeSet<(&str, Deed)>| deeds.iter().map(|(_, sort)| *sort).collect::<BTreeSet<Deed>>();
        !self.deeds.is_empty()
            && !said.deeds.is_empty()
            && sorts(&self.deeds).is_disjoint(&sorts(&said.deeds))
    }

    /// Whether the words before the verb of a sentence name a body that the pledge does not.
    fn is_of_others(&self, said: &Self) -> bool {
        let has = |text: &str, start: &str| {
            text.split(|letter: char| !letter.is_alphanumeric()).any(|word| word.starts_with(start))
        };
        let national = ["department", "ministry", "minister", "secretary", "treasury", "government"];
        BODIES.iter().any(|(body, names)| {
            // Whether a short name is that of a council is not known.
            let is_local = ["council", "mayor"].contains(body);
            has(&said.bodies, body)
                && !names.iter().any(|name| has(&self.bodies, name))
                && (!is_local || national.iter().any(|name| has(&self.bodies, name)))
        })
    }
}

/// The papers that a sentence speaks of: not what the `response to the White Paper` answers.
fn papers(sentence: &str, tokens: &[Token]) -> Vec<(String, BTreeSet<String>)> {
    let is_word = |at: usize| {
        tokens.get(at).is_some_and(|token| token.kind == Kind::Word && !STOPS.contains(&token.word))
    };
    let paper = |at: usize| {
        let stem = stem(tokens.get(at).map_or("", |token| token.text(sentence)));
        PAPERS.contains(&stem.as_str()).then_some(stem)
    };
    let mut papers = Vec::new();
    for at in 0..tokens.len() {
        let Some(sort) = paper(at) else { continue };
        // `the White Paper Implementation Plan` is a plan.
        let is_part_of_a_name =
            (at + 1..at + 4).take_while(|next| is_word(*next)).any(|next| paper(next).is_some());
        let mut begins = at;
        while begins > 0
            && is_word(begins - 1)
            && !ANY_PAPER.contains(&tokens.get(begins - 1).map_or(0, |before| before.word))
        {
            begins -= 1;
        }
        let before = |back: usize| {
            begins.checked_sub(back).and_then(|at| tokens.get(at)).map_or(0, |token| token.word)
        };
        let back = usize::from(words!["the", "a", "an", "our", "this", "its"].contains(&before(1)));
        let depends = words!["to", "of", "on", "for", "about", "in"].contains(&before(back + 1))
            && begins.checked_sub(back + 2).is_some_and(|at| paper(at).is_some());
        if !is_part_of_a_name && !depends {
            let which = tokens.get(begins..at).unwrap_or_default();
            let which = which
                .iter()
                .filter(|token| !ANY_PAPER.contains(&token.word))
                .map(|token| stem(token.text(sentence)));
            papers.push((sort, which.collect()));
        }
    }
    papers
}

/// The names behind `in` and `at` that are of no country, and no day.
fn places(sentence: &str, tokens: &[Token]) -> BTreeSet<String> {
    let countries =
        words!["england", "britain", "great", "uk", "united", "kingdom", "parliament", "government"];
    let names = tokens.windows(2).filter_map(|pair| match pair {
        [at, name]
            if words!["in", "at", "near"].contains(&at.word) && name.capital && name.kind == Kind::Word =>
        {
            Some(name)
        }
        _ => None,
    });
    let names = names.filter(|name| !countries.contains(&name.word) && name.word != word!("the"));
    let dates = crate::language::dates::recognise(sentence, tokens, None);
    let is_dated = |name: &Token| dates.iter().any(|date| date.start <= name.start && name.start < date.end);
    names.filter(|name| !is_dated(name)).flat_map(|name| meaning(name.text(sentence))).collect()
}
