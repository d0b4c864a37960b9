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

/// The words of a paragraph.
pub(super) fn text_of(paragraph: &Paragraph) -> String {
    let mut text = String::new();
    for part in &paragraph.content {
        match part {
            InlineContent::Text(run) => text.push_str(&run.text),
            InlineContent::Link { text: link, .. } => text.push_str(link),
            InlineContent::LineBreak => text.push(' '),
            InlineContent::Image { .. } => {}
        }
    }
    text
}
