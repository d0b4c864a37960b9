//! `kept init` as people run it: what it makes is sound, what it cannot make it leaves alone.

use std::fs;
use std::path::Path;
use std::process::Command;

/// What the program exits with in a folder, and prints to people.
fn kept(folder: &Path, arguments: &[&str]) -> (Option<i32>, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_kept"))
        .args(arguments)
        .current_dir(folder)
        .output()
        .expect("it runs");
    (output.status.code(), String::from_utf8([output.stdout, output.stderr].concat()).expect("UTF-8"))
}

#[test]
fn a_new_register_passes_its_check_in_any_year() {
    for day in ["2026-01-01", "2026-11-22", "2033-12-31"] {
        let folder = tempfile::tempdir().expect("a folder");
        assert_eq!(kept(folder.path(), &["init", "--as-of", day]).0, Some(0));
        let (code, text) = kept(folder.path(), &["check", "--as-of", day]);
        assert!(code == Some(0) && text.contains("no errors, no warnings, nothing denied"), "{day}: {text}");
    }
}

#[test]
fn what_is_pledged_and_cannot_be_added_is_an_error_and_no_note() {
    let folder = tempfile::tempdir().expect("a folder");
    let pledges = folder.path().join("pledges.toml");
    let inline = "register = { title = 'T' }\n\
                  pledge = [{ id = 'a', title = 'A', responsible = 'B', made_on = 2024-01-01, quote = 'q', untestable = 'u' }]\n";
    fs::write(&pledges, inline).expect("a register");
    fs::write(folder.path().join("plan.txt"), "We will plant 60 trees by March 2027.").expect("a file");
    let (code, text) =
        kept(folder.path(), &["-q", "extract", "--append", "--reference", "2026-01-01", "plan.txt"]);
    assert!(code == Some(3) && text.contains("not written, it would make the register wrong"), "{text}");
    assert_eq!(fs::read_to_string(&pledges).expect("a register"), inline);
}

#[test]
fn what_a_page_lacks_is_taken_from_the_record_beside_it() {
    let folder = tempfile::tempdir().expect("it is written");
    let page = "Question to the Department for Education:\nTo ask the Secretary of State, what.\nWe will recruit 6,500 teachers by March 2029.\n";
    let record = "title = \"Teachers\"\npublisher = \"Department for Education\"\nkind = \"statement\"\npublished_on = 2024-12-17\n\
                  url = \"https://example.org/1\"\nhouse = \"Commons\"\nuin = \"18850\"\ntabled_on = 2024-12-09\n\
                  answered_by = \"Jo Bloggs, Minister of State\"\ndocument = \"page.txt\"\n";
    let files = [
        ("pledges.toml", "[register]\ntitle = \"T\"\n"),
        ("evidence/page.txt", page),
        ("evidence/page.toml", record),
    ];
    fs::create_dir(folder.path().join("evidence")).expect("it is written");
    for (name, text) in files {
        fs::write(folder.path().join(name), text).expect("it is written");
    }
    let (_, text) = kept(folder.path(), &["extract", "--format", "json", "evidence/page.txt"]);
    let meta = "\"title\":\"Teachers\",\"body\":\"Department for Education\",\"minister\":\"Jo Bloggs, Minister of State\",\
                \"date\":\"2024-12-17\",\"url\":\"https://example.org/1\",\"uin\":\"18850\"";
    assert!(text.contains(meta), "{text}");
    // The record may have another name, or be one of several in a file.
    fs::remove_file(folder.path().join("evidence/page.toml")).expect("it was there");
    fs::write(folder.path().join("evidence/all.toml"), format!("[[record]]\n{record}"))
        .expect("it is written");
    let (_, text) = kept(folder.path(), &["extract", "--format", "json", "evidence/page.txt"]);
    assert!(text.contains(meta), "{text}");
    kept(folder.path(), &["extract", "--append", "evidence/page.txt"]);
    let written = fs::read_to_string(folder.path().join("pledges.toml")).unwrap_or_default();
    assert!(written.contains("made_by = \"Jo Bloggs, Minister of State\"\n"), "{written}");
    // Nor does one minister speak in all answers of a file, or one number stand for them.
    let answers =
        "{\"text\": \"We will recruit 10 nurses by 2029.\"}\n{\"text\": \"We will open 20 hubs by 2029.\"}\n";
    fs::write(folder.path().join("evidence/page.jsonl"), answers).expect("it is written");
    let of_all = record.replace("page.txt", "page.jsonl");
    fs::write(folder.path().join("evidence/page.toml"), of_all).expect("it is written");
    let (_, text) = kept(folder.path(), &["extract", "--format", "json", "evidence/page.jsonl"]);
    assert!(text.contains("10 nurses") && text.contains("20 hubs"), "{text}");
    assert!(!text.contains("Jo Bloggs") && !text.contains("18850"), "{text}");
}

#[test]
fn a_register_under_another_name_is_found_and_not_read() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("pledges.toml.txt"), "[register]\ntitle = 'T'\n").expect("a file");
    let (code, text) = kept(folder.path(), &["status"]);
    assert!(code == Some(3) && text.contains("help: rename `pledges.toml.txt` to `pledges.toml`"), "{text}");
}

#[test]
fn what_cannot_be_made_leaves_nothing_behind() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("evidence"), "mine").expect("a file");
    assert_eq!(kept(folder.path(), &["init"]).0, Some(3));
    assert!(!folder.path().join("pledges.toml").exists());
    fs::remove_file(folder.path().join("evidence")).expect("a file");
    assert_eq!(kept(folder.path(), &["init"]).0, Some(0), "and so it can be done again");
    let (code, text) = kept(folder.path(), &["init", "evidence/x"]);
    assert!(code == Some(2) && text.contains("is in the evidence of"), "{text}");
    let (code, text) = kept(folder.path(), &["init", "beside"]);
    assert!(code == Some(0) && text.contains("inside another register"), "{text}");
}

#[test]
fn what_a_new_register_says_of_its_pace_is_what_it_is() {
    let folder = tempfile::tempdir().expect("a folder");
    assert_eq!(kept(folder.path(), &["init", "--as-of", "2026-11-22"]).0, Some(0));
    let (_, text) = kept(folder.path(), &["explain", "million-books", "--as-of", "2026-11-22"]);
    let says = "15% of the change reached with 15% of the time gone: just below straight-line pace.";
    assert!(text.contains(says), "{text}");
    let (_, json) = kept(folder.path(), &["status", "--as-of", "2026-11-22", "--format", "json"]);
    assert!(json.contains("\"reached\":\"0.15\""), "{json}");
}

/// What the program exits with where no file can grow beyond a kilobyte, as on a full disk, and prints.
#[cfg(unix)]
fn kept_on_a_full_disk(folder: &Path, arguments: &str) -> (Option<i32>, String) {
    // The signal that would end the program is ignored, so that writing fails as it does on a full disk.
    let script = format!("ulimit -f 1; trap '' XFSZ; exec \"$0\" {arguments}");
    let output = Command::new("sh")
        .args(["-c", &script, env!("CARGO_BIN_EXE_kept")])
        .current_dir(folder)
        .output()
        .expect("it runs");
    (output.status.code(), String::from_utf8([output.stdout, output.stderr].concat()).expect("UTF-8"))
}

#[cfg(unix)]
#[test]
fn on_a_full_disk_nothing_is_left_half_written_or_said_to_be_done() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = |name: &str| folder.path().join(name);
    let (code, text) = kept_on_a_full_disk(folder.path(), "init deep/register");
    assert!(code == Some(3) && text.contains("cannot write deep/register/pledges.toml: "), "{text}");
    assert!(!at("deep").exists());

    assert_eq!(kept(folder.path(), &["init"]).0, Some(0));
    let before = fs::read_to_string(at("pledges.toml")).expect("a register");
    fs::write(at("plan.txt"), "We will plant 60 trees by March 2027. ".repeat(200)).expect("a file");
    let (code, text) = kept_on_a_full_disk(folder.path(), "import plan.txt");
    assert!(code == Some(3) && text.contains("evidence/documents/plan.txt: "), "{text}");
    assert_eq!(fs::read_dir(at("evidence/documents")).map_or(0, Iterator::count), 0);
    let (code, text) = kept_on_a_full_disk(folder.path(), "extract --append --reference 2025-01-01 plan.txt");
    assert!(
        code == Some(3) && !text.contains("added") && text.matches("cannot write").count() == 1,
        "{text}"
    );
    assert_eq!(fs::read_to_string(at("pledges.toml")).expect("a register"), before);
}
