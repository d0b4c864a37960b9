//! What makes something done no delivery of the pledge: it is a part, a draft, another's deed, or not really done.
//!
//! Each rule is a table of words; none counts where the pledge or the body that answers for it says them too. It must not
//! look at what is done.

use super::clause::Word;
use super::sentence::stands_anywhere;
use crate::matching::tokens::{one_of, stemmer};

/// Words that show a share is done and not the whole.
const IN_PART: &str = "\
    so far|to date|first phase|first tranche|first wave|towards|in part|partially|interim|pilot|some \
    of|ongoing|continue|continuing|remaining|by the end of|in progress|on track|more needs|further|next steps|only in|only for|only at|only to";

/// What makes a thing another one, or one that is not there in full.
const ANOTHER: &str = "\
    draft|consultation|consult|bill|scottish government|welsh government|previous|terms of reference|proposals|plans|call for \
    evidence|summary|update|pilot|legislation|review|annex|shadow|acting|temporary|in name|in principle|on paper|not \
    yet|yet to|resigned|outline|chapter|all but|trainee|trainees|volunteer|volunteers";
/// Where only a part of it may be done.
const PARTS: &str = "scotland|wales|northern ireland|london";
/// Which of them stand in one row with England.
const BESIDE_ENGLAND: &str = " and wales| and scotland| and northern ireland|, wales|, scotland|, northern ireland|, and northern ireland";

/// Who else does what the pledge promises; nothing of it is the pledge's.
const OTHERS: &str = "\
    previous government|previous administration|last government|last administration|former government|predecessor|\
    predecessors|opposition|scottish government|welsh government|northern ireland executive|mayor|leaked|the guardian|newspapers|forecasts that|forecast that|predicts \
    that|predicted that|projects that|estimates that";

/// Countries where a thing may be done that is promised at home.
const ABROAD: &str = "\
    australia austria belgium canada china denmark finland france germany india ireland italy japan netherlands norway \
    poland portugal singapore spain sweden switzerland ukraine";

/// Words before a number by which what was done falls short of it or is compared with it.
const SET_AGAINST: &str = "\
    against compared instead rather not fewer less short below under almost nearly towards promised pledge planned";
/// How far before the number.
const BEFORE_A_NUMBER: usize = 4;

/// Verbs by which what was done is undone.
const UNDOING: &str = "\
    abandon abolish cancel collapse disband dissolve overturn quash repeal reverse revoke scrap suspend withdraw";

/// Verbs, with those by which only what they did is undone.
const UNDOING_ONE: [(&str, &str); 4] =
    [("open reopen", "close"), ("close", "open reopen"), ("build rebuild", "demolish"), ("ban", "lift")];

/// The words that are no sign of something else: the pledge's own, and on a line each the names of who answers for it.
pub(super) fn own_words(pledge: &str, bodies: &[String]) -> String {
    let mut own = pledge.to_lowercase().replace('\n', " ");
    for body in bodies {
        own.push('\n');
        own.push_str(&body.to_lowercase());
    }
    own
}

/// Whether one of some words, `|` between them, stands in a text and not among the pledge's own.
fn any_of(folded: &str, list: &str, own: &str) -> bool {
    list.split('|').any(|words| stands_anywhere(folded, words) && !stands_anywhere(own, words))
}

/// Whether a sentence of the passage says that a share is done.
pub(super) fn is_in_part(folded: &str, own: &str) -> bool {
    // "To further reduce it" tells what the deed is for.
    any_of(&folded.replace(" to further ", " to ").replace(" not only ", " "), IN_PART, own)
        || folded.trim_end_matches([' ', '.']).ends_with(" only")
}

/// Whether a sentence speaks of another thing, or of one that is not there in full.
pub(super) fn is_another(folded: &str, own: &str) -> bool {
    // "At the Spending Review" is when; "in England and Wales" is as much as in England.
    let (before, mut behind) = folded.split_once(" england").unwrap_or((folded, ""));
    while let Some(rest) = BESIDE_ENGLAND.split('|').find_map(|part| behind.strip_prefix(part)) {
        behind = rest;
    }
    // "To see if they are eligible" is no condition of it.
    let supposed = folded.starts_with(" if ") || folded.contains(", if ");
    supposed
        || any_of(&folded.replace(" spending review", ""), ANOTHER, own)
        || any_of(before, PARTS, own)
        || any_of(behind, PARTS, own)
}

/// Whether a sentence says that something is done in another country.
pub(super) fn is_elsewhere(folded: &str, own: &str) -> bool {
    ABROAD.split(' ').any(|country| {
        !own.contains(country)
            && ["in", "across", "throughout"]
                .iter()
                .any(|word| stands_anywhere(folded, &format!("{word} {country}")))
    })
}

/// Whether somebody else does what is told: named in the clause before the verb, or after it with "by" or
/// "under".
pub(super) fn is_by_others(before: &str, after: &str, own: &str) -> bool {
    let mark = [',', ';', ':'];
    let clause = before.rsplit(mark).next().unwrap_or_default();
    let after = after.split(mark).next().unwrap_or_default();
    let by = |word: &str| after.split_once(word).is_some_and(|(_, by)| any_of(by, OTHERS, own));
    any_of(clause, OTHERS, own) || by(" by ") || by(" under ")
}

/// Whether a number is only what something is compared with: "against the 13,000", "almost 150".
pub(super) fn is_set_against(words: &[Word], at: usize) -> bool {
    let before = |many: usize| words.get(at.saturating_sub(many)..at).unwrap_or_default().iter();
    // "Exceeding our pledge to recruit 1,000": it is reached.
    let is_met = before(BEFORE_A_NUMBER + 2).any(|word| one_of("met meeting exceeded exceeding", &word.text));
    !is_met && before(BEFORE_A_NUMBER).any(|word| one_of(SET_AGAINST, &word.text))
}

/// Whether a verb of this stem undoes what was done.
pub(super) fn undoes(stem: &str) -> bool {
    is_of(UNDOING, stem)
}

/// Whether a verb of this stem undoes what one of another stem did: what was opened is closed.
pub(super) fn undoes_deed(stem: &str, deed: &str) -> bool {
    undoes(stem) || UNDOING_ONE.iter().any(|(done, undone)| is_of(done, deed) && is_of(undone, stem))
}

fn is_of(verbs: &str, stem: &str) -> bool {
    let stemmer = stemmer();
    verbs.split(' ').any(|verb| stemmer.stem(verb) == stem)
}

#[cfg(test)]
mod tests {
    use crate::date::Date;
    use crate::matching::steps::{Grounds, Promise, step, told};
    use crate::model::Step::{Announced, Delayed, Delivered, Progressed, Reversed, Withdrawn};

    #[test]
    fn what_is_less_another_or_undone_is_no_delivery() {
        let course = "We will introduce a new leadership level SENCO qualification";
        let plan = "We will publish a national plan to end homelessness by the end of 2025.";
        let teachers = "committed to recruiting an additional 6,500 teachers";
        let full = Grounds { said: Date::from_ymd_opt(2020, 1, 1), ..Grounds::sure() };
        let number = Grounds { has_number: true, number_agrees: true, ..full };
        let cases = [
            // The number must be that of the verb's own object, and whole.
            (teachers, "We have recruited 2,346 teachers, against the 6,500.", number, Some(Progressed)),
            (
                teachers,
                "We have recruited 2,346 teachers out of the promised 6,500.",
                number,
                Some(Progressed),
            ),
            (teachers, "2,346 teachers were recruited, not 6,500.", number, Some(Progressed)),
            (teachers, "6,500 places and teachers were recruited.", number, Some(Delivered)),
            (
                teachers,
                "6,500 places have been delivered, and prison teachers have been recruited.",
                number,
                Some(Progressed),
            ),
            (teachers, "We have recruited 2,346 of the 6,500 teachers.", number, Some(Progressed)),
            (teachers, "A quarter of the 6,500 teachers have been recruited.", number, Some(Progressed)),
            (teachers, "All of the 6,500 teachers have been recruited.", number, Some(Delivered)),
            (
                teachers,
                "Nearly all of the 6,500 new expert teachers for schools have been recruited.",
                number,
                Some(Progressed),
            ),
            (teachers, "We have recruited fewer than 6,500 teachers.", number, Some(Progressed)),
            (teachers, "We have recruited almost 6,500 teachers.", number, Some(Progressed)),
            (teachers, "We have recruited about 6,500 teachers.", number, Some(Delivered)),
            (
                "create a fund of £7.3 billion",
                "The fund was created with £5.8 billion instead of £7.3 billion.",
                number,
                Some(Progressed),
            ),
            // Another's, elsewhere, in name, or undone.
            (course, "The previous Government introduced the qualification.", full, None),
            (course, "The qualification was introduced by the previous Government.", full, None),
            (course, "The qualification was introduced in France.", full, None),
            (course, "The qualification was introduced in Scotland.", full, Some(Progressed)),
            (course, "The qualification was introduced in shadow form.", full, Some(Progressed)),
            (course, "The qualification has been introduced, but is not yet open.", full, Some(Progressed)),
            (course, "It was hoped that the qualification had been introduced.", full, None),
            (course, "It has been reported that the qualification has been introduced.", full, None),
            (
                course,
                "The qualification was introduced. However, it was abolished in May.",
                full,
                Some(Reversed),
            ),
            (course, "The qualification was introduced and then withdrawn.", full, Some(Reversed)),
            (
                course,
                "The qualification was introduced, and the old one was abolished.",
                full,
                Some(Delivered),
            ),
            (course, "The qualification was introduced in colleges only.", full, Some(Progressed)),
            (course, "The qualification was introduced not only in colleges.", full, Some(Delivered)),
            ("open a plant in Corby", "We opened a plant in Derby.", full, Some(Progressed)),
            ("open a plant in Corby", "We opened a plant in Corby in May.", full, Some(Delivered)),
            ("ban plastic", "We banned plastic in May. The ban was lifted in June.", full, Some(Reversed)),
            ("close a plant", "The plant was closed in May, but was reopened in June.", full, Some(Reversed)),
            (
                "close a plant",
                "The plant was closed in May, and the road was reopened.",
                full,
                Some(Delivered),
            ),
            // What the thing is called tells no step and takes none back.
            (plan, "No national plan to end homelessness has been published.", full, None),
            (plan, "Publication of the national plan to end homelessness has slipped.", full, Some(Delayed)),
            (plan, "The national plan to end homelessness was published last month.", full, Some(Delivered)),
            (
                plan,
                "The national plan to end homelessness, which was published, helps.",
                full,
                Some(Delivered),
            ),
            (plan, "A leaflet about the national plan to end homelessness was published.", full, None),
            (plan, "We plan to publish the national plan to end homelessness.", full, Some(Announced)),
            (
                course,
                "We have introduced the qualification to further raise standards.",
                full,
                Some(Delivered),
            ),
            (course, "We have introduced a further part of the qualification.", full, Some(Progressed)),
            ("appoint a commissioner", "We appointed Jane Doe as commissioner.", full, Some(Delivered)),
            ("appoint a commissioner", "We appointed an acting commissioner.", full, Some(Progressed)),
            ("establish a regulator", "The regulator (IFR) has been established.", full, Some(Delivered)),
            (teachers, "6,500 trainee teachers have been recruited.", number, Some(Progressed)),
            (teachers, "We have recruited nothing like 6,500 teachers.", number, Some(Progressed)),
            (teachers, "Modelling shows 6,500 teachers recruited in 2029.", number, None),
            (course, "The qualification should by now have been introduced.", full, None),
            (course, "If it counts at all, the qualification has been introduced.", full, Some(Progressed)),
            (course, "The qualification was introduced for colleges.", full, Some(Progressed)),
            (course, "The hon. Member says that the qualification has been introduced.", full, None),
            (course, "The qualification has been introduced, according to the Labour Party.", full, None),
            (teachers, "We met the 2,346 of the teachers that we committed to.", full, None),
            (course, "Plans to introduce the qualification have been shelved.", full, Some(Withdrawn)),
        ];
        for (pledge, passage, grounds, expected) in cases {
            assert_eq!(told(passage, pledge, grounds).map(|(step, _)| step), expected, "{passage}");
        }
    }

    #[test]
    fn what_the_responsible_body_is_called_is_not_another() {
        let bodies = ["Welsh Government".to_owned()];
        let said = |bodies: &[String]| {
            let promise = Promise::new("publish a plan", bodies);
            step("The Welsh Government published the plan.", &promise, Grounds::sure())
        };
        assert_eq!(said(&bodies).map(|(step, _)| step), Some(Delivered));
        assert_eq!(said(&[]), None);
    }
}
