//! Candidates as TOML for `pledges.toml`.
//!
//! What only a person can say (`test`, the title) is left to be completed, and marked so. It must not write files.

use toml_edit::{Array, ArrayOfTables, DocumentMut, Item, Table, Value, value};

use crate::extraction::{Candidate, Extract};
use crate::language::dates::{self, Kind};
use crate::language::quantities::{Hedge, QuantityMention, Unit};
use crate::language::speech::Act;
use crate::language::tokens::{Token, tokenize, word, words};
use crate::quantity::Decimal;

/// The pledges of some documents as TOML of their own: those at least so sure (in thousandths).
#[must_use]
pub fn draft(extracts: &[Extract], least: u32) -> String {
    let mut file = DocumentMut::new();
    let mut ids = Vec::new();
    for extract in extracts {
        for candidate in pledges(extract, least) {
            push(&mut file, "pledge", pledge_table(extract, candidate, &mut ids));
        }
    }
    file.to_string()
}

pub(super) fn pledges(extract: &Extract, least: u32) -> impl Iterator<Item = &Candidate> {
    extract
        .candidates
        .iter()
        .filter(move |candidate| candidate.act == Act::Pledge && candidate.confidence >= least)
}

pub(super) fn push(file: &mut DocumentMut, key: &str, table: Table) {
    if let Some(list) =
        file.entry(key).or_insert_with(|| Item::ArrayOfTables(ArrayOfTables::new())).as_array_of_tables_mut()
    {
        list.push(table);
    }
}

pub(super) fn quote_of<'e>(extract: &'e Extract, candidate: &Candidate) -> &'e str {
    extract.document.text.text.get(candidate.start..candidate.end).unwrap_or_default()
}

/// A pledge with everything that the document says of it.
pub(super) fn pledge_table(extract: &Extract, candidate: &Candidate, ids: &mut Vec<String>) -> Table {
    let meta = &extract.document.meta;
    let quote = quote_of(extract, candidate);
    let id = new_id(quote, ids);
    let mut table = Table::new();
    let mut comment = comment(candidate);
    if extract.source.is_none() {
        // A pledge can name a document of the register only.
        comment.push_str(&format!(
            "# From {}: keep it below evidence/ and name it in `source`.\n",
            plain(&extract.document.path)
        ));
    }
    table.decor_mut().set_prefix(comment);
    table.insert("id", value(id.as_str()));
    table.insert("title", value(title_of(quote)));
    if let Some(minister) = &meta.minister {
        table.insert("made_by", value(minister.as_str()));
    }
    table.insert(
        "responsible",
        value(meta.body.as_deref().unwrap_or("TO COMPLETE: the body that answers for it")),
    );
    if let Some(on) = meta.known_as_written() {
        table.insert("made_on", value(date_value(&on)));
    } else {
        table.insert("made_on", value("TO COMPLETE: the day on which it was said"));
    }
    if let Some(source) = &extract.source {
        table.insert("source", value(source.as_str()));
    }
    table.insert("quote", value(quote));
    table.insert("topics", value(Array::new()));
    table.insert("test", value("TO COMPLETE: what would count, in one plain sentence"));
    table.insert("target", Item::Table(target_table(extract, candidate, &id)));
    if let Some(deadline) = deadline_table(extract, candidate) {
        table.insert("deadline", Item::Table(deadline));
    }
    ids.push(id);
    table
}

/// The document in the register where it is kept there, else its title and address.
pub(super) fn add_source(table: &mut Table, extract: &Extract) {
    let document = &extract.document;
    if let Some(source) = &extract.source {
        table.insert("source", value(source.as_str()));
        return;
    }
    let title = document.meta.title.as_deref().unwrap_or(&document.path);
    table.insert("source_title", value(title));
    if let Some(url) = &document.meta.url {
        table.insert("url", value(url.as_str()));
    }
}

/// A day as a TOML date, anything else as a text.
pub(super) fn date_value(text: &str) -> Value {
    text.parse::<toml_edit::Datetime>().map_or_else(|_| Value::from(text), Value::from)
}

pub(super) fn comment(candidate: &Candidate) -> String {
    let mut comment =
        format!("\n# Proposed with confidence 0.{:03}; check every line.\n", candidate.confidence.min(999));
    for reason in &candidate.reasons {
        comment.push_str(&format!("# {}\n", plain(reason)));
    }
    comment
}

/// A text that cannot end a comment.
fn plain(text: &str) -> String {
    text.chars().map(|letter| if letter.is_control() { ' ' } else { letter }).collect()
}

/// The form that the quantities suggest: a number to be reached, or an act to be done.
fn target_table(extract: &Extract, candidate: &Candidate, id: &str) -> Table {
    let mut table = Table::new();
    let quote = quote_of(extract, candidate);
    if goes_on(quote, candidate) {
        table.insert("keep", value("TO COMPLETE: what must go on"));
        return table;
    }
    let number = decisive(extract, candidate).filter(|_| !is_denied(quote));
    let Some((quantity, number)) = number.and_then(|quantity| Some((quantity, quantity.value?))) else {
        table.insert("act", value("TO COMPLETE: what has to be done"));
        return table;
    };
    let form = match quantity.hedge {
        Some(Hedge::UpTo | Hedge::Under) => "at_most",
        Some(_) | None if is_capped(extract, candidate, quantity) => "at_most",
        Some(_) | None if is_additional(extract, quantity) => "total",
        Some(Hedge::Almost | Hedge::Around | Hedge::Over | Hedge::AtLeast) | None => "at_least",
    };
    table.insert(form, value(number_value(number)));
    let unit = quantity.unit(&extract.document.text.text);
    if !unit.is_empty() {
        table.insert("unit", value(unit));
    }
    if let Some(hedge) = quantity.hedge.filter(|hedge| *hedge != Hedge::Under) {
        table.insert("hedge", value(hedge.words()));
    }
    // An indicator of its own: two pledges are measured alike only where a person says so.
    table.insert("indicator", value(format!("to-complete-{id}")));
    table
}

/// Whether a pledge is that something stays until a day: `We will maintain 30 hours of childcare until August 2028`. What
/// is spent `each year to 2027/28` is a number to be reached.
fn goes_on(quote: &str, candidate: &Candidate) -> bool {
    let Some(deadline) = candidate.deadline.as_ref().filter(|deadline| deadline.kind == Kind::Until) else {
        return false;
    };
    let phrase = quote.get(deadline.start - candidate.start..).unwrap_or_default();
    let yearly = phrase.get(..3).is_some_and(|to| to.eq_ignore_ascii_case("to "));
    !yearly || candidate.quantities.is_empty()
}

/// Whether a sentence says what will not be done: its numbers are none to be reached.
fn is_denied(quote: &str) -> bool {
    let tokens = tokenize(quote);
    let denials = words!["not", "never", "no"];
    tokens.iter().any(|token| words!["won't", "won’t"].contains(&token.word))
        || tokens.windows(2).any(
            |pair| matches!(pair, [will, not] if will.word == word!("will") && denials.contains(&not.word)),
        )
}

/// Whether a number is one that may not be passed: `limit fees to £9,535`, `cut waiting times to 18 weeks`.
fn is_capped(extract: &Extract, candidate: &Candidate, quantity: &QuantityMention) -> bool {
    let text = extract.document.text.text.as_str();
    let tokens = tokenize(text.get(candidate.start..quantity.start).unwrap_or_default());
    let caps = words![
        "limit", "limiting", "limited", "cap", "capping", "capped", "cut", "cutting", "reduce", "reducing",
        "reduced", "lower", "lowering", "lowered"
    ];
    let near = tokens.iter().rev().take(9);
    tokens.last().is_some_and(|to| words!["to", "at", "below", "under"].contains(&to.word))
        && near.into_iter().any(|token| caps.contains(&token.word))
}

/// Whether a number is of things that come to those there are: `6,500 additional teachers`, `15 new schools`. A figure of all
/// teachers would reach it at once, so that the increments are summed.
fn is_additional(extract: &Extract, quantity: &QuantityMention) -> bool {
    let text = extract.document.text.text.as_str();
    let Unit::Noun(noun, _) = quantity.unit else { return false };
    let more = words!["additional", "new", "more", "extra", "further", "another"];
    let is_more = |token: &Token| more.contains(&token.word);
    let between = tokenize(text.get(quantity.end..noun).unwrap_or_default());
    let before = text.get(..quantity.start).unwrap_or_default();
    let from = before.char_indices().rev().nth(30).map_or(0, |(at, _)| at);
    let before = tokenize(before.get(from..).unwrap_or_default());
    let within = tokenize(text.get(quantity.start..quantity.end).unwrap_or_default());
    between.iter().chain(&within).chain(before.iter().rev().take(1)).any(is_more)
}

/// The quantity that a target is made of: the first that counts things, else the first. Of like ones it is the one that the
/// deadline belongs to: `£740 million in 2025-26 and £800 million in 2026-27`.
fn decisive<'c>(extract: &Extract, candidate: &'c Candidate) -> Option<&'c QuantityMention> {
    let text = extract.document.text.text.as_str();
    let numbers = || candidate.quantities.iter().filter(|quantity| quantity.value.is_some());
    let first =
        numbers().find(|quantity| matches!(quantity.unit, Unit::Noun(..))).or_else(|| numbers().next())?;
    let until = candidate.deadline.as_ref().map_or(0, |deadline| deadline.start);
    let quote = quote_of(extract, candidate);
    let dates = dates::recognise(quote, &tokenize(quote), None);
    let is_of_another_date = |quantity: &QuantityMention| {
        let starts = dates.iter().filter(|date| !date.vague).map(|date| candidate.start + date.start);
        quantity.end <= until && starts.clone().any(|start| (quantity.end..until).contains(&start))
    };
    let is_alike = |quantity: &&QuantityMention| quantity.unit(text) == first.unit(text);
    let bound =
        || numbers().filter(is_alike).find(|quantity| !is_of_another_date(quantity) && quantity.end <= until);
    Some(if is_of_another_date(first) { bound().unwrap_or(first) } else { first })
}

pub(super) fn number_value(number: Decimal) -> Value {
    let text = number.normalize().to_string();
    text.parse::<Value>().unwrap_or_else(|_| Value::from(text))
}

pub(super) fn deadline_table(extract: &Extract, candidate: &Candidate) -> Option<Table> {
    let deadline = candidate.deadline.as_ref()?;
    let mut written = deadline.value()?;
    // What goes on until a day goes on from now: the day alone would be a window of that one day.
    if deadline.kind == Kind::Until && !written.contains('/') {
        written.insert_str(0, "../");
    }
    let key = match deadline.kind {
        Kind::By | Kind::In | Kind::Over => "by",
        Kind::From => "from",
        Kind::Until => "until",
    };
    let mut table = Table::new();
    table.insert(key, value(date_value(&written)));
    table.insert(
        "quote",
        value(extract.document.text.text.get(deadline.start..deadline.end).unwrap_or_default()),
    );
    Some(table)
}

/// An id from the first telling words of a quote, unlike all others.
fn new_id(quote: &str, ids: &[String]) -> String {
    let dull = [
        "the",
        "and",
        "will",
        "that",
        "this",
        "with",
        "for",
        "has",
        "have",
        "are",
        "our",
        "government",
        "department",
        "committed",
        "also",
        "from",
        "its",
        "million",
        "billion",
    ];
    let words = quote.split(|letter: char| !letter.is_ascii_alphanumeric()).map(str::to_ascii_lowercase);
    // A part of a number says nothing; a year does.
    let is_number = |word: &str| word.len() != 4 && word.bytes().all(|byte| byte.is_ascii_digit());
    let mut telling: Vec<String> = Vec::new();
    for word in words.filter(|word| word.len() > 2 && !is_number(word) && !dull.contains(&word.as_str())) {
        if telling.len() < 4 && !telling.contains(&word) {
            telling.push(word);
        }
    }
    let base = if telling.is_empty() { "pledge".to_owned() } else { telling.join("-") };
    let base = if base.starts_with(|letter: char| letter.is_ascii_digit()) {
        format!("pledge-{base}")
    } else {
        base
    };
    let taken = |id: &str| ids.iter().any(|known| known == id);
    if !taken(&base) {
        return base;
    }
    (2..).map(|number| format!("{base}-{number}")).find(|id| !taken(id)).unwrap_or(base)
}

/// The quote, cut to the length of a title and without its full stop; to be put in neutral words by a person.
fn title_of(quote: &str) -> String {
    let mut title = String::new();
    for word in quote.trim_end_matches('.').split(' ') {
        if title.chars().count() + word.chars().count() > 70 {
            title.push('…');
            break;
        }
        if !title.is_empty() {
            title.push(' ');
        }
        title.push_str(word);
    }
    title
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Document;
    use crate::extraction::extract;
    use crate::language::canonical::from_plain;

    fn sample() -> Extract {
        let mut document = Document {
            path: "answer.txt".into(),
            text: from_plain("We will publish a strategy by March 2026."),
            ..Document::default()
        };
        document.meta.answered_on = "2025-01-15".parse().ok();
        extract(document, None)
    }

    #[test]
    fn of_numbers_for_several_years_the_one_of_the_deadline_is_to_be_reached() {
        let text = from_plain("We will invest £740 million in 2025-26 and £800 million in 2026-27.");
        let mut document = Document { path: "a.txt".into(), text, ..Document::default() };
        document.meta.answered_on = "2025-01-15".parse().ok();
        let draft = draft(&[extract(document, None)], 0);
        assert!(draft.contains("at_least = 800000000") && draft.contains("by = \"FY2026-27\""), "{draft}");
        assert!(draft.contains("id = \"invest-2025-2026\""), "{draft}");
    }

    #[test]
    #[rustfmt::skip]
    fn the_form_of_a_target_is_that_of_what_is_promised() {
        let rows = [
            ("We will recruit 6,500 additional teachers by 2028.", "total = 6500"),
            ("We will recruit an additional 6,500 teachers by 2028.", "total = 6500"),
            ("We will open 15 new schools by 2028.", "total = 15"),
            ("We will recruit 6,500 teachers by 2028.", "at_least = 6500"),
            ("We will maintain 30 hours of childcare until August 2028.", "keep = "),
            ("We will limit fees to £9,535 until 2027.", "keep = "),
            ("We will cap fees at £9,535 by 2027.", "at_most = 9535"),
            ("We will provide up to 400 places by 2027.", "at_most = 400"),
            ("We will not close any of the 12 libraries before 2028.", "act = "),
        ];
        for (sentence, form) in rows {
            let mut document =
                Document { path: "a.txt".into(), text: from_plain(sentence), ..Document::default() };
            document.meta.answered_on = "2025-07-21".parse().ok();
            let draft = draft(&[extract(document, None)], 0);
            assert!(draft.contains(form), "{sentence}: {draft}");
        }
    }

    #[test]
    fn ids_are_never_given_twice() {
        let extract = sample();
        let text = draft(&[extract.clone(), extract], 0);
        assert!(
            text.contains("id = \"publish-strategy-march-2026\"")
                && text.contains("id = \"publish-strategy-march-2026-2\""),
            "{text}"
        );
    }
}
