//! Where data goes: stdout, or a file that is written beside its final name and then renamed, so that nobody ever
//! reads half of it. What is no file (a pipe, a device) is written to as it stands; behind a link its file is. A reader that stops listening (a broken pipe) is no error. It must not know what is written.

use anyhow::Context;
use std::fs::{File, Metadata, OpenOptions};
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
    let standing = std::fs::metadata(path).ok();
    let is_link = path.is_symlink();
    let done = match standing {
        Some(standing) if standing.is_file() => {
            replace(&if is_link { path.canonicalize()? } else { path.to_owned() }, Some(&standing), write)
        }
        // A folder is refused when it is opened.
        Some(_) => unless_unheard(through(OpenOptions::new().write(true).open(path), write)),
        // A link to nothing makes the file that it names.
        None if is_link => through(File::create(path), write),
        None => replace(path, None, write),
    };
    done.with_context(|| format!("cannot write {}", path.display()))
}

/// Writes a file whole or not at all; one that stands there already hands on who may read it.
fn replace(
    path: &Path,
    standing: Option<&Metadata>,
    write: impl FnOnce(&mut dyn Write) -> anyhow::Result<()>,
) -> anyhow::Result<()> {
    let (beside, new) = create_beside(path)?;
    let allowed = standing.map_or(Ok(()), |standing| new.set_permissions(standing.permissions()));
    let written = allowed.map_err(Into::into).and_then(|()| through(Ok(new), write));
    let done = written.and_then(|()| std::fs::rename(&beside, path).map_err(Into::into));
    if done.is_err() {
        // What was begun is of no use to anybody; the error that is reported is the first one.
        let _ = std::fs::remove_file(&beside);
    }
    done
}

/// Writes to what was opened.
fn through(
    opened: io::Result<File>,
    write: impl FnOnce(&mut dyn Write) -> anyhow::Result<()>,
) -> anyhow::Result<()> {
    let mut out = BufWriter::with_capacity(1 << 16, opened?);
    write(&mut out).and_then(|()| out.flush().map_err(Into::into))
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
            Err(error) if error.kind() == ErrorKind::NotFound => {
                anyhow::bail!("there is no folder {}", path.parent().unwrap_or(path).display())
            }
            Err(error) => return Err(error.into()),
        }
    }
    anyhow::bail!("its folder is full of unfinished files of that name")
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
