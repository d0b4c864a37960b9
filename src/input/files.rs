//! The edge to the disk: which files a register has, and their bytes. The only part of loading that reads files.
//!
//! It follows no link out of the register, opens nothing but regular files, and reads none above its limit.

use std::collections::BTreeSet;
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

/// A text file (TOML, Markdown, CSV) of more bytes is not read: a person writes none such.
pub const MOST_TEXT_BYTES: u64 = 64 * 1024 * 1024;

/// The folder below the register that holds evidence.
pub(super) const EVIDENCE: &str = "evidence/";

/// The file that makes a folder a register.
pub(super) const PLEDGES: &str = "pledges.toml";

/// Why a file has no bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Unreadable {
    /// There is no such file.
    Missing,
    /// It is a link that leads out of the register, or does not end.
    Outside,
    /// It is a pipe, a socket, a device or a folder.
    Special,
    /// It is larger than may be read; its bytes.
    TooLarge(u64),
    /// Reading failed; what the system said.
    Failed(String),
}

/// A way to the bytes of a file: its path relative to the register, and how many may be read.
pub(super) type Fetch<'a> = &'a (dyn Fn(&str, u64) -> Result<Vec<u8>, Unreadable> + Sync);

/// What files a register has.
#[derive(Debug, Default)]
pub(super) struct Listing {
    /// Their paths relative to the register, in order, with `/` between their parts.
    pub(super) paths: Vec<String>,
    /// Folders whose files cannot be told, and what the system said: what they hold would be missing without a word.
    pub(super) closed: Vec<(String, String)>,
    /// Which of the paths nothing is read from: pipes and devices, links to folders, out of the register or to nothing.
    pub(super) unopened: BTreeSet<String>,
}

/// The folder of a register on disk.
pub(super) struct Disk {
    root: PathBuf,
    /// The folder without links, against which links are held.
    real: PathBuf,
}

impl Disk {
    pub(super) fn new(root: &Path) -> Self {
        Self { root: root.to_owned(), real: fs::canonicalize(root).unwrap_or_else(|_| root.to_owned()) }
    }

    /// All files that matter: `pledges.toml` and everything below `evidence/`.
    pub(super) fn list(&self) -> Listing {
        let mut paths = BTreeSet::new();
        let mut closed = Vec::new();
        let mut unopened = BTreeSet::new();
        if fs::symlink_metadata(self.root.join(PLEDGES)).is_ok() {
            paths.insert(PLEDGES.to_owned());
        }
        // What is no folder holds nothing; that it is no register is told.
        if self.root.is_file() {
            return Listing { paths: Vec::new(), closed, unopened };
        }
        // A register without evidence has no such folder; what stands in its place and cannot be opened is no such case.
        let evidence = self.root.join(EVIDENCE.trim_end_matches('/'));
        if fs::symlink_metadata(&evidence).is_ok_and(|found| !found.is_dir()) && !evidence.is_dir() {
            closed.push((EVIDENCE.trim_end_matches('/').to_owned(), "it is no folder".to_owned()));
            return Listing { paths: paths.into_iter().collect(), closed, unopened };
        }
        for entry in walkdir::WalkDir::new(self.root.join(EVIDENCE)) {
            match entry {
                Ok(entry) if entry.file_type().is_dir() => {}
                Ok(entry) => {
                    let path = self.relative(entry.path());
                    if !entry.file_type().is_file() && !self.opens(entry.path()) {
                        unopened.insert(path.clone());
                    }
                    paths.insert(path);
                }
                Err(error) if error.depth() == 0 && is_missing(error.io_error()) => {}
                Err(error) => {
                    let path = error.path().map_or_else(|| EVIDENCE.to_owned(), |path| self.relative(path));
                    let reason = error.io_error().map_or_else(|| error.to_string(), ToString::to_string);
                    closed.push((path, reason));
                }
            }
        }
        Listing { paths: paths.into_iter().collect(), closed, unopened }
    }

    /// Whether what stands under a path is a file of the register, be it behind a link.
    fn opens(&self, path: &Path) -> bool {
        fs::canonicalize(path).is_ok_and(|real| real.starts_with(&self.real) && real.is_file())
    }

    /// A path below the register with `/` between its parts.
    fn relative(&self, path: &Path) -> String {
        let below = path.strip_prefix(&self.root).unwrap_or(path);
        let parts: Vec<_> = below.components().map(|part| part.as_os_str().to_string_lossy()).collect();
        parts.join("/")
    }

    /// The bytes of a file.
    pub(super) fn fetch(&self, path: &str, most: u64) -> Result<Vec<u8>, Unreadable> {
        let path = self.root.join(path);
        let real = fs::canonicalize(&path).map_err(|error| {
            let missing = error.kind() == std::io::ErrorKind::NotFound;
            if missing { Unreadable::Missing } else { Unreadable::Failed(error.to_string()) }
        })?;
        if !real.starts_with(&self.real) {
            return Err(Unreadable::Outside);
        }
        let failed = |error: std::io::Error| Unreadable::Failed(error.to_string());
        let kind = fs::metadata(&real).map_err(failed)?;
        if !kind.is_file() {
            return Err(Unreadable::Special);
        }
        if kind.len() > most {
            return Err(Unreadable::TooLarge(kind.len()));
        }
        let mut bytes = Vec::with_capacity(usize::try_from(kind.len()).unwrap_or_default());
        // The file may grow while it is read.
        fs::File::open(&real).map_err(failed)?.take(most).read_to_end(&mut bytes).map_err(failed)?;
        Ok(bytes)
    }
}

fn is_missing(error: Option<&std::io::Error>) -> bool {
    error.is_some_and(|error| error.kind() == std::io::ErrorKind::NotFound)
}

/// The path that a text beside a file means, relative to the register; nothing if it leaves the register.
pub(super) fn beside(file: &str, written: &str) -> Option<String> {
    let folder = file.rsplit_once('/').map_or("", |(folder, _)| folder);
    below(folder, written)
}

/// The path that a text below a folder means, relative to the register; nothing if it leaves the register.
pub(super) fn below(folder: &str, written: &str) -> Option<String> {
    if written.starts_with(['/', '\\']) || written.starts_with("~/") || written.contains(['\\', '\0', ':']) {
        return None;
    }
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in written.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

/// The suffix of a path in lower case, without the dot.
pub(super) fn suffix(path: &str) -> String {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.rsplit_once('.').map(|(_, suffix)| suffix.to_ascii_lowercase()).unwrap_or_default()
}

/// A path below `evidence/` without its suffix: what pledges call a document by.
pub(super) fn stem(path: &str) -> &str {
    let below = path.strip_prefix(EVIDENCE).unwrap_or(path);
    let name_at = below.rfind('/').map_or(0, |at| at + 1);
    match below.get(name_at..).and_then(|name| name.rfind('.')) {
        Some(dot) if dot > 0 => below.get(..name_at + dot).unwrap_or(below),
        Some(_) | None => below,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_stays_in_the_register_or_is_none() {
        let cases = [
            ("evidence/a/b.toml", "c.html", Some("evidence/a/c.html")),
            ("evidence/a/b.toml", "../c.html", Some("evidence/c.html")),
            ("evidence/a/b.toml", "./x//c.html", Some("evidence/a/x/c.html")),
            ("evidence/a/b.toml", "../../../c.html", None),
            ("evidence/a/b.toml", "/etc/passwd", None),
            ("evidence/a/b.toml", "C:\\c.html", None),
        ];
        for (file, written, path) in cases {
            assert_eq!(beside(file, written).as_deref(), path, "{written}");
        }
        assert_eq!(stem("evidence/answers/pq-18850.txt"), "answers/pq-18850");
        assert_eq!(stem("evidence/v1.2/plain"), "v1.2/plain");
    }
}
