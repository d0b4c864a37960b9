//! Saved web pages: the main content in, the site's furniture out; and pieces of HTML.
//!
//! No tree is built: the main content is found by its tag, and furniture is passed over from its opening tag to the
//! closing tag that matches. Where that leaves next to nothing, everything is text, for nothing may be lost silently.

mod head;

use super::{Document, Fault, Format, Head, Reader, Reading, Source, pasted};
use crate::language::canonical::{Builder, CanonicalText, from_html};
use crate::language::markup::{self, Event, Events, Tag};

/// A web page or a piece of HTML.
pub(super) const FORMAT: Format =
    Format { name: "html", suffixes: &["html", "htm", "xhtml"], sniff, read: Reader::Text(read) };

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
    let html = source.text;
    // Sites that build their page in odd elements: better some furniture than no text.
    let page = || content_of(inside_first(html, is_body).unwrap_or(html), false);
    let text = match main_part(html) {
        Some(main) => or_longer(or_longer(content(main), 200, page), 30, || from_html(html)),
        None => or_longer(page(), 200, || from_html(html)),
    };
    if let Some(mut answer) = pasted::of_page(&text) {
        answer.meta.url = head::known(html)
            .url
            .filter(|url| url.starts_with("https://questions-statements.parliament.uk/"));
        return Reading { documents: vec![answer], faults: Vec::new() };
    }
    let mut faults = Vec::new();
    if text.text.is_empty() {
        faults.push(Fault::error("document-empty", "the page has no text").help(
            "a page that is drawn by a script must be saved as the browser shows it, or its words pasted into a text file",
        ));
    }
    Reading { documents: vec![Document { text, meta: head::known(html), ..Document::default() }], faults }
}

/// A text; another where that is ten times as long, and the first too short to be all that a page says.
fn or_longer(text: CanonicalText, short: usize, other: impl FnOnce() -> CanonicalText) -> CanonicalText {
    if text.text.len() >= short {
        return text;
    }
    let other = other();
    if other.text.len() > text.text.len() * 10 { other } else { text }
}

/// What stands inside the element that holds the main content, if there is one such element and no more.
fn main_part(html: &str) -> Option<&str> {
    let wanted: [fn(&Tag<'_>) -> bool; 2] = [
        |tag| tag.name.eq_ignore_ascii_case("main") || tag.attribute("role") == Some("main"),
        |tag| tag.name.eq_ignore_ascii_case("article"),
    ];
    let mut found = wanted.iter().map(|is_wanted| (is_wanted, inside_first(html, *is_wanted)));
    let (is_wanted, inside) = found.find_map(|(is_wanted, inside)| Some((is_wanted, inside?)))?;
    // Of several articles none is the page.
    let after = html.get(inside.as_ptr() as usize + inside.len() - html.as_ptr() as usize..)?;
    inside_first(after, *is_wanted).is_none_or(|more| more.trim().is_empty()).then_some(inside)
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

/// The canonical text of main content without its furniture and footnotes.
pub(super) fn content(html: &str) -> CanonicalText {
    content_of(html, true)
}

/// The same of any part of a page.
fn content_of(html: &str, is_main: bool) -> CanonicalText {
    let mut builder = Builder::with_capacity(html.len() / 2);
    let mut events = markup::events(html);
    let mut broken = 0;
    while let Some(event) = events.next() {
        match event {
            Event::Open(tag) if broken < MOST_BROKEN && is_left_out(&tag, is_main, &events) => {
                match after(&tag, events.clone()) {
                    Some(rest) => events = rest,
                    // What is never closed would take the rest of the page with it.
                    None => {
                        broken += 1;
                        builder.open(tag.name);
                    }
                }
            }
            Event::Open(tag) => builder.open(tag.name),
            Event::Close(name) => builder.close(name),
            Event::Text(text) => builder.push_raw(text),
        }
    }
    builder.finish()
}

/// After so many elements that are never closed, a page is taken as it is: each is looked for to the page's end.
const MOST_BROKEN: u32 = 16;

/// What follows an element that begins with a tag; nothing if it never ends.
fn after<'a>(tag: &Tag<'a>, mut events: Events<'a>) -> Option<Events<'a>> {
    let is = |names: &[&str], name: &str| names.iter().any(|known| known.eq_ignore_ascii_case(name));
    let own = [tag.name];
    let (holders, ending) = UNCLOSED
        .iter()
        .find(|(names, _, _)| is(names, tag.name))
        .map_or((&own[..], &[][..]), |(_, holders, ending)| (*holders, *ending));
    let is_paragraph = tag.name.eq_ignore_ascii_case("p");
    let ends_paragraph = |name: &str| {
        is_paragraph && !is(&["p", "br"], name) && !matches!(markup::role(name), markup::Role::Inline)
    };
    let mut nested = 0_u32;
    loop {
        let before = events.clone();
        match events.next()? {
            Event::Open(inner) if nested == 0 && (is(ending, inner.name) || ends_paragraph(inner.name)) => {
                return Some(before);
            }
            Event::Open(inner) => nested += u32::from(is(holders, inner.name) && !is_void(&inner)),
            Event::Close(name) if nested == 0 && name.eq_ignore_ascii_case(tag.name) => return Some(events),
            Event::Close(name)
                if nested == 0 && (is(holders, name) || is(ending, name) || ends_paragraph(name)) =>
            {
                return Some(before);
            }
            Event::Close(name) => nested -= u32::from(nested > 0 && is(holders, name)),
            Event::Text(_) => {}
        }
    }
}

/// Elements, what holds them, and what ends them where they have no closing tag of their own.
type Unclosed = (&'static [&'static str], &'static [&'static str], &'static [&'static str]);

/// Elements whose closing tag HTML lets one leave out (HTML Standard, 13.1.2.4).
const UNCLOSED: [Unclosed; 7] = [
    (&["li"], &["ul", "ol", "menu"], &["li"]),
    (&["dt", "dd"], &["dl"], &["dt", "dd"]),
    (&["td", "th"], &["table"], &["td", "th", "tr", "tbody", "thead", "tfoot"]),
    (&["tr"], &["table"], &["tr", "tbody", "thead", "tfoot"]),
    (&["tbody", "thead", "tfoot"], &["table"], &["tbody", "thead", "tfoot"]),
    (&["option", "optgroup"], &["select"], &["option", "optgroup"]),
    (&["p"], &[], &["p"]),
];

fn is_void(tag: &Tag<'_>) -> bool {
    tag.rest.ends_with('/') || VOID.iter().any(|name| tag.name.eq_ignore_ascii_case(name))
}

const VOID: [&str; 8] = ["br", "hr", "img", "input", "meta", "link", "source", "wbr"];

/// Elements that hold a site's furniture.
const FURNITURE: [&str; 12] = [
    "nav", "button", "select", "textarea", "svg", "iframe", "dialog", "title", "object", "video", "audio",
    "menu",
];

/// Elements that are furniture of a page, but inside its main content are part of it.
const PAGE_FURNITURE: [&str; 3] = ["header", "footer", "aside"];

/// The roles of such elements, by which others take their place.
const FURNITURE_ROLES: [&str; 2] = ["navigation", "search"];
const PAGE_ROLES: [&str; 3] = ["banner", "contentinfo", "complementary"];

/// Elements whose id says what they are for; that of others, such as headings, is an address made of their words.
const NAMED_BY_ID: [&str; 6] = ["div", "ul", "ol", "span", "table", "a"];

/// Words in the class or id of an element that holds furniture or footnotes.
const FURNITURE_CLASSES: [&str; 20] = [
    "nav", "navigation", "navbar", "menu", "breadcrumb", "breadcrumbs", "cookie", "cookies", "cookie-banner",
    "sidebar", "share", "sharing", "social", "skip-link", "footnotes", "footnote", "govspeak-fnref",
    "pagination", "visually-hidden", "govuk-visually-hidden",
];

/// The same of a page; inside its main content they may be what was said, such as the answers to a consultation.
const PAGE_CLASSES: [&str; 2] = ["related", "feedback"];

fn is_left_out(tag: &Tag<'_>, is_main: bool, after: &Events<'_>) -> bool {
    !is_void(tag) && (is_furniture(tag, is_main) || refers_to_note(tag, after))
}

/// What the address of a note on the same page begins with, in the HTML of usual programs.
const NOTES: [&str; 8] = ["fn", "ftn", "edn", "footnote", "endnote", "sdfootnote", "sdendnote", "cite"];

/// Whether a tag begins a link to a note that shows its bare number or mark: behind a number it would be read as part of it.
/// What stands in brackets would not, and stands in answers by every way they come.
fn refers_to_note(tag: &Tag<'_>, after: &Events<'_>) -> bool {
    if !tag.name.eq_ignore_ascii_case("a") {
        return false;
    }
    let note = tag.attribute("href").and_then(|href| href.strip_prefix('#')).map(str::to_ascii_lowercase);
    if !note.is_some_and(|note| NOTES.iter().any(|begin| note.trim_start_matches('_').starts_with(begin))) {
        return false;
    }
    let mut shown = after
        .clone()
        .take_while(|event| !matches!(event, Event::Close(name) if name.eq_ignore_ascii_case("a")));
    shown.all(|event| match event {
        Event::Text(text) => {
            text.chars().all(|c| c.is_ascii_digit() || c.is_whitespace() || "*†‡".contains(c))
        }
        Event::Open(_) | Event::Close(_) => true,
    })
}

fn is_furniture(tag: &Tag<'_>, is_main: bool) -> bool {
    let is = |names: &[&str]| names.iter().any(|name| tag.name.eq_ignore_ascii_case(name));
    if is(&FURNITURE) || !is_main && is(&PAGE_FURNITURE) {
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
                    || !is_main && PAGE_CLASSES.contains(&name.as_str())
                    || name.ends_with("__breadcrumbs")
                    || name.ends_with("-breadcrumbs")
            })
        })
    };
    // What a browser finds when one searches the page is only folded away.
    let hidden = tag.attribute("hidden").is_some_and(|how| !how.eq_ignore_ascii_case("until-found"))
        || tag.attribute("aria-hidden") == Some("true")
        || tag.attribute("style").is_some_and(|style| style.replace(' ', "").contains("display:none"));
    let role = tag
        .attribute("role")
        .is_some_and(|role| FURNITURE_ROLES.contains(&role) || !is_main && PAGE_ROLES.contains(&role));
    let footnote = is(&["sup"]) && tag.attribute("id").is_some_and(|id| id.starts_with("fnref"));
    hidden || role || footnote || named("class") || is(&NAMED_BY_ID) && named("id")
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
    fn a_short_text_is_not_read_with_the_page_around_it() {
        let links = "<a href=/x>Another page of this site</a>".repeat(40);
        let said = "We will open 3 hubs by March 2026.";
        for page in [
            format!("<body><header>{links}</header><main><p>{said}</main><aside>{links}</aside>"),
            format!(
                "<body><div role=navigation>{links}</div><div role=main><p>{said}</div><div role=contentinfo>{links}</div>"
            ),
            format!(
                "<body><div role=banner>Site</div><p>{said}</p><form role=search><textarea>Hubs</textarea></form>"
            ),
        ] {
            let (documents, _) = read("page.html", format!("<!DOCTYPE html><html>{page}</html>").as_bytes());
            assert_eq!(documents[0].text.text, said, "{page}");
        }
        let outside =
            format!("<!DOCTYPE html><html><body><main><h1>Hubs</h1></main><p>{}</p></html>", said.repeat(9));
        assert!(read("page.html", outside.as_bytes()).0[0].text.text.contains(said));
    }

    #[test]
    fn a_page_that_is_all_furniture_is_still_read() {
        let words = "The words of the page stand in a menu. ".repeat(20);
        let (documents, _) =
            read("page.html", format!("<html><body><nav>{words}</nav></body></html>").as_bytes());
        assert_eq!(documents[0].text.text, words.trim());
    }

    #[test]
    fn no_words_of_a_page_are_lost() {
        let cases = [
            ("<article>One.</article><article>Two.</article>", "One. Two."),
            ("<nav>Menu</nav><article>One.</article><footer>Foot</footer>", "One."),
            ("<main><p>One.<p hidden>secret<p>Two.</main>", "One. Two."),
            ("<main><ul><li class=share>Share<li>One.<li class=share>More</ul>Two.</main>", "One. Two."),
            ("<main><table><tr><td>1<td hidden>2<tr><td>3</table>Two.</main>", "1 3 Two."),
            ("<main>One. <span class=share>Two.<p>Three.</main>", "One. Two. Three."),
            ("<div>One.</div><form id=aspnetForm><h1>Two.</h1><p>Three.</p></form>", "One. Two. Three."),
            (
                "<main><h2 id=feedback>Feedback</h2><p>One.</p><section id=related>Two.</section></main>",
                "Feedback One. Two.",
            ),
            ("<main><div class=feedback>One.</div></main>", "One."),
            ("<div class=feedback>Useful?</div><div>One.</div>", "One."),
            ("<main><aside>One.</aside><div id=share>Share</div><footer>Two.</footer></main>", "One. Two."),
            ("<main><div hidden=until-found>One.</div><div hidden>Two.</div></main>", "One."),
            ("<p><![CDATA[One <b>.]]> Two.</p>", "One <b>. Two."),
            (
                "<main>6,500<sup><a href='#fn1'>1</a></sup> homes<a href='#_ftn2'><sup>2</sup></a>, or fewer<a href='#_ftn3'>[3]</a>.</main>",
                "6,500 homes, or fewer[3].",
            ),
            (
                "<main>6,500<sup>1</sup> homes, 60%<SUP>2, 3</SUP>, £2.6bn<sup> 4 </sup>, 30<sup>th</sup>, 6<sup>¼</sup>.</main>",
                "6,500 homes, 60%, £2.6bn , 30th, 6¼.",
            ),
            (
                "<main>6,500 <sup>1</sup><sup>,</sup><sup>2</sup> homes, 2 <sup>1</sup>⁄<sub>2</sub> days, 7<sup>2</sup><p>5 x 10<sup>9</sup> m, 8 <sup>3</sup></main>",
                "6,500 homes, 2 1⁄2 days, 7 5 x 109 m, 8",
            ),
            (
                "<main>See <a href='#s2'>2</a>, <a href='#fn1'>note 1</a> and 50 m<sup>2</sup>.</main>",
                "See 2, note 1 and 50 m2.",
            ),
        ];
        for (html, expected) in cases {
            let (documents, _) = read("page.html", format!("<!DOCTYPE html><body>{html}</body>").as_bytes());
            assert_eq!(documents[0].text.text, expected, "{html}");
        }
    }

    #[test]
    fn broken_pages_end() {
        for (end, _) in PAGE.char_indices() {
            let _ = read("page.html", &PAGE.as_bytes()[..end]);
        }
        let unclosed = "<!doctype html>".to_owned() + &"<nav>".repeat(200_000) + "x";
        assert_eq!(read("a.html", unclosed.as_bytes()).0[0].text.text, "x");
        let deep = "<div>".repeat(200_000) + "x";
        assert_eq!(read("a.html", deep.as_bytes()).0[0].text.text, "x");
    }
}
