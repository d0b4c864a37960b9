//! Documents of a register that no record describes and nothing quotes: whether they can be read, for matching passes over
//! what cannot.
//!
//! It must not keep what it reads.

use super::codes;
use super::files::Disk;
use super::source;
use super::words::shown;
use crate::diagnostic::{Diagnostic, Level};
use crate::document;
use crate::model::Register;
use rayon::prelude::*;
use std::collections::HashSet;
use std::fs::File;
use std::path::Path;

/// No more of them are named.
const MOST_LISTED: usize = 20;

/// Says which documents in a folder cannot be read, or not whole, and why. Loading does not: it opens what is named.
#[must_use]
pub fn unread_documents(folder: &Path, register: &Register) -> Option<Diagnostic> {
    let listing = Disk::new(folder).list();
    let named: HashSet<&str> =
        register.documents.iter().filter_map(|document| document.stored.as_deref()).collect();
    let unread: Vec<String> = listing
        .paths
        .par_iter()
        .filter(|path| !named.contains(path.as_str()) && !listing.unopened.contains(*path))
        .filter(|path| source::sort(path) == source::Sort::Document)
        .filter_map(|path| Some(format!("`{}` ({})", shown(path), shown(&fault(folder, path)?))))
        .collect();
    let (count, names) = (unread.len(), unread.get(..MOST_LISTED).unwrap_or(&unread).join(", "));
    let message = match count {
        0 => return None,
        1 => format!("1 document in `evidence/` cannot be read whole: {names}"),
        count if count > MOST_LISTED => format!(
            "{count} documents in `evidence/` cannot be read whole: {names} and {} more",
            count - MOST_LISTED
        ),
        count => format!("{count} documents in `evidence/` cannot be read whole: {names}"),
    };
    let help = "nothing is found in them: save them again, paste their words into `.txt` files, or move them elsewhere";
    Some(source::without_place(&codes::NOT_READ, message, Some(help.to_owned())))
}

/// What is wrong with a document, if anything is.
fn fault(folder: &Path, path: &str) -> Option<String> {
    let read = File::open(folder.join(path)).and_then(|file| document::read_each(path, file, &mut |_| {}));
    match read {
        Ok(faults) => faults.into_iter().find(|fault| fault.level == Level::Error).map(|fault| fault.message),
        // No file is found under a name that is no text.
        Err(_) if path.contains(char::REPLACEMENT_CHARACTER) => {
            Some("its name is not UTF-8: rename it".to_owned())
        }
        Err(error) => Some(error.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input::load;
    use std::fs;

    #[test]
    fn what_nobody_named_is_told_where_it_cannot_be_read() -> std::io::Result<()> {
        let folder = tempfile::tempdir()?;
        let evidence = folder.path().join("evidence");
        fs::create_dir(&evidence)?;
        fs::write(folder.path().join("pledges.toml"), "[register]\ntitle = \"T\"\n")?;
        fs::write(evidence.join("answer.txt"), "We will act.")?;
        fs::write(evidence.join("notes.exe"), "told at loading")?;
        let unread = || {
            let (register, _) = load(folder.path());
            unread_documents(folder.path(), &register).map(|unread| unread.message)
        };
        assert_eq!(unread(), None);
        fs::write(evidence.join("answers.jsonl"), "{\"text\": \"We will act.\"}\n{bad\n")?;
        fs::write(evidence.join("plan.json"), "{\"value\": ")?;
        let told = unread().unwrap_or_default();
        let named = told.starts_with(
            "2 documents in `evidence/` cannot be read whole: `evidence/answers.jsonl` (line 2: ",
        );
        assert!(
            named && told.ends_with("`evidence/plan.json` (no reader knows this format: it is damaged JSON)"),
            "{told}"
        );
        Ok(())
    }
}
