//! The one issue that a scheduled job keeps: the real script, against a `gh` that remembers one issue. It is quiet when
//! nothing is new.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Keeps the issue in files beside it, gives its text with the line breaks of the web, and writes down what it was asked.
const GH: &str = r#"#!/usr/bin/env bash
root=${0%/bin/gh}
set_state() { echo "$1" >"$root/state"; }
body() { while [ $# -gt 1 ]; do [ "$1" = --body-file ] && cp "$2" "$root/$to.md"; shift; done; }
case "$1 $2" in
    "run list") echo 2026-11-20T05:17:00Z; exit ;;
    "issue list") [ -e "$root/state" ] && { echo "7 $(cat "$root/state")"; sed 's/$/\r/' "$root/issue.md"; }; exit 0 ;;
    "label create") ;;
    "issue create") set_state OPEN; to=issue; body "$@" ;;
    "issue edit") [ "$3" = 7 ] || exit 9; to=issue; body "$@" ;;
    "issue comment") [ "$3" = 7 ] || exit 9; to=comment; body "$@" ;;
    "issue reopen") set_state OPEN ;;
    "issue close") set_state CLOSED; echo "$5" >"$root/closed" ;;
    *) exit 9 ;;
esac
echo "$1 $2" >>"$root/asked"
"#;

/// A folder with `gh`, and the small register with the four pledges of the transcripts.
struct Desk {
    root: tempfile::TempDir,
}

impl Desk {
    fn new() -> Self {
        let root = tempfile::tempdir().expect("a folder");
        fs::create_dir(root.path().join("bin")).expect("a folder");
        fs::write(root.path().join("bin/gh"), GH).expect("a file");
        let made = Command::new("chmod").arg("+x").arg(root.path().join("bin/gh")).status();
        assert!(made.is_ok_and(|status| status.success()));
        Self { root }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.root.path().join(name)
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap_or_default()
    }

    /// Runs the script for a register on a day: exit code and log; what `gh` was asked to write comes from [`Self::asked`].
    fn watch(&self, register: &str, day: &str) -> (Option<i32>, String) {
        self.watch_for("lapsed,due-soon=30d,stale=1y", register, day)
    }

    /// The same for conditions; without any, those that nobody has to name.
    fn watch_for(&self, conditions: &str, register: &str, day: &str) -> (Option<i32>, String) {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let output = Command::new("bash")
            .arg(root.join("action/watch.sh"))
            .env("KEPT", env!("CARGO_BIN_EXE_kept"))
            .env("KEPT_REGISTER", root.join("tests/transcripts").join(register))
            .env("KEPT_WATCH", conditions)
            .env("KEPT_AS_OF", day)
            .env("GITHUB_WORKFLOW", "pledges")
            .env("GITHUB_STEP_SUMMARY", self.path("summary.md"))
            .env(
                "PATH",
                format!("{}:{}", self.path("bin").display(), std::env::var("PATH").unwrap_or_default()),
            )
            .output()
            .expect("bash runs");
        let said = [&output.stdout[..], &output.stderr[..]].concat();
        (output.status.code(), String::from_utf8_lossy(&said).into_owned())
    }

    /// What `gh` was asked to write since the last time.
    fn asked(&self) -> Vec<String> {
        let asked = self.read("asked").lines().map(ToOwned::to_owned).collect();
        let _ = fs::remove_file(self.path("asked"));
        asked
    }
}

/// The life of an issue, night by night: each line is a night, what was written, and in which state the issue is then.
#[test]
fn one_issue_tells_what_is_new_and_only_that() {
    let desk = Desk::new();
    let nights: [(&str, &str, &[&str], &str); 7] = [
        ("small", "2025-05-01", &[], ""),
        ("earlier", "2025-06-10", &["label create", "issue create"], "OPEN"),
        ("earlier", "2025-06-11", &[], "OPEN"),
        ("earlier", "2025-07-15", &["issue comment", "issue edit"], "OPEN"),
        ("earlier", "2025-07-16", &[], "OPEN"),
        ("small", "2025-09-01", &["issue close", "issue edit"], "CLOSED"),
        ("small", "2026-06-01", &["issue reopen", "issue comment", "issue edit"], "OPEN"),
    ];
    for (register, day, written, state) in nights {
        let (code, said) = desk.watch(register, day);
        assert_eq!(
            (code, desk.asked().as_slice()),
            (Some(0), &written.iter().map(ToString::to_string).collect::<Vec<_>>()[..]),
            "{day}: {said}"
        );
        assert_eq!(desk.read("state").trim(), state, "{day}");
        assert!(said.contains("The scheduled run before this one: 2026-11-20T05:17:00Z."), "{said}");
    }
    let comment = desk.read("comment.md");
    assert!(
        comment.starts_with("New since this issue was last written:\n") && comment.contains("`lamps`"),
        "{comment}"
    );
    assert!(!comment.contains("`bridge`") && !comment.contains("<details>"), "{comment}");

    let closed = "No pledge meets a condition that is watched (lapsed, due-soon=30d, stale=1y).\n";
    assert_eq!(desk.read("closed"), closed, "it says of what nothing is left, and no more");

    // Somebody closes it: that is no news, and the next night stays quiet.
    fs::write(desk.path("state"), "CLOSED\n").expect("a file");
    assert_eq!(desk.watch("small", "2026-06-02").0, Some(0));
    assert_eq!(desk.asked(), [""; 0]);

    // Files that cannot be relied on are no news about pledges: the job fails, and the issue stays as it is.
    let (code, said) = desk.watch("broken", "2026-06-03");
    assert_eq!((code, desk.asked().len()), (Some(3), 0), "{said}");
    assert!(said.contains("::error file="), "{said}");
}

const HEAD: &str = "[register]\ntitle = \"t\"\nsearched_to = 2025-06-30\n";

fn pool(id: &str) -> String {
    format!(
        "\n[[pledge]]\nid = \"{id}\"\ntitle = \"A pool\"\nresponsible = \"The council\"\nmade_on = 2025-01-14\n\
         source = \"statement\"\nquote = \"A pool by 2026\"\ntest = \"It is open.\"\ntarget = {{ act = \"open\" }}\n\
         deadline = {{ by = 2026-12-31 }}\n"
    )
}

/// The night after a deadline somebody has to look, and is told so; what the files lack, and what the script itself has
/// noted as told, is no news.
#[test]
fn the_night_after_a_deadline_it_tells_that_nobody_has_looked() {
    let desk = Desk::new();
    let register = desk.path("register");
    fs::create_dir_all(&register).expect("a folder");
    fs::write(register.join("pledges.toml"), format!("{HEAD}{}", pool("pool"))).expect("a file");
    let register = register.display().to_string();
    for (day, written) in [
        ("2026-12-15", &["label create", "issue create"][..]),
        ("2027-01-01", &["issue comment", "issue edit"]),
        ("2027-03-01", &[]),
    ] {
        let (code, said) = desk.watch_for("", &register, day);
        assert_eq!(
            (code, desk.asked()),
            (Some(0), written.iter().map(ToString::to_string).collect()),
            "{said}"
        );
    }
    assert!(desk.read("issue.md").contains("- **warning**"), "what the files lack is in the issue");
    let comment = desk.read("comment.md");
    assert!(comment.contains("| unchecked | **pending** |"), "{comment}");
    assert!(comment.lines().all(|line| !line.starts_with("- ")), "{comment}");
}

/// Whatever somebody writes into the issue, it can only make the script tell again.
#[test]
fn what_stands_in_the_issue_commands_nothing() {
    let desk = Desk::new();
    fs::write(desk.path("state"), "OPEN\n").expect("a file");
    fs::write(desk.path("issue.md"), "<!-- told\nlamps:deadline-passed\"\n]]\n$(touch x)\n-->\n")
        .expect("a file");
    let (code, said) = desk.watch("small", "2026-11-21");
    assert_eq!(
        (code, desk.asked().as_slice()),
        (Some(0), &["issue comment".to_owned(), "issue edit".to_owned()][..]),
        "{said}"
    );
    assert!(
        desk.read("issue.md").ends_with("\n<!-- told\nlamps:deadline-passed\npool:stale\n-->\n"),
        "{}",
        desk.read("issue.md")
    );
}

/// An issue has room for 65,536 characters, whatever there is to tell; what was told is noted whole.
#[test]
fn an_issue_about_many_pledges_has_room() {
    let desk = Desk::new();
    let register = desk.path("register");
    fs::create_dir_all(&register).expect("a folder");
    let pledges: String = (0..1_200).map(|number| pool(&format!("pool-{number}"))).collect();
    fs::write(register.join("pledges.toml"), format!("{HEAD}{pledges}")).expect("a file");
    let (code, said) = desk.watch_for("", &register.display().to_string(), "2027-01-01");
    assert_eq!((code, desk.asked().len()), (Some(0), 2), "{said}");
    let issue = desk.read("issue.md");
    assert!(issue.len() < 65_536, "{} characters", issue.len());
    assert!(issue.contains("\nThere is more; `kept check` prints it.\n\n<!-- told\npool-0:unchecked\n"));
    assert_eq!(issue.matches(":unchecked\n").count(), 1_200);
}
