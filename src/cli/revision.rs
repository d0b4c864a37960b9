//! The register as it stood in a git revision, checked out with the `git` program into a folder of its own: links, line ends
//! and filters are as a working tree of that revision would have them. It must not change the repository.

use super::exit::Usage;
use super::options::parse_day;
use anyhow::{Context, bail};
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// Variables by which git takes another repository for the one around the register; hooks run with them set.
const ELSEWHERE: [&str; 5] = ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_COMMON_DIR"];

/// A register as it stood, in a folder that goes away with this value.
pub(super) struct Checkout {
    register: PathBuf,
    /// Where it stood below the root of the repository, if somebody has moved it since.
    pub(super) moved_from: Option<String>,
    _all: tempfile::TempDir,
}

impl Checkout {
    /// The folder of the register.
    pub(super) fn register(&self) -> &Path {
        &self.register
    }
}

/// Checks out the files of the register in `folder` as of a revision; nothing where there was no register there yet.
///
/// # Errors
/// When there is no git, no repository, or no such revision.
pub(super) fn check_out(folder: &Path, revision: &str) -> anyhow::Result<Option<Checkout>> {
    let (repository, mut below) = repository(folder, revision)?;
    let commit = commit(folder, revision)?;
    let mut tree = printed(in_folder(folder).args(["ls-tree", "-r", "-z", &commit]), Vec::new())?;
    let has_register =
        |tree: &[u8]| tree.split(|byte| *byte == 0).filter_map(entry).any(|(_, path)| path == "pledges.toml");
    let mut moved_from = None;
    if !has_register(&tree) {
        let Some(from) = moved_from_in(folder, &commit, &below)? else { return Ok(None) };
        let there = format!("{commit}:{from}");
        tree = printed(in_folder(folder).args(["ls-tree", "-r", "-z", "--full-tree", &there]), Vec::new())?;
        below.clone_from(&from);
        moved_from = Some(from);
    }
    let entries: Vec<(&str, &str)> = tree.split(|byte| *byte == 0).filter_map(entry).collect();
    let all = tempfile::tempdir().context("cannot make a folder for the revision")?;
    let (work, index) = (all.path().join("tree"), all.path().join("index"));
    fs::create_dir(&work).with_context(|| format!("cannot make {}", work.display()))?;
    let inside = |arguments: &[&str], input: Vec<u8>| {
        let mut command = Command::new("git");
        command.current_dir(&work).envs([
            ("GIT_DIR", &repository),
            ("GIT_WORK_TREE", &work),
            ("GIT_INDEX_FILE", &index),
        ]);
        // What a person left out of their working tree is a part of the revision nevertheless.
        command.args(["-c", "core.sparseCheckout=false", "-c", "core.splitIndex=false"]).args(arguments);
        printed(&mut command, input)
    };
    inside(&["read-tree", &commit], Vec::new())?;
    let paths: String = wanted(&entries).map(|path| format!("{below}{path}\0")).collect();
    inside(&["checkout-index", "-z", "--stdin"], paths.into_bytes())?;
    Ok(Some(Checkout { register: work.join(below), moved_from, _all: all }))
}

/// The folder from which a register was moved since a commit to where it stands: empty, or ending with `/`.
fn moved_from_in(folder: &Path, commit: &str, below: &str) -> anyhow::Result<Option<String>> {
    let renamed =
        ["diff", "--no-ext-diff", "--find-renames", "--diff-filter=R", "--name-status", "-z", commit];
    // What lies outside of the folder is where it came from.
    let told = printed(in_folder(folder).args(["-c", "diff.relative=false"]).args(renamed), Vec::new())?;
    let told = String::from_utf8_lossy(&told);
    let fields: Vec<&str> = told.split('\0').collect();
    let here = format!("{below}pledges.toml");
    let from = fields.chunks(3).find_map(|renamed| match renamed {
        [_, from, to] if *to == here => from.strip_suffix("pledges.toml"),
        _ => None,
    });
    Ok(from.map(str::to_owned))
}

/// The files that are looked at among those below a register's folder, also for records that stand beside `pledges.toml`; with a
/// link among them all, since it may lead to any.
fn wanted<'e>(entries: &'e [(&'e str, &'e str)]) -> impl Iterator<Item = &'e str> {
    let is_beside = |path: &str| !path.contains('/') && path.ends_with(".toml");
    let is_ours = move |path: &str| is_beside(path) || path == "evidence" || path.starts_with("evidence/");
    let has_links = entries.iter().any(|(mode, path)| *mode == "120000" && is_ours(path));
    entries.iter().map(|(_, path)| *path).filter(move |path| has_links || is_ours(path))
}

/// The repository that a folder stands in, and the folder's path below its root: empty, or ending with `/`.
fn repository(folder: &Path, revision: &str) -> anyhow::Result<(PathBuf, String)> {
    let asked = ["rev-parse", "--is-inside-work-tree", "--absolute-git-dir", "--show-prefix"];
    let no_day = || format!("`{revision}` is no day, and cannot be looked up as a git revision");
    let output = output(in_folder(folder).args(asked), Vec::new()).with_context(no_day)?;
    let (told, complaint) =
        (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    let mut lines = told.split('\n');
    match (lines.next(), lines.next(), lines.next()) {
        (Some("true"), Some(repository), Some(below)) if output.status.success() => {
            Ok((repository.into(), below.to_owned()))
        }
        _ if output.status.success() || complaint.contains("not a git repository") => {
            bail!(Usage(format!("`{revision}` is no day, and {} is in no git repository", folder.display())))
        }
        _ => Err(anyhow::anyhow!("git says: {}", complaint.trim()).context(no_day())),
    }
}

/// The commit that a revision names; nothing that begins with `-` reaches git as an option.
fn commit(folder: &Path, revision: &str) -> anyhow::Result<String> {
    let wanted = format!("{revision}^{{commit}}");
    let asked = ["rev-parse", "--verify", "--quiet", "--end-of-options", &wanted];
    let commit = printed(in_folder(folder).args(asked), Vec::new()).map_err(|_| {
        let help = missing(folder, revision);
        Usage(format!("`{revision}` is neither a day nor a revision of the git repository\nhelp: {help}"))
    })?;
    Ok(String::from_utf8_lossy(&commit).trim().to_owned())
}

/// Why a revision may not be there, where that can be seen; else how a day is written.
fn missing(folder: &Path, revision: &str) -> String {
    let is_shallow = || {
        let asked = printed(in_folder(folder).args(["rev-parse", "--is-shallow-repository"]), Vec::new());
        asked.is_ok_and(|said| said.starts_with(b"true"))
    };
    let is_day = revision.contains('-') && revision.chars().all(|c| c.is_ascii_digit() || c == '-');
    let is_dated =
        revision.starts_with(|c: char| c.is_ascii_digit()) && (is_day || revision.contains(['/', ' ']));
    let is_hash = revision.len() >= 40 && revision.chars().all(|c| c.is_ascii_hexdigit());
    let why = if is_hash && revision.chars().all(|c| c == '0') {
        "zeros stand for no revision, as of a branch that was not there; name the branch that it goes into"
    } else if revision.ends_with('/') {
        "the name of a branch is missing; only a pull request has a base"
    } else if !is_dated && is_shallow() {
        "only a part of the history was fetched; fetch the whole (`fetch-depth: 0` for actions/checkout)"
    } else if is_hash {
        "no branch that was fetched holds it, as after a forced push; name the branch that it goes into"
    } else {
        return parse_day(revision).err().unwrap_or_default();
    };
    why.to_owned()
}

/// Mode and path of a file in a listing of `git ls-tree`.
fn entry(line: &[u8]) -> Option<(&str, &str)> {
    let (about, path) = std::str::from_utf8(line).ok()?.split_once('\t')?;
    let (mode, rest) = about.split_once(' ')?;
    rest.starts_with("blob ").then_some((mode, path))
}

/// A call of git for the repository around a folder.
fn in_folder(folder: &Path) -> Command {
    let mut command = Command::new("git");
    for variable in ELSEWHERE {
        command.env_remove(variable);
    }
    command.arg("-C").arg(folder);
    command
}

/// What a call prints; one that fails is an error with git's own words.
fn printed(command: &mut Command, input: Vec<u8>) -> anyhow::Result<Vec<u8>> {
    let output = output(command, input)?;
    if !output.status.success() {
        bail!("git failed ({}): {}", output.status, String::from_utf8_lossy(&output.stderr).trim());
    }
    Ok(output.stdout)
}

/// Runs a call; its words are English, so that they can be told apart.
fn output(command: &mut Command, input: Vec<u8>) -> anyhow::Result<Output> {
    let mut child = command
        .env("GIT_OPTIONAL_LOCKS", "0")
        .env("LC_ALL", "C")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .context("the program `git` cannot be started; `--from DIR` compares without it")?;
    let pipe = child.stdin.take();
    // Told from a thread of its own: git may answer while it is still being told. What it does not want to hear it does not
    // need, and says so by failing.
    let telling = std::thread::spawn(move || pipe.map(|mut pipe| pipe.write_all(&input)));
    let output = child.wait_with_output()?;
    if telling.join().is_err() {
        bail!("git cannot be talked to");
    }
    Ok(output)
}
