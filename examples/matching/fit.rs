//! Fits the weights of the model by logistic regression.
//!
//! It must not see the answers that measure.

use anyhow::Result;
use kept::matching::{Corpus, Link, MODEL, Model, crowd, links, settling};

use super::cases::{Case, cases, crowds};
use super::{Answer, bears, figures_of, fitting, ids, measuring, paper, pledges, search, show_pledges};

/// Signals with whether the link is right, and how much the example counts.
type Example = (Vec<f32>, bool, f32);

/// A model that only ranks by shared words: what fitting begins with.
pub(crate) fn plain() -> Model {
    let mut model = Model {
        first: MODEL.first.map(|_| 0.0),
        second: MODEL.second.map(|_| 0.0),
        third: MODEL.third.map(|_| 0.0),
    };
    (model.first[1], model.second[1], model.third[1]) = (10.0, 10.0, 1.0);
    model
}

/// The examples of some cases for each of two seeds, and of the pledges, under a model; `tell` gives a link's signals from
/// how many documents there are to a pledge.
fn examples(
    answers: &[Answer],
    model: &Model,
    chosen: impl Fn(&[&Answer], u64) -> Vec<Case>,
    tell: impl Fn(&Link, f32) -> Vec<f32>,
) -> Result<Vec<Example>> {
    let odd = fitting(answers);
    let mut examples: Vec<Example> = Vec::new();
    for seed in [1, 2] {
        for case in chosen(&odd, seed * 1000) {
            let corpus = Corpus::new(case.papers.clone());
            let crowd = crowd(corpus.len(), case.searches.len());
            // Mostly there are pledges that nothing bears on.
            let share = if case.truth.len() < case.searches.len() { 2.0 } else { 1.0 };
            for (at, links) in links(&corpus, &case.searches, model).into_iter().enumerate() {
                let truth = case.truth.get(&at);
                for link in links.iter().take(40) {
                    let right = truth.is_some_and(|truth| ids(&corpus, link).contains(&truth.as_str()));
                    examples.push((tell(link, crowd), right, share));
                }
            }
        }
    }
    let asked: f32 = examples.iter().filter(|one| one.1).map(|one| one.2).sum();
    let pledges = pledges()?;
    let corpus = Corpus::new(answers.iter().map(paper).collect());
    let found = links(&corpus, &pledges.iter().map(search).collect::<Vec<_>>(), model);
    let mut known: Vec<Example> = Vec::new();
    let crowd = crowd(corpus.len(), pledges.len());
    for (pledge, links) in pledges.iter().zip(&found) {
        for link in links {
            if let Some(right) = bears(pledge, corpus.text(link.entry)) {
                known.push((tell(link, crowd), right, 1.0));
            }
        }
    }
    let right = known.iter().filter(|one| one.1).count() as f32;
    eprintln!(
        "{asked} right of {} from questions, {right} right of {} from pledges",
        examples.len(),
        known.len()
    );
    for one in &mut known {
        one.2 = asked / right / 2.0;
    }
    examples.extend(known);
    Ok(examples)
}

pub(crate) fn fit(answers: &[Answer]) -> Result<()> {
    let mut model = plain();
    let own = model.first.len();
    let signals = |link: &Link, _| link.signals.to_vec();
    let first: Vec<Example> = examples(answers, &model, cases, signals)?
        .into_iter()
        .map(|(signals, right, share)| (signals[..own].to_vec(), right, share))
        .collect();
    for (weight, fitted) in model.first.iter_mut().zip(regression(&first)) {
        *weight = fitted as f32;
    }
    let second = regression(&examples(answers, &model, cases, signals)?);
    for (weight, fitted) in model.second.iter_mut().zip(second) {
        *weight = fitted as f32;
    }
    // What settles the score is learned where crowds are as frequent as not.
    let all =
        |answers: &[&Answer], seed| cases(answers, seed).into_iter().chain(crowds(answers, seed)).collect();
    let settled =
        examples(answers, &model, all, |link, crowd| settling(link.score, crowd, &link.signals).to_vec())?;
    for (weight, fitted) in model.third.iter_mut().zip(regression(&settled)) {
        *weight = fitted as f32;
    }
    let names = kept::matching::NAMES;
    for (name, weights, names) in [
        ("first", &model.first[..], &names[..]),
        ("second", &model.second[..], &names[..]),
        ("third", &model.third[..], &kept::matching::SETTLED_BY[..]),
    ] {
        println!("    {name}: [");
        for (weight, name) in weights.iter().zip(names) {
            println!("        {weight:.3}, // {name}");
        }
        println!("    ],");
    }
    for case in cases(&measuring(answers), 7) {
        figures_of(&case, &model);
    }
    show_pledges(answers, false, &model)
}

/// Logistic regression by Newton's method, with a little shrinking so that no weight runs away.
fn regression(examples: &[Example]) -> Vec<f64> {
    let size = examples[0].0.len();
    let mut weights = vec![0.0_f64; size];
    for _ in 0..30 {
        let mut gradient = vec![0.0_f64; size];
        let mut curvature = vec![vec![0.0_f64; size]; size];
        for (signals, right, share) in examples {
            let sum: f64 =
                signals.iter().zip(&weights).map(|(signal, weight)| f64::from(*signal) * weight).sum();
            let chance = 1.0 / (1.0 + (-sum).exp());
            let share = f64::from(*share);
            let miss = share * (f64::from(u8::from(*right)) - chance);
            let steep = share * chance * (1.0 - chance);
            for (row, one) in signals.iter().enumerate() {
                gradient[row] += miss * f64::from(*one);
                for (column, other) in signals.iter().enumerate() {
                    curvature[row][column] += steep * f64::from(*one) * f64::from(*other);
                }
            }
        }
        for at in 0..size {
            gradient[at] -= weights[at];
            curvature[at][at] += 1.0;
        }
        for (weight, step) in weights.iter_mut().zip(solve(curvature, gradient)) {
            *weight += step;
        }
    }
    weights
}

/// Solves a small system of equations by elimination.
fn solve(mut matrix: Vec<Vec<f64>>, mut right: Vec<f64>) -> Vec<f64> {
    let size = right.len();
    for pivot in 0..size {
        let best = (pivot..size)
            .max_by(|one, other| matrix[*one][pivot].abs().total_cmp(&matrix[*other][pivot].abs()));
        let best = best.unwrap_or(pivot);
        matrix.swap(pivot, best);
        right.swap(pivot, best);
        for row in pivot + 1..size {
            let factor = matrix[row][pivot] / matrix[pivot][pivot];
            let above = matrix[pivot].clone();
            for (cell, above) in matrix[row].iter_mut().zip(&above).skip(pivot) {
                *cell -= factor * above;
            }
            right[row] -= factor * right[pivot];
        }
    }
    for row in (0..size).rev() {
        let known: f64 = (row + 1..size).map(|column| matrix[row][column] * right[column]).sum();
        right[row] = (right[row] - known) / matrix[row][row];
    }
    right
}
