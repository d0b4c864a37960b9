//! Any text as the files of a register: it is read or a fault says why not, and what is read can be assessed and printed.
#![no_main]

use kept::assessment::Mode;
use kept::date::Date;
use kept::input::load_files;
use kept::render::Screen;
use kept::render::page::{briefing, html, markdown, text};
use kept::report::briefing::{Grouping, briefing as brief};
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
        assert!(kept::render::text::status(&report, Screen::PIPE, &mut out).is_ok());
        let about = briefing::About { author: None, command: String::new() };
        let paper = briefing::layout(brief(&report, Grouping::Topic), about);
        assert!(text::write(&paper, Screen::PIPE, &mut out).is_ok());
        assert!(markdown::write(&paper, &mut out).is_ok());
        assert!(html::write(&paper, &mut out).is_ok());
    }
});
