//! The keys that people may write, section by section: what each takes, whether it must be there, what it means.
//!
//! The reader, the suggestions for misspelt keys, the JSON Schemas and the documentation are made from these tables.
//! Nothing is read here.

mod evidence;
mod pledges;

pub use evidence::{ACT, EVIDENCE_FILE, OBSERVATION, RECORD, TABLE};
pub use pledges::{
    BASELINE, BODY, DEADLINE, DEADLINE_PATCH, EARLIER, ENDED, GOVERNMENT, OVERRIDE, PERIOD, PLEDGE,
    PLEDGES_FILE, REGISTER, RESPONSE, RESTATED, SEASONS, TARGET, TARGET_FORMS, TARGET_PATCH,
};

/// A table that people write, and the keys it may hold.
#[derive(Debug)]
pub struct Section {
    /// As it is written: `[[pledge]]`.
    pub name: &'static str,
    /// What it is, in one sentence.
    pub doc: &'static str,
    /// The keys it may hold.
    pub keys: &'static [Key],
    /// Sets of keys that exclude each other, one of which must be there.
    pub exactly_one: &'static [&'static [&'static str]],
}

impl Section {
    /// The key with this name.
    #[must_use]
    pub fn key(&self, name: &str) -> Option<&'static Key> {
        self.keys.iter().find(|key| key.name == name)
    }

    /// The least that such a table may hold, as it is written in one line.
    #[must_use]
    pub fn example(&self) -> String {
        let one_of = self.exactly_one.iter().filter_map(|names| self.key(names.first()?));
        let needed = self.keys.iter().filter(|key| key.need == Need::Required).chain(one_of);
        let mut keys: Vec<String> =
            needed.map(|key| format!("{} = {}", key.name, key.shape.example())).collect();
        if keys.is_empty() {
            keys.extend(self.keys.first().map(|key| format!("{} = {}", key.name, key.shape.example())));
        }
        format!("{{ {} }}", keys.join(", "))
    }
}

/// Where a key belongs that stands in the wrong table.
#[derive(Debug)]
pub enum Elsewhere {
    /// In the table that holds this one: what follows a heading belongs to it.
    Above(&'static Section),
    /// In a table of its own.
    Below(&'static Section),
}

/// The only table near a section that takes a key of this name.
#[must_use]
pub fn elsewhere(section: &'static Section, name: &str) -> Option<Elsewhere> {
    let path = [&PLEDGES_FILE, &EVIDENCE_FILE].into_iter().find_map(|file| path(file, section))?;
    let takes = |section: &&'static Section| section.key(name).is_some();
    if let Some(above) = path.iter().copied().find(takes) {
        return Some(Elsewhere::Above(above));
    }
    let of_the_file = path.last().filter(|file| file.name != section.name).copied();
    let mut below = [section].into_iter().chain(of_the_file).flat_map(parts).filter(takes);
    below.next().filter(|_| below.next().is_none()).map(Elsewhere::Below)
}

fn parts(section: &'static Section) -> impl Iterator<Item = &'static Section> {
    section.keys.iter().filter_map(|key| key.shape.section())
}

/// A section and those that hold it, up to a file.
fn path(file: &'static Section, wanted: &'static Section) -> Option<Vec<&'static Section>> {
    if file.name == wanted.name {
        return Some(vec![file]);
    }
    let mut path = parts(file).find_map(|part| path(part, wanted))?;
    path.push(file);
    Some(path)
}

/// A key that people may write.
#[derive(Debug)]
pub struct Key {
    /// Its name.
    pub name: &'static str,
    /// What sort of value it takes.
    pub shape: Shape,
    /// Whether it must be there.
    pub need: Need,
    /// What it means, in one sentence.
    pub doc: &'static str,
}

/// Whether a key must be there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    /// Without it the entry cannot be understood: an error.
    Required,
    /// An entry without it is understood and less than it should be: a warning.
    Expected,
    /// It may be left out.
    Optional,
}

/// The sort of value that a key takes.
#[derive(Debug, Clone, Copy)]
pub enum Shape {
    /// Text in our own words.
    Text,
    /// Words of a source, verbatim; anything may stand in them, even a status word.
    Verbatim,
    /// A kebab-case id.
    Id,
    /// A web address.
    Url,
    /// A path inside the register.
    Path,
    /// A hash in hexadecimal.
    Sha256,
    /// A date in any notation.
    Date,
    /// An exact decimal.
    Number,
    /// A share, such as `"5%"`.
    Share,
    /// A length of time, with one as it may be written: `"12 months"`.
    Span(&'static str),
    /// True or false.
    Truth,
    /// A list of texts.
    Texts,
    /// One of a few words.
    Word(fn() -> Vec<&'static str>),
    /// A list of such words.
    Words(fn() -> Vec<&'static str>),
    /// Two days of a year, `["09-01", "12-21"]`.
    DaysOfYear,
    /// Column names and the cell each must hold.
    Cells,
    /// A table.
    Table(&'static Section),
    /// A list of tables.
    Tables(&'static Section),
}

impl Shape {
    /// The keys of a table, or of each in a list of tables.
    #[must_use]
    pub fn section(self) -> Option<&'static Section> {
        if let Self::Table(section) | Self::Tables(section) = self { Some(section) } else { None }
    }

    /// What is wanted, as a diagnostic says it.
    #[must_use]
    pub fn wanted(self) -> String {
        let wanted = match self {
            Self::Text | Self::Verbatim => "text in quotation marks",
            Self::Id => "an id in quotation marks",
            Self::Url => "a web address in quotation marks",
            Self::Path => "a path in quotation marks",
            Self::Sha256 => "a SHA-256 in quotation marks",
            Self::Date => "a date such as 2026-03-31, or one such as \"2026-Q1\" in quotation marks",
            Self::Number => "a number",
            Self::Share => "a share such as \"5%\"",
            Self::Span(example) => return format!("a length such as \"{example}\""),
            Self::Truth => "true or false",
            Self::Texts => "a list such as [\"one\", \"two\"]",
            Self::Word(_) => "a word in quotation marks",
            Self::Words(_) => "a list of words",
            Self::DaysOfYear => "a first and a last day such as [\"09-01\", \"12-21\"]",
            Self::Cells => "a table such as { column = \"value\" }",
            Self::Table(_) => "a table",
            Self::Tables(_) => "a heading with two brackets, as there may be several",
        };
        wanted.to_owned()
    }

    /// A value of this sort as it is written, for where nobody can tell which was meant.
    #[must_use]
    pub fn example(self) -> String {
        let first = |allowed: fn() -> Vec<&'static str>| allowed().first().copied().unwrap_or_default();
        match self {
            Self::Text | Self::Verbatim | Self::Path | Self::Sha256 => "\"…\"".to_owned(),
            Self::Id => "\"an-id-like-this\"".to_owned(),
            Self::Url => "\"https://…\"".to_owned(),
            Self::Date => "2026-03-31".to_owned(),
            Self::Number => "6_500".to_owned(),
            Self::Share => "\"5%\"".to_owned(),
            Self::Span(example) => format!("\"{example}\""),
            Self::Truth => "true".to_owned(),
            Self::Texts => "[\"one\", \"two\"]".to_owned(),
            Self::Word(allowed) => format!("\"{}\"", first(allowed)),
            Self::Words(allowed) => format!("[\"{}\"]", first(allowed)),
            Self::DaysOfYear => "[\"09-01\", \"12-21\"]".to_owned(),
            Self::Cells => "{ column = \"value\" }".to_owned(),
            Self::Table(section) => section.example(),
            Self::Tables(section) => format!("[{}]", section.example()),
        }
    }
}

const fn must(name: &'static str, shape: Shape, doc: &'static str) -> Key {
    Key { name, shape, need: Need::Required, doc }
}

const fn should(name: &'static str, shape: Shape, doc: &'static str) -> Key {
    Key { name, shape, need: Need::Expected, doc }
}

const fn may(name: &'static str, shape: Shape, doc: &'static str) -> Key {
    Key { name, shape, need: Need::Optional, doc }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sections(from: &'static Section, found: &mut Vec<&'static Section>) {
        if found.iter().any(|section| section.name == from.name) {
            return;
        }
        found.push(from);
        for key in from.keys {
            if let Some(inner) = key.shape.section() {
                sections(inner, found);
            }
        }
    }

    #[test]
    fn a_key_is_known_where_it_belongs() {
        for (section, name, wanted) in [
            (&TARGET, "test", "Above [[pledge]]"),
            (&RESTATED, "made_on", "Above [[pledge]]"),
            (&OBSERVATION, "url", "Above a record"),
            (&PLEDGE, "at_least", "Below [pledge.target]"),
            (&PLEDGES_FILE, "target", "Below [[pledge]]"),
            (&GOVERNMENT, "made_by", "Below [[pledge]]"),
            (&EVIDENCE_FILE, "act", "Below a record"),
            (&RECORD, "step", "Below [[act]]"),
            // More than one takes it, or none.
            (&PLEDGE, "by", "-"),
            (&BODY, "title", "-"),
            (&OBSERVATION, "date", "-"),
            (&PLEDGE, "colour", "-"),
        ] {
            let found = elsewhere(section, name).map_or_else(
                || "-".to_owned(),
                |found| match found {
                    Elsewhere::Above(section) => format!("Above {}", section.name),
                    Elsewhere::Below(section) => format!("Below {}", section.name),
                },
            );
            assert_eq!(found, wanted, "{} {name}", section.name);
        }
    }

    #[test]
    fn keys_are_unique_and_documented() {
        let mut found = Vec::new();
        sections(&PLEDGES_FILE, &mut found);
        sections(&EVIDENCE_FILE, &mut found);
        assert!(found.len() > 15);
        for section in found {
            for (at, key) in section.keys.iter().enumerate() {
                assert!(
                    section.keys[at + 1..].iter().all(|other| other.name != key.name),
                    "{} {}",
                    section.name,
                    key.name
                );
                assert!(key.doc.ends_with('.'), "{} {}", section.name, key.name);
            }
        }
    }
}
