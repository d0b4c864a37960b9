//! Words that several rules need: days, windows, the deadline's own arithmetic, where a fact was read.
//!
//! What a rule says stands in the rule's own file. No person's name is ever put into a sentence here.

use super::aim::{Aim, Unfit};
use super::case::{Case, Met, Standing};
use super::docket::{Bar, Seen};
use super::outcome::Lacking;
use super::refusal;
pub(super) use crate::date::on_or_between as on;
use crate::date::{Date, Form, Window, days_between, long, window_words};
use crate::diagnostic::Place;
use crate::model::{Deadline, DeadlineKind, Reach, Status, Step, TargetForm};
use crate::quantity::{Decimal, difference, percent, with_unit};

/// `1 day`, `1,104 days`.
pub(super) fn days(count: i64) -> String {
    crate::quantity::with_unit(count.abs().into(), "days")
}

/// What is still to come: `by 31 October 2026, 16 days from 15 October 2026`; of that day itself, `by the end of` it.
pub(super) fn still_by(last: Date, today: Date) -> String {
    match days_between(today, last) {
        0 => format!("by the end of {}", long(last)),
        left => format!("by {}, {} from {}", long(last), days(left), long(today)),
    }
}

/// `29 March 2022 is 2 days before it`.
pub(super) fn against(day: Date, deadline: Date) -> String {
    match days_between(deadline, day) {
        0 => format!("{} is that day", long(day)),
        after if after > 0 => format!("{} is {} after it", long(day), days(after)),
        before => format!("{} is {} before it", long(day), days(before)),
    }
}

/// `The deadline is 31 March 2022, the last day of “2022-Q1” (“in the first three months of 2022”).`
pub(super) fn deadline(case: &Case<'_>, deadline: &Deadline, due: Window) -> String {
    let lead = match deadline.kind {
        DeadlineKind::By => "The deadline is",
        DeadlineKind::From => "It was to begin by",
        DeadlineKind::Until => "It was to go on until",
    };
    let mut sentence = format!("{lead} {}", long(due.last));
    let calendar = &case.docket.index.register.calendar;
    if deadline.when.form() == Form::Period
        && let Some(period) = calendar.period(&deadline.when.text())
    {
        sentence.push_str(&format!(", the last day of {}", period.name));
        if due.last != deadline.when.planned_window().last {
            sentence.push_str(&format!(
                ", which ended before {}, the latest day that it could have had",
                long(deadline.when.planned_window().last)
            ));
        }
    } else if deadline.when.form() != Form::Day {
        sentence.push_str(&format!(", the last day of “{}”", deadline.when.text()));
    }
    if let Some(quote) = &deadline.quote {
        sentence.push_str(&format!(" (“{quote}”)"));
    }
    sentence.push('.');
    sentence
}

/// The deadline; nothing without one.
pub(super) fn due(case: &Case<'_>) -> String {
    match (case.deadline(), case.due) {
        (Some(written), Some(due)) => deadline(case, written, due),
        (Some(_), None) | (None, _) => String::new(),
    }
}

/// The deadline and how many days a day is from it; nothing without a deadline.
pub(super) fn deadline_against(case: &Case<'_>, day: Date) -> String {
    case.due.map_or_else(String::new, |last| format!("{} {}.", due(case), against(day, last.last)))
}

/// The deadline and how a delivery stands to it; nothing without a deadline.
pub(super) fn met_against(case: &Case<'_>, met: &Met<'_>) -> String {
    match case.due.filter(|due| met.on.last > due.last && met.delivery.days_late.is_none()) {
        Some(_) => format!(
            "{} It lies within {}: only what begins after it is late.",
            due(case),
            window_words(met.on)
        ),
        None => deadline_against(case, met.delivery.on),
    }
}

/// Of what must go on: what was recorded of it, and that its last day has gone by, if it has, without a breach on record.
pub(super) fn gone_by(case: &Case<'_>, recorded: &str) -> String {
    case.due.filter(|_| case.breach.is_none()).map_or_else(
        || recorded.to_owned(),
        |due| {
            let recorded = recorded.trim_end_matches('.');
            format!("{recorded}; {} went by with no breach recorded.", long(due.last))
        },
    )
}

/// When the record of a fact came out: `on 5 June 2025`, or between which days it did.
pub(super) fn published(case: &Case<'_>, seen: &Seen<'_>) -> String {
    let record = case.docket.index.register.records.get(seen.fact.record);
    on(record.map_or(Window::day(seen.fact.published), |record| record.published_on.full_window()))
}

/// `“School workforce in England” (Department for Education, published on 5 June 2025)`.
pub(super) fn source(case: &Case<'_>, seen: &Seen<'_>) -> String {
    let Some(record) = case.docket.index.register.records.get(seen.fact.record) else { return String::new() };
    let own = if seen.self_reported { ", self-reported" } else { "" };
    format!("“{}” ({}published {}{own})", record.title, record.publisher_and(), published(case, seen))
}

/// The number with the unit of the target.
pub(super) fn amount(aim: &Aim<'_>, number: Decimal) -> String {
    with_unit(number, aim.target.unit.as_deref().unwrap_or(""))
}

/// The level that meets the target, and how it comes about.
pub(super) fn level(case: &Case<'_>, aim: &Aim<'_>) -> String {
    if !case.knows_start(aim) {
        let way = if aim.upwards { "more" } else { "less" };
        return format!("{} {way} than where it starts, which is not measured yet", written(aim));
    }
    let Some(threshold) = aim.threshold else { return "a level that no number can hold".to_owned() };
    let least = match (aim.sums, aim.upwards) {
        (true, _) => "a total of ",
        (false, true) => "at least ",
        (false, false) => "at most ",
    };
    let mut words = format!("{least}{}", amount(aim, threshold));
    if let (true, Some(baseline)) = (aim.is(Reach::Change), &aim.target.baseline) {
        let direction = if aim.upwards { "plus" } else { "less" };
        words.push_str(&format!(
            " ({} {}, {direction} {}",
            amount(aim, baseline.value),
            on(baseline.on.full_window()),
            written(aim)
        ));
        words.push_str(&tolerance(aim));
        words.push(')');
    } else if aim.threshold != aim.level {
        words.push_str(&format!(" ({}{})", amount(aim, aim.written), tolerance(aim)));
    }
    words
}

fn tolerance(aim: &Aim<'_>) -> String {
    let share = aim.target.within;
    share.map_or_else(String::new, |share| format!(", within {} of {}", percent(share), written(aim)))
}

/// The number as written, without its sign: a change of a percentage is one of percentage points.
fn written(aim: &Aim<'_>) -> String {
    let unit = aim.target.unit.as_deref().unwrap_or("");
    if aim.is(Reach::Change) { difference(aim.written.abs(), unit) } else { amount(aim, aim.written.abs()) }
}

/// What was delivered, when, and where that was read.
pub(super) fn delivery(case: &Case<'_>, met: &Met<'_>) -> String {
    let aim = case.aim;
    match (met.by, met.number, aim) {
        (Some(seen), Some(number), Some(aim)) => {
            // A sum has no time of its own: it is that of all increments up to a day.
            let (measured, when) = if aim.sums {
                ("The increments sum to", format!("by {}", long(seen.fact.on.last)))
            } else {
                ("Measured:", format!("{}{}", on(seen.fact.written), as_it_stood(seen)))
            };
            format!(
                "{measured} {} {when}, which meets {}: {}{}.",
                amount(&aim, number),
                level(case, &aim),
                source(case, seen),
                confirmation(case, seen)
            )
        }
        (Some(seen), _, _) => {
            let step = seen.step().map_or("delivered", |step| step.word());
            let confirmed = confirmation(case, seen);
            format!("Recorded as {step} {}: {}{confirmed}.", on(seen.fact.on), source(case, seen))
        }
        (None, _, _) => format!("Delivered {}.", on(met.on)),
    }
}

/// Of a figure for a window that was still running when it came out: when that was. It is not a figure for fewer days.
fn as_it_stood(seen: &Seen<'_>) -> String {
    let cut = seen.fact.on.last < seen.fact.written.last;
    if cut { format!(", as it stood on {}", long(seen.fact.on.last)) } else { String::new() }
}

/// Who else says what only the responsible body says in the fact that came first: without that it would be a claim.
fn confirmation(case: &Case<'_>, by: &Seen<'_>) -> String {
    if !by.self_reported || case.outcome.claimed || case.aim.is_some_and(|aim| aim.sums) {
        return String::new();
    }
    let facts = case.docket.acts.iter().chain(&case.docket.observations);
    let mut others = facts.filter(|seen| {
        !seen.self_reported && case.is_known(seen) && refusal::counts(case, seen) && delivers(case, seen)
    });
    others.next().map_or_else(String::new, |seen| format!("; confirmed by {}", source(case, seen)))
}

/// A sentence on a delivery, with what became of it where it was undone and taken up again.
pub(super) fn with_redoing(case: &Case<'_>, delivery: String) -> String {
    let Some((undone, (Some(_), Some((redone, _))))) =
        case.reversal.map(|reversal| (reversal.act.fact.on, (reversal.delivered, reversal.redone)))
    else {
        return delivery;
    };
    let said = delivery.trim_end_matches('.');
    format!("{said}; undone {}, and taken up again on {}.", on(undone), long(redone))
}

/// Where a delivery and the deadline stand in the files.
pub(super) fn cites(case: &Case<'_>, seen: Option<&Seen<'_>>) -> Vec<Place> {
    let fact = seen.map(|seen| seen.fact.place);
    let deadline = case.deadline().map(|deadline| deadline.place);
    let mut places: Vec<Place> = fact.into_iter().chain(deadline).collect();
    if places.is_empty() {
        places.push(case.docket.entry.place);
    }
    places
}

/// A part by its title and standing: `“Fund 400 trainees” (delivered on 31 March 2025)`.
pub(super) fn part(case: &Case<'_>, pledge: usize, standing: &Standing) -> String {
    let title = case.docket.index.register.pledges.get(pledge).map_or("", |pledge| &*pledge.title);
    match (standing.status, standing.delivered) {
        (Status::Delivered, Some(window)) => format!("“{title}” (delivered {})", on(window)),
        (status, _) => format!("“{title}” ({}, by the rule {})", status.word(), standing.rule),
    }
}

/// What is not on record, where no delivery counts.
pub(super) fn lacking_delivery(case: &Case<'_>) -> Lacking {
    let mut facts = case.docket.acts.iter().chain(&case.docket.observations);
    if facts.any(|seen| is_set_aside(case, seen)) {
        Lacking::DeliveryThatCounts
    } else if case.parts.iter().any(|part| part.standing.status == Status::Delivered) {
        Lacking::DeliveryOfTheWhole
    } else {
        Lacking::Delivery
    }
}

/// The same as a clause, with the search that would have found it, so far as it was known of.
pub(super) fn absence(case: &Case<'_>) -> String {
    let lacking = lacking_delivery(case);
    let is = if lacking == Lacking::Delivery { "" } else { "is " };
    let none = format!("{} {is}recorded here", lacking.words());
    let is_due = |day: Date| case.due.is_some_and(|due| day < due.last && case.is_over());
    match case.search_known() {
        // The search went on to the deadline, and what it found later is left out.
        Some(known) if is_due(known) && case.searched_to > Some(known) => {
            format!("{none} by what was known on {}", long(known))
        }
        Some(searched) => format!("{none}, searched to {}", long(searched)),
        None => none,
    }
}

/// Whether anything at all is on record of it, counted or not. What was foretold could not be known, and what these
/// terms do not measure is not of it.
pub(super) fn some_is_known(case: &Case<'_>) -> bool {
    let foretold = |seen: &Seen<'_>| seen.barred(case.clock) == Some(Bar::Premature);
    let elsewhere = |seen: &Seen<'_>| {
        let unfit = |aim: Aim<'_>| aim.fits(seen) == Err(Unfit::Indicator);
        seen.fact.indicator.is_some() && case.aim.is_none_or(unfit)
    };
    let mut facts = case.docket.acts.iter().chain(&case.docket.observations);
    facts.any(|seen| case.is_known(seen) && !foretold(seen) && !elsewhere(seen))
}

/// A known fact would deliver it and does not count: another prevails, or this reading sets it aside.
pub(super) fn is_set_aside(case: &Case<'_>, seen: &Seen<'_>) -> bool {
    delivers(case, seen) && case.is_known(seen)
}

/// A fact that delivers it if it counts.
fn delivers(case: &Case<'_>, seen: &Seen<'_>) -> bool {
    match (seen.step(), case.aim) {
        (Some(step), _) => step == Step::Delivered || (step == Step::Kept && case.is_over()),
        (None, Some(aim)) => aim.fits(seen).is_ok_and(|number| {
            if aim.sums {
                aim.is_favoured_by(number) && !refusal::counts(case, seen)
            } else {
                aim.is_reached_by(number)
            }
        }),
        (None, None) => false,
    }
}

/// That an entry is not completed, with the keys at which something is still to be written.
pub(super) fn unfinished(case: &Case<'_>) -> String {
    format!("its entry is not completed (still to be written: {})", case.docket.entry.unfinished.join(", "))
}

/// What in particular is not on record; empty where there is no more to say.
pub(super) fn lacking(case: &Case<'_>) -> String {
    let nothing = refusal::tally(case).counted == 0 && !case.is_whole();
    let that_counts = |set_aside: bool| if set_aside { " that counts" } else { "" };
    let figure = case.docket.observations.iter().any(|seen| is_set_aside(case, seen));
    let missing = match case.aim {
        // A figure that reached it before does not meet it.
        Some(aim) if figure && aim.target.at_deadline => format!(
            "At the deadline it {} to be {}.",
            if case.is_over() { "was" } else { "is" },
            level(case, &aim)
        ),
        Some(aim) => format!("No figure{} recorded here reaches {}.", that_counts(figure), level(case, &aim)),
        None if matches!(case.form(), Some(TargetForm::Keep(_))) => {
            "No record here says that it went on to the end.".to_owned()
        }
        None if case.asks_only_for_a_start() => "No start recorded.".to_owned(),
        None if case.is_whole() && !case.parts.is_empty() => parts_delivered(case),
        None => String::new(),
    };
    let nothing = nothing.then(|| format!("No evidence{} recorded.", that_counts(some_is_known(case))));
    join(&[nothing.unwrap_or_default(), missing])
}

/// How many of its parts are delivered: `1 of its 2 parts is delivered.`
fn parts_delivered(case: &Case<'_>) -> String {
    let delivered = case.parts.iter().filter(|part| part.standing.status == Status::Delivered).count();
    match (case.parts.len(), delivered) {
        (1, _) => "Its one part is not delivered.".to_owned(),
        (count, 1) => format!("1 of its {count} parts is delivered."),
        (count, delivered) => format!("{delivered} of its {count} parts are delivered."),
    }
}

/// The latest figure of a numeric target and how far it is from the level; empty where none is recorded.
pub(super) fn latest(case: &Case<'_>) -> String {
    let aim = case.aim;
    let (Some(aim), Some(latest)) = (aim, case.outcome.latest) else { return String::new() };
    let Some(threshold) = aim.threshold else { return String::new() };
    let (what, when) = if aim.sums {
        ("The sum so far is", long(latest.seen.fact.on.last))
    } else {
        let measured_in = window_words(latest.seen.fact.written);
        ("The latest figure is", format!("{measured_in}{}", as_it_stood(latest.seen)))
    };
    let gap = threshold.checked_sub(latest.number).map(|gap| gap.abs());
    let gap = match gap {
        Some(gap) if !aim.is_reached_by(latest.number) => {
            let gap = difference(gap, aim.target.unit.as_deref().unwrap_or(""));
            format!(", {gap} {}", if aim.upwards { "short" } else { "above it" })
        }
        Some(_) | None => String::new(),
    };
    format!("{what} {} ({when}){gap}.", amount(&aim, latest.number))
}

/// Sentences joined by one space, empty ones left out.
pub(super) fn join(sentences: &[String]) -> String {
    let said: Vec<&str> =
        sentences.iter().map(String::as_str).filter(|sentence| !sentence.is_empty()).collect();
    said.join(" ")
}
