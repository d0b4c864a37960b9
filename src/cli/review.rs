//! `kept review [IDS]…`: the proposals one at a time, each accepted, edited, rejected or skipped, and every decision
//! written at once, so that stopping loses nothing. It reads plain lines; it must not decide anything itself.

use super::accepting::{self, Before};
use super::exit::Exit;
use super::invocation::Invocation;
use super::loading::Loaded;
use super::matches;
use super::papers::Papers;
use super::selection;
use kept::matching::record::Acceptance;
use kept::matching::{self, Observed, Proposal};
use kept::model::{Pledge, Register, Step};
use kept::quantity::Decimal;
use kept::render;
use std::io::{BufRead, Write};
use std::path::Path;

pub(super) fn arguments(command: clap::Command) -> clap::Command {
    matches::sources(selection::arguments(command))
}

const QUESTION: &str = "[a]ccept  [e]dit  [r]eject  [s]kip  [u]ndo  [q]uit  [?]";

/// What the keys do, for who asks.
const KEYS: &str = "\
a  accept: write a record as it is proposed
e  edit: say the step, its day, the value, the quote and a note yourself; an empty line keeps what is proposed
r  reject: never propose this document for this pledge again
s  skip: leave it for another time
u  undo: take the last decision back
q  quit: what was decided is written already; the rest waits";

/// When all were looked at, the last decision may still be taken back.
const LAST_QUESTION: &str = "that was the last  [u]ndo  [q]uit";

/// How many characters of the text before and after the passage are shown.
const AROUND: usize = 200;

pub(super) fn run(invocation: &Invocation<'_>) -> anyhow::Result<Exit> {
    let loaded = Loaded::reliable(invocation)?;
    let papers = Papers::read(invocation)?;
    let searches = matching::searches(&loaded.register);
    let proposals: Vec<Proposal> =
        matches::proposals(invocation, &loaded, &papers, &searches, false)?.into_iter().flatten().collect();
    let mut input = std::io::stdin().lock();
    let mut done: Vec<(usize, Option<Before>)> = Vec::new();
    let mut at = 0;
    loop {
        let Some(proposal) = proposals.get(at) else {
            let answer = if done.is_empty() { None } else { ask(LAST_QUESTION, &mut input)? };
            if !matches!(answer.as_deref(), Some("u" | "undo")) {
                break;
            }
            at = take_back(invocation, &mut done)?.unwrap_or(at);
            continue;
        };
        show(invocation, &papers, proposal, &searches[proposal.pledge], (at + 1, proposals.len()))?;
        let Some(answer) = ask(QUESTION, &mut input)? else { break };
        match answer.as_str() {
            "u" | "undo" => at = take_back(invocation, &mut done)?.unwrap_or(at),
            "q" | "quit" => break,
            "?" | "h" | "help" => tell(KEYS)?,
            decision => {
                if let Some(files) =
                    decided(invocation, &papers, proposal, &loaded.register, decision, &mut input)?
                {
                    done.push((at, files));
                    at += 1;
                }
            }
        }
    }
    tell(&tally(&done, &invocation.register(), proposals.len()))?;
    Ok(papers.exit())
}

/// Does what was decided about a proposal, and gives the files as they were before where any was written. Nothing where
/// nothing was decided: the answer was no decision, or it could not be carried out, which is told.
fn decided(
    invocation: &Invocation<'_>,
    papers: &Papers,
    proposal: &Proposal,
    register: &Register,
    decision: &str,
    input: &mut impl BufRead,
) -> anyhow::Result<Option<Option<Before>>> {
    let pledge = &register.pledges[proposal.pledge];
    let folder = invocation.register();
    let written = match decision {
        "a" | "accept" => record(invocation, papers, proposal, pledge, None),
        "e" | "edit" => match edited(papers, proposal, register, input)? {
            Some(acceptance) => record(invocation, papers, proposal, pledge, Some(acceptance)),
            None => return Ok(None),
        },
        "r" | "reject" => {
            let (id, hash) = (pledge.id.as_str(), papers.corpus.sha256(proposal.entry));
            accepting::write_rejection(&folder, id, &hash, invocation.as_of(), &proposal.quote)
        }
        "s" | "skip" => return Ok(Some(None)),
        other => {
            let other = render::visible_line(other);
            tell(&format!("`{other}` is none of these; `?` says what they do"))?;
            return Ok(None);
        }
    };
    match written {
        Ok(files) => {
            match &files {
                Some(files) => tell(&format!("written: {}", files.names(&folder)))?,
                None => tell(accepting::THERE_ALREADY)?,
            }
            Ok(Some(files))
        }
        Err(error) => {
            tell(&format!("{error:#}"))?;
            Ok(None)
        }
    }
}

/// What was decided, in one line.
fn tally(done: &[(usize, Option<Before>)], register: &Path, all: usize) -> String {
    let written: Vec<bool> =
        done.iter().filter_map(|(_, files)| Some(files.as_ref()?.has_evidence(register))).collect();
    let accepted = written.iter().filter(|is_record| **is_record).count();
    let (rejected, skipped) = (written.len() - accepted, done.len() - written.len());
    let left = all.saturating_sub(done.len());
    format!("{accepted} accepted, {rejected} rejected, {skipped} skipped, {left} not looked at")
}

/// Takes the last decision back; gives where it was made, or nothing if there is none, or if its files hold other work by now,
/// which is told.
fn take_back(
    invocation: &Invocation<'_>,
    done: &mut Vec<(usize, Option<Before>)>,
) -> anyhow::Result<Option<usize>> {
    let Some((at, files)) = done.last() else {
        tell("nothing to undo")?;
        return Ok(None);
    };
    if let Some(files) = files {
        let _alone = accepting::alone(&invocation.register())?;
        if let Err(error) = files.restore() {
            tell(&format!("{error:#}"))?;
            return Ok(None);
        }
    }
    let at = *at;
    done.pop();
    Ok(Some(at))
}

/// The pledge, the passage with what stands around it, and the reasons.
fn show(
    invocation: &Invocation<'_>,
    papers: &Papers,
    proposal: &Proposal,
    search: &matching::Search,
    (at, all): (usize, usize),
) -> anyhow::Result<()> {
    let pledge = search.texts.first().map_or("", |(_, quote)| quote.as_str());
    let text: Vec<char> = papers.corpus.text(proposal.entry).chars().collect();
    let part = |from: usize, to: usize| {
        text.get(from..to.min(text.len())).unwrap_or_default().iter().collect::<String>()
    };
    let before = part(proposal.start.saturating_sub(AROUND), proposal.start);
    let after = part(proposal.end, proposal.end + AROUND);
    let screen = invocation.screen();
    let mut out = format!("\n{at} of {all}  {}  {}\n  pledge: \"{pledge}\"\n", search.id, search.title);
    if !before.is_empty() {
        out.push_str(&format!("  before: …{before}\n"));
    }
    if !after.is_empty() {
        out.push_str(&format!("  after:  {after}…\n"));
    }
    let mut out = render::visible_block(&out).into_owned();
    out.push_str(&render::proposals::one(&papers.corpus, proposal, screen));
    if let Some(observed) = &proposal.observed {
        out.push_str(&format!(
            "        accepting records the value {}\n",
            accepting::observed_in_words(observed)
        ));
    }
    tell(&out)
}

/// Writes to the terminal, where the dialogue is.
fn tell(text: &str) -> anyhow::Result<()> {
    let mut out = std::io::stdout().lock();
    writeln!(out, "{}", text.trim_end())?;
    Ok(out.flush()?)
}

/// Asks and reads a line; nothing at the end of input.
fn ask(question: &str, input: &mut impl BufRead) -> anyhow::Result<Option<String>> {
    let mut out = std::io::stdout().lock();
    write!(out, "{question} > ")?;
    out.flush()?;
    let mut line = String::new();
    if input.read_line(&mut line)? == 0 {
        return Ok(None);
    }
    Ok(Some(line.trim().to_owned()))
}

/// The acceptance as the person words it: an empty line keeps what is proposed. Nothing at the end of input.
fn edited(
    papers: &Papers,
    proposal: &Proposal,
    register: &Register,
    input: &mut impl BufRead,
) -> anyhow::Result<Option<Acceptance>> {
    let Some(pledge) = register.pledges.get(proposal.pledge) else { return Ok(None) };
    let words: Vec<&str> = Step::ALL.map(Step::word).to_vec();
    let proposed = proposal.step.map_or("none", Step::word);
    let question = format!("step ({}, or none) [{proposed}]", words.join(" "));
    let step = |answer: &str| match answer {
        "" => Some(proposal.step),
        "none" => Some(None),
        word => accepting::step_of(word).map(Some),
    };
    let Some(step) = until(&question, "a step is one of these words", step, input)? else { return Ok(None) };
    let proposed = accepting::taken_on(papers, proposal, pledge);
    let day = |answer: &str| match answer {
        "" => Some(proposed.clone()),
        on => register.calendar.resolve(on, None).is_ok().then(|| Some(on.to_owned())),
    };
    let question = format!("taken on [{}]", proposed.as_deref().unwrap_or("none"));
    let Some(on) = until(&question, A_DATE, day, input)? else { return Ok(None) };
    let Some(observed) = valued(papers, proposal, (pledge, on.as_deref()), register, input)? else {
        return Ok(None);
    };
    let (Some(quote), Some(note)) = (last("quote [as shown]", input)?, last("note [none]", input)?) else {
        return Ok(None);
    };
    let step = step.zip(on);
    if step.is_none() && observed.is_none() {
        tell("a record needs a step with its date, or a value")?;
        return Ok(None);
    }
    Ok(Some(Acceptance {
        pledge: pledge.id.to_string(),
        step,
        observed,
        quote: if quote.is_empty() { proposal.quote.clone() } else { quote },
        note: Some(note).filter(|note| !note.is_empty()),
    }))
}

const A_DATE: &str = "a date is written like 2026-11-21 or 2026-11";

/// What a person says of a value.
enum Said {
    AsProposed,
    Nothing,
    Number(Decimal),
}

/// The value to record, if any: as proposed, or another where a number decides the pledge. Nothing at the end of input.
fn valued(
    papers: &Papers,
    proposal: &Proposal,
    (pledge, on): (&Pledge, Option<&str>),
    register: &Register,
    input: &mut impl BufRead,
) -> anyhow::Result<Option<Option<Observed>>> {
    if proposal.observed.is_none() && !accepting::is_a_number(pledge) {
        return Ok(Some(None));
    }
    let shown = proposal.observed.as_ref().map_or("none".to_owned(), accepting::observed_in_words);
    let said = |answer: &str| match answer {
        "" => Some(Said::AsProposed),
        "none" => Some(Said::Nothing),
        number => accepting::number(number).ok().map(Said::Number),
    };
    let question = format!("value [{shown}; a number, or none]");
    let number = match until(&question, "a value is a number like 612,500", said, input)? {
        None => return Ok(None),
        Some(Said::AsProposed) => return Ok(Some(proposal.observed.clone())),
        Some(Said::Nothing) => return Ok(Some(None)),
        Some(Said::Number(number)) => number,
    };
    let proposed = accepting::true_on(papers, proposal, number);
    let proposed = proposed.map(|(on, _)| on).or_else(|| on.map(str::to_owned));
    let day = |answer: &str| match answer {
        "" => proposed.clone(),
        on => register.calendar.resolve(on, None).is_ok().then(|| on.to_owned()),
    };
    let question =
        format!("true on, or in a span like 2024-07/2026-03 [{}]", proposed.as_deref().unwrap_or("none"));
    let Some(on) = until(&question, A_DATE, day, input)? else { return Ok(None) };
    Ok(Some(matching::as_said(pledge, number, on)))
}

/// Asks until the answer can be read, saying what it lacks. Nothing at the end of input.
fn until<T>(
    question: &str,
    lacks: &str,
    read: impl Fn(&str) -> Option<T>,
    input: &mut impl BufRead,
) -> anyhow::Result<Option<T>> {
    while let Some(answer) = last(question, input)? {
        match read(&answer) {
            Some(read) => return Ok(Some(read)),
            None => tell(lacks)?,
        }
    }
    Ok(None)
}

/// Asks inside an edit, which the end of input cuts short.
fn last(question: &str, input: &mut impl BufRead) -> anyhow::Result<Option<String>> {
    let answer = ask(question, input)?;
    if answer.is_none() {
        tell("\nthe input ended inside the edit: nothing of it was written")?;
    }
    Ok(answer)
}

/// Writes the record of a proposal, as proposed unless it was edited.
fn record(
    invocation: &Invocation<'_>,
    papers: &Papers,
    proposal: &Proposal,
    pledge: &Pledge,
    edited: Option<Acceptance>,
) -> anyhow::Result<Option<Before>> {
    let acceptance = match edited {
        Some(acceptance) => acceptance,
        None => accepting::as_proposed(papers, proposal, pledge, &accepting::Said::default())?,
    };
    let files =
        accepting::write_record(&invocation.register(), papers, proposal, &acceptance, invocation.as_of())?;
    if let Some(lacks) = accepting::lacks_a_value(&acceptance, pledge).filter(|_| files.is_some()) {
        tell(&lacks)?;
    }
    Ok(files)
}
