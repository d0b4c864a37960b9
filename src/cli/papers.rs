//! Reading the documents that are to be matched, or taking their index from the cache. It must not judge them.

use super::exit::Exit;
use super::invocation::Invocation;
use anyhow::Context;
use kept::diagnostic::Level;
use kept::document::{self, Document};
use kept::matching::{Corpus, Paper, cache};
use std::fs;
use std::path::{Path, PathBuf};

/// The documents of this call, indexed.
pub(super) struct Papers {
    pub(super) corpus: Corpus,
    /// The files they were read from, with the names by which documents are known.
    pub(super) files: Vec<(String, PathBuf)>,
    unreliable: bool,
}

/// Suffixes of the files that people write about documents, which are none themselves.
const NOT_DOCUMENTS: &[&str] = &["toml", "csv"];

impl Papers {
    /// Reads what `--documents` names, or else everything in the register's `evidence/`.
    pub(super) fn read(invocation: &Invocation<'_>) -> anyhow::Result<Self> {
        let register = invocation.register();
        let files = files(invocation)?;
        let cached = !invocation.matches.get_flag("no-cache");
        let mut key = cache::Key::default();
        let mut contents = Vec::with_capacity(files.len());
        for (name, path) in &files {
            let bytes = fs::read(path).with_context(|| format!("cannot read {}", path.display()))?;
            if cached {
                key.file(name, &bytes);
            }
            contents.push(bytes);
        }
        if cached && let Some(corpus) = cache::load(&register, &key) {
            return Ok(Self { corpus, files, unreliable: false });
        }
        let mut papers = Vec::new();
        let (mut faults, mut unreliable) = (0_usize, false);
        for ((name, _), bytes) in files.iter().zip(&contents) {
            let found =
                read_file(invocation, name, bytes, &mut |document| papers.extend(Paper::of(document)))?;
            faults += found.0;
            unreliable |= found.1;
        }
        let corpus = Corpus::new(papers);
        // What could not be read whole is read again next time, so that it is said again.
        if cached && faults == 0 {
            cache::store(&register, &key, &corpus);
        }
        Ok(Self { corpus, files, unreliable })
    }

    /// What to exit with when all else went well.
    pub(super) fn exit(&self) -> Exit {
        if self.unreliable { Exit::Unreliable } else { Exit::Fine }
    }

    /// The document of an entry as it was read, with everything that is known about it.
    pub(super) fn document(&self, entry: usize) -> anyhow::Result<Option<Document>> {
        let Some(reference) = self.corpus.references(entry).first() else { return Ok(None) };
        let Some((name, path)) = self.files.iter().find(|(name, _)| *name == reference.path) else {
            return Ok(None);
        };
        let wanted = self.corpus.text(entry);
        let mut found = None;
        let file = fs::File::open(path).with_context(|| format!("cannot read {}", path.display()))?;
        document::read_each(name, file, &mut |document| {
            if found.is_none() && document.text.text == wanted {
                found = Some(document);
            }
        })?;
        Ok(found)
    }
}

/// The files of this call: what `--documents` names, or else everything in the register's `evidence/`.
fn files(invocation: &Invocation<'_>) -> anyhow::Result<Vec<(String, PathBuf)>> {
    let named: Vec<&PathBuf> = invocation.matches.get_many("documents").into_iter().flatten().collect();
    if named.is_empty() { Ok(in_evidence(&invocation.register())) } else { of_paths(&named) }
}

/// Hands over every document of this call, in order, without an index.
pub(super) fn each(invocation: &Invocation<'_>, each: &mut dyn FnMut(Document)) -> anyhow::Result<()> {
    for (name, path) in files(invocation)? {
        let bytes = fs::read(&path).with_context(|| format!("cannot read {}", path.display()))?;
        read_file(invocation, &name, &bytes, each)?;
    }
    Ok(())
}

/// Reads the documents of one file; says what was wrong, how often, and whether something could not be read at all.
fn read_file(
    invocation: &Invocation<'_>,
    name: &str,
    bytes: &[u8],
    each: &mut dyn FnMut(Document),
) -> anyhow::Result<(usize, bool)> {
    // A record in Markdown speaks about a document; it is none.
    if bytes.starts_with(b"+++") {
        return Ok((0, false));
    }
    let found = document::read_each(name, bytes, each).with_context(|| format!("cannot read {name}"))?;
    for fault in &found {
        invocation.note(&format!("{name}: {}", kept::render::visible_line(&fault.message)));
    }
    Ok((found.len(), found.iter().any(|fault| fault.level == Level::Error)))
}

/// The documents in a register's `evidence/`, named relative to the register.
fn in_evidence(register: &Path) -> Vec<(String, PathBuf)> {
    let found = walk(&register.join("evidence"));
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
        let sort = fs::metadata(path).with_context(|| format!("cannot read {}", path.display()))?;
        let found = if sort.is_dir() { walk(path) } else { vec![(*path).clone()] };
        files.extend(found.into_iter().map(|path| (path.to_string_lossy().into_owned(), path)));
    }
    Ok(files)
}

/// Every regular file below a folder that may be a document, in order.
fn walk(folder: &Path) -> Vec<PathBuf> {
    let visible = |entry: &walkdir::DirEntry| {
        entry.depth() == 0 || !entry.file_name().to_string_lossy().starts_with('.')
    };
    walkdir::WalkDir::new(folder)
        .sort_by_file_name()
        .into_iter()
        .filter_entry(visible)
        .flatten()
        .filter(|entry| entry.file_type().is_file())
        .map(walkdir::DirEntry::into_path)
        .filter(|path| {
            let suffix =
                path.extension().map(|suffix| suffix.to_string_lossy().to_lowercase()).unwrap_or_default();
            !NOT_DOCUMENTS.contains(&suffix.as_str())
        })
        .collect()
}
