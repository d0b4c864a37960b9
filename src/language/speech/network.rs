//! A second reading of a sentence: a small convolutional network over its symbols, for what single words do not show.
//!
//! Its weights (`network.bin`, in the order of [`Network::from_bytes`]) and its vocabulary (`network.words.txt`, a row a
//! line; `S:` marks the shape that stands for words it does not know) were learned from a larger model's verdicts on
//! written answers (`docs/language.md`). It is computed in whole numbers, so that no rounding depends on the machine. It
//! must not decide when it is asked: that is `model`'s.

use std::sync::OnceLock;

use crate::language::speech::symbols::Symbol;
use crate::language::tokens::hash;
use crate::language::words::WordMap;

/// Numbers that stand for a word.
const WIDTH: usize = 96;
/// Filters of the first layer, and how many words each sees at once, its own in the middle.
const FIRST: usize = 160;
const REACH: usize = 7;
/// How many of the first layer's filters the further ones build on, and how many they have themselves.
const DEEP: usize = 64;
/// How far apart the three words are that each further layer sees.
const SPREADS: [usize; 3] = [1, 2, 4];
/// Filters over the sentence that leads in, each over two words.
const LEADING: usize = 32;
/// What one word adds to the filters of the first layer and of the sentence that leads in, at each of their places.
const ADDED: usize = REACH * FIRST + 2 * LEADING;
/// What the last layer sees: the greatest of each filter, over the sentence and over its opening, and the lead-in's.
const SEEN: usize = 2 * (FIRST + DEEP * SPREADS.len()) + LEADING;
/// How many symbols are the opening of a sentence.
const OPENING: usize = 10;
/// How many symbols of a sentence, and of the one before it, are read.
const LONGEST: usize = 96;
const LONGEST_LEADING: usize = 24;
/// Powers of two by which numbers are scaled: of embeddings, of weights, and of what passes between layers.
const EMBEDDED: u32 = 6;
const WEIGHTED: u32 = 12;
const PASSED: u32 = 8;
/// The greatest number that passes between layers: with it no sum leaves 32 bits (a test computes the bound).
const CEILING: i32 = 8191;

/// What three words have passed on.
type Window = [i16; 3 * DEEP];

/// Weights of a layer of three words: a row a filter, and what is added to it.
struct Layer {
    weights: Vec<Window>,
    bias: Vec<i32>,
}

/// The network and what its vocabulary adds.
pub(crate) struct Network {
    words: WordMap<usize>,
    shapes: WordMap<usize>,
    embeddings: Vec<[i16; WIDTH]>,
    first: Vec<[i16; WIDTH]>,
    first_bias: Vec<i32>,
    leading_bias: Vec<i32>,
    layers: Vec<Layer>,
    last: Vec<[i16; SEEN]>,
    last_bias: Vec<i32>,
    /// What each word adds to the first layer, computed when the word is first met.
    added: Vec<OnceLock<Box<[i16]>>>,
}

/// The network of this program.
pub(crate) fn network() -> &'static Network {
    static NETWORK: OnceLock<Network> = OnceLock::new();
    NETWORK
        .get_or_init(|| Network::from_bytes(include_str!("network.words.txt"), include_bytes!("network.bin")))
}

/// Takes numbers off the front of the weights.
struct Weights<'a>(&'a [u8]);

impl<'a> Weights<'a> {
    fn bytes(&mut self, count: usize) -> &'a [u8] {
        let (front, rest) = self.0.split_at(count.min(self.0.len()));
        self.0 = rest;
        front
    }

    fn rows<const LENGTH: usize>(&mut self, count: usize) -> Vec<[i16; LENGTH]> {
        let bytes = self.bytes(2 * count * LENGTH);
        let numbers: Vec<i16> = bytes.as_chunks().0.iter().map(|pair| i16::from_le_bytes(*pair)).collect();
        numbers.as_chunks().0.to_vec()
    }

    fn large(&mut self, count: usize) -> Vec<i32> {
        self.bytes(4 * count).as_chunks().0.iter().map(|four| i32::from_le_bytes(*four)).collect()
    }
}

impl Network {
    /// The vocabulary and the weights, little-endian: embeddings of one byte a number; then, of two bytes, the first layer
    /// with the lead-in's, the further layers and the last, each followed by its biases of four bytes.
    fn from_bytes(vocabulary: &str, bytes: &[u8]) -> Self {
        let (mut words, mut shapes) = (WordMap::default(), WordMap::default());
        let mut rows = 0;
        for (row, line) in vocabulary.lines().enumerate() {
            match line.strip_prefix("S:") {
                Some(shape) => shapes.insert(hash(shape), row),
                None => words.insert(hash(line), row),
            };
            rows = row + 1;
        }
        let mut weights = Weights(bytes);
        let embeddings = weights.bytes(rows * WIDTH).as_chunks().0;
        let embeddings =
            embeddings.iter().map(|row| row.map(|byte: u8| i16::from(byte.cast_signed()))).collect();
        let first = weights.rows(ADDED);
        let first_bias = weights.large(FIRST);
        let leading_bias = weights.large(LEADING);
        let layers = SPREADS
            .iter()
            .map(|_| Layer { weights: weights.rows(DEEP), bias: weights.large(DEEP) })
            .collect();
        let last = weights.rows(4);
        let last_bias = weights.large(4);
        let added = std::iter::repeat_with(OnceLock::new).take(rows).collect();
        Self { words, shapes, embeddings, first, first_bias, leading_bias, layers, last, last_bias, added }
    }

    /// What a symbol adds to each filter of the first layer at each of its places, then to those of the lead-in.
    fn added(&self, symbol: &Symbol) -> &[i16] {
        let row = self.words.get(&symbol.word).or_else(|| self.shapes.get(&symbol.shape));
        let Some((embedding, place)) =
            row.and_then(|row| self.embeddings.get(*row).zip(self.added.get(*row)))
        else {
            return &[0; ADDED];
        };
        place.get_or_init(|| {
            let mut sums = [0; ADDED];
            products(&self.first, embedding, &mut sums);
            sums.iter().map(|sum| narrowed(sum >> (EMBEDDED + WEIGHTED - PASSED))).collect()
        })
    }

    /// What speaks for each act, in hundredths of a logit, of a sentence after the one that leads in to it.
    pub(crate) fn sums(&self, sentence: &[Symbol], leading: &[Symbol]) -> [i32; 4] {
        let mut seen = Vec::with_capacity(SEEN);
        let first = self.first(sentence.get(..LONGEST).unwrap_or(sentence));
        greatest(&first, &mut seen);
        let mut passing: Vec<[i16; DEEP]> =
            first.iter().filter_map(|row| row.first_chunk().copied()).collect();
        for (layer, spread) in self.layers.iter().zip(SPREADS) {
            passing = further(&passing, layer, spread);
            greatest(&passing, &mut seen);
        }
        self.leading(&leading[leading.len().saturating_sub(LONGEST_LEADING)..], &mut seen);
        let seen = seen.first_chunk().unwrap_or(&[0; SEEN]);
        let mut sums = [0; 4];
        products(&self.last, seen, &mut sums);
        for (sum, bias) in sums.iter_mut().zip(&self.last_bias) {
            let whole = i64::from(*sum) + i64::from(*bias);
            *sum = i32::try_from((whole * 100) >> (WEIGHTED + PASSED)).unwrap_or(0);
        }
        sums
    }

    /// The first layer, by adding what each word adds to it.
    fn first(&self, sentence: &[Symbol]) -> Vec<[i16; FIRST]> {
        let mut sums = vec![[0i32; FIRST]; sentence.len()];
        for sum in &mut sums {
            sum.copy_from_slice(&self.first_bias);
        }
        for (at, symbol) in sentence.iter().enumerate() {
            for (place, added) in self.added(symbol).chunks_exact(FIRST).take(REACH).enumerate() {
                // What a filter sees at its `place` is so many words after its middle, less half its reach.
                let Some(sum) = (at + REACH / 2).checked_sub(place).and_then(|middle| sums.get_mut(middle))
                else {
                    continue;
                };
                if let Some(added) = added.first_chunk() {
                    add(sum, added);
                }
            }
        }
        sums.iter().map(|sum| sum.map(passed)).collect()
    }

    /// The greatest of each of the lead-in's filters.
    fn leading(&self, sentence: &[Symbol], seen: &mut Vec<i16>) {
        let mut sums = vec![[0i32; LEADING]; if sentence.is_empty() { 0 } else { sentence.len() + 1 }];
        for sum in &mut sums {
            sum.copy_from_slice(&self.leading_bias);
        }
        for (at, symbol) in sentence.iter().enumerate() {
            let added = self.added(symbol).get(REACH * FIRST..).unwrap_or_default();
            for (place, added) in added.chunks_exact(LEADING).enumerate() {
                for (one, other) in sums[at + 1 - place].iter_mut().zip(added) {
                    *one += i32::from(*other);
                }
            }
        }
        seen.extend((0..LEADING).map(|filter| sums.iter().map(|sum| passed(sum[filter])).max().unwrap_or(0)));
    }
}

/// What a layer of three words `spread` apart adds to what it sees.
fn further(passing: &[[i16; DEEP]], layer: &Layer, spread: usize) -> Vec<[i16; DEEP]> {
    let mut window: Window = [0; 3 * DEEP];
    let mut all = Vec::with_capacity(passing.len());
    for (at, own) in passing.iter().enumerate() {
        for (place, part) in window.chunks_exact_mut(DEEP).enumerate() {
            match (at + place * spread).checked_sub(spread).and_then(|at| passing.get(at)) {
                Some(word) => part.copy_from_slice(word),
                None => part.fill(0),
            }
        }
        let (mut row, mut sums) = (*own, [0; DEEP]);
        products(&layer.weights, &window, &mut sums);
        for ((one, sum), bias) in row.iter_mut().zip(sums).zip(&layer.bias) {
            *one = passed(i32::from(*one) + ((sum + bias) >> WEIGHTED).max(0));
        }
        all.push(row);
    }
    all
}

/// The greatest of each filter over a sentence, and over its opening.
fn greatest<const FILTERS: usize>(passing: &[[i16; FILTERS]], seen: &mut Vec<i16>) {
    for part in [passing, passing.get(..OPENING).unwrap_or(passing)] {
        let mut most = [0i16; FILTERS];
        for row in part {
            for (one, other) in most.iter_mut().zip(row) {
                *one = (*one).max(*other);
            }
        }
        seen.extend(most);
    }
}

/// The sum of products of each row with `other`; the length is a multiple of eight.
///
/// Eight sums side by side are what compilers turn into the processor's own instructions for it, if the loop stands alone.
#[inline(never)]
fn products<const LENGTH: usize>(rows: &[[i16; LENGTH]], other: &[i16; LENGTH], sums: &mut [i32]) {
    const { assert!(LENGTH.is_multiple_of(8)) };
    for (sum, row) in sums.iter_mut().zip(rows) {
        let mut lanes = [0i32; 8];
        for (one, other) in row.as_chunks::<8>().0.iter().zip(other.as_chunks::<8>().0) {
            for lane in 0..8 {
                lanes[lane] += i32::from(one[lane]) * i32::from(other[lane]);
            }
        }
        *sum = lanes.iter().sum();
    }
}

/// Adds a row to sums; on its own for the same reason.
#[inline(never)]
fn add(sums: &mut [i32; FIRST], row: &[i16; FIRST]) {
    for (sum, one) in sums.iter_mut().zip(row) {
        *sum += i32::from(*one);
    }
}

/// What passes to the next layer: nothing below nought, and no more than the ceiling.
fn passed(sum: i32) -> i16 {
    narrowed(sum.clamp(0, CEILING))
}

fn narrowed(sum: i32) -> i16 {
    i16::try_from(sum.clamp(i32::from(i16::MIN), i32::from(i16::MAX))).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_files_are_whole_and_no_sum_leaves_32_bits() {
        let network = network();
        assert_eq!(network.embeddings.len(), network.added.len());
        assert_eq!(network.last_bias.len(), 4, "the weights are cut short");
        let greatest = |weights: &[i16]| weights.iter().map(|weight| i64::from(weight.abs())).sum::<i64>();
        for layer in &network.layers {
            for (weights, bias) in layer.weights.iter().zip(&layer.bias) {
                assert!(greatest(weights) * i64::from(CEILING) + i64::from(bias.abs()) < i64::from(i32::MAX));
            }
        }
        for weights in &network.last {
            assert!(greatest(weights) * i64::from(CEILING) < i64::from(i32::MAX));
        }
        for weights in &network.first {
            assert!(greatest(weights) * 128 < i64::from(i32::MAX));
        }
    }
}
