//! The words of a sentence, and what in it is named: the thing that a verb is done to, and how many of it.
//!
//! It must not know what is promised or judge what is said.

use std::collections::BTreeSet;

use crate::date;
use crate::language::past;
use crate::matching::tokens::{self, Sort, one_of, stemmer};

/// Words at which the name of a thing ends.
const ENDS_A_NAME: &str = "\
    for in on to by that which who with from as during over through across at under when once so including setting \
    of outlining covering detailing using providing alongside beside into per following is are was were has have had will \
    would can should be been within between against after before where whose shortly later soon this next today \
    and/or because while this since until except excluding apart immediately quickly swiftly rapidly urgently";
/// Words whose number is a name.
const LABELS: &str =
    "section sections clause clauses article schedule part paragraph phase stage tier level gateway";
/// The most words of a name that are looked at.
const NAME: usize = 12;

/// Words that say how much of what follows an "of": "a quarter of the 13,000 officers", "2,383 of the officers".
const QUANTITY: &str = "\
    half quarter third thirds fifth fraction part parts first tens dozens hundreds thousands per cent percent around nearly almost \
    majority minority half-dozen many two three four five six seven eight nine ten one not hardly \
    virtually practically close only";

/// Words that open a name of which only some are meant, or not quite all; `one` to `ten` where more are promised.
const SOME: &str = "few some several many most half nearly almost virtually practically hardly barely scarcely not certain only";
/// Words that open a name of which all are meant.
const EVERY: &str = "all every each the both";
/// Words of number that are no number to count with.
const NUMBERS: &str = "one two three four five six seven eight nine ten eleven twelve";
/// Words by which a span of time is none of a name: "appointments seven months early".
const SOONER_OR_LATER: &str = "early earlier late later ahead ago sooner";
/// The spans that such words follow: the plan of "publish the plan later this year" is none.
const SPANS: &str = "day days week weeks month months quarter quarters year years decade decades";

/// A word of a sentence.
pub(super) struct Word {
    pub(super) text: String,
    pub(super) stem: String,
    pub(super) start: usize,
    /// A mark stands before it.
    pub(super) parted: bool,
    /// It begins with a capital.
    pub(super) capital: bool,
    /// The key of a number; none where it only sizes a thing or names it: "a 24-bed hub", "section 21".
    pub(super) number: Option<String>,
    /// A hyphen joins it to the word before.
    pub(super) joined: bool,
}

/// A name in a sentence, and how many it says that there are.
pub(super) struct Thing {
    /// The stems by which it is named.
    pub(super) heads: Vec<String>,
    /// The key of the number that counts it.
    pub(super) number: Option<String>,
    /// Only a part of what is named is meant, or not quite as many.
    pub(super) less: bool,
    /// All that are called so are meant.
    pub(super) all: bool,
    /// None is meant: "not one response".
    pub(super) none: bool,
    /// The word of number that opens the name.
    pub(super) few: bool,
    /// It is called by a word in the singular.
    pub(super) single: bool,
}

/// Words before a number that take some of it away.
const LESS: &str = "\
    fewer less under below almost nearly half barely up close short part most many several few quarter third thirds fraction \
    majority minority virtually practically approaching like";
/// Words between one of these and its number.
const BETWEEN: &str =
    "of the these those our its a an to than just all promised planned some about around per cent percent";

/// Whether a number is said not to be reached: "in fewer than 750", "most of the 750", "500 of the 750"; but "no fewer than".
pub(super) fn is_less(words: &[Word], at: usize) -> bool {
    let mut of = false;
    for before in (0..at).rev() {
        let word = &words[before];
        if words[before + 1].parted {
            return false;
        }
        of |= word.text == "of";
        if one_of(LESS, &word.text) || (of && (word.number.is_some() || one_of(NUMBERS, &word.text))) {
            let denied = before.checked_sub(1).is_some_and(|no| one_of("no not", &words[no].text));
            return !(denied && one_of("fewer less under below", &word.text));
        }
        if !one_of(BETWEEN, &word.text) {
            return false;
        }
    }
    false
}

/// What is named from here on. Where a name has several heads, each with its number, that of one of the `own` heads counts.
pub(super) fn thing(words: &[Word], own: &[String]) -> Thing {
    let name = name(words);
    let quantity =
        |word: &Word| word.number.is_some() || tokens::is_stop(&word.text) || one_of(QUANTITY, &word.text);
    let rest = words.iter().position(|word| word.text == "of").map_or(words.len(), |of| of + 1);
    let is_share = rest < words.len() && !name.is_empty() && words[..rest].iter().all(quantity);
    if !is_share {
        let next = |at: usize| words.get(name.len() + at).map_or("", |word| word.text.as_str());
        // "All of them but one", "the right of most of them".
        let excepted = one_of("except excluding apart but", next(0))
            || (next(0) == "of" && one_of("most some many several half", next(1)));
        let thing = counted(name, own);
        return Thing { less: thing.less || excepted, ..thing };
    }
    let whole = counted(self::name(words.get(rest..).unwrap_or_default()), own);
    let all = words[..rest].iter().all(|word| one_of("all each every of", &word.text));
    let none = words.first().is_some_and(|first| one_of("none neither", &first.text)) || is_none(words);
    Thing { less: whole.less || !all, all: whole.all && all, none, ..whole }
}

/// Whether a name is denied: "no response", "not one response", but "not all".
fn is_none(name: &[Word]) -> bool {
    let at = |at: usize| name.get(at).map_or("", |word| word.text.as_str());
    // "No-fault evictions" are some.
    let denies = one_of("no neither none", at(0)) && name.get(1).is_none_or(|next| !next.joined);
    denies || (at(0) == "not" && one_of("one a an any the single", at(1)))
}

/// What is counted before a verb in a clause that does not begin with it: "since then 309,600 homes have been built".
pub(super) fn number_alone(words: &[Word], own: &[String]) -> Option<Thing> {
    let clause = clause(words);
    let at = clause.iter().rposition(|word| word.number.is_some()).filter(|_| name(clause).is_empty())?;
    let counted = thing(clause.get(at..)?, own);
    Some(Thing { less: counted.less || is_less(clause, at), ..counted })
}

/// The heads of a name with the number that counts those of them that are the pledge's own.
fn counted(name: &[Word], own: &[String]) -> Thing {
    let parts = name.split(|word| one_of("and or", &word.text));
    let of_own = |part: &&[Word]| heads(part).iter().any(|head| own.contains(head));
    let first = |part: &[Word]| part.iter().position(|word| word.number.is_some());
    let (part, at) = parts
        .filter(of_own)
        .find_map(|part| Some((part, first(part)?)))
        .or_else(|| Some((name, first(name)?)))
        .unwrap_or((name, 0));
    let number = part.get(at).and_then(|word| word.number.clone());
    let opens = |list: &str, at: usize| name.get(at).is_some_and(|word| one_of(list, &word.text));
    let about = opens("some", 0) && name.get(1).is_some_and(|word| word.number.is_some());
    // "All but 12", "a few of them".
    let but = name.iter().any(|word| word.text == "but") || (opens("a", 0) && opens("few handful couple", 1));
    let reached = number.is_none() || !is_less(part, at);
    Thing {
        heads: heads(name),
        number,
        less: !reached || but || (opens(SOME, 0) && !about),
        all: opens(EVERY, 0) && !but,
        none: is_none(name),
        few: opens(NUMBERS, 0) || (opens("the", 0) && opens(NUMBERS, 1)),
        single: !is_plural(name),
    }
}

/// What is counted by a number alone before a verb, where the words before name it: "of the 27 machines, 13 have been replaced".
pub(super) fn part_of_before(words: &[Word], own: &[String]) -> Option<Thing> {
    let start = words.iter().rposition(|word| word.parted)?;
    let (before, counted) = words.split_at_checked(start)?;
    let of = before.iter().rposition(|word| word.parted).unwrap_or(0);
    let named = before.get(of..).filter(|named| named.first().is_some_and(|first| first.text == "of"))?;
    let number = counted.iter().find_map(|word| word.number.clone())?;
    let whole = thing(named.get(1..)?, own);
    Some(Thing { number: Some(number), less: true, ..whole })
}

/// What may stand before a number and be no end of a name: "over 1,000 teachers".
const HEDGES: &[&[&str]] =
    &[&["over"], &["at", "least"], &["at", "most"], &["up", "to"], &["in", "excess", "of"]];

/// How many words at the beginning hedge the number after them.
fn hedged(words: &[Word]) -> usize {
    let stands = |hedge: &&&[&str]| {
        let counts =
            words.get(hedge.len()).is_some_and(|word| word.number.is_some() || one_of(NUMBERS, &word.text));
        counts && hedge.iter().zip(words).all(|(one, word)| *one == word.text)
    };
    HEDGES.iter().find(stands).map_or(0, |hedge| hedge.len())
}

/// The words of the name that begins here: "a full response to the review" is `a full response`.
pub(super) fn name(words: &[Word]) -> &[Word] {
    let hedged = hedged(words);
    // "A leaflet about the plan" is no plan; "about 150 stations" are stations.
    let is_topic = |at: usize, word: &Word| {
        word.text == "about" && at > 0 && words.get(at + 1).is_some_and(|next| next.number.is_none())
    };
    // "Seven months early", "a year", "each week".
    let is_time = |at: usize| {
        let next = |more: usize| words.get(at + more).map_or("", |next| next.text.as_str());
        let each = one_of("a each every per", next(0)) && one_of("day week month quarter term year", next(1));
        at > 0 && (each || one_of(SPANS, next(1)) && one_of(SOONER_OR_LATER, next(2)))
    };
    // "A levy paid by operators" is a levy.
    let is_done = |at: usize, word: &Word| {
        at > 0 && past::is_past(&word.text) && words.get(at + 1).is_some_and(|next| next.text == "by")
    };
    let ends = |(at, word): &(usize, &Word)| {
        (*at > 0 && word.parted)
            || is_done(*at, word)
            || (*at >= hedged && one_of(ENDS_A_NAME, &word.text))
            || is_topic(*at, word)
            || is_time(*at)
            || *at >= NAME
    };
    let end = words.iter().enumerate().find(ends).map_or(words.len(), |(at, _)| at);
    &words[..end]
}

/// The name that a clause ending before its verb begins with: "a summary of responses" is `a summary`.
pub(super) fn subject(words: &[Word]) -> &[Word] {
    name(clause(words))
}

/// What a participle or "which" after some words is said of: "as set out in the plan, which" is of `the plan`.
pub(super) fn antecedent(words: &[Word]) -> &[Word] {
    let begins =
        |word: &Word| one_of("in with by from as under through following since including", &word.text);
    let start = words.iter().rposition(|word| word.parted || begins(word));
    let start = start.map_or(0, |at| at + usize::from(begins(&words[at])));
    words.get(start..).unwrap_or_default()
}

/// The clause before a verb, from its subject on.
pub(super) fn clause(words: &[Word]) -> &[Word] {
    let start = words.iter().rposition(|word| word.parted).unwrap_or(0);
    let (before, clause) = words.split_at_checked(start).unwrap_or_default();
    // "The plan, which was published": the clause before says what.
    if start > 0 && clause.first().is_some_and(|first| first.text == "which") {
        return self::clause(before);
    }
    // "I can tell the House that all lamps were replaced."
    let told = clause.iter().rposition(|word| word.text == "that").filter(|_| {
        clause.first().is_some_and(|first| one_of("i we it they he she ministers government", &first.text))
    });
    after_day(clause.get(told.map_or(0, |that| that + 1)..).unwrap_or_default())
}

/// The words after the day that a clause begins with: "in April 2024 rates were raised".
fn after_day(clause: &[Word]) -> &[Word] {
    let day = |word: &Word| {
        (word.number.is_none() && word.text.starts_with(|first: char| first.is_ascii_digit()))
            || one_of("early late mid last this spring summer autumn winter", &word.text)
            || (word.capital && date::MONTHS.iter().any(|month| month.eq_ignore_ascii_case(&word.text)))
    };
    match clause {
        [first, rest @ ..] if one_of("in on since from by", &first.text) && rest.first().is_some_and(day) => {
            let day = rest.iter().take_while(|word| day(word)).count();
            rest.get(day..).unwrap_or_default()
        }
        clause => clause,
    }
}

/// The stems by which a name says what it is: its last word, and the last before an `and`.
pub(super) fn heads(name: &[Word]) -> Vec<String> {
    let says = |word: &&Word| {
        // Acts are called with their year.
        let is_year = word.text.len() == 4 && word.text.bytes().all(|digit| digit.is_ascii_digit());
        !tokens::is_stop(&word.text) && word.number.is_none() && !is_year
    };
    let mut heads: Vec<String> = name.iter().rfind(says).map(|word| word.stem.clone()).into_iter().collect();
    for and in (0..name.len()).filter(|at| one_of("and or", &name[*at].text)) {
        heads.extend(name[..and].iter().rfind(says).map(|word| word.stem.clone()));
    }
    heads
}

/// Whether the last word that says what a name is, is in the plural.
pub(super) fn is_plural(name: &[Word]) -> bool {
    let last = name.iter().rfind(|word| !tokens::is_stop(&word.text) && word.number.is_none());
    last.is_some_and(|last| last.text.ends_with('s') && !last.text.ends_with("ss"))
}

/// The words of a tidied text, in lower case; they stand where they stand in the folded text.
pub(super) fn read(tidied: &str) -> Vec<Word> {
    let stemmer = stemmer();
    let folded = tidied.to_lowercase();
    let mut capitals = BTreeSet::new();
    let mut place = 0;
    for letter in tidied.chars() {
        if letter.is_uppercase() {
            capitals.insert(place);
        }
        place += letter.to_lowercase().map(char::len_utf8).sum::<usize>();
    }
    let mut key = String::new();
    let mut end = 0;
    let titles = titles(&folded);
    let mut labelled = false;
    tokens::tokens(&folded, &[])
        .filter_map(|token| {
            let text = folded[token.start..token.end].to_owned();
            let gap = folded.get(end..token.start).unwrap_or_default();
            let in_title = titles.iter().any(|title| title.contains(&token.start));
            let parted = !in_title && gap.contains([',', ';', ':', '(', ')', '\u{2013}', '.']);
            end = token.end;
            // "The regulator (IFR) has been established": its short name parts nothing.
            if gap.ends_with('(') && folded.get(end..).is_some_and(|rest| rest.starts_with(')')) {
                end += 1;
                return None;
            }
            let number = match token.sort {
                Sort::Number(_) => {
                    tokens::key(&folded, &token, &stemmer, &mut key);
                    Some(key.clone())
                }
                Sort::Word | Sort::Acronym | Sort::Year(_) | Sort::DoubleYear(_) => in_words(&text),
            };
            let sizes = folded.get(token.end..).is_some_and(|rest| {
                let next = rest.strip_prefix('-').unwrap_or_default();
                next.starts_with(char::is_alphabetic) && !next.starts_with("per")
            });
            let is_label = std::mem::replace(&mut labelled, one_of(LABELS, &text));
            Some(Word {
                stem: stemmer.stem(&text).into_owned(),
                text,
                start: token.start,
                parted,
                capital: capitals.contains(&token.start),
                number: number.filter(|_| !sizes && !is_label),
                joined: gap == "-",
            })
        })
        .collect()
}

/// Where a law's name has brackets, and the word after them: "the Strikes (Minimum Service Levels) Act".
fn titles(folded: &str) -> Vec<std::ops::Range<usize>> {
    let laws = [") act", ") bill", ") regulations", ") order"];
    let ends = laws.iter().flat_map(|law| folded.match_indices(law).map(|(at, law)| (at, at + law.len())));
    ends.filter_map(|(at, end)| Some(folded.get(..at)?.rfind('(')?..end)).collect()
}

/// The key of a number in words, as in digits: "five stations" are 5. "One" is often none: "one of the stations".
fn in_words(text: &str) -> Option<String> {
    let two_and = NUMBERS.split(' ').skip(1).position(|number| number == text)?;
    Some(tokens::key_of_count(two_and + 2))
}
