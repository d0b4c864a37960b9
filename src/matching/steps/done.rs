//! Whether a sentence says that what a pledge promises is done: its own verb in the past, of its own thing.
//!
//! "Will publish a response" is delivered by "published the response", not by "published a consultation", "will publish" or
//! "the scheme came into force". It must not judge whether what is said is true.

use super::clause::{Thing, Word, heads, name, read, subject, thing};
use super::deed::{Deed, Said, is_to_come};
use super::fulfilled::{fulfilled, is_only_in_a_bill, met};
use super::own::own_deed;
use super::sentence::{Sentence, stands_anywhere};
use super::whole::is_whole;
use super::{Grounds, actor, doubt, when};
use crate::language::past;
use crate::matching::tokens::one_of;
use crate::model::Step;

/// Words between a verb that undoes something and what it is undone of.
const BEFORE_UNDOING: &str = "\
    was were been has have had also now already since formally later subsequently then";
/// "Delivered" is not proposed on a link less likely than this.
const SURE: f32 = 0.7;
/// Nor where the sentence that says so has less of the pledge's wording.
const MOST: f32 = 0.42;
/// The same where it says so without the pledge's own deed.
const MOST_WITHOUT_DEED: f32 = 0.57;

/// Whether one sentence says that the pledge itself is done, or that a part of it is, or that it was undone again.
/// `own_words` are those of the pledge and of who answers for it.
pub(super) fn done(
    sentences: &[Sentence],
    deed: &Deed,
    own_words: &str,
    grounds: Grounds<'_>,
) -> Option<(Step, String)> {
    let read: Vec<Vec<Word>> = sentences.iter().map(|sentence| read(&sentence.tidied)).collect();
    // "We met our target to recruit" tells nothing that is to come.
    let to_come =
        |(one, words): (&Sentence, &Vec<Word>)| is_to_come(words, deed) && met(one, words).is_none();
    if sentences.iter().zip(&read).any(to_come) {
        return None;
    }
    let in_part = sentences.iter().any(|sentence| doubt::is_in_part(&sentence.folded, own_words));
    for (at, (sentence, words)) in sentences.iter().zip(&read).enumerate() {
        let own = own_deed(sentence, words, deed, own_words).map(|said| (said, MOST));
        let kept = || fulfilled(sentence, words, deed).map(|said| (said, MOST_WITHOUT_DEED));
        let whole = |(said, _): &(Said, f32)| is_whole(words, said.thing.as_ref(), said.end, deed, own_words);
        // "We recruited 1,057, meeting our commitment of 1,000."
        let found = match own {
            Some(own) => kept().filter(|kept| !whole(&own) && whole(kept)).or(Some(own)),
            None => kept().or_else(|| Some((there_are(words, deed)?, MOST))),
        };
        let Some((said, most)) = found else { continue };
        let older = when::is_older(&sentence.tidied, grounds.said);
        if older || sentence.share < super::SOME || is_elsewhere(sentence, words, own_words) {
            continue;
        }
        let is_called = deed.called.as_ref().is_some_and(|name| stands_anywhere(&sentence.folded, name));
        let sure = grounds.score >= SURE && sentence.share >= most && (grounds.specific || is_called);
        if sure && let Some(undone) = is_undone(&read, (at, said.end), deed) {
            return Some((Step::Reversed, undone));
        }
        let whole = sure
            && is_whole(words, said.thing.as_ref(), said.end, deed, own_words)
            && (!grounds.has_number || grounds.number_agrees)
            && !in_part
            && !is_only_in_a_bill(words, said.end, deed)
            && !doubt::is_another(&sentence.folded, own_words);
        return Some((if whole { Step::Delivered } else { Step::Progressed }, said.words));
    }
    None
}

/// Whether a sentence says that something is done in another country, or in the parliament of one.
fn is_elsewhere(sentence: &Sentence, words: &[Word], own_words: &str) -> bool {
    let of_another = |(at, word): (usize, &Word)| {
        let name = name(words.get(at + 1..).unwrap_or_default());
        word.text == "in" && actor::is_another_parliament(name, own_words)
    };
    doubt::is_elsewhere(&sentence.folded, own_words) || words.iter().enumerate().any(of_another)
}

/// The word by which what is said to be done up to a place is said to be undone after it.
pub(super) fn is_undone(read: &[Vec<Word>], (sentence, end): (usize, usize), deed: &Deed) -> Option<String> {
    let after = read.iter().enumerate().skip(sentence);
    let places = after.flat_map(|(at, words)| (0..words.len()).map(move |word| (at, words, word)));
    let mut later = places.filter(|(at, words, word)| *at > sentence || words[*word].start >= end);
    later.find_map(|(_, words, at)| {
        let stem = past::verb(&words[at].text)?;
        let before = (0..at).rev().find(|before| !one_of(BEFORE_UNDOING, &words[*before].text))?;
        let passive = before + 1 < at && one_of("was were been", &words[at - 1].text);
        // "We have reopened the line, which was closed in 1964": it was, before.
        let was_before = !one_of("and but then", &words[before].text)
            && (words[before].text == "which" || one_of("reopen rebuild", &deed.stem))
            && !doubt::undoes(&stem);
        let same = if one_of("and but then", &words[before].text) {
            true
        } else {
            passive
                && (one_of("it they which this", &words[before].text)
                    || heads(subject(&words[..=before]))
                        .iter()
                        .any(|head| deed.heads.contains(head) || *head == deed.stem))
        };
        (same && !was_before && stem != deed.stem && doubt::undoes_deed(&stem, &deed.stem))
            .then(|| words[at].text.clone())
    })
}

/// "There are 2,383 more officers": some of the pledge's things have come about, and nobody knows by whom.
fn there_are(words: &[Word], deed: &Deed) -> Option<Said> {
    let are = words
        .windows(2)
        .position(|pair| pair[0].text == "there" && one_of("are were", &pair[1].text) && !pair[1].parted)?;
    let rest = words.get(are + 2..)?;
    let more = name(rest).iter().any(|word| one_of("more additional extra new further", &word.text));
    let thing = thing(rest, &deed.heads);
    let own = thing.heads.iter().any(|head| deed.heads.contains(head));
    (own && more && thing.number.is_some() && deed.number.is_some()).then(|| Said {
        words: "there are".to_owned(),
        end: words[are + 1].start,
        thing: Some(Thing { less: true, ..thing }),
    })
}

#[cfg(test)]
mod tests {
    use crate::matching::steps::{Grounds, told};
    use crate::model::Step::{self, Delivered, Progressed};

    #[test]
    fn not_all_and_not_as_many_is_no_delivery() {
        let hotels = "We will close all asylum hotels by 2029.";
        let clubs = "We will open free breakfast clubs in 750 primary schools by April 2025.";
        let homes = "We will build 1.5 million homes in this Parliament.";
        let machines = "We will replace 27 ageing radiotherapy machines by March 2026.";
        let response = "We will publish a response to the SEND consultation by the end of 2024.";
        let full = Grounds::sure();
        let number = Grounds { has_number: true, number_agrees: true, ..full };
        let meals = "We will extend free school meals to all primary school pupils.";
        let cases: &[(&str, &str, Grounds<'_>, Option<Step>)] = &[
            (
                meals,
                "Free school meals have been extended to all primary school pupils.",
                full,
                Some(Delivered),
            ),
            (
                meals,
                "Free school meals have been extended to most primary school pupils.",
                full,
                Some(Progressed),
            ),
            (
                meals,
                "Free school meals have been extended to almost all primary school pupils.",
                full,
                Some(Progressed),
            ),
            (
                "We will deliver an extra 40,000 appointments each week.",
                "We have delivered an extra 40,000 appointments each week for those who need it most.",
                number,
                Some(Delivered),
            ),
            (hotels, "All asylum hotels have been closed.", full, Some(Delivered)),
            (
                hotels,
                "All asylum hotels in Belfast following the review have been closed.",
                full,
                Some(Progressed),
            ),
            (
                "We will ban the sale of single-use vapes in England.",
                "The sale of single-use vapes was banned in England and Wales on 1 June.",
                full,
                Some(Delivered),
            ),
            (
                "We will ban the sale of single-use vapes.",
                "The sale of single-use vapes was banned in England in June but not in Wales.",
                full,
                Some(Progressed),
            ),
            (
                "We will open 160 diagnostic centres by March 2025.",
                "The Government has kept the target of opening 160 diagnostic centres by March 2025.",
                number,
                None,
            ),
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
            (hotels, "All asylum hotels in eight counties have been closed.", full, Some(Progressed)),
            (hotels, "All asylum hotels across 12 regions have been closed.", full, Some(Progressed)),
            (hotels, "All asylum hotels have been closed in two years.", full, Some(Delivered)),
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
            (clubs, "Free breakfast clubs have opened their doors in 750 schools.", number, Some(Delivered)),
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
            (
                homes,
                "Since the start of this Parliament 309,600 homes have been built.",
                number,
                Some(Progressed),
            ),
            (
                homes,
                "There are 309,600 more homes, against the 1.5 million that we promised.",
                number,
                Some(Progressed),
            ),
            (machines, "All 27 ageing radiotherapy machines have been replaced.", number, Some(Delivered)),
        ];
        let common = Grounds { specific: false, ..full };
        let stations = "We will open five new rail stations by 2026.";
        let some = "We will open new rail stations across the county.";
        let strategy = "We will publish the Child Poverty Strategy by spring 2025.";
        let bill = "A Planning and Infrastructure Bill will be introduced in early 2025.";
        let more: &[(&str, &str, Grounds<'_>, Option<Step>)] = &[
            (stations, "Five new rail stations were opened in May 2026.", full, Some(Delivered)),
            (stations, "All 5 new rail stations have been opened.", full, Some(Delivered)),
            (stations, "Six new rail stations were opened in May 2026.", full, Some(Progressed)),
            (stations, "Three of the five new rail stations have opened.", full, Some(Progressed)),
            (stations, "The second new rail station opened on 4 June 2026.", full, Some(Progressed)),
            (some, "New rail stations were opened across the county.", full, Some(Delivered)),
            (some, "A new rail station was opened in May.", full, Some(Progressed)),
            (
                strategy,
                "The Child Poverty Strategy was published on 5 December 2025.",
                common,
                Some(Delivered),
            ),
            (strategy, "The strategy on child poverty was published in December.", common, Some(Progressed)),
            (
                bill,
                "The Planning and Infrastructure Bill was introduced on 11 March 2025.",
                common,
                Some(Delivered),
            ),
            (bill, "The Planning Bill was introduced on 11 March 2025.", common, Some(Progressed)),
            (
                bill,
                "We cut delays, including the Planning & Infrastructure Bill, introduced on 11 March 2025.",
                common,
                Some(Delivered),
            ),
        ];
        for (pledge, passage, grounds, expected) in cases.iter().chain(more) {
            assert_eq!(told(passage, pledge, *grounds).map(|(step, _)| step), *expected, "{passage}");
        }
    }

    #[test]
    fn what_is_for_others_is_another_thing() {
        let course = "We will introduce a new leadership level national professional qualification for co-ordinators in schools";
        let sale =
            "We will introduce a licensing scheme for the retail sale of tobacco and vapes in England.";
        for (pledge, passage, expected) in [
            (
                course,
                "We introduced a new leadership level national professional qualification for co-ordinators.",
                Delivered,
            ),
            (
                course,
                "We introduced a new leadership level national professional qualification for headteachers.",
                Progressed,
            ),
            (
                course,
                "A national professional qualification for leading mathematics was introduced.",
                Progressed,
            ),
            (
                course,
                "We introduced a new leadership level national professional qualification in early years.",
                Progressed,
            ),
            (
                course,
                "We introduced a new leadership level national professional qualification in 2024.",
                Delivered,
            ),
            (sale, "We introduced a licensing scheme for the retail sale of alcohol in England.", Progressed),
            (sale, "We introduced a licensing scheme for the retail sale of vapes in England.", Delivered),
        ] {
            let found = told(passage, pledge, Grounds::sure()).map(|(step, _)| step);
            assert_eq!(found, Some(expected), "{passage}");
        }
    }
}
