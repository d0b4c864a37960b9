//! Running heads: what stands at the edge of most pages, the same on each but for the number of the page.
//!
//! It must not take words of the text for a head: a line whose numbers do not count the pages is one of them, and a whole
//! sentence that stands on many pages is left out only where it was read before.

use std::collections::BTreeMap;

use unpdf::model::{Block, Page};

use super::paragraph::text_of;

/// The running heads of a document.
pub(super) struct RunningHeads {
    /// By their words, with the numbers of pages out: whether one was read as text.
    heads: BTreeMap<String, bool>,
}

/// A longer line is no head.
const LONGEST: usize = 100;
/// What stands on fewer pages is no head, nor what stands on fewer than half.
const FEWEST_PAGES: usize = 3;

/// How many blocks from a page's top and bottom may be heads.
const EDGE: usize = 2;

impl RunningHeads {
    pub(super) fn of(pages: &[Page]) -> Self {
        let mut seen: BTreeMap<String, usize> = BTreeMap::new();
        for (number, page) in pages.iter().enumerate() {
            let mut of_page: Vec<String> = Vec::new();
            for (at, block) in page.elements.iter().enumerate() {
                if let Block::Paragraph(paragraph) = block
                    && is_at_edge(page, at)
                {
                    of_page.extend(shapes(&text_of(paragraph), number));
                }
            }
            of_page.sort_unstable();
            of_page.dedup();
            for shape in of_page {
                *seen.entry(shape).or_default() += 1;
            }
        }
        seen.retain(|shape, pages_with| {
            let fewest = if only_counts(shape, pages.len()) { 2 } else { FEWEST_PAGES };
            *pages_with >= fewest && *pages_with * 2 >= pages.len()
        });
        Self { heads: seen.into_keys().map(|shape| (shape, false)).collect() }
    }

    /// Whether the block `at` of a page is a head and to be left out. A heading that counts and has text below it is none: it
    /// is `Recommendation 5` on a page of its own.
    pub(super) fn take(&mut self, page: &Page, number: usize, at: usize) -> bool {
        let Some(Block::Paragraph(paragraph)) = page.elements.get(at).filter(|_| is_at_edge(page, at)) else {
            return false;
        };
        let text = text_of(paragraph);
        let is_heading = paragraph.style.heading_level.is_some() && at + 1 < page.elements.len();
        let is_sentence = text.trim_end().ends_with(['.', '!', '?']) && text.contains(' ');
        let shapes = shapes(&text, number);
        let counted = shapes.len() > 1;
        for (at, shape) in shapes.iter().enumerate() {
            let is_unchanged = at == 0;
            if let Some(is_read) = self.heads.get_mut(shape)
                && (is_unchanged || !(is_heading && counted))
            {
                return !is_sentence || std::mem::replace(is_read, true);
            }
        }
        false
    }
}

fn is_at_edge(page: &Page, at: usize) -> bool {
    at < EDGE || at + EDGE >= page.elements.len()
}

/// What a line is like on every page if it is a head: as it is, and with each of its numbers in the place of the page's
/// own, told by its distance from the page.
fn shapes(text: &str, page: usize) -> Vec<String> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let line = words.join(" ");
    if line.is_empty() || line.len() >= LONGEST {
        return Vec::new();
    }
    let mut shapes = vec![line];
    for (at, word) in words.iter().enumerate() {
        let Some(number) = number_in(word) else { continue };
        let distance = i64::from(number) - i64::try_from(page).unwrap_or(i64::MAX);
        let mark = word.replace(&number.to_string(), &format!("\u{0}{distance}"));
        let mut counted = words.clone();
        counted[at] = &mark;
        shapes.push(counted.join(" "));
    }
    shapes
}

/// Whether a line is the number of its page and no more: `Page 1 of 2` is no text in a letter of two pages either.
fn only_counts(shape: &str, pages: usize) -> bool {
    let mut words = shape.split(' ').filter(|word| !word.starts_with('\u{0}'));
    shape.contains('\u{0}')
        && words.all(|word| {
            word.parse() == Ok(pages)
                || matches!(word.to_lowercase().as_str(), "page" | "of" | "-" | "–" | "|")
        })
}

/// The number that a word is, but for marks around it.
fn number_in(word: &str) -> Option<u32> {
    let digits = word.trim_matches(|c: char| !c.is_ascii_digit());
    if digits.is_empty() || digits.len() > 4 || digits.starts_with('0') || word.contains(char::is_alphabetic)
    {
        return None;
    }
    digits.parse().ok()
}
