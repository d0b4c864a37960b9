//! Loading a register: the files that people write become a [`Register`] and every fault found on the way.
//!
//! Loading cannot fail: with errors among the diagnostics, what is loaded must not be relied on. Only `files` touches
//! the disk; the same files give the same register in any order. Nothing is assessed here.

mod checks;
pub mod codes;
mod documents;
mod elsewhere;
mod evidence;
mod figure;
mod files;
pub mod keys;
mod long;
mod misnamed;
mod pledge;
mod pledges;
mod quotes;
mod reader;
mod record;
pub mod schema;
mod searched;
mod settings;
mod source;
mod syntax;
mod table;
pub mod template;
mod terms;
mod unquoted;
mod unreadable;
pub(crate) mod words;
mod written;

use crate::date::Calendar;
use crate::diagnostic::{Diagnostic, FileId, Level, SourceFile};
use crate::model::Register;
use files::{Disk, Listing, Unreadable};
use reader::Reader;
use std::collections::BTreeMap;
use std::path::Path;

pub use codes::{CODES, Code};
pub use files::MOST_TEXT_BYTES;
pub use searched::ahead;
pub use unquoted::unread_documents;
pub use written::day_meant;

/// Loads the register in a folder. Diagnostics come in order of place.
#[must_use]
pub fn load(folder: &Path) -> (Register, Vec<Diagnostic>) {
    let disk = Disk::new(folder);
    let (register, mut faults) = load_with(disk.list(), &|path, most| disk.fetch(path, most));
    for fault in faults.iter_mut().filter(|fault| fault.code == codes::NO_REGISTER.code) {
        fault.message = no_register(folder);
        if let Some(name) = misnamed::pledges(folder) {
            fault.help = Some(format!("rename `{}` to `pledges.toml`", words::shown(&name)));
        }
    }
    if folder.join(files::PLEDGES).is_file() {
        faults.splice(0..0, misnamed::beside(folder));
    }
    (register, faults)
}

/// The register in a folder as it would be if its `pledges.toml` were this text, and everything wrong with it.
#[must_use]
pub fn load_as_if(folder: &Path, pledges: &str) -> (Register, Vec<Diagnostic>) {
    let disk = Disk::new(folder);
    load_with(disk.list(), &|path, most| match path {
        files::PLEDGES if u64::try_from(pledges.len()).is_ok_and(|size| size <= most) => {
            Ok(pledges.as_bytes().to_vec())
        }
        path => disk.fetch(path, most),
    })
}

/// The errors that the register in a folder would have if its `pledges.toml` were this text: of each the line where it
/// stands in that file, nothing where it stands elsewhere, and what is wrong.
#[must_use]
pub fn errors_with(folder: &Path, pledges: &str) -> Vec<(Option<u32>, String)> {
    let (register, faults) = load_as_if(folder, pledges);
    let errors = faults.into_iter().filter(|fault| fault.level == Level::Error);
    let line = |fault: &Diagnostic| {
        let place = fault.place.filter(|place| register.sources.path(place.file) == files::PLEDGES)?;
        Some(place.line)
    };
    errors.map(|fault| (line(&fault), fault.message)).collect()
}

/// Why a folder is no register.
fn no_register(folder: &Path) -> String {
    let name = words::shown(&folder.to_string_lossy());
    if folder == Path::new(".") {
        "there is no `pledges.toml` here".to_owned()
    } else if folder.is_dir() {
        format!("there is no `pledges.toml` in `{name}`")
    } else if folder.exists() {
        format!("`{name}` is a file: a register is named by its folder")
    } else {
        format!("there is no folder `{name}`")
    }
}

/// Loads a register from files in memory: paths relative to the register (`pledges.toml`, `evidence/…`) and bytes.
#[must_use]
pub fn load_files(files: Vec<(String, Vec<u8>)>) -> (Register, Vec<Diagnostic>) {
    let files: BTreeMap<String, Vec<u8>> = files.into_iter().collect();
    let listing = Listing { paths: files.keys().cloned().collect(), ..Listing::default() };
    load_with(listing, &|path, most| {
        let bytes = files.get(path).ok_or(Unreadable::Missing)?;
        let size = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
        if size > most { Err(Unreadable::TooLarge(size)) } else { Ok(bytes.clone()) }
    })
}

/// What cannot be read in a TOML file that belongs to no register; the file is the first of its sources.
pub(crate) fn toml_faults(file: &SourceFile) -> Vec<Diagnostic> {
    let calendar = Calendar::default();
    let mut reader = Reader::new(FileId::default(), file, &calendar);
    reader.parse(0..file.text.len());
    reader.faults
}

/// Loads a register from its list of files and a way to their bytes.
fn load_with(listing: Listing, fetch: files::Fetch<'_>) -> (Register, Vec<Diagnostic>) {
    let Listing { paths, closed, unopened } = listing;
    let (sources, mut faults) = source::read(&paths, &unopened, fetch);
    faults.extend(closed.into_iter().map(|(path, reason)| {
        let (code, message, help) = unreadable::why(&path, &Unreadable::Failed(reason));
        source::without_place(code, message, help)
    }));
    let Some(file) = sources.pledges() else {
        return (
            Register { sources: sources.into_sources(&faults, None, &[]), ..Register::default() },
            faults,
        );
    };
    // Dates of evidence need the calendar of `pledges.toml`, which nearly always stands at its head: with that, both
    // are read at once, and the evidence once more in the rare case that the guess was wrong.
    let guess = pledges::calendar_of_head(&sources, file);
    let (mut read, found) =
        rayon::join(|| pledges::read(&sources, file), || evidence::read(&sources, &guess));
    let found = if read.register.calendar == guess {
        found
    } else {
        evidence::read(&sources, &read.register.calendar)
    };
    faults.append(&mut read.faults);
    let mut broken = read.broken;
    let mut records = Vec::with_capacity(found.iter().map(|file| file.records.len()).sum());
    for mut file in found {
        faults.append(&mut file.faults);
        broken |= file.broken;
        records.extend(file.records);
    }
    evidence::fill_tables(&mut records, &sources, fetch, &read.register.calendar, &mut faults);
    documents::settle(&mut read, &mut records, &paths, &sources, fetch, &mut faults);
    misnamed::check(&paths, &read.register.documents, fetch, &mut faults);
    if !broken {
        checks::run(&read, &records, &sources, &mut faults);
    }
    let mut register = read.register;
    register.pledges = read.drafts.into_iter().map(|draft| draft.pledge).collect();
    register.records = records.into_iter().map(|draft| draft.record).collect();
    in_order(&mut faults, file);
    register.sources = sources.into_sources(&faults, register.searched_place, &register.pledges);
    (register, faults)
}

/// Puts faults in order of place, each once. Those of the pledges stand first: what is wrong there is often why evidence
/// names something that seems not to be there.
fn in_order(faults: &mut Vec<Diagnostic>, pledges: FileId) {
    faults.sort_by(|one, other| {
        let key = |fault: &Diagnostic| {
            let elsewhere = fault.place.is_some_and(|place| place.file != pledges);
            (elsewhere, fault.place, fault.span.start, fault.span.end, fault.code)
        };
        key(one).cmp(&key(other)).then_with(|| one.message.cmp(&other.message))
    });
    faults.dedup();
}
