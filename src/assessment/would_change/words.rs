//! The same in words: what happens with no new evidence, and which evidence would change it.

use super::super::case::{Case, Evidence, Standing};
use super::super::outcome::{Shown, Turn, Wanted};
use super::super::rule_code::RuleCode;
use super::super::sentence;
use super::super::target;
use super::Change;
use crate::date::{Date, long};
use crate::model::{IndicatorId, Status, Step, TargetForm};

/// A fact to be put into words.
#[derive(Debug, Clone)]
pub(super) struct Words {
    shows: Shown,
    /// Of which part, where a whole speaks: ` of the part “…”`.
    whose: String,
    how: String,
}

/// Who the words are for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::assessment) enum Manner {
    /// Who keeps the register: records, steps and indicators by its own words.
    Register,
    /// Who reads a paper, and knows no register.
    Paper,
}

/// The sentences: what time does, and what evidence would do.
pub(in crate::assessment) fn sentences(
    case: &Case<'_>,
    now: Standing,
    next: Option<Turn>,
    change: Option<&Change>,
    manner: Manner,
) -> String {
    sentence::join(&[by_time(case, now, next), by_evidence(case, now, change, manner)])
}

fn by_time(case: &Case<'_>, now: Standing, next: Option<Turn>) -> String {
    let Some(next) = next else {
        return match (case.due, now.rule == RuleCode::Unchecked) {
            (Some(_), true) if case.is_unfinished() => {
                "Time alone does not change it while its entry is not completed.".to_owned()
            }
            (Some(due), true) => {
                let awaited = awaited(case);
                let until = long(awaited.unwrap_or(due.last));
                let why =
                    if awaited.is_some() { ", up to which day the decisive figures are awaited" } else { "" };
                format!(
                    "With no new evidence it lapses once the search for evidence reaches past {until}{why}."
                )
            }
            (Some(_) | None, _) => "Time alone does not change it.".to_owned(),
        };
    };
    let searched = case.searched_to.filter(|searched| *searched < next.on && next.status == Status::Lapsed);
    // Of a past day only so much of a search is known.
    let provided = searched.and_then(|_| case.search_known()).map_or_else(String::new, |searched| {
        format!(", provided that the search for evidence, now up to {}, is kept up", long(searched))
    });
    let becomes = match next.status {
        Status::Lapsed => "it lapses on",
        Status::Delivered => "it counts as delivered from",
        Status::Pending => "it is pending again from",
    };
    let awaited = awaited(case).filter(|awaited| next.status == Status::Lapsed && *awaited < next.on);
    let why = awaited.map_or_else(String::new, |awaited| {
        format!(", as the decisive figures are awaited until {}", long(awaited))
    });
    format!("With no new evidence {becomes} {}{why}{provided}.", long(next.on))
}

/// The day until which the decisive figures are awaited, where that is later than the deadline.
fn awaited(case: &Case<'_>) -> Option<Date> {
    case.report_by.filter(|report_by| case.due.is_some_and(|due| *report_by > due.last))
}

fn by_evidence(case: &Case<'_>, now: Standing, change: Option<&Change>, manner: Manner) -> String {
    let Some(change) = change else {
        return match (now.status, case.is_whole()) {
            _ if now.is_untestable() => "No evidence could change it.".to_owned(),
            (Status::Lapsed, false) => "Only a correction of what is recorded would change it.".to_owned(),
            (Status::Pending | Status::Lapsed, true) => {
                "Its parts decide: see what would change them.".to_owned()
            }
            (Status::Pending, false) | (Status::Delivered, _) => {
                "No evidence dated by now would change it.".to_owned()
            }
        };
    };
    let named = change.words.iter().map(|Words { shows, whose, how }| {
        let what = match manner {
            Manner::Register => name_in_register(shows),
            Manner::Paper => name_on_paper(shows).to_owned(),
        };
        format!("{what}{whose}{how}")
    });
    let wanted: Vec<String> = named.collect();
    let late = if is_late(change.standing) { ", late" } else { "" };
    let later = if is_late_afterwards(case, change) { "; dated later, delivered late" } else { "" };
    let when = if change.effective_on > case.clock.today {
        format!(" from {}", long(change.effective_on))
    } else {
        String::new()
    };
    let sentence = format!(
        "{} would make it {}{late}{when}{later}.",
        wanted.join(" and "),
        change.standing.status.word()
    );
    let mut letters = sentence.chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
}

/// What has to be recorded, as the register calls it.
fn name_in_register(shows: &Shown) -> String {
    let of = |indicator: &Option<IndicatorId>| {
        indicator.as_ref().map_or_else(String::new, |id| format!(" of {id}"))
    };
    match shows {
        Shown::Step(Step::Kept) => "a record that it went on".to_owned(),
        Shown::Step(step) => format!("a record of the step `{}`", step.word()),
        Shown::Value(indicator, _) => format!("an observation{}", of(indicator)),
        Shown::Add(indicator, _) => format!("increments{}", of(indicator)),
    }
}

/// The same for those who know no register.
fn name_on_paper(shows: &Shown) -> &'static str {
    match shows {
        Shown::Step(Step::Announced) => "evidence of an announcement",
        Shown::Step(Step::Started) => "evidence of a start",
        Shown::Step(Step::Progressed) => "evidence of progress",
        Shown::Step(Step::Delivered) => "evidence of delivery",
        Shown::Step(Step::Kept) => "evidence that it went on",
        Shown::Step(Step::NotDelivered) => "evidence of a finding against it",
        Shown::Step(Step::Breached) => "evidence of a stop",
        Shown::Step(Step::Delayed) => "evidence of a delay",
        Shown::Step(Step::Adopted) => "evidence of an adoption",
        Shown::Step(Step::Withdrawn) => "evidence of a withdrawal",
        Shown::Step(Step::Reversed) => "evidence of a reversal",
        Shown::Step(Step::Reinstated) => "evidence of a reinstatement",
        Shown::Value(..) => "a figure",
        Shown::Add(..) => "further figures",
    }
}

/// Whether what would meet a deadline that is over would also deliver it, late, if it were dated after it.
fn is_late_afterwards(case: &Case<'_>, change: &Change) -> bool {
    let [wanted] = change.facts.as_slice() else { return false };
    let judged_later = case.terms.target.as_ref().is_some_and(|target| target.at_deadline);
    let meets = match wanted.shows {
        Shown::Step(step) => matches!(step, Step::Delivered | Step::Started),
        Shown::Value(..) | Shown::Add(..) => !judged_later,
    };
    let own = wanted.pledge == case.docket.pledge;
    let timely = case.due.is_some_and(|due| wanted.on <= due.last);
    own && timely && meets && case.is_over() && change.standing.rule.met_in_time() == Some(true)
}

fn is_late(standing: Standing) -> bool {
    standing.delivered.zip(standing.due).is_some_and(|(on, due)| on.last > due)
}

/// One fact in words, with the days by which it would have to be dated; of what makes it late whenever it is dated, none.
pub(super) fn describe(case: &Case<'_>, wanted: &Wanted, standing: Standing) -> Words {
    let by = match case.due {
        Some(due) if wanted.on <= due.last && is_late(standing) => String::new(),
        Some(due) if wanted.on <= due.last => format!(" dated by {}", long(due.last)),
        Some(due) => format!(" dated after {}", long(due.last)),
        None => String::new(),
    };
    let after = case.due.map(|due| due.last).filter(|last| wanted.on > *last);
    let by_then = format!("{by}{}", needs(case, wanted, after));
    let number = |number| match &case.aim {
        Some(aim) => sentence::amount(aim, number),
        None => crate::quantity::grouped(number),
    };
    let how = match &wanted.shows {
        Shown::Step(Step::Kept) => {
            let needs = needs(case, wanted, case.due.map(|due| due.first));
            let since = case.due.map(|due| format!(", dated {} or later{needs},", long(due.first)));
            since.unwrap_or_default()
        }
        Shown::Step(Step::Delivered | Step::Started) => by_then,
        Shown::Step(Step::Breached) => by,
        Shown::Step(Step::Reinstated) => needs(case, wanted, None),
        Shown::Step(
            Step::Announced
            | Step::Progressed
            | Step::NotDelivered
            | Step::Delayed
            | Step::Adopted
            | Step::Withdrawn
            | Step::Reversed,
        ) => String::new(),
        Shown::Value(_, value) => {
            let upwards = case.aim.is_none_or(|aim| aim.upwards);
            let least = if upwards { "at least" } else { "at most" };
            format!(" of {least} {}{by_then}", number(*value))
        }
        Shown::Add(_, value) => format!(" of at least {} more{by_then}", number(*value)),
    };
    Words { shows: wanted.shows.clone(), whose: String::new(), how }
}

/// What a record would need beyond being dated from some day on: to prevail over a finding that it is not done, and not to
/// be undone by what is recorded as a reversal already. What is not self-reported prevails over what is, however early.
fn needs(case: &Case<'_>, wanted: &Wanted, from: Option<Date>) -> String {
    let redoes = wanted.shows == Shown::Step(Step::Reinstated);
    let is_deed = matches!(wanted.shows, Shown::Step(_)) && !redoes;
    let against = target::found_not_done(case).filter(|_| is_deed);
    let at_deadline = case.terms.target.as_ref().is_some_and(|target| target.at_deadline);
    // What is judged at its end is not delivered before it, and so not undone.
    let at_end = at_deadline || matches!(case.form(), Some(TargetForm::Keep(_)));
    let reversal = case.reversal.filter(|reversal| reversal.delivered.is_none() && !at_end && !redoes);
    // At the deadline the latest value decides; of one day it could be the other.
    let latest = case.outcome.latest.filter(|_| at_deadline && matches!(wanted.shows, Shown::Value(..)));
    let after = latest.and_then(|latest| latest.seen.fact.on.last.succ_opt()).map(|day| day.min(wanted.on));
    let found = against.filter(|seen| !seen.self_reported).into_iter();
    let rivals = found.chain(reversal.map(|found| found.act));
    let day = rivals
        .map(|seen| seen.fact.on.last)
        .chain(after)
        .max()
        .filter(|day| from.is_none_or(|from| from < *day));
    let dated = day.map(|day| format!("not before {}", long(day)));
    let confirmed = case.evidence == Evidence::Confirmed || against.is_some();
    let needs: Vec<String> =
        dated.into_iter().chain(confirmed.then(|| "not self-reported".to_owned())).collect();
    if needs.is_empty() { String::new() } else { format!(" ({})", needs.join(" and ")) }
}

/// The words of a part's change as its whole says them; what bears on a part of the part is named by that one already.
pub(super) fn of_part(case: &Case<'_>, part: usize, change: &Change) -> Vec<Words> {
    let title = case.docket.index.register.pledges.get(part).map_or("", |pledge| &*pledge.title);
    let facts = change.facts.iter().zip(&change.words);
    let named = facts.map(|(fact, words)| match fact.pledge == part {
        true => Words { whose: format!(" of the part “{title}”"), ..words.clone() },
        false => words.clone(),
    });
    named.collect()
}
