//! Adds up the weights of a sentence's features, has what they leave in doubt read again, and turns the sums into a verdict.
//!
//! The weights are whole numbers (hundredths of a logit) in `weights.tsv`, so that no rounding depends on the machine.
//! It must not hold a rule of its own: what the weights cannot know is in `rules`.

use std::sync::OnceLock;

use crate::language::sentences::Sentence;
use crate::language::speech::Act;
use crate::language::speech::clauses::Group;
use crate::language::speech::features::{Feature, TEMPLATES, features_of};
use crate::language::speech::network::network;
use crate::language::speech::rules;
use crate::language::speech::symbols::Symbol;
use crate::language::tokens::hash;
use crate::language::words::Identity;

/// What a sentence does, and how sure that is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Verdict {
    /// What it does.
    pub act: Act,
    /// How often, in a thousand, such a verdict was right on annotated answers.
    pub confidence: u32,
    /// The thousandths of each act, in the order of [`Act::ALL`].
    pub chances: [u32; 4],
    /// What the weights alone spoke for, where the second reading of a doubtful sentence changed that.
    pub overruled: Option<Act>,
}

type Weights = std::collections::HashMap<u64, [i16; 3], std::hash::BuildHasherDefault<Identity>>;

fn weights() -> &'static Weights {
    static TABLE: OnceLock<Weights> = OnceLock::new();
    TABLE.get_or_init(|| include_str!("weights.tsv").lines().filter_map(read_line).collect())
}

/// `template words<tab>pledge<tab>aspiration<tab>claim`.
fn read_line(line: &str) -> Option<(u64, [i16; 3])> {
    let mut columns = line.split('\t');
    let mut name = columns.next()?.split(' ');
    let template = name.next()?;
    let template = TEMPLATES.iter().position(|known| *known == template)?;
    let mut words = [0; 5];
    for (place, word) in words.iter_mut().zip(name) {
        *place = if word == "0" { 0 } else { hash(word) };
    }
    let mut weights = [0; 3];
    for weight in &mut weights {
        *weight = columns.next()?.parse().ok()?;
    }
    Some((Feature { template, words }.key(), weights))
}

/// The features of a sentence that were counted already: a feature counts once, however often a sentence has it, as it
/// was learned. Slots are found by the key itself; 0 is an empty one.
struct Seen {
    slots: Vec<u64>,
    used: Vec<usize>,
}

impl Seen {
    /// More than twice what the longest sentence that is looked at can have.
    const SLOTS: usize = 1 << 11;

    fn new() -> Self {
        Self { slots: vec![0; Self::SLOTS], used: Vec::with_capacity(256) }
    }

    /// Whether a key is new.
    fn insert(&mut self, key: u64) -> bool {
        let mask = Self::SLOTS - 1;
        let mut at = usize::try_from(key >> 20).unwrap_or(0) & mask;
        // A table half full ends every search soon; one that is not would be a mistake in the bound above.
        while let Some(slot) = self.slots.get_mut(at).filter(|_| self.used.len() < mask / 2) {
            if *slot == key {
                return false;
            }
            if *slot == 0 {
                *slot = key;
                self.used.push(at);
                return true;
            }
            at = (at + 1) & mask;
        }
        true
    }

    fn clear(&mut self) {
        for at in self.used.drain(..) {
            if let Some(slot) = self.slots.get_mut(at) {
                *slot = 0;
            }
        }
    }
}

/// The sums of a sentence's weights, in the order of [`Act::ALL`]: the last is nought.
fn scores(
    sentences: &[Sentence],
    symbols: &[Vec<Symbol>],
    groups: &[Vec<Group>],
    at: usize,
    seen: &mut Seen,
) -> [i32; 4] {
    let table = weights();
    let mut sums = [0i32; 4];
    features_of(sentences, symbols, groups, at, &mut |feature| {
        let key = feature.key();
        if let Some(weights) = table.get(&key).filter(|_| seen.insert(key)) {
            for (sum, weight) in sums.iter_mut().zip(weights) {
                *sum += i32::from(*weight);
            }
        }
    });
    seen.clear();
    sums
}

/// The verdict on each sentence.
pub(crate) fn judge(sentences: &[Sentence], symbols: &[Vec<Symbol>], groups: &[Vec<Group>]) -> Vec<Verdict> {
    let mut seen = Seen::new();
    (0..sentences.len())
        .map(|at| {
            let mut sums = scores(sentences, symbols, groups, at, &mut seen);
            let weighed = act_of(&sums);
            let again = doubtful(&sums);
            if again {
                sums = read_again(sums, sentences, symbols, at);
            }
            let read = act_of(&sums);
            if let Some((row, groups)) = symbols.get(at).zip(groups.get(at)) {
                rules::correct(row, groups, &mut sums);
                let lead_in = sentences.get(at).and_then(|sentence| symbols.get(sentence.lead_in?));
                match lead_in {
                    Some(lead_in) => rules::correct_item(lead_in, row, &mut sums),
                    None => rules::correct_lone_item(row, groups, &mut sums),
                }
            }
            let found = verdict(sums);
            let overruled = again && read != weighed && found.act != weighed;
            Verdict { overruled: overruled.then_some(weighed), ..found }
        })
        .collect()
}

/// How far apart, in hundredths, the two greatest sums are at most of a sentence that is read a second time.
const DOUBT: i32 = 300;

fn doubtful(sums: &[i32; 4]) -> bool {
    let mut ordered = *sums;
    ordered.sort_unstable();
    ordered[3] - ordered[2] < DOUBT
}

/// The mean of what the weights and, seven times as much, the network say; the last stays nought.
fn read_again(sums: [i32; 4], sentences: &[Sentence], symbols: &[Vec<Symbol>], at: usize) -> [i32; 4] {
    let row = |at: usize| symbols.get(at).map(Vec::as_slice).unwrap_or_default();
    let leading = sentences.get(at).and_then(|sentence| sentence.lead_in).or(at.checked_sub(1));
    let second = network().sums(row(at), leading.map(row).unwrap_or_default());
    let mut mean = sums;
    for (one, other) in mean.iter_mut().zip(second) {
        *one = (*one + 7 * (other - second[3])) / 8;
    }
    mean
}

/// The act that the sums speak for, and the chance of each.
pub(crate) fn verdict(sums: [i32; 4]) -> Verdict {
    let best = sums.iter().copied().max().unwrap_or(0);
    let shares = sums.map(|sum| decayed(best - sum));
    let total: u64 = shares.iter().sum();
    let chances = shares.map(|share| u32::try_from(share * 1000 / total.max(1)).unwrap_or(0));
    let act = act_of(&sums);
    let confidence =
        Act::ALL.iter().zip(chances).find(|(known, _)| **known == act).map_or(0, |(_, chance)| chance);
    Verdict { act, confidence, chances, overruled: None }
}

/// The act with the greatest sum.
fn act_of(sums: &[i32; 4]) -> Act {
    Act::ALL.iter().zip(sums).max_by_key(|(_, sum)| **sum).map_or(Act::Other, |(act, _)| *act)
}

/// A million times e to the power of minus so many hundredths, by a table of tenths.
fn decayed(hundredths: i32) -> u64 {
    let tenth = usize::try_from(hundredths / 10).unwrap_or(0);
    DECAY.get(tenth).copied().unwrap_or(0)
}

/// 1,000,000 · e^(-k/10) for k from 0.
const DECAY: [u64; 100] = [
    1_000_000, 904_837, 818_731, 740_818, 670_320, 606_531, 548_812, 496_585, 449_329, 406_570, 367_879,
    332_871, 301_194, 272_532, 246_597, 223_130, 201_897, 182_684, 165_299, 149_569, 135_335, 122_456,
    110_803, 100_259, 90_718, 82_085, 74_274, 67_206, 60_810, 55_023, 49_787, 45_049, 40_762, 36_883, 33_373,
    30_197, 27_324, 24_724, 22_371, 20_242, 18_316, 16_573, 14_996, 13_569, 12_277, 11_109, 10_052, 9095,
    8230, 7447, 6738, 6097, 5517, 4992, 4517, 4087, 3698, 3346, 3028, 2739, 2479, 2243, 2029, 1836, 1662,
    1503, 1360, 1231, 1114, 1008, 912, 825, 747, 676, 611, 553, 500, 453, 410, 371, 335, 304, 275, 249, 225,
    203, 184, 167, 151, 136, 123, 112, 101, 91, 83, 75, 68, 61, 55, 50,
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_table_is_read() {
        let lines = include_str!("weights.tsv").lines().filter(|line| !line.is_empty()).count();
        assert_eq!(weights().len(), lines);
        assert!(lines > 100);
    }

    #[test]
    fn chances_follow_the_sums() {
        let clear = verdict([400, 0, -100, 0]);
        assert_eq!(clear.act, Act::Pledge);
        assert!(clear.confidence > 900 && clear.chances.iter().sum::<u32>() <= 1000);
        assert_eq!(verdict([-300, -300, -300, 0]).act, Act::Other);
    }
}
