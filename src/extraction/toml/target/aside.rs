//! Which numbers of a pledge's sentence say nothing of what is to be reached.
//!
//! It must not choose among those that do.

use super::wording::{MORE, PROMISED, WILLS, is_time, said_before, said_behind, words_before};
use crate::extraction::Candidate;
use crate::extraction::register::is_whole_of_a_part;
use crate::language::past::is_past;
use crate::language::quantities::{Hedge, QuantityMention, Unit};
use crate::language::speech::joins_a_verb;
use crate::language::tokens::{Kind, Token, WordHash, tokenize, word, words};
use crate::quantity::Decimal;

/// Why a number is left aside: each rule tells of one reason.
const RULES: &[fn(&Number) -> bool] = &[
    is_a_size,
    is_a_manner,
    is_a_share_of_what_is_known,
    is_the_whole_of_a_part,
    is_a_measure_of_each,
    is_held_against,
    goes_beyond,
    is_there,
    is_done,
    is_a_difference,
    is_known,
    is_a_time_of_each,
    is_of_a_sort,
    is_a_price,
];

/// Whether a number of a pledge says nothing of what is to be reached.
pub(super) fn is_left_aside(text: &str, candidate: &Candidate, quantity: &QuantityMention) -> bool {
    let before = said_before(text, candidate, quantity.start);
    let number = Number {
        text,
        quantity,
        candidate,
        before,
        said: tokenize(before),
        behind: said_behind(text, candidate, quantity.end).iter().map(|token| token.word).collect(),
    };
    RULES.iter().any(|rule| rule(&number))
}

/// A number and the words that stand near it.
struct Number<'t> {
    text: &'t str,
    quantity: &'t QuantityMention,
    candidate: &'t Candidate,
    before: &'t str,
    /// The words of `before`.
    said: Vec<Token>,
    behind: Vec<WordHash>,
}

impl Number<'_> {
    fn counts(&self) -> bool {
        matches!(self.quantity.unit, Unit::Noun(..))
    }

    fn unit(&self) -> &str {
        self.quantity.unit(self.text)
    }

    /// The number right before it that it is told with: `the 3 reforms and 9 amendments`.
    fn told_with(&self) -> Option<&QuantityMention> {
        let other = self.candidate.quantities.iter().rfind(|other| other.end <= self.quantity.start)?;
        let link = tokenize(self.text.get(other.end..self.quantity.start)?);
        let links = link.last().is_some_and(|last| words!["and", "of"].contains(&last.word));
        (links && link.len() <= 4).then_some(other)
    }

    /// Whether the next number stands right behind `in every`: `£2 in every £10`, but not `500 hubs in every region`.
    fn is_one_in(&self) -> bool {
        let next = self.candidate.quantities.iter().find(|next| next.start >= self.quantity.end);
        let link = next.and_then(|next| self.text.get(self.quantity.end..next.start));
        link.is_some_and(|link| link.trim_end().ends_with("every"))
    }

    /// The words behind the number and its unit.
    fn behind_unit(&self) -> &[WordHash] {
        let unit = match self.quantity.unit {
            Unit::Noun(_, end) => {
                self.text.get(self.quantity.end..end).map_or(0, |unit| tokenize(unit).len())
            }
            Unit::Known(_) | Unit::None => 0,
        };
        self.behind.get(unit..).unwrap_or_default()
    }
}

/// Of `a 24-bed hub` and `a 4.5 mile road` the hub and the road are promised.
fn is_a_size(number: &Number) -> bool {
    let measures = ["mile", "kilometre", "metre", "acre", "hectare", "storey"];
    let is_one = number.quantity.value == Some(Decimal::ONE);
    let joined = number.text.get(number.quantity.end..).is_some_and(|behind| behind.starts_with('-'));
    number.counts() && (joined || measures.contains(&number.unit()) && !is_one)
}

/// How something is done, or who is meant: `in two phases`, `the richest 10%`.
fn is_a_manner(number: &Number) -> bool {
    let parts = ["phases", "tranches", "stages", "parts", "instalments", "waves", "steps"];
    let is_in =
        number.said.last().is_some_and(|last| last.word == word!("in")) && parts.contains(&number.unit());
    let most = matches!(number.said.as_slice(), [.., the, most]
        if the.word == word!("the")
            && (most.word == word!("top") || most.text(number.before).ends_with("est")));
    is_in || most && number.unit() == "%"
}

/// Of `half of the 6,500 teachers` neither is to be reached.
fn is_a_share_of_what_is_known(number: &Number) -> bool {
    let quantity = number.quantity;
    let is_half = quantity.unit == Unit::None && quantity.value.is_some_and(|value| value < Decimal::ONE);
    let next = number.candidate.quantities.iter().find(|next| next.start > quantity.start);
    is_half && next.is_some_and(|next| is_whole_of_a_part(number.text, next.start))
}

fn is_the_whole_of_a_part(number: &Number) -> bool {
    is_whole_of_a_part(number.text, number.quantity.start)
}

/// How soon or how often each is dealt with, and for how many one is meant: `90% within ten minutes`, `one officer for every
/// 500 residents`, `£2 in every £10`.
fn is_a_measure_of_each(number: &Number) -> bool {
    let each = words!["within", "every"];
    let is_share = matches!(number.behind_unit(), [of, every, ..]
        if *every == word!("every") && (words!["of", "for"].contains(of) || *of == word!("in") && number.is_one_in()));
    is_share || number.said.last().is_some_and(|last| each.contains(&last.word))
}

/// What a rate is held against: `CPI+1%`, `a baseline of 1990`.
fn is_held_against(number: &Number) -> bool {
    let said = &number.said;
    let plus = said.last().is_some_and(|last| words!["plus", "+"].contains(&last.word));
    let led = said.iter().rfind(|token| token.word != word!("of") && !token.is_mark(':'));
    plus || led.is_some_and(|token| token.word == word!("baseline"))
}

/// `in addition to the £163 million`, `on top of over £8 billion`
fn goes_beyond(number: &Number) -> bool {
    match words_before(number.before).as_slice() {
        [.., on, top] if *top == word!("top") => *on == word!("on"),
        [.., addition, to] if *to == word!("to") => words!["addition", "additional"].contains(addition),
        _ => false,
    }
}

/// `with 400 homes already built`, but not `the 40 hospitals already announced`.
fn is_there(number: &Number) -> bool {
    number
        .behind
        .windows(2)
        .take(4)
        .any(|pair| matches!(pair, [already, done] if *already == word!("already") && THERE.contains(done)))
}

/// What behind `already` says that things are there.
const THERE: &[WordHash] = words![
    "built", "open", "opened", "in", "recruited", "planted", "delivered", "completed", "trained",
    "installed", "working", "operating", "created", "there", "running", "established", "employed",
    "provided"
];

/// `will set out a plan, and we have opened 135 centres`, `will support places that were awarded £120 million`: what has been
/// done is said behind what will be. What `has been allocated` is promised.
fn is_done(number: &Number) -> bool {
    let (said, is) = (&number.said, |at: usize, words: &[WordHash]| {
        number.said.get(at).is_some_and(|token| words.contains(&token.word))
    });
    let Some(has) = said.iter().rposition(|token| words!["has", "have", "were"].contains(&token.word)) else {
        return false;
    };
    let now = words!["already", "also", "now", "since", "recently", "been", "so", "far"];
    let Some(verb) = (has + 1..said.len()).find(|at| !is(*at, now)) else { return false };
    // `and we have`, `towns that were`, but not `ensure that we have` or `will have cut waits and have`
    let opened = (has.saturating_sub(3)..has).any(|at| is(at, words!["and", "but", ";"]))
        || is(has.wrapping_sub(1), words!["that", "which", "who"]);
    let undertakes = words!["to", "will", "shall"];
    opened
        && (0..has.saturating_sub(1)).any(|at| is(at, WILLS) || is(at, words!["continuing"]))
        && !(0..has).any(|at| is(at, undertakes) && is(at + 1, words!["have"]))
        && !is(verb, PROMISED)
        && said.get(verb).is_some_and(|verb| is_past(verb.text(number.before)))
        && !(verb..said.len()).any(|at| is(at, undertakes) || is(at, words![",", ";"]))
        && !said.windows(2).skip(verb).any(joins_a_verb)
}

/// Of `50 fewer agency staff` nobody counts 50, nor of `£2 billion more in 2026/27 than in 2024/25` the £2 billion.
fn is_a_difference(number: &Number) -> bool {
    let is_less = number.behind.first().is_some_and(|less| words!["fewer", "less"].contains(less));
    let is_more = number.behind.first() == Some(&word!("more"))
        && number.behind.windows(2).any(|pair| pair == words!["than", "in"]);
    if matches!(number.quantity.unit, Unit::Known(_)) { is_more } else { is_less }
}

/// What is spoken of as known, and only stands in a relation to what is done: `regulation for the two roles`, `funding within
/// the £36 billion programme`, `the first two rounds of £750 million`. Of `implement the two reforms`, `visit all of the 12
/// schools` and `return to the 0.7% target` they are promised.
fn is_known(number: &Number) -> bool {
    is_pointed_at(&number.said, number.unit())
        || number.told_with().is_some_and(|other| {
            let said = said_before(number.text, number.candidate, other.start);
            is_pointed_at(&tokenize(said), other.unit(number.text))
        })
}

/// Whether the words before a number put it as known into a relation to what is done.
fn is_pointed_at(said: &[Token], unit: &str) -> bool {
    let mut said: Vec<WordHash> = said.iter().map(|token| token.word).collect();
    while said.pop_if(|word| SORTING.contains(word) || MORE.contains(word)).is_some() {}
    let [rest @ .., relation, pointed] = said.as_slice() else { return false };
    let (relation, pointed) = (*relation, *pointed);
    let is_of = relation == word!("of");
    let is_whole = match rest {
        // `give £5,000 to each of the 12 parishes`
        [.., to, all] if words!["to", "in", "for"].contains(to) && *all == word!("each") => false,
        [.., all] => is_of && words!["all", "each", "every", "most", "penny"].contains(all),
        // `Of these 400 will be for rent`
        [] => is_of && words!["these", "those"].contains(&pointed),
    };
    let is_level = relation == word!("to") && unit == "%";
    let pointed = words!["the", "these", "those", "our", "its", "their"].contains(&pointed);
    pointed && RELATING.contains(&relation) && !is_whole && !is_level
}

/// What may stand between an article and its number without making it another.
const SORTING: &[WordHash] = words![
    "first", "last", "next", "initial", "final", "existing", "current", "remaining", "other", "recently",
    "announced", "over", "around", "about", "approximately", "nearly", "almost", "than", "up", "to"
];

/// What puts things into a relation to what is done.
const RELATING: &[WordHash] = words![
    "of", "for", "to", "from", "in", "by", "with", "into", "between", "within", "under", "through", "across",
    "on", "alongside", "than", "following", "follow", "follows", "against", "about", "around", "as"
];

/// A length of time that tells of each case: `patients who wait more than 12 hours`, `open 24 hours a day`. What there is so
/// much of is promised: `more than 30 hours of childcare`.
fn is_a_time_of_each(number: &Number) -> bool {
    let behind = number.behind_unit();
    let is_daily = matches!(behind, [a, day, ..]
        if words!["a", "per"].contains(a) && *day == word!("day") && number.unit() == "hours");
    let is_short = number.quantity.value.is_some_and(|value| value < Decimal::from(100));
    let is_bound = number.quantity.hedge == Some(Hedge::Over) && is_short;
    // `a breakfast club lasting at least 30 minutes`
    let is_lasting = words_before(number.before).last() == Some(&word!("lasting"));
    is_time(number.unit()) && (is_daily || is_lasting || is_bound && behind.first() != Some(&word!("of")))
}

/// `firms with more than 250 employees`, `homes with values below £36,000`, `developments of 10 or more homes`: a bound that
/// says which of them are meant. What a verb bounds is promised: `recruit over 500`, `keep bills below £1,800`.
fn is_of_a_sort(number: &Number) -> bool {
    let (said, behind) = (&number.said, &number.behind);
    let or_more = matches!(behind.as_slice(), [or, more, ..]
        if words!["or", "and"].contains(or) && BOUNDING.contains(more) && *more != word!("to"));
    let length = said.iter().rev().take_while(|token| BOUNDING.contains(&token.word)).count();
    let (before, bound) = said.split_at(said.len() - length);
    // `cut emissions to under 5 million tonnes`, `support schools with over 500 new teachers`: they are promised.
    let is_promised = bound.first().is_some_and(|first| first.word == word!("to"))
        || behind.first().is_some_and(|next| MORE.contains(next));
    if is_promised {
        return false;
    }
    let links = words!["with", "having", "employing", "worth", "earning", "of"];
    let link = before.last().map(|token| token.word).filter(|word| links.contains(word));
    let before = before.get(..before.len() - usize::from(link.is_some())).unwrap_or_default();
    // `a rateable value (RV) of £500,000`
    let before = match before {
        [before @ .., open, short, close] if open.is_mark('(') && short.capital && close.is_mark(')') => {
            before
        }
        _ => before,
    };
    let Some(noun) = before.last().filter(|noun| noun.kind == Kind::Word) else { return false };
    let article = before.iter().rev().nth(1).map_or(0, |token| token.word);
    let is_any = words!["any", "each", "every"].contains(&article);
    let is_thing = is_any || is_a_thing(noun, article, number.before);
    let is_with = || before.iter().rev().take(4).any(|token| token.word == word!("with"));
    let is_small = bound.iter().any(|token| words!["under", "below", "less", "fewer"].contains(&token.word));
    let bounded = !bound.is_empty();
    match link {
        Some(of) if of == word!("of") => {
            let owned = words!["turnover", "income", "incomes", "value", "values"].contains(&noun.word);
            (or_more || bounded) && (owned && is_with() || is_any) || or_more && is_thing && number.counts()
        }
        Some(worth) if worth == word!("worth") => is_thing && is_small,
        Some(earning) if earning == word!("earning") => is_thing && bounded,
        Some(_) => is_thing && (or_more || bounded && number.counts()),
        None => {
            let is_any_at_all = article == word!("any");
            let measured = ["metres", "tonnes", "storeys", "m"].contains(&number.unit());
            is_thing
                && bounded
                && (measured || is_any_at_all || is_with() && is_small || is_of_a_subject(number, before))
        }
    }
}

/// Words that bound a number.
const BOUNDING: &[WordHash] =
    words!["over", "under", "above", "below", "more", "less", "fewer", "than", "exceeding", "up", "to"];

/// Whether a noun names things of which some may be meant: `firms`, `a building`.
fn is_a_thing(noun: &Token, article: WordHash, said: &str) -> bool {
    let name = noun.text(said);
    name.ends_with('s') && !name.ends_with("ss")
        || words!["people", "those", "anyone"].contains(&noun.word)
        || words!["a", "an"].contains(&article)
}

/// Whether a number is said of what the verb is yet to be said of: `Companies with over 250 staff will report`, but not `Over
/// the next two years more than 500 homes will be built`.
fn is_of_a_subject(number: &Number, before: &[Token]) -> bool {
    let when_or_where = words!["in", "over", "across", "within", "during"];
    !before.iter().rev().take(5).any(|token| when_or_where.contains(&token.word))
        && !number.said.iter().any(|token| WILLS.contains(&token.word))
        && number.behind.iter().any(|word| WILLS.contains(word))
}

/// What is spoken of by what it costs: `The £30 million fund will help to repair churches`, `open a £45 million research centre`.
/// Of what `will be spent` the money is promised.
fn is_a_price(number: &Number) -> bool {
    let name = number.behind.split(|word| ENDS_OF_NAMES.contains(word)).next().unwrap_or_default();
    let (Unit::Known("£"), Some(head)) = (number.quantity.unit, name.last()) else { return false };
    let said: Vec<WordHash> = number.said.iter().map(|token| token.word).collect();
    let said = said.iter().rposition(|word| !MORE.contains(word)).and_then(|last| said.get(..=last));
    let Some((article, before)) = said.and_then(|said| said.split_last()) else { return false };
    let is_known = words!["the", "our", "its", "their", "this"].contains(article);
    let opens = before.last().is_none_or(|last| *last == word!(","));
    let mut verbs = number.behind.iter().skip_while(|word| !WILLS.contains(word)).skip(1);
    let given = verbs.find(|word| !BESIDE_GIVEN.contains(word));
    let is_given = given.is_some_and(|verb| GIVEN.contains(verb));
    // `a £5 million road and bridge fund`
    let ends = |word: &WordHash| ENDS_OF_NAMES.contains(word) && !words!["and", "or", ","].contains(word);
    let whole = number.behind.split(ends).next().and_then(<[_]>::last);
    let is_fund = whole.is_some_and(|last| FUNDS.contains(last));
    let is_thing = !is_fund && BUILT.contains(head) && (is_known || words!["a", "an"].contains(article));
    is_thing || is_known && opens && !is_given
}

/// What behind the name of a thing does not belong to it.
#[rustfmt::skip]
const ENDS_OF_NAMES: &[WordHash] = words![
    "of", "to", "in", "for", "from", "on", "over", "by", "at", "with", "per", "a", "and", "or", "will", "shall", "must", "is",
    "are", "was", "has", "have", "that", "which", "we", "each", "across", "more", "opening", "due", "until", "this",
    ",", ".", ";", ":", "(", "-", "–",
];

/// What is done with money that is promised.
#[rustfmt::skip]
const GIVEN: &[WordHash] = words![
    "spent", "invested", "allocated", "provided", "paid", "made", "distributed", "awarded", "used", "shared", "split",
    "available", "accessible", "transferred", "take", "go", "remain", "delivered", "rolled", "reinvested", "deployed",
    "released", "disbursed", "committed", "matched",
];

/// What may stand between `will` and what is done.
const BESIDE_GIVEN: &[WordHash] =
    words!["be", "also", "now", "all", "fully", "wholly", "entirely", "directly", "initially", "then"];

/// What holds money, whatever it is for.
const FUNDS: &[WordHash] = words![
    "fund", "funds", "programme", "scheme", "package", "grant", "grants", "pot", "budget", "initiative"
];

/// What is built, and known by what it costs.
#[rustfmt::skip]
const BUILT: &[WordHash] = words![
    "centre", "campus", "hub", "hospital", "library", "school", "college", "academy", "bridge", "station", "bypass", "road",
    "refurbishment", "redevelopment", "restoration", "building", "facility", "factory", "museum", "theatre", "stadium",
    "unit", "clinic", "depot", "laboratory", "ferry", "interchange",
];

#[cfg(test)]
mod tests {
    use crate::extraction::toml::target::lasting::tests::drafted;

    #[test]
    fn money_that_is_given_is_no_price() {
        for (sentence, form) in [
            ("The £30 million grant will be fully spent by March 2027.", "at_least = 30000000\n"),
            ("The £30 million package will be delivered by March 2028.", "at_least = 30000000\n"),
            ("The £40 million scheme will be rolled out by March 2028.", "at_least = 40000000\n"),
            ("The £3 billion saved will be reinvested in schools by March 2028.", "at_least = 3000000000\n"),
            ("We will launch a £5 million road and bridge fund by 2027.", "at_least = 5000000\n"),
            (
                "We will fund a £10 million school and library repair programme by 2028.",
                "at_least = 10000000\n",
            ),
            ("The £14 million campus will be delivered by March 2028.", "act = "),
            ("We will convert garages by turning 75 into homes by 2028.", "= 75\n"),
        ] {
            let draft = drafted(sentence);
            assert!(draft.contains(form), "{sentence}: {draft}");
        }
    }
}
