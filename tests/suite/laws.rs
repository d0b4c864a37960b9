//! What must hold of the engine whatever the register, tried on registers made up at random.
//!
//! The laws concern the engine's own status, before any person overrules it. No example is written down here.

use crate::registers::{LAST, blank, calendar, day, register};
use kept::assessment::{Assessment, Mode, RuleCode, Shown, Wanted, assess, not_yet_made};
use kept::date::{Date, Days, Length, When, days_between};
use kept::model::{
    Act, Kind, Measure, Observation, Pledge, Record, Register, Status, Step, Subject, TargetForm, Thresholds,
};
use proptest::prelude::*;
use std::collections::BTreeMap;

/// The engine's own status and rule.
fn own(assessment: &Assessment) -> (Status, RuleCode) {
    match &assessment.overridden {
        Some(by) => (by.computed, by.computed_rule),
        None => (assessment.status, assessment.rule),
    }
}

/// Assessments by pledge id, without what a mere place in a list may change.
fn by_id(register: &Register, as_of: Date, known_by: Date, mode: Mode) -> BTreeMap<String, Assessment> {
    let named = assess(register, as_of, known_by, mode).into_iter().map(|mut assessment| {
        let id = register.pledges[assessment.pledge].id.to_string();
        assessment.pledge = 0;
        for wanted in assessment.minimal_evidence.iter_mut().flat_map(|evidence| &mut evidence.facts) {
            wanted.pledge = 0;
        }
        (id, assessment)
    });
    named.collect()
}

/// The first and last day of a fact: cut to end with its publication.
fn last_day(on: &When, record: &Record) -> Date {
    on.full_window().last.min(record.published_on.full_window().last)
}

/// The register as it could have been written on the day: nothing said, true or published later.
fn known(register: &Register, as_of: Date, known_by: Date) -> Register {
    let said_by = as_of.min(known_by);
    let mut known = register.clone();
    for record in &mut known.records {
        let published = record.published_on.full_window().last <= known_by;
        let copy = record.clone();
        record.acts.retain(|act| published && last_day(&act.on, &copy) <= as_of);
        record.observations.retain(|seen| published && last_day(&seen.on, &copy) <= as_of);
    }
    for pledge in &mut known.pledges {
        pledge.restated.retain(|saying| saying.on.full_window().last <= said_by);
        pledge.overridden = pledge.overridden.take().filter(|by| by.on.full_window().last <= said_by);
    }
    known.pledges.retain(|pledge| pledge.said_on() <= said_by);
    known
}

/// Days on which something is said, published or overruled.
fn events(register: &Register) -> Vec<Date> {
    let mut days: Vec<Date> =
        register.records.iter().map(|record| record.published_on.full_window().last).collect();
    for pledge in &register.pledges {
        let sayings = pledge.earlier.iter().chain(&pledge.restated).map(|saying| &saying.on);
        days.extend(sayings.chain([&pledge.made_on]).map(|on| on.full_window().last));
    }
    for period in &calendar().periods {
        days.extend(period.ended.map(|ended| ended.known_on));
    }
    days
}

fn steps_on_record(register: &Register, as_of: Date, pledge: &Pledge, steps: &[Step]) -> bool {
    let known = known(register, as_of, as_of);
    known
        .records
        .iter()
        .flat_map(|record| &record.acts)
        .any(|act| act.pledge == pledge.id && steps.contains(&act.step))
}

fn is_whole(pledge: &Pledge) -> bool {
    pledge.terms.target.as_ref().is_some_and(|target| target.form == TargetForm::Parts)
}

/// What is kept, or judged at the deadline, is settled only once the deadline is over.
fn settles_at_its_end(register: &Register) -> bool {
    register.pledges.iter().any(|pledge| {
        let sayings = pledge.earlier.iter().chain(&pledge.restated);
        let targets = sayings.filter_map(|saying| match saying.patch.target.as_ref()? {
            kept::model::TargetPatch::Replace(target) => Some(target),
            kept::model::TargetPatch::Amend(_) => None,
        });
        targets
            .chain(&pledge.terms.target)
            .any(|target| target.at_deadline || matches!(target.form, TargetForm::Keep(_)))
    })
}

fn mode() -> impl Strategy<Value = Mode> {
    proptest::sample::select(vec![Mode::Standard, Mode::Strict, Mode::Lenient])
}

/// The wanted facts as records, by a source of its own.
fn recorded(register: &Register, facts: &[Wanted]) -> Vec<Record> {
    let one = |(at, wanted): (usize, &Wanted)| {
        let pledge = register.pledges[wanted.pledge].id.clone();
        let on = When::day(wanted.on);
        let mut record = Record {
            published_on: on.clone(),
            publisher: format!("Somebody else {at}").into(),
            kind: Kind::Research,
            ..blank()
        };
        match &wanted.shows {
            Shown::Step(step) => record.acts.push(Act {
                pledge,
                step: *step,
                on,
                by: None,
                quote: None,
                around: None,
                does_not_show: None,
                note: None,
                place: record.place,
            }),
            Shown::Value(indicator, number) | Shown::Add(indicator, number) => {
                let measure = match wanted.shows {
                    Shown::Add(..) => Measure::Add(*number),
                    Shown::Value(..) | Shown::Step(_) => Measure::Value(*number),
                };
                let subject = indicator.clone().map_or(Subject::Pledge(pledge), Subject::Indicator);
                record.observations.push(Observation {
                    subject,
                    on,
                    measure,
                    unit: None,
                    quote: None,
                    around: None,
                    does_not_show: None,
                    note: None,
                    place: record.place,
                });
            }
        }
        record
    };
    facts.iter().enumerate().map(one).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_order_of_files_pledges_and_evidence_changes_nothing(
        register in register(), as_of in 0..LAST, known_by in 0..LAST, mode in mode(), turn in any::<prop::sample::Index>(),
    ) {
        let mut turned = register.clone();
        for record in &mut turned.records {
            record.acts.reverse();
            record.observations.reverse();
        }
        turned.records.reverse();
        let pledges = turned.pledges.len();
        turned.pledges.rotate_left(turn.index(pledges));
        let (as_of, known_by) = (day(as_of), day(known_by));
        prop_assert_eq!(by_id(&register, as_of, known_by, mode), by_id(&turned, as_of, known_by, mode));
    }

    #[test]
    fn evidence_on_other_pledges_changes_nothing(
        register in register(), as_of in 0..LAST, mode in mode(), which in any::<prop::sample::Index>(),
    ) {
        let whose: Vec<_> = register.pledges.iter().filter(|pledge| !is_whole(pledge)).collect();
        let chosen = whose[which.index(whose.len())];
        let mut alone = register.clone();
        for record in &mut alone.records {
            record.acts.retain(|act| act.pledge == chosen.id);
            record.observations.retain(|seen| match &seen.subject {
                Subject::Pledge(id) => *id == chosen.id,
                Subject::Indicator(_) => true,
            });
        }
        let as_of = day(as_of);
        let id = chosen.id.as_str();
        let (all, alone) = (by_id(&register, as_of, as_of, mode), by_id(&alone, as_of, as_of, mode));
        prop_assert_eq!(all.get(id), alone.get(id));
    }

    #[test]
    fn some_rule_decides_and_exactly_one_finding_is_decisive(
        register in register(), as_of in 0..LAST, known_by in 0..LAST, mode in mode(),
    ) {
        for assessment in assess(&register, day(as_of), day(known_by), mode) {
            let decisive: Vec<_> = assessment.findings.iter().filter(|finding| finding.decisive).collect();
            prop_assert_eq!(decisive.len(), 1);
            prop_assert_eq!(decisive[0].rule, own(&assessment).1);
            for finding in &assessment.findings {
                prop_assert!(!finding.cites.is_empty(), "no citation: {}", finding.sentence);
                prop_assert!(finding.sentence.ends_with('.'), "no sentence: {}", finding.sentence);
                prop_assert!(!finding.sentence.contains("  "), "two spaces: {}", finding.sentence);
            }
            prop_assert!(!assessment.reason.is_empty() && !assessment.would_change.is_empty());
        }
    }

    #[test]
    fn without_evidence_nothing_is_delivered(register in register(), as_of in 0..LAST, mode in mode()) {
        let bare = Register { records: Vec::new(), ..register };
        for assessment in assess(&bare, day(as_of), day(as_of), mode) {
            prop_assert_ne!(own(&assessment).0, Status::Delivered);
        }
    }

    #[test]
    fn before_the_deadline_or_without_one_nothing_lapses_by_itself(
        register in register(), as_of in 0..LAST, mode in mode(),
    ) {
        let as_of = day(as_of);
        for assessment in assess(&register, as_of, as_of, mode) {
            let pledge = &register.pledges[assessment.pledge];
            let admissions = [Step::Withdrawn, Step::Breached, Step::Reversed];
            let over = assessment.deadline.as_ref().is_some_and(|due| as_of > due.window.last);
            if !over && !is_whole(pledge) && !steps_on_record(&register, as_of, pledge, &admissions) {
                prop_assert_ne!(own(&assessment).0, Status::Lapsed, "{}", assessment.reason);
            }
        }
    }

    #[test]
    fn between_events_a_status_moves_only_from_pending_to_lapsed(
        register in register(), as_of in 0..LAST, later in 1u16..60, mode in mode(),
    ) {
        let first = day(as_of);
        // The last day before the next event, if one comes sooner.
        let next = events(&register).into_iter().filter(|event| *event > first).min();
        let second = next.map_or(day(as_of + later), |event| (event - Days::new(1)).min(day(as_of + later)));
        let at_the_end = settles_at_its_end(&register);
        let before = by_id(&register, first, first, mode);
        for (id, after) in by_id(&register, second, second, mode) {
            let is_late = after.days_late.is_some_and(|days| days > 0);
            let (before, (after, rule)) = (own(&before[&id]).0, own(&after));
            let lapses = before == Status::Pending && after == Status::Lapsed;
            // A whole that was due before its last part ends has lapsed until then, and is delivered late by that part.
            let waited = before == Status::Pending || rule == RuleCode::PartsDelivered && is_late;
            let ends = at_the_end && waited && after == Status::Delivered;
            prop_assert!(before == after || lapses || ends, "{id}: {before:?} to {after:?}");
        }
    }

    #[test]
    fn what_was_not_true_or_not_known_yet_might_as_well_not_be_written(
        register in register(), as_of in 0..LAST, known_by in 0..LAST, mode in mode(),
    ) {
        let (as_of, known_by) = (day(as_of), day(known_by));
        let known = known(&register, as_of, known_by);
        prop_assert_eq!(by_id(&register, as_of, known_by, mode), by_id(&known, as_of, known_by, mode));
        prop_assert_eq!(
            assess(&register, as_of, known_by, mode).len() + not_yet_made(&register, as_of, known_by).len(),
            register.pledges.len()
        );
    }

    #[test]
    fn the_timeline_tells_what_would_have_been_said_on_each_day(
        register in register(), as_of in 0..LAST, known_by in 0..LAST, on in 0..LAST, mode in mode(),
    ) {
        let (as_of, known_by, on) = (day(as_of), day(known_by), day(on));
        let then = by_id(&register, on, on.min(known_by), mode);
        for (id, assessment) in by_id(&register, as_of, known_by, mode) {
            let turns = &assessment.timeline;
            prop_assert_eq!(turns.last().map(|turn| (turn.status, turn.rule)), Some(own(&assessment)));
            prop_assert!(turns.windows(2).all(|pair| pair[0].on < pair[1].on));
            if on < as_of {
                let told = turns.iter().rev().find(|turn| turn.on <= on).map(|turn| (turn.status, turn.rule));
                prop_assert_eq!(told, then.get(&id).map(own), "{} on {}", id, on);
            }
        }
    }

    #[test]
    fn the_next_change_comes_if_nothing_else_does(register in register(), as_of in 0..LAST, mode in mode()) {
        let as_of = day(as_of);
        // A search that is kept up is one that is not limited.
        let mut quiet = known(&register, as_of, as_of);
        quiet.searched_to = None;
        for pledge in &mut quiet.pledges {
            pledge.searched_to = None;
        }
        // A pledge known from an earlier saying only is said again on the day on which it is entered.
        quiet.pledges.retain(|pledge| pledge.made_on.full_window().last <= as_of && pledge.part_of.is_none());
        let mut told = BTreeMap::new();
        for (id, assessment) in by_id(&quiet, as_of, as_of, mode) {
            if assessment.deadline.as_ref().is_some_and(|due| due.when.ended().is_some()) {
                continue;
            }
            let turn = assessment.next_change;
            let horizon = turn.map_or(as_of + Days::new(500), |turn| turn.on);
            for on in [as_of + Days::new(1), horizon - Days::new(1), horizon] {
                let then = told.entry(on).or_insert_with(|| by_id(&quiet, on, on, mode));
                let expected = turn.filter(|turn| on >= turn.on).map_or(own(&assessment).0, |turn| turn.status);
                prop_assert_eq!(own(&then[&id]).0, expected, "{} on {}", id, on);
            }
        }
    }

    #[test]
    fn the_smallest_evidence_changes_the_status_as_it_says(
        register in register(), as_of in 0..LAST, mode in mode(),
    ) {
        let as_of = day(as_of);
        let known = known(&register, as_of, as_of);
        for assessment in assess(&known, as_of, as_of, mode) {
            let Some(evidence) = &assessment.minimal_evidence else { continue };
            let mut fed = known.clone();
            fed.records.extend(recorded(&known, &evidence.facts));
            let on = evidence.effective_on;
            prop_assert!(on >= as_of);
            let pledge = &known.pledges[assessment.pledge];
            // A pledge known from an earlier saying only is said again on the day on which it is entered.
            let said_again = pledge.made_on.full_window().last > as_of;
            let may_end_early = assessment.deadline.as_ref().is_some_and(|due| due.when.ended().is_some());
            if on > as_of && (said_again || may_end_early) {
                continue;
            }
            let id = pledge.id.to_string();
            let after = own(&by_id(&fed, on, on, mode)[&id]);
            prop_assert_ne!(after.0, own(&assessment).0, "{}: {:?}", id, evidence);
            prop_assert!(on > as_of || after == (evidence.status, evidence.rule), "{}: {:?}, not {:?}", id, after, evidence);
        }
    }

    #[test]
    fn a_status_never_depends_on_thresholds(register in register(), as_of in 0..LAST, days in 0u32..1000, mode in mode()) {
        let stale_after = Some(Length::Months(days % 7));
        let strange = Register { thresholds: Thresholds { stale_after, due_soon: Length::Days(days) }, ..register.clone() };
        let as_of = day(as_of);
        let plain = by_id(&register, as_of, as_of, mode);
        for (id, mut assessment) in by_id(&strange, as_of, as_of, mode) {
            assessment.flags.clone_from(&plain[&id].flags);
            prop_assert_eq!(&assessment, &plain[&id]);
        }
    }

    #[test]
    fn days_left_days_late_and_delivery_agree_with_the_status(
        register in register(), as_of in 0..LAST, mode in mode(),
    ) {
        let as_of = day(as_of);
        for assessment in assess(&register, as_of, as_of, mode).into_iter().filter(|one| one.overridden.is_none()) {
            let delivered = assessment.status == Status::Delivered;
            prop_assert_eq!(assessment.delivered_on.is_some(), delivered);
            let left = assessment.deadline.as_ref().filter(|_| !delivered);
            prop_assert_eq!(assessment.days_left, left.map(|due| days_between(as_of, due.window.last)));
            if let (Some(late), Some(on), Some(due)) = (assessment.days_late, assessment.delivered_on, &assessment.deadline) {
                prop_assert_eq!(late, days_between(due.window.last, on));
                prop_assert!(late > 0);
            }
        }
    }
}
