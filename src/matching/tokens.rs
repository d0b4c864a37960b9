//! Splits a text into the terms that matching compares: stems, acronyms, numbers with their unit, years, and where
//! sentences begin.
//!
//! It is made for speed over tens of thousands of documents and is deliberately coarse; dates and quantities are
//! read exactly by `language`. It must not weigh or judge a term.

mod numbers;

use frostem::Stemmer;

pub(super) use crate::language::stem::stemmer;
pub(super) use numbers::{Number, Unit};

/// One token of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Token {
    /// Byte offset of its first character.
    pub(super) start: usize,
    /// Byte offset after its last character.
    pub(super) end: usize,
    /// What it is.
    pub(super) sort: Sort,
    /// Where a new sentence begins, if this token is the first of one.
    pub(super) opens: Option<usize>,
}

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sort {
    /// A word, or letters and digits together.
    Word,
    /// Capitals: `SEND`, `NPQs`, `SENCo`.
    Acronym,
    /// A number that counts or measures.
    Number(Number),
    /// A calendar year.
    Year(u32),
    /// A year that spans two calendar years, by the first: `2025/26`.
    DoubleYear(u32),
}

/// Words after which a full stop ends no sentence.
const ABBREVIATIONS: &[&str] =
    &["hon", "rt", "mr", "mrs", "ms", "dr", "st", "no", "prof", "e.g", "i.e", "eg", "ie", "sir"];

/// Goes through the tokens of a text. `blocks` are the byte offsets at which a paragraph or bullet begins.
pub(super) fn tokens<'a>(text: &'a str, blocks: &'a [usize]) -> Scanner<'a> {
    Scanner { text, bytes: text.as_bytes(), at: 0, blocks, last: (0, 0), first: true }
}

/// The iterator behind [`tokens`].
pub(super) struct Scanner<'a> {
    text: &'a str,
    bytes: &'a [u8],
    at: usize,
    blocks: &'a [usize],
    /// The token before.
    last: (usize, usize),
    first: bool,
}

impl Iterator for Scanner<'_> {
    type Item = Token;

    fn next(&mut self) -> Option<Token> {
        let opens = self.gap()?;
        let start = self.at;
        let byte = self.bytes[start];
        let token = if byte.is_ascii_digit() { self.number(start) } else { self.word(start) };
        self.last = (token.start, token.end);
        self.first = false;
        self.at = token.end.max(start + 1);
        while !self.text.is_char_boundary(self.at) {
            self.at += 1;
        }
        Some(Token { opens, ..token })
    }
}

impl Scanner<'_> {
    /// Moves to the next letter or digit; says where a sentence begins if one does. `None` at the end.
    fn gap(&mut self) -> Option<Option<usize>> {
        let mut begins = if self.first { Some(0) } else { None };
        let mut stopped = false;
        let mut lead = None;
        while self.at < self.bytes.len() {
            let byte = self.bytes[self.at];
            let (width, alphanumeric, space) = if byte < 0x80 {
                (1, byte.is_ascii_alphanumeric(), byte.is_ascii_whitespace())
            } else {
                let next = self.text[self.at..].chars().next()?;
                (next.len_utf8(), next.is_alphanumeric(), next.is_whitespace())
            };
            if let [block, rest @ ..] = self.blocks
                && *block <= self.at
            {
                begins = Some(*block);
                self.blocks = rest;
            }
            if alphanumeric {
                if begins.is_none() && stopped && self.opens_sentence() {
                    begins = lead;
                }
                return Some(begins);
            }
            if matches!(byte, b'.' | b'!' | b'?') {
                stopped = true;
                lead = None;
            } else if !space && stopped && lead.is_none() && !matches!(byte, b')' | b'"' | b'\'') {
                lead = self
                    .bytes
                    .get(self.at.wrapping_sub(1))
                    .is_some_and(u8::is_ascii_whitespace)
                    .then_some(self.at);
            }
            self.at += width;
            if space && stopped {
                lead = Some(self.at);
            }
        }
        None
    }

    /// Whether what stands here can begin a sentence after a full stop.
    fn opens_sentence(&self) -> bool {
        let Some(next) = self.text[self.at..].chars().next() else { return false };
        if !(next.is_uppercase() || next.is_ascii_digit()) {
            return false;
        }
        let before = &self.text[self.last.0..self.last.1];
        let initial = before.len() == 1 && before.bytes().all(|byte| byte.is_ascii_uppercase());
        !initial && !ABBREVIATIONS.iter().any(|word| before.eq_ignore_ascii_case(word))
    }

    /// A run of letters and digits; a prefix such as `co-` stays with its word, a possessive goes.
    fn word(&self, start: usize) -> Token {
        let mut end = self.run(start);
        if matches!(end - start, 2 | 3)
            && self.bytes.get(end) == Some(&b'-')
            && ["co", "re", "pre"].iter().any(|prefix| self.text[start..end].eq_ignore_ascii_case(prefix))
            && self.bytes.get(end + 1).is_some_and(u8::is_ascii_alphabetic)
        {
            end = self.run(end + 1);
        }
        if let Some(number) = self.number_in_words(start, end) {
            return number;
        }
        let word = &self.text[start..end];
        let capitals = word.bytes().filter(u8::is_ascii_uppercase).count();
        let letters = word.bytes().all(|byte| byte.is_ascii_alphabetic());
        let sort = if letters && capitals >= 2 && word.len() <= 10 && capitals * 2 >= word.len() {
            Sort::Acronym
        } else {
            Sort::Word
        };
        Token { start, end, sort, opens: None }
    }

    /// The end of the letters and digits that begin at `start`.
    fn run(&self, start: usize) -> usize {
        let mut at = start;
        while let Some(byte) = self.bytes.get(at) {
            if byte.is_ascii_alphanumeric() {
                at += 1;
            } else if *byte < 0x80 {
                break;
            } else {
                match self.text[at..].chars().next() {
                    Some(next) if next.is_alphanumeric() => at += next.len_utf8(),
                    Some(_) | None => break,
                }
            }
        }
        at
    }
}

/// Writes the key of a token's term: two tokens with one key are the same term.
pub(super) fn key(text: &str, token: &Token, stemmer: &Stemmer, out: &mut String) {
    use std::fmt::Write as _;
    out.clear();
    let word = &text[token.start..token.end];
    match token.sort {
        Sort::Word => {
            let mut lower = String::with_capacity(word.len());
            lower.extend(word.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase));
            out.push_str(&stemmer.stem(&lower));
        }
        Sort::Acronym => {
            out.push('^');
            let word = word.strip_suffix('s').filter(|rest| rest.len() >= 2).unwrap_or(word);
            out.extend(word.chars().map(|letter| letter.to_ascii_uppercase()));
        }
        Sort::Number(number) => out.push_str(&numbers::key(number)),
        Sort::Year(year) => {
            let _ = write!(out, "{year}");
        }
        Sort::DoubleYear(year) => {
            let _ = write!(out, "{year}/");
        }
    }
}

/// The key of a count that is written in words.
pub(super) fn key_of_count(count: usize) -> String {
    numbers::key(Number { value: numbers::ONE.saturating_mul(count as u128), unit: Unit::Count })
}

/// Whether a word carries no meaning of its own. `word` is in lower case, not stemmed.
pub(super) fn is_stop(word: &str) -> bool {
    STOP.binary_search(&word).is_ok()
}

/// Whether a word is one of those in a list with spaces between.
pub(super) fn one_of(list: &str, word: &str) -> bool {
    // Byte by byte: the words are too short for a search by larger steps to pay.
    list.as_bytes().split(|byte| *byte == b' ').any(|one| one == word.as_bytes())
}

/// Words that carry no meaning of their own, in order.
const STOP: &[&str] = &[
    "a", "about", "above", "after", "again", "all", "also", "am", "an", "and", "any", "are", "as", "at",
    "be", "been", "before", "being", "below", "between", "both", "but", "by", "can", "could", "did", "do",
    "does", "doing", "during", "each", "few", "for", "from", "further", "had", "has", "have", "having", "he",
    "her", "here", "hers", "him", "his", "how", "however", "i", "if", "in", "into", "is", "it", "its",
    "itself", "just", "may", "me", "might", "more", "most", "must", "my", "no", "nor", "not", "now", "of",
    "off", "on", "once", "only", "or", "other", "our", "ours", "out", "over", "own", "s", "same", "shall",
    "she", "should", "so", "some", "such", "t", "than", "that", "the", "their", "theirs", "them", "then",
    "there", "these", "they", "this", "those", "through", "to", "too", "under", "until", "up", "upon",
    "very", "was", "we", "were", "what", "when", "where", "whether", "which", "while", "who", "whom", "why",
    "will", "with", "within", "would", "you", "your",
];

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(text: &str) -> Vec<String> {
        let stemmer = stemmer();
        tokens(text, &[])
            .map(|token| {
                let mut out = String::new();
                key(text, &token, &stemmer, &mut out);
                out
            })
            .collect()
    }

    #[test]
    fn one_number_has_one_key_however_it_is_written() {
        let million = keys("£740 million");
        for other in ["£740m", "£0.74bn", "£740,000,000", "£740million"] {
            assert_eq!(keys(other), million, "{other}");
        }
        assert_ne!(keys("740 million"), million);
        assert_eq!(keys("Two million homes"), keys("2,000,000 homes"));
        assert_eq!(keys("sixty million homes"), keys("60m homes"));
        assert_eq!(keys("two homes").len(), 2);
        for more in ["twenty-two million", "twenty two million", "one hundred and two million"] {
            assert!(!keys(more).contains(&keys("two million")[0]), "{more}");
        }
        assert!(keys("trees and two million homes").contains(&keys("two million")[0]));
        assert_eq!(keys("60%"), keys("60 per cent"));
        assert_ne!(keys("£26,500"), keys("6,500"));
    }

    #[test]
    fn years_acronyms_and_prefixes_are_told() {
        assert_eq!(keys("in 2025/26"), ["in", "2025/"]);
        assert_eq!(keys("2025-2026"), ["2025/"]);
        assert_eq!(keys("1,680 in 2024"), ["#16800000", "in", "2024"]);
        assert_eq!(keys("SENCOs co-ordinators"), ["^SENCO", "coordin"]);
        assert_eq!(keys("coordinators"), ["coordin"]);
        assert_eq!(keys("the department's 7th"), ["the", "depart", "s", "7th"]);
    }

    #[test]
    fn sentences_open_after_a_stop_and_a_capital() {
        let text = "Funding rose. My right hon. Friend said so. \u{a3}5 million went. see e.g. this";
        let opens: Vec<usize> = tokens(text, &[]).filter_map(|token| token.opens).collect();
        let begins: Vec<&str> =
            opens.iter().map(|at| text[*at..].split(' ').next().unwrap_or_default()).collect();
        assert_eq!(begins, ["Funding", "My", "\u{a3}5"]);
    }

    #[test]
    fn any_text_is_read_to_its_end() {
        for text in [
            "",
            "é",
            "…1",
            "1.",
            "9999999999999999999999999999999999999999999999999",
            "’s",
            "£",
            "co-",
            "日本語1m",
        ] {
            let _ = keys(text);
        }
        let mut sorted = STOP.to_vec();
        sorted.sort_unstable();
        assert_eq!(sorted, STOP);
    }
}
