//! The baseline: what a project has accepted for now, so that one old lapse does not keep its pipeline red. A reviewed
//! TOML file: pledge, rule, and why. It must not be read or written here, only understood.

use crate::diagnostic::{Diagnostic, FileId, Place, SourceFile};
use crate::input::{self, codes};
use std::collections::BTreeMap;
use std::ops::Range;
use toml::de::DeTable;

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

    /// Reads a baseline.
    ///
    /// # Errors
    /// What is wrong with it, when it is not TOML, or holds something else than entries.
    pub fn parse(file: &SourceFile) -> Result<Self, Vec<Diagnostic>> {
        let Ok(table) = DeTable::parse(&file.text) else { return Err(input::toml_faults(file)) };
        let mut entries = BTreeMap::new();
        for (key, value) in table.get_ref() {
            let listed = value.get_ref().as_array().filter(|_| key.get_ref() == "accepted");
            let Some(listed) = listed else {
                return Err(vec![fault(
                    file,
                    key.span(),
                    format!("`{}` means nothing in a baseline", key.get_ref()),
                )]);
            };
            for entry in listed.iter() {
                let accepted = entry.get_ref().as_table().and_then(accepted);
                let message = || "an entry has `pledge`, `rule` and `reason`, each as text, and nothing else";
                let entry = accepted.ok_or_else(|| vec![fault(file, entry.span(), message().to_owned())])?;
                entries.insert(super::fingerprint(&entry.pledge, &entry.rule), entry);
            }
        }
        Ok(Self(entries))
    }

    /// Whether it is listed.
    #[must_use]
    pub fn accepts(&self, fingerprint: &str) -> bool {
        self.0.contains_key(fingerprint)
    }

    /// That entries say nothing of why they are accepted, where some do not.
    #[must_use]
    pub fn unexplained(&self) -> Option<String> {
        let mut without = self.0.iter().filter(|(_, entry)| entry.reason.trim().is_empty());
        let (first, others) = (without.next()?.0, without.count());
        let others = if others == 0 { String::new() } else { format!(" and for {others} more") };
        Some(format!("the baseline gives no reason for `{first}`{others}: say why in `reason`"))
    }

    /// Entries that none of these is and whose pledge and rule are over, in order.
    pub(super) fn unneeded(
        &self,
        hits: impl Iterator<Item = String>,
        is_over: impl Fn(&str, &str) -> bool,
    ) -> Vec<String> {
        let hits: std::collections::BTreeSet<String> = hits.collect();
        let unneeded =
            |(key, entry): &(&String, &Accepted)| !hits.contains(*key) && is_over(&entry.pledge, &entry.rule);
        self.0.iter().filter(unneeded).map(|(key, _)| key.clone()).collect()
    }

    /// This one with the entries that another has and that are not over.
    #[must_use]
    pub(super) fn with_others(mut self, other: &Self, is_over: impl Fn(&str, &str) -> bool) -> Self {
        let others = other.0.iter().filter(|(_, entry)| !is_over(&entry.pledge, &entry.rule));
        self.0.extend(others.map(|(key, entry)| (key.clone(), entry.clone())));
        self
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

/// What a check says of a baseline that cannot be read at all: the first of its sources, of which nothing is known.
#[must_use]
pub fn unreadable(reason: &str) -> Diagnostic {
    let nothing = SourceFile::default();
    let help = "name a file that is there; `--write-baseline` makes one".to_owned();
    let message = format!("the baseline cannot be read: {reason}");
    Diagnostic { help: Some(help), ..fault(&nothing, 0..0, message) }
}

fn fault(file: &SourceFile, span: Range<usize>, message: String) -> Diagnostic {
    let (line, column) = file.position(span.start);
    Diagnostic {
        code: codes::BAD_BASELINE.code,
        level: codes::BAD_BASELINE.level,
        message,
        place: Some(Place { file: FileId::default(), line, column }),
        span,
        help: Some(
            "a baseline is a list of `[[accepted]]`, as `kept check --write-baseline` writes it".to_owned(),
        ),
        related: Vec::new(),
        counted: Vec::new(),
    }
}

fn accepted(table: &DeTable<'_>) -> Option<Accepted> {
    let text = |key: &str| table.get(key)?.get_ref().as_str().map(ToOwned::to_owned);
    let entry = Accepted { pledge: text("pledge")?, rule: text("rule")?, reason: text("reason")? };
    (table.len() == 3).then_some(entry)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> Result<Baseline, Vec<Diagnostic>> {
        Baseline::parse(&SourceFile::new("baseline.toml".to_owned(), text.to_owned()))
    }

    #[test]
    fn a_baseline_is_read_as_it_is_written_and_keeps_its_reasons() {
        let old =
            "[[accepted]]\npledge = \"b\"\nrule = \"deadline-passed\"\nreason = \"the \\\"court\\\" case\"\n";
        let old = parse(old).expect("a baseline");
        let new = old.rewritten([("b", "deadline-passed"), ("a", "withdrawn")]);
        let read = parse(&new.to_text()).expect("what was written");
        assert_eq!(read, new);
        assert!(
            read.accepts("a:withdrawn") && read.accepts("b:deadline-passed") && !read.accepts("b:withdrawn")
        );
        assert!(new.to_text().contains("court") && new.to_text().find("\"a\"") < new.to_text().find("\"b\""));
        assert_eq!(read.unneeded(["a:withdrawn".to_owned()].into_iter(), |_, _| true), ["b:deadline-passed"]);
        assert_eq!(read.unneeded(std::iter::empty(), |pledge, _| pledge == "a"), ["a:withdrawn"]);
        let only_a = old.rewritten([("a", "withdrawn")]).with_others(&old, |pledge, _| pledge == "a");
        assert_eq!(only_a, new, "what was not looked at stays");
    }

    #[test]
    fn what_is_no_baseline_says_where() {
        let wrong = |text: &str| {
            let faults = parse(text).expect_err(text);
            let lines: Vec<_> = faults.iter().map(|fault| fault.place.map(|place| place.line)).collect();
            (faults[0].code, lines)
        };
        assert_eq!(wrong("\n[[accepted]\nreason = \"a \"b\"\"\n"), ("toml-syntax", vec![Some(2), Some(3)]));
        assert_eq!(wrong("\n[[accepted]]\npledge = \"a\"\nrule = \"b\"\n"), ("bad-baseline", vec![Some(2)]));
        assert_eq!(wrong("[[acepted]]\n"), ("bad-baseline", vec![Some(1)]));
        assert_eq!(wrong("accepted = 1\n"), ("bad-baseline", vec![Some(1)]));
        assert_eq!(parse("# only words\n"), Ok(Baseline::default()));
    }
}
