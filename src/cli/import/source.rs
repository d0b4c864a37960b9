//! A file that is brought in: how it is read, what is told of it, and the suffix of its copy.
//!
//! It must not write, nor know where a copy goes.

use super::super::exit::Exit;
use super::super::invocation::Invocation;
use kept::diagnostic::Level;
use kept::document::{self, Fault};
use kept::render::visible_line;
use std::io::Read;
use std::path::Path;

/// What a file holds, if it is no larger than any document.
pub(super) fn bytes_of_file(path: &Path) -> anyhow::Result<Vec<u8>> {
    if std::fs::metadata(path)?.len() > document::MOST_BYTES {
        let megabytes = document::MOST_BYTES / 1024 / 1024;
        anyhow::bail!(
            "larger than {megabytes} MB and not read; a file of many documents is read line by line with --split"
        );
    }
    bytes_of(open(path)?)
}

/// What a stream holds, up to one byte more than is read of a document, so that too much is noticed.
pub(super) fn bytes_of(stream: impl Read) -> anyhow::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    stream.take(document::MOST_BYTES + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Opens a regular file; anything else could hang or never end.
pub(super) fn open(path: &Path) -> anyhow::Result<std::fs::File> {
    let sort = std::fs::metadata(path)?;
    anyhow::ensure!(!sort.is_dir(), "this is a folder: name the files in it (`{}/*`)", path.display());
    anyhow::ensure!(sort.is_file(), "this is a pipe or a device: save what it gives to a file, or name `-`");
    Ok(std::fs::File::open(path)?)
}

/// Tells what was wrong with a file.
pub(super) fn tell(invocation: &Invocation<'_>, shown: &str, faults: &[Fault]) -> Exit {
    let mut exit = Exit::Fine;
    for fault in faults {
        let told = format!(
            "{}[{}]: {}: {}",
            fault.level.word(),
            fault.code,
            visible_line(shown),
            visible_line(&fault.message)
        );
        let help =
            fault.help.as_deref().map(|help| format!("\n  help: {}", visible_line(help))).unwrap_or_default();
        match fault.level {
            Level::Error => {
                exit = Exit::Unreliable;
                invocation.complain(&format!("{told}{help}"));
            }
            Level::Warning => invocation.note(&format!("{told}{help}")),
        }
    }
    exit
}

/// The suffix to store a copy under: its own, if files of its format have it, or else the usual one.
pub(super) fn suffix(shown: &str, format: &str) -> String {
    let name = shown.rsplit(['/', '\\']).next().unwrap_or(shown);
    let own = name.rsplit_once('.').map(|(_, suffix)| suffix.to_ascii_lowercase()).unwrap_or_default();
    let known = document::FORMATS.iter().find(|known| known.name == format);
    let suffixes = known.map_or(&["txt"][..], |known| known.suffixes);
    if own == "gz" {
        return name.split_once('.').map_or(own.clone(), |(_, suffixes)| suffixes.to_ascii_lowercase());
    }
    // A `.md` among the evidence is a record.
    let is_usual = own != "md" && suffixes.contains(&own.as_str());
    if is_usual { own } else { suffixes.first().copied().unwrap_or("txt").to_owned() }
}
