//! The words that one wording of a pledge has and another has not, for cards and tables that show what moved.
//!
//! It compares words as they are written; it does not judge whether a change matters.

/// A run of words and how it stands against the wording before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    /// In both.
    Same(String),
    /// Only in the earlier wording.
    Removed(String),
    /// Only in the later wording.
    Added(String),
}

impl Piece {
    /// The words themselves.
    #[must_use]
    pub fn words(&self) -> &str {
        match self {
            Self::Same(words) | Self::Removed(words) | Self::Added(words) => words,
        }
    }
}

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
    let common = longest_common(&old, &new);
    if common.at(0, 0) * 3 < old.len().max(new.len()) {
        return None;
    }
    Some(walked(&old, &new, &common))
}

/// Lengths of the longest common subsequence of every pair of tails.
struct Lengths {
    columns: usize,
    cells: Vec<usize>,
}

impl Lengths {
    fn at(&self, row: usize, column: usize) -> usize {
        self.cells.get(row * self.columns + column).copied().unwrap_or(0)
    }
}

/// Words are alike when they differ only in case or in the punctuation around them.
fn alike(one: &str, other: &str) -> bool {
    let bare = |word: &str| word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    let (one_bare, other_bare) = (bare(one), bare(other));
    if one_bare.is_empty() { one == other } else { one_bare == other_bare }
}

fn longest_common(old: &[&str], new: &[&str]) -> Lengths {
    let columns = new.len() + 1;
    let mut lengths = Lengths { columns, cells: vec![0; (old.len() + 1) * columns] };
    for row in (0..old.len()).rev() {
        for column in (0..new.len()).rev() {
            let best = if alike(old[row], new[column]) {
                lengths.at(row + 1, column + 1) + 1
            } else {
                lengths.at(row + 1, column).max(lengths.at(row, column + 1))
            };
            lengths.cells[row * columns + column] = best;
        }
    }
    lengths
}

fn walked(old: &[&str], new: &[&str], common: &Lengths) -> Vec<Piece> {
    let (mut row, mut column) = (0, 0);
    let mut pieces: Vec<Piece> = Vec::new();
    while row < old.len() || column < new.len() {
        if row < old.len() && column < new.len() && alike(old[row], new[column]) {
            push(&mut pieces, Piece::Same(new[column].to_owned()));
            row += 1;
            column += 1;
        } else if column == new.len()
            || (row < old.len() && common.at(row + 1, column) >= common.at(row, column + 1))
        {
            push(&mut pieces, Piece::Removed(old[row].to_owned()));
            row += 1;
        } else {
            push(&mut pieces, Piece::Added(new[column].to_owned()));
            column += 1;
        }
    }
    pieces
}

/// Joins a word to the last piece where that is of the same sort.
fn push(pieces: &mut Vec<Piece>, next: Piece) {
    match (pieces.last_mut(), &next) {
        (Some(Piece::Same(words)), Piece::Same(word))
        | (Some(Piece::Removed(words)), Piece::Removed(word))
        | (Some(Piece::Added(words)), Piece::Added(word)) => {
            words.push(' ');
            words.push_str(word);
        }
        _ => pieces.push(next),
    }
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
