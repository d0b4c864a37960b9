//! Folding for matching: what looks alike becomes alike, such as curly and straight quotation marks, and the way back is kept.
//!
//! Folded text is never shown, stored or hashed; it is what quotes are looked for in.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::{compose, is_combining_mark};

/// Text folded for matching, with the way back to the text it came from.
#[derive(Debug, Clone)]
pub struct Folded<'a> {
    /// The folded text, perhaps of fewer bytes; never of more.
    pub text: Cow<'a, str>,
    /// For every folded character: the offset after it in the folded text, and how many bytes
    /// shorter the folded text is from there on.
    shifts: Vec<(usize, usize)>,
}

impl Folded<'_> {
    /// The byte offset in the original text of a byte offset in the folded text.
    #[must_use]
    pub fn original(&self, offset: usize) -> usize {
        let before = self.shifts.partition_point(|&(at, _)| at <= offset);
        match before.checked_sub(1).and_then(|last| self.shifts.get(last)) {
            Some(&(_, shorter)) => offset + shorter,
            None => offset,
        }
    }
}

/// Folds what looks alike: the quotation marks `‘ ’ ‚ ‛ ′` to `'` and `“ ” „ ‟ ″` to `"`, ligatures to their
/// letters, the hyphen of typesetters to the one on keyboards, a letter and the accent after it to the letter with
/// the accent; marks that nobody sees are left out. Text without any of them is borrowed.
#[must_use]
pub fn fold_for_matching(text: &str) -> Folded<'_> {
    let mut folded = String::new();
    let mut shifts = Vec::new();
    let mut copied = 0;
    // In UTF-8 all of them begin with one of these bytes, and most English text has few such.
    for at in memchr::memchr3_iter(0xE2, 0xEF, 0xCC, text.as_bytes()) {
        let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) else { continue };
        if let Some(instead) = seen(c) {
            folded.push_str(&text[copied..at]);
            folded.push_str(instead);
        } else if let Some(letter) = text[copied..at].chars().next_back()
            && let Some(accented) = compose(letter, c)
        {
            folded.push_str(&text[copied..at - letter.len_utf8()]);
            folded.push(accented);
        } else {
            continue;
        }
        copied = at + c.len_utf8();
        shifts.push((folded.len(), copied - folded.len()));
    }
    if shifts.is_empty() {
        return Folded { text: Cow::Borrowed(text), shifts };
    }
    folded.push_str(&text[copied..]);
    Folded { text: Cow::Owned(folded), shifts }
}

/// What is seen of a character that is written otherwise.
fn seen(c: char) -> Option<&'static str> {
    match c {
        '\u{2018}'..='\u{201B}' | '\u{2032}' => Some("'"),
        '\u{201C}'..='\u{201F}' | '\u{2033}' => Some("\""),
        // Joiners, and marks of the direction of text.
        '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}' | '\u{2066}'..='\u{2069}' => Some(""),
        '\u{2010}' => Some("-"),
        '\u{FB00}' => Some("ff"),
        '\u{FB01}' => Some("fi"),
        '\u{FB02}' => Some("fl"),
        '\u{FB03}' => Some("ffi"),
        '\u{FB04}' => Some("ffl"),
        '\u{FB05}' | '\u{FB06}' => Some("st"),
        _ => None,
    }
}

/// A text without the accents of its letters, for names that have small letters and digits only; what is no letter with an
/// accent, as `Ł`, becomes small by it.
#[must_use]
pub fn unaccented(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for c in text.nfd().filter(|c| !is_combining_mark(*c)) {
        match c {
            'ß' | 'ẞ' => plain.push_str("ss"),
            'æ' | 'Æ' => plain.push_str("ae"),
            'œ' | 'Œ' => plain.push_str("oe"),
            'þ' | 'Þ' => plain.push_str("th"),
            'ø' | 'Ø' => plain.push('o'),
            'ł' | 'Ł' => plain.push('l'),
            'đ' | 'Đ' | 'ð' | 'Ð' => plain.push('d'),
            'ı' => plain.push('i'),
            other => plain.push(other),
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offsets_lead_back_to_the_original() {
        let text = "the “Children’s” Act";
        let folded = fold_for_matching(text);
        assert_eq!(folded.text, "the \"Children's\" Act");
        let at = folded.text.find("Act").map(|at| folded.original(at));
        assert_eq!(at, text.find("Act"));
        let at = folded.text.find("Children").map(|at| folded.original(at));
        assert_eq!(at, text.find("Children"));
        assert_eq!(folded.original(folded.text.len()), text.len());
    }

    #[test]
    fn what_looks_alike_is_alike() {
        let cases = [
            (
                "The e\u{FB03}cient o\u{FB03}ce will \u{FB01}nd sta\u{FB00}.",
                "The efficient office will find staff.",
            ),
            ("Nai\u{308}ve cafe\u{301} pla\u{300}n", "Naïve café plàn"),
            ("A\u{2060}B Left\u{200E}Right e\u{200B}\u{301}", "AB LeftRight e\u{301}"),
            ("café", "café"),
            ("high\u{2010}needs – places", "high-needs – places"),
        ];
        for (text, expected) in cases {
            let folded = fold_for_matching(text);
            assert_eq!(folded.text, expected);
            // The ends of words lead back to the ends of words.
            for (word, original) in expected.split(' ').zip(text.split(' ')) {
                let at = folded.text.find(word).unwrap_or_default();
                let from = folded.original(at);
                assert_eq!(text.get(from..folded.original(at + word.len())), Some(original), "{text}");
            }
        }
    }

    #[test]
    fn letters_lose_their_accents_and_stay() {
        assert_eq!(
            unaccented("Siân, Łódź, Straße, Fógra o\u{301}, план"),
            "Sian, lodz, Strasse, Fogra o, план"
        );
    }

    #[test]
    fn text_without_curly_quotes_is_borrowed() {
        assert!(matches!(fold_for_matching("2024–25 plain").text, Cow::Borrowed(_)));
    }
}
