//! What a pipeline gets: formats that other programs must be able to read whatever a source's words are, the script of
//! the action, and the difference between revisions.

use kept::assessment::Mode;
use kept::date::Date;
use kept::render::Screen;
use kept::render::check::{Checked, FORMATS};
use kept::report::check::{Baseline, Check, Condition};
use kept::report::{Report, Selection};
use serde_json::Value;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

const HOSTILE: &str = "a\u{1b}[31mb ::error::c %0A d ]]> <script> & \u{202e} | `e` \" f\r\n::error::g";

/// A register of twelve pledges that lapsed.
fn files() -> Vec<(String, Vec<u8>)> {
    let mut text = "[register]\ntitle = \"A register\"\nsearched_to = 2026-06-30\n".to_owned();
    for number in 0..12 {
        text.push_str(&format!(
            "\n[[pledge]]\nid = \"p-{number}\"\ntitle = \"A pledge\"\nresponsible = \"Example Council\"\n\
             made_on = 2025-01-14\nquote = \"We will\"\ntest = \"A test.\"\ntarget = {{ act = \"it is done\" }}\n\
             deadline = {{ by = 2025-06-30 }}\n"
        ));
    }
    vec![("pledges.toml".to_owned(), text.into_bytes())]
}

/// Each format's output, and the step summary last, with hostile words in every title and quote. The loader refuses
/// control characters; formats must not rely on that.
fn printed(files: Vec<(String, Vec<u8>)>) -> Vec<(&'static str, String)> {
    let (mut register, _) = kept::input::load_files(files);
    register.title = HOSTILE.to_owned();
    for pledge in &mut register.pledges {
        pledge.title = format!("{HOSTILE} {}", "long ".repeat(2_000));
        pledge.quote = HOSTILE.to_owned();
    }
    let day = Date::from_ymd_opt(2026, 11, 21).expect("a day");
    let report =
        Report::new(&register, day, day, Mode::Standard, &Selection::default()).expect("no ids are selected");
    let deny = [Condition::parse("lapsed").expect("a condition")];
    let check = Check::new(&report, &deny, &[], &Baseline::default());
    assert_eq!(check.hits.len(), 12);
    let checked = Checked {
        check: &check,
        diagnostics: &[],
        deny_warnings: false,
        prefix: "my register/",
        screen: Screen::PIPE,
    };
    let all: Vec<(&'static str, String)> = FORMATS
        .iter()
        .map(|format| {
            let mut out = Vec::new();
            (format.write)(&checked, &mut out).expect("memory takes everything");
            (format.name, String::from_utf8(out).expect("UTF-8"))
        })
        .collect();
    all
}

fn of(all: &[(&'static str, String)], name: &str) -> String {
    all.iter().find(|(format, _)| *format == name).map(|(_, text)| text.clone()).expect("the format")
}

#[test]
fn no_format_lets_a_source_command_a_terminal() {
    for (format, text) in printed(files()) {
        let hazard = text.chars().find(|c| (c.is_control() && *c != '\n') || *c == '\u{202e}');
        // JSON escapes what it holds; a reader of it must escape again.
        let is_json = format == "json" || format == "sarif";
        let for_machines = is_json || format == "junit";
        let shown = hazard.filter(|c| !for_machines || *c != '\u{202e}');
        assert_eq!(shown, None, "{format}");
    }
}

#[test]
fn github_gets_ten_annotations_of_a_kind_and_the_number_of_the_others() {
    let all = printed(files());
    let text = of(&all, "github");
    let commands: Vec<&str> = text.lines().filter(|line| line.starts_with("::")).collect();
    assert_eq!(commands.iter().filter(|line| line.starts_with("::error ")).count(), 10, "{text}");
    assert!(text.contains("::notice title=kept::2 more errors"), "{text}");
    for command in commands.iter().filter(|line| line.starts_with("::error ")) {
        let (properties, _) = command["::error ".len()..].split_once("::").expect("a message");
        assert!(properties.starts_with("file=my register/pledges.toml,line="), "{command}");
        assert_eq!(properties.split(',').count(), 4, "{command}");
        assert!(command.contains("%250A"), "the percent sign of a quote is escaped: {command}");
    }
    assert!(of(&all, "markdown").matches("p-11").count() >= 1);
}

#[test]
fn sarif_has_what_code_scanning_asks_for() {
    let log: Value = serde_json::from_str(&of(&printed(files()), "sarif")).expect("JSON");
    assert_eq!(log["version"], "2.1.0");
    let run = &log["runs"][0];
    let rules = run["tool"]["driver"]["rules"].as_array().expect("rules");
    for rule in rules {
        for text in ["shortDescription", "fullDescription", "help"] {
            assert!(rule[text]["text"].as_str().is_some_and(|text| !text.is_empty()), "{rule}");
        }
    }
    let results = run["results"].as_array().expect("results");
    let mut fingerprints = BTreeSet::new();
    for result in results {
        let index = usize::try_from(result["ruleIndex"].as_u64().expect("an index")).expect("small");
        assert_eq!(rules[index]["id"], result["ruleId"]);
        assert!(result["message"]["text"].as_str().is_some_and(|text| !text.is_empty()));
        let place = &result["locations"][0]["physicalLocation"];
        assert_eq!(place["artifactLocation"]["uri"], "my%20register/pledges.toml");
        assert!(place["region"]["startLine"].as_u64() >= Some(1));
        fingerprints.insert(result["partialFingerprints"].to_string());
    }
    assert_eq!(fingerprints.len(), results.len(), "each alert has a fingerprint of its own");
}

#[test]
fn junit_is_xml_whose_counts_are_true() {
    use quick_xml::events::Event;
    let text = of(&printed(files()), "junit");
    let mut reader = quick_xml::Reader::from_str(&text);
    let (mut names, mut failures, mut declared) = (BTreeSet::new(), 0, Vec::new());
    loop {
        match reader.read_event().expect("well-formed XML") {
            Event::Start(tag) | Event::Empty(tag) => {
                let attributes: Vec<(String, String)> = tag
                    .attributes()
                    .map(|attribute| attribute.expect("an attribute"))
                    .map(|one| {
                        let key = one.key.as_ref().to_owned();
                        (key, one.value.to_string())
                    })
                    .collect();
                let value = |name: &str| {
                    attributes.iter().find(|(key, _)| key == name).map(|(_, value)| value.clone())
                };
                match tag.name().as_ref() {
                    "testcase" => assert!(names.insert(value("name")), "names are unique"),
                    "failure" => failures += 1,
                    "testsuite" => declared = vec![value("tests"), value("failures"), value("errors")],
                    _ => {}
                }
            }
            Event::Eof => break,
            Event::End(_)
            | Event::Text(_)
            | Event::CData(_)
            | Event::Comment(_)
            | Event::Decl(_)
            | Event::PI(_)
            | Event::DocType(_)
            | Event::GeneralRef(_) => {}
        }
    }
    let told: Vec<Option<String>> =
        [names.len(), failures, 0].iter().map(|count| Some(count.to_string())).collect();
    assert_eq!((names.len(), failures), (12, 12));
    assert_eq!(declared, told);
}

/// Nothing but a fact's own change moves a fingerprint: not the day, not the place in the file.
#[test]
fn fingerprints_live_as_long_as_the_fact() {
    let alerts = |files: Vec<(String, Vec<u8>)>| -> BTreeSet<String> {
        let json: Value = serde_json::from_str(&of(&printed(files), "json")).expect("JSON");
        let hits = json["pledges"].as_array().expect("a list");
        hits.iter().map(|hit| hit["fingerprint"].as_str().expect("text").to_owned()).collect()
    };
    let mut moved = files();
    moved[0].1.splice(0..0, b"# a line more\n\n\n".iter().copied());
    assert_eq!(alerts(files()), alerts(moved));
}

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

/// Every input of an action is used, and what it hands to a script the script reads. What is pasted into a command line by the
/// service itself could be a command, so inputs come as variables only.
#[test]
fn the_actions_hand_their_inputs_to_their_scripts() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let read =
        |name: &str| fs::read_to_string(root.join(name)).unwrap_or_else(|error| panic!("{name}: {error}"));
    for (action, scripts) in [
        ("action.yml", &["check"][..]),
        ("action/propose/action.yml", &["fetch", "propose"]),
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
