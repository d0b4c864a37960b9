//! Whether a number of a passage counts the same as the pledge's, or stands in its place.
//!
//! It must not judge what is said of the number.

use super::fact::{is_of_a_part, is_of_predecessors};
use super::phrase::{self, Phrase, Pledged};
use crate::language::past;
use crate::matching::profile::Profile;
use crate::matching::steps::Promise;
use crate::matching::tokens::{self, Unit, one_of};

/// Words by which a number takes the place of another; "from" only right before that one.
const REPLACES: &str = "instead rather longer not revised reduced lowered raised increased";

/// Whether a number of a passage can stand in the place of the pledge's: of the same things, of no place and no part, and not
/// beside the pledge's own, there or in another sentence.
pub(in crate::matching) fn can_replace(
    passage: &str,
    found: &[tokens::Token],
    at: usize,
    profile: &Profile,
    promise: &Promise<'_>,
) -> bool {
    let phrase = phrase::phrase(passage, found, at);
    let pledged = phrase::pledged(promise, profile);
    let Phrase { words, here, folded } = &phrase;
    let is_own = |word: &phrase::Word| word.number.is_some() && phrase::is_number_of(profile, &word.key);
    let all = phrase::words(passage, found);
    let own = (0..all.len()).any(|one| is_own(&all[one]) && counts_like(&all, one, at));
    let from = || words.windows(2).any(|pair| pair[0].lower == "from" && is_own(&pair[1]));
    let replaces = || from() || words.iter().any(|word| one_of(REPLACES, &word.lower));
    !is_of_predecessors(folded)
        && !is_of_a_part(words, *here, folded, &pledged)
        && (!own || replaces())
        && is_called_alike(&phrase, &pledged)
}

/// Whether two numbers of a passage are in one unit, and of one thing where they count.
fn counts_like(all: &[phrase::Word], one: usize, other: usize) -> bool {
    let unit = |at: usize| all.get(at).and_then(|word| word.number).map(|number| number.unit);
    let head = |at: usize| phrase::name(all, at, |word| past::verb(&word.lower).is_some()).keys.pop();
    let alike = || head(one).zip(head(other)).is_none_or(|(one, other)| one == other);
    unit(one) == unit(other) && (unit(one) != Some(Unit::Count) || alike())
}

/// Whether what a number of a passage counts is called by the last word of the pledge's name for it; of a number that names
/// nothing nobody knows.
pub(in crate::matching) fn counts_the_same(
    passage: &str,
    found: &[tokens::Token],
    at: usize,
    profile: &Profile,
    promise: &Promise<'_>,
) -> bool {
    is_called_alike(&phrase::phrase(passage, found, at), &phrase::pledged(promise, profile))
}

fn is_called_alike(Phrase { words, here, .. }: &Phrase, pledged: &Pledged<'_>) -> bool {
    let name = phrase::name(words, *here, |word| past::verb(&word.lower).is_some());
    let counts =
        words.get(*here).and_then(|word| word.number).is_some_and(|number| number.unit == Unit::Count);
    !counts
        || name.keys.is_empty()
        || pledged.name.is_empty()
        || name.keys.last().is_some_and(|head| pledged.heads.contains(head))
}
