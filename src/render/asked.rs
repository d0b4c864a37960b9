//! Questions that were asked about pledges, and what the answers did with them, as text and as `kept/asked/1`.
//!
//! It must not choose, order or judge them; what is quoted is made harmless before it is shown.

use std::io::{self, Write};
use std::ops::Range;

use serde::Serialize;

use super::wrap::push_wrapped;
use super::{Screen, no_command, visible_line};
use crate::date;
use crate::document::Document;
use crate::matching::asked::{Outcome, Reading};
use crate::model::Pledge;

/// One question with its answer, and what became of it.
#[derive(Debug, Clone)]
pub struct Exchange<'a> {
    /// The pledge it bears on.
    pub pledge: &'a Pledge,
    /// The answer.
    pub answer: Answer<'a>,
    /// The answers and statements that it refers to.
    pub refers_to: Vec<Referred<'a>>,
}

/// An answer with its question, and what it does with it.
#[derive(Debug, Clone)]
pub struct Answer<'a> {
    /// The answer, with its question.
    pub document: &'a Document,
    /// What the answer does with the question.
    pub reading: Reading,
}

impl<'a> Answer<'a> {
    /// A stretch of the answer's text.
    fn said(&self, range: &Range<usize>) -> &'a str {
        self.document.text.text.get(range.clone()).unwrap_or_default()
    }

    /// The words of the answer that show what it does.
    fn quote(&self) -> &'a str {
        self.said(&self.reading.quote)
    }
}

/// What an answer refers to.
#[derive(Debug, Clone)]
pub struct Referred<'a> {
    /// Its number.
    pub number: String,
    /// What it says; absent where it is not among the documents.
    pub answer: Option<Answer<'a>>,
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
        push_answer(&mut out, &one.answer, screen);
        for target in &one.refers_to {
            let words = format!("refers to {}", referred(target));
            push_wrapped(&mut out, &visible_line(&words), screen.width, "      ", "        ");
        }
    }
    no_command(&out)
}

fn push_answer(out: &mut String, answer: &Answer<'_>, screen: Screen) {
    let meta = &answer.document.meta;
    let day = meta.known_in().map_or_else(|| "no date".to_owned(), date::long_day_or_month);
    let number = meta.uin.as_deref().or(meta.id.as_deref()).unwrap_or(&answer.document.path);
    let head = format!("{day}  {number}  {}", answer.reading.words());
    push_wrapped(out, &visible_line(&head), screen.width, "  ", "      ");
    let question = format!("asked: {}", meta.question.as_deref().unwrap_or_default());
    push_wrapped(out, &visible_line(&question), screen.width, "      ", "        ");
    push_wrapped(out, &visible_line(&format!("\"{}\"", answer.quote())), screen.width, "      ", "      ");
    if let Some((reason, place)) = &answer.reading.withheld {
        let words = format!("held off in part ({}): \"{}\"", reason.words(), answer.said(place));
        push_wrapped(out, &visible_line(&words), screen.width, "      ", "        ");
    }
}

/// What an answer refers to, with what that does, if it is at hand.
fn referred(target: &Referred<'_>) -> String {
    match &target.answer {
        Some(answer) => {
            let day = answer
                .document
                .meta
                .known_in()
                .map_or_else(String::new, |day| format!(" of {}", date::long_day_or_month(day)));
            format!("{}{day}, which {}: \"{}\"", target.number, answer.reading.words(), answer.quote())
        }
        None => format!("{}, which is not among the documents", target.number),
    }
}

#[derive(Serialize)]
struct ExchangeV1<'a> {
    pledge: &'a str,
    #[serde(flatten)]
    answer: AnswerV1<'a>,
    refers_to: Vec<ReferredV1<'a>>,
}

#[derive(Serialize)]
struct AnswerV1<'a> {
    document: &'a str,
    id: Option<&'a str>,
    uin: Option<&'a str>,
    on: Option<String>,
    question: Option<&'a str>,
    outcome: &'static str,
    quote: &'a str,
    asked_for: &'static str,
    manner: Option<&'static str>,
    reason: Option<&'static str>,
    withheld: Option<WithheldV1<'a>>,
    url: Option<&'a str>,
}

/// What was withheld beside a figure that was given.
#[derive(Serialize)]
struct WithheldV1<'a> {
    reason: &'static str,
    quote: &'a str,
}

/// What an answer refers to; `answer` is null where it is not among the documents.
#[derive(Serialize)]
struct ReferredV1<'a> {
    number: &'a str,
    answer: Option<AnswerV1<'a>>,
}

impl<'a> From<&'a Answer<'a>> for AnswerV1<'a> {
    fn from(answer: &'a Answer<'a>) -> Self {
        let meta = &answer.document.meta;
        let reading = &answer.reading;
        let (manner, reason) = match reading.outcome {
            Outcome::Answered(manner) => (Some(manner.code()), None),
            Outcome::HeldOff(reason) => (None, Some(reason.code())),
            Outcome::GaveAFigure | Outcome::Published | Outcome::NotGiven | Outcome::Silent => (None, None),
        };
        let withheld = reading
            .withheld
            .as_ref()
            .map(|(reason, place)| WithheldV1 { reason: reason.code(), quote: answer.said(place) });
        Self {
            document: &answer.document.path,
            id: meta.id.as_deref(),
            uin: meta.uin.as_deref(),
            on: meta.known_as_written(),
            question: meta.question.as_deref(),
            outcome: reading.outcome.code(),
            quote: answer.quote(),
            asked_for: reading.wanted.code(),
            manner,
            reason,
            withheld,
            url: meta.url.as_deref(),
        }
    }
}

/// Writes `kept/asked/1`, one exchange a line.
///
/// # Errors
/// When `out` cannot be written.
pub fn json(exchanges: &[Exchange<'_>], out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "{{ \"schema\": \"kept/asked/1\", \"generator\": \"{}\", \"asked\": [", super::GENERATOR)?;
    for (at, one) in exchanges.iter().enumerate() {
        let refers_to = one.refers_to.iter().map(|target| ReferredV1 {
            number: &target.number,
            answer: target.answer.as_ref().map(AnswerV1::from),
        });
        let line = ExchangeV1 {
            pledge: one.pledge.id.as_str(),
            answer: AnswerV1::from(&one.answer),
            refers_to: refers_to.collect(),
        };
        out.write_all(if at == 0 { b"  " } else { b",\n  " })?;
        serde_json::to_writer(&mut *out, &line)?;
    }
    out.write_all(b"\n] }\n")
}
