//! A question's page on TheyWorkForYou: `… written question – answered at on …`, then `Photo of NAME NAME …` before each
//! speaker, and under the answer a box that asks whether it is one.

use super::{Layout, between, date_in, find_line, written_answer};
use crate::document::{Document, Meta};

pub(super) const LAYOUT: Layout =
    Layout { sniff: |lines| find_line(lines, 0, |line| answered(line).is_some()).is_some(), read };

/// The department in `Department for Education written question – answered at on 23 November 2023.`
fn answered(line: &str) -> Option<&str> {
    let (body, rest) = line.split_once(" written question ")?;
    let rest = rest.trim_start_matches(['–', '-', '—', ' ']);
    (rest.starts_with("answered") && date_in(rest).is_some()).then_some(body.trim())
}

/// Lines of the site between the words of Parliament.
const FURNITURE: [&str; 6] = [
    "Alert me about debates like this",
    "Link to this question",
    "Link to this speech",
    "In context",
    "Individually",
    "Hansard source",
];

fn read(lines: &[&str]) -> Vec<Document> {
    let at = find_line(lines, 0, |line| answered(line).is_some()).unwrap_or(0);
    let end = find_line(lines, at, |line| line.starts_with("Does this answer the above question"))
        .unwrap_or(lines.len());
    let mut questions: Vec<&str> = Vec::new();
    let mut answer: Vec<&str> = Vec::new();
    let mut minister = None;
    for speech in speeches(between(lines, at + 1, end)) {
        let words: Vec<&str> =
            speech.lines.iter().copied().filter(|line| !FURNITURE.contains(line)).collect();
        let asks = words.iter().find(|line| !line.is_empty()).is_some_and(|line| line.starts_with("To ask "));
        if asks && answer.is_empty() {
            questions.extend(words);
        } else {
            minister = minister.or(speech.speaker);
            answer.extend(words);
        }
    }
    let line = lines.get(at).copied().unwrap_or_default();
    let heading = between(lines, 0, at).iter().rev().find(|line| !line.is_empty());
    let meta = Meta {
        answered_on: date_in(line),
        body: answered(line).map(str::to_owned),
        heading: heading.map(|line| (*line).to_owned()),
        minister,
        ..Meta::default()
    };
    vec![written_answer(&questions, &answer, meta)]
}

struct Speech<'a, 'b> {
    speaker: Option<String>,
    lines: &'b [&'a str],
}

fn speeches<'a, 'b>(lines: &'b [&'a str]) -> Vec<Speech<'a, 'b>> {
    let starts: Vec<usize> = lines
        .iter()
        .enumerate()
        .filter(|(_, line)| line.starts_with("Photo of "))
        .map(|(at, _)| at)
        .collect();
    let ends = starts.iter().copied().skip(1).chain([lines.len()]);
    starts
        .iter()
        .copied()
        .zip(ends)
        .map(|(from, to)| {
            let line = lines.get(from).and_then(|line| line.strip_prefix("Photo of ")).unwrap_or_default();
            // The name may stand twice on this line, or once here and once at the start of the next.
            let (speaker, used) = match doubled(line) {
                Some(name) => (Some(name), 1),
                None => (
                    Some(line.to_owned()),
                    1 + usize::from(lines.get(from + 1).is_some_and(|next| next.starts_with(line))),
                ),
            };
            Speech {
                speaker: speaker.filter(|name| !name.is_empty()),
                lines: between(lines, from + used, to),
            }
        })
        .collect()
}

/// The name in `Claire Coutinho Claire Coutinho Conservative, East Surrey`.
fn doubled(line: &str) -> Option<String> {
    let words: Vec<&str> = line.split_whitespace().collect();
    (1..=words.len() / 2)
        .rev()
        .find(|&half| words[..half] == words[half..half * 2])
        .map(|half| words[..half].join(" "))
}

#[cfg(test)]
mod tests {
    use crate::document::read;

    #[test]
    fn grouped_questions_have_one_answer() {
        let page = "Special Educational Needs\nDepartment for Education written question – answered at on 23 November \
                    2023.\n\nAlert me about debates like this\n\nPhoto of Ann Other Ann Other Labour, Hendon\n\nTo ask the Secretary of \
                    State, what one.\n\nPhoto of Ann Other Ann Other Labour, Hendon\n\nTo ask the Secretary of State, what \
                    two.\n\nPhoto of Jo Bloggs Jo Bloggs The Parliamentary Under-Secretary\n\nThis is the answer.\n\nIt \
                    goes on.\n\nDoes this answer the above question?\n\nYes0 people think so\n";
        let (documents, _) = read("twfy.txt", page.as_bytes());
        assert_eq!(documents[0].text.text, "This is the answer. It goes on.");
        assert_eq!(documents[0].meta.minister.as_deref(), Some("Jo Bloggs"));
        assert_eq!(documents[0].meta.body.as_deref(), Some("Department for Education"));
        assert_eq!(documents[0].meta.answered_on.map(|date| date.to_string()).as_deref(), Some("2023-11-23"));
        let both = "To ask the Secretary of State, what one. To ask the Secretary of State, what two.";
        assert_eq!(documents[0].meta.question.as_deref(), Some(both));
    }
}
