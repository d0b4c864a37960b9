//! Whether a sentence says that a pledge is kept without its own verb: that it is fulfilled, or that its law binds.
//!
//! It must not judge whether all of the pledge is meant.

use super::clause::Word;
use super::deed::{Deed, Said};
use super::sentence::{Sentence, stands, taken_back};
use crate::matching::tokens::{one_of, stemmer};

/// Words by which the pledge is said to be kept as a whole.
const FULFILLED: &str = "\
    been fulfilled|was fulfilled|been delivered in full|delivered in full|delivered on our commitment|delivered on its \
    commitment|delivered on our manifesto commitment|has been achieved|was achieved";
/// Words by which a law is said to be made or to bind.
const LAW: &str = "\
    came into force|come into force on|came into effect|has come into force|have come into force|royal assent \
    on|received royal assent|signed into law|became law|was enacted|has been enacted";
/// Deeds that a law does.
const BY_LAW: &str = "abolish ban close create end enact establish extend increase introduce lift pass reduce remove \
    repeal replace restore scrap sign";

/// Whether a law does the deed.
fn is_by_law(deed: &Deed) -> bool {
    BY_LAW.split(' ').any(|verb| stemmer().stem(verb) == deed.stem)
}

/// How far before a Bill "in" stands: "in the Children's Wellbeing and Schools Bill".
const OF_A_BILL: usize = 8;

/// Whether what a law has to do is, after `end`, said to be done in a Bill, which the pledge may name too.
pub(super) fn is_only_in_a_bill(words: &[Word], end: usize, deed: &Deed) -> bool {
    let bill = words.iter().position(|word| word.start >= end && word.text == "bill");
    let is_in = |bill: usize| {
        let near = words[..bill].iter().rev().take(OF_A_BILL).take_while(|word| word.start >= end);
        near.into_iter().any(|word| one_of("in through", &word.text))
    };
    is_by_law(deed) && !deed.heads.iter().any(|head| head == "bill") && bill.is_some_and(is_in)
}

/// What a pledge is called where it is said to be kept, and how it is.
const PROMISES: &str = "target commitment pledge promise guarantee";
const MET: &str = "met exceeded fulfilled honoured";
/// The same beside what was done: "we recruited 1,057, meeting our commitment".
const MEETING: &str = "meeting exceeding fulfilling honouring";
/// How many words of a promise's name are looked at: "its ambitious manifesto commitment".
const NAME: usize = 4;

/// Words that say that a law binds or the pledge is kept, of the pledge's own thing.
pub(super) fn fulfilled(sentence: &Sentence, words: &[Word], deed: &Deed) -> Option<Said> {
    if !words.iter().any(|word| deed.heads.contains(&word.stem)) {
        return None;
    }
    let said = |words: &str, at: usize| Said { words: words.to_owned(), end: at + words.len(), thing: None };
    if let Some(met) = met(sentence, words) {
        return Some(said(&met.text, met.start));
    }
    let law = LAW.split('|').filter(|_| is_by_law(deed));
    let cue = FULFILLED.split('|').chain(law).find(|cue| stands(&sentence.plain, cue))?;
    Some(said(cue, sentence.plain.find(cue).unwrap_or_default()))
}

/// The stem of the verb by which what is told is to come.
const EXPECT: &str = "expect";

/// The word by which a sentence says that a promise is kept.
pub(super) fn met<'a>(sentence: &Sentence, words: &'a [Word]) -> Option<&'a Word> {
    let taken_back = |word: &Word| taken_back(sentence.plain.get(..word.start).unwrap_or_default(), "");
    // "Expecting to save £50 million, exceeding the target": it is not met yet.
    let met = words.iter().enumerate().find(|(at, word)| is_met(words, *at) && !taken_back(word));
    met.filter(|(at, _)| !words[..*at].iter().any(|word| word.stem == EXPECT)).map(|(_, word)| word)
}

/// Whether the word `at` says that a promise is kept: "met our target", "the pledge has been met".
fn is_met(words: &[Word], at: usize) -> bool {
    let text = |at: usize| words.get(at).map_or("", |word| word.text.as_str());
    let promised = |words: &[Word]| words.iter().any(|word| one_of(PROMISES, &word.text));
    let is_of_it = |word: &&Word| !word.parted && !one_of("with by of to", &word.text);
    let object = words.iter().skip(at + 1).take(NAME).take_while(is_of_it);
    let passive = at > 0 && one_of("been was were", text(at - 1)) && !one_of("with by", text(at + 1));
    let active = one_of(MET, text(at)) || (words[at].parted && one_of(MEETING, text(at)));
    (passive && one_of(MET, text(at)) && promised(&words[..at]))
        || (active && !passive && object.into_iter().any(|word| one_of(PROMISES, &word.text)))
}

#[cfg(test)]
mod tests {
    use crate::matching::steps::{Grounds, told};
    use crate::model::Step::{Delivered, NotDelivered, Progressed};

    #[test]
    fn a_promise_that_is_met_is_delivered_where_it_is_this_one() {
        let full = Grounds::sure();
        let number = Grounds { has_number: true, number_agrees: true, ..full };
        let centres = "We will open 160 diagnostic centres by March 2025.";
        let backlog = "We will clear the backlog of asylum decisions by the end of 2023.";
        let officers = "We will recruit 1,000 probation officers.";
        let duty = "Through the Crime and Policing Bill we will introduce a duty to report abuse.";
        for (pledge, passage, grounds, expected) in [
            (centres, "We have met our target with 160 diagnostic centres in use.", number, Some(Delivered)),
            (
                centres,
                "We have met our target of 160 diagnostic centres, earlier than expected.",
                number,
                Some(Delivered),
            ),
            (
                centres,
                "The target of opening 160 diagnostic centres has been met early.",
                number,
                Some(Delivered),
            ),
            (centres, "The target of 160 diagnostic centres has been met with applause.", number, None),
            (
                centres,
                "We have met our target of 127 diagnostic centres for this year.",
                number,
                Some(Progressed),
            ),
            (centres, "We have nearly met our target of 160 diagnostic centres.", number, None),
            (
                centres,
                "We expect to have 165 diagnostic centres, exceeding our target of 160 diagnostic centres.",
                number,
                None,
            ),
            (
                backlog,
                "We met the pledge to clear the backlog of asylum decisions by the end of 2023.",
                full,
                Some(Delivered),
            ),
            (backlog, "The backlog of asylum decisions was cleared in December.", full, Some(Delivered)),
            (
                officers,
                "We recruited 1,057 probation officers, meeting our commitment to recruit 1,000.",
                number,
                Some(Delivered),
            ),
            (
                officers,
                "We recruited 157 probation officers; meeting our pledge of 1,000 will take time.",
                number,
                Some(Progressed),
            ),
            (
                duty,
                "We have introduced a duty to report abuse in the Crime and Policing Bill.",
                full,
                Some(Progressed),
            ),
            (duty, "The duty to report abuse was introduced on 1 June 2025.", full, Some(Delivered)),
            (
                officers,
                "The commitment to recruit 1,000 officers has not been met in full.",
                number,
                Some(NotDelivered),
            ),
        ] {
            assert_eq!(told(passage, pledge, grounds).map(|(step, _)| step), expected, "{passage}");
        }
    }
}
