//! The words that one wording of a pledge has and another has not, for cards and tables that show what moved.
//!
//! It compares words as they are written; it does not judge whether a change matters.

use crate::language::alignment::{Alignment, Piece, Step, runs};

/// More words than this are not compared: the table grows with their product, and no pledge is as long.
const MOST_WORDS: usize = 600;

/// The later wording with what was struck and added marked, or nothing where the two have too little in common for
/// marks to help (fewer than a third of the longer one's words).
#[must_use]
pub fn compared(earlier: &str, later: &str) -> Option<Vec<Piece>> {
    let (old, new): (Vec<&str>, Vec<&str>) =
        (earlier.split_whitespace().collect(), later.split_whitespace().collect());
    if old.len() > MOST_WORDS || new.len() > MOST_WORDS {
        return None;
    }
    let alignment = Alignment::new(old.len(), new.len(), |i, j| alike(old[i], new[j]));
    if alignment.shared_from(0, 0) * 3 < old.len().max(new.len()) {
        return None;
    }
    Some(runs(alignment.steps(0).into_iter().map(|step| match step {
        Step::Shared(_, j) => Piece::Same(new[j].to_owned()),
        Step::Removed(i) => Piece::Removed(old[i].to_owned()),
        Step::Added(j) => Piece::Added(new[j].to_owned()),
    })))
}

/// Words are alike when they differ only in case or in the punctuation around them.
fn alike(one: &str, other: &str) -> bool {
    let bare = |word: &str| word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    let (one_bare, other_bare) = (bare(one), bare(other));
    if one_bare.is_empty() { one == other } else { one_bare == other_bare }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(earlier: &str, later: &str) -> String {
        let Some(pieces) = compared(earlier, later) else { return "incomparable".to_owned() };
        let mark = |piece: &Piece| match piece {
            Piece::Same(words) => words.clone(),
            Piece::Removed(words) => format!("[-{words}-]"),
            Piece::Added(words) => format!("{{+{words}+}}"),
        };
        pieces.iter().map(mark).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn what_was_struck_and_added_is_marked() {
        let cases = [
            (
                "recruit 6,500 new teachers in key subjects",
                "recruit 6,500 additional teachers",
                "recruit 6,500 [-new-] {+additional+} teachers [-in key subjects-]",
            ),
            ("the same words", "The same words.", "The same words."),
            ("one thing", "quite another matter altogether", "incomparable"),
        ];
        for (earlier, later, expected) in cases {
            assert_eq!(shown(earlier, later), expected);
        }
        assert_eq!(compared(&"a ".repeat(100_000), "a"), None);
    }
}
