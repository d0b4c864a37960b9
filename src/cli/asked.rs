//! `kept asked [IDS]…`: the questions and answers that bear on a pledge, in date order, and whether each gave the
//! figure. It must not judge an answer itself.

use super::exit::Exit;
use super::invocation::Invocation;
use super::loading::Loaded;
use super::papers::Papers;
use super::{matches, options, selection};
use kept::date::Form;
use kept::document::Document;
use kept::matching::asked::Subject;
use kept::matching::{self, Corpus, Proposal, Reference, Search, Target};
use kept::model::{Pledge, Register};
use kept::quantity::with_unit;
use kept::render;
use kept::render::asked::{Answer, Exchange, Referred};
use std::collections::{BTreeMap, BTreeSet};

pub(super) fn arguments(command: clap::Command) -> clap::Command {
    matches::sources(selection::arguments(command)).arg(options::format(["text", "json"]))
}

pub(super) fn run(invocation: &Invocation<'_>) -> anyhow::Result<Exit> {
    let loaded = Loaded::reliable(invocation)?;
    let report = loaded.report(invocation)?;
    // The question is searched together with its answer: an answer that says nothing is found by what was asked.
    let papers = Papers::exchanges(invocation)?;
    let mut searches = matching::searches(&loaded.register);
    // What is recorded already was asked and answered too.
    searches.iter_mut().for_each(matching::Search::propose_again);
    let chosen: BTreeSet<usize> = report
        .assessments
        .iter()
        .map(|assessment| assessment.pledge)
        .chain(report.not_yet_made.iter().copied())
        .collect();
    let proposed = matching::propose(&papers.corpus, &searches, false);
    let chosen: Vec<(usize, &Proposal)> = proposed
        .iter()
        .enumerate()
        .filter(|(at, _)| chosen.contains(at))
        .flat_map(|(at, proposals)| proposals.iter().map(move |proposal| (at, proposal)))
        .collect();
    let entries: BTreeSet<usize> = chosen.iter().map(|(_, proposal)| proposal.entry).collect();
    let targets = matching::targets(&papers.corpus, &entries);
    let named = targets.values().flatten().filter_map(|target| target.entry);
    let wanted = entries.iter().copied().flat_map(|entry| places(&papers.corpus, entry));
    let named = named.flat_map(|entry| places(&papers.corpus, entry).take(1));
    let mut documents = read(&papers, wanted.chain(named))?;
    for ((file, _), document) in &mut documents {
        complete(&loaded.register, file, document);
    }
    let found = about(&papers.corpus, &searches, &chosen, &documents);
    let mut exchanges = Vec::new();
    for (pledge, found) in loaded.register.pledges.iter().zip(&found) {
        exchanges.extend(in_order(&papers.corpus, pledge, found, &targets, &documents));
    }
    // What came later was not known on the day that is asked about.
    let last = invocation.as_of().min(invocation.known_by());
    exchanges.retain(|one| one.answer.document.meta.known_on().is_none_or(|on| on <= last));
    if invocation.format() == "json" {
        invocation.write(|out| Ok(render::asked::json(&exchanges, out)?))?;
    } else {
        let text = render::asked::text(&exchanges, invocation.screen());
        invocation.write(|out| Ok(out.write_all(text.as_bytes())?))?;
        if exchanges.is_empty() {
            let searched = with_unit(papers.corpus.len().into(), "documents");
            invocation.note(&format!(
                "no question about a pledge was found in {searched}; `--documents` names files and folders to search"
            ));
        }
    }
    Ok(Exit::Fine)
}

/// Per pledge, the exchanges whose question is about it, or refers to one that is.
fn about<'a>(
    corpus: &'a Corpus,
    searches: &[Search],
    proposed: &[(usize, &Proposal)],
    documents: &BTreeMap<Place<'a>, Document>,
) -> Vec<Vec<(usize, Place<'a>)>> {
    let mut found: Vec<Vec<(usize, Place<'a>)>> = vec![Vec::new(); searches.len()];
    for (at, found) in found.iter_mut().enumerate() {
        let Some(subject) = Subject::new(searches, at, corpus) else { continue };
        let own = proposed.iter().filter(|(pledge, _)| *pledge == at).map(|(_, proposal)| *proposal);
        let all: Vec<_> = own
            .flat_map(|proposal| places(corpus, proposal.entry).map(move |place| (proposal, place)))
            .filter_map(|(proposal, place)| Some((proposal, place, documents.get(&place)?)))
            .collect();
        let (of_it, others): (Vec<_>, Vec<_>) =
            all.into_iter().partition(|(proposal, _, document)| subject.is_of(document, proposal));
        let numbers: Vec<&str> = of_it.iter().filter_map(|(.., one)| one.meta.uin.as_deref()).collect();
        let follows = others.into_iter().filter(|(.., document)| {
            let question = document.meta.question.as_deref().unwrap_or_default();
            numbers.iter().any(|number| matching::asked::names(question, number))
        });
        found
            .extend(of_it.iter().copied().chain(follows).map(|(proposal, place, _)| (proposal.entry, place)));
    }
    found
}

/// The exchanges about one pledge by date, each with the answers that it refers to.
fn in_order<'a>(
    corpus: &'a Corpus,
    pledge: &'a Pledge,
    found: &[(usize, Place<'a>)],
    targets: &BTreeMap<usize, Vec<Target>>,
    documents: &'a BTreeMap<Place<'a>, Document>,
) -> Vec<Exchange<'a>> {
    let named = |target: &Target| Referred {
        number: target.number.clone(),
        answer: target
            .entry
            .and_then(|entry| documents.get(&places(corpus, entry).next()?))
            .map(|document| answer(document, &pledge.quote)),
    };
    let mut exchanges: Vec<Exchange<'_>> = found
        .iter()
        .filter_map(|(entry, place)| {
            let refers_to = targets.get(entry).into_iter().flatten().map(named).collect();
            Some(Exchange { pledge, answer: answer(documents.get(place)?, &pledge.quote), refers_to })
        })
        .collect();
    exchanges.sort_by_key(|one| (one.answer.document.meta.known_on(), one.answer.document.meta.id.clone()));
    exchanges
}

/// Adds what the register's record of a stored copy says and the copy itself does not.
fn complete(register: &Register, file: &str, document: &mut Document) {
    let stored = register.documents.iter().find(|known| known.stored.as_deref() == Some(file));
    let record = stored.and_then(|stored| register.records.get(stored.record?));
    // The record of a bulk file is of none of the documents in it.
    let Some(record) = record.filter(|_| document.format != "json-documents") else { return };
    let meta = &mut document.meta;
    let text = |known: &mut Option<String>, said: Option<&str>| {
        *known = known.take().or_else(|| said.map(str::to_owned));
    };
    text(&mut meta.uin, record.uin.as_deref());
    text(&mut meta.url, record.url.as_deref());
    let published = record.published_on.full_window();
    let is_month = record.published_on.form() == Form::Month;
    if meta.known_on().is_none() && (published.is_day() || is_month) {
        meta.published_on = Some(published.first);
        meta.month_only = is_month;
        meta.tabled_on = meta.tabled_on.or(record.tabled_on);
    }
}

fn answer<'d>(document: &'d Document, pledge: &str) -> Answer<'d> {
    Answer { document, reading: matching::asked::read(document, pledge) }
}

/// Where an exchange stands: its file, and its position there.
type Place<'a> = (&'a str, usize);

/// Where the exchanges with the text of an entry stand.
fn places(corpus: &Corpus, entry: usize) -> impl Iterator<Item = Place<'_>> {
    let place = |reference: &'_ Reference| reference.id.as_ref()?.parse().ok();
    let references = corpus.references(entry).iter();
    references.filter_map(move |reference| Some((reference.path.as_str(), place(reference)?)))
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
