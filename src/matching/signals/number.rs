//! Whether the pledge's numbers stand in a passage, and are of the same there.
//!
//! It must not weigh anything.

use std::ops::Range;

use super::{Agreement, Lens, Same};
use crate::matching::corpus::Entry;
use crate::matching::counted::{self, Named, Of};
use crate::matching::profile::Profile;

/// How many terms on each side of a number tell what is counted.
const NEAR: usize = 7;

impl Lens<'_> {
    /// The best agreement of a number, with what is counted, in the passage.
    pub(super) fn number(&self, entry: &Entry, passage: &Range<usize>, bits: &[u128]) -> Option<Agreement> {
        let terms = self.corpus.window(entry, passage.clone());
        let mut best: Option<Agreement> = None;
        for (at, term) in terms.iter().enumerate() {
            let Some(position) = self.position(*term).map(|position| position as usize) else {
                continue;
            };
            if !self.profile.terms.get(position).is_some_and(|wanted| wanted.number) {
                continue;
            }
            let near =
                terms.get(at.saturating_sub(NEAR)..(at + NEAR + 1).min(terms.len())).unwrap_or_default();
            let around: f32 =
                self.each(self.bits(near)).filter(|wanted| !wanted.number).map(|wanted| wanted.weight).sum();
            let counted = (around / self.enough).min(1.0);
            if best.is_none_or(|best| counted > best.counted) {
                best = Some(Agreement { position, counted, of: Same::No });
            }
        }
        best.map(|best| Agreement { of: self.same(entry, passage, bits), ..best })
    }

    /// Whether the pledge's numbers are of the same in a passage. Where what is counted is another, a sum beside it says little.
    fn same(&self, entry: &Entry, passage: &Range<usize>, bits: &[u128]) -> Same {
        let has = all(bits, passage.clone());
        let terms = self.profile.terms.iter().enumerate();
        let numbers = terms.filter(|(at, wanted)| wanted.number && has & (1 << at) != 0);
        let (sums, counts): (Vec<_>, Vec<_>) =
            numbers.partition(|(_, wanted)| matches!(wanted.of, Of::Purpose(_)));
        let best = |one: Option<Same>, other: Same| {
            Some(one.map_or(other, |one| if other > one { other } else { one }))
        };
        let counted =
            counts.into_iter().map(|(at, _)| self.counts(entry, at, passage, bits)).fold(None, best);
        let summed =
            sums.into_iter().map(|(at, _)| self.sums(entry, at, passage, bits, counted == Some(Same::No)));
        summed.fold(counted, best).unwrap_or(Same::No)
    }

    /// Whether a passage counts the same with a number.
    fn counts(&self, entry: &Entry, number: usize, passage: &Range<usize>, bits: &[u128]) -> Same {
        let (Some(wanted), Some(named)) = (self.profile.terms.get(number), self.of.get(&number)) else {
            return Same::Yes;
        };
        let things = wanted.of.things();
        let kind = bits_of(self.profile, things.iter().flat_map(|thing| &thing.before).map(String::as_str));
        let anywhere = all(bits, 0..bits.len());
        let told = |told: bool| if told { Same::Yes } else { Same::No };
        let counts =
            |at: usize| match counted::named(self.text(entry, at..at + 1), &wanted.key, things, &|key| {
                self.is_own(key)
            }) {
                Named::Same => Same::Yes,
                Named::Untold if anywhere & kind != 0 => Same::Yes,
                Named::Untold => Same::Untold,
                Named::Nothing => told(anywhere & (named | kind) != 0),
                Named::Strange => told(all(bits, at..at + 1) & named != 0),
                Named::Other => Same::No,
            };
        let with_it = passage.clone().filter(|at| all(bits, *at..*at + 1) & (1 << number) != 0);
        with_it.map(counts).fold(Same::No, |best, one| if one > best { one } else { best })
    }

    /// Whether a sum is for the same in a passage, which may be `doubted` for what it counts.
    fn sums(
        &self,
        entry: &Entry,
        number: usize,
        passage: &Range<usize>,
        bits: &[u128],
        doubted: bool,
    ) -> Same {
        let (Some(wanted), Some(named)) = (self.profile.terms.get(number), self.of.get(&number)) else {
            return Same::Yes;
        };
        let text = self.text(entry, passage.clone());
        let is_own = |key: &str| self.is_own(key);
        let others = counted::of_another_kind(text, wanted.of.things(), &is_own);
        let named_otherwise = bits_of(self.profile, others);
        let alone = |bits| self.each(bits).map(|wanted| wanted.alone).sum::<f32>();
        let share = |range: Range<usize>| {
            alone(all(bits, range) & named & !named_otherwise) / alone(*named).max(f32::MIN_POSITIVE)
        };
        let here = share(passage.clone());
        if here >= if doubted { MOSTLY } else { LITTLE } {
            Same::Yes
        } else if doubted {
            Same::No
        } else if here > 0.0 {
            Same::Untold
        } else {
            Same::Unsaid(share(0..bits.len()))
        }
    }

    /// The text of some sentences.
    fn text<'t>(&self, entry: &'t Entry, range: Range<usize>) -> &'t str {
        let sentences = self.corpus.sentences(entry).get(range).unwrap_or_default();
        let text = sentences.first().zip(sentences.last());
        text.and_then(|(first, last)| entry.text.get(first.start as usize..last.end as usize))
            .unwrap_or_default()
    }

    fn is_own(&self, key: &str) -> bool {
        self.profile.terms.iter().any(|term| term.key == key)
    }
}

/// The share of what a sum is for that a passage has to name; and where it counts other things with the pledge's number.
const LITTLE: f32 = 0.15;
const MOSTLY: f32 = 0.5;

/// The terms that some sentences have.
fn all(bits: &[u128], range: Range<usize>) -> u128 {
    bits.get(range).unwrap_or_default().iter().fold(0, |all, one| all | one)
}

/// The positions of the terms with some keys.
pub(super) fn bits_of<'a>(profile: &Profile, keys: impl Iterator<Item = &'a str>) -> u128 {
    let at = keys.filter_map(|key| profile.terms.iter().position(|term| term.key == key));
    at.fold(0, |bits, at| bits | 1 << at)
}
