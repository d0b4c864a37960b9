//! What a pipeline runs: the script of the action, the difference between revisions, and what the guide says to paste.

use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

fn small(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/transcripts").join(name)
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to.join("evidence")).expect("a folder");
    for file in [
        "pledges.toml",
        "evidence/statement.txt",
        "evidence/statement.toml",
        "evidence/news.toml",
        "evidence/lamps.toml",
    ] {
        match fs::read(from.join(file)) {
            Ok(bytes) => fs::write(to.join(file), bytes).expect("a file"),
            Err(_) => drop(fs::remove_file(to.join(file))),
        }
    }
}

fn run(program: &str, folder: &Path, arguments: &[&str]) -> Output {
    Command::new(program)
        .args(arguments)
        .current_dir(folder)
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .env("GIT_CONFIG_SYSTEM", "/dev/null")
        .output()
        .unwrap_or_else(|error| panic!("{program}: {error}"))
}

fn kept(folder: &Path, arguments: &[&str]) -> (Option<i32>, String) {
    let output = run(env!("CARGO_BIN_EXE_kept"), folder, arguments);
    (output.status.code(), String::from_utf8(output.stdout).expect("UTF-8"))
}

fn commit(folder: &Path, message: &str) {
    for arguments in [
        &["add", "-A"][..],
        &["-c", "user.name=t", "-c", "user.email=t@example.org", "commit", "-qm", message][..],
    ] {
        let output = run("git", folder, arguments);
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    }
}

/// A register in a folder of a repository, in two revisions; on a pull request only what the change causes fails.
#[test]
fn what_a_revision_changed_is_told_and_only_that_fails() {
    let repository = tempfile::tempdir().expect("a folder");
    let register = repository.path().join("the register");
    assert!(run("git", repository.path(), &["init", "-q"]).status.success());
    copy(&small("earlier"), &register);
    commit(repository.path(), "before");
    copy(&small("small"), &register);
    commit(repository.path(), "after");

    let day = ["--as-of", "2026-11-21", "-q"];
    let diff = |since: &str| {
        let (code, text) =
            kept(&register, &[&["diff", "--format", "json", "--since", since], &day[..]].concat());
        assert_eq!(code, Some(0));
        serde_json::from_str::<Value>(&text).expect("JSON")["changes"].clone()
    };
    let changes = diff("HEAD~1");
    let told: Vec<(&str, &str)> = changes
        .as_array()
        .expect("a list")
        .iter()
        .map(|change| {
            (change["pledge"].as_str().unwrap_or_default(), change["kind"].as_str().unwrap_or_default())
        })
        .collect();
    assert_eq!(told, [("lamps", "lapsed"), ("bridge", "moved")]);
    assert_eq!(diff("HEAD"), Value::Array(Vec::new()));

    let check = |since: &str| kept(&register, &[&["check", "--since", since], &day[..]].concat()).0;
    assert_eq!((check("HEAD~1"), check("HEAD")), (Some(1), Some(0)));
    assert_eq!((check("no-such-revision"), check("--help-me")), (Some(2), Some(2)));
    assert_eq!(
        kept(&repository.path().join("."), &["diff", "--since", "HEAD"]).0,
        Some(3),
        "no register here"
    );

    // Who mends files that cannot be relied on does not fail on what lapsed before; who breaks them does.
    let pledges = register.join("pledges.toml");
    let good = fs::read_to_string(&pledges).expect("a file");
    fs::write(&pledges, format!("{good}status = \"lapsed\"\n")).expect("a file");
    commit(repository.path(), "broken");
    assert_eq!(check("HEAD~1"), Some(3));
    fs::write(&pledges, good).expect("a file");
    assert_eq!((check("HEAD"), check("HEAD~2"), check("HEAD~1")), (Some(0), Some(1), Some(0)));
    assert_eq!(kept(&register, &["diff", "--since", "HEAD"]).0, Some(3));
}

/// What people write where a day or commas are wanted is answered with how to write it.
#[test]
fn a_day_and_conditions_written_otherwise_are_answered_with_how_to_write_them() {
    let said = |arguments: &[&str]| {
        let output = run(env!("CARGO_BIN_EXE_kept"), &small("small"), arguments);
        assert_eq!(output.status.code(), Some(2));
        String::from_utf8_lossy(&output.stderr).into_owned()
    };
    assert!(said(&["diff", "--since", "1/1/2026"]).contains("a day is written like 2026-11-21"));
    assert!(said(&["check", "--deny", "lapsed", "due-soon"]).contains("after `--deny` commas part them"));
}

#[test]
fn without_a_repository_a_revision_is_wrong_usage() {
    let folder = tempfile::tempdir().expect("a folder");
    copy(&small("small"), folder.path());
    let output = Command::new(env!("CARGO_BIN_EXE_kept"))
        .args(["diff", "--since", "HEAD"])
        .current_dir(folder.path())
        .env("GIT_CEILING_DIRECTORIES", "/")
        .output()
        .expect("it runs");
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("no git repository"));
}

/// The action's own script, as a runner would call it.
#[test]
fn the_action_annotates_sums_up_and_exits_as_the_check_does() {
    let folder = tempfile::tempdir().expect("a folder");
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("action/check.sh");
    let at = |name: &str| folder.path().join(name);
    let output = Command::new("bash")
        .arg(script)
        .current_dir(folder.path())
        .env("KEPT", env!("CARGO_BIN_EXE_kept"))
        .env("KEPT_REGISTER", small("small"))
        .env("KEPT_AS_OF", "2026-11-21")
        .env("KEPT_WARN", "late")
        .env("KEPT_SINCE", "2025-07-15")
        .env("KEPT_SARIF", at("kept.sarif"))
        .env("KEPT_COMMENT", at("comment.md"))
        .env("GITHUB_STEP_SUMMARY", at("summary.md"))
        .env("GITHUB_OUTPUT", at("output"))
        .output()
        .expect("bash runs");
    assert_eq!(output.status.code(), Some(1), "{}", String::from_utf8_lossy(&output.stderr));
    assert!(String::from_utf8_lossy(&output.stdout).contains("::error file="));
    let read = |name: &str| fs::read_to_string(at(name)).unwrap_or_else(|error| panic!("{name}: {error}"));
    assert_eq!(read("output"), "exit=1\n");
    assert!(read("kept.sarif").contains("lamps:deadline-passed"));
    assert!(read("comment.md").contains("`lamps`: **lapsed"));
    assert!(read("summary.md").contains("| Pledge | Found | Status | Why |"));
}

/// One comment for a pull request: made when there is something to tell, brought up to date after that, others left alone.
#[test]
fn a_pull_request_gets_one_comment() {
    let gh = r#"#!/usr/bin/env bash
root=${0%/gh}
case "$*" in
    "api repos/{owner}/{repo}/issues/12/comments --paginate --jq .[] | select(.body | startswith(\"<!-- kept: what this changes -->\")) | .id")
        [ -e "$root/comment" ] && echo 77; exit 0 ;;
    "pr comment 12 --body-file "*) cp "$5" "$root/comment"; echo made >>"$root/asked" ;;
    "api --method PATCH repos/{owner}/{repo}/issues/comments/77 --field body=@"*) cp "${6#body=@}" "$root/comment"; echo mended >>"$root/asked" ;;
    *) echo "$*" >>"$root/asked"; exit 9 ;;
esac
"#;
    let folder = tempfile::tempdir().expect("a folder");
    let at = |name: &str| folder.path().join(name);
    fs::write(at("gh"), gh).expect("a file");
    assert!(run("chmod", folder.path(), &["+x", "gh"]).status.success());
    let check = |(register, code): (&str, i32), since: &str, as_of: &str| {
        let output = Command::new("bash")
            .arg(Path::new(env!("CARGO_MANIFEST_DIR")).join("action/check.sh"))
            .env("KEPT", env!("CARGO_BIN_EXE_kept"))
            .env("KEPT_REGISTER", small(register))
            .env("KEPT_DENY", "none")
            .env("KEPT_AS_OF", as_of)
            .env("KEPT_SINCE", since)
            .env("KEPT_COMMENT", at("diff.md"))
            .env("KEPT_PULL_REQUEST", "12")
            .env("PATH", format!("{}:{}", folder.path().display(), std::env::var("PATH").unwrap_or_default()))
            .output()
            .expect("bash runs");
        assert_eq!(output.status.code(), Some(code), "{}", String::from_utf8_lossy(&output.stderr));
        fs::read_to_string(at("asked")).unwrap_or_default()
    };
    let (sound, broken) = (("small", 0), ("broken", 3));
    assert_eq!(check(sound, "2025-02-01", "2025-02-02"), "", "nothing changed, so nothing is said");
    assert_eq!(check(broken, "2025-02-01", "2025-02-02"), "", "the check says it, and no comment");
    assert_eq!(check(sound, "2025-07-15", "2026-11-21"), "made\n");
    let comment = fs::read_to_string(at("comment")).expect("a comment");
    assert!(
        comment.starts_with("<!-- kept: what this changes -->\n# What changed")
            && comment.contains("`lamps`"),
        "{comment}"
    );
    assert_eq!(
        check(sound, "2025-02-01", "2025-02-02"),
        "made\nmended\n",
        "it is told that nothing changes any more"
    );
    assert_eq!(check(broken, "2025-02-01", "2025-02-02"), "made\nmended\nmended\n");
    let comment = fs::read_to_string(at("comment")).expect("a comment");
    assert!(comment.contains("\nNothing can be compared: "), "{comment}");
}

/// A base that was not fetched is told where annotations are read, once, with what to do.
#[test]
fn a_base_that_is_not_there_is_annotated_once() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = |name: &str| folder.path().join(name);
    copy(&small("small"), &at("whole"));
    assert!(run("git", &at("whole"), &["init", "-q"]).status.success());
    commit(&at("whole"), "one");
    fs::write(at("whole/notes.txt"), "two").expect("a file");
    commit(&at("whole"), "two");
    let url = format!("file://{}", at("whole").display());
    assert!(run("git", folder.path(), &["clone", "-q", "--depth", "1", &url, "shallow"]).status.success());
    for (register, base, help) in [
        ("shallow", "origin/main", "`fetch-depth: 0`"),
        ("whole", "origin/", "the name of a branch is missing"),
        (
            "whole",
            "origin/main",
            "a revision of the git repository%0Ahelp: a day is written like 2026-11-21\n",
        ),
    ] {
        let output = Command::new("bash")
            .arg(Path::new(env!("CARGO_MANIFEST_DIR")).join("action/check.sh"))
            .env("KEPT", env!("CARGO_BIN_EXE_kept"))
            .env("KEPT_REGISTER", at(register))
            .env("KEPT_SINCE", base)
            .env("KEPT_SARIF", at("kept.sarif"))
            .env("KEPT_COMMENT", at("diff.md"))
            .output()
            .expect("bash runs");
        let said = String::from_utf8_lossy(&output.stdout);
        assert_eq!((output.status.code(), &*output.stderr), (Some(2), &b""[..]), "{said}");
        assert!(said.starts_with("::error title=kept::`origin/") && said.contains(help), "{said}");
        assert_eq!(said.lines().count(), 1, "{said}");
    }
}

/// What cannot be read has no title, and the summary of a step a heading nevertheless.
#[test]
fn a_summary_of_files_that_cannot_be_read_has_a_heading() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("pledges.toml"), "[register\n").expect("a file");
    let (code, text) = kept(folder.path(), &["check", "--format", "markdown"]);
    assert_eq!((code, text.lines().next()), (Some(3), Some("# kept check")), "{text}");
}

/// The line for cron, run as cron does: what is new is printed, once, and a reason that is missing is told to who looks.
#[test]
fn the_line_for_cron_prints_what_is_new_once() {
    let guide =
        fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/ci.md")).expect("the guide");
    let set = |name: &str| {
        guide.lines().find_map(|line| line.strip_prefix(&format!("{name}="))).expect("a variable").to_owned()
    };
    let folder = tempfile::tempdir().expect("a folder");
    let line = guide.lines().find_map(|line| line.strip_prefix("17 5 * * *  ")).expect("the line");
    let line = line.replace("/srv/register", &folder.path().join("register").display().to_string());
    copy(&small("small"), &folder.path().join("register"));
    run("git", &folder.path().join("register"), &["init", "-q"]);
    let told = folder.path().join("told.toml");
    fs::write(&told, "").expect("a file");
    let program = Path::new(env!("CARGO_BIN_EXE_kept")).parent().expect("a folder");
    let night = || {
        let output = Command::new("sh")
            .args(["-c", &line])
            .env("DENY", set("DENY"))
            .env("TOLD", &told)
            .env("PATH", format!("{}:{}", program.display(), std::env::var("PATH").unwrap_or_default()))
            .output()
            .expect("sh runs");
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
        (text(output.stdout), text(output.stderr))
    };
    // With nothing to pull from, `git pull` fails, with 1 as a check does: what is new is told all the same.
    let (said, complaint) = night();
    assert!(said.contains("error[deadline-passed]: lamps, lapsed: ") && !complaint.is_empty(), "{complaint}");
    let register = folder.path().join("register");
    run("git", folder.path(), &["init", "-q", "--bare", "shared"]);
    commit(&register, "The register");
    run("git", &register, &["remote", "add", "origin", "../shared"]);
    run("git", &register, &["push", "-q", "-u", "origin", "HEAD"]);
    let nothing = (String::new(), String::new());
    assert_eq!(night(), nothing, "it was told already, and cron sends what is said on either side");
    let (code, text) = kept(&folder.path().join("register"), &["check", "--baseline", "../told.toml"]);
    let reason = "note: the baseline gives no reason for `lamps:deadline-passed`";
    assert!(code == Some(0) && text.contains(reason), "{text}");

    fs::write(folder.path().join("register/pledges.toml"), "[register\n").expect("a file");
    assert_eq!(night().0.matches("error[").count(), 1, "what cannot be read is told, once a night");
}

/// Every input of an action is used, and what it hands to a script the script reads. What is pasted into a command line by the
/// service itself could be a command, so inputs come as variables only.
#[test]
fn the_actions_hand_their_inputs_to_their_scripts() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let read =
        |name: &str| fs::read_to_string(root.join(name)).unwrap_or_else(|error| panic!("{name}: {error}"));
    for (action, scripts) in [
        ("action.yml", &["check", "comment"][..]),
        ("action/propose/action.yml", &["feed", "fetch", "propose"]),
        ("action/watch/action.yml", &["watch"]),
    ] {
        let (action, scripts): (String, String) =
            (read(action), scripts.iter().map(|name| read(&format!("action/{name}.sh"))).collect());
        let (inputs, steps) = action.split_once("\nruns:\n").expect("inputs, then steps");
        let inputs = inputs.lines().filter_map(|line| line.strip_prefix("  ")?.strip_suffix(':'));
        for input in inputs.filter(|input| !input.starts_with(' ') && *input != "exit") {
            assert!(steps.contains(&format!("inputs.{input} ")), "{input}");
        }
        for line in steps.lines().filter(|line| line.contains("${{")) {
            let variable = line.trim().split(':').next().unwrap_or_default();
            assert!(!["run", "- run"].contains(&variable), "{line}");
            if variable.starts_with("KEPT") {
                assert!(scripts.contains(&format!("${{{variable}:")), "no script reads {variable}");
            }
        }
    }
}

/// What people are told to paste names this version, and only actions, inputs and hooks that are there.
#[test]
fn what_the_guide_says_to_paste_is_there() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let guide = fs::read_to_string(root.join("docs/ci.md")).expect("the guide");
    let mut found = 0;
    for place in guide.lines().filter_map(|line| line.trim().strip_prefix("- uses: OWNER/kept")) {
        let (folder, version) = place.split_once('@').expect("a version");
        assert_eq!(version, concat!("v", env!("CARGO_PKG_VERSION")));
        let action = root.join(folder.trim_start_matches('/')).join("action.yml");
        let action =
            fs::read_to_string(&action).unwrap_or_else(|error| panic!("{}: {error}", action.display()));
        let after = guide.split_once(place).map_or("", |(_, after)| after);
        let inputs = after
            .lines()
            .skip(1)
            .take_while(|line| !line.trim().starts_with("- ") && line.starts_with("      "));
        for input in inputs.filter_map(|line| line.strip_prefix("          ")?.split_once(": ")) {
            assert!(action.contains(&format!("\n  {}:\n", input.0)), "{place}: {}", input.0);
            found += 1;
        }
    }
    assert!(found >= 5, "the examples were looked at: {found}");
    let hooks = fs::read_to_string(root.join(".pre-commit-hooks.yaml")).expect("the hooks");
    assert!(guide.contains(concat!("rev: v", env!("CARGO_PKG_VERSION"))));
    assert!(hooks.contains("- id: kept\n") && hooks.contains("- id: kept-installed\n"));
}

/// Entries for pledges that were not selected are neither dropped nor called needless, and paths are the repository's.
#[test]
fn a_selection_keeps_the_rest_of_the_baseline_and_paths_are_the_repositorys() {
    let repository = tempfile::tempdir().expect("a folder");
    let register = repository.path().join("sub");
    assert!(run("git", repository.path(), &["init", "-q"]).status.success());
    copy(&small("small"), &register);
    let baseline = "[[accepted]]\npledge = \"lamps\"\nrule = \"deadline-passed\"\nreason = \"why\"\n\n\
                    [[accepted]]\npledge = \"gone\"\nrule = \"deadline-passed\"\nreason = \"\"\n";
    fs::write(register.join("base.toml"), baseline).expect("a file");
    let day = ["--as-of", "2026-11-21", "--baseline", "base.toml"];
    let (code, text) = kept(&register, &[&["check", "pool"], &day[..]].concat());
    assert_eq!(code, Some(0));
    assert!(text.contains("no longer needs `gone:") && !text.contains("`lamps:"), "{text}");
    let (code, _) =
        kept(&register, &[&["check", "bridge", "--deny", "late", "--write-baseline"], &day[..]].concat());
    assert_eq!(code, Some(0));
    let written = fs::read_to_string(register.join("base.toml")).expect("a file");
    assert!(
        written.contains("reason = \"why\"") && written.contains("\"bridge\"") && !written.contains("gone")
    );

    for folder in [register.as_path(), repository.path(), Path::new("/")] {
        let named = register.display().to_string();
        let (_, text) =
            kept(folder, &["check", "--register", &named, "--as-of", "2026-11-21", "--format", "github"]);
        assert!(text.starts_with("::error file=sub/pledges.toml,line=27"), "{text}");
    }
}
