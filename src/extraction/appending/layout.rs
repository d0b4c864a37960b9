//! Where in a `pledges.toml` stands what is added.
//!
//! It must not decide what is added.

use std::ops::Range;

/// What is put into the file.
#[derive(Debug, Clone)]
pub(super) struct Added {
    /// Before which byte of it.
    pub(super) at: usize,
    /// Whether it begins a pledge: what is said again of the last one stands before it.
    pub(super) is_new: bool,
    pub(super) text: String,
}

/// The file with everything that is added, and in which lines of it each stands, by the number that it came with.
pub(super) fn laid_out<'a>(
    before: &str,
    added: impl Iterator<Item = (usize, &'a Added)>,
) -> (String, Vec<(usize, Range<u32>)>) {
    let mut added: Vec<(usize, &Added)> = added.collect();
    added.sort_by_key(|(number, added)| (added.at, added.is_new, *number));
    let (mut text, mut places, mut from) = (String::new(), Vec::new(), 0);
    for (number, added) in added {
        text.push_str(before.get(from..added.at).unwrap_or_default());
        from = added.at;
        if !text.is_empty() && !text.ends_with('\n') {
            text.push_str(if added.text.contains("\r\n") { "\r\n" } else { "\n" });
        }
        let first = line_after(&text);
        text.push_str(&added.text);
        places.push((number, first..line_after(&text)));
    }
    text.push_str(before.get(from..).unwrap_or_default());
    (text, places)
}

/// In which line, from 1, the next character of a text stands.
fn line_after(text: &str) -> u32 {
    u32::try_from(memchr::memchr_iter(b'\n', text.as_bytes()).count()).map_or(u32::MAX, |lines| lines + 1)
}
