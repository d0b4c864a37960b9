//! A paper: a page whose blocks are made while a format writes them, so that a long one is never held whole.
//!
//! It makes no block itself, and keeps none.

use std::borrow::Cow;

use super::{Block, Line, Notes, Page, Words};

/// A page of which only the beginning is kept; the blocks that follow are made while they are read, each time anew. So a
/// paper of thousands of pledges takes no more memory than what it is made from.
pub struct Paper<'a> {
    /// The beginning, and what is known of the whole.
    pub front: Page,
    later: Option<Later<'a>>,
}

/// What follows the front of a paper.
pub struct Later<'a> {
    /// Its headings of level 1 and 2, in order: level, anchor, words.
    pub headings: Vec<(u8, String, Words)>,
    /// What its entries can be filtered by, see [`facets`](super::Entry::facets); the values in any order.
    pub facets: Vec<(&'static str, Words)>,
    /// Makes its blocks one after another, with notes numbered in reading order.
    pub make: Make<'a>,
}

/// Makes blocks one after another and hands each over.
pub type Make<'a> = Box<dyn Fn(&mut Notes, &mut dyn FnMut(Block)) + 'a>;

impl From<Page> for Paper<'_> {
    fn from(page: Page) -> Self {
        Self { front: page, later: None }
    }
}

impl<'a> Paper<'a> {
    /// A front and what follows it. The front cites no notes.
    #[must_use]
    pub fn new(front: Page, later: Later<'a>) -> Self {
        Self { front, later: Some(later) }
    }

    /// Hands over every block in reading order, and gives the footnotes that they cite.
    ///
    /// # Errors
    /// The first error of `act`, which is given no more blocks then.
    pub fn each_block<E>(&self, mut act: impl FnMut(&Block) -> Result<(), E>) -> Result<Cow<'_, [Line]>, E> {
        self.front.blocks.iter().try_for_each(&mut act)?;
        let Some(later) = &self.later else { return Ok(Cow::Borrowed(self.front.notes())) };
        let (mut notes, mut done) = (Notes::default(), Ok(()));
        (later.make)(&mut notes, &mut |block| {
            if done.is_ok() {
                done = act(&block);
            }
        });
        done.map(|()| Cow::Owned(notes.lines))
    }

    /// Headings of level 1 and 2 in order, those inside entries among them.
    #[must_use]
    pub fn contents(&self) -> Vec<(u8, &str, &Words)> {
        let mut found = self.front.contents();
        let later = self.later.iter().flat_map(|later| &later.headings);
        found.extend(later.map(|(level, anchor, words)| (*level, anchor.as_str(), words)));
        found
    }

    /// What the entries can be filtered by, and their values in the order of the alphabet.
    #[must_use]
    pub fn facets(&self) -> Vec<(&'static str, Vec<&str>)> {
        let mut found: Vec<(&'static str, Vec<&str>)> = Vec::new();
        for (name, value) in self.later.iter().flat_map(|later| &later.facets) {
            match found.iter_mut().find(|(known, _)| known == name) {
                Some((_, values)) => values.push(value.as_str()),
                None => found.push((name, vec![value.as_str()])),
            }
        }
        for (_, values) in &mut found {
            values.sort_unstable();
            values.dedup();
        }
        found
    }
}
