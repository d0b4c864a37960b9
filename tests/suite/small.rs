//! Small registers in memory, and reports on them.

use kept::assessment::Mode;
use kept::date::Date;
use kept::diagnostic::Level;
use kept::model::Register;
use kept::report::{Report, Selection};
use std::fs;
use std::process::Command;

/// The register in these files, which has no errors.
pub(crate) fn register(files: &[(&str, &str)]) -> Register {
    let files = files.iter().map(|(path, text)| ((*path).to_owned(), text.as_bytes().to_vec())).collect();
    let (register, found) = kept::input::load_files(files);
    assert!(found.iter().all(|one| one.level != Level::Error), "{found:#?}");
    register
}

/// What the program prints of a register in these files, in one line of single spaces. A calendar folds its lines.
pub(crate) fn printed(files: &[(&str, &str)], as_of: &str, arguments: &[&str]) -> String {
    let folder = tempfile::tempdir().expect("a folder");
    fs::create_dir(folder.path().join("evidence")).expect("evidence");
    for (path, text) in files {
        fs::write(folder.path().join(path), text).expect("written");
    }
    let ran = Command::new(env!("CARGO_BIN_EXE_kept"))
        .args(arguments)
        .args(["--quiet", "--as-of", as_of, "--register"])
        .arg(folder.path())
        .env("COLUMNS", "1000")
        .output()
        .expect("it runs");
    assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
    let text = String::from_utf8(ran.stdout).expect("it is text").replace("\r\n ", "");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// All its pledges, as of a day and by what was known on it.
pub(crate) fn report<'r>(register: &'r Register, on: &str) -> Report<'r> {
    let day: Date = on.parse().expect(on);
    Report::new(register, day, day, Mode::Standard, &Selection::default()).expect("no ids are selected")
}
