//! Writes the record of an accepted proposal as a person would write it: TOML with the quote, ready to be loaded.
//!
//! It must not write files, and must not add a fact that neither the document nor the person gave.

use std::fmt::Write;

use super::measure::Observed;
use super::office;
use crate::date::Date;
use crate::document::Document;
use crate::model::{Body, Measure, Record, Register, Step, Subject, as_id};
use crate::quantity::Decimal;

/// What a person accepted: that this passage says this step was taken on this pledge, or gives this value, or both.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Acceptance {
    /// The pledge's id.
    pub pledge: String,
    /// The step, and when it was taken, in a notation of registers.
    pub step: Option<(Step, String)>,
    /// The value.
    pub observed: Option<Observed>,
    /// The passage, verbatim.
    pub quote: String,
    /// A note, if the person wrote one.
    pub note: Option<String>,
}

/// The part of a record that describes a document; `None` where its date is not known, for without it nothing can be
/// placed in time. `stored` is the name of the copy beside the record, with the SHA-256 of its bytes; `retrieved_on` is the
/// day on which a person read it.
#[must_use]
pub fn head(
    document: &Document,
    register: &Register,
    stored: &str,
    sha256: &str,
    retrieved_on: Date,
) -> Option<String> {
    let meta = &document.meta;
    let known = meta.known_as_written()?;
    // A bulk file's name says nothing of the documents in it.
    let file = document.path.rsplit('/').next().filter(|_| document.format != "json-documents");
    let title = meta.called().or(file.map(str::to_owned));
    let mut out = String::new();
    line(&mut out, "title", title.as_deref().unwrap_or("Untitled"));
    let publisher = publisher(document, register);
    if let Some(publisher) = publisher {
        line(&mut out, "publisher", publisher);
    }
    // What is not known to be anything stronger is what somebody said.
    line(&mut out, "kind", "statement");
    dated(&mut out, "published_on", &known);
    for (key, value) in [
        ("url", meta.url.as_deref()),
        ("licence", meta.licence),
        ("house", meta.house.map(crate::document::House::word)),
        ("uin", meta.uin.as_deref()),
    ] {
        if let Some(value) = value {
            line(&mut out, key, value);
        }
    }
    if meta.url.is_some() {
        let _ = writeln!(out, "retrieved_on = {retrieved_on}");
    }
    if let Some(tabled) = meta.tabled_on {
        let _ = writeln!(out, "tabled_on = {tabled}");
    }
    if let Some(minister) = &meta.minister {
        line(&mut out, "answered_by", minister);
    }
    line(&mut out, "document", stored);
    line(&mut out, "sha256", sha256);
    if publisher.is_none() {
        let _ = writeln!(out, "self_reported = true");
        line(&mut out, "note", UNKNOWN_PUBLISHER);
    }
    Some(out)
}

/// Why what nobody is known to have said confirms nothing.
const UNKNOWN_PUBLISHER: &str = "Nothing says for certain whose word this is, so it is taken for the responsible body's own. \
    Once `publisher` is written, take this note and `self_reported` out.";

/// Who says what a document says: the body that it names, else the one of the register whose minister its question asks, by the
/// name that it had then.
/// Where that is not known, nothing: `check` asks for it.
fn publisher<'a>(document: &'a Document, register: &'a Register) -> Option<&'a str> {
    let asked = || {
        let asked = office::asked(document.meta.question.as_deref()?)?;
        let names = |body: &'a Body| std::iter::once(&body.name).chain(&body.aliases).map(String::as_str);
        let bodies = register.bodies.iter().flat_map(names);
        let responsible = register.pledges.iter().map(|pledge| register.body_name(&pledge.responsible));
        let mut called = bodies.chain(responsible).filter(|name| office::is_called(&asked, name));
        // Of two of one name, in two countries of the kingdom, nobody is told.
        let first = called.next()?;
        called.all(|other| other == first).then_some(first)
    };
    document.meta.body.as_deref().or_else(asked)
}

/// What of an acceptance the register does not have yet from the document `stem`, which somebody may have accepted since it was
/// proposed; `None`: a step or the value is there already.
#[must_use]
pub fn not_yet(acceptance: &Acceptance, register: &Register, stem: &str) -> Option<Acceptance> {
    let is_it =
        |record: &&Record| register.documents.get(record.document).is_some_and(|one| one.stem == stem);
    let records = || register.records.iter().filter(is_it);
    if records().flat_map(|one| &one.acts).any(|act| act.pledge.as_str() == acceptance.pledge) {
        return None;
    }
    let has = |observed: &Observed| {
        records().flat_map(|one| &one.observations).any(|known| known.subject == observed.subject)
    };
    let observed = acceptance.observed.clone().filter(|observed| !has(observed));
    let left = Acceptance { observed, ..acceptance.clone() };
    (left.step.is_some() || left.observed.is_some()).then_some(left)
}

/// The part of a record that states what the document shows.
#[must_use]
pub fn facts(acceptance: &Acceptance) -> String {
    let mut out = String::new();
    if let Some(observed) = &acceptance.observed {
        observation(&mut out, observed, acceptance);
    }
    if let Some((step, on)) = &acceptance.step {
        out.push_str("\n[[act]]\n");
        line(&mut out, "pledge", &acceptance.pledge);
        line(&mut out, "step", step.word());
        dated(&mut out, "on", on);
        line(&mut out, "quote", &acceptance.quote);
        if let Some(note) = &acceptance.note {
            line(&mut out, "note", note);
        }
    }
    out
}

fn observation(out: &mut String, observed: &Observed, acceptance: &Acceptance) {
    out.push_str("\n[[observation]]\n");
    match &observed.subject {
        Subject::Indicator(id) => line(out, "indicator", id.as_str()),
        Subject::Pledge(id) => line(out, "pledge", id.as_str()),
    }
    dated(out, "on", &observed.on);
    let _ = match observed.measure {
        Measure::Value(number) => writeln!(out, "value = {}", written(number)),
        Measure::Add(number) => writeln!(out, "add = {}", written(number)),
    };
    line(out, "quote", &acceptance.quote);
    let undated = "The passage names no date: it is taken to speak of the document's own.";
    match &acceptance.note {
        Some(note) if acceptance.step.is_none() => line(out, "note", note),
        Some(_) | None if !observed.dated => line(out, "note", undated),
        Some(_) | None => {}
    }
}

/// A number as people write it in TOML: `2_346`, `0.7`.
fn written(number: Decimal) -> String {
    crate::quantity::grouped(number).replace(',', "_")
}

/// The canonical text of a document as a file: a block a line, which reads back as the same canonical text.
#[must_use]
pub fn stored_text(document: &Document) -> String {
    let mut out = String::with_capacity(document.text.text.len() + 64);
    for block in &document.text.blocks {
        out.push_str(document.text.block(block));
        out.push_str("\n\n");
    }
    if document.text.blocks.is_empty() {
        out.push_str(&document.text.text);
        out.push('\n');
    }
    out
}

/// The name of a document's files below `evidence/`, without suffix: by its number where it has one, else by its text.
#[must_use]
pub fn stem(document: &Document) -> String {
    let plain = |text: &str| as_id(text).map(|id| id.chars().take(60).collect::<String>());
    let uin = document.meta.uin.as_deref().and_then(plain).map(|uin| format!("answers/pq-{uin}"));
    let id = || document.meta.id.as_deref().and_then(plain).map(|id| format!("accepted/{id}"));
    let text = || format!("accepted/{}", document.sha256().get(..12).unwrap_or("document"));
    uin.or_else(id).unwrap_or_else(text)
}

/// A date in a notation of registers: a day stands bare, everything else in quotes.
fn dated(out: &mut String, key: &str, on: &str) {
    match on.parse::<Date>() {
        Ok(day) => {
            let _ = writeln!(out, "{key} = {day}");
        }
        Err(_) => line(out, key, on),
    }
}

fn line(out: &mut String, key: &str, value: &str) {
    let _ = writeln!(out, "{key} = {}", toml_edit::Value::from(value).to_string().trim());
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document;
    use crate::model::PledgeId;

    #[test]
    fn a_record_says_what_the_document_says_and_quotes_it() {
        let json = r#"{"uin": "12", "dateAnswered": "2024-02-08", "dateTabled": "2024-01-31", "dept": "Department \"X\"",
            "heading": "Schools", "answer": "We opened it. More will follow."}"#;
        let (documents, _) = document::read("a.json", json.replace('\n', " ").as_bytes());
        let document = &documents[0];
        let today = Date::from_ymd_opt(2026, 11, 21).expect("a day");
        let head = head(document, &Register::default(), "pq-12.txt", "00", today).expect("dated");
        let facts = facts(&Acceptance {
            pledge: "p".into(),
            step: Some((Step::Started, "2024-02-08".into())),
            observed: Some(Observed {
                subject: Subject::Pledge(PledgeId::new("p")),
                measure: Measure::Add("2346.5".parse().expect("a number")),
                on: "2024-01".into(),
                dated: true,
            }),
            quote: "We opened it.".into(),
            note: None,
        });
        let record: toml::Table = format!("{head}{facts}").parse().expect("TOML");
        assert_eq!(record["publisher"].as_str(), Some("Department \"X\""));
        assert_eq!(
            record["published_on"].as_datetime().map(ToString::to_string).as_deref(),
            Some("2024-02-08")
        );
        assert_eq!(record["act"][0]["step"].as_str(), Some("started"));
        let observed = &record["observation"][0];
        assert_eq!((observed["on"].as_str(), observed["add"].as_float()), (Some("2024-01"), Some(2346.5)));
        assert_eq!(observed["quote"], record["act"][0]["quote"]);
        assert_eq!(stem(document), "answers/pq-12");
        let again = document::read("pq-12.txt", stored_text(document).as_bytes()).0;
        assert_eq!(again[0].text.text, document.text.text);
    }

    #[test]
    fn an_answer_is_of_the_department_that_was_asked_by_the_name_it_had() {
        let json = r#"{"question": "To ask the Secretary of State for Levelling Up, Housing and Communities, whether.", "text": "Yes."}"#;
        let (documents, _) = document::read("a.jsonl", json.as_bytes());
        let register = Register {
            bodies: vec![Body {
                id: crate::model::BodyId::new("homes"),
                name: "Ministry of Housing, Communities and Local Government".to_owned(),
                aliases: vec!["Department for Levelling Up, Housing and Communities".to_owned()],
                part_of: None,
                place: crate::diagnostic::Place::default(),
            }]
            .into(),
            ..Register::default()
        };
        assert_eq!(
            publisher(&documents[0], &register),
            Some("Department for Levelling Up, Housing and Communities")
        );
    }

    #[test]
    fn a_record_is_named_in_plain_letters() {
        for (id, name) in [("HCWS 510", "hcws-510"), ("../../etc/passwd", "etc-passwd"), ("a_b", "a-b")] {
            let json = serde_json::json!({ "id": id, "text": "We opened it." }).to_string();
            let (documents, _) = document::read("a.jsonl", json.as_bytes());
            assert_eq!(stem(&documents[0]), format!("accepted/{name}"));
        }
        let (documents, _) = document::read("a.jsonl", br#"{"id": "..", "text": "We opened it."}"#);
        assert_eq!(stem(&documents[0]).len(), "accepted/".len() + 12);
    }

    #[test]
    fn a_document_without_a_date_gets_no_record() {
        let (documents, _) = document::read("a.txt", b"We opened it.");
        assert_eq!(
            documents.first().map(|document| head(
                document,
                &Register::default(),
                "a.txt",
                "00",
                Date::default()
            )),
            Some(None)
        );
    }
}
