//! Registers made up at random, for the laws: small worlds in which everything that can happen does. No rule of the
//! engine is repeated here; what is made only has to be something that the loader would accept.

mod facts;

pub(crate) use facts::blank;
use facts::record;
use kept::date::{Calendar, Date, Days, Ended, NamedPeriod, When, Window};
use kept::diagnostic::{FileId, Place};
use kept::model::{
    Baseline, Body, BodyId, Deadline, DeadlineKind, Government, GovernmentId, IndicatorId, Override, Pledge,
    PledgeId, Reach, Register, Saying, SourceDocument, Status, Target, TargetForm, TargetPatch, Terms,
    TermsChoice, TermsPatch, Thresholds,
};
use kept::quantity::Decimal;
use proptest::prelude::*;

/// Days are counted from this one.
pub(crate) fn day(number: u16) -> Date {
    let start = Date::from_ymd_opt(2021, 1, 1).expect("a day");
    start.checked_add_days(Days::new(u64::from(number))).expect("a day in range")
}

/// How many days the small world lasts.
pub(crate) const LAST: u16 = 400;

pub(crate) fn calendar() -> Calendar {
    let window = Window { first: day(50), last: day(300) };
    let ended = Some(Ended { end: day(220), known_on: day(200) });
    let early = NamedPeriod { id: "early".into(), name: "the one that ended early".into(), window, ended };
    let late = Some(Ended { end: day(180), known_on: day(210) });
    let told_late =
        NamedPeriod { id: "told-late".into(), name: "the one told late".into(), window, ended: late };
    Calendar { periods: vec![early, told_late], ..Calendar::default() }
}

fn when() -> impl Strategy<Value = When> {
    let span =
        (0..LAST, 0u16..60).prop_map(|(first, length)| format!("{}/{}", day(first), day(first + length)));
    prop_oneof![
        4 => (0..LAST).prop_map(|number| day(number).to_string()),
        2 => span,
        1 => (1u8..=12).prop_map(|month| format!("2021-{month:02}")),
        1 => Just("early".to_owned()),
        1 => Just("told-late".to_owned()),
    ]
    .prop_map(|text| calendar().resolve(&text, None).expect("a date"))
}

fn fact_when() -> impl Strategy<Value = When> {
    when().prop_filter("facts are not dated by periods that end early", |when| when.ended().is_none())
}

fn reach() -> impl Strategy<Value = Reach> {
    prop_oneof![
        2 => Just(Reach::AtLeast),
        1 => Just(Reach::AtMost),
        2 => Just(Reach::Change),
        2 => Just(Reach::Total),
    ]
}

fn form() -> impl Strategy<Value = TargetForm> {
    let number = -20i64..60;
    prop_oneof![
        3 => Just(TargetForm::Act("do it".into())),
        2 => Just(TargetForm::Keep("go on".into())),
        7 => (reach(), number).prop_map(|(reach, number)| TargetForm::Number(reach, number.into())),
    ]
}

/// Totals and values never share an indicator.
fn indicator(form: &TargetForm, choice: u8) -> Option<IndicatorId> {
    let kind = if form.reach()? == Reach::Total { "added" } else { "measured" };
    Some(IndicatorId::new(&format!("{kind}-{}", choice % 2)))
}

prop_compose! {
    fn target()(
        form in form(),
        choice in any::<u8>(),
        base in proptest::option::of((-20i64..60, 0..LAST)),
        at_deadline in proptest::bool::weighted(0.2),
        within in proptest::option::weighted(0.2, 0i64..30),
        file in place(),
    ) -> Target {
        let baseline = |(value, on): (i64, u16)| Baseline {
            value: value.into(),
            on: When::day(day(on / 4)),
            source: None,
            place: file,
        };
        let baseline = match form.reach() {
            Some(Reach::Change) => base.or(Some((10, 0))).map(baseline),
            Some(Reach::AtLeast | Reach::AtMost) => base.map(baseline),
            Some(Reach::Total) | None => None,
        };
        Target {
            indicator: indicator(&form, choice),
            unit: None,
            baseline: baseline.map(Box::new),
            within: within.filter(|_| form.number().is_some()).map(|percent| Decimal::new(percent, 2)),
            at_deadline: at_deadline && form.number().is_some(),
            hedge: None,
            place: file,
            form,
        }
    }
}

fn place() -> impl Strategy<Value = Place> {
    any::<u32>().prop_map(|line| Place { file: FileId(0), line, column: 1 })
}

prop_compose! {
    fn deadline()(
        kind in prop_oneof![4 => Just(DeadlineKind::By), 1 => Just(DeadlineKind::From), 1 => Just(DeadlineKind::Until)],
        when in when(),
        report_by in proptest::option::weighted(0.3, 0u16..90),
        place in place(),
    ) -> Deadline {
        let last = when.full_window().last;
        let report_by = report_by.and_then(|days| last.checked_add_days(Days::new(u64::from(days)))).map(When::day);
        Deadline { kind, when, quote: None, report_by, place }
    }
}

prop_compose! {
    fn terms()(target in target(), due in proptest::option::weighted(0.8, deadline())) -> Terms {
        let target = Target { at_deadline: target.at_deadline && due.is_some(), ..target };
        Terms { target: Some(target), deadline: due }
    }
}

prop_compose! {
    fn saying()(
        on in 0..LAST,
        target in proptest::option::weighted(0.3, target()),
        due in proptest::option::weighted(0.6, proptest::option::weighted(0.9, deadline())),
        correction in proptest::bool::weighted(0.3),
        source in proptest::option::of(0usize..4),
        place in place(),
    ) -> Saying {
        let target = target.map(|target| TargetPatch::Replace(Target { at_deadline: false, ..target }));
        Saying {
            on: When::day(day(on)),
            source,
            source_title: None,
            url: None,
            quote: None,
            around: None,
            declared: Vec::new(),
            patch: TermsPatch { target, deadline: due, report_by: None },
            correction,
            note: None,
            place,
        }
    }
}

prop_compose! {
    fn pledge(number: usize, whole: Option<usize>)(
        made in 0u16..200,
        terms in terms(),
        earlier in proptest::collection::vec(saying(), 0..2),
        restated in proptest::collection::vec(saying(), 0..3),
        untestable in proptest::bool::weighted(0.08),
        overridden in proptest::option::weighted(0.1, (0..LAST, 0usize..3)),
        searched in proptest::option::weighted(0.2, 0..LAST),
        source in proptest::option::of(0usize..4),
        place in place(),
    ) -> Pledge {
        let mut earlier = earlier;
        for saying in &mut earlier {
            saying.on = When::day(day(made / 2));
            saying.correction = false;
        }
        let mut restated = restated;
        restated.retain(|saying| saying.on.full_window().first > day(made));
        restated.sort_by_key(|saying| saying.on.full_window().first);
        restated.dedup_by_key(|saying| saying.on.full_window().first);
        Pledge {
            id: PledgeId::new(&format!("p{number}")),
            title: format!("Pledge {number}").into(),
            made_by: None,
            responsible: "DfE".into(),
            made_on: When::day(day(made)),
            extent: None,
            source,
            quote: "we will".into(),
            around: None,
            topics: Box::default(),
            test: None,
            untestable: untestable.then(|| "nobody could tell".into()),
            part_of: whole.map(|whole| PledgeId::new(&format!("p{whole}"))),
            terms,
            earlier,
            restated,
            overridden: overridden.map(|(on, status)| Box::new(Override {
                status: Status::ALL[status],
                on: When::day(day(on)),
                by: "A. N. Editor".into(),
                reason: "seen by eye".into(),
                place,
            })),
            responses: Vec::new(),
            searched_to: searched.map(day),
            note: None,
            government: None,
            unfinished: Box::default(),
            place,
        }
    }
}

fn bodies() -> Vec<Body> {
    let body = |id: &str, name: &str, part_of: Option<&str>| Body {
        id: BodyId::new(id),
        name: name.into(),
        aliases: Vec::new(),
        part_of: part_of.map(str::to_owned),
        place: Place::default(),
    };
    vec![body("dfe", "DfE", Some("uk")), body("hmt", "HMT", Some("uk")), body("nao", "NAO", None)]
}

fn documents() -> Vec<SourceDocument> {
    let document = |at: usize| SourceDocument {
        stem: format!("d{at}"),
        // The first and the last are the same text from two places.
        text_sha256: Some(format!("{}", at % 5)),
        ..SourceDocument::default()
    };
    (0..6).map(document).collect()
}

fn governments() -> Vec<Government> {
    let government = |id: &str, start: u16| Government {
        id: GovernmentId::new(id),
        name: format!("the {id} government"),
        start: day(start),
        place: Place::default(),
    };
    vec![government("first", 0), government("second", 150)]
}

prop_compose! {
    /// A register of a few pledges, the last of which may be a whole with the first ones as its parts.
    pub(crate) fn register()(
        parts in 0usize..4,
        others in 1usize..3,
    )(
        pledges in (0..parts + others).map(|number| pledge(number, (number < parts).then_some(parts + others))).collect::<Vec<_>>(),
        whole in pledge(parts + others, None),
        records in proptest::collection::vec(record(parts + others + 1), 0..12),
        searched in proptest::option::weighted(0.4, 0..LAST),
        terms in prop_oneof![Just(TermsChoice::Original), Just(TermsChoice::Current)],
        parts in Just(parts),
    ) -> Register {
        let mut pledges = pledges;
        let mut whole = whole;
        if parts > 0 {
            for saying in whole.restated.iter_mut().chain(&mut whole.earlier) {
                saying.patch.target = None;
            }
            let target = whole.terms.target.take().expect("a target");
            let form = TargetForm::Parts;
            whole.terms.target = Some(Target { form, indicator: None, baseline: None, within: None, at_deadline: false, ..target });
        }
        pledges.push(whole);
        Register {
            title: "A small world".into(),
            searched_to: searched.map(day),
            terms,
            thresholds: Thresholds::default(),
            calendar: calendar(),
            bodies: bodies().into(),
            governments: governments(),
            pledges,
            records,
            documents: documents(),
            ..Register::default()
        }
    }
}
