//! Writing what a person accepted or declined, so that it can be taken back: records in `evidence/`, and the list of
//! declined proposals. It must not choose what to accept.

mod before;

pub(super) use before::Before;

use super::exit::{Exit, Usage};
use super::invocation::Invocation;
use super::loading::Loaded;
use super::papers::Papers;
use anyhow::Context;
use kept::date::Date;
use kept::diagnostic::Level;
use kept::language::canonical::sha256_hex;
use kept::matching::record::{self, Acceptance};
use kept::matching::{self, Observed, Proposal, Rejected, cache, rejected};
use kept::model::{Measure, Pledge, Register, Step};
use kept::quantity::Decimal;
use std::fs;
use std::path::{Path, PathBuf};

/// `kept match --accept`: writes a record of every proposal made for the documents that are named.
pub(super) fn accept(
    invocation: &Invocation<'_>,
    loaded: &Loaded,
    papers: &Papers,
    proposals: &[Vec<Proposal>],
    documents: &[&String],
) -> anyhow::Result<Exit> {
    let step = invocation.matches.get_one::<String>("step").and_then(|word| step_of(word));
    let said = Said { step, value: invocation.matches.get_one("value").copied() };
    let mut chosen = Vec::new();
    for document in documents {
        let held = held_in(papers, document);
        if held > 1 {
            let how = format!(
                "`{document}` holds {held} documents: name the one you mean by its id, or use `kept review`"
            );
            return Err(Usage(how).into());
        }
        let found: Vec<&Proposal> =
            proposals.iter().flatten().filter(|one| is_named(papers, one.entry, document)).collect();
        if found.is_empty() {
            let why = why_nothing(invocation, loaded, papers, document)?;
            return Err(Usage(format!("nothing is proposed for the document `{document}`{why}")).into());
        }
        chosen.extend(found);
    }
    for proposal in chosen {
        let Some(pledge) = loaded.register.pledges.get(proposal.pledge) else { continue };
        let acceptance = as_proposed(papers, proposal, pledge, &said)?;
        let written =
            write_record(&invocation.register(), papers, proposal, &acceptance, invocation.as_of())?;
        let Some(before) = written else {
            invocation.note(&format!("{}: {THERE_ALREADY}", pledge.id));
            continue;
        };
        invocation.note(&format!(
            "{}: {} recorded in {}",
            pledge.id,
            in_words(&acceptance),
            before.names(&invocation.register())
        ));
        if let Some(lacks) = lacks_a_value(&acceptance, pledge) {
            invocation.note(&lacks);
        }
    }
    Ok(Exit::Fine)
}

/// Whether a text was found in the document of this id or path.
fn is_named(papers: &Papers, entry: usize, document: &str) -> bool {
    let references = papers.corpus.references(entry);
    references.iter().any(|one| one.id.as_deref() == Some(document) || is_at(&one.path, document))
}

/// Whether a file is named by its path, or as a register names it: by its path below `evidence/`, without suffix.
fn is_at(path: &str, document: &str) -> bool {
    let below = path.strip_prefix("evidence/").or_else(|| Some(path.split_once("/evidence/")?.1));
    let stem = below.and_then(|below| below.rsplit_once('.')).map(|(stem, _)| stem);
    path == document || stem == Some(document)
}

/// How many documents a file holds; none where this is the id of a document.
fn held_in(papers: &Papers, document: &str) -> usize {
    let of = |entry: usize| papers.corpus.references(entry).iter();
    let all = || (0..papers.corpus.len()).flat_map(of);
    if all().any(|one| one.id.as_deref() == Some(document)) {
        return 0;
    }
    all().filter(|one| is_at(&one.path, document)).count()
}

/// Why nothing is proposed for a document, to end the sentence that says so: it is not there, was rejected, or has its
/// record, for a pledge that is selected.
fn why_nothing(
    invocation: &Invocation<'_>,
    loaded: &Loaded,
    papers: &Papers,
    document: &str,
) -> anyhow::Result<String> {
    let entries = (0..papers.corpus.len()).filter(|entry| is_named(papers, *entry, document));
    let entries: Vec<usize> = entries.collect();
    let texts: Vec<String> = entries.iter().map(|entry| papers.corpus.sha256(*entry)).collect();
    if texts.is_empty() {
        return Ok(": no document that is searched has this id or path".to_owned());
    }
    let register = &loaded.register;
    let report = loaded.report(invocation)?;
    let is_selected = |id: &str| report.rows().any(|(pledge, _)| pledge.id.as_str() == id);
    let mut searches = matching::searches(register);
    searches.retain(|search| is_selected(&search.id));
    let is_recorded = |text: &String| texts.contains(text);
    if let Some(search) = searches.iter().find(|one| one.recorded.iter().any(is_recorded)) {
        let stored = register.documents.iter().find(|one| one.text_sha256.as_ref().is_some_and(is_recorded));
        let place = stored.map_or_else(String::new, |one| format!(", in evidence/{}.toml", one.stem));
        return Ok(format!(": it is recorded for `{}` already{place}", search.id));
    }
    let references = || entries.iter().flat_map(|entry| papers.corpus.references(*entry));
    let by_number =
        |search: &matching::Search| references().any(|one| search.has_numbered(&one.numbers, one.known));
    if let Some(search) = searches.iter().find(|search| by_number(search)) {
        return Ok(format!(": the register has its number for `{}` already", search.id));
    }
    let rejected = Rejected::load(&invocation.register()).map_err(anyhow::Error::msg)?;
    let declined = |pledge: &&Pledge| {
        is_selected(pledge.id.as_str()) && texts.iter().any(|text| rejected.has(pledge.id.as_str(), text))
    };
    Ok(match register.pledges.iter().find(declined) {
        Some(pledge) => {
            format!(
                ": it was rejected for `{}` (remove its entry in rejected.toml to see it again)",
                pledge.id
            )
        }
        None if invocation.matches.get_flag("all") => {
            ": it shares too little with the pledges selected".to_owned()
        }
        None => " (try `--all`)".to_owned(),
    })
}

/// What a person must know who accepts that a pledge is or is not delivered without the number by which it is measured:
/// nothing is decided by it.
pub(super) fn lacks_a_value(acceptance: &Acceptance, pledge: &Pledge) -> Option<String> {
    let (step, _) = acceptance.step.as_ref()?;
    let settles = matches!(step, Step::Delivered | Step::NotDelivered);
    (settles && is_a_number(pledge) && acceptance.observed.is_none()).then(|| {
        let id = &pledge.id;
        format!(
            "{id}: its target is a number, so this step does not make it {}: give the value with `--value` or with `e` in `kept review`, or \
             write an `[[observation]]` of it into the record too",
            if *step == Step::Delivered { "delivered" } else { "lapsed" }
        )
    })
}

/// Whether a number decides a pledge.
pub(super) fn is_a_number(pledge: &Pledge) -> bool {
    pledge.terms.target.as_ref().is_some_and(|target| target.form.number().is_some())
}

/// What the person who accepts a proposal says in place of what it seems to say.
#[derive(Default)]
pub(super) struct Said {
    step: Option<Step>,
    value: Option<Decimal>,
}

/// What a proposal says, accepted as it stands, or as a person says.
///
/// # Errors
/// When it says neither a step nor a value, or its document has no date.
pub(super) fn as_proposed(
    papers: &Papers,
    proposal: &Proposal,
    pledge: &Pledge,
    said: &Said,
) -> anyhow::Result<Acceptance> {
    let step = said.step.or(proposal.step);
    if step.is_none() && proposal.observed.is_none() && said.value.is_none() {
        let counts = is_a_number(pledge);
        let how = format!(
            "the passage says no step {}for `{}`: say it with `e` in `kept review`, or {} after `kept match --accept`",
            if counts { "and no value " } else { "" },
            pledge.id,
            if counts {
                "the step with `--step` or the value with `--value`"
            } else {
                "the step with `--step`"
            },
        );
        return Err(Usage(how).into());
    }
    let on = taken_on(papers, proposal, pledge).ok_or_else(undated)?;
    let observed = match said.value {
        None => proposal.observed.clone(),
        Some(number) => {
            let (true_on, dated) = true_on(papers, proposal, number).unwrap_or_else(|| (on.clone(), false));
            let observed = matching::as_said(pledge, number, true_on);
            let none =
                || Usage(format!("no number decides `{}`: a value has no place in its record", pledge.id));
            Some(Observed { dated, ..observed.ok_or_else(none)? })
        }
    };
    Ok(Acceptance {
        pledge: pledge.id.to_string(),
        step: step.map(|step| (step, on)),
        observed,
        quote: proposal.quote.clone(),
        note: None,
    })
}

/// Reads a number as people write it: `612,500`.
///
/// # Errors
/// When it is none.
pub(super) fn number(text: &str) -> Result<Decimal, &'static str> {
    text.replace([',', '_'], "").parse().map_err(|_| "a value is a number like 612,500")
}

/// What is recorded, in a few words: `progressed on 2025-01-13, 2,346 on 2025-01-13`.
fn in_words(acceptance: &Acceptance) -> String {
    let step = acceptance.step.as_ref().map(|(step, on)| format!("{} on {on}", step.word()));
    let value = acceptance.observed.as_ref().map(observed_in_words);
    step.into_iter().chain(value).collect::<Vec<_>>().join(", ")
}

/// A value with its date: `2,346 on 2025-01-13`.
pub(super) fn observed_in_words(observed: &Observed) -> String {
    let sign = match observed.measure {
        Measure::Value(_) => "",
        Measure::Add(_) => "+",
    };
    format!("{sign}{} on {}", kept::quantity::grouped(observed.measure.number()), observed.on)
}

/// The step that a word names.
pub(super) fn step_of(word: &str) -> Option<Step> {
    Step::ALL.into_iter().find(|step| step.word() == word)
}

/// When the step was taken that a proposal tells of; nothing where its document has no date.
pub(super) fn taken_on(papers: &Papers, proposal: &Proposal, pledge: &Pledge) -> Option<String> {
    let known = papers.reference(proposal)?.known?;
    Some(matching::taken_on(&proposal.quote, pledge.made_on.full_window().first, known))
}

/// When a number that a person says was true, as proposed or as its sentence tells, and whether that names the time.
pub(super) fn true_on(papers: &Papers, proposal: &Proposal, number: Decimal) -> Option<(String, bool)> {
    let proposed = proposal.observed.as_ref().map(|one| (one.on.clone(), one.dated));
    let known = papers.reference(proposal).and_then(|reference| reference.known);
    let said = || matching::dated(&proposal.quote, number, known?.last);
    let seen = || proposal.value.as_ref()?.on.clone();
    proposed.or_else(|| Some((said().or_else(seen)?, true)))
}

/// The document has no date, so no record can be written of it.
pub(super) fn undated() -> anyhow::Error {
    Usage(
        "the document has no date, and a record needs one: `kept import` it with `--published DATE` and `--kind KIND`, or write \
         the record by hand"
            .to_owned(),
    )
    .into()
}

/// What is said where another session was faster.
pub(super) const THERE_ALREADY: &str = "this was decided elsewhere in the meantime, so nothing was written";

/// Keeps others from writing to the register, so that what two accept at once is written once.
pub(super) fn alone(register: &Path) -> anyhow::Result<fs::File> {
    cache::alone(register).with_context(|| format!("cannot hold {} for writing", register.display()))
}

/// Writes a record, loads the register with it, and takes everything back if that brings errors or only a part could be
/// written. Nothing where the register has it already.
pub(super) fn write_record(
    register: &Path,
    papers: &Papers,
    proposal: &Proposal,
    acceptance: &Acceptance,
    today: Date,
) -> anyhow::Result<Option<Before>> {
    let _alone = alone(register)?;
    let mut before = Before::default();
    let written = write_files(register, papers, proposal, acceptance, today, &mut before);
    if !matches!(written, Ok(true)) {
        before.restore()?;
    }
    Ok(written?.then_some(before))
}

/// Writes the copy, if none is there, and the record beside it. Whether there was anything to write.
fn write_files(
    register: &Path,
    papers: &Papers,
    proposal: &Proposal,
    acceptance: &Acceptance,
    today: Date,
    before: &mut Before,
) -> anyhow::Result<bool> {
    let document =
        papers.document(proposal)?.context("the document is not where it was read from any more")?;
    let kept = kept_copy(register, papers, proposal, &document);
    let copy = kept
        .clone()
        .unwrap_or_else(|| register.join("evidence").join(record::stem(&document)).with_extension("txt"));
    if kept.is_none() && !copy.exists() {
        before.write(&copy, &record::stored_text(&document))?;
    }
    let bytes = fs::read(&copy).with_context(|| format!("cannot read {}", copy.display()))?;
    let name = copy.file_name().unwrap_or_default().to_string_lossy();
    let path = copy.with_extension("toml");
    let (known, already) = load(register);
    let Some(new) = record::not_yet(acceptance, &known, &stem_of(register, &copy)) else { return Ok(false) };
    let act = record::facts(&new);
    let text = if path.exists() {
        let text = fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
        format!("{}\n{act}", text.trim_end())
    } else {
        let head = record::head(&document, &known, &name, &sha256_hex(&bytes), today);
        head.ok_or_else(undated)? + &act
    };
    before.write(&path, &text)?;
    let (_, now) = load(register);
    if now.len() > already.len() {
        let mut news: Vec<String> = now.into_iter().filter(|error| !already.contains(error)).collect();
        news.dedup();
        anyhow::bail!("the record would be wrong, so nothing was written: {}", news.join("; "));
    }
    Ok(true)
}

/// The name by which a register calls a document of its evidence: the path of its copy without suffix.
fn stem_of(register: &Path, copy: &Path) -> String {
    let whole = |path: &Path| fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let (evidence, copy) = (whole(&register.join("evidence")), whole(copy).with_extension(""));
    let below = copy.strip_prefix(&evidence).unwrap_or(&copy);
    below.components().map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/")
}

/// The document's own file, if it stands in the register's evidence and holds this one document.
fn kept_copy(
    register: &Path,
    papers: &Papers,
    proposal: &Proposal,
    document: &kept::document::Document,
) -> Option<PathBuf> {
    let reference = papers.reference(proposal)?;
    let path = papers.path_of(&reference.path)?;
    let evidence = fs::canonicalize(register.join("evidence")).ok()?;
    let inside = fs::canonicalize(path).ok()?.starts_with(evidence);
    (inside && document.format != "json-documents").then(|| path.to_path_buf())
}

/// A register with its errors, as sentences.
fn load(register: &Path) -> (Register, Vec<String>) {
    let (register, diagnostics) = kept::input::load(register);
    let errors = diagnostics.into_iter().filter(|one| one.level == Level::Error);
    (register, errors.map(|one| one.message).collect())
}

/// Adds a proposal to those that were declined; nothing where it is among them.
pub(super) fn write_rejection(
    register: &Path,
    pledge: &str,
    text_sha256: &str,
    on: Date,
    quote: &str,
) -> anyhow::Result<Option<Before>> {
    let _alone = alone(register)?;
    if Rejected::load(register).map_err(anyhow::Error::msg)?.has(pledge, text_sha256) {
        return Ok(None);
    }
    let path = rejected::path(register);
    let text = if path.exists() { fs::read_to_string(&path)? } else { rejected::HEADING.to_owned() };
    let mut before = Before::default();
    before.write(&path, &(text + &rejected::entry(pledge, text_sha256, on, quote)))?;
    Ok(Some(before))
}
