//! `kept init [DIR]`: a new register that loads and teaches by its comments. It must not overwrite anything.

use super::exit::{Exit, Usage};
use super::invocation::Invocation;
use anyhow::Context;
use kept::input::template;
use std::path::{Path, PathBuf};

pub(super) fn arguments(command: clap::Command) -> clap::Command {
    command.arg(
        clap::Arg::new("folder")
            .value_name("DIR")
            .value_hint(clap::ValueHint::DirPath)
            .value_parser(clap::value_parser!(PathBuf))
            .help("Where to make it [default: here, or the folder named by --register]"),
    )
}

pub(super) fn run(invocation: &Invocation<'_>) -> anyhow::Result<Exit> {
    let named = ["folder", "register"].iter().find_map(|name| invocation.matches.get_one::<PathBuf>(name));
    let folder = named.map_or_else(|| PathBuf::from("."), PathBuf::clone);
    if folder.exists() && !folder.is_dir() {
        return Err(Usage(format!("{} is a file; name a folder", folder.display())).into());
    }
    let files = template::files(invocation.as_of());
    if let Some((taken, _)) = files.iter().find(|(path, _)| folder.join(path).exists()) {
        return Err(
            Usage(format!("{} is already there; nothing was written", folder.join(taken).display())).into()
        );
    }
    let outer = outer(&folder);
    if let Some(outer) = outer.as_ref().filter(|outer| below(&folder).starts_with(outer.join("evidence"))) {
        let words = format!("{} is in the evidence of {}", folder.display(), outer.display());
        return Err(Usage(format!("{words}, which would read it as a record; nothing was written")).into());
    }
    write_all(&folder, &files)?;
    let place = if folder == Path::new(".") { "here".to_owned() } else { format!("in {}", folder.display()) };
    invocation.note(&format!(
        "A register with a few invented pledges stands {place}. Next: `kept`, and make pledges.toml yours."
    ));
    if let Some(outer) = outer {
        invocation.note(&format!("note: it stands inside another register, {}", outer.display()));
    }
    Ok(Exit::Fine)
}

/// The register around a folder that is to become one itself.
fn outer(folder: &Path) -> Option<PathBuf> {
    let below = below(folder);
    below.ancestors().skip(1).find(|parent| parent.join("pledges.toml").is_file()).map(Path::to_path_buf)
}

/// The folder from the root on, links followed as far as it is there already.
fn below(folder: &Path) -> PathBuf {
    let absolute = std::path::absolute(folder).unwrap_or_else(|_| folder.to_owned());
    let there = absolute.ancestors().find_map(|known| Some((known, known.canonicalize().ok()?)));
    match there {
        Some((known, real)) => match absolute.strip_prefix(known) {
            Ok(rest) if !rest.as_os_str().is_empty() => real.join(rest),
            Ok(_) | Err(_) => real,
        },
        None => absolute,
    }
}

/// Writes every file; where one cannot be written, nothing stays that was not there.
fn write_all(folder: &Path, files: &[(&str, String)]) -> anyhow::Result<()> {
    let evidence = folder.join("evidence");
    let new_folders: Vec<&Path> = evidence.ancestors().take_while(|folder| !is_there(folder)).collect();
    for (at, (path, text)) in files.iter().enumerate() {
        if let Err(error) = write_new(&folder.join(path), text) {
            // The error that is reported is the first one.
            for (path, _) in &files[..at] {
                let _ = std::fs::remove_file(folder.join(path));
            }
            for folder in new_folders {
                let _ = std::fs::remove_dir(folder);
            }
            return Err(error);
        }
    }
    Ok(())
}

fn is_there(folder: &Path) -> bool {
    folder.as_os_str().is_empty() || folder.exists()
}

/// Writes a file that is not there yet, and the folders it needs; what breaks off is taken away.
fn write_new(path: &Path, text: &str) -> anyhow::Result<()> {
    let cannot = || format!("cannot write {}", path.display());
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder).with_context(cannot)?;
    }
    let mut file =
        std::fs::OpenOptions::new().write(true).create_new(true).open(path).with_context(cannot)?;
    std::io::Write::write_all(&mut file, text.as_bytes())
        .inspect_err(|_| drop(std::fs::remove_file(path)))
        .with_context(cannot)
}
