//! `kept diff --since DATE|REV`, `--from DIR`: what changed. It must not compare anything itself.

use super::exit::{Exit, Usage};
use super::invocation::Invocation;
use super::loading::Loaded;
use super::{options, revision, selection};
use clap::{Arg, ArgGroup};
use kept::assessment::Mode;
use kept::date::{Date, long};
use kept::diagnostic::{Diagnostic, Level, Sources};
use kept::input::codes::NO_REGISTER;
use kept::model::Register;
use kept::render::{Screen, diff, page};
use kept::report::difference::Difference;
use kept::report::{Report, Selection};
use std::io;
use std::path::{Path, PathBuf};

/// Writes a difference, whose sides people call so.
type Write = fn(&Difference<'_>, [&str; 2], Screen, &mut dyn io::Write) -> io::Result<()>;

const FORMATS: &[(&str, Write)] = &[
    ("text", |difference, [from, to], screen, out| {
        page::text::write(&diff::page(difference, from, to).into(), screen, out)
    }),
    ("markdown", |difference, [from, to], _, out| {
        out.write_all(diff::markdown(difference, from, to).as_bytes())
    }),
    ("json", |difference, [from, to], _, out| diff::json(difference, from, to, out)),
];

pub(super) fn arguments(command: clap::Command) -> clap::Command {
    since(selection::arguments(command), "What changed since")
        .group(ArgGroup::new("earlier").args(["since", "from"]).required(true))
        .arg(options::format(FORMATS.iter().map(|(name, _)| *name)))
}

/// Adds `--since` and `--from`, which name an earlier state of the register.
pub(super) fn since(command: clap::Command, what: &'static str) -> clap::Command {
    command
        .arg(
            Arg::new("since")
                .long("since")
                .value_name("DATE|REV")
                .help(format!("{what} this day, or this git revision of the register's files")),
        )
        .arg(
            Arg::new("from")
                .long("from")
                .value_name("DIR")
                .conflicts_with("since")
                .value_hint(clap::ValueHint::DirPath)
                .value_parser(clap::value_parser!(PathBuf))
                .help(format!("{what} the register in this folder")),
        )
}

/// The files of the earlier state have errors, so nothing can be compared with them.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub(super) struct Unreliable(String);

/// The earlier state that was asked for.
pub(super) enum Earlier {
    /// The same files, on an earlier day.
    Day(Date),
    /// Other files, on the same day.
    Files(Box<State>),
}

/// Other files than those of the register as it is.
pub(super) struct State {
    /// What people call them.
    name: String,
    register: Register,
    /// Their warnings: they have no errors.
    faults: Vec<Diagnostic>,
    /// What somebody should know of them.
    note: Option<String>,
}

impl Earlier {
    /// Reads what [`since`] added; nothing where neither was given.
    ///
    /// # Errors
    /// When it names nothing, or files that cannot be relied on ([`Unreliable`]).
    pub(super) fn read(invocation: &Invocation<'_>, look: Look) -> anyhow::Result<Option<Self>> {
        if let Some(folder) = invocation.matches.get_one::<PathBuf>("from") {
            let found = looked_at(folder, look);
            return reliable(invocation, found, folder.display().to_string(), None).map(Some);
        }
        let Some(since) = invocation.matches.get_one::<String>("since") else { return Ok(None) };
        if let Ok(day) = options::parse_day(since) {
            if day > invocation.as_of() {
                let words = format!("--since {day} is after the day asked about, {}", invocation.as_of());
                return Err(Usage(words).into());
            }
            return Ok(Some(Self::Day(day)));
        }
        let name = format!("revision {since}");
        match revision::check_out(&invocation.register(), since)? {
            Some(checkout) => {
                let note = checkout.moved_from.as_deref().map(|from| {
                    let place = from.trim_end_matches('/');
                    format!(
                        "in {name} the register stood in {}",
                        if place.is_empty() { "the root" } else { place }
                    )
                });
                let found = looked_at(checkout.register(), look);
                reliable(invocation, found, name, note).map(Some)
            }
            None => {
                let (register, faults) = (Register::default(), Vec::new());
                let note = Some(format!("{name} has no pledges.toml here: everything counts as new"));
                Ok(Some(Self::Files(Box::new(State { name, register, faults, note }))))
            }
        }
    }

    /// What somebody should know of it.
    pub(super) fn note(&self) -> Option<String> {
        match self {
            Self::Files(state) => state.note.clone(),
            Self::Day(_) => None,
        }
    }

    /// What is wrong with its files, and the files; nothing where they are those of the register as it is.
    pub(super) fn faults(&self) -> Option<(&[Diagnostic], &Sources)> {
        match self {
            Self::Day(_) => None,
            Self::Files(state) => Some((&state.faults, &state.register.sources)),
        }
    }

    /// Its register; on an earlier day that is the one as it is.
    fn register<'r>(&'r self, now: &'r Register) -> &'r Register {
        match self {
            Self::Day(_) => now,
            Self::Files(state) => &state.register,
        }
    }

    /// The report on the earlier state; on an earlier day it is what was known on that day.
    pub(super) fn report<'r>(
        &'r self,
        invocation: &Invocation<'_>,
        now: &'r Register,
    ) -> anyhow::Result<Report<'r>> {
        let (as_of, known_by) = match self {
            Self::Day(day) => (*day, *day),
            Self::Files(_) => (invocation.as_of(), invocation.known_by()),
        };
        // What is selected by outcome may have had another before.
        let selection = invocation.selection(&[now, self.register(now)]);
        let all = Selection { statuses: Vec::new(), flags: Vec::new(), due_before: None, ..selection };
        side(self.register(now), (as_of, known_by), invocation.mode(), all)
    }

    fn words(&self) -> String {
        match self {
            Self::Day(day) => long(*day),
            Self::Files(state) => state.name.clone(),
        }
    }
}

/// One side of a comparison, on a day and by what was known on one. A pledge that is selected by its id may be on the other
/// side only.
fn side(
    register: &Register,
    (as_of, known_by): (Date, Date),
    mode: Mode,
    mut selection: Selection,
) -> anyhow::Result<Report<'_>> {
    let is_all = selection.ids.is_empty();
    selection.ids.retain(|id| register.pledge(id).is_some());
    if selection.ids.is_empty() && !is_all {
        return Ok(Report::without_assessments(register, as_of, known_by, mode));
    }
    Ok(Report::new(register, as_of, known_by, mode, &selection)
        .map_err(|unknown| Usage(unknown.to_string()))?)
}

/// What to look for in a folder beside what loading finds.
pub(super) type Look = fn(&Path, &Register) -> Option<Diagnostic>;

fn looked_at(folder: &Path, look: Look) -> (Register, Vec<Diagnostic>) {
    let (register, mut faults) = kept::input::load(folder);
    faults.extend(look(folder, &register));
    (register, faults)
}

fn reliable(
    invocation: &Invocation<'_>,
    (register, mut faults): (Register, Vec<Diagnostic>),
    name: String,
    note: Option<String>,
) -> anyhow::Result<Earlier> {
    faults.extend(kept::input::ahead(&register, invocation.latest_day()));
    match faults.iter().find(|fault| fault.level == Level::Error) {
        None => Ok(Earlier::Files(Box::new(State { name, register, faults, note }))),
        // Where there is no register, a name is mistyped: no state that somebody has to mend.
        Some(fault) if fault.code == NO_REGISTER.code => {
            Err(anyhow::anyhow!("nothing to compare with: {}", fault.message))
        }
        Some(fault) => {
            let place =
                fault.place.map(|place| register.sources.path(place.file).to_owned()).unwrap_or_default();
            Err(Unreliable(format!("{name} cannot be relied on: {place}: {}", fault.message)).into())
        }
    }
}

pub(super) fn run(invocation: &Invocation<'_>) -> anyhow::Result<Exit> {
    let loaded = Loaded::reliable(invocation)?;
    let Some(earlier) = Earlier::read(invocation, |_, _| None)? else { return Ok(Exit::Usage) };
    if let Some(note) = earlier.note() {
        invocation.note(&format!("note: {note}"));
    }
    check_selection(invocation, &loaded.register, earlier.register(&loaded.register))?;
    let days = (invocation.as_of(), invocation.known_by());
    let selection = invocation.selection(&[&loaded.register, earlier.register(&loaded.register)]);
    let after = side(&loaded.register, days, invocation.mode(), selection)?;
    let mut before = earlier.report(invocation, &loaded.register)?;
    keep_selected(&mut before, invocation, &after);
    let difference = Difference::new(&before, &after);
    let from = earlier.words();
    let to = match earlier {
        Earlier::Day(_) => long(invocation.as_of()),
        Earlier::Files(..) => format!("the files as they are, as of {}", long(invocation.as_of())),
    };
    let write = invocation.writer(FORMATS)?;
    invocation.write(|out| Ok(write(&difference, [&from, &to], invocation.screen(), out)?))?;
    Ok(Exit::Fine)
}

/// Whether every id, topic and body that is asked for is a pledge's on one side or the other.
fn check_selection(invocation: &Invocation<'_>, now: &Register, before: &Register) -> anyhow::Result<()> {
    let mut selection = invocation.selection(&[now, before]);
    let names = selection.check_names(now);
    names
        .or_else(|unknown| selection.check_names(before).map_err(|_| unknown))
        .map_err(|unknown| Usage(unknown.to_string()))?;
    selection.ids.retain(|id| before.pledge(id).is_none());
    Ok(selection.check_ids(now).map_err(|unknown| Usage(unknown.to_string()))?)
}

/// Where pledges are selected by outcome, the later side decides: the earlier keeps the same ones.
fn keep_selected(before: &mut Report<'_>, invocation: &Invocation<'_>, after: &Report<'_>) {
    let selection = invocation.selection(&[]);
    if selection.statuses.is_empty() && selection.flags.is_empty() && selection.due_before.is_none() {
        return;
    }
    let kept: std::collections::BTreeSet<&str> = after.rows().map(|(pledge, _)| pledge.id.as_str()).collect();
    let register = before.register;
    before
        .keep(|pledge| register.pledges.get(pledge).is_some_and(|pledge| kept.contains(pledge.id.as_str())));
}
