//! Questions that were asked about pledges, and what the answers did with them, as text and as `kept/asked/1`.
//!
//! It must not choose, order or judge them; what is quoted is made harmless before it is shown.

use std::io::{self, Write};

use serde::Serialize;

use super::wrap::push_wrapped;
use super::{Screen, visible_line};
use crate::date;
use crate::document::Document;
use crate::matching::asked::Outcome;
use crate::model::Pledge;

/// One question with its answer, and what became of it.
#[derive(Debug, Clone)]
pub struct Exchange<'a> {
    /// The pledge it bears on.
    pub pledge: &'a Pledge,
    /// The answer, with its question.
    pub document: &'a Document,
    /// What the answer does with the question.
    pub outcome: Outcome,
    /// The sentence of the answer that shows it.
    pub quote: String,
}

/// Exchanges in the order given, in lines of the screen's width.
#[must_use]
pub fn text(exchanges: &[Exchange<'_>], screen: Screen) -> String {
    let mut out = String::new();
    let mut before: Option<&Pledge> = None;
    for one in exchanges {
        if before.is_none_or(|pledge| pledge.id != one.pledge.id) {
            let head = format!("{}  {}", one.pledge.id, one.pledge.title);
            push_wrapped(
                &mut out,
                &visible_line(&head),
                screen.width,
                if before.is_some() { "\n" } else { "" },
                "    ",
            );
            before = Some(one.pledge);
        }
        let meta = &one.document.meta;
        let day = meta.known_on().map_or_else(|| "no date".to_owned(), date::long);
        let number = meta.uin.as_deref().or(meta.id.as_deref()).unwrap_or(&one.document.path);
        let head = format!("{day}  {number}  {}", one.outcome.words());
        push_wrapped(&mut out, &visible_line(&head), screen.width, "  ", "      ");
        let question = format!("asked: {}", meta.question.as_deref().unwrap_or_default());
        push_wrapped(&mut out, &visible_line(&question), screen.width, "      ", "        ");
        push_wrapped(
            &mut out,
            &visible_line(&format!("\"{}\"", one.quote)),
            screen.width,
            "      ",
            "      ",
        );
    }
    out
}

#[derive(Serialize)]
struct ExchangeV1<'a> {
    pledge: &'a str,
    document: &'a str,
    id: Option<&'a str>,
    uin: Option<&'a str>,
    on: Option<String>,
    question: Option<&'a str>,
    outcome: &'static str,
    quote: &'a str,
    url: Option<&'a str>,
}

/// Writes `kept/asked/1`, one exchange a line.
///
/// # Errors
/// When `out` cannot be written.
pub fn json(exchanges: &[Exchange<'_>], out: &mut dyn Write) -> io::Result<()> {
    writeln!(
        out,
        "{{ \"schema\": \"kept/asked/1\", \"generator\": \"{}\", \"asked\": [",
        super::json::GENERATOR
    )?;
    for (at, one) in exchanges.iter().enumerate() {
        let meta = &one.document.meta;
        let line = ExchangeV1 {
            pledge: one.pledge.id.as_str(),
            document: &one.document.path,
            id: meta.id.as_deref(),
            uin: meta.uin.as_deref(),
            on: meta.known_on().map(|day| day.to_string()),
            question: meta.question.as_deref(),
            outcome: one.outcome.code(),
            quote: &one.quote,
            url: meta.url.as_deref(),
        };
        out.write_all(if at == 0 { b"  " } else { b",\n  " })?;
        serde_json::to_writer(&mut *out, &line)?;
    }
    out.write_all(b"\n] }\n")
}
