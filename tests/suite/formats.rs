//! What a pipeline reads: every format of a check, held against what others have published of it, with the words of a source
//! that wishes to do harm. What people read is held by the transcripts.

use kept::assessment::Mode;
use kept::date::Date;
use kept::diagnostic::Diagnostic;
use kept::model::Register;
use kept::render::check::{Checked, FORMATS};
use kept::render::export::{Basis, Cell, Column, Kind, TABLES};
use kept::render::{Screen, diff, page};
use kept::report::check::{Baseline, Check, Condition, failing};
use kept::report::difference::Difference;
use kept::report::{Report, Selection};
use serde_json::Value;
use std::collections::BTreeSet;
use std::path::Path;

/// What a source might say to a log, a page, a spreadsheet or a terminal: workflow commands of both kinds, escapes of line breaks,
/// the end of a CDATA section, markup, ANSI, and marks that turn the direction of text.
const HOSTILE: &str = "a\u{1b}[31mb ::error::c %0A::warning::d ##[error]e ]]> <script> & \u{202e}f\u{200f}g\u{2067} | `h` \" i\r\n::error::j";

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

/// A register with hostile words, 10,000 characters more, in every title and quote. The loader refuses control characters;
/// formats must not rely on that.
fn hostile(files: Vec<(String, Vec<u8>)>) -> Register {
    let (mut register, _) = kept::input::load_files(files);
    register.title = HOSTILE.to_owned();
    for pledge in &mut register.pledges {
        pledge.title = format!("{HOSTILE} {}", "long ".repeat(2_000)).into();
        pledge.quote = HOSTILE.into();
        pledge.responsible = HOSTILE.into();
    }
    register
}

fn day(text: &str) -> Date {
    text.parse().expect("a day")
}

/// Each format's output on a day.
fn printed_on(register: &Register, diagnostics: &[Diagnostic], on: Date) -> Vec<(&'static str, String)> {
    let report = if diagnostics.is_empty() {
        Report::new(register, on, on, Mode::Standard, &Selection::default()).expect("no ids are selected")
    } else {
        Report::without_assessments(register, on, on, Mode::Standard)
    };
    let deny = [Condition::parse("lapsed").expect("a condition")];
    let warn = [Condition::parse("stale=1y").expect("a condition")];
    let check = Check::new(&report, &deny, &warn, &Baseline::default());
    let (prefix, screen) = ("my register/", Screen::PIPE);
    let faults = (diagnostics, &register.sources);
    let checked = Checked {
        check: &check,
        diagnostics,
        failing: &failing(faults, false, None),
        notes: &[],
        prefix,
        screen,
        quiet: false,
        has_summary: false,
        exit: 0,
    };
    FORMATS
        .iter()
        .map(|format| {
            let mut out = Vec::new();
            (format.write)(&checked, &mut out).expect("memory takes everything");
            (format.name, String::from_utf8(out).expect("UTF-8"))
        })
        .collect()
}

fn printed(files: Vec<(String, Vec<u8>)>) -> Vec<(&'static str, String)> {
    printed_on(&hostile(files), &[], day("2026-11-21"))
}

fn of(all: &[(&'static str, String)], name: &str) -> String {
    all.iter().find(|(format, _)| *format == name).map(|(_, text)| text.clone()).expect("the format")
}

/// Whether a reader would be led astray by a character, or a terminal obey it.
fn is_hazard(character: char) -> bool {
    let turns = ['\u{200f}', '\u{202e}', '\u{2067}'];
    (character.is_control() && character != '\n') || turns.contains(&character)
}

#[test]
fn no_format_lets_a_source_command_a_terminal_or_a_service() {
    for (format, text) in printed(files()) {
        // What machines read holds the words as they are, escaped; whoever shows them must show them safely.
        let for_machines = ["json", "sarif", "junit"].contains(&format);
        let hazard = text.chars().find(|c| is_hazard(*c) && (!for_machines || c.is_control()));
        assert_eq!(hazard, None, "{format}");
        let commands = text.lines().filter(|line| line.trim_start().starts_with("::")).count();
        assert_eq!(commands, if format == "github" { 11 } else { 0 }, "{format}");
    }
}

#[test]
fn what_changed_lets_no_quote_command_anything() {
    let (before, after) = (kept::input::load_files(files()).0, hostile(files()));
    let report = |register| {
        let on = day("2026-11-21");
        Report::new(register, on, on, Mode::Standard, &Selection::default()).expect("no ids are selected")
    };
    let (before, after) = (report(&before), report(&after));
    let difference = Difference::new(&before, &after);
    let page = diff::page(&difference, HOSTILE, HOSTILE);
    let mut text = Vec::new();
    page::text::write(&page.into(), Screen::PIPE, &mut text).expect("memory takes everything");
    let text = String::from_utf8(text).expect("text");
    for text in [diff::markdown(&difference, HOSTILE, HOSTILE), text] {
        assert!(text.contains("p-11") && text.contains("We will"), "{text}");
        assert_eq!(text.chars().find(|c| is_hazard(*c)), None);
        assert_eq!(text.lines().find(|line| line.trim_start().starts_with("::")), None);
    }
    let markdown = diff::markdown(&difference, HOSTILE, HOSTILE);
    assert!(!markdown.contains("<script>") && !markdown.contains(" `h` "), "{markdown}");
    let mut json = Vec::new();
    diff::json(&difference, HOSTILE, HOSTILE, &mut json).expect("memory takes everything");
    let json: Value = serde_json::from_slice(&json).expect("JSON");
    assert_eq!(json["changes"][0]["after"]["quote"], HOSTILE);
}

/// The schema that OASIS publishes, read by a validator that knows nothing of this project.
#[test]
fn sarif_is_valid_by_its_published_schema() {
    // The pattern of a language has a bracket too many in it, which strict validators refuse.
    let published = include_str!("../published/sarif-2.1.0.json").replace("{2}]?$", "{2}$");
    let schema: Value = serde_json::from_str(&published).expect("JSON");
    let validator = jsonschema::validator_for(&schema).expect("a schema");
    let faults = |text: &str| -> Vec<String> {
        let log: Value = serde_json::from_str(text).expect("JSON");
        validator.iter_errors(&log).map(|error| format!("{}: {error}", error.instance_path())).collect()
    };
    let (broken, diagnostics) =
        kept::input::load(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/transcripts/broken"));
    let clean = kept::input::load_files(files()).0;
    for (what, register, diagnostics, on) in [
        ("hostile", &hostile(files()), &[][..], "2026-11-21"),
        ("broken", &broken, &diagnostics, "2026-11-21"),
        ("clean", &clean, &[], "2025-01-31"),
    ] {
        let text = of(&printed_on(register, diagnostics, day(on)), "sarif");
        assert_eq!(faults(&text), [""; 0], "{what}");
        assert_eq!(text.contains("\"results\": []"), what == "clean", "{what}");
        // The validator can find fault.
        for (from, to) in [("\"2.1.0\"", "\"2.1\""), ("\"results\"", "\"result\"")] {
            assert!(!faults(&text.replace(from, to)).is_empty(), "{what}: {to}");
        }
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

/// What a service knows the alerts of a run by.
fn alerts(all: &[(&'static str, String)]) -> BTreeSet<String> {
    let log: Value = serde_json::from_str(&of(all, "sarif")).expect("JSON");
    let results = log["runs"][0]["results"].as_array().expect("a list");
    results.iter().map(|result| format!("{} {}", result["ruleId"], result["partialFingerprints"])).collect()
}

/// Nothing but a fact's own change moves a fingerprint: not the day, not the place in the file, not the title.
#[test]
fn alerts_live_as_long_as_the_fact() {
    let mut moved = files();
    moved[0].1.splice(0..0, b"# a line more\n\n\n".iter().copied());
    let first = alerts(&printed(files()));
    assert_eq!(first.len(), 12);
    assert_eq!(first, alerts(&printed(moved)));
    assert_eq!(first, alerts(&printed_on(&hostile(files()), &[], day("2026-11-22"))));
    let plain = kept::input::load_files(files()).0;
    assert_eq!(first, alerts(&printed_on(&plain, &[], day("2026-11-23"))));
    assert_eq!(alerts(&printed_on(&plain, &[], day("2025-06-30"))), BTreeSet::new());
}

/// Code scanning makes up its own fingerprint, from lines of the file, for what has none under this name.
#[test]
fn faults_that_look_alike_are_told_apart() {
    let (broken, diagnostics) =
        kept::input::load(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/transcripts/broken"));
    let twice: Vec<Diagnostic> = diagnostics.iter().chain(&diagnostics).cloned().collect();
    let all = printed_on(&broken, &twice, day("2026-11-21"));
    let found = alerts(&all);
    assert_eq!(found.len(), twice.len(), "{found:?}");
    assert!(found.iter().all(|alert| alert.contains("\"primaryLocationLineHash\":")), "{found:?}");
    assert!(alerts(&printed_on(&broken, &diagnostics, day("2026-11-22"))).is_subset(&found));
}

#[test]
fn the_cells_of_an_export_stand_under_columns_of_their_type() {
    let (register, _) = kept::input::load(Path::new(env!("CARGO_MANIFEST_DIR")));
    let on = day("2026-05-01");
    let report =
        Report::new(&register, on, on, Mode::Standard, &Selection::default()).expect("no ids are selected");
    let basis = Basis::new(&report);
    for table in TABLES {
        let mut rows = 0;
        let all = table.each_row(&basis, |cells| {
            rows += 1;
            let fits = |(cell, column): (&Cell, &Column)| match cell {
                Cell::Empty => !table.key.contains(&column.name),
                Cell::Text(_) => column.kind == Kind::Text,
                Cell::Number(number) => {
                    column.kind == Kind::Number || (column.kind == Kind::Integer && number.is_integer())
                }
                Cell::Day(_) => column.kind == Kind::Day,
                Cell::Flag(_) => column.kind == Kind::Flag,
            };
            let fit = cells.len() == table.columns.len() && cells.iter().zip(table.columns).all(fits);
            if fit { Ok(()) } else { Err(cells.to_vec()) }
        });
        assert_eq!(all, Ok(()), "{}", table.name);
        assert!(rows > 0 || table.name == "responses", "{} has rows", table.name);
    }
}
