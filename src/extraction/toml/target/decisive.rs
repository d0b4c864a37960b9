//! Which number of a pledge's sentence its target is made of.
//!
//! It must not choose the form of the target.

use super::aside::is_left_aside;
use super::wording::{MORE, PROMISED, WILLS, is_each, said_before, words_before};
use crate::extraction::{Candidate, Extract};
use crate::language::dates::{self, DateMention};
use crate::language::quantities::{QuantityMention, Unit};
use crate::language::tokens::{Token, WordHash, tokenize, word, words};
use crate::quantity::Decimal;

/// The quantity that a target is made of: the first that counts things, but not those that money is spent on or in, else the
/// first. Of like ones it is the one that the deadline belongs to: `£740 million in 2025-26 and £800 million in 2026-27`.
pub(super) fn decisive<'c>(extract: &'c Extract, candidate: &'c Candidate) -> Option<&'c QuantityMention> {
    let choice = Choice::of(extract, candidate);
    let first = choice.first()?;
    let other = if choice.is_of_another_date(first) {
        choice.bound_by_the_deadline(first)
    } else {
        choice.behind_the_deadline(first).or_else(|| choice.led_to(first))
    };
    Some(other.unwrap_or(first))
}

/// The numbers of a sentence among which one is chosen.
struct Choice<'c> {
    text: &'c str,
    candidate: &'c Candidate,
    /// Those that may be what is promised, in their order.
    numbers: Vec<&'c QuantityMention>,
    dates: Vec<DateMention>,
    /// Where the deadline is said.
    until: usize,
}

impl<'c> Choice<'c> {
    fn of(extract: &'c Extract, candidate: &'c Candidate) -> Self {
        let (text, quote) = (extract.document.text.text.as_str(), extract.quote(candidate));
        let tokens = tokenize(quote);
        let any_behind =
            |after: &usize| candidate.quantities.iter().any(|other| other.start >= candidate.start + after);
        let from = undertaken_after(&tokens).filter(|after| any_behind(after) || !brings_more(&tokens));
        let from = from.or_else(|| continued_after(&tokens).filter(any_behind));
        let from = candidate.start + from.unwrap_or(0);
        let may_be = |number: &&QuantityMention| {
            number.value.is_some() && number.start >= from && !is_left_aside(text, candidate, number)
        };
        Self {
            text,
            candidate,
            numbers: candidate.quantities.iter().filter(may_be).collect(),
            dates: dates::recognise(quote, &tokens, None),
            until: candidate.deadline.as_ref().map_or(0, |deadline| deadline.start),
        }
    }

    /// The first that counts things, else the first; what is said by the way only where there is nothing else.
    fn first(&self) -> Option<&'c QuantityMention> {
        let mut numbers = self.numbers.iter().copied();
        // `in 12 towns and 30 villages`
        let is_joined = |number: &QuantityMention| self.words_before(number).last() == Some(&word!("and"));
        let counts = |number: &&QuantityMention| match number.unit {
            Unit::Noun(..) => true,
            // `1,200 km of cycle lanes and 40 bridges`
            Unit::Known(unit) => {
                let is_first = self.numbers.first().is_some_and(|first| std::ptr::eq(*first, *number));
                is_first
                    && !["£", "€", "$", "%", "p"].contains(&unit)
                    && self.text.get(number.end..).is_some_and(|behind| behind.starts_with(" of "))
            }
            Unit::None => false,
        };
        let told = |number: &&QuantityMention| !self.is_by_the_way(number);
        let counted = numbers.clone().find(counts).filter(told);
        counted
            .or_else(|| numbers.clone().find(|number| told(number) && !is_joined(number)))
            .or_else(|| numbers.next())
    }

    fn words_before(&self, number: &QuantityMention) -> Vec<WordHash> {
        words_before(said_before(self.text, self.candidate, number.start))
    }

    /// `invest £200 million in 12 projects`: where the money goes. In brackets and behind `equivalent to` stands what the number
    /// before them comes to.
    fn is_by_the_way(&self, number: &QuantityMention) -> bool {
        let before = said_before(self.text, self.candidate, number.start);
        let said: Vec<WordHash> = tokenize(before).iter().map(|token| token.word).collect();
        let equal = said
            .iter()
            .rposition(|word| words!["equivalent", "equates"].contains(word))
            .and_then(|at| said.split_at_checked(at));
        // `cut spending to the equivalent of 0.3%`
        let equals = equal.is_some_and(|(to, of)| of.len() < 5 && !to.ends_with(words!["to", "the"]));
        before.rfind('(') > before.rfind(')') || equals || self.is_where(number)
    }

    /// Of `In 26-27 London boroughs` both numbers say where.
    fn is_where(&self, number: &QuantityMention) -> bool {
        let range = |other: &&QuantityMention| {
            self.text.get(other.end..number.start).is_some_and(|link| ["-", "–"].contains(&link))
        };
        let first = self.candidate.quantities.iter().find(range).unwrap_or(number);
        let places = words!["in", "across"];
        matches!(number.unit, Unit::Noun(..))
            && (self.words_before(first).last().is_some_and(|last| places.contains(last))
                || self.is_at_sites(first))
    }

    /// `invest £5 million in works at 10 sites`, but not `invest £5 million to cap classes at 30 pupils`.
    fn is_at_sites(&self, number: &QuantityMention) -> bool {
        let money = self.numbers.iter().rfind(|money| money.end <= number.start);
        let money = money.filter(|money| matches!(money.unit, Unit::Known(_)));
        let link = money.and_then(|money| self.text.get(money.end..number.start)).map(tokenize);
        link.is_some_and(|link| {
            link.last().is_some_and(|last| last.word == word!("at"))
                && !link.iter().any(|token| words!["to", "and", ","].contains(&token.word))
        })
    }

    fn is_of_another_date(&self, number: &QuantityMention) -> bool {
        let dated = self.dates.iter().filter(|date| !date.vague);
        let mut starts = dated.map(|date| self.candidate.start + date.start);
        number.end <= self.until && starts.any(|start| (number.end..self.until).contains(&start))
    }

    /// `100 places by 2026 and 300 by 2028` are places both.
    fn is_like(&self, one: &QuantityMention, other: &QuantityMention) -> bool {
        let is_bare = one.unit == Unit::None && one.value.is_some_and(|value| value >= Decimal::ONE);
        one.unit(self.text) == other.unit(self.text)
            || is_bare && matches!(other.unit, Unit::Noun(..)) && one.start > other.start
    }

    /// One like `first` that no other date parts from the deadline.
    fn bound_by_the_deadline(&self, first: &QuantityMention) -> Option<&'c QuantityMention> {
        let mut numbers = self.numbers.iter().copied();
        numbers.find(|number| {
            self.is_like(number, first) && !self.is_of_another_date(number) && number.end <= self.until
        })
    }

    /// `By March 2026 we will open 10 hubs, and by March 2029 100 hubs`: the number of the deadline stands behind it.
    fn behind_the_deadline(&self, first: &QuantityMention) -> Option<&'c QuantityMention> {
        let said = self.text.get(self.candidate.start..self.until)?.trim_end();
        let is_fronted = self.dates.iter().any(|date| self.candidate.start + date.end <= first.start);
        if !said.ends_with(" and") || !is_fronted || first.end > self.until {
            return None;
        }
        let deed = |from, to| words_before(self.text.get(from..to)?).pop();
        let (opened, day) = (deed(self.candidate.start, first.start), self.candidate.deadline.as_ref()?.end);
        let is_same = |start| deed(day, start).is_none_or(|deed| Some(deed) == opened);
        let mut numbers = self.numbers.iter().copied();
        numbers
            .find(|number| self.is_like(number, first) && number.start > self.until && is_same(number.start))
    }

    /// `cover 35% of pupils and are expected to reach 50% by March`
    fn led_to(&self, first: &QuantityMention) -> Option<&'c QuantityMention> {
        let is_rate = is_a_rate(self.text, first);
        let is_led_to = |number: &&QuantityMention| {
            number.end <= self.until
                && (is_rate || self.is_like(number, first))
                && leads(said_before(self.text, self.candidate, number.start))
        };
        self.numbers.iter().copied().rfind(is_led_to)
    }
}

/// Where the undertaking begins behind what has been done or is looked at: `We have recruited 1,000 officers and will recruit
/// a further 1,300`, `is considering the Commission's 57 recommendations and will respond`.
fn undertaken_after(tokens: &[Token]) -> Option<usize> {
    if let Some(behind) = behind_what_was(tokens) {
        return Some(behind);
    }
    let before = words!["has", "have", "considering", "reviewing", "analysing", "examining", "assessing"];
    let done = tokens.iter().position(|token| before.contains(&token.word))?;
    let wills =
        words!["will", "shall", "plan", "plans", "intend", "intends", "aim", "aims", "expect", "expects"];
    let will = tokens.iter().position(|token| wills.contains(&token.word)).filter(|will| *will > done)?;
    let joined =
        tokens.get(done..will)?.iter().rposition(|token| words!["and", "but", ";"].contains(&token.word))?;
    // Between the two stands a subject at most.
    (will - done - joined <= 3).then(|| tokens.get(will).map(|will| will.start))?
}

/// Where what goes on begins behind what has been done or is: `has disbursed £204 million and is on track to disburse £60
/// million`, `currently offers seven courses and is planning to offer three more`, `currently has 39 staff, with plans for 22
/// more`. What `has been announced` is promised.
fn continued_after(tokens: &[Token]) -> Option<usize> {
    let now = words!["already", "also", "now", "recently", "been"];
    let then = words!["has", "have", "currently", "already", "initially"];
    let done = tokens.iter().position(|token| then.contains(&token.word))?;
    // `to schools that have vacancies and are in priority areas`
    let undertaken = |token: &Token| {
        WILLS.contains(&token.word)
            || words!["plan", "plans", "committed", "which", "that", "who"].contains(&token.word)
    };
    if tokens.get(..done)?.iter().any(undertaken) {
        return None;
    }
    let verb = tokens.get(done + 1..)?.iter().find(|token| !now.contains(&token.word))?;
    if PROMISED.contains(&verb.word) {
        return None;
    }
    let behind = tokens.get(done..)?;
    let joined = behind.windows(2).find(|pair| {
        matches!(pair, [and, is] if words!["and", "but"].contains(&and.word)
            && words!["is", "are"].contains(&is.word)
            || and.word == word!("with") && words!["plan", "plans"].contains(&is.word))
    })?;
    joined.last().map(|is| is.start)
}

/// Where the undertaking begins behind what it goes beyond: `Building on the 40 hubs, we will open 20`, `Having planted 4,000
/// trees, we will`, `Of the 61 recommendations, the Department will`, `Backed by £3 billion, the hubs will`.
fn behind_what_was(tokens: &[Token]) -> Option<usize> {
    let will = tokens.iter().position(|token| words!["will", "shall", "is", "are"].contains(&token.word))?;
    let comma = tokens.get(..will)?.iter().position(|token| token.is_mark(','))?;
    let opened = words![
        "besides", "beyond", "having", "after", "following", "of", "alongside", "thanks", "with", "backed",
        "supported", "funded"
    ];
    let opens = tokens.first().is_some_and(|first| opened.contains(&first.word))
        || matches!(tokens, [first, next, ..]
            if first.word == word!("as") && next.word == word!("well")
                || first.word == word!("building") && words!["on", "upon"].contains(&next.word));
    (will - comma <= 6 && opens).then(|| tokens.get(comma).map(|comma| comma.end))?
}

/// `With 6,500 new teachers, we will raise standards`: what is brought is promised as well.
fn brings_more(tokens: &[Token]) -> bool {
    let brought = tokens.split(|token| token.is_mark(',')).next().unwrap_or_default();
    brought.first().is_some_and(|with| with.word == word!("with"))
        && brought.iter().any(|token| MORE.contains(&token.word))
}

/// Whether a number tells of each year, and another of where that leads: `400 miles a year, reaching 2,000 by 2034`.
fn is_a_rate(text: &str, quantity: &QuantityMention) -> bool {
    let behind: String = text.get(quantity.end..).unwrap_or_default().chars().take(60).collect();
    let behind = tokenize(&behind);
    behind.split(|token| token.is_mark(',')).next().unwrap_or_default().windows(2).take(6).any(is_each)
}

/// Whether the words before a number say that something leads to it: `reaching 2,000`, `to reach 1,000`, `rising to 500`.
fn leads(said: &str) -> bool {
    let ends: [&[WordHash]; 3] = [words!["reaching"], words!["to", "reach"], words!["rising", "to"]];
    let said = words_before(said);
    let is_hoped = said.iter().rev().take(5).any(|word| *word == word!("ambition"));
    !is_hoped && ends.iter().any(|end| said.ends_with(end))
}
