//! The register as it stood in a git revision, read with the `git` program. It must not change the repository.

use super::exit::Usage;
use anyhow::{Context, bail};
use std::io::{BufRead, BufReader, Read, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};

/// The files of the register in `folder` as of a revision: path relative to the register, and bytes.
///
/// # Errors
/// When there is no git, no repository, or no such revision.
pub(super) fn files(folder: &Path, revision: &str) -> anyhow::Result<Vec<(String, Vec<u8>)>> {
    let commit = commit(folder, revision)?;
    let tree = git(folder, &["ls-tree", "-r", "-z", &commit])?;
    let entries: Vec<(String, String)> = tree.split(|byte| *byte == 0).filter_map(entry).collect();
    if entries.iter().all(|(path, _)| path != "pledges.toml") {
        bail!(Usage(format!("in revision `{revision}` there is no pledges.toml here")));
    }
    let mut child = start(folder, &["cat-file", "--batch"], Stdio::piped())?;
    let (input, output) = (child.stdin.take(), child.stdout.take());
    let (Some(mut input), Some(output)) = (input, output) else { bail!("git cannot be talked to") };
    let objects: Vec<String> = entries.iter().map(|(_, object)| format!("{object}\n")).collect();
    // Asked from a thread of its own: git answers while it is still being asked.
    let asking =
        std::thread::spawn(move || objects.iter().try_for_each(|object| input.write_all(object.as_bytes())));
    let mut output = BufReader::new(output);
    let mut files = Vec::with_capacity(entries.len());
    for (path, _) in entries {
        files.push((path, object(&mut output)?));
    }
    if asking.join().is_err() {
        bail!("git stopped reading");
    }
    finish(child)?;
    Ok(files)
}

/// The commit that a revision names; nothing that begins with `-` reaches git as an option.
fn commit(folder: &Path, revision: &str) -> anyhow::Result<String> {
    let wanted = format!("{revision}^{{commit}}");
    let inside = git(folder, &["rev-parse", "--is-inside-work-tree"]);
    if inside.is_err() {
        bail!(Usage(format!("`{revision}` is no day, and {} is in no git repository", folder.display())));
    }
    let commit = git(folder, &["rev-parse", "--verify", "--quiet", "--end-of-options", &wanted])
        .map_err(|_| Usage(format!("`{revision}` is neither a day nor a revision of the git repository")))?;
    Ok(String::from_utf8_lossy(&commit).trim().to_owned())
}

/// A regular file below `evidence/`, or `pledges.toml`: its path and its object.
fn entry(line: &[u8]) -> Option<(String, String)> {
    let line = std::str::from_utf8(line).ok()?;
    let (about, path) = line.split_once('\t')?;
    let mut about = about.split(' ');
    let (mode, kind, object) = (about.next()?, about.next()?, about.next()?);
    let is_file = kind == "blob" && mode.starts_with("100");
    let is_ours = path == "pledges.toml" || path.starts_with("evidence/");
    (is_file && is_ours).then(|| (path.to_owned(), object.to_owned()))
}

/// One answer of `git cat-file --batch`: a line with the size, the bytes, a line break.
fn object(output: &mut impl BufRead) -> anyhow::Result<Vec<u8>> {
    let mut head = String::new();
    output.read_line(&mut head)?;
    let size: u64 =
        head.trim().rsplit(' ').next().and_then(|size| size.parse().ok()).context("git gave no object")?;
    let mut bytes = Vec::new();
    output.by_ref().take(size).read_to_end(&mut bytes)?;
    let mut line_break = [0];
    output.read_exact(&mut line_break)?;
    Ok(bytes)
}

fn git(folder: &Path, arguments: &[&str]) -> anyhow::Result<Vec<u8>> {
    let mut child = start(folder, arguments, Stdio::null())?;
    let mut bytes = Vec::new();
    if let Some(mut output) = child.stdout.take() {
        output.read_to_end(&mut bytes)?;
    }
    finish(child)?;
    Ok(bytes)
}

fn start(folder: &Path, arguments: &[&str], input: Stdio) -> anyhow::Result<Child> {
    Command::new("git")
        .arg("-C")
        .arg(folder)
        .args(arguments)
        .env("GIT_OPTIONAL_LOCKS", "0")
        .stdin(input)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .context("the program `git` cannot be started; `--from DIR` compares without it")
}

fn finish(mut child: Child) -> anyhow::Result<()> {
    let status = child.wait()?;
    if status.success() { Ok(()) } else { bail!("git failed ({status})") }
}
