//! The house rules, held by a test: layering, headers, sizes, forgotten tests, and where the outer world may be touched.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// The modules in dependency order, as ARCHITECTURE tells them. A module uses only those before it.
const ORDER: [&str; 12] = [
    "diagnostic", "date", "quantity", "model", "language", "document", "input", "extraction", "matching",
    "assessment", "report", "render",
];

/// Files longer than this hold more than one idea.
const MOST_LINES: usize = 400;

/// Words of the outer world, and the only places of the library that may say them.
const OUTER_WORLD: [(&str, &[&str]); 5] = [
    ("std::fs", &["input", "document", "matching"]),
    ("std::env", &[]),
    ("SystemTime", &[]),
    ("::now()", &[]),
    ("std::process", &[]),
];

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// The text of a file; a rule that reads nothing would hold of anything.
fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// Every Rust file below a folder with its text, by path relative to the repository.
fn rust_files(folder: &str) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    let mut folders = vec![root().join(folder)];
    while let Some(below) = folders.pop() {
        for entry in fs::read_dir(&below).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|suffix| suffix == "rs") {
                let name = path.strip_prefix(root()).unwrap_or(&path).to_string_lossy().replace('\\', "/");
                found.insert(name, read(&path));
            }
        }
    }
    assert!(!found.is_empty(), "{folder} holds no Rust file");
    found
}

/// The library module that a file belongs to; nothing for the binary's own files.
fn module_of(path: &str) -> Option<&str> {
    let rest = path.strip_prefix("src/")?;
    let name = rest.split(['/', '.']).next()?;
    ORDER.contains(&name).then_some(name)
}

/// The code of a file without comments and without its unit tests.
fn code(text: &str) -> String {
    let body = text.split("#[cfg(test)]\nmod tests").next().unwrap_or(text);
    body.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n")
}

fn report(faults: &[String]) {
    assert!(faults.is_empty(), "{} house rules broken:\n{}", faults.len(), faults.join("\n"));
}

#[test]
fn modules_stand_in_dependency_order() {
    let lib = read(&root().join("src/lib.rs"));
    let listed: Vec<&str> =
        lib.lines().filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';')).collect();
    assert_eq!(listed, ORDER, "src/lib.rs lists the modules in reading order");
}

#[test]
fn a_module_uses_only_those_before_it() {
    let mut faults = Vec::new();
    for (path, text) in rust_files("src") {
        let Some(module) = module_of(&path) else { continue };
        let rank = ORDER.iter().position(|name| *name == module);
        for (later_rank, later) in ORDER.iter().enumerate() {
            if Some(later_rank) > rank && code(&text).contains(&format!("crate::{later}")) {
                faults.push(format!("{path}: {module} may not use {later}, which comes after it"));
            }
        }
    }
    report(&faults);
}

#[test]
fn the_binary_uses_the_public_library_only() {
    let mut faults = Vec::new();
    for (path, text) in rust_files("src") {
        let names = |name: &&&str| code(&text).contains(&format!("crate::{name}::"));
        if module_of(&path).is_none()
            && path != "src/lib.rs"
            && let Some(name) = ORDER.iter().find(names)
        {
            faults.push(format!("{path}: write kept::{name}, not crate::{name}"));
        }
    }
    report(&faults);
}

#[test]
fn every_file_says_what_it_is() {
    let mut faults = Vec::new();
    for (path, text) in rust_files("src").into_iter().chain(rust_files("tests/suite")) {
        if path != "src/lib.rs" && !text.starts_with("//!") {
            faults.push(format!("{path}: open with `//!`: what it is, then what it must not do"));
        }
        if path.ends_with("/mod.rs") {
            faults.push(format!("{path}: use name.rs beside the folder name/"));
        }
    }
    report(&faults);
}

#[test]
fn files_are_short() {
    let mut faults = Vec::new();
    for (path, text) in rust_files("src").into_iter().chain(rust_files("tests")) {
        let lines = text.lines().count();
        if lines > MOST_LINES {
            faults.push(format!("{path}: {lines} lines; split it by idea"));
        }
    }
    report(&faults);
}

#[test]
fn only_the_edges_touch_the_outer_world() {
    let mut faults = Vec::new();
    for (path, text) in rust_files("src") {
        let Some(module) = module_of(&path) else { continue };
        for (word, allowed) in OUTER_WORLD {
            if !allowed.contains(&module) && code(&text).contains(word) {
                faults.push(format!("{path}: `{word}` belongs to {allowed:?} and the binary"));
            }
        }
    }
    report(&faults);
}

#[test]
fn no_test_file_is_forgotten() {
    let main = read(&root().join("tests/suite/main.rs"));
    let mut faults = Vec::new();
    for path in rust_files("tests/suite").keys() {
        let Some(name) = path.strip_prefix("tests/suite/").and_then(|name| name.strip_suffix(".rs")) else {
            continue;
        };
        if name != "main" && !name.contains('/') && !main.contains(&format!("mod {name};")) {
            faults.push(format!("{path}: tests/suite/main.rs does not name it, so it never runs"));
        }
    }
    report(&faults);
}

#[test]
fn paths_in_the_documents_exist() {
    let mut faults = Vec::new();
    let mut documents =
        ["README.md", "src/ARCHITECTURE.md", "CONTRIBUTING.md"].map(|name| root().join(name)).to_vec();
    let pages =
        fs::read_dir(root().join("docs")).expect("a folder").map(|entry| entry.expect("an entry").path());
    // The messages that diagnostics are shown with name files of other registers.
    documents.extend(pages.filter(|path| {
        path.extension().is_some_and(|suffix| suffix == "md") && !path.ends_with("diagnostics.md")
    }));
    assert!(documents.len() > 3, "there are pages in docs/");
    for path in &documents {
        let (document, text) = (path.display(), read(path));
        for word in text.split(|c: char| c.is_whitespace() || "`()[],;".contains(c)) {
            // A place in a file is written with its line, as diagnostics do.
            let word = word.split(':').next().unwrap_or(word).trim_end_matches(['.', '/']);
            let is_path = ["src/", "tests/", "docs/", "evidence/", "benches/", "fuzz/", ".ci/"]
                .iter()
                .any(|folder| word.starts_with(folder));
            let is_pattern = word.contains(['*', '<', '{', '…'])
                || word.chars().any(char::is_uppercase) && !word.contains(".md");
            if is_path
                && !is_pattern
                && !Path::new(&root()).join(word.split('#').next().unwrap_or(word)).exists()
            {
                faults.push(format!("{document}: {word} is not there"));
            }
        }
    }
    report(&faults);
}
