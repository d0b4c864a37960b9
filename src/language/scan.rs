//! The words of a text as the recognisers look at them, by their place.
//!
//! It must not recognise anything.

use std::cell::Cell;

use crate::date::Date;
use crate::language::tokens::Token;
use crate::language::words::Lex;

/// What the recognisers look at: the tokens of a text, what each may mean, and the day the text was written.
pub(crate) struct Scan<'t> {
    pub(crate) text: &'t str,
    pub(crate) tokens: &'t [Token],
    pub(crate) meanings: &'t [Lex],
    pub(crate) reference: Option<Date>,
    /// How deep dates are nested in dates (`the end of early …`) where the scan stands.
    pub(crate) depth: Cell<u8>,
}

impl<'t> Scan<'t> {
    /// A text with its tokens and what each may mean.
    pub(crate) fn new(
        text: &'t str,
        tokens: &'t [Token],
        meanings: &'t [Lex],
        reference: Option<Date>,
    ) -> Self {
        Self { text, tokens, meanings, reference, depth: Cell::new(0) }
    }

    /// Whether the token at `at` is this word or mark.
    pub(crate) fn is(&self, at: usize, word: u64) -> bool {
        self.tokens.get(at).is_some_and(|token| token.word == word)
    }

    /// Whether the token at `at` is one of these words.
    pub(crate) fn any(&self, at: usize, words: &[u64]) -> bool {
        self.tokens.get(at).is_some_and(|token| words.contains(&token.word))
    }

    pub(crate) fn meaning(&self, at: usize) -> Lex {
        self.meanings.get(at).copied().unwrap_or(Lex::Other)
    }

    pub(crate) fn text_at(&self, at: usize) -> &str {
        self.tokens.get(at).map(|token| token.text(self.text)).unwrap_or_default()
    }

    /// Plain digits, at most four, as a number.
    pub(crate) fn digits(&self, at: usize) -> Option<u32> {
        let text = self.text_at(at);
        let plain = (1..=4).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
        plain.then(|| text.parse().ok()).flatten()
    }

    /// Four digits that can be a year.
    pub(crate) fn year(&self, at: usize) -> Option<i32> {
        let four = self.text_at(at).len() == 4;
        self.digits(at)
            .filter(|year| four && (1900..=2150).contains(year))
            .and_then(|year| i32::try_from(year).ok())
    }

    /// Whether the token at `at` follows the one before it without white space.
    pub(crate) fn joined(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| !token.spaced)
    }

    pub(crate) fn dash(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(Token::is_dash)
    }

    /// Whether a token begins a new line.
    pub(crate) fn begins_a_line(&self, at: usize) -> bool {
        let last = at.checked_sub(1).and_then(|last| self.tokens.get(last));
        let gap = last.zip(self.tokens.get(at)).and_then(|(last, next)| self.text.get(last.end..next.start));
        gap.is_some_and(|gap| gap.contains('\n'))
    }
}
