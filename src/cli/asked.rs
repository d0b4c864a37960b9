//! `kept asked [IDS]…`: the questions and answers that bear on a pledge, in date order, and whether each gave the
//! figure. It must not judge an answer itself.

use super::exit::Exit;
use super::invocation::Invocation;
use super::loading::Loaded;
use super::papers::Papers;
use super::{matches, options, selection};
use kept::document::Document;
use kept::matching::{self, Reference};
use kept::render;
use kept::render::asked::Exchange;
use std::collections::{BTreeMap, BTreeSet};

pub(super) fn arguments(command: clap::Command) -> clap::Command {
    matches::sources(selection::arguments(command)).arg(options::format(&["text", "json"]))
}

pub(super) fn run(invocation: &Invocation<'_>) -> anyhow::Result<Exit> {
    let loaded = match Loaded::reliable(invocation) {
        Ok(loaded) => loaded,
        Err(exit) => return Ok(exit),
    };
    let report = loaded.report(invocation)?;
    // The question is searched together with its answer: an answer that says nothing is found by what was asked.
    let papers = Papers::exchanges(invocation)?;
    let mut searches = matching::searches(&loaded.register);
    for search in &mut searches {
        // What is recorded already was asked and answered too.
        search.recorded.clear();
        search.source = None;
    }
    let chosen: BTreeSet<usize> = report
        .assessments
        .iter()
        .map(|assessment| assessment.pledge)
        .chain(report.not_yet_made.iter().copied())
        .collect();
    let found: Vec<Vec<Place<'_>>> = matching::propose(&papers.corpus, &searches, false)
        .iter()
        .enumerate()
        .map(|(at, proposals)| {
            let proposals = proposals.iter().filter(|_| chosen.contains(&at));
            proposals
                .flat_map(|proposal| papers.corpus.references(proposal.entry))
                .filter_map(place)
                .collect()
        })
        .collect();
    let documents = read(&papers, found.iter().flatten().copied())?;
    let mut exchanges = Vec::new();
    for (pledge, places) in loaded.register.pledges.iter().zip(&found) {
        let mut found: Vec<Exchange<'_>> = places
            .iter()
            .filter_map(|place| documents.get(place))
            .map(|document| {
                let (outcome, quote) = matching::asked::outcome(document, &pledge.quote);
                Exchange { pledge, document, outcome, quote }
            })
            .collect();
        found.sort_by_key(|one| (one.document.meta.known_on(), one.document.meta.id.clone()));
        exchanges.extend(found);
    }
    if invocation.format() == "json" {
        invocation.write(|out| Ok(render::asked::json(&exchanges, out)?))?;
    } else {
        let text = render::asked::text(&exchanges, invocation.screen());
        invocation.write(|out| Ok(out.write_all(text.as_bytes())?))?;
    }
    Ok(Exit::Fine)
}

/// Where an exchange stands: its file, and its position there.
type Place<'a> = (&'a str, usize);

fn place(reference: &Reference) -> Option<Place<'_>> {
    Some((reference.path.as_str(), reference.id.as_ref()?.parse().ok()?))
}

/// Reads the exchanges at some places, each file once.
fn read<'a>(
    papers: &'a Papers,
    places: impl Iterator<Item = Place<'a>>,
) -> anyhow::Result<BTreeMap<Place<'a>, Document>> {
    let wanted: BTreeSet<Place<'a>> = places.collect();
    let files: BTreeSet<&str> = wanted.iter().map(|(file, _)| *file).collect();
    let mut documents = BTreeMap::new();
    for file in files {
        papers.each_of(file, &mut |at, document| {
            if wanted.contains(&(file, at)) {
                documents.insert((file, at), document);
            }
        })?;
    }
    Ok(documents)
}
