//! The verb groups of a sentence: who acts, in which tense and voice, with which verb, and what that verb leads to.
//!
//! `the department is committed to publishing` is one group: `<gov>`, `is+ed`, `commit`, and behind it `publish`.
//! It must not judge what a group means.

use crate::language::speech::actors::Actor;
use crate::language::speech::symbols::Symbol;
use crate::language::speech::verbs::{Forms, forms_of};
use crate::language::tokens::{WordHash, hash, word, words};

/// A verb with its auxiliaries.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Group {
    /// Place of its first word in the row.
    pub at: usize,
    /// Place after its last word.
    pub end: usize,
    /// Tense, aspect and voice: one of [`FRAMES`].
    pub frame: WordHash,
    /// Who acts.
    pub subject: WordHash,
    /// The last word before it that is no adverb.
    pub before: WordHash,
    /// The verb, or the word that the copula leads to.
    pub verb: WordHash,
    /// The verb behind it: `committed to publishing`; 0 where there is none.
    pub inner: WordHash,
    /// Whether it is denied.
    pub denied: bool,
    /// What opened its clause: 0 of a main clause, else the word.
    pub opened: WordHash,
}

/// The names of all frames.
#[rustfmt::skip]
pub const FRAMES: &[&str] = &[
    "will+base", "will+be", "will+be+ed", "will+be+ing", "will+have", "can+base", "can+be", "can+be+ed",
    "can+be+ing", "can+have", "has+ed", "has+been", "has+been+ed", "has+been+ing", "has+to", "has",
    "had+ed", "had+been", "had+been+ed", "had+been+ing", "had+to", "had", "is+ed", "is+ing", "is+being",
    "is+to", "is", "was+ed", "was+ing", "was+being", "was+to", "was", "does+base", "did+base", "ed", "n+ed",
    "s", "n+s", "base", "not",
];

/// The verb groups of a row, in order; at most eight.
pub(crate) fn groups_of(row: &[Symbol]) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    let mut opened = 0;
    let mut at = 1;
    while at < row.len() && groups.len() < 8 {
        let symbol = row.get(at).map_or(0, |symbol| symbol.word);
        if OPENERS.contains(&symbol) {
            opened = symbol;
        }
        match group_at(row, at, groups.last()) {
            Some(mut group) => {
                group.opened = opened;
                opened = 0;
                at = group.end.max(at + 1);
                groups.push(group);
            }
            None => at += 1,
        }
    }
    groups
}

/// The group that carries a sentence: the first of its main clauses that is surely a verb, else the first.
pub(crate) fn main_of(groups: &[Group]) -> Option<&Group> {
    let unsure = words!["n+ed", "n+s"];
    groups
        .iter()
        .find(|group| group.opened == 0 && !unsure.contains(&group.frame))
        .or_else(|| groups.iter().find(|group| group.opened == 0))
        .or(groups.first())
}

/// A walk over the words of one group.
struct Walk<'r> {
    row: &'r [Symbol],
    at: usize,
    denied: bool,
}

impl Walk<'_> {
    fn word(&self) -> WordHash {
        self.row.get(self.at).map_or(0, |symbol| symbol.word)
    }

    fn forms(&self) -> Forms {
        self.row
            .get(self.at)
            .filter(|symbol| symbol.actor.is_none())
            .and_then(|symbol| forms_of(symbol.word))
            .unwrap_or_default()
    }

    /// A participle, of a known verb or by its ending.
    fn is_past(&self) -> bool {
        self.forms().past || self.row.get(self.at).is_some_and(|symbol| symbol.shape == word!("~ed"))
    }

    fn is_progressive(&self) -> bool {
        self.forms().progressive || self.row.get(self.at).is_some_and(|symbol| symbol.shape == word!("~ing"))
    }

    /// Goes on by one word and over the adverbs after it.
    fn step(&mut self) {
        self.at += 1;
        let from = self.at;
        while self.at < from + 4 {
            let Some(symbol) = self.row.get(self.at) else { break };
            if words!["not", "never", "cannot"].contains(&symbol.word) {
                self.denied = true;
            } else if !(ADVERBS.contains(&symbol.word) || symbol.shape == word!("~ly")) {
                break;
            }
            self.at += 1;
        }
    }
}

fn group_at(row: &[Symbol], at: usize, last: Option<&Group>) -> Option<Group> {
    let mut walk = Walk { row, at, denied: false };
    let first = walk.word();
    let frame = if words!["will", "shall"].contains(&first) {
        walk.step();
        modal(&mut walk, ["will+base", "will+be", "will+be+ed", "will+be+ing", "will+have"])
    } else if words!["would", "can", "could", "should", "must", "may", "might", "cannot"].contains(&first) {
        walk.denied = first == word!("cannot");
        walk.step();
        modal(&mut walk, ["can+base", "can+be", "can+be+ed", "can+be+ing", "can+have"])
    } else if words!["has", "have"].contains(&first) {
        walk.step();
        perfect(&mut walk, ["has+ed", "has+been", "has+been+ed", "has+been+ing", "has+to", "has"])
    } else if first == word!("had") {
        walk.step();
        perfect(&mut walk, ["had+ed", "had+been", "had+been+ed", "had+been+ing", "had+to", "had"])
    } else if words!["is", "are", "am"].contains(&first) {
        walk.step();
        copula(&mut walk, ["is+ed", "is+ing", "is+being", "is+to", "is"])
    } else if words!["was", "were"].contains(&first) {
        walk.step();
        copula(&mut walk, ["was+ed", "was+ing", "was+being", "was+to", "was"])
    } else if words!["do", "does", "did"].contains(&first) {
        walk.step();
        if !walk.forms().base {
            return None;
        }
        if first == word!("did") { "did+base" } else { "does+base" }
    } else {
        bare(&walk, last)?
    };
    let place = walk.at;
    let verb = row.get(place);
    let lemma = verb.map_or(0, |verb| forms_of(verb.word).map_or(verb.word, |forms| forms.lemma));
    let inner = behind(row, place, lemma);
    let (before, subject) = subject_of(row, at);
    let inner_verb = inner.and_then(|inner| row.get(inner));
    Some(Group {
        at,
        end: inner.unwrap_or(place) + 1,
        frame: hash(frame),
        subject,
        before,
        verb: lemma,
        inner: inner_verb.map_or(0, |verb| forms_of(verb.word).map_or(verb.word, |forms| forms.lemma)),
        denied: walk.denied,
        opened: 0,
    })
}

/// Past `be` or `been`.
fn after_be(walk: &mut Walk<'_>, [be, passive, progressive]: [&'static str; 3]) -> &'static str {
    walk.step();
    if walk.is_progressive() {
        progressive
    } else if walk.is_past() {
        passive
    } else {
        be
    }
}

/// After `will` or its like.
fn modal(walk: &mut Walk<'_>, [base, be, passive, progressive, have]: [&'static str; 5]) -> &'static str {
    if walk.word() == word!("be") {
        after_be(walk, [be, passive, progressive])
    } else if walk.word() == word!("have") {
        walk.step();
        if walk.word() == word!("been") {
            walk.step();
        }
        have
    } else {
        base
    }
}

/// After `has` or its like.
fn perfect(
    walk: &mut Walk<'_>,
    [past, been, passive, progressive, to, noun]: [&'static str; 6],
) -> &'static str {
    if walk.word() == word!("been") {
        after_be(walk, [been, passive, progressive])
    } else if walk.word() == word!("to") {
        walk.step();
        to
    } else if walk.is_past() {
        past
    } else {
        noun
    }
}

/// After `is` or its like.
fn copula(walk: &mut Walk<'_>, [past, progressive, being, to, noun]: [&'static str; 5]) -> &'static str {
    if walk.word() == word!("being") {
        walk.step();
        being
    } else if walk.word() == word!("to") {
        walk.step();
        to
    } else if walk.is_progressive() {
        progressive
    } else if walk.is_past() {
        past
    } else {
        noun
    }
}

/// A verb without an auxiliary: the simple past or the present.
fn bare(walk: &Walk<'_>, last: Option<&Group>) -> Option<&'static str> {
    let forms = walk.forms();
    if forms.lemma == 0 && walk.row.get(walk.at).is_none_or(|symbol| symbol.shape != word!("~ed")) {
        return None;
    }
    let mut before = walk.at.checked_sub(1)?;
    while before > 0
        && walk
            .row
            .get(before)
            .is_some_and(|symbol| ADVERBS.contains(&symbol.word) || symbol.shape == word!("~ly"))
    {
        before -= 1;
    }
    let subject = walk.row.get(before)?;
    let names = subject.actor.is_some()
        || words!["it", "they", "which", "who", "this", "these", "that", "he", "she"].contains(&subject.word);
    if names && walk.is_past() {
        return Some("ed");
    }
    if names && forms.third {
        return Some("s");
    }
    let plural = matches!(subject.actor, Some(Actor::We | Actor::I | Actor::Minister))
        || words!["they", "who", "which"].contains(&subject.word);
    if plural && forms.base {
        return Some("base");
    }
    let bound =
        forms_of(subject.word).is_some_and(|forms| forms.progressive) || NO_SUBJECTS.contains(&subject.word);
    // `has reviewed and published`: the frame of the group before it goes on.
    if words!["and", ",", "or"].contains(&subject.word)
        && walk.is_past()
        && let Some(last) = last
        && walk.at < last.end + 14
    {
        return FRAMES.iter().find(|frame| hash(frame) == last.frame && frame.ends_with("ed")).copied();
    }
    if !bound && forms.lemma != 0 && subject.shape != word!("<s>") {
        if walk.is_past() {
            return Some("n+ed");
        }
        if forms.third && last.is_none() {
            return Some("n+s");
        }
    }
    None
}

/// Where the verb stands that `verb` at `place` leads to: `committed to publishing`, `taking steps to improve`.
fn behind(row: &[Symbol], place: usize, verb: WordHash) -> Option<usize> {
    let is_verb = |at: usize| {
        row.get(at)
            .and_then(|symbol| forms_of(symbol.word))
            .is_some_and(|forms| forms.base || forms.progressive)
    };
    let adverb = |at: usize| {
        row.get(at).is_some_and(|symbol| ADVERBS.contains(&symbol.word) || symbol.shape == word!("~ly"))
    };
    let leads = LEADING.contains(&verb);
    if leads
        && row.get(place + 1).and_then(|symbol| forms_of(symbol.word)).is_some_and(|forms| forms.progressive)
    {
        return Some(place + 1);
    }
    let reach = if words!["take", "work", "have", "make", "put"].contains(&verb) { 8 } else { 3 };
    (place + 1..place + 1 + reach)
        .take_while(|at| {
            row.get(*at).is_some_and(|symbol| {
                !words![".", ",", ";", ":", "that", "which", "and"].contains(&symbol.word)
            })
        })
        .find(|at| row.get(*at).is_some_and(|symbol| words!["to", "on"].contains(&symbol.word)))
        .filter(|at| leads || *at == place + 1)
        .map(|at| if adverb(at + 1) { at + 2 } else { at + 1 })
        .filter(|at| is_verb(*at))
}

/// The word before a group, and who acts in it: the nearest actor or pronoun before it, else the word.
fn subject_of(row: &[Symbol], at: usize) -> (WordHash, WordHash) {
    let mut before = 0;
    for (far, symbol) in row.get(..at).unwrap_or_default().iter().rev().take(9).enumerate() {
        let adverb = ADVERBS.contains(&symbol.word) || symbol.shape == word!("~ly");
        if before == 0 && !adverb {
            before = symbol.word;
        }
        if let Some(actor) = symbol.actor {
            // An actor some words away may belong to a phrase: `the review of the department will`.
            return (before, if far < 2 { hash(actor.class()) } else { hash(FAR[place_of(actor)]) });
        }
        if words!["it", "they", "this", "these", "that", "which", "who", "there", "he", "she", "you"]
            .contains(&symbol.word)
        {
            return (before, symbol.word);
        }
        if far > 0 && words![",", ";", ":", "and", "but", "("].contains(&symbol.word) {
            break;
        }
    }
    (before, hash(Actor::Other.class()))
}

/// The classes of actors that stand some words before their verb, in the order of `place_of`.
const FAR: [&str; 4] = ["<gov>-", "<body>-", "we-", "<other>-"];

fn place_of(actor: Actor) -> usize {
    match actor {
        Actor::Government | Actor::Minister => 0,
        Actor::Body | Actor::Council => 1,
        Actor::We | Actor::I => 2,
        Actor::Other => 3,
    }
}

/// Words that open a clause that is not the main one.
#[rustfmt::skip]
const OPENERS: &[WordHash] = words![
    "which", "who", "whose", "where", "when", "if", "while", "whilst", "because", "that", "how", "whether",
    "what", "although", "unless", "until", "before", "after", "once", "as", "why", "than",
];

/// Verbs that lead to another.
#[rustfmt::skip]
const LEADING: &[WordHash] = words![
    "commit", "continue", "plan", "intend", "aim", "seek", "hope", "expect", "want", "work", "look",
    "begin", "start", "determine", "need", "pledge", "promise", "propose", "agree", "decide", "wish",
    "strive", "consider", "take", "help", "able", "due", "likely", "ready", "keen", "clear", "proud", "set",
    "focus", "remain", "dedicate", "try", "endeavour", "have", "make", "put", "schedule", "ask", "explore",
    "include", "allow", "go", "keep", "move", "ambition", "aim", "bring", "invite", "encourage", "prepare",
    "undertake", "anticipate", "responsible", "require", "design", "legislate",
];

/// Words after which no bare verb stands.
#[rustfmt::skip]
const NO_SUBJECTS: &[WordHash] = words![
    "the", "a", "an", "of", "to", "in", "on", "at", "for", "by", "with", "from", "as", "than", "our",
    "their", "its", "my", "his", "her", "all", "any", "each", "no", "is", "are", "was", "were", "be",
    "been", "being", "has", "have", "had", "will", "can", "could", "should", "would", "may", "must", "more",
    "most", "and", "or", "new", "not", "such", "some", "other", "those", "including", "between", "<count>",
    "<num>", "<money>", "-",
];

#[rustfmt::skip]
pub(super) const ADVERBS: &[WordHash] = words![
    "also", "now", "therefore", "already", "then", "soon", "<vague>", "always", "recently", "further",
    "currently", "fully", "still", "not", "never", "all", "just", "both", "again", "thus", "once", "often",
    "together", "either", "instead", "ever", "well", "first", "long",
];
