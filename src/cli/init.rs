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
    let files = template::files(invocation.as_of());
    if let Some((taken, _)) = files.iter().find(|(path, _)| folder.join(path).exists()) {
        return Err(
            Usage(format!("{} is already there; nothing was written", folder.join(taken).display())).into()
        );
    }
    for (path, text) in &files {
        write_new(&folder.join(path), text)?;
    }
    let place = if folder == Path::new(".") { "here".to_owned() } else { format!("in {}", folder.display()) };
    invocation.note(&format!(
        "A register with a few invented pledges stands {place}. Next: `kept`, and make pledges.toml yours."
    ));
    Ok(Exit::Fine)
}

/// Writes a file that is not there yet, and the folders it needs.
fn write_new(path: &Path, text: &str) -> anyhow::Result<()> {
    let cannot = || format!("cannot write {}", path.display());
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder).with_context(cannot)?;
    }
    let mut file =
        std::fs::OpenOptions::new().write(true).create_new(true).open(path).with_context(cannot)?;
    std::io::Write::write_all(&mut file, text.as_bytes()).with_context(cannot)
}
