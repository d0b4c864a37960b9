//! One JSON object as a document: of our own keys, or a record of Parliament's API.
//!
//! Its keys: `text`, or else `html`; `answer` reads as `text`, `heading` as `title`, `dept` as `body`, `dateAnswered` or else
//! `month` as `date` (a day or a month, as Britons write them too); `id`, `url`, `uin`, `house`, `dateTabled` and `question` are
//! what they say. Other keys are ignored. It must not know which file it stands in.

use chrono::NaiveDate;
use serde_json::{Map, Value};

use super::{Document, Fault, Flag, House, Meta, Reading, dateline, record};
use crate::language::canonical::{CanonicalText, from_html, from_plain};

/// One object: a record of the API or one of our own keys.
pub(super) fn object(value: Value, reading: &mut Reading) {
    let Value::Object(object) = value else {
        reading.faults.push(Fault::error("document-part-unreadable", "not a JSON object"));
        return;
    };
    if is_record(&object) {
        record::read(Value::Object(object), reading);
        return;
    }
    let text = words(&object).unwrap_or_default();
    if text.text.is_empty() {
        reading.faults.push(
            Fault::warning("document-part-unreadable", "the object has no text")
                .help("a document needs words under the key `text`, `html` or `answer`"),
        );
    }
    let (meta, doubt) = known(&object);
    reading.faults.extend(doubt);
    // Without a text too it keeps its place, so that what is printed stands beside what was given.
    reading.documents.push(Document { flags: flags(&text), text, meta, ..Document::default() });
}

/// Whether a JSON object is a record of the API. One that has words of its own is not, but for a statement, which has the
/// day on which it was made beside them.
fn is_record(object: &Map<String, Value>) -> bool {
    let has_own_words = ["text", "html"].iter().any(|key| written(object, key).is_some());
    if has_own_words && !object.contains_key("dateMade") {
        return false;
    }
    record::KEYS.iter().any(|key| object.contains_key(key.trim_matches('"')))
        || object.get("value").and_then(Value::as_object).is_some_and(is_record)
}

/// The words that an object has under the first key that gives any.
fn words(object: &Map<String, Value>) -> Option<CanonicalText> {
    let own = written(object, "text").map(from_plain).or_else(|| written(object, "html").map(from_html));
    own.or_else(|| {
        // Bulk files hold answers with their tags or without.
        let answer = written(object, "answer")?;
        let tagged = ["</", "<p>", "<br", "<li>"].iter().any(|tag| answer.contains(tag));
        Some(if tagged { from_html(answer) } else { from_plain(answer) })
    })
}

fn written<'a>(object: &'a Map<String, Value>, key: &str) -> Option<&'a str> {
    object.get(key).and_then(Value::as_str).filter(|text| !text.trim().is_empty())
}

fn flags(text: &CanonicalText) -> Vec<Flag> {
    let cut = text.text.ends_with("...") && text.text.chars().count() == 258;
    if text.text.is_empty() {
        vec![Flag::NoText]
    } else if cut {
        vec![Flag::Truncated]
    } else {
        Vec::new()
    }
}

/// What an object says of itself, and its date if that is not understood.
fn known(object: &Map<String, Value>) -> (Meta, Option<Fault>) {
    let key = |name: &str| object.get(name).and_then(record::scalar);
    let written = key("date").or_else(|| key("dateAnswered")).or_else(|| key("month"));
    let date = written.as_deref().and_then(day_or_month);
    let doubt = written.filter(|_| date.is_none()).map(|written| {
        Fault::warning(
            "document-undated",
            format!("the date “{written}” is neither a day nor a month and is left out"),
        )
        .help("write it like 2024-05-06 or 2024-05")
    });
    let (date, month_only) = date.map_or((None, false), |(date, month_only)| (Some(date), month_only));
    let asked = key("question").map(|question| from_plain(&question).text);
    let answer = asked.is_some() || object.contains_key("answer");
    let meta = Meta {
        id: key("id"),
        house: key("house").and_then(|house| House::parse(&house)),
        uin: key("uin"),
        tabled_on: record::day(key("dateTabled").as_deref()),
        answered_on: date.filter(|_| answer),
        published_on: date.filter(|_| !answer),
        month_only,
        body: key("body").or_else(|| key("dept")),
        title: key("title").or_else(|| key("heading")),
        heading: key("heading"),
        question: asked,
        url: key("url"),
        ..Meta::default()
    };
    (meta, doubt)
}

/// A day; of a month alone its first, and that it is one.
fn day_or_month(text: &str) -> Option<(NaiveDate, bool)> {
    let day = record::day(Some(text)).or_else(|| dateline::day(text));
    day.map(|day| (day, false)).or_else(|| {
        let month = |text: &str, form| NaiveDate::parse_from_str(&format!("{text}-01"), form).ok();
        let month =
            text.get(..7).and_then(|text| month(text, "%Y-%m-%d")).or_else(|| month(text, "%B %Y-%d"));
        month.map(|first| (first, true))
    })
}

#[cfg(test)]
mod tests {
    use crate::document::read;

    #[test]
    fn words_of_its_own_come_before_those_of_a_record() {
        let cases = [
            (
                r#"{"text":"Text wins.","answerText":"Other words","date":"2022-05-01"}"#,
                "Text wins.",
                "2022-05-01",
            ),
            (r#"{"text":"Text.","questionText":"What?","date":"1 May 2022"}"#, "Text.", "2022-05-01"),
            (r#"{"text":"","html":"<p>One</p>","date":"01/05/2022"}"#, "One", "2022-05-01"),
            (r#"{"text":"One","date":"May 2022"}"#, "One", "2022-05"),
            (r#"{"answer":"<div>One</div> &amp; <b>two</b>","month":"2022-05"}"#, "One & two", "2022-05"),
            (r#"{"text":"One","date":"2022"}"#, "One", ""),
        ];
        for (line, text, date) in cases {
            for name in ["a.jsonl", "a.json"] {
                let (documents, faults) = read(name, line.as_bytes());
                assert_eq!(documents[0].text.text, text);
                assert_eq!(documents[0].meta.known_as_written().unwrap_or_default(), date, "{line}");
                assert_eq!(faults.len(), usize::from(date.is_empty()), "{line} {faults:?}");
            }
        }
    }
}
