//! Which faults of the files fail a check. What a fault is, `input` has decided.

use crate::diagnostic::{Diagnostic, Level, Sources};
use std::collections::BTreeMap;

/// Of each fault, whether it fails the check: an error always, a warning where warnings are denied and the earlier state (its
/// faults and files), if there is one, had it not. Lines move, so a fault is known by its file, its code and its words; one that
/// counts what it is about, by the files of all that: to mend one of three is no new fault.
#[must_use]
pub fn failing(
    now: (&[Diagnostic], &Sources),
    deny_warnings: bool,
    before: Option<(&[Diagnostic], &Sources)>,
) -> Vec<bool> {
    let mut known: BTreeMap<(&str, &str, &str), usize> = BTreeMap::new();
    let (earlier, sources) = before.unwrap_or((&[], now.1));
    for key in earlier.iter().flat_map(|fault| keys(fault, sources)) {
        *known.entry(key).or_default() += 1;
    }
    let each = now.0.iter().map(|fault| match fault.level {
        Level::Error => true,
        Level::Warning => {
            let mut accept =
                |key| known.get_mut(&key).filter(|left| **left > 0).map(|left| *left -= 1).is_some();
            // All of them are looked up, for each may be accepted once.
            let new = keys(fault, now.1).into_iter().filter(|key| !accept(*key)).count();
            deny_warnings && new > 0
        }
    });
    each.collect()
}

fn keys<'f>(fault: &'f Diagnostic, sources: &'f Sources) -> Vec<(&'f str, &'f str, &'f str)> {
    if fault.counted.is_empty() {
        return vec![(fault.place.map_or("", |place| sources.path(place.file)), fault.code, &fault.message)];
    }
    fault.counted.iter().map(|path| (&**path, fault.code, "")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fault(level: Level, message: &str) -> Diagnostic {
        let message = message.to_owned();
        Diagnostic {
            code: "idle-key",
            level,
            message,
            place: None,
            span: 0..0,
            help: None,
            related: Vec::new(),
            counted: Vec::new(),
        }
    }

    #[test]
    fn a_warning_fails_where_it_is_denied_and_new() {
        let (error, old, new) =
            (fault(Level::Error, "e"), fault(Level::Warning, "old"), fault(Level::Warning, "new"));
        let now = [error.clone(), old.clone(), old.clone(), new];
        let sources = Sources::default();
        let fails = |deny: bool, before: Option<&[Diagnostic]>| {
            failing((&now, &sources), deny, before.map(|before| (before, &sources)))
        };
        assert_eq!(fails(false, None), [true, false, false, false]);
        assert_eq!(fails(true, None), [true, true, true, true]);
        assert_eq!(fails(true, Some(&[old, error])), [true, false, true, true], "one is known, once");
        assert_eq!(fails(true, Some(&now)), [true, false, false, false]);
    }

    #[test]
    fn of_what_is_counted_only_more_is_new() {
        let sources = Sources::default();
        let fails = |before: &[&str], now: &[&str]| {
            let counting = |files: &[&str]| Diagnostic {
                counted: files.iter().map(|file| (*file).to_owned()).collect(),
                ..fault(Level::Warning, &format!("{} records", files.len()))
            };
            failing((&[counting(now)], &sources), true, Some((&[counting(before)], &sources))) == [true]
        };
        assert!(!fails(&["a", "b", "c"], &["a", "c"]), "one was mended");
        assert!(fails(&["a", "b"], &["b", "c"]), "another came");
        assert!(fails(&["a", "b"], &["a", "a"]), "a file has two");
    }
}
