//! Files as they were before something was written to them, for taking it back.
//!
//! It must not know what was written.

use super::super::output;
use anyhow::Context;
use std::fs;
use std::path::{Path, PathBuf};

/// Files as they were before something was written, for taking it back.
#[derive(Debug, Default)]
pub(in crate::cli) struct Before(Vec<Change>);

/// A file with what was in it and what was written.
#[derive(Debug)]
struct Change {
    path: PathBuf,
    before: Option<Vec<u8>>,
    written: String,
}

impl Before {
    /// Writes a file, and remembers what was there.
    pub(super) fn write(&mut self, path: &Path, text: &str) -> anyhow::Result<()> {
        let before = if path.exists() { Some(fs::read(path)?) } else { None };
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
        }
        whole(path, text.as_bytes())?;
        self.0.push(Change { path: path.to_owned(), before, written: text.to_owned() });
        Ok(())
    }

    /// Puts every file back as it was.
    ///
    /// # Errors
    /// When one of them is no longer what was written: somebody's work is in it, and nothing is touched.
    pub(in crate::cli) fn restore(&self) -> anyhow::Result<()> {
        let is_changed =
            |change: &&Change| fs::read(&change.path).is_ok_and(|bytes| bytes != change.written.as_bytes());
        if let Some(change) = self.0.iter().find(is_changed) {
            anyhow::bail!(
                "{} was changed after it was written, so nothing is taken back: edit it yourself",
                change.path.display()
            );
        }
        for change in self.0.iter().rev() {
            match &change.before {
                Some(bytes) => whole(&change.path, bytes),
                None if change.path.exists() => fs::remove_file(&change.path).map_err(Into::into),
                None => Ok(()),
            }
            .with_context(|| format!("cannot put {} back", change.path.display()))?;
        }
        Ok(())
    }

    /// Whether evidence was written, not only what was declined.
    pub(in crate::cli) fn has_evidence(&self, register: &Path) -> bool {
        let evidence = register.join("evidence");
        self.0.iter().any(|change| change.path.starts_with(&evidence))
    }

    /// The files that were written, relative to the register.
    pub(in crate::cli) fn names(&self, register: &Path) -> String {
        let name = |path: &PathBuf| path.strip_prefix(register).unwrap_or(path).display().to_string();
        self.0.iter().map(|change| name(&change.path)).collect::<Vec<_>>().join(", ")
    }
}

/// Writes a file whole or not at all.
fn whole(path: &Path, bytes: &[u8]) -> anyhow::Result<()> {
    output::deliver(Some(path), |out| Ok(out.write_all(bytes)?))
}
