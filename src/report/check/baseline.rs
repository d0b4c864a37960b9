//! The baseline: what a project has accepted for now, so that one old lapse does not keep its pipeline red. A reviewed
//! TOML file: pledge, rule, and why. It must not be read or written here, only understood.

use std::collections::BTreeMap;

/// Accepted findings by fingerprint.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Baseline(BTreeMap<String, Accepted>);

/// One accepted finding.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Accepted {
    pledge: String,
    rule: String,
    reason: String,
}

/// Why a text is no baseline.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BaselineError {
    /// It is not TOML.
    #[error("it is not TOML: {0}")]
    Syntax(String),
    /// An entry that says too little or too much.
    #[error("entry {0} of [[accepted]] needs `pledge`, `rule` and `reason`, each as text, and nothing else")]
    Entry(usize),
    /// Something else than entries.
    #[error("`{0}` means nothing here; a baseline is a list of [[accepted]]")]
    Key(String),
}

/// What stands at the top of a baseline.
const HEAD: &str = "\
# What `kept check --baseline` accepts for now: only what is not listed here fails. Say why in `reason`.
# `kept check --write-baseline` writes this file and keeps the reasons; `kept check` tells what is no longer needed.
";

/// The reason of an entry that nobody has given one yet.
const NO_REASON: &str = "";

impl Baseline {
    /// A baseline of pledges and rules; where this one has a reason for one of them already, it is kept.
    #[must_use]
    pub fn rewritten<'p>(&self, entries: impl IntoIterator<Item = (&'p str, &'p str)>) -> Self {
        let entry = |(pledge, rule): (&str, &str)| {
            let fingerprint = super::fingerprint(pledge, rule);
            let known = self.0.get(&fingerprint).map(|known| known.reason.clone());
            let reason = known.unwrap_or_else(|| NO_REASON.to_owned());
            (fingerprint, Accepted { pledge: pledge.to_owned(), rule: rule.to_owned(), reason })
        };
        Self(entries.into_iter().map(entry).collect())
    }

    /// Reads the text of a baseline.
    ///
    /// # Errors
    /// When it is not TOML, or holds something else than entries.
    pub fn parse(text: &str) -> Result<Self, BaselineError> {
        let table: toml::Table = toml::from_str(text.trim_start_matches('\u{feff}'))
            .map_err(|error| BaselineError::Syntax(error.message().to_owned()))?;
        if let Some(other) = table.keys().find(|key| *key != "accepted") {
            return Err(BaselineError::Key(other.clone()));
        }
        let listed = match table.get("accepted") {
            None => &Vec::new(),
            Some(toml::Value::Array(listed)) => listed,
            Some(_) => return Err(BaselineError::Key("accepted".to_owned())),
        };
        let read = |(at, value): (usize, &toml::Value)| accepted(value).ok_or(BaselineError::Entry(at + 1));
        let entries: Result<Vec<Accepted>, _> = listed.iter().enumerate().map(read).collect();
        let keyed = |entry: Accepted| (super::fingerprint(&entry.pledge, &entry.rule), entry);
        Ok(Self(entries?.into_iter().map(keyed).collect()))
    }

    /// Whether it is listed.
    #[must_use]
    pub fn accepts(&self, fingerprint: &str) -> bool {
        self.0.contains_key(fingerprint)
    }

    /// Entries that none of these is, in order.
    pub(super) fn unneeded(&self, hits: impl Iterator<Item = String>) -> Vec<String> {
        let hits: std::collections::BTreeSet<String> = hits.collect();
        self.0.keys().filter(|entry| !hits.contains(*entry)).cloned().collect()
    }

    /// The text of the file, in the order of the fingerprints.
    #[must_use]
    pub fn to_text(&self) -> String {
        let mut text = HEAD.to_owned();
        let quoted = |words: &str| toml_edit::Value::from(words).to_string();
        for entry in self.0.values() {
            text.push_str(&format!(
                "\n[[accepted]]\npledge = {}\nrule = {}\nreason = {}\n",
                quoted(&entry.pledge),
                quoted(&entry.rule),
                quoted(&entry.reason)
            ));
        }
        text
    }
}

fn accepted(value: &toml::Value) -> Option<Accepted> {
    let table = value.as_table()?;
    let text = |key: &str| table.get(key)?.as_str().map(ToOwned::to_owned);
    let entry = Accepted { pledge: text("pledge")?, rule: text("rule")?, reason: text("reason")? };
    (table.len() == 3).then_some(entry)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_baseline_is_read_as_it_is_written_and_keeps_its_reasons() {
        let old =
            "[[accepted]]\npledge = \"b\"\nrule = \"deadline-passed\"\nreason = \"the \\\"court\\\" case\"\n";
        let old = Baseline::parse(old).expect("a baseline");
        let new = old.rewritten([("b", "deadline-passed"), ("a", "withdrawn")]);
        let read = Baseline::parse(&new.to_text()).expect("what was written");
        assert_eq!(read, new);
        assert!(
            read.accepts("a:withdrawn") && read.accepts("b:deadline-passed") && !read.accepts("b:withdrawn")
        );
        assert!(new.to_text().contains("court") && new.to_text().find("\"a\"") < new.to_text().find("\"b\""));
        assert_eq!(read.unneeded(["a:withdrawn".to_owned()].into_iter()), ["b:deadline-passed"]);
    }

    #[test]
    fn what_is_no_baseline_says_why() {
        assert!(matches!(Baseline::parse("[[accepted]"), Err(BaselineError::Syntax(_))));
        assert_eq!(
            Baseline::parse("[[accepted]]\npledge = \"a\"\nrule = \"b\"\n"),
            Err(BaselineError::Entry(1))
        );
        assert_eq!(Baseline::parse("[[acepted]]\n"), Err(BaselineError::Key("acepted".to_owned())));
        assert_eq!(Baseline::parse("accepted = 1\n"), Err(BaselineError::Key("accepted".to_owned())));
        assert_eq!(Baseline::parse("\u{feff}# only words\n"), Ok(Baseline::default()));
    }
}
