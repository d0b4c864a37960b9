//! Words, numbers and marks of a text, each with its place, in one pass over the bytes.
//!
//! A word is known by a hash of its lower-case letters, so that every table of cue words is compared by number and no
//! token owns a string. It must not decide what a word means: that is the work of the recognisers.

/// The hash by which a word is known.
pub type WordHash = u64;

/// Codes of currencies that are written right at their number.
const CODES: &[&str] = &[
    "EUR", "GBP", "USD", "CAD", "AUD", "NZD", "CHF", "JPY", "CNY", "INR", "SEK", "NOK", "DKK", "HKD", "SGD",
    "ZAR", "Rs",
];

const SEED: u64 = 0xcbf2_9ce4_8422_2325;
const PRIME: u64 = 0x0000_0100_0000_01b3;

/// The hash of a word written in lower case: FNV-1a over its bytes, usable in `const` tables.
#[must_use]
pub const fn hash(word: &str) -> WordHash {
    let bytes = word.as_bytes();
    let mut value = SEED;
    let mut at = 0;
    while at < bytes.len() {
        value = (value ^ bytes[at] as u64).wrapping_mul(PRIME);
        at += 1;
    }
    value
}

/// The hash of a word, worked out when the program is compiled.
macro_rules! word {
    ($word:literal) => {
        const { $crate::language::tokens::hash($word) }
    };
}

/// A list of the hashes of words, worked out when the program is compiled.
macro_rules! words {
    ($($word:literal),* $(,)?) => {
        const { &[$($crate::language::tokens::hash($word)),*] }
    };
}

pub(crate) use {word, words};

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Letters, with inner apostrophes, full stops (`e.g.`, `gov.uk`) and digits after the first letter (`F35`).
    Word,
    /// Digits, with commas between thousands and one decimal point.
    Number,
    /// A web or mail address.
    Address,
    /// One character that is none of these.
    Mark(char),
}

/// A token and its place in the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    /// Byte offset of its first character.
    pub start: usize,
    /// Byte offset after its last character.
    pub end: usize,
    /// What it is.
    pub kind: Kind,
    /// Hash of the word in lower case, without a closing `'s`; of anything else, of its bytes.
    pub word: WordHash,
    /// Whether white space (or the start of the text) is before it.
    pub spaced: bool,
    /// Whether it begins with a capital.
    pub capital: bool,
}

impl Token {
    /// Whether it is this mark.
    #[must_use]
    pub fn is_mark(&self, mark: char) -> bool {
        self.kind == Kind::Mark(mark)
    }

    /// Whether it is a hyphen or a dash.
    #[must_use]
    pub fn is_dash(&self) -> bool {
        matches!(self.kind, Kind::Mark('-' | '–' | '—' | '−' | '‐' | '‑'))
    }

    /// The word that `word` is the hash of; nothing where it is not a word of the text in lower case, or the front of one.
    #[must_use]
    pub fn spelled(&self, text: &str) -> Option<String> {
        let word = self.text(text).to_lowercase().replace('’', "'");
        let stem = word.strip_suffix("'s").unwrap_or(&word);
        let spellings = [word.as_str(), stem, stem.split('\'').next().unwrap_or_default()];
        spellings.into_iter().find(|spelling| hash(spelling) == self.word).map(str::to_owned)
    }

    /// Its text.
    #[must_use]
    pub fn text<'t>(&self, text: &'t str) -> &'t str {
        text.get(self.start..self.end).unwrap_or_default()
    }
}

/// All tokens of a text, in order. White space is in none of them, everything else is in exactly one.
#[must_use]
pub fn tokenize(text: &str) -> Vec<Token> {
    let mut tokens = Vec::with_capacity(text.len() / 5 + 8);
    let mut reader = Reader { text, at: 0 };
    let mut spaced = true;
    while let Some(first) = reader.peek() {
        if first.is_whitespace() {
            reader.at += first.len_utf8();
            spaced = true;
            continue;
        }
        reader.token(first, spaced, &mut tokens);
        spaced = false;
    }
    tokens
}

/// A place in a text that moves forward only.
struct Reader<'t> {
    text: &'t str,
    at: usize,
}

impl Reader<'_> {
    fn peek(&self) -> Option<char> {
        self.after(self.at)
    }

    fn after(&self, at: usize) -> Option<char> {
        let byte = *self.text.as_bytes().get(at)?;
        if byte < 0x80 { Some(char::from(byte)) } else { self.text.get(at..)?.chars().next() }
    }

    fn token(&mut self, first: char, spaced: bool, tokens: &mut Vec<Token>) {
        let start = self.at;
        let sign = self.text.get(..start).is_some_and(|before| before.ends_with(['£', '$', '€']));
        let decimal_point = first == '.'
            && (spaced || sign)
            && self.after(start + 1).is_some_and(|next| next.is_ascii_digit());
        if first.is_ascii_digit() || decimal_point {
            let word = self.number();
            tokens.push(Token { start, end: self.at, kind: Kind::Number, word, spaced, capital: false });
        } else if first.is_alphabetic() {
            self.word(start, first, spaced, tokens);
        } else {
            self.at += first.len_utf8();
            let word = hash(self.text.get(start..self.at).unwrap_or_default());
            tokens.push(Token { start, end: self.at, kind: Kind::Mark(first), word, spaced, capital: false });
        }
    }

    /// Digits, commas before exactly three digits, one decimal point before a digit.
    fn number(&mut self) -> WordHash {
        let bytes = self.text.as_bytes();
        let start = self.at;
        let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
        let mut point = bytes.get(start) == Some(&b'.');
        self.at += 1;
        loop {
            match bytes.get(self.at) {
                Some(byte) if byte.is_ascii_digit() => self.at += 1,
                Some(b',')
                    if !point && (1..=3).all(|ahead| digit(self.at + ahead)) && !digit(self.at + 4) =>
                {
                    self.at += 4;
                }
                Some(b'.') if !point && digit(self.at + 1) => {
                    point = true;
                    self.at += 2;
                }
                Some(_) | None => break,
            }
        }
        hash(self.text.get(start..self.at).unwrap_or_default())
    }

    /// A word, an address, or a word and what an apostrophe stands for (`we'll` is `we` and `will`).
    fn word(&mut self, start: usize, first: char, spaced: bool, tokens: &mut Vec<Token>) {
        if let Some(end) = self.address(start) {
            self.at = end;
            let word = hash("http");
            tokens.push(Token { start, end, kind: Kind::Address, word, spaced, capital: false });
            return;
        }
        let mut value = SEED;
        let mut end_of_stem = None;
        while let Some(next) = self.peek() {
            // `EUR27.9 million`, `c500 homes`
            if next.is_ascii_digit() && self.is_before_its_number(start) {
                break;
            }
            // `homes¹`, but `km²`
            if is_raised(next) && self.at > start + 2 {
                break;
            }
            if next.is_ascii_alphanumeric() {
                value = mix(value, next.to_ascii_lowercase());
            } else if next.is_alphanumeric() || is_combining(next) {
                for lower in next.to_lowercase() {
                    value = mix(value, lower);
                }
            } else if matches!(next, '\'' | '’') && self.letter_after(next) {
                end_of_stem = Some((self.at, value));
                value = mix(value, '\'');
            } else if next == '.' && self.joins(start) {
                value = mix(value, '.');
            } else {
                break;
            }
            self.at += next.len_utf8();
        }
        let capital = first.is_uppercase();
        let whole = Token { start, end: self.at, kind: Kind::Word, word: value, spaced, capital };
        let Some((stem_end, stem)) = end_of_stem else {
            tokens.push(whole);
            return;
        };
        let tail = self.text.get(stem_end..self.at).unwrap_or_default();
        let tail = tail.trim_start_matches(['\'', '’']);
        let meaning = match tail {
            "s" | "S" => None,
            "ll" | "LL" => Some("will"),
            "ve" | "VE" => Some("have"),
            "re" | "RE" => Some("are"),
            "m" | "M" => Some("am"),
            _ => {
                tokens.push(whole);
                return;
            }
        };
        match meaning {
            None => tokens.push(Token { word: stem, ..whole }),
            Some(word) => {
                tokens.push(Token { end: stem_end, word: stem, ..whole });
                let word = hash(word);
                tokens.push(Token { start: stem_end, word, spaced: false, capital: false, ..whole });
            }
        }
    }

    /// Whether the word so far is one that is written right at a number: a currency, or `c` for `circa` before more digits
    /// than names have.
    fn is_before_its_number(&self, start: usize) -> bool {
        let word = self.text.get(start..self.at);
        let digits = self.text.as_bytes().iter().skip(self.at);
        let long = || digits.take_while(|byte| byte.is_ascii_digit() || **byte == b',').count() > 2;
        CODES.iter().any(|code| word == Some(code)) || word == Some("c") && long()
    }

    fn letter_after(&self, mark: char) -> bool {
        self.after(self.at + mark.len_utf8()).is_some_and(char::is_alphabetic)
    }

    /// Whether a full stop belongs to the word: `e.g.`, `U.S.`, `gov.uk`, but not `events.This`.
    fn joins(&self, start: usize) -> bool {
        let Some(next) = self.after(self.at + 1) else {
            return self.single_letter(start);
        };
        if next.is_lowercase() {
            return true;
        }
        let so_far = self.text.get(start..self.at).unwrap_or_default();
        let part = so_far.rsplit('.').next().unwrap_or_default();
        let single = part.chars().count() == 1;
        if next.is_uppercase() {
            let following = self.after(self.at + 1 + next.len_utf8());
            return single || following.is_some_and(char::is_uppercase);
        }
        single && so_far.contains('.')
    }

    fn single_letter(&self, start: usize) -> bool {
        self.text.get(start..self.at).is_some_and(|word| word.contains('.') && word.len() < 8)
    }

    /// The end of an address that starts here, if one does.
    fn address(&self, start: usize) -> Option<usize> {
        let rest = self.text.get(start..)?;
        let bytes = rest.as_bytes();
        let looks_like = starts_with_any(bytes, &["http://", "https://", "www."]) || {
            let head = bytes.get(..bytes.len().min(64)).unwrap_or_default();
            let end = head.iter().position(|byte| byte.is_ascii_whitespace()).unwrap_or(head.len());
            head.get(..end).is_some_and(|word| word.iter().skip(1).any(|byte| *byte == b'@'))
        };
        if !looks_like {
            return None;
        }
        let end = rest.find(char::is_whitespace).unwrap_or(rest.len());
        let trimmed = rest.get(..end)?.trim_end_matches(['.', ',', ')', ']', ';', ':', '”', '"', '’', '\'']);
        Some(start + trimmed.len().max(1))
    }
}

fn starts_with_any(bytes: &[u8], heads: &[&str]) -> bool {
    heads
        .iter()
        .any(|head| bytes.get(..head.len()).is_some_and(|start| start.eq_ignore_ascii_case(head.as_bytes())))
}

/// A raised digit: of a note, or of a measure.
pub(crate) fn is_raised(letter: char) -> bool {
    matches!(letter, '¹' | '²' | '³' | '⁰' | '⁴'..='⁹')
}

fn is_combining(letter: char) -> bool {
    ('\u{300}'..='\u{36f}').contains(&letter)
}

fn mix(mut value: u64, letter: char) -> u64 {
    let mut buffer = [0u8; 4];
    for byte in letter.encode_utf8(&mut buffer).bytes() {
        value = (value ^ u64::from(byte)).wrapping_mul(PRIME);
    }
    value
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_of_awkward_texts() {
        let cases: &[(&str, &[&str])] = &[
            ("We'll spend £2.6bn.", &["We", "'ll", "spend", "£", "2.6", "bn", "."]),
            ("1,500,000 or 1,50", &["1,500,000", "or", "1", ",", "50"]),
            ("gov.uk e.g. events.This", &["gov.uk", "e.g.", "events", ".", "This"]),
            ("see https://a.b/c?d=1. Yes", &["see", "https://a.b/c?d=1", ".", "Yes"]),
            ("the F35’s cost", &["the", "F35’s", "cost"]),
            ("mid-2025 COVID-19", &["mid", "-", "2025", "COVID", "-", "19"]),
            ("\u{0}é.5 .5", &["\u{0}", "é", ".", "5", ".5"]),
            ("EUR27.9 £.5 COP26", &["EUR", "27.9", "£", ".5", "COP26"]),
            ("c1,500 c19 C500", &["c", "1,500", "c19", "C500"]),
        ];
        for (text, expected) in cases {
            let found: Vec<&str> = tokenize(text).iter().map(|token| token.text(text)).collect();
            assert_eq!(&found, expected, "{text}");
        }
    }

    #[test]
    fn words_are_known_by_their_lower_case_stem() {
        let tokens = tokenize("Government’s WE'VE Été");
        let words: Vec<WordHash> = tokens.iter().map(|token| token.word).collect();
        assert_eq!(words, [hash("government"), hash("we"), hash("have"), hash("été")]);
    }
}
