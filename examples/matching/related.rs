//! Learns which words stand for each other: stems that stand among the same words in answers.
//!
//! Counts of neighbours are weighed by how much they exceed chance, put into few dimensions, and compared. It must not see
//! the answers that measure.

use std::collections::BTreeMap;

use kept::matching::Corpus;

/// How far neighbours may be apart.
const APART: usize = 5;
/// A word in fewer answers is not learned.
const SEEN: usize = 12;
/// Dimensions.
const WIDTH: usize = 150;
/// Rounds in which the dimensions settle.
const ROUNDS: usize = 12;
/// No more than these are related to a word, and none less alike.
const MOST: usize = 8;
const ALIKE: f32 = 0.46;

/// A row of a sparse matrix: columns with values.
type Row = Vec<(usize, f32)>;

/// Prints stems with the stems most like them and how alike they are, in hundredths.
pub(crate) fn related(corpus: &Corpus) {
    let words: Vec<&str> = corpus
        .shares(SEEN as f32 / corpus.len() as f32)
        .into_iter()
        .map(|(key, _)| key)
        .filter(|key| key.len() > 1 && key.chars().all(|letter| letter.is_ascii_lowercase()))
        .collect();
    let numbers: BTreeMap<&str, usize> = words.iter().enumerate().map(|(at, key)| (*key, at)).collect();
    let places = places(&surprise(&neighbours(corpus, &numbers)));
    let near: Vec<f32> = (0..words.len()).map(|at| crowd(&places, at)).collect();
    for (at, word) in words.iter().enumerate() {
        let mut others: Vec<(f32, f32, usize)> = (0..words.len())
            .filter(|other| *other != at)
            .map(|other| (dot(&places[at], &places[other]), other))
            .filter(|(alike, _)| *alike >= ALIKE)
            .map(|(alike, other)| (alike - (near[at] + near[other]) / 2.0, alike, other))
            .collect();
        others.sort_by(|one, other| other.0.total_cmp(&one.0));
        if others.is_empty() {
            continue;
        }
        let shown = others.iter().take(MOST);
        let shown = shown.map(|(_, alike, other)| format!("{}:{:.0}", words[*other], alike * 100.0));
        println!("{word} {}", shown.collect::<Vec<_>>().join(" "));
    }
}

/// How often words stand near each other; the nearer, the more it counts.
fn neighbours(corpus: &Corpus, numbers: &BTreeMap<&str, usize>) -> Vec<BTreeMap<usize, f32>> {
    let mut counts = vec![BTreeMap::new(); numbers.len()];
    for entry in 0..corpus.len() {
        let terms: Vec<Option<usize>> = corpus.words(entry).map(|key| numbers.get(key).copied()).collect();
        for (at, one) in terms.iter().enumerate() {
            for apart in 1..=APART {
                let (Some(one), Some(Some(other))) = (one, terms.get(at + apart)) else { continue };
                if one != other {
                    let weight = 1.0 / (apart as f32).sqrt();
                    *counts[*one].entry(*other).or_default() += weight;
                    *counts[*other].entry(*one).or_default() += weight;
                }
            }
        }
    }
    counts
}

/// How much more often words stand near each other than by chance (positive pointwise mutual information; rare neighbours
/// are smoothed).
fn surprise(counts: &[BTreeMap<usize, f32>]) -> Vec<Row> {
    let sums: Vec<f32> = counts.iter().map(|row| row.values().sum()).collect();
    let smooth: Vec<f32> = sums.iter().map(|sum| sum.powf(0.75)).collect();
    let all: f32 = smooth.iter().sum();
    let row = |(row, sum): (&BTreeMap<usize, f32>, &f32)| {
        let surprise = |(other, count): (&usize, &f32)| (*other, (count * all / (sum * smooth[*other])).ln());
        row.iter().map(surprise).filter(|(_, surprise)| *surprise > 0.0).collect()
    };
    counts.iter().zip(&sums).map(row).collect()
}

/// Places of length 1 in few dimensions (orthogonal iteration; the root of what each dimension explains is its weight).
fn places(rows: &[Row]) -> Vec<Vec<f32>> {
    let mut seed = 1_u64;
    let mut roll = || {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 40) as f32 / (1_u64 << 24) as f32 - 0.5
    };
    let mut basis: Vec<Vec<f32>> = (0..WIDTH).map(|_| (0..rows.len()).map(|_| roll()).collect()).collect();
    for _ in 0..ROUNDS {
        basis = basis.iter().map(|vector| times(rows, &turned(rows, vector))).collect();
        orthonormal(&mut basis);
    }
    let weights: Vec<f32> = basis.iter().map(|vector| length(&turned(rows, vector)).sqrt()).collect();
    let place = |at: usize| {
        let mut place: Vec<f32> =
            basis.iter().zip(&weights).map(|(vector, weight)| vector[at] * weight).collect();
        let length = length(&place).max(f32::MIN_POSITIVE);
        place.iter_mut().for_each(|value| *value /= length);
        place
    };
    (0..rows.len()).map(place).collect()
}

fn times(rows: &[Row], vector: &[f32]) -> Vec<f32> {
    rows.iter().map(|row| row.iter().map(|(at, value)| value * vector[*at]).sum()).collect()
}

fn turned(rows: &[Row], vector: &[f32]) -> Vec<f32> {
    let mut product = vec![0.0; vector.len()];
    for (row, weight) in rows.iter().zip(vector) {
        row.iter().for_each(|(at, value)| product[*at] += value * weight);
    }
    product
}

/// Makes vectors stand at right angles, each of length 1.
fn orthonormal(basis: &mut [Vec<f32>]) {
    for at in 0..basis.len() {
        let (before, rest) = basis.split_at_mut(at);
        let Some(vector) = rest.first_mut() else { return };
        for other in before {
            let shared = dot(vector, other);
            vector.iter_mut().zip(other).for_each(|(value, other)| *value -= shared * *other);
        }
        let length = length(vector).max(f32::MIN_POSITIVE);
        vector.iter_mut().for_each(|value| *value /= length);
    }
}

fn dot(one: &[f32], other: &[f32]) -> f32 {
    one.iter().zip(other).map(|(one, other)| one * other).sum()
}

fn length(vector: &[f32]) -> f32 {
    dot(vector, vector).sqrt()
}

/// How alike a word is to the ten most like it: some words are like everything.
fn crowd(places: &[Vec<f32>], at: usize) -> f32 {
    let mut alike: Vec<f32> = (0..places.len())
        .filter(|other| *other != at)
        .map(|other| dot(&places[at], &places[other]))
        .collect();
    alike.sort_by(|one, other| other.total_cmp(one));
    alike.iter().take(10).sum::<f32>() / 10.0
}
