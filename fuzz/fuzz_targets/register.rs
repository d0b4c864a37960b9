//! Any text as the files of a register: it is read or a fault says why not, and what is read can be assessed and printed.
#![no_main]

use kept::assessment::Mode;
use kept::date::Date;
use kept::input::load_files;
use kept::report::{Report, Selection};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: (&str, &str)| {
    let (pledges, record) = input;
    let files = [("pledges.toml", pledges), ("evidence/record.toml", record)];
    let (register, faults) =
        load_files(files.map(|(path, text)| (path.to_owned(), text.as_bytes().to_vec())).into());
    let day = Date::from_ymd_opt(2026, 6, 30).unwrap_or_default();
    if let Ok(report) = Report::new(&register, day, day, Mode::Standard, &Selection::default()) {
        let mut out = Vec::new();
        assert!(kept::render::json::report(&report, &faults, &mut out).is_ok());
    }
});
