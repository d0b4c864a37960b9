//! A sentence as a row of symbols: its words, with dates, quantities, names of bodies and addresses put in classes.
//!
//! A symbol is the hash of a word or of a class. It must not weigh anything.

use crate::date::Date;
use crate::language::dates::{self, DateMention};
use crate::language::quantities::{QuantityMention, Unit};
use crate::language::sentences::Sentence;
use crate::language::speech::actors::{self, Actor};
use crate::language::tokens::{Kind, Token, WordHash, hash, word, words};

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

/// Names of all classes, shapes and roles, so that a table of weights can be read.
pub const CLASSES: &[&str] = &[
    "<s>", "</s>", "<future>", "<past>", "<vague>", "<date>", "<money>", "<percent>", "<count>", "<time>",
    "<num>", "<url>", "<gov>", "<min>", "<body>", "<council>", "<other>", "<gov>-", "<body>-", "we-",
    "<other>-", "main", "sub", "~ed", "~ing", "~s", "~ly", "~Cap", "~x",
];

/// The symbols of each sentence.
pub(crate) fn symbols_of(
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
        let class = |name: &'static str, token: usize| Symbol {
            word: hash(name),
            shape: hash(name),
            token,
            actor: None,
        };
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
        // In a text without a day: what is to be done by 2030 is mostly to come, whenever it was written.
        (_, _, Some(_), None) if matches!(date.kind, dates::Kind::By | dates::Kind::Until) => "<future>",
        _ => "<date>",
    }
}

fn class_of_quantity(quantity: &QuantityMention) -> &'static str {
    match quantity.unit {
        Unit::Known("%") => "<percent>",
        Unit::Known(unit) if unit.len() <= 3 && !unit.chars().any(|letter| letter.is_ascii_lowercase()) => {
            "<money>"
        }
        _ if quantity.duration => "<time>",
        Unit::Known(_) | Unit::Noun(..) | Unit::None => "<count>",
    }
}

fn plain(text: &str, token: &Token, at: usize) -> Symbol {
    let actor = if token.word == word!("we") {
        Some(Actor::We)
    } else if token.word == word!("i") {
        Some(Actor::I)
    } else {
        None
    };
    let (word, shape) = match token.kind {
        Kind::Number => (word!("<num>"), word!("<num>")),
        Kind::Address => (word!("<url>"), word!("<url>")),
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
    "made", "built", "given", "gave", "set", "put", "begun", "began", "spent", "held", "met", "written",
    "wrote", "led", "ran", "taken", "took", "seen", "brought", "laid", "won", "sent", "come", "came", "gone",
    "done", "found", "grown", "kept", "paid", "sought", "spoken", "spoke", "undertaken", "undertook",
    "heard", "shown", "risen", "fallen", "chosen",
];

/// Small words, and the verbs of undertaking, that shapes keep as they are.
#[rustfmt::skip]
const SMALL: &[WordHash] = words![
    "the", "a", "an", "of", "to", "in", "on", "at", "for", "by", "with", "from", "and", "or", "but",
    "as", "than", "that", "which", "who", "this", "these", "those", "it", "they", "we", "i", "our",
    "their", "its", "my", "his", "her", "will", "would", "can", "could", "should", "may", "might",
    "must", "shall", "has", "have", "had", "is", "are", "was", "were", "be", "been", "being", "do",
    "does", "did", "not", "no", "also", "if", "when", "where", "while", "once", "there", "committed",
    "commitment", "plan", "plans", "intend", "intends", "expect", "expects", "expected", "aim", "aims",
    "continue", "continues", "continuing", "ensure", "ensuring", "help", "support", "due", "already",
    "recently", "further", "new", "more", "all", "any", "each", "remains", "remain", "working", "work",
    "including", "such", "currently", "how",
];
