//! What a paragraph of `unpdf` says, and what sort of block it is.
//!
//! It must not look at the page around it.

use unpdf::model::{InlineContent, Paragraph};

use crate::language::canonical::BlockKind;

/// What sort of block it is.
pub(super) fn kind_of(paragraph: &Paragraph) -> BlockKind {
    if paragraph.style.heading_level.is_some() {
        BlockKind::Heading
    } else if paragraph.style.list_info.is_some() {
        BlockKind::Bullet
    } else {
        BlockKind::Paragraph
    }
}

/// The words of a paragraph, without the numbers of notes behind them: 6,500 with note 1 is not `6,5001`.
pub(super) fn text_of(paragraph: &Paragraph) -> String {
    let mut text = String::new();
    for part in &paragraph.content {
        match part {
            InlineContent::Text(run) if run.style.superscript && refers_to_note(&text, &run.text) => {
                text.extend(run.text.chars().last().filter(|last| last.is_whitespace()));
            }
            InlineContent::Text(run) => text.push_str(&run.text),
            InlineContent::Link { text: link, .. } => text.push_str(link),
            InlineContent::LineBreak => text.push(' '),
            InlineContent::Image { .. } => {}
        }
    }
    text
}

/// Whether what is raised behind some text is the number or the mark of a note, and no power.
fn refers_to_note(before: &str, raised: &str) -> bool {
    let is_mark = |c: char| c.is_ascii_digit() || matches!(c, ',' | '*' | '†' | '‡' | ' ');
    let word = before.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    let unit = word.trim_start_matches(|c: char| c.is_ascii_digit());
    let ahead = before.strip_suffix(word).unwrap_or_default().trim_end();
    // `£25m` is money, `Recommendation 10` no factor.
    let is_length = matches!(unit, "m" | "km" | "cm" | "mm" | "ft") && !ahead.ends_with(['£', '€', '$']);
    let is_base = is_length || word == "10" && ahead.ends_with(['x', '×', '*']);
    let behind = before.ends_with(|c: char| !c.is_whitespace());
    behind && !is_base && !raised.trim().is_empty() && raised.chars().all(is_mark)
}

#[cfg(test)]
mod tests {
    use super::refers_to_note;

    #[test]
    fn notes_are_told_from_powers() {
        let cases = [
            ("6,500", "1", true),
            ("by 2029.", "12", true),
            ("teachers", "1, 2 ", true),
            ("schools”", "*", true),
            ("an area of 50 m", "2", false),
            ("50km", "2", false),
            ("5 x 10", "6", false),
            ("£25m", "1", true),
            ("Recommendation 10", "1", true),
            ("the 17", "th", false),
            ("", "1", false),
            ("see note ", "1", false),
        ];
        for (before, raised, expected) in cases {
            assert_eq!(refers_to_note(before, raised), expected, "{before}^{raised}");
        }
    }
}
