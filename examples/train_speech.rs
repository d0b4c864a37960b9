//! Learns `src/language/speech/weights.tsv` from annotated written answers; see `docs/language.md`.
//!
//! `train_speech ANSWERS.jsonl LABELS… [--further LABELS] [--folds N] [-o WEIGHTS.tsv]`. Of answers that several files
//! label, all labels count alike, so where passes differ a sentence is learned as partly the one, partly the other. It is
//! deterministic: the same answers and labels give the same table. It is a tool of maintainers and no part of the program.
#![allow(
    clippy::float_arithmetic,
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a tool that learns, and prints how well"
)]

#[path = "speech/answers.rs"]
mod answers;

use std::collections::{BTreeMap, HashMap};

use answers::scalars;
use kept::language::speech::{self, Act, Feature, Reading, TEMPLATES};
use kept::language::tokens::hash;

/// How often a feature must be seen.
const LEAST: usize = 3;
/// How many features the table keeps.
const KEPT: usize = 50_000;
/// Rounds over all sentences; the weights are the mean of the second half of them.
const ROUNDS: usize = 12;
/// The share of features left out of each look at a sentence, so that no weight relies on another.
const DROPPED: f32 = 0.5;
/// How fast weights move, and how strongly they are pulled back to nought.
const STEP: f32 = 0.02;
const PULL: f32 = 1e-4;

/// A sentence to learn from: its features and how its labels share out over the acts.
struct Example {
    features: Vec<u32>,
    shares: [f32; 4],
    /// The act of its first label, by which it is judged.
    act: usize,
    fold: usize,
    /// Labelled by itself, not with its whole answer: learned from, never judged by.
    alone: bool,
}

/// Labels of answers: per id, begin, end and act of each labelled sentence.
type Labels = BTreeMap<String, Vec<(usize, usize, usize)>>;

fn labels(path: &str) -> Labels {
    let mut labels = Labels::new();
    for line in std::fs::read_to_string(path).unwrap().lines().filter(|line| !line.starts_with('#')) {
        let columns: Vec<&str> = line.split('\t').collect();
        let sentences = labels.entry(columns[0].to_owned()).or_default();
        if let [_, start, end, act, ..] = columns[..] {
            let act = Act::ALL.iter().position(|known| known.word() == act).unwrap();
            sentences.push((start.parse().unwrap(), end.parse().unwrap(), act));
        }
    }
    labels
}

/// The act by which a sentence from `start` to `end` is labelled, if it is.
fn label(labels: &[(usize, usize, usize)], start: usize, end: usize) -> Option<usize> {
    let overlap = |label: &(usize, usize, usize)| label.1.min(end).saturating_sub(label.0.max(start));
    labels
        .iter()
        .filter(|label| overlap(label) * 2 > (end - start).min(label.1 - label.0))
        .max_by_key(|label| overlap(label))
        .map(|label| label.2)
}

/// All features that were met, and the words behind their hashes.
#[derive(Default)]
struct Features {
    index: HashMap<[u64; 6], u32>,
    names: Vec<Feature>,
    words: HashMap<u64, String>,
}

impl Features {
    fn of(&mut self, reading: &Reading, at: usize) -> Vec<u32> {
        let mut found = Vec::new();
        speech::features_of(&reading.sentences, &reading.symbols, &reading.groups, at, &mut |feature| {
            let mut key = [feature.template as u64; 6];
            key[1..].copy_from_slice(&feature.words);
            let next = u32::try_from(self.names.len()).unwrap();
            let place = *self.index.entry(key).or_insert(next);
            if place == next {
                self.names.push(feature);
            }
            found.push(place);
        });
        found.sort_unstable();
        found.dedup();
        found
    }

    fn learn_words(&mut self, text: &str, reading: &Reading) {
        for token in &reading.tokens {
            if let Some(spelled) = token.spelled(text) {
                self.words.entry(token.word).or_insert(spelled);
            }
        }
    }

    /// A feature as the table writes it; nothing where a word cannot be written.
    fn written(&self, feature: &Feature) -> Option<String> {
        let mut name = TEMPLATES[feature.template].to_owned();
        let length = feature.words.iter().rposition(|word| *word != 0).map_or(0, |last| last + 1);
        for word in &feature.words[..length] {
            name.push(' ');
            match word {
                0 => name.push('0'),
                word => name.push_str(self.words.get(word).filter(|word| !word.contains([' ', '\t']))?),
            }
        }
        Some(name)
    }
}

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let option = |name: &str| {
        arguments.iter().position(|known| known == name).and_then(|at| arguments.get(at + 1)).cloned()
    };
    let folds: usize = option("--folds").map_or(5, |folds| folds.parse().unwrap());
    let passes: Vec<Labels> =
        arguments[1..].iter().take_while(|word| !word.starts_with('-')).map(|path| labels(path)).collect();
    let further = option("--further").map(|path| labels(&path)).unwrap_or_default();
    let mut features = Features::default();
    let small = [
        "first", "last", "paragraph", "bullet", "heading", "cell", "not", "will", "have", "are", "am", "is",
        "had", "would",
    ];
    for word in speech::CLASSES.iter().chain(speech::FRAMES).chain(&small).copied().chain(speech::lemmas()) {
        features.words.insert(hash(word), word.to_owned());
    }
    let examples = examples(&arguments[0], &passes, &further, folds, &mut features);
    let size = features.names.len();
    let mut held = Vec::new();
    for fold in 0..folds {
        let rest: Vec<&Example> =
            examples.iter().filter(|example| example.alone || example.fold != fold).collect();
        let weights = pruned(&rest, size);
        held.extend(
            examples
                .iter()
                .filter(|example| !example.alone && example.fold == fold)
                .map(|example| (example, sums(&weights, &example.features))),
        );
    }
    let heat = if held.is_empty() { 1.0 } else { report(&held) };
    if let Some(path) = option("-o") {
        let all: Vec<&Example> = examples.iter().collect();
        let table = table(&features, &pruned(&all, size), heat);
        println!("{} weights", table.len());
        std::fs::write(path, table.join("\n") + "\n").unwrap();
    }
}

/// The labelled sentences of the answers. Every answer falls into one fold as a whole.
fn examples(
    path: &str,
    passes: &[Labels],
    further: &Labels,
    folds: usize,
    features: &mut Features,
) -> Vec<Example> {
    let mut examples = Vec::new();
    for answer in answers::in_file(path).unwrap() {
        let answer = answer.unwrap();
        let id = answer.id();
        let known: Vec<&Vec<(usize, usize, usize)>> =
            passes.iter().filter_map(|labels| labels.get(&id)).collect();
        let alone = further.get(&id).filter(|_| known.is_empty());
        if known.is_empty() && alone.is_none() {
            continue;
        }
        let (text, _, reading) = answer.read();
        features.learn_words(&text.text, &reading);
        for (at, sentence) in reading.sentences.iter().enumerate() {
            let (start, end) = scalars(&text, sentence.start, sentence.end);
            let mut shares = [0.0; 4];
            let act;
            match alone {
                Some(labels) => match label(labels, start, end) {
                    Some(known) => {
                        shares[known] = 1.0;
                        act = known;
                    }
                    None => continue,
                },
                None => {
                    act = label(known[0], start, end).unwrap_or(3);
                    for labels in &known {
                        shares[label(labels, start, end).unwrap_or(3)] += 1.0 / known.len() as f32;
                    }
                }
            }
            examples.push(Example {
                features: features.of(&reading, at),
                shares,
                act,
                fold: usize::try_from(hash(&id) % folds.max(1) as u64).unwrap(),
                alone: alone.is_some(),
            });
        }
    }
    examples
}

/// Learns twice: once to see which features matter most, and again with those alone.
fn pruned(examples: &[&Example], size: usize) -> Vec<[f32; 4]> {
    let mut counts = vec![0usize; size];
    for feature in examples.iter().flat_map(|example| &example.features) {
        counts[*feature as usize] += 1;
    }
    let mut kept: Vec<bool> = counts.iter().map(|count| *count >= LEAST).collect();
    let weights = learn(examples, &kept);
    let worth = |at: usize| {
        let mean = weights[at].iter().sum::<f32>() / 4.0;
        (counts[at] as f32).sqrt()
            * weights[at].iter().map(|weight| (weight - mean).abs()).fold(0.0, f32::max)
    };
    let mut order: Vec<usize> = (0..size).filter(|at| kept[*at]).collect();
    order.sort_by(|a, b| worth(*b).total_cmp(&worth(*a)));
    for at in order.into_iter().skip(KEPT) {
        kept[at] = false;
    }
    learn(examples, &kept)
}

/// Softmax regression by AdaGrad with dropout, in a fixed order.
fn learn(examples: &[&Example], kept: &[bool]) -> Vec<[f32; 4]> {
    let mut weights = vec![[0.0f32; 4]; kept.len()];
    let mut squares = vec![[1e-2f32; 4]; kept.len()];
    let mut mean = vec![[0.0f32; 4]; kept.len()];
    let rows: Vec<Vec<u32>> = examples
        .iter()
        .map(|example| example.features.iter().copied().filter(|feature| kept[*feature as usize]).collect())
        .collect();
    let mut order: Vec<usize> = (0..rows.len()).collect();
    let mut state = 0x9e37_79b9_7f4a_7c15u64;
    let mut chance = move || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state >> 40) as f32 / 16_777_216.0
    };
    let mut seen = Vec::new();
    for round in 0..ROUNDS {
        let step = STEP * (1.0 - round as f32 / ROUNDS as f32 * 0.8);
        for at in (1..order.len()).rev() {
            order.swap(at, ((chance() * (at + 1) as f32) as usize).min(at));
        }
        for &at in &order {
            seen.clear();
            seen.extend(rows[at].iter().copied().filter(|_| chance() >= DROPPED));
            let scaled = sums(&weights, &seen).map(|sum| sum / (1.0 - DROPPED));
            let chances = chances(scaled, 1.0);
            for feature in &seen {
                let place = *feature as usize;
                for act in 0..4 {
                    let slope = chances[act] - examples[at].shares[act] + PULL * weights[place][act];
                    squares[place][act] += slope * slope;
                    weights[place][act] -= step * slope / squares[place][act].sqrt();
                }
            }
        }
        if round >= ROUNDS / 2 {
            for (mean, weights) in mean.iter_mut().zip(&weights) {
                for act in 0..4 {
                    mean[act] += weights[act] / (ROUNDS - ROUNDS / 2) as f32;
                }
            }
        }
    }
    mean
}

fn sums(weights: &[[f32; 4]], features: &[u32]) -> [f32; 4] {
    let mut sums = [0.0; 4];
    for feature in features {
        for (sum, weight) in sums.iter_mut().zip(weights[*feature as usize]) {
            *sum += weight;
        }
    }
    sums
}

fn chances(sums: [f32; 4], heat: f32) -> [f32; 4] {
    let best = sums.iter().copied().fold(f32::MIN, f32::max);
    let shares = sums.map(|sum| ((sum - best) * heat).exp());
    let total: f32 = shares.iter().sum();
    shares.map(|share| share / total)
}

/// Prints how the sentences that were held out of each fold were judged; gives the factor that makes the chances honest.
fn report(held: &[(&Example, [f32; 4])]) -> f32 {
    let loss = |heat: f32| -> f64 {
        held.iter()
            .map(|(example, sums)| {
                let chances = chances(*sums, heat);
                (0..4).map(|act| -f64::from(example.shares[act] * chances[act].max(1e-6).ln())).sum::<f64>()
            })
            .sum()
    };
    let heat = (4..30).map(|tenth| tenth as f32 / 10.0).min_by(|a, b| loss(*a).total_cmp(&loss(*b))).unwrap();
    println!("{} sentences, factor {heat:.1}, log loss {:.4}", held.len(), loss(heat) / held.len() as f64);
    let verdicts = |lean: [f32; 4]| -> Vec<(usize, usize)> {
        held.iter()
            .map(|(example, sums)| {
                let leaning: Vec<f32> = sums.iter().zip(lean).map(|(sum, lean)| sum * heat + lean).collect();
                let said = (0..4).max_by(|a, b| leaning[*a].total_cmp(&leaning[*b])).unwrap();
                (example.act, said)
            })
            .collect()
    };
    let mut best = (0.0, [0.0f32; 4]);
    for tenths in 0..9 * 9 * 9 {
        let lean = [tenths / 81 % 9, tenths / 9 % 9, tenths % 9, 0].map(|tenth| tenth as f32 / 10.0);
        let verdicts = verdicts(lean);
        let worth = f1(&verdicts, 0) * 2.0 + f1(&verdicts, 1) * 0.5 + f1(&verdicts, 2);
        if worth > best.0 {
            best = (worth, lean);
        }
    }
    for lean in [[0.0; 4], [0.3, 0.6, 0.4, 0.0], [0.5, 0.6, 0.6, 0.0], best.1] {
        println!("lean {:?}", lean.map(|lean| (lean * 100.0).round() as i32));
        let verdicts = verdicts(lean);
        for (act, known) in Act::ALL.iter().enumerate().take(3) {
            println!("{:>10}  F1 {:.3}", known.word(), f1(&verdicts, act));
        }
    }
    heat
}

fn f1(verdicts: &[(usize, usize)], act: usize) -> f64 {
    let right = verdicts.iter().filter(|(truth, said)| *truth == act && *said == act).count();
    let both: usize =
        verdicts.iter().map(|(truth, said)| usize::from(*truth == act) + usize::from(*said == act)).sum();
    2.0 * right as f64 / both.max(1) as f64
}

/// The lines of the table: each feature with its weights in hundredths, those of `other` taken off.
fn table(features: &Features, weights: &[[f32; 4]], heat: f32) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for (feature, weights) in features.names.iter().zip(weights) {
        let hundredths: Vec<i32> =
            (0..3).map(|act| ((weights[act] - weights[3]) * 100.0 * heat).round() as i32).collect();
        if hundredths.iter().any(|weight| *weight != 0)
            && let Some(name) = features.written(feature)
        {
            lines.push(format!("{name}\t{}\t{}\t{}", hundredths[0], hundredths[1], hundredths[2]));
        }
    }
    lines.sort();
    lines
}
