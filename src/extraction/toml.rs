//! Candidates as TOML for `pledges.toml`.
//!
//! What only a person can say (`test`, the title) is left to be completed, and marked so. It must not write files.

mod id;
mod target;

use toml_edit::{Array, ArrayOfTables, DocumentMut, Item, Table, Value, value};

use crate::document::{Document, office_asked};
use crate::extraction::{Candidate, Extract};
use crate::language::dates::Kind;
use crate::language::labels::label_length;
use crate::language::quantities::Hedge;
use crate::language::speech::Act;
use crate::quantity::Decimal;
use id::new_id;

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

/// A pledge with everything that the document says of it.
pub(super) fn pledge_table(extract: &Extract, candidate: &Candidate, ids: &mut Vec<String>) -> Table {
    let meta = &extract.document.meta;
    let quote = extract.quote(candidate);
    let id = new_id(quote, ids);
    let mut table = Table::new();
    let mut comment = comment(candidate);
    if extract.source.is_none() {
        // A pledge can name a document of the register only.
        comment.push_str(&format!(
            "# From {}: keep it below evidence/ and name it in `source`.\n",
            plain(&place_of(&extract.document))
        ));
    }
    comment.extend(extract.document.flags.iter().map(|flag| format!("# Mind: {}.\n", flag.meaning())));
    table.decor_mut().set_prefix(comment);
    table.insert("id", value(id.as_str()));
    table.insert("title", value(title_of(quote)));
    if let Some(minister) = &meta.minister {
        // The name alone: the office that a page prints is the one of the day on which it was saved.
        let named = if minister.contains(',') {
            minister.clone()
        } else {
            format!("TO COMPLETE: {minister}, with the office held then")
        };
        table.insert("made_by", value(named));
    }
    let other = candidate.actor.and_then(|(start, end)| other_body(extract, start, end));
    let responsible = match (&meta.body, other) {
        (_, Some(other)) => format!("TO COMPLETE: the body that answers for it, perhaps {other}"),
        (Some(body), None) => body.clone(),
        (None, None) => {
            let asked = meta.question.as_deref().and_then(office_asked);
            let asked = asked.map(|asked| format!(" (the question was put to: {asked})"));
            format!("TO COMPLETE: the body that answers for it{}", asked.unwrap_or_default())
        }
    };
    table.insert("responsible", value(responsible));
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
    let mut target = target::table(extract, candidate, &id);
    let goes_on = target.contains_key("keep");
    if let Some(remark) = on_its_numbers(extract, candidate, &target) {
        target.decor_mut().set_prefix(remark);
    }
    table.insert("target", Item::Table(target));
    if let Some(deadline) = deadline_table(extract, candidate, goes_on) {
        table.insert("deadline", Item::Table(deadline));
    }
    ids.push(id);
    table
}

/// What the target leaves aside, where the sentence has other numbers than the one that it takes.
fn on_its_numbers(extract: &Extract, candidate: &Candidate, target: &Table) -> Option<String> {
    let takes_one = target.contains_key("indicator");
    if candidate.quantities.len() <= usize::from(takes_one) {
        return None;
    }
    let text = extract.document.text.text.as_str();
    let said = candidate.quantities.iter().filter_map(|number| text.get(number.start..number.end));
    let said: Vec<String> = said.map(|number| format!("“{}”", plain(number))).collect();
    let said = said.join(", ");
    Some(if takes_one {
        format!("\n# The sentence has these numbers: {said}. Is the one below the one to be reached?\n")
    } else {
        let is_open = candidate.quantities.iter().any(|number| target::says_up_to(extract, number));
        let open =
            if is_open { " “Up to” may be a promise or a limit: `at_least` or `at_most`." } else { "" };
        format!("\n# Of what the sentence counts nothing was taken for a target: {said}.{open}\n")
    })
}

/// The document in the register where it is kept there, else its title and address.
pub(super) fn add_source(table: &mut Table, extract: &Extract) {
    let document = &extract.document;
    if let Some(source) = &extract.source {
        table.insert("source", value(source.as_str()));
        return;
    }
    table.insert("source_title", value(title_of_source(document).unwrap_or_else(|| document.path.clone())));
    if let Some(url) = &document.meta.url {
        table.insert("url", value(url.as_str()));
    }
}

/// What a document is called, with the number by which it is found where its name has none.
fn title_of_source(document: &Document) -> Option<String> {
    let (meta, named) = (&document.meta, document.meta.called());
    let number = match (&meta.uin, &meta.id) {
        (Some(uin), _) => uin.clone(),
        (None, Some(id)) => format!("id {id}"),
        (None, None) => return named,
    };
    named.map(|name| if name.contains(&number) { name } else { format!("{name} ({number})") })
}

/// A document by its name, if it has one, and its file, for a bulk file has many.
fn place_of(document: &Document) -> String {
    let path = &document.path;
    title_of_source(document).map_or_else(|| path.clone(), |title| format!("“{title}” in {path}"))
}

/// A day as a TOML date, anything else as a text.
pub(super) fn date_value(text: &str) -> Value {
    text.parse::<toml_edit::Datetime>().map_or_else(|_| Value::from(text), Value::from)
}

pub(super) fn comment(candidate: &Candidate) -> String {
    let mut comment =
        format!("\n# Proposed with confidence 0.{:03}; check every line.\n", candidate.confidence.min(999));
    comment.extend(candidate.reasons.iter().map(|reason| format!("# {}\n", plain(reason))));
    comment
}

/// A text that cannot end a comment.
fn plain(text: &str) -> String {
    text.chars().map(|letter| if letter.is_control() { ' ' } else { letter }).collect()
}

pub(super) fn number_value(number: Decimal) -> Value {
    let text = number.normalize().to_string();
    text.parse::<Value>().unwrap_or_else(|_| Value::from(text))
}

/// Registers have no word for less than a number: `at_most` says it.
pub(super) fn hedge_value(hedge: Option<Hedge>) -> Option<Value> {
    hedge.filter(|hedge| *hedge != Hedge::Under).map(|hedge| Value::from(hedge.words()))
}

/// The deadline; `goes_on`: of what is to go on until then, and not of what is to be reached.
pub(super) fn deadline_table(extract: &Extract, candidate: &Candidate, goes_on: bool) -> Option<Table> {
    let deadline = candidate.deadline.as_ref()?;
    let mut written = deadline.value()?;
    let said = extract.document.text.text.get(deadline.start..deadline.end).unwrap_or_default();
    // What goes on until a day goes on from the day of the pledge: the day alone would be a window of that one day.
    if deadline.kind == Kind::Until && !written.contains('/') {
        written.insert_str(0, "../");
    }
    let kept = target::kept_until(extract, deadline).filter(|_| goes_on);
    if let Some(kept) = kept {
        written = format!("../{kept}");
    }
    let key = match deadline.kind {
        Kind::Until | Kind::Over | Kind::In if goes_on => "until",
        Kind::From if kept.is_some() => "until",
        // `from 2026-27 to 2029-30` is all of that time.
        Kind::From if !said.contains(" to ") => "from",
        Kind::By | Kind::In | Kind::Over | Kind::From | Kind::Until => "by",
    };
    let mut table = Table::new();
    table.insert(key, value(date_value(&written)));
    table.insert("quote", value(said));
    Some(table)
}

/// The body that a sentence names as the one that acts, where it is not the one that the document is of: `The Home Office
/// will recruit` in an answer of the Ministry of Justice.
fn other_body(extract: &Extract, start: usize, end: usize) -> Option<&str> {
    let named = extract.document.text.text.get(start..end)?;
    let own = extract.document.meta.body.as_deref()?;
    let articles = ["the ", "this ", "my ", "our "];
    let lower = named.to_lowercase();
    let bare = articles.iter().find_map(|article| lower.strip_prefix(article)).unwrap_or(&lower);
    let speaks = SPEAKERS.contains(&bare) || bare.split(' ').any(|word| OFFICES.contains(&word));
    let initials = |keep: fn(char) -> bool| -> String {
        own.split([' ', '-']).filter_map(|word| word.chars().next()).filter(|first| keep(*first)).collect()
    };
    let [all, capitals] = [initials(char::is_alphabetic), initials(char::is_uppercase)];
    let is_own = own.to_lowercase().contains(bare)
        || bare.contains(&own.to_lowercase())
        || [all, capitals].iter().any(|short| short.to_lowercase() == bare);
    (!speaks && !is_own).then(|| named.get(lower.len() - bare.len()..)).flatten()
}

/// Names under which a body speaks of itself: `we`, `the Department`, `this Government`.
#[rustfmt::skip]
const SPEAKERS: [&str; 17] = [
    "we", "i", "government", "governments", "uk", "uk government", "british government", "hm government",
    "his majesty's government", "department", "departments", "council", "programme", "review", "taskforce", "commission",
    "authority",
];

/// Words by which those who speak for a body are named, whatever else their names have: `the Secretary of State for Education`.
const OFFICES: [&str; 5] = ["secretary", "minister", "ministers", "officials", "chancellor"];

/// The quote without the number of an item and without its full stop, cut to the length of a title; to be put in neutral
/// words by a person.
fn title_of(quote: &str) -> String {
    let mut title = String::new();
    let said = quote.get(label_length(quote)..).unwrap_or_default().trim_start();
    // An item ends as its list goes on: `recruit 150 wardens; and`.
    let said = said.strip_suffix(" and").or_else(|| said.strip_suffix(" or")).unwrap_or(said);
    for word in said.trim_end_matches(['.', ';', ',']).split(' ') {
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
    fn a_title_has_no_label_of_an_item() {
        for (quote, title) in [
            ("(b) That £2 million be spent.", "That £2 million be spent"),
            ("iv) Plant trees", "Plant trees"),
            ("12. Plant trees", "Plant trees"),
            ("We. Plant trees", "We. Plant trees"),
            ("500 trees", "500 trees"),
        ] {
            assert_eq!(title_of(quote), title);
        }
    }

    #[test]
    fn a_number_that_is_left_aside_is_named() {
        for (sentence, remark) in [
            (
                "We will train 400 staff in 30 schools by 2026.",
                "# The sentence has these numbers: “400”, “30”. Is the one below the one to be reached?",
            ),
            (
                "We will not close the 30 schools.",
                "# Of what the sentence counts nothing was taken for a target: “30”.",
            ),
            (
                "We will train up to 400 staff by 2026.",
                "# Of what the sentence counts nothing was taken for a target: “400”. “Up to” may be a promise or a limit: `at_least` or `at_most`.",
            ),
            ("We will train 400 staff by 2026.", ""),
            ("We will publish a strategy.", ""),
        ] {
            let document =
                Document { path: "a.txt".into(), text: from_plain(sentence), ..Document::default() };
            let text = draft(&[extract(document, None)], 0);
            let remarks = text
                .lines()
                .filter(|line| line.starts_with("# The sentence") || line.starts_with("# Of what"));
            assert_eq!(remarks.collect::<Vec<_>>().join(""), remark, "{text}");
        }
    }

    #[test]
    fn a_document_of_a_bulk_file_is_named_by_its_heading_and_number() {
        let mut document = Document { path: "answers.jsonl".into(), ..Document::default() };
        assert_eq!(place_of(&document), "answers.jsonl");
        document.meta.id = Some("1731363".into());
        document.meta.question = Some("To ask".into());
        assert_eq!(place_of(&document), "“Written answer (id 1731363)” in answers.jsonl");
        document.meta.uin = Some("1267".into());
        assert_eq!(title_of_source(&document).as_deref(), Some("Written question 1267"));
        document.meta.heading = Some("Dental Services".into());
        assert_eq!(title_of_source(&document).as_deref(), Some("Dental Services (1267)"));
    }

    #[test]
    fn where_nobody_says_who_answers_the_minister_who_was_asked_is_named() {
        let mut document =
            Document { text: from_plain("We will publish a strategy."), ..Document::default() };
        let question = "To ask the Secretary of State for Health and Social Care, what steps he is taking.";
        document.meta.question = Some(question.into());
        let extract = crate::extraction::extract(document, None);
        let table = pledge_table(&extract, &extract.candidates[0], &mut Vec::new());
        let responsible = table["responsible"].as_str().expect("a text");
        assert!(
            responsible.ends_with("(the question was put to: Secretary of State for Health and Social Care)")
        );
        assert!(crate::model::is_to_complete(responsible));
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
