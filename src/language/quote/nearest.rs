//! The passage most like a quote that was not found, with the difference marked.
//!
//! It is looked for only when a quote is nowhere, and within bounds: a long quote is compared by its
//! first words.

use std::collections::HashMap;
use std::ops::{Range, RangeInclusive};

use crate::language::alignment::{Alignment, Piece, Step, runs};
use crate::language::canonical::Folded;

/// The passage of a document most like a quote.
#[derive(Debug, Clone, PartialEq)]
pub struct Nearest {
    /// Where it stands, in bytes of the canonical text.
    pub range: Range<usize>,
    /// The quote and the passage, word by word: what they share and where they part.
    pub pieces: Vec<Piece>,
    /// The quote itself was found, but not between the `prefix` and the `suffix` given.
    pub context_only: bool,
}

impl Nearest {
    pub(super) fn out_of_context(text: &str, range: Range<usize>) -> Self {
        let same = text.get(range.clone()).unwrap_or_default().to_owned();
        Self { range, pieces: vec![Piece::Same(same)], context_only: true }
    }

    /// The comparison on one line: `[-only in the quote-]` and `{+only in the document+}`, as `git diff
    /// --word-diff` writes it.
    #[must_use]
    pub fn marked(&self) -> String {
        let mut line = String::new();
        for piece in &self.pieces {
            if !line.is_empty() {
                line.push(' ');
            }
            match piece {
                Piece::Same(words) => line.push_str(words),
                Piece::Removed(words) => {
                    line.push_str("[-");
                    line.push_str(words);
                    line.push_str("-]");
                }
                Piece::Added(words) => {
                    line.push_str("{+");
                    line.push_str(words);
                    line.push_str("+}");
                }
            }
        }
        line
    }
}

/// Words of a quote beyond this many are not compared.
const MOST_WORDS: usize = 120;

/// The passage most like a folded quote: the window of as many words that shares most words with it, if it
/// shares at least half.
pub(super) fn find(original: &str, text: &Folded<'_>, quote: &str) -> Option<Nearest> {
    let quoted: Vec<&str> = quote.split(' ').filter(|word| !is_elision(word)).take(MOST_WORDS).collect();
    let words: Vec<&str> = text.text.split(' ').collect();
    let (start, shared) = best_window(&words, &quoted)?;
    if shared * 2 < quoted.len() {
        return None;
    }
    // The passage may be longer or shorter than the quote: compare with some words on either side.
    let slack = quoted.len() / 4 + 3;
    let from = start.saturating_sub(slack);
    let to = (start + quoted.len() + slack).min(words.len());
    let window = words.get(from..to)?;
    let mut aligned = align(&quoted, window);
    let opening = aligned.iter().position(|step| shared_word(step).is_some())?;
    let closing = aligned.iter().rposition(|step| shared_word(step).is_some())?;
    let first = shared_word(aligned.get(opening)?)?;
    let last = shared_word(aligned.get(closing)?)?;
    // Where the quote begins or ends with words of its own, the document's words in their place are what it is about.
    let (before, after) = (quoted_only(aligned.get(..opening)?), quoted_only(aligned.get(closing..)?));
    let shown = first.saturating_sub(before)..=(last + after);
    if let Some(before) = aligned.get_mut(..opening) {
        before.sort_by_key(|step| matches!(step, Step::Added(_)));
    }
    let offset = |index: usize| words.iter().take(index).map(|word| word.len() + 1).sum::<usize>();
    let range = text.original(offset(from + first))..text.original(offset(from + last + 1).saturating_sub(1));
    let range = range.start..range.end.min(original.len());
    Some(Nearest { range, pieces: pieces(&aligned, &quoted, window, &shown), context_only: false })
}

/// How many of some steps are words of the quote only.
fn quoted_only(steps: &[Step]) -> usize {
    steps.iter().filter(|step| matches!(step, Step::Removed(_))).count()
}

fn is_elision(word: &str) -> bool {
    matches!(word, "" | "…" | "..." | "[…]" | "[...]")
}

/// Where the window of as many words as the quote has begins that shares most words with it, and how many.
fn best_window(words: &[&str], quoted: &[&str]) -> Option<(usize, usize)> {
    let mut wanted: HashMap<String, isize> = HashMap::new();
    for word in quoted {
        *wanted.entry(bare(word)).or_default() += 1;
    }
    let mut shared = 0_usize;
    let mut best = None;
    for (index, word) in words.iter().enumerate() {
        if let Some(left) = wanted.get_mut(&bare(word)) {
            shared += usize::from(*left > 0);
            *left -= 1;
        }
        if let Some(gone) = index.checked_sub(quoted.len()).and_then(|gone| words.get(gone))
            && let Some(left) = wanted.get_mut(&bare(gone))
        {
            *left += 1;
            shared -= usize::from(*left > 0);
        }
        let start = (index + 1).saturating_sub(quoted.len());
        if shared > 0 && best.is_none_or(|(_, most)| shared > most) {
            best = Some((start, shared));
        }
    }
    best
}

/// A word without the marks around it and in small letters, so that neither a comma nor a capital hides a likeness.
fn bare(word: &str) -> String {
    let inner = word.trim_matches(|c: char| !c.is_alphanumeric() && c != '£' && c != '%');
    if inner.is_empty() { word } else { inner }.to_lowercase()
}

/// The document's word that a step shares with the quote.
fn shared_word(step: &Step) -> Option<usize> {
    match *step {
        Step::Shared(_, found) => Some(found),
        Step::Removed(_) | Step::Added(_) => None,
    }
}

/// Whether a word of a quote, its first or its last maybe, stands for one of the document: marks before the first word and behind
/// the last one are no part of a quote.
fn is_same(quoted: &str, found: &str, is_first: bool, is_last: bool) -> bool {
    let marks = |rest: &str| !rest.contains(|c: char| c.is_alphanumeric() || c == '£' || c == '%');
    quoted == found
        || is_last && found.strip_prefix(quoted).is_some_and(marks)
        || is_first && found.strip_suffix(quoted).is_some_and(marks)
}

/// The way through at most 120 words of a quote and some 190 of the document. Before the first shared word, words of the
/// document that can be left out are left out.
fn align(quoted: &[&str], window: &[&str]) -> Vec<Step> {
    let same = |i: usize, j: usize| is_same(quoted[i], window[j], i == 0, i + 1 == quoted.len());
    let alignment = Alignment::new(quoted.len(), window.len(), same);
    let idle = |j: &usize| alignment.shared_from(0, j + 1) == alignment.shared_from(0, *j);
    let idle = (0..window.len()).take_while(idle).count();
    (0..idle).map(Step::Added).chain(alignment.steps(idle)).collect()
}

/// Runs of words, leaving out the document's words that are not to be shown.
fn pieces(steps: &[Step], quoted: &[&str], window: &[&str], shown: &RangeInclusive<usize>) -> Vec<Piece> {
    runs(steps.iter().filter_map(|step| match *step {
        Step::Shared(i, _) => Some(Piece::Same(quoted[i].to_owned())),
        Step::Removed(i) => Some(Piece::Removed(quoted[i].to_owned())),
        Step::Added(j) => shown.contains(&j).then(|| Piece::Added(window[j].to_owned())),
    }))
}

#[cfg(test)]
mod tests {
    use crate::language::quote::{Located, Selector, locate};

    const TEXT: &str = "The plan’s aims are clear. The department is committed to recruiting an additional 6,500 new expert teachers over \
                        the course of this parliament. More follows.";

    #[test]
    fn the_difference_is_marked() {
        let cases = [
            (
                "committed to recruiting an additional 7,500 new expert teachers",
                Some((
                    "committed to recruiting an additional [-7,500-] {+6,500+} new expert teachers",
                    "committed to recruiting an additional 6,500 new expert teachers",
                )),
            ),
            (
                "The department will be recruiting an additional 6,500 teachers",
                Some((
                    "The department [-will be-] {+is committed to+} recruiting an additional 6,500 {+new expert+} teachers",
                    "The department is committed to recruiting an additional 6,500 new expert teachers",
                )),
            ),
            (
                "The department is committed to recruiting an additional 6,500 new teachers over the course of this parliament",
                Some((
                    "The department is committed to recruiting an additional 6,500 new {+expert+} teachers over the course of this parliament",
                    "The department is committed to recruiting an additional 6,500 new expert teachers over the course of this parliament.",
                )),
            ),
            (
                "an additional 6,500 new expert teachers over the course of this decade",
                Some((
                    "an additional 6,500 new expert teachers over the course of this [-decade-] {+parliament.+}",
                    "an additional 6,500 new expert teachers over the course of this",
                )),
            ),
            (
                "This department is committed to recruiting",
                Some((
                    "[-This-] {+The+} department is committed to recruiting",
                    "department is committed to recruiting",
                )),
            ),
            (
                "the plan's Aims Are Clear",
                Some(("[-the-] {+The+} plan's [-Aims Are Clear-] {+aims are clear.+}", "plan’s")),
            ),
            ("nothing of this sort stands anywhere", None),
        ];
        for (quote, expected) in cases {
            let Located::Nowhere { nearest } = locate(TEXT, &Selector::exact(quote)) else {
                panic!("found {quote}")
            };
            let found = nearest.map(|nearest| (nearest.marked(), TEXT[nearest.range].to_owned()));
            assert_eq!(found, expected.map(|(marked, passage)| (marked.to_owned(), passage.to_owned())));
        }
    }

    #[test]
    fn a_long_quote_against_a_long_text_is_bounded() {
        let text = "alpha beta gamma delta ".repeat(20_000);
        let quote = "alpha beta delta gamma ".repeat(5_000);
        assert!(matches!(
            locate(text.trim(), &Selector::exact(&quote)),
            Located::Nowhere { nearest: Some(_) }
        ));
    }
}
