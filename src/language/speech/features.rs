//! What a sentence offers to be weighed: words and runs of words, their shapes, who acts with which verb, and what
//! stands around the sentence.
//!
//! It must not know the weights.

use crate::language::canonical::BlockKind;
use crate::language::sentences::Sentence;
use crate::language::speech::actors::Actor;
use crate::language::speech::symbols::Symbol;
use crate::language::tokens::{WordHash, hash, word, words};

/// One thing that can be weighed: which template made it, and of which words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Feature {
    /// Index into [`TEMPLATES`].
    pub template: usize,
    /// Its words; unused places are 0.
    pub words: [WordHash; 5],
}

/// The names of the templates, as the table of weights writes them.
pub const TEMPLATES: &[&str] = &[
    "word",
    "pair",
    "three",
    "gap",
    "shape3",
    "shape4",
    "verb",
    "verb3",
    "verb4",
    "any2",
    "any3",
    "lead",
    "leadverb",
    "before",
    "beforeverb",
    "place",
    "block",
    "start",
    "has",
    "length",
    "two",
    "four",
];

const WORD: usize = 0;
const PAIR: usize = 1;
const THREE: usize = 2;
const GAP: usize = 3;
const SHAPE3: usize = 4;
const SHAPE4: usize = 5;
const VERB: usize = 6;
const VERB3: usize = 7;
const VERB4: usize = 8;
const ANY2: usize = 9;
const ANY3: usize = 10;
const LEAD: usize = 11;
const LEADVERB: usize = 12;
const BEFORE: usize = 13;
const BEFOREVERB: usize = 14;
const PLACE: usize = 15;
const BLOCK: usize = 16;
const START: usize = 17;
const HAS: usize = 18;
const LENGTH: usize = 19;
const TWO: usize = 20;
const FOUR: usize = 21;

impl Feature {
    fn of(template: usize, words: &[WordHash]) -> Self {
        let mut all = [0; 5];
        for (place, word) in all.iter_mut().zip(words) {
            *place = *word;
        }
        Self { template, words: all }
    }

    /// The key under which the table of weights knows it.
    #[must_use]
    pub fn key(&self) -> u64 {
        let mut key = (self.template as u64 + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        for word in self.words {
            key = (key ^ word).wrapping_mul(0xff51_afd7_ed55_8ccd);
            key ^= key >> 32;
        }
        key
    }
}

/// Verbs that carry the sense of a sentence: auxiliaries and verbs of undertaking.
#[rustfmt::skip]
const VERBS: &[WordHash] = words![
    "will", "shall", "would", "has", "have", "had", "is", "are", "was", "were", "can", "could",
    "should", "must", "may", "might", "does", "do", "did", "intend", "intends", "plan", "plans",
    "expect", "expects", "aim", "aims", "remain", "remains", "continue", "continues", "announced",
    "published", "launched", "committed", "introduced", "hope", "hopes", "want", "wants", "recognise",
    "recognises", "believe", "believes", "provides", "includes", "sets", "set", "pledged", "pledge",
    "pledges", "declared", "anticipate", "anticipates", "met", "wrote", "agreed", "confirmed",
    "commits", "commit",
];

/// Gives every feature of sentence `at` to `sink`.
pub fn features_of(
    sentences: &[Sentence],
    symbols: &[Vec<Symbol>],
    at: usize,
    sink: &mut dyn FnMut(Feature),
) {
    let (Some(sentence), Some(row)) = (sentences.get(at), symbols.get(at)) else { return };
    runs(row, sink);
    verbs(row, sink);
    around(sentences, symbols, at, sentence, sink);
    whole(row, sink);
}

fn runs(row: &[Symbol], sink: &mut dyn FnMut(Feature)) {
    for (at, symbol) in row.iter().enumerate() {
        sink(Feature::of(WORD, &[symbol.word]));
        let Some(second) = row.get(at + 1) else { break };
        sink(Feature::of(PAIR, &[symbol.word, second.word]));
        let Some(third) = row.get(at + 2) else { continue };
        sink(Feature::of(THREE, &[symbol.word, second.word, third.word]));
        sink(Feature::of(GAP, &[symbol.word, third.word]));
        sink(Feature::of(SHAPE3, &[symbol.shape, second.shape, third.shape]));
        let Some(fourth) = row.get(at + 3) else { continue };
        sink(Feature::of(SHAPE4, &[symbol.shape, second.shape, third.shape, fourth.shape]));
        sink(Feature::of(FOUR, &[symbol.word, second.shape, third.word, fourth.shape]));
    }
}

/// Who acts before the verb at `verb`: the nearest actor in its clause, or the word before it.
fn subject(row: &[Symbol], verb: usize) -> WordHash {
    let clause = row.get(..verb).unwrap_or_default();
    let mut nearest = None;
    for symbol in clause.iter().rev().take(9) {
        if let Some(actor) = symbol.actor {
            return hash(actor.class());
        }
        if PRONOUNS.contains(&symbol.word) {
            return symbol.word;
        }
        if BREAKS.contains(&symbol.word) && nearest.is_some() {
            break;
        }
        nearest = nearest.or(Some(symbol.word));
    }
    hash(Actor::Other.class())
}

const PRONOUNS: &[WordHash] =
    words!["it", "they", "this", "these", "that", "which", "who", "there", "he", "she", "you"];
const BREAKS: &[WordHash] = words![",", ";", ":", "and", "but", "("];

/// Where the verbs of a row stand: at most six of them.
pub(crate) fn verb_places(row: &[Symbol]) -> impl Iterator<Item = usize> + '_ {
    row.iter().enumerate().filter(|(_, symbol)| VERBS.contains(&symbol.word)).map(|(at, _)| at).take(6)
}

/// The next word that is no adverb.
pub(crate) fn next_word(row: &[Symbol], at: usize) -> usize {
    let mut next = at + 1;
    let adverbs = words![
        "also",
        "now",
        "therefore",
        "already",
        "then",
        "soon",
        "<vague>",
        "always",
        "recently",
        "further",
        "currently",
        "fully"
    ];
    while row.get(next).is_some_and(|symbol| adverbs.contains(&symbol.word) || symbol.shape == word!("~ly"))
        && next < at + 3
    {
        next += 1;
    }
    next
}

fn verbs(row: &[Symbol], sink: &mut dyn FnMut(Feature)) {
    for (count, verb) in verb_places(row).enumerate() {
        let Some(word) = row.get(verb).map(|symbol| symbol.word) else { continue };
        let who = subject(row, verb);
        let first_at = next_word(row, verb);
        let second_at = next_word(row, first_at);
        let first = row.get(first_at).map_or(0, |symbol| symbol.word);
        let first_shape = row.get(first_at).map_or(0, |symbol| symbol.shape);
        let second = row.get(second_at).map_or(0, |symbol| symbol.word);
        let second_shape = row.get(second_at).map_or(0, |symbol| symbol.shape);
        if count == 0 {
            sink(Feature::of(VERB, &[who, word, first_shape]));
            sink(Feature::of(VERB3, &[who, word, first]));
            sink(Feature::of(VERB4, &[who, word, first_shape, second]));
        }
        sink(Feature::of(ANY2, &[who, word, first_shape, second_shape]));
        sink(Feature::of(ANY3, &[word, first, second]));
        sink(Feature::of(TWO, &[who, word, first]));
    }
}

/// The verb that carries a sentence and who acts in it.
fn gist(row: &[Symbol]) -> [WordHash; 3] {
    verb_places(row).next().map_or([0; 3], |verb| {
        let next = row.get(next_word(row, verb)).map_or(0, |symbol| symbol.shape);
        [subject(row, verb), row.get(verb).map_or(0, |symbol| symbol.word), next]
    })
}

fn around(
    sentences: &[Sentence],
    symbols: &[Vec<Symbol>],
    at: usize,
    sentence: &Sentence,
    sink: &mut dyn FnMut(Feature),
) {
    if let Some(row) = sentence.lead_in.and_then(|lead_in| symbols.get(lead_in)) {
        let tail = row.get(row.len().saturating_sub(12)..).unwrap_or_default();
        for (first, second) in tail.iter().zip(tail.iter().skip(1)) {
            sink(Feature::of(LEAD, &[first.word, second.word]));
            sink(Feature::of(LEAD, &[first.word]));
        }
        sink(Feature::of(LEADVERB, &gist(row)));
    }
    if let Some(row) = at.checked_sub(1).and_then(|before| symbols.get(before)) {
        sink(Feature::of(BEFOREVERB, &gist(row)));
        for symbol in row.iter().skip(1).take(3) {
            sink(Feature::of(BEFORE, &[symbol.word]));
        }
    } else {
        sink(Feature::of(PLACE, words!["first"]));
    }
    if at + 1 == sentences.len() {
        sink(Feature::of(PLACE, words!["last"]));
    }
    let block = match sentence.block {
        BlockKind::Paragraph => "paragraph",
        BlockKind::Bullet => "bullet",
        BlockKind::Heading => "heading",
        BlockKind::Cell => "cell",
    };
    sink(Feature::of(BLOCK, &[hash(block)]));
}

fn whole(row: &[Symbol], sink: &mut dyn FnMut(Feature)) {
    for symbol in row.iter().skip(1).take(6) {
        sink(Feature::of(START, &[symbol.word]));
    }
    let mut verb_seen = 0;
    for class in ["<future>", "<past>", "<vague>", "<money>", "<count>", "<percent>", "<gov>", "we", "<url>"]
    {
        if row.iter().any(|symbol| symbol.word == hash(class)) {
            sink(Feature::of(HAS, &[hash(class)]));
            let verb = gist(row)[1];
            if verb != 0 && verb_seen < 4 {
                verb_seen += 1;
                sink(Feature::of(HAS, &[hash(class), verb]));
            }
        }
    }
    let length = ["1", "2", "3", "4", "5", "6"].get((row.len() / 8).min(5)).copied().unwrap_or("6");
    sink(Feature::of(LENGTH, &[hash(length)]));
    if gist(row)[1] == 0 {
        sink(Feature::of(LENGTH, words!["verbless"]));
    }
}
