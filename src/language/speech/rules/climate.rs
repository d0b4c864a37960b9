//! Climate targets, which often stand without a verb: `Net zero by 2038`, `pledged to be carbon neutral by 2030`.
//!
//! It must not look at a sentence that names no day to come.

use crate::language::speech::clauses::{Group, main_of};
use crate::language::speech::rules::{has, run};
use crate::language::speech::symbols::Symbol;
use crate::language::speech::verbs::forms_of;
use crate::language::tokens::{WordHash, hash, word, words};

/// What a climate target is about.
const GOALS: &[&[WordHash]] = &[
    words!["net", "zero"],
    words!["net", "-", "zero"],
    words!["carbon", "neutral"],
    words!["carbon", "-", "neutral"],
    words!["zero", "carbon"],
    words!["zero", "-", "carbon"],
    words!["climate", "neutral"],
    words!["climate", "positive"],
    words!["clean", "energy"],
    words!["neutrality"],
];

/// By what it is reached, and what is often spoken of besides.
const MEANS: &[WordHash] = words!["emissions", "renewable", "renewables", "electrify", "electric"];

/// How a sentence begins that is such a target: `Carbon neutral by 2030 if we are given the powers`.
const HEADS: &[&[WordHash]] = &[
    words!["net", "zero"],
    words!["net", "-"],
    words!["carbon", "neutral"],
    words!["carbon", "-"],
    words!["carbon", "neutrality"],
    words!["climate", "neutral"],
    words!["climate", "positive"],
];

/// What somebody does who sets a target.
#[rustfmt::skip]
const UNDERTAKING: &[WordHash] = words![
    "committed", "commit", "commits", "resolved", "pledged", "pledge", "pledges", "resolves", "target", "commitment",
    "aim", "aiming", "ambition", "goal", "aspires",
];

/// What somebody does who sets a target, or tells something else.
const PERHAPS: &[WordHash] = words!["agreed", "declared", "adopted", "want"];

/// Corrects the sums of a sentence that names a climate target and a day to come.
pub(super) fn correct_target(row: &[Symbol], groups: &[Group], sums: &mut [i32; 4]) {
    if !has(row, words!["<future>"]) || tells_of_law(row) {
        return;
    }
    let goal = GOALS.iter().any(|goal| run(row, goal));
    let set = || is_set(row, groups);
    if goal && (set() || has(row, PERHAPS)) || has(row, MEANS) && set() {
        sums[0] = sums.iter().copied().max().unwrap_or(0) + 200;
    }
}

/// Whether the target is set, not spoken of.
fn is_set(row: &[Symbol], groups: &[Group]) -> bool {
    let behind = row.get(1..).unwrap_or_default();
    let headed = HEADS.iter().any(|head| behind.iter().map(|symbol| &symbol.word).take(2).eq(*head));
    // `adopted a plan to become carbon neutral by 2030`
    let becomes = run(row, words!["to", "become"]) || run(row, words!["to", "be", "carbon"]);
    // Not `introduced funding from 2025-26, which aims to support the net zero transition`.
    let aims = row.windows(2).any(
        |pair| matches!(pair, [before, aims] if aims.word == word!("aims") && before.word != word!("which")),
    );
    groups.is_empty()
        || headed
        || becomes
        || aims
        || main_of(groups).is_some_and(reaches)
        || is_imperative(row)
        || has(row, UNDERTAKING)
}

/// `By 2030 the council's operations will have net zero emissions`, `By 2025 we will have cut emissions by half since 2009`: a
/// state that is reached, not what helps to reach it.
fn reaches(main: &Group) -> bool {
    let has_reached = main.frame == hash("will+have")
        && words!["net", "cut", "reduce", "halve", "reach", "achieve", "become"].contains(&main.verb);
    let will_reach = [hash("will+base"), hash("will+be")].contains(&main.frame)
        && !main.denied
        && words!["be", "have", "become", "reach", "achieve"].contains(&main.verb);
    has_reached || will_reach
}

/// `Source all electricity from renewables by 2030`, `To make the area carbon neutral by 2040`, items of a list of targets.
fn is_imperative(row: &[Symbol]) -> bool {
    let to = row.get(1).is_some_and(|to| to.word == word!("to"));
    let row = row.get(usize::from(to)..).unwrap_or_default();
    matches!(row, [start, verb, ..] if words!["<s>", "to"].contains(&start.word)
        && (verb.word == word!("be") || forms_of(verb.word).is_some_and(|forms| forms.base)))
}

/// Whether a sentence tells what the law, or what was once adopted, has as its target.
fn tells_of_law(row: &[Symbol]) -> bool {
    run(row, words!["set", "out", "in"])
        || run(row, words!["set", "in", "law"])
        || run(row, words!["climate", "change", "act"])
        || run(row, words!["was", "adopted"])
        || has(row, words!["statutory", "legally"])
}
