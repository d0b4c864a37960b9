//! Reading English as public bodies write it.
//!
//! It must not open files, and must not know where a text came from.

pub mod canonical;
pub mod markup;
pub mod quote;
