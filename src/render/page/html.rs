//! A page as one self-contained HTML file: no script is needed to read it, no other file is fetched, it prints on A4.
//!
//! Escaping is the template library's by type. The file's security policy allows its own script and nothing else, so
//! that even a mistake here would not let a quote act.

use std::collections::BTreeMap;
use std::io::{self, Write};

use maud::{DOCTYPE, Markup, PreEscaped, html};
use sha2::{Digest, Sha256};

use super::{Block, Entry, Inline, Line, Paper, Table};
use crate::render::chart::svg_element;

const STYLE: &str = include_str!("html/page.css");
const SCRIPT: &str = include_str!("html/filter.js");

/// Writes the paper, block by block.
///
/// # Errors
/// When writing fails.
pub fn write(paper: &Paper<'_>, out: &mut dyn Write) -> io::Result<()> {
    let page = &paper.front;
    let filters = paper.facets();
    let script = if filters.is_empty() { "" } else { SCRIPT };
    let head = html! {
        head {
            meta charset="utf-8";
            meta http-equiv="Content-Security-Policy" content=(policy(script));
            meta name="viewport" content="width=device-width, initial-scale=1";
            meta name="author" content=(page.author);
            meta name="description" content=(page.description);
            meta name="dcterms.date" content=(page.date);
            title { (page.title) }
            style { (PreEscaped(STYLE)) }
        }
    };
    let begin = html! {
        a.skip href="#content" { "Skip to content" }
        header { h1 { (page.title) } p.subtitle { (page.subtitle) } }
    };
    let (doctype, language) = (DOCTYPE.into_string(), page.language);
    let (head, begin) = (head.into_string(), begin.into_string());
    write!(out, "{doctype}<html lang=\"{language}\">{head}<body>{begin}<main id=\"content\">")?;
    if !filters.is_empty() {
        out.write_all(filter_form(&filters).into_string().as_bytes())?;
    }
    let mut writer = Writer { paper, cited: BTreeMap::new() };
    let notes = paper.each_block(|block| out.write_all(writer.block(block).into_string().as_bytes()))?;
    let notes = writer.notes(&notes).into_string();
    let script = html! { @if !script.is_empty() { script { (PreEscaped(script)) } } }.into_string();
    writeln!(out, "{notes}</main>{script}</body></html>")
}

/// Nothing is fetched and nothing runs but this script, known by its hash.
fn policy(script: &str) -> String {
    let mut policy = String::from(
        "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'",
    );
    if !script.is_empty() {
        policy.push_str("; script-src 'sha256-");
        policy.push_str(&base64(&Sha256::digest(script.as_bytes())));
        policy.push('\'');
    }
    policy
}

fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::new();
    for three in bytes.chunks(3) {
        let bits =
            three.iter().enumerate().fold(0u32, |bits, (at, byte)| bits | u32::from(*byte) << (16 - 8 * at));
        for at in 0..4 {
            let letter = LETTERS[(bits >> (18 - 6 * at) & 63) as usize];
            out.push(if at > three.len() { '=' } else { char::from(letter) });
        }
    }
    out
}

/// Hidden until the script shows it: without scripts a filter would only be a promise.
fn filter_form(filters: &[(&'static str, Vec<&str>)]) -> Markup {
    html! {
        form #filters hidden {
            fieldset {
                legend { "Show only" }
                @for (name, values) in filters {
                    label {
                        (name) " "
                        select data-facet=(name) {
                            option value="" { "all" }
                            @for value in values { option value=(value) { (value) } }
                        }
                    }
                    " "
                }
            }
            p #shown role="status" {}
        }
    }
}

struct Writer<'a> {
    paper: &'a Paper<'a>,
    /// How often each footnote was cited so far, so that every mark has its own id.
    cited: BTreeMap<usize, usize>,
}

impl Writer<'_> {
    fn blocks(&mut self, blocks: &[Block]) -> Markup {
        let parts: Vec<Markup> = blocks.iter().map(|block| self.block(block)).collect();
        html! { @for part in parts { (part) } }
    }

    fn block(&mut self, block: &Block) -> Markup {
        match block {
            Block::Heading { level, anchor, words } => html! {
                @match level {
                    1 => h2 id=(anchor) { (words) },
                    2 => h3 id=(anchor) { (words) },
                    _ => h4 id=(anchor) { (words) },
                }
            },
            Block::Paragraph(line) => html! { p { (self.line(line)) } },
            Block::Lead(line) => html! { p.lead { (self.line(line)) } },
            Block::Aside(line) => html! { p.aside { (self.line(line)) } },
            Block::Quotation { words, from } => html! {
                blockquote { @for words in words { p { (self.line(words)) } } footer { (self.line(from)) } }
            },
            Block::List(items) => {
                let items: Vec<Markup> = items.iter().map(|item| self.line(item)).collect();
                html! { ul { @for item in items { li { (item) } } } }
            }
            Block::Table(table) => self.table(table),
            Block::Figure(figure) => html! {
                figure id=(figure.anchor) {
                    (svg_element(&figure.drawing, &figure.anchor))
                    figcaption { (figure.caption) }
                }
            },
            Block::Command(words) => html! { pre tabindex="0" { code { (words) } } },
            Block::Contents => html! {
                nav aria-label="Contents" {
                    h2 #contents { "Contents" }
                    ul {
                        @for (level, anchor, words) in self.paper.contents() {
                            li.sub[level > 1] { a href={ "#" (anchor) } { (words) } }
                        }
                    }
                }
            },
            Block::Entry(entry) => self.entry(entry),
        }
    }

    fn entry(&mut self, entry: &Entry) -> Markup {
        let facets: Vec<String> =
            entry.facets.iter().map(|(name, value)| format!("{name}={value}")).collect();
        html! {
            article id=(entry.anchor) class=[entry.begins_page.then_some("sheet")] data-facets=(facets.join("\n")) { (self.blocks(&entry.blocks)) }
        }
    }

    fn table(&mut self, table: &Table) -> Markup {
        let total: u32 = table.widths.iter().sum::<u32>().max(1);
        let rows: Vec<Vec<Markup>> =
            table.rows.iter().map(|row| row.iter().map(|cell| self.line(cell)).collect()).collect();
        html! {
            table {
                caption { (table.caption) }
                colgroup { @for width in &table.widths { col style={ "width:" (width * 100 / total) "%" }; } }
                thead { tr { @for cell in &table.head { th scope="col" { (cell) } } } }
                tbody {
                    @for row in rows {
                        tr {
                            @for (at, cell) in row.into_iter().enumerate() {
                                @if at == 0 { th scope="row" { (cell) } } @else { td { (cell) } }
                            }
                        }
                    }
                }
            }
        }
    }

    fn line(&mut self, line: &Line) -> Markup {
        let runs: Vec<Markup> = line.iter().map(|run| self.run(run)).collect();
        html! { @for run in runs { (run) } }
    }

    fn run(&mut self, run: &Inline) -> Markup {
        match run {
            Inline::Text(words) => html! { (words) },
            Inline::Strong(words) => html! { strong { (words) } },
            Inline::Emphasis(words) => html! { em { (words) } },
            Inline::Removed(words) => html! { del { (words) } },
            Inline::Added(words) => html! { ins { (words) } },
            Inline::Code(words) => html! { code { (words) } },
            Inline::Link { words, to } => html! { a href=(to) { (words) } },
            Inline::Note(number) => {
                let times = self.cited.entry(*number).and_modify(|times| *times += 1).or_insert(1);
                html! {
                    sup { a.note id=(mark_id(*number, *times)) href={ "#note-" (number) } aria-label={ "Note " (number) } { (number) } }
                }
            }
        }
    }

    fn notes(&mut self, notes: &[Line]) -> Markup {
        if notes.is_empty() {
            return html! {};
        }
        let notes: Vec<Markup> = notes.iter().map(|note| self.line(note)).collect();
        html! {
            section.notes aria-labelledby="notes" {
                h2 #notes { "Notes" }
                ol {
                    @for (at, note) in notes.into_iter().enumerate() {
                        li id={ "note-" (at + 1) } {
                            (note) " "
                            a href={ "#" (mark_id(at + 1, 1)) } aria-label={ "Back to the first mention of note " (at + 1) } { "↩" }
                        }
                    }
                }
            }
        }
    }
}

fn mark_id(number: usize, times: usize) -> String {
    format!("mark-{number}-{times}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::page::Page;

    #[test]
    fn the_policy_names_the_script_by_its_hash() {
        assert_eq!(base64(b"any carnal pleas"), "YW55IGNhcm5hbCBwbGVhcw==");
        assert_eq!(base64(b"any carnal pleasu"), "YW55IGNhcm5hbCBwbGVhc3U=");
        assert_eq!(base64(b"any carnal pleasur"), "YW55IGNhcm5hbCBwbGVhc3Vy");
        assert!(policy("x").contains("script-src 'sha256-"));
        assert!(!policy("").contains("script-src"));
    }

    #[test]
    fn quotes_cannot_act() {
        let mut page = Page::new("<b>", "\u{202e}", "a\"b", "d", crate::date::Date::MIN);
        page.blocks.push(Block::Paragraph(vec![
            Inline::text("<script>alert(1)</script>\u{1b}[31m"),
            Inline::link("press", "javascript:alert(1)"),
            Inline::link("site", "https://example.org/?a=1&b=2"),
        ]));
        let mut html = Vec::new();
        write(&page.into(), &mut html).expect("memory takes it");
        let html = String::from_utf8(html).expect("it is text");
        assert!(html.contains("&lt;script&gt;alert(1)&lt;/script&gt;␛[31mpress"), "{html}");
        assert!(html.contains("<a href=\"https://example.org/?a=1&amp;b=2\">site</a>"), "{html}");
        assert!(
            !html.contains("javascript:")
                && !html.contains('\u{202e}')
                && html.contains("content=\"a&quot;b\"")
        );
    }
}
