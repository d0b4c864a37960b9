//! Decoding a PDF with `unpdf`, and its blocks in reading order.
//!
//! It must not trust the file: not its sizes, not its depth, not its time.

use std::sync::mpsc::{RecvTimeoutError, channel};
use std::thread;
use std::time::Duration;

use unpdf::ErrorKind;
use unpdf::model::{Block, Page};

use super::paragraph::{kind_of, text_of};
use super::running::RunningHeads;
use super::{hyphen, paper};
use crate::document::{Document, Fault, Flag, Meta, Reading};
use crate::language::canonical::{BlockKind, Builder, CanonicalText};

/// A report of some hundred pages takes a second or two.
const LONGEST: Duration = Duration::from_secs(60);
/// Deeply nested objects need it; beyond it a thread ends the program, so it is ample.
const STACK_BYTES: usize = 256 * 1024 * 1024;
/// A page has fewer words than this; more is a bomb.
const MOST_TEXT_BYTES: usize = 64 * 1024 * 1024;

pub(super) fn read(bytes: &[u8]) -> Reading {
    parse(bytes.to_vec())
        .map_or_else(Reading::from, |(pdf, left_out)| reading(&pdf, &lacking(has_end(bytes), left_out)))
}

/// What is told of a file that is not whole.
fn lacking(has_end: bool, left_out: usize) -> Vec<String> {
    let end = (!has_end).then(|| "the PDF breaks off: it has no end, and pages may be missing".to_owned());
    let pages = match left_out {
        0 => None,
        1 => Some("1 page of the PDF is damaged and was left out".to_owned()),
        more => Some(format!("{more} pages of the PDF are damaged and were left out")),
    };
    end.into_iter().chain(pages).collect()
}

/// Whether a PDF has the mark at its end without which its last pages may be missing.
fn has_end(bytes: &[u8]) -> bool {
    let end = bytes.get(bytes.len().saturating_sub(END_BYTES)..).unwrap_or(bytes);
    memchr::memmem::find(end, b"%%EOF").is_some()
}

/// Some programs write a little after the end.
const END_BYTES: usize = 4096;

/// Decodes on a thread of its own, which is left behind if it takes too long.
fn parse(bytes: Vec<u8>) -> Result<(unpdf::Document, usize), Fault> {
    let (sender, receiver) = channel();
    let work = move || {
        // Nobody listens any more if it took too long.
        let _ = sender.send(paper::decode(&bytes));
    };
    let builder = thread::Builder::new().name("pdf".to_owned()).stack_size(STACK_BYTES);
    builder.spawn(work).map_err(|error| Fault::damaged(&error))?;
    match receiver.recv_timeout(LONGEST) {
        Ok(Ok(pdf)) => Ok(pdf),
        Ok(Err(error)) if matches!(error.kind(), ErrorKind::Encrypted | ErrorKind::InvalidPassword) => {
            Err(Fault::error("document-unreadable", "the PDF is locked with a password")
                .help("save it without one"))
        }
        Ok(Err(error)) => Err(Fault::error("document-damaged", format!("the PDF cannot be read: {error}"))
            .help("fetch it again")),
        Err(RecvTimeoutError::Timeout) => Err(Fault::error(
            "document-too-large",
            format!("the PDF was not decoded within {} seconds", LONGEST.as_secs()),
        )),
        Err(RecvTimeoutError::Disconnected) => Err(Fault::panicked("pdf")),
    }
}

fn reading(pdf: &unpdf::Document, lacking: &[String]) -> Reading {
    let text = words(&pdf.pages);
    let mut flags = Vec::new();
    let mut faults = Vec::new();
    for broken in lacking {
        if text.text.is_empty() {
            return Fault::error("document-damaged", broken.as_str()).help("fetch it again").into();
        }
        faults.push(Fault::warning("document-damaged", broken.as_str()).help("fetch it again"));
    }
    if text.text.is_empty() {
        flags.push(Flag::NoText);
        faults.push(
            Fault::warning("document-empty", "the PDF has no text: its pages are pictures")
                .help("run it through a text recognition program, or paste its words into a text file"),
        );
    }
    let title = pdf.metadata.title.clone().filter(|title| is_title(title));
    let meta = Meta { title, ..Meta::default() };
    Reading { documents: vec![Document { text, meta, flags, ..Document::default() }], faults }
}

/// Whether a title was given, and not made by a program of the name of a file.
fn is_title(title: &str) -> bool {
    let title = title.trim().to_ascii_lowercase();
    let of_file = title.rsplit_once('.').is_some_and(|(_, suffix)| FILES.contains(&suffix));
    !(title.is_empty() || title == "untitled" || title.starts_with("microsoft word - ") || of_file)
}

/// Suffixes of the files that PDFs are made of.
const FILES: [&str; 9] = ["doc", "docx", "odt", "rtf", "indd", "qxd", "htm", "html", "pdf"];

fn words(pages: &[Page]) -> CanonicalText {
    let mut blocks = blocks(pages);
    hyphen::mend(&mut blocks);
    let mut builder = Builder::default();
    for (kind, text) in &blocks {
        if builder.so_far().len() > MOST_TEXT_BYTES {
            break;
        }
        add(&mut builder, *kind, text);
    }
    builder.finish()
}

/// The blocks of all pages without the running heads.
fn blocks(pages: &[Page]) -> Vec<(BlockKind, String)> {
    let mut heads = RunningHeads::of(pages);
    let mut blocks = Vec::new();
    for (number, page) in pages.iter().enumerate() {
        for (at, block) in page.elements.iter().enumerate() {
            match block {
                Block::Paragraph(paragraph) => {
                    if !heads.take(page, number, at) {
                        blocks.push((kind_of(paragraph), text_of(paragraph)));
                    }
                }
                Block::Table(table) => {
                    for cell in table.rows.iter().flat_map(|row| &row.cells) {
                        let texts: Vec<String> = cell.content.iter().map(text_of).collect();
                        blocks.push((BlockKind::Cell, texts.join(" ")));
                    }
                }
                Block::Code { content } | Block::Raw { content } => {
                    blocks.push((BlockKind::Paragraph, content.clone()))
                }
                Block::Image { .. } | Block::HorizontalRule | Block::PageBreak | Block::SectionBreak => {}
            }
        }
    }
    blocks
}

/// Adds a block; one that goes on with the sentence the text stopped in, over a page's end, is no new block.
fn add(builder: &mut Builder, kind: BlockKind, text: &str) {
    let stopped = builder.so_far().ends_with(|c: char| c.is_alphanumeric() || c == ',');
    let goes_on =
        kind == BlockKind::Paragraph && stopped && text.trim_start().starts_with(char::is_lowercase);
    if goes_on {
        builder.push(' ');
    } else {
        builder.begin(kind);
    }
    builder.push_str(text);
}

#[cfg(test)]
mod tests {
    use super::is_title;

    #[test]
    fn names_of_files_are_no_titles() {
        assert!(is_title("Climate plan 2025") && is_title("Version 2.0 of the plan"));
        for name in ["", "Untitled", "Microsoft Word - Plan v3 FINAL", "plan_final.indd"] {
            assert!(!is_title(name), "{name}");
        }
    }
}
