//! `--since REVISION` and `--baseline`: the revision is read as a working tree of it would be, and what was so before is no
//! fault of a change.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A register of pledges that were due in 2023.
fn pledges(ids: &[&str]) -> String {
    let mut text = "[register]\ntitle = \"R\"\nsearched_to = 2026-06-30\n".to_owned();
    for id in ids {
        text.push_str(&format!(
            "[[pledge]]\nid = \"{id}\"\ntitle = \"T\"\nresponsible = \"Dep\"\nmade_on = 2022-01-01\nquote = \"q\"\n\
             target = {{ act = \"x\" }}\ndeadline = {{ by = 2023-12-31 }}\n"
        ));
    }
    text
}

/// A record of one step.
fn record(pledge: &str, step: &str) -> String {
    format!(
        "title = \"t\"\npublisher = \"N\"\nkind = \"media\"\npublished_on = 2023-06-01\n\
         [[act]]\npledge = \"{pledge}\"\nstep = \"{step}\"\non = 2023-05-31\n"
    )
}

/// A register in a repository.
struct Repository(tempfile::TempDir);

impl Repository {
    fn new(files: &[(&str, &str)]) -> Self {
        let repository = Self(tempfile::tempdir().expect("a folder"));
        repository.git(&["init", "-q"]);
        for (path, text) in files {
            repository.write(path, text);
        }
        repository.commit();
        repository
    }

    fn path(&self, path: &str) -> PathBuf {
        self.0.path().join(path)
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        fs::write(path, text).expect("a file");
    }

    fn git(&self, arguments: &[&str]) {
        let output = Command::new("git")
            .args(["-c", "user.name=t", "-c", "user.email=t@example.org"])
            .args(arguments)
            .current_dir(self.0.path())
            .env("GIT_CONFIG_GLOBAL", "/dev/null")
            .env("GIT_CONFIG_SYSTEM", "/dev/null")
            .output()
            .expect("git runs");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    }

    fn commit(&self) {
        self.git(&["add", "-A"]);
        self.git(&["commit", "-qm", "state"]);
    }

    /// What the program exits with and prints in `folder`.
    fn kept(&self, folder: &str, arguments: &[&str]) -> (Option<i32>, String) {
        let output = Command::new(env!("CARGO_BIN_EXE_kept"))
            .args(["--as-of", "2026-06-30"])
            .args(arguments)
            .current_dir(self.path(folder))
            // As hooks of git run, with another idea of where the repository is.
            .env("GIT_DIR", self.path(".git"))
            .env("GIT_INDEX_FILE", "nowhere")
            .env("GIT_CONFIG_GLOBAL", "/dev/null")
            .env("GIT_CONFIG_SYSTEM", "/dev/null")
            .output()
            .expect("it runs");
        let printed = [output.stdout, output.stderr].concat();
        (output.status.code(), String::from_utf8(printed).expect("UTF-8"))
    }

    fn check(&self, arguments: &[&str]) -> (Option<i32>, String) {
        self.kept("", &[&["check", "--since", "HEAD"], arguments].concat())
    }
}

#[cfg(unix)]
fn link(to: &str, at: &Path) {
    std::os::unix::fs::symlink(to, at).expect("a link");
}

#[cfg(unix)]
#[test]
fn links_in_a_revision_are_followed_as_in_the_working_tree() {
    let repository = Repository::new(&[
        ("r/pledges.toml", &pledges(&["done"])),
        ("r/store/d.toml", &record("done", "delivered")),
    ]);
    fs::create_dir(repository.path("r/evidence")).expect("a folder");
    link("../store/d.toml", &repository.path("r/evidence/d.toml"));
    repository.commit();
    let (code, text) = repository.kept("r", &["diff", "--since", "HEAD"]);
    assert!(code == Some(0) && text.contains("Nothing changed."), "{text}");
    fs::remove_file(repository.path("r/evidence/d.toml")).expect("a link");
    let (code, text) = repository.kept("r", &["check", "--since", "HEAD"]);
    assert!(code == Some(1) && text.contains("1 pledge denied"), "a record was deleted: {text}");
}

#[test]
fn line_ends_of_a_revision_are_those_of_a_checkout() {
    let repository = Repository::new(&[
        (".gitattributes", "*.txt text eol=crlf\n"),
        ("pledges.toml", &pledges(&["done"]).replace("\"q\"", "\"one\"")),
        ("evidence/d.txt", "one\ntwo\n"),
    ]);
    // The hash is of the file as git hands it out.
    let hash = kept::language::canonical::sha256_hex(b"one\r\ntwo\r\n");
    let record = "title = \"d\"\npublisher = \"N\"\nkind = \"media\"\npublished_on = 2022-01-01\n";
    repository.write("evidence/d.toml", &format!("{record}document = \"d.txt\"\nsha256 = \"{hash}\"\n"));
    repository.commit();
    fs::remove_file(repository.path("evidence/d.txt")).expect("a file");
    repository.git(&["checkout", "-q", "--", "evidence/d.txt"]);
    let (code, text) = repository.kept("", &["diff", "--since", "HEAD"]);
    assert!(code == Some(0) && text.contains("Nothing changed."), "{text}");
}

/// git hands a text out with the line ends of the system, whichever the copy had where it was read.
#[test]
fn a_copy_with_other_line_ends_is_the_copy_that_was_read() {
    let repository = Repository::new(&[("pledges.toml", &pledges(&["done"]).replace("\"q\"", "\"one\""))]);
    let record = "title = \"d\"\npublisher = \"N\"\nkind = \"media\"\npublished_on = 2022-01-01\n";
    let (unix, windows, other) = ("one\ntwo\n", "one\r\ntwo\r\n", "one\ntwo!\n");
    for (read, stored, sound) in
        [(unix, windows, true), (windows, unix, true), (unix, unix, true), (unix, other, false)]
    {
        let hash = kept::language::canonical::sha256_hex(read);
        repository.write("evidence/d.toml", &format!("{record}document = \"d.txt\"\nsha256 = \"{hash}\"\n"));
        repository.write("evidence/d.txt", stored);
        let (code, text) = repository.kept("", &["check", "--deny", "none"]);
        assert_eq!((code == Some(0), text.contains("hash-mismatch")), (sound, !sound), "{stored:?}: {text}");
    }
}

#[test]
fn what_was_lapsed_before_is_accepted_by_whatever_rule_it_is_so_now() {
    let repository = Repository::new(&[
        ("pledges.toml", &pledges(&["done", "old"])),
        ("evidence/d.toml", &record("done", "delivered")),
    ]);
    repository.write("evidence/w.toml", &record("old", "withdrawn"));
    assert_eq!(repository.check(&[]).0, Some(0));
    let (code, text) = repository.check(&["--deny", "lapsed,withdrawn"]);
    assert!(code == Some(1) && text.contains("1 pledge denied"), "the rule is denied by its name: {text}");
    assert_eq!(repository.check(&["--deny", "lapsed\nwithdrawn\n"]), (code, text), "one a line");
}

#[test]
fn warnings_that_were_there_before_are_accepted() {
    let repository = Repository::new(&[("pledges.toml", &pledges(&["done"]))]);
    let warnings = ["--deny", "warnings"];
    let (code, text) = repository.kept("", &[&["check"], &warnings[..]].concat());
    assert!(code == Some(1) && text.contains("warnings denied"), "{text}");
    let (code, text) = repository.check(&warnings);
    assert!(code == Some(0) && text.contains("nothing denied"), "{text}");
    // A record that stands beside the pledges was there before, too.
    repository.write("stray.toml", &record("done", "started"));
    repository.commit();
    let (code, text) = repository.check(&warnings);
    assert!(code == Some(0) && text.contains("nothing denied"), "{text}");
    // So was a document that nothing quotes and nobody can read.
    repository.write("evidence/plan.json", "{\"value\": ");
    let (code, text) = repository.check(&warnings);
    assert!(code == Some(1) && text.contains("plan.json"), "{text}");
    repository.commit();
    let (code, text) = repository.check(&warnings);
    assert!(code == Some(0) && text.contains("nothing denied"), "{text}");
    repository.write("pledges.toml", &pledges(&["done", "old"]));
    let (code, text) = repository.check(&warnings);
    assert!(code == Some(1) && !text.contains("error[no-test]: the pledge `done`"), "{text}");
    let (code, text) = repository.check(&[&warnings[..], &["--format", "junit"]].concat());
    assert!(code == Some(1) && text.contains("<error type=\"no-test\""), "{text}");
}

/// What lapsed where the register stood before has not lapsed by the move.
#[test]
fn a_register_that_was_moved_is_the_same() {
    let repository = Repository::new(&[
        ("pledges.toml", &pledges(&["done", "old"])),
        ("evidence/d.toml", &record("done", "delivered")),
    ]);
    fs::create_dir_all(repository.path("registers/town")).expect("a folder");
    repository.git(&["config", "diff.relative", "true"]);
    for (from, to) in [("", "registers/town/"), ("registers/town/", "")] {
        repository.git(&["mv", &format!("{from}pledges.toml"), &format!("{to}pledges.toml")]);
        repository.git(&["mv", &format!("{from}evidence"), &format!("{to}evidence")]);
        let (code, text) = repository.kept(to, &["check", "--since", "HEAD"]);
        let place = from.trim_end_matches('/');
        let note = format!("the register stood in {}\n", if place.is_empty() { "the root" } else { place });
        assert!(code == Some(0) && text.contains(&note) && text.contains("1 accepted"), "{text}");
        assert!(repository.kept(to, &["diff", "--since", "HEAD"]).1.contains("Nothing changed."));
        repository.commit();
    }
}

#[test]
fn a_register_that_is_new_has_nothing_before_it() {
    let repository = Repository::new(&[("README", "none yet")]);
    repository.write("pledges.toml", &pledges(&["done"]));
    repository.write("evidence/d.toml", &record("done", "delivered"));
    let (code, text) = repository.check(&[]);
    assert!(code == Some(0) && text.contains("everything counts as new"), "{text}");
    repository.write("pledges.toml", &pledges(&["done", "old"]));
    assert_eq!(repository.check(&[]).0, Some(1), "what it brings is its own");
    assert!(repository.kept("", &["diff", "--since", "HEAD"]).1.contains("2 pledges added"));
}

#[test]
fn of_a_commit_that_was_not_fetched_it_is_said_what_to_name() {
    let repository = Repository::new(&[("pledges.toml", &pledges(&["done"]))]);
    for (commit, why) in [("0".repeat(40), "zeros stand for no revision"), ("ab".repeat(20), "a forced push")]
    {
        let (code, text) = repository.kept("", &["check", "--since", &commit]);
        assert!(code == Some(2) && text.contains(why), "{text}");
    }
}

#[test]
fn a_pledge_that_is_named_may_be_on_one_side_only() {
    let repository = Repository::new(&[("pledges.toml", &pledges(&["done", "old"]))]);
    repository.write("pledges.toml", &pledges(&["done", "new"]));
    for (id, told) in [("new", "1 pledge added."), ("old", "1 pledge removed.")] {
        let (code, text) = repository.kept("", &["diff", id, "--since", "HEAD"]);
        assert!(code == Some(0) && text.contains(told), "{id}: {text}");
    }
    assert_eq!(repository.kept("", &["diff", "neither", "--since", "HEAD"]).0, Some(2));
}

#[test]
fn a_baseline_is_kept_by_runs_that_cannot_judge_it() {
    let repository = Repository::new(&[("pledges.toml", &pledges(&["done", "old"]))]);
    let entry =
        |rule: &str| format!("[[accepted]]\npledge = \"old\"\nrule = \"{rule}\"\nreason = \"why\"\n\n");
    let all = ["deadline-passed", "due-soon", "target-met"].map(entry).concat();
    for (deny, unneeded) in [("none", 1), ("lapsed", 1), ("due-soon=30d", 2)] {
        repository.write("b.toml", &all);
        let (_, text) = repository.kept("", &["check", "--deny", deny, "--baseline", "b.toml"]);
        assert_eq!(text.matches("no longer needs").count(), unneeded, "{deny}: {text}");
        assert!(text.contains("no longer needs `old:target-met`"), "{deny}: {text}");
        repository.kept("", &["check", "--deny", deny, "--baseline", "b.toml", "--write-baseline"]);
        let written = fs::read_to_string(repository.path("b.toml")).expect("a file");
        let entry = "rule = \"deadline-passed\"\nreason = \"why\"";
        assert!(
            written.contains(entry) && written.matches("reason = \"why\"").count() == 3 - unneeded,
            "{deny}: {written}"
        );
    }
    // One that cannot be used is told in the format that was asked for.
    for baseline in ["b.toml", "none.toml"] {
        repository.write("b.toml", "[[acepted]]\n");
        for format in ["text", "github", "sarif", "junit", "json", "markdown"] {
            let (code, text) = repository.kept("", &["check", "--baseline", baseline, "--format", format]);
            assert!(code == Some(3) && text.contains(baseline), "{format}: {text}");
        }
    }
}

#[test]
fn pledges_are_counted_and_not_conditions() {
    let repository = Repository::new(&[("pledges.toml", &pledges(&["done", "old"]))]);
    let (_, text) = repository.kept("", &["check", "--deny", "lapsed,unevidenced"]);
    assert!(text.contains(", 2 pledges denied"), "{text}");
}

/// The keys by which all pledges are read are told before what comes of them, in every format; where they alone changed too.
#[test]
fn what_all_pledges_are_read_by_is_told_first() {
    let head = |terms: &str, end: &str, whole: &str| {
        format!(
            "terms = \"{terms}\"\n[[period]]\nid = \"term\"\nstart = 2022-01-01\nend = {end}\n\
             [[body]]\nid = \"dep\"\nname = \"Dep\"\n{whole}[[pledge]]"
        )
    };
    let with = |head: &str| pledges(&["one"]).replacen("[[pledge]]", head, 1);
    let before = with(&head("original", "2026-12-31", "part_of = \"government\"\n"));
    let repository = Repository::new(&[("pledges.toml", &before)]);
    let since = ["diff", "--since", "HEAD"];
    assert!(repository.kept(".", &since).1.contains("\n  Nothing changed.\n"));
    repository.write("pledges.toml", &with(&head("current", "2027-12-31", "")));
    let told = [
        "Register: terms: “current”; before: “original”.",
        "Period term: end: “2027-12-31”; before: “2026-12-31”.",
        "Body dep: part of: nothing; before: “government”.",
    ];
    for format in ["text", "markdown"] {
        let (code, text) = repository.kept(".", &[&since[..], &["--format", format]].concat());
        assert!(code == Some(0) && text.contains("3 changes of the register itself."), "{text}");
        let (_, after) = text.split_once("The register itself\n").expect("a heading");
        let lines: Vec<&str> = after.lines().filter_map(|line| line.trim().strip_prefix("- ")).collect();
        assert_eq!(lines, told, "{text}");
    }
    let (_, json) = repository.kept(".", &[&since[..], &["-q", "--format", "json"]].concat());
    let json: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    assert_eq!(json["register_edits"][1]["what"], "period term: end");
    assert_eq!(json["register_edits"][2]["after"], serde_json::Value::Null);
}
