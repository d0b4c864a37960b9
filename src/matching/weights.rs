//! How much each signal counts: a logistic model whose weights are written down here.
//!
//! They are fitted by `cargo run --release --example matching -- fit`; what it prints replaces [`WEIGHTS`]. They must
//! not be tuned by hand.

use super::background::count;
use super::signals::Close;

/// How many signals there are.
pub(super) const SIGNALS: usize = 15;

/// The names of the signals, in the order of [`WEIGHTS`].
pub const NAMES: [&str; SIGNALS] = [
    "always",
    "lexical score",
    "wording in the passage",
    "wording in the document",
    "pairs of words",
    "rarest word",
    "terms shared",
    "ahead of the pledge's other documents",
    "ahead of the field",
    "ahead of the document's other pledges",
    "number and what is counted",
    "number alone",
    "number missing",
    "same body",
    "other body",
];

/// The weights of the signals.
pub const WEIGHTS: [f32; SIGNALS] = [-3.0, 1.0, 1.0, 1.0, 1.0, 0.0, 0.0, 1.0, 0.0, 1.0, 1.0, -1.0, 0.0, 0.0, 0.0];

/// What a document is measured against besides itself.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) struct Rivals {
    /// The best score of another document for the same pledge.
    pub(super) other_document: f32,
    /// The usual score of the documents behind the first few.
    pub(super) field: f32,
    /// The best score of another pledge for the same document.
    pub(super) other_pledge: f32,
    /// This document's score on the same scales.
    pub(super) own: f32,
    /// Whether the pledge has a number that tells it from others.
    pub(super) has_number: bool,
    /// Whether the body that speaks is the one that answers for the pledge; `None`: not known.
    pub(super) same_body: Option<bool>,
}

/// The signals of a link, in the order of [`NAMES`].
pub(super) fn signals(close: &Close, rivals: &Rivals) -> [f32; SIGNALS] {
    let ahead = |other: f32| {
        if other <= 0.0 { 0.0 } else { (rivals.own.max(f32::MIN_POSITIVE) / other).ln().clamp(-1.5, 1.5) }
    };
    let counted = close.number.map(|number| number.counted);
    let flag = |is: bool| if is { 1.0 } else { 0.0 };
    [
        1.0,
        close.lexical,
        close.covered,
        close.covered_anywhere,
        close.paired,
        close.rarest / 7.0,
        (1.0 + count(close.shared as usize)).ln() / 2.0,
        ahead(rivals.other_document),
        ahead(rivals.field),
        ahead(rivals.other_pledge),
        counted.unwrap_or_default(),
        counted.map_or(0.0, |counted| 1.0 - counted),
        flag(rivals.has_number && counted.is_none()),
        flag(rivals.same_body == Some(true)),
        flag(rivals.same_body == Some(false)),
    ]
}

/// The probability that a link with these signals is right.
pub(super) fn probability(signals: &[f32; SIGNALS]) -> f32 {
    let sum: f32 = signals.iter().zip(WEIGHTS).map(|(signal, weight)| signal * weight).sum();
    1.0 / (1.0 + (-sum).exp())
}
