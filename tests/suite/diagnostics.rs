//! Every fault that loading can report, as a person reads it: one small register each in `tests/diagnostics/NAME/`,
//! and `expected.txt` beside it. `KEPT_REWRITE=1 cargo test diagnostics` writes what is printed now.

use kept::diagnostic::Level;
use kept::input;
use kept::render::{self, Screen};
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

fn cases() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/diagnostics");
    let mut cases: Vec<PathBuf> = fs::read_dir(folder)
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.is_dir())
        .collect();
    cases.sort();
    cases
}

/// What a person reads about the register in a folder.
fn printed(folder: &Path) -> (String, BTreeSet<&'static str>) {
    let (register, faults) = input::load(folder);
    let screen = Screen { width: 110, colour: false };
    let text = render::folded(&faults, &register.sources, screen).concat();
    let plain: Vec<String> = text.lines().map(|line| line.trim_end().to_owned()).collect();
    (plain.join("\n") + "\n", faults.iter().map(|fault| fault.code).collect())
}

#[test]
fn every_fault_is_told_as_in_its_golden_file() {
    let rewrite = std::env::var_os("KEPT_REWRITE").is_some();
    let mut wrong = Vec::new();
    for case in cases() {
        let (text, _) = printed(&case);
        let golden = case.join("expected.txt");
        if rewrite {
            fs::write(&golden, &text).expect("the golden file can be written");
        } else if fs::read_to_string(&golden).unwrap_or_default() != text {
            wrong.push(format!("{}:\n{text}", case.display()));
        }
    }
    assert!(wrong.is_empty(), "{} golden files differ:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn every_fault_says_what_to_do() {
    let mut silent = Vec::new();
    for case in cases() {
        let (_, faults) = input::load(&case);
        let without = faults.into_iter().filter(|fault| fault.help.is_none());
        silent.extend(without.map(|fault| format!("{}: {}: {}", case.display(), fault.code, fault.message)));
    }
    assert!(silent.is_empty(), "{} faults without a help:\n{}", silent.len(), silent.join("\n"));
}

#[test]
fn every_code_is_shown_by_a_golden_file() {
    // What is in the future is told against a clock, and a baseline is no part of a register: the transcripts show both. A
    // pipe, a link out of the register, a file of 100 MB and a folder without a register cannot be kept in git; the tests
    // in `hostile` make them.
    let made_elsewhere = BTreeSet::from([
        "bad-baseline", "no-register", "outside-register", "published-ahead", "searched-ahead", "too-large",
        "unreadable",
    ]);
    let shown: BTreeSet<&str> = cases().iter().flat_map(|case| printed(case).1).collect();
    let missing: Vec<&str> = input::CODES
        .iter()
        .map(|code| code.code)
        .filter(|code| !shown.contains(code) && !made_elsewhere.contains(code))
        .collect();
    assert!(missing.is_empty(), "no golden file shows {missing:?}");
}

/// What a mistyped year hides is told; a day that has begun elsewhere is none to come.
#[test]
fn what_is_dated_ahead_is_told() {
    let day = |text: &str| text.parse().expect("a day");
    let record = "title = \"N\"\npublisher = \"N\"\nkind = \"media\"\npublished_on = 2026-05-02\n";
    let register = crate::small::register(&[
        ("pledges.toml", "[register]\ntitle = \"R\"\nsearched_to = 2026-05-02\n"),
        ("evidence/r.toml", record),
    ]);
    let told =
        |today| input::ahead(&register, day(today)).into_iter().map(|fault| fault.code).collect::<Vec<_>>();
    assert_eq!(told("2026-04-30"), ["searched-ahead", "published-ahead"]);
    assert!(told("2026-05-01").is_empty());
    // A record of a month counts from its last day.
    let of_a_month = crate::small::register(&[
        ("pledges.toml", "[register]\ntitle = \"R\"\n"),
        ("evidence/r.toml", &record.replace("2026-05-02", "\"2026-05\"")),
    ]);
    let ahead = |today| input::ahead(&of_a_month, day(today)).into_iter().map(|fault| fault.message).next();
    let message = "`published_on` is not over yet: nothing of this record counts before 2026-05-31";
    assert_eq!(ahead("2026-05-12").as_deref(), Some(message));
    assert_eq!(ahead("2026-05-30"), None);
    // Of a record without a day that can be read it is told that, and nothing of the future.
    let undated = record.replace("2026-05-02", "\"June\"").into_bytes();
    let files = [("pledges.toml", b"[register]\ntitle = \"R\"\n".to_vec()), ("evidence/r.toml", undated)];
    let (register, _) = input::load_files(files.map(|(path, bytes)| (path.to_owned(), bytes)).into());
    assert!(register.records.len() == 1 && input::ahead(&register, day("2026-05-01")).is_empty());
}

#[test]
fn the_real_register_has_no_errors() {
    let (register, faults) = input::load(Path::new(env!("CARGO_MANIFEST_DIR")));
    let screen = Screen { width: 110, colour: false };
    let errors: Vec<_> = faults.iter().filter(|fault| fault.level == Level::Error).cloned().collect();
    assert!(errors.is_empty(), "{}", render::folded(&errors, &register.sources, screen).concat());
    assert!(register.pledges.len() > 20 && register.records.len() > 20);
    assert!(register.quotes.verified > 0);
}
