//! Whether who is said to do something can be the one who promised it: the government, its department, those who act for it.
//!
//! Decided by who the subject is, not by a list of others: whoever is named and is not known to answer for the pledge is
//! another. It must not look at what is done.

use super::clause::{Word, read};
use crate::matching::tokens::{self, one_of};

/// Who speaks for a government, and what stands for the one who was named before.
const OURS: &str = "\
    we i us me it he she they him her them who whom which government governments department departments ministry ministries \
    minister ministers secretary chancellor treasury administration cabinet parliament president congress police agency office \
    ofsted ofcom dfe dhsc defra hmrc dwp nhs england uk britain kingdom country nation commons lords peers mps";
/// Those of them that a nationality or a party parts from ours.
const OF_A_NATION: &str = "\
    government governments administration parliament president executive minister ministers congress assembly office police agency \
    uk england britain kingdom country nation";
/// Where what another nation's government brings in is brought in.
const PARLIAMENTS: &str = "parliament assembly congress senate";
/// Words before one of these, or after its "of", that leave it ours.
const AT_HOME: &str = "\
    uk united kingdom great britain british england english majesty king crown prime federal national central government \
    department parliament house commons lords nhs secretary state home cabinet foreign whitehall westminster";
/// Words that say that a government is the speaker's own, whatever party it is called by.
const OWN: &str = "this our my present current";
/// What is made by law or by paper is done by who made it.
const INSTRUMENTS: &str = "act bill law laws regulations order statute legislation budget royal";

/// Words at which the name before a verb begins at the latest.
const BEGINS: &str = "\
    in on at by under since from with to than as when if because while where after before until during following but then \
    that today yesterday";
/// Words between who does something and the verb.
const BETWEEN: &str =
    "has have had been also now already recently since successfully formally today then both all";
/// Where these stand in the place of a subject, it is the one before.
const STANDS_FOR_ANOTHER: &str = "who which that";
/// What "by" names that nobody does: a means, a time, an amount.
#[rustfmt::skip]
const NO_AGENT: &str = "\
    january february march april may june july august september october november december spring summer autumn winter \
    christmas easter then now which when over more less almost nearly around about some half third quarter two three four \
    five ten end start means way law order statute virtue post email letter";

/// Whether the subject of the verb `at` can be the one who promised; `own` are the names of the pledge's bodies. Where `many`
/// are counted, those who do it for the government count too: "forces have recruited".
pub(super) fn is_ours(words: &[Word], at: usize, own: &str, many: bool) -> bool {
    let mut end = at;
    while end > 0 && one_of(BETWEEN, &words[end - 1].text) && !words[end].parted {
        end -= 1;
    }
    let before = &words[..end];
    let Some(last) = before.last() else { return true };
    let relative = one_of(STANDS_FOR_ANOTHER, &last.text);
    let name = if relative {
        before_verb(&words[..end - 1])
    } else if words.get(end).is_some_and(|word| word.parted) {
        // "Magic Breakfast, a charity, has opened": who is named before what is said of it.
        let aside = (0..end).rev().find(|at| words[*at].parted).unwrap_or(0);
        before_verb(&words[..aside])
    } else if one_of("and or", &last.text) {
        // "We closed one and opened another": whoever is named further back.
        let ours = is_instrument(before) || before.iter().any(|word| one_of(OURS, &word.text));
        return ours || !before.iter().any(|word| is_strange(word, own));
    } else {
        before_verb(before)
    };
    if name.is_empty() || speaks_for_us(name, own) || is_instrument(name) {
        return true;
    }
    let plural = name.last().is_some_and(|word| is_plural(&word.text)) && words[end].text != "has";
    let is_first = words.first().zip(name.first()).is_some_and(|(one, other)| one.start == other.start);
    let common = |(at, word)| (at == 0 && is_first) || !is_strange(word, own);
    many && plural && name.iter().enumerate().all(common)
}

/// Whether who is named after "by" can be the one who promised; what is no name of anybody can.
pub(super) fn is_by_ours(after: &[Word], own: &str, many: bool) -> bool {
    let by =
        after.iter().enumerate().take_while(|(_, word)| !word.parted).find(|(_, word)| word.text == "by");
    let Some((by, _)) = by else { return true };
    let rest = after.get(by + 1..).unwrap_or_default();
    let ends = |(at, word): &(usize, &Word)| *at > 0 && (word.parted || one_of(BEGINS, &word.text));
    let end = rest.iter().enumerate().find(ends).map_or(rest.len(), |(at, _)| at);
    let name = &rest[..end];
    let says = name.iter().find(|word| !one_of("a an the this that its their our", &word.text));
    let nobody = says.is_none_or(|word| {
        word.number.is_some()
            || word.text.starts_with(|letter: char| letter.is_ascii_digit())
            || one_of(NO_AGENT, &word.text)
            || one_of(INSTRUMENTS, &word.text)
            || (word.text.ends_with("ing") && !word.capital)
    });
    let common = || {
        many && name.iter().all(|word| !is_strange(word, own))
            && name.last().is_some_and(|word| is_plural(&word.text))
    };
    nobody || speaks_for_us(name, own) || common()
}

/// Whether a name is that of another nation's parliament: "the Scottish Parliament".
pub(super) fn is_another_parliament(name: &[Word], own: &str) -> bool {
    name.iter().enumerate().any(|(at, word)| one_of(PARLIAMENTS, &word.text) && !is_at_home(name, at, own))
}

/// Whether another is said to have published or allocated something: whoever stands before the verb that ends before the byte
/// `end` of a tidied sentence.
pub(super) fn is_anothers_deed(tidied: &str, end: usize, own: &str) -> bool {
    let words = read(tidied);
    let verb = words.iter().rposition(|word| word.start < end);
    verb.is_some_and(|verb| !is_ours(&words, verb, own, true))
}

/// Whether one who acts for the pledge's government, or its law, is named right before the verb `at`.
pub(super) fn is_named_ours(words: &[Word], at: usize, own: &str) -> bool {
    let name = before_verb(&words[..at]);
    speaks_for_us(name, own) || is_instrument(name)
}

/// Whether a law is named, or a paper by which something is done.
fn is_instrument(name: &[Word]) -> bool {
    name.iter().any(|word| one_of(INSTRUMENTS, &word.text))
}

/// The words that name who does what the verb after them says.
fn before_verb(words: &[Word]) -> &[Word] {
    let begins = |at: &usize| words[*at].parted || one_of(BEGINS, &words[*at].text);
    let start = (0..words.len()).rev().find(begins);
    let start =
        start.map_or(0, |at| if words[at].parted && !one_of(BEGINS, &words[at].text) { at } else { at + 1 });
    &words[start.min(words.len())..]
}

/// Whether one who acts for the pledge's government is named.
fn speaks_for_us(name: &[Word], own: &str) -> bool {
    let ours = |(at, word): (usize, &Word)| {
        !(word.text == "us" && word.capital)
            && one_of(OURS, &word.text)
            && (!one_of(OF_A_NATION, &word.text) || is_at_home(name, at, own))
    };
    let text: Vec<&str> = name.iter().map(|word| word.text.as_str()).collect();
    let shadow = text.iter().any(|word| one_of("shadow opposition former", word));
    !shadow && (name.iter().enumerate().any(ours) || names_own_body(&text, own))
}

/// Whether one of the pledge's bodies is named: in full, or by what it is, "the council" for "Northvale Council".
pub(super) fn names_own_body(name: &[&str], own: &str) -> bool {
    let text = format!(" {} ", name.join(" "));
    own.lines().skip(1).any(|body| {
        let words = body.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
        let body: Vec<&str> = words.collect();
        let in_full = !body.is_empty() && text.contains(&format!(" {} ", body.join(" ")));
        in_full || is_called_what_it_is(name, &body)
    })
}

/// Whether a name ends with "the" and some words of a body's, the last of them what it is.
fn is_called_what_it_is(name: &[&str], body: &[&str]) -> bool {
    let ends = body.iter().position(|word| one_of("of for", word)).unwrap_or(body.len());
    let own = name.iter().rev().take_while(|word| body.contains(word)).count();
    let before = name.len().checked_sub(own + 1).map_or("", |at| name[at]);
    let kind = ends.checked_sub(1).map(|last| body[last]);
    own > 0 && name.last().copied() == kind && one_of("the our this", before)
}

/// Whether what is said of a government, before it or after its "of", leaves it ours.
fn is_at_home(name: &[Word], at: usize, own: &str) -> bool {
    let before = name[..at].iter().rev().take_while(|word| word.capital && !one_of("the a", &word.text));
    let of = name.get(at + 1).is_some_and(|word| word.text == "of");
    let after = name.get(at + 2..).filter(|_| of).unwrap_or_default();
    let after = after.iter().take_while(|word| word.capital || one_of("the and", &word.text));
    let is_own = name[..at].iter().any(|word| one_of(OWN, &word.text));
    let strange = |word: &&Word| is_strange(word, own) && !one_of(AT_HOME, &word.text);
    // Of a minister only a nation tells: "the Education Minister".
    let person = one_of("minister ministers", &name[at].text);
    let told = |word: &&Word| strange(word) && (!person || is_of_a_nation(&word.text));
    is_own || !(before.into_iter().any(|word| told(&word)) || after.into_iter().any(|word| strange(&word)))
}

/// Whether a word is made like the name of a people.
fn is_of_a_nation(word: &str) -> bool {
    ["ish", "ese", "ench", "utch", "erman", "ian", "ican", "elsh"].into_iter().any(|end| word.ends_with(end))
        || word == "first"
}

/// Whether a word names something that is neither the pledge's own nor at home.
pub(super) fn is_strange(word: &Word, own: &str) -> bool {
    let own_word = || own.split(|letter: char| !letter.is_alphanumeric()).any(|one| one == word.text);
    word.capital
        && !word.text.contains(|letter: char| letter.is_ascii_digit())
        && !tokens::is_stop(&word.text)
        && !one_of(AT_HOME, &word.text)
        && !one_of(NO_AGENT, &word.text)
        && !own_word()
}

fn is_plural(word: &str) -> bool {
    (word.ends_with('s') && !word.ends_with("ss")) || one_of("police people", word)
}

#[cfg(test)]
mod tests {
    use crate::matching::steps::{Grounds, Promise, step};
    use crate::model::Step;

    #[test]
    fn what_another_does_is_no_delivery() {
        let hotels = "We will close all asylum hotels by 2029.";
        let clubs = "We will open free breakfast clubs across England.";
        let response = "We will publish a response to the SEND consultation by the end of 2024.";
        let bill = "We will introduce the Tobacco Bill.";
        let review = "We will commission an independent review of Carer's Allowance overpayments.";
        let bodies =
            ["Department for Education", "Overpayments Authority", "Northvale Council"].map(str::to_owned);
        let said = |passage: &str, pledge: &str| {
            step(passage, &Promise::new(pledge, &bodies), Grounds::sure()).map(|(step, _)| step)
        };
        let ours = [
            (hotels, "We have closed all asylum hotels."),
            (hotels, "The Home Office has now closed all asylum hotels."),
            (hotels, "The UK Government has closed all asylum hotels."),
            (hotels, "By December 2025 the council had closed all asylum hotels."),
            (hotels, "All asylum hotels have been closed by the council."),
            (hotels, "This Labour Government has closed all asylum hotels."),
            (hotels, "All asylum hotels have been closed."),
            (hotels, "All asylum hotels have been closed by this Government."),
            (hotels, "All asylum hotels were closed by March 2026."),
            (hotels, "We cut costs, moved people on and closed all asylum hotels."),
            (clubs, "Primary schools have opened free breakfast clubs."),
            (response, "The Department for Education published its response to the SEND consultation."),
            (
                response,
                "The Secretary of State for Education has published the response to the SEND consultation.",
            ),
            (
                review,
                "The Overpayments Authority has commissioned an independent review of Carer's Allowance overpayments.",
            ),
        ];
        for (pledge, passage) in ours {
            assert_eq!(said(passage, pledge), Some(Step::Delivered), "{passage}");
        }
        let others = [
            (hotels, "Germany has closed all asylum hotels."),
            (hotels, "The parish council has closed all asylum hotels."),
            (hotels, "A council has closed all asylum hotels."),
            (hotels, "The French Government has closed all asylum hotels."),
            (hotels, "The Government of Ireland has closed all asylum hotels."),
            (hotels, "The US Administration has closed all asylum hotels."),
            (hotels, "All asylum hotels have been closed by the Irish Government."),
            (clubs, "Magic Breakfast, a charity, has opened free breakfast clubs."),
            (clubs, "A charity has opened free breakfast clubs."),
            (response, "The response to the SEND consultation was published by a think tank."),
            (response, "The response to the SEND consultation was published by Rishi Sunak."),
            (response, "The National Union of Teachers has published a response to the SEND consultation."),
            (bill, "The Tobacco Bill was introduced in the Scottish Parliament."),
            (bill, "The Tobacco Bill has been introduced by the US Government."),
            (review, "Carers UK has commissioned an independent review of Carer's Allowance overpayments."),
        ];
        for (pledge, passage) in others {
            assert_eq!(said(passage, pledge), None, "{passage}");
        }
    }
}
