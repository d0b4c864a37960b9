//! Loading the register that a command asks about, and saying what is wrong with it. It must not assess anything.

use super::exit::{Exit, Told, Usage};
use super::invocation::Invocation;
use kept::assessment::Assessment;
use kept::diagnostic::{Diagnostic, Level};
use kept::model::Register;
use kept::quantity::with_unit;
use kept::report::Report;
use std::collections::BTreeMap;
use std::io::{self, Write};

/// A register, and what is wrong with its files.
pub(crate) struct Loaded {
    /// What could be read.
    pub(crate) register: Register,
    /// In order of place; with an error among them nothing computed from the register can be relied on.
    pub(crate) diagnostics: Vec<Diagnostic>,
}

impl Loaded {
    /// Loads the register of this call.
    pub(crate) fn new(invocation: &Invocation<'_>) -> Self {
        invocation.mention_register();
        let (register, mut diagnostics) = kept::input::load(&invocation.register());
        diagnostics.extend(kept::input::ahead(&register, invocation.latest_day()));
        Self { register, diagnostics }
    }

    /// Loads the register of this call.
    ///
    /// # Errors
    /// With errors in it, which are printed ([`Told`]).
    pub(crate) fn reliable(invocation: &Invocation<'_>) -> anyhow::Result<Self> {
        let loaded = Self::new(invocation);
        if loaded.has_errors() {
            loaded.complain(invocation);
            return Err(Told.into());
        }
        loaded.mention_warnings(invocation);
        Ok(loaded)
    }

    /// Whether an error is among the diagnostics.
    pub(crate) fn has_errors(&self) -> bool {
        self.count(Level::Error) > 0
    }

    /// How many diagnostics of a level there are.
    pub(crate) fn count(&self, level: Level) -> usize {
        self.diagnostics.iter().filter(|diagnostic| diagnostic.level == level).count()
    }

    /// Prints every error to stderr, and how many there are; warnings are not what keeps a status from being printed.
    pub(crate) fn complain(&self, invocation: &Invocation<'_>) {
        let faults = self.diagnostics.iter().filter(|one| one.level == Level::Error);
        for text in kept::render::folded(faults, &self.register.sources, invocation.error_screen()) {
            invocation.complain(&format!("{}\n", text.trim_end_matches('\n')));
        }
        invocation.complain(&self.totals());
    }

    /// What a command that prints JSON does with a register that has errors: tells them, in JSON too, with nothing assessed.
    ///
    /// # Errors
    /// When the output cannot be written.
    pub(crate) fn refuse(
        &self,
        invocation: &Invocation<'_>,
        json: impl FnOnce(&Report<'_>, &[Diagnostic], &mut dyn Write) -> io::Result<()>,
    ) -> anyhow::Result<Exit> {
        self.complain(invocation);
        if invocation.format() == "json" {
            let nothing = self.nothing_assessed(invocation);
            invocation.write(|out| Ok(json(&nothing, &self.diagnostics, out)?))?;
        }
        Ok(Exit::Unreliable)
    }

    /// Says in a line that there are warnings, where they are not the point.
    pub(crate) fn mention_warnings(&self, invocation: &Invocation<'_>) {
        match self.count(Level::Warning) {
            0 => {}
            1 => invocation.note("note: 1 warning about the register's files; `kept check` shows it"),
            more => invocation
                .note(&format!("note: {more} warnings about the register's files; `kept check` shows them")),
        }
    }

    /// The report this call asks for.
    ///
    /// # Errors
    /// When an id, a topic or a body is asked for that no pledge has.
    pub(crate) fn report(&self, invocation: &Invocation<'_>) -> anyhow::Result<Report<'_>> {
        self.check_selection(invocation)?;
        let (as_of, known_by, mode) = (invocation.as_of(), invocation.known_by(), invocation.mode());
        Report::new(&self.register, as_of, known_by, mode, &invocation.selection(&[&self.register]))
            .map_err(|unknown| Usage(unknown.to_string()).into())
    }

    /// As [`Loaded::report`], but each assessment is handed over and none kept.
    ///
    /// # Errors
    /// When an id, a topic or a body is asked for that no pledge has.
    pub(crate) fn report_in_turn(
        &self,
        invocation: &Invocation<'_>,
        each: &mut dyn FnMut(Assessment),
    ) -> anyhow::Result<Report<'_>> {
        self.check_selection(invocation)?;
        let (as_of, known_by, mode) = (invocation.as_of(), invocation.known_by(), invocation.mode());
        Report::in_turn(&self.register, as_of, known_by, mode, &invocation.selection(&[&self.register]), each)
            .map_err(|unknown| Usage(unknown.to_string()).into())
    }

    /// How many proposed documents wait for review, by pledge, as far as the cache knows.
    pub(crate) fn proposals(&self, invocation: &Invocation<'_>) -> BTreeMap<usize, usize> {
        kept::matching::waiting::counts(&self.register, &invocation.register(), invocation.asked_day())
    }

    /// What was asked, with nothing assessed.
    pub(crate) fn nothing_assessed(&self, invocation: &Invocation<'_>) -> Report<'_> {
        let (as_of, known_by, mode) = (invocation.as_of(), invocation.known_by(), invocation.mode());
        Report::without_assessments(&self.register, as_of, known_by, mode)
    }

    /// Whether every id, topic and body that is asked for is a pledge's.
    ///
    /// # Errors
    /// When one is not.
    pub(crate) fn check_selection(&self, invocation: &Invocation<'_>) -> anyhow::Result<()> {
        let selection = invocation.selection(&[&self.register]);
        selection.check_ids(&self.register).map_err(|unknown| Usage(unknown.to_string()))?;
        Ok(selection.check_names(&self.register).map_err(|unknown| Usage(unknown.to_string()))?)
    }

    /// How many errors there are, and that there are warnings too.
    fn totals(&self) -> String {
        let errors = with_unit(self.count(Level::Error).into(), "errors");
        let also = match self.count(Level::Warning) {
            0 => String::new(),
            more => format!("; `kept check` shows {} too", with_unit(more.into(), "warnings")),
        };
        format!("{errors}: no status is printed until the errors are mended{also}")
    }
}
