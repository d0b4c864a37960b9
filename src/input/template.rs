//! A new register: files that load without a fault and teach the format by their comments.
//!
//! Only texts; writing them to disk is for the program.

/// The files of a new register: path relative to it, and text.
pub const FILES: &[(&str, &str)] = &[
    ("pledges.toml", include_str!("template/pledges.toml")),
    ("evidence/town-hall-statement.txt", include_str!("template/town-hall-statement.txt")),
    ("evidence/library-figures.toml", include_str!("template/library-figures.toml")),
    ("evidence/library-opening.md", include_str!("template/library-opening.md")),
];

#[cfg(test)]
mod tests {
    use super::FILES;
    use crate::input::load_files;

    #[test]
    fn a_new_register_loads_without_a_word() {
        let files = FILES.iter().map(|(path, text)| ((*path).to_owned(), text.as_bytes().to_vec())).collect();
        let (register, faults) = load_files(files);
        assert_eq!(faults, []);
        assert_eq!((register.pledges.len(), register.records.len()), (3, 2));
        assert_eq!((register.quotes.verified, register.quotes.unverifiable), (3, 0));
    }
}
