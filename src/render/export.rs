//! Exports: the whole report as tables for those who check it, as a calendar and as a feed. One file a format.
//!
//! Every format gets the same tables from `tables`. Nothing is computed or left out here, and nothing is written to disk.

pub mod atom;
pub mod calendar;
pub mod csv;
pub mod datapackage;
pub mod json;
#[cfg(feature = "sqlite")]
pub mod sqlite;
mod tables;
pub mod workbook;

pub use tables::{Cell, Column, Kind, Link, Table, tables};

use crate::model::Register;

/// One file of an export: its path within the export, with `/` between the parts, and its bytes.
pub type File = (String, Vec<u8>);

/// The register's title as part of an identifier: lower-case letters, digits and hyphens.
#[must_use]
pub fn slug(register: &Register) -> String {
    let mut out = String::new();
    for c in register.title.chars().flat_map(char::to_lowercase) {
        if c.is_ascii_alphanumeric() {
            out.push(c);
        } else if !out.is_empty() && !out.ends_with('-') {
            out.push('-');
        }
    }
    let out = out.trim_end_matches('-');
    if out.is_empty() { "register".to_owned() } else { out.to_owned() }
}
