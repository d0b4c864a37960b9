//! What a question asks for: a figure, a date, a yes or no, or words; read from the question's own text, part by part.
//!
//! It must not look at the answer.

use super::words::{Term, terms};
use crate::date::Date;
use crate::language::{dates, tokens};

/// What a part of a question asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Wanted {
    /// How many, how much, what proportion, what estimate, how long.
    Figure,
    /// When, by what date, what timetable.
    Date,
    /// Whether, or if the minister will.
    Whether,
    /// What steps, what assessment, on what basis: no figure.
    Words,
}

impl Wanted {
    /// The word for it in JSON.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Figure => "figure",
            Self::Date => "date",
            Self::Whether => "whether",
            Self::Words => "words",
        }
    }
}

/// In what a figure that is asked for is expressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Measure {
    /// Things are counted.
    Count,
    /// A sum of money.
    Money,
    /// A proportion of something.
    Share,
    /// A length of time.
    Time,
    /// The question leaves it open.
    Any,
}

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
}

/// A word of a question with its place.
#[derive(Debug, Clone)]
struct Word {
    start: usize,
    end: usize,
    lower: String,
    capital: bool,
    /// The mark right before it, if any.
    after: Option<char>,
}

/// The parts of a question, in order.
pub(super) fn asks(question: &str) -> Vec<Ask> {
    let text = without_markers(question);
    let words = words(&text);
    let mut starts: Vec<usize> = (0..words.len()).filter(|at| opens(&words, *at)).collect();
    // "To ask the Secretary of State for Education what …; and whether …": the first without a comma.
    let unread = starts
        .first()
        .is_none_or(|first| words[*first].after == Some(';') || before(&words, *first) == "and");
    if unread {
        let first = words.iter().position(|word| ASKS.contains(&word.lower.as_str()));
        starts.extend(first.filter(|first| !starts.contains(first)));
        starts.sort_unstable();
    }
    starts.push(words.len());
    let mut asks: Vec<Ask> = Vec::new();
    let mut headless: Option<(Wanted, Measure)> = None;
    for pair in starts.windows(2) {
        let (Some(clause), true) = (words.get(pair[0]..pair[1]), asks.len() < MOST) else { continue };
        let (wanted, measure) = sort(clause);
        let last = clause.last().map_or(0, |word| word.end);
        let body = content_from(clause);
        let from = clause.get(body).map_or(last, |word| word.start);
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
            ahead: clause.iter().any(|word| AHEAD.contains(&word.lower.as_str())),
        };
        if ask.terms.is_empty() {
            // "how many and what proportion of pupils": the first has no words of its own.
            headless = headless.or(Some((wanted, measure)));
            continue;
        }
        if let Some((wanted, measure)) = headless.take() {
            let money = measure == Measure::Any && money_or_any(clause) == Measure::Money;
            let measure = if money { Measure::Money } else { measure };
            asks.push(Ask { wanted, measure, ..ask.clone() });
        }
        let points_back = clause.iter().any(|word| POINTS_BACK.contains(&word.lower.as_str()));
        if let Some(before) = asks.last().filter(|_| points_back) {
            ask.terms
                .extend(before.terms.iter().map(|term| Term { weight: term.weight / 2.0, ..term.clone() }));
            ask.counted.extend(before.counted.iter().cloned());
        }
        asks.push(ask);
    }
    asks
}

/// The most parts that are read of one question.
const MOST: usize = 12;

/// Words by which a part speaks of what the part before asked for.
#[rustfmt::skip]
const POINTS_BACK: &[&str] = &[
    "those", "these", "this", "that", "them", "each", "their", "such",
];

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

fn words(text: &str) -> Vec<Word> {
    let tokens = tokens::tokenize(text);
    let mut words = Vec::with_capacity(tokens.len());
    let mut after = None;
    for token in &tokens {
        if let tokens::Kind::Mark(mark) = token.kind {
            after = Some(mark);
            continue;
        }
        let lower = token.text(text).to_lowercase();
        words.push(Word { start: token.start, end: token.end, lower, capital: token.capital, after });
        after = None;
    }
    words
}

/// The word before, in lower case.
fn before(words: &[Word], at: usize) -> &str {
    at.checked_sub(1).and_then(|before| words.get(before)).map_or("", |word| word.lower.as_str())
}

/// Words that a question begins with.
const ASKS: &[&str] = &["what", "how", "whether", "when", "if"];

/// Words before which a part may begin.
#[rustfmt::skip]
const JOINS: &[&str] = &[
    "and", "or", "on", "by", "for", "in", "at", "from", "to", "of", "over", "within",
];

/// Whether a part of the question begins here.
fn opens(words: &[Word], at: usize) -> bool {
    let Some(word) = words.get(at) else { return false };
    let next = words.get(at + 1).map_or("", |next| next.lower.as_str());
    let parted = word.after.is_some_and(|mark| matches!(mark, ',' | ';' | ':' | '.' | '?')) || at == 0;
    let joined = JOINS.contains(&before(words, at));
    match word.lower.as_str() {
        "how" => HOW.contains(&next) || parted || joined,
        "what" => parted || joined,
        "whether" | "if" | "when" | "why" | "where" => parted || before(words, at) == "and",
        _ => false,
    }
}

/// Words that make a figure of `how`.
#[rustfmt::skip]
const HOW: &[&str] = &[
    "many", "much", "often", "frequently", "long", "large", "big", "far", "old", "regularly",
];

/// Words that say nothing of what is asked for: they stand between the asking word and its noun.
#[rustfmt::skip]
const FILLERS: &[&str] = &[
    "recent", "latest", "current", "the", "a", "an", "total", "overall", "is", "are", "was", "were", "his", "her",
    "their", "most", "estimated", "annual", "any", "actual", "expected", "planned", "up-to-date", "each", "net",
    "gross", "department", "department's", "additional", "projected", "maximum", "minimum", "final", "and", "or",
    "combined", "equivalent", "same", "similar", "updated", "full", "potential", "specific", "new", "initial",
    "monthly", "weekly", "daily", "original", "approximate",
];

/// Nouns of figures.
#[rustfmt::skip]
const FIGURES: &[&str] = &[
    "number", "numbers", "proportion", "proportions", "percentage", "percentages", "average", "mean", "median",
    "cost", "costs", "amount", "amounts", "value", "values", "rate", "rates", "budget", "budgets", "spend",
    "spending", "expenditure", "size", "level", "levels", "salary", "salaries", "price", "prices", "headcount",
    "ratio", "length", "duration", "figure", "figures", "share", "statistics", "quantity", "volume", "sum", "sums",
    "turnover", "revenue", "income", "fee", "fees", "distance", "age", "total", "totals", "capacity", "frequency",
];

/// Of those, such as a bare `what …` may be followed by without a figure being asked for, unless they are of something.
#[rustfmt::skip]
const FIGURES_OF: &[&str] = &[
    "level", "levels", "value", "values", "share", "capacity", "size", "age", "length",
];

/// Words by which a question asks for words, whatever stands after them.
#[rustfmt::skip]
const ASKS_WORDS: &[&str] = &[
    "steps", "assessment", "assessments", "discussions", "discussion", "plans", "progress", "support", "guidance",
    "measures", "action", "actions", "criteria", "evidence", "reasons", "representations", "consideration",
    "evaluation", "analysis", "advice", "role", "policy", "policies", "impact", "effect", "factors", "meetings",
    "conversations", "engagement", "mechanisms", "process", "processes", "basis", "training", "options",
    "implications", "work", "priorities", "definition", "review", "reviews", "research", "consultation", "risk",
    "comparative", "legal", "engagements", "communications", "correspondence", "response", "responsibilities",
];

/// Words by which it asks what is known.
const ASKS_DATA: &[&str] =
    &["information", "data", "records", "details", "statistics", "figures", "monitoring"];
/// Words by which it asks for a day.
#[rustfmt::skip]
const ASKS_DATE: &[&str] = &[
    "date", "dates", "timetable", "timetables", "timescale", "timescales", "timeframe", "timeline", "deadline",
    "timeframes", "timings", "timing",
];

/// What a clause asks for, and in what a figure would be.
fn sort(clause: &[Word]) -> (Wanted, Measure) {
    let lower = |at: usize| clause.get(at).map_or("", |word| word.lower.as_str());
    let within = |list: &[&str], most: usize| {
        clause.iter().take(most).position(|word| list.contains(&word.lower.as_str()))
    };
    let estimate = within(&["estimate", "estimates", "forecast", "projection"], 8);
    match (lower(0), lower(1)) {
        ("how", "many") => (Wanted::Figure, Measure::Count),
        ("how", "much") => (Wanted::Figure, money_or_any(clause)),
        ("how", "long" | "old") => (Wanted::Figure, Measure::Time),
        ("how", "often" | "frequently" | "regularly" | "large" | "big" | "far") => {
            (Wanted::Figure, Measure::Any)
        }
        ("when", _) => (Wanted::Date, Measure::Any),
        ("whether" | "if", _) => match (estimate, within(&["provide", "list", "give"], 5)) {
            (Some(_), _) => (Wanted::Figure, measure(clause, 0)),
            (None, Some(at)) if figures_wanted(clause, at + 1) => (Wanted::Figure, measure(clause, at)),
            (None, _) => (Wanted::Whether, Measure::Any),
        },
        ("what", _) => {
            if estimate.is_some() {
                return (Wanted::Figure, measure(clause, 0));
            }
            if let Some(at) = within(&["assessment", "estimate", "evaluation"], 6) {
                // "what assessment she has made of the number of unfilled posts", but not "of the impact on the number".
                let rest = clause.get(at..).unwrap_or_default();
                let of = rest.iter().take(10).position(|word| word.lower == "of").map(|of| at + of + 1);
                let of = of.filter(|of| {
                    clause.get(at..*of).is_some_and(|between| {
                        !between.iter().any(|word| JUDGES.contains(&word.lower.as_str()))
                    })
                });
                return match of.filter(|of| figure_of(clause, *of)) {
                    Some(of) => (Wanted::Figure, measure(clause, of)),
                    None => (Wanted::Words, Measure::Any),
                };
            }
            if within(ASKS_DATE, 7).is_some_and(|at| within(ASKS_WORDS, at).is_none()) {
                return (Wanted::Date, Measure::Any);
            }
            if let Some(at) = within(ASKS_DATA, 5) {
                let on = clause
                    .iter()
                    .skip(at)
                    .take(12)
                    .position(|word| matches!(word.lower.as_str(), "on" | "of" | "about"));
                let figure =
                    on.is_some_and(|on| figure_of(clause, at + on + 1) || lower(at + on + 1) == "how");
                let kind = if figure { Wanted::Figure } else { Wanted::Words };
                return (kind, measure(clause, at));
            }
            match first_noun(clause, 1) {
                Some(at) if is_figure(clause, at) => (Wanted::Figure, measure(clause, at)),
                Some(_) | None => (Wanted::Words, Measure::Any),
            }
        }
        _ => (Wanted::Words, Measure::Any),
    }
}

/// Words of which an assessment is no figure.
#[rustfmt::skip]
const JUDGES: &[&str] = &[
    "adequacy", "impact", "effect", "effectiveness", "implications", "merits", "trends", "impacts", "effects",
];

/// Whether from `at` on figures are named that a minister can list.
fn figures_wanted(clause: &[Word], at: usize) -> bool {
    let lists = [
        "number",
        "numbers",
        "figures",
        "statistics",
        "proportion",
        "percentage",
        "breakdown",
        "cost",
        "costs",
    ];
    first_noun(clause, at).is_some_and(|noun| lists.contains(&clause[noun].lower.as_str()))
}

/// The first word from `at` that is no filler.
fn first_noun(clause: &[Word], at: usize) -> Option<usize> {
    // "the per pupil funding".
    let per = clause.get(at..).unwrap_or_default().iter().take(3).position(|word| word.lower == "per");
    let at = per.map_or(at, |per| at + per + 2);
    (at..clause.len()).find(|at| !FILLERS.contains(&clause[*at].lower.as_str()))
}

/// Whether the first noun from `at` on is one of figures.
fn figure_of(clause: &[Word], at: usize) -> bool {
    first_noun(clause, at).is_some_and(|noun| is_figure(clause, noun))
}

fn is_figure(clause: &[Word], at: usize) -> bool {
    let lower = |at: usize| clause.get(at).map_or("", |word| word.lower.as_str());
    let joined = clause.get(at + 1).is_some_and(|next| next.after == Some('-'))
        || (lower(at) == "value" && lower(at + 1) == "for" && lower(at + 2) == "money");
    let of = matches!(
        lower(at + 1),
        "of" | "is" | "was" | "and" | "will" | "are" | "were" | "has" | "for" | "in" | "per"
    );
    if lower(at) == "funding" || lower(at) == "proportion" {
        return !matches!(lower(at + 1), "streams" | "support" | "is" if lower(at + 2) == "available");
    }
    !joined && FIGURES.contains(&lower(at)) && (of || !FIGURES_OF.contains(&lower(at)))
}

#[rustfmt::skip]
const MONEY: &[&str] = &[
    "spent", "spend", "spending", "funding", "fund", "funds", "cost", "costs", "paid", "money", "budget",
    "received", "income", "revenue", "allocated", "expenditure", "invested", "investment", "grant", "grants",
    "salary", "salaries", "price", "fee", "fees", "pay", "paying", "budgeted", "raised", "awarded", "payments",
    "payment", "tax", "value", "sum", "sums", "provided", "owed", "capital", "aid", "fines", "rent",
];

fn money_or_any(clause: &[Word]) -> Measure {
    if clause.get(2).is_some_and(|word| word.lower == "time") {
        return Measure::Time;
    }
    let money = clause.iter().any(|word| MONEY.contains(&word.lower.as_str()));
    if money { Measure::Money } else { Measure::Any }
}

/// In what the figure is that is named from `at` on.
fn measure(clause: &[Word], at: usize) -> Measure {
    let mut found: Option<Measure> = None;
    let mut since = 0;
    for word in clause.iter().skip(at).take(14) {
        // "the number and cost of": what comes later is what is counted.
        since += usize::from(found.is_some());
        if since > 3 || (found.is_some() && word.lower == "of") {
            break;
        }
        let one = match word.lower.as_str() {
            "number" | "numbers" | "headcount" => Measure::Count,
            "proportion" | "percentage" | "proportions" | "percentages" => Measure::Share,
            "cost" | "costs" | "budget" | "spend" | "spending" | "expenditure" | "salary" | "salaries"
            | "price" | "funding" | "revenue" => Measure::Money,
            "duration" | "wait" | "waiting" => Measure::Time,
            "average" | "median" | "mean" | "rate" | "rates" | "level" | "levels" | "value" | "amount"
            | "size" => Measure::Any,
            _ => continue,
        };
        found = match found {
            None => Some(one),
            Some(before) if before == one => found,
            Some(_) => return Measure::Any,
        };
    }
    found.unwrap_or(Measure::Any)
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
    "will", "plans", "plan", "planned", "expects", "expected", "intends", "timetable", "timescale", "timeline",
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
            ("if she will publish the impact assessment", &[("whether", Any)]),
            ("if he will make an estimate of the cost of it", &[("figure", Money)]),
        ];
        for (question, expected) in cases {
            assert_eq!(read(question), *expected, "{question}");
        }
    }
}
