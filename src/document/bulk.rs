//! Many documents in one file: JSON objects, one a line (`.jsonl`), or an array of them; and gzip around any format.
//!
//! What the keys of an object mean is `object`'s. This must not hold more than one line of a `.jsonl` file at a time.

use std::io::{self, BufRead, BufReader, Read};

use serde_json::Value;

use super::object::object;
use super::{
    Document, Fault, Flag, Format, HEAD_BYTES, Head, MOST_BYTES, Reader, Reading, Source, encoding, json,
};
use crate::diagnostic::Level;

/// JSON objects of our own keys: one a line, in an array, or alone.
pub(super) const FORMAT: Format = Format {
    name: "json-documents",
    suffixes: &["jsonl", "ndjson", "json"],
    sniff: |head: &Head<'_>| {
        is_lines(head)
            || head.text.trim_start().starts_with(['{', '['])
                && KEYS.iter().any(|key| head.text.contains(key))
            || head.text.trim() == "[]"
    },
    read: Reader::Text(|source: &Source<'_>| {
        let mut reading = Reading::default();
        match json::parse(source.text, Fault::json) {
            Ok(Value::Array(items)) => items.into_iter().for_each(|item| object(item, &mut reading)),
            Ok(item) => object(item, &mut reading),
            Err(fault) => reading.faults.push(fault),
        }
        reading.faults.extend(nothing_read(&reading));
        reading
    }),
};

const KEYS: [&str; 3] = ["\"text\"", "\"html\"", "\"answer\""];

/// A gzipped bulk file is read up to so many bytes unpacked: a bomb must end.
const MOST_UNPACKED: u64 = 16 * 1024 * 1024 * 1024;
/// A longer line is no document.
const MOST_LINE_BYTES: usize = 64 * 1024 * 1024;
/// Faults of more lines than these are only counted.
const MOST_FAULTS: usize = 20;

/// Whether a document is JSON lines: by its name, or because its first line is an object and the second begins one.
fn is_lines(head: &Head<'_>) -> bool {
    if matches!(head.suffix, "jsonl" | "ndjson") {
        return true;
    }
    let mut lines = head.text.lines().map(str::trim).filter(|line| !line.is_empty());
    let (Some(first), Some(second)) = (lines.next(), lines.next()) else { return false };
    first.starts_with('{') && first.ends_with('}') && second.starts_with("{\"")
}

/// Reads a document or a bulk file of any size from a stream, and hands over one document at a time, in order.
///
/// A `.jsonl` file, gzipped or not, is never in memory whole. Anything else is read whole, up to
/// [`MOST_BYTES`]. Returns what was wrong.
///
/// # Errors
/// When the stream cannot be read.
pub fn read_each(path: &str, stream: impl Read, each: &mut dyn FnMut(Document)) -> io::Result<Vec<Fault>> {
    read_limited(path, stream, MOST_UNPACKED, each)
}

/// The same, unpacking no more than some bytes of gzip.
pub(super) fn read_limited(
    path: &str,
    stream: impl Read,
    most_unpacked: u64,
    each: &mut dyn FnMut(Document),
) -> io::Result<Vec<Fault>> {
    let mut stream = BufReader::with_capacity(HEAD_BYTES, stream);
    if !stream.fill_buf()?.starts_with(&[0x1F, 0x8B]) {
        return read_unpacked(path, path, stream, each);
    }
    let mut inner = flate2::bufread::MultiGzDecoder::new(stream).take(most_unpacked);
    let name = path.strip_suffix(".gz").unwrap_or(path);
    let mut faults = read_unpacked(path, name, BufReader::with_capacity(HEAD_BYTES, &mut inner), each)?;
    if inner.limit() == 0 {
        faults.push(Fault::too_large(most_unpacked));
    }
    Ok(faults)
}

fn read_unpacked(
    path: &str,
    name: &str,
    mut stream: impl BufRead,
    each: &mut dyn FnMut(Document),
) -> io::Result<Vec<Fault>> {
    let suffix = super::suffix_of(name);
    let first = stream.fill_buf()?;
    let is_utf16 = encoding::is_utf16(first);
    let is_lines = is_lines(&Head { bytes: first, text: &encoding::head(first), suffix: &suffix });
    let mut each = |mut document: Document| {
        path.clone_into(&mut document.path);
        each(document);
    };
    if is_lines && !is_utf16 {
        return lines(stream, &mut each);
    }
    let mut bytes = Vec::new();
    stream.by_ref().take(MOST_BYTES + 1).read_to_end(&mut bytes)?;
    if is_lines && u64::try_from(bytes.len()).is_ok_and(|length| length <= MOST_BYTES) {
        return lines(encoding::decode(&bytes).as_bytes(), &mut each);
    }
    let (documents, faults) = super::read_whole(name, &bytes);
    documents.into_iter().for_each(each);
    Ok(faults)
}

fn lines(mut stream: impl BufRead, each: &mut dyn FnMut(Document)) -> io::Result<Vec<Fault>> {
    let mut faults = Faults::default();
    let mut line = Vec::new();
    let mut number = 0_usize;
    let mut is_any_read = false;
    loop {
        line.clear();
        number += 1;
        let limit = u64::try_from(MOST_LINE_BYTES).unwrap_or(u64::MAX) + 1;
        if stream.by_ref().take(limit).read_until(b'\n', &mut line)? == 0 {
            break;
        }
        if line.len() > MOST_LINE_BYTES {
            faults.told.push(Fault::error(
                "document-too-large",
                format!("line {number} is longer than 64 MB; nothing after it was read"),
            ));
            break;
        }
        let decoded = encoding::read(&line);
        let text = decoded.text.trim();
        if text.is_empty() {
            continue;
        }
        let mut reading = Reading::default();
        reading.faults.extend(decoded.doubt);
        match json::parse(text, Fault::json_line) {
            Ok(value) => object(value, &mut reading),
            Err(fault) => reading.faults.push(fault),
        }
        super::complete(&mut reading, &FORMAT);
        for document in reading.documents {
            is_any_read |= !document.is(Flag::NoText);
            each(document);
        }
        reading.faults.into_iter().for_each(|fault| faults.of_line(number, fault));
    }
    let mut faults = faults.all();
    faults.extend(nothing(is_any_read, &faults));
    Ok(faults)
}

/// What is wrong with the lines of a file: the first ones are told, the others counted.
#[derive(Default)]
struct Faults {
    told: Vec<Fault>,
    more: usize,
    is_more_grave: bool,
}

impl Faults {
    fn of_line(&mut self, number: usize, mut fault: Fault) {
        if self.told.len() < MOST_FAULTS {
            fault.message = format!("line {number}: {}", fault.message);
            self.told.push(fault);
        } else {
            self.more += 1;
            self.is_more_grave |= fault.level == Level::Error;
        }
    }

    fn all(mut self) -> Vec<Fault> {
        // Which of them would be errors is not known any more.
        let fault = if self.is_more_grave { Fault::error } else { Fault::warning };
        let words = match self.more {
            0 => return self.told,
            1 => "1 more line has faults like these".to_owned(),
            more => format!("{more} more lines have faults like these"),
        };
        self.told.push(fault("document-part-unreadable", words));
        self.told
    }
}

/// What is to be told of a file in which there is no document with a text.
pub(super) fn nothing_read(reading: &Reading) -> Option<Fault> {
    nothing(!reading.documents.iter().all(|document| document.is(Flag::NoText)), &reading.faults)
}

/// A file of which nothing is read cannot be relied on, however little is wrong with each part of it.
fn nothing(is_any_read: bool, faults: &[Fault]) -> Option<Fault> {
    let is_told = faults.iter().any(|fault| fault.level == Level::Error);
    (!is_any_read && !is_told).then(|| {
        if faults.is_empty() {
            Fault::error("document-empty", "there is no document in it, as in a search without results")
        } else {
            Fault::error("document-part-unreadable", "no document in it could be read")
        }
    })
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;
    use crate::document::read;

    const LINES: &str = "{\"id\": 1, \"month\": \"2023-09\", \"dept\": null, \"heading\": \"H\", \"question\": \"To ask, what.\", \"answer\": \"One.\\n \\nTwo.\"}\n\
                         not json\n\n{\"text\": \"T\", \"html\": \"<p>no</p>\", \"date\": \"2024-05-06\", \"body\": \"DfE\", \"id\": \"x\"}\n\
                         {\"html\": \"<p>a &amp; b</p>\", \"other\": [1]}\n{\"id\": 4}\n";

    fn texts(documents: &[Document]) -> Vec<&str> {
        documents.iter().map(|document| document.text.text.as_str()).collect()
    }

    #[test]
    fn a_bulk_file_is_read_line_by_line_and_keeps_its_order() {
        let (documents, faults) = read("bulk.jsonl", LINES.as_bytes());
        assert_eq!(texts(&documents), ["One. Two.", "T", "a & b", ""]);
        assert_eq!(
            (documents[3].meta.id.as_deref(), documents[3].flags.as_slice()),
            (Some("4"), &[Flag::NoText][..])
        );
        assert_eq!(documents[0].meta.answered_on.map(|date| date.to_string()).as_deref(), Some("2023-09-01"));
        assert_eq!(documents[0].meta.known_as_written().as_deref(), Some("2023-09"));
        assert_eq!(documents[1].meta.known_as_written().as_deref(), Some("2024-05-06"));
        assert_eq!(documents[0].meta.question.as_deref(), Some("To ask, what."));
        assert_eq!(
            documents[1].meta.published_on.map(|date| date.to_string()).as_deref(),
            Some("2024-05-06")
        );
        assert_eq!(documents[1].meta.body.as_deref(), Some("DfE"));
        let messages: Vec<&str> = faults.iter().map(|fault| &fault.message[..6]).collect();
        assert_eq!(messages, ["line 2", "line 6"]);
        let levels: Vec<Level> = faults.iter().map(|fault| fault.level).collect();
        assert_eq!(levels, [Level::Error, Level::Warning]);
    }

    #[test]
    fn an_empty_text_is_told() {
        let (documents, faults) = read("a.jsonl", b"{\"text\": \"\"}\n{\"text\": \"a\"}\n");
        assert_eq!(texts(&documents), ["", "a"]);
        assert_eq!(faults.len(), 1, "{faults:?}");
        assert_eq!(faults[0].message, "line 1: the object has no text");
    }

    #[test]
    fn a_file_without_any_text_cannot_be_relied_on() {
        let cases = [
            ("a.jsonl", "{\"answer\": null}\n{\"id\": 2}\n", true),
            ("a.jsonl", "{\"answer\": null}\n{\"text\": \"a\"}\n", false),
            ("a.jsonl", "{\"answer\": \"\"}\n", true),
            ("a.jsonl", "", true),
            ("a.jsonl", "\n\n", true),
            ("a.jsonl", "{\"text\": \"a\"}\n{\"text\": \n", true),
            ("a.json", "[{\"text\": null}]", true),
            ("a.json", "[{\"text\": null}, {\"text\": \"b\"}]", false),
        ];
        for (name, bytes, unreliable) in cases {
            let (_, faults) = read(name, bytes.as_bytes());
            assert_eq!(faults.iter().any(|fault| fault.level == Level::Error), unreliable, "{name}: {bytes}");
        }
    }

    #[test]
    fn lines_may_be_in_any_encoding() {
        let line = "{\"text\": \"£5 – now\"}\n";
        let utf16: Vec<u8> =
            format!("\u{FEFF}{line}{line}").encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(texts(&read("a.jsonl", &utf16).0), ["£5 – now", "£5 – now"]);
        let garbled = [line.as_bytes(), b"{\"text\": \"\xC2\xA3 caf\xE9\"}\n"].concat();
        let (documents, faults) = read("a.jsonl", &garbled);
        assert_eq!(texts(&documents), ["£5 – now", "£ caf\u{FFFD}"]);
        assert_eq!(faults.iter().map(|fault| fault.code).collect::<Vec<_>>(), ["document-garbled"]);
    }

    #[test]
    fn gzip_is_seen_through() -> io::Result<()> {
        let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
        packed.write_all(LINES.as_bytes())?;
        let packed = packed.finish()?;
        let (documents, _) = read("bulk.jsonl.gz", &packed);
        assert_eq!(documents.len(), 4);
        assert_eq!(documents[0].path, "bulk.jsonl.gz");
        let (documents, faults) = read("bulk.jsonl.gz", &packed[..packed.len() / 2]);
        assert!(documents.len() < 4 && !faults.is_empty());
        Ok(())
    }

    #[test]
    fn an_array_and_a_single_object_are_read() {
        assert_eq!(texts(&read("a.json", b"[{\"text\": \"a\"}, {\"text\": \"b\"}, 7]").0), ["a", "b"]);
        assert_eq!(texts(&read("a.json", b"{\"text\": \"a\"}").0), ["a"]);
    }
}
