//! How right scores are on pledges whose proposals were read one by one (`read.toml`), and by how much they have to fall.
//!
//! It must not decide what bears on a pledge.

use anyhow::Result;
use kept::matching::{Corpus, MODEL, Search, links, told};
use serde::Deserialize;

use super::{Answer, Pledge, calibration, ids, paper, search};

#[derive(Debug, Deserialize)]
struct Read {
    pledge: Vec<Judged>,
}

/// A pledge with the answers that bear on it, that are of its matter, and that do not bear on it.
#[derive(Debug, Deserialize)]
struct Judged {
    #[serde(flatten)]
    pledge: Pledge,
    #[serde(default)]
    bears: Vec<u64>,
    #[serde(default)]
    may: Vec<u64>,
    #[serde(default)]
    other: Vec<u64>,
}

/// How many of the pledges were read whole.
const WHOLE: usize = 30;

/// Prints how often a score is right, and what the logarithm of the odds has to fall by so that it is right as often as it says.
pub(crate) fn read(answers: &[Answer]) -> Result<()> {
    let judged = toml::from_str::<Read>(include_str!("read.toml"))?.pledge;
    let searches: Vec<Search> = judged.iter().map(|one| search(&one.pledge)).collect();
    let corpus = Corpus::new(answers.iter().map(paper).collect());
    let (mut table, mut fits, mut apart) = (Vec::new(), Vec::new(), Vec::new());
    for (at, (judged, links)) in judged.iter().zip(links(&corpus, &searches, &MODEL)).enumerate() {
        for link in links {
            let one_of = |all: &[u64]| {
                let is = |id: &&str| all.iter().any(|one| *id == one.to_string());
                ids(&corpus, &link).iter().any(is)
            };
            let chance = match (one_of(&judged.bears), one_of(&judged.other), one_of(&judged.may)) {
                (true, ..) => 1.0,
                (_, true, _) => 0.0,
                (.., true) => 0.5,
                _ => continue,
            };
            if at < WHOLE {
                fits.push((link.score, chance));
                if chance != 0.5 {
                    table.push((told(link.score, corpus.len(), searches.len()), chance == 1.0));
                }
            } else {
                apart.push((link.score, chance));
            }
        }
    }
    calibration("pledges of which all was read", &table);
    for (name, read) in [("all was read", &fits), ("the doubtful was read", &apart)] {
        println!("{} answers of pledges of which {name}: {:+.2}", read.len(), falls(read));
    }
    Ok(())
}

/// What has to be added to the logarithm of the odds so that the scores sum up to what is right.
fn falls(read: &[(f32, f32)]) -> f32 {
    let right: f32 = read.iter().map(|(_, right)| right).sum();
    let expected = |by: f32| -> f32 {
        let odds = |score: f32| score / (1.0 - score).max(1e-5) * by.exp();
        read.iter().map(|(score, _)| odds(*score) / (1.0 + odds(*score))).sum()
    };
    let tried = (-300..100).map(|hundredths| hundredths as f32 / 100.0);
    tried.take_while(|by| expected(*by) < right).last().unwrap_or(-3.0)
}
