//! `kept extract --append`: writes proposed pledges to `pledges.toml`, beside what a person wrote there; on a terminal
//! each is shown and asked about first.
//!
//! It must not decide what a pledge is.

use super::exit::Usage;
use super::invocation::Invocation;
use anyhow::Context;
use kept::date::Date;
use kept::extraction::{self, Candidate, Extract, Known, Relation};
use kept::language::speech::Act;
use kept::model::Register;
use kept::render::visible_line;
use std::collections::HashMap;
use std::io::{BufRead, IsTerminal, Write};
use std::path::Path;

const QUESTION: &str = "[y]es  [n]o  [a]ll that follow  [q]uit";

/// Appends the pledges of `extracts`. With `may_ask`, and where a person can answer, only those that are said yes to.
pub(super) fn append(
    invocation: &Invocation<'_>,
    mut extracts: Vec<Extract>,
    may_ask: bool,
) -> anyhow::Result<()> {
    invocation.mention_register();
    let register = invocation.register();
    let path = register.join("pledges.toml");
    // A pledge without the day on which it was made could not be judged, nor its deadline worked out.
    if let Some(undated) = extracts.iter().find(|extract| is_undated(extract)) {
        // Of a file with many documents, which it is.
        let of_many = undated.document.path.contains(".jsonl");
        let id = undated.document.meta.id.as_deref().filter(|_| of_many);
        return Err(Usage(format!(
            "{}{} has no date, so it cannot be said when its pledges were made; name the day with `--reference DATE`{}",
            visible_line(&undated.document.path),
            id.map(|id| format!(" ({})", visible_line(id))).unwrap_or_default(),
            super::reading::day_named(&undated.document.text.text)
        ))
        .into());
    }
    let before = std::fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
    let mut in_file: HashMap<String, usize> = HashMap::new();
    for extract in &extracts {
        *in_file.entry(extract.document.path.clone()).or_default() += 1;
    }
    for extract in &mut extracts {
        let is_alone = in_file.get(&extract.document.path) == Some(&1);
        extract.source = kept_as(&register, Path::new(&extract.document.path), is_alone);
    }
    let (loaded, _) = kept::input::load(&register);
    let known = Known::all(&loaded);
    let reads_stdin = extracts.iter().any(|extract| extract.document.path == "-");
    let asks = may_ask && !reads_stdin && std::io::stdin().is_terminal();
    let mut dialogue = Dialogue { answer: if asks { Answer::Ask } else { Answer::Always } };
    extracts.sort_by_key(said_on);
    let Appended { text, added, told, refused } =
        day_by_day((&register, &loaded), before.clone(), &extracts, &mut dialogue)
            .with_context(|| format!("{} is no TOML", path.display()))?;
    if added > 0 {
        write_over(&path, &before, &text)?;
    }
    for line in &told {
        invocation.note(&visible_line(line));
    }
    for (extract, claim) in extracts.iter().flat_map(|extract| {
        extract.candidates.iter().filter(|one| one.act == Act::Claim).map(move |claim| (extract, claim))
    }) {
        if let Some(pledge) = extraction::evidence_for(&extract.document.text.text, claim, &known) {
            let line = format!("may be evidence for {}: {}", pledge.id, extract.quote(claim));
            invocation.note(&visible_line(&line));
        }
    }
    invocation.note(&format!("{added} added or restated in {}", path.display()));
    anyhow::ensure!(refused.is_empty(), "{}", refused.join("\n"));
    Ok(())
}

/// Writes over what was read before somebody was asked: what was saved meanwhile, in an editor or by another run, stays.
fn write_over(path: &Path, before: &str, text: &str) -> anyhow::Result<()> {
    // Runs look and write in turn. Where a folder cannot be locked, only the moment between the two is left.
    let folder = path.parent().unwrap_or(path);
    let _turn = std::fs::File::open(folder).and_then(|folder| folder.lock().map(|()| folder));
    anyhow::ensure!(
        std::fs::read_to_string(path).is_ok_and(|now| now == before),
        "{} was changed by somebody else meanwhile, so nothing was added: run the command again",
        path.display()
    );
    super::output::deliver(Some(path), |out| Ok(out.write_all(text.as_bytes())?))
}

/// A `pledges.toml` with what is added, how much that is, and a line about each proposal that was followed and that was not.
struct Appended {
    text: String,
    added: usize,
    told: Vec<String>,
    refused: Vec<String>,
}

/// Appends to the text of a `pledges.toml` day by day, so that what is said later is held against what was said before,
/// in this run as in an earlier one. Only what was added to is loaded again: `loaded` is the register as it was.
fn day_by_day(
    (register, loaded): (&Path, &Register),
    text: String,
    in_order: &[Extract],
    dialogue: &mut Dialogue,
) -> anyhow::Result<Appended> {
    let mut all = Appended { text, added: 0, told: Vec::new(), refused: Vec::new() };
    let (mut with_added, mut is_added_to) = (None, false);
    for of_a_day in in_order.chunk_by(|one, next| said_on(one) == said_on(next)) {
        if is_added_to {
            with_added = Some(kept::input::load_as_if(register, &all.text).0);
        }
        let so_far = with_added.as_ref().unwrap_or(loaded);
        let mut appending = extraction::append(
            &all.text,
            &Known::all(so_far),
            of_a_day,
            &mut |extract, candidate, relation| dialogue.takes(extract, candidate, relation),
        )?;
        appending.leave_out_what_is_wrong(&|text| kept::input::errors_with(register, text));
        all.told.extend(appending.lines().map(str::to_owned));
        all.refused.extend(appending.refused().map(|line| visible_line(line).into_owned()));
        is_added_to = appending.count() > 0;
        if is_added_to {
            all.added += appending.count();
            all.text = appending.text();
        }
    }
    Ok(all)
}

fn said_on(extract: &Extract) -> Option<Date> {
    extract.document.meta.known_in().map(|said| said.last)
}

fn is_undated(extract: &Extract) -> bool {
    extract.document.meta.known_on().is_none() && extract.candidates.iter().any(|one| one.act == Act::Pledge)
}

/// The name by which the register has a document: its path below `evidence/` without suffix. One of a file of many has one
/// only by the record beside that file.
fn kept_as(register: &Path, document: &Path, is_alone: bool) -> Option<String> {
    let evidence = std::fs::canonicalize(register.join("evidence")).ok()?;
    let document = std::fs::canonicalize(document).ok()?;
    let name = document.strip_prefix(evidence).ok()?.with_extension("");
    let is_packed = document.extension().is_some_and(|suffix| suffix == "gz" || suffix == "jsonl");
    let is_named = document.with_extension("toml").is_file() || is_alone && !is_packed;
    is_named.then(|| name.to_string_lossy().replace('\\', "/"))
}

/// What is done with the next candidate.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Answer {
    Ask,
    Always,
    Never,
}

struct Dialogue {
    answer: Answer,
}

impl Dialogue {
    /// Whether a candidate is to be written.
    fn takes(&mut self, extract: &Extract, candidate: &Candidate, relation: &Relation<'_>) -> bool {
        if self.answer == Answer::Ask {
            show(extract, candidate, relation);
        }
        while self.answer == Answer::Ask {
            tell(&format!("{QUESTION} > "));
            let mut line = String::new();
            let read = std::io::stdin().lock().read_line(&mut line).unwrap_or(0);
            match line.trim().to_ascii_lowercase().as_str() {
                "y" | "yes" => return true,
                "n" | "no" => return false,
                "a" | "all" => self.answer = Answer::Always,
                "q" | "quit" => self.answer = Answer::Never,
                _ if read == 0 => self.answer = Answer::Never,
                other => tell(&format!("`{}` is none of these.\n", visible_line(other))),
            }
        }
        self.answer == Answer::Always
    }
}

/// The sentence, how it stands to the register, and why it is proposed.
fn show(extract: &Extract, candidate: &Candidate, relation: &Relation<'_>) {
    let stands = match relation {
        Relation::Same(pledge) => format!("already there: {}", pledge.id),
        Relation::Restated(pledge, changes) => {
            let words: Vec<&str> = changes.iter().map(|change| change.word()).collect();
            format!("restates {}: {}", pledge.id, words.join(", "))
        }
        Relation::New => "new".to_owned(),
    };
    tell(&format!(
        "\n“{}”\n  {}, confidence 0.{:03}, {stands}\n",
        visible_line(extract.quote(candidate)),
        visible_line(&extract.document.path),
        candidate.confidence.min(999)
    ));
    for reason in &candidate.reasons {
        tell(&format!("  {}\n", visible_line(reason)));
    }
}

/// Writes to the terminal, where the dialogue is; data goes elsewhere.
fn tell(text: &str) {
    let mut out = std::io::stderr().lock();
    // Nobody is left to ask when stderr is closed: the answer that follows is then the end of input.
    let _ = out.write_all(text.as_bytes()).and_then(|()| out.flush());
}

#[cfg(test)]
mod tests {
    use super::write_over;
    use std::fs;

    #[test]
    fn what_was_saved_meanwhile_is_not_written_over() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("pledges.toml");
        fs::write(&path, "as read").expect("a file");
        write_over(&path, "as read", "with a pledge").expect("nobody wrote to it");
        let told = write_over(&path, "as read", "with another").expect_err("it was written to");
        assert!(told.to_string().ends_with("nothing was added: run the command again"), "{told}");
        assert_eq!(fs::read_to_string(&path).expect("a file"), "with a pledge");
    }
}
