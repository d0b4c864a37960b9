//! Lists and what leads in to them: which sentence introduces an item, where lists stand one in another or one after another.
//!
//! It must not look at words: it knows of a block what it is, how it is numbered and whether it reads like an item.

use crate::language::canonical::BlockKind;
use crate::language::labels::Sort;

/// How many items a lead-in can introduce: a bound against text that is no list.
const LONGEST_LIST: usize = 40;

/// What is known of a block before it is put into a list.
#[derive(Debug, Clone, Copy)]
pub(super) struct Item {
    /// What the block is.
    pub(super) kind: BlockKind,
    /// How it is numbered.
    pub(super) sort: Option<Sort>,
    /// Whether it reads like an item of a list, though nothing marks it as one.
    pub(super) fragment: bool,
}

/// A list that has begun.
struct List {
    /// Index of the sentence that introduces it.
    lead_in: usize,
    /// How what introduces it is numbered itself.
    own: Option<Sort>,
    /// Whether a colon introduces it, and not a heading.
    by_colon: bool,
    /// Whether the last of its items that was no paragraph was numbered, or one before it.
    numbered: bool,
    items: usize,
}

/// The lists that a text is in at one place, the innermost last.
#[derive(Default)]
pub(super) struct Lists(Vec<List>);

impl Lists {
    /// Ends all lists.
    pub(super) fn end(&mut self) {
        self.0.clear();
    }

    /// The sentence that introduces a block; where none does, all lists have ended.
    pub(super) fn place(&mut self, item: Item) -> Option<usize> {
        // `2. Since 2024 we have:` after `1. We will:` and its `(a)` and `(b)`.
        let beside = |list: &List| item.sort.is_some() && list.own == item.sort;
        if let Some(at) = self.0.iter().position(beside) {
            self.0.truncate(at);
        }
        let continues = |list: &&mut List| {
            list.items < LONGEST_LIST
                && match item.kind {
                    // A number behind a list without any is that of a paragraph.
                    BlockKind::Bullet => list.items == 0 || list.numbered || item.sort.is_none(),
                    BlockKind::Paragraph => list.by_colon && item.fragment,
                    BlockKind::Heading | BlockKind::Cell => false,
                }
        };
        let Some(list) = self.0.last_mut().filter(continues) else {
            self.end();
            return None;
        };
        list.numbered = item.sort.is_some() || list.numbered;
        list.items += 1;
        Some(list.lead_in)
    }

    /// Begins the list that the sentence `lead_in` introduces. If that is an item itself, its list goes on, unless it is
    /// numbered and its words `ask` for what follows: those of other items go with the lead-in of all.
    pub(super) fn begin(&mut self, lead_in: usize, own: Option<Sort>, by_colon: bool, asks: bool) {
        if self.0.is_empty() || own.is_some() && asks {
            self.0.push(List { lead_in, own, by_colon, numbered: false, items: 0 });
        }
    }
}
