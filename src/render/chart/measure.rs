//! How wide words are in Arial and the faces made to its measures, so that lines break where they will be drawn.
//!
//! Widths are in thousandths of the letter height. Nothing is drawn here and no font is read.

use unicode_normalization::UnicodeNormalization;
use unicode_width::UnicodeWidthChar;

/// Widths of the printable ASCII characters, from the space on.
const REGULAR: [u16; 95] = [
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556,
    556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278,
    500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469,
    556, 333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500,
    278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
];
const BOLD: [u16; 95] = [
    278, 333, 474, 556, 556, 889, 722, 238, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556,
    556, 556, 556, 556, 556, 333, 333, 584, 584, 584, 611, 975, 722, 722, 722, 722, 667, 611, 778, 722, 278,
    556, 722, 611, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 333, 278, 333, 584,
    556, 333, 556, 611, 556, 611, 556, 333, 611, 611, 278, 278, 556, 278, 889, 611, 611, 611, 611, 389, 556,
    333, 611, 556, 778, 556, 556, 500, 389, 280, 389, 584,
];

/// Width of one character in thousandths of the letter height.
fn thousandths(c: char, bold: bool) -> i64 {
    let ascii = |c: char| {
        let table = if bold { &BOLD } else { &REGULAR };
        table.get((u32::from(c) as usize).wrapping_sub(32)).copied()
    };
    let width = ascii(c).unwrap_or_else(|| match (c, c.width()) {
        ('“' | '”' | '„', _) if bold => 500,
        ('‘' | '’' | '‚', _) if !bold => 222,
        ('\u{a0}' | 'ł' | 'ı' | '‘' | '’' | '‚', _) => 278,
        ('“' | '”' | '„' | '¹' | '²' | '³' | '·' | '‐' | '‹' | '›', _) => 333,
        ('•', _) => 350,
        ('°', _) => 400,
        ('©' | '®', _) => 737,
        ('¼' | '½' | '¾', _) => 834,
        ('æ', _) => 889,
        // What a terminal gives two columns is as wide as it is high.
        ('—' | '…' | '\u{fffd}' | '™' | '‰' | '←' | '→' | 'Æ' | 'Œ', _) | (_, Some(2)) => 1000,
        (_, Some(0)) => 0,
        // A letter with an accent is as wide as without.
        _ => std::iter::once(c).nfd().next().and_then(ascii).unwrap_or(556),
    });
    i64::from(width)
}

/// Width of one character set at `size`, in the unit of `size`, rounded down.
#[must_use]
pub fn advance(c: char, size: i32, bold: bool) -> i32 {
    i32::try_from(thousandths(c, bold) * i64::from(size) / 1000).unwrap_or(i32::MAX)
}

/// Width of words set at `size`, in the unit of `size`, rounded up; only the sum is rounded.
#[must_use]
pub fn text_width(words: &str, size: i32, bold: bool) -> i32 {
    let sum: i64 = words.chars().map(|c| thousandths(c, bold)).sum();
    i32::try_from((sum * i64::from(size) + 999) / 1000).unwrap_or(i32::MAX)
}

/// Words broken into lines no wider than `width`; `used` is what the first line already holds.
///
/// A web address is broken after a stroke. A word wider than a line is cut: an address or a hash must not leave the page.
#[must_use]
pub fn wrapped(words: &str, size: i32, bold: bool, width: i32, used: i32) -> Vec<String> {
    let (size, whole) = (i64::from(size), i64::from(width) * 1000);
    let mut lines = vec![String::new()];
    let mut room = whole - i64::from(used) * 1000;
    for word in words.split_inclusive(' ').flat_map(breakable) {
        let needed: i64 = word.trim_end().chars().map(|c| thousandths(c, bold) * size).sum();
        // A blank alone never begins a line.
        if needed > room.max(0) && room < whole {
            lines.push(String::new());
            room = whole;
        }
        for c in word.chars() {
            let needed = thousandths(c, bold) * size;
            if needed > room && c != ' ' && lines.last().is_some_and(|line| !line.is_empty()) {
                lines.push(String::new());
                room = whole;
            }
            if let Some(line) = lines.last_mut() {
                line.push(c);
            }
            room -= needed;
        }
    }
    lines
}

/// A word, or the parts of an address: after each stroke but those of `https://`.
fn breakable(word: &str) -> impl Iterator<Item = &str> {
    let host = word.find("://").map_or(word.len(), |at| at + 3);
    let (scheme, rest) = word.split_at(host);
    let mut parts = rest.split_inclusive('/');
    let first = parts.next().map_or(word.len(), |first| scheme.len() + first.len());
    word.get(..first).into_iter().chain(parts)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_fit_and_no_word_is_lost() {
        let text = "committed to recruiting an additional 6,500 new expert teachers over the course of this parliament";
        let long = "x".repeat(2000);
        for (words, width) in [(text, 1000), (long.as_str(), 900), ("a b", 10)] {
            let lines = wrapped(words, 90, false, width, 0);
            assert_eq!(lines.concat(), words);
            for line in &lines {
                assert!(text_width(line.trim_end(), 90, false) <= width.max(60), "{line}");
            }
        }
    }

    #[test]
    fn letters_of_other_scripts_have_widths_too() {
        let width = |words: &str| text_width(words, 1000, false);
        assert_eq!((width("é"), width("Ö"), width("e\u{301}")), (width("e"), width("O"), width("e")));
        assert_eq!((width("学校"), width("\u{200d}")), (2000, 0));
        assert_eq!((width("½"), width("→"), width("5\u{a0}m²")), (834, 1000, 556 + 278 + 833 + 333));
        assert_eq!((text_width("“", 1000, true), width("“")), (500, 333));
    }

    #[test]
    fn the_first_line_leaves_room_for_what_stands_before() {
        let lines = wrapped("one two three", 90, false, 400, 380);
        assert_eq!(lines.first().map(String::as_str), Some(""));
    }
}
