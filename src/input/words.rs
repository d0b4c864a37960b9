//! Words in what people wrote: the nearest known one, what may stand in an id, and how foreign text is shown safely.
//!
//! It must not know sections or keys.

use crate::language::canonical::hides;

/// Texts longer than this are cut where they are shown.
const MOST_SHOWN: usize = 80;

/// Foreign text as a message may show it: control characters escaped, and not too long.
pub(super) fn shown(text: &str) -> String {
    let mut out = String::new();
    for (count, letter) in text.chars().enumerate() {
        if count == MOST_SHOWN {
            out.push('…');
            break;
        }
        if hides(letter) || matches!(letter, '\t' | '\n' | '\r') {
            out.extend(letter.escape_unicode());
        } else {
            out.push(letter);
        }
    }
    out
}

/// The first character that could hide or reorder what a reader sees; line breaks and tabs are harmless.
pub(super) fn control(text: &str) -> Option<char> {
    let harmless = |byte: &u8| byte.is_ascii() && !byte.is_ascii_control();
    if text.as_bytes().iter().all(harmless) {
        return None;
    }
    text.chars().find(|letter| hides(*letter))
}

/// A list in words: `a, b or c`.
pub(super) fn list(items: impl IntoIterator<Item = String>) -> String {
    let items: Vec<String> = items.into_iter().collect();
    match items.as_slice() {
        [] => String::new(),
        [one] => one.clone(),
        [most @ .., last] => format!("{} or {last}", most.join(", ")),
    }
}

/// The known word nearest to one that was written, if it is near enough to be meant.
pub(super) fn nearest<'w>(word: &str, known: impl IntoIterator<Item = &'w str>) -> Option<&'w str> {
    let allowed = (word.chars().count() / 3).clamp(1, 4);
    known
        .into_iter()
        .filter(|other| other.len().abs_diff(word.len()) <= allowed * 4)
        .map(|other| (distance(word, other, allowed), other))
        .filter(|(distance, _)| *distance <= allowed)
        .min_by_key(|(distance, other)| (*distance, *other))
        .map(|(_, other)| other)
}

/// Letters to insert, delete, replace or swap with their neighbour to turn one word into another; above `most`, any
/// number above it.
pub(crate) fn distance(one: &str, other: &str, most: usize) -> usize {
    let fold = |text: &str| -> Vec<char> {
        text.chars()
            .map(|letter| if letter == '_' || letter == ' ' { '-' } else { letter.to_ascii_lowercase() })
            .collect()
    };
    let (one, other) = (fold(one), fold(other));
    if one.len().abs_diff(other.len()) > most || one.len() > 200 || other.len() > 200 {
        return most + 1;
    }
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=other.len()).collect();
    for (i, letter) in one.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, candidate) in other.iter().enumerate() {
            let replaced = last[j] + usize::from(letter != candidate);
            let mut least = replaced.min(last[j + 1] + 1).min(row[j] + 1);
            if i > 0 && j > 0 && *letter == other[j - 1] && one[i - 1] == *candidate {
                least = least.min(before[j - 1] + 1);
            }
            row.push(least);
        }
        before = std::mem::replace(&mut last, row);
    }
    last.last().copied().unwrap_or(most + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_word_is_near() {
        let known = ["made_on", "made_by", "source", "deadline", "responsible"];
        let cases = [
            ("made_onn", Some("made_on")),
            ("made-on", Some("made_on")),
            ("sorce", Some("source")),
            ("deadlnie", Some("deadline")),
            ("colour", None),
            ("responsable_body", None),
        ];
        for (word, near) in cases {
            assert_eq!(nearest(word, known), near, "{word}");
        }
    }

    #[test]
    fn letters_are_counted_and_two_that_are_swapped_are_one_slip() {
        for (one, other, letters) in
            [("senco", "senco", 0), ("sneco_npq", "senco-NPQ", 1), ("", "abc", 3), ("abc", "", 3)]
        {
            assert_eq!(distance(one, other, 3), letters, "{one} {other}");
        }
    }

    #[test]
    fn foreign_text_is_shown_harmlessly() {
        assert_eq!(shown("a\u{1b}[8mb\u{202e}"), "a\\u{1b}[8mb\\u{202e}");
        assert_eq!(control("fine – £5\n"), None);
        assert_eq!(control("not \u{9b}"), Some('\u{9b}'));
    }
}
