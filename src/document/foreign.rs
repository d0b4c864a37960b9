//! Files that no reader knows and that people have all the same: what each is, and what to do with it.
//!
//! It must not read any of them.

use super::{Fault, Head, plain};
use memchr::memmem;

/// A sort of file that is told and not read.
struct Foreign {
    /// What it is.
    name: &'static str,
    help: &'static str,
    is: fn(&Head<'_>, &[u8]) -> bool,
}

const SHEETS: &str = "save each sheet that matters as CSV";
const WORDS: &str = "save it as text, HTML, PDF, DOCX or ODT, or paste its words into a `.txt` file";

/// In the order in which they are tried: a package is a zip archive too.
const FOREIGN: &[Foreign] = &[
    Foreign { name: "an Excel workbook", help: SHEETS, is: |_, bytes| is_zip_of(bytes, b"xl/workbook.") },
    Foreign {
        name: "an OpenDocument spreadsheet",
        help: SHEETS,
        is: |_, bytes| is_zip_of(bytes, b"application/vnd.oasis.opendocument.spreadsheet"),
    },
    Foreign {
        name: "a PowerPoint presentation",
        help: WORDS,
        is: |_, bytes| is_zip_of(bytes, b"ppt/presentation."),
    },
    Foreign {
        name: "a zip archive",
        help: "unpack it and name the files that were in it",
        is: |head, _| head.bytes.starts_with(ZIP),
    },
    Foreign {
        name: "an old Office file (.doc, .xls, .ppt), or one with a password",
        help: "open it, take the password off, and save it as DOCX, or its sheets as CSV",
        is: |head, _| head.bytes.starts_with(OLD_OFFICE),
    },
    Foreign {
        name: "a picture",
        help: "type or paste the words that it shows into a `.txt` file",
        is: |head, _| PICTURES.iter().any(|start| head.bytes.starts_with(start)),
    },
    Foreign {
        name: "packed twice",
        help: "unpack it once",
        is: |head, _| head.bytes.starts_with(b"\x1F\x8B"),
    },
    Foreign {
        name: "text in UTF-32",
        help: "save it again as UTF-8",
        is: |head, _| [b"\xFF\xFE\0\0", b"\0\0\xFE\xFF"].iter().any(|mark| head.bytes.starts_with(*mark)),
    },
    Foreign {
        name: "rich text",
        help: WORDS,
        is: |head, _| head.text.trim_start().as_bytes().starts_with(RICH_TEXT),
    },
    Foreign {
        name: "a mail, or a page saved in many parts",
        help: "save it as text or HTML",
        is: |head, _| plain::is_encoded_mail(head.text.trim_start()),
    },
    Foreign {
        name: "JSON of no sort that is known",
        help: "objects that have their words under `text` or `html` are read; else paste them into a `.txt` file",
        is: |head, bytes| {
            head.suffix == "json" && serde_json::from_slice::<serde::de::IgnoredAny>(bytes).is_ok()
        },
    },
    Foreign { name: "damaged JSON", help: "fetch it again", is: |head, _| head.suffix == "json" },
    Foreign {
        name: "text with bytes of zero (NUL) in it, which no text has",
        help: "delete them in an editor, or save it again from where it came",
        is: |head, _| plain::FORMAT.suffixes.contains(&head.suffix) && head.text.contains('\0'),
    },
    Foreign {
        name: "XML of no sort that is known",
        help: WORDS,
        is: |head, _| head.text.trim_start().starts_with("<?xml"),
    },
];

/// How a zip archive begins, and so what newer office programs save.
pub(super) const ZIP: &[u8] = b"PK\x03\x04";
const OLD_OFFICE: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";
const RICH_TEXT: &[u8] = b"{\\rtf";

const PICTURES: [&[u8]; 5] = [b"\x89PNG\r\n", b"\xFF\xD8\xFF", b"GIF8", b"II*\0", b"MM\0*"];

/// Whether bytes are a zip archive that names a part, or holds these bytes unpacked.
fn is_zip_of(bytes: &[u8], part: &[u8]) -> bool {
    bytes.starts_with(ZIP) && memmem::find(bytes, part).is_some()
}

/// What a file is that a word processor or a spreadsheet saved under the name of a plain text.
pub(crate) fn made_by(bytes: &[u8]) -> Option<&'static str> {
    let made = [
        (ZIP, "a Word, Excel or other packed file"),
        (OLD_OFFICE, "an old Word or Excel file"),
        (RICH_TEXT, "rich text"),
    ];
    made.into_iter().find(|(begins, _)| bytes.starts_with(begins)).map(|(_, what)| what)
}

/// What is wrong with a document that no reader knows.
pub(super) fn fault(head: &Head<'_>, bytes: &[u8]) -> Fault {
    let Some(known) = FOREIGN.iter().find(|foreign| (foreign.is)(head, bytes)) else {
        return Fault::unknown_format();
    };
    Fault::error("document-unreadable", format!("no reader knows this format: it is {}", known.name))
        .help(known.help)
}

#[cfg(test)]
mod tests {
    #[test]
    fn what_is_not_read_is_called_by_its_name() {
        let sheet =
            [b"PK\x03\x04 [Content_Types].xml ".as_slice(), &[0; 70_000], b"xl/workbook.xml"].concat();
        let cases: [(&str, &[u8], &str); 14] = [
            ("a.xlsx", &sheet, "an Excel workbook"),
            (
                "a.ods",
                b"PK\x03\x04\0\0mimetypeapplication/vnd.oasis.opendocument.spreadsheet",
                "an OpenDocument spreadsheet",
            ),
            ("a.pptx", b"PK\x03\x04\0\0ppt/presentation.xml", "a PowerPoint presentation"),
            ("a.zip", b"PK\x03\x04\0\0a.txt", "a zip archive"),
            ("a.doc", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1\0\0", "with a password"),
            ("a.txt", b"\x89PNG\r\n\x1A\n\0\0", "a picture"),
            ("a.txt", b"\xFF\xFE\0\0W\0\0\0e\0\0\0", "text in UTF-32"),
            ("a.txt", b"We will act.\0", "text with bytes of zero (NUL) in it, which no text has"),
            ("a.rtf", b"{\\rtf1 We will act.}", "rich text"),
            ("a.eml", b"Content-Type: multipart/mixed\n\n--x", "a mail"),
            ("a.json", b"{\"of\": \"nothing\"}", "JSON of no sort"),
            ("a.json", b"{\"of\": ", "damaged JSON"),
            ("a.xml", b"<?xml version=\"1.0\"?><note/>", "XML of no sort"),
            ("a.bin", b"\0\x01\x02\x03", "no reader knows this format"),
        ];
        for (path, bytes, name) in cases {
            let (_, faults) = super::super::read(path, bytes);
            assert!(
                faults.iter().any(|fault| fault.message.ends_with(name) || fault.message.contains(name)),
                "{path}: {faults:?}"
            );
            assert!(faults.iter().all(|fault| fault.help.is_some()), "{path}");
        }
    }
}
