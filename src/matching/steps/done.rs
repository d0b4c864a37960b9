//! Whether a sentence says that what a pledge promises is done: its own verb in the past, of its own thing.
//!
//! "Will publish a response" is delivered by "published the response", not by "published a consultation", "will publish" or
//! "the scheme came into force". It must not judge whether what is said is true.

use super::clause::{
    Thing, Word, clause, heads, is_less, name, part_of_before, read, stem_of_past, subject, thing,
};
use super::{Grounds, Sentence, fold, one_of, stands, taken_back, tidy};
use super::{actor, doubt};
use crate::language::past::{base, is_past};
use crate::language::{dates, tokens as words};
use crate::matching::tokens::stemmer;
use crate::model::Step;
use std::ops::Range;

/// Verbs that pledges are made with; done, they are delivery. Others (support, improve, work) have no end.
const DEEDS: &str = "\
    abolish appoint ban build close commission complete create cut deliver double enact end establish extend fix fund \
    halve hire increase introduce launch lay lift open pass pay plant publish put recruit reduce remove repeal replace restore \
    scrap sign train triple";
/// Verbs by which a thing is said to do itself what is done to it: "the clubs have opened".
const BY_ITSELF: &str = "open close launch";
/// What is closed to somebody is not closed.
const CLOSE: &str = "close";
/// Words that open a name after "to": "to new arrivals" and not "to save".
const OPENS_A_NAME: &str = "the a an all any some new most many its their our other further";

/// Verbs that say of any counted thing that it is there.
const COUNTED_AS_DONE: &[&str] = &["deliver", "achiev", "complet", "reach"];

/// Words by which the pledge is said to be kept as a whole.
const FULFILLED: &str = "\
    met the target|met our target|met its target|met our commitment|met its commitment|been fulfilled|was \
    fulfilled|been delivered in full|delivered in full|delivered on our commitment|delivered on its \
    commitment|delivered on our manifesto commitment|target was met|target has been met|commitment has been \
    met|has been achieved|was achieved";
/// Words by which a law is said to be made or to bind.
const LAW: &str = "\
    came into force|come into force on|came into effect|has come into force|have come into force|royal assent \
    on|received royal assent|signed into law|became law|was enacted|has been enacted";
/// Deeds that a law does.
const BY_LAW: &str = "abolish ban close create end enact establish extend increase introduce lift pass reduce remove \
    repeal replace restore scrap sign";

/// Words after which a past form is a finished action.
const BEFORE_A_DEED: &str = "\
    has have had was were been we i government department he she they it congress ministers president \
    minister secretary chancellor administration and england dfe dhsc defra ofsted ofcom office agency";
/// Words that may stand between.
const BETWEEN: &str = "also now already recently since successfully formally today then both";

/// Words between a verb that undoes something and what it is undone of.
const BEFORE_UNDOING: &str = "\
    was were been has have had also now already since formally later subsequently then";
/// The stem of the verb after which an office is named with "as", and how many words the holder's name may have.
const APPOINT: &str = "appoint";
const OFFICE: usize = 8;

/// "Delivered" is not proposed on a link less likely than this.
const SURE: f32 = 0.7;
/// Nor where the sentence that says so has less of the pledge's wording.
const MOST: f32 = 0.42;
/// The same where it says so without the pledge's own deed.
const MOST_WITHOUT_DEED: f32 = 0.57;

/// What a pledge promises: a deed, the thing it is done to, and how many.
struct Deed {
    /// The stem of its verb.
    stem: String,
    /// The stems by which the thing is named: `response`; `bill` and `tobacco`.
    heads: Vec<String>,
    /// The key of the number that counts it.
    number: Option<String>,
    /// The key of a number behind a preposition: "clubs in 750 schools".
    around: Option<String>,
    /// More than one is promised.
    many: bool,
    /// All of them are.
    all: bool,
    /// Where the pledge names the thing to its end, in its folded text.
    named: Range<usize>,
}

/// What a sentence says is done.
struct Said {
    /// By which word or words.
    words: String,
    /// Where the sentence goes on after the verb.
    end: usize,
    /// What it is done to, where it is the pledge's own deed.
    thing: Option<Thing>,
}

/// Whether one sentence says that the pledge itself is done, or that a part of it is, or that it was undone again.
pub(super) fn done(sentences: &[Sentence], pledge: &str, grounds: Grounds<'_>) -> Option<(Step, String)> {
    let deed = deed(pledge)?;
    let read: Vec<Vec<Word>> = sentences.iter().map(|sentence| read(&sentence.tidied)).collect();
    if read.iter().any(|words| is_to_come(words, &deed)) {
        return None;
    }
    let own_words = doubt::own_words(pledge, grounds.bodies);
    let promised: Vec<String> =
        self::read(&tidy(pledge)).into_iter().filter_map(|word| word.number).collect();
    let in_part = sentences.iter().any(|sentence| doubt::is_in_part(&sentence.folded));
    for (at, (sentence, words)) in sentences.iter().zip(&read).enumerate() {
        let own = own_deed(sentence, words, &deed, &own_words);
        let (Some(said), most) = (match own {
            Some(said) => (Some(said), MOST),
            None => (general(sentence, words, &deed), MOST_WITHOUT_DEED),
        }) else {
            continue;
        };
        let older = is_older(&sentence.tidied, grounds);
        if older || sentence.share < super::SOME || is_elsewhere(sentence, words, &own_words) {
            continue;
        }
        let sure = grounds.score >= SURE && sentence.share >= most && grounds.specific;
        if sure && let Some(undone) = is_undone(&read, (at, said.end), &deed) {
            return Some((Step::Reversed, undone));
        }
        let whole = sure
            && is_all(words, &said, &deed)
            && !is_somewhere(words, &said, &deed, &own_words)
            && !has_other_number(words, &promised)
            && (!grounds.has_number || grounds.number_agrees)
            && !in_part
            && !doubt::is_another(&sentence.folded, &own_words);
        return Some((if whole { Step::Delivered } else { Step::Progressed }, said.words));
    }
    None
}

/// Whether as many are said to be done as the pledge counts: by the number of the verb's own object, where it has one.
fn is_all(words: &[Word], said: &Said, deed: &Deed) -> bool {
    let whole = |at: usize| !doubt::is_set_against(words, at) && !is_less(words, at);
    let says = |number: &String| {
        words.iter().enumerate().any(|(at, word)| word.number.as_ref() == Some(number) && whole(at))
    };
    let around = deed.around.as_ref().is_none_or(says);
    match (&said.thing, &deed.number) {
        (Some(thing), Some(number)) => around && !thing.less && thing.number.as_ref() == Some(number),
        (Some(thing), None) => {
            let fewer = deed.many && (thing.number.is_some() || thing.few);
            around && !thing.less && !fewer && (!deed.all || thing.all)
        }
        (None, Some(number)) => around && says(number),
        (None, None) => around,
    }
}

/// Whether what is done to many things is done in a place that the pledge does not name, or only to keep somebody out.
fn is_somewhere(words: &[Word], said: &Said, deed: &Deed, own_words: &str) -> bool {
    let place = |(at, word): (usize, &Word)| {
        let next = || words[at + 1..].iter().find(|next| next.text != "the");
        one_of("in at across throughout near around outside", &word.text)
            && next().is_some_and(|next| actor::is_strange(next, own_words))
    };
    let to = |(at, word): (usize, &Word)| {
        let next = words.get(at + 1).filter(|next| !next.parted).map_or("", |next| next.text.as_str());
        word.start >= said.end && word.text == "to" && (one_of(OPENS_A_NAME, next) || next.ends_with('s'))
    };
    (deed.many && words.iter().enumerate().any(place))
        || (deed.stem == CLOSE && words.iter().enumerate().any(to))
}

/// Whether a sentence says that something is done in another country, or in the parliament of one.
fn is_elsewhere(sentence: &Sentence, words: &[Word], own_words: &str) -> bool {
    let of_another = |(at, word): (usize, &Word)| {
        let name = name(words.get(at + 1..).unwrap_or_default());
        word.text == "in" && actor::is_another_parliament(name, own_words)
    };
    doubt::is_elsewhere(&sentence.folded, own_words) || words.iter().enumerate().any(of_another)
}

/// Whether a sentence has shares or sums of money where the pledge has others.
fn has_other_number(words: &[Word], promised: &[String]) -> bool {
    ["#%", "#£", "#$", "#€"].into_iter().any(|unit| {
        let numbers = words.iter().enumerate().filter(|(at, _)| !doubt::is_set_against(words, *at));
        let mut said = numbers
            .filter_map(|(_, word)| word.number.as_ref())
            .filter(|key| key.starts_with(unit))
            .peekable();
        let wanted = || promised.iter().filter(|key| key.starts_with(unit));
        wanted().next().is_some() && said.peek().is_some() && !said.any(|key| wanted().any(|one| one == key))
    })
}

/// The word by which what is said to be done up to a place is said to be undone after it.
fn is_undone(read: &[Vec<Word>], (sentence, end): (usize, usize), deed: &Deed) -> Option<String> {
    let after = read.iter().enumerate().skip(sentence);
    let places = after.flat_map(|(at, words)| (0..words.len()).map(move |word| (at, words, word)));
    let mut later = places.filter(|(at, words, word)| *at > sentence || words[*word].start >= end);
    later.find_map(|(_, words, at)| {
        let stem = stem_of_past(&words[at])?;
        let before = (0..at).rev().find(|before| !one_of(BEFORE_UNDOING, &words[*before].text))?;
        let passive = before + 1 < at && one_of("was were been", &words[at - 1].text);
        let same = if one_of("and but then", &words[before].text) {
            true
        } else {
            passive
                && (one_of("it they which this", &words[before].text)
                    || heads(subject(&words[..=before])).iter().any(|head| deed.heads.contains(head)))
        };
        (same && stem != deed.stem && doubt::undoes(&stem)).then(|| words[at].text.clone())
    })
}

/// Whether all days that a sentence names are before the pledge: what was done then is not what was promised.
fn is_older(tidied: &str, grounds: Grounds<'_>) -> bool {
    let Some(said) = grounds.said else { return false };
    let found = dates::recognise(tidied, &words::tokenize(tidied), Some(said));
    // "Last month" is seen from a day that is not known here.
    let is_relative = |one: &dates::DateMention| {
        let rest = tidied.get(one.start..).unwrap_or_default().to_lowercase();
        rest.starts_with("last ") || rest.starts_with("this ")
    };
    let days = found.iter().filter(|one| !one.vague && !one.named && !is_relative(one));
    let last = days.filter_map(|one| one.last).max();
    last.is_some_and(|last| last < said)
}

/// Words that say that a law binds or the pledge is kept, of the pledge's own thing.
fn general(sentence: &Sentence, words: &[Word], deed: &Deed) -> Option<Said> {
    if !words.iter().any(|word| deed.heads.contains(&word.stem)) {
        return None;
    }
    let by_law = BY_LAW.split(' ').any(|verb| stemmer().stem(verb) == deed.stem);
    let law = LAW.split('|').filter(|_| by_law);
    let cue = FULFILLED.split('|').chain(law).find(|cue| stands(&sentence.plain, cue))?;
    let end = sentence.plain.find(cue).map_or(0, |at| at + cue.len());
    Some(Said { words: cue.to_owned(), end, thing: None })
}

/// The deed of a pledge: its first verb of the list that is not told as done, with what it is done to.
fn deed(pledge: &str) -> Option<Deed> {
    let folded = fold(pledge);
    let words = read(&tidy(pledge));
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
        let last = name.iter().rfind(|word| heads.contains(&word.stem));
        let plural = last.is_some_and(|last| last.text.ends_with('s') && !last.text.ends_with("ss"));
        let all = name.first().is_some_and(|first| one_of("all every each", &first.text));
        (!heads.is_empty()).then(|| Deed {
            stem: word.stem.clone(),
            around: if number.is_none() { around() } else { None },
            many: plural || all || number.is_some(),
            all,
            heads,
            number,
            named,
        })
    })
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
        let number = pair[1].number.as_ref().filter(|key| key.starts_with(|letter| letter == '#'))?;
        let counts = one_of("in across to at for", &pair[0].text)
            && !number.contains(['%', '\u{a3}', '$', '\u{20ac}']);
        (counts && !pair[1].parted && !of_a_date(&pair[1])).then(|| number.clone())
    })
}

/// What of a pledge's words names the thing, to its end: its own words neither tell a step nor take one back.
pub(super) fn named(pledge: &str) -> String {
    let Some(deed) = deed(pledge) else { return String::new() };
    fold(pledge).get(deed.named).unwrap_or_default().to_owned()
}

/// The past form of the pledge's deed in a sentence, done to the pledge's own thing, by one who can be meant.
fn own_deed(sentence: &Sentence, words: &[Word], deed: &Deed, own_words: &str) -> Option<Said> {
    words.iter().enumerate().find_map(|(at, word)| {
        let stem = stem_of_past(word)?;
        let own = stem == deed.stem || (deed.number.is_some() && COUNTED_AS_DONE.contains(&stem.as_str()));
        let (before, after) = sentence.plain.split_at_checked(word.start)?;
        if !own || taken_back(before, "") || doubt::is_by_others(before, after, own_words) {
            return None;
        }
        let aux = (0..at).rev().find(|before| !one_of(BETWEEN, &words[*before].text))?;
        // "We cut" may be the present; "has cut" is not.
        let as_in_the_present = base(&word.text) == Some(&word.text);
        let before = if as_in_the_present { "has have had was were been" } else { BEFORE_A_DEED };
        let particle = usize::from(words.get(at + 1).is_some_and(|next| next.text == "up"));
        let rest = words.get(at + 1 + particle..).unwrap_or_default();
        let by_itself = one_of(BY_ITSELF, &deed.stem)
            && name(rest).is_empty()
            && (one_of("has have had", &words[aux].text) || deed.heads.contains(&words[aux].stem));
        let named = || !as_in_the_present && actor::is_named_ours(words, at, own_words);
        if word.parted || !(by_itself || one_of(before, &words[aux].text) || named()) {
            return None;
        }
        let passive = one_of("was were been", &words[aux].text);
        let mut things = Vec::with_capacity(2);
        if passive || by_itself {
            let aux = if one_of("was were been has have had", &words[aux].text) { aux } else { aux + 1 };
            let first =
                (0..=aux).rev().take_while(|one| one_of("was were been has have had", &words[*one].text));
            let subject = &words[..first.last().unwrap_or(aux)];
            things.push(thing(clause(subject), &deed.heads));
            things.extend(part_of_before(subject, &deed.heads));
        } else {
            things.push(thing(rest, &deed.heads));
        }
        let is_ours = if passive {
            actor::is_by_ours(rest, own_words, deed.many)
        } else {
            by_itself || actor::is_ours(words, at, own_words, deed.many)
        };
        // "Appointed Jane Doe as Commissioner": the office is what was promised.
        let office = words.iter().enumerate().skip(at + 1).take(OFFICE).find(|(_, word)| word.text == "as");
        if let Some((office, _)) = office.filter(|_| deed.stem == APPOINT) {
            things.push(thing(words.get(office + 1..).unwrap_or_default(), &deed.heads));
        }
        let own = things.into_iter().find(|one| one.heads.iter().any(|head| deed.heads.contains(head)))?;
        (is_ours && !own.none).then(|| Said {
            words: word.text.clone(),
            end: word.start + word.text.len(),
            thing: Some(own),
        })
    })
}

/// Whether the deed is still to come: "will publish", "to be published", "committed to publishing".
fn is_to_come(words: &[Word], deed: &Deed) -> bool {
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
pub(in crate::matching) fn is_promised(sentence: &str, pledge: &str) -> bool {
    let Some(deed) = deed(pledge) else { return false };
    let words = read(&tidy(sentence));
    words.iter().enumerate().any(|(at, word)| {
        let stem = stem_of_past(word).unwrap_or_else(|| word.stem.clone());
        let near = words.get(at.saturating_sub(4)..at).unwrap_or_default();
        let modal = near.iter().rposition(|one| one_of("will shall to", &one.text));
        let Some(modal) = modal.filter(|_| stem == deed.stem) else { return false };
        let denied = near.iter().any(|one| one_of("not never", &one.text));
        let name = if near[modal..].iter().any(|one| one.text == "be") {
            subject(&words[..at - near.len() + modal])
        } else {
            name(words.get(at + 1..).unwrap_or_default())
        };
        !denied && heads(name).iter().any(|head| deed.heads.contains(head))
    })
}

#[cfg(test)]
mod tests {
    use crate::matching::steps::{Grounds, step};
    use crate::model::Step::{self, Delivered, Progressed};

    #[test]
    fn not_all_and_not_as_many_is_no_delivery() {
        let hotels = "We will close all asylum hotels by 2029.";
        let clubs = "We will open free breakfast clubs in 750 primary schools by April 2025.";
        let machines = "We will replace 27 ageing radiotherapy machines by March 2026.";
        let response = "We will publish a response to the SEND consultation by the end of 2024.";
        let full = Grounds {
            score: 0.95,
            share: &|_| 0.8,
            has_number: false,
            number_agrees: false,
            specific: true,
            bodies: &[],
            said: None,
        };
        let number = Grounds { has_number: true, number_agrees: true, ..full };
        let cases: &[(&str, &str, Grounds<'_>, Option<Step>)] = &[
            (hotels, "All asylum hotels have been closed.", full, Some(Delivered)),
            (hotels, "Every asylum hotel in England has been closed.", full, Some(Delivered)),
            (hotels, "Not all asylum hotels have been closed.", full, Some(Progressed)),
            (hotels, "Not every asylum hotel has been closed.", full, Some(Progressed)),
            (hotels, "Few asylum hotels have been closed.", full, Some(Progressed)),
            (hotels, "Hardly any asylum hotels have been closed.", full, Some(Progressed)),
            (hotels, "Some asylum hotels have been closed.", full, Some(Progressed)),
            (hotels, "Most asylum hotels have been closed.", full, Some(Progressed)),
            (hotels, "Nearly all asylum hotels have been closed.", full, Some(Progressed)),
            (hotels, "All but 12 asylum hotels have been closed.", full, Some(Progressed)),
            (hotels, "All asylum hotels except those in London have been closed.", full, Some(Progressed)),
            (hotels, "Asylum hotels have been closed.", full, Some(Progressed)),
            (hotels, "We have closed one asylum hotel.", full, Some(Progressed)),
            (hotels, "We have closed 23 asylum hotels since July 2024.", full, Some(Progressed)),
            (hotels, "All asylum hotels in Belfast have been closed.", full, Some(Progressed)),
            (hotels, "We have closed all asylum hotels to new arrivals.", full, Some(Progressed)),
            (hotels, "No asylum hotels have been closed.", full, None),
            (hotels, "Suppose we have closed all asylum hotels.", full, None),
            (hotels, "Nobody can say that we have closed all asylum hotels.", full, None),
            (hotels, "He denied that we have closed all asylum hotels.", full, None),
            (response, "Not one response to the SEND consultation has been published.", full, None),
            (clubs, "We have opened free breakfast clubs in 750 primary schools.", number, Some(Delivered)),
            (
                clubs,
                "We have opened free breakfast clubs in all 750 primary schools.",
                number,
                Some(Delivered),
            ),
            (clubs, "Free breakfast clubs have opened in 750 primary schools.", number, Some(Delivered)),
            (
                clubs,
                "We have opened free breakfast clubs in nearly 750 primary schools.",
                number,
                Some(Progressed),
            ),
            (
                clubs,
                "We have opened free breakfast clubs in up to 750 primary schools.",
                number,
                Some(Progressed),
            ),
            (
                clubs,
                "We have opened free breakfast clubs in most of the 750 schools.",
                number,
                Some(Progressed),
            ),
            (
                clubs,
                "We have opened free breakfast clubs in about half of the 750 schools.",
                number,
                Some(Progressed),
            ),
            (
                clubs,
                "Free breakfast clubs opened in 500 of the 750 primary schools.",
                number,
                Some(Progressed),
            ),
            (
                machines,
                "Of the 27 ageing radiotherapy machines, 13 have been replaced.",
                number,
                Some(Progressed),
            ),
            (machines, "All 27 ageing radiotherapy machines have been replaced.", number, Some(Delivered)),
        ];
        for (pledge, passage, grounds, expected) in cases {
            assert_eq!(step(passage, pledge, *grounds).map(|(step, _)| step), *expected, "{passage}");
        }
    }
}
