//! GOV.UK's Content API: one page as JSON.
//!
//! The text is the page's body (a guide's chapters, a consultation's outcome), without footnotes. A withdrawal and "history mode" are
//! flags. It must not take `updated_at` for a date of publication: it moves whenever the page is rebuilt.

use serde::Deserialize;
use serde_json::Value;

use super::{Document, Fault, Flag, Format, Head, Meta, Reader, Reading, Source, html, json, record};

/// A page of GOV.UK as its Content API gives it.
pub(super) const FORMAT: Format = Format {
    name: "govuk-api",
    suffixes: &["json"],
    sniff: |head: &Head<'_>| {
        head.text.trim_start().starts_with('{')
            && head.text.contains("\"base_path\"")
            && ["\"content_id\"", "\"schema_name\"", "\"document_type\""]
                .iter()
                .any(|key| head.text.contains(key))
    },
    read: Reader::Text(read),
};

fn read(source: &Source<'_>) -> Reading {
    match json::parse::<Page>(source.text, Fault::json) {
        Ok(page) if page.base_path.is_none() && page.title.is_none() => {
            Reading { documents: Vec::new(), faults: vec![Fault::unknown_format()] }
        }
        Ok(page) => page.reading(),
        Err(fault) => fault.into(),
    }
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Page {
    base_path: Option<String>,
    content_id: Option<String>,
    title: Option<String>,
    document_type: Option<String>,
    first_published_at: Option<String>,
    public_updated_at: Option<String>,
    withdrawn_notice: Option<Value>,
    details: Details,
    links: Links,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Details {
    body: Option<Value>,
    parts: Option<Vec<Value>>,
    final_outcome_detail: Option<String>,
    public_feedback_detail: Option<String>,
    political: Option<bool>,
    government: Option<Government>,
    attachments: Option<Vec<Value>>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Government {
    current: Option<bool>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Links {
    primary_publishing_organisation: Option<Vec<Titled>>,
    organisations: Option<Vec<Titled>>,
    speaker: Option<Vec<Titled>>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Titled {
    title: Option<String>,
}

impl Page {
    fn reading(self) -> Reading {
        let mut words = self.details.body.as_ref().map(html_of).unwrap_or_default();
        words.extend(self.details.parts.iter().flatten().map(chapter));
        for more in
            [&self.details.final_outcome_detail, &self.details.public_feedback_detail].into_iter().flatten()
        {
            words.push_str("<hr>");
            words.push_str(more);
        }
        let text = html::content(&words);
        let mut flags = Vec::new();
        if self
            .withdrawn_notice
            .as_ref()
            .is_some_and(|notice| notice.get("withdrawn_at").is_some_and(|at| !at.is_null()))
        {
            flags.push(Flag::Withdrawn);
        }
        let gone = self.details.government.as_ref().and_then(|government| government.current) == Some(false);
        if self.details.political == Some(true) && gone {
            flags.push(Flag::HistoryMode);
        }
        let mut faults = Vec::new();
        if text.text.is_empty() {
            faults.push(
                Fault::error("document-empty", "the page has no text of its own")
                    .help("import the page or the file that it links to, listed in its `attachments`"),
            );
        }
        let first = |list: Option<Vec<Titled>>| list.into_iter().flatten().find_map(|titled| titled.title);
        let published = self.public_updated_at.as_deref().or(self.first_published_at.as_deref());
        let meta = Meta {
            id: self.content_id,
            published_on: record::day(published),
            body: first(self.links.primary_publishing_organisation)
                .or_else(|| first(self.links.organisations)),
            minister: first(self.links.speaker),
            title: self.title,
            kind: self.document_type,
            url: self.base_path.map(|path| format!("https://www.gov.uk{path}")),
            attachments: self
                .details
                .attachments
                .iter()
                .flatten()
                .filter_map(|file| record::scalar(file.get("url")?))
                .collect(),
            licence: Some("OGL-UK-3.0"),
            ..Meta::default()
        };
        Reading { documents: vec![Document { text, meta, flags, ..Document::default() }], faults }
    }
}

/// A chapter of a guide, under its title.
fn chapter(part: &Value) -> String {
    let title = part.get("title").and_then(Value::as_str).unwrap_or_default();
    let body = part.get("body").map(html_of).unwrap_or_default();
    maud::html! { h2 { (title) } (maud::PreEscaped(body)) }.into_string()
}

/// A body is HTML, or a list of renderings of which one is.
fn html_of(body: &Value) -> String {
    match body {
        Value::String(html) => html.clone(),
        Value::Array(forms) => {
            let html = forms
                .iter()
                .find(|form| form.get("content_type").and_then(Value::as_str) == Some("text/html"));
            html.and_then(|form| form.get("content")?.as_str()).unwrap_or_default().to_owned()
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::Object(_) => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use crate::document::{Flag, read};

    #[test]
    fn a_withdrawn_page_of_a_previous_government() {
        let page = r##"{"base_path":"/government/news/schools","content_id":"c0ffee","schema_name":"news_article","document_type":"press_release",
            "title":"Schools","public_updated_at":"2022-03-29T00:15:00.000+01:00","updated_at":"2024-01-01T00:00:00Z",
            "withdrawn_notice":{"explanation":"<p>old</p>","withdrawn_at":"2023-01-01T00:00:00Z"},
            "details":{"body":"<div class=\"govspeak\"><h2 id=\"a\"><span class=\"number\">1. </span>Places</h2><p>We will create places.<sup id=\"fnref:1\"><a href=\"#fn:1\" class=\"govspeak-fnref\">[footnote 1]</a></sup></p><div class=\"footnotes\"><ol><li><p>Source.</p></li></ol></div></div>",
            "political":true,"government":{"current":false}},"links":{"organisations":[{"title":"Department for Education"}]}}"##;
        let (documents, faults) = read("page.json", page.as_bytes());
        assert!(faults.is_empty());
        let document = &documents[0];
        assert_eq!(document.text.text, "1. Places We will create places.");
        assert_eq!(document.flags, [Flag::Withdrawn, Flag::HistoryMode]);
        assert_eq!(document.meta.url.as_deref(), Some("https://www.gov.uk/government/news/schools"));
        assert_eq!(document.meta.body.as_deref(), Some("Department for Education"));
        assert_eq!(document.meta.published_on.map(|date| date.to_string()).as_deref(), Some("2022-03-29"));
    }

    #[test]
    fn a_guide_is_its_chapters() {
        let page = br#"{"base_path":"/a","content_id":"c","title":"Help","details":{"parts":[
            {"title":"Who & when","slug":"who","body":"<p>You can.</p>"},
            {"title":"How","slug":"how","body":[{"content_type":"text/html","content":"<p>Ask us.</p>"}]}]}}"#;
        let (documents, faults) = read("page.json", page);
        assert!(faults.is_empty());
        assert_eq!(documents[0].text.text, "Who & when You can. How Ask us.");
        let page = br#"{"base_path":"/a","content_id":"c","title":"Help","details":{"body":"<p>Ask us.</p>","parts":null}}"#;
        assert_eq!(read("page.json", page).0[0].text.text, "Ask us.");
    }

    #[test]
    fn a_live_page_has_an_empty_notice() {
        let page = br#"{"base_path":"/a","content_id":"c","withdrawn_notice":{},"details":{"body":[{"content_type":"text/govspeak","content":"x"},{"content_type":"text/html","content":"<p>y</p>"}],"political":true,"government":{"current":true}}}"#;
        let (documents, _) = read("page.json", page);
        assert_eq!(documents[0].text.text, "y");
        assert!(documents[0].flags.is_empty());
    }
}
