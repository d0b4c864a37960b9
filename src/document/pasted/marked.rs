//! Two older layouts whose parts stand under lines of their own: streetguide.co.uk, and Parliament's former list.

use super::{Layout, between, date_in, find_line, next_line, written_answer};
use crate::document::{Document, Meta};

/// `PARLIAMENTARY WRITTEN QUESTION`, the heading with the day it was asked, `Question Asked`, `Answer`, `Answered by:`.
pub(super) const STREETGUIDE: Layout = Layout {
    sniff: |lines| {
        find_line(lines, 0, |line| line == "PARLIAMENTARY WRITTEN QUESTION").is_some()
            && find_line(lines, 0, |line| line == "Question Asked").is_some()
    },
    read: read_streetguide,
};

/// `Asked on: …`, the question, `A`, `Answered by: …`, `Answered on: …`, the answer.
pub(super) const OLD_LIST: Layout = Layout {
    sniff: |lines| {
        let asked = find_line(lines, 0, |line| line.starts_with("Asked on:") && date_in(line).is_some());
        asked.is_some_and(|asked| find_line(lines, asked, |line| line.starts_with("Answered on:")).is_some())
    },
    read: read_old_list,
};

fn read_streetguide(lines: &[&str]) -> Vec<Document> {
    let title = find_line(lines, 0, |line| line == "PARLIAMENTARY WRITTEN QUESTION").unwrap_or(0);
    let asked = find_line(lines, title, |line| line == "Question Asked").unwrap_or(title);
    let answer = find_line(lines, asked, |line| line == "Answer").unwrap_or(lines.len());
    let by = find_line(lines, answer, |line| line.starts_with("Answered by:")).unwrap_or(lines.len());
    let (_, heading) = next_line(between(lines, 0, asked), title + 1).unwrap_or((title, ""));
    let named = lines.get(by).and_then(|line| line.strip_prefix("Answered by:")).map(str::trim);
    let named =
        named.filter(|name| !name.is_empty()).or_else(|| next_line(lines, by + 1).map(|(_, line)| line));
    let question_end =
        find_line(lines, asked, |line| line.starts_with("Asked by")).map_or(answer, |by| by.min(answer));
    let meta = Meta {
        tabled_on: between(lines, title, asked).iter().find_map(|line| date_in(line)),
        answered_on: between(lines, by, lines.len()).iter().find_map(|line| date_in(line)),
        heading: Some(heading.split(" (").next().unwrap_or(heading).to_owned())
            .filter(|heading| !heading.is_empty()),
        minister: named.map(|name| name.split(" (").next().unwrap_or(name).to_owned()),
        ..Meta::default()
    };
    vec![written_answer(between(lines, asked + 1, question_end), between(lines, answer + 1, by), meta)]
}

fn read_old_list(lines: &[&str]) -> Vec<Document> {
    let asked = find_line(lines, 0, |line| line.starts_with("Asked on:")).unwrap_or(0);
    let on = find_line(lines, asked, |line| line.starts_with("Answered on:")).unwrap_or(lines.len());
    let question = find_line(between(lines, 0, on), asked, |line| line.starts_with("To ask ")).unwrap_or(on);
    let a = find_line(between(lines, 0, on), question, |line| line == "A").unwrap_or(on);
    let before = between(lines, asked + 1, question);
    let labels = before.iter().copied().filter(|line| !line.is_empty());
    let (numbers, words): (Vec<&str>, Vec<&str>) = labels.partition(|line| is_number(line));
    let by = between(lines, a, on).iter().find_map(|line| line.strip_prefix("Answered by:"));
    let meta = Meta {
        uin: numbers.first().map(|uin| (*uin).to_owned()),
        tabled_on: lines.get(asked).and_then(|line| date_in(line)),
        answered_on: lines.get(on).and_then(|line| date_in(line)),
        body: words.first().map(|body| (*body).to_owned()),
        heading: words.get(1).map(|heading| (*heading).to_owned()),
        minister: by.map(|name| name.split(" (").next().unwrap_or(name).trim().to_owned()),
        ..Meta::default()
    };
    vec![written_answer(between(lines, question, a), between(lines, on + 1, lines.len()), meta)]
}

/// A question's number: digits, in the Lords after `HL`.
fn is_number(line: &str) -> bool {
    let digits = line.strip_prefix("HL").unwrap_or(line);
    (1..=6).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use crate::document::read;

    #[test]
    fn older_layouts() {
        let streetguide = "PARLIAMENTARY WRITTEN QUESTION\nSchools: Finance (22 June 2022)\n\nQuestion Asked\n\nTo ask the Secretary \
                           of State, what.\n\nAsked by:\nAnn Other (Labour)\n\nAnswer\n\nSo much.\n\nAnswered by:\nJo Bloggs \
                           (Conservative)\nMonday, 27 June 2022\n";
        let old = "Q\nAsked by Ann Other (Hendon)\nAsked on: 11 February 2020\nDepartment for Education\nSchools: \
                   Finance\n14732\nTo ask the Secretary of State, what.\nA\nAnswered by: Jo Bloggs\nAnswered on: 20 February \
                   2020\nSo much.\n";
        for (page, tabled, answered, uin) in [
            (streetguide, "2022-06-22", "2022-06-27", None),
            (old, "2020-02-11", "2020-02-20", Some("14732")),
        ] {
            let (documents, _) = read("old.txt", page.as_bytes());
            let document = &documents[0];
            assert_eq!(document.text.text, "So much.");
            assert_eq!(document.meta.minister.as_deref(), Some("Jo Bloggs"));
            assert_eq!(document.meta.heading.as_deref(), Some("Schools: Finance"));
            assert_eq!(document.meta.question.as_deref(), Some("To ask the Secretary of State, what."));
            assert_eq!(document.meta.tabled_on.map(|date| date.to_string()).as_deref(), Some(tabled));
            assert_eq!(document.meta.answered_on.map(|date| date.to_string()).as_deref(), Some(answered));
            assert_eq!(document.meta.uin.as_deref(), uin);
        }
    }
}
