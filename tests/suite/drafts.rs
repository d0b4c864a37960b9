//! Drafts of questions and requests: what they ask for, of whom, and what they cite.

use crate::briefs::{ANSWER, PLEDGES, markdown, paper, register, report};
use kept::report::questions::{House, questions, requests};

#[test]
fn questions_ask_for_what_is_not_held_and_cite_the_latest_answer() {
    let register = register(&PLEDGES.replace("HOSTILE", "plain words"), &ANSWER.replace("HOSTILE", "plain"));
    let report = report(&register);
    let (drafts, not_asked) = questions(&report, House::Commons);
    let texts: Vec<&str> = drafts.iter().map(|draft| draft.text.as_str()).collect();
    assert_eq!(
        texts,
        [
            "To ask the Secretary of State for Education, whether the Department was able to meet the commitment of 9 December 2021 to publish \
             the paper by 31 March 2022; and on what date it did so or expects to do so.",
            "To ask the Secretary of State for Education, pursuant to the Answer of 13 February 2026 to Question 107140 on Places: Schools \
             plain, how many places have been counted towards the commitment of 17 December 2024 to create 100 places, on the latest figures \
             after those for 31 January 2026; and to what date those figures relate.",
        ]
    );
    assert!(not_asked.is_empty());
    let (lords, _) = questions(&report, House::Lords);
    assert!(
        lords.iter().all(|draft| draft.text.starts_with("To ask His Majesty’s Government wh")
            || draft.text.starts_with("To ask His Majesty’s Government how")),
        "{lords:#?}"
    );
    let requests = requests(&report);
    assert!(
        requests
            .iter()
            .all(|request| request.authority == "Department for Education" && !request.asks.is_empty())
    );
}

#[test]
fn the_lords_ask_the_government_of_another_body_by_its_name() {
    let pledges = PLEDGES.replace("HOSTILE", "plain words").replace("Department for Education", "Ofsted");
    let register = register(&pledges, &ANSWER.replace("HOSTILE", "plain"));
    let (drafts, _) = questions(&report(&register), House::Lords);
    let is_named =
        |text: &str| text.starts_with("To ask His Majesty’s Government") && text.contains("Ofsted");
    assert!(drafts.len() == 2 && drafts.iter().all(|draft| is_named(&draft.text)), "{drafts:#?}");
    assert!(questions(&report(&register), House::Commons).0.is_empty());
}

#[test]
fn a_body_is_asked_under_its_name_whatever_a_pledge_calls_it() {
    let body =
        "[[body]]\nid = \"dfe\"\nname = \"Department for Education\"\naliases = [\"DfE\"]\n\n[[pledge]]";
    for called in ["DfE", "dfe", "Department for Education"] {
        let pledges = PLEDGES.replace("HOSTILE", "plain words").replacen("[[pledge]]", body, 1);
        let pledges = pledges
            .replace("responsible = \"Department for Education\"", &format!("responsible = \"{called}\""));
        let register = register(&pledges, &ANSWER.replace("HOSTILE", "plain"));
        let report = report(&register);
        let (drafts, _) = questions(&report, House::Commons);
        let is_asked = |text: &str| text.starts_with("To ask the Secretary of State for Education,");
        assert!(
            drafts.len() == 2 && drafts.iter().all(|draft| is_asked(&draft.text)),
            "{called}: {drafts:#?}"
        );
        let limits = requests(&report).into_iter().map(|request| {
            (request.authority.clone(), request.paragraphs.iter().any(|words| words.contains("£600")))
        });
        assert!(limits.into_iter().all(|limit| limit == ("Department for Education".to_owned(), true)));
        let markdown = markdown(&paper(&report));
        assert!(
            !markdown.contains("Responsible: dfe") && !markdown.contains("Responsible: DfE"),
            "{markdown}"
        );
    }
}
