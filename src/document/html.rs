//! Saved web pages: the main content in, the site's furniture out; and pieces of HTML.
//!
//! No tree is built: the main content is found by its tag, and furniture is passed over from its opening tag to the
//! closing tag that matches. Where that leaves next to nothing, everything is text, for nothing may be lost silently.

use super::{Document, Fault, Format, Head, Meta, Reading, Source, api, pasted, plain};
use crate::language::canonical::{Builder, CanonicalText, from_html};
use crate::language::markup::{self, Event, Tag};

/// A web page or a piece of HTML.
pub(super) const FORMAT: Format =
    Format { name: "html", about: "a saved web page", suffixes: &["html", "htm", "xhtml"], sniff, read };

fn sniff(head: &Head<'_>) -> bool {
    let start = head.text.trim_start();
    if !start.starts_with('<') {
        return matches!(head.suffix, "html" | "htm" | "xhtml") && start.contains('<');
    }
    let mut beginning = start.get(..2048).unwrap_or(start).to_owned();
    beginning.make_ascii_lowercase();
    let begins = ["<!doctype html", "<html", "<head", "<body"];
    let holds = [
        "<p>", "<p ", "<div", "<h1", "<h2", "<h3", "<ul", "<ol", "<table", "<br", "<span", "<section",
        "<article", "<main",
    ];
    begins.iter().any(|tag| beginning.contains(tag))
        || (!beginning.starts_with("<?xml") && holds.iter().any(|tag| beginning.contains(tag)))
}

fn read(source: &Source<'_>) -> Reading {
    let html = plain::decode(source.bytes);
    let text = match main_part(&html) {
        Some(main) => content_of(main, true),
        None => content(inside_first(&html, is_body).unwrap_or(&html)),
    };
    // Sites that build their page in odd elements: better some furniture than no text.
    let all = if text.text.len() < 200 { from_html(&html) } else { CanonicalText::default() };
    let text = if all.text.len() > text.text.len() * 10 { all } else { text };
    if let Some(mut answer) = pasted::of_page(&text) {
        answer.meta.url =
            known(&html).url.filter(|url| url.starts_with("https://questions-statements.parliament.uk/"));
        return Reading { documents: vec![answer], faults: Vec::new() };
    }
    let mut faults = Vec::new();
    if text.text.is_empty() {
        faults.push(Fault::error("document-empty", "the page has no text").help(
            "a page that is drawn by a script must be saved as the browser shows it, or its words pasted into a text file",
        ));
    }
    Reading { documents: vec![Document { text, meta: known(&html), ..Document::default() }], faults }
}

/// What stands inside the element that holds the main content.
fn main_part(html: &str) -> Option<&str> {
    let wanted: [fn(&Tag<'_>) -> bool; 2] = [
        |tag| tag.name.eq_ignore_ascii_case("main") || tag.attribute("role") == Some("main"),
        |tag| tag.name.eq_ignore_ascii_case("article"),
    ];
    wanted.iter().find_map(|is_wanted| inside_first(html, *is_wanted))
}

fn is_body(tag: &Tag<'_>) -> bool {
    tag.name.eq_ignore_ascii_case("body")
}

/// What stands between the first tag that a test accepts and the closing tag that matches it.
fn inside_first(html: &str, is_wanted: fn(&Tag<'_>) -> bool) -> Option<&str> {
    let offset = |part: &str| part.as_ptr() as usize - html.as_ptr() as usize;
    let mut open: Option<(&str, usize, u32)> = None;
    for event in markup::events(html) {
        match (event, &mut open) {
            (Event::Open(tag), None) if is_wanted(&tag) => {
                let from = offset(tag.rest) + tag.rest.len() + 1;
                open = Some((tag.name, from.min(html.len()), 0));
            }
            (Event::Open(tag), Some((name, _, depth))) if tag.name.eq_ignore_ascii_case(name) => *depth += 1,
            (Event::Close(closed), Some((name, from, depth))) if closed.eq_ignore_ascii_case(name) => {
                match depth.checked_sub(1) {
                    Some(less) => *depth = less,
                    None => return html.get(*from..offset(closed).saturating_sub(2)),
                }
            }
            (Event::Open(_) | Event::Close(_) | Event::Text(_), _) => {}
        }
    }
    open.and_then(|(_, from, _)| html.get(from..))
}

/// The canonical text of HTML without its furniture and footnotes.
pub(super) fn content(html: &str) -> CanonicalText {
    content_of(html, false)
}

/// The same; the header of an article is its title, that of a page is furniture.
fn content_of(html: &str, is_main: bool) -> CanonicalText {
    let mut builder = Builder::with_capacity(html.len() / 2);
    // The element passed over, and how many of its name are open inside it.
    let mut passed: Option<(&str, u32)> = None;
    for event in markup::events(html) {
        match (event, &mut passed) {
            (Event::Open(tag), Some((name, depth))) => {
                *depth += u32::from(tag.name.eq_ignore_ascii_case(name) && !is_void(&tag))
            }
            (Event::Close(closed), Some((name, depth))) if closed.eq_ignore_ascii_case(name) => {
                match depth.checked_sub(1) {
                    Some(less) => *depth = less,
                    None => passed = None,
                }
            }
            (Event::Close(_) | Event::Text(_), Some(_)) => {}
            (Event::Open(tag), None) if is_furniture(&tag, is_main) && !is_void(&tag) => {
                passed = Some((tag.name, 0))
            }
            (Event::Open(tag), None) => builder.open(tag.name),
            (Event::Close(name), None) => builder.close(name),
            (Event::Text(text), None) => builder.push_raw(text),
        }
    }
    builder.finish()
}

fn is_void(tag: &Tag<'_>) -> bool {
    tag.rest.ends_with('/') || VOID.iter().any(|name| tag.name.eq_ignore_ascii_case(name))
}

const VOID: [&str; 8] = ["br", "hr", "img", "input", "meta", "link", "source", "wbr"];

/// Elements that hold a site's furniture.
const FURNITURE: [&str; 15] = [
    "nav", "header", "footer", "aside", "form", "button", "select", "svg", "iframe", "dialog", "title",
    "object", "video", "audio", "menu",
];

/// Words in the class or id of an element that holds furniture or footnotes.
const FURNITURE_CLASSES: [&str; 22] = [
    "nav",
    "navigation",
    "navbar",
    "menu",
    "breadcrumb",
    "breadcrumbs",
    "cookie",
    "cookies",
    "cookie-banner",
    "sidebar",
    "share",
    "sharing",
    "social",
    "skip-link",
    "footnotes",
    "footnote",
    "govspeak-fnref",
    "related",
    "pagination",
    "feedback",
    "visually-hidden",
    "govuk-visually-hidden",
];

fn is_furniture(tag: &Tag<'_>, is_main: bool) -> bool {
    if is_main && tag.name.eq_ignore_ascii_case("header") {
        return false;
    }
    if FURNITURE.iter().any(|name| tag.name.eq_ignore_ascii_case(name)) {
        return true;
    }
    if tag.rest.is_empty() {
        return false;
    }
    let named = |attribute: &str| {
        tag.attribute(attribute).is_some_and(|names| {
            names.split_ascii_whitespace().any(|name| {
                let name = name.to_ascii_lowercase();
                FURNITURE_CLASSES.contains(&name.as_str())
                    || name.ends_with("__breadcrumbs")
                    || name.ends_with("-breadcrumbs")
            })
        })
    };
    let hidden = tag.attribute("hidden").is_some()
        || tag.attribute("aria-hidden") == Some("true")
        || tag.attribute("style").is_some_and(|style| style.replace(' ', "").contains("display:none"));
    let footnote =
        tag.name.eq_ignore_ascii_case("sup") && tag.attribute("id").is_some_and(|id| id.starts_with("fnref"));
    hidden || footnote || named("class") || named("id")
}

/// What the head of a page says about it.
fn known(html: &str) -> Meta {
    let mut meta = Meta::default();
    let mut in_title = false;
    for event in markup::events(html) {
        match event {
            Event::Open(tag)
                if tag.name.eq_ignore_ascii_case("body") || tag.name.eq_ignore_ascii_case("main") =>
            {
                break;
            }
            Event::Open(tag) if tag.name.eq_ignore_ascii_case("title") => in_title = true,
            Event::Open(tag) if tag.name.eq_ignore_ascii_case("meta") => note(&mut meta, &tag),
            Event::Open(tag)
                if tag.name.eq_ignore_ascii_case("link") && tag.attribute("rel") == Some("canonical") =>
            {
                meta.url = tag.attribute("href").and_then(decoded);
            }
            Event::Text(text) if in_title => {
                meta.title = meta.title.or_else(|| decoded(text));
                in_title = false;
            }
            Event::Open(_) | Event::Close(_) | Event::Text(_) => {}
        }
    }
    if meta.url.as_deref().is_some_and(|url| url.starts_with("https://www.gov.uk/")) {
        meta.licence = Some("OGL-UK-3.0");
    }
    meta
}

fn note(meta: &mut Meta, tag: &Tag<'_>) {
    let content = tag.attribute("content").and_then(decoded);
    let day = api::day(content.as_deref());
    match tag.attribute("name").or_else(|| tag.attribute("property")).unwrap_or_default() {
        "og:url" => meta.url = meta.url.take().or(content),
        "govuk:public-updated-at" => meta.published_on = day.or(meta.published_on),
        "govuk:first-published-at"
        | "article:published_time"
        | "dcterms.issued"
        | "DC.date.issued"
        | "date"
        | "dcterms.date"
        | "DC.date"
        | "pubdate"
        | "publish-date" => {
            meta.published_on = meta.published_on.or(day);
        }
        "govuk:primary-publishing-organisation" => meta.body = content,
        "og:site_name" => meta.body = meta.body.take().or(content),
        _ => {}
    }
}

fn decoded(raw: &str) -> Option<String> {
    let text = from_html(raw).text;
    (!text.is_empty()).then_some(text)
}

#[cfg(test)]
mod tests {
    use crate::document::read;

    const PAGE: &str = "<!DOCTYPE html><html><head><title>Places &amp; plans - GOV.UK</title><link rel=\"canonical\" \
                        href=\"https://www.gov.uk/a\"><meta name=\"govuk:first-published-at\" content=\"2024-12-04T10:00:00+00:00\">\
                        <script>var a = '<p>no</p>';</script></head><body><header><nav><ul><li>Menu</li></ul></nav></header>\
                        <div class=\"cookie-banner\"><div>We use cookies</div></div><main id=content><nav class=x>Back</nav><h1>Places</h1>\
                        <div><p>We will create <b>10,000</b> places<sup>2</sup>.</p></div><div hidden>secret</div><table><tr><th>Year</th>\
                        <td>2025</td></tr></table><button>Print</button></main><footer>Crown copyright</footer></body></html>";

    #[test]
    fn the_main_content_is_in_and_the_furniture_out() {
        let (documents, faults) = read("page.html", PAGE.as_bytes());
        assert!(faults.is_empty());
        let document = &documents[0];
        assert_eq!(document.text.text, "Places We will create 10,000 places2. Year 2025");
        assert_eq!(document.meta.title.as_deref(), Some("Places & plans - GOV.UK"));
        assert_eq!(document.meta.url.as_deref(), Some("https://www.gov.uk/a"));
        assert_eq!(document.meta.published_on.map(|date| date.to_string()).as_deref(), Some("2024-12-04"));
    }

    #[test]
    fn a_page_that_is_all_furniture_is_still_read() {
        let words = "The words of the page stand in a form. ".repeat(20);
        let (documents, _) =
            read("page.html", format!("<html><body><form>{words}</form></body></html>").as_bytes());
        assert_eq!(documents[0].text.text, words.trim());
    }

    #[test]
    fn broken_pages_end() {
        for (end, _) in PAGE.char_indices() {
            let _ = read("page.html", &PAGE.as_bytes()[..end]);
        }
        let deep = "<div>".repeat(200_000) + "x";
        assert_eq!(read("a.html", deep.as_bytes()).0[0].text.text, "x");
    }
}
