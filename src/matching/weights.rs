//! How much each signal counts: logistic models whose weights are written down here.
//!
//! They are fitted by `cargo run --release --example matching -- fit`; what it prints replaces [`MODEL`]. They must
//! not be tuned by hand.

use super::background::count;
use super::signals::Close;
use super::standing::COMPARED;

/// How many signals a document gives by itself.
pub(super) const OWN: usize = 26;
/// How many signals there are with those that compare it with its rivals.
pub(super) const SIGNALS: usize = OWN + 3;

/// The names of the signals, in the order of the weights.
pub const NAMES: [&str; SIGNALS] = [
    "always",
    "lexical score",
    "wording in the passage",
    "wording in the document",
    "pairs of words",
    "rarest word",
    "terms shared",
    "number and what is counted",
    "number alone",
    "number missing",
    "same body",
    "other body",
    "no pair of words",
    "number missing and wording thin",
    "related words",
    "document like the pledge",
    "pledge's words near in meaning",
    "document's words near in meaning",
    "share of lexical score, of the pledge's documents",
    "share of likeness, of the pledge's documents",
    "share of nearness to the pledge, of the pledge's documents",
    "share of nearness to the document, of the pledge's documents",
    "share of lexical score, of the document's pledges",
    "share of likeness, of the document's pledges",
    "share of nearness to the pledge, of the document's pledges",
    "share of nearness to the document, of the document's pledges",
    "ahead of the pledge's other documents",
    "ahead of the field",
    "ahead of the document's other pledges",
];

/// Where some of the signals stand among [`NAMES`].
const PAIRED: usize = 4;
const RAREST: usize = 5;
const ALIKE: usize = 15;

/// How many signals settle the score.
const SETTLES: usize = 6;

/// The names of the signals that settle the score, in the order of their weights.
pub const SETTLED_BY: [&str; SETTLES] = [
    "always",
    "odds",
    "crowd",
    "document like the pledge, in a crowd",
    "pairs of words, in a crowd",
    "rarest word, in a crowd",
];

/// Three logistic models, one upon the other.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Model {
    /// Weights of a document's own signals; what they sum to is compared between rivals.
    pub first: [f32; OWN],
    /// Weights of all signals; what they sum to are the odds before likelier links have been yielded to.
    pub second: [f32; SIGNALS],
    /// Weights of what settles the score then: how many documents there are to a pledge.
    pub third: [f32; SETTLES],
}

/// The fitted weights.
pub const MODEL: Model = Model {
    first: [
        -21.013, -0.912, 7.293, -6.603, 4.907, 1.206, -1.101, 2.161, 1.029, -2.066, 1.010, 0.394, -0.531,
        2.694, 0.222, -6.935, 2.705, 5.257, 7.348, -2.037, 13.086, 6.700, 2.885, 7.410, 0.160, 0.256,
    ],
    second: [
        -8.935, -0.415, 3.959, -1.884, 2.782, 1.707, -0.435, 1.500, 0.541, -1.112, 0.472, 0.215, -0.291,
        1.375, 0.756, -2.540, 1.996, 4.611, 1.511, -1.485, 5.532, 1.875, 0.337, -0.493, -0.582, 1.075, 1.111,
        0.011, 2.399,
    ],
    third: [0.168, 0.742, -1.562, 1.616, 4.316, 0.836],
};

/// How much more documents there are than pledges, as a logarithm: where there are many, most bear on none.
#[must_use]
pub fn crowd(documents: usize, pledges: usize) -> f32 {
    outnumbered(documents, pledges).min(CROWDED)
}

fn outnumbered(documents: usize, pledges: usize) -> f32 {
    (count(documents) / count(pledges.max(1))).max(1.0).ln()
}

/// A crowd that is as large as any: about seven documents to a pledge.
pub(super) const CROWDED: f32 = 2.0;

/// The likelihood that is told of a link with `score`: lower where documents outnumber the pledges more than where weights are
/// learned, for then much is only of a pledge's matter. It changes no order, and nothing is held back for it.
#[must_use]
pub fn told(score: f32, documents: usize, pledges: usize) -> f32 {
    let many = (outnumbered(documents, pledges) - CROWDED).clamp(0.0, 1.0);
    probability(odds(score) + many * AMONG_MANY)
}

/// By how much the logarithm of the odds falls where there are twenty to a pledge or more: as task `read` of
/// `examples/matching` fits it.
const AMONG_MANY: f32 = -1.2;

/// The logarithm of the odds.
fn odds(score: f32) -> f32 {
    let score = score.clamp(SURE_NOT, 1.0 - SURE_NOT);
    (score / (1.0 - score)).ln()
}

/// What settles the score of a link that has `score` before, in the order of [`SETTLED_BY`]. Where a pledge has few documents
/// to choose from, the first is likely right; among many, one that says little of it is likely chance.
#[must_use]
pub fn settling(score: f32, crowd: f32, signals: &[f32; SIGNALS]) -> [f32; SETTLES] {
    let [alike, paired, rarest] = [ALIKE, PAIRED, RAREST].map(|at| signals[at]);
    [1.0, odds(score), crowd, crowd * alike, crowd * paired, crowd * rarest]
}

/// No score is surer than this.
const SURE_NOT: f32 = 1e-5;

/// The score of a link once all is known.
pub(super) fn settled(score: f32, crowd: f32, signals: &[f32; SIGNALS], model: &Model) -> f32 {
    probability(sum(&settling(score, crowd, signals), &model.third))
}

/// The signals of a document by itself, in the order of [`NAMES`]. `has_number`: the pledge has a number that tells
/// it from others; `same_body`: the body that speaks answers for the pledge, if that is known; `shares`: how both
/// stand among the others.
pub(super) fn own(
    close: &Close,
    has_number: bool,
    same_body: Option<bool>,
    shares: [f32; 2 * COMPARED],
) -> [f32; OWN] {
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
        counted.unwrap_or_default(),
        counted.map_or(0.0, |counted| 1.0 - counted),
        flag(has_number && counted.is_none()),
        flag(same_body == Some(true)),
        flag(same_body == Some(false)),
        flag(close.paired <= 0.0),
        if has_number && counted.is_none() { 1.0 - close.covered.min(1.0) } else { 0.0 },
        close.related,
        close.alike,
        close.near.of_pledge,
        close.near.of_document,
        shares[0],
        shares[1],
        shares[2],
        shares[3],
        shares[4],
        shares[5],
        shares[6],
        shares[7],
    ]
}

/// What a document's first sum is compared with. Absent: there is no rival.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) struct Rivals {
    /// The best sum of another document for the same pledge.
    pub(super) other_document: Option<f32>,
    /// The usual sum of the documents behind the first few.
    pub(super) field: Option<f32>,
    /// The best sum of another pledge for the same document.
    pub(super) other_pledge: Option<f32>,
}

/// All signals of a link.
pub(super) fn all(own: &[f32; OWN], sum: f32, rivals: &Rivals) -> [f32; SIGNALS] {
    let ahead = |other: Option<f32>| other.map_or(NO_RIVAL, |other| (sum - other).clamp(-FAR, FAR) / FAR);
    let mut signals = [0.0; SIGNALS];
    signals[..OWN].copy_from_slice(own);
    signals[OWN] = ahead(rivals.other_document);
    signals[OWN + 1] = ahead(rivals.field);
    signals[OWN + 2] = ahead(rivals.other_pledge.map(|other| other.max(USUAL_RIVAL)).or(Some(USUAL_RIVAL)));
    signals
}

/// A lead that is as good as any.
const FAR: f32 = 4.0;
/// The sum that the second pledge of a document usually has in a large register: in a small one it is assumed, or
/// else every document would be far ahead.
const USUAL_RIVAL: f32 = -3.0;
/// Without a rival nothing is known: neither ahead nor behind.
const NO_RIVAL: f32 = 0.0;

/// What signals sum to under some weights: the logarithm of the odds.
pub(super) fn sum<const N: usize>(signals: &[f32; N], weights: &[f32; N]) -> f32 {
    signals.iter().zip(weights).map(|(signal, weight)| signal * weight).sum()
}

/// The probability for the logarithm of some odds.
pub(super) fn probability(sum: f32) -> f32 {
    1.0 / (1.0 + (-sum).exp())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_told_is_less_only_where_documents_outnumber_pledges_by_far() {
        for (documents, pledges, least, most) in [
            (347, 347, 0.9, 0.9),
            (7, 1, 0.9, 0.9),
            (12, 1, 0.82, 0.88),
            (20, 1, 0.7, 0.75),
            (24_000, 30, 0.7, 0.75),
        ] {
            let told = told(0.9, documents, pledges);
            assert!(told > least - 1e-3 && told < most + 1e-3, "{documents} {pledges}: {told}");
        }
    }

    #[test]
    fn what_settles_a_score_is_named_after_the_signal_it_is_made_of() {
        for (signal, settles) in [ALIKE, PAIRED, RAREST].into_iter().zip(&SETTLED_BY[3..]) {
            assert_eq!(format!("{}, in a crowd", NAMES[signal]), *settles);
        }
    }
}
