//! What stands in a line of a page: text made harmless, in one manner or another.
//!
//! It must not know a format's syntax.

use crate::language::address::is_web_address;
use crate::render::visible::Words;

/// A run of text in one manner.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Inline {
    /// Plain.
    Text(Words),
    /// Strong.
    Strong(Words),
    /// Emphasised.
    Emphasis(Words),
    /// Words that an earlier wording had and this one has not: struck through.
    Removed(Words),
    /// Words that the earlier wording had not: underlined.
    Added(Words),
    /// To be typed or compared character by character: a command, a hash.
    Code(Words),
    /// A link to an `http(s)` address or to an anchor of the same page (`#anchor`).
    Link {
        /// What is read.
        words: Words,
        /// Where it leads.
        to: String,
    },
    /// A reference to the footnote with this number, from 1.
    Note(usize),
}

impl Inline {
    /// Plain text.
    #[must_use]
    pub fn text(text: &str) -> Self {
        Self::Text(Words::new(text))
    }

    /// Strong text.
    #[must_use]
    pub fn strong(text: &str) -> Self {
        Self::Strong(Words::new(text))
    }

    /// Emphasised text.
    #[must_use]
    pub fn emphasis(text: &str) -> Self {
        Self::Emphasis(Words::new(text))
    }

    /// Text to be typed.
    #[must_use]
    pub fn code(text: &str) -> Self {
        Self::Code(Words::new(text))
    }

    /// A link, where the address is one that a reader may safely follow; otherwise the words alone.
    #[must_use]
    pub fn link(text: &str, to: &str) -> Self {
        if is_followable(to) {
            Self::Link { words: Words::new(text), to: to.to_owned() }
        } else {
            Self::text(text)
        }
    }

    /// What is read, without its manner; footnote marks have none.
    #[must_use]
    pub fn plain(&self) -> &str {
        match self {
            Self::Text(words)
            | Self::Strong(words)
            | Self::Emphasis(words)
            | Self::Removed(words)
            | Self::Added(words)
            | Self::Code(words)
            | Self::Link { words, .. } => words.as_str(),
            Self::Note(_) => "",
        }
    }
}

/// Web addresses and anchors only: a register's `url` is somebody's text, and `javascript:` is an address too.
fn is_followable(to: &str) -> bool {
    let visible = Words::new(to).as_str() == to;
    let clean = visible && !to.chars().any(|c| c.is_whitespace() || matches!(c, '<' | '>' | '"' | '\\'));
    clean && (is_web_address(to) || to.starts_with('#'))
}

/// A line of runs.
pub type Line = Vec<Inline>;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_web_addresses_and_anchors_are_links() {
        for (to, is_link) in [
            ("https://example.org/a", true),
            ("#pledge-a", true),
            ("javascript:alert(1)", false),
            ("https://exa mple.org", false),
            ("https://example.org/\u{202e}", false),
            ("https://example.org/\"onclick=", false),
        ] {
            assert_eq!(matches!(Inline::link("x", to), Inline::Link { .. }), is_link, "{to}");
        }
    }
}
