//! Canonical text: the one form of a document that every offset, quote and hash refers to.
//!
//! The text is a single line. Every run of white space, line breaks too, is one space; zero-width
//! characters are gone, a non-breaking hyphen is a hyphen, bullets are dropped. Where paragraphs,
//! list items and table cells begin and end is kept beside the text, in [`Block`]s. So the same answer
//! has the same text, and the same hash, whether it came from an API, an XML file or a pasted page.
//!
//! It must not know where a text came from: finding the words of a document among the furniture of a
//! page is the work of the `document` module. It must not fold quotation marks either: that is done
//! for matching only, by [`fold_for_matching`].

mod fold;
mod plain;

use std::fmt::Write as _;

use sha2::{Digest, Sha256};

pub use fold::{Folded, fold_for_matching, unaccented};

use crate::language::markup::{self, Event};

/// The canonical text of a document and the blocks it is made of.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CanonicalText {
    /// One line of text: no two spaces together, none at either end.
    pub text: String,
    /// The blocks in order. They do not overlap; between two of them there is one space.
    pub blocks: Vec<Block>,
}

/// A stretch of the canonical text that was a block of its own in the source.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Block {
    /// Byte offset of its first character in the canonical text.
    pub start: usize,
    /// Byte offset after its last character.
    pub end: usize,
    /// What it was.
    pub kind: BlockKind,
}

/// What a block was in the source.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum BlockKind {
    /// A paragraph, or a line that stands alone.
    Paragraph,
    /// An item of a list.
    Bullet,
    /// A heading.
    Heading,
    /// A cell of a table.
    Cell,
}

impl CanonicalText {
    /// The text of one block.
    #[must_use]
    pub fn block(&self, block: &Block) -> &str {
        self.text.get(block.start..block.end).unwrap_or_default()
    }

    /// SHA-256 of the text in UTF-8, as 64 hexadecimal digits: the identity of what was said.
    #[must_use]
    pub fn sha256(&self) -> String {
        sha256_hex(self.text.as_bytes())
    }
}

/// SHA-256 of some bytes, as 64 lower-case hexadecimal digits.
#[must_use]
pub fn sha256_hex(bytes: impl AsRef<[u8]>) -> String {
    hex(&Sha256::digest(bytes.as_ref()))
}

/// Bytes as lower-case hexadecimal digits.
pub(crate) fn hex(bytes: &[u8]) -> String {
    let mut digits = String::with_capacity(2 * bytes.len());
    for byte in bytes {
        // Writing to a String cannot fail.
        let _ = write!(digits, "{byte:02x}");
    }
    digits
}

/// The canonical text of plain text.
///
/// Blank lines part paragraphs. A single line break parts them too, unless the text is hard-wrapped
/// (as press releases are mailed) and the line break falls where a line was full.
#[must_use]
pub fn from_plain(text: &str) -> CanonicalText {
    plain::read(text)
}

/// The canonical text of a piece of HTML, such as an answer from Parliament's API.
///
/// Tags that make a block part blocks, other tags go without a trace, entities are decoded. Of raised text only the
/// number of a note right behind a number goes. Nothing is taken for page furniture: everything but scripts, styles
/// and comments is text.
#[must_use]
pub fn from_html(html: &str) -> CanonicalText {
    let mut builder = Builder::with_capacity(html.len());
    for event in markup::events(html) {
        match event {
            Event::Text(text) => builder.push_raw(text),
            Event::Open(tag) => builder.open(tag.name),
            Event::Close(name) => builder.close(name),
        }
    }
    builder.finish()
}

/// Builds canonical text piece by piece: the one place where white space, bullets and invisible
/// characters are dealt with, so that every format ends in the same text.
#[derive(Debug)]
pub struct Builder {
    text: String,
    blocks: Vec<Block>,
    /// Where the block begun last starts; equal to the text's length while it has no character.
    start: usize,
    kind: BlockKind,
    space: bool,
    /// A dash or an asterisk at the start of a block: a bullet if white space follows.
    held: Option<char>,
    lists: u32,
    cells: u32,
    headings: u32,
    /// Where the raised characters begin that are open.
    raised: Option<usize>,
    /// Where the raised number of a note begins that ends the text, until it is known what follows it.
    note: Option<usize>,
}

impl Default for Builder {
    fn default() -> Self {
        Self::with_capacity(0)
    }
}

impl Builder {
    /// A builder that expects about `bytes` of text.
    #[must_use]
    pub fn with_capacity(bytes: usize) -> Self {
        Self {
            text: String::with_capacity(bytes),
            blocks: Vec::new(),
            start: 0,
            kind: BlockKind::Paragraph,
            space: false,
            held: None,
            lists: 0,
            cells: 0,
            headings: 0,
            raised: None,
            note: None,
        }
    }

    /// Adds text to the block that is open.
    pub fn push_str(&mut self, text: &str) {
        let bytes = text.as_bytes();
        let mut at = 0;
        while at < bytes.len() {
            let run = plain_run(&bytes[at..]);
            if run > 0 && !(self.start == self.text.len() && BULLETS_AT_START.contains(&bytes[at])) {
                self.settle(char::from(bytes[at]));
                self.text.push_str(&text[at..at + run]);
                at += run;
                continue;
            }
            let Some(next) = text[at..].chars().next() else { break };
            self.push(next);
            at += next.len_utf8();
        }
    }

    /// Adds HTML text, whose entities are still encoded.
    pub fn push_raw(&mut self, raw: &str) {
        let mut rest = raw;
        while let Some(at) = memchr::memchr(b'&', rest.as_bytes()) {
            self.push_str(&rest[..at]);
            rest = &rest[at..];
            match markup::entity(rest) {
                Some((decoded, length)) => {
                    self.push_str(decoded.as_str());
                    rest = &rest[length..];
                }
                None => {
                    self.push_str("&");
                    rest = &rest[1..];
                }
            }
        }
        self.push_str(rest);
    }

    /// Adds one character.
    pub fn push(&mut self, c: char) {
        if INVISIBLE.contains(&c) {
            return;
        }
        if is_space(c) {
            if self.held.take().is_some() {
                self.kind = BlockKind::Bullet;
            }
            self.space = true;
            return;
        }
        if BULLETS.contains(&c) {
            self.begin(BlockKind::Bullet);
            return;
        }
        if self.start == self.text.len() && self.held.is_none() && (c == '-' || c == '*' || c == '·') {
            self.held = Some(c);
            return;
        }
        self.settle(c);
        self.text.push(if c == '\u{2011}' { '-' } else { c });
    }

    /// Ends the block that is open and begins one of a kind.
    pub fn begin(&mut self, kind: BlockKind) {
        self.end_block();
        self.kind = kind;
    }

    /// Begins characters that are raised above the line.
    pub fn raise(&mut self) {
        self.drop_note(None);
        self.raised = Some(self.text.len());
    }

    /// Ends them. The number of a note behind a number is dropped: on the page nobody reads it as part of that number.
    pub fn lower(&mut self) {
        let Some(from) = self.raised.take() else { return };
        let parts = self.text.split_at_checked(from).filter(|_| self.start < from);
        self.note =
            parts.filter(|(before, mark)| is_note_number(mark.trim()) && ends_a_number(before)).map(|_| from);
    }

    /// Drops the number of a note, unless what follows makes a fraction of it: `2 ¹⁄₂`.
    fn drop_note(&mut self, next: Option<char>) {
        let Some(from) = self.note.take().filter(|_| !matches!(next, Some('⁄' | '/'))) else { return };
        self.space |= self.text.get(from..).is_some_and(|mark| mark.starts_with(' '));
        self.text.truncate(from);
    }

    /// Begins what an HTML tag begins; a tag that neither makes a block nor raises does nothing.
    pub fn open(&mut self, name: &str) {
        match markup::role(name) {
            markup::Role::Inline if name.eq_ignore_ascii_case("sup") => return self.raise(),
            markup::Role::Inline => return,
            markup::Role::Block => {}
            markup::Role::Item => self.lists = self.lists.saturating_add(1),
            markup::Role::Cell => self.cells = self.cells.saturating_add(1),
            markup::Role::Heading => self.headings = self.headings.saturating_add(1),
        }
        self.begin_inside();
    }

    /// Ends what an HTML tag began.
    pub fn close(&mut self, name: &str) {
        match markup::role(name) {
            markup::Role::Inline if name.eq_ignore_ascii_case("sup") => return self.lower(),
            markup::Role::Inline => return,
            markup::Role::Block => {}
            markup::Role::Item => self.lists = self.lists.saturating_sub(1),
            markup::Role::Cell => self.cells = self.cells.saturating_sub(1),
            markup::Role::Heading => self.headings = self.headings.saturating_sub(1),
        }
        self.begin_inside();
    }

    /// The text as it is so far; what is open may still change.
    #[must_use]
    pub fn so_far(&self) -> &str {
        &self.text
    }

    /// Ends the text.
    #[must_use]
    pub fn finish(mut self) -> CanonicalText {
        self.end_block();
        CanonicalText { text: self.text, blocks: self.blocks }
    }

    /// Begins a block of the kind that the open tags ask for.
    fn begin_inside(&mut self) {
        let kind = if self.headings > 0 {
            BlockKind::Heading
        } else if self.cells > 0 {
            BlockKind::Cell
        } else if self.lists > 0 {
            BlockKind::Bullet
        } else {
            BlockKind::Paragraph
        };
        self.begin(kind);
    }

    fn end_block(&mut self) {
        self.drop_note(None);
        // A dash alone in a block is a bullet without text.
        self.held = None;
        if self.start < self.text.len() {
            self.blocks.push(Block { start: self.start, end: self.text.len(), kind: self.kind });
        }
        self.start = self.text.len();
        self.space = true;
    }

    /// Writes what stands between the last character and the one to come.
    fn settle(&mut self, next: char) {
        self.drop_note(Some(next));
        let first = self.start == self.text.len();
        if self.space {
            if !self.text.is_empty() {
                self.text.push(' ');
                if first {
                    self.start = self.text.len();
                }
            }
            self.space = false;
        }
        if let Some(held) = self.held.take() {
            self.text.push(held);
        }
    }
}

/// Characters that take no room and carry no meaning here.
const INVISIBLE: [char; 4] = ['\u{200B}', '\u{200C}', '\u{FEFF}', '\u{00AD}'];
/// Characters that are bullets wherever they stand; the last is what Word's symbol font leaves.
const BULLETS: [char; 8] = ['•', '▪', '●', '◦', '‣', '⁃', '■', '\u{F0B7}'];
/// First bytes that may begin a bullet at the start of a block.
const BULLETS_AT_START: [u8; 2] = [b'-', b'*'];

/// The number of a note, those of several (`2,3`), or the comma between two.
fn is_note_number(mark: &str) -> bool {
    let is_number = |number: &str| number.len() <= 2 && number.bytes().all(|byte| byte.is_ascii_digit());
    !mark.is_empty() && mark.split(',').all(|number| is_number(number.trim()))
}

/// Whether a text ends in a number, a share or a sum of money, which more digits would make another one: `6,500`, `60%`,
/// `£2.6bn`. Behind a word they may be a unit's (`50 m²`), behind a base its power (`5 x 10⁹`).
fn ends_a_number(text: &str) -> bool {
    let mut sum =
        text.chars().rev().take(16).skip_while(|c| c.is_ascii_alphanumeric() || matches!(c, ',' | '.'));
    let is_base = text.strip_suffix("10").is_some_and(|times| times.trim_end().ends_with(['x', '×']));
    text.ends_with(|c: char| c.is_ascii_digit() || c == '%') && !is_base
        || text.ends_with(|c: char| c.is_ascii_alphabetic()) && sum.next() == Some('£')
}

/// Whether a character could hide or reorder what a reader sees: control characters (but tab and line ends), and the
/// Unicode overrides of direction.
#[must_use]
pub fn hides(letter: char) -> bool {
    (letter.is_control() && !matches!(letter, '\t' | '\n' | '\r'))
        || matches!(letter, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// White space in the sense of Unicode, and the control characters that text files use for it.
fn is_space(c: char) -> bool {
    c.is_whitespace() || ('\u{1C}'..='\u{1F}').contains(&c)
}

/// How many bytes from here are printable ASCII with single spaces only inside, and so go unchanged.
fn plain_run(bytes: &[u8]) -> usize {
    let mut run = 0;
    while run < bytes.len() {
        let byte = bytes[run];
        let ordinary = byte > b' ' && byte < 0x7F;
        let inner_space =
            byte == b' ' && run > 0 && bytes.get(run + 1).is_some_and(|&next| next > b' ' && next < 0x7F);
        if !(ordinary || inner_space) {
            break;
        }
        run += 1;
    }
    run
}
