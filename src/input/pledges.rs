//! `pledges.toml` as a whole: its settings, its calendar, its pledges.
//!
//! It must not look at evidence.

use super::keys::PLEDGES_FILE;
use super::pledge::{self, Draft};
use super::reader::Reader;
use super::settings::{self, Ids};
use super::source::Texts;
use crate::date::Calendar;
use crate::diagnostic::{Diagnostic, FileId};
use crate::model::Register;

/// What `pledges.toml` says.
pub(super) struct Read {
    /// Everything but pledges and evidence.
    pub(super) register: Register,
    pub(super) drafts: Vec<Draft>,
    pub(super) faults: Vec<Diagnostic>,
    /// Whether its syntax is broken.
    pub(super) broken: bool,
    pub(super) file: FileId,
}

/// The calendar in the part of the file before the first pledge; where that is all of it, it is the calendar.
pub(super) fn calendar_of_head(texts: &Texts, file: FileId) -> Calendar {
    let (Some(source), empty) = (texts.get(file), Calendar::default()) else { return Calendar::default() };
    let head = source.text.find("\n[[pledge]]").unwrap_or(source.text.len());
    let mut r = Reader::new(file, source, &empty);
    let parsed = r.parse(0..head);
    let fields = r.file(parsed.get_ref(), &PLEDGES_FILE);
    let register = fields.table(&mut r, "register");
    settings::calendar(&mut r, register.as_ref(), &fields)
}

/// Reads the whole file.
pub(super) fn read(texts: &Texts, file: FileId) -> Read {
    let empty = Calendar::default();
    let mut read =
        Read { register: Register::default(), drafts: Vec::new(), faults: Vec::new(), broken: false, file };
    let Some(source) = texts.get(file) else { return read };
    let mut r = Reader::new(file, source, &empty);
    let parsed = r.parse(0..source.text.len());
    let fields = r.file(parsed.get_ref(), &PLEDGES_FILE);
    let settings = fields.table(&mut r, "register");
    let calendar = settings::calendar(&mut r, settings.as_ref(), &fields);
    let mut r = r.with_calendar(&calendar);
    settings::read(&mut r, settings.as_ref(), &fields, &mut read.register);
    let mut ids = Ids::default();
    for fields in fields.tables(&mut r, "pledge") {
        ids.add(&mut r, &fields, fields.text("id").unwrap_or_default());
        read.drafts.extend(pledge::read(&mut r, &fields));
    }
    read.faults = r.faults;
    read.broken = r.broken;
    read.register.calendar = calendar;
    read
}
