//! What a pledge promises: a verb, the thing that it is done to and how many; and whether a sentence says that this is still to
//! come or promises it again.
//!
//! It must not judge whether it is done.

use super::clause::{Word, heads, is_plural, name, read, stem_of_past, subject};
use super::sentence::tidy;
use crate::language::past::{base, is_past};
use crate::language::{dates, tokens as words};
use crate::matching::tokens::{is_stop, one_of, stemmer};

/// Verbs that pledges are made with; done, they are delivery. Others (support, improve, work) have no end.
const DEEDS: &str = "\
    abolish appoint ban build buy close commission complete connect convert create cut deliver double electrify enact end establish \
    extend fix freeze fund halve hire increase install insulate introduce launch lay lift nationalise open pass pay plant publish \
    purchase put ratify rebuild recruit reduce refurbish remove reopen repair repeal replace restore resurface retrofit scrap sign \
    train triple upgrade";

/// What a pledge promises: a deed, the thing it is done to, and how many.
pub(super) struct Deed {
    /// The stem of its verb.
    pub(super) stem: String,
    /// The stems by which the thing is named: `response`; `bill` and `tobacco`.
    pub(super) heads: Vec<String>,
    /// The key of the number that counts it.
    pub(super) number: Option<String>,
    /// The key of a number behind a preposition: "clubs in 750 schools".
    pub(super) around: Option<String>,
    /// More than one is promised.
    pub(super) many: bool,
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

/// The deed of a pledge: its first verb of the list that is not told as done, with what it is done to.
pub(super) fn deed(pledge: &str) -> Option<Deed> {
    let tidied = tidy(pledge);
    let folded = tidied.to_lowercase();
    let words = read(&tidied);
    let stemmer = stemmer();
    let stems: Vec<String> = DEEDS.split(' ').map(|verb| stemmer.stem(verb).into_owned()).collect();
    let is_deed = |at: usize| {
        let up = || words.get(at + 1).is_some_and(|next| next.text == "up");
        stems.contains(&words[at].stem) || (words[at].text == "set" && up())
    };
    (0..words.len()).filter(|at| is_deed(*at)).find_map(|at| {
        let word = &words[at];
        let passive = base(&word.text).is_none_or(|base| base != word.text) && is_past(&word.text);
        let (name, named, rest) = if passive {
            let be = (at.saturating_sub(2)..at).find(|before| words[*before].text == "be")?;
            let modal = (be.saturating_sub(2)..be).find(|one| one_of("will shall to", &words[*one].text))?;
            (subject(&words[..modal]), 0..words[modal].start, at + 1)
        } else {
            // "The train", "its launch": a thing and no deed.
            let before = at.checked_sub(1).and_then(|before| words.get(before));
            if before.is_some_and(|before| one_of("the a an its their this our", &before.text)) {
                return None;
            }
            let first = at + 1 + usize::from(words.get(at + 1).is_some_and(|next| next.text == "up"));
            let name = name(words.get(first..).unwrap_or_default());
            (name, word.start + word.text.len()..folded.len(), first + name.len())
        };
        let heads = heads(name);
        let number = name.iter().find_map(|word| word.number.clone());
        let rest = words.get(rest..).unwrap_or_default();
        let around = || number_after(rest, &dates::recognise(pledge, &words::tokenize(pledge), None), pledge);
        let plural = is_plural(name);
        let all = name.first().is_some_and(|first| one_of("all every each", &first.text));
        (!heads.is_empty()).then(|| Deed {
            stem: word.stem.clone(),
            around: if number.is_none() { around() } else { None },
            many: plural || all || number.is_some(),
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

/// The last words of a name, from the first that has a capital on, where enough of them have.
fn called(name: &[Word]) -> Option<String> {
    let capitals = name.iter().rev().take_while(|word| word.capital && !word.parted).count();
    let own = name.len().checked_sub(capitals).and_then(|at| name.get(at..)).unwrap_or_default();
    let own: Vec<&str> = own.iter().map(|word| word.text.as_str()).skip_while(|word| is_stop(word)).collect();
    (own.len() >= NAMED).then(|| own.join(" "))
}

/// The number that counts what stands behind a preposition, and is none of a date: "in 750 primary schools".
fn number_after(words: &[Word], dates: &[dates::DateMention], pledge: &str) -> Option<String> {
    let of_a_date = |word: &Word| {
        let mut mentions = dates.iter().filter_map(|date| pledge.get(date.start..date.end));
        mentions.any(|date| {
            date.to_lowercase().split(|letter: char| !letter.is_alphanumeric()).any(|one| one == word.text)
        })
    };
    words.windows(2).take_while(|pair| !pair[0].parted).find_map(|pair| {
        let number = pair[1].number.as_ref()?;
        let counts = one_of("in across to at for", &pair[0].text)
            && !number.contains(['%', '\u{a3}', '$', '\u{20ac}']);
        (counts && !pair[1].parted && !of_a_date(&pair[1])).then(|| number.clone())
    })
}

/// Whether the deed is still to come: "will publish", "to be published", "committed to publishing".
pub(super) fn is_to_come(words: &[Word], deed: &Deed) -> bool {
    words.iter().enumerate().any(|(at, word)| {
        let past = stem_of_past(word);
        let before = |many: usize, list: &str| {
            words[at.saturating_sub(many)..at].iter().any(|before| one_of(list, &before.text))
        };
        let same_form = base(&word.text).is_none_or(|base| base == word.text);
        match past {
            Some(stem) if stem == deed.stem && before(2, "be being") => true,
            Some(_) if !same_form || word.text.ends_with("ed") => false,
            Some(_) | None => {
                word.stem == deed.stem && before(3, "will shall to would should must of for can")
            }
        }
    })
}

/// Whether a sentence promises the pledge's own deed, to its own thing: "we will now publish the paper".
pub(super) fn is_promised(sentence: &str, deed: &Deed) -> bool {
    let words = read(&tidy(sentence));
    words.iter().enumerate().any(|(at, word)| {
        let stem = stem_of_past(word).unwrap_or_else(|| word.stem.clone());
        let near = words.get(at.saturating_sub(4)..at).unwrap_or_default();
        let modal = near.iter().rposition(|one| one_of("will shall to", &one.text));
        let Some(modal) = modal.filter(|_| stem == deed.stem) else { return false };
        let denied = near.iter().any(|one| one_of("not never", &one.text));
        let passive = stem_of_past(word).is_some() && near[modal..].iter().any(|one| one.text == "be");
        let name = if passive {
            subject(&words[..at - near.len() + modal])
        } else {
            name(words.get(at + 1..).unwrap_or_default())
        };
        !denied && heads(name).iter().any(|head| deed.heads.contains(head))
    })
}
