//! Which pledges somebody asked about. It must not order or count them.

use crate::assessment::{Assessment, Flag};
use crate::date::Date;
use crate::model::{Pledge, Register, Status};

/// Which pledges are asked about: everything that is given must hold, and of each list one is enough.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Selection {
    /// Ids of pledges; empty: all.
    pub ids: Vec<String>,
    /// Statuses; empty: all.
    pub statuses: Vec<Status>,
    /// Topics, in any case; empty: all.
    pub topics: Vec<String>,
    /// Responsible bodies by name, alias or id, in any case; empty: all.
    pub bodies: Vec<String>,
    /// Flags; empty: all.
    pub flags: Vec<Flag>,
    /// Only pledges whose deadline's last day is before this day.
    pub due_before: Option<Date>,
}

/// An id was selected that no pledge has.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("there is no pledge `{id}`{}", self.nearest.as_ref().map(|id| format!("; did you mean `{id}`?")).unwrap_or_default())]
pub struct UnknownPledge {
    /// The id that was asked for.
    pub id: String,
    /// The id that was probably meant.
    pub nearest: Option<String>,
}

impl Selection {
    /// Whether every selected id is a pledge's.
    ///
    /// # Errors
    /// The first that is not, with the nearest that is.
    pub fn check_ids(&self, register: &Register) -> Result<(), UnknownPledge> {
        match self.ids.iter().find(|id| register.pledge(id).is_none()) {
            None => Ok(()),
            Some(id) => Err(UnknownPledge { id: id.clone(), nearest: nearest(id, register) }),
        }
    }

    /// Whether a pledge is selected, by itself and by what became of it.
    #[must_use]
    pub fn takes(&self, register: &Register, pledge: &Pledge, assessment: &Assessment) -> bool {
        self.may_take(register, pledge)
            && (self.statuses.is_empty() || self.statuses.contains(&assessment.status))
            && (self.flags.is_empty()
                || assessment.flags.iter().any(|raised| self.flags.contains(&raised.flag)))
            && self.due_before.is_none_or(|day| {
                assessment.deadline.as_ref().is_some_and(|deadline| deadline.window.last < day)
            })
    }

    /// Whether a pledge that has not been made yet is selected: it has neither a status nor flags to select by.
    #[must_use]
    pub fn takes_unmade(&self, register: &Register, pledge: &Pledge) -> bool {
        let by_outcome = !self.statuses.is_empty() || !self.flags.is_empty() || self.due_before.is_some();
        !by_outcome && self.may_take(register, pledge)
    }

    /// Whether a pledge is selected so far as that can be said without knowing what became of it.
    #[must_use]
    pub fn may_take(&self, register: &Register, pledge: &Pledge) -> bool {
        let is_topic = |wanted: &String| pledge.topics.iter().any(|topic| topic.eq_ignore_ascii_case(wanted));
        let answers = |wanted: &String| answers_for(register, pledge, wanted);
        (self.ids.is_empty() || self.ids.iter().any(|id| id == pledge.id.as_str()))
            && (self.topics.is_empty() || self.topics.iter().any(is_topic))
            && (self.bodies.is_empty() || self.bodies.iter().any(answers))
    }
}

fn answers_for(register: &Register, pledge: &Pledge, wanted: &str) -> bool {
    match register.body(&pledge.responsible) {
        Some(body) => body.is_called(wanted),
        None => pledge.responsible.trim().eq_ignore_ascii_case(wanted.trim()),
    }
}

/// The pledge's id with the fewest letters to change, if that is at most a third of them.
fn nearest(id: &str, register: &Register) -> Option<String> {
    let id = id.to_ascii_lowercase();
    let most = (id.chars().count() / 3).max(1);
    let close = |known: &str| -> Option<usize> {
        // An id that was only begun is meant by its beginning.
        if !id.is_empty() && known.starts_with(&id) {
            return Some(0);
        }
        Some(edits(&id, known)).filter(|edits| *edits <= most)
    };
    let scored = register.pledges.iter().filter_map(|pledge| {
        let known = pledge.id.as_str();
        Some((close(known)?, known))
    });
    scored.min().map(|(_, known)| known.to_owned())
}

/// Letters to insert, delete or replace to get from one word to the other.
fn edits(one: &str, other: &str) -> usize {
    let other: Vec<char> = other.chars().take(200).collect();
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (at, letter) in one.chars().take(200).enumerate() {
        let mut diagonal = row[0];
        row[0] = at + 1;
        for (column, candidate) in other.iter().enumerate() {
            let replaced = diagonal + usize::from(letter != *candidate);
            diagonal = row[column + 1];
            row[column + 1] = replaced.min(row[column] + 1).min(diagonal + 1);
        }
    }
    row[other.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_counted() {
        assert_eq!(edits("senco", "senco"), 0);
        assert_eq!(edits("sneco-npq", "senco-npq"), 2);
        assert_eq!(edits("", "abc"), 3);
    }
}
