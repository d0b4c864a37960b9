//! A document looked at closely for a pledge, with what speaks for it by itself, and whether its number is of something else.
//!
//! It must not compare documents with each other.

use super::corpus::Corpus;
use super::office;
use super::profile::{Profile, Search};
use super::signals::{Agreement, Close, Same};
use super::standing::COMPARED;
use super::term::Wanted;
use super::tokens::one_of;
use super::weights::{self, Model, OWN};

/// A document looked at closely, with its own signals and their sum.
pub(super) struct Weighed {
    pub(super) close: Close,
    pub(super) own: [f32; OWN],
    pub(super) sum: f32,
    /// Whether it has the pledge's number, of something else.
    pub(super) of_another: bool,
    /// Whether all that it shares with the pledge is when: "by March 2026".
    only_when: bool,
    /// Whether it has hardly anything of what the pledge is called, nor its number.
    pub(super) uncalled: bool,
}

impl Weighed {
    pub(super) fn new(
        corpus: &Corpus,
        search: &Search,
        profile: &Profile,
        model: &Model,
        shares: [f32; 2 * COMPARED],
        mut close: Close,
    ) -> Self {
        let has_number = profile.terms.iter().any(|wanted| wanted.number);
        let same_body = same_body(corpus, search, close.entry);
        let answers = same_body.or_else(|| was_asked(corpus, search, close.entry));
        let of_another = close.number.is_some_and(|number| is_of_another(number.of, answers));
        if of_another {
            close.number = close.number.map(|number| Agreement { counted: 0.0, ..number });
        }
        let own = weights::own(&close, has_number, same_body, shares);
        let only_when = shares_only_when(profile, &close);
        let uncalled = close.called < HARDLY && close.number.is_none();
        Self { sum: weights::sum(&own, &model.first), own, close, of_another, only_when, uncalled }
    }

    /// What share of its likelihood is left to it: the pledge's number of other things proposes nothing by itself, however
    /// far ahead of the others it is, nor does a day.
    pub(super) fn doubt(&self) -> f32 {
        if self.of_another || self.only_when { OF_ANOTHER } else { 1.0 }
    }

    /// The same where documents outnumber the pledges by this crowd: among many, what says nothing of a pledge's title is alike by
    /// chance.
    pub(super) fn doubt_among(&self, crowd: f32) -> f32 {
        self.doubt() * if self.uncalled { OF_ANOTHER.powf(crowd / weights::CROWDED) } else { 1.0 }
    }
}

/// A passage has hardly anything of a title with less than this of it.
const HARDLY: f32 = 0.25;
/// A link by a number of something else, or by a day alone, stays below every threshold.
const OF_ANOTHER: f32 = 0.3;
/// Words that say when, besides years.
const MONTHS: &str = "january february march april may june july august september october november december";

/// Whether a document has of the pledge's words, and of those that may stand for them, only such as say when.
fn shares_only_when(profile: &Profile, close: &Close) -> bool {
    let says_when = |term: &Wanted| {
        let year = !term.number && term.key.starts_with(|first: char| first.is_ascii_digit());
        year || one_of(MONTHS, &term.word.to_lowercase())
    };
    let mut shared =
        profile.terms.iter().enumerate().filter(|(at, _)| close.bits & (1 << at) != 0).peekable();
    close.related <= 0.0 && shared.peek().is_some() && shared.all(|(_, term)| says_when(term))
}
/// Said by another body, a sum is for the same if the document has this share of what it is for; and where nobody knows who
/// says it, a smaller.
const MOSTLY: f32 = 0.5;
const SOMEWHAT: f32 = 0.25;

/// Whether the pledge's number is of something else: a sum of money whose use the passage does not tell may be told by the
/// rest of the document, or by who speaks.
fn is_of_another(of: Same, same_body: Option<bool>) -> bool {
    match (of, same_body) {
        (Same::Yes, _) | (Same::Unsaid(_), Some(true)) | (Same::Untold, Some(true) | None) => false,
        (Same::Unsaid(share), None) => share < SOMEWHAT,
        (Same::Unsaid(share), Some(false)) => share < MOSTLY,
        (Same::No, _) | (Same::Untold, Some(false)) => true,
    }
}

/// Whether the body that speaks is one that answers for the pledge; `None` where either is not known.
pub(super) fn same_body(corpus: &Corpus, search: &Search, entry: u32) -> Option<bool> {
    let body = corpus.entries.get(entry as usize)?.body.as_ref()?;
    (!search.bodies.is_empty()).then(|| search.bodies.iter().any(|name| office::is_same(name, body)))
}

/// Whether the department that was asked, and so answers, is one that answers for the pledge. It tells what a number is of, but
/// weighs nothing: the weights were fitted to answers that name their department.
fn was_asked(corpus: &Corpus, search: &Search, entry: u32) -> Option<bool> {
    let asked = corpus.entries.get(entry as usize)?.asked.as_ref()?;
    (!search.bodies.is_empty()).then(|| office::is_of(asked, &search.bodies))
}

#[cfg(test)]
mod tests {
    use crate::matching::{Corpus, MODEL, Paper, Search, links};

    #[test]
    fn among_many_documents_one_without_the_title_is_doubted() {
        let quote = "We will publish draft legislation to ban conversion practices.";
        let texts = [
            "We will publish draft legislation on leasehold flats.",
            "A ban on conversion practices was in the draft legislation that we will publish.",
        ];
        let fill = (0..30).map(|at| format!("Road {at} was mended by council {at}."));
        let texts: Vec<String> = texts.map(str::to_owned).into_iter().chain(fill).collect();
        let papers = |many: usize| {
            texts.iter().take(many).map(|text| Paper { text: text.clone(), ..Paper::default() })
        };
        let scores = |title: Option<&str>, many: usize| {
            let title = title.map(|title| (0.7, title.to_owned()));
            let texts = [(1.0, quote.to_owned())].into_iter().chain(title).collect();
            let found =
                links(&Corpus::new(papers(many).collect()), &[Search { texts, ..Search::default() }], &MODEL);
            [0, 1]
                .map(|entry| found[0].iter().find(|link| link.entry == entry).map_or(0.0, |link| link.score))
        };
        let (bare, titled) = (scores(None, 32), scores(Some("Ban conversion practices"), 32));
        assert!(titled[0] < bare[0] / 2.0, "{bare:?} {titled:?}");
        assert!((titled[1] - bare[1]).abs() < 0.1, "{bare:?} {titled:?}");
        let cut = scores(Some("We will publish draft…"), 32);
        assert!((cut[0] - bare[0]).abs() < 0.1, "{bare:?} {cut:?}");
        let (bare, titled) = (scores(None, 2), scores(Some("Ban conversion practices"), 2));
        assert!(titled[0] > bare[0] / 2.0, "{bare:?} {titled:?}");
    }
}
