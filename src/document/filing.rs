//! Filing a document into a register: what it is called, and the record beside it, from what the document itself says and
//! what a person adds.
//!
//! It must not write files, and never changes what already stands in a record: it adds what is missing. A record that
//! would lack what every record needs is not made; the caller is told what to ask for.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use toml_edit::{Datetime, DocumentMut, Item, TableLike, Value, value};

use super::{Document, Flag, House, Meta, is_statement};
use crate::language::canonical::{hides, unaccented};
use crate::model::Kind;

/// What a person says about a document that its text lacks. Where both speak, the person is right.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Given {
    /// When the question was answered.
    pub answered_on: Option<NaiveDate>,
    /// When it was tabled.
    pub tabled_on: Option<NaiveDate>,
    /// When it was published.
    pub published_on: Option<NaiveDate>,
    /// When it was fetched.
    pub retrieved_on: Option<NaiveDate>,
    /// The House.
    pub house: Option<House>,
    /// The number of the question or statement.
    pub uin: Option<String>,
    /// Who answered, with the office held then.
    pub answered_by: Option<String>,
    /// Who published it.
    pub publisher: Option<String>,
    /// What it is called.
    pub title: Option<String>,
    /// The publisher's own address.
    pub url: Option<String>,
    /// What sort of source it is.
    pub kind: Option<Kind>,
    /// The licence.
    pub licence: Option<String>,
}

impl Given {
    /// Puts what a person says into what a document says of itself.
    pub fn complete(&self, document: &mut Document) {
        let meta = &mut document.meta;
        meta.answered_on = self.answered_on.or(meta.answered_on);
        meta.tabled_on = self.tabled_on.or(meta.tabled_on);
        meta.published_on = self.published_on.or(meta.published_on);
        let given = if meta.answered_on.is_some() { self.answered_on } else { self.published_on };
        meta.month_only &= given.is_none();
        meta.house = self.house.or(meta.house);
        for (known, said) in [
            (&mut meta.uin, &self.uin),
            (&mut meta.minister, &self.answered_by),
            (&mut meta.body, &self.publisher),
            (&mut meta.title, &self.title),
            (&mut meta.url, &self.url),
        ] {
            if said.is_some() {
                known.clone_from(said);
            }
        }
        meta.settle_house();
        meta.url = meta.url.take().or_else(|| meta.parliament_url());
    }
}

/// The path below `evidence/`, without suffix, that a document is filed under. `stem` is the name of the file it came
/// from, if that came with one.
#[must_use]
pub fn name(document: &Document, stem: Option<&str>) -> String {
    let meta = &document.meta;
    let slug_of = |text: Option<&str>| text.map(slug).filter(|slug| !slug.is_empty());
    if let Some(uin) = &meta.uin {
        let uin = slug(uin);
        return if is_statement(&uin) { format!("statements/{uin}") } else { format!("answers/pq-{uin}") };
    }
    if let Some(path) = meta.url.as_deref().and_then(|url| url.strip_prefix("https://www.gov.uk/")) {
        return format!("documents/{}", slug(path.rsplit('/').next().unwrap_or(path)));
    }
    let folder = if meta.question.is_some() { "answers" } else { "documents" };
    if let Some(own) = slug_of(stem) {
        return format!("{folder}/{own}");
    }
    // One of many in a file: its title, and what tells it from others of that title.
    let title = slug_of(meta.title.as_deref()).or_else(|| slug_of(meta.heading.as_deref()));
    let date = meta.known_as_written();
    let parts = [title.or_else(|| Some("untitled".to_owned())), slug_of(meta.id.as_deref()).or(date)];
    format!("{folder}/{}", parts.into_iter().flatten().collect::<Vec<_>>().join("-"))
}

/// Small letters, digits and single hyphens; at most 80 of them. Letters stand there without their accents.
#[must_use]
pub fn slug(text: &str) -> String {
    let mut slug = String::new();
    for c in unaccented(text).chars() {
        if c.is_ascii_alphanumeric() {
            slug.push(c.to_ascii_lowercase());
        } else if !slug.is_empty() && !slug.ends_with('-') && c != '\'' && c != '’' {
            slug.push('-');
        }
        if slug.len() == 80 {
            break;
        }
    }
    slug.trim_end_matches('-').to_owned()
}

/// What is known of a file of many documents that is kept whole: what all of them agree on, and the day of the last.
#[must_use]
pub fn whole(documents: &[Document], stem: Option<&str>) -> Document {
    fn agreed<T: Clone + PartialEq>(documents: &[Document], of: impl Fn(&Meta) -> Option<T>) -> Option<T> {
        let first = of(&documents.first()?.meta)?;
        documents.iter().all(|document| of(&document.meta).as_ref() == Some(&first)).then_some(first)
    }
    let last = documents.iter().max_by_key(|document| document.meta.known_in().map(|known| known.last));
    let meta = Meta {
        title: Some(format!("{}: {} documents", stem.unwrap_or("Bulk file"), documents.len())),
        house: agreed(documents, |meta| meta.house),
        body: agreed(documents, |meta| meta.body.clone()),
        licence: agreed(documents, |meta| meta.licence),
        kind: agreed(documents, |meta| meta.kind.clone()),
        // With this a file of answers alone is of the sort that answers are.
        question: documents.iter().all(|document| document.meta.question.is_some()).then(String::new),
        answered_on: last.and_then(|document| document.meta.known_on()),
        month_only: last.is_some_and(|document| document.meta.month_only),
        ..Meta::default()
    };
    Document { meta, ..Document::default() }
}

/// The keys of a record of a document, in the order in which they are written; and what every record needs and nobody
/// said, as the words to ask for it with. While anything is missing no new record can be made of the keys.
#[must_use]
pub fn record(
    document: &Document,
    given: &Given,
    stored: &str,
    sha256: &str,
) -> (Vec<(&'static str, Value)>, Vec<&'static str>) {
    let meta = &document.meta;
    let kind = given.kind.or_else(|| kind_of(document));
    let mut missing = Vec::new();
    if kind.is_none() {
        missing.push("what sort of source it is (--kind)");
    }
    if meta.known_on().is_none() {
        missing.push(if meta.question.is_some() {
            "when it was answered (--answered)"
        } else {
            "when it was published (--published)"
        });
    }
    let mut keys: Vec<(&'static str, Value)> = Vec::new();
    let said = |text: &str| Some(seen(text)).filter(|text| !text.is_empty()).map(Value::from);
    let mut text =
        |key: &'static str, text: Option<&str>| keys.extend(text.and_then(said).map(|text| (key, text)));
    text("title", meta.called().as_deref());
    text("publisher", meta.body.as_deref());
    text("kind", kind.map(Kind::word));
    keys.extend(meta.known_as_written().map(|on| ("published_on", date(&on))));
    let mut text =
        |key: &'static str, text: Option<&str>| keys.extend(text.and_then(said).map(|text| (key, text)));
    text("url", meta.url.as_deref());
    text("licence", given.licence.as_deref().or(meta.licence));
    text("house", meta.house.map(House::word));
    text("uin", meta.uin.as_deref());
    text("answered_by", meta.minister.as_deref());
    text("document", Some(stored));
    text("sha256", Some(sha256));
    text("note", note(document).as_deref());
    keys.extend(meta.tabled_on.map(|on| ("tabled_on", date(&on.to_string()))));
    keys.extend(given.retrieved_on.map(|on| ("retrieved_on", date(&on.to_string()))));
    keys.sort_by_key(|(key, _)| ORDER.iter().position(|known| known == key));
    (keys, missing)
}

/// What a reader sees of a text: a page's title may hold what no register may.
fn seen(text: &str) -> String {
    let letters = text.chars().filter(|letter| letter.is_control() || !hides(*letter));
    letters.map(|letter| if hides(letter) { ' ' } else { letter }).collect::<String>().trim().to_owned()
}

/// The order in which people write the keys of a record.
const ORDER: [&str; 14] = [
    "title", "publisher", "kind", "published_on", "url", "retrieved_on", "licence", "house", "uin",
    "tabled_on", "answered_by", "document", "sha256", "note",
];

/// What must be known of a document for good, because its copy may not say it.
fn note(document: &Document) -> Option<String> {
    let flags: Vec<&str> = document.flags.iter().map(|flag| flag.meaning()).collect();
    let mut sentences = Vec::new();
    if !flags.is_empty() {
        sentences.push(format!("As imported: {}.", flags.join("; ")));
    }
    if let (Some(on), true) = (document.meta.corrected_on, document.is(Flag::Corrected)) {
        let answered = document.meta.answered_on.map(|day| format!("Answered on {day}, corrected on {on}."));
        sentences.push(answered.unwrap_or_else(|| format!("Corrected on {on}.")));
    }
    if !document.meta.also_uins.is_empty() {
        sentences.push(format!("The same answer was given to {}.", document.meta.also_uins.join(", ")));
    }
    (!sentences.is_empty()).then(|| sentences.join(" "))
}

/// The sort of source, where the document leaves no doubt.
fn kind_of(document: &Document) -> Option<Kind> {
    let meta = &document.meta;
    if meta.question.is_some() || meta.uin.is_some() {
        return Some(Kind::Statement);
    }
    match meta.kind.as_deref()? {
        "press_release"
        | "news_story"
        | "written_statement"
        | "oral_statement"
        | "speech"
        | "government_response"
        | "correspondence"
        | "world_news_story"
        | "authored_article" => Some(Kind::Statement),
        "policy_paper"
        | "guidance"
        | "statutory_guidance"
        | "impact_assessment"
        | "corporate_report"
        | "transparency"
        | "consultation_outcome"
        | "open_consultation"
        | "closed_consultation"
        | "form"
        | "regulation" => Some(Kind::Publication),
        "national_statistics" | "official_statistics" | "statistics" => Some(Kind::OfficialStatistics),
        "research" | "independent_report" => Some(Kind::Research),
        "foi_release" => Some(Kind::Foi),
        _ => None,
    }
}

/// A date as TOML writes it: a day as such, another notation of registers in quotes.
fn date(on: &str) -> Value {
    on.parse::<Datetime>().map_or_else(|_| on.into(), Into::into)
}

/// A new record of some keys.
#[must_use]
pub fn written(keys: Vec<(&'static str, Value)>) -> String {
    let mut record = DocumentMut::new();
    for (key, found) in keys {
        record.insert(key, value(found));
    }
    record.to_string()
}

/// A record with the keys that it lacked, and which those are; comments and layout stay. `None` if it lacks none, or
/// cannot be read.
#[must_use]
pub fn completed(existing: &str, keys: Vec<(&'static str, Value)>) -> Option<(String, Vec<&'static str>)> {
    let mut record: DocumentMut = existing.parse().ok()?;
    // A file with many records is left to people: which of them is meant cannot be told.
    if record.contains_key("record") {
        return None;
    }
    let mut added = Vec::new();
    for (key, found) in keys {
        if !record.contains_key(key) {
            record.insert(key, value(found));
            added.push(key);
        }
    }
    (!added.is_empty()).then(|| (record.to_string(), added))
}

/// The text of a record's key, if it has one: for telling which document a record is of.
#[must_use]
pub fn keys_of(existing: &str) -> BTreeMap<String, String> {
    let Ok(record) = existing.parse::<DocumentMut>() else { return BTreeMap::new() };
    let texts =
        record.as_table().iter().filter_map(|(key, item)| Some((key.to_owned(), text_of(item.as_value()?)?)));
    texts.collect()
}

/// The keys of a record that say otherwise than what was found now: they stay, for a person may have written them.
#[must_use]
pub fn differing(existing: &str, found: &[(&'static str, Value)]) -> Vec<&'static str> {
    let held = keys_of(existing);
    let differs =
        |key: &str, found: &Value| held.get(key).is_some_and(|held| text_of(found).as_ref() != Some(held));
    found.iter().filter(|(key, found)| differs(key, found)).map(|(key, _)| *key).collect()
}

fn text_of(value: &Value) -> Option<String> {
    value.as_str().map(str::to_owned).or_else(|| value.as_datetime().map(ToString::to_string))
}

/// A record with a `[table]`, whose keys are `reads` and the cells of `filter`; what is empty is left out.
#[must_use]
pub fn with_table(
    keys: &[(&'static str, Value)],
    reads: &[(&str, &str)],
    filter: &[(String, String)],
) -> String {
    let mut record = DocumentMut::new();
    for (key, found) in keys {
        record.insert(key, value(found.clone()));
    }
    let mut table = toml_edit::Table::new();
    for (key, text) in reads.iter().filter(|(_, text)| !text.is_empty()) {
        table.insert(key, value(*text));
    }
    if !filter.is_empty() {
        let mut wanted = toml_edit::InlineTable::new();
        for (column, cell) in filter {
            TableLike::insert(&mut wanted, column, value(cell.as_str()));
        }
        table.insert("where", value(wanted));
    }
    record.insert("table", Item::Table(table));
    record.to_string()
}

/// Whether two records read the same of the same table, however it is written; whether its numbers are levels or are added up is
/// for people to say.
#[must_use]
pub fn reads_the_same(one: &str, other: &str) -> bool {
    let read = |text: &str| {
        let record = text.parse::<DocumentMut>().ok()?;
        let table = record.get("table")?.as_table_like()?;
        let said = |key| table.get(key).and_then(Item::as_str).map(str::to_owned);
        let wanted = table.get("where").and_then(Item::as_table_like);
        let cell = |(column, cell): (&str, &Item)| (column.to_owned(), cell.as_str().map(str::to_owned));
        let cells: BTreeMap<_, _> = wanted.into_iter().flat_map(TableLike::iter).map(cell).collect();
        Some((["file", "date", "indicator"].map(said), said("value").or_else(|| said("add")), cells))
    };
    read(one).is_some_and(|one| read(other) == Some(one))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::read;

    const RECORD: &str = r#"{"id":7,"house":"Commons","dateTabled":"2024-01-31T00:00:00","uin":"12429","questionText":"To ask \"what\".",
        "answeringBodyName":"Department for Education","dateAnswered":"2024-02-08T00:00:00","answerText":"<p>Yes.</p>","heading":"SEND",
        "groupedQuestions":["12430"],"answerIsCorrection":true,"dateAnswerCorrected":"2024-02-20T00:00:00"}"#;

    #[test]
    fn an_answer_is_filed_with_all_that_is_known_of_it() {
        let (documents, _) = read("x.json", RECORD.as_bytes());
        assert_eq!(name(&documents[0], Some("x")), "answers/pq-12429");
        let (keys, missing) = record(&documents[0], &Given::default(), "pq-12429.json", "abc");
        let expected = "title = \"SEND\"\npublisher = \"Department for Education\"\nkind = \"statement\"\npublished_on = 2024-02-20\n\
                        url = \"https://questions-statements.parliament.uk/written-questions/detail/2024-01-31/12429\"\n\
                        licence = \"OPL-UK-3.0\"\nhouse = \"Commons\"\nuin = \"12429\"\ntabled_on = 2024-01-31\n\
                        document = \"pq-12429.json\"\nsha256 = \"abc\"\n\
                        note = \"As imported: corrected since, the words first given are gone from the source. Answered on 2024-02-08, corrected on 2024-02-20. \
                        The same answer was given to 12430.\"\n";
        assert_eq!((written(keys).as_str(), missing.len()), (expected, 0));
    }

    #[test]
    fn what_nobody_said_is_asked_for() {
        let (mut documents, _) = read("note.txt", b"Words of somebody.");
        let mut given = Given::default();
        let (_, missing) = record(&documents[0], &given, "note.txt", "abc");
        assert_eq!(missing, ["what sort of source it is (--kind)", "when it was published (--published)"]);
        given.kind = Some(Kind::Media);
        given.published_on = NaiveDate::from_ymd_opt(2024, 2, 8);
        given.complete(&mut documents[0]);
        assert_eq!(record(&documents[0], &given, "note.txt", "abc").1, Vec::<&str>::new());
        assert_eq!(name(&documents[0], Some("A Note – of ‘mine’")), "documents/a-note-of-mine");
        assert_eq!(name(&documents[0], None), "documents/untitled-2024-02-08");
        let line = br#"{"answer": "Yes.", "heading": "Free Schools", "id": 77, "question": "q"}"#;
        assert_eq!(name(&read("a.jsonl", line).0[0], None), "answers/free-schools-77");
    }

    #[test]
    fn a_record_is_completed_and_never_changed() {
        let existing = "# ours\ntitle = \"Mine\" # stays\n\n[[act]]\npledge = \"p\"\n";
        let keys = || vec![("title", Value::from("Theirs")), ("uin", Value::from("1"))];
        let completed_once = completed(existing, keys());
        let expected = "# ours\ntitle = \"Mine\" # stays\nuin = \"1\"\n\n[[act]]\npledge = \"p\"\n";
        assert_eq!(completed_once, Some((expected.to_owned(), vec!["uin"])));
        assert_eq!(completed(expected, keys()), None);
        assert_eq!(differing(expected, &keys()), ["title"]);
        assert_eq!(completed("[[record]]\n", keys()), None);
    }
}
