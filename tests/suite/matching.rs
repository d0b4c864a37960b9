//! `kept match`, `kept review` and `kept asked` as a researcher uses them: on a small register and six answers.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use serde_json::Value;

/// A copy of the register in a folder of its own, with the answers beside it.
fn register() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/matching");
    for name in ["pledges.toml", "answers.jsonl"] {
        fs::copy(from.join(name), folder.path().join(name)).expect(name);
    }
    fs::create_dir(folder.path().join("evidence")).expect("evidence");
    folder
}

fn kept(register: &Path, arguments: &[&str], input: &str) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_kept"))
        .args(arguments)
        .args(["--as-of", "2026-11-21"])
        .current_dir(register)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("kept runs");
    child.stdin.take().expect("stdin").write_all(input.as_bytes()).expect("written");
    child.wait_with_output().expect("output")
}

fn matches(register: &Path, more: &[&str]) -> Vec<Value> {
    let mut arguments = vec!["match", "--documents", "answers.jsonl", "--format", "json"];
    arguments.extend(more);
    let output = kept(register, &arguments, "");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let json: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!(json["schema"], "kept/match/1");
    json["matches"].as_array().expect("matches").clone()
}

fn links(matches: &[Value]) -> Vec<(&str, &str)> {
    matches
        .iter()
        .map(|one| (one["pledge"].as_str().unwrap_or_default(), one["id"].as_str().unwrap_or_default()))
        .collect()
}

#[test]
fn right_answers_are_proposed_and_the_same_number_of_something_else_is_not() {
    let folder = register();
    let found = matches(folder.path(), &[]);
    assert_eq!(links(&found), [("teachers", "1"), ("qualification", "3")]);
    assert_eq!(found[0]["also"], serde_json::json!(["6"]));
    assert_eq!(found[0]["value"]["value"], "2346");
    assert_eq!(found[1]["step"], "delivered");
    let quote = found[1]["quote"].as_str().expect("a quote");
    let answers = fs::read_to_string(folder.path().join("answers.jsonl")).expect("answers");
    assert!(answers.contains(quote), "{quote}");
    let all = matches(folder.path(), &["--all"]);
    let held_back =
        all.iter().find(|one| one["id"] == "2" && one["pledge"] == "teachers").expect("with --all");
    assert_eq!(held_back["abstained"], true);
    assert!(!all.iter().any(|one| one["id"] == "4"), "a holding answer is proposed for nothing");
}

#[test]
fn a_cache_changes_nothing_and_a_broken_one_is_made_anew() {
    let folder = register();
    let first = matches(folder.path(), &[]);
    let cached = || {
        fs::read_dir(folder.path().join(".kept-cache"))
            .expect("a cache")
            .flatten()
            .map(|entry| entry.path())
            .find(|path| path.extension().is_some_and(|suffix| suffix == "index"))
            .expect("an index")
    };
    assert_eq!(matches(folder.path(), &[]), first);
    fs::write(cached(), b"kept-index-1 rubbish").expect("broken");
    assert_eq!(matches(folder.path(), &[]), first);
    assert!(fs::metadata(cached()).expect("an index").len() > 100);
    let mut answers = fs::read_to_string(folder.path().join("answers.jsonl")).expect("answers");
    answers = answers.replace("\"id\": \"3\"", "\"id\": \"33\"");
    fs::write(folder.path().join("answers.jsonl"), answers).expect("changed");
    assert!(links(&matches(folder.path(), &[])).contains(&("qualification", "33")));
}

#[test]
fn what_is_accepted_becomes_a_record_that_loads_and_is_not_proposed_again() {
    let folder = register();
    let arguments = ["match", "qualification", "--documents", "answers.jsonl", "--accept", "3"];
    let output = kept(folder.path(), &arguments, "");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let record = fs::read_to_string(folder.path().join("evidence/answers/pq-103.toml")).expect("a record");
    assert!(record.contains("step = \"delivered\"") && record.contains("uin = \"103\""), "{record}");
    let status = kept(folder.path(), &["status", "--format", "json"], "");
    let status: Value = serde_json::from_slice(&status.stdout).expect("JSON");
    assert!(
        status["diagnostics"].as_array().is_some_and(|all| all.iter().all(|one| one["level"] != "error")),
        "{status}"
    );
    assert_eq!(links(&matches(folder.path(), &[])), [("teachers", "1")]);
    let unknown = kept(folder.path(), &["match", "--documents", "answers.jsonl", "--accept", "99"], "");
    assert_eq!(unknown.status.code(), Some(2));
}

#[test]
fn a_review_writes_each_decision_at_once_and_takes_it_back() {
    let folder = register();
    let review = |input: &str| kept(folder.path(), &["review", "--documents", "answers.jsonl"], input);
    let evidence = || fs::read_dir(folder.path().join("evidence")).expect("evidence").count();
    // Rejected, then accepted, then both taken back.
    let output = review("r\na\nu\nu\nq\n");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert!(!folder.path().join("rejected.toml").exists());
    assert!(!folder.path().join("evidence/answers/pq-103.toml").exists());
    // The end of the input loses nothing.
    review("r\n");
    assert_eq!(links(&matches(folder.path(), &[])), [("qualification", "3")]);
    review("e\nstarted\n2024-09-01\n\nFirst cohort only.\n");
    let record = fs::read_to_string(folder.path().join("evidence/answers/pq-103.toml")).expect("a record");
    assert!(record.contains("step = \"started\"") && record.contains("First cohort only."), "{record}");
    assert_eq!((matches(folder.path(), &[]).len(), evidence()), (0, 1));
}

#[test]
fn what_was_asked_is_told_in_order_of_date_with_what_the_answer_did() {
    let folder = register();
    let output =
        kept(folder.path(), &["asked", "teachers", "--documents", "answers.jsonl", "--format", "json"], "");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let json: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let told: Vec<(&str, &str)> = json["asked"]
        .as_array()
        .expect("asked")
        .iter()
        .map(|one| (one["id"].as_str().unwrap_or_default(), one["outcome"].as_str().unwrap_or_default()))
        .collect();
    assert_eq!(told, [("1", "gave-figure"), ("6", "gave-figure"), ("4", "did-not-answer")]);
}
