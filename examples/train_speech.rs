//! Learns `src/language/speech/weights.tsv` from annotated written answers; see `docs/language.md`.
//!
//! `train_speech ANSWERS.jsonl LABELS.tsv [--test LABELS.tsv] [-o WEIGHTS.tsv]`. It is deterministic: the same answers and
//! labels give the same table. It is a tool of maintainers and no part of the program.
#![allow(
    clippy::float_arithmetic,
    clippy::print_stdout,
    clippy::unwrap_used,
    clippy::print_stderr,
    reason = "a tool that learns, and prints how well"
)]

use std::collections::{BTreeMap, HashMap};
use std::io::BufRead;

use kept::language::canonical::from_plain;
use kept::language::speech::{self, Act, Feature, TEMPLATES};
use kept::language::tokens::hash;

/// A sentence to learn from: its features and what it does.
struct Example {
    features: Vec<u32>,
    act: usize,
    id: String,
    text: String,
}

/// Labels of answers: per id, begin, end and act of each labelled sentence.
type Labels = BTreeMap<String, Vec<(usize, usize, usize)>>;

fn labels(path: &str) -> Labels {
    let mut labels = Labels::new();
    for line in std::fs::read_to_string(path).unwrap().lines().filter(|line| !line.starts_with('#')) {
        let columns: Vec<&str> = line.split('\t').collect();
        let sentences = labels.entry(columns[0].to_owned()).or_default();
        if let [_, start, end, act] = columns[..] {
            let act = Act::ALL.iter().position(|known| known.word() == act).unwrap();
            sentences.push((start.parse().unwrap(), end.parse().unwrap(), act));
        }
    }
    labels
}

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let option = |name: &str| {
        arguments.iter().position(|known| known == name).and_then(|at| arguments.get(at + 1)).cloned()
    };
    let train_labels = labels(&arguments[1]);
    let test_labels = option("--test").map(|path| labels(&path)).unwrap_or_default();
    let least: usize = option("--least").map_or(2, |least| least.parse().unwrap());
    let decay: f64 = option("--decay").map_or(1e-4, |value| value.parse().unwrap());
    let sparse: f64 = option("--sparse").map_or(2e-5, |value| value.parse().unwrap());
    let rounds: usize = option("--rounds").map_or(30, |value| value.parse().unwrap());
    // What is learned is too sure of itself on other answers; scaled down, the rules have their say.
    let scale: f64 = option("--scale").map_or(1.0, |value| value.parse().unwrap());
    let mut lean = [0i64; 3];
    for (place, value) in lean.iter_mut().zip(option("--lean").unwrap_or_default().split(',')) {
        *place = value.parse().unwrap_or(0);
    }
    let mut index: HashMap<[u64; 6], u32> = HashMap::new();
    let mut names: Vec<Feature> = Vec::new();
    let mut words: HashMap<u64, String> = HashMap::new();
    let extra = [
        "first",
        "last",
        "paragraph",
        "bullet",
        "heading",
        "cell",
        "1",
        "2",
        "3",
        "4",
        "5",
        "6",
        "verbless",
        "<other>",
    ];
    for word in speech::CLASSES.iter().chain(&extra) {
        words.insert(hash(word), (*word).to_owned());
    }
    let (mut train, mut test) = (Vec::new(), Vec::new());
    for line in std::io::BufReader::new(std::fs::File::open(&arguments[0]).unwrap()).lines() {
        let answer: serde_json::Value = serde_json::from_str(&line.unwrap()).unwrap();
        let id = answer["id"].to_string();
        let (sentences, into) = match (train_labels.get(&id), test_labels.get(&id)) {
            (_, Some(sentences)) => (sentences, &mut test),
            (Some(sentences), None) => (sentences, &mut train),
            (None, None) => continue,
        };
        let text = from_plain(answer["answer"].as_str().unwrap_or_default());
        let date = answer["dateAnswered"].as_str().or(answer["month"].as_str()).unwrap();
        let date = date.get(..10).map_or_else(|| format!("{date}-15"), str::to_owned);
        let reading = speech::read(&text.text, &text.blocks, date.parse().ok());
        let symbols = speech::symbols_of(
            &text.text,
            &reading.tokens,
            &reading.dates,
            &reading.quantities,
            &reading.sentences,
            date.parse().ok(),
        );
        for token in &reading.tokens {
            let word = token.text(&text.text).to_lowercase().replace('’', "'");
            let stem = word.strip_suffix("'s").unwrap_or(&word);
            let known = [word.as_str(), stem, stem.split('\'').next().unwrap_or_default()];
            let spelled =
                known.iter().find(|spelling| hash(spelling) == token.word).copied().unwrap_or("will");
            words.entry(token.word).or_insert_with(|| spelled.to_owned());
        }
        for contraction in ["will", "have", "are", "am"] {
            words.entry(hash(contraction)).or_insert_with(|| contraction.to_owned());
        }
        for at in 0..reading.sentences.len() {
            let sentence = &reading.sentences[at];
            let (start, end) =
                (text.text[..sentence.start].chars().count(), text.text[..sentence.end].chars().count());
            let overlap = |label: &(usize, usize, usize)| label.1.min(end).saturating_sub(label.0.max(start));
            let label = sentences
                .iter()
                .filter(|label| overlap(label) * 2 > (end - start).min(label.1 - label.0))
                .max_by_key(|label| overlap(label));
            let mut features = Vec::new();
            speech::features_of(&reading.sentences, &symbols, at, &mut |feature| {
                let mut key = [feature.template as u64; 6];
                key[1..].copy_from_slice(&feature.words);
                let next = u32::try_from(names.len()).unwrap();
                let place = *index.entry(key).or_insert(next);
                if place == next {
                    names.push(feature);
                }
                features.push(place);
            });
            features.sort_unstable();
            features.dedup();
            let act = label.map_or(3, |label| label.2);
            into.push(Example {
                features,
                act,
                id: id.clone(),
                text: text.text[sentence.start..sentence.end].to_owned(),
            });
        }
    }
    let mut counts = vec![0usize; names.len()];
    for feature in train.iter().flat_map(|example| &example.features) {
        counts[*feature as usize] += 1;
    }
    let mut kept: Vec<bool> = counts.iter().map(|count| *count >= least).collect();
    if let Some(most) = option("--keep").map(|most| most.parse::<usize>().unwrap()) {
        let all: Vec<&Example> = train.iter().collect();
        let weights = learn(&all, names.len(), &|feature| kept[*feature as usize], decay, sparse, rounds);
        let worth = |at: usize| {
            (counts[at] as f64).sqrt()
                * (0..3).map(|act| (weights[at][act] - weights[at][3]).abs()).fold(0.0, f64::max)
        };
        let mut order: Vec<usize> = (0..names.len()).filter(|at| kept[*at]).collect();
        order.sort_by(|a, b| worth(*b).total_cmp(&worth(*a)));
        kept = vec![false; names.len()];
        for at in order.into_iter().take(most) {
            kept[at] = true;
        }
    }
    let keep = |feature: &u32| kept[*feature as usize];
    if let Some(folds) = option("--folds").map(|folds| folds.parse::<usize>().unwrap()) {
        let ids: Vec<String> = train_labels.keys().cloned().collect();
        let fold_of: HashMap<&str, usize> =
            ids.iter().enumerate().map(|(at, id)| (id.as_str(), at % folds)).collect();
        let mut verdicts = Vec::new();
        for fold in 0..folds {
            let (held, rest): (Vec<&Example>, Vec<&Example>) =
                train.iter().partition(|example| fold_of[example.id.as_str()] == fold);
            let weights = learn(&rest, names.len(), &keep, decay, sparse, rounds);
            verdicts
                .extend(held.iter().map(|example| (*example, chances(&weights, &example.features, &keep))));
        }
        report("cross-validated", &verdicts);
        if option("--doubts").is_some() {
            doubts(&verdicts);
        }
    }
    let all: Vec<&Example> = train.iter().collect();
    let weights = learn(&all, names.len(), &keep, decay, sparse, rounds);
    if !test.is_empty() {
        let verdicts: Vec<_> =
            test.iter().map(|example| (example, chances(&weights, &example.features, &keep))).collect();
        report("held out", &verdicts);
    }
    if let Some(path) = option("-o") {
        let mut lines: Vec<String> = Vec::new();
        for (feature, weights) in names.iter().zip(&weights) {
            let hundredths: Vec<i64> =
                (0..3).map(|act| ((weights[act] - weights[3]) * 100.0 * scale).round() as i64).collect();
            if hundredths.iter().all(|weight| weight.abs() < 3) {
                continue;
            }
            let mut name = TEMPLATES[feature.template].to_owned();
            let length = feature.words.iter().rposition(|word| *word != 0).map_or(0, |last| last + 1);
            for word in &feature.words[..length] {
                name.push(' ');
                name.push_str(words.get(word).map_or("?", String::as_str));
            }
            if name.contains('?') {
                continue;
            }
            // What is in every sentence carries the lean by which acts are preferred over none.
            let lean = if name == "word <s>" { lean } else { [0; 3] };
            lines.push(format!(
                "{name}\t{}\t{}\t{}",
                hundredths[0] + lean[0],
                hundredths[1] + lean[1],
                hundredths[2] + lean[2]
            ));
        }
        lines.sort();
        lines.dedup_by(|a, b| a.split('\t').next() == b.split('\t').next());
        println!("{} weights", lines.len());
        std::fs::write(path, lines.join("\n") + "\n").unwrap();
    }
}

/// Softmax regression by AdaGrad with a pull towards nought, in a fixed order.
fn learn(
    examples: &[&Example],
    size: usize,
    keep: &impl Fn(&u32) -> bool,
    decay: f64,
    sparse: f64,
    rounds: usize,
) -> Vec<[f64; 4]> {
    let mut weights = vec![[0.0f64; 4]; size];
    let mut squares = vec![[1e-2f64; 4]; size];
    let mut order: Vec<usize> = (0..examples.len()).collect();
    let mut state = 0x2545_f491_4f6c_dd1du64;
    for _ in 0..rounds {
        for at in (1..order.len()).rev() {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            order.swap(at, usize::try_from(state % (at as u64 + 1)).unwrap());
        }
        for &at in &order {
            let example = examples[at];
            let chances = chances(&weights, &example.features, keep);
            for feature in example.features.iter().filter(|feature| keep(feature)) {
                let place = *feature as usize;
                for act in 0..4 {
                    let wrong = chances[act] - f64::from(u8::from(example.act == act));
                    let slope = wrong + decay * weights[place][act];
                    squares[place][act] += slope * slope;
                    let step = 0.1 / squares[place][act].sqrt();
                    let moved = weights[place][act] - step * slope;
                    weights[place][act] = moved.signum() * (moved.abs() - step * sparse).max(0.0);
                }
            }
        }
    }
    weights
}

fn chances(weights: &[[f64; 4]], features: &[u32], keep: &impl Fn(&u32) -> bool) -> [f64; 4] {
    let mut sums = [0.0; 4];
    for feature in features.iter().filter(|feature| keep(feature)) {
        for (sum, weight) in sums.iter_mut().zip(weights[*feature as usize]) {
            *sum += weight;
        }
    }
    let best = sums.iter().copied().fold(f64::MIN, f64::max);
    let shares = sums.map(|sum| (sum - best).exp());
    let total: f64 = shares.iter().sum();
    shares.map(|share| share / total)
}

fn report(name: &str, verdicts: &[(&Example, [f64; 4])]) {
    println!("{name}: {} sentences", verdicts.len());
    let lean = std::env::args().skip_while(|word| word != "--lean").nth(1).unwrap_or_default();
    let lean: Vec<f64> =
        lean.split(',').map(|value| value.parse::<f64>().unwrap_or(0.0) / 100.0).chain([0.0; 4]).collect();
    let best = |chances: &[f64; 4]| {
        let mut leaning = *chances;
        for act in 0..3 {
            leaning[act] *= lean[act].exp();
        }
        (0..4).max_by(|a, b| leaning[*a].total_cmp(&leaning[*b])).unwrap()
    };
    for (act, known) in Act::ALL.iter().enumerate().take(3) {
        let right =
            verdicts.iter().filter(|(example, chances)| example.act == act && best(chances) == act).count();
        let said = verdicts.iter().filter(|(_, chances)| best(chances) == act).count();
        let true_ones = verdicts.iter().filter(|(example, _)| example.act == act).count();
        let f1 = 2.0 * right as f64 / (said + true_ones).max(1) as f64;
        println!("{:>10}: {right} of {said} right, {true_ones} to find, F1 {f1:.3}", known.word());
    }
}

/// Prints where labels and verdicts part, the surest first.
fn doubts(verdicts: &[(&Example, [f64; 4])]) {
    let mut list: Vec<_> =
        verdicts.iter().map(|(example, chances)| (chances[example.act], example, chances)).collect();
    list.sort_by(|a, b| a.0.total_cmp(&b.0));
    for (chance, example, chances) in list.iter().filter(|(chance, _, _)| *chance < 0.5) {
        let said = (0..4).max_by(|a, b| chances[*a].total_cmp(&chances[*b])).unwrap();
        println!(
            "{}\t{}\t{}\t{chance:.2}\t{}",
            example.id,
            Act::ALL[example.act].word(),
            Act::ALL[said].word(),
            example.text
        );
    }
}
