//! Plain text to canonical text: which line breaks part paragraphs, and which only wrap a line.
//!
//! It must not drop any words: page furniture is the business of the `document` module.

use super::{BlockKind, Builder, CanonicalText};
use crate::language::labels::label_length;

/// A longer line than this is a paragraph on one line, unless every line that goes on in the next is full.
const WIDEST_WRAP: usize = 100;

/// No editor wraps lines wider.
const WIDEST_FULL_WRAP: usize = 200;

/// Nobody wraps prose to less than this.
const NARROWEST_WRAP: usize = 45;

pub(super) fn read(text: &str) -> CanonicalText {
    let wrap = wrap_width(text);
    let mut builder = Builder::with_capacity(text.len());
    let mut previous: Option<&str> = None;
    for line in text.lines() {
        if line.trim().is_empty() {
            builder.begin(BlockKind::Paragraph);
            previous = None;
            continue;
        }
        if previous.is_some_and(|before| !is_wrapped(before, line, wrap)) {
            builder.begin(BlockKind::Paragraph);
        }
        builder.push_str(line);
        builder.push('\n');
        previous = Some(line);
    }
    builder.finish()
}

/// The width to which a text is hard-wrapped, if it is: no long line, and a line that stops in the
/// middle of a sentence which the next line goes on with.
fn wrap_width(text: &str) -> Option<usize> {
    let mut widest = 0;
    let mut goes_on = false;
    let mut before: Option<&str> = None;
    for line in text.lines() {
        let trimmed = line.trim();
        widest = widest.max(trimmed.chars().count());
        if widest > WIDEST_FULL_WRAP {
            return None;
        }
        if let Some(before) = before {
            goes_on |= !ends_sentence(before) && trimmed.starts_with(char::is_lowercase);
        }
        before = (!trimmed.is_empty()).then_some(trimmed);
    }
    // Lines that are all so short were not wrapped: they are items, or verse.
    let wrapped = goes_on && widest >= NARROWEST_WRAP;
    (wrapped && (widest <= WIDEST_WRAP || is_full(text, widest))).then_some(widest)
}

/// Whether each line that stops in the middle of a sentence had no room for the first word of the next, and two did so at
/// least: paragraphs that stand on a line each do not end alike.
fn is_full(text: &str, width: usize) -> bool {
    let lines = || text.lines().map(str::trim);
    let goes_on = |(before, line): &(&str, &str)| {
        !before.is_empty() && !ends_sentence(before) && line.starts_with(char::is_lowercase)
    };
    let breaks = lines().zip(lines().skip(1)).filter(goes_on);
    let (full, early): (Vec<_>, Vec<_>) = breaks.partition(|(before, line)| !has_room(before, line, width));
    full.len() > 1 && early.is_empty()
}

/// Whether the first word of the next line had fitted into the one before.
fn has_room(before: &str, line: &str, width: usize) -> bool {
    let next_word = line.split_whitespace().next().map_or(0, |word| word.chars().count());
    before.chars().count() + 1 + next_word <= width
}

/// Whether the break between two lines only wraps a paragraph.
fn is_wrapped(before: &str, line: &str, wrap: Option<usize>) -> bool {
    let Some(width) = wrap else { return false };
    let (before, line) = (before.trim(), line.trim());
    if is_lone_bullet(before) {
        return true;
    }
    if starts_with_bullet(line) {
        return false;
    }
    if !ends_sentence(before) && width <= WIDEST_WRAP {
        return true;
    }
    // A sentence that ends where the line was full says nothing; one that ends early ends a paragraph.
    !has_room(before, line, width)
}

fn is_lone_bullet(line: &str) -> bool {
    matches!(line, "-" | "*" | "•" | "·")
}

fn starts_with_bullet(line: &str) -> bool {
    is_lone_bullet(line)
        || line.starts_with('•')
        || ["- ", "* ", "· "].iter().any(|bullet| line.starts_with(bullet))
        || label_length(line) > 0
}

fn ends_sentence(line: &str) -> bool {
    line.trim_end_matches(['"', '\'', '”', '’', ')', ']']).ends_with(['.', '!', '?', ':', ';'])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn blocks(text: &str) -> Vec<(BlockKind, String)> {
        let canonical = read(text);
        canonical.blocks.iter().map(|block| (block.kind, canonical.block(block).to_owned())).collect()
    }

    #[test]
    fn white_space_is_one_space_and_invisible_characters_go() {
        let canonical = read(
            "\u{FEFF}  £740\u{202F}million\u{200B} of  high\u{2011}needs\tcapital\u{AD}.\r\n\r\nMore.  ",
        );
        assert_eq!(canonical.text, "£740 million of high-needs capital. More.");
        assert_eq!(canonical.blocks.len(), 2);
    }

    #[test]
    fn bullets_go_and_make_blocks() {
        use BlockKind::{Bullet, Paragraph};
        let expected = vec![
            (Paragraph, "This includes data on:".to_owned()),
            (Bullet, "numbers".to_owned()),
            (Bullet, "-5 degrees".to_owned()),
            (Bullet, "plans - and placements".to_owned()),
        ];
        assert_eq!(
            blocks("This includes data on:\n\n  • numbers\n  • -5 degrees\n - plans - and placements"),
            expected
        );
    }

    #[test]
    fn a_hard_wrapped_text_has_its_paragraphs_back() {
        use BlockKind::{Bullet, Paragraph};
        let text = "The Secretary of State said:\n“I am determined to rebuild the confidence of families in a\nsystem so many rely on – so there will be no more\n\
                    – as before – of it. The reform\nwill take time.\n“It will come.”\nOn background\n- Work has started with\nschools.\n-\nThe Review will\nreport.";
        let expected = vec![
            (Paragraph, "The Secretary of State said:".to_owned()),
            (
                Paragraph,
                "“I am determined to rebuild the confidence of families in a system so many rely on – so there will be no more – as before – of it. The reform will take time."
                    .to_owned(),
            ),
            (Paragraph, "“It will come.”".to_owned()),
            (Paragraph, "On background".to_owned()),
            (Bullet, "Work has started with schools.".to_owned()),
            (Bullet, "The Review will report.".to_owned()),
        ];
        assert_eq!(blocks(text), expected);
    }

    #[test]
    fn a_text_that_is_wrapped_wide_has_its_paragraphs_back_where_every_line_is_full() {
        let text = "Rail\nThe Government will publish a strategy for the whole of the rail network, including stations, depots and freight\n\
                    terminals, by the end of March 2027. We have recruited 6,500 teachers since 2024 and will recruit 1,000 more before\n\
                    the end of this Parliament. Councils will be given £40 million.\nA new paragraph.\n";
        let found: Vec<String> = blocks(text).into_iter().map(|(_, block)| block).collect();
        assert_eq!(found.len(), 3, "{found:?}");
        assert!(found[1].contains("freight terminals") && found[1].ends_with("£40 million."), "{found:?}");
        let uneven = "The Government will publish a strategy for the whole of the rail network, including stations, depots and freight\n\
                      terminals by March 2027 and a plan for the buses of the whole country, with\nthe councils\nand the mayors";
        assert_eq!(blocks(uneven).len(), 4);
    }

    #[test]
    fn lines_of_a_text_that_is_not_wrapped_are_paragraphs() {
        let long = "word ".repeat(40);
        assert_eq!(blocks(&format!("{long}\nfirst line\nsecond line")).len(), 3);
        assert_eq!(blocks("One sentence.\nAnother sentence.").len(), 2);
    }

    #[test]
    fn nothing_is_nothing() {
        assert_eq!(read(""), CanonicalText::default());
        assert_eq!(read(" \n\u{200B}\n -\n• "), CanonicalText::default());
    }
}
