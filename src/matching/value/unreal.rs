//! Whether a sentence only supposes what it tells of a number, denies it, gives a range, or tells of the contrary.
//!
//! It must not judge what is told as a fact.

use super::phrase::{Pledged, Word};
use crate::language::past;
use crate::matching::tokens::{self, one_of};

/// Words that, before their subject, open a condition: "had we recruited", "were we to".
const INVERTED: &str = "had were should";
/// Who stands after one of them.
const SUBJECT: &str = "we i he she it they the this that there ministers government department";
/// Words that deny what follows in their clause.
const DENIES: &str = "not never nor neither cannot without hardly";
/// Words after a denial that leave it none: "not only", "not fewer than".
const NO_DENIAL: &str = "only just least merely fewer less";
/// Verbs by which there are fewer things; their past forms tell of the contrary of what builds, recruits or opens.
const UNDOING: &str = "close lose scrap demolish axe remove sell shut abolish withdraw dismiss";

/// Whether a number, `here`, is told of what is not: supposed, denied, or one end of a range. `before`: the word that it
/// follows with what hedges it.
pub(super) fn is_unreal(words: &[Word], here: usize, before: Option<usize>) -> bool {
    let lower = |at: usize| words.get(at).map_or("", |word| word.lower.as_str());
    let clause = (0..=here).rev().find(|at| words[*at].parted).unwrap_or(0);
    let supposed = (0..here).any(|at| {
        (at == 0 || words[at].parted) && one_of(INVERTED, lower(at)) && one_of(SUBJECT, lower(at + 1))
    });
    let denied = (clause..here).any(|at| one_of(DENIES, lower(at)) && !one_of(NO_DENIAL, lower(at + 1)));
    // "Between 2,000 and 3,000": neither.
    let first = before.is_some_and(|at| lower(at) == "between")
        && words.iter().skip(here + 1).take(3).any(|word| word.lower == "and");
    let last = before.is_some_and(|at| {
        let number = at.checked_sub(1).is_some_and(|one| words[one].number.is_some());
        lower(at) == "and"
            && number
            && at >= 2
            && (at.saturating_sub(4)..at).any(|one| lower(one) == "between")
    });
    let between = first || last;
    supposed || denied || between
}

/// Whether a word says that there are fewer, where the pledge itself does not promise that.
pub(super) fn is_undone(word: &Word, pledged: &Pledged<'_>) -> bool {
    let stemmer = tokens::stemmer();
    let undoing = |stem: &String| UNDOING.split(' ').any(|verb| stemmer.stem(verb) == stem.as_str());
    past::verb(&word.lower).is_some_and(|stem| undoing(&stem) && !pledged.all.contains(&stem))
}

#[cfg(test)]
mod tests {
    use crate::matching::profile::Profile;
    use crate::matching::steps::Promise;
    use crate::matching::value::value;

    #[test]
    fn what_is_not_so_gives_no_value() {
        let promised = "We will recruit 6,500 new expert teachers by July 2029.";
        let profile = Profile::of_promise(promised);
        let cases = [
            ("Had we recruited 2,346 new expert teachers by March 2026, we would say so.", None),
            ("Were we to have recruited 2,346 new expert teachers, we would say so.", None),
            ("We have not recruited 2,346 new expert teachers.", None),
            ("The Secretary of State denied that we have recruited 6,500 new expert teachers.", None),
            ("Suppose we have recruited 6,500 new expert teachers.", None),
            ("It is untrue that we have recruited 6,500 new expert teachers.", None),
            ("It is not the case that we have recruited 2,346 new expert teachers.", None),
            ("We have recruited between 2,000 and 3,000 new expert teachers.", None),
            ("We have lost 2,346 new expert teachers.", None),
            ("We have recruited 2,346 new expert teachers.", Some("2346")),
            ("We have recruited not only 2,346 new expert teachers.", Some("2346")),
        ];
        for (passage, expected) in cases {
            let found = value(passage, &Promise::new(promised, &[]), &profile, None)
                .map(|value| value.value.to_string());
            assert_eq!(found.as_deref(), expected, "{passage}");
        }
    }
}
