//! Which words two texts share in the same order, and what stands between them in the one and in the other.
//!
//! When two words are the same is for the caller to say, and how many are compared: time and room grow with the product of
//! the two lengths.

/// A run of words in a comparison of two texts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    /// In both.
    Same(String),
    /// Only in the first: of two wordings the earlier one, of a quote and its document the quote.
    Removed(String),
    /// Only in the second.
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

/// A step on the way through both texts, by the number of the word.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Step {
    Shared(usize, usize),
    Removed(usize),
    Added(usize),
}

/// Two texts word by word, with how many words every pair of their tails shares.
pub(crate) struct Alignment<S> {
    first: usize,
    second: usize,
    is_same: S,
    shared: Vec<u16>,
}

impl<S: Fn(usize, usize) -> bool> Alignment<S> {
    /// Compares texts of so many words each: the longest common subsequence of every pair of tails.
    pub(crate) fn new(first: usize, second: usize, is_same: S) -> Self {
        let width = second + 1;
        let mut shared = vec![0_u16; (first + 1) * width];
        for i in (0..first).rev() {
            for j in (0..second).rev() {
                shared[i * width + j] = if is_same(i, j) {
                    shared[(i + 1) * width + j + 1] + 1
                } else {
                    shared[(i + 1) * width + j].max(shared[i * width + j + 1])
                };
            }
        }
        Self { first, second, is_same, shared }
    }

    /// How many words are shared from these two on.
    pub(crate) fn shared_from(&self, i: usize, j: usize) -> usize {
        usize::from(self.shared[i * (self.second + 1) + j])
    }

    /// The way through the first text and through the second from a word on; what is removed comes before what is added.
    pub(crate) fn steps(&self, from: usize) -> Vec<Step> {
        let (mut i, mut j) = (0, from);
        let mut steps = Vec::new();
        while i < self.first || j < self.second {
            if i < self.first && j < self.second && (self.is_same)(i, j) {
                steps.push(Step::Shared(i, j));
                (i, j) = (i + 1, j + 1);
            } else if j >= self.second
                || (i < self.first && self.shared_from(i + 1, j) >= self.shared_from(i, j + 1))
            {
                steps.push(Step::Removed(i));
                i += 1;
            } else {
                steps.push(Step::Added(j));
                j += 1;
            }
        }
        steps
    }
}

/// Joins words to runs of one sort.
pub(crate) fn runs(words: impl IntoIterator<Item = Piece>) -> Vec<Piece> {
    let mut runs: Vec<Piece> = Vec::new();
    for next in words {
        match (runs.last_mut(), &next) {
            (Some(Piece::Same(run)), Piece::Same(word))
            | (Some(Piece::Removed(run)), Piece::Removed(word))
            | (Some(Piece::Added(run)), Piece::Added(word)) => {
                run.push(' ');
                run.push_str(word);
            }
            _ => runs.push(next),
        }
    }
    runs
}
