//! One record of Parliament's Written Questions & Statements API as a document, with the keys of the API or, as some data sets
//! store them, in snake case.
//!
//! The list endpoint deletes the tags of an answer and cuts it: such a document is flagged, and the address of the
//! whole record is given. A list's answer must not be taken for the whole one.

use chrono::{DateTime, Datelike, Days, NaiveDate, NaiveDateTime, TimeDelta};
use serde::Deserialize;
use serde_json::Value;

use super::{Document, Fault, Flag, House, Meta, Reading};
use crate::language::canonical::from_html;
use crate::language::markup::{self, Event};

/// Keys, as JSON writes them, that only a record has.
pub(super) const KEYS: [&str; 7] = [
    "\"questionText\"", "\"question_text\"", "\"answerText\"", "\"answer_text\"", "\"answer_text_html\"",
    "\"askingMemberId\"", "\"dateMade\"",
];

/// Reads one record, wrapped or not.
pub(super) fn read(value: Value, reading: &mut Reading) {
    let value = match value {
        Value::Object(mut object) => object.remove("value").unwrap_or(Value::Object(object)),
        other @ (Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) | Value::Array(_)) => {
            other
        }
    };
    match Record::deserialize(value) {
        Ok(record) => {
            let (document, fault) = record.document();
            reading.documents.push(document);
            reading.faults.extend(fault);
        }
        Err(error) => reading
            .faults
            .push(Fault::warning("document-part-unreadable", format!("a record is not understood: {error}"))),
    }
}

/// A question or a statement; every key may be absent or null.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct Record {
    id: Value,
    house: Value,
    uin: Value,
    #[serde(alias = "date_tabled")]
    date_tabled: Option<String>,
    #[serde(alias = "date_answered")]
    date_answered: Option<String>,
    date_made: Option<String>,
    date_holding_answer: Option<String>,
    date_answer_corrected: Option<String>,
    #[serde(alias = "question_text")]
    question_text: Option<String>,
    #[serde(alias = "answer_text", alias = "answer_text_html")]
    answer_text: Option<String>,
    /// The words of a statement.
    text: Option<String>,
    title: Option<String>,
    heading: Option<String>,
    #[serde(alias = "answering_body_name")]
    answering_body_name: Option<String>,
    answer_is_holding: Value,
    answer_is_correction: Value,
    is_withdrawn: Value,
    answering_member: Value,
    member: Value,
    grouped_questions: Value,
    attachments: Value,
}

/// What clients that store records in their own way write for "yes".
fn is_true(value: &Value) -> bool {
    value.as_bool().unwrap_or_else(|| value.as_u64() == Some(1) || value.as_str() == Some("true"))
}

/// The text under a key of an object, or the text that stands in its place.
fn named(value: &Value, key: &str) -> Option<String> {
    scalar(value.get(key).unwrap_or(value))
}

fn items(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

impl Record {
    fn document(self) -> (Document, Option<Fault>) {
        let words = self.answer_text.as_deref().or(self.text.as_deref()).unwrap_or_default();
        let question = self.question_text.as_deref().unwrap_or_default();
        let truncated = is_cut_answer(words) || is_cut_question(question, words);
        let mut flags = Vec::new();
        let mut flag = |flag: Flag, is: bool| {
            if is {
                flags.push(flag)
            }
        };
        flag(Flag::Truncated, truncated);
        flag(Flag::Holding, is_true(&self.answer_is_holding));
        flag(Flag::Corrected, is_true(&self.answer_is_correction) || self.date_answer_corrected.is_some());
        flag(Flag::Withdrawn, is_true(&self.is_withdrawn));
        let text = from_html(words);
        flag(Flag::Unanswered, self.date_made.is_none() && text.text.is_empty());
        let id = scalar(&self.id);
        let refers_to = words.contains("/detail/").then(|| first_question_linked(words)).flatten();
        let question = from_html(question).text;
        let meta = Meta {
            house: scalar(&self.house).and_then(|house| House::parse(&house)),
            uin: scalar(&self.uin),
            also_uins: items(&self.grouped_questions).iter().filter_map(scalar).collect(),
            tabled_on: day(self.date_tabled.as_deref()).or_else(|| day(self.date_made.as_deref())),
            answered_on: day(self.date_answered.as_deref()),
            month_only: false,
            held_on: day(self.date_holding_answer.as_deref()),
            corrected_on: day(self.date_answer_corrected.as_deref()),
            published_on: day(self.date_made.as_deref()),
            body: self.answering_body_name,
            minister: named(&self.answering_member, "name").or_else(|| named(&self.member, "name")),
            title: self.title,
            heading: self.heading,
            question: (!question.is_empty()).then_some(question),
            kind: self.date_made.is_some().then(|| "written_statement".to_owned()),
            refers_to,
            attachments: items(&self.attachments).iter().filter_map(|file| named(file, "url")).collect(),
            licence: Some("OPL-UK-3.0"),
            id,
            url: None,
        };
        let fault = truncated.then(|| cut_off(&meta));
        (Document { text, meta, flags, ..Document::default() }, fault)
    }
}

/// The list endpoint gives 255 characters of an answer and `...`.
fn is_cut_answer(answer: &str) -> bool {
    answer.ends_with("...") && answer.chars().count() == 258
}

/// It gives 255 characters of a question and nothing else; an answer with its tags is from the other endpoint.
fn is_cut_question(question: &str, answer: &str) -> bool {
    question.chars().count() == 255 && !answer.contains("</")
}

fn cut_off(meta: &Meta) -> Fault {
    let what = meta.uin.as_deref().map_or_else(|| "a question".to_owned(), |uin| format!("question {uin}"));
    let fault = Fault::warning(
        "document-truncated",
        format!("{what} is cut off after 255 characters, as in every list of the API"),
    );
    match &meta.id {
        Some(id) => fault.help(format!(
            "curl https://questions-statements-api.parliament.uk/api/writtenquestions/questions/{id}"
        )),
        None => fault.help("fetch the question itself, not the list"),
    }
}

/// A string or a number as text; nothing for anything else.
pub(super) fn scalar(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => (!text.trim().is_empty()).then(|| text.trim().to_owned()),
        Value::Number(number) => Some(number.to_string()),
        Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_) => None,
    }
}

/// The day in `2024-07-25T00:00:00`, with or without a zone.
pub(super) fn day(text: Option<&str>) -> Option<NaiveDate> {
    let text = text?;
    let moment =
        DateTime::parse_from_rfc3339(text).ok().filter(|moment| moment.offset().utc_minus_local() == 0);
    match moment {
        Some(moment) => Some(in_london(moment.naive_utc()).date()),
        None => NaiveDate::parse_from_str(text.get(..10)?, "%Y-%m-%d").ok(),
    }
}

/// A moment in UTC as the clocks in London show it: what comes out at a minute past midnight in July is dated that day, and is
/// 23:01 of the day before in UTC. Summer time is from the last Sunday of March to that of October, at one o'clock UTC.
fn in_london(utc: NaiveDateTime) -> NaiveDateTime {
    let change = |month: u32| {
        let end = NaiveDate::from_ymd_opt(utc.year(), month, 31)?;
        let sunday = end - Days::new(end.weekday().num_days_from_sunday().into());
        sunday.and_hms_opt(1, 0, 0)
    };
    match (change(3), change(10)) {
        (Some(from), Some(to)) if (from..to).contains(&utc) => utc + TimeDelta::hours(1),
        _ => utc,
    }
}

/// The address of the first question that an answer links to.
fn first_question_linked(html: &str) -> Option<String> {
    markup::events(html).find_map(|event| match event {
        Event::Open(tag) => tag
            .attribute("href")
            .filter(|href| href.contains("/written-questions/detail/"))
            .map(str::to_owned),
        Event::Text(_) | Event::Close(_) => None,
    })
}

#[cfg(test)]
mod tests {
    use super::day;
    use crate::document::{Document, Fault, Flag, read};

    fn one(json: &str) -> (Document, Vec<Fault>) {
        let (mut documents, faults) = read("a.json", json.as_bytes());
        assert_eq!(documents.len(), 1, "{json} {faults:?}");
        (documents.remove(0), faults)
    }

    #[test]
    fn a_moment_in_utc_is_on_the_day_that_london_had() {
        let cases = [
            ("2024-07-25T00:00:00", "2024-07-25"),
            ("2024-07-04T23:01:00Z", "2024-07-05"),
            ("2024-07-04T23:01:00.000+00:00", "2024-07-05"),
            ("2024-07-05T00:01:00+01:00", "2024-07-05"),
            ("2024-03-30T23:30:00Z", "2024-03-30"),
            ("2024-03-31T23:30:00Z", "2024-04-01"),
            ("2024-10-26T23:30:00Z", "2024-10-27"),
            ("2024-10-27T23:30:00Z", "2024-10-27"),
            ("2024-12-04", "2024-12-04"),
        ];
        for (text, expected) in cases {
            assert_eq!(day(Some(text)).map(|day| day.to_string()).as_deref(), Some(expected), "{text}");
        }
    }

    #[test]
    fn a_list_is_cut_and_says_how_to_get_the_whole() {
        let answer = format!("{}...", "a".repeat(255));
        let (document, faults) =
            one(&format!(r#"{{"id":7,"uin":"9","answerText":"{answer}","questionText":"q"}}"#));
        assert_eq!(document.flags, [Flag::Truncated]);
        assert_eq!(faults[0].code, "document-truncated");
        assert!(faults[0].help.as_deref().is_some_and(|help| help.ends_with("/questions/7")));
        let question = "q".repeat(255);
        let (document, _) = one(&format!(r#"{{"uin":"9","answerText":"Yes.","questionText":"{question}"}}"#));
        assert_eq!(document.flags, [Flag::Truncated]);
        let (document, _) =
            one(&format!(r#"{{"uin":"9","answerText":"<p>Yes.</p>","questionText":"{question}"}}"#));
        assert_eq!(document.flags, []);
    }

    #[test]
    fn what_keeps_an_answer_from_settling_anything() {
        let cases = [
            (r#"{"questionText":"q","answerText":"Soon.","answerIsHolding":true}"#, Flag::Holding),
            (
                r#"{"questionText":"q","answerText":"It will not be possible to answer this question within the usual time period."}"#,
                Flag::Holding,
            ),
            (
                r#"{"questionText":"q","answerText":"It is not possible to answer within the usual time."}"#,
                Flag::Holding,
            ),
            (r#"{"questionText":"q","answerText":"No.","answerIsCorrection":true}"#, Flag::Corrected),
            (r#"{"questionText":"q","answerText":null,"dateAnswered":null}"#, Flag::Unanswered),
            (
                r#"{"questionText":"q","answerText":"It has not proved possible to respond to the hon. Member before Prorogation."}"#,
                Flag::Prorogation,
            ),
            (
                r#"{"questionText":"q","answerText":"<p>I refer the hon. Member to the <a href=\"https://questions-statements.parliament.uk/written-questions/detail/2024-06-03/25381\">answer</a>.</p>"}"#,
                Flag::Referral,
            ),
        ];
        for (json, flag) in cases {
            let (document, _) = one(json);
            assert_eq!(document.flags, [flag], "{json}");
            assert_eq!(document.meta.refers_to.is_some(), flag == Flag::Referral);
        }
        let late = "It was 12. On this occasion it was not possible to answer within the usual time frame.";
        let (document, _) = one(&format!(r#"{{"questionText":"q","answerText":"{late}"}}"#));
        assert_eq!(document.flags, []);
        let (document, _) = one(r#"{"questionText":"q","answerText":"<p>No.</p>","isWithdrawn":true}"#);
        assert_eq!(document.flags, [Flag::Withdrawn]);
    }

    #[test]
    fn a_statement_is_read_too() {
        let (document, _) = one(
            r#"{"value":{"id":5,"memberRole":"Secretary of State","uin":"HCWS282","dateMade":"2024-12-09T00:00:00","title":"Schools","text":"<p>I am today announcing.</p>","house":"Commons"}}"#,
        );
        assert_eq!(document.text.text, "I am today announcing.");
        let url = "https://questions-statements.parliament.uk/written-statements/detail/2024-12-09/HCWS282";
        assert_eq!(document.meta.url.as_deref(), Some(url));
    }

    #[test]
    fn one_odd_key_does_not_lose_a_record() {
        let json = r#"{"questionText":"q","answerText":"<p>Yes.</p>","answeringMember":"Jo Bloggs","attachments":["https://a"],
            "answerIsHolding":1,"groupedQuestions":null}"#;
        let (document, faults) = one(json);
        assert_eq!((document.text.text.as_str(), faults.len()), ("Yes.", 0));
        assert_eq!(document.meta.minister.as_deref(), Some("Jo Bloggs"));
        assert_eq!(document.meta.attachments, ["https://a"]);
        assert_eq!(document.flags, [Flag::Holding]);
    }
}
