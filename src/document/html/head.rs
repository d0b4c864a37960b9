//! What the head of a web page says about it: title, address, publisher, the day it was published.
//!
//! It must not look at the words of the page.

use crate::date::Date;
use crate::document::{Meta, record};
use crate::language::canonical::from_html;
use crate::language::markup::{self, Event, Tag};

/// What the head of a page says about it.
pub(super) fn known(html: &str) -> Meta {
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
    meta.published_on = meta.published_on.or_else(|| day_in_linked_data(html));
    if meta.url.as_deref().is_some_and(|url| url.starts_with("https://www.gov.uk/")) {
        meta.licence = Some("OGL-UK-3.0");
    }
    meta
}

/// The day in the page's data for search engines (schema.org), if that is about one thing and no list of them.
fn day_in_linked_data(html: &str) -> Option<Date> {
    let mut days = html.split("\"datePublished\"").skip(1).map(|rest| {
        let value = rest.trim_start().strip_prefix(':')?.trim_start().strip_prefix('"')?;
        record::day(value.split('"').next())
    });
    let first = days.next()?;
    first.filter(|_| days.all(|day| day == first))
}

fn note(meta: &mut Meta, tag: &Tag<'_>) {
    let content = tag.attribute("content").and_then(decoded);
    let day = record::day(content.as_deref());
    let name = tag.attribute("name").or_else(|| tag.attribute("property")).unwrap_or_default();
    match name.to_ascii_lowercase().as_str() {
        "og:url" => meta.url = meta.url.take().or(content),
        "govuk:public-updated-at" => meta.published_on = day.or(meta.published_on),
        "govuk:first-published-at"
        | "article:published_time"
        | "dcterms.issued"
        | "dc.date.issued"
        | "date"
        | "dcterms.date"
        | "dc.date"
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
    use super::known;

    #[test]
    fn the_day_is_found_in_each_of_its_places() {
        let data = |days: &[&str]| {
            let things = days.iter().map(|day| format!("{{\"datePublished\" : \"{day}T09:00:00Z\"}}"));
            format!(
                "<script type=\"application/ld+json\">[{}]</script>",
                things.collect::<Vec<_>>().join(",")
            )
        };
        let cases = [
            ("<META NAME=\"DC.Date.Issued\" CONTENT=\"2025-03-04\">".to_owned(), Some("2025-03-04")),
            (data(&["2025-05-05"]), Some("2025-05-05")),
            (data(&["2025-05-05", "2025-05-05"]), Some("2025-05-05")),
            (data(&["2025-05-05", "2025-05-06"]), None),
            (format!("<meta name=date content=2025-01-01>{}", data(&["2025-05-05"])), Some("2025-01-01")),
            ("<p>2025-05-05</p>".to_owned(), None),
        ];
        for (html, expected) in cases {
            let day = known(&html).published_on.map(|day| day.to_string());
            assert_eq!(day.as_deref(), expected, "{html}");
        }
    }
}
