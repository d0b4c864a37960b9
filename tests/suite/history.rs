//! The register of this repository as it would have stood on six days, each a commit, and what `kept diff` tells between
//! them. The pages in `tests/history/` were read against the sources by a person; `HISTORY=overwrite cargo test history`
//! writes them anew, and then somebody must read them again.

use kept::date::Date;
use kept::model::Register;
use serde_json::{Value, json};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use toml_edit::{DocumentMut, Item, Table};

/// A pledge with its status before and after.
type Move = (&'static str, &'static str, &'static str);

/// The days, and what is known to have happened between each and the one before.
const DAYS: [(&str, &[Move]); 6] = [
    ("2021-12-31", &[]),
    // The green paper came on 29 March 2022: within the three months last promised, and a year after the first date given.
    ("2022-04-30", &[("send-green-paper", "lapsed", "delivered")]),
    // The qualification was pledged in July 2023, the 76 schools in February 2024.
    ("2024-03-31", &[("senco-npq", "", "pending"), ("special-free-schools-76", "", "pending")]),
    // The law names the qualification since 1 September 2024.
    ("2024-12-31", &[("senco-npq", "pending", "delivered"), ("teachers-6500", "", "pending")]),
    // Eighteen projects were cancelled on 15 December 2025, which of them is not known.
    ("2025-12-31", &[]),
    // The department's own plan of February 2026 redefined the 6,500.
    ("2026-06-30", &[]),
];

/// What the pages tell of; the others move too, and would make the pages hard to read.
const TOLD: [&str; 4] = ["send-green-paper", "senco-npq", "special-free-schools-76", "teachers-6500"];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The register as it would have stood: pledges made, words said and sources published by then, searched up to that day.
fn as_it_stood(register: &Register, day: Date) -> Vec<(String, Vec<u8>)> {
    let text = fs::read_to_string(root().join("pledges.toml")).expect("the register");
    let mut document: DocumentMut = text.parse().expect("TOML");
    document["register"]["searched_to"] =
        toml_edit::value(day.to_string().parse::<toml_edit::Datetime>().expect("a day"));
    let pledges = document["pledge"].as_array_of_tables_mut().expect("pledges");
    pledges.retain(|pledge| date_in(pledge, "made_on") <= day);
    for pledge in pledges.iter_mut() {
        for said in ["earlier", "restated"] {
            if let Some(list) = pledge.get_mut(said).and_then(Item::as_array_of_tables_mut) {
                list.retain(|saying| date_in(saying, "on") <= day);
            }
        }
    }
    let mut files = vec![("pledges.toml".to_owned(), document.to_string().into_bytes())];
    let published = |path: &str| {
        let mut own =
            register.records.iter().filter(|record| register.sources.path(record.place.file) == path);
        own.next().map(|record| record.published_on.full_window().last)
    };
    let mut kept = String::new();
    let mut others = Vec::new();
    for (path, bytes) in evidence() {
        match published(&path) {
            Some(known) if known <= day => {
                kept.push_str(&format!("{path}\n{}", String::from_utf8_lossy(&bytes)));
                files.push((path, bytes));
            }
            Some(_) => {}
            None => others.push((path, bytes)),
        }
    }
    // A copy or a table stands beside the record that speaks of it.
    files.extend(others.into_iter().filter(|(path, _)| {
        let name = path.rsplit('/').next().unwrap_or(path);
        kept.contains(&format!("{}.toml", path.rsplit_once('.').map_or("", |(stem, _)| stem)))
            || kept.contains(name)
    }));
    files
}

fn date_in(table: &Table, key: &str) -> Date {
    let written = table.get(key).and_then(Item::as_datetime).map(ToString::to_string).unwrap_or_default();
    written.parse().unwrap_or_else(|error| panic!("{key} = {written}: {error}"))
}

/// Every file below `evidence/`, named as the register names it.
fn evidence() -> Vec<(String, Vec<u8>)> {
    let mut found = Vec::new();
    let mut folders = vec![root().join("evidence")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("a folder").flatten() {
            if entry.path().is_dir() {
                folders.push(entry.path());
            } else {
                let path = entry.path();
                let name = path.strip_prefix(root()).expect("below").to_string_lossy().into_owned();
                found.push((name, fs::read(&path).expect("a file")));
            }
        }
    }
    found.sort();
    found
}

/// What a day's commit is called: a bare day would be taken for a day of the files as they are.
fn tag(day: &str) -> String {
    format!("as-of-{day}")
}

/// A repository in which each day is a tagged commit.
struct History(tempfile::TempDir);

impl History {
    fn new() -> Self {
        let (register, _) = kept::input::load(root());
        let history = Self(tempfile::tempdir().expect("a folder"));
        history.git(&["init", "-q"]);
        for (day, _) in DAYS {
            let _ = fs::remove_dir_all(history.path("evidence"));
            for (path, bytes) in as_it_stood(&register, day.parse().expect("a day")) {
                let path = history.path(&path);
                fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
                fs::write(path, bytes).expect("a file");
            }
            history.git(&["add", "-A"]);
            history.git(&["commit", "-q", "-m", day]);
            history.git(&["tag", &tag(day)]);
        }
        history
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn git(&self, arguments: &[&str]) {
        let output = Command::new("git")
            .arg("-C")
            .arg(self.0.path())
            .args(["-c", "user.name=t", "-c", "user.email=t@example.org"])
            .args(arguments)
            .env("GIT_CONFIG_GLOBAL", "/dev/null")
            .env("GIT_CONFIG_SYSTEM", "/dev/null")
            .output()
            .expect("git runs");
        assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    }

    fn kept(&self, arguments: &[&str]) -> String {
        let output = Command::new(env!("CARGO_BIN_EXE_kept"))
            .args(arguments)
            .args(["--quiet", "--register"])
            .arg(self.0.path())
            .output()
            .expect("it runs");
        let told = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(0), "{arguments:?}: {told}");
        String::from_utf8(output.stdout).expect("UTF-8")
    }
}

#[test]
fn the_story_of_the_register_is_told_truly_from_day_to_day() {
    let history = History::new();
    for pair in DAYS.windows(2) {
        let [(before, _), (day, moves)] = pair else { continue };
        history.git(&["checkout", "-q", &tag(day)]);
        let json = history.kept(&["diff", "--since", &tag(before), "--as-of", day, "--format", "json"]);
        let json: Value = serde_json::from_str(&json).expect("JSON");
        let changes = json["changes"].as_array().expect("a list");
        for (pledge, from, to) in *moves {
            let change = changes.iter().find(|change| change["pledge"] == *pledge);
            let change = change.unwrap_or_else(|| panic!("{before} to {day}: nothing is told of {pledge}"));
            let status = |side: &str| change[side]["status"].as_str().unwrap_or_default().to_owned();
            assert_eq!(
                (status("before").as_str(), status("after").as_str()),
                (*from, *to),
                "{before} to {day}: {pledge}"
            );
        }
        // Nothing was edited or taken away in this history, so nothing of that sort is told.
        for change in changes {
            assert_ne!(change["kind"], "removed", "{change}");
            for list in ["evidence_removed", "evidence_edited"] {
                assert_eq!(change[list].as_array().map(Vec::len), Some(0), "{before} to {day}: {change}");
            }
        }
        let there: Vec<&str> =
            TOLD.into_iter().filter(|id| changes.iter().any(|change| change["pledge"] == *id)).collect();
        let page = if there.is_empty() {
            String::new()
        } else {
            history.kept(
                &[&["diff", "--since", &tag(before), "--as-of", day, "--format", "markdown"], &there[..]]
                    .concat(),
            )
        };
        hold(&format!("{before}-to-{day}.md"), &page);
    }
}

/// Compares a page with the one that was read, or writes it.
fn hold(name: &str, page: &str) {
    let path = root().join("tests/history").join(name);
    if std::env::var_os("HISTORY").is_some_and(|wish| wish == "overwrite") {
        fs::write(path, page).expect("a file");
        return;
    }
    let read = fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(page, read, "{name}: read what changed, and if it is true, run with HISTORY=overwrite");
}

/// A record that somebody edits, moves to another file or renames is one change, not a loss and a gain.
#[test]
fn an_edited_record_is_told_as_edited() {
    let small = root().join("tests/transcripts/small");
    let figure = ("evidence/lamps.toml", "add = 412", "add = 420");
    let day = ("evidence/news.toml", "on = 2025-08-30", "on = 2025-08-29");
    let title = ("evidence/news.toml", "title = \"Bridge opens at last\"", "title = \"The bridge opens\"");
    // The same figure in another file: its content is the same, so nothing is told.
    for (edits, renamed, expected) in [
        (&[figure][..], "lamps", &["lamps: 412 -> 420"][..]),
        (
            &[day, title],
            "lamps",
            &["bridge: Bridge opens at last, 2025-08-30 -> The bridge opens, 2025-08-29"],
        ),
        (&[], "lighting", &[]),
        (&[figure], "lighting", &["lamps: 412 -> 420"]),
    ] {
        let folder = tempfile::tempdir().expect("a folder");
        fs::create_dir(folder.path().join("evidence")).expect("a folder");
        for file in [
            "pledges.toml",
            "evidence/lamps.toml",
            "evidence/news.toml",
            "evidence/statement.toml",
            "evidence/statement.txt",
        ] {
            let mut text = fs::read_to_string(small.join(file)).expect("a file");
            for (_, from, to) in edits.iter().filter(|(edited, _, _)| *edited == file) {
                assert!(text.contains(from), "{file} has {from}");
                text = text.replace(from, to);
            }
            fs::write(folder.path().join(file.replace("lamps.toml", &format!("{renamed}.toml"))), text)
                .expect("a file");
        }
        let output = Command::new(env!("CARGO_BIN_EXE_kept"))
            .args(["diff", "--quiet", "--as-of", "2026-11-21", "--format", "json", "--from"])
            .args([&small, &PathBuf::from("--register"), &folder.path().to_owned()])
            .output()
            .expect("it runs");
        let json: Value = serde_json::from_slice(&output.stdout).expect("JSON");
        let mut told = Vec::new();
        for change in json["changes"].as_array().expect("a list") {
            assert_eq!(
                (&change["evidence_added"], &change["evidence_removed"]),
                (&json!([]), &json!([])),
                "{change}"
            );
            for edited in change["evidence_edited"].as_array().expect("a list") {
                let words = |side: &str| match edited[side]["add"].as_str() {
                    Some(figure) => figure.to_owned(),
                    None => format!(
                        "{}, {}",
                        edited[side]["title"].as_str().unwrap_or(""),
                        edited[side]["first"].as_str().unwrap_or("")
                    ),
                };
                told.push(format!(
                    "{}: {} -> {}",
                    change["pledge"].as_str().unwrap_or(""),
                    words("before"),
                    words("after")
                ));
            }
        }
        assert_eq!(told, expected, "{edits:?} {renamed}");
    }
}
