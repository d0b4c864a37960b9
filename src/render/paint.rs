//! Colour that a table can carry: marks without width stand in the text while it is laid out, and become escape codes, or
//! nothing, at the end. Somebody else's text cannot hold such marks: they are made visible before.

use crate::model::Status;

const BOLD: char = '\u{2061}';
const FAINT: char = '\u{2062}';
const STATUS: [char; 3] = ['\u{2063}', '\u{2064}', '\u{206a}'];
const END: char = '\u{206b}';

/// The text in bold.
pub(super) fn bold(text: &str) -> String {
    words_painted(text, BOLD)
}

/// The text where it matters less.
pub(super) fn faint(text: &str) -> String {
    words_painted(text, FAINT)
}

/// A status word in its colour.
pub(super) fn status(status: Status) -> String {
    in_colour_of(status, status.word())
}

/// A text in the colour of a status.
pub(super) fn in_colour_of(status: Status, text: &str) -> String {
    let mark = STATUS[status as usize];
    format!("{mark}{text}{END}")
}

/// Each word painted by itself, so that a line may break between any two.
fn words_painted(text: &str, mark: char) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    for piece in text.split_inclusive([' ', '\n']) {
        let word = piece.trim_end_matches([' ', '\n']);
        if !word.is_empty() {
            out.push(mark);
            out.push_str(word);
            out.push(END);
        }
        out.push_str(&piece[word.len()..]);
    }
    out
}

/// The laid-out text with its marks turned into colour, or taken out.
///
/// No line begins with `::`, and none has `##[` in it: in the log of a CI service these would be commands. They are set apart.
pub(super) fn finished(text: &str, colour: bool) -> String {
    let mut out = String::with_capacity(text.len());
    let mut begins = true;
    let mut letters = text.chars().peekable();
    while let Some(character) = letters.next() {
        let code = match character {
            BOLD => "\u{1b}[1m",
            FAINT => "\u{1b}[2m",
            END => "\u{1b}[0m",
            _ if character == STATUS[Status::Delivered as usize] => "\u{1b}[32m",
            _ if character == STATUS[Status::Pending as usize] => "\u{1b}[33m",
            _ if character == STATUS[Status::Lapsed as usize] => "\u{1b}[31m",
            _ => {
                if character == '[' && out.ends_with("##") {
                    out.push(' ');
                }
                out.push(character);
                if begins && character == ':' && letters.peek() == Some(&':') {
                    out.push(' ');
                }
                begins = character == '\n' || (begins && character.is_whitespace());
                continue;
            }
        };
        if colour {
            out.push_str(code);
        }
    }
    out
}

/// A text that was laid out without such marks, so that it holds no command for a CI service.
#[must_use]
pub fn no_command(text: &str) -> String {
    finished(text, false)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_have_no_width_and_leave_nothing_behind() {
        use unicode_width::UnicodeWidthStr;
        let text = format!("{} {} {}", bold("a"), faint("b c"), status(Status::Lapsed));
        assert_eq!(text.width(), "a b c lapsed".len());
        assert_eq!(finished(&text, false), "a b c lapsed");
        assert!(finished(&text, true).contains("\u{1b}[31mlapsed\u{1b}[0m"));
        assert_eq!(crate::render::visible_line(&text).matches("<U+").count(), 8);
    }

    #[test]
    fn no_line_begins_as_a_command() {
        let cases = [
            ("a\n::error::b", "a\n: :error::b"),
            ("  ::error::b", "  : :error::b"),
            ("a ::b", "a ::b"),
            ("a ##[error]b", "a ## [error]b"),
            (":a\n: :", ":a\n: :"),
        ];
        for (text, expected) in cases {
            assert_eq!(finished(text, false), expected);
            assert_eq!(finished(&bold(text), false), expected);
        }
    }
}
