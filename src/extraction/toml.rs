//! Candidates as TOML for `pledges.toml`: a draft on its own, or put into a file whose comments and layout stay.
//!
//! What only a person can say (`test`, the title) is left to be completed, and marked so. It must not write files.

use toml_edit::{Array, ArrayOfTables, DocumentMut, Item, Table, Value, value};

use crate::extraction::register::folded;
use crate::extraction::{Candidate, Change, Extract, Known, Relation, relation};
use crate::language::dates::Kind;
use crate::language::quantities::Unit;
use crate::language::speech::Act;
use crate::model::Pledge;

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

/// Puts the pledges that `choose` takes into the text of a `pledges.toml`: new ones as `[[pledge]]`, restatements under
/// the pledge they restate. Gives the new text, and a line about each: what was added, and what was there already.
///
/// # Errors
/// When the text is no TOML.
pub fn append(
    text: &str,
    known: &[Known<'_>],
    extracts: &[Extract],
    choose: &mut dyn FnMut(&Extract, &Candidate, &Relation<'_>) -> bool,
) -> Result<(String, Vec<String>), toml_edit::TomlError> {
    let mut file: DocumentMut = text.parse()?;
    let mut ids: Vec<String> =
        tables(&file).filter_map(|table| Some(table.get("id")?.as_str()?.to_owned())).collect();
    let mut written: Vec<(String, String)> = tables(&file)
        .filter_map(|table| {
            let text = |key: &str| table.get(key)?.as_str().map(str::to_owned);
            Some((text("id")?, folded(&text("quote")?)))
        })
        .collect();
    let mut lines = Vec::new();
    for extract in extracts {
        for candidate in pledges(extract, 0) {
            let quote = quote_of(extract, candidate);
            // What an earlier run wrote is there, though it may be too unfinished to be loaded.
            let folded = folded(quote);
            if let Some((id, _)) = written.iter().find(|(_, known)| *known == folded) {
                lines.push(format!("already there: {id} ({quote})"));
                continue;
            }
            let relation = relation(&extract.document.text.text, candidate, known);
            if !matches!(relation, Relation::Same(_)) && !choose(extract, candidate, &relation) {
                continue;
            }
            // What was said before a pledge was made restates nothing.
            let earlier = |pledge: &Pledge| {
                let made = pledge.made_on.full_window();
                extract.document.meta.known_in().is_some_and(|said| said.last < made.first)
            };
            match relation {
                Relation::Same(pledge) => lines.push(format!("already there: {} ({quote})", pledge.id)),
                Relation::Restated(pledge, _) if earlier(pledge) => {
                    lines.push(format!("already there, said later: {} ({quote})", pledge.id));
                }
                Relation::Restated(pledge, changes) => {
                    let id = pledge.id.to_string();
                    if restate(&mut file, &id, extract, candidate, &changes) {
                        let words: Vec<&str> = changes.iter().map(|change| change.word()).collect();
                        lines.push(format!("restates {id}, {}: {quote}", words.join(", ")));
                    }
                }
                Relation::New => {
                    let table = pledge_table(extract, candidate, &mut ids);
                    let id = ids.last().cloned().unwrap_or_default();
                    lines.push(format!("added {id}: {quote}"));
                    written.push((id, folded));
                    push(&mut file, "pledge", table);
                }
            }
        }
    }
    Ok((file.to_string(), lines))
}

fn pledges(extract: &Extract, least: u32) -> impl Iterator<Item = &Candidate> {
    extract
        .candidates
        .iter()
        .filter(move |candidate| candidate.act == Act::Pledge && candidate.confidence >= least)
}

fn tables(file: &DocumentMut) -> impl Iterator<Item = &Table> {
    file.get("pledge").and_then(Item::as_array_of_tables).into_iter().flat_map(ArrayOfTables::iter)
}

fn push(file: &mut DocumentMut, key: &str, table: Table) {
    if let Some(list) =
        file.entry(key).or_insert_with(|| Item::ArrayOfTables(ArrayOfTables::new())).as_array_of_tables_mut()
    {
        list.push(table);
    }
}

fn quote_of<'e>(extract: &'e Extract, candidate: &Candidate) -> &'e str {
    extract.document.text.text.get(candidate.start..candidate.end).unwrap_or_default()
}

/// A pledge with everything that the document says of it.
fn pledge_table(extract: &Extract, candidate: &Candidate, ids: &mut Vec<String>) -> Table {
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
        table.insert("made_on", date_item(&on));
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
fn add_source(table: &mut Table, extract: &Extract) {
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

fn date_item(text: &str) -> Item {
    match text.parse::<toml_edit::Datetime>() {
        Ok(date) => value(date),
        Err(_) => value(text),
    }
}

fn comment(candidate: &Candidate) -> String {
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
    let text = &extract.document.text.text;
    let mut table = Table::new();
    let number = candidate
        .quantities
        .iter()
        .find(|quantity| quantity.value.is_some() && matches!(quantity.unit, Unit::Noun(..)))
        .or_else(|| candidate.quantities.iter().find(|quantity| quantity.value.is_some()));
    match number.and_then(|quantity| Some((quantity, quantity.value?))) {
        Some((quantity, number)) => {
            let form = match quantity.hedge {
                Some(
                    crate::language::quantities::Hedge::UpTo | crate::language::quantities::Hedge::Under,
                ) => "at_most",
                Some(_) | None => "at_least",
            };
            table.insert(form, number_item(number));
            let unit = quantity.unit(text);
            if !unit.is_empty() {
                table.insert("unit", value(unit));
            }
            if let Some(hedge) =
                quantity.hedge.filter(|hedge| *hedge != crate::language::quantities::Hedge::Under)
            {
                table.insert("hedge", value(hedge.words()));
            }
            // An indicator of its own: two pledges are measured alike only where a person says so.
            table.insert("indicator", value(format!("to-complete-{id}")));
        }
        None => {
            table.insert("act", value("TO COMPLETE: what has to be done"));
        }
    }
    table
}

fn number_item(number: crate::quantity::Decimal) -> Item {
    let text = number.normalize().to_string();
    text.parse::<Value>().map_or_else(|_| value(text), Item::Value)
}

fn deadline_table(extract: &Extract, candidate: &Candidate) -> Option<Table> {
    let deadline = candidate.deadline.as_ref()?;
    let written = deadline.value()?;
    let key = match deadline.kind {
        Kind::By | Kind::In | Kind::Over => "by",
        Kind::From => "from",
        Kind::Until => "until",
    };
    let mut table = Table::new();
    let day = written.len() == 10
        && written.as_bytes().get(4) == Some(&b'-')
        && written.as_bytes().get(7) == Some(&b'-');
    table.insert(key, if day { date_item(&written) } else { value(written) });
    table.insert(
        "quote",
        value(extract.document.text.text.get(deadline.start..deadline.end).unwrap_or_default()),
    );
    Some(table)
}

/// Adds a later saying to the pledge of this id.
fn restate(
    file: &mut DocumentMut,
    id: &str,
    extract: &Extract,
    candidate: &Candidate,
    changes: &[Change],
) -> bool {
    let pledges = file.get_mut("pledge").and_then(Item::as_array_of_tables_mut);
    let Some(pledge) = pledges.and_then(|pledges| {
        pledges.iter_mut().find(|table| table.get("id").and_then(Item::as_str) == Some(id))
    }) else {
        return false;
    };
    let mut saying = Table::new();
    saying.decor_mut().set_prefix(comment(candidate));
    if let Some(on) = extract.document.meta.known_as_written() {
        saying.insert("on", date_item(&on));
    }
    add_source(&mut saying, extract);
    saying.insert("quote", value(quote_of(extract, candidate)));
    let declared = changes.iter().find_map(|change| match change {
        Change::Narrower => Some("narrowed"),
        Change::Wider => Some("widened"),
        Change::Reworded => Some("reworded"),
        Change::Later | Change::Sooner | Change::Lower | Change::Higher => None,
    });
    if let Some(declared) = declared {
        saying.insert("change", value(Array::from_iter([declared])));
    }
    if (changes.contains(&Change::Later) || changes.contains(&Change::Sooner))
        && let Some(deadline) = deadline_table(extract, candidate)
    {
        saying.insert("deadline", value(deadline.into_inline_table()));
    }
    let sayings = pledge.entry("restated").or_insert_with(|| Item::ArrayOfTables(ArrayOfTables::new()));
    match sayings.as_array_of_tables_mut() {
        Some(sayings) => {
            sayings.push(saying);
            true
        }
        None => false,
    }
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
    ];
    let words = quote.split(|letter: char| !letter.is_ascii_alphanumeric()).map(str::to_ascii_lowercase);
    // A part of a number says nothing; a year does.
    let is_number = |word: &str| word.len() != 4 && word.bytes().all(|byte| byte.is_ascii_digit());
    let telling: Vec<String> = words
        .filter(|word| word.len() > 2 && !is_number(word) && !dull.contains(&word.as_str()))
        .take(4)
        .collect();
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
    fn what_was_in_the_file_stays_as_it_was() {
        let before = "# My notes\n[register]\ntitle = 'Mine' # here\n";
        let (after, lines) = append(before, &[], &[sample()], &mut |_, _, _| true).expect("TOML");
        assert!(after.starts_with(before), "{after}");
        assert!(after.contains("by = \"2026-03\"") && after.contains("made_on = 2025-01-15"), "{after}");
        assert!(after.contains("# From answer.txt: keep it"), "{after}");
        assert_eq!(lines.len(), 1);
        let declined = append(before, &[], &[sample()], &mut |_, _, _| false).expect("TOML");
        assert_eq!(declined, (before.to_owned(), Vec::new()));
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
