//! `kept match`, `kept review` and `kept asked` as a researcher uses them: on a small register and six answers.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use serde_json::Value;

/// A copy of the register in a folder of its own, with the answers beside it.
pub(crate) fn register() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/matching");
    for name in ["pledges.toml", "answers.jsonl"] {
        fs::copy(from.join(name), folder.path().join(name)).expect(name);
    }
    fs::create_dir(folder.path().join("evidence")).expect("evidence");
    folder
}

pub(crate) fn kept(register: &Path, arguments: &[&str], input: &str) -> Output {
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

pub(crate) fn matches(register: &Path, more: &[&str]) -> Vec<Value> {
    let mut arguments = vec!["match", "--documents", "answers.jsonl", "--format", "json"];
    arguments.extend(more);
    let output = kept(register, &arguments, "");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let json: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!(json["schema"], "kept/match/1");
    json["matches"].as_array().expect("matches").clone()
}

pub(crate) fn links(matches: &[Value]) -> Vec<(&str, &str)> {
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

/// Whoever has only just begun searches one page, which has no rival to lose against.
#[test]
fn a_document_alone_is_proposed_only_for_what_it_bears_on() {
    let folder = tempfile::tempdir().expect("a folder");
    assert!(kept(folder.path(), &["init"], "").status.success());
    let strange = [
        "We will plant a further 10,000 trees by March 2026.",
        "We hope that every resident will feel part of the change.",
        "Details of the public consultation will be published in March 2026.",
    ];
    for words in strange {
        fs::write(folder.path().join("page.txt"), words).expect("a page");
        let output = kept(folder.path(), &["match", "--documents", "page.txt"], "");
        assert!(output.stdout.is_empty(), "{words}: {}", String::from_utf8_lossy(&output.stdout));
    }
    let words = "The two new branch libraries are open: the second opened on 2 December 2025.";
    fs::write(folder.path().join("page.txt"), words).expect("a page");
    let output = kept(folder.path(), &["match", "--documents", "page.txt"], "");
    assert!(output.stdout.starts_with(b"branch-libraries "), "{}", String::from_utf8_lossy(&output.stdout));
    // What was corrected, or published by an earlier government, is proposed with that said.
    let answer = format!(
        r#"{{"id":7,"house":"Commons","uin":"99","dateTabled":"2025-12-03","dateAnswered":"2025-12-08","questionText":"To ask.","answerText":"<p>{words}</p>","answerIsCorrection":true}}"#
    );
    fs::write(folder.path().join("answer.json"), answer).expect("an answer");
    let output = kept(folder.path(), &["match", "--documents", "answer.json"], "");
    let told = String::from_utf8_lossy(&output.stdout);
    assert!(
        told.contains("- mind: corrected since, the words first given are gone from the source\n"),
        "{told}"
    );
}

#[test]
fn a_cache_changes_nothing_and_a_broken_one_is_made_anew() {
    let folder = register();
    let first = matches(folder.path(), &[]);
    assert_eq!(matches(folder.path(), &[]), first);
    fs::write(&cached(folder.path(), "index")[0], b"kept-index-1 rubbish").expect("broken");
    assert_eq!(matches(folder.path(), &[]), first);
    assert!(fs::metadata(&cached(folder.path(), "index")[0]).expect("an index").len() > 100);
    let mut answers = fs::read_to_string(folder.path().join("answers.jsonl")).expect("answers");
    answers = answers.replace("\"id\": \"3\"", "\"id\": \"33\"");
    fs::write(folder.path().join("answers.jsonl"), answers).expect("changed");
    assert!(links(&matches(folder.path(), &[])).contains(&("qualification", "33")));
}

/// The names of the cache's files with this suffix.
fn cached(register: &Path, suffix: &str) -> Vec<std::path::PathBuf> {
    let entries = fs::read_dir(register.join(".kept-cache")).expect("a cache").flatten();
    let paths = entries.map(|entry| entry.path());
    paths.filter(|path| path.extension().is_some_and(|one| one == suffix)).collect()
}

#[test]
fn of_a_folder_only_the_file_that_changed_is_read_again() {
    let folder = register();
    let answers = fs::read_to_string(folder.path().join("answers.jsonl")).expect("answers");
    fs::create_dir(folder.path().join("papers")).expect("a folder");
    for (at, line) in answers.lines().enumerate() {
        fs::write(folder.path().join(format!("papers/{at}.json")), line).expect("a paper");
    }
    let search = |more: &[&str]| {
        let arguments = [&["match", "--documents", "papers", "--format", "json"], more].concat();
        let output = kept(folder.path(), &arguments, "");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).expect("text")
    };
    let first = search(&[]);
    assert_eq!(search(&[]), first);
    assert_eq!(search(&["--no-cache"]), first);
    let before = fs::read(&cached(folder.path(), "index")[0]).expect("an index");
    let changed = answers.lines().nth(2).expect("the third").replace("\"id\": \"3\"", "\"id\": \"33\"");
    fs::write(folder.path().join("papers/2.json"), changed).expect("changed");
    let second = search(&[]);
    assert!(second.contains("\"id\":\"33\"") && !second.contains("\"id\":\"3\""), "{second}");
    assert_eq!(search(&["--no-cache"]), second);
    assert_ne!(fs::read(&cached(folder.path(), "index")[0]).expect("an index"), before);
    // Runs at the same time do no harm.
    let runs: Vec<_> =
        (0..4).map(|_| std::thread::scope(|scope| scope.spawn(|| search(&[])).join())).collect();
    assert!(runs.into_iter().all(|one| one.expect("a run") == second));
}

#[test]
fn status_and_explain_say_how_many_proposals_wait_and_only_from_the_cache() {
    let folder = register();
    let waiting = || {
        let output = kept(folder.path(), &["status", "--format", "json"], "");
        let json: Value = serde_json::from_slice(&output.stdout).expect("JSON");
        let count = |at: usize| json["pledges"][at]["proposals"].clone();
        (count(0), count(1))
    };
    let text =
        |arguments: &[&str]| String::from_utf8(kept(folder.path(), arguments, "").stdout).expect("text");
    assert_eq!(waiting(), (Value::Null, Value::Null));
    assert!(!text(&["status"]).contains("review"));
    matches(folder.path(), &[]);
    assert_eq!(waiting(), (1.into(), 1.into()));
    assert!(text(&["status"]).contains("2 proposed documents wait for review, for 2 pledges"));
    assert!(text(&["explain", "teachers"]).contains("1 document was proposed for it and waits for review"));
    // What was declined waits no more, and it is known without matching again.
    kept(folder.path(), &["review", "--documents", "answers.jsonl"], "r\n");
    assert_eq!(waiting(), (1.into(), 0.into()));
    let path = &cached(folder.path(), "waiting")[0];
    let whole = fs::read_to_string(path).expect("what waits");
    fs::write(path, whole.replace("pledge", "Pledge")).expect("broken");
    assert_eq!(waiting(), (Value::Null, Value::Null));
    fs::write(path, whole).expect("whole again");
    let answers = fs::read_to_string(folder.path().join("answers.jsonl")).expect("answers");
    fs::write(folder.path().join("answers.jsonl"), answers + "\n").expect("changed");
    assert_eq!(waiting(), (Value::Null, Value::Null));
}

#[test]
fn on_a_past_day_what_came_out_later_neither_is_proposed_nor_waits() {
    let folder = register();
    let earlier = ["--known-by", "2025-01-10"];
    assert_eq!(links(&matches(folder.path(), &earlier)), [("qualification", "3")]);
    let waiting = |more: &[&str]| {
        let output = kept(folder.path(), &[&["status", "--format", "json"], more].concat(), "");
        let json: Value = serde_json::from_slice(&output.stdout).expect("JSON");
        let of = |id: &str| json["pledges"].as_array()?.iter().find(|one| one["id"] == id);
        ["teachers", "qualification"].map(|id| of(id).map(|one| one["proposals"].clone()))
    };
    assert_eq!(waiting(&earlier), [Some(0.into()), Some(1.into())]);
    assert_eq!(waiting(&[]), [Some(1.into()), Some(1.into())]);
}

#[test]
fn a_page_without_a_day_has_that_of_any_record_that_names_it() {
    let folder = register();
    let evidence = folder.path().join("evidence");
    fs::write(evidence.join("page.txt"), "We have recruited 6,500 additional teachers.\n").expect("a page");
    let record = "[[record]]\npublisher = \"Department for Education\"\nkind = \"statement\"\ntitle = \"Teachers\"\n\
                  published_on = 2025-03-07\nurl = \"https://example.org/1\"\ndocument = \"page.txt\"\n";
    let dates = |records: &str, more: &[&str]| -> Vec<Value> {
        fs::write(evidence.join("all.toml"), records).expect("a record");
        let output = kept(
            folder.path(),
            &[&["match", "--documents", "evidence", "--format", "json"], more].concat(),
            "",
        );
        let json: Value = serde_json::from_slice(&output.stdout).expect("JSON");
        json["matches"].as_array().expect("matches").iter().map(|one| one["date"].clone()).collect()
    };
    assert_eq!(dates(record, &[]), ["2025-03-07"]);
    assert!(dates(record, &["--known-by", "2025-01-10"]).is_empty(), "it was not out");
    // Where two records of one page name other days, neither is its day.
    let other = format!("{record}{}", record.replace("2025-03-07", "2025-04-08"));
    assert_eq!(dates(&other, &[]), [Value::Null]);
}

/// An answer as a line of a bulk file.
pub(crate) fn answer(id: &str, uin: &str, on: &str, question: &str, text: &str) -> String {
    let line = serde_json::json!({
        "id": id, "uin": uin, "house": "Commons", "dateTabled": on, "dateAnswered": on,
        "dept": "Department for Education", "heading": "Schools", "question": question, "answer": text,
    });
    format!("{line}\n")
}

#[test]
fn a_reference_to_an_answer_that_bears_on_a_pledge_is_followed() {
    let folder = register();
    let path = folder.path().join("answers.jsonl");
    let more = fs::read_to_string(&path).expect("answers")
        + "\n"
        + &answer(
            "7",
            "301",
            "2025-04-01",
            "how many posts are filled",
            "Pursuant to the Answer of 13 January 2025 to Question 101, the number of expert posts filled is 3,100.",
        )
        + &answer(
            "8",
            "302",
            "2025-04-01",
            "how many posts are filled",
            "Pursuant to the Answer of 13 January 2023 to Question 101, the number of expert posts filled is 3,200.",
        )
        + &answer(
            "9",
            "303",
            "2025-05-01",
            "how many of the 6,500 new expert teachers have been recruited",
            "I refer the hon. Member to the answer I gave on 13 January 2025 to Question 101.",
        );
    fs::write(&path, more).expect("written");
    let found = matches(folder.path(), &[]);
    let seven = found.iter().find(|one| one["id"] == "7").expect("what refers to it");
    let reasons = seven["reasons"].to_string();
    assert!(
        reasons
            .contains("it refers to the answer to Question 101 of 13 January 2025: it bears on the pledge"),
        "{reasons}"
    );
    assert!(!found.iter().any(|one| one["id"] == "8"), "another session's question");
    assert!(!found.iter().any(|one| one["id"] == "9"), "a pointer says nothing itself");
    let output =
        kept(folder.path(), &["asked", "teachers", "--documents", "answers.jsonl", "--format", "json"], "");
    let json: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let nine = json["asked"].as_array().and_then(|all| all.iter().find(|one| one["id"] == "9"));
    let target = &nine.expect("the pointer was asked")["refers_to"][0];
    assert_eq!((target["number"].as_str(), target["answer"]["id"].as_str()), (Some("101"), Some("1")));
    assert_eq!(target["answer"]["outcome"], "gave-figure");
}

#[test]
fn of_a_text_that_recurs_the_first_after_the_pledge_is_meant() {
    let folder = register();
    let path = folder.path().join("answers.jsonl");
    let text = "We have recruited 2,400 of the 6,500 new expert teachers.";
    let days = [("6", "300", "2024-01-01"), ("7", "301", "2025-06-05"), ("8", "302", "2025-06-06")];
    let lines: String = days.map(|(id, uin, on)| answer(id, uin, on, "how many", text)).concat();
    fs::write(&path, lines).expect("written");
    let found = matches(folder.path(), &[]);
    assert_eq!(links(&found), [("teachers", "7")]);
    assert_eq!(found[0]["also"], serde_json::json!(["6", "8"]));
    assert_eq!(found[0]["value"]["unit"], "teachers");
    let output =
        kept(folder.path(), &["match", "teachers", "--documents", "answers.jsonl", "--accept", "7"], "");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let record = fs::read_to_string(folder.path().join("evidence/answers/pq-301.toml")).expect("a record");
    assert!(record.contains("published_on = 2025-06-05"), "{record}");
}

#[test]
fn the_pledge_said_again_otherwise_is_proposed_as_a_restatement() {
    let folder = register();
    let path = folder.path().join("answers.jsonl");
    let text = "We are committed to recruiting 6,500 secondary, special school and further education teachers \
        over this parliament.";
    fs::write(&path, answer("7", "301", "2025-07-04", "how many", text)).expect("written");
    let found = matches(folder.path(), &[]);
    assert_eq!(found[0]["restates"]["with"], "noun", "{found:?}");
    assert_eq!(found[0]["restates"]["text"], "secondary, special school and further education teachers");
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
    let first = &json["asked"][0];
    assert_eq!(
        (first["asked_for"].as_str(), first["quote"].as_str()),
        (Some("figure"), Some("We have recruited 2,346 teachers so far."))
    );
    assert!(first["reason"].is_null() && first["withheld"].is_null() && first["manner"].is_null());
}

#[test]
fn a_reason_gives_the_words_of_an_acronym_one_by_one_and_claims_no_more_of_a_number_than_is_plain() {
    let folder = register();
    let path = folder.path().join("answers.jsonl");
    let named = "We introduced the new national qualification for professional leadership (NQPL), and the NQPL is for coordinators.";
    let beyond =
        "We have exceeded our pledge, having now recruited over 7,000 additional new expert teachers.";
    let asked = "what progress has been made";
    let more = fs::read_to_string(&path).expect("answers")
        + "\n"
        + &answer("10", "310", "2025-04-01", asked, named)
        + &answer("11", "311", "2025-05-01", asked, beyond);
    fs::write(&path, more).expect("written");
    let found = matches(folder.path(), &["--all"]);
    let says = |id: &str, words: &str| {
        found.iter().any(|one| one["id"] == id && one["reasons"].to_string().contains(words))
    };
    let words = "an acronym there stands for these words: national, qualification, professional, leadership";
    assert!(says("10", words), "{found:#?}");
    let plain = "that value would not be recorded: it is not plain from the sentence that so many came about";
    assert!(says("11", plain), "{found:#?}");
}
