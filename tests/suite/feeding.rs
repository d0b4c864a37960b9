//! What feeds a register in a pipeline: the real scripts with the real curl, against a server of our own that gives what
//! Parliament's API gives, with its shape, its paging and its errors. Nothing leaves this machine.

mod parliament;

use parliament::{Api, item};
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

const REGISTER: &str = r#"[register]
title = "A register"
searched_to = 2026-06-30

[[pledge]]
id = "lamps"
title = "Replace 900 street lamps"
responsible = "Department for Example"
made_on = 2025-01-14
quote = "We will replace 900 street lamps with efficient lighting by spring 2027."
test = "900 street lamps are replaced."

[pledge.target]
act = "the 900 street lamps are replaced"

[pledge.deadline]
by = "2027-05"
"#;

fn script(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("action").join(name)
}

fn has(program: &str) -> bool {
    Command::new(program).arg("--version").output().is_ok()
}

/// Whether the scripts can run here; says so where they cannot.
#[allow(clippy::print_stderr, reason = "a test that does not run must say so")]
fn can_run() -> bool {
    let missing: Vec<&str> = ["bash", "curl", "git"].into_iter().filter(|program| !has(program)).collect();
    if !missing.is_empty() {
        eprintln!("not run: {} is missing", missing.join(", "));
    }
    missing.is_empty()
}

fn fetch(api: &Api, folder: &Path) -> Output {
    let mut command = Command::new("bash");
    command.arg(script("fetch.sh")).arg(folder);
    asking(&mut command, api).output().expect("bash runs")
}

/// Tells a command which answers are asked for, and where.
fn asking<'c>(command: &'c mut Command, api: &Api) -> &'c mut Command {
    command
        .env("KEPT_API", &api.address)
        .env("KEPT_BODIES", "60 29")
        .env("KEPT_FROM", "2026-03-01")
        .env("KEPT_TO", "2026-03-14")
        .env("KEPT_PAUSE", "0")
        .env_remove("http_proxy")
        .env("no_proxy", "127.0.0.1")
}

fn names(folder: &Path) -> BTreeSet<String> {
    let entries = fs::read_dir(folder).expect("a folder").flatten();
    entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect()
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&[&output.stdout[..], &output.stderr[..]].concat()).into_owned()
}

#[test]
fn every_page_is_read_every_text_fetched_whole_and_what_failed_tried_again() {
    if !can_run() {
        return;
    }
    let api = Api::serve(45, 0);
    let folder = tempfile::tempdir().expect("a folder");
    let output = fetch(&api, folder.path());
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    assert!(said(&output).contains("47 fetched, 0 there already, 0 failed"), "{}", said(&output));
    let found = names(folder.path());
    assert_eq!(found.len(), 47);
    assert!(found.contains("answer-1001-2026-03-05-corrected-2026-03-09.json"), "{found:?}");
    assert!(found.contains("statement-77-2026-03-04.json") && !found.iter().any(|name| name.contains("666")));
    for name in &found {
        let text = fs::read_to_string(folder.path().join(name)).expect("a file");
        let (documents, faults) = kept::document::read(name, text.as_bytes());
        assert!(documents.len() == 1 && faults.is_empty(), "{name}: {faults:?}");
    }
    let asked = api.asked();
    let times = |wanted: &str| asked.iter().filter(|target| target.contains(wanted)).count();
    assert_eq!((times("skip=20&"), times("questions/1002?"), times("questions/1004?")), (2, 2, 1));
    assert!(asked[0].contains("answeringBodies=60&answeringBodies=29"), "{}", asked[0]);

    // The next night asks for the lists only.
    let output = fetch(&api, folder.path());
    assert!(said(&output).contains("0 fetched, 47 there already"), "{}", said(&output));
    assert_eq!(api.asked().iter().filter(|target| target.contains("questions/1")).count(), 0);
}

#[test]
fn what_cannot_be_fetched_is_told_and_the_others_are_there() {
    if !can_run() {
        return;
    }
    let folder = tempfile::tempdir().expect("a folder");
    let output = fetch(&Api::serve(5, 1_002), folder.path());
    assert_eq!(output.status.code(), Some(3), "{}", said(&output));
    assert!(said(&output).contains("fetch: answer 1002 could not be fetched"), "{}", said(&output));
    assert_eq!(names(folder.path()).len(), 6);

    for (variable, value) in [("KEPT_FROM", "yesterday; ls"), ("KEPT_BODIES", "60&x=1"), ("KEPT_BODIES", "")]
    {
        let output = Command::new("bash")
            .arg(script("fetch.sh"))
            .arg(folder.path())
            .env("KEPT_BODIES", "60")
            .env(variable, value)
            .output()
            .expect("bash runs");
        assert_eq!(output.status.code(), Some(2), "{variable}={value}: {}", said(&output));
    }
}

/// A repository with a register in a folder of it, its origin, and a `gh` that writes down what it was asked.
struct Repository {
    root: tempfile::TempDir,
}

/// Knows one pull request once it was created, and prints what was asked of it.
const GH: &str = r#"#!/usr/bin/env bash
root=${0%/bin/gh}
echo "gh $*" >>"$root/asked"
case "$1 $2" in
    "pr list") [ -e "$root/open" ] && echo "$(cat "$root/open") 12" ;;
    "pr create") echo OPEN >"$root/open" ;;
    "pr comment") [ "$3" = 12 ] ;;
    *) exit 9 ;;
esac
while [ $# -gt 0 ]; do [ "$1" = --body-file ] && cp "$2" "$root/body.md"; shift; done
exit 0
"#;

impl Repository {
    fn new() -> Self {
        let root = tempfile::tempdir().expect("a folder");
        let new = Self { root };
        for folder in ["bin", "work/the register/evidence"] {
            fs::create_dir_all(new.path(folder)).expect("a folder");
        }
        fs::write(new.path("bin/gh"), GH).expect("a file");
        fs::write(new.path("work/the register/pledges.toml"), REGISTER).expect("a file");
        let made = Command::new("bash")
            .args(["-ec", "chmod +x bin/gh; git init -q --bare origin; cd work; git init -q -b main; git add -A; git commit -qm first; \
                git remote add origin ../origin; git push -q origin main"])
            .current_dir(new.root.path())
            .envs(IDENTITY)
            .output()
            .expect("bash runs");
        assert!(made.status.success(), "{}", said(&made));
        new
    }

    fn path(&self, name: &str) -> PathBuf {
        self.root.path().join(name)
    }

    fn propose(&self, documents: &Path) -> String {
        let output = self.script("propose.sh", documents).output().expect("bash runs");
        assert_eq!(output.status.code(), Some(0), "{}", said(&output));
        said(&output)
    }

    /// A script as a service would run it.
    fn script(&self, name: &str, documents: &Path) -> Command {
        let mut command = Command::new("bash");
        let path = format!("{}:{}", self.path("bin").display(), std::env::var("PATH").unwrap_or_default());
        command
            .args([&script(name), documents])
            .current_dir(self.path("work"))
            .env("KEPT", env!("CARGO_BIN_EXE_kept"))
            .env("KEPT_REGISTER", "the register")
            .env("PATH", path)
            .env("GH_TOKEN", "none")
            .env("GITHUB_ACTIONS", "true")
            .env_remove("GITHUB_ACTOR")
            .envs(IDENTITY);
        command
    }

    fn git(&self, arguments: &[&str]) -> String {
        let output = Command::new("git")
            .arg("-C")
            .arg(self.path("work"))
            .args(arguments)
            .envs(IDENTITY)
            .output()
            .expect("git runs");
        assert!(output.status.success(), "{arguments:?}: {}", said(&output));
        String::from_utf8_lossy(&output.stdout).into_owned()
    }

    fn asked(&self) -> String {
        fs::read_to_string(self.path("asked")).unwrap_or_default()
    }
}

const IDENTITY: [(&str, &str); 6] = [
    ("GIT_CONFIG_GLOBAL", "/dev/null"),
    ("GIT_CONFIG_SYSTEM", "/dev/null"),
    ("GIT_AUTHOR_NAME", "t"),
    ("GIT_AUTHOR_EMAIL", "t@example.org"),
    ("GIT_COMMITTER_NAME", "t"),
    ("GIT_COMMITTER_EMAIL", "t@example.org"),
];

/// From the API to a pull request, twice: the second night is quiet; then something new comes on top of a person's commit.
#[test]
fn what_bears_on_a_pledge_comes_as_one_pull_request() {
    if !can_run() {
        return;
    }
    let repository = Repository::new();
    let documents = repository.path("fetched");
    let mut feed = repository.script("feed.sh", &documents);
    let output = asking(&mut feed, &Api::serve(5, 1_002)).output().expect("bash runs");
    // One text never came: what came is proposed all the same, and the code tells of the other.
    assert_eq!(output.status.code(), Some(3), "{}", said(&output));
    let told = said(&output);
    assert!(told.contains("a pull request with 1 documents opened"), "{told}");
    let (_, quoted) = told.split_once("::stop-commands::").expect("what others wrote commands nothing");
    let (token, quoted) = quoted.split_once('\n').expect("a token");
    assert!(
        token.len() == 32
            && quoted.contains("“Street Lighting”")
            && quoted.contains(&format!("\n::{token}::\n")),
        "{told}"
    );
    let record =
        repository.git(&["show", "origin/kept/proposals:the register/evidence/answers/pq-50003.toml"]);
    assert!(record.contains("published_on = 2026-03-05") && !record.contains("[[act]]"), "{record}");
    let body = fs::read_to_string(repository.path("body.md")).expect("the text of the pull request");
    assert!(
        body.contains("lamps Replace 900 street lamps") && body.contains("seems to say: delivered"),
        "{body}"
    );
    assert!(body.contains("\"I can tell the House that all 900 street lamps were replaced"), "{body}");
    assert_eq!(repository.git(&["diff", "--name-only", "main", "origin/kept/proposals"]).lines().count(), 2);

    // Somebody commits to the branch meanwhile.
    repository.git(&["commit", "-q", "--allow-empty", "-m", "reviewed"]);
    repository.git(&["push", "-q", "origin", "HEAD:kept/proposals"]);
    repository.git(&["switch", "-q", "main"]);
    let told = repository.propose(&documents);
    assert!(told.contains("nothing new bears on a pledge"), "{told}");
    assert_eq!(repository.asked().matches("pr create").count(), 1);

    repository.git(&["switch", "-q", "main"]);
    let newer = item(3, true).to_string().replace("3 March", "4 March").replace("50003", "50099");
    fs::write(documents.join("answer-1099-2026-03-10.json"), newer).expect("a file");
    let told = repository.propose(&documents);
    assert!(told.contains("1 documents added to pull request 12"), "{told}");
    let log = repository.git(&["log", "--format=%s", "origin/kept/proposals"]);
    assert_eq!(
        log.lines().collect::<Vec<_>>(),
        ["Documents that bear on a pledge", "reviewed", "Documents that bear on a pledge", "first"]
    );

    // Somebody closes it: what it held is not proposed again, and something new comes alone.
    repository.git(&["push", "-q", "origin", "HEAD:refs/pull/12/head"]);
    repository.git(&["switch", "-q", "main"]);
    fs::write(repository.path("open"), "CLOSED").expect("a file");
    let told = repository.propose(&documents);
    assert!(told.contains("nothing new bears on a pledge"), "{told}");
    repository.git(&["switch", "-q", "main"]);
    let newest = item(3, true).to_string().replace("3 March", "5 March").replace("50003", "50100");
    fs::write(documents.join("answer-1100-2026-03-11.json"), newest).expect("a file");
    let told = repository.propose(&documents);
    assert!(told.contains("a pull request with 1 documents opened"), "{told}");
}

/// What was fetched and cannot be read stays in the folder, every night: the others are proposed all the same.
#[test]
fn a_document_that_cannot_be_read_does_not_keep_the_others_back() {
    if !can_run() {
        return;
    }
    let repository = Repository::new();
    let documents = repository.path("fetched");
    fs::create_dir(&documents).expect("a folder");
    fs::write(documents.join("bad.json"), "{").expect("a file");
    fs::write(documents.join("answer.json"), item(3, true).to_string()).expect("a file");
    let output = repository.script("propose.sh", &documents).output().expect("bash runs");
    let told = said(&output);
    assert_eq!(output.status.code(), Some(3), "{told}");
    assert!(told.contains("bad.json") && told.contains("a pull request with 1 documents opened"), "{told}");
    let body = fs::read_to_string(repository.path("body.md")).expect("the text of the pull request");
    assert!(
        body.contains("kept review --register the\\ register --documents the\\ register/evidence/"),
        "{body}"
    );
}
