//! Plain text, in UTF-8, UTF-16 with a byte order mark, or Windows-1252. The format of last resort.
//!
//! It must not look for page furniture: pages whose layout is known are read by `pasted`.

use std::borrow::Cow;

use super::{Document, Fault, Format, Head, House, Meta, Reading, Source, dateline};
use crate::language::canonical::from_plain;
use crate::language::markup::WINDOWS_1252;

/// Any text.
pub(super) const FORMAT: Format =
    Format { name: "text", about: "plain text", suffixes: &["txt", "md", "text"], sniff, read };

fn sniff(head: &Head<'_>) -> bool {
    if head.bytes.starts_with(&[0xFF, 0xFE]) || head.bytes.starts_with(&[0xFE, 0xFF]) {
        return true;
    }
    // JSON and XML of no known shape are not what anybody said.
    let start = head.text.trim_start();
    if (head.suffix == "json" && start.starts_with(['{', '['])) || start.starts_with("<?xml") {
        return false;
    }
    // A zero byte or many control characters: not text in any encoding that people save.
    let odd = head
        .bytes
        .iter()
        .filter(|&&byte| byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r' | 0x0C))
        .count();
    !head.bytes.contains(&0) && odd * 50 <= head.bytes.len()
}

fn read(source: &Source<'_>) -> Reading {
    let text = decode(source.bytes);
    let mut document =
        statement(&text).unwrap_or_else(|| Document { text: from_plain(&text), ..Document::default() });
    // In the lines as they were written: the canonical text joins those of a paragraph.
    if document.meta.uin.is_none() {
        document.meta.published_on = dateline::day(&text);
    }
    let mut faults = Vec::new();
    if document.text.text.is_empty() {
        faults.push(Fault::error("document-empty", "the document has no text"));
    }
    Reading { documents: vec![document], faults }
}

/// A written statement that ends with its number, as the copies of it do: `[HCWS282]`.
fn statement(text: &str) -> Option<Document> {
    let (words, number) = text.trim_end().strip_suffix(']')?.rsplit_once('[')?;
    let house = match number.get(..4)? {
        "HCWS" => House::Commons,
        "HLWS" => House::Lords,
        _ => return None,
    };
    let digits = number.get(4..)?;
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let meta = Meta {
        house: Some(house),
        uin: Some(number.to_owned()),
        kind: Some("written_statement".to_owned()),
        licence: Some("OPL-UK-3.0"),
        ..Meta::default()
    };
    Some(Document { text: from_plain(words), meta, ..Document::default() })
}

/// The text of bytes in UTF-8, UTF-16 with a byte order mark, or else Windows-1252, which older official files are in.
pub(super) fn decode(bytes: &[u8]) -> Cow<'_, str> {
    if let Some(rest) = bytes.strip_prefix(&[0xEF, 0xBB, 0xBF]) {
        return String::from_utf8_lossy(rest);
    }
    if let Some(rest) = bytes.strip_prefix(&[0xFF, 0xFE]) {
        return Cow::Owned(utf16(rest, u16::from_le_bytes));
    }
    if let Some(rest) = bytes.strip_prefix(&[0xFE, 0xFF]) {
        return Cow::Owned(utf16(rest, u16::from_be_bytes));
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => Cow::Borrowed(text),
        Err(_) => Cow::Owned(bytes.iter().map(|&byte| windows_1252(byte)).collect()),
    }
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> String {
    let units = bytes.as_chunks::<2>().0.iter().map(|&pair| unit(pair));
    char::decode_utf16(units).map(|c| c.unwrap_or('\u{FFFD}')).collect()
}

fn windows_1252(byte: u8) -> char {
    match byte {
        0x80..=0x9F => WINDOWS_1252[usize::from(byte - 0x80)],
        _ => char::from(byte),
    }
}

/// The text that bytes begin with, without a byte order mark, up to the first byte that is not UTF-8.
pub(super) fn text_head(bytes: &[u8]) -> &str {
    let bytes = bytes.strip_prefix(&[0xEF, 0xBB, 0xBF]).unwrap_or(bytes);
    match std::str::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => std::str::from_utf8(&bytes[..error.valid_up_to()]).unwrap_or_default(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_usual_encoding_gives_the_same_text() {
        let cases: [&[u8]; 5] = [
            "£5 – now".as_bytes(),
            b"\xEF\xBB\xBF\xC2\xA35 \xE2\x80\x93 now",
            b"\xA35 \x96 now",
            b"\xFF\xFE\xA3\x005\x00 \x00\x13\x20 \x00n\x00o\x00w\x00",
            b"\xFE\xFF\x00\xA3\x005\x00 \x20\x13\x00 \x00n\x00o\x00w",
        ];
        for bytes in cases {
            let reading = read(&Source { path: "a.txt", bytes });
            assert_eq!(reading.documents[0].text.text, "£5 – now");
        }
    }

    #[test]
    fn a_statement_carries_its_number() {
        let reading =
            read(&Source { path: "a.txt", bytes: b"I am today announcing a review.\n\n[HCWS282]\n" });
        assert_eq!(reading.documents[0].text.text, "I am today announcing a review.");
        assert_eq!(reading.documents[0].meta.uin.as_deref(), Some("HCWS282"));
        let reading = read(&Source { path: "a.txt", bytes: b"See [HCWS]" });
        assert_eq!(reading.documents[0].text.text, "See [HCWS]");
    }

    #[test]
    fn binary_data_is_not_text() {
        assert!(super::super::format_of("a.txt", b"\x00\x01\x02\x03binary").is_none());
    }
}
