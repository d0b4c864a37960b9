//! What was extracted from documents and what was recognised in a text: as JSON, and for people.
//!
//! Offsets are turned from bytes into Unicode scalars here and nowhere else. It must not choose among candidates.

use std::io::{self, Write};

use serde::Serialize;

use crate::document::Document;
use crate::extraction::Extract;
use crate::language::dates::DateMention;
use crate::language::quantities::QuantityMention;
use crate::language::speech::{Act, Reading};
use crate::render::{no_command, visible_line};

/// Counts the Unicode scalars before a byte, without counting from the beginning each time.
struct Scalars<'t> {
    text: &'t str,
    /// The count before every 256th byte.
    counts: Vec<usize>,
}

const STRIDE: usize = 256;

impl<'t> Scalars<'t> {
    fn of(text: &'t str) -> Self {
        let mut counts = Vec::with_capacity(text.len() / STRIDE + 1);
        let mut count = 0;
        for chunk in text.as_bytes().chunks(STRIDE) {
            counts.push(count);
            count += chunk.iter().filter(|byte| begins_a_scalar(**byte)).count();
        }
        Self { text, counts }
    }

    fn at(&self, byte: usize) -> usize {
        let begin = byte / STRIDE * STRIDE;
        let known = self.counts.get(byte / STRIDE).copied().unwrap_or_else(|| self.text.chars().count());
        known
            + self
                .text
                .as_bytes()
                .get(begin..byte)
                .unwrap_or_default()
                .iter()
                .filter(|byte| begins_a_scalar(**byte))
                .count()
    }
}

fn begins_a_scalar(byte: u8) -> bool {
    byte & 0xC0 != 0x80
}

#[derive(Serialize)]
struct JsonDate<'t> {
    text: &'t str,
    start: usize,
    end: usize,
    kind: &'static str,
    value: Option<String>,
    first: Option<String>,
    last: Option<String>,
    vague: bool,
}

#[derive(Serialize)]
struct JsonQuantity<'t> {
    text: &'t str,
    start: usize,
    end: usize,
    value: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    fraction: Option<String>,
    unit: &'t str,
    of: Option<&'t str>,
    hedge: Option<&'static str>,
}

#[derive(Serialize)]
struct JsonCandidate<'t> {
    kind: &'static str,
    quote: &'t str,
    start: usize,
    end: usize,
    actor: Option<&'t str>,
    strength: &'static str,
    confidence: Thousandths,
    quantities: Vec<JsonQuantity<'t>>,
    deadline: Option<JsonDate<'t>>,
    reasons: &'t [String],
}

#[derive(Serialize)]
struct JsonMeta<'t> {
    title: Option<&'t str>,
    body: Option<&'t str>,
    minister: Option<&'t str>,
    date: Option<String>,
    url: Option<&'t str>,
    uin: Option<&'t str>,
}

#[derive(Serialize)]
struct JsonExtract<'t> {
    path: &'t str,
    id: Option<&'t str>,
    meta: JsonMeta<'t>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    flags: Vec<&'static str>,
    candidates: Vec<JsonCandidate<'t>>,
}

#[derive(Serialize)]
struct JsonSentence {
    start: usize,
    end: usize,
    kind: &'static str,
    confidence: Thousandths,
}

#[derive(Serialize)]
struct JsonAnnotation<'t> {
    path: &'t str,
    id: Option<&'t str>,
    text: &'t str,
    dates: Vec<JsonDate<'t>>,
    quantities: Vec<JsonQuantity<'t>>,
    sentences: Vec<JsonSentence>,
}

/// A share in thousandths, printed as a decimal between 0 and 1.
struct Thousandths(u32);

impl Serialize for Thousandths {
    #[allow(clippy::float_arithmetic, reason = "JSON has no other decimals; no status rests on it")]
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_f64(f64::from(self.0) / 1000.0)
    }
}

fn date<'t>(text: &'t str, scalars: &Scalars<'_>, date: &DateMention) -> JsonDate<'t> {
    JsonDate {
        text: text.get(date.start..date.end).unwrap_or_default(),
        start: scalars.at(date.start),
        end: scalars.at(date.end),
        kind: date.kind.word(),
        value: date.value(),
        first: date.first.map(|day| day.to_string()),
        last: date.last.map(|day| day.to_string()),
        vague: date.vague,
    }
}

fn quantity<'t>(text: &'t str, scalars: &Scalars<'_>, quantity: &QuantityMention) -> JsonQuantity<'t> {
    JsonQuantity {
        text: text.get(quantity.start..quantity.end).unwrap_or_default(),
        start: scalars.at(quantity.start),
        end: scalars.at(quantity.end),
        value: quantity.value.map(|value| value.to_string()),
        fraction: quantity.fraction.map(|(top, bottom)| format!("{top}/{bottom}")),
        unit: quantity.unit(text),
        of: quantity.of(text),
        hedge: quantity.hedge.map(|hedge| hedge.words()),
    }
}

/// What was extracted from one document, as one JSON object of `documents`.
#[must_use]
pub fn extract_json(extract: &Extract) -> String {
    let text = extract.document.text.text.as_str();
    let scalars = Scalars::of(text);
    let words = |start: usize, end: usize| text.get(start..end).unwrap_or_default();
    let candidates = extract.candidates.iter().map(|candidate| JsonCandidate {
        kind: candidate.act.word(),
        quote: words(candidate.start, candidate.end),
        start: scalars.at(candidate.start),
        end: scalars.at(candidate.end),
        actor: candidate.actor.map(|(start, end)| words(start, end)),
        strength: candidate.strength.word(),
        confidence: Thousandths(candidate.confidence),
        quantities: candidate.quantities.iter().map(|found| quantity(text, &scalars, found)).collect(),
        deadline: candidate.deadline.as_ref().map(|found| date(text, &scalars, found)),
        reasons: &candidate.reasons,
    });
    let meta = &extract.document.meta;
    let json = JsonExtract {
        path: &extract.document.path,
        id: meta.id.as_deref(),
        meta: JsonMeta {
            title: meta.title.as_deref().or(meta.heading.as_deref()),
            body: meta.body.as_deref(),
            minister: meta.minister.as_deref(),
            date: meta.known_as_written(),
            url: meta.url.as_deref(),
            uin: meta.uin.as_deref(),
        },
        flags: extract.document.flags.iter().map(|flag| flag.word()).collect(),
        candidates: candidates.collect(),
    };
    // These structs hold only text, numbers and lists: they always serialize.
    serde_json::to_string(&json).unwrap_or_default()
}

/// What was recognised in one document, as one JSON object of `documents`.
#[must_use]
pub fn annotation_json(document: &Document, reading: &Reading) -> String {
    let text = document.text.text.as_str();
    let scalars = Scalars::of(text);
    let sentences = reading.sentences.iter().zip(&reading.verdicts).map(|(sentence, verdict)| JsonSentence {
        start: scalars.at(sentence.start),
        end: scalars.at(sentence.end),
        kind: verdict.act.word(),
        confidence: Thousandths(verdict.confidence),
    });
    let json = JsonAnnotation {
        path: &document.path,
        id: document.meta.id.as_deref(),
        text,
        dates: reading.dates.iter().map(|found| date(text, &scalars, found)).collect(),
        quantities: reading.quantities.iter().map(|found| quantity(text, &scalars, found)).collect(),
        sentences: sentences.collect(),
    };
    serde_json::to_string(&json).unwrap_or_default()
}

/// A document by the words that people know it by: its title or heading and its file, with its number in a file of many, else the
/// number.
fn name_of(document: &Document) -> String {
    let meta = &document.meta;
    let path = visible_line(&document.path);
    match (meta.title.as_deref().or(meta.heading.as_deref()), meta.id.as_deref()) {
        (Some(title), Some(id)) => format!("“{}” ({path}, {})", visible_line(title), visible_line(id)),
        (Some(title), None) => format!("“{}” ({path})", visible_line(title)),
        (None, Some(id)) => visible_line(id).into_owned(),
        (None, None) => path.into_owned(),
    }
}

/// What keeps a document from settling anything.
fn push_flags(document: &Document, out: &mut dyn Write) -> io::Result<()> {
    document.flags.iter().try_for_each(|flag| writeln!(out, "  mind: {}", flag.meaning()))
}

/// What was extracted, for people: a line for what a sentence does, then its quote and what was found in it.
///
/// # Errors
/// When `out` cannot be written.
pub fn extract_text(extract: &Extract, out: &mut dyn Write) -> io::Result<()> {
    let mut text = Vec::new();
    push_extract(extract, &mut text)?;
    out.write_all(no_command(&String::from_utf8_lossy(&text)).as_bytes())
}

fn push_extract(extract: &Extract, out: &mut dyn Write) -> io::Result<()> {
    let text = extract.document.text.text.as_str();
    let words =
        |start: usize, end: usize| visible_line(text.get(start..end).unwrap_or_default()).into_owned();
    writeln!(out, "{}: {} found", name_of(&extract.document), extract.candidates.len())?;
    push_flags(&extract.document, out)?;
    for candidate in &extract.candidates {
        let percent = candidate.confidence / 10;
        // What was done is neither firm nor hedged.
        let strength = match candidate.act {
            Act::Pledge | Act::Aspiration => format!("{}, ", candidate.strength.word()),
            Act::Claim | Act::Other => String::new(),
        };
        writeln!(out, "\n  {} ({strength}{percent} % sure)", candidate.act.word())?;
        writeln!(out, "    “{}”", words(candidate.start, candidate.end))?;
        if let Some(deadline) = &candidate.deadline {
            let days = match (deadline.first, deadline.last) {
                (Some(first), Some(last)) if first == last => last.to_string(),
                (Some(first), Some(last)) => format!("{first} to {last}"),
                _ => "no day".to_owned(),
            };
            writeln!(out, "    deadline: {} ({days})", words(deadline.start, deadline.end))?;
        }
        for found in &candidate.quantities {
            let value = match (found.value, found.fraction) {
                (Some(value), _) => crate::quantity::with_unit(value, found.unit(text)),
                (None, Some((top, bottom))) => format!("{top}/{bottom} {}", found.unit(text)),
                (None, None) => String::new(),
            };
            let hedge = found.hedge.map(|hedge| format!("{} ", hedge.words())).unwrap_or_default();
            writeln!(out, "    quantity: {hedge}{}", visible_line(&value))?;
        }
        for reason in &candidate.reasons {
            writeln!(out, "    because: {}", visible_line(reason))?;
        }
    }
    Ok(())
}

/// A text with everything marked that was recognised in it: `[pledge 93 %: … {by March 2025 → 2025-03-31} … ]`.
///
/// # Errors
/// When `out` cannot be written.
pub fn annotation_text(document: &Document, reading: &Reading, out: &mut dyn Write) -> io::Result<()> {
    let mut text = Vec::new();
    push_annotation(document, reading, &mut text)?;
    out.write_all(no_command(&String::from_utf8_lossy(&text)).as_bytes())
}

fn push_annotation(document: &Document, reading: &Reading, out: &mut dyn Write) -> io::Result<()> {
    let text = document.text.text.as_str();
    writeln!(out, "{}", name_of(document))?;
    push_flags(document, out)?;
    let mut marks: Vec<(usize, usize, String)> = Vec::new();
    for found in &reading.dates {
        let meaning = match (found.vague, found.last) {
            (true, _) => "no day".to_owned(),
            (false, Some(last)) => format!("{} {last}", found.kind.word()),
            (false, None) => "?".to_owned(),
        };
        marks.push((found.start, found.end, meaning));
    }
    for found in &reading.quantities {
        let value = found.value.map_or_else(
            || found.fraction.map(|(top, bottom)| format!("{top}/{bottom}")).unwrap_or_default(),
            |value| value.to_string(),
        );
        marks.push((found.start, found.end, format!("{value} {}", found.unit(text)).trim_end().to_owned()));
    }
    marks.sort();
    let mut marks = marks.into_iter().peekable();
    for (sentence, verdict) in reading.sentences.iter().zip(&reading.verdicts) {
        let mut line = String::new();
        let mut at = sentence.start;
        while let Some((start, end, meaning)) = marks.next_if(|(start, _, _)| *start < sentence.end) {
            if start < at || end > sentence.end {
                continue;
            }
            line.push_str(text.get(at..start).unwrap_or_default());
            line.push_str(&format!("{{{} → {meaning}}}", text.get(start..end).unwrap_or_default()));
            at = end;
        }
        line.push_str(text.get(at..sentence.end).unwrap_or_default());
        let label = match verdict.act {
            Act::Other => "          ".to_owned(),
            Act::Pledge | Act::Aspiration | Act::Claim => format!("{:<10}", verdict.act.word()),
        };
        writeln!(out, "  {label} {:>3} %  {}", verdict.confidence / 10, visible_line(&line))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offsets_count_scalars_not_bytes() {
        let text = format!("£{}é½x", "a".repeat(600));
        let scalars = Scalars::of(&text);
        for (count, (byte, _)) in text.char_indices().enumerate() {
            assert_eq!(scalars.at(byte), count);
        }
        assert_eq!(scalars.at(text.len()), text.chars().count());
    }
}
