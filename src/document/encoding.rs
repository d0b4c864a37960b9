//! Bytes to text: UTF-8, UTF-16, or Windows-1252, which older official files are in.
//!
//! It must not lose or change letters silently: what cannot be read stands as `�`, is counted and told.

use std::borrow::Cow;

use super::Fault;
use crate::language::markup::WINDOWS_1252;

/// A text, and what could not be read of it.
pub(super) struct Decoded<'a> {
    pub(super) text: Cow<'a, str>,
    pub(super) doubt: Option<Fault>,
}

/// How the characters of a text are written.
#[derive(Clone, Copy)]
enum Encoding {
    Utf8,
    /// With the order of the bytes in a unit.
    Utf16(fn([u8; 2]) -> u16),
    Windows1252,
}

/// The text of some bytes, its lines ending with a line feed.
pub(super) fn decode(bytes: &[u8]) -> Cow<'_, str> {
    read(bytes).text
}

/// The same, with what could not be read.
pub(super) fn read(bytes: &[u8]) -> Decoded<'_> {
    let (encoding, bytes) = encoding(bytes);
    let text = match encoding {
        Encoding::Utf8 => String::from_utf8_lossy(bytes),
        Encoding::Utf16(unit) => Cow::Owned(utf16(bytes, unit)),
        Encoding::Windows1252 => Cow::Owned(bytes.iter().map(|&byte| windows_1252(byte)).collect()),
    };
    // What stands as it is in the bytes has nothing to be told of.
    let doubt = if matches!(text, Cow::Borrowed(_)) { None } else { doubt(&text, encoding) };
    Decoded { text: with_line_feeds(text), doubt }
}

/// The text that a document begins with, for telling its format.
pub(super) fn head(bytes: &[u8]) -> Cow<'_, str> {
    // The last character may be cut off.
    let whole = match std::str::from_utf8(bytes) {
        Err(error) if error.error_len().is_none() => bytes.get(..error.valid_up_to()).unwrap_or(bytes),
        Ok(_) | Err(_) => bytes,
    };
    decode(if is_utf16(bytes) { bytes } else { whole })
}

/// Whether bytes begin a text in UTF-16, whose lines no reader of bytes can part.
pub(super) fn is_utf16(bytes: &[u8]) -> bool {
    utf16_without_mark(bytes).is_some()
        || bytes.starts_with(&[0xFF, 0xFE])
        || bytes.starts_with(&[0xFE, 0xFF])
}

/// The encoding of some bytes, and the bytes without its mark.
fn encoding(bytes: &[u8]) -> (Encoding, &[u8]) {
    if let Some(rest) = bytes.strip_prefix(&[0xEF, 0xBB, 0xBF]) {
        return (Encoding::Utf8, rest);
    }
    if let Some(rest) = bytes.strip_prefix(&[0xFF, 0xFE]) {
        return (Encoding::Utf16(u16::from_le_bytes), rest);
    }
    if let Some(rest) = bytes.strip_prefix(&[0xFE, 0xFF]) {
        return (Encoding::Utf16(u16::from_be_bytes), rest);
    }
    let otherwise = || if is_utf8(bytes) { Encoding::Utf8 } else { Encoding::Windows1252 };
    (utf16_without_mark(bytes).unwrap_or_else(otherwise), bytes)
}

/// Four bytes of which every second is zero are two letters of UTF-16 and nothing that anybody writes in UTF-8.
fn utf16_without_mark(bytes: &[u8]) -> Option<Encoding> {
    let letter = |byte: u8| byte.is_ascii_graphic() || byte.is_ascii_whitespace();
    match bytes {
        [one, 0, two, 0, ..] if letter(*one) && letter(*two) => Some(Encoding::Utf16(u16::from_le_bytes)),
        [0, one, 0, two, ..] if letter(*one) && letter(*two) => Some(Encoding::Utf16(u16::from_be_bytes)),
        _ => None,
    }
}

/// Whether bytes are UTF-8, if need be a damaged one: Windows-1252 has next to nothing that could be read as UTF-8.
fn is_utf8(bytes: &[u8]) -> bool {
    if std::str::from_utf8(bytes).is_ok() {
        return true;
    }
    let (mut sound, mut broken) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        sound += chunk.valid().bytes().filter(|byte| *byte >= 0xC0).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    sound > 0 && sound >= broken
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> String {
    let (pairs, odd) = bytes.as_chunks::<2>();
    let units = pairs.iter().map(|&pair| unit(pair));
    let text = char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER));
    text.chain(odd.iter().map(|_| char::REPLACEMENT_CHARACTER)).collect()
}

fn windows_1252(byte: u8) -> char {
    match byte {
        0x80..=0x9F => WINDOWS_1252[usize::from(byte - 0x80)],
        _ => char::from(byte),
    }
}

/// Lines that end with a carriage return alone, as some programs still write them, end with a line feed.
fn with_line_feeds(text: Cow<'_, str>) -> Cow<'_, str> {
    let (feed, carriage) = (memchr::memchr(b'\n', text.as_bytes()), memchr::memchr(b'\r', text.as_bytes()));
    if feed.is_none() && carriage.is_some() { Cow::Owned(text.replace('\r', "\n")) } else { text }
}

/// What is to be told of a text that did not stand as it is in the bytes.
fn doubt(text: &str, encoding: Encoding) -> Option<Fault> {
    let lost = text.matches(char::REPLACEMENT_CHARACTER).count();
    let (message, help) = match declared(text).filter(|_| matches!(encoding, Encoding::Windows1252)) {
        Some(named) => (
            format!(
                "the page says that it is in {named}, which is not read; it was read as Windows-1252, and letters may be wrong"
            ),
            "save it again as UTF-8",
        ),
        None if lost == 0 => return None,
        None => {
            let (characters, stand) =
                if lost == 1 { ("character is", "stands") } else { ("characters are", "stand") };
            (
                format!(
                    "{lost} {characters} not readable and {stand} as `\u{FFFD}`: the file is damaged or mixes encodings"
                ),
                "save it again as UTF-8; words around such a character cannot be quoted",
            )
        }
    };
    Some(Fault::warning("document-garbled", message).help(help))
}

/// The encoding that a page names at its beginning, if it is one that Windows-1252 does not stand for.
fn declared(text: &str) -> Option<String> {
    let head: String = text.chars().take(1024).collect::<String>().to_ascii_lowercase();
    let at = head.find("charset=").map(|at| at + 8).or_else(|| head.find("encoding=").map(|at| at + 9))?;
    let name = head.get(at..)?.trim_start_matches(['"', '\'', ' ']);
    let name = name.split(|c: char| !(c.is_ascii_alphanumeric() || c == '-' || c == '_')).next()?;
    let is_other = head.starts_with('<') && !name.is_empty() && !SAME.contains(&name);
    is_other.then(|| name.to_owned())
}

/// Names under which pages in Windows-1252 go, as browsers read them; and UTF-8, which many say that are not.
const SAME: [&str; 9] =
    ["windows-1252", "cp1252", "x-cp1252", "iso-8859-1", "iso8859-1", "latin1", "us-ascii", "ascii", "utf-8"];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_usual_encoding_gives_the_same_text() {
        let cases: [&[u8]; 7] = [
            "£5 – now".as_bytes(),
            b"\xEF\xBB\xBF\xC2\xA35 \xE2\x80\x93 now",
            b"\xA35 \x96 now",
            b"\xFF\xFE\xA3\x005\x00 \x00\x13\x20 \x00n\x00o\x00w\x00",
            b"\xFE\xFF\x00\xA3\x005\x00 \x20\x13\x00 \x00n\x00o\x00w",
            b"n\x00o\x00w\x00",
            b"\x00n\x00o\x00w",
        ];
        for (at, bytes) in cases.into_iter().enumerate() {
            let decoded = read(bytes);
            assert_eq!(decoded.text, if at < 5 { "£5 – now" } else { "now" });
            assert_eq!(decoded.doubt, None);
        }
    }

    #[test]
    fn what_cannot_be_read_is_told_and_leaves_the_rest_as_it_is() {
        let cases: [(&[u8], &str, bool); 9] = [
            ("£740 million on it’s places – caf".as_bytes(), "£740 million on it’s places – caf", false),
            (b"\xC2\xA37 caf\xE9\n", "£7 caf\u{FFFD}\n", true),
            (b"\xC2\xA37 and \xC2", "£7 and \u{FFFD}", true),
            (b"\xEF\xBB\xBFcaf\xE9", "caf\u{FFFD}", true),
            (b"\xFF\xFEa\x00\x00", "a\u{FFFD}", true),
            (b"a\x81\xA3", "a\u{FFFD}£", true),
            (b"Children\x92s caf\xE9", "Children’s café", false),
            (b"<meta charset=\"windows-1251\"><p>\xCF", "<meta charset=\"windows-1251\"><p>Ï", true),
            (b"<meta charset=\"ISO-8859-1\"><p>\xE9", "<meta charset=\"ISO-8859-1\"><p>é", false),
        ];
        for (bytes, text, is_told) in cases {
            let decoded = read(bytes);
            assert_eq!((decoded.text.as_ref(), decoded.doubt.is_some()), (text, is_told));
        }
    }

    #[test]
    fn a_page_in_another_encoding_is_told_to_be_in_it_though_letters_are_lost() {
        let told = read(b"<meta charset=\"shift_jis\"><p>\x8E\x81\xE9").doubt.map(|fault| fault.message);
        assert!(told.is_some_and(|told| told.contains("says that it is in shift_jis")));
    }

    #[test]
    fn lines_may_end_with_a_carriage_return() {
        assert_eq!(decode(b"one\rtwo"), "one\ntwo");
        assert_eq!(decode(b"one\r\ntwo\r"), "one\r\ntwo\r");
    }
}
