//! A question's page on ParallelParliament: `(asked on …)`, `Question to the …:`, `Answered by`, the portrait, the
//! name, perhaps today's job title, `This question was answered on …`, the answer.

use super::{Layout, between, body_asked, date_in, find_line, next_line, written_answer};
use crate::document::{Document, Meta};

pub(super) const LAYOUT: Layout = Layout {
    sniff: |lines| {
        let asked = find_line(lines, 0, |line| line.starts_with("(asked on "));
        asked.is_some_and(|asked| find_line(lines, asked, |line| line.starts_with("Question to ")).is_some())
    },
    read,
};

fn read(lines: &[&str]) -> Vec<Document> {
    let asked = find_line(lines, 0, |line| line.starts_with("(asked on ")).unwrap_or(0);
    let to = find_line(lines, asked, |line| line.starts_with("Question to ")).unwrap_or(asked);
    let by = find_line(lines, to, |line| line == "Answered by").unwrap_or(lines.len());
    let on = find_line(lines, by, |line| line.starts_with("This question was answered on "))
        .unwrap_or(lines.len());
    let portrait = find_line(between(lines, 0, on), by, |line| line.ends_with(" Portrait"));
    let minister = match portrait {
        Some(portrait) => lines.get(portrait).and_then(|line| line.strip_suffix(" Portrait")),
        None => next_line(between(lines, 0, on), by + 1).map(|(_, line)| line),
    };
    let meta = Meta {
        tabled_on: lines.get(asked).and_then(|line| date_in(line)),
        answered_on: lines.get(on).and_then(|line| date_in(line)),
        heading: between(lines, 0, asked)
            .iter()
            .rev()
            .find(|line| !line.is_empty())
            .map(|line| (*line).to_owned()),
        body: lines.get(to).and_then(|line| body_asked(line)),
        minister: minister.map(str::to_owned),
        ..Meta::default()
    };
    vec![written_answer(between(lines, to + 1, by), between(lines, on + 1, lines.len()), meta)]
}

#[cfg(test)]
mod tests {
    use crate::document::read;

    const PAGE: &str = "Special Educational Needs\n\n(asked on 31st January 2024) - View Source\n\nQuestion to the Department for \
                        Education:\n\nTo ask the Secretary of State for Education, what progress she has made.\n\n\nAnswered by\nJo \
                        Bloggs Portrait\nJo Bloggs\nShadow Minister (Equalities)\nThis question was answered on 8th February 2024\n\nThe \
                        following is complete:\n\n  • 15 new schools\n\n  • up to 1680 primary schools\nReticulating Splines";

    #[test]
    fn a_page_is_its_answer_and_what_is_known_of_it() {
        let (documents, faults) = read("pq.txt", PAGE.as_bytes());
        assert!(faults.is_empty());
        let [document] = documents.as_slice() else { panic!("{documents:?}") };
        assert_eq!(
            document.text.text,
            "The following is complete: 15 new schools up to 1680 primary schools"
        );
        assert_eq!(document.text.blocks.len(), 3);
        let meta = &document.meta;
        assert_eq!(meta.tabled_on.map(|date| date.to_string()).as_deref(), Some("2024-01-31"));
        assert_eq!(meta.answered_on.map(|date| date.to_string()).as_deref(), Some("2024-02-08"));
        assert_eq!(meta.minister.as_deref(), Some("Jo Bloggs"));
        assert_eq!(meta.body.as_deref(), Some("Department for Education"));
        assert_eq!(meta.heading.as_deref(), Some("Special Educational Needs"));
        assert_eq!(
            meta.question.as_deref(),
            Some("To ask the Secretary of State for Education, what progress she has made.")
        );
    }

    #[test]
    fn a_page_cut_off_anywhere_is_read_without_a_panic() {
        for (end, _) in PAGE.char_indices() {
            let _ = read("pq.txt", &PAGE.as_bytes()[..end]);
        }
    }
}
