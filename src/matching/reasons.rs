//! Why a link is proposed, or why it is doubted, in words that a reader without statistics understands.
//!
//! It must not weigh anything anew: it names what was weighed.

use super::follow::Followed;
use super::profile::{Profile, Search};
use super::weighed::Weighed;
use super::weights::Rivals;
use crate::date::{self, Window};
use crate::quantity::with_unit;

/// How many shared words are named.
const NAMED: usize = 6;

/// A passage with less of the pledge's wording is worded otherwise.
const THIN: f32 = 0.35;
/// As near in meaning as this are two of three questions to their own answers, and one of six hundred to another.
const ABOUT_THE_SAME: f32 = 0.6;

/// What is known besides the words.
pub(super) struct Setting<'a> {
    pub(super) profile: &'a Profile,
    pub(super) search: &'a Search,
    pub(super) body: Option<&'a str>,
    pub(super) same_body: Option<bool>,
    pub(super) rivals: Rivals,
    /// The title of the pledge that the document bears on more.
    pub(super) better_pledge: Option<&'a str>,
    /// When the document could be known.
    pub(super) known: Option<Window>,
    pub(super) older: bool,
    /// What is to be borne in mind of what the document says.
    pub(super) caution: Option<&'a str>,
    pub(super) copies: usize,
}

/// The reasons for and against a link, the weightiest first.
pub(super) fn reasons(weighed: &Weighed, setting: &Setting<'_>) -> Vec<String> {
    let mut reasons = Vec::new();
    reasons.extend(number(weighed, setting));
    reasons.extend(words(weighed, setting));
    reasons.extend(meaning(weighed));
    reasons.extend(acronyms(weighed, setting));
    if weighed.uncalled {
        reasons.push("it has hardly anything of the pledge's title".to_owned());
    }
    match (setting.body, setting.same_body) {
        (Some(body), Some(true)) => {
            reasons.push(format!("{body} answers for the pledge itself: self-reported"))
        }
        (Some(body), Some(false)) => reasons.push(format!("said by another body: {body}")),
        (Some(_) | None, _) => {}
    }
    if let Some(title) = setting.better_pledge {
        reasons.push(format!("it has more of another pledge: {title}"));
    }
    let ahead = setting.rivals.other_document.is_some_and(|other| weighed.sum - other > 2.0);
    if ahead && !weighed.of_another {
        reasons.push("no other document comes close".to_owned());
    }
    reasons.extend(setting.caution.map(|caution| format!("mind: {caution}")));
    reasons.extend(dates(setting));
    if setting.copies > 1 {
        reasons.push(format!("the same text stands in {} documents and counts once", setting.copies));
    }
    reasons
}

fn number(weighed: &Weighed, setting: &Setting<'_>) -> Option<String> {
    let close = &weighed.close;
    let shown = |position: usize| {
        setting.profile.terms.get(position).map(|term| term.word.clone()).unwrap_or_default()
    };
    match close.number {
        Some(number) if weighed.of_another => {
            Some(format!("the number {} stands there, of something else", shown(number.position)))
        }
        Some(number) if number.counted >= 0.5 => {
            Some(format!("the number {} stands there, and counts the same", shown(number.position)))
        }
        Some(number) => Some(format!(
            "the number {} stands there, but what it counts may be something else",
            shown(number.position)
        )),
        None => {
            let number = setting.profile.terms.iter().find(|term| term.number)?;
            Some(format!("the pledge's number {} is not in it", number.word))
        }
    }
}

/// A document may be about the same though it shares few words; how near that is, is shown for what it adds.
fn meaning(weighed: &Weighed) -> Option<String> {
    let close = &weighed.close;
    let apart = close.covered < THIN && close.near.of_pledge >= ABOUT_THE_SAME;
    apart.then(|| "the document is on the same matter, mostly in other words".to_owned())
}

fn words(weighed: &Weighed, setting: &Setting<'_>) -> Option<String> {
    let shared: Vec<&str> = setting
        .profile
        .terms
        .iter()
        .enumerate()
        .filter(|(at, term)| weighed.close.bits & (1 << at) != 0 && !term.number)
        .map(|(_, term)| term.word.as_str())
        .take(NAMED)
        .collect();
    (!shared.is_empty()).then(|| format!("the passage shares: {}", shared.join(", ")))
}

fn acronyms(weighed: &Weighed, setting: &Setting<'_>) -> Option<String> {
    let (_, positions) =
        setting.profile.stands_for.iter().find(|(acronym, _)| weighed.close.acronyms.contains(acronym))?;
    let long: Vec<&str> = positions
        .iter()
        .filter_map(|at| setting.profile.terms.get(*at as usize))
        .map(|term| term.word.as_str())
        .collect();
    Some(format!("an acronym there stands for these words: {}", long.join(", ")))
}

/// That it names another document, which bears on the pledge.
pub(super) fn followed(followed: &Followed) -> String {
    let day = followed.known.map_or_else(String::new, |day| format!(" of {}", date::long_day_or_month(day)));
    let what = if followed.number.contains("WS") { "the statement" } else { "the answer to Question" };
    let why = if followed.recorded { "the register has it for the pledge" } else { "it bears on the pledge" };
    format!("it refers to {what} {}{day}: {why}", followed.number)
}

fn dates(setting: &Setting<'_>) -> Option<String> {
    let (known, said) = (setting.known?, setting.search.said?);
    if setting.older {
        return Some(format!(
            "older than the pledge ({}): at most an earlier saying, no evidence",
            date::long_day_or_month(known)
        ));
    }
    let days = date::days_between(said.first, known.first);
    let (on, least) = if known.is_day() { ("on", "") } else { ("in", "at least ") };
    let day = date::long_day_or_month(known);
    let days = (days > 0).then(|| with_unit(days.into(), "days"))?;
    Some(format!("known {on} {day}, {least}{days} after the pledge was made"))
}
