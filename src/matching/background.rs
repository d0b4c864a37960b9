//! How common a term is in British public English: shares of 24,386 written answers (2023-09 to 2025-06, Open
//! Parliament Licence) that have it, so that a register with three documents knows that "department" says little.
//!
//! The table is written by `cargo run --release --example matching -- background`; it must not be edited by hand.

use std::collections::HashMap;
use std::sync::LazyLock;

/// The general share weighs as much as this many documents.
const WEIGHT: f32 = 1_000.0;

/// Stems and how many of ten thousand answers have them, one a line.
static SHARES: LazyLock<HashMap<&'static str, f32>> = LazyLock::new(|| {
    include_str!("background.txt")
        .lines()
        .filter_map(|line| line.split_once(' '))
        .filter_map(|(key, share)| Some((key, share.parse::<f32>().ok()? / 10_000.0)))
        .collect()
});

/// A term that is common here is common, whatever is usual elsewhere; but few documents tell little, so it is taken to be
/// absent from this many more.
const MORE: f32 = 300.0;
/// Rare words tell more than the logarithm of their rarity says: it is raised to this power, the usual 7 staying 7.
const POWER: f32 = 1.3;

/// The rarity of a term (inverse document frequency) that `here` of `all` documents have.
pub(super) fn rarity(key: &str, here: usize, all: usize) -> f32 {
    let general = SHARES.get(key).copied().unwrap_or_default();
    let (here, all) = (count(here), count(all));
    let share = ((here + general * WEIGHT) / (all + WEIGHT)).max(here / (all + MORE));
    let rarity = (1.0 + (1.0 - share) / (share + 0.5 / (all + WEIGHT))).ln();
    7.0 * (rarity / 7.0).powf(POWER)
}

/// The share of documents that have a term which the table does not list: half of the least.
const UNLISTED: f32 = 0.000_5;

/// The rarity of a term among `all` documents that have another, of which `both` have it too. Few documents tell little: its
/// general share weighs as much as `weight` of them.
pub(super) fn rarity_among(key: &str, both: usize, all: usize, weight: f32) -> f32 {
    let general = SHARES.get(key).copied().unwrap_or(UNLISTED);
    let share = (count(both) + general * weight) / (count(all) + weight);
    let rarity = (1.0 + (1.0 - share) / (share + UNLISTED)).ln();
    7.0 * (rarity / 7.0).powf(POWER)
}

/// A count as a float: exact up to 16 million, near enough above.
pub(super) fn count(size: usize) -> f32 {
    #[expect(clippy::cast_precision_loss, reason = "counts are only weighed")]
    let count = size as f32;
    count
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_common_word_is_common_even_in_an_empty_folder() {
        assert!(rarity("depart", 1, 1) < rarity("psychologist", 1, 1));
    }
}
