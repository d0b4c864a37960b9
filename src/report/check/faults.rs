//! Which faults of the files fail a check. What a fault is, `input` has decided.

use crate::diagnostic::{Diagnostic, Level, Sources};
use std::collections::BTreeMap;

/// Of each fault, whether it fails the check: an error always, a warning where warnings are denied and the earlier state (its
/// faults and files), if there is one, had it not. Lines move, so a fault is known by its file, its code and its words.
#[must_use]
pub fn failing(
    now: (&[Diagnostic], &Sources),
    deny_warnings: bool,
    before: Option<(&[Diagnostic], &Sources)>,
) -> Vec<bool> {
    let mut known: BTreeMap<(&str, &str, &str), usize> = BTreeMap::new();
    let (earlier, sources) = before.unwrap_or((&[], now.1));
    for fault in earlier {
        *known.entry(key(fault, sources)).or_default() += 1;
    }
    let each = now.0.iter().map(|fault| match fault.level {
        Level::Error => true,
        Level::Warning => {
            let accepted = known.get_mut(&key(fault, now.1)).filter(|left| **left > 0);
            deny_warnings && accepted.map(|left| *left -= 1).is_none()
        }
    });
    each.collect()
}

fn key<'f>(fault: &'f Diagnostic, sources: &'f Sources) -> (&'f str, &'f str, &'f str) {
    (fault.place.map_or("", |place| sources.path(place.file)), fault.code, &fault.message)
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
}
