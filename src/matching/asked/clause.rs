//! One part of a question: where it begins, and what it asks for by the words that it begins with.
//!
//! It must not say what the part is about.

use crate::language::tokens;

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
/// A word of a question with its place.
#[derive(Debug, Clone)]
pub(super) struct Word {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) lower: String,
    pub(super) capital: bool,
    /// The mark right before it, if any.
    pub(super) after: Option<char>,
}
pub(super) fn words(text: &str) -> Vec<Word> {
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
pub(super) fn before(words: &[Word], at: usize) -> &str {
    at.checked_sub(1).and_then(|before| words.get(before)).map_or("", |word| word.lower.as_str())
}

/// Words that a question begins with.
pub(super) const ASKS: &[&str] = &["what", "how", "whether", "when", "if"];

/// Words before which a part may begin.
#[rustfmt::skip]
const JOINS: &[&str] = &[
    "and", "or", "on", "by", "for", "in", "at", "from", "to", "of", "over", "within",
];

/// Whether a part of the question begins here.
pub(super) fn opens(words: &[Word], at: usize) -> bool {
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
    "monthly", "weekly", "daily", "original", "approximate", "target",
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
pub(super) fn sort(clause: &[Word]) -> (Wanted, Measure) {
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
            // "what estimate he has made of when it will be met"
            let of_when = |pair: &[Word]| pair[0].lower == "of" && pair[1].lower == "when";
            if clause.windows(2).take(10).any(of_when) {
                return (Wanted::Date, Measure::Any);
            }
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
        "number", "numbers", "figures", "statistics", "proportion", "percentage", "breakdown", "cost",
        "costs", "amount", "amounts", "value", "expenditure",
    ];
    first_noun(clause, at).is_some_and(|noun| lists.contains(&clause[noun].lower.as_str()))
}

/// The first word from `at` that is no filler.
fn first_noun(clause: &[Word], at: usize) -> Option<usize> {
    // "the per pupil funding".
    let per = clause.get(at..).unwrap_or_default().iter().take(2).position(|word| word.lower == "per");
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

pub(super) fn money_or_any(clause: &[Word]) -> Measure {
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
