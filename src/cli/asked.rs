//! `kept asked [IDS]…`: the questions and answers that bear on a pledge, in date order, and whether each gave the
//! figure. It must not judge an answer itself.

use super::exit::Exit;
use super::invocation::Invocation;
use super::loading::Loaded;
use super::{matches, options, papers, selection};
use kept::document::Document;
use kept::matching::{self, Corpus, Paper};
use kept::render;
use kept::render::asked::Exchange;

pub(super) fn arguments(command: clap::Command) -> clap::Command {
    matches::sources(selection::arguments(command)).arg(options::format(&["text", "json"]))
}

pub(super) fn run(invocation: &Invocation<'_>) -> anyhow::Result<Exit> {
    let loaded = match Loaded::reliable(invocation) {
        Ok(loaded) => loaded,
        Err(exit) => return Ok(exit),
    };
    let report = loaded.report(invocation)?;
    let mut documents: Vec<Document> = Vec::new();
    papers::each(invocation, &mut |document| {
        if document.meta.question.is_some() {
            documents.push(document);
        }
    })?;
    // The question is searched together with its answer: an answer that says nothing is found by what was asked.
    let papers: Vec<Paper> =
        documents.iter().enumerate().map(|(at, document)| Paper::exchange(document, at)).collect();
    let corpus = Corpus::new(papers);
    let mut searches = matching::searches(&loaded.register);
    for search in &mut searches {
        // What is recorded already was asked and answered too.
        search.recorded.clear();
        search.source = None;
    }
    let chosen: std::collections::BTreeSet<usize> = report
        .assessments
        .iter()
        .map(|assessment| assessment.pledge)
        .chain(report.not_yet_made.iter().copied())
        .collect();
    let mut exchanges = Vec::new();
    for (at, proposals) in matching::propose(&corpus, &searches, false).iter().enumerate() {
        let (Some(pledge), true) = (loaded.register.pledges.get(at), chosen.contains(&at)) else { continue };
        let mut found: Vec<Exchange<'_>> = proposals
            .iter()
            .flat_map(|proposal| corpus.references(proposal.entry))
            .filter_map(|reference| documents.get(reference.id.as_ref()?.parse::<usize>().ok()?))
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
