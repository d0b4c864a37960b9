//! A question's page on Parliament's own site: the heading, `Question for DEPARTMENT`, `UIN 12429, tabled on 31 January 2024`,
//! the question under the name of who asked it, `Answer`, who answered, `Answered on`, the day, the answer.

use super::{Layout, between, date_in, find_line, next_line, written_answer};
use crate::document::{Document, House, Meta};

pub(super) const LAYOUT: Layout =
    Layout { sniff: |lines| find_line(lines, 0, |line| number(line).is_some()).is_some(), read };

/// The number in `UIN 12429, tabled on 31 January 2024`.
fn number(line: &str) -> Option<&str> {
    let (uin, tabled) = line.strip_prefix("UIN ")?.split_once(", tabled on ")?;
    date_in(tabled)?;
    (!uin.is_empty() && uin.len() <= 10 && uin.bytes().all(|byte| byte.is_ascii_alphanumeric()))
        .then_some(uin)
}

fn read(lines: &[&str]) -> Vec<Document> {
    let at = find_line(lines, 0, |line| number(line).is_some()).unwrap_or(0);
    let line = lines.get(at).copied().unwrap_or_default();
    let body_at = between(lines, 0, at).iter().rposition(|line| line.starts_with("Question for "));
    let heading = between(lines, 0, body_at.unwrap_or(at)).iter().rev().find(|line| !line.is_empty());
    let asked = find_line(lines, at, |line| line.starts_with("To ask ")).unwrap_or(lines.len());
    let on = find_line(lines, asked, |line| line.starts_with("Answered on")).unwrap_or(lines.len());
    // Where the line `Answer` was not copied, who answered stands right after the question, which is one line.
    let label = find_line(between(lines, 0, on), asked, |line| line == "Answer");
    let unlabelled = || if on < lines.len() { asked + 1 } else { on };
    let answer = label.unwrap_or_else(unlabelled);
    let by = label.map_or(answer, |label| label + 1);
    // The day stands in the same line or in the next.
    let day_at =
        find_line(lines, on, |line| date_in(line).is_some()).filter(|day| *day <= on + 2).unwrap_or(on);
    let uin = number(line).map(str::to_owned);
    let meta = Meta {
        house: uin.as_deref().map(|uin| if uin.starts_with("HL") { House::Lords } else { House::Commons }),
        uin,
        tabled_on: date_in(line),
        answered_on: lines.get(day_at).and_then(|line| date_in(line)),
        body: body_at
            .and_then(|at| lines.get(at)?.strip_prefix("Question for "))
            .map(|body| body.trim().to_owned()),
        heading: heading.map(|heading| (*heading).to_owned()),
        minister: next_line(between(lines, 0, on), by).map(|(_, name)| name.to_owned()),
        ..Meta::default()
    };
    vec![written_answer(between(lines, asked, answer), between(lines, day_at + 1, lines.len()), meta)]
}

#[cfg(test)]
mod tests {
    use crate::document::{Flag, House, read};

    const LINES: [&str; 17] = [
        "Special Educational Needs",
        "Question for Department for Education",
        "UIN 12429, tabled on 31 January 2024",
        "Question",
        "Ann Other",
        "Labour",
        "Hendon",
        "Commons",
        "To ask the Secretary of State for Education, what progress.",
        "Answer",
        "Jo Bloggs",
        "Conservative",
        "Guildford",
        "Commons",
        "Answered on",
        "8 February 2024",
        "The department has completed the following:",
    ];

    #[test]
    fn the_line_that_says_answer_may_be_missing() {
        let lines: Vec<&str> = LINES.into_iter().filter(|line| *line != "Answer").collect();
        let (documents, faults) = read("page.txt", lines.join("\n\n").as_bytes());
        assert!(faults.is_empty());
        assert_eq!(documents[0].text.text, "The department has completed the following:");
        let meta = &documents[0].meta;
        assert_eq!(
            meta.question.as_deref(),
            Some("To ask the Secretary of State for Education, what progress.")
        );
        assert_eq!(meta.minister.as_deref(), Some("Jo Bloggs"));
        assert_eq!(meta.answered_on.map(|date| date.to_string()).as_deref(), Some("2024-02-08"));
        let (documents, faults) = read("page.txt", LINES[..9].join("\n\n").as_bytes());
        assert_eq!((documents[0].flags.as_slice(), faults.len()), (&[Flag::Unanswered][..], 1));
    }

    #[test]
    fn pasted_or_saved_it_is_the_answer_with_its_number() {
        let pasted = format!("{}\n\n  • one\n  • two\n", LINES.join("\n\n"));
        let saved = format!(
            "<!DOCTYPE html><html><body><header>UK Parliament</header><main><h1>{}</h1><div>{}</div><ul><li>one</li><li>two</li></ul></main></body></html>",
            LINES[0],
            LINES[1..].join("</div><div>")
        );
        for (path, text) in [("page.txt", pasted), ("page.html", saved)] {
            let (documents, faults) = read(path, text.as_bytes());
            assert!(faults.is_empty());
            let document = &documents[0];
            assert_eq!(document.text.text, "The department has completed the following: one two", "{path}");
            let meta = &document.meta;
            assert_eq!((meta.house, meta.uin.as_deref()), (Some(House::Commons), Some("12429")));
            assert_eq!(meta.tabled_on.map(|date| date.to_string()).as_deref(), Some("2024-01-31"));
            assert_eq!(meta.answered_on.map(|date| date.to_string()).as_deref(), Some("2024-02-08"));
            assert_eq!(meta.minister.as_deref(), Some("Jo Bloggs"));
            assert_eq!(meta.body.as_deref(), Some("Department for Education"));
            assert_eq!(meta.heading.as_deref(), Some("Special Educational Needs"));
            let url = "https://questions-statements.parliament.uk/written-questions/detail/2024-01-31/12429";
            assert_eq!(meta.url.as_deref(), Some(url));
        }
    }
}
