//! What a later saying of a pledge changed in its terms: the day, the number, the things that count, or all of it.
//!
//! It must not decide whether two sentences speak of one pledge.

use std::cmp::Ordering;
use std::collections::BTreeSet;

use super::before::Before;
use super::counts;
use super::{Known, folded};
use crate::extraction::Candidate;
use crate::language::dates::{self, DateMention};
use crate::language::tokens::{Token, tokenize, word, words};

/// What a later saying changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    /// A later day.
    Later,
    /// An earlier day.
    Sooner,
    /// A day where there was none.
    Dated,
    /// A smaller number.
    Lower,
    /// A greater number.
    Higher,
    /// The same number of fewer sorts of things.
    Narrower,
    /// The same number of more sorts of things.
    Wider,
    /// It is not promised any more.
    Dropped,
    /// Other words only.
    Reworded,
}

impl Change {
    /// The word for it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Later => "later",
            Self::Sooner => "sooner",
            Self::Dated => "dated",
            Self::Lower => "lower",
            Self::Higher => "higher",
            Self::Narrower => "narrower",
            Self::Wider => "wider",
            Self::Dropped => "no longer",
            Self::Reworded => "reworded",
        }
    }
}

/// What a candidate of a text changed against the terms before.
pub(in crate::extraction) fn changes(
    text: &str,
    candidate: &Candidate,
    known: &Known<'_>,
    before: &Before,
) -> Vec<Change> {
    let sentence = text.get(candidate.start..candidate.end).unwrap_or_default();
    if takes_back(sentence, known) && !takes_back(&known.pledge.quote, known) {
        return vec![Change::Dropped];
    }
    let mut changes = Vec::new();
    changes.extend(candidate.deadline.as_ref().and_then(|deadline| moved(text, deadline, before)));
    changes.extend(resized(sentence, before));
    changes.extend(narrowed(sentence, known, before));
    if changes.is_empty() {
        changes.push(Change::Reworded);
    }
    changes
}

/// How a deadline of a text moved. The same words mean the same day where they did so when they were said first, as they do
/// where they name it whole: then a person has read them otherwise.
fn moved(text: &str, now: &DateMention, before: &Before) -> Option<Change> {
    let last = now.last?;
    let phrase = text.get(now.start..now.end).unwrap_or_default();
    if let Some((words, said_on)) = &before.words
        && words.contains(&folded(phrase))
    {
        let said = |on| dates::recognise(phrase, &tokenize(phrase), on);
        if said(Some(*said_on)).iter().any(|then| then.last == Some(last))
            || said(None).iter().any(|whole| whole.last.is_some())
        {
            return None;
        }
    }
    match before.last.map(|before| last.cmp(&before)) {
        None => Some(Change::Dated),
        Some(Ordering::Greater) => Some(Change::Later),
        Some(Ordering::Less) => Some(Change::Sooner),
        Some(Ordering::Equal) => None,
    }
}

/// Whether the number is another; nothing where several numbers do not go one way.
fn resized(sentence: &str, before: &Before) -> Option<Change> {
    let now = before.restated(sentence);
    let known = before.number.as_ref().filter(|_| !now.is_empty())?.value.abs();
    let lower = now.iter().filter(|now| now.value.abs() < known).count();
    if lower == now.len() {
        Some(Change::Lower)
    } else if lower == 0 {
        Some(Change::Higher)
    } else {
        None
    }
}

/// Whether the same number is to be of fewer sorts of things, or of more.
fn narrowed(sentence: &str, known: &Known<'_>, before: &Before) -> Option<Change> {
    let extent = known.pledge.extent.as_deref().map(super::meaning).unwrap_or_default();
    counts::counted(sentence).iter().find_map(|now| {
        let before = before.counted.iter().find(|before| before.value == now.value)?;
        let (before, now): (_, BTreeSet<_>) =
            (&before.words, now.words.difference(&extent).cloned().collect());
        if before.is_empty() || now.is_empty() || *before == now {
            None
        } else if before.is_subset(&now) {
            Some(Change::Narrower)
        } else {
            now.is_subset(before).then_some(Change::Wider)
        }
    })
}

/// Whether a sentence denies what a pledge says: `will no longer recruit`, `have decided not to recruit`, `will scrap the plan
/// to`. A denial behind the words of the pledge is of something else, and so is one before a `but` that most of
/// them follow.
fn takes_back(sentence: &str, known: &Known<'_>) -> bool {
    let tokens = tokenize(sentence);
    let is_of_it = |token: &Token| !known.subject.is_disjoint(&super::meaning(token.text(sentence)));
    let denies = |at: usize| {
        let word = |at: usize| tokens.get(at).map_or(0, |token| token.word);
        match word(at) {
            no if no == word!("no") => word(at + 1) == word!("longer"),
            not if not == word!("not") => !words!["only", "just", "simply", "merely"].contains(&word(at + 1)),
            other => words![
                "won't", "won’t", "never", "scrap", "scrapping", "scrapped", "abandon", "abandoning",
                "abandoned", "cancel", "cancelling", "cancelled"
            ]
            .contains(&other),
        }
    };
    let but = tokens.iter().rposition(|token| token.word == word!("but")).unwrap_or(0);
    let (before, behind) = tokens.split_at(but);
    let of_it = |tokens: &[Token]| tokens.iter().filter(|token| is_of_it(token)).count();
    let from = if of_it(behind) > of_it(before) { but } else { 0 };
    let said = tokens.iter().skip(from).position(is_of_it).unwrap_or(0);
    (from..from + said).any(denies)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extraction::candidates;
    use crate::extraction::register::Relation;
    use crate::language::canonical::from_plain;
    use crate::model::Register;

    const TEACHERS: &str = "[register]
title = 'T'

[[period]]
id = 'parliament-2024'
name = 'this Parliament'
start = 2024-07-09
end = 2029-07-08

[[pledge]]
id = 'teachers'
title = 'Recruit 6,500 more teachers'
responsible = 'DfE'
made_on = 2024-12-17
extent = 'England'
quote = 'QUOTE'
test = 'x'

[pledge.target]
at_least = 6_500
unit = 'teachers'

[pledge.deadline]
by = 'parliament-2024'
";

    fn register(quote: &str) -> Register {
        let pledges = TEACHERS.replace("QUOTE", quote).into_bytes();
        crate::input::load_files(vec![("pledges.toml".to_owned(), pledges)]).0
    }

    /// What a sentence of June 2025 changed: the words for it, `the same` or `new`.
    fn words_for(register: &Register, now: &str) -> String {
        let known = Known::all(register);
        let (text, day) = (from_plain(now), "2025-06-05".parse().expect("a day"));
        let found = candidates(&text, Some(day));
        let candidate = found.first().expect("a candidate");
        let sentence = &text.text[candidate.start..candidate.end];
        let Some(known) = super::super::likest(sentence, &known) else { return "new".to_owned() };
        match super::super::relation(&text.text, candidate, known, &Before::of(known, day), day) {
            Relation::Same(_) => "the same".to_owned(),
            Relation::Restated(_, changes) => {
                changes.iter().map(|change| change.word()).collect::<Vec<_>>().join(", ")
            }
            Relation::New => "new".to_owned(),
        }
    }

    #[test]
    #[rustfmt::skip]
    fn what_a_later_saying_changed() {
        let rows = [
            ("We will recruit 6,500 new secondary teachers over the course of this parliament.", "narrower"),
            ("We will recruit 6,500 new teachers in secondary schools over this parliament.", "narrower"),
            ("We will recruit an additional 6,500 teachers over the course of this parliament.", "reworded"),
            ("We will recruit 5,000 new teachers over the course of this parliament.", "lower"),
            ("We will recruit 6,500 new teachers by March 2030.", "later"),
            ("We will recruit 6,500 new teachers by March 2028.", "sooner"),
            ("We will recruit 8,000 new teachers by March 2028.", "sooner, higher"),
            ("We will recruit 6,500 new teachers over the course of this parliament, in England.", "reworded"),
            ("We will no longer recruit 6,500 new teachers over the course of this parliament.", "no longer"),
            ("We have decided not to recruit 6,500 new teachers over the course of this parliament.", "no longer"),
            ("We have not set a target for teachers of physics, but will recruit 6,500 new teachers.", "reworded"),
            ("We will no longer recruit 6,500 new teachers, but we will support the teachers we have.", "no longer"),
            ("We are scrapping the plan to recruit 6,500 new teachers but will train teachers of physics.", "no longer"),
            ("We will recruit 6,500 prison officers by 2027.", "new"),
            ("We will recruit half of the 6,500 new teachers by March 2026.", "new"),
            ("In 2025-26 we will recruit 2,300 of the 6,500 new teachers.", "new"),
        ];
        let quote = "We will recruit 6,500 new teachers over the course of this parliament.";
        let register = register(quote);
        let found = rows.map(|(now, _)| (now, words_for(&register, now)));
        assert_eq!(found, rows.map(|(now, expected)| (now, expected.to_owned())));
    }

    #[test]
    fn a_day_that_is_named_again_in_the_same_words_has_not_moved() {
        let sentence = "No library will close before May 2027.";
        let pledges = TEACHERS
            .replace("Recruit 6,500 more teachers", sentence)
            .replace("QUOTE", sentence)
            .replace("by = 'parliament-2024'", "until = '../2027-04-30'\nquote = 'before May 2027'")
            .replace("at_least = 6_500\nunit = 'teachers'", "keep = 'every library'");
        let (register, faults) =
            crate::input::load_files(vec![("pledges.toml".to_owned(), pledges.into_bytes())]);
        assert!(!register.pledges.is_empty(), "{faults:?}");
        assert_eq!(words_for(&register, sentence), "the same");
        assert_eq!(words_for(&register, "No library will close before May 2028."), "later");
    }

    #[test]
    #[rustfmt::skip]
    fn like_words_of_other_things_are_no_restatement() {
        let paper = "We will publish the Schools White Paper in autumn 2025.";
        let homes = "We will build 1.5 million homes over this Parliament.";
        let workers = "we will recruit 8,500 additional mental health workers across both adult and children services";
        let teachers = "committed to recruiting an additional 6,500 new expert teachers over the course of this parliament";
        let rows = [
            (paper, "We will publish the Schools White Paper in early 2026.", "sooner"),
            (paper, "The Schools White Paper will be published in the new year.", "sooner"),
            (paper, "We will publish the Health White Paper in early 2026.", "new"),
            (paper, "We will publish the English Devolution White Paper in early 2026.", "new"),
            (paper, "We will publish a White Paper in early 2026.", "new"),
            (paper, "We will publish the Schools Green Paper in early 2026.", "new"),
            (paper, "We will publish the response to the Schools White Paper consultation in early 2026.", "new"),
            (paper, "We will publish the Schools White Paper Implementation Plan in early 2026.", "new"),
            (paper, "The Scottish Government will publish a Schools White Paper in spring 2026.", "new"),
            (paper, "We will publish the report in autumn 2025.", "new"),
            (homes, "We will build 1.5m homes by July 2029.", "later"),
            (homes, "We will build 200 schools over this Parliament.", "new"),
            (homes, "We will build two reservoirs over this Parliament.", "new"),
            (homes, "We will insulate 1.5 million homes over this Parliament.", "new"),
            (homes, "We will build a further 1.5 million homes over this Parliament.", "new"),
            (workers, "We have confirmed our commitment to recruit an additional 8,500 mental health staff by March 2028.", "sooner"),
            (workers, "We will recruit 8,500 prison staff by March 2028.", "new"),
            (teachers, "We will recruit a further 6,500 expert teachers over this Parliament.", "reworded"),
            (teachers, "We are recruiting 6,500 additional teachers over this Parliament.", "reworded"),
            (teachers, "We will recruit 6,500 new expert nurses over the course of this Parliament.", "new"),
            (teachers, "We will recruit 6,500 new expert teaching assistants over the course of this Parliament.", "new"),
            (teachers, "We will recruit 6,500 new expert teachers and 1,000 teaching assistants by 2028.", "sooner"),
        ];
        let of = |quote: &str, now: &str| {
            // The register of the test is of teachers: its title must not speak for other pledges.
            let titled = TEACHERS.replace("Recruit 6,500 more teachers", quote).replace("QUOTE", quote);
            let (register, _) = crate::input::load_files(vec![("pledges.toml".to_owned(), titled.into_bytes())]);
            words_for(&register, now)
        };
        let found = rows.map(|(quote, now, _)| (now, of(quote, now)));
        assert_eq!(found, rows.map(|(_, now, expected)| (now, expected.to_owned())));
    }

    #[test]
    fn what_was_done_is_evidence_for_what_was_promised_of_the_same_things() {
        let known = |quote: &str| {
            let titled = TEACHERS.replace("Recruit 6,500 more teachers", quote).replace("QUOTE", quote);
            crate::input::load_files(vec![("pledges.toml".to_owned(), titled.into_bytes())]).0
        };
        let rows = [
            ("We will build 1.5 million homes over this Parliament.", "We have built 200,000 homes.", true),
            ("We will build 1.5 million homes over this Parliament.", "We have built 200 schools.", false),
            (
                "We will publish the Schools White Paper in autumn 2025.",
                "We have published the Schools White Paper.",
                true,
            ),
            (
                "We will publish the Schools White Paper in autumn 2025.",
                "We have published the Health White Paper.",
                false,
            ),
        ];
        for (quote, claim, expected) in rows {
            let register = known(quote);
            let text = from_plain(claim);
            let found = candidates(&text, "2025-07-21".parse().ok());
            let pledge = super::super::evidence_for(&text.text, &found[0], &Known::all(&register));
            assert_eq!(pledge.is_some(), expected, "{claim}");
        }
    }

    #[test]
    #[rustfmt::skip]
    fn a_sentence_around_the_words_of_a_pledge_may_change_it() {
        let rows = [
            ("We will now recruit an additional 6,500 new expert teachers by the end of 2031.", "later"),
            ("We will recruit an additional 6,500 new expert teachers in secondary and special schools only.", "narrower"),
            ("We will no longer recruit an additional 6,500 new expert teachers.", "no longer"),
            ("We will recruit an additional 6,500 new expert teachers.", "the same"),
            ("We will recruit an additional 6,500 new expert teachers in our schools this year.", "sooner"),
            ("We will recruit an additional 6,500 new expert teachers and will not cut their pay.", "the same"),
            ("We will recruit an additional 6,500 new expert teachers over the course of this Parliament.", "the same"),
            ("We will recruit an additional 5,000 new expert teachers.", "lower"),
            ("We will invest £450 million to recruit an additional 5,000 new expert teachers.", "lower"),
            ("We will recruit an additional 8,000 new expert teachers by 2027.", "sooner, higher"),
        ];
        let register = register("recruit an additional 6,500 new expert teachers");
        let found = rows.map(|(now, _)| (now, words_for(&register, now)));
        assert_eq!(found, rows.map(|(now, expected)| (now, expected.to_owned())));
    }
}
