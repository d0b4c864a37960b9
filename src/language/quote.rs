//! Quotes: is this passage in that document, once?
//!
//! A quote is a W3C `TextQuoteSelector`: the exact words, and if they occur more than once, what stands
//! before (`prefix`) and after (`suffix`). White space, invisible characters, bullets and the shape of
//! quotation marks do not count; every letter, digit and other mark does, and a quote begins and ends where
//! words do (`500 teachers` is not found in `6,500 teachers`). A quote may leave words out with `…`,
//! `...` or `[…]`: its parts must then stand in the document in that order.
//!
//! It must not decide what a drifted quote means for a pledge; it says where the words are, or what stands
//! there instead.

mod nearest;

use std::borrow::Cow;
use std::ops::Range;

use memchr::memmem;

use crate::language::canonical::{Folded, fold_for_matching, from_plain};

pub use nearest::Nearest;

/// What to look for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Selector<'a> {
    /// The words quoted, perhaps with elisions.
    pub exact: &'a str,
    /// What stands immediately before them; empty if it does not matter.
    pub prefix: &'a str,
    /// What stands immediately after them; empty if it does not matter.
    pub suffix: &'a str,
}

impl<'a> Selector<'a> {
    /// A selector of words alone.
    #[must_use]
    pub fn exact(exact: &'a str) -> Self {
        Self { exact, prefix: "", suffix: "" }
    }
}

/// Where a quote was found. Ranges are byte offsets into the canonical text.
#[derive(Debug, Clone, PartialEq)]
pub enum Located {
    /// In one place, as it should be. With elisions, from the first part to the end of the last.
    Once(Range<usize>),
    /// In no place; `nearest` is the passage most like it, if one is like it at all.
    Nowhere {
        /// The passage most like the quote.
        nearest: Option<Nearest>,
    },
    /// In several places: `prefix` or `suffix` must say which is meant.
    Several(Vec<Range<usize>>),
}

/// Looks for one quote in a canonical text. For many quotes from one text make a [`Haystack`] once.
#[must_use]
pub fn locate(text: &str, selector: &Selector<'_>) -> Located {
    Haystack::new(text).locate(selector)
}

/// A canonical text made ready to look for quotes in.
#[derive(Debug, Clone)]
pub struct Haystack<'a> {
    text: &'a str,
    folded: Folded<'a>,
}

/// More hits than this are not listed: the quote is hopelessly short.
const MOST_HITS: usize = 64;

impl<'a> Haystack<'a> {
    /// Makes a canonical text ready.
    #[must_use]
    pub fn new(text: &'a str) -> Self {
        Self { text, folded: fold_for_matching(text) }
    }

    /// Looks for a quote. Takes time in proportion to the text; more only where nothing is found.
    #[must_use]
    pub fn locate(&self, selector: &Selector<'_>) -> Located {
        let exact = canonical(selector.exact);
        let exact = fold_for_matching(&exact).text;
        if exact.is_empty() {
            return Located::Nowhere { nearest: None };
        }
        // The words as they stand come first: a document may itself have an ellipsis.
        let mut hits = self.whole(&exact);
        if hits.is_empty() {
            hits = self.parts(&split_at_elisions(&exact));
        }
        let found_somewhere = hits.first().cloned();
        self.keep_in_context(&mut hits, selector);
        let mut hits: Vec<Range<usize>> = hits.into_iter().map(|hit| self.original(&hit)).collect();
        match (hits.pop(), hits.is_empty()) {
            (Some(only), true) => Located::Once(only),
            (Some(last), false) => {
                hits.push(last);
                Located::Several(hits)
            }
            (None, _) => {
                let nearest = match found_somewhere {
                    Some(hit) => Some(Nearest::out_of_context(self.text, self.original(&hit))),
                    None => nearest::find(self.text, &self.folded, &exact),
                };
                Located::Nowhere { nearest }
            }
        }
    }

    fn original(&self, folded: &Range<usize>) -> Range<usize> {
        self.folded.original(folded.start)..self.folded.original(folded.end)
    }

    /// Every place where a string stands between word boundaries, in folded offsets.
    fn whole(&self, needle: &str) -> Vec<Range<usize>> {
        let finder = memmem::Finder::new(needle);
        let mut hits = Vec::new();
        let mut from = 0;
        while let Some(at) = self.next_hit(&finder, needle.len(), from) {
            hits.push(at..at + needle.len());
            from = at + needle.len();
            if hits.len() == MOST_HITS {
                break;
            }
        }
        hits
    }

    fn next_hit(&self, finder: &memmem::Finder<'_>, length: usize, mut from: usize) -> Option<usize> {
        let text = self.folded.text.as_bytes();
        loop {
            let at = from + finder.find(text.get(from..)?)?;
            if parts_words(&self.folded.text, at) && parts_words(&self.folded.text, at + length) {
                return Some(at);
            }
            from = at + 1;
        }
    }

    /// Every place where parts stand in order, each passage as short as it can be.
    fn parts(&self, parts: &[&str]) -> Vec<Range<usize>> {
        let [first, rest @ ..] = parts else { return Vec::new() };
        let finders: Vec<_> = rest.iter().map(|part| (memmem::Finder::new(*part), part.len())).collect();
        let mut hits: Vec<Range<usize>> = Vec::new();
        for start in self.whole(first) {
            let mut end = start.end;
            for (finder, length) in &finders {
                match self.next_hit(finder, *length, end) {
                    Some(at) => end = at + length,
                    // What does not follow this place cannot follow a later one.
                    None => return hits,
                }
            }
            match hits.last_mut().filter(|before| before.end == end) {
                Some(before) => before.start = start.start,
                None => hits.push(start.start..end),
            }
        }
        hits
    }

    /// Drops the hits that prefix and suffix do not stand around.
    fn keep_in_context(&self, hits: &mut Vec<Range<usize>>, selector: &Selector<'_>) {
        let prefix = canonical(selector.prefix);
        let suffix = canonical(selector.suffix);
        let (prefix, suffix) = (fold_for_matching(&prefix).text, fold_for_matching(&suffix).text);
        let text = self.folded.text.as_ref();
        hits.retain(|hit| {
            text[..hit.start].trim_end().ends_with(prefix.as_ref())
                && text[hit.end..].trim_start().starts_with(suffix.as_ref())
        });
    }
}

/// A quote as the canonical text would have it.
fn canonical(quote: &str) -> Cow<'_, str> {
    let plain = !quote.starts_with(['-', '*', ' '])
        && !quote.ends_with(' ')
        && quote.is_ascii()
        && !quote.bytes().any(|byte| byte < b' ' || byte == 0x7F)
        && memmem::find(quote.as_bytes(), b"  ").is_none();
    if plain { Cow::Borrowed(quote) } else { Cow::Owned(from_plain(quote).text) }
}

/// The parts of a quote between its elisions.
fn split_at_elisions(exact: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    for part in exact.split(['…']).flat_map(|part| part.split("...")).flat_map(|part| part.split(". . .")) {
        let part = part.trim_start_matches([']', ')', '.', ' ']).trim_end_matches(['[', '(', ' ']);
        if !part.is_empty() {
            parts.push(part);
        }
    }
    parts
}

/// Whether an offset does not stand inside a word or a number.
fn parts_words(text: &str, at: usize) -> bool {
    let (Some(before), Some(after)) = (text.get(..at), text.get(at..)) else { return false };
    if parts_thousands(before.strip_suffix(' ').unwrap_or(before), after.strip_prefix(' ').unwrap_or(after)) {
        return false;
    }
    let mut before = before.chars().rev();
    let mut after = after.chars();
    let (Some(left), Some(right)) = (before.next(), after.next()) else { return true };
    if left.is_alphanumeric() && right.is_alphanumeric() {
        return false;
    }
    // `6,500` and `4.7` are one number; so is what stands on either side of their mark.
    let mark = |c: char| c == ',' || c == '.';
    let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    let inside_after_mark = mark(left) && right.is_ascii_digit() && digit(before.next());
    let inside_before_mark = left.is_ascii_digit() && mark(right) && digit(after.next());
    !(inside_after_mark || inside_before_mark)
}

/// Whether a number goes on behind the space between two texts: no other one begins with a zero, as `10 000` does there.
fn parts_thousands(before: &str, after: &str) -> bool {
    let digits = after.bytes().take_while(u8::is_ascii_digit).count();
    digits == 3 && after.starts_with('0') && before.ends_with(|c: char| c.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "The department is committed to recruiting an additional 6,500 new expert teachers. We’ll support “all” \
                        teachers. The department is committed to support.";

    fn found(exact: &str) -> Vec<&str> {
        match locate(TEXT, &Selector::exact(exact)) {
            Located::Once(range) => vec![&TEXT[range]],
            Located::Several(ranges) => ranges.into_iter().map(|range| &TEXT[range]).collect(),
            Located::Nowhere { .. } => Vec::new(),
        }
    }

    #[test]
    fn what_is_found() {
        let cases: [(&str, &[&str]); 14] = [
            ("6,500 new expert teachers", &["6,500 new expert teachers"]),
            ("  6,500\n new  expert\u{202F}teachers ", &["6,500 new expert teachers"]),
            ("We'll support \"all\" teachers", &["We’ll support “all” teachers"]),
            ("We’ll support ‟all”", &["We’ll support “all”"]),
            ("department is committed", &["department is committed", "department is committed"]),
            (
                "committed to … teachers.",
                &["committed to recruiting an additional 6,500 new expert teachers."],
            ),
            (
                "The department ... additional [...] expert",
                &["The department is committed to recruiting an additional 6,500 new expert"],
            ),
            ("teachers … additional", &[]),
            ("500 new expert teachers", &[]),
            ("additional 6", &[]),
            ("recruit", &[]),
            ("6,500 New expert teachers", &[]),
            ("", &[]),
            ("…", &[]),
        ];
        for (quote, expected) in cases {
            assert_eq!(found(quote), expected, "{quote}");
        }
    }

    #[test]
    fn prefix_and_suffix_part_what_is_ambiguous() {
        let exact = "The department is committed to";
        let second = Selector { exact, prefix: "\"all\" teachers.", suffix: "" };
        assert!(matches!(locate(TEXT, &second), Located::Once(range) if range.start > 50));
        let first = Selector { exact, prefix: "", suffix: "recruiting an" };
        assert!(matches!(locate(TEXT, &first), Located::Once(range) if range.start == 0));
        let neither = Selector { exact, prefix: "", suffix: "abandoning" };
        assert!(
            matches!(locate(TEXT, &neither), Located::Nowhere { nearest: Some(nearest) } if nearest.context_only)
        );
    }

    #[test]
    fn a_number_is_not_found_in_a_part_of_another() {
        let text = "We will build 10 000 homes; Table 6 500 teachers; in 2024 05 was the code.";
        let found = |exact| matches!(locate(text, &Selector::exact(exact)), Located::Once(_));
        for whole in ["10 000 homes", "500 teachers", "Table 6", "in 2024", "05 was"] {
            assert!(found(whole), "{whole}");
        }
        for part in ["000 homes", "will build 10"] {
            assert!(!found(part), "{part}");
        }
    }

    #[test]
    fn an_ellipsis_of_the_document_is_matched_as_it_is() {
        assert!(
            matches!(locate("so... yes, so. No yes", &Selector::exact("so... yes")), Located::Once(range) if range == (0..9))
        );
    }
}
