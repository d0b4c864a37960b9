//! What a command was given: its arguments, the day, the screen, and where its output goes. It must not know commands.

use super::exit::Usage;
use super::output;
use clap::ArgMatches;
use kept::assessment::Mode;
use kept::date::Date;
use kept::render::Screen;
use std::io::{IsTerminal, Write};
use std::path::{Path, PathBuf};

/// Formats that only programs read.
const FOR_PROGRAMS: [&str; 4] = ["json", "sarif", "junit", "github"];

/// Formats that are no text: on a terminal they are noise.
const NO_TEXT: [&str; 4] = ["docx", "pdf", "xlsx", "sqlite"];

/// Suffixes by which programs know what a file holds, with the format that is meant.
const SUFFIXES: [(&str, &str); 13] = [
    ("docx", "docx"),
    ("doc", "docx"),
    ("pdf", "pdf"),
    ("xlsx", "xlsx"),
    ("xls", "xlsx"),
    ("html", "html"),
    ("htm", "html"),
    ("svg", "svg"),
    ("ics", "ics"),
    ("atom", "atom"),
    ("csv", "csv"),
    ("sqlite", "sqlite"),
    ("db", "sqlite"),
];

/// One call of one command.
pub(crate) struct Invocation<'a> {
    /// The command's own arguments, the global ones among them.
    pub(crate) matches: &'a ArgMatches,
    /// The day on which the program runs; commands ask for [`Invocation::as_of`] instead.
    today: Date,
}

impl<'a> Invocation<'a> {
    /// Takes parsed arguments and today's date.
    pub(super) fn new(matches: &'a ArgMatches, today: Date) -> Self {
        Self { matches, today }
    }

    /// The day asked about.
    pub(crate) fn as_of(&self) -> Date {
        self.matches.get_one("as-of").copied().unwrap_or(self.today)
    }

    /// Today, or the day asked about where that is later: nothing after it can have been done by anybody.
    pub(crate) fn latest_day(&self) -> Date {
        self.as_of().max(self.today)
    }

    /// What the public could know by this day.
    pub(crate) fn known_by(&self) -> Date {
        self.matches.get_one("known-by").copied().unwrap_or_else(|| self.as_of())
    }

    /// The last day of which anything counts, where a day was asked about: what came later was not known then.
    pub(crate) fn asked_day(&self) -> Option<Date> {
        let is_named = |id: &str| self.matches.get_one::<Date>(id).is_some();
        (is_named("as-of") || is_named("known-by")).then(|| self.as_of().min(self.known_by()))
    }

    /// The folder of the register: the one that is named, else the nearest one upward with a `pledges.toml`. Where
    /// there is none it is the current folder, and loading it says what is missing.
    pub(crate) fn register(&self) -> PathBuf {
        if let Some(named) = self.matches.get_one::<PathBuf>("register") {
            return named.clone();
        }
        let Ok(here) = std::env::current_dir() else { return PathBuf::from(".") };
        let found = here.ancestors().find(|folder| folder.join("pledges.toml").is_file());
        found.map_or_else(|| PathBuf::from("."), Path::to_path_buf)
    }

    /// Says which register is used where it is neither here nor named, so that nobody takes it for one of this folder.
    /// Formats that programs ask for are left in peace.
    pub(crate) fn mention_register(&self) {
        let is_for_programs = self.format_if_any().is_some_and(|format| FOR_PROGRAMS.contains(&format));
        let register = self.register();
        let is_here = std::env::current_dir().is_ok_and(|here| here == register);
        if !is_here && register.is_absolute() && !self.is_named() && !is_for_programs {
            self.note(&format!("note: the register of {} is used: there is none here", register.display()));
        }
    }

    fn is_named(&self) -> bool {
        self.matches.get_one::<PathBuf>("register").is_some()
    }

    /// Which terms and which evidence the headline is assessed on.
    pub(crate) fn mode(&self) -> Mode {
        match (self.matches.get_flag("strict"), self.matches.get_flag("lenient")) {
            (true, _) => Mode::Strict,
            (false, true) => Mode::Lenient,
            (false, false) => Mode::Standard,
        }
    }

    /// The value of `--format`.
    pub(crate) fn format(&self) -> &str {
        self.matches.get_one::<String>("format").map_or("text", String::as_str)
    }

    /// What writes the format that was asked for.
    ///
    /// # Errors
    /// When there is none of that name.
    pub(crate) fn writer<F: Copy>(&self, formats: &[(&str, F)]) -> anyhow::Result<F> {
        let asked = formats.iter().find(|(name, _)| *name == self.format());
        asked
            .map(|(_, write)| *write)
            .ok_or_else(|| Usage(format!("there is no format {}", self.format())).into())
    }

    /// The same where a command may have no such option.
    fn format_if_any(&self) -> Option<&str> {
        self.matches.try_get_one::<String>("format").ok().flatten().map(String::as_str)
    }

    /// Which pledges were selected; only for commands with [`super::selection::arguments`].
    pub(crate) fn selection(&self, registers: &[&kept::model::Register]) -> kept::report::Selection {
        super::selection::read(self.matches, registers)
    }

    /// The value of `-o`; nothing for `-`, which is stdout.
    pub(crate) fn output(&self) -> Option<&Path> {
        let named = self.matches.get_one::<PathBuf>("output").map(PathBuf::as_path);
        named.filter(|path| *path != Path::new("-"))
    }

    /// Whether notes and warnings are unwanted.
    pub(crate) fn is_quiet(&self) -> bool {
        self.matches.get_flag("quiet")
    }

    /// Whether the data goes to a terminal.
    pub(crate) fn prints_on_terminal(&self) -> bool {
        self.output().is_none() && std::io::stdout().is_terminal()
    }

    /// How wide the data may be, and whether in colour.
    pub(crate) fn screen(&self) -> Screen {
        self.screen_of(self.prints_on_terminal())
    }

    /// The same for notes and diagnostics, which go to stderr.
    pub(crate) fn error_screen(&self) -> Screen {
        self.screen_of(std::io::stderr().is_terminal())
    }

    /// Writes data to stdout or to the file named by `-o`.
    ///
    /// # Errors
    /// When `write` fails or the file cannot be written, or a terminal would have to show what is no text.
    pub(crate) fn write(
        &self,
        write: impl FnOnce(&mut dyn Write) -> anyhow::Result<()>,
    ) -> anyhow::Result<()> {
        let no_text = self.format_if_any().filter(|format| NO_TEXT.contains(format));
        if let Some(format) = no_text
            && self.output().is_none()
            && std::io::stdout().is_terminal()
        {
            return Err(Usage(format!(
                "{format} is no text for a terminal; name a file with `-o FILE.{format}`"
            ))
            .into());
        }
        if let Some(path) = self.output() {
            self.spare_register(path)?;
            self.spare_what_is_read(path)?;
            self.hold_to_its_name(path)?;
        }
        output::deliver(self.output(), write)
    }

    /// Refuses a file whose name says that it holds another format: the program that opens it would call it damaged.
    fn hold_to_its_name(&self, path: &Path) -> anyhow::Result<()> {
        let suffix = path.extension().map(|suffix| suffix.to_string_lossy().to_lowercase());
        let named = SUFFIXES.iter().find(|(known, _)| suffix.as_deref() == Some(*known));
        match (named, self.format_if_any()) {
            (Some((_, wanted)), Some(format)) if *wanted != format => Err(Usage(format!(
                "{} would hold {format}; choose {wanted} with `--format` where the command writes it, or give the file another suffix",
                path.display()
            ))
            .into()),
            (_, _) => Ok(()),
        }
    }

    /// Refuses an output that would take the place of a file of the register, or be read as evidence from then on.
    ///
    /// # Errors
    /// When the path is `pledges.toml`, or is among the evidence.
    pub(crate) fn spare_register(&self, path: &Path) -> anyhow::Result<()> {
        let register = self.register();
        let standing = |path: &Path| path.canonicalize().ok();
        let is_pledges =
            standing(path).is_some_and(|path| standing(&register.join("pledges.toml")) == Some(path));
        if is_pledges || (self.is_among_evidence(path) && path.is_file()) {
            let words = format!("{} is a file of the register; name another", path.display());
            return Err(Usage(words).into());
        }
        if self.is_among_evidence(path) {
            let words =
                format!("{} would be read as evidence; name a place outside `evidence/`", path.display());
            return Err(Usage(words).into());
        }
        Ok(())
    }

    /// Refuses an output that would take the place of a document, a baseline or an earlier register that the command reads, or
    /// of one in a folder of them.
    fn spare_what_is_read(&self, path: &Path) -> anyhow::Result<()> {
        let Some(standing) = path.canonicalize().ok().filter(|standing| standing.is_file()) else {
            return Ok(());
        };
        let given = |id| self.matches.try_get_raw(id).ok().flatten();
        let mut named = ["files", "documents", "baseline", "from"].into_iter().filter_map(given).flatten();
        if named.any(|named| Path::new(named).canonicalize().is_ok_and(|named| standing.starts_with(named))) {
            return Err(Usage(format!("{} is read by this command; name another", path.display())).into());
        }
        Ok(())
    }

    /// Whether a path, there or not, is the folder of the evidence or below it.
    fn is_among_evidence(&self, path: &Path) -> bool {
        let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
        let there = path.ancestors().find_map(|known| known.canonicalize().ok());
        // Without pledges nothing beside them is evidence.
        let register = Some(self.register()).filter(|register| register.join("pledges.toml").is_file());
        let evidence = register.and_then(|register| register.join("evidence").canonicalize().ok());
        there.zip(evidence).is_some_and(|(there, evidence)| there.starts_with(evidence))
    }

    /// Tells a person something that is no data, unless `-q` asks for silence.
    pub(crate) fn note(&self, text: &str) {
        if !self.is_quiet() {
            self.complain(text);
        }
    }

    /// Tells a person what is wrong, also when notes are unwanted.
    pub(crate) fn complain(&self, text: &str) {
        let text = kept::render::no_command(text.trim_end_matches('\n'));
        // Nobody is left to tell when stderr is closed.
        let _ = writeln!(std::io::stderr(), "{text}");
    }

    fn screen_of(&self, terminal: bool) -> Screen {
        let variable = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty());
        let colour = terminal
            && !self.matches.get_flag("no-color")
            && variable("NO_COLOR").is_none()
            && variable("TERM").is_none_or(|kind| kind != "dumb");
        let asked = variable("COLUMNS").and_then(|columns| columns.to_str()?.parse::<usize>().ok());
        let measured = || terminal_size::terminal_size().map(|(width, _)| usize::from(width.0));
        let width = asked.or_else(|| if terminal { measured() } else { None }).unwrap_or(Screen::PIPE.width);
        Screen { width: width.clamp(40, 400), colour }
    }
}
