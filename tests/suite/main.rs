//! The one integration-test binary: each module here tests the project as its users meet it.

mod briefs;
mod ci;
mod delivering;
mod diagnostics;
mod documents;
mod edits;
mod feeding;
mod formats;
mod history;
mod hostile;
mod import;
mod language;
mod laws;
mod matching;
mod real_register;
mod reference;
mod registers;
mod report_json;
mod revisions;
mod sameness;
mod scenarios;
mod schema;
mod tidy;
mod transcripts;
mod watching;
mod wording;
