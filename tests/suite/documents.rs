//! One answer is one text, wherever it comes from; and the tables of the document module hold together. It must not need the
//! network or any file outside this repository.

use kept::document::{self, Document, FORMATS, Flag};
use kept::language::canonical::BlockKind;
use std::path::PathBuf;

/// SHA-256 of the canonical text of the answer to Commons question 12429 of 31 January 2024.
const PQ_12429: &str = "988aa64c5d85fe8b272f9c578da96f64f2e9508e4f9b53d457ff797f92232b5c";

fn pasted() -> Vec<u8> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("evidence/answers/pq-12429.txt");
    std::fs::read(path).unwrap_or_default()
}

fn one(path: &str, bytes: &[u8]) -> Document {
    let (mut documents, faults) = document::read(path, bytes);
    assert_eq!(faults, [], "{path}");
    assert_eq!(documents.len(), 1, "{path}");
    documents.remove(0)
}

/// The answer as the API has it: paragraphs, a list, empty paragraphs in its items, an odd space, entities.
fn html(answer: &Document) -> String {
    let mut html = String::new();
    let mut in_list = false;
    for (at, block) in answer.text.blocks.iter().enumerate() {
        let text = answer
            .text
            .block(block)
            .replace('&', "&amp;")
            .replace("£70 million", "£70\u{202F}million")
            .replace("work with", "work&nbsp;with");
        let bullet = block.kind == BlockKind::Bullet;
        if bullet != in_list {
            html.push_str(if bullet { "<p> </p><ul>" } else { "</ul>" });
            in_list = bullet;
        }
        match (bullet, at % 2) {
            (true, 0) => html.push_str(&format!("<li>{text}<p> </p></li>\n")),
            (true, _) => html.push_str(&format!("<li><p>{text}\u{200B}</p></li>")),
            (false, _) => html.push_str(&format!("<p>{text}</p>")),
        }
    }
    html + if in_list { "</ul>" } else { "" }
}

#[test]
fn one_answer_in_every_form_is_one_text_with_one_hash() {
    let pasted = one("pq-12429.txt", &pasted());
    assert_eq!((pasted.sha256().as_str(), pasted.text.text.chars().count()), (PQ_12429, 3453));

    let html = html(&pasted);
    let value = serde_json::json!({
        "id": 1_686_429, "house": "Commons", "uin": "12429", "dateTabled": "2024-01-31T00:00:00", "dateAnswered": "2024-02-08T00:00:00",
        "questionText": pasted.meta.question, "answerText": html, "answeringBodyName": "Department for Education", "heading": "Special Educational Needs",
    });
    let item = serde_json::json!({ "value": value, "links": [] });
    let result = serde_json::json!({ "totalResults": 1, "results": [item] });
    let api = [value.clone(), item.clone(), serde_json::json!([item]), result].map(|json| json.to_string());
    let line = serde_json::json!({ "id": 1_686_429, "html": html }).to_string();
    let text = serde_json::json!({ "answer": pasted.text.blocks.iter().map(|block| pasted.text.block(block)).collect::<Vec<_>>().join("\n \n ") });
    let xml = format!(
        "<publicwhip><major-heading id=\"uk.org.publicwhip/wrans/2024-01-31.12429.mh\">Department for Education</major-heading>\
         <minor-heading id=\"uk.org.publicwhip/wrans/2024-01-31.12429.h\">Special Educational Needs</minor-heading>\
         <ques id=\"uk.org.publicwhip/wrans/2024-01-31.12429.q0\" url=\"https://questions-statements.parliament.uk/written-questions/detail/2024-01-31/12429\">\
         <p qnum=\"12429\">To ask</p></ques><reply id=\"uk.org.publicwhip/wrans/2024-01-31.12429.r0\">{}</reply></publicwhip>",
        html.replace('£', "&#163;").replace("<p> </p>", "<p>&#160;</p><br/>")
    );
    let page = format!(
        "<!DOCTYPE html><html><body><nav>Menu</nav><main>{html}</main><footer>Copyright</footer></body></html>"
    );

    let forms = api
        .iter()
        .map(|json| ("answer.json", json.as_str()))
        .chain(
            [
                ("bulk.jsonl", line.as_str()),
                ("bulk.jsonl", &text.to_string()),
                ("answers2024-02-08.xml", &xml),
                ("saved.html", &page),
            ]
            .map(|(path, text)| (path, text)),
        )
        .map(|(path, text)| (path, text.to_owned()))
        .collect::<Vec<_>>();
    for (path, text) in &forms {
        let document = one(path, text.as_bytes());
        assert_eq!(document.text.text, pasted.text.text, "{path}: {}", document.format);
        assert_eq!(document.sha256(), PQ_12429, "{path}");
    }
    let identities: Vec<_> = [&forms[0], &forms[6]]
        .map(|(path, text)| one(path, text.as_bytes()))
        .iter()
        .map(|document| document.meta.identity().map(|(house, on, uin)| (house, on, uin.to_owned())))
        .collect();
    assert_eq!(identities[0], identities[1]);
    assert!(identities[0].is_some());
}

#[test]
fn every_format_is_named_once_and_has_suffixes() {
    for (at, format) in FORMATS.iter().enumerate() {
        assert!(FORMATS[..at].iter().all(|other| other.name != format.name), "{} twice", format.name);
        assert!(!format.suffixes.is_empty(), "{}", format.name);
        assert!(
            format
                .suffixes
                .iter()
                .all(|suffix| suffix.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit()))
        );
    }
}

#[test]
fn every_flag_has_a_word_and_a_meaning_of_its_own() {
    let flags = [
        Flag::Truncated,
        Flag::Holding,
        Flag::Withdrawn,
        Flag::Corrected,
        Flag::Referral,
        Flag::Prorogation,
        Flag::HistoryMode,
        Flag::Unanswered,
        Flag::NoText,
    ];
    for (at, flag) in flags.iter().enumerate() {
        assert!(
            flags[..at].iter().all(|other| other.word() != flag.word() && other.meaning() != flag.meaning())
        );
    }
}

#[test]
fn no_bytes_make_a_reader_panic() {
    // Every format's beginning, followed by everything that the others begin with, cut and bent.
    let beginnings: [&[u8]; 10] = [
        b"%PDF-1.4\n1 0 obj <<",
        b"PK\x03\x04word/document.xml",
        b"<publicwhip><reply><p>",
        b"{\"answerText\":\"<p>",
        b"{\"base_path\":\"/a\",\"content_id\":\"",
        b"{\"text\":\"a\"}\n{\"text\":",
        b"(asked on 1st May 2024)\nQuestion to the X:\n",
        b"<!doctype html><main><p>",
        b"time_period,a\n1,\"",
        b"\x1F\x8B\x08\x00\x00\x00\x00\x00",
    ];
    for first in beginnings {
        for second in beginnings {
            let mut bytes = [first, second, "\u{2011}&#0;&#x110000;&amp £’\r\n".as_bytes()].concat();
            for path in ["a", "a.txt", "a.jsonl", "a.docx", "a.csv", "a.html"] {
                let _ = document::read(path, &bytes);
            }
            for at in (0..bytes.len()).step_by(5) {
                bytes[at] = bytes[at].wrapping_add(127);
            }
            let _ = document::read("b", &bytes);
        }
    }
}
