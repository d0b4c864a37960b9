//! What feeds a register in a pipeline: the real scripts with the real curl, against a server of our own that gives what
//! Parliament's API gives, with its shape, its paging and its errors. Nothing leaves this machine.

use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::{Arc, Mutex};

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

/// The answer that bears on the pledge, and how the list gives it.
const BEARING: &str = "<p>I can tell the House that all 900 street lamps were replaced with efficient lighting on 3 March 2026, as the \
department had promised.</p><p>The work cost less than was planned, and the old street lamps were sold.</p><p>Councils have been told, \
and a full table of the streets was placed in the Library.</p>";

/// The API as it behaves, with what it was asked.
struct Api {
    address: String,
    asked: Arc<Mutex<Vec<String>>>,
}

/// How many records a page holds at most, whatever was asked for.
const PAGE: usize = 20;

impl Api {
    /// Serves so many answers; the text with the id `broken` never comes.
    fn serve(answers: usize, broken: usize) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let address = format!("http://{}", listener.local_addr().expect("an address"));
        let asked = Arc::new(Mutex::new(Vec::new()));
        let log = Arc::clone(&asked);
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let _ = answer(stream, answers, broken, &log);
            }
        });
        Self { address, asked }
    }

    fn asked(&self) -> Vec<String> {
        std::mem::take(&mut *self.asked.lock().expect("no thread has failed"))
    }
}

/// Answers one request and closes.
fn answer(stream: TcpStream, answers: usize, broken: usize, log: &Mutex<Vec<String>>) -> std::io::Result<()> {
    let mut reader = BufReader::new(stream);
    let mut first = String::new();
    reader.read_line(&mut first)?;
    let mut line = String::new();
    while reader.read_line(&mut line)? > 2 {
        line.clear();
    }
    let target = first.split(' ').nth(1).unwrap_or_default().to_owned();
    let again = {
        let mut log = log.lock().expect("no thread has failed");
        let again = log.contains(&target);
        log.push(target.clone());
        again
    };
    let (status, more, body) = response(&target, answers, broken, again);
    let mut stream = reader.into_inner();
    write!(
        stream,
        "HTTP/1.1 {status}\r\nContent-Type: application/json; charset=utf-8\r\n{more}Content-Length: {}\r\nConnection: close\r\n\r\n{body}",
        body.len()
    )
}

/// Status, further headers and body for a target; `again` when it was asked for before.
fn response(
    target: &str,
    answers: usize,
    broken: usize,
    again: bool,
) -> (&'static str, &'static str, String) {
    let (path, query) = target.split_once('?').unwrap_or((target, ""));
    let number = |name: &str| {
        let value = query.split('&').find_map(|pair| pair.strip_prefix(name)?.strip_prefix('='));
        value.and_then(|value| value.parse::<usize>().ok())
    };
    let fault = json!({"type": "about:blank", "title": "Internal Server Error", "status": 500}).to_string();
    let skip = number("skip").unwrap_or(0);
    match path.trim_start_matches("/api/") {
        // A deep page fails the first time, and works the second.
        "writtenquestions/questions" if skip == PAGE && !again => ("500 Internal Server Error", "", fault),
        "writtenquestions/questions" if query.contains("answeredWhenFrom=2026-03-01") => {
            let take = number("take").unwrap_or(PAGE).min(PAGE);
            let all: Vec<Value> = (0..answers).map(|at| item(at, false)).collect();
            let page: Vec<Value> = all.iter().skip(skip).take(take).cloned().collect();
            ("200 OK", "", json!({"totalResults": answers, "results": page}).to_string())
        }
        "writtenquestions/questions" if query.contains("correctedWhenFrom=2026-03-01") => {
            let mut corrected = item(1, false);
            corrected["value"]["dateAnswerCorrected"] = "2026-03-09T00:00:00".into();
            ("200 OK", "", json!({"totalResults": 1, "results": [corrected]}).to_string())
        }
        "writtenstatements/statements" => {
            ("200 OK", "", json!({"totalResults": 1, "results": [statement()]}).to_string())
        }
        "writtenstatements/statements/77" => ("200 OK", "", statement().to_string()),
        path => {
            match path.strip_prefix("writtenquestions/questions/").and_then(|id| id.parse::<usize>().ok()) {
                Some(id) if id == broken => ("404 Not Found", "", fault),
                Some(1_002) if !again => ("429 Too Many Requests", "Retry-After: 1\r\n", String::new()),
                Some(id) => ("200 OK", "", item(id.saturating_sub(1_000), true).to_string()),
                None => ("404 Not Found", "", fault),
            }
        }
    }
}

/// An item as the list gives it, its answer without tags and cut, or whole as the address of its own gives it. Its question
/// tries to pass for keys.
fn item(at: usize, whole: bool) -> Value {
    let answer = match at {
        3 => BEARING.to_owned(),
        _ => format!(
            "<p>Example {at} is nothing but an example,</p><p>{}</p>",
            "with words of no use, ".repeat(20)
        ),
    };
    let stripped: String = answer.replace("<p>", "").replace("</p>", "").chars().take(255).collect();
    let answer = if whole { answer } else { stripped + "..." };
    json!({
        "value": {
            "id": 1_000 + at, "askingMemberId": 4_592, "askingMember": null, "house": "Commons", "memberHasInterest": false,
            "dateTabled": "2026-03-02T00:00:00", "dateForAnswer": "2026-03-06T00:00:00", "uin": format!("{}", 50_000 + at),
            "questionText": "To ask {\"value\":{\"id\": 666,\"dateAnswered\":\"1999-01-01\"}, what.", "answeringBodyId": 60,
            "answeringBodyName": "Department for Example", "isWithdrawn": false, "isNamedDay": true, "groupedQuestions": [],
            "answerIsHolding": false, "answerIsCorrection": false, "answeringMemberId": 4_444,
            "answeringMember": if whole { json!({"id": 4_444, "name": "Jo Bloggs"}) } else { Value::Null },
            "dateAnswered": "2026-03-05T00:00:00", "answerText": answer, "originalAnswerText": "",
            "dateAnswerCorrected": null, "dateHoldingAnswer": null, "attachmentCount": 0, "heading": "Street Lighting",
            "attachments": [], "groupedQuestionsDates": []
        },
        "links": [{"rel": "self", "href": format!("/Questions/{}", 1_000 + at), "method": "GET"}]
    })
}

fn statement() -> Value {
    json!({"value": {"id": 77, "memberId": 5, "member": null, "memberRole": "Secretary of State", "uin": "HCWS7",
        "dateMade": "2026-03-04T00:00:00", "answeringBodyId": 60, "answeringBodyName": "Department for Example",
        "title": "A statement", "text": "<p>Nothing of note.</p>", "house": "Commons", "linkedStatements": []}, "links": []})
}

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
    Command::new("bash")
        .arg(script("fetch.sh"))
        .arg(folder)
        .env("KEPT_API", &api.address)
        .env("KEPT_BODIES", "60 29")
        .env("KEPT_FROM", "2026-03-01")
        .env("KEPT_TO", "2026-03-14")
        .env("KEPT_PAUSE", "0")
        .env_remove("http_proxy")
        .env("no_proxy", "127.0.0.1")
        .output()
        .expect("bash runs")
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
    "pr list") [ -e "$root/open" ] && echo 12 ;;
    "pr create") touch "$root/open" ;;
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
        let output = Command::new("bash")
            .arg(script("propose.sh"))
            .arg(documents)
            .current_dir(self.path("work"))
            .env("KEPT", env!("CARGO_BIN_EXE_kept"))
            .env("KEPT_REGISTER", "the register")
            .env(
                "PATH",
                format!("{}:{}", self.path("bin").display(), std::env::var("PATH").unwrap_or_default()),
            )
            .env("GH_TOKEN", "none")
            .env("GITHUB_ACTIONS", "true")
            .env_remove("GITHUB_ACTOR")
            .envs(IDENTITY)
            .output()
            .expect("bash runs");
        assert_eq!(output.status.code(), Some(0), "{}", said(&output));
        said(&output)
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
    assert!(fetch(&Api::serve(5, 0), &documents).status.success());
    let told = repository.propose(&documents);
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
}
