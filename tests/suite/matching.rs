//! `kept match`, `kept review` and `kept asked` as a researcher uses them: on a small register and six answers.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
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

/// An answer as a line of a bulk file.
fn answer(id: &str, uin: &str, on: &str, question: &str, text: &str) -> String {
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
fn a_value_is_accepted_as_an_observation_with_its_date() {
    let folder = register();
    let path = folder.path().join("answers.jsonl");
    let text = "As of 31 March 2025, 2,400 of the 6,500 new expert teachers had been recruited.";
    fs::write(&path, answer("7", "301", "2025-06-05", "how many", text)).expect("written");
    let found = matches(folder.path(), &[]);
    assert_eq!(found[0]["value"]["on"], "2025-03-31", "{found:?}");
    assert_eq!(found[0]["observation"]["add"], "2400");
    let arguments = ["match", "teachers", "--documents", "answers.jsonl", "--accept", "7"];
    let output = kept(folder.path(), &arguments, "");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let record = fs::read_to_string(folder.path().join("evidence/answers/pq-301.toml")).expect("a record");
    let fact =
        "[[observation]]\nindicator = \"teachers\"\non = \"2024-12-17/2025-03-31\"\nadd = 2_400\nquote = ";
    assert!(record.contains(fact), "{record}");
    let status = kept(folder.path(), &["status", "--format", "json"], "");
    let status: Value = serde_json::from_slice(&status.stdout).expect("JSON");
    assert_eq!(status["pledges"][1]["progress"]["latest"], "2400", "{status}");
    assert_eq!(status["diagnostics"].as_array().map(Vec::len), Some(2), "{status}");
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
    kept(folder.path(), &["review", "--documents", "answers.jsonl"], "r\n");
    for (document, why) in [
        ("99", "no document that is searched has this id or path"),
        ("3", "it is recorded for `qualification` already, in evidence/answers/pq-103.toml"),
        ("1", "it was rejected for `teachers`"),
    ] {
        let unknown =
            kept(folder.path(), &["match", "--documents", "answers.jsonl", "--accept", document], "");
        assert_eq!(unknown.status.code(), Some(2));
        assert!(String::from_utf8_lossy(&unknown.stderr).contains(why), "{unknown:?}");
    }
}

#[test]
fn a_delivery_accepted_without_the_number_that_decides_says_so() {
    let folder = register();
    let path = folder.path().join("answers.jsonl");
    let text =
        "We have recruited all 6,500 of the new expert teachers that we promised for secondary schools.";
    fs::write(&path, answer("7", "301", "2025-06-05", "how many", text)).expect("written");
    let arguments =
        ["match", "teachers", "--documents", "answers.jsonl", "--step", "delivered", "--accept", "7"];
    let output = kept(folder.path(), &arguments, "");
    assert!(output.status.success(), "{output:?}");
    assert!(String::from_utf8_lossy(&output.stderr).contains("its target is a number"), "{output:?}");
}

/// An answer of which only the month is known, as bulk files have them.
const OF_A_MONTH: &str = r#"{"id": "8", "month": "2025-01", "uin": "308", "dateTabled": "2025-01-13T00:00:00", "dateAnswered": null, "dept": "Department for Education", "heading": null, "question": "To ask the Secretary of State for Education, what steps she is taking on a qualification for special educational needs co-ordinators.", "answer": "On 1 September 2024, the government introduced a new mandatory leadership level qualification for special educational needs co-ordinators (SENCOs)."}"#;

#[test]
fn of_a_document_known_to_the_month_nothing_is_invented() {
    let folder = register();
    fs::write(folder.path().join("answers.jsonl"), OF_A_MONTH).expect("written");
    let text = |arguments: &[&str]| {
        let output = kept(folder.path(), arguments, "");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).expect("text")
    };
    let proposed = text(&["match", "qualification", "--documents", "answers.jsonl"]);
    assert!(proposed.contains("known in January 2025, at least 538 days after"), "{proposed}");
    let asked = text(&["asked", "qualification", "--documents", "answers.jsonl"]);
    assert!(asked.contains("January 2025 308 answered in words"), "{asked}");
    text(&["match", "qualification", "--documents", "answers.jsonl", "--accept", "8"]);
    let record = fs::read_to_string(folder.path().join("evidence/answers/pq-308.toml")).expect("a record");
    let record: toml::Table = record.parse().expect("TOML");
    assert_eq!(record["title"].as_str(), Some("Written question 308"));
    assert_eq!(record["published_on"].as_str(), Some("2025-01"));
    assert_eq!(record["act"][0]["on"].as_datetime().map(ToString::to_string).as_deref(), Some("2024-09-01"));
    assert!(!record.contains_key("house"), "{record:?}");
    let brief = text(&["brief", "qualification", "--format", "markdown"]);
    assert!(brief.contains("January 2025") && !brief.contains(" 1 January 2025"), "{brief}");
    let explained = text(&["explain", "qualification"]);
    assert!(explained.contains("published January 2025"), "{explained}");
    // Brought in as a file of its own it gets the same date and name.
    fs::remove_dir_all(folder.path().join("evidence")).expect("removed");
    fs::create_dir(folder.path().join("evidence")).expect("evidence");
    let output = kept(folder.path(), &["import", "answers.jsonl"], "");
    let told = String::from_utf8_lossy(&[output.stdout, output.stderr].concat()).into_owned();
    assert!(told.contains("answered 2025-01,"), "{told}");
    let record = fs::read_to_string(folder.path().join("evidence/answers/pq-308.toml")).expect("a record");
    assert!(record.contains("title = \"Written question 308\""), "{record}");
    assert!(record.contains("published_on = \"2025-01\""), "{record}");
}

#[test]
fn what_a_record_says_of_a_stored_answer_is_told_of_it() {
    let folder = register();
    let evidence = folder.path().join("evidence/answers");
    fs::create_dir(&evidence).expect("a folder");
    let text = "Question to the Department for Education:\nTo ask the Secretary of State for Education, how many of the 6,500 new teachers have been recruited.\n\
        The department is committed to recruiting an additional 6,500 new expert teachers. We have recruited 2,346 \
        teachers so far.\n";
    fs::write(evidence.join("reply.txt"), text).expect("written");
    let record = "title = \"Teachers\"\npublisher = \"Department for Education\"\nkind = \"statement\"\n\
        published_on = 2025-01-13\nuin = \"101\"\ndocument = \"reply.txt\"\n";
    fs::write(evidence.join("reply.toml"), record).expect("written");
    let output = kept(folder.path(), &["asked", "teachers"], "");
    let asked = String::from_utf8_lossy(&output.stdout);
    assert!(asked.contains("13 January 2025 101 gave the figure asked for"), "{asked}");
    // So is its date, and another date is no reason to keep to what was read with the old one.
    let proposed = |record: &str| {
        fs::write(evidence.join("reply.toml"), record).expect("written");
        String::from_utf8_lossy(&kept(folder.path(), &["match", "teachers"], "").stdout).into_owned()
    };
    let (first, second) = (proposed(record), proposed(&record.replace("2025-01-13", "2025-03-10")));
    assert!(first.contains("13 January 2025") && second.contains("10 March 2025"), "{first}{second}");
}

#[test]
fn a_review_writes_each_decision_at_once_and_takes_it_back() {
    let folder = register();
    let review = |input: &str| kept(folder.path(), &["review", "--documents", "answers.jsonl"], input);
    let evidence = || fs::read_dir(folder.path().join("evidence")).expect("evidence").count();
    let help = review("?\nq\n").stdout;
    assert!(String::from_utf8_lossy(&help).contains("e  edit: say the step"));
    // Rejected, then accepted, then both taken back.
    let output = review("r\na\nu\nu\nq\n");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert!(!folder.path().join("rejected.toml").exists());
    assert!(!folder.path().join("evidence/answers/pq-103.toml").exists());
    // The end of the input loses nothing, and says what it cuts short.
    let cut = review("e\nstarted\n").stdout;
    assert!(String::from_utf8_lossy(&cut).contains("the input ended inside the edit"));
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
    let first = &json["asked"][0];
    assert_eq!(
        (first["asked_for"].as_str(), first["quote"].as_str()),
        (Some("figure"), Some("We have recruited 2,346 teachers so far."))
    );
    assert!(first["reason"].is_null() && first["withheld"].is_null() && first["manner"].is_null());
}

#[test]
fn what_two_accept_or_reject_at_once_is_written_once() {
    let folder = register();
    let record = folder.path().join("evidence/answers/pq-103.toml");
    let at_once = |arguments: &[&str], input: &str| {
        std::thread::scope(|scope| {
            let one = || kept(folder.path(), arguments, input);
            let runs = [scope.spawn(one), scope.spawn(one), scope.spawn(one)];
            runs.map(|run| run.join().expect("a run"))
        })
    };
    let accept = ["match", "qualification", "--documents", "answers.jsonl", "--accept", "3"];
    at_once(&accept, "");
    let written = fs::read_to_string(&record).expect("a record");
    assert_eq!(written.matches("[[act]]").count(), 1, "{written}");
    let review = ["review", "teachers", "--documents", "answers.jsonl"];
    at_once(&review, "r\nq\n");
    let rejected = fs::read_to_string(folder.path().join("rejected.toml")).expect("a list");
    assert_eq!(rejected.matches("[[rejected]]").count(), 1, "{rejected}");
}

#[test]
fn undo_takes_no_work_of_others_back() {
    let folder = register();
    let mut review = Command::new(env!("CARGO_BIN_EXE_kept"))
        .args(["review", "qualification", "--documents", "answers.jsonl", "--as-of", "2026-11-21"])
        .current_dir(folder.path())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("kept runs");
    let (mut input, output) = (review.stdin.take().expect("stdin"), review.stdout.take().expect("stdout"));
    input.write_all(b"a\n").expect("accepted");
    let mut told = Vec::new();
    let mut output = BufReader::new(output);
    while !String::from_utf8_lossy(&told).contains("that was the last") {
        assert!(output.read_until(b'>', &mut told).expect("output") > 0, "it ended");
    }
    let record = folder.path().join("evidence/answers/pq-103.toml");
    let written = fs::read_to_string(&record).expect("a record");
    fs::write(&record, written + "\n# A remark by hand.\n").expect("edited");
    input.write_all(b"u\nq\n").expect("taken back");
    drop(input);
    output.read_to_end(&mut told).expect("output");
    review.wait().expect("it ends");
    let told = String::from_utf8_lossy(&told);
    assert!(told.contains("was changed after it was written"), "{told}");
    assert!(fs::read_to_string(&record).expect("it is there").contains("A remark by hand."));
}

#[test]
fn an_edit_asks_for_the_number_that_decides_and_again_for_what_cannot_be_read() {
    let folder = register();
    let path = folder.path().join("answers.jsonl");
    let text = "The Department is committed to recruiting an additional 6,500 new expert teachers, and is making progress.";
    fs::write(&path, answer("7", "301", "2025-06-05", "how many", text)).expect("written");
    let input = "e\nnonsense\nnone\nyesterday\n\nmany\n2,346\n2024-12-17/2025-06-05\n\nBy hand.\nq\n";
    let output = kept(folder.path(), &["review", "teachers", "--documents", "answers.jsonl"], input);
    let told = String::from_utf8_lossy(&output.stdout);
    assert!(told.contains("a step is one of these words") && told.contains("a value is a number"), "{told}");
    let record = fs::read_to_string(folder.path().join("evidence/answers/pq-301.toml")).expect("a record");
    assert!(record.contains("add = 2_346") && record.contains("on = \"2024-12-17/2025-06-05\""), "{record}");
    assert!(record.contains("By hand.") && !record.contains("[[act]]"), "{record}");
}
