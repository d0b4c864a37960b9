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
