//! Which pledges somebody asked about. It must not order or count them.

use crate::assessment::{Assessment, Flag};
use crate::date::Date;
use crate::input::words::distance;
use crate::model::{Pledge, Register, Status, plain_name};
use crate::report::check::Condition;
use std::collections::BTreeSet;

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
#[error("there is no pledge `{id}`{}", self.help())]
pub struct UnknownPledge {
    /// The id that was asked for.
    pub id: String,
    /// The id that was probably meant.
    pub nearest: Option<String>,
}

impl UnknownPledge {
    fn help(&self) -> String {
        match &self.nearest {
            Some(id) => format!("; did you mean `{id}`?"),
            None if Condition::parse(&self.id).is_ok() => {
                "; `--status` and `--flag` select by conditions, and after `--deny` commas part them"
                    .to_owned()
            }
            None => String::new(),
        }
    }
}

/// A topic or a body was selected that no pledge has.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("no pledge has the {sort} `{wanted}`{}", self.help())]
pub struct UnknownName {
    /// `topic` or `responsible body`.
    pub sort: &'static str,
    /// What was asked for.
    pub wanted: String,
    /// What there is, each once.
    pub known: Vec<String>,
}

/// So many names or fewer are listed.
const MOST_LISTED: usize = 24;

impl UnknownName {
    fn help(&self) -> String {
        let near = nearest(&self.wanted, self.known.iter().map(String::as_str));
        let near = near.map(|near| format!("; did you mean `{near}`?")).unwrap_or_default();
        let known = match self.known.len() {
            0 => format!("; no pledge names a {}", self.sort),
            1..=MOST_LISTED => format!(
                "{} there {}",
                if near.is_empty() { ";" } else { "" },
                match self.known.as_slice() {
                    [one] => format!("is `{one}` only"),
                    several => format!("are `{}`", several.join("`, `")),
                }
            ),
            _ => String::new(),
        };
        near + &known
    }
}

impl Selection {
    /// A topic or a body that none of the registers has as it is written is taken for several, parted by commas: a name may
    /// have commas of its own ("Foreign, Commonwealth and Development Office").
    #[must_use]
    pub fn parted(mut self, registers: &[&Register]) -> Self {
        let any =
            |knows: fn(&Register, &str) -> bool, name: &str| registers.iter().any(|one| knows(one, name));
        self.topics = parted(self.topics, |name| any(has_topic, name));
        self.bodies = parted(self.bodies, |name| any(has_body, name));
        self
    }

    /// Whether every selected topic and body is one that some pledge has; a body that the register names may have none.
    ///
    /// # Errors
    /// The first that is not, with what there is.
    pub fn check_names(&self, register: &Register) -> Result<(), UnknownName> {
        let pledges = || register.pledges.iter();
        let topics: BTreeSet<&str> =
            pledges().flat_map(|pledge| &pledge.topics).map(|topic| &**topic).collect();
        let bodies: BTreeSet<&str> = pledges().map(|pledge| pledge.responsible.trim()).collect();
        let unknown = |sort: &'static str, wanted: &String, known: &BTreeSet<&str>| {
            let known = known.iter().map(|name| (*name).to_owned()).collect();
            UnknownName { sort, wanted: wanted.clone(), known }
        };
        if let Some(topic) = self.topics.iter().find(|topic| !has_topic(register, topic)) {
            return Err(unknown("topic", topic, &topics));
        }
        match self.bodies.iter().find(|body| !has_body(register, body)) {
            Some(body) => Err(unknown("responsible body", body, &bodies)),
            None => Ok(()),
        }
    }

    /// Whether every selected id is a pledge's.
    ///
    /// # Errors
    /// The first that is not, with the nearest that is.
    pub fn check_ids(&self, register: &Register) -> Result<(), UnknownPledge> {
        match self.ids.iter().find(|id| register.pledge(id).is_none()) {
            None => Ok(()),
            Some(id) => {
                let nearest = titled(id, register).or_else(|| nearest_id(id, register));
                Err(UnknownPledge { id: id.clone(), nearest })
            }
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
        let is_topic =
            |wanted: &String| pledge.topics.iter().any(|topic| plain_name(topic) == plain_name(wanted));
        let answers = |wanted: &String| answers_for(register, pledge, wanted);
        (self.ids.is_empty() || self.ids.iter().any(|id| id == pledge.id.as_str()))
            && (self.topics.is_empty() || self.topics.iter().any(is_topic))
            && (self.bodies.is_empty() || self.bodies.iter().any(answers))
    }
}

fn parted(names: Vec<String>, is_known: impl Fn(&str) -> bool) -> Vec<String> {
    let each = |name: String| -> Vec<String> {
        if is_known(&name) {
            vec![name]
        } else {
            name.split(',').map(|part| part.trim().to_owned()).collect()
        }
    };
    names.into_iter().flat_map(each).collect()
}

fn has_topic(register: &Register, wanted: &str) -> bool {
    let topics = register.pledges.iter().flat_map(|pledge| &pledge.topics);
    topics.into_iter().any(|topic| plain_name(topic) == plain_name(wanted))
}

/// Whether a pledge's responsible body is called so, or one that the register names, which may have no pledge.
fn has_body(register: &Register, wanted: &str) -> bool {
    let is_called = |pledge: &Pledge| plain_name(&pledge.responsible) == plain_name(wanted);
    register.body(wanted).is_some() || register.pledges.iter().any(is_called)
}

fn answers_for(register: &Register, pledge: &Pledge, wanted: &str) -> bool {
    match register.body(&pledge.responsible) {
        Some(body) => body.is_called(wanted),
        None => plain_name(&pledge.responsible) == plain_name(wanted),
    }
}

/// The id of the pledge whose title was given in its place.
fn titled(title: &str, register: &Register) -> Option<String> {
    let is_it = |pledge: &&Pledge| plain_name(&pledge.title) == plain_name(title);
    register.pledges.iter().find(is_it).map(|pledge| pledge.id.as_str().to_owned())
}

fn nearest_id(id: &str, register: &Register) -> Option<String> {
    nearest(id, register.pledges.iter().map(|pledge| pledge.id.as_str())).map(str::to_owned)
}

/// The known name with the fewest letters to change, in any case, if that is at most about a third of them.
fn nearest<'n>(wanted: &str, known: impl Iterator<Item = &'n str>) -> Option<&'n str> {
    let wanted = wanted.to_lowercase();
    let most = ((wanted.chars().count() + 1) / 3).max(1);
    let close = |known: &str| -> Option<usize> {
        let known = known.to_lowercase();
        // A name that was only begun is meant by its beginning.
        if !wanted.is_empty() && known.starts_with(&wanted) {
            return Some(0);
        }
        Some(distance(&wanted, &known, most)).filter(|letters| *letters <= most)
    };
    known.filter_map(|known| Some((close(known)?, known))).min().map(|(_, known)| known)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commas_part_only_what_is_no_name_itself() {
        let known = ["Housing, Communities and Local Government", "health"];
        let given = ["Housing, Communities and Local Government", "health, roads"].map(str::to_owned);
        let names = parted(given.into(), |name| known.contains(&name));
        assert_eq!(names, ["Housing, Communities and Local Government", "health", "roads"]);
    }
}
