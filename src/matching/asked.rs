//! Was this asked before, and was it answered? What an answer does with a question about a pledge, in its own words.
//!
//! It must not blame: "held off" and "did not answer" are said of the text, which is quoted.

use super::tokens::{self, Sort};
use crate::document::{Document, Flag};

/// What an answer does with its question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Outcome {
    /// It gives a number that the pledge itself did not.
    GaveAFigure,
    /// It answers in words; no figure was asked for.
    Answered,
    /// It puts the answer off, refers elsewhere, or says that the figure is not held or costs too much.
    HeldOff,
    /// A figure was asked for and none is given, or nothing was answered.
    DidNotAnswer,
}

impl Outcome {
    /// The words for it in output.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::GaveAFigure => "gave a figure",
            Self::Answered => "answered in words",
            Self::HeldOff => "held off",
            Self::DidNotAnswer => "did not answer",
        }
    }

    /// The word for it in JSON.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::GaveAFigure => "gave-figure",
            Self::Answered => "answered",
            Self::HeldOff => "held-off",
            Self::DidNotAnswer => "did-not-answer",
        }
    }
}

/// Words by which an answer holds off; `|` parts them.
const HOLDS_OFF: &str = "in due course|not held|does not hold|do not hold|disproportionate cost|not collected centrally|\
    does not collect|do not collect|not centrally held|i will write|will write to|i refer|not available|shortly|\
    in the usual way|not routinely|not possible to|no plans to publish|will be published|will be set out|\
    will set out|be announced|further details|in the coming months|not be appropriate to|not yet available|not recorded";

/// Words by which a question asks for a figure; `|` parts them.
const ASKS_FIGURE: &str = "how many|how much|number of|what proportion|what percentage|estimate|the cost|what progress|\
    amount|how often|what the total|the level of|numbers of|the value of|what funding|statistics";

/// What an answer does with its question, and the sentence that shows it. `pledge` are the pledge's words: a number
/// that stands in them is no news.
#[must_use]
pub fn outcome(document: &Document, pledge: &str) -> (Outcome, String) {
    let text = document.text.text.as_str();
    let question = document.meta.question.as_deref().unwrap_or_default().to_lowercase();
    let silent =
        [Flag::Holding, Flag::Prorogation, Flag::Unanswered].into_iter().any(|flag| document.is(flag));
    let blocks: Vec<usize> = document.text.blocks.iter().map(|block| block.start).collect();
    let sentences = sentences(text, &blocks);
    let first = sentences.first().copied().unwrap_or_default().to_owned();
    if silent || text.is_empty() {
        return (Outcome::DidNotAnswer, first);
    }
    let asks = has(&question, ASKS_FIGURE);
    let known = numbers(pledge).chain(numbers(&question)).collect::<Vec<_>>();
    let news = sentences.iter().find(|sentence| numbers(sentence).any(|number| !known.contains(&number)));
    if let (true, Some(sentence)) = (asks, news) {
        return (Outcome::GaveAFigure, (*sentence).to_owned());
    }
    let held = sentences.iter().find(|sentence| has(&sentence.to_lowercase(), HOLDS_OFF));
    match (held, asks) {
        (Some(sentence), _) => (Outcome::HeldOff, (*sentence).to_owned()),
        (None, true) => (Outcome::DidNotAnswer, first),
        (None, false) => (Outcome::Answered, first),
    }
}

fn has(text: &str, list: &str) -> bool {
    list.split('|').any(|words| text.contains(words))
}

/// The numbers in a text that count or measure.
fn numbers(text: &str) -> impl Iterator<Item = tokens::Number> {
    tokens::tokens(text, &[]).filter_map(|token| match token.sort {
        Sort::Number(number) => Some(number),
        Sort::Word | Sort::Acronym | Sort::Year(_) | Sort::DoubleYear(_) => None,
    })
}

fn sentences<'a>(text: &'a str, blocks: &[usize]) -> Vec<&'a str> {
    let mut starts: Vec<usize> = tokens::tokens(text, blocks).filter_map(|token| token.opens).collect();
    starts.push(text.len());
    starts.windows(2).filter_map(|pair| text.get(pair[0]..pair[1])).map(str::trim).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::canonical::from_plain;

    #[test]
    fn an_answer_gives_the_figure_or_holds_off_or_does_not_answer() {
        let pledge = "recruit 6,500 teachers";
        let cases = [
            (
                "how many of the 6,500 have been recruited",
                "We will recruit 6,500. There are 2,346 more.",
                Outcome::GaveAFigure,
            ),
            (
                "how many of the 6,500 have been recruited",
                "We will recruit 6,500. We will set out details in due course.",
                Outcome::HeldOff,
            ),
            ("how many have been recruited", "Teaching matters.", Outcome::DidNotAnswer),
            ("what steps she is taking", "We train teachers.", Outcome::Answered),
            ("what steps she is taking", "The data is not held.", Outcome::HeldOff),
        ];
        for (question, answer, expected) in cases {
            let mut document = Document { text: from_plain(answer), ..Document::default() };
            document.meta.question = Some(question.to_owned());
            assert_eq!(outcome(&document, pledge).0, expected, "{question} {answer}");
        }
    }
}
