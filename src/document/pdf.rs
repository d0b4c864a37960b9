//! PDF: the words in reading order, without running heads, with words whole that a line's end had parted.
//!
//! The decoding is `unpdf`'s, a large library, and so behind the feature `pdf-in`; a build without it says how to get it.
//! It runs on a thread of its own, for a limited time: nothing in a hostile file may hang or overflow the program. It must
//! not guess the words of a scanned page: such a document says that it has no text.

use super::{Format, Head, Reader};

/// PDF files.
pub(super) const FORMAT: Format = Format {
    name: "pdf",
    suffixes: &["pdf"],
    sniff: |head: &Head<'_>| {
        let beginning = head.bytes.get(..1024).unwrap_or(head.bytes);
        memchr::memmem::find(beginning, b"%PDF-").is_some()
    },
    read: Reader::Bytes(reader::read),
};

#[cfg(not(feature = "pdf-in"))]
mod reader {
    use crate::document::{Fault, Reading};

    pub(super) fn read(_: &[u8]) -> Reading {
        Fault::error("document-needs-feature", "this build of kept does not read PDF")
            .help("use a release binary, or build it with `cargo build --release --features full`")
            .into()
    }
}

#[cfg(feature = "pdf-in")]
mod hyphen;
#[cfg(feature = "pdf-in")]
mod paper;
#[cfg(feature = "pdf-in")]
mod paragraph;
#[cfg(feature = "pdf-in")]
mod reader;
#[cfg(feature = "pdf-in")]
mod running;

#[cfg(test)]
mod tests {
    use crate::document::read;

    /// A PDF of one page with one line of Helvetica, without compression.
    fn pdf(line: &str) -> Vec<u8> {
        pdf_of(&[&[(line, 720)]])
    }

    /// A PDF of pages, each of lines at their heights.
    fn pdf_of(pages: &[&[(&str, u32)]]) -> Vec<u8> {
        let numbers: Vec<String> = (0..pages.len()).map(|at| format!("{} 0 R", 4 + at * 2)).collect();
        let mut objects = vec![
            "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
            format!("<< /Type /Pages /Kids [{}] /Count {} >>", numbers.join(" "), pages.len()),
            "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>".to_owned(),
        ];
        for (at, lines) in pages.iter().enumerate() {
            objects.push(format!(
                "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {} 0 R /Resources << /Font << /F1 3 0 R >> >> >>",
                5 + at * 2
            ));
            let words =
                lines.iter().map(|(line, height)| format!("BT /F1 12 Tf 72 {height} Td ({line}) Tj ET"));
            let stream = words.collect::<Vec<_>>().join("\n");
            objects.push(format!("<< /Length {} >>\nstream\n{stream}\nendstream", stream.len()));
        }
        let mut file = b"%PDF-1.4\n".to_vec();
        let mut offsets = Vec::new();
        for (index, object) in objects.iter().enumerate() {
            offsets.push(file.len());
            file.extend(format!("{} 0 obj\n{object}\nendobj\n", index + 1).bytes());
        }
        let xref = file.len();
        file.extend(format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1).bytes());
        for offset in offsets {
            file.extend(format!("{offset:010} 00000 n \n").bytes());
        }
        file.extend(
            format!("trailer\n<< /Size {} /Root 1 0 R >>\nstartxref\n{xref}\n%%EOF\n", objects.len() + 1)
                .bytes(),
        );
        file
    }

    #[cfg(feature = "pdf-in")]
    #[test]
    fn the_words_of_a_page() {
        let (documents, faults) = read("plan.pdf", &pdf("We will create 10,000 places by 2029."));
        assert!(faults.is_empty(), "{faults:?}");
        assert_eq!(documents[0].text.text, "We will create 10,000 places by 2029.");
        let (documents, faults) = read("scan.pdf", &pdf(""));
        assert_eq!(documents[0].flags, [crate::document::Flag::NoText]);
        assert_eq!(faults[0].code, "document-empty");
    }

    #[cfg(feature = "pdf-in")]
    #[test]
    fn running_heads_are_left_out_and_no_words_of_the_text_are() {
        // With less than a few lines the decoder does not tell where a paragraph ends.
        let page = |number: usize, body: &str, foot: &str| {
            let lines = [
                ("The plan for schools", 800),
                (body, 700),
                ("and it will be done", 686),
                ("by the end of the year.", 672),
            ];
            let lines = lines.into_iter().chain([(foot, 40)]);
            lines.map(|(line, at)| (line.replace('#', &number.to_string()), at)).collect::<Vec<_>>()
        };
        let cases = [
            ("We accept recommendation #0", "Page #"),
            ("We will act on part # of #00", "The plan | #"),
            ("Recommendation # will cost #00", "# | The plan"),
        ];
        let cases = cases.into_iter().map(|(body, foot)| (body, foot, 4));
        for (body, foot, last) in cases.chain([("We accept recommendation #0", "Page # of 2", 2)]) {
            let pages: Vec<_> = (1..=last).map(|number| page(number, body, foot)).collect();
            let pages: Vec<Vec<(&str, u32)>> = pages
                .iter()
                .map(|lines| lines.iter().map(|(line, at)| (line.as_str(), *at)).collect())
                .collect();
            let pages: Vec<&[(&str, u32)]> = pages.iter().map(Vec::as_slice).collect();
            let (documents, _) = read("plan.pdf", &pdf_of(&pages));
            let head = if last == 4 { "" } else { "The plan for schools " };
            let expected: Vec<String> = (1..=last)
                .map(|number| {
                    format!(
                        "{head}{} and it will be done by the end of the year.",
                        body.replace('#', &number.to_string())
                    )
                })
                .collect();
            assert_eq!(documents[0].text.text, expected.join(" "), "{foot}");
        }
    }

    #[cfg(feature = "pdf-in")]
    #[test]
    fn words_that_stand_on_no_paper_end_nothing() {
        let near = ("We will create 10,000 places by 2029.", 720);
        let far = ("Far) Tj 4000000000 Tc (away.", 720);
        let (documents, faults) = read("plan.pdf", &pdf_of(&[&[near], &[far]]));
        assert_eq!(documents[0].text.text, near.0);
        assert_eq!((faults.len(), faults[0].code), (1, "document-damaged"));
        let (documents, faults) = read("plan.pdf", &pdf_of(&[&[far]]));
        assert!(documents.is_empty());
        assert_eq!((faults.len(), faults[0].code), (1, "document-damaged"));
    }

    #[cfg(feature = "pdf-in")]
    #[test]
    fn a_file_that_breaks_off_says_so() {
        let whole = pdf("We will create 10,000 places by 2029.");
        let (documents, faults) = read("plan.pdf", &whole[..whole.len() / 2]);
        assert!(documents.iter().all(|document| !document.text.text.is_empty()));
        assert_eq!(faults[0].code, "document-damaged");
    }

    #[cfg(feature = "pdf-in")]
    #[test]
    fn damaged_files_end() {
        let whole = pdf("We will create 10,000 places by 2029.");
        for at in (0..whole.len()).step_by(7) {
            let mut flipped = whole.clone();
            flipped[at] ^= 0x15;
            let _ = read("flipped.pdf", &flipped);
            let _ = read("cut.pdf", &whole[..at]);
        }
    }

    #[cfg(not(feature = "pdf-in"))]
    #[test]
    fn a_build_without_the_reader_says_how_to_get_it() {
        let (documents, faults) = read("plan.pdf", &pdf("words"));
        assert!(documents.is_empty());
        assert_eq!(faults[0].code, "document-needs-feature");
        assert!(faults[0].help.as_deref().is_some_and(|help| help.contains("--features full")));
    }
}
