//! Reading English as public bodies write it.
//!
//! It must not open files, and must not know where a text came from.

pub mod address;
pub mod alignment;
pub mod canonical;
pub mod dates;
pub(crate) mod denial;
pub(crate) mod labels;
pub mod markup;
pub(crate) mod past;
pub mod quantities;
pub mod quote;
mod scan;
pub mod sentences;
pub mod speech;
pub(crate) mod stem;
pub mod tokens;
mod words;

pub(crate) use words::cardinal;
