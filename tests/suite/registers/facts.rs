//! Records made up at random: what was done and what was measured, published after all of it was true or while it still went on.

use super::{day, fact_when, place};
use kept::date::{Days, When};
use kept::diagnostic::Place;
use kept::model::{
    Act, GovernmentId, IndicatorId, Kind, Measure, Observation, PledgeId, Record, Step, Subject,
};
use proptest::prelude::*;

/// A fact of a record, and how long after it was true it was published.
#[derive(Debug, Clone)]
enum Shown {
    Act(Act),
    Observation(Observation),
}

prop_compose! {
    fn act(pledges: usize)(
        number in 0..pledges,
        step in proptest::sample::select(Step::ALL.to_vec()),
        delivered in proptest::bool::weighted(0.3),
        on in fact_when(),
        by in proptest::bool::weighted(0.3),
        place in place(),
    ) -> Shown {
        let step = if delivered { Step::Delivered } else { step };
        let by = by.then(|| GovernmentId::new("second"));
        Shown::Act(Act {
            pledge: PledgeId::new(&format!("p{number}")),
            step,
            on,
            by,
            quote: None,
            around: None,
            does_not_show: None,
            note: None,
            place,
        })
    }
}

prop_compose! {
    fn observation(pledges: usize)(
        number in 0..pledges,
        own in proptest::bool::weighted(0.2),
        added in any::<bool>(),
        choice in 0u8..2,
        value in -10i64..80,
        on in fact_when(),
        place in place(),
    ) -> Shown {
        let measure = if added { Measure::Add((value / 4).into()) } else { Measure::Value(value.into()) };
        let kind = if added { "added" } else { "measured" };
        let subject = if own {
            Subject::Pledge(PledgeId::new(&format!("p{number}")))
        } else {
            Subject::Indicator(IndicatorId::new(&format!("{kind}-{choice}")))
        };
        Shown::Observation(Observation {
            subject,
            on,
            measure,
            unit: None,
            quote: None,
            around: None,
            does_not_show: None,
            note: None,
            place,
        })
    }
}

prop_compose! {
    pub(super) fn record(pledges: usize)(
        facts in proptest::collection::vec(prop_oneof![act(pledges), observation(pledges)], 1..3),
        publisher in proptest::sample::select(vec!["DfE", "Department for Education", "HMT", "NAO", "Press"]),
        kind in proptest::sample::select(vec![Kind::Statement, Kind::Statement, Kind::Audit, Kind::OfficialStatistics]),
        lag in 0u16..60,
        running in proptest::bool::weighted(0.2),
        said in proptest::option::weighted(0.1, any::<bool>()),
        document in 0usize..6,
        place in place(),
    ) -> Record {
        let first = |fact: &Shown| match fact {
            Shown::Act(act) => act.on.full_window(),
            Shown::Observation(seen) => seen.on.full_window(),
        };
        // Published after all of it was true, or while the last of it still went on.
        let ready = facts.iter().map(|fact| if running { first(fact).first } else { first(fact).last }).max();
        let published = ready.expect("a fact").checked_add_days(Days::new(lag.into())).expect("a day");
        let (mut acts, mut observations) = (Vec::new(), Vec::new());
        for fact in facts {
            match fact {
                Shown::Act(act) => acts.push(act),
                Shown::Observation(seen) => observations.push(seen),
            }
        }
        Record {
            title: format!("Record at {}", place.line).into(),
            publisher: publisher.into(),
            kind,
            published_on: When::day(published),
            document,
            self_reported: said,
            observations,
            acts,
            place,
            ..blank()
        }
    }
}

/// A record that says nothing yet.
pub(crate) fn blank() -> Record {
    Record {
        title: "A source".into(),
        publisher: "Somebody else".into(),
        kind: Kind::Research,
        published_on: When::day(day(0)),
        url: None,
        seen_at: None,
        archived_url: None,
        retrieved_on: None,
        licence: None,
        house: None,
        uin: None,
        tabled_on: None,
        answered_by: None,
        document: usize::MAX,
        does_not_show: None,
        self_reported: None,
        note: None,
        observations: Vec::new(),
        acts: Vec::new(),
        absent_cells: 0,
        place: Place::default(),
    }
}
