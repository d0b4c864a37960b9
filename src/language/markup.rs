//! A lenient tokenizer of HTML and the entities in it: one pass, no tree, any bytes.
//!
//! Why our own: answers from Parliament's API are small, often malformed fragments (unbalanced `<p>`,
//! entities such as `DE&S;`), there are tens of thousands of them in a bulk file, and their canonical
//! text needs no tree, only where blocks begin and end. It must not allocate per tag, and must not
//! decide what is text and what is furniture.

use memchr::{memchr, memchr2};

/// What the tokenizer meets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Event<'a> {
    /// Text between tags, entities still encoded.
    Text(&'a str),
    /// A tag that opens (or stands alone).
    Open(Tag<'a>),
    /// The name of a tag that closes, as written.
    Close(&'a str),
}

/// An opening tag.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tag<'a> {
    /// Its name, as written.
    pub name: &'a str,
    /// Everything after the name, up to the `>`.
    pub rest: &'a str,
}

impl<'a> Tag<'a> {
    /// The value of an attribute, entities still encoded; empty if it has none.
    #[must_use]
    pub fn attribute(&self, name: &str) -> Option<&'a str> {
        let mut rest = self.rest;
        loop {
            rest = rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == '/');
            if rest.is_empty() {
                return None;
            }
            let end = rest.find(|c: char| c == '=' || c.is_ascii_whitespace()).unwrap_or(rest.len());
            let key = &rest[..end];
            rest = rest[end..].trim_start();
            let mut value = "";
            if let Some(after) = rest.strip_prefix('=') {
                (value, rest) = attribute_value(after.trim_start());
            } else if key.is_empty() {
                return None;
            }
            if key.eq_ignore_ascii_case(name) {
                return Some(value);
            }
        }
    }
}

fn attribute_value(text: &str) -> (&str, &str) {
    for quote in ['"', '\''] {
        if let Some(inner) = text.strip_prefix(quote) {
            return inner.split_once(quote).unwrap_or((inner, ""));
        }
    }
    text.split_at(text.find(|c: char| c.is_ascii_whitespace()).unwrap_or(text.len()))
}

/// What an element does to the text around it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// Nothing.
    Inline,
    /// It stands as a block, or breaks a line.
    Block,
    /// It is an item of a list.
    Item,
    /// It is a cell of a table.
    Cell,
    /// It is a heading.
    Heading,
}

/// The role of an element by its name, in any case.
#[must_use]
pub fn role(name: &str) -> Role {
    let mut lower = [0_u8; 10];
    let bytes = name.as_bytes();
    let Some(slot) = lower.get_mut(..bytes.len()) else { return Role::Inline };
    slot.copy_from_slice(bytes);
    slot.make_ascii_lowercase();
    match &*slot {
        b"p" | b"br" | b"div" | b"ul" | b"ol" | b"tr" | b"table" | b"tbody" | b"thead" | b"tfoot"
        | b"caption" | b"hr" | b"blockquote" | b"pre" | b"section" | b"article" | b"header" | b"footer"
        | b"main" | b"nav" | b"aside" | b"address" | b"dl" | b"figure" | b"figcaption" | b"form"
        | b"fieldset" | b"legend" | b"details" | b"summary" | b"html" | b"body" | b"head" | b"title"
        | b"option" | b"center" => Role::Block,
        b"li" | b"dt" | b"dd" => Role::Item,
        b"td" | b"th" => Role::Cell,
        b"h1" | b"h2" | b"h3" | b"h4" | b"h5" | b"h6" => Role::Heading,
        _ => Role::Inline,
    }
}

/// The events of a piece of HTML. Comments, declarations, and what scripts, styles and templates hold
/// are passed over.
#[must_use]
pub fn events(html: &str) -> Events<'_> {
    Events { rest: html }
}

/// Iterator over the events of a piece of HTML; made by [`events`].
#[derive(Debug, Clone)]
pub struct Events<'a> {
    rest: &'a str,
}

impl<'a> Iterator for Events<'a> {
    type Item = Event<'a>;

    fn next(&mut self) -> Option<Event<'a>> {
        loop {
            if self.rest.is_empty() {
                return None;
            }
            let at = tag_start(self.rest);
            if at > 0 {
                return Some(Event::Text(self.take(at)));
            }
            let bytes = self.rest.as_bytes();
            match bytes.get(1) {
                Some(b'!') => {
                    if let Some(text) = self.character_data() {
                        return Some(Event::Text(text));
                    }
                    self.pass_declaration();
                }
                Some(b'?') => self.pass_until(">", 1),
                Some(b'/') => {
                    let inside = self.inside_tag(2);
                    return Some(Event::Close(name_of(inside).0));
                }
                _ => {
                    let (name, rest) = name_of(self.inside_tag(1));
                    if let Some(raw) = RAW_TEXT.iter().find(|raw| raw.eq_ignore_ascii_case(name)) {
                        self.pass_raw_text(raw);
                        continue;
                    }
                    return Some(Event::Open(Tag { name, rest }));
                }
            }
        }
    }
}

/// Elements whose content is not text of the document.
const RAW_TEXT: [&str; 4] = ["script", "style", "template", "noscript"];

impl<'a> Events<'a> {
    fn take(&mut self, length: usize) -> &'a str {
        let (taken, rest) = self.rest.split_at(length);
        self.rest = rest;
        taken
    }

    /// What stands between here (plus `skip` bytes) and the end of the tag; a `>` in quotes does not
    /// end it. A tag that never ends is passed over to the end of the text.
    fn inside_tag(&mut self, skip: usize) -> &'a str {
        let inside = &self.rest[skip..];
        let bytes = inside.as_bytes();
        let mut at = 0;
        while let Some(next) = bytes.get(at..).and_then(|rest| memchr::memchr3(b'>', b'"', b'\'', rest)) {
            at += next;
            if bytes[at] == b'>' {
                self.rest = &inside[at + 1..];
                return &inside[..at];
            }
            // A quotation mark that does not follow `=` is a stray: it must not swallow the document.
            let opens = bytes[..at].trim_ascii_end().last() == Some(&b'=');
            let close = if opens { memchr(bytes[at], &bytes[at + 1..]) } else { None };
            at += close.map_or(1, |length| length + 2);
        }
        self.rest = "";
        inside
    }

    fn pass_declaration(&mut self) {
        if self.rest.starts_with("<!--") {
            self.pass_until("-->", 4);
        } else {
            self.pass_until(">", 2);
        }
    }

    /// What stands in `<![CDATA[…]]>`, or up to the end of the text.
    fn character_data(&mut self) -> Option<&'a str> {
        let inside = self.rest.strip_prefix("<![CDATA[")?;
        let (text, rest) = inside.split_once("]]>").unwrap_or((inside, ""));
        self.rest = rest;
        Some(text)
    }

    fn pass_until(&mut self, end: &str, skip: usize) {
        let from = &self.rest[skip..];
        self.rest = match memchr::memmem::find(from.as_bytes(), end.as_bytes()) {
            Some(at) => &from[at + end.len()..],
            None => "",
        };
    }

    /// Passes over everything up to the closing tag of a raw text element.
    fn pass_raw_text(&mut self, name: &str) {
        let mut rest = self.rest;
        while let Some(at) = memchr(b'<', rest.as_bytes()) {
            let here = &rest[at..];
            let close = here.get(2..2 + name.len()).is_some_and(|found| found.eq_ignore_ascii_case(name));
            if here.starts_with("</") && close {
                self.rest = here;
                self.inside_tag(2);
                return;
            }
            rest = &here[1..];
        }
        self.rest = "";
    }
}

/// Where the next tag begins: a `<` that a letter, `/`, `!` or `?` follows; others are text.
fn tag_start(text: &str) -> usize {
    let bytes = text.as_bytes();
    let mut from = 0;
    while let Some(at) = bytes.get(from..).and_then(|rest| memchr(b'<', rest)) {
        let at = from + at;
        match (bytes.get(at + 1), bytes.get(at + 2)) {
            (Some(b'!' | b'?'), _) => return at,
            (Some(b'/'), Some(c)) if c.is_ascii_alphabetic() => return at,
            (Some(c), _) if c.is_ascii_alphabetic() => return at,
            _ => from = at + 1,
        }
    }
    text.len()
}

fn name_of(inside: &str) -> (&str, &str) {
    inside.split_at(inside.find(|c: char| c.is_ascii_whitespace() || c == '/').unwrap_or(inside.len()))
}

/// A decoded entity: one character, or two for a few of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Decoded {
    /// A named entity.
    Named(&'static str),
    /// A numeric one, in UTF-8.
    Numeric(char, [u8; 4]),
}

impl Decoded {
    /// The text it stands for.
    #[must_use]
    pub fn as_str(&self) -> &str {
        match self {
            Self::Named(text) => text,
            Self::Numeric(c, bytes) => std::str::from_utf8(&bytes[..c.len_utf8()]).unwrap_or_default(),
        }
    }
}

/// Decodes the entity that a text beginning with `&` begins with: what it stands for, and how many
/// bytes it takes. `None` if it is none, and the `&` is just an ampersand.
#[must_use]
pub fn entity(text: &str) -> Option<(Decoded, usize)> {
    // The longest name of HTML has 31 letters; looking further for the semicolon is waste.
    let window = text.as_bytes().get(1..text.len().min(34))?;
    let end = memchr2(b';', b' ', window);
    if let Some(end) = end.filter(|&end| window[end] == b';') {
        let name = text.get(1..=end)?;
        let decoded = match name.strip_prefix('#') {
            Some(number) => numeric(number),
            None => quick_xml::escape::resolve_html5_entity(name).map(Decoded::Named),
        };
        if let Some(decoded) = decoded {
            return Some((decoded, end + 2));
        }
    }
    WITHOUT_SEMICOLON.iter().find_map(|(name, text_for)| {
        let after = text.strip_prefix(name)?;
        (!after.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '=' || c == ';'))
            .then_some((Decoded::Named(text_for), name.len()))
    })
}

/// The entities that HTML knows without a semicolon and that people's tools really drop it from.
const WITHOUT_SEMICOLON: [(&str, &str); 6] =
    [("&amp", "&"), ("&lt", "<"), ("&gt", ">"), ("&quot", "\""), ("&nbsp", "\u{A0}"), ("&pound", "£")];

fn numeric(number: &str) -> Option<Decoded> {
    let code = match number.strip_prefix(['x', 'X']) {
        Some(hex) => u32::from_str_radix(hex, 16).ok()?,
        None => number.parse().ok()?,
    };
    // Browsers read 128–159 as Windows-1252, and so do the tools that write them.
    let c = match code {
        0x80..=0x9F => WINDOWS_1252.get(usize::try_from(code - 0x80).ok()?).copied()?,
        0 => '\u{FFFD}',
        _ => char::from_u32(code).unwrap_or('\u{FFFD}'),
    };
    let mut bytes = [0; 4];
    c.encode_utf8(&mut bytes);
    Some(Decoded::Numeric(c, bytes))
}

/// Bytes 80 to 9F of Windows-1252; the five it leaves open are replacement characters.
pub const WINDOWS_1252: [char; 32] = [
    '€', '\u{FFFD}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{FFFD}', 'Ž', '\u{FFFD}',
    '\u{FFFD}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{FFFD}', 'ž', 'Ÿ',
];
