//! Whether an answer gives a figure of the thing asked for in a table.
//!
//! It must not read sentences.

use super::clause::Measure;
use super::found::{Found, SPEAKS};
use super::question::Ask;
use super::reply::Reply;
use super::words;

/// Words by which a sentence introduces a table.
const INTRODUCES: &[&str] = &["table", "as follows", "following", "below", "breakdown", "number of"];

/// How many cells make a table.
const A_TABLE: usize = 2;

/// A figure in a table; the line quoted is what introduces the table, or else its first row.
pub(super) fn in_table(ask: &Ask, reply: &Reply<'_>) -> Option<Found> {
    let first = *reply.cells.first()?;
    if reply.cells.len() < A_TABLE {
        return None;
    }
    let introduces = |at: &usize| INTRODUCES.iter().any(|words| reply.lines[*at].lower.contains(words));
    let lead = (0..first).rev().take(20).find(introduces);
    let lead = lead.or_else(|| (0..first).rev().find(|at| reply.lines[*at].text.len() > 30));
    let from = lead.unwrap_or(first.saturating_sub(1));
    let all: Vec<String> =
        reply.lines.iter().skip(from).flat_map(|line| line.stems.iter().cloned()).collect();
    let covered = words::covered(&ask.terms, &all);
    // Numbers by the dozen are of something: where a time was asked for, seldom of that.
    if covered < if ask.measure == Measure::Time { 0.6 } else { SPEAKS } {
        return None;
    }
    Some(Found { line: lead.unwrap_or(first), score: covered + 0.3, covered, lines: reply.cells.len() })
}
