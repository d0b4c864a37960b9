//! Which date of a sentence is the deadline of its pledge.
//!
//! It must not resolve dates: it only chooses among those that were recognised.

use crate::date::Date;
use crate::language::dates::{DateMention, Form, Kind};
use crate::language::sentences::Sentence;
use crate::language::speech::Reading;
use crate::language::tokens::hash;

/// The date by, from, until or in which a pledge is to be kept; nothing where none is said.
pub(super) fn of(
    text: &str,
    reading: &Reading,
    sentence: &Sentence,
    reference: Option<Date>,
) -> Option<DateMention> {
    let _ = text;
    let from = reading.dates.partition_point(|date| date.start < sentence.start);
    let dates =
        reading.dates.get(from..).unwrap_or_default().iter().take_while(|date| date.start < sentence.end);
    let to_come = |date: &&DateMention| {
        let last = date.last.zip(reference).is_none_or(|(last, reference)| last >= reference);
        !date.named && (date.vague || (date.form.is_some() && last))
    };
    let mut best: Option<(i32, &DateMention)> = None;
    for date in dates.filter(to_come) {
        let weight = weight(reading, sentence, date);
        if best.is_none_or(|(known, _)| weight > known) {
            best = Some((weight, date));
        }
    }
    best.map(|(_, date)| date.clone())
}

/// How much speaks for a date being the deadline. The first of equals is taken.
fn weight(reading: &Reading, sentence: &Sentence, date: &DateMention) -> i32 {
    let kind = match date.kind {
        Kind::By => 6,
        Kind::Until => 5,
        Kind::From => 4,
        Kind::Over | Kind::In => 3,
    };
    let kind = if date.vague { 2 } else { kind };
    let window = date.head.saturating_sub(8).max(sentence.first)..date.head;
    let before = reading.tokens.get(window).unwrap_or_default();
    // Several years in a climate pledge: the goal is the one of `net zero`, the others are steps towards it.
    let goal = before.windows(2).any(|pair| {
        let second = pair.get(1).map_or(0, |token| token.word);
        pair.first().is_some_and(|token| {
            [hash("net"), hash("carbon"), hash("climate"), hash("zero")].contains(&token.word)
                && ([
                    hash("zero"),
                    hash("neutral"),
                    hash("neutrality"),
                    hash("carbon"),
                    hash("positive"),
                    hash("-"),
                ]
                .contains(&second))
        })
    });
    let about_a_baseline = matches!(date.form, Some(Form::Year(_)))
        && reading.tokens.get(date.tail).is_some_and(|next| {
            [hash("levels"), hash("level"), hash("baseline"), hash("prices")].contains(&next.word)
        });
    kind + if goal { 3 } else { 0 } - if about_a_baseline { 9 } else { 0 }
}
