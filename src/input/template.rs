//! A new register: files that load without a fault and teach the format by their comments.
//!
//! Only texts; writing them to disk is for the program.

use crate::date::{Date, Datelike};

/// The files of a new register: path relative to it, and text.
const FILES: &[(&str, &str)] = &[
    ("pledges.toml", include_str!("template/pledges.toml")),
    ("evidence/town-hall-statement.txt", include_str!("template/town-hall-statement.txt")),
    ("evidence/library-figures.toml", include_str!("template/library-figures.toml")),
    ("evidence/library-opening.md", include_str!("template/library-opening.md")),
];

/// The files of a register that is made on a day: path relative to it, and text. Evidence counts as looked for up to then, and
/// no pledge has lapsed: a day that is written down here would be long past.
#[must_use]
pub fn files(today: Date) -> Vec<(&'static str, String)> {
    let year = |later: i32| format!("{:04}", today.year() + later);
    let days = [
        ("TODAY", today.to_string()),
        ("LAST_YEAR", year(-1)),
        ("THIS_YEAR", year(0)),
        ("IN_TWO_YEARS", year(2)),
    ];
    let dated = |text: &str| days.iter().fold(text.to_owned(), |text, (word, day)| text.replace(word, day));
    FILES.iter().map(|(path, text)| (*path, dated(text))).collect()
}

#[cfg(test)]
mod tests {
    use super::files;
    use crate::date::Date;
    use crate::input::load_files;

    #[test]
    fn a_new_register_loads_without_a_word() {
        for today in ["2026-11-22", "2027-01-01", "2032-02-29", "2040-12-31"] {
            let today: Date = today.parse().expect("a day");
            let files =
                files(today).into_iter().map(|(path, text)| (path.to_owned(), text.into_bytes())).collect();
            let (register, faults) = load_files(files);
            assert_eq!((faults, register.searched_to), (Vec::new(), Some(today)));
            assert_eq!((register.pledges.len(), register.records.len()), (3, 2));
            assert_eq!((register.quotes.verified, register.quotes.unverifiable), (3, 0));
        }
    }
}
