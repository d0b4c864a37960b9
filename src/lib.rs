#![doc = include_str!("ARCHITECTURE.md")]

pub mod diagnostic;
pub mod date;
pub mod quantity;
pub mod model;
pub mod language;
pub mod document;
pub mod input;
pub mod extraction;
pub mod matching;
pub mod assessment;
pub mod report;
pub mod render;
