//! How many proposals of each pledge wait for a person, as the last runs of matching left it in the cache.
//!
//! It must not compute anything: where a document, a pledge or the file itself is not as it was then, nothing is known.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::fs;
use std::path::Path;
use std::time::UNIX_EPOCH;

use super::cache::{self, FOLDER};
use super::corpus::Corpus;
use super::profile::Search;
use super::proposal::Proposal;
use super::rejected::Rejected;
use crate::date::Date;
use crate::language::canonical::sha256_hex;
use crate::model::Register;

/// What the file begins with; another version is another word.
const MAGIC: &str = "kept-waiting-2 ";
/// Files of the cache with this suffix are ours.
const SUFFIX: &str = "waiting";
/// A larger file was not written by us.
const MOST_BYTES: u64 = 16 * 1024 * 1024;

/// Keeps what was proposed in a run that searched `sources`; `files` are the documents' names and where they lie. Where
/// it cannot be kept nothing is lost, so nothing is reported.
pub fn keep(
    register: &Path,
    sources: &[String],
    corpus: &Corpus,
    searches: &[Search],
    proposals: &[Vec<Proposal>],
    path_of: &dyn Fn(&str) -> Option<std::path::PathBuf>,
) {
    let mut files: BTreeSet<String> = BTreeSet::new();
    let mut lines = String::new();
    for (search, found) in searches.iter().zip(proposals) {
        let _ = writeln!(lines, "pledge {} {}", fingerprint(search), search.id);
        for proposal in found.iter().filter(|proposal| !proposal.abstained && !proposal.older) {
            for reference in corpus.references(proposal.entry).iter().take(1) {
                let path = path_of(&reference.path).and_then(|path| fs::canonicalize(path).ok());
                files.extend(path.and_then(|path| Some(format!("{} {}", stamp(&path)?, path.to_str()?))));
            }
            let reference = corpus.references(proposal.entry).get(proposal.reference);
            let known = reference.and_then(|reference| reference.known);
            let day = known.map_or_else(String::new, |known| known.last.to_string());
            let _ = writeln!(lines, "text {} {day}", corpus.sha256(proposal.entry));
        }
    }
    let mut rest = String::new();
    for file in files {
        // A name with a line break in it cannot be kept in a file of lines.
        if file.contains('\n') {
            return;
        }
        let _ = writeln!(rest, "file {file}");
    }
    rest.push_str(&lines);
    let text = format!("{MAGIC}{}\n{rest}", sha256_hex(&rest));
    let folder = register.join(FOLDER);
    let path = folder.join(format!("{}.{SUFFIX}", cache::key("waiting", sources)));
    // Without it the counts are unknown, as they were.
    let _ = cache::write(&folder, &path, text.as_bytes());
}

/// How many proposals wait for each pledge (by its index), of those that could be known `by` a day; a pledge of which nothing
/// is known is absent.
#[must_use]
pub fn counts(register: &Register, folder: &Path, by: Option<Date>) -> BTreeMap<usize, usize> {
    let Ok(entries) = fs::read_dir(folder.join(FOLDER)) else { return BTreeMap::new() };
    let Ok(rejected) = Rejected::load(folder) else { return BTreeMap::new() };
    let ours = |path: &Path| path.extension().is_some_and(|suffix| suffix == SUFFIX);
    let kept: Vec<Run> = entries
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| ours(path))
        .filter_map(|path| read(&path))
        .collect();
    let mut counts = BTreeMap::new();
    if kept.is_empty() {
        return counts;
    }
    for (at, search) in super::searches(register).iter().enumerate() {
        let name = (fingerprint(search), search.id.clone());
        let known: Vec<&BTreeSet<Text>> = kept.iter().filter_map(|run| run.get(&name)).collect();
        let in_time = |(_, day): &&Text| day.zip(by).is_none_or(|(day, by)| day <= by);
        let texts: BTreeSet<&String> =
            known.iter().copied().flatten().filter(in_time).map(|(text, _)| text).collect();
        let waiting = texts.into_iter().filter(|text| !search.has(text) && !rejected.has(&search.id, text));
        if !known.is_empty() {
            counts.insert(at, waiting.count());
        }
    }
    counts
}

/// A text by its SHA-256, with the day by which it could be known.
type Text = (String, Option<Date>);
/// What one run proposed, by the fingerprint of the pledge and its id.
type Run = BTreeMap<(String, String), BTreeSet<Text>>;

/// What one run proposed, by the pledge as it was then; nothing if a document has changed since.
fn read(path: &Path) -> Option<Run> {
    if fs::metadata(path).ok()?.len() > MOST_BYTES {
        return None;
    }
    let text = fs::read_to_string(path).ok()?;
    let (first, rest) = text.strip_prefix(MAGIC)?.split_once('\n')?;
    if first != sha256_hex(rest) {
        return None;
    }
    let mut found = Run::new();
    let mut pledge = None;
    for line in rest.lines() {
        match line.split_once(' ')? {
            ("file", file) => {
                let (length, rest) = file.split_once(' ')?;
                let (changed, path) = rest.split_once(' ')?;
                if stamp(Path::new(path))? != format!("{length} {changed}") {
                    return None;
                }
            }
            ("pledge", name) => {
                let (fingerprint, id) = name.split_once(' ')?;
                pledge = Some((fingerprint.to_owned(), id.to_owned()));
                found.entry(pledge.clone()?).or_default();
            }
            ("text", text) => {
                let (text, day) = text.split_once(' ')?;
                let day = if day.is_empty() { None } else { Some(day.parse().ok()?) };
                found.get_mut(pledge.as_ref()?)?.insert((text.to_owned(), day));
            }
            _ => return None,
        }
    }
    Some(found)
}

/// Length and time of the last change of a file, which tell cheaply that it is the same.
fn stamp(path: &Path) -> Option<String> {
    let metadata = fs::metadata(path).ok()?;
    let changed = metadata.modified().ok()?.duration_since(UNIX_EPOCH).ok()?;
    Some(format!("{} {}", metadata.len(), changed.as_nanos()))
}

/// A pledge as matching sees it, without what is recorded for it: that changes with every acceptance.
fn fingerprint(search: &Search) -> String {
    let words = format!("{:?}", (&search.texts, &search.bodies, search.said, search.first_said));
    sha256_hex(words).chars().take(16).collect()
}
