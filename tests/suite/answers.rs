//! The answer of a briefing in its first sentences: each fact once, whoever's words stand beside it.

use crate::small;
use kept::model::Register;
use kept::report::briefing::{Entry, Grouping, briefing};
use kept::report::questions::requests;

const PLEDGES: &str = r#"
[register]
title = "Wells"
searched_to = 2026-05-31

[[pledge]]
id = "wells"
title = "Dig ten wells"
responsible = "Westcombe Council"
made_on = 2025-04-05
quote = "dig ten wells by 31 March 2026"
test = "A report says so."
target = { act = "Dig ten wells" }
deadline = { by = 2026-03-31, report_by = 2026-06-01 }

[[pledge]]
id = "ponds"
title = "Dig a pond"
responsible = "Westcombe Council"
made_on = 2025-04-05
quote = "dig a pond by 31 March 2026"
test = "A report says so."
target = { act = "Dig a pond" }
deadline = { by = 2026-03-31 }

[pledge.override]
status = "pending"
by = "The editors"
on = 2026-01-10
reason = "A court gave it 30 days more."

[[pledge]]
id = "lamps"
title = "Light every lane"
responsible = "Westcombe Council"
made_on = 2025-04-05
quote = "light every lane"
test = "A report says so."
target = { act = "Light every lane" }
deadline = { by = 2027-03-31 }

[[pledge]]
id = "homes"
title = "Homes for all"
responsible = "Westcombe Council"
made_on = 2025-04-05
quote = "homes for all"
test = "Its parts are delivered."
target = { parts = "all" }

[[pledge]]
id = "homes-let"
title = "Let an observation of increments of `homes`"
responsible = "Westcombe Council"
made_on = 2025-04-05
quote = "let two homes"
test = "Homes are counted."
part_of = "homes"
target = { total = 2, indicator = "homes", unit = "homes" }

[[pledge]]
id = "homes-warm"
title = "Warm homes"
responsible = "Westcombe Council"
made_on = 2025-04-05
quote = "warm five homes"
test = "Homes are counted."
part_of = "homes"
target = { at_least = 5, indicator = "homes-warm", unit = "homes" }
"#;

const WITHDRAWN: &str = r#"
title = "Council to leave lanes dark"
publisher = "Westcombe Gazette"
kind = "media"
published_on = 2026-01-15

[[act]]
pledge = "lamps"
on = 2026-01-14
step = "withdrawn"
"#;

fn register() -> Register {
    small::register(&[("pledges.toml", PLEDGES), ("evidence/withdrawn.toml", WITHDRAWN)])
}

/// Something of the entry of one pledge on a day.
fn told<T>(as_of: &str, id: &str, tell: impl Fn(&Entry<'_>) -> T) -> T {
    let register = register();
    let report = small::report(&register, as_of);
    let mut told = None;
    briefing(&report, Grouping::Topic).each_entry(&mut |entry| {
        if entry.pledge.id.as_str() == id {
            told = Some(tell(entry));
        }
    });
    told.expect("it is there")
}

#[test]
fn the_days_to_a_deadline_are_said_once() {
    for (as_of, id, expected) in [
        (
            "2026-03-29",
            "wells",
            "Due by 31 March 2026, 2 days from 29 March 2026; no delivery recorded here, searched to 29 March 2026.",
        ),
        (
            "2026-03-30",
            "wells",
            "Due by 31 March 2026, 1 day from 30 March 2026; no delivery recorded here, searched to 30 March 2026.",
        ),
        (
            "2026-03-31",
            "wells",
            "Due by the end of 31 March 2026; no delivery recorded here, searched to 31 March 2026. The deadline is the day asked about, 31 March 2026.",
        ),
        (
            "2026-04-02",
            "wells",
            "The deadline passed on 31 March 2026; the figures that decide are due by 1 June 2026, 60 days from 2 April 2026. The deadline, 31 March 2026, was 2 days ago.",
        ),
        (
            "2026-03-29",
            "ponds",
            "Overruled by a person on 10 January 2026: A court gave it 30 days more. 2 days are left to the deadline, 31 March 2026. Ruled by The editors; the computed status is pending (rule not-yet-due).",
        ),
    ] {
        assert_eq!(told(as_of, id, |entry| entry.answer.clone()), expected, "{id} on {as_of}");
    }
}

#[test]
fn what_would_settle_it_is_told_without_the_words_of_a_register() {
    for (id, expected) in [
        ("lamps", "Time alone does not change it. Evidence of a reinstatement would make it pending."),
        (
            "homes",
            "Time alone does not change it. Further figures of the part “Let an observation of increments of `homes`” of at least 2 homes more and a figure of the part “Warm homes” of at least 5 homes would make it delivered.",
        ),
        (
            "homes-warm",
            "Time alone does not change it. A figure of at least 5 homes would make it delivered.",
        ),
    ] {
        let told = told("2026-03-01", id, |entry| entry.would_settle.clone());
        assert_eq!(told.as_deref(), Some(expected), "{id}");
    }
}

/// A ruling that it is pending settles nothing: whoever asks a minister about it may ask for the records too.
#[test]
fn what_a_person_ruled_pending_may_be_requested_and_what_was_withdrawn_not() {
    let register = register();
    let report = small::report(&register, "2026-03-29");
    let id = |pledge: usize| register.pledges[pledge].id.as_str();
    let requested: Vec<&str> = requests(&report).iter().map(|request| id(request.pledge)).collect();
    assert!(requested.contains(&"ponds") && !requested.contains(&"lamps"), "{requested:?}");
}
