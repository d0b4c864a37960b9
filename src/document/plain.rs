//! Plain text. The format of last resort.
//!
//! It must not look for page furniture: pages whose layout is known are read by `pasted`.

use super::{Document, Fault, Format, Head, House, Meta, Reader, Reading, Source, dateline};
use crate::language::canonical::from_plain;

/// Any text.
pub(super) const FORMAT: Format =
    Format { name: "text", suffixes: &["txt", "md", "text"], sniff, read: Reader::Text(read) };

fn sniff(head: &Head<'_>) -> bool {
    // JSON, XML, mail and rich text are not what anybody said.
    let start = head.text.trim_start();
    let is_of_a_program = head.suffix == "json" && start.starts_with(['{', '['])
        || head.suffix == "xml" && start.starts_with('<')
        || start.starts_with("<?xml")
        || start.starts_with("{\\rtf")
        || is_encoded_mail(start);
    // A zero byte or many control characters: not text in any encoding that people save.
    let odd = head
        .text
        .bytes()
        .filter(|&byte| byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r' | 0x0C))
        .count();
    // A few control characters, as terminals leave them, are in a short text many for its length.
    !is_of_a_program && !head.text.contains('\0') && odd * 50 <= head.text.len().max(400)
}

/// Whether a text is a mail or a saved page in many parts, whose words are encoded.
pub(super) fn is_encoded_mail(start: &str) -> bool {
    let headers = start.lines().take_while(|line| !line.trim().is_empty()).take(100);
    let mut says = headers.map(str::to_ascii_lowercase).filter(|line| {
        line.starts_with("content-type: multipart/")
            || line.starts_with("content-transfer-encoding: base64")
            || line.starts_with("content-transfer-encoding: quoted-printable")
    });
    says.next().is_some()
}

pub(super) fn read(source: &Source<'_>) -> Reading {
    let text = source.text;
    let mut document =
        statement(text).unwrap_or_else(|| Document { text: from_plain(text), ..Document::default() });
    // In the lines as they were written: the canonical text joins those of a paragraph.
    if document.meta.uin.is_none() {
        document.meta.published_on = dateline::day(text);
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_statement_carries_its_number() {
        let reading = read(&Source { path: "a.txt", text: "I am today announcing a review.\n\n[HCWS282]\n" });
        assert_eq!(reading.documents[0].text.text, "I am today announcing a review.");
        assert_eq!(reading.documents[0].meta.uin.as_deref(), Some("HCWS282"));
        let reading = read(&Source { path: "a.txt", text: "See [HCWS]" });
        assert_eq!(reading.documents[0].text.text, "See [HCWS]");
    }

    #[test]
    fn binary_data_is_not_text() {
        assert!(super::super::format_of("a.txt", b"\x00\x01\x02\x03binary").is_none());
        assert!(super::super::format_of("a.txt", b"We will\x1B[31m act\x07 by 2030.").is_some());
    }

    #[test]
    fn what_programs_write_for_programs_is_not_what_was_said() {
        let cases: [(&str, &str, bool); 7] = [
            ("a.txt", "From: the Department\nWe will act.", true),
            ("a.eml", "From: a@b\nMIME-Version: 1.0\nContent-Type: text/plain\n\nWe will act.", true),
            ("a.eml", "From: a@b\nContent-Transfer-Encoding: base64\n\nV2Ugd2lsbA==", false),
            ("a.mht", "From: <Saved by Blink>\nContent-Type: multipart/related;\n\n--x", false),
            ("a.rtf", "{\\rtf1 We will act.}", false),
            ("a.xml", "<note>We will act.</note>", false),
            ("a.txt", "<3 is a heart. We will act.", true),
        ];
        for (path, text, is_read) in cases {
            assert_eq!(super::super::format_of(path, text.as_bytes()).is_some(), is_read, "{text}");
        }
    }
}
