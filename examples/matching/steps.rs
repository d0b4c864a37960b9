//! How often "delivered" is proposed rightly, by the answers that a person labelled in `steps.toml`.
//!
//! Pledges are searched for one at a time: those of the sample are often near repetitions of each other. A proposal that
//! nobody labelled is printed, to be read. It must not label anything itself.

use anyhow::Result;
use kept::date::{Date, Datelike, Months, Window};
use kept::matching::{Corpus, Paper, Search, propose};
use kept::model::Step;
use serde::Deserialize;

use super::{Answer, paper};

#[derive(Debug, Deserialize)]
struct Sample {
    pledge: Vec<Labelled>,
}

/// A pledge with answers that say, and that do not say, that it was delivered.
#[derive(Debug, Deserialize)]
struct Labelled {
    quote: String,
    made_on: toml::value::Datetime,
    right: Vec<u64>,
    wrong: Vec<u64>,
}

/// An answer with its month.
fn dated(answer: &Answer) -> Paper {
    let first: Option<Date> = format!("{}-01", answer.month).parse().ok();
    let last = first.and_then(|first| first.checked_add_months(Months::new(1))?.pred_opt());
    Paper { known: first.zip(last).and_then(|(first, last)| Window::new(first, last)), ..paper(answer) }
}

/// Prints how many of the proposed answers are right.
pub(crate) fn steps(answers: &[Answer]) -> Result<()> {
    let sample: Sample = toml::from_str(include_str!("steps.toml"))?;
    let corpus = Corpus::new(answers.iter().map(dated).collect());
    let (mut right, mut wrong, mut unread) = (0, 0, 0);
    for labelled in &sample.pledge {
        let made_on: Date = labelled.made_on.to_string().parse()?;
        anyhow::ensure!(made_on.year() > 2000, "a pledge without a year");
        let search = Search {
            texts: vec![(1.0, labelled.quote.clone())],
            said: Some(Window::day(made_on)),
            first_said: Some(made_on),
            ..Search::default()
        };
        for proposal in propose(&corpus, &[search], false).into_iter().flatten() {
            if proposal.step != Some(Step::Delivered) {
                continue;
            }
            let is_in = |list: &[u64]| {
                let ids = corpus
                    .references(proposal.entry)
                    .iter()
                    .filter_map(|one| one.id.as_deref()?.parse().ok());
                ids.into_iter().any(|id: u64| list.contains(&id))
            };
            if is_in(&labelled.right) {
                right += 1;
            } else if is_in(&labelled.wrong) {
                wrong += 1;
                println!("wrong: {}\n    {}", labelled.quote, proposal.quote);
            } else {
                unread += 1;
                let id = corpus.references(proposal.entry).first().and_then(|one| one.id.as_deref());
                println!(
                    "not labelled: {}\n    {}: {}",
                    labelled.quote,
                    id.unwrap_or_default(),
                    proposal.quote
                );
            }
        }
    }
    let labelled: usize = sample.pledge.iter().map(|one| one.right.len()).sum();
    println!(
        "delivered: {right} right, {wrong} wrong, {unread} not labelled; {labelled} are known to be right"
    );
    println!("precision {:.3}", f64::from(right) / f64::from((right + wrong).max(1)));
    Ok(())
}
