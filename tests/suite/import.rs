//! `kept import`, run as people run it: what it writes, that it never overwrites, that it merges.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

const ANSWER: &str = r#"{"value":{"id":7,"house":"Commons","dateTabled":"2024-01-31T00:00:00","uin":"99","questionText":"To ask, what.",
    "answeringBodyName":"Department for Education","dateAnswered":"2024-02-08T00:00:00","answerText":"<p>We will <b>publish</b> it.</p>","heading":"Plans"}}"#;

/// A register with nothing in it.
pub(crate) fn register() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap_or_else(|error| panic!("{error}"));
    write(folder.path(), "pledges.toml", "[register]\ntitle = \"A register\"\n");
    folder
}

pub(crate) fn write(folder: &Path, name: &str, text: &str) {
    let path = folder.join(name);
    if let Some(parent) = path.parent() {
        fs::create_dir_all(parent).unwrap_or_default();
    }
    fs::write(&path, text).unwrap_or_else(|error| panic!("{name}: {error}"));
}

pub(crate) fn read(folder: &Path, name: &str) -> String {
    fs::read_to_string(folder.join(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// Runs `kept import` in a folder: exit code, stdout, stderr.
pub(crate) fn import(folder: &Path, arguments: &[&str], stdin: &str) -> (Option<i32>, String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_kept"));
    command.arg("import").args(arguments).current_dir(folder);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap_or_else(|error| panic!("{error}"));
    if let Some(mut input) = child.stdin.take() {
        let _ = input.write_all(stdin.as_bytes());
    }
    let output = child.wait_with_output().unwrap_or_else(|error| panic!("{error}"));
    let text = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).into_owned();
    (output.status.code(), text(output.stdout), text(output.stderr))
}

#[test]
fn an_answer_is_stored_with_its_record_and_then_merged() {
    let folder = register();
    let folder = folder.path();
    let (code, said, _) = import(folder, &["-"], ANSWER);
    assert_eq!(code, Some(0));
    assert_eq!(
        said,
        "evidence/answers/pq-99.json: parliament-api, 99 of the Commons, “Plans”, tabled 2024-01-31, answered 2024-02-08, \
         Department for Education, 19 characters\n  record evidence/answers/pq-99.toml\n"
    );
    assert_eq!(read(folder, "evidence/answers/pq-99.json"), ANSWER);
    let record = read(folder, "evidence/answers/pq-99.toml");
    assert!(record.contains("kind = \"statement\"\npublished_on = 2024-02-08\n"), "{record}");

    // The same words on another day are another answer.
    let later = ANSWER.replace("2024-02-08", "2024-03-08").replace("\"99\"", "null");
    let (_, said, _) = import(folder, &["--dry-run", "-"], &later);
    assert!(said.starts_with("evidence/answers/plans-7.json: "), "{said}");

    // The same words from a page that somebody pasted: nothing new is stored, and what a person wrote stays.
    let mended = record.replace("uin = \"99\"\n", "# mine\n");
    write(folder, "evidence/answers/pq-99.toml", &mended);
    let pasted = "Question to the Department for Education:\nTo ask the Secretary of State, what.\nWe will publish it.\n";
    let (code, said, _) =
        import(folder, &["-", "--uin", "99", "--answered-by", "Jo Bloggs, Minister"], pasted);
    assert_eq!(code, Some(0));
    assert!(
        said.contains(
            "already there, with the same words\n  evidence/answers/pq-99.toml: added uin, answered_by"
        ),
        "{said}"
    );
    let merged = read(folder, "evidence/answers/pq-99.toml");
    assert!(
        merged.contains("# mine\n") && merged.contains("answered_by = \"Jo Bloggs, Minister\""),
        "{merged}"
    );
    assert_eq!(fs::read_dir(folder.join("evidence/answers")).map(Iterator::count).ok(), Some(2));

    // What is given and not taken is told.
    let (_, said, _) = import(folder, &["-", "--answered-by", "Sam Roe, Minister"], ANSWER);
    assert!(
        said.ends_with("pq-99.toml: nothing to add; what it says otherwise stays: answered_by\n"),
        "{said}"
    );
}

#[test]
fn corrected_words_are_dated_by_their_correction() {
    let folder = register();
    let folder = folder.path();
    let corrected = ANSWER.replace(
        "\"heading\"",
        "\"answerIsCorrection\":true,\"dateAnswerCorrected\":\"2024-02-21T00:00:00\",\"heading\"",
    );
    let (code, said, _) = import(folder, &["-"], &corrected);
    assert!(code == Some(0) && said.contains("tabled 2024-01-31, corrected 2024-02-21"), "{said}");
    let record = read(folder, "evidence/answers/pq-99.toml");
    assert!(record.contains("published_on = 2024-02-21\n"), "{record}");
    assert!(record.contains("Answered on 2024-02-08, corrected on 2024-02-21."), "{record}");
}

#[test]
fn what_would_make_the_register_wrong_is_not_written() {
    let folder = register();
    let folder = folder.path();
    let (code, _, told) = import(folder, &["-", "--answered", "2024-01-08"], ANSWER);
    assert_eq!(code, Some(3));
    assert!(told.contains("before the question was tabled"), "{told}");
    write(folder, "empty.txt", " \n");
    let (code, _, told) = import(folder, &["empty.txt"], "");
    assert_eq!(code, Some(3));
    assert!(told.contains("the document has no text"), "{told}");
    assert!(!folder.join("evidence").exists());
}

#[test]
fn a_name_may_begin_with_a_tilde() {
    let folder = register();
    let folder = folder.path();
    let named =
        ["-", "--name", "~minutes", "--kind", "statement", "--publisher", "Us", "--published", "2024-01-08"];
    let (code, _, told) = import(folder, &named, "We met.\n");
    assert_eq!(code, Some(0), "{told}");
    assert!(read(folder, "evidence/~minutes.toml").contains("document = \"~minutes.txt\""));
}

#[test]
fn nothing_is_overwritten() {
    let folder = register();
    let folder = folder.path();
    write(folder, "evidence/answers/pq-99.json", "{\"text\": \"other\"}");
    let (code, said, _) = import(folder, &["-"], ANSWER);
    assert_eq!(code, Some(0));
    assert!(said.starts_with("evidence/answers/pq-99-2.json: "), "{said}");
    assert_eq!(read(folder, "evidence/answers/pq-99.json"), "{\"text\": \"other\"}");
}

#[test]
fn notes_in_markdown_are_no_records() {
    let folder = register();
    let folder = folder.path();
    write(folder, "notes.md", "# Meeting\n\nThe council will open two libraries by 2027.\n");
    let (code, said, _) = import(folder, &["notes.md"], "");
    assert_eq!(code, Some(0));
    assert!(said.starts_with("evidence/documents/notes.txt: text, "), "{said}");
    assert!(!kept::input::load(folder).1.iter().any(|fault| fault.code == "not-read"));
}

#[test]
fn what_cannot_be_known_is_asked_for() {
    let folder = register();
    let folder = folder.path();
    write(folder, "memo.txt", "We will publish it.");
    let (code, said, _) = import(folder, &["memo.txt"], "");
    assert_eq!(code, Some(0));
    assert!(said.contains("no record was written; say what sort of source it is (--kind), and when it was published (--published)"), "{said}");
    let (_, said, _) = import(folder, &["memo.txt", "--kind", "media", "--published", "2024-05-06"], "");
    assert!(said.contains("record evidence/documents/memo.toml"), "{said}");
    let (code, _, _) = import(folder, &["memo.txt", "--published", "yesterday"], "");
    assert_eq!(code, Some(2));
    let line = r#"{"uin":"13","dateTabled":"2024-01-31","dateAnswered":"2024-02-08","answer":"Twelve hubs are open."}"#;
    write(folder, "bulk.jsonl", line);
    let (_, said, _) = import(folder, &["--split", "bulk.jsonl"], "");
    assert!(said.contains("13 (House not known: `--house`)"), "{said}");
    write(folder, "bulk.jsonl", &line.replace("\"13\"", "\"HL13\"").replace("Twelve", "Eleven"));
    let (_, said, _) = import(folder, &["--split", "--house", "commons", "bulk.jsonl"], "");
    assert!(said.contains("HL13 of the Lords"), "what is said of a file is not so of an answer: {said}");
}

#[test]
fn a_list_is_kept_whole_or_split_without_what_is_cut_off() {
    let folder = register();
    let folder = folder.path();
    let cut = format!(
        r#"{{"id":8,"house":"Commons","uin":"100","questionText":"q","answerText":"{}..."}}"#,
        "a".repeat(255)
    );
    write(folder, "list.json", &format!("[{ANSWER},{cut}]"));
    let (code, said, told) = import(folder, &["list.json"], "");
    assert_eq!(code, Some(0));
    assert_eq!(
        said,
        "evidence/bulk/list.json: 2 documents, kept whole; --split makes a document of each\n  record evidence/bulk/list.toml\n"
    );
    let record = read(folder, "evidence/bulk/list.toml");
    for line in ["title = \"list: 2 documents\"", "kind = \"statement\"", "document = \"list.json\""] {
        assert!(record.contains(line), "{line}\n{record}");
    }
    assert!(
        told.contains("curl https://questions-statements-api.parliament.uk/api/writtenquestions/questions/8"),
        "{told}"
    );
    let (code, said, _) = import(folder, &["--split", "list.json"], "");
    assert_eq!(code, Some(0));
    assert!(said.ends_with("list.json: 1 document; 1 cut off or not answered, passed over\n"), "{said}");
    assert_eq!(read(folder, "evidence/answers/pq-99.txt"), "We will publish it.\n\n");
}

#[test]
fn a_file_of_many_that_is_there_is_not_stored_again() {
    let folder = register();
    let folder = folder.path();
    let lines = "{\"id\": 1, \"text\": \"We met.\"}\n{\"id\": 2, \"text\": \"We spoke.\"}\n";
    write(folder, "met.jsonl", lines);
    let (code, said, _) = import(folder, &["met.jsonl", "met.jsonl"], "");
    assert_eq!(code, Some(0));
    assert_eq!(said.matches("evidence/bulk/met.jsonl: already there\n").count(), 1, "{said}");
    // What was not known then is written into a record now.
    let given = ["met.jsonl", "--published", "2025-03-03", "--kind", "statement"];
    let (_, said, _) = import(folder, &given, "");
    assert!(said.contains("met.jsonl: already there\n  record evidence/bulk/met.toml\n"), "{said}");
    assert_eq!(fs::read_dir(folder.join("evidence/bulk")).map(Iterator::count).ok(), Some(2));
}

#[test]
fn what_cannot_be_read_does_not_keep_the_others_out() {
    let folder = register();
    let folder = folder.path();
    write(folder, "a.json", ANSWER);
    write(folder, "b.txt", "We met.\n");
    let (code, said, told) = import(folder, &["nothing.txt", "a.json", ".", "b.txt"], "");
    assert_eq!(code, Some(3));
    assert!(told.contains("error: nothing.txt: ") && told.contains("error: .: this is a folder"), "{told}");
    assert!(
        said.contains("record evidence/answers/pq-99.toml") && said.contains("evidence/documents/b.txt: "),
        "{said}"
    );
}

/// The copy of a run that was killed before it had its name is no document of the register.
#[test]
fn what_a_run_left_unfinished_is_not_taken_for_a_copy() {
    let folder = register();
    let folder = folder.path();
    write(folder, "evidence/answers/.pq-99.json.7.part", ANSWER);
    let (code, said, _) = import(folder, &["-"], ANSWER);
    assert_eq!(code, Some(0));
    assert!(said.starts_with("evidence/answers/pq-99.json: parliament-api"), "{said}");
}

/// The same words answer many questions: each is a document, but for those to which one reply was given.
#[test]
fn the_same_words_to_another_question_are_another_answer() {
    let folder = register();
    let folder = folder.path();
    let other = ANSWER.replace("\"99\"", "\"100\"").replace("\"id\":7", "\"id\":8");
    let grouped =
        ANSWER.replace("\"99\"", "\"101\"").replace("\"id\"", "\"groupedQuestions\":[\"99\"],\"id\"");
    write(folder, "list.json", &format!("[{ANSWER},{other},{grouped}]"));
    for already in [1, 3] {
        let (code, said, told) = import(folder, &["--split", "list.json"], "");
        assert_eq!(code, Some(0), "{told}");
        assert_eq!(said.matches("already there, with the same words").count(), already, "{said}");
        assert_eq!(fs::read_dir(folder.join("evidence/answers")).map(Iterator::count).ok(), Some(4));
    }
    assert!(read(folder, "evidence/answers/pq-100.toml").contains("uin = \"100\"\n"));
}

/// A run that was broken off before it wrote a record leaves a copy that says nothing of itself.
#[test]
fn a_copy_without_a_record_is_one_answer_and_not_each_of_the_same_words() {
    let folder = register();
    let folder = folder.path();
    write(folder, "evidence/answers/pq-99.txt", "We will publish it.\n\n");
    let other = ANSWER.replace("\"99\"", "\"100\"").replace("\"id\":7", "\"id\":8");
    write(folder, "list.json", &format!("[{ANSWER},{other}]"));
    let (code, said, told) = import(folder, &["--split", "list.json"], "");
    assert_eq!(code, Some(0), "{told}");
    assert_eq!(said.matches("already there, with the same words").count(), 1, "{said}");
    for uin in ["99", "100"] {
        let record = read(folder, &format!("evidence/answers/pq-{uin}.toml"));
        assert!(record.contains(&format!("uin = \"{uin}\"\n")), "{record}");
    }
}

#[test]
fn a_dry_run_writes_nothing_and_odd_files_end() {
    let folder = register();
    let folder = folder.path();
    write(folder, "a.json", ANSWER);
    let (code, said, _) = import(folder, &["--dry-run", "a.json"], "");
    assert_eq!(code, Some(0));
    assert!(said.contains("record evidence/answers/pq-99.toml"), "{said}");
    write(folder, "b.json", ANSWER);
    assert_eq!(import(folder, &["--dry-run", "a.json", "b.json"], "").0, Some(0), "of the same bytes");
    assert!(!folder.join("evidence").exists());
    for odd in ["nothing.txt", ".", "/dev/null", "/dev/zero"] {
        assert_eq!(import(folder, &[odd], "").0, Some(3), "{odd}");
    }
    assert_eq!(import(folder, &["--name", "../../out", "a.json"], "").0, Some(3));
}

#[test]
fn what_cannot_be_imported_says_what_to_do() {
    let folder = register();
    let folder = folder.path();
    write(folder, "several/one.txt", "We will act.");
    write(folder, "semicolons.csv", "date;trees\n2025-11-01;20340\n");
    write(folder, "trees.csv", "date,trees\n2025-11-01,20340\n2026-03-31,31200\n");
    let series = ["trees.csv", "--indicator", "trees", "--published", "2026-04-20"];
    write(folder, "halls.csv", "time_period,halls\n202324,3\n202425,4\n");
    let halls = ["halls.csv", "--indicator", "halls", "--published", "2026-04-20"];
    write(folder, "power.csv", "Year,MWh\n2021-22,16900\n2022-23,13700\n");
    let power = ["power.csv", "--indicator", "MWh", "--date-column", "Year", "--published", "2024-04-20"];
    let dated = [series.as_slice(), &["--date-column", "date"]].concat();
    let note = |options: &[&'static str]| [&["note.txt"], options].concat();
    let (misfiled, unset) =
        (note(&["--kind", "audit", "--uin", "12", "--published", "2026-01-02"]), note(&["--publisher", ""]));
    let (no_address, hidden) = (note(&["--url", "example.org"]), note(&["--title", "a\u{1b}[8m"]));
    write(folder, "note.txt", "The hall is open.");
    let padded =
        [&["padded.csv", "--kind", "audit", "--as", "padded"], &series[1..], &["--date-column", "date"]]
            .concat();
    write(folder, "padded.csv", "date,trees,\n2025-12-01,20340,\n,,\n,,\n");
    write(folder, "long.csv", "time_period,a,region\n2024,12,345,x\n2025,6,x\n");
    write(folder, "twice.csv", "Year,GW\n2024,4\n2025,5\n2025,6\n");
    let twice = ["twice.csv", "--indicator", "GW", "--date-column", "Year"];
    let cases: [(&[&str], i32, &str); 18] = [
        (&["note.txt", "--name", "answers/con.a"], 3, "Windows could not have a file `answers/con.a`"),
        (&["note.txt", "--name", "why?"], 3, "Windows could not have a file `why?`"),
        (&["long.csv"], 0, "line 2 has more cells than there are columns"),
        (&twice, 2, "several rows stand for one date, and no column tells them apart"),
        (&padded, 0, "1 value of `padded`, one for each date"),
        (
            &["https://example.org/a"],
            2,
            "save the page as a file, and import that with `--url https://example.org/a`",
        ),
        (&power, 2, "a table needs a record; say what sort of source it is (--kind)"),
        (
            &[power.as_slice(), &["--kind", "statement"]].concat(),
            0,
            "warning[season-or-year]: evidence/statistics/power.csv:2: `2021-22` is read as June 2021 to August 2021, since EDTF writes seasons and quarters so; so is 1 more cell of the column",
        ),
        (&dated, 2, "what sort of source it is (--kind)"),
        (&misfiled, 3, "error[statement-misfiled]: evidence/answers/pq-12.toml:2: "),
        (&unset, 2, "it is empty; leave it out where nothing is known"),
        (&no_address, 2, "an address begins with https:// or http:// and holds no blanks"),
        (&hidden, 2, "it holds control characters"),
        (
            &halls,
            3,
            "error[bad-table]: evidence/statistics/halls.csv:2: `202324` is no date: neither a date nor the id",
        ),
        (&["several"], 3, "this is a folder: name the files in it (`several/*`)"),
        (&["semicolons.csv"], 3, "its cells are parted by `;`"),
        (&series, 2, "name the one that holds the dates with --date-column: date | trees"),
        (&[dated.as_slice(), &["--kind", "audit"]].concat(), 0, "no pledge has the indicator `trees`"),
    ];
    for (arguments, expected, says) in cases {
        let (code, out, err) = import(folder, arguments, "");
        assert!(code == Some(expected) && (out.clone() + &err).contains(says), "{arguments:?}: {out}{err}");
    }
}

/// A title is what a reader sees of it: what registers refuse in a text would break every command.
#[test]
fn a_title_with_marks_that_hide_or_reorder_leaves_a_register_that_loads() {
    let folder = register();
    let folder = folder.path();
    write(
        folder,
        "page.html",
        "<title>Places\u{202a} and\u{85}plans\u{b}</title><p>We will build a school.</p>",
    );
    let given = ["--published", "2025-03-01", "--publisher", "A trust", "--kind", "media"];
    let (code, said, told) = import(folder, &[&["page.html"], &given[..]].concat(), "");
    assert_eq!((code, told.as_str()), (Some(0), ""), "{said}");
    assert!(read(folder, "evidence/documents/page.toml").starts_with("title = \"Places and plans\"\n"));
    let name = ["page.html", "--name", "a\u{202e}b"];
    let (code, _, told) = import(folder, &[&name[..], &given[..]].concat(), "");
    assert_eq!(code, Some(2), "{told}");
}
