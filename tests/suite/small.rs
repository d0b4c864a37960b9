//! Small registers in memory, and reports on them.

use kept::assessment::Mode;
use kept::date::Date;
use kept::diagnostic::Level;
use kept::model::Register;
use kept::report::{Report, Selection};

/// The register in these files, which has no errors.
pub(crate) fn register(files: &[(&str, &str)]) -> Register {
    let files = files.iter().map(|(path, text)| ((*path).to_owned(), text.as_bytes().to_vec())).collect();
    let (register, found) = kept::input::load_files(files);
    assert!(found.iter().all(|one| one.level != Level::Error), "{found:#?}");
    register
}

/// All its pledges, as of a day and by what was known on it.
pub(crate) fn report<'r>(register: &'r Register, on: &str) -> Report<'r> {
    let day: Date = on.parse().expect(on);
    Report::new(register, day, day, Mode::Standard, &Selection::default()).expect("no ids are selected")
}
