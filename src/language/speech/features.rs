//! What a sentence offers to be weighed: its words and pairs of them, its verb groups, what it counts and dates, and
//! what stands around it.
//!
//! It must not know the weights.

use crate::language::canonical::BlockKind;
use crate::language::sentences::Sentence;
use crate::language::speech::clauses::{Group, main_of};
use crate::language::speech::symbols::Symbol;
use crate::language::speech::verbs::forms_of;
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
    "word", "pair", "lemma", "start", "frame", "framewho", "beforeverb", "frameverb", "whoverb", "afterverb",
    "chain", "whochain", "inner", "main", "mainverb", "mainhas", "verbhas", "frames", "lead", "leadframe",
    "before", "beforeframe", "place", "block",
];

const WORD: usize = 0;
const PAIR: usize = 1;
const LEMMA: usize = 2;
const START: usize = 3;
const FRAME: usize = 4;
const FRAMEWHO: usize = 5;
const BEFOREVERB: usize = 6;
const FRAMEVERB: usize = 7;
const WHOVERB: usize = 8;
const AFTERVERB: usize = 9;
const CHAIN: usize = 10;
const WHOCHAIN: usize = 11;
const INNER: usize = 12;
const MAIN: usize = 13;
const MAINVERB: usize = 14;
const MAINHAS: usize = 15;
const VERBHAS: usize = 16;
const FRAMES: usize = 17;
const LEAD: usize = 18;
const LEADFRAME: usize = 19;
const BEFORE: usize = 20;
const BEFOREFRAME: usize = 21;
const PLACE: usize = 22;
const BLOCK: usize = 23;

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

/// Gives every feature of sentence `at` to `sink`.
pub fn features_of(
    sentences: &[Sentence],
    symbols: &[Vec<Symbol>],
    groups: &[Vec<Group>],
    at: usize,
    sink: &mut dyn FnMut(Feature),
) {
    let (Some(sentence), Some(row), Some(own)) = (sentences.get(at), symbols.get(at), groups.get(at)) else {
        return;
    };
    words_of(row, sink);
    for group in own {
        of_group(row, group, sink);
    }
    of_main(row, own, sink);
    let mut frames = [0; 4];
    for (place, group) in frames.iter_mut().zip(own) {
        *place = group.frame;
    }
    sink(Feature::of(FRAMES, &frames));
    sink(Feature::of(FRAMES, frames.get(..2).unwrap_or_default()));
    around(symbols, groups, at, sentence, sink);
    if at + 1 == sentences.len() {
        sink(Feature::of(PLACE, words!["last"]));
    }
}

fn words_of(row: &[Symbol], sink: &mut dyn FnMut(Feature)) {
    for (at, symbol) in row.iter().enumerate() {
        sink(Feature::of(WORD, &[symbol.word]));
        if let Some(second) = row.get(at + 1) {
            sink(Feature::of(PAIR, &[symbol.word, second.word]));
        }
        if let Some(forms) = forms_of(symbol.word) {
            sink(Feature::of(LEMMA, &[forms.lemma]));
        }
        if (1..7).contains(&at) {
            sink(Feature::of(START, &[symbol.word]));
        }
    }
}

/// Who does what in one verb group.
fn of_group(row: &[Symbol], group: &Group, sink: &mut dyn FnMut(Feature)) {
    let role = if group.opened == 0 { word!("main") } else { word!("sub") };
    let denied = if group.denied { word!("not") } else { 0 };
    let (frame, who, verb) = (group.frame, group.subject, group.verb);
    sink(Feature::of(FRAME, &[role, frame, denied]));
    sink(Feature::of(FRAMEWHO, &[role, frame, who, denied]));
    sink(Feature::of(BEFOREVERB, &[frame, group.before]));
    sink(Feature::of(FRAMEVERB, &[frame, verb, denied]));
    sink(Feature::of(WHOVERB, &[frame, who, verb, denied]));
    if let Some(next) = row.get(group.end) {
        sink(Feature::of(AFTERVERB, &[frame, verb, next.word]));
    }
    if group.inner != 0 {
        sink(Feature::of(CHAIN, &[frame, verb, group.inner]));
        sink(Feature::of(WHOCHAIN, &[frame, who, group.inner]));
        sink(Feature::of(INNER, &[verb, group.inner]));
    }
}

/// The main verb group, by itself and with what the sentence counts and dates.
fn of_main(row: &[Symbol], groups: &[Group], sink: &mut dyn FnMut(Feature)) {
    let Some(main) = main_of(groups) else { return };
    let denied = if main.denied { word!("not") } else { 0 };
    sink(Feature::of(MAIN, &[main.frame, denied]));
    sink(Feature::of(MAIN, &[main.frame, main.subject, denied]));
    sink(Feature::of(MAINVERB, &[main.frame, main.verb, denied]));
    sink(Feature::of(MAINVERB, &[main.frame, main.subject, main.verb, main.inner, denied]));
    for class in ["<future>", "<past>", "<vague>", "<money>", "<count>", "<percent>"].map(hash) {
        if row.iter().any(|symbol| symbol.word == class) {
            sink(Feature::of(MAINHAS, &[main.frame, class]));
            sink(Feature::of(MAINHAS, &[main.frame, main.subject, class]));
            sink(Feature::of(VERBHAS, &[main.verb, class]));
        }
    }
}

/// The lead-in, the sentence before, and the kind of block.
fn around(
    symbols: &[Vec<Symbol>],
    groups: &[Vec<Group>],
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
    }
    if let Some(main) = sentence.lead_in.and_then(|lead_in| main_of(groups.get(lead_in)?)) {
        sink(Feature::of(LEADFRAME, &[main.frame]));
        sink(Feature::of(LEADFRAME, &[main.frame, main.verb]));
        sink(Feature::of(LEADFRAME, &[main.frame, main.subject, main.verb, main.inner]));
    }
    match at.checked_sub(1).and_then(|before| symbols.get(before)) {
        Some(row) => {
            for symbol in row.iter().skip(1).take(3) {
                sink(Feature::of(BEFORE, &[symbol.word]));
            }
        }
        None => sink(Feature::of(PLACE, words!["first"])),
    }
    if let Some(main) = at.checked_sub(1).and_then(|before| main_of(groups.get(before)?)) {
        sink(Feature::of(BEFOREFRAME, &[main.frame]));
        sink(Feature::of(BEFOREFRAME, &[main.frame, main.subject]));
    }
    let block = match sentence.block {
        BlockKind::Paragraph => "paragraph",
        BlockKind::Bullet => "bullet",
        BlockKind::Heading => "heading",
        BlockKind::Cell => "cell",
    };
    sink(Feature::of(BLOCK, &[hash(block)]));
}
