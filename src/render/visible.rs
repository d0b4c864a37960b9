//! Somebody else's text made harmless for a terminal: control characters, escape codes and marks that reorder or hide
//! text are shown as what they are. It must change nothing else, and it is no escaping for any markup.

use std::borrow::Cow;
use std::fmt::Write;

/// The text on one line: line breaks and tabs become spaces, what is invisible or commands a terminal becomes visible.
#[must_use]
pub fn visible_line(text: &str) -> Cow<'_, str> {
    with_visible(text, |character| match character {
        '\n' | '\t' | '\u{2028}' | '\u{2029}' => Some(" "),
        '\r' => Some(""),
        _ => None,
    })
}

/// The text with its line breaks; what is invisible or commands a terminal becomes visible.
#[must_use]
pub fn visible_block(text: &str) -> Cow<'_, str> {
    with_visible(text, |character| match character {
        '\n' | '\u{2028}' | '\u{2029}' => Some("\n"),
        '\t' => Some("    "),
        '\r' => Some(""),
        _ => None,
    })
}

fn with_visible(text: &str, layout: fn(char) -> Option<&'static str>) -> Cow<'_, str> {
    let Some((first, _)) =
        text.char_indices().find(|(_, character)| layout(*character).is_some() || is_hazard(*character))
    else {
        return Cow::Borrowed(text);
    };
    let mut out = String::with_capacity(text.len() + 8);
    out.push_str(&text[..first]);
    for character in text[first..].chars() {
        match layout(character) {
            Some(replacement) => out.push_str(replacement),
            None if is_hazard(character) => push_visible(&mut out, character),
            None => out.push(character),
        }
    }
    Cow::Owned(out)
}

/// Characters that a terminal obeys, that reorder what a reader sees, or that cannot be seen at all: whole sentences are hidden
/// in tags and selectors of variants. Joiners and the selectors of emoji stay, which are part of what is seen.
pub(super) fn is_hazard(character: char) -> bool {
    character.is_control()
        || matches!(character,
            '\u{ad}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{180e}' | '\u{200b}' | '\u{200e}' | '\u{200f}'
            | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{2800}' | '\u{3164}' | '\u{feff}' | '\u{ffa0}'
            | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}' | '\u{e0100}'..='\u{e01ef}')
}

/// Control characters have pictures of their own (`␛`); the others are named by their number: `<U+202E>`.
fn push_visible(out: &mut String, character: char) {
    match u32::from(character) {
        code @ 0..=0x1f => out.push(char::from_u32(0x2400 + code).unwrap_or('\u{fffd}')),
        0x7f => out.push('\u{2421}'),
        code => {
            // Writing to a String cannot fail.
            let _ = write!(out, "<U+{code:04X}>");
        }
    }
}

/// Text without control characters and without marks that reorder what stands beside them.
///
/// Quotes are somebody else's text. Control characters are illegal in XML and move terminals; bidirectional marks can
/// make a page read otherwise than it is written. Both become visible, so that the reader sees that something was there.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Words(String);

impl Words {
    /// Takes any text; line breaks and tabs become spaces.
    #[must_use]
    pub fn new(text: &str) -> Self {
        // Two non-characters that XML forbids and a terminal does not mind.
        Self(visible_line(text).replace(['\u{fffe}', '\u{ffff}'], "\u{fffd}"))
    }

    /// The harmless text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Display for Words {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl From<&str> for Words {
    fn from(text: &str) -> Self {
        Self::new(text)
    }
}

impl From<String> for Words {
    fn from(text: String) -> Self {
        Self::new(&text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_commands_a_terminal_or_hides_is_shown() {
        let cases = [
            ("plain “quotes” – £5", "plain “quotes” – £5"),
            ("\u{1b}[31mred\u{1b}[0m", "␛[31mred␛[0m"),
            ("bell\u{7}", "bell␇"),
            ("del\u{7f}", "del␡"),
            ("a\u{202e}b\u{2066}c", "a<U+202E>b<U+2066>c"),
            ("csi\u{9b}2J", "csi<U+009B>2J"),
            ("one\r\ntwo\tthree", "one two three"),
            ("soft\u{ad}hyphen\u{feff}", "soft<U+00AD>hyphen<U+FEFF>"),
            ("hidden\u{e0100}\u{e01ef}", "hidden<U+E0100><U+E01EF>"),
            (
                "blank\u{2800}filler\u{115f}\u{1160}\u{3164}\u{ffa0}",
                "blank<U+2800>filler<U+115F><U+1160><U+3164><U+FFA0>",
            ),
            ("❤\u{fe0f} 👩\u{200d}🏫 क\u{94d}\u{200c}ष", "❤\u{fe0f} 👩\u{200d}🏫 क\u{94d}\u{200c}ष"),
        ];
        for (text, shown) in cases {
            assert_eq!(visible_line(text), shown);
        }
    }

    #[test]
    fn a_block_keeps_its_lines() {
        assert_eq!(visible_block("one\r\ntwo\u{2028}\tthree\u{8}"), "one\ntwo\n    three␈");
        assert!(matches!(visible_block("one\ntwo"), Cow::Owned(_)));
        assert!(matches!(visible_line("one two"), Cow::Borrowed(_)));
    }
}
