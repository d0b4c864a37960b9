//! Sentences: the blocks of a text, parted at full stops that end something.
//!
//! An item of a list under a lead-in (`The department has completed the following:`) is a sentence that knows its
//! lead-in. It must not judge what a sentence says.

mod lists;

use std::ops::Range;

use crate::language::canonical::{Block, BlockKind};
use crate::language::labels::{label_length, sort_of};
use crate::language::tokens::{Kind, Token, words};
use lists::{Item, Lists};

/// A sentence, or a fragment that stands in its own block.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sentence {
    /// Byte offset of its first character.
    pub start: usize,
    /// Byte offset after its last character.
    pub end: usize,
    /// Index of its first token.
    pub first: usize,
    /// Index after its last token.
    pub last: usize,
    /// What its block is; a paragraph with a number before it is an item.
    pub block: BlockKind,
    /// Index of the sentence that introduces the list in which this is an item: one with a colon, or a heading.
    pub lead_in: Option<usize>,
}

/// Abbreviations that do not end a sentence.
#[rustfmt::skip]
const ABBREVIATIONS: &[u64] = words![
    "hon", "rt", "mr", "mrs", "ms", "dr", "no", "nos", "st", "prof", "para", "paras", "vs", "v", "etc",
    "approx", "gen", "lt", "col", "capt", "inc", "ltd", "cf", "ref", "art", "fig", "vol", "pp", "ch",
    "sec", "jan", "feb", "aug", "sept", "oct", "nov", "dec", "e.g.", "i.e.", "e.g", "i.e", "c", "rev",
    "hons", "cllr", "al",
];

/// Parts a text into sentences. Text outside all blocks (there is none in canonical text) is in none.
#[must_use]
pub fn split(text: &str, tokens: &[Token], blocks: &[Block]) -> Vec<Sentence> {
    let mut sentences: Vec<Sentence> = Vec::with_capacity(tokens.len() / 20 + blocks.len());
    let mut lists = Lists::default();
    let mut blocks = within_blocks(tokens, blocks).peekable();
    while let Some((block, range)) = blocks.next() {
        let Some(inside) = tokens.get(range.clone()) else { continue };
        let label = label_of(text, inside);
        let numbers = tokens_of(label, inside);
        let first = range.start + numbers;
        let inside = inside.get(numbers..).unwrap_or_default();
        let (kind, sort) = (kind_of(block, label), sort_of(label));
        let heads = is_heading(kind, inside)
            && blocks.peek().is_some_and(|(next, range)| {
                let label = label_of(text, tokens.get(range.clone()).unwrap_or_default());
                kind_of(next, label) == BlockKind::Bullet
            });
        if heads {
            lists.end();
        }
        let introduced = lists.place(Item { kind, sort, fragment: is_fragment(inside) });
        let mut begin = first;
        for end in ends(inside) {
            let end = first + end;
            push(tokens, begin, end, kind, introduced, &mut sentences);
            begin = end;
        }
        let colon = inside.last().is_some_and(|token| token.is_mark(':'));
        if let Some(last) = sentences.len().checked_sub(1).filter(|_| heads || colon) {
            lists.begin(last, sort, !heads, asks_for_more(inside));
        }
    }
    sentences
}

/// The blocks that have tokens, and which those are.
pub(crate) fn within_blocks<'b>(
    tokens: &[Token],
    blocks: &'b [Block],
) -> impl Iterator<Item = (&'b Block, Range<usize>)> {
    let mut at = 0;
    blocks.iter().filter_map(move |block| {
        let begins = |until: usize, from: usize| {
            let rest = tokens.get(from..).unwrap_or_default();
            from + rest.iter().take_while(|token| token.start < until).count()
        };
        let first = begins(block.start, at);
        at = begins(block.end, first);
        (first < at).then_some((block, first..at))
    })
}

/// What a block is that has this number before it.
fn kind_of(block: &Block, label: &str) -> BlockKind {
    if !label.is_empty() && block.kind == BlockKind::Paragraph { BlockKind::Bullet } else { block.kind }
}

/// The number of an item or a paragraph with which a block begins.
fn label_of<'t>(text: &'t str, block: &[Token]) -> &'t str {
    let [first, .., last] = block else { return "" };
    let block = text.get(first.start..last.end).unwrap_or_default();
    block.get(..label_length(block)).unwrap_or_default()
}

fn tokens_of(label: &str, block: &[Token]) -> usize {
    let end = block.first().map_or(0, |first| first.start + label.len());
    block.iter().take_while(|token| token.end <= end).count()
}

/// How many tokens of a block are the number of an item or a paragraph.
pub(crate) fn item_label(text: &str, block: &[Token]) -> usize {
    tokens_of(label_of(text, block), block)
}

fn push(
    tokens: &[Token],
    first: usize,
    last: usize,
    block: BlockKind,
    lead_in: Option<usize>,
    sentences: &mut Vec<Sentence>,
) {
    let (Some(begin), Some(end)) = (tokens.get(first), tokens.get(last.wrapping_sub(1))) else { return };
    sentences.push(Sentence { start: begin.start, end: end.end, first, last, block, lead_in });
}

/// Whether a block before a list is a heading of it: a few words and no more (`What we will do`, `What will we do?`).
fn is_heading(kind: BlockKind, tokens: &[Token]) -> bool {
    let apart = matches!(kind, BlockKind::Heading | BlockKind::Paragraph);
    let ended = tokens.last().is_some_and(|last| matches!(last.kind, Kind::Mark(mark) if mark != '?'));
    let small = tokens.first().is_some_and(|first| first.kind == Kind::Word && !first.capital);
    apart && !ended && !small && tokens.len() <= 8
}

/// Whether a block ends with a verb that what follows completes: `By 2027 we will:`.
fn asks_for_more(tokens: &[Token]) -> bool {
    matches!(tokens, [.., last, colon] if colon.is_mark(':') && words!["will", "have", "has", "to"].contains(&last.word))
}

/// Whether a block reads like an item of a list: it begins small, or no full stop closes it.
fn is_fragment(tokens: &[Token]) -> bool {
    let small = tokens.first().is_some_and(|first| first.kind == Kind::Word && !first.capital);
    let closed = tokens.last().is_some_and(|last| matches!(last.kind, Kind::Mark('.' | '?' | '!' | ':')));
    small || !closed
}

/// The indexes after the last tokens of the sentences of a block.
fn ends(tokens: &[Token]) -> Vec<usize> {
    let mut ends = Vec::new();
    let mut at = 0;
    let mut begin = 0;
    while at < tokens.len() {
        let stop = tokens.get(at).is_some_and(|token| matches!(token.kind, Kind::Mark('.' | '!' | '?')));
        at += 1;
        if !stop {
            continue;
        }
        let mut after = at;
        while let Some(next) = tokens.get(after) {
            let closes = !next.spaced
                && matches!(next.kind, Kind::Mark('”' | '"' | '’' | '\'' | ')' | ']' | '.' | '!' | '?'));
            let note = !next.spaced
                && next.is_mark('[')
                && tokens.get(after + 2).is_some_and(|end| end.is_mark(']'));
            if note {
                after += 3;
            } else if closes {
                after += 1;
            } else {
                break;
            }
        }
        if ends_here(tokens, begin, at - 1, after) {
            ends.push(after);
            begin = after;
        }
        at = after;
    }
    if begin < tokens.len() {
        ends.push(tokens.len());
    }
    ends
}

/// Whether the full stop at `stop` ends a sentence that began at `begin`; `after` is the first token behind its closing marks.
fn ends_here(tokens: &[Token], begin: usize, stop: usize, after: usize) -> bool {
    let Some(next) = tokens.get(after) else { return true };
    let opens = match next.kind {
        Kind::Word => next.capital,
        Kind::Number | Kind::Address => true,
        Kind::Mark(mark) => {
            matches!(mark, '“' | '‘' | '"' | '\'' | '(' | '[' | '£' | '$' | '€' | '*' | '-' | '–')
        }
    };
    let before = stop.checked_sub(1).and_then(|before| tokens.get(before));
    if !next.spaced {
        let run_together = next.kind == Kind::Word && next.capital && next.end - next.start > 1;
        return run_together && before.is_some_and(|word| word.kind == Kind::Word && !word.capital);
    }
    if !opens {
        return false;
    }
    let Some(before) = before else { return false };
    let full_stop = tokens.get(stop).is_some_and(|mark| mark.is_mark('.'));
    if full_stop && before.kind == Kind::Word {
        let initial =
            before.capital && before.end - before.start == 1 && next.kind == Kind::Word && stop - begin > 0;
        if initial || ABBREVIATIONS.contains(&before.word) {
            return false;
        }
    }
    // `1. First`, `a) …`: the number of an item is no sentence.
    let number_of_item = stop == begin + 1 && (before.kind == Kind::Number || before.end - before.start == 1);
    !(full_stop && number_of_item)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::canonical::from_plain;
    use crate::language::tokens::tokenize;

    fn read(text: &str) -> (Vec<String>, Vec<Option<usize>>) {
        let text = from_plain(text);
        let tokens = tokenize(&text.text);
        let sentences = split(&text.text, &tokens, &text.blocks);
        (
            sentences.iter().map(|sentence| text.text[sentence.start..sentence.end].to_owned()).collect(),
            sentences.iter().map(|sentence| sentence.lead_in).collect(),
        )
    }

    #[test]
    fn sentences_end_where_a_reader_would_end_them() {
        let cases: &[(&str, &[&str])] = &[
            ("We will. They won’t.", &["We will.", "They won’t."]),
            (
                "My rt. hon. Friend, e.g. Dr. Smith, said so. Yes.",
                &["My rt. hon. Friend, e.g. Dr. Smith, said so.", "Yes."],
            ),
            (
                "It cost £1.5 million. “So be it.” 2025 is next.",
                &["It cost £1.5 million.", "“So be it.”", "2025 is next."],
            ),
            ("One\n\nTwo", &["One", "Two"]),
            ("1. First it. Then that.", &["First it.", "Then that."]),
            ("(a) build 500 homes;\n(iv) see 3. below", &["build 500 homes;", "see 3. below"]),
            ("2. 6,500 of them.\n2.1 Two.\nA. Smith", &["6,500 of them.", "Two.", "A. Smith"]),
            ("See gov.uk. Done.[1] End", &["See gov.uk.", "Done.[1]", "End"]),
            ("current events.This regime is", &["current events.", "This regime is"]),
        ];
        for (text, expected) in cases {
            assert_eq!(read(text).0, *expected, "{text}");
        }
    }

    #[test]
    fn items_know_their_lead_in() {
        let (sentences, lead_ins) =
            read("It has done the following:\n\n• opened a school\n• approved two\n\nThat is all. So.");
        assert_eq!(sentences.len(), 5);
        assert_eq!(lead_ins, [None, Some(0), Some(0), None, None]);
        let (_, lead_ins) =
            read("What we will do\n\n- open it\n- build it\n\nNext steps\n\n- close it\n\nA note");
        assert_eq!(lead_ins, [None, Some(0), Some(0), None, Some(3), None]);
        let (_, lead_ins) = read("We will:\n1. Build it.\n2. Close:\n- one\n3. (a) Open it.\n\nSo be it.");
        assert_eq!(lead_ins, [None, Some(0), Some(0), Some(0), Some(0), None]);
        let (_, lead_ins) = read(
            "1. By 2027 we will:\n(a) build it;\n(b) open it.\n2. Since 2024 we have:\n(a) planted it;\n\n3. So be it.",
        );
        assert_eq!(lead_ins, [None, Some(0), Some(0), None, Some(3), None]);
        let (_, lead_ins) =
            read("Our plan:\n1. We will:\n(a) build it.\n2. We have:\n- closed it.\n- sold it.\n3. Rest.");
        assert_eq!(lead_ins, [None, Some(0), Some(1), Some(0), Some(3), Some(3), Some(0)]);
        let (_, lead_ins) =
            read("We will:\n- build in the north\nand the south of it\n- open two\n\n- close one");
        assert_eq!(lead_ins, [None, Some(0), Some(0), Some(0), Some(0)]);
        // Numbers that begin behind a list without any are those of paragraphs.
        let (_, lead_ins) = read("We have:\n- built it\n\n2.1 We will close it.");
        assert_eq!(lead_ins, [None, Some(0), None]);
    }
}
