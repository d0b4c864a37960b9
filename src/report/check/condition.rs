//! A condition of a check, as people write it: `lapsed`, `due-soon=30d`, `stale=6m`, `withdrawn`. It must not change what
//! was assessed: a threshold given here is the check's own.

use crate::assessment::{Assessment, Flag, RuleCode, rule_book};
use crate::date::{Date, Length};
use crate::model::Status;
use crate::report::Report;

/// What a condition looks at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    /// The status shown.
    Status(Status),
    /// A flag.
    Flag(Flag),
    /// The rule that decided.
    Rule(RuleCode),
}

/// A condition, with its own threshold where it has one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Condition {
    /// As written.
    pub text: String,
    /// What it looks at.
    pub what: What,
    threshold: Option<Length>,
}

/// Why a condition means nothing.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ConditionError {
    /// Neither a status, nor a flag, nor a rule.
    #[error(
        "`{0}` is no status, flag or rule; `kept explain --rules` lists the rules, for example lapsed, late, due-soon=30d, stale=6m, withdrawn"
    )]
    Unknown(String),
    /// A threshold on something that has none.
    #[error("`{0}` takes no length of time; only due-soon and stale do")]
    NoThreshold(String),
    /// A length that cannot be read.
    #[error("`{0}` is no length of time; write 30d, 2w, 6m or 1y")]
    Length(String),
}

impl Condition {
    /// Reads a condition.
    ///
    /// # Errors
    /// When it names nothing, or has a threshold that makes no sense.
    pub fn parse(text: &str) -> Result<Self, ConditionError> {
        let (name, length) = match text.split_once('=') {
            Some((name, length)) => (name.trim(), Some(length.trim())),
            None => (text.trim(), None),
        };
        let rule = || rule_book().into_iter().map(|rule| rule.code).find(|rule| rule.code() == name);
        let what = Status::from_word(name)
            .map(What::Status)
            .or_else(|| Flag::from_code(name).map(What::Flag))
            .or_else(|| rule().map(What::Rule))
            .ok_or_else(|| ConditionError::Unknown(name.to_owned()))?;
        let threshold = match (what, length) {
            (_, None) => None,
            (What::Flag(Flag::DueSoon | Flag::Stale), Some(length)) => {
                Some(Length::read(length).ok_or_else(|| ConditionError::Length(length.to_owned()))?)
            }
            (_, Some(_)) => return Err(ConditionError::NoThreshold(name.to_owned())),
        };
        Ok(Self { text: text.trim().to_owned(), what, threshold })
    }

    /// Whether it must be told when the newest evidence was published.
    pub(super) fn needs_newest(&self) -> bool {
        self.what == What::Flag(Flag::Stale) && self.threshold.is_some()
    }

    /// Whether a pledge meets it; `newest` is when its newest counted evidence was published, or when it was made.
    pub(super) fn holds(&self, report: &Report<'_>, assessment: &Assessment, newest: Date) -> bool {
        let has = |flag: Flag| assessment.flags.iter().any(|raised| raised.flag == flag);
        // Of what cannot be tested, nothing is due and nothing is missing.
        let is_open = assessment.status == Status::Pending && !has(Flag::Untestable);
        match (self.what, self.threshold) {
            (What::Status(status), _) => assessment.status == status,
            (What::Rule(rule), _) => assessment.rule == rule,
            (What::Flag(Flag::DueSoon), Some(length)) => {
                let last = assessment.deadline.as_ref().map(|due| due.window.last);
                let until = length.after(report.as_of);
                is_open && last.is_some_and(|last| last >= report.as_of && last <= until)
            }
            (What::Flag(Flag::Stale), Some(length)) => is_open && length.after(newest) < report.as_of,
            (What::Flag(flag), _) => has(flag),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn conditions_are_statuses_flags_or_rules() {
        assert_eq!(Condition::parse("lapsed").map(|found| found.what), Ok(What::Status(Status::Lapsed)));
        assert_eq!(Condition::parse(" claimed ").map(|found| found.what), Ok(What::Flag(Flag::Claimed)));
        assert!(Condition::parse("due-soon=30d").is_ok() && Condition::parse("stale=6 months").is_ok());
        assert!(matches!(Condition::parse("broken"), Err(ConditionError::Unknown(_))));
        assert!(matches!(Condition::parse("lapsed=3d"), Err(ConditionError::NoThreshold(_))));
        for length in ["", "d", "-3d", "3", "3q", "99999999999d", "3ｄ"] {
            assert!(
                matches!(Condition::parse(&format!("stale={length}")), Err(ConditionError::Length(_))),
                "{length}"
            );
        }
    }
}
