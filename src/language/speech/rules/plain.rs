//! What short plain sentences do that stand in councils' papers and seldom in annotated answers: `The Council will plant 500
//! trees.`, `The service goes live in October.`, `640 homes were insulated in 2024.`
//!
//! It must not judge a sentence by one word alone.

use crate::language::speech::actors::Actor;
use crate::language::speech::clauses::{Group, main_of};
use crate::language::speech::rules::has;
use crate::language::speech::symbols::Symbol;
use crate::language::speech::verbs::forms_of;
use crate::language::tokens::{WordHash, hash, word, words};

/// Corrects the sums of a line of a plan that begins with its verb, where no lead-in says what to make of it: `Recruit 6,500
/// new teachers` is undertaken if anything is, and never was done.
pub(crate) fn correct_lone_item(row: &[Symbol], groups: &[Group], sums: &mut [i32; 4]) {
    let [_, first, behind @ ..] = row else { return };
    let bare = groups.iter().all(|group| words!["base", "ed", "n+ed"].contains(&group.frame));
    if !bare || !forms_of(first.word).is_some_and(|forms| forms.base) {
        return;
    }
    sums[2] = sums[2].min(0) - 100;
    let counted = first_thing(behind).is_some_and(|thing| words!["<count>", "<money>"].contains(&thing.word));
    // `Reduce missed collections by 10% by March 2027`, but not `Claim up to £500 by 31 March 2026`.
    let shared = has(behind, words!["<percent>"]) && has(behind, words!["<future>"]);
    if counted || shared && !has(behind, words!["your"]) {
        sums[0] = sums[0].max(sums.iter().copied().max().unwrap_or(0) + 100);
    }
}

/// The first of some words that is neither an article nor says how exact or how many more: the number of `around 20 more`.
fn first_thing(words: &[Symbol]) -> Option<&Symbol> {
    let hedges = words![
        "a", "an", "another", "further", "additional", "over", "around", "about", "at", "least", "more",
        "than", "nearly", "almost", "some", "all", "the"
    ];
    words.iter().find(|symbol| !hedges.contains(&symbol.word))
}

/// Corrects the sums of a sentence that says plainly what is to be done or was done.
pub(super) fn correct_plain(row: &[Symbol], groups: &[Group], sums: &mut [i32; 4]) {
    let Some(main) = main_of(groups) else { return };
    let behind = row.get(main.end..).unwrap_or_default();
    if main.denied {
        if forswears(main, behind) {
            sums[0] = sums[0].max(sums.iter().copied().max().unwrap_or(0) + 100);
        }
        return;
    }
    // What is sure already stays as sure as it is.
    let doubted = sums[0] < sums.iter().copied().max().unwrap_or(0);
    if doubted && undertakes_a_number(main, behind) {
        sums[0] += 150;
    }
    if main.opened == 0 && begins_on_a_day(main, behind) {
        sums[0] = sums[0].max(sums.iter().copied().max().unwrap_or(0) + 100);
    }
    let before = row.get(..main.at).unwrap_or_default();
    let made = main.frame == hash("was+ed") && MADE.contains(&main.verb) && has(before, words!["<count>"]);
    let opened = ["ed", "n+ed"].iter().any(|frame| hash(frame) == main.frame)
        && words!["open", "reopen"].contains(&main.verb)
        && has(behind, words!["<past>"]);
    if made || opened {
        sums[2] += 250;
    }
}

/// `The Council will plant 500 trees`: those who answer for it, and so many.
fn undertakes_a_number(main: &Group, behind: &[Symbol]) -> bool {
    let ours = [Actor::Government, Actor::Council, Actor::We];
    main.frame == hash("will+base")
        && ours.iter().any(|actor| hash(actor.class()) == main.subject)
        && !BEFALLING.contains(&main.verb)
        && has(behind.get(..behind.len().min(4)).unwrap_or_default(), words!["<count>", "<money>"])
}

/// `We will not increase income tax`: what those who answer for it could do, and promise not to.
fn forswears(main: &Group, behind: &[Symbol]) -> bool {
    let ours = [Actor::Government, Actor::Council, Actor::We];
    let spoken = words!["expectations", "speculation", "burdens", "risks", "costs"];
    main.frame == hash("will+base")
        && ours.iter().any(|actor| hash(actor.class()) == main.subject)
        && words![
            "increase", "raise", "cut", "close", "sell", "privatise", "scrap", "abolish", "freeze", "tax"
        ]
        .contains(&main.verb)
        && !has(behind.get(..behind.len().min(3)).unwrap_or_default(), spoken)
}

/// `The service goes live in October`, `The new hospital opens in June 2027`: the present tense of what has a day to come.
fn begins_on_a_day(main: &Group, behind: &[Symbol]) -> bool {
    let live = main.verb == word!("go") && behind.first().is_some_and(|live| live.word == word!("live"));
    let begins =
        live || words!["open", "reopen", "start", "begin", "launch", "commence"].contains(&main.verb);
    let behind = behind.get(usize::from(live)..).unwrap_or_default();
    ["s", "n+s"].iter().any(|frame| hash(frame) == main.frame)
        && begins
        && !OCCASIONS.contains(&main.before)
        && has(behind.get(..behind.len().min(4)).unwrap_or_default(), words!["<future>"])
}

/// What begins on its day without anybody undertaking it.
const OCCASIONS: &[WordHash] = words![
    "term", "year", "month", "week", "season", "recess", "session", "trial", "hearing", "inquiry",
    "election", "campaign", "cup", "games", "festival", "day", "ramadan"
];

/// What is told of who gets or meets with something.
const BEFALLING: &[WordHash] =
    words!["receive", "get", "benefit", "see", "need", "have", "be", "face", "cost", "lose", "find"];

/// What is done to homes, trees and streets.
const MADE: &[WordHash] = words![
    "insulate", "plant", "install", "upgrade", "retrofit", "build", "resurface", "refurbish", "complete",
];

#[cfg(test)]
mod tests {
    use crate::language::canonical::from_plain;
    use crate::language::speech::{self, Act};

    #[test]
    fn plain_sentences_say_what_they_say() {
        let mut wrong = Vec::new();
        for (said, act) in [
            ("640 homes were insulated in 2024.", Act::Claim),
            ("More than 3,000 homes were insulated in 2024.", Act::Claim),
            ("12,000 trees were planted last winter.", Act::Claim),
            ("The new hospital opened in June.", Act::Claim),
            ("The bus station reopened last year.", Act::Claim),
            ("The consultation closed on 3 March 2025.", Act::Other),
            ("The service goes live in October.", Act::Pledge),
            ("The new hospital opens in June 2027.", Act::Pledge),
            ("The scheme starts in April 2026.", Act::Pledge),
            ("The fund opens for applications in spring 2026.", Act::Pledge),
            ("The trial begins on 12 May 2026.", Act::Other),
            ("Term starts on 3 September 2026.", Act::Other),
            ("The Council will plant 500 trees.", Act::Pledge),
            ("Recruit 6,500 new teachers in key subjects, paid for by ending a tax break.", Act::Pledge),
            ("Launch a new command and smash the gangs.", Act::Other),
            ("Reduce missed collections by 10% by March 2027.", Act::Pledge),
            ("Increase the proportion of journeys made on foot from 38% to 50% by 2032.", Act::Pledge),
            ("We will not increase National Insurance or VAT.", Act::Pledge),
            ("We will not provide a running commentary on it.", Act::Other),
            ("Brighton and Hove City Council will plant 500 trees.", Act::Pledge),
        ] {
            let text = from_plain(said);
            let reading = speech::read(&text.text, &text.blocks, "2026-01-12".parse().ok());
            let found = reading.verdicts.first().map(|verdict| verdict.act);
            if found != Some(act) {
                wrong.push(format!("{said}: {found:?}"));
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }
}
