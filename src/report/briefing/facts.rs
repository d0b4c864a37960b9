//! The evidence as a paper lists it: what each fact shows, who says so, whether it counted, and what is left to the register.
//!
//! It repeats how the assessment used each fact; it weighs none.

use crate::assessment::{EvidenceUse, Item};
use crate::date::Window;
use crate::model::{Kind, Measure, Pledge, Record, Register, Step};
use crate::quantity::{Decimal, with_unit};
use std::borrow::Cow;

use super::window_words;
use super::wordings::{Source, Wording};

/// A table longer than this helps nobody on paper; the rest is counted.
const MOST_FACTS: usize = 8;

/// One fact on record.
#[derive(Debug, Clone)]
pub struct Fact<'a> {
    /// When it was true.
    pub on: String,
    /// What it shows, in a few words.
    pub shows: String,
    /// The words of the source.
    pub quote: Option<&'a str>,
    /// What must not be read into it.
    pub does_not_show: [Option<&'a str>; 2],
    /// The register's note on it.
    pub note: Option<&'a str>,
    /// Who says so: "self-reported" or what kind of source it is.
    pub whose: Cow<'static, str>,
    /// Whether it counted.
    pub counted: bool,
    /// What for, or why not.
    pub why: Cow<'static, str>,
    /// Index into [`Register::records`].
    pub record: usize,
}

/// What a paper lists, and how much it leaves to the register.
pub(super) struct Listed<'a> {
    /// By date.
    pub(super) shown: Vec<Fact<'a>>,
    /// Facts that did not count and whose source is that of a wording: the list of wordings has them.
    pub(super) restating: usize,
    /// Facts beyond the most that a paper lists.
    pub(super) left_out: usize,
}

/// Chooses what is listed: all that is not said among the wordings; of too much, what counted first and then the newest.
pub(super) fn listed<'a>(
    register: &'a Register,
    pledge: &Pledge,
    wordings: &[Wording<'_>],
    used: &[EvidenceUse],
) -> Listed<'a> {
    let mut shown: Vec<Fact<'a>> = used.iter().filter_map(|used| fact(register, pledge, used)).collect();
    shown.dedup_by(|one, other| one.record == other.record && one.shows == other.shows && one.on == other.on);
    let before = shown.len();
    if wordings.len() > 1 {
        let said_in: Vec<usize> =
            wordings.iter().filter_map(|wording| record_of(register, wording)).collect();
        shown.retain(|fact| fact.counted || !said_in.contains(&fact.record));
    }
    let restating = before - shown.len();
    let left_out = leave_out(&mut shown);
    Listed { shown, restating, left_out }
}

/// Leaves out what is too much, and says how much it was: what did not count before what did, the oldest first.
fn leave_out(shown: &mut Vec<Fact<'_>>) -> usize {
    let left_out = shown.len().saturating_sub(MOST_FACTS);
    let mut uncounted = left_out.min(shown.iter().filter(|fact| !fact.counted).count());
    let mut counted = left_out - uncounted;
    shown.retain(|fact| {
        let leaving = if fact.counted { &mut counted } else { &mut uncounted };
        let stays = *leaving == 0;
        *leaving = leaving.saturating_sub(1);
        stays
    });
    left_out
}

fn record_of(register: &Register, wording: &Wording<'_>) -> Option<usize> {
    match wording.source {
        Source::Document(at) => register.documents.get(at)?.record,
        Source::Named(..) | Source::Unnamed => None,
    }
}

fn fact<'a>(register: &'a Register, pledge: &Pledge, used: &EvidenceUse) -> Option<Fact<'a>> {
    let record = register.records.get(used.record)?;
    let mut on = used.on;
    let (shows, quote, caution, note) = match used.item {
        Item::Act(at) => {
            let act = record.acts.get(at)?;
            (
                step_words(act.step).to_owned(),
                act.quote.as_deref(),
                act.does_not_show.as_deref(),
                act.note.as_deref(),
            )
        }
        Item::Observation(at) => {
            let seen = record.observations.get(at)?;
            let unit =
                seen.unit.as_deref().or_else(|| pledge.terms.target.as_ref()?.unit.as_deref()).unwrap_or("");
            let shown = match seen.measure {
                Measure::Value(value) => with_unit(value, unit),
                Measure::Add(value) => format!("{} more", with_unit(value, unit)),
            };
            // A figure for a year is one, however early in that year it was published.
            on = seen.on.full_window();
            (shown, seen.quote.as_deref(), seen.does_not_show.as_deref(), seen.note.as_deref())
        }
    };
    Some(Fact {
        on: window_words(on),
        shows,
        quote,
        does_not_show: [caution, record.does_not_show.as_deref()],
        note,
        whose: whose(record, used.self_reported),
        counted: used.counted,
        why: used.why.clone(),
        record: used.record,
    })
}

/// The counted values in order of their days; increments are summed up, as the target they count for is a sum.
pub(super) fn measured(register: &Register, used: &[EvidenceUse]) -> Vec<(Window, Decimal)> {
    let mut found = Vec::new();
    let mut sum = Decimal::ZERO;
    for used in used.iter().filter(|used| used.counted) {
        let Item::Observation(at) = used.item else { continue };
        let Some(seen) = register.records.get(used.record).and_then(|record| record.observations.get(at))
        else {
            continue;
        };
        let value = match seen.measure {
            Measure::Value(value) => value,
            Measure::Add(value) => {
                sum = sum.saturating_add(value);
                sum
            }
        };
        let summed = matches!(seen.measure, Measure::Add(_));
        // Of a sum, and of a window that was still running when its figure came out, only the last day is known.
        let known = !summed && used.on == seen.on.full_window();
        found.push((if known { used.on } else { Window::day(used.on.last) }, value));
    }
    found
}

/// What a recorded step says, for a table.
fn step_words(step: Step) -> &'static str {
    match step {
        Step::Announced => "announced",
        Step::Started => "begun",
        Step::Progressed => "progress recorded",
        Step::Delivered => "done",
        Step::Kept => "went on",
        Step::NotDelivered => "found not done",
        Step::Breached => "stopped",
        Step::Delayed => "put off",
        Step::Adopted => "adopted by a later government",
        Step::Withdrawn => "withdrawn",
        Step::Reversed => "undone",
        Step::Reinstated => "taken up again",
    }
}

/// Who says so. Where the register rules that a statement is not the body's own word, that is said, and why.
fn whose(record: &Record, self_reported: bool) -> Cow<'static, str> {
    match (self_reported, record.kind, record.self_reported) {
        (true, _, _) => Cow::Borrowed("self-reported"),
        (false, Kind::Statement, Some(false)) => {
            let why = record.note.as_deref().map(|note| format!(": {note}")).unwrap_or_default();
            Cow::Owned(format!("statement, by this register’s ruling not self-reported{why}"))
        }
        (false, kind, _) => Cow::Borrowed(kind_words(kind)),
    }
}

/// What kind of source speaks, for a table.
fn kind_words(kind: Kind) -> &'static str {
    match kind {
        Kind::OfficialStatistics => "official statistics",
        Kind::Law => "law",
        Kind::Publication => "the publication itself",
        Kind::Audit => "audit or inspection",
        Kind::Research => "research",
        Kind::Foi => "freedom-of-information reply",
        Kind::Media => "press",
        Kind::Statement => "statement by another body",
        Kind::Campaign => "campaign",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_did_not_count_is_left_out_first_and_then_the_oldest() {
        // A capital letter is a fact that counted.
        for (facts, shown, left_out) in [
            ("aBcDeFgH", "aBcDeFgH", 0),
            ("aBcDeFgHiJ", "BDeFgHiJ", 2),
            ("aBCDEFGHIJKL", "EFGHIJKL", 4),
            ("ABCDEFGHIJ", "CDEFGHIJ", 2),
            ("abcdefghij", "cdefghij", 2),
        ] {
            let fact = |name: char| Fact {
                on: name.to_string(),
                shows: String::new(),
                quote: None,
                does_not_show: [None, None],
                note: None,
                whose: "".into(),
                counted: name.is_uppercase(),
                why: "".into(),
                record: 0,
            };
            let mut list = facts.chars().map(fact).collect();
            assert_eq!(leave_out(&mut list), left_out, "{facts}");
            assert_eq!(list.into_iter().map(|fact| fact.on).collect::<String>(), shown, "{facts}");
        }
    }
}
