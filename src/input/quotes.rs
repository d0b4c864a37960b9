//! Every quote held to its source: stored copies are read once each, and each quote must stand in its document once.
//!
//! It must not change what was quoted; it says where quote and document part.

mod unanswered;

use super::codes::{self, Code};
use super::elsewhere::Elsewhere;
use super::files::{Unreadable, suffix};
use super::pledge::Quoted;
use super::pledges::Read;
use super::reader::Span;
use super::record::Draft;
use super::source::Texts;
use super::unreadable;
use super::words::shown;
use crate::diagnostic::{Diagnostic, FileId, Level};
use crate::document::{self, Document, Flag};
use crate::language::canonical::sha256_hex;
use crate::language::quote::{Haystack, Located, Nearest, Selector, locate};
use crate::model::{Around, Deadline, QuoteTally, SourceDocument};
use rayon::prelude::*;

/// A quote, the document that it must stand in, and where it is written.
#[derive(Debug, Clone, Copy)]
pub(super) struct Quote<'a> {
    document: usize,
    selector: Selector<'a>,
    /// The words that give a deadline: they may stand in the document more than once.
    gives_deadline: bool,
    file: FileId,
    at: Span,
}

/// What checking gave.
#[derive(Debug, Default)]
pub(super) struct Checked {
    pub(super) tally: QuoteTally,
    pub(super) faults: Vec<Diagnostic>,
}

/// Every quote of pledges, sayings and evidence whose document is stored; the others are counted.
pub(super) fn gather<'a>(
    read: &'a Read,
    records: &'a [Draft],
    documents: &[SourceDocument],
) -> (Vec<Quote<'a>>, QuoteTally) {
    let mut gathered = Gathered { documents, quotes: Vec::new(), tally: QuoteTally::default() };
    for draft in &read.drafts {
        let (file, pledge) = (read.file, &draft.pledge);
        let own = (Some(&*pledge.quote), pledge.around.as_deref());
        gathered.saying(file, pledge.source, own, &draft.quoted, pledge.terms.deadline.as_ref());
        let earlier = pledge.earlier.iter().zip(&draft.earlier);
        for (saying, quoted) in earlier.chain(pledge.restated.iter().zip(&draft.restated)) {
            let words = (saying.quote.as_deref(), saying.around.as_deref());
            let deadline = saying.patch.deadline.as_ref().and_then(Option::as_ref);
            gathered.saying(file, saying.source, words, quoted, deadline);
        }
    }
    for draft in records {
        let (record, file) = (&draft.record, draft.record.place.file);
        let observed = record.observations.iter().zip(&draft.observations);
        let observed = observed.map(|(fact, at)| (&fact.quote, &fact.around, at));
        let acted = record.acts.iter().zip(&draft.acts);
        let acted = acted.map(|(fact, at)| (&fact.quote, &fact.around, at));
        for (exact, around, at) in observed.chain(acted) {
            if let Some(exact) = exact {
                let selector = selector(exact, around.as_deref());
                gathered.quote(Some(record.document), selector, false, file, at.quote);
            }
        }
    }
    (gathered.quotes, gathered.tally)
}

/// Quotes while they are gathered.
struct Gathered<'a, 'd> {
    documents: &'d [SourceDocument],
    quotes: Vec<Quote<'a>>,
    tally: QuoteTally,
}

impl<'a> Gathered<'a, '_> {
    /// A saying's quote and the words in it that give its deadline.
    fn saying(
        &mut self,
        file: FileId,
        document: Option<usize>,
        (exact, around): (Option<&'a str>, Option<&'a Around>),
        quoted: &Quoted,
        deadline: Option<&'a Deadline>,
    ) {
        let exact = exact.filter(|exact| !exact.is_empty());
        if let Some(exact) = exact {
            self.quote(document, selector(exact, around), false, file, quoted.quote_at);
        }
        // Words that are part of the saying's own quote are no quotation beside it.
        if let Some(words) = deadline.and_then(|deadline| deadline.quote.as_deref())
            && !exact.is_some_and(|exact| holds(exact, words))
        {
            self.quote(document, Selector::exact(words), true, file, quoted.deadline_at);
        }
    }

    fn quote(
        &mut self,
        document: Option<usize>,
        selector: Selector<'a>,
        gives_deadline: bool,
        file: FileId,
        at: Span,
    ) {
        match document.filter(|at| self.documents.get(*at).is_some_and(|known| known.stored.is_some())) {
            Some(document) => self.quotes.push(Quote { document, selector, gives_deadline, file, at }),
            None => self.tally.unverifiable += 1,
        }
    }
}

/// Whether words stand in a text, as a quote is looked for in a document.
fn holds(text: &str, words: &str) -> bool {
    text.contains(words) || !matches!(locate(text, &Selector::exact(words)), Located::Nowhere { .. })
}

fn selector<'a>(exact: &'a str, around: Option<&'a Around>) -> Selector<'a> {
    Selector {
        exact,
        prefix: around.map_or("", |around| &around.prefix),
        suffix: around.map_or("", |around| &around.suffix),
    }
}

/// What one document gave.
struct Outcome {
    document: usize,
    text_sha256: Option<String>,
    cautions: Vec<String>,
    checked: Checked,
}

/// Reads every stored copy once and looks for its quotes; fills in what the documents are.
pub(super) fn check(
    documents: &mut [SourceDocument],
    records: &[Draft],
    (quotes, tally): (&[Quote<'_>], QuoteTally),
    texts: &Texts<'_>,
    elsewhere: &Elsewhere<'_>,
) -> Checked {
    let mut by_document: Vec<Vec<&Quote<'_>>> = vec![Vec::new(); documents.len()];
    let mut all = Checked { tally, faults: Vec::new() };
    for quote in quotes {
        if let Some(list) = by_document.get_mut(quote.document) {
            list.push(quote);
        }
    }
    let described = described(documents.len(), records);
    let outcomes: Vec<Outcome> = documents
        .par_iter()
        .zip(by_document)
        .zip(described)
        .enumerate()
        .filter_map(|(at, ((document, quotes), records))| {
            let path = document.stored.as_deref()?;
            let checked = Checked::default();
            Some(StoredCopy { path, quotes, records, texts, elsewhere, checked }.check(at))
        })
        .collect();
    for outcome in outcomes {
        all.tally.verified += outcome.checked.tally.verified;
        all.tally.unverifiable += outcome.checked.tally.unverifiable;
        all.faults.extend(outcome.checked.faults);
        if let Some(document) = documents.get_mut(outcome.document) {
            document.text_sha256 = outcome.text_sha256;
            document.cautions = outcome.cautions;
        }
    }
    all
}

/// The records that describe each document.
fn described(documents: usize, records: &[Draft]) -> Vec<Vec<&Draft>> {
    let mut described: Vec<Vec<&Draft>> = vec![Vec::new(); documents];
    for draft in records {
        if let Some(list) = described.get_mut(draft.record.document) {
            list.push(draft);
        }
    }
    described
}

/// Formats that are no text: nobody gives them other line ends.
const NO_TEXT: [&str; 4] = ["pdf", "docx", "odt", "gz"];

/// A stored copy while it is checked: the quotes from it, the records that describe it, and what was found.
struct StoredCopy<'a, 'p> {
    path: &'a str,
    quotes: Vec<&'a Quote<'a>>,
    records: Vec<&'a Draft>,
    texts: &'a Texts<'a>,
    elsewhere: &'a Elsewhere<'p>,
    checked: Checked,
}

impl StoredCopy<'_, '_> {
    fn check(mut self, document: usize) -> Outcome {
        let read = self.read();
        match &read {
            Some(read) => self.check_quotes(read),
            None => self.checked.tally.unverifiable += self.quotes.len(),
        }
        let (text_sha256, cautions) = match read.as_deref() {
            Some([one]) => {
                unanswered::tell(self.path, one, &self.records, self.texts, &mut self.checked.faults);
                (Some(one.sha256()), one.flags.iter().map(|flag| flag.meaning().to_owned()).collect())
            }
            _ => (None, Vec::new()),
        };
        Outcome { document, text_sha256, cautions, checked: self.checked }
    }

    /// Reads the copy and holds it to its hash; nothing where that cannot be done, which is told where it is named.
    fn read(&mut self) -> Option<Vec<Document>> {
        let stored = self.path;
        let bytes = match (self.elsewhere.fetch)(stored, document::MOST_BYTES) {
            Ok(bytes) => bytes,
            Err(Unreadable::Missing) => {
                let hashes = self.records.iter().filter_map(|draft| Some(&*draft.sha256.as_ref()?.text));
                let help = self.elsewhere.help(stored, hashes);
                let help = help.or_else(|| Some("add the file, or correct `document`".to_owned()));
                let message = format!("the stored copy `{}` is not there", shown(stored));
                self.tell(&codes::MISSING_DOCUMENT, &message, &help);
                return None;
            }
            Err(why) => {
                let (code, message, help) = unreadable::why(stored, &why);
                self.tell(code, &message, &help);
                return None;
            }
        };
        let (read, faults) = document::read(stored, &bytes);
        let unread = faults.iter().find(|fault| fault.level == Level::Error).filter(|_| read.is_empty());
        if let Some(fault) = unread {
            let message = format!("`{}` cannot be read: {}", shown(stored), fault.message);
            self.tell(&codes::BAD_DOCUMENT, &message, &fault.help);
        }
        self.check_hash(&bytes);
        unread.is_none().then_some(read)
    }

    /// Tells a fault wherever the copy is named: in the records that describe it, else at the first quote from it.
    fn tell(&mut self, code: &'static Code, message: &str, help: &Option<String>) {
        let named = self.records.iter().map(|draft| {
            (draft.record.place.file, draft.document.as_ref().map_or(draft.header, |document| document.at))
        });
        let mut places: Vec<_> = named.collect();
        if places.is_empty() {
            places.extend(self.quotes.first().map(|quote| (quote.file, quote.at)));
        }
        for (file, at) in places {
            let fault = self.texts.fault(code, file, at.range(), message.to_owned(), help.clone());
            self.checked.faults.push(fault);
        }
    }

    /// Holds the bytes to the `sha256` of the records, if they give one. Line ends of a text do not count: git hands it out with
    /// those of the system that it is on.
    fn check_hash(&mut self, bytes: &[u8]) {
        let (mut computed, mut otherwise) = (None, None);
        let is_text = !NO_TEXT.contains(&suffix(self.path).as_str());
        for draft in &self.records {
            let Some(wanted) = &draft.sha256 else { continue };
            let found = computed.get_or_insert_with(|| sha256_hex(bytes));
            let is_wanted = |hash: &str| wanted.text.trim().eq_ignore_ascii_case(hash);
            let mut with_other_ends = || {
                let hashes = otherwise.get_or_insert_with(|| with_line_ends(bytes).map(sha256_hex));
                is_text && hashes.iter().any(|hash| is_wanted(hash))
            };
            if !is_wanted(found) && !with_other_ends() {
                let message =
                    format!("`{}` is not the file that was read: its SHA-256 is {found}", shown(self.path));
                let help =
                    "restore the file; or, if the new one was read again, write the new hash".to_owned();
                let (file, at) = (draft.record.place.file, wanted.at.range());
                let fault = self.texts.fault(&codes::HASH_MISMATCH, file, at, message, Some(help));
                self.checked.faults.push(fault);
            }
        }
    }

    fn check_quotes(&mut self, read: &[Document]) {
        if self.quotes.is_empty() {
            return;
        }
        let haystacks: Vec<Haystack<'_>> =
            read.iter().map(|document| Haystack::new(&document.text.text)).collect();
        for quote in &self.quotes {
            let (hits, near) = look(&haystacks, quote);
            let (code, message, help) = match hits {
                0 => (
                    &codes::QUOTE_NOT_FOUND,
                    format!("the quote is not in `{}`", shown(self.path)),
                    near.map_or_else(|| nothing_like_it(read).to_owned(), nearest),
                ),
                _ if hits == 1 || quote.gives_deadline => {
                    self.checked.tally.verified += 1;
                    continue;
                }
                many => (
                    &codes::QUOTE_AMBIGUOUS,
                    format!("the quote stands in `{}` {many} times", shown(self.path)),
                    "add `prefix` or `suffix`, the words just before or after the one that is meant"
                        .to_owned(),
                ),
            };
            let fault = self.texts.fault(code, quote.file, quote.at.range(), message, Some(help));
            self.checked.faults.push(fault);
        }
    }
}

/// The bytes with the line ends of Unix, and with those of Windows.
fn with_line_ends(bytes: &[u8]) -> [Vec<u8>; 2] {
    let lines = bytes.split(|byte| *byte == b'\n');
    let lines: Vec<&[u8]> = lines.map(|line| line.strip_suffix(b"\r").unwrap_or(line)).collect();
    [lines.join(&b"\n"[..]), lines.join(&b"\r\n"[..])]
}

/// How often a quote stands in some documents; where it does not, what comes nearest to it.
fn look(haystacks: &[Haystack<'_>], quote: &Quote<'_>) -> (usize, Option<Nearest>) {
    let (mut hits, mut near) = (0, None);
    for haystack in haystacks {
        match haystack.locate(&quote.selector) {
            Located::Once(_) => hits += 1,
            Located::Several(all) => hits += all.len(),
            Located::Nowhere { nearest } => near = near.or(nearest),
        }
    }
    (hits, near)
}

/// Why nothing is like a quote, and what to do.
fn nothing_like_it(read: &[Document]) -> &'static str {
    let is = |flag: Flag| read.iter().any(|document| document.is(flag));
    if is(Flag::NoText) {
        "it has no text to look in: run it through a text recognition program, or paste its words into a text file and name that"
    } else if is(Flag::Truncated) {
        "answers in it are cut off after 255 characters: fetch the whole one, which `kept import` says how to do"
    } else {
        "nothing like it stands there: is this the right document?"
    }
}

/// What a document has in place of a quote.
fn nearest(near: Nearest) -> String {
    let marked = near.marked();
    if near.context_only {
        format!("the words stand there, but not between this `prefix` and `suffix`: {marked}")
    } else {
        format!("the nearest passage, [-only in the quote-] {{+only in the document+}}: {marked}")
    }
}
