//! Registers that no version control would carry: pipes, links, files without end, bytes at random. Each is a clear
//! fault or nothing, never a panic and never a wait.

use kept::diagnostic::Level;
use kept::input;
use proptest::prelude::*;
use std::fs;
use std::path::Path;

const PLEDGES: &str = "[register]\ntitle = \"Small\"\n";

/// Codes of the errors in a register on disk.
fn errors(folder: &Path) -> Vec<&'static str> {
    let faults = input::load(folder).1;
    faults.iter().filter(|fault| fault.level == Level::Error).map(|fault| fault.code).collect()
}

fn register() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    fs::create_dir(folder.path().join("evidence")).expect("a folder");
    fs::write(folder.path().join("pledges.toml"), PLEDGES).expect("a file");
    folder
}

#[test]
fn a_folder_without_a_register_says_so() {
    let folder = tempfile::tempdir().expect("a folder");
    assert_eq!(errors(folder.path()), ["no-register"]);
    assert_eq!(errors(&folder.path().join("not-there")), ["no-register"]);
}

#[test]
fn a_file_of_100_mb_is_not_read() {
    let folder = register();
    let file = fs::File::create(folder.path().join("evidence/everything.toml")).expect("a file");
    file.set_len(100 * 1024 * 1024).expect("a size");
    assert_eq!(errors(folder.path()), ["too-large"]);
}

#[cfg(unix)]
#[test]
fn a_pipe_is_not_waited_for() {
    let folder = register();
    let pipe = folder.path().join("evidence/figures.toml");
    let made = std::process::Command::new("mkfifo").arg(&pipe).status();
    if made.is_ok_and(|made| made.success()) {
        assert_eq!(errors(folder.path()), ["unreadable"]);
    }
}

/// What evidence there is cannot be told, so that nothing may lapse for want of it.
#[cfg(unix)]
#[test]
fn evidence_that_cannot_be_looked_through_is_a_fault() {
    let folder = register();
    let evidence = folder.path().join("evidence");
    fs::remove_dir_all(&evidence).expect("a folder");
    assert!(errors(folder.path()).is_empty(), "a register without evidence has no such folder");
    fs::write(&evidence, "x").expect("a file");
    assert_eq!(errors(folder.path()), ["unreadable"]);
    fs::remove_file(&evidence).expect("a file");
    std::os::unix::fs::symlink("/nonexistent", &evidence).expect("a link");
    assert_eq!(errors(folder.path()), ["unreadable"]);
    fs::remove_file(&evidence).expect("a link");
    fs::create_dir_all(evidence.join("closed")).expect("a folder");
    let shut = |mode| {
        let mode = <fs::Permissions as std::os::unix::fs::PermissionsExt>::from_mode(mode);
        fs::set_permissions(evidence.join("closed"), mode).expect("it is ours");
    };
    shut(0o000);
    // Whoever may do everything can look into it all the same.
    let can = fs::read_dir(evidence.join("closed")).is_ok();
    let found = errors(folder.path());
    shut(0o700);
    assert_eq!(found, if can { Vec::new() } else { vec!["unreadable"] });
}

#[cfg(unix)]
#[test]
fn a_link_does_not_lead_out_of_the_register() {
    let (folder, outside) = (register(), register());
    let link = |name: &str| folder.path().join("evidence").join(name);
    std::os::unix::fs::symlink(outside.path().join("pledges.toml"), link("secret.toml")).expect("a link");
    assert_eq!(errors(folder.path()), ["outside-register"]);
    std::os::unix::fs::symlink(link("circle.toml"), link("circle.toml")).expect("a link");
    assert_eq!(errors(folder.path()), ["unreadable", "outside-register"]);
}

#[cfg(target_os = "linux")]
#[test]
fn a_name_that_is_no_text_is_called_so() {
    let folder = register();
    let name = <std::ffi::OsStr as std::os::unix::ffi::OsStrExt>::from_bytes(b"\xff.toml");
    fs::write(folder.path().join("evidence").join(name), "title = \"t\"\n").expect("a file");
    let faults = input::load(folder.path()).1;
    let [fault] = faults.as_slice() else { panic!("{faults:?}") };
    assert_eq!(fault.message, "`evidence/\u{fffd}.toml` cannot be opened: its name is not UTF-8");
}

/// The parser reads fewer than 81 parts, and names no place where there are more.
#[test]
fn a_heading_or_key_of_too_many_parts_is_told_where_it_stands() {
    let parts = "a.".repeat(100);
    for line in [format!("[register.{parts}b]"), format!("[[{parts}b]]"), format!("{parts}b = 1")] {
        let folder = register();
        fs::write(folder.path().join("pledges.toml"), format!("{PLEDGES}{line}\n")).expect("a file");
        let faults = input::load(folder.path()).1;
        let [fault] = faults.as_slice() else { panic!("{line}: {faults:?}") };
        assert_eq!((fault.code, fault.place.map(|place| place.line)), ("toml-syntax", Some(3)), "{line}");
    }
}

#[cfg(unix)]
#[test]
fn documents_that_cannot_be_opened_are_told() {
    let (folder, outside) = (register(), register());
    let at = |name: &str| folder.path().join("evidence").join(name);
    let link = |to: &Path, name: &str| std::os::unix::fs::symlink(to, at(name)).expect("a link");
    fs::write(at("sound.txt"), "words").expect("a file");
    link(&at("sound.txt"), "inside.txt");
    link(&outside.path().join("pledges.toml"), "outside.txt");
    link(&outside.path().join("evidence"), "folder");
    link(Path::new("nowhere"), "dangling.csv");
    let made = std::process::Command::new("mkfifo").arg(at("pipe.txt")).status();
    assert!(made.expect("it runs").success());
    let faults = input::load(folder.path()).1;
    let [fault] = faults.as_slice() else { panic!("{faults:?}") };
    let names = "`evidence/dangling.csv`, `evidence/folder`, `evidence/outside.txt`, `evidence/pipe.txt`";
    assert_eq!(fault.message, format!("4 files in `evidence/` are not read: {names}"));
    assert!(fault.help.as_ref().is_some_and(|help| help.contains("links to folders or out of the register")));
}

/// What reads JSON gets all of it or nothing.
#[test]
fn nothing_is_printed_where_nothing_is_named_that_could_be_read() {
    let folder = tempfile::tempdir().expect("a folder");
    for command in ["extract", "annotate"] {
        let mut run = std::process::Command::new(env!("CARGO_BIN_EXE_kept"));
        let output = run.args([command, "--format", "json"]).arg(folder.path()).output().expect("it runs");
        assert_eq!((output.status.code(), output.stdout), (Some(2), Vec::new()), "{command}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_document_whose_name_is_no_text_is_read_where_it_is_named_and_told_in_a_register() {
    let folder = register();
    let name = <std::ffi::OsStr as std::os::unix::ffi::OsStrExt>::from_bytes(b"a\xff.txt");
    let path = folder.path().join("evidence").join(name);
    fs::write(&path, "We will build a school by May 2027.").expect("a file");
    for named in [&path, folder.path()] {
        let mut run = std::process::Command::new(env!("CARGO_BIN_EXE_kept"));
        let output = run.arg("annotate").arg(named).output().expect("it runs");
        assert!(String::from_utf8_lossy(&output.stdout).contains("We will build a school"), "{output:?}");
    }
    let (register, _) = input::load(folder.path());
    let told = input::unread_documents(folder.path(), &register).expect("it is told");
    assert!(told.message.contains("`evidence/a\u{fffd}.txt` (its name is not UTF-8: rename it)"), "{told:?}");
}

#[cfg(unix)]
#[test]
fn a_stored_copy_is_inside_the_register() {
    let (folder, outside) = (register(), register());
    let link = folder.path().join("evidence/copy.txt");
    std::os::unix::fs::symlink(outside.path().join("pledges.toml"), link).expect("a link");
    let record = "title = \"t\"\npublisher = \"p\"\nkind = \"media\"\npublished_on = 2024-01-01\ndocument = ";
    fs::write(folder.path().join("evidence/linked.toml"), format!("{record}\"copy.txt\"\n")).expect("a file");
    fs::write(folder.path().join("evidence/above.toml"), format!("{record}\"../../x.txt\"\n"))
        .expect("a file");
    assert_eq!(errors(folder.path()), ["outside-register", "outside-register"]);
}

#[test]
fn nesting_without_end_is_a_syntax_error() {
    for (open, close) in [("[", "]"), ("{a=", "}")] {
        let deep = format!("{PLEDGES}note = {}1{}\n", open.repeat(100_000), close.repeat(100_000));
        let (_, faults) = input::load_files(vec![("pledges.toml".to_owned(), deep.into_bytes())]);
        assert!(faults.iter().any(|fault| fault.level == Level::Error));
    }
}

/// Lines that registers are made of, whole and broken.
fn line() -> impl Strategy<Value = String> {
    let words = prop::sample::select(vec![
        "[register]",
        "[[pledge]]",
        "[pledge.target]",
        "[[pledge.restated]]",
        "[pledge.deadline]",
        "[[act]]",
        "[[observation]]",
        "[table]",
        "id = \"a\"",
        "id = \"b\"",
        "part_of = \"b\"",
        "part_of = \"a\"",
        "on = 2024-01-01",
        "made_on = 2024-01-01",
        "made_on = \"../2024\"",
        "by = \"2023\"",
        "title = \"\"",
        "quote = \"x\\u0000\"",
        "target = { parts = \"all\" }",
        "change = -1e9",
        "total = 1e400",
        "value = 0x10",
        "kind = \"media\"",
        "published_on = 9999-12-31",
        "on = \"winter 9999\"",
        "where = { a = 1 }",
        "file = \"../../x.csv\"",
        "+++",
        "[[record]]",
        "publisher = 'p",
        "\"\"\"",
        "=",
        "]]",
    ]);
    prop_oneof![4 => words.prop_map(str::to_owned), 1 => any::<String>()]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn no_text_makes_loading_panic(pledges in prop::collection::vec(line(), 0..30), record in prop::collection::vec(line(), 0..20)) {
        let files = vec![
            ("pledges.toml".to_owned(), pledges.join("\n").into_bytes()),
            ("evidence/a.toml".to_owned(), record.join("\n").into_bytes()),
            ("evidence/b.md".to_owned(), format!("+++\n{}\n+++\n", record.join("\n")).into_bytes()),
        ];
        let (register, faults) = input::load_files(files);
        for fault in &faults {
            let text = kept::render::folded([fault], &register.sources, kept::render::Screen::PIPE).concat();
            prop_assert!(text.contains(fault.code));
        }
    }

    #[test]
    fn the_order_of_files_changes_nothing(turn in 0_usize..4) {
        let mut files: Vec<(String, Vec<u8>)> = ["a", "b", "c"]
            .into_iter()
            .map(|name| (format!("evidence/{name}.toml"), format!("title = \"{name}\"\nkinds = 1\n").into_bytes()))
            .collect();
        files.push(("pledges.toml".to_owned(), PLEDGES.as_bytes().to_vec()));
        let before = input::load_files(files.clone());
        files.rotate_left(turn);
        let after = input::load_files(files);
        prop_assert_eq!(before.1, after.1);
        prop_assert_eq!(before.0.pledges, after.0.pledges);
        prop_assert_eq!(before.0.records, after.0.records);
    }
}
