//! Words that the end of a line parted: `recruit- ment` is one word, `high- needs` keeps its hyphen, `short- and
//! long-term` is as it was written. The document itself tells which, by the words it has elsewhere; where it does not,
//! two short lists of what compounds begin and end with do.
//!
//! It must not use a dictionary: names of programmes are in none.

use std::collections::HashSet;

use crate::language::canonical::BlockKind;

/// Mends all blocks of a document.
pub(super) fn mend(blocks: &mut [(BlockKind, String)]) {
    if !blocks.iter().any(|(_, text)| parted(text).next().is_some()) {
        return;
    }
    let words: HashSet<String> =
        blocks.iter().flat_map(|(_, text)| text.split_whitespace()).map(bare).collect();
    // What the document does with most of the words it has elsewhere too, it does with the rest.
    let (mut joined, mut kept) = (0_usize, 0_usize);
    for (_, text) in blocks.iter() {
        for (left, right) in parted(text) {
            match known(&words, left, right) {
                Some(Join::Whole) => joined += 1,
                Some(Join::Hyphen) => kept += 1,
                None => {}
            }
        }
    }
    let usual = if kept > joined { Join::Hyphen } else { Join::Whole };
    for (_, text) in blocks.iter_mut() {
        if parted(text).next().is_some() {
            *text = mended(text, &words, usual);
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Join {
    Whole,
    Hyphen,
}

/// How two halves of a word are written elsewhere in the document.
fn known(words: &HashSet<String>, left: &str, right: &str) -> Option<Join> {
    let (left, right) = (bare(left), bare(right));
    let left = left.trim_end_matches('-');
    if words.contains(&format!("{left}-{right}")) {
        Some(Join::Hyphen)
    } else if words.contains(&format!("{left}{right}")) {
        Some(Join::Whole)
    } else {
        None
    }
}

/// How two halves are written if the document has the word nowhere else.
fn unknown(left: &str, right: &str, usual: Join) -> Join {
    let (left, right) = (bare(left), bare(right));
    let compound = FIRST_PARTS.contains(&left.trim_end_matches('-')) || LAST_PARTS.contains(&right.as_str());
    if compound { Join::Hyphen } else { usual }
}

/// What compounds of official English begin with.
const FIRST_PARTS: [&str; 44] = [
    "all", "anti", "best", "better", "cost", "cross", "decision", "early", "evidence", "ex", "face", "five",
    "follow", "four", "full", "half", "hard", "high", "higher", "in", "large", "long", "longer", "low",
    "lower", "mid", "multi", "new", "non", "one", "part", "post", "pre", "real", "school", "self", "short",
    "six", "small", "so", "three", "two", "well", "year",
];

/// What they end with.
const LAST_PARTS: [&str; 36] = [
    "aged", "based", "being", "building", "cutting", "depth", "driven", "effective", "end", "focused",
    "free", "funded", "income", "known", "led", "level", "long", "made", "making", "needs", "old", "olds",
    "ordinated", "ordination", "ordinator", "ordinators", "owned", "paid", "quality", "related", "round",
    "run", "specific", "term", "time", "wide",
];

/// A word in small letters without the marks around it, but for a hyphen at its end.
fn bare(word: &str) -> String {
    word.trim_matches(|c: char| !c.is_alphanumeric() && c != '-').to_lowercase()
}

/// The pairs of halves in a text.
fn parted(text: &str) -> impl Iterator<Item = (&str, &str)> {
    text.split_whitespace()
        .zip(text.split_whitespace().skip(1))
        .filter(|(left, right)| is_parted(left, right))
}

/// What typesetters end a line with within a word: a hyphen of either sort, or a soft one.
const HYPHENS: [char; 3] = ['-', '\u{2010}', '\u{AD}'];

/// Whether two words stand as the halves of one.
fn is_parted(left: &str, right: &str) -> bool {
    left.strip_suffix(HYPHENS).is_some_and(|left| left.ends_with(char::is_alphabetic))
        && right.starts_with(char::is_lowercase)
        && !matches!(right, "and" | "or" | "to" | "and/or")
}

fn mended(text: &str, words: &HashSet<String>, usual: Join) -> String {
    let mut mended = String::with_capacity(text.len());
    let mut before: Option<&str> = None;
    for word in text.split_whitespace() {
        match before.filter(|before| is_parted(before, word)) {
            Some(before) => {
                let join = known(words, before, word).unwrap_or_else(|| unknown(before, word, usual));
                mended.pop();
                if join == Join::Hyphen {
                    mended.push('-');
                }
            }
            None if mended.is_empty() => {}
            None => mended.push(' '),
        }
        mended.push_str(word);
        before = Some(word);
    }
    mended
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_document_tells_which_hyphens_are_its_own() {
        let text = "Support for recruit- ment and the high- needs budget, short- and long-term. High-needs places and recruitment \
                    of teach- ers and work- force recruitment. The workforce grows.";
        let mut blocks = [(BlockKind::Paragraph, text.to_owned())];
        mend(&mut blocks);
        let expected = "Support for recruitment and the high-needs budget, short- and long-term. High-needs places and recruitment \
                        of teachers and workforce recruitment. The workforce grows.";
        assert_eq!(blocks[0].1, expected);
    }

    #[test]
    fn the_hyphens_of_typesetters_are_hyphens() {
        let text = "recruit\u{2010} ment of psycho\u{AD} logists for high\u{2010} needs places; 2\u{2010} 3 years, pre\u{2010} and after";
        let mut blocks = [(BlockKind::Paragraph, text.to_owned())];
        mend(&mut blocks);
        let expected =
            "recruitment of psychologists for high-needs places; 2\u{2010} 3 years, pre\u{2010} and after";
        assert_eq!(blocks[0].1, expected);
    }

    #[test]
    fn without_other_evidence_compounds_keep_their_hyphen() {
        let mut blocks =
            [(BlockKind::Paragraph, "a well- kept register of accom- modation, evidence- based".to_owned())];
        mend(&mut blocks);
        assert_eq!(blocks[0].1, "a well-kept register of accommodation, evidence-based");
    }
}
