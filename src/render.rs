//! Renderings: one file per format, each a function of a report. What a format needs to know stays in its file.
//!
//! Nothing here decides a status, reads a file or prints; text of others is made harmless before it is shown.

mod archive;
pub mod asked;
pub mod chart;
pub mod check;
pub mod csv;
mod diagnostic;
pub mod diff;
pub mod explain;
pub mod extracts;
mod folded;
pub mod json;
pub mod markdown;
pub mod export;
pub mod page;
mod paint;
pub mod proposals;
pub mod text;
mod visible;
mod wrap;

pub use folded::folded;
pub use paint::no_command;
pub use visible::{visible_block, visible_line};

/// Who made the output, as every format names it.
const GENERATOR: &str = concat!("kept ", env!("CARGO_PKG_VERSION"));

/// Where text will be read: how wide it may be, and whether escape codes for colour are understood.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Screen {
    /// Columns.
    pub width: usize,
    /// Whether to colour. Colour never carries meaning alone.
    pub colour: bool,
}

impl Screen {
    /// What a pipe or a file gets.
    pub const PIPE: Self = Self { width: 100, colour: false };
}
