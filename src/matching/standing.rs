//! How a document stands among the documents of a pledge, and a pledge among the pledges of a document: what share it
//! has of what it and the best other have of each other.
//!
//! It must not know what was promised or said: it compares four numbers of each pair.

use super::background::count;
use super::corpus::Corpus;
use super::signals::Close;

/// Numbers that are compared: the lexical score, how alike pledge and document are, and how near in meaning either is to the other.
pub(super) const COMPARED: usize = 4;
/// What another is taken to have at least, or else whoever is alone would have everything.
const LEAST: f32 = 0.08;
/// What the better ones of a few dozen documents have of each that have nothing to do with a pledge.
const CHANCE: [f32; COMPARED] = [0.24, 0.08, 0.56, 0.36];
/// So many that chance has had its say among them.
const MANY: usize = 40;

/// What another of so many documents is taken to have at least: of one alone what chance would bring, of more ever less of it.
fn least(documents: usize) -> [f32; COMPARED] {
    let few = count(MANY.saturating_sub(documents)) / count(MANY);
    CHANCE.map(|chance| (chance * few).max(LEAST))
}

/// The best and the second of all pairs of one pledge, or of one document.
#[derive(Debug, Clone, Copy, Default)]
struct Top {
    best: f32,
    second: f32,
    /// Who is best.
    holder: usize,
}

impl Top {
    fn note(&mut self, value: f32, holder: usize) {
        if value > self.best {
            *self = Self { best: value, second: self.best, holder };
        } else if value > self.second {
            self.second = value;
        }
    }

    fn share(&self, value: f32, holder: usize, least: f32) -> f32 {
        let other = if self.holder == holder { self.second } else { self.best };
        let sum = value + other.max(least);
        value / sum
    }
}

/// All pledges with the documents that were looked at for them.
pub(super) struct Standing {
    pledges: Vec<[Top; COMPARED]>,
    documents: Vec<[Top; COMPARED]>,
    /// What another document of a pledge is taken to have at least.
    least: [f32; COMPARED],
}

impl Standing {
    pub(super) fn new(corpus: &Corpus, looked: &[Vec<Close>]) -> Self {
        let mut pledges = vec![[Top::default(); COMPARED]; looked.len()];
        let mut documents = vec![[Top::default(); COMPARED]; corpus.len()];
        for (pledge, (closes, of_pledge)) in looked.iter().zip(&mut pledges).enumerate() {
            for close in closes {
                let entry = close.entry as usize;
                of_pledge.iter_mut().zip(compared(close)).for_each(|(top, value)| top.note(value, entry));
                let of_document = documents.get_mut(entry).into_iter().flatten();
                of_document.zip(compared(close)).for_each(|(top, value)| top.note(value, pledge));
            }
        }
        let least = least(documents.len());
        Self { pledges, documents, least }
    }

    /// The shares of a document among the pledge's, then of the pledge among the document's, 0 to 1.
    pub(super) fn shares(&self, pledge: usize, close: &Close) -> [f32; 2 * COMPARED] {
        let entry = close.entry as usize;
        let values = compared(close);
        let share = |tops: Option<&[Top; COMPARED]>, holder: usize, at: usize, least: f32| {
            tops.map_or(0.0, |tops| tops[at].share(values[at], holder, least))
        };
        std::array::from_fn(|at| match at.checked_sub(COMPARED) {
            None => share(self.pledges.get(pledge), entry, at, self.least[at]),
            Some(at) => share(self.documents.get(entry), pledge, at, LEAST),
        })
    }
}

fn compared(close: &Close) -> [f32; COMPARED] {
    [close.lexical, close.alike, close.near.of_pledge, close.near.of_document]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_is_best_is_compared_with_the_second() {
        let mut top = Top::default();
        for (holder, value) in [(3, 0.2), (5, 0.6), (7, 0.3)] {
            top.note(value, holder);
        }
        assert_eq!((top.best, top.second, top.holder), (0.6, 0.3, 5));
        assert!((top.share(0.6, 5, 0.1) - 2.0 / 3.0).abs() < 1e-6);
        assert!((top.share(0.2, 3, 0.1) - 0.25).abs() < 1e-6);
        let alone = Top { best: 0.3, second: 0.0, holder: 1 };
        assert!((alone.share(0.3, 1, 0.3) - 0.5).abs() < 1e-6, "one that is alone has no more than chance");
        assert_eq!((least(0), least(MANY)), (CHANCE, [LEAST; COMPARED]));
    }
}
