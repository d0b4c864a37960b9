//! A report: the assessments somebody asked for, selected, counted and put in order. It is a value; formats render it.
//!
//! Nothing here decides a status or knows how a page looks.

mod brief;
pub mod check;
pub mod briefing;
pub mod questions;
pub mod difference;
mod selection;
mod summary;
mod words;

pub use brief::{
    brief_reason, computed_beside, days_in_words, full_reason, level_asked, marks_in_words, reading_words,
    reason_on_both_terms, reckoned_from, status_by_whose_word,
};
pub use selection::{Selection, UnknownName, UnknownPledge};
pub use summary::{Counts, Summary, pledges};

use crate::assessment::{self, Assessment, EvidenceUse, Mode};
use crate::date::{Date, When, Window};
use crate::model::{Pledge, Register, Terms, TermsChoice};
use std::collections::BTreeMap;

/// What became of the selected pledges of a register, on one day.
#[derive(Debug, Clone)]
pub struct Report<'r> {
    /// The register.
    pub register: &'r Register,
    /// The day asked about.
    pub as_of: Date,
    /// What the public could know by this day.
    pub known_by: Date,
    /// Terms and evidence of the headline.
    pub mode: Mode,
    /// The selected pledges that had been made, by id.
    pub assessments: Vec<Assessment>,
    /// Indexes of the selected pledges that had not been made yet, by id.
    pub not_yet_made: Vec<usize>,
    /// The counts; they sum to the number of assessments.
    pub summary: Summary,
    /// How many proposed documents wait for a person, by the pledge's index; a pledge of which that is not known is absent.
    pub proposals: BTreeMap<usize, usize>,
}

impl<'r> Report<'r> {
    /// Assesses a register and keeps what is selected.
    ///
    /// # Errors
    /// When an id is selected that no pledge has.
    pub fn new(
        register: &'r Register,
        as_of: Date,
        known_by: Date,
        mode: Mode,
        selection: &Selection,
    ) -> Result<Self, UnknownPledge> {
        let mut assessments = Vec::new();
        let mut report = Self::in_turn(register, as_of, known_by, mode, selection, &mut |assessment| {
            assessments.push(assessment);
        })?;
        report.assessments = assessments;
        Ok(report)
    }

    /// As [`Report::new`], but hands over each assessment, by id, and keeps none: a long register is reported in little
    /// memory.
    ///
    /// # Errors
    /// When an id is selected that no pledge has; nothing has been handed over then.
    pub fn in_turn(
        register: &'r Register,
        as_of: Date,
        known_by: Date,
        mode: Mode,
        selection: &Selection,
        each: &mut dyn FnMut(Assessment),
    ) -> Result<Self, UnknownPledge> {
        selection.check_ids(register)?;
        let id_of = |pledge: usize| register.pledges.get(pledge).map(|pledge| &pledge.id);
        let pledge_of = |pledge: usize| register.pledges.get(pledge);
        let mut wanted: Vec<usize> = (0..register.pledges.len()).collect();
        wanted.retain(|at| pledge_of(*at).is_some_and(|pledge| selection.may_take(register, pledge)));
        wanted.sort_by_key(|pledge| id_of(*pledge));
        let mut not_yet_made = assessment::not_yet_made(register, as_of, known_by);
        not_yet_made
            .retain(|at| pledge_of(*at).is_some_and(|pledge| selection.takes_unmade(register, pledge)));
        not_yet_made.sort_by_key(|pledge| id_of(*pledge));
        let mut summary = Summary { not_yet_made: not_yet_made.len(), ..Summary::default() };
        assessment::assess_in_turn(register, as_of, known_by, mode, &wanted, &mut |assessment| {
            let pledge = pledge_of(assessment.pledge);
            if pledge.is_some_and(|pledge| selection.takes(register, pledge, &assessment)) {
                summary.add(&assessment);
                each(assessment);
            }
        });
        let proposals = BTreeMap::new();
        Ok(Self {
            register,
            as_of,
            known_by,
            mode,
            assessments: Vec::new(),
            not_yet_made,
            summary,
            proposals,
        })
    }

    /// A report of a register that cannot be relied on: nothing is assessed, nothing counted.
    #[must_use]
    pub fn without_assessments(register: &'r Register, as_of: Date, known_by: Date, mode: Mode) -> Self {
        let summary = Summary::default();
        let (assessments, not_yet_made, proposals) = (Vec::new(), Vec::new(), BTreeMap::new());
        Self { register, as_of, known_by, mode, assessments, not_yet_made, summary, proposals }
    }

    /// The last day whose sayings, restatements and replies are known: that asked about, or that of what was published.
    #[must_use]
    pub fn said_by(&self) -> Date {
        self.as_of.min(self.known_by)
    }

    /// First and last day of a date as written, by what was known on the day asked about.
    #[must_use]
    pub fn window(&self, when: &When) -> Window {
        when.window_as_of(self.as_of, self.known_by)
    }

    /// Keeps the pledges (by index) that are wanted, and counts them anew.
    pub fn keep(&mut self, mut wanted: impl FnMut(usize) -> bool) {
        self.assessments.retain(|assessment| wanted(assessment.pledge));
        self.not_yet_made.retain(|pledge| wanted(*pledge));
        self.summary = Summary::of(&self.assessments, self.not_yet_made.len());
    }

    /// Each assessment with its pledge, by id.
    pub fn rows(&self) -> impl Iterator<Item = (&'r Pledge, &Assessment)> {
        self.assessments
            .iter()
            .filter_map(|assessment| Some((self.register.pledges.get(assessment.pledge)?, assessment)))
    }

    /// Hands over some of its rows, each with every fact that bears on the pledge; no evidence is kept.
    pub fn evidence_in_turn<'a>(
        &self,
        rows: &[(&'r Pledge, &'a Assessment)],
        each: &mut dyn FnMut(&'r Pledge, &'a Assessment, Vec<EvidenceUse>),
    ) {
        let pledges: Vec<usize> = rows.iter().map(|(_, assessment)| assessment.pledge).collect();
        let mut rows = rows.iter();
        let (register, mode) = (self.register, self.mode);
        assessment::evidence_in_turn(register, self.as_of, self.known_by, mode, &pledges, &mut |uses| {
            if let Some((pledge, assessment)) = rows.next() {
                each(pledge, assessment, uses);
            }
        });
    }

    /// The terms on which the status shown is assessed: those of the reading.
    #[must_use]
    pub fn terms(&self, pledge: &Pledge) -> Terms {
        self.chosen_terms(
            pledge,
            match self.mode {
                Mode::Standard => self.register.terms,
                Mode::Strict => TermsChoice::Original,
                Mode::Lenient => TermsChoice::Current,
            },
        )
    }

    /// The original terms or those in force, by what was known.
    #[must_use]
    pub fn chosen_terms(&self, pledge: &Pledge, choice: TermsChoice) -> Terms {
        let day = self.as_of.min(self.known_by);
        let terms = match choice {
            TermsChoice::Original => pledge.original_terms(day),
            TermsChoice::Current => pledge.current_terms(day),
        };
        terms.measured_by(day)
    }

    /// Each assessment with its pledge: delivered, pending, lapsed; in each by the deadline's last day, then by id.
    #[must_use]
    pub fn by_status(&self) -> Vec<(&'r Pledge, &Assessment)> {
        let mut rows: Vec<_> = self.rows().collect();
        rows.sort_by_key(|(_, assessment)| {
            let last = assessment.deadline.as_ref().map_or(Date::MAX, |deadline| deadline.window.last);
            (assessment.status, last)
        });
        rows
    }
}
