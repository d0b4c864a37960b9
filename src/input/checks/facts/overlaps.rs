//! Increments whose periods overlap and are not the same: what they share would be counted twice.
//!
//! Increments of one indicator are held to each other, and those that name a pledge to each other and to those of every
//! indicator that the pledge is measured by. It must not add anything up.

use super::super::super::codes;
use super::super::super::pledges::Read;
use super::super::super::reader::Span;
use super::Check;
use crate::date::Window;
use crate::diagnostic::FileId;
use std::collections::BTreeMap;

/// The period of an increment, and where it is written.
type Period = (Window, FileId, Span);

pub(super) fn check(read: &Read, check: &mut Check<'_>) {
    let mut of_indicators: BTreeMap<&str, Vec<Period>> = BTreeMap::new();
    for (name, known) in &mut check.indicators {
        let mut periods = std::mem::take(&mut known.windows);
        sort(&mut periods);
        of_indicators.insert(name, periods);
    }
    for periods in of_indicators.values_mut() {
        among(check, periods);
        periods.dedup_by_key(|(window, _, _)| *window);
    }
    for draft in &read.drafts {
        let Some(known) = check.pledges.get_mut(draft.pledge.id.as_str()) else { continue };
        let mut own = std::mem::take(&mut known.windows);
        if own.is_empty() {
            continue;
        }
        sort(&mut own);
        among(check, &own);
        let mut indicators: Vec<&str> =
            draft.measured.iter().filter_map(|one| Some(one.indicator.as_ref()?.as_str())).collect();
        indicators.sort_unstable();
        indicators.dedup();
        for periods in indicators.into_iter().filter_map(|indicator| of_indicators.get(indicator)) {
            against(check, &own, periods);
        }
    }
}

fn sort(periods: &mut [Period]) {
    periods.sort_by_key(|(window, file, span)| (*window, *file, span.start));
}

/// Periods of one thing, in order.
fn among(check: &mut Check<'_>, periods: &[Period]) {
    let mut longest: Option<Period> = None;
    for period in periods {
        if let Some(before) = longest.filter(|(before, _, _)| clash(*before, period.0)) {
            report(check, *period, before);
        }
        if longest.is_none_or(|(before, _, _)| before.last <= period.0.last) {
            longest = Some(*period);
        }
    }
}

/// A pledge's own periods against those of its indicator, which are in order, each once. Of the latter, apart from each other or
/// reported already, the first that is not over before a period begins is the one it may meet; or the one after, where
/// that one is the same.
fn against(check: &mut Check<'_>, own: &[Period], periods: &[Period]) {
    for period in own {
        let at = periods.partition_point(|(other, _, _)| other.last < period.0.first);
        let near = periods.iter().skip(at).take(2);
        if let Some(other) = near.copied().find(|(other, _, _)| clash(*other, period.0)) {
            report(check, *period, other);
        }
    }
}

fn clash(one: Window, other: Window) -> bool {
    one != other && one.overlaps(other)
}

fn report(check: &mut Check<'_>, (window, file, span): Period, (before, other_file, other_span): Period) {
    let message = format!(
        "the period {} to {} overlaps {} to {}",
        window.first, window.last, before.first, before.last
    );
    let help = "periods of increments are the same or apart; give each its own days".to_owned();
    check.fault(&codes::OVERLAPPING_INCREMENTS, file, span, message, Some(help));
    check.relate(other_file, other_span, "the other period");
}
