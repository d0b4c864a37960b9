//! Documents as matching takes them: what says something by itself, with its text and what is known about it.
//!
//! It must not index or weigh them.

use super::office;
use crate::date::Window;
use crate::document::{Document, Flag};

/// A document to be searched: its canonical text and what is known about it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Paper {
    /// Where it was read from, as given or relative to the register.
    pub path: String,
    /// The source's own id, or what stands for it.
    pub id: Option<String>,
    /// Its numbers in Parliament, by which others cite it: `37501`, `HCWS510`.
    pub numbers: Vec<String>,
    /// When it could be known.
    pub known: Option<Window>,
    /// What is to be borne in mind of what it says, in words: that it was corrected, that a previous government published it.
    pub caution: Option<String>,
    /// The department that answers or publishes.
    pub body: Option<String>,
    /// What the department is for whose minister was asked.
    pub asked: Option<String>,
    /// Title or heading.
    pub title: Option<String>,
    /// The canonical text.
    pub text: String,
    /// Byte offsets in the text at which a paragraph or bullet begins, ascending.
    pub blocks: Vec<usize>,
}

impl Paper {
    /// A document to be searched; `None` where it says nothing by itself: a holding answer, a referral, a text cut off.
    #[must_use]
    pub fn of(document: Document) -> Option<Self> {
        let silent = [
            Flag::Truncated,
            Flag::Holding,
            Flag::Withdrawn,
            Flag::Referral,
            Flag::Prorogation,
            Flag::Unanswered,
            Flag::NoText,
        ];
        if silent.into_iter().any(|flag| document.is(flag)) || document.text.text.is_empty() {
            return None;
        }
        let known = document.meta.known_in();
        let caution = document.flags.first().map(|flag| flag.meaning().to_owned());
        let numbers = numbers(&document);
        let meta = document.meta;
        Some(Self {
            path: document.path,
            id: meta.id.or(meta.uin),
            numbers,
            known,
            caution,
            body: meta.body,
            asked: meta.question.as_deref().and_then(office::asked),
            title: meta.title.or(meta.heading),
            blocks: document.text.blocks.iter().map(|block| block.start).collect(),
            text: document.text.text,
        })
    }
}

impl Paper {
    /// The same, as the answer to a question.
    #[must_use]
    pub fn answering(self, question: &str) -> Self {
        Self { asked: office::asked(question), ..self }
    }

    /// A question together with its answer, named by its position in a list: for finding what was asked, whatever was
    /// answered.
    #[must_use]
    pub fn exchange(document: &Document, at: usize) -> Self {
        let question = document.meta.question.as_deref().unwrap_or_default();
        Self {
            path: document.path.clone(),
            id: Some(at.to_string()),
            numbers: numbers(document),
            known: document.meta.known_in(),
            caution: None,
            body: document.meta.body.clone(),
            asked: document.meta.question.as_deref().and_then(office::asked),
            title: document.meta.heading.clone(),
            text: format!("{question} {}", document.text.text),
            blocks: vec![0, question.len() + 1],
        }
    }
}

/// The numbers of a question, of those answered with it, or of a statement.
fn numbers(document: &Document) -> Vec<String> {
    document.meta.uin.iter().chain(&document.meta.also_uins).cloned().collect()
}
