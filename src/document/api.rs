//! Parliament's Written Questions & Statements API: a search result, an array of items, one item, or a bare
//! value.
//!
//! What one record says is `record`'s. This must not look into it.

use serde_json::Value;

use super::{Fault, Format, Head, Reader, Reading, Source, bulk, json, object, record};

/// Questions and statements as the API gives them.
pub(super) const FORMAT: Format = Format {
    name: "parliament-api",
    suffixes: &["json"],
    sniff: |head: &Head<'_>| {
        head.text.trim_start().starts_with(['{', '['])
            && record::KEYS.iter().chain(&[SEARCH]).any(|key| head.text.contains(key))
    },
    read: Reader::Text(read),
};

/// What a search result begins with, also one without results.
const SEARCH: &str = "\"totalResults\"";

/// A record deeper in wrappers than this is none.
const MOST_WRAPPERS: u32 = 4;

fn read(source: &Source<'_>) -> Reading {
    let mut reading = Reading::default();
    match json::parse(source.text, Fault::json) {
        Ok(value) => unwrap(value, MOST_WRAPPERS, &mut reading),
        Err(fault) => reading.faults.push(fault),
    }
    reading.faults.extend(bulk::nothing_read(&reading));
    reading
}

/// Takes `{"results": […]}`, `[…]`, `{"value": {…}}` apart until records are left.
fn unwrap(value: Value, depth: u32, reading: &mut Reading) {
    let Some(depth) = depth.checked_sub(1) else { return };
    match value {
        Value::Array(items) => items.into_iter().for_each(|item| unwrap(item, depth, reading)),
        Value::Object(mut object) => {
            if let Some(inner) = object.remove("results").or_else(|| object.remove("value")) {
                unwrap(inner, depth, reading);
            } else {
                object::object(Value::Object(object), reading);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {
            reading
                .faults
                .push(Fault::warning("document-part-unreadable", "an item of the list is no record"));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::diagnostic::Level;
    use crate::document::{House, read};

    const VALUE: &str = r#"{"id":1700000,"askingMemberId":1,"askingMember":null,"house":"Commons","dateTabled":"2024-01-31T00:00:00",
        "uin":"12429","questionText":"To ask, what progress.","answeringBodyName":"Department for Education","isWithdrawn":false,
        "groupedQuestions":["12430"],"answerIsHolding":false,"answerIsCorrection":null,"answeringMember":{"name":"Jo Bloggs"},
        "dateAnswered":"2024-02-08T00:00:00","answerText":"<p>£740\u202fmillion &amp; more.</p><p> </p><ul><li>One</li><li>two<p> </p></li></ul>",
        "heading":"SEND","attachments":[]}"#;

    #[test]
    fn four_wrappings_of_one_record() {
        let item = format!("{{\"value\":{VALUE},\"links\":[]}}");
        for json in [
            format!("{{\"totalResults\":1,\"results\":[{item}]}}"),
            format!("[{item}]"),
            item,
            VALUE.to_owned(),
        ] {
            let (documents, faults) = read("a.json", json.as_bytes());
            let [document] = documents.as_slice() else { panic!("{documents:?}") };
            assert_eq!(faults, []);
            assert_eq!(document.text.text, "£740 million & more. One two");
            assert_eq!(document.text.blocks.len(), 3);
            assert_eq!(document.meta.uin.as_deref(), Some("12429"));
            assert_eq!(document.meta.house, Some(House::Commons));
            assert_eq!(document.meta.also_uins, ["12430"]);
            assert_eq!(document.meta.minister.as_deref(), Some("Jo Bloggs"));
            let url = "https://questions-statements.parliament.uk/written-questions/detail/2024-01-31/12429";
            assert_eq!(document.meta.url.as_deref(), Some(url));
            assert_eq!(document.flags, []);
        }
    }

    #[test]
    fn a_file_of_which_nothing_is_read_cannot_be_relied_on() {
        for json in [
            r#"{"totalResults":0,"results":[]}"#,
            r#"{"totalResults":0,"results":null}"#,
            r#"[{"value":{"questionText":"q","answerText":7}}]"#,
            r#"{"result":{"questionText":"q"}}"#,
            "[]",
        ] {
            let (documents, faults) = read("a.json", json.as_bytes());
            assert!(documents.iter().all(|document| document.text.text.is_empty()));
            assert!(faults.iter().any(|fault| fault.level == Level::Error), "{json} {faults:?}");
        }
    }

    #[test]
    fn broken_json_is_one_fault() {
        for json in ["{\"answerText\":", &"[".repeat(100_000), "{\"answerText\": 7}"] {
            let (documents, faults) = read("a.json", format!("{json} \"questionText\"").as_bytes());
            assert_eq!((documents.len(), faults.len()), (0, 1));
        }
    }
}
