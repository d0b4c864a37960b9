//! Whether a date of a sentence bears on what is undertaken in it, or tells of something else.
//!
//! It must not weigh one date against another.

use crate::date::Date;
use crate::language::dates::tense::TOLD;
use crate::language::dates::{DateMention, Form, Kind};
use crate::language::quantities::{QuantityMention, Unit};
use crate::language::sentences::Sentence;
use crate::language::speech::{Reading, joins_a_verb};
use crate::language::tokens::{Kind as TokenKind, Token, hash, words};

/// Whether a date may be that of the undertaking that begins at the token `undertaken`.
pub(super) fn bears(
    reading: &Reading,
    at: usize,
    sentence: &Sentence,
    undertaken: usize,
    date: &DateMention,
    reference: Option<Date>,
) -> bool {
    is_to_come(date, reference)
        && !date.named
        && !is_a_record(reading, date)
        && !is_of_a_measure(reading, date)
        && !is_of_the_past(reading, at, date, reference)
        && !is_of_the_day(reading, sentence, date)
        && !is_of_another(reading, date)
        && !is_of_a_subject(reading, sentence, undertaken, date)
        && !is_superseded(reading, sentence, date)
        && !is_told_in_passing(reading, date)
        && !is_of_what_we_will_do(reading, undertaken, date)
        && !is_a_standard(reading, sentence, date)
        && !is_of_what_was_said(reading, at, sentence, date)
        && !is_of_what_was_done(reading, sentence, undertaken, date, reference)
}

fn is_to_come(date: &DateMention, reference: Option<Date>) -> bool {
    let last = date.last.zip(reference).is_none_or(|(last, reference)| {
        // `over the past five years` and `earlier this year` end with the document.
        let is_past = date.kind == Kind::Over || matches!(date.form, Some(Form::Span(..)));
        last > reference || (last == reference && !is_past)
    });
    date.vague || ((date.form.is_some() || reference.is_none()) && last)
}

/// `for the first time in over 50 years`.
fn is_a_record(reading: &Reading, date: &DateMention) -> bool {
    let from = date.head.saturating_sub(4);
    let before = reading.tokens.get(from..date.head).unwrap_or_default();
    before
        .windows(2)
        .any(|pair| matches!(pair, [first, time] if first.word == hash("first") && time.word == hash("time")))
}

/// `at 2025-26 prices`, `below 2019 levels`, `in line with September 2025 CPI`: a year in which something was measured.
fn is_of_a_measure(reading: &Reading, date: &DateMention) -> bool {
    let word = |at: usize| reading.tokens.get(at).map_or(0, |token| token.word);
    let measured = words![
        "prices", "price", "levels", "level", "baseline", "terms", "costs", "money", "cpi", "rpi", "cpih"
    ];
    let told_of = words!["will", "would", "shall", "is", "are", "should"];
    let bound = matches!(date.kind, Kind::By | Kind::From | Kind::Until);
    !bound && measured.contains(&word(date.tail)) && !told_of.contains(&word(date.tail + 1))
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
    let begins = reading.token_at(date.start);
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
    let begins = reading.token_at(date.start);
    let of_a_thing = reading.tokens.get(begins).is_some_and(|token| token.word == hash("for"));
    let told_of = words![
        "details", "information", "data", "figures", "statistics", "results", "further", "once", "when"
    ];
    let first = reading.tokens.get(sentence.first).map_or(0, |token| token.word);
    of_a_thing && date.tail <= undertaken && told_of.contains(&first)
}

/// `respond to the consultation, which closes on 3 March, in the summer`, `after it has closed on 3 March`: a day of what is
/// spoken of.
fn is_told_in_passing(reading: &Reading, date: &DateMention) -> bool {
    let begins = reading.token_at(date.start);
    let before = reading.tokens.get(begins.saturating_sub(3)..begins).unwrap_or_default();
    let runs = words!["closes", "closed", "ends", "ended", "opens", "opened", "concludes", "concluded"];
    let set_off = reading.tokens.get(date.tail).is_some_and(|token| token.is_mark(','));
    match before {
        [.., has, verb] if words!["has", "have"].contains(&has.word) => {
            runs.contains(&verb.word)
                && !date.vague
                && date.kind == Kind::In
                && is_behind_what_ran(reading, begins)
        }
        [comma, which, verb] => {
            set_off && comma.is_mark(',') && which.word == hash("which") && runs.contains(&verb.word)
        }
        _ => false,
    }
}

/// Whether the clause before a date is opened by what another waits for: `after all of it has closed`, but not `it will have closed`.
fn is_behind_what_ran(reading: &Reading, begins: usize) -> bool {
    let before = reading.tokens.get(begins.saturating_sub(8)..begins).unwrap_or_default();
    let opens = words!["after", "once", "when", "will", "shall", "that"];
    let opened = before.iter().rfind(|token| opens.contains(&token.word));
    opened.is_some_and(|token| words!["after", "once", "when"].contains(&token.word))
}

/// `a plan to deliver the health service we will build over the next decade`: when what a noun names is done, not the plan.
fn is_of_what_we_will_do(reading: &Reading, undertaken: usize, date: &DateMention) -> bool {
    let from = undertaken.max(date.head.saturating_sub(16)) + 1;
    let before = reading.tokens.get(from..date.head).unwrap_or_default();
    let clause = before.windows(3).rposition(|three| {
        matches!(three, [noun, subject, will]
            if noun.kind == TokenKind::Word
                && words!["we", "they", "it"].contains(&subject.word)
                && words!["will", "shall"].contains(&will.word))
    });
    // `We will make sure that across the country we will have opened 500 hubs by March`: a day is of the nearest clause.
    let Some(noun) = clause.filter(|_| date.kind == Kind::Over && !date.vague) else { return false };
    let (named, clause) = before.split_at(noun + 1);
    let begins = reading.tokens.get(noun + from).map_or(0, |token| token.word);
    let article = words!["the", "a", "an", "our", "its", "their", "any", "every"];
    let has_article = named.iter().rev().skip(1).take(4).any(|token| article.contains(&token.word));
    has_article && !SAYING.contains(&begins) && !clause.iter().any(|token| token.is_mark(','))
}

/// Words that a clause may follow without `that`, or that open one.
#[rustfmt::skip]
const SAYING: &[u64] = words![
    "and", "but", "or", "so", "that", "which", "as", "when", "once", "if", "because", "where", "while", "until", "than",
    "announced", "announce", "confirmed", "confirm", "said", "say", "says", "stated", "state", "expect", "expects", "expected",
    "hope", "hopes", "ensure", "ensures", "mean", "means", "believe", "know", "agreed", "promised", "promise", "pledged",
    "anticipate", "sure", "confident", "clear", "before", "after", "though", "although", "this", "how", "what",
];

/// `respond to 80% of letters within 20 working days`: how long each may take, not by when anything is reached.
fn is_a_standard(reading: &Reading, sentence: &Sentence, date: &DateMention) -> bool {
    let begins = reading.token_at(date.start);
    let mut said = reading.tokens.get(begins..date.tail).unwrap_or_default().iter();
    let within = said.next().is_some_and(|token| token.word == hash("within"));
    let short = said.any(|token| words!["day", "days", "week", "weeks"].contains(&token.word));
    let earlier = reading.quantities.partition_point(|quantity| quantity.start < sentence.start);
    let mut earlier = reading.quantities.iter().skip(earlier).take_while(|one| one.end <= date.start);
    let word = |at: usize| reading.tokens.get(at).map_or(0, |token| token.word);
    // `answer 90% within 20 days`, `respond to 90%`, but not `cut it by 90% within 20 days`.
    let is_done_to = |start: usize| {
        let hedges = words!["at", "least", "around", "about", "over", "some", "nearly", "almost"];
        let at = (0..reading.token_at(start)).rfind(|at| !hedges.contains(&word(*at)));
        at.is_some_and(|at| {
            let is =
                |back: usize, any: &[u64]| at.checked_sub(back).is_some_and(|at| any.contains(&word(at)));
            is(1, words!["will", "to", "shall"])
                || word(at) == hash("to") && is(1, words!["respond", "reply", "attend"])
        })
    };
    // `80% of letters`, but not `increase pay by 5% and begin payments`.
    let is_of_each = |one: &QuantityMention| {
        let behind = reading.token_at(one.end);
        let share = reading.tokens.get(behind..begins).unwrap_or_default();
        let is_share = share.first().map_or_else(|| is_done_to(one.start), |of| of.word == hash("of"));
        is_share && !share.windows(2).any(joins_a_verb)
    };
    // `within 90 working days in 90% of cases`, but not `within 12 weeks in 50% of areas`
    let behind = reading.quantities.partition_point(|quantity| quantity.start < date.end);
    let share = reading.quantities.get(behind).filter(|share| matches!(share.unit, Unit::Known("%")));
    let follows = share.is_some_and(|share| {
        reading.token_at(share.start) == date.tail + 1
            && words!["in", "for"].contains(&word(date.tail))
            && word(reading.token_at(share.end)) == hash("of")
            && DEALT_WITH.contains(&word(reading.token_at(share.end) + 1))
    });
    let is_share = |one: &QuantityMention| matches!(one.unit, Unit::Known("%")) && is_of_each(one);
    within
        && short
        && (follows || earlier.any(is_share) || is_dealt_with_one_by_one(reading, sentence, begins))
}

/// `so that patients are treated within 18 weeks`, `respond to correspondence within 20 days`, but not `clear the outstanding
/// claims within six weeks`: what comes one by one has no day by which all of it is done.
fn is_dealt_with_one_by_one(reading: &Reading, sentence: &Sentence, begins: usize) -> bool {
    let from = begins.saturating_sub(DEALT_WITH_BEFORE).max(sentence.first);
    let before = reading.tokens.get(from..begins).unwrap_or_default();
    are_served(before) || are_dealt_with(before)
}

/// `(ensuring) patients are treated`, but not `the petition will be answered` or `all 40 patients will be seen`.
fn are_served(before: &[Token]) -> bool {
    let served = words!["treated", "seen", "answered", "diagnosed", "admitted", "discharged", "acknowledged"];
    let things =
        words!["patients", "people", "children", "adults", "pupils", "residents", "calls", "letters"];
    let Some((verb, before)) = before.split_last() else { return false };
    let is = words!["are", "be", "being", "is", "will", "to", "should", "must", "can"];
    let subject = before.iter().rposition(|token| !is.contains(&token.word));
    let said = subject.and_then(|last| before.get(..=last)).unwrap_or_default();
    let is_bare = said.iter().rev().skip(1).take(2).all(is_any);
    served.contains(&verb.word)
        && is_bare
        && said.last().is_some_and(|thing| things.contains(&thing.word) || DEALT_WITH.contains(&thing.word))
}

/// `respond to correspondence (of members)`, but not `answer requests and open a hub`.
fn are_dealt_with(before: &[Token]) -> bool {
    let verbs = words!["answer", "answering", "decide", "deciding", "treat", "treating"];
    let replies = words!["respond", "responding", "reply", "replying"];
    let object = before.iter().rposition(|token| verbs.contains(&token.word)).map(|verb| verb + 1).max(
        before
            .windows(2)
            .rposition(
                |pair| matches!(pair, [verb, to] if replies.contains(&verb.word) && to.word == hash("to")),
            )
            .map(|verb| verb + 2),
    );
    let object = object.and_then(|object| before.get(object..)).unwrap_or_default();
    let thing = object.iter().take(3).position(|token| DEALT_WITH.contains(&token.word));
    let is_open = thing.and_then(|thing| object.get(..thing)).is_some_and(|which| which.iter().all(is_any));
    is_open && !object.iter().any(|token| token.is_mark(',')) && !object.windows(2).any(joins_a_verb)
}

/// Whether a word before a thing leaves open which and how many there are.
fn is_any(which: &Token) -> bool {
    let those_there_are = words![
        "all", "the", "this", "that", "these", "those", "both", "outstanding", "remaining", "existing",
        "current", "our", "which", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"
    ];
    which.kind == TokenKind::Word && !those_there_are.contains(&which.word)
}

/// How many tokens before its time such things are looked for.
const DEALT_WITH_BEFORE: usize = 12;

/// What is dealt with one by one, each within its time.
const DEALT_WITH: &[u64] = words![
    "cases", "applications", "calls", "requests", "complaints", "claims", "letters", "correspondence",
    "appeals", "enquiries", "referrals", "incidents", "instances", "decisions"
];

/// `Following the Chancellor's 29 July announcement`, `as set out in our statement on 7 January`: a day of what has been said, which
/// without its year can seem still to come.
fn is_of_what_was_said(reading: &Reading, at: usize, sentence: &Sentence, date: &DateMention) -> bool {
    let said = words![
        "announcement", "announcements", "statement", "speech", "letter", "answer", "reply", "response",
        "debate", "decision", "publication", "meeting"
    ];
    let is_said = |token: &Token| said.contains(&token.word);
    let begins = reading.token_at(date.start);
    let near = begins.saturating_sub(SAID_BEFORE).max(sentence.first)..begins;
    let word = |at: usize| reading.tokens.get(at).map_or(0, |token| token.word);
    let opens = |at: &usize| {
        words!["following", "since"].contains(&word(*at))
            || word(*at) == hash("further") && word(at + 1) == hash("to")
            || word(*at) == hash("as")
                && words!["announced", "set", "outlined", "stated"].contains(&word(at + 1))
    };
    let Some(opened) = near.rev().find(opens) else { return false };
    let clause = reading.tokens.get(opened + 1..begins).unwrap_or_default();
    let closed = clause.iter().any(|token| token.is_mark(',') || token.is_mark(';'));
    // `Following the decision we will publish the plan on 3 March`: a verb has the day of what it says.
    let (row, groups) = (reading.symbols.get(at), reading.groups.get(at));
    let mut verbs = groups.into_iter().flatten().filter_map(|group| row?.get(group.at));
    let acted = verbs.any(|verb| (opened + 1..begins).contains(&verb.token));
    let named = reading.tokens.get(date.tail).is_some_and(is_said) || clause.iter().any(is_said);
    named && !closed && !acted && matches!(date.form, Some(Form::Day(_))) && date.kind == Kind::In
}

/// How many tokens before a day such words are looked for.
const SAID_BEFORE: usize = 13;

/// `We have trebled our aid this financial year and will continue to help`: the year of what has been done.
fn is_of_what_was_done(
    reading: &Reading,
    sentence: &Sentence,
    undertaken: usize,
    date: &DateMention,
    reference: Option<Date>,
) -> bool {
    let joined = reading.tokens.get(date.tail..undertaken).unwrap_or_default();
    let joins = joined.len() <= 3 && joined.iter().any(|token| words!["and", "but"].contains(&token.word));
    let begun = date.first.zip(reference).is_some_and(|(first, reference)| first <= reference);
    if !joins || !begun || !matches!(date.kind, Kind::In | Kind::Over) {
        return false;
    }
    let said = reading.tokens.get(sentence.first..date.head).unwrap_or_default();
    let has = said.iter().rposition(|token| words!["has", "have"].contains(&token.word));
    let done = has.and_then(|has| said.get(has + 1..)).unwrap_or_default();
    let open = words!["to", "commitment", "announced", "committed", "promised", "pledged", "allocated"];
    !done.is_empty() && !done.iter().any(|token| open.contains(&token.word))
}

/// Whether it is the day on which something was to be done until now: `The report, due in autumn, will now be published in
/// January`, `originally planned for March`.
fn is_superseded(reading: &Reading, sentence: &Sentence, date: &DateMention) -> bool {
    let word = |at: usize| reading.tokens.get(at).map_or(0, |token| token.word);
    let begins = reading.token_at(date.start);
    let planned = words![
        "due", "planned", "scheduled", "expected", "promised", "intended", "meant", "set", "slated",
        "timetabled"
    ];
    let near = begins.saturating_sub(5).max(sentence.first)..begins;
    let Some(due) = near.rev().find(|at| planned.contains(&word(*at))) else { return false };
    let was = words!["originally", "previously", "initially", "was", "were", "once"];
    // `first promised for 2024`, but not `the first report due in July`
    if (due.saturating_sub(2).max(sentence.first)..due).any(|at| was.contains(&word(at)))
        || due > sentence.first && word(due - 1) == hash("first")
    {
        return true;
    }
    let set_off = due > sentence.first
        && words![",", "("].contains(&word(due - 1))
        && words![",", ")"].contains(&word(date.tail));
    let now = words!["now", "instead", "rather"];
    let after = reading.tokens.get(date.tail..sentence.last.min(date.tail + 8)).unwrap_or_default();
    set_off && after.windows(3).any(|three| {
        matches!(three, [will, one, two] if words!["will", "is", "are", "has", "have"].contains(&will.word)
                && (now.contains(&one.word) || now.contains(&two.word)))
    })
}

/// Whether a day within weeks of the document belongs to a verb of the past: a document whose day is not known exactly
/// can seem older than what it reports (`announced on 19 November`).
fn is_of_the_past(reading: &Reading, at: usize, date: &DateMention, reference: Option<Date>) -> bool {
    if matches!(date.kind, Kind::By | Kind::Until | Kind::From) {
        return false;
    }
    // `the plan announced today`, `projects announced in 2023 and 2024`, but not `will be announced today`.
    let begins = reading.token_at(date.start);
    let before = |steps: usize| begins.checked_sub(steps).and_then(|at| reading.tokens.get(at));
    // `published this year` behind `will be developed and` is still to come.
    let hangs = words!["and", "or", "is", "are", "being", "to", "will"];
    let apart = before(2).is_none_or(|token| !hangs.contains(&token.word));
    let to_be = (2..=4).any(|steps| before(steps).is_some_and(|token| token.word == hash("be")));
    let later = reading.tokens.get(date.head).is_some_and(|token| token.word == hash("later"));
    let begun =
        apart && !later && date.first.zip(reference).is_some_and(|(first, reference)| first <= reference);
    let soon = date.last.zip(reference).is_some_and(|(last, reference)| (last - reference).num_days() <= 31);
    if (begun || soon) && before(1).is_some_and(|token| TOLD.contains(&token.word)) && !to_be {
        return true;
    }
    if !soon || !matches!(date.form, Some(Form::Day(_) | Form::Month(..))) {
        return false;
    }
    let (Some(groups), Some(row)) = (reading.groups.get(at), reading.symbols.get(at)) else { return false };
    let before =
        groups.iter().rev().find(|group| row.get(group.at).is_some_and(|symbol| symbol.token < date.head));
    // A date before its verb: `On 17 June we announced`.
    let verb = before.or_else(|| groups.first());
    verb.is_some_and(|group| PAST.contains(&group.frame))
}

/// Frames of what is past.
const PAST: &[u64] = words![
    "ed", "n+ed", "had", "has+ed", "has+been+ed", "had+ed", "had+been+ed", "was+ed", "was", "did+base"
];
