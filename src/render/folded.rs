//! Diagnostics of which many say the same: the first few in full, and the places of the others together, so that one
//! mistake that was copied three hundred times hides no other. No place is left out.

use super::diagnostic::diagnostic;
use super::wrap::push_wrapped;
use super::{Screen, visible_line};
use crate::diagnostic::{Diagnostic, FileId, Level, Place, Sources};
use std::collections::HashMap;
use std::fmt::Write;
use std::ops::Range;

/// So many that say the same are shown in full.
const IN_FULL: usize = 3;

/// What two diagnostics share that say the same.
type Words<'a> = (&'a str, Level, &'a str, Option<&'a str>, &'a [(FileId, Range<usize>, String)]);

/// Those that say the same.
#[derive(Default)]
struct Alike {
    places: Vec<Place>,
    shown: usize,
}

/// What is to be printed, one text each, in the order of the list.
#[must_use]
pub fn folded<'a>(
    list: impl IntoIterator<Item = &'a Diagnostic>,
    sources: &Sources,
    screen: Screen,
) -> Vec<String> {
    let list: Vec<&Diagnostic> = list.into_iter().collect();
    let mut alike: HashMap<Words<'_>, Alike> = HashMap::new();
    for one in &list {
        alike.entry(words(one)).or_default().places.extend(one.place);
    }
    let mut texts = Vec::new();
    for one in list {
        let Some(same) = alike.get_mut(&words(one)) else { continue };
        same.shown += 1;
        // One more costs no more lines than to say that there is one more.
        let is_folded = one.place.is_some() && same.places.len() > IN_FULL + 1;
        if !is_folded || same.shown <= IN_FULL {
            texts.push(diagnostic(one, sources, screen));
        }
        if let (true, Some((_, others))) =
            (is_folded && same.shown == IN_FULL, same.places.split_at_checked(IN_FULL))
        {
            texts.push(together(one, others, sources, screen));
        }
    }
    texts
}

fn words(one: &Diagnostic) -> Words<'_> {
    (one.code, one.level, &one.message, one.help.as_deref(), &one.related)
}

/// The same fault at many places: what it is, and the places, file by file.
fn together(one: &Diagnostic, places: &[Place], sources: &Sources, screen: Screen) -> String {
    let message = format!("{}: {} times more", one.message, places.len());
    let summary = Diagnostic { message, place: None, help: None, related: Vec::new(), ..one.clone() };
    let mut text = diagnostic(&summary, sources, screen);
    text.truncate(text.trim_end().len());
    text.push('\n');
    for of_file in places.chunk_by(|one, other| one.file == other.file) {
        let Some(first) = of_file.first() else { continue };
        let path = visible_line(sources.path(first.file)).into_owned();
        let mut line = format!("{path}:");
        for place in of_file {
            let comma = if line.ends_with(':') { "" } else { "," };
            let _ = write!(line, "{comma} {}:{}", place.line, place.column);
        }
        push_wrapped(&mut text, &line, screen.width, " --> ", "     ");
    }
    text.push('\n');
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::SourceFile;

    fn told(lines: &[(u32, &str)]) -> Vec<String> {
        let text = "valu = 3\n".repeat(300);
        let sources = Sources { files: vec![SourceFile::new("evidence/a.toml".into(), text)] };
        let one = |(line, message): &(u32, &str)| Diagnostic {
            code: "unknown-key",
            level: Level::Error,
            message: (*message).to_owned(),
            place: Some(Place { file: FileId(0), line: *line, column: 1 }),
            span: 0..0,
            help: None,
            related: Vec::new(),
            counted: Vec::new(),
        };
        let list: Vec<Diagnostic> = lines.iter().map(one).collect();
        folded(&list, &sources, Screen::PIPE)
    }

    #[test]
    fn what_is_said_many_times_is_shown_three_times_and_names_every_place() {
        let lines: Vec<(u32, &str)> = (1..=200).map(|line| (line, "no key `valu`")).collect();
        let texts = told(&lines);
        assert_eq!(texts.len(), 4);
        let last = texts.last().expect("the rest");
        assert!(
            last.starts_with("error[unknown-key]: no key `valu`: 197 times more\n --> evidence/a.toml: 4:1,")
        );
        let named: Vec<u32> = last
            .split([' ', '\n'])
            .filter_map(|word| word.trim_end_matches(',').strip_suffix(":1")?.parse().ok())
            .collect();
        assert_eq!(named, (4..=200).collect::<Vec<u32>>(), "{last}");
        assert!(last.lines().all(|line| line.len() <= 100), "{last}");
    }

    #[test]
    fn four_that_say_the_same_and_any_that_differ_are_shown_in_full() {
        let four: Vec<(u32, &str)> = (1..=4).map(|line| (line, "no key `valu`")).collect();
        assert_eq!(told(&four).len(), 4);
        let mut five: Vec<(u32, &str)> = (1..=5).map(|line| (line, "no key `valu`")).collect();
        five.insert(4, (7, "no key `vale`"));
        let texts = told(&five);
        assert!(texts[3].contains("2 times more") && texts[4].contains("vale"), "{texts:?}");
    }
}
