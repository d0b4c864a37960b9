//! Which facts of two states of a register are one that was edited. It must not ask what an edit means.

use std::collections::HashMap;

use super::evidence::Fact;

/// What two facts may agree in, each text by its number: the file, the address (both with the sort of the fact: of another
/// sort is another fact), the title, when it was published, when it was true, and what it shows.
type Respects = [Option<usize>; 6];

/// The first two say where a fact comes from, the others what it says.
const ORIGIN: u8 = 0b11;

/// Takes out the facts that are the same one before and after an edit, those that are most alike first taken.
pub(super) fn take_edited<'a>(
    removed: &mut Vec<Fact<'a>>,
    added: &mut Vec<Fact<'a>>,
) -> Vec<(Fact<'a>, Fact<'a>)> {
    let mut numbers = HashMap::new();
    let mut respects = |fact: &Fact<'_>| {
        fact.respects().map(|text| {
            let next = numbers.len();
            text.map(|text| *numbers.entry(text).or_insert(next))
        })
    };
    let before: Vec<Respects> = removed.iter().map(&mut respects).collect();
    let after: Vec<Respects> = added.iter().map(&mut respects).collect();
    let mut added_by_place: Vec<Option<Fact<'a>>> = added.drain(..).map(Some).collect();
    let mut edited = Vec::new();
    for (fact, partner) in std::mem::take(removed).into_iter().zip(partners(&before, &after)) {
        match partner.and_then(|at| added_by_place.get_mut(at)?.take()) {
            Some(after) => edited.push((fact, after)),
            None => removed.push(fact),
        }
    }
    added.extend(added_by_place.into_iter().flatten());
    edited
}

/// Of each fact before, in turn, the fact after that agrees with it in the most respects and is nobody's yet. One may be an
/// edit of the other if it is of one origin and agrees in something of what it says. Of those equally alike the first is
/// taken: records stand in the order of their files.
fn partners(before: &[Respects], after: &[Respects]) -> Vec<Option<usize>> {
    // A table of which one key was edited has as many facts as rows, so no fact is compared with every other: the facts
    // after are looked up by the respects in which they might agree, all of them first, then all but one.
    let of_an_edit = |way: &u8| way & ORIGIN != 0 && way & !ORIGIN != 0;
    let mut ways: Vec<Way> =
        (0..1 << 6).filter(of_an_edit).map(|agrees| Way { agrees, facts: None }).collect();
    let mut taken = vec![false; after.len()];
    let mut partner = |fact: &Respects| {
        let most_first = (2..=6).rev();
        let found = most_first.into_iter().find_map(|count| {
            let alike = ways.iter_mut().filter(|way| way.agrees.count_ones() == count);
            alike.filter_map(|way| way.first(fact, after, &taken)).min()
        })?;
        taken[found] = true;
        Some(found)
    };
    before.iter().map(&mut partner).collect()
}

/// Some respects, a bit for each, and the facts by what they have in them, the last first.
struct Way {
    agrees: u8,
    /// Made when it is first asked for: mostly all respects but one agree.
    facts: Option<HashMap<Respects, Vec<usize>>>,
}

impl Way {
    /// The first fact that is not taken and agrees with this one.
    fn first(&mut self, fact: &Respects, after: &[Respects], taken: &[bool]) -> Option<usize> {
        let key = only(fact, self.agrees)?;
        let facts = self.facts.get_or_insert_with(|| by_key(after, self.agrees)).get_mut(&key)?;
        while facts.pop_if(|at| taken[*at]).is_some() {}
        facts.last().copied()
    }
}

fn by_key(after: &[Respects], agrees: u8) -> HashMap<Respects, Vec<usize>> {
    let mut facts: HashMap<Respects, Vec<usize>> = HashMap::new();
    for (at, fact) in after.iter().enumerate().rev() {
        if let Some(key) = only(fact, agrees) {
            facts.entry(key).or_default().push(at);
        }
    }
    facts
}

/// What a fact has in some respects; nothing where it lacks one of them.
fn only(fact: &Respects, agrees: u8) -> Option<Respects> {
    let mut own = *fact;
    for (at, respect) in own.iter_mut().enumerate() {
        if agrees & (1 << at) == 0 {
            *respect = None;
        } else if respect.is_none() {
            return None;
        }
    }
    Some(own)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// As said of [`partners`], each compared with every other.
    fn compared(before: &[Respects], after: &[Respects]) -> Vec<Option<usize>> {
        let mut free: Vec<usize> = (0..after.len()).collect();
        let likeness = |one: &Respects, other: &Respects| {
            let agrees = |at: &usize| one[*at].is_some() && one[*at] == other[*at];
            let (origin, content) = ((0..2).filter(agrees).count(), (2..6).filter(agrees).count());
            (origin > 0 && content > 0).then_some(origin + content)
        };
        let mut partner = |one: &Respects| {
            let alike =
                free.iter().filter_map(|at| Some((likeness(one, &after[*at])?, std::cmp::Reverse(*at))));
            let (_, std::cmp::Reverse(found)) = alike.max()?;
            free.retain(|at| *at != found);
            Some(found)
        };
        before.iter().map(&mut partner).collect()
    }

    #[test]
    fn the_most_alike_are_paired_and_of_equals_the_first() {
        let same = [Some(1), None, Some(2), Some(3), Some(4), Some(5)];
        let renamed = [Some(1), None, Some(9), Some(3), Some(4), Some(5)];
        assert_eq!(partners(&[same, same], &[renamed, same, renamed]), [Some(1), Some(0)]);
        assert_eq!(partners(&[same], &[[None, Some(1), Some(2), Some(3), Some(4), Some(5)]]), [None]);
        // Few different values, so that many facts are equally alike.
        let mut state = 7_usize;
        let mut facts = |count: usize, values: usize| -> Vec<Respects> {
            let mut value = || {
                state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                (state >> 33) % values
            };
            (0..count).map(|_| [(); 6].map(|()| value().checked_sub(1))).collect()
        };
        for round in 0..400 {
            let (before, after) = (facts(round % 13, 2 + round % 4), facts(round % 17, 2 + round % 4));
            assert_eq!(partners(&before, &after), compared(&before, &after), "{before:?} {after:?}");
        }
    }
}
