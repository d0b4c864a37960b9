//! What a pipeline asks of a register: which pledges meet a condition that is denied or warned of, and which of them a
//! baseline has accepted. It must not print, and it decides no status: conditions only look at what was assessed.

mod baseline;
mod condition;
mod faults;

pub use baseline::{Baseline, unreadable};
pub use condition::{Condition, ConditionError, What};
pub use faults::failing;

use super::words::sentence;
use super::{Report, reason_on_both_terms};
use crate::assessment::{Assessment, Flag, RuleCode};
use crate::date::Date;
use crate::model::{Pledge, Status};
use std::collections::{BTreeMap, BTreeSet};

/// How much a hit matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// It fails the check.
    Denied,
    /// It is worth a look.
    Warned,
    /// It would fail the check, were it not in the baseline.
    Accepted,
}

impl Severity {
    /// `denied`, `warned`, `accepted`.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Denied => "denied",
            Self::Warned => "warned",
            Self::Accepted => "accepted",
        }
    }
}

/// Flags of which the reason of the status speaks.
const FLAGS_OF_A_STATUS: [Flag; 8] = [
    Flag::Late,
    Flag::Undated,
    Flag::Untestable,
    Flag::AwaitingData,
    Flag::Unchecked,
    Flag::TermsDiffer,
    Flag::DueSoon,
    Flag::Overridden,
];

/// A pledge that meets a condition.
#[derive(Debug, Clone, Copy)]
pub struct Hit<'a> {
    /// The pledge.
    pub pledge: &'a Pledge,
    /// What became of it.
    pub assessment: &'a Assessment,
    /// The condition.
    pub condition: &'a Condition,
    /// How much it matters.
    pub severity: Severity,
}

impl Hit<'_> {
    /// The rule that gave the status, or the flag: what the hit is called in every format.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self.condition.what {
            What::Status(_) => self.assessment.rule.code(),
            What::Flag(flag) => flag.code(),
            What::Rule(rule) => rule.code(),
        }
    }

    /// Pledge and code: the same for as long as the fact is, whatever happens to lines and dates.
    #[must_use]
    pub fn fingerprint(&self) -> String {
        fingerprint(self.pledge.id.as_str(), self.code())
    }

    /// Pledge, and what of it meets the condition: of a status the status itself, by whichever rule it comes about.
    fn fact(&self) -> (&str, &'static str) {
        let what = match self.condition.what {
            What::Status(status) => status.word(),
            What::Flag(_) | What::Rule(_) => self.code(),
        };
        (self.pledge.id.as_str(), what)
    }

    /// Why: the reason of the status, and of a flag that the reason leaves out what it says of the pledge.
    #[must_use]
    pub fn why(&self) -> String {
        let reason = reason_on_both_terms(self.assessment);
        let told_by_status = |flag: &Flag| FLAGS_OF_A_STATUS.contains(flag);
        match self.condition.what {
            What::Flag(flag) if !told_by_status(&flag) => {
                let raised = self.assessment.flags.iter().find(|raised| raised.flag == flag);
                let words = raised.map_or(flag.words(), |raised| &raised.words);
                format!("{} {}", sentence(&reason), sentence(words))
            }
            What::Flag(_) | What::Status(_) | What::Rule(_) => reason.into_owned(),
        }
    }

    /// A rule or a flag that is denied by its name says more of a hit than a status.
    fn is_general(&self) -> bool {
        matches!(self.condition.what, What::Status(_))
    }
}

/// What a check found, the gravest first, then by id.
#[derive(Debug, Clone)]
pub struct Check<'a> {
    /// The report it looked at.
    pub report: &'a Report<'a>,
    /// One hit for a pledge and code.
    pub hits: Vec<Hit<'a>>,
    /// Fingerprints in the baseline that nothing hits any more.
    pub unneeded: Vec<String>,
    deny: &'a [Condition],
}

impl<'a> Check<'a> {
    /// Holds a report against conditions and a baseline.
    #[must_use]
    pub fn new(
        report: &'a Report<'a>,
        deny: &'a [Condition],
        warn: &'a [Condition],
        baseline: &Baseline,
    ) -> Self {
        let newest = Newest::of(report, deny.iter().chain(warn));
        let mut hits: Vec<Hit<'a>> = Vec::new();
        for (severity, conditions) in [(Severity::Denied, deny), (Severity::Warned, warn)] {
            for condition in conditions {
                for (pledge, assessment) in report.rows() {
                    if condition.holds(report, assessment, newest.day(report, assessment, pledge)) {
                        hits.push(Hit { pledge, assessment, condition, severity });
                    }
                }
            }
        }
        for hit in &mut hits {
            if hit.severity == Severity::Denied && baseline.accepts(&hit.fingerprint()) {
                hit.severity = Severity::Accepted;
            }
        }
        // What is denied and warned of is listed once, as denied; accepted outranks warned for the same reason.
        let rank = |severity: Severity| match severity {
            Severity::Denied => 0,
            Severity::Accepted => 1,
            Severity::Warned => 2,
        };
        hits.sort_by(|one, other| {
            let key = |hit: &Hit<'a>| (&hit.pledge.id, hit.code(), rank(hit.severity), hit.is_general());
            key(one).cmp(&key(other))
        });
        hits.dedup_by(|later, first| later.pledge.id == first.pledge.id && later.code() == first.code());
        hits.sort_by_key(|hit| hit.severity);
        let unneeded = baseline.unneeded(hits.iter().map(Hit::fingerprint), is_over(report, deny));
        Self { report, hits, unneeded, deny }
    }

    /// Accepts what was denied before already, so that only what is new fails.
    pub fn accept_what_was(&mut self, before: &Check<'_>) {
        let known: BTreeSet<(&str, &str)> = before.hits.iter().map(Hit::fact).collect();
        self.accept(|hit| known.contains(&hit.fact()));
    }

    /// Accepts everything that is denied: where it cannot be told what is new.
    pub fn accept_all(&mut self) {
        self.accept(|_| true);
    }

    fn accept(&mut self, is_accepted: impl Fn(&Hit<'a>) -> bool) {
        for hit in &mut self.hits {
            if hit.severity == Severity::Denied && is_accepted(hit) {
                hit.severity = Severity::Accepted;
            }
        }
        self.hits.sort_by_key(|hit| hit.severity);
    }

    /// How many hits there are of a severity; a pledge that meets several conditions has as many.
    #[must_use]
    pub fn count(&self, severity: Severity) -> usize {
        self.hits.iter().filter(|hit| hit.severity == severity).count()
    }

    /// How many pledges have a hit of a severity.
    #[must_use]
    pub fn pledges(&self, severity: Severity) -> usize {
        let hits = self.hits.iter().filter(|hit| hit.severity == severity);
        hits.map(|hit| &hit.pledge.id).collect::<BTreeSet<_>>().len()
    }

    /// The baseline that would accept everything that is denied now, with the reasons that the old one gave; what it has
    /// that this check cannot tell to be over stays.
    #[must_use]
    pub fn to_baseline(&self, old: &Baseline) -> Baseline {
        let hits = self.hits.iter().filter(|hit| hit.severity != Severity::Warned);
        let new = old.rewritten(hits.map(|hit| (hit.pledge.id.as_str(), hit.code())));
        new.with_others(old, is_over(self.report, self.deny))
    }
}

/// Whether what a baseline has of a pledge, and is no hit, is so no more. Of pledges that were not selected nothing can be said,
/// nor of a flag that is not denied here: other runs may deny it, by a threshold of their own. A rule is plain from the
/// assessment, whatever is denied.
fn is_over<'r>(report: &'r Report<'_>, deny: &'r [Condition]) -> impl Fn(&str, &str) -> bool + 'r {
    let register = report.register;
    let rules: BTreeMap<&str, RuleCode> =
        report.rows().map(|(pledge, assessment)| (pledge.id.as_str(), assessment.rule)).collect();
    let unmade = report.not_yet_made.iter().filter_map(|at| register.pledges.get(*at));
    let unmade: BTreeSet<&str> = unmade.map(|pledge| pledge.id.as_str()).collect();
    move |id, code| match (rules.get(id), Flag::from_code(code)) {
        (Some(_), Some(flag)) => deny.iter().any(|condition| condition.what == What::Flag(flag)),
        (Some(rule), None) => rule.code() != code,
        (None, _) => unmade.contains(id) || register.pledge(id).is_none(),
    }
}

/// Pledge and code in one word.
pub(super) fn fingerprint(pledge: &str, code: &str) -> String {
    format!("{pledge}:{code}")
}

/// The newest counted publication of each pending pledge, where a condition needs it.
struct Newest(Vec<(usize, Option<Date>)>);

impl Newest {
    fn of<'c>(report: &Report<'_>, mut conditions: impl Iterator<Item = &'c Condition>) -> Self {
        if !conditions.any(Condition::needs_newest) {
            return Self(Vec::new());
        }
        let is_pending = |row: &(&Pledge, &Assessment)| row.1.status == Status::Pending;
        let pending: Vec<_> = report.rows().filter(is_pending).collect();
        let mut days = Vec::with_capacity(pending.len());
        report.evidence_in_turn(&pending, &mut |_, assessment, used| {
            let newest = used.iter().filter(|used| used.counted).map(|used| used.published_on).max();
            days.push((assessment.pledge, newest));
        });
        days.sort_unstable();
        Self(days)
    }

    /// Of a pledge without evidence that counts, the day on which it was last said, as far as known then.
    fn day(&self, report: &Report<'_>, assessment: &Assessment, pledge: &Pledge) -> Date {
        let found = self.0.binary_search_by_key(&assessment.pledge, |(pledge, _)| *pledge);
        let published = found.ok().and_then(|at| self.0.get(at)).and_then(|(_, day)| *day);
        published.unwrap_or_else(|| pledge.saying_known(report.said_by()).0.full_window().last)
    }
}
