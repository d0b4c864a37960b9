//! Whether a sentence says that what a pledge promises is done: its own verb in the past, of its own thing.
//!
//! "Will publish a response" is delivered by "published the response", not by "published a consultation", "will publish" or
//! "the scheme came into force". It must not judge whether what is said is true.

use super::clause::{Thing, Word, clause, heads, name, read, stem_of_past, subject, thing};
use super::doubt;
use super::{Grounds, Sentence, fold, one_of, stands, taken_back};
use crate::language::past::{base, is_past};
use crate::language::{dates, tokens as words};
use crate::matching::tokens::stemmer;
use crate::model::Step;
use std::ops::Range;

/// Verbs that pledges are made with; done, they are delivery. Others (support, improve, work) have no end.
const DEEDS: &str = "\
    abolish appoint ban build close commission complete create cut deliver double enact end establish extend fund \
    halve hire increase introduce launch lay lift open pass pay publish recruit reduce remove repeal replace restore \
    scrap sign train triple";

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
    let read: Vec<Vec<Word>> = sentences.iter().map(|sentence| read(&sentence.folded)).collect();
    if read.iter().any(|words| is_to_come(words, &deed)) {
        return None;
    }
    let own_words = doubt::own_words(pledge, grounds.bodies);
    let promised: Vec<String> =
        self::read(&fold(pledge)).into_iter().filter_map(|word| word.number).collect();
    let in_part = sentences.iter().any(|sentence| doubt::is_in_part(&sentence.folded));
    for (at, (sentence, words)) in sentences.iter().zip(&read).enumerate() {
        let own = own_deed(sentence, words, &deed, &own_words);
        let (Some(said), most) = (match own {
            Some(said) => (Some(said), MOST),
            None => (general(sentence, words, &deed), MOST_WITHOUT_DEED),
        }) else {
            continue;
        };
        let older = is_older(&sentence.folded, grounds);
        if older || sentence.share < super::SOME || doubt::is_elsewhere(&sentence.folded, &own_words) {
            continue;
        }
        let sure = grounds.score >= SURE && sentence.share >= most && grounds.specific;
        if sure && let Some(undone) = is_undone(&read, (at, said.end), &deed) {
            return Some((Step::Reversed, undone));
        }
        let whole = sure
            && is_all(words, &said, &deed)
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
    let numbers = || words.iter().enumerate().filter(|(at, _)| !doubt::is_set_against(words, *at));
    match (&said.thing, &deed.number) {
        (Some(thing), Some(number)) => !thing.less && thing.number.as_ref() == Some(number),
        (Some(thing), None) => !thing.less,
        (None, Some(number)) => numbers().any(|(_, word)| word.number.as_ref() == Some(number)),
        (None, None) => true,
    }
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
fn is_older(folded: &str, grounds: Grounds<'_>) -> bool {
    let Some(said) = grounds.said else { return false };
    let found = dates::recognise(folded, &words::tokenize(folded), Some(said));
    // "Last month" is seen from a day that is not known here.
    let is_relative = |one: &dates::DateMention| {
        folded.get(one.start..).is_some_and(|rest| rest.starts_with("last ") || rest.starts_with("this "))
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
    let words = read(&folded);
    let stemmer = stemmer();
    let stems: Vec<String> = DEEDS.split(' ').map(|verb| stemmer.stem(verb).into_owned()).collect();
    words.iter().enumerate().filter(|(_, word)| stems.contains(&word.stem)).find_map(|(at, word)| {
        let end = word.start + word.text.len();
        let (name, named) = if is_past(&word.text) && base(&word.text) != Some(&word.text) {
            let be = (at.saturating_sub(2)..at).find(|before| words[*before].text == "be")?;
            let modal = (be.saturating_sub(2)..be).find(|one| one_of("will shall to", &words[*one].text))?;
            (subject(&words[..modal]), 0..words[modal].start)
        } else {
            // "The train", "its launch": a thing and no deed.
            let before = at.checked_sub(1).and_then(|before| words.get(before));
            if before.is_some_and(|before| one_of("the a an its their this our", &before.text)) {
                return None;
            }
            (name(words.get(at + 1..).unwrap_or_default()), end..folded.len())
        };
        let heads = heads(name);
        let number = name.iter().find_map(|word| word.number.clone());
        (!heads.is_empty()).then(|| Deed { stem: word.stem.clone(), heads, number, named })
    })
}

/// What of a pledge's words names the thing, to its end: its own words neither tell a step nor take one back.
pub(super) fn named(pledge: &str) -> String {
    let Some(deed) = deed(pledge) else { return String::new() };
    fold(pledge).get(deed.named).unwrap_or_default().to_owned()
}

/// The past form of the pledge's deed in a sentence, done to the pledge's own thing.
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
        if word.parted || !one_of(before, &words[aux].text) {
            return None;
        }
        let passive = one_of("was were been", &words[aux].text);
        let mut things = Vec::with_capacity(2);
        if passive {
            let first =
                (0..=aux).rev().take_while(|one| one_of("was were been has have had", &words[*one].text));
            things.push(thing(clause(&words[..first.last().unwrap_or(aux)]), &deed.heads));
        } else {
            things.push(thing(words.get(at + 1..).unwrap_or_default(), &deed.heads));
        }
        // "Appointed Jane Doe as Commissioner": the office is what was promised.
        let office = words.iter().enumerate().skip(at + 1).take(OFFICE).find(|(_, word)| word.text == "as");
        if let Some((office, _)) = office.filter(|_| deed.stem == APPOINT) {
            things.push(thing(words.get(office + 1..).unwrap_or_default(), &deed.heads));
        }
        let own = things.into_iter().find(|one| one.heads.iter().any(|head| deed.heads.contains(head)))?;
        Some(Said { words: word.text.clone(), end: word.start + word.text.len(), thing: Some(own) })
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
    let words = read(&fold(sentence));
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
