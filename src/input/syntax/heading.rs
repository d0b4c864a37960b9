//! Headings that cannot be read, or stand where another was meant.
//!
//! It must not look at keys and values.

use super::super::words::shown;
use super::Unread;
use super::statement::{Sort, Statement, Statements, heading_name, resolve};
use super::told::{Broken, Told};
use std::ops::Range;
use toml::de::DeTable;

pub(super) fn told(broken: &Broken<'_>) -> Told {
    let line = broken.line();
    let name = heading_name(line);
    let as_written = shown(line.split('#').next().unwrap_or_default().trim());
    let meant =
        resolve(&name).map(|(_, several)| if several { format!("[[{name}]]") } else { format!("[{name}]") });
    let is_whole = as_written == format!("[{name}]") || as_written == format!("[[{name}]]");
    if is_whole && broken.stop.is_duplicate() {
        return twice(&as_written, meant);
    }
    let told = Told::new(
        format!("the heading `{as_written}` cannot be read"),
        "write its name between brackets, alone on its line",
    );
    match meant {
        Some(meant) => told.line(meant),
        None => Told {
            help: "a heading is a name between brackets, such as `[[pledge]]` or `[pledge.target]`"
                .to_owned(),
            ..told
        },
    }
}

/// A heading of a text: where it begins, its name, and whether it has one bracket and wants two.
pub(super) struct Heading {
    at: usize,
    name: String,
    lacks_bracket: bool,
}

impl Heading {
    /// What it holds, if it is the part of a pledge and does not say so.
    pub(super) fn astray(self) -> Option<Unread> {
        of_pledge(&self.name).map(|_| Unread::of(&self.name, self.at..self.at))
    }
}

/// Of the name of a heading that only within a pledge means something: whether there may be several there.
fn of_pledge(name: &str) -> Option<bool> {
    let (_, several) = resolve(&format!("pledge.{name}"))?;
    resolve(name).is_none().then_some(several)
}

/// The headings of a text, in order.
pub(super) fn headings(text: &str) -> Vec<Heading> {
    let all = Statements::new(text).filter(|one| one.sort == Sort::Heading);
    let heading = |one: Statement<'_>| {
        let line = text.get(one.range.clone())?.trim_start();
        let name = heading_name(line);
        let lacks_bracket = !line.starts_with("[[") && resolve(&name).is_some_and(|(_, several)| several);
        Some(Heading { at: one.range.start, name, lacks_bracket })
    };
    all.filter_map(heading).collect()
}

/// Whether what stands at a place only seems to stand twice, since a heading before it lacks a bracket: that one is told.
pub(super) fn only_seems_twice(headings: &[Heading], at: usize) -> bool {
    let before = headings.partition_point(|heading| heading.at <= at);
    let Some((own, earlier)) = headings.get(..before).and_then(<[Heading]>::split_last) else { return false };
    let is_below = |root: &Heading| {
        own.name.strip_prefix(root.name.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    };
    // In the entry that begins with it, what stands twice does so.
    let another_begins = |root: usize| {
        let name = earlier.get(root).map(|root| &root.name);
        headings.get(root + 1..before).is_some_and(|after| after.iter().any(|one| Some(&one.name) == name))
    };
    let mut roots = earlier.iter().enumerate().filter(|(_, other)| other.lacks_bracket && is_below(other));
    !own.lacks_bracket && roots.any(|(root, _)| another_begins(root))
}

/// What stands below a heading that cannot be read, and parts of entries without one: `[pledge.target]` where no
/// `[[pledge]]` has begun.
///
/// To TOML they begin the list of entries as a single table, so that each right heading after them seems to stand twice.
#[derive(Default)]
pub(super) struct Headless {
    /// Each from its heading to the next.
    pub(super) stretches: Vec<Range<usize>>,
    /// The first of them whose cause is not told by another fault, and what is told of it.
    pub(super) told: Option<(Range<usize>, Told)>,
}

/// Finds the parts of entries that have no heading of their own.
pub(super) fn headless(text: &str) -> Headless {
    let mut found = Headless::default();
    let mut begun: Vec<String> = Vec::new();
    let (mut is_open, mut is_told) = (false, false);
    for one in Statements::new(text).filter(|one| one.sort == Sort::Heading) {
        if let Some(stretch) = found.stretches.last_mut().filter(|_| is_open) {
            stretch.end = one.range.start;
        }
        let line = text.get(one.range.clone()).unwrap_or_default();
        let name = heading_name(line);
        let root = name.split('.').next().unwrap_or_default();
        let reads = DeTable::parse(line.trim()).is_ok();
        let is_headless = name != root
            && !begun.iter().any(|other| other == root)
            && resolve(root).is_some_and(|(_, several)| several);
        is_open = is_headless || !reads;
        if is_open {
            found.stretches.push(one.range.start..text.len());
        }
        if is_headless && reads && !is_told && found.told.is_none() {
            found.told = Some((one.range, below_nothing(line, root)));
        } else if name == root {
            // One that is misspelt or broken ends the entry before it, and is told.
            is_told = !reads || resolve(&name).is_none();
            begun.retain(|_| !is_told);
            begun.extend(reads.then_some(name));
        }
    }
    found
}

fn below_nothing(line: &str, root: &str) -> Told {
    let as_written = shown(line.split('#').next().unwrap_or_default().trim());
    Told::new(
        format!("`{as_written}` stands below no `[[{root}]]`"),
        format!("each entry begins with its own `[[{root}]]`: write it where it is missing"),
    )
}

/// A heading that opens what is open already.
fn twice(as_written: &str, meant: Option<String>) -> Told {
    let name = heading_name(as_written);
    if let Some(several) = of_pledge(&name) {
        let message = format!("`{as_written}` does not say that it belongs to the pledge above it");
        let whole = if several { format!("[[pledge.{name}]]") } else { format!("[pledge.{name}]") };
        return Told::new(message, "write it so each time").line(whole);
    }
    let several = meant.filter(|meant| meant.starts_with("[[") && !as_written.starts_with("[["));
    match several {
        Some(meant) => Told::new(
            format!("`{as_written}` stands for a single entry, and there are several"),
            "write it with two brackets each time",
        )
        .line(meant),
        None => Told::new(
            format!("`{as_written}` stands twice in one entry"),
            format!("delete one of the two{}", another_entry(as_written)),
        ),
    }
}

/// That another entry has a heading of its own, where there may be several.
fn another_entry(as_written: &str) -> String {
    let name = heading_name(as_written);
    let root = name.split('.').next().filter(|root| resolve(root).is_some_and(|(_, several)| several));
    root.map_or_else(String::new, |root| format!("; another entry begins with its own `[[{root}]]`"))
}
