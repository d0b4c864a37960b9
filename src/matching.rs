//! Which document bears on which pledge: proposals with a score, a quote, reasons, and what they seem to show.
//!
//! A proposal is nothing until a person accepts it. Matching must not set a status, read a file or write one.
#![allow(clippy::float_arithmetic, reason = "scores are estimates; no status depends on them")]

mod acronym;
pub mod asked;
mod background;
pub mod cache;
mod cite;
mod contest;
mod corpus;
mod counted;
mod follow;
mod kinds;
mod meaning;
mod measure;
mod office;
mod paper;
mod profile;
mod proposal;
mod ranking;
mod reasons;
pub mod record;
pub mod rejected;
mod related;
mod restated;
mod signals;
mod standing;
mod steps;
mod taken;
mod term;
mod together;
mod tokens;
mod value;
mod weighed;
pub mod waiting;
mod wanted;
mod weights;

pub use contest::{Link, links};
pub use corpus::{Corpus, Reference};
pub use follow::{Target, targets};
pub use measure::{Counts, Measured, Observed, as_said};
pub use paper::Paper;
pub use profile::Search;
pub use proposal::{Proposal, propose};
pub use rejected::Rejected;
pub use restated::Restated;
pub use taken::taken_on;
pub use value::{Doubt, Sense, Value, When, dated};
pub use wanted::searches;
pub use weights::{MODEL, Model, NAMES, SETTLED_BY, crowd, settling, told};

/// Proposals with a lower score, as it is before [`told`] lowers it, are held back unless all are asked for.
pub const THRESHOLD: f32 = 0.35;
