//! Which flags are raised on a pledge, and with which words. Flags are read off what was decided; nothing here may
//! change a status, and thresholds of the register are used nowhere else.

use super::case::{Case, Standing, Tally};
use super::flag::{Flag, RaisedFlag};
use super::outcome::{Overruling, PartsTally, Progress, TermsChange, Verdict};
use super::rule_code::RuleCode;
use super::sentence;
use crate::date::{days_between, long, month_named};
use crate::model::{Change, Deadline, Status, Step};
use crate::quantity::percent;

/// What the flags are read off.
pub(super) struct Signs<'c> {
    pub(super) case: &'c Case<'c>,
    /// The engine's own standing.
    pub(super) standing: Standing,
    /// The status that is shown: a person may have overruled.
    pub(super) shown: Status,
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
    let (pending, delivered) = (signs.shown == Status::Pending, signs.shown == Status::Delivered);
    // Of what cannot be tested it says nothing that nothing was recorded, or that time is short.
    let testable = !signs.standing.is_untestable();
    match flag {
        Flag::Late => signs.days_late.filter(|_| delivered).map(|late| {
            let day = signs.case.outcome.met.is_none_or(|met| met.on.is_day());
            format!("late by {}{}", if day { "" } else { "up to " }, sentence::days(late))
        }),
        // Where a person denied the delivery, or what was to go on had stopped, there is none to be called a claim.
        Flag::Claimed => {
            let denied = signs.overridden.is_some() || rule == RuleCode::Breached;
            (signs.standing.claimed && (delivered || !denied)).then(|| match (delivered, signs.parts) {
                (true, _) => String::new(),
                (false, Some(_)) => "self-reported in a part".to_owned(),
                (false, None) => "delivery self-reported".to_owned(),
            })
        }
        Flag::Partial => partial(signs).filter(|_| testable && !delivered),
        Flag::Unevidenced => (testable && signs.tally.counted == 0).then(|| unevidenced(signs.case)),
        Flag::Undated => plain(pending && rule == RuleCode::Undated),
        Flag::Untestable => plain(!testable),
        Flag::AwaitingData => plain(pending && rule == RuleCode::AwaitingData),
        Flag::Unchecked => {
            (pending && rule == RuleCode::Unchecked).then(|| match signs.case.is_unfinished() {
                true => format!("{}: entry not completed", flag.words()),
                false => String::new(),
            })
        }
        Flag::SoftDeadline => plain(
            signs.case.deadline().is_some_and(|deadline| is_soft(deadline, wording(signs.case, deadline))),
        ),
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

/// Where facts are on record and none of them counts, that is said.
fn unevidenced(case: &Case<'_>) -> String {
    if sentence::some_is_known(case) { "no evidence that counts".to_owned() } else { String::new() }
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
    let whole = if signs.case.aim.is_some_and(|aim| aim.sums) { "total" } else { "change" };
    forward.then(|| match progress.reached.filter(|share| !share.is_zero()) {
        Some(share) => format!("in part: {} of the {whole} needed", percent(share)),
        None => String::new(),
    })
}

fn restated(changes: &[TermsChange]) -> Option<String> {
    use crate::model::SayingRef;
    let said_again = changes.iter().filter(|change| match change.saying {
        SayingRef::Restated(_) => true,
        SayingRef::Entered | SayingRef::Earlier(_) => !change.changes.is_empty() || !change.asks_the_same,
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
        .map(Change::plain_words)
        .chain(corrected.then_some("corrected"))
        .collect();
    any.then(|| if words.is_empty() { String::new() } else { format!("restated: {}", words.join(", ")) })
}

/// Made under an earlier government than the one in office on the day asked about.
fn inherited(case: &Case<'_>) -> Option<String> {
    let register = case.docket.index.register;
    let (entry, clock) = (case.docket.entry, case.clock);
    let in_office = register.government_on(clock.true_by)?;
    // The saying that is entered made the pledge. Before it a party may have said the same in opposition, which is no pledge of
    // the government that was then in office.
    let made_on = entry.made_on.full_window();
    let maker = match &entry.government {
        Some(id) => register.government(id),
        None => register.government_on(made_on.first),
    };
    // Made before the first that is listed, it was made under another all the same; but not for certain where the first
    // came into office in the month or year that is all that is known.
    let latest = maker.or_else(|| register.government_on(made_on.last));
    if latest.is_some_and(|latest| latest.start >= in_office.start) {
        return None;
    }
    let maker = maker.map_or("an earlier government", |maker| &maker.name);
    let mut words = format!("made under {maker}");
    for seen in case.acts().filter(|seen| case.is_by_who_governs(seen)) {
        let Some(act) = seen.act(register) else { continue };
        let by = act.by.as_ref().and_then(|by| Some(register.government(by)?.name.as_str()));
        let day = sentence::on(seen.fact.on);
        if act.step == Step::Adopted {
            words.push_str(&format!("; adopted {day} by {}", by.unwrap_or("a successor")));
        } else if let (Step::Withdrawn, Some(by)) = (act.step, by) {
            words.push_str(&format!("; withdrawn {day} by {by}"));
        }
    }
    Some(words)
}

/// Pending, and the newest counted publication (else the pledge itself) is older than the register allows.
fn stale(signs: &Signs<'_>) -> Option<String> {
    let after = signs.case.docket.index.register.thresholds.stale_after?;
    let clock = signs.case.clock;
    // On a past day the words entered may be still to come.
    let said = || signs.case.docket.entry.saying_known(clock.said_by()).0.full_window().last;
    let newest = signs.tally.newest.unwrap_or_else(said);
    (clock.today > after.after(newest)).then(|| format!("no evidence since {}", long(newest)))
}

fn due_soon(signs: &Signs<'_>) -> Option<String> {
    let (today, last) = (signs.case.clock.today, signs.case.due?.last);
    let near = signs.case.docket.index.register.thresholds.due_soon.after(today);
    (today..=near).contains(&last).then(|| match days_between(today, last) {
        0 => "due today".to_owned(),
        left => format!("due in {}", sentence::days(left)),
    })
}

/// The words that give a deadline: its own quote, else what is quoted of the saying that set it.
fn wording<'c>(case: &Case<'c>, deadline: &'c Deadline) -> Option<&'c str> {
    let entry = case.docket.entry;
    let sets = |terms: Option<&Deadline>| terms.is_some_and(|other| other.place == deadline.place);
    let mut sayings = entry.earlier.iter().chain(&entry.restated);
    let entered = || sets(entry.terms.deadline.as_ref()).then_some(&*entry.quote);
    let said = || {
        sayings.find(|saying| sets(saying.patch.deadline.as_ref().and_then(Option::as_ref)))?.quote.as_deref()
    };
    deadline.quote.as_deref().or_else(entered).or_else(said)
}

/// The wording names a season, "early", "mid" or "late", not a day. In words that say more than when, such as those of the
/// whole pledge, a season is one beside a year or behind "in", "by" and the like: a winter fuel payment is no date.
fn is_soft(deadline: &Deadline, wording: Option<&str>) -> bool {
    let Some(quote) = wording else { return names_a_season(&deadline.when.text()) };
    let only_when = deadline.quote.is_some();
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
        "spring" | "summer" | "autumn" | "winter" => {
            let before =
                words.iter().take(at).rev().find(|word| !["the", "early", "mid", "late"].contains(word));
            let led = before.is_some_and(|word| LEADS_TO_A_SEASON.contains(word));
            let follows = words.iter().skip(at + 1).find(|word| **word != "of").copied();
            let ends = follows.is_none_or(|next| !next.chars().all(char::is_alphabetic));
            only_when || follows.is_some_and(is_year) || (led && ends)
        }
        "early" | "mid" | "late" => words
            .iter()
            .skip(at + 1)
            .find(|word| !BEFORE_A_TIME.contains(word))
            .is_some_and(|next| is_time(next)),
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

/// What may stand between "early", "mid" or "late" and the time that is meant: "early in the new financial year".
const BEFORE_A_TIME: [&str; 18] = [
    "in", "on", "the", "to", "of", "this", "next", "that", "part", "new", "coming", "following", "financial",
    "fiscal", "academic", "school", "calendar", "parliamentary",
];

/// What stands before a season that is a date.
const LEADS_TO_A_SEASON: [&str; 10] =
    ["in", "by", "from", "until", "before", "after", "during", "this", "next", "of"];

/// What "early", "mid" or "late" may stand before when a time is meant, and not the early years.
fn is_time(word: &str) -> bool {
    let named = ["spring", "summer", "autumn", "winter", "year", "month", "decade", "term", "parliament"];
    is_year(word) || month_named(word).is_some() || named.contains(&word)
}

/// `2026`, `2020s`, `FY2026` in lower case.
fn is_year(word: &str) -> bool {
    let bare = word.strip_prefix("fy").or_else(|| word.strip_prefix("ay")).unwrap_or(word);
    let bare = bare.strip_suffix('s').unwrap_or(bare);
    bare.len() == 4 && bare.bytes().all(|byte| byte.is_ascii_digit())
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
            ("2026-03", Some("early in the new year"), true),
            ("2026-04", Some("in the early part of 2026"), true),
            ("2026-04", Some("early on in 2026"), true),
            ("2026-03", Some("late in the financial year"), true),
            ("2026-10", Some("early in the academic year"), true),
            ("2026-06", Some("early FY2026"), true),
            ("2029-12", Some("the late 2020s"), true),
            ("2026-12", Some("for late payers in the 2026 scheme"), false),
            ("2026-03-31", Some("by 31 March 2026"), false),
            ("2026-12-31", Some("no later than December 2026"), false),
            ("2026-12-31", Some("for the early years sector by 2026"), false),
            ("2024-03-06", Some("at the Spring Budget on 6 March 2024"), false),
            ("spring 2026", None, true),
            ("2026-01/2026-23", None, true),
            ("2026-03", None, false),
        ];
        for (text, quote, soft) in cases {
            assert_eq!(is_soft(&deadline(text, quote), quote), soft, "{text} {quote:?}");
        }
    }

    #[test]
    fn of_a_whole_pledge_only_a_season_that_is_a_date_counts() {
        let cases = [
            ("we will publish it in early 2026", true),
            ("we will publish it in the spring", true),
            ("we will publish it by the late autumn, in full", true),
            ("the winter fuel payment will go on", false),
            ("we will raise the winter fuel payment by 2026", false),
            ("we will report in spring 2026", true),
            ("in autumn terms we will inspect", false),
            ("a spring campaign, ready by 31 March 2026", false),
        ];
        for (quote, soft) in cases {
            assert_eq!(is_soft(&deadline("2026-04-30", None), Some(quote)), soft, "{quote}");
        }
        assert!(is_soft(&deadline("spring 2026", None), Some("we will do it")));
    }
}
