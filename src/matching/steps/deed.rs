//! What a pledge promises: a verb, the thing that it is done to and how many; and whether a sentence says that this is still to
//! come or promises it again.
//!
//! It must not judge whether it is done.

use super::clause::{Thing, Word, heads, is_plural, name, read, subject};
use super::place;
use super::sentence::tidy;
use crate::language::{dates, past, tokens as words};
use crate::matching::tokens::{is_stop, one_of, stemmer};

/// What a sentence says is done.
pub(super) struct Said {
    /// By which word or words.
    pub(super) words: String,
    /// Where the sentence goes on after the verb.
    pub(super) end: usize,
    /// What it is done to, where it is the pledge's own deed.
    pub(super) thing: Option<Thing>,
}

/// What is counted without being what a pledge is about.
pub(super) const OF_TIME: &str =
    "days weeks months years hours minutes quarters terms stages phases respects ways cases";

/// Verbs that pledges are made with; done, they are delivery. Others (support, improve, work) have no end.
const DEEDS: &str = "\
    abolish appoint ban build buy close commission complete connect convert create cut deliver double electrify enact end establish \
    extend fix freeze fund halve hire increase install insulate introduce launch lay lift nationalise open pass pay plant publish \
    purchase put ratify rebuild recruit reduce refurbish remove reopen repair repeal replace restore resurface retrofit scrap sign \
    train triple upgrade";
/// Verbs that a pledge may be made with, where it has none of those: "give the regulator the power to stop them".
const OTHER_DEEDS: &str = "clear give lower provide raise";
/// Verbs of which one does what another promises.
const SAME: [&str; 5] = [
    "abolish end remove repeal scrap",
    "create establish launch set",
    "increase raise",
    "cut lower reduce",
    "deliver provide",
];
/// Nouns after which "of" names what is banned or allowed: "the sale of vapes".
pub(super) const DEALINGS: &str = "sale sales supply use";

/// What a pledge promises: a deed, the thing it is done to, and how many.
pub(super) struct Deed {
    /// The stem of its verb.
    pub(super) stem: String,
    /// The stems of the verbs that do the same.
    same: Vec<String>,
    /// The stems by which the thing is named: `response`; `bill` and `tobacco`.
    pub(super) heads: Vec<String>,
    /// The key of the number that counts it.
    pub(super) number: Option<String>,
    /// So many at least.
    least: bool,
    /// The key of a number behind a preposition: "clubs in 750 schools".
    pub(super) around: Option<String>,
    /// More than one is promised.
    pub(super) many: bool,
    /// It is promised for a place: "a hospital in Kettering".
    pub(super) placed: bool,
    /// It is called by a word in the plural.
    pub(super) plural: bool,
    /// What it is called as a name of at least [`NAMED`] words with capitals, folded: "child poverty strategy".
    pub(super) called: Option<String>,
    /// All of them are.
    pub(super) all: bool,
    /// All of something are, be it whom it is for: "meals to all pupils".
    pub(super) every: bool,
    /// The pledge's folded words that name the thing, to its end: they neither tell a step nor take one back.
    pub(super) named: String,
    /// The keys of all numbers of the pledge.
    pub(super) numbers: Vec<String>,
}

impl Deed {
    /// Whether a number is as many as are promised.
    pub(super) fn is_reached_by(&self, said: Option<&String>) -> bool {
        let parts = |key: &str| {
            let unit = key.trim_end_matches(|last: char| last.is_ascii_digit());
            key.get(unit.len()..)
                .and_then(|value| value.parse::<u128>().ok())
                .map(|value| (unit.to_owned(), value))
        };
        let more = |said: &String, promised: &String| {
            let (said, promised) = (parts(said), parts(promised));
            said.zip(promised).is_some_and(|(said, promised)| said.0 == promised.0 && said.1 > promised.1)
        };
        let both = said.zip(self.number.as_ref());
        both.is_some_and(|(said, promised)| said == promised || (self.least && more(said, promised)))
    }

    /// Whether a verb of this stem, the word `at`, does what is promised.
    pub(super) fn is_done_by(&self, stem: &str, words: &[Word], at: usize) -> bool {
        // What is "set out" is not set up.
        let particle = stem != SET || words.get(at + 1).is_some_and(|next| next.text == "up");
        particle && (stem == self.stem || self.same.iter().any(|same| same == stem))
    }
}

/// Whether a pledge says that there may be more: "more than 200", "at least 750", not "over 5 years".
fn is_least(words: &[Word]) -> bool {
    let times = |at: usize| words.get(at).is_some_and(|unit| one_of("days weeks months years", &unit.text));
    words.windows(3).enumerate().any(|(at, three)| {
        let two = (three[0].text.as_str(), three[1].text.as_str());
        let more = matches!(two, ("more", "than") | ("at", "least")) || two.1 == "over";
        three[2].number.is_some() && more && !times(at + 3)
    })
}

/// The stem of the verb that needs its "up".
const SET: &str = "set";
/// The stem of the verb that needs a height: rates are raised "to" it, concerns only "with" somebody.
const RAISE: &str = "rais";
/// The stem of the verb after which nothing is done once.
const CONTINUE: &str = "continu";

/// The deed of a pledge: its first verb of the lists that is not told as done, with what it is done to.
pub(super) fn deed(pledge: &str) -> Option<Deed> {
    first_of(DEEDS, pledge).or_else(|| first_of(OTHER_DEEDS, pledge))
}

/// The stems of the verbs that do the same as that of a stem.
fn same(stem: &str) -> Vec<String> {
    let stems = |verbs: &str| verbs.split(' ').map(|verb| stemmer().stem(verb).into_owned()).collect();
    let mut groups = SAME.iter().map(|verbs| stems(verbs));
    groups.find(|verbs: &Vec<String>| verbs.iter().any(|verb| verb == stem)).unwrap_or_default()
}

/// Whether the word at `at` is one of some verbs that a pledge says is to be done.
fn is_to_be_done(words: &[Word], at: usize, verbs: &str, stems: &[String]) -> bool {
    let up = || words.get(at + 1).is_some_and(|next| next.text == "up");
    // "The Boiler Upgrade Scheme" is a name; what goes on has no end.
    let of_a_name = words[at].capital && at > 0 && !words[at].parted;
    let goes_on = words[at.saturating_sub(2)..at].iter().any(|word| word.stem == CONTINUE);
    // "Appointments" are not appointed, and buildings need not be built.
    let noun = ["ment", "ments", "ion", "ions", "ings"].iter().any(|end| words[at].text.ends_with(end));
    let noun = noun && !one_of(verbs, &words[at].text);
    let verb = (stems.contains(&words[at].stem) && !noun) || (words[at].text == "set" && up());
    verb && !of_a_name && !goes_on
}

/// What the deed at `at` is done to: its words, the bytes in which it is named, and the index of the first word behind.
struct Object<'w> {
    name: &'w [Word],
    named: std::ops::Range<usize>,
    rest: usize,
    passive: bool,
}

fn object(words: &[Word], at: usize, end: usize) -> Option<Object<'_>> {
    let word = &words[at];
    let passive = past::base(&word.text).is_none_or(|base| base != word.text) && past::is_past(&word.text);
    if passive {
        let be = (at.saturating_sub(2)..at).find(|before| words[*before].text == "be")?;
        let modal = (be.saturating_sub(2)..be).find(|one| one_of("will shall to", &words[*one].text))?;
        // "It closed, and a response will be published."
        let and = words[..modal]
            .windows(2)
            .rposition(|pair| pair[0].text == "and" && one_of("a an the our its this", &pair[1].text));
        let from = and.map_or(0, |and| and + 1);
        let name = subject(&words[from..modal]);
        return Some(Object { name, named: 0..words[modal].start, rest: at + 1, passive });
    }
    // "The train", "its launch", "every building": a thing and no deed.
    let before = at.checked_sub(1).and_then(|before| words.get(before));
    if before.is_some_and(|before| one_of("the a an its their this our every each any", &before.text)) {
        return None;
    }
    let first = at + 1 + usize::from(words.get(at + 1).is_some_and(|next| next.text == "up"));
    let name = name(words.get(first..).unwrap_or_default());
    Some(Object { name, named: word.start + word.text.len()..end, rest: first + name.len(), passive })
}

fn first_of(verbs: &str, pledge: &str) -> Option<Deed> {
    let tidied = tidy(pledge);
    let folded = tidied.to_lowercase();
    let words = read(&tidied);
    let stemmer = stemmer();
    let stems: Vec<String> = verbs.split(' ').map(|verb| stemmer.stem(verb).into_owned()).collect();
    (0..words.len()).filter(|at| is_to_be_done(&words, *at, verbs, &stems)).find_map(|at| {
        let word = &words[at];
        let Object { name, named, rest, passive } = object(&words, at, folded.len())?;
        let mut heads = self::heads(name);
        let dealt = words.get(rest + 1..).filter(|_| words.get(rest).is_some_and(|next| next.text == "of"));
        let is_dealing = name.last().is_some_and(|last| one_of(DEALINGS, &last.text));
        heads.extend(
            dealt
                .filter(|_| is_dealing && !passive)
                .into_iter()
                .flat_map(|dealt| self::heads(self::name(dealt))),
        );
        let number = name.iter().find_map(|word| word.number.clone());
        let rest = words.get(rest..).unwrap_or_default();
        let around = || number_after(rest, &dates::recognise(pledge, &words::tokenize(pledge), None), pledge);
        let by_so_much = |pair: &[Word]| one_of("to by", &pair[0].text) && pair[1].number.is_some();
        let to_a_height = || {
            number.is_some()
                || rest.first().is_some_and(|next| one_of("to by from", &next.text))
                || rest.windows(2).any(by_so_much)
        };
        if word.stem == RAISE && !to_a_height() {
            return None;
        }
        let plural = is_plural(name);
        let all = name.first().is_some_and(|first| one_of("all every each", &first.text));
        (!heads.is_empty()).then(|| Deed {
            stem: word.stem.clone(),
            same: same(&word.stem),
            least: is_least(&words),
            around: if number.is_none() { around() } else { None },
            many: plural || all || number.is_some(),
            placed: place::names_a_place(&words, ""),
            plural,
            called: called(name),
            all,
            every: words[at..].windows(2).any(|pair| {
                one_of("all every each", &pair[0].text)
                    && !one_of("day week month quarter term year", &pair[1].text)
            }),
            heads,
            number,
            named: folded.get(named).unwrap_or_default().to_owned(),
            numbers: words.iter().filter_map(|word| word.number.clone()).collect(),
        })
    })
}

/// The fewest words with capitals that make a name which nothing else has: "Child Poverty Strategy", but not "Green Paper".
const NAMED: usize = 3;

/// The last words of a name, from the first that has a capital on, where enough of them have; an "and" between two that have
/// belongs to it: "Planning and Infrastructure Bill".
fn called(name: &[Word]) -> Option<String> {
    let capital = |at: &usize| name.get(*at).is_some_and(|word| word.capital && !word.parted);
    let joins = |at: usize| {
        let next = name.get(at + 1).is_some_and(|next| !next.parted);
        next && name[at].text == "and" && at.checked_sub(1).as_ref().is_some_and(capital)
    };
    let first = (0..name.len()).rev().take_while(|at| capital(at) || joins(*at) && capital(&(at + 1))).last();
    let own = first.and_then(|at| name.get(at..)).unwrap_or_default();
    let own: Vec<&str> = own.iter().map(|word| word.text.as_str()).skip_while(|word| is_stop(word)).collect();
    let told = own.iter().filter(|word| **word != "and").count();
    (told >= NAMED).then(|| own.join(" "))
}

/// The number that counts what stands behind a preposition, and is none of a date: "in 750 primary schools".
fn number_after(words: &[Word], dates: &[dates::DateMention], pledge: &str) -> Option<String> {
    let of_a_date = |word: &Word| {
        let mut mentions = dates.iter().filter_map(|date| pledge.get(date.start..date.end));
        mentions.any(|date| {
            date.to_lowercase().split(|letter: char| !letter.is_alphanumeric()).any(|one| one == word.text)
        })
    };
    words.windows(2).enumerate().take_while(|(_, pair)| !pair[0].parted).find_map(|(at, pair)| {
        let number = pair[1].number.as_ref()?;
        let counts = one_of("in across to at for", &pair[0].text)
            && !number.contains(['%', '\u{a3}', '$', '\u{20ac}']);
        let is_time = words.get(at + 2).is_some_and(|next| one_of(OF_TIME, &next.text));
        (counts && !is_time && !pair[1].parted && !of_a_date(&pair[1])).then(|| number.clone())
    })
}

/// Whether the deed is still to come: "will publish", "to be published", "committed to publishing".
pub(super) fn is_to_come(words: &[Word], deed: &Deed) -> bool {
    words.iter().enumerate().any(|(at, word)| {
        let past = past::verb(&word.text);
        let before = |many: usize, list: &str| {
            words[at.saturating_sub(many)..at].iter().any(|before| one_of(list, &before.text))
        };
        let same_form = past::base(&word.text).is_none_or(|base| base == word.text);
        match past {
            Some(stem) if before(2, "be being") && deed.is_done_by(&stem, words, at) => true,
            Some(_) if !same_form || word.text.ends_with("ed") => false,
            Some(_) | None => {
                before(3, "will shall to would should must of for can")
                    && deed.is_done_by(&word.stem, words, at)
            }
        }
    })
}

/// Whether a sentence promises the pledge's own deed, to its own thing: "we will now publish the paper".
pub(super) fn is_promised(sentence: &str, deed: &Deed) -> bool {
    let words = read(&tidy(sentence));
    words.iter().enumerate().any(|(at, word)| {
        let stem = past::verb(&word.text).unwrap_or_else(|| word.stem.clone());
        let near = words.get(at.saturating_sub(4)..at).unwrap_or_default();
        let modal = near.iter().rposition(|one| one_of("will shall to", &one.text));
        let Some(modal) = modal.filter(|_| stem == deed.stem) else { return false };
        let denied = near.iter().any(|one| one_of("not never", &one.text));
        let passive = past::verb(&word.text).is_some() && near[modal..].iter().any(|one| one.text == "be");
        let name = if passive {
            subject(&words[..at - near.len() + modal])
        } else {
            name(words.get(at + 1..).unwrap_or_default())
        };
        !denied && heads(name).iter().any(|head| deed.heads.contains(head))
    })
}
