//! Where data goes: stdout, or a file that is written beside its final name and then renamed, so that nobody ever
//! reads half of it. A reader that stops listening (a broken pipe) is no error. It must not know what is written.

use anyhow::Context;
use std::fs::{File, OpenOptions};
use std::io::{self, BufWriter, ErrorKind, Write};
use std::path::{Path, PathBuf};

/// Writes everything that `write` gives to stdout, or to `file` where one is named.
///
/// # Errors
/// When `write` fails or the file cannot be written; a broken pipe is not an error.
pub(crate) fn deliver(
    file: Option<&Path>,
    write: impl FnOnce(&mut dyn Write) -> anyhow::Result<()>,
) -> anyhow::Result<()> {
    let Some(path) = file else {
        let mut out = BufWriter::with_capacity(1 << 16, io::stdout().lock());
        return unless_unheard(write(&mut out).and_then(|()| out.flush().map_err(Into::into)));
    };
    let (beside, new) = create_beside(path)?;
    let mut out = BufWriter::with_capacity(1 << 16, new);
    let written = write(&mut out).and_then(|()| out.flush().map_err(Into::into));
    let done = written.and_then(|()| std::fs::rename(&beside, path).map_err(Into::into));
    if done.is_err() {
        // What was begun is of no use to anybody; the error that is reported is the first one.
        let _ = std::fs::remove_file(&beside);
    }
    done.with_context(|| format!("cannot write {}", path.display()))
}

/// A new file in the folder of `path`, under a name that nothing else uses.
fn create_beside(path: &Path) -> anyhow::Result<(PathBuf, File)> {
    let name = path.file_name().with_context(|| format!("{} names no file", path.display()))?;
    for attempt in 0..100_u32 {
        let mut beside_name = std::ffi::OsString::from(".");
        beside_name.push(name);
        beside_name.push(format!(".{}-{attempt}", std::process::id()));
        let beside = path.with_file_name(beside_name);
        match OpenOptions::new().write(true).create_new(true).open(&beside) {
            Ok(file) => return Ok((beside, file)),
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error).with_context(|| format!("cannot write {}", path.display())),
        }
    }
    anyhow::bail!("cannot write {}: its folder is full of unfinished files of that name", path.display())
}

/// Takes a broken pipe for what it is: the reader has seen enough.
fn unless_unheard(result: anyhow::Result<()>) -> anyhow::Result<()> {
    match result {
        Err(error) if is_broken_pipe(&error) => Ok(()),
        other => other,
    }
}

fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| {
        cause.downcast_ref::<io::Error>().is_some_and(|cause| cause.kind() == ErrorKind::BrokenPipe)
            || cause
                .downcast_ref::<serde_json::Error>()
                .is_some_and(|cause| cause.io_error_kind() == Some(ErrorKind::BrokenPipe))
    })
}
