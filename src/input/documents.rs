//! Documents that pledges were made in and records describe: which there are, whether stored copies are as they were,
//! and whether every quote stands in its document.
//!
//! A document is known by its stored copy; without one by its record. What it shows is for records to say.

use super::codes::{self, Code};
use super::elsewhere::{Elsewhere, letters, looks_alike};
use super::files::{self, EVIDENCE, Fetch};
use super::pledges::Read;
use super::quotes;
use super::record::Draft;
use super::source::{self, Texts};
use super::words::{self, shown};
use crate::diagnostic::{Diagnostic, FileId};
use crate::language::address::is_web_address;
use crate::model::SourceDocument;
use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

/// After so many faults nothing more is suggested.
const MOST_SUGGESTED: usize = 200;

/// The documents of a register while they are being found.
struct Catalogue<'a> {
    texts: &'a Texts<'a>,
    faults: &'a mut Vec<Diagnostic>,
    documents: Vec<SourceDocument>,
    by_stored: HashMap<String, usize>,
    by_stem: HashMap<String, usize>,
    /// Stored files by the name that pledges call them by.
    files: BTreeMap<&'a str, Vec<&'a str>>,
}

/// Gives every pledge, saying and record its document, checks stored copies and quotes, and tallies the quotes.
pub(super) fn settle(
    read: &mut Read,
    records: &mut [Draft],
    paths: &[String],
    texts: &Texts<'_>,
    fetch: Fetch<'_>,
    faults: &mut Vec<Diagnostic>,
) {
    let mut catalogue = Catalogue::new(paths, texts, faults);
    for (at, draft) in records.iter_mut().enumerate() {
        catalogue.describe(at, draft);
    }
    for draft in &mut read.drafts {
        let pledge = &mut draft.pledge;
        pledge.source = catalogue.source(read.file, &draft.quoted);
        let earlier = pledge.earlier.iter_mut().zip(&draft.earlier);
        for (saying, quoted) in earlier.chain(pledge.restated.iter_mut().zip(&draft.restated)) {
            saying.source = catalogue.source(read.file, quoted);
        }
    }
    let mut documents = catalogue.documents;
    let (quotes, others) = quotes::gather(read, records, &documents);
    let checked =
        quotes::check(&mut documents, records, (&quotes, others), texts, &Elsewhere::new(paths, fetch));
    faults.extend(checked.faults);
    read.register.quotes = checked.tally;
    read.register.documents = documents;
}

impl<'a> Catalogue<'a> {
    fn new(paths: &'a [String], texts: &'a Texts<'a>, faults: &'a mut Vec<Diagnostic>) -> Self {
        let mut files: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for path in paths {
            let suffix = files::suffix(path);
            if path.starts_with(EVIDENCE) && suffix != "csv" && source::is_document(&suffix) {
                files.entry(files::stem(path)).or_default().push(path);
            }
        }
        let (by_stored, by_stem) = (HashMap::new(), HashMap::new());
        Self { texts, faults, documents: Vec::new(), by_stored, by_stem, files }
    }

    /// Finds or makes the document that a record describes.
    fn describe(&mut self, at: usize, draft: &mut Draft) {
        let file = draft.record.place.file;
        let path = &self.texts.path(file);
        let stored = match &draft.document {
            Some(named) => self.named(&named.text, path, file, &named.at.range()),
            None if draft.alone => {
                self.copy(files::stem(path), file, draft.header.range()).map(str::to_owned)
            }
            None => None,
        };
        let index = match stored {
            Some(stored) => self.stored(&stored),
            None if draft.alone => self.unstored(files::stem(path).to_owned()),
            // Nobody can name one of several records in a file as a source, so it need not be found again.
            None => self.add(SourceDocument {
                stem: format!("{}#{}", files::stem(path), draft.record.place.line),
                ..SourceDocument::default()
            }),
        };
        draft.record.document = index;
        if let Some(document) = self.documents.get_mut(index) {
            document.record.get_or_insert(at);
        }
    }

    /// The document that a pledge or saying names by its path below `evidence/`.
    fn source(&mut self, file: FileId, quoted: &super::pledge::Quoted) -> Option<usize> {
        let written = quoted.source.as_deref()?;
        let at = quoted.source_at.range();
        let Some(path) = files::below("", written) else {
            let (message, help) = no_path(written);
            self.tell(&codes::OUTSIDE_REGISTER, file, at, message, help);
            return None;
        };
        if let Some(known) = self.by_stem.get(&path) {
            return Some(*known);
        }
        if let Some(stored) = self.copy(&path, file, at.clone()) {
            return Some(self.stored(stored));
        }
        let with_suffix = format!("{EVIDENCE}{path}");
        if self
            .files
            .get(files::stem(&with_suffix))
            .is_some_and(|files| files.contains(&with_suffix.as_str()))
        {
            return Some(self.stored(&with_suffix));
        }
        let message = format!("there is neither a document nor a record at `evidence/{}`", shown(&path));
        self.tell(&codes::NO_SOURCE, file, at, message, self.suggestion(&path));
        // The name is kept: facts recorded from a document of this name later are still told to be its own.
        Some(self.unstored(path))
    }

    /// What to write instead of a path at which there is nothing.
    fn suggestion(&self, path: &str) -> String {
        // Each suggestion looks at every name there is.
        let suggest = self.faults.len() <= MOST_SUGGESTED;
        // A name that another pledge gives may be as empty as this one.
        let is_there = |at: usize| {
            self.documents.get(at).is_some_and(|known| known.stored.is_some() || known.record.is_some())
        };
        let described = self.by_stem.iter().filter(|(_, at)| is_there(**at)).map(|(stem, _)| stem.as_str());
        let known = described.chain(self.files.keys().copied()).filter(|_| suggest);
        let below = Some(files::stem(path)).filter(|_| path.starts_with(EVIDENCE));
        let named = below.filter(|stem| {
            self.files.contains_key(stem) || self.by_stem.get(*stem).copied().is_some_and(is_there)
        });
        let of_this_name = || known.clone().filter(|stem| stem.rsplit('/').next() == Some(path)).min();
        let near = words::nearest(path, known.clone()).or_else(of_this_name);
        match (named, near) {
            (Some(stem), _) => format!("a source is named by its path below `evidence/`: write `{stem}`"),
            (None, Some(near)) if letters(near) == letters(path) => looks_alike(near),
            (None, Some(near)) => format!("did you mean `{near}`?"),
            (None, None) => {
                "put the document or a record of it there, so that the quote can be checked".to_owned()
            }
        }
    }

    /// The stored copy of a name; where there are several, the first, which is told.
    fn copy(&mut self, stem: &str, file: FileId, at: Range<usize>) -> Option<&'a str> {
        let files = self.files.get(stem)?;
        let (first, second) = (*files.first()?, files.get(1).copied());
        if let Some(other) = second {
            let message = format!("`{}` is looked at, and `{}` is not", shown(first), shown(other));
            let help =
                "write the suffix too, or name one of them as `document` in a record beside them".to_owned();
            self.tell(&codes::SEVERAL_DOCUMENTS, file, at, message, help);
        }
        Some(first)
    }

    /// The path of the stored copy that a record at `path` names; nothing if it leaves the register or is a record, which is
    /// told.
    fn named(&mut self, written: &str, path: &str, file: FileId, at: &Range<usize>) -> Option<String> {
        let (code, what, help) = match files::beside(path, written) {
            None => (
                &codes::OUTSIDE_REGISTER,
                "leaves the register",
                "stored copies stand beside the record, or below it",
            ),
            Some(stored) if self.texts.is_record(&stored) || files::suffix(&stored) == "toml" => (
                &codes::BAD_DOCUMENT,
                "is no document: a record would prove its own quotes",
                "name the copy of what the source itself published, or leave `document` out where none is kept",
            ),
            Some(stored) => return Some(stored),
        };
        self.tell(code, file, at.clone(), format!("`{}` {what}", shown(written)), help.to_owned());
        None
    }

    fn tell(&mut self, code: &'static Code, file: FileId, at: Range<usize>, message: String, help: String) {
        self.faults.push(self.texts.fault(code, file, at, message, Some(help)));
    }

    fn stored(&mut self, path: &str) -> usize {
        if let Some(known) = self.by_stored.get(path) {
            return *known;
        }
        let stem = files::stem(path).to_owned();
        let stored = Some(path.to_owned());
        let index = self.add(SourceDocument { stem: stem.clone(), stored, ..SourceDocument::default() });
        self.by_stored.insert(path.to_owned(), index);
        self.by_stem.entry(stem).or_insert(index);
        index
    }

    fn unstored(&mut self, stem: String) -> usize {
        if let Some(known) = self.by_stem.get(&stem) {
            return *known;
        }
        let index = self.add(SourceDocument { stem: stem.clone(), ..SourceDocument::default() });
        self.by_stem.insert(stem, index);
        index
    }

    fn add(&mut self, document: SourceDocument) -> usize {
        self.documents.push(document);
        self.documents.len() - 1
    }
}

/// What is wrong with a source that is no path below `evidence/`, and what to write.
fn no_path(written: &str) -> (String, String) {
    if is_web_address(written) {
        let help = "save the page, bring it in with `kept import FILE --url …`, and name it by its path below `evidence/`";
        return (
            format!("`{}` is an address, and no document of the register", shown(written)),
            help.to_owned(),
        );
    }
    let help = match files::below("", &written.replace('\\', "/")) {
        Some(path) => format!("folders are parted by `/`: write `{}`", shown(&path)),
        None => "give the path below `evidence/`, without suffix".to_owned(),
    };
    (format!("`{}` leaves the register", shown(written)), help)
}
