//! The terms of a pledge from saying to saying: the original ones, those in force, and what each saying changed.
//!
//! Which terms a status is judged on is for `assessment`; nothing here weighs evidence.

mod change;

use super::{Change, Deadline, Pledge, Saying, Target, Terms, TermsPatch};
use crate::date::{Date, When};
use crate::diagnostic::Place;
use change::computed_changes;
use std::borrow::Cow;

/// A saying of a pledge.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SayingRef {
    /// Index into [`Pledge::earlier`].
    Earlier(usize),
    /// The saying that the pledge is entered by.
    Entered,
    /// Index into [`Pledge::restated`].
    Restated(usize),
}

/// The terms from one saying on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TermsSince<'p> {
    /// From this day on: the saying's last day.
    pub since: Date,
    /// Which saying.
    pub saying: SayingRef,
    /// When it was said, as written.
    pub on: &'p When,
    /// Those of the earliest saying, with the corrections made so far.
    pub original: Cow<'p, Terms>,
    /// Every saying so far, accumulated.
    pub current: Cow<'p, Terms>,
    /// What this saying changed against the one before, in the order of [`Change::ALL`].
    pub changes: Vec<Change>,
    /// A ministerial correction.
    pub correction: bool,
    /// Where the saying stands.
    pub place: Place,
}

impl Pledge {
    /// The terms from the earliest saying on, by date; never empty.
    ///
    /// A correction replaces what it corrects from the start: each of target and deadline where it came from. So it
    /// reaches the original terms unless another saying had changed that one meanwhile; then it corrects that saying,
    /// and the original stays.
    #[must_use]
    pub fn history(&self) -> Vec<TermsSince<'_>> {
        let mut sayings = self.sayings();
        sayings.sort_by_key(|saying| (saying.since(), saying.rank()));
        let mut history: Vec<TermsSince<'_>> = Vec::with_capacity(sayings.len());
        let mut moved = Moved::default();
        for (at, saying) in sayings.iter().enumerate() {
            let before = history.last();
            let current = saying.terms(self, &history);
            let original = match before {
                None => current.clone(),
                Some(before) if saying.correction() => saying
                    .patch()
                    .map_or_else(|| before.original.clone(), |patch| moved.correct(before, patch)),
                Some(before) => before.original.clone(),
            };
            let declared = at.checked_sub(1).and_then(|before| sayings.get(before));
            let mut changes = saying.declared(declared);
            if let Some(before) = before {
                changes.extend(computed_changes(&before.current, &current));
                if !saying.correction() {
                    moved.note(&before.current, &current);
                }
            }
            let changes = Change::ALL.into_iter().filter(|change| changes.contains(change)).collect();
            history.push(TermsSince {
                since: saying.since(),
                saying: saying.reference,
                on: saying.on,
                original,
                current,
                changes,
                correction: saying.correction(),
                place: saying.place,
            });
        }
        history
    }

    /// The original terms by what was known on `day`: those of the earliest saying, with the corrections in force.
    #[must_use]
    pub fn original_terms(&self, day: Date) -> Terms {
        self.terms_on(day, |state| state.original)
    }

    /// The terms in force on `day`: every saying up to then, changes accumulated.
    #[must_use]
    pub fn current_terms(&self, day: Date) -> Terms {
        self.terms_on(day, |state| state.current)
    }

    fn terms_on(&self, day: Date, which: fn(TermsSince<'_>) -> Cow<'_, Terms>) -> Terms {
        let mut history = self.history();
        let at = history.iter().rposition(|state| state.since <= day).unwrap_or(0);
        which(history.swap_remove(at)).into_owned()
    }

    fn sayings(&self) -> Vec<Said<'_>> {
        let entered =
            Said { reference: SayingRef::Entered, on: &self.made_on, saying: None, place: self.place };
        let earlier = self.earlier.iter().enumerate();
        let restated = self.restated.iter().enumerate();
        earlier
            .map(|(at, saying)| Said::of(SayingRef::Earlier(at), saying))
            .chain([entered])
            .chain(restated.map(|(at, saying)| Said::of(SayingRef::Restated(at), saying)))
            .collect()
    }
}

/// One saying on its way into the history.
struct Said<'p> {
    reference: SayingRef,
    on: &'p When,
    saying: Option<&'p Saying>,
    place: Place,
}

impl<'p> Said<'p> {
    fn of(reference: SayingRef, saying: &'p Saying) -> Self {
        Self { reference, on: &saying.on, saying: Some(saying), place: saying.place }
    }

    fn since(&self) -> Date {
        self.on.full_window().last
    }

    /// Of sayings on one day, the earlier ones come first and restatements last.
    fn rank(&self) -> usize {
        match self.reference {
            SayingRef::Earlier(at) => at,
            SayingRef::Entered => usize::MAX / 2,
            SayingRef::Restated(at) => usize::MAX / 2 + 1 + at,
        }
    }

    fn patch(&self) -> Option<&'p TermsPatch> {
        self.saying.map(|saying| &saying.patch)
    }

    fn correction(&self) -> bool {
        matches!(self.reference, SayingRef::Restated(_))
            && self.saying.is_some_and(|saying| saying.correction)
    }

    /// The terms in force from this saying on. An earlier saying says what differed from the entered one; a later one
    /// what it changed in what was in force.
    fn terms(&self, pledge: &'p Pledge, history: &[TermsSince<'p>]) -> Cow<'p, Terms> {
        let base = match (self.reference, history.last()) {
            (SayingRef::Restated(_), Some(before)) => before.current.clone(),
            (SayingRef::Restated(_), None) | (SayingRef::Earlier(_) | SayingRef::Entered, _) => {
                Cow::Borrowed(&pledge.terms)
            }
        };
        match self.patch() {
            Some(patch) if *patch != TermsPatch::default() => {
                let mut terms = base.patched(patch);
                if matches!(self.reference, SayingRef::Restated(_)) {
                    // A saying without a deadline says nothing of when the figures come out.
                    let mut before = history.iter().rev().map(|before| &*before.current);
                    let dated = before.find(|terms| terms.deadline.is_some());
                    keep_report_by(dated.unwrap_or(&base), &mut terms);
                }
                Cow::Owned(terms)
            }
            Some(_) | None => base,
        }
    }

    /// What people declared to have changed here. An earlier saying declares what the one after it changed.
    fn declared(&self, before: Option<&Self>) -> Vec<Change> {
        let own = match self.reference {
            SayingRef::Restated(_) => self.saying,
            SayingRef::Earlier(_) | SayingRef::Entered => None,
        };
        let of_earlier = before.filter(|before| matches!(before.reference, SayingRef::Earlier(_)));
        own.into_iter()
            .chain(of_earlier.and_then(|before| before.saying))
            .flat_map(|saying| saying.declared.iter().copied())
            .collect()
    }
}

/// A saying that moves the deadline leaves the day of the decisive figures as it was, unless it gives another.
fn keep_report_by(before: &Terms, after: &mut Terms) {
    let report_by = before.deadline.as_ref().and_then(|deadline| deadline.report_by.clone());
    if let Some(deadline) = &mut after.deadline {
        deadline.report_by = deadline.report_by.take().or(report_by);
    }
}

/// Which of the original terms another saying has changed since. Other words that ask for the same change nothing.
#[derive(Default)]
struct Moved {
    target: bool,
    deadline: bool,
}

impl Moved {
    fn note(&mut self, before: &Terms, after: &Terms) {
        let due = |terms: &Terms| terms.deadline.as_ref().map(Deadline::due);
        let asked = |terms: &Terms| terms.target.as_ref().map(Target::asked);
        self.deadline |= due(before) != due(after);
        self.target |= asked(before) != asked(after);
    }

    fn correct<'p>(&self, before: &TermsSince<'p>, patch: &TermsPatch) -> Cow<'p, Terms> {
        let reaches = TermsPatch {
            target: patch.target.clone().filter(|_| !self.target),
            deadline: patch.deadline.clone().filter(|_| !self.deadline),
            report_by: patch.report_by.clone().filter(|_| !self.deadline),
        };
        if reaches == TermsPatch::default() {
            return before.original.clone();
        }
        let mut corrected = before.original.patched(&reaches);
        keep_report_by(&before.original, &mut corrected);
        Cow::Owned(corrected)
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Baseline, DeadlineKind, PledgeId, Reach, TargetForm, TargetKeys, TargetPatch};
    use super::change::{asks_more, last_day};
    use super::*;
    use crate::quantity::Decimal;

    fn day(text: &str) -> Date {
        text.parse().expect("a day")
    }

    fn deadline(on: &str) -> Deadline {
        Deadline {
            kind: DeadlineKind::By,
            when: When::day(day(on)),
            quote: None,
            report_by: None,
            place: Place::default(),
        }
    }

    fn target(form: TargetForm) -> Target {
        Target {
            form,
            indicator: None,
            unit: None,
            baseline: None,
            within: None,
            at_deadline: false,
            hedge: None,
            place: Place::default(),
        }
    }

    fn saying(on: &str, patch: TermsPatch, correction: bool) -> Saying {
        Saying {
            on: When::day(day(on)),
            source: None,
            source_title: None,
            url: None,
            quote: None,
            around: None,
            declared: Vec::new(),
            patch,
            correction,
            note: None,
            place: Place::default(),
        }
    }

    fn number(reach: Reach, number: i64) -> Target {
        target(TargetForm::Number(reach, number.into()))
    }

    fn pledge(by: &str) -> Pledge {
        Pledge {
            id: PledgeId::new("p"),
            title: "P".into(),
            made_by: None,
            responsible: "DfE".into(),
            made_on: When::day(day("2022-01-01")),
            extent: None,
            source: None,
            quote: "q".into(),
            around: None,
            topics: Box::default(),
            test: None,
            untestable: None,
            part_of: None,
            terms: Terms { target: Some(number(Reach::AtLeast, 100)), deadline: Some(deadline(by)) },
            earlier: Vec::new(),
            restated: Vec::new(),
            overridden: None,
            responses: Vec::new(),
            searched_to: None,
            note: None,
            government: None,
            unfinished: Box::default(),
            place: Place::default(),
        }
    }

    fn moves_to(on: &str) -> TermsPatch {
        TermsPatch { deadline: Some(Some(deadline(on))), ..TermsPatch::default() }
    }

    fn due(terms: &Terms) -> Option<Date> {
        terms.deadline.as_ref().map(last_day)
    }

    #[test]
    fn a_restatement_leaves_the_original_and_changes_what_is_in_force() {
        let mut pledge = pledge("2023-01-01");
        pledge.restated.push(saying("2022-06-01", moves_to("2024-01-01"), false));
        let (before, after) = (day("2022-05-31"), day("2022-06-01"));
        assert_eq!(due(&pledge.current_terms(before)), Some(day("2023-01-01")));
        assert_eq!(due(&pledge.current_terms(after)), Some(day("2024-01-01")));
        assert_eq!(due(&pledge.original_terms(after)), Some(day("2023-01-01")));
        assert_eq!(pledge.history()[1].changes, [Change::Delayed]);
    }

    #[test]
    fn a_correction_reaches_the_original_only_where_it_corrects_it() {
        let mut corrected = pledge("2023-01-01");
        corrected.restated.push(saying("2022-02-01", moves_to("2023-03-01"), true));
        assert_eq!(due(&corrected.original_terms(day("2022-01-31"))), Some(day("2023-01-01")));
        assert_eq!(due(&corrected.original_terms(day("2022-02-01"))), Some(day("2023-03-01")));

        // The second saying had moved the deadline; correcting that slip must not move the first one's.
        let mut moved = pledge("2023-01-01");
        moved.restated.push(saying("2022-06-01", moves_to("2024-01-01"), false));
        moved.restated.push(saying("2022-06-09", moves_to("2025-01-01"), true));
        assert_eq!(due(&moved.original_terms(Date::MAX)), Some(day("2023-01-01")));
        assert_eq!(due(&moved.current_terms(Date::MAX)), Some(day("2025-01-01")));
    }

    #[test]
    fn the_earliest_saying_holds_the_original_terms_in_whatever_order_they_are_written() {
        let mut pledge = pledge("2023-01-01");
        let mut second = saying("2021-06-01", TermsPatch::default(), false);
        second.declared = vec![Change::Narrowed];
        pledge.earlier = vec![second, saying("2021-01-01", moves_to("2022-06-30"), false)];
        assert_eq!(due(&pledge.original_terms(Date::MAX)), Some(day("2022-06-30")));
        let changes: Vec<_> = pledge.history().into_iter().map(|state| state.changes).collect();
        assert_eq!(changes, [vec![], vec![Change::Delayed], vec![Change::Narrowed]]);
    }

    #[test]
    fn more_or_less_is_told_by_direction_and_level() {
        let change = |value: i64, base: i64| {
            let baseline = Baseline {
                value: base.into(),
                on: When::day(day("2021-01-01")),
                source: None,
                place: Place::default(),
            };
            Target { baseline: Some(Box::new(baseline)), ..number(Reach::Change, value) }
        };
        let loose = Target { within: Some(Decimal::new(5, 2)), ..number(Reach::AtLeast, 100) };
        let cases = [
            (number(Reach::AtLeast, 100), number(Reach::AtLeast, 90), Some(false)),
            (number(Reach::AtMost, 10), number(Reach::AtMost, 5), Some(true)),
            (number(Reach::AtLeast, 100), loose, Some(false)),
            (change(10, 100), change(10, 120), Some(true)),
            (change(-10, 100), change(-5, 100), Some(false)),
            (number(Reach::AtLeast, 100), number(Reach::Total, 5), None),
        ];
        for (before, after, expected) in cases {
            assert_eq!(asks_more(&before, &after), expected, "{:?} to {:?}", before.form, after.form);
        }
    }

    #[test]
    fn keys_without_a_form_leave_the_form() {
        let mut pledge = pledge("2023-01-01");
        let keys = TargetKeys { unit: Some("places".into()), ..TargetKeys::default() };
        let patch = TermsPatch { target: Some(TargetPatch::Amend(keys)), ..TermsPatch::default() };
        pledge.restated.push(saying("2022-06-01", patch, false));
        let current = pledge.current_terms(Date::MAX).target.expect("a target");
        assert_eq!(current.form, TargetForm::Number(Reach::AtLeast, Decimal::from(100)));
        assert_eq!(current.unit.as_deref(), Some("places"));
    }
}
