#![doc = include_str!("ARCHITECTURE.md")]

pub mod date;
pub mod diagnostic;
pub mod model;
pub mod quantity;
