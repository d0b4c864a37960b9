//! Accepting, rejecting and taking back what `kept match` proposes: `--accept` and `kept review` on a small register.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::process::{Command, Output, Stdio};

use serde_json::Value;

use super::matching::{answer, kept, links, matches, register};

/// An answer of which only the month is known, as bulk files have them.
const OF_A_MONTH: &str = r#"{"id": "8", "month": "2025-01", "uin": "308", "dateTabled": "2025-01-13T00:00:00", "dateAnswered": null, "dept": "Department for Education", "heading": null, "question": "To ask the Secretary of State for Education, what steps she is taking on a qualification for special educational needs co-ordinators.", "answer": "On 1 September 2024, the government introduced a new mandatory leadership level qualification for special educational needs co-ordinators (SENCOs)."}"#;

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
    // What another pledge has of it is no reason here.
    let arguments = ["match", "teachers", "--documents", "answers.jsonl", "--accept", "3"];
    let unknown = kept(folder.path(), &arguments, "");
    assert!(String::from_utf8_lossy(&unknown.stderr).contains("`3` (try `--all`)"), "{unknown:?}");
}

#[test]
fn what_a_record_names_by_its_number_is_recognised_without_a_copy() {
    let folder = register();
    let record = |on: &str| {
        let head = "title = \"Training\"\npublisher = \"Department for Education\"\nkind = \"statement\"";
        let act = "[[act]]\npledge = \"qualification\"\nstep = \"delivered\"\non = 2024-09-01";
        let text = format!("{head}\nuin = \"103\"\npublished_on = {on}\n\n{act}\n");
        fs::write(folder.path().join("evidence/training.toml"), text).expect("a record");
    };
    // Numbers come again in another session.
    record("2024-10-06");
    assert_eq!(links(&matches(folder.path(), &[])), [("teachers", "1"), ("qualification", "3")]);
    record("2025-01-07");
    assert_eq!(links(&matches(folder.path(), &[])), [("teachers", "1")]);
    let again = kept(folder.path(), &["match", "--documents", "answers.jsonl", "--accept", "3"], "");
    let said = String::from_utf8_lossy(&again.stderr).into_owned();
    assert!(said.contains("the register has its number for `qualification` already"), "{said}");
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

#[test]
fn a_number_that_a_person_gives_is_recorded_where_one_decides() {
    let folder = register();
    let accept = |pledge: &str, document: &str, value: &str| {
        let rest = ["--documents", "answers.jsonl", "--accept", document, "--value", value];
        kept(folder.path(), &[&["match", pledge], &rest[..]].concat(), "")
    };
    let told = |output: &Output| String::from_utf8_lossy(&output.stderr).into_owned();
    let output = accept("teachers", "1", "2,350");
    assert!(
        output.status.success() && told(&output).contains("+2,350 on 2024-12-17/2025-01-13"),
        "{output:?}"
    );
    let record = fs::read_to_string(folder.path().join("evidence/answers/pq-101.toml")).expect("a record");
    assert!(record.contains("add = 2_350") && record.contains("step = \"progressed\""), "{record}");
    let output = accept("qualification", "3", "1");
    assert_eq!(output.status.code(), Some(2));
    assert!(told(&output).contains("no number decides `qualification`"), "{output:?}");
    let output = accept("qualification", "3", "many");
    assert!(told(&output).contains("a value is a number like 612,500"), "{output:?}");
    // The proposal sees no number of the pledge's here; the sentence says when it was true all the same.
    let path = folder.path().join("answers.jsonl");
    let text = "As of 31 March 2025, 2,400 further teachers had been found for secondary schools, against the 6,500 new expert \
        teachers promised.";
    fs::write(&path, answer("8", "302", "2025-06-05", "how many", text)).expect("written");
    let output = accept("teachers", "8", "2,400");
    assert!(told(&output).contains("+2,400 on 2025-03-31"), "{output:?}");
}

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
fn of_an_answer_that_names_no_department_the_question_tells_whose_word_it_is() {
    for (asked, publisher) in
        [("Education", Some("publisher = \"Department for Education\"")), ("Transport", None)]
    {
        let folder = register();
        let answer = OF_A_MONTH
            .replace("\"Department for Education\"", "null")
            .replace("of State for Education", &format!("of State for {asked}"));
        fs::write(folder.path().join("month.jsonl"), answer).expect("written");
        let output = kept(
            folder.path(),
            &["match", "qualification", "--documents", "month.jsonl", "--accept", "8"],
            "",
        );
        assert!(output.status.success(), "{output:?}");
        let record =
            fs::read_to_string(folder.path().join("evidence/answers/pq-308.toml")).expect("a record");
        let line = record.lines().find(|line| line.starts_with("publisher"));
        assert_eq!(line, publisher, "{record}");
        let explained = kept(folder.path(), &["explain", "qualification"], "");
        // Nobody's word confirms anything: where it is not known whose it is, the record says so.
        let told = String::from_utf8_lossy(&explained.stdout);
        assert!(told.contains("published January 2025, self-reported"), "{told}");
        assert_eq!(record.contains("self_reported = true"), publisher.is_none(), "{record}");
        let check = String::from_utf8(kept(folder.path(), &["check"], "").stdout).expect("text");
        assert_eq!(check.contains("a record has no `publisher`"), publisher.is_none(), "{check}");
    }
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
    let output = review("r\na\nundo\nu\nq\n");
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

/// What stands where the record would be cannot be written over; then the copy is not left alone either.
#[test]
fn a_record_that_cannot_be_written_leaves_no_copy_behind() {
    let folder = register();
    let answers = folder.path().join("evidence/answers");
    fs::create_dir_all(answers.join("pq-103.toml/in-the-way")).expect("a folder");
    let arguments = ["match", "qualification", "--documents", "answers.jsonl", "--accept", "3"];
    let output = kept(folder.path(), &arguments, "");
    assert_eq!(output.status.code(), Some(3), "{output:?}");
    assert!(!answers.join("pq-103.txt").exists(), "{output:?}");
}

#[test]
fn what_is_typed_into_a_review_commands_no_terminal() {
    let folder = register();
    let output = kept(folder.path(), &["review", "--documents", "answers.jsonl"], "\u{1b}[2Jx\n");
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(said.contains("[2Jx` is none of these") && !said.contains('\u{1b}'), "{said}");
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
fn a_list_of_what_was_rejected_that_cannot_be_read_is_no_wrong_usage() {
    let folder = register();
    fs::write(folder.path().join("rejected.toml"), "[[rejected]]\npledge = 1\n").expect("written");
    for arguments in [["match", "--documents", "answers.jsonl"], ["review", "--documents", "answers.jsonl"]] {
        let output = kept(folder.path(), &arguments, "q\n");
        let told = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(3), "{told}");
        assert!(
            told.contains("rejected.toml cannot be read: ") && told.contains("help: mend the entry"),
            "{told}"
        );
    }
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
