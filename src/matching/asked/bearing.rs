//! Whether a question is about a pledge, and not only its answer mentions it in passing.
//!
//! It must not weigh answers: that is done like all matching, and what is proposed here was proposed there.

use super::wording::Wording;
use crate::document::Document;
use crate::matching::{Corpus, Proposal, Search, office};

/// A pledge, ready for telling which questions are about it.
#[derive(Debug)]
pub struct Subject<'a> {
    search: &'a Search,
    wording: Wording,
    /// The numbers of documents that the register has for other pledges too: who names them may mean another.
    shared: Vec<&'a str>,
}

/// A question has at least this share of the pledge's wording, by rarity; so much makes it one about the pledge by itself.
const SOME: f32 = 0.15;
const SOME_WITHOUT_A_PAIR: f32 = 0.18;
const MUCH: f32 = 0.3;
/// It has at least this share of the pledge's title, which says what the pledge is about; more, where no two words stand side
/// by side as the pledge has them.
const TITLE: f32 = 0.25;
const TITLE_WITHOUT_A_PAIR: f32 = 0.42;
/// The passage that bears on the pledge has at least this share, whether it is of the question or of the answer.
const PASSAGE: f32 = 0.4;
const PASSAGE_ELSEWHERE: f32 = 0.5;
/// The score of an exchange whose question has only some of the wording, and of one that another department was asked.
const SURE: f32 = 0.8;
const SURE_ELSEWHERE: f32 = 0.9;

impl<'a> Subject<'a> {
    /// Weighs the words of the pledge that is searched for at a place among all by the documents of a corpus.
    #[must_use]
    pub fn new(searches: &'a [Search], at: usize, corpus: &Corpus) -> Option<Self> {
        let search = searches.get(at)?;
        let others = || searches.iter().enumerate().filter(|(other, _)| *other != at);
        let has =
            |number: &str| others().any(|(_, other)| other.numbers.iter().any(|(one, _)| one == number));
        let shared = search.numbers.iter().map(|(number, _)| number.as_str()).filter(|number| has(number));
        Some(Self { search, wording: Wording::new(search, corpus), shared: shared.collect() })
    }

    /// Whether the question of a document that is proposed for the pledge is about the pledge.
    #[must_use]
    pub fn is_of(&self, document: &Document, proposal: &Proposal) -> bool {
        let Some(question) = document.meta.question.as_deref() else { return false };
        let named = self.search.numbers.iter().map(|(number, _)| number.as_str());
        let mut named = named.filter(|number| names(question, number)).peekable();
        let is_named = named.peek().is_some();
        let heading = document.meta.heading.as_deref().unwrap_or_default();
        let asked = self.wording.read(&format!("{heading}. {question}"));
        if is_named && (asked.share >= SOME || named.any(|number| !self.shared.contains(&number))) {
            return true;
        }
        let passage = self.wording.read(&proposal.quote).share;
        let some = if asked.pair { SOME } else { SOME_WITHOUT_A_PAIR };
        let named = asked.title >= if asked.pair { TITLE } else { TITLE_WITHOUT_A_PAIR };
        if self.asks_it(document) == Some(false) {
            return named
                && asked.pair
                && asked.share >= MUCH
                && passage >= PASSAGE_ELSEWHERE
                && proposal.strength >= SURE_ELSEWHERE;
        }
        named
            && passage >= PASSAGE
            && (asked.share >= MUCH || (asked.share >= some && proposal.strength >= SURE))
    }

    /// Whether the body asked is one that answers for the pledge; `None`: it cannot be told.
    fn asks_it(&self, document: &Document) -> Option<bool> {
        let bodies = &self.search.bodies;
        if bodies.is_empty() {
            return None;
        }
        if let Some(body) = &document.meta.body {
            return Some(bodies.iter().any(|name| office::is_same(name, body)));
        }
        let asked = office::asked(document.meta.question.as_deref()?)?;
        Some(office::is_of(&asked, bodies))
    }
}

/// Whether a question names another by its number: `Question 18850`, `HCWS282`.
#[must_use]
pub fn names(question: &str, number: &str) -> bool {
    let statement = number.starts_with(|first: char| first.is_ascii_alphabetic());
    question.match_indices(number).any(|(at, _)| {
        let (before, after) = (question.get(..at).unwrap_or_default(), question.get(at + number.len()..));
        let whole = after.and_then(|after| after.chars().next()).is_none_or(|next| !next.is_alphanumeric());
        let said =
            ["Question ", "Questions ", "UIN ", "PQ ", "and "].iter().any(|word| before.ends_with(word));
        whole && (statement || said)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::matching::{Paper, propose};

    /// Whether a question is about the pledge to recruit teachers.
    fn is_about(question: &str, answer: &str) -> bool {
        let search = Search {
            texts: vec![(
                1.0,
                "recruiting an additional 6,500 new expert teachers over this parliament".to_owned(),
            )],
            bodies: vec!["Department for Education".to_owned()],
            numbers: vec![("18850".to_owned(), None)],
            ..Search::default()
        };
        let mut document =
            Document { text: crate::language::canonical::from_plain(answer), ..Document::default() };
        document.meta.question = Some(question.to_owned());
        let corpus = Corpus::new(vec![Paper::exchange(&document, 0)]);
        let found = propose(&corpus, std::slice::from_ref(&search), true);
        found[0].first().is_some_and(|proposal| {
            let subject = Subject::new(std::slice::from_ref(&search), 0, &corpus);
            subject.is_some_and(|subject| subject.is_of(&document, proposal))
        })
    }

    #[test]
    fn a_question_is_about_a_pledge_by_its_own_words() {
        let says = "We are recruiting an additional 6,500 new expert teachers over this parliament.";
        let cases = [
            (
                "To ask the Secretary of State for Education, how many of the 6,500 new teachers she has recruited.",
                says,
                true,
            ),
            (
                "To ask the Secretary of State for Education, how many additional expert teachers were recruited.",
                "That is a matter for schools.",
                true,
            ),
            (
                "To ask the Chancellor of the Exchequer, if she will publish the impact assessment of VAT on school fees.",
                says,
                false,
            ),
            (
                "To ask the Secretary of State for Education, what steps she is taking to reduce absence.",
                says,
                false,
            ),
            (
                "To ask the Secretary of State for Education, pursuant to the Answer to Question 18850, what that means.",
                says,
                true,
            ),
        ];
        for (question, answer, expected) in cases {
            assert_eq!(is_about(question, answer), expected, "{question}");
        }
    }
}
