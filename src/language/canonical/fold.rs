//! Folding for matching: curly quotation marks become straight ones, and the way back is kept.
//!
//! Folded text is never shown, stored or hashed; it is what quotes are looked for in.

use std::borrow::Cow;

/// Text folded for matching, with the way back to the text it came from.
#[derive(Debug, Clone)]
pub struct Folded<'a> {
    /// The folded text: as many characters as before, perhaps fewer bytes.
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

/// Folds quotation marks: `‘ ’ ‚ ‛ ′` to `'` and `“ ” „ ‟ ″` to `"`. Text without them is borrowed.
#[must_use]
pub fn fold_for_matching(text: &str) -> Folded<'_> {
    // All of them begin with the byte E2 in UTF-8, and most English text has few other such.
    let mut folded = String::new();
    let mut shifts = Vec::new();
    let mut copied = 0;
    for at in memchr::memchr_iter(0xE2, text.as_bytes()) {
        let Some(straight) = text.get(at..).and_then(|rest| rest.chars().next()).and_then(straight) else {
            continue;
        };
        folded.push_str(&text[copied..at]);
        folded.push(straight);
        copied = at + 3;
        shifts.push((folded.len(), copied - folded.len()));
    }
    if shifts.is_empty() {
        return Folded { text: Cow::Borrowed(text), shifts };
    }
    folded.push_str(&text[copied..]);
    Folded { text: Cow::Owned(folded), shifts }
}

fn straight(c: char) -> Option<char> {
    match c {
        '\u{2018}'..='\u{201B}' | '\u{2032}' => Some('\''),
        '\u{201C}'..='\u{201F}' | '\u{2033}' => Some('"'),
        _ => None,
    }
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
    fn text_without_curly_quotes_is_borrowed() {
        assert!(matches!(fold_for_matching("2024–25 plain").text, Cow::Borrowed(_)));
    }
}
