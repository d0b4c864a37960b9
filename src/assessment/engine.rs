//! From an index to assessments: parts before their wholes, every reading of a pledge once, in the register's order.
//!
//! It arranges; what is decided is decided by the rules, and what is said is said elsewhere.

use super::Mode;
use super::case::{Case, Evidence, Part, Standing, Tally};
use super::docket::{Clock, Docket};
use super::flags::{self, Signs};
use super::index::Index;
use super::outcome::{Assessment, Due, MinimalEvidence, Overruling, PartsTally, TermsChange, Turn, Verdict};
use super::rule_code::RuleCode;
use super::track::{self, Reading, Track};
use super::would_change::{self, Change, Manner, PartChange};
use super::{pace, refusal, rules, sentence};
use crate::date::{Date, Datelike, days_between};
use crate::model::{Status, TermsChoice};
use rayon::prelude::*;
use std::collections::{HashMap, HashSet};

/// What is known of a pledge that has been assessed, for the whole it is a part of.
struct Known {
    /// How it stands under each choice of terms and evidence.
    standings: Standings,
    track: Track,
    change: Option<Change>,
    tally: Tally,
}

/// The last year that four digits can write.
const LAST_YEAR: i32 = 9999;

/// Pledges that are worked side by side, and held until they are handed over.
const ABREAST: usize = 512;

/// By terms (original, current) and evidence (all, confirmed).
type Standings = [[Standing; 2]; 2];

/// The reading of the headline.
pub(super) fn headline(index: &Index<'_>, mode: Mode) -> Reading {
    match mode {
        Mode::Standard => Reading { terms: index.register.terms, evidence: Evidence::All },
        Mode::Strict => Reading { terms: TermsChoice::Original, evidence: Evidence::Confirmed },
        Mode::Lenient => Reading { terms: TermsChoice::Current, evidence: Evidence::All },
    }
}

/// Assesses pledges, parts before their wholes, and hands them over in the order asked. Held at a time are a few of
/// them, and those that are parts of others.
pub(super) fn assess_in_turn(
    index: &Index<'_>,
    clock: Clock,
    mode: Mode,
    pledges: &[usize],
    each: &mut dyn FnMut(Assessment),
) {
    let reading = headline(index, mode);
    let parts = parts_under_all(index, pledges);
    let mut known = HashMap::with_capacity(parts.len());
    let mut told = HashMap::new();
    for mut rank in ranks(index) {
        rank.retain(|pledge| parts.contains(pledge));
        let work = |pledge| Some((pledge, work(index, pledge, clock, reading, &known)?));
        let done: Vec<_> = rank.into_par_iter().filter_map(work).collect();
        for (pledge, (assessment, worked)) in done {
            known.insert(pledge, worked);
            told.insert(pledge, assessment);
        }
    }
    for some in pledges.chunks(ABREAST) {
        let work = |pledge: &usize| {
            let is_part = parts.contains(pledge);
            if is_part { None } else { Some(work(index, *pledge, clock, reading, &known)?.0) }
        };
        let done: Vec<Option<Assessment>> = some.par_iter().map(work).collect();
        for (pledge, assessment) in some.iter().zip(done) {
            assessment.or_else(|| told.remove(pledge)).into_iter().for_each(&mut *each);
        }
    }
}

/// Every pledge that is a part of one of these, of a part of it, and so on.
fn parts_under_all(index: &Index<'_>, pledges: &[usize]) -> HashSet<usize> {
    let mut parts = HashSet::new();
    let mut open: Vec<usize> = pledges.to_vec();
    while let Some(whole) = open.pop() {
        open.extend(index.parts_of(whole).iter().filter(|part| parts.insert(**part)));
    }
    parts
}

/// Pledges in ranks: each has its parts in earlier ranks. Pledges that are parts of each other in a circle, which the
/// loader has reported, come last and know nothing of each other.
fn ranks(index: &Index<'_>) -> Vec<Vec<usize>> {
    let count = index.register.pledges.len();
    let mut wholes: Vec<Option<usize>> = vec![None; count];
    let mut open: Vec<usize> = vec![0; count];
    for whole in 0..count {
        for part in index.parts_of(whole) {
            if let (Some(slot), Some(open)) = (wholes.get_mut(*part), open.get_mut(whole)) {
                *slot = Some(whole);
                *open += 1;
            }
        }
    }
    let mut ranks = Vec::new();
    let mut ready: Vec<usize> = (0..count).filter(|pledge| open.get(*pledge) == Some(&0)).collect();
    let mut seen = 0;
    while !ready.is_empty() {
        seen += ready.len();
        let mut next = Vec::new();
        for pledge in &ready {
            let Some(whole) = wholes.get(*pledge).copied().flatten() else { continue };
            if let Some(left) = open.get_mut(whole) {
                *left -= 1;
                if *left == 0 {
                    next.push(whole);
                }
            }
        }
        next.sort_unstable();
        ranks.push(std::mem::replace(&mut ready, next));
    }
    if seen < count {
        ranks.push((0..count).filter(|pledge| open.get(*pledge).is_some_and(|left| *left > 0)).collect());
    }
    ranks
}

/// One pledge, once its parts are known; nothing where it has not been made yet.
fn work(
    index: &Index<'_>,
    pledge: usize,
    clock: Clock,
    reading: Reading,
    known: &HashMap<usize, Known>,
) -> Option<(Assessment, Known)> {
    let docket = Docket::new(index, pledge, index.register.pledges.get(pledge)?);
    if docket.said_on() > clock.said_by() {
        return None;
    }
    let parts: Vec<(usize, &Known)> =
        index.parts_of(pledge).iter().filter_map(|part| Some((*part, known.get(part)?))).collect();
    let standings = readings(&docket, clock, &parts);
    let now = of(&standings, reading);
    let case = track::case(&docket, reading, clock, parts_under(&parts, reading));
    let tracks: Vec<(usize, &Track)> = parts.iter().map(|(part, known)| (*part, &known.track)).collect();
    let track = track::follow(&docket, reading, clock, now, &tracks);
    let changes: Vec<PartChange<'_>> = parts
        .iter()
        .map(|(part, known)| PartChange {
            part: Part { pledge: *part, standing: of(&known.standings, reading) },
            change: known.change.as_ref(),
        })
        .collect();
    let change = would_change::smallest(&case, reading, now, &changes);
    let tally = parts.iter().fold(refusal::tally(&case), |tally, (_, part)| tally.and(part.tally));
    let found = Known { standings, track, change, tally };
    Some((tell(&case, now, reading, &found), found))
}

fn of(standings: &Standings, reading: Reading) -> Standing {
    standings[usize::from(reading.terms == TermsChoice::Current)]
        [usize::from(reading.evidence == Evidence::Confirmed)]
}

fn parts_under(parts: &[(usize, &Known)], reading: Reading) -> Vec<Part> {
    parts
        .iter()
        .map(|(pledge, known)| Part { pledge: *pledge, standing: of(&known.standings, reading) })
        .collect()
}

/// The standing under every reading, each that can differ decided once.
fn readings(docket: &Docket<'_>, clock: Clock, parts: &[(usize, &Known)]) -> Standings {
    let one_wording = parts.is_empty() && docket.history.len() == 1;
    let one_evidence =
        parts.is_empty() && !docket.acts.iter().chain(&docket.observations).any(|seen| seen.self_reported);
    let decide = |terms: TermsChoice, evidence: Evidence| {
        let reading = Reading { terms, evidence };
        track::standing(docket, reading, clock, parts_under(parts, reading))
    };
    let under = |terms: TermsChoice| {
        let all = decide(terms, Evidence::All);
        [all, if one_evidence { all } else { decide(terms, Evidence::Confirmed) }]
    };
    let original = under(TermsChoice::Original);
    [original, if one_wording { original } else { under(TermsChoice::Current) }]
}

/// Everything that is said about a pledge.
fn tell(case: &Case<'_>, now: Standing, reading: Reading, found: &Known) -> Assessment {
    let docket = case.docket;
    let change = found.change.as_ref();
    let verdict = |terms: TermsChoice, evidence: Evidence| {
        let standing = of(&found.standings, Reading { terms, evidence });
        Verdict { status: standing.status, rule: standing.rule }
    };
    let (original, current) =
        (verdict(TermsChoice::Original, reading.evidence), verdict(TermsChoice::Current, reading.evidence));
    let overridden = overruling(case, now);
    let status = overridden.as_ref().map_or(now.status, |by| by.status);
    let (findings, reason) = rules::findings(case);
    let met = case.outcome.met.filter(|_| now.status == Status::Delivered);
    let delivery = met.map(|met| met.delivery);
    let days_late = delivery.and_then(|delivery| delivery.days_late);
    let progress = pace::progress(case);
    let terms_changes = terms_changes(case);
    let parts = parts_tally(case);
    let next_change = next_change(&found.track, now);
    let outlook = |manner| {
        let outlook = would_change::sentences(case, now, next_change, change, manner);
        match &overridden {
            Some(_) => format!("The ruling stands until it is taken out. Of the computed status: {outlook}"),
            None => outlook,
        }
    };
    let flags = flags::raise(&Signs {
        case,
        standing: now,
        shown: status,
        days_late,
        tally: found.tally,
        progress: progress.as_ref(),
        parts,
        original,
        current,
        changes: &terms_changes,
        overridden: overridden.as_ref(),
    });
    let shown_delivered = status == Status::Delivered;
    Assessment {
        pledge: docket.pledge,
        status,
        rule: if overridden.is_some() { RuleCode::Overridden } else { now.rule },
        reason: overridden.as_ref().map_or(reason, |by| {
            format!("Overruled by a person on {}: {}", crate::date::long(by.on), by.reason)
        }),
        flags,
        deadline: due(case),
        delivered_on: delivery.map(|delivery| delivery.on).filter(|_| shown_delivered),
        delivered_in: met.map(|met| met.on).filter(|_| shown_delivered),
        days_late: days_late.filter(|_| shown_delivered),
        days_left: case.due.map(|due| days_between(case.clock.today, due.last)).filter(|_| !shown_delivered),
        progress,
        original,
        current,
        strict: verdict(TermsChoice::Original, Evidence::Confirmed),
        confirmed: verdict(reading.terms, Evidence::Confirmed),
        lenient: verdict(TermsChoice::Current, Evidence::All),
        findings,
        timeline: timeline(&found.track),
        next_change,
        would_change: outlook(Manner::Register),
        would_change_on_paper: outlook(Manner::Paper),
        minimal_evidence: change.map(minimal_evidence),
        terms_changes,
        lacking: sentence::lacking_delivery(case),
        parts,
        searched_to: case.search_known(),
        overridden,
    }
}

/// Of a whole, how many of its parts count, and how many of them are delivered.
fn parts_tally(case: &Case<'_>) -> Option<PartsTally> {
    case.is_whole().then(|| PartsTally {
        counted: case.parts.len(),
        delivered: case.parts.iter().filter(|part| part.standing.status == Status::Delivered).count(),
    })
}

/// The next day on which the status changes with no new evidence.
fn next_change(track: &Track, now: Standing) -> Option<Turn> {
    let changes =
        |(on, standing): &&(Date, Standing)| standing.status != now.status && on.year() <= LAST_YEAR;
    let (on, standing) = track.future.iter().find(changes)?;
    Some(Turn { on: *on, status: standing.status, rule: standing.rule, claimed: standing.claimed })
}

fn minimal_evidence(change: &Change) -> MinimalEvidence {
    MinimalEvidence {
        facts: change.facts.clone(),
        effective_on: change.effective_on,
        status: change.standing.status,
        rule: change.standing.rule,
    }
}

/// A person's overruling, in force from its date on.
fn overruling(case: &Case<'_>, now: Standing) -> Option<Overruling> {
    let by = case.docket.entry.overridden.as_ref()?;
    let on = by.on.full_window().last;
    (on <= case.clock.said_by()).then(|| Overruling {
        status: by.status,
        on,
        by: by.by.clone(),
        reason: by.reason.clone(),
        computed: now.status,
        computed_rule: now.rule,
        place: by.place,
    })
}

fn due(case: &Case<'_>) -> Option<Due> {
    let (deadline, window) = case.deadline().zip(case.due)?;
    Some(Due {
        when: deadline.when.clone(),
        quote: deadline.quote.clone(),
        window,
        report_by: case.report_by,
        place: deadline.place,
    })
}

fn timeline(track: &Track) -> Vec<Turn> {
    let mut timeline: Vec<Turn> = Vec::new();
    for (on, standing) in &track.past {
        let (status, rule) = (standing.status, standing.rule);
        if timeline.last().is_none_or(|before| (before.status, before.rule) != (status, rule)) {
            timeline.push(Turn { on: *on, status, rule, claimed: standing.claimed });
        }
    }
    timeline
}

/// What each saying in force changed against the one before.
fn terms_changes(case: &Case<'_>) -> Vec<TermsChange> {
    let history = &case.docket.history;
    let said = history.iter().zip(history.iter().skip(1));
    let said = said.filter(|(_, state)| state.since <= case.clock.said_by());
    said.map(|(before, state)| TermsChange {
        on: state.on.clone(),
        saying: state.saying,
        changes: state.changes.clone(),
        asks_the_same: state.current.ask_the_same(&before.current),
        correction: state.correction,
        place: state.place,
    })
    .collect()
}

/// The headline case of chosen pledges, handed to `read`; pledges not made yet give nothing.
pub(super) fn read_cases<T: Default + Send>(
    index: &Index<'_>,
    clock: Clock,
    mode: Mode,
    pledges: &[usize],
    read: impl Fn(&Case<'_>) -> T + Sync,
) -> Vec<T> {
    let reading = headline(index, mode);
    pledges
        .par_iter()
        .map(|pledge| {
            let Some(entry) = index.register.pledges.get(*pledge) else { return T::default() };
            let docket = Docket::new(index, *pledge, entry);
            if docket.said_on() > clock.said_by() {
                return T::default();
            }
            read(&track::case(&docket, reading, clock, Vec::new()))
        })
        .collect()
}
