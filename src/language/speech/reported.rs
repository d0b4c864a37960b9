//! Whose deed is told where somebody is said to have told it: `the Minister said that the Welsh Ministers will plant`.
//!
//! It must not judge the act: that is done by the whole sentence.

use crate::language::speech::Act;
use crate::language::speech::clauses::{Group, main_of};
use crate::language::speech::symbols::Symbol;
use crate::language::tokens::{WordHash, hash, word, words};

/// The verb group that carries what a sentence does: its main one, unless that only reports another.
pub(super) fn carrier<'g>(row: &[Symbol], groups: &'g [Group], act: Act) -> Option<&'g Group> {
    let main = main_of(groups)?;
    if !reports(row, main) {
        return Some(main);
    }
    let that = that_of(row, main);
    let told = |group: &&Group| {
        let behind = group.at > main.at;
        let reported = group.opened == word!("that") && that.is_some_and(|that| that < group.at);
        match act {
            Act::Pledge | Act::Aspiration => {
                behind && (group.opened == 0 || reported) && is_to_come(row, group)
            }
            Act::Claim => behind && reported && is_done(group),
            Act::Other => false,
        }
    };
    groups.iter().find(told).or(Some(main))
}

/// Where the `that` stands that opens what is told: not that of `announced sanctions on an organisation that has`.
fn that_of(row: &[Symbol], main: &Group) -> Option<usize> {
    let near = row.get(main.end..(main.end + 5).min(row.len()))?;
    let at = near.iter().position(|symbol| symbol.word == word!("that"))?;
    let things = words!["a", "an", "its", "our", "their", "new", "further", "of", "<money>", "<count>"];
    let tells_of_a_thing =
        near.iter().take(at).any(|symbol| things.contains(&symbol.word) || symbol.shape == word!("~s"));
    // `have told providers that`
    (main.verb == word!("tell") || !tells_of_a_thing).then_some(main.end + at)
}

/// Whether a group only says that something is so: `said`, `was announced`, `can confirm`, `has made clear`.
fn reports(row: &[Symbol], group: &Group) -> bool {
    let clear = row
        .get(group.end.saturating_sub(1)..(group.end + 3).min(row.len()))
        .is_some_and(|near| near.iter().any(|symbol| symbol.word == word!("clear")));
    let to_come = is_to_come(row, group) && group.inner == 0;
    !to_come
        && (REPORTING.contains(&group.verb)
            || words!["announce", "confirm", "say"].contains(&group.inner)
            || group.verb == word!("make") && clear)
}

fn is_to_come(row: &[Symbol], group: &Group) -> bool {
    let will = ["will+base", "will+be", "will+be+ed", "will+be+ing"];
    let would = ["can+base", "can+be", "can+be+ed", "can+be+ing"];
    let one_of = |frames: [&str; 4]| frames.iter().any(|frame| hash(frame) == group.frame);
    one_of(will) || one_of(would) && row.get(group.at).is_some_and(|verb| verb.word == word!("would"))
}

fn is_done(group: &Group) -> bool {
    let done = ["has+ed", "has+been+ed", "had+ed", "had+been+ed", "was+ed"];
    !group.denied && done.iter().any(|frame| hash(frame) == group.frame)
}

/// Verbs that tell, and those that only grant what is told behind them.
const REPORTING: &[WordHash] = words![
    "say", "tell", "announce", "confirm", "state", "add", "explain", "note", "report", "indicate", "outline",
    "agree", "accept", "recognise", "acknowledge", "know", "understand", "believe", "think", "hear"
];

#[cfg(test)]
mod tests {
    use crate::language::canonical::from_plain;
    use crate::language::speech::{self, actor_of, verb_of};

    #[test]
    fn who_is_said_to_act_acts() {
        for (said, actor, verb) in [
            (
                "The Minister said that the Welsh Ministers will plant 1,000 trees by March 2027.",
                "the Welsh Ministers",
                "will plant",
            ),
            (
                "The Secretary of State told the House that the Department would publish a plan by June 2026.",
                "the Department",
                "would publish",
            ),
            (
                "It was announced that the Home Office will recruit 500 officers by 2027.",
                "the Home Office",
                "will recruit",
            ),
            (
                "I can confirm that the Department will publish the plan by June 2026.",
                "the Department",
                "will publish",
            ),
            (
                "The Minister said that 1,000 trees will be planted by 2027.",
                "The Minister",
                "will be planted",
            ),
            ("Ministers have said that they will legislate by 2027.", "Ministers", "will legislate"),
            (
                "The Department agrees that a plan is needed and will publish it in June 2026.",
                "The Department",
                "will publish",
            ),
            (
                "The Minister stated that the Department has recruited 500 nurses since 2024.",
                "the Department",
                "has recruited",
            ),
            ("We have told providers that we will publish rates in May 2026.", "we", "will publish"),
            (
                "The Foreign Secretary announced sanctions on an organisation that has supported violence.",
                "The Foreign Secretary",
                "announced",
            ),
            ("The Government will announce that it has built 500 homes.", "The Government", "will announce"),
        ] {
            let text = from_plain(said);
            let reading = speech::read(&text.text, &text.blocks, "2026-01-12".parse().ok());
            let words =
                |place: Option<(usize, usize)>| place.and_then(|(start, end)| text.text.get(start..end));
            assert_eq!(words(actor_of(&text.text, &reading, 0)), Some(actor), "{said}");
            assert_eq!(words(verb_of(&reading, 0)), Some(verb), "{said}");
        }
    }
}
