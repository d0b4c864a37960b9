//! Where output goes with `-o`, and what is left of inputs that cannot be read: files, links and pipes as a user has them.

use serde_json::Value;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

const BULK: &str = "{\"id\": \"a\", \"text\": \"We will open the hall by 2027.\"}\n{\"id\": \"b\", \"answer\": null}\n\
                    {\"id\": \"c\", \"text\": \"Thank you.\"}\n";

fn kept(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_kept")).args(arguments).current_dir(folder).output().expect("it runs")
}

fn small() -> String {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/transcripts/small").display().to_string()
}

fn status(folder: &Path, file: &str) -> Option<i32> {
    let register = small();
    kept(folder, &["status", "--register", &register, "--as-of", "2026-11-21", "-q", "-o", file])
        .status
        .code()
}

#[cfg(unix)]
#[test]
fn a_link_stays_a_link_and_a_file_keeps_who_may_read_it() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let folder = tempfile::tempdir().expect("a folder");
    let at = |name: &str| folder.path().join(name);
    fs::write(at("target.txt"), "old").expect("a file");
    fs::set_permissions(at("target.txt"), fs::Permissions::from_mode(0o600)).expect("a mode");
    symlink("target.txt", at("link.txt")).expect("a link");
    symlink("later.txt", at("dangling.txt")).expect("a link");
    assert_eq!(
        (status(folder.path(), "link.txt"), status(folder.path(), "dangling.txt")),
        (Some(0), Some(0))
    );
    for (link, file) in [("link.txt", "target.txt"), ("dangling.txt", "later.txt")] {
        assert!(at(link).is_symlink(), "{link}");
        assert!(fs::read_to_string(at(file)).expect(file).contains("4 pledges"), "{file}");
    }
    let mode = fs::metadata(at("target.txt")).expect("a file").permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
    let left: Vec<_> = fs::read_dir(folder.path()).expect("a folder").flatten().collect();
    assert_eq!(left.len(), 4, "nothing unfinished is left: {left:?}");
}

#[cfg(unix)]
#[test]
fn a_pipe_is_written_to_and_stays_one() {
    use std::os::unix::fs::FileTypeExt;
    let folder = tempfile::tempdir().expect("a folder");
    let pipe = folder.path().join("pipe");
    assert!(Command::new("mkfifo").arg(&pipe).status().expect("it runs").success());
    let reading = std::thread::spawn({
        let pipe = pipe.clone();
        move || fs::read_to_string(pipe).expect("text")
    });
    assert_eq!(status(folder.path(), "pipe"), Some(0));
    assert!(reading.join().expect("it read").contains("4 pledges"));
    assert!(fs::metadata(&pipe).expect("a pipe").file_type().is_fifo());
}

#[test]
fn a_dash_is_stdout_and_a_folder_is_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    let register = small();
    let output =
        kept(folder.path(), &["status", "--register", &register, "--as-of", "2026-11-21", "-o", "-"]);
    assert!(String::from_utf8_lossy(&output.stdout).contains("4 pledges"));
    assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 0);
    fs::create_dir(folder.path().join("folder")).expect("a folder");
    assert_eq!(status(folder.path(), "folder"), Some(3));
}

#[test]
fn no_output_takes_the_place_of_what_is_read() {
    let folder = tempfile::tempdir().expect("a folder");
    let register = small();
    for (name, arguments) in [
        ("minutes.txt", &["annotate", "minutes.txt", "-o", "minutes.txt"][..]),
        ("minutes.txt", &["extract", "-o", "./minutes.txt", "minutes.txt"]),
        ("papers/minutes.txt", &["extract", "papers", "-o", "papers/minutes.txt"]),
        ("old/pledges.toml", &["diff", "--register", &register, "--from", "old", "-o", "old/pledges.toml"]),
        (
            "accepted.toml",
            &["check", "--register", &register, "--baseline", "accepted.toml", "-o", "accepted.toml"],
        ),
    ] {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        let read =
            if name.starts_with("old") { "[register]\ntitle = \"Halls\"\n" } else { "# We will open it.\n" };
        fs::write(path, read).expect("a file");
        let output = kept(folder.path(), arguments);
        let told = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(2), "{told}");
        assert!(told.contains("is read by this command; name another\n"), "{told}");
        assert_eq!(fs::read_to_string(folder.path().join(name)).expect("a file"), read);
    }
}

#[test]
fn no_output_takes_the_place_of_a_file_of_the_register() {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, content) in
        [("pledges.toml", "[register]\ntitle = \"Halls\"\n"), ("evidence/note.txt", "A note.\n")]
    {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(&path, content).expect("a file");
    }
    for name in ["pledges.toml", "evidence/note.txt", "./evidence/../pledges.toml"] {
        let before = fs::read(folder.path().join(name)).expect("a file");
        let output = kept(folder.path(), &["status", "-q", "-o", name]);
        let told = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(2), "{told}");
        assert!(told.contains("is a file of the register; name another\n"), "{told}");
        assert_eq!(fs::read(folder.path().join(name)).expect("a file"), before, "{name}");
    }
    // What would be read as a record, a document or a table from the next run on.
    let new: [&[&str]; 5] = [
        &["status", "-q", "-o", "evidence/table.toml"],
        &["brief", "-q", "--format", "html", "-o", "evidence/../evidence/brief.html"],
        &["export", "-q", "-o", "evidence/new/tables"],
        &["export", "-q", "--format", "datapackage", "-o", "evidence"],
        &["check", "-q", "--baseline", "evidence/accepted.toml", "--write-baseline"],
    ];
    for arguments in new {
        let output = kept(folder.path(), arguments);
        let told = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(2), "{told}");
        assert!(told.contains("would be read as evidence; name a place outside `evidence/`"), "{told}");
    }
    assert_eq!(fs::read_dir(folder.path().join("evidence")).expect("a folder").count(), 1);
    let output = kept(folder.path(), &["status", "-q", "-o", "nowhere/table.txt"]);
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(3));
    assert_eq!(told, "error: cannot write nowhere/table.txt: there is no folder nowhere\n");
}

#[test]
fn a_file_holds_what_its_name_says() {
    let folder = tempfile::tempdir().expect("a folder");
    let register = small();
    let cases: [(&[&str], Option<&str>); 7] = [
        (&["brief", "-o", "paper.doc"], Some("paper.doc would hold markdown; choose docx with `--format`")),
        (&["brief", "-o", "paper.docx"], Some("paper.docx would hold markdown; choose docx with `--format`")),
        (
            &["brief", "--format", "docx", "-o", "paper.PDF"],
            Some("paper.PDF would hold docx; choose pdf with `--format`"),
        ),
        (&["export", "-o", "dates.ics"], Some("dates.ics would hold csv; choose ics with `--format`")),
        (&["brief", "--format", "docx", "-o", "paper.docx"], None),
        (&["export", "-o", "pledges.csv"], None),
        (&["check", "--format", "sarif", "--deny", "none", "-o", "kept.json"], None),
    ];
    for (arguments, refused) in cases {
        let output = kept(folder.path(), &[arguments, &["-q", "--register", &register]].concat());
        let told = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(
            output.status.code(),
            Some(if refused.is_some() { 2 } else { 0 }),
            "{arguments:?}: {told}"
        );
        assert!(told.contains(refused.unwrap_or_default()), "{told}");
        let name = arguments.last().expect("a name");
        assert_eq!(folder.path().join(name).exists(), refused.is_none(), "{name}");
    }
}

#[test]
fn a_file_in_the_place_of_a_folder_is_called_one() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("taken"), "mine").expect("a file");
    let register = small();
    let cases: [(&[&str], &str); 2] = [
        (&["init", "taken"], "error: taken is a file; name a folder\n"),
        (
            &["export", "-q", "--register", &register, "-o", "taken"],
            "error: taken is a file; name a folder with `-o`\n",
        ),
    ];
    for (arguments, expected) in cases {
        let output = kept(folder.path(), arguments);
        assert_ne!(output.status.code(), Some(0), "{arguments:?}");
        assert_eq!(String::from_utf8_lossy(&output.stderr), expected);
    }
}

/// What is printed of a bulk file stands line by line beside it, and a file that cannot be read takes nothing from the others.
#[test]
fn an_input_that_cannot_be_read_is_told_by_the_exit_code_and_leaves_the_others() {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, text) in [
        ("bulk.jsonl", BULK),
        ("cut.jsonl", "{\"id\": \"a\", \"text\": \"Thank you.\"}\n{\"id\": \"b\", \"te"),
        ("silent.jsonl", "{\"id\": \"a\", \"answer\": null}\n"),
    ] {
        fs::write(folder.path().join(name), text).expect("a file");
    }
    let cases: [(&[&str], i32, &[&str]); 4] = [
        (&["bulk.jsonl"], 0, &["a", "b", "c"]),
        (&["cut.jsonl"], 3, &["a"]),
        (&["silent.jsonl"], 3, &["a"]),
        (&["bulk.jsonl", "missing.txt"], 3, &["a", "b", "c"]),
    ];
    for command in ["annotate", "extract"] {
        for (files, code, ids) in cases {
            let output = kept(folder.path(), &[&[command, "--format", "json", "-q"], files].concat());
            assert_eq!(output.status.code(), Some(code), "{command} {files:?}");
            let json: Value = serde_json::from_slice(&output.stdout).expect("JSON");
            let found: Vec<&str> = json["documents"]
                .as_array()
                .into_iter()
                .flatten()
                .filter_map(|one| one["id"].as_str())
                .collect();
            assert_eq!(found, ids, "{command} {files:?}");
        }
    }
    let register = small();
    let matched = |file: &str| {
        kept(folder.path(), &["-q", "match", "--register", &register, "--no-cache", "--documents", file])
    };
    assert_eq!(matched("bulk.jsonl").status.code(), Some(0));
    let output = matched("silent.jsonl");
    assert_eq!(output.status.code(), Some(3));
    assert!(String::from_utf8_lossy(&output.stderr).starts_with("error: silent.jsonl: no document"));
}

/// What somebody else named (a file, a document, an id in a workflow's variable) starts no command in the log of a CI service.
#[test]
fn nothing_that_is_named_becomes_a_command() {
    let folder = tempfile::tempdir().expect("a folder");
    let hostile = "{\"id\": \"::error::id\", \"text\": \"We will open the ##[error]hall by 2027.\"}\n";
    fs::write(folder.path().join("::error::a.jsonl"), hostile).expect("a file");
    fs::write(folder.path().join("::error::b.pdf"), "no pdf").expect("a file");
    assert_eq!(kept(folder.path(), &["init", "-q", "register"]).status.code(), Some(0));
    let named = "x\n::error::y ##[z]";
    let cases: [&[&str]; 11] = [
        &["explain", named],
        &["check", "--topic", named],
        &["status", "--as-of", named],
        &["status", named, "--format", named],
        &["brief", "-o", named, named],
        &["extract", "::error::a.jsonl"],
        &["annotate", "::error::a.jsonl", "::error::b.pdf"],
        &["match", "--all", "--documents", "::error::a.jsonl"],
        &["import", "::error::b.pdf"],
        &["import", "--split", "::error::a.jsonl"],
        &["import", "--title", named, "::error::a.jsonl"],
    ];
    for arguments in cases {
        let output = kept(folder.path(), &[arguments, &["--register", "register"]].concat());
        let told = String::from_utf8_lossy(&[output.stdout, output.stderr].concat()).into_owned();
        assert!(!told.is_empty(), "{arguments:?}");
        let commands = |line: &&str| line.trim_start().starts_with("::") || line.contains("##[");
        assert_eq!(told.lines().find(commands), None, "{arguments:?}:\n{told}");
    }
}
