//! The evidence of a register: every record file, read side by side, and the tables that records ask for.
//!
//! It must not look at pledges; what a record bears on is checked afterwards.

use super::codes;
use super::elsewhere::{letters, looks_alike};
use super::files::{self, Fetch};
use super::record::{self, Draft};
use super::source::{self, Texts};
use super::table;
use super::words::shown;
use crate::date::Calendar;
use crate::diagnostic::{Diagnostic, FileId, Place};
use rayon::prelude::*;
use std::collections::BTreeSet;

/// What one file of evidence says.
pub(super) struct FileRead {
    pub(super) records: Vec<Draft>,
    pub(super) faults: Vec<Diagnostic>,
    /// Whether its syntax is broken.
    pub(super) broken: bool,
}

/// Reads every record file, in order of path.
pub(super) fn read(texts: &Texts<'_>, calendar: &Calendar) -> Vec<FileRead> {
    texts
        .records()
        .par_iter()
        .filter_map(|file| {
            let source = texts.get(*file)?;
            let (records, faults, broken) = if source.is_whole() {
                record::read_file(*file, &source, calendar)
            } else {
                // Read a second time, for another calendar: what is left of the first text would pass for all of it.
                (Vec::new(), vec![changed(*file, &source.path)], true)
            };
            texts.forget(*file, faults.iter().filter_map(|fault| fault.place));
            Some(FileRead { records, faults, broken })
        })
        .collect()
}

fn changed(file: FileId, path: &str) -> Diagnostic {
    let message = format!("`{}` has changed while it was read", shown(path));
    let place = Place { file, line: 1, column: 1 };
    source::fault(&codes::UNREADABLE, place, 0..0, message, Some("read the register again".to_owned()))
}

/// Reads the tables that records ask for, and gives each record its rows.
pub(super) fn fill_tables(
    records: &mut [Draft],
    texts: &Texts<'_>,
    fetch: Fetch<'_>,
    calendar: &Calendar,
    faults: &mut Vec<Diagnostic>,
) {
    let jobs = tables_wanted(records, texts, faults);
    let wanted: BTreeSet<FileId> = jobs.iter().map(|(_, csv)| *csv).collect();
    let bad = read_tables(&wanted, texts, fetch, faults);
    let rows: Vec<_> = jobs
        .par_iter()
        .filter(|(_, csv)| !bad.contains(csv))
        .filter_map(|(at, csv)| {
            let draft = records.get(*at)?;
            let record = draft.record.place;
            let rows = table::read(draft.table.as_ref()?, record, texts, *csv, &*texts.get(*csv)?, calendar);
            Some((*at, rows))
        })
        .collect();
    for csv in wanted.difference(&bad) {
        texts.forget(*csv, std::iter::empty());
    }
    for (at, mut rows) in rows {
        let Some(draft) = records.get_mut(at) else { continue };
        let place = draft.table.as_ref().map(|table| table.at).unwrap_or_default();
        draft.observations.extend(std::iter::repeat_n(place, rows.observations.len()));
        draft.record.observations.append(&mut rows.observations);
        draft.record.absent_cells += rows.absent;
        faults.append(&mut rows.faults);
    }
}

/// Which record (by its place in the list) asks for which table, of those that are there.
fn tables_wanted(records: &[Draft], texts: &Texts<'_>, faults: &mut Vec<Diagnostic>) -> Vec<(usize, FileId)> {
    let mut jobs = Vec::new();
    for (at, draft) in records.iter().enumerate() {
        let Some(table) = &draft.table else { continue };
        let file = draft.record.place.file;
        let path = files::beside(&texts.path(file), &table.file.text);
        let Some(path) = path else {
            let message = format!("`{}` leaves the register", shown(&table.file.text));
            let help = Some("tables stand beside the record, or below it".to_owned());
            faults.push(texts.fault(&codes::OUTSIDE_REGISTER, file, table.file.at.range(), message, help));
            continue;
        };
        let Some(csv) = texts.table(&path) else {
            let is_csv = path.to_lowercase().ends_with(".csv");
            let alike = texts.paths().find(|there| is_csv && letters(there) == letters(&path));
            let (what, help) = match (alike, is_csv) {
                (Some(there), _) => ("not there", looks_alike(&there)),
                (None, true) => ("not there", "`file` names a `.csv` beside the record".to_owned()),
                (None, false) => ("no `.csv`", "save the sheet as CSV, and name that file".to_owned()),
            };
            let message = format!("the table `{}` is {what}", shown(&path));
            faults.push(texts.fault(&codes::MISSING_TABLE, file, table.file.at.range(), message, Some(help)));
            continue;
        };
        jobs.push((at, csv));
    }
    jobs
}

/// Puts the texts of tables in their places; gives those that cannot be read, which has been told then.
fn read_tables(
    wanted: &BTreeSet<FileId>,
    texts: &Texts<'_>,
    fetch: Fetch<'_>,
    faults: &mut Vec<Diagnostic>,
) -> BTreeSet<FileId> {
    let mut bad = BTreeSet::new();
    for csv in wanted {
        let (source, mut found) = source::text(&texts.path(*csv), *csv, fetch);
        if !found.is_empty() {
            bad.insert(*csv);
        }
        texts.fill(*csv, source);
        faults.append(&mut found);
    }
    bad
}

#[cfg(test)]
mod tests {
    use super::super::files::Listing;
    use super::super::load_with;
    use crate::diagnostic::Level;
    use std::sync::atomic::{AtomicUsize, Ordering};

    #[test]
    fn a_file_that_changes_between_two_readings_is_a_fault() {
        // The period stands behind a pledge, so that the evidence is read once more when it is known.
        let pledges = "[[pledge]]\nid = \"a\"\n[[period]]\nid = \"p\"\nname = \"P\"\nstart = 2024-01-01\nend = 2024-12-31\n";
        let readings = AtomicUsize::new(0);
        let paths = vec!["evidence/r.toml".to_owned(), "pledges.toml".to_owned()];
        let (register, faults) = load_with(Listing { paths, ..Listing::default() }, &|path, _| match path {
            "pledges.toml" => Ok(pledges.into()),
            _ => Ok(format!("title = \"{}\"\n", readings.fetch_add(1, Ordering::Relaxed)).into()),
        });
        assert!(register.records.is_empty());
        let changed = faults.iter().find(|fault| fault.message.contains("changed while it was read"));
        assert_eq!(changed.map(|fault| (fault.code, fault.level)), Some(("unreadable", Level::Error)));
    }
}
