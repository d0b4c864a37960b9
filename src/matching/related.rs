//! Words that often stand for each other in public English, so that "hire" is looked for where "recruit" was promised.
//!
//! `families.txt` is written by hand, a family of words a line, and knows no register. `related.txt` is learned from 24,386
//! written answers (2023-09 to 2025-06, Open Parliament Licence) by `cargo run --release --example matching -- related`:
//! stems with others that stand among the same words, and how alike they are in hundredths. It must not be edited by hand.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::tokens;

/// What a word of the same family is worth of the word itself.
const FAMILY: f32 = 0.5;
/// What a word that is learned to be just like another is worth of it.
const LEARNED: f32 = 0.48;

/// Stems with the stems related to them and what those are worth.
static RELATED: LazyLock<HashMap<String, Vec<(String, f32)>>> = LazyLock::new(|| {
    let mut related: HashMap<String, Vec<(String, f32)>> = HashMap::new();
    for line in include_str!("related.txt").lines() {
        let mut words = line.split(' ');
        let Some(stem) = words.next() else { continue };
        let others = words.filter_map(|pair| pair.split_once(':'));
        let others = others.filter_map(|(other, alike)| {
            Some((other.to_owned(), alike.parse::<f32>().ok()? / 100.0 * LEARNED))
        });
        related.insert(stem.to_owned(), others.collect());
    }
    let stemmer = tokens::stemmer();
    for line in include_str!("families.txt").lines() {
        let family: Vec<String> = line.split(' ').map(|word| stemmer.stem(word).into_owned()).collect();
        for (at, stem) in family.iter().enumerate() {
            for (_, other) in family.iter().enumerate().filter(|(one, other)| *one != at && *other != stem) {
                let others = related.entry(stem.clone()).or_default();
                match others.iter_mut().find(|(one, _)| one == other) {
                    Some((_, worth)) => *worth = worth.max(FAMILY),
                    None => others.push((other.clone(), FAMILY)),
                }
            }
        }
    }
    related
});

/// The stems related to a stem, with what they are worth of it, 0 to 1.
pub(super) fn related(stem: &str) -> &'static [(String, f32)] {
    RELATED.get(stem).map_or(&[], Vec::as_slice)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_leads_to_its_family_and_to_what_stands_where_it_does() {
        let worth = |stem: &str, other: &str| {
            related(stem).iter().find(|(one, _)| one == other).map(|(_, worth)| *worth)
        };
        assert_eq!(worth("hire", "recruit"), Some(FAMILY));
        assert_eq!(worth("labour", "labor"), Some(FAMILY));
        assert!(worth("dentist", "dentistri").is_some());
        assert!(worth("recruit", "retent").is_some_and(|worth| worth < FAMILY));
        assert_eq!(worth("hire", "hire"), None);
        assert!(related("no such stem").is_empty());
    }

    #[test]
    fn both_tables_are_well_formed() {
        let lines = include_str!("related.txt").lines();
        let pairs = lines.flat_map(|line| line.split(' ').skip(1));
        assert!(pairs.map(|pair| pair.split_once(':')).all(|pair| {
            pair.is_some_and(|(other, alike)| !other.is_empty() && matches!(alike.parse(), Ok(1_u32..=100)))
        }));
        let mut families: Vec<&str> = include_str!("families.txt").lines().collect();
        assert!(families.iter().all(|family| family.split(' ').count() > 1 && !family.contains("  ")));
        let all = families.len();
        families.sort_unstable();
        families.dedup();
        assert_eq!(families.len(), all);
    }
}
