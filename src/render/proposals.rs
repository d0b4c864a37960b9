//! Proposed links between documents and pledges, as text for people and as `kept/match/1` for machines.
//!
//! It must not choose or order them; quotes and reasons are made harmless before they are shown.

use std::collections::HashMap;
use std::io::{self, Write};

use serde::Serialize;

use super::wrap::push_wrapped;
use super::{Screen, no_command, visible_line};
use crate::date;
use crate::matching::{Corpus, Observed, Proposal, Reference, Restated, Search, Value};
use crate::model::Measure;

/// Where the document that is proposed was found, and where else its text was.
fn places<'a>(corpus: &'a Corpus, proposal: &Proposal) -> (Option<&'a Reference>, Vec<&'a str>) {
    let references = corpus.references(proposal.entry);
    let others = references.iter().enumerate().filter(|(at, _)| *at != proposal.reference);
    let also = others.map(|(_, one)| one.id.as_deref().unwrap_or(&one.path)).collect();
    (references.get(proposal.reference), also)
}

/// A document by its id, which `--accept` takes, and its file.
fn name(place: Option<&Reference>) -> String {
    let path = place.map_or("", |place| place.path.as_str());
    let id = place.and_then(|place| place.id.as_deref());
    id.map_or_else(|| path.to_owned(), |id| format!("{id}  {path}"))
}

/// Proposals per pledge, best first, in lines of the screen's width.
#[must_use]
pub fn text(corpus: &Corpus, searches: &[Search], proposals: &[Vec<Proposal>], screen: Screen) -> String {
    let mut out = String::new();
    for (search, found) in searches.iter().zip(proposals) {
        if found.is_empty() {
            continue;
        }
        push_wrapped(
            &mut out,
            &visible_line(&format!("{}  {}", search.id, search.title)),
            screen.width,
            "",
            "    ",
        );
        let mut quoted: HashMap<&str, &Proposal> = HashMap::new();
        for proposal in found {
            match quoted.get(proposal.quote.as_str()).filter(|first| says_the_same(first, proposal)) {
                Some(first) => push_again(&mut out, corpus, proposal, first, screen),
                None => {
                    quoted.insert(&proposal.quote, proposal);
                    out.push_str(&one(corpus, proposal, screen));
                }
            }
        }
        out.push('\n');
    }
    no_command(&out)
}

/// One proposal: score, step and document; what that is called, and its day; the quote; the reasons.
#[must_use]
pub fn one(corpus: &Corpus, proposal: &Proposal, screen: Screen) -> String {
    let (place, also) = places(corpus, proposal);
    let step = proposal
        .step
        .map_or_else(|| "says no step".to_owned(), |step| format!("seems to say: {}", step.word()));
    let mut out = String::new();
    push_head(&mut out, proposal, &step, place, screen);
    push_wrapped(
        &mut out,
        &visible_line(&format!("\"{}\"", proposal.quote)),
        screen.width,
        "        ",
        "        ",
    );
    for reason in &proposal.reasons {
        push_wrapped(&mut out, &visible_line(reason), screen.width, "        - ", "          ");
    }
    push_also(&mut out, &also, screen);
    out
}

fn push_also(out: &mut String, also: &[&str], screen: Screen) {
    if !also.is_empty() {
        let also = format!("also: {}", also.join(", "));
        push_wrapped(out, &visible_line(&also), screen.width, "        ", "        ");
    }
}

/// Whether nothing but score and document differ. A value is shown each time: its day depends on the document.
fn says_the_same(one: &Proposal, other: &Proposal) -> bool {
    one.step == other.step && one.value.is_none() && other.value.is_none()
}

/// Another document with the passage of one that stands above: what a department repeats is read once.
fn push_again(out: &mut String, corpus: &Corpus, proposal: &Proposal, first: &Proposal, screen: Screen) {
    let (above, _) = places(corpus, first);
    let id = above.map_or("", |above| above.id.as_deref().unwrap_or(&above.path));
    let (place, also) = places(corpus, proposal);
    push_head(out, proposal, &format!("the same passage as {id}:"), place, screen);
    push_also(out, &also, screen);
}

fn push_head(out: &mut String, proposal: &Proposal, what: &str, place: Option<&Reference>, screen: Screen) {
    let doubt = if proposal.abstained { "  (held back)" } else { "" };
    let head = format!("{:.2}  {what}  {}{doubt}", proposal.score, name(place));
    push_wrapped(out, &visible_line(&head), screen.width, "  ", "        ");
    let title =
        place.and_then(|place| place.title.as_deref()).map(|title| format!("\u{201c}{title}\u{201d}"));
    let day = place.and_then(|place| place.known).map(date::long_day_or_month);
    let known: Vec<String> = title.into_iter().chain(day).collect();
    if !known.is_empty() {
        push_wrapped(out, &visible_line(&known.join(", ")), screen.width, "        ", "        ");
    }
}

#[derive(Serialize)]
struct MatchV1<'a> {
    pledge: &'a str,
    document: &'a str,
    id: Option<&'a str>,
    title: Option<&'a str>,
    date: Option<String>,
    start: usize,
    end: usize,
    quote: &'a str,
    score: f32,
    step: Option<&'static str>,
    value: Option<ValueV1<'a>>,
    observation: Option<ObservationV1<'a>>,
    restates: Option<RestatedV1<'a>>,
    reasons: &'a [String],
    also: Vec<&'a str>,
    self_reported: Option<bool>,
    older_than_pledge: bool,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    abstained: bool,
}

#[derive(Serialize)]
struct ValueV1<'a> {
    text: &'a str,
    value: String,
    unit: &'a str,
    on: Option<&'a str>,
}

/// A value as `--accept` would record it.
#[derive(Serialize)]
struct ObservationV1<'a> {
    on: &'a str,
    value: Option<String>,
    add: Option<String>,
    dated: bool,
}

impl<'a> From<&'a Observed> for ObservationV1<'a> {
    fn from(observed: &'a Observed) -> Self {
        let (value, add) = match observed.measure {
            Measure::Value(value) => (Some(value.to_string()), None),
            Measure::Add(add) => (None, Some(add.to_string())),
        };
        Self { on: &observed.on, value, add, dated: observed.dated }
    }
}

/// The pledge said again, with another number, date or noun.
#[derive(Serialize)]
struct RestatedV1<'a> {
    with: &'static str,
    text: &'a str,
    value: Option<String>,
    unit: Option<&'a str>,
    last: Option<String>,
}

impl<'a> From<&'a Restated> for RestatedV1<'a> {
    fn from(restated: &'a Restated) -> Self {
        match restated {
            Restated::Number(number) => Self {
                with: "number",
                text: &number.text,
                value: Some(number.value.to_string()),
                unit: Some(&number.unit),
                last: None,
            },
            Restated::Date(text, last) => {
                Self { with: "date", text, value: None, unit: None, last: Some(last.to_string()) }
            }
            Restated::Noun(text) => Self { with: "noun", text, value: None, unit: None, last: None },
        }
    }
}

impl<'a> From<&'a Value> for ValueV1<'a> {
    fn from(value: &'a Value) -> Self {
        Self { text: &value.text, value: value.value.to_string(), unit: &value.unit, on: value.on.as_deref() }
    }
}

/// Writes `kept/match/1`, one match a line; pledges in the register's order, best first within each.
///
/// # Errors
/// When `out` cannot be written.
pub fn json(
    corpus: &Corpus,
    searches: &[Search],
    proposals: &[Vec<Proposal>],
    out: &mut dyn Write,
) -> io::Result<()> {
    writeln!(
        out,
        "{{ \"schema\": \"kept/match/1\", \"generator\": \"{}\", \"matches\": [",
        super::GENERATOR
    )?;
    let mut first = true;
    for (search, proposal) in
        searches.iter().zip(proposals).flat_map(|(one, all)| all.iter().map(move |two| (one, two)))
    {
        let (place, also) = places(corpus, proposal);
        let line = MatchV1 {
            pledge: &search.id,
            document: place.map_or("", |place| place.path.as_str()),
            id: place.and_then(|place| place.id.as_deref()),
            title: place.and_then(|place| place.title.as_deref()),
            date: place.and_then(|place| place.known).map(date::day_or_month),
            start: proposal.start,
            end: proposal.end,
            quote: &proposal.quote,
            score: proposal.score,
            step: proposal.step.map(crate::model::Step::word),
            value: proposal.value.as_ref().map(ValueV1::from),
            observation: proposal.observed.as_ref().map(ObservationV1::from),
            restates: proposal.restates.as_ref().map(RestatedV1::from),
            reasons: &proposal.reasons,
            also,
            self_reported: proposal.self_reported,
            older_than_pledge: proposal.older,
            abstained: proposal.abstained,
        };
        out.write_all(if first { b"  " } else { b",\n  " })?;
        first = false;
        serde_json::to_writer(&mut *out, &line)?;
    }
    out.write_all(b"\n] }\n")
}
