//! How much speaks for a date of a sentence being the deadline, and which of two that weigh the same is.
//!
//! It must not ask whether a date bears on the undertaking at all: that is done before.

use crate::language::dates::{DateMention, Form, Kind};
use crate::language::sentences::Sentence;
use crate::language::speech::Reading;
use crate::language::tokens::{Kind as TokenKind, Token, hash, words};

/// Whether the second of two dates that weigh the same is rather the deadline than the first.
pub(super) fn is_preferred(reading: &Reading, first: &DateMention, second: &DateMention) -> bool {
    is_beyond_a_standard(reading, first, second)
        || is_a_conclusion(reading, first, second)
        || is_said_closer(reading, first, second)
        || is_a_further_year(reading, first, second)
        || is_a_further_item(reading, first, second)
        || is_a_further_day(reading, first, second)
}

/// `decide 80% of applications within 13 weeks by March 2027`: how long each may take, and by when that is reached.
fn is_beyond_a_standard(reading: &Reading, first: &DateMention, second: &DateMention) -> bool {
    let begins = |date: &DateMention| reading.token_at(date.start);
    let within = reading.tokens.get(begins(first)).is_some_and(|token| token.word == hash("within"));
    within && begins(second) == first.tail && second.kind == Kind::By && second.last > first.last
}

/// Whether the second of two dates that stand together says more closely when: `in 2025, in due course`, `at the earliest
/// opportunity this year`, `next month, on 1 April`, `over three years (2026-27 to 2028-29)`.
fn is_said_closer(reading: &Reading, first: &DateMention, second: &DateMention) -> bool {
    let together = second.head.saturating_sub(first.tail) <= 3;
    // `later this year, following the Spending Review`: what it comes after is no closer than a day.
    let begins = reading.token_at(second.start);
    let after =
        reading.tokens.get(begins).is_some_and(|token| words!["following", "after"].contains(&token.word));
    if first.last.is_some() && first.kind != Kind::Over && second.vague && after {
        return false;
    }
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

/// What a number does that is to go further.
const RISING: &[u64] = words!["rising", "increasing", "growing", "climbing", "falling"];

/// `£550 million in 2026-27 and £600 million in 2027-28`, `be piloted in 2026 and become mandatory in 2027`: what is
/// undertaken is done with the later of two years that one breath names; and it is brought `from 45,000 tonnes in 2018 to
/// zero in 2030`.
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
        && (has(words!["and", "but"]) || has(words!["to"]) && comes_from(reading, first))
        && !has(words![",", ";"])
}

/// `from 45,000 tonnes in 2018`
fn comes_from(reading: &Reading, date: &DateMention) -> bool {
    let before = reading.tokens.get(date.head.saturating_sub(6)..date.head).unwrap_or_default();
    before.iter().any(|token| token.word == hash("from"))
}

/// `By 2035 all homes will be warm, with 4,000 upgraded by 2028`: a part of what is undertaken is done before the whole.
fn is_of_a_part(reading: &Reading, sentence: &Sentence, date: &DateMention) -> bool {
    let earlier =
        reading.dates.iter().filter(|other| other.start >= sentence.start && other.end <= date.start);
    let mut whole = earlier.filter(|other| other.last > date.last);
    let from = date.head.saturating_sub(10).max(sentence.first);
    let before = reading.tokens.get(from..date.head).unwrap_or_default();
    whole.next().is_some()
        && before.windows(3).any(|three| {
            matches!(three, [comma, with, number]
                if comma.is_mark(',') && with.word == hash("with") && number.kind == TokenKind::Number)
        })
}

/// `until the end of 2024/25, supporting the commitment to end it by 2029`, `reporting in 2026, will recommend changes to
/// improve lives over the next decade`: what something is done for may come after it, where it has one of the other `dates`.
fn is_of_a_purpose(
    reading: &Reading,
    sentence: &Sentence,
    date: &DateMention,
    dates: &[&DateMention],
) -> bool {
    let supporting = words!["supporting", "helping", "contributing", "enabling", "towards"];
    let improving =
        words!["improve", "deliver", "build", "make", "help", "support", "meet", "achieve", "protect"];
    let from = date.head.saturating_sub(20).max(sentence.first);
    let before = reading.tokens.get(from..date.head).unwrap_or_default();
    let set_off = before.windows(2).position(|pair| {
        matches!(pair, [mark, purpose] if mark.is_mark(',') && supporting.contains(&purpose.word)
            || date.kind == Kind::Over && !date.vague && mark.word == hash("to") && improving.contains(&purpose.word))
    });
    let own = |at: usize| dates.iter().any(|other| other.tail <= from + at && other.last.is_some());
    let counts = |at: usize| before.iter().skip(at).any(|token| token.kind == TokenKind::Number);
    set_off.is_some_and(|at| own(at) && (before.get(at).is_some_and(|mark| mark.is_mark(',')) || !counts(at)))
}

/// `20 hubs in 2026, 30 in 2027 and 40 in 2028`, `£20m in 2025-26, and £30m in 2026-27`, `6,500 by 2029 and 8,500 by 2030`:
/// the further of two years in a row, each with a number of its own.
fn is_a_further_item(reading: &Reading, first: &DateMention, second: &DateMention) -> bool {
    let of_years = |date: &DateMention| {
        matches!(date.form, Some(Form::Year(_) | Form::Financial(_) | Form::Academic(_) | Form::Month(..)))
    };
    let between = reading.tokens.get(first.tail..second.head).unwrap_or_default();
    if between.len() > 12 {
        return false;
    }
    let joined = between.first().is_some_and(|token| words![",", "and"].contains(&token.word));
    let rest = words!["all", "rest", "remainder", "remaining", "every"];
    let counted = between.iter().any(|token| token.kind == TokenKind::Number || rest.contains(&token.word));
    // `500 by March 2027, rising to 1,500 by March 2029`
    let rises = between.get(1).is_some_and(|token| RISING.contains(&token.word));
    let between = between.get(if rises { 3 } else { 0 }..).unwrap_or_default();
    let told = words!["will", "shall", "is", "are", "was", "were", "has", "have", "to", ";", ":"];
    first.kind == second.kind
        && matches!(first.kind, Kind::In | Kind::By)
        && of_years(first)
        && of_years(second)
        && second.last > first.last
        && joined
        && counted
        && !between.iter().any(|token| told.contains(&token.word))
}

/// `will open one in November, and a fourth in spring next year`, `a report by 18 December, and an assessment by March`:
/// all of it is done with the later day.
fn is_a_further_day(reading: &Reading, first: &DateMention, second: &DateMention) -> bool {
    let of_days = match second.form {
        Some(Form::Day(_) | Form::Month(..) | Form::Season(..)) => true,
        // `at the beginning of May`
        Some(Form::Span(first, last)) => (last - first).num_days() < 31,
        _ => false,
    };
    let alike = first.kind == second.kind && matches!(first.kind, Kind::In | Kind::By)
        || goes_on(reading, first, second);
    let between = reading.tokens.get(first.tail..second.head).unwrap_or_default();
    let has = |words: &[u64]| between.iter().any(|token| words.contains(&token.word));
    of_days
        && alike
        && first.last.is_some_and(|_| second.last > first.last)
        && between.len() <= 30
        && has(words!["and", "with"])
        && !has(words![";"])
}

/// `will shortly begin a study, which we expect will conclude in autumn 2026`: of a vague beginning and the day of what
/// it leads to, the day.
fn is_a_conclusion(reading: &Reading, first: &DateMention, second: &DateMention) -> bool {
    let expected = words!["will", "ambition", "aim", "aiming", "view", "intention"];
    let between = reading.tokens.get(first.tail..second.head).unwrap_or_default();
    // `shortly of the criteria that they will need to meet in 2025/26`
    let told_of = between.iter().any(|token| token.word == hash("that"));
    first.vague
        && !told_of
        && second.last.is_some()
        && matches!(second.kind, Kind::In | Kind::By)
        && between.iter().any(|token| expected.contains(&token.word))
}

/// `from April 2026 for some and November 2026 for others`: one preposition stands for both.
fn goes_on(reading: &Reading, first: &DateMention, second: &DateMention) -> bool {
    let begins = reading.token_at(second.start);
    let joined = begins.checked_sub(1).and_then(|at| reading.tokens.get(at));
    first.kind == Kind::From
        && begins == second.head
        && second.head.saturating_sub(first.tail) <= 6
        && joined.is_some_and(|token| token.word == hash("and"))
}

/// How much speaks for one of the `dates` that bear on what is undertaken from the token `undertaken` on being its deadline.
pub(super) fn of(
    reading: &Reading,
    sentence: &Sentence,
    undertaken: usize,
    date: &DateMention,
    dates: &[&DateMention],
) -> i32 {
    let is_only_day = dates.iter().filter(|date| !date.vague).count() == 1;
    let begins = reading.token_at(date.start);
    // `From September, parents will be able to`: what opens the sentence binds it as closely as what follows its verb.
    // `This year we will consult, and legislate as soon as possible`: so does the only day.
    let opens = begins == sentence.first && (date.kind == Kind::From || is_only_day && !date.vague);
    let after = if date.head > undertaken || opens { 3 } else { 0 };
    let window = date.head.saturating_sub(12).max(sentence.first)..date.head;
    let before = reading.tokens.get(window).unwrap_or_default();
    // `carbon neutral by 2030, with an interim target of 60 % by 2025`
    let interim =
        has_pair(before, words!["interim"], words!["target", "targets", "goal", "goals", "aim", "reduction"]);
    let on_the_way = interim
        || is_of_a_part(reading, sentence, date)
        || is_of_a_purpose(reading, sentence, date, dates)
        || before.iter().any(|token| words!["milestone", "milestones"].contains(&token.word));
    let about_a_baseline = matches!(date.form, Some(Form::Year(_)))
        && reading
            .tokens
            .get(date.tail)
            .is_some_and(|next| words!["levels", "level", "baseline", "prices"].contains(&next.word));
    // What is to come as soon as possible has no goal of its own.
    let goal = if date.vague { 0 } else { of_a_climate_goal(before) };
    // `50% by 2025, 80% by 2030 and 100% by 2038`
    let all = matches!(before, [.., hundred, percent, _]
        if hundred.word == hash("100") && percent.is_mark('%'));
    of_kind(reading, begins, date) + after + goal + i32::from(all)
        - if about_a_baseline || on_the_way { 9 } else { 0 }
}

/// How much the words that lead to a date speak for it.
fn of_kind(reading: &Reading, begins: usize, date: &DateMention) -> i32 {
    let earlier = reading.dates.partition_point(|other| other.start < date.start).checked_sub(1);
    let earlier = earlier.and_then(|at| reading.dates.get(at));
    // `guidance for 2025/26 in due course`: the year is the guidance's.
    let of_a_thing = reading.tokens.get(begins).is_some_and(|token| token.word == hash("for"));
    // `scheduled for November`, against `data up to August`
    let planned = begins.checked_sub(1).and_then(|at| reading.tokens.get(at)).is_some_and(|token| {
        words!["scheduled", "due", "planned", "expected", "slated"].contains(&token.word)
    });
    match (date.vague, of_a_thing) {
        (true, _) => 3,
        (false, true) if planned => 6,
        (false, true) => 1,
        (false, false) if is_of_what_follows(reading, begins, date) => 1,
        (false, false) => match date.kind {
            Kind::By => 6,
            Kind::Until => 5,
            Kind::From => 4,
            Kind::In if earlier.is_some_and(|earlier| goes_on(reading, earlier, date)) => 4,
            Kind::Over | Kind::In => 3,
        },
    }
}

/// Several years in a climate pledge: the goal is the one of `net zero`, the others are steps towards it; of `carbon neutral
/// by 2028 and net zero by 2035` it is net zero.
fn of_a_climate_goal(before: &[Token]) -> i32 {
    let goal = has_pair(
        before,
        words!["net", "carbon", "climate", "zero"],
        words!["zero", "neutral", "neutrality", "carbon", "positive", "-"],
    );
    let net_zero = has_pair(before, words!["net"], words!["zero", "-"]);
    if goal { 5 + i32::from(net_zero) } else { 0 }
}

/// Whether one of some words stands right before one of others.
fn has_pair(tokens: &[Token], first: &[u64], second: &[u64]) -> bool {
    tokens
        .windows(2)
        .any(|pair| matches!(pair, [one, two] if first.contains(&one.word) && second.contains(&two.word)))
}

/// `specific 2025-30 requirements`, `2025 data`: years before a noun tell which it is.
fn is_of_what_follows(reading: &Reading, begins: usize, date: &DateMention) -> bool {
    let yearly = matches!(
        date.form,
        Some(Form::Span(..) | Form::Years(..) | Form::Financial(_) | Form::Academic(_) | Form::Year(_))
    );
    let small = words![
        "and", "or", "to", "for", "with", "which", "will", "is", "are", "as", "we", "in", "on", "at", "by",
        "from", "the", "when", "following", "alongside", "subject", "but", "including", "onwards", "of"
    ];
    let next = reading.tokens.get(date.tail);
    begins == date.head
        && yearly
        && next.is_some_and(|next| next.kind == TokenKind::Word && !small.contains(&next.word))
}
