//! The evidence of a register: every record file, read side by side, and the tables that records ask for.
//!
//! It must not look at pledges; what a record bears on is checked afterwards.

use super::codes;
use super::files::{self, Fetch};
use super::record::{self, Draft};
use super::source::{self, Texts};
use super::table;
use super::words::shown;
use crate::date::Calendar;
use crate::diagnostic::{Diagnostic, FileId};
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
            let (records, faults, broken) = record::read_file(*file, &*texts.get(*file)?, calendar);
            texts.forget(*file, faults.iter().filter_map(|fault| fault.place));
            Some(FileRead { records, faults, broken })
        })
        .collect()
}

/// Reads the tables that records ask for, and gives each record its rows.
pub(super) fn fill_tables(
    records: &mut [Draft],
    texts: &Texts<'_>,
    fetch: Fetch<'_>,
    calendar: &Calendar,
    faults: &mut Vec<Diagnostic>,
) {
    let mut wanted = BTreeSet::new();
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
            let message = format!("the table `{}` is not there", shown(&path));
            let help = Some("`file` names a `.csv` beside the record".to_owned());
            faults.push(texts.fault(&codes::MISSING_TABLE, file, table.file.at.range(), message, help));
            continue;
        };
        wanted.insert((csv, path));
        jobs.push((at, csv));
    }
    let mut bad: BTreeSet<FileId> = BTreeSet::new();
    for (csv, path) in &wanted {
        let (source, mut found) = source::text(path, *csv, fetch);
        if !found.is_empty() {
            bad.insert(*csv);
        }
        texts.fill(*csv, source);
        faults.append(&mut found);
    }
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
    for (csv, _) in wanted.iter().filter(|(csv, _)| !bad.contains(csv)) {
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
