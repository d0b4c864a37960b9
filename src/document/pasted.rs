//! Pages that people copy from a browser: written questions as various sites lay them out.
//!
//! One table, [`LAYOUTS`], one file per layout. Each keeps the words of Parliament and drops the site's own.
//!
//! It must not guess: what a layout does not say (a UIN, a date) stays unknown, and a job title printed by a
//! page is left out, for it is the one held when the page was saved.

mod list;
mod marked;
mod official;
mod parallel;
mod prototype;
mod stripped;
mod theyworkforyou;

use chrono::NaiveDate;

use super::{Document, Fault, Flag, Format, Head, House, Meta, Reader, Reading, Source, plain};
use crate::date::month_named;
use crate::language::canonical::{Block, BlockKind, CanonicalText, from_plain};

/// Pasted pages of any layout that is known.
pub(super) const FORMAT: Format = Format {
    name: "pasted",
    suffixes: &["txt"],
    sniff: |head: &Head<'_>| {
        !head.text.trim_start().starts_with(['{', '[', '<']) && layout(head.text).is_some()
    },
    read: Reader::Text(read),
};

/// A layout of pasted pages.
struct Layout {
    /// Whether a page begins like it.
    sniff: fn(&[&str]) -> bool,
    /// The questions on a page, from its lines (trimmed).
    read: fn(&[&str]) -> Vec<Document>,
}

/// The layouts, the most particular first.
const LAYOUTS: &[Layout] = &[
    official::LAYOUT,
    list::LAYOUT,
    parallel::LAYOUT,
    theyworkforyou::LAYOUT,
    marked::STREETGUIDE,
    marked::OLD_LIST,
    prototype::PROTOTYPE,
    stripped::LAYOUT,
    prototype::STATEMENT,
];

fn layout(text: &str) -> Option<&'static Layout> {
    let lines = trimmed(text);
    LAYOUTS.iter().find(|layout| (layout.sniff)(&lines))
}

fn trimmed(text: &str) -> Vec<&str> {
    text.lines().map(str::trim).collect()
}

fn read(source: &Source<'_>) -> Reading {
    let text = source.text;
    let documents = layout(text).map_or_else(Vec::new, |layout| (layout.read)(&trimmed(text)));
    // What only begins like such a page, cut off or damaged, is text like any other.
    if documents.is_empty() {
        plain::read(source)
    } else {
        let unanswered = documents.iter().filter(|document| document.is(Flag::Unanswered)).count();
        let faults = (unanswered > 0).then(|| {
            Fault::warning(
                "document-unanswered",
                match unanswered {
                    1 => "no answer was found: all words were taken for the question and the page around it"
                        .to_owned(),
                    more => format!("no answer was found to {more} of the questions"),
                },
            )
            .help("copy the page again as a whole, or keep only the words of the answer")
        });
        Reading { documents, faults: faults.into_iter().collect() }
    }
}

/// The written answer on a web page of a known layout, from the page's blocks.
pub(super) fn of_page(page: &CanonicalText) -> Option<Document> {
    let lines: Vec<String> = page.blocks.iter().map(|block| line_of(page, block)).collect();
    // A block of the page is a paragraph of its own.
    let lines: Vec<&str> = lines.iter().flat_map(|line| [line.as_str(), ""]).collect();
    let layout = LAYOUTS.iter().find(|layout| (layout.sniff)(&lines))?;
    // Search lists are for pasting: a saved list page holds links, not answers.
    let [document] = <[Document; 1]>::try_from((layout.read)(&lines)).ok()?;
    (!document.text.text.is_empty()).then_some(document)
}

fn line_of(page: &CanonicalText, block: &Block) -> String {
    let bullet = if block.kind == BlockKind::Bullet { "• " } else { "" };
    format!("{bullet}{}", page.block(block))
}

/// A written answer from the lines that a layout found.
fn written_answer(question: &[&str], answer: &[&str], mut meta: Meta) -> Document {
    let text = from_plain(&without_furniture(answer).join("\n"));
    let question = from_plain(&question.join("\n")).text;
    meta.house = meta.house.or_else(|| house_asked(&question));
    meta.question = (!question.is_empty()).then_some(question);
    meta.licence = Some("OPL-UK-3.0");
    let flags = if text.text.is_empty() { vec![Flag::Unanswered] } else { Vec::new() };
    Document { text, meta, flags, ..Document::default() }
}

/// What sites print under an answer.
const FURNITURE: [&str; 4] = ["Reticulating Splines", "View Source", "Link to this answer", "Share"];

fn without_furniture<'a>(lines: &[&'a str]) -> Vec<&'a str> {
    lines.iter().copied().filter(|line| !FURNITURE.contains(line)).collect()
}

/// The House a question was asked in, by the words that questions begin with.
fn house_asked(question: &str) -> Option<House> {
    let asks = question.strip_prefix("To ask ")?;
    let government =
        ["His Majesty", "Her Majesty", "the Senior Deputy Speaker", "the Leader of the House of Lords"];
    if government.iter().any(|asked| asks.starts_with(asked)) {
        Some(House::Lords)
    } else {
        Some(House::Commons)
    }
}

/// The department in `Question to the Department for Education:`.
fn body_asked(line: &str) -> Option<String> {
    let body = line.strip_prefix("Question to ")?.trim_end_matches(':');
    let body = body.strip_prefix("the ").unwrap_or(body).trim();
    (!body.is_empty() && body.len() < 120).then(|| body.to_owned())
}

/// The first date in a line, in the forms that sites print: `17th July 2023`, `Wednesday 3rd December 2025`,
/// `11 February 2020`, `Monday, 27 June 2022`.
fn date_in(line: &str) -> Option<NaiveDate> {
    let words: Vec<&str> =
        line.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    words.windows(3).find_map(|three| match three {
        [day, month, year] => {
            let day = ["st", "nd", "rd", "th"].iter().find_map(|end| day.strip_suffix(end)).unwrap_or(day);
            NaiveDate::from_ymd_opt(year.parse().ok()?, month_named(month)?, day.parse().ok()?)
        }
        _ => None,
    })
}

/// The first line that is not empty, from an index on, and its index.
fn next_line<'a>(lines: &[&'a str], from: usize) -> Option<(usize, &'a str)> {
    lines.iter().enumerate().skip(from).find(|(_, line)| !line.is_empty()).map(|(index, line)| (index, *line))
}

/// The first line from an index on that a test accepts.
fn find_line(lines: &[&str], from: usize, test: impl Fn(&str) -> bool) -> Option<usize> {
    lines.iter().enumerate().skip(from).find(|(_, line)| test(line)).map(|(index, _)| index)
}

/// Lines between two indices, whatever they are.
fn between<'a, 'b>(lines: &'b [&'a str], from: usize, to: usize) -> &'b [&'a str] {
    lines.get(from..to.max(from)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_only_begins_like_a_page_is_text() {
        // Found by fuzzing: read as UTF-8 it begins like a list of questions, read as it is written it does not.
        let mut bytes = b"Written Question\nPlans\nMonday 1st December 2".to_vec();
        bytes.extend([0xff; 87]);
        bytes.extend(b"\x1bf\x11or Eduiatio\x92\xc3\n\nTo \n\nQuestion |\n{\x22to the Department\x1bfor Educatio\x92\xc3\n\nTo \n\n\n");
        let (documents, faults) = crate::document::read("a.txt", &bytes);
        assert_eq!((documents.len(), faults.len()), (1, 0));
    }

    #[test]
    fn dates_as_sites_print_them() {
        let cases = [
            ("(asked on 17th July 2023) - View Source", Some("2023-07-17")),
            ("Wednesday 3rd December 2025", Some("2025-12-03")),
            ("Asked on: 11 February 2020", Some("2020-02-11")),
            ("Monday, 27 June 2022", Some("2022-06-27")),
            ("31 February 2020", None),
            ("Question 12429", None),
        ];
        for (line, expected) in cases {
            assert_eq!(date_in(line).map(|date| date.to_string()), expected.map(str::to_owned), "{line}");
        }
    }

    #[test]
    fn the_house_follows_from_who_is_asked() {
        assert_eq!(house_asked("To ask His Majesty’s Government what"), Some(House::Lords));
        assert_eq!(house_asked("To ask the Secretary of State for Education, what"), Some(House::Commons));
        assert_eq!(house_asked("What"), None);
    }
}
