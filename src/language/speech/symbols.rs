//! A sentence as a row of symbols: its words, with dates, quantities, names of bodies and addresses put in classes.
//!
//! A symbol is the hash of a word or of a class. It must not weigh anything.

use crate::date::Date;
use crate::language::dates::DateMention;
use crate::language::quantities::{QuantityMention, Unit};
use crate::language::sentences::Sentence;
use crate::language::speech::actors::{self, Actor};
use crate::language::tokens::{Kind, Token, WordHash, hash};

/// A word or a class at its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Symbol {
    /// Hash of the word, or of the name of its class.
    pub word: WordHash,
    /// Hash of what it is when its meaning is left aside: a small word itself, the class, or an ending (`~ed`).
    pub shape: WordHash,
    /// Index of its first token.
    pub token: usize,
    /// The actor it names.
    pub actor: Option<Actor>,
}

/// Names of all classes and shapes, so that a table of weights can be read.
pub const CLASSES: &[&str] = &[
    "<s>", "</s>", "<future>", "<past>", "<vague>", "<date>", "<money>", "<percent>", "<count>", "<time>", "<num>", "<url>", "<gov>", "<min>", "<body>",
    "<council>", "~ed", "~ing", "~s", "~ly", "~Cap", "~x",
];

/// The symbols of each sentence.
#[must_use]
pub fn symbols_of(
    text: &str,
    tokens: &[Token],
    dates: &[DateMention],
    quantities: &[QuantityMention],
    sentences: &[Sentence],
    reference: Option<Date>,
) -> Vec<Vec<Symbol>> {
    let mut dates = dates.iter().peekable();
    let mut quantities = quantities.iter().peekable();
    let mut all = Vec::with_capacity(sentences.len());
    for sentence in sentences {
        let mut row = Vec::with_capacity(sentence.last - sentence.first + 2);
        let class = |name: &'static str, token: usize| Symbol { word: hash(name), shape: hash(name), token, actor: None };
        row.push(class("<s>", sentence.first));
        let mut at = sentence.first;
        while let Some(token) = tokens.get(at).filter(|_| at < sentence.last && row.len() < LONGEST) {
            while dates.next_if(|date| date.tail <= at).is_some() {}
            while quantities.next_if(|quantity| quantity.end <= token.start).is_some() {}
            if let Some(date) = dates.peek().filter(|date| date.head <= at) {
                row.push(class(class_of_date(date, reference), at));
                at = date.tail.min(sentence.last).max(at + 1);
                continue;
            }
            if let Some(quantity) = quantities.peek().filter(|quantity| quantity.start <= token.start) {
                row.push(class(class_of_quantity(quantity), at));
                let end = quantity.end;
                while tokens.get(at).is_some_and(|token| token.start < end) && at < sentence.last {
                    at += 1;
                }
                continue;
            }
            if let Some((actor, length)) = actors::actor_at(tokens, at) {
                row.push(Symbol { actor: Some(actor), ..class(actor.class(), at) });
                at += length;
                continue;
            }
            row.push(plain(text, token, at));
            at += 1;
        }
        row.push(class("</s>", sentence.last));
        all.push(row);
    }
    all
}

/// How many symbols of a sentence are looked at: a longer one is a table or no prose.
const LONGEST: usize = 160;

fn class_of_date(date: &DateMention, reference: Option<Date>) -> &'static str {
    match (date.vague, date.named, date.last, reference) {
        (true, ..) => "<vague>",
        (_, true, ..) => "<date>",
        (_, _, Some(last), Some(reference)) if last >= reference => "<future>",
        (_, _, Some(_), Some(_)) => "<past>",
        _ => "<date>",
    }
}

fn class_of_quantity(quantity: &QuantityMention) -> &'static str {
    match quantity.unit {
        Unit::Known("%") => "<percent>",
        Unit::Known(unit) if unit.len() <= 3 && !unit.chars().any(|letter| letter.is_ascii_lowercase()) => "<money>",
        _ if quantity.duration => "<time>",
        Unit::Known(_) | Unit::Noun(..) | Unit::None => "<count>",
    }
}

fn plain(text: &str, token: &Token, at: usize) -> Symbol {
    let actor = if token.word == hash("we") {
        Some(Actor::We)
    } else if token.word == hash("i") {
        Some(Actor::I)
    } else {
        None
    };
    let (word, shape) = match token.kind {
        Kind::Number => (hash("<num>"), hash("<num>")),
        Kind::Address => (hash("<url>"), hash("<url>")),
        Kind::Mark(_) => (token.word, token.word),
        Kind::Word if SMALL.contains(&token.word) => (token.word, token.word),
        Kind::Word => (token.word, hash(shape_of(token.text(text), token.capital))),
    };
    Symbol { word, shape, token: at, actor }
}

/// What the ending of a word says about it.
fn shape_of(word: &str, capital: bool) -> &'static str {
    if IRREGULAR_PAST.iter().any(|past| past.eq_ignore_ascii_case(word)) {
        return "~ed";
    }
    let long = word.len() > 4;
    if capital {
        "~Cap"
    } else if long && word.ends_with("ed") {
        "~ed"
    } else if long && word.ends_with("ing") {
        "~ing"
    } else if long && word.ends_with("ly") {
        "~ly"
    } else if word.len() > 3 && word.ends_with('s') && !word.ends_with("ss") {
        "~s"
    } else {
        "~x"
    }
}

const IRREGULAR_PAST: &[&str] = &[
    "made", "built", "given", "gave", "set", "put", "begun", "began", "spent", "held", "met", "written", "wrote", "led", "ran", "taken", "took", "seen", "brought", "laid", "won",
    "sent", "come", "came", "gone", "done", "found", "grown", "kept", "paid", "sought", "spoken", "spoke", "undertaken", "undertook", "heard", "shown", "risen", "fallen", "chosen",
];

/// Small words, and the verbs of undertaking, that shapes keep as they are.
const SMALL: &[WordHash] = &[
    hash("the"), hash("a"), hash("an"), hash("of"), hash("to"), hash("in"), hash("on"), hash("at"), hash("for"), hash("by"), hash("with"), hash("from"), hash("and"), hash("or"),
    hash("but"), hash("as"), hash("than"), hash("that"), hash("which"), hash("who"), hash("this"), hash("these"), hash("those"), hash("it"), hash("they"), hash("we"), hash("i"),
    hash("our"), hash("their"), hash("its"), hash("my"), hash("his"), hash("her"), hash("will"), hash("would"), hash("can"), hash("could"), hash("should"), hash("may"), hash("might"),
    hash("must"), hash("shall"), hash("has"), hash("have"), hash("had"), hash("is"), hash("are"), hash("was"), hash("were"), hash("be"), hash("been"), hash("being"), hash("do"),
    hash("does"), hash("did"), hash("not"), hash("no"), hash("also"), hash("if"), hash("when"), hash("where"), hash("while"), hash("once"), hash("there"), hash("committed"),
    hash("commitment"), hash("plan"), hash("plans"), hash("intend"), hash("intends"), hash("expect"), hash("expects"), hash("expected"), hash("aim"), hash("aims"), hash("continue"),
    hash("continues"), hash("continuing"), hash("ensure"), hash("ensuring"), hash("help"), hash("support"), hash("due"), hash("already"), hash("recently"), hash("further"), hash("new"),
    hash("more"), hash("all"), hash("any"), hash("each"), hash("remains"), hash("remain"), hash("working"), hash("work"), hash("including"), hash("such"), hash("currently"), hash("how"),
];
