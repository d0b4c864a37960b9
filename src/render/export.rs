//! Exports: the whole report as tables for those who check it, as a calendar and as a feed. One file a format.
//!
//! Every format gets the same tables from `tables`, row by row, and writes each as it is made. Nothing is computed or left
//! out here, and no file is opened.

pub mod atom;
pub mod calendar;
pub mod csv;
pub mod datapackage;
pub mod json;
#[cfg(feature = "sqlite")]
pub mod sqlite;
mod tables;
pub mod workbook;

pub use tables::{Basis, Cell, Column, Kind, Link, TABLES, Table};

use crate::model::{Register, as_id};

/// The register's title as part of an identifier: lower-case letters, digits and hyphens.
#[must_use]
pub fn slug(register: &Register) -> String {
    as_id(&register.title).unwrap_or_else(|| "register".to_owned())
}
