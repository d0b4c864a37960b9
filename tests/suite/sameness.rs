//! Same files, same dates, same bytes: in every time zone and locale, from any folder, in any order of files.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

const DATE: &str = "2026-11-21";

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// What the program prints for a register, run in a folder with these environment variables.
fn printed(folder: &Path, arguments: &[&str], environment: &[(&str, &str)]) -> Vec<u8> {
    let mut command = Command::new(env!("CARGO_BIN_EXE_kept"));
    command.current_dir(folder).args(arguments).args(["--as-of", DATE]).env_remove("KEPT_REGISTER");
    let output = command.envs(environment.iter().copied()).output().expect("the program runs");
    assert!(!output.stdout.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
    output.stdout
}

/// Copies a folder, its entries in their order or in the reverse of it.
fn copy_in_order(from: &Path, to: &Path, backwards: bool) {
    fs::create_dir_all(to).expect("a folder");
    let mut entries: Vec<_> = fs::read_dir(from).expect("a folder").flatten().collect();
    entries.sort_by_key(fs::DirEntry::file_name);
    if backwards {
        entries.reverse();
    }
    for entry in entries {
        let (path, copy) = (entry.path(), to.join(entry.file_name()));
        if path.is_dir() {
            copy_in_order(&path, &copy, backwards);
        } else {
            fs::copy(&path, &copy).expect("a copy");
        }
    }
}

#[test]
fn time_zone_and_locale_change_nothing() {
    for arguments in [&["status", "--format", "json"][..], &["status"], &["explain", "senco-npq"]] {
        let plain = printed(&root(), arguments, &[("TZ", "UTC"), ("LC_ALL", "C")]);
        for zone in ["Pacific/Kiritimati", "Pacific/Niue", "Europe/London"] {
            let there = printed(
                &root(),
                arguments,
                &[("TZ", zone), ("LC_ALL", "de_DE.UTF-8"), ("LANG", "tr_TR.UTF-8")],
            );
            assert!(there == plain, "{arguments:?} differs in {zone}");
        }
    }
}

#[test]
fn the_folder_it_runs_in_and_the_order_of_files_change_nothing() {
    let home = tempfile::tempdir().expect("a folder");
    // Two copies, since whoever works on the register has a cache of what was proposed beside the original.
    let [plain, copy] = [("here", false), ("elsewhere", true)].map(|(name, backwards)| {
        let copy = home.path().join(name);
        copy_in_order(&root().join("evidence"), &copy.join("evidence"), backwards);
        fs::copy(root().join("pledges.toml"), copy.join("pledges.toml")).expect("a copy");
        copy
    });
    for arguments in [&["status", "--format", "json"][..], &["status"], &["explain", "teachers-6500"]] {
        let here = printed(&plain, arguments, &[]);
        assert!(printed(&copy, arguments, &[]) == here, "{arguments:?} differs in another folder");
        assert!(
            printed(&copy.join("evidence"), arguments, &[]) == here,
            "{arguments:?} differs in a folder below"
        );
    }
}

#[test]
fn a_register_of_a_parent_folder_is_named_to_people_only() {
    let here = root().join("tests/transcripts/small");
    let below = here.join("evidence");
    let noted = |folder: &Path, arguments: &[&str]| {
        let output = Command::new(env!("CARGO_BIN_EXE_kept")).current_dir(folder).args(arguments).output();
        let said = String::from_utf8(output.expect("the program runs").stderr).expect("UTF-8");
        said.contains("note: the register of ") && said.contains("small")
    };
    assert!(noted(&below, &["status"]) && noted(&below, &["check", "--as-of", DATE]));
    assert!(!noted(&here, &["status"]) && !noted(&below, &["status", "--register", ".."]));
    assert!(!noted(&below, &["status", "-q"]) && !noted(&below, &["status", "--format", "json"]));
}
