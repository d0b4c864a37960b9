//! `kept check`: for CI. Faults of the files, and pledges that meet a condition that is denied. It must not decide what a
//! condition means.

use super::diff::{Earlier, Look, Unreliable};
use super::exit::{Exit, Usage};
use super::invocation::Invocation;
use super::loading::Loaded;
use super::{options, selection};
use anyhow::Context;
use clap::parser::ValueSource;
use clap::{Arg, ArgAction};
use kept::diagnostic::{Diagnostic, Level, SourceFile, Sources};
use kept::model::Register;
use kept::render::check::{Checked, FORMATS, failure, markdown};
use kept::report::Report;
use kept::report::check::{Baseline, Check, Condition, failing, unreadable};
use std::ffi::OsString;
use std::io::Write;
use std::path::{Path, PathBuf};

/// The word that stands for warnings about the files among the conditions.
const WARNINGS: &str = "warnings";

/// The word that denies or warns of nothing.
const NONE: &str = "none";

pub(super) fn arguments(command: clap::Command) -> clap::Command {
    let list = |name: &'static str| {
        Arg::new(name).long(name).value_name("CONDITIONS").value_delimiter(',').action(ArgAction::Append)
    };
    let command = selection::arguments(command);
    super::diff::since(command, "Accept what was denied already on")
        .arg(list("deny").default_value("lapsed").help(
            "What fails the check: statuses, flags or rules, due-soon=30d, stale=6m, warnings (about the files), none",
        ))
        .arg(list("warn").help("What is listed and does not fail"))
        .arg(
            Arg::new("baseline")
                .long("baseline")
                .value_name("FILE")
                .value_hint(clap::ValueHint::FilePath)
                .value_parser(clap::value_parser!(PathBuf))
                .help("What is listed in this file is accepted: only what is new fails"),
        )
        .arg(
            Arg::new("write-baseline")
                .long("write-baseline")
                .requires("baseline")
                .action(ArgAction::SetTrue)
                .help("Write everything that is denied now to the baseline"),
        )
        .arg(options::format(FORMATS.iter().map(|format| format.name)))
}

/// What the arguments ask for.
struct Asked {
    deny: Vec<Condition>,
    warn: Vec<Condition>,
    deny_warnings: bool,
}

pub(super) fn run(invocation: &Invocation<'_>) -> anyhow::Result<Exit> {
    match check(invocation) {
        // Where nobody reads the log, what kept it from checking is told as whatever it finds is.
        Err(error) if invocation.format() == "github" => {
            invocation.write(|out| Ok(out.write_all(failure(&format!("{error:#}")).as_bytes())?))?;
            Ok(Exit::of(&error))
        }
        outcome => outcome,
    }
}

/// What is looked for in every state that is compared, or what was there before would count as new.
const LOOK: Look = kept::input::unread_documents;

fn check(invocation: &Invocation<'_>) -> anyhow::Result<Exit> {
    let (deny, deny_warnings) = conditions(invocation, "deny")?;
    let (warn, _) = conditions(invocation, "warn")?;
    let asked = Asked { deny, warn, deny_warnings };
    let file = invocation.matches.get_one::<PathBuf>("baseline");
    let writes_baseline = invocation.matches.get_flag("write-baseline");
    if let (Some(file), true) = (file, writes_baseline) {
        invocation.spare_register(file)?;
    }
    let mut loaded = Loaded::new(invocation);
    loaded.diagnostics.extend(LOOK(&invocation.register(), &loaded.register));
    let baseline = match file {
        Some(file) if file.exists() || !writes_baseline => match read_baseline(file) {
            (_, Ok(baseline)) => baseline,
            (source, Err(faults)) => return refuse(invocation, &loaded.register.title, source, &faults),
        },
        Some(_) | None => Baseline::default(),
    };
    let report =
        if loaded.has_errors() { loaded.nothing_assessed(invocation) } else { loaded.report(invocation)? };
    let mut check = Check::new(&report, &asked.deny, &asked.warn, &baseline);
    if let (Some(file), true, false) = (file, writes_baseline, loaded.has_errors()) {
        let text = check.to_baseline(&baseline).to_text();
        super::output::deliver(Some(file), |out| Ok(out.write_all(text.as_bytes())?))?;
        invocation.note(&format!("{} holds what is denied now; say why in each `reason`", file.display()));
        return Ok(Exit::Fine);
    }
    let mut notes: Vec<String> = baseline.unexplained().into_iter().collect();
    let failing = accept_earlier(invocation, &loaded, &asked, &mut check, &mut notes)?;
    let prefix = prefix(&invocation.register());
    print(invocation, checked(invocation, &check, &loaded.diagnostics, &failing, &notes, &prefix))
}

/// Accepts what was denied before already; says of each fault of the files whether it fails the check.
fn accept_earlier(
    invocation: &Invocation<'_>,
    loaded: &Loaded,
    asked: &Asked,
    check: &mut Check<'_>,
    notes: &mut Vec<String>,
) -> anyhow::Result<Vec<bool>> {
    let faults = (&*loaded.diagnostics, &loaded.register.sources);
    let fails = |before| failing(faults, asked.deny_warnings, before);
    // With errors nothing is denied that could have been so before.
    let earlier = if loaded.has_errors() { Ok(None) } else { Earlier::read(invocation, LOOK) };
    match earlier {
        Ok(None) => Ok(fails(None)),
        Ok(Some(earlier)) => {
            let before = earlier.report(invocation, &loaded.register)?;
            check.accept_what_was(&Check::new(&before, &asked.deny, &[], &Baseline::default()));
            notes.extend(earlier.note());
            Ok(fails(Some(earlier.faults().unwrap_or(faults))))
        }
        // Whoever mends the files must not fail on what was denied before.
        Err(error) if error.is::<Unreliable>() => {
            notes.push(format!("{error}; what is new cannot be told, so nothing that is denied fails"));
            check.accept_all();
            Ok(fails(Some(faults)))
        }
        Err(error) => Err(error),
    }
}

/// A check with what the formats ask after.
fn checked<'c>(
    invocation: &Invocation<'_>,
    check: &'c Check<'c>,
    diagnostics: &'c [Diagnostic],
    failing: &'c [bool],
    notes: &'c [String],
    prefix: &'c str,
) -> Checked<'c> {
    Checked {
        check,
        diagnostics,
        failing,
        notes,
        prefix,
        screen: invocation.screen(),
        quiet: invocation.is_quiet(),
        has_summary: step_summary().is_some(),
        exit: Exit::Fine.code(),
    }
}

/// Tells in the format that was asked for what is wrong with a baseline; nothing is checked with it. Its path is the one that
/// was named.
fn refuse(
    invocation: &Invocation<'_>,
    title: &str,
    source: SourceFile,
    faults: &[Diagnostic],
) -> anyhow::Result<Exit> {
    let sources = Sources { files: vec![source] };
    let register = Register { title: title.into(), sources, ..Register::default() };
    let (as_of, known_by, mode) = (invocation.as_of(), invocation.known_by(), invocation.mode());
    let report = Report::without_assessments(&register, as_of, known_by, mode);
    let check = Check::new(&report, &[], &[], &Baseline::default());
    print(invocation, checked(invocation, &check, faults, &vec![true; faults.len()], &[], ""))
}

/// Prints it in the format that was asked for, and says what it is to exit with.
fn print(invocation: &Invocation<'_>, mut checked: Checked<'_>) -> anyhow::Result<Exit> {
    let exit = match (checked.faults(Level::Error), checked.is_denied()) {
        (0, false) => Exit::Fine,
        (0, true) => Exit::Denied,
        (_, _) => Exit::Unreliable,
    };
    checked.exit = exit.code();
    let Some(format) = FORMATS.iter().find(|format| format.name == invocation.format()) else {
        return Ok(exit);
    };
    invocation.write(|out| Ok((format.write)(&checked, out)?))?;
    if let ("github", Some(path)) = (format.name, step_summary()) {
        std::fs::OpenOptions::new()
            .create(true)
            .append(true)
            .open(&path)
            .and_then(|mut file| file.write_all(markdown(&checked).as_bytes()))
            .with_context(|| format!("cannot write the step summary {}", Path::new(&path).display()))?;
    }
    Ok(exit)
}

/// The file that GitHub shows as the step's summary, where it runs the program.
fn step_summary() -> Option<OsString> {
    variable("GITHUB_STEP_SUMMARY")
}

fn variable(name: &str) -> Option<OsString> {
    std::env::var_os(name).filter(|value| !value.is_empty())
}

/// The conditions of an option, and whether warnings about the files are among them.
fn conditions(invocation: &Invocation<'_>, option: &str) -> anyhow::Result<(Vec<Condition>, bool)> {
    // Empty is what a variable is that nobody set: it must not pass for a wish to deny nothing.
    let is_given = invocation.matches.value_source(option) == Some(ValueSource::CommandLine);
    // A workflow may list them one a line.
    let all =
        invocation.matches.get_many::<String>(option).into_iter().flatten().flat_map(|word| word.split('\n'));
    if is_given && all.clone().all(|word| word.trim().is_empty()) {
        return Err(Usage(format!(
            "--{option} names no condition; where none is meant, write `--{option} {NONE}`"
        ))
        .into());
    }
    let words: Vec<&str> =
        all.map(|word| word.trim()).filter(|word| !word.is_empty() && *word != NONE).collect();
    let parsed: Result<Vec<Condition>, _> =
        words.iter().filter(|word| **word != WARNINGS).map(|word| Condition::parse(word)).collect();
    let parsed = parsed.map_err(|error| Usage(format!("--{option}: {error}")))?;
    Ok((parsed, words.contains(&WARNINGS)))
}

/// A file, and the baseline in it or what is wrong with it.
fn read_baseline(file: &Path) -> (SourceFile, Result<Baseline, Vec<Diagnostic>>) {
    let source = |text: &str| SourceFile::new(file.display().to_string(), text.to_owned());
    match std::fs::read_to_string(file) {
        Ok(text) => {
            let source = source(text.trim_start_matches('\u{feff}'));
            let baseline = Baseline::parse(&source);
            (source, baseline)
        }
        Err(error) => (source(""), Err(vec![unreadable(&error.to_string())])),
    }
}

/// The register's folder relative to the repository it stands in (else to the workspace of the CI service, else to the
/// current folder); ends with `/`, or is empty where the register stands right there or elsewhere.
fn prefix(register: &Path) -> String {
    let Ok(there) = std::fs::canonicalize(register) else { return String::new() };
    // In a working tree of its own, `.git` is a file.
    let repository = there.ancestors().find(|folder| folder.join(".git").exists()).map(Path::to_path_buf);
    let named = || variable("GITHUB_WORKSPACE").map(PathBuf::from);
    let workspace =
        || named().and_then(|folder| folder.canonicalize().ok()).filter(|it| there.starts_with(it));
    let here = || std::env::current_dir().and_then(std::fs::canonicalize).ok();
    let root = repository.or_else(workspace).or_else(here);
    let below = root.as_ref().and_then(|root| there.strip_prefix(root).ok());
    let parts = below.into_iter().flat_map(Path::components);
    parts.map(|part| format!("{}/", part.as_os_str().to_string_lossy())).collect()
}
