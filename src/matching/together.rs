//! Words that stand together everywhere, as "heat" and "pumps" do: they name one thing, and tell little more than the rarest of
//! them does. A name with capitals is left as it is: it is of one thing and no topic that many documents have.
//!
//! It must not look at documents beyond who has which term.

use std::collections::HashMap;

use super::background;
use super::corpus::{Corpus, Posting};
use super::term::{Wanted, rarity};

/// How many documents the general share of a word weighs as much as: in a handful two words stand together by chance.
const WEIGHT: f32 = 50.0;

/// Lowers the weight of every word that stands beside a rarer one to what it tells besides that, and with it the weight of
/// the pairs. Numbers tell by themselves.
pub(super) fn discount(corpus: &Corpus, wanted: &mut [Wanted], pairs: &mut HashMap<(usize, usize), f32>) {
    let mut left = vec![1.0_f32; wanted.len()];
    let mut beside: Vec<(usize, usize)> = pairs.keys().copied().collect();
    beside.sort_unstable();
    for (one, other) in beside {
        let one_first = wanted[one].weight >= wanted[other].weight;
        let (rarer, commoner) = if one_first { (one, other) } else { (other, one) };
        left[commoner] = left[commoner].min(told_besides(corpus, &wanted[rarer], &wanted[commoner]));
    }
    for (wanted, left) in wanted.iter_mut().zip(&left) {
        wanted.weight *= left;
    }
    pairs.iter_mut().for_each(|((one, other), weight)| *weight *= (left[*one] * left[*other]).sqrt());
}

/// What share of what a word tells alone is left to it beside a rarer one.
fn told_besides(corpus: &Corpus, rarer: &Wanted, word: &Wanted) -> f32 {
    let is_name = [rarer, word].into_iter().all(|one| one.word.starts_with(char::is_uppercase));
    let (Some(first), Some(second)) = (rarer.term, word.term) else { return 1.0 };
    if is_name || rarer.number || word.number {
        return 1.0;
    }
    let both = in_both(corpus, first, second);
    let given = background::rarity_among(&word.key, both, corpus.postings(first).len(), WEIGHT);
    (given / rarity(corpus, &word.key).max(f32::MIN_POSITIVE)).min(1.0)
}

/// How many documents have both of two terms. Of a common word most postings are leapt over.
fn in_both(corpus: &Corpus, one: u32, other: u32) -> usize {
    let (mut few, mut many) = (corpus.postings(one), corpus.postings(other));
    if few.len() > many.len() {
        std::mem::swap(&mut few, &mut many);
    }
    let has = |posting: &&Posting| {
        let before = |other: &Posting| other.entry < posting.entry;
        let mut reach = 1;
        while many.get(reach).is_some_and(before) {
            reach *= 2;
        }
        let near = many.get(..=reach).unwrap_or(many);
        many = many.get(near.partition_point(before)..).unwrap_or_default();
        many.first().is_some_and(|other| other.entry == posting.entry)
    };
    few.iter().filter(has).count()
}

#[cfg(test)]
mod tests {
    use crate::matching::profile::{Profile, Search};
    use crate::matching::{Corpus, Paper};

    /// What a word of a promise weighs among documents of which most that have "pumps" have "heat" too.
    fn weight(promised: &str, word: &str) -> f32 {
        let text = |at: usize| match at % 4 {
            0 => format!("Heat pumps were installed in street {at}."),
            1 => format!("The heat of summer {at} was great."),
            _ => format!("Roads were mended in street {at}."),
        };
        let paper = |at| Paper { text: text(at), ..Paper::default() };
        let corpus = Corpus::new((0..400).map(paper).collect());
        let search = Search { texts: vec![(1.0, promised.to_owned())], ..Search::default() };
        let profile = Profile::new(&search, &corpus);
        profile.terms.iter().find(|term| term.word == word).map_or(0.0, |term| term.weight)
    }

    #[test]
    fn words_that_always_stand_together_count_about_once() {
        let alone = weight("We will use the heat of rivers", "heat");
        assert!(weight("We will install heat pumps", "heat") < 0.6 * alone);
        assert!((weight("We will mend roads with heat", "heat") - alone).abs() < 0.1 * alone);
        let name = weight("We will set up Heat Pumps", "Heat");
        assert!((name - alone).abs() < 1e-6);
    }
}
