//! A page of which only the question and the answer were kept: `Question to the …:`, the question on one line, then
//! the answer. No dates, no names.

use super::{Layout, between, body_asked, find_line, next_line, written_answer};
use crate::document::{Document, Meta};

pub(super) const LAYOUT: Layout = Layout {
    sniff: |lines| {
        next_line(lines, 0).is_some_and(|(at, line)| body_asked(line).is_some() && asks(lines, at + 1))
    },
    read,
};

fn asks(lines: &[&str], from: usize) -> bool {
    next_line(lines, from).is_some_and(|(_, line)| line.starts_with("To ask "))
}

fn read(lines: &[&str]) -> Vec<Document> {
    let to = next_line(lines, 0).map_or(0, |(at, _)| at);
    let question = next_line(lines, to + 1).map_or(to, |(at, _)| at);
    let meta = Meta { body: lines.get(to).and_then(|line| body_asked(line)), ..Meta::default() };
    // A page saved with its `Answered by` line but no dates.
    let by = find_line(lines, question, |line| line == "Answered by");
    let answer = by.map_or(question + 1, |by| by + 2);
    vec![written_answer(between(lines, question, question + 1), between(lines, answer, lines.len()), meta)]
}

#[cfg(test)]
mod tests {
    use crate::document::read;

    #[test]
    fn question_and_answer_part() {
        let page = "Question to the Department for Education:\nTo ask the Secretary of State, what plans she has.\nThis government’s \
                    ambition is clear.\nBarnet is one of the lead authorities.";
        let (documents, _) = read("pq.txt", page.as_bytes());
        assert_eq!(
            documents[0].text.text,
            "This government’s ambition is clear. Barnet is one of the lead authorities."
        );
        assert_eq!(documents[0].text.blocks.len(), 2);
        assert_eq!(
            documents[0].meta.question.as_deref(),
            Some("To ask the Secretary of State, what plans she has.")
        );
        assert_eq!(documents[0].meta.answered_on, None);
    }
}
