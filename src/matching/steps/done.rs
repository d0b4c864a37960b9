//! Whether a sentence says that what a pledge promises is done: its own verb in the past, of its own thing.
//!
//! "Will publish a response" is delivered by "published the response", not by "published a consultation", "will publish" or
//! "the scheme came into force". It must not judge whether what is said is true.

use super::{Grounds, Sentence, one_of, stands, stands_anywhere, taken_back};
use crate::language::{dates, tokens as words};
use crate::matching::tokens::{self, Sort, stemmer};
use crate::model::Step;

/// Words that show a share is done and not the whole.
const IN_PART: &str = "\
    so far|to date|first phase|first tranche|first wave|towards|in part|partially|interim|pilot|some \
    of|ongoing|continue|continuing|remaining|by the end of|in progress|on track|more needs|further|next steps";

/// What makes a thing another one, unless the pledge says it too.
const ANOTHER: &str = "\
    draft|consultation|consult|bill|scottish government|welsh government|previous|terms of reference|proposals|plans|call for \
    evidence|summary|update|pilot|legislation|review|annex";

/// Past forms that no rule gives.
const IRREGULAR: &str = "\
    built=build made=make gave=give given=give spent=spend began=begin begun=begin brought=bring laid=lay \
    held=hold paid=pay cut=cut kept=keep withdrew=withdraw rebuilt=rebuild met=meet set=set \
    sent=send taught=teach wrote=write";

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
    minister secretary administration and england dfe dhsc defra ofsted ofcom office agency";
/// Words that may stand between.
const BETWEEN: &str = "also now already recently since successfully formally today then both";

/// Words at which the name of a thing ends.
const ENDS_A_NAME: &str = "\
    for in on to by that which who with from as during over through across at under when once so including setting \
    of outlining covering detailing using providing alongside into per following is are was were has have had will \
    would can should be been within between against after before where whose shortly later soon this next today \
    and/or because while this";
/// The most words of a name that are looked at.
const NAME: usize = 12;

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
}

/// A word of a sentence.
struct Word {
    text: String,
    stem: String,
    start: usize,
    /// A mark stands before it.
    parted: bool,
    /// The key of a number.
    number: Option<String>,
}

/// Whether one sentence says that the pledge itself is done, or that a part of it is.
pub(super) fn done(sentences: &[Sentence], pledge: &str, grounds: Grounds<'_>) -> Option<(Step, String)> {
    let deed = deed(pledge)?;
    let read: Vec<Vec<Word>> = sentences.iter().map(|sentence| read(&sentence.folded)).collect();
    if read.iter().any(|words| is_to_come(words, &deed)) {
        return None;
    }
    let lower = pledge.to_lowercase();
    let promised: Vec<String> =
        self::read(&super::fold(pledge)).into_iter().filter_map(|word| word.number).collect();
    let in_part = sentences.iter().any(|sentence| any_of(&sentence.folded, IN_PART, ""));
    for (sentence, words) in sentences.iter().zip(&read) {
        let own = own_deed(sentence, words, &deed);
        let (Some(said), most) = (match own {
            Some(said) => (Some(said), MOST),
            None => (general(sentence, words, &deed), MOST_WITHOUT_DEED),
        }) else {
            continue;
        };
        let counts =
            deed.number.as_ref().is_none_or(|key| words.iter().any(|word| word.number.as_ref() == Some(key)));
        let whole = grounds.score >= SURE
            && sentence.share >= most
            && counts
            && grounds.specific
            && !has_other_number(words, &promised)
            && (!grounds.has_number || grounds.number_agrees)
            && !in_part
            && !any_of(&sentence.folded, ANOTHER, &lower)
            && !is_older(&sentence.folded, grounds);
        if whole {
            return Some((Step::Delivered, said));
        }
        if sentence.share >= super::SOME && !is_older(&sentence.folded, grounds) {
            return Some((Step::Progressed, said));
        }
    }
    None
}

/// Whether a sentence has shares or sums of money where the pledge has others.
fn has_other_number(words: &[Word], promised: &[String]) -> bool {
    ["#%", "#£", "#$", "#€"].into_iter().any(|unit| {
        let said =
            || words.iter().filter_map(|word| word.number.as_ref()).filter(|key| key.starts_with(unit));
        let wanted = || promised.iter().filter(|key| key.starts_with(unit));
        wanted().next().is_some()
            && said().next().is_some()
            && !said().any(|key| wanted().any(|one| one == key))
    })
}

/// Whether one of some words, `|` between them, stands in a text and not in `unless`.
fn any_of(folded: &str, list: &str, unless: &str) -> bool {
    list.split('|').any(|words| stands_anywhere(folded, words) && !stands_anywhere(unless, words))
}

/// Whether all days that a sentence names are before the pledge: what was done then is not what was promised.
fn is_older(folded: &str, grounds: Grounds<'_>) -> bool {
    let Some(said) = grounds.said else { return false };
    let found = dates::recognise(folded, &words::tokenize(folded), Some(said));
    let last = found.iter().filter(|one| !one.vague && !one.named).filter_map(|one| one.last).max();
    last.is_some_and(|last| last < said)
}

/// Words that say that a law binds or the pledge is kept, of the pledge's own thing.
fn general(sentence: &Sentence, words: &[Word], deed: &Deed) -> Option<String> {
    if !words.iter().any(|word| deed.heads.contains(&word.stem)) {
        return None;
    }
    let by_law = BY_LAW.split(' ').any(|verb| stemmer().stem(verb) == deed.stem);
    let law = LAW.split('|').filter(|_| by_law);
    FULFILLED.split('|').chain(law).find(|cue| stands(&sentence.folded, cue)).map(str::to_owned)
}

/// The deed of a pledge: its first verb of the list that is not told as done, with what it is done to.
fn deed(pledge: &str) -> Option<Deed> {
    let words = read(&super::fold(pledge));
    let stemmer = stemmer();
    let stems: Vec<String> = DEEDS.split(' ').map(|verb| stemmer.stem(verb).into_owned()).collect();
    words.iter().enumerate().filter(|(_, word)| stems.contains(&word.stem)).find_map(|(at, word)| {
        let name = if is_past(&word.text) && base(&word.text) != Some(&word.text) {
            let be = (at.saturating_sub(2)..at).find(|before| words[*before].text == "be")?;
            let modal = (be.saturating_sub(2)..be).find(|one| one_of("will shall to", &words[*one].text))?;
            subject(&words[..modal])
        } else {
            // "The train", "its launch": a thing and no deed.
            let before = at.checked_sub(1).and_then(|before| words.get(before));
            if before.is_some_and(|before| one_of("the a an its their this our", &before.text)) {
                return None;
            }
            name(words.get(at + 1..).unwrap_or_default())
        };
        let heads = heads(name);
        let number = name.iter().find_map(|word| word.number.clone());
        (!heads.is_empty()).then(|| Deed { stem: word.stem.clone(), heads, number })
    })
}

/// The past form of the pledge's deed in a sentence, done to the pledge's own thing.
fn own_deed(sentence: &Sentence, words: &[Word], deed: &Deed) -> Option<String> {
    words.iter().enumerate().find_map(|(at, word)| {
        let stem = stem_of_past(word)?;
        let own = stem == deed.stem || (deed.number.is_some() && COUNTED_AS_DONE.contains(&stem.as_str()));
        if !own || taken_back(&sentence.folded[..word.start], "") {
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
        let name = if passive {
            let first =
                (0..=aux).rev().take_while(|one| one_of("was were been has have had", &words[*one].text));
            subject(&words[..first.last().unwrap_or(aux)])
        } else {
            name(words.get(at + 1..).unwrap_or_default())
        };
        heads(name).iter().any(|head| deed.heads.contains(head)).then(|| word.text.clone())
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
    let words = read(&super::fold(sentence));
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

/// The words of the name that begins here: "a full response to the review" is `a full response`.
fn name(words: &[Word]) -> &[Word] {
    let ends = |(at, word): &(usize, &Word)| {
        (*at > 0 && word.parted) || one_of(ENDS_A_NAME, &word.text) || *at >= NAME
    };
    let end = words.iter().enumerate().find(ends).map_or(words.len(), |(at, _)| at);
    &words[..end]
}

/// The name that a clause ending before its verb begins with: "a summary of responses" is `a summary`.
fn subject(words: &[Word]) -> &[Word] {
    let start = words.iter().rposition(|word| word.parted).unwrap_or(0);
    let clause = words.get(start..).unwrap_or_default();
    // "I can tell the House that all lamps were replaced."
    let told = clause.iter().rposition(|word| word.text == "that").filter(|_| {
        clause.first().is_some_and(|first| one_of("i we it they he she ministers government", &first.text))
    });
    name(clause.get(told.map_or(0, |that| that + 1)..).unwrap_or_default())
}

/// The stems by which a name says what it is: its last word, and the last before an `and`.
fn heads(name: &[Word]) -> Vec<String> {
    let says = |word: &&Word| !tokens::is_stop(&word.text) && word.number.is_none();
    let mut heads: Vec<String> = name.iter().rfind(says).map(|word| word.stem.clone()).into_iter().collect();
    for and in (0..name.len()).filter(|at| one_of("and or", &name[*at].text)) {
        heads.extend(name[..and].iter().rfind(says).map(|word| word.stem.clone()));
    }
    heads
}

/// The words of a folded sentence.
fn read(folded: &str) -> Vec<Word> {
    let stemmer = stemmer();
    let mut key = String::new();
    let mut end = 0;
    tokens::tokens(folded, &[])
        .map(|token| {
            let text = folded[token.start..token.end].to_owned();
            let gap = folded.get(end..token.start).unwrap_or_default();
            let parted = gap.contains([',', ';', ':', '(', ')', '\u{2013}', '.']);
            end = token.end;
            let number = matches!(token.sort, Sort::Number(_)).then(|| {
                tokens::key(folded, &token, &stemmer, &mut key);
                key.clone()
            });
            Word { stem: stemmer.stem(&text).into_owned(), text, start: token.start, parted, number }
        })
        .collect()
}

/// Whether a word is a past form.
fn is_past(word: &str) -> bool {
    word.ends_with("ed") || base(word).is_some()
}

/// The stem of the verb that a word is a past form of.
fn stem_of_past(word: &Word) -> Option<String> {
    match base(&word.text) {
        Some(base) => Some(stemmer().stem(base).into_owned()),
        None => word.text.ends_with("ed").then(|| word.stem.clone()),
    }
}

/// The base of an irregular past form.
fn base(word: &str) -> Option<&'static str> {
    IRREGULAR
        .split(' ')
        .filter_map(|pair| pair.split_once('='))
        .find(|(past, _)| *past == word)
        .map(|(_, base)| base)
}
