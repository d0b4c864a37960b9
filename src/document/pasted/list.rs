//! A list of search results: some preamble, then blocks that begin with `Written Question`, a heading and the date of
//! the answer. Many documents.

use super::{Layout, between, body_asked, date_in, find_line, next_line, written_answer};
use crate::document::{Document, Meta};

pub(super) const LAYOUT: Layout = Layout { sniff: |lines| !starts(lines).is_empty(), read };

/// Where blocks begin: `Written Question`, then a heading, then a date.
fn starts(lines: &[&str]) -> Vec<usize> {
    let begins = |at: usize| {
        let (heading, _) = next_line(lines, at + 1)?;
        let (_, date) = next_line(lines, heading + 1)?;
        date_in(date)
    };
    let titles = lines.iter().enumerate().filter(|(_, line)| **line == "Written Question");
    titles.map(|(at, _)| at).filter(|&at| begins(at).is_some()).collect()
}

fn read(lines: &[&str]) -> Vec<Document> {
    let starts = starts(lines);
    let ends = starts.iter().copied().skip(1).chain([lines.len()]);
    starts.iter().copied().zip(ends).map(|(from, to)| one(between(lines, from, to))).collect()
}

fn one(lines: &[&str]) -> Document {
    let (heading_at, heading) = next_line(lines, 1).unwrap_or((0, ""));
    let (date_at, date) = next_line(lines, heading_at + 1).unwrap_or((heading_at, ""));
    let to = find_line(lines, date_at, |line| line.starts_with("Question to ")).unwrap_or(date_at);
    let by = find_line(lines, to, |line| line.starts_with("Answered by ")).unwrap_or(lines.len());
    let minister = lines.get(by).and_then(|line| line.strip_prefix("Answered by ")).map(|name| {
        // ` - ROLE` is the role held today.
        name.split_once(" - ").map_or(name, |(name, _)| name).trim().to_owned()
    });
    let meta = Meta {
        answered_on: date_in(date),
        heading: Some(heading.to_owned()),
        body: lines.get(to).and_then(|line| body_asked(line)),
        minister,
        ..Meta::default()
    };
    written_answer(between(lines, to + 1, by), between(lines, by + 1, lines.len()), meta)
}

#[cfg(test)]
mod tests {
    use crate::document::{House, read};

    #[test]
    fn a_list_is_many_documents() {
        let page = "Mentions:\n1: somebody said\n\nWritten Question\nTeachers: Recruitment\nWednesday 3rd December 2025\n\nAsked by: A \
                    B (Labour - Hendon)\n\nQuestion to the Department for Education:\n\nTo ask the Secretary of State, what \
                    steps.\n\nAnswered by Jo Bloggs - Minister of State (Education)\n\nSteps are taken.\n\nMore will be.\n\n\nWritten \
                    Question\nSchools: Buildings\nMonday 1st December 2025\n\nAsked by: C D (Liberal Democrat - Life \
                    peer)\n\nQuestion to the Department for Education:\n\nTo ask His Majesty's Government what \
                    plans.\n\nAnswered by Baroness X - Minister\n\nPlans are made.\n";
        let (documents, faults) = read("search.txt", page.as_bytes());
        assert!(faults.is_empty());
        let texts: Vec<&str> = documents.iter().map(|document| document.text.text.as_str()).collect();
        assert_eq!(texts, ["Steps are taken. More will be.", "Plans are made."]);
        assert_eq!(documents[0].meta.minister.as_deref(), Some("Jo Bloggs"));
        assert_eq!(documents[1].meta.house, Some(House::Lords));
        assert_eq!(documents[1].meta.answered_on.map(|date| date.to_string()).as_deref(), Some("2025-12-01"));
    }
}
