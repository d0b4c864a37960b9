//! Headings that cannot be read, or stand where another was meant.
//!
//! It must not look at keys and values.

use super::super::words::shown;
use super::statement::{Sort, Statement, Statements, heading_name, resolve};
use super::told::{Broken, Told};

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

/// A heading that opens what is open already.
fn twice(as_written: &str, meant: Option<String>) -> Told {
    let several = meant.filter(|meant| meant.starts_with("[[") && !as_written.starts_with("[["));
    match several {
        Some(meant) => Told::new(
            format!("`{as_written}` stands for a single entry, and there are several"),
            "write it with two brackets each time",
        )
        .line(meant),
        None => Told::new(
            format!("`{as_written}` stands twice in one entry"),
            "delete one of the two; another pledge begins with its own `[[pledge]]`",
        ),
    }
}
