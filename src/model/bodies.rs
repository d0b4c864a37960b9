//! Who is who: organisations, and the names that they go by.

use super::BodyId;
use crate::diagnostic::Place;
use std::collections::BTreeMap;
use unicode_normalization::UnicodeNormalization;

/// An organisation, so that self-report can be told from what others report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Body {
    /// Its id.
    pub id: BodyId,
    /// Its name in full.
    pub name: String,
    /// Other names it goes by.
    pub aliases: Vec<String>,
    /// The whole it is part of, such as `uk-government`.
    pub part_of: Option<String>,
    /// Where it stands.
    pub place: Place,
}

impl Body {
    /// Whether a publisher or responsible body written as `name` is this one: its id, name or an alias, as names are
    /// compared.
    #[must_use]
    pub fn is_called(&self, name: &str) -> bool {
        let name = plain_name(name);
        self.names().any(|own| plain_name(own) == name)
    }

    fn names(&self) -> impl Iterator<Item = &str> {
        let own = [self.name.as_str(), self.id.as_str()].into_iter();
        own.chain(self.aliases.iter().map(String::as_str))
    }
}

/// A name as names are compared: in lower case, with single spaces between its words and none around it, whatever its
/// apostrophes, and whether an accent is part of its letter or stands behind it.
#[must_use]
pub fn plain_name(name: &str) -> String {
    let name: String = name.nfc().map(|c| if c == '’' { '\'' } else { c }).collect();
    name.split_whitespace().map(str::to_lowercase).collect::<Vec<_>>().join(" ")
}

/// A body's name as names are compared, whatever article, `HM`, comma or ampersand it is written with.
#[must_use]
pub fn bare_name(name: &str) -> String {
    let name = plain_name(name).replace(',', "");
    let words = name.split(' ').map(|word| if word == "&" { "and" } else { word });
    words.skip_while(|word| ["the", "hm"].contains(word)).collect::<Vec<_>>().join(" ")
}

/// The bodies of a register, in the order in which they are written. Every pledge and every record names one, so they are
/// found by name without asking each.
#[derive(Debug, Clone, Default)]
pub struct Bodies {
    list: Vec<Body>,
    /// By all their names, as names are compared. Of two that share one the first has it.
    by_name: BTreeMap<String, usize>,
}

impl Bodies {
    /// Which of them a publisher, a responsible body or a whole is written as.
    #[must_use]
    pub fn called(&self, name: &str) -> Option<usize> {
        self.by_name.get(&plain_name(name)).copied()
    }
}

impl From<Vec<Body>> for Bodies {
    fn from(list: Vec<Body>) -> Self {
        let mut by_name = BTreeMap::new();
        for (at, body) in list.iter().enumerate() {
            for name in body.names() {
                by_name.entry(plain_name(name)).or_insert(at);
            }
        }
        Self { list, by_name }
    }
}

impl std::ops::Deref for Bodies {
    type Target = [Body];

    fn deref(&self) -> &[Body] {
        &self.list
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_body_is_found_by_each_of_its_names_and_of_two_the_first() {
        let body = |id: &str, name: &str, aliases: &[&str]| Body {
            id: BodyId::new(id),
            name: name.to_owned(),
            aliases: aliases.iter().map(|alias| (*alias).to_owned()).collect(),
            part_of: None,
            place: Place::default(),
        };
        let bodies = Bodies::from(vec![
            body("dfe", "Department for Education", &["DfE", "Education"]),
            body("ofsted", "Office for Standards in Education", &["Education"]),
            body("ospai", "Ospidéal na Leanaí", &["Children’s Hospital"]),
        ]);
        for (name, found) in [
            ("dfe", Some(0)),
            ("  department  FOR\tEducation ", Some(0)),
            ("education", Some(0)),
            ("Ofsted", Some(1)),
            ("ospide\u{301}al na leanai\u{301}", Some(2)),
            ("children's hospital", Some(2)),
            ("Education Department", None),
            ("", None),
        ] {
            assert_eq!(bodies.called(name), found, "{name}");
            assert_eq!(bodies.iter().position(|body| body.is_called(name)), found, "{name}");
        }
    }
}
