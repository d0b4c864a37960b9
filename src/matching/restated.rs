//! Which passage says the pledge again, otherwise: with another number, by another date, or of other things.
//!
//! It must not call a passage a restatement that promises nothing.

use super::profile::Profile;
use super::steps::{self, Promise};
use super::tokens::{self, Sort, Token};
use super::value::{self, Value, other};
use crate::date::{Date, Window};
use crate::language::dates::{self, Kind};
use crate::language::tokens as words;

/// A passage that says the pledge again, otherwise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Restated {
    /// With this number in place of the pledge's.
    Number(Value),
    /// With this date in place of the pledge's, as written, and its last day.
    Date(String, Date),
    /// The same number, of these things.
    Noun(String),
}

/// A sentence without this share of the pledge's wording is no other saying of it.
const SAID_AGAIN: f32 = 0.4;

/// Words by which a passage promises once more.
const AGAIN: &[&str] =
    &["recruit", "committed", "commitment", "will", "pledge", "pledged", "target", "aim", "plan", "promise"];

/// The pledge said again with another number, for other things, or for another date than `deadline`.
pub(super) fn restated(
    passage: &str,
    promise: &Promise<'_>,
    profile: &Profile,
    deadline: Option<Window>,
    known: Option<Date>,
) -> Option<Restated> {
    let folded = passage.to_lowercase();
    let again = folded.split(|letter: char| !letter.is_alphanumeric()).any(|word| AGAIN.contains(&word));
    if !again || value::is_of_predecessors(&folded) {
        return None;
    }
    let number = other(passage, promise, profile, |has, will| match (has, will) {
        (Some(has), Some(will)) => will < has,
        (None, Some(_)) => true,
        (_, None) => false,
    });
    number
        .map(Restated::Number)
        .or_else(|| other_date(passage, promise, profile, deadline?, known))
        .or_else(|| other_noun(passage, profile))
}

/// A date by which the pledge's own number, or, of a pledge without one, its deed, is promised: later or earlier than the
/// pledge's.
fn other_date(
    passage: &str,
    promise: &Promise<'_>,
    profile: &Profile,
    deadline: Window,
    known: Option<Date>,
) -> Option<Restated> {
    if profile.terms.iter().all(|term| !term.number) {
        return steps::sentences(passage).find_map(|sentence| {
            let again = profile.share(sentence) >= SAID_AGAIN && promise.is_promised_in(sentence);
            other_day(sentence, promise, deadline, known).filter(|_| again)
        });
    }
    let (own, at, _) = own_number(passage, profile)?;
    let all: Vec<Token> = tokens::tokens(passage, &[]).collect();
    if !value::counts_the_same(passage, &all, own, profile, promise) {
        return None;
    }
    let mentions = dates::recognise(passage, &words::tokenize(passage), known);
    let due = mentions.into_iter().find(|date| {
        let after = date.start > at && !passage.get(at..date.start).unwrap_or_default().contains(". ");
        let binds = matches!(date.kind, Kind::By | Kind::Over | Kind::Until);
        after && binds && !is_of_the_number(passage, date) && is_ahead(date, known)
    })?;
    // A later date of the sentence is that of a part: "by 2031, of which 2,400 by March 2026".
    moved(passage, &due, promise, deadline)
}

/// Whether a date that a passage names is one to come when it is `known`.
fn is_ahead(date: &dates::DateMention, known: Option<Date>) -> bool {
    let is_over = |last: Date| known.is_some_and(|known| last < known);
    !date.vague && !date.named && date.last.is_some_and(|last| !is_over(last))
}

/// A date as a restatement, if it is apart from the pledge's and not one of the pledge's own words.
fn moved(text: &str, due: &dates::DateMention, promise: &Promise<'_>, deadline: Window) -> Option<Restated> {
    let last = due.last.filter(|last| *last < deadline.first || *last > deadline.last)?;
    let said = text.get(due.start..due.end)?;
    let own = dates::recognise(promise.quote, &words::tokenize(promise.quote), None);
    // "For three years" has no end that a date could move.
    let lasts = said.split_once(' ').is_some_and(|(_, span)| {
        span.ends_with("years") && span.split(' ').count() == 2 && promise.quote.contains(span)
    });
    let is_own = lasts || own.iter().any(|date| date.last == Some(last));
    (!is_own).then(|| Restated::Date(said.to_owned(), last))
}

/// Whether a date tells of which time a number is and not by when: "£740 million for the 2025/26 financial year", "60% over the
/// five years since 2019", "treated within 18 weeks".
fn is_of_the_number(passage: &str, date: &dates::DateMention) -> bool {
    let (before, rest) = passage.split_at_checked(date.start).unwrap_or_default();
    let after = passage.get(date.end..).unwrap_or_default().trim_start();
    let own = rest.get(..date.end - date.start).unwrap_or_default();
    let waits = own.starts_with("within ") && ["weeks", "days"].iter().any(|unit| own.ends_with(unit));
    waits
        || rest.starts_with("for ")
        || before.ends_with(" for ")
        || after.starts_with("since ")
        || after.starts_with("from ")
}

/// The first date to come that a sentence names, if it is apart from the pledge's.
fn other_day(
    sentence: &str,
    promise: &Promise<'_>,
    deadline: Window,
    known: Option<Date>,
) -> Option<Restated> {
    let mentions = dates::recognise(sentence, &words::tokenize(sentence), known);
    let due = mentions.into_iter().find(|date| {
        let binds = matches!(date.kind, Kind::By | Kind::Over | Kind::Until | Kind::In);
        binds && is_ahead(date, known)
    })?;
    moved(sentence, &due, promise, deadline)
}

/// How many words that the pledge has not make another noun.
const OTHER_WORDS: usize = 2;

/// The things that a passage counts with the pledge's own number, if it names them otherwise.
fn other_noun(passage: &str, profile: &Profile) -> Option<Restated> {
    let (_, own_end, tokens) = own_number(passage, profile)?;
    let stemmer = tokens::stemmer();
    let mut key = String::new();
    // The name ends with what the pledge counts; words after that are of something else.
    let (mut new, mut name) = (0, None);
    let (start, mut end) = (tokens.first()?.start, own_end);
    for token in &tokens {
        let word = &passage[token.start..token.end];
        let lower = word.to_lowercase();
        // In brackets it is called otherwise once more.
        let aside = passage.get(end..token.start).is_some_and(|gap| gap.contains(['(', ')']));
        end = token.end;
        if aside || ENDS_A_NAME.contains(&lower.as_str()) || token.opens.is_some() {
            break;
        }
        if !tokens::is_stop(&lower) {
            tokens::key(passage, token, &stemmer, &mut key);
            let known = profile.terms.iter().find(|term| term.key == key);
            new += usize::from(known.is_none());
            // What is counted is named in the plural, and ends the name, whether it is another or the pledge's own.
            if known.is_some_and(|term| term.counted) && lower.ends_with('s') {
                name = passage.get(start..token.end).filter(|_| new >= OTHER_WORDS);
                break;
            }
        }
    }
    name.filter(|name| !name.starts_with("of ")).map(|name| Restated::Noun(name.to_owned()))
}

/// Words at which the name of what is counted ends.
const ENDS_A_NAME: &[&str] = &[
    "for", "in", "by", "that", "which", "who", "with", "from", "as", "during", "over", "through", "across",
    "at", "to", "when", "so", "including", "will", "have", "has", "are", "is", "was", "were", "this",
    "before", "after",
];

/// Where a passage has a number of the pledge (which token, and the byte after it), and the few tokens after it.
fn own_number(passage: &str, profile: &Profile) -> Option<(usize, usize, Vec<Token>)> {
    let stemmer = tokens::stemmer();
    let mut key = String::new();
    let all: Vec<Token> = tokens::tokens(passage, &[]).collect();
    let at = all.iter().position(|token| {
        tokens::key(passage, token, &stemmer, &mut key);
        matches!(token.sort, Sort::Number(_))
            && profile.terms.iter().any(|term| term.number && term.key == key)
    })?;
    Some((at, all.get(at)?.end, all.into_iter().skip(at + 1).take(OF_A_NAME).collect()))
}

/// The most words that name what is counted.
const OF_A_NAME: usize = 10;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::matching::{Corpus, Search};

    const PROMISED: &str = "recruiting an additional 6,500 new expert teachers over this parliament";

    #[test]
    fn a_deed_promised_for_another_day_is_the_pledge_said_otherwise() {
        let day = |year, month, day| Date::from_ymd_opt(year, month, day).expect("a day");
        let deadline = Window::new(day(2025, 9, 1), day(2025, 11, 30));
        let promised = "We will publish a Schools White Paper setting out SEND reform this autumn.";
        let search = Search { texts: vec![(1.0, promised.to_owned())], ..Search::default() };
        let profile = Profile::new(&search, &Corpus::default());
        let cases = [
            ("We will now publish the Schools White Paper on SEND in the new year.", Some("in the new year")),
            (
                "The Schools White Paper on SEND reform will be published by March 2026.",
                Some("by March 2026"),
            ),
            ("We will publish the Schools White Paper on SEND reform in October 2025.", None),
            ("We will publish a response to the Schools White Paper on SEND reform by March 2026.", None),
            ("The Schools White Paper on SEND reform was published in February 2025.", None),
            ("We will publish the rules in March 2026.", None),
        ];
        for (passage, expected) in cases {
            let found =
                restated(passage, &Promise::new(promised, &[]), &profile, deadline, Some(day(2025, 9, 20)));
            let found = found.map(|one| match one {
                Restated::Number(value) => value.text,
                Restated::Date(text, _) | Restated::Noun(text) => text,
            });
            assert_eq!(found.as_deref(), expected, "{passage}");
        }
    }

    #[test]
    fn goalposts_move_by_number_by_date_and_by_noun() {
        let day = |year, month, day| Date::from_ymd_opt(year, month, day).expect("a day");
        let deadline = Window::new(day(2029, 7, 8), day(2029, 7, 8));
        let cases = [
            ("We will recruit 7,000 teachers.", Some("7,000")),
            ("We have recruited 2,346 teachers.", None),
            ("We will recruit 6,500 new expert teachers over the course of this parliament.", None),
            ("We will recruit 6,500 teachers by 2031.", Some("by 2031")),
            ("We recruited 6,500 teachers in 2031.", None),
            (
                "We are committed to recruiting 6,500 secondary, special school and further education teachers.",
                Some("secondary, special school and further education teachers"),
            ),
            ("We are committed to 6,500 (secondary and special school) teachers.", None),
            ("We are committed to 6,500 prison places.", None),
            ("We will recruit 6,500 expert teachers and launch the Curriculum Review.", None),
            (
                "We have committed to recruiting 6,500 expert teachers and launched an independent, expert review.",
                None,
            ),
            ("The previous Government's target was to recruit 7,000 teachers by 2025.", None),
            ("We will recruit 150 new teachers at Marsh Academy.", None),
            (
                "We will recruit 6,500 teachers by 8 July 2029, of which 2,400 teachers will start by March 2026.",
                None,
            ),
            ("We will recruit 7,000 teachers instead of 6,500.", Some("7,000")),
            ("Our target is that 6,500 pupils will move to these teachers by 2026.", None),
            ("We will recruit 6,500 teachers by 2031, of which 400 by 2026.", Some("by 2031")),
            ("We are committed to 6,500 teachers for the 2030/31 academic year.", None),
            ("The target of 6,500 teachers was set over the five years since 2019.", None),
            (
                "We will recruit 6,500 teachers from September 2026 and have the ambition of 7,000 teachers.",
                None,
            ),
            ("The number of teachers will go up from 6,500 to 7,000 teachers.", Some("7,000")),
            ("We will have 7,000 teachers. That includes the 6,500 teachers.", None),
            ("We will recruit 7,000 teachers. There are 6,500 schools.", Some("7,000")),
            ("Our plan works: the number has increased by 2,346 teachers.", None),
            ("We are on target, with 2,346 more teachers than the year before.", None),
            ("We will recruit 6,500 teachers, so that pupils are taught within 18 weeks.", None),
            ("We delivered 6,500 teachers by June 2025, as our plan said.", None),
        ];
        for (passage, expected) in cases {
            let found = restated(
                passage,
                &Promise::new(PROMISED, &[]),
                &Profile::of_promise(PROMISED),
                deadline,
                Some(day(2025, 7, 4)),
            )
            .map(|one| match one {
                Restated::Number(value) => value.text,
                Restated::Date(text, _) | Restated::Noun(text) => text,
            });
            assert_eq!(found.as_deref(), expected, "{passage}");
        }
    }
}
