//! The search prototype's page: sentences that say who asked and who answered and when, the question, the answer, and a line
//! `Reference 23382` with the session. And the extract of a written statement, which ends with its number in brackets.

use super::{Layout, between, date_in, find_line, next_line, written_answer};
use crate::document::{Document, House, Meta, dateline};
use crate::language::canonical::from_plain;

/// `Reference NUMBER`, `Session YEAR-YEAR` and a question.
pub(super) const PROTOTYPE: Layout = Layout {
    sniff: |lines| {
        lines.iter().any(|line| reference(line).is_some())
            && lines.iter().any(|line| line.contains("Session 20"))
            && find_line(lines, 0, |line| line.starts_with("To ask ")).is_some()
    },
    read: read_prototype,
};

/// Words whose last line is `[HCWS282]`.
pub(super) const STATEMENT: Layout =
    Layout { sniff: |lines| statement_number(lines).is_some(), read: read_statement };

/// The number in `Reference 23382`, or in `Reference 23382 / Session 2022-23`.
fn reference(line: &str) -> Option<&str> {
    let rest = line.strip_prefix("Reference")?.trim_start_matches([':', ' ']);
    let number = rest.split([' ', '/']).next()?;
    let digits = number.strip_prefix("HL").unwrap_or(number);
    ((1..=6).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit())).then_some(number)
}

/// Lines of the page itself: labels, and all that stands with the reference.
fn is_furniture(line: &str) -> bool {
    matches!(line, "Question" | "Answer" | "Written question" | "Written Question")
        || reference(line).is_some()
        || line.starts_with("Session 20")
}

/// A sentence on who asked or answered, and when.
fn is_about(line: &str) -> bool {
    let verbs = ["asked", "tabled", "answered"];
    date_in(line).is_some()
        && line.split_whitespace().any(|word| verbs.contains(&word.to_lowercase().as_str()))
}

fn read_prototype(lines: &[&str]) -> Vec<Document> {
    let question = find_line(lines, 0, |line| line.starts_with("To ask ")).unwrap_or(0);
    let before = between(lines, 0, question);
    let label = find_line(lines, question, |line| line == "Answer");
    let (first, _) = next_line(lines, question + 1).unwrap_or((lines.len(), ""));
    let answer = label.map_or(first, |label| label + 1);
    let about: Vec<&str> = lines.iter().copied().filter(|line| is_about(line)).collect();
    let (mut tabled_on, mut answered_on, mut minister) = (None, None, None);
    for line in &about {
        // One sentence may say both.
        let at = line
            .to_lowercase()
            .find("answered")
            .filter(|at| line.is_char_boundary(*at))
            .unwrap_or(line.len());
        let (asked, answered) = line.split_at(at);
        tabled_on = tabled_on.or_else(|| date_in(asked));
        answered_on = answered_on.or_else(|| date_in(answered));
        minister = minister.or_else(|| name_after(answered, " by "));
    }
    let heading = before.iter().find(|line| !line.is_empty() && !is_furniture(line) && !is_about(line));
    let meta = Meta {
        uin: lines.iter().find_map(|line| reference(line)).map(str::to_owned),
        tabled_on,
        answered_on,
        heading: heading.map(|heading| (*heading).to_owned()),
        body: about.iter().find_map(|line| body_in(line)),
        minister,
        ..Meta::default()
    };
    let words: Vec<&str> = between(lines, answer, lines.len())
        .iter()
        .copied()
        .filter(|line| !is_furniture(line) && !is_about(line))
        .collect();
    vec![written_answer(between(lines, question, label.unwrap_or(question + 1)), &words, meta)]
}

/// The name between a word and what ends it: ` on DATE`, a comma, a bracket, or the next part of the sentence.
fn name_after(text: &str, word: &str) -> Option<String> {
    let (_, rest) = text.split_once(word)?;
    let ends = [" on ", ",", " (", " for the ", "."];
    let end = ends.iter().filter_map(|end| rest.find(end)).min().unwrap_or(rest.len());
    let name = rest.get(..end)?.trim();
    (!name.is_empty() && name.len() < 80).then(|| name.to_owned())
}

fn body_in(line: &str) -> Option<String> {
    let at = ["Department for ", "Department of ", "Ministry of "].iter().find_map(|form| line.find(form))?;
    let rest = line.get(at..)?;
    let end = [" on ", ",", ".", ")"].iter().filter_map(|end| rest.find(end)).min().unwrap_or(rest.len());
    rest.get(..end).map(|body| body.trim().to_owned())
}

/// The number on the last line that has words, and where it stands.
fn statement_number<'a>(lines: &[&'a str]) -> Option<(usize, &'a str)> {
    let (at, line) = lines.iter().enumerate().rev().find(|(_, line)| !line.is_empty())?;
    let number = line.strip_prefix('[')?.strip_suffix(']')?;
    let digits = number.strip_prefix("HCWS").or_else(|| number.strip_prefix("HLWS"))?;
    ((1..=5).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit()))
        .then_some((at, number))
}

fn read_statement(lines: &[&str]) -> Vec<Document> {
    let Some((at, number)) = statement_number(lines) else { return Vec::new() };
    let house = if number.starts_with("HL") { House::Lords } else { House::Commons };
    let text = between(lines, 0, at).join("\n");
    let made_on = dateline::day(&text);
    let meta = Meta {
        uin: Some(number.to_owned()),
        house: Some(house),
        tabled_on: made_on,
        published_on: made_on,
        licence: Some("OPL-UK-3.0"),
        ..Meta::default()
    };
    vec![Document { text: from_plain(&text), meta, ..Document::default() }]
}

#[cfg(test)]
mod tests {
    use crate::document::{House, read};

    #[test]
    fn the_sentences_around_a_question_say_who_and_when() {
        let apart = "Schools: Finance\n\nQuestion asked by Ann Other (Labour, Hendon) on 15 June 2022\n\nTo ask the Secretary of State for \
                     Education, what.\n\nAnswered by Jo Bloggs for the Department for Education on 22 June 2022\n\nSo much.\n\nAnd \
                     more.\n\nReference 23382\nSession 2022-23\n";
        let together = "Schools: Finance\nTabled by Ann Other on 15 June 2022 and answered by Jo Bloggs (Department for Education) on 22 June \
                        2022.\nReference 23382 / Session 2022-23\nQuestion\nTo ask the Secretary of State for Education, what.\nAnswer\nSo \
                        much.\n\nAnd more.";
        for page in [apart, together] {
            let (documents, faults) = read("page.txt", page.as_bytes());
            assert!(faults.is_empty());
            let [document] = documents.as_slice() else { panic!("{documents:?}") };
            assert_eq!(document.text.text, "So much. And more.");
            let meta = &document.meta;
            assert_eq!(meta.uin.as_deref(), Some("23382"));
            assert_eq!(meta.house, Some(House::Commons));
            assert_eq!(meta.heading.as_deref(), Some("Schools: Finance"));
            assert_eq!(meta.minister.as_deref(), Some("Jo Bloggs"));
            assert_eq!(meta.body.as_deref(), Some("Department for Education"));
            assert_eq!(meta.tabled_on.map(|date| date.to_string()).as_deref(), Some("2022-06-15"));
            assert_eq!(meta.answered_on.map(|date| date.to_string()).as_deref(), Some("2022-06-22"));
            assert_eq!(meta.question.as_deref(), Some("To ask the Secretary of State for Education, what."));
        }
    }

    #[test]
    fn an_extract_of_a_statement_ends_with_its_number() {
        let page = "We will invest £740 million.\n\nAllocations follow by the end of March.\n\n[HCWS282]\n";
        let (documents, _) = read("statement.txt", page.as_bytes());
        assert_eq!(
            documents[0].text.text,
            "We will invest £740 million. Allocations follow by the end of March."
        );
        assert_eq!(documents[0].meta.uin.as_deref(), Some("HCWS282"));
        assert_eq!(documents[0].meta.house, Some(House::Commons));
        assert_eq!(documents[0].meta.published_on, None);
        let headed = format!("Youth Guarantee\n4 November 2025\n\n{page}");
        let meta = read("statement.txt", headed.as_bytes()).0.remove(0).meta;
        assert_eq!(meta.published_on.map(|day| day.to_string()).as_deref(), Some("2025-11-04"));
        let url = "https://questions-statements.parliament.uk/written-statements/detail/2025-11-04/HCWS282";
        assert_eq!(meta.url.as_deref(), Some(url));
        let (documents, _) = read("notes.txt", b"A note with a mark. [1]\n\n[HCWS]\n");
        assert_eq!(documents[0].meta.uin, None);
    }
}
