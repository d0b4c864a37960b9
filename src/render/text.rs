//! Plain text for terminals and pipes. Everything is said in words; colour, where there is any, repeats them.
//!
//! Somebody else's text is made harmless before it is laid out. No status, date or count is computed here.

mod status;

pub use status::{heading_days, status, strict_and_lenient};
