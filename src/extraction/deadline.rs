//! Which date of a sentence is the deadline of its pledge.
//!
//! It must not resolve dates: it only chooses among those that were recognised.

use crate::date::Date;
use crate::language::canonical::BlockKind;
use crate::language::dates::{DateMention, Form, Kind};
use crate::language::quantities::Unit;
use crate::language::sentences::Sentence;
use crate::language::speech::{Act, Reading, Verdict};
use crate::language::tokens::{Kind as TokenKind, hash, words};

/// The date by, from, until or in which a pledge is to be kept; nothing where none is said.
pub(super) fn of(
    reading: &Reading,
    at: usize,
    sentence: &Sentence,
    reference: Option<Date>,
) -> Option<DateMention> {
    let from = reading.dates.partition_point(|date| date.start < sentence.start);
    let dates =
        reading.dates.get(from..).unwrap_or_default().iter().take_while(|date| date.start < sentence.end);
    let to_come = |date: &&DateMention| {
        let last = date.last.zip(reference).is_none_or(|(last, reference)| {
            // `over the past five years` ends with the document.
            last > reference || (last == reference && date.kind != Kind::Over)
        });
        !date.named
            && !is_a_record(reading, date)
            && (date.vague || ((date.form.is_some() || reference.is_none()) && last))
    };
    let undertaken = undertaken_from(reading, sentence);
    let mut dates: Vec<&DateMention> = dates
        .filter(to_come)
        .filter(|date| !is_of_the_past(reading, at, date, reference))
        .filter(|date| !is_of_the_day(reading, sentence, date) && !is_of_another(reading, date))
        .filter(|date| !is_of_a_subject(reading, sentence, undertaken, date))
        .collect();
    // `will plant 500 trees in two years and we will close no library before May`: the first has its own date.
    if let Some(second) = second_undertaking(reading, sentence, undertaken)
        && dates.first().is_some_and(|date| date.head < second)
    {
        dates.retain(|date| date.head < second);
    }
    let mut best: Option<(i32, &DateMention)> = None;
    for date in dates {
        let weight = weight(reading, sentence, undertaken, date);
        let better = best.is_none_or(|(known, chosen)| {
            weight > known
                || (weight == known
                    && (is_said_closer(reading, chosen, date) || is_a_further_year(reading, chosen, date)))
        });
        if better {
            best = Some((weight, date));
        }
    }
    let Some((_, date)) = best else { return in_the_row(reading, at, sentence, reference) };
    let mut deadline = of_money(reading, sentence, reference, date);
    // `from 3 November to 26 January`
    let at = reading.dates.partition_point(|other| other.start < date.start);
    let opening = at.checked_sub(1).and_then(|before| reading.dates.get(before));
    let opening = opening.filter(|other| other.tail + 1 == date.head && other.kind == Kind::From);
    if let Some(opening) = opening.filter(|_| date.kind == Kind::Until) {
        deadline.first = opening.first.max(deadline.first);
    }
    Some(deadline)
}

/// The date of a pledge in a table that stands in a cell behind it: one that says nothing else.
fn in_the_row(
    reading: &Reading,
    at: usize,
    sentence: &Sentence,
    reference: Option<Date>,
) -> Option<DateMention> {
    if sentence.block != BlockKind::Cell {
        return None;
    }
    let mut cells = reading.sentences.iter().zip(&reading.verdicts).skip(at + 1).take(4);
    let dated = |(cell, verdict): (&Sentence, &Verdict)| {
        if cell.block != BlockKind::Cell || verdict.act != Act::Other {
            return Some(None);
        }
        let from = reading.dates.partition_point(|date| date.start < cell.start);
        let date =
            reading.dates.get(from).filter(|date| date.end <= cell.end && cell.last - cell.first <= 8)?;
        let to_come =
            date.last.zip(reference).is_none_or(|(last, reference)| last > reference) && !date.named;
        Some(Some(date.clone()).filter(|_| to_come))
    };
    cells.find_map(dated)?
}

/// Whether the second of two dates that stand together says more closely when: `in 2025, in due course`, `at the earliest
/// opportunity this year`, `next month, on 1 April`, `over three years (2026-27 to 2028-29)`.
fn is_said_closer(reading: &Reading, first: &DateMention, second: &DateMention) -> bool {
    let together = second.head.saturating_sub(first.tail) <= 3;
    let bracketed = second.head == first.tail + 1
        && reading.tokens.get(first.tail).is_some_and(|token| token.is_mark('('));
    if bracketed && matches!(first.form, Some(Form::Open(_))) && second.last.is_some() {
        return true;
    }
    let within = match ((first.first, first.last), (second.first, second.last)) {
        ((Some(from), Some(to)), (Some(begin), Some(end))) => from <= begin && end <= to,
        ((_, first), (_, second)) => first.is_none() && second.is_some() || second.is_none(),
    };
    together && within
}

/// `for the first time in over 50 years`.
fn is_a_record(reading: &Reading, date: &DateMention) -> bool {
    let from = date.head.saturating_sub(4);
    let before = reading.tokens.get(from..date.head).unwrap_or_default();
    before
        .windows(2)
        .any(|pair| matches!(pair, [first, time] if first.word == hash("first") && time.word == hash("time")))
}

/// `£550 million in 2026-27 and £600 million in 2027-28`, `be piloted in 2026 and become mandatory in 2027`: what is
/// undertaken is done with the later of two years that one breath names.
fn is_a_further_year(reading: &Reading, first: &DateMention, second: &DateMention) -> bool {
    let of_years = |date: &DateMention| {
        date.kind == Kind::In
            && matches!(date.form, Some(Form::Year(_) | Form::Financial(_) | Form::Academic(_)))
    };
    let between = reading.tokens.get(first.tail..second.head).unwrap_or_default();
    let has = |words: &[u64]| between.iter().any(|token| words.contains(&token.word));
    let named = |date: &DateMention| {
        reading.tokens.get(date.head).is_some_and(|token| token.kind == TokenKind::Number)
    };
    of_years(first)
        && of_years(second)
        && named(first)
        && named(second)
        && second.last > first.last
        && between.len() <= 12
        && has(words!["and", "but"])
        && !has(words![",", ";"])
}

/// `suffered by people in the UK today` is no time for anything to be done; `we are today publishing` is.
fn is_of_the_day(reading: &Reading, sentence: &Sentence, date: &DateMention) -> bool {
    let word = |at: usize| reading.tokens.get(at).map_or(0, |token| token.word);
    word(date.head) == hash("today")
        && date.head != sentence.first
        && !words!["are", "is", "am", "will", "later", "we"].contains(&word(date.head.wrapping_sub(1)))
}

/// Whether a date is that of something else: `the Strategy coming later this year`, or of what others are to do: `encourage
/// pensioners to apply before 21 December`.
fn is_of_another(reading: &Reading, date: &DateMention) -> bool {
    let begins = reading.tokens.partition_point(|token| token.start < date.start);
    let word = |back: usize| {
        begins.checked_sub(back).and_then(|at| reading.tokens.get(at)).map_or(0, |token| token.word)
    };
    let coming = word(1) == hash("coming") && !words!["is", "are", "be"].contains(&word(2));
    let asked = (2..=8).any(|back| {
        word(back) == hash("to") && words!["apply", "register", "claim", "submit"].contains(&word(back - 1))
    });
    coming || (asked && date.kind == Kind::By)
}

/// Whether a date says of what the subject is, not when something is done to it: `Details of the funding for 2025-26 will
/// be published`.
fn is_of_a_subject(reading: &Reading, sentence: &Sentence, undertaken: usize, date: &DateMention) -> bool {
    let begins = reading.tokens.partition_point(|token| token.start < date.start);
    let of_a_thing = reading.tokens.get(begins).is_some_and(|token| token.word == hash("for"));
    let told_of = words![
        "details",
        "information",
        "data",
        "figures",
        "statistics",
        "results",
        "further",
        "once",
        "when"
    ];
    let first = reading.tokens.get(sentence.first).map_or(0, |token| token.word);
    of_a_thing && date.tail <= undertaken && told_of.contains(&first)
}

/// `£70 million this year` is money of the financial year.
fn of_money(
    reading: &Reading,
    sentence: &Sentence,
    reference: Option<Date>,
    date: &DateMention,
) -> DateMention {
    let pointed = reading.tokens.get(date.head..date.tail).is_some_and(|tokens| {
        matches!(tokens, [which, year, ..] if words!["this", "next"].contains(&which.word) && year.word == hash("year"))
    });
    let money = || {
        let from = reading.quantities.partition_point(|quantity| quantity.start < sentence.start);
        let rest = reading.quantities.get(from..).unwrap_or_default();
        rest.iter()
            .take_while(|quantity| quantity.end <= sentence.end)
            .any(|quantity| matches!(quantity.unit, Unit::Known("£")))
    };
    let reference = reference.filter(|_| pointed && money());
    reference.and_then(|reference| date.of_financial_year(reference)).unwrap_or_else(|| date.clone())
}

/// Where what is undertaken begins to be said: the date of it is seldom said before.
fn undertaken_from(reading: &Reading, sentence: &Sentence) -> usize {
    let verbs = words![
        "will",
        "shall",
        "expect",
        "expects",
        "expected",
        "intend",
        "intends",
        "plan",
        "plans",
        "aim",
        "aims",
        "due",
        "anticipate",
        "anticipates",
        "hope",
        "hopes",
        "scheduled"
    ];
    let tokens = reading.tokens.get(sentence.first..sentence.last).unwrap_or_default();
    let first = tokens.iter().position(|token| verbs.contains(&token.word));
    sentence.first + first.unwrap_or(0)
}

/// Where a second undertaking with a subject of its own begins: `and we will`.
fn second_undertaking(reading: &Reading, sentence: &Sentence, undertaken: usize) -> Option<usize> {
    let tokens = reading.tokens.get(undertaken + 1..sentence.last)?;
    let at = tokens.windows(3).position(|three| {
        matches!(three, [and, subject, will] if words!["and", "but"].contains(&and.word)
            && words!["we", "it", "they", "i"].contains(&subject.word)
            && words!["will", "shall"].contains(&will.word))
    })?;
    Some(undertaken + 1 + at)
}

/// How much speaks for a date being the deadline; what is undertaken begins at the token `undertaken`.
fn weight(reading: &Reading, sentence: &Sentence, undertaken: usize, date: &DateMention) -> i32 {
    let kind = match date.kind {
        Kind::By => 6,
        Kind::Until => 5,
        Kind::From => 4,
        Kind::Over | Kind::In => 3,
    };
    // `guidance for 2025/26 in due course`: the year is the guidance's.
    let begins = reading.tokens.partition_point(|token| token.start < date.start);
    let of_a_thing = reading.tokens.get(begins).is_some_and(|token| token.word == hash("for"));
    // `scheduled for November`, against `data up to August`
    let planned = begins.checked_sub(1).and_then(|at| reading.tokens.get(at)).is_some_and(|token| {
        words!["scheduled", "due", "planned", "expected", "slated"].contains(&token.word)
    });
    let kind = match (date.vague, of_a_thing) {
        (true, _) => 3,
        (false, true) if planned => 6,
        (false, true) => 1,
        (false, false) => kind,
    };
    // `From September, parents will be able to`: what opens the sentence binds it as closely as what follows its verb.
    let opens = begins == sentence.first && date.kind == Kind::From;
    let after = if date.head > undertaken || opens { 3 } else { 0 };
    let window = date.head.saturating_sub(12).max(sentence.first)..date.head;
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
    // `50% by 2025, 80% by 2030 and 100% by 2038`
    let all = matches!(before, [.., hundred, percent, _]
        if hundred.word == hash("100") && percent.is_mark('%'));
    kind + after + if goal { 5 } else { 0 } + if all { 1 } else { 0 } - if about_a_baseline { 9 } else { 0 }
}

/// Whether a day within weeks of the document belongs to a verb of the past: a document whose day is not known exactly
/// can seem older than what it reports (`announced on 19 November`).
fn is_of_the_past(reading: &Reading, at: usize, date: &DateMention, reference: Option<Date>) -> bool {
    let soon = date.last.zip(reference).is_some_and(|(last, reference)| (last - reference).num_days() <= 31);
    if !soon
        || !matches!(date.form, Some(Form::Day(_) | Form::Month(..)))
        || matches!(date.kind, Kind::By | Kind::Until | Kind::From)
    {
        return false;
    }
    // `the plan announced today`, but not `will be announced today`.
    let before = |steps: usize| date.head.checked_sub(steps).and_then(|at| reading.tokens.get(at));
    let reported = words!["announced", "published", "launched", "confirmed", "outlined", "unveiled"];
    let to_be = (2..=4).any(|steps| before(steps).is_some_and(|token| token.word == hash("be")));
    if before(1).is_some_and(|token| reported.contains(&token.word)) && !to_be {
        return true;
    }
    let (Some(groups), Some(row)) = (reading.groups.get(at), reading.symbols.get(at)) else { return false };
    let before =
        groups.iter().rev().find(|group| row.get(group.at).is_some_and(|symbol| symbol.token < date.head));
    // A date before its verb: `On 17 June we announced`.
    let verb = before.or_else(|| groups.first());
    verb.is_some_and(|group| PAST.contains(&group.frame))
}

/// Frames of what is past.
const PAST: &[u64] =
    words!["ed", "n+ed", "has+ed", "has+been+ed", "had+ed", "had+been+ed", "was+ed", "was", "did+base"];
