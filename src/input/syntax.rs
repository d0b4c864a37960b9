//! What is wrong where TOML cannot be read, in plain words: one fault for each statement that is broken, with the line
//! as it should be where that can be known.
//!
//! The parser says where it stopped; what people meant is told here from the line itself. A line that is suggested has
//! been parsed. Nothing that is loaded is read by this.

mod heading;
mod other;
mod quoted;
mod statement;
mod told;
mod value;
mod whole;

use super::codes::Code;
use super::words;
use crate::date::Calendar;
use statement::{Sort, Statement, Statements};
use std::collections::BTreeSet;
use std::ops::Range;
use told::{Broken, Stop, Told, Written};
use toml::de::DeTable;

/// More broken statements than this in one file are one error that echoes.
const MOST_FAULTS: usize = 20;

/// A fault of a statement.
#[derive(Debug)]
pub(super) struct Fault {
    pub(super) code: &'static Code,
    /// What to mark.
    pub(super) span: Range<usize>,
    pub(super) message: String,
    pub(super) help: String,
    /// The statement it is about.
    statement: Range<usize>,
    /// What of the text cannot be relied on by it.
    pub(super) unread: Unread,
}

/// A part of a text that cannot be read.
#[derive(Debug, Clone)]
pub(super) struct Unread {
    pub(super) range: Range<usize>,
    /// The key whose value it is; nothing where anything may stand in it.
    key: Option<String>,
}

impl Unread {
    /// What is written here under a name, and belongs to what stands before it.
    pub(super) fn of(name: &str, range: Range<usize>) -> Self {
        Self { range, key: Some(name.to_owned()) }
    }

    /// Whether one of these keys may stand in it, given that it lies in their table.
    pub(super) fn may_hold(&self, names: &[&str]) -> bool {
        self.key.as_ref().is_none_or(|key| names.contains(&key.as_str()))
    }
}

/// The faults of a text that did not parse, given the errors of the parser, in order of place.
///
/// The parser reads no values while the structure around them is broken, and takes what follows a list without an end for
/// its items. So what was told is blanked, and the text parsed again, until nothing more is found.
pub(super) fn faults(text: &str, errors: &[toml::de::Error], calendar: &Calendar) -> Vec<Fault> {
    if let Some(fault) = whole::fault(text) {
        return vec![fault];
    }
    let mut faults: Vec<Fault> = Vec::new();
    let mut blanked = text.to_owned();
    let mut told = BTreeSet::new();
    let headless = heading::headless(text);
    let mut stops = stops_around(text, errors, &headless.stretches);
    let headings = heading::headings(text);
    stops.retain(|stop| !(stop.is_duplicate() && heading::only_seems_twice(&headings, stop.at)));
    while !stops.is_empty() && faults.len() < MOST_FAULTS {
        let before = faults.len();
        walk(text, stops, calendar, &mut told, &mut faults);
        for fault in faults.get(before..).unwrap_or_default() {
            blank(&mut blanked, fault.statement.clone());
        }
        if faults.len() == before {
            break;
        }
        stops = self::stops(&blanked, &DeTable::parse_recoverable(&blanked).1);
        // Without its heading, an entry seems to say again what the one before it said.
        stops.retain(|stop| !stop.is_duplicate());
    }
    faults.extend(headless.told.map(|(heading, told)| {
        let unread = Unread { range: heading.clone(), key: None };
        fault(told, text, heading, unread)
    }));
    faults.sort_by_key(|fault| fault.statement.start);
    faults
}

/// The fault of a text in which a merge left both versions of some lines. It may be read all the same.
pub(super) fn merged(text: &str) -> Option<Fault> {
    whole::merged(text)
}

/// What belongs to no entry that can be told, in a text that did not parse.
pub(super) fn headless(text: &str) -> impl Iterator<Item = Unread> {
    heading::headless(text).stretches.into_iter().map(|range| Unread { range, key: None })
}

/// What stands under a heading that does not say that it belongs to the pledge above it, in a text that did not parse.
pub(super) fn astray(text: &str) -> impl Iterator<Item = Unread> {
    heading::headings(text).into_iter().filter_map(heading::Heading::astray)
}

/// Where the parser stops, the last first; without what only seems to stand twice, since a heading before it is broken
/// or missing.
fn stops_around(text: &str, errors: &[toml::de::Error], headless: &[Range<usize>]) -> Vec<Stop> {
    if headless.is_empty() {
        return stops(text, errors);
    }
    let mut without = text.to_owned();
    for stretch in headless {
        blank(&mut without, stretch.clone());
    }
    let mut stops = stops(&without, &DeTable::parse_recoverable(&without).1);
    let inside = self::stops(text, errors).into_iter().filter(|stop| !stop.is_duplicate());
    stops.extend(
        inside.filter(|stop| headless.iter().any(|stretch| (stretch.start..=stretch.end).contains(&stop.at))),
    );
    stops.sort_by_key(|stop| std::cmp::Reverse(stop.at));
    stops
}

/// Tells the statements at which the parser stopped, up to the first that does not end.
fn walk(
    text: &str,
    mut stops: Vec<Stop>,
    calendar: &Calendar,
    told: &mut BTreeSet<usize>,
    faults: &mut Vec<Fault>,
) {
    let mut statements = Statements::new(text);
    while faults.len() < MOST_FAULTS
        && let Some(stop) = stops.pop()
    {
        let is_open = |one: &Statement<'_>| one.is_open() && !told.contains(&one.range.start);
        let Some(statement) = statements.find(|one| stop.at <= one.range.end || is_open(one)) else { return };
        let (range, opens) = (statement.range.clone(), is_open(&statement));
        let broken = Broken { text, statement, stop, calendar };
        let unread = unread(&broken, &statements, text.len());
        if told.insert(range.start) {
            faults.push(fault(self::told(&broken), text, range.clone(), unread.clone()));
        }
        if opens {
            return;
        }
        let is_heading = broken.statement.sort == Sort::Heading;
        stops.retain(|stop| {
            let repeats = is_heading && stop.is_duplicate() && unread.range.contains(&stop.at);
            stop.at > range.end && !repeats
        });
    }
}

fn fault(told: Told, text: &str, statement: Range<usize>, unread: Unread) -> Fault {
    Fault {
        code: told.code,
        span: told.span.unwrap_or_else(|| first_line(text, &statement)),
        message: told.message,
        help: told.line.map_or_else(|| told.help.clone(), |line| with_line(&told.help, &line)),
        statement,
        unread,
    }
}

/// Puts spaces for everything but line breaks.
fn blank(text: &mut String, range: Range<usize>) {
    let spaces: String = text
        .get(range.clone())
        .unwrap_or_default()
        .bytes()
        .map(|byte| if byte == b'\n' { '\n' } else { ' ' })
        .collect();
    text.replace_range(range, &spaces);
}

/// The places of errors in a text, the last first.
fn stops(text: &str, errors: &[toml::de::Error]) -> Vec<Stop> {
    let unplaced = std::cell::LazyCell::new(|| told::too_deep(text));
    let stop = |error: &toml::de::Error| Stop {
        at: error.span().map_or_else(|| *unplaced, |span| span.start),
        says: error.message().to_owned(),
    };
    let mut stops: Vec<Stop> = errors.iter().map(stop).collect();
    stops.sort_by_key(|stop| std::cmp::Reverse(stop.at));
    stops
}

fn told(broken: &Broken<'_>) -> Told {
    match &broken.statement.sort {
        Sort::Heading => heading::told(broken),
        Sort::Pair { key, value, closed } => {
            if broken.stop.is_duplicate() {
                return twice(broken, key);
            }
            let section = broken.statement.section;
            let Some(name) = other::key(key, section) else { return other::told(broken) };
            let written = Written {
                name: &name,
                shape: section.and_then(|section| section.key(&name)).map(|key| key.shape),
                text: broken.text.get(value.clone()).unwrap_or_default(),
                at: value.start,
                closed: *closed,
                broken,
            };
            if name != *key {
                return other::misnamed(broken, key, &written);
            }
            value::told(&written)
        }
        Sort::Other => other::told(broken),
    }
}

/// A key that stands twice in one entry.
fn twice(broken: &Broken<'_>, key: &str) -> Told {
    let before = broken.text.get(..broken.statement.range.start).unwrap_or_default();
    let number = before.matches('\n').count();
    let begins = |line: &str| {
        line.trim_start().strip_prefix(key).is_some_and(|rest| rest.trim_start().starts_with('='))
    };
    let other = before
        .lines()
        .rev()
        .take_while(|line| !line.trim_start().starts_with('['))
        .position(begins)
        .map(|back| number - back);
    let entry = broken.statement.section.map_or("[[pledge]]", |section| section.name);
    let help = match other {
        Some(line) => format!("line {line} has it already: delete one of the two"),
        None => "delete one of the two".to_owned(),
    };
    let more = if entry.starts_with("[[") {
        format!("; another entry begins with its own `{entry}`")
    } else {
        String::new()
    };
    Told::new(format!("`{}` stands twice in one entry", words::shown(key)), help + &more)
}

/// What cannot be relied on: the statement; after a heading that is broken all up to the next, and after a value that
/// does not end all that follows.
fn unread(broken: &Broken<'_>, rest: &Statements<'_>, end: usize) -> Unread {
    let range = broken.statement.range.clone();
    match &broken.statement.sort {
        Sort::Heading => {
            let next = rest.clone().find(|one| one.sort == Sort::Heading);
            Unread { range: range.start..next.map_or(end, |one| one.range.start), key: None }
        }
        Sort::Pair { closed: false, .. } => Unread { range: range.start..end, key: None },
        Sort::Pair { key, closed: true, .. } => {
            // The parser takes the rest of a text over several lines for something else.
            let is_told = statement::is_bare_key(key) && !broken.line().contains('\n');
            Unread { range, key: is_told.then(|| (*key).to_owned()) }
        }
        Sort::Other => Unread { range, key: None },
    }
}

fn with_line(help: &str, line: &str) -> String {
    let colon = if help.ends_with("write") { "" } else { ":" };
    format!("{help}{colon} `{line}`")
}

fn first_line(text: &str, range: &Range<usize>) -> Range<usize> {
    let shown = text.get(range.clone()).unwrap_or_default();
    let indent = shown.len() - shown.trim_start_matches([' ', '\t']).len();
    let line = shown.lines().next().unwrap_or_default().trim_end();
    range.start + indent.min(line.len())..range.start + line.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told_of(text: &str) -> Vec<String> {
        let (_, errors) = DeTable::parse_recoverable(text);
        assert!(!errors.is_empty(), "{text}");
        faults(text, &errors, &Calendar::default())
            .into_iter()
            .map(|fault| format!("{} | {}", fault.message, fault.help))
            .collect()
    }

    /// The line that the help of the only fault suggests.
    fn mended(text: &str) -> String {
        let told = told_of(text);
        let [one] = told.as_slice() else { panic!("{text}: {told:#?}") };
        let help = one.split_once(" | ").map_or("", |(_, help)| help);
        help.rsplit(" `").next().map_or_else(|| one.clone(), |line| line.trim_end_matches('`').to_owned())
    }

    #[test]
    fn a_broken_line_is_mended() {
        for (line, wanted) in [
            (r#"quote = "We "will" do it.""#, r#"quote = "We \"will\" do it.""#),
            (r#"quote = ""We will" he said""#, r#"quote = "\"We will\" he said""#),
            ("quote = 'Don't do it'", r#"quote = "Don't do it""#),
            ("quote = “We will do it.”", r#"quote = "We will do it.""#),
            ("quote = “We “will” do it.” # so", r#"quote = "We “will” do it.""#),
            ("quote = \"We will do it.”", r#"quote = "We will do it.""#),
            ("quote = ‘We will’", r#"quote = "We will""#),
            ("quote = We will do it.", r#"quote = "We will do it.""#),
            ("quote = We will do it.\"", r#"quote = "We will do it.""#),
            ("quote = \"We will do it.", r#"quote = "We will do it.""#),
            ("quote = \"We will\ndo it.\"", r#"quote = "We will do it.""#),
            (r#"quote = "C:\Users\do""#, r#"quote = "C:\\Users\\do""#),
            (r#"quote = "We will";"#, r#"quote = "We will""#),
            (r#"quote = "We will" // so"#, r#"quote = "We will" # so"#),
            (r#"quote: "We will""#, r#"quote = "We will""#),
            (r#"quote "We will""#, r#"quote = "We will""#),
            ("quote: We will", r#"quote = "We will""#),
            ("made on = 2024-01-10", "made_on = 2024-01-10"),
            ("\u{a0}made_on = 2024-01-10", "made_on = 2024-01-10"),
            ("- made_on = 2024-01-10", "made_on = 2024-01-10"),
            ("made_on = 05.04.2026", "made_on = 2026-04-05"),
            ("made_on = 3 September 2025", "made_on = 2025-09-03"),
            ("made_on = September 2025", "made_on = \"2025-09\""),
            ("deadline = { by = 2026-Q1 }", "by = \"2026-Q1\""),
            ("deadline = { by = FY2025-26 }", "by = \"FY2025-26\""),
            ("target = { at_least = 31,5, indicator = \"i\" }", "at_least = 31.5"),
            ("target = { at_least = 6,500 }", "at_least = 6_500"),
            ("topics = [schools, \"pay\"]", "topics = [\"schools\", \"pay\"]"),
            ("topics = [\"schools\"; \"pay\"]", "topics = [\"schools\", \"pay\"]"),
            ("topics = [“schools”, “pay”]", "topics = [\"schools\", \"pay\"]"),
            ("topics = schools", "topics = [\"schools\"]"),
            ("topics = [\"schools\", \"pay\"", "topics = [\"schools\", \"pay\"]"),
            ("// a remark", "# a remark"),
            ("This is a remark", "# This is a remark"),
            ("[pledge.deadline", "[pledge.deadline]"),
            ("[pledge target]", "[pledge.target]"),
        ] {
            assert_eq!(mended(&format!("[[pledge]]\nid = \"a\"\n{line}\n")), wanted, "{line}");
        }
    }

    #[test]
    fn each_broken_statement_is_told_once() {
        let text = "[[pledge]]\ntopics = [\"a\",\n\"b\"\nmade_on = 1.2.2026\n\n[[pledge]\nid = \"b\"\n[pledge.target]\nact = x\n\
                    act = \"y\"\nsoon\n";
        let told = told_of(text);
        assert_eq!(told.len(), 5, "{told:#?}");
        let twice = "[pledge]\nid = \"a\"\n[pledge.target]\nact = \"x\"\n[pledge.target]\nact = \"y\"\n[pledge]\nid = \"b\"\nid = \"c\"\n";
        let told = told_of(twice);
        assert_eq!(told.len(), 2, "{told:#?}");
    }

    #[test]
    fn an_entry_without_its_heading_is_told_once() {
        let entry = "id = \"a\"\n[pledge.target]\nact = \"x\"\n[[pledge.restated]]\non = 2024-01-01\n";
        let others = format!("[[pledge]]\n{entry}[[pledge]]\n{entry}");
        let none = "`[pledge.target]` stands below no `[[pledge]]` | \
                    each entry begins with its own `[[pledge]]`: write it where it is missing";
        assert_eq!(told_of(&format!("[register]\ntitle = \"x\"\n{entry}{others}")), [none]);
        for (before, broken) in [
            ("", "[[pledge]"),
            ("", "[[pledge.]]"),
            (&others[..], "[[pledge]"),
            (&others, "[pledge.deadline"),
            (&others, "[pledge deadline]"),
            (&others, "[pledge.deadline] x"),
        ] {
            let rest = if broken.contains("deadline") { "by = 2026-01-01\n" } else { entry };
            let told = told_of(&format!("{before}{broken}\n{rest}{others}"));
            let [one] = told.as_slice() else { panic!("{broken} {told:#?}") };
            assert!(one.contains(&format!("`{broken}` cannot be read")), "{one}");
        }
        // What is misspelt is told as an unknown key.
        assert_eq!(told_of(&format!("[[pledges]]\n{entry}{others}")), Vec::<String>::new());
        assert_eq!(told_of(&format!("{others}[[pledges]]\n{entry}")), Vec::<String>::new());
        let told = told_of(&format!("[[pledges]]\n{entry}made_on = 1.2.2026\n{others}made_on = soon\n"));
        assert_eq!(told.len(), 2, "{told:#?}");
        let told = told_of(&format!("{others}[pledge.target]\nact = \"y\"\n"));
        assert!(matches!(told.as_slice(), [one] if one.contains("stands twice in one entry")), "{told:#?}");
    }

    #[test]
    fn no_text_is_too_odd() {
        for text in [
            "=", "a =", "[", "]", "[]", "a = [", "a = {", "a = '''", "\u{feff}", "a = \"\\u{1}\"", "é = “",
            "= 5", "\0",
        ] {
            let (_, errors) = DeTable::parse_recoverable(text);
            let faults = faults(text, &errors, &Calendar::default());
            assert_eq!(faults.is_empty(), errors.is_empty(), "{text:?}");
            assert!(faults.iter().all(|fault| text.get(fault.span.clone()).is_some()), "{text:?}");
        }
    }
}
