//! Reading the documents that are to be matched, or taking their index from the cache. It must not judge them.

use super::exit::Exit;
use super::folder;
use super::invocation::Invocation;
use super::progress::Progress;
use super::reading::{self, Beside};
use anyhow::Context;
use kept::date::Date;
use kept::diagnostic::Level;
use kept::document::{self, Document, Fault};
use kept::matching::{Corpus, Paper, Proposal, Reference, Search, cache, waiting};
use rayon::prelude::*;
use std::fs;
use std::path::{Path, PathBuf};

/// The documents of this call, indexed.
pub(super) struct Papers {
    pub(super) corpus: Corpus,
    files: Vec<File>,
    unreliable: bool,
}

/// A file that documents are read from.
struct File {
    /// The name by which its documents are known.
    name: String,
    path: PathBuf,
    /// When its documents came out by the record of it, and whether only the month is known.
    recorded: Option<(Date, bool)>,
}

/// What of a document is searched; the number is its position in its file.
type AsPaper = fn(Document, usize) -> Option<Paper>;

/// A file with its index.
struct Part {
    source: cache::Source,
    corpus: Corpus,
    faults: Vec<Fault>,
    /// Whether it was read anew.
    new: bool,
}

impl Papers {
    /// Reads what `--documents` names, or else everything in the register's `evidence/`.
    pub(super) fn read(invocation: &Invocation<'_>) -> anyhow::Result<Self> {
        Self::index(invocation, "match", |document, _| Paper::of(document))
    }

    /// The same for questions with their answers, each named by its position in its file.
    pub(super) fn exchanges(invocation: &Invocation<'_>) -> anyhow::Result<Self> {
        Self::index(invocation, "asked", |document, at| {
            document.meta.question.is_some().then(|| Paper::exchange(&document, at))
        })
    }

    fn index(invocation: &Invocation<'_>, kind: &str, paper: AsPaper) -> anyhow::Result<Self> {
        let files = files(invocation)?;
        let cached = !invocation.matches.get_flag("no-cache");
        let (register, sources) = (invocation.register(), sources(invocation));
        let shelf = || {
            if cached { cache::Shelf::open(&register, kind, &sources) } else { cache::Shelf::default() }
        };
        let mut chunks = files.chunks(TOGETHER);
        let (mut shelf, mut opened) = rayon::join(shelf, || open_all(chunks.next()));
        let mut parts: Vec<Part> = Vec::with_capacity(files.len());
        let progress = Progress::start(invocation);
        while !opened.is_empty() {
            let mut waiting = Vec::with_capacity(opened.len());
            for file in opened {
                let file = file?;
                let kept = shelf.take(&file.source);
                waiting.push((file, kept));
            }
            let read: Vec<anyhow::Result<Part>> = waiting
                .into_par_iter()
                .map(|(file, kept)| match kept {
                    Some(corpus) => Ok(Part { source: file.source, corpus, faults: Vec::new(), new: false }),
                    None => read_part(file, paper, &progress),
                })
                .collect();
            for part in read {
                parts.push(part?);
            }
            opened = open_all(chunks.next());
        }
        drop(progress);
        let mut unreliable = false;
        for part in &parts {
            unreliable |= tell(invocation, &part.source.name, &part.faults);
        }
        if cached && parts.iter().any(|part| part.new) {
            // What could not be read whole is read again next time, so that it is said again.
            let sound = parts.iter().filter(|part| part.faults.is_empty());
            shelf.keep(&sound.map(|part| (&part.source, &part.corpus)).collect::<Vec<_>>());
        }
        let corpus = Corpus::join(parts.into_iter().map(|part| part.corpus).collect());
        Ok(Self { corpus, files, unreliable })
    }

    /// Leaves in the cache how many proposals wait for each pledge, for commands that only say so.
    pub(super) fn remember(
        &self,
        invocation: &Invocation<'_>,
        searches: &[Search],
        proposals: &[Vec<Proposal>],
    ) {
        if invocation.matches.get_flag("no-cache") {
            return;
        }
        let path_of = |name: &str| self.path_of(name).map(Path::to_path_buf);
        let register = invocation.register();
        waiting::keep(&register, &sources(invocation), &self.corpus, searches, proposals, &path_of);
    }

    /// What to exit with when all else went well.
    pub(super) fn exit(&self) -> Exit {
        if self.unreliable { Exit::Unreliable } else { Exit::Fine }
    }

    /// The document of a proposal as it was read, with everything that is known about it.
    pub(super) fn document(&self, proposal: &Proposal) -> anyhow::Result<Option<Document>> {
        let Some(reference) = self.reference(proposal) else { return Ok(None) };
        let wanted = self.corpus.text(proposal.entry);
        let mut found = None;
        self.each_of(&reference.path, &mut |_, document| {
            let id = document.meta.id.as_ref().or(document.meta.uin.as_ref());
            if found.is_none() && document.text.text == wanted && id == reference.id.as_ref() {
                found = Some(document);
            }
        })?;
        Ok(found)
    }

    /// Where the document of a proposal was found.
    pub(super) fn reference(&self, proposal: &Proposal) -> Option<&Reference> {
        self.corpus.references(proposal.entry).get(proposal.reference)
    }

    /// Where the file of a name stands.
    pub(super) fn path_of(&self, name: &str) -> Option<&Path> {
        self.files.iter().find(|file| file.name == name).map(|file| file.path.as_path())
    }

    /// Reads a file again and hands over its documents with their positions.
    pub(super) fn each_of(&self, name: &str, each: &mut dyn FnMut(usize, Document)) -> anyhow::Result<()> {
        let Some(File { name, path, recorded }) = self.files.iter().find(|file| file.name == name) else {
            return Ok(());
        };
        let file = fs::File::open(path).with_context(|| format!("cannot read {}", path.display()))?;
        let mut at = 0;
        document::read_each(name, file, &mut |mut document| {
            reading::date(&mut document, *recorded);
            each(at, document);
            at += 1;
        })?;
        Ok(())
    }
}

/// How many files are read together: enough for all cores, few enough to stay small.
const TOGETHER: usize = 64;

/// What `--documents` names, as it was written.
fn sources(invocation: &Invocation<'_>) -> Vec<String> {
    let named = invocation.matches.get_many::<PathBuf>("documents").into_iter().flatten();
    named.map(|path| path.to_string_lossy().into_owned()).collect()
}

/// The files of this call: what `--documents` names, or else everything in the register's `evidence/`.
fn files(invocation: &Invocation<'_>) -> anyhow::Result<Vec<File>> {
    let named: Vec<&PathBuf> = invocation.matches.get_many("documents").into_iter().flatten().collect();
    let found = if named.is_empty() { in_evidence(&invocation.register()) } else { of_paths(&named)? };
    let mut beside = Beside::default();
    let file = |(name, path): (String, PathBuf)| {
        let recorded = beside.published(&path);
        File { name, path, recorded }
    };
    Ok(found.into_iter().map(file).collect())
}

/// A file that may have to be read.
struct Opened {
    /// What it is known by: its bytes, and the day that its record gives.
    source: cache::Source,
    bytes: Vec<u8>,
    /// When its documents came out by the record beside it.
    recorded: Option<(Date, bool)>,
}

fn open(file: &File) -> anyhow::Result<Opened> {
    let bytes = fs::read(&file.path).with_context(|| format!("cannot read {}", file.path.display()))?;
    let source = cache::Source::new(&file.name, &bytes, file.recorded.map(|(day, _)| day));
    Ok(Opened { source, bytes, recorded: file.recorded })
}

fn open_all(files: Option<&[File]>) -> Vec<anyhow::Result<Opened>> {
    files.unwrap_or_default().par_iter().map(open).collect()
}

/// Reads and indexes the documents of one file.
fn read_part(file: Opened, paper: AsPaper, progress: &Progress) -> anyhow::Result<Part> {
    let Opened { source, bytes, recorded } = file;
    let (mut papers, mut at) = (Vec::new(), 0);
    // A record in Markdown speaks about a document; it is none.
    let faults = if bytes.starts_with(b"+++") {
        Vec::new()
    } else {
        let name = source.name.as_str();
        document::read_each(name, bytes.as_slice(), &mut |mut document| {
            reading::date(&mut document, recorded);
            papers.extend(paper(document, at));
            at += 1;
            progress.step();
        })
        .with_context(|| format!("cannot read {name}"))?
    };
    Ok(Part { source, corpus: Corpus::new(papers), faults, new: true })
}

/// Says what was wrong with a file, and whether something in it could not be read at all.
fn tell(invocation: &Invocation<'_>, name: &str, faults: &[Fault]) -> bool {
    for fault in faults {
        let words = kept::render::visible_line(&format!("{name}: {}", fault.message)).into_owned();
        if fault.level == Level::Error {
            invocation.complain(&format!("error: {words}"));
        } else {
            invocation.note(&words);
        }
    }
    faults.iter().any(|fault| fault.level == Level::Error)
}

/// The documents in a register's `evidence/`, named relative to the register.
fn in_evidence(register: &Path) -> Vec<(String, PathBuf)> {
    let found = folder::documents(&register.join("evidence"));
    found
        .into_iter()
        .map(|path| {
            let name = path.strip_prefix(register).unwrap_or(&path).to_string_lossy().replace('\\', "/");
            (name, path)
        })
        .collect()
}

/// The files that some paths name, folders gone through.
fn of_paths(paths: &[&PathBuf]) -> anyhow::Result<Vec<(String, PathBuf)>> {
    let mut files = Vec::new();
    for path in paths {
        let sort = fs::metadata(path).with_context(|| {
            // An id behind the paths is taken for one of them.
            let is_name = path.extension().is_none() && path.components().count() == 1 && paths.len() > 1;
            let help = if is_name { " (ids of pledges stand before `--documents`)" } else { "" };
            format!("cannot read {}{help}", path.display())
        })?;
        let found = if sort.is_dir() { folder::documents(path) } else { vec![(*path).clone()] };
        files.extend(found.into_iter().map(|path| (path.to_string_lossy().into_owned(), path)));
    }
    Ok(files)
}
