//! Which flags are raised on a pledge, and with which words. Flags are read off what was decided; nothing here may
//! change a status, and thresholds of the register are used nowhere else.

use super::case::{Case, Standing};
use super::evidence::Tally;
use super::flag::{Flag, RaisedFlag};
use super::outcome::{Overruling, PartsTally, Progress, TermsChange, Verdict};
use super::rules;
use super::sentence;
use crate::date::{days_between, long, month_named};
use crate::model::{Change, Deadline, Register, Status, Step};
use crate::quantity::Decimal;

/// What the flags are read off.
pub(super) struct Signs<'c> {
    pub(super) case: &'c Case<'c>,
    /// The engine's own standing.
    pub(super) standing: Standing,
    pub(super) days_late: Option<i64>,
    pub(super) tally: Tally,
    pub(super) progress: Option<&'c Progress>,
    pub(super) parts: Option<PartsTally>,
    pub(super) original: Verdict,
    pub(super) current: Verdict,
    pub(super) changes: &'c [TermsChange],
    pub(super) overridden: Option<&'c Overruling>,
}

/// The flags raised, in the order of [`Flag::ALL`].
pub(super) fn raise(signs: &Signs<'_>) -> Vec<RaisedFlag> {
    let raised = Flag::ALL.into_iter().filter_map(|flag| {
        let words = words(signs, flag)?;
        Some(RaisedFlag { flag, words: if words.is_empty() { flag.words().to_owned() } else { words } })
    });
    raised.collect()
}

/// The words of a flag where it is raised; empty: the flag's own words say it all.
fn words(signs: &Signs<'_>, flag: Flag) -> Option<String> {
    let plain = |raised: bool| raised.then(String::new);
    let rule = signs.standing.rule;
    let pending = signs.standing.status == Status::Pending;
    // Of what cannot be tested it says nothing that nothing was recorded, or that time is short.
    let testable = rule != rules::UNTESTABLE;
    match flag {
        Flag::Late => signs.days_late.map(|late| format!("late by {}", sentence::days(late))),
        Flag::Claimed => plain(signs.standing.claimed),
        Flag::Partial => partial(signs).filter(|_| testable),
        Flag::Unevidenced => plain(testable && signs.tally.counted == 0),
        Flag::Undated => plain(rule == rules::UNDATED),
        Flag::Untestable => plain(!testable),
        Flag::AwaitingData => plain(rule == rules::AWAITING_DATA),
        Flag::Unchecked => plain(rule == rules::UNCHECKED),
        Flag::SoftDeadline => plain(signs.case.deadline().is_some_and(is_soft)),
        Flag::Inherited => inherited(signs.case),
        Flag::Restated => restated(signs.changes),
        Flag::TermsDiffer => (signs.original.status != signs.current.status).then(|| {
            let (original, current) = (signs.original.status.word(), signs.current.status.word());
            format!("{original} on the original terms, {current} on the current ones")
        }),
        Flag::Disputed => plain(signs.case.outcome.dispute.is_some()),
        Flag::Stale => stale(signs).filter(|_| pending && testable),
        Flag::DueSoon => due_soon(signs).filter(|_| pending && testable),
        Flag::OnTrack => plain(pending && testable && pace(signs) == Some(true)),
        Flag::Behind => plain(pending && testable && pace(signs) == Some(false)),
        Flag::Overridden => signs.overridden.map(|by| {
            format!("overruled by a person; computed: {} ({})", by.computed.word(), by.computed_rule)
        }),
    }
}

fn pace(signs: &Signs<'_>) -> Option<bool> {
    signs.progress.and_then(|progress| progress.on_track)
}

/// Lapsed or pending, with measured progress above zero against a baseline, or with some parts delivered.
fn partial(signs: &Signs<'_>) -> Option<String> {
    if signs.standing.status == Status::Delivered {
        return None;
    }
    if let Some(parts) = signs.parts {
        let some = parts.delivered > 0 && parts.delivered < parts.counted;
        return some.then(|| format!("in part: {} of {} parts delivered", parts.delivered, parts.counted));
    }
    let progress = signs.progress?;
    let (change, needed) = (progress.change?, progress.needed?);
    let forward =
        !change.is_zero() && !needed.is_zero() && change.is_sign_positive() == needed.is_sign_positive();
    let percent = progress.reached.and_then(|share| share.checked_mul(Decimal::ONE_HUNDRED));
    let whole = if signs.case.aim.is_some_and(|aim| aim.sums) { "total" } else { "change" };
    forward.then(|| match percent.filter(|percent| !percent.is_zero()) {
        Some(percent) => format!("in part: {}% of the {whole} needed", percent.normalize()),
        None => String::new(),
    })
}

fn restated(changes: &[TermsChange]) -> Option<String> {
    use crate::model::SayingRef;
    let said_again = changes.iter().filter(|change| match change.saying {
        SayingRef::Restated(_) => true,
        SayingRef::Entered | SayingRef::Earlier(_) => !change.changes.is_empty(),
    });
    let mut any = false;
    let mut corrected = false;
    let mut changed: Vec<Change> = Vec::new();
    for change in said_again {
        any = true;
        corrected |= change.correction;
        changed.extend(&change.changes);
    }
    let words: Vec<&str> = Change::ALL
        .into_iter()
        .filter(|change| changed.contains(change))
        .map(Change::word)
        .chain(corrected.then_some("corrected"))
        .collect();
    any.then(|| if words.is_empty() { String::new() } else { format!("restated: {}", words.join(", ")) })
}

/// Made under an earlier government than the one in office on the day asked about.
fn inherited(case: &Case<'_>) -> Option<String> {
    let register = case.docket.index.register;
    let (entry, clock) = (case.docket.entry, case.clock);
    let said = case.docket.history.iter().rev().filter(|state| state.since <= clock.said_by());
    // The saying that is entered made the pledge; before that day, an earlier one had.
    let made = said.map(|state| state.since).find(|day| *day <= entry.made_on.full_window().last)?;
    let in_office = register.government_on(clock.true_by)?;
    let maker = match &entry.government {
        Some(id) => register.governments.iter().find(|government| government.id == *id),
        None => register.government_on(made),
    }?;
    if maker.start >= in_office.start {
        return None;
    }
    let mut words = format!("made under {}", maker.name);
    for seen in case.acts() {
        let Some(act) = seen.act(register) else { continue };
        let by = act.by.as_ref().and_then(|by| name_of(register, by.as_str()));
        let day = sentence::on(seen.fact.on);
        if act.step == Step::Adopted {
            words.push_str(&format!("; adopted {day} by {}", by.unwrap_or("a successor")));
        } else if let (Step::Withdrawn, Some(by)) = (act.step, by) {
            words.push_str(&format!("; withdrawn {day} by {by}"));
        }
    }
    Some(words)
}

fn name_of<'r>(register: &'r Register, id: &str) -> Option<&'r str> {
    register.governments.iter().find(|one| one.id.as_str() == id).map(|one| one.name.as_str())
}

/// Pending, and the newest counted publication (else the pledge itself) is older than the register allows.
fn stale(signs: &Signs<'_>) -> Option<String> {
    let after = signs.case.docket.index.register.thresholds.stale_after?;
    let made = signs.case.docket.entry.made_on.full_window().last;
    let newest = signs.tally.newest.unwrap_or_else(|| made.min(signs.case.clock.today));
    let fresh_until = newest.checked_add_months(after)?;
    (signs.case.clock.today > fresh_until).then(|| format!("nothing newer than {}", long(newest)))
}

fn due_soon(signs: &Signs<'_>) -> Option<String> {
    let left = days_between(signs.case.clock.today, signs.case.due?.last);
    let near = i64::from(signs.case.docket.index.register.thresholds.due_soon_days);
    (0..=near).contains(&left).then(|| match left {
        0 => "due today".to_owned(),
        left => format!("due in {}", sentence::days(left)),
    })
}

/// The wording names a season, "early", "mid" or "late", not a day.
fn is_soft(deadline: &Deadline) -> bool {
    let Some(quote) = &deadline.quote else { return names_a_season(&deadline.when.text()) };
    let lower = quote.to_lowercase();
    let words: Vec<&str> =
        lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let is_month = |word: &str| month_named(word).is_some();
    let names_a_day = words.windows(2).any(|pair| match pair {
        [one, other] => (is_day(one) && is_month(other)) || (is_month(one) && is_day(other)),
        _ => false,
    });
    if names_a_day {
        return false;
    }
    let soft = |(at, word): (usize, &&str)| match *word {
        "spring" | "summer" | "autumn" | "winter" => true,
        "early" | "mid" | "late" => {
            let next = words
                .iter()
                .skip(at + 1)
                .find(|word| !["in", "the", "to", "of", "this", "next"].contains(word));
            next.is_some_and(|next| is_time(next))
        }
        _ => false,
    };
    names_a_season(&deadline.when.text()) || words.iter().enumerate().any(soft)
}

/// Of a date as written in a register: the last day is that of a season.
fn names_a_season(text: &str) -> bool {
    let last = text.rsplit('/').next().unwrap_or(text).trim().to_lowercase();
    let spelled = ["spring", "summer", "autumn", "winter"].iter().any(|season| last.starts_with(season));
    spelled || (last.len() == 7 && ["-21", "-22", "-23", "-24"].iter().any(|code| last.ends_with(code)))
}

fn is_day(word: &str) -> bool {
    let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    digits.parse::<u32>().is_ok_and(|day| (1..=31).contains(&day))
}

/// What "early", "mid" or "late" may stand before when a time is meant, and not the early years.
fn is_time(word: &str) -> bool {
    let year = word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit());
    let named = ["spring", "summer", "autumn", "winter", "year", "month", "decade", "term", "parliament"];
    year || month_named(word).is_some() || named.contains(&word)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::date::Calendar;
    use crate::diagnostic::Place;
    use crate::model::DeadlineKind;

    fn deadline(text: &str, quote: Option<&str>) -> Deadline {
        Deadline {
            kind: DeadlineKind::By,
            when: Calendar::default().resolve(text, None).expect(text),
            quote: quote.map(Box::from),
            report_by: None,
            place: Place::default(),
        }
    }

    #[test]
    fn a_soft_deadline_is_told_by_its_wording() {
        let cases = [
            ("2025-09/2025-12", Some("from Autumn 2025"), true),
            ("2026-05-31", Some("in early 2026"), true),
            ("2026-06", Some("by mid-2026"), true),
            ("2026-12", Some("late next year"), true),
            ("2026-03-31", Some("by 31 March 2026"), false),
            ("2026-12-31", Some("no later than December 2026"), false),
            ("2026-12-31", Some("for the early years sector by 2026"), false),
            ("2024-03-06", Some("at the Spring Budget on 6 March 2024"), false),
            ("spring 2026", None, true),
            ("2026-01/2026-23", None, true),
            ("2026-03", None, false),
        ];
        for (text, quote, soft) in cases {
            assert_eq!(is_soft(&deadline(text, quote)), soft, "{text} {quote:?}");
        }
    }
}
