//! The engine: from a register to delivered, pending or lapsed, on one day, with the proof.
//!
//! A pure function. It must not read a clock, a disk or the environment, and must not know how anything is printed.

mod aim;
mod case;
mod docket;
mod engine;
mod evidence;
mod flag;
mod flags;
mod hearing;
mod index;
mod outcome;
mod pace;
mod refusal;
mod rule;
mod rule_code;
mod rules;
mod sentence;
mod target;
mod track;
mod would_change;

pub use flag::{Flag, RaisedFlag};
pub use outcome::{
    Assessment, Due, EvidenceUse, Finding, Item, Lacking, MinimalEvidence, Overruling, PartsTally, Progress,
    Shown, TermsChange, Turn, Verdict, Wanted,
};
pub use rule_code::RuleCode;

pub use crate::model::SayingRef;

use crate::date::Date;
use crate::model::Register;
use docket::Clock;
use index::Index;

/// Pledges whose evidence is held at a time: enough for all cores, few enough where all share one long series.
const HELD: usize = 64;

/// Which terms and which evidence the headline is assessed on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Mode {
    /// The register's choice of terms, all evidence.
    #[default]
    Standard,
    /// Original terms; self-reported evidence is ignored where it favours the pledge.
    Strict,
    /// Current terms, all evidence.
    Lenient,
}

impl Mode {
    /// The word as in JSON.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Standard => "standard",
            Self::Strict => "strict",
            Self::Lenient => "lenient",
        }
    }
}

/// One rule as people read it in the rule book.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RuleText {
    /// Its code.
    pub code: RuleCode,
    /// One line.
    pub summary: &'static str,
    /// The whole rule in plain words.
    pub documentation: &'static str,
}

/// The rule book, in order of precedence: the first that decides gives the status.
#[must_use]
pub fn rule_book() -> Vec<RuleText> {
    let rules = rules::RULES.iter();
    rules
        .map(|rule| RuleText { code: rule.code, summary: rule.summary, documentation: rule.documentation })
        .collect()
}

/// Assesses every pledge that has been made by `as_of`, from what was published by `known_by`, in the register's order.
///
/// A pledge whose earliest saying is after the earlier of the two days is left out; see [`not_yet_made`].
#[must_use]
pub fn assess(register: &Register, as_of: Date, known_by: Date, mode: Mode) -> Vec<Assessment> {
    let all: Vec<usize> = (0..register.pledges.len()).collect();
    let mut assessments = Vec::with_capacity(all.len());
    assess_in_turn(register, as_of, known_by, mode, &all, &mut |assessment| assessments.push(assessment));
    assessments
}

/// As [`assess`], of these pledges (by index), each handed over as it is ready, in the order asked, and not kept: a long
/// register is assessed in little memory.
pub fn assess_in_turn(
    register: &Register,
    as_of: Date,
    known_by: Date,
    mode: Mode,
    pledges: &[usize],
    each: &mut dyn FnMut(Assessment),
) {
    engine::assess_in_turn(&Index::new(register), Clock::on(as_of, known_by), mode, pledges, each);
}

/// Of each of these pledges (by index), handed over in the order asked and not kept: every fact on record that bears on it
/// and could be known, by date, and whether it counted for the headline. Kept apart from [`assess`], because thousands of
/// pledges may share one long series.
pub fn evidence_in_turn(
    register: &Register,
    as_of: Date,
    known_by: Date,
    mode: Mode,
    pledges: &[usize],
    each: &mut dyn FnMut(Vec<EvidenceUse>),
) {
    let (index, clock) = (Index::new(register), Clock::on(as_of, known_by));
    for some in pledges.chunks(HELD) {
        engine::read_cases(&index, clock, mode, some, evidence::uses).into_iter().for_each(&mut *each);
    }
}

/// The pledges whose earliest saying is after `as_of` or `known_by`: neither assessed nor counted.
#[must_use]
pub fn not_yet_made(register: &Register, as_of: Date, known_by: Date) -> Vec<usize> {
    let said_by = as_of.min(known_by);
    let pledges = register.pledges.iter().enumerate();
    pledges.filter(|(_, pledge)| pledge.said_on() > said_by).map(|(at, _)| at).collect()
}
