//! The statements of a TOML text that is broken somewhere: headings, `key = value` over one or several lines, and what
//! is neither.
//!
//! It follows what the writer meant, not the grammar: a list ends before the next heading even where its bracket is
//! missing. What is wrong with a statement is not told here.

use super::super::keys::{EVIDENCE_FILE, PLEDGES_FILE, RECORD, Section, Shape};
use std::ops::Range;

/// A text that is not closed on its line is looked for on so many lines more.
const MOST_LINES: usize = 12;

/// Signs between which texts stand, or are wanted to by those who paste from a word processor.
pub(super) const CURLY: [char; 8] = ['“', '”', '„', '‟', '″', '«', '»', '＂'];

/// The same for texts between single ones.
pub(super) const CURLY_SINGLE: [char; 5] = ['‘', '’', '‚', '‛', '′'];

/// What nobody sees between words; web pages and word processors leave more of it than blanks and tabs.
pub(super) fn is_unseen(letter: char) -> bool {
    letter.is_whitespace() || matches!(letter, '\u{FEFF}' | '\u{200B}'..='\u{200F}' | '\u{2060}')
}

/// The same, but for what belongs in a file: blanks, tabs and line ends.
pub(super) fn is_foreign(letter: char) -> bool {
    is_unseen(letter) && !letter.is_ascii()
}

/// One statement.
#[derive(Debug, Clone)]
pub(super) struct Statement<'t> {
    /// Its bytes in the text, without the last line break.
    pub(super) range: Range<usize>,
    pub(super) sort: Sort<'t>,
    /// What the heading above it begins.
    pub(super) section: Option<&'static Section>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Sort<'t> {
    /// A line that begins with `[`.
    Heading,
    /// A key, the bytes of its value, and whether the value ends.
    Pair { key: &'t str, value: Range<usize>, closed: bool },
    /// Any other line.
    Other,
}

impl Statement<'_> {
    /// Whether it is a value that does not end, so that what follows was read as part of it.
    pub(super) fn is_open(&self) -> bool {
        matches!(self.sort, Sort::Pair { closed: false, .. })
    }
}

/// Walks through the statements of a text.
#[derive(Clone)]
pub(super) struct Statements<'t> {
    text: &'t str,
    at: usize,
    section: Option<&'static Section>,
}

impl<'t> Statements<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        // The keys of a record stand below no heading; those of a register never do.
        Self { text, at: 0, section: Some(&RECORD) }
    }
}

impl<'t> Iterator for Statements<'t> {
    type Item = Statement<'t>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.at >= self.text.len() {
            return None;
        }
        let line = self.at..line_end(self.text, self.at);
        let (sort, end) = sort(self.text, line.clone());
        if sort == Sort::Heading {
            let name = heading_name(&self.text[line.clone()]);
            self.section = resolve(&name).map(|(section, _)| section);
        }
        let range = line.start..end.max(line.end);
        self.at = (range.end + 1).min(self.text.len().max(range.end + 1));
        let without_return = range.start + self.text[range].trim_end_matches(['\r', '\n']).len();
        Some(Statement { range: line.start..without_return, sort, section: self.section })
    }
}

/// What a statement that begins with a line is, and where it ends.
fn sort(text: &str, line: Range<usize>) -> (Sort<'_>, usize) {
    let shown = &text[line.clone()];
    let trimmed = shown.trim_start();
    if trimmed.starts_with('[') {
        return (Sort::Heading, line.end);
    }
    let equals = shown.find('=').filter(|at| !shown[..*at].contains(['"', '#']));
    let Some(equals) = equals else { return (Sort::Other, line.end) };
    let key = shown[..equals].trim_matches([' ', '\t']);
    let after = &shown[equals + 1..];
    let start = line.start + equals + 1 + (after.len() - after.trim_start_matches(is_unseen).len());
    let (end, closed) = value_end(text, start, line.end);
    let value = start..start + without_comment(text.get(start..end).unwrap_or_default()).len();
    (Sort::Pair { key, value, closed }, end)
}

/// Where a value ends, and whether it is closed; the end of its line for most.
fn value_end(text: &str, start: usize, line_end: usize) -> (usize, bool) {
    let value = &text[start..];
    for mark in ["\"\"\"", "'''"] {
        if let Some(rest) = value.strip_prefix(mark) {
            let close = rest.find(mark).map(|at| self::line_end(text, start + at + 2 * mark.len()));
            return close.map_or((text.len(), false), |end| (end, true));
        }
    }
    if value.starts_with(['[', '{']) {
        return match closing(text, start) {
            Ok(end) => (self::line_end(text, end), true),
            Err(stop) => (stop.max(line_end), false),
        };
    }
    (over_lines(text, start..line_end).unwrap_or(line_end), true)
}

/// Where a text ends that is begun on one line and closed on a later one.
fn over_lines(text: &str, first: Range<usize>) -> Option<usize> {
    let mark = text[first.clone()].chars().next().filter(|mark| *mark == '"')?;
    if text[first.clone()].matches(mark).count() > 1 || text[first.clone()].trim_end().ends_with(CURLY) {
        return None;
    }
    let mut at = first.end + 1;
    for _ in 0..MOST_LINES {
        let end = line_end(text, at.min(text.len()));
        let line = text.get(at..end)?.trim();
        if line.is_empty() || looks_like_heading(line) || looks_like_pair(line) {
            return None;
        }
        if line.ends_with(mark) {
            return Some(end);
        }
        at = end + 1;
    }
    None
}

/// The byte after the bracket that closes the one at `open`; without one, the end of the last line that may be inside.
fn closing(text: &str, open: usize) -> Result<usize, usize> {
    let bytes = text.as_bytes();
    let mut stack: Vec<u8> = Vec::new();
    let mut at = open;
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'[' | b'{' => stack.push(*byte),
            b']' | b'}' => {
                stack.pop();
                if stack.is_empty() {
                    return Ok(at + 1);
                }
            }
            b'"' | b'\'' => at = string_end(text, at),
            b'#' => at = line_end(text, at).max(at + 1) - 1,
            b'\n' => {
                let next = text.get(at + 1..line_end(text, at + 1)).unwrap_or_default().trim();
                let outside =
                    looks_like_heading(next) || (stack.last() == Some(&b'[') && looks_like_pair(next));
                if outside {
                    return Err(at);
                }
            }
            _ => {}
        }
        at += 1;
    }
    Err(text.len())
}

/// The last byte of the text that begins with the quotation mark at `at`, at the end of the line at the latest.
fn string_end(text: &str, at: usize) -> usize {
    let bytes = text.as_bytes();
    let mark = bytes[at];
    let triple = [mark; 3];
    if bytes[at..].starts_with(&triple) {
        let rest = &bytes[at + 3..];
        return rest.windows(3).position(|three| three == triple).map_or(bytes.len(), |end| at + end + 5);
    }
    let mut end = at + 1;
    while let Some(byte) = bytes.get(end) {
        match byte {
            b'\n' => return end - 1,
            b'\\' if mark == b'"' => end += 1,
            byte if *byte == mark => return end,
            _ => {}
        }
        end += 1;
    }
    bytes.len()
}

fn line_end(text: &str, at: usize) -> usize {
    text.get(at..).and_then(|rest| rest.find('\n')).map_or(text.len(), |end| at + end)
}

/// Whether a line is a heading, closed or not, rather than an item of a list.
fn looks_like_heading(line: &str) -> bool {
    let Some(name) = line.strip_prefix('[') else { return false };
    let name = name.trim_matches(['[', ']', ' ']);
    !name.is_empty() && resolve(name).is_some()
}

/// Whether a line is `key = …`.
fn looks_like_pair(line: &str) -> bool {
    line.split_once('=').is_some_and(|(key, _)| is_bare_key(key.trim()))
}

/// Whether a key needs no quotation marks: letters, digits, `-`, `_`, and dots between its parts.
pub(super) fn is_bare_key(key: &str) -> bool {
    !key.is_empty() && key.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte))
}

/// A value without the remark after it. A `#` before the last quotation mark belongs to the text.
fn without_comment(value: &str) -> &str {
    let quoted = |letter: char| {
        matches!(letter, '"' | '\'' | ']' | '}') || CURLY.contains(&letter) || CURLY_SINGLE.contains(&letter)
    };
    let after = value.rfind(quoted).unwrap_or(0);
    let comment = value[after..].find('#').map_or(value.len(), |at| after + at);
    value[..comment].trim_end()
}

/// The name in a heading, its parts joined by dots.
pub(super) fn heading_name(line: &str) -> String {
    let line = line.split('#').next().unwrap_or_default();
    let name = line.trim_matches(|letter: char| letter.is_whitespace() || "[](){}\"'".contains(letter));
    let parts = name.split(|letter: char| letter.is_whitespace() || letter == '.' || letter == '/');
    parts.filter(|part| !part.is_empty()).collect::<Vec<_>>().join(".")
}

/// What a heading of this name begins, and whether there may be several of it.
pub(super) fn resolve(name: &str) -> Option<(&'static Section, bool)> {
    [&PLEDGES_FILE, &EVIDENCE_FILE, &RECORD].into_iter().find_map(|root| {
        let mut found = (root, false);
        for part in name.split('.') {
            let shape = found.0.key(part)?.shape;
            found = (shape.section()?, matches!(shape, Shape::Tables(_)));
        }
        Some(found)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn statements_follow_what_was_meant() {
        let text = "# remark\n[[pledge]]\ntitle = \"a # b\" # c\ntopics = [\"x\",\n \"y\"\nmade_on = 1\n\
                    note = \"\"\"\nx = 1\n\"\"\"\nquote = \"one\ntwo\"\n[pledge.target\nact = \"\"\"\nno end\n";
        let found: Vec<String> = Statements::new(text)
            .map(|one| {
                let closed = !matches!(one.sort, Sort::Pair { closed: false, .. });
                let section = one.section.map_or("-", |section| section.name);
                format!("{closed} {section} {}", text[one.range].replace('\n', "|"))
            })
            .collect();
        assert_eq!(
            found,
            [
                "true a record # remark",
                "true [[pledge]] [[pledge]]",
                "true [[pledge]] title = \"a # b\" # c",
                "false [[pledge]] topics = [\"x\",| \"y\"",
                "true [[pledge]] made_on = 1",
                "true [[pledge]] note = \"\"\"|x = 1|\"\"\"",
                "true [[pledge]] quote = \"one|two\"",
                "true [pledge.target] [pledge.target",
                "false [pledge.target] act = \"\"\"|no end",
            ]
        );
    }

    #[test]
    fn any_text_is_walked_through_to_its_end() {
        for text in
            ["", "\n\n", "=", "a =", "a = [", "a = \"", "é = “”\r\n", "[", "a = '''", "a = {\"", "\u{feff}="]
        {
            let last = Statements::new(text).last().map_or(0, |one| one.range.end);
            assert!(text[last..].trim().is_empty(), "{text:?}");
        }
    }
}
