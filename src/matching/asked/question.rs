//! What a question asks for: a figure, a date, a yes or no, or words; read from the question's own text, part by part.
//!
//! It must not look at the answer.

use super::clause::{self, Measure, Wanted, Word};
use super::words::{Term, terms};
use crate::date::Date;
use crate::language::{dates, tokens};

/// One part of a question.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Ask {
    pub(super) wanted: Wanted,
    pub(super) measure: Measure,
    /// What it is about.
    pub(super) terms: Vec<Term>,
    /// Stems of what is counted or measured.
    pub(super) counted: Vec<String>,
    /// Names of places, bodies and programmes in it, as stems.
    pub(super) names: Vec<String>,
    /// Places that it asks about, as stems.
    pub(super) places: Vec<String>,
    /// The day since when it asks, as it was written in the question.
    pub(super) since: Option<Date>,
    /// Whether it asks what something costs.
    pub(super) of_cost: bool,
    /// Whether it asks how something changed.
    pub(super) of_change: bool,
    /// Whether it asks of what is to come.
    pub(super) ahead: bool,
    /// Whether it asks of what has been.
    pub(super) behind: bool,
    /// Whether it asks of what has come about up to now.
    pub(super) so_far: bool,
}
/// The parts of a question, in order.
pub(super) fn asks(question: &str) -> Vec<Ask> {
    let text = without_markers(question);
    let words = clause::words(&text);
    let mut starts: Vec<usize> = (0..words.len()).filter(|at| clause::opens(&words, *at)).collect();
    // "To ask the Secretary of State for Education what …; and whether …": the first without a comma.
    let unread = starts
        .first()
        .is_none_or(|first| words[*first].after == Some(';') || clause::before(&words, *first) == "and");
    if unread {
        let first = words.iter().position(|word| clause::ASKS.contains(&word.lower.as_str()));
        starts.extend(first.filter(|first| !starts.contains(first)));
        starts.sort_unstable();
    }
    starts.push(words.len());
    let mut asks: Vec<Ask> = Vec::new();
    let mut headless: Option<(Wanted, Measure)> = None;
    for pair in starts.windows(2) {
        let (Some(clause), true) = (words.get(pair[0]..pair[1]), asks.len() < MOST) else { continue };
        let (wanted, measure) = clause::sort(clause);
        let last = clause.last().map_or(0, |word| word.end);
        let body = content_from(clause);
        let from = clause.get(body).map_or(last, |word| word.start);
        let has = |list: &[&str]| clause.iter().any(|word| list.contains(&word.lower.as_str()));
        let to = |pair: &[Word]| pair[0].lower == "plan" && pair[1].lower == "to";
        let ahead = has(AHEAD) || clause.windows(2).any(to);
        let so_far = has(&["been"]) && has(&["has", "have"]);
        let mut ask = Ask {
            wanted,
            measure,
            terms: terms(text.get(from..last).unwrap_or_default()),
            counted: counted(&text, clause, body),
            names: names(clause),
            places: places(clause),
            since: since(&text, clause),
            of_cost: clause
                .iter()
                .take(12)
                .any(|word| matches!(word.lower.as_str(), "cost" | "costs" | "price")),
            of_change: clause.iter().any(|word| OF_CHANGE.contains(&word.lower.as_str())),
            ahead,
            behind: !ahead && (so_far || has(&["was", "were", "did", "spent", "took"])),
            so_far: !ahead && so_far,
        };
        if ask.terms.is_empty() {
            // "how many and what proportion of pupils": the first has no words of its own.
            headless = headless.or(Some((wanted, measure)));
            continue;
        }
        if let Some((wanted, measure)) = headless.take() {
            let money = measure == Measure::Any && clause::money_or_any(clause) == Measure::Money;
            let measure = if money { Measure::Money } else { measure };
            asks.push(Ask { wanted, measure, ..ask.clone() });
        }
        if let Some(before) = asks.last().filter(|_| points_back(clause)) {
            ask.terms
                .extend(before.terms.iter().map(|term| Term { weight: term.weight / 2.0, ..term.clone() }));
            ask.counted.extend(before.counted.iter().cloned());
        }
        asks.push(ask);
    }
    if let (Some((wanted, measure)), true) = (headless, asks.is_empty()) {
        asks.push(Ask::about_nothing(wanted, measure));
    }
    asks
}

impl Ask {
    /// Whether it asks what was spent.
    pub(super) fn is_of_spending(&self) -> bool {
        self.behind && self.terms.iter().any(|term| matches!(term.key.as_str(), "spent" | "spend"))
    }

    /// What asks for something in words that say nothing of it: "how many there were".
    fn about_nothing(wanted: Wanted, measure: Measure) -> Self {
        Self {
            wanted,
            measure,
            terms: Vec::new(),
            counted: Vec::new(),
            names: Vec::new(),
            places: Vec::new(),
            since: None,
            of_cost: false,
            of_change: false,
            ahead: false,
            behind: false,
            so_far: false,
        }
    }
}

/// The most parts that are read of one question.
const MOST: usize = 12;

/// Whether a part speaks of what the part before asked for: "how many of those", but not "in each of those years".
fn points_back(clause: &[Word]) -> bool {
    let lower = |at: usize| clause.get(at).map_or("", |word| word.lower.as_str());
    (0..clause.len()).any(|at| match lower(at) {
        "those" | "these" | "them" | "such" => at <= 5 && !TIMES.contains(&lower(at + 1)),
        "that" => matches!(
            lower(at + 1),
            "figure" | "number" | "funding" | "sum" | "spending" | "expenditure" | "amount" | "total"
        ),
        _ => false,
    })
}

/// Words of time.
const TIMES: &[&str] = &["years", "months", "weeks", "days", "periods", "quarters", "dates"];

/// The question with its markers `(a)`, `(ii)` blanked out, every other byte in its place.
fn without_markers(question: &str) -> String {
    let mut text = question.replace(['’', '‘'], "'");
    let mut at = 0;
    while let Some(open) = text.get(at..).and_then(|rest| rest.find('(')).map(|open| at + open) {
        at = open + 1;
        let inside = text.get(at..).and_then(|rest| rest.find(')')).unwrap_or(usize::MAX);
        let marker = text.get(at..at.saturating_add(inside)).filter(|inside| {
            (1..=4).contains(&inside.len()) && inside.bytes().all(|byte| byte.is_ascii_alphanumeric())
        });
        if marker.is_some() {
            text.replace_range(open..at + inside + 1, &" ".repeat(inside + 2));
        }
    }
    text
}
/// Words of asking that are not what the question is about.
#[rustfmt::skip]
const ASKING: &[&str] = &[
    "what", "how", "many", "much", "often", "whether", "if", "when", "estimate", "estimates", "made", "make",
    "makes", "recent", "he", "she", "they", "his", "her", "their", "department", "department's", "has", "have",
    "had", "of", "the", "and", "or", "a", "an", "information", "data", "holds", "hold", "on", "number", "numbers",
    "proportion", "percentage", "will", "is", "are", "was", "were", "assessment", "latest", "current", "figures",
    "statistics", "what", "for", "total", "additional", "average", "in", "to", "with", "steps", "taking", "plans",
    "it", "potential", "minister", "government", "records", "did", "does", "do",
];

/// Where in a clause the words begin that say what it is about.
fn content_from(clause: &[Word]) -> usize {
    clause.iter().take_while(|word| ASKING.contains(&word.lower.as_str())).count()
}

/// Words that end the name of what is counted.
#[rustfmt::skip]
const ENDS: &[&str] = &[
    "in", "have", "has", "had", "were", "was", "are", "is", "did", "do", "does", "will", "would", "that", "who",
    "which", "whose", "his", "her", "their", "there", "to", "since", "between", "by", "on", "at", "from", "with",
    "under", "during", "per", "received", "made", "he", "she", "they", "for", "been", "not", "over", "into", "as",
    "it", "through", "within", "before", "after", "where", "when", "if", "being", "currently", "each", "could",
    "can", "other", "using", "aged", "working", "the", "including", "excluding",
];

/// The most words that name what is counted.
const OF_A_NAME: usize = 7;

/// The stems of what is counted or measured in a clause.
fn counted(text: &str, clause: &[Word], body: usize) -> Vec<String> {
    let name = clause.iter().skip(body).take(OF_A_NAME);
    let length = name.take_while(|word| !ENDS.contains(&word.lower.as_str())).count().max(1);
    let Some(name) = clause.get(body..(body + length).min(clause.len())).filter(|name| !name.is_empty())
    else {
        return Vec::new();
    };
    let (start, end) = (name.first().map_or(0, |word| word.start), name.last().map_or(0, |word| word.end));
    terms(text.get(start..end).unwrap_or_default()).into_iter().map(|term| term.key).collect()
}

/// Words by which a question asks of what is to come.
#[rustfmt::skip]
const AHEAD: &[&str] = &[
    "will", "plans", "planned", "expect", "expects", "expected", "intends", "timetable", "timescale", "timeline",
    "timeframe", "next",
];

/// Words by which it asks how something changed.
#[rustfmt::skip]
const OF_CHANGE: &[&str] = &[
    "change", "changes", "changed", "increase", "increased", "increases", "decrease", "decreased", "rise", "risen",
    "fall", "fallen", "reduction", "growth", "difference", "trend", "trends", "impact", "effect", "uplift", "cut",
    "cuts",
];

/// The day after `since` in a clause.
fn since(text: &str, clause: &[Word]) -> Option<Date> {
    let at = clause.iter().find(|word| word.lower == "since")?.end;
    let rest = text.get(at..clause.last()?.end)?;
    let found = dates::recognise(rest, &tokens::tokenize(rest), None);
    found.into_iter().find(|date| date.start <= 12)?.first
}

/// Capitalised words that are no name of a place, a body or a programme.
#[rustfmt::skip]
const NO_NAMES: &[&str] = &[
    "department", "government", "uk", "united", "kingdom", "england", "i", "constituency", "official", "minister",
    "ministers", "house", "parliament", "office", "home", "answer", "question", "department's", "great", "britain",
    "government's", "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december", "nhs", "state",
];

fn is_name(word: &Word) -> bool {
    word.capital && !NO_NAMES.contains(&word.lower.as_str())
}

/// Capitalised words of a clause that name a place, a body or a programme.
fn names(clause: &[Word]) -> Vec<String> {
    clause
        .iter()
        .skip(1)
        .filter(|word| is_name(word))
        .flat_map(|word| terms(&word.lower))
        .map(|term| term.key)
        .collect()
}

/// The names in a clause that stand after `in` or the like.
fn places(clause: &[Word]) -> Vec<String> {
    let (mut within, mut found) = (false, Vec::new());
    for word in clause {
        if is_name(word) {
            if within {
                found.extend(terms(&word.lower).into_iter().map(|term| term.key));
            }
        } else {
            let leads = matches!(word.lower.as_str(), "in" | "within" | "across");
            within = leads
                || (within
                    && matches!(
                        word.lower.as_str(),
                        "the" | "and" | "of" | "city" | "county" | "greater" | "england" | "constituency"
                    ));
        }
    }
    found
}
#[cfg(test)]
mod tests {
    use super::*;

    fn read(question: &str) -> Vec<(&'static str, Measure)> {
        asks(question).into_iter().map(|ask| (ask.wanted.code(), ask.measure)).collect()
    }

    #[test]
    fn what_is_asked_for_is_read_part_by_part() {
        use Measure::{Any, Count, Money, Share, Time};
        let cases: &[(&str, &[(&str, Measure)])] = &[
            (
                "To ask the Secretary of State for Education, how many teachers were recruited.",
                &[("figure", Count)],
            ),
            ("how many and what proportion of pupils are absent", &[("figure", Count), ("figure", Share)]),
            ("how much funding has been allocated to schools", &[("figure", Money)]),
            ("what estimate he has made of the (a) number and (b) cost of lost laptops", &[("figure", Any)]),
            ("what information her Department holds on the number of pupils", &[("figure", Count)]),
            ("what assessment she has made of the number of unfilled posts", &[("figure", Count)]),
            (
                "what assessment she has made of the potential impact of pay on the number of posts",
                &[("words", Any)],
            ),
            ("what steps she is taking to increase the number of teachers", &[("words", Any)]),
            (
                "how long applications took; and what the average time was",
                &[("figure", Time), ("figure", Any)],
            ),
            (
                "when she plans to publish the plan; and whether it will be costed",
                &[("date", Any), ("whether", Any)],
            ),
            ("what her planned timetable is for publishing the plan", &[("date", Any)]),
            ("what estimate he has made of when the NHS will meet its target", &[("date", Any)]),
            ("what the target number is for Swindon", &[("figure", Count)]),
            ("if she will publish the impact assessment", &[("whether", Any)]),
            ("if he will make an estimate of the cost of training", &[("figure", Money)]),
        ];
        for (question, expected) in cases {
            assert_eq!(read(question), *expected, "{question}");
        }
    }
}
