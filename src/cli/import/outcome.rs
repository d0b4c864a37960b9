//! What the register says of the files that were brought in: nobody should learn only from the next command that it can no
//! longer be relied on. It must not read files itself, nor take anything back.

use super::super::exit::Exit;
use super::super::invocation::Invocation;
use kept::diagnostic::{Diagnostic, Level};
use kept::input::codes::{SCALED_COLUMN, SEASON_OR_YEAR, UNKNOWN_INDICATOR};
use std::collections::BTreeSet;

/// So many errors are told; `check` has them all.
const MOST: usize = 5;

/// What is wrong in these files now, in lines, and what to exit with. That no pledge has the indicator of a table
/// yet is no fault of the table: the next step is to write it into one.
pub(super) fn told(invocation: &Invocation<'_>, written: &BTreeSet<String>) -> (Vec<String>, Exit) {
    if written.is_empty() {
        return (Vec::new(), Exit::Fine);
    }
    let (register, faults) = kept::input::load(&invocation.register());
    let place = |fault: &Diagnostic| {
        let place = fault.place?;
        let path = register.sources.path(place.file);
        written.contains(path).then(|| format!("{path}:{}", place.line))
    };
    let here = faults.iter().filter_map(|fault| Some((place(fault)?, fault)));
    let (errors, warnings): (Vec<(String, &Diagnostic)>, Vec<_>) =
        here.partition(|(_, fault)| fault.level == Level::Error);
    // Of the warnings those that make a figure one of another time or another size.
    let misread = warnings
        .iter()
        .filter(|(_, fault)| [SEASON_OR_YEAR, SCALED_COLUMN].iter().any(|code| fault.code == code.code));
    let told = misread.chain(errors.iter().take(MOST));
    let mut lines: Vec<String> = told.map(|(place, fault)| line(place, fault)).collect();
    match errors.len() {
        0 => return (lines, Exit::Fine),
        count if count == MOST + 1 => lines.push("  and 1 error more".to_owned()),
        count if count > MOST => lines.push(format!("  and {} errors more", count - MOST)),
        _ => {}
    }
    lines.push("  until that is mended no status is printed: `kept check` shows the lines".to_owned());
    let is_sound = errors.iter().all(|(_, fault)| fault.code == UNKNOWN_INDICATOR.code);
    (lines, if is_sound { Exit::Fine } else { Exit::Unreliable })
}

fn line(place: &str, fault: &Diagnostic) -> String {
    let help = fault.help.as_deref().map(|help| format!("; {help}")).unwrap_or_default();
    format!("  {}[{}]: {place}: {}{help}", fault.level.word(), fault.code, fault.message)
}
