//! The files and documents that stand below a folder. It must not open them.

use std::path::{Path, PathBuf};

/// Suffixes of the files that people write about documents, which are none themselves.
const NOT_DOCUMENTS: &[&str] = &["toml", "csv"];

/// Every regular file below a folder that may be a document, in order.
pub(super) fn documents(folder: &Path) -> Vec<PathBuf> {
    let mut files = files(folder);
    files.retain(|path| {
        let suffix = path.extension().map(|suffix| suffix.to_string_lossy().to_lowercase());
        !NOT_DOCUMENTS.contains(&suffix.unwrap_or_default().as_str())
    });
    files
}

/// Every regular file below a folder, in order, but for hidden ones: what a run that was broken off left behind is one.
pub(super) fn files(folder: &Path) -> Vec<PathBuf> {
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
        .collect()
}
